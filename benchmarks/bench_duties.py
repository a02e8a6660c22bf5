"""What it costs to assess a report, and to plan for a million of them.

Run it with ``make bench``; README.md says how to read the tables.
"""

import resource
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle, islice
from random import Random
from typing import Final

import attrs
import harness
import scenario
from harness import Result
from scenario import BEGIN, RULES, SYSTEM, USUAL

from lapor_core import INDONESIA, Report, Rulebook, apply, assess, due_on, in_bulk, next_wakeup, plan

UNDER: Final = attrs.evolve(RULES, calendar=INDONESIA)
DAY: Final = timedelta(days=1)
STARTED_ON: Final = date(2026, 1, 5)
POOL: Final = 5_000
SWEEP: Final = 1_000_000
NIGHT: Final = BEGIN + 92 * DAY
CHANCE: Final = Random(2026)  # noqa: S311 (a sample, not a secret)


def ten_events() -> Report:
    """Return a report with 10 events and 8 duties: answered, disputed, and being followed up again."""
    *_, nine = islice(scenario.walk(scenario.disputed, 1), 8)
    report = scenario.noted(nine.after, 10)
    if (len(report.history), len(assess(report, as_of=report.changed_at, under=UNDER).duties)) != (10, 8):
        raise AssertionError
    return report


def assessing() -> Iterator[Result]:
    """Compare an assessment with one due day, as `due_on` looks it up, and with itself on an old case."""
    report = ten_events()
    soon = report.changed_at + 10 * DAY

    def whole() -> object:
        return assess(report, as_of=soon, under=UNDER)

    def one() -> object:
        return due_on("SLA-032", started_on=STARTED_ON, calendar=INDONESIA)

    def bare() -> object:
        return INDONESIA.add_workdays(STARTED_ON, 14)

    yield attrs.evolve(harness.race("due_on: rule, regime, range, day", one, whole), at_most=120)
    yield harness.race("add_workdays alone", bare, whole)
    # The decrees end before a thousand days are over; plain weeks do not.
    at = report.changed_at + 1_000 * DAY
    yield attrs.evolve(
        harness.race(
            "the same case after 10 and after 1,000 days",
            lambda: assess(report, as_of=soon, under=RULES),
            lambda: assess(report, as_of=at, under=RULES),
        ),
        at_most=1.1,
    )


def other_costs() -> Iterator[Result]:
    """Time the questions about one report."""
    report = ten_events()
    at = report.changed_at + 5 * DAY
    for label, question in (("assess", assess), ("plan", plan), ("next_wakeup", next_wakeup)):
        taken = harness.seconds_per_call(lambda question=question: question(report, as_of=at, under=UNDER))  # type: ignore[misc]
        yield Result(label=label, shown="", figure=taken * 1e6, unit="µs")


def open_reports() -> list[Report]:
    """Return different open reports of the last weeks, with all on record that was to be done the night before."""
    reports: list[Report] = []
    before = NIGHT - DAY
    while len(reports) < POOL:
        number = CHANCE.randrange(int((before - BEGIN).total_seconds()))
        report, _ = scenario.received(number)
        for step in scenario.walk(CHANCE.choice(USUAL), number):
            if step.at > before:
                break
            report = step.after
        if not report.status.is_ended:
            reports.append(carried_out(report, before, UNDER))
    return reports


def carried_out(report: Report, at: datetime, under: Rulebook) -> Report:
    """Return the report with its plan carried out."""
    for intent in plan(report, as_of=at, under=under):
        report = apply(report, intent.action, by=SYSTEM, at=at, under=under).report
    return report


def sweeping() -> Iterator[Result]:
    """Plan for a million open reports that come from an iterator."""
    pool = open_reports()
    events = sum(len(report.history) for report in pool) / len(pool)
    intents = 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    for answer in in_bulk(plan, islice(cycle(pool), SWEEP), as_of=NIGHT, under=UNDER):
        if answer.value is None:
            raise AssertionError
        intents += len(answer.value)
    taken = time.process_time() - started
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    yield Result(label="reports a second and core", shown="", figure=SWEEP / taken, unit="", at_least=50_000)
    yield Result(label="memory that grew, MB", shown="", figure=grown, unit="", at_most=16)
    yield Result(label="events in a report, mean", shown="", figure=events, unit="")
    yield Result(label="intents found", shown="", figure=intents, unit="")


def main() -> None:
    """Print all tables; end with code 1 when a target is missed."""
    print(harness.setting())
    results = [
        *harness.show(
            "assess, 10 events and 8 duties", f"{'look-up µs':>10} {'assess µs':>12} {'ratio':>11}", assessing()
        ),
        *harness.show("one call", f"{'time':>11}", other_costs()),
        *harness.show(f"plan of {SWEEP:,} open reports", f"{'figure':>11}", sweeping()),
    ]
    harness.finish(results)


if __name__ == "__main__":
    main()
