"""Ways around the duties that an attack found; each is closed."""

from datetime import date, datetime, timedelta, tzinfo
from fractions import Fraction
from typing import Any

import attrs
import pytest

from lapor_core import (
    INDONESIA,
    SP4N,
    WIB,
    WIT,
    AgencyCode,
    AmendmentPolicy,
    Assessment,
    CalendarDays,
    Classification,
    Confidence,
    Decree,
    DutyName,
    DutyState,
    IntentKind,
    Report,
    Rulebook,
    Status,
    WorkCalendar,
    WorkDays,
    actions,
    allowed_actions,
    apply,
    assess,
    check,
    due_at,
    due_on,
    ledger,
    next_wakeup,
    plan,
    replay,
)
from lapor_core.errors import InvalidValueError, UncoveredDayError
from tests.strategies import (
    CITY,
    COORDINATOR,
    DAY,
    LIAISON,
    MONDAY,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    act,
    adopted,
    answer,
    answered,
    dispositioned,
    filing,
    followed_up,
    held,
    original,
    received,
    resolved,
    verify,
)

NATIONAL = attrs.evolve(RULES, calendar=INDONESIA)


def under_policy(policy: AmendmentPolicy) -> Rulebook:
    """Return the national calendar under a policy on amendments."""
    return attrs.evolve(NATIONAL, pack=attrs.evolve(SP4N, amendments=policy))


def with_limit(rule_id: str, limit: WorkDays | CalendarDays) -> Rulebook:
    """Return the rules with a pack of its own for the unit for roads."""
    rules = tuple(attrs.evolve(rule, limit=limit) if rule.rule_id == rule_id else rule for rule in SP4N.rules)
    return attrs.evolve(RULES, overlays=[(ROADS, attrs.evolve(SP4N, version="roads", rules=rules))])


def three_days_off(published_on: date) -> WorkCalendar:
    """Return Monday to Friday without three days of the second week of March 2024, by a decree of its own."""
    decree = Decree.of_days(
        {date(2024, 3, day): "Libur" for day in (11, 12, 13)},
        decree_id="THREE-DAYS",
        citation="x",
        published_on=published_on,
        confidence=Confidence.ASSUMED,
    )
    return attrs.evolve(RULES.calendar, decrees=(*RULES.calendar.decrees, decree), retroactive=True)


def lapses_on(report: Report, under: Rulebook) -> date:
    """Return the first day on which a plan closes the case; then, and not before, the engine accepts it."""
    at = report.changed_at
    while IntentKind.LAPSE not in [intent.kind for intent in plan(report, as_of=at, under=under)]:
        assert check(report, actions.Lapse(), by=SYSTEM, at=at, under=under) is not None
        at += DAY
    assert check(report, actions.Lapse(), by=SYSTEM, at=at, under=under) is None
    return at.date()


class TestWindowsFollowThePolicy:
    """Ten working days from 4 August 2025; a decree of 7 August makes 18 August a day off."""

    @pytest.mark.parametrize(
        "policy, over_on",
        [(AmendmentPolicy.RECOMPUTE, 20), (AmendmentPolicy.NEVER_SHORTEN, 20), (AmendmentPolicy.FROZEN, 19)],
    )
    def test_plan_and_guard_agree_on_the_day(self, policy: AmendmentPolicy, over_on: int) -> None:
        under = under_policy(policy)
        report = answered(at=datetime(2025, 8, 4, 9, tzinfo=WIB))
        before, after = datetime(2025, 8, over_on - 1, 9, tzinfo=WIB), datetime(2025, 8, over_on, 9, tzinfo=WIB)
        assert IntentKind.LAPSE not in [intent.kind for intent in plan(report, as_of=before, under=under)]
        assert check(report, actions.Lapse(), by=SYSTEM, at=before, under=under) is not None
        (close,) = plan(report, as_of=after, under=under)
        assert apply(report, close.action, by=SYSTEM, at=after, under=under).report.status is Status.RESOLVED

    def test_the_day_is_that_of_the_calendar_of_the_case(self) -> None:
        """Ten working days from Monday 4 August 2025, then in the east, where the 19th begins two hours sooner."""
        under = under_policy(AmendmentPolicy.FROZEN)
        east = attrs.evolve(under, calendars={CITY: INDONESIA.in_zone(WIT)})
        report = answered(at=datetime(2025, 8, 4, 9, tzinfo=WIB))
        at = datetime(2025, 8, 18, 22, 30, tzinfo=WIB)
        assert check(report, actions.Lapse(), by=SYSTEM, at=at, under=under) is not None
        assert check(report, actions.Lapse(), by=SYSTEM, at=at, under=east) is None

    def test_so_it_is_for_who_may_raise_a_level(self) -> None:
        """Three working days from Monday 4 March 2024 are over on Friday, which begins sooner in the east."""
        east = attrs.evolve(RULES, calendars={CITY: RULES.calendar.in_zone(WIT)})
        at = datetime(2024, 3, 7, 22, 30, tzinfo=WIB)
        for under, may in ((RULES, False), (east, True)):
            assert ("raise_level" in allowed_actions(received(), by=SYSTEM, at=at, under=under)) is may

    def test_a_window_that_ends_beyond_the_decrees_has_not_passed_on_a_covered_day(self) -> None:
        under = under_policy(AmendmentPolicy.FROZEN)
        report = answered(at=datetime(2026, 12, 28, 9, tzinfo=WIB))
        at = datetime(2026, 12, 31, 9, tzinfo=WIB)
        assert check(report, actions.Lapse(), by=SYSTEM, at=at, under=under) is not None

    @pytest.mark.parametrize("policy", AmendmentPolicy)
    def test_a_decree_of_hindsight_gives_back_no_window_that_was_over(self, policy: AmendmentPolicy) -> None:
        """Ten working days from Monday 4 March end on 18 March; in May three days of that time are called days off."""
        pack = attrs.evolve(SP4N, amendments=policy)
        under = attrs.evolve(RULES, calendar=three_days_off(date(2024, 5, 1)), pack=pack)
        assert lapses_on(answered(), under) == date(2024, 3, 19)

    @pytest.mark.parametrize(
        "of_case, of_unit, over_on",
        [
            (AmendmentPolicy.FROZEN, AmendmentPolicy.RECOMPUTE, date(2024, 3, 19)),
            (AmendmentPolicy.RECOMPUTE, AmendmentPolicy.FROZEN, date(2024, 3, 22)),
        ],
    )
    def test_the_policy_is_that_of_the_agency_first_responsible(
        self, of_case: AmendmentPolicy, of_unit: AmendmentPolicy, over_on: date
    ) -> None:
        """A decree of 8 March takes three of the ten working days."""
        packs = {code: attrs.evolve(SP4N, amendments=one) for code, one in ((CITY, of_case), (ROADS, of_unit))}
        under = attrs.evolve(RULES, calendar=three_days_off(date(2024, 3, 8)), overlays=packs)
        assert lapses_on(answered(), under) == over_on

    def test_a_window_without_a_rule_never_passes(self) -> None:
        rules = tuple(rule for rule in SP4N.rules if rule.duty is not DutyName.REPLY)
        under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, rules=rules, amendments=AmendmentPolicy.FROZEN))
        report = answered()
        assert check(report, actions.Lapse(), by=SYSTEM, at=report.changed_at + 900 * DAY, under=under) is not None


class TestTheEdgeOfTheDecrees:
    def test_what_is_certain_is_planned_although_something_else_is_not(self) -> None:
        """Received in November 2026: verification is long late, sixty working days end in a year without decrees."""
        report = received(at=datetime(2026, 11, 2, 9, tzinfo=WIB), classification=Classification.OVERSIGHT_COMPLAINT)
        at = datetime(2027, 1, 20, 9, tzinfo=WIB)
        intents = plan(report, as_of=at, under=NATIONAL)
        assert [intent.key for intent in intents] == ["SLA-001/1/100", "SLA-001/1/raise", "SLA-060/1/offer"]
        for intent in intents:
            report = apply(report, intent.action, by=SYSTEM, at=at, under=NATIONAL).report
        with pytest.raises(UncoveredDayError):
            plan(report, as_of=at, under=NATIONAL)
        with pytest.raises(UncoveredDayError):
            next_wakeup(report, as_of=at, under=NATIONAL)

    def test_a_hold_across_the_edge_hides_nothing(self) -> None:
        report = held(at=datetime(2026, 12, 28, 9, tzinfo=WIB), classification=Classification.COMPLAINT)
        at = datetime(2027, 1, 5, 9, tzinfo=WIB)
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER, at=at, under=NATIONAL)
        (wait,) = assess(report, as_of=at, under=NATIONAL).of(DutyName.OMBUDSMAN)
        assert (wait.state, wait.is_uncovered) == (DutyState.RUNNING, False)
        assert next_wakeup(report, as_of=at, under=NATIONAL) is not None

    def test_who_may_raise_a_level_is_asked_anew_beyond_the_edge(self) -> None:
        """The day of the due day was covered, today is not: it is late for certain."""
        report = received(at=datetime(2026, 12, 21, 9, tzinfo=WIB))
        at = datetime(2027, 1, 8, 9, tzinfo=WIB)
        assert "raise_level" in allowed_actions(report, by=SYSTEM, at=at, under=NATIONAL)

    def test_what_may_have_come_on_a_day_without_a_decree_is_not_answered(self) -> None:
        """Only the fourteen days of completion are left, and nobody can say which of those of January are working."""
        at = datetime(2026, 12, 28, 9, tzinfo=WIB)
        report = followed_up(at=at, classification=Classification.COMPLAINT)
        with pytest.raises(UncoveredDayError):
            allowed_actions(report, by=SYSTEM, at=datetime(2027, 2, 15, 9, tzinfo=WIB), under=NATIONAL)

    def test_a_matter_whose_last_day_rolls_beyond_the_decrees_is_not_too_old_yet(self) -> None:
        """Two years after Sunday 1 March 2026 is a day that no decree covers; it has not come."""
        reach = attrs.evolve(SP4N.rule("SLA-061"), rolls_forward=True)
        rules = tuple(reach if rule.rule_id == reach.rule_id else rule for rule in SP4N.rules)
        under = attrs.evolve(NATIONAL, pack=attrs.evolve(SP4N, rules=rules))
        report = received(at=datetime(2026, 3, 2, 9, tzinfo=WIB), happened_on=date(2026, 3, 1))
        at = datetime(2026, 6, 1, 9, tzinfo=WIB)
        assert IntentKind.OFFER_OMBUDSMAN in [intent.kind for intent in plan(report, as_of=at, under=under)]
        assert "forward_to_ombudsman" in allowed_actions(report, by=REPORTER, at=at, under=under)
        assert next_wakeup(report, as_of=at, under=under) is None

    def test_whether_it_is_too_old_on_a_day_without_a_decree_is_not_answered(self) -> None:
        reach = attrs.evolve(SP4N.rule("SLA-061"), rolls_forward=True)
        rules = tuple(
            reach if rule.rule_id == reach.rule_id else rule
            for rule in SP4N.rules
            if rule.duty in (DutyName.OMBUDSMAN, DutyName.OMBUDSMAN_REACH)
        )
        under = attrs.evolve(NATIONAL, pack=attrs.evolve(SP4N, rules=rules))
        report = received(at=datetime(2025, 3, 3, 9, tzinfo=WIB), happened_on=date(2025, 3, 1))
        with pytest.raises(UncoveredDayError):
            plan(report, as_of=datetime(2027, 3, 2, 9, tzinfo=WIB), under=under)


class TestOverlays:
    @pytest.mark.parametrize("kept_by", [CITY, None])
    def test_an_id_stands_for_one_duty_in_all_packs(self, kept_by: AgencyCode | None) -> None:
        """Duties of one case follow several packs, and keys of intents begin with it."""
        packs = {
            code: attrs.evolve(SP4N, rules=(attrs.evolve(SP4N.rule(rule_id), rule_id="OWN-1"),))
            for code, rule_id in ((kept_by, "SLA-001"), (ROADS, "SLA-002"))
        }
        own = {code: pack for code, pack in packs.items() if code is not None}
        with pytest.raises(InvalidValueError, match="OWN-1 stands for different duties") as caught:
            attrs.evolve(RULES, pack=packs.get(None, SP4N), overlays=own)
        assert caught.value.field == "overlays"

    def test_an_adopted_case_does_not_take_the_pack_of_whom_it_is_with_now_for_that_of_whom_it_was_with(self) -> None:
        report = adopted(
            Status.DISPOSITIONED, filing=filing(classification=Classification.COMPLAINT, agency=CITY), responsible=ROADS
        )
        assessment: Assessment = assess(report, as_of=report.changed_at, under=with_limit("SLA-022", WorkDays(7)))
        assert assessment.of(DutyName.COMPLETION) == ()
        assert assessment.unruled == (DutyName.COMPLETION,)

    def test_every_event_names_the_pack_of_whom_the_report_is_with(self) -> None:
        """At its birth already, and for an adopted one that of the agency that had it."""
        own = attrs.evolve(SP4N, version="city")
        under = attrs.evolve(RULES, overlays=[(CITY, own), (ROADS, attrs.evolve(SP4N, version="roads"))])
        report = dispositioned(under=under)
        at = report.changed_at + DAY
        after = apply(report, actions.Note(text="Catatan"), by=LIAISON, at=at, under=under)
        assert (report.history.first.pack, after.event.pack) == ("city", "roads")
        taken_over = adopted(Status.DISPOSITIONED, under=under, filing=filing(agency=CITY), responsible=ROADS)
        assert taken_over.history.first.pack == "roads"

    def test_the_wait_for_the_ombudsman_is_that_of_the_agency_first_responsible(self) -> None:
        under = with_limit("SLA-060", CalendarDays(90))
        report = dispositioned(happened_on=(MONDAY - DAY).date())
        at = MONDAY + 61 * DAY
        assert IntentKind.OFFER_OMBUDSMAN in [intent.kind for intent in plan(report, as_of=at, under=under)]
        assert check(report, actions.ForwardToOmbudsman(), by=REPORTER, at=at, under=under) is None


class TestReclassification:
    def test_one_after_the_answer_on_the_same_day_does_not_touch_what_was_answered(self) -> None:
        report = answered(classification=Classification.COMPLAINT)
        changed = actions.Reclassify(classification=Classification.INFORMATION_REQUEST, reason="Salah")
        after = act(report, changed, COORDINATOR)
        before, now = (assess(one, as_of=MONDAY + 30 * DAY, under=RULES) for one in (report, after))
        assert before.of(DutyName.COMPLETION) == now.of(DutyName.COMPLETION)

    def test_going_to_and_fro_lists_a_breach_once(self) -> None:
        report = dispositioned(classification=Classification.COMPLAINT)
        at = report.changed_at + 40 * DAY
        for kind in (
            Classification.OVERSIGHT_COMPLAINT,
            Classification.COMPLAINT,
            Classification.INFORMATION_REQUEST,
        ):
            at += DAY
            report = act(report, actions.Reclassify(classification=kind, reason="Salah"), COORDINATOR, at=at)
        keys = [duty.key for duty in assess(report, as_of=at, under=RULES).of(DutyName.COMPLETION)]
        assert len(keys) == len(set(keys))

    def test_a_breach_of_a_class_that_it_had_twice_stays_on_record(self) -> None:
        """Five days of an information request from 4 March end on the 11th, when it is one for the second time."""
        report = received(classification=Classification.INFORMATION_REQUEST)
        report = act(report, verify(classification=Classification.COMPLAINT), COORDINATOR, at=MONDAY + 2 * DAY)
        for kind, days in ((Classification.INFORMATION_REQUEST, 3), (Classification.OVERSIGHT_COMPLAINT, 9)):
            action = actions.Reclassify(classification=kind, reason="Salah")
            report = act(report, action, COORDINATOR, at=MONDAY + days * DAY)
        found = assess(report, as_of=report.changed_at, under=RULES).of(DutyName.COMPLETION)
        assert [(duty.key, duty.state) for duty in found] == [
            ("SLA-020/1", DutyState.BREACHED),
            ("SLA-023/1", DutyState.RUNNING),
        ]
        assert (found[0].due_on, found[0].ended_on) == (date(2024, 3, 11), date(2024, 3, 13))


def test_a_case_adopted_as_resolved_and_reopened_waits_for_the_ombudsman_for_certain() -> None:
    report = adopted(Status.RESOLVED, received_earliest=MONDAY - 5 * DAY, received_latest=MONDAY - 4 * DAY)
    reopen = actions.Reopen(reason="Masih rusak")
    report = act(report, reopen, COORDINATOR, at=MONDAY + DAY)
    assessment = assess(report, as_of=MONDAY + 100 * DAY, under=RULES)
    (wait,) = assessment.of(DutyName.OMBUDSMAN)
    assert wait.state is DutyState.BREACHED
    assert len(assessment.unruled) == len(set(assessment.unruled))


def test_a_copy_of_a_report_leaves_behind_what_was_worked_out_about_it() -> None:
    """The memo is no part of the report: not of its value, its repr, nor of what is stored."""
    report = dispositioned()
    fresh = dispositioned()
    at = MONDAY + 30 * DAY
    assert "raise_level" in allowed_actions(report, by=SYSTEM, at=at, under=RULES)
    assert report.memo is not None
    assert (report, hash(report), repr(report)) == (fresh, hash(fresh), repr(fresh))
    assert attrs.evolve(report).memo == report.memo
    other = attrs.evolve(RULES, pack=attrs.evolve(SP4N, raise_at=Fraction(1, 100)))
    assert "raise_level" in allowed_actions(report, by=SYSTEM, at=MONDAY + 9 * DAY, under=other)
    later = act(report, actions.Note(text="Catatan"), COORDINATOR, at=at)
    assert later.memo is None


class TestWrongKinds:
    @pytest.mark.parametrize("question", [assess, plan, next_wakeup, ledger])
    def test_a_question_names_what_is_of_the_wrong_kind(self, question: object) -> None:
        for report, under, field, rule in (
            ("report", RULES, "report", "a Report is needed"),
            (received(), SP4N, "under", "a Rulebook is needed"),
        ):
            with pytest.raises(InvalidValueError) as caught:
                question(report, as_of=MONDAY, under=under)  # type: ignore[operator]
            assert (caught.value.field, caught.value.rule) == (field, rule)

    def test_so_does_a_due_day(self) -> None:
        wrong: Any = "SP4N"
        with pytest.raises(InvalidValueError, match=r"^calendar: "):
            due_on("SLA-001", started_on=MONDAY.date(), calendar=wrong)
        with pytest.raises(InvalidValueError, match=r"^pack: "):
            due_on("SLA-001", started_on=MONDAY.date(), calendar=INDONESIA, pack=wrong)
        with pytest.raises(InvalidValueError, match=r"^pack: "):
            due_at("SLA-070", started_at=MONDAY, pack=wrong)

    def test_a_band_makes_a_key(self) -> None:
        with pytest.raises(InvalidValueError) as caught:
            attrs.evolve(SP4N, bands=(Fraction(123456789, 987654321),))
        assert caught.value.field == "bands"


def test_verification_judged_late_is_late_whatever_follows() -> None:
    report: Report = act(received(), verify(), COORDINATOR, at=MONDAY + 10 * DAY)
    report = act(report, actions.Merge(original=original()), COORDINATOR, at=MONDAY + 11 * DAY)
    (verification,) = assess(report, as_of=MONDAY + 12 * DAY, under=RULES).of(DutyName.VERIFICATION)
    assert verification.state is DutyState.LATE


def test_reopening_restarts_what_it_says_and_nothing_else() -> None:
    report = act(resolved(), actions.Reopen(reason="Masih rusak"), REPORTER, at=MONDAY + 5 * DAY)
    report = act(report, answer(), LIAISON, at=MONDAY + 6 * DAY + timedelta(hours=1))
    assessment = assess(report, as_of=MONDAY + 7 * DAY, under=RULES)
    assert [duty.cycle for duty in assessment.of(DutyName.COMPLETION)] == [1, 2]
    assert [duty.cycle for duty in assessment.of(DutyName.VERIFICATION)] == [1]


EVENT_NEEDED = "an Event is needed; from_dict makes one of a document"


def test_what_is_no_event_or_no_list_of_events_is_said_in_words() -> None:
    wrong: Any = received()
    with pytest.raises(InvalidValueError) as no_event:
        replay([wrong])
    assert (no_event.value.field, no_event.value.rule) == (
        "events[0]",
        "an Event is needed; from_dict makes one of a document",
    )
    event: Any = received().history.first
    with pytest.raises(InvalidValueError) as no_second:
        replay([event, wrong])
    assert (no_second.value.field, no_second.value.rule) == (
        "events[1]",
        "an Event is needed; from_dict makes one of a document",
    )
    nothing: Any = None
    with pytest.raises(InvalidValueError) as no_list:
        replay(nothing)
    assert (no_list.value.field, no_list.value.rule) == ("events", "an iterable of events is needed")


class _Place(tzinfo):
    """A zone that has a name, and seven hours."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        return timedelta(hours=7)

    def dst(self, when: datetime | None) -> None:
        return None

    def tzname(self, when: datetime | None) -> str:
        return "a place"


def test_whether_an_action_is_allowed_may_be_asked_for_an_instant_in_a_place() -> None:
    """A zone with a name is as good as an offset."""
    at = (MONDAY + DAY).replace(tzinfo=_Place())
    assert check(received(), verify(), by=COORDINATOR, at=at, under=RULES) is None
