"""A report as it stands: what was filed, what became of it, and every event that made it so."""

from datetime import date, datetime
from typing import Any, Final

import attrs

from lapor_core.actions import Adopt, Answer, PublicAttachment
from lapor_core.documents import Document
from lapor_core.events import Event, History
from lapor_core.filings import Filing
from lapor_core.identifiers import ActorId, AgencyCode, CategoryCode, IntentKey, TrackingId
from lapor_core.texts import PublicText
from lapor_core.vocabulary import (
    ArchiveReason,
    Classification,
    EndedBy,
    IdentityPurpose,
    Outcome,
    Protection,
    Role,
    Status,
)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Ending(Document):
    """How a case ended: closed is not solved. Indonesian term: *penutupan laporan*.

    Args:
        ended_by: who ended it; None when that is not known.
        outcome: what became of the matter; None when nobody has said.
        archive_reason: why it was archived; None when it was resolved.
        rating: the reporter's score of it, 1 to 5; None without one.
    """

    ended_by: EndedBy | None = None
    outcome: Outcome | None = None
    archive_reason: ArchiveReason | None = None
    rating: int | None = None


@attrs.frozen(kw_only=True, weakref_slot=False)
class IdentityRequest(Document):
    """A request for the reporter's identity that waits for an answer. Indonesian term: *permintaan identitas*.

    Args:
        version: version of the report at which it was made; its number.
        by: the officer who asked.
        purpose: for what.
    """

    version: int
    by: ActorId | None
    purpose: IdentityPurpose


@attrs.frozen(kw_only=True, weakref_slot=False)
class IdentityAccess(Document):
    """A request for the reporter's identity that was granted. Indonesian term: *akses identitas*.

    Args:
        version: version of the report at which it was granted.
        by: the officer who asked.
        purpose: for what.
        approved_by: who granted it.
        at: aware instant at which it was granted.
    """

    version: int
    by: ActorId | None
    purpose: IdentityPurpose
    approved_by: ActorId | None
    at: datetime


@attrs.frozen(weakref_slot=False)
class Published:
    """What was cleared of a report. Whether it is shown depends on the protection when somebody looks.

    Indonesian term: *yang telah diloloskan*.

    Args:
        title: the cleared title.
        text: the cleared text.
        answer: the last answer, if it was cleared.
        reply: the reply that was cleared.
        attachments: the files that were cleared.
    """

    title: PublicText | None = None
    text: PublicText | None = None
    answer: PublicText | None = None
    reply: PublicText | None = None
    attachments: tuple[PublicAttachment, ...] = ()


NOTHING_PUBLISHED: Final = Published()
"""One for all reports of which nothing was cleared: many are kept in memory."""


@attrs.define(weakref_slot=False)
class ReportDraft:
    """A report while events are being folded into it; nobody outside the fold ever holds one."""

    filing: Filing
    status: Status
    version: int
    changed_at: datetime
    history: History
    since: datetime | None
    responsible: AgencyCode | None
    protection: Protection
    classification: Classification | None
    category: CategoryCode | None
    reviewed: bool = False
    published: Published = NOTHING_PUBLISHED
    senders: tuple[AgencyCode | None, ...] = ()
    hops: int = 0
    reopened: tuple[int, int] = (0, 0)
    level: int = 0
    followed_up: bool = False
    answered: Event | None = None
    holds: tuple[tuple[datetime, datetime | None], ...] = ()
    original: TrackingId | None = None
    ending: Ending | None = None
    identity_requests: tuple[IdentityRequest, ...] = ()
    identity_accesses: tuple[IdentityAccess, ...] = ()
    records: frozenset[IntentKey] = frozenset()
    unknown: str = attrs.field(default="", eq=False, repr=False)
    memo: tuple[object, date | None] | None = attrs.field(default=None, eq=False, repr=False)


@attrs.frozen(weakref_slot=False)  # pyright: ignore[reportGeneralTypeIssues] (states.fold.frozen says why)
class Report(ReportDraft):
    """A report as it stands; the fold of its events. Made by `receive`, `adopt`, `apply` and `replay`.

    Indonesian term: *laporan*.

    Args:
        filing: what the reporter sent.
        status: where it stands.
        version: number of its last event; for the caller's optimistic concurrency.
        changed_at: instant of its last event.
        history: every event, from the first.
        since: when it came into its present status; None when that is not known.
        responsible: the agency or unit that it is with; None while it is with the national desk.
        protection: the protection in force.
        classification: what kind of report it is.
        category: what it is about.
        reviewed: whether an admin has reviewed the protection at verification.
        published: what was cleared of it.
        senders: who is to get it back, last sender last, when it is sent back.
        hops: how often it was sent back or onward.
        reopened: how often it was reopened, by the reporter and by officers.
        level: how many levels up it was raised.
        followed_up: whether the handler has followed up at all.
        answered: the event of the last answer.
        holds: from when to when it waited for the reporter to complete it.
        original: the report that it follows.
        ending: how it ended; None while it is open.
        identity_requests: requests for the identity that nobody has granted yet.
        identity_accesses: requests that were granted, while the case is open and with the same agency or unit.
        records: keys of the intents that were carried out.
        memo: what was once worked out about the report under some rules (`rules.reckoning`); says nothing of its own.
    """

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the memo: what is stored and copied is the report."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(Report) if field.name != "memo"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a copy."""
        for name, value in (state | {"memo": None}).items():
            object.__setattr__(self, name, value)

    def __str__(self) -> str:
        return f"Report {self.tracking_id} ({self.status}, version {self.version})"

    @property
    def tracking_id(self) -> TrackingId:
        """The number of the report."""
        return self.filing.tracking_id

    @property
    def reopenings(self) -> int:
        """How often it was reopened in all."""
        return sum(self.reopened)

    @property
    def received_earliest(self) -> datetime:
        """The report was not received before this instant."""
        birth = self.history.first
        return birth.action.received_earliest if isinstance(birth.action, Adopt) else birth.at

    @property
    def received_latest(self) -> datetime:
        """The report was received by this instant: the same as the earliest unless it was adopted."""
        birth = self.history.first
        return birth.action.received_latest if isinstance(birth.action, Adopt) else birth.at

    @property
    def received_at(self) -> datetime | None:
        """The instant of receipt; None when it is only known within bounds."""
        return self.received_latest if self.received_earliest == self.received_latest else None

    @property
    def since_bounds(self) -> tuple[datetime, datetime]:
        """The instants between which it came into its present status; the same twice when that is known."""
        if self.since is not None:
            return self.since, self.since
        return self.received_earliest, self.history.first.at

    @property
    def answer(self) -> Answer | None:
        """The last answer."""
        action = self.answered.action if self.answered else None
        return action if isinstance(action, Answer) else None

    @property
    def answered_by(self) -> ActorId | None:
        """The officer who gave the last answer; None without one, or when nobody knows."""
        return self.answered.by.id if self.answered else None

    @property
    def was_forwarded(self) -> bool:
        """Whether the Ombudsman has it or had it."""
        return any(event.to_status is Status.ESCALATED for event in self.history)

    @property
    def outcome(self) -> Outcome | None:
        """What became of the matter; None while it is open or when nobody has said."""
        return self.ending.outcome if self.ending else None

    @property
    def rating(self) -> int | None:
        """The reporter's score of the last ending, 1 to 5; None without one."""
        return self.ending.rating if self.ending else None

    @property
    def filed_on_behalf(self) -> bool:
        """Whether an officer filed it for the reporter (at a counter, by letter, by telephone)."""
        return self.history.first.by.role not in (Role.REPORTER, Role.SYSTEM)
