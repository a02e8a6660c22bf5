"""What of a report may be public at all, and whether a cleared text suffices for the protection in force now."""

import re
from collections.abc import Iterator
from typing import Final

import attrs

from lapor_core.actions import Adopt
from lapor_core.checks import require_a
from lapor_core.identifiers import ReporterRef, TrackingId
from lapor_core.reports import Report
from lapor_core.rules.leaks import is_still_clear
from lapor_core.rules.rulebook import Rulebook
from lapor_core.spelling import NOT_SIGNS, Reading
from lapor_core.texts import NOT_HELD, PublicText, token_of
from lapor_core.vocabulary import ArchiveReason, Confidence, Protection


@attrs.frozen
class PublicityRule:
    """A rule on what the public, or an agency, gets to see. Indonesian term: *aturan publikasi*.

    Args:
        rule_id: stable id.
        rule: what it says.
        citation: where it comes from.
        confidence: how well it is founded.
    """

    rule_id: str
    rule: str
    citation: str
    confidence: Confidence


_GUIDE: Final = "LAPOR! admin guides (V3): what *anonim* and *rahasia* mean"
_OWN: Final = "Own design; no source"
_NO_PROTECTION: Final = Protection.NONE

# fmt: off
CONFIDENTIAL: Final = PublicityRule(
    "PRV-211", "Nothing about a confidential report is public, not even that there is one",
    _GUIDE, Confidence.SOURCED)
REVIEWED: Final = PublicityRule(
    "PRV-212", "Nothing is public before an officer has reviewed the protection, or published texts of an adopted case",
    "LAPOR! admin guides: review before publication; hidden until then is our own", Confidence.SECONDARY)
SUITABLE: Final = PublicityRule(
    "PRV-213", "A report that was archived as blocked content is not public", _OWN, Confidence.ASSUMED)
CLEARED: Final = PublicityRule(
    "PRV-214", "A text is public only if it was cleared for the protection in force now; when the check has changed "
    "since, it is looked at again", _OWN, Confidence.ASSUMED)
COARSE: Final = PublicityRule(
    "PRV-215", "Of a protected report the public sees neither number, be it within a text, unit nor day, but the "
    "agency, the main category and a period",
    "UU 27/2022 article 16: no more than the purpose needs; the grain is our own", Confidence.ASSUMED)
ALIKE: Final = PublicityRule(
    "PRV-216", "In a list, what sets fewer than public_minimum protected reports apart is left out, and the order "
    "tells nothing", "Disclosure control of statistics; the number is our own", Confidence.ASSUMED)
AGENCY: Final = PublicityRule(
    "PRV-217", "The agency that handles a protected report sees what was cleared, not what was filed",
    "LAPOR! guides: *anonim* hides the reporter from the agency; of *rahasia* the sources disagree, so it does too",
    Confidence.SECONDARY)
METADATA: Final = PublicityRule(
    "PRV-218", "A file whose metadata name a person, a device or a place is not public",
    "JAKI leak of 2021: a photograph led to the reporter", Confidence.SECONDARY)
# fmt: on

PUBLICITY_RULES: Final = (CONFIDENTIAL, REVIEWED, SUITABLE, CLEARED, COARSE, ALIKE, AGENCY, METADATA)
"""Every rule on what is shown to whom."""


def barred(report: Report) -> PublicityRule | None:
    """Return the rule by which nothing of a report is public, whatever texts it has; None when there is none."""
    if Protection.CONFIDENTIAL in report.protection:
        return CONFIDENTIAL
    is_adopted = isinstance(report.history.first.action, Adopt)
    if not report.reviewed and not is_adopted:
        return REVIEWED
    blocked = report.ending is not None and report.ending.archive_reason is ArchiveReason.BLOCKED_CONTENT
    return SUITABLE if blocked else None


def satisfies(text: object, report: Report, protection: Protection, under: Rulebook) -> bool:
    """Whether a text was cleared, and against the identity that this protection asks for."""
    if not isinstance(text, PublicText):
        return False
    reporter: ReporterRef | None = report.filing.reporter
    if text.checked_for is NOT_HELD:
        return protection is _NO_PROTECTION or reporter is None or not under.pack_of(report.responsible).identities_held
    return text.checked_for == reporter


def shown(text: object, report: Report, under: Rulebook) -> str | None:
    """Return the words of a cleared text that may be shown now; None when they may not.

    A text that an older check cleared is looked at again, by its patterns: no view holds an identity.
    """
    if not isinstance(text, PublicText) or not satisfies(text, report, report.protection, under):
        return None
    return text.text if is_still_clear(text, allow=_contacts(report, under)) else None


def shown_to_all(text: object, report: Report, under: Rulebook) -> str | None:
    """Return the words of a cleared text that the public may see now; those of a protected report without its number.

    An answer begins with it as a rule, and whoever cleared it had no reason to take it out.
    """
    words = shown(text, report, under)
    is_protected = report.protection is not _NO_PROTECTION
    return without_number(words, report.tracking_id) if words is not None and is_protected else words


_BETWEEN: Final = r"[\W_]{0,3}"


def _bare(raw: bytes) -> bytes:
    return raw.translate(None, NOT_SIGNS)


def holds_number(words: str, number: TrackingId) -> bool:
    """Whether the letters and digits of a number stand in words, in any case and whatever signs are between them."""
    # Almost no text does, and a reading costs more than all the rest.
    raw = words.lower().encode() if words.isascii() else Reading.of(words).raw
    return _bare(number.lower().encode()) in _bare(raw)


def without_number(words: str, number: TrackingId) -> str:
    """Return words with a token in the place of a number, in any case and with up to three signs between its parts.

    What is part of a longer number or of a longer word is something else.
    """
    if not holds_number(words, number):
        return words
    reading = Reading.of(words)
    parts = [chr(part) for part in _bare(number.lower().encode())]
    before, behind = (r"\d" if part.isdigit() else r"[^\W\d_]" for part in (parts[0], parts[-1]))
    pattern = f"(?<!{before}){_BETWEEN.join(parts)}(?!{behind})"
    for match in reversed([*re.finditer(pattern, reading.low)]):
        start, end = reading.place(*match.span())
        words = f"{words[:start]}{token_of('number')}{words[end:]}"
    return words


def contacts_of(report: Report, under: Rulebook) -> tuple[str, ...]:
    """Return the public contacts of the agency or unit responsible and of those above it; they are nobody's identity.

    Hand them to the check of a text as ``allow``.

    Args:
        report: the report.
        under: the rules, with the directory.

    Raises:
        InvalidValueError: an argument is of the wrong kind.
    """
    require_a(report, Report, "report")
    require_a(under, Rulebook, "under")
    return tuple(_contacts(report, under))


def _contacts(report: Report, under: Rulebook) -> Iterator[str]:
    # In turn, for the check asks for them only where it has found something.
    code, directory = report.responsible, under.directory
    for above in directory.path(code) if code is not None and code in directory else ():
        yield from directory.get(above).contacts
