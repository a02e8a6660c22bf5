"""Decrees that change working days under way: what a policy makes of it, and which deadlines move."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lapor_core import (
    INDONESIA,
    SP4N,
    WIB,
    AmendmentPolicy,
    CalendarDay,
    ChangedDay,
    Classification,
    Confidence,
    Coverage,
    DayKind,
    Decree,
    Duty,
    DutyName,
    DutyState,
    Holiday,
    MovedDeadline,
    Report,
    Rulebook,
    RulePack,
    WorkCalendar,
    WorkDays,
    actions,
    assess,
    breakdown,
    check,
    ledger,
    moved_deadlines,
    receive,
)
from lapor_core.errors import InvalidValueError
from lapor_core.rules.reckoning import is_any_near
from lapor_core.vocabulary import Status
from tests.strategies import (
    CITY,
    COORDINATOR,
    DIRECTORY,
    HOUR,
    LIAISON,
    PROVINCE,
    REPORTER,
    ROADS,
    act,
    adopted,
    answer,
    filing,
    reports,
    verify,
)

RECOMPUTE, NEVER_SHORTEN, FROZEN = AmendmentPolicy
DAY = timedelta(days=1)


def limited_to(n: int, policy: AmendmentPolicy = RECOMPUTE) -> RulePack:
    """Return a pack in which a first follow-up may take n working days."""
    rules = tuple(
        attrs.evolve(rule, limit=WorkDays(n)) if rule.duty is DutyName.FIRST_FOLLOW_UP else rule for rule in SP4N.rules
    )
    return attrs.evolve(SP4N, version="test", rules=rules, amendments=policy)


def rules_of(
    policy: AmendmentPolicy = RECOMPUTE, n: int = 5, calendar: WorkCalendar = INDONESIA, **facts: Any
) -> Rulebook:
    """Return rules under a policy."""
    return Rulebook(directory=DIRECTORY, calendar=calendar, pack=limited_to(n, policy), **facts)


def morning(day: date) -> datetime:
    """Return an instant of a day."""
    return datetime.combine(day, time(9), WIB)


def dispositioned_on(day: date, under: Rulebook) -> Report:
    """Return a report that came in and was sent to its unit on one day."""
    report = receive(filing(), by=REPORTER, at=morning(day), under=under).report
    report = act(report, verify(), COORDINATOR, under=under)
    return act(report, actions.Disposition(to=ROADS), COORDINATOR, under=under)


def follow_up_of(report: Report, as_of: date, under: Rulebook) -> Duty:
    """Return the duty of the first follow-up at the end of a day."""
    return assess(report, as_of=morning(as_of) + 14 * HOUR, under=under).of(DutyName.FIRST_FOLLOW_UP)[-1]


# --------------------------------------------------------------------- calendars that are amended, for properties

FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)
_LIST = Decree(
    decree_id="LIST",
    citation="x",
    published_on=date(2022, 10, 1),
    confidence=Confidence.ASSUMED,
    covers=Coverage(first=date(2023, 1, 1), last=LAST),
    adds=tuple(
        Holiday(day=FIRST + number * DAY, kind=DayKind.NATIONAL, indonesian="Libur", english="Holiday")
        for number in range(60, 160, 9)
    ),
)


@st.composite
def amended_calendars(draw: DrawFn, *, back: int = 0) -> WorkCalendar:
    """A list with up to four amendments, some of which give working days back; on demand also so many days back."""
    decrees = [_LIST]
    for number in range(draw(st.integers(1, 4))):
        published_on = FIRST + draw(st.integers(40, 110)) * DAY
        days = draw(st.lists(st.integers(-back, 40), min_size=1, max_size=4, unique=True))
        named = [published_on + day * DAY for day in days]
        cut = draw(st.integers(0, len(named)))
        decrees.append(
            Decree(
                decree_id=f"AMENDMENT-{number}",
                citation="x",
                published_on=published_on,
                confidence=Confidence.ASSUMED,
                adds=tuple(Holiday(day=day, kind=DayKind.LOCAL, indonesian="L", english="L") for day in named[:cut]),
                removes=tuple(named[cut:]),
            )
        )
    return WorkCalendar(decrees=tuple(decrees), retroactive=back > 0)


@st.composite
def worlds(draw: DrawFn, *, back: int = 0) -> tuple[Rulebook, Report, datetime]:
    """Rules with a calendar that is amended, a report under them, and an instant after its last event."""
    under = rules_of(n=draw(st.integers(1, 12)), calendar=draw(amended_calendars(back=back)))
    report = draw(reports(max_steps=6))
    assume(report.received_earliest.year >= FIRST.year and report.changed_at.year < LAST.year)
    return under, report, report.changed_at + draw(st.integers(0, 40)) * DAY


def under_policy(under: Rulebook, policy: AmendmentPolicy) -> Rulebook:
    """Return the same rules under another policy."""
    return attrs.evolve(under, pack=attrs.evolve(under.pack, amendments=policy))


def due(report: Report, as_of: datetime, under: Rulebook) -> dict[str, date]:
    """Return the due days that are known."""
    return {duty.key: duty.due_on for duty in assess(report, as_of=as_of, under=under).duties if duty.due_on}


def frozen_bounds(calendar: WorkCalendar) -> Duty:
    """Return the verification, within five working days, of a case of 1 August that was adopted on the 11th."""
    rules = (attrs.evolve(SP4N.rule("SLA-001"), limit=WorkDays(5)),)
    pack = attrs.evolve(SP4N, version="test", rules=rules, amendments=FROZEN)
    under = Rulebook(directory=DIRECTORY, calendar=calendar, pack=pack)
    case = adopted(
        Status.RECEIVED,
        known_at=morning(date(2025, 8, 11)),
        under=under,
        filing=attrs.evolve(filing(), reporter=None, agency=None, channel=None),
        received_earliest=morning(date(2025, 8, 1)),
        received_latest=morning(date(2025, 8, 1)),
        responsible=CITY,
    )
    (bounds,) = assess(case, as_of=morning(date(2025, 8, 11)), under=under).duties
    return bounds


class TestPolicies:
    """What a decree does to a clock that runs."""

    @settings(max_examples=80)
    @given(world=worlds())
    def test_a_policy_is_kept(self, world: tuple[Rulebook, Report, datetime]) -> None:
        """Never shorten: not before what any calendar said since the start. Frozen: what the first of them said."""
        under, report, as_of = world
        final = due(report, as_of, under)
        kept = due(report, as_of, under_policy(under, NEVER_SHORTEN))
        frozen = {
            duty.key: duty
            for duty in assess(report, as_of=as_of, under=under_policy(under, FROZEN)).duties
            if duty.due_on
        }
        for key in final.keys() & kept.keys():
            assert final[key] <= kept[key]
        for key, duty in frozen.items():
            assert duty.due_on is not None
            if duty.started_on is not None:
                known = attrs.evolve(under, calendar=under.calendar.as_known_on(duty.started_on))
                if not report.holds:  # what is left of the pause budget follows the calendar as it stands
                    assert due(report, as_of, known)[key] == duty.due_on
                if key in kept:
                    assert duty.due_on <= kept[key]

    @settings(max_examples=60)
    @given(world=worlds(), policy=st.sampled_from(AmendmentPolicy))
    def test_days_used_agree_with_the_due_day(
        self, world: tuple[Rulebook, Report, datetime], policy: AmendmentPolicy
    ) -> None:
        """Under every policy a limit is used up exactly when its due day is over."""
        under, report, as_of = world
        rules = under_policy(under, policy)
        today = rules.calendar.local_day(as_of)
        for duty in assess(report, as_of=as_of, under=rules).duties:
            if duty.used is not None and duty.due_on is not None and duty.ended_on is None:
                assert (duty.used >= duty.rule.limit.n) is (duty.due_on < today)

    @settings(max_examples=60)
    @given(world=worlds(), policy=st.sampled_from(AmendmentPolicy))
    def test_a_breakdown_ends_on_the_due_day(
        self, world: tuple[Rulebook, Report, datetime], policy: AmendmentPolicy
    ) -> None:
        """Under every policy it shows the calendar that made it."""
        under, report, as_of = world
        rules = under_policy(under, policy)
        for duty in assess(report, as_of=as_of, under=rules).duties:
            if duty.started_on is not None and duty.due_on is not None:
                lines = breakdown(report, duty, as_of=as_of, under=rules).lines
                assert [line.day for line in lines if line.is_counted][-1] == duty.due_on

    @pytest.mark.parametrize("policy, is_near", [(RECOMPUTE, False), (NEVER_SHORTEN, False), (FROZEN, True)])
    def test_a_superior_is_told_by_the_same_calendar(self, policy: AmendmentPolicy, *, is_near: bool) -> None:
        """Once Tuesday 19 August is over: the ninth day after the 6th, if Monday counts."""
        under = rules_of(policy, n=9)
        under = attrs.evolve(under, pack=attrs.evolve(under.pack, raise_at=Fraction(1)))
        report = dispositioned_on(date(2025, 8, 6), under)
        assert is_any_near(report, morning(date(2025, 8, 20)), under) is is_near

    @settings(max_examples=40)
    @given(world=worlds())
    def test_without_an_amendment_all_policies_agree(self, world: tuple[Rulebook, Report, datetime]) -> None:
        """There is one calendar to choose."""
        under, report, as_of = world
        plain = attrs.evolve(under, calendar=WorkCalendar(decrees=(_LIST,)))
        first, *others = (
            assess(report, as_of=as_of, under=under_policy(plain, policy)).duties for policy in AmendmentPolicy
        )
        assert others == [first, first]

    @pytest.mark.parametrize(
        "start, before, final",
        [
            # SKB-2025-1 of 7 August adds joint leave on Monday 18: Fri 15, Tue 19, Wed 20, Thu 21, Fri 22.
            (date(2025, 8, 14), date(2025, 8, 21), date(2025, 8, 22)),
            # KEPPRES-2024-33 of 21 November adds the election on Wednesday 27: Mon 25, Tue 26, Thu 28, Fri 29, Mon 2.
            (date(2024, 11, 22), date(2024, 11, 29), date(2024, 12, 2)),
            # SKB-2023-1 of 29 March has Eid leave on 19, 20, 21, 24, 25 April in the place of 21, 24, 25, 26.
            (date(2023, 4, 18), date(2023, 5, 2), date(2023, 5, 3)),
        ],
    )
    def test_amendments_of_the_country(self, start: date, before: date, final: date) -> None:
        """Five working days from a day, without the decree and with it; whoever starts later knows it already."""
        published_on = {2025: date(2025, 8, 7), 2024: date(2024, 11, 21), 2023: date(2023, 3, 29)}[start.year]
        known = INDONESIA.as_known_on(published_on - DAY)
        report = dispositioned_on(start, rules_of())
        assert follow_up_of(report, start, rules_of(calendar=known)).due_on == before
        for policy in AmendmentPolicy:
            assert follow_up_of(report, start, rules_of(policy)).due_on == final

    @pytest.mark.parametrize(
        "policy, due_on, used",
        [(RECOMPUTE, date(2025, 8, 20), 8), (NEVER_SHORTEN, date(2025, 8, 20), 8), (FROZEN, date(2025, 8, 19), 9)],
    )
    def test_a_day_off_that_came_under_way(self, policy: AmendmentPolicy, due_on: date, used: int) -> None:
        """From 6 August, the day before the decree, nine days: Thu 7, Fri 8, Mon 11 to Fri 15, (Mon 18), Tue 19."""
        report = dispositioned_on(date(2025, 8, 6), rules_of())
        duty = follow_up_of(report, date(2025, 8, 20), rules_of(policy, n=9))
        assert (duty.due_on, duty.used) == (due_on, used)
        assert duty.state is (DutyState.BREACHED if policy is FROZEN else DutyState.RUNNING)

    @pytest.mark.parametrize(
        "policy, due_on",
        # Leave of May 2020 was moved to December on 9 April and 20 May: sooner. In between nothing was later.
        [(RECOMPUTE, date(2020, 5, 28)), (NEVER_SHORTEN, date(2020, 5, 29)), (FROZEN, date(2020, 5, 29))],
    )
    def test_a_day_off_that_was_taken_back_under_way(self, policy: AmendmentPolicy, due_on: date) -> None:
        """From 19 May 2020, five working days; on the day after, Friday 22 May became a working day."""
        report = dispositioned_on(date(2020, 5, 19), rules_of())
        assert follow_up_of(report, date(2020, 5, 20), rules_of(policy)).due_on == due_on

    def test_never_shorten_keeps_what_a_first_decree_promised(self) -> None:
        """A clock that ends on 4 June 2020 by the list of 2019 does not end on 29 May, as by the final one."""
        first = INDONESIA.as_known_on(date(2020, 3, 8))
        start = date(2020, 3, 6)
        n = first.workdays_between(start, date(2020, 6, 4))
        report = dispositioned_on(start, rules_of())
        assert follow_up_of(report, start, rules_of(FROZEN, n=n)).due_on == date(2020, 6, 4)
        assert follow_up_of(report, start, rules_of(RECOMPUTE, n=n)).due_on == date(2020, 5, 29)
        # On 9 March a day of leave came on top, which was taken back later.
        assert follow_up_of(report, start, rules_of(NEVER_SHORTEN, n=n)).due_on == date(2020, 6, 8)

    def test_a_list_of_a_year_that_had_none_is_no_amendment(self) -> None:
        """A clock that starts before it and ends after the turn of the year has a due day under every policy."""
        start = date(2025, 9, 1)
        report = dispositioned_on(start, rules_of())
        days = {follow_up_of(report, start, rules_of(policy, n=90)).due_on for policy in AmendmentPolicy}
        assert days == {INDONESIA.add_workdays(start, 90)}
        assert INDONESIA.add_workdays(start, 90) > date(2026, 1, 1)

    def test_a_day_beyond_the_decrees_stays_beyond_them(self) -> None:
        """For that one duty, under every policy."""
        report = dispositioned_on(date(2026, 12, 28), rules_of())
        for policy in AmendmentPolicy:
            duty = follow_up_of(report, date(2026, 12, 28), rules_of(policy))
            assert (duty.due_on, duty.is_uncovered) == (None, True)

    @settings(max_examples=60)
    @given(
        calendar=amended_calendars(),
        policy=st.sampled_from(AmendmentPolicy),
        first=st.integers(20, 100),
        span=st.integers(0, 25),
        n=st.integers(3, 30),
    )
    def test_law_16_bounds_hold_whenever_a_clock_started(
        self, calendar: WorkCalendar, policy: AmendmentPolicy, first: int, span: int, n: int
    ) -> None:
        """The due day of a clock that starts on any day between is between the bounds, whatever was decreed by then."""
        rules = (attrs.evolve(SP4N.rule("SLA-001"), limit=WorkDays(n)),)
        pack = attrs.evolve(SP4N, version="test", rules=rules, amendments=policy)
        under = Rulebook(directory=DIRECTORY, calendar=calendar, pack=pack)
        earliest = FIRST + first * DAY
        known_at = morning(earliest + span * DAY)
        case = adopted(
            Status.RECEIVED,
            known_at=known_at,
            under=under,
            filing=attrs.evolve(filing(), reporter=None, agency=None, channel=None),
            received_earliest=morning(earliest),
            received_latest=morning(earliest),
            responsible=CITY,
        )
        (bounds,) = assess(case, as_of=known_at, under=under).duties
        for number in range(span + 1):
            report = receive(filing(), by=REPORTER, at=morning(earliest + number * DAY), under=under).report
            (duty,) = assess(report, as_of=known_at, under=under).duties
            assert duty.due_on is not None
            assert bounds.due_earliest is not None
            assert bounds.due_latest is not None
            assert bounds.due_earliest <= duty.due_on <= bounds.due_latest

    def test_each_bound_takes_the_calendar_that_makes_it_hold(self) -> None:
        """A decree of Sunday 3 August gives Tuesday 5 back and takes Wednesday 13: some end sooner by it, others later.

        Who started on Friday 1 August did not know it; who did on the 3rd has Mon 4 to Fri 8, and who did on the 11th
        has Tue 12, Thu 14, Fri 15, Mon 18 and Tue 19.
        """
        first, second = (
            Decree(
                decree_id=f"D-{number}",
                citation="x",
                published_on=published_on,
                confidence=Confidence.ASSUMED,
                adds=(Holiday(day=added, kind=DayKind.LOCAL, indonesian="x", english="x"),),
                removes=removed,
            )
            for number, published_on, added, removed in (
                (1, date(2025, 1, 1), date(2025, 8, 5), ()),
                (2, date(2025, 8, 3), date(2025, 8, 13), (date(2025, 8, 5),)),
            )
        )
        calendar = WorkCalendar(decrees=(_LIST, first, second))
        bounds = frozen_bounds(calendar)
        assert (bounds.due_earliest, bounds.due_latest) == (date(2025, 8, 8), date(2025, 8, 19))

    def test_the_earliest_day_is_not_that_of_the_calendar_which_gives_the_latest(self) -> None:
        """A decree of Sunday 3 August takes Wednesday 6: who started on Friday 1 did not know it and ends on Friday 8.

        For who started on Monday 11 it makes no difference.
        """
        calendar = WorkCalendar(decrees=(_LIST, local("OWN", date(2025, 8, 3), adds=(date(2025, 8, 6),))))
        bounds = frozen_bounds(calendar)
        assert (bounds.due_earliest, bounds.due_latest) == (date(2025, 8, 8), date(2025, 8, 18))

    @pytest.mark.parametrize("policy", [NEVER_SHORTEN, FROZEN])
    def test_bounds_of_an_adopted_report_hold_whenever_it_was_received(self, policy: AmendmentPolicy) -> None:
        """Law 16: between those of a receipt on the first and on the last possible day, and on any between them."""
        under = rules_of(policy)
        earliest, latest = date(2025, 7, 30), date(2025, 8, 11)
        known_at = morning(date(2025, 8, 12))
        case = adopted(
            Status.RECEIVED,
            known_at=known_at,
            under=under,
            filing=attrs.evolve(filing(), reporter=None, agency=None, channel=None),
            received_earliest=morning(earliest),
            received_latest=morning(latest),
            responsible=CITY,
        )
        (bounds,) = (
            duty for duty in assess(case, as_of=known_at, under=under).duties if duty.rule.rule_id == "SLA-001"
        )
        assert bounds.due_earliest is not None
        assert bounds.due_latest is not None
        day = earliest
        while day <= latest:
            report = receive(filing(), by=REPORTER, at=morning(day), under=under).report
            (duty,) = assess(report, as_of=known_at, under=under).of(DutyName.VERIFICATION)
            assert duty.due_on is not None
            assert bounds.due_earliest <= duty.due_on <= bounds.due_latest
            day += DAY


def local(decree_id: str, published_on: date, *, adds: tuple[date, ...] = (), removes: tuple[date, ...] = ()) -> Decree:
    """Return a decree that gives some days off, which bear its id, and takes others back."""
    return Decree(
        decree_id=decree_id,
        citation="x",
        published_on=published_on,
        confidence=Confidence.ASSUMED,
        adds=tuple(Holiday(day=day, kind=DayKind.LOCAL, indonesian=decree_id, english=decree_id) for day in adds),
        removes=removes,
    )


def moved(
    reports: Any, under: Rulebook, decree_id: str = "SKB-2025-1", on: date = date(2025, 8, 8)
) -> list[MovedDeadline]:
    """Return what a decree moves on a day."""
    return list(moved_deadlines(reports, decree_id=decree_id, as_of=morning(on), under=under))


class TestDecreesThatChangeThePast:
    """Laws 13 and 15, where a calendar allows decrees to change days before their publication."""

    @settings(max_examples=60)
    @given(world=worlds(back=40), policy=st.sampled_from(AmendmentPolicy), budget=st.integers(1, 4))
    def test_a_decree_touches_only_duties_that_still_ran_on_the_day_it_was_published(
        self, world: tuple[Rulebook, Report, datetime], policy: AmendmentPolicy, budget: int
    ) -> None:
        """What had been met, dropped or breached by then stands as it stood, whatever days it had been held."""
        under, report, as_of = world
        under = attrs.evolve(under, pack=attrs.evolve(under.pack, amendments=policy, pause_budget=WorkDays(budget)))
        decrees = sorted(under.calendar.decrees, key=lambda decree: decree.published_on)
        for number, decree in enumerate(decrees[1:], start=1):
            known, amended = (
                assess(report, as_of=as_of, under=attrs.evolve(under, calendar=one)).duties
                for one in (
                    attrs.evolve(under.calendar, decrees=tuple(decrees[:number])),
                    attrs.evolve(under.calendar, decrees=tuple(decrees[: number + 1])),
                )
            )
            after = {(duty.rule.rule_id, duty.cycle): duty for duty in amended}
            for duty in known:
                was_over = duty.due_latest is not None and duty.due_latest < decree.published_on
                if was_over or (duty.ended_on is not None and duty.ended_on <= decree.published_on):
                    now = after[duty.rule.rule_id, duty.cycle]
                    assert (now.state, now.due_on, now.due_latest) == (duty.state, duty.due_on, duty.due_latest)

    @settings(max_examples=60)
    @given(world=worlds(back=40), policy=st.sampled_from(AmendmentPolicy))
    def test_a_breakdown_ends_on_the_due_day(
        self, world: tuple[Rulebook, Report, datetime], policy: AmendmentPolicy
    ) -> None:
        """And the days used are those of the same calendar."""
        under, report, as_of = world
        rules = under_policy(under, policy)
        for duty in assess(report, as_of=as_of, under=rules).duties:
            if duty.started_on is not None and duty.due_on is not None:
                lines = breakdown(report, duty, as_of=as_of, under=rules).lines
                assert [line.day for line in lines if line.is_counted][-1] == duty.due_on

    @pytest.mark.parametrize(
        "published_on, state, due_on",
        [
            # Due on Thursday 7; a day off on Wednesday 6 makes it Friday 8.
            (date(2024, 3, 7), DutyState.BREACHED, date(2024, 3, 8)),
            (date(2024, 3, 8), DutyState.BREACHED, date(2024, 3, 7)),
            (date(2024, 3, 20), DutyState.BREACHED, date(2024, 3, 7)),
        ],
    )
    def test_a_day_off_in_hindsight(self, published_on: date, state: DutyState, due_on: date) -> None:
        """Three working days from Monday 4 March 2024; only who still had the last of them gets another."""
        late = Decree(
            decree_id="LATE",
            citation="x",
            published_on=published_on,
            confidence=Confidence.ASSUMED,
            adds=(Holiday(day=date(2024, 3, 6), kind=DayKind.LOCAL, indonesian="x", english="x"),),
        )
        under = rules_of(calendar=attrs.evolve(INDONESIA, decrees=(*INDONESIA.decrees, late), retroactive=True))
        report = receive(filing(), by=REPORTER, at=morning(date(2024, 3, 4)), under=under).report
        (duty,) = assess(report, as_of=morning(date(2024, 3, 30)), under=under).of(DutyName.VERIFICATION)
        assert (duty.state, duty.due_on) == (state, due_on)

    @pytest.mark.parametrize(
        "judged_on, published_on, state, due_on",
        [
            # Due on Friday 8. What is published on the day on which it is met does not make it late.
            (date(2024, 3, 8), date(2024, 3, 8), DutyState.MET, date(2024, 3, 8)),
            (date(2024, 3, 8), date(2024, 3, 20), DutyState.MET, date(2024, 3, 8)),
            # Who still has it on that day is given the calendar as it stands: Tue 5, Wed 6, Thu 7.
            (date(2024, 3, 13), date(2024, 3, 8), DutyState.LATE, date(2024, 3, 7)),
        ],
    )
    def test_a_day_given_back_in_hindsight(
        self, judged_on: date, published_on: date, state: DutyState, due_on: date
    ) -> None:
        """Three working days from Monday 4 March 2024, with Wednesday 6 off until a decree takes that back."""
        holiday = Holiday(day=date(2024, 3, 6), kind=DayKind.LOCAL, indonesian="x", english="x")
        own: dict[str, Any] = {"citation": "x", "confidence": Confidence.ASSUMED}
        first = Decree(decree_id="OWN", published_on=date(2024, 1, 2), adds=(holiday,), **own)
        second = Decree(decree_id="BACK", published_on=published_on, removes=(holiday.day,), **own)
        calendar = attrs.evolve(INDONESIA, decrees=(*INDONESIA.decrees, first, second), retroactive=True)
        under = rules_of(calendar=calendar)
        report = receive(filing(), by=REPORTER, at=morning(date(2024, 3, 4)), under=under).report
        report = act(report, verify(), COORDINATOR, under=under)
        report = act(report, actions.Disposition(to=ROADS), COORDINATOR, at=morning(judged_on), under=under)
        (duty,) = assess(report, as_of=morning(date(2024, 3, 30)), under=under).of(DutyName.VERIFICATION)
        assert (duty.state, duty.due_on) == (state, due_on)

    def test_what_a_pause_used_up_is_settled_when_it_begins(self) -> None:
        """Held from Monday to Thursday under a budget of two days: the third counts, whatever is decreed later."""
        late = Decree(
            decree_id="LATE",
            citation="x",
            published_on=date(2024, 3, 20),
            confidence=Confidence.ASSUMED,
            adds=(Holiday(day=date(2024, 3, 5), kind=DayKind.LOCAL, indonesian="x", english="x"),),
        )
        under = rules_of(calendar=attrs.evolve(INDONESIA, decrees=(*INDONESIA.decrees, late), retroactive=True))
        under = attrs.evolve(under, pack=attrs.evolve(under.pack, pause_budget=WorkDays(2)))
        report = receive(filing(), by=REPORTER, at=morning(date(2024, 3, 4)), under=under).report
        report = act(report, actions.Hold(missing="Nama jalan"), COORDINATOR, under=under)
        report = act(report, actions.Complete(text="Jalan"), REPORTER, at=morning(date(2024, 3, 7)), under=under)
        later = morning(date(2024, 3, 30))
        days = ledger(report, as_of=later, under=under)
        assert [one.is_spent for one in days[:3]] == [False, False, True]
        (duty,) = assess(report, as_of=later, under=under).of(DutyName.VERIFICATION)
        # Thursday 7, Friday 8, and Wednesday 13 after the holidays of Nyepi.
        assert (duty.due_on, duty.state) == (date(2024, 3, 13), DutyState.BREACHED)
        hold = actions.Hold(missing="Nomor rumah")
        refusal = check(report, hold, by=COORDINATOR, at=later, under=under)
        assert refusal is not None
        assert refusal.rule_id == "GRD-007"


class TestMovedDeadlines:
    """Which deadlines a decree moves, by how much and why."""

    @settings(max_examples=80)
    @given(world=worlds(), number=st.integers(0, 3))
    def test_law_15_an_amendment_touches_only_duties_that_still_ran_on_the_day_it_was_published(
        self, world: tuple[Rulebook, Report, datetime], number: int
    ) -> None:
        """What had been met, dropped or breached by then stands as it stood; and nothing else is listed as moved."""
        under, report, as_of = world
        decrees = under.calendar.decrees
        decree = decrees[min(number + 1, len(decrees) - 1)]
        without = attrs.evolve(
            under, calendar=attrs.evolve(under.calendar, decrees=tuple(one for one in decrees if one is not decree))
        )
        before = {duty.key: duty for duty in assess(report, as_of=as_of, under=without).duties}
        if not report.holds:
            for duty in assess(report, as_of=as_of, under=under).duties:
                other = before.get(duty.key)
                if other is None or (other.ended_on is not None and other.ended_on <= decree.published_on):
                    assert duty.state is (other.state if other else duty.state)
                elif other.due_on is not None and other.due_on < decree.published_on:
                    assert (duty.due_on, duty.state) == (other.due_on, other.state)
        for item in moved_deadlines([report], decree_id=decree.decree_id, as_of=as_of, under=under):
            assert item.before is not None
            assert item.after is not None
            assert item.after.ended_on is None
            assert item.after.started_on is None or item.after.started_on < decree.published_on
            assert item.from_on is None or item.from_on >= decree.published_on

    @settings(max_examples=60)
    @given(world=worlds())
    def test_under_frozen_nothing_moves_and_under_never_shorten_nothing_comes_sooner(
        self, world: tuple[Rulebook, Report, datetime]
    ) -> None:
        """But for what is held, whose budget follows the calendar."""
        under, report, as_of = world
        if not report.holds:
            for decree in under.calendar.decrees:
                asked: dict[str, Any] = {"decree_id": decree.decree_id, "as_of": as_of}
                frozen = moved_deadlines([report], **asked, under=under_policy(under, FROZEN))
                assert all(item.calendar_days is None for item in frozen)  # nobody knows since when they run
                kept = moved_deadlines([report], **asked, under=under_policy(under, NEVER_SHORTEN))
                assert all((item.calendar_days or 0) >= 0 for item in kept)

    def test_a_day_of_leave_moves_what_runs_across_it(self) -> None:
        """From 6 August, nine working days: from Tuesday 19 to Wednesday 20; the other duties are over or too short."""
        report = dispositioned_on(date(2025, 8, 6), rules_of())
        found = {item.after.rule.rule_id: item for item in moved([report], rules_of(n=9)) if item.after}
        assert found.keys() == {"SLA-002", "SLA-032"}
        item = found["SLA-002"]
        assert (item.tracking_id, item.decree_id) == (report.tracking_id, "SKB-2025-1")
        assert (item.from_on, item.to_on) == (date(2025, 8, 19), date(2025, 8, 20))
        assert (item.workdays, item.calendar_days) == (1, 1)
        assert (item.is_uncovered, item.error) == (False, None)
        assert [day.text("id") for day in item.days] == ["2025-08-18: libur (Cuti bersama Proklamasi Kemerdekaan)"]
        assert [day.text("en") for day in item.days] == ["2025-08-18: off (Joint leave: Independence Day)"]

    def test_a_day_given_back_moves_sooner(self) -> None:
        """Friday 22 May 2020 became a working day: from Friday 29 to Thursday 28, one working day."""
        report = dispositioned_on(date(2020, 5, 19), rules_of())
        items = moved([report], rules_of(), "SKB-2020-3", date(2020, 5, 20))
        (item,) = (item for item in items if item.after and item.after.rule.rule_id == "SLA-002")
        assert (item.workdays, item.calendar_days) == (-1, -1)
        (day,) = item.days
        assert isinstance(day, ChangedDay)
        assert (day.before.is_workday, day.after.is_workday) == (False, True)
        assert day.text("id").startswith("2020-05-22: hari kerja kembali, semula libur (Cuti bersama")
        assert day.text("en").startswith("2020-05-22: a working day again, was off (Joint leave")

    def test_whoever_started_on_the_day_of_publication_knew_it(self) -> None:
        """So nothing moves; nor for a case that has ended, or was answered."""
        under = rules_of(n=9)
        on_the_day = dispositioned_on(date(2025, 8, 7), under)
        ended = act(dispositioned_on(date(2025, 8, 6), under), actions.Withdraw(), REPORTER, under=under)
        reply_text = act(dispositioned_on(date(2025, 8, 6), under), answer(), LIAISON, under=under)
        assert moved([on_the_day, ended], under) == []
        open_one = dispositioned_on(date(2025, 8, 6), under)
        assert {item.after for item in moved([ended, open_one], under)} == {
            item.after for item in moved([open_one], under)
        }
        assert {item.after.rule.duty for item in moved([reply_text], under) if item.after} == {DutyName.REPLY}

    def test_what_earlier_decrees_had_changed_is_in_both_and_what_later_ones_changed_in_neither(self) -> None:
        """Three decrees on three days, each with a day off: five days from Wednesday 6 August 2025.

        What the second does: Thu 7, Fri 8, Mon 11 off, Tue 12, Wed 13, and Thu 14 instead of Thu 14 off.
        """
        on = (date(2025, 8, 7), date(2025, 8, 8), date(2025, 8, 9))
        off = (date(2025, 8, 11), date(2025, 8, 12), date(2025, 8, 13))
        plain = Rulebook(directory=DIRECTORY, calendar=WorkCalendar(decrees=(_LIST,)), pack=limited_to(5))
        own = tuple(local(f"OWN-{day.day}", day, adds=(other,)) for day, other in zip(on, off, strict=True))
        under = attrs.evolve(plain, calendar=WorkCalendar(decrees=(_LIST, *own)))
        report = dispositioned_on(date(2025, 8, 6), under)
        (item,) = (
            item
            for item in moved([report], under, "OWN-8", off[0])
            if item.after and item.after.rule.rule_id == "SLA-002"
        )
        assert (item.from_on, item.to_on, item.workdays) == (date(2025, 8, 14), date(2025, 8, 15), 1)
        assert type(item.workdays) is int
        assert [day.text("en") for day in item.days] == ["2025-08-12: off (OWN-8)"]

    def test_all_the_changed_days_up_to_the_later_due_day_are_listed_and_day_zero_is_not(self) -> None:
        """Day zero is taken away and Thursday given back in hindsight; Thursday itself is the new due day."""
        first = local("OWN-1", date(2025, 8, 1), adds=(date(2025, 8, 14),))
        other = local(
            "OWN-2", date(2025, 8, 8), adds=(date(2025, 8, 6), date(2025, 8, 13)), removes=(date(2025, 8, 14),)
        )
        under = rules_of(calendar=WorkCalendar(decrees=(_LIST, first, other), retroactive=True))
        report = dispositioned_on(date(2025, 8, 6), under)
        (item,) = (
            item for item in moved([report], under, "OWN-2") if item.after and item.after.rule.rule_id == "SLA-002"
        )
        assert (item.from_on, item.to_on, item.workdays) == (date(2025, 8, 13), date(2025, 8, 14), 1)
        assert [day.after.day for day in item.days] == [date(2025, 8, 13), date(2025, 8, 14)]

    def test_a_due_day_that_moves_beyond_the_decrees_moves_by_an_unknown_number_of_days(self) -> None:
        """The last five working days that are covered; one of them is taken away. And the other way round."""
        plain = attrs.evolve(_LIST, covers=Coverage(first=date(2023, 1, 1), last=date(2025, 8, 13)))
        first = local("OWN-1", date(2025, 8, 1), adds=(date(2025, 8, 12),))
        for decrees, decree_id, known in (
            ((plain, local("OWN", date(2025, 8, 8), adds=(date(2025, 8, 12),))), "OWN", (date(2025, 8, 13), None)),
            (
                (plain, first, local("OWN", date(2025, 8, 8), removes=(date(2025, 8, 12),))),
                "OWN",
                (None, date(2025, 8, 13)),
            ),
        ):
            under = rules_of(calendar=WorkCalendar(decrees=decrees))
            report = dispositioned_on(date(2025, 8, 6), under)
            (item,) = (
                item
                for item in moved([report], under, decree_id)
                if item.after and item.after.rule.rule_id == "SLA-002"
            )
            assert (item.from_on, item.to_on) == known
            assert (item.workdays, item.calendar_days, item.is_uncovered) == (None, None, True)
            assert [day.after.day for day in item.days] == [date(2025, 8, 12)]

    def test_a_day_with_two_holidays_names_both(self) -> None:
        """With a comma between them."""
        holidays = tuple(
            Holiday(day=date(2025, 8, 18), kind=DayKind.LOCAL, indonesian=name, english=name)
            for name in ("Satu", "Dua")
        )
        before, after = (
            CalendarDay(
                day=date(2025, 8, 18), kind=DayKind.LOCAL, is_workday=is_workday, decree_id="OWN", holidays=holidays
            )
            for is_workday in (True, False)
        )
        assert ChangedDay(before=before, after=after).text("en") == "2025-08-18: off (Satu, Dua)"

    def test_the_first_list_of_a_year_moves_nothing(self) -> None:
        """Where nothing was known there was no due day."""
        report = dispositioned_on(date(2025, 9, 1), rules_of(n=90))
        assert moved([report], rules_of(n=90), "SKB-2026-0", date(2025, 9, 22)) == []

    def test_a_decree_of_the_first_of_all_days_has_no_day_before_it(self) -> None:
        """Whoever was there, knew it."""
        old = Decree(
            decree_id="OLD",
            citation="x",
            published_on=date.min,
            confidence=Confidence.ASSUMED,
            adds=(Holiday(day=date(2025, 8, 15), kind=DayKind.LOCAL, indonesian="x", english="x"),),
        )
        under = rules_of(calendar=attrs.evolve(INDONESIA, decrees=(*INDONESIA.decrees, old)))
        assert moved([dispositioned_on(date(2025, 8, 6), under)], under, "OLD") == []

    def test_what_no_decree_covers_is_an_outcome_and_the_rest_goes_on(self) -> None:
        """A duty beyond the decrees; a report that has gone further than the question; one held beyond the decrees."""
        under = rules_of(n=9)
        far = rules_of(n=400)
        fine = dispositioned_on(date(2025, 8, 6), under)
        later = dispositioned_on(date(2025, 9, 6), under)
        items = moved([later, fine], under)
        assert [item.error is None for item in items] == [False, True, True]
        assert isinstance(items[0].error, InvalidValueError)
        assert (items[0].before, items[0].from_on, items[0].to_on, items[0].calendar_days) == (None,) * 4
        assert (items[0].tracking_id, items[0].decree_id) == (later.tracking_id, "SKB-2025-1")
        uncovered = [item for item in moved([fine], far) if item.is_uncovered]
        assert [(item.after.rule.rule_id, item.workdays, item.days) for item in uncovered if item.after] == [
            ("SLA-002", None, ())
        ]

    def test_bounds_that_move_are_listed(self) -> None:
        """Of an adopted report that came in on one of two days; how far the due day moves nobody knows."""
        under = rules_of()
        case = adopted(
            Status.RECEIVED,
            known_at=morning(date(2025, 8, 6)),
            under=under,
            filing=attrs.evolve(
                filing(), reporter=None, agency=None, channel=None, classification=Classification.COMPLAINT
            ),
            received_earliest=morning(date(2025, 8, 4)),
            received_latest=morning(date(2025, 8, 5)),
            responsible=CITY,
        )
        (item,) = moved([case], under)
        assert item.before is not None
        assert item.after is not None
        # Fourteen working days, from the 4th of August, and from the 6th: it may have been reopened until its adoption.
        assert (item.before.due_earliest, item.before.due_latest) == (date(2025, 8, 22), date(2025, 8, 26))
        assert (item.after.due_earliest, item.after.due_latest) == (date(2025, 8, 25), date(2025, 8, 27))
        assert (item.from_on, item.to_on, item.workdays, item.calendar_days) == (None,) * 4
        assert [day.after.day for day in item.days] == [date(2025, 8, 18)]

    def test_what_may_be_open_or_late_is_listed_when_its_bounds_move(self) -> None:
        """Taken over on Wednesday 6 August 2025 in follow-up: nobody knows whether it is open."""
        under = rules_of(n=9)
        case = adopted(
            Status.FOLLOW_UP,
            known_at=morning(date(2025, 8, 6)),
            under=under,
            filing=attrs.evolve(filing(), reporter=None, agency=None, channel=None),
            received_earliest=morning(date(2025, 8, 4)),
            received_latest=morning(date(2025, 8, 5)),
            responsible=CITY,
        )
        found = {item.after.rule.duty: item for item in moved([case], under, on=date(2025, 8, 19)) if item.after}
        item = found[DutyName.FIRST_FOLLOW_UP]
        assert item.before is not None
        assert item.after is not None
        assert (item.before.state, item.after.state) == (DutyState.UNKNOWN, DutyState.UNKNOWN)
        assert (item.before.due_earliest, item.before.due_latest) == (date(2025, 8, 15), date(2025, 8, 19))
        assert (item.after.due_earliest, item.after.due_latest) == (date(2025, 8, 15), date(2025, 8, 20))

    def test_each_case_goes_by_its_own_calendar(self) -> None:
        """A decree of the province moves nothing in the city; the same id may be another decree elsewhere."""
        own = Decree(
            decree_id="OWN",
            citation="x",
            published_on=date(2025, 8, 7),
            confidence=Confidence.SOURCED,
            adds=(Holiday(day=date(2025, 8, 13), kind=DayKind.LOCAL, indonesian="Hari Jadi", english="Founding Day"),),
        )
        calendar = attrs.evolve(INDONESIA, decrees=(*INDONESIA.decrees, own))
        report = dispositioned_on(date(2025, 8, 6), rules_of())
        assert moved([report], rules_of(calendars={PROVINCE: calendar}), "OWN") == []
        items = moved([report], rules_of(calendars={CITY: calendar}), "OWN")
        assert {
            (item.from_on, item.to_on) for item in items if item.after and item.after.rule.rule_id == "SLA-002"
        } == {(date(2025, 8, 13), date(2025, 8, 14))}

    @pytest.mark.parametrize(
        "facts, field, rule",
        [
            ({"decree_id": "SKB-1999-0"}, "decree_id", "the id of a decree of a calendar of the rules is needed"),
            ({"as_of": datetime(2025, 8, 8)}, "as_of", "an aware datetime is needed (one that knows its offset)"),  # noqa: DTZ001
        ],
    )
    def test_a_wrong_question_is_refused_before_any_report_is_read(
        self, facts: dict[str, Any], field: str, rule: str
    ) -> None:
        """With the field, at the call."""

        def never() -> Iterator[Report]:
            raise AssertionError("no report is read")
            yield

        asked: dict[str, Any] = {"decree_id": "SKB-2025-1", "as_of": morning(date(2025, 8, 8))} | facts
        with pytest.raises(InvalidValueError) as caught:
            moved_deadlines(never(), under=rules_of(), **asked)
        assert (caught.value.field, caught.value.rule) == (field, rule)


class TestVersions:
    """The calendars that were the latest on some day of a span."""

    @given(calendar=amended_calendars(), first=st.integers(0, 150), span=st.integers(0, 80))
    def test_there_is_one_for_the_first_day_and_one_for_each_day_of_publication(
        self, calendar: WorkCalendar, first: int, span: int
    ) -> None:
        """Each is what was known on its day, and the days are in order; outside the span none is made."""
        since = FIRST + first * DAY
        versions = calendar.versions(since, since + span * DAY)
        published = {one.published_on for one in calendar.decrees[1:]}
        assert [*versions] == sorted({since} | {day for day in published if since < day <= since + span * DAY})
        for day, version in versions.items():
            known = calendar.as_known_on(day)
            assert version.coverage == calendar.coverage
            assert [version.is_workday(FIRST + n * DAY) for n in range(160)] == [
                known.is_workday(FIRST + n * DAY) for n in range(160)
            ]

    @given(calendar=amended_calendars(back=40), number=st.integers(0, 150))
    def test_what_began_on_a_day_is_settled_by_what_was_known_if_the_past_may_change(
        self, calendar: WorkCalendar, number: int
    ) -> None:
        """And by the calendar itself if it may not."""
        day = FIRST + number * DAY
        assert calendar.settled_on(day) == calendar.versions(day, day)[day]
        plain = WorkCalendar(decrees=(_LIST,))
        assert plain.settled_on(day) is plain
        assert INDONESIA.settled_on(date(2025, 1, 2)) is INDONESIA

    def test_a_span_holds_its_last_day(self) -> None:
        """SKB-2025-1 was published on 7 August 2025: it is a version of a span up to that day, not up to the eve."""
        published_on = date(2025, 8, 7)
        for upto, days in ((published_on - DAY, []), (published_on, [published_on])):
            assert list(INDONESIA.versions(date(2025, 8, 1), upto)) == [date(2025, 8, 1), *days]

    def test_a_list_within_the_years_of_earlier_ones_amends(self) -> None:
        """One that goes on to a day that none covered does not."""
        within, beyond = (
            attrs.evolve(
                _LIST,
                decree_id=f"SECOND-{last}",
                published_on=date(2023, 6, 1),
                covers=Coverage(first=date(2024, 1, 1), last=last),
                adds=(),
            )
            for last in (LAST, LAST + DAY)
        )
        for decree, number in ((within, 2), (beyond, 1)):
            calendar = WorkCalendar(decrees=(_LIST, decree))
            assert len(calendar.versions(date(2023, 1, 1), date.max)) == number

    def test_a_list_between_two_earlier_ones_closes_the_gap_and_amends_nothing(self) -> None:
        """It begins in the first and ends in the second; left out, there would be a gap between them."""
        years = {2024: date(2022, 1, 1), 2026: date(2022, 2, 1)}
        lists = [
            attrs.evolve(_LIST, decree_id=f"{year}", published_on=day, covers=Coverage.of_years(year, year), adds=())
            for year, day in years.items()
        ]
        between = Coverage(first=date(2024, 6, 1), last=date(2026, 6, 1))
        lists.append(attrs.evolve(_LIST, decree_id="BETWEEN", published_on=date(2023, 6, 1), covers=between, adds=()))
        (version,) = WorkCalendar(decrees=tuple(lists)).versions(date(2023, 1, 1), date.max).values()
        assert version.coverage == Coverage.of_years(2024, 2026)
        within = Coverage(first=date(2024, 9, 1), last=date(2026, 9, 1))
        lists.append(attrs.evolve(_LIST, decree_id="WITHIN", published_on=date(2023, 9, 1), covers=within, adds=()))
        assert len(WorkCalendar(decrees=tuple(lists)).versions(date(2023, 1, 1), date.max)) == 2

    @given(calendar=amended_calendars(), number=st.integers(0, 150))
    def test_the_version_of_a_day_is_what_was_known_on_it(self, calendar: WorkCalendar, number: int) -> None:
        """Where no list came later."""
        day = FIRST + number * DAY
        (version,) = calendar.versions(day, day).values()
        known = calendar.as_known_on(day)
        assert [version.is_workday(FIRST + n * DAY) for n in range(200)] == [
            known.is_workday(FIRST + n * DAY) for n in range(200)
        ]

    def test_all_of_a_year_by_the_day_from_which_on_each_was_the_latest(self) -> None:
        """Those of 2020, without the list of 2021, which amends nothing."""
        versions = INDONESIA.versions(date(2020, 1, 1), date(2020, 12, 31))
        published = {decree.published_on for decree in INDONESIA.decrees if decree.published_on.year == 2020}
        published -= {decree.published_on for decree in INDONESIA.decrees if decree.decree_id == "SKB-2021-0"}
        assert list(versions) == [date(2020, 1, 1), *sorted(published)]
        assert [version.coverage == INDONESIA.coverage for version in versions.values()] == [True] * 6
        assert len({version.add_workdays(date(2020, 5, 20), 5) for version in versions.values()}) > 1

    def test_the_newest_is_the_calendar_itself_and_each_is_made_once(self) -> None:
        """So that asking is cheap."""
        first, second = ([*INDONESIA.versions(date(2025, 1, 1), date.max).values()] for _ in range(2))
        assert first[-1] is INDONESIA
        assert all(one is other for one, other in zip(first, second, strict=True))
