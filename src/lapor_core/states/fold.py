"""What each event does to a report. Nothing here asks whether it may: that was decided when it happened.

The table, the guards and the pack of today are not consulted, so that a history stays loadable when rules change.
"""

from collections.abc import Callable
from typing import Any, Final

import attrs

from lapor_core import actions
from lapor_core.errors import HistoryError
from lapor_core.events import Event, History
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import (
    NOTHING_PUBLISHED,
    Ending,
    IdentityAccess,
    IdentityRequest,
    Published,
    Report,
    ReportDraft,
)
from lapor_core.states.redaction import redacted, redacted_events
from lapor_core.texts import PublicText, Publishable
from lapor_core.vocabulary import ArchiveReason, EndedBy, Outcome, Role, Status, TextPart

# A member looked up on its class costs ten times a name of the module, and `replay` folds by the million.
_HELD, _VERIFIED, _FOLLOW_UP = Status.HELD, Status.VERIFIED, Status.FOLLOW_UP
_REPORTER = Role.REPORTER
_FOLLOWED_UP: Final = frozenset({_FOLLOW_UP, Status.ANSWERED, Status.RESOLVED})
_BY_ADMIN, _BY_SYSTEM, _BY_REPORTER = EndedBy.ADMIN, EndedBy.SYSTEM, EndedBy.REPORTER
_ENDED: Final = {
    (ended_by, outcome): Ending(ended_by=ended_by, outcome=outcome)
    for ended_by in EndedBy
    for outcome in (None, *Outcome)
}
_EXPIRED: Final = Ending(ended_by=_BY_SYSTEM, archive_reason=ArchiveReason.EXPIRED)
_WITHDRAWN: Final = Ending(ended_by=_BY_REPORTER, archive_reason=ArchiveReason.WITHDRAWN)
_NO_EVENTS: Final = History()


def draft_of(report: Report) -> ReportDraft:
    """Return a copy of a report that events can be folded into."""
    return ReportDraft(
        report.filing,
        report.status,
        report.version,
        report.changed_at,
        report.history,
        report.since,
        report.responsible,
        report.protection,
        report.classification,
        report.category,
        report.reviewed,
        report.published,
        report.senders,
        report.hops,
        report.reopened,
        report.level,
        report.followed_up,
        report.answered,
        report.holds,
        report.original,
        report.ending,
        report.identity_requests,
        report.identity_accesses,
        report.records,
        report.unknown,
    )


def frozen(draft: ReportDraft) -> Report:
    """Turn a draft into the report that it has become; the draft is gone.

    The two classes have the same slots. Changing the class costs nothing, and a second constructor call costs more
    than everything else that `apply` does.
    """
    draft.__class__ = Report
    return draft  # type: ignore[return-value]


def born(event: Event) -> ReportDraft:
    """Return the draft of a report that its first event brings about."""
    action = event.action
    if isinstance(action, actions.Adopt):
        return _adopted(action, event)
    if not isinstance(action, actions.Receive):
        raise HistoryError(0, "a report begins with a receipt or an adoption")
    filing = action.filing
    at = event.at
    return ReportDraft(
        filing,
        event.to_status,
        event.seq,
        at,
        _NO_EVENTS,
        at,
        filing.agency,
        filing.protection,
        filing.classification,
        filing.category,
    )


def _adopted(action: actions.Adopt, event: Event) -> ReportDraft:
    status = event.to_status
    return ReportDraft(
        filing=action.filing,
        status=status,
        version=event.seq,
        changed_at=event.at,
        history=_NO_EVENTS,
        since=None,
        responsible=action.responsible,
        protection=action.filing.protection,
        classification=action.filing.classification,
        category=action.filing.category,
        followed_up=status in _FOLLOWED_UP,
        # How long it was held before is not known; it may have been ever since it was received.
        holds=((action.received_earliest, None),) if status is _HELD else (),
        ending=Ending(ended_by=action.ended_by, archive_reason=action.archive_reason) if status.is_ended else None,
    )


def fold(draft: ReportDraft, event: Event) -> None:
    """Let an event after the first change the draft; the history is left to the caller."""
    action = event.action
    change = _CHANGES.get(type(action))
    if change is not None:
        change(draft, action, event)
    if event.to_status is not draft.status:
        if draft.status is _HELD and draft.holds:
            draft.holds = (*draft.holds[:-1], (draft.holds[-1][0], event.at))
        draft.status = event.to_status
        draft.since = event.at
        if draft.ending is not None:
            draft.identity_requests = draft.identity_accesses = ()
    draft.version = event.seq
    draft.changed_at = event.at


def _born_again(draft: ReportDraft, action: actions.Action, event: Event) -> None:
    raise HistoryError(event.seq - 1, "a report is received or adopted once, by its first event")


def _verify(draft: ReportDraft, action: actions.Verify, event: Event) -> None:
    draft.classification = action.classification or draft.classification
    draft.category = action.category or draft.category
    draft.reviewed = True
    was = draft.published
    draft.published = Published(
        _public(action.title) or was.title,
        _public(action.text) or was.text,
        was.answer,
        was.reply,
        # What a picture shows was judged under the protection of that time.
        was.attachments if action.protection == draft.protection else (),
    )
    draft.protection = action.protection


def _disposition(draft: ReportDraft, action: actions.Disposition, event: Event) -> None:
    if draft.status is not _VERIFIED or (draft.senders and draft.responsible != action.to):
        draft.hops += 1
    if draft.responsible != action.to:
        draft.senders = (*draft.senders, draft.responsible)
        _hand_on(draft, action.to)


def _send_back(draft: ReportDraft, action: actions.SendBack, event: Event) -> None:
    draft.hops += 1
    if draft.senders:
        _hand_on(draft, draft.senders[-1])
        draft.senders = draft.senders[:-1]


def _hand_on(draft: ReportDraft, responsible: AgencyCode | None) -> None:
    draft.responsible = responsible
    # Who asked to learn the identity asked as the one responsible.
    draft.identity_requests = draft.identity_accesses = ()


def _follow_up(draft: ReportDraft, action: actions.FollowUp, event: Event) -> None:
    draft.followed_up = True


def _answer(draft: ReportDraft, action: actions.Answer, event: Event) -> None:
    draft.followed_up = True
    draft.answered = event
    was = draft.published
    draft.published = Published(was.title, was.text, _public(action.text), was.reply, was.attachments)


def _close(draft: ReportDraft, action: actions.Close, event: Event) -> None:
    _end(draft, _BY_REPORTER if event.by.role is _REPORTER else _BY_ADMIN)


def _lapse(draft: ReportDraft, action: actions.Lapse, event: Event) -> None:
    _end(draft, _BY_SYSTEM)


def _end(draft: ReportDraft, ended_by: EndedBy) -> None:
    draft.ending = _ENDED[ended_by, _outcome_of(draft.answered)]


def _outcome_of(answered: Event | None) -> Outcome | None:
    action = answered.action if answered else None
    return action.outcome if isinstance(action, actions.Answer) else None


def _hold(draft: ReportDraft, action: actions.Hold, event: Event) -> None:
    draft.holds = (*draft.holds, (event.at, None))


def _expire(draft: ReportDraft, action: actions.Expire, event: Event) -> None:
    draft.ending = _EXPIRED


def _conclude(draft: ReportDraft, action: actions.Conclude, event: Event) -> None:
    draft.ending = _ENDED[EndedBy.OMBUDSMAN, action.outcome]


def _archive(draft: ReportDraft, action: actions.Archive, event: Event) -> None:
    draft.ending = Ending(ended_by=_BY_ADMIN, archive_reason=action.reason)


def _withdraw(draft: ReportDraft, action: actions.Withdraw, event: Event) -> None:
    draft.ending = _WITHDRAWN


def _merge(draft: ReportDraft, action: actions.Merge, event: Event) -> None:
    draft.original = action.original.tracking_id


def _end_with_original(draft: ReportDraft, action: actions.EndWithOriginal, event: Event) -> None:
    draft.ending = _ENDED[_BY_SYSTEM, None]


def _release(draft: ReportDraft, action: actions.Release, event: Event) -> None:
    draft.original = None


def _reclassify(draft: ReportDraft, action: actions.Reclassify, event: Event) -> None:
    draft.classification = action.classification or draft.classification
    draft.category = action.category or draft.category


def _raise_level(draft: ReportDraft, action: actions.RaiseLevel, event: Event) -> None:
    draft.level += 1
    if action.key is not None:
        draft.records |= {action.key}


def _protect(draft: ReportDraft, action: actions.Protect, event: Event) -> None:
    if draft.protection not in action.protection:
        # What was hidden becomes visible only through a text that was cleared after the change.
        draft.published = NOTHING_PUBLISHED
    elif draft.published.attachments:
        # What a picture shows was judged under the protection of that time.
        draft.published = attrs.evolve(draft.published, attachments=())
    draft.protection = action.protection


def _publish(draft: ReportDraft, action: actions.Publish, event: Event) -> None:
    was = draft.published
    draft.published = Published(
        _public(action.title) or was.title,
        _public(action.text) or was.text,
        _public(action.answer) or was.answer,
        _public(action.reply) or was.reply,
        was.attachments if action.attachments is None else action.attachments,
    )


def _public(text: Publishable | None) -> PublicText | None:
    return text if isinstance(text, PublicText) else None


def _rate(draft: ReportDraft, action: actions.Rate, event: Event) -> None:
    if draft.ending is not None:
        draft.ending = attrs.evolve(draft.ending, rating=action.score)


def _reopen(draft: ReportDraft, action: actions.Reopen, event: Event) -> None:
    by_reporter, by_officers = draft.reopened
    if event.by.role is _REPORTER:
        draft.reopened = (by_reporter + 1, by_officers)
    else:
        draft.reopened = (by_reporter, by_officers + 1)
    draft.ending = None
    draft.original = None


def _record(draft: ReportDraft, action: actions.Record, event: Event) -> None:
    draft.records |= {action.key}


def _request_identity(draft: ReportDraft, action: actions.RequestIdentity, event: Event) -> None:
    request = IdentityRequest(version=event.seq, by=event.by.id, purpose=action.purpose)
    others = tuple(waiting for waiting in draft.identity_requests if waiting.by != event.by.id)
    draft.identity_requests = (*others, request)


def _grant_identity(draft: ReportDraft, action: actions.GrantIdentity, event: Event) -> None:
    waiting = draft.identity_requests
    draft.identity_requests = tuple(request for request in waiting if request.version != action.request)
    draft.identity_accesses += tuple(
        IdentityAccess(version=event.seq, by=request.by, purpose=request.purpose, approved_by=event.by.id, at=event.at)
        for request in waiting
        if request.version == action.request
    )


def _redact(draft: ReportDraft, action: actions.Redact, event: Event) -> None:
    parts = action.parts
    draft.unknown = ""
    draft.filing = redacted(draft.filing, parts)
    if draft.answered is not None:
        draft.answered = redacted(draft.answered, parts)
    was, is_published = draft.published, TextPart.PUBLISHED not in parts
    draft.published = Published(
        was.title if is_published else None,
        was.text if is_published else None,
        None if TextPart.ANSWERS in parts else was.answer,
        None if TextPart.REPLIES in parts else was.reply,
        was.attachments if is_published else (),
    )
    draft.history = History(redacted_events(draft.history, parts))


_CHANGES: Final[dict[type[actions.Action], Callable[[ReportDraft, Any, Event], None]]] = {
    actions.Receive: _born_again,
    actions.Adopt: _born_again,
    actions.Verify: _verify,
    actions.Disposition: _disposition,
    actions.SendBack: _send_back,
    actions.FollowUp: _follow_up,
    actions.Answer: _answer,
    actions.Close: _close,
    actions.Lapse: _lapse,
    actions.Hold: _hold,
    actions.Expire: _expire,
    actions.Conclude: _conclude,
    actions.Archive: _archive,
    actions.Withdraw: _withdraw,
    actions.Merge: _merge,
    actions.EndWithOriginal: _end_with_original,
    actions.Release: _release,
    actions.Reclassify: _reclassify,
    actions.RaiseLevel: _raise_level,
    actions.Protect: _protect,
    actions.Publish: _publish,
    actions.Rate: _rate,
    actions.Reopen: _reopen,
    actions.Record: _record,
    actions.RequestIdentity: _request_identity,
    actions.GrantIdentity: _grant_identity,
    actions.Redact: _redact,
}
"""Actions that are missing here change the status at most."""
