"""The evaluation report: its figures are the library's, nothing personal reaches the page, and nothing is made up."""

import base64
import csv
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import _charts
from examples._evaluation import ANY_STAGE, STAGES, Crossing, crossing, every_period
from examples._exports import EXPORT, directory_of, facts_of, rows_of
from examples.evaluation_report import main
from lapor_core import CaseFacts, Grain, Period, Rulebook, Status, Tally
from lapor_core.interop.lapor_export import read_rows
from lapor_core.monitoring.aspects import CHECKLIST
from lapor_core.monitoring.catalogue import INDICATORS
from lapor_core.monitoring.figures import MINIMUM_SAMPLE

CANARY: Final = "Kenari Terselubung"
PHONE: Final = "081234567890"
HEADER: Final = (
    "Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Klasifikasi Laporan,ID Kategori,Kategori,Judul Laporan,"
    "Isi Laporan Awal,Isi Laporan Akhir,Nama Pelapor,Sumber Laporan,Instansi Terdisposisi,Status Laporan,"
    "Alasan Tunda/Arsip,Provinsi,Kelurahan"
)
TOP: Final = ("Nama Instansi,,Pemerintah Kota Contoh", "Tanggal Generate,,2026-02-14")

Run = Callable[..., tuple[int, str, str]]


class Tables(HTMLParser):
    """The texts of the cells of each table of a page, by the id of its caption."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self._rows: list[list[str]] = []
        self._is_inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "caption":
            self._rows = self.tables.setdefault(dict(attrs)["id"] or "", [])
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("td", "th"):
            self._rows[-1].append("")
            self._is_inside = True

    def handle_endtag(self, tag: str) -> None:
        self._is_inside = self._is_inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._is_inside:
            self._rows[-1][-1] += data.strip()


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Make a page; give the exit code, the page, and what was printed as errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        output = tmp_path / "out" / "page.html"
        output.unlink(missing_ok=True)
        code = main([*map(str, arguments), "-o", str(output)])
        page = output.read_text(encoding="utf-8") if output.exists() else ""
        return code, page, capsys.readouterr().err

    return run


@cache
def real_page(*arguments: str) -> str:
    """The page of the real export."""
    with TemporaryDirectory() as folder:
        output = Path(folder, "page.html")
        assert main([*arguments, "-o", str(output)]) == 0
        return output.read_text(encoding="utf-8")


@cache
def records() -> list[dict[str, str]]:
    with EXPORT.open(encoding="utf-8-sig", newline="") as file:
        header, *body = list(csv.reader(file))[10:]
    return [dict(zip(header, row, strict=True)) for row in body]


@cache
def tally() -> Tally:
    """The reports of the real export, counted without the example's help."""
    rows = rows_of(EXPORT)
    rules = Rulebook(directory=directory_of(rows))
    reading = read_rows(rows, under=rules)
    counted = Tally(CaseFacts, by=("unit",))
    counted.update(facts_of(reading, as_of=reading.known_at, under=rules))
    return counted


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def number(text: str) -> int:
    return int(re.sub(r"[.,]", "", text))


# ---------------------------------------------------------------------------------------------------------- the figures


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_figures_of_the_page_are_those_of_the_library(run: Run, language: str) -> None:
    page = real_page("--language", language)
    shown = {re.search("MON-[0-9]{3}", row[0])[0]: row for row in Tables(page).tables["figures-caption"][1:]}  # type: ignore[index]
    assert len(shown) > 10
    for indicator_id, (_, _, numerator, denominator, left_out) in shown.items():
        if indicator_id == "MON-045":
            assert (number(numerator), number(denominator)) == (2127, 365 * 3 + 366)
            continue
        figure = tally().figure(indicator_id)
        assert number(numerator) == figure.numerator
        assert denominator == "\N{EN DASH}" if figure.denominator is None else number(denominator) == figure.denominator
        numbers = re.findall(r": ([0-9.,]+)", left_out)
        assert [number(one) for one in numbers] == [n for _, n in figure.excluded]


def test_the_page_has_every_indicator_once_with_a_value_or_a_reason(run: Run) -> None:
    page = real_page("--language", "en")
    ids = re.findall(r' id="(MON-[0-9]{3})"', page)
    assert sorted(ids) == [one.indicator_id for one in INDICATORS]


@pytest.mark.parametrize("indicator_id", ["MON-023", "MON-050", "MON-061", "MON-070", "MON-071", "MON-110"])
def test_what_an_export_cannot_say_has_no_value_though_the_rows_would_make_one(run: Run, indicator_id: str) -> None:
    """Of holds an export tells one side (87 of 87 known), of ratings and conduct nothing (0 of 1,838)."""
    page = real_page("--language", "en")
    assert f'<li id="{indicator_id}">' in page
    (row,) = [row for row in Tables(page).tables["unknown-caption"] if indicator_id in row[1]]
    assert row[0] == "The export has no column that says it."


def test_units_are_those_of_the_file_in_the_order_of_their_names(run: Run) -> None:
    page = real_page("--language", "en")
    _, *rows, total = Tables(page).tables["units-caption"]
    assert [row[0].casefold() for row in rows] == sorted(row[0].casefold() for row in rows)
    assert [number(cell) for cell in total[2:6]] == [2127, 1838, 201, 88]
    by_name = {row[0]: row for row in rows}
    of_unit = Counter(record["Instansi Terdisposisi"] or record["Instansi Induk"] for record in records())
    assert number(by_name["Dinas Perhubungan Kab. Bandung"][2]) == of_unit["Dinas Perhubungan Kab. Bandung"]
    both = of_unit["Dinas Sosial Kab. Bandung"] + of_unit["Dinas Sosial Kabupaten Bandung"]
    assert number(by_name["Dinas Sosial Kabupaten Bandung"][2]) == both
    assert [sum(number(row[place]) for row in rows) for place in range(2, 6)] == [2127, 1838, 201, 88]


def test_a_share_that_rests_on_too_few_reports_is_not_told(run: Run) -> None:
    page = real_page("--language", "en")
    _, *rows, _ = Tables(page).tables["units-caption"]
    assert {row[7] == f"n < {MINIMUM_SAMPLE}" for row in rows if number(row[3]) < MINIMUM_SAMPLE} == {True}
    assert {row[7].endswith("%") for row in rows if number(row[3]) >= MINIMUM_SAMPLE} == {True}


def test_who_ended_reports_is_told_and_no_outcome_is(run: Run) -> None:
    page = real_page("--language", "en")
    words = Counter(record["Status Laporan"] for record in records())
    tables = Tables(page).tables
    system = next(row for row in tables["ended-caption"] if row[0] == "System")
    assert [number(cell) for cell in system[2:]] == [
        words["Ditutup oleh Sistem"] + words["Diarsipkan oleh Sistem"],
        words["Ditutup oleh Sistem"],
        words["Diarsipkan oleh Sistem"],
    ]
    resolved = [row for row in tables["endings-caption"] if row[1] == "Resolved"]
    assert len(resolved) == 3
    assert {row[2] for row in resolved} == {"(unknown)"}


def test_the_periods_add_up_and_no_turn_is_called_punctual(run: Run) -> None:
    for grain, points in (("year", 4), ("quarter", 16), ("month", 48)):
        page = real_page("--language", "en", "--by", grain)
        tables = Tables(page).tables
        _, *rows, total = tables["received-caption"]
        assert len(rows) == points
        assert sum(number(row[1]) for row in rows) == number(total[1]) == 2127
        assert page.count('class="point"') == 4 * points
        turns = tables["punctuality-caption"]
        assert turns[1] == ["Not known"] * 3
        assert [sum(number(row[place]) for row in turns[2:]) for place in (1, 2, 3)] == [2127, 88, 1854]


def test_the_ages_add_up_to_the_backlog(run: Run) -> None:
    page = real_page("--language", "en")
    assert sum(number(row[2]) for row in Tables(page).tables["backlog-caption"][1:]) == 88
    assert "88 reports are open: 860.5 days old in the mean" in page


def test_topics_are_those_of_the_two_last_whole_years(run: Run) -> None:
    page = real_page("--language", "en")
    head, first, *_ = Tables(page).tables["topics-caption"]
    assert head[2:4] == ["2024", "2023"]
    of_first = Counter(
        record["Tanggal Laporan Masuk"][-4:]
        for record in records()
        if record["Instansi Terdisposisi"] == first[0] and f"({record['ID Kategori']})" in first[1]
    )
    assert (number(first[2]), number(first[3])) == (of_first["2024"], of_first["2023"])


# ------------------------------------------------------------------------------------------------------------ the page


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("audience", [(), ("--public",)])
def test_the_page_is_self_contained_and_its_style_is_the_one_it_allows(
    run: Run, language: str, audience: tuple[str, ...]
) -> None:
    page = real_page("--language", language, *audience)
    assert page.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
    (style,) = re.findall("<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in page
    assert not re.search(r'<script|<iframe|<img|<link|style="|https?://|@import|url\((?!#)| src=', page)
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', page))


def test_every_table_has_a_caption_and_every_heading_a_scope(run: Run) -> None:
    page = real_page()
    assert page.count("<table>") == page.count("<caption ") > 10
    assert all("scope=" in head for head in re.findall("<th[^a-z][^>]*>|<th>", page))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = {one for names in re.findall(r'aria-labelledby="([^"]+)"', page) for one in names.split()}
    assert named <= set(ids)


def test_in_indonesian_the_numbers_are_the_same_and_written_the_indonesian_way(run: Run) -> None:
    english = real_page("--language", "en")
    indonesian = real_page("--language", "id")
    assert "2,127" in english
    assert "2,127" not in indonesian
    assert "2.127" in indonesian
    assert "86,4%" in indonesian
    for caption in ("received-caption", "classification-caption", "punctuality-caption"):
        totals = [
            sorted(
                number(cell) for row in Tables(page).tables[caption] for cell in row if re.fullmatch("[0-9.,]+", cell)
            )
            for page in (english, indonesian)
        ]
        assert totals[0] == totals[1]


def test_the_same_file_makes_the_same_page(run: Run) -> None:
    assert run()[1] == real_page()


# ------------------------------------------------------------------------------------------------------------- privacy


def planted(path: Path) -> Path:
    """An export with a person's name or number wherever somebody may have written one."""
    rows = [
        f"900000{n},3 Jan 2026,09:30,Aspirasi,1398,{CANARY} {n},{CANARY},Telepon saya {PHONE},{CANARY},{CANARY},"
        f"Website,Dinas Air,Ditutup oleh Admin,{CANARY},{CANARY},{CANARY},{CANARY}"
        for n in range(9)
    ]
    unit = rows[0].replace("9000000", "9000020").replace("Dinas Air", f"Bagian Umum {PHONE}")
    return written(path, f"Catatan,,{CANARY}", *TOP, f"{HEADER},Catatan {CANARY}", *rows, unit)


@pytest.mark.parametrize("arguments", [(), ("--language", "en"), ("--public",), ("--public", "--language", "en")])
def test_nothing_personal_reaches_the_page(run: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, page, _ = run(planted(tmp_path / f"{CANARY}.csv"), *arguments)
    assert code == 0
    assert "Dinas Air" in page
    for word in (*CANARY.split(), PHONE, "9000001", "Telepon saya"):
        assert word not in page


def test_findings_in_texts_are_counted_and_not_repeated(run: Run, tmp_path: Path) -> None:
    _, page, _ = run(planted(tmp_path / "export.csv"), "--language", "en")
    rows = {row[0]: [number(cell) for cell in row[1:3]] for row in Tables(page).tables["leaks-caption"][1:]}
    assert rows["Isi Laporan Awal"] == [10, 10]
    assert rows["All"][0] == 30
    assert rows["All"][1] == sum(found for name, (_, found) in rows.items() if name != "All")


def test_what_a_file_says_is_escaped(run: Run, tmp_path: Path) -> None:
    rows = [
        f"900000{n},3 Jan 2026,,,1398,<i>Jalan</i>,,,,,,Dinas <b>Air</b>,Ditutup oleh Admin,,," for n in range(1, 9)
    ]
    export = written(
        tmp_path / "export.csv", TOP[0].replace("Kota", "<script>alert(1)</script>"), TOP[1], HEADER, *rows
    )
    evidence = tmp_path / "evidence.json"
    evidence.write_text(json.dumps([{"item_id": "MON-201", "is_met": True, "document": "<img src=x>"}]))
    for audience in ((), ("--public",)):
        code, page, _ = run(export, "--evidence", evidence, *audience)
        assert code == 0
        assert not re.search("<script|<img|<b>|<i>", page)
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "Dinas &lt;b&gt;Air&lt;/b&gt;" in page
        assert "&lt;img src=x&gt;" in page


@pytest.mark.parametrize("named", [MINIMUM_SAMPLE - 1, MINIMUM_SAMPLE])
def test_the_name_of_a_category_is_taken_over_when_enough_rows_give_it(run: Run, tmp_path: Path, named: int) -> None:
    rows = [
        f"90000{year}{n},3 Jan 20{year},09:30,,7,{CANARY if year == 25 and n < named else ''},,,,,,Dinas Air,"
        "Ditutup oleh Admin,,,"
        for year in (24, 25)
        for n in range(8)
    ]
    _, page, _ = run(written(tmp_path / "export.csv", *TOP, HEADER, *rows))
    (_, topic) = Tables(page).tables["topics-caption"]
    assert topic[1:4] == [f"{CANARY} (7)" if named == MINIMUM_SAMPLE else "7", "8", "8"]


def is_open_to_attack(table: Crossing) -> bool:
    """Whether a withheld count is the only one of its row or its column, totals included: then subtraction tells it."""
    rows = [[*cells, total] for _, cells, total in table.rows] + [[*table.totals]]
    return any([*line].count(None) == 1 for line in [*rows, *zip(*rows, strict=True)])


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from(STAGES)), st.integers(0, 40), min_size=1, max_size=18
    )
)
def test_a_public_table_shows_no_small_count_and_none_can_be_worked_out(found: dict[tuple[Any, ...], int]) -> None:
    sizes = {stage: sum(n for (_, one), n in found.items() if one == stage) for stage in STAGES}
    if any(0 < n < MINIMUM_SAMPLE for n in sizes.values()):
        found = {(value, ANY_STAGE): n for (value, _), n in found.items()}
    columns = (ANY_STAGE,) if all(stage == ANY_STAGE for _, stage in found) else STAGES
    exact, public = (crossing(found, columns, is_public=is_public) for is_public in (False, True))
    shown = [n for _, cells, total in public.rows for n in (*cells, total)] + [*public.totals]
    assert not any(n is not None and 0 < n < MINIMUM_SAMPLE for n in shown)
    assert not is_open_to_attack(public)
    assert public.totals[-1] in (exact.totals[-1], None)
    if public.columns == STAGES:
        assert public.totals == exact.totals
    if public.columns == exact.columns:
        for (_, cells, total), (_, known, of) in zip(public.rows, exact.rows, strict=True):
            assert all(one in (other, None) for one, other in zip((*cells, total), (*known, of), strict=True))


def small_cells(page: str) -> list[str]:
    return [
        cell
        for caption, rows in Tables(page).tables.items()
        if caption not in ("aspects-caption", "unknown-caption")
        for row in rows
        for cell in row[1:]
        if re.fullmatch("[1-4]", cell) or re.search(": [1-4]$", cell)
    ]


def test_a_public_page_tells_no_small_count(run: Run) -> None:
    internal = real_page("--language", "en")
    public = real_page("--language", "en", "--public")
    assert small_cells(internal)
    assert small_cells(public) == []
    assert "This page may be published" in public
    assert "For the agency and its superiors" in internal


def test_every_number_of_a_public_catalogue_is_one_of_whole_stages(run: Run) -> None:
    """Sums of the stages resolved, archived and open, which every table of the page shows."""
    page = real_page("--language", "en", "--public")
    stages = (1838, 201, 88)
    sums = {sum(n for place, n in enumerate(stages) if mask >> place & 1) for mask in range(8)} | {365 * 3 + 366}
    cells = [cell for row in Tables(page).tables["figures-caption"][1:] for cell in row[2:]]
    numbers = [number(one) for cell in cells for one in re.findall("[0-9,]+$", cell)]
    assert len(numbers) > 20
    assert set(numbers) <= sums


def test_a_public_page_does_not_tell_how_few_reports_lie_outside_the_period_of_the_file(
    run: Run, tmp_path: Path
) -> None:
    days = [3] * 20 + [40] * 2
    rows = [
        f"90000{n},{day % 31} {'Jan' if day < 31 else 'Feb'} 2026,09:30,,,,,,,,,Dinas Air,Ditutup oleh Admin,,,"
        for n, day in enumerate(days, start=10)
    ]
    export = written(tmp_path / "export.csv", *TOP, "Periode Masuk,,(2026-01-01) - (2026-01-31)", HEADER, *rows)
    _, page, _ = run(export, "--language", "en")
    (internal,) = [row for row in Tables(page).tables["figures-caption"] if "MON-045" in row[0]]
    assert internal[2:4] == ["20", "31"]
    _, page, _ = run(export, "--language", "en", "--public")
    assert '<li id="MON-045">' in page
    assert small_cells(page) == []


# ----------------------------------------------------------------------------------------------------------- evidence


def aspects(page: str) -> dict[str, tuple[str, str]]:
    rows = Tables(page).tables["aspects-caption"]
    found = ((re.search("MON-2[0-9]{2}", row[0]), row) for row in rows)
    return {match[0]: (row[1], row[2]) for match, row in found if match}


def test_without_evidence_every_aspect_is_not_assessed_and_none_is_nought(run: Run) -> None:
    page = real_page("--language", "en")
    assert aspects(page) == {item.item_id: ("not assessed", "\N{EN DASH}") for item in CHECKLIST}
    rows = [row[0] for row in Tables(page).tables["aspects-caption"] if len(row) == 1]
    assert len(rows) == 5
    assert all(row.endswith("not assessed") for row in rows)
    assert "MON-301" in page


def test_evidence_is_shown_with_its_document(run: Run, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.json"
    items = [{"item_id": item.item_id, "is_met": True, "document": f"SK {item.item_id}"} for item in CHECKLIST]
    evidence.write_text(json.dumps(items))
    _, page, _ = run("--language", "en", "--evidence", evidence)
    assert aspects(page) == {item.item_id: ("met", f"SK {item.item_id}") for item in CHECKLIST}
    assert "MON-303" in page
    evidence.write_text(json.dumps([{"item_id": "MON-201", "is_met": False}, {"item_id": "MON-202"}, *items[2:]]))
    _, page, _ = run("--language", "en", "--evidence", evidence)
    assert aspects(page)["MON-201"] == ("not met", "\N{EN DASH}")
    assert aspects(page)["MON-202"] == ("not assessed", "\N{EN DASH}")
    assert "0 met of 1 checked, of 2 items" in page


def test_a_document_that_gives_a_person_away_is_not_named(run: Run, tmp_path: Path) -> None:
    evidence = tmp_path / "evidence.json"
    evidence.write_text(json.dumps([{"item_id": "MON-201", "is_met": True, "document": f"telepon {PHONE}"}]))
    _, page, _ = run("--language", "en", "--evidence", evidence)
    assert aspects(page)["MON-201"] == ("met", "(name withheld)")


@pytest.mark.parametrize(
    "content, message",
    [
        (b"", "it is not JSON in UTF-8"),
        (b"\xff\xfe", "it is not JSON in UTF-8"),
        (b"[" * 100_000, "it is not JSON in UTF-8"),
        (b'{"MON-201": true}', "a list of objects with item_id, is_met and document is needed"),
        (b'["MON-201"]', "[0]: an object with item_id, is_met and document is needed"),
        (b'[{"item_id": "MON-201", "note": "x"}]', "[0]: an object with item_id, is_met and document is needed"),
        (b'[{"item_id": "MON-999"}]', "[0].item_id: an item of the checklist is needed"),
        (b'[{"item_id": "MON-201", "is_met": true}]', "[0].document: what is met has to be shown"),
        (
            b'[{"item_id": "MON-201"}, {"item_id": "MON-201"}]',
            "evidence: one piece of evidence for each item is needed",
        ),
    ],
)
def test_bad_evidence_is_one_clear_line(run: Run, tmp_path: Path, content: bytes, message: str) -> None:
    evidence = tmp_path / "evidence.json"
    evidence.write_bytes(content)
    code, page, err = run("--evidence", evidence)
    assert (code, page) == (2, "")
    assert message in err
    assert err.count("\n") == 1


# ---------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize("content", [b"", CANARY.encode(), CANARY.encode("utf-16"), b"PK\x03\x04" + CANARY.encode()])
def test_a_broken_file_is_one_clear_line_and_none_of_its_content(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken"
    path.write_bytes(content)
    code, page, err = run(path)
    assert (code, page) == (2, "")
    assert err.startswith("broken: ")
    assert err.count("\n") == 1
    assert CANARY not in err


def test_a_file_that_is_not_there_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere.csv") == (2, "", "nowhere.csv: No such file or directory\n")
    code, _, err = run("--evidence", tmp_path / "nowhere.json")
    assert (code, err) == (2, "nowhere.json: No such file or directory\n")


def test_a_page_that_cannot_be_written_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["-o", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path.name}: Is a directory\n"


def test_an_export_without_rows_makes_a_page_without_figures(run: Run, tmp_path: Path) -> None:
    for audience in ((), ("--public",)):
        code, page, _ = run(written(tmp_path / "export.csv", *TOP, HEADER), "--language", "en", *audience)
        assert code == 0
        values = [row[1] for row in Tables(page).tables["figures-caption"][1:]]
        assert set(values) <= {"0"}
        assert "100.0%" not in page


def test_one_report_makes_a_page_that_rates_nobody(run: Run, tmp_path: Path) -> None:
    row = "9000001,3 Jan 2026,09:30,Aspirasi,1398,,,,,,Website,Dinas Air,Ditutup oleh Sistem,,,"
    export = written(tmp_path / "export.csv", *TOP, HEADER, row)
    code, page, _ = run(export, "--language", "en")
    assert code == 0
    assert "%" not in "".join(row[1] for row in Tables(page).tables["figures-caption"])
    assert "not assessed" in page
    assert "MON-301" in page
    code, page, _ = run(export, "--language", "en", "--public")
    assert code == 0
    assert small_cells(page) == []
    assert "9.3 Jan" not in page


def test_an_export_with_the_needed_columns_alone_says_what_is_not_known(run: Run, tmp_path: Path) -> None:
    rows = [f"900000{n},3 Jan 2026,{word}" for n, word in enumerate(["Ditutup oleh Admin", "Konten Terblokir"] * 4)]
    rows = [row.replace("9000000", "9000009") for row in rows]
    export = written(tmp_path / "export.csv", "Tracking ID,Tanggal Laporan Masuk,Status Laporan", *rows)
    for audience in ((), ("--public",)):
        code, page, err = run(export, "--as-of", "2026-02-14", "--language", "en", *audience)
        assert (code, err) == (0, "")
        assert "The file lacks the columns" in page
    code, page, _ = run(export, "--as-of", "2026-02-14", "--language", "en")
    known = {row[0]: row[2:] for row in Tables(page).tables["known-caption"]}
    assert known["When it was received"] == ["0", "8"]
    assert known["Classification"] == ["0", "8"]


def test_an_export_without_a_status_is_refused(run: Run, tmp_path: Path) -> None:
    export = written(tmp_path / "export.csv", *TOP, "Tracking ID,Tanggal Laporan Masuk", "9000001,3 Jan 2026")
    code, page, err = run(export)
    assert (code, page) == (2, "")
    assert "Status Laporan: the column is missing" in err


def test_the_day_of_asking_is_needed_once_and_never_before_what_the_file_knows(run: Run, tmp_path: Path) -> None:
    row = "9000001,3 Jan 2026,09:30,Aspirasi,1398,,,,,,Website,Dinas Air,Ditutup oleh Sistem,,,"
    dated = written(tmp_path / "dated.csv", *TOP, HEADER, row)
    undated = written(tmp_path / "undated.csv", HEADER, row)
    code, _, err = run(undated)
    assert (code, err) == (2, "undated.csv: Tanggal Generate: no day can be read; known_at is needed (--as-of)\n")
    assert run(undated, "--as-of", "2026-02-14")[0] == 0
    code, page, err = run(dated, "--as-of", "2026-01-31")
    assert code == 2
    assert err.count("\n") == 1
    code, page, _ = run(dated, "--as-of", "2026-03-31", "--language", "en")
    assert code == 0
    assert "1 April 2026" in page
    assert "15 February 2026" in page
    assert "What happened in the 45 days between the file and the day of asking" in page
    assert "days between the file" not in run(dated, "--language", "en")[1]


def test_refused_rows_are_listed_by_what_is_wrong_with_them(run: Run, tmp_path: Path) -> None:
    rows = [f"90000{n},3 Jan 2026,,,,,,,,,,,{CANARY},,," for n in range(10, 17)]
    rows += [f"90000{n},3 Jan 2026,,,,,,,,,,,Ditutup oleh Admin,,," for n in (20, 21, 20, 21)]
    code, page, _ = run(written(tmp_path / "export.csv", *TOP, HEADER, *rows), "--language", "en")
    assert code == 0
    assert Tables(page).tables["refused-caption"][1:] == [
        ["Status Laporan", "the word is not known", "7"],
        ["Tracking ID", "another row has the same", "2"],
    ]
    assert CANARY not in page


# -------------------------------------------------------------------------------------------------------------- parts


@given(st.lists(st.dictionaries(st.sampled_from(STAGES), st.none() | st.integers(0, 10_000)), max_size=30))
def test_columns_are_as_high_as_their_numbers(points: list[dict[str, int | None]]) -> None:
    chart = _charts.columns(points, STAGES)
    (_, floor), *_, (top, ceiling) = chart.lines
    assert len(chart.bars) == len(chart.middles) == len(points)
    for point, bars in zip(points, chart.bars, strict=True):
        assert [bar.kind for bar in bars] == [kind for kind in STAGES if point.get(kind)]
        total = sum(point.get(kind) or 0 for kind in STAGES)
        assert total <= top
        assert sum(bar.height for bar in bars) == pytest.approx((floor - ceiling) * total / top, abs=0.05)
        assert all(_charts.LEFT <= bar.x <= bar.x + bar.width <= _charts.WIDTH for bar in bars)


@given(st.dictionaries(st.sampled_from(STAGES), st.integers(0, 10_000)), st.integers(1, 10_000))
def test_strips_are_as_long_as_their_numbers(cells: Mapping[str, int], more: int) -> None:
    largest = sum(cells.values()) + more
    bars = _charts.strip(cells, STAGES, largest)
    assert [bar.kind for bar in bars] == [kind for kind in STAGES if cells.get(kind)]
    assert sum(bar.width for bar in bars) == pytest.approx(
        float(Fraction(100 * sum(cells.values()), largest)), abs=0.05
    )


@given(
    st.sampled_from([Grain.MONTH, Grain.QUARTER, Grain.YEAR]),
    st.lists(st.none() | st.dates(date(2019, 1, 1), date(2026, 12, 31)), max_size=5),
)
def test_periods_follow_one_another_without_a_gap(grain: Grain, days: list[date | None]) -> None:
    periods = {Period.of(day, grain) if day else None for day in days}
    filled = every_period(periods)
    known = [period for period in filled if period is not None]
    assert set(filled) >= periods
    assert filled.count(None) == (None in periods)
    assert None not in filled[:-1]
    assert all((other.first - one.last).days == 1 for one, other in pairwise(known))
    ordered = sorted(period for period in periods if period)
    assert (known[:1], known[-1:]) == (ordered[:1], ordered[-1:])


def test_it_runs_as_a_program(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    program = [sys.executable, main.__code__.co_filename, "-o", str(page)]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    assert (done.returncode, done.stderr, done.stdout) == (0, "", f"{page}\n")
    assert "Pemerintah Kabupaten Bandung" in page.read_text(encoding="utf-8")
    assert Status.RESOLVED.label("id") in page.read_text(encoding="utf-8")
