"""Removing texts for good: every free text says which part of a report it is, and a redaction names parts."""

import copy
from collections.abc import Iterable
from operator import is_
from typing import TypeVar

from lapor_core.documents import Document, shape_of
from lapor_core.events import Event
from lapor_core.texts import PublicText, Redacted
from lapor_core.vocabulary import TextPart

_D = TypeVar("_D", bound=Document)


def redacted(value: _D, parts: frozenset[TextPart]) -> _D:
    """Return the value without the free texts of these parts, in the value itself and in what it holds.

    Fields that this version does not know may hold anything, so they go with whatever part goes.

    The tokens that take their place cannot be given to a constructor, so they are set past it.
    """
    shape = shape_of(type(value))
    changes: dict[str, object] = {"unknown": ""} if value.unknown else {}
    for name, part in shape.texts:
        text = getattr(value, name)
        if part in parts and text is not None:
            token = Redacted(part)
            is_cleared = isinstance(text, PublicText)
            changes[name] = PublicText.vouched(token, text.checked_for, text.check) if is_cleared else token
    for name, _ in shape.inner:
        held = getattr(value, name)
        rest = _within(held, parts)
        if rest is not held:
            changes[name] = rest
    if not changes:
        return value
    result = copy.copy(value)
    for name, new in changes.items():
        object.__setattr__(result, name, new)
    return result


def _within(
    held: Document | tuple[Document, ...] | None, parts: frozenset[TextPart]
) -> Document | tuple[Document, ...] | None:
    if held is None or isinstance(held, Document):
        return held and redacted(held, parts)
    rest = tuple(redacted(one, parts) for one in held)
    return held if all(map(is_, held, rest)) else rest


def redacted_events(events: Iterable[Event], parts: frozenset[TextPart]) -> list[Event]:
    """Return the events without the free texts of these parts."""
    return [redacted(event, parts) for event in events]
