"""Count the working days of 13,389 complaints of Jakarta, and judge them under two rule packs side by side.

    python examples/assess_jakarta.py [FILE] [--language en|id]

FILE is a CSV with the columns `id_laporan`, `tanggal_masuk` and `tanggal_selesai`; without it, the data in
`examples/data` are read. Day one is the first working day after the day of intake. What is printed are counts and
numbers of rows: no complaint, no id, and no ranking of offices.
"""

import argparse
import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import attrs
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import Progress
from rich.table import Table

from lapor_core import INDONESIA, SP4N, RulePack, WorkDays, due_on
from lapor_core.errors import LaporError
from lapor_core.vocabulary import Language

DATA: Final = Path(__file__).parent / "data" / "jakarta_crm_2019_2020.csv"
WIDTH: Final = 100
BAR: Final = 40
SHOWN_ROWS: Final = 5
COLUMNS: Final = ("id_laporan", "tanggal_masuk", "tanggal_selesai")
DATED_ID: Final = re.compile(r"JK([0-9]{2})[0-9]{8}")  # JKYYMMDDnnnn
LONG_ID: Final = 12

BUCKETS: Final = {3: "≤ 3", 5: "4-5", 14: "6-14", 60: "15-60"}
OVER: Final = "> 60"

# The completion of a complaint without oversight content. The data do not say the class of a case: this is assumed.
RULE: Final = "SLA-022"
PROPOSED_DAYS: Final = 5
PROPOSED: Final = attrs.evolve(
    SP4N,
    version=f"proposed: {PROPOSED_DAYS} working days",
    rules=tuple(
        attrs.evolve(rule, limit=WorkDays(PROPOSED_DAYS), citation="A proposal, for this comparison only")
        if rule.rule_id == RULE
        else rule
        for rule in SP4N.rules
    ),
)


class UnreadableFileError(Exception):
    """A file cannot be read at all; the message says why and holds nothing of the file."""


class Case(NamedTuple):
    """What is needed of a row: its number in the file, its id, and its two days."""

    row: int
    key: str
    received_on: date
    closed_on: date


class Judged(NamedTuple):
    """A case with its working days, and whether it was late under each pack."""

    case: Case
    workdays: int
    late: tuple[bool, ...]


class Page:
    """What is printed, in one of two languages."""

    def __init__(self, console: Console, language: Language) -> None:
        """Print to a console."""
        self.console = console
        self.language: Language = language

    def say(self, english: str, indonesian: str) -> str:
        """Choose the language."""
        return english if self.language == "en" else indonesian

    def number(self, count: int) -> str:
        """Write a number as the language does."""
        return f"{count:,}" if self.language == "en" else f"{count:,}".replace(",", ".")

    def heading(self, english: str, indonesian: str) -> None:
        """Begin a section."""
        self.console.print()
        self.console.rule(f"[bold]{self.say(english, indonesian)}", align="left", style="dim")

    def body(self, content: str | Table) -> None:
        """Print something a little to the right of the headings."""
        self.console.print(Padding(content, (0, 1)))

    def rows(self, numbers: Sequence[int]) -> str:
        """Say how many rows there are, and the numbers of the first few."""
        shown = ", ".join([*map(str, numbers[:SHOWN_ROWS]), *["..."][: len(numbers) > SHOWN_ROWS]])
        rows = self.say("row" if len(numbers) == 1 else "rows", "baris")
        return f"{self.number(len(numbers))} ({rows} {shown})" if numbers else "0"


# -------------------------------------------------------------------------------------------------- reading and judging


def read(path: Path) -> tuple[list[Case], list[int]]:
    """Return the cases of a file, and the numbers of the rows whose days cannot be used."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = csv.DictReader(io.StringIO(text, newline=""))
        if not set(COLUMNS) <= set(table.fieldnames or ()):
            raise UnreadableFileError(f"the columns {', '.join(COLUMNS)} are needed")
        cases = [case_of(number, row) for number, row in enumerate(table, start=2)]
    except OSError as error:
        raise UnreadableFileError(error.strerror) from None
    except UnicodeDecodeError:
        raise UnreadableFileError("it is not a text in UTF-8") from None
    except csv.Error:
        raise UnreadableFileError("it is not a whole CSV file") from None
    return [case for case in cases if isinstance(case, Case)], [case for case in cases if isinstance(case, int)]


def case_of(number: int, row: Mapping[str, str | None]) -> Case | int:
    """Return the case of a row, or the number of the row if its days are no days or run backwards."""
    try:
        key, received, closed = (row[column] or "" for column in COLUMNS)
        case = Case(number, key, date.fromisoformat(received), date.fromisoformat(closed))
    except ValueError:
        return number
    return case if case.received_on <= case.closed_on else number


def judge(case: Case, packs: Iterable[RulePack]) -> Judged:
    """Count the working days of a case, and hold its last day against the due day of each pack."""
    days = INDONESIA.workdays_between(case.received_on, case.closed_on)
    late = (case.closed_on > due_on(RULE, started_on=case.received_on, calendar=INDONESIA, pack=pack) for pack in packs)
    return Judged(case, days, tuple(late))


def bucket(workdays: int) -> str:
    """Return the bucket of a number of working days."""
    return next((name for most, name in BUCKETS.items() if workdays <= most), OVER)


# ------------------------------------------------------------------------------------------------------ what is printed


def show_file(page: Page, path: Path, cases: Sequence[Case], refused: Sequence[int]) -> None:
    """Print what was read."""
    page.heading("Complaints of Jakarta", "Pengaduan Jakarta")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column()
    facts.add_row(page.say("File", "Berkas"), escape(path.name))
    read_rows, refused_rows = page.number(len(cases)), page.rows(refused)
    facts.add_row(
        page.say("Rows", "Baris"),
        page.say(
            f"[bold green]{read_rows}[/] read + [bold red]{refused_rows}[/] refused",
            f"[bold green]{read_rows}[/] dibaca + [bold red]{refused_rows}[/] ditolak",
        ),
    )
    if cases:
        received, closed = [case.received_on for case in cases], [case.closed_on for case in cases]
        facts.add_row(page.say("Received", "Masuk"), f"{min(received)} - {max(received)}")
        facts.add_row(page.say("Closed", "Selesai"), f"{min(closed)} - {max(closed)}")
        off = [page.number(sum(not INDONESIA.is_workday(day) for day in days)) for days in (received, closed)]
        facts.add_row(
            page.say("On days off", "Hari libur"),
            page.say(f"{off[0]} received, {off[1]} closed", f"{off[0]} masuk, {off[1]} selesai"),
        )
    facts.add_row(
        page.say("Calendar", "Kalender"),
        page.say(
            "Monday to Friday without national holidays and joint leave (INDONESIA)",
            "Senin-Jumat di luar hari libur nasional dan cuti bersama (INDONESIA)",
        ),
    )
    page.body(facts)


def show_buckets(page: Page, judged: Sequence[Judged]) -> None:
    """Print how many cases took how many working days."""
    page.heading("Working days from intake to closing", "Hari kerja dari masuk sampai selesai")
    counts = Counter(bucket(one.workdays) for one in judged)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold")
    table.add_column(page.say("Working days", "Hari kerja"), justify="right")
    table.add_column(page.say("Cases", "Laporan"), justify="right")
    table.add_column("%", justify="right")
    table.add_column()
    for name in (*BUCKETS.values(), OVER):
        share = 100 * counts[name] / len(judged)
        percent = f"{share:.2f}" if page.language == "en" else f"{share:.2f}".replace(".", ",")
        filled = max(round(BAR * counts[name] / len(judged)), min(1, counts[name]))
        table.add_row(name, page.number(counts[name]), percent, f"[cyan]{'█' * filled}[/]")
    table.add_section()
    table.add_row("Total", page.number(len(judged)), "100", "", style="bold")
    page.console.print()
    page.console.print(table)
    page.body(
        page.say(
            "Day one is the first working day after intake. Intakes and closings on a day off are taken as they are: a "
            "case that came in on a Saturday and was closed on the Sunday took no working day.",
            "Hari pertama adalah hari kerja pertama sesudah laporan masuk. Masuk dan selesai pada hari libur dipakai "
            "apa adanya: laporan yang masuk Sabtu dan selesai Minggu tidak memakai hari kerja.",
        )
    )


def show_packs(page: Page, judged: Sequence[Judged], packs: Sequence[RulePack]) -> None:
    """Print how the same cases fare under two packs, and how many change."""
    page.heading("Two packs side by side", "Dua paket aturan berdampingan")
    titles = ["SP4N", page.say("proposed", "usulan")]
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold")
    table.add_column(page.say("Completion of a complaint", "Penyelesaian pengaduan"))
    for pack, title in zip(packs, titles, strict=True):
        days = pack.rule(RULE).limit.n
        table.add_column(page.say(f"{title}: {days} working days", f"{title}: {days} hari kerja"), justify="right")
    for wanted, english, indonesian in ((False, "in time", "tepat waktu"), (True, "late", "terlambat")):
        counts = (sum(one.late[place] is wanted for one in judged) for place in range(len(packs)))
        table.add_row(page.say(english, indonesian), *map(page.number, counts))
    page.console.print()
    page.console.print(table)
    changed = page.number(sum(len(set(one.late)) > 1 for one in judged))
    limit = packs[-1].rule(RULE).limit.n
    on_a_day_off = [one.case.row for one in judged if one.late[-1] and one.workdays <= limit]
    page.body(
        page.say(
            f"[bold]{changed}[/] cases change: in time under SP4N, late as proposed. Late without a further "
            f"working day: {page.rows(on_a_day_off)}, closed on a day off after the due day.",
            f"[bold]{changed}[/] laporan berubah: tepat waktu menurut SP4N, terlambat menurut usulan. Terlambat "
            f"tanpa hari kerja tambahan: {page.rows(on_a_day_off)}, selesai pada hari libur sesudah jatuh tempo.",
        )
    )
    page.body(
        page.say(
            f"Rule {RULE} ({packs[0].rule(RULE).confidence.label('en').lower()}). The data do not say of which class a "
            "case is nor whether it waited for the reporter: all are taken as complaints without oversight content, "
            "and nothing is paused. Closed is not solved.",
            f"Aturan {RULE} ({packs[0].rule(RULE).confidence.label('id').lower()}). Data tidak menyebut klasifikasi "
            "dan masa tunda: semua dianggap pengaduan tidak berkadar pengawasan, tanpa jeda. Ditutup belum tentu "
            "terselesaikan.",
        )
    )


def show_ids(page: Page, cases: Sequence[Case]) -> None:
    """Say which ids are strange; all of these rows are counted, by the days that they state."""
    page.heading("Ids that ask for care", "Nomor yang perlu dicermati")
    times = Counter(case.key for case in cases)
    twice = [case.row for case in cases if times[case.key] > 1]
    other_year = [
        case.row
        for case in cases
        if (found := DATED_ID.fullmatch(case.key)) and int(found[1]) != case.received_on.year % 100
    ]
    long = [case.row for case in cases if len(case.key) > LONG_ID]
    notes = Table.grid(padding=(0, 2))
    notes.add_row("-", page.say(f"An id that is not unique: {page.rows(twice)}", f"Nomor ganda: {page.rows(twice)}"))
    notes.add_row(
        "-",
        page.say(
            f"Year in the id other than that of the intake: {page.rows(other_year)}",
            f"Tahun dalam nomor berbeda dari tanggal masuk: {page.rows(other_year)}",
        ),
    )
    notes.add_row(
        "-", page.say(f"Longer than usual: {page.rows(long)}", f"Lebih panjang dari biasanya: {page.rows(long)}")
    )
    page.body(notes)
    page.body(
        page.say(
            "None of them is dropped, merged or corrected: which of the two days or years is wrong, nobody can tell "
            "from the file. The days are counted as the columns state them.",
            "Tidak ada yang dibuang, digabung, atau dikoreksi: berkas tidak menunjukkan mana yang keliru. Hari "
            "dihitung menurut isi kolom.",
        )
    )


# ----------------------------------------------------------------------------------------------------------------- main


def main(argv: Sequence[str] | None = None) -> int:
    """Run; return 0, or 2 for a file that cannot be read."""
    parser = argparse.ArgumentParser(description="Judge complaints of Jakarta under two rule packs.")
    parser.add_argument("file", nargs="?", type=Path, default=DATA, help="a CSV with intake and closing days")
    parser.add_argument("--language", choices=("en", "id"), default="en", help="of what is printed")
    arguments = parser.parse_args(argv)
    path: Path = arguments.file
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    page = Page(console, arguments.language)
    packs = (SP4N, PROPOSED)
    try:
        cases, refused = read(path)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            tracked = progress.track(cases, description=page.say("Counting", "Menghitung"))
            judged = [judge(case, packs) for case in tracked]
    except (UnreadableFileError, LaporError) as error:
        sys.stderr.write(f"{path.name}: {error}\n")
        return 2
    show_file(page, path, cases, refused)
    if judged:
        show_buckets(page, judged)
        show_packs(page, judged, packs)
        show_ids(page, cases)
    return 0


if __name__ == "__main__":
    sys.exit(main())
