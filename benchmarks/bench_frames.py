"""What data frames cost: ten million rows next to what one would write by hand, due days next to polars' own.

Run it with ``make bench``; README.md says how to read the tables. The data are those of
`examples/measure_the_nation.py`, which is run here too, in a process of its own, for its time and its memory.
"""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from fractions import Fraction
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from random import Random
from typing import Any, Final

import harness
import polars as pl
from harness import Result

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from examples import _nation
from examples.measure_the_nation import ROWS
from lapor_core import INDICATORS, INDONESIA, CaseFacts, DutyFacts, Figure, Tally
from lapor_core.frames import count_frame, with_due_days, workday_table
from lapor_core.monitoring.facts import Facts

ROOT: Final = Path(__file__).resolve().parent.parent
ROUNDS: Final = 5
DUE_ROWS: Final = 1_000_000
DUE_ROUNDS: Final = 9
DUE_SECONDS: Final = 0.4
"""A loop has several calls of the peer, and so many of ours that both find their data where they left them."""
LIMITS: Final = (3, 5, 14, 60)
"""Working days of verification, first follow-up and completion, and of completion by statute."""
MOST: Final = 1.3
"""How many times as long as what is written by hand."""
MOST_SECONDS, MOST_MEGABYTES = 60, 1_500
FOLLOW_UP: Final = tuple(one for one in INDICATORS if "MON-001" <= one.indicator_id <= "MON-006")
COMPLETION: Final = tuple(one for one in INDICATORS if one.indicator_id in ("MON-012", "MON-022"))

Told = dict[str, tuple[Any, ...]]
"""By agency: numerators and denominators, and for the time to completion its middle."""


def counted(frame: Any, table: type[Facts], indicators: Any) -> tuple[Figure, ...]:
    """Count and read: ours."""
    tally = Tally(table, by=("agency",), indicators=indicators)
    count_frame(frame, tally)
    return tally.figures()


def by_agency(figures: tuple[Figure, ...]) -> Told:
    """Return what ours tells, as it is told by hand."""
    told: dict[str, list[Any]] = {}
    for figure in figures:
        of = told.setdefault(str(figure.key[0][1]), [])
        of += [figure.numerator, figure.denominator]
        if figure.indicator.sums:
            of.append(figure.median)
    return {agency: tuple(values) for agency, values in told.items()}


def followed_up_by_hand(rows: list[tuple[str, str, int]]) -> Told:
    """Work the shares out of how many reports of an agency have which status."""
    told = {}
    for agency, group in groupby(sorted(rows), key=itemgetter(0)):
        of = {status: n for _, status, n in group}
        process = of.get("follow_up", 0) + of.get("answered", 0)
        done, sent = of.get("resolved", 0), of.get("dispositioned", 0)
        share, whole = process + done, process + done + sent
        told[agency] = (share, whole, share, sum(of.values()), share, whole, done, whole, process, whole, sent, whole)
    return told


def completed_by_hand(rows: list[tuple[str, str, str, int | None, int]]) -> Told:
    """Work the time and the punctuality out of how many turns of an agency have which state and days."""
    told = {}
    for agency, group in groupby(sorted(rows, key=itemgetter(0)), key=itemgetter(0)):
        days: dict[int, int] = {}
        met = judged = 0
        for _, duty, state, used, n in group:
            if duty == "completion" and state in ("met", "late", "breached"):
                judged += n
                met += n if state == "met" else 0
                if state != "breached" and used is not None:
                    days[used] = days.get(used, 0) + n
        total = sum(days.values())
        told[agency] = (sum(day * n for day, n in days.items()), total, _middle(days, total), met, judged)
    return told


def _middle(days: dict[int, int], total: int) -> Fraction | None:
    if not total:
        return None
    upto, places, found = 0, [(total + 1) // 2, total // 2 + 1], list[int]()
    for day in sorted(days):
        upto += days[day]
        found += [day] * sum(place <= upto for place in places[len(found) :])
    return Fraction(sum(found), 2)


STATUSES, STATES = ["agency", "status"], ["agency", "duty", "state", "days"]


def frames(folder: Path) -> Iterator[Result]:
    """Race both results on both engines, on rows that are in memory already."""
    with _nation.connection() as connected, pl.Config() as settings:
        settings.set_engine_affinity("streaming")
        for title, name, columns, table, indicators, by_hand in (
            ("followed_up", "case", STATUSES, CaseFacts, FOLLOW_UP, followed_up_by_hand),
            ("completed", "duty", STATES, DutyFacts, COMPLETION, completed_by_hand),
        ):
            listed = ", ".join(columns)
            path = folder / f"{name}.parquet"
            connected.execute(f"create table {title} as select {listed} from '{path}' limit {ROWS}")  # noqa: S608 (ours)
            relation, lazy = connected.table(title), pl.scan_parquet(path).select(columns).head(ROWS).collect().lazy()
            query = f"select {listed}, count(*) from {title} group by all"  # noqa: S608 (as above)

            def in_duckdb(query: str = query, by_hand: Callable[..., Told] = by_hand) -> Told:
                return by_hand(connected.execute(query).fetchall())

            def in_polars(
                lazy: pl.LazyFrame = lazy, columns: list[str] = columns, by_hand: Callable[..., Told] = by_hand
            ) -> Told:
                return by_hand(lazy.group_by(columns).len().collect().rows())

            for engine, frame, peer in (("duckdb", relation, in_duckdb), ("polars", lazy, in_polars)):

                def ours(
                    frame: Any = frame, table: type[Facts] = table, indicators: Any = indicators
                ) -> tuple[Figure, ...]:
                    return counted(frame, table, indicators)

                if by_agency(ours()) != peer():
                    raise AssertionError
                result = harness.race(f"{title}, {engine}", ours, peer, rounds=ROUNDS, clock=time.perf_counter)
                yield Result(label=result.label, shown=result.shown, figure=1 / result.figure, unit="x", at_most=MOST)


def due_days() -> Iterator[Result]:
    """Race the due days of a million rows with the functions of polars, with the same holidays."""
    first, last = INDONESIA.coverage.first, INDONESIA.coverage.last
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    holidays = [day for day in days if day.weekday() < 5 and not INDONESIA.is_workday(day)]
    drawn = Random(2026)  # noqa: S311 (a sample, not a secret)
    started = pl.DataFrame({"day": drawn.choices(days[:-120], k=DUE_ROWS)})
    table = pl.DataFrame(workday_table(INDONESIA))

    def own(*limits: int) -> list[pl.DataFrame]:
        days = [pl.col("day").dt.add_business_days(n, holidays=holidays, roll="backward") for n in limits]
        return [started.with_columns(due.alias("due")) for due in days]

    def ours(*limits: int) -> list[pl.DataFrame]:
        return [with_due_days(started, table, after="day", workdays=n) for n in limits]

    def joined(*limits: int) -> list[pl.DataFrame]:
        frames = [with_due_days(started.lazy(), table.lazy(), after="day", workdays=n) for n in limits]
        return [frame.collect() for frame in frames]

    for label, work, limits, at_least in (
        ("after 3, 5, 14 and 60 working days", ours, LIMITS, 20),
        *((f"after {n}", ours, (n,), None) for n in LIMITS),
        ("after 14, as a join", joined, (14,), None),
    ):
        for mine, theirs in zip(work(*limits), own(*limits), strict=True):
            if not mine.sort("day").equals(theirs.sort("day")):
                raise AssertionError
        yield harness.race(
            label,
            partial(work, *limits),
            partial(own, *limits),
            at_least=at_least,
            rounds=DUE_ROUNDS,
            seconds=DUE_SECONDS,
            clock=time.perf_counter,
        )


def nation() -> Iterator[Result]:
    """Measure every indicator of the nation, from parquet, in processes of their own."""
    program = ROOT / "examples" / "measure_the_nation.py"
    for engine in ("duckdb", "polars"):
        started = time.perf_counter()
        ran = subprocess.run(  # noqa: S603 (our own program)
            [sys.executable, str(program), "--engine", engine], capture_output=True, text=True, check=True
        )
        taken = time.perf_counter() - started
        words = " ".join(ran.stdout.split())
        peak = re.search(r"peak memory of this process ([\d,]+) MB", words)
        rows = re.search(r"([\d,]+) rows counted", words)
        if peak is None or rows is None:
            raise AssertionError
        label = f"{rows[1]} rows of five tables, {engine}"
        yield Result(label=label, shown="", figure=taken, unit="s", at_most=MOST_SECONDS)
        yield Result(label=label, shown="", figure=float(peak[1].replace(",", "")), unit="MB", at_most=MOST_MEGABYTES)


def main() -> None:
    """Print the tables."""
    folder = ROOT / "build" / f"nation-{ROWS}"
    print(harness.setting("narwhals", "polars", "duckdb"))
    heads = f"{'ours µs':>10} {'peer µs':>12}"
    # First, while this process is small: a child is born with the peak of its parent.
    results = harness.show("Every indicator of ten million reports and all beside them, from parquet", "", nation())
    results += harness.show("Ten million rows by agency, counted and read, next to by hand", heads, frames(folder))
    results += harness.show("Due days of a million rows, next to polars", heads, due_days())
    harness.finish(results)


if __name__ == "__main__":
    main()
