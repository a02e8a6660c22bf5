"""Working days: which local day an instant falls on, which days count, and why.

A calendar is a function of two dates: the day asked about, and the day on which the question is asked, because decrees
are amended inside the year. It answers inside the years that its decrees cover and refuses everything else.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Final, Self

import attrs

from lapor_core.checks import AWARE, is_a, is_day
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.rules.decrees import DECREES, Decree, Holiday
from lapor_core.vocabulary import DayKind

WIB: Final = timezone(timedelta(hours=7), "WIB")
WITA: Final = timezone(timedelta(hours=8), "WITA")
WIT: Final = timezone(timedelta(hours=9), "WIT")

FIVE_DAYS: Final = frozenset({5, 6})
SIX_DAYS: Final = frozenset({6})
OFF_KINDS: Final = frozenset({DayKind.NATIONAL, DayKind.JOINT_LEAVE, DayKind.ELECTION})


@attrs.frozen(kw_only=True, weakref_slot=False)
class CalendarDay:
    """What a day is, and who says so. Indonesian term: *hari kalender*.

    Args:
        day: the day.
        kind: what it is; a holiday on a weekend is a holiday.
        is_workday: whether it counts as a working day in this calendar.
        holidays: the holidays that fall on it, as a rule one or none.
        decree_id: the decree that set them; None without a holiday.
    """

    day: date
    kind: DayKind
    is_workday: bool
    holidays: tuple[Holiday, ...] = ()
    decree_id: str | None = None


@attrs.frozen(kw_only=True, weakref_slot=False)
class WeekPattern:
    """Which weekdays are off from a day on; Monday is 0. Indonesian term: *pola hari kerja mingguan*."""

    since: date = attrs.field(validator=is_day)
    off: frozenset[int] = attrs.field(converter=frozenset)

    def __attrs_post_init__(self) -> None:
        """Check the weekdays."""
        if not self.off < frozenset(range(7)):
            raise InvalidValueError("off", "weekdays from 0 to 6, at most six of them, are needed")


def _as_decrees(decrees: Iterable[Decree]) -> tuple[Decree, ...]:
    return tuple(sorted(decrees, key=lambda decree: (decree.published_on, decree.decree_id)))


def _as_patterns(patterns: Iterable[WeekPattern]) -> tuple[WeekPattern, ...]:
    return tuple(sorted(patterns, key=lambda pattern: pattern.since))


@attrs.frozen(kw_only=True)
class WorkCalendar:
    """The working days of one place. Indonesian term: *kalender hari kerja*.

    Args:
        decrees: what sets its holidays; a region or a direct-service unit adds its own.
        first: first day that it covers; by default the first day of the first year with a decree.
        last: last day that it covers; by default the last day of the last year with a decree.
        week: which weekdays are off, from which day on; Saturday and Sunday throughout by default.
        off_kinds: the kinds of holiday that are no working days. That joint leave is among them is a policy.
        zone: fixed offset of the place; Indonesia knows no daylight saving.
        provisional: whether decrees that are not final are taken for what they say.
        retroactive: whether a decree may name days before its publication.

    Raises:
        InvalidValueError: no coverage, or one that is the wrong way round; a pattern that starts too late; a
            retroactive decree.
    """

    decrees: tuple[Decree, ...] = attrs.field(
        default=(), converter=_as_decrees, validator=attrs.validators.deep_iterable(is_a(Decree))
    )
    first: date | None = attrs.field(default=None, validator=attrs.validators.optional(is_day))
    last: date | None = attrs.field(default=None, validator=attrs.validators.optional(is_day))
    week: tuple[WeekPattern, ...] = attrs.field(
        default=(WeekPattern(since=date.min, off=FIVE_DAYS),),
        converter=_as_patterns,
        validator=attrs.validators.deep_iterable(is_a(WeekPattern)),
    )
    off_kinds: frozenset[DayKind] = attrs.field(
        default=OFF_KINDS, converter=frozenset, validator=attrs.validators.deep_iterable(is_a(DayKind))
    )
    zone: timezone = attrs.field(default=WIB, validator=is_a(timezone))
    provisional: bool = attrs.field(default=False, validator=is_a(bool))
    retroactive: bool = attrs.field(default=False, validator=is_a(bool))
    _offset: timedelta = attrs.field(init=False, eq=False, repr=False)
    _holidays: Mapping[date, tuple[tuple[Holiday, Decree], ...]] = attrs.field(init=False, eq=False, repr=False)
    _through: Mapping[date, int] = attrs.field(init=False, eq=False, repr=False)
    _workdays: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Work out once which days count: how many there are up to each day, and which."""
        decrees = [decree for decree in self.decrees if self.provisional or not decree.provisional]
        first, last = self._coverage({decree.year for decree in decrees})
        holidays = self._holidays_of(decrees)
        through: dict[date, int] = {}
        workdays: list[date] = []
        for number in range(first.toordinal(), last.toordinal() + 1):
            day = date.fromordinal(number)
            if not self._is_off(day, holidays.get(day, ())):
                workdays.append(day)
            through[day] = len(workdays)
        for name, value in (
            ("_offset", self.zone.utcoffset(None)),
            ("_holidays", holidays),
            ("_through", through),
            ("_workdays", tuple(workdays)),
        ):
            object.__setattr__(self, name, value)

    def _coverage(self, years: set[int]) -> tuple[date, date]:
        if years and len(years) != max(years) - min(years) + 1:
            raise InvalidValueError("decrees", "decrees for every year between the first and the last are needed")
        first = self.first or (date(min(years), 1, 1) if years else None)
        last = self.last or (date(max(years), 12, 31) if years else None)
        if first is None or last is None or last < first:
            raise InvalidValueError("first", "decrees, or a first day and a last one not before it, are needed")
        if not self.week or self.week[0].since > first:
            raise InvalidValueError("week", "a pattern from the first day on is needed")
        return first, last

    def _holidays_of(self, decrees: Iterable[Decree]) -> dict[date, tuple[tuple[Holiday, Decree], ...]]:
        holidays: dict[date, tuple[tuple[Holiday, Decree], ...]] = {}
        for decree in decrees:
            days = (*decree.removes, *(holiday.day for holiday in decree.adds))
            if not self.retroactive and any(day < decree.published_on for day in days):
                raise InvalidValueError("decrees", "a decree names a day before its publication")
            for day in decree.removes:
                holidays.pop(day, None)
            for holiday in decree.adds:
                holidays[holiday.day] = (*holidays.get(holiday.day, ()), (holiday, decree))
        return holidays

    def _is_off(self, day: date, holidays: Iterable[tuple[Holiday, Decree]]) -> bool:
        return self._is_weekend(day) or any(holiday.kind in self.off_kinds for holiday, _ in holidays)

    def _is_weekend(self, day: date) -> bool:
        pattern = next(pattern for pattern in reversed(self.week) if pattern.since <= day)
        return day.weekday() in pattern.off

    @property
    def coverage(self) -> tuple[date, date]:
        """The first and the last day that it answers for."""
        days = iter(self._through)
        return next(days), next(reversed(self._through))

    @property
    def version(self) -> str:
        """Which decrees it rests on: the last one that it knows, or none."""
        return self.decrees[-1].decree_id if self.decrees else "no decrees"

    def in_zone(self, zone: timezone) -> Self:
        """Return the same calendar for another zone."""
        return attrs.evolve(self, zone=zone)

    def as_known_on(self, day: date) -> Self:
        """Return the calendar as the decrees stood at the end of a day.

        Raises:
            InvalidValueError: no decree had been published by then.
        """
        return attrs.evolve(self, decrees=[decree for decree in self.decrees if decree.published_on <= day])

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
        """Whether it is a working day.

        Raises:
            UncoveredDayError: no decree covers the day.
        """
        return self.why(day).is_workday

    def why(self, day: date) -> CalendarDay:
        """Say what a day is, and by which decree.

        Raises:
            UncoveredDayError: no decree covers the day.
        """
        if day not in self._through:
            raise UncoveredDayError(*self.coverage)
        holidays = self._holidays.get(day, ())
        if holidays:
            kind, decree_id = holidays[0][0].kind, holidays[0][1].decree_id
        else:
            kind, decree_id = DayKind.WEEKEND if self._is_weekend(day) else DayKind.WORKDAY, None
        return CalendarDay(
            day=day,
            kind=kind,
            is_workday=not self._is_off(day, holidays),
            holidays=tuple(holiday for holiday, _ in holidays),
            decree_id=decree_id,
        )

    def add_workdays(self, day: date, n: int) -> date:
        """Return the n-th working day after a day; the day itself is day zero.

        Raises:
            InvalidValueError: n is less than 1.
            UncoveredDayError: no decree covers the day or the result.
        """
        if n < 1:
            raise InvalidValueError("n", "at least 1 working day is needed")
        try:
            return self._workdays[self._through[day] + n - 1]
        except (KeyError, IndexError):
            raise UncoveredDayError(*self.coverage) from None

    def workdays_between(self, after: date, upto: date) -> int:
        """Count the working days after one day and up to another, that one included.

        Raises:
            InvalidValueError: the second day lies before the first.
            UncoveredDayError: no decree covers one of the days.
        """
        try:
            count = self._through[upto] - self._through[after]
        except KeyError:
            raise UncoveredDayError(*self.coverage) from None
        if upto < after:
            raise InvalidValueError("upto", "a day not before the first is needed")
        return count


WEEKDAYS: Final = WorkCalendar(first=date(2000, 1, 1), last=date(2049, 12, 31))
"""Monday to Friday in western Indonesian time, without holidays."""

INDONESIA: Final = WorkCalendar(decrees=DECREES)
"""The working days of Indonesia by the decrees, in western Indonesian time."""
