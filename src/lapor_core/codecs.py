"""How values become plain JSON types and back: a codec for each kind of field, and one that makes a class of fields.

Reading reports every problem, each at its path, and repeats no value: a reader raises `InvalidValueError` for one
value, or an error with paths from there on, and whoever called it puts its own place in front (`at_place`). Writing
refuses what reading would refuse, so that nothing is stored that cannot be loaded again.
"""

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timezone
from fractions import Fraction
from typing import Any, Final, NamedTuple, NoReturn, TypeGuard

import attrs

from lapor_core.checks import require_instant
from lapor_core.documents import Document
from lapor_core.errors import (
    DirectoryError,
    InvalidDocumentError,
    InvalidValueError,
    NotSerializableError,
    Problem,
)
from lapor_core.texts import PublicText, Redacted

BAD: Final = (InvalidValueError, InvalidDocumentError, DirectoryError)
"""What a reader raises."""

OBJECT: Final = "an object is needed"


class Codec(NamedTuple):
    """How the values of one type are written as plain JSON types, and read."""

    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def refuse(rule: str) -> NoReturn:
    """Refuse a value; the caller knows where it stands."""
    raise InvalidValueError("document", rule)


def is_object(raw: object) -> TypeGuard[Mapping[Any, object]]:
    """Whether a document, or a part of one, is a mapping."""
    # The common type first: asking an abstract class takes four times as long.
    return type(raw) is dict or isinstance(raw, Mapping)


def at_place(place: str, error: InvalidValueError | InvalidDocumentError | DirectoryError) -> list[Problem]:
    """Return the problems of an error with the place where it arose put in front of their paths."""
    if isinstance(error, InvalidValueError):
        return [Problem(path=place or error.field, rule=error.rule)]
    return [Problem(path=_joined(place, problem.path), rule=problem.rule) for problem in error.problems]


def _joined(place: str, path: str) -> str:
    dot = "." if place and path and not path.startswith("[") else ""
    return f"{place}{dot}{path}" or "document"


# Single values. Where one function does both, it checks what it is given and returns it as a plain type.


def text(value: object) -> str:
    """Write or read a text."""
    if not isinstance(value, str):
        refuse("a text is needed")
    return str.__str__(value)


_LARGEST: Final = 2**63 - 1


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _LARGEST:
        refuse("a whole number of at most 64 bits is needed")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        refuse("true or false is needed")
    return value


def _write_instant(at: datetime) -> str:
    return require_instant(at, "at").isoformat()


def _read_instant(iso: str) -> datetime:
    try:
        return require_instant(datetime.fromisoformat(iso), "at")
    except (TypeError, ValueError):
        refuse("an ISO 8601 instant with its offset is needed")


def _read_day(iso: str) -> date:
    try:
        return date.fromisoformat(iso)
    except (TypeError, ValueError):
        refuse("an ISO 8601 date is needed")


_MIDNIGHT: Final = "2000-01-01T00:00:00"


def _write_zone(zone: timezone) -> str:
    return datetime(2000, 1, 1, tzinfo=zone).isoformat().removeprefix(_MIDNIGHT)


def _read_zone(offset: str) -> timezone:
    try:
        zone = datetime.fromisoformat(_MIDNIGHT + offset).tzinfo
    except (TypeError, ValueError):
        zone = None
    return zone if isinstance(zone, timezone) else refuse("an offset such as +07:00 is needed")


def _write_fraction(share: Fraction) -> str:
    return f"{_whole(share.numerator)}/{_whole(share.denominator)}"


def _read_fraction(share: object) -> Fraction:
    match = re.fullmatch(r"([0-9]{1,19})/(0*[1-9][0-9]{0,18})", share) if isinstance(share, str) else None
    return (
        Fraction(_whole(int(match[1])), _whole(int(match[2]))) if match else refuse("a fraction such as 3/4 is needed")
    )


SCALARS: Final[Mapping[object, Codec]] = {
    str: Codec(text, text),
    int: Codec(_whole, _whole),
    bool: Codec(_truth, _truth),
    datetime: Codec(_write_instant, _read_instant),
    date: Codec(date.isoformat, _read_day),
    timezone: Codec(_write_zone, _read_zone),
    Fraction: Codec(_write_fraction, _read_fraction),
}


def coded(codes: Mapping[str, object], name: str) -> Codec:
    """Return the codec of a closed list of values, each with its wire code."""

    def read(code: str) -> object:
        try:
            return codes[code]
        except (KeyError, TypeError):
            refuse(f"a known code of {name} is needed")

    return Codec({member: code for code, member in codes.items()}.__getitem__, read)


# What is made of several values.


def is_list(raw: object) -> TypeGuard[Sequence[Any]]:
    """Whether a part of a document is a list."""
    return isinstance(raw, list | tuple)


def listed(of: Codec, make: Callable[[list[Any]], Any], order: Callable[[Iterable[Any]], list[Any]] = list) -> Codec:
    """Return the codec of a list; ``make`` turns what was read into the value, ``order`` the value into the list."""

    def write(values: Iterable[Any]) -> list[Any]:
        return order(map(of.write, values))

    def read(items: object) -> object:
        if not is_list(items):
            refuse("a list is needed")
        values: list[Any] = []
        problems: list[Problem] = []
        for index, item in enumerate(items):
            try:
                values.append(of.read(item))
            except BAD as error:
                problems += at_place(f"[{index}]", error)
        if problems:
            raise InvalidDocumentError(problems)
        return make(values)

    return Codec(write, read)


def member(of: Codec, attribute: "attrs.Attribute[Any]") -> Codec:
    """Return the codec of one member of a field that holds several; the field's validator is asked about it alone."""
    check = attribute.validator
    if check is None:
        return of

    def read(raw: object) -> object:
        value = of.read(raw)
        check(None, attribute, (value,))
        return value

    return Codec(of.write, read)


ABSENT: Final = object()


class Field(NamedTuple):
    """A field of a class, as documents know it.

    Args:
        attribute: the field itself.
        codec: how it is written and read.
        nullable: whether it may be null.
        empty: what leaving it out means; ``ABSENT`` when it may not be left out.
    """

    attribute: "attrs.Attribute[Any]"
    codec: Codec
    nullable: bool
    empty: object


_DEEPEST: Final = 32


class ObjectCodec:
    """Writes and reads the instances of one attrs class. Reading is as strict as its constructor.

    Args:
        kind: the class.
        fields: its fields.
        tag: a name and a code that every document of the class has, where several classes may stand in one place.
    """

    def __init__(self, kind: type[Any], fields: Sequence[Field], tag: tuple[str, str] | None) -> None:
        names = [field.attribute.name for field in fields]
        self._kind = kind
        self._tag = {} if tag is None else dict([tag])
        self._known = frozenset([*self._tag, *names])
        self._left_out: dict[str, object] = {
            field.attribute.name: field.empty for field in fields if field.empty is not ABSENT
        }
        self._relations = getattr(kind, "__attrs_post_init__", None)
        self._keeps_unknown = issubclass(kind, Document)
        if self._keeps_unknown:
            self._left_out["unknown"] = ""
        # Plain tuples: the loops over them are where the time goes.
        self._writes = [(name, field.codec.write, field.empty) for name, field in zip(names, fields, strict=True)]
        self._reads = [
            (name, field.codec.read, _check_of(field.attribute), field.attribute, field.nullable)
            for name, field in zip(names, fields, strict=True)
        ]

    def write(self, value: Any) -> dict[str, object]:
        """Return the document of an instance."""
        document: dict[str, object] = dict(self._tag)
        for name, write, empty in self._writes:
            item = getattr(value, name)
            if item is not empty:
                try:
                    document[name] = None if item is None else write(item)
                except NotSerializableError:
                    raise
                except InvalidValueError as error:
                    raise NotSerializableError(f"{type(value).__name__}.{name}", error.rule) from None
                except (AttributeError, KeyError, TypeError):
                    rule = "it is of another type than declared"
                    raise NotSerializableError(f"{type(value).__name__}.{name}", rule) from None
        if self._keeps_unknown and value.unknown:
            document |= self._restored(value)
        return document

    def read(self, document: object) -> Any:
        """Return the instance that a document stands for.

        It is made past the constructor, which would stop at the first problem and takes nothing that was redacted:
        each field is asked by itself, then the class for how they relate.
        """
        if not is_object(document):
            refuse(OBJECT)
        values, problems = self._values(document)
        if problems:
            raise InvalidDocumentError(problems)
        made = object.__new__(self._kind)
        for name, value in values.items():
            _put(made, name, value)
        if self._relations is not None:
            try:
                self._relations(made)
            except BAD as error:
                raise InvalidDocumentError(at_place("", error)) from None
        return made

    def _values(self, document: Mapping[Any, object]) -> tuple[dict[str, object], list[Problem]]:
        values = self._left_out.copy()
        problems: list[Problem] = []
        absent = 0
        for name, code in self._tag.items():
            absent += name not in document
            if document.get(name) != code:
                problems.append(Problem(path=name, rule=f"{code} is needed"))
        for name, read, check, attribute, nullable in self._reads:
            raw = document.get(name, ABSENT)
            if raw is ABSENT:
                absent += 1
                if name not in values:
                    problems.append(Problem(path=name, rule="the field is missing"))
            elif raw is None and nullable:
                values[name] = None
            else:
                try:
                    values[name] = value = read(raw)
                    if check is not None:
                        check(None, attribute, value)
                except BAD as error:
                    problems += at_place(name, error)
        if len(document) != len(self._known) - absent:
            problems += self._keep(document, values)
        return values, problems

    def _keep(self, document: Mapping[Any, object], values: dict[str, object]) -> list[Problem]:
        """Put the fields that are not known where the value keeps them."""
        if not self._keeps_unknown:
            return [Problem(path="", rule="it has a field that this version does not know and may not drop")]
        unknown = {name: document[name] for name in document if name not in self._known}
        if not _is_plain(unknown):
            return [Problem(path="", rule=f"unknown fields must be plain JSON, at most {_DEEPEST} levels deep")]
        values["unknown"] = json.dumps(unknown, sort_keys=True, separators=(",", ":"), default=dict)
        return []

    def _restored(self, value: Document) -> dict[str, object]:
        try:
            unknown: Any = json.loads(value.unknown)
        except (RecursionError, TypeError, ValueError):
            unknown = None
        if not is_object(unknown) or not _is_plain(unknown) or not self._known.isdisjoint(unknown):
            raise NotSerializableError(f"{type(value).__name__}.unknown", "a JSON object of unknown fields is needed")
        return dict(unknown)


_put: Final = object.__setattr__


def _check_of(attribute: "attrs.Attribute[Any]") -> Callable[[Any, Any, Any], Any] | None:
    check = attribute.validator
    if check is None or "part" not in attribute.metadata:
        return check

    def check_unless_redacted(instance: Any, attribute: Any, value: object) -> None:
        if not isinstance(value.text if isinstance(value, PublicText) else value, Redacted):
            check(instance, attribute, value)

    return check_unless_redacted


def _is_plain(value: object, deepest: int = _DEEPEST) -> bool:
    if is_object(value):
        return all(isinstance(name, str) for name in value) and _is_plain([*value.values()], deepest)
    if is_list(value):
        return deepest > 0 and all(_is_plain(item, deepest - 1) for item in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) <= _LARGEST)
