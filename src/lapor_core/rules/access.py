"""Who may open the reporter's identity now: what the report says of requests and grants, made into a grant."""

from datetime import datetime, time, timedelta
from typing import Final

from lapor_core.agencies import Actor
from lapor_core.checks import is_before, require_a, require_instant
from lapor_core.reporters import ACTION, IN_TIME, OF_THIS_REPORT, TO_THIS_OFFICER, AccessRule, IdentityGrant
from lapor_core.reports import IdentityAccess, Report
from lapor_core.rules.authority import has_jurisdiction, out_of_reach
from lapor_core.rules.rulebook import Rulebook
from lapor_core.vocabulary import Confidence, IdentityPurpose, Protection, Role, Status

_HANDLERS: Final = frozenset({Role.LIAISON, Role.COORDINATOR})
_ASKERS: Final = _HANDLERS | {Role.NATIONAL_ADMIN}
"""Who may ask; whoever else has the key of an officer who asked is somebody else."""

# fmt: off
GRANTED: Final = AccessRule(
    rule_id="PRV-201",
    reason="this officer has no grant; one ends with the case, and when the case goes to somebody else",
    needs="an open case, and since it is where it is a request of this officer and its grant",
    citation="National guidance: identity is for resolving the report only", confidence=Confidence.SECONDARY)
SECOND_PERSON: Final = AccessRule(
    rule_id="PRV-202", reason="who asked for the identity of a protected reporter granted it too",
    needs="the grant of a second person",
    citation="Own design, after custodians of systems for informants", confidence=Confidence.ASSUMED)
CONSENTED: Final = AccessRule(
    rule_id="PRV-203", reason="the reporter has not agreed to the hand-over to the Ombudsman",
    needs="a report that the Ombudsman has: forwarding it is the consent",
    citation="Ombudsman: the hand-over needs the reporter's agreement; UU 37/2008 article 24",
    confidence=Confidence.SOURCED)
# fmt: on

ACCESS_RULES: Final = (GRANTED, SECOND_PERSON, CONSENTED, IN_TIME, OF_THIS_REPORT, TO_THIS_OFFICER)
"""Everything that stands between an officer and an identity."""


def may_grant_alone(report: Report, by: Actor, purpose: IdentityPurpose) -> bool:
    """Whether no second person is needed: the identity of an unprotected report, for its handler, to resolve it."""
    return report.protection is Protection.NONE and purpose is IdentityPurpose.RESOLVE_REPORT and by.role in _HANDLERS


def identity_grant(report: Report, *, by: Actor, at: datetime, under: Rulebook) -> IdentityGrant:
    """Return the leave to open the reporter's identity that an officer was last given.

    Args:
        report: the report as it stands now; a grant ends with the case, and when another becomes responsible.
        by: the officer.
        at: aware instant of asking.
        under: the rules; `RulePack.grant_window` says how long a grant holds.

    Raises:
        AccessRefusedError: there is none, it has run out, or it does not suffice as the report is protected now.
        InvalidValueError: the instant is naive, or an argument is of the wrong kind.
        UncoveredDayError: the window ends beyond the days that decrees cover.

    Source of the rule: PRV-201 to PRV-204.
    """
    require_a(report, Report, "report")
    require_a(by, Actor, "by")
    require_a(under, Rulebook, "under")
    require_instant(at, "at")
    if not has_jurisdiction(report, by, under.directory):
        raise out_of_reach(by, ACTION)
    reporter = report.filing.reporter
    access = next((access for access in reversed(report.identity_accesses) if access.by == by.id), None)
    if access is None or by.role not in _ASKERS or reporter is None:
        raise GRANTED.refused()
    if access.approved_by == access.by and not may_grant_alone(report, by, access.purpose):
        raise SECOND_PERSON.refused()
    if access.purpose is IdentityPurpose.OMBUDSMAN_HANDOVER and report.status is not Status.ESCALATED:
        raise CONSENTED.refused()
    until = _until(access, report, under)
    if is_before(at, access.at) or not is_before(at, until):
        raise IN_TIME.refused()
    return IdentityGrant.vouched(
        tracking_id=report.tracking_id,
        reporter=reporter,
        purpose=access.purpose,
        by=by,
        approved_by=access.approved_by,
        version=access.version,
        since=access.at,
        until=until,
    )


def _until(access: IdentityAccess, report: Report, under: Rulebook) -> datetime:
    """Return the midnight after the last day of the window, in the zone of the case."""
    calendar = under.calendar_of(report)
    window = under.pack_of(report.responsible).grant_window
    last = window.due_on(calendar.local_day(access.at), calendar)
    return datetime.combine(last + timedelta(days=1), time(), calendar.zone)
