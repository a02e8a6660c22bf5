"""The example of a nation's size, made small: every engine tells the same of it, and it speaks the codes of the law."""

import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from examples import _nation
from examples.measure_the_nation import ENGINES, count, main
from lapor_core import CaseFacts, DutyFacts, Tally
from lapor_core.monitoring.facts import TABLES
from lapor_core.vocabulary import (
    AgencyKind,
    ArchiveReason,
    Channel,
    Classification,
    DutyName,
    DutyState,
    EndedBy,
    Outcome,
    Status,
)

REPORTS = 3_000
CODES = {
    "kind": AgencyKind,
    "archive_reason": ArchiveReason,
    "channel": Channel,
    "classification": Classification,
    "duty": DutyName,
    "state": DutyState,
    "ended_by": EndedBy,
    "outcome": Outcome,
    "status": Status,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a small nation."""
    folder = tmp_path_factory.mktemp("nation")
    _nation.make(folder, REPORTS)
    return folder


def test_engines_and_python_tell_the_same(data: Path) -> None:
    """Counted from parquet by duckdb and polars, and row by row in Python."""
    python = {}
    for name, table in TABLES.items():
        python[name] = Tally(table, by=("agency",))
        python[name].update(pl.read_parquet(data / f"{name}.parquet").select(table._fields).iter_rows())
    expected = {name: tally.figures() for name, tally in python.items()}
    for engine in ("duckdb", "polars"):
        with ENGINES[engine](str(data)) as read:
            assert {name: tally.figures() for name, tally in count(read).items()} == expected
    assert python["case"].figures(by=())[0].rows == REPORTS


@pytest.mark.parametrize("table", TABLES)
def test_it_speaks_the_codes_of_the_law(data: Path, table: str) -> None:
    """A misspelt code would be left out of every figure without a word."""
    frame = pl.read_parquet(data / f"{table}.parquet")
    for name in {*frame.columns} & {*CODES}:
        assert {*frame[name].drop_nulls()} <= {*CODES[name]}


def test_it_holds_every_case_that_the_catalogue_tells_apart(data: Path) -> None:
    """Every status on the way, every state of a duty but those that its rows cannot have."""
    cases, duties = (pl.read_parquet(data / f"{name}.parquet") for name in ("case", "duty"))
    assert {*cases["status"]} >= {"resolved", "follow_up", "dispositioned", "archived", "answered", "received", "held"}
    assert {*duties["state"]} == {"met", "late", "breached", "running"}
    assert {*CaseFacts._fields} <= {*cases.columns}
    assert {*DutyFacts._fields} <= {*duties.columns}


def test_the_program_prints_every_indicator(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, and who follows up most."""
    main(["--engine", "polars", "--data", str(data)])
    printed = capsys.readouterr().out
    assert len({*re.findall(r"MON-\d{3}", printed)}) == sum(len(Tally(table).indicators) for table in TABLES.values())
    assert "1. agency-" in printed
    assert "no data" in printed


def test_data_that_is_there_is_not_made_again(data: Path) -> None:
    """Files keep their time."""

    def times() -> Iterator[int]:
        return (file.stat().st_mtime_ns for file in sorted(data.iterdir()))

    before = [*times()]
    _nation.make(data, REPORTS)
    assert [*times()] == before
