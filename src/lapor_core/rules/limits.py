"""How long something may take: a number whose unit is its type, so that units cannot be mixed by accident."""

from abc import ABC, abstractmethod
from datetime import date, timedelta
from typing import Final

import attrs
from dateutil.relativedelta import relativedelta

from lapor_core.checks import whole_number
from lapor_core.errors import InvalidValueError
from lapor_core.rules.workdays import WorkCalendar

_ONE_DAY: Final = timedelta(days=1)
_TOO_LONG: Final = "a limit that ends before the year 10000 is needed"


@attrs.frozen
class Limit(ABC):
    """So many of a unit after a starting day, which is day zero. Indonesian term: *batas waktu*.

    Args:
        n: how many, from 1 to 10,000.
    """

    n: int = attrs.field(validator=whole_number(1, 10_000))

    @abstractmethod
    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of the limit.

        Raises:
            UncoveredDayError: working days are counted, and the calendar does not reach so far.
            InvalidValueError: the last day lies beyond the year 9999.
        """

    @abstractmethod
    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit; days from it on need not be covered.

        Raises:
            UncoveredDayError: working days are counted, and the calendar does not cover those before the day.
        """


class WorkDays(Limit):
    """So many working days. Indonesian term: *hari kerja*."""

    __slots__ = ()

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of the limit."""
        return calendar.add_workdays(started_on, self.n)

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit."""
        # Counted and not projected: the last day may lie where no decree reaches yet, although it has not come.
        return day > started_on and calendar.workdays_between(started_on, day - _ONE_DAY) >= self.n


class CalendarDays(Limit):
    """So many calendar days. Indonesian term: *hari kalender*."""

    __slots__ = ()

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:  # noqa: ARG002 (one shape for all limits)
        """Return the last day of the limit."""
        try:
            return started_on + timedelta(days=self.n)
        except OverflowError:
            raise InvalidValueError("n", _TOO_LONG) from None

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:  # noqa: ARG002 (one shape)
        """Whether a day lies after the last day of the limit."""
        return (day - started_on).days > self.n


_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31


class Months(Limit):
    """So many months; the last day of a shorter month stands for a day that it does not have.

    Indonesian term: *bulan*.
    """

    __slots__ = ()

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:  # noqa: ARG002 (one shape for all limits)
        """Return the last day of the limit."""
        try:
            return started_on + relativedelta(months=self.n)
        except (OverflowError, ValueError):
            raise InvalidValueError("n", _TOO_LONG) from None

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit."""
        # Counting months is slow and is needed only where months of 28 and of 31 days would disagree.
        days = (day - started_on).days
        if days <= self.n * _SHORTEST_MONTH or days > self.n * _LONGEST_MONTH:
            return days > self.n * _SHORTEST_MONTH
        try:
            return day > self.due_on(started_on, calendar)
        except InvalidValueError:
            return False  # no day comes after it
