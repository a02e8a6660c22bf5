"""Law 22: the chain verifies after a lawful redaction, and fails after any other change."""

import copy
import hashlib
import json
import pickle
from collections.abc import Callable, Iterator
from itertools import count
from types import MappingProxyType
from typing import Any, Final

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lapor_core import (
    AttachmentKey,
    Event,
    IntentKey,
    Overruling,
    PublicText,
    Report,
    Seal,
    TextPart,
    actions,
    find_alterations,
    from_dict,
    redact_seals,
    replay,
    seal_event,
    seal_history,
    to_dict,
    verify_history,
)
from lapor_core.errors import HistoryAlteredError, InvalidValueError, LaporError, Problem
from lapor_core.history import _HEADER, SHORTEST_SALT, Commitment, _places, _pulled
from tests import strategies_values as any_values
from tests.strategies import COORDINATOR, DAY, MONDAY, REPORTER, SYSTEM, act, cleared, received
from tests.test_redaction import WITH_WORDS, talkative

Document = dict[str, Any]
LATE: Final = MONDAY + 1900 * DAY
ALL: Final = frozenset(TextPart)


def salts(start: int = 0) -> Iterator[bytes]:
    """Yield salts without end, always the same ones; a service takes random ones."""
    return (hashlib.sha256(b"%d" % number).digest() for number in count(start))


def stored(report: Report) -> list[Document]:
    """Return the documents of the events of a report, after a passage through JSON."""
    return [json.loads(json.dumps(to_dict(event))) for event in report.history]


def redacted(
    report: Report, seals: tuple[Seal, ...], parts: frozenset[TextPart]
) -> tuple[Report, list[Document], tuple[Seal, ...]]:
    """Redact a report, and what is stored of it, as a service does."""
    report = act(report, actions.Redact(parts=parts), SYSTEM, at=max(LATE, report.changed_at + DAY))
    documents = stored(report)
    kept = redact_seals(seals, parts)
    return report, documents, (*kept, seal_event(documents[-1], after=kept[-1], salts=salts(10_000 + len(kept))))


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of everything in a document."""
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in members:
        yield (*path, name)
        yield from places(inner, (*path, name))


def holder_of(document: Document, path: tuple[str | int, ...]) -> Any:
    """Return what directly holds the place."""
    holder: Any = document
    for step in path[:-1]:
        holder = holder[step]
    return holder


TALKATIVE: Final = talkative()
DOCUMENTS: Final = stored(TALKATIVE)
SEALS: Final = seal_history(DOCUMENTS, salts=salts())
REDACTED: Final = redacted(TALKATIVE, SEALS, frozenset({TextPart.NOTES, TextPart.ANSWERS}))


class TestLaw22:
    @given(any_values.reports(), st.booleans())
    def test_a_history_as_it_was_sealed_verifies(self, report: Report, through_json: bool) -> None:  # noqa: FBT001
        """Whatever the events are, with unknown fields, cleared and redacted texts; before and after JSON."""
        plain = [to_dict(event) for event in report.history]
        seals = seal_history(plain, salts=salts())
        verify_history(stored(report) if through_json else plain, seals, head=seals[0].link)

    @given(st.lists(st.frozensets(st.sampled_from(TextPart), min_size=1), max_size=3))
    def test_a_lawful_redaction_keeps_the_chain_whole(self, redactions: list[frozenset[TextPart]]) -> None:
        """Part by part, all at once, or the same part again: the head of before is still part of the chain."""
        report, documents, seals = TALKATIVE, DOCUMENTS, SEALS
        for parts in redactions:
            report, documents, seals = redacted(report, seals, parts)
            verify_history(documents, seals, head=SEALS[-1].link)
        assert replay(from_dict(document) for document in documents) == report

    @given(any_values.reports(), st.frozensets(st.sampled_from(TextPart), min_size=1))
    def test_so_it_does_whatever_the_events_are(self, report: Report, parts: frozenset[TextPart]) -> None:
        """A redaction that is stored as it happened, with the fields that nobody knows."""
        # What an earlier redaction of these invented histories left undone would rightly be found.
        assume(not any(isinstance(event.action, actions.Redact) for event in report.history))
        seals = seal_history(stored(report), salts=salts())
        whole = TALKATIVE.history[-1]
        event = attrs.evolve(
            whole, tracking_id=report.tracking_id, seq=report.version + 1, at=report.changed_at,
            action=actions.Redact(parts=parts), from_status=report.status, to_status=report.status,
        )  # fmt: skip
        documents = stored(replay((*report.history, event)))
        kept = redact_seals(seals, parts)
        after = (*kept, seal_event(documents[-1], after=kept[-1], salts=salts(900)))
        assert find_alterations(documents, after, head=seals[-1].link) == ()

    @given(st.data(), st.booleans())
    def test_any_change_of_a_document_is_found_where_it_is(self, data: st.DataObject, after: bool) -> None:  # noqa: FBT001
        """A value changed, a field dropped, a field added: in a whole history and in a redacted one."""
        documents, seals = (REDACTED[1], REDACTED[2]) if after else (DOCUMENTS, SEALS)
        index = data.draw(st.integers(0, len(documents) - 1))
        changed = copy.deepcopy(documents)
        path = data.draw(st.sampled_from([*places(changed[index])]))
        holder = holder_of(changed[index], path)
        how = data.draw(st.sampled_from(["change", "drop", "add"]))
        if how == "drop":
            del holder[path[-1]]
        elif how == "add" and isinstance(holder, dict):
            holder["x-new"] = data.draw(any_values.json_values())
        else:
            holder[path[-1]] = data.draw(any_values.json_values() | st.just("x"))
            assume(holder[path[-1]] != holder_of(documents[index], path)[path[-1]])
        problems = find_alterations(changed, seals)
        where = {problem.path.partition(".")[0] for problem in problems}
        # Without the event that removed them, the texts that are gone are gone without leave.
        assert f"history[{index}]" in where
        assert where == {f"history[{index}]"} or index == len(DOCUMENTS)

    @given(st.permutations(range(5)), st.booleans())
    def test_the_order_of_the_events_is_sealed(self, order: list[int], with_seals: bool) -> None:  # noqa: FBT001
        assume(order != sorted(order))
        documents = [DOCUMENTS[place] for place in order]
        seals = [SEALS[place] for place in (order if with_seals else range(5))]
        assert find_alterations(documents, seals) != ()

    @given(st.integers(0, len(SEALS) - 2), st.booleans())
    def test_an_event_cannot_be_taken_out(self, index: int, with_seal: bool) -> None:  # noqa: FBT001
        documents, seals = [*DOCUMENTS], [*SEALS]
        del documents[index]
        del seals[index if with_seal else -1]
        assert f"history[{index}]" in {problem.path for problem in find_alterations(documents, seals)}

    @given(st.integers(0, len(SEALS)))
    def test_an_event_cannot_be_put_in(self, index: int) -> None:
        """Neither without a seal nor with one of its own that follows the event before."""
        forged = stored(received(text="forged"))[0]
        own = seal_event(forged, after=SEALS[index - 1] if index else None, salts=salts(500))
        documents = [*DOCUMENTS[:index], forged, *DOCUMENTS[index:]]
        assert find_alterations(documents, SEALS) != ()
        with_own = find_alterations(documents, (*SEALS[:index], own, *SEALS[index:]))
        assert [problem.path for problem in with_own] == ([] if index == len(SEALS) else [f"history[{index + 1}]"])

    @given(st.integers(0, len(SEALS) - 1))
    def test_a_known_head_shows_that_the_end_was_cut_off(self, length: int) -> None:
        """Without one nobody can tell; a head of earlier is satisfied by every history that goes on from there."""
        head = SEALS[-1].link
        cut = find_alterations(DOCUMENTS[:length], SEALS[:length], head=head)
        assert cut == (Problem(path="head", rule="the history as it was then is not part of this one"),)
        assert find_alterations(DOCUMENTS[:length], SEALS[:length]) == ()
        assert find_alterations(DOCUMENTS, SEALS, head=SEALS[length].link) == ()

    def test_sealing_everything_anew_is_found_by_the_head_alone(self) -> None:
        changed = copy.deepcopy(DOCUMENTS)
        changed[3]["at"] = "2020-01-01T00:00:00+07:00"
        anew = seal_history(changed, salts=salts(500))
        assert find_alterations(changed, anew) == ()
        assert [problem.path for problem in find_alterations(changed, anew, head=SEALS[3].link)] == ["head"]
        verify_history(changed, anew)
        with pytest.raises(HistoryAlteredError, match=r"^head: "):
            verify_history(changed, anew, head=SEALS[3].link)


class TestSeals:
    """What is stored beside a document is watched as the document is."""

    @pytest.mark.parametrize(
        "change",
        [
            {"salt": "0" * 32},
            {"salt": None},
            {"digest": "0" * 64},
            {"part": TextPart.NOTES},
            {"path": "action.text"},
            {"path": "nowhere.text"},
            {"path": "tracking_id.text"},
        ],
        ids=str,
    )
    def test_a_changed_commitment_is_found(self, change: dict[str, Any]) -> None:
        seal = SEALS[0]
        first = attrs.evolve(seal.commitments[0], **change)
        seals = (attrs.evolve(seal, commitments=(first, *seal.commitments[1:])), *SEALS[1:])
        problems = find_alterations(DOCUMENTS, seals)
        assert problems
        assert {problem.path.partition(".")[0] for problem in problems} == {"history[0]"}

    def test_salts_cannot_be_exchanged(self) -> None:
        one, other, *rest = SEALS[0].commitments
        swapped = (attrs.evolve(one, salt=other.salt), attrs.evolve(other, salt=one.salt), *rest)
        problems = find_alterations(DOCUMENTS, (attrs.evolve(SEALS[0], commitments=swapped), *SEALS[1:]))
        assert problems == tuple(
            Problem(path=f"history[0].action.filing.{name}", rule="it is not what was sealed")
            for name in ("title", "text")
        )

    @pytest.mark.parametrize("commitments", [(), SEALS[0].commitments[::-1], SEALS[0].commitments * 2])
    def test_commitments_cannot_be_dropped_moved_or_doubled(self, commitments: tuple[Commitment, ...]) -> None:
        seals = (attrs.evolve(SEALS[0], commitments=commitments), *SEALS[1:])
        assert Problem(
            path="history[0]", rule="the event, or its place in the history, is not what was sealed"
        ) in find_alterations(DOCUMENTS, seals)

    def test_a_changed_link_is_found_there_and_in_the_event_after(self) -> None:
        seals = (SEALS[0], attrs.evolve(SEALS[1], link="0" * 64), *SEALS[2:])
        assert [problem.path for problem in find_alterations(DOCUMENTS, seals)] == ["history[1]", "history[2]"]

    def test_a_seal_says_where_texts_are_and_to_which_part_they_belong(self) -> None:
        """Those of a filing, of a cleared text, and none where there is no text."""
        assert [(each.path, each.part) for each in SEALS[0].commitments] == [
            ("action.filing.title", "filing"),
            ("action.filing.text", "filing"),
            ("action.filing.location", "filing"),
        ]
        assert [(each.path, each.part) for each in SEALS[13].commitments] == [
            ("action.text.cleared", "answers"),
            ("action.ground", "answers"),
        ]
        assert SEALS[18].commitments == ()

    def test_equal_texts_have_different_commitments(self) -> None:
        digests = [each.digest for seal in SEALS for each in seal.commitments]
        assert len(digests) == len(set(digests))

    def test_a_seal_is_a_value_and_a_document(self) -> None:
        """It goes through `to_dict` and back, and its repr shows no salt."""
        for seal in (SEALS[0], SEALS[18], REDACTED[2][13]):
            assert from_dict(json.loads(json.dumps(to_dict(seal)))) == seal
            assert pickle.loads(pickle.dumps(seal)) == seal
            assert not any(each.salt and each.salt in repr(seal) for each in seal.commitments)

    def test_the_form_of_the_hashes_is_stable(self) -> None:
        """What was sealed once can be verified by every later version."""
        (seal,) = seal_history(stored(received()), salts=salts())
        assert [each.digest[:16] for each in seal.commitments] == ["372be56cbbe48b01", "064a532f0c7b6af8"]
        assert seal.link == "f15e4ed5ef0e772c4b0e2d6ce090cb7952c2ec38502f6745ac65d0b45d5af61b"

    def test_the_canonical_form_is_as_documented(self) -> None:
        """One list of JSON in ASCII, sorted by name and without spaces; written here a second time."""
        document = stored(received())[0]
        (seal,) = seal_history([document], salts=salts())
        title, text = seal.commitments
        salt = next(salts()).hex()

        def digest(*content: object) -> str:
            listed = json.dumps(["lapor_core/history/1", *content], sort_keys=True, separators=(",", ":"))
            return hashlib.sha256(listed.encode("ascii")).hexdigest()

        assert title.digest == digest(
            "commitment", "action.filing.title", salt, {"title": document["action"]["filing"].pop("title")}
        )
        del document["action"]["filing"]["text"]
        of_both = [["action.filing.title", "filing", title.digest], ["action.filing.text", "filing", text.digest]]
        assert seal.link == digest("event", "", document, of_both)


class TestRedaction:
    def test_what_was_removed_is_nowhere_in_documents_and_seals(self) -> None:
        """Neither the words nor the salts by which one could try words."""
        _, documents, seals = redacted(TALKATIVE, SEALS, ALL)
        everything = json.dumps([documents, [to_dict(seal) for seal in seals]]) + repr(seals)
        for words in WITH_WORDS.values():
            assert not [word for word in words if f': "{word}"' in everything]  # a field is called motivation
        before = {each.salt for seal in SEALS for each in seal.commitments}
        assert None not in before
        assert not [salt for salt in before if salt and salt in everything]

    @pytest.mark.parametrize("part", TextPart)
    def test_only_the_salts_of_the_part_go(self, part: TextPart) -> None:
        after = redact_seals(SEALS, {part})
        for old, new in zip(SEALS, after, strict=True):
            assert new.link == old.link
            for one, other in zip(old.commitments, new.commitments, strict=True):
                assert other == (attrs.evolve(one, salt=None) if one.part is part else one)

    def test_seals_without_such_a_text_stay_the_same_objects(self) -> None:
        after = redact_seals(SEALS, {TextPart.NOTES})
        assert after[0] is SEALS[0]
        assert after[1] is not SEALS[1]

    def test_a_text_that_nobody_removed_may_not_be_missing(self) -> None:
        """A token and no salt, and no event that says so: somebody made it disappear."""
        _, documents, seals = redacted(TALKATIVE, SEALS, frozenset({TextPart.NOTES}))
        assert find_alterations(documents[:-1], seals[:-1]) == tuple(
            Problem(
                path=f"history[{place}].{each.path}", rule="it was removed, and no later event of the history says so"
            )
            for place, seal in enumerate(SEALS)
            for each in seal.commitments
            if each.part is TextPart.NOTES
        )

    def test_a_redaction_does_not_excuse_what_comes_after_it(self) -> None:
        """A note of after the redaction is there to stay, until the next one."""
        report, documents, seals = redacted(TALKATIVE, SEALS, frozenset({TextPart.REPLIES}))
        report = act(report, actions.Record(key=IntentKey("late")), SYSTEM)
        documents, place = stored(report), len(documents)
        comment: Document = {"name": "rate", "score": 1, "comment": "late words"}
        documents[place]["action"] = comment
        seals = (*seals, seal_event(documents[place], after=seals[-1], salts=salts(700)))
        assert find_alterations(documents, seals) == ()
        comment["comment"] = {"redacted": "replies"}
        bare = (*seals[:-1], *redact_seals(seals[-1:], {TextPart.REPLIES}))
        assert [problem.path for problem in find_alterations(documents, bare)] == [f"history[{place}].action.comment"]

    def test_what_was_removed_must_not_still_be_stored(self) -> None:
        """The event says that the notes are gone, and the store has them."""
        _, documents, seals = redacted(TALKATIVE, SEALS, frozenset({TextPart.NOTES}))
        forgotten = [*DOCUMENTS, documents[-1]]
        problems = find_alterations(forgotten, (*SEALS, seals[-1]))
        assert {problem.rule for problem in problems} == {"a later event removed it, and it is still stored"}
        assert "history[12].action.text" in {problem.path for problem in problems}

    @pytest.mark.parametrize("left", ["words", {"redacted": "filing"}, {"redacted": "notes", "by": "x"}, None, 7])
    def test_nothing_but_the_token_of_its_part_may_stand_where_a_text_was(self, left: object) -> None:
        _, documents, seals = redacted(TALKATIVE, SEALS, frozenset({TextPart.NOTES}))
        documents[12]["action"]["text"] = left
        assert find_alterations(documents, seals) == (
            Problem(
                path="history[12].action.text", rule="a text stands where one was removed, or nothing says that one was"
            ),
        )

    def test_a_history_that_was_redacted_before_it_was_sealed_can_be_sealed(self) -> None:
        _, documents, _ = redacted(TALKATIVE, SEALS, ALL)
        seals = seal_history(documents, salts=())
        assert find_alterations(documents, seals) == ()
        documents[12]["action"]["text"] = "words"
        assert [problem.path for problem in find_alterations(documents, seals)] == ["history[12]"]


def overruled(value: Any, reason: str) -> Any:
    """Return an event, or what is within one, with a reason on each of its cleared texts."""
    if isinstance(value, PublicText):
        reasons = tuple(Overruling(rule_id=rule, reason=reason) for rule in ("PRV-018", "PRV-015"))
        return PublicText.vouched(value.text, value.checked_for, value.check, reasons)
    if isinstance(value, tuple):
        return tuple(overruled(one, reason) for one in value)
    changes = {
        field.name: new
        for field in (attrs.fields(type(value)) if attrs.has(type(value)) else ())
        if field.init and (new := overruled(old := getattr(value, field.name), reason)) is not old and new != ()
    }
    return attrs.evolve(value, **changes) if changes else value


class TestOverrulings:
    """Why a finding was overruled belongs to the text, and goes with it."""

    FILE: Final = actions.PublicAttachment(key=AttachmentKey("f-1"), name=cleared("file name"))
    EVENTS: Final = [
        overruled(event, f"nama gedung {event.seq}")
        for event in act(TALKATIVE, actions.Publish(attachments=(FILE,)), COORDINATOR).history
    ]
    REPORT: Final = replay(EVENTS)
    DOCUMENTS: Final = stored(REPORT)
    SEALS: Final = seal_history(DOCUMENTS, salts=salts())

    @given(st.lists(st.frozensets(st.sampled_from(TextPart), min_size=1), max_size=4))
    def test_a_lawful_redaction_keeps_the_chain_whole(self, redactions: list[frozenset[TextPart]]) -> None:
        """Part by part or all at once; of what went, no reason can be guessed by its hash."""
        report, documents, seals = self.REPORT, self.DOCUMENTS, self.SEALS
        verify_history(documents, seals)
        for parts in redactions:
            report, documents, seals = redacted(report, seals, parts)
            verify_history(documents, seals, head=self.SEALS[-1].link)
        gone = frozenset[TextPart]().union(*redactions)
        for document, seal in zip(documents, seals, strict=True):
            assert all((each.salt is None) is (each.part in gone) for each in seal.commitments)
            if all(each.part in gone for each in seal.commitments):
                assert "nama gedung" not in json.dumps(document)

    def test_a_text_and_what_was_overruled_in_it_are_committed_to_as_one(self) -> None:
        assert [(each.path, each.part) for each in self.SEALS[-1].commitments] == [
            ("action.attachments[0].name.cleared+overruled", "published")
        ]
        assert [each.path for each in self.SEALS[13].commitments] == ["action.text.cleared+overruled", "action.ground"]

    def test_no_guess_of_a_reason_is_confirmed(self) -> None:
        """What is hashed without a salt is the same whatever the reason was."""
        other = [overruled(event, "nama pasar") for event in self.EVENTS]
        hashed = [_pulled(to_dict(event), [*_places(to_dict(event), Event, _HEADER)])[0] for event in self.EVENTS]
        assert hashed == [_pulled(to_dict(event), [*_places(to_dict(event), Event, _HEADER)])[0] for event in other]

    @pytest.mark.parametrize("change", ["reason", "rule", "drop", "add"])
    def test_a_changed_reason_is_found(self, change: str) -> None:
        documents = copy.deepcopy(self.DOCUMENTS)
        text = documents[13]["action"]["text"]
        if change == "reason":
            text["overruled"][0]["reason"] = "lain"
        elif change == "rule":
            text["overruled"][0]["rule_id"] = "PRV-001"
        elif change == "drop":
            del text["overruled"]
        else:
            text["overruled"].append(text["overruled"][0])
        (problem,) = find_alterations(documents, self.SEALS)
        assert problem == Problem(path="history[13].action.text.cleared+overruled", rule="it is not what was sealed")

    def test_a_reason_must_not_be_left_where_its_text_was_removed(self) -> None:
        _, documents, seals = redacted(self.REPORT, self.SEALS, frozenset({TextPart.ANSWERS}))
        documents[13]["action"]["text"]["overruled"] = self.DOCUMENTS[13]["action"]["text"]["overruled"]
        assert [problem.path for problem in find_alterations(documents, seals)] == [
            "history[13].action.text.cleared+overruled"
        ]

    def test_nothing_can_be_overruled_later(self) -> None:
        documents = copy.deepcopy(DOCUMENTS)
        documents[13]["action"]["text"]["overruled"] = self.DOCUMENTS[13]["action"]["text"]["overruled"]
        assert [problem.path for problem in find_alterations(documents, SEALS)] == ["history[13]"]


class TestUnknownFields:
    """What a newer version wrote is sealed too, and goes with any part."""

    def strange(self) -> Report:
        document = stored(received(location="filed place"))[0]
        document["x-event"] = "strange words"
        document["by"]["unknown"] = {"words": ["strange words"]}
        document["action"]["x-action"] = 1
        document["action"]["filing"] |= {"x-b": "strange words", "x.a": None}
        return act(replay([from_dict(document)]), actions.Withdraw(), REPORTER)

    def test_they_are_committed_to_by_the_object_they_are_in(self) -> None:
        seals = seal_history(stored(self.strange()), salts=salts())
        assert [(each.path, each.part, each.names) for each in seals[0].commitments if each.part is None] == [
            ("by.*", None, ("unknown",)),
            ("action.filing.*", None, ("x-b", "x.a")),
            ("action.*", None, ("x-action",)),
            ("*", None, ("x-event",)),
        ]

    def test_a_name_that_an_action_has_is_unknown_elsewhere(self) -> None:
        """Only an action has a name that says which one it is."""
        document = copy.deepcopy(DOCUMENTS[0])
        document["by"]["name"] = document["action"]["filing"]["type"] = "Wulan"
        seal = seal_event(document, after=None, salts=salts())
        assert [(each.path, each.names) for each in seal.commitments if each.part is None] == [
            ("by.*", ("name",)),
            ("action.filing.*", ("type",)),
        ]

    def test_they_go_with_any_part_names_and_all(self) -> None:
        report = self.strange()
        seals = seal_history(stored(report), salts=salts())
        _, documents, after = redacted(report, seals, frozenset({TextPart.ANSWERS}))
        assert find_alterations(documents, after, head=seals[-1].link) == ()
        text = json.dumps([documents, [to_dict(seal) for seal in after]])
        assert not [word for word in ("x-", "x.a", "strange") if word in text]

    def test_one_cannot_be_added_changed_dropped_or_kept_after_its_removal(self) -> None:
        report = self.strange()
        seals = seal_history(stored(report), salts=salts())
        changes: dict[str, Callable[[Document], Any]] = {
            "history[0].by.*": lambda document: document["by"].update(unknown=1),
            "history[0].*": lambda document: document.pop("x-event"),
            "history[0].action.filing.*": lambda document: document["action"]["filing"].update({"x-b": ""}),
            "history[0]": lambda document: document["action"].update({"x-new": ""}),
        }
        for path, change in changes.items():
            documents = stored(report)
            change(documents[0])
            assert [problem.path for problem in find_alterations(documents, seals)] == [path]
        _, documents, after = redacted(report, seals, frozenset({TextPart.NOTES}))
        documents[0] = stored(report)[0]
        assert "history[0]" in [problem.path for problem in find_alterations(documents, after)]
        kept = find_alterations(documents, (seals[0], *after[1:]))
        assert {problem.rule for problem in kept} == {"a later event removed it, and it is still stored"}
        gone = stored(report)
        for names in (gone[0], gone[0]["by"], gone[0]["action"], gone[0]["action"]["filing"]):
            for name in [name for name in names if name.startswith("x") or name == "unknown"]:
                del names[name]
        without_leave = find_alterations(gone, (after[0], seals[1]))
        assert {problem.rule for problem in without_leave} == {
            "it was removed, and no later event of the history says so"
        }

    def test_a_seal_outlives_the_version_that_made_it(self) -> None:
        """A later version knows the field; the seal says itself that it was taken for unknown."""
        (seal, *_) = seal_history(stored(self.strange()), salts=salts())
        first = stored(self.strange())[0]
        newer = tuple(
            attrs.evolve(each, path="action.x-action", part=TextPart.NOTES, names=())
            if each.path == "action.*"
            else each
            for each in seal.commitments
        )
        # What a newer version would itself have made of it is another seal, and both stand on their own.
        assert find_alterations([first], [seal]) == ()
        assert find_alterations([first], [attrs.evolve(seal, commitments=newer)]) != ()


class TestBadInput:
    @pytest.mark.parametrize(
        "given",
        [[], [b"x" * 15, b"y" * 16, b"z" * 16], [b"x" * 16] * 3, ["x" * 16] * 3, [b"x" * 16, b"y" * 16], [None]],
        ids=["none", "short", "twice", "text", "too few", "no bytes"],
    )
    def test_each_text_needs_a_long_salt_of_its_own(self, given: Any) -> None:
        for seal in (
            lambda: seal_history(DOCUMENTS[:1], salts=given),
            lambda: seal_event(DOCUMENTS[0], after=None, salts=given),
        ):
            with pytest.raises(InvalidValueError) as caught:
                seal()
            assert str(caught.value) in (
                "salts: one is needed for each text",
                "salts: random bytes are needed, 16 at least, and none twice",
            )
            assert caught.value.__context__ is None

    def test_a_salt_is_used_once_in_a_history(self) -> None:
        """Also when the texts are in different events."""
        with pytest.raises(InvalidValueError, match="none twice"):
            seal_history(DOCUMENTS[:2], salts=[*(bytes([n]) * SHORTEST_SALT for n in range(3)), b"\0" * SHORTEST_SALT])

    def test_the_shortest_salt_is_enough_and_no_more_are_taken_than_needed(self) -> None:
        given = iter([bytes([n]) * SHORTEST_SALT for n in range(9)])
        seal_event(DOCUMENTS[0], after=None, salts=given)
        assert [*given] == [bytes([n]) * SHORTEST_SALT for n in range(3, 9)]

    @pytest.mark.parametrize(
        "document",
        [
            None,
            "secret words",
            {},
            {"type": "report", "history": []},
            {"type": "event"},
            {"type": "report", "action": {"name": "close"}},
            {"type": "event", "action": {}},
            {"type": "event", "action": {"name": "secret words"}},
            {"type": "event", "action": {"name": ["secret words"]}},
            DOCUMENTS[0] | {"seq": float("nan")},
            DOCUMENTS[0] | {"seq": {1, 2}},
            DOCUMENTS[0] | {"seq": {1: 1, "1": 1}},
        ],
        ids=repr,
    )
    def test_only_the_document_of_an_event_is_sealed(self, document: Any) -> None:
        with pytest.raises(InvalidValueError) as caught:
            seal_history([DOCUMENTS[0], document], salts=salts())
        assert str(caught.value) == "documents[1]: the document of an event is needed, as to_dict makes it"
        assert (caught.value.__cause__, caught.value.__context__) == (None, None)
        with pytest.raises(InvalidValueError, match=r"^document: "):
            seal_event(document, after=None, salts=salts())

    @pytest.mark.parametrize("document", [None, "secret", 7, [["a", "b"]], {"at": {1}}, {"at": float("inf")}], ids=repr)
    def test_what_is_no_document_is_a_problem_of_its_place(self, document: Any) -> None:
        documents = [*DOCUMENTS]
        documents[5] = document
        problems = find_alterations(documents, SEALS)
        assert problems == (Problem(path="history[5]", rule="it is no document of plain JSON types"),)
        assert "secret" not in str(problems)

    def test_the_pairs_of_an_object_are_not_the_object(self) -> None:
        """No reader would read them; neither a list nor anything else that Python would make a dict of."""
        documents: list[Any] = [*DOCUMENTS]
        documents[5] = [[name, value] for name, value in DOCUMENTS[5].items()]
        assert [problem.path for problem in find_alterations(documents, SEALS)] == ["history[5]"]
        documents[5] = DOCUMENTS[5] | {"by": DOCUMENTS[5]["by"].items()}
        assert [problem.path for problem in find_alterations(documents, SEALS)] == ["history[5]"]

    def test_an_unknown_field_does_not_make_a_redaction_of_another_action(self) -> None:
        """A note whose newer version also names parts excuses nothing that is missing."""
        documents = copy.deepcopy(DOCUMENTS[:3])
        documents[2]["action"]["parts"] = ["notes"]
        seals = seal_history(documents, salts=salts())
        assert find_alterations(documents, seals) == ()
        documents[1]["action"]["missing"] = {"redacted": "notes"}
        bare = (seals[0], *redact_seals(seals[1:2], {TextPart.NOTES}), seals[2])
        assert [problem.path for problem in find_alterations(documents, bare)] == ["history[1].action.missing"]

    def test_an_event_that_only_looks_like_a_redaction_removes_nothing(self) -> None:
        forged = copy.deepcopy(DOCUMENTS)
        for parts in (["notes", {}], 7, None):
            forged[-1]["action"] = {"name": "redact", "parts": parts}
            assert [problem.path for problem in find_alterations(forged, SEALS)] == [
                f"history[{len(SEALS) - 1}].action.comment",
                f"history[{len(SEALS) - 1}]",
            ]

    def test_seals_are_seals_and_parts_are_parts(self) -> None:
        for call in (
            lambda: find_alterations(DOCUMENTS, [*SEALS[:2], to_dict(SEALS[2])]),  # type: ignore[list-item]
            lambda: redact_seals([*SEALS[:2], None], ALL),  # type: ignore[list-item]
        ):
            with pytest.raises(InvalidValueError, match=r"^seals\[2\]: a Seal is needed$"):
                call()
        with pytest.raises(InvalidValueError, match=r"^parts: "):
            redact_seals(SEALS, ["notes"])  # type: ignore[list-item]

    @pytest.mark.parametrize("digest", ["", "0" * 63, "0" * 66, "A" * 64, "g" * 64, None, 7])
    def test_a_hash_is_one(self, digest: Any) -> None:
        rule = "bytes in lower-case hexadecimal digits are needed, none missing"
        makers: dict[str, Callable[[], object]] = {
            "link": lambda: Seal(link=digest),
            "digest": lambda: Commitment(path="action.text", digest=digest),
        }
        for field, make in makers.items():
            with pytest.raises(InvalidValueError) as caught:
                make()
            assert str(caught.value) == f"{field}: {rule}"

    @pytest.mark.parametrize("salt", ["", "0" * 30, "0" * 33, "A" * 32, 7])
    def test_a_salt_in_a_seal_is_one(self, salt: Any) -> None:
        with pytest.raises(InvalidValueError, match=r"^salt: "):
            Commitment(path="action.text", digest="0" * 64, salt=salt)

    def test_an_empty_history_is_whole_unless_a_head_is_known(self) -> None:
        assert find_alterations([], []) == ()
        assert [problem.path for problem in find_alterations([], [], head=SEALS[0].link)] == ["head"]

    def test_more_documents_than_seals_or_fewer(self) -> None:
        assert find_alterations(DOCUMENTS, SEALS[:-1]) == (
            Problem(path=f"history[{len(SEALS) - 1}]", rule="an event without a seal"),
        )
        assert find_alterations(DOCUMENTS[:-1], SEALS) == (
            Problem(path=f"history[{len(SEALS) - 1}]", rule="an event that was sealed is missing"),
        )

    def test_the_error_lists_everything_and_is_a_lapor_error(self) -> None:
        verify_history(DOCUMENTS, SEALS)
        changed = copy.deepcopy(DOCUMENTS)
        changed[1]["action"]["missing"] = changed[12]["action"]["text"] = "new secret"
        with pytest.raises(HistoryAlteredError) as caught:
            verify_history(changed, SEALS)
        assert isinstance(caught.value, LaporError | ValueError)
        assert caught.value.problems == find_alterations(changed, SEALS)
        assert [problem.path for problem in caught.value.problems] == [
            "history[1].action.missing",
            "history[12].action.text",
        ]
        assert "secret" not in str(caught.value)


class TestDocuments:
    def test_any_mapping_and_the_events_inside_a_report_can_be_sealed(self) -> None:
        """Those inside the document of a report have no header of their own."""
        inside: Any = to_dict(TALKATIVE)["history"]
        seals = seal_history(inside, salts=salts())
        assert find_alterations(inside, seals) == ()
        assert seals[0].link != SEALS[0].link
        frozen = [MappingProxyType(document | {"by": MappingProxyType(document["by"])}) for document in DOCUMENTS]
        assert seal_history(frozen, salts=salts()) == SEALS
        assert find_alterations(frozen, SEALS) == ()

    def test_nothing_that_was_handed_over_is_changed(self) -> None:
        documents = copy.deepcopy(DOCUMENTS)
        seal_history(documents, salts=salts())
        find_alterations(documents, SEALS)
        assert documents == DOCUMENTS

    def test_appending_one_by_one_is_sealing_all_at_once(self) -> None:
        fresh = salts()
        seals: list[Seal] = []
        for document in DOCUMENTS:
            seals.append(seal_event(document, after=seals[-1] if seals else None, salts=fresh))
        assert tuple(seals) == SEALS
