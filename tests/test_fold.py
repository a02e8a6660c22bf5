"""What an event does to a report, to the last field: what it changes, and that it leaves the rest alone."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from lapor_core import (
    Classification,
    Filing,
    PublicText,
    Report,
    ReporterRef,
    Role,
    Status,
    TextPart,
    TrackingId,
    actions,
    receive,
    replay,
)
from lapor_core.identifiers import IntentKey
from lapor_core.states.redaction import redacted
from tests.asking import HOLD, SEND_BACK, after
from tests.strategies import (
    BUILDERS,
    CITY,
    CLINICS,
    COORDINATOR,
    DAY,
    HOUR,
    LIGHTS,
    MONDAY,
    REPORTER,
    ROADS,
    RULES,
    STREETS,
    SYSTEM,
    act,
    adopted,
    answered,
    archived,
    cleared,
    dispositioned,
    filing,
    held,
    officer,
    received,
    resolved,
    verified,
    verify,
)

COMPLETE = actions.Complete(text="Jalan Contoh")


def facts_of(report: Report) -> dict[str, Any]:
    """Return every field of a report by its name, compared or not."""
    return {field.name: getattr(report, field.name) for field in attrs.fields(Report)}


# What every event changes.
MOVED = {"version", "changed_at", "history"}


@pytest.mark.parametrize("status", Status)
def test_an_event_leaves_alone_what_it_does_not_speak_of(status: Status) -> None:
    """A record that something was told changes the records and nothing else, whatever the report has been through."""
    before = BUILDERS[status]()
    after_it = act(before, actions.Record(key=IntentKey("told")), SYSTEM)
    was, now = facts_of(before), facts_of(after_it)
    assert {name for name in was if was[name] != now[name]} == {*MOVED, "records"}
    assert facts_of(replay(after_it.history)) == now


def test_fields_of_a_newer_version_stay_with_the_report() -> None:
    """They are not compared and not understood, and no action but a redaction loses them."""
    report = attrs.evolve(received(), unknown='{"x-shelf": 7}')  # as `from_dict` restores it
    report = after(report, (verify(), COORDINATOR), (actions.Withdraw(), REPORTER))
    assert report.unknown == '{"x-shelf": 7}'


def test_a_birth_is_the_step_and_the_history() -> None:
    """The caller stores the event of the step; it is the one that the report begins with."""
    step = receive(filing(), by=REPORTER, at=MONDAY, under=RULES)
    assert step.event is step.report.history[0]
    assert (step.event.seq, step.event.rule_id, step.notices) == (1, "LFC-001", ())
    assert (step.report.since, step.report.version, step.report.changed_at) == (MONDAY, 1, MONDAY)


def test_an_adopted_case_keeps_what_its_filing_says_and_is_held_only_if_it_was() -> None:
    """Class, category and protection are those of the other system; a hold is known of held cases alone."""
    facts = Filing(
        tracking_id=TrackingId("7"),
        reporter=ReporterRef("ref-7"),
        classification=Classification.ASPIRATION,
        category=CLINICS,
    )
    for status in (Status.RECEIVED, Status.ANSWERED, Status.HELD, Status.RESOLVED):
        report = adopted(status, filing=facts)
        assert (report.classification, report.category) == (Classification.ASPIRATION, CLINICS)
        assert report.holds == (((MONDAY - 30 * DAY, None),) if status is Status.HELD else ())


def test_each_hold_keeps_its_own_beginning_and_end() -> None:
    """A later change of status, or a second hold, moves no hold that has ended."""
    report = after(held(), (COMPLETE, REPORTER), (verify(), COORDINATOR))
    first = (MONDAY + HOUR, MONDAY + 2 * HOUR)
    assert report.holds == (first,)
    report = after(report, (HOLD, COORDINATOR))
    assert report.holds == (first, (MONDAY + 4 * HOUR, None))
    report = after(report, (COMPLETE, REPORTER))
    assert report.holds == (first, (MONDAY + 4 * HOUR, MONDAY + 5 * HOUR))


def test_a_history_of_other_rules_may_lead_out_of_a_hold_that_never_began() -> None:
    """An action that leads to held in a foreign table opens no hold, and what leads out of it closes none."""
    events = list(verified().history)
    events[1] = attrs.evolve(events[1], to_status=Status.HELD)
    moved = attrs.evolve(events[1], seq=3, from_status=Status.HELD, to_status=Status.VERIFIED)
    report = replay([*events, moved])
    assert (report.status, report.holds) == (Status.VERIFIED, ())


def test_a_report_that_is_sent_back_remembers_who_sent_it_before() -> None:
    """Sent down two levels and back one, the city is still owed what the unit got from it."""
    report = after(dispositioned(), (actions.Disposition(to=LIGHTS), COORDINATOR))
    assert report.senders == (CITY, ROADS)
    report = after(report, (SEND_BACK, officer(Role.LIAISON, "liaison-lights", LIGHTS)))
    assert (report.responsible, report.senders) == (ROADS, (CITY,))


@pytest.mark.parametrize(
    "said, then",
    [
        ({"classification": Classification.ASPIRATION}, (Classification.ASPIRATION, STREETS)),
        ({"category": CLINICS}, (Classification.COMPLAINT, CLINICS)),
        (
            {"classification": Classification.ASPIRATION, "category": CLINICS},
            (Classification.ASPIRATION, CLINICS),
        ),
    ],
)
def test_a_reclassification_changes_what_it_names_and_keeps_the_rest(said: dict[str, Any], then: object) -> None:
    """Class and category are two findings; a change of one is none of the other."""
    report = act(verified(), actions.Reclassify(reason="Salah", **said), COORDINATOR)
    assert (report.classification, report.category) == then


@pytest.mark.parametrize("field", ["title", "text", "answer", "reply"])
def test_a_publication_sets_the_text_that_it_names_and_no_other(field: str) -> None:
    """Each of the four texts can be published alone."""
    before = answered()
    said: dict[str, Any] = {field: cleared("Teks baru")}
    report = act(before, actions.Publish(**said), COORDINATOR)
    was, now = facts_of(before), facts_of(report)
    assert now["published"] == attrs.evolve(before.published, **said)
    assert {name for name in was if was[name] != now[name]} == {*MOVED, "published"}


def test_a_draft_in_a_stored_history_is_not_published() -> None:
    """Only what was cleared is public: a store that lost the clearance has lost the publication."""
    events = list(verified().history)
    events[1] = attrs.evolve(events[1], action=verify(title="Rancangan judul", text="Rancangan"))
    report = replay(events)
    assert (report.status, report.published.title, report.published.text) == (Status.VERIFIED, None, None)


def test_records_add_up() -> None:
    """What was told once stays on record when something else is told."""
    keys = [IntentKey("reminded"), IntentKey("warned"), IntentKey("told")]
    report = after(received(), *((actions.Record(key=key), SYSTEM) for key in keys))
    assert report.records == frozenset(keys)


@pytest.mark.parametrize("part", TextPart)
def test_a_redaction_empties_what_a_report_could_not_read(part: TextPart) -> None:
    """Fields of a newer version may hold any text: of the report, its filing and its events nothing is left."""
    report = attrs.evolve(archived(unknown='{"x-place": "a"}'), unknown='{"x-place": "b"}')
    report = act(report, actions.Redact(parts=frozenset({part})), SYSTEM, at=MONDAY + 1900 * DAY)
    birth = report.history[0].action
    assert isinstance(birth, actions.Receive)
    assert [report.unknown, report.filing.unknown, birth.filing.unknown] == ["", "", ""]


def test_a_redaction_of_the_answer_keeps_that_it_was_given_and_how_it_was_checked() -> None:
    """Who answered, with what outcome, and against whom the text was cleared are no texts."""
    before = resolved()
    report = act(before, actions.Redact(parts=frozenset({TextPart.ANSWERS})), SYSTEM, at=MONDAY + 1900 * DAY)
    assert before.answer is not None
    assert report.answer is not None
    assert (report.answered_by, report.answer.outcome) == (before.answered_by, before.answer.outcome)
    old, new = before.answer.text, report.answer.text
    assert isinstance(old, PublicText)
    assert isinstance(new, PublicText)
    assert new.text == "[redacted: answers]"
    assert (new.checked_for, new.check) == (old.checked_for, old.check)


@pytest.mark.parametrize("build", [archived, lambda: adopted(Status.ARCHIVED)])
def test_a_redaction_is_replayed_whoever_brought_the_report_in(build: Callable[[], Report]) -> None:
    """A received report and an adopted one alike come back from their stored events."""
    report = act(build(), actions.Redact(parts=frozenset(TextPart)), SYSTEM, at=MONDAY + 1900 * DAY)
    assert replay(report.history) == report


def test_a_redaction_gives_back_what_it_does_not_touch() -> None:
    """A value without a text of the part is the same value afterwards, not a copy: histories are long."""
    events = resolved().history
    notes = frozenset({TextPart.NOTES})
    assert all(redacted(event, notes) is event for event in events)
    assert redacted(events[0], frozenset({TextPart.FILING})) is not events[0]
