"""Spans of days: months, quarters, half-years and years of the calendar."""

from datetime import date, datetime, timedelta
from typing import Final, Self

import attrs

from lapor_core.checks import is_day, require_a, require_day
from lapor_core.errors import InvalidValueError
from lapor_core.vocabulary import Grain

MONTHS_OF: Final = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.SEMESTER: 6, Grain.YEAR: 12}
"""How many months the grains have that are made of months."""


@attrs.frozen(weakref_slot=False, order=True)
class Period:
    """The days from a first to a last, both included. Indonesian term: *periode*.

    Args:
        first: its first day.
        last: its last day.

    Raises:
        InvalidValueError: one of them is no day, or the last lies before the first.
    """

    first: date = attrs.field(validator=is_day)
    last: date = attrs.field(validator=is_day)

    def __attrs_post_init__(self) -> None:
        """Check the order."""
        if self.last < self.first:
            raise InvalidValueError("last", "a day not before the first is needed")

    @classmethod
    def of(cls, day: date, grain: Grain) -> Self:
        """Return the day itself, or the month, quarter, half-year or year that it belongs to.

        Raises:
            InvalidValueError: it is no day, or no grain.
        """
        require_day(day, "day")
        require_a(grain, Grain, "grain")
        if grain is Grain.DAY:
            return cls(day, day)
        months = MONTHS_OF[grain]
        first = (day.month - 1) // months * months + 1
        following = first + months
        is_last_of_year = following > 12  # noqa: PLR2004 (the year has twelve)
        end = date(day.year, 12, 31) if is_last_of_year else date(day.year, following, 1) - timedelta(days=1)
        return cls(date(day.year, first, 1), end)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and not isinstance(day, datetime) and self.first <= day <= self.last

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}..{self.last}"
