"""What each audience gets to see of a report: a class for each, with only the fields that this audience needs.

No class here has a place for the reporter's reference, let alone for an identity.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

import attrs

from lapor_core import actions
from lapor_core.agencies import Actor
from lapor_core.checks import require_a
from lapor_core.identifiers import AgencyCode, CategoryCode, TrackingId
from lapor_core.periods import Period
from lapor_core.public_reports import PublicReport, public_view, received_in
from lapor_core.reports import Report
from lapor_core.rules.authority import has_jurisdiction, out_of_reach
from lapor_core.rules.publicity import shown
from lapor_core.rules.rulebook import Rulebook
from lapor_core.texts import PublicText
from lapor_core.vocabulary import (
    ActionName,
    Classification,
    EndedBy,
    Grain,
    Outcome,
    Protection,
    Role,
    Status,
)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Said:
    """What somebody wrote in the course of a case. Indonesian term: *isi riwayat*.

    Args:
        on: local day.
        action: with which action.
        text: the words.
    """

    on: date
    action: ActionName
    text: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True, weakref_slot=False)
class ReportView:
    """What everybody learns who has to do with a case. Indonesian term: *tampilan laporan*.

    Args:
        tracking_id: the number of the report.
        status: where it stands.
        classification: what kind of report it is.
        category: what it is about.
        agency: the agency or unit that has it.
        received: the day of receipt, or the period in which it lies.
        outcome: what became of the matter.
        ended_by: who ended it.
        public: what the public sees of it.
    """

    tracking_id: TrackingId
    status: Status
    classification: Classification | None
    category: CategoryCode | None
    agency: AgencyCode | None
    received: Period
    outcome: Outcome | None
    ended_by: EndedBy | None
    public: PublicReport | None


@attrs.frozen(kw_only=True, weakref_slot=False)
class ReporterView(ReportView):
    """What the reporter sees: all that the reporter wrote and was told. Indonesian term: *tampilan pelapor*.

    Args:
        protection: the protection in force.
        title: as it was filed.
        text: as it was filed.
        location: as it was filed.
        said: what the reporter and the agency told each other.
        rating: the reporter's score.
    """

    protection: Protection
    title: str | None = attrs.field(repr=False)
    text: str | None = attrs.field(repr=False)
    location: str | None = attrs.field(repr=False)
    said: tuple[Said, ...]
    rating: int | None


@attrs.frozen(kw_only=True, weakref_slot=False)
class LiaisonView(ReportView):
    """What the agency or unit sees that handles it. Indonesian term: *tampilan pejabat penghubung*.

    Of the words of a protected report it holds those that were cleared, and no others.

    Args:
        protection: the protection in force.
        title: as it was filed, or cleared.
        text: as it was filed, or cleared.
        location: as it was filed; None when the report is protected.
        said: what was written about it.
    """

    protection: Protection
    title: str | None = attrs.field(repr=False)
    text: str | None = attrs.field(repr=False)
    location: str | None = attrs.field(repr=False)
    said: tuple[Said, ...]


@attrs.frozen(kw_only=True, weakref_slot=False)
class CoordinatorView(LiaisonView):
    """What those see who review and route it: what was filed, and what was cleared of it.

    Indonesian term: *tampilan admin koordinator*.

    Args:
        cleared_title: as it was cleared.
        cleared_text: as it was cleared.
        reviewed: whether the protection was reviewed.
        level: how many levels up it was raised.
        hops: how often it was sent back or onward.
        reopenings: how often it was reopened.
    """

    cleared_title: str | None = attrs.field(repr=False)
    cleared_text: str | None = attrs.field(repr=False)
    reviewed: bool
    level: int
    hops: int
    reopenings: int


@attrs.frozen(kw_only=True, weakref_slot=False)
class AgencyHeadView(ReportView):
    """What a head sees who oversees: how it is handled, and what was cleared. Indonesian term: *tampilan pimpinan*.

    Args:
        protection: the protection in force.
        title: as it was cleared.
        text: as it was cleared.
        said: what the agency told the reporter.
        level: how many levels up it was raised.
        hops: how often it was sent back or onward.
        reopenings: how often it was reopened.
        rating: the reporter's score.
    """

    protection: Protection
    title: str | None = attrs.field(repr=False)
    text: str | None = attrs.field(repr=False)
    said: tuple[Said, ...]
    level: int
    hops: int
    reopenings: int
    rating: int | None


@attrs.frozen(kw_only=True, weakref_slot=False)
class ObserverView(ReportView):
    """What those see who monitor: how it is handled, in figures. Indonesian term: *tampilan pengamat*.

    Args:
        level: how many levels up it was raised.
        hops: how often it was sent back or onward.
        reopenings: how often it was reopened.
        rating: the reporter's score.
    """

    level: int
    hops: int
    reopenings: int
    rating: int | None


@attrs.frozen(kw_only=True, weakref_slot=False)
class OmbudsmanView(ReportView):
    """What the Ombudsman sees of a case that was forwarded to it. Indonesian term: *tampilan Ombudsman*.

    Args:
        protection: the protection in force.
        title: as it was filed.
        text: as it was filed.
        location: as it was filed.
        happened_on: the day of what is complained of.
        said: what the reporter and the agency told each other.
        level: how many levels up it was raised.
        reopenings: how often it was reopened.
    """

    protection: Protection
    title: str | None = attrs.field(repr=False)
    text: str | None = attrs.field(repr=False)
    location: str | None = attrs.field(repr=False)
    happened_on: date | None
    said: tuple[Said, ...]
    level: int
    reopenings: int


# --------------------------------------------------------------------------------------------- who gets which

_Words = Mapping[type[actions.Action], str]
_CLEARED: Final[_Words] = {actions.FollowUp: "text", actions.Answer: "text"}
_TOLD: Final[_Words] = {
    **_CLEARED,
    actions.Hold: "missing",
    actions.Reply: "text",
    actions.Complete: "text",
    actions.Withdraw: "reason",
    actions.Reopen: "reason",
    actions.Rate: "comment",
}
_INTERNAL: Final[_Words] = {
    **_TOLD,
    actions.Disposition: "note",
    actions.SendBack: "reason",
    actions.Archive: "note",
    actions.Reclassify: "reason",
    actions.Note: "text",
}
_ALL: Final[_Words] = {
    **_INTERNAL,
    actions.RequestIdentity: "motivation",
    actions.GrantIdentity: "reason",
    actions.ForwardToOmbudsman: "consent",
}


def view_for(report: Report, *, actor: Actor, under: Rulebook) -> ReportView:
    """Return the least that an actor needs to see of a report.

    Args:
        report: the report.
        actor: who looks.
        under: the rules.

    Returns:
        A view of the class that the role has: `ReporterView`, `LiaisonView`, `CoordinatorView` (also for national
        admins), `AgencyHeadView`, `ObserverView` (also for internal oversight) or `OmbudsmanView`; the Ombudsman sees
        what observers see until the case is forwarded.

    Raises:
        AccessRefusedError: the report is not within the actor's reach.
        InvalidValueError: an argument is of the wrong kind.

    Source of the rule: PRV-217.
    """
    require_a(report, Report, "report")
    require_a(actor, Actor, "actor")
    require_a(under, Rulebook, "under")
    make = _VIEWS.get(actor.role)
    if make is None:
        raise out_of_reach(actor, "view", "a role that looks at reports")
    if not (actor.role in _MONITORS or has_jurisdiction(report, actor, under.directory)):
        raise out_of_reach(actor, "view")
    return make(report, under)


_MONITORS: Final = frozenset({Role.OBSERVER, Role.OVERSIGHT})


def _common(report: Report, under: Rulebook) -> dict[str, Any]:
    return {
        "tracking_id": report.tracking_id,
        "status": report.status,
        "classification": report.classification,
        "category": report.category,
        "agency": report.responsible,
        "received": received_in(report, under, Grain.DAY),
        "outcome": report.outcome,
        "ended_by": report.ending and report.ending.ended_by,
        "public": public_view(report, under=under),
    }


def _filed(report: Report) -> dict[str, Any]:
    filing = report.filing
    return {
        "protection": report.protection,
        "title": filing.title,
        "text": filing.text,
        "location": filing.location,
    }


def _cleared(report: Report, under: Rulebook) -> dict[str, Any]:
    return {
        "protection": report.protection,
        "title": shown(report.published.title, report, under),
        "text": shown(report.published.text, report, under),
    }


def _figures(report: Report) -> dict[str, Any]:
    return {"level": report.level, "hops": report.hops, "reopenings": report.reopenings}


def _said(report: Report, under: Rulebook, words: _Words, *, cleared: bool = False) -> tuple[Said, ...]:
    calendar = under.calendar_of(report)
    found: list[Said] = []
    for event in report.history:
        field = words.get(type(event.action))
        text = getattr(event.action, field) if field is not None else None
        if cleared:
            text = shown(text, report, under)
        if text is not None:
            plain = text.text if isinstance(text, PublicText) else text
            found.append(Said(on=calendar.local_day(event.at), action=event.action.name, text=plain))
    return tuple(found)


def _for_reporter(report: Report, under: Rulebook) -> ReportView:
    said = _said(report, under, _TOLD)
    return ReporterView(**_common(report, under), **_filed(report), said=said, rating=report.rating)


def _for_liaison(report: Report, under: Rulebook) -> ReportView:
    if report.protection is Protection.NONE:
        return LiaisonView(**_common(report, under), **_filed(report), said=_said(report, under, _INTERNAL))
    said = _said(report, under, _CLEARED, cleared=True)
    return LiaisonView(**_common(report, under), **_cleared(report, under), location=None, said=said)


def _for_coordinator(report: Report, under: Rulebook) -> ReportView:
    cleared = _cleared(report, under)
    return CoordinatorView(
        **_common(report, under),
        **_filed(report),
        **_figures(report),
        cleared_title=cleared["title"],
        cleared_text=cleared["text"],
        reviewed=report.reviewed,
        said=_said(report, under, _ALL),
    )


def _for_head(report: Report, under: Rulebook) -> ReportView:
    return AgencyHeadView(
        **_common(report, under),
        **_cleared(report, under),
        **_figures(report),
        said=_said(report, under, _CLEARED, cleared=True),
        rating=report.rating,
    )


def _for_observer(report: Report, under: Rulebook) -> ReportView:
    return ObserverView(**_common(report, under), **_figures(report), rating=report.rating)


def _for_ombudsman(report: Report, under: Rulebook) -> ReportView:
    if not report.was_forwarded:
        return _for_observer(report, under)
    return OmbudsmanView(
        **_common(report, under),
        **_filed(report),
        happened_on=report.filing.happened_on,
        said=_said(report, under, _TOLD),
        level=report.level,
        reopenings=report.reopenings,
    )


_VIEWS: Final[Mapping[Role, Callable[[Report, Rulebook], ReportView]]] = {
    Role.REPORTER: _for_reporter,
    Role.LIAISON: _for_liaison,
    Role.COORDINATOR: _for_coordinator,
    Role.NATIONAL_ADMIN: _for_coordinator,
    Role.AGENCY_HEAD: _for_head,
    Role.OBSERVER: _for_observer,
    Role.OVERSIGHT: _for_observer,
    Role.OMBUDSMAN: _for_ombudsman,
}
