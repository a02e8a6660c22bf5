"""After its retention a text is gone: from the filing, the history, the answer and what was published."""

import json
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    ArchiveReason,
    Event,
    Filing,
    FollowUpKind,
    IdentityPurpose,
    Outcome,
    PublicText,
    Report,
    Status,
    Step,
    TextPart,
    actions,
    from_dict,
    history,
    replay,
    to_dict,
)
from lapor_core.documents import shape_of
from lapor_core.errors import InvalidValueError
from lapor_core.exposures import _texts
from lapor_core.states.fold import draft_of, fold, frozen
from lapor_core.states.redaction import redacted_events
from lapor_core.texts import Redacted
from tests import strategies_values as any_values
from tests.asking import after
from tests.strategies import (
    ADMIN,
    CLINICS,
    COORDINATOR,
    DAY,
    LIAISON,
    MONDAY,
    REPORTER,
    ROADS,
    SYSTEM,
    act,
    answer,
    archived,
    cleared,
    filing,
    merged,
    original,
    received,
    verify,
)

WITH_WORDS: dict[TextPart, set[str]] = {
    TextPart.FILING: {"filed title", "filed text", "filed place"},
    TextPart.PUBLISHED: {"public title", "public text", "later title"},
    TextPart.ANSWERS: {"follow up", "first answer", "legal ground", "published answer"},
    TextPart.REPLIES: {"completion", "reply text", "published reply", "rating comment", "reopen reason"},
    TextPart.NOTES: {
        "missing part",
        "send back reason",
        "disposition note",
        "internal note",
        "motivation",
        "grant reason",
        "reclassify reason",
    },
}


def talkative() -> Report:
    """Return a resolved report whose every text has words of its own."""
    report = received(title="filed title", text="filed text", location="filed place")
    return after(
        report,
        (actions.Hold(missing="missing part"), COORDINATOR),
        (actions.Complete(text="completion"), REPORTER),
        (verify(title=cleared("public title"), text=cleared("public text")), COORDINATOR),
        (actions.Disposition(to=ROADS, note="disposition note"), COORDINATOR),
        (actions.SendBack(reason="send back reason"), LIAISON),
        (verify(title=None, text=None), COORDINATOR),
        (actions.Disposition(to=ROADS), COORDINATOR),
        (actions.Reclassify(reason="reclassify reason", category=CLINICS), COORDINATOR),
        (actions.RequestIdentity(purpose=IdentityPurpose.RESOLVE_REPORT, motivation="motivation"), LIAISON),
        (actions.GrantIdentity(request=10, reason="grant reason"), LIAISON),
        (actions.FollowUp(kind=FollowUpKind.PROGRESS, text=cleared("follow up")), LIAISON),
        (actions.Note(text="internal note"), LIAISON),
        (answer(text=cleared("first answer"), outcome=Outcome.REJECTED, ground="legal ground"), LIAISON),
        (actions.Reply(text="reply text"), REPORTER),
        (actions.Publish(title=cleared("later title"), reply=cleared("published reply")), COORDINATOR),
        (answer(text=cleared("first answer")), LIAISON),
        (actions.Publish(answer=cleared("published answer")), COORDINATOR),
        (actions.Close(), REPORTER),
        (actions.Reopen(reason="reopen reason"), REPORTER),
        (answer(text=cleared("first answer")), LIAISON),
        (actions.Close(), REPORTER),
        (actions.Rate(score=3, comment="rating comment"), REPORTER),
    )


def words_in(value: Any) -> set[str]:
    """Return every text that can be reached from a value by its fields and members."""
    if isinstance(value, str):
        return {str(value)}
    if attrs.has(type(value)):
        return {word for field in attrs.fields(type(value)) for word in words_in(getattr(value, field.name))}
    if isinstance(value, tuple | frozenset) or type(value).__name__ == "History":
        return {word for member in value for word in words_in(member)}
    return set()


class TestRedaction:
    """After its retention a text is gone from the filing, the history, the answer and what was published."""

    LATE = MONDAY + 1900 * DAY

    def test_the_talkative_report_says_it_all(self) -> None:
        """The example reaches every text of every part."""
        assert set().union(*WITH_WORDS.values()) <= words_in(talkative())

    @pytest.mark.parametrize("part", TextPart)
    def test_a_redaction_removes_its_part_everywhere_and_nothing_else(self, part: TextPart) -> None:
        """Part by part."""
        report = act(talkative(), actions.Redact(parts=frozenset({part})), SYSTEM, at=self.LATE)
        left = words_in(report)
        assert not WITH_WORDS[part] & left
        for other, words in WITH_WORDS.items():
            assert other is part or words <= left, other
        assert replay(report.history) == report

    def test_a_redaction_of_everything_leaves_no_word(self) -> None:
        """And leaves the case as it was: who did what and when, the outcome, the score."""
        before = talkative()
        report = act(before, actions.Redact(parts=frozenset(TextPart)), SYSTEM, at=self.LATE)
        assert not set().union(*WITH_WORDS.values()) & words_in(report)
        assert (report.status, report.rating, report.outcome) == (Status.RESOLVED, 3, Outcome.SOLVED)
        assert [event.action.name for event in report.history[:-1]] == [event.action.name for event in before.history]
        assert {report.published.title, report.published.text, report.published.answer, report.published.reply} == {
            None
        }
        assert isinstance(report.filing.text, Redacted)
        assert words_in(before) >= set().union(*WITH_WORDS.values())

    def test_a_cleared_text_that_is_gone_still_says_for_whom_it_was_checked(self) -> None:
        """What the law wanted of it stays on record; its words do not."""
        report = act(talkative(), actions.Redact(parts=frozenset({TextPart.ANSWERS})), SYSTEM, at=self.LATE)
        answers = [event.action for event in report.history if isinstance(event.action, actions.Answer)]
        assert len(answers) == 3
        for one in answers:
            assert isinstance(one.text, PublicText)
            assert isinstance(one.text.text, Redacted)
            assert (one.text.checked_for, one.text.check) == (cleared().checked_for, cleared().check)
        assert report.answer == answers[-1]

    @pytest.mark.parametrize("part", TextPart)
    def test_what_nobody_understands_goes_with_any_part(self, part: TextPart) -> None:
        """A field of a newer version may hold anything; it does not outlive a text that had to go."""
        report = received(unknown='{"witness": "unread words"}')
        report = after(report, (actions.Archive(reason=ArchiveReason.DUPLICATE, unknown='"unread words"'), ADMIN))
        assert any("unread" in word for word in words_in(report))
        report = act(report, actions.Redact(parts=frozenset({part})), SYSTEM, at=self.LATE)
        assert not any("unread" in word for word in words_in(report))

    def test_redacting_twice_changes_nothing_more(self) -> None:
        """A part that is gone is gone."""
        once = act(talkative(), actions.Redact(parts=frozenset(TextPart)), SYSTEM, at=self.LATE)
        twice = act(once, actions.Redact(parts=frozenset(TextPart)), SYSTEM)
        assert (twice.filing, twice.answer, twice.history[:-1]) == (once.filing, once.answer, once.history[:])

    def test_a_report_without_an_answer_can_be_redacted(self) -> None:
        """There is nothing of it to remove there."""
        report = act(archived(), actions.Redact(parts=frozenset(TextPart)), SYSTEM, at=self.LATE)
        assert report.answer is None

    def test_what_a_redaction_left_cannot_be_written_back(self) -> None:
        """No constructor takes the token."""
        token = act(talkative(), actions.Redact(parts=frozenset(TextPart)), SYSTEM, at=self.LATE).filing.text
        assert token is not None
        for make in (
            lambda: filing(text=token),
            lambda: actions.Note(text=token),
            lambda: actions.Publish(title=token),
            lambda: cleared(token),
        ):
            with pytest.raises(InvalidValueError):
                make()

    def test_every_free_text_of_every_action_belongs_to_a_part(self) -> None:
        """No text can be forgotten by a redaction, or shown by a repr."""
        for kind in (*actions.ACTIONS.values(), Filing):
            attrs.resolve_types(kind)
            for field in attrs.fields(kind):
                kinds = {field.type, *getattr(field.type, "__args__", ())}
                if str in kinds and field.name != "unknown":
                    assert "part" in field.metadata, (kind, field.name)
                    assert field.repr is False, (kind, field.name)


def test_a_merged_report_leads_to_no_text_of_the_other() -> None:
    """Of its original it knows the number, where it stood, its version and protection; that stays, and is no text."""
    assert shape_of(actions.Original) == (frozenset({"tracking_id", "status", "version", "protection"}), (), ())
    report = act(merged(), actions.EndWithOriginal(original=original(Status.RESOLVED)), SYSTEM)
    bare = act(report, actions.Redact(parts=frozenset(TextPart)), SYSTEM, at=TestRedaction.LATE)
    assert bare.original == report.original == "7654321"
    assert "Jalan rusak" not in json.dumps(to_dict(bare))


CANARY = "Kenari Wulandanu 0812-0000-0001"


def planted(report: Report) -> Report:
    """Return a report with a canary in every free text of every event, and in a field that nobody knows of each object.

    What an earlier redaction has removed stays removed.
    """
    document: Any = to_dict(report)
    document["x-new"] = CANARY
    for event in document["history"]:
        for place in [*history._places(event, Event, frozenset({"schema", "type"}))]:
            holder = event
            for step in place.steps:
                holder = holder[step]
            reasons = [{"rule_id": "PRV-018", "reason": CANARY}]
            holder |= {name: reasons if name == "overruled" else CANARY for name in place.names}
        for holder in (event, event["by"], event["action"], event["action"].get("filing", {})):
            if holder:
                holder["x-new"] = {CANARY: [CANARY]}
    return from_dict(document)  # type: ignore[no-any-return]


def redacted_whole(report: Report) -> Report:
    """Return the report after an event that removes every part, whatever its status."""
    last = report.history[-1]
    action = actions.Redact(parts=frozenset(TextPart))
    event = attrs.evolve(
        last, seq=last.seq + 1, by=SYSTEM, action=action, from_status=report.status, to_status=report.status, unknown=""
    )
    draft = draft_of(report)
    fold(draft, event)
    draft.history = draft.history.appended(event)
    return frozen(draft)


@given(any_values.reports())
def test_no_canary_survives_a_redaction_of_everything(report: Report) -> None:
    """Every free text of every action, and every field of a newer version: gone from whatever one can look at."""
    full = planted(report)
    bare = redacted_whole(full)
    for looked_at in (bare, Step(report=bare, event=bare.history[-1])):
        document = to_dict(looked_at)
        assert "Kenari" not in json.dumps(document)
        assert "Kenari" not in repr(looked_at) + str(looked_at)
        assert b"Kenari" not in pickle.dumps(looked_at)
        assert not [word for word in words_in(looked_at) if "Kenari" in word]
        assert from_dict(json.loads(json.dumps(document))) == looked_at
    assert replay([*full.history, bare.history[-1]]) == bare
    # The canaries were there, and the original keeps them: a value does not change.
    assert "Kenari" in json.dumps(to_dict(full))
    assert b"Kenari" in pickle.dumps(full)


@given(any_values.reports(), st.sampled_from(TextPart))
def test_a_part_goes_from_every_event_whatever_its_action(report: Report, part: TextPart) -> None:
    """And no other part with it."""
    full = planted(report)
    events = redacted_events(full.history, frozenset({part}))
    left = {each_part for event in events for _, each_part, text in _texts(event) if not isinstance(text, Redacted)}
    there = {each_part for event in full.history for _, each_part, text in _texts(event) if text == CANARY}
    assert left == there - {part}
