"""How long something may take: a number whose unit is its type, so that units cannot be mixed by accident."""

from datetime import date, timedelta

import attrs
from dateutil.relativedelta import relativedelta

from lapor_core.errors import InvalidValueError
from lapor_core.rules.workdays import WorkCalendar


def _at_least_one(_: object, attribute: "attrs.Attribute[int]", value: object) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise InvalidValueError(attribute.name, "a whole number of at least 1 is needed")


@attrs.frozen
class WorkDays:
    """So many working days (*hari kerja*) after the starting day."""

    n: int = attrs.field(validator=_at_least_one)

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of the limit."""
        return calendar.add_workdays(started_on, self.n)

    def __str__(self) -> str:
        return f"{self.n} working days"


@attrs.frozen
class CalendarDays:
    """So many calendar days (*hari kalender*) after the starting day."""

    n: int = attrs.field(validator=_at_least_one)

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:  # noqa: ARG002 (one shape for all limits)
        """Return the last day of the limit."""
        return started_on + timedelta(days=self.n)

    def __str__(self) -> str:
        return f"{self.n} calendar days"


@attrs.frozen
class Months:
    """So many months (*bulan*); the last day of a shorter month stands for a day that it does not have."""

    n: int = attrs.field(validator=_at_least_one)

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:  # noqa: ARG002 (one shape for all limits)
        """Return the last day of the limit."""
        return started_on + relativedelta(months=self.n)

    def __str__(self) -> str:
        return f"{self.n} months"


Limit = WorkDays | CalendarDays | Months
