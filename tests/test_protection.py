"""What may become public, who may know the reporter, and who may change either."""

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from lapor_core import Actor, FollowUpKind, IdentityPurpose, Protection, Report, Role, Status, actions
from tests.asking import (
    ANONYMOUS_AND_CONFIDENTIAL,
    ASK,
    GRANT,
    HOLD,
    REPLY,
    SEND_BACK,
    Ask,
    after,
    asked_for_identity,
    refusal_of,
    rule_of,
)
from tests.strategies import (
    ADMIN,
    BUILDERS,
    CITY,
    COLLEAGUE,
    COORDINATOR,
    DEPUTY,
    FOREIGN_IDENTITY,
    HEAD,
    IDENTITY,
    LIAISON,
    OMBUDSMAN,
    OUTSIDERS,
    REPORTER,
    ROADS,
    SYSTEM,
    act,
    answer,
    answered,
    archived,
    cleared,
    dispositioned,
    held,
    officer,
    packs_of,
    received,
    resolved,
    verify,
)


class TestProtection:
    """Anybody responsible may add protection; the reporter alone lifts it, and then nothing stays public unseen."""

    @pytest.mark.parametrize("by", [REPORTER, COORDINATOR, ADMIN])
    @pytest.mark.parametrize("status", Status)
    def test_protection_is_added_in_every_status(self, status: Status, by: Actor) -> None:
        """Even after the end."""
        report = BUILDERS[status]()
        step = act(report, actions.Protect(protection=Protection.CONFIDENTIAL), by)
        assert (step.protection, step.status) == (Protection.CONFIDENTIAL, status)

    @pytest.mark.parametrize("by", [COORDINATOR, ADMIN])
    @pytest.mark.parametrize("to", [Protection.NONE, Protection.ANONYMOUS, Protection.CONFIDENTIAL])
    def test_no_officer_lifts_any_flag(self, by: Actor, to: Protection) -> None:
        """Nor swaps one for another; where nothing is left to add, the action is refused one way or another."""
        report = dispositioned(protection=Protection.ANONYMOUS | Protection.CONFIDENTIAL)
        assert refusal_of(Ask(report, actions.Protect(protection=to), by)) is not None

    def test_no_officer_lifts_protection_by_verifying(self) -> None:
        """What the reporter asked for stays, through every second verification."""
        report = after(dispositioned(protection=Protection.ANONYMOUS), (SEND_BACK, LIAISON))
        for protection in (Protection.NONE, Protection.CONFIDENTIAL):
            assert rule_of(Ask(report, verify(protection=protection), COORDINATOR)) == ("GRD-034", "protection")

    def test_lifting_withdraws_what_was_public(self) -> None:
        """After lifting, nothing is public until a cleared text exists."""
        report = after(
            answered(protection=Protection.ANONYMOUS), (actions.Publish(reply=cleared("Terima kasih")), COORDINATOR)
        )
        published = (report.published.title, report.published.text, report.published.answer, report.published.reply)
        assert None not in published
        added = act(report, actions.Protect(protection=Protection.ANONYMOUS | Protection.CONFIDENTIAL), REPORTER)
        assert (added.published.title, added.published.text, added.published.answer, added.published.reply) == published
        for lesser in (Protection.NONE, Protection.CONFIDENTIAL):
            lifted = act(report, actions.Protect(protection=lesser), REPORTER)
            assert {lifted.published.title, lifted.published.text, lifted.published.answer, lifted.published.reply} == {
                None
            }

    def test_a_stranger_lifts_nothing(self) -> None:
        """Another reporter is nobody here."""
        report = received(protection=Protection.ANONYMOUS)
        assert rule_of(Ask(report, actions.Protect(protection=Protection.NONE), OUTSIDERS[Role.REPORTER])) == (
            "AUT-001",
            None,
        )


class TestClearing:
    """`apply` takes only texts that were cleared, and on a protected report only those cleared for this reporter."""

    @pytest.mark.parametrize(
        "protection, text, accepted",
        [
            (Protection.NONE, cleared(), True),
            (Protection.NONE, cleared(known=None), True),
            (Protection.NONE, cleared(known=FOREIGN_IDENTITY), False),
            (Protection.NONE, "Rancangan", False),
            (Protection.ANONYMOUS, cleared(), True),
            (Protection.ANONYMOUS, cleared(known=None), False),
            (Protection.ANONYMOUS, cleared(known=FOREIGN_IDENTITY), False),
            (Protection.CONFIDENTIAL, cleared(known=None), False),
            (ANONYMOUS_AND_CONFIDENTIAL, cleared(known=None), False),
            (ANONYMOUS_AND_CONFIDENTIAL, cleared(), True),
        ],
    )
    def test_which_text_may_be_published(self, protection: Protection, text: object, accepted: bool) -> None:  # noqa: FBT001
        """In every action that publishes, for every field."""
        report = dispositioned(protection=protection)
        asks = [
            Ask(report, actions.FollowUp(kind=FollowUpKind.PROGRESS, text=text), LIAISON),  # type: ignore[arg-type]
            Ask(report, answer(text=text), LIAISON),
            *(
                Ask(report, actions.Publish(**{field: text}), COORDINATOR)  # type: ignore[arg-type]
                for field in ("title", "text", "answer", "reply")
            ),
        ]
        for asked in asks:
            refusal = refusal_of(asked)
            assert (refusal is None) == accepted
            assert refusal is None or refusal.rule_id == "GRD-036"

    def test_a_service_that_holds_no_identities_clears_by_patterns(self) -> None:
        """Only if its pack says so in words."""
        report = dispositioned(protection=Protection.ANONYMOUS)
        publish = actions.Publish(title=cleared(known=None))
        assert refusal_of(Ask(report, publish, COORDINATOR, under=packs_of(identities_held=False))) is None
        assert rule_of(Ask(report, publish, COORDINATOR)) == ("GRD-036", "title")

    def test_verification_under_new_protection_wants_texts_for_it(self) -> None:
        """Cleared by patterns alone, a text does not do for a report that becomes anonymous with the same act."""
        loose = cleared(known=None)
        ask = verify(protection=Protection.ANONYMOUS, title=loose, text=loose)
        assert rule_of(Ask(received(), ask, COORDINATOR))[0] in ("GRD-035", "GRD-036")
        assert (
            refusal_of(Ask(received(), verify(protection=Protection.NONE, title=loose, text=loose), COORDINATOR))
            is None
        )

    def test_an_earlier_text_does_not_do_under_new_protection(self) -> None:
        """A second verification that adds protection cannot rest on texts that were cleared by patterns alone."""
        loose = cleared(known=None)
        report = after(received(), (verify(title=loose, text=loose), COORDINATOR), (HOLD, COORDINATOR))
        report = after(report, (actions.Complete(text="Jalan"), REPORTER))
        assert refusal_of(Ask(report, actions.Verify(protection=Protection.NONE), COORDINATOR)) is None
        assert rule_of(Ask(report, actions.Verify(protection=Protection.ANONYMOUS), COORDINATOR)) == (
            "GRD-035",
            "title",
        )
        assert rule_of(Ask(report, actions.Verify(protection=Protection.ANONYMOUS, title=cleared()), COORDINATOR)) == (
            "GRD-035",
            "text",
        )
        assert refusal_of(Ask(report, actions.Verify(protection=Protection.CONFIDENTIAL), COORDINATOR)) is None

    def test_a_confidential_report_takes_no_draft_either(self) -> None:
        """It needs no text, but what is given must be cleared."""
        ask = verify(protection=Protection.CONFIDENTIAL, title="Rancangan", text=None)
        assert rule_of(Ask(received(), ask, COORDINATOR)) == ("GRD-036", "title")

    @pytest.mark.parametrize("field", ["title", "text"])
    def test_a_text_that_comes_with_confidentiality_is_cleared_for_it(self, field: str) -> None:
        """A confidential report needs no text; one that is given all the same is held to the new protection."""
        none: dict[str, Any] = {"protection": Protection.CONFIDENTIAL, "title": None, "text": None}
        loose, strict = verify(**none | {field: cleared(known=None)}), verify(**none | {field: cleared()})
        assert rule_of(Ask(received(), loose, COORDINATOR)) == ("GRD-036", field)
        assert refusal_of(Ask(received(), strict, COORDINATOR)) is None

    def test_publishing_sets_and_replaces_and_keeps_the_rest(self) -> None:
        """One text at a time, in any status."""
        report = act(answered(), actions.Publish(title=cleared("Judul baru")), COORDINATOR)
        assert (report.published.title, report.published.text) == (cleared("Judul baru"), cleared())
        assert report.published.answer == cleared("Sudah ditambal")
        report = act(report, actions.Publish(reply=cleared("Terima kasih"), answer=cleared("Selesai")), COORDINATOR)
        assert (report.published.title, report.published.reply, report.published.answer) == (
            cleared("Judul baru"),
            cleared("Terima kasih"),
            cleared("Selesai"),
        )

    def test_the_reporters_own_words_are_never_published_by_themselves(self) -> None:
        """Filing, replies and completions leave no public text behind."""
        for report in (
            received(),
            after(answered(), (REPLY, REPORTER)),
            after(held(), (actions.Complete(text="Ya"), REPORTER)),
        ):
            assert report.published.reply is None
        assert received().published.text is None


# ------------------------------------------------------------------------------------------------- identity


class TestIdentity:
    """The responsible officer alone on an unprotected report, to resolve it; else a purpose and a second person."""

    def test_the_officer_grants_the_own_request_on_an_unprotected_report(self) -> None:
        """To resolve the report and for nothing else."""
        report = act(asked_for_identity(), GRANT, LIAISON)
        assert report.identity_requests == ()

    @pytest.mark.parametrize(
        "purpose", [purpose for purpose in IdentityPurpose if purpose is not IdentityPurpose.RESOLVE_REPORT]
    )
    def test_any_other_purpose_needs_a_second_person(self, purpose: IdentityPurpose) -> None:
        """Even on an unprotected report."""
        report = asked_for_identity(purpose=purpose)
        assert rule_of(Ask(report, GRANT, LIAISON)) == ("GRD-016", None)
        assert refusal_of(Ask(report, GRANT, COORDINATOR)) is None

    @pytest.mark.parametrize("protection", [Protection.ANONYMOUS, Protection.CONFIDENTIAL, ANONYMOUS_AND_CONFIDENTIAL])
    @pytest.mark.parametrize("by", [LIAISON, COORDINATOR, ADMIN])
    def test_a_protected_report_needs_a_second_person(self, protection: Protection, by: Actor) -> None:
        """Whatever the rank of the one who asks; another coordinator, the head or the national admin may grant."""
        report = asked_for_identity(by, protection=protection)
        assert rule_of(Ask(report, GRANT, by)) == ("GRD-016", None)
        for second in (DEPUTY, HEAD, officer(Role.NATIONAL_ADMIN, "admin-nation-2")):
            assert refusal_of(Ask(report, GRANT, second)) is None

    def test_protection_that_comes_after_the_request_counts(self) -> None:
        """What is asked of an open report is not granted alone once it is protected."""
        report = act(asked_for_identity(), actions.Protect(protection=Protection.ANONYMOUS), REPORTER)
        assert rule_of(Ask(report, GRANT, LIAISON)) == ("GRD-016", None)

    def test_the_same_person_in_another_role_is_no_second_person(self) -> None:
        """It is the key of the officer that counts, not the hat."""
        report = asked_for_identity(COORDINATOR, protection=Protection.ANONYMOUS)
        for role, agency in ((Role.AGENCY_HEAD, CITY), (Role.NATIONAL_ADMIN, None), (Role.LIAISON, ROADS)):
            hat = Actor(role=role, id=COORDINATOR.id, agency=agency)
            assert rule_of(Ask(report, GRANT, hat)) == ("GRD-016", None)

    def test_a_liaison_grants_nobody_elses_request(self) -> None:
        """Nor another's, where the own may be granted."""
        report = after(asked_for_identity(), (ASK, COLLEAGUE))
        assert rule_of(Ask(report, GRANT, COLLEAGUE)) == ("GRD-052", "request")
        assert refusal_of(Ask(report, attrs.evolve(GRANT, request=5), COLLEAGUE)) is None

    def test_one_does_not_grant_the_own_request_in_the_shadow_of_anothers(self) -> None:
        """With another's request waiting the action is offered; the own is refused by its number."""
        report = after(asked_for_identity(LIAISON, protection=Protection.ANONYMOUS), (ASK, COORDINATOR))
        assert rule_of(Ask(report, attrs.evolve(GRANT, request=5), COORDINATOR)) == ("GRD-052", "request")
        assert refusal_of(Ask(report, GRANT, COORDINATOR)) is None

    def test_a_request_is_granted_once(self) -> None:
        """Afterwards there is nothing to grant, and one may ask again."""
        report = act(asked_for_identity(), GRANT, COORDINATOR)
        assert rule_of(Ask(report, GRANT, COORDINATOR)) == ("GRD-016", None)
        assert refusal_of(Ask(report, ASK, LIAISON)) is None

    @pytest.mark.parametrize("by", [REPORTER, HEAD, OMBUDSMAN, SYSTEM])
    def test_nobody_else_asks(self, by: Actor) -> None:
        """Heads grant, and do not ask."""
        assert rule_of(Ask(dispositioned(), ASK, by)) == ("LFC-043", None)

    @pytest.mark.parametrize("build", [resolved, archived])
    def test_no_identity_is_opened_after_the_end(self, build: Callable[[], Report]) -> None:
        """What is over needs nobody's name."""
        assert rule_of(Ask(build(), ASK, COORDINATOR)) == ("LFC-000", None)
        assert rule_of(Ask(build(), GRANT, COORDINATOR)) == ("LFC-000", None)


def test_the_known_identity_is_found_in_what_is_to_be_published() -> None:
    """The name of the reporter of the tests is one that the check knows."""
    assert [*IDENTITY.find_in("Salam dari Wulandanu")] == [(11, 20)]
