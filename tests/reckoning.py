"""The specification of the duties: events and days taken one by one, as a clerk with a calendar would do it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lapor_core import (
    WEEKDAYS,
    AgencyCode,
    CalendarDays,
    Confidence,
    DayKind,
    Decree,
    Duty,
    DutyState,
    Event,
    Holiday,
    LedgerDay,
    Report,
    Rulebook,
    SlaRule,
    Status,
    WorkCalendar,
    actions,
    ledger,
    replay,
)
from lapor_core.rules.sla import DUTIES, DutyDefinition
from tests.strategies import DAY, RULES, receipts, reports

FAR: Final = 250 * DAY
"""Longer than any limit of the tests, pause budget included."""

_LOCAL: Final = Decree(
    decree_id="LOCAL",
    citation="x",
    published_on=date(2000, 1, 1),
    confidence=Confidence.ASSUMED,
    adds=tuple(
        Holiday(day=date(2024, 3, 6) + turn * 11 * DAY, kind=DayKind.LOCAL, indonesian="x", english="x")
        for turn in range(400)
    ),
)
BUMPY: Final = attrs.evolve(RULES, calendar=WorkCalendar(decrees=(*WEEKDAYS.decrees, _LOCAL), retroactive=True))
"""The rules of the tests, with a holiday every eleven days."""


class Turn:
    """One cycle of a duty: which event started it, and which ended it, by their places in the history."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.end: int | None = None
        self.is_met = False


def turns_of(definition: DutyDefinition, events: Sequence[Event]) -> list[Turn]:
    """Return the cycles of a duty by what its definition says."""
    turns: list[Turn] = []
    for place, event in enumerate(events):
        name = event.action.name
        if event.from_status is event.to_status is Status.ESCALATED:
            continue  # moves no clock
        last = turns[-1] if turns else None
        if last is not None and last.end is None:
            if name in definition.meets | definition.drops:
                last.end, last.is_met = place, name in definition.meets
        elif last is not None and name in definition.resumes:
            last.end, last.is_met = None, False
        elif name in definition.starts:
            turns.append(Turn(place))
    return turns


class Reckoned(NamedTuple):
    """What the specification says of a duty; the same names as in `Duty`."""

    rule: SlaRule
    cycle: int
    state: DutyState
    started_on: date | None
    due_on: date | None
    ended_on: date | None
    used: int | None
    days: dict[Any, int]
    agency: AgencyCode | None


def facts_of(duty: Duty) -> Reckoned:
    """Return the same facts of a duty that the engine gave."""
    same: dict[str, Any] = {name: getattr(duty, name) for name in Reckoned._fields}
    same["days"] = dict(duty.days)
    return Reckoned(**same)


class Clerk:
    """Reckons the duties of one report at one moment, from the ledger alone."""

    def __init__(self, report: Report, as_of: datetime, under: Rulebook) -> None:
        self.events = tuple(report.history)
        self.under = under
        self.calendar = under.calendar_of(report)
        self.today = self.calendar.local_day(as_of)
        self.as_of = as_of
        self.stood = [replay(self.events[: place + 1]) for place in range(len(self.events))]
        self._ledgers: dict[int, tuple[LedgerDay, ...]] = {}

    def day_of(self, place: int) -> date:
        """Return the local day of an event."""
        return self.calendar.local_day(self.events[place].at)

    def foreseen(self, place: int) -> tuple[LedgerDay, ...]:
        """Return the ledger as it would go on if nothing happened after an event."""
        if place not in self._ledgers:
            until = max(self.as_of, self.events[place].at) + FAR
            self._ledgers[place] = ledger(self.stood[place], as_of=until, under=self.under)
        return self._ledgers[place]

    def duties(self) -> Iterator[Reckoned]:
        """Yield every duty, breached ones of former classifications first."""
        for definition in DUTIES:
            for number, turn in enumerate(turns_of(definition, self.events), start=1):
                yield from self._of_turn(definition, number, turn)

    def _of_turn(self, definition: DutyDefinition, number: int, turn: Turn) -> Iterator[Reckoned]:
        started_on = self.day_of(turn.start)
        ended_on = None if turn.end is None else self.day_of(turn.end)
        pack = self.under.pack_of(self.stood[turn.start].responsible)
        places = [place for place in range(len(self.events)) if ended_on is None or self.day_of(place) <= ended_on]
        rules = [pack.rule_of(definition.name, started_on, self.stood[place].classification) for place in places]
        seen: set[str] = set()
        for place in places[1:]:
            former, ceased_on = rules[place - 1], self.day_of(place)
            if former is None or rules[place] is former or ceased_on <= started_on or former is rules[-1]:
                continue
            one = self._judge(definition, former, number, turn, ceased_on, is_former=True)
            if one.state is DutyState.BREACHED and former.rule_id not in seen:
                seen.add(former.rule_id)
                yield one
        if rules[-1] is not None:
            yield self._judge(definition, rules[-1], number, turn, ended_on)

    def _judge(
        self,
        definition: DutyDefinition,
        rule: SlaRule,
        number: int,
        turn: Turn,
        ended_on: date | None,
        *,
        is_former: bool = False,
    ) -> Reckoned:
        started_on = self.day_of(turn.start)
        # What would have come if the event that ended it had not.
        foreseen = self.foreseen(len(self.events) - 1 if turn.end is None else turn.end - 1)
        unit = [
            one
            for one in foreseen
            if one.day > started_on and (isinstance(rule.limit, CalendarDays) or one.calendar_day.is_workday)
        ]
        counted = [one.day for one in unit if one.status in definition.runs_in or one.is_spent]
        if turn.end is not None and Status.HELD is self.stood[turn.end - 1].status not in definition.runs_in:
            # What ends while it is paused comes due no more; only days of its own count.
            last = next((one for one in foreseen if one.day == self.day_of(turn.end)), None)
            if last is None or not last.is_spent:
                counted = [day for day in counted if day <= self.day_of(turn.end)]
        due_on = counted[rule.limit.n - 1] if len(counted) >= rule.limit.n else None
        while due_on is not None and rule.rolls_forward and not self.calendar.is_workday(due_on):
            due_on += DAY
        upto = min(ended_on or self.today, self.today - DAY)
        over = [one for one in unit if one.day <= upto]
        if due_on is not None and due_on < (ended_on or self.today):
            state = DutyState.LATE if turn.is_met and not is_former else DutyState.BREACHED
        elif ended_on is not None:
            state = DutyState.MET if turn.is_met else DutyState.DROPPED
        else:
            tomorrow = next(one for one in foreseen if one.day == self.today + DAY)
            runs = tomorrow.status in definition.runs_in or tomorrow.is_spent
            state = DutyState.RUNNING if runs else DutyState.PAUSED
        return Reckoned(
            rule=rule,
            cycle=number,
            state=state,
            started_on=started_on,
            due_on=due_on,
            ended_on=ended_on,
            used=sum(one.day in counted for one in over),
            days=dict(Counter(one.party for one in over)),
            agency=self.stood[turn.start].responsible,
        )


def forgotten(report: Report, place: int, before: timedelta, after: timedelta) -> Report:
    """Return the report as somebody would have it who took it over after an event, and knows nothing from before.

    The receipt lies between two instants, and what came later came to both.
    """
    stood, events = replay(tuple(report.history)[: place + 1]), tuple(report.history)
    latest = min(stood.received_latest + after, events[place].at)
    birth = actions.Adopt(
        filing=attrs.evolve(stood.filing, classification=stood.classification, category=stood.category),
        status=stood.status,
        received_earliest=stood.received_earliest - before,
        received_latest=latest,
        responsible=stood.responsible,
    )
    first = attrs.evolve(events[place], seq=1, action=birth, from_status=None, rule_id="LFC-002")
    later = [attrs.evolve(event, seq=turn) for turn, event in enumerate(events[place + 1 :], start=2)]
    return replay((first, *later))


@cache
def spans() -> SearchStrategy[timedelta]:
    """Times between two events: minutes, so that several fall on one day; days; or past one of the usual limits."""
    minutes = st.integers(0, 4000).map(lambda count: timedelta(minutes=count))
    days = st.integers(0, 12).map(lambda count: count * DAY)
    return minutes | days | st.sampled_from([15 * DAY, 31 * DAY, 61 * DAY])


_lives: Final = reports(born=receipts(), apart=spans(), under=BUMPY)


@st.composite
def lives(draw: st.DrawFn) -> Report:
    """Reports that were received here, with everything that may happen to them."""
    return draw(_lives)
