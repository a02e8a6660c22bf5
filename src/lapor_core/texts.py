"""Texts that were cleared for the public, what a check finds in one, and what a redaction leaves of one."""

import re
from collections.abc import Container
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
_TOKEN: Final = re.compile(rf"{re.escape(_REDACTED)}([a-z_]{{1,20}})\]", re.IGNORECASE)


def token_of(kind: str) -> str:
    """Return what stands in a text where something of a kind was taken out."""
    return f"{_REDACTED}{kind}]"


@attrs.frozen(kw_only=True, weakref_slot=False)
class RedactionToken:
    """Where in a text something was taken out, and of which kind it was. Indonesian term: *tanda penyamaran*.

    Args:
        kind: what it looked like, such as ``nik`` or ``phone``.
        start: index of the first character of the token.
        end: index after its last character.
    """

    kind: str
    start: int
    end: int


def find_tokens(text: str) -> tuple[RedactionToken, ...]:
    """Return where things were taken out of a text, for somebody who reviews it."""
    return tuple(
        RedactionToken(kind=match[1].lower(), start=match.start(), end=match.end()) for match in _TOKEN.finditer(text)
    )


def blanked(text: str, kinds: Container[str]) -> str:
    """Return a text in which signs stand for the tokens of these kinds, as many as these have."""
    if "[" not in text:
        return text
    return _TOKEN.sub(lambda match: "|" * len(match[0]) if match[1].lower() in kinds else match[0], text)


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


def _is_rule_id(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, str) or not re.fullmatch(r"PRV-[0-9]{3}", value):
        raise InvalidValueError(attribute.name, "the id of a privacy rule is needed, such as PRV-015")


@attrs.frozen(kw_only=True, weakref_slot=False)
class Overruling:
    """What a coordinator says about a finding that is none. Indonesian term: *pengesampingan temuan*.

    It holds for likely findings and those to be reviewed, never for certain ones nor for those about the reporter.

    Args:
        rule_id: the privacy rule whose findings in the text are overruled.
        reason: why.
    """

    rule_id: str = attrs.field(validator=_is_rule_id)
    reason: str = attrs.field(repr=False, validator=is_text)


@attrs.frozen(init=False, kw_only=True, weakref_slot=False)
class PublicText:
    """A text that passed the check and may become public. Only `clear_text` and `redact_text` make one.

    Indonesian term: *teks yang boleh diterbitkan*.

    Args:
        text: what was cleared.
        checked_for: the reporter whose identity the text was checked against, or `NOT_HELD`.
        check: version of the check that it passed.
        overruled: what was found in it and overruled, with reasons; these are not public.
    """

    text: str = attrs.field(repr=False)
    checked_for: ReporterRef | Literal[NotHeld.NOT_HELD]
    check: str
    overruled: tuple[Overruling, ...] = ()

    def __init__(self) -> None:
        raise TypeError("a PublicText is made by clear_text(), which checks it")

    @classmethod
    def vouched(
        cls,
        text: str,
        checked_for: ReporterRef | Literal[NotHeld.NOT_HELD],
        check: str,
        overruled: tuple[Overruling, ...] = (),
    ) -> Self:
        """Make one without a check: for the check itself, for storage and for redaction, and for nobody else."""
        public = cls.__new__(cls)
        facts = {"text": text, "checked_for": checked_for, "check": check, "overruled": overruled}
        for name, value in facts.items():
            object.__setattr__(public, name, value)
        return public


Publishable = PublicText | str
"""A cleared text, or the draft of one. `apply` takes only cleared ones; a document can only carry a draft."""


NO_WAY_BACK: Final = "what is left of a redacted text cannot be written back"
"""What the refusal of such a text says."""


def is_redacted(value: object) -> bool:
    """Whether a text is what a redaction left, be it only a copy of its letters."""
    return isinstance(value, str) and value.strip() in _PARTS


def is_words(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate somebody's own words: a text that says something and holds no token of a redaction."""
    is_text(instance, attribute, value)
    if isinstance(value, str) and _TOKEN.search(value):
        raise InvalidValueError(attribute.name, NO_WAY_BACK)


def is_publishable(instance: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    """Validate a text that is to be published: a `PublicText`, or the draft of one. Parts of it may be tokens."""
    words = value.text if isinstance(value, PublicText) else value
    is_text(instance, attribute, words)
    if is_redacted(words):
        raise InvalidValueError(attribute.name, NO_WAY_BACK)


def part(name: TextPart) -> dict[str, object]:
    """Mark an attribute as free text of a part, so that a redaction of the part reaches it."""
    return {"part": name}


def to_clear(name: TextPart) -> dict[str, object]:
    """Mark an attribute as free text of a part that is to be published, so that `apply` wants it cleared."""
    return {"part": name, "to_clear": True}
