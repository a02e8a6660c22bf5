"""The ledger of a case: every day after receipt, charged to the one party responsible when it begins.

A ledger day states facts only; whether it counts is for each rule to say. This is the plain way to reckon, day by day,
and the specification of the fast one in `reckoning`: the two must always agree.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

import attrs

from lapor_core.checks import require_a, require_instant
from lapor_core.errors import InvalidValueError
from lapor_core.reports import Report
from lapor_core.rules.authority import PAUSING, RESPONSIBLE
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.workdays import CalendarDay
from lapor_core.vocabulary import Party, Status

_ONE_DAY = timedelta(days=1)


@attrs.frozen(kw_only=True, weakref_slot=False)
class LedgerDay:
    """One day of a case. Indonesian term: *hari dalam buku hari*.

    Args:
        calendar_day: the day, what kind of day it is, and by which decree.
        status: where the report stood when the day began; None when that is not known.
        party: who was responsible then; None when that is not known. When the pause budget is used up, the
            days are the coordinator's again.
        is_over: whether the day has ended at the moment of asking; only then can it have been used.
    """

    calendar_day: CalendarDay
    status: Status | None
    party: Party | None
    is_over: bool

    @property
    def day(self) -> date:
        """The day."""
        return self.calendar_day.day

    @property
    def is_spent(self) -> bool:
        """Whether the pause budget was used up when it began, so that every clock runs."""
        return self.status in PAUSING and self.party is Party.COORDINATOR


def ledger(report: Report, *, as_of: datetime, under: Rulebook) -> tuple[LedgerDay, ...]:
    """List every local day after the day of receipt up to the day of asking.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules; the calendar of the case says which day an instant falls on.

    Returns:
        The days in order; those before the adoption of an adopted report have no status and no party.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
        UncoveredDayError: no decree covers one of the days.
    """
    today = asked_on(report, as_of, under)
    calendar = under.calendar_of(report)
    return tuple(
        LedgerDay(calendar_day=calendar.why(day), status=status, party=party, is_over=day < today)
        for day, status, party in takewhile(lambda one: one[0] <= today, days_of(report, under))
    )


def days_of(report: Report, under: Rulebook) -> Iterator[tuple[date, Status | None, Party | None]]:
    """Yield every local day after the day of receipt, with the status when it begins and whose day it is.

    There is no end to it: after the last event the report stays as it is, and a pause uses up its budget.

    Raises:
        UncoveredDayError: no decree says whether an earlier day of a pause is a working day.
    """
    calendar = under.calendar_of(report)
    changes = [
        (calendar.local_day(event.at), event.to_status)
        for event in report.history
        if event.to_status is not event.from_status
    ]
    left = under.pack_of_case(report).pause_budget.n
    day = since = calendar.local_day(report.received_earliest)
    is_paused, used = False, 0
    while True:
        day += _ONE_DAY
        changed_on, status = next((one for one in reversed(changes) if one[0] < day), (since, None))
        if changed_on != since:
            # A pause uses up a day at least, also when none of its days was a working day.
            left -= max(used, 1) if is_paused else 0
            since, used = changed_on, 0
        is_paused = status in PAUSING
        party = None if status is None else RESPONSIBLE[status]
        yield day, status, Party.COORDINATOR if is_paused and used >= left else party
        if is_paused:
            used += calendar.settled_on(since).is_workday(day)


def asked_on(report: Report, as_of: datetime, under: Rulebook) -> date:
    """Return the local day of asking; raise `InvalidValueError` for what cannot be asked about."""
    if type(report) is not Report or type(under) is not Rulebook:
        require_a(report, Report, "report")
        require_a(under, Rulebook, "under")
    if require_instant(as_of, "as_of") < report.changed_at:
        raise InvalidValueError("as_of", "an instant not before the report's last event is needed")
    return under.calendar_of(report).local_day(as_of)
