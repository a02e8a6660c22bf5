"""Texts that were cleared for the public, what a check finds in one, and what a redaction leaves of one."""

from enum import Enum
from typing import Any, Final, Literal, Self

import attrs

from lapor_core.checks import is_text
from lapor_core.errors import InvalidValueError
from lapor_core.identifiers import ReporterRef
from lapor_core.vocabulary import Term, TextPart


class NotHeld(Enum):
    """The one value that says: this service holds no identity of the reporter."""

    NOT_HELD = "not_held"


NOT_HELD: Final = NotHeld.NOT_HELD
"""Stands for the identity where the service does not hold it."""


class LeakConfidence(Term):
    """How sure a finding is. Indonesian term: *tingkat keyakinan*."""

    CERTAIN = "certain", "Pasti", "Certain"
    LIKELY = "likely", "Mungkin besar", "Likely"
    REVIEW = "review", "Perlu ditinjau", "To be reviewed"


@attrs.frozen(kw_only=True, weakref_slot=False)
class Finding:
    """Something in a text that may give a person away: what kind, where, how sure; never the value.

    Indonesian term: *temuan*.

    Args:
        kind: what it looks like, such as ``nik`` or ``phone``.
        start: index of its first character in the text that was checked.
        end: index after its last character.
        confidence: how sure the check is.
        rule_id: the privacy rule that found it.
    """

    kind: str
    start: int
    end: int
    confidence: LeakConfidence
    rule_id: str


_REDACTED: Final = "[redacted: "
_PARTS: Final = {f"{_REDACTED}{part.value}]": part for part in TextPart}


class Redacted(str):
    """What stands where a text was removed for good. It reads as a text and cannot be written back as one.

    Indonesian term: *teks yang dihapus*.
    """

    __slots__ = ()

    def __new__(cls, part: TextPart) -> Self:
        """Make the token of a part."""
        return super().__new__(cls, f"{_REDACTED}{part.value}]")

    @property
    def part(self) -> TextPart:
        """The part of the report that the text belonged to."""
        return _PARTS[self]

    def __reduce__(self) -> tuple[type[Self], tuple[TextPart]]:
        return type(self), (self.part,)


@attrs.frozen(init=False, kw_only=True, weakref_slot=False)
class PublicText:
    """A text that passed the check and may become public. Only `clear_text` makes one.

    Indonesian term: *teks yang boleh diterbitkan*.

    Args:
        text: what was cleared.
        checked_for: the reporter whose identity the text was checked against, or `NOT_HELD`.
        check: version of the check that it passed.
    """

    text: str = attrs.field(repr=False)
    checked_for: ReporterRef | Literal[NotHeld.NOT_HELD]
    check: str

    def __init__(self) -> None:
        raise TypeError("a PublicText is made by clear_text(), which checks it")

    @classmethod
    def vouched(cls, text: str, checked_for: ReporterRef | Literal[NotHeld.NOT_HELD], check: str) -> Self:
        """Make one without a check: for the check itself, for storage and for redaction, and for nobody else."""
        public = cls.__new__(cls)
        for name, value in (("text", text), ("checked_for", checked_for), ("check", check)):
            object.__setattr__(public, name, value)
        return public


Publishable = PublicText | str
"""A cleared text, or the draft of one. `apply` takes only cleared ones; a document can only carry a draft."""


def is_redacted(value: object) -> bool:
    """Whether a text is what a redaction left, be it only a copy of its letters."""
    return isinstance(value, str) and value.strip() in _PARTS


def is_words(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate somebody's own words: a text that says something and is not what a redaction left."""
    is_text(instance, attribute, value)
    if is_redacted(value):
        raise InvalidValueError(attribute.name, "what is left of a redacted text cannot be written back")


def is_publishable(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate a text that is to be published: a `PublicText`, or the draft of one."""
    is_words(instance, attribute, value.text if isinstance(value, PublicText) else value)


def part(name: TextPart) -> dict[str, object]:
    """Mark an attribute as free text of a part, so that a redaction of the part reaches it."""
    return {"part": name}


def to_clear(name: TextPart) -> dict[str, object]:
    """Mark an attribute as free text of a part that is to be published, so that `apply` wants it cleared."""
    return {"part": name, "to_clear": True}
