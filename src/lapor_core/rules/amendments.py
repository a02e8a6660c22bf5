"""Which deadlines a decree moves. What it does to a running clock is for the pack to say: `RulePack.amendments`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Final

import attrs

from lapor_core.checks import require_instant
from lapor_core.errors import InvalidValueError, LaporError
from lapor_core.identifiers import TrackingId
from lapor_core.reports import Report
from lapor_core.rules.decrees import Decree
from lapor_core.rules.duties import Duty, assess
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.workdays import CalendarDay, WorkCalendar
from lapor_core.vocabulary import Language


@attrs.frozen(kw_only=True, weakref_slot=False)
class ChangedDay:
    """A day that a decree made a working day or a day off. Indonesian term: *hari yang berubah*.

    Args:
        before: what it was without the decree.
        after: what it is with it.
    """

    before: CalendarDay
    after: CalendarDay

    def text(self, language: Language) -> str:
        """Say in Indonesian or English what the day is now, and which holiday it was or became."""
        named = self.before if self.after.is_workday else self.after
        names = [holiday.name(language) for holiday in named.holidays]
        works, off = _WORDS[language]
        return f"{self.after.day}: {works if self.after.is_workday else off} ({', '.join(names)})"


_WORDS: Final = {
    "id": ("hari kerja kembali, semula libur", "libur"),
    "en": ("a working day again, was off", "off"),
}


@attrs.frozen(kw_only=True, weakref_slot=False)
class MovedDeadline:
    """An open duty, or one that may be, whose due day a decree moves, or may move.

    Indonesian term: *tenggat yang bergeser*.

    Args:
        tracking_id: the report.
        decree_id: the decree.
        before: the duty as it stands without the decree; None when the report could not be assessed.
        after: the duty as it stands with the decree.
        workdays: by how many working days the due day moves, fewer than none when it comes sooner; None when one of
            the two days is not known.
        days: the days until then that the decree changed.
        error: why the report could not be assessed; None when it could.
    """

    tracking_id: TrackingId
    decree_id: str
    before: Duty | None = None
    after: Duty | None = None
    workdays: int | None = None
    days: tuple[ChangedDay, ...] = ()
    error: LaporError | None = None

    @property
    def from_on(self) -> date | None:
        """The due day without the decree; None when it is not known."""
        return None if self.before is None else self.before.due_on

    @property
    def to_on(self) -> date | None:
        """The due day with the decree; None when it is not known."""
        return None if self.after is None else self.after.due_on

    @property
    def calendar_days(self) -> int | None:
        """By how many calendar days the due day moves; None when one of the two days is not known."""
        return None if self.from_on is None or self.to_on is None else (self.to_on - self.from_on).days

    @property
    def is_uncovered(self) -> bool:
        """Whether nobody can say if it moves, because no decree covers a day that it depends on."""
        return any(duty is not None and duty.is_uncovered for duty in (self.before, self.after))


def moved_deadlines(
    reports: Iterable[Report], *, decree_id: str, as_of: datetime, under: Rulebook
) -> Iterator[MovedDeadline]:
    """Yield the open duties whose due day, or what is known of it, a decree moves; also those that may be open.

    Only duties that had started before the day of its publication are looked at: later ones knew the decree from the
    start. What later decrees changed is left out. A duty that depends on a day which no decree covers, and a report
    that cannot be assessed, come with that as their outcome; the others go on.

    Args:
        reports: the reports, in any number; they are read one by one.
        decree_id: the decree.
        as_of: aware instant of asking, not before any report's last event.
        under: the rules; the policy of the pack on amendments holds.

    Raises:
        InvalidValueError: the instant is naive, or no calendar of the rules has the decree.
    """
    require_instant(as_of, "as_of")
    calendars = (under.calendar, *(own for _, own in under.calendars))
    if all(_decree_of(calendar, decree_id) is None for calendar in calendars):
        raise InvalidValueError("decree_id", "the id of a decree of a calendar of the rules is needed")
    return _moved(reports, decree_id, as_of, _reckoned(under, decree_id, _without), _reckoned(under, decree_id, _with))


def _moved(
    reports: Iterable[Report], decree_id: str, as_of: datetime, without: Rulebook, under: Rulebook
) -> Iterator[MovedDeadline]:
    for report in reports:
        decree = _decree_of(under.calendar_of(report), decree_id)
        if decree is None or report.status.is_ended:
            continue
        try:
            before = {duty.key: duty for duty in assess(report, as_of=as_of, under=without).duties}
            after = assess(report, as_of=as_of, under=under).duties
        except LaporError as error:
            yield MovedDeadline(tracking_id=report.tracking_id, decree_id=decree_id, error=error)
            continue
        for duty in after:
            had_started = duty.started_on is None or duty.started_on < decree.published_on
            # One of a former classification has ended as well.
            if duty.ended_on is None and had_started and _is_moved(before[duty.key], duty):
                yield _deadline(report, decree, before[duty.key], duty, without.calendar_of(report), under)


def _is_moved(before: Duty, after: Duty) -> bool:
    if before.is_uncovered or after.is_uncovered:
        return True
    return (before.due_earliest, before.due_latest) != (after.due_earliest, after.due_latest)


def _deadline(
    report: Report, decree: Decree, before: Duty, after: Duty, without: WorkCalendar, under: Rulebook
) -> MovedDeadline:
    calendar = under.calendar_of(report)
    workdays = None
    if before.due_on is not None and after.due_on is not None:
        first, last = sorted((before.due_on, after.due_on))
        workdays = calendar.workdays_between(first, last) * (1 if before.due_on == first else -1)
    known = [day for duty in (before, after) for day in (duty.due_earliest, duty.due_latest) if day is not None]
    named = sorted({*decree.removes, *(holiday.day for holiday in decree.adds)})
    changed = [
        ChangedDay(before=without.why(day), after=calendar.why(day))
        for day in named
        if known and (after.started_on or date.min) < day <= max(known)
    ]
    return MovedDeadline(
        tracking_id=report.tracking_id,
        decree_id=decree.decree_id,
        before=before,
        after=after,
        workdays=workdays,
        days=tuple(day for day in changed if day.before.is_workday is not day.after.is_workday),
    )


def _decree_of(calendar: WorkCalendar, decree_id: str) -> Decree | None:
    return next((decree for decree in calendar.decrees if decree.decree_id == decree_id), None)


def _reckoned(under: Rulebook, decree_id: str, of: Callable[[WorkCalendar, Decree], WorkCalendar]) -> Rulebook:
    """Return the rules with every calendar that has a decree made another one."""

    def made(calendar: WorkCalendar) -> WorkCalendar:
        decree = _decree_of(calendar, decree_id)
        return calendar if decree is None else of(calendar, decree)

    calendars = {code: made(calendar) for code, calendar in under.calendars}
    return attrs.evolve(under, calendar=made(under.calendar), calendars=calendars)


def _without(calendar: WorkCalendar, decree: Decree) -> WorkCalendar:
    eve = date.fromordinal(max(1, decree.published_on.toordinal() - 1))
    return calendar.versions(eve, eve)[eve]


def _with(calendar: WorkCalendar, decree: Decree) -> WorkCalendar:
    before = _without(calendar, decree)
    # The first list of a year is in both: where nothing was known, nothing moves.
    return before if decree in before.decrees else attrs.evolve(before, decrees=(*before.decrees, decree))
