"""The privacy rules as data: what a text may give away, of whom, and where the shape comes from."""

from typing import Final

import attrs

from lapor_core.vocabulary import Confidence, DataClass


@attrs.frozen
class LeakRule:
    """One kind of thing that gives a person away. Indonesian term: *aturan kebocoran identitas*.

    Args:
        rule_id: stable id.
        kind: wire code of what it finds; it is also what a redaction puts in its place.
        concerns: what kind of personal data that is.
        citation: where the shape comes from.
        confidence: how well the shape is founded.
    """

    rule_id: str
    kind: str
    concerns: DataClass
    citation: str
    confidence: Confidence


_LAW: Final = "UU 27/2022 Pasal 4 ayat (2)"
_ID, _OTHER, _SPECIFIC = DataClass
_SOURCED, _SECONDARY, _ASSUMED = Confidence

LEAK_RULES: Final = (
    LeakRule(
        "PRV-001",
        "nik",
        _ID,
        "Sixteen digits, joined or in groups: identity card; region of any vintage and date make it certain",
        _SOURCED,
    ),
    LeakRule("PRV-002", "npwp", _ID, "Tax number: fifteen digits until 2024, sixteen since", _SECONDARY),
    LeakRule(
        "PRV-003", "phone", _ID, "Mobile numbers: +62, 62 or 0, then 8 and 8 to 12 digits, in groups or not", _SECONDARY
    ),
    LeakRule("PRV-004", "email", _ID, "RFC 5321 addresses as people write them, `(at)` included", _SOURCED),
    LeakRule("PRV-005", "reporter", _ID, "The names and numbers of the reporter, as the service gives them", _SOURCED),
    LeakRule("PRV-006", "family_card", _ID, "Sixteen digits after the words for a family card", _SOURCED),
    LeakRule("PRV-007", "nitku", _ID, "Twenty-two digits: place of business of a taxpayer", _ASSUMED),
    LeakRule("PRV-008", "landline", _ID, "0 and an area code, then five to eight digits; foreign numbers", _ASSUMED),
    LeakRule("PRV-009", "passport", _ID, "One or two letters and six or seven digits", _ASSUMED),
    LeakRule("PRV-010", "plate", _ID, "One or two letters, one to four digits, up to three letters", _ASSUMED),
    LeakRule("PRV-011", "bpjs", _ID, "Health insurance: thirteen digits, 000 in front", _ASSUMED),
    LeakRule("PRV-012", "driving_licence", _ID, "Twelve to sixteen digits after the word for it", _ASSUMED),
    LeakRule("PRV-013", "bank_account", _ID, "Eight to eighteen digits after a word for an account or bank", _ASSUMED),
    LeakRule("PRV-014", "nip", _OTHER, "Civil servants: birth, month of appointment, sex, serial number", _ASSUMED),
    LeakRule("PRV-015", "address", _ID, "Jl., Gg., RT/RW, Kel., Kec. and what follows", _SECONDARY),
    LeakRule("PRV-016", "link", _ID, "Addresses of pages and of profiles", _ASSUMED),
    LeakRule("PRV-017", "handle", _ID, "Names of accounts, after an at sign or the name of a service", _ASSUMED),
    LeakRule("PRV-018", "person", _ID, "Words with which people introduce themselves or sign", _ASSUMED),
    LeakRule("PRV-019", "other_person", _OTHER, "Words with which people name others", _ASSUMED),
    LeakRule("PRV-020", "health", _SPECIFIC, f"{_LAW} huruf a", _SOURCED),
    LeakRule("PRV-021", "biometric", _SPECIFIC, f"{_LAW} huruf b, c", _SOURCED),
    LeakRule("PRV-022", "crime", _SPECIFIC, f"{_LAW} huruf d", _SOURCED),
    LeakRule("PRV-023", "child", _SPECIFIC, f"{_LAW} huruf e", _SOURCED),
    LeakRule("PRV-024", "finance", _SPECIFIC, f"{_LAW} huruf f", _SOURCED),
)
KIND_OF: Final = {rule.rule_id: rule.kind for rule in LEAK_RULES}
REPORTER_RULE: Final = "PRV-005"
TO_BE_REVIEWED: Final = "PRV-000"
"""Stands in an error for what only those may know who may know the reporter."""
