"""The rows that indicators are counted over: a fixed set of columns for each kind of thing that is measured.

A row says what is known of one report, one turn of a duty, one agency, one text or one answer of a survey, as it stood
at the moment of asking. ``None`` means that nobody knows. Codes are the wire codes of the vocabulary, so that a table
of plain texts (from a data frame, a database, an export) is as good as one of enum members.

The columns are the whole seam between the law and an engine: whoever fills them may count them with anything.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, NamedTuple

import attrs

from lapor_core.checks import require_instant
from lapor_core.errors import UncoveredDayError
from lapor_core.identifiers import AgencyCode, CategoryCode
from lapor_core.reports import Report
from lapor_core.rules.conduct import find_conduct
from lapor_core.rules.cycles import timeline
from lapor_core.rules.duties import Duty, assess
from lapor_core.rules.ledger import asked_on
from lapor_core.rules.rulebook import Rulebook
from lapor_core.vocabulary import (
    ActionName,
    AgencyKind,
    ArchiveReason,
    Channel,
    Classification,
    DutyName,
    DutyState,
    EndedBy,
    Outcome,
    Role,
    Status,
)


class CaseFacts(NamedTuple):
    """What is known of one report. Indonesian term: *fakta laporan*.

    Args:
        agency: the body that the responsible unit belongs to; None when it is with the national desk.
        unit: who is responsible.
        day: the first day on which it may have been received.
        day_latest: the last such day; the same when the day is known.
        status: where it stands.
        classification: what kind of report it is.
        category: what it is about.
        channel: by which way it came in.
        region: where it comes from, in the caller's codes; reports do not know it.
        ended_by: who ended it.
        outcome: what became of the matter.
        archive_reason: why it was archived.
        rating: the score of its last ending.
        is_rating_own: whether the reporter gave a score; False when nobody did, or a system filled it in.
        age: calendar days since its receipt; None when it has ended, or the day is not known.
        disposition_days: working days from its receipt to its first disposition.
        was_held: whether it was ever held.
        was_sent_back: whether a handler ever returned it.
        was_reopened: whether it was ever reopened.
        was_forwarded: whether it ever went to the Ombudsman.
        was_concluded: whether the Ombudsman concluded it.
        is_pause_spent: whether it waited for its reporter for longer than the pause budget.
        findings: how many findings there are under the rules of conduct.
    """

    agency: AgencyCode | None = None
    unit: AgencyCode | None = None
    day: date | None = None
    day_latest: date | None = None
    status: Status | None = None
    classification: Classification | None = None
    category: CategoryCode | None = None
    channel: Channel | None = None
    region: str | None = None
    ended_by: EndedBy | None = None
    outcome: Outcome | None = None
    archive_reason: ArchiveReason | None = None
    rating: int | None = None
    is_rating_own: bool | None = None
    age: int | None = None
    disposition_days: int | None = None
    was_held: bool | None = None
    was_sent_back: bool | None = None
    was_reopened: bool | None = None
    was_forwarded: bool | None = None
    was_concluded: bool | None = None
    is_pause_spent: bool | None = None
    findings: int | None = None


class DutyFacts(NamedTuple):
    """What is known of one turn of a duty. Indonesian term: *fakta kewajiban*.

    Args:
        agency: the body of the unit that was responsible when it started.
        unit: that unit.
        day: the first day on which it may have started.
        day_latest: the last such day.
        duty: what is owed.
        state: how it stands.
        days: days of the rule's unit that counted.
        paused: days that did not count, because it was another party's turn.
        total: both together.
    """

    agency: AgencyCode | None = None
    unit: AgencyCode | None = None
    day: date | None = None
    day_latest: date | None = None
    duty: DutyName | None = None
    state: DutyState | None = None
    days: int | None = None
    paused: int | None = None
    total: int | None = None


class AgencyFacts(NamedTuple):
    """What is known of one agency on a day. Indonesian term: *fakta instansi*.

    Args:
        agency: the agency.
        kind: what kind of body it is.
        day: the day of asking.
        day_latest: the same.
        is_connected: whether it is connected to SP4N-LAPOR!.
        is_active: whether it works with its reports, such as having logged in within the last month.
    """

    agency: AgencyCode | None = None
    kind: AgencyKind | None = None
    day: date | None = None
    day_latest: date | None = None
    is_connected: bool | None = None
    is_active: bool | None = None


class TextFacts(NamedTuple):
    """What the check found in one text. Indonesian term: *fakta teks*.

    Args:
        agency: the agency that wrote it.
        unit: the unit that wrote it.
        day: the day on which it was checked.
        day_latest: the same.
        findings: how many findings there were.
    """

    agency: AgencyCode | None = None
    unit: AgencyCode | None = None
    day: date | None = None
    day_latest: date | None = None
    findings: int | None = None


class SurveyFacts(NamedTuple):
    """One answer to one question of a satisfaction survey. Indonesian term: *jawaban survei kepuasan*.

    Args:
        agency: the agency that is asked about.
        unit: the unit that is asked about.
        day: the day of the answer.
        day_latest: the same.
        element: which question.
        score: 1 (worst) to 4 (best); None when it was left out.
        is_own: whether the person gave it; False when a system filled it in.
    """

    agency: AgencyCode | None = None
    unit: AgencyCode | None = None
    day: date | None = None
    day_latest: date | None = None
    element: str | None = None
    score: int | None = None
    is_own: bool | None = None


Facts = CaseFacts | DutyFacts | AgencyFacts | TextFacts | SurveyFacts

TABLES: Final[Mapping[str, type[Facts]]] = {
    "case": CaseFacts,
    "duty": DutyFacts,
    "agency": AgencyFacts,
    "text": TextFacts,
    "survey": SurveyFacts,
}
"""The tables by name, for engines that name theirs."""

TOGETHER: Final[Mapping[type[Facts], tuple[frozenset[str], ...]]] = {
    CaseFacts: (
        frozenset({"status", "ended_by", "outcome", "archive_reason", "rating", "is_rating_own", "age"}),
        frozenset({"was_held", "was_sent_back", "was_reopened", "was_forwarded", "was_concluded"})
        | {"is_pause_spent", "findings", "disposition_days"},
        frozenset({"classification", "channel"}),
    )
}
"""Columns that together take few more values than apart, so that it is cheapest to count them in one go.

A case that has ended has no age, and one that is open neither ending nor rating. Most cases have none of the flags.
"""


@attrs.frozen(kw_only=True, weakref_slot=False)
class Basis:
    """Under which rules and at which moment rows were made; other rows do not add up with them.

    Indonesian term: *dasar penghitungan*. For counts that others published, leave it empty.

    Args:
        packs: versions of the packs in force, that of the service first.
        calendars: versions of the calendars.
        as_of: aware instant of asking.
    """

    packs: tuple[str, ...] = ()
    calendars: tuple[str, ...] = ()
    as_of: datetime | None = None

    @classmethod
    def of(cls, under: Rulebook, *, as_of: datetime) -> "Basis":
        """Return the basis of rows that are made under some rules at a moment.

        Raises:
            InvalidValueError: the instant is naive.
        """
        return cls(
            packs=(under.pack.version, *sorted({pack.version for _, pack in under.overlays})),
            calendars=(under.calendar.version, *sorted({calendar.version for _, calendar in under.calendars})),
            as_of=require_instant(as_of, "as_of"),
        )


def case_facts(report: Report, *, as_of: datetime, under: Rulebook) -> CaseFacts:
    """Return what is known of a report; for many of them, ask `in_bulk`.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
    """
    today = asked_on(report, as_of, under)
    calendar = under.calendar_of(report)
    first, last = calendar.local_day(report.received_earliest), calendar.local_day(report.received_latest)
    ending = report.ending
    names = {event.action.name for event in report.history}
    # What an adopted report went through before its adoption, nobody has written down. That some of it can be seen does
    # not help: of those of which only a yes can be known, every one would be a yes.
    is_seen = ActionName.ADOPT not in names

    def ever(name: ActionName) -> bool | None:
        return name in names if is_seen else None

    return CaseFacts(
        agency=agency_of(report.responsible, under),
        unit=report.responsible,
        day=first,
        day_latest=last,
        status=report.status,
        classification=report.classification,
        category=report.category,
        channel=report.filing.channel,
        ended_by=ending.ended_by if ending else None,
        outcome=ending.outcome if ending else None,
        archive_reason=ending.archive_reason if ending else None,
        rating=ending.rating if ending else None,
        is_rating_own=_is_rating_own(report) if is_seen or report.rating is not None else None,
        age=(today - first).days if first == last and not report.status.is_ended else None,
        disposition_days=_disposition_days(report, under),
        was_held=ever(ActionName.HOLD),
        was_sent_back=ever(ActionName.SEND_BACK),
        was_reopened=ever(ActionName.REOPEN),
        was_forwarded=ever(ActionName.FORWARD_TO_OMBUDSMAN),
        was_concluded=ever(ActionName.CONCLUDE),
        is_pause_spent=_is_pause_spent(report, today, under) if is_seen else None,
        findings=len(find_conduct(report, as_of=as_of, under=under)) if is_seen else None,
    )


def _is_rating_own(report: Report) -> bool:
    if report.rating is None:
        return False
    rated = next(event for event in reversed(report.history) if event.action.name is ActionName.RATE)
    return rated.by.role is Role.REPORTER


def _is_pause_spent(report: Report, today: date, under: Rulebook) -> bool:
    return any(one.is_spent and one.after < today for one in timeline(report, under).stretches)


def _disposition_days(report: Report, under: Rulebook) -> int | None:
    sent = next((event for event in report.history if event.action.name is ActionName.DISPOSITION), None)
    if sent is None or report.history.first.action.name is ActionName.ADOPT:
        return None
    calendar = under.calendar_of(report)
    try:
        return calendar.workdays_between(calendar.local_day(report.received_latest), calendar.local_day(sent.at))
    except UncoveredDayError:
        return None


def duty_facts(report: Report, *, as_of: datetime, under: Rulebook) -> tuple[DutyFacts, ...]:
    """Return what is known of each turn of each duty of a report.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
    """
    calendar = under.calendar_of(report)
    born, known = (calendar.local_day(at) for at in (report.received_earliest, report.history.first.at))
    turns: dict[tuple[DutyName, int], Duty] = {}
    for duty in assess(report, as_of=as_of, under=under).duties:
        # A former classification's breach comes first and stays: what follows it does not wash it away.
        turns.setdefault((duty.rule.duty, duty.cycle), duty)
    return tuple(
        DutyFacts(
            agency=agency_of(duty.agency, under),
            unit=duty.agency,
            day=duty.started_on or born,
            day_latest=duty.started_on or known,
            duty=duty.rule.duty,
            state=duty.state,
            days=duty.used,
            paused=None if duty.used is None else sum(days for _, days in duty.days) - duty.used,
            total=None if duty.used is None else sum(days for _, days in duty.days),
        )
        for duty in turns.values()
    )


def agency_of(unit: AgencyCode | None, under: Rulebook) -> AgencyCode | None:
    """Return the body that a unit belongs to; without one the top above it, and for what is not listed the unit."""
    directory = under.directory
    if unit is None or unit not in directory:
        return unit
    return directory.body_of(unit) or directory.path(unit)[-1]
