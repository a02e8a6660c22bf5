"""Removing texts for good: every free text says which part of a report it is, and a redaction names parts."""

import copy
from collections.abc import Iterable
from operator import is_
from typing import TypeVar, cast

import attrs

from lapor_core.documents import Document
from lapor_core.events import Event
from lapor_core.texts import PublicText, Redacted
from lapor_core.vocabulary import TextPart

_D = TypeVar("_D", bound=Document)


def redacted(value: _D, parts: frozenset[TextPart]) -> _D:
    """Return the value without the free texts of these parts, in the value itself and in what it holds.

    Fields that this version does not know may hold anything, so they go with whatever part goes.

    The tokens that take their place cannot be given to a constructor, so they are set past it.
    """
    changes: dict[str, object] = {"unknown": ""} if value.unknown else {}
    for field in attrs.fields(type(value)):
        old = getattr(value, field.name)
        new = _without(old, field.metadata.get("part"), parts)
        if new is not old:
            changes[field.name] = new
    if not changes:
        return value
    result = copy.copy(value)
    for name, new in changes.items():
        object.__setattr__(result, name, new)
    return result


def _without(old: object, part: TextPart | None, parts: frozenset[TextPart]) -> object:
    if isinstance(old, Document):
        return redacted(old, parts)
    if isinstance(old, tuple):
        several = cast("tuple[object, ...]", old)
        rest = tuple(_without(one, part, parts) for one in several)
        return several if all(map(is_, several, rest)) else rest
    if part is None or part not in parts or old is None:
        return old
    token = Redacted(part)
    if isinstance(old, PublicText):
        return PublicText.vouched(token, old.checked_for, old.check)
    return token


def redacted_events(events: Iterable[Event], parts: frozenset[TextPart]) -> list[Event]:
    """Return the events without the free texts of these parts."""
    return [redacted(event, parts) for event in events]
