"""The frames of all engines, as narwhals opens them, and what is said when an engine lacks something."""

from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any

import narwhals as nw

from lapor_core.errors import InvalidValueError, UnsupportedEngineError

Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]
"""A frame of any engine, lazy or not."""


def opened(frame: Any, field: str) -> Frame:
    """Return the frame of an engine as narwhals has it, or say what is wrong with what was given."""
    try:
        rows: Frame = nw.from_native(frame)
    except TypeError:
        raise InvalidValueError(field, "a data frame of an engine that narwhals speaks with is needed") from None
    except nw.exceptions.DuplicateError:
        raise InvalidValueError(field, "columns with names of their own are needed") from None
    return rows


def check_columns(schema: nw.Schema, names: Iterable[str], days: Iterable[str], field: str) -> None:
    """Say which columns are missing, or are no columns of local days."""
    missing = sorted({*names, *days} - {*schema})
    if missing:
        raise InvalidValueError(field, f"the columns {', '.join(missing)} are needed")
    for name in days:
        kind = schema[name]
        if not (isinstance(kind, nw.Date) or (isinstance(kind, nw.Datetime) and kind.time_zone is None)):
            raise InvalidValueError(field, f"{name} has to be a column of local days")


@contextmanager
def engine_of(rows: Frame, need: str) -> Generator[None]:
    """Say in plain words when an engine lacks something."""
    try:
        yield
    except (NotImplementedError, nw.exceptions.InvalidOperationError) as error:
        raise UnsupportedEngineError(rows.implementation.value, need) from error
