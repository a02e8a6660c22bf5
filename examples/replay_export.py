"""Replay an export of LAPOR! through the library, and walk one known case by hand.

    python examples/replay_export.py [FILE] [--language en|id]

FILE is a "Laporan Ringkas" as CSV or .xlsx; without it, the export in `examples/data` is read. Nothing that a row says
about a person or a matter is printed: only counts, codes, and names of offices.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from operator import itemgetter
from pathlib import Path
from typing import Any, Final

from rich import box
from rich.columns import Columns
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import Progress
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent.parent))

from examples._exports import (
    EXPORT,
    UnreadableFileError,
    counts,
    directory_of,
    end_of,
    facts_of,
    has_full_hours_only,
    rows_of,
    volumes,
)
from examples._words import Words
from lapor_core import (
    WIB,
    Actor,
    ActorId,
    Agency,
    AgencyCode,
    AgencyKind,
    Basis,
    CategoryCode,
    Channel,
    Classification,
    Directory,
    Duty,
    DutyName,
    DutyState,
    Filing,
    Identity,
    Outcome,
    Protection,
    PublicText,
    Refusal,
    Report,
    ReporterRef,
    Role,
    Rulebook,
    SealedIdentity,
    Status,
    Tally,
    TrackingId,
    actions,
    apply,
    assess,
    breakdown,
    clear_text,
    receive,
    replay,
)
from lapor_core.errors import ActionRefusedError, LaporError
from lapor_core.interop.lapor_export import ExportReading, read_rows
from lapor_core.interop.lapor_words import MADE_ON
from lapor_core.states.picture import svg
from lapor_core.states.table import BIRTH, ROWS
from lapor_core.timeline_picture import timeline_svg
from lapor_core.vocabulary import Language

WIDTH: Final = 100
TOP_AGENCIES: Final = 12
SHOWN_ROWS: Final = 5
NAME_WIDTH, NUMBER_WIDTH, COLUMN_GAP = 46, 5, 3
OF_ENDED: Final = ("ended_by", "outcome")
"""What an open report cannot have."""
ENDED: Final = [status for status in Status if status.is_ended]


class Page(Words):
    """What is printed, in one of two languages."""

    def __init__(self, console: Console, language: Language) -> None:
        """Print to a console."""
        super().__init__(language)
        self.console = console

    @property
    def no_agency(self) -> str:
        """What stands for an agency where there is none."""
        return self.say("(no agency)", "(tanpa instansi)")

    def heading(self, english: str, indonesian: str) -> None:
        """Begin a section."""
        self.console.print()
        self.console.rule(f"[bold]{self.say(english, indonesian)}", align="left", style="dim")

    def text(self, english: str, indonesian: str) -> None:
        """Print a sentence or two."""
        self.body(self.say(english, indonesian))

    def body(self, content: str | Table) -> None:
        """Print something a little to the right of the headings."""
        self.console.print(Padding(content, (0, 1)))

    def new_table(self, first: str, *others: str) -> Table:
        """Make a table with one column of words, as wide as there is room, and columns of numbers."""
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold")
        widths = [max(NUMBER_WIDTH, *map(len, other.split())) for other in others]
        room = self.console.width - sum(width + COLUMN_GAP for width in widths) - COLUMN_GAP
        table.add_column(first, overflow="ellipsis", no_wrap=True, max_width=max(NUMBER_WIDTH, min(NAME_WIDTH, room)))
        for other, width in zip(others, widths, strict=True):
            table.add_column(other, justify="right", min_width=width)
        return table

    def table(self, table: Table | Columns) -> None:
        """Print a table, with room above it."""
        self.console.print()
        self.console.print(table)


# ------------------------------------------------------------------------------------------------- what the export says


def show_reading(page: Page, path: Path, reading: ExportReading) -> None:
    """Print what was read, what was refused and why."""
    header = reading.header
    page.heading("The export", "Berkas ekspor")
    facts = Table.grid(padding=(0, 2))
    facts.add_column(style="dim")
    facts.add_column()
    facts.add_row(page.say("File", "Berkas"), escape(path.name))
    facts.add_row(page.say("Made by", "Instansi"), escape(header.agency or page.label(None)))
    if header.period:
        facts.add_row(page.say("Received", "Periode masuk"), " - ".join(map(str, header.period)))
    facts.add_row(page.say("Known as of", "Keadaan per"), f"{reading.known_at:%Y-%m-%d %H:%M %Z}")
    rows = page.number(len(reading.read) + len(reading.refused))
    read, refused = page.number(len(reading.read)), page.number(len(reading.refused))
    facts.add_row(
        page.say("Rows", "Baris"),
        page.say(
            f"{rows} in the file = [bold green]{read}[/] read + [bold red]{refused}[/] refused",
            f"{rows} dalam berkas = [bold green]{read}[/] dibaca + [bold red]{refused}[/] ditolak",
        ),
    )
    page.body(facts)
    if reading.refused:
        show_refused(page, reading)


def show_refused(page: Page, reading: ExportReading) -> None:
    """Print the kinds of problems, how often each occurs, and the first rows that have it."""
    rows_with: dict[str, list[int]] = {}
    for row in reading.refused:
        for problem in row.problems:
            rows_with.setdefault(str(problem), []).append(row.row)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold")
    table.add_column(page.say("Refused because", "Alasan penolakan"))
    table.add_column(page.say("Rows", "Baris"), justify="right")
    table.add_column(page.say("Row numbers", "Nomor baris"))
    for words, numbers in sorted(rows_with.items(), key=lambda item: -len(item[1])):
        shown = ", ".join([*map(str, numbers[:SHOWN_ROWS]), *["..."][: len(numbers) > SHOWN_ROWS]])
        table.add_row(escape(words), page.number(len(numbers)), shown)
    page.table(table)


Counts = dict[tuple[object, ...], int]


def count_reports(reading: ExportReading, rules: Rulebook) -> Tally:
    """Count the reports, apart by all that is printed of them."""
    rows = facts_of(reading, as_of=reading.known_at, under=rules)
    return volumes(
        [(*row, report.protection) for row, report in zip(rows, reading.reports, strict=True)],
        by=("unit", "status", "classification", "channel", "ended_by", "outcome", "protection"),
        own=("protection",),
        basis=Basis.of(rules, as_of=reading.known_at),
    )


def show_states(page: Page, title: str, tally: Tally, groups: Iterable[tuple[str, Counts]]) -> None:
    """Print how many reports of each group stand where, with totals."""
    every = counts(tally, "status")
    statuses = [status for status in Status if (status,) in every]
    table = page.new_table(title, *map(page.label, statuses), "Total")
    total = page.say("All", "Semua")
    for name, by_status in [*groups, (total, every)]:
        cells = [page.number(by_status[status,]) if (status,) in by_status else "." for status in statuses]
        if name == total:
            table.add_section()
        table.add_row(name, *cells, page.number(sum(by_status.values())), style="bold" if name == total else "")
    page.table(table)


def grouped(tally: Tally, column: str) -> dict[Any, Counts]:
    """Return how many reports stand where, for each value of a column."""
    groups: dict[Any, Counts] = {}
    for (value, status), n in counts(tally, column, "status").items():
        groups.setdefault(value, {})[status,] = n
    return groups


def by_agency(page: Page, tally: Tally, directory: Directory) -> list[tuple[str, Counts]]:
    """Return where reports stand by the agency that they are with: the largest groups, and the rest as one.

    In the order of their names: few reports are no proof of good service, nor many of bad.
    """
    groups = [
        (escape(directory.get(code).name) if code else page.no_agency, by_status)
        for code, by_status in grouped(tally, "unit").items()
    ]
    groups.sort(key=lambda group: (-sum(group[1].values()), group[0]))
    top, rest = sorted(groups[:TOP_AGENCIES], key=itemgetter(0)), groups[TOP_AGENCIES:]
    if rest:
        others = Counter[tuple[object, ...]]()
        for _, by_status in rest:
            others.update(by_status)
        top.append((page.say(f"{len(rest)} others", f"{len(rest)} lainnya"), others))
    return top


def by_classification(page: Page, tally: Tally) -> list[tuple[str, Counts]]:
    """Return where reports stand by classification."""
    groups = grouped(tally, "classification")
    return [(page.label(kind), groups.get(kind, {})) for kind in (*Classification, None)]


def show_shares(page: Page, tally: Tally) -> None:
    """Print, side by side, by which way reports came, how they are protected, who ended them and to what end."""
    tables = []
    for english, indonesian, column in (
        ("Channel", "Kanal", "channel"),
        ("Protection", "Perlindungan", "protection"),
        ("Ended by", "Diakhiri oleh", "ended_by"),
        ("Outcome", "Hasil", "outcome"),
    ):
        table = page.new_table(page.say(english, indonesian), page.say("Reports", "Laporan"))
        found: Counter[Any] = Counter()
        for (value, status), n in counts(tally, column, "status").items():
            if column not in OF_ENDED or status in ENDED:
                found[value] += n
        for value, n in found.most_common():
            table.add_row(page.label(value), page.number(n))
        tables.append(table)
    for pair in (tables[:2], tables[2:]):
        page.table(Columns(pair, padding=(0, 2)))


def show_unknown(page: Page, reading: ExportReading) -> None:
    """Say what the reports do not know, and why."""
    page.heading("What stays unknown", "Yang tetap tidak diketahui")
    reports, header = reading.reports, reading.header
    grid = Table.grid(padding=(0, 1))

    def note(english: str, indonesian: str) -> None:
        grid.add_row("-", page.say(english, indonesian))

    if ended := sum(report.status.is_ended for report in reports):
        count = page.number(ended)
        note(
            f"When the {count} ended cases ended, and what came of them: the export says who closed a case, no day "
            "and no outcome. Closed is not solved. Each ending lies between the receipt and the day of the file.",
            f"Kapan {count} laporan berakhir dan apa hasilnya: ekspor menyebut siapa yang menutup, tanpa tanggal "
            "dan hasil. Ditutup belum tentu terselesaikan. Waktu berakhirnya berada di antara tanggal masuk dan "
            "tanggal berkas.",
        )
    note(
        "When a case was verified, sent on or answered: no column says it, so no working day is counted.",
        "Kapan laporan diverifikasi, didisposisikan, atau dijawab: tidak ada kolomnya, jadi tidak dihitung.",
    )
    if has_full_hours_only(reading):
        note(
            "The minute of receipt: every time in the file is a full hour. Times were cut; reports show the hour.",
            "Menit masuknya laporan: semua waktu dalam berkas berupa jam penuh. Menitnya telah dihilangkan; "
            "laporan menunjukkan jamnya saja.",
        )
    for english, indonesian, values in (
        ("The instant of receipt", "Waktu masuk", [report.received_at for report in reports]),
        ("The agency", "Instansi", [report.responsible for report in reports]),
        ("The classification", "Klasifikasi", [report.classification for report in reports]),
    ):
        if lacking := values.count(None):
            count = page.number(lacking)
            note(f"{english} in {count} reports.", f"{indonesian} pada {count} laporan.")
    for english, indonesian, names in (
        (
            "What stands in columns that are not read",
            "Isi kolom yang tidak dibaca",
            (*header.left_out, *header.unknown),
        ),
        ("Columns that the file lacks", "Kolom yang tidak ada dalam berkas", header.missing),
    ):
        if names:
            listed = escape(", ".join(names))
            note(f"{english}: {listed}.", f"{indonesian}: {listed}.")
    note(
        "Who the reporters are: an adopted report names nobody, and nothing of it is public.",
        "Siapa pelapornya: laporan yang diambil alih tidak menyebut siapa pun, dan isinya tidak diterbitkan.",
    )
    page.body(grid)


# -------------------------------------------------------------------------------------------------------- the deadlines


def show_duties(page: Page, reading: ExportReading, under: Rulebook) -> None:
    """Print what the export proves about duties, and between which days those of open cases are due."""
    page.heading("Deadlines, where the facts allow", "Batas waktu, sejauh faktanya cukup")
    of_all: dict[DutyName, list[Duty]] = {}
    of_open: dict[DutyName, list[Duty]] = {}
    unruled: Counter[DutyName] = Counter()
    for report in reading.reports:
        assessment = assess(report, as_of=reading.known_at, under=under)
        unruled.update(assessment.unruled)
        for duty in assessment.duties:
            of_all.setdefault(duty.rule.duty, []).append(duty)
            if not report.status.is_ended:
                of_open.setdefault(duty.rule.duty, []).append(duty)
    table = page.new_table(
        page.say("Duty", "Kewajiban"),
        page.say("Certain", "Pasti"),
        page.say("Unknown", "Tidak diketahui"),
        page.say("In open cases", "Laporan terbuka"),
        page.say("Due not before", "Paling awal"),
        page.say("Due not after", "Paling akhir"),
    )
    for name in DutyName:
        duties, still_open = of_all.get(name, []), of_open.get(name, [])
        if duties:
            unknown = sum(duty.state is DutyState.UNKNOWN for duty in duties)
            first = min((duty.due_earliest for duty in still_open if duty.due_earliest), default=None)
            # The latest day holds for all only if every one of them has a latest day.
            latest = [duty.due_latest for duty in still_open]
            last = max((day for day in latest if day), default=None) if all(latest) else None
            counts = [len(duties) - unknown, unknown, len(still_open)]
            table.add_row(page.label(name), *map(page.number, counts), *(str(day or "-") for day in (first, last)))
    page.table(table)
    breached = page.number(sum(duty.is_breached for duties in of_all.values() for duty in duties))
    without = page.number(unruled[DutyName.COMPLETION])
    page.text(
        f"Certain is only what the file proves: {breached} limits have passed without what they ask for. The days are "
        f"bounds over all open cases, if nothing else happens. No rule limits the completion of {without} cases, as a "
        "rule for want of a class.",
        f"Pasti berarti terbukti oleh berkas: {breached} batas waktu sudah terlampaui. Tanggalnya adalah rentang untuk "
        f"semua laporan terbuka, jika tidak ada peristiwa lain. Penyelesaian {without} laporan tidak dibatasi aturan, "
        "umumnya karena tanpa klasifikasi.",
    )


CASE_DUTIES: Final = (DutyName.VERIFICATION, DutyName.FIRST_FOLLOW_UP, DutyName.COMPLETION)


def show_case_duties(page: Page, report: Report) -> None:
    """Print when the duties of the walked case were due, and how many working days they took."""
    page.heading("Its deadlines", "Batas waktunya")
    assessment = assess(report, as_of=report.changed_at, under=CASE_RULES)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold")
    table.add_column(page.say("Duty", "Kewajiban"))
    table.add_column(page.say("Rule", "Aturan"))
    for english, indonesian in (("Day zero", "Hari nol"), ("Due", "Jatuh tempo"), ("Met on", "Dipenuhi")):
        table.add_column(page.say(english, indonesian))
    table.add_column(page.say("Working days used", "Hari kerja terpakai"), justify="right")
    table.add_column(page.say("State", "Status"))
    for name in CASE_DUTIES:
        for duty in assessment.of(name):
            days = (duty.started_on, duty.due_on, duty.ended_on)
            used = page.say(f"{duty.used} of {duty.rule.limit.n}", f"{duty.used} dari {duty.rule.limit.n}")
            table.add_row(page.label(name), duty.rule.rule_id, *map(str, days), used, page.label(duty.state))
    page.table(table)
    page.heading("The first of them, day by day", "Yang pertama, hari demi hari")
    (verification,) = assessment.of(DutyName.VERIFICATION)
    reckoned = breakdown(report, verification, as_of=report.changed_at, under=CASE_RULES)
    page.body(escape(reckoned.text(page.language)))


# --------------------------------------------------------------------------------------------------------- a known case

MINISTRY: Final = Agency(code=AgencyCode("ministry"), name="Kementerian", kind=AgencyKind.MINISTRY)
CASE_RULES: Final = Rulebook(directory=Directory(agencies=[MINISTRY]))
REPORTER: Final = Actor(role=Role.REPORTER, reporter=ReporterRef("reporter-of-2007157"))
NATIONAL: Final = Actor(role=Role.NATIONAL_ADMIN, id=ActorId("a-1"))
LIAISON: Final = Actor(role=Role.LIAISON, id=ActorId("p-2"), agency=MINISTRY.code)
SAME_OFFICER: Final = Actor(role=Role.COORDINATOR, id=ActorId("p-2"), agency=MINISTRY.code)
IDENTITY: Final = SealedIdentity(Identity(name="Wiraguna Rekaan", numbers=["081200000000"]), ref="reporter-of-2007157")

# The library explains itself to developers, in English; a service words for people what the id of a rule says.
IN_INDONESIAN: Final = {
    "GRD-004": (
        "yang memberi jawaban terakhir, atau mungkin memberikannya, tidak boleh menutup laporan",
        "pelapor, petugas lain, atau berakhirnya jangka waktu tanggapan",
    ),
    "GRD-012": ("laporan ini sudah dinilai", "penyelesaian yang belum dinilai"),
}

Attempt = tuple[Actor, actions.Action, Refusal]


def walk_the_case(page: Page) -> tuple[Report, list[Attempt]]:
    """Take report 2007157 from receipt to resolution, and try on the way two things that are not allowed."""

    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2018, 8, day, hour, minute, tzinfo=WIB)

    def cleared(english: str, indonesian: str) -> PublicText:
        return clear_text(page.say(english, indonesian), known=IDENTITY)

    filing = Filing(
        tracking_id=TrackingId("2007157"),
        reporter=REPORTER.reporter,
        text=page.say("(not repeated here)", "(tidak dimuat di sini)"),
        channel=Channel.WEB,
        agency=MINISTRY.code,
        classification=Classification.COMPLAINT,
        category=CategoryCode("110"),
    )
    verify = actions.Verify(
        protection=Protection.NONE,
        title=cleared("A question to the ministry", "Pertanyaan kepada kementerian"),
        text=cleared("The gist, without anything that tells who asks.", "Intinya, tanpa jejak siapa yang bertanya."),
    )
    answer = actions.Answer(
        text=cleared("The ministry explains what was done.", "Kementerian menjelaskan tindakannya."),
        outcome=Outcome.INFORMATION_GIVEN,
    )
    report = receive(filing, by=REPORTER, at=at(28, 10), under=CASE_RULES).report
    refused: list[Attempt] = []
    for by, when, action in (
        (NATIONAL, at(29, 9), verify),
        (NATIONAL, at(29, 9, 5), actions.Disposition(to=MINISTRY.code)),
        (LIAISON, at(29, 15), answer),
        (SAME_OFFICER, at(29, 15, 10), actions.Close()),
        (REPORTER, at(30, 8), actions.Close()),
        (REPORTER, at(30, 8, 5), actions.Rate(score=4)),
        (REPORTER, at(30, 8, 10), actions.Rate(score=5)),
    ):
        try:
            report = apply(report, action, by=by, at=when, under=CASE_RULES).report
        except ActionRefusedError as error:
            refused.append((by, action, error.refusal))
    return report, refused


def show_case(page: Page) -> Report:
    """Print the events of the case, and what was refused on the way; return the report."""
    page.heading("One case by hand: report 2007157", "Satu laporan langkah demi langkah: 2007157")
    page.text(
        "A case from the public site of LAPOR!, 2018: received on 28 August; verified, sent to the ministry and "
        "answered on the 29th; resolved. The clock times, the texts, who closed it and the rating are chosen for this "
        "demo.",
        "Laporan dari situs publik LAPOR!, 2018: masuk 28 Agustus; diverifikasi, didisposisikan ke kementerian, dan "
        "dijawab tanggal 29; selesai. Jam, teks, siapa yang menutup, dan penilaiannya dipilih untuk contoh ini.",
    )
    report, refused = walk_the_case(page)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold")
    table.add_column("#", justify="right")
    for english, indonesian in (("When (WIB)", "Waktu (WIB)"), ("Who", "Oleh"), ("Action", "Tindakan"), ("To", "Ke")):
        table.add_column(page.say(english, indonesian))
    table.add_column(page.say("Rule", "Aturan"))
    for event in report.history:
        name, status = page.label(event.action.name), page.label(event.to_status)
        table.add_row(str(event.seq), f"{event.at:%Y-%m-%d %H:%M}", who(page, event.by), name, status, event.rule_id)
    page.table(table)
    same = replay(report.history) == report
    page.text(
        f"Replaying its {report.version} events gives the same report: {'yes' if same else 'no'}.",
        f"Memutar ulang {report.version} peristiwanya menghasilkan laporan yang sama: {'ya' if same else 'tidak'}.",
    )
    show_case_duties(page, report)
    page.heading("Refused on the way", "Yang ditolak di tengah jalan")
    for by, action, refusal in refused:
        facts = Table.grid(padding=(0, 2))
        reason, needs = IN_INDONESIAN[refusal.rule_id]
        facts.add_row(page.say("Why", "Alasan"), page.say(refusal.reason, reason))
        facts.add_row(page.say("Needed", "Diperlukan"), page.say(refusal.needs, needs))
        title = f"[bold red]{refusal.rule_id}[/]  {page.label(action.name)}: {who(page, by)}"
        page.console.print(Panel(facts, title=title, title_align="left", border_style="red", box=box.ROUNDED))
    page.text(
        "A refused action changes nothing. The officer who answered may not close, in whatever role; and a report is "
        "rated once.",
        "Tindakan yang ditolak tidak mengubah apa pun. Petugas yang menjawab tidak boleh menutup, dalam peran apa pun; "
        "dan penilaian hanya sekali.",
    )
    return report


def who(page: Page, actor: Actor) -> str:
    """Name an actor by role, and officers by their opaque id."""
    return f"{page.label(actor.role)} ({actor.id})" if actor.id else page.label(actor.role)


def show_pictures(page: Page, report: Report, folder: Path) -> None:
    """Write the diagram of the lifecycle and the days of the walked case, and say where."""
    page.heading("Pictures", "Gambar")
    folder.mkdir(parents=True, exist_ok=True)
    lifecycle, timeline = folder / "lifecycle.svg", folder / "timeline.svg"
    lifecycle.write_text(svg((BIRTH, *ROWS), page.language), encoding="utf-8")
    days = timeline_svg(report, as_of=report.changed_at, under=CASE_RULES, language=page.language)
    timeline.write_text(days, encoding="utf-8")
    page.text(f"The lifecycle: {escape(str(lifecycle))}", f"Siklus hidup laporan: {escape(str(lifecycle))}")
    page.text(
        f"The days of report 2007157: {escape(str(timeline))}", f"Hari-hari laporan 2007157: {escape(str(timeline))}"
    )


# ----------------------------------------------------------------------------------------------------------------- main


def main(argv: Sequence[str] | None = None) -> int:
    """Run; return 0, or 2 for a file that cannot be read."""
    parser = argparse.ArgumentParser(description="Replay an export of LAPOR! through lapor_core.")
    parser.add_argument("file", nargs="?", type=Path, default=EXPORT, help="a Laporan Ringkas as CSV or .xlsx")
    parser.add_argument("--language", choices=("en", "id"), default="en", help="of what is printed")
    parser.add_argument("--made-on", type=date.fromisoformat, help="day of the export, if the file does not say it")
    parser.add_argument("--output", type=Path, default=Path("build/demo"), help="folder for the pictures")
    arguments = parser.parse_args(argv)
    made_on, path = arguments.made_on, arguments.file
    console = Console(width=None if sys.stdout.isatty() else WIDTH, highlight=False)
    page = Page(console, arguments.language)
    try:
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            rows = rows_of(path)
            directory = directory_of(rows)
            reading = read_rows(
                progress.track(rows, description=page.say("Reading", "Membaca")),
                under=Rulebook(directory=directory),
                known_at=made_on and end_of(made_on),
            )
    except (UnreadableFileError, LaporError) as error:
        hint = " (--made-on)" if MADE_ON in str(error) else ""
        sys.stderr.write(f"{path.name}: {error}{hint}\n")
        return 2
    rules = Rulebook(directory=directory)
    tally = count_reports(reading, rules)
    show_reading(page, path, reading)
    page.heading("Where the reports stand", "Status laporan")
    show_states(page, page.say("Agency", "Instansi"), tally, by_agency(page, tally, directory))
    show_states(page, page.say("Classification", "Klasifikasi"), tally, by_classification(page, tally))
    show_shares(page, tally)
    show_unknown(page, reading)
    show_duties(page, reading, rules)
    show_pictures(page, show_case(page), arguments.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
