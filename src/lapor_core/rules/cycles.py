"""The clocks of a case, read from its events: where it stood from which day on, and which duties ran from when to when.

An event on a day changes to whom the days after it belong. What happened to an adopted report before its adoption is
one stretch of which nobody knows where the report stood.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from typing import Any, Final, NamedTuple

import attrs

from lapor_core.actions import ACTIONS, Action, Adopt, Disposition, Receive, Reclassify, SendBack, Verify
from lapor_core.errors import UncoveredDayError
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import Report
from lapor_core.rules.authority import PAUSING
from lapor_core.rules.limits import CountedDays
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES, DutyDefinition
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import ActionName, AmendmentPolicy, Classification, Status


class Stretch(NamedTuple):
    """Days on which a report stood in one status. It ends with the day after which the next one begins.

    Args:
        after: it begins with the day after this one.
        status: where the report stood; None when nobody knows.
        is_spent: whether the reporter had it for longer than the pause budget, so that every clock runs.
    """

    after: date
    status: Status | None
    is_spent: bool = False


class Cycle:
    """One turn of a duty.

    Args:
        place: index of the stretch that its start began.
        day: day zero; when that is not known, the last day that it may be.
        earliest: the first day that day zero may be.
        agency: who was responsible when it started.
    """

    ended_on: date | None = None
    stop: int | None = None  # index of the first stretch that is not part of it
    is_met = False
    is_unseen = False  # it ended before the adoption, if at all
    is_certain = True  # otherwise nobody knows whether it was open at the adoption
    is_adopted = False  # it may have started before the adoption, with another agency
    classes: int | None = None  # how many classifications there had been when it ended

    def __init__(self, place: int, day: date, earliest: date, agency: AgencyCode | None) -> None:
        self.place = place
        self.day = day
        self.earliest = earliest
        self.agency = agency


@attrs.define
class Timeline:
    """What the duties of a report are reckoned from; made by `timeline`, and not changed afterwards.

    Args:
        calendar: the calendar of the case.
        agency: who is responsible.
        stretches: where the report stood; the last one is open.
        cycles: those of each duty that has any, by its place in `DUTIES`.
        running: of each duty the cycle that is open, or may be.
        classes: the classifications, each with the day on which it was given.
        senders: who gets the report back, last sender last.
        amendments: what a decree does to clocks that run.
    """

    calendar: WorkCalendar
    agency: AgencyCode | None
    stretches: list[Stretch]
    cycles: dict[int, list[Cycle]]
    running: list[Cycle | None]
    classes: list[tuple[date, Classification | None]]
    senders: list[AgencyCode | None]
    amendments: AmendmentPolicy
    _numbers: dict[type[CountedDays], list[int | None]] = attrs.field(init=False, factory=dict)

    def numbers(self, limit: CountedDays) -> list[int | None]:
        """Return the day after which each stretch begins as a number in a unit; None where it is beyond the decrees."""
        unit = type(limit)
        if unit not in self._numbers:
            self._numbers[unit] = limit.numbers([stretch.after for stretch in self.stretches], self.calendar)
        return self._numbers[unit]

    @property
    def is_known(self) -> bool:
        """Whether it is known where the report stood on every day since its receipt: it was not adopted."""
        return self.stretches[0].status is not None


_MEETS, _DROPS, _STARTS, _RESUMES = 1, 2, 3, 4


def _effects_of(name: ActionName, wanted: Collection[DutyDefinition]) -> tuple[tuple[int, int], ...]:
    """Return what an action does to which duties, by their place; to each it does one thing at most."""
    effects: list[tuple[int, int]] = []
    for place, duty in enumerate(DUTIES):
        if duty in wanted:
            lists = (duty.meets, duty.drops, duty.starts, duty.resumes)
            effects += [(place, effect) for effect, names in enumerate(lists, start=_MEETS) if name in names]
    return tuple(effects)


# A member looked up on its class costs ten times a name of the module.
_ESCALATED, _ANSWERED = Status.ESCALATED, Status.ANSWERED
_RECEIVE: Final = ActionName.RECEIVE
_BY_RECEIPT: Final = frozenset({_RECEIVE})


def timeline(report: Report, under: Rulebook, *, to_act_on: bool = False) -> Timeline:
    """Read the stretches, cycles and classifications of a report from its events.

    Args:
        report: the report.
        under: the rules.
        to_act_on: leave out the cycles that have ended for good and those that lead to nothing. It takes half the time.
    """
    calendar = under.calendar_of(report)
    pack = under.pack_of_case(report)
    running: list[Cycle | None] = [None] * len(DUTIES)
    line = Timeline(calendar, report.filing.agency, [], {}, running, [], [], pack.amendments)
    stretches = line.stretches
    of_action = _OF_THOSE[report.status] if to_act_on else _ALL
    left, paused_on = pack.pause_budget.n, date.min
    status: Status | None = None
    for event in report.history:
        action, now = event.action, event.to_status
        effects, read = of_action[type(action)]
        # What is recorded while the Ombudsman has the case moves no clock.
        if now is status and (now is _ESCALATED or not effects) and read is None:
            continue
        day = calendar.local_day(event.at)
        if read is not None:
            read(line, action, day)
        if now is not status and status in PAUSING:
            left = _spend(stretches, status, paused_on, day, left, calendar)
        stop = len(stretches)
        if now is not status:
            stretches.append(Stretch(day, now))
            status, paused_on = now, day
        for place, effect in effects:
            # Most actions would end duties that are not running.
            if running[place] is not None or effect >= _STARTS:
                _turn(line, place, effect, day, stop)
    if status in PAUSING:
        _spend(stretches, status, paused_on, None, left, calendar)
    return line


def _spend(
    stretches: list[Stretch],
    status: Status | None,
    paused_on: date,
    ended_on: date | None,
    left: int,
    calendar: WorkCalendar,
) -> int:
    """Put down when a pause had used up the budget, if it had; return how many days of it are left.

    A pause uses up its working days, and at least one day if it lasted over a midnight: held over one weekend after the
    other, a report would otherwise stand still for ever.
    """
    if calendar.retroactive:
        calendar = calendar.settled_on(paused_on)
    if ended_on is None or (ended_on - paused_on).days > left:
        spent_on = _reached(paused_on, left, calendar)
        if spent_on is not None and (ended_on is None or spent_on < ended_on):
            stretches.append(Stretch(spent_on, status, is_spent=True))
            return 0
    if ended_on is None:
        return left
    first, last = calendar.workday_numbers((paused_on, ended_on))
    # Nobody knows how many of the days beyond the decrees were working days; those are not held against the agency.
    workdays = 0 if first is None or last is None else last - first
    return left - max(workdays, ended_on > paused_on)


def _reached(paused_on: date, left: int, calendar: WorkCalendar) -> date | None:
    if left < 1:
        return paused_on
    try:
        return calendar.add_workdays(paused_on, left)
    except UncoveredDayError:
        return None


def _turn(line: Timeline, place: int, effect: int, day: date, stop: int) -> None:
    """Let an action meet, drop, start or resume a cycle of one duty."""
    cycle = line.running[place]
    if cycle is None:
        turns = line.cycles.setdefault(place, [])
        if effect == _STARTS:
            cycle = Cycle(len(line.stretches) - 1, day, day, line.agency)
            turns.append(cycle)
            line.running[place] = cycle
        elif turns:
            line.running[place] = cycle = turns[-1]
            cycle.ended_on = cycle.stop = cycle.classes = None
            cycle.is_met = cycle.is_unseen = False
            cycle.is_certain = True
    elif effect < _STARTS:
        cycle.ended_on, cycle.stop, cycle.is_met = day, stop, effect == _MEETS
        cycle.classes = len(line.classes)
        line.running[place] = None
    elif not cycle.is_certain:
        # It goes on or starts anew: it is open now, and nobody knows since when.
        cycle.is_certain = True
        cycle.place, cycle.day, cycle.agency = len(line.stretches) - 1, day, line.agency


# What some actions say besides what they do to duties.


def _receive(line: Timeline, action: Receive, day: date) -> None:
    line.classes.append((day, action.filing.classification))


def _adopt(wanted: Collection[DutyDefinition], line: Timeline, action: Adopt, day: date) -> None:
    """Put down what must, or may, have been before an adoption."""
    line.agency = action.responsible
    line.classes.append((day, action.filing.classification))
    earliest = line.calendar.local_day(action.received_earliest)
    latest = line.calendar.local_day(action.received_latest)
    line.stretches.append(Stretch(earliest, None))
    status = action.status
    for place, duty in enumerate(DUTIES):
        is_open = status in duty.open_at or status in duty.maybe_at
        may_resume = status is _ANSWERED and bool(duty.resumes)
        if duty in wanted and (is_open or may_resume or _RECEIVE in duty.starts):
            # What only the receipt starts has started with it. Anything else may have started later and again.
            by_receipt = duty.starts == _BY_RECEIPT
            cycle = Cycle(0 if by_receipt else 1, latest if by_receipt else day, earliest, line.agency)
            cycle.is_adopted = True
            cycle.is_unseen = cycle.is_met = not is_open
            cycle.is_certain = may_resume or status in duty.open_at
            line.cycles[place] = [cycle]
            line.running[place] = cycle if is_open else None


def _dispose(line: Timeline, action: Disposition, day: date) -> None:  # noqa: ARG001 (one shape)
    if action.to != line.agency:
        line.senders.append(line.agency)
        line.agency = action.to


def _send_back(line: Timeline, action: SendBack, day: date) -> None:  # noqa: ARG001 (one shape)
    if line.senders:
        line.agency = line.senders.pop()


def _classify(line: Timeline, action: Verify | Reclassify, day: date) -> None:
    if action.classification not in (None, line.classes[-1][1]):
        line.classes.append((day, action.classification))


_Reader = Callable[[Timeline, Any, date], None]
_OfActions = Mapping[type[Action], tuple[tuple[tuple[int, int], ...], _Reader | None]]
_READS: Final[Mapping[type[Action], _Reader]] = {
    Receive: _receive,
    Disposition: _dispose,
    SendBack: _send_back,
    Verify: _classify,
    Reclassify: _classify,
}


def _of_actions(wanted: Collection[DutyDefinition]) -> _OfActions:
    reads: dict[type[Action], _Reader] = {**_READS, Adopt: partial(_adopt, wanted)}
    return {kind: (_effects_of(name, wanted), reads.get(kind)) for name, kind in ACTIONS.items()}


_ALL: Final = _of_actions(DUTIES)
"""What each action does to duties, and what else it says."""

TO_ACT_ON: Final = {
    status: tuple(
        place
        for place, duty in enumerate(DUTIES)
        if duty.leads_to is not None and status in duty.open_at | duty.maybe_at
    )
    for status in Status
}
"""Places of the duties that lead somewhere and may be open, by the status in which a report is."""

_OF_THOSE: Final = {status: _of_actions([DUTIES[place] for place in places]) for status, places in TO_ACT_ON.items()}
"""What each action does to those duties alone, and what else it says."""
