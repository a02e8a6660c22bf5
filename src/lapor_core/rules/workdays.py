"""Working days: which local day an instant falls on, and how days are counted.

This calendar knows weekends only. National holidays and joint leave are not covered yet, so a window that
spans one ends earlier here than the decrees would have it.
"""

from datetime import date, datetime, timedelta, timezone
from typing import Final, Self

import attrs

from lapor_core.checks import AWARE, is_a
from lapor_core.errors import InvalidValueError

WIB: Final = timezone(timedelta(hours=7), "WIB")
WITA: Final = timezone(timedelta(hours=8), "WITA")
WIT: Final = timezone(timedelta(hours=9), "WIT")

_WEEK: Final = 7
_WORKWEEK: Final = 5


@attrs.frozen(kw_only=True)
class WorkCalendar:
    """Monday to Friday in one zone. Indonesian term: *kalender hari kerja*.

    Args:
        zone: fixed offset of the place; Indonesia knows no daylight saving.
    """

    zone: timezone = attrs.field(default=WIB, validator=is_a(timezone))
    _offset: timedelta = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Ask the zone for its offset once."""
        object.__setattr__(self, "_offset", self.zone.utcoffset(None))

    def in_zone(self, zone: timezone) -> Self:
        """Return the same calendar for another zone."""
        return attrs.evolve(self, zone=zone)

    def local_day(self, at: datetime) -> date:
        """Return the day of the calendar's own zone on which an instant falls.

        Raises:
            InvalidValueError: the instant is naive.
        """
        offset = at.utcoffset()
        if offset is None:
            raise InvalidValueError("at", AWARE)
        # Twice as fast as astimezone(), which asks the zone again for what it has said.
        try:
            return (at + (self._offset - offset)).date()
        except OverflowError:
            raise InvalidValueError("at", "an instant of the years 1 to 9999 is needed, wherever it is read") from None

    def is_workday(self, day: date) -> bool:
        """Whether it is a working day."""
        return day.weekday() < _WORKWEEK

    def add_workdays(self, day: date, n: int) -> date:
        """Return the n-th working day after a day; the day itself is day zero.

        Raises:
            InvalidValueError: n is less than 1.
        """
        if n < 1:
            raise InvalidValueError("n", "at least 1 working day is needed")
        weeks, rest = divmod(n + min(day.weekday(), _WORKWEEK - 1), _WORKWEEK)
        monday = day.toordinal() - day.weekday()
        return date.fromordinal(monday + weeks * _WEEK + rest)

    def workdays_between(self, after: date, upto: date) -> int:
        """Count the working days after one day and up to another, that one included.

        Raises:
            InvalidValueError: the second day lies before the first.
        """
        if upto < after:
            raise InvalidValueError("upto", "a day not before the first is needed")
        return _workdays_through(upto) - _workdays_through(after)


def _workdays_through(day: date) -> int:
    weeks, rest = divmod(day.toordinal(), _WEEK)
    return weeks * _WORKWEEK + min(rest, _WORKWEEK)


WEEKDAYS: Final = WorkCalendar()
"""Monday to Friday in western Indonesian time, without holidays."""
