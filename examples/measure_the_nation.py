"""Measure a nation: every indicator over ten million invented reports, on two cores, or on a cluster of Spark.

    python examples/measure_the_nation.py [--engine duckdb|polars|spark] [--rows 10000000] [--data DIR]

The first run makes the data (`_nation.py`), about half a minute. Spark runs on the cluster that it is started on; with
none it makes a small one on this machine: two workers with a gigabyte each, in processes of their own. On a real one:

    spark-submit --master spark://HOST:7077 examples/measure_the_nation.py --engine spark --data s3a://BUCKET/nation
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import polars as pl
from rich import box
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent.parent))

from examples import _nation
from lapor_core import Direction, Figure, Rounding, Tally, rank, rounded
from lapor_core.frames import count_frame
from lapor_core.monitoring.facts import TABLES
from lapor_core.vocabulary import IndicatorUnit

ROWS: Final = 10_000_000
HERE: Final = "local-cluster[2,1,1024]"
"""Two workers with one core and a gigabyte each: processes of their own, as on a cluster, and not threads."""
TOP: Final = 3

Read = Callable[[str], Any]
"""Opens one of the tables as a frame."""


@contextmanager
def duckdb(data: str) -> Generator[Read]:
    """Read with duckdb, on two threads and a gigabyte."""
    with _nation.connection() as connected:
        yield lambda name: connected.read_parquet(f"{data}/{name}.parquet")


@contextmanager
def polars(data: str) -> Generator[Read]:
    """Read with polars, a piece at a time."""
    with pl.Config() as settings:
        settings.set_engine_affinity("streaming")
        yield lambda name: pl.scan_parquet(f"{data}/{name}.parquet")


@contextmanager
def spark(data: str) -> Generator[Read]:
    """Read with Spark, on the cluster that this was started on or on a small one of this machine."""
    import pyspark  # noqa: PLC0415 (half a gigabyte and Java: only for those who ask for it)
    from pyspark.sql import SparkSession  # noqa: PLC0415 (as above)

    os.environ.setdefault("SPARK_HOME", str(Path(pyspark.__file__).parent))
    building = SparkSession.builder.appName("measure the nation").config("spark.ui.enabled", "false")
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # else spark-submit has started this, and knows the cluster
        building = building.master(HERE).config("spark.sql.shuffle.partitions", "4")
    session = building.getOrCreate()
    try:
        session.sparkContext.setLogLevel("ERROR")
        yield lambda name: session.read.parquet(f"{data}/{name}.parquet")
    finally:
        session.stop()


ENGINES: Final = {"duckdb": duckdb, "polars": polars, "spark": spark}


def count(read: Read) -> dict[str, Tally]:
    """Count every table by agency."""
    tallies = {}
    for name, table in TABLES.items():
        tallies[name] = Tally(table, by=("agency",))
        count_frame(read(name), tallies[name])
    return tallies


def written(figure: Figure) -> str:
    """Write the value of a figure, with its unit."""
    if figure.indicator.unit is IndicatorUnit.PERCENT:
        share = rounded(figure.value, digits=2, rounding=Rounding.HALF_EVEN, percent=True)
        return "no data" if share is None else f"{share} %"
    value = rounded(figure.value, digits=0 if figure.indicator.per == "nothing" else 2, rounding=Rounding.HALF_EVEN)
    return "no data" if value is None else value


def print_nation(console: Console, tallies: dict[str, Tally], of_agencies: Sequence[Figure]) -> None:
    """Print every indicator of the nation, and who follows up most and least."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, header_style="bold")
    for head in ("", "indicator", "value", "of rows", "left out"):
        table.add_column(head, justify="left" if head in {"", "indicator"} else "right")
    for tally in tallies.values():
        for figure in tally.figures(by=()):
            left_out = figure.rows - figure.sample
            indicator = figure.indicator
            table.add_row(
                indicator.indicator_id, indicator.english, written(figure), f"{figure.sample:,}", f"{left_out:,}"
            )
    console.print(table)
    followed_up = [one for one in of_agencies if one.indicator.indicator_id == "MON-001"]
    places = rank(followed_up, direction=Direction.HIGHEST_FIRST).places
    console.print("\nFollowed up, the first and the last agencies:")
    for place in (*places[:TOP], *places[-TOP:]):
        console.print(f"{place.number:5}. {place.figure.key[0][1]}  {written(place.figure)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the data if need be, count, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--engine", choices=[*ENGINES], default="duckdb")
    parser.add_argument("--rows", type=int, default=ROWS, help="how many reports to make")
    parser.add_argument("--data", help="where the five parquet files are, as the engine writes it; made if left out")
    asked = parser.parse_args(arguments)
    console = Console(width=110)
    if asked.data is None:
        folder = Path(__file__).parent.parent / "build" / f"nation-{asked.rows}"
        asked.data = str(folder)
        # In a process of its own, so that its memory is not counted below.
        making = get_context("spawn").Process(target=_nation.make, args=(folder, asked.rows))
        making.start()
        making.join()
        if making.exitcode:
            sys.exit("the data could not be made; see above")
    with ENGINES[asked.engine](asked.data) as read:
        started = time.perf_counter()
        tallies = count(read)
        counted = time.perf_counter()
        of_agencies = [figure for tally in tallies.values() for figure in tally.figures()]
        print_nation(console, tallies, of_agencies)
    rows = sum(tally.figures(by=())[0].rows for tally in tallies.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(
        f"\n{asked.engine}: {rows:,} rows counted in {counted - started:.1f} s; {len(of_agencies):,} figures of "
        f"{_nation.AGENCIES} agencies read in {time.perf_counter() - counted:.1f} s; peak memory of this process "
        f"{peak:,.0f} MB"
    )


if __name__ == "__main__":
    main()
