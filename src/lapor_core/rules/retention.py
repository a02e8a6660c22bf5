"""How long what is known of people is kept after a case: the reporter's identity, then the texts.

The clock of a case starts on the local day on which the case *first* ended, and a reopening neither restarts nor stops
it. As long as the case is open nothing of it is erased, however late it is; a resolved case is not erased either
before the reporter can no longer have it reopened, since it would go on without its texts. What then stays is a
tombstone: who did what and when, by which rule, with which outcome. Everything that is measured is measured from that.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from lapor_core.documents import documents_in, shape_of
from lapor_core.identifiers import IntentKey
from lapor_core.reports import Report
from lapor_core.rules.ledger import asked_on
from lapor_core.rules.limits import DayLimit
from lapor_core.rules.rulebook import Rulebook
from lapor_core.texts import PublicText, Redacted
from lapor_core.vocabulary import Confidence, Status, TextPart


@attrs.frozen
class RetentionRule:
    """What becomes of the data about people after a case. Indonesian term: *aturan masa simpan*.

    Args:
        rule_id: stable id.
        english: what it says.
        indonesian: the same.
        citation: the source, or why it was chosen where there is none.
        confidence: how well it is founded.
    """

    rule_id: str
    english: str
    indonesian: str
    citation: str
    confidence: Confidence


_PDP: Final = "UU 27/2022: erase when the purpose or the retention ends"
IDENTITY: Final = RetentionRule(
    "PRV-101",
    "The identity of the reporter is forgotten when identity_retention has passed since the case first ended",
    "Identitas pelapor dihapus setelah identity_retention berlalu sejak laporan pertama kali berakhir",
    _PDP,
    Confidence.SECONDARY,
)
TEXTS: Final = RetentionRule(
    "PRV-102",
    "Every text is removed for good when retention has passed since the case first ended",
    "Semua teks dihapus permanen setelah retention berlalu sejak laporan pertama kali berakhir",
    _PDP,
    Confidence.SECONDARY,
)
RETENTION_RULES: Final = (
    IDENTITY,
    TEXTS,
    RetentionRule(
        "PRV-103",
        "Nothing of an open case is erased",
        "Laporan yang masih terbuka tidak dihapus",
        "The purpose has not ended",
        Confidence.ASSUMED,
    ),
    RetentionRule(
        "PRV-104",
        "A reopening neither restarts nor stops the clock; it runs from the first ending",
        "Pembukaan kembali tidak mengulang dan tidak menghentikan masa simpan",
        "Own design; whoever can reopen could otherwise keep texts for ever",
        Confidence.ASSUMED,
    ),
    RetentionRule(
        "PRV-105",
        "A resolved case is erased only after the window to reopen it has passed since it last ended",
        "Laporan selesai dihapus hanya setelah batas waktu buka kembali berlalu",
        "Own design; a case that is reopened goes on with its texts",
        Confidence.ASSUMED,
    ),
    RetentionRule(
        "PRV-106",
        "What stays is who did what and when, by which rule, with which outcome and score",
        "Yang tersisa: siapa melakukan apa dan kapan, menurut aturan mana, dengan hasil dan nilai apa",
        "Own design; indicators must not change when texts go",
        Confidence.ASSUMED,
    ),
)
"""What becomes of the data about people after a case."""


@attrs.frozen(kw_only=True, weakref_slot=False)
class Erasure:
    """Something about people that an ended case still holds, and from when on it has to go.

    Indonesian term: *penghapusan data*.

    Args:
        rule_id: the rule that says so, ``PRV-101`` for the identity and ``PRV-102`` for texts.
        key: the key of the intent that a plan makes of it.
        on: the first local day on which it is to go, if the case stays ended.
        is_due: whether that day has come.
        parts: which texts; none when it is about the identity.
    """

    rule_id: str
    key: IntentKey
    on: date
    is_due: bool
    parts: frozenset[TextPart] = frozenset()


def erasures(report: Report, *, as_of: datetime, under: Rulebook) -> tuple[Erasure, ...]:
    """List what an ended case still holds about people, and from which day on it has to go.

    The identity lives in a store of the caller, who forgets it there and puts the key on record (`actions.Record`).
    Texts go by `actions.Redact`. `plan` asks for both when they are due.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules; those of the agency that the case is with.

    Returns:
        At most one for the identity and one for the texts; none while the case is open, and none when all is gone.

    Raises:
        InvalidValueError: the instant is naive or before the last event, or a limit ends beyond the year 9999.
    """
    return tuple(outstanding(report, asked_on(report, as_of, under), under))


def outstanding(report: Report, today: date, under: Rulebook) -> Iterator[Erasure]:
    """Yield what an ended case still holds about people."""
    if not report.status.is_ended:
        return
    pack = under.pack_of(report.responsible)
    # Of what was reopened and ended again, the identity may have come back.
    key = IntentKey(f"{IDENTITY.rule_id}/{report.reopenings + 1}/forget")
    if pack.identities_held and report.filing.reporter is not None and key not in report.records:
        on = _first_day(pack.identity_retention, report, under)
        yield Erasure(rule_id=IDENTITY.rule_id, key=key, on=on, is_due=on <= today)
    parts = parts_left(report)
    if parts:
        key = IntentKey(f"{TEXTS.rule_id}/{report.reopenings + 1}/redact")
        on = _first_day(pack.retention, report, under)
        yield Erasure(rule_id=TEXTS.rule_id, key=key, on=on, is_due=on <= today, parts=parts)


def is_reached(limit: DayLimit, report: Report, today: date, under: Rulebook) -> bool:
    """Whether what an ended case holds has been kept for as long as a limit says."""
    calendar = under.calendar_of(report)
    return all(each.is_over(started_on, today, calendar) for each, started_on in _limits(limit, report, under))


def may_be_due(report: Report, today: date, under: Rulebook) -> bool:
    """Whether an ended case is old enough for anything to be due; quick, and no for most."""
    pack = under.pack_of(report.responsible)
    born_on = under.calendar_of(report).local_day(report.history.first.at)
    return (today - born_on).days > _SHORTEST_MONTH * min(pack.identity_retention.n, pack.retention.n)


def parts_left(report: Report) -> frozenset[TextPart]:
    """Return the parts of which a report still holds words; all of them, if it holds what nobody understands."""
    if report.unknown:
        return _ALL_PARTS
    left: set[TextPart] = set()
    for event in report.history:
        for _, document in documents_in(event):
            if document.unknown:
                return _ALL_PARTS
            for name, part in shape_of(type(document)).texts:
                text = getattr(document, name)
                words = text.text if isinstance(text, PublicText) else text
                if words is not None and not isinstance(words, Redacted):
                    left.add(part)
    return frozenset(left)


_SHORTEST_MONTH: Final = 28
_ONE_DAY: Final = timedelta(days=1)
_ALL_PARTS: Final = frozenset(TextPart)


def _limits(limit: DayLimit, report: Report, under: Rulebook) -> Iterator[tuple[DayLimit, date]]:
    """Yield the limits that have to pass before a case is erased, each with its day zero."""
    calendar = under.calendar_of(report)
    # An ending of unknown day is taken to be as late as it can be: nothing is erased too soon.
    yield limit, calendar.local_day(next(event.at for event in report.history if event.to_status.is_ended))
    if report.status is Status.RESOLVED:
        yield under.pack_of(report.responsible).reopen_window, calendar.local_day(report.since_bounds[1])


def _first_day(limit: DayLimit, report: Report, under: Rulebook) -> date:
    calendar = under.calendar_of(report)
    return max(each.due_on(started_on, calendar) for each, started_on in _limits(limit, report, under)) + _ONE_DAY
