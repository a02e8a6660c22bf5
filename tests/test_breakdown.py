"""The breakdown: every day of a duty, counted one by one, comes to the due day that the fast reckoning gives."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapor_core import (
    INDONESIA,
    SP4N,
    WEEKDAYS,
    WIB,
    Breakdown,
    CalendarDays,
    Classification,
    Confidence,
    DayKind,
    DayUse,
    Decree,
    Duty,
    DutyName,
    DutyState,
    Filing,
    Holiday,
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
    breakdown,
    errors,
    ledger,
)
from lapor_core.vocabulary import Language
from tests import strategies as world
from tests.strategies import COORDINATOR, DAY, HOUR, MONDAY, REPORTER, RULES, act

WITH_HOLIDAYS = attrs.evolve(
    WEEKDAYS,
    decrees=(
        *WEEKDAYS.decrees,
        Decree(
            decree_id="INVENTED",
            citation="An invented decree",
            published_on=date(2023, 1, 1),
            confidence=Confidence.ASSUMED,
            adds=tuple(
                Holiday(day=MONDAY.date() + days * DAY, kind=kind, indonesian="Hari contoh", english="Example day")
                for days, kind in ((1, DayKind.NATIONAL), (3, DayKind.JOINT_LEAVE), (8, DayKind.ELECTION))
            ),
        ),
    ),
)
CERTAIN = (DayUse.COUNTED, DayUse.BUDGET_SPENT, DayUse.NOT_OVER, DayUse.HAD_ENDED)
UNKNOWN = (DayUse.BEFORE_ADOPTION, DayUse.BEFORE_START, DayUse.PAUSE_UNKNOWN)
ROLLING = RulePack(
    version="rolling",
    rules=tuple(
        attrs.evolve(rule, rolls_forward=True) if isinstance(rule.limit, CalendarDays) else rule for rule in SP4N.rules
    ),
    pause_budget=WorkDays(3),
)
BOOKS = (
    RULES,
    attrs.evolve(RULES, pack=attrs.evolve(SP4N, pause_budget=WorkDays(1))),
    attrs.evolve(RULES, pack=ROLLING),
    attrs.evolve(RULES, calendar=WITH_HOLIDAYS),
)


def of(report: Report, name: DutyName, *, at: datetime | None = None, under: Rulebook = RULES) -> Breakdown:
    """Return the breakdown of the last duty of that name."""
    at = at or report.changed_at
    duty = assess(report, as_of=at, under=under).of(name)[-1]
    return breakdown(report, duty, as_of=at, under=under)


def reached(one: Breakdown, sum_of: str) -> date | None:
    """Return the day on which one of the two sums reaches the limit."""
    return next((line.day for line in one.lines if getattr(line, sum_of) == one.duty.rule.limit.n), None)


@st.composite
def breakdowns(draw: st.DrawFn) -> Breakdown:
    """Breakdowns of any duty of any report, at any moment, under several rules."""
    under = draw(st.sampled_from(BOOKS))
    report = draw(world.reports(under=under))
    at = draw(world.later_instants(report))
    duties = assess(report, as_of=at, under=under).duties
    return breakdown(report, draw(st.sampled_from(duties)), as_of=at, under=under)


# ------------------------------------------------------------------------------------------------ properties


@settings(max_examples=60)
@given(breakdowns())
def test_the_days_come_to_the_due_day_of_the_fast_reckoning(one: Breakdown) -> None:
    """Law 9 from the other side: counted one by one, the days end where the fast reckoning says, bounds included."""
    if not one.duty.is_uncovered:
        assert (reached(one, "at_most"), reached(one, "at_least")) == (one.duty.due_earliest, one.duty.due_latest)
    if one.duty.due_on is not None and one.duty.due_earliest == one.duty.due_latest:
        assert [line.day for line in one.lines if line.is_counted][-1] == one.duty.due_on == one.lines[-1].day


@settings(max_examples=30)
@given(breakdowns())
def test_no_day_is_left_out_and_the_sums_go_up_by_single_days(one: Breakdown) -> None:
    """The lines are all days after day zero, in order; a sum rises by one on a day that counts and stays otherwise."""
    days = [line.day for line in one.lines]
    assert days == [one.start_earliest + timedelta(days=number) for number in range(1, len(days) + 1)]
    before = 0
    for line in one.lines:
        assert line.at_least == before + line.is_counted
        assert line.at_least <= line.at_most
        assert line.is_counted == (line.use in CERTAIN)
        before = line.at_least


@settings(max_examples=30)
@given(breakdowns())
def test_days_used_and_days_by_party_are_those_of_the_duty(one: Breakdown) -> None:
    """As long as the lines reach to the end of the duty, or to today, their sums are what `assess` says."""
    duty = one.duty
    if duty.used is None or duty.is_breached or duty.rule.rolls_forward or one.uncovered_from is not None:
        return
    assert {party: sum(days) for party, days in one.sums.items()} == dict(duty.days)
    assert sum(counted for counted, _ in one.sums.values()) == duty.used


@settings(max_examples=30)
@given(st.data())
def test_whose_the_days_are_is_what_the_ledger_says(data: st.DataObject) -> None:
    """Up to the end of a duty, or to the day of asking, status and party are those of the ledger."""
    report = data.draw(world.reports())
    at = data.draw(world.later_instants(report))
    days = {one.day: one for one in ledger(report, as_of=at, under=RULES)}
    for duty in assess(report, as_of=at, under=RULES).duties:
        for line in breakdown(report, duty, as_of=at, under=RULES).lines:
            if line.day in days and (duty.ended_on is None or line.day <= duty.ended_on):
                one = days[line.day]
                assert (line.status, line.party) == (one.status, one.party)
                assert one.is_spent or line.use is not DayUse.BUDGET_SPENT


@settings(max_examples=15)
@given(breakdowns(), st.sampled_from(["en", "id"]))
def test_it_prints_and_travels_in_plain_types(one: Breakdown, language: Language) -> None:
    """Each day is one line of the text, in columns; the dict survives JSON as it is."""
    text = one.text(language)
    assert all(f"{line.day.isoformat()} " in text and line.use.label(language) in text for line in one.lines)
    assert not any(line != line.rstrip() for line in text.splitlines())
    plain = one.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert [line["use"] for line in plain["lines"]] == [line.use.value for line in one.lines]


# -------------------------------------------------------------------------------------------------- examples


def uses(one: Breakdown) -> list[str]:
    """Return the codes of the days."""
    return [line.use.value for line in one.lines]


def rules_with(rule: SlaRule, *, pause_budget: int = 20) -> Rulebook:
    """Return the rules of the tests with only this limit."""
    return attrs.evolve(RULES, pack=RulePack(version="one rule", rules=(rule,), pause_budget=WorkDays(pause_budget)))


def limit(name: DutyName, length: CalendarDays | WorkDays, *, rolls_forward: bool = False) -> SlaRule:
    """Return an invented limit."""
    return SlaRule(
        rule_id="SLA-901",
        duty=name,
        limit=length,
        citation="An invented rule",
        confidence=Confidence.ASSUMED,
        rolls_forward=rolls_forward,
    )


def test_the_public_case_of_2018() -> None:
    """Received on Tuesday 28 August 2018, dispositioned on the 29th: one of three working days, due on Friday."""
    under = attrs.evolve(RULES, calendar=INDONESIA)
    report = world.received(at=datetime(2018, 8, 28, 10, tzinfo=WIB), under=under)
    report = act(report, world.verify(), COORDINATOR, at=report.changed_at + DAY, under=under)
    report = act(report, actions.Disposition(to=world.ROADS), COORDINATOR, under=under)
    one = of(report, DutyName.VERIFICATION, at=report.changed_at + DAY, under=under)
    assert [(line.day.day, line.number, line.use) for line in one.lines] == [
        (29, 1, DayUse.COUNTED),
        (30, 2, DayUse.HAD_ENDED),
        (31, 3, DayUse.HAD_ENDED),
    ]
    assert {line.party for line in one.lines} == {Party.COORDINATOR}
    assert one.duty.due_on == date(2018, 8, 31)
    assert one.sums == {Party.COORDINATOR: (1, 0)}
    assert str(one) == one.text("en")
    assert "State     Met on 2018-08-29 Wed\n" in one.text("en")
    assert "Keadaan      Terpenuhi pada 2018-08-29 Rab\n" in one.text("id")


def test_a_skipped_day_is_named_with_its_decree() -> None:
    """Nyepi on Monday 11 March 2024 and the joint leave after it are skipped, the weekend before as well."""
    under = attrs.evolve(RULES, calendar=INDONESIA)
    report = world.received(at=datetime(2024, 3, 7, 9, tzinfo=WIB), under=under)
    text = of(report, DutyName.VERIFICATION, under=under).text("id")
    lines = {line[:10]: line for line in text.splitlines()}
    assert lines["2024-03-09"].endswith("Dilewati: hari libur                Akhir pekan")
    assert "Hari libur nasional: Hari Suci Nyepi" in lines["2024-03-11"]
    assert "(SKB-2024-0)" in lines["2024-03-11"]
    assert "  Cuti bersama " in lines["2024-03-12"]
    assert "Cuti bersama: Cuti bersama" not in text


ENGLISH = """\
Rule      SLA-901/1  Completion
Limit     4 working days
Source    An invented rule (Assumed)
Day zero  2024-03-04 Mon
Due day   2024-03-14 Thu
State     Running as of 2024-03-11 09:00+07:00
Calendar  INVENTED

Day             No.  Whose day    Reckoning                     Why
2024-03-05 Tue    -  Reporter     Skipped: day off              National holiday: Example day (INVENTED)
2024-03-06 Wed    -  Reporter     Paused: another party's turn  Held
2024-03-07 Thu    -  Coordinator  Skipped: day off              Joint leave: Example day (INVENTED)
2024-03-08 Fri    1  Coordinator  Counted
2024-03-09 Sat    -  Coordinator  Skipped: day off              Weekend
2024-03-10 Sun    -  Coordinator  Skipped: day off              Weekend
2024-03-11 Mon    2  Coordinator  Will count: day not over
2024-03-12 Tue    -  Coordinator  Skipped: day off              Election day: Example day (INVENTED)
2024-03-13 Wed    3  Coordinator  Will count: day not over
2024-03-14 Thu    4  Coordinator  Will count: day not over

Of the days that are over  counted  not counted
Reporter                         0            1
Coordinator                      1            0
Counted: 1 of 4
"""
INDONESIAN = """\
Aturan       SLA-901/1  Penyelesaian
Batas waktu  4 hari kerja
Sumber       An invented rule (Asumsi)
Hari nol     2024-03-04 Sen
Jatuh tempo  2024-03-14 Kam
Keadaan      Berjalan per 2024-03-11 09:00+07:00
Kalender     INVENTED

Hari            No.  Giliran            Perhitungan                         Sebab
2024-03-05 Sel    -  Pelapor            Dilewati: hari libur                Hari libur nasional: Hari contoh (INVENTED)
2024-03-06 Rab    -  Pelapor            Terhenti: giliran pihak lain        Menunggu kelengkapan
2024-03-07 Kam    -  Admin koordinator  Dilewati: hari libur                Cuti bersama: Hari contoh (INVENTED)
2024-03-08 Jum    1  Admin koordinator  Dihitung
2024-03-09 Sab    -  Admin koordinator  Dilewati: hari libur                Akhir pekan
2024-03-10 Min    -  Admin koordinator  Dilewati: hari libur                Akhir pekan
2024-03-11 Sen    2  Admin koordinator  Akan dihitung: hari belum berakhir
2024-03-12 Sel    -  Admin koordinator  Dilewati: hari libur                Hari pemungutan suara: Hari contoh (INVENTED)
2024-03-13 Rab    3  Admin koordinator  Akan dihitung: hari belum berakhir
2024-03-14 Kam    4  Admin koordinator  Akan dihitung: hari belum berakhir

Dari hari yang sudah berakhir  dihitung  tidak dihitung
Pelapor                               0               1
Admin koordinator                     1               0
Dihitung: 1 dari 4
"""  # noqa: E501


def test_the_whole_text_in_both_languages_and_the_whole_dict() -> None:
    """Held from Monday to Wednesday; off are Tuesday 5, Thursday 7 and Tuesday 12 March 2024, and the weekend."""
    under = attrs.evolve(rules_with(limit(DutyName.COMPLETION, WorkDays(4))), calendar=WITH_HOLIDAYS)
    report = act(world.received(under=under), actions.Hold(missing="Nama jalan"), COORDINATOR, under=under)
    report = act(report, actions.Complete(text="Jalan"), REPORTER, at=MONDAY + 2 * DAY, under=under)
    one = of(report, DutyName.COMPLETION, at=MONDAY + 7 * DAY, under=under)
    assert one.text("en") == ENGLISH
    assert one.text("id") == INDONESIAN
    found = one.to_dict()
    lines = found.pop("lines")
    assert found == {
        "key": "SLA-901/1",
        "rule_id": "SLA-901",
        "duty": "completion",
        "cycle": 1,
        "limit": {"n": 4, "unit": "workdays"},
        "citation": "An invented rule",
        "confidence": "assumed",
        "agency": "city",
        "as_of": "2024-03-11T09:00:00+07:00",
        "calendar": "INVENTED",
        "start_earliest": "2024-03-04",
        "start_latest": "2024-03-04",
        "due_on": "2024-03-14",
        "due_earliest": "2024-03-14",
        "due_latest": "2024-03-14",
        "ended_on": None,
        "state": "running",
        "sums": {"reporter": {"counted": 0, "other": 1}, "coordinator": {"counted": 1, "other": 0}},
        "uncovered_from": None,
    }
    assert len(lines) == 10
    assert lines[2:4] == [
        {
            "day": "2024-03-07",
            "use": "day_off",
            "number": None,
            "at_least": 0,
            "at_most": 0,
            "status": "received",
            "party": "coordinator",
            "is_over": True,
            "kind": "joint_leave",
            "holidays": [{"id": "Hari contoh", "en": "Example day"}],
            "decree_id": "INVENTED",
        },
        {
            "day": "2024-03-08",
            "use": "counted",
            "number": 1,
            "at_least": 1,
            "at_most": 1,
            "status": "received",
            "party": "coordinator",
            "is_over": True,
            "kind": "workday",
            "holidays": [],
            "decree_id": "WEEKDAYS",
        },
    ]


def test_the_dict_of_a_duty_that_ended_and_of_one_without_an_agency() -> None:
    """Days as ISO text, and what is not there as null."""
    report = act(world.received(agency=None), world.verify(), world.ADMIN, at=MONDAY + DAY)
    report = act(report, actions.Disposition(to=world.ROADS), world.ADMIN)
    found = of(report, DutyName.VERIFICATION).to_dict()
    assert (found["agency"], found["ended_on"], found["state"]) == (None, "2024-03-05", "met")
    bounds = of(world.adopted(Status.DISPOSITIONED), DutyName.FIRST_FOLLOW_UP).to_dict()
    assert (bounds["due_on"], bounds["due_earliest"], bounds["due_latest"]) == (None, "2024-02-09", "2024-03-11")
    assert (bounds["start_earliest"], bounds["start_latest"]) == ("2024-02-03", "2024-03-04")
    assert (bounds["lines"][0]["status"], bounds["lines"][0]["party"]) == (None, None)


def test_a_day_with_two_holidays_names_both() -> None:
    """With a comma between them."""
    first, second = WITH_HOLIDAYS.decrees
    named = Holiday(day=MONDAY.date() + DAY, kind=DayKind.LOCAL, indonesian="Hari lain", english="Other day")
    calendar = attrs.evolve(WITH_HOLIDAYS, decrees=(first, attrs.evolve(second, adds=(second.adds[0], named))))
    under = attrs.evolve(RULES, calendar=calendar)
    text = of(world.received(under=under), DutyName.VERIFICATION, under=under).text("en")
    assert "  National holiday: Example day, Other day (INVENTED)\n" in text


def test_a_sum_that_is_not_certain_is_a_span_in_the_text() -> None:
    """Adopted on Monday, received on Saturday: Monday may have counted. No day that is over has a known owner."""
    day = MONDAY - 2 * DAY
    case = world.adopted(Status.FOLLOW_UP, received_earliest=day, received_latest=day)
    _, table, foot = of(case, DutyName.FIRST_FOLLOW_UP).text("en").split("\n\n")
    numbers = [line[16:19].strip() for line in table.splitlines()]
    assert numbers == ["No.", "-", "0-1", "1-2", "2-3", "3-4", "4-5", "4-5", "4-5", "5"]
    assert [line[21:30] for line in table.splitlines()[1:4]] == ["not known", "not known", "Handling "]
    assert foot == "Counted: 0 of 5 for certain; whether more, is not known\n"


def test_a_last_day_rolls_on_although_the_clock_has_stopped() -> None:
    """Five calendar days from Monday end on Saturday, on which it is merged: the Monday after is the due day."""
    under = rules_with(limit(DutyName.FIRST_FOLLOW_UP, CalendarDays(5), rolls_forward=True))
    report = act(world.dispositioned(under=under), actions.Hold(missing="RT"), COORDINATOR, at=MONDAY + 5 * DAY)
    report = act(report, actions.Complete(text="RT 1"), REPORTER, under=under)
    report = act(report, actions.Merge(original=world.original()), COORDINATOR, under=under)
    one = of(report, DutyName.FIRST_FOLLOW_UP, under=under)
    assert uses(one)[4:] == ["rolled", "rolled", "not_over"]
    assert one.lines[-1].day == one.duty.due_on == date(2024, 3, 11)


def test_a_duty_that_ended_with_its_pause_budget_spent_goes_on_as_it_stood() -> None:
    """Held on Monday under a budget of two days and withdrawn on Friday: Thursday and Friday were the coordinator's."""
    under = rules_with(limit(DutyName.COMPLETION, WorkDays(4)), pause_budget=2)
    report = act(world.received(under=under), actions.Hold(missing="Nama jalan"), COORDINATOR, under=under)
    report = act(report, actions.Withdraw(), REPORTER, at=MONDAY + 4 * DAY, under=under)
    one = of(report, DutyName.COMPLETION, at=MONDAY + 4 * DAY + HOUR, under=under)
    counted = [(line.day.day, line.number, line.party) for line in one.lines if line.is_counted]
    assert counted == [(day, number, Party.COORDINATOR) for number, day in enumerate((7, 8, 11, 12), start=1)]
    assert one.lines[-1].use is DayUse.HAD_ENDED


def test_a_hold_pauses_until_its_budget_is_used_up() -> None:
    """With a budget of two working days the third held day counts, and it is the coordinator's again."""
    under = rules_with(limit(DutyName.COMPLETION, WorkDays(4)), pause_budget=2)
    report = act(world.received(under=under), actions.Hold(missing="Nama jalan"), COORDINATOR, under=under)
    one = of(report, DutyName.COMPLETION, at=MONDAY + 4 * DAY, under=under)
    assert uses(one) == [
        *["other_party"] * 2,
        "budget_spent",
        *["not_over", "day_off", "day_off"],
        *["not_over"] * 2,
    ]
    assert one.sums == {Party.REPORTER: (0, 2), Party.COORDINATOR: (1, 0)}
    assert one.lines[0].status is Status.HELD
    assert re.search("Paused: another party's turn +Held\n", one.text("en"))


def test_calendar_days_skip_nothing() -> None:
    """In a limit in calendar days a weekend counts; nothing is said of what kind of day it is."""
    one = of(world.received(), DutyName.STATEMENT)
    assert uses(one) == ["not_over"] * 14
    assert "Weekend" not in one.text("en")
    assert "14 hari kalender" in one.text("id")


def test_a_due_day_on_a_weekend_rolls_to_monday() -> None:
    """Five calendar days from Monday end on Saturday; the last of them counts on the next working day."""
    under = rules_with(limit(DutyName.STATEMENT, CalendarDays(5), rolls_forward=True))
    one = of(world.received(under=under), DutyName.STATEMENT, under=under)
    assert [(line.day.day, line.number) for line in one.lines[3:]] == [(8, 4), (9, None), (10, None), (11, 5)]
    assert uses(one)[4:] == ["rolled", "rolled", "not_over"]
    assert one.duty.due_on == date(2024, 3, 11)


def test_the_rule_of_a_former_classification_is_reckoned_as_well() -> None:
    """Reclassified after the five days for a request were over: both rules count from the same day zero."""
    request = world.verify(classification=Classification.INFORMATION_REQUEST)
    report = act(world.received(), request, COORDINATOR)
    at = MONDAY + 14 * DAY
    report = act(
        report, actions.Reclassify(classification=Classification.COMPLAINT, reason="Salah"), COORDINATOR, at=at
    )
    duties = assess(report, as_of=at, under=RULES).of(DutyName.COMPLETION)
    former, present = (breakdown(report, duty, as_of=at, under=RULES) for duty in duties)
    assert (former.duty.state, present.duty.state) == (DutyState.BREACHED, DutyState.RUNNING)
    assert former.start_latest == present.start_latest == MONDAY.date()
    assert [line.number for line in former.lines if line.is_counted] == [1, 2, 3, 4, 5]
    assert former.lines[-1].day == date(2024, 3, 11)
    assert "State     Breached; ended on 2024-03-18 Mon" in former.text("en")


def test_what_was_before_an_adoption_is_not_known() -> None:
    """Days before an adoption may have counted; the two sums reach the limit on the first and the last possible day."""
    one = of(world.adopted(Status.DISPOSITIONED), DutyName.FIRST_FOLLOW_UP)
    assert {line.use for line in one.lines if line.day <= MONDAY.date()} == {DayUse.BEFORE_ADOPTION, DayUse.DAY_OFF}
    assert all(
        (line.status, line.party, line.number) == (None, None, None) for line in one.lines if line.day <= MONDAY.date()
    )
    assert (reached(one, "at_most"), reached(one, "at_least")) == (date(2024, 2, 9), date(2024, 3, 11))
    text = one.text("en")
    assert "Day zero  between 2024-02-03 Sat and 2024-03-04 Mon\n" in text
    assert "Due day   between 2024-02-09 Fri and 2024-03-11 Mon\n" in text
    assert text.endswith("Counted: 0 of 5 for certain; whether more, is not known\n")


def test_the_rest_of_a_pause_budget_is_not_known_after_an_adoption() -> None:
    """A held report was adopted: nobody knows how long it had been held, so a held day may count or not."""
    one = of(world.adopted(Status.HELD), DutyName.VERIFICATION)
    assert one.lines[30].day == MONDAY.date() + DAY
    assert one.lines[30].use is DayUse.PAUSE_UNKNOWN
    assert "Unknown: rest of the pause budget  Held\n" in one.text("en")


def test_a_due_day_may_be_known_from_one_side_only() -> None:
    """Adopted where the decrees end: the follow-up may have been due long before; when at the latest, nobody knows."""
    known_at = datetime(2049, 12, 30, 9, tzinfo=WIB)

    def follow_up(received: datetime) -> Breakdown:
        facts: dict[str, Any] = {"received_earliest": received, "received_latest": received}
        return of(world.adopted(Status.DISPOSITIONED, known_at=known_at, **facts), DutyName.FIRST_FOLLOW_UP)

    one = follow_up(datetime(2049, 9, 30, 9, tzinfo=WIB))
    assert (one.duty.state, one.duty.due_latest) == (DutyState.UNKNOWN, None)
    assert one.duty.due_earliest == reached(one, "at_most") == date(2049, 10, 7)
    assert "Due day   not before 2049-10-07 Thu\n" in one.text("en")
    other = follow_up(datetime(1999, 12, 1, 9, tzinfo=WIB))
    assert "Due day   not known: no decree covers 1999-12-02 Thu and later\n" in other.text("en")
    ended = Filing(tracking_id=TrackingId("1234567"), classification=Classification.OVERSIGHT_COMPLAINT)
    assert "Due day   not known\n" in of(world.adopted(Status.RESOLVED, filing=ended), DutyName.COMPLETION).text("en")


def test_a_day_may_lie_before_an_uncertain_start() -> None:
    """It became certain after the adoption that the duty runs; the days between count at most."""
    report = act(
        world.adopted(Status.FOLLOW_UP), actions.Disposition(to=world.HEALTH), COORDINATOR, at=MONDAY + 3 * DAY
    )
    one = of(report, DutyName.FIRST_FOLLOW_UP)
    assert one.start_latest == (MONDAY + 3 * DAY).date()
    assert [line.use for line in one.lines if line.day > MONDAY.date()][:3] == [DayUse.BEFORE_START] * 3


def test_a_duty_that_ended_while_paused_has_no_due_day() -> None:
    """Held on Monday and withdrawn on Wednesday: the days up to the end are listed, and there is no due day."""
    report = world.held()
    report = act(report, actions.Withdraw(), REPORTER, at=report.changed_at + 2 * DAY)
    one = of(report, DutyName.VERIFICATION, at=MONDAY + 9 * DAY)
    assert one.duty.due_on is None
    assert uses(one) == ["other_party"] * 2
    assert "Due day   none while it is paused\n" in one.text("en")
    assert "State     Dropped on 2024-03-06 Wed\n" in one.text("en")


def test_days_beyond_the_decrees_are_left_out_and_that_is_said() -> None:
    """Received on the last Monday of 2026: the days of that year are listed, and that no decree covers the next."""
    under = attrs.evolve(RULES, calendar=INDONESIA)
    report = world.received(at=datetime(2026, 12, 29, 9, tzinfo=WIB), under=under)
    one = of(report, DutyName.VERIFICATION, under=under)
    assert [line.day.isoformat() for line in one.lines] == ["2026-12-30", "2026-12-31"]
    assert one.uncovered_from == date(2027, 1, 1)
    assert one.to_dict()["uncovered_from"] == "2027-01-01"
    assert "Due day   not known: no decree covers 2027-01-01 Fri and later\n" in one.text("en")
    statute = of(report, DutyName.STATEMENT, under=under)
    assert statute.lines[-1].day == statute.duty.due_on == date(2027, 1, 12)
    assert statute.lines[0].calendar_day == INDONESIA.why(date(2026, 12, 30))
    assert statute.lines[-1].calendar_day is None
    assert statute.lines[-1].to_dict()["kind"] is None
    assert "2027-01-12 Tue   14  Coordinator  Will count: day not over\n" in statute.text("en")
    later = attrs.evolve(rules_with(limit(DutyName.COMPLETION, WorkDays(5))), calendar=INDONESIA)
    report = world.received(at=datetime(2026, 12, 28, 9, tzinfo=WIB), under=later)
    assert of(report, DutyName.COMPLETION, under=later).uncovered_from == date(2027, 1, 1)


def test_a_start_before_the_decrees_has_no_lines() -> None:
    """Received before 2018: no working day can be counted from there."""
    under = attrs.evolve(RULES, calendar=INDONESIA)
    report = world.received(at=datetime(2017, 12, 28, 9, tzinfo=WIB), under=under)
    one = of(report, DutyName.VERIFICATION, under=under)
    assert (one.lines, one.sums, one.uncovered_from) == ((), {}, date(2017, 12, 29))
    assert one.text("en").endswith("whether more, is not known\n")


# ------------------------------------------------------------------------------------------------------ edges


def test_a_duty_of_another_moment_is_refused() -> None:
    """A breakdown of a duty that does not stand so would prove something else."""
    report = world.received()
    duty: Duty = assess(report, as_of=MONDAY, under=RULES).duties[0]
    with pytest.raises(errors.InvalidValueError) as caught:
        breakdown(report, duty, as_of=MONDAY + 8 * DAY, under=RULES)
    rule = "a duty of this report as it stands at that instant is needed"
    assert (caught.value.field, caught.value.rule) == ("duty", rule)


def test_an_instant_before_the_last_event_is_refused() -> None:
    """As everywhere, the past of a report cannot be asked about as if the later events were not there."""
    report = world.received()
    duty = assess(report, as_of=MONDAY, under=RULES).duties[0]
    with pytest.raises(errors.InvalidValueError):
        breakdown(report, duty, as_of=MONDAY - HOUR, under=RULES)


def test_the_offset_of_the_instant_changes_nothing() -> None:
    """The same moment written in another offset gives the same text."""
    report = world.received()
    duty = assess(report, as_of=MONDAY, under=RULES).duties[0]
    local, other = (breakdown(report, duty, as_of=at, under=RULES) for at in (MONDAY, MONDAY.astimezone(UTC)))
    assert local.text("id") == other.text("id")
    assert local.to_dict() == other.to_dict()
