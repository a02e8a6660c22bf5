"""The same reports under two rulebooks: what changes, by how much, and nothing else."""

from datetime import date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lapor_core import (
    SP4N,
    WEEKDAYS,
    WIB,
    Classification,
    DutyName,
    DutyState,
    Report,
    Rulebook,
    WorkDays,
    actions,
    compare,
)
from lapor_core.errors import InvalidValueError
from tests.strategies import (
    COORDINATOR,
    DAY,
    MONDAY,
    RULES,
    act,
    answered,
    dispositioned,
    received,
    reports,
)

AFTER = datetime(2050, 1, 5, 9, tzinfo=WIB)


def with_limit(rule_id: str, n: int) -> Rulebook:
    """Return the rules with another number of days in one rule."""
    rules = tuple(attrs.evolve(rule, limit=WorkDays(n)) if rule.rule_id == rule_id else rule for rule in SP4N.rules)
    return attrs.evolve(RULES, pack=attrs.evolve(SP4N, version="proposed", rules=rules))


@given(st.lists(reports(max_steps=6), max_size=3), st.timedeltas(timedelta(0), timedelta(days=200)))
def test_nothing_changes_under_the_same_rules(several: list[Report], later: timedelta) -> None:
    assume(all(report.changed_at.year < WEEKDAYS.coverage.last.year for report in several))
    as_of = max((report.changed_at for report in several), default=MONDAY) + later
    comparison = compare(several, as_of=as_of, before=RULES, after=attrs.evolve(RULES))
    assert (comparison.changed, comparison.errors, comparison.reports) == ((), (), len(several))
    assert all(effect.before == effect.after for effect in comparison.effects)


def test_a_tighter_limit_moves_due_days_and_makes_breaches() -> None:
    """One of five days becomes one of two: the one that waits since Monday is late on Thursday."""
    comparison = compare(
        [received(), dispositioned()], as_of=MONDAY + 3 * DAY, before=RULES, after=with_limit("SLA-002", 2)
    )
    (changed,) = comparison.changed
    assert (changed.duty, changed.cycle, changed.tracking_id) == (DutyName.FIRST_FOLLOW_UP, 1, "1234567")
    assert (changed.due_before, changed.due_after, changed.days) == (date(2024, 3, 11), date(2024, 3, 6), -5)
    assert (changed.state_before, changed.state_after) == (DutyState.RUNNING, DutyState.BREACHED)
    effect = next(effect for effect in comparison.effects if effect.duty is DutyName.FIRST_FOLLOW_UP)
    assert (effect.before, effect.after) == (((DutyState.RUNNING, 1),), ((DutyState.BREACHED, 1),))
    assert (effect.in_time_before, effect.in_time_after) == (None, Fraction(0))


def test_a_duty_that_only_one_of_the_two_knows_has_no_days() -> None:
    rules = tuple(rule for rule in SP4N.rules if rule.duty is not DutyName.REPLY)
    without = attrs.evolve(RULES, pack=attrs.evolve(SP4N, rules=rules))
    report = answered(classification=Classification.COMPLAINT)
    as_of = report.changed_at
    (gone,) = compare([report], as_of=as_of, before=RULES, after=without).changed
    assert (gone.duty, gone.due_after, gone.state_after, gone.days) == (DutyName.REPLY, None, None, None)
    (come,) = compare([report], as_of=as_of, before=without, after=RULES).changed
    assert (come.due_before, come.state_before, come.days) == (None, None, None)
    met = next(
        effect
        for effect in compare([report], as_of=as_of, before=RULES, after=RULES).effects
        if effect.duty is DutyName.COMPLETION
    )
    assert met.in_time_before == met.in_time_after == 1


def test_a_report_without_an_answer_is_told_apart_and_spoils_nothing() -> None:
    """One that something happened to after the moment of asking."""
    late = received(at=AFTER + DAY)
    comparison = compare([received(), late, received()], as_of=AFTER, before=RULES, after=with_limit("SLA-001", 1))
    (error,) = comparison.errors
    assert (comparison.reports, error.place, error.tracking_id) == (2, 1, "1234567")
    assert isinstance(error.error, InvalidValueError)


def test_a_naive_instant_is_refused_whatever_the_reports() -> None:
    with pytest.raises(InvalidValueError) as caught:
        compare([], as_of=datetime(2024, 3, 4), before=RULES, after=RULES)  # noqa: DTZ001 (naive on purpose)
    assert caught.value.field == "as_of"


def test_a_breach_that_a_reclassification_left_behind_is_not_lost() -> None:
    """Fourteen days were broken before sixty were given."""
    report = dispositioned(classification=Classification.COMPLAINT)
    at = report.changed_at + 30 * DAY
    looser = actions.Reclassify(classification=Classification.OVERSIGHT_COMPLAINT, reason="Pengawasan")
    report = act(report, looser, COORDINATOR, at=at)
    comparison = compare([report], as_of=at, before=RULES, after=RULES)
    effect = next(effect for effect in comparison.effects if effect.duty is DutyName.COMPLETION)
    assert effect.before == ((DutyState.BREACHED, 1),)
