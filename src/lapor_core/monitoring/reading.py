"""Reading an indicator off counts: which combinations of values it counts, leaves out, sums and lists."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.facts import Basis
from lapor_core.monitoring.figures import Figure, Key
from lapor_core.monitoring.indicators import Indicator, passes

_Combination = tuple[Any, ...]
_Counts = dict[_Combination, int]
_UNNAMED, _OF, _HAVING, _EXCLUDED = -1, 0, 1, 2


def taker(places: Sequence[int]) -> Callable[[_Combination], _Combination]:
    """Return what takes some places out of a tuple, as a tuple."""
    if len(places) > 1:
        return itemgetter(*places)
    # A slice of a tuple is a tuple, where one item alone would be none.
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0))


class Cell:
    """What was counted for one key.

    Args:
        groups: the columns that were counted together.
    """

    def __init__(self, groups: Sequence[tuple[str, ...]]) -> None:
        self.counts: list[_Counts] = [{} for _ in groups]
        """How many rows have which values of each group."""
        self.is_dated = True
        """Whether the period of every row is known."""
        self.days: int | None = None
        """How many days its periods have; None when nobody can tell."""
        self._of: dict[tuple[str, ...], _Counts] = {}

    def of(self, place: int, columns: tuple[str, ...], get: Callable[[_Combination], _Combination]) -> _Counts:
        """Return how many rows have which values of some columns of a group; added up once for all who ask."""
        counts = self._of.get(columns)
        if counts is None:
            counts = self._of[columns] = {}
            for combination, n in self.counts[place].items():
                values = get(combination)
                counts[values] = counts.get(values, 0) + n
        return counts


class _Answers(dict[_Combination, Any]):
    """What a question says of each combination of the columns that it needs; asked once of each."""

    def __init__(
        self,
        groups: Sequence[tuple[str, ...]],
        needed: frozenset[str],
        question: Callable[[Mapping[str, Any]], Any],
    ) -> None:
        super().__init__()
        self._place = next(place for place, group in enumerate(groups) if needed <= set(group))
        group = groups[self._place]
        self._columns = tuple(name for name in group if name in needed)
        self._get = taker([group.index(name) for name in self._columns])
        self._question = question

    def __missing__(self, combination: _Combination) -> Any:
        answer = self[combination] = self._question(dict(zip(self._columns, combination, strict=True)))
        return answer

    def total(self, cell: Cell) -> int:
        """Add the answers up over the rows of a cell."""
        return sum([n * self[values] for values, n in cell.of(self._place, self._columns, self._get).items()])

    def counts(self, cell: Cell) -> dict[Any, int]:
        """Count the rows of a cell by their answer."""
        counts: dict[Any, int] = {}
        for values, n in cell.of(self._place, self._columns, self._get).items():
            answer = self[values]
            counts[answer] = counts.get(answer, 0) + n
        return counts


class Reading:
    """One indicator over some groups of columns.

    Args:
        indicator: the indicator.
        groups: the groups; one of them has all columns that it tests, and so for what it sums and lists.
    """

    def __init__(self, indicator: Indicator, groups: Sequence[tuple[str, ...]]) -> None:
        self._indicator = indicator
        tested, summed, divided, listed = indicator.columns()
        self._slots = _Answers(groups, tested, self._slot)
        self._sums = _Answers(groups, summed, lambda row: self._number(row, indicator.sums, _HAVING))
        self._over = _Answers(groups, divided, lambda row: self._number(row, indicator.over, _OF))
        self._listed = _Answers(groups, listed, self._values)

    def figure(self, key: Key, cell: Cell, minimum: int, basis: Basis) -> Figure:
        """Return the indicator for a cell.

        Raises:
            InvalidValueError: a column that is summed holds something else than whole numbers.
        """
        indicator = self._indicator
        slots = self._slots.counts(cell)
        counted = slots.get(_HAVING, 0)
        sample = counted + slots.get(_OF, 0)
        listed: _Counts = self._listed.counts(cell) if indicator.by else {}
        return Figure(
            indicator=indicator,
            key=key,
            rows=sum(slots.values()),
            sample=sample,
            numerator=self._numerator(cell, counted, listed),
            denominator=self._denominator(cell, sample),
            excluded=tuple(
                (exclusion.english, slots[slot])
                for slot, exclusion in enumerate(indicator.excluded, start=_EXCLUDED)
                if slots.get(slot)
            ),
            unnamed=slots.get(_UNNAMED, 0),
            spread=tuple((values, listed[values]) for values in sorted(filter(None, listed), key=_order)),
            minimum=minimum,
            basis=basis,
        )

    def _numerator(self, cell: Cell, counted: int, listed: _Counts) -> int:
        if self._indicator.sums is None:
            return counted
        if self._indicator.by == (self._indicator.sums,):
            return sum([n * values[0] for values, n in listed.items() if values])
        return self._sums.total(cell)

    def _denominator(self, cell: Cell, sample: int) -> int | None:
        if self._indicator.per == "rows":
            return self._over.total(cell) if self._indicator.over else sample
        return cell.days if self._indicator.per == "days" else None

    def _slot(self, row: Mapping[str, object]) -> int:
        if passes(self._indicator.of, row):
            return _HAVING if passes(self._indicator.having, row) else _OF
        excluded = enumerate(self._indicator.excluded, start=_EXCLUDED)
        return next((slot for slot, exclusion in excluded if passes(exclusion.where, row)), _UNNAMED)

    def _is_in(self, row: Mapping[str, object], slot: int) -> bool:
        return passes(self._indicator.of, row) and (slot == _OF or passes(self._indicator.having, row))

    def _number(self, row: Mapping[str, object], column: str | None, slot: int) -> int:
        if column is None or not self._is_in(row, slot):
            return 0
        number = row[column]
        if type(number) is not int:
            raise InvalidValueError(column, "whole numbers are needed to be summed, or None")
        return number

    def _values(self, row: Mapping[str, object]) -> _Combination:
        if not self._is_in(row, _HAVING):
            return ()
        self._number(row, self._indicator.sums, _HAVING)
        return tuple(row[column] for column in self._indicator.by)


def _order(values: _Combination) -> list[tuple[bool, bool, Any]]:
    """Put numbers in their order, then codes, then what is not known."""
    return [
        (value is None, not isinstance(value, int), value if isinstance(value, int) else str(value)) for value in values
    ]
