"""Reading an indicator off counts: which combinations of values it counts, leaves out, sums and lists."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.facts import Basis
from lapor_core.monitoring.figures import Figure, Key
from lapor_core.monitoring.indicators import Indicator, passes

_Combination = tuple[Any, ...]
Groups = Sequence[tuple[tuple[str, ...], int]]
"""Columns that were counted together, and how many different values they had."""
_UNNAMED, _OF, _HAVING, _EXCLUDED = -1, 0, 1, 2


@attrs.define
class Cell:
    """What was counted for one key.

    Args:
        counts: how many rows have which values of each group.
        is_dated: whether the period of every row is known.
        days: how many days its periods have; None when nobody can tell.
    """

    counts: list[dict[_Combination, int]]
    is_dated: bool = True
    days: int | None = None


class _Answers(dict[_Combination, Any]):
    """What a question says of each combination of the group that has its columns; asked once of each."""

    def __init__(self, groups: Groups, needed: frozenset[str], question: Callable[[Mapping[str, Any]], Any]) -> None:
        super().__init__()
        # Of the groups that have the columns, the one that takes least time.
        fitting = [(size, place) for place, (group, size) in enumerate(groups) if needed <= set(group)]
        _, self.place = min(fitting)
        self._columns, _ = groups[self.place]
        self._question = question

    def __missing__(self, combination: _Combination) -> Any:
        answer = self[combination] = self._question(dict(zip(self._columns, combination, strict=True)))
        return answer

    def total(self, cell: Cell) -> int:
        """Add the answers up over the rows of a cell."""
        return sum([n * self[combination] for combination, n in cell.counts[self.place].items()])

    def counts(self, cell: Cell) -> dict[Any, int]:
        """Count the rows of a cell by their answer."""
        counts: dict[Any, int] = {}
        for combination, n in cell.counts[self.place].items():
            answer = self[combination]
            counts[answer] = counts.get(answer, 0) + n
        return counts


class Reading:
    """One indicator over some groups of columns.

    Args:
        indicator: the indicator.
        groups: the groups; one of them has all columns that it tests, and so for what it sums and lists.
    """

    def __init__(self, indicator: Indicator, groups: Groups) -> None:
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
        listed: dict[_Combination, int] = self._listed.counts(cell) if indicator.by else {}
        return Figure(
            indicator=indicator,
            key=key,
            rows=sum(slots.values()),
            sample=sample,
            numerator=self._sums.total(cell) if indicator.sums else counted,
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
        return tuple(row[column] for column in self._indicator.by) if self._is_in(row, _HAVING) else ()


def _order(values: _Combination) -> list[tuple[bool, bool, Any]]:
    """Put numbers in their order, then codes, then what is not known."""
    return [
        (value is None, not isinstance(value, int), value if isinstance(value, int) else str(value)) for value in values
    ]
