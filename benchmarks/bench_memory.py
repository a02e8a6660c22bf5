"""How much memory a report takes, by the number of its events.

Every report has its own number, reference, instants, actions and events. Officers, agencies, categories and texts are
shared, so that what is weighed is the report without its texts. Run it with ``make bench``; README.md says how to read
the table.
"""

import gc
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from statistics import linear_regression
from typing import Final

import harness
from harness import Result
from scenario import disputed, received, walk

from lapor_core import Report

REPORTS: Final = 20_000
BASE: Final = 600
EACH_EVENT: Final = 300
"""The target, in bytes: so much for a report, and so much for each of its events."""


def with_events(events: int, number: int) -> Report:
    """Return a report that went so far along its way that it has so many events."""
    report, _ = received(number)
    for request in islice(walk(disputed, number), events - 1):
        report = request.after
    return report


def bytes_each(events: int) -> float:
    """Weigh many reports of so many events."""
    with_events(events, 0)
    gc.collect()
    tracemalloc.start()
    reports = [with_events(events, number) for number in range(REPORTS)]
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken / len(reports)


def weights() -> Iterator[Result]:
    """Weigh short and long reports, and fit a line through them."""
    counts = (1, 6, 12)
    taken = []
    for events in counts:
        taken.append(bytes_each(events))
        yield Result(
            label=f"{events} event{'s' * (events > 1)}",
            shown="",
            figure=taken[-1],
            unit="B",
            at_most=BASE + EACH_EVENT * events,
        )
    slope, intercept = linear_regression(counts, taken)
    yield Result(label="fit: report", shown="", figure=intercept, unit="B")
    yield Result(label="fit: each event", shown="", figure=slope, unit="B")


def main() -> None:
    """Print the table; end with code 1 when a target is missed."""
    print(harness.setting())
    harness.finish(harness.show(f"{REPORTS:,} reports without text", f"{'bytes':>11}", weights()))


if __name__ == "__main__":
    main()
