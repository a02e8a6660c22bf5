"""Days of a calendar as a table, and the deadlines and numbers of working days that joins with it give."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Any, Final, cast

import narwhals as nw
from narwhals.typing import IntoFrame, IntoFrameT

from lapor_core.checks import require_a
from lapor_core.errors import InvalidValueError
from lapor_core.frames.engines import Frame, check_columns, engine_of, opened
from lapor_core.rules.workdays import WorkCalendar

_TABLE: Final = ("day", "number", "is_workday")
_DAY, _NUMBER, _END, _AFTER, _UPTO = _OWN = ("__day", "__number", "__end", "__after", "__upto")
_DAY_ZERO: Final = date(1970, 1, 1)
_MOST: Final = date.max.toordinal()
"""No calendar has more days, and hardly an engine can count up to any number."""


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
    with engine_of(rows, "joining"):
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


def _whole(rows: Frame, column: str) -> nw.Expr:
    """Return a column where it says a number of working days, and null where it does not."""
    n = nw.col(column)
    is_float = rows.collect_schema()[column].is_float()
    is_number = (n >= 1) & (n <= _MOST) & (n.round(0) == n) if is_float else (n >= 1) & (n <= _MOST)
    whole = nw.when(is_number).then(n)
    # pandas has whole numbers beside null only as floats, and joins them as numbers.
    return whole if rows.implementation.is_pandas_like() else whole.cast(nw.Int64)


def _looked_up(rows: Frame, days: Frame, after: str, workdays: int | str) -> nw.Series[Any] | None:
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
    with engine_of(rows, "joining"):
        days = _checked(days)
        judged = rows.with_columns(_day(rows, after).alias(_AFTER), _day(rows, upto).alias(_UPTO))
        started = _joined(judged, _numbers(days), _AFTER, _DAY)
        ended = _joined(started, _numbers(days).rename({_NUMBER: _END}), _UPTO, _DAY)
        between = nw.when(nw.col(_UPTO) >= nw.col(_AFTER)).then(nw.col(_END) - nw.col(_NUMBER))
        counted = ended.with_columns(between.alias(name)).drop(_AFTER, _UPTO, _NUMBER, _END)
    return cast("IntoFrameT", counted.to_native())


def _numbers(days: Frame) -> Frame:
    return days.select(_day(days, "day").alias(_DAY), nw.col("number").alias(_NUMBER))


def _day(rows: Frame, column: str) -> nw.Expr:
    """Return the days of a column to join by: without the time of day that some have, and all in one unit."""
    day = nw.col(column)
    is_day = isinstance(rows.collect_schema()[column], nw.Date)
    return day if is_day else day.dt.truncate("1d").cast(nw.Datetime("us"))


def _joined(rows: Frame, days: Any, left: str, right: str) -> Frame:
    return rows.join(days, left_on=left, right_on=right, how="left")


def _joinable(frame: Any, table: Any, days: Iterable[str], numbers: Iterable[str], name: str) -> tuple[Frame, Frame]:
    rows, workdays = opened(frame, "frame"), opened(table, "table")
    if (type(rows), rows.implementation) != (type(workdays), workdays.implementation):
        raise InvalidValueError("table", "a frame of the same engine is needed, lazy if the other is lazy")
    schema, of_table = rows.collect_schema(), workdays.collect_schema()
    check_columns(schema, numbers, days, "frame")
    check_columns(of_table, _TABLE, ["day"], "table")
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


def _checked(days: Frame) -> Frame:
    """Return the table of days; with a day or a number that it has twice, a join would make rows twice."""
    taken = days.collect() if isinstance(days, nw.LazyFrame) else days
    ends = taken.filter(nw.col("is_workday"))
    if any(some.null_count() or some.n_unique() < len(some) for some in (taken["day"], ends["number"])):
        raise InvalidValueError("table", "each day and each number of a working day is needed once")
    # It may have come from a file, in the fewest bits, and is added to.
    return days.with_columns(nw.col("number").cast(nw.Int64))
