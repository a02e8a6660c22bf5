"""Reading an indicator off counts: which combinations of values it counts, leaves out, sums and lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import mul
from typing import Any

from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.combinations import Combination, Counts, add_up, sums_by, taker
from lapor_core.monitoring.facts import Basis
from lapor_core.monitoring.figures import Figure, Key
from lapor_core.monitoring.indicators import Indicator, passes

_UNNAMED, _OF, _HAVING, _EXCLUDED = -1, 0, 1, 2


_Columns = tuple[str, ...]
_Steps = Mapping[_Columns, tuple[_Columns, Callable[[Combination], Combination]]]


def steps_to(indicators: Iterable[Indicator], groups: Sequence[_Columns], order: Sequence[str]) -> _Steps:
    """Say of which counts the counts of fewer columns are made: of those of the fewest columns that hold them."""
    needed = {_in_order(columns, order) for indicator in indicators for columns in indicator.columns()}
    held = sorted(needed | {*groups}, key=lambda columns: (len(columns), [*map(order.index, columns)]))
    steps: dict[_Columns, tuple[_Columns, Callable[[Combination], Combination]]] = {}
    for columns in needed - {*groups}:
        source = next(other for other in held if {*columns} < {*other})
        steps[columns] = source, taker([source.index(name) for name in columns])
    return steps


def _in_order(columns: frozenset[str], order: Sequence[str]) -> _Columns:
    return tuple(sorted(columns, key=order.index))


def require_values(columns: Iterable[str], values: Iterable[object]) -> None:
    """Refuse what is not equal to itself: such as NaN, which engines write for what is not known."""
    for column, value in zip(columns, values, strict=True):
        if value != value:  # noqa: PLR0124 (it is what tells NaN)
            raise InvalidValueError(column, "a value or None is needed, and NaN is neither")


class Cell:
    """What was counted for one key.

    Args:
        groups: the columns that were counted together.
        steps: how the counts of fewer columns are made.
    """

    def __init__(self, groups: Sequence[_Columns], steps: _Steps) -> None:
        self._of: dict[_Columns, Counts] = {group: {} for group in groups}
        self._groups = groups
        self._steps = steps
        self.is_dated = True
        """Whether the period of every row is known."""
        self.days: int | None = None
        """How many days its periods have; None when nobody can tell."""

    def add(self, parts: Iterable[Counts]) -> None:
        """Add counts of each group."""
        for group, more in zip(self._groups, parts, strict=True):
            add_up(self._of[group], more)

    def of(self, columns: _Columns) -> Counts:
        """Return how many rows have which values of some columns; added up once for all who ask."""
        counts = self._of.get(columns)
        if counts is None:
            source, get = self._steps[columns]
            counts = self._of[columns] = sums_by(get, self.of(source))
        return counts


class _Answers(dict[Combination, Any]):
    """What a question says of each combination of the columns that it needs; asked once of each."""

    def __init__(self, columns: _Columns, question: Callable[[Mapping[str, Any]], Any]) -> None:
        super().__init__()
        self._columns = columns
        self._question = question

    def __missing__(self, combination: Combination) -> Any:
        require_values(self._columns, combination)
        answer = self[combination] = self._question(dict(zip(self._columns, combination, strict=True)))
        return answer

    def total(self, cell: Cell) -> int:
        """Add the answers up over the rows of a cell."""
        counts = cell.of(self._columns)
        return sum(map(mul, map(self.__getitem__, counts), counts.values()))

    def counts(self, cell: Cell) -> dict[Any, int]:
        """Count the rows of a cell by their answer."""
        return sums_by(self.__getitem__, cell.of(self._columns))


class Reading:
    """One indicator over the counts of a table.

    Args:
        indicator: the indicator.
        order: the columns of the table.
    """

    def __init__(self, indicator: Indicator, order: Sequence[str]) -> None:
        self._indicator = indicator
        tested, summed, divided, listed = (_in_order(columns, order) for columns in indicator.columns())
        self._slots = _Answers(tested, self._slot)
        self._sums = _Answers(summed, lambda row: self._number(row, indicator.sums, _HAVING))
        self._over = _Answers(divided, lambda row: self._number(row, indicator.over, _OF))
        self._listed = _Answers(listed, self._values)
        self._reasons = [*enumerate((one.english for one in indicator.excluded), start=_EXCLUDED)]
        self._order = cache(_order)

    def figure(self, key: Key, cell: Cell, minimum: int, basis: Basis) -> Figure:
        """Return the indicator for a cell.

        Raises:
            InvalidValueError: a column that is summed holds something else than whole numbers.
        """
        indicator = self._indicator
        slots = self._slots.counts(cell)
        counted = slots.get(_HAVING, 0)
        sample = counted + slots.get(_OF, 0)
        listed: Counts = self._listed.counts(cell) if indicator.by else {}
        return Figure(
            indicator=indicator,
            key=key,
            rows=sum(slots.values()),
            sample=sample,
            numerator=self._numerator(cell, counted, listed),
            denominator=self._denominator(cell, sample),
            excluded=tuple([(reason, slots[slot]) for slot, reason in self._reasons if slot in slots]),
            unnamed=slots.get(_UNNAMED, 0),
            spread=tuple([(values, listed[values]) for values in sorted(filter(None, listed), key=self._order)]),
            minimum=minimum,
            basis=basis,
        )

    def _numerator(self, cell: Cell, counted: int, listed: Counts) -> int:
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
        return _whole(row[column], column)

    def _values(self, row: Mapping[str, object]) -> Combination:
        if not self._is_in(row, _HAVING):
            return ()
        sums = self._indicator.sums
        return tuple(_whole(row[column], column) if column == sums else row[column] for column in self._indicator.by)


def _whole(number: Any, column: str) -> int:
    """Return a whole number as an int: 5.0 and True are equal to one, and were counted together with it."""
    try:
        whole = int(number)
    except (OverflowError, TypeError, ValueError):
        whole = None
    if whole is None or whole != number:
        raise InvalidValueError(column, "whole numbers are needed to be summed, or None")
    return whole


def _order(values: Combination) -> list[tuple[bool, bool, Any]]:
    """Put numbers in their order, then codes, then what is not known."""
    return [
        (value is None, not isinstance(value, int), value if isinstance(value, int) else str(value)) for value in values
    ]
