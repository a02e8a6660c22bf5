"""What the reporter sent: kept as it came, never edited."""

from datetime import date

import attrs

from lapor_core.checks import is_a, is_day
from lapor_core.documents import Document
from lapor_core.identifiers import AgencyCode, CategoryCode, ReporterRef, TrackingId, is_id
from lapor_core.texts import is_words, part
from lapor_core.vocabulary import Channel, Classification, Protection, TextPart

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True, weakref_slot=False)
class Filing(Document):
    """What the reporter sent, in the reporter's own words; all of it is private.

    Indonesian term: *laporan masuk*. Everything but the tracking id may be unknown for a case that another
    system handled; `receive` asks for a reporter and a text.

    Args:
        tracking_id: the number of the report.
        reporter: reference of the reporter, minted for this report alone.
        title: as the reporter worded it.
        text: as the reporter worded it.
        channel: by which way it came in.
        protection: what the reporter asked for.
        agency: the body that it was sent to; None when it went to the national desk.
        classification: as the reporter chose it; the agency decides at verification.
        category: as the reporter chose it.
        happened_on: the day of what is complained of (a report goes to the Ombudsman within two years of it).
        location: where it happened, in the reporter's words.
    """

    tracking_id: TrackingId = attrs.field(validator=is_id(TrackingId))
    reporter: ReporterRef | None = attrs.field(default=None, validator=_maybe(is_id(ReporterRef)))
    title: str | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.FILING)
    )
    text: str | None = attrs.field(default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.FILING))
    channel: Channel | None = attrs.field(default=None, validator=_maybe(is_a(Channel)))
    protection: Protection = attrs.field(default=Protection.NONE, validator=is_a(Protection))
    agency: AgencyCode | None = attrs.field(default=None, validator=_maybe(is_id(AgencyCode)))
    classification: Classification | None = attrs.field(default=None, validator=_maybe(is_a(Classification)))
    category: CategoryCode | None = attrs.field(default=None, validator=_maybe(is_id(CategoryCode)))
    happened_on: date | None = attrs.field(default=None, validator=_maybe(is_day))
    location: str | None = attrs.field(
        default=None, repr=False, validator=_maybe(is_words), metadata=part(TextPart.FILING)
    )
