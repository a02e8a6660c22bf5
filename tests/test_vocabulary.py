"""The words of the domain: codes that are stored for ever, labels in two languages."""

import inspect
import json
from enum import Enum

import pytest

from lapor_core import Protection, Status, vocabulary
from lapor_core.errors import InvalidValueError
from lapor_core.texts import LeakConfidence
from lapor_core.vocabulary import PROTECTION_FLAGS, Term

CODES = {
    "Confidence": "sourced secondary assumed",
    "Status": "received verified dispositioned follow_up answered resolved escalated held archived merged",
    "ActionName": (
        "receive adopt verify disposition send_back follow_up answer reply close lapse hold complete expire"
        " forward_to_ombudsman conclude archive withdraw merge end_with_original release reclassify raise_level"
        " protect publish rate reopen note record request_identity grant_identity redact"
    ),
    "Role": "reporter liaison coordinator agency_head national_admin observer oversight ombudsman system",
    "Party": "coordinator handler reporter ombudsman nobody",
    "Classification": "complaint oversight_complaint information_request aspiration",
    "Channel": (
        "web agency_web android ios sms social_media messenger hotline email counter letter complaint_box"
        " integrated_application bulk_import vice_president"
    ),
    "FollowUpKind": "normative progress substantive",
    "Outcome": ("solved partly_solved promised information_given not_within_authority rejected unfounded unreachable"),
    "EndedBy": "admin system reporter ombudsman",
    "ArchiveReason": (
        "expired withdrawn unsuitable blocked_content not_government out_of_scope unintelligible too_general duplicate"
    ),
    "AgencyKind": "national ministry institution province regency city state_company unit",
    "Grain": "day month quarter semester year",
    "IdentityPurpose": "resolve_report contact_reporter ombudsman_handover legal_order",
    "Prohibition": "stopping spreading misuse neglect",
    "TextPart": "filing published answers replies notes",
    "DayKind": "workday weekend national joint_leave election local",
    "DayUse": (
        "counted budget_spent not_over had_ended day_off other_party rolled before_adoption before_start pause_unknown"
    ),
    "DutyName": (
        "verification first_follow_up completion reply held_completion statement statutory_completion decision"
        " ombudsman ombudsman_reach breach_notice"
    ),
    "AmendmentPolicy": "recompute never_shorten frozen",
    "PackChangeKind": "added removed tighter looser changed",
    "DutyState": "running paused met late breached dropped unknown",
    "IntentKind": "remind warn raise_level nobody_above lapse expire offer_ombudsman forget_identity redact",
    "IndicatorUnit": "percent workdays days reports reports_a_day score per_hundred_reports per_thousand_texts",
    "Rounding": "half_even half_up truncation",
    "Direction": "highest_first lowest_first",
    "Aspect": "policy people data participation coordination",
    "AdviceKind": "reward sanction neither unknown",
    "OnboardingPath": "switch integrate not_cleared unknown",
    "LeakConfidence": "certain likely review",
    "DataClass": "identity other_person specific",
    "TextAnswer": "cleared queued stopped",
}
"""Every wire code that may stand in somebody's store. One may be added; none may be changed or taken away."""

TERMS = [
    kind
    for kind in [*vars(vocabulary).values(), LeakConfidence]
    if inspect.isclass(kind) and issubclass(kind, Term) and kind is not Term
]


def test_codes_are_stable() -> None:
    """The snapshot and the code are the same, class by class, in the same order."""
    assert {kind.__name__: " ".join(member.value for member in kind) for kind in TERMS} == CODES


@pytest.mark.parametrize("kind", TERMS)
def test_codes_are_unique_and_plain(kind: type[Term]) -> None:
    """One code, one member; snake_case, so that it can stand in a URL, a column and a method."""
    codes = [member.value for member in kind]
    assert len(set(codes)) == len(codes) == len(kind.__members__)
    for member in kind:
        assert member.value == member.name.lower()
        assert member.value.isidentifier()


@pytest.mark.parametrize("kind", TERMS)
def test_every_code_has_both_labels(kind: type[Term]) -> None:
    """In Indonesian and in English, each its own within the class, and neither of them the code."""
    languages: list[vocabulary.Language] = ["id", "en"]
    for language in languages:
        labels = [member.label(language) for member in kind]
        assert all(label.strip() == label and label.removeprefix("i")[0].isupper() for label in labels)  # as in iOS
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("kind", TERMS)
def test_a_member_is_its_code(kind: type[Term]) -> None:
    """It compares, prints, hashes and is written as the code, and is found by it."""
    for member in kind:
        assert member == member.value
        assert f"{member}" == str(member) == member.value
        assert hash(member) == hash(member.value)
        assert json.dumps(member) == json.dumps(member.value)
        assert kind(member.value) is member  # type: ignore[call-arg]


@pytest.mark.parametrize("kind", TERMS)
def test_every_class_says_its_indonesian_name(kind: type[Term]) -> None:
    """But that of confidence, which is a word of this library."""
    assert kind.__doc__
    assert "Indonesian term: *" in kind.__doc__ or kind.__name__ == "Confidence"


def test_protection_has_a_code_for_each_flag_and_a_label_for_each_value() -> None:
    """None, anonymous, confidential, both."""
    assert {code: flag.value for code, flag in PROTECTION_FLAGS.items()} == {"anonymous": 1, "confidential": 2}
    assert [Protection(bits).label("id") for bits in range(4)] == [
        "Tanpa perlindungan",
        "Anonim",
        "Rahasia",
        "Anonim dan rahasia",
    ]
    assert [Protection(bits).label("en") for bits in range(4)] == [
        "Unprotected",
        "Anonymous",
        "Confidential",
        "Anonymous and confidential",
    ]


def test_only_terms_and_protection_are_enums_of_the_vocabulary() -> None:
    """A concept is one class, with labels."""
    enums = {kind for kind in vars(vocabulary).values() if inspect.isclass(kind) and issubclass(kind, Enum)}
    own = {kind for kind in enums if kind.__module__ == vocabulary.__name__}
    assert own == {*TERMS, Term, Protection} - {LeakConfidence}


@pytest.mark.parametrize("term", [Status.HELD, Protection.ANONYMOUS])
def test_a_label_is_not_given_in_a_language_that_nobody_wrote(term: Status | Protection) -> None:
    with pytest.raises(InvalidValueError) as caught:
        term.label("in")  # type: ignore[arg-type]
    assert caught.value.field == "language"
