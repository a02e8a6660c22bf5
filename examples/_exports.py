"""Reading an export of LAPOR! from a file: its rows, the offices in it, and the facts that are counted."""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import openpyxl

from lapor_core import (
    WIB,
    Agency,
    AgencyCode,
    AgencyKind,
    Basis,
    CaseFacts,
    Directory,
    Grain,
    Rulebook,
    Tally,
    case_facts,
)
from lapor_core.interop.lapor_export import ExportReading, agency_names, directory_of_names, read_header
from lapor_core.monitoring.catalogue import BY_ID

EXPORT: Final = Path(__file__).parent / "data" / "laporan_ringkas_2021_2024.csv"

# What the names in the export of `examples/data` do not tell: two offices have two names each, and one is not of the
# regency.
BANDUNG: Final = "Pemerintah Kabupaten Bandung"
TWO_NAMES: Final = {
    "Dinas Kesehatan Kab. Bandung": "DINAS KESEHATAN KABUPATEN Bandung",
    "Dinas Sosial Kabupaten Bandung": "Dinas Sosial Kab. Bandung",
}
OMBUDSMAN: Final = "Ombudsman Republik Indonesia"
KINDS: Final = {
    "Pemerintah Kabupaten": AgencyKind.REGENCY,
    "Pemerintah Kota": AgencyKind.CITY,
    "Pemerintah Provinsi": AgencyKind.PROVINCE,
    "Kementerian": AgencyKind.MINISTRY,
}


class UnreadableFileError(Exception):
    """A file cannot be read at all; the message says why and holds nothing of the file."""


def rows_of(path: Path) -> list[Sequence[object]]:
    """Return the rows of a CSV or .xlsx file, whatever its name ends in."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(error.strerror) from None
    return _rows_of_xlsx(content) if content.startswith(b"PK\x03\x04") else _rows_of_csv(content)


def _rows_of_xlsx(content: bytes) -> list[Sequence[object]]:
    broken = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, OSError, SyntaxError, TypeError, ValueError)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # styles that openpyxl does not know are no loss here
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # some writers state them wrongly
            return list(sheet.iter_rows(values_only=True))
    except broken:
        raise UnreadableFileError("it is not a whole .xlsx file") from None


def _rows_of_csv(content: bytes) -> list[Sequence[object]]:
    try:
        text = content.decode("utf-8-sig")
        header = next((line for line in text.splitlines() if "tracking id" in line.casefold()), "")
        delimiter = max(",;\t", key=header.count)  # spreadsheets in Indonesian write semicolons
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except UnicodeDecodeError:
        raise UnreadableFileError("it is neither .xlsx nor a text in UTF-8") from None
    except csv.Error:
        raise UnreadableFileError("it is not a whole CSV file") from None


def directory_of(rows: Sequence[Sequence[object]]) -> Directory:
    """Make a directory from what the file says, and what is known of the offices in the file of this project."""
    agency = read_header(rows).agency
    if agency is None:
        return directory_of_names(agency_names(rows))
    kind = next((kind for start, kind in KINDS.items() if agency.startswith(start)), AgencyKind.INSTITUTION)
    top = Agency(code=AgencyCode("top"), name=agency, kind=kind)
    known = [top]
    if agency == BANDUNG:
        known += [
            Agency(code=AgencyCode(f"unit-{n}"), name=name, kind=AgencyKind.UNIT, parent=top.code, aliases=(alias,))
            for n, (name, alias) in enumerate(TWO_NAMES.items(), start=1)
        ]
        known.append(Agency(code=AgencyCode("ombudsman"), name=OMBUDSMAN, kind=AgencyKind.INSTITUTION))
    return directory_of_names(agency_names(rows), known=known, parent=top.code)


def end_of(day: date) -> datetime:
    """Return the instant at which a day is over in western Indonesia: a file that was made on it knows no more."""
    return datetime.combine(day, time(), WIB) + timedelta(days=1)


# ----------------------------------------------------------------------------------------------------- counting reports


def has_full_hours_only(reading: ExportReading) -> bool:
    """Whether every time of receipt in a file is a full hour, as if the minutes had been cut off."""
    instants = [report.received_at for report in reading.reports if report.received_at]
    return bool(instants) and not any(at.minute or at.second for at in instants)


def facts_of(reading: ExportReading, *, as_of: datetime, under: Rulebook) -> list[CaseFacts]:
    """Return what is known of each report, in the order of the file."""
    return [case_facts(report, as_of=as_of, under=under) for report in reading.reports]


def volumes(
    rows: Iterable[tuple[object, ...]],
    *,
    by: Sequence[str],
    own: Sequence[str] = (),
    basis: Basis,
    period: Grain | None = None,
) -> Tally:
    """Count reports, apart by some columns; own columns stand behind those of `CaseFacts`."""
    tally = Tally(CaseFacts, by=by, own=own, period=period, indicators=(BY_ID["MON-040"],), basis=basis)
    tally.update(rows)
    return tally


def counts(tally: Tally, *by: str) -> dict[tuple[object, ...], int]:
    """Return how many reports a tally of volumes has counted, apart by some of its columns."""
    return {tuple(value for _, value in figure.key): figure.numerator for figure in tally.figures(by=by)}
