"""The clocks of a case, read from its events: where it stood from which day on, and which duties ran from when to when.

An event on a day changes to whom the days after it belong. What happened to an adopted report before its adoption is
one stretch of which nobody knows where the report stood.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import attrs

from lapor_core.actions import ACTIONS, Action, Adopt, Disposition, Receive, Reclassify, SendBack, Verify
from lapor_core.errors import UncoveredDayError
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import Report
from lapor_core.rules.limits import CountedDays
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import ActionName, AmendmentPolicy, Classification, Status


class Stretch(NamedTuple):
    """Days on which a report stood in one status. It ends with the day after which the next one begins.

    Args:
        after: it begins with the day after this one.
        status: where the report stood; None when nobody knows.
        is_spent: whether it was held for longer than the pause budget, so that every clock runs.
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

    __slots__ = ("agency", "day", "earliest", "ended_on", "is_certain", "is_met", "is_unseen", "place", "stop")

    def __init__(self, place: int, day: date, earliest: date, agency: AgencyCode | None) -> None:
        self.place = place
        self.day = day
        self.earliest = earliest
        self.agency = agency
        self.ended_on: date | None = None
        self.stop: int | None = None  # index of the first stretch that is not part of it
        self.is_met = False
        self.is_unseen = False  # it ended before the adoption, if at all
        self.is_certain = True  # otherwise nobody knows whether it was open at the adoption

    @property
    def is_open(self) -> bool:
        """Whether it is open for certain."""
        return self.ended_on is None and self.is_certain and not self.is_unseen


@attrs.define
class Timeline:
    """What the duties of a report are reckoned from; made by `timeline`, and not changed afterwards.

    Args:
        calendar: the calendar of the case.
        agency: who is responsible.
        stretches: where the report stood; the last one is open.
        cycles: those of each duty, in the order of `DUTIES`.
        classes: the classifications, each with the day on which it was given.
        senders: who gets the report back, last sender last.
        amendments: what a decree does to clocks that run.
    """

    calendar: WorkCalendar
    agency: AgencyCode | None
    stretches: list[Stretch]
    cycles: list[list[Cycle]]
    classes: list[tuple[date, Classification | None]]
    senders: list[AgencyCode | None]
    amendments: AmendmentPolicy
    _numbers: dict[type[CountedDays], list[int | None]] = attrs.field(init=False, factory=dict)

    def numbers(self, limit: CountedDays) -> list[int | None]:
        """Return the day after which each stretch begins as a number in a unit; None where no decree covers it."""
        unit = type(limit)
        if unit not in self._numbers:
            self._numbers[unit] = [_number(limit, stretch.after, self.calendar) for stretch in self.stretches]
        return self._numbers[unit]

    @property
    def is_known(self) -> bool:
        """Whether it is known where the report stood on every day since its receipt: it was not adopted."""
        return self.stretches[0].status is not None


def _number(limit: CountedDays, day: date, calendar: WorkCalendar) -> int | None:
    try:
        return limit.number(day, calendar)
    except UncoveredDayError:
        return None


_STARTS, _MEETS, _DROPS, _RESUMES = 1, 2, 4, 8


def _effects_of(name: ActionName) -> tuple[tuple[int, int], ...]:
    effects = [
        _STARTS * (name in duty.starts)
        | _MEETS * (name in duty.meets)
        | _DROPS * (name in duty.drops)
        | _RESUMES * (name in duty.resumes)
        for duty in DUTIES
    ]
    return tuple((place, effect) for place, effect in enumerate(effects) if effect)


_EFFECTS: Final[Mapping[type[Action], tuple[tuple[int, int], ...]]] = {
    kind: _effects_of(name) for name, kind in ACTIONS.items()
}
# A member looked up on its class costs ten times a name of the module.
_HELD, _ESCALATED, _ANSWERED = Status.HELD, Status.ESCALATED, Status.ANSWERED
_RECEIVE: Final = ActionName.RECEIVE
_BY_RECEIPT: Final = frozenset({_RECEIVE})


def timeline(report: Report, under: Rulebook) -> Timeline:
    """Read the stretches, cycles and classifications of a report from its events.

    Raises:
        UncoveredDayError: a hold lies where no decree says which days are working days.
    """
    calendar = under.calendar_of(report)
    pack = under.pack_of_case(report)
    line = Timeline(calendar, report.filing.agency, [], [[] for _ in DUTIES], [], [], pack.amendments)
    stretches, cycles = line.stretches, line.cycles
    spent = _spent_days(report, pack.pause_budget.n, calendar)
    status: Status | None = None
    for event in report.history:
        action, now = event.action, event.to_status
        kind = type(action)
        effects, read = _EFFECTS[kind], _READS.get(kind)
        # What is recorded while the Ombudsman has the case moves no clock.
        if now is status and (now is _ESCALATED or not effects) and read is None:
            continue
        day = calendar.local_day(event.at)
        if read is not None:
            read(line, action, day)
        stop = len(stretches)
        if now is not status:
            stretches.append(Stretch(day, now))
        for place, effect in effects:
            _turn(cycles[place], effect, day, stop, line)
        if now is _HELD and status is not _HELD and (spent_on := next(spent)) is not None:
            stretches.append(Stretch(spent_on, _HELD, is_spent=True))
        status = now
    return line


def _spent_days(report: Report, budget: int, calendar: WorkCalendar) -> Iterator[date | None]:
    """Yield for every hold the day with which the pause budget was used up; None if it was not, or nobody can say."""
    known_on = calendar.local_day(report.history.first.at) if report.holds else None
    for start, end in report.holds:
        held_on = max(calendar.local_day(start), known_on or date.min)
        spent_on = _reached(held_on, budget, calendar)
        if end is not None:
            ended_on = calendar.local_day(end)
            budget -= calendar.workdays_between(held_on, ended_on)
            if spent_on is not None and spent_on >= ended_on:
                spent_on = None
        yield spent_on


def _reached(held_on: date, left: int, calendar: WorkCalendar) -> date | None:
    if left < 1:
        return held_on
    try:
        return calendar.add_workdays(held_on, left)
    except UncoveredDayError:
        return None


def _turn(cycles: list[Cycle], effect: int, day: date, stop: int, line: Timeline) -> None:
    """Let an action start, meet, drop or resume a cycle."""
    last = cycles[-1] if cycles else None
    if last is None or last.ended_on is not None or last.is_unseen:
        if last is not None and last.is_met and effect & _RESUMES:
            last.ended_on = last.stop = None
            last.is_met = last.is_unseen = False
        elif effect & _STARTS:
            cycles.append(Cycle(len(line.stretches) - 1, day, day, line.agency))
    elif effect & (_MEETS | _DROPS):
        last.ended_on, last.stop = day, stop
        last.is_met = bool(effect & _MEETS)
    elif not last.is_certain:
        # It goes on or starts anew: it is open now, and nobody knows since when.
        last.is_certain = True
        last.place, last.day, last.agency = len(line.stretches) - 1, day, line.agency


# What some actions say besides what they do to duties.


def _receive(line: Timeline, action: Receive, day: date) -> None:
    line.classes.append((day, action.filing.classification))


def _adopt(line: Timeline, action: Adopt, day: date) -> None:
    """Put down what must, or may, have been before an adoption."""
    line.agency = action.responsible
    line.classes.append((day, action.filing.classification))
    earliest = line.calendar.local_day(action.received_earliest)
    latest = line.calendar.local_day(action.received_latest)
    line.stretches.append(Stretch(earliest, None))
    status = action.status
    for duty, cycles in zip(DUTIES, line.cycles, strict=True):
        is_open = status in duty.open_at or status in duty.maybe_at
        may_resume = status is _ANSWERED and bool(duty.resumes)
        if is_open or may_resume or _RECEIVE in duty.starts:
            # What only the receipt starts has started with it. Anything else may have started later and again.
            by_receipt = duty.starts == _BY_RECEIPT
            cycle = Cycle(0 if by_receipt else 1, latest if by_receipt else day, earliest, line.agency)
            cycle.is_unseen = cycle.is_met = not is_open
            cycle.is_certain = may_resume or status in duty.open_at
            cycles.append(cycle)


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


_READS: Final[Mapping[type[Action], Callable[[Timeline, Any, date], None]]] = {
    Receive: _receive,
    Adopt: _adopt,
    Disposition: _dispose,
    SendBack: _send_back,
    Verify: _classify,
    Reclassify: _classify,
}
