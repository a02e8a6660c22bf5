"""How long something may take: a number whose unit is its type, so that units cannot be mixed by accident."""

from abc import ABC, abstractmethod
from datetime import date, timedelta
from typing import Final

import attrs
from dateutil.relativedelta import relativedelta

from lapor_core.checks import whole_number
from lapor_core.rules.workdays import WorkCalendar


@attrs.frozen
class Limit(ABC):
    """So many of a unit after a starting day, which is day zero. Indonesian term: *batas waktu*.

    Args:
        n: how many, from 1 to 10,000.
    """

    n: int = attrs.field(validator=whole_number(1, 10_000))

    @abstractmethod
    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of the limit."""

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit."""
        return day > self.due_on(started_on, calendar)


class WorkDays(Limit):
    """So many working days. Indonesian term: *hari kerja*."""

    __slots__ = ()

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of the limit."""
        return calendar.add_workdays(started_on, self.n)


class CalendarDays(Limit):
    """So many calendar days. Indonesian term: *hari kalender*."""

    __slots__ = ()

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:  # noqa: ARG002 (one shape for all limits)
        """Return the last day of the limit."""
        return started_on + timedelta(days=self.n)


_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31


class Months(Limit):
    """So many months; the last day of a shorter month stands for a day that it does not have.

    Indonesian term: *bulan*.
    """

    __slots__ = ()

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:  # noqa: ARG002 (one shape for all limits)
        """Return the last day of the limit."""
        return started_on + relativedelta(months=self.n)

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit."""
        # Counting months is slow and is needed only where months of 28 and of 31 days would disagree.
        days = (day - started_on).days
        if days <= self.n * _SHORTEST_MONTH or days > self.n * _LONGEST_MONTH:
            return days > self.n * _SHORTEST_MONTH
        return super().is_over(started_on, day, calendar)
