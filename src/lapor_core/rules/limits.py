"""How long something may take: a number whose unit is its type, so that units cannot be mixed by accident."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import ClassVar, Final

import attrs
from dateutil.relativedelta import relativedelta

from lapor_core.checks import require_instant, whole_number
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import Language, in_language

_ONE_DAY: Final = timedelta(days=1)
_TOO_LONG: Final = "a limit that ends before the year 10000 is needed"


@attrs.frozen
class Limit:
    """So many of a unit. Indonesian term: *batas waktu*.

    Args:
        n: how many, from 1 to 10,000.
    """

    n: int = attrs.field(validator=whole_number(1, 10_000))

    unit: ClassVar[str]
    """The code of the unit, as documents have it."""
    _indonesian: ClassVar[str]
    _english: ClassVar[str]

    def text(self, language: Language) -> str:
        """Return it in Indonesian (``"id"``) or English (``"en"``), such as *3 working days*."""
        return f"{self.n} {in_language(language, self._indonesian, self._english)}"


class DayLimit(Limit, ABC):
    """So many of a unit of days after a starting day, which is day zero. Indonesian term: *batas waktu dalam hari*."""

    __slots__ = ()

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
            UncoveredDayError: working days are counted, and too few of those before the day are covered to tell.
        """


class CountedDays(DayLimit):
    """A limit whose days have numbers in a row, so that they can be counted and interrupted."""

    __slots__ = ()

    @staticmethod
    @abstractmethod
    def number(day: date, calendar: WorkCalendar) -> int:
        """Return how many days of the unit there are up to a day, that one included, from a fixed day on."""

    @staticmethod
    @abstractmethod
    def numbers(days: Iterable[date], calendar: WorkCalendar) -> list[int | None]:
        """Return the numbers of days; None for one beyond the decrees, and 0 for one before them."""

    @staticmethod
    @abstractmethod
    def day(number: int, calendar: WorkCalendar) -> date:
        """Return the day with a number."""

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of the limit."""
        return self.day(self.number(started_on, calendar) + self.n, calendar)

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit."""
        # Counted and not projected: the last day may lie where no decree reaches yet, although it has not come.
        return day > started_on and self.number(day - _ONE_DAY, calendar) - self.number(started_on, calendar) >= self.n


class WorkDays(CountedDays):
    """So many working days. Indonesian term: *hari kerja*."""

    __slots__ = ()
    unit = "workdays"
    _indonesian, _english = "hari kerja", "working days"

    @staticmethod
    def number(day: date, calendar: WorkCalendar) -> int:
        """Return how many working days the calendar covers up to a day."""
        return calendar.workday_number(day)

    @staticmethod
    def numbers(days: Iterable[date], calendar: WorkCalendar) -> list[int | None]:
        """Return how many working days the calendar covers up to each day; None for one that lies beyond them."""
        return calendar.workday_numbers(days)

    @staticmethod
    def day(number: int, calendar: WorkCalendar) -> date:
        """Return the working day with a number."""
        return calendar.workday(number)

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of the limit."""
        try:
            return super().is_over(started_on, day, calendar)
        except UncoveredDayError:
            # A day that is not covered may be a working day or not; the others may be enough to tell.
            covered, upto = calendar.coverage, day - _ONE_DAY
            last = min(upto, covered.last)
            used = known = 0
            if last >= max(started_on, covered.first):
                used = self.number(last, calendar) - (self.number(started_on, calendar) if started_on in covered else 0)
                known = min((last - started_on).days, (last - covered.first).days + 1)
            if used >= self.n:
                return True
            if used + (upto - started_on).days - known < self.n:
                return False
            raise


class CalendarDays(CountedDays):
    """So many calendar days. Indonesian term: *hari kalender*."""

    __slots__ = ()
    unit = "calendar_days"
    _indonesian, _english = "hari kalender", "calendar days"

    @staticmethod
    def number(day: date, calendar: WorkCalendar) -> int:  # noqa: ARG004 (one shape for all units)
        """Return the number of a day."""
        return day.toordinal()

    @staticmethod
    def numbers(days: Iterable[date], calendar: WorkCalendar) -> list[int | None]:  # noqa: ARG004 (as above)
        """Return the number of each day."""
        return [day.toordinal() for day in days]

    @staticmethod
    def day(number: int, calendar: WorkCalendar) -> date:  # noqa: ARG004 (as above)
        """Return the day with a number."""
        try:
            return date.fromordinal(number)
        except (OverflowError, ValueError):
            raise InvalidValueError("n", _TOO_LONG) from None


_SHORTEST_MONTH: Final = 28
_LONGEST_MONTH: Final = 31


class Months(DayLimit):
    """So many months; the last day of a shorter month stands for a day that it does not have.

    Months run from day to day and are never interrupted. Indonesian term: *bulan*.
    """

    __slots__ = ()
    unit = "months"
    _indonesian, _english = "bulan", "months"

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


class Hours(Limit):
    """So many hours from an instant, whatever days they fall on; never interrupted. Indonesian term: *jam*."""

    __slots__ = ()
    unit = "hours"
    _indonesian, _english = "jam", "hours"

    def due_at(self, started_at: datetime) -> datetime:
        """Return the last instant of the limit.

        Raises:
            InvalidValueError: the instant is naive, or the last one lies beyond the year 9999.
        """
        try:
            return require_instant(started_at, "started_at") + timedelta(hours=self.n)
        except OverflowError:
            raise InvalidValueError("n", _TOO_LONG) from None


UNITS: Final[Mapping[str, type[Limit]]] = {kind.unit: kind for kind in (WorkDays, CalendarDays, Months, Hours)}
"""The classes of limits by the codes of their units."""
