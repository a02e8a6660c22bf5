"""What may be asked of a report: one small class an action, holding only what the asker says.

Who asks and when are not part of the action: `apply` is told. A text that is to be published may be given as a
draft (a plain string); `apply` takes it only once it was cleared (`clear_text`).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar, Final

import attrs

from lapor_core.checks import is_a, is_day, is_instant, require_a, require_list
from lapor_core.documents import Document
from lapor_core.filings import Filing
from lapor_core.identifiers import AgencyCode, AttachmentKey, CategoryCode, IntentKey, TrackingId, is_id
from lapor_core.texts import Publishable, is_publishable, is_words, part, to_clear
from lapor_core.vocabulary import (
    ActionName,
    ArchiveReason,
    Classification,
    EndedBy,
    FollowUpKind,
    IdentityPurpose,
    Outcome,
    Protection,
    Status,
    TextPart,
)

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True, weakref_slot=False)
class Action(Document):
    """Base of all actions. `name` is the wire code."""

    name: ClassVar[ActionName]


# The way of every report.


@attrs.frozen(kw_only=True, weakref_slot=False)
class Receive(Action):
    """A report comes in. Made by `receive`, never given to `apply`. Indonesian term: *laporan masuk*."""

    name = ActionName.RECEIVE
    filing: Filing = attrs.field(validator=is_a(Filing))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Adopt(Action):
    """A case that another system handled comes in with what that system knew of it; the rest stays unknown.

    Indonesian term: *pengambilalihan laporan*.

    Args:
        filing: what is known of the filing.
        status: where the case stands.
        received_earliest: it was not received before this instant.
        received_latest: it was received by this instant; the same as the earliest when it is known exactly.
        responsible: the agency or unit that it was last sent to.
        ended_by: who ended it, when it has ended and that is known.
        archive_reason: why it was archived, when it was.
    """

    name = ActionName.ADOPT
    filing: Filing = attrs.field(validator=is_a(Filing))
    status: Status = attrs.field(validator=is_a(Status))
    received_earliest: datetime = attrs.field(validator=is_instant)
    received_latest: datetime = attrs.field(validator=is_instant)
    responsible: AgencyCode | None = attrs.field(default=None, validator=_maybe(is_id(AgencyCode)))
    ended_by: EndedBy | None = attrs.field(default=None, validator=_maybe(is_a(EndedBy)))
    archive_reason: ArchiveReason | None = attrs.field(default=None, validator=_maybe(is_a(ArchiveReason)))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Verify(Action):
    """The coordinator has read the report: what it is, how it is protected, what may be published of it.

    Indonesian term: *verifikasi*. What is left out stays as the report has it.

    Args:
        protection: the reviewed protection; it may add to the reporter's wish, never take away.
        classification: what kind of report it is.
        category: what it is about.
        title: cleared title; needed unless the report is confidential.
        text: cleared text; needed unless the report is confidential.
    """

    name = ActionName.VERIFY
    protection: Protection = attrs.field(validator=is_a(Protection))
    classification: Classification | None = attrs.field(default=None, validator=_maybe(is_a(Classification)))
    category: CategoryCode | None = attrs.field(default=None, validator=_maybe(is_id(CategoryCode)))
    title: Publishable | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_publishable), metadata=to_clear(TextPart.PUBLISHED)
    )
    text: Publishable | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_publishable), metadata=to_clear(TextPart.PUBLISHED)
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Disposition(Action):
    """The report is sent to the agency or unit that is to handle it. Indonesian term: *disposisi*.

    Args:
        to: code of the agency or unit.
        note: internal instruction.
    """

    name = ActionName.DISPOSITION
    to: AgencyCode = attrs.field(validator=is_id(AgencyCode))
    note: str | None = attrs.field(default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.NOTES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class SendBack(Action):
    """The handler returns the report to whoever sent it. Indonesian term: *kembalikan (bukan wewenang)*."""

    name = ActionName.SEND_BACK
    reason: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.NOTES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class FollowUp(Action):
    """The handler tells the reporter that or how the matter goes on. Indonesian term: *tindak lanjut*.

    Args:
        kind: normative or progress; a substantive one is an `Answer`.
        text: cleared text.
    """

    name = ActionName.FOLLOW_UP
    kind: FollowUpKind = attrs.field(validator=is_a(FollowUpKind))
    text: Publishable = attrs.field(repr=False, validator=is_publishable, metadata=to_clear(TextPart.ANSWERS))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Answer(Action):
    """The handler answers on the merits. Indonesian term: *tindak lanjut substantif*.

    Args:
        text: cleared text.
        outcome: what became of the matter.
        promised_on: the day promised; for the outcome *promised* and no other.
        ground: the legal ground; for the outcome *rejected*.
    """

    name = ActionName.ANSWER
    text: Publishable = attrs.field(repr=False, validator=is_publishable, metadata=to_clear(TextPart.ANSWERS))
    outcome: Outcome = attrs.field(validator=is_a(Outcome))
    promised_on: date | None = attrs.field(default=None, validator=_maybe(is_day))
    ground: str | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.ANSWERS)
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Reply(Action):
    """The reporter is not content with the answer, or asks on. Indonesian term: *tanggapan pelapor*."""

    name = ActionName.REPLY
    text: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.REPLIES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Close(Action):
    """The case is closed upon its answer. Indonesian term: *tutup laporan*."""

    name = ActionName.CLOSE


@attrs.frozen(kw_only=True, weakref_slot=False)
class Lapse(Action):
    """The reply window has passed in silence. Indonesian term: *ditutup oleh sistem*."""

    name = ActionName.LAPSE


# Waiting: for the reporter, or for the Ombudsman.


@attrs.frozen(kw_only=True, weakref_slot=False)
class Hold(Action):
    """The report cannot be handled until the reporter completes it. Indonesian term: *tunda*.

    Args:
        missing: what is missing, in words for the reporter.
    """

    name = ActionName.HOLD
    missing: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.NOTES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Complete(Action):
    """The reporter gives what was missing. Indonesian term: *melengkapi laporan*."""

    name = ActionName.COMPLETE
    text: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.REPLIES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Expire(Action):
    """The completion window has passed in silence. Indonesian term: *diarsipkan oleh sistem*."""

    name = ActionName.EXPIRE


@attrs.frozen(kw_only=True, weakref_slot=False)
class ForwardToOmbudsman(Action):
    """The unfinished case goes to the Ombudsman; the reporter's act is the consent.

    Indonesian term: *penerusan ke Ombudsman*.

    Args:
        happened_on: the day of what is complained of, when the filing does not say it.
        consent: where the reporter's consent is recorded; needed when the Ombudsman acts.
    """

    name = ActionName.FORWARD_TO_OMBUDSMAN
    happened_on: date | None = attrs.field(default=None, validator=_maybe(is_day))
    consent: str | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.NOTES)
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Conclude(Action):
    """The Ombudsman concludes the case. Indonesian term: *simpulan Ombudsman*.

    Args:
        outcome: what became of the matter.
        promised_on: the day promised; for the outcome *promised* and no other.
        ground: the legal ground; for the outcome *rejected*.
    """

    name = ActionName.CONCLUDE
    outcome: Outcome = attrs.field(validator=is_a(Outcome))
    promised_on: date | None = attrs.field(default=None, validator=_maybe(is_day))
    ground: str | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.ANSWERS)
    )


# Beside the way.


@attrs.frozen(kw_only=True, weakref_slot=False)
class Archive(Action):
    """The report leaves the way without an answer. Indonesian term: *arsipkan*.

    Args:
        reason: from the closed list; not the reasons of the reporter or the system.
        note: internal explanation.
    """

    name = ActionName.ARCHIVE
    reason: ArchiveReason = attrs.field(validator=is_a(ArchiveReason))
    note: str | None = attrs.field(default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.NOTES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Withdraw(Action):
    """The reporter takes the report back. Indonesian term: *cabut laporan*."""

    name = ActionName.WITHDRAW
    reason: str | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.REPLIES)
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Original(Document):
    """What a following case may know of its original: number, status, version and protection, and nothing else.

    Indonesian term: *laporan induk*.

    Args:
        tracking_id: its number.
        status: where it stands now.
        version: which version of it that is.
        protection: the protection in force there now; only a merger looks at it.
    """

    tracking_id: TrackingId = attrs.field(validator=is_id(TrackingId))
    status: Status = attrs.field(validator=is_a(Status))
    version: int = attrs.field(validator=is_a(int))
    protection: Protection = attrs.field(validator=is_a(Protection))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Merge(Action):
    """The report follows another one of the same substance. Indonesian term: *gabungkan*."""

    name = ActionName.MERGE
    original: Original = attrs.field(validator=is_a(Original))


@attrs.frozen(kw_only=True, weakref_slot=False)
class EndWithOriginal(Action):
    """The original is resolved, and with it the case that follows. Indonesian term: *selesai bersama induk*."""

    name = ActionName.END_WITH_ORIGINAL
    original: Original = attrs.field(validator=is_a(Original))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Release(Action):
    """The original ended without being resolved: the case goes its own way. Indonesian term: *lepas dari induk*."""

    name = ActionName.RELEASE
    original: Original = attrs.field(validator=is_a(Original))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Reclassify(Action):
    """The report turns out to be of another kind or category. Indonesian term: *ubah klasifikasi*."""

    name = ActionName.RECLASSIFY
    reason: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.NOTES))
    classification: Classification | None = attrs.field(default=None, validator=_maybe(is_a(Classification)))
    category: CategoryCode | None = attrs.field(default=None, validator=_maybe(is_id(CategoryCode)))


@attrs.frozen(kw_only=True, weakref_slot=False)
class RaiseLevel(Action):
    """A superior is told of a duty that is late or close to it. Indonesian term: *eskalasi ke atasan*.

    Args:
        key: the key of the intent that asked for it; None when somebody decided it.
    """

    name = ActionName.RAISE_LEVEL
    key: IntentKey | None = attrs.field(default=None, validator=_maybe(is_id(IntentKey)))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Protect(Action):
    """The protection is set anew. Indonesian term: *anonimkan atau rahasiakan*.

    Args:
        protection: the protection from now on; only the reporter may leave a flag out that is set.
    """

    name = ActionName.PROTECT
    protection: Protection = attrs.field(validator=is_a(Protection))


@attrs.frozen(kw_only=True, weakref_slot=False)
class PublicAttachment(Document):
    """A file that somebody has cleared for the public; every other file of a report is private.

    Indonesian term: *lampiran yang boleh diterbitkan*. Made by `clear_attachment`, which checks the name.

    Args:
        key: the caller's key of the file.
        name: cleared name under which it is shown.
    """

    key: AttachmentKey = attrs.field(validator=is_id(AttachmentKey))
    name: Publishable = attrs.field(repr=False, validator=is_publishable, metadata=to_clear(TextPart.PUBLISHED))


def _as_attachments(files: Iterable[PublicAttachment]) -> tuple[PublicAttachment, ...]:
    return tuple(require_list(files, "attachments"))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Publish(Action):
    """Cleared texts are set or replaced; what is left out stays. Indonesian term: *terbitkan*.

    Args:
        title: cleared title.
        text: cleared text.
        answer: cleared answer.
        reply: cleared reply.
        attachments: all files that are public from now on; an empty tuple takes every one back.
    """

    name = ActionName.PUBLISH
    title: Publishable | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_publishable), metadata=to_clear(TextPart.PUBLISHED)
    )
    text: Publishable | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_publishable), metadata=to_clear(TextPart.PUBLISHED)
    )
    answer: Publishable | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_publishable), metadata=to_clear(TextPart.ANSWERS)
    )
    reply: Publishable | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_publishable), metadata=to_clear(TextPart.REPLIES)
    )
    attachments: tuple[PublicAttachment, ...] | None = attrs.field(
        default=None,
        converter=attrs.converters.optional(_as_attachments),
        validator=_maybe(attrs.validators.deep_iterable(is_a(PublicAttachment), is_a(tuple))),
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Rate(Action):
    """The reporter rates the handling. Indonesian term: *beri penilaian*.

    Args:
        score: 1 (worst) to 5 (best).
        comment: the reporter's words.
    """

    name = ActionName.RATE
    score: int = attrs.field(validator=is_a(int))
    comment: str | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.REPLIES)
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Reopen(Action):
    """A resolved case is taken up again. Indonesian term: *buka kembali*."""

    name = ActionName.REOPEN
    reason: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.REPLIES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Note(Action):
    """An internal note; never public. Indonesian term: *catatan internal*."""

    name = ActionName.NOTE
    text: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.NOTES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Record(Action):
    """The caller did what an intent asked for (reminded, warned, told). Indonesian term: *catat pemberitahuan*.

    Args:
        key: the key of the intent.
    """

    name = ActionName.RECORD
    key: IntentKey = attrs.field(validator=is_id(IntentKey))


@attrs.frozen(kw_only=True, weakref_slot=False)
class RequestIdentity(Action):
    """An officer asks to learn who the reporter is. Indonesian term: *minta identitas pelapor*.

    Args:
        purpose: for what.
        motivation: why it is needed.
    """

    name = ActionName.REQUEST_IDENTITY
    purpose: IdentityPurpose = attrs.field(validator=is_a(IdentityPurpose))
    motivation: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.NOTES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class GrantIdentity(Action):
    """A request is granted: by a second person, when the report is protected. Indonesian term: *izinkan akses*.

    Args:
        request: version of the report at which the identity was asked for.
        reason: why it is granted.
    """

    name = ActionName.GRANT_IDENTITY
    request: int = attrs.field(validator=is_a(int))
    reason: str = attrs.field(repr=False, validator=is_words, metadata=part(TextPart.NOTES))


def _as_parts(parts: Iterable[TextPart]) -> frozenset[TextPart]:
    # A function of its own, because type checkers take no set for an argument of the bare class `frozenset`.
    return frozenset(require_a(part, TextPart, "parts") for part in require_list(parts, "parts"))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Redact(Action):
    """Texts are removed for good after their retention. Indonesian term: *hapus permanen*.

    Args:
        parts: which texts.
    """

    name = ActionName.REDACT
    parts: frozenset[TextPart] = attrs.field(converter=_as_parts)


ACTIONS: Final = {kind.name: kind for kind in Action.__subclasses__()}
"""Every action class by its wire code."""
