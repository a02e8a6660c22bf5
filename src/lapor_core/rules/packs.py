"""A rule pack: the windows, bounds and policies that a service may set, each with where it comes from."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from lapor_core.checks import is_a, is_text, whole_number
from lapor_core.errors import InvalidValueError
from lapor_core.rules.limits import CalendarDays, Months, WorkDays
from lapor_core.vocabulary import Channel, Classification, Confidence


@attrs.frozen
class Provenance:
    """Where a rule comes from.

    Args:
        rule_id: stable id.
        citation: the source, or why the value was chosen where there is none.
        confidence: how well it is founded.
    """

    rule_id: str
    citation: str
    confidence: Confidence


def _from(rule_id: str, citation: str, confidence: Confidence) -> dict[str, Provenance]:
    return {"provenance": Provenance(rule_id, citation, confidence)}


def _share(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, Fraction) or not 0 < value <= 1:
        raise InvalidValueError(attribute.name, "a Fraction above 0 and up to 1 is needed")


@attrs.frozen(kw_only=True)
class CompletionLimits:
    """How long the completion of a report may take, by its classification. Indonesian term: *batas penyelesaian*."""

    information_request: WorkDays = attrs.field(validator=is_a(WorkDays))
    aspiration: WorkDays = attrs.field(validator=is_a(WorkDays))
    complaint: WorkDays = attrs.field(validator=is_a(WorkDays))
    oversight_complaint: WorkDays = attrs.field(validator=is_a(WorkDays))

    def of(self, classification: Classification) -> WorkDays:
        """Return the limit of a classification."""
        limit: WorkDays = getattr(self, classification.value)
        return limit


_PROCEDURE: Final = "LAPOR! procedure as published with the app and on the web site, 2014 onward"
_62_2018: Final = "PermenPANRB 62/2018 chapter VI, as agencies quote it; carried forward under 5/2025"


@attrs.frozen(kw_only=True)
class RulePack:
    """The parameters of the lifecycle. Indonesian term: *paket aturan*.

    Every parameter has a rule id, a citation and a confidence: `RulePack.provenance`.

    Args:
        version: name and version; every event carries it.
        verification: from receipt to disposition.
        first_follow_up: from disposition to the first follow-up.
        completion: from receipt to an answer, by classification.
        raise_at: share of a limit after which a superior may be told.
        reply_window: how long a reporter may reply to an answer before the system closes the case.
        completion_window: how long a reporter may complete a held report before the system archives it.
        pause_budget: how many working days a report may be held in all.
        reopen_window: how long after its ending a resolved case may be reopened.
        max_reopenings: how often a case may be reopened.
        max_hops: how often it may be sent back or onward.
        max_level: how many levels up it may be raised (unit, coordinator, head).
        ombudsman_wait: how long after receipt an unfinished case may go to the Ombudsman.
        ombudsman_reach: how old the matter may be then.
        retention: how long after its ending the texts of a case are kept.
        identities_held: whether the service knows its reporters; if not, texts are checked by patterns alone.
        on_behalf_channels: channels by which an officer files for a reporter.
        max_score: the best rating.

    Raises:
        InvalidValueError: a parameter is of the wrong type or out of range.
    """

    version: str = attrs.field(validator=is_text)
    verification: WorkDays = attrs.field(
        default=WorkDays(3),
        validator=is_a(WorkDays),
        metadata=_from("PAR-001", _PROCEDURE, Confidence.SOURCED),
    )
    first_follow_up: WorkDays = attrs.field(
        default=WorkDays(5),
        validator=is_a(WorkDays),
        metadata=_from("PAR-002", _PROCEDURE, Confidence.SOURCED),
    )
    completion: CompletionLimits = attrs.field(
        default=CompletionLimits(
            information_request=WorkDays(5),
            aspiration=WorkDays(5),
            complaint=WorkDays(14),
            oversight_complaint=WorkDays(60),
        ),
        validator=is_a(CompletionLimits),
        metadata=_from("PAR-003", _62_2018, Confidence.SECONDARY),
    )
    raise_at: Fraction = attrs.field(
        default=Fraction(3, 4),
        validator=_share,
        metadata=_from("PAR-004", "First warning band of agency systems that warn", Confidence.ASSUMED),
    )
    reply_window: WorkDays = attrs.field(
        default=WorkDays(10),
        validator=is_a(WorkDays),
        metadata=_from(
            "PAR-005",
            "LAPOR! public steps: ten days; that they are working days is assumed",
            Confidence.SECONDARY,
        ),
    )
    completion_window: WorkDays = attrs.field(
        default=WorkDays(10),
        validator=is_a(WorkDays),
        metadata=_from("PAR-006", "No source found; as long as the reply window", Confidence.ASSUMED),
    )
    pause_budget: WorkDays = attrs.field(
        default=WorkDays(20),
        validator=is_a(WorkDays),
        metadata=_from("PAR-007", "No source found; two completion windows", Confidence.ASSUMED),
    )
    reopen_window: CalendarDays = attrs.field(
        default=CalendarDays(30),
        validator=is_a(CalendarDays),
        metadata=_from("PAR-008", "No source found; agency systems that reopen have one", Confidence.ASSUMED),
    )
    max_reopenings: int = attrs.field(
        default=2, validator=whole_number(0, 1_000), metadata=_from("PAR-009", "No source found", Confidence.ASSUMED)
    )
    max_hops: int = attrs.field(
        default=5,
        validator=whole_number(0, 1_000),
        metadata=_from("PAR-010", "No source found; ends the sending to and fro", Confidence.ASSUMED),
    )
    max_level: int = attrs.field(
        default=2,
        validator=whole_number(0, 1_000),
        metadata=_from("PAR-011", "Unit, coordinator, head", Confidence.ASSUMED),
    )
    ombudsman_wait: CalendarDays = attrs.field(
        default=CalendarDays(60),
        validator=is_a(CalendarDays),
        metadata=_from(
            "PAR-012",
            "Link between LAPOR! and the Ombudsman's SIMPeL: 60 days; the unit is not stated",
            Confidence.SECONDARY,
        ),
    )
    ombudsman_reach: Months = attrs.field(
        default=Months(24),
        validator=is_a(Months),
        metadata=_from("PAR-013", "UU 37/2008 article 24: two years", Confidence.SECONDARY),
    )
    retention: Months = attrs.field(
        default=Months(60),
        validator=is_a(Months),
        metadata=_from("PAR-014", "No source found", Confidence.ASSUMED),
    )
    identities_held: bool = attrs.field(
        default=True,
        validator=is_a(bool),
        metadata=_from("PAR-015", "A policy of the service; the strict one is the default", Confidence.ASSUMED),
    )
    on_behalf_channels: frozenset[Channel] = attrs.field(
        default=frozenset(
            {
                Channel.COUNTER,
                Channel.LETTER,
                Channel.COMPLAINT_BOX,
                Channel.HOTLINE,
                Channel.EMAIL,
                Channel.MESSENGER,
                Channel.SOCIAL_MEDIA,
                Channel.SMS,
                Channel.BULK_IMPORT,
                Channel.VICE_PRESIDENT,
            }
        ),
        validator=attrs.validators.deep_iterable(is_a(Channel), is_a(frozenset)),
        metadata=_from("PAR-016", "LAPOR! admin guides: paper and spoken complaints are typed in", Confidence.SOURCED),
    )
    max_score: int = attrs.field(
        default=5,
        validator=whole_number(1, 100),
        metadata=_from("PAR-017", "Ratings in LAPOR! exports", Confidence.SECONDARY),
    )

    @classmethod
    def provenance(cls) -> Mapping[str, Provenance]:
        """Return where every parameter comes from, by its name."""
        return {
            field.name: field.metadata["provenance"] for field in attrs.fields(cls) if "provenance" in field.metadata
        }


SP4N: Final = RulePack(version="SP4N 2026.1")
"""The national parameters of SP4N-LAPOR!, as far as sources were found."""
