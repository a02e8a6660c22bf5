"""Who may act on which report at all, by role: the jurisdiction; and who is responsible for it, by status.

What they may do there, the lifecycle table says.
"""

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from lapor_core.agencies import Actor, Directory
from lapor_core.errors import AccessRefusedError, Refusal
from lapor_core.reports import Report
from lapor_core.vocabulary import Confidence, Party, Role, Status


def _own_report(report: Report, by: Actor, directory: Directory) -> bool:  # noqa: ARG001 (one shape for all)
    return by.reporter == report.filing.reporter


def _own_unit(report: Report, by: Actor, directory: Directory) -> bool:  # noqa: ARG001 (one shape for all)
    return by.agency == report.responsible


def _within_agency(report: Report, by: Actor, directory: Directory) -> bool:
    unit, agency = report.responsible, by.agency
    return unit is not None and agency is not None and directory.is_within(unit, agency)


def _everywhere(report: Report, by: Actor, directory: Directory) -> bool:  # noqa: ARG001 (one shape for all)
    return True


def _nowhere(report: Report, by: Actor, directory: Directory) -> bool:  # noqa: ARG001 (one shape for all)
    return False


@attrs.frozen
class Jurisdiction:
    """On which reports a role may act. Indonesian term: *kewenangan*.

    Args:
        rule_id: stable id.
        covers: whether it covers a report, for an actor, in a directory.
        needs: what an actor would need.
        citation: where the rule comes from.
        confidence: how well it is founded.
    """

    rule_id: str
    covers: Callable[[Report, Actor, Directory], bool]
    needs: str
    citation: str
    confidence: Confidence


_GUIDE: Final = "LAPOR! admin guides (V3) and agency procedures: coordinators route, liaisons follow up"
_NEEDS_AGENCY: Final = "to act for an agency that the responsible unit is within"
_WATCHER: Final = Jurisdiction(
    "AUT-007",
    _nowhere,
    "a role that acts on reports; this one only reads",
    "Observers monitor at differing levels; oversight investigates apart from the case",
    Confidence.SOURCED,
)

JURISDICTIONS: Final = {
    Role.REPORTER: Jurisdiction(
        "AUT-001", _own_report, "to be the reporter of this report", _GUIDE, Confidence.SOURCED
    ),
    Role.LIAISON: Jurisdiction(
        "AUT-002",
        _own_unit,
        "to act for the agency or unit that the report is with",
        _GUIDE,
        Confidence.SOURCED,
    ),
    Role.COORDINATOR: Jurisdiction("AUT-003", _within_agency, _NEEDS_AGENCY, _GUIDE, Confidence.SOURCED),
    Role.AGENCY_HEAD: Jurisdiction(
        "AUT-008",
        _within_agency,
        _NEEDS_AGENCY,
        "Managers are supervised in tiers within their agency (UU 25/2009 article 54; national guidance)",
        Confidence.SECONDARY,
    ),
    Role.NATIONAL_ADMIN: Jurisdiction(
        "AUT-004",
        _everywhere,
        "nothing",
        "National admins route and re-route every report",
        Confidence.SECONDARY,
    ),
    Role.OMBUDSMAN: Jurisdiction(
        "AUT-005", _everywhere, "nothing", "UU 37/2008: supervises every public service", Confidence.SOURCED
    ),
    Role.SYSTEM: Jurisdiction(
        "AUT-006",
        _everywhere,
        "nothing",
        "LAPOR! status words: closed or archived by the system",
        Confidence.SOURCED,
    ),
    Role.OBSERVER: _WATCHER,
    Role.OVERSIGHT: _WATCHER,
}
"""The jurisdiction of every role."""


def has_jurisdiction(report: Report, by: Actor, directory: Directory) -> bool:
    """Whether the actor may act on this report at all."""
    return JURISDICTIONS[by.role].covers(report, by, directory)


def out_of_reach(by: Actor, action: str, needs: str | None = None) -> AccessRefusedError:
    """Return the error for somebody who is to see nothing of a report: reach is needed, or what else is said."""
    jurisdiction = JURISDICTIONS[by.role]
    return AccessRefusedError(
        Refusal(
            action=action,
            rule_id=jurisdiction.rule_id,
            reason="the report is not within reach of this actor",
            needs=needs or jurisdiction.needs,
        )
    )


RESPONSIBLE: Final[Mapping[Status, Party]] = {
    Status.RECEIVED: Party.COORDINATOR,
    Status.VERIFIED: Party.COORDINATOR,
    Status.DISPOSITIONED: Party.HANDLER,
    Status.FOLLOW_UP: Party.HANDLER,
    Status.HELD: Party.REPORTER,
    Status.ANSWERED: Party.REPORTER,
    Status.ESCALATED: Party.OMBUDSMAN,
    Status.MERGED: Party.NOBODY,
    Status.RESOLVED: Party.NOBODY,
    Status.ARCHIVED: Party.NOBODY,
}
"""On whose days the clocks run, by status."""

PAUSING: Final = frozenset({Status.HELD, Status.ANSWERED})
"""While the reporter has the case the agency's clocks stand still, as long as the pause budget of the case lasts."""
