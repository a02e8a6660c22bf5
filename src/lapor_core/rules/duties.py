"""What a report's duties are and how each one stands: worked out from its events, never stored.

A duty is one rule in one cycle. Its due day follows from its own start and from the days on which it runs; nothing that
happens later moves it, unless its definition says so. A day is used when it is over. A duty that was not met when its
due day was over is breached, and stays so.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Final, cast

import attrs

from lapor_core.checks import require_a, require_day
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import Report
from lapor_core.rules.authority import PAUSING, RESPONSIBLE
from lapor_core.rules.cycles import Cycle, Stretch, Timeline, timeline
from lapor_core.rules.ledger import asked_on
from lapor_core.rules.limits import CountedDays, Hours
from lapor_core.rules.packs import SP4N, RulePack
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES, DutyDefinition, SlaRule
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import ActionName, AmendmentPolicy, DutyName, DutyState, Party, Status


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
        is_uncovered: whether an answer is missing because no decree covers a day.
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
_COORDINATOR: Final = Party.COORDINATOR
_RECOMPUTE: Final = AmendmentPolicy.RECOMPUTE
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
            rule, former = rules_for(definition.name, cycle, line, under)
            for former_rule, ceased_on in former:
                duty = _duty(definition, former_rule, number, cycle, line, today, ceased_on)
                if duty.is_breached:
                    duties.append(duty)
            if rule is None:
                unruled.append(definition.name)
            else:
                duties.append(_duty(definition, rule, number, cycle, line, today))
    return Assessment(
        version=report.version,
        as_of=as_of,
        calendar=line.calendar.version,
        pack=under.pack_of_case(report).version,
        duties=tuple(duties),
        unruled=tuple(dict.fromkeys(unruled)),
    )


def is_any_near(report: Report, at: datetime, under: Rulebook) -> bool:
    """Whether a duty that a superior may be told of is late, or has used up its share ``raise_at`` of the limit.

    Args:
        report: the report.
        at: aware instant, not before the report's last event.
        under: the rules.
    """
    calendar = under.calendar_of(report)
    today = calendar.local_day(at)
    # No more days can have counted than there were; to know that is enough for most reports, and cheap.
    if (today - calendar.local_day(report.received_earliest)).days <= under.soonest_near(report.status):
        return False
    if today - _ONE_DAY > calendar.coverage.last:
        near_on = _near_on(report, today, under)
    else:
        # As long as nothing happens to the report the day stays the same, and is asked for again and again.
        memo = report.memo
        if memo is None or memo[0] is not under.token:
            memo = (under.token, _near_on(report, today, under))
            object.__setattr__(report, "memo", memo)
        near_on = memo[1]
    return near_on is not None and near_on < today


def is_over(report: Report, name: DutyName, at: datetime, under: Rulebook) -> bool:
    """Whether an open duty is past its due day for certain.

    Args:
        report: the report.
        name: the duty.
        at: aware instant, not before the report's last event.
        under: the rules.
    """
    today = under.calendar_of(report).local_day(at)
    for line, definition, cycle, rule in _running(report, under):
        if definition.name is name:
            (due_on,) = days_of(line, cycle, definition, rule, (rule.limit.n,), today)
            return due_on is not None and due_on < today
    return False


def _near_on(report: Report, today: date, under: Rulebook) -> date | None:
    """Return the first day with which a duty is near its limit; None when there is none, or not within the decrees.

    Raises:
        UncoveredDayError: none has come for certain, and one may have come on a day that no decree covers.
    """
    days: list[date] = []
    uncovered: UncoveredDayError | None = None
    for line, definition, cycle, rule in _running(report, under):
        if definition.leads_to is ActionName.RAISE_LEVEL:
            near = ceil(under.pack_of(cycle.agency).raise_at * rule.limit.n)
            try:
                days += filter(None, days_of(line, cycle, definition, rule, (near,), today))
            except UncoveredDayError as error:
                uncovered = error
    if uncovered is not None and not days:
        raise uncovered
    return min(days, default=None)


def _running(report: Report, under: Rulebook) -> Iterator[tuple[Timeline, DutyDefinition, Cycle, SlaRule]]:
    """Yield the duties that lead somewhere and are open for certain, with the rules that limit them."""
    line = timeline(report, under, to_act_on=True)
    for definition, cycle in zip(DUTIES, line.running, strict=True):
        if cycle is not None and cycle.is_certain:
            rule, _ = rules_for(definition.name, cycle, line, under)
            if rule is not None:
                yield line, definition, cycle, rule


def rules_for(
    name: DutyName, cycle: Cycle, line: Timeline, under: Rulebook
) -> tuple[SlaRule | None, list[tuple[SlaRule, date]]]:
    """Return the rule that limits a cycle, and those of former classifications with the day on which each ceased.

    No rule, if nobody knows in which regime or with which agency the cycle started, and the limits differ.
    """
    pack = under.pack_of(cycle.agency)
    classification = line.classes[0][1]
    if len(line.classes) == 1 and not cycle.is_adopted:
        return pack.rule_of(name, cycle.day, classification), []
    former: dict[SlaRule, date] = {}
    for changed_on, later in line.classes[1 : cycle.classes]:
        rule = pack.rule_of(name, cycle.day, classification)
        if rule is not None and changed_on > cycle.day:
            former.setdefault(rule, changed_on)
        classification = later
    present = pack.rule_of(name, cycle.day, classification)
    if cycle.is_adopted and not under.is_same_limit(name, cycle.earliest, cycle.day, classification):
        return None, []
    return present, [(rule, ceased_on) for rule, ceased_on in former.items() if rule is not present]


def last_day(
    line: Timeline, cycle: Cycle, definition: DutyDefinition, rule: SlaRule, n: int, *, early: bool = False
) -> date | None:
    """Return the day that is the n-th to count in a cycle if nothing else happens; None while it is paused.

    Args:
        line: the stretches of the case.
        cycle: the cycle.
        definition: says in which stretches days count.
        rule: says which days.
        n: how many.
        early: take every unknown day for one that counts, and the pause budget for spent: the earliest answer.

    Raises:
        UncoveredDayError: the calendar does not reach so far.
    """
    if line.amendments is not _RECOMPUTE:
        line = by_policy(line, cycle, definition, rule, early=early)
    limit, calendar = _counted(rule), line.calendar
    day = _reach(pieces_of(line, cycle, definition, limit, early=early), n, limit, calendar)
    return rule.rolled(day, calendar) if day is not None and n == limit.n else day


def pieces_of(
    line: Timeline, cycle: Cycle, definition: DutyDefinition, limit: CountedDays, *, early: bool = False
) -> list[tuple[int, int | None]]:
    """Return the runs of days that count in a cycle: the number of the day before, and how many; None without an end.

    Raises:
        UncoveredDayError: no decree covers the day on which the cycle starts.
    """
    stretches, begins = line.stretches, line.numbers(limit)
    stop = len(stretches) if cycle.stop is None else cycle.stop
    is_early = early and cycle.earliest != cycle.day
    place, start = (0, cycle.earliest) if is_early else (cycle.place, cycle.day)
    since = limit.number(start, line.calendar)
    pieces: list[tuple[int, int | None]] = []
    for at in range(place + 1, stop):
        begin = begins[at]
        if begin is None:
            # Beyond the decrees. What counts until then may be enough; `day` refuses to go further.
            is_running = _counts(stretches[at - 1], definition, early=early)
            return [*pieces, (since if is_running else _BEYOND, None)]
        if begin > since and _counts(stretches[at - 1], definition, early=early):
            pieces.append((since, begin - since))
        since = begin
    if _counts(stretches[stop - 1], definition, early=early):
        pieces.append((since, None))
    return pieces


_BEYOND: Final = 10**9
"""A number that no day has."""


def _reach(pieces: list[tuple[int, int | None]], n: int, limit: CountedDays, calendar: WorkCalendar) -> date | None:
    """Return the n-th day of some runs; None when there are not so many."""
    for since, days in pieces:
        if days is None or days >= n:
            return limit.day(since + n, calendar)
        n -= days
    return None


def by_policy(
    line: Timeline, cycle: Cycle, definition: DutyDefinition, rule: SlaRule, *, early: bool = False
) -> Timeline:
    """Return the timeline in the calendar that the policy on amendments chooses for a duty.

    That is the one known when it started; or of that one and all later ones, the one that gives it most time. When its
    start is not known, the one that makes the bound hold whenever it started. The callers here, of which most have no
    policy but the default, ask for that themselves: it is faster.
    """
    if line.amendments is _RECOMPUTE:
        return line
    is_frozen = line.amendments is AmendmentPolicy.FROZEN
    since = cycle.day if early and not is_frozen else cycle.earliest
    known = line.calendar.versions(since, cycle.day if is_frozen else date.max)
    lines = [attrs.evolve(line, calendar=calendar, amendments=_RECOMPUTE) for calendar in known]

    def ends_on(one: Timeline) -> date:
        day, _ = _last_day_if_covered(one, cycle, definition, rule, early=early)
        return day or date.max  # paused, or further than the decrees reach

    return min(lines, key=ends_on) if early and is_frozen else max(lines, key=ends_on)


def _counts(stretch: Stretch, definition: DutyDefinition, *, early: bool) -> bool:
    _, status, is_spent = stretch
    if status in definition.runs_in or is_spent:
        return True
    if status is None:
        return early or len(definition.runs_in) == len(Status)
    return early and status in PAUSING


def _counted(rule: SlaRule) -> CountedDays:
    # SlaRule checks it; asking an abstract class here would cost as much as the rest.
    return cast("CountedDays", rule.limit)


def days_of(
    line: Timeline, cycle: Cycle, definition: DutyDefinition, rule: SlaRule, counts: Iterable[int], today: date
) -> list[date | None]:
    """Return the days on which so many days will have counted if nothing else happens.

    None while it is paused, and for a day beyond the decrees, which so has not come.

    Raises:
        UncoveredDayError: such a day may have come without a decree that covers it.
    """
    if line.amendments is not _RECOMPUTE:
        line = by_policy(line, cycle, definition, rule)
    limit, calendar = _counted(rule), line.calendar
    pieces = pieces_of(line, cycle, definition, limit)
    days: list[date | None] = []
    for n in counts:
        try:
            day = _reach(pieces, n, limit, calendar)
            days.append(rule.rolled(day, calendar) if day is not None and n == limit.n else day)
        except UncoveredDayError:
            if not _is_covered(line, cycle, today):
                raise
            days.append(None)
    return days


def days_used(
    line: Timeline, cycle: Cycle, definition: DutyDefinition, rule: SlaRule, upto: date
) -> tuple[int, dict[Party, int]]:
    """Return how many days counted in a cycle up to a day, and whose the days were.

    Raises:
        UncoveredDayError: the calendar does not cover the days.
    """
    if line.amendments is not _RECOMPUTE:
        line = by_policy(line, cycle, definition, rule)
    limit, stretches = _counted(rule), line.stretches
    begins = line.numbers(limit)
    end = limit.number(upto, line.calendar)
    since = limit.number(cycle.day, line.calendar)
    stop = len(stretches) if cycle.stop is None else cycle.stop
    used = 0
    days: dict[Party, int] = {}
    for at in range(cycle.place, stop):
        begin = begins[at + 1] if at + 1 < stop else end
        if begin is None:
            begin = end  # it lies beyond the decrees, and the end does not
        _, status, is_spent = stretches[at]
        counted = (min(end, begin)) - since
        if counted > 0:
            party = _COORDINATOR if is_spent or status is None else RESPONSIBLE[status]
            days[party] = days.get(party, 0) + counted
            if is_spent or status in definition.runs_in:
                used += counted
        since = begin
    return used, days


def _duty(
    definition: DutyDefinition,
    rule: SlaRule,
    number: int,
    cycle: Cycle,
    line: Timeline,
    today: date,
    ceased_on: date | None = None,
) -> Duty:
    """Return the duty of a rule in a cycle; if the rule ceased to apply on a day, as it stood then."""
    ended_on = ceased_on or cycle.ended_on
    judged_on = ended_on or today
    latest, is_uncovered = _last_day_if_covered(line, cycle, definition, rule, early=False)
    earliest = latest
    used: int | None = None
    days: dict[Party, int] = {}
    if line.is_known:
        try:
            used, days = days_used(line, cycle, definition, rule, min(judged_on, today - _ONE_DAY))
        except UncoveredDayError:
            is_uncovered = True
    else:
        earliest, is_early_uncovered = _last_day_if_covered(line, cycle, definition, rule, early=True)
        is_uncovered |= is_early_uncovered
    if latest is not None and latest < judged_on and cycle.is_certain and not cycle.is_unseen:
        state = _LATE if cycle.is_met and ceased_on is None else _BREACHED
    elif _may_be_late(cycle, line, earliest, judged_on, is_uncovered=is_uncovered):
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


def _last_day_if_covered(
    line: Timeline, cycle: Cycle, definition: DutyDefinition, rule: SlaRule, *, early: bool
) -> tuple[date | None, bool]:
    try:
        return last_day(line, cycle, definition, rule, rule.limit.n, early=early), False
    except UncoveredDayError:
        return None, True


def _may_be_late(cycle: Cycle, line: Timeline, earliest: date | None, judged_on: date, *, is_uncovered: bool) -> bool:
    """Whether it cannot be shown that a duty, not late for certain, was not late on a day."""
    if cycle.is_unseen or not cycle.is_certain:
        return True
    if earliest is not None:
        return earliest < judged_on
    return is_uncovered and not _is_covered(line, cycle, judged_on)


def _is_covered(line: Timeline, cycle: Cycle, today: date) -> bool:
    """Whether decrees cover every day that can have counted: then a due day beyond them has not come."""
    coverage = line.calendar.coverage
    return coverage.first <= cycle.earliest and today - _ONE_DAY <= coverage.last


def _open_state(definition: DutyDefinition, line: Timeline, today: date) -> DutyState:
    _, status, is_spent = next(stretch for stretch in reversed(line.stretches) if stretch.after <= today)
    if status in definition.runs_in or is_spent:
        return _RUNNING
    # How much of its pause budget an adopted report had used up is not known.
    return _PAUSED if line.is_known or status not in PAUSING else _UNKNOWN


_ONE_DAY: Final = timedelta(days=1)
