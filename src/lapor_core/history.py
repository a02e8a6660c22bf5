"""A history that can prove that it was not altered, and from which texts can still be removed for good.

Every event gets a seal, which is stored beside its document. A seal hashes the document together with the seal before
it, so that nothing can be changed, moved, left out or put in later without breaking it. What a redaction may remove
(each free text, with what was overruled in it, and the fields that nobody knows) is not hashed itself: it is
*committed* to, as the hash of a salt and the text, and the seal hashes the commitment. When the text and its salt are
removed, the commitment stays, and the seal with it. Without the salt nobody can find out by trying whether the text was
"ya" or "tidak".

The canonical form of what is hashed is one JSON list in ASCII, its objects sorted by name and without any spaces: two
different lists never have the same form. Documents that a passage through JSON would make equal are equal here too.

A seal does not depend on which fields this version knows: it says itself which places it commits to.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, cast

import attrs

from lapor_core.actions import ACTIONS, Action
from lapor_core.checks import is_a, is_text, require_a, require_list
from lapor_core.codecs import is_list, is_object
from lapor_core.documents import Document, shape_of
from lapor_core.errors import HistoryAlteredError, InvalidValueError, Problem
from lapor_core.events import Event
from lapor_core.vocabulary import ActionName, TextPart

SEAL_FORMAT: Final = "lapor_core/history/1"
"""How documents are hashed; part of every hash."""

SHORTEST_SALT: Final = 16
"""Bytes of a salt, at least."""

_UNKNOWN: Final = "*"
_AND: Final = "+"
_STEP: Final = re.compile(r"\[([0-9]+)\]|([^.\[\]]+)")


def _hexadecimal(digits: str) -> Any:
    pattern = re.compile(rf"(?:[0-9a-f]{{2}}){digits}")

    def check(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise InvalidValueError(attribute.name, "bytes in lower-case hexadecimal digits are needed, none missing")

    return check


_is_digest: Final = _hexadecimal("{32}")
_is_salt: Final = _hexadecimal(f"{{{SHORTEST_SALT},}}")


@attrs.frozen(kw_only=True, weakref_slot=False)
class Commitment:
    """What a seal says of something that may be removed. Indonesian term: *komitmen*.

    Args:
        path: where it stands in the document, such as ``action.text``; ends with ``*`` for the fields of an object
            that were not known when it was sealed, and with ``cleared+overruled`` for a text and what goes with it.
        part: the part whose redaction removes it; None for unknown fields, which go with any part.
        digest: the hash of path, salt and value.
        salt: what keeps the value from being guessed; None once the value was removed.
        names: the unknown fields that are meant; empty for a text, and once they were removed.
    """

    path: str = attrs.field(validator=is_text)
    part: TextPart | None = attrs.field(default=None, validator=attrs.validators.optional(is_a(TextPart)))
    digest: str = attrs.field(validator=_is_digest)
    salt: str | None = attrs.field(default=None, repr=False, validator=attrs.validators.optional(_is_salt))
    names: tuple[str, ...] = attrs.field(
        default=(), repr=False, validator=attrs.validators.deep_iterable(is_a(str), is_a(tuple))
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Seal:
    """What is stored beside the document of one event to prove later that nothing was altered.

    Indonesian term: *segel peristiwa*. The link of the last seal stands for the whole history up to there. Keep it
    where whoever can write the history cannot write.

    Args:
        link: the hash of the event, its commitments and the link before it.
        commitments: to each free text of the event, and to what nobody knows of it.
    """

    link: str = attrs.field(validator=_is_digest)
    commitments: tuple[Commitment, ...] = attrs.field(
        default=(), validator=attrs.validators.deep_iterable(is_a(Commitment), is_a(tuple))
    )


def seal_event(document: Mapping[str, object], *, after: Seal | None, salts: Iterable[bytes]) -> Seal:
    """Seal the document of one more event; what it costs does not depend on how many there were before.

    Args:
        document: what `to_dict` made of the event, as it will be stored.
        after: the seal of the event before it; None for the first.
        salts: as many as there are texts are taken, each random, secret and used only once; for example
            ``iter(lambda: secrets.token_bytes(16), None)``.

    Raises:
        InvalidValueError: it is no document of an event, or a salt is missing, too short or there twice.
    """
    before = "" if after is None else require_a(after, Seal, "after").link
    return _sealed(document, before, _checked(salts), "document")


def seal_history(documents: Iterable[Mapping[str, object]], *, salts: Iterable[bytes]) -> tuple[Seal, ...]:
    """Seal the documents of a whole history.

    Args:
        documents: what `to_dict` made of each event, in order.
        salts: as for `seal_event`.

    Raises:
        InvalidValueError: one is no document of an event, or a salt is missing, too short or there twice.
    """
    seals: list[Seal] = []
    fresh, link = _checked(salts), ""
    for index, document in enumerate(require_list(documents, "documents")):
        seals.append(_sealed(document, link, fresh, f"documents[{index}]"))
        link = seals[-1].link
    return tuple(seals)


def redact_seals(seals: Iterable[Seal], parts: Iterable[TextPart]) -> tuple[Seal, ...]:
    """Forget what would help to guess removed texts; the links stay as they are.

    Call it together with `apply` of a `Redact`, and store what it gives in place of the earlier seals, as the documents
    of the new report are stored in place of the earlier documents. The redaction itself is then sealed like any event.

    Args:
        seals: those of the events before the redaction.
        parts: the parts that it names.

    Raises:
        InvalidValueError: an argument is of the wrong kind.
    """
    gone = frozenset(require_a(part, TextPart, "parts") for part in require_list(parts, "parts"))
    return tuple(_redacted(seal, gone) for seal in _seals(seals))


def verify_history(
    documents: Iterable[Mapping[str, object]], seals: Iterable[Seal], *, head: str | None = None
) -> None:
    """Make sure that a history is what was sealed; raise if not.

    Args:
        documents: the documents of the events, as they are stored.
        seals: their seals, as they are stored.
        head: a link that was kept elsewhere. The history as it was then must be part of this one; without it nobody
            can tell when the last events are missing, or when everything was sealed anew.

    Raises:
        HistoryAlteredError: every place that is not as it was sealed, without any value.
        InvalidValueError: an argument is of the wrong kind.
    """
    HistoryAlteredError.raise_if_any(find_alterations(documents, seals, head=head))


def find_alterations(
    documents: Iterable[Mapping[str, object]], seals: Iterable[Seal], *, head: str | None = None
) -> tuple[Problem, ...]:
    """List where a history is not what was sealed: the event (its seq is the index and one) and the path in it.

    A text may be missing only where a later event of the history removed its part, and must be missing there.

    Args:
        documents: the documents of the events, as they are stored.
        seals: their seals, as they are stored.
        head: a link that was kept elsewhere; see `verify_history`.

    Raises:
        InvalidValueError: an argument is of the wrong kind.
    """
    stored, sealed = list(require_list(documents, "documents")), _seals(seals)
    if head is not None:
        require_a(head, str, "head")
    problems: list[Problem] = []
    gone = _gone_after(stored)
    link = ""
    for index, (document, seal) in enumerate(zip(stored, sealed, strict=False)):
        place = f"history[{index}]"
        problems += [
            Problem(path=place + path, rule=rule) for path, rule in _alterations(document, seal, link, gone[index])
        ]
        link = seal.link
    if len(stored) != len(sealed):
        rule = "an event without a seal" if len(stored) > len(sealed) else "an event that was sealed is missing"
        problems.append(Problem(path=f"history[{min(len(stored), len(sealed))}]", rule=rule))
    if head is not None and head not in {seal.link for seal in sealed}:
        problems.append(Problem(path="head", rule="the history as it was then is not part of this one"))
    return tuple(problems)


# What may be removed from a document.


_HEADER: Final = frozenset({"schema", "type"})
_TAG: Final = frozenset({"name"})
_NO_MORE: Final[frozenset[str]] = frozenset()
_ACTIONS: Final[Mapping[object, type[Action]]] = {name.value: kind for name, kind in ACTIONS.items()}


class _Place(NamedTuple):
    """Something in a document that may be removed: the path of the object it is in, and what of that object."""

    steps: tuple[str | int, ...]
    names: tuple[str, ...]
    part: TextPart | None

    @property
    def path(self) -> str:
        above = "".join([f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.steps])
        return f"{above}.{_UNKNOWN if self.part is None else _AND.join(self.names)}".removeprefix(".")


def _places(
    document: Mapping[str, Any], kind: type[Document], more: frozenset[str], steps: tuple[str | int, ...] = ()
) -> Iterator[_Place]:
    """Yield what may be removed from an object of some class and from those within it.

    Args:
        document: the object.
        kind: its class.
        more: names that it has beside the fields of the class.
        steps: where it is.
    """
    shape = shape_of(kind)
    for name, part in shape.texts:
        text = document.get(name)
        if isinstance(text, str):
            yield _Place(steps, (name,), part)
        elif is_object(text) and isinstance(text.get("cleared"), str):
            # A redaction takes the reasons with the text, so one commitment holds both.
            yield _Place((*steps, name), ("cleared", "overruled") if "overruled" in text else ("cleared",), part)
    for name, inner in shape.inner:
        within = document.get(name)
        if is_object(within):
            is_action = inner is Action
            of = _ACTIONS[within["name"]] if is_action else inner
            yield from _places(within, of, _TAG if is_action else _NO_MORE, (*steps, name))
        elif is_list(within):
            for index, one in enumerate(within):
                yield from _places(one, inner, _NO_MORE, (*steps, name, index))
        elif within is not None:  # words that would be hashed as they are
            raise TypeError
    unknown = document.keys() - shape.names - more
    if unknown:
        yield _Place(steps, tuple(sorted(unknown)), None)


def _place_of(commitment: Commitment) -> _Place:
    *steps, (_, last) = _STEP.findall(commitment.path)
    return _Place(
        tuple(int(index) if index else name for index, name in steps),
        commitment.names if commitment.part is None else tuple(last.split(_AND)),
        commitment.part,
    )


def _pulled(document: Mapping[str, Any], places: Iterable[_Place]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a document without what stands at some places, and what stood there."""
    if not is_object(document):  # a list of pairs would make one
        raise TypeError
    rest = dict(document)
    pulled: list[dict[str, Any]] = []
    for place in places:
        holder: Any = rest
        for step in place.steps:
            holder = _entered(holder, step)
        pulled.append({name: holder.pop(name) for name in place.names if name in holder})
    return rest, pulled


def _entered(holder: Any, step: str | int) -> Any:
    """Put a copy in the place of what stands there in an object or list, and return it; what is neither is empty."""
    try:
        within = holder[step]
    except (LookupError, TypeError):
        return {}
    if not is_object(within) and not is_list(within):
        return {}
    holder[step] = copied = dict(within) if is_object(within) else [*within]
    return copied


# Sealing.


def _sealed(document: Mapping[str, Any], before: str, salts: Iterator[str], field: str) -> Seal:
    try:
        places = [*_places(document, _kind_of(document), _HEADER)]
        rest, pulled = _pulled(document, places)
        commitments = tuple(
            [_committed(place, value, next(salts)) for place, value in zip(places, pulled, strict=True)]
        )
        return Seal(link=_link(before, rest, commitments), commitments=commitments)
    except InvalidValueError:  # about a salt
        raise
    except _NOT_JSON:
        problem = InvalidValueError(field, "the document of an event is needed, as to_dict makes it")
    except StopIteration:
        problem = InvalidValueError("salts", "one is needed for each text")
    # Raised here and not above, so that the error underneath, which may quote a value, is not chained to it.
    raise problem


def _kind_of(document: Mapping[str, Any]) -> type[Event]:
    # The events in the document of a report have no header of their own.
    if document.get("type", "event") != "event" or not is_object(document.get("action")):
        raise TypeError
    return Event


def _committed(place: _Place, value: Mapping[str, Any], salt: str) -> Commitment:
    path = place.path
    return Commitment(
        path=path,
        part=place.part,
        digest=_digest(path, salt, value),
        salt=salt,
        names=place.names if place.part is None else (),
    )


def _checked(salts: Iterable[bytes]) -> Iterator[str]:
    seen: set[bytes] = set()
    for salt in cast("Iterable[object]", require_list(salts, "salts")):
        if not isinstance(salt, bytes) or len(salt) < SHORTEST_SALT or salt in seen:
            raise InvalidValueError("salts", f"random bytes are needed, {SHORTEST_SALT} at least, and none twice")
        seen.add(salt)
        yield salt.hex()


_NOT_JSON: Final = (AttributeError, KeyError, TypeError, ValueError, RecursionError)


def _as_dict(value: object) -> dict[Any, object]:
    if not is_object(value):
        raise TypeError
    return dict(value)


_encoded: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False, default=_as_dict).encode


def _hash(*content: object) -> str:
    return hashlib.sha256(_encoded([SEAL_FORMAT, *content]).encode("ascii")).hexdigest()


def _digest(path: str, salt: str, value: Mapping[str, Any]) -> str:
    return _hash("commitment", path, salt, value)


def _link(before: str, rest: Mapping[str, Any], commitments: Iterable[Commitment]) -> str:
    return _hash("event", before, rest, [(each.path, each.part, each.digest) for each in commitments])


# Removing, and verifying.


def _seals(seals: Iterable[Seal]) -> Sequence[Seal]:
    return [require_a(seal, Seal, f"seals[{index}]") for index, seal in enumerate(require_list(seals, "seals"))]


def _redacted(seal: Seal, parts: frozenset[TextPart]) -> Seal:
    if not any(each.part is None or each.part in parts for each in seal.commitments):
        return seal
    return Seal(
        link=seal.link,
        commitments=tuple(
            Commitment(path=each.path, part=each.part, digest=each.digest)
            if each.part is None or each.part in parts
            else each
            for each in seal.commitments
        ),
    )


def _gone_after(documents: Sequence[Mapping[str, Any]]) -> list[frozenset[str]]:
    """Return, for each event, the codes of the parts that later events removed."""
    gone: frozenset[str] = frozenset()
    after: list[frozenset[str]] = []
    for document in reversed(documents):
        after.append(gone)
        gone |= _removed_by(document)
    return after[::-1]


def _removed_by(document: Mapping[str, Any]) -> frozenset[str]:
    try:
        action = document["action"]
        return frozenset(action["parts"]) if action["name"] == ActionName.REDACT else frozenset()
    except _NOT_JSON:
        return frozenset()


def _alterations(
    document: Mapping[str, Any], seal: Seal, before: str, gone: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield the paths in one event that are not as they were sealed, and what is wrong there."""
    try:
        rest, pulled = _pulled(document, map(_place_of, seal.commitments))
        is_linked = _link(before, rest, seal.commitments) == seal.link
        wrong = [_wrong(each, value, gone) for each, value in zip(seal.commitments, pulled, strict=True)]
    except _NOT_JSON:
        yield "", "it is no document of plain JSON types"
        return
    yield from ((f".{each.path}", rule) for each, rule in zip(seal.commitments, wrong, strict=True) if rule)
    if not is_linked:
        yield "", "the event, or its place in the history, is not what was sealed"


def _wrong(commitment: Commitment, value: Mapping[str, Any], gone: frozenset[str]) -> str | None:
    part, salt = commitment.part, commitment.salt
    is_gone = bool(gone) if part is None else part in gone
    if salt is None:
        left = [] if part is None else [{"redacted": part}]
        if [*value.values()] != left:
            return "a text stands where one was removed, or nothing says that one was"
        return None if is_gone else "it was removed, and no later event of the history says so"
    if _digest(commitment.path, salt, value) != commitment.digest:
        return "it is not what was sealed"
    return "a later event removed it, and it is still stored" if is_gone else None
