"""Indicators and due days on data frames: equal to what Python counts, on every engine."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapor_core import (
    INDONESIA,
    WEEKDAYS,
    AgencyCode,
    CaseFacts,
    DutyFacts,
    DutyName,
    DutyState,
    Grain,
    Period,
    Status,
    Tally,
)
from lapor_core.errors import InvalidValueError, UnsupportedEngineError
from lapor_core.frames import count_frame, with_due_days, with_workdays_between, workday_table
from lapor_core.monitoring.facts import TABLES, Facts
from tests.engines import (
    ENGINES,
    PERIODS,
    Make,
    assert_counts_agree,
    assert_due_days_agree,
    due,
    rows_from,
    table_of,
)
from tests.test_monitoring import rows_of

each_engine = pytest.mark.parametrize("make", ENGINES.values(), ids=ENGINES)

ROWS = [
    CaseFacts(
        agency=AgencyCode("a"), day=date(2026, 1, 30), day_latest=date(2026, 1, 30), status=Status.RESOLVED, rating=5
    ),
    CaseFacts(agency=AgencyCode("a"), day=date(2026, 1, 30), day_latest=date(2026, 2, 2), status=Status.RESOLVED),
    CaseFacts(
        agency=AgencyCode("b"),
        day=date(2026, 2, 2),
        day_latest=date(2026, 2, 2),
        status=Status.FOLLOW_UP,
        was_held=True,
    ),
    CaseFacts(agency=None, status=Status.DISPOSITIONED),
]


# --------------------------------------------------------------------------------------------------- counting


@each_engine
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_every_engine_counts_what_python_counts(make: Make, table: type[Facts], data: st.DataObject) -> None:
    """Laws 23 to 25 on engines: whatever the rows, the keys and the periods, all figures are equal, split or not."""
    rows = data.draw(st.lists(rows_of(table), max_size=60))
    by = data.draw(st.sampled_from([(), ("agency",), ("agency", "day"), (table._fields[4], "agency")]))
    assert_counts_agree(make, rows, table, by=by, period=data.draw(st.sampled_from(PERIODS)))


@each_engine
def test_columns_of_the_callers_own_count_apart(make: Make) -> None:
    """Beside those of the table, of any type."""
    rows = [(*row, number % 2) for number, row in enumerate(ROWS)]
    tally, expected = (Tally(CaseFacts, by=("party",), own=("party",)) for _ in range(2))
    expected.update(rows)
    table = table_of(ROWS, CaseFacts._fields).append_column("party", pa.array([row[-1] for row in rows]))
    count_frame(make(table), tally)
    assert tally.figures() == expected.figures()
    assert tally.figure("MON-040", party=1).value == 2


@each_engine
def test_no_rows_are_no_data(make: Make) -> None:
    """Neither 0 nor 100 percent."""
    tally = Tally(CaseFacts)
    count_frame(make(table_of([], CaseFacts._fields)), tally)
    assert {figure.value for figure in tally.figures()} == {None}


@each_engine
def test_a_day_known_within_bounds_belongs_to_a_period_if_both_bounds_do(make: Make) -> None:
    """Else to an unknown one; the last day of a quarter and the first of the next are told apart."""
    tally = Tally(CaseFacts, period=Grain.MONTH)
    count_frame(make(table_of(ROWS, CaseFacts._fields)), tally)
    january, february = (Period.of(date(2026, month, 1), Grain.MONTH) for month in (1, 2))
    assert [tally.figure("MON-040", period=one).value for one in (january, february, None)] == [1, 1, 2]


@each_engine
def test_only_what_is_counted_has_to_be_there(make: Make) -> None:
    """A narrow frame is enough for a tally of one indicator; other columns do no harm."""
    followed_up = [one for one in Tally(CaseFacts).indicators if one.indicator_id == "MON-001"]
    tally = Tally(CaseFacts, indicators=followed_up)
    count_frame(make(pa.table({"status": ["resolved", "dispositioned"], "period": [1, 2]})), tally)
    assert tally.figure("MON-001").value == Fraction(1, 2)


def test_facts_go_into_a_frame_as_they_are() -> None:
    """Members of enums are texts to an engine."""
    tally, expected = Tally(CaseFacts), Tally(CaseFacts)
    expected.update(ROWS)
    count_frame(pl.DataFrame(ROWS, schema=CaseFacts._fields, orient="row", infer_schema_length=None), tally)
    assert tally.figures() == expected.figures()


def test_an_instant_of_the_callers_own_stays_an_instant() -> None:
    """Only days are days; pandas writes both alike."""
    midnight = datetime(2026, 1, 5)  # noqa: DTZ001 (what pandas holds)
    table = pa.table({"status": ["held"], "day": pa.array([date(2026, 1, 5)]), "at": pa.array([midnight])})
    held = [one for one in Tally(CaseFacts).indicators if one.indicator_id == "MON-001"]
    tally = Tally(CaseFacts, by=("day", "at"), own=("at",), indicators=held)
    count_frame(table.to_pandas(date_as_object=False), tally)
    assert [figure.key for figure in tally.figures()] == [(("day", date(2026, 1, 5)), ("at", midnight))]


def test_not_a_number_is_not_known() -> None:
    """As is null; both are None, once."""
    followed_up = [one for one in Tally(CaseFacts).indicators if one.indicator_id == "MON-031"]
    tally = Tally(CaseFacts, indicators=followed_up)
    count_frame(pl.DataFrame({"status": ["held"] * 4, "age": [float("nan"), None, 3.0, 4.0]}), tally)
    figure = tally.figure("MON-031")
    assert (figure.sample, figure.value, figure.excluded) == (2, Fraction(7, 2), (("day of receipt not known", 2),))


def test_a_part_of_a_day_is_refused_when_it_is_summed() -> None:
    """Sums are of whole numbers."""
    ages = [one for one in Tally(CaseFacts).indicators if one.indicator_id == "MON-031"]
    tally = Tally(CaseFacts, indicators=ages)
    count_frame(pl.DataFrame({"status": ["held"], "age": [0.5]}), tally)
    with pytest.raises(InvalidValueError, match="age: whole numbers"):
        tally.figure("MON-031")


def written_otherwise(data: st.DataObject, table: pa.Table) -> pa.Table:
    """Return the same rows in other types, beside columns that have nothing to do with them."""
    number = data.draw(st.sampled_from([pa.int8(), pa.uint64(), pa.float32(), pa.float64(), pa.decimal128(20, 0)]))
    text = data.draw(st.sampled_from([pa.string(), pa.large_string()]))
    day = data.draw(st.sampled_from([pa.date32(), pa.timestamp("ms"), pa.timestamp("ns")]))
    truth = data.draw(st.sampled_from([pa.bool_(), pa.uint8()]))
    otherwise = {pa.int64(): number, pa.string(): text, pa.date32(): day, pa.bool_(): truth}
    table = table.cast(pa.schema([(one.name, otherwise[one.type]) for one in table.schema]))
    for name in ("PERIOD", "how many rows", "__how_many_rows", "__day", "x y"):
        table = table.append_column(name, pa.array(range(len(table))))
    return table


@each_engine
@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_how_an_engine_writes_a_value_changes_nothing(make: Make, data: st.DataObject) -> None:
    """Fewer bits, floats, decimals, days with a time of day, truths as 0 and 1, columns of like names."""
    rows = data.draw(st.lists(rows_of(CaseFacts), max_size=40))
    period = data.draw(st.sampled_from(PERIODS))
    tally, expected = (Tally(CaseFacts, by=("agency", "was_held"), period=period) for _ in range(2))
    expected.update(rows)
    count_frame(make(written_otherwise(data, table_of(rows, CaseFacts._fields))), tally)
    assert (tally.figures(), tally.outside) == (expected.figures(), expected.outside)


@each_engine
def test_there_may_be_hundreds_of_periods(make: Make) -> None:
    """Engines go down into an expression only so deep: 520 weeks are ten years."""
    monday = date(2020, 1, 6)
    weeks = [Period(monday + timedelta(days=7 * n), monday + timedelta(days=7 * n + 4)) for n in range(520)]
    rows = [CaseFacts(day=day, day_latest=day) for day in (monday, weeks[-1].last, weeks[-1].last + timedelta(days=1))]
    tally, expected = (Tally(CaseFacts, period=weeks, indicators=()) for _ in range(2))
    expected.update(rows)
    count_frame(make(table_of(rows, CaseFacts._fields)), tally)
    assert (tally.figures(), tally.outside) == (expected.figures(), 1)


# -------------------------------------------------------------------------------------------------- due days

DAYS = st.none() | st.dates(date(2017, 12, 25), date(2028, 1, 10))
LIMITS = st.none() | st.integers(-2, 80)


@each_engine
@pytest.mark.parametrize("calendar", [INDONESIA, WEEKDAYS], ids=["Indonesia", "weekdays"])
@settings(deadline=None, max_examples=8)
@given(days=st.lists(st.tuples(DAYS, LIMITS), max_size=60))
def test_a_joined_due_day_is_that_of_the_calendar(
    make: Make, calendar: Any, days: Sequence[tuple[date | None, int | None]]
) -> None:
    """And null where the calendar refuses to say: an unknown day, one that no decree covers, no working day at all."""
    fixed = [(date(2025, 12, 24), 1), (date(2026, 12, 31), 14), (None, 5)]
    assert_due_days_agree(make, calendar, [*days, *fixed])


@each_engine
def test_known_days_that_are_covered_are_looked_up_where_that_is_faster(make: Make) -> None:
    """With the same answer: the day before a weekend, before the long leave of Idulfitri, and at the end of a year."""
    days = [date(2025, 3, 27), date(2026, 1, 2), date(2025, 12, 31)]
    rows = make(pa.table({"id": [0, 1, 2], "start": pa.array(days)}))
    judged = with_due_days(rows, make(pa.table(workday_table(INDONESIA))), after="start", workdays=3)
    assert rows_from(judged, ["id", "due"]) == [(n, INDONESIA.add_workdays(day, 3)) for n, day in enumerate(days)]


@each_engine
@settings(deadline=None, max_examples=8)
@given(data=st.data())
def test_a_part_of_the_table_answers_for_its_days_in_any_order(make: Make, data: st.DataObject) -> None:
    """Days and due days outside of it are null; nothing is looked up in the wrong place."""
    days = pa.table(workday_table(INDONESIA))
    start = data.draw(st.integers(2_400, 2_440))
    size = data.draw(st.integers(0, 90))
    part = days.slice(start, size)
    gone = data.draw(st.sampled_from([None, 0, size // 2]))
    if gone is not None:
        part = pa.concat_tables([part.slice(0, gone), part.slice(gone + 1)])
    if data.draw(st.booleans()):
        part = pa.concat_tables([part.slice(size // 2), part.slice(0, size // 2)])
    there = {*part["day"].to_pylist()}
    asked = data.draw(st.lists(st.sampled_from(days["day"].to_pylist()[start : start + 90]), min_size=1, max_size=20))
    schema = pa.schema([("id", pa.int64()), ("start", pa.date32())])
    rows = make(pa.table([pa.array(range(len(asked))), pa.array(asked)], schema=schema))
    expected = [(number, due(INDONESIA, day, 5)) for number, day in enumerate(asked)]
    assert rows_from(with_due_days(rows, make(part), after="start", workdays=5), ["id", "due"]) == [
        (number, day if day in there and asked[number] in there else None) for number, day in expected
    ]


@each_engine
@pytest.mark.parametrize("kind", [pa.int8(), pa.uint8(), pa.uint64(), pa.float64()], ids=str)
def test_how_an_engine_writes_numbers_and_days_changes_no_due_day(make: Make, kind: pa.DataType) -> None:
    """Fewer bits, floats, a time of day, days in another unit; and too many working days are not covered."""
    start = datetime(2026, 3, 16, 15, 30)  # noqa: DTZ001 (an agency's own local time)
    columns = {"id": [0, 1, 2], "start": pa.array([start] * 3, pa.timestamp("us")), "upto": [start.replace(hour=7)] * 3}
    rows = make(pa.table(columns | {"limit": pa.array([127, 14, 1], kind)}))
    table = pa.table(workday_table(INDONESIA))
    days = make(
        table.cast(pa.schema([("day", pa.timestamp("ms")), ("number", pa.int16()), ("is_workday", pa.bool_())]))
    )
    judged = with_due_days(rows, days, after="start", workdays="limit")
    expected = [(n, INDONESIA.add_workdays(start.date(), limit)) for n, limit in enumerate((127, 14, 1))]
    assert rows_from(judged, ["id", "due"]) == expected
    never = with_due_days(rows, days, after="start", workdays=10**30)
    assert rows_from(never, ["id", "due"]) == [(0, None), (1, None), (2, None)]
    same = with_workdays_between(rows, days, after="start", upto="upto")
    assert rows_from(same, ["id", "workdays"]) == [(0, 0), (1, 0), (2, 0)]


@each_engine
def test_what_is_no_number_of_working_days_has_no_due_day(make: Make) -> None:
    """A part of one, not a number, and more than any calendar has."""
    limits = pa.array([2.5, float("nan"), float("inf"), 1e300, None, 0.0], from_pandas=False)
    rows = make(pa.table({"id": [*range(6)], "start": pa.array([date(2026, 3, 16)] * 6), "limit": limits}))
    judged = with_due_days(rows, make(pa.table(workday_table(INDONESIA))), after="start", workdays="limit")
    assert rows_from(judged, ["id", "due"]) == [(n, None) for n in range(6)]
    rows = make(pa.table({"id": [0], "start": pa.array([date(2026, 3, 16)]), "limit": [2**63 - 1]}))
    judged = with_due_days(rows, make(pa.table(workday_table(INDONESIA))), after="start", workdays="limit")
    assert rows_from(judged, ["id", "due"]) == [(0, None)]


def test_the_table_of_a_calendar_numbers_its_working_days() -> None:
    """The first of January 2018 was a holiday, the second the first working day that is covered."""
    table = workday_table(INDONESIA)
    assert [table[name][:3] for name in ("day", "number", "is_workday")] == [
        [date(2018, 1, 1), date(2018, 1, 2), date(2018, 1, 3)],
        [0, 1, 2],
        [False, True, True],
    ]
    assert table["day"][-1] == INDONESIA.coverage.last
    assert table["is_workday"] == [INDONESIA.is_workday(day) for day in table["day"]]


def test_due_days_make_states_and_states_make_punctuality() -> None:
    """An agency's own flat table: received and answered, nothing else."""
    flat = pl.DataFrame({"received": [date(2026, 3, 2)] * 2, "answered": [date(2026, 3, 16), date(2026, 3, 31)]})
    days = pl.DataFrame(workday_table(INDONESIA))
    judged = with_workdays_between(flat, days, after="received", upto="answered", name="days").with_columns(
        duty=pl.lit(DutyName.COMPLETION.value),
        state=pl.when(pl.col("days") <= 14).then(pl.lit("met")).otherwise(pl.lit("late")),
    )
    wanted = [one for one in Tally(DutyFacts).indicators if one.indicator_id in ("MON-012", "MON-022")]
    tally = Tally(DutyFacts, indicators=wanted)
    count_frame(judged, tally)
    assert tally.figure("MON-022").value == Fraction(1, 2)
    assert tally.figure("MON-012").percentile(Fraction(1)) == INDONESIA.workdays_between(
        date(2026, 3, 2), date(2026, 3, 31)
    )
    assert {DutyState.MET.value, DutyState.LATE.value} == {*judged["state"]}


# --------------------------------------------------------------------------------------------------- bad input


def refused(**facts: Any) -> InvalidValueError:
    given: dict[str, Any] = {"frame": FLAT, "table": TABLE, "after": "start", "workdays": 5} | facts
    with pytest.raises(InvalidValueError) as caught:
        with_due_days(given.pop("frame"), given.pop("table"), **given)
    return caught.value


TABLE = pl.DataFrame(workday_table(INDONESIA))
FLAT = pl.DataFrame({"start": [date(2026, 1, 5)], "limit": [5], "at": [datetime(2026, 1, 5, tzinfo=UTC)]})


class TestBadInput:
    def test_what_is_no_frame_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="frame: a data frame"):
            count_frame([CaseFacts()], Tally(CaseFacts))  # type: ignore[arg-type]
        assert refused(frame=None).field == "frame"
        assert refused(table=workday_table(INDONESIA)).field == "table"

    def test_what_is_no_tally_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="tally: a Tally"):
            count_frame(FLAT, "MON-001")  # type: ignore[arg-type]

    def test_what_is_no_calendar_is_refused(self) -> None:
        with pytest.raises(InvalidValueError, match="calendar: a WorkCalendar"):
            workday_table(INDONESIA.coverage)  # type: ignore[arg-type]

    @each_engine
    def test_missing_columns_are_named_all_of_them(self, make: Make) -> None:
        tally = Tally(CaseFacts, by=("agency",), period=Grain.MONTH)
        narrow = table_of(ROWS, CaseFacts._fields).drop_columns(["agency", "rating", "day_latest"])
        with pytest.raises(InvalidValueError, match="frame: the columns agency, day_latest, rating are needed"):
            count_frame(make(narrow), tally)
        assert tally.figures() == ()

    @pytest.mark.parametrize("days", [["2026-01-05"], [datetime(2026, 1, 5, tzinfo=UTC)], [20260105]])
    def test_instants_texts_and_numbers_are_no_days(self, days: list[object]) -> None:
        frame = pl.DataFrame(table_of([CaseFacts()], CaseFacts._fields)).with_columns(pl.Series("day", days))
        tally = Tally(CaseFacts, period=Grain.YEAR)
        with pytest.raises(InvalidValueError, match="frame: day has to be a column of local days"):
            count_frame(frame, tally)
        assert refused(frame=frame, after="day").rule == "day has to be a column of local days"

    def test_instants_are_no_days_without_periods_either(self) -> None:
        tally = Tally(CaseFacts, by=("day",), indicators=())
        frame = pl.DataFrame({"day": [datetime(2026, 1, 5, 20, tzinfo=UTC)]})
        with pytest.raises(InvalidValueError, match="frame: day has to be a column of local days"):
            count_frame(frame, tally)

    @pytest.mark.parametrize("grain", [Grain.DAY, Grain.YEAR])
    def test_years_that_python_does_not_know_are_refused(self, grain: Grain) -> None:
        tally = Tally(CaseFacts, period=grain, indicators=())
        rows: Any = duckdb.sql("select date '20000-03-15' as day, date '20000-03-15' as day_latest")
        with pytest.raises(InvalidValueError, match="frame: days of the years 1 to 9999 are needed"):
            count_frame(rows, tally)

    def test_lists_are_no_values(self) -> None:
        tally = Tally(CaseFacts, by=("agency",), indicators=())
        with pytest.raises(InvalidValueError, match="frame: plain values are needed"):
            count_frame(pl.DataFrame({"agency": [["a"]]}), tally)

    def test_columns_of_one_name_are_refused(self) -> None:
        rows = pa.table([[1], [2]], names=["status", "status"])
        with pytest.raises(InvalidValueError, match="frame: columns with names of their own"):
            count_frame(rows, Tally(CaseFacts))

    def test_rows_that_change_from_one_reading_to_the_next_are_refused(self) -> None:
        duckdb.from_arrow(table_of(ROWS * 500, CaseFacts._fields)).create_view("moody_rows", replace=True)
        tally = Tally(CaseFacts, by=("agency",))
        moody: Any = duckdb.sql("select * from moody_rows where random() < 0.5")
        with pytest.raises(InvalidValueError, match="frame: rows that are the same"):
            count_frame(moody, tally)
        assert tally.figures() == ()

    def test_an_engine_that_loses_rows_is_named(self) -> None:
        agencies = pa.array(["a", None, "b", None]).dictionary_encode()
        rows = pa.table({"agency": agencies, "unit": agencies}).to_pandas(types_mapper=pd.ArrowDtype)
        tally = Tally(CaseFacts, by=("agency", "unit"), indicators=())
        with pytest.raises(UnsupportedEngineError, match="pandas cannot do what is needed for grouping and counting"):
            count_frame(rows, tally)

    @each_engine
    def test_a_table_that_would_make_rows_twice_is_refused(self, make: Make) -> None:
        days = pa.table(workday_table(INDONESIA))
        rows = make(pa.table({"start": pa.array([date(2026, 1, 5)])}))
        every = days.set_column(2, "is_workday", pa.array([True] * len(days)))
        for table in (pa.concat_tables([days, days.slice(0, 1)]), every):
            with pytest.raises(InvalidValueError, match="table: each day and each number of a working day"):
                with_due_days(rows, make(table), after="start", workdays=5)

    def test_columns_of_other_types_are_refused(self) -> None:
        assert refused(table=TABLE.with_columns(pl.col("is_workday").cast(pl.Int8))).field == "table"
        assert refused(table=TABLE.with_columns(pl.col("number").cast(pl.String))).field == "table"
        texts = FLAT.with_columns(pl.col("limit").cast(pl.String))
        assert refused(frame=texts, workdays="limit").rule == "limit has to be a column of whole numbers"

    @pytest.mark.parametrize("name", ["__day", "__number", "__end", "__after", "__upto"])
    def test_the_names_of_what_is_joined_are_refused(self, name: str) -> None:
        assert refused(name=name).field == "name"
        assert refused(frame=FLAT.with_columns(pl.col("limit").alias(name)), workdays="limit").field == "frame"

    @pytest.mark.parametrize("name", ["LIMIT", 5])
    def test_names_that_some_engines_cannot_tell_apart_are_refused(self, name: object) -> None:
        assert refused(name=name).field == "name"

    @pytest.mark.parametrize("workdays", [0, -1, True, False, 5.0, None])
    def test_less_than_a_working_day_is_refused(self, workdays: object) -> None:
        assert refused(workdays=workdays).field == "workdays"

    def test_a_column_that_is_there_is_not_overwritten(self) -> None:
        assert refused(name="limit").field == "name"

    def test_a_missing_column_is_named(self) -> None:
        assert refused(after="begin").rule == "the columns begin are needed"
        assert refused(workdays="most").rule == "the columns most are needed"
        assert refused(table=TABLE.drop("number")).field == "table"

    def test_two_engines_do_not_join(self) -> None:
        assert refused(table=TABLE.lazy()).field == "table"
        assert refused(table=TABLE.to_arrow()).field == "table"
        with pytest.raises(InvalidValueError, match="table: a frame of the same engine"):
            with_workdays_between(FLAT, duckdb.from_arrow(TABLE.to_arrow()), after="start", upto="start")

    def test_days_of_another_type_do_not_join(self) -> None:
        assert refused(table=TABLE.with_columns(pl.col("day").cast(pl.Datetime))).field == "table"

    def test_an_engine_that_lacks_something_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def lacking(*_: object, **__: object) -> None:
            raise NotImplementedError

        monkeypatch.setattr(nw.DataFrame, "group_by", lacking)
        monkeypatch.setattr(nw.DataFrame, "join", lacking)
        tally = Tally(CaseFacts, by=("agency",))
        with pytest.raises(UnsupportedEngineError, match="polars cannot do what is needed for grouping and counting"):
            count_frame(pl.DataFrame(table_of(ROWS, CaseFacts._fields)), tally)
        assert tally.figures() == ()
        with pytest.raises(UnsupportedEngineError) as caught:
            with_due_days(FLAT, TABLE, after="start", workdays="limit")
        assert (caught.value.engine, caught.value.need) == ("polars", "joining")
