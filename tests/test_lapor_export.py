"""The admin export of LAPOR!: whatever its layout, the same facts come out, and what is not known is refused.

What the words mean is written out here by hand, apart from the tables in the code.
"""

import csv
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lapor_core import (
    WIB,
    Agency,
    AgencyCode,
    AgencyKind,
    ArchiveReason,
    CategoryCode,
    Channel,
    Classification,
    Directory,
    EndedBy,
    Filing,
    Protection,
    Rulebook,
    Status,
    TrackingId,
    actions,
    adopt,
    allowed_actions,
    replay,
)
from lapor_core.agencies import Actor
from lapor_core.errors import DirectoryError, ExportError, InvalidValueError
from lapor_core.identifiers import folded
from lapor_core.interop.lapor_export import (
    UNKNOWN_PROTECTION,
    ExportReading,
    agency_names,
    directory_of_names,
    read_header,
    read_rows,
)
from lapor_core.interop.lapor_words import StatusWord
from lapor_core.vocabulary import ActionName, Role

EXPORT: Final = Path(__file__).parent.parent / "examples" / "data" / "laporan_ringkas_2021_2024.csv"

# --------------------------------------------------------------------------------- what the words mean, by hand

A, B = Protection.ANONYMOUS, Protection.CONFIDENTIAL
UNSUITABLE_TEXT: Final = (
    "Laporan ini diarsipkan karena Mengandung SARA, Tidak Memiliki Bukti Dukung, Tidak Jelas, "
    "dan Tidak Relevan dengan Kinerja Pemerintah"
)
EXPIRED_TEXT: Final = "Laporan diarsipkan karena sudah mencapai batas kadaluarsa pengaduan."
WITHDRAWN_TEXT: Final = "Laporan ini diarsipkan sesuai dengan keinginan Pelapor"
STANDINGS: Final = (
    ("Belum Terverifikasi", "", Status.RECEIVED, None, None),
    ("Menunggu Kelengkapan Informasi", "", Status.HELD, None, None),
    ("Menunggu Kelengkapan Informasi", "lampirkan foto lokasi", Status.HELD, None, None),
    ("Ditanggapi oleh Pelapor", "", Status.FOLLOW_UP, None, None),
    ("Ditutup oleh Sistem", "", Status.RESOLVED, EndedBy.SYSTEM, None),
    ("Ditutup oleh Admin", "", Status.RESOLVED, EndedBy.ADMIN, None),
    ("Ditutup oleh Pelapor", "", Status.RESOLVED, EndedBy.REPORTER, None),
    ("Diarsipkan oleh Sistem", EXPIRED_TEXT, Status.ARCHIVED, EndedBy.SYSTEM, ArchiveReason.EXPIRED),
    ("Diarsipkan oleh Admin", UNSUITABLE_TEXT, Status.ARCHIVED, EndedBy.ADMIN, ArchiveReason.UNSUITABLE),
    ("Diarsipkan oleh Pelapor", WITHDRAWN_TEXT, Status.ARCHIVED, EndedBy.REPORTER, ArchiveReason.WITHDRAWN),
    ("Diarsipkan oleh Pelapor", "", Status.ARCHIVED, EndedBy.REPORTER, ArchiveReason.WITHDRAWN),
    ("Konten Terblokir", "", Status.ARCHIVED, None, ArchiveReason.BLOCKED_CONTENT),
)
CLASSIFICATIONS: Final = {
    "": None,
    "Pengaduan Berkadar Pengawasan": Classification.OVERSIGHT_COMPLAINT,
    "Pengaduan Tidak Berkadar Pengawasan": Classification.COMPLAINT,
    "Permintaan Informasi": Classification.INFORMATION_REQUEST,
    "Aspirasi": Classification.ASPIRATION,
}
PROTECTIONS: Final = {
    "": Protection.NONE,
    "Anonim": A,
    "Rahasia": B,
    "Anonim|Rahasia": A | B,
    "rahasia | anonim": A | B,
}
CHANNELS: Final = {
    "": None,
    "Website": Channel.WEB,
    "Website - kementerian-contoh": Channel.AGENCY_WEB,
    "Website Institusi": Channel.AGENCY_WEB,
    "Android": Channel.ANDROID,
    "ios": Channel.IOS,
    "SMS": Channel.SMS,
    "Instagram": Channel.SOCIAL_MEDIA,
    "Facebook": Channel.SOCIAL_MEDIA,
    "Twitter": Channel.SOCIAL_MEDIA,
    "X": Channel.SOCIAL_MEDIA,
    "Whatsapp": Channel.MESSENGER,
    "Telegram": Channel.MESSENGER,
    "Hotline Service": Channel.HOTLINE,
    "Call Center": Channel.HOTLINE,
    "Email Instansi": Channel.EMAIL,
    "Tatap Muka": Channel.COUNTER,
    "Pos Surat": Channel.LETTER,
}
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
BULAN: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

REGENCY: Final = Agency(code=AgencyCode("regency"), name="Pemerintah Kabupaten Contoh", kind=AgencyKind.REGENCY)
WATER: Final = Agency(
    code=AgencyCode("water"),
    name="Dinas Air Kabupaten Contoh",
    kind=AgencyKind.UNIT,
    parent=REGENCY.code,
    aliases=("Dinas Air Kab. Contoh",),
)
ROADS: Final = Agency(code=AgencyCode("roads"), name="Dinas Jalan, Jembatan", kind=AgencyKind.UNIT, parent=REGENCY.code)
RULES: Final = Rulebook(directory=Directory(agencies=[REGENCY, WATER, ROADS]))
AGENCIES: Final = {
    "": None,
    REGENCY.name: REGENCY.code,
    WATER.name: WATER.code,
    WATER.aliases[0]: WATER.code,
    ROADS.name: ROADS.code,
}
GENERATED: Final = date(2025, 11, 14)
KNOWN_AT: Final = datetime(2025, 11, 15, tzinfo=WIB)

# ------------------------------------------------------------------------------------------- sheets, at random

ID, DAY, CLOCK, STATUS = "Tracking ID", "Tanggal Laporan Masuk", "Waktu Laporan Masuk", "Status Laporan"
REASON, CHANNEL, PROTECTION = "Alasan Tunda/Arsip", "Sumber Laporan", "Tipe Laporan (Anonim/Rahasia)"
KIND, CATEGORY, AGENCY, HANDLER = "Klasifikasi Laporan", "ID Kategori", "Instansi Induk", "Instansi Terdisposisi"
TITLE, TEXT = "Judul Laporan", "Isi Laporan Awal"
PLACES: Final = ("Provinsi", "Kota/Kabupaten", "Kecamatan", "Kelurahan")
OPTIONAL: Final = (CLOCK, KIND, CATEGORY, TITLE, TEXT, PROTECTION, CHANNEL, AGENCY, HANDLER, *PLACES)
UNREAD: Final = ("Nama Pelapor", "Isi Laporan Akhir", "Rating", "Catatan Lain", "Nomor SK")
PLANTED: Final = "Planted Personal Name"

Cells = dict[str, Any]
Sheet = list[list[object]]


@st.composite
def entries(draw: DrawFn, number: int) -> tuple[Cells, actions.Adopt]:
    """One row as plain cells, and the facts that it stands for."""
    day = draw(st.dates(date(2019, 1, 1), date(2025, 11, 13)))
    clock = draw(st.none() | st.times().map(lambda at: at.replace(microsecond=0)))
    word, reason, status, ended_by, archive_reason = draw(st.sampled_from(STANDINGS))
    kind = draw(st.sampled_from(list(CLASSIFICATIONS)))
    protection = draw(st.sampled_from(list(PROTECTIONS)))
    channel = draw(st.sampled_from(list(CHANNELS)))
    agency = draw(st.sampled_from(list(AGENCIES)))
    handler = draw(st.sampled_from(list(AGENCIES)))
    category = draw(st.none() | st.integers(1, 3000))
    title = draw(st.sampled_from(["", "Jalan berlubang", "Judul\ndua baris"]))
    text = draw(st.sampled_from(["", "Air tidak mengalir.\r\nMohon dicek.", " spasi di depan"]))
    places = draw(st.lists(st.sampled_from(["", "Jawa", "Contoh"]), min_size=4, max_size=4))
    start = datetime.combine(day, clock or time(), UTC)
    cells = {
        ID: number,
        DAY: day,
        CLOCK: clock,
        STATUS: word,
        REASON: reason,
        KIND: kind,
        CATEGORY: category,
        TITLE: title,
        TEXT: text,
        PROTECTION: protection,
        CHANNEL: channel,
        AGENCY: agency,
        HANDLER: handler,
        **dict(zip(PLACES, places, strict=True)),
        **dict.fromkeys(UNREAD, PLANTED),
    }
    facts = actions.Adopt(
        filing=Filing(
            tracking_id=TrackingId(str(number)),
            title=title or None,
            text=text or None,
            channel=CHANNELS[channel],
            protection=PROTECTIONS[protection],
            agency=AGENCIES[agency],
            classification=CLASSIFICATIONS[kind],
            category=None if category is None else CategoryCode(str(category)),
            location=", ".join(place for place in places if place) or None,
        ),
        status=status,
        received_earliest=start,
        received_latest=start if clock is not None else start + timedelta(days=1),
        responsible=AGENCIES[handler] or AGENCIES[agency],
        ended_by=ended_by,
        archive_reason=archive_reason,
    )
    return cells, facts


def tables(min_size: int = 1) -> SearchStrategy[list[tuple[Cells, actions.Adopt]]]:
    """Several rows with tracking ids of their own."""
    numbers = st.lists(st.integers(1_000_000, 9_999_999), unique=True, min_size=min_size, max_size=3)
    return numbers.flatmap(lambda found: st.tuples(*map(entries, found)).map(list))


@st.composite
def spelt(draw: DrawFn, column: str, value: object) -> object:
    """A cell as one of the readers may give it: typed or not, in any case, with spaces that nobody sees."""
    if column == DAY:
        assert isinstance(value, date)
        month = draw(st.sampled_from([MONTHS, BULAN]))[value.month - 1]
        written = (f"{value.day} {month} {value.year}", f"{value.day:02}-{month.upper()}-{value.year}")
        return draw(st.sampled_from([*written, value, value.isoformat(), datetime.combine(value, time())]))
    if column == CLOCK and isinstance(value, time):
        return draw(st.sampled_from([value, value.isoformat(), f"{value.hour}:{value.minute:02}:{value.second:02}"]))
    if isinstance(value, int):
        return draw(st.sampled_from([value, str(value), float(value), f"\u00a0{value} "]))
    if value in ("", None):
        return draw(st.sampled_from(["", None, " ", "\u00a0"]))
    if column in (TITLE, TEXT, *PLACES, *UNREAD) or not isinstance(value, str):
        return value
    words = draw(st.sampled_from([value, value.upper(), value.lower()])).split(" ")
    gap = draw(st.sampled_from([" ", "  ", "\u00a0", "\u00a0 "]))
    return (
        draw(st.sampled_from(["", " ", "\u00a0", "\ufeff"])) + gap.join(words) + draw(st.sampled_from(["", "\u00a0"]))
    )


@st.composite
def sheets(draw: DrawFn, rows: Sequence[Cells], columns: Iterable[str]) -> tuple[Sheet, int]:
    """The rows under these columns in any order, below information rows or not; and the number of the header row."""
    ordered = draw(st.permutations(list(columns)))
    if draw(st.booleans()):
        above: Sheet = []
    else:
        noise: Sheet = [[], ["Pengelola", PLANTED], ["Judul Laporan", "", "Ringkas"]]
        extra = draw(st.lists(st.sampled_from(noise)))
        said: Sheet = [["Nama Instansi", None, REGENCY.name], ["Tanggal\u00a0Generate", "", "2025-11-14"]]
        above = draw(st.permutations(extra + said))
    header = [draw(spelt("", column)) for column in ordered]
    body = [[draw(spelt(column, row[column])) for column in ordered] for row in rows]
    return [*above, header, *body], len(above) + 1


def facts_of(reading: ExportReading) -> list[tuple[int, actions.Adopt]]:
    """Row numbers and the facts that the reports were adopted with."""
    facts = []
    for number, report in reading.read:
        action = report.history[0].action
        assert isinstance(action, actions.Adopt)
        facts.append((number, action))
    return facts


def read(sheet: Sheet, **options: Any) -> ExportReading:
    """Read a sheet that may or may not say when it was made."""
    return read_rows(sheet, under=RULES, **{"known_at": KNOWN_AT, **options})


# ---------------------------------------------------------------------------------------------------- properties


@settings(max_examples=40)
@given(data=st.data(), table=tables())
def test_any_layout_and_spelling_gives_the_same_facts(data: st.DataObject, table: list[Any]) -> None:
    """The order of columns, information rows, types and spaces say nothing."""
    columns = [ID, DAY, STATUS, REASON, *OPTIONAL, *data.draw(st.sets(st.sampled_from(UNREAD)))]
    sheet, top = data.draw(sheets([cells for cells, _ in table], columns))
    reading = read(sheet)
    assert facts_of(reading) == [(top + at, facts) for at, (_, facts) in enumerate(table, start=1)]
    assert reading.refused == ()
    assert reading.header.row == top
    assert Counter(dict(reading.status_words)) == Counter(cells[STATUS] for cells, _ in table)
    assert PLANTED not in repr(reading)
    assert PLANTED.encode() not in pickle.dumps(reading.read)


@settings(max_examples=40)
@given(data=st.data(), table=tables())
def test_a_column_that_is_missing_is_unknown_and_changes_nothing_else(data: st.DataObject, table: list[Any]) -> None:
    """An older export with fewer columns knows less, and nothing different."""
    present = data.draw(st.sets(st.sampled_from(OPTIONAL)))
    sheet, _ = data.draw(sheets([cells for cells, _ in table], [ID, DAY, STATUS, REASON, *present]))
    reading = read(sheet)
    assert set(reading.header.missing) == set(OPTIONAL) - present
    for (_, got), (cells, full) in zip(facts_of(reading), table, strict=True):
        assert (got.status, got.ended_by, got.archive_reason) == (full.status, full.ended_by, full.archive_reason)
        for column, name in ((CHANNEL, "channel"), (KIND, "classification"), (TITLE, "title"), (AGENCY, "agency")):
            assert getattr(got.filing, name) == (getattr(full.filing, name) if column in present else None)
        assert got.filing.protection == (full.filing.protection if PROTECTION in present else UNKNOWN_PROTECTION)
        places = [cells[place] for place in PLACES if place in present and cells[place]]
        assert got.filing.location == (", ".join(places) or None)
        if CLOCK in present:
            assert (got.received_earliest, got.received_latest) == (full.received_earliest, full.received_latest)
        else:
            assert got.received_earliest <= full.received_earliest <= got.received_latest
            assert got.received_latest - got.received_earliest == timedelta(days=1)


WORD_COLUMNS: Final = (STATUS, KIND, PROTECTION, CHANNEL, AGENCY, HANDLER)


@settings(max_examples=40)
@given(data=st.data(), table=tables())
def test_unknown_words_are_refused_with_their_row_all_at_once_and_never_echoed(
    data: st.DataObject, table: list[Any]
) -> None:
    """An unknown word is a problem of its row, named by column; the other rows are read."""
    spoilt = data.draw(st.dictionaries(
        st.integers(0, len(table) - 1), st.sets(st.sampled_from(WORD_COLUMNS), min_size=1), min_size=1
    ))  # fmt: skip
    rows = [{**cells, **dict.fromkeys(spoilt.get(at, ()), f"Zzz {PLANTED}")} for at, (cells, _) in enumerate(table)]
    sheet, top = data.draw(sheets(rows, [ID, DAY, STATUS, REASON, *OPTIONAL]))
    reading = read(sheet)
    found = {row.row: {problem.path for problem in row.problems} for row in reading.refused}
    assert found == {top + 1 + at: columns for at, columns in spoilt.items()}
    assert [number for number, _ in reading.read] == [top + 1 + at for at in range(len(table)) if at not in spoilt]
    assert PLANTED not in repr(reading) + "".join(map(str, reading.refused))


any_cell = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from([word for word, *_ in STANDINGS] + list(CHANNELS) + list(PROTECTIONS) + [REGENCY.name]),
    st.integers(-5, 10**12),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.booleans(),
)


@given(rows=st.lists(st.lists(any_cell, max_size=20), max_size=8))
def test_every_row_that_is_not_blank_is_read_or_refused(rows: Sheet) -> None:
    """Rows in = read + refused, whatever the cells hold."""
    header: list[object] = [ID, DAY, STATUS, REASON, *OPTIONAL]
    reading = read([header, *rows])
    visible = [at for at, row in enumerate(rows, start=2) if any(shown(cell) for cell in row)]
    assert sorted([number for number, _ in reading.read] + [row.row for row in reading.refused]) == visible
    assert all(row.problems for row in reading.refused)


def shown(cell: object) -> bool:
    """Whether somebody who looks at the cell sees anything."""
    return cell is not None and str(cell).replace("\ufeff", "").replace("\u200b", "").strip() != ""


# --------------------------------------------------------------------------------------------------- named examples

PLAIN: Final[Cells] = {ID: "9000001", DAY: "3 Jan 2025", STATUS: "Ditutup oleh Admin", CLOCK: "04:00:00"}
TOP: Final[list[list[object]]] = [["Nama Instansi", "", REGENCY.name], ["Tanggal Generate", "", "2025-11-14"]]


def sheet_of(*rows: Cells) -> Sheet:
    """A sheet with information rows and just the columns that the rows use."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    return [*TOP, list(columns), *([row.get(column) for column in columns] for row in rows)]


def only(reading: ExportReading) -> actions.Adopt:
    """The facts of the only row."""
    ((_, facts),) = facts_of(reading)
    return facts


def problems(reading: ExportReading) -> list[tuple[int, str, str]]:
    """Every problem with the number of its row."""
    return [(row.row, problem.path, problem.rule) for row in reading.refused for problem in row.problems]


def test_without_being_told_the_file_was_known_at_the_end_of_the_day_it_was_made() -> None:
    reading = read_rows(sheet_of(PLAIN), under=RULES)
    assert reading.known_at == KNOWN_AT
    assert reading.reports[0].history[0].at == KNOWN_AT
    assert (reading.header.agency, reading.header.generated_on) == (REGENCY.name, GENERATED)


def test_the_caller_knows_better_when_the_file_was_made() -> None:
    at = datetime(2025, 12, 1, 9, tzinfo=WIB)
    assert read_rows(sheet_of(PLAIN), under=RULES, known_at=at).reports[0].changed_at == at


def test_a_time_makes_the_receipt_exact_and_is_utc() -> None:
    report = read(sheet_of(PLAIN)).reports[0]
    assert report.received_at == datetime(2025, 1, 3, 11, tzinfo=WIB)


@pytest.mark.parametrize("clock", [None, "", "\u00a0"])
def test_without_a_time_the_receipt_lies_within_the_utc_day(clock: object) -> None:
    facts = only(read(sheet_of({**PLAIN, CLOCK: clock})))
    assert facts.received_earliest == datetime(2025, 1, 3, tzinfo=UTC)
    assert facts.received_latest == datetime(2025, 1, 4, tzinfo=UTC)


def test_without_a_time_a_receipt_is_not_later_than_the_file() -> None:
    facts = only(read(sheet_of({**PLAIN, DAY: "2025-11-14", CLOCK: ""})))
    assert (facts.received_earliest, facts.received_latest) == (datetime(2025, 11, 14, tzinfo=UTC), KNOWN_AT)


def test_a_row_received_after_the_file_was_made_is_refused() -> None:
    reading = read(sheet_of({**PLAIN, DAY: "2025-11-14", CLOCK: "17:01"}))
    assert problems(reading) == [(4, DAY, "it came in after the file was made")]


def test_a_row_received_at_the_very_moment_is_read() -> None:
    assert only(read(sheet_of({**PLAIN, DAY: "2025-11-14", CLOCK: "17:00"}))).received_latest == KNOWN_AT


def test_what_the_export_does_not_know_stays_unknown() -> None:
    """No instant is invented: one event, and the ending lies somewhere between receipt and the day of the file."""
    report = read(sheet_of(PLAIN)).reports[0]
    assert (report.since, report.outcome, report.rating, report.answer, report.responsible) == (None,) * 5
    assert report.since_bounds == (report.received_at, KNOWN_AT)
    assert [event.action.name for event in report.history] == [ActionName.ADOPT]


def test_a_blocked_report_is_archived_by_nobody_known_and_a_held_one_waits() -> None:
    blocked = {**PLAIN, STATUS: "Konten Terblokir", REASON: ""}
    held = {**PLAIN, ID: "9000002", STATUS: "Menunggu Kelengkapan Informasi", REASON: "kurang jelas"}
    first, second = read(sheet_of(blocked, held)).reports
    assert first.ending is not None
    assert (first.status, first.ending.ended_by) == (Status.ARCHIVED, None)
    assert first.ending.archive_reason is ArchiveReason.BLOCKED_CONTENT
    assert (second.status, second.ending) == (Status.HELD, None)
    assert ActionName.EXPIRE not in allowed_actions(second, by=Actor(role=Role.SYSTEM), at=KNOWN_AT, under=RULES)


@pytest.mark.parametrize("word", ["Diarsipkan oleh Admin", "Diarsipkan oleh Sistem"])
def test_an_archived_row_without_a_reason_is_refused_until_the_caller_says_what_the_word_means(word: str) -> None:
    sheet = sheet_of({**PLAIN, STATUS: word})
    assert problems(read(sheet)) == [(4, REASON, "a value is needed")]
    meaning = StatusWord(Status.ARCHIVED, EndedBy.ADMIN, ArchiveReason.TOO_GENERAL)
    reading = read(sheet, words={word.upper(): meaning})
    assert only(reading).archive_reason is ArchiveReason.TOO_GENERAL
    assert reading.status_words == ((word.upper(), 1),)


@pytest.mark.parametrize("word", ["Konten Terblokir", "Diarsipkan oleh Pelapor"])
def test_a_reason_that_contradicts_the_status_word_is_refused(word: str) -> None:
    sheet = sheet_of({**PLAIN, STATUS: word, REASON: EXPIRED_TEXT})
    assert problems(read(sheet)) == [(4, REASON, "this is not the reason that the status word gives")]


@pytest.mark.parametrize(
    "who, text",
    [
        ("Sistem", EXPIRED_TEXT.removesuffix(".")),
        ("Admin", UNSUITABLE_TEXT + "."),
        ("Pelapor", WITHDRAWN_TEXT + "."),
    ],
)
def test_a_full_stop_after_a_sentence_says_nothing(who: str, text: str) -> None:
    assert len(read(sheet_of({**PLAIN, STATUS: f"Diarsipkan oleh {who}", REASON: text})).read) == 1


@pytest.mark.parametrize("who, text", [("Admin", EXPIRED_TEXT), ("Sistem", WITHDRAWN_TEXT)])
def test_a_reason_of_somebody_else_is_refused(who: str, text: str) -> None:
    """The system lets expire, the reporter withdraws: a row that says otherwise contradicts itself."""
    sheet = sheet_of({**PLAIN, STATUS: f"Diarsipkan oleh {who}", REASON: text})
    assert [place for _, place, _ in problems(read(sheet))] == [STATUS]


def test_a_cell_that_is_not_a_number_is_blank() -> None:
    """Data frames write blanks like that."""
    assert only(read(sheet_of({**PLAIN, "Judul Laporan": float("nan")}))).filing.title is None


@pytest.mark.parametrize("text", ["945.5", "Infrastruktur", "00945"])
def test_an_id_of_a_category_is_a_number(text: str) -> None:
    """What is none may have slipped in from the next column."""
    assert [place for _, place, _ in problems(read(sheet_of({**PLAIN, "ID Kategori": text})))] == ["ID Kategori"]
    assert only(read(sheet_of({**PLAIN, "ID Kategori": "945.0"}))).filing.category == "945"


def test_a_row_that_was_cut_off_exposes_nobody() -> None:
    """A missing cell is no blank one: the protection is unknown, and then it is full."""
    sheet = sheet_of({**PLAIN, "Tipe Laporan (Anonim/Rahasia)": ""})
    header, row = sheet[-2], sheet[-1]
    place = header.index("Tipe Laporan (Anonim/Rahasia)")
    order = [*(i for i in range(len(header)) if i != place), place]
    cut = [*sheet[:-2], [header[i] for i in order], [row[i] for i in order][:-1]]
    assert only(read(cut)).filing.protection == Protection.ANONYMOUS | Protection.CONFIDENTIAL


def test_an_unknown_reason_of_an_archived_row_is_refused() -> None:
    sheet = sheet_of({**PLAIN, STATUS: "Diarsipkan oleh Admin", REASON: PLANTED})
    assert problems(read(sheet)) == [(4, REASON, "the word is not known")]


def test_verified_says_too_little_until_the_caller_gives_it_a_meaning() -> None:
    sheet = sheet_of({**PLAIN, STATUS: "Terverifikasi"})
    assert problems(read(sheet)) == [(4, STATUS, "the word is not known")]
    assert only(read(sheet, words={"Terverifikasi": StatusWord(Status.DISPOSITIONED)})).status is Status.DISPOSITIONED


def test_a_word_is_known_in_its_own_column_only() -> None:
    sheet = sheet_of({**PLAIN, CHANNEL: "Anonim", PROTECTION: "Website", KIND: "Ditutup oleh Admin"})
    assert {(path, rule) for _, path, rule in problems(read(sheet))} == {
        (column, "the word is not known") for column in (CHANNEL, PROTECTION, KIND)
    }


@pytest.mark.parametrize("meaning", [StatusWord(Status.MERGED), StatusWord(Status.HELD, EndedBy.ADMIN)])
def test_a_meaning_that_no_report_can_have_is_refused_by_adoption(meaning: StatusWord) -> None:
    reading = read(sheet_of({**PLAIN, STATUS: "Aneh"}), words={"Aneh": meaning})
    ((_, path, rule),) = problems(reading)
    assert path == STATUS
    assert rule.startswith("the facts contradict each other")
    assert reading.status_words == ()


def test_all_problems_of_a_row_are_told_at_once() -> None:
    row = {**PLAIN, ID: "90-01", DAY: "31 Feb 2025", CLOCK: "25:00", STATUS: "", CATEGORY: "a b", AGENCY: "Tak Ada"}
    assert [path for _, path, _ in problems(read(sheet_of(row)))] == [ID, STATUS, DAY, CLOCK, AGENCY, CATEGORY]


@pytest.mark.parametrize(
    "cell",
    ["3/1/2025", "01-03-2025", "3 Foo 2025", "30 Feb 2025", "2025-13-01", "3 Jan 25", "1899-12-31",
     "2025-01-03 04:00:00", 20250103, datetime.fromisoformat("2025-01-03T04:00"),
     datetime(2025, 1, 3, tzinfo=UTC), True],
)  # fmt: skip
def test_a_day_that_may_be_another_is_refused(cell: object) -> None:
    rule = "a day such as 3 Jan 2026 or 2026-01-03 is needed"
    assert problems(read(sheet_of({**PLAIN, DAY: cell}))) == [(4, DAY, rule)]


@pytest.mark.parametrize("cell", ["24:00", "4", "04:60", "04.00", "04:00+07:00", 4, time(4, 0, 0, 5)])
def test_a_time_that_is_none_is_refused(cell: object) -> None:
    assert problems(read(sheet_of({**PLAIN, CLOCK: cell}))) == [(4, CLOCK, "a time such as 09:30 is needed")]


def test_every_name_of_a_month_is_read() -> None:
    names = (
        "Jan Januari January", "Feb Februari February", "Mar Maret March", "Apr April", "Mei May", "Jun Juni June",
        "Jul Juli July", "Agu Agt Aug Agustus August", "Sep Sept September", "Okt Oct Oktober October", "Nov November",
        "Des Dec Desember December",
    )  # fmt: skip
    for month, spellings in enumerate(names, start=1):
        for spelling in spellings.split():
            facts = only(read(sheet_of({**PLAIN, DAY: f"7 {spelling} 2024"})))
            assert facts.received_earliest.date() == date(2024, month, 7)


@pytest.mark.parametrize("cell", ["0123456", "12345678901", "A-1", "+6281234", "९000001", 1.5, None])
def test_a_tracking_id_is_at_most_ten_digits(cell: object) -> None:
    assert [path for _, path, _ in problems(read(sheet_of({**PLAIN, ID: cell})))] == [ID]


def test_a_tracking_id_that_comes_twice_is_refused_the_second_time() -> None:
    reading = read(sheet_of(PLAIN, {**PLAIN, ID: 9000002}, {**PLAIN, ID: 9000001}))
    assert [number for number, _ in reading.read] == [4, 5]
    assert problems(reading) == [(6, ID, "row 4 has the same")]


def test_an_agency_name_that_fits_two_agencies_is_refused() -> None:
    twin = Agency(code=AgencyCode("twin"), name=WATER.name, kind=AgencyKind.UNIT)
    rules = Rulebook(directory=Directory(agencies=[REGENCY, WATER, twin]))
    reading = read_rows(sheet_of({**PLAIN, HANDLER: WATER.name}), under=rules)
    assert problems(reading) == [(4, HANDLER, "the name fits more than one agency")]


def test_a_shifted_row_is_refused_and_blank_rows_are_nothing() -> None:
    sheet = sheet_of(PLAIN)
    sheet += [[], ["", None, "\u00a0"], ["9000002", "3 Jan 2025", "Ditutup oleh Admin", "", "", "one too many"]]
    reading = read(sheet)
    assert [number for number, _ in reading.read] == [4]
    assert problems(reading) == [(7, "row", "a value stands in no column; the row may be shifted")]


def test_the_reporters_name_and_other_columns_are_left_out_and_said_so() -> None:
    reading = read(sheet_of({**PLAIN, "Nama Pelapor": PLANTED, "rating": 1, "Catatan Lain": PLANTED}))
    assert set(reading.header.left_out) == {"Nama Pelapor", "Rating"}
    assert reading.header.unknown == ("Catatan Lain",)
    assert reading.reports == read(sheet_of(PLAIN)).reports


def test_the_reporters_words_are_kept_as_they_came_and_are_in_no_repr() -> None:
    row = {**PLAIN, TITLE: PLANTED, TEXT: f" {PLANTED}\r\n", "Isi Laporan Akhir": "edited", "Kelurahan": PLANTED}
    reading = read(sheet_of(row))
    filing = reading.reports[0].filing
    assert (filing.title, filing.text, filing.location) == (PLANTED, f" {PLANTED}\r\n", PLANTED)
    assert PLANTED not in repr(reading) + repr(reading.read) + str(reading.reports[0])


def test_a_number_as_a_title_is_a_text() -> None:
    assert only(read(sheet_of({**PLAIN, TITLE: 110}))).filing.title == "110"


def test_the_period_is_read_when_it_can_be() -> None:
    good: Sheet = [["Periode Masuk", "", "(2021-01-01) - (2024-12-31)"]]
    assert read_header([*good, *sheet_of(PLAIN)]).period == (date(2021, 1, 1), date(2024, 12, 31))
    for text in ("", "semua", "(2021-01-01)"):
        sheet: Sheet = [["Periode Masuk", text]]
        assert read_header(sheet + sheet_of(PLAIN)).period is None


def test_a_reading_is_a_value() -> None:
    reading = read(sheet_of(PLAIN, {**PLAIN, STATUS: "?"}))
    assert reading == pickle.loads(pickle.dumps(reading))
    assert hash(reading) == hash(read(sheet_of(PLAIN, {**PLAIN, STATUS: "?"})))
    assert str(reading.refused[0]) == f"row 5: {ID}: row 4 has the same; {STATUS}: the word is not known"


# ------------------------------------------------------------------------------------------------- what is no export


def error_of(call: Callable[[], object]) -> list[tuple[str, str]]:
    """The problems of the `ExportError` that a call raises."""
    with pytest.raises(ExportError) as caught:
        call()
    return [(problem.path, problem.rule) for problem in caught.value.problems]


@pytest.mark.parametrize("sheet", [[], [["nama", "alamat"], [PLANTED, "x"]], [[]]])
@pytest.mark.parametrize("reader", [read, read_header, agency_names])
def test_a_sheet_without_a_header_row_is_no_export(sheet: Sheet, reader: Callable[[Sheet], object]) -> None:
    ((path, rule),) = error_of(lambda: reader(sheet))
    assert path == ID
    assert rule.startswith("no row has this column; ")


def test_rows_split_at_the_wrong_sign_and_rows_used_up_are_hinted_at() -> None:
    """Both are read as no rows at all, and both are common."""
    used_up: Any = iter(sheet_of(PLAIN))
    agency_names(used_up)
    semicolons: Sheet = [[";".join(map(str, row))] for row in sheet_of(PLAIN)]
    for rows in (used_up, semicolons):
        ((_, rule),) = error_of(partial(read, rows))
        assert "split at another sign" in rule
        assert "used up" in rule


def test_the_cells_above_the_rows_are_in_no_repr() -> None:
    """In a file of another layout they may hold anything; the attributes give them."""
    sheet: Sheet = [["Nama Instansi", PLANTED], ["Tanggal Generate", "2025-11-14"], [*PLAIN, PLANTED]]
    reading = read(sheet)
    assert reading.header.agency == PLANTED
    assert reading.header.unknown == (PLANTED,)
    assert PLANTED not in repr(reading) + repr(reading.header)


def test_missing_and_double_columns_are_told_at_once() -> None:
    assert error_of(lambda: read([[ID, CHANNEL, CHANNEL.upper(), "Rating", "Rating"]])) == [
        (DAY, "the column is missing"),
        (STATUS, "the column is missing"),
        (CHANNEL, "the column is given twice"),
    ]


@pytest.mark.parametrize("above", [[], [["Tanggal Generate"]], [["Tanggal Generate", "kemarin"]]])
def test_a_file_that_does_not_say_when_it_was_made_needs_to_be_told(above: Sheet) -> None:
    sheet = [*above, *sheet_of(PLAIN)[2:]]
    assert error_of(lambda: read(sheet, known_at=None)) == [
        ("Tanggal Generate", "no day can be read; known_at is needed")
    ]
    assert len(read(sheet).read) == 1


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="known_at"):
        read(sheet_of(PLAIN), known_at=datetime(2025, 11, 15))  # noqa: DTZ001 (the point)


# ------------------------------------------------------------------------------------------ a directory out of names


def test_the_names_of_agencies_are_those_of_both_columns_in_order_once() -> None:
    rows = [
        {**PLAIN, AGENCY: ROADS.name, HANDLER: ""},
        {**PLAIN, AGENCY: " DINAS  jalan, jembatan", HANDLER: WATER.name},
    ]
    assert list(map(folded, agency_names(sheet_of(*rows)))) == [folded(ROADS.name), folded(WATER.name)]
    assert agency_names(sheet_of(PLAIN)) == ()


@given(names=st.lists(st.text(min_size=1, max_size=90).filter(str.strip), max_size=8))
def test_a_directory_of_names_finds_each_of_them_and_nothing_is_made_twice(names: list[str]) -> None:
    directory = directory_of_names(names, known=[REGENCY], parent=REGENCY.code)
    for name in names:
        assert folded(directory.find(name).name) == folded(name)
        assert directory.is_within(directory.find(name).code, REGENCY.code)
    assert len(directory) == len({folded(REGENCY.name), *map(folded, names)})


def test_names_that_make_the_same_code_get_codes_of_their_own() -> None:
    directory = directory_of_names(["Kec. A", "kec a", "Kec-A", "!", "?", "x" * 80, "x" * 81])
    codes = [agency.code for agency in directory]
    assert codes == [
        "unit-kec-a",
        "unit-kec-a-2",
        "unit-kec-a-3",
        "unit",
        "unit-2",
        "unit-" + "x" * 51,
        "unit-" + "x" * 51 + "-2",
    ]
    assert {agency.parent for agency in directory} == {None}


def test_nothing_is_made_for_the_names_and_aliases_of_known_agencies() -> None:
    directory = directory_of_names([WATER.aliases[0], "Baru", REGENCY.name.upper()], known=[REGENCY, WATER])
    assert [agency.code for agency in directory] == [REGENCY.code, WATER.code, "unit-baru"]


def test_a_parent_that_is_not_known_makes_no_tree() -> None:
    with pytest.raises(DirectoryError):
        directory_of_names(["Baru"], parent=AgencyCode("nowhere"))


# ------------------------------------------------------------------------------------------------------ the real file


@cache
def real_rows() -> list[list[str]]:
    """The rows of the export that the project carries."""
    with EXPORT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@cache
def real_reading() -> ExportReading:
    """The export, read under a directory made of its own names."""
    directory = directory_of_names(agency_names(real_rows()))
    return read_rows(real_rows(), under=Rulebook(directory=directory))


def test_every_row_of_the_real_export_is_accounted_for() -> None:
    reading = real_reading()
    assert (len(reading.read), len(reading.refused)) == (2127, 0)
    assert [number for number, _ in reading.read] == list(range(12, 12 + 2127))
    assert reading.header.period == (date(2021, 1, 1), date(2024, 12, 31))
    assert reading.header.missing == ("Kecamatan", "Kelurahan")
    assert set(reading.header.left_out) == {"Isi Laporan Akhir", "Kategori"}
    assert reading.header.unknown == ()


def test_the_real_export_counts_as_the_file_does() -> None:
    assert real_reading().status_words == (
        ("Ditutup oleh Sistem", 1479),
        ("Ditutup oleh Admin", 263),
        ("Diarsipkan oleh Admin", 97),
        ("Ditutup oleh Pelapor", 96),
        ("Menunggu Kelengkapan Informasi", 87),
        ("Diarsipkan oleh Sistem", 59),
        ("Diarsipkan oleh Pelapor", 32),
        ("Konten Terblokir", 13),
        ("Belum Terverifikasi", 1),
    )
    reports = real_reading().reports
    assert Counter(report.status for report in reports) == {
        Status.RESOLVED: 1838, Status.ARCHIVED: 201, Status.HELD: 87, Status.RECEIVED: 1
    }  # fmt: skip
    assert Counter(report.classification for report in reports) == {
        Classification.OVERSIGHT_COMPLAINT: 1131, Classification.COMPLAINT: 556, None: 273,
        Classification.INFORMATION_REQUEST: 122, Classification.ASPIRATION: 45,
    }  # fmt: skip
    assert Counter(report.protection for report in reports) == {A: 844, A | B: 580, B: 439, Protection.NONE: 264}
    assert Counter(report.filing.channel for report in reports) == {
        Channel.WEB: 1148, Channel.ANDROID: 470, Channel.AGENCY_WEB: 189, Channel.HOTLINE: 156,
        Channel.SOCIAL_MEDIA: 83, Channel.SMS: 42, Channel.EMAIL: 17, Channel.COUNTER: 10, Channel.LETTER: 5,
        Channel.MESSENGER: 4, Channel.IOS: 2, None: 1,
    }  # fmt: skip


def test_archive_reason_and_status_word_of_the_real_export_go_one_to_one() -> None:
    endings = [report.ending for report in real_reading().reports if report.status is Status.ARCHIVED]
    assert Counter((ending.ended_by, ending.archive_reason) for ending in endings if ending) == {
        (EndedBy.ADMIN, ArchiveReason.UNSUITABLE): 97,
        (EndedBy.SYSTEM, ArchiveReason.EXPIRED): 59,
        (EndedBy.REPORTER, ArchiveReason.WITHDRAWN): 32,
        (None, ArchiveReason.BLOCKED_CONTENT): 13,
    }


def test_every_report_of_the_real_export_is_the_replay_of_its_history() -> None:
    assert all(replay(report.history) == report for report in real_reading().reports)


def test_the_real_export_adopted_by_hand_gives_the_same_reports() -> None:
    reading = real_reading()
    rules = Rulebook(directory=directory_of_names(agency_names(real_rows())))
    again = [adopt(facts, known_at=reading.known_at, under=rules) for _, facts in facts_of(reading)]
    assert again == list(reading.reports)


def test_receipts_of_the_real_export_are_exact_and_in_office_hours_once_made_local() -> None:
    """The times are UTC: seven hours later most of them fall between seven in the morning and five."""
    instants = [report.received_at for report in real_reading().reports]
    local = [at.astimezone(WIB).hour for at in instants if at]
    assert len(local) == 2127
    assert sum(7 <= hour < 17 for hour in local) > 1200
