"""The demo: what it prints is what the file says, in either format and language; a broken file is one clear line."""

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, time
from functools import cache
from pathlib import Path
from typing import Final

import openpyxl
import pytest

from examples._exports import EXPORT
from examples.replay_export import main

PLANTED: Final = "Planted Personal Name"
HEADER_ROW: Final = 11

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the demo; give its exit code, what it printed, and what it printed as errors."""
    for wish in ("FORCE_COLOR", "TTY_COMPATIBLE"):  # rich would take the capture for a terminal
        monkeypatch.delenv(wish, raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([*map(str, arguments), "--output", str(tmp_path / "out")])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@cache
def real_rows() -> list[list[str]]:
    with EXPORT.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@cache
def real_records() -> list[dict[str, str]]:
    header, *body = real_rows()[HEADER_ROW - 1 :]
    return [dict(zip(header, row, strict=True)) for row in body]


def numbers(out: str, start: str) -> list[int]:
    """The numbers of the first line that begins like this; a dot stands for none."""
    line = next(line for line in out.splitlines() if line.strip().startswith(start))
    cells = line.strip().removeprefix(start).split()
    found = [cell.replace(",", "") for cell in cells if re.fullmatch(r"[0-9,]+|\.", cell)]
    return [0 if cell == "." else int(cell) for cell in found]


# The order of the columns: received, resolved, held, archived.
GROUPS: Final = {
    "Belum Terverifikasi": 0,
    "Ditutup oleh Sistem": 1,
    "Ditutup oleh Admin": 1,
    "Ditutup oleh Pelapor": 1,
    "Menunggu Kelengkapan Informasi": 2,
    "Diarsipkan oleh Admin": 3,
    "Diarsipkan oleh Sistem": 3,
    "Diarsipkan oleh Pelapor": 3,
    "Konten Terblokir": 3,
}


def counted(*agencies: str, kind: str | None = None) -> list[int]:
    """Count the records of the file as the demo's tables do: by status, and in all."""
    counts = [0, 0, 0, 0]
    for record in real_records():
        agency = record["Instansi Terdisposisi"] or record["Instansi Induk"]
        if (not agencies or agency in agencies) and (kind is None or record["Klasifikasi Laporan"] == kind):
            counts[GROUPS[record["Status Laporan"]]] += 1
    return [*counts, sum(counts)]


def test_the_printed_states_are_those_of_the_file(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    assert "2,127 in the file = 2,127 read + 0 refused" in out
    assert numbers(out, "All") == counted() == [1, 1838, 87, 201, 2127]
    assert numbers(out, "Pemerintah Kabupaten Bandung") == counted("Pemerintah Kabupaten Bandung")
    assert numbers(out, "Dinas Perhubungan Kab. Bandung") == counted("Dinas Perhubungan Kab. Bandung")
    assert numbers(out, "Aspiration") == counted(kind="Aspirasi")
    assert numbers(out, "(unknown)") == counted(kind="")


def test_offices_stand_in_the_order_of_their_names(run: Run) -> None:
    """A list by numbers would be a ranking, for which the file is no ground."""
    _, out, _ = run()
    table = out[out.index(" Agency ") : out.index("55 others")]
    names = re.findall(r"^ (\S.*?)  ", table, flags=re.MULTILINE)[1:]
    assert len(names) == 12
    assert names == sorted(names)


def test_what_is_unknown_is_said_and_nothing_is_unknown_in_no_report(run: Run) -> None:
    _, out, _ = run()
    assert {record["Waktu Laporan Masuk"][-5:] for record in real_records()} == {"00:00"}
    assert "every time in the file is a full hour" in out
    assert "The classification in 273 reports." in out
    assert " in 0 reports" not in out


def test_a_file_with_minutes_or_without_times_says_nothing_of_full_hours(run: Run, tmp_path: Path) -> None:
    for clocks in (("09:30", "10:00"), ("", "")):
        rows = ["Tracking ID,Tanggal Laporan Masuk,Waktu Laporan Masuk,Instansi Terdisposisi,Status Laporan"]
        rows += [f"{9000001 + n},3 Jan 2025,{clock},,Ditanggapi oleh Pelapor" for n, clock in enumerate(clocks)]
        _, out, _ = run(written(tmp_path / "other.csv", *rows), "--made-on", "2025-11-14")
        assert "full hour" not in out
        assert "ended cases" not in out
        assert "The agency in 2 reports." in out
        assert ("The instant of receipt in 2 reports." in out) == (clocks == ("", ""))


def test_an_office_with_two_names_is_one_office(run: Run) -> None:
    _, out, _ = run()
    two = ("Dinas Sosial Kabupaten Bandung", "Dinas Sosial Kab. Bandung")
    assert numbers(out, two[0]) == counted(*two) != counted(two[0])
    assert two[1] not in out


def test_the_lines_of_each_table_add_up_to_its_total(run: Run) -> None:
    _, out, _ = run()
    for first in (" Agency ", " Classification "):
        table = out[out.index(first) :]
        lines = table[: table.index("\n All ")].splitlines()[2:]
        rows = [cells for line in lines if (cells := re.findall(r"(?<= )(?:[0-9,]+|\.)(?= )", line))]
        values = [[0 if cell == "." else int(cell.replace(",", "")) for cell in row[-5:]] for row in rows]
        assert [sum(column) for column in zip(*values, strict=True)] == numbers(table, "All")
        assert all(sum(row[:-1]) == row[-1] for row in values)


def test_the_printed_shares_are_those_of_the_file(run: Run) -> None:
    _, out, _ = run()
    protections = Counter(record["Tipe Laporan (Anonim/Rahasia)"] for record in real_records())
    channels = Counter(record["Sumber Laporan"] for record in real_records())
    for label, count in (
        ("Anonymous and confidential", protections["Anonim|Rahasia"]),
        ("Unprotected", protections[""]),
        ("Android app", channels["Android"]),
        ("SMS 1708", channels["SMS"]),
        ("Social media", channels["Instagram"] + channels["Facebook"]),
    ):
        assert re.search(rf"{label} +{count}\b", out)


def test_who_ended_reports_is_that_of_the_file_and_what_came_of_them_is_not_known(run: Run) -> None:
    _, out, _ = run()
    words = Counter(record["Status Laporan"] for record in real_records())
    for label, endings in (
        ("System", ("Ditutup oleh Sistem", "Diarsipkan oleh Sistem")),
        ("Admin", ("Ditutup oleh Admin", "Diarsipkan oleh Admin")),
        ("Reporter", ("Ditutup oleh Pelapor", "Diarsipkan oleh Pelapor")),
    ):
        assert re.search(rf"^ {label} +{sum(words[word] for word in endings):,}\b", out, flags=re.MULTILINE)
    ended = sum(n for word, n in words.items() if GROUPS[word] in (1, 3))
    assert f"{ended:,}" == "2,039"
    outcomes = out[out.index(" Outcome ") : out.index("What stays unknown")]
    assert re.findall(r"(\S+) +2,039\b", outcomes) == ["(unknown)"]


def test_the_case_is_walked_and_two_actions_are_refused_with_rule_and_need(run: Run) -> None:
    _, out, _ = run()
    events = re.findall(r"^ [1-9] +2018-08-[0-9]{2} .* (\S+) +(LFC-[0-9]+)", out, flags=re.MULTILINE)
    assert events == [
        ("Received", "LFC-001"),
        ("Verified", "LFC-010"),
        ("Dispositioned", "LFC-011"),
        ("Answered", "LFC-015"),
        ("Resolved", "LFC-017"),
        ("Resolved", "LFC-039"),
    ]
    assert "Replaying its 6 events gives the same report: yes." in out
    for rule, need in (("GRD-004", "the reporter, another officer"), ("GRD-012", "a resolution without a rating")):
        assert f"─ {rule} " in out
        assert need in out[out.index(rule) :]


@pytest.mark.parametrize("name", ["lifecycle.svg", "timeline.svg"])
def test_the_pictures_are_written_where_it_says(run: Run, tmp_path: Path, name: str) -> None:
    _, out, _ = run()
    target = tmp_path / "out" / name
    assert "".join(str(target).split()) in "".join(out.split())
    assert "<svg" in target.read_text(encoding="utf-8")


def test_a_deadline_of_the_case_is_shown_day_by_day(run: Run) -> None:
    _, out, _ = run()
    assert "2018-08-31 Fri    3  Coordinator  Would count: duty had ended" in out


def test_what_goes_into_a_pipe_has_no_colour_and_fits_a_hundred_columns(run: Run) -> None:
    for language in ("en", "id"):
        _, out, _ = run("--language", language)
        assert "\x1b" not in out
        assert max(map(len, out.splitlines())) <= 100


def test_in_indonesian_the_numbers_are_the_same(run: Run) -> None:
    code, out, _ = run("--language", "id")
    assert code == 0
    assert "2.127 dalam berkas = 2.127 dibaca + 0 ditolak" in out
    assert re.search(r"Semua +1 +1\.838 +87 +201 +2\.127", out)


def test_in_indonesian_the_refusals_are_too(run: Run) -> None:
    _, out, _ = run("--language", "id")
    for rule, reason in (("GRD-004", "yang memberi jawaban terakhir"), ("GRD-012", "laporan ini sudah dinilai")):
        assert reason in out[out.index(f"─ {rule} ") :]
    assert "it has been rated" not in out


def workbook(path: Path, rows: list[list[str]], *, typed: bool) -> Path:
    """Write rows as .xlsx, as texts or with numbers, days and times as a spreadsheet holds them."""

    def cell(name: str, text: str) -> object:
        if not typed or not text:
            return text or None
        if name in ("Tracking ID", "ID Kategori"):
            return int(text)
        if name == "Tanggal Laporan Masuk":
            return datetime.strptime(text, "%d %b %Y").date()  # noqa: DTZ007 (a day)
        return time.fromisoformat(text) if name == "Waktu Laporan Masuk" else text

    header = rows[HEADER_ROW - 1]
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for number, row in enumerate(rows, start=1):
        sheet.append(
            [cell(name, text) if number > HEADER_ROW else text for name, text in zip(header, row, strict=True)]
        )
    book.save(path)
    return path


@pytest.mark.parametrize("typed", [False, True])
def test_the_same_rows_as_xlsx_print_the_same(run: Run, tmp_path: Path, typed: bool) -> None:  # noqa: FBT001
    path = workbook(tmp_path / "export.xlsx", real_rows(), typed=typed)
    _, as_csv, _ = run()
    code, as_xlsx, _ = run(path)
    assert code == 0
    assert as_xlsx.replace(path.name.ljust(len(EXPORT.name)), EXPORT.name) == as_csv


# ---------------------------------------------------------------------------------------------------------- other files

LINES: Final = [
    "Nama Instansi,,[bold]Kota Contoh",
    "Tanggal Generate,,2025-11-14",
    "Tracking ID,Tanggal Laporan Masuk,Judul Laporan,Nama Pelapor,Instansi Terdisposisi,Status Laporan",
    f"9000001,3 Jan 2025,{PLANTED},{PLANTED},Dinas [red]Air,Ditutup oleh Admin",
    f"9000002,3 Jan 2025,{PLANTED},{PLANTED},,Ditanggapi oleh Pelapor",
]


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_another_file_prints_nothing_of_reporters_or_matters(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(written(tmp_path / "other.csv", *LINES))
    assert code == 0
    assert PLANTED not in out
    assert "[bold]Kota Contoh" in out
    assert re.search(r"Dinas \[red\]Air +\. +1 +1", out)
    assert re.search(r"\(no agency\) +1 +\. +1", out)


def test_semicolons_are_read_too(run: Run, tmp_path: Path) -> None:
    code, out, _ = run(written(tmp_path / "other.csv", *(line.replace(",", ";") for line in LINES)))
    assert code == 0
    assert "2 in the file = 2 read + 0 refused" in out


def test_refused_rows_are_counted_by_what_is_wrong_with_them(run: Run, tmp_path: Path) -> None:
    bad = [f"90000{n},3 Jan 2025,,,,{PLANTED}" for n in range(10, 17)]
    code, out, _ = run(written(tmp_path / "other.csv", *LINES, *bad))
    assert code == 0
    assert "9 in the file = 2 read + 7 refused" in out
    assert re.search(r"Status Laporan: the word is not known +7 +6, 7, 8, 9, 10, \.\.\.", out)
    assert PLANTED not in out


def test_a_file_that_does_not_say_when_it_was_made_is_told_so(run: Run, tmp_path: Path) -> None:
    path = written(tmp_path / "other.csv", *LINES[2:])
    code, out, err = run(path)
    assert (code, out) == (2, "")
    assert err == "other.csv: Tanggal Generate: no day can be read; known_at is needed (--made-on)\n"
    code, out, _ = run(path, "--made-on", "2025-11-14")
    assert code == 0
    assert "2 in the file = 2 read + 0 refused" in out


def truncated_workbook() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()[:-200]


def zip_of(name: str, content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        PLANTED.encode(),
        f"Tracking ID,Nama Pelapor\n1,{PLANTED}\n".encode(),
        PLANTED.encode("utf-16"),
        b"Tracking ID\xe9," + PLANTED.encode(),
        f'Tracking ID,"{PLANTED * 10_000}'.encode(),
        truncated_workbook(),
        zip_of("notes.txt", PLANTED),
        zip_of("[Content_Types].xml", f"<{PLANTED}"),
        b"PK\x03\x04" + PLANTED.encode(),
    ],
)
def test_a_broken_file_is_one_clear_line_and_none_of_its_content(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken"
    path.write_bytes(content)
    code, out, err = run(path)
    assert (code, out) == (2, "")
    assert err.startswith("broken: ")
    assert err.count("\n") == 1
    assert PLANTED not in err


def test_a_file_that_is_not_there_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere.csv") == (2, "", "nowhere.csv: No such file or directory\n")


def test_it_runs_as_a_program(tmp_path: Path) -> None:
    program = [sys.executable, main.__code__.co_filename, "--output", str(tmp_path / "out")]
    done = subprocess.run(program, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, "")
    assert "2,127 in the file" in done.stdout
