"""A year of an invented nation, as five parquet files of facts: ten million reports, their duties, and what is beside.

duckdb makes them, from a hash of the number of each row, so that they are the same wherever they are made. Shapes are
those of published figures: few large agencies and many small ones, most cases ended, most of these by the system, most
answers in time and a long tail of late ones. No person, text or identity is in them.
"""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import pyarrow as pa

from lapor_core import INDONESIA
from lapor_core.frames import with_due_days, with_workdays_between, workday_table
from lapor_core.monitoring.facts import TABLES

AGENCIES: Final = 700
FIRST: Final = date(2025, 1, 1)
TODAY: Final = date(2026, 1, 6)
MEMORY: Final = "1GB"
THREADS: Final = 2

# chance(row, purpose) is a number from 0 up to 1 that looks drawn.
_CHANCE: Final = "create macro chance(row, purpose) as (hash(row * 64 + purpose) % 1000003) / 1000003.0"

_CASES: Final = """
with drawn as (
    select row, floor({agencies} * pow(chance(row, 1), 2))::int as number, chance(row, 3) as what,
           chance(row, 4) as of_year, chance(row, 5) as place, chance(row, 6) as rated
    from range({rows}) as rows(row)
), working as (
    -- Some agencies work better than others.
    select *, pow(chance(row, 2), 0.6 + 0.8 * chance(number, 50)) as stand from drawn
), standing as (
    select *, case when stand < 0.70 then 'resolved' when stand < 0.78 then 'follow_up'
                   when stand < 0.86 then 'dispositioned' when stand < 0.94 then 'archived'
                   when stand < 0.97 then 'answered' when stand < 0.99 then 'received' else 'held' end as status
    from working
), dated as (
    -- What has not ended is mostly young.
    select *, date '{first}' + floor(365 * case when stand < 0.70 or stand between 0.86 and 0.94 then of_year
                                                else pow(of_year, 0.15) end)::int as day
    from standing
)
select row, 'agency-' || number as agency, 'unit-' || number || '-' || row % 5 as unit, day, day as day_latest, status,
       ['complaint', 'information_request', 'aspiration'][1 + (row % 17 > 10)::int + (row % 17 > 14)::int]
           as classification,
       'category-' || floor(30 * what * what)::int as category,
       ['web', 'android', 'sms'][1 + (row % 11 > 5)::int + (row % 11 > 8)::int] as channel,
       'province-' || floor(38 * place * place)::int as region,
       case when status in ('resolved', 'archived') then ['system', 'admin', 'reporter'][1 + (row % 7 > 4)::int] end
           as ended_by,
       case when status = 'resolved' then ['solved', 'information_given', null][1 + row % 3] end as outcome,
       case when status = 'archived' then ['expired', 'withdrawn', 'not_government'][1 + row % 3] end as archive_reason,
       case when status = 'resolved' and rated < 0.05 then 1 + floor(rated * 100)::tinyint end as rating,
       case when status = 'resolved' then rated < 0.03 end as is_rating_own,
       case when status not in ('resolved', 'archived') then date '{today}' - day end as age,
       case when status <> 'received' then floor(6 * chance(row, 7) * chance(row, 8))::smallint end as disposition_days,
       chance(row, 9) < 0.05 as was_held, chance(row, 10) < 0.03 as was_sent_back,
       chance(row, 11) < 0.02 as was_reopened,
       chance(row, 12) < 0.001 as was_forwarded, chance(row, 12) < 0.0004 as was_concluded,
       chance(row, 13) < 0.01 as is_pause_spent, (chance(row, 14) < 0.02)::tinyint as findings
from dated
"""

# Each turn of a duty starts on a day and is done a number of calendar days later, or not yet.
_TURNS: Final = """
select agency, unit, day, day_latest, duty, at_most, paused, day + done_after as done_on
from (
    select agency, unit, day, day_latest, status, turn.duty as duty, turn.at_most as at_most,
           case when chance(row, 20) < 0.05 then floor(10 * chance(row, 21))::int else 0 end as paused,
           case when turn.owed_until is null or not list_contains(turn.owed_until, status)
                then (-ln(1 - chance(row, 22 + turn.at_most)) * turn.at_most * 0.7)::int end as done_after
    from cases, (values ('verification', 3, ['received']),
                        ('first_follow_up', 5, ['received', 'dispositioned', 'held']),
                        ('completion', 14, ['received', 'dispositioned', 'held', 'follow_up', 'answered']))
                as turn(duty, at_most, owed_until)
    where status <> 'archived' or turn.duty = 'verification'
)
"""

_STATES: Final = """
agency, unit, day, day_latest, duty,
case when done_on is not null and done_on <= due then 'met' when done_on is not null then 'late'
     when due < date '{today}' then 'breached' when due is null then 'unknown' else 'running' end as state,
days, paused, days + paused as total
"""

_BESIDE: Final = {
    "agency": """
select 'agency-' || row as agency, ['regency', 'city', 'province', 'ministry'][1 + row % 4] as kind,
       date '{today}' as day, date '{today}' as day_latest, row % 10 <> 0 as is_connected,
       case when row % 10 <> 0 then row % 9 <> 0 else false end as is_active
from range({agencies}) as rows(row)""",
    "text": """
select agency, unit, day, day_latest, (chance(row, 40) < 0.087)::tinyint + (chance(row, 40) < 0.01)::tinyint as findings
from cases""",
    "survey": """
select agency, unit, day, day_latest, element, 1 + floor(4 * sqrt(chance(row, 41)))::tinyint as score, true as is_own
from cases, (values ('U1'), ('U2'), ('U3'), ('U4'), ('U5'), ('U6'), ('U7'), ('U8'), ('U9')) as asked(element)
where row % 100 = 0""",
}


@contextmanager
def connection() -> Generator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that keeps to two threads and a gigabyte."""
    with duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY}) as connected:
        connected.execute("set preserve_insertion_order = false; set enable_progress_bar = false")
        yield connected


def make(folder: Path, rows: int) -> None:
    """Write the five tables, if they are not there already."""
    if all((folder / f"{name}.parquet").exists() for name in TABLES):
        return
    folder.mkdir(parents=True, exist_ok=True)
    facts = {"rows": rows, "agencies": AGENCIES, "first": FIRST, "today": TODAY}
    with connection() as connected:
        connected.execute(_CHANCE)
        cases = folder / "case.parquet"
        connected.sql(_CASES.format(**facts)).write_parquet(str(cases), compression="zstd")
        connected.read_parquet(str(cases)).create_view("cases")
        days = connected.from_arrow(pa.table(workday_table(INDONESIA)))
        turns = connected.sql(_TURNS)
        due = with_due_days(turns, days, after="day", workdays="at_most")
        counted = with_workdays_between(due, days, after="day", upto="done_on", name="days")
        counted.project(_STATES.format(**facts)).write_parquet(str(folder / "duty.parquet"), compression="zstd")
        for name, query in _BESIDE.items():
            connected.sql(query.format(**facts)).write_parquet(str(folder / f"{name}.parquet"), compression="zstd")
