"""The admin export of SP4N-LAPOR! ("Laporan Ringkas"): its rows become reports, with what it knows and no more.

A row knows where a case stands, who ended it and when it came in. It does not know when the case was sent on,
answered or ended, so a report is *adopted* as of the moment the file was made and those instants stay unknown. The
columns may stand in any order, below information rows or not, and older exports have fewer of them. Dates and times
are UTC. A word that is not known is a reason to refuse the row and never a reason to guess.

Rows are sequences of cells as readers of CSV and .xlsx files give them: texts, numbers, dates, times, None.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final, TypeVar

import attrs

from lapor_core.agencies import Agency, Directory
from lapor_core.checks import require_instant
from lapor_core.errors import (
    ExportError,
    Problem,
)
from lapor_core.identifiers import AgencyCode, folded
from lapor_core.reports import Report
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.workdays import WIB
from lapor_core.vocabulary import (
    AgencyKind,
    ArchiveReason,
    Channel,
    Classification,
    EndedBy,
    Protection,
    Status,
)

Rows = Iterable[Iterable[object]]
_T = TypeVar("_T")


@attrs.frozen
class StatusWord:
    """What a word in the column *Status Laporan* says.

    Args:
        status: where the case stands.
        ended_by: who ended it; None when it is open or the word does not say.
        archive_reason: why it was archived, when the word itself says so.
    """

    status: Status
    ended_by: EndedBy | None = None
    archive_reason: ArchiveReason | None = None


Meaning = StatusWord | ArchiveReason | Classification | Protection | Channel

WORDS: Final[Mapping[str, Meaning]] = MappingProxyType(
    {
        "Belum Terverifikasi": StatusWord(Status.RECEIVED),
        "Menunggu Kelengkapan Informasi": StatusWord(Status.HELD),
        "Ditanggapi oleh Pelapor": StatusWord(Status.FOLLOW_UP),
        "Ditutup oleh Admin": StatusWord(Status.RESOLVED, EndedBy.ADMIN),
        "Ditutup oleh Sistem": StatusWord(Status.RESOLVED, EndedBy.SYSTEM),
        "Ditutup oleh Pelapor": StatusWord(Status.RESOLVED, EndedBy.REPORTER),
        "Diarsipkan oleh Admin": StatusWord(Status.ARCHIVED, EndedBy.ADMIN),
        "Diarsipkan oleh Sistem": StatusWord(Status.ARCHIVED, EndedBy.SYSTEM),
        "Diarsipkan oleh Pelapor": StatusWord(Status.ARCHIVED, EndedBy.REPORTER, ArchiveReason.WITHDRAWN),
        "Konten Terblokir": StatusWord(Status.ARCHIVED, None, ArchiveReason.BLOCKED_CONTENT),
        "Laporan ini diarsipkan karena Mengandung SARA, Tidak Memiliki Bukti Dukung, Tidak Jelas, "
        "dan Tidak Relevan dengan Kinerja Pemerintah": ArchiveReason.UNSUITABLE,
        "Laporan diarsipkan karena sudah mencapai batas kadaluarsa pengaduan": ArchiveReason.EXPIRED,
        "Laporan ini diarsipkan sesuai dengan keinginan Pelapor": ArchiveReason.WITHDRAWN,
        "Pengaduan Tidak Berkadar Pengawasan": Classification.COMPLAINT,
        "Pengaduan Berkadar Pengawasan": Classification.OVERSIGHT_COMPLAINT,
        "Permintaan Informasi": Classification.INFORMATION_REQUEST,
        "Aspirasi": Classification.ASPIRATION,
        "Anonim": Protection.ANONYMOUS,
        "Rahasia": Protection.CONFIDENTIAL,
        "Website": Channel.WEB,
        "Website Institusi": Channel.AGENCY_WEB,
        "Android": Channel.ANDROID,
        "iOS": Channel.IOS,
        "SMS": Channel.SMS,
        "Facebook": Channel.SOCIAL_MEDIA,
        "Instagram": Channel.SOCIAL_MEDIA,
        "Twitter": Channel.SOCIAL_MEDIA,
        "X": Channel.SOCIAL_MEDIA,
        "Telegram": Channel.MESSENGER,
        "Whatsapp": Channel.MESSENGER,
        "Call Center": Channel.HOTLINE,
        "Hotline Service": Channel.HOTLINE,
        "Email Instansi": Channel.EMAIL,
        "Tatap Muka": Channel.COUNTER,
        "Pos Surat": Channel.LETTER,
    }
)
"""Every word of the export and what it means; case and spacing do not matter. *Terverifikasi*, seen in some exports,
is not here: whether such a case was already sent on differs between agencies, so the caller has to say."""

_WEB_OF_AGENCY: Final = "website - "

_ID, _DAY, _TIME = "Tracking ID", "Tanggal Laporan Masuk", "Waktu Laporan Masuk"
_CLASS, _CATEGORY, _TITLE, _TEXT = "Klasifikasi Laporan", "ID Kategori", "Judul Laporan", "Isi Laporan Awal"
_PROTECTION, _CHANNEL = "Tipe Laporan (Anonim/Rahasia)", "Sumber Laporan"
_AGENCY, _HANDLER = "Instansi Induk", "Instansi Terdisposisi"
_STATUS, _REASON = "Status Laporan", "Alasan Tunda/Arsip"
_PLACES: Final = ("Provinsi", "Kota/Kabupaten", "Kecamatan", "Kelurahan")

NEEDED_COLUMNS: Final = (_ID, _DAY, _STATUS)
OPTIONAL_COLUMNS: Final = (
    _TIME, _CLASS, _CATEGORY, _TITLE, _TEXT, _PROTECTION, _CHANNEL, _AGENCY, _HANDLER, _REASON, *_PLACES
)  # fmt: skip
"""What an older export may lack. The values are then unknown, and so is the protection: both flags are set."""

_NO_PLACE: Final = "an adopted report has no place for it"
LEFT_OUT_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Nama Pelapor": "who the reporter is never enters a report",
        "Isi Laporan Akhir": "an edited text is not in the reporter's words, and nobody has cleared it",
        "Kategori": "a category goes by its id; the spelling of its name drifts",
        "ID Instansi Terdisposisi": "agencies go by name; the directory knows the codes",
        "Nomor SK": _NO_PLACE,
        "Url SK": _NO_PLACE,
        "Url Dokumen Laporan Tahunan": _NO_PLACE,
        "Laporan yang Masuk melalui Kanal Aduan Setwapres": _NO_PLACE,
        "Rating": _NO_PLACE,
    }
)
"""Columns that are known and not read, and why."""


@attrs.frozen(kw_only=True)
class ExportHeader:
    """What stands above the rows of an export.

    Args:
        row: number of the header row, from 1.
        agency: the agency whose admin made the export (*Nama Instansi*).
        generated_on: the day on which it was made (*Tanggal Generate*).
        period: first and last day of the receipts asked for (*Periode Masuk*).
        missing: optional columns that the file does not have.
        left_out: columns that are known and not read, and why.
        unknown: columns that this library does not know; they are not read.
    """

    row: int
    agency: str | None
    generated_on: date | None
    period: tuple[date, date] | None
    missing: tuple[str, ...]
    left_out: Mapping[str, str]
    unknown: tuple[str, ...]
    _place_of: Mapping[str, int] = attrs.field(repr=False)
    _width: int = attrs.field(repr=False)


@attrs.frozen(kw_only=True)
class RefusedRow:
    """A row that did not become a report: its number in the file, from 1, and all that is wrong with it.

    The path of a problem is the name of the column.
    """

    row: int
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return f"row {self.row}: {'; '.join(map(str, self.problems))}"


@attrs.frozen(kw_only=True)
class ExportReading:
    """What was read of an export, what was refused and why. Every row that is not blank is one or the other.

    Args:
        header: what stands above the rows.
        known_at: the instant as of which the export knew what it says; the reports were adopted at it.
        read: row number and report, in the order of the file.
        refused: the other rows.
        status_words: how often each status word stands in the rows that were read.
    """

    header: ExportHeader
    known_at: datetime
    read: tuple[tuple[int, Report], ...] = attrs.field(repr=False)
    refused: tuple[RefusedRow, ...]
    status_words: Mapping[str, int]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, in the order of the file."""
        return tuple(report for _, report in self.read)


def read_rows(
    rows: Rows, *, under: Rulebook, known_at: datetime | None = None, words: Mapping[str, Meaning] | None = None
) -> ExportReading:
    """Turn the rows of an export into reports.

    Args:
        rows: the rows of the file from its first one; they are gone through once.
        under: the rules; agencies are found in its directory, by name or alias.
        known_at: the instant as of which the export knew what it says; without it the end of the day (WIB) on
            which the file says it was made.
        words: further words and their meaning, or other meanings of known ones.

    Raises:
        ExportError: this is no export, or it does not say when it was made and `known_at` is not given.
        InvalidValueError: `known_at` is naive.

    Source of the rule: columns, words and layouts of exports that agencies have published, or read in.
    """
    header, numbered = _split(rows)
    if known_at is None:
        if header.generated_on is None:
            raise ExportError([Problem(path="Tanggal Generate", rule="no day is given; known_at is needed")])
        known_at = datetime.combine(header.generated_on, time(), WIB) + _ONE_DAY
    all_words = {_key(word): (word, meaning) for word, meaning in (*WORDS.items(), *(words or {}).items())}
    reader = _Reader(header, under, require_instant(known_at, "known_at"), all_words)
    for number, cells in numbered:
        reader.take(number, cells)
    return ExportReading(
        header=header,
        known_at=known_at,
        read=tuple(reader.read),
        refused=tuple(reader.refused),
        status_words=MappingProxyType(reader.status_words),
    )


def read_header(rows: Rows) -> ExportHeader:
    """Read what stands above the rows of an export, and no row.

    Raises:
        ExportError: this is no export.
    """
    return _split(rows)[0]


def agency_names(rows: Rows) -> tuple[str, ...]:
    """Return the names of agencies in the rows of an export, each once, in order of appearance.

    Raises:
        ExportError: this is no export.
    """
    header, numbered = _split(rows)
    names: dict[str, str] = {}
    for _, cells in numbered:
        for column in (_AGENCY, _HANDLER):
            name = _plain(header.cell(cells, column))
            if name:
                names.setdefault(folded(name), name)
    return tuple(names.values())


def directory_of_names(
    names: Iterable[str], *, known: Iterable[Agency] = (), parent: AgencyCode | None = None
) -> Directory:
    """Make a directory for whoever has an export and no list of agencies yet.

    The codes are made from the names, so keep the directory rather than making it anew from another file.

    Args:
        names: names of agencies, such as `agency_names` gives.
        known: agencies that the caller knows, with their aliases; no other is made for their names.
        parent: the agency that all others become units of.

    Raises:
        DirectoryError: the known agencies do not form a tree, or the parent is not among them.
    """
    agencies = list(known)
    taken = {folded(name) for agency in agencies for name in (agency.name, *agency.aliases)}
    codes = {agency.code for agency in agencies}
    for name in names:
        if folded(name) not in taken:
            code = _free_code(name, codes)
            agencies.append(Agency(code=code, name=name, kind=AgencyKind.UNIT, parent=parent))
            codes.add(code)
            taken.add(folded(name))
    return Directory(agencies=agencies)


def _free_code(name: str, codes: set[AgencyCode]) -> AgencyCode:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "unit-" + re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_SLUG_LETTERS]
    code, n = AgencyCode(slug), 1
    while code in codes:
        n += 1
        code = AgencyCode(f"{slug}-{n}")
    return code


_SLUG_LETTERS: Final = 50
_ONE_DAY: Final = timedelta(days=1)
_LABELS: Final = frozenset({"nama instansi", "tanggal generate", "periode masuk"})


def _split(rows: Rows) -> tuple[ExportHeader, Iterator[tuple[int, tuple[object, ...]]]]:
    """Return the header, and the rows below it that are not blank with their numbers."""
    numbered = (
        (number, cells) for number, cells in enumerate(map(tuple, rows), start=1) if any(map(_plain, cells))
    )
    said: dict[str, object] = {}
    for number, cells in numbered:
        if folded(_ID) in (folded(_plain(cell)) for cell in cells):
            return _header(number, [_plain(cell) for cell in cells], said), numbered
        label, *values = (cell for cell in cells if _plain(cell))
        if folded(_plain(label)) in _LABELS and values:
            said[folded(_plain(label))] = values[0]
    raise ExportError([Problem(path="header", rule=f"no row has a column {_ID}")])


def _header(number: int, names: list[str], said: Mapping[str, object]) -> ExportHeader:
    known = {folded(name): name for name in (*NEEDED_COLUMNS, *OPTIONAL_COLUMNS, *LEFT_OUT_COLUMNS)}
    found = [known.get(folded(name), name) for name in names]
    twice = [name for name, count in Counter(found).items() if count > 1 and name in known.values()]
    ExportError.raise_if_any(
        [
            *(Problem(path=name, rule="the column is missing") for name in NEEDED_COLUMNS if name not in found),
            *(Problem(path=name, rule="the column is given twice") for name in twice),
        ]
    )
    return ExportHeader(
        row=number,
        agency=_plain(said.get("nama instansi")) or None,
        generated_on=_period(f"{_plain(said.get('tanggal generate'))}")[0],
        period=None,
        missing=tuple(name for name in OPTIONAL_COLUMNS if name not in found),
        left_out={name: why for name, why in LEFT_OUT_COLUMNS.items() if name in found},
        unknown=tuple(name for name in found if name and name not in known.values()),
        places={name: place for place, name in enumerate(found) if name},
        width=len(found),
    )
