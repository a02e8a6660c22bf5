"""Spans of days of the calendar."""

import itertools
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import Grain, Period
from lapor_core.errors import InvalidValueError

DAYS = st.dates()
GRAINS = st.sampled_from(Grain)


@given(DAYS, GRAINS)
def test_a_day_lies_in_its_period_and_every_day_of_it_has_the_same(day: date, grain: Grain) -> None:
    period = Period.of(day, grain)
    assert day in period
    assert Period.of(period.first, grain) == Period.of(period.last, grain) == period


@given(DAYS.filter(lambda day: day.year < 9999), GRAINS)
def test_periods_follow_each_other_without_a_gap(day: date, grain: Grain) -> None:
    period = Period.of(day, grain)
    after = period.last + timedelta(days=1)
    assert Period.of(after, grain).first == after
    assert after not in period


@given(DAYS)
def test_coarser_periods_hold_finer_ones(day: date) -> None:
    spans = [Period.of(day, grain) for grain in Grain]
    assert spans[0] == Period(day, day)
    for fine, coarse in itertools.pairwise(spans):
        assert fine.first in coarse
        assert fine.last in coarse


@pytest.mark.parametrize(
    "grain, said",
    [
        (Grain.DAY, "2024-02-29"),
        (Grain.MONTH, "2024-02-01..2024-02-29"),
        (Grain.QUARTER, "2024-01-01..2024-03-31"),
        (Grain.SEMESTER, "2024-01-01..2024-06-30"),
        (Grain.YEAR, "2024-01-01..2024-12-31"),
    ],
)
def test_a_leap_day(grain: Grain, said: str) -> None:
    assert str(Period.of(date(2024, 2, 29), grain)) == said


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_ends_on_its_last_day(month: int) -> None:
    day = date(2023, month, 15)
    last = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    assert Period.of(day, Grain.MONTH) == Period(date(2023, month, 1), date(2023, month, last))
    quarter, half = (month - 1) // 3 * 3, (month - 1) // 6 * 6
    assert Period.of(day, Grain.QUARTER).first == date(2023, quarter + 1, 1)
    assert Period.of(day, Grain.QUARTER).last.month == quarter + 3
    assert Period.of(day, Grain.SEMESTER).last.month == half + 6


def test_only_days_lie_in_a_period() -> None:
    assert "2024-01-01" not in Period.of(date(2024, 1, 1), Grain.YEAR)
    assert datetime(2024, 1, 1) not in Period.of(date(2024, 1, 1), Grain.YEAR)  # noqa: DTZ001 (on purpose)


@pytest.mark.parametrize(
    "first, last, field",
    [
        (date(2024, 1, 2), date(2024, 1, 1), "last"),
        (datetime(2024, 1, 1), date(2024, 1, 1), "first"),  # noqa: DTZ001 (on purpose)
        (date(2024, 1, 1), "2024-01-02", "last"),
    ],
)
def test_what_is_no_period_is_refused(first: Any, last: Any, field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Period(first, last)
    assert caught.value.field == field


def test_a_period_that_runs_backwards_is_told_so() -> None:
    with pytest.raises(InvalidValueError, match=r"^last: a day not before the first is needed$"):
        Period(date(2024, 1, 2), date(2024, 1, 1))


@pytest.mark.parametrize("day, grain, field", [("x", Grain.DAY, "day"), (date(2024, 1, 1), "day", "grain")])
def test_what_has_no_period_is_refused(day: Any, grain: Any, field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        Period.of(day, grain)
    assert caught.value.field == field
