"""What every value that travels as a document has in common: a place for fields that this version does not know.

A newer service may write fields that an older library cannot read. They are kept on the document that they
came in, and nowhere else: not compared, not printed, not shown in any view.
"""

import typing
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

import attrs


@attrs.frozen(kw_only=True, weakref_slot=False)
class Document:
    """Base of the values that `to_dict` writes and `from_dict` reads.

    Args:
        unknown: the fields that were not understood, as canonical JSON text; empty as a rule.
    """

    unknown: str = attrs.field(default="", eq=False, repr=False)


class Shape(NamedTuple):
    """What the documents of one class are made of.

    Args:
        names: all their fields but those that are not understood.
        texts: their free texts, each with the part of a report that it belongs to.
        inner: the fields that hold a document themselves, or several, each with its class.
    """

    names: frozenset[str]
    texts: tuple[tuple[str, Any], ...]
    inner: tuple[tuple[str, type[Document]], ...]


def _shape_of(kind: type[Document]) -> Shape:
    fields = [field for field in attrs.fields(kind) if field.name != "unknown"]
    hints = typing.get_type_hints(kind)
    inner = [(field.name, _document_in(hints[field.name])) for field in fields]
    return Shape(
        frozenset(field.name for field in fields),
        tuple((field.name, field.metadata["part"]) for field in fields if "part" in field.metadata),
        tuple((name, held) for name, held in inner if held is not None),
    )


def _document_in(hint: Any) -> type[Document] | None:
    """Return the class of documents that a hint names, by itself or within a tuple or a union."""
    if typing.get_origin(hint) is None:
        return hint if isinstance(hint, type) and issubclass(hint, Document) else None
    return next((held for held in map(_document_in, typing.get_args(hint)) if held is not None), None)


# Type checkers take no class with a __hash__ of its own for something that can be hashed.
shape_of: Final = typing.cast("Callable[[type[Document]], Shape]", cache(_shape_of))
"""Returns what the documents of a class are made of."""


def documents_in(document: Document, path: str = "") -> Iterator[tuple[str, Document]]:
    """Yield a document and all those within it, each with the beginning of the paths of its fields."""
    yield path, document
    for name, _ in shape_of(type(document)).inner:
        held = getattr(document, name)
        if isinstance(held, Document):
            yield from documents_in(held, f"{path}{name}.")
        elif held is not None:
            for index, one in enumerate(held):
                yield from documents_in(one, f"{path}{name}[{index}].")
