"""How long something may take: a number whose unit is its type, so that units cannot be mixed by accident."""

from abc import ABC, abstractmethod
from datetime import date, datetime, timedelta
from typing import Final

import attrs
from dateutil.relativedelta import relativedelta

from lapor_core.checks import require_instant, whole_number
from lapor_core.errors import InvalidValueError
from lapor_core.rules.workdays import WorkCalendar

_ONE_DAY: Final = timedelta(days=1)
_TOO_LONG: Final = "a limit that ends before the year 10000 is needed"


@attrs.frozen
class Limit:
    """So many of a unit. Indonesian term: *batas waktu*.

    Args:
        n: how many, from 1 to 10,000.
    """

    n: int = attrs.field(validator=whole_number(1, 10_000))


class DayLimit(Limit, ABC):
    """So many of a unit of days after a starting day, which is day zero. Indonesian term: *batas waktu dalam hari*."""

    __slots__ = ()

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of the limit.

        Raises:
            UncoveredDayError: working days are counted, and the calendar does not reach so far.
            InvalidValueError: the last day lies beyond the year 9999.
        """
        return self.reach(started_on, self.n, calendar)

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit; days from it on need not be covered.

        Raises:
            UncoveredDayError: working days are counted, and the calendar does not cover those before the day.
        """
        # Counted and not projected: the last day may lie where no decree reaches yet, although it has not come.
        return day > started_on and self.count(started_on, day - _ONE_DAY, calendar) >= self.n

    @abstractmethod
    def reach(self, after: date, n: int, calendar: WorkCalendar) -> date:
        """Return the n-th day of the unit after a day."""

    @abstractmethod
    def count(self, after: date, upto: date, calendar: WorkCalendar) -> int:
        """Count the days of the unit after one day and up to another, that one included."""


class WorkDays(DayLimit):
    """So many working days. Indonesian term: *hari kerja*."""

    __slots__ = ()

    def reach(self, after: date, n: int, calendar: WorkCalendar) -> date:
        """Return the n-th working day after a day."""
        return calendar.add_workdays(after, n)

    def count(self, after: date, upto: date, calendar: WorkCalendar) -> int:
        """Count the working days after one day and up to another."""
        return calendar.workdays_between(after, upto)


class CalendarDays(DayLimit):
    """So many calendar days. Indonesian term: *hari kalender*."""

    __slots__ = ()

    def reach(self, after: date, n: int, calendar: WorkCalendar) -> date:  # noqa: ARG002 (one shape for all limits)
        """Return the n-th day after a day."""
        try:
            return after + timedelta(days=n)
        except OverflowError:
            raise InvalidValueError("n", _TOO_LONG) from None

    def count(self, after: date, upto: date, calendar: WorkCalendar) -> int:  # noqa: ARG002 (one shape)
        """Count the days after one day and up to another."""
        return (upto - after).days


_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31


@attrs.frozen
class Months(Limit):
    """So many months; the last day of a shorter month stands for a day that it does not have.

    Months run from day to day and are never interrupted. Indonesian term: *bulan*.
    """

    def due_on(self, started_on: date) -> date:
        """Return the last day of the limit.

        Raises:
            InvalidValueError: it lies beyond the year 9999.
        """
        try:
            return started_on + relativedelta(months=self.n)
        except (OverflowError, ValueError):
            raise InvalidValueError("n", _TOO_LONG) from None

    def is_over(self, started_on: date, day: date) -> bool:
        """Whether a day lies after the last day of the limit."""
        # Counting months is slow and is needed only where months of 28 and of 31 days would disagree.
        days = (day - started_on).days
        if days <= self.n * _SHORTEST_MONTH or days > self.n * _LONGEST_MONTH:
            return days > self.n * _SHORTEST_MONTH
        try:
            return day > self.due_on(started_on)
        except InvalidValueError:
            return False  # no day comes after it


@attrs.frozen
class Hours(Limit):
    """So many hours from an instant, whatever days they fall on; never interrupted. Indonesian term: *jam*."""

    def due_at(self, started_at: datetime) -> datetime:
        """Return the last instant of the limit.

        Raises:
            InvalidValueError: the instant is naive, or the last one lies beyond the year 9999.
        """
        try:
            return require_instant(started_at, "started_at") + timedelta(hours=self.n)
        except OverflowError:
            raise InvalidValueError("n", _TOO_LONG) from None
