"""The same indicators and due days on data frames: the engine groups, counts and joins, Python divides.

Needs the extra ``frames`` (narwhals), which speaks with polars, pandas, pyarrow, duckdb, PySpark and others. A frame is
what such an engine hands out, lazy or not; it is never taken into Python whole, but only what was counted of it.

Nothing of an indicator is written down again here. The groups of a `Tally` are what the engine has to count, so what
comes out is equal to what Python counts, to the last fraction. And a calendar goes along as a table of its days, so
that deadlines are joins.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import reduce
from itertools import pairwise
from math import isnan
from operator import add
from typing import Any, Final, cast

import narwhals as nw
from narwhals.typing import IntoFrame, IntoFrameT

from lapor_core.checks import require_a
from lapor_core.errors import InvalidValueError, UnsupportedEngineError
from lapor_core.monitoring.tally import OUTSIDE, PERIOD, Tally
from lapor_core.periods import MONTHS_OF, Period
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import Grain

_Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]

_ROWS: Final = "how many rows"
_DAYS: Final = ("day", "day_latest")
_TABLE: Final = ("day", "number", "is_workday")
_DAY, _NUMBER, _END = "__day", "__number", "__end"
_DAY_ZERO: Final = date(1970, 1, 1)

# ---------------------------------------------------------------------------------------------------- counting


def count_frame(frame: IntoFrame, tally: Tally) -> None:
    """Let an engine count the rows of a frame into a tally.

    Indonesian term: *rekapitulasi dari tabel data*.

    A frame has one row for each row of facts, in columns of the same names; only the columns of `Tally.groups`, those
    that the tally counts apart by and, with periods, ``day`` and ``day_latest`` have to be there. What an engine calls
    null or not a number is None, and whole numbers among floats are whole numbers again. What the frame holds is
    counted once for each group, so keep what is slow to make (``cache`` in Spark, ``collect`` in polars).

    Args:
        frame: a frame of any engine that narwhals speaks with.
        tally: what counts; frames, rows and tallies of other engines may be added to the same one.

    Raises:
        InvalidValueError: it is no frame, a column is missing, or days are instants or no days; nothing was counted.
        UnsupportedEngineError: the engine cannot do what is needed; nothing was counted.
    """
    require_a(tally, Tally, "tally")
    rows = _opened(frame, "frame")
    days = () if tally.period is None else _DAYS
    _check_columns(rows.collect_schema(), {*tally.by}.union(*tally.groups), days, "frame")
    with _engine_of(rows, "grouping and counting"):
        if tally.period is not None:
            rows = _with_period(rows, tally.period)
        counted = [(group, _counts(rows, (*tally.by, *group), tally)) for group in tally.groups]
    for group, counts in counted:
        tally.add_counts(group, counts)


def _counts(rows: _Frame, columns: Sequence[str], tally: Tally) -> dict[tuple[Any, ...], int]:
    """Return how many rows have which values of some columns, and lie in which period."""
    # What the tally counts apart by may be one of the columns of the group.
    keys = dict.fromkeys(columns if tally.period is None else (*columns, PERIOD))
    counted = rows.group_by(*keys).agg(nw.len().alias(_ROWS)) if keys else rows.select(nw.len().alias(_ROWS))
    taken = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    values = [_values(taken[name]) for name in columns]
    if tally.period is not None:
        values.append([_period(label, tally.period) for label in _values(taken[PERIOD])])
    combinations, numbers = [*zip(*values, strict=True)] or [()], taken[_ROWS].to_list()
    counts = dict(zip(combinations, numbers, strict=True)) if numbers else {}
    if len(counts) < len(numbers):
        # Two values of an engine are one of ours, such as null and not a number.
        counts = dict.fromkeys(counts, 0)
        for combination, n in zip(combinations, numbers, strict=True):
            counts[combination] += n
    return counts


def _values(column: nw.Series[Any]) -> list[Any]:
    """Return the values of a column as rows of facts have them, with None for all that an engine writes for nothing."""
    values = column.to_list()
    is_day = column.name in _DAYS
    if not (is_day or column.dtype.is_float() or column.implementation.is_pandas_like()):
        return values
    missing = column.is_null().to_list()
    return [None if is_missing else _plain(value, is_day) for value, is_missing in zip(values, missing, strict=True)]


def _plain(value: Any, is_day: bool) -> Any:  # noqa: FBT001 (private)
    """Return a value as Python has it; some engines know no days, and no whole numbers beside null."""
    if isinstance(value, float):
        return None if isnan(value) else int(value) if value.is_integer() else value
    return value.date() if is_day and isinstance(value, datetime) else value


def _with_period(rows: _Frame, period: Grain | tuple[Period, ...]) -> _Frame:
    """Label each row with its period if both of its days have the same one, and else with null."""
    first, latest = (_label(name, period) for name in _DAYS)
    return rows.with_columns(nw.when(first == latest).then(first).alias(PERIOD))


def _label(name: str, period: Grain | tuple[Period, ...]) -> nw.Expr:
    """Return a number for the period of a day, in plain arithmetic that every engine has; null for an unknown day."""
    at = nw.col(name).dt
    # Some engines count months in eight bits, and some cannot cast what is not known.
    year, month, day = (part + nw.lit(0, nw.Int64) for part in (at.year(), at.month(), at.day()))
    written = year * 10_000 + month * 100 + day
    if period is Grain.DAY:
        label = written
    elif isinstance(period, Grain):
        label = (year * 12 + month - 1) // MONTHS_OF[period]
    else:
        # How many starts and ends lie before it: odd within a period, even in a gap.
        passed = [(written >= _number(one.first)).cast(nw.Int64) for one in period]
        passed += [(written > _number(one.last)).cast(nw.Int64) for one in period]
        label = reduce(add, passed)
    return nw.when(~nw.col(name).is_null()).then(label)


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _period(label: int | None, period: Grain | tuple[Period, ...]) -> Period | str | None:
    """Return what a label stands for."""
    if label is None:
        return None
    if period is Grain.DAY:
        return Period.of(date(label // 10_000, label // 100 % 100, label % 100), period)
    if isinstance(period, Grain):
        month = label * MONTHS_OF[period]
        return Period.of(date(month // 12, month % 12 + 1, 1), period)
    return period[label // 2] if label % 2 else OUTSIDE


# ---------------------------------------------------------------------------------------------------- due days


def workday_table(calendar: WorkCalendar) -> dict[str, list[Any]]:
    """Return the days of a calendar as columns, to make a small frame of: a deadline is then a join.

    Indonesian term: *tabel hari kerja*.

    Args:
        calendar: the calendar; for what was known on a day, take `WorkCalendar.as_known_on`.

    Returns:
        ``day``: each covered day; ``number``: how many covered working days there are up to it, that one included;
        ``is_workday``: whether it is one.

    Raises:
        InvalidValueError: it is no calendar.
    """
    first, last = require_a(calendar, WorkCalendar, "calendar").coverage.first, calendar.coverage.last
    days = [*map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))]
    numbers = [*map(calendar.workday_number, days)]
    return {"day": days, "number": numbers, "is_workday": [one > other for other, one in pairwise([0, *numbers])]}


def with_due_days(
    frame: IntoFrameT, table: IntoFrame, *, after: str, workdays: int | str, name: str = "due"
) -> IntoFrameT:
    """Add the day on which so many working days after a day are over; the day itself is day zero.

    Indonesian term: *tanggal jatuh tempo*.

    Args:
        frame: any frame.
        table: a frame of the same engine with the columns of `workday_table`.
        after: the column with the local day after which is counted.
        workdays: how many working days, or the column that says so for each row.
        name: the new column. It is null where a day is unknown or not covered, or less than one working day is asked.

    Returns:
        The frame with the new column; engines may put its rows in another order.

    Raises:
        InvalidValueError: one of them is no frame, a column is missing or there already, the two are not of one
            engine, or a number is less than 1.
        UnsupportedEngineError: the engine cannot do what is needed.
    """
    if isinstance(workdays, int):
        if isinstance(workdays, bool) or workdays < 1:
            raise InvalidValueError("workdays", "at least 1 working day is needed")
        rows, days = _joinable(frame, table, [after], [], name)
    else:
        rows, days = _joinable(frame, table, [after], [workdays], name)
    with _engine_of(rows, "joining"):
        looked_up = _looked_up(rows, days, after, workdays)
        if looked_up is not None:
            return cast("IntoFrameT", rows.with_columns(looked_up.alias(name)).to_native())
        numbers = _numbers(days)
        ends = days.filter(nw.col("is_workday")).select(nw.col("day").alias(name), nw.col("number").alias(_END))
        if isinstance(workdays, int):
            # Then it goes by the day alone: worked out for the days of the table, it is joined to all rows at once.
            asked = numbers.with_columns(nw.col(_NUMBER) + workdays)
            joined = _joined(rows, _joined(asked, ends, _NUMBER, _END).drop(_NUMBER), after, _DAY)
        else:
            n = nw.when(nw.col(workdays) >= 1).then(nw.col(workdays))
            asked = _joined(rows, numbers, after, _DAY).with_columns(nw.col(_NUMBER) + n)
            joined = _joined(asked, ends, _NUMBER, _END).drop(_NUMBER)
    return cast("IntoFrameT", joined.to_native())


def _looked_up(rows: _Frame, days: _Frame, after: str, workdays: int | str) -> nw.Series[Any] | None:
    """Return the due days by the places of days in the table, which is several times as fast as a join.

    It works in memory, for one number of working days, and if every day and its due day are in the table, which has no
    gaps: the usual case. None in any other, where a join is needed.
    """
    if isinstance(workdays, str) or isinstance(rows, nw.LazyFrame) or isinstance(days, nw.LazyFrame):
        return None
    started, table, ends = rows[after], days["day"], days.filter(nw.col("is_workday"))
    if started.dtype != nw.Date or started.null_count() or not (len(started) and len(ends)):
        return None
    first, last = table.min(), table.max()
    is_whole = len(table) == table.n_unique() == (last - first).days + 1 and table.is_sorted()
    due = days["number"] + (workdays - ends["number"][0])
    known = int((due < len(ends)).sum())
    places = started.cast(nw.Int32) - (first - _DAY_ZERO).days
    if not is_whole or places.min() < 0 or places.max() >= known:
        return None
    looked_up: nw.Series[Any] = ends["day"][due.head(known)][places]
    return looked_up


def with_workdays_between(
    frame: IntoFrameT, table: IntoFrame, *, after: str, upto: str, name: str = "workdays"
) -> IntoFrameT:
    """Add how many working days there are after one day and up to another, that one included.

    Indonesian term: *jumlah hari kerja*.

    Args:
        frame: any frame.
        table: a frame of the same engine with the columns of `workday_table`.
        after: the column with the local day after which is counted.
        upto: the column with the local day up to which is counted.
        name: the new column. It is null where a day is unknown or not covered, or the second lies before the first.

    Returns:
        The frame with the new column; engines may put its rows in another order.

    Raises:
        InvalidValueError: one of them is no frame, a column is missing or there already, or the two are not of one
            engine.
        UnsupportedEngineError: the engine cannot do what is needed.
    """
    rows, days = _joinable(frame, table, [after, upto], [], name)
    with _engine_of(rows, "joining"):
        started = _joined(rows, _numbers(days), after, _DAY)
        ended = _joined(started, _numbers(days).rename({_NUMBER: _END}), upto, _DAY)
        between = nw.when(nw.col(upto) >= nw.col(after)).then(nw.col(_END) - nw.col(_NUMBER))
        counted = ended.with_columns(between.alias(name)).drop(_NUMBER, _END)
    return cast("IntoFrameT", counted.to_native())


def _numbers(days: _Frame) -> _Frame:
    return days.select(nw.col("day").alias(_DAY), nw.col("number").alias(_NUMBER))


def _joined(rows: _Frame, days: Any, left: str, right: str) -> _Frame:
    return rows.join(days, left_on=left, right_on=right, how="left")


# ------------------------------------------------------------------------------------------------------ frames


def _opened(frame: Any, field: str) -> _Frame:
    try:
        opened: _Frame = nw.from_native(frame)
    except TypeError:
        raise InvalidValueError(field, "a data frame of an engine that narwhals speaks with is needed") from None
    return opened


def _check_columns(schema: nw.Schema, names: Iterable[str], days: Iterable[str], field: str) -> None:
    missing = sorted({*names, *days} - {*schema})
    if missing:
        raise InvalidValueError(field, f"the columns {', '.join(missing)} are needed")
    for name in days:
        kind = schema[name]
        if not (isinstance(kind, nw.Date) or (isinstance(kind, nw.Datetime) and kind.time_zone is None)):
            raise InvalidValueError(field, f"{name} has to be a column of local days")


def _joinable(frame: Any, table: Any, days: Sequence[str], numbers: Sequence[str], name: str) -> tuple[_Frame, _Frame]:
    rows, workdays = _opened(frame, "frame"), _opened(table, "table")
    if (type(rows), rows.implementation) != (type(workdays), workdays.implementation):
        raise InvalidValueError("table", "a frame of the same engine is needed, lazy if the other is lazy")
    schema, of_table = rows.collect_schema(), workdays.collect_schema()
    _check_columns(schema, numbers, days, "frame")
    _check_columns(of_table, _TABLE, ["day"], "table")
    if any(type(schema[day]) is not type(of_table["day"]) for day in days):
        raise InvalidValueError("table", "days of the same type as those of the frame are needed")
    if name in schema:
        raise InvalidValueError("name", "a name that no column of the frame has is needed")
    return rows, workdays


@contextmanager
def _engine_of(rows: _Frame, need: str) -> Generator[None]:
    """Say in plain words when an engine lacks something."""
    try:
        yield
    except (NotImplementedError, nw.exceptions.InvalidOperationError) as error:
        raise UnsupportedEngineError(rows.implementation.value, need) from error
