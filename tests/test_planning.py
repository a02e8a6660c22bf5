"""Law 14: every intent of a plan is accepted, carrying a plan out empties it, and it stays so until it is time."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lapor_core import (
    SP4N,
    WEEKDAYS,
    WIB,
    WIT,
    ActionName,
    Classification,
    Coverage,
    DutyName,
    DutyState,
    Intent,
    IntentKind,
    Months,
    Party,
    Report,
    Rulebook,
    Status,
    actions,
    allowed_actions,
    apply,
    assess,
    in_bulk,
    next_wakeup,
    plan,
)
from lapor_core.errors import InvalidValueError, UncoveredDayError
from tests.strategies import (
    CITY,
    COORDINATOR,
    DAY,
    LIAISON,
    MONDAY,
    PROVINCE,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    act,
    adopted,
    answer,
    answered,
    archived,
    dispositioned,
    escalated,
    held,
    merged,
    original,
    received,
    reports,
    resolved,
    rulebooks,
    rules_of,
)

LATER = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))


def carry_out(report: Report, intents: tuple[Intent, ...], at: datetime, under: Rulebook = RULES) -> Report:
    """Apply the action of each intent, as the system."""
    for intent in intents:
        report = apply(report, intent.action, by=SYSTEM, at=at, under=under).report
    return report


def kinds(report: Report, at: datetime, under: Rulebook = RULES) -> list[tuple[IntentKind, str]]:
    """Return what is to be done, and under which key."""
    return [(intent.kind, intent.key) for intent in plan(report, as_of=at, under=under)]


def asked(report: Report, later: timedelta) -> datetime:
    """Return when a plan is asked for: early enough for the calendar of the tests to cover what comes of it."""
    assume(report.changed_at.year < WEEKDAYS.coverage.last.year - 1)
    return report.changed_at + later


class TestLaw14:
    @given(reports(), LATER)
    def test_a_plan_is_accepted_and_carrying_it_out_empties_it(self, report: Report, later: timedelta) -> None:
        at = asked(report, later)
        done = carry_out(report, plan(report, as_of=at, under=RULES), at)
        assert plan(done, as_of=at, under=RULES) == ()

    @given(reports(max_steps=6), LATER, rulebooks())
    def test_so_is_one_under_another_pack(self, report: Report, later: timedelta, under: Rulebook) -> None:
        at = asked(report, later)
        done = carry_out(report, plan(report, as_of=at, under=under), at, under)
        assert plan(done, as_of=at, under=under) == ()

    @given(reports(), LATER, st.floats(0, 1, exclude_max=True))
    def test_nothing_changes_before_the_next_wakeup(self, report: Report, later: timedelta, share: float) -> None:
        at = asked(report, later)
        wakeup = next_wakeup(report, as_of=at, under=RULES)
        until = at + 300 * DAY if wakeup is None else wakeup
        # A share next to one is rounded up to the whole.
        between = min(at + (until - at) * share, until - timedelta.resolution)
        assert plan(report, as_of=between, under=RULES) == plan(report, as_of=at, under=RULES)
        if wakeup is not None:
            assert wakeup > at
            assert plan(report, as_of=wakeup, under=RULES) != plan(report, as_of=at, under=RULES)
            # Only an offer that nobody carried out may be gone; who carries everything out is never woken for nothing.
            done = carry_out(report, plan(report, as_of=at, under=RULES), at)
            again = next_wakeup(done, as_of=at, under=RULES)
            assert again is None or plan(done, as_of=again, under=RULES) != ()

    @given(st.integers(30, 31 * 24), LATER, st.floats(0, 1, exclude_max=True))
    def test_the_ombudsman_is_offered_exactly_as_long_as_the_reporter_may_go_there(
        self, age: int, later: timedelta, share: float
    ) -> None:
        """Not before the sixty days are over, and not once the matter is older than two years."""
        report = received(happened_on=(MONDAY - age * DAY).date())
        at = MONDAY + later
        wakeup = next_wakeup(report, as_of=at, under=RULES) or at + 300 * DAY
        between = min(at + (wakeup - at) * share, wakeup - timedelta.resolution)
        assert plan(report, as_of=between, under=RULES) == plan(report, as_of=at, under=RULES)
        for moment in (at, between, wakeup):
            is_offered = IntentKind.OFFER_OMBUDSMAN in [kind for kind, _ in kinds(report, moment)]
            may_go = ActionName.FORWARD_TO_OMBUDSMAN in allowed_actions(report, by=REPORTER, at=moment, under=RULES)
            assert is_offered is may_go

    @given(reports(max_steps=5))
    def test_a_service_that_sleeps_until_it_is_woken_does_everything_once(self, report: Report) -> None:
        """Each key comes once, and in the end there is nothing left to wake up for."""
        at = asked(report, timedelta(0))
        keys: list[str] = []
        wakeup: datetime | None = at
        for _ in range(60):
            intents = plan(report, as_of=at, under=RULES)
            keys += [intent.key for intent in intents]
            report = carry_out(report, intents, at)
            wakeup = next_wakeup(report, as_of=at, under=RULES)
            if wakeup is None:
                break
            at = wakeup
        assert wakeup is None
        assert len(keys) == len(set(keys))

    @given(reports(max_steps=6), LATER)
    def test_the_offset_in_which_an_instant_is_written_changes_nothing(self, report: Report, later: timedelta) -> None:
        at = asked(report, later)
        assert plan(report, as_of=at, under=RULES) == plan(report, as_of=at.astimezone(WIT), under=RULES)


class TestWarnings:
    def test_a_verification_is_reminded_of_on_its_last_day_and_raised_on_the_day_after(self) -> None:
        """Three working days from Monday: due on Thursday."""
        report = received()
        assert kinds(report, MONDAY + 2 * DAY) == []
        assert next_wakeup(report, as_of=MONDAY, under=RULES) == datetime(2024, 3, 7, tzinfo=WIB)
        assert kinds(report, MONDAY + 3 * DAY) == [(IntentKind.REMIND, "SLA-001/1/due")]
        assert kinds(report, MONDAY + 4 * DAY) == [
            (IntentKind.WARN, "SLA-001/1/100"),
            (IntentKind.RAISE_LEVEL, "SLA-001/1/raise"),
        ]

    def test_a_warning_comes_at_each_band_and_a_later_one_stands_for_those_before(self) -> None:
        """Five days from Monday 4 March: the fourth is Friday, the fifth and last is Monday 11 March."""
        report = dispositioned()
        start = report.changed_at
        assert kinds(report, start + 4 * DAY) == []
        assert kinds(report, start + 5 * DAY) == kinds(report, start + 6 * DAY) == [(IntentKind.WARN, "SLA-002/1/75")]
        assert kinds(report, start + 7 * DAY) == [(IntentKind.REMIND, "SLA-002/1/due")]
        assert kinds(report, start + 8 * DAY) == [
            (IntentKind.WARN, "SLA-002/1/100"),
            (IntentKind.RAISE_LEVEL, "SLA-002/1/raise"),
        ]

    def test_bands_are_a_parameter(self) -> None:
        under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, bands=(Fraction(1, 3),)))
        (first,) = plan(received(), as_of=MONDAY + 2 * DAY, under=under)
        assert (first.kind, first.key, first.share) == (IntentKind.WARN, "SLA-001/1/100/3", Fraction(1, 3))

    def test_without_bands_only_the_due_day_counts(self) -> None:
        under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, bands=()))
        assert kinds(received(), MONDAY + 2 * DAY, under) == []
        assert kinds(received(), MONDAY + 3 * DAY, under) == [(IntentKind.REMIND, "SLA-001/1/due")]
        assert [key for _, key in kinds(received(), MONDAY + 4 * DAY, under)] == ["SLA-001/1/100", "SLA-001/1/raise"]

    def test_who_has_it_is_warned_and_the_coordinator_while_it_is_with_somebody_else(self) -> None:
        late = plan(dispositioned(), as_of=MONDAY + 9 * DAY, under=RULES)
        assert {intent.to for intent in late} == {Party.HANDLER}
        waiting = plan(merged(classification=Classification.COMPLAINT), as_of=MONDAY + 30 * DAY, under=RULES)
        assert {intent.to for intent in waiting} == {Party.COORDINATOR}

    def test_when_nobody_is_above_that_is_an_intent_of_its_own(self) -> None:
        under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, max_level=0))
        report = received()
        assert kinds(report, MONDAY + 4 * DAY, under)[1:] == [(IntentKind.NOBODY_ABOVE, "SLA-001/1/raise")]

    def test_levels_run_out_within_one_plan(self) -> None:
        """Two duties are late at once and there is one level left."""
        under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, max_level=1))
        found = [kind for kind, _ in kinds(dispositioned(), MONDAY + 40 * DAY, under)]
        assert found == [IntentKind.WARN, IntentKind.RAISE_LEVEL, IntentKind.WARN, IntentKind.NOBODY_ABOVE]

    def test_each_late_duty_takes_one_level_from_where_the_report_stands(self) -> None:
        """Two of two, and where somebody raised it before, the one that is left."""
        warn, raised, nobody = IntentKind.WARN, IntentKind.RAISE_LEVEL, IntentKind.NOBODY_ABOVE
        report = dispositioned()
        assert [kind for kind, _ in kinds(report, MONDAY + 40 * DAY)] == [warn, raised] * 2
        report = act(report, actions.RaiseLevel(), COORDINATOR, at=MONDAY + 9 * DAY)
        assert [kind for kind, _ in kinds(report, MONDAY + 40 * DAY)] == [warn, raised, warn, nobody]

    def test_bands_and_levels_are_those_of_the_agency_that_has_it(self) -> None:
        """The unit for roads is warned after two of its five days, and has nobody above it."""
        own = attrs.evolve(SP4N, version="Jalan 1", bands=(Fraction(1, 3),), max_level=0)
        under = attrs.evolve(RULES, overlays={ROADS: own})
        report = dispositioned()
        assert next_wakeup(report, as_of=MONDAY + DAY, under=under) == datetime(2024, 3, 7, tzinfo=WIB)
        (warning,) = plan(report, as_of=MONDAY + 3 * DAY, under=under)
        assert (warning.key, warning.share, warning.missing) == ("SLA-002/1/100/3", Fraction(1, 3), ())
        late, above = plan(report, as_of=MONDAY + 8 * DAY, under=under)
        assert (late.key, late.share) == ("SLA-002/1/100", Fraction(1))
        assert (above.kind, above.share) == (IntentKind.NOBODY_ABOVE, None)

    def test_who_was_told_is_told_again_of_what_is_new_alone(self) -> None:
        """Whether each came in its time, or the last one stood for those before it."""
        each = late = dispositioned()
        start = each.changed_at
        for days, keys in ((5, ["75"]), (7, ["due"]), (8, ["100", "raise"])):
            assert [key for _, key in kinds(each, start + days * DAY)] == [f"SLA-002/1/{key}" for key in keys]
            each = carry_out(each, plan(each, as_of=start + days * DAY, under=RULES), start + days * DAY)
            assert kinds(each, start + days * DAY) == []
        late = carry_out(late, plan(late, as_of=start + 7 * DAY, under=RULES), start + 7 * DAY)
        assert kinds(late, start + 7 * DAY) == []
        window = answered()
        at = window.changed_at + 13 * DAY
        window = carry_out(window, plan(window, as_of=at, under=RULES), at)
        assert kinds(window, at) == []

    def test_who_was_raised_to_before_is_warned_all_the_same(self) -> None:
        """A record of the raise alone tells nobody that the day is over."""
        report = received()
        *_, raised = plan(report, as_of=MONDAY + 4 * DAY, under=RULES)
        report = carry_out(report, (raised,), MONDAY + 4 * DAY)
        assert kinds(report, MONDAY + 4 * DAY) == [(IntentKind.WARN, "SLA-001/1/100")]

    def test_a_level_is_not_raised_where_the_table_does_not_know_it(self) -> None:
        late = kinds(merged(classification=Classification.COMPLAINT), MONDAY + 40 * DAY)
        assert late == [(IntentKind.WARN, "SLA-022/1/100")]

    def test_a_clock_that_stands_still_without_an_end_asks_for_nothing(self) -> None:
        """Held after the disposition, completed, and merged: the unit's five days wait for the release."""
        report = act(dispositioned(), actions.Hold(missing="Nama jalan"), COORDINATOR)
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER)
        report = act(report, actions.Merge(original=original()), COORDINATOR)
        later = report.changed_at + 30 * DAY
        assert {key.split("/")[0] for _, key in kinds(report, later)} == {"SLA-022"}
        assert next_wakeup(report, as_of=later, under=RULES) is None

    def test_holding_for_a_minute_does_not_stop_the_first_follow_up(self) -> None:
        """It goes on at the desk; in the evening of the fifth day it is used up, whatever was held in between."""
        report = act(dispositioned(), actions.Hold(missing="Nama jalan"), COORDINATOR)
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER)
        assert (IntentKind.WARN, "SLA-002/1/100") in kinds(report, MONDAY + 8 * DAY)

    def test_merging_and_releasing_gives_no_new_days(self) -> None:
        """Two days of three were used before; the third is used up on the day after the release."""
        report = act(received(), actions.Merge(original=original()), COORDINATOR, at=MONDAY + 2 * DAY)
        report = act(report, actions.Release(original=original(Status.ARCHIVED)), COORDINATOR, at=MONDAY + 9 * DAY)
        assert kinds(report, MONDAY + 10 * DAY) == [(IntentKind.REMIND, "SLA-001/1/due")]
        assert (IntentKind.WARN, "SLA-001/1/100") in kinds(report, MONDAY + 11 * DAY)

    def test_answering_and_replying_every_night_stops_no_clock_for_ever(self) -> None:
        """Each day begins with the reporter; after twenty working days of that every clock runs."""
        report = answered()
        at = report.changed_at.replace(hour=23, minute=20)
        for _ in range(50):
            at += DAY
            report = act(report, actions.Reply(text="Belum selesai"), LIAISON, at=at)
            report = act(report, answer(), LIAISON, at=at + timedelta(minutes=20))
        (completion,) = assess(report, as_of=at + DAY, under=RULES).of(DutyName.COMPLETION)
        assert completion.state is DutyState.LATE

    def test_what_nobody_knows_for_certain_is_not_acted_on(self) -> None:
        """An adopted report may have been waiting for its reporter; from its adoption on its days count."""
        report = adopted(Status.RECEIVED, known_at=MONDAY)
        assert kinds(report, MONDAY) == []
        assert kinds(report, MONDAY + 4 * DAY)[0] == (IntentKind.WARN, "SLA-001/1/100")


class TestReportersWindows:
    def test_a_reporter_is_reminded_and_then_the_case_is_closed(self) -> None:
        """Ten working days: eight are used up after 75 percent, nine after 90."""
        report = answered()
        start = report.changed_at
        assert kinds(report, start + 11 * DAY)[0] == (IntentKind.REMIND, "SLA-040/1/75")
        (close,) = plan(report, as_of=start + 16 * DAY, under=RULES)
        assert (close.kind, close.key, close.to) == (IntentKind.LAPSE, "SLA-040/1/over", Party.REPORTER)
        assert close.action == actions.Lapse()

    def test_a_held_report_expires(self) -> None:
        report = held()
        (expire,) = [
            intent
            for intent in plan(report, as_of=report.changed_at + 16 * DAY, under=RULES)
            if intent.kind is IntentKind.EXPIRE
        ]
        assert expire.action == actions.Expire()

    @pytest.mark.parametrize("ended", [resolved, archived, escalated])
    def test_an_ended_or_escalated_case_needs_nothing(self, ended: Callable[[], Report]) -> None:
        """Until what an ended case holds about people has to go; see the tests of retention."""
        report = ended()
        assert plan(report, as_of=report.changed_at + 400 * DAY, under=RULES) == ()
        wakeup = next_wakeup(report, as_of=report.changed_at, under=RULES)
        assert wakeup == (None if ended is escalated else datetime(2026, 3, 5, tzinfo=WIB))


class TestOmbudsman:
    def offer(self, report: Report, at: datetime, under: Rulebook = RULES) -> Intent | None:
        """Return the offer, if it is planned."""
        found = [one for one in plan(report, as_of=at, under=under) if one.kind is IntentKind.OFFER_OMBUDSMAN]
        return found[0] if found else None

    def test_it_is_offered_after_sixty_days_with_what_is_missing(self) -> None:
        report = received()
        assert self.offer(report, MONDAY + 60 * DAY) is None
        offer = self.offer(report, MONDAY + 61 * DAY)
        assert offer is not None
        assert (offer.key, offer.to, offer.missing) == ("SLA-060/1/offer", Party.REPORTER, ("consent", "happened_on"))

    def test_a_day_that_was_filed_is_not_asked_for_again(self) -> None:
        offer = self.offer(received(happened_on=date(2024, 2, 1)), MONDAY + 61 * DAY)
        assert offer is not None
        assert offer.missing == ("consent",)

    def test_it_is_not_offered_for_what_is_too_old(self) -> None:
        assert self.offer(received(happened_on=date(2022, 4, 1)), MONDAY + 61 * DAY) is None
        no_reach = tuple(rule for rule in SP4N.rules if rule.rule_id != "SLA-061")
        under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, rules=no_reach))
        assert self.offer(received(happened_on=date(2022, 4, 1)), MONDAY + 61 * DAY, under) is not None

    def test_an_offer_that_nobody_carried_out_ends_when_the_matter_becomes_too_old(self) -> None:
        """Two years after 1 June 2022; once it is on record there is nothing to wake up for."""
        report = received(happened_on=date(2022, 6, 1))
        last, next_day = (datetime(2024, 6, day, 23, 59, tzinfo=WIB) for day in (1, 2))
        assert self.offer(report, last) is not None
        assert self.offer(report, next_day) is None
        report = carry_out(report, plan(report, as_of=MONDAY + 30 * DAY, under=RULES), MONDAY + 30 * DAY)
        assert next_wakeup(report, as_of=MONDAY + 61 * DAY, under=RULES) == datetime(2024, 6, 2, tzinfo=WIB)
        report = carry_out(report, plan(report, as_of=last, under=RULES), last)
        assert next_wakeup(report, as_of=last, under=RULES) is None

    def test_a_matter_that_becomes_too_old_on_the_day_of_the_offer_wakes_nobody(self) -> None:
        """Two years after 3 May 2022 are over with 3 May 2024, and so are the sixty days since Monday 4 March."""
        for happened_on, wakeup in (
            (date(2022, 5, 3), None),
            (date(2022, 5, 4), datetime(2024, 5, 4, tzinfo=WIB)),
        ):
            report = received(happened_on=happened_on)
            at = MONDAY + 30 * DAY
            report = carry_out(report, plan(report, as_of=at, under=RULES), at)
            assert next_wakeup(report, as_of=at, under=RULES) == wakeup

    def test_the_reach_is_that_of_the_case_as_for_the_guard(self) -> None:
        """Adopted as resolved and reopened by an agency with a shorter reach: the case keeps that of its birth."""
        near = tuple(attrs.evolve(rule, limit=Months(1)) if rule.rule_id == "SLA-061" else rule for rule in SP4N.rules)
        under = attrs.evolve(RULES, overlays=[(ROADS, attrs.evolve(SP4N, version="near", rules=near))])
        report = dispositioned(under=under, happened_on=date(2024, 3, 1))
        assert self.offer(report, MONDAY + 61 * DAY, under) is not None

    def test_what_can_never_be_too_old_is_offered(self) -> None:
        """Ten thousand months before the end of all days."""
        far = tuple(
            attrs.evolve(rule, limit=Months(10_000)) if rule.rule_id == "SLA-061" else rule for rule in SP4N.rules
        )
        weeks = attrs.evolve(
            WEEKDAYS, decrees=(attrs.evolve(WEEKDAYS.decrees[0], covers=Coverage.of_years(9990, 9999)),)
        )
        under = attrs.evolve(RULES, calendar=weeks, pack=attrs.evolve(SP4N, rules=far))
        report = received(at=datetime(9990, 1, 2, 9, tzinfo=WIB), under=under)
        assert self.offer(report, datetime(9990, 6, 1, 9, tzinfo=WIB), under) is not None

    def test_it_is_not_offered_from_a_status_that_does_not_lead_there(self) -> None:
        assert self.offer(merged(), MONDAY + 90 * DAY) is None


def test_a_duty_without_a_rule_asks_for_nothing() -> None:
    under = attrs.evolve(RULES, pack=attrs.evolve(SP4N, rules=()))
    assert plan(received(), as_of=MONDAY + 90 * DAY, under=under) == ()


def test_a_line_for_people_is_in_either_language_and_names_nobody() -> None:
    (remind,) = plan(received(), as_of=MONDAY + 3 * DAY, under=RULES)
    assert remind.text("en") == "Remind (Coordinator): SLA-001/1/due"
    assert remind.text("id") == "Ingatkan (Admin koordinator): SLA-001/1/due"


def test_a_raise_that_was_decided_by_somebody_is_not_taken_for_the_planned_one() -> None:
    report = act(received(), actions.RaiseLevel(), COORDINATOR, at=MONDAY + 4 * DAY)
    assert (report.level, report.records) == (1, frozenset())
    assert (IntentKind.RAISE_LEVEL, "SLA-001/1/raise") in kinds(report, MONDAY + 4 * DAY)


class TestBadInput:
    @pytest.mark.parametrize("question", [plan, next_wakeup])
    def test_an_instant_must_be_aware_and_not_before_the_last_event(self, question: object) -> None:
        for as_of in (datetime(2024, 3, 5), MONDAY - DAY):  # noqa: DTZ001 (naive on purpose)
            with pytest.raises(InvalidValueError) as caught:
                question(received(), as_of=as_of, under=RULES)  # type: ignore[operator]
            assert caught.value.field == "as_of"

    def test_days_beyond_the_decrees_give_no_answer_where_one_depends_on_them(self) -> None:
        """Nobody knows how many working days there were in 2050."""
        report = received(at=datetime(2049, 12, 30, 9, tzinfo=WIB))
        assert plan(report, as_of=datetime(2049, 12, 31, 9, tzinfo=WIB), under=RULES) == ()
        assert next_wakeup(report, as_of=datetime(2049, 12, 31, 9, tzinfo=WIB), under=RULES) is not None
        with pytest.raises(UncoveredDayError):
            plan(report, as_of=datetime(2050, 2, 1, 9, tzinfo=WIB), under=RULES)

    def test_what_is_certain_is_told_although_something_else_is_not(self) -> None:
        """The sixty days before the Ombudsman are calendar days; when nothing but working days is left, it raises."""
        report = received(at=datetime(2049, 12, 30, 9, tzinfo=WIB))
        before, after, offered_on = (
            datetime(2050, 2, 1, 9, tzinfo=WIB),
            datetime(2050, 3, 2, tzinfo=WIB),
            date(2050, 3, 1),
        )
        assert next_wakeup(report, as_of=before, under=RULES) == datetime.combine(offered_on, time(), WIB)
        assert kinds(report, after) == [(IntentKind.OFFER_OMBUDSMAN, "SLA-060/1/offer")]
        too_old = datetime(2051, 12, 31, tzinfo=WIB)
        assert next_wakeup(report, as_of=after, under=RULES) == too_old
        with pytest.raises(UncoveredDayError):
            next_wakeup(report, as_of=too_old, under=RULES)

    def test_a_wakeup_is_a_midnight_of_the_case(self) -> None:
        """In the zone of the agency first responsible."""
        under = attrs.evolve(RULES, calendars={CITY: WEEKDAYS.in_zone(WIT)})
        wakeup = next_wakeup(received(under=under), as_of=MONDAY, under=under)
        assert wakeup is not None
        assert wakeup.tzinfo is WIT
        assert wakeup == datetime(2024, 3, 7, tzinfo=WIT)

    def test_a_window_that_ends_beyond_the_decrees_wakes_nobody(self) -> None:
        """Only the sixty calendar days before the Ombudsman can be foreseen."""
        report = answered(at=datetime(2049, 12, 28, 9, tzinfo=WIB))
        assert next_wakeup(report, as_of=report.changed_at, under=RULES) == datetime(2050, 2, 27, tzinfo=WIB)


class TestInBulk:
    def test_one_bad_report_does_not_spoil_the_rest(self) -> None:
        late = received(at=datetime(2049, 12, 30, 9, tzinfo=WIB))
        items = [received(), late, "no report", dispositioned()]
        answers = list(in_bulk(plan, items, as_of=datetime(2050, 2, 1, 9, tzinfo=WIB), under=RULES))  # type: ignore[arg-type]
        assert [answer.place for answer in answers] == [0, 1, 2, 3]
        assert [type(answer.error) for answer in answers] == [
            type(None),
            UncoveredDayError,
            InvalidValueError,
            type(None),
        ]
        assert [answer.value is None for answer in answers] == [False, True, True, False]
        assert [answer.tracking_id for answer in answers] == ["1234567", "1234567", None, "1234567"]

    def test_reports_are_taken_one_at_a_time(self) -> None:
        taken: list[int] = []

        def stream() -> Iterator[Report]:
            for place in range(3):
                taken.append(place)
                yield received()

        answers = in_bulk(next_wakeup, stream(), as_of=MONDAY, under=RULES)
        assert taken == []
        next(answers)
        assert taken == [0]


class TestTakenOverWindows:
    """A window of the reporter belongs to the agency that has the case: it cannot have moved since it began."""

    @pytest.mark.parametrize(
        "status, duty, kind",
        [
            (Status.ANSWERED, DutyName.REPLY, IntentKind.LAPSE),
            (Status.HELD, DutyName.HELD_COMPLETION, IntentKind.EXPIRE),
        ],
    )
    def test_another_agencys_window_does_not_matter(self, status: Status, duty: DutyName, kind: IntentKind) -> None:
        """Whatever others have of their own, the case has a way out when its own window is over."""
        elsewhere = attrs.evolve(SP4N, version="own", rules=rules_of(**{duty: 8}))
        under = attrs.evolve(RULES, overlays={PROVINCE: elsewhere})
        report = adopted(status)
        at = MONDAY + 40 * DAY
        assert kind in [intent.kind for intent in plan(report, as_of=at, under=under)]
        assert plan(carry_out(report, plan(report, as_of=at, under=under), at, under), as_of=at, under=under) == ()

    def test_with_that_agency_the_other_window_holds(self) -> None:
        """Its own limit, a day before that of the others."""
        own = attrs.evolve(SP4N, version="own", rules=rules_of(reply=8))
        under = attrs.evolve(RULES, overlays={CITY: own})
        usual, sooner = (next_wakeup(adopted(Status.ANSWERED), as_of=MONDAY, under=rules) for rules in (RULES, under))
        assert usual is not None
        assert sooner is not None
        assert sooner < usual
