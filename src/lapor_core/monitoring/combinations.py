"""Combinations of values: taken out of rows, counted once each, and added up."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

Combination = tuple[Any, ...]
Counts = dict[Combination, int]
"""How many rows have which values of some columns."""
Take = Callable[[Combination], Combination]
_T = TypeVar("_T")


def taker(places: Sequence[int]) -> Take:
    """Return what takes some places out of a tuple, as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    # A slice of a tuple is a tuple, where one item alone would be none.
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0))


def strict_taker(places: Sequence[int]) -> Take:
    """Return what does the same, and refuses rows that are too short."""
    return taker(places) if len(places) > 1 else partial(_only, *places)


def _only(*places_and_row: Any) -> Combination:
    *places, row = places_and_row
    return tuple(row[place] for place in places)


def fits(row: Combination, get: Take) -> bool:
    """Whether the columns of a group can be taken out of a row and counted."""
    try:
        hash(get(row))
    except (IndexError, TypeError):
        return False
    return True


class Shared(dict[Any, Combination]):
    """Each combination of values once, for all who count it; one column, which stood for itself, becomes a tuple."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._is_tuple = columns != 1

    def __missing__(self, values: Any) -> Combination:
        shared = self[values] = values if self._is_tuple else (values,)
        return shared


def add_up(counts: Counts, more: Mapping[Combination, int]) -> None:
    """Add counts to others."""
    if not counts:
        counts.update(more)
        return
    for combination, n in more.items():
        counts[combination] = counts.get(combination, 0) + n


def sums_by(get: Callable[[Combination], _T], counts: Counts) -> dict[_T, int]:
    """Add counts up by what is got from their combinations."""
    sums: defaultdict[_T, int] = defaultdict(int)
    for what, n in zip(map(get, counts), counts.values(), strict=True):
        sums[what] += n
    return sums
