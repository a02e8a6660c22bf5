"""Windows, to the minute: refused at 23:59 of the last local day, accepted at 00:00 of the next, in every zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import attrs
import pytest

from lapor_core import (
    WEEKDAYS,
    WIB,
    WIT,
    WITA,
    Actor,
    CalendarDays,
    Months,
    Outcome,
    Report,
    Status,
    TextPart,
    WorkDays,
    actions,
)
from tests.asking import FORWARD, HOLD, MINUTE, REOPEN, REPLY, Ask, after, local, refusal_of, rule_of
from tests.strategies import (
    COORDINATOR,
    DAY,
    LIAISON,
    LIGHTS,
    MONDAY,
    OMBUDSMAN,
    REPORTER,
    RULES,
    SYSTEM,
    act,
    answer,
    answered,
    archived,
    dispositioned,
    followed_up,
    held,
    packs_of,
    progress,
    received,
    resolved,
    rules_of,
)


def completed() -> Report:
    """Return a report that was held for two nights."""
    return act(held(), actions.Complete(text="Jalan Contoh"), REPORTER, at=MONDAY + 2 * DAY)


WINDOWS = [
    # what closes or opens, the last local day before, who asks
    ("reply window: ten working days", answered, actions.Lapse(), SYSTEM, date(2024, 3, 18)),
    ("completion window: ten working days", held, actions.Expire(), SYSTEM, date(2024, 3, 18)),
    ("wait for the Ombudsman: sixty days", dispositioned, FORWARD, REPORTER, date(2024, 5, 3)),
    ("retention: sixty months", archived, actions.Redact(parts=frozenset(TextPart)), SYSTEM, date(2029, 3, 4)),
    ("three quarters of three working days", received, actions.RaiseLevel(), SYSTEM, date(2024, 3, 7)),
    ("three quarters of five working days", dispositioned, actions.RaiseLevel(), SYSTEM, date(2024, 3, 8)),
    ("three quarters of fourteen working days", followed_up, actions.RaiseLevel(), SYSTEM, date(2024, 3, 19)),
]


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
@pytest.mark.parametrize("name, build, action, by, last", WINDOWS)
def test_a_window_ends_with_the_last_minute_of_its_last_local_day(
    name: str, build: Callable[[], Report], action: actions.Action, by: Actor, last: date, zone: object
) -> None:
    """Refused at 23:59 of the last day, accepted at 00:00 of the next, on the clock of the calendar's own zone."""
    rules = attrs.evolve(RULES, calendar=WEEKDAYS.in_zone(zone))  # type: ignore[arg-type]
    report = build()
    end = local(last, 23, 59, zone)
    for written in (end, end.astimezone(UTC), end.astimezone(WIT)):
        assert refusal_of(Ask(report, action, by, written, rules)) is not None, name
        assert refusal_of(Ask(report, action, by, written + MINUTE, rules)) is None, name


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_the_window_to_reopen_ends_with_its_last_local_day(zone: object) -> None:
    """Thirty days after the ending the reporter may still reopen until midnight."""
    rules = attrs.evolve(RULES, calendar=WEEKDAYS.in_zone(zone))  # type: ignore[arg-type]
    end = local(date(2024, 4, 3), 23, 59, zone)
    assert refusal_of(Ask(resolved(), REOPEN, REPORTER, end, rules)) is None
    assert rule_of(Ask(resolved(), REOPEN, REPORTER, end + MINUTE, rules)) == ("GRD-014", None)


@pytest.mark.parametrize(
    "answered_at, last",
    [
        (local(date(2024, 3, 8), 23, 59), date(2024, 3, 22)),  # Friday night: Monday is the first day
        (local(date(2024, 3, 9), 0, 0), date(2024, 3, 22)),  # Saturday: as if on Friday
        (local(date(2024, 3, 10), 23, 59), date(2024, 3, 22)),  # Sunday night: still as if on Friday
        (local(date(2024, 3, 11), 0, 0), date(2024, 3, 25)),  # Monday: Tuesday is the first day
    ],
)
def test_the_day_of_the_answer_is_day_zero(answered_at: datetime, last: date) -> None:
    """An answer on a weekend starts the window as one on the Friday before would."""
    report = act(dispositioned(), answer(), LIAISON, at=answered_at)
    end = local(last, 23, 59)
    assert rule_of(Ask(report, actions.Lapse(), SYSTEM, end)) == ("GRD-005", None)
    assert refusal_of(Ask(report, actions.Lapse(), SYSTEM, end + MINUTE)) is None


def test_a_window_closes_when_it_is_recorded_and_not_when_the_clock_strikes() -> None:
    """Until the system's event is recorded the reporter may still reply or complete, months later."""
    late = MONDAY + 300 * DAY
    assert act(answered(), REPLY, REPORTER, at=late).status is Status.FOLLOW_UP
    assert act(held(), actions.Complete(text="Jalan Contoh"), REPORTER, at=late).status is Status.RECEIVED


@pytest.mark.parametrize(
    "happened_on, last",
    [
        (date(2022, 6, 30), date(2024, 6, 30)),
        (date(2024, 2, 29), date(2026, 2, 28)),  # a leap day has no second anniversary
        (date(2024, 2, 28), date(2026, 2, 28)),
        (date(2024, 3, 1), date(2026, 3, 1)),
    ],
)
def test_the_ombudsman_takes_what_is_not_older_than_two_years(happened_on: date, last: date) -> None:
    """The anniversary is the last day, in both ways of knowing the day of the matter."""
    filed, said = dispositioned(happened_on=happened_on), dispositioned()
    end = local(last, 23, 59)
    forward = actions.ForwardToOmbudsman(happened_on=happened_on)
    assert refusal_of(Ask(filed, actions.ForwardToOmbudsman(), REPORTER, end)) is None
    assert refusal_of(Ask(said, forward, REPORTER, end)) is None
    assert rule_of(Ask(filed, actions.ForwardToOmbudsman(), REPORTER, end + MINUTE)) == ("GRD-009", None)
    assert rule_of(Ask(said, forward, REPORTER, end + MINUTE)) == ("GRD-041", "happened_on")


def test_what_is_complained_of_is_not_younger_than_the_report() -> None:
    """Two years after receipt nothing can be recent enough, whatever is said; the action is not even offered."""
    end = local(date(2026, 3, 4), 23, 59)
    report = dispositioned()
    today = actions.ForwardToOmbudsman(happened_on=date(2024, 3, 4))
    assert refusal_of(Ask(report, today, REPORTER, end)) is None
    assert rule_of(Ask(report, today, REPORTER, end + MINUTE)) == ("GRD-009", None)


@pytest.mark.parametrize("by", [REPORTER, OMBUDSMAN])
def test_going_to_the_ombudsman_leaves_the_agency_to_work_on(by: Actor) -> None:
    """Follow-ups, answers and replies are recorded and leave the case with the Ombudsman, who ends it."""
    forward = attrs.evolve(FORWARD, consent="Surat nomor 1")
    report = act(dispositioned(), forward, by, at=MONDAY + 61 * DAY)
    report = after(report, (progress(), LIAISON), (answer(), LIAISON), (REPLY, REPORTER))
    assert (report.status, report.since) == (Status.ESCALATED, MONDAY + 61 * DAY)
    assert rule_of(Ask(report, actions.Close(), REPORTER)) == ("LFC-000", None)
    report = after(report, (actions.Conclude(outcome=Outcome.PARTLY_SOLVED), OMBUDSMAN))
    assert (report.status, report.outcome) == (Status.RESOLVED, Outcome.PARTLY_SOLVED)


PARAMETERS: list[tuple[str, object, Callable[[], Report], actions.Action, Actor, timedelta]] = [
    # the parameter, another value (for rules: another limit of one duty), the report, what is asked, by whom, how long
    # after the first Monday
    ("rules", rules_of(verification=1), received, actions.RaiseLevel(), SYSTEM, 2 * DAY),
    ("rules", rules_of(first_follow_up=1), dispositioned, actions.RaiseLevel(), SYSTEM, 2 * DAY),
    ("rules", rules_of(completion=1), followed_up, actions.RaiseLevel(), SYSTEM, 2 * DAY),
    ("rules", rules_of(reply=1), answered, actions.Lapse(), SYSTEM, 2 * DAY),
    ("rules", rules_of(held_completion=1), held, actions.Expire(), SYSTEM, 2 * DAY),
    ("rules", rules_of(ombudsman=10), dispositioned, FORWARD, REPORTER, 11 * DAY),
    ("rules", rules_of(ombudsman_reach=1), dispositioned, FORWARD, REPORTER, 61 * DAY),
    ("raise_at", Fraction(1, 3), received, actions.RaiseLevel(), SYSTEM, 2 * DAY),
    ("pause_budget", WorkDays(1), completed, HOLD, COORDINATOR, 3 * DAY),
    ("reopen_window", CalendarDays(1), resolved, REOPEN, REPORTER, 2 * DAY),
    ("max_reopenings", 0, resolved, REOPEN, REPORTER, DAY),
    ("max_hops", 0, dispositioned, actions.Disposition(to=LIGHTS), COORDINATOR, DAY),
    ("max_level", 0, received, actions.RaiseLevel(), SYSTEM, 9 * DAY),
    ("retention", Months(1), archived, actions.Redact(parts=frozenset(TextPart)), SYSTEM, 40 * DAY),
    ("max_score", 10, resolved, actions.Rate(score=6), REPORTER, DAY),
]


@pytest.mark.parametrize("name, value, build, action, by, later", PARAMETERS)
def test_a_parameter_is_read_by_the_rule_that_it_is_made_for(
    name: str, value: object, build: Callable[[], Report], action: actions.Action, by: Actor, later: timedelta
) -> None:
    """Some limits and parameters of the national pack are equal numbers; changed alone, each turns its own verdict."""
    usual = refusal_of(Ask(build(), action, by, MONDAY + later))
    changed = refusal_of(Ask(build(), action, by, MONDAY + later, packs_of(**{name: value})))
    assert (usual is None) != (changed is None)
