"""Where the texts of a case have been, for whoever finds out late that one of them names a person."""

import json
import re
from datetime import datetime
from typing import Any

import attrs
import pytest
from hypothesis import given

from lapor_core import (
    AttachmentKey,
    Exposure,
    FollowUpKind,
    Outcome,
    Overruling,
    Protection,
    Report,
    TextPart,
    actions,
    find_exposures,
    find_identity_leaks,
    from_dict,
    replay,
    to_dict,
)
from lapor_core.errors import InvalidValueError
from lapor_core.texts import PublicText
from tests.asking import after
from tests.strategies import (
    CITY,
    COORDINATOR,
    DAY,
    HOUR,
    IDENTITY,
    LIAISON,
    MONDAY,
    OMBUDSMAN,
    OWN_REF,
    REPORTER,
    ROADS,
    SYSTEM,
    act,
    adopted,
    answer,
    answered,
    archived,
    cleared,
    dispositioned,
    escalated,
    merged,
    received,
    reports,
    resolved,
    verified,
    verify,
)
from tests.test_redaction import WITH_WORDS, talkative, words_in

Periods = tuple[tuple[datetime, datetime | None], ...]


def at(hours: int) -> datetime:
    """Return an instant some hours after the receipt of the reports of the tests."""
    return MONDAY + hours * HOUR


def public(report: Report) -> dict[tuple[int, str], Periods]:
    """Return when which text was public, by event and path, leaving out what never was."""
    return {(one.seq, one.path): one.public for one in find_exposures(report) if one.public}


class TestWhereATextIs:
    def test_every_text_of_every_event_is_listed_with_its_place(self) -> None:
        """In the order of the events; nothing of it repeats a text."""
        report = talkative()
        found = find_exposures(report)
        assert [(one.seq, one.path, one.part) for one in found][:5] == [
            (1, "action.filing.title", TextPart.FILING),
            (1, "action.filing.text", TextPart.FILING),
            (1, "action.filing.location", TextPart.FILING),
            (2, "action.missing", TextPart.NOTES),
            (3, "action.text", TextPart.REPLIES),
        ]
        assert [one.since for one in found] == [report.history[one.seq - 1].at for one in found]
        words = set().union(*WITH_WORDS.values())
        assert not words & words_in(found)
        assert not [word for word in words - {"motivation"} if word in repr(found)]

    @given(reports())
    def test_a_path_leads_to_a_text(self, report: Report) -> None:
        for one in find_exposures(report):
            value: Any = report.history[one.seq - 1]
            for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", one.path):
                value = getattr(value, name)[int(index)] if index else getattr(value, name)
            assert isinstance(value, str | PublicText)
            for start, end in one.public:
                assert report.history[one.seq - 1].at <= start
                assert end is None or start < end <= report.changed_at

    def test_all_who_had_the_report_then_or_later_are_named(self) -> None:
        """The unit to which it was sent could read the filing; what was written before it came is there for it too."""
        report = dispositioned()
        assert {one.agencies for one in find_exposures(report)} == {(CITY, ROADS)}
        later = act(act(report, actions.SendBack(reason="x"), LIAISON), actions.Hold(missing="y"), COORDINATOR)
        assert {(one.seq, one.agencies) for one in find_exposures(later)} == {
            (1, (CITY, ROADS)),
            (2, (CITY, ROADS)),
            (4, (ROADS, CITY)),  # the unit wrote why it sent it back
            (5, (CITY,)),
        }
        assert {one.agencies for one in find_exposures(received(agency=None))} == {(None,)}

    def test_what_the_ombudsman_got_is_marked(self) -> None:
        assert {one.was_forwarded for one in find_exposures(escalated())} == {True}
        concluded = act(escalated(), answer(), LIAISON)
        assert {one.was_forwarded for one in find_exposures(concluded)} == {True}
        rejected = actions.Conclude(outcome=Outcome.REJECTED, ground="Pasal contoh")
        assert find_exposures(act(escalated(), rejected, OMBUDSMAN))[-1].was_forwarded
        more = act(act(escalated(), rejected, OMBUDSMAN), actions.Reopen(reason="x"), REPORTER)
        assert find_exposures(more)[-1].was_forwarded  # the Ombudsman's view goes on to show what is written
        assert {one.was_forwarded for one in find_exposures(resolved())} == {False}

    def test_a_merge_carries_no_text(self) -> None:
        assert [(one.seq, one.path) for one in find_exposures(merged())] == [
            (1, "action.filing.title"),
            (1, "action.filing.text"),
        ]


class TestWhenItWasPublic:
    def test_from_the_verification_until_it_was_replaced(self) -> None:
        """The reporter's own words never are."""
        report = act(verified(), actions.Publish(text=cleared("Lain")), COORDINATOR, at=at(5))
        assert public(report) == {
            (2, "action.title"): ((at(1), None),),
            (2, "action.text"): ((at(1), at(5)),),
            (3, "action.text"): ((at(5), None),),
        }

    def test_answers_replace_each_other(self) -> None:
        report = after(
            answered(),
            (actions.Reply(text="Belum selesai"), REPORTER),
            (answer(), LIAISON),
            (actions.Publish(answer=cleared("Ringkas"), reply=cleared("Belum")), COORDINATOR),
        )
        assert {place: periods for place, periods in public(report).items() if place[0] > 2} == {
            (4, "action.text"): ((at(3), at(5)),),
            (6, "action.text"): ((at(5), at(6)),),
            (7, "action.answer"): ((at(6), None),),
            (7, "action.reply"): ((at(6), None),),
        }

    def test_what_is_replaced_at_once_never_was(self) -> None:
        report = act(verified(), actions.Publish(text=cleared("Lain")), COORDINATOR, at=at(1))
        assert (2, "action.text") not in public(report)

    def test_a_follow_up_is_between_the_agency_and_the_reporter(self) -> None:
        """Also when the very same text is public otherwise."""
        shared = cleared("Sama")
        both = after(
            received(),
            (verify(text=shared), COORDINATOR),
            (actions.Disposition(to=ROADS), COORDINATOR),
            (actions.FollowUp(kind=FollowUpKind.PROGRESS, text=shared), LIAISON),
        )
        assert [(one.seq, one.path, one.public) for one in find_exposures(both)][-2:] == [
            (2, "action.text", ((at(1), None),)),
            (4, "action.text", ()),
        ]

    def test_confidentiality_hides_it_and_the_reporter_may_lift_it(self) -> None:
        """After it was lifted nothing is shown until something is published again."""
        report = act(verified(), actions.Protect(protection=Protection.CONFIDENTIAL), REPORTER, at=at(4))
        assert public(report)[2, "action.title"] == ((at(1), at(4)),)
        lifted = act(report, actions.Protect(protection=Protection.NONE), REPORTER, at=at(6))
        assert public(lifted) == public(report)
        again = act(lifted, actions.Publish(title=cleared()), COORDINATOR, at=at(8))
        assert public(again) == public(report) | {(5, "action.title"): ((at(8), None),)}

    def test_adding_confidentiality_to_anonymity_and_what_is_public_twice(self) -> None:
        """The same text may be public, hidden, and public again."""
        report = act(verified(), actions.Protect(protection=Protection.CONFIDENTIAL), COORDINATOR, at=at(4))
        report = act(report, actions.Publish(title=cleared("Baru")), COORDINATOR, at=at(5))
        assert (4, "action.title") not in public(report)
        report = act(verified(), actions.Protect(protection=Protection.ANONYMOUS), COORDINATOR, at=at(4))
        assert public(report)[2, "action.title"] == ((at(1), None),)

    def test_a_history_under_other_rules_may_show_a_text_twice(self) -> None:
        """Today no verification takes protection away; whether one ever did is not asked of stored events."""
        report = act(verified(), actions.Protect(protection=Protection.CONFIDENTIAL), COORDINATOR, at=at(4))
        last = report.history[-1]
        unveil = attrs.evolve(last, seq=4, at=at(6), action=verify(title=None, text=None))
        shown_again = replay((*report.history, unveil))
        assert public(shown_again)[2, "action.title"] == ((at(1), at(4)), (at(6), None))
        hidden = act(shown_again, actions.Protect(protection=Protection.CONFIDENTIAL), COORDINATOR, at=at(8))
        assert public(hidden)[2, "action.title"] == ((at(1), at(4)), (at(6), at(8)))

    def test_what_was_confidential_from_the_start_never_was_public(self) -> None:
        assert public(verified(protection=Protection.CONFIDENTIAL)) == {}

    def test_what_nobody_has_reviewed_is_not_public_unless_it_was_adopted(self) -> None:
        publish = actions.Publish(text=cleared(known=None))
        unseen = act(received(), publish, COORDINATOR)
        assert public(unseen) == {}
        assert public(act(unseen, verify(text=None), COORDINATOR)) == {
            (2, "action.text"): ((at(2), None),),
            (3, "action.title"): ((at(2), None),),
        }
        from_elsewhere = adopted(unseen.status)
        assert public(act(from_elsewhere, publish, COORDINATOR)) == {(2, "action.text"): ((at(1), None),)}

    def test_a_redaction_ends_it(self) -> None:
        late = MONDAY + 1900 * DAY
        report = act(resolved(), actions.Redact(parts=frozenset({TextPart.PUBLISHED})), SYSTEM, at=late)
        assert public(report) == {
            (2, "action.title"): ((at(1), late),),
            (2, "action.text"): ((at(1), late),),
            (4, "action.text"): ((at(3), None),),
        }

    @given(reports())
    def test_a_stored_history_gives_the_same_answer(self, report: Report) -> None:
        """Which objects the texts are plays no part, only what happened."""
        again = from_dict(json.loads(json.dumps(to_dict(report))))
        assert find_exposures(again) == find_exposures(report)

    @given(reports())
    def test_what_the_report_shows_now_is_public_without_an_end(self, report: Report) -> None:
        """As many texts as it shows, and none else."""
        is_shown = report.reviewed or report.history.first.action.name == "adopt"
        is_shown &= Protection.CONFIDENTIAL not in report.protection
        slots = [report.published.title, report.published.text, report.published.answer, report.published.reply]
        slots += [file.name for file in report.published.attachments]  # type: ignore[misc]
        now = [one for one in find_exposures(report) if one.public and one.public[-1][1] is None]
        assert len(now) == (sum(slot is not None for slot in slots) if is_shown else 0)

    def test_the_names_of_files_are_public_until_other_files_are(self) -> None:
        """A list of files stands for all of them; an empty one takes them back."""
        files = tuple(
            actions.PublicAttachment(key=AttachmentKey(f"file-{number}"), name=cleared(f"Foto {number}"))
            for number in (1, 2)
        )
        report = act(verified(), actions.Publish(attachments=files), COORDINATOR)
        names = {(3, "action.attachments[0].name"), (3, "action.attachments[1].name")}
        assert {place: periods for place, periods in public(report).items() if place[0] == 3} == dict.fromkeys(
            names, ((at(2), None),)
        )
        report = act(report, actions.Publish(attachments=()), COORDINATOR)
        assert {place: periods for place, periods in public(report).items() if place[0] == 3} == dict.fromkeys(
            names, ((at(2), at(3)),)
        )

    def test_why_a_finding_was_overruled_is_never_public(self) -> None:
        """It is listed beside its text, also that of a file, with the part of the text."""
        reasons = tuple(Overruling(rule_id=rule, reason=f"reason {rule}") for rule in ("PRV-018", "PRV-015"))
        text = PublicText.vouched("Balai Wulan", OWN_REF, "plain-0", reasons)
        file = actions.PublicAttachment(key=AttachmentKey("file-1"), name=text)
        report = act(verified(), actions.Publish(answer=text, attachments=(file,)), COORDINATOR)
        assert [(one.path, one.part, bool(one.public)) for one in find_exposures(report) if one.seq == 3] == [
            ("action.answer", TextPart.ANSWERS, True),
            ("action.answer.overruled[0].reason", TextPart.ANSWERS, False),
            ("action.answer.overruled[1].reason", TextPart.ANSWERS, False),
            ("action.attachments[0].name", TextPart.PUBLISHED, True),
            ("action.attachments[0].name.overruled[0].reason", TextPart.PUBLISHED, False),
            ("action.attachments[0].name.overruled[1].reason", TextPart.PUBLISHED, False),
        ]
        found = find_exposures(report, carries=lambda words: words == "reason PRV-015")
        assert [one.path for one in found] == [
            "action.answer.overruled[1].reason",
            "action.attachments[0].name.overruled[1].reason",
        ]


class TestLookingForAText:
    def test_only_what_carries_the_value_is_listed(self) -> None:
        """A name was published before the check knew it: in the filing, the text, and the answer."""
        name = "Wulandanu Testawati"
        leaked = PublicText.vouched(f"Laporan {name}", cleared().checked_for, "plain-0")
        report = after(
            received(text=f"Saya {name}."),
            (verify(text=leaked), COORDINATOR),
            (actions.Disposition(to=ROADS, note="Segera"), COORDINATOR),
            (answer(text=leaked), LIAISON),
            (actions.Protect(protection=Protection.CONFIDENTIAL), REPORTER),
        )
        found = find_exposures(report, carries=lambda text: bool(find_identity_leaks(text, known=IDENTITY)))
        assert found == (
            Exposure(
                seq=1,
                path="action.filing.text",
                part=TextPart.FILING,
                since=at(0),
                agencies=(CITY, ROADS),
                was_forwarded=False,
                public=(),
            ),
            Exposure(
                seq=2,
                path="action.text",
                part=TextPart.PUBLISHED,
                since=at(1),
                agencies=(CITY, ROADS),
                was_forwarded=False,
                public=((at(1), at(4)),),
            ),
            Exposure(
                seq=4,
                path="action.text",
                part=TextPart.ANSWERS,
                since=at(3),
                agencies=(ROADS,),
                was_forwarded=False,
                public=((at(3), at(4)),),
            ),
        )

    def test_of_removed_texts_nobody_can_say_what_they_held(self) -> None:
        late = MONDAY + 1900 * DAY
        report = act(archived(), actions.Redact(parts=frozenset(TextPart)), SYSTEM, at=late)
        assert len(find_exposures(report)) == 2
        assert find_exposures(report, carries=lambda _: True) == ()

    def test_the_finder_is_asked_about_plain_words(self) -> None:
        asked: list[str] = []

        def carries(text: str) -> bool:
            asked.append(text)
            return False

        assert find_exposures(talkative(), carries=carries) == ()
        assert set(asked) >= {"filed title", "public text", "first answer", "motivation"}
        assert all(type(text) is str for text in asked)


def test_only_a_report_has_exposures() -> None:
    with pytest.raises(InvalidValueError, match=r"^report: a Report is needed$"):
        find_exposures(received().filing)  # type: ignore[arg-type]
