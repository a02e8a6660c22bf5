"""The check that stands between a text and the public: what in it may give a person away.

It looks for the shapes of numbers and addresses, for words with which people name themselves and others, and for the
known reporter in the spellings that people use. A text that passes is not proven clean.
"""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import Final, Literal, TypeVar, cast

import attrs

from lapor_core.errors import IdentityLeakError, InvalidValueError
from lapor_core.identifiers import ReporterRef
from lapor_core.reporters import SealedIdentity
from lapor_core.rules.leak_numbers import number_hits
from lapor_core.rules.leak_rules import KIND_OF, REPORTER_RULE, TO_BE_REVIEWED
from lapor_core.rules.leak_words import email_hits, gates_of, word_hits
from lapor_core.spelling import Reading, may_be_spoken, spoken
from lapor_core.texts import (
    NO_WAY_BACK,
    NOT_HELD,
    Finding,
    LeakConfidence,
    NotHeld,
    Overruling,
    PublicText,
    blanked,
    is_redacted,
    token_of,
)
from lapor_core.vocabulary import TextAnswer, TextPart

Known = SealedIdentity | Literal[NotHeld.NOT_HELD]
"""The identity that a text is checked against, or `NOT_HELD` when the service holds none."""

CHECK_VERSION: Final = "spellings-4"
"""Version of the check; it changes with every change of what is found."""

_TOKEN_KINDS: Final = frozenset({*KIND_OF.values(), *(part.value for part in TextPart)})
"""What a token of ours may say; what else stands in one is read, for it may be a name."""

_BLOCKING: Final = {
    LeakConfidence.CERTAIN: frozenset({LeakConfidence.CERTAIN}),
    LeakConfidence.LIKELY: frozenset({LeakConfidence.CERTAIN, LeakConfidence.LIKELY}),
    LeakConfidence.REVIEW: frozenset(LeakConfidence),
}


def find_identity_leaks(text: str, *, known: Known, allow: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Find what may give a person away, in the order of the text.

    Args:
        text: what somebody wrote.
        known: the sealed identity of the reporter, or `NOT_HELD`; there is no default.
        allow: public contacts of the agency itself, which are nobody's identity.

    Returns:
        One finding for each place and rule; empty when none was found.

    Raises:
        InvalidValueError: the text is empty, ``known`` is neither an identity nor `NOT_HELD`, or ``allow`` no texts.
    """
    contacts, fault = _several(allow, str, "allow")
    refused = _refusal(text, known, fault)
    if refused is None:
        return _found(text, known, contacts)
    del text, known, allow, contacts  # an error that leaves shows the values of its frames to whoever prints them
    raise refused


def clear_text(
    text: str,
    *,
    known: Known,
    allow: Iterable[str] = (),
    overrule: Iterable[Overruling] = (),
    at_least: LeakConfidence = LeakConfidence.LIKELY,
) -> PublicText:
    """Make a text public, if nothing was found in it that forbids it.

    Args:
        text: what is to be published.
        known: the sealed identity of the reporter, or `NOT_HELD`; there is no default.
        allow: public contacts of the agency itself.
        overrule: what a coordinator says about findings that are not certain and not about the reporter; it is kept
            with the text.
        at_least: how sure a finding has to be to forbid publication.

    Raises:
        IdentityLeakError: something was found; the error names rules, and neither places nor values. What only the
            known identity shows is ``PRV-000`` there.
        InvalidValueError: the text is empty, or what a redaction left; or another argument is not what it should be.
    """
    contacts, fault = _several(allow, str, "allow")
    said, unsaid = _several(overrule, Overruling, "overrule")
    outcome: PublicText | Exception | None = _refusal_to_publish(text, known, fault or unsaid, at_least)
    if outcome is None:
        outcome = _cleared(text, known, contacts, said, at_least)
    if isinstance(outcome, PublicText):
        return outcome
    del text, known, allow, overrule, contacts, said
    raise outcome


def redact_text(
    text: str,
    *,
    known: Known,
    allow: Iterable[str] = (),
    overrule: Iterable[Overruling] = (),
    at_least: LeakConfidence = LeakConfidence.LIKELY,
) -> PublicText:
    """Make a text public without what was found in it: a token that names the kind stands in its place.

    Where a token stands, and of which kind it is, can be read from the text (`texts.find_tokens`). What was there
    cannot, and no constructor of original words takes a text with a token.

    Args:
        text: what is to be published.
        known: the sealed identity of the reporter, or `NOT_HELD`; there is no default.
        allow: public contacts of the agency itself.
        overrule: as for `clear_text`.
        at_least: how sure a finding has to be to be replaced.

    Raises:
        InvalidValueError: the text is empty, or what a redaction left; or another argument is not what it should be.
    """
    contacts, fault = _several(allow, str, "allow")
    said, unsaid = _several(overrule, Overruling, "overrule")
    refused = _refusal_to_publish(text, known, fault or unsaid, at_least)
    if refused is not None:
        del text, known, allow, overrule, contacts, said
        raise refused
    text = str.__str__(text)
    while forbidding := _forbidding(findings := _found(text, known, contacts), said, at_least):
        text = _without(text, findings, frozenset(forbidding))
    return PublicText.vouched(text, _ref_of(known), CHECK_VERSION, said)


def is_still_clear(text: PublicText, *, allow: Iterable[str] = ()) -> bool:
    """Whether a text that was cleared once would pass by its patterns today; what was overruled stays overruled.

    Args:
        text: the text.
        allow: public contacts of the agency itself; asked for only where the check has changed since.

    Raises:
        InvalidValueError: ``text`` is no `PublicText`, or ``allow`` no texts.
    """
    if not isinstance(cast("object", text), PublicText):
        del text, allow
        raise InvalidValueError("text", "a PublicText is needed")
    if text.check == CHECK_VERSION:
        return True
    contacts, fault = _several(allow, str, "allow")
    if fault is not None:
        raise fault
    return not _forbidding(_found(text.text, NOT_HELD, contacts), text.overruled, LeakConfidence.LIKELY)


@attrs.frozen(kw_only=True, weakref_slot=False)
class TextVerdict:
    """What somebody is told about a text. Indonesian term: *hasil pemeriksaan teks*.

    Args:
        answer: what becomes of it.
        findings: what they may see of what was found.
    """

    answer: TextAnswer
    findings: tuple[Finding, ...]


def check_text(text: str, *, known: Known, may_know: bool, allow: Iterable[str] = ()) -> TextVerdict:
    """Tell somebody about a text, and nobody who the reporter is: whoever may not know it learns nothing from this.

    To them the answer is by patterns alone, and the same whoever the reporter is: a text that patterns do not stop is
    queued for a review, always. Whether it waits there because of the reporter is for those to see who may know.

    Args:
        text: what somebody hands in.
        known: the sealed identity of the reporter, or `NOT_HELD`; there is no default.
        may_know: whether they may know the reporter.
        allow: public contacts of the agency itself.

    Raises:
        InvalidValueError: the text is empty, ``known`` is neither an identity nor `NOT_HELD`, ``may_know`` no bool, or
            ``allow`` no texts.
    """
    contacts, fault = _several(allow, str, "allow")
    refused = _refusal(text, known, fault)
    if refused is None and not isinstance(cast("object", may_know), bool):
        refused = InvalidValueError("may_know", "True or False is needed")
    if refused is not None:
        del text, known, allow, contacts
        raise refused
    findings = _found(text, known if may_know else NOT_HELD, contacts)
    if _forbidding(findings, (), LeakConfidence.LIKELY):
        answer = TextAnswer.STOPPED
    elif may_know and not findings:
        answer = TextAnswer.CLEARED
    else:
        answer = TextAnswer.QUEUED
    return TextVerdict(answer=answer, findings=findings)


# Each of these gets a text and raises nothing: an error would carry it away in its frame.


_T = TypeVar("_T")


def _several(values: object, kind: type[_T], field: str) -> tuple[tuple[_T, ...], Exception | None]:
    """Return values that are all of a kind, and what is wrong when they are not, or no list of any."""
    if isinstance(values, Iterable) and not isinstance(values, str | bytes):
        try:
            given = tuple(cast("Iterable[_T]", values))
        except Exception as error:  # noqa: BLE001 (a list that is worked out while it is read may fail in any way)
            return (), error
        if all(isinstance(value, kind) for value in given):
            return given, None
    of = "texts" if kind is str else kind.__name__
    return (), InvalidValueError(field, f"a list of {of} is needed; that of none is empty")


def _refusal(text: object, known: object, fault: Exception | None) -> Exception | None:
    if not isinstance(text, str) or not text.strip():
        return InvalidValueError("text", "a text that is not empty is needed")
    if known is not NOT_HELD and not isinstance(known, SealedIdentity):
        return InvalidValueError("known", "a SealedIdentity or NOT_HELD is needed")
    return fault


def _refusal_to_publish(text: object, known: object, fault: Exception | None, at_least: object) -> Exception | None:
    if refused := _refusal(text, known, fault):
        return refused
    if is_redacted(text):
        return InvalidValueError("text", NO_WAY_BACK)
    if not isinstance(at_least, LeakConfidence):
        return InvalidValueError("at_least", "a LeakConfidence is needed")
    return None


def _found(text: str, known: Known, allow: Iterable[str]) -> tuple[Finding, ...]:
    reading = Reading.of(blanked(text, _TOKEN_KINDS))
    gates = gates_of(reading)
    hits = number_hits(reading)
    hits += word_hits(reading, gates)
    hits += email_hits(reading, gates)
    spots = _spots(reading, hits) if hits else []
    aloud = spoken(reading) if may_be_spoken(reading, gates) else None
    if aloud:
        spots += _spots(aloud, number_hits(aloud))
    if spots and (allowed := {_bare(contact) for contact in allow}):
        spots = [spot for spot in spots if _bare(text[spot[0] : -spot[1]]) not in allowed]
    if known is not NOT_HELD:
        for one in (reading, aloud) if aloud else (reading,):
            spots += _spots(one, [(start, end, REPORTER_RULE, sure) for start, end, sure in known.matches(one)])
    return _told(spots) if spots else ()


_SURENESS: Final = {confidence: number for number, confidence in enumerate(LeakConfidence)}
_CONFIDENCE: Final = tuple(LeakConfidence)

_Spot = tuple[int, int, int, str]
"""Where something stands in the text, in the order of telling: its start, minus its end, its sureness, and the rule."""


def _spots(reading: Reading, hits: Iterable[tuple[int, int, str, LeakConfidence]]) -> list[_Spot]:
    spots: list[_Spot] = []
    for first, behind, rule_id, confidence in hits:
        start, end = reading.place(first, behind)
        spots.append((start, -end, _SURENESS[confidence], rule_id))
    return spots


def _told(spots: list[_Spot]) -> tuple[Finding, ...]:
    """Leave out what the same rule says, no more surely, about a part of the same place."""
    findings: list[Finding] = []
    reach = {rule_id: [-1] * len(_CONFIDENCE) for _, _, _, rule_id in spots}  # how far what is so sure reaches
    for start, minus_end, sureness, rule_id in sorted(spots):
        end, ends = -minus_end, reach[rule_id]
        if end > ends[sureness]:
            for lesser in range(sureness, len(ends)):
                if ends[lesser] < end:  # noqa: PLR1730 (max() is slower)
                    ends[lesser] = end
            findings.append(
                Finding(kind=KIND_OF[rule_id], start=start, end=end, confidence=_CONFIDENCE[sureness], rule_id=rule_id)
            )
    return tuple(findings)


def _forbidding(
    findings: Iterable[Finding], overrule: tuple[Overruling, ...], at_least: LeakConfidence
) -> list[Finding]:
    overruled = {one.rule_id for one in overrule} - {REPORTER_RULE}
    blocking = _BLOCKING[at_least]
    return [
        one
        for one in findings
        if one.confidence in blocking and (one.confidence is LeakConfidence.CERTAIN or one.rule_id not in overruled)
    ]


def _cleared(
    text: str, known: Known, allow: Iterable[str], overrule: tuple[Overruling, ...], at_least: LeakConfidence
) -> PublicText | IdentityLeakError:
    findings = _forbidding(_found(text, known, allow), overrule, at_least)
    if findings:
        seen = {one.rule_id for one in findings} - {REPORTER_RULE}
        return IdentityLeakError(seen or {TO_BE_REVIEWED})
    return PublicText.vouched(str.__str__(text), _ref_of(known), CHECK_VERSION, overrule)


def _ref_of(known: Known) -> ReporterRef | Literal[NotHeld.NOT_HELD]:
    return NOT_HELD if known is NOT_HELD else known.ref


_IN_PARTS: Final = frozenset({REPORTER_RULE, "PRV-015", "PRV-018", "PRV-019"})
"""Names and addresses: what is surely one may be a part of one that is not so sure."""


def _without(text: str, findings: Iterable[Finding], forbidding: frozenset[Finding]) -> str:
    """Put tokens in the place of what forbids publication; of a name or an address, nothing that overlaps is left."""
    spans: dict[bool, list[_Span]] = {True: [], False: []}
    for one in findings:
        kind = "person" if one.rule_id == REPORTER_RULE else one.kind
        spans[one.rule_id in _IN_PARTS].append((one.start, -one.end, kind if one in forbidding else ""))
    pieces: list[str] = []
    at = 0
    for start, minus_end, kind in _joined(_joined(spans[True]) + spans[False]):
        pieces += (text[at:start], token_of(kind))
        at = -minus_end
    return "".join((*pieces, text[at:]))


_Span = tuple[int, int, str]
"""What stands at one place: its start, minus its end, and the kind of its token; no kind where it may stay."""


def _joined(spans: list[_Span]) -> list[_Span]:
    """Make one of those that overlap, which does not say that it was the reporter; leave out what may stay."""
    joined: list[_Span] = []
    for start, minus_end, kind in sorted(spans, key=itemgetter(0, 1)):
        if joined and start < -joined[-1][1]:
            first, minus_last, before = joined[-1]
            joined[-1] = (first, min(minus_last, minus_end), kind or before if before in {"", "person"} else before)
        else:
            joined.append((start, minus_end, kind))
    return [span for span in joined if span[2]]


def _bare(contact: str) -> str:
    """Return a contact without what people write in one way or another."""
    read = Reading.of(contact).low.strip().rstrip(".,;:)!?").removeprefix("@")
    digits = re.sub(r"[^0-9a-z+@]", "", read)
    if digits.lstrip("+").isdigit():
        return re.sub(r"^(?:(?:\+|00)?62)?0?", "", digits)
    read = re.sub(r"[(\[{<] ?(?:at|a|@) ?[)\]}>]", "@", read)
    return re.sub(r"\s", "", re.sub(r"[(\[{<] ?(?:dot|titik|\.) ?[)\]}>]| (?:dot|titik) ", ".", read))
