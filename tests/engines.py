"""Facts as data frames of every engine, and what has to hold on each of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa

from lapor_core import Grain, Period, Tally, WorkCalendar
from lapor_core.errors import UncoveredDayError
from lapor_core.frames import count_frame, with_due_days, with_workdays_between, workday_table
from lapor_core.monitoring.facts import Facts

Make = Callable[[pa.Table], Any]
"""Makes a frame of an engine of an arrow table."""

ENGINES: Final[Mapping[str, Make]] = {
    "polars": pl.DataFrame,
    "polars, lazy": pl.LazyFrame,
    "duckdb": duckdb.from_arrow,
    "pyarrow": lambda table: table,
    "pandas": lambda table: table.to_pandas(date_as_object=False),
    "pandas on arrow": lambda table: table.to_pandas(types_mapper=pd.ArrowDtype),
}

_DAYS: Final = ("day", "day_latest")
_TRUTHS: Final = ("is_", "was_")
_NUMBERS: Final = ("rating", "age", "disposition_days", "findings", "days", "paused", "total", "score")

PERIODS: Final = (
    None,
    *Grain,
    (Period(date(2024, 1, 2), date(2024, 2, 15)), Period(date(2024, 3, 1), date(2024, 3, 1))),
)
"""Every way of counting days apart: not at all, by every grain, by spans with gaps."""


def type_of(column: str) -> pa.DataType:
    """Return what a column of facts holds."""
    if column in _DAYS:
        return pa.date32()
    if column in _NUMBERS:
        return pa.int64()
    return pa.bool_() if column.startswith(_TRUTHS) else pa.string()


def table_of(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> pa.Table:
    """Return rows as an arrow table."""
    schema = pa.schema([(name, type_of(name)) for name in columns])
    by_column = [*zip(*rows, strict=True)] if rows else [()] * len(columns)
    return pa.table([pa.array(values, one.type) for values, one in zip(by_column, schema, strict=True)], schema=schema)


def rows_from(frame: Any, columns: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return some columns of a frame, row by row, in their order by the first; days as days."""
    opened = nw.from_native(frame)
    taken = (opened.collect() if isinstance(opened, nw.LazyFrame) else opened).select(*columns)
    values = [taken[name].to_list() for name in columns]
    missing = [taken[name].is_null().to_list() for name in columns]
    plain = [
        [None if gone else _plain(value) for value, gone in zip(some, is_gone, strict=True)]
        for some, is_gone in zip(values, missing, strict=True)
    ]
    return sorted(zip(*plain, strict=True), key=lambda row: row[0])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else int(value)


def assert_counts_agree(make: Make, rows: Sequence[Facts], table: type[Facts], **facts: Any) -> None:
    """What an engine counts is what Python counts, whole and beside what Python counted of other rows."""
    expected, alone, beside = (Tally(table, **facts) for _ in range(3))
    columns = expected.columns
    expected.update(rows)
    count_frame(make(table_of(rows, columns)), alone)
    assert alone.figures() == expected.figures()
    assert alone.outside == expected.outside

    half = len(rows) // 2
    beside.update(rows[:half])
    count_frame(make(table_of(rows[half:], columns)), beside)
    assert beside.figures() == expected.figures()
    assert beside.outside == expected.outside


def assert_due_days_agree(make: Make, calendar: WorkCalendar, days: Iterable[tuple[date | None, int | None]]) -> None:
    """A joined due day is the one that the calendar says, and null where it refuses to say."""
    asked = [(number, *one) for number, one in enumerate(days)]
    schema = pa.schema([("id", pa.int64()), ("start", pa.date32()), ("limit", pa.int64())])
    rows = make(pa.table([pa.array(values) for values in zip(*asked, strict=True)], schema=schema))
    numbered = make(pa.table(workday_table(calendar)))
    by_row = with_due_days(rows, numbered, after="start", workdays="limit")
    assert rows_from(by_row, ["id", "due"]) == [(number, due(calendar, day, n)) for number, day, n in asked]
    fixed = with_due_days(rows, numbered, after="start", workdays=14, name="fourteenth")
    assert rows_from(fixed, ["id", "fourteenth"]) == [(number, due(calendar, day, 14)) for number, day, _ in asked]
    counted = with_workdays_between(fixed, numbered, after="start", upto="fourteenth")
    expected = [(number, 14 if due(calendar, day, 14) else None) for number, day, _ in asked]
    assert rows_from(counted, ["id", "workdays"]) == expected
    backwards = with_workdays_between(fixed, numbered, after="fourteenth", upto="start")
    assert rows_from(backwards, ["id", "workdays"]) == [(number, None) for number, *_ in asked]


def due(calendar: WorkCalendar, day: date | None, n: int | None) -> date | None:
    """Return what the calendar says, or None where it refuses."""
    if day is None or n is None or n < 1:
        return None
    try:
        return calendar.add_workdays(day, n)
    except UncoveredDayError:
        return None
