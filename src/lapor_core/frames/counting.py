"""Rows of facts, counted by an engine into a tally: the groups of the tally are what is counted."""

from collections.abc import Sequence
from datetime import date, datetime
from math import isnan
from typing import Any, Final

import narwhals as nw
from narwhals.typing import IntoFrame

from lapor_core.checks import require_a
from lapor_core.errors import InvalidValueError
from lapor_core.frames.engines import Frame, check_columns, engine_of, opened
from lapor_core.monitoring.combinations import Combination, Counts, sums_by
from lapor_core.monitoring.tally import OUTSIDE, PERIOD, Tally
from lapor_core.periods import MONTHS_OF, Period
from lapor_core.vocabulary import Grain

_ROWS: Final = "__how_many_rows"
_DAYS: Final = ("day", "day_latest")


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
    rows = opened(frame, "frame")
    needed = {*tally.by}.union(*tally.groups, () if tally.period is None else _DAYS)
    check_columns(rows.collect_schema(), needed, [name for name in _DAYS if name in needed], "frame")
    with engine_of(rows, "grouping and counting"):
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


def _counts(rows: Frame, columns: Sequence[str], tally: Tally) -> Counts:
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


def _with_period(rows: Frame, period: Grain | tuple[Period, ...]) -> Frame:
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
