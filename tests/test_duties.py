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
    AgencyCode,
    Assessment,
    CalendarDays,
    Classification,
    Confidence,
    Coverage,
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
    assess,
    due_at,
    due_on,
    replay,
)
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.rules.sla import DUTIES
from tests.asking import HOLD, REOPEN, REPLY, SEND_BACK, Ask, after, rule_of
from tests.reckoning import BUMPY, Clerk, facts_of, forgotten, lives, spans, turns_of
from tests.strategies import (
    ADMIN,
    CITY,
    COORDINATOR,
    DAY,
    HOUR,
    LIAISON,
    MONDAY,
    OMBUDSMAN,
    REPORTER,
    ROADS,
    RULES,
    ZONES,
    act,
    adopted,
    answer,
    answered,
    cleared,
    dispositioned,
    filing,
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
        turns = {definition.name: len(turns_of(definition, tuple(report.history))) for definition in DUTIES}
        for name, number in turns.items():
            ruled = len([turn for turn in by_turn(assessed) if turn[0] is name])
            assert (number - ruled > 0) == (name in assessed.unruled)

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
            later_one, due = kind[key].due_on, strict[key].due_on
            assert later_one is None or (due is not None and due <= later_one)


@st.composite
def regimes(draw: st.DrawFn, changed_on: date) -> Rulebook:
    """The bumpy calendar with limits that change on a day or do not, and others for the unit for roads."""
    packs: list[RulePack] = []
    for _ in range(2):
        rules: list[SlaRule] = []
        for rule in draw(packed_rules()):
            if rule.is_in_force(changed_on):
                n = rule.limit.n
                changed = attrs.evolve(rule.limit, n=draw(st.sampled_from([n, n, n + 1, max(1, n - 1), 3 * n])))
                always = attrs.evolve(rule, since=None, until=None)
                old = attrs.evolve(always, until=changed_on - DAY)
                new = attrs.evolve(always, rule_id=f"{rule.rule_id}-NEW", since=changed_on, limit=changed)
                rules += draw(st.sampled_from([[always], [old, new], [old, new], [new]]))
        packs.append(attrs.evolve(SP4N, rules=tuple(rules)))
    overlays = draw(st.sampled_from([{}, {ROADS: packs[0]}, {ROADS: packs[1]}, {CITY: packs[1]}]))
    return attrs.evolve(BUMPY, pack=packs[0], overlays=overlays)


class TestUnknown:
    """Law 16: an answer from unknown instants holds for every way of filling them in."""

    @given(lives(), st.data(), spans())
    def test_what_is_certain_of_an_adopted_case_is_true_of_every_past(
        self, report: Report, data: st.DataObject, later: timedelta
    ) -> None:
        """Forget what came before some event; whatever is then said for certain is so."""
        self.check_every_past(report, data, later, BUMPY)

    @given(lives(), st.data(), spans())
    def test_so_it_is_across_regimes_and_overlays(self, report: Report, data: st.DataObject, later: timedelta) -> None:
        """Limits change on some day of the case or before it, and with whoever has it."""
        first, last = BUMPY.calendar.local_day(report.received_earliest), BUMPY.calendar.local_day(report.changed_at)
        changed_on = first + data.draw(st.integers(-90, (last - first).days + 1)) * DAY
        self.check_every_past(report, data, later, data.draw(regimes(changed_on)))

    def check_every_past(self, report: Report, data: st.DataObject, later: timedelta, under: Rulebook) -> None:
        events = tuple(report.history)
        place = data.draw(st.integers(0, len(events) - 1))
        assume(events[place].to_status not in (Status.MERGED, Status.ESCALATED))
        # Sent back, an adopted case stays with whom it was, and so with their pack.
        assume(not under.overlays or all(event.action.name != "send_back" for event in events[place + 1 :]))
        hours = st.integers(0, 2000).map(lambda count: timedelta(hours=count))
        known = forgotten(report, place, data.draw(hours), data.draw(hours))
        as_of = report.changed_at + later
        truth, told = (assess(one, as_of=as_of, under=under) for one in (report, known))
        for name in DutyName:
            # A cycle may have a duty for each classification; only one of them may be known to be limited.
            true, said = ({(duty.cycle, duty.rule.classes): duty for duty in one.of(name)} for one in (truth, told))
            if any(duty.is_open for duty in true.values()):
                assert said or name in told.unruled
            ahead = max((turn for turn, _ in true), default=0) - max((turn for turn, _ in said), default=0)
            for (turn, classes), duty in said.items():
                fact = true.get((turn + ahead, classes))
                if duty.state is DutyState.UNKNOWN:
                    continue
                assert fact is not None
                assert (duty.state, duty.rule.limit) == (fact.state, fact.rule.limit)
                assert duty.ended_on in (None, fact.ended_on)
                if fact.due_on is None:
                    assert duty.due_latest is None
                else:
                    assert duty.due_earliest is None or duty.due_earliest <= fact.due_on
                    assert duty.due_latest is None or fact.due_on <= duty.due_latest


# ---------------------------------------------------------------------------------------------- examples


def on(day: date, hour: int = 9) -> datetime:
    """Return an instant of a local day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=WIB)


def one(report: Report, name: DutyName, as_of: datetime, under: Rulebook = RULES) -> Duty:
    """Return the last cycle of a duty, which must be there."""
    return assess(report, as_of=as_of, under=under).of(name)[-1]


NATIONAL = attrs.evolve(RULES, calendar=INDONESIA)


class TestPublishedCases:
    """Two cases whose days were published."""

    def test_the_case_of_a_tuesday_in_august(self) -> None:
        """Received on Tuesday 28 August 2018, sent and answered on the 29th: one of three working days.

        Wednesday, Thursday and Friday are the three: due on Friday the 31st.
        """
        report = received(at=on(date(2018, 8, 28)), under=NATIONAL)
        open_one = one(report, DutyName.VERIFICATION, on(date(2018, 8, 28), 17), NATIONAL)
        assert (open_one.due_on, open_one.used, open_one.left) == (date(2018, 8, 31), 0, 3)
        assert (open_one.state, open_one.is_open, open_one.ended_on) == (DutyState.RUNNING, True, None)

        report = act(report, verify(), COORDINATOR, at=on(date(2018, 8, 29)), under=NATIONAL)
        report = after(report, (actions.Disposition(to=ROADS), COORDINATOR), (answer(), LIAISON), under=NATIONAL)
        assessed = assess(report, as_of=on(date(2018, 9, 3)), under=NATIONAL)
        (verification,), (first,) = assessed.of(DutyName.VERIFICATION), assessed.of(DutyName.FIRST_FOLLOW_UP)
        assert (verification.state, verification.due_on) == (DutyState.MET, date(2018, 8, 31))
        assert (verification.ended_on, verification.used) == (date(2018, 8, 29), 1)
        assert (verification.days, verification.key) == (((Party.COORDINATOR, 1),), "SLA-001/1")
        assert (first.state, first.due_on, first.used) == (DutyState.MET, date(2018, 9, 5), 0)
        (completion,) = assessed.of(DutyName.COMPLETION)
        # 5 September is the 6th working day; the 11th, Tahun Baru Hijriah, is off: 14 end with 18 September.
        assert (completion.rule.rule_id, completion.due_on) == ("SLA-011", date(2018, 9, 18))
        assert (assessed.version, assessed.calendar, assessed.pack) == (4, INDONESIA.version, SP4N.version)

    def test_the_case_of_a_saturday_in_february(self) -> None:
        """Received on Saturday 11 February 2023 at 01:16: Monday is the first day, Wednesday the 15th the last.

        Sent on Wednesday the 22nd, on the eighth day if no holiday lay between; Saturday the 18th, Isra Mikraj, is
        a weekend anyway. First answer on Thursday the 23rd: one working day; due would be Wednesday 1 March.
        """
        report = received(at=datetime(2023, 2, 11, 1, 16, tzinfo=WIB), under=NATIONAL)
        report = act(report, verify(), COORDINATOR, at=on(date(2023, 2, 22), 11), under=NATIONAL)
        report = act(report, actions.Disposition(to=ROADS), COORDINATOR, under=NATIONAL)
        report = act(report, progress(), LIAISON, at=on(date(2023, 2, 23), 10), under=NATIONAL)
        as_of = on(date(2023, 2, 23), 16)
        verification = one(report, DutyName.VERIFICATION, as_of, NATIONAL)
        assert (verification.due_on, verification.used) == (date(2023, 2, 15), 8)
        assert (verification.state, verification.is_breached, verification.left) == (DutyState.LATE, True, 0)
        first = one(report, DutyName.FIRST_FOLLOW_UP, as_of, NATIONAL)
        # The day of the follow-up counts when it is over.
        assert (first.due_on, first.state, first.used) == (date(2023, 3, 1), DutyState.MET, 0)
        assert one(report, DutyName.FIRST_FOLLOW_UP, as_of + DAY, NATIONAL).used == 1


class TestClocks:
    """What each event does to each clock."""

    def test_a_hold_pauses_until_the_report_is_complete(self) -> None:
        """Three days to verify from Monday; held from Tuesday to Thursday, two days are gone."""
        report = act(received(), HOLD, COORDINATOR, at=MONDAY + DAY)
        paused = one(report, DutyName.VERIFICATION, MONDAY + 2 * DAY)
        # If nobody completes it, the budget of twenty days ends with 2 April, and two days are left.
        assert (paused.state, paused.due_on) == (DutyState.PAUSED, date(2024, 4, 4))
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER, at=MONDAY + 3 * DAY)
        duty = one(report, DutyName.VERIFICATION, MONDAY + 4 * DAY)
        assert (duty.state, duty.due_on, duty.cycle) == (DutyState.RUNNING, date(2024, 3, 11), 1)
        assert dict(duty.days) == {Party.COORDINATOR: 1, Party.REPORTER: 2}

    def test_a_hold_without_end_lets_every_clock_run_when_its_budget_is_gone(self) -> None:
        """Held on the first Monday: twenty days to 1 April, then three to verify, and it is breached on the 5th."""
        report = held()
        assert one(report, DutyName.VERIFICATION, MONDAY + 28 * DAY).state is DutyState.RUNNING
        assert one(report, DutyName.VERIFICATION, MONDAY + 27 * DAY).state is DutyState.PAUSED
        duty = one(report, DutyName.VERIFICATION, on(date(2024, 4, 5)))
        assert (duty.due_on, duty.state, duty.used) == (date(2024, 4, 4), DutyState.BREACHED, 3)
        assert dict(duty.days) == {Party.REPORTER: 20, Party.COORDINATOR: 3}

    def test_holding_again_over_each_midnight_does_not_stop_a_clock_for_ever(self) -> None:
        """Twenty days begin in a hold, up to Sunday 24 March; then no hold is left, and three days are due."""
        report, ten = received(), timedelta(minutes=10)
        for night in range(20):
            midnight = datetime(2024, 3, 5, tzinfo=WIB) + night * DAY
            report = act(report, HOLD, COORDINATOR, at=midnight - ten)
            report = act(report, actions.Complete(text="Jalan Contoh"), ADMIN, at=midnight + ten)
        duty = one(report, DutyName.VERIFICATION, on(date(2024, 4, 5)))
        assert (duty.due_on, duty.state) == (date(2024, 3, 27), DutyState.BREACHED)

    def test_holding_over_each_weekend_does_not_stop_a_clock_for_ever(self) -> None:
        """Twenty weekends take a day of the budget each, and two calendar days from the agency's; then no hold is left.

        Sixty calendar days from Monday 4 March: five in each of the first twelve weeks.
        """
        report = act(received(), verify(), COORDINATOR)
        friday = datetime(2024, 3, 8, 23, tzinfo=WIB)
        for _ in range(20):
            report = act(report, HOLD, COORDINATOR, at=friday)
            report = act(report, actions.Complete(text="Jalan Contoh"), ADMIN, at=friday + 2 * DAY)
            friday += 7 * DAY
        assert rule_of(Ask(report, HOLD, COORDINATOR, friday)) == ("GRD-007", None)
        decision = one(report, DutyName.DECISION, friday)
        assert dict(decision.days)[Party.REPORTER] == 40
        assert (decision.due_on, decision.state) == (date(2024, 5, 27), DutyState.BREACHED)

    def test_a_hold_with_nothing_left_of_the_budget_pauses_nothing(self) -> None:
        """Under one day of pause: Tuesday counts, Wednesday is paused, Thursday counts again, and so does Friday."""
        report = act(received(), HOLD, COORDINATOR, at=MONDAY + DAY)
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER, at=MONDAY + 3 * DAY)
        report = act(report, HOLD, COORDINATOR)
        duty = one(report, DutyName.VERIFICATION, MONDAY + 5 * DAY, packs_of(pause_budget=WorkDays(1)))
        assert (duty.due_on, duty.used, duty.state) == (date(2024, 3, 8), 3, DutyState.BREACHED)
        assert dict(duty.days) == {Party.COORDINATOR: 3, Party.REPORTER: 1}

    def test_a_history_that_no_rule_of_today_would_allow_is_assessed(self) -> None:
        """Answered without a verification, and replied to: what never started is not taken up again."""
        events = [
            *after(received(), (actions.Note(text="x"), COORDINATOR), (actions.Note(text="y"), COORDINATOR)).history
        ]
        deeds = ((answer(), Status.RECEIVED, Status.ANSWERED), (REPLY, Status.ANSWERED, Status.FOLLOW_UP))
        for place, (action, before, now) in enumerate(deeds, start=1):
            events[place] = attrs.evolve(events[place], action=action, from_status=before, to_status=now)
        report = replay(events)
        assessed = assess(report, as_of=report.changed_at, under=RULES)
        assert assessed.of(DutyName.DECISION) == ()
        assert [duty.state for duty in assessed.of(DutyName.FIRST_FOLLOW_UP)] == [DutyState.RUNNING]

    def test_a_reply_takes_the_completion_up_again_and_asks_for_another_first_follow_up(self) -> None:
        """Answered on Monday, replied to on Friday: Tuesday to Friday were the reporter's."""
        report = act(answered(), REPLY, REPORTER, at=MONDAY + 4 * DAY)
        assessed = assess(report, as_of=MONDAY + 7 * DAY, under=RULES)
        (completion,) = assessed.of(DutyName.COMPLETION)
        assert (completion.due_on, completion.ended_on) == (date(2024, 3, 28), None)
        assert dict(completion.days) == {Party.REPORTER: 4}
        first, second = assessed.of(DutyName.FIRST_FOLLOW_UP)
        assert (first.state, second.state, second.due_on) == (DutyState.MET, DutyState.RUNNING, date(2024, 3, 15))
        assert [duty.key for duty in (first, second)] == ["SLA-002/1", "SLA-002/2"]
        (reply,) = assessed.of(DutyName.REPLY)
        assert (reply.state, reply.used) == (DutyState.MET, 4)

    def test_a_reopening_starts_both_anew(self) -> None:
        """Finished cycles keep their result."""
        report = act(resolved(), REOPEN, REPORTER, at=MONDAY + 7 * DAY)
        assessed = assess(report, as_of=MONDAY + 7 * DAY, under=RULES)
        assert [duty.state for duty in assessed.of(DutyName.COMPLETION)] == [DutyState.MET, DutyState.RUNNING]
        assert [duty.due_on for duty in assessed.of(DutyName.COMPLETION)] == [date(2024, 3, 22), date(2024, 3, 29)]
        assert [duty.cycle for duty in assessed.of(DutyName.FIRST_FOLLOW_UP)] == [1, 2]

    def test_sending_back_starts_another_verification_and_leaves_the_completion_as_it_is(self) -> None:
        """The days before are not given back."""
        report = act(dispositioned(), SEND_BACK, LIAISON, at=MONDAY + DAY)
        assessed = assess(report, as_of=MONDAY + 2 * DAY, under=RULES)
        assert [duty.due_on for duty in assessed.of(DutyName.VERIFICATION)] == [date(2024, 3, 7), date(2024, 3, 8)]
        assert assessed.of(DutyName.FIRST_FOLLOW_UP)[0].state is DutyState.DROPPED
        assert assessed.of(DutyName.COMPLETION)[0].due_on == date(2024, 3, 22)

    def test_an_adopted_case_that_is_sent_back_stays_with_whom_it_was(self) -> None:
        """Nobody knows who had sent it; sent again to the same unit, it has not changed hands."""
        report = after(adopted(Status.DISPOSITIONED), (SEND_BACK, LIAISON))
        assert one(report, DutyName.VERIFICATION, report.changed_at).agency == ROADS
        report = after(report, (verify(text=cleared(known=None), title=cleared(known=None)), COORDINATOR))
        report = after(report, (actions.Disposition(to=ROADS), COORDINATOR))
        first = assess(report, as_of=report.changed_at, under=RULES).of(DutyName.FIRST_FOLLOW_UP)
        # Whether the first one was late before it was sent back, nobody knows.
        assert [duty.state for duty in first] == [DutyState.UNKNOWN, DutyState.RUNNING]
        assert {duty.agency for duty in first} == {ROADS}

    def test_a_breach_under_the_former_class_stays_on_record(self) -> None:
        """A request for information was late after five days; as a complaint it has fourteen from its receipt."""
        report = act(received(), verify(classification=Classification.INFORMATION_REQUEST), COORDINATOR)
        change = actions.Reclassify(reason="Ternyata lain", classification=Classification.COMPLAINT)
        late = act(report, change, COORDINATOR, at=MONDAY + 8 * DAY)
        former, present = assess(late, as_of=MONDAY + 9 * DAY, under=RULES).of(DutyName.COMPLETION)
        assert (former.rule.rule_id, former.state, former.ended_on) == (
            "SLA-020",
            DutyState.BREACHED,
            date(2024, 3, 12),
        )
        assert (present.rule.rule_id, present.state, present.due_on) == (
            "SLA-022",
            DutyState.RUNNING,
            date(2024, 3, 22),
        )
        (alone,) = assess(act(report, change, COORDINATOR), as_of=MONDAY + 9 * DAY, under=RULES).of(DutyName.COMPLETION)
        assert alone.rule.rule_id == "SLA-022"

    def test_bands_are_shares_of_the_limit_that_are_over(self) -> None:
        """Three of four is three quarters; the fourth day is the whole."""
        under = packs_of(rules=rules_of(verification=4))
        seen = [one(received(), DutyName.VERIFICATION, MONDAY + n * DAY, under).band(SP4N.bands) for n in range(1, 9)]
        assert seen == [None, None, None, Fraction(3, 4), Fraction(1), Fraction(1), Fraction(1), Fraction(1)]
        assert one(adopted(Status.RECEIVED), DutyName.VERIFICATION, MONDAY).band(SP4N.bands) is None

    def test_the_ombudsman_concludes_and_the_reporter_reopens(self) -> None:
        """The wait is counted from receipt; it is over already, and the case is open again."""
        forward = actions.ForwardToOmbudsman(happened_on=date(2024, 3, 1))
        report = act(dispositioned(), forward, REPORTER, at=MONDAY + 61 * DAY)
        ended = one(report, DutyName.OMBUDSMAN, report.changed_at)
        assert (ended.state, ended.ended_on) == (DutyState.BREACHED, date(2024, 5, 4))
        conclude = actions.Conclude(outcome=answer().outcome)
        report = after(report, (answer(), LIAISON), (conclude, OMBUDSMAN), (REOPEN, REPORTER))
        again = one(report, DutyName.OMBUDSMAN, report.changed_at)
        assert (again.state, again.ended_on, again.cycle) == (DutyState.BREACHED, None, 1)


class TestRegimes:
    """Which rule a duty has."""

    @pytest.mark.parametrize(
        "started_on, kind, rule_id",
        [
            (date(2018, 12, 31), Classification.COMPLAINT, "SLA-011"),
            (date(2019, 1, 1), Classification.COMPLAINT, "SLA-022"),
            (date(2025, 4, 30), Classification.COMPLAINT, "SLA-022"),
            (date(2025, 5, 1), Classification.COMPLAINT, "SLA-032"),
            (date(2018, 12, 31), Classification.ASPIRATION, None),
            (date(2019, 1, 1), Classification.ASPIRATION, "SLA-021"),
            (date(2025, 5, 1), None, None),
        ],
    )
    def test_the_regime_is_that_of_the_day_of_the_start(
        self, started_on: date, kind: Classification | None, rule_id: str | None
    ) -> None:
        """Whatever is in force later; a class without a limit is named as such."""
        report = received(at=on(started_on), under=NATIONAL, classification=kind)
        assessed = assess(report, as_of=on(started_on + 400 * DAY), under=NATIONAL)
        assert [duty.rule.rule_id for duty in assessed.of(DutyName.COMPLETION)] == ([rule_id] if rule_id else [])
        assert assessed.unruled == (() if rule_id else (DutyName.COMPLETION,))

    def test_a_duty_takes_the_pack_of_the_agency_that_is_responsible_when_it_starts(self) -> None:
        """The unit for roads has one day for its first follow-up; the agency above it, four for its verification."""
        own = attrs.evolve(SP4N, version="Jalan 1", rules=rules_of(first_follow_up=1, verification=1))
        city = attrs.evolve(SP4N, version="Kota 1", rules=rules_of(first_follow_up=4, verification=4))
        under = attrs.evolve(RULES, overlays={ROADS: own, CITY: city})
        assessed = assess(dispositioned(), as_of=MONDAY + DAY, under=under)
        assert [(duty.due_on, duty.agency) for duty in assessed.of(DutyName.VERIFICATION)] == [(date(2024, 3, 8), CITY)]
        assert [(duty.due_on, duty.agency) for duty in assessed.of(DutyName.FIRST_FOLLOW_UP)] == [
            (date(2024, 3, 5), ROADS)
        ]
        assert assessed.pack == "Kota 1"
        assert (under.pack_of(None), under.pack_of(CITY), under.pack_of(ROADS)) == (SP4N, city, own)

    def test_the_calendar_is_that_of_the_agency_first_responsible(self) -> None:
        """Monday 11 and Tuesday 12 March 2024 were off for the country; in the city of the example they count."""
        under = attrs.evolve(NATIONAL, calendars={CITY: WEEKDAYS})
        friday = MONDAY + 4 * DAY
        for report, due in (
            (received(at=friday), date(2024, 3, 13)),
            (received(at=friday, agency=None), date(2024, 3, 15)),
        ):
            assert one(report, DutyName.VERIFICATION, friday, under).due_on == due
        moved = act(received(at=friday, agency=None), verify(), ADMIN, under=under)
        moved = act(moved, actions.Disposition(to=ROADS), ADMIN, under=under)
        assert one(moved, DutyName.FIRST_FOLLOW_UP, moved.changed_at, under).due_on == date(2024, 3, 19)

    def test_an_agency_that_the_directory_does_not_have_follows_the_common_rules(self) -> None:
        """A stored report may name one that is gone."""
        under = attrs.evolve(RULES, overlays={ROADS: attrs.evolve(SP4N, version="x")}, calendars={ROADS: INDONESIA})
        assert under.pack_of(ADMIN.agency) == SP4N
        gone = received(agency=None)
        assert under.calendar_of(gone) == WEEKDAYS

    def test_an_agency_that_is_gone_follows_the_common_rules_too(self) -> None:
        """Its code is one, and the directory does not have it any more."""
        under = attrs.evolve(RULES, overlays={ROADS: attrs.evolve(SP4N, version="x")}, calendars={ROADS: INDONESIA})
        assert (under.pack_of(AgencyCode("gone")), under.calendar_for(AgencyCode("gone"))) == (SP4N, WEEKDAYS)

    def test_the_case_of_an_adopted_report_has_the_rules_of_who_was_responsible_at_its_adoption(self) -> None:
        """Whomever its filing names, or nobody."""
        own = attrs.evolve(SP4N, version="Kota 1")
        under = attrs.evolve(RULES, overlays={CITY: own}, calendars={CITY: INDONESIA})
        case = adopted(Status.RECEIVED, filing=attrs.evolve(filing(), agency=None, channel=None), responsible=CITY)
        assert (under.pack_of_case(case), under.calendar_of(case)) == (own, INDONESIA)

    def test_how_many_days_must_have_counted_before_a_superior_may_be_told(self) -> None:
        """The share of the shortest limit that may run in a status, whichever agency has it; else at once.

        Three quarters of three days are three, rounded up, and of five four. Half of seven are four, of one is one.
        """
        soonest = {status: RULES.soonest_near(status) for status in Status}
        assert soonest == {
            **dict.fromkeys((Status.RECEIVED, Status.VERIFIED, Status.HELD), 3),
            **dict.fromkeys((Status.DISPOSITIONED, Status.FOLLOW_UP, Status.MERGED), 4),
            **dict.fromkeys((Status.ANSWERED, Status.RESOLVED, Status.ESCALATED, Status.ARCHIVED), 0),
        }
        seven, one_day = (
            attrs.evolve(SP4N, raise_at=Fraction(1, 2), rules=(attrs.evolve(SP4N.rule("SLA-001"), limit=WorkDays(n)),))
            for n in (7, 1)
        )
        under = attrs.evolve(RULES, pack=seven)
        assert under.soonest_near(Status.RECEIVED) == 4
        assert attrs.evolve(under, overlays={ROADS: one_day}).soonest_near(Status.RECEIVED) == 1

    def test_whoever_gets_it_back_has_the_duties_that_start_with_it(self) -> None:
        """Sent by the city to its unit, and back."""
        report = act(dispositioned(), SEND_BACK, LIAISON)
        assert one(report, DutyName.VERIFICATION, report.changed_at).agency == CITY

    def test_what_was_met_stays_under_the_rule_of_its_time(self) -> None:
        """Another classification later on, for which the limit is another, changes nothing."""
        usual = attrs.evolve(SP4N.rule("SLA-001"), classes=frozenset(Classification) - {Classification.ASPIRATION})
        other = attrs.evolve(usual, rule_id="X-1", limit=WorkDays(1), classes=frozenset({Classification.ASPIRATION}))
        under = packs_of(rules=(usual, other))
        report = received(under=under, classification=Classification.COMPLAINT)
        report = act(report, verify(), COORDINATOR, at=MONDAY + 2 * DAY, under=under)
        report = act(report, actions.Disposition(to=ROADS), COORDINATOR, under=under)
        changed = actions.Reclassify(classification=Classification.ASPIRATION, reason="Usulan")
        report = act(report, changed, COORDINATOR, at=MONDAY + 3 * DAY, under=under)
        duty = one(report, DutyName.VERIFICATION, MONDAY + 3 * DAY, under)
        assert (duty.rule, duty.state) == (usual, DutyState.MET)

    def test_a_pause_that_ends_beyond_the_decrees_is_no_obstacle(self) -> None:
        """Of how many working days it was made nobody knows; what counts in calendar days goes on."""
        report = received(at=on(date(2026, 12, 30)), under=NATIONAL)
        report = act(report, HOLD, COORDINATOR, under=NATIONAL)
        complete = actions.Complete(text="RT 1")
        report = act(report, complete, REPORTER, at=on(date(2027, 1, 6)), under=NATIONAL)
        duty = one(report, DutyName.OMBUDSMAN, on(date(2027, 1, 7)), NATIONAL)
        assert duty.due_on == date(2027, 2, 28)

    def test_a_pause_that_lasts_over_no_midnight_uses_up_nothing(self) -> None:
        """With a budget of one day: held within Monday, and from Tuesday on. Tuesday, Thursday and Friday count."""
        under = packs_of(pause_budget=WorkDays(1))
        report = after(received(under=under), (HOLD, COORDINATOR), (actions.Complete(text="RT 1"), REPORTER))
        report = act(report, HOLD, COORDINATOR, at=MONDAY + DAY, under=under)
        duty = one(report, DutyName.VERIFICATION, MONDAY + DAY, under)
        assert duty.due_on == date(2024, 3, 8)

    def test_a_limit_that_rolls_off_a_day_off_keeps_its_window_open(self) -> None:
        """Sixty days from Monday 4 March 2024 end with Friday 3 May; from Tuesday with Saturday, rolled to Monday."""
        rolling = attrs.evolve(SP4N.rule("SLA-060"), rolls_forward=True)
        assert rolling.due_on(date(2024, 3, 5), WEEKDAYS) == date(2024, 5, 6)
        assert not rolling.is_over(date(2024, 3, 5), date(2024, 5, 6), WEEKDAYS)
        assert rolling.is_over(date(2024, 3, 5), date(2024, 5, 7), WEEKDAYS)
        assert SP4N.rule("SLA-060").is_over(date(2024, 3, 5), date(2024, 5, 5), WEEKDAYS)

    def test_the_definitions_say_on_whose_days_a_clock_runs(self) -> None:
        """Completion runs on the days of nobody too, since merging is no pause; a first follow-up also at the desk."""
        parties = {definition.name: definition.parties for definition in DUTIES}
        assert parties[DutyName.VERIFICATION] == {Party.COORDINATOR}
        assert parties[DutyName.FIRST_FOLLOW_UP] == {Party.COORDINATOR, Party.HANDLER}
        assert parties[DutyName.COMPLETION] == {Party.COORDINATOR, Party.HANDLER, Party.NOBODY}
        assert parties[DutyName.REPLY] == parties[DutyName.HELD_COMPLETION] == {Party.REPORTER}
        assert parties[DutyName.OMBUDSMAN] == frozenset(Party)


class TestUncovered:
    """Days beyond the decrees."""

    def test_a_due_day_beyond_the_decrees_has_not_come(self) -> None:
        """Received on Tuesday 29 December 2026: two working days are decreed, the third is not."""
        report = received(at=on(date(2026, 12, 29)), under=NATIONAL)
        duty = one(report, DutyName.VERIFICATION, on(date(2026, 12, 31)), NATIONAL)
        assert (duty.due_on, duty.is_uncovered, duty.state, duty.used) == (None, True, DutyState.RUNNING, 1)
        later = one(report, DutyName.VERIFICATION, on(date(2027, 2, 1)), NATIONAL)
        assert (later.due_on, later.is_uncovered, later.state, later.used) == (None, True, DutyState.UNKNOWN, None)
        # A limit in calendar days needs no decree.
        assert one(report, DutyName.STATEMENT, on(date(2027, 2, 1)), NATIONAL).state is DutyState.BREACHED

    def test_a_hold_from_which_the_decrees_do_not_reach_the_budget(self) -> None:
        """It is paused as far as anybody can tell."""
        report = act(received(at=on(date(2026, 12, 29)), under=NATIONAL), HOLD, COORDINATOR, under=NATIONAL)
        duty = one(report, DutyName.VERIFICATION, on(date(2026, 12, 31)), NATIONAL)
        assert (duty.state, duty.due_on) == (DutyState.PAUSED, None)

    def test_what_happens_on_an_uncovered_day(self) -> None:
        """Received on the last decreed day, sent on in January: nobody can say how many days were working days."""
        report = received(at=on(date(2026, 12, 31)), under=NATIONAL)
        report = act(report, verify(), COORDINATOR, at=on(date(2027, 1, 4)), under=NATIONAL)
        report = act(report, actions.Disposition(to=ROADS), COORDINATOR, at=on(date(2027, 1, 11)), under=NATIONAL)
        verification = one(report, DutyName.VERIFICATION, on(date(2027, 1, 20)), NATIONAL)
        assert (verification.state, verification.is_uncovered, verification.due_on) == (DutyState.UNKNOWN, True, None)
        completion = one(report, DutyName.COMPLETION, on(date(2027, 1, 20)), NATIONAL)
        assert (completion.state, completion.is_uncovered, completion.used) == (DutyState.UNKNOWN, True, None)

    def test_what_happens_on_the_first_uncovered_day_leaves_the_days_before_countable(self) -> None:
        """Received on Tuesday 29 December 2026 and verified on New Year's Day: two days are over."""
        report = received(at=on(date(2026, 12, 29)), under=NATIONAL)
        report = act(report, verify(), COORDINATOR, at=on(date(2027, 1, 1)), under=NATIONAL)
        duty = one(report, DutyName.VERIFICATION, on(date(2027, 1, 1), 17), NATIONAL)
        assert (duty.used, duty.state, duty.due_on) == (2, DutyState.RUNNING, None)

    def test_a_stretch_that_begins_on_an_uncovered_day_leaves_its_duties_open(self) -> None:
        """Taken over from 2015, and asked of with working days that nobody knows.

        From the first day of the decrees on, 1 January 2018, fourteen working days are over with Friday the 19th.
        """
        then = on(date(2015, 6, 1))
        facts = Filing(tracking_id=TrackingId("1234567"), classification=Classification.COMPLAINT)
        report = adopted(
            Status.FOLLOW_UP, known_at=on(date(2017, 12, 1)), under=NATIONAL, filing=facts,
            received_earliest=then, received_latest=then,
        )  # fmt: skip
        for day, state in (
            (date(2017, 12, 20), DutyState.UNKNOWN),
            (date(2018, 1, 19), DutyState.UNKNOWN),
            (date(2018, 1, 20), DutyState.BREACHED),
        ):
            duty = one(report, DutyName.COMPLETION, on(day), NATIONAL)
            assert (duty.state, duty.is_uncovered, duty.used, duty.due_on) == (state, True, None, None)
            assert (duty.due_earliest, duty.due_latest) == (None, date(2018, 1, 19))

    def test_what_starts_on_the_first_covered_day_needs_no_proof(self) -> None:
        """Monday to Friday are covered: of five days from Monday on the last is not, and has not come on Friday."""
        week = Coverage(first=MONDAY.date(), last=MONDAY.date() + 4 * DAY)
        calendar = attrs.evolve(WEEKDAYS, decrees=(attrs.evolve(WEEKDAYS.decrees[0], covers=week),))
        rules = tuple(
            attrs.evolve(rule, limit=WorkDays(5)) if rule.rule_id == "SLA-001" else rule for rule in SP4N.rules
        )
        under = attrs.evolve(RULES, calendar=calendar, pack=attrs.evolve(SP4N, rules=rules))
        duty = one(received(under=under), DutyName.VERIFICATION, MONDAY + 4 * DAY, under)
        assert (duty.state, duty.used) == (DutyState.RUNNING, 3)
        assert (duty.due_earliest, duty.due_latest, duty.is_uncovered) == (None, None, True)

    @pytest.mark.parametrize(
        "days, state", [(60, DutyState.UNKNOWN), (74, DutyState.UNKNOWN), (76, DutyState.BREACHED)]
    )
    def test_nobody_knows_what_a_pause_from_before_the_decrees_used_up(self, days: int, state: DutyState) -> None:
        """Held on Monday, for fifteen days, and the decrees begin on Tuesday: sixty days are over after 60 to 75.

        The limit of the statute is in calendar days, which need no decree; the budget of pauses is in working days.
        """
        covers = Coverage(first=MONDAY.date() + DAY, last=WEEKDAYS.coverage.last)
        calendar = attrs.evolve(WEEKDAYS, decrees=(attrs.evolve(WEEKDAYS.decrees[0], covers=covers),))
        under = attrs.evolve(RULES, calendar=calendar)
        verified = act(received(under=under), verify(), COORDINATOR, at=MONDAY, under=under)
        waiting = act(verified, actions.Hold(missing="Nama jalan"), COORDINATOR, at=MONDAY, under=under)
        report = act(waiting, actions.Complete(text="Mawar"), REPORTER, at=MONDAY + 15 * DAY, under=under)
        duty = one(report, DutyName.DECISION, MONDAY + days * DAY, under)
        assert (duty.state, duty.used, duty.due_earliest) == (state, None, None)
        assert (duty.due_latest, duty.is_uncovered) == (MONDAY.date() + 75 * DAY, True)

    @given(lives(), spans(), rulebooks(), st.integers(0, 40))
    def test_what_is_proven_without_the_first_days_is_true_with_them(
        self, report: Report, later: timedelta, under: Rulebook, number: int
    ) -> None:
        """Decrees that begin under way: a breach that they prove is one, and a due day is not after what they say."""
        first = BUMPY.calendar.local_day(report.received_earliest) + number * DAY
        weeks, local = BUMPY.calendar.decrees
        cut = (
            attrs.evolve(weeks, covers=Coverage(first=first, last=WEEKDAYS.coverage.last)),
            attrs.evolve(local, adds=tuple(holiday for holiday in local.adds if holiday.day >= first)),
        )
        known = attrs.evolve(under, calendar=attrs.evolve(BUMPY.calendar, decrees=cut))
        as_of = report.changed_at + later
        truth, told = (assess(report, as_of=as_of, under=one).duties for one in (under, known))
        facts = {(duty.rule.rule_id, duty.cycle): duty for duty in truth}
        for duty in told:
            fact = facts.get((duty.rule.rule_id, duty.cycle))
            if duty.state is not DutyState.UNKNOWN:
                assert fact is not None
                assert duty.is_breached is fact.is_breached
            if fact is not None and duty.due_latest is not None and fact.due_on is not None:
                assert fact.due_on <= duty.due_latest


class TestAdopted:
    """Bounds instead of guesses."""

    def test_what_only_a_receipt_starts_lies_between_the_bounds(self) -> None:
        """Received between 3 and 4 February 2024: sixty days end on 3 or 4 April."""
        report = adopted(Status.FOLLOW_UP)
        duty = one(report, DutyName.OMBUDSMAN, MONDAY)
        assert (duty.due_earliest, duty.due_latest, duty.due_on) == (date(2024, 4, 3), date(2024, 4, 4), None)
        assert (duty.started_on, duty.used, duty.days) == (None, None, ())
        assert duty.state is DutyState.RUNNING
        assert one(report, DutyName.OMBUDSMAN, on(date(2024, 4, 3))).state is DutyState.RUNNING
        assert one(report, DutyName.OMBUDSMAN, on(date(2024, 4, 4))).state is DutyState.UNKNOWN
        assert one(report, DutyName.OMBUDSMAN, on(date(2024, 4, 5))).state is DutyState.BREACHED

    def test_a_duty_that_may_be_late_already_is_unknown_until_it_is_late_for_certain(self) -> None:
        """To be verified within three days of its receipt, a month ago; or of its return, this Monday."""
        report = adopted(Status.RECEIVED)
        duty = one(report, DutyName.VERIFICATION, MONDAY)
        assert (duty.state, duty.due_earliest, duty.due_latest) == (
            DutyState.UNKNOWN,
            date(2024, 2, 7),
            date(2024, 3, 7),
        )
        assert (duty.is_open, duty.left) == (False, None)
        assert one(report, DutyName.VERIFICATION, MONDAY + 4 * DAY).state is DutyState.BREACHED

    def test_what_must_have_been_before_an_adoption_may_have_been_late(self) -> None:
        """It was verified, and answered; nobody knows when."""
        duty = one(adopted(Status.FOLLOW_UP), DutyName.VERIFICATION, MONDAY + 90 * DAY)
        assert (duty.state, duty.ended_on) == (DutyState.UNKNOWN, None)
        facts = Filing(tracking_id=TrackingId("1234567"), classification=Classification.COMPLAINT)
        duty = one(adopted(Status.ANSWERED, filing=facts), DutyName.COMPLETION, MONDAY + 90 * DAY)
        assert (duty.state, duty.ended_on) == (DutyState.UNKNOWN, None)

    def test_a_follow_up_meets_what_may_have_been_open(self) -> None:
        """Though the status stays as it is: adopted in follow-up, and followed up on Wednesday."""
        told = attrs.evolve(progress(), text=cleared("Tim sudah ke lokasi", None))
        report = act(adopted(Status.FOLLOW_UP), told, LIAISON, at=MONDAY + 2 * DAY)
        duty = one(report, DutyName.FIRST_FOLLOW_UP, MONDAY + 20 * DAY)
        assert duty.ended_on == date(2024, 3, 6)

    @pytest.mark.parametrize(
        "received_on, known_on, bounds",
        [
            (date(2026, 12, 1), date(2026, 12, 30), (date(2026, 12, 4), None)),
            (date(2017, 12, 1), date(2018, 3, 5), (None, date(2018, 3, 8))),
        ],
    )
    def test_one_bound_beyond_the_decrees_leaves_the_other(
        self, received_on: date, known_on: date, bounds: tuple[date | None, date | None]
    ) -> None:
        """After their last day and before their first; that one of the two is missing is said."""
        report = adopted(
            Status.RECEIVED,
            known_at=on(known_on),
            under=NATIONAL,
            received_earliest=on(received_on),
            received_latest=on(received_on),
        )
        duty = one(report, DutyName.VERIFICATION, on(known_on), NATIONAL)
        assert (duty.due_earliest, duty.due_latest, duty.is_uncovered) == (*bounds, True)

    def test_how_much_of_its_budget_a_held_case_has_left_is_not_known(self) -> None:
        """So nobody can say whether its clocks run."""
        facts = Filing(tracking_id=TrackingId("1234567"), classification=Classification.COMPLAINT)
        duty = one(
            adopted(Status.HELD, filing=facts), DutyName.COMPLETION, MONDAY, packs_of(rules=rules_of(completion=40))
        )
        # From 3 February, all days counted, forty end with 29 March; from Monday, after twenty of pause, with 27 May.
        assert (duty.due_earliest, duty.due_latest) == (date(2024, 3, 29), date(2024, 5, 27))
        assert duty.state is DutyState.UNKNOWN


class TestDueDays:
    """Rows in somebody else's table."""

    def test_the_last_day_of_a_rule(self) -> None:
        """In its own unit, under its own calendar."""
        tuesday = date(2018, 8, 28)
        assert due_on("SLA-001", started_on=tuesday, calendar=INDONESIA) == date(2018, 8, 31)
        assert due_on("SLA-060", started_on=tuesday, calendar=INDONESIA) == date(2018, 10, 27)
        assert due_on("SLA-061", started_on=tuesday, calendar=INDONESIA) == date(2020, 8, 28)
        saturday = packs_of(rules=(attrs.evolve(SP4N.rule("SLA-060"), rolls_forward=True),)).pack
        assert due_on("SLA-060", started_on=tuesday, calendar=INDONESIA, pack=saturday) == date(2018, 10, 29)

    @given(st.dates(date(2018, 1, 1), date(2026, 6, 1)), packed_rules())
    def test_it_is_the_due_day_of_a_report_to_which_nothing_happens(
        self, day: date, rules: tuple[SlaRule, ...]
    ) -> None:
        """For whatever starts with the receipt."""
        under = attrs.evolve(packs_of(rules=rules), calendar=INDONESIA)
        report = received(at=on(day), classification=Classification.COMPLAINT, under=under)
        for duty in assess(report, as_of=on(day), under=under).duties:
            if not duty.is_uncovered:
                found = due_on(duty.rule.rule_id, started_on=day, calendar=INDONESIA, pack=under.pack)
                assert duty.due_on == found

    def test_the_last_instant_of_a_rule_in_hours(self) -> None:
        """Three times twenty-four hours, in the offset of the start."""
        found = due_at("SLA-070", started_at=datetime(2026, 11, 20, 15, 30, tzinfo=WIB))
        assert found == datetime(2026, 11, 23, 15, 30, tzinfo=WIB)
        assert found.tzinfo is WIB
        assert due_at("SLA-070", started_at=datetime(2026, 11, 20, tzinfo=UTC)) == datetime(2026, 11, 23, tzinfo=UTC)

    @pytest.mark.parametrize(
        "rule_id, started_on, field, rule",
        [
            ("SLA-999", date(2024, 3, 4), "rule_id", "the id of a rule of the pack is needed"),
            ("SLA-070", date(2024, 3, 4), "rule_id", "a rule in days or months is needed; due_at answers for hours"),
            ("SLA-022", date(2018, 12, 31), "started_on", "a day on which the rule was in force is needed"),
            ("SLA-011", date(2019, 1, 1), "started_on", "a day on which the rule was in force is needed"),
            ("SLA-001", MONDAY, "started_on", "a date without a time is needed"),
            ("SLA-001", None, "started_on", "a date without a time is needed"),
        ],
    )
    def test_what_has_no_due_day(self, rule_id: str, started_on: object, field: str, rule: str) -> None:
        """No such rule, one in hours, one of another regime, or no day."""
        with pytest.raises(InvalidValueError) as caught:
            due_on(rule_id, started_on=started_on, calendar=INDONESIA)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.rule) == (field, rule)

    def test_a_due_day_beyond_the_decrees(self) -> None:
        """It raises; there is no report that could say it of itself."""
        with pytest.raises(UncoveredDayError):
            due_on("SLA-001", started_on=date(2026, 12, 30), calendar=INDONESIA)

    @pytest.mark.parametrize(
        "rule_id, started_at, field, rule",
        [
            ("SLA-001", MONDAY, "rule_id", "a rule in hours is needed; due_on answers for days"),
            ("SLA-071", MONDAY, "rule_id", "the id of a rule of the pack is needed"),
            ("SLA-070", MONDAY.replace(tzinfo=None), "started_at", "an aware datetime is needed"),
            ("SLA-070", datetime(9999, 12, 30, tzinfo=UTC), "n", "a limit that ends before the year 10000 is needed"),
        ],
    )
    def test_what_has_no_last_instant(self, rule_id: str, started_at: datetime, field: str, rule: str) -> None:
        """A rule in days, no such rule, a naive instant, the end of time."""
        with pytest.raises(InvalidValueError) as caught:
            due_at(rule_id, started_at=started_at)
        assert (caught.value.field, caught.value.rule.partition(" (")[0]) == (field, rule)


class TestBadInput:
    """What cannot be asked, and packs that contradict themselves."""

    @pytest.mark.parametrize("as_of", [MONDAY - HOUR, MONDAY.replace(tzinfo=None), date(2024, 3, 5), None])
    def test_an_instant_that_cannot_be_asked_about(self, as_of: object) -> None:
        """Before the last event, naive, or no instant."""
        with pytest.raises(InvalidValueError) as caught:
            assess(received(), as_of=as_of, under=RULES)  # type: ignore[arg-type]
        assert caught.value.field == "as_of"

    @staticmethod
    def rule(**facts: object) -> SlaRule:
        """Return a rule for the verification, with what the test wants to have different."""
        usual: dict[str, object] = {
            "rule_id": "X-1",
            "duty": DutyName.VERIFICATION,
            "limit": WorkDays(3),
            "citation": "x",
            "confidence": Confidence.ASSUMED,
        }
        return SlaRule(**(usual | facts))  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "facts, field",
        [
            ({"limit": Months(1)}, "limit"),
            ({"limit": Hours(1)}, "limit"),
            ({"duty": DutyName.OMBUDSMAN}, "limit"),
            ({"duty": DutyName.OMBUDSMAN_REACH, "limit": CalendarDays(730)}, "limit"),
            ({"duty": DutyName.BREACH_NOTICE, "limit": CalendarDays(3)}, "limit"),
            ({"since": date(2024, 1, 2), "until": date(2024, 1, 1)}, "until"),
            ({"rule_id": "X 1"}, "rule_id"),
            ({"rule_id": 1}, "rule_id"),
            ({"citation": " "}, "citation"),
            ({"classes": {Classification.COMPLAINT}}, "classes"),
            ({"rolls_forward": None}, "rolls_forward"),
        ],
    )
    def test_a_rule_that_is_refused(self, facts: dict[str, object], field: str) -> None:
        """A unit that does not fit the duty, days that contradict, fields of the wrong type."""
        with pytest.raises(InvalidValueError) as caught:
            self.rule(**facts)
        assert caught.value.field == field

    @pytest.mark.parametrize(
        "facts, message",
        [
            ({"rule_id": "X 1"}, "rule_id: 1 to 32 letters, digits or ._- are needed, such as SLA-001"),
            ({"limit": Months(1)}, "limit: WorkDays or CalendarDays is needed for this duty"),
            ({"since": date(2024, 1, 2), "until": date(2024, 1, 1)}, "until: a day not before since is needed"),
        ],
    )
    def test_a_refused_rule_is_told_what_is_needed(self, facts: dict[str, object], message: str) -> None:
        """In words, without the value."""
        with pytest.raises(InvalidValueError) as caught:
            self.rule(**facts)
        assert str(caught.value) == message

    def test_a_rule_may_hold_for_a_single_day(self) -> None:
        """The first is the last."""
        rule = self.rule(since=date(2024, 1, 2), until=date(2024, 1, 2))
        days = [date(2024, 1, day) for day in (1, 2, 3)]
        assert [rule.is_in_force(day) for day in days] == [False, True, False]

    def test_a_limit_in_hours_has_no_due_day(self) -> None:
        """It ends at an instant."""
        with pytest.raises(InvalidValueError) as caught:
            SP4N.rule("SLA-070").due_on(date(2024, 3, 4), WEEKDAYS)
        assert str(caught.value) == "limit: a limit in days is needed"
        with pytest.raises(InvalidValueError) as caught:
            SP4N.rule("SLA-070").is_over(date(2024, 3, 4), date(2024, 3, 9), WEEKDAYS)
        assert str(caught.value) == "limit: a limit in days is needed"

    @pytest.mark.parametrize(
        "facts",
        [
            {},
            {"classes": frozenset({Classification.COMPLAINT})},
            {"since": date(2024, 1, 1)},
            {"until": date(2024, 1, 1)},
            {"until": date(2024, 1, 1), "since": date(2023, 1, 1), "classes": frozenset({Classification.ASPIRATION})},
        ],
    )
    def test_two_rules_for_the_same_duty_of_the_same_day(self, facts: dict[str, object]) -> None:
        """The error names both."""
        for pair in (
            (self.rule(), self.rule(rule_id="X-2", **facts)),
            (self.rule(rule_id="X-2", **facts), self.rule()),
        ):
            with pytest.raises(InvalidValueError) as caught:
                RulePack(version="x", rules=pair)
            ids = f"{pair[0].rule_id} and {pair[1].rule_id}"
            assert (caught.value.field, caught.value.rule) == ("rules", f"{ids} limit the same on the same day")

    def test_rules_that_meet_and_do_not_overlap(self) -> None:
        """The last day of one is the eve of the other; other classes and other duties are no business of theirs."""
        old, new = (
            self.rule(until=date(2024, 3, 3)),
            self.rule(rule_id="X-2", since=date(2024, 3, 4), limit=WorkDays(1)),
        )
        other = self.rule(rule_id="X-3", duty=DutyName.REPLY)
        pack = RulePack(version="x", rules=(old, new, other))
        assert pack.rules_of(DutyName.VERIFICATION) == (old, new)
        assert pack.rule_of(DutyName.VERIFICATION, date(2024, 3, 3), None) == old
        assert pack.rule_of(DutyName.VERIFICATION, date(2024, 3, 4), None) == new
        assert pack.rule_of(DutyName.COMPLETION, date(2024, 3, 4), None) is None
        assert pack.rule("X-3") == other
        classes = [self.rule(rule_id=f"X-{kind}", classes=frozenset({kind})) for kind in Classification]
        assert RulePack(version="x", rules=tuple(classes)).rules == tuple(classes)

    def test_an_id_is_given_once(self) -> None:
        """Even to rules that have nothing to do with each other."""
        with pytest.raises(InvalidValueError) as caught:
            RulePack(version="x", rules=(self.rule(), self.rule(duty=DutyName.REPLY)))
        assert (caught.value.field, caught.value.rule) == ("rules", "every rule needs an id of its own")

    @pytest.mark.parametrize("field, own", [("overlays", SP4N), ("calendars", WEEKDAYS)])
    @pytest.mark.parametrize(
        "bad, rule",
        [
            ({"nowhere": None}, "agencies of the directory are needed"),
            ({ROADS: None}, "{} is needed for every agency"),
            (5, "a mapping by agency is needed"),
            ("roads", "a mapping by agency is needed"),
            ([ROADS], "a mapping by agency is needed"),
        ],
    )
    def test_rules_of_agencies_that_are_refused(self, field: str, own: object, bad: object, rule: str) -> None:
        """An agency that the directory does not have, what is no pack or calendar, what is no mapping."""
        if bad == {"nowhere": None}:
            bad = {"nowhere": own}
        with pytest.raises(InvalidValueError) as caught:
            Rulebook(**{"directory": RULES.directory, field: bad})  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.rule) == (field, rule.format(type(own).__name__))

    def test_rules_of_agencies_cannot_be_changed_behind_the_back_of_a_rulebook(self) -> None:
        """What was given is copied."""
        given_packs = {ROADS: attrs.evolve(SP4N, version="x")}
        under = attrs.evolve(RULES, overlays=given_packs)
        given_packs.clear()
        assert under.pack_of(ROADS).version == "x"
        assert hash(under) == hash(attrs.evolve(under))


class TestAdoptedAcrossRegimes:
    """Where the start of a duty may lie on either side of a change of its limit, nobody knows the limit."""

    def assessed(self, before: int, after: int) -> Assessment:
        """Assess a case received on 20 December and adopted on 10 January, with a new limit from the new year on."""
        old = SlaRule(
            rule_id="OLD",
            duty=DutyName.COMPLETION,
            limit=WorkDays(before),
            citation="Test",
            confidence=Confidence.ASSUMED,
            until=date(2024, 12, 31),
        )
        new = attrs.evolve(old, rule_id="NEW", limit=WorkDays(after), since=date(2025, 1, 1), until=None)
        under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, rules=(old, new)))
        known_at = datetime(2025, 1, 10, 9, tzinfo=WIB)
        earliest = datetime(2024, 12, 20, 9, tzinfo=WIB)
        report = adopted(
            Status.DISPOSITIONED, known_at=known_at, under=under, received_earliest=earliest, received_latest=earliest
        )
        return assess(report, as_of=known_at, under=under)

    def test_different_limits_give_no_duty_and_say_so(self) -> None:
        assessment = self.assessed(5, 60)
        assert assessment.of(DutyName.COMPLETION) == ()
        assert DutyName.COMPLETION in assessment.unruled

    def test_one_limit_under_two_ids_gives_bounds(self) -> None:
        (duty,) = self.assessed(14, 14).of(DutyName.COMPLETION)
        assert (duty.due_earliest, duty.due_latest) == (date(2025, 1, 9), date(2025, 1, 30))

    def test_what_was_breached_under_a_former_classification_is_told_if_the_rule_of_the_present_one_is_known(
        self,
    ) -> None:
        """Adopted as a complaint, and long after its fourteen days made a request; both limits are one all along."""
        rules = tuple(
            SlaRule(
                rule_id=str(kind),
                duty=DutyName.COMPLETION,
                limit=WorkDays(14),
                citation="Test",
                confidence=Confidence.ASSUMED,
                classes=frozenset({kind}),
            )
            for kind in (Classification.COMPLAINT, Classification.INFORMATION_REQUEST)
        )
        # Of a request the limit was another one until the report came in.
        changed = (
            rules[0],
            attrs.evolve(rules[1], until=MONDAY.date() - 10 * DAY),
            attrs.evolve(rules[1], rule_id="NEW", limit=WorkDays(15), since=MONDAY.date() - 9 * DAY),
        )
        for own, told in ((rules, [str(rule.rule_id) for rule in rules]), (changed, [])):
            under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, rules=own))
            report = adopted(
                Status.DISPOSITIONED,
                under=under,
                filing=Filing(tracking_id=TrackingId("1234567"), classification=Classification.COMPLAINT),
            )
            later = MONDAY + 60 * DAY
            report = act(
                report,
                actions.Reclassify(classification=Classification.INFORMATION_REQUEST, reason="Salah"),
                COORDINATOR,
                at=later,
                under=under,
            )
            assessed = assess(report, as_of=later, under=under)
            assert assessed.as_of == later
            assert [duty.rule.rule_id for duty in assessed.of(DutyName.COMPLETION)] == told
            assert (DutyName.COMPLETION in assessed.unruled) is (told == [])

    def test_a_limit_that_only_came_in_with_the_second_is_not_taken_for_the_first(self) -> None:
        rule = SlaRule(
            rule_id="NEW",
            duty=DutyName.COMPLETION,
            limit=WorkDays(5),
            citation="Test",
            confidence=Confidence.ASSUMED,
            since=date(2025, 1, 1),
        )
        pack = attrs.evolve(SP4N, rules=(rule,))
        assert pack.only_limit(DutyName.COMPLETION, date(2024, 12, 20), date(2025, 1, 10), None) is None
        assert pack.only_limit(DutyName.COMPLETION, date(2025, 1, 2), date(2025, 1, 10), None) == (WorkDays(5), False)
