"""The argument guards of the lifecycle table: they read what the action says, and name the field at fault."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from lapor_core import actions
from lapor_core.agencies import Actor
from lapor_core.reports import Report
from lapor_core.rules.publicity import holds_number, satisfies
from lapor_core.rules.rulebook import Rulebook
from lapor_core.states.standing import hops_left, is_beyond_reach, is_open, may_grant_this
from lapor_core.vocabulary import ArchiveReason, EndedBy, FollowUpKind, Outcome, Protection, Role, Status

# ruff: noqa: ARG001 (guards are of one shape, also those that do not look at everything)


Fault = Callable[[Report, Any, Actor, datetime, Rulebook], str | None]


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
    fault: Fault


# A member looked up on its class costs ten times a name of the module.
_REPORTER = Role.REPORTER


def _filing_is_whole(report: Report, action: actions.Receive, by: Actor, at: datetime, under: Rulebook) -> str | None:
    filing = action.filing
    if filing.text is None:
        return "filing.text"
    if filing.reporter is None:
        return "filing.reporter"
    if filing.agency is not None and filing.agency not in under.directory:
        return "filing.agency"
    if filing.channel is None or (
        by.role is not _REPORTER and filing.channel not in under.pack_of(filing.agency).on_behalf_channels
    ):
        return "filing.channel"
    if filing.happened_on is not None and filing.happened_on > under.calendar_of(report).local_day(at):
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
    if not satisfies(action.title or report.published.title, report, action.protection, under):
        return "title"
    return None if satisfies(action.text or report.published.text, report, action.protection, under) else "text"


def _texts_are_cleared(report: Report, action: Any, by: Actor, at: datetime, under: Rulebook) -> str | None:
    protection = action.protection if isinstance(action, actions.Verify) else report.protection
    for field in _TO_CLEAR[type(action)]:
        text = getattr(action, field)
        if text is not None and not satisfies(text, report, protection, under):
            return field
    files = (action.attachments or ()) if isinstance(action, actions.Publish) else ()
    are_cleared = all(satisfies(file.name, report, protection, under) and not _tells(file, report) for file in files)
    return None if are_cleared else "attachments"


def _tells(file: actions.PublicAttachment, report: Report) -> bool:
    """Whether the key of a file holds the number of the report, which the public is not told of a protected one."""
    number = report.filing.tracking_id
    return len(number) >= _TELLING and holds_number(file.key, number)


_TELLING: Final = 4  # shorter ones stand in many keys by chance


_TO_CLEAR: Final[Mapping[type[actions.Action], tuple[str, ...]]] = {
    kind: tuple(field.name for field in attrs.fields(kind) if "to_clear" in field.metadata)
    for kind in actions.ACTIONS.values()
}


def _target_within_reach(
    report: Report, action: actions.Disposition, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    is_within_reach = by.agency is None or under.directory.is_within(action.to, by.agency)
    return None if is_within_reach and is_open(action.to, report, at, under) else "to"


def _hop_is_left(report: Report, action: actions.Disposition, by: Actor, at: datetime, under: Rulebook) -> str | None:
    is_hop = bool(report.senders) and action.to != report.responsible
    return "to" if is_hop and not hops_left(report, by, at, under) else None


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
    if action.promised_on is not None and action.promised_on < under.calendar_of(report).local_day(at):
        return "promised_on"
    return "ground" if action.ground is None and action.outcome is Outcome.REJECTED else None


def _age_is_known(
    report: Report, action: actions.ForwardToOmbudsman, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    calendar = under.calendar_of(report)
    filed, said = report.filing.happened_on, action.happened_on
    if filed is not None:
        return None if said in (None, filed) else "happened_on"
    if said is None or said > calendar.local_day(report.received_latest):
        return "happened_on"
    return "happened_on" if is_beyond_reach(said, report, at, under) else None


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
    if original.status.is_ended or original.status is Status.MERGED:
        return "original.status"
    # That a report is merged can be seen, and so that there is another one.
    is_hidden = Protection.CONFIDENTIAL in original.protection and Protection.CONFIDENTIAL not in report.protection
    return "original.protection" if is_hidden else None


_Follower = actions.EndWithOriginal | actions.Release


def _original_is(status: Status) -> Fault:
    def fault(report: Report, action: _Follower, by: Actor, at: datetime, under: Rulebook) -> str | None:
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
    given = (action.title, action.text, action.answer, action.reply, action.attachments)
    return "text" if given == (None,) * len(given) else None


def _score_in_range(report: Report, action: actions.Rate, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return None if 1 <= action.score <= under.pack_of(report.responsible).max_score else "score"


def _recorded_once(report: Report, action: actions.Record, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return "key" if action.key in report.records else None


def _request_is_waiting(
    report: Report, action: actions.GrantIdentity, by: Actor, at: datetime, under: Rulebook
) -> str | None:
    waiting = (request for request in report.identity_requests if request.version == action.request)
    return None if any(may_grant_this(report, by, request) for request in waiting) else "request"


def _redacts_something(report: Report, action: actions.Redact, by: Actor, at: datetime, under: Rulebook) -> str | None:
    return None if action.parts else "parts"


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
        "GRD-034", "verification does not take protection away", "at least the flags that are set", _adds_protection
    ),
    "text_for_public": ArgumentGuard(
        "GRD-035",
        "a report that is not confidential needs something that may be published",
        "a title and a text of clear_text; for a protected report checked against its reporter (known)",
        _text_for_public,
    ),
    "texts_are_cleared": ArgumentGuard(
        "GRD-036",
        "a text was not cleared for this reporter, or the key of a file holds the number of the report",
        "a PublicText of clear_text, for this reporter when the report is protected; keys that say nothing",
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
        "GRD-042", "the reporter's consent is not recorded", "where the consent is recorded", _consent_is_recorded
    ),
    "reason_is_an_officers": ArgumentGuard(
        "GRD-043",
        "the reason belongs to the reporter or the system",
        "a reason other than expired or withdrawn",
        _reason_is_an_officers,
    ),
    "original_is_open": ArgumentGuard(
        "GRD-044",
        "a report cannot follow itself, one that has ended or follows another, nor a confidential one if it is none",
        "another report that is open and not merged; if only that one is confidential, merge it into this one",
        _original_is_open,
    ),
    "original_is_resolved": ArgumentGuard(
        "GRD-045", "the original is not resolved", "the original, resolved", _original_is(Status.RESOLVED)
    ),
    "original_is_archived": ArgumentGuard(
        "GRD-046", "the original did not end otherwise", "the original, archived", _original_is(Status.ARCHIVED)
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
        "GRD-049", "nothing is given", "a title, text, answer, reply or attachments", _publishes_something
    ),
    "score_in_range": ArgumentGuard("GRD-050", "the score is out of range", "1 to max_score", _score_in_range),
    "recorded_once": ArgumentGuard("GRD-051", "it is on record", "a key that is not", _recorded_once),
    "request_is_waiting": ArgumentGuard(
        "GRD-052", "no such request waits for this person", "the version of a request", _request_is_waiting
    ),
    "redacts_something": ArgumentGuard("GRD-053", "nothing is named", "at least one part", _redacts_something),
}
