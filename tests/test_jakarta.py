"""The example of Jakarta: its figures are those of the data, whoever counts them; nothing is guessed or dropped."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Final

import attrs
import pytest

from examples.assess_jakarta import DATA, PROPOSED, bucket, judge, main, read
from lapor_core import INDONESIA, SP4N, WEEKDAYS, DayKind, WorkCalendar
from lapor_core.rules.decrees import DECREES

Run = Callable[..., tuple[int, str, str]]
BUCKETS: Final = {"≤ 3": 13_223, "4-5": 6, "6-14": 16, "15-60": 115, "> 60": 29}
HEAD: Final = "id_laporan,tanggal_masuk,tanggal_selesai\n"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the example; give its exit code, what it printed, and what it printed as errors."""
    for wish in ("FORCE_COLOR", "TTY_COMPATIBLE"):  # rich would take the capture for a terminal
        monkeypatch.delenv(wish, raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([*map(str, arguments)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


@cache
def records() -> list[tuple[str, date, date]]:
    with DATA.open(encoding="utf-8", newline="") as file:
        return [
            (row["id_laporan"], date.fromisoformat(row["tanggal_masuk"]), date.fromisoformat(row["tanggal_selesai"]))
            for row in csv.DictReader(file)
        ]


def line(out: str, start: str) -> str:
    """Return the first line that begins like this, without its beginning."""
    return next(text.strip().removeprefix(start) for text in out.splitlines() if text.strip().startswith(start))


def flat(out: str) -> str:
    """Return what was printed as one line, so that it does not matter where lines break."""
    return " ".join(out.split())


def counted(calendar: WorkCalendar) -> Counter[str]:
    return Counter(bucket(calendar.workdays_between(received, closed)) for _, received, closed in records())


def test_the_buckets_are_those_that_are_known() -> None:
    """With the first working day after intake as day one, and national holidays and joint leave off."""
    assert counted(INDONESIA) == BUCKETS
    assert sum(BUCKETS.values()) == len(records()) == 13_389


def test_a_count_day_by_day_gives_the_same_buckets() -> None:
    """Weekdays without the holidays of the decrees, added up by hand in the plainest way."""
    off = {holiday.day for decree in DECREES for holiday in decree.adds} - {
        day for decree in DECREES for day in decree.removes
    }

    def workdays(received: date, closed: date) -> int:
        days = (received + timedelta(days=n) for n in range(1, (closed - received).days + 1))
        return sum(day.weekday() < 5 and day not in off for day in days)

    assert Counter(bucket(workdays(received, closed)) for _, received, closed in records()) == BUCKETS


def test_other_ways_to_count_are_told_apart_by_one_case() -> None:
    """Joint leave does not matter for these buckets; leaving out all holidays moves one case up."""
    national_only = attrs.evolve(INDONESIA, off_kinds=INDONESIA.off_kinds - {DayKind.JOINT_LEAVE})
    assert counted(national_only) == BUCKETS
    assert counted(WEEKDAYS) == BUCKETS | {"4-5": 5, "15-60": 116}


def test_the_printed_buckets_are_those_of_the_data(run: Run) -> None:
    code, out, err = run()
    assert (code, err) == (0, "")
    table = out[out.index("Working days") :]
    assert {name: int(line(table, name).split()[0].replace(",", "")) for name in BUCKETS} == BUCKETS
    assert line(table, "Total").split()[0] == "13,389"
    assert "13,389 read + 0 refused" in out
    assert "4,012 received, 3,937 closed" in out


def test_both_packs_judge_the_same_cases(run: Run) -> None:
    """Late is a closing after the due day: one case has five working days, and was closed on the Saturday after."""
    _, out, _ = run()
    table = out[out.index("Two packs") :]
    assert line(table, "in time").split() == ["13,245", "13,228"]
    assert line(table, "late").split() == ["144", "161"]
    assert "17 cases change" in table
    cases, _ = read(DATA)
    judged = [judge(case, (SP4N, PROPOSED)) for case in cases]
    beyond = [one for one in judged if one.late != (one.workdays > 14, one.workdays > 5)]
    (case,) = [one.case for one in beyond]
    assert (case.row, case.received_on, case.closed_on) == (959, date(2019, 2, 10), date(2019, 2, 16))
    assert "1 (row 959)" in flat(out)


def test_a_tighter_pack_never_makes_a_late_case_timely() -> None:
    cases, _ = read(DATA)
    assert {judge(case, (SP4N, PROPOSED)).late for case in cases} == {(False, False), (False, True), (True, True)}


def test_strange_ids_are_reported_and_kept(run: Run) -> None:
    """One id twice, 120 ids of the next year, 54 long ones: their rows are told, their days are counted."""
    _, out, _ = run()
    keys = Counter(key for key, _, _ in records())
    assert [number for number in keys.values() if number > 1] == [2]
    years = [
        key
        for key, received, _ in records()
        if re.fullmatch("JK[0-9]{10}", key) and int(key[2:4]) != received.year % 100
    ]
    assert len(years) == 120
    assert "not unique: 2 (rows 3153, 4138)" in out
    assert "of the intake: 120 (rows 3, 4, 22, 23, 36, ...)" in out
    assert "Longer than usual: 54 (rows" in out


def test_no_id_no_office_and_no_matter_is_printed(run: Run) -> None:
    _, out, _ = run()
    assert not any(key in out for key, _, _ in records())
    assert "KELURAHAN" not in out.upper()
    assert "SAMPAH" not in out.upper()


def test_it_speaks_indonesian_too(run: Run) -> None:
    code, out, _ = run("--language", "id")
    assert code == 0
    assert "13.389 dibaca + 0 ditolak" in out
    assert "17 laporan berubah" in out
    assert line(out[out.index("Hari kerja dari") :], "≤ 3").split()[:2] == ["13.223", "98,76"]
    assert not {"Working", "late", "rows", "cases"} & set(re.findall(r"\w+", out))


def test_rows_whose_days_cannot_be_used_are_refused_by_number(run: Run, tmp_path: Path) -> None:
    """No day, a day that does not exist, a closing before the intake, a missing cell: refused; the rest is counted."""
    path = tmp_path / "rows.csv"
    rows = ("1,2020-01-06,2020-01-07", "2,,2020-01-07", "3,2020-02-30,2020-03-01", "4,2020-01-08,2020-01-07", "5")
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    code, out, _ = run(path)
    assert code == 0
    assert "1 read + 4 (rows 3, 4, 5, 6) refused" in out
    assert line(out, "Total").split()[0] == "1"


def test_a_file_without_usable_rows_ends_after_saying_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text(HEAD, encoding="utf-8")
    code, out, _ = run(path)
    assert code == 0
    assert "0 read + 0 refused" in out
    assert "Total" not in out


@pytest.mark.parametrize(
    "content, message",
    [
        (b"id,from,to\n", "the columns id_laporan, tanggal_masuk, tanggal_selesai are needed"),
        (b"\xff\xfe", "it is not a text in UTF-8"),
        (HEAD.encode() + b'1,2020-01-06,"' + b"x" * 200_000 + b'"\n', "it is not a whole CSV file"),
        (HEAD.encode() + b"1,2016-01-06,2016-01-07\n", "2018-01-01 to 2026-12-31"),
        (HEAD.encode() + b"1,2026-01-06,2026-01-07\n", "a day on which the rule was in force is needed"),
        (None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_judged_is_one_clear_line(
    run: Run, tmp_path: Path, content: bytes | None, message: str
) -> None:
    path = tmp_path / "broken.csv"
    if content is not None:
        path.write_bytes(content)
    code, out, err = run(path)
    assert (code, out) == (2, "")
    assert err.startswith("broken.csv: ")
    assert err.count("\n") == 1
    assert message in err
