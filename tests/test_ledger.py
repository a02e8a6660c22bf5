"""The ledger: every day of a case, whose it was, and the law that they add up."""

from collections import Counter
from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    INDONESIA,
    WIB,
    DayKind,
    Party,
    Report,
    Status,
    WorkDays,
    actions,
    ledger,
    replay,
)
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.rules.authority import RESPONSIBLE
from tests.asking import HOLD, Ask, rule_of
from tests.reckoning import BUMPY, lives, spans
from tests.strategies import (
    ADMIN,
    CITY,
    COORDINATOR,
    DAY,
    HOUR,
    LIAISON,
    MONDAY,
    ROADS,
    RULES,
    ZONES,
    act,
    adopted,
    answer,
    held,
    packs_of,
    received,
    verify,
)


class TestLaws:
    """What holds for the days of every case."""

    @given(lives(), spans())
    def test_every_day_after_receipt_stands_there_once_and_in_order(self, report: Report, later: timedelta) -> None:
        """From the day after receipt to the day of asking; the last one is not over."""
        days = ledger(report, as_of=report.changed_at + later, under=BUMPY)
        first = BUMPY.calendar.local_day(report.received_latest)
        assert [one.day for one in days] == [first + turn * DAY for turn in range(1, len(days) + 1)]
        assert (days[-1].day if days else first) == BUMPY.calendar.local_day(report.changed_at + later)
        assert [one.is_over for one in days] == [True] * (len(days) - 1) + [False] * bool(days)

    @given(lives(), spans())
    def test_a_day_belongs_to_whoever_was_responsible_when_it_began(self, report: Report, later: timedelta) -> None:
        """What happened on a day is seen from the next day on."""
        events = tuple(report.history)
        for one in ledger(report, as_of=report.changed_at + later, under=BUMPY):
            came_before = [event for event in events if BUMPY.calendar.local_day(event.at) < one.day]
            assert one.status is came_before[-1].to_status
            assert one.party is (Party.COORDINATOR if one.is_spent else RESPONSIBLE[came_before[-1].to_status])
            assert one.calendar_day == BUMPY.calendar.why(one.day)

    @given(lives(), spans())
    def test_the_working_days_of_all_parties_are_those_since_receipt(self, report: Report, later: timedelta) -> None:
        """Law 10: none is lost and none is counted twice."""
        as_of = report.changed_at + later
        shares = Counter(one.party for one in ledger(report, as_of=as_of, under=BUMPY) if one.calendar_day.is_workday)
        calendar = BUMPY.calendar
        received_on, today = calendar.local_day(report.received_latest), calendar.local_day(as_of)
        assert sum(shares.values()) == calendar.workdays_between(received_on, today)

    @given(lives(), spans(), st.integers(1, 25))
    def test_a_report_is_paused_no_longer_than_its_budget(self, report: Report, later: timedelta, budget: int) -> None:
        """However often it is held, no more pauses and no more working days than that are the reporter's."""
        under = attrs.evolve(BUMPY, pack=packs_of(pause_budget=WorkDays(budget)).pack)
        days = ledger(report, as_of=report.changed_at + later, under=under)
        held_days = [one for one in days if one.status is Status.HELD]
        paused = sum(one.calendar_day.is_workday for one in held_days if not one.is_spent)
        changes = [event for event in report.history if event.to_status is not event.from_status]
        # Each day that begins in a hold belongs to the pause that was the last before it.
        pauses: dict[int, list[bool]] = {}
        for one in held_days:
            at = max(event.seq for event in changes if under.calendar.local_day(event.at) < one.day)
            if not one.is_spent:
                pauses.setdefault(at, []).append(one.calendar_day.is_workday)
        assert paused <= sum(max(1, sum(workdays)) for workdays in pauses.values()) <= budget
        if len(pauses) == 1 and len(held_days) == len(days):
            assert paused == min(budget, sum(one.calendar_day.is_workday for one in held_days))
        spent = [one.is_spent for one in held_days]
        assert spent == sorted(spent)

    @given(lives(), spans(), st.sampled_from(ZONES))
    def test_how_an_instant_is_written_changes_nothing(self, report: Report, later: timedelta, zone: object) -> None:
        """Law 13: the days are those of the calendar's zone."""
        as_of = report.changed_at + later
        written = replay([attrs.evolve(event, at=event.at.astimezone(zone)) for event in report.history])  # type: ignore[arg-type]
        assert ledger(written, as_of=as_of.astimezone(zone), under=BUMPY) == ledger(report, as_of=as_of, under=BUMPY)  # type: ignore[arg-type]


AWARE = "an aware datetime is needed (one that knows its offset)"


def midnight(days: int) -> datetime:
    """Return the local midnight with which the first Monday ends, or a later day."""
    return datetime(2024, 3, 5, tzinfo=WIB) + days * DAY


def held_over_every_midnight(nights: int) -> Report:
    """Return a report that is held from ten minutes before each midnight to ten minutes after it."""
    report = received()
    minutes = timedelta(minutes=10)
    for night in range(nights):
        report = act(report, HOLD, COORDINATOR, at=midnight(night) - minutes)
        report = act(report, actions.Complete(text="Jalan Contoh"), ADMIN, at=midnight(night) + minutes)
    return report


class TestExamples:
    """The days of some cases, by hand."""

    def test_the_days_of_a_case_on_its_way(self) -> None:
        """Received on Monday, sent on Tuesday, answered on Thursday, asked on Saturday."""
        report = act(received(), verify(), COORDINATOR)
        report = act(report, actions.Disposition(to=ROADS), COORDINATOR, at=MONDAY + DAY)
        report = act(report, answer(), LIAISON, at=MONDAY + 3 * DAY)
        days = ledger(report, as_of=MONDAY + 5 * DAY, under=RULES)
        assert [(one.day, one.status, one.party, one.is_over) for one in days] == [
            (date(2024, 3, 5), Status.VERIFIED, Party.COORDINATOR, True),
            (date(2024, 3, 6), Status.DISPOSITIONED, Party.HANDLER, True),
            (date(2024, 3, 7), Status.DISPOSITIONED, Party.HANDLER, True),
            (date(2024, 3, 8), Status.ANSWERED, Party.REPORTER, True),
            (date(2024, 3, 9), Status.ANSWERED, Party.REPORTER, False),
        ]
        assert [one.calendar_day.kind for one in days] == [DayKind.WORKDAY] * 4 + [DayKind.WEEKEND]

    def test_on_the_day_of_receipt_there_is_no_day_yet(self) -> None:
        """The day of receipt is day zero."""
        assert ledger(received(), as_of=MONDAY + HOUR, under=RULES) == ()

    def test_the_last_hour_of_a_day_is_the_whole_day(self) -> None:
        """What happens at 23:59 changes to whom the next day belongs, and not this one."""
        report = act(received(), HOLD, COORDINATOR, at=midnight(1) - timedelta(minutes=1))
        days = ledger(report, as_of=midnight(2), under=RULES)
        assert [one.status for one in days] == [Status.RECEIVED, Status.HELD, Status.HELD]

    def test_the_budget_is_used_up_by_working_days_alone(self) -> None:
        """Twenty working days after the hold of Monday 4 March end with Monday 1 April."""
        days = ledger(held(), as_of=MONDAY + 40 * DAY, under=RULES)
        assert next(one.day for one in days if one.is_spent) == date(2024, 4, 2)
        assert {one.party for one in days if one.is_spent} == {Party.COORDINATOR}
        assert {one.party for one in days if not one.is_spent} == {Party.REPORTER}

    def test_holding_for_twenty_minutes_over_each_midnight_stops_a_clock_for_as_long_as_the_budget(self) -> None:
        """The day that begins in a hold is a day of the pause; when the budget is gone, it is the coordinator's.

        The first twenty days are paused, up to Sunday 24 March. From then on no hold is accepted.
        """
        report = held_over_every_midnight(20)
        days = ledger(report, as_of=midnight(27), under=RULES)
        assert {one.status for one in days[:20]} == {Status.HELD}
        assert [one.party for one in days] == [Party.REPORTER] * 20 + [Party.COORDINATOR] * 8
        assert rule_of(Ask(report, HOLD, COORDINATOR)) == ("GRD-007", None)

    def test_of_an_adopted_report_nobody_knows_whose_the_days_before_were(self) -> None:
        """From the earliest day of its receipt on; from its adoption on everything is known."""
        report = adopted(Status.FOLLOW_UP)
        days = ledger(report, as_of=MONDAY + 2 * DAY, under=RULES)
        assert (days[0].day, len(days)) == (date(2024, 2, 4), 32)
        assert {(one.status, one.party) for one in days[:-2]} == {(None, None)}
        assert {(one.status, one.party) for one in days[-2:]} == {(Status.FOLLOW_UP, Party.HANDLER)}
        assert not any(one.is_spent for one in days)

    def test_the_case_has_the_calendar_of_the_agency_first_responsible(self) -> None:
        """On 11 March 2024, the eve of Nyepi, the country did not work; in the city of the example it did."""
        under = attrs.evolve(RULES, calendar=INDONESIA, calendars={CITY: RULES.calendar})
        own, national = received(), received(agency=None)
        eve = date(2024, 3, 11)
        for report, kind in ((own, DayKind.WORKDAY), (national, DayKind.NATIONAL)):
            days = {one.day: one.calendar_day for one in ledger(report, as_of=MONDAY + 9 * DAY, under=under)}
            assert days[eve].kind is kind


class TestBadInput:
    """What cannot be asked."""

    @pytest.mark.parametrize(
        "as_of, rule",
        [
            (MONDAY - HOUR, "an instant not before the report's last event is needed"),
            (MONDAY.replace(tzinfo=None), AWARE),
            (date(2024, 3, 5), AWARE),
            (None, AWARE),
        ],
    )
    def test_an_instant_that_cannot_be_asked_about(self, as_of: object, rule: str) -> None:
        """Before the last event, naive, or no instant."""
        with pytest.raises(InvalidValueError) as caught:
            ledger(received(), as_of=as_of, under=RULES)  # type: ignore[arg-type]
        assert (caught.value.field, caught.value.rule) == ("as_of", rule)

    def test_days_beyond_the_decrees(self) -> None:
        """They have no kind, so there is no ledger of them."""
        under = attrs.evolve(RULES, calendar=INDONESIA)
        with pytest.raises(UncoveredDayError):
            ledger(received(), as_of=datetime(2027, 1, 1, tzinfo=WIB), under=under)
