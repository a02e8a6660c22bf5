"""What a report's duties are and how each one stands: worked out from its events, never stored.

A duty is one rule in one cycle. Its due day follows from its own start and from the days on which it runs; nothing that
happens later moves it, unless its definition says so. A day is used when it is over. A duty that was not met when its
due day was over is breached, and stays so.
"""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

import attrs

from lapor_core.checks import require_a, require_day
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import Report
from lapor_core.rules.authority import PAUSING
from lapor_core.rules.cycles import Timeline, timeline
from lapor_core.rules.ledger import asked_on
from lapor_core.rules.limits import Hours
from lapor_core.rules.packs import SP4N, RulePack
from lapor_core.rules.reckoning import Clock, by_policy, days_used, former_rules, last_day, proven_day, rule_for
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES, DutyDefinition, SlaRule
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import DutyName, DutyState, Party


@attrs.frozen(kw_only=True, weakref_slot=False)
class Duty:
    """One rule in one cycle, as it stands. Indonesian term: *kewajiban*.

    Args:
        rule: the rule.
        cycle: 1 for the first time the duty starts in this report, then 2, ….
        state: how it stands.
        started_on: day zero; None when that is not known.
        due_on: the last day on which it can be met if nothing else happens; None while it is paused without end, when
            it is not known, or when it lies beyond the decrees.
        due_earliest: the due day is not before this one; the same as ``due_on`` when nothing is unknown.
        due_latest: the due day is not after this one.
        ended_on: the day on which it was met, or ended without that; None while it is open, or when nobody knows.
        used: days of the rule's unit that counted and are over; None when that is not known.
        days: days of the rule's unit that are over, by the party that they belonged to, whether they counted or not.
        agency: who was responsible when it started; whose pack it follows.
        is_uncovered: whether an answer is missing because no decree covers a day. If it started before the decrees, the
            covered days may be enough for a ``due_latest`` all the same.
    """

    rule: SlaRule
    cycle: int
    state: DutyState
    started_on: date | None
    due_on: date | None
    due_earliest: date | None
    due_latest: date | None
    ended_on: date | None
    used: int | None
    days: tuple[tuple[Party, int], ...]
    agency: AgencyCode | None
    is_uncovered: bool

    @property
    def key(self) -> str:
        """What it is called in the report: rule and cycle, such as ``SLA-002/1``."""
        return f"{self.rule.rule_id}/{self.cycle}"

    @property
    def left(self) -> int | None:
        """Days of the rule's unit that are left; None when that is not known."""
        return None if self.used is None else max(0, self.rule.limit.n - self.used)

    @property
    def is_open(self) -> bool:
        """Whether it still is to be met, as far as anybody knows."""
        return self.ended_on is None and self.state is not DutyState.UNKNOWN

    @property
    def is_breached(self) -> bool:
        """Whether its due day was over before it was met; once true, always true."""
        return self.state in _OVERDUE

    def band(self, bands: tuple[Fraction, ...]) -> Fraction | None:
        """Return the highest of some shares of the limit that are used up; None below the first."""
        used = self.used
        if used is None:
            return None
        return max((share for share in bands if used >= share * self.rule.limit.n), default=None)


# A member looked up on its class costs ten times a name of the module.
_RUNNING, _PAUSED, _MET, _LATE = DutyState.RUNNING, DutyState.PAUSED, DutyState.MET, DutyState.LATE
_BREACHED, _DROPPED, _UNKNOWN = DutyState.BREACHED, DutyState.DROPPED, DutyState.UNKNOWN
_OVERDUE: Final = frozenset({DutyState.LATE, DutyState.BREACHED})


@attrs.frozen(kw_only=True, weakref_slot=False)
class Assessment:
    """How all duties of a report stand at a moment. Indonesian term: *penilaian kewajiban*.

    Args:
        version: version of the report that was assessed.
        as_of: the moment of asking.
        calendar: version of the calendar of the case; the policy of the pack on amendments may choose earlier ones.
        pack: version of the pack of the case.
        duties: in the order of the definitions, then of their cycles.
        unruled: duties that have started and that no rule limits, such as the completion of an unclassified report; or
            nobody knows which rule does, because the start of an adopted one may lie on either side of a change.
    """

    version: int
    as_of: datetime
    calendar: str
    pack: str
    duties: tuple[Duty, ...]
    unruled: tuple[DutyName, ...] = ()

    def of(self, name: DutyName) -> tuple[Duty, ...]:
        """Return the duties of one name, in the order of their cycles."""
        return tuple(duty for duty in self.duties if duty.rule.duty is name)


def due_on(rule_id: str, *, started_on: date, calendar: WorkCalendar, pack: RulePack = SP4N) -> date:
    """Return the last day of a limit for a row in somebody else's table; nothing is paused.

    Args:
        rule_id: the rule, such as ``SLA-001``.
        started_on: day zero, in the calendar's own zone.
        calendar: the working days.
        pack: the rules.

    Raises:
        InvalidValueError: no such rule, one in hours, or one that was not in force on that day.
        UncoveredDayError: the calendar does not reach so far.
    """
    require_a(calendar, WorkCalendar, "calendar")
    rule = require_a(pack, RulePack, "pack").rule(rule_id)
    if isinstance(rule.limit, Hours):
        raise InvalidValueError("rule_id", "a rule in days or months is needed; due_at answers for hours")
    if not rule.is_in_force(require_day(started_on, "started_on")):
        raise InvalidValueError("started_on", "a day on which the rule was in force is needed")
    return rule.due_on(started_on, calendar)


def due_at(rule_id: str, *, started_at: datetime, pack: RulePack = SP4N) -> datetime:
    """Return the last instant of a limit in hours, such as the notice of a personal-data breach (``SLA-070``).

    Args:
        rule_id: the rule.
        started_at: aware instant at which it started.
        pack: the rules.

    Raises:
        InvalidValueError: no such rule, one that is not in hours, or a naive instant.
    """
    limit = require_a(pack, RulePack, "pack").rule(rule_id).limit
    if not isinstance(limit, Hours):
        raise InvalidValueError("rule_id", "a rule in hours is needed; due_on answers for days")
    return limit.due_at(started_at)


def assess(report: Report, *, as_of: datetime, under: Rulebook) -> Assessment:
    """Say how every duty of a report stands.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Raises:
        InvalidValueError: the instant is naive or before the last event.

    A duty that depends on a day which no decree covers says so for itself (`Duty.is_uncovered`).
    """
    today = asked_on(report, as_of, under)
    line = timeline(report, under)
    duties: list[Duty] = []
    unruled: list[DutyName] = []
    for place, definition in enumerate(DUTIES):
        for number, cycle in enumerate(line.cycles.get(place, ()), start=1):
            _, classification = line.classes[: cycle.classes][-1]
            rule = rule_for(definition.name, cycle, classification, under)
            # Of a cycle whose rule nobody knows nothing is said, so that it is not told under a former one alone.
            if len(line.classes) > 1 and (rule is not None or not cycle.is_adopted):
                listed = {rule}
                for former, ceased_on in former_rules(definition.name, cycle, line, under):
                    duty = _duty(Clock(line, definition, former, cycle, number, ceased_on), today)
                    if former not in listed and duty.is_breached:
                        listed.add(former)
                        duties.append(duty)
            if rule is None:
                unruled.append(definition.name)
            else:
                duties.append(_duty(Clock(line, definition, rule, cycle, number), today))
    return Assessment(
        version=report.version,
        as_of=as_of,
        calendar=line.calendar.version,
        pack=under.pack_of_case(report).version,
        duties=tuple(duties),
        unruled=tuple(dict.fromkeys(unruled)),
    )


def _duty(clock: Clock, today: date) -> Duty:
    """Return the duty of a clock; if its rule ceased to apply on a day, as it stood then."""
    line, definition, rule, cycle, number, ceased_on = clock
    late = by_policy(clock)
    ended_on = clock.ended_on
    judged_on = ended_on or today
    earliest, is_uncovered = last_day(late)
    latest = proven_day(late) if is_uncovered else earliest
    used: int | None = None
    days: dict[Party, int] = {}
    if line.is_known:
        try:
            used, days = days_used(late, min(judged_on, today - _ONE_DAY))
        except UncoveredDayError:
            is_uncovered = True
    else:
        earliest, is_early_uncovered = last_day(by_policy(clock, early=True), early=True)
        is_uncovered |= is_early_uncovered
    if latest is not None and latest < judged_on and cycle.is_certain and not cycle.is_unseen:
        state = _LATE if cycle.is_met and ceased_on is None else _BREACHED
    elif _may_be_late(clock, earliest, judged_on, is_uncovered=is_uncovered):
        state = _UNKNOWN
    elif ended_on is not None:
        state = _MET if cycle.is_met else _DROPPED
    else:
        state = _open_state(definition, line, today)
    return Duty(
        rule=rule,
        cycle=number,
        state=state,
        started_on=cycle.day if cycle.day == cycle.earliest else None,
        due_on=latest if latest == earliest else None,
        due_earliest=earliest,
        due_latest=latest,
        ended_on=ended_on,
        used=used,
        days=tuple(days.items()),
        agency=cycle.agency,
        is_uncovered=is_uncovered,
    )


def _may_be_late(clock: Clock, earliest: date | None, judged_on: date, *, is_uncovered: bool) -> bool:
    """Whether it cannot be shown that a duty, not late for certain, was not late on a day."""
    cycle = clock.cycle
    if cycle.is_unseen or not cycle.is_certain:
        return True
    if earliest is not None:
        return earliest < judged_on
    return is_uncovered and not clock.is_covered(judged_on)


def _open_state(definition: DutyDefinition, line: Timeline, today: date) -> DutyState:
    _, status, is_spent = next(stretch for stretch in reversed(line.stretches) if stretch.after <= today)
    if status in definition.runs_in or is_spent:
        return _RUNNING
    # How much of its pause budget an adopted report had used up is not known.
    return _PAUSED if line.is_known or status not in PAUSING else _UNKNOWN


_ONE_DAY: Final = timedelta(days=1)
