"""The guards that the lifecycle table names.

A *standing* guard reads the report, the actor, the instant and the rules; `allowed_actions` needs nothing else. An
*argument* guard reads what the action says, and names the field at fault. Where an instant is known within bounds only,
a guard passes only if it would pass for every instant between them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from lapor_core import actions
from lapor_core.agencies import Actor
from lapor_core.reports import IdentityRequest, Report
from lapor_core.rules.limits import Limit
from lapor_core.rules.rulebook import Rulebook
from lapor_core.texts import NOT_HELD, PublicText
from lapor_core.vocabulary import (
    ArchiveReason,
    EndedBy,
    FollowUpKind,
    IdentityPurpose,
    Outcome,
    Protection,
    Role,
    Status,
)


@attrs.frozen
class StandingGuard:
    """A condition on who, where and when.

    Args:
        rule_id: stable id.
        reason: what the rule says when it refuses.
        needs: what would have to be true.
        passes: the condition.
    """

    rule_id: str
    reason: str
    needs: str
    passes: Callable[[Report, Actor, datetime, Rulebook], bool]


@attrs.frozen
class ArgumentGuard:
    """A condition on what the action says.

    Args:
        rule_id: stable id.
        reason: what the rule says when it refuses.
        needs: what would have to be true.
        fault: the name of the field at fault, or None.
    """

    rule_id: str
    reason: str
    needs: str
    fault: Callable[[Report, Any, Actor, datetime, Rulebook], str | None]


# A member looked up on its class costs ten times a name of the module.
_REPORTER, _NO_PROTECTION = Role.REPORTER, Protection.NONE
_ANSWERED_UNSEEN: Final = frozenset({Status.FOLLOW_UP, Status.ANSWERED, Status.RESOLVED})
_HANDLERS: Final = frozenset({Role.LIAISON, Role.COORDINATOR})
_FULL_PROTECTION: Final = Protection.ANONYMOUS | Protection.CONFIDENTIAL

# Standing guards. Those of one shape that do not look at an argument still take it.
# ruff: noqa: ARG001


def _not_answered(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    birth = report.history.first.action
    may_be_answered = isinstance(birth, actions.Adopt) and birth.status in _ANSWERED_UNSEEN
    return report.answered is None and not may_be_answered


def _not_followed_up(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return not report.followed_up


def _hops_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return report.hops < under.pack.max_hops or not _can_stay(report, at, under)


def _can_stay(report: Report, at: datetime, under: Rulebook) -> bool:
    """Whether the agency or unit that the report is with is there to handle it."""
    if report.responsible is None or report.responsible not in under.directory:
        return False
    closed_on = under.directory.get(report.responsible).closed_on
    return closed_on is None or under.calendar.local_day(at) < closed_on


def _not_the_answerer(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return by.role is _REPORTER or report.answered_by not in (None, by.id)


def _reply_window_passed(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return _is_over(under.pack.reply_window, report.since_bounds[1], at, under)


def _completion_window_passed(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return _is_over(under.pack.completion_window, report.since_bounds[1], at, under)


def _pause_budget_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    used = sum(_workdays(start, end or at, under) for start, end in report.holds)
    return used < under.pack.pause_budget.n


def _ombudsman_wait_passed(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return _is_over(under.pack.ombudsman_wait, report.received_latest, at, under)


def _not_too_old(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    # What is complained of happened before it was reported, so the receipt bounds an unknown day.
    happened_on = report.filing.happened_on or under.calendar.local_day(report.received_latest)
    return not under.pack.ombudsman_reach.is_over(happened_on, under.calendar.local_day(at), under.calendar)


def _level_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return report.level < under.pack.max_level


def _duty_is_near(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    pack = under.pack
    if report.status is Status.DISPOSITIONED:
        limit, start = pack.first_follow_up, report.since_bounds[1]
    elif report.status is Status.FOLLOW_UP and report.classification is not None:
        limit, start = pack.completion.of(report.classification), report.received_latest
    else:
        limit, start = pack.verification, report.received_latest
    share = pack.raise_at
    return _workdays(start, at, under) * share.denominator >= share.numerator * limit.n


def _not_rated(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return report.rating is None


def _reopenings_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    by_reporter, by_officers = report.reopened
    return (by_reporter if by.role is _REPORTER else by_officers) < under.pack.max_reopenings


def _reopen_window_open(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return not _is_over(under.pack.reopen_window, report.since_bounds[0], at, under)


def _may_grant(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return any(_may_grant_this(report, by, request) for request in report.identity_requests)


def _may_grant_this(report: Report, by: Actor, request: IdentityRequest) -> bool:
    if request.by != by.id:
        return by.role is not Role.LIAISON
    is_own_work = request.purpose is IdentityPurpose.RESOLVE_REPORT and by.role in _HANDLERS
    return report.protection is _NO_PROTECTION and is_own_work


def _protection_to_change(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return by.role is _REPORTER or report.protection != _FULL_PROTECTION


def _retention_reached(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return _is_over(under.pack.retention, report.since_bounds[1], at, under)


def _is_over(limit: Limit, started_at: datetime, at: datetime, under: Rulebook) -> bool:
    calendar = under.calendar
    return limit.is_over(calendar.local_day(started_at), calendar.local_day(at), calendar)


def _workdays(start: datetime, end: datetime, under: Rulebook) -> int:
    calendar = under.calendar
    return calendar.workdays_between(calendar.local_day(start), calendar.local_day(end))


# Argument guards.


def _filing_is_whole(report: Report, action: actions.Receive, by: Actor, at: datetime, under: Rulebook) -> str | None:
    filing = action.filing
    if filing.text is None:
        return "filing.text"
    if filing.reporter is None:
        return "filing.reporter"
    if filing.agency is not None and filing.agency not in under.directory:
        return "filing.agency"
    if filing.channel is None or (by.role is not _REPORTER and filing.channel not in under.pack.on_behalf_channels):
        return "filing.channel"
    if filing.happened_on is not None and filing.happened_on > under.calendar.local_day(at):
        return "filing.happened_on"
    return None


_ENDER_OF: Final[Mapping[ArchiveReason | None, EndedBy]] = {
    ArchiveReason.EXPIRED: EndedBy.SYSTEM,
    ArchiveReason.WITHDRAWN: EndedBy.REPORTER,
}


def _facts_agree(report: Report, action: actions.Adopt, by: Actor, at: datetime, under: Rulebook) -> str | None:
    if action.status in (Status.MERGED, Status.ESCALATED):
        return "status"
    if not action.received_earliest <= action.received_latest <= at:
        return "received_latest"
    if action.responsible is not None and action.responsible not in under.directory:
        return "responsible"
    if action.ended_by is not None and not action.status.is_ended:
        return "ended_by"
    if (action.archive_reason is not None) != (action.status is Status.ARCHIVED):
        return "archive_reason"
    ender = _ENDER_OF.get(action.archive_reason)
    return "ended_by" if ender is not None and action.ended_by not in (ender, None) else None


def _category_is_listed(report: Report, action: Any, by: Actor, at: datetime, under: Rulebook) -> str | None:
    filed = isinstance(action, actions.Receive)
    category = action.filing.category if isinstance(action, actions.Receive) else action.category
    if category is None or under.categories is None or category in under.categories:
        return None
    return "filing.category" if filed else "category"


def _classified(report: Report, action: actions.Verify, by: Actor, at: datetime, under: Rulebook) -> str | None:
    if action.classification is None and report.classification is None:
        return "classification"
    return "category" if action.category is None and report.category is None else None


def _adds_protection(report: Report, action: actions.Verify, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return None if report.protection in action.protection else "protection"


def _text_for_public(report: Report, action: actions.Verify, by: Actor, at: datetime, under: Rulebook) -> str | None:
    if Protection.CONFIDENTIAL in action.protection:
        return None
    if not _is_cleared(action.title or report.public_title, report, action.protection, under):
        return "title"
    return None if _is_cleared(action.text or report.public_text, report, action.protection, under) else "text"


def _texts_are_cleared(report: Report, action: Any, by: Actor, at: datetime, under: Rulebook) -> str | None:
    protection = action.protection if isinstance(action, actions.Verify) else report.protection
    for field in _TO_CLEAR[type(action)]:
        text = getattr(action, field)
        if text is not None and not _is_cleared(text, report, protection, under):
            return field
    return None


_TO_CLEAR: Final[Mapping[type[actions.Action], tuple[str, ...]]] = {
    kind: tuple(field.name for field in attrs.fields(kind) if "to_clear" in field.metadata)
    for kind in actions.ACTIONS.values()
}


def _is_cleared(text: object, report: Report, protection: Protection, under: Rulebook) -> bool:
    if not isinstance(text, PublicText):
        return False
    reporter = report.filing.reporter
    if text.checked_for is NOT_HELD:
        return protection is _NO_PROTECTION or reporter is None or not under.pack.identities_held
    return text.checked_for == reporter


def _target_within_reach(
    report: Report, action: actions.Disposition, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    directory = under.directory
    if action.to not in directory or (by.agency is not None and not directory.is_within(action.to, by.agency)):
        return "to"
    closed_on = directory.get(action.to).closed_on
    return None if closed_on is None or under.calendar.local_day(at) < closed_on else "to"


def _hop_is_left(report: Report, action: actions.Disposition, by: Actor, at: datetime, under: Rulebook) -> str | None:
    is_hop = bool(report.senders) and action.to != report.responsible
    return "to" if is_hop and not _hops_left(report, by, at, under) else None


def _target_is_another(
    report: Report, action: actions.Disposition, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    return "to" if action.to == report.responsible else None


def _not_substantive(report: Report, action: actions.FollowUp, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return "kind" if action.kind is FollowUpKind.SUBSTANTIVE else None


def _outcome_is_whole(
    report: Report, action: actions.Answer | actions.Conclude, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    if (action.promised_on is not None) != (action.outcome is Outcome.PROMISED):
        return "promised_on"
    if action.promised_on is not None and action.promised_on < under.calendar.local_day(at):
        return "promised_on"
    return "ground" if action.ground is None and action.outcome is Outcome.REJECTED else None


def _age_is_known(
    report: Report, action: actions.ForwardToOmbudsman, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    calendar = under.calendar
    filed, said = report.filing.happened_on, action.happened_on
    if filed is not None:
        return None if said in (None, filed) else "happened_on"
    if said is None or said > calendar.local_day(report.received_latest):
        return "happened_on"
    return "happened_on" if under.pack.ombudsman_reach.is_over(said, calendar.local_day(at), calendar) else None


def _consent_is_recorded(
    report: Report, action: actions.ForwardToOmbudsman, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    return "consent" if by.role is Role.OMBUDSMAN and action.consent is None else None


def _reason_is_an_officers(
    report: Report, action: actions.Archive, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    return "reason" if action.reason in (ArchiveReason.EXPIRED, ArchiveReason.WITHDRAWN) else None


def _original_is_open(report: Report, action: actions.Merge, by: Actor, at: datetime, under: Rulebook) -> str | None:
    original = action.original
    if original.tracking_id == report.filing.tracking_id:
        return "original.tracking_id"
    return "original.status" if original.status.is_ended or original.status is Status.MERGED else None


def _original_is(
    status: Status,
) -> Callable[[Report, actions.EndWithOriginal | actions.Release, Actor, datetime, Rulebook], str | None]:
    def fault(
        report: Report,
        action: actions.EndWithOriginal | actions.Release,
        by: Actor,
        at: datetime,
        under: Rulebook,
    ) -> str | None:
        if action.original.tracking_id != report.original:
            return "original.tracking_id"
        return None if action.original.status is status else "original.status"

    return fault


def _changes_something(
    report: Report, action: actions.Reclassify, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    now = (report.classification, report.category)
    then = (action.classification or report.classification, action.category or report.category)
    return "classification" if now == then else None


def _lifted_by_reporter(
    report: Report, action: actions.Protect, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    lifts = report.protection not in action.protection
    return "protection" if action.protection == report.protection or (lifts and by.role is not _REPORTER) else None


def _publishes_something(
    report: Report, action: actions.Publish, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    return "text" if (action.title, action.text, action.answer, action.reply) == (None,) * 4 else None


def _score_in_range(report: Report, action: actions.Rate, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return None if 1 <= action.score <= under.pack.max_score else "score"


def _recorded_once(report: Report, action: actions.Record, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return "key" if action.key in report.records else None


def _request_is_waiting(
    report: Report, action: actions.GrantIdentity, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    waiting = (request for request in report.identity_requests if request.version == action.request)
    return None if any(_may_grant_this(report, by, request) for request in waiting) else "request"


def _redacts_something(report: Report, action: actions.Redact, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return None if action.parts else "parts"


STANDING_GUARDS: Final = {
    "not_answered": StandingGuard(
        "GRD-001", "the report has been answered", "a report without an answer", _not_answered
    ),
    "not_followed_up": StandingGuard(
        "GRD-002",
        "the handler has followed up; managers are not to stop the process",
        "a disposition without any follow-up",
        _not_followed_up,
    ),
    "hops_left": StandingGuard(
        "GRD-003",
        "it was sent to and fro as often as the pack allows",
        "fewer hops than max_hops",
        _hops_left,
    ),
    "not_the_answerer": StandingGuard(
        "GRD-004",
        "who gave the last answer, or may have, does not close the case",
        "the reporter, another officer, or the end of the reply window",
        _not_the_answerer,
    ),
    "reply_window_passed": StandingGuard(
        "GRD-005",
        "the reporter may still reply",
        "the first local day after reply_window",
        _reply_window_passed,
    ),
    "completion_window_passed": StandingGuard(
        "GRD-006",
        "the reporter may still complete the report",
        "the first local day after completion_window",
        _completion_window_passed,
    ),
    "pause_budget_left": StandingGuard(
        "GRD-007",
        "it was held for as many working days as the pack allows",
        "fewer held days than pause_budget",
        _pause_budget_left,
    ),
    "ombudsman_wait_passed": StandingGuard(
        "GRD-008",
        "the agency still has time to complete the report",
        "the first local day after ombudsman_wait from receipt",
        _ombudsman_wait_passed,
    ),
    "not_too_old": StandingGuard(
        "GRD-009",
        "what is complained of is too old for the Ombudsman",
        "a matter not older than ombudsman_reach",
        _not_too_old,
    ),
    "level_left": StandingGuard(
        "GRD-010", "it was raised to the highest level", "a level below max_level", _level_left
    ),
    "duty_is_near": StandingGuard(
        "GRD-011", "no duty is late or close to it", "raise_at of the limit used up", _duty_is_near
    ),
    "not_rated": StandingGuard("GRD-012", "it has been rated", "a resolution without a rating", _not_rated),
    "reopenings_left": StandingGuard(
        "GRD-013",
        "it was reopened as often as the pack allows",
        "fewer reopenings than max_reopenings",
        _reopenings_left,
    ),
    "reopen_window_open": StandingGuard(
        "GRD-014",
        "the window to reopen has passed, or it is not known when it began",
        "a day within reopen_window of the resolution",
        _reopen_window_open,
    ),
    "may_grant": StandingGuard(
        "GRD-016",
        "no request waits that this person may grant",
        "a request of somebody else; or one's own, to resolve an unprotected report",
        _may_grant,
    ),
    "protection_to_change": StandingGuard(
        "GRD-018",
        "the report has all the protection there is, and only the reporter lifts it",
        "the reporter, or a flag that is not set",
        _protection_to_change,
    ),
    "retention_reached": StandingGuard(
        "GRD-017", "the texts are still to be kept", "the first local day after retention", _retention_reached
    ),
}

ARGUMENT_GUARDS: Final = {
    "filing_is_whole": ArgumentGuard(
        "GRD-030",
        "the filing cannot be received like this",
        "a text, a reporter, a channel (for officers one of on_behalf_channels), a known agency, a day not to come",
        _filing_is_whole,
    ),
    "facts_agree": ArgumentGuard(
        "GRD-031",
        "the facts contradict each other or are not covered",
        "a status other than merged or escalated, bounds in order, a known agency, and an ender and reason that fit it",
        _facts_agree,
    ),
    "category_is_listed": ArgumentGuard(
        "GRD-032", "the category is not in the list", "a category of the rulebook's list", _category_is_listed
    ),
    "classified": ArgumentGuard(
        "GRD-033", "classification and category are not both known", "both, here or as filed", _classified
    ),
    "adds_protection": ArgumentGuard(
        "GRD-034",
        "verification does not take protection away",
        "at least the flags that are set",
        _adds_protection,
    ),
    "text_for_public": ArgumentGuard(
        "GRD-035",
        "a report that is not confidential needs something that may be published",
        "a title and a text that were cleared under this protection",
        _text_for_public,
    ),
    "texts_are_cleared": ArgumentGuard(
        "GRD-036",
        "the text was not cleared for this reporter",
        "a PublicText of clear_text, checked against this reporter when the report is protected",
        _texts_are_cleared,
    ),
    "target_within_reach": ArgumentGuard(
        "GRD-037",
        "the target is unknown, closed or out of reach",
        "an open agency or unit within the actor's own",
        _target_within_reach,
    ),
    "hop_is_left": ArgumentGuard(
        "GRD-054",
        "it was sent to and fro as often as the pack allows",
        "the agency or unit that it was with",
        _hop_is_left,
    ),
    "target_is_another": ArgumentGuard(
        "GRD-038", "the report is there already", "another agency or unit", _target_is_another
    ),
    "not_substantive": ArgumentGuard(
        "GRD-039", "a substantive follow-up is an answer", "the action answer", _not_substantive
    ),
    "outcome_is_whole": ArgumentGuard(
        "GRD-040",
        "the outcome is not complete",
        "a day not in the past for promised and for nothing else, a legal ground for rejected",
        _outcome_is_whole,
    ),
    "age_is_known": ArgumentGuard(
        "GRD-041",
        "it is not known to be recent enough for the Ombudsman",
        "the day of the matter, not after receipt, within ombudsman_reach and as filed",
        _age_is_known,
    ),
    "consent_is_recorded": ArgumentGuard(
        "GRD-042",
        "the reporter's consent is not recorded",
        "where the consent is recorded",
        _consent_is_recorded,
    ),
    "reason_is_an_officers": ArgumentGuard(
        "GRD-043",
        "the reason belongs to the reporter or the system",
        "a reason other than expired or withdrawn",
        _reason_is_an_officers,
    ),
    "original_is_open": ArgumentGuard(
        "GRD-044",
        "a report cannot follow itself, nor one that has ended or follows another",
        "another report that is open and not merged",
        _original_is_open,
    ),
    "original_is_resolved": ArgumentGuard(
        "GRD-045", "the original is not resolved", "the original, resolved", _original_is(Status.RESOLVED)
    ),
    "original_is_archived": ArgumentGuard(
        "GRD-046",
        "the original did not end otherwise",
        "the original, archived",
        _original_is(Status.ARCHIVED),
    ),
    "changes_something": ArgumentGuard(
        "GRD-047", "nothing would change", "another classification or category", _changes_something
    ),
    "lifted_by_reporter": ArgumentGuard(
        "GRD-048",
        "nothing would change, or protection would be lifted by somebody else",
        "another protection; the reporter alone leaves out a flag that is set",
        _lifted_by_reporter,
    ),
    "publishes_something": ArgumentGuard(
        "GRD-049",
        "nothing is given",
        "a title, text, answer or reply",
        _publishes_something,
    ),
    "score_in_range": ArgumentGuard("GRD-050", "the score is out of range", "1 to max_score", _score_in_range),
    "recorded_once": ArgumentGuard("GRD-051", "it is on record", "a key that is not", _recorded_once),
    "request_is_waiting": ArgumentGuard(
        "GRD-052", "no such request waits for this person", "the version of a request", _request_is_waiting
    ),
    "redacts_something": ArgumentGuard("GRD-053", "nothing is named", "at least one part", _redacts_something),
}
