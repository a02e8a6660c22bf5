"""Duties as data: who owes what within how long, from when to when, and on whose days it runs.

A *definition* says which actions start, meet and end a duty, and in which statuses its clock runs; a *rule* gives it a
limit for some classifications in some years. What follows from both for a report is worked out in `reckoning`.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import attrs

from lapor_core.checks import Validator, is_a, is_day, is_text
from lapor_core.errors import InvalidValueError
from lapor_core.rules.authority import RESPONSIBLE
from lapor_core.rules.limits import CalendarDays, DayLimit, Hours, Limit, Months, WorkDays
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import (
    OPEN_STATUSES,
    ActionName,
    Classification,
    Confidence,
    DutyName,
    Party,
    Status,
)


@attrs.frozen(kw_only=True)
class DutyDefinition:
    """What a duty is: from when to when it runs, and where it leads. Indonesian term: *definisi kewajiban*.

    Args:
        name: the duty.
        starts: the actions that start a cycle, unless one is running.
        meets: the actions that meet it.
        drops: the actions that end a cycle although it was not met.
        runs_in: the statuses in which its clock runs; in others it is paused.
        open_at: the statuses in which a cycle is open for certain, however the report came there.
        maybe_at: the statuses in which one may be open.
        resumes: the actions that take an ended cycle up again; it goes on where it stood.
        leads_to: what may be done when it is over; None when it only goes on record.
    """

    name: DutyName
    starts: frozenset[ActionName]
    meets: frozenset[ActionName]
    drops: frozenset[ActionName]
    runs_in: frozenset[Status]
    open_at: frozenset[Status]
    maybe_at: frozenset[Status] = frozenset()
    resumes: frozenset[ActionName] = frozenset()
    leads_to: ActionName | None = None

    @property
    def parties(self) -> frozenset[Party]:
        """On whose days it runs."""
        return frozenset(RESPONSIBLE[status] for status in self.runs_in)


_maybe = attrs.validators.optional
_NO_CLASSES: Final[frozenset[Classification]] = frozenset()
_are_classes: Final[Validator] = attrs.validators.deep_iterable(is_a(Classification), is_a(frozenset))


def _is_rule_id(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    # It is part of the keys of intents.
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", value):
        raise InvalidValueError(attribute.name, "1 to 32 letters, digits or ._- are needed, such as SLA-001")


@attrs.frozen(kw_only=True)
class SlaRule:
    """A limit for a duty, with where it comes from. Indonesian term: *aturan batas waktu*.

    Args:
        rule_id: stable id.
        duty: what it limits. A duty of a report has a limit in days; the others are about a matter or an incident.
        limit: how long it may take; the unit is its type.
        citation: where it comes from.
        confidence: how well it is founded.
        classes: the classifications that it applies to; empty for all.
        since: first day of its regime; a cycle belongs to the regime of the day on which it starts.
        until: last day of its regime.
        rolls_forward: whether a due day that is no working day moves to the next one; for calendar days.

    Raises:
        InvalidValueError: a field is of the wrong type, the unit does not fit the duty, or the days contradict.
    """

    rule_id: str = attrs.field(validator=_is_rule_id)
    duty: DutyName = attrs.field(validator=is_a(DutyName))
    limit: Limit = attrs.field(validator=is_a(Limit))
    citation: str = attrs.field(validator=is_text)
    confidence: Confidence = attrs.field(validator=is_a(Confidence))
    classes: frozenset[Classification] = attrs.field(default=_NO_CLASSES, validator=_are_classes)
    since: date | None = attrs.field(default=None, validator=_maybe(is_day))
    until: date | None = attrs.field(default=None, validator=_maybe(is_day))
    rolls_forward: bool = attrs.field(default=False, validator=is_a(bool))

    def __attrs_post_init__(self) -> None:
        """Check how the fields relate."""
        units = _UNITS.get(self.duty, (WorkDays, CalendarDays))
        if not isinstance(self.limit, units):
            raise InvalidValueError("limit", f"{' or '.join(unit.__name__ for unit in units)} is needed for this duty")
        if self.since is not None and self.until is not None and self.until < self.since:
            raise InvalidValueError("until", "a day not before since is needed")

    def covers(self, classification: Classification | None) -> bool:
        """Whether it is about reports of a classification; None stands for those that have none yet."""
        return not self.classes or classification in self.classes

    def due_on(self, started_on: date, calendar: WorkCalendar) -> date:
        """Return the last day of its limit, which must be in days, if nothing interrupts it.

        Raises:
            InvalidValueError: its limit is in hours.
            UncoveredDayError: the calendar does not reach so far.
        """
        if not isinstance(self.limit, DayLimit):
            raise InvalidValueError("limit", "a limit in days is needed")
        return self.rolled(self.limit.due_on(started_on, calendar), calendar)

    def is_over(self, started_on: date, day: date, calendar: WorkCalendar) -> bool:
        """Whether a day lies after the last day of its limit, if nothing interrupts it."""
        if isinstance(self.limit, DayLimit):
            is_over = self.limit.is_over(started_on, day, calendar)
            # As long as the limit itself is not over, no day that it might roll to has to be covered.
            if not is_over or not self.rolls_forward:
                return is_over
        return day > self.due_on(started_on, calendar)

    def rolled(self, day: date, calendar: WorkCalendar) -> date:
        """Return the day, or the next working day if the rule says so."""
        # Forward and never back: a holiday must not make a due day earlier.
        return calendar.add_workdays(day, 1) if self.rolls_forward and not calendar.is_workday(day) else day

    def overlaps(self, other: "SlaRule") -> bool:
        """Whether there is a duty that both of them would limit."""
        return (
            self.duty is other.duty
            and (not self.classes or not other.classes or not self.classes.isdisjoint(other.classes))
            and self.is_in_force_within(other.since or date.min, other.until or date.max)
        )

    def is_in_force(self, day: date) -> bool:
        """Whether a day belongs to its regime."""
        return self.is_in_force_within(day, day)

    def is_in_force_within(self, first: date, last: date) -> bool:
        """Whether one of the days from the first to the last belongs to its regime."""
        return (self.since is None or self.since <= last) and (self.until is None or first <= self.until)


_UNITS: Final[Mapping[DutyName, tuple[type[Limit], ...]]] = {
    DutyName.OMBUDSMAN: (CalendarDays,),
    DutyName.OMBUDSMAN_REACH: (Months,),
    DutyName.BREACH_NOTICE: (Hours,),
}
"""The units of duties that are not in working or calendar days at will."""

_A: Final = ActionName
_S: Final = Status
_OPEN: Final = frozenset(OPEN_STATUSES) - {_S.ESCALATED}
_AGENCY: Final = _OPEN - {_S.HELD, _S.ANSWERED}
_AWAY: Final = frozenset({_A.ARCHIVE, _A.EXPIRE, _A.WITHDRAW, _A.FORWARD_TO_OMBUDSMAN})

DUTIES: Final = (
    DutyDefinition(
        name=DutyName.VERIFICATION,
        starts=frozenset({_A.RECEIVE, _A.SEND_BACK, _A.COMPLETE}),
        # To follow another report is a judgement too. Released, it goes on where it stood: merging gives no new days.
        meets=frozenset({_A.DISPOSITION, _A.MERGE}),
        drops=_AWAY,
        resumes=frozenset({_A.RELEASE}),
        runs_in=frozenset({_S.RECEIVED, _S.VERIFIED}),
        open_at=frozenset({_S.RECEIVED, _S.VERIFIED}),
        maybe_at=frozenset({_S.HELD}),
        leads_to=_A.RAISE_LEVEL,
    ),
    DutyDefinition(
        name=DutyName.FIRST_FOLLOW_UP,
        starts=frozenset({_A.DISPOSITION, _A.REPLY, _A.REOPEN}),
        meets=frozenset({_A.FOLLOW_UP, _A.ANSWER}),
        drops=_AWAY | {_A.SEND_BACK, _A.END_WITH_ORIGINAL},
        # Also when a hold has brought it back to the desk: else holding for a minute would stop the clock for days.
        runs_in=frozenset({_S.RECEIVED, _S.VERIFIED, _S.DISPOSITIONED, _S.FOLLOW_UP}),
        open_at=frozenset({_S.DISPOSITIONED}),
        maybe_at=frozenset({_S.RECEIVED, _S.VERIFIED, _S.FOLLOW_UP, _S.HELD, _S.MERGED}),
        leads_to=_A.RAISE_LEVEL,
    ),
    DutyDefinition(
        name=DutyName.COMPLETION,
        starts=frozenset({_A.RECEIVE, _A.REOPEN}),
        meets=frozenset({_A.ANSWER, _A.END_WITH_ORIGINAL}),
        drops=_AWAY,
        # Merging is no pause: nobody could bound it.
        runs_in=_AGENCY,
        open_at=_OPEN - {_S.ANSWERED},
        resumes=frozenset({_A.REPLY}),
        leads_to=_A.RAISE_LEVEL,
    ),
    DutyDefinition(
        name=DutyName.REPLY,
        starts=frozenset({_A.ANSWER}),
        meets=frozenset({_A.REPLY}),
        drops=_AWAY | {_A.CLOSE, _A.LAPSE},
        runs_in=frozenset({_S.ANSWERED}),
        open_at=frozenset({_S.ANSWERED}),
        leads_to=_A.LAPSE,
    ),
    DutyDefinition(
        name=DutyName.HELD_COMPLETION,
        starts=frozenset({_A.HOLD}),
        meets=frozenset({_A.COMPLETE}),
        drops=_AWAY,
        runs_in=frozenset({_S.HELD}),
        open_at=frozenset({_S.HELD}),
        leads_to=_A.EXPIRE,
    ),
    DutyDefinition(
        name=DutyName.STATEMENT,
        starts=frozenset({_A.RECEIVE}),
        meets=frozenset({_A.VERIFY, _A.HOLD, _A.END_WITH_ORIGINAL}),
        drops=_AWAY,
        runs_in=_OPEN,
        open_at=frozenset(),
        maybe_at=frozenset({_S.RECEIVED, _S.MERGED}),
    ),
    DutyDefinition(
        name=DutyName.STATUTORY_COMPLETION,
        starts=frozenset({_A.HOLD}),
        meets=frozenset({_A.COMPLETE}),
        drops=_AWAY,
        runs_in=frozenset({_S.HELD}),
        open_at=frozenset({_S.HELD}),
    ),
    DutyDefinition(
        name=DutyName.DECISION,
        starts=frozenset({_A.VERIFY, _A.REOPEN}),
        meets=frozenset({_A.ANSWER, _A.END_WITH_ORIGINAL}),
        drops=_AWAY,
        runs_in=_AGENCY,
        open_at=frozenset({_S.VERIFIED, _S.DISPOSITIONED, _S.FOLLOW_UP}),
        maybe_at=frozenset({_S.RECEIVED, _S.HELD, _S.MERGED}),
        resumes=frozenset({_A.REPLY}),
    ),
    DutyDefinition(
        name=DutyName.OMBUDSMAN,
        starts=frozenset({_A.RECEIVE}),
        meets=frozenset({_A.CLOSE, _A.LAPSE, _A.END_WITH_ORIGINAL}),
        drops=_AWAY,
        runs_in=frozenset(Status),
        open_at=_OPEN,
        resumes=frozenset({_A.REOPEN}),
        leads_to=_A.FORWARD_TO_OMBUDSMAN,
    ),
)
"""The duties in a report. The list is fixed, as the lifecycle is; a pack says how long each may take."""

_PROCEDURE: Final = "LAPOR! procedure as published with the app and on the web site, 2014 onward"
_STATUTE: Final = "UU 25/2009 articles 44 and 50, Perpres 76/2013: not read in the original"
_START_2018: Final = date(2019, 1, 1)
_START_2025: Final = date(2025, 5, 1)
_ONE_DAY: Final = timedelta(days=1)

_Regime = tuple[str, Confidence, date | None, date | None]
_IN_2014: Final[_Regime] = (
    "24/2014 era: limits as a ministry spokesman gave them in June 2018; that the days are working days is assumed",
    Confidence.SECONDARY,
    None,
    _START_2018 - _ONE_DAY,
)
_IN_2018: Final[_Regime] = (
    "PermenPANRB 62/2018 chapter VI, as agencies quote it; its first day is assumed",
    Confidence.SECONDARY,
    _START_2018,
    _START_2025 - _ONE_DAY,
)
_IN_2025: Final[_Regime] = (
    "PermenPANRB 5/2025 replaced 62/2018; its limits were not found and are carried forward; its first day is assumed",
    Confidence.ASSUMED,
    _START_2025,
    None,
)


def _completion(rule_id: str, of: Classification, days: int, regime: _Regime) -> SlaRule:
    citation, confidence, since, until = regime
    return SlaRule(
        rule_id=rule_id,
        duty=DutyName.COMPLETION,
        limit=WorkDays(days),
        citation=citation,
        confidence=confidence,
        classes=frozenset({of}),
        since=since,
        until=until,
    )


def _always(rule_id: str, duty: DutyName, limit: Limit, citation: str, confidence: Confidence) -> SlaRule:
    return SlaRule(rule_id=rule_id, duty=duty, limit=limit, citation=citation, confidence=confidence)


_D: Final = DutyName
_C: Final = Classification
_SOURCED, _SECONDARY, _ASSUMED = Confidence.SOURCED, Confidence.SECONDARY, Confidence.ASSUMED
# fmt: off
SP4N_RULES: Final = (
    _always("SLA-001", _D.VERIFICATION, WorkDays(3), _PROCEDURE, _SOURCED),
    _always("SLA-002", _D.FIRST_FOLLOW_UP, WorkDays(5), _PROCEDURE, _SOURCED),
    _completion("SLA-010", _C.INFORMATION_REQUEST, 5, _IN_2014),
    _completion("SLA-011", _C.COMPLAINT, 14, _IN_2014),
    _completion("SLA-012", _C.OVERSIGHT_COMPLAINT, 60, _IN_2014),
    _completion("SLA-020", _C.INFORMATION_REQUEST, 5, _IN_2018),
    _completion("SLA-021", _C.ASPIRATION, 5, _IN_2018),
    _completion("SLA-022", _C.COMPLAINT, 14, _IN_2018),
    _completion("SLA-023", _C.OVERSIGHT_COMPLAINT, 60, _IN_2018),
    _completion("SLA-030", _C.INFORMATION_REQUEST, 5, _IN_2025),
    _completion("SLA-031", _C.ASPIRATION, 5, _IN_2025),
    _completion("SLA-032", _C.COMPLAINT, 14, _IN_2025),
    _completion("SLA-033", _C.OVERSIGHT_COMPLAINT, 60, _IN_2025),
    _always("SLA-040", _D.REPLY, WorkDays(10),
            "LAPOR! public steps: ten days; that they are working days is assumed", _SECONDARY),
    _always("SLA-041", _D.HELD_COMPLETION, WorkDays(10), "No source found; as long as the reply window", _ASSUMED),
    _always("SLA-050", _D.STATEMENT, CalendarDays(14), _STATUTE, _ASSUMED),
    _always("SLA-051", _D.STATUTORY_COMPLETION, CalendarDays(30), _STATUTE, _ASSUMED),
    _always("SLA-052", _D.DECISION, CalendarDays(60), _STATUTE, _ASSUMED),
    _always("SLA-060", _D.OMBUDSMAN, CalendarDays(60),
            "Link between LAPOR! and the Ombudsman's SIMPeL: 60 days; the unit is not stated", _SECONDARY),
    _always("SLA-061", _D.OMBUDSMAN_REACH, Months(24), "UU 37/2008 article 24: two years", _SECONDARY),
    _always("SLA-070", _D.BREACH_NOTICE, Hours(72),
            "UU 27/2022 article 46: three times twenty-four hours", _SOURCED),
)
# fmt: on
"""The limits of SP4N-LAPOR! with their regimes, as far as sources were found."""
