"""The same indicators and due days on Spark, on a cluster of two workers in processes of their own.

Needs Java 17, so it is not among `tests/`: run it with ``make spark``.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyspark.sql import SparkSession

from examples import _nation
from examples.measure_the_nation import count, duckdb, spark
from lapor_core import INDONESIA, CaseFacts, Grain, Period
from lapor_core.monitoring.facts import TABLES, Facts
from tests.engines import PERIODS, assert_counts_agree, assert_due_days_agree
from tests.test_monitoring import rows_of

# Each example is a dozen jobs of the cluster, so they are few and large.
few = settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NATION: Final = 20_000


@pytest.fixture(scope="module")
def session() -> Iterator[SparkSession]:
    """Start the cluster that the example starts."""
    with spark(""):
        started = SparkSession.getActiveSession()
        assert started is not None
        yield started


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@few
@given(data=st.data())
def test_spark_counts_what_python_counts(session: SparkSession, table: type[Facts], data: st.DataObject) -> None:
    """Laws 23 to 25 on Spark, as on the other engines."""
    rows = data.draw(st.lists(rows_of(table), min_size=30, max_size=60))
    assert_counts_agree(session.createDataFrame, rows, table, by=("agency",), period=Grain.QUARTER)


@pytest.mark.parametrize("period", PERIODS, ids=str)
@few
@given(rows=st.lists(rows_of(CaseFacts), min_size=30, max_size=60))
def test_every_kind_of_period_is_counted_apart(
    session: SparkSession, period: Grain | tuple[Period, ...] | None, rows: list[CaseFacts]
) -> None:
    """With days that are unknown or known within bounds."""
    assert_counts_agree(session.createDataFrame, rows, CaseFacts, period=period)


def test_a_joined_due_day_is_that_of_the_calendar(session: SparkSession) -> None:
    """And null where the calendar refuses to say."""
    days = [date(2017, 12, 28) + timedelta(days=41 * number) for number in range(90)]
    asked = [(day, number % 23 - 1) for number, day in enumerate(days)]
    assert_due_days_agree(session.createDataFrame, INDONESIA, [*asked, (None, 5), (date(2026, 1, 5), None)])


def test_the_example_gives_the_same_nation_on_spark_as_on_duckdb(session: SparkSession, tmp_path: Path) -> None:
    """Figure by figure, of every table."""
    _nation.make(tmp_path, NATION)
    with duckdb(str(tmp_path)) as read:
        expected = count(read)
    counted = count(lambda name: session.read.parquet(str(tmp_path / f"{name}.parquet")))
    assert {name: tally.figures() for name, tally in counted.items()} == {
        name: tally.figures() for name, tally in expected.items()
    }


def test_there_is_more_than_one_worker(session: SparkSession) -> None:
    """Two of them, each a process with a core and a gigabyte; the driver is listed beside them.

    Asked last: a cluster begins to work before all of its workers have come.
    """
    assert session.sparkContext.master == "local-cluster[2,1,1024]"
    cluster: Any = session.sparkContext._jsc
    tracker = cluster.sc().statusTracker()
    assert len(tracker.getExecutorInfos()) == 2 + 1
