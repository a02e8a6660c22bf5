"""Working days: which local day an instant falls on, which days count, and why.

A calendar is a function of two dates: the day asked about, and the day on which the question is asked, because decrees
are amended inside the year. It answers for the days that its decrees cover and refuses everything else.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Final, NamedTuple, NoReturn, Self

import attrs

from lapor_core.checks import AWARE, is_a, is_day, require_day
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.rules.decrees import DECREES, HOLIDAY_KINDS, Coverage, Decree, Holiday, is_holiday_kind
from lapor_core.vocabulary import Confidence, DayKind

_ONE_DAY: Final = timedelta(days=1)
WIB: Final = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time, UTC+7."""
WITA: Final = timezone(timedelta(hours=8), "WITA")
"""Central Indonesian time, UTC+8."""
WIT: Final = timezone(timedelta(hours=9), "WIT")
"""Eastern Indonesian time, UTC+9."""

_WEEK: Final = 7


@attrs.frozen(kw_only=True, weakref_slot=False)
class WeekPattern:
    """Which weekdays are off, from a day on. Indonesian term: *pola hari kerja mingguan*.

    Args:
        since: the first day on which it holds.
        off: the weekdays without work; Monday is 0 and Sunday 6.

    Raises:
        InvalidValueError: the day is no plain date, or not between none and six weekdays are off.
    """

    since: date = attrs.field(validator=is_day)
    off: frozenset[int] = attrs.field(validator=attrs.validators.deep_iterable(is_a(int), is_a(frozenset)))

    def __attrs_post_init__(self) -> None:
        """Check the weekdays."""
        if not self.off < frozenset(range(_WEEK)):
            raise InvalidValueError("off", "weekdays from 0 to 6, at most six of them, are needed")


_MONDAY_TO_FRIDAY: Final = WeekPattern(since=date.min, off=frozenset({5, 6}))


@attrs.frozen(kw_only=True, weakref_slot=False)
class CalendarDay:
    """What a day is, and who says so. Indonesian term: *keterangan hari*.

    Args:
        day: the day.
        kind: why nobody works, a holiday before the weekend; else what it is.
        is_workday: whether it counts as a working day in this calendar.
        decree_id: the decree that last set it or took it out of the holidays; for a day that none names, the one
            whose list it is not in.
        holidays: the holidays that fall on it, as a rule one or none.
        is_provisional: whether that rests on a decree that was not seen.
    """

    day: date
    kind: DayKind
    is_workday: bool
    decree_id: str
    holidays: tuple[Holiday, ...] = ()
    is_provisional: bool = False


class _Named(NamedTuple):
    """What decrees say of a day that they name."""

    decree: Decree
    holidays: tuple[Holiday, ...]


def _ids(decrees: Iterable[Decree]) -> str:
    return f"({', '.join(decree.decree_id for decree in decrees)})"


def _is_zone(_: object, attribute: "attrs.Attribute[timezone]", value: object) -> None:
    if not isinstance(value, timezone):
        raise InvalidValueError(attribute.name, "WIB, WITA, WIT or another datetime.timezone is needed")


_are_decrees: Final = attrs.validators.deep_iterable(is_a(Decree), is_a(tuple))
_are_patterns: Final = attrs.validators.deep_iterable(is_a(WeekPattern), is_a(tuple))
_are_holiday_kinds: Final = attrs.validators.deep_iterable(is_holiday_kind, is_a(frozenset))


@attrs.frozen(kw_only=True)
class WorkCalendar:
    """The working days of one place. Indonesian term: *kalender hari kerja*.

    Args:
        decrees: what sets its holidays, in any order; a region or a direct-service unit adds its own. Those that
            cover days say together for which days the calendar answers.
        week: which weekdays are off; of several patterns each holds until the next one starts.
        off_kinds: the kinds of holiday on which nobody works. That joint leave is among them is a policy.
        zone: fixed offset of the place; Indonesia knows no daylight saving.
        provisional: whether decrees that were not seen are taken for what they are said to be.
        retroactive: whether a decree may change a day that lies before its publication.

    Raises:
        InvalidValueError: a field is of the wrong type; no day is covered, or there is a gap; two decrees have one
            id; no pattern holds on the first day; a decree is retroactive.

    Source: weekdays: Perpres 21/2023, before it Keppres 68/1995; holidays: each decree says.
    """

    decrees: tuple[Decree, ...] = attrs.field(validator=_are_decrees, repr=_ids)
    week: tuple[WeekPattern, ...] = attrs.field(default=(_MONDAY_TO_FRIDAY,), validator=_are_patterns)
    off_kinds: frozenset[DayKind] = attrs.field(default=HOLIDAY_KINDS, validator=_are_holiday_kinds)
    zone: timezone = attrs.field(default=WIB, validator=_is_zone)
    provisional: bool = attrs.field(default=False, validator=is_a(bool))
    retroactive: bool = attrs.field(default=False, validator=is_a(bool))
    _in_force: tuple[Decree, ...] = attrs.field(init=False, eq=False, repr=False)
    _coverage: Coverage = attrs.field(init=False, eq=False, repr=False)
    _named: Mapping[date, _Named] = attrs.field(init=False, eq=False, repr=False)
    _offset: timedelta = attrs.field(init=False, eq=False, repr=False)
    _through: Mapping[date, int] = attrs.field(init=False, eq=False, repr=False)
    _workdays: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)
    _former: dict[int, Self] = attrs.field(init=False, factory=dict, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Work out once how many working days there are up to each day, and which."""
        in_force = sorted(
            (decree for decree in self.decrees if self.provisional or not decree.provisional),
            key=lambda decree: (decree.published_on, decree.decree_id),
        )
        coverage = _coverage_of(in_force)
        _check_week(self.week, coverage.first)
        named = _named_by(in_force, retroactive=self.retroactive)
        off = {
            day for day, (_, holidays) in named.items() if any(holiday.kind in self.off_kinds for holiday in holidays)
        }
        coming = sorted(self.week, key=_since, reverse=True)
        weekend: frozenset[int] = frozenset()
        through: dict[date, int] = {}
        workdays: list[date] = []
        for number in range(coverage.first.toordinal(), coverage.last.toordinal() + 1):
            day = date.fromordinal(number)
            while coming and coming[-1].since <= day:
                weekend = coming.pop().off
            if day.weekday() not in weekend and day not in off:
                workdays.append(day)
            through[day] = len(workdays)
        for name, value in (
            ("_in_force", tuple(in_force)),
            ("_coverage", coverage),
            ("_named", named),
            ("_offset", self.zone.utcoffset(None)),
            ("_through", through),
            ("_workdays", tuple(workdays)),
        ):
            object.__setattr__(self, name, value)

    @property
    def coverage(self) -> Coverage:
        """The days that it answers for."""
        return self._coverage

    @property
    def version(self) -> str:
        """The id of the last decree that was taken into account."""
        return self._in_force[-1].decree_id

    def in_zone(self, zone: timezone) -> Self:
        """Return the same calendar for another zone.

        Raises:
            InvalidValueError: it is no fixed offset; a named zone such as ``ZoneInfo`` is none.
        """
        return attrs.evolve(self, zone=zone)

    def as_known_on(self, day: date) -> Self:
        """Return the calendar as the decrees stood at the end of a day.

        Raises:
            InvalidValueError: it is no plain date, or no list of holidays had been published by then.
        """
        require_day(day, "day")
        if not any(decree.covers and decree.published_on <= day for decree in self._in_force):
            raise InvalidValueError("day", "no list of holidays had been published by then")
        known = tuple(decree for decree in self.decrees if decree.published_on <= day)
        return attrs.evolve(self, decrees=known)

    def versions(self, since: date, upto: date) -> dict[date, Self]:
        """Return the calendars that were the latest on some day of a span, by the first such day, in order.

        Each leaves out the amendments published after its day, but no list: that of a year without one amends nothing.

        Args:
            since: the first day of the span.
            upto: the last day of the span.
        """
        amendments = _amendments(self._in_force)
        days = {since, *(decree.published_on for decree in amendments if since < decree.published_on <= upto)}
        return {day: self._without([one for one in amendments if one.published_on > day]) for day in sorted(days)}

    def settled_on(self, day: date) -> Self:
        """Return the calendar that settles what began on a day, so that no later decree makes it what it was not.

        That is the calendar itself, whose decrees change no day before their publication; or, if they may, the one that
        was known on the day.
        """
        return self.versions(day, day)[day] if self.retroactive else self

    def _without(self, amendments: list[Decree]) -> Self:
        if not amendments:
            return self
        # What is left depends on the number alone, as the newest are left out; making a calendar is slow.
        if len(amendments) not in self._former:
            kept = tuple(decree for decree in self._in_force if decree not in amendments)
            self._former[len(amendments)] = attrs.evolve(self, decrees=kept)
        return self._former[len(amendments)]

    def local_day(self, at: datetime) -> date:
        """Return the day of the calendar's own zone on which an instant falls.

        Raises:
            InvalidValueError: the instant is naive, or its local day lies beyond the years 1 to 9999.
        """
        offset = at.utcoffset()
        if offset is None:
            raise InvalidValueError("at", AWARE)
        try:
            # Twice as fast as astimezone(), which asks the zone again for what it has said.
            return (at + (self._offset - offset)).date()
        except OverflowError:
            raise InvalidValueError("at", "an instant of the years 1 to 9999 is needed, wherever it is read") from None

    def is_workday(self, day: date) -> bool:
        """Whether it is a working day.

        Raises:
            InvalidValueError: it is no plain date.
            UncoveredDayError: no decree covers the day.
        """
        return self.why(day).is_workday

    def why(self, day: date) -> CalendarDay:
        """Say what a day is, and by which decree.

        Raises:
            InvalidValueError: it is no plain date.
            UncoveredDayError: no decree covers the day.
        """
        if day not in self._through:
            self._refuse(day)
        named = self._named.get(day)
        decree = named.decree if named else self._list_of(day)
        holidays = named.holidays if named else ()
        is_weekend = day.weekday() in max((one for one in self.week if one.since <= day), key=_since).off
        kinds = [holiday.kind for holiday in holidays]
        reasons = [kind for kind in kinds if kind in self.off_kinds] + [DayKind.WEEKEND] * is_weekend
        return CalendarDay(
            day=day,
            kind=(reasons or kinds or [DayKind.WORKDAY])[0],
            is_workday=not reasons,
            decree_id=decree.decree_id,
            holidays=holidays,
            is_provisional=decree.provisional,
        )

    def add_workdays(self, day: date, n: int) -> date:
        """Return the n-th working day after a day; the day itself is day zero.

        Raises:
            InvalidValueError: n is no whole number or less than 1, or the day is no plain date.
            UncoveredDayError: no decree covers the day or the result.
        """
        try:
            if n < 1:
                raise InvalidValueError("n", "at least 1 working day is needed")
            return self._workdays[self._through[day] + n - 1]
        except (KeyError, IndexError):
            self._refuse(day)
        except TypeError:
            require_day(day, "day")
            raise InvalidValueError("n", "a whole number of working days is needed") from None

    def workdays_between(self, after: date, upto: date) -> int:
        """Count the working days after one day and up to another, that one included.

        Raises:
            InvalidValueError: the second day lies before the first, or one is no plain date.
            UncoveredDayError: no decree covers one of the days.
        """
        try:
            count = self._through[upto] - self._through[after]
        except KeyError:
            self._refuse(after, upto)
        # Only days that run backwards, or hold no working day, come to none: the second question is seldom asked.
        if count < 1 and upto < after:
            raise InvalidValueError("upto", "a day not before the first is needed")
        return count

    def workday_number(self, day: date) -> int:
        """Return how many of the covered working days there are up to a day, that one included.

        Raises:
            InvalidValueError: it is no plain date.
            UncoveredDayError: no decree covers the day.
        """
        try:
            return self._through[day]
        except KeyError:
            self._refuse(day)

    def workday_numbers(self, days: Iterable[date]) -> list[int | None]:
        """Return `workday_number` of many days: 0 for one before the first covered day, None for one after the last."""
        first, number_of = self._coverage.first, self._through.get
        return [number_of(day) if day >= first else 0 for day in days]

    def workday(self, number: int) -> date:
        """Return the working day with a number; the first one covered is 1.

        Raises:
            UncoveredDayError: no decree covers so many.
        """
        if not 0 < number <= len(self._workdays):
            self._refuse()
        return self._workdays[number - 1]

    def _list_of(self, day: date) -> Decree:
        # Every covered day is in a list; where two overlap, the later one speaks.
        return next(decree for decree in reversed(self._in_force) if decree.covers and day in decree.covers)

    def _refuse(self, *days: date) -> NoReturn:
        for day in days:
            require_day(day, "day")
        raise UncoveredDayError(self._coverage.first, self._coverage.last)


def _since(pattern: WeekPattern) -> date:
    return pattern.since


def _amendments(decrees: Iterable[Decree]) -> list[Decree]:
    """Return the decrees, of some in the order of their publication, that name no days but those of earlier lists."""
    lists: list[Coverage] = []
    amendments: list[Decree] = []
    for decree in decrees:
        covers = decree.covers
        if covers is None or _are_covered(covers, lists):
            amendments.append(decree)
        if covers is not None:
            lists.append(covers)
    return amendments


def _are_covered(days: Coverage, lists: list[Coverage]) -> bool:
    """Whether every one of some days is in one of some lists."""
    day = days.first
    while covering := [one.last for one in lists if day in one]:
        if max(covering) >= days.last:
            return True
        day = max(covering) + _ONE_DAY
    return False


def _coverage_of(decrees: Iterable[Decree]) -> Coverage:
    lists = sorted(
        (decree.covers for decree in decrees if decree.covers), key=lambda covers: (covers.first, covers.last)
    )
    if not lists:
        raise InvalidValueError("decrees", "a decree that covers days is needed")
    last = lists[0].last
    for covers in lists[1:]:
        if covers.first.toordinal() > last.toordinal() + 1:
            raise InvalidValueError("decrees", "decrees that cover all days between the first and the last are needed")
        last = max(last, covers.last)
    return Coverage(first=lists[0].first, last=last)


def _named_by(decrees: Iterable[Decree], *, retroactive: bool) -> dict[date, _Named]:
    if any(number > 1 for number in Counter(decree.decree_id for decree in decrees).values()):
        raise InvalidValueError("decrees", "every decree may be there only once")
    named: dict[date, _Named] = {}
    for decree in decrees:
        for day in decree.removes:
            named[day] = _Named(decree, ())
        for holiday in decree.adds:
            before = named[holiday.day].holidays if holiday.day in named else ()
            named[holiday.day] = _Named(decree, (*before, holiday))
        changed = (*decree.removes, *(holiday.day for holiday in decree.adds))
        if not retroactive and any(day < decree.published_on for day in changed):
            raise InvalidValueError("decrees", "a decree may not change a day before its publication")
    return named


def _check_week(week: Iterable[WeekPattern], first: date) -> None:
    starts = [pattern.since for pattern in week]
    if len(set(starts)) < len(starts):
        raise InvalidValueError("week", "patterns that start on different days are needed")
    if all(since > first for since in starts):
        raise InvalidValueError("week", "a pattern that holds on the first day covered is needed")


INDONESIA: Final = WorkCalendar(decrees=DECREES)
"""The working days of Indonesia as the decrees have them, in western Indonesian time."""

WEEKDAYS: Final = WorkCalendar(
    decrees=(
        Decree(
            decree_id="WEEKDAYS",
            citation="Every Monday to Friday, without holidays",
            published_on=date.min,
            confidence=Confidence.ASSUMED,
            covers=Coverage.of_years(2000, 2049),
        ),
    )
)
"""Monday to Friday in western Indonesian time, without holidays."""
