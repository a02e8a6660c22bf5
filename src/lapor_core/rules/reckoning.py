"""How the days of a duty are counted: which rule limits it, which of its days count, and the day with which it is over.

The days of a unit have numbers in a row. A duty is a few runs of numbers, one for each stretch of the case in which its
clock runs, so that its due day takes as long to find however old the case is.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from math import ceil
from typing import Final, NamedTuple

import attrs

from lapor_core.errors import UncoveredDayError
from lapor_core.reports import Report
from lapor_core.rules.authority import PAUSING, RESPONSIBLE
from lapor_core.rules.cycles import TO_ACT_ON, Cycle, Stretch, Timeline, timeline
from lapor_core.rules.limits import CountedDays
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES, DutyDefinition, SlaRule
from lapor_core.vocabulary import ActionName, AmendmentPolicy, Classification, DutyName, Party, Status

# A member looked up on its class costs ten times a name of the module.
_COORDINATOR: Final = Party.COORDINATOR
_RECOMPUTE, _FROZEN = AmendmentPolicy.RECOMPUTE, AmendmentPolicy.FROZEN
_RAISE_LEVEL: Final = ActionName.RAISE_LEVEL
_ONE_DAY: Final = timedelta(days=1)


class Clock(NamedTuple):
    """A rule in a cycle, and all that its days are counted from.

    Args:
        line: the stretches of the case, in the calendar in which the days are counted.
        definition: says in which stretches days count.
        rule: says which days, and how many.
        cycle: says from when to when.
        number: 1 for the first cycle of the duty in this report, then 2, ….
        ceased_on: the day on which the rule ceased to limit the cycle, if it did.
    """

    line: Timeline
    definition: DutyDefinition
    rule: SlaRule
    cycle: Cycle
    number: int
    ceased_on: date | None = None

    @property
    def ended_on(self) -> date | None:
        """The day on which the duty was met or ended, or its rule ceased; None while it is open."""
        return self.ceased_on or self.cycle.ended_on

    def is_covered(self, today: date) -> bool:
        """Whether decrees cover every day that can have counted: then a due day beyond them has not come."""
        coverage = self.line.calendar.coverage
        is_begun = coverage.first <= self.cycle.earliest and self.is_budget_known
        return is_begun and today - _ONE_DAY <= coverage.last

    @property
    def is_budget_known(self) -> bool:
        """Whether it is known how long the pauses of the cycle stopped its clock.

        A pause that began before the decrees has used up nobody knows how much of the budget, for itself and for later
        ones.
        """
        line, cycle, runs_in = self.line, self.cycle, self.definition.runs_in
        first = line.calendar.coverage.first
        if line.stretches[0].after >= first:
            return True
        pauses = [
            (at, stretch)
            for at, stretch in enumerate(line.stretches)
            if stretch.status in PAUSING and not stretch.is_spent
        ]
        return all(stretch.after >= first for _, stretch in pauses) or not any(
            cycle.place <= at and (cycle.stop is None or at < cycle.stop) and stretch.status not in runs_in
            for at, stretch in pauses
        )


# ------------------------------------------------------------------------------- which duties run, by which rule


def running(report: Report, under: Rulebook, *, warned_by: date | None = None) -> Iterator[Clock]:
    """Yield the duties that lead somewhere and are open for certain, with the rules that limit them.

    Args:
        report: the report.
        under: the rules.
        warned_by: leave out those so young that whichever days counted, nobody was to be warned by then.
    """
    line = timeline(report, under, to_act_on=True)
    is_plain = _has_one_calendar(line)
    _, classification = line.classes[-1]
    for place in TO_ACT_ON[report.status]:
        cycle = line.running[place]
        if cycle is not None and cycle.is_certain:
            definition = DUTIES[place]
            rule = rule_for(definition.name, cycle, classification, under)
            if rule is not None and (
                warned_by is None
                or (warned_by - cycle.earliest).days >= under.pack_of(cycle.agency).first_warning(rule)
            ):
                clock = Clock(line, definition, rule, cycle, len(line.cycles[place]))
                yield clock if is_plain else by_policy(clock)


def rule_for(name: DutyName, cycle: Cycle, classification: Classification | None, under: Rulebook) -> SlaRule | None:
    """Return the rule that limits a cycle under a classification.

    None, if nobody knows in which regime or with which agency the cycle started, and the limits differ.
    """
    pack = under.pack_of(cycle.agency)
    if cycle.is_adopted and name in _OF_ONE_STATUS:
        # The case has not moved since it came into the status: it started with the agency that has it.
        is_same = pack.only_limit(name, cycle.earliest, cycle.day, classification) is not None
    else:
        is_same = not cycle.is_adopted or under.is_same_limit(name, cycle.earliest, cycle.day, classification)
    return pack.rule_of(name, cycle.day, classification) if is_same else None


_OF_ONE_STATUS: Final = frozenset(duty.name for duty in DUTIES if len(duty.open_at) == 1 and not duty.maybe_at)


def former_rules(name: DutyName, cycle: Cycle, line: Timeline, under: Rulebook) -> Iterator[tuple[SlaRule, date]]:
    """Yield the rules of the classifications while a cycle ran, each with the day on which it ceased.

    One that applied again comes again: its limit may have been reached only then.
    """
    for (_, classification), (changed_on, _) in pairwise(line.classes[: cycle.classes]):
        rule = rule_for(name, cycle, classification, under)
        if rule is not None and changed_on > cycle.day:
            yield rule, changed_on


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


def _near_on(report: Report, today: date, under: Rulebook) -> date | None:
    """Return the first day with which a duty is near its limit; None when there is none, or not within the decrees.

    Raises:
        UncoveredDayError: none has come for certain, and one may have come on a day that no decree covers.
    """
    days: list[date] = []
    uncovered: UncoveredDayError | None = None
    for clock in running(report, under):
        if clock.definition.leads_to is _RAISE_LEVEL:
            near = ceil(under.pack_of(clock.cycle.agency).raise_at * clock.rule.limit.n)
            try:
                days += filter(None, days_of(clock, (near,), today))
            except UncoveredDayError as error:
                uncovered = error
    if uncovered is not None and not days:
        raise uncovered
    return min(days, default=None)


def is_over(report: Report, name: DutyName, at: datetime, under: Rulebook) -> bool:
    """Whether an open duty is past its due day for certain.

    Args:
        report: the report.
        name: the duty.
        at: aware instant, not before the report's last event.
        under: the rules.
    """
    today = under.calendar_of(report).local_day(at)
    for clock in running(report, under):
        if clock.definition.name is name:
            (due_on,) = days_of(clock, (clock.rule.limit.n,), today)
            return due_on is not None and due_on < today
    return False


# --------------------------------------------------------------------------- the days of a clock, and their sums


def days_of(clock: Clock, counts: Iterable[int], today: date) -> list[date | None]:
    """Return the days on which so many days will have counted if nothing else happens.

    None while it is paused, and for a day beyond the decrees, which so has not come.

    Raises:
        UncoveredDayError: such a day may have come without a decree that covers it.
    """
    pieces = _pieces(clock)
    days: list[date | None] = []
    for n in counts:
        try:
            days.append(_day(clock, pieces, n))
        except UncoveredDayError:
            if not clock.is_covered(today):
                raise
            days.append(None)
    return days


def last_day(clock: Clock, *, early: bool = False) -> tuple[date | None, bool]:
    """Return the day with which the limit is used up if nothing else happens, and whether only decrees are missing.

    Args:
        clock: the duty.
        early: take every unknown day for one that counts, and the pause budget for spent: the earliest answer.

    Returns:
        No day while it is paused, nor when it depends on a day that no decree covers.
    """
    try:
        return _day(clock, _pieces(clock, early=early), clock.rule.limit.n), False
    except UncoveredDayError:
        return None, True


def proven_day(clock: Clock) -> date | None:
    """Return a day that the last day is not after, for a clock that began before the decrees; None if there is none.

    It is the last day if no day before the decrees was a working day.
    """
    line, cycle = clock.line, clock.cycle
    if cycle.day >= line.calendar.coverage.first and clock.is_budget_known:
        return None
    limit: CountedDays = clock.rule.limit  # type: ignore[assignment]  # SlaRule checks it
    (since,) = limit.numbers((cycle.day,), line.calendar)
    try:
        return _day(clock, _pieces(clock, since=since), clock.rule.limit.n)
    except UncoveredDayError:
        return None


def days_used(clock: Clock, upto: date) -> tuple[int, dict[Party, int]]:
    """Return how many days counted in a cycle up to a day, and whose the days were.

    Raises:
        UncoveredDayError: the calendar does not cover the days.
    """
    line, definition, rule, cycle = clock.line, clock.definition, clock.rule, clock.cycle
    limit: CountedDays = rule.limit  # type: ignore[assignment]  # SlaRule checks it
    stretches, begins = line.stretches, line.numbers(limit)
    _require_budget(clock)
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


def _require_budget(clock: Clock) -> None:
    if not clock.is_budget_known:
        coverage = clock.line.calendar.coverage
        raise UncoveredDayError(coverage.first, coverage.last)


_Pieces = list[tuple[int, int | None]]
"""Runs of days that count: the number of the day before, and how many; None without an end."""


def _pieces(clock: Clock, *, early: bool = False, since: int | None = None) -> _Pieces:
    """Return the runs of days that count in a cycle, which starts with its own number unless another is given.

    Raises:
        UncoveredDayError: no decree covers the day on which the cycle starts, or on which an earlier pause began.
    """
    line, definition, rule, cycle = clock.line, clock.definition, clock.rule, clock.cycle
    limit: CountedDays = rule.limit  # type: ignore[assignment]  # SlaRule checks it
    stretches, begins = line.stretches, line.numbers(limit)
    stop = len(stretches) if cycle.stop is None else cycle.stop
    is_early = early and cycle.earliest != cycle.day
    place, start = (0, cycle.earliest) if is_early else (cycle.place, cycle.day)
    if since is None:
        since = limit.number(start, line.calendar)
        if not early:
            _require_budget(clock)
    pieces: _Pieces = []
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


def _counts(stretch: Stretch, definition: DutyDefinition, *, early: bool) -> bool:
    _, status, is_spent = stretch
    if status in definition.runs_in or is_spent:
        return True
    if status is None:
        return early or len(definition.runs_in) == len(Status)
    return early and status in PAUSING


def _day(clock: Clock, pieces: _Pieces, n: int) -> date | None:
    """Return the n-th day of some runs, rolled when it is the last of the limit; None when there are not so many."""
    line, rule = clock.line, clock.rule
    limit: CountedDays = rule.limit  # type: ignore[assignment]  # SlaRule checks it
    left = n
    for since, days in pieces:
        if days is None or days >= left:
            day = limit.day(since + left, line.calendar)
            return rule.rolled(day, line.calendar) if rule.rolls_forward and n == limit.n else day
        left -= days
    return None


# ------------------------------------------------------------------------------------ decrees that came under way


def by_policy(clock: Clock, *, early: bool = False) -> Clock:
    """Return a clock in the calendar that the policy on amendments chooses for it.

    That is the latest; or the one known when it started; or of that one and all later ones, the one that gives it most
    time. When its start is not known, it is the one that makes the bound hold whenever it started.

    Args:
        clock: the duty.
        early: choose for the earliest answer, as in `last_day`.
    """
    if _has_one_calendar(clock.line):
        return clock
    known = _in_known_calendars(clock)
    return min(known, key=partial(_ends_on, early=True)) if early else _most_lenient(known)


def _has_one_calendar(line: Timeline) -> bool:
    """Whether every duty takes the calendar as it stands; to ask first is faster."""
    return line.amendments is _RECOMPUTE and not line.calendar.retroactive


def _in_known_calendars(clock: Clock) -> list[Clock]:
    """Return a clock in each calendar that was the latest while it ran, or may have run; newest first.

    Where a decree may change the past, one that is published when the duty has been met, or is over by what was known
    until then, does not touch it any more.
    """
    line, cycle = clock.line, clock.cycle
    may_undo = line.calendar.retroactive
    ended_on = clock.ended_on or date.max
    known: list[Clock] = []
    upto = cycle.day if line.amendments is _FROZEN else date.max
    for day, calendar in line.calendar.versions(cycle.earliest, upto).items():
        if may_undo and known and (ended_on <= day or _ends_on(_most_lenient(known)) < day):
            break
        known.insert(0, clock._replace(line=attrs.evolve(line, calendar=calendar)))
    return known


def _most_lenient(known: list[Clock]) -> Clock:
    newest = known[0]
    is_certain = newest.line.amendments is _RECOMPUTE and newest.cycle.earliest == newest.cycle.day
    return newest if is_certain else max(known, key=_ends_on)


def _ends_on(clock: Clock, *, early: bool = False) -> date:
    day, _ = last_day(clock, early=early)
    return day or date.max  # paused, or further than the decrees reach
