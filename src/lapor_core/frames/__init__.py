"""The same indicators and due days on data frames: the engine groups, counts and joins, Python divides.

Needs the extra ``frames`` (narwhals), which speaks with polars, pandas, pyarrow, duckdb, PySpark and others. A frame is
what such an engine hands out, lazy or not; it is never taken into Python whole, but only what was counted of it.

Nothing of an indicator is written down again here. The groups of a `Tally` are what the engine has to count, so what
comes out is equal to what Python counts, to the last fraction. And a calendar goes along as a table of its days, so
that deadlines are joins.
"""

from lapor_core.frames.counting import count_frame
from lapor_core.frames.due_days import with_due_days, with_workdays_between, workday_table

__all__ = ["count_frame", "with_due_days", "with_workdays_between", "workday_table"]
