"""The reckoning of one duty, day by day: what a person checks a deadline with.

It counts one day after the other over the ledger, and goes on over the days to come as if nothing else happened. The
fast reckoning in `reckoning` gives due days without it, and the two must always agree. Where a day may or may not have
counted, there are two sums: how many counted at least, and how many at most.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.reports import Report
from lapor_core.rules.authority import PAUSING, RESPONSIBLE
from lapor_core.rules.cycles import Cycle, Timeline, timeline
from lapor_core.rules.day_lines import Breakdown, DayLine
from lapor_core.rules.duties import Duty, assess
from lapor_core.rules.ledger import asked_on, days_of
from lapor_core.rules.limits import WorkDays
from lapor_core.rules.reckoning import Clock, by_policy
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES, DutyDefinition, SlaRule
from lapor_core.rules.workdays import CalendarDay, WorkCalendar
from lapor_core.vocabulary import DayUse, Party, Status

_ONE_DAY: Final = timedelta(days=1)


def breakdown(report: Report, duty: Duty, *, as_of: datetime, under: Rulebook) -> Breakdown:
    """Reckon a duty day by day, so that a person can check its due day.

    Args:
        report: the report.
        duty: one of its duties, as `assess` gave it for the same moment and rules.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Raises:
        InvalidValueError: the instant is naive or before the last event, or the report has no such duty then.
        UncoveredDayError: a hold lies where no decree says which days are working days.
    """
    if duty not in assess(report, as_of=as_of, under=under).duties:
        raise InvalidValueError("duty", "a duty of this report as it stands at that instant is needed")
    line = timeline(report, under)
    place = next(place for place, definition in enumerate(DUTIES) if definition.name is duty.rule.duty)
    cycle = line.cycles[place][duty.cycle - 1]
    line = by_policy(Clock(line, DUTIES[place], duty.rule, cycle, duty.cycle, duty.ended_on)).line
    lines: list[DayLine] = []
    uncovered_from: date | None = None
    try:
        for one in _lines(report, duty, DUTIES[place], cycle, line, asked_on(report, as_of, under), under):
            lines.append(one)  # noqa: PERF402 (what came before an uncovered day is kept)
    except UncoveredDayError:
        uncovered_from = (lines[-1].day if lines else cycle.earliest) + _ONE_DAY
    return Breakdown(
        duty=duty,
        as_of=as_of.astimezone(line.calendar.zone),
        calendar=line.calendar.version,
        start_earliest=cycle.earliest,
        start_latest=cycle.day,
        lines=tuple(lines),
        uncovered_from=uncovered_from,
    )


@attrs.define
class _Sum:
    """How many days have counted, up to the limit. A last day that is rolled forward counts on the next working day."""

    rule: SlaRule
    count: int = 0
    is_rolling: bool = False

    def takes(self, *, counts: bool, is_workday: bool) -> bool:
        """Add a day if it counts; say whether it did."""
        if not (counts or self.is_rolling) or self.is_full:
            return False
        self.is_rolling = self.rule.rolls_forward and self.count == self.rule.limit.n - 1 and not is_workday
        self.count += not self.is_rolling
        return not self.is_rolling

    @property
    def is_full(self) -> bool:
        return self.count == self.rule.limit.n


def _lines(
    report: Report,
    duty: Duty,
    definition: DutyDefinition,
    cycle: Cycle,
    line: Timeline,
    today: date,
    under: Rulebook,
) -> Iterator[DayLine]:
    rule, calendar, runs_in = duty.rule, line.calendar, definition.runs_in
    needs_cover = isinstance(rule.limit, WorkDays) or rule.rolls_forward
    if needs_cover:
        calendar.why(cycle.earliest)
    end = duty.ended_on or today
    least, most = _Sum(rule), _Sum(rule)
    days = days_of(report, under)
    while not least.is_full:
        day, status, party = _in_cycle(next(days), cycle, line)
        if day <= cycle.earliest:
            continue
        is_held = status in PAUSING
        is_spent = is_held and party is Party.COORDINATOR and status not in runs_in
        runs = status in runs_in or is_spent
        # A held report whose clock stands still goes on when its pause budget is used up, unless the duty has ended.
        may_go_on = runs or least.is_rolling or status is None or (is_held and cycle.ended_on is None)
        if day > end and not may_go_on:
            return
        known = calendar.why(day) if needs_cover else _if_covered(calendar, day)
        is_workday = known is not None and known.is_workday
        is_of_unit = is_workday or not isinstance(rule.limit, WorkDays)
        is_certain = day > cycle.day and (runs or (status is None and len(runs_in) == len(Status)))
        is_possible = runs or status is None or (is_held and not line.is_known)
        most.takes(counts=is_of_unit and is_possible, is_workday=is_workday)
        is_counted = least.takes(counts=is_of_unit and is_certain, is_workday=is_workday)
        yield DayLine(
            day=day,
            use=_counted_use(day, end, today, is_ended=duty.ended_on is not None, is_spent=is_spent)
            if is_counted
            else _other_use(
                day, status, cycle, is_rolling=least.is_rolling, is_of_unit=is_of_unit, is_possible=is_possible
            ),
            at_least=least.count,
            at_most=most.count,
            status=status,
            party=party,
            is_counted=is_counted,
            is_over=day < today and day <= end,
            calendar_day=known,
        )


def _counted_use(day: date, end: date, today: date, *, is_ended: bool, is_spent: bool) -> DayUse:
    if is_ended and day > end:
        return DayUse.HAD_ENDED
    if day >= today:
        return DayUse.NOT_OVER
    return DayUse.BUDGET_SPENT if is_spent else DayUse.COUNTED


def _other_use(
    day: date, status: Status | None, cycle: Cycle, *, is_rolling: bool, is_of_unit: bool, is_possible: bool
) -> DayUse:
    """Return why a day does not count, or does not count for certain."""
    if is_rolling:
        return DayUse.ROLLED
    if not is_of_unit:
        return DayUse.DAY_OFF
    if not is_possible:
        return DayUse.OTHER_PARTY
    if status is None:
        return DayUse.BEFORE_ADOPTION
    return DayUse.BEFORE_START if day <= cycle.day else DayUse.PAUSE_UNKNOWN


def _in_cycle(
    one: tuple[date, Status | None, Party | None], cycle: Cycle, line: Timeline
) -> tuple[date, Status | None, Party | None]:
    """Return a day as it is in a cycle: after its end things are as they were when it ended."""
    day = one[0]
    if cycle.ended_on is None or day <= cycle.ended_on:
        return one
    _, status, is_spent = line.stretches[: cycle.stop][-1]
    party = None if status is None else RESPONSIBLE[status]
    return day, status, Party.COORDINATOR if is_spent else party


def _if_covered(calendar: WorkCalendar, day: date) -> CalendarDay | None:
    return calendar.why(day) if day in calendar.coverage else None
