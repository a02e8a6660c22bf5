"""Values as documents of plain JSON types, and back: what a service stores and what it sends.

* A document says which schema and which type it is. What is None or an empty list is left out, so that an old
  document stays the same when a later version adds an optional field.
* A report is its events. Reading it replays them: no document can hold a report that its history denies, and no
  rule of today is asked.
* Trust follows the document: inside an event a text is restored as it was cleared or redacted, and nowhere else.
  Read events only from where you yourself stored them. An action from outside carries drafts, which `apply` refuses.
* A bad document is refused with all its problems, each with its path. Values and unknown names are not repeated.
* Fields that this version does not know are kept on the value that they came with. Where there is no place for
  them (in a cleared text, a rule pack, ...) they are refused: a condition that is not understood must not be dropped.

How a class is written follows from its attrs fields and their types, and is worked out once, at import.
"""

import typing
from collections.abc import Callable, Collection, Iterable, Mapping
from enum import StrEnum
from functools import cache, reduce
from types import NoneType
from typing import Any, Final, TypeVar, cast

import attrs

from lapor_core.actions import ACTIONS, Action
from lapor_core.agencies import Actor, Agency, Directory
from lapor_core.categories import Categories, Category
from lapor_core.checks import is_text
from lapor_core.codecs import (
    ABSENT,
    BAD,
    OBJECT,
    SCALARS,
    Codec,
    Field,
    ObjectCodec,
    at_place,
    coded,
    is_object,
    listed,
    member,
    refuse,
    text,
)
from lapor_core.documents import Document
from lapor_core.errors import HistoryError, InvalidDocumentError, NotSerializableError, Problem, Refusal
from lapor_core.events import Event, History
from lapor_core.filings import Filing
from lapor_core.history import Seal
from lapor_core.identifiers import ReporterRef
from lapor_core.monitoring.improvement import ActionPlan, ExchangeForm
from lapor_core.public_reports import PublicReport
from lapor_core.reporters import Identity, IdentityGrant, IdentityOpening, SealedIdentity
from lapor_core.reports import Report
from lapor_core.rules.limits import UNITS, Limit
from lapor_core.rules.packs import RulePack
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.workdays import WorkCalendar
from lapor_core.states.lifecycle import Step, replay
from lapor_core.texts import NOT_HELD, Finding, Overruling, PublicText, Redacted, is_publishable, part
from lapor_core.views import (
    AgencyHeadView,
    CoordinatorView,
    LiaisonView,
    ObserverView,
    OmbudsmanView,
    ReporterView,
    ReportView,
)
from lapor_core.vocabulary import PROTECTION_FLAGS, Protection, TextPart

_T = TypeVar("_T")
SCHEMA: Final = "lapor_core/1"
"""Version of the documents; it changes only when older versions could no longer read them."""

Serializable = (
    Action | ActionPlan | Actor | Agency | Categories | Category | Directory | Event | ExchangeForm | Filing | Finding
    | IdentityOpening | Limit | PublicReport | Refusal | Report | ReportView | RulePack | Seal | Step | WorkCalendar
)  # fmt: skip
"""What a document can be made of."""


def to_dict(value: Serializable) -> dict[str, object]:
    """Return a value as a document of plain JSON types.

    Indonesian term: *tulis dokumen*. Instants keep their offset, enums become their wire codes, sets sorted lists.

    Raises:
        NotSerializableError: the value never becomes a document (an identity; a cleared or redacted text outside an
            event), or holds what none can hold.
    """
    kind = type(value)
    root = _TYPES.get(kind)
    if root is None:
        raise NotSerializableError(kind.__name__, _NEVER.get(kind, _NO_DOCUMENT))
    header = {"schema": SCHEMA, "type": root}
    return {**header, **_ROOTS[root].write(value), **header}


def from_dict(document: Mapping[str, object]) -> Any:
    """Return the value that a document stands for; of which class it is, the document's ``type`` says.

    Indonesian term: *baca dokumen*.

    Args:
        document: what `to_dict` gave, with or without a passage through JSON.

    Raises:
        InvalidDocumentError: everything that is wrong with it, each at its path and without any value.
    """
    try:
        return _read_root(document)
    except BAD as error:
        problems = at_place("", error)
    # Raised here and not above, so that the errors underneath, which may quote a value, are not chained to it.
    raise InvalidDocumentError(problems)


def read_as(kind: type[_T], document: object) -> _T:
    """Return the instance of a class of this library that a document stands for; the class is not in the document.

    Raises:
        InvalidDocumentError: as `from_dict`.
    """
    try:
        value: _T = _codec(cast("Any", kind), stored=False).read(document)
    except BAD as error:
        problems = at_place("", error)
    else:
        return value
    raise InvalidDocumentError(problems)


def _read_root(document: Mapping[str, object]) -> Any:
    if not is_object(document):
        refuse(f"{OBJECT}; json.loads makes one of a text" if isinstance(document, str | bytes) else OBJECT)
    body = dict(document)
    schema, kind = body.pop("schema", None), body.pop("type", None)
    problems: list[Problem] = []
    if schema != SCHEMA:
        problems.append(Problem(path="schema", rule=f"{SCHEMA} is needed; this version reads no other"))
    if not isinstance(kind, str) or kind not in _ROOTS:
        problems.append(Problem(path="type", rule=f"one of {', '.join(_ROOTS)} is needed"))
    elif not problems:
        return _ROOTS[kind].read(body)
    raise InvalidDocumentError(problems)


# Texts: drafts everywhere; in what is stored, also cleared and redacted ones.

_INSIDE: Final = "a cleared or redacted text travels only inside an event"
_MARKS: Final = frozenset({"cleared", "checked_for", "check", "overruled", "redacted"})


@attrs.frozen(kw_only=True)
class _RedactedText:
    redacted: TextPart


@attrs.frozen(kw_only=True)
class _ClearedText:
    cleared: str = attrs.field(validator=is_publishable, metadata=part(TextPart.PUBLISHED))
    checked_for: ReporterRef | None  # None stands for NOT_HELD
    check: str = attrs.field(validator=is_text)
    overruled: tuple[Overruling, ...] = ()


def _draft(value: object) -> str:
    claims = not _MARKS.isdisjoint(value) if is_object(value) else isinstance(value, PublicText | Redacted)
    return refuse(_INSIDE) if claims else text(value)


def _write_words(words: object) -> object:
    return {"redacted": words.part.value} if isinstance(words, Redacted) else text(words)


def _read_words(raw: object) -> str:
    if is_object(raw) and "redacted" in raw:
        return Redacted(_REDACTED.read(raw).redacted)
    return text(raw)


def _write_publishable(words: object) -> object:
    if isinstance(words, PublicText):
        known = None if words.checked_for is NOT_HELD else text(words.checked_for)
        cleared = {"cleared": _write_words(words.text), "checked_for": known, "check": text(words.check)}
        if words.overruled:
            cleared["overruled"] = [_OVERRULING.write(one) for one in words.overruled]
        return cleared
    return _write_words(words)


def _read_publishable(raw: object) -> PublicText | str:
    if is_object(raw) and "redacted" not in raw:
        read = _CLEARED.read(raw)
        return PublicText.vouched(read.cleared, read.checked_for or NOT_HELD, read.check, read.overruled)
    return _read_words(raw)


def _text_codec(attribute: "attrs.Attribute[Any]", *, stored: bool) -> Codec:
    if not stored:
        return Codec(_draft, _draft)
    if "to_clear" in attribute.metadata:
        return Codec(_write_publishable, _read_publishable)
    return Codec(_write_words, _read_words)


# Reports and steps: what they say more than their events follows from these.


@attrs.frozen(kw_only=True)
class _ReportDocument(Document):
    history: tuple[Event, ...]


@attrs.frozen(kw_only=True)
class _StepDocument:
    report: Report
    notices: tuple[str, ...] = ()


def _read_report(raw: object) -> Report:
    read = _codec(_ReportDocument, stored=True).read(raw)
    try:
        report = replay(read.history)
    except HistoryError as error:
        raise InvalidDocumentError([Problem(path=f"history[{error.index}]", rule=error.rule)]) from None
    object.__setattr__(report, "unknown", read.unknown)
    return report


def _read_step(raw: object) -> Step:
    read = _codec(_StepDocument, stored=True).read(raw)
    return Step(report=read.report, event=read.report.history[-1], notices=read.notices)


# Which codec each type has.


def _protection(flags: Iterable[Protection]) -> Protection:
    return reduce(Protection.__or__, flags, Protection.NONE)


_SCALARS: Final[Mapping[object, Codec]] = {
    **SCALARS,
    Protection: listed(coded(PROTECTION_FLAGS, "Protection"), _protection, sorted),
}
_TAGS: Final[Mapping[type, tuple[str, str]]] = {
    **{kind: ("name", name.value) for name, kind in ACTIONS.items()},
    **{kind: ("unit", unit) for unit, kind in UNITS.items()},
}
_UNIONS: Final[Mapping[object, tuple[str, Collection[type]]]] = {
    Action: ("name", ACTIONS.values()),
    Limit: ("unit", UNITS.values()),
}
_SHAPES: Final[Mapping[object, tuple[type, Callable[[object], object]]]] = {
    Report: (_ReportDocument, _read_report),
    Step: (_StepDocument, _read_step),
}


@cache
def _codec(hint: Any, *, stored: bool) -> Codec:
    """Return the codec of a type, in a document that is stored or in one that may come from anywhere."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if NoneType in inner:
        return _codec(inner[0], stored=stored)
    if origin is tuple:
        return listed(_codec(inner[0], stored=stored), tuple)
    if origin is frozenset:
        return listed(_codec(inner[0], stored=stored), frozenset, sorted)
    return _class_codec(hint, stored=stored)


def _class_codec(kind: type[Any], *, stored: bool) -> Codec:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind in _UNIONS:
        return _union_codec(*_UNIONS[kind], stored=stored)
    if kind in _SHAPES:
        shape, read = _SHAPES[kind]
        return Codec(_codec(shape, stored=stored).write, read)
    if issubclass(kind, StrEnum):
        return coded({term.value: term for term in kind}, kind.__name__)
    if issubclass(kind, str):
        return Codec(text, kind)
    return _object_codec(kind, stored=stored)


def _union_codec(name: str, kinds: Iterable[type], *, stored: bool) -> Codec:
    """Return the codec of a place where any of some classes may stand, told apart by the code in the named field."""
    codecs = {kind: _codec(kind, stored=stored) for kind in kinds}
    by_code = {_TAGS[kind][1]: codec for kind, codec in codecs.items()}

    def write(value: object) -> object:
        kind = type(value)
        if kind not in codecs:
            raise NotSerializableError(kind.__name__, _NO_DOCUMENT)
        return codecs[kind].write(value)

    def read(document: object) -> object:
        if not is_object(document):
            refuse(OBJECT)
        code = document.get(name)
        if not isinstance(code, str) or code not in by_code:
            raise InvalidDocumentError([Problem(path=name, rule="a known code is needed")])
        return by_code[code].read(document)

    return Codec(write, read)


def _object_codec(kind: type, *, stored: bool) -> Codec:
    hints = typing.get_type_hints(kind)
    fields = [
        Field(
            attribute,
            codec=_field_codec(attribute, hints[attribute.name], stored=stored),
            nullable=NoneType in typing.get_args(hints[attribute.name]),
            empty=attribute.default if attribute.default in (None, ()) else ABSENT,
        )
        for attribute in attrs.fields(kind)
        if attribute.init and attribute.name != "unknown"
    ]
    whole = ObjectCodec(kind, fields, _TAGS.get(kind))
    return Codec(whole.write, whole.read)


def _field_codec(attribute: "attrs.Attribute[Any]", hint: Any, *, stored: bool) -> Codec:
    if "part" in attribute.metadata:
        return _text_codec(attribute, stored=stored)
    if typing.get_origin(hint) is tuple:
        return listed(member(_codec(typing.get_args(hint)[0], stored=stored), attribute), tuple)
    return _codec(hint, stored=stored)


_REDACTED: Final = _codec(_RedactedText, stored=True)
_CLEARED: Final = _codec(_ClearedText, stored=True)
_OVERRULING: Final = _codec(Overruling, stored=True)
_STORED: Final = (Event, Report, Step)
_KINDS: Final[Mapping[str, type]] = {
    "action": Action,
    "action_plan": ActionPlan,
    "actor": Actor,
    "agency": Agency,
    "agency_head_view": AgencyHeadView,
    "calendar": WorkCalendar,
    "categories": Categories,
    "category": Category,
    "coordinator_view": CoordinatorView,
    "directory": Directory,
    "event": Event,
    "exchange_form": ExchangeForm,
    "filing": Filing,
    "finding": Finding,
    "identity_opening": IdentityOpening,
    "liaison_view": LiaisonView,
    "limit": Limit,
    "observer_view": ObserverView,
    "ombudsman_view": OmbudsmanView,
    "public_report": PublicReport,
    "refusal": Refusal,
    "report": Report,
    "reporter_view": ReporterView,
    "rule_pack": RulePack,
    "seal": Seal,
    "step": Step,
}
_ROOTS: Final = {name: _codec(kind, stored=kind in _STORED) for name, kind in _KINDS.items()}
_TYPES: Final[Mapping[type, str]] = {
    **{kind: name for name, kind in _KINDS.items()},
    **dict.fromkeys(ACTIONS.values(), "action"),
    **dict.fromkeys(UNITS.values(), "limit"),
}
_NO_DOCUMENT: Final = "no document is made of it"
_NEVER: Final[Mapping[type, str]] = {
    Identity: "an identity is never written",
    IdentityGrant: "a grant is worked out from the report each time",
    History: "write the report, or each event",
    PublicText: _INSIDE,
    Rulebook: "write its directory, calendar, pack and categories",
    SealedIdentity: "an identity is never written",
}
