"""Replaying stored events: whole histories give their report back, and broken ones are refused at the right place."""

import pickle
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    Event,
    History,
    Report,
    Status,
    TextPart,
    TrackingId,
    actions,
    allowed_actions,
    apply,
    check,
    replay,
)
from lapor_core.checks import AWARE
from lapor_core.errors import HistoryError, InvalidValueError
from lapor_core.texts import Redacted
from tests.strategies import (
    COORDINATOR,
    DAY,
    HOUR,
    LIAISON,
    MONDAY,
    REPORTER,
    RULES,
    SYSTEM,
    act,
    adopted,
    answered,
    filing,
    held,
    received,
    reports,
    resolved,
)

EVENTS = resolved().history[:]  # received, verified, dispositioned, answered, closed
LAST = len(EVENTS) - 1


def changed(index: int, **facts: Any) -> list[Event]:
    """Return the stored events with one of them changed."""
    events = list(EVENTS)
    events[index] = attrs.evolve(events[index], **facts)
    return events


NONE, FIRST, NO_BIRTH, AGAIN = (
    "a report has at least one event",
    "the first event has seq 1, no from_status, and the tracking id of its filing",
    "a report begins with a receipt or an adoption",
    "a report is received or adopted once, by its first event",
)
GAP, FOREIGN, BACKWARDS, JUMP = (
    "seq does not follow the event before",
    "the event belongs to another report",
    "the instant lies before that of the event before",
    "from_status is not where the event before led",
)
BROKEN: list[tuple[str, int, str, Callable[[], list[Event]]]] = [
    # what is wrong, where it is noticed, the rule, the events
    ("nothing is stored", 0, NONE, list),
    ("the birth is missing", 0, NO_BIRTH, lambda: list(EVENTS[1:])),
    ("the first is not the first", 0, FIRST, lambda: changed(0, seq=2)),
    ("the first comes from somewhere", 0, FIRST, lambda: changed(0, from_status=Status.HELD)),
    ("the birth is of another report", 0, FIRST, lambda: changed(0, tracking_id=TrackingId("42"))),
    ("an event is missing", 2, GAP, lambda: [*EVENTS[:2], *EVENTS[3:]]),
    ("an event is there twice", 3, GAP, lambda: [*EVENTS[:3], EVENTS[2], *EVENTS[3:]]),
    ("two events are swapped", 1, GAP, lambda: [EVENTS[0], EVENTS[2], EVENTS[1], *EVENTS[3:]]),
    ("a number is left out", 4, GAP, lambda: changed(4, seq=6)),
    ("a number runs backwards", 3, GAP, lambda: changed(3, seq=3)),
    ("an event belongs to another report", 2, FOREIGN, lambda: changed(2, tracking_id=TrackingId("42"))),
    (
        "an event lies before the one before",
        3,
        BACKWARDS,
        lambda: changed(3, at=EVENTS[2].at - timedelta(microseconds=1)),
    ),
    ("a status does not follow", 2, JUMP, lambda: changed(2, from_status=Status.RECEIVED)),
    ("a status leads elsewhere", 2, JUMP, lambda: changed(1, to_status=Status.HELD)),
    ("an event comes from nowhere", 1, JUMP, lambda: changed(1, from_status=None)),
    ("it is received again", 4, AGAIN, lambda: changed(4, action=EVENTS[0].action)),
    ("it is adopted again", 4, AGAIN, lambda: changed(4, action=adopted(Status.HELD).history[0].action)),
    ("it begins with a verification", 0, NO_BIRTH, lambda: changed(0, action=EVENTS[1].action)),
]


@pytest.mark.parametrize("wrong, index, rule, events", BROKEN)
def test_a_broken_history_is_refused_where_it_breaks(
    wrong: str, index: int, rule: str, events: Callable[[], list[Event]]
) -> None:
    """The error gives the place, counted from nought, and the rule; it repeats nothing that was stored."""
    with pytest.raises(HistoryError) as caught:
        replay(events())
    assert (caught.value.index, caught.value.rule) == (index, rule), wrong
    assert str(caught.value) == f"events[{index}]: {rule}"
    assert "1234567" not in str(caught.value)


def test_the_unbroken_history_is_whole() -> None:
    """The example that is broken above is accepted as it is, and an equal instant is no step back."""
    assert replay(EVENTS) == resolved()
    assert replay(changed(4, at=EVENTS[3].at)).changed_at == EVENTS[3].at


@given(reports(max_steps=8), st.data())
def test_no_event_can_be_left_out_repeated_or_swapped(report: Report, data: st.DataObject) -> None:
    """Whatever the history, a change in the middle of it does not go unnoticed."""
    events = list(report.history)
    place = data.draw(st.integers(0, len(events) - 1))
    repeated = [*events[: place + 1], *events[place:]]
    with pytest.raises(HistoryError) as caught:
        replay(repeated)
    assert caught.value.index == place + 1
    if place < len(events) - 1:
        with pytest.raises(HistoryError) as caught:
            replay([*events[:place], *events[place + 1 :]])
        assert caught.value.index == place
        with pytest.raises(HistoryError) as caught:
            replay([*events[:place], events[place + 1], events[place], *events[place + 2 :]])
        assert caught.value.index == place


@pytest.mark.parametrize("index", range(len(EVENTS)))
def test_a_stored_naive_instant_is_refused_where_it_stands(index: int) -> None:
    """A store that drops offsets has lost the instants; nobody can say how long anything took."""
    with pytest.raises(HistoryError) as caught:
        replay(changed(index, at=datetime(2024, 6, 1)))  # noqa: DTZ001 (naive on purpose)
    assert (caught.value.index, caught.value.rule) == (index, AWARE)


def test_a_store_that_dropped_every_offset_is_refused() -> None:
    """Naive instants are in order with each other, and still are no instants."""
    with pytest.raises(HistoryError) as caught:
        replay(attrs.evolve(event, at=event.at.replace(tzinfo=None)) for event in EVENTS)
    assert caught.value.index == 0


def test_todays_rules_are_not_asked() -> None:
    """History stays loadable when rules change: an unknown row, another pack, an actor without any right."""
    events = [attrs.evolve(event, rule_id="LFC-999", pack="of old", by=SYSTEM) for event in EVENTS]
    report = replay(events)
    assert (report.status, report.version) == (Status.RESOLVED, len(EVENTS))


def test_replay_takes_any_iterable_once() -> None:
    """A cursor of a database will do."""
    assert replay(iter(EVENTS)) == resolved()
    assert replay(resolved().history) == resolved()
    assert replay(islice(EVENTS, 1)) == received()


class TestRedactedHistory:
    """A redaction is an event: what was stored before it is redacted on replay, even if nobody overwrote it."""

    def test_unredacted_events_give_the_redacted_report(self) -> None:
        """A store that forgot to overwrite cannot bring the texts back."""
        report = resolved()
        step = apply(report, actions.Redact(parts=frozenset(TextPart)), by=SYSTEM, at=MONDAY + 1900 * DAY, under=RULES)
        again = replay([*report.history, step.event])
        assert again == step.report
        assert isinstance(again.filing.text, Redacted)
        birth = again.history[0].action
        assert isinstance(birth, actions.Receive)
        assert isinstance(birth.filing.text, Redacted)

    def test_overwritten_events_give_the_same_report(self) -> None:
        """A store that overwrote as it was told is whole."""
        report = act(resolved(), actions.Redact(parts=frozenset({TextPart.ANSWERS})), SYSTEM, at=MONDAY + 1900 * DAY)
        assert replay(report.history) == report

    def test_what_came_after_a_redaction_stays(self) -> None:
        """Only what was there is removed."""
        report = act(resolved(), actions.Redact(parts=frozenset({TextPart.REPLIES})), SYSTEM, at=MONDAY + 1900 * DAY)
        report = act(report, actions.Rate(score=4, comment="Terima kasih"), REPORTER)
        last = replay(report.history).history[-1].action
        assert isinstance(last, actions.Rate)
        assert last.comment == "Terima kasih"


class _SummerTime(tzinfo):
    """A place whose clocks go back one hour: the same wall clock comes twice, told apart by the fold."""

    def utcoffset(self, when: datetime | None) -> timedelta:
        return timedelta(hours=2 if when is None or not when.fold else 1)

    def tzname(self, when: datetime | None) -> str:
        return f"UTC+{self.utcoffset(when)}"

    def dst(self, when: datetime | None) -> timedelta:
        return self.utcoffset(when) - timedelta(hours=1)


class TestInstantsOfAPlaceWithSummerTime:
    """Instants are compared as instants, even where two of one zone would be compared by the wall clock."""

    ZONE = _SummerTime()

    def at(self, minute: int, *, fold: int) -> datetime:
        """Return an instant of the hour that comes twice."""
        return datetime(2024, 10, 27, 2, minute, tzinfo=self.ZONE, fold=fold)

    def test_an_earlier_instant_with_a_later_clock_is_refused(self) -> None:
        """02:45 before the clocks went back is earlier than 02:30 after."""
        report = received(at=self.at(30, fold=1))
        earlier = self.at(45, fold=0)
        assert earlier.astimezone(UTC) < report.changed_at.astimezone(UTC)
        with pytest.raises(InvalidValueError):
            apply(report, actions.Withdraw(), by=REPORTER, at=earlier, under=RULES)
        with pytest.raises(InvalidValueError):
            check(report, actions.Withdraw(), by=REPORTER, at=earlier, under=RULES)
        with pytest.raises(InvalidValueError):
            allowed_actions(report, by=REPORTER, at=earlier, under=RULES)

    def test_the_same_instant_of_another_zone_is_no_step_back(self) -> None:
        """Two events may happen at once, however each was written."""
        report = received(at=self.at(30, fold=1))
        same = report.changed_at.replace(tzinfo=_SummerTime(), fold=1)
        for at in (same, report.changed_at, report.changed_at.astimezone(UTC)):
            assert replay(act(report, actions.Withdraw(), REPORTER, at=at).history).status is Status.ARCHIVED
        with pytest.raises(InvalidValueError):
            act(report, actions.Withdraw(), REPORTER, at=same - timedelta(minutes=1))

    def test_a_later_instant_with_an_earlier_clock_is_accepted(self) -> None:
        """02:10 after the clocks went back is later than 02:30 before."""
        report = received(at=self.at(30, fold=0))
        assert act(report, actions.Withdraw(), REPORTER, at=self.at(10, fold=1)).status is Status.ARCHIVED

    @pytest.mark.parametrize(
        "first, second, whole",
        [((30, 0), (10, 1), True), ((30, 1), (30, 1), True), ((30, 1), (45, 0), False), ((30, 1), (29, 1), False)],
    )
    def test_a_store_may_read_its_instants_in_such_a_zone(
        self, first: tuple[int, int], second: tuple[int, int], *, whole: bool
    ) -> None:
        """What it gives back is compared as instants too."""
        (early, fold), (late, other_fold) = first, second
        received_event, closing = act(received(), actions.Withdraw(), REPORTER).history
        events = [
            attrs.evolve(received_event, at=self.at(early, fold=fold)),
            attrs.evolve(closing, at=self.at(late, fold=other_fold)),
        ]
        if whole:
            assert replay(events).status is Status.ARCHIVED
            return
        with pytest.raises(HistoryError) as caught:
            replay(events)
        assert caught.value.index == 1


class _Forgetful(tzinfo):
    """A zone that has an offset until 2024 and none afterwards."""

    def utcoffset(self, when: datetime | None) -> timedelta | None:
        return None if when is None or when.year > 2024 else timedelta(hours=7)

    def dst(self, when: datetime | None) -> None:
        return None

    def tzname(self, when: datetime | None) -> str:
        return "forgetful"


def test_an_instant_whose_zone_gives_no_offset_is_naive() -> None:
    """Having a zone is not enough: what counts is that the offset is known."""
    zone = _Forgetful()
    report = received(at=datetime(2024, 3, 4, 9, tzinfo=zone))
    lost = datetime(2025, 3, 4, 9, tzinfo=zone)
    with pytest.raises(InvalidValueError):
        apply(report, actions.Withdraw(), by=REPORTER, at=lost, under=RULES)
    event = act(report, actions.Withdraw(), REPORTER).history[-1]
    for birth in (report.history[0], attrs.evolve(report.history[0], at=lost.replace(year=2024))):
        with pytest.raises(HistoryError) as caught:
            replay([birth, attrs.evolve(event, at=lost)])
        assert caught.value.index == 1


class TestHistory:
    """The history of a report is a sequence that nobody can change, and appending to it leaves the old one alone."""

    @given(st.integers(0, 100))
    def test_it_is_a_sequence(self, size: int) -> None:
        """Length, order, places from both ends and slices are those of a tuple of the same events."""
        events = tuple(attrs.evolve(EVENTS[0], seq=seq) for seq in range(1, size + 1))
        history = History(events)
        assert (len(history), tuple(history), history[:]) == (size, events, events)
        assert tuple(reversed(history)) == events[::-1]
        for place in range(-size, size):
            assert history[place] is events[place]
        assert history[1:-1:2] == events[1:-1:2]
        for place in (-size - 1, size):
            with pytest.raises(IndexError):
                history[place]

    @given(st.integers(0, 100), st.integers(0, 3))
    def test_appending_gives_what_building_gives(self, size: int, more: int) -> None:
        """Event by event or all at once, across the borders of chunks, and the shorter one stays as it was."""
        events = tuple(attrs.evolve(EVENTS[0], seq=seq) for seq in range(1, size + more + 1))
        short = grown = History(events[:size])
        for event in events[size:]:
            grown = grown.appended(event)
        assert grown == History(events)
        assert (hash(grown), tuple(grown), len(short)) == (hash(History(events)), events, size)
        assert pickle.loads(pickle.dumps(grown)) == grown

    def test_it_cannot_be_changed(self) -> None:
        """Neither by assignment nor by deletion."""
        history = resolved().history
        with pytest.raises(AttributeError):
            history.events = ()
        with pytest.raises(AttributeError):
            history._tail = ()
        with pytest.raises(AttributeError):
            del history._tail
        with pytest.raises(TypeError):
            history[0] = EVENTS[0]  # type: ignore[index]

    def test_it_equals_histories_alone(self) -> None:
        """A tuple of events is not a history; one event more is another history."""
        history = resolved().history
        assert history != EVENTS
        assert history == History(EVENTS)
        assert history != History(EVENTS[:-1])

    def test_its_repr_counts(self) -> None:
        """And tells nothing."""
        assert repr(resolved().history) == "History(5 events)"


def test_a_history_of_a_hundred_thousand_events_is_safe() -> None:
    """Equality, hash, repr, pickling and replay work at any length: nothing recurses."""
    report = received()
    note, at = actions.Note(text="Periksa lapangan"), report.changed_at
    for _ in range(100_000):
        report = apply(report, note, by=COORDINATOR, at=at, under=RULES).report
    again = replay(report.history)
    assert again is not report
    assert again == report
    assert hash(again) == hash(report)
    assert "History(100001 events)" in repr(report)
    assert len(repr(report)) < 5_000
    restored = pickle.loads(pickle.dumps(report))
    assert restored == report
    assert restored.history[-1] == report.history[-1]
    assert restored != act(report, note, COORDINATOR)


def test_the_same_events_twice_are_two_equal_reports() -> None:
    """Equality is by value, and any difference counts."""
    first, second = answered(), answered()
    assert first == second
    assert len({first, second}) == 1
    assert first != act(second, actions.Note(text="Catatan"), LIAISON)
    assert answered(title="Judul lain") != first


def test_holds_are_closed_by_whatever_leads_out_of_them() -> None:
    """Completed, expired or withdrawn, a hold has an end on replay too."""
    report = act(held(), actions.Withdraw(), REPORTER)
    assert report.holds == ((MONDAY + HOUR, MONDAY + 2 * HOUR),)
    assert replay(report.history).holds == report.holds


def test_a_birth_says_which_report_it_is() -> None:
    """The number of the event and that of its filing are one."""
    report = received(tracking_id=TrackingId("77"))
    assert (report.history[0].tracking_id, report.tracking_id) == (TrackingId("77"), TrackingId("77"))
    assert report.filing == filing(tracking_id=TrackingId("77"))
