"""Rows and counts as others may hand them over: odd numbers, odd days, odd engines; and adding up all the same."""

import copy
import math
import pickle
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    INDICATORS,
    AgencyCode,
    CaseFacts,
    DutyFacts,
    DutyName,
    DutyState,
    Figure,
    Grain,
    Indicator,
    Period,
    Rounding,
    Status,
    Tally,
    rounded,
)
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring import tally as module
from lapor_core.monitoring.catalogue import BY_ID
from lapor_core.monitoring.facts import SurveyFacts, TextFacts
from lapor_core.monitoring.indicators import known, one_of
from lapor_core.monitoring.tally import OUTSIDE, PERIOD
from tests.test_monitoring import DAYS, rows_of

JANUARY, MARCH = (Period.of(date(2024, month, 1), Grain.MONTH) for month in (1, 3))
ROWS = st.lists(rows_of(CaseFacts), max_size=10)
PERIODS = st.sampled_from([None, Grain.DAY, Grain.MONTH, Grain.YEAR, (JANUARY,), (MARCH, JANUARY)])
KEYS = st.sampled_from([(), ("agency",), ("agency", "category"), ("status",), ("status", "region", "unit")])


def keyed(figures: Sequence[Figure]) -> dict[Any, Figure]:
    return {(one.indicator.indicator_id, one.key): one for one in figures}


# ------------------------------------------------------------------------------------------- adding up, any way


@given(ROWS, KEYS, PERIODS, st.data())
def test_what_is_put_together_is_what_a_tally_with_fewer_keys_counts(
    rows: list[CaseFacts], by: tuple[str, ...], period: Any, data: st.DataObject
) -> None:
    """Any choice of the keys, the period among them, in any order."""
    fine = Tally(CaseFacts, by=by, period=period)
    fine.update(rows)
    chosen = tuple(data.draw(st.permutations(fine.key)))[: data.draw(st.integers(0, len(fine.key)))]
    coarse = Tally(CaseFacts, by=[name for name in chosen if name != PERIOD], period=period)
    coarse.update(rows)
    if PERIOD in chosen:
        assert {(one.indicator, frozenset(one.key), one.value) for one in fine.figures(by=chosen)} == {
            (one.indicator, frozenset(one.key), one.value) for one in coarse.figures()
        }
    else:
        assert fine.figures(by=chosen) == coarse.figures(by=chosen)


@given(ROWS, KEYS, PERIODS, st.integers(1, 4))
def test_rows_one_by_one_in_chunks_and_by_an_engine_add_up(
    rows: list[CaseFacts], by: tuple[str, ...], period: Any, chunk: int
) -> None:
    """A third each way, in whatever chunks; one indicator alone, or all of them."""
    for indicators in (INDICATORS, (BY_ID["MON-044"],), (BY_ID["MON-040"],)):

        def tally(indicators: Sequence[Indicator] = indicators) -> Tally:
            return Tally(CaseFacts, by=by, period=period, indicators=indicators)

        whole, one_by_one, bulk, engine = tally(), tally(), tally(), tally()
        whole.update(rows)
        for row in rows[::3]:
            one_by_one.add(row)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, "_CHUNK", chunk)
            bulk.update(rows[1::3])
            bulk.update(iter(()))
        counted_by_an_engine(engine, rows[2::3])
        bulk.merge(engine)
        bulk.merge(one_by_one)
        assert keyed(bulk.figures()) == keyed(whole.figures())
        assert bulk.outside == whole.outside
        assert bulk.figures() == bulk.figures()


def counted_by_an_engine(tally: Tally, rows: Sequence[CaseFacts]) -> None:
    """Group and count as an engine does, with the period as a last column."""
    for group in tally.groups:
        counts: Counter[tuple[Any, ...]] = Counter()
        for row in rows:
            when = () if tally.period is None else (when_of(row, tally.period),)
            counts[(*(getattr(row, name) for name in (*tally.by, *group)), *when)] += 1
        tally.add_counts(group, counts)


def when_of(row: CaseFacts, period: Grain | tuple[Period, ...]) -> Period | str | None:
    """Say in which period a row lies, asking of each day that it may have."""
    if row.day is None or row.day_latest is None:
        return None
    first, last = sorted((row.day, row.day_latest))
    days = [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    if isinstance(period, Grain):
        found: set[Any] = {Period.of(day, period) for day in days}
    else:
        found = {next((one for one in period if day in one), OUTSIDE) for day in days}
    return found.pop() if len(found) == 1 else None


def test_merging_changes_neither_the_other_nor_what_was_read() -> None:
    """And a tally can be added to itself, and counted on with after it was read."""
    row = CaseFacts(agency=AgencyCode("a"), status=Status.RESOLVED, region="r")
    one, other = Tally(CaseFacts, by=("agency",)), Tally(CaseFacts, by=("agency",))
    one.update([row])
    before = one.figures()
    other.add(row)
    other.merge(one)
    other.add(row)
    assert one.figures() == before
    assert other.figure("MON-040").numerator == 3
    other.merge(other)
    other.update([row])
    assert other.figure("MON-040").numerator == other.figure("MON-044").numerator == 7
    assert copy.deepcopy(other).figures() == pickle.loads(pickle.dumps(other)).figures() == other.figures()


def test_rows_outside_of_the_periods_are_counted_for_all_keys_together() -> None:
    """In one go, in several, and by merging."""
    rows = [CaseFacts(agency=AgencyCode(code), day=DAYS[-1], day_latest=DAYS[-1]) for code in "aab"]
    one, other = (Tally(CaseFacts, by=("agency",), period=(JANUARY,)) for _ in range(2))
    one.update(rows)
    one.update(rows[:1])
    other.add(rows[0])
    other.merge(one)
    assert (one.outside, other.outside) == (4, 5)
    assert other.figures() == ()


def test_keys_are_in_order_and_unknown_ones_are_last() -> None:
    """Within each indicator; every column of a table may be a key."""
    tally = Tally(TextFacts, by=("agency",))
    tally.update(TextFacts(agency=agency, findings=1) for agency in (AgencyCode("b"), None, AgencyCode("a")))
    assert [dict(one.key)["agency"] for one in tally.figures(minimum=1)] == ["a", "b", None]
    whole = Tally(TextFacts, by=TextFacts._fields)
    whole.update([TextFacts(findings=1), TextFacts(findings=2), TextFacts(findings=2)])
    assert whole.figure("MON-120", findings=2).sample == 2


def test_few_groups_hold_all_indicators() -> None:
    """Five over reports and two over duties, as an engine has to count each of them; a column may be in several."""
    assert [len(Tally(table).groups) for table in (CaseFacts, DutyFacts, TextFacts)] == [5, 2, 1]
    every = attrs.evolve(BY_ID["MON-120"], indicator_id="OWN-5", by=TextFacts._fields)
    assert Tally(TextFacts, indicators=(every,)).groups == (TextFacts._fields,)


def test_rows_are_taken_in_turn_and_not_kept() -> None:
    """Two chunks of them at most are alive at any time."""
    alive: set[int] = set()
    most = 0

    class Row(tuple[Any, ...]):
        """A row that says when it is gone."""

        __slots__ = ()

        def __del__(self) -> None:
            alive.discard(self[-1])

    def rows() -> Iterator[Row]:
        nonlocal most
        for number in range(200):
            alive.add(number)
            most = max(most, len(alive))
            yield Row(CaseFacts(findings=number))

    tally = Tally(CaseFacts, by=("agency",))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHUNK", 8)
        tally.update(rows())
    assert tally.figure("MON-040").numerator == 200
    assert most <= 2 * 8 + 2


def test_counts_are_kept_by_values_and_not_by_rows() -> None:
    """Ten times as many of the same rows take as much room."""
    row = CaseFacts(agency=AgencyCode("a"), status=Status.RESOLVED, region="r")
    sizes = set()
    for n in (300, 3000):
        tally = Tally(CaseFacts, by=("agency",), period=Grain.MONTH)
        tally.update([row] * n)
        sizes.add(len(pickle.dumps(tally)))
    assert len(sizes) == 1


@pytest.mark.parametrize("error", [TypeError, IndexError, KeyError])
def test_an_error_of_whoever_gives_the_rows_is_their_own_and_nothing_was_counted(error: type[Exception]) -> None:
    """It is not called a bad row."""

    def rows() -> Iterator[CaseFacts]:
        yield CaseFacts(status=Status.RESOLVED)
        raise error

    for indicators in (INDICATORS, (BY_ID["MON-040"],)):
        tally = Tally(CaseFacts, indicators=indicators)
        with pytest.raises(error):
            tally.update(rows())
        assert {figure.rows for figure in tally.figures()} == {0}


def test_rows_of_another_table_are_refused() -> None:
    """Shorter or longer ones: neither is read as if it were one of ours."""
    for tally, rows in (
        (Tally(DutyFacts), [CaseFacts()]),
        (Tally(TextFacts), [CaseFacts()]),
        (Tally(CaseFacts), [DutyFacts()]),
        (Tally(CaseFacts, own=("team",)), [CaseFacts()]),
    ):
        with pytest.raises(InvalidValueError, match="plain values"):
            tally.update(rows)
        assert {figure.rows for figure in tally.figures()} == {0}


def test_an_indicator_may_ask_for_columns_of_the_callers_own() -> None:
    """Tested, summed and listed as any other; what the rows do not have is refused."""
    own = attrs.evolve(
        BY_ID["MON-031"], indicator_id="OWN-2", of=(known("cost"),), sums="cost", by=("cost",), excluded=()
    )
    tally = Tally(CaseFacts, own=("cost",), indicators=(own, BY_ID["MON-040"]))
    tally.update([(*CaseFacts(), 3), (*CaseFacts(), 4), (*CaseFacts(), None)])
    assert tally.figure("OWN-2").value == Fraction(7, 2)
    assert tally.figure("MON-040").numerator == 3
    with pytest.raises(InvalidValueError, match="columns of the table"):
        Tally(CaseFacts, indicators=(own,))


def test_a_sum_over_some_of_the_rows_by_a_sum_over_all_of_them() -> None:
    """What is summed and listed is of the numerator, what it is divided by is of the denominator."""
    own = attrs.evolve(
        BY_ID["MON-100"], indicator_id="OWN-3", having=(one_of("state", DutyState.LATE),), sums="paused", by=("paused",)
    )
    tally = Tally(DutyFacts, indicators=(own,))
    tally.update(
        DutyFacts(duty=DutyName.COMPLETION, state=state, paused=paused, total=10)
        for state, paused in ((DutyState.LATE, 3), (DutyState.LATE, 4), (DutyState.MET, 5))
    )
    figure = tally.figure("OWN-3", minimum=2)
    assert (figure.numerator, figure.denominator, figure.sample) == (7, 30, 3)
    assert figure.spread == (((3,), 1), ((4,), 1))
    assert figure.median == Fraction(7, 2)
    assert (figure.minimum, tally.figures(minimum=3)[0].minimum) == (2, 3)


def test_what_is_listed_is_in_order_and_what_is_only_counted_is_divided_by_nothing() -> None:
    """Numbers by their size, then codes by the alphabet, then what nobody knows; a period changes nothing of it."""
    own = attrs.evolve(BY_ID["MON-044"], indicator_id="OWN-4")
    tally = Tally(CaseFacts, period=Grain.MONTH, indicators=(own,))
    tally.update(
        CaseFacts(region=region, day=JANUARY.first, day_latest=JANUARY.first)  # type: ignore[arg-type]
        for region in ("b", 10, None, "a", 9)
    )
    figure = tally.figure("OWN-4", period=JANUARY)
    assert [value for (value,), _ in figure.spread] == [9, 10, "a", "b", None]
    assert figure.value == 5
    assert figure.denominator is None


# -------------------------------------------------------------------------------------------------- odd numbers


@given(st.permutations([5, 5.0, Decimal(5), Fraction(5), 1, 1.0, True]))
def test_equal_numbers_are_one_number_whichever_came_first(scores: list[Any]) -> None:
    """Frames hand over floats where something is missing: what is counted does not hang on the order."""
    tally = Tally(CaseFacts)
    tally.update(CaseFacts(rating=score, is_rating_own=True) for score in scores)
    figure = tally.figure("MON-070")
    assert figure.value == Fraction(23, 7)
    assert figure.median == 5
    assert figure.percentile(Fraction(1, 7)) == 1
    assert [(type(score), score, n) for (score,), n in figure.spread] == [(int, 1, 3), (int, 5, 4)]


@given(st.permutations([True, 1, 1.0, False, 0]))
def test_engines_without_truth_values_write_one_and_nought(values: list[Any]) -> None:
    """They mean the same, whichever came first."""
    tally = Tally(CaseFacts, by=("was_held",))
    tally.update(CaseFacts(was_held=value) for value in values)
    assert tally.figure("MON-050").value == Fraction(3, 5)
    assert tally.figure("MON-050", was_held=True).sample == 3
    assert len(tally.figures(by=("was_held",))) == 2 * len(tally.indicators)


@pytest.mark.parametrize("number", [0.5, Decimal("0.1"), Fraction(1, 3), "5", "", math.inf, 1j, date(2024, 1, 1)])
def test_what_is_no_whole_number_is_not_summed(number: Any) -> None:
    """Not rounded, not cut, not read as text."""
    for tally, indicator_id, column, row in (
        (Tally(TextFacts), "MON-120", "findings", TextFacts(findings=number)),
        (Tally(SurveyFacts), "MON-072", "score", SurveyFacts(score=number, is_own=True)),
    ):
        tally.add(row)
        with pytest.raises(InvalidValueError) as caught:
            tally.figure(indicator_id)
        assert str(caught.value) == f"{column}: whole numbers are needed to be summed, or None"


@pytest.mark.parametrize("nan", [math.nan, Decimal("nan")])
def test_not_a_number_is_refused_by_the_name_of_its_column(nan: Any) -> None:
    """It is no word for not known: None is. Whether it is summed, tested, listed or a key."""
    for column, row in (
        ("findings", CaseFacts(findings=nan)),
        ("status", CaseFacts(status=nan)),
        ("category", CaseFacts(category=nan)),
        ("agency", CaseFacts(agency=nan)),
    ):
        tally = Tally(CaseFacts, by=("agency",))
        tally.update([CaseFacts(), row])
        with pytest.raises(InvalidValueError) as caught:
            tally.figures()
        assert str(caught.value) == f"{column}: a value or None is needed, and NaN is neither"


def test_huge_numbers_stay_exact() -> None:
    """Days and counts beyond what a machine word holds."""
    huge = 10**30
    tally = Tally(DutyFacts)
    tally.update(
        DutyFacts(duty=DutyName.COMPLETION, state=DutyState.MET, days=days, paused=1, total=huge)
        for days in (huge, huge + 1)
    )
    assert tally.figure("MON-012").value == Fraction(2 * huge + 1, 2)
    assert tally.figure("MON-012").median == Fraction(2 * huge + 1, 2)
    assert tally.figure("MON-100").value == Fraction(1, huge)
    many = attrs.evolve(tally.figure("MON-012"), spread=(((1,), huge), ((2,), 1)))
    assert [many.percentile(share) for share in (Fraction(huge, huge + 1), Fraction(1))] == [1, 2]
    assert rounded(Fraction(1, 3), digits=12, rounding=Rounding.HALF_UP) == "0.333333333333"
    counted = Tally(TextFacts)
    counted.add_counts(("findings",), {(1,): huge})
    assert counted.figure("MON-120").value == 1000


# ----------------------------------------------------------------------------------------------------- odd days


@pytest.mark.parametrize("period", [Grain.MONTH, (JANUARY,)])
@pytest.mark.parametrize("day", ["2024-01-01", datetime(2024, 1, 1), 20240101])  # noqa: DTZ001 (naive on purpose)
def test_what_is_no_day_is_not_counted_as_outside(period: Any, day: Any) -> None:
    """Texts, instants and numbers are refused."""
    tally = Tally(CaseFacts, period=period)
    for days in ((day, JANUARY.first), (JANUARY.first, day), (day, day)):
        with pytest.raises(InvalidValueError) as caught:
            tally.add(CaseFacts(day=days[0], day_latest=days[1]))
        assert caught.value.field == "day"
    assert (tally.outside, tally.figures()) == (0, ())


@given(st.sampled_from(DAYS), st.sampled_from(DAYS), PERIODS.filter(bool))
def test_days_the_wrong_way_round_are_the_same_days(first: date, last: date, period: Any) -> None:
    """Between them lies what lies between them."""
    one, other = Tally(CaseFacts, period=period), Tally(CaseFacts, period=period)
    one.add(CaseFacts(day=first, day_latest=last))
    other.add(CaseFacts(day=last, day_latest=first))
    assert (one.figures(), one.outside) == (other.figures(), other.outside)
    if one.outside:
        assert when_of(CaseFacts(day=first, day_latest=last), period) == OUTSIDE


# -------------------------------------------------------------------------------------------------- odd engines


@pytest.mark.parametrize("period", [Grain.MONTH, (JANUARY,)])
@pytest.mark.parametrize("when", [date(2024, 1, 1), "2024-01", Period.of(date(2024, 1, 1), Grain.YEAR), MARCH.first])
def test_an_engine_counts_by_the_periods_of_the_tally(period: Any, when: Any) -> None:
    """Neither by a day nor by a longer period."""
    tally = Tally(TextFacts, period=period)
    with pytest.raises(InvalidValueError, match="periods of the tally"):
        tally.add_counts(("findings",), {(1, when): 1})
    assert tally.figures() == ()


def test_periods_that_the_tally_does_not_have_are_refused_and_rows_outside_are_counted() -> None:
    """March is a month, but none of those that were asked for."""
    tally = Tally(TextFacts, period=(JANUARY,))
    with pytest.raises(InvalidValueError, match="periods of the tally"):
        tally.add_counts(("findings",), {(1, MARCH): 1})
    tally.add_counts(("findings",), {(1, JANUARY): 2, (0, OUTSIDE[:3] + OUTSIDE[3:]): 3, (4, None): 1})
    assert tally.outside == 3
    assert tally.figure("MON-120", period=JANUARY).sample == 2
    assert tally.figure("MON-120").numerator == 6
    monthly = Tally(TextFacts, period=Grain.MONTH)
    monthly.add_counts(("findings",), {(1, MARCH): 1})
    assert monthly.figure("MON-120", period=MARCH).sample == 1


def test_an_engine_that_forgets_a_group_or_gives_it_twice_is_found_out() -> None:
    """Else some indicators would rest on other rows than the rest."""
    tally = Tally(CaseFacts, by=("agency",))
    first, *others = tally.groups
    tally.add_counts(first, {("a", *(None for _ in first)): 2})
    for _ in range(2):
        with pytest.raises(InvalidValueError, match=r"^counts: each group has to be counted once, over the same rows$"):
            tally.figure("MON-040")
        for group in others:
            tally.add_counts(group, {("a", *(None for _ in group)): 1})
    assert tally.figure("MON-040").numerator == 2


def test_what_an_engine_counted_none_of_is_no_key() -> None:
    """A group with nought rows leaves nothing behind."""
    tally = Tally(TextFacts, by=("agency",))
    tally.add_counts(("findings",), {("a", 1): 0})
    assert tally.figures() == ()


@pytest.mark.parametrize(
    "field, make",
    [
        ("by", lambda: Tally(CaseFacts, by=("agency",)).figures(by=("agency", "agency"))),
        ("minimum", lambda: Tally(CaseFacts).figures(minimum=0)),
        ("minimum", lambda: Tally(CaseFacts).figures(minimum=True)),
        ("minimum", lambda: Tally(CaseFacts).figure("MON-001", minimum="5")),  # type: ignore[arg-type]
        ("indicators", lambda: Tally(CaseFacts, indicators=(BY_ID["MON-001"], BY_ID["MON-001"]))),
    ],
)
def test_what_means_nothing_is_refused(field: str, make: Any) -> None:
    """A key twice, a minimum that is none, an indicator twice."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert caught.value.field == field
