"""What a due day costs, next to numpy's `busday_*` functions and the `holidays` package.

Run it with ``make bench``; README.md says how to read the tables.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Final

import attrs
import harness
import holidays
import numpy as np
from harness import Result, Work

from lapor_core import INDONESIA

DAY: Final = timedelta(days=1)
FIRST, LAST = INDONESIA.coverage.first, INDONESIA.coverage.last
OFF: Final = [
    day
    for day in (FIRST + number * DAY for number in range((LAST - FIRST).days + 1))
    if INDONESIA.why(day).holidays and not INDONESIA.is_workday(day)
]
CHANCE: Final = Random(2024)  # noqa: S311 (a sample, not a secret)
STARTS: Final = [FIRST + CHANCE.randrange((LAST - FIRST).days - 120) * DAY for _ in range(200)]
SPANS: Final = [(day, day + CHANCE.randrange(120) * DAY) for day in STARTS]

BUSDAYS: Final = np.busdaycalendar(holidays=np.array(OFF, dtype="datetime64[D]"))
"""The calendar of numpy, made once."""

LISTED: Final = holidays.country_holidays(
    "ID", years=range(FIRST.year, LAST.year + 2), categories=("public", "government")
)
"""The holidays of the package, filled once; with the year after, so that nothing is worked out while it is timed."""

OTHERWISE: Final = "the two do not do the same"


def add_numpy(day: "date | np.datetime64", n: int) -> "np.datetime64":
    """Return the n-th working day after a day; a start on a day off is rolled back, so that it is day zero."""
    return np.busday_offset(day, n, roll="backward", busdaycal=BUSDAYS)


def count_numpy(first: "date | np.datetime64", last: "date | np.datetime64") -> "np.int64":
    """Count from the first day on and before the last; for the same count as ours both are moved by a day."""
    return np.busday_count(first, last, busdaycal=BUSDAYS)


def each(function: Callable[..., object], arguments: Sequence[tuple[object, object]]) -> Work:
    """Return work that calls a function with each pair of arguments."""

    def work() -> None:
        for one, other in arguments:
            function(one, other)

    return work


def adding() -> Iterator[Result]:
    """Race the n-th working day."""
    ours, theirs = INDONESIA.add_workdays, LISTED.get_nth_working_day
    for n in (3, 14, 60):
        for day in STARTS:
            if not ours(day, n) == add_numpy(day, n).item() == theirs(day, n):
                raise AssertionError(OTHERWISE)
        dates = [(day, n) for day in STARTS]
        ready = [(np.datetime64(day), n) for day in STARTS]
        yield harness.race(f"numpy, n = {n}", each(ours, dates), each(add_numpy, dates), at_least=8)
        yield harness.race(f"numpy, n = {n}, from its own type", each(ours, dates), each(add_numpy, ready))
        yield harness.race(f"holidays, n = {n}", each(ours, dates), each(theirs, dates), at_least=50, rounds=5)


def flat() -> Iterator[Result]:
    """Compare many days with few."""
    few, many = (each(INDONESIA.add_workdays, [(day, n) for day in STARTS]) for n in (3, 60))
    yield attrs.evolve(harness.race("60 days against 3", few, many), at_most=1.1)


def counting() -> Iterator[Result]:
    """Race the count over spans of up to 119 days."""
    ours = INDONESIA.workdays_between
    dates = [(after + DAY, upto + DAY) for after, upto in SPANS]
    ready = [(np.datetime64(first), np.datetime64(last)) for first, last in dates]
    for span, moved in zip(SPANS, dates, strict=True):
        if ours(*span) != count_numpy(*moved):
            raise AssertionError(OTHERWISE)
    yield harness.race("numpy", each(ours, SPANS), each(count_numpy, dates), at_least=20)
    yield harness.race("numpy, from its own type", each(ours, SPANS), each(count_numpy, ready))


def other_costs() -> Iterator[Result]:
    """Time what happens once per instant, per question and per calendar."""
    at = datetime(2024, 3, 4, 22, 30, tzinfo=UTC)
    for label, work in (
        ("local_day", lambda: INDONESIA.local_day(at)),
        ("why", lambda: INDONESIA.why(STARTS[0])),
        ("as_known_on (builds a calendar)", lambda: INDONESIA.as_known_on(LAST)),
    ):
        taken = harness.seconds_per_call(work)
        yield Result(label=label, shown="", figure=taken * 1e6, unit="µs")


def main() -> None:
    """Print all tables; end with code 1 when a target is missed."""
    print(harness.setting("numpy", "holidays"))
    heads = f"{'ours µs':>10} {'peer µs':>12} {'ratio':>11}"
    results = [
        *harness.show(f"add_workdays, {len(STARTS)} starts", heads, adding()),
        *harness.show(f"add_workdays, {len(STARTS)} starts", f"{'3, µs':>10} {'60, µs':>12} {'ratio':>11}", flat()),
        *harness.show(f"workdays_between, {len(SPANS)} spans", heads, counting()),
        *harness.show("one call", f"{'time':>11}", other_costs()),
    ]
    harness.finish(results)


if __name__ == "__main__":
    main()
