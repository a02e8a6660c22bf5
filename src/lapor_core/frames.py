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
from itertools import pairwise
from math import isnan
from typing import Any, Final, cast

import narwhals as nw
from narwhals.typing import IntoFrame, IntoFrameT

from lapor_core.checks import require_a
from lapor_core.errors import InvalidValueError, UnsupportedEngineError
from lapor_core.monitoring.combinations import Combination, Counts, sums_by
from lapor_core.monitoring.tally import OUTSIDE, PERIOD, Tally
from lapor_core.periods import MONTHS_OF, Period
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.vocabulary import Grain

_Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]

_ROWS: Final = "__how_many_rows"
_DAYS: Final = ("day", "day_latest")
_TABLE: Final = ("day", "number", "is_workday")
_DAY, _NUMBER, _END, _AFTER, _UPTO = _OWN = ("__day", "__number", "__end", "__after", "__upto")
_DAY_ZERO: Final = date(1970, 1, 1)
_MOST: Final = date.max.toordinal()
"""No calendar has more days, and hardly an engine can count up to any number."""

# ---------------------------------------------------------------------------------------------------- counting


def count_frame(frame: IntoFrame, tally: Tally) -> None:
    """Let an engine count the rows of a frame into a tally.

    Indonesian term: *rekapitulasi dari tabel data*.

    A frame has one row for each row of facts, in columns of the same names; only the columns of `Tally.groups`, those
    that the tally counts apart by and, with periods, ``day`` and ``day_latest`` have to be there. What an engine calls
    null or not a number is None, and whole numbers among floats are whole numbers again. What the frame holds is
    counted once for each group, so keep what is slow to make, or comes out differently each time (``cache`` in Spark,
    ``collect`` in polars).

    Args:
        frame: a frame of any engine that narwhals speaks with.
        tally: what counts; frames, rows and tallies of other engines may be added to the same one.

    Raises:
        InvalidValueError: it is no frame, a column is missing, days are instants or no days, values are lists or the
            like, or rows differ from one group to the next; nothing was counted.
        UnsupportedEngineError: the engine cannot do what is needed; nothing was counted.
    """
    require_a(tally, Tally, "tally")
    rows = _opened(frame, "frame")
    needed = {*tally.by}.union(*tally.groups, () if tally.period is None else _DAYS)
    _check_columns(rows.collect_schema(), needed, [name for name in _DAYS if name in needed], "frame")
    with _engine_of(rows, "grouping and counting"):
        # Of all others none gets in the way: some engines take "Period" and "period" for one.
        rows = rows.select(*sorted(needed)) if needed else rows
        if tally.period is not None:
            rows = _with_period(rows, tally.period)
        counted = [(group, _counts(rows, (*tally.by, *group), tally)) for group in tally.groups]
    first, *others = (_by_key(group, counts, len(tally.by)) for group, counts in counted)
    if any(other != first for other in others):
        raise InvalidValueError("frame", "rows that are the same whenever they are read are needed: keep them first")
    for group, counts in counted:
        tally.add_counts(group, counts)


def _counts(rows: _Frame, columns: Sequence[str], tally: Tally) -> Counts:
    """Return how many rows have which values of some columns, and lie in which period."""
    # What the tally counts apart by may be one of the columns of the group.
    keys = dict.fromkeys(columns if tally.period is None else (*columns, PERIOD))
    counted = rows.group_by(*keys).agg(nw.len().alias(_ROWS)) if keys else rows.select(nw.len().alias(_ROWS))
    taken = counted.collect() if isinstance(counted, nw.LazyFrame) else counted
    values = [_values(taken[name]) for name in columns]
    if tally.period is not None:
        values.append([_period(label, tally.period) for label in _values(taken[PERIOD])])
    combinations, numbers = [*zip(*values, strict=True)] or [()], taken[_ROWS].to_list()
    if isinstance(rows, nw.DataFrame) and sum(numbers) != len(rows):
        raise NotImplementedError  # pandas loses the nulls of arrow's dictionaries
    try:
        counts = dict(zip(combinations, numbers, strict=True)) if numbers else {}
    except TypeError:
        raise InvalidValueError("frame", "plain values are needed, no lists or the like") from None
    if len(counts) < len(numbers):
        # Two values of an engine are one of ours, such as null and not a number.
        counts = dict.fromkeys(counts, 0)
        for combination, n in zip(combinations, numbers, strict=True):
            counts[combination] += n
    return counts


def _by_key(group: Sequence[str], counts: Counts, width: int) -> dict[Combination, int]:
    """Return how many rows have which key: a combination without the values of its group."""
    return sums_by(lambda values: values[:width] + values[width + len(group) :], counts)


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
    # In columns of their own first: what asks for them often is then short.
    rows = rows.with_columns(*(_written(name).alias(f"__{name}") for name in _DAYS))
    first, latest = (_label(nw.col(f"__{name}"), period) for name in _DAYS)
    return rows.with_columns(nw.when(first == latest).then(first).alias(PERIOD))


def _written(name: str) -> nw.Expr:
    """Return a day as a number, such as 20260131; null for an unknown one."""
    at = nw.col(name).dt
    # Some engines count months in eight bits, and some cannot cast what is not known.
    year, month, day = (part + nw.lit(0, nw.Int64) for part in (at.year(), at.month(), at.day()))
    return nw.when(~nw.col(name).is_null()).then(year * 10_000 + month * 100 + day)


def _label(written: nw.Expr, period: Grain | tuple[Period, ...]) -> nw.Expr:
    """Return a number for the period of a day, in plain arithmetic that every engine has; null for an unknown day."""
    if period is Grain.DAY:
        return written
    if isinstance(period, Grain):
        # Years of a hundred months less 88 are years of twelve; not every engine has remainders.
        return (written // 100 - written // 10_000 * 88 - 1) // MONTHS_OF[period]
    # How many starts and ends lie before it: odd within a period, even in a gap.
    passed = [(written >= _number(one.first)).cast(nw.Int64) for one in period]
    passed += [(written > _number(one.last)).cast(nw.Int64) for one in period]
    return nw.when(~written.is_null()).then(_sum(passed))


def _sum(terms: Sequence[nw.Expr]) -> nw.Expr:
    """Add up in halves: engines go down into an expression, and not as deep as there are days in some years."""
    half = len(terms) // 2
    return _sum(terms[:half]) + _sum(terms[half:]) if half else terms[0]


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _period(label: int | None, period: Grain | tuple[Period, ...]) -> Period | str | None:
    """Return what a label stands for."""
    if label is None:
        return None
    if not isinstance(period, Grain):
        return period[label // 2] if label % 2 else OUTSIDE
    try:
        if period is Grain.DAY:
            return Period.of(date(label // 10_000, label // 100 % 100, label % 100), period)
        month = label * MONTHS_OF[period]
        return Period.of(date(month // 12, month % 12 + 1, 1), period)
    except ValueError:
        raise InvalidValueError("frame", "days of the years 1 to 9999 are needed") from None


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
        table: a frame of the same engine with the columns of `workday_table`; it is read at once, to check it.
        after: the column with the local day after which is counted.
        workdays: how many working days, or the column that says so for each row.
        name: the new column. It is null where a day is unknown or not covered, or less than one working day is asked.

    Returns:
        The frame with the new column; engines may put its rows in another order, and pandas gives them a new index.

    Raises:
        InvalidValueError: one of them is no frame, a column is missing or there already, the two are not of one
            engine, the table has a day twice, or a number is less than 1.
        UnsupportedEngineError: the engine cannot do what is needed.
    """
    if isinstance(workdays, str):
        rows, days = _joinable(frame, table, [after], [workdays], name)
    else:
        if type(workdays) is not int or workdays < 1:
            raise InvalidValueError("workdays", "a whole number of at least 1, or the name of a column is needed")
        workdays = min(workdays, _MOST)
        rows, days = _joinable(frame, table, [after], [], name)
    with _engine_of(rows, "joining"):
        looked_up = _looked_up(rows, days, after, workdays)
        if looked_up is not None:
            return cast("IntoFrameT", rows.with_columns(looked_up.alias(name)).to_native())
        days = _checked(days)
        started, numbers = rows.with_columns(_day(rows, after).alias(_AFTER)), _numbers(days)
        ends = days.filter(nw.col("is_workday")).select(nw.col("day").alias(name), nw.col("number").alias(_END))
        if isinstance(workdays, int):
            # Then it goes by the day alone: worked out for the days of the table, it is joined to all rows at once.
            asked = numbers.with_columns(nw.col(_NUMBER) + workdays)
            joined = _joined(started, _joined(asked, ends, _NUMBER, _END).drop(_NUMBER), _AFTER, _DAY)
        else:
            asked = _joined(started, numbers, _AFTER, _DAY).with_columns(nw.col(_NUMBER) + _whole(rows, workdays))
            joined = _joined(asked, ends, _NUMBER, _END).drop(_NUMBER)
    return cast("IntoFrameT", joined.drop(_AFTER).to_native())


def _whole(rows: _Frame, column: str) -> nw.Expr:
    """Return a column where it says a number of working days, and null where it does not."""
    n = nw.col(column)
    is_float = rows.collect_schema()[column].is_float()
    is_number = (n >= 1) & (n <= _MOST) & (n.round(0) == n) if is_float else (n >= 1) & (n <= _MOST)
    whole = nw.when(is_number).then(n)
    # pandas has whole numbers beside null only as floats, and joins them as numbers.
    return whole if rows.implementation.is_pandas_like() else whole.cast(nw.Int64)


def _looked_up(rows: _Frame, days: _Frame, after: str, workdays: int | str) -> nw.Series[Any] | None:
    """Return the due days by the places of days in the table, which is several times as fast as a join.

    It works in memory, for one number of working days, and if every day and its due day are in the table, which has no
    gaps: the usual case. None in any other, where a join is needed.
    """
    if isinstance(workdays, str) or isinstance(rows, nw.LazyFrame) or isinstance(days, nw.LazyFrame):
        return None
    started, table = rows[after], days["day"]
    ends = table.filter(days["is_workday"])
    if started.dtype != nw.Date or started.null_count() or not (len(started) and len(ends)):
        return None
    first, last = table.min(), table.max()
    is_whole = len(table) == table.n_unique() == (last - first).days + 1 and table.is_sorted()
    # It may have come from a file, in the fewest bits, and is added to.
    due = days["number"].cast(nw.Int64)
    numbers = due.filter(days["is_workday"])
    is_numbered = numbers.is_sorted() and numbers[-1] - numbers[0] + 1 == numbers.n_unique() == len(numbers)
    due = due + (workdays - numbers[0])
    known = int((due < len(ends)).sum())
    places = started.cast(nw.Int32) - (first - _DAY_ZERO).days
    if not (is_whole and is_numbered) or due.null_count() or places.min() < 0 or places.max() >= known:
        return None
    looked_up: nw.Series[Any] = ends[due.head(known)][places]
    return looked_up


def with_workdays_between(
    frame: IntoFrameT, table: IntoFrame, *, after: str, upto: str, name: str = "workdays"
) -> IntoFrameT:
    """Add how many working days there are after one day and up to another, that one included.

    Indonesian term: *jumlah hari kerja*.

    Args:
        frame: any frame.
        table: a frame of the same engine with the columns of `workday_table`; it is read at once, to check it.
        after: the column with the local day after which is counted.
        upto: the column with the local day up to which is counted.
        name: the new column. It is null where a day is unknown or not covered, or the second lies before the first.

    Returns:
        The frame with the new column; engines may put its rows in another order, and pandas gives them a new index.

    Raises:
        InvalidValueError: one of them is no frame, a column is missing or there already, the two are not of one
            engine, or the table has a day twice.
        UnsupportedEngineError: the engine cannot do what is needed.
    """
    rows, days = _joinable(frame, table, [after, upto], [], name)
    with _engine_of(rows, "joining"):
        days = _checked(days)
        judged = rows.with_columns(_day(rows, after).alias(_AFTER), _day(rows, upto).alias(_UPTO))
        started = _joined(judged, _numbers(days), _AFTER, _DAY)
        ended = _joined(started, _numbers(days).rename({_NUMBER: _END}), _UPTO, _DAY)
        between = nw.when(nw.col(_UPTO) >= nw.col(_AFTER)).then(nw.col(_END) - nw.col(_NUMBER))
        counted = ended.with_columns(between.alias(name)).drop(_AFTER, _UPTO, _NUMBER, _END)
    return cast("IntoFrameT", counted.to_native())


def _numbers(days: _Frame) -> _Frame:
    return days.select(_day(days, "day").alias(_DAY), nw.col("number").alias(_NUMBER))


def _day(rows: _Frame, column: str) -> nw.Expr:
    """Return the days of a column to join by: without the time of day that some have, and all in one unit."""
    day = nw.col(column)
    is_day = isinstance(rows.collect_schema()[column], nw.Date)
    return day if is_day else day.dt.truncate("1d").cast(nw.Datetime("us"))


def _joined(rows: _Frame, days: Any, left: str, right: str) -> _Frame:
    return rows.join(days, left_on=left, right_on=right, how="left")


# ------------------------------------------------------------------------------------------------------ frames


def _opened(frame: Any, field: str) -> _Frame:
    try:
        opened: _Frame = nw.from_native(frame)
    except TypeError:
        raise InvalidValueError(field, "a data frame of an engine that narwhals speaks with is needed") from None
    except nw.exceptions.DuplicateError:
        raise InvalidValueError(field, "columns with names of their own are needed") from None
    return opened


def _check_columns(schema: nw.Schema, names: Iterable[str], days: Iterable[str], field: str) -> None:
    missing = sorted({*names, *days} - {*schema})
    if missing:
        raise InvalidValueError(field, f"the columns {', '.join(missing)} are needed")
    for name in days:
        kind = schema[name]
        if not (isinstance(kind, nw.Date) or (isinstance(kind, nw.Datetime) and kind.time_zone is None)):
            raise InvalidValueError(field, f"{name} has to be a column of local days")


def _joinable(frame: Any, table: Any, days: Iterable[str], numbers: Iterable[str], name: str) -> tuple[_Frame, _Frame]:
    rows, workdays = _opened(frame, "frame"), _opened(table, "table")
    if (type(rows), rows.implementation) != (type(workdays), workdays.implementation):
        raise InvalidValueError("table", "a frame of the same engine is needed, lazy if the other is lazy")
    schema, of_table = rows.collect_schema(), workdays.collect_schema()
    _check_columns(schema, numbers, days, "frame")
    _check_columns(of_table, _TABLE, ["day"], "table")
    if any(type(schema[day]) is not type(of_table["day"]) for day in days):
        raise InvalidValueError("table", "days of the same type as those of the frame are needed")
    for column in numbers:
        if not (schema[column].is_integer() or schema[column].is_float()):
            raise InvalidValueError("frame", f"{column} has to be a column of whole numbers")
    if not (of_table["number"].is_integer() and isinstance(of_table["is_workday"], nw.Boolean)):
        raise InvalidValueError("table", "number has to be a column of whole numbers, is_workday one of truths")
    if not {*schema}.isdisjoint(_OWN):
        raise InvalidValueError("frame", f"the names {', '.join(_OWN)} are needed for what is joined")
    # Some engines take "Due" and "due" for one.
    if require_a(name, str, "name") in _OWN or name.lower() in {str(column).lower() for column in schema}:
        raise InvalidValueError("name", "a name that no column of the frame has is needed")
    return rows, workdays.select(*_TABLE)


def _checked(days: _Frame) -> _Frame:
    """Return the table of days; with a day or a number that it has twice, a join would make rows twice."""
    taken = days.collect() if isinstance(days, nw.LazyFrame) else days
    ends = taken.filter(nw.col("is_workday"))
    if any(some.null_count() or some.n_unique() < len(some) for some in (taken["day"], ends["number"])):
        raise InvalidValueError("table", "each day and each number of a working day is needed once")
    # It may have come from a file, in the fewest bits, and is added to.
    return days.with_columns(nw.col("number").cast(nw.Int64))


@contextmanager
def _engine_of(rows: _Frame, need: str) -> Generator[None]:
    """Say in plain words when an engine lacks something."""
    try:
        yield
    except (NotImplementedError, nw.exceptions.InvalidOperationError) as error:
        raise UnsupportedEngineError(rows.implementation.value, need) from error
