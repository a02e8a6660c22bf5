"""The check that stands between a text and the public: what in it may give a person away.

This version knows the plain spellings of identity, telephone and tax numbers and of e-mail addresses, and the words
of the known reporter. It does not know every spelling that people use: a text that passes is not proven clean.
"""

import re
from collections.abc import Iterable
from typing import Final, Literal

import attrs

from lapor_core.checks import require_text
from lapor_core.errors import IdentityLeakError, InvalidValueError
from lapor_core.reporters import SealedIdentity
from lapor_core.texts import NOT_HELD, Finding, LeakConfidence, NotHeld, PublicText, is_redacted
from lapor_core.vocabulary import Confidence

Known = SealedIdentity | Literal[NotHeld.NOT_HELD]
"""The identity that a text is checked against, or `NOT_HELD` when the service holds none."""

CHECK_VERSION: Final = "plain-1"
"""Version of the check; it changes with every change of what is found."""


@attrs.frozen
class LeakRule:
    """One kind of identifier. Indonesian term: *aturan kebocoran identitas*.

    Args:
        rule_id: stable id.
        kind: wire code of what it finds.
        pattern: how it is written.
        citation: where the shape comes from.
        confidence: how well the shape is founded.
    """

    rule_id: str
    kind: str
    pattern: re.Pattern[str]
    citation: str
    confidence: Confidence


LEAK_RULES: Final = (
    LeakRule(
        "PRV-001",
        "nik",
        re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])"),
        "Sixteen digits: identity card (NIK) and family card; letters may touch them, as exports glue them",
        Confidence.SOURCED,
    ),
    LeakRule(
        "PRV-002",
        "npwp",
        re.compile(r"(?<![0-9])[0-9]{2}\.[0-9]{3}\.[0-9]{3}\.[0-9]-[0-9]{3}\.[0-9]{3}(?![0-9])"),
        "Tax number as written until 2024",
        Confidence.SECONDARY,
    ),
    LeakRule(
        "PRV-003",
        "phone",
        re.compile(r"(?<![0-9])(?:\+?62|0)[ .-]?8[0-9]{2}(?:[ .-]?[0-9]{3,4}){2}[0-9]{0,2}(?![0-9])"),
        "Mobile numbers: +62, 62 or 0, then 8 and 8 to 11 digits, in groups or not",
        Confidence.SECONDARY,
    ),
    LeakRule(
        "PRV-004",
        "email",
        re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,5}"),
        "RFC 5321 addresses as people write them",
        Confidence.SOURCED,
    ),
)
_REPORTER_RULE: Final = "PRV-005"


def find_identity_leaks(text: str, *, known: Known, allow: Iterable[str] = ()) -> tuple[Finding, ...]:
    """Find what may give a person away, in the order of the text.

    Args:
        text: what somebody wrote.
        known: the sealed identity of the reporter, or `NOT_HELD`; there is no default.
        allow: public contacts of the agency itself, which are nobody's identity.

    Returns:
        One finding for each place; empty when none was found.

    Raises:
        InvalidValueError: the text is empty, or ``known`` is neither an identity nor `NOT_HELD`.
    """
    text = require_text(text, "text")
    _require_known(known)
    allowed = {_bare(contact) for contact in allow}
    findings = [
        Finding(
            kind=rule.kind,
            start=match.start(),
            end=match.end(),
            confidence=LeakConfidence.CERTAIN,
            rule_id=rule.rule_id,
        )
        for rule in LEAK_RULES
        for match in rule.pattern.finditer(text)
        if _bare(match[0]) not in allowed
    ]
    if known is not NOT_HELD:
        findings += [
            Finding(
                kind="reporter",
                start=start,
                end=end,
                confidence=LeakConfidence.LIKELY,
                rule_id=_REPORTER_RULE,
            )
            for start, end in known.find_in(text)
        ]
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end, finding.rule_id)))


def clear_text(text: str, *, known: Known, allow: Iterable[str] = ()) -> PublicText:
    """Make a text public, if nothing was found in it.

    Args:
        text: what is to be published.
        known: the sealed identity of the reporter, or `NOT_HELD`; there is no default.
        allow: public contacts of the agency itself.

    Raises:
        IdentityLeakError: something was found; the error names the rules, not the place or the value.
        InvalidValueError: the text is empty, or what a redaction left.
    """
    if is_redacted(text):
        raise InvalidValueError("text", "what is left of a redacted text cannot be written back")
    findings = find_identity_leaks(text, known=known, allow=allow)
    if findings:
        raise IdentityLeakError(finding.rule_id for finding in findings)
    checked_for = NOT_HELD if known is NOT_HELD else known.ref
    return PublicText.vouched(str.__str__(text), checked_for, CHECK_VERSION)


def _require_known(known: object) -> None:
    if known is not NOT_HELD and not isinstance(known, SealedIdentity):
        raise InvalidValueError("known", "a SealedIdentity or NOT_HELD is needed")


def _bare(contact: str) -> str:
    digits = re.sub(r"[ ().-]", "", contact)
    return re.sub(r"^(\+?62|0)", "", digits) if digits.lstrip("+").isdigit() else contact.strip().casefold()
