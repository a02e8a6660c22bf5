"""The deadlines of the demo: what the export proves is certain, the rest is unknown with bounds that hold."""

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final

import pytest
from rich.console import Console

from examples._exports import EXPORT, directory_of, rows_of
from examples.replay_export import WIDTH, Page, show_case_duties, show_duties, walk_the_case
from lapor_core import WIB, Rulebook
from lapor_core.interop.lapor_export import read_rows
from lapor_core.vocabulary import Language

OPEN_WORDS: Final = {"Belum Terverifikasi", "Menunggu Kelengkapan Informasi"}
KNOWN_ON: Final = date(2025, 11, 15)  # the export states the 14th; what it says holds when that day is over


@cache
def printed(language: Language = "en") -> str:
    """Return the section about the real export."""
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False)
    rows = rows_of(EXPORT)
    rules = Rulebook(directory=directory_of(rows))
    show_duties(Page(console, language), read_rows(rows, under=rules), rules)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def cells(text: str, start: str) -> list[str]:
    """Return the cells of the first line that begins like this."""
    line = next(line for line in text.splitlines() if line.strip().startswith(start))
    return line.strip().removeprefix(start).replace(",", "").split()


@cache
def receipts() -> list[tuple[date, bool]]:
    """Return the local day of receipt of every row of the file, and whether its case is open; read by hand."""
    with EXPORT.open(encoding="utf-8-sig", newline="") as file:
        header, *body = list(csv.reader(file))[10:]
    column = {name: place for place, name in enumerate(header)}
    found = []
    for row in body:
        day = f"{row[column['Tanggal Laporan Masuk']]} {row[column['Waktu Laporan Masuk']]}"
        at = datetime.strptime(day, "%d %b %Y %H:%M:%S").replace(tzinfo=UTC).astimezone(WIB)
        found.append((at.date(), row[column["Status Laporan"]] in OPEN_WORDS))
    return found


def test_the_days_of_the_ombudsman_are_those_of_the_file() -> None:
    """Sixty calendar days after receipt: the one limit whose due day every row tells, and that nothing pauses."""
    due = [day + timedelta(days=60) for day, is_open in receipts() if is_open]
    over = sum(day < KNOWN_ON for day in due)
    assert cells(printed(), "Time before the Ombudsman") == [
        str(over),
        str(len(receipts()) - over),
        str(len(due)),
        str(min(due)),
        str(max(due)),
    ]
    assert f"{over} limits have passed" in printed()


def test_nobody_can_know_when_a_case_of_the_export_was_verified_or_answered() -> None:
    """Every duty but the one above is unknown in every row that has it."""
    for name in ("Verification", "First follow-up", "Completion ", "Statement of completeness", "Decision"):
        assert cells(printed(), name)[-5] == "0"
    assert [int(cell) for cell in cells(printed(), "Verification")[:3]] == [0, 2127, 88]


def test_the_bounds_enclose_what_may_have_been() -> None:
    """A statement is due at the earliest two weeks after the first open receipt, at the latest after the export."""
    first = min(day for day, is_open in receipts() if is_open)
    bounds = [str(first + timedelta(days=14)), str(KNOWN_ON + timedelta(days=14))]
    assert cells(printed(), "Statement of completeness (statute)")[-2:] == bounds


def test_a_pause_is_bounded_so_a_due_day_is_too() -> None:
    """Nobody knows how long the held cases had been held; from the day of the file on the budget bounds it."""
    assert cells(printed(), "First follow-up")[-1] == "2025-12-19"


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_time_of_day_is_printed(language: Language) -> None:
    """Days and counts only: an instant would be invented."""
    assert not re.search(r"[0-9]{2}:[0-9]{2}", printed(language))


def test_it_speaks_indonesian() -> None:
    assert cells(printed("id"), "Batas sebelum Ombudsman")[:1] == ["88"]
    assert not {"limits", "Due", "Certain", "Unknown"} & set(re.findall(r"\w+", printed("id")))


@pytest.mark.parametrize(
    "language, rows",
    [
        (
            "en",
            (
                r"Verification +SLA-001 +2018-08-28 +2018-08-31 +2018-08-29 +1 of 3 +Met",
                r"First follow-up +SLA-002 +2018-08-29 +2018-09-05 +2018-08-29 +0 of 5 +Met",
                r"Completion +SLA-011 +2018-08-28 +2018-09-18 +2018-08-29 +1 of 14 +Met",
            ),
        ),
        ("id", (r"Verifikasi +SLA-001 +2018-08-28 +2018-08-31 +2018-08-29 +1 dari 3 +Terpenuhi",)),
    ],
)
def test_the_walked_case_has_its_deadlines(language: Language, rows: tuple[str, ...]) -> None:
    """Received on Tuesday 28 August: three working days end on Friday; five after the 29th on 5 September."""
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False)
    page = Page(console, language)
    show_case_duties(page, walk_the_case(page)[0])
    assert isinstance(console.file, io.StringIO)
    out = console.file.getvalue()
    assert [row for row in rows if not re.search(row, out)] == []
