"""Counts for the public in which no small one can be read, nor worked out from the others.

A count below the minimum is withheld. With the totals beside it, it could be worked out: so others are withheld with
it. They are chosen so that the withheld counts could be shifted among each other without changing anything that is
shown. For each small count there is a box of counts: two values of each of its attributes. Adding one to the corners of
one kind and taking one from those of the other kind leaves every total as it is. If the corners leave room for it, the
small count has as many possible values as the minimum says (the method of the hypercube).

What is published together has to be protected together. Two tables of two moments are two tables: their difference may
tell what neither does. Publish periods that are over.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product, repeat
from typing import Final

import attrs

from lapor_core.checks import require_a
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.figures import MINIMUM_SAMPLE

ALL: Final = "*"
"""Stands in a key for every value of an attribute together."""

_TRIES: Final = 64
"""How many boxes are tried along the same attributes for one small count."""

_Key = tuple[object, ...]


@attrs.frozen(kw_only=True, weakref_slot=False)
class ProtectedTable:
    """Counts with their totals, in which small ones are withheld. Indonesian term: *tabel terlindungi*.

    Args:
        counts: by key, where `ALL` stands for every value together; None is withheld. Nought is shown as long as
            anything is: nobody is there.
        minimum: below which a count is small.
    """

    counts: tuple[tuple[_Key, int | None], ...]
    minimum: int

    @property
    def withheld(self) -> int:
        """How many counts are withheld."""
        return sum(n is None for _, n in self.counts)

    def shown(self) -> dict[_Key, int]:
        """Return what may be published."""
        return {key: n for key, n in self.counts if n is not None}


def protect_counts(counts: Mapping[_Key, int], *, minimum: int = MINIMUM_SAMPLE) -> ProtectedTable:
    """Withhold small counts, and as many others as it takes so that the totals do not give them away.

    Indonesian term: *penyamaran sel kecil*. Every combination of values is a count of the table, also one that is left
    out: the time grows a little faster than their number.

    Args:
        counts: how many by the values of some attributes, such as ``("city", "roads")``; what is left out is nought.
        minimum: below which a count is small; 2 or more.

    Raises:
        InvalidValueError: keys of different lengths, a value that stands for all, a number that is no count.
    """
    if type(minimum) is not int or minimum < 2:  # noqa: PLR2004 (below two nothing is small)
        raise InvalidValueError("minimum", "a whole number of at least 2 is needed")
    lengths = {len(require_a(key, tuple, "counts")) for key in counts}
    if len(lengths) > 1 or any(ALL in key for key in counts):
        raise InvalidValueError("counts", f"keys of one length are needed, none of which holds {ALL}")
    if any(type(n) is not int or n < 0 for n in counts.values()):
        raise InvalidValueError("counts", "whole numbers of 0 or more are needed")
    return _Table(counts, minimum).protected()


class _Table:
    def __init__(self, counts: Mapping[_Key, int], minimum: int) -> None:
        self.minimum = minimum
        self.levels = [sorted(dict.fromkeys(values), key=str) for values in zip(*counts, strict=True)]
        self.inner = {key: counts.get(key, 0) for key in product(*self.levels)}
        # An attribute with one value has no total beside it.
        self.attributes = [place for place, values in enumerate(self.levels) if len(values) > 1]
        self.cells: dict[_Key, int] = {}
        for key, n in self.inner.items():
            for cell in self.above(key):
                self.cells[cell] = self.cells.get(cell, 0) + n
        self.hidden: set[_Key] = set()
        self.lines: dict[tuple[int, _Key], list[tuple[int, int]]] = {}

    def above(self, key: _Key, *, fixed: Sequence[int] = ()) -> Iterator[_Key]:
        """Yield a cell and every total that it is part of, except those over the fixed attributes."""
        choices = [
            (value, ALL) if place in self.attributes and place not in fixed else (value,)
            for place, value in enumerate(key)
        ]
        return product(*choices)

    def protected(self) -> ProtectedTable:
        small = [cell for cell, n in self.cells.items() if 0 < n < self.minimum]
        for cell in sorted(small, key=lambda cell: (-cell.count(ALL), str(cell))):
            box = self.box_for(cell)
            if box is None:
                # Nothing can be shifted: the grand total alone is shown, if it is not small itself.
                total = tuple(ALL if place in self.attributes else value for place, value in enumerate(cell))
                self.hidden = {one for one in self.cells if one != total or self.cells[total] < self.minimum}
                break
            self.hidden |= box
        counts = tuple((cell, None if cell in self.hidden else n) for cell, n in self.cells.items())
        return ProtectedTable(counts=counts, minimum=self.minimum)

    def box_for(self, cell: _Key) -> set[_Key] | None:
        """Return the cells to withhold so that a small one is safe: those that add fewest; None when there are none."""
        best: set[_Key] | None = None
        fewest = -1
        for moved in _subsets([place for place in self.attributes if cell[place] != ALL])[1:]:
            for key, opposite in self.boxes(cell, moved):
                if best is not None and not fewest:
                    return best
                kinds: tuple[list[_Key], list[_Key]] = ([], [])
                for flipped in _subsets(moved):
                    corner = tuple(opposite[place] if place in flipped else value for place, value in enumerate(key))
                    kinds[len(flipped) % 2].append(corner)
                room = [min(self.inner[corner] for corner in corners) for corners in kinds]
                # Each corner stays at one or more: that a withheld count is none would be known.
                if min(room) < 1 or sum(room) - 2 < self.minimum - 1:
                    continue
                box = {one for corners in kinds for corner in corners for one in self.above(corner, fixed=moved)}
                added = sum(self.cells[one] for one in box - self.hidden)
                if best is None or added < fewest:
                    best, fewest = box, added
        return best

    def boxes(self, cell: _Key, moved: Sequence[int]) -> Iterator[tuple[_Key, _Key]]:
        """Yield inner cells below a cell, with other values for the attributes along which counts are moved.

        Of the values that leave room the smallest are tried, a fixed number of them: they add the least.
        """
        tries = round(_TRIES ** (1 / len(moved)))
        for key in product(*([value] if value != ALL else self.levels[place] for place, value in enumerate(cell))):
            if self.inner[key]:
                others = [
                    self.partners(key, place)[:tries] if place in moved else [value] for place, value in enumerate(key)
                ]
                yield from zip(repeat(key), product(*others))

    def partners(self, key: _Key, place: int) -> list[object]:
        """Return the other values of an attribute whose counts leave room for that of a cell, the smallest first."""
        rest = (*key[:place], *key[place + 1 :])
        line = self.lines.get((place, rest))
        if line is None:
            counts = [self.inner[(*key[:place], level, *key[place + 1 :])] for level in self.levels[place]]
            line = self.lines[place, rest] = sorted((n, number) for number, n in enumerate(counts))
        enough = bisect_left(line, (self.minimum + 1 - self.inner[key], 0))
        levels = (self.levels[place][number] for _, number in line[enough : enough + _TRIES + 1])
        return [level for level in levels if level != key[place]]


def _subsets(places: Sequence[int]) -> list[tuple[int, ...]]:
    """Return every choice of some places, the empty one first."""
    return [subset for n in range(len(places) + 1) for subset in combinations(places, n)]
