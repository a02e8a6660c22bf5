"""The breakdown: every day of a duty, counted one by one, comes to the due day that the fast reckoning gives."""

import json
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapor_core import (
    INDONESIA,
    SP4N,
    WEEKDAYS,
    WIB,
    ActionName,
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
    Holiday,
    Party,
    Report,
    Rulebook,
    RulePack,
    SlaRule,
    Status,
    WorkDays,
    actions,
    assess,
    breakdown,
    errors,
)
from lapor_core.vocabulary import Language
from tests import strategies as world
from tests.strategies import COORDINATOR, DAY, HOUR, LIAISON, MONDAY, REPORTER, RULES, act

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
