"""The lifecycle of a report, whole: everything that decides which action leads where stands in this table.

Each row says: under which id, from which statuses, by which action, to which status (None: it stays), who may do it,
and which guards must pass. The engine, the diagrams, the documentation and the bridge to `transitions` are all made
from it; none of them knows a transition of its own. Guards are named here and written in `standing` and `arguments`.
"""

from collections.abc import Mapping
from typing import Final

import attrs

from lapor_core.vocabulary import OPEN_STATUSES, ActionName, Confidence, Role, Status

RECEIVED, VERIFIED, DISPOSITIONED = Status.RECEIVED, Status.VERIFIED, Status.DISPOSITIONED
FOLLOW_UP, ANSWERED, RESOLVED = Status.FOLLOW_UP, Status.ANSWERED, Status.RESOLVED
ESCALATED, HELD, ARCHIVED, MERGED = Status.ESCALATED, Status.HELD, Status.ARCHIVED, Status.MERGED
REPORTER, LIAISON, COORDINATOR, HEAD = Role.REPORTER, Role.LIAISON, Role.COORDINATOR, Role.AGENCY_HEAD
NATIONAL, OMBUDSMAN, SYSTEM = Role.NATIONAL_ADMIN, Role.OMBUDSMAN, Role.SYSTEM

ANY: Final = tuple(Status)
OFFICERS: Final = (LIAISON, COORDINATOR, NATIONAL)
HANDLERS: Final = (LIAISON, COORDINATOR)
ROUTERS: Final = (COORDINATOR, NATIONAL)

_GUIDE: Final = "LAPOR! admin guide V3"
_WORDS: Final = "Status words of LAPOR! exports"
_STEPS: Final = "Public steps of LAPOR!"
_KINDS: Final = "National guidance: normative, progress and substantive follow-ups"
_SIMPEL: Final = "Link between LAPOR! and the Ombudsman's SIMPeL; UU 37/2008 article 24"
_OWN: Final = "Own design; no source found"


@attrs.frozen
class Row:
    """One transition, or one action that leaves the status as it is.

    Args:
        rule_id: stable id.
        sources: the statuses that know the action.
        action: the wire code of the action.
        target: the status it leads to; None when the report stays where it is.
        roles: who may do it, given jurisdiction.
        guards: names of the guards that must pass.
        citation: where the rule comes from.
        confidence: how well it is founded.
    """

    rule_id: str
    sources: tuple[Status, ...]
    action: ActionName
    target: Status | None
    roles: tuple[Role, ...]
    guards: tuple[str, ...]
    citation: str
    confidence: Confidence


_A: Final = ActionName
_SOURCED, _SECONDARY, _ASSUMED = Confidence.SOURCED, Confidence.SECONDARY, Confidence.ASSUMED

# fmt: off
BIRTH: Final = Row(
    "LFC-001", (), _A.RECEIVE, RECEIVED, (REPORTER, *OFFICERS),
    ("filing_is_whole", "category_is_listed"), _STEPS, _SOURCED)
ADOPTION: Final = Row(
    "LFC-002", (), _A.ADOPT, None, (SYSTEM,), ("facts_agree",), _OWN, _ASSUMED)

THE_WAY: Final = (
    Row("LFC-010", (RECEIVED,), _A.VERIFY, VERIFIED, ROUTERS,
        ("classified", "category_is_listed", "adds_protection", "text_for_public", "texts_are_cleared"),
        _GUIDE, _SOURCED),
    Row("LFC-011", (VERIFIED,), _A.DISPOSITION, DISPOSITIONED, ROUTERS,
        ("target_within_reach", "hop_is_left"), _GUIDE, _SOURCED),
    Row("LFC-012", (DISPOSITIONED, FOLLOW_UP), _A.DISPOSITION, DISPOSITIONED, ROUTERS,
        ("hops_left", "target_within_reach", "target_is_another"), _GUIDE, _SECONDARY),
    Row("LFC-013", (DISPOSITIONED, FOLLOW_UP), _A.SEND_BACK, RECEIVED, HANDLERS,
        ("not_answered", "hops_left"), _GUIDE, _SOURCED),
    Row("LFC-014", (DISPOSITIONED, FOLLOW_UP), _A.FOLLOW_UP, FOLLOW_UP, HANDLERS,
        ("not_substantive", "texts_are_cleared"), _KINDS, _SOURCED),
    Row("LFC-015", (DISPOSITIONED, FOLLOW_UP), _A.ANSWER, ANSWERED, HANDLERS,
        ("outcome_is_whole", "texts_are_cleared"), _KINDS, _SOURCED),
    Row("LFC-016", (ANSWERED,), _A.REPLY, FOLLOW_UP, (REPORTER, *OFFICERS), (), _WORDS, _SOURCED),
    Row("LFC-017", (ANSWERED,), _A.CLOSE, RESOLVED, (REPORTER, COORDINATOR),
        ("not_the_answerer",), _WORDS, _SOURCED),
    Row("LFC-018", (ANSWERED,), _A.LAPSE, RESOLVED, (SYSTEM,), ("reply_window_passed",), _STEPS, _SECONDARY),
)

WAITING: Final = (
    Row("LFC-020", (RECEIVED, VERIFIED, DISPOSITIONED), _A.HOLD, HELD, ROUTERS,
        ("not_followed_up", "pause_budget_left"), _GUIDE, _SOURCED),
    Row("LFC-021", (HELD,), _A.COMPLETE, RECEIVED, (REPORTER, *OFFICERS), (), _STEPS, _SOURCED),
    Row("LFC-022", (HELD,), _A.EXPIRE, ARCHIVED, (SYSTEM,), ("completion_window_passed",), _WORDS, _SOURCED),
    Row("LFC-023", (RECEIVED, VERIFIED, DISPOSITIONED, FOLLOW_UP, ANSWERED), _A.FORWARD_TO_OMBUDSMAN, ESCALATED,
        (REPORTER, OMBUDSMAN),
        ("ombudsman_wait_passed", "not_too_old", "age_is_known", "consent_is_recorded"), _SIMPEL, _SOURCED),
    Row("LFC-024", (ESCALATED,), _A.FOLLOW_UP, None, HANDLERS,
        ("not_substantive", "texts_are_cleared"), _OWN, _ASSUMED),
    Row("LFC-025", (ESCALATED,), _A.ANSWER, None, HANDLERS, ("outcome_is_whole", "texts_are_cleared"), _OWN, _ASSUMED),
    Row("LFC-026", (ESCALATED,), _A.REPLY, None, (REPORTER, *OFFICERS), (), _OWN, _ASSUMED),
    Row("LFC-027", (ESCALATED,), _A.CONCLUDE, RESOLVED, (OMBUDSMAN,), ("outcome_is_whole",), _SIMPEL, _SECONDARY),
)

BESIDE: Final = (
    Row("LFC-030", (RECEIVED, VERIFIED, DISPOSITIONED), _A.ARCHIVE, ARCHIVED, ROUTERS,
        ("not_followed_up", "reason_is_an_officers"), _GUIDE, _SOURCED),
    Row("LFC-031", OPEN_STATUSES, _A.WITHDRAW, ARCHIVED, (REPORTER,), (), _WORDS, _SOURCED),
    Row("LFC-032", (RECEIVED, VERIFIED), _A.MERGE, MERGED, ROUTERS, ("original_is_open",), _OWN, _ASSUMED),
    Row("LFC-033", (MERGED,), _A.END_WITH_ORIGINAL, RESOLVED, (SYSTEM,), ("original_is_resolved",), _OWN, _ASSUMED),
    Row("LFC-034", (MERGED,), _A.RELEASE, RECEIVED, (SYSTEM, COORDINATOR), ("original_is_archived",), _OWN, _ASSUMED),
    Row("LFC-035", (VERIFIED, DISPOSITIONED, FOLLOW_UP, ANSWERED), _A.RECLASSIFY, None, (COORDINATOR,),
        ("changes_something", "category_is_listed"), _GUIDE, _SECONDARY),
    Row("LFC-036", (RECEIVED, VERIFIED, DISPOSITIONED, FOLLOW_UP), _A.RAISE_LEVEL, None, (SYSTEM, COORDINATOR),
        ("level_left", "duty_is_near", "recorded_once"), "LAPOR! FAQ: steps in when an agency is late", _SECONDARY),
    Row("LFC-037", ANY, _A.PROTECT, None, (REPORTER, *ROUTERS),
        ("protection_to_change", "lifted_by_reporter"), _GUIDE, _SECONDARY),
    Row("LFC-038", ANY, _A.PUBLISH, None, (COORDINATOR,),
        ("publishes_something", "texts_are_cleared"), _GUIDE, _SECONDARY),
    Row("LFC-039", (RESOLVED,), _A.RATE, None, (REPORTER,), ("not_rated", "score_in_range"), _STEPS, _SOURCED),
    Row("LFC-040", (RESOLVED,), _A.REOPEN, FOLLOW_UP, (REPORTER, COORDINATOR),
        ("reopenings_left", "reopen_window_open"), "Agency systems; not seen in LAPOR! itself", _SECONDARY),
    Row("LFC-041", OPEN_STATUSES, _A.NOTE, None, OFFICERS, (), _OWN, _ASSUMED),
    Row("LFC-042", ANY, _A.RECORD, None, (SYSTEM,), ("recorded_once",), _OWN, _ASSUMED),
    Row("LFC-043", OPEN_STATUSES, _A.REQUEST_IDENTITY, None, OFFICERS, (),
        "National guidance: identity is for resolving the report only", _SECONDARY),
    Row("LFC-044", OPEN_STATUSES, _A.GRANT_IDENTITY, None, (*OFFICERS, HEAD),
        ("may_grant", "request_is_waiting"), _OWN, _ASSUMED),
    Row("LFC-045", (RESOLVED, ARCHIVED), _A.REDACT, None, (SYSTEM,),
        ("retention_reached", "redacts_something"), "UU 27/2022: erase when the purpose ends", _SECONDARY),
)
# fmt: on

ROWS: Final = (*THE_WAY, *WAITING, *BESIDE)
"""Every row that `apply` follows; ``BIRTH`` and ``ADOPTION`` have no source and calls of their own."""

TABLE: Final[Mapping[Status, Mapping[ActionName, Row]]] = {
    status: {row.action: row for row in ROWS if status in row.sources} for status in Status
}
"""The rows by status and action. That no two rows share a place is tested."""
