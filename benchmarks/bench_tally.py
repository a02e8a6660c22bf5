"""What it costs to count a million rows, next to a bare loop with three sums for each agency.

Run it with ``make bench``; README.md says how to read the tables.
"""

import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, Final

import attrs
import harness
from harness import Result

from lapor_core import (
    INDICATORS,
    ArchiveReason,
    CaseFacts,
    Channel,
    Classification,
    DutyFacts,
    DutyName,
    DutyState,
    EndedBy,
    Outcome,
    Status,
    Tally,
)
from lapor_core.identifiers import AgencyCode, CategoryCode

ROWS: Final = 1_000_000
ROUNDS: Final = 5
CHANCE: Final = Random(2026)  # noqa: S311 (a sample, not a secret)
AGENCIES: Final = [AgencyCode(f"agency-{number}") for number in range(700)]
WEIGHTS: Final = [*accumulate(1 / (number + 5) for number in range(700))]
CATEGORIES: Final = [CategoryCode(f"category-{number}") for number in range(30)]
BY_CATEGORY: Final = [*accumulate(1 / (number + 1) for number in range(30))]
FIRST: Final = date(2025, 1, 1)
DAYS: Final = [FIRST + timedelta(days=number) for number in range(365)]
STATUSES: Final = {
    Status.RESOLVED: 70,
    Status.FOLLOW_UP: 8,
    Status.DISPOSITIONED: 8,
    Status.ARCHIVED: 8,
    Status.ANSWERED: 3,
    Status.RECEIVED: 2,
    Status.HELD: 1,
}
MET, LATE = DutyState.MET, DutyState.LATE
LIMIT: Final = 14
THREE: Final = [one for one in INDICATORS if one.indicator_id in ("MON-012", "MON-022")]
"""Time to completion and its punctuality: count, share within the limit, mean days (and the percentiles)."""


def duty_rows() -> list[DutyFacts]:
    """Return turns of the duty to complete: most of them in time, few of them very late."""
    agencies = CHANCE.choices(AGENCIES, cum_weights=WEIGHTS, k=ROWS)
    return [
        DutyFacts(agency, agency, day, day, DutyName.COMPLETION, MET if days <= LIMIT else LATE, days, 0, days)
        for agency, day, days in zip(
            agencies,
            CHANCE.choices(DAYS, k=ROWS),
            (min(int(CHANCE.expovariate(1 / 8)), 90) for _ in range(ROWS)),
            strict=True,
        )
    ]


def case_row(agency: AgencyCode, status: Status, category: CategoryCode) -> CaseFacts:
    """Return a report of a usual shape."""
    is_resolved, is_ended, chance = status is Status.RESOLVED, status.is_ended, CHANCE.random()
    day = DAYS[int(chance * 365)]
    return CaseFacts(
        agency=agency,
        unit=agency,
        day=day,
        day_latest=day,
        status=status,
        classification=[*Classification][int(chance * 7) % 4],
        category=category,
        channel=[*Channel][int(chance * 101) % 5],
        region=f"region-{int(chance * 977) % 34}",
        ended_by=[EndedBy.SYSTEM, EndedBy.ADMIN, EndedBy.REPORTER][int(chance * 31) % 3] if is_ended else None,
        outcome=[Outcome.SOLVED, Outcome.INFORMATION_GIVEN, None][int(chance * 53) % 3] if is_resolved else None,
        archive_reason=[*ArchiveReason][int(chance * 19) % 9] if is_ended and not is_resolved else None,
        rating=5 if is_resolved and chance < 1 / 20 else None,
        is_rating_own=chance < 1 / 20 if is_resolved else None,
        age=None if is_ended else int(chance * 60),
        disposition_days=int(chance * 1009) % 6,
        was_held=chance * 17 % 1 < 1 / 20,
        was_sent_back=chance * 23 % 1 < 1 / 30,
        was_reopened=chance * 29 % 1 < 1 / 50,
        was_forwarded=False,
        was_concluded=False,
        is_pause_spent=False,
        findings=int(chance * 37 % 1 < 1 / 50),
    )


def case_rows() -> list[CaseFacts]:
    """Return reports of a year."""
    return [
        case_row(*facts)
        for facts in zip(
            CHANCE.choices(AGENCIES, cum_weights=WEIGHTS, k=ROWS),
            CHANCE.choices([*STATUSES], [*STATUSES.values()], k=ROWS),
            CHANCE.choices(CATEGORIES, cum_weights=BY_CATEGORY, k=ROWS),
            strict=True,
        )
    ]


def bare_duties(rows: Sequence[DutyFacts]) -> dict[AgencyCode | None, list[int]]:
    """Count, count in time, and add the days up, for each agency: nothing but that."""
    cells: dict[AgencyCode | None, list[int]] = {}
    for agency, _, _, _, _, state, days, _, _ in rows:
        cell = cells.get(agency)
        if cell is None:
            cell = cells[agency] = [0, 0, 0]
        cell[0] += 1
        if state is MET:
            cell[1] += 1
        cell[2] += days  # type: ignore[operator]
    return cells


def bare_cases(rows: Sequence[CaseFacts]) -> dict[AgencyCode | None, list[int]]:
    """Do likewise for reports: how many, how many resolved, and the days to the disposition."""
    resolved = Status.RESOLVED
    cells: dict[AgencyCode | None, list[int]] = {}
    for row in rows:
        cell = cells.get(row[0])
        if cell is None:
            cell = cells[row[0]] = [0, 0, 0]
        cell[0] += 1
        if row[4] is resolved:
            cell[1] += 1
        cell[2] += row[15]  # type: ignore[operator]
    return cells


def bulk(table: Any, rows: Sequence[Any], **facts: Any) -> Tally:
    """Count in bulk."""
    tally = Tally(table, by=("agency",), **facts)
    tally.update(rows)
    return tally


def one_by_one(rows: Sequence[DutyFacts]) -> Tally:
    """Count row by row."""
    tally = Tally(DutyFacts, by=("agency",), indicators=THREE)
    add = tally.add
    for row in rows:
        add(row)
    return tally


def check(rows: Sequence[DutyFacts]) -> None:
    """Both count the same."""
    cells = bare_duties(rows)
    for figure in bulk(DutyFacts, rows, indicators=THREE).figures():
        count, in_time, days = cells[dict(figure.key)["agency"]]  # type: ignore[index]
        expected = (days, count) if figure.indicator.sums else (in_time, count)
        if (figure.numerator, figure.denominator) != expected:
            raise AssertionError


def duties() -> Iterator[Result]:
    """Race the three sums, and everything that is counted over duties."""
    rows = duty_rows()
    check(rows[: ROWS // 10])

    def bare() -> object:
        return bare_duties(rows)

    for label, work, at_most in (
        ("duties, three figures, in bulk, read", lambda: bulk(DutyFacts, rows, indicators=THREE).figures(), 1.6),
        ("duties, three figures, in bulk, counted", lambda: bulk(DutyFacts, rows, indicators=THREE), None),
        ("duties, three figures, row by row, read", lambda: one_by_one(rows).figures(), 2.0),
        ("duties, every indicator, read", lambda: bulk(DutyFacts, rows).figures(), 12),
    ):
        yield attrs.evolve(harness.race(label, bare, work, rounds=ROUNDS), at_most=at_most)


def cases() -> Iterator[Result]:
    """Race everything that is counted over reports, and weigh it."""
    rows = case_rows()
    for label, work, at_most in (
        ("reports, every indicator, read", lambda: bulk(CaseFacts, rows).figures(), 12),
        ("reports, every indicator, counted", lambda: bulk(CaseFacts, rows), None),
    ):
        yield attrs.evolve(harness.race(label, lambda: bare_cases(rows), work, rounds=ROUNDS), at_most=at_most)
    half, whole = (_weight(rows[: ROWS // parts]) for parts in (2, 1))
    yield Result(label="memory, all rows against half of them", shown="", figure=whole / half, unit="x", at_most=1.5)
    yield Result(label="memory of all counts", shown="", figure=whole / 1e6, unit="MB")


def _weight(rows: Sequence[CaseFacts]) -> float:
    tracemalloc.start()
    tally = bulk(CaseFacts, rows)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del tally
    return taken


def main() -> None:
    """Print the tables."""
    print(harness.setting())
    heads = f"{'bare loop':>10} {'tally µs':>12}"
    results = harness.show("A million turns of a duty", heads, duties())
    results += harness.show("A million reports", heads, cases())
    harness.finish(results)


if __name__ == "__main__":
    main()
