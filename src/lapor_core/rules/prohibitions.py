"""The prohibitions on those who handle complaints, as rules over the events of a case.

A rule finds what may be worth a look. It is built to err on the quiet side: what is usual in a case shows nothing.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

import attrs

from lapor_core.actions import Adopt, Archive, GrantIdentity, Protect, Receive, RequestIdentity, Verify
from lapor_core.events import Event
from lapor_core.reports import Report
from lapor_core.rules.authority import RESPONSIBLE
from lapor_core.rules.cycles import timeline
from lapor_core.rules.duties import Duty
from lapor_core.rules.limits import Months
from lapor_core.rules.rulebook import Rulebook
from lapor_core.vocabulary import (
    ActionName,
    ArchiveReason,
    Confidence,
    DutyName,
    DutyState,
    IdentityPurpose,
    Language,
    Party,
    Prohibition,
    Protection,
    Role,
    Status,
    in_language,
)


@attrs.frozen
class SanctionLadder:
    """What superiors may impose, from the mildest step to the hardest. Indonesian term: *jenjang sanksi*.

    Args:
        steps: each in English and Indonesian; only those that a source names.
        citation: where it comes from.
        confidence: how well it is founded.
    """

    steps: tuple[tuple[str, str], ...]
    citation: str
    confidence: Confidence

    def labels(self, language: Language) -> tuple[str, ...]:
        """Return its steps in one language."""
        return tuple(in_language(language, indonesian, english) for english, indonesian in self.steps)


class Seen(NamedTuple):
    """What shows something: events, days and codes. The last day is the one on which it was complete."""

    events: tuple[int, ...]
    days: tuple[date, ...]
    codes: tuple[str, ...]


@attrs.frozen
class ConductRule:
    """Something that a superior should look at. Indonesian term: *aturan perilaku pengelola*.

    Args:
        rule_id: stable id.
        prohibition: what it may go against.
        english: what was seen, in a few words.
        indonesian: the same.
        seen: finds what shows it in a case.
        citation: where it comes from.
        confidence: how well it is founded.
        sanctions: what superiors may impose if they find somebody at fault.
    """

    rule_id: str
    prohibition: Prohibition
    english: str
    indonesian: str
    seen: Callable[["Case"], Iterator[Seen]] = attrs.field(repr=False)
    citation: str
    confidence: Confidence
    sanctions: SanctionLadder

    def title(self, language: Language) -> str:
        """Return what was seen, in Indonesian (``"id"``) or English (``"en"``)."""
        return in_language(language, self.indonesian, self.english)

    def weight(self, language: Language) -> str:
        """Return how much attention it asks for, which depends on nothing but how well the rule is founded."""
        return _WEIGHTS[self.confidence][language]


_WEIGHTS: Final[Mapping[Confidence, Mapping[Language, str]]] = {
    Confidence.SOURCED: {"en": "to be looked into", "id": "perlu diperiksa"},
    Confidence.SECONDARY: {"en": "worth a look", "id": "patut dilihat"},
    Confidence.ASSUMED: {"en": "a hint", "id": "petunjuk saja"},
}


@attrs.frozen
class Case:
    """What the rules look at: a report, the rules it is under, its duties, and the local day of asking."""

    report: Report
    under: Rulebook
    duties: tuple[Duty, ...]
    today: date

    def day(self, event: Event) -> date:
        """Return the local day of an event."""
        return self.under.calendar_of(self.report).local_day(event.at)

    def events(self, *names: ActionName) -> Iterator[Event]:
        """Yield the events of some actions."""
        return (event for event in self.report.history if event.action.name in names)

    def show(self, *events: Event, codes: tuple[str, ...] = ()) -> Seen:
        """Put down events with their days."""
        return Seen(tuple(event.seq for event in events), tuple(map(self.day, events)), codes)

    def protected(self) -> Iterator[tuple[Event, Protection]]:
        """Yield every event with the protection that was in force when it happened."""
        protection = Protection.NONE
        for event in self.report.history:
            yield event, protection
            match event.action:
                case Receive(filing=filing) | Adopt(filing=filing):
                    protection = filing.protection
                case Verify(protection=new) | Protect(protection=new):
                    protection = new
                case _:
                    pass


# --------------------------------------------------------------------------------------- do not stop the process

_AGAIN_AND_AGAIN: Final = 3
_VAGUE: Final = frozenset({ArchiveReason.UNSUITABLE, ArchiveReason.TOO_GENERAL, ArchiveReason.UNINTELLIGIBLE})
_D: Final = DutyName
_OF_THE_AGENCY: Final = frozenset({_D.VERIFICATION, _D.FIRST_FOLLOW_UP, _D.COMPLETION, _D.STATEMENT, _D.DECISION})


def _was_with_handler(event: Event) -> bool:
    return event.from_status is not None and RESPONSIBLE[event.from_status] is Party.HANDLER


def _held_at_work(case: Case) -> Iterator[Seen]:
    return (case.show(event) for event in case.events(ActionName.HOLD) if _was_with_handler(event))


def _archived_at_work(case: Case) -> Iterator[Seen]:
    for event in case.events(ActionName.ARCHIVE):
        if _was_with_handler(event):
            yield case.show(event, codes=_reason(event))


def _reason(event: Event) -> tuple[str, ...]:
    return (event.action.reason.value,) if isinstance(event.action, Archive) else ()


def _again(case: Case, events: Iterator[Event], times: int) -> Iterator[Seen]:
    """Yield every event from the times-th on, each with those that make it so many: with all, a finding would grow."""
    last: deque[Event] = deque(maxlen=times)
    for event in events:
        last.append(event)
        if len(last) == times:
            yield case.show(*last)


def _held_again(case: Case) -> Iterator[Seen]:
    return _again(case, case.events(ActionName.HOLD), _AGAIN_AND_AGAIN)


def _budget_spent(case: Case) -> Iterator[Seen]:
    changes = (event for event in case.report.history if event.to_status is not event.from_status)
    holds = (event for event in changes if event.to_status is Status.HELD)
    hold: Event | None = None
    for stretch in timeline(case.report, case.under).stretches:
        if stretch.is_spent and stretch.status is Status.HELD and hold is not None and stretch.after < case.today:
            yield Seen((hold.seq,), (case.day(hold), stretch.after), ())
        elif stretch.status is Status.HELD and not stretch.is_spent:
            hold = next(holds)


def _sent_back_again(case: Case) -> Iterator[Seen]:
    return _again(case, case.events(ActionName.SEND_BACK), _AGAIN_AND_AGAIN)


def _sent_to_and_fro(case: Case) -> Iterator[Seen]:
    moves = (event for event in case.events(ActionName.SEND_BACK, ActionName.DISPOSITION) if _was_with_handler(event))
    return _again(case, moves, max(1, case.under.pack_of_case(case.report).max_hops))


def _archived_late(case: Case) -> Iterator[Seen]:
    for event in case.events(ActionName.ARCHIVE):
        day = case.day(event)
        overdue = [
            duty.key
            for duty in case.duties
            if duty.rule.duty in _OF_THE_AGENCY and duty.state is DutyState.BREACHED and duty.ended_on == day
        ]
        reason = _reason(event)
        if overdue and _VAGUE.intersection(reason):
            yield case.show(event, codes=(*reason, *overdue))


def _merged_again(case: Case) -> Iterator[Seen]:
    last: deque[Event] = deque(maxlen=3)  # a merging, its release, and the next merging
    for event in case.events(ActionName.MERGE, ActionName.RELEASE):
        last.append(event)
        if event.action.name is ActionName.MERGE and len(last) > 1:
            yield case.show(*last)


# -------------------------------------------------------------- do not spread it, do not use it for anything else


def _asked_against_purpose(case: Case) -> Iterator[Seen]:
    is_forwarded = False
    for event, protection in case.protected():
        is_forwarded |= event.to_status is Status.ESCALATED
        if isinstance(event.action, RequestIdentity) and protection and not is_forwarded:
            purpose = event.action.purpose
            if purpose is IdentityPurpose.OMBUDSMAN_HANDOVER:
                yield case.show(event, codes=(purpose.value,))


def _asked_again(case: Case) -> Iterator[Seen]:
    by_officer: dict[object, list[Event]] = {}
    for event, protection in case.protected():
        if isinstance(event.action, RequestIdentity) and protection:
            by_officer.setdefault(event.by.id, []).append(event)
    for requests in by_officer.values():
        yield from _again(case, iter(requests), _AGAIN_AND_AGAIN)


def _granted_by_colleague(case: Case) -> Iterator[Seen]:
    requests: dict[int, Event] = {}
    for event, protection in case.protected():
        if isinstance(event.action, RequestIdentity):
            requests[event.seq] = event
        elif isinstance(event.action, GrantIdentity) and protection and event.by.role is not Role.AGENCY_HEAD:
            request = requests.get(event.action.request)
            if request is not None and request.by.agency is not None and request.by.agency == event.by.agency:
                yield case.show(request, event)


def _identity_after_the_end(case: Case) -> Iterator[Seen]:
    for event in case.events(ActionName.REQUEST_IDENTITY, ActionName.GRANT_IDENTITY):
        if event.from_status is not None and event.from_status.is_ended:
            yield case.show(event, codes=(event.action.name.value,))


def _published_although_confidential(case: Case) -> Iterator[Seen]:
    for event, protection in case.protected():
        if event.action.name is ActionName.PUBLISH and Protection.CONFIDENTIAL in protection:
            yield case.show(event)


# ------------------------------------------------------------------------------------------- do what is to be done

_THREE_MONTHS: Final = Months(3)


def _left_undone(case: Case) -> Iterator[Seen]:
    calendar = case.under.calendar_of(case.report)
    for duty in case.duties:
        due_on = duty.due_latest
        if duty.rule.duty not in _OF_THE_AGENCY or not duty.is_breached or due_on is None:
            continue
        if _THREE_MONTHS.is_over(due_on, duty.ended_on or case.today, calendar):
            yield Seen((), (due_on, _THREE_MONTHS.due_on(due_on, calendar)), (duty.key,))


# ------------------------------------------------------------------------------------------------------ the rules

TIERED: Final = SanctionLadder(
    (("Reprimand", "Teguran"), ("Dismissal", "Pemberhentian")),
    "National guidance as an article tells it: superiors sanction in tiers, from reprimand up to dismissal; "
    "the steps between were not found",
    Confidence.SECONDARY,
)
ARTICLE_54: Final = SanctionLadder(
    (
        ("Written reprimand", "Teguran tertulis"),
        (
            "Removal from post, if still unmet after three months",
            "Pembebasan dari jabatan, jika tiga bulan tidak dipenuhi",
        ),
    ),
    "UU 25/2009 article 54(2), seen as a fragment whose last words are missing; not read in the original",
    Confidence.SECONDARY,
)

_STOPPING: Final = "National guidance as an article tells it: managers avoid stopping the process"
_HOW_OFTEN: Final = f"{_STOPPING}; how often is too often is assumed"
_SPREADING: Final = (
    "National guidance as an article tells it: managers do not spread identity, information or documents; "
    "UU 25/2009 article 48: not read in the original"
)
_USING: Final = (
    "National guidance as an article tells it: what managers learn is for resolving the complaint only; "
    "UU 27/2022 article 16: not read in the original"
)
_ASSUMED_OF: Final = "; that this may be a sign of it is assumed"
_P: Final = Prohibition
_SECONDARY, _ASSUMED = Confidence.SECONDARY, Confidence.ASSUMED

# fmt: off
CONDUCT_RULES: Final = (
    ConductRule("CON-001", _P.STOPPING, "Held while it was with the handler", "Ditunda saat berada pada pelaksana",
                _held_at_work, _STOPPING, _SECONDARY, TIERED),
    ConductRule("CON-002", _P.STOPPING, "Archived while it was with the handler",
                "Diarsipkan saat berada pada pelaksana", _archived_at_work, _STOPPING, _SECONDARY, TIERED),
    ConductRule("CON-003", _P.STOPPING, "Held three times or more", "Ditunda tiga kali atau lebih",
                _held_again, _HOW_OFTEN, _ASSUMED, TIERED),
    ConductRule("CON-004", _P.STOPPING, "Held until the pause budget was used up",
                "Ditunda sampai batas jeda habis", _budget_spent, _HOW_OFTEN, _ASSUMED, TIERED),
    ConductRule("CON-005", _P.STOPPING, "Sent back three times or more", "Dikembalikan tiga kali atau lebih",
                _sent_back_again, _HOW_OFTEN, _ASSUMED, TIERED),
    ConductRule("CON-006", _P.STOPPING, "Sent on and back as often as the pack allows",
                "Berpindah tangan sampai batas yang diizinkan", _sent_to_and_fro, _HOW_OFTEN, _ASSUMED, TIERED),
    ConductRule("CON-007", _P.STOPPING, "Archived for a vague reason after a limit had passed",
                "Diarsipkan dengan alasan umum setelah batas waktu lewat",
                _archived_late, _STOPPING + _ASSUMED_OF, _ASSUMED, TIERED),
    ConductRule("CON-008", _P.STOPPING, "Merged again after a release", "Digabungkan lagi setelah dilepas",
                _merged_again, _STOPPING + _ASSUMED_OF, _ASSUMED, TIERED),
    ConductRule("CON-010", _P.MISUSE,
                "Protected identity asked for on behalf of the Ombudsman, who did not have the case",
                "Identitas terlindungi diminta untuk Ombudsman sebelum laporan diteruskan",
                _asked_against_purpose, _USING + _ASSUMED_OF, _ASSUMED, TIERED),
    ConductRule("CON-011", _P.SPREADING, "Protected identity asked for three times or more by one officer",
                "Identitas terlindungi diminta tiga kali atau lebih oleh satu petugas",
                _asked_again, f"{_SPREADING}; how often is too often is assumed", _ASSUMED, TIERED),
    ConductRule("CON-012", _P.SPREADING,
                "Access to a protected identity granted by a colleague of the same agency or unit",
                "Akses identitas terlindungi diizinkan oleh rekan seinstansi atau seunit",
                _granted_by_colleague, _SPREADING + _ASSUMED_OF, _ASSUMED, TIERED),
    ConductRule("CON-013", _P.MISUSE, "Identity asked for or access granted after the end",
                "Identitas diminta atau aksesnya diizinkan setelah selesai",
                _identity_after_the_end, _USING, _SECONDARY, TIERED),
    ConductRule("CON-014", _P.SPREADING, "Texts published of a confidential report",
                "Teks laporan rahasia diterbitkan", _published_although_confidential, _SPREADING, _SECONDARY, TIERED),
    ConductRule("CON-020", _P.NEGLECT, "Duty left undone for more than three months",
                "Kewajiban tidak dipenuhi lebih dari tiga bulan",
                _left_undone, f"{ARTICLE_54.citation}; that limits here stand for its duties is assumed",
                _ASSUMED, ARTICLE_54),
)
# fmt: on
"""Every rule of conduct. What no event shows, such as information passed on by mouth, has none."""
