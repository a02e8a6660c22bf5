"""The table in an export: where it begins, what its columns are called, and what a single cell says.

Each reader of a cell returns None for a blank one, and raises `InvalidValueError` for one that it cannot read for
certain.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, time
from typing import Final, TypeVar

import attrs

from lapor_core.errors import ExportError, InvalidValueError, Problem, UnknownAgencyError
from lapor_core.identifiers import CategoryCode, TrackingId, folded
from lapor_core.interop.lapor_words import (
    LEFT_OUT_COLUMNS,
    MADE_BY,
    MADE_ON,
    MONTHS,
    NEEDED_COLUMNS,
    PERIOD,
    Column,
)

Rows = Iterable[Iterable[object]]
_T = TypeVar("_T")

_LABELS: Final = {folded(label): label for label in (MADE_BY, MADE_ON, PERIOD)}
_READ: Final = frozenset(map(str, Column))
_KNOWN: Final = {folded(name): name for name in (*_READ, *LEFT_OUT_COLUMNS)}
_NO_HEADER: Final = (
    "no row has this column; either this is no export, or its lines were split at another sign than theirs, "
    "or the rows come from a generator that was used up before"
)
_INVISIBLE: Final = dict.fromkeys(map(ord, "\ufeff\u200b"))
# This century only: a year outside it is a slip, and instants near the ends of time cannot be reckoned with.
_ISO_DAY: Final = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})(?: 00:00:00)?")
_WRITTEN_DAY: Final = re.compile(r"([0-9]{1,2})[ -]([a-z]+)\.?[ -](20[0-9]{2})")
_CLOCK: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


@attrs.frozen(kw_only=True)
class ExportHeader:
    """What stands above the rows of an export.

    Args:
        row: number of the header row in the file, from 1.
        columns: the columns in their order.
        agency: the agency whose admin made the export (*Nama Instansi*).
        generated_on: the day on which it was made (*Tanggal Generate*).
        period: first and last day of the receipts that were asked for (*Periode Masuk*).
    """

    row: int
    # Cells as somebody wrote them: in a file of another layout they may hold anything.
    columns: tuple[str, ...] = attrs.field(repr=False)
    agency: str | None = attrs.field(repr=False)
    generated_on: date | None
    period: tuple[date, date] | None

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns that the file does not have: what they would say is unknown."""
        return tuple(column.value for column in Column if column not in self.columns)

    @property
    def left_out(self) -> Mapping[str, str]:
        """The columns that are known and not read, and why."""
        return {name: why for name, why in LEFT_OUT_COLUMNS.items() if name in self.columns}

    @property
    def unknown(self) -> tuple[str, ...]:
        """The columns that are not known; they are not read either."""
        return tuple(name for name in self.columns if name and name not in _KNOWN.values())


@attrs.frozen
class Row:
    """A row while it is being read, and what was found to be wrong with it."""

    number: int
    cells: Mapping[str, object]
    problems: list[Problem] = attrs.Factory(list[Problem])

    def refuse(self, column: str, rule: str) -> None:
        """Note what is wrong with it."""
        self.problems.append(Problem(path=str(column), rule=rule))

    def get(self, column: Column, make: Callable[[object], _T | None], *, needed: bool = False) -> _T | None:
        """Return what a cell says; None when it is blank, or cannot be read."""
        try:
            value = make(self.cells.get(column))
        except (InvalidValueError, UnknownAgencyError) as error:
            self.refuse(column, str(error).partition(": ")[2])  # both put a field before the rule
            return None
        if needed and value is None:
            self.refuse(column, "a value is needed")
        return value


def split(rows: Rows) -> tuple[ExportHeader, Iterator[Row]]:
    """Return what stands above the rows, and the rows below that are not blank.

    Raises:
        ExportError: no row names the columns, or it lacks one that is needed, or names one twice.
    """
    all_cells = ((number, tuple(cells)) for number, cells in enumerate(rows, start=1))
    filled = ((number, cells) for number, cells in all_cells if any(map(plain, cells)))
    said: dict[str, str] = {}
    for number, cells in filled:
        names = [plain(cell) for cell in cells]
        columns = tuple(_KNOWN.get(folded(name), name) for name in names)
        if Column.TRACKING_ID in columns:
            header = _header(number, columns, said)
            return header, (_row(number, columns, cells) for number, cells in filled)
        label, value = [*filter(None, names), ""][:2]
        if folded(label) in _LABELS:
            said[_LABELS[folded(label)]] = value
    raise ExportError([Problem(path=Column.TRACKING_ID.value, rule=_NO_HEADER)])


def _header(number: int, columns: tuple[str, ...], said: Mapping[str, str]) -> ExportHeader:
    absent = [column for column in NEEDED_COLUMNS if column not in columns]
    double = [column for column in Column if columns.count(column) > 1]
    ExportError.raise_if_any(
        [
            *(Problem(path=column.value, rule="the column is missing") for column in absent),
            *(Problem(path=column.value, rule="the column is given twice") for column in double),
        ]
    )
    made_on, period = _days(said.get(MADE_ON, "")), _days(said.get(PERIOD, ""))
    return ExportHeader(
        row=number,
        columns=columns,
        agency=said.get(MADE_BY) or None,
        generated_on=made_on[0] if len(made_on) == 1 else None,
        period=(period[0], period[1]) if len(period) == 2 else None,  # noqa: PLR2004 (the first and the last day)
    )


def _days(text: str) -> list[date]:
    try:
        return [found for part in re.split(r"\) - \(|[()]", text) if (found := day(part))]
    except InvalidValueError:
        return []


def _row(number: int, columns: tuple[str, ...], cells: tuple[object, ...]) -> Row:
    # A cell that a reader has cut off at the end of a row is unknown, as if the file had no such column.
    placed = list(itertools.zip_longest(columns[: len(cells)], cells))
    row = Row(number, {column: cell for column, cell in placed if column in _READ})
    if any(plain(cell) for column, cell in placed if not column):
        row.refuse("row", "a value stands in no column; the row may be shifted")
    return row


def plain(cell: object) -> str:
    """Return any cell as text, in single spaces and without marks that nobody sees; blank is empty."""
    if cell is None or cell != cell:  # noqa: PLR0124 (not a number, as data frames write a blank)
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).translate(_INVISIBLE).split())


def key(word: str) -> str:
    """Return a word as words of an export are compared."""
    return folded(word).rstrip(".")


def own_words(cell: object) -> str | None:
    """Return what a person wrote as it came, line breaks and all."""
    text = plain(cell)
    return cell if text and isinstance(cell, str) else text or None


def tracking_id(cell: object) -> TrackingId | None:
    """Return the number of a report."""
    text = plain(cell)
    if not re.fullmatch("([1-9][0-9]{0,9})?", text):
        raise InvalidValueError("tracking_id", "1 to 10 digits, the first not a zero, are needed")
    return TrackingId(text) if text else None


def category(cell: object) -> CategoryCode | None:
    """Return the id of a category."""
    text = plain(cell).removesuffix(".0")
    if not re.fullmatch("([1-9][0-9]{0,9})?", text):
        raise InvalidValueError("category", "1 to 10 digits, the first not a zero, are needed")
    return CategoryCode(text) if text else None


def day(cell: object) -> date | None:
    """Return a day; ``3/1/2026`` is none, because it may be two."""
    text = folded(plain(cell))
    if not text:
        return None
    iso, written = _ISO_DAY.fullmatch(text), _WRITTEN_DAY.fullmatch(text)
    with suppress(KeyError, ValueError):  # no such month, or no such day in it
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if written:
            return date(int(written[3]), MONTHS[written[2]], int(written[1]))
    raise InvalidValueError("day", "a day such as 3 Jan 2026 or 2026-01-03 is needed")


def clock(cell: object) -> time | None:
    """Return a time of day."""
    text = plain(cell)
    if not text:
        return None
    found = _CLOCK.fullmatch(text)
    with suppress(ValueError):  # 24:00 and beyond
        if found:
            hour, minute, second = map(int, found.groups("0"))
            return time(hour, minute, second)
    raise InvalidValueError("time", "a time such as 09:30 is needed")
