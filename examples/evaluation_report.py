"""Make an evaluation report for an agency from its export of LAPOR!: a file in, one self-contained HTML page out.

    python examples/evaluation_report.py [EXPORT] [-o PAGE.html] [--language id|en] [--evidence FILE.json]
                                         [--as-of YYYY-MM-DD] [--by quarter|month|year] [--public]

EXPORT is a "Laporan Ringkas" as CSV or .xlsx; without it, the export in `examples/data` is read. The page asks for
nothing from the network, and holds nothing that a row says about a person or a matter: only counts, codes, and names
of offices and categories.
"""

import argparse
import base64
import hashlib
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import Markup

sys.path.insert(0, str(Path(__file__).parent.parent))

from examples import _charts
from examples._evaluation import (
    ANY_STAGE,
    JUDGEMENTS,
    MOST_TOPICS,
    Crossing,
    Evaluation,
    category_names,
    evaluate,
    every_period,
)
from examples._evaluation_words import Wording
from examples._exports import EXPORT, UnreadableFileError, directory_of, end_of, rows_of
from lapor_core import Grain, Period, Rulebook
from lapor_core.errors import LaporError
from lapor_core.interop.lapor_export import read_header, read_rows
from lapor_core.interop.lapor_words import MADE_ON
from lapor_core.monitoring.aspects import CHECKLIST, Evidence, evaluate_aspects
from lapor_core.monitoring.figures import MINIMUM_SAMPLE
from lapor_core.rules.leaks import CHECK_VERSION

UNKNOWN: Final = ("not_known",)
TEMPLATES: Final = Path(__file__).parent / "templates"
GRAINS: Final = {grain.value: grain for grain in (Grain.QUARTER, Grain.MONTH, Grain.YEAR)}
SECTIONS: Final = (
    ("summary", "Summary", "Ringkasan"),
    ("known", "What the file tells, and what it cannot", "Yang dapat dan tidak dapat diketahui dari berkas"),
    ("figures", "The figures", "Angka indikator"),
    ("received", "Received over time", "Laporan masuk dari waktu ke waktu"),
    ("punctuality", "Punctuality over time", "Ketepatan waktu dari waktu ke waktu"),
    ("backlog", "Age of the backlog", "Umur laporan yang belum berakhir"),
    ("units", "By unit", "Menurut unit"),
    ("endings", "Who ended reports, and with what outcome", "Pihak yang mengakhiri laporan dan hasilnya"),
    ("kinds", "By classification and channel", "Menurut klasifikasi dan kanal"),
    ("topics", "Topics that come back", "Topik berulang"),
    ("leaks", "Identities in texts", "Identitas dalam teks"),
    ("aspects", "The five aspects", "Lima aspek"),
    ("basis", "Basis", "Dasar penghitungan"),
)

FACTS: Final = {
    "received_at": ("When it was received", "Waktu masuk"),
    "unit": ("The responsible unit", "Unit penanggung jawab"),
    "classification": ("Classification", "Klasifikasi"),
    "category": ("Category", "Kategori"),
    "channel": ("Channel", "Kanal"),
    "ended_by": ("Who ended it, of those that ended", "Pihak yang mengakhiri, dari yang berakhir"),
    "archive_reason": ("Why it was archived, of those archived", "Alasan arsip, dari yang diarsipkan"),
}
NEVER_KNOWN: Final = (
    ("When it was verified", "Waktu verifikasi"),
    ("When it was sent to a unit", "Waktu disposisi"),
    ("When it was answered", "Waktu jawaban"),
)


# ------------------------------------------------------------------------------------------------------------- the page


def render(evaluation: Evaluation, words: Wording, *, fingerprint: str) -> str:
    """Write the page."""
    header = evaluation.reading.header
    agency = words.fit(header.agency) if header.agency else words.say("An agency", "Instansi")
    style = (TEMPLATES / "evaluation.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["sort_rows"] = _sorted_rows
    problems = [one for row in evaluation.reading.refused for one in row.problems]
    refused = Counter((one.path, re.sub("^row [0-9]+ ", "another row ", one.rule)) for one in problems)
    return environment.get_template("evaluation.html").render(
        e=evaluation,
        w=words,
        t=words.say,
        zip=zip,
        pictured=_pictured,
        pairs=lambda points: [(period, cells) for period, cells, _ in points],
        charts=_charts,
        agency=agency,
        title=f"{words.say('Evaluation report', 'Laporan evaluasi')}: {agency}",
        style=Markup(style),  # noqa: S704 (our own file)
        style_hash=f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}",
        sections=[(name, words.say(*titles)) for name, *titles in SECTIONS],
        minimum=MINIMUM_SAMPLE,
        total=evaluation.by["period"].totals[-1],
        known=_known(evaluation, words),
        notes=words.notes(),
        received=_points(evaluation.by["period"]),
        judgements=tuple(JUDGEMENTS),
        told=lambda points: [kind for kind in JUDGEMENTS if any(cells.get(kind) for _, cells, _ in points)] or UNKNOWN,
        left_out=words.say(
            "Left out of a public page: with the tables here, its small counts could give a person away.",
            "Ditiadakan dari halaman publik: bersama tabel di sini, jumlah kecilnya dapat mengungkap seseorang.",
        ),
        most_topics=MOST_TOPICS,
        checklist=CHECKLIST,
        basis=_basis(evaluation, words, fingerprint),
        refused=[] if evaluation.is_public else sorted(refused.items()),
    )


def _sorted_rows(rows: Sequence[tuple[Any, Any, Any]], names: Any) -> list[tuple[Any, Any, Any]]:
    """Put the rows of a table in the order of their names, periods in that of time, and what is not known last."""
    return sorted(rows, key=lambda row: (row[0] is None, "" if row[0] is None else _order(row[0], names)))


def _order(value: Any, names: Any) -> str:
    return str(value) if isinstance(value, Period) else str(names(value)).casefold()


def _pictured(table: Crossing) -> tuple[tuple[str, ...], dict[Any, dict[str, int | None]]]:
    """Return the kinds of bars of a table, and their numbers by row: where any is withheld, of the total alone."""
    if all(n is not None for _, cells, _ in table.rows for n in cells):
        return table.columns, {value: dict(zip(table.columns, cells, strict=True)) for value, cells, _ in table.rows}
    return (ANY_STAGE,), {value: {ANY_STAGE: total} for value, _, total in table.rows}


def _points(table: Crossing) -> tuple[tuple[str, ...], list[tuple[Period | None, dict[str, int | None]]]]:
    kinds, pictures = _pictured(table)
    return kinds, [(period, pictures.get(period, {})) for period in every_period(pictures)]


def _known(evaluation: Evaluation, words: Wording) -> list[tuple[str, int, int]]:
    reports = len(evaluation.reading.reports)
    ended = evaluation.endings.sample
    return [
        *((words.say(*FACTS[name]), *evaluation.known[name]) for name in FACTS),
        *((words.say(*names), 0, reports) for names in NEVER_KNOWN),
        (words.say("When it ended, of those that ended", "Waktu berakhir, dari yang berakhir"), 0, ended),
        (words.say("What came of it, of those that ended", "Hasilnya, dari yang berakhir"), 0, ended),
    ]


def _basis(evaluation: Evaluation, words: Wording, fingerprint: str) -> list[tuple[str, str]]:
    reading, basis = evaluation.reading, evaluation.basis
    say = words.say
    facts = [
        (say("File knows up to", "Berkas mengetahui sampai"), words.instant(reading.known_at)),
        (say("Reckoned as of", "Dihitung per"), words.instant(evaluation.as_of)),
        (say("Fingerprint of the file (SHA-256)", "Sidik berkas (SHA-256)"), fingerprint),
        (say("Rule pack", "Paket aturan"), ", ".join(basis.packs)),
        (say("Calendar", "Kalender"), ", ".join(basis.calendars)),
        (say("Check of texts", "Pemeriksaan teks"), CHECK_VERSION),
        (say("Library", "Pustaka"), f"lapor-core {version('lapor-core')}"),
        (say("Minimum sample", "Sampel minimum"), words.number(MINIMUM_SAMPLE)),
    ]
    if not evaluation.is_public:
        read, refused = len(reading.read), len(reading.refused)
        told = f"{words.number(read + refused)} = {words.number(read)} + {words.number(refused)}"
        facts.insert(2, (say("Rows in the file = read + refused", "Baris = dibaca + ditolak"), told))
    return facts


# ------------------------------------------------------------------------------------------------------- files and main


def read_evidence(path: Path) -> list[Evidence]:
    """Read what an agency shows for the five aspects: a JSON list of objects with item_id, is_met and document.

    Raises:
        UnreadableFileError: it is none; the message says where and why, and holds nothing of the file.
        LaporError: two of them are for the same item.
    """
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UnreadableFileError(error.strerror) from None
    except (ValueError, RecursionError):
        raise UnreadableFileError("it is not JSON in UTF-8") from None
    if not isinstance(items, list):
        raise UnreadableFileError("a list of objects with item_id, is_met and document is needed")
    evidence = []
    for place, item in enumerate(items):
        if not isinstance(item, dict) or not {"item_id"} <= set(item) <= {"item_id", "is_met", "document"}:
            raise UnreadableFileError(f"[{place}]: an object with item_id, is_met and document is needed")
        try:
            evidence.append(Evidence(**item))
        except LaporError as error:
            raise UnreadableFileError(f"[{place}].{error}") from None
    evaluate_aspects(evidence)  # for its refusals
    return evidence


def make_page(arguments: argparse.Namespace, evidence: Sequence[Evidence]) -> str:
    """Read the export and write the page.

    Raises:
        UnreadableFileError: a file cannot be read.
        LaporError: it is no export, or what it says does not fit together.
    """
    path: Path = arguments.file
    rows = rows_of(path)
    rules = Rulebook(directory=directory_of(rows))
    as_of = end_of(arguments.as_of) if arguments.as_of else None
    known_at = as_of if read_header(rows).generated_on is None else None
    reading = read_rows(rows, under=rules, known_at=known_at)
    evaluation = evaluate(
        reading,
        rows,
        as_of=as_of or reading.known_at,
        under=rules,
        grain=GRAINS[arguments.by],
        evidence=evidence,
        is_public=arguments.public,
    )
    words = Wording(
        arguments.language,
        evaluation=evaluation,
        directory=rules.directory,
        categories=category_names(reading, rows),
    )
    return render(evaluation, words, fingerprint=hashlib.sha256(path.read_bytes()).hexdigest())


def main(argv: Sequence[str] | None = None) -> int:
    """Run; return 0, or 2 for a file that cannot be read or written."""
    parser = argparse.ArgumentParser(description="Make an evaluation report from an export of LAPOR!.")
    parser.add_argument("file", nargs="?", type=Path, default=EXPORT, help="a Laporan Ringkas as CSV or .xlsx")
    parser.add_argument("-o", "--output", type=Path, default=Path("build/evaluasi.html"), help="the page")
    parser.add_argument("--language", choices=("id", "en"), default="id", help="of the page")
    parser.add_argument("--evidence", type=Path, help="what is shown for the five aspects, as JSON")
    parser.add_argument("--as-of", type=date.fromisoformat, help="the day of asking; by default that of the file")
    parser.add_argument("--by", choices=[*GRAINS], default="quarter", help="periods of charts")
    parser.add_argument("--public", action="store_true", help="withhold small counts, for publication")
    arguments = parser.parse_args(argv)
    path: Path | None = arguments.evidence
    output: Path = arguments.output
    try:
        evidence = [] if path is None else read_evidence(path)
        path = None
        page = make_page(arguments, evidence)
    except (UnreadableFileError, LaporError) as error:
        hint = " (--as-of)" if MADE_ON in str(error) else ""
        sys.stderr.write(f"{(path or arguments.file).name}: {error}{hint}\n")
        return 2
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        sys.stderr.write(f"{output.name}: {error.strerror}\n")
        return 2
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
