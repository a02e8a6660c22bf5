"""Laws 9 to 13, 15 and 16: the duties of every case, against a clerk who takes events and days one by one."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lapor_core import (
    INDONESIA,
    SP4N,
    WEEKDAYS,
    WIB,
    ActionName,
    Assessment,
    CalendarDays,
    Classification,
    Confidence,
    Duty,
    DutyName,
    DutyState,
    Filing,
    Hours,
    Months,
    Party,
    Report,
    Rulebook,
    RulePack,
    SlaRule,
    Status,
    TrackingId,
    WorkDays,
    actions,
    adopt,
    assess,
    due_at,
    due_on,
    replay,
)
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.rules.sla import DUTIES
from tests.asking import HOLD, REOPEN, REPLY, SEND_BACK, after
from tests.reckoning import BUMPY, Clerk, facts_of, forgotten, lives, spans, turns_of
from tests.strategies import (
    ADMIN,
    CITY,
    COORDINATOR,
    DAY,
    HOUR,
    LIAISON,
    MONDAY,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    ZONES,
    act,
    adopted,
    answer,
    answered,
    dispositioned,
    followed_up,
    held,
    packed_rules,
    packs_of,
    progress,
    received,
    resolved,
    rules_of,
    verify,
)

DEFINITIONS = {definition.name: definition for definition in DUTIES}


@st.composite
def rulebooks(draw: st.DrawFn) -> Rulebook:
    """The bumpy calendar with any limits, and others for the unit for roads."""
    packs = [
        attrs.evolve(SP4N, rules=draw(packed_rules()), pause_budget=WorkDays(draw(st.integers(1, 25))))
        for _ in range(2)
    ]
    return attrs.evolve(BUMPY, pack=packs[0], overlays=draw(st.sampled_from([{}, {ROADS: packs[1]}])))


def by_turn(assessment: Assessment) -> dict[tuple[DutyName, int], Duty]:
    """Return the duties by name and cycle; breaches of former classifications come first and give way."""
    return {(duty.rule.duty, duty.cycle): duty for duty in assessment.duties}


class TestAgainstTheClerk:
    """Law 9: the engine and the naive ledger agree."""

    @given(lives(), spans(), rulebooks())
    def test_every_duty_is_as_the_clerk_reckons_it(self, report: Report, later: timedelta, under: Rulebook) -> None:
        """Due day, state, days used, days of each party, day of the end, agency: for every cycle of every duty."""
        as_of = report.changed_at + later
        clerk = Clerk(report, as_of, under)
        assessed = assess(report, as_of=as_of, under=under)
        assert [facts_of(duty) for duty in assessed.duties] == [*clerk.duties()]
        assert {duty.is_uncovered for duty in assessed.duties} <= {False}
        assert all(duty.due_earliest == duty.due_on == duty.due_latest for duty in assessed.duties)

    @given(lives())
    def test_a_duty_that_no_rule_limits_is_named(self, report: Report) -> None:
        """What has started is either assessed or said to be without a rule."""
        assessed = assess(report, as_of=report.changed_at, under=BUMPY)
        started = [definition.name for definition in DUTIES for _ in turns_of(definition, tuple(report.history))]
        assert sorted([*(name for name, _ in by_turn(assessed)), *assessed.unruled]) == sorted(started)

    @given(lives())
    def test_the_definitions_say_where_a_duty_is_open(self, report: Report) -> None:
        """After every event: certainly open, perhaps, or certainly not; an adopted report has nothing else to go by."""
        events = tuple(report.history)
        for place in range(len(events)):
            status = events[place].to_status
            for definition in DUTIES:
                turns = turns_of(definition, events[: place + 1])
                is_open = bool(turns) and turns[-1].end is None
                assert is_open or status not in definition.open_at
                assert not is_open or status in definition.open_at | definition.maybe_at


class TestLaws:
    """What holds for the duties of every case, whatever happens."""

    @given(lives(), spans(), rulebooks())
    def test_days_of_the_parties_add_up(self, report: Report, later: timedelta, under: Rulebook) -> None:
        """Law 10: counted and paused days are the days of the unit since the start."""
        as_of = report.changed_at + later
        yesterday = under.calendar.local_day(as_of) - DAY
        for duty in assess(report, as_of=as_of, under=under).duties:
            assert duty.started_on is not None
            assert duty.used is not None
            upto = max(duty.started_on, min(duty.ended_on or yesterday, yesterday))
            in_all = sum(days for _, days in duty.days)
            if isinstance(duty.rule.limit, CalendarDays):
                assert in_all == (upto - duty.started_on).days
            else:
                assert in_all == under.calendar.workdays_between(duty.started_on, upto)
            assert 0 <= duty.used <= in_all
            assert duty.left == max(0, duty.rule.limit.n - duty.used)

    @given(lives(), rulebooks())
    def test_no_event_moves_a_deadline_later_but_by_a_pause_of_its_definition(
        self, report: Report, under: Rulebook
    ) -> None:
        """Law 11: while the clock runs on, the day stays; when it goes on again, no later day than was foreseen."""
        events = tuple(report.history)
        for place in range(1, len(events)):
            at = events[place].at
            before = by_turn(assess(replay(events[:place]), as_of=at, under=under))
            now = by_turn(assess(replay(events[: place + 1]), as_of=at, under=under))
            assert before.keys() <= now.keys() | {(name, n) for name in (DutyName.COMPLETION,) for n in range(9)}
            for key in before.keys() & now.keys():
                old, new = before[key], now[key]
                runs_in = DEFINITIONS[key[0]].runs_in
                if old.ended_on is None and new.ended_on is None and old.rule == new.rule:
                    was_running, is_running = events[place].from_status in runs_in, events[place].to_status in runs_in
                    if was_running is is_running:
                        assert new.due_on == old.due_on
                    elif is_running and old.due_on is not None:
                        assert new.due_on is not None
                        assert new.due_on <= old.due_on

    @given(lives(), st.lists(spans(), min_size=1, max_size=3), rulebooks())
    def test_a_breach_stays_on_record(self, report: Report, waits: list[timedelta], under: Rulebook) -> None:
        """Laws 12 and 13: whatever happens later, and however much later one asks."""
        events = tuple(report.history)
        breached: set[str] = set()
        moments = [(replay(events[: place + 1]), events[place].at) for place in range(len(events))]
        for wait in waits:
            moments.append((report, moments[-1][1] + wait))
        for stood, at in moments:
            duties = assess(stood, as_of=at, under=under).duties
            now = {duty.key for duty in duties if duty.is_breached}
            assert breached <= now
            assert len({duty.key for duty in duties}) == len(duties)
            breached = now

    @given(lives(), spans(), st.sampled_from(ZONES), st.sampled_from(ZONES))
    def test_asking_again_or_in_another_offset_is_the_same(
        self, report: Report, later: timedelta, one: object, other: object
    ) -> None:
        """Law 13: the answer depends on instants and not on how they are written."""
        as_of = report.changed_at + later
        assessed = assess(report, as_of=as_of, under=BUMPY)
        assert assess(report, as_of=as_of, under=BUMPY) == assessed
        written = replay([attrs.evolve(event, at=event.at.astimezone(one)) for event in report.history])  # type: ignore[arg-type]
        assert assess(written, as_of=as_of.astimezone(other), under=BUMPY).duties == assessed.duties  # type: ignore[arg-type]

    @given(lives(), spans(), packed_rules(), st.integers(1, 25), st.data())
    def test_a_tighter_pack_is_never_kinder(
        self, report: Report, later: timedelta, rules: tuple[SlaRule, ...], budget: int, data: st.DataObject
    ) -> None:
        """Law 15: with shorter limits no due day is later and no breach is missing."""
        shorter = tuple(
            attrs.evolve(rule, limit=attrs.evolve(rule.limit, n=data.draw(st.integers(1, rule.limit.n))))
            for rule in rules
        )
        loose = attrs.evolve(BUMPY, pack=packs_of(rules=rules, pause_budget=WorkDays(budget)).pack)
        smaller = WorkDays(data.draw(st.integers(1, budget)))
        tight = attrs.evolve(BUMPY, pack=packs_of(rules=shorter, pause_budget=smaller).pack)
        as_of = report.changed_at + later
        kind, strict = (
            {duty.key: duty for duty in assess(report, as_of=as_of, under=under).duties} for under in (loose, tight)
        )
        assert {key for key, duty in kind.items() if duty.is_breached} <= {
            key for key, duty in strict.items() if duty.is_breached
        }
        for key in kind.keys() & strict.keys():
            due = strict[key].due_on
            assert kind[key].due_on is None or (due is not None and due <= kind[key].due_on)


class TestUnknown:
    """Law 16: an answer from unknown instants holds for every way of filling them in."""

    @given(lives(), st.data(), spans())
    def test_what_is_certain_of_an_adopted_case_is_true_of_every_past(
        self, report: Report, data: st.DataObject, later: timedelta
    ) -> None:
        """Forget what came before some event; whatever is then said for certain is so."""
        events = tuple(report.history)
        place = data.draw(st.integers(0, len(events) - 1))
        assume(events[place].to_status not in (Status.MERGED, Status.ESCALATED))
        hours = st.integers(0, 2000).map(lambda count: timedelta(hours=count))
        known = forgotten(report, place, data.draw(hours), data.draw(hours))
        as_of = report.changed_at + later
        truth, told = (assess(one, as_of=as_of, under=BUMPY) for one in (report, known))
        for name in DutyName:
            true, said = ({n: one for (of, n), one in by_turn(one).items() if of is name} for one in (truth, told))
            for turn, duty in said.items():
                fact = true.get(max(true, default=0) - max(said) + turn)
                if duty.state is DutyState.UNKNOWN:
                    continue
                assert fact is not None
                assert (duty.state, duty.rule) == (fact.state, fact.rule)
                assert duty.ended_on in (None, fact.ended_on)
                if fact.due_on is None:
                    assert duty.due_latest is None
                else:
                    assert duty.due_earliest is None or duty.due_earliest <= fact.due_on
                    assert duty.due_latest is None or fact.due_on <= duty.due_latest
