"""The standing guards of the lifecycle table: they read the report, the actor, the instant and the rules.

`allowed_actions` needs nothing else. Where an instant is known within bounds only, a guard passes only if it would pass
for every instant between them.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

import attrs

from lapor_core import actions
from lapor_core.agencies import Actor
from lapor_core.errors import UncoveredDayError
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import IdentityRequest, Report
from lapor_core.rules.access import may_grant_alone
from lapor_core.rules.limits import DayLimit
from lapor_core.rules.packs import RulePack
from lapor_core.rules.reckoning import is_any_near, is_over
from lapor_core.rules.retention import is_reached
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import SlaRule
from lapor_core.vocabulary import AmendmentPolicy, DutyName, Protection, Role, Status

# ruff: noqa: ARG001 (guards are of one shape, also those that do not look at everything)


@attrs.frozen
class StandingGuard:
    """A condition on who, where and when.

    Args:
        rule_id: stable id.
        reason: what the rule says when it refuses.
        needs: what would have to be true.
        passes: the condition.
    """

    rule_id: str
    reason: str
    needs: str
    passes: Callable[[Report, Actor, datetime, Rulebook], bool]


# A member looked up on its class costs ten times a name of the module.
_REPORTER = Role.REPORTER
_ANSWERED_UNSEEN: Final = frozenset({Status.FOLLOW_UP, Status.ANSWERED, Status.RESOLVED})
_FULL_PROTECTION: Final = Protection.ANONYMOUS | Protection.CONFIDENTIAL


def _not_answered(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    birth = report.history.first.action
    may_be_answered = isinstance(birth, actions.Adopt) and birth.status in _ANSWERED_UNSEEN
    return report.answered is None and not may_be_answered


def _not_followed_up(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return not report.followed_up


def hops_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    """Whether the report may be sent on: a hop is left, or the one that it is with is not there to handle it."""
    return report.hops < under.pack_of(report.responsible).max_hops or not is_open(
        report.responsible, report, at, under
    )


def is_open(code: AgencyCode | None, report: Report, at: datetime, under: Rulebook) -> bool:
    """Whether the agency or unit is listed, and not closed on the local day of the instant."""
    if code is None or code not in under.directory:
        return False
    closed_on = under.directory.get(code).closed_on
    return closed_on is None or under.calendar_of(report).local_day(at) < closed_on


def _not_the_answerer(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    if by.role is _REPORTER:
        return True
    if report.answered_by is not None:
        return report.answered_by != by.id
    # Who answered a case that was taken over is not known: the end of the window closes it. Under a pack in which the
    # window has no end, nothing would.
    answered_on = under.calendar_of(report).local_day(report.since_bounds[1])
    pack = under.pack_of(report.responsible)
    return pack.rule_of(DutyName.REPLY, answered_on, report.classification) is None


def _reply_window_passed(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return _is_window_over(DutyName.REPLY, report, at, under)


def _completion_window_passed(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return _is_window_over(DutyName.HELD_COMPLETION, report, at, under)


def _is_window_over(duty: DutyName, report: Report, at: datetime, under: Rulebook) -> bool:
    # The policy is that of the case, as for its clocks. To look at the calendar as it stands is faster.
    is_plain = under.pack_of_case(report).amendments is AmendmentPolicy.RECOMPUTE
    if not is_plain or under.calendar_of(report).retroactive:
        return is_over(report, duty, at, under)
    return _is_late(under.pack_of(report.responsible), duty, report.since_bounds[1], report, at, under)


def _ombudsman_wait_passed(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return _is_late(under.pack_of_case(report), DutyName.OMBUDSMAN, report.received_latest, report, at, under)


def _is_late(
    pack: RulePack, duty: DutyName, started_at: datetime, report: Report, at: datetime, under: Rulebook
) -> bool:
    calendar = under.calendar_of(report)
    started_on = calendar.local_day(started_at)
    rule = pack.rule_of(duty, started_on, report.classification)
    # A window that nothing limits never passes.
    return rule is not None and rule.is_over(started_on, calendar.local_day(at), calendar)


def _pause_budget_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    calendar = under.calendar_of(report)
    used = 0
    for start, end in report.holds:
        held_on, over_on = calendar.local_day(start), calendar.local_day(end or at)
        # A hold over a weekend uses up a day as well, or holds over weekends would have no end.
        used += max(calendar.settled_on(held_on).workdays_between(held_on, over_on), over_on > held_on)
    return used < under.pack_of_case(report).pause_budget.n


def _not_too_old(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return not is_beyond_reach(_happened_on(report, under), report, at, under)


def _happened_on(report: Report, under: Rulebook) -> date:
    # What is complained of happened before it was reported, so the receipt bounds an unknown day.
    return report.filing.happened_on or under.calendar_of(report).local_day(report.received_latest)


def is_beyond_reach(happened_on: date, report: Report, at: datetime, under: Rulebook) -> bool:
    """Whether a matter of some day is too old for the Ombudsman at an instant."""
    calendar = under.calendar_of(report)
    rule = _reach_rule(happened_on, report, under)
    return rule is not None and rule.is_over(happened_on, calendar.local_day(at), calendar)


def too_old_on(report: Report, today: date, under: Rulebook) -> date | None:
    """Return the first day on which the matter of a report is too old for the Ombudsman.

    None if it never is, or if the last day would roll off a day that no decree covers and so has not come.

    Raises:
        UncoveredDayError: it may have come without a decree that covers it.
    """
    calendar, happened_on = under.calendar_of(report), _happened_on(report, under)
    rule = _reach_rule(happened_on, report, under)
    if rule is None:
        return None
    try:
        is_ever = rule.is_over(happened_on, date.max, calendar)
        return rule.due_on(happened_on, calendar) + timedelta(days=1) if is_ever else None
    except UncoveredDayError:
        # That raises as well, if a day that has come is missing.
        rule.is_over(happened_on, today, calendar)
        return None


def _reach_rule(happened_on: date, report: Report, under: Rulebook) -> SlaRule | None:
    return under.pack_of_case(report).rule_of(DutyName.OMBUDSMAN_REACH, happened_on, report.classification)


def _level_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return report.level < under.pack_of(report.responsible).max_level


def _duty_is_near(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return is_any_near(report, at, under)


def _not_rated(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return report.rating is None


def _reopenings_left(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    by_reporter, by_officers = report.reopened
    return (by_reporter if by.role is _REPORTER else by_officers) < under.pack_of(report.responsible).max_reopenings


def _reopen_window_open(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return not _is_over(under.pack_of(report.responsible).reopen_window, report.since_bounds[0], report, at, under)


def _may_grant(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return any(may_grant_this(report, by, request) for request in report.identity_requests)


def may_grant_this(report: Report, by: Actor, request: IdentityRequest) -> bool:
    """Whether this person may grant this request."""
    if request.by != by.id:
        return by.role is not Role.LIAISON
    return may_grant_alone(report, by, request.purpose)


def _protection_to_change(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return by.role is _REPORTER or report.protection != _FULL_PROTECTION


def _retention_reached(report: Report, by: Actor, at: datetime, under: Rulebook) -> bool:
    return is_reached(
        under.pack_of(report.responsible).retention, report, under.calendar_of(report).local_day(at), under
    )


def _is_over(limit: DayLimit, started_at: datetime, report: Report, at: datetime, under: Rulebook) -> bool:
    calendar = under.calendar_of(report)
    return limit.is_over(calendar.local_day(started_at), calendar.local_day(at), calendar)


STANDING_GUARDS: Final = {
    "not_answered": StandingGuard(
        "GRD-001", "the report has been answered", "a report without an answer", _not_answered
    ),
    "not_followed_up": StandingGuard(
        "GRD-002",
        "the handler has followed up; managers are not to stop the process",
        "a disposition without any follow-up",
        _not_followed_up,
    ),
    "hops_left": StandingGuard(
        "GRD-003", "it was sent to and fro as often as the pack allows", "fewer hops than max_hops", hops_left
    ),
    "not_the_answerer": StandingGuard(
        "GRD-004",
        "who gave the last answer, or may have, does not close the case",
        "the reporter, another officer, or the end of the reply window",
        _not_the_answerer,
    ),
    "reply_window_passed": StandingGuard(
        "GRD-005", "the reporter may still reply", "the first local day after reply_window", _reply_window_passed
    ),
    "completion_window_passed": StandingGuard(
        "GRD-006",
        "the reporter may still complete the report",
        "the first local day after completion_window",
        _completion_window_passed,
    ),
    "pause_budget_left": StandingGuard(
        "GRD-007",
        "it was held for as many working days as the pack allows",
        "fewer held days than pause_budget",
        _pause_budget_left,
    ),
    "ombudsman_wait_passed": StandingGuard(
        "GRD-008",
        "the agency still has time to complete the report",
        "the first local day after ombudsman_wait from receipt",
        _ombudsman_wait_passed,
    ),
    "not_too_old": StandingGuard(
        "GRD-009",
        "what is complained of is too old for the Ombudsman",
        "a matter not older than ombudsman_reach",
        _not_too_old,
    ),
    "level_left": StandingGuard(
        "GRD-010", "it was raised to the highest level", "a level below max_level", _level_left
    ),
    "duty_is_near": StandingGuard(
        "GRD-011", "no duty is late or close to it", "raise_at of the limit used up", _duty_is_near
    ),
    "not_rated": StandingGuard("GRD-012", "it has been rated", "a resolution without a rating", _not_rated),
    "reopenings_left": StandingGuard(
        "GRD-013",
        "it was reopened as often as the pack allows",
        "fewer reopenings than max_reopenings",
        _reopenings_left,
    ),
    "reopen_window_open": StandingGuard(
        "GRD-014",
        "the window to reopen has passed, or it is not known when it began",
        "a day within reopen_window of the resolution",
        _reopen_window_open,
    ),
    "may_grant": StandingGuard(
        "GRD-016",
        "no request waits that this person may grant",
        "a request of somebody else; or one's own, to resolve an unprotected report",
        _may_grant,
    ),
    "protection_to_change": StandingGuard(
        "GRD-018",
        "the report has all the protection there is, and only the reporter lifts it",
        "the reporter, or a flag that is not set",
        _protection_to_change,
    ),
    "retention_reached": StandingGuard(
        "GRD-017",
        "the texts are still to be kept",
        "the first local day after retention from the first ending, and after reopen_window from the last one",
        _retention_reached,
    ),
}
