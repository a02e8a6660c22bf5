"""Checks on fields: they name the field and the rule and, unlike the stock validators, never show the value."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timezone
from enum import Enum
from typing import Any, Final, TypeVar, cast

import attrs

from lapor_core.errors import InvalidValueError

AWARE: Final = "an aware datetime is needed (one that knows its offset)"

_Code = TypeVar("_Code", bound=str)

_T = TypeVar("_T")
Validator = Callable[[Any, "attrs.Attribute[Any]", Any], None]


def require_instant(value: object, field: str) -> datetime:
    """Return an aware datetime; raise `InvalidValueError` for a naive one or anything else."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise InvalidValueError(field, AWARE)
    return value


def is_before(instant: datetime, other: datetime) -> bool:
    """Whether an aware instant lies before another; raise `TypeError` for naive ones.

    Python compares two instants of one zone by their clocks, which is wrong in the hour that summer time repeats.
    """
    zone = instant.tzinfo
    if zone is other.tzinfo and type(zone) is not timezone:
        if instant.utcoffset() is None:
            raise TypeError(AWARE)
        return instant.astimezone(UTC) < other.astimezone(UTC)
    return instant < other


def is_instant(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate an aware datetime."""
    require_instant(value, attribute.name)


def require_day(value: object, field: str) -> date:
    """Return a calendar day; raise `InvalidValueError` for a datetime or anything else."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise InvalidValueError(field, "a date without a time is needed")
    return value


def is_day(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate a calendar day; a datetime is not one."""
    require_day(value, attribute.name)


def require_text(value: object, field: str) -> str:
    """Return a text that says something; raise `InvalidValueError` for anything else."""
    if not isinstance(value, str) or not value.strip():
        raise InvalidValueError(field, "a text that is not empty is needed")
    return value


def is_text(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate a text that says something."""
    require_text(value, attribute.name)


def as_texts(values: Iterable[str]) -> tuple[str, ...]:
    """Return texts as a tuple. A single text stays one text, for `are_texts` to refuse: its letters are not meant."""
    return (values, "") if isinstance(values, str) else tuple(values)


def require_list(values: Iterable[_T], field: str) -> Iterable[_T]:
    """Return what gives several values; raise `InvalidValueError` for anything else, one text included."""
    if isinstance(values, str | bytes) or not isinstance(cast("object", values), Iterable):
        raise InvalidValueError(field, "a list is needed")
    return values


def require_function(value: object, field: str) -> None:
    """Raise `InvalidValueError` for what cannot be called."""
    if not callable(value):
        raise InvalidValueError(field, "a function is needed")


def are_texts(instance: object, attribute: "attrs.Attribute[Any]", values: tuple[object, ...]) -> None:
    """Validate a tuple of texts that say something."""
    for value in values:
        is_text(instance, attribute, value)


def require_a(value: _T, kind: type, field: str) -> _T:
    """Return a value of a type; raise `InvalidValueError` for another."""
    if not isinstance(value, kind):
        raise InvalidValueError(field, f"a {kind.__name__} is needed")
    return value


def _named(kind: type) -> str:
    """Return the name of a class; that of a list of terms with its members, as no other value will do."""
    return f"{kind.__name__} ({', '.join(kind.__members__)})" if issubclass(kind, Enum) else kind.__name__


def is_a(*kinds: type) -> Validator:
    """Make a validator for instances of the given types; a bool is not taken for a number."""
    names = " or ".join(map(_named, kinds))

    def check(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise InvalidValueError(attribute.name, f"{names} is needed")

    return check


def whole_number(minimum: int, maximum: int) -> Validator:
    """Make a validator for whole numbers from a minimum to a maximum; a bool is not one."""

    def check(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not minimum <= value <= maximum:
            raise InvalidValueError(attribute.name, f"a whole number from {minimum} to {maximum} is needed")

    return check


def path_up(
    code: _Code, parent: _Code | None, parents: Mapping[_Code, _Code | None], listed_in: str
) -> tuple[tuple[_Code, ...], str | None]:
    """Return the codes from one up to the top, and what is wrong with the way there, if anything.

    Args:
        code: where to begin.
        parent: its parent.
        parents: the parent of each code that is listed.
        listed_in: the words for what they are listed in.
    """
    path = [code]
    above = parent
    while above is not None:
        if above in path:
            return (), "parents run in a circle"
        if above not in parents:
            # A fault further up is told where it stands.
            return (), f"the parent is not in {listed_in}" if above == parent else None
        path.append(above)
        above = parents[above]
    return tuple(path), None
