"""Cases of another system: what it knew is kept, what it did not know stays unknown, and unknown fails closed."""

from datetime import date, datetime

import attrs
import pytest

from lapor_core import (
    INDONESIA,
    WIB,
    AgencyCode,
    ArchiveReason,
    Classification,
    EndedBy,
    Filing,
    Protection,
    Status,
    TextPart,
    TrackingId,
    actions,
    allowed_actions,
    assess,
    replay,
)
from lapor_core.errors import InvalidActionError, InvalidValueError
from tests.asking import HOLD, MINUTE, REOPEN, SEND_BACK, UNLISTED, Ask, local, refusal_of, rule_of
from tests.strategies import (
    COORDINATOR,
    DAY,
    HEALTH,
    LIAISON,
    MONDAY,
    OMBUDSMAN,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    act,
    adopted,
    cleared,
    offers,
)


class TestAdoption:
    """A case of another system: what it knew is kept, what it did not know stays unknown, and unknown fails closed."""

    @pytest.mark.parametrize(
        "field, facts",
        [
            ("status", {"status": Status.MERGED}),
            ("status", {"status": Status.ESCALATED}),
            ("received_latest", {"received_latest": MONDAY + MINUTE}),
            ("received_latest", {"received_earliest": MONDAY, "received_latest": MONDAY - MINUTE}),
            ("responsible", {"responsible": AgencyCode("nowhere")}),
            ("ended_by", {"ended_by": EndedBy.SYSTEM}),
            ("archive_reason", {"archive_reason": ArchiveReason.DUPLICATE}),
            ("archive_reason", {"status": Status.ARCHIVED, "archive_reason": None}),
        ],
    )
    def test_facts_that_contradict_each_other_are_refused(self, field: str, facts: dict[str, object]) -> None:
        """By the rule, with the field at fault."""
        facts = {"status": Status.ANSWERED} | facts
        with pytest.raises(InvalidActionError) as caught:
            adopted(**facts)  # type: ignore[arg-type]
        assert (caught.value.refusal.rule_id, caught.value.refusal.field) == ("GRD-031", field)

    @pytest.mark.parametrize("status", [status for status in Status if status not in (Status.MERGED, Status.ESCALATED)])
    def test_nothing_is_invented(self, status: Status) -> None:
        """No instant but the bounds, no public text, no answer, no rating, no reviewed protection."""
        report = adopted(status)
        assert (report.status, report.version, report.since, report.received_at) == (status, 1, None, None)
        assert report.since_bounds == (MONDAY - 30 * DAY, MONDAY)
        assert {report.published.title, report.published.text, report.published.answer, report.published.reply} == {
            None
        }
        assert (report.reviewed, report.answer, report.answered_by, report.rating, report.outcome) == (
            False,
            None,
            None,
            None,
            None,
        )
        assert (report.ending is not None) == status.is_ended
        assert not report.filed_on_behalf
        assert replay(report.history) == report

    def test_what_is_known_is_kept(self) -> None:
        """An exact receipt, an ender, a reason."""
        report = adopted(Status.ARCHIVED, ended_by=EndedBy.SYSTEM, received_earliest=MONDAY, received_latest=MONDAY)
        assert report.received_at == MONDAY
        assert report.ending is not None
        assert (report.ending.ended_by, report.ending.archive_reason) == (EndedBy.SYSTEM, ArchiveReason.BLOCKED_CONTENT)

    def test_a_naive_instant_is_refused(self) -> None:
        """Both as fact and as instant of knowing."""
        with pytest.raises(InvalidValueError) as caught:
            adopted(Status.HELD, received_earliest=datetime(2024, 1, 1))  # noqa: DTZ001 (naive on purpose)
        assert caught.value.field == "received_earliest"
        with pytest.raises(InvalidValueError) as caught:
            adopted(Status.HELD, known_at=datetime(2024, 4, 1))  # noqa: DTZ001 (naive on purpose)
        assert caught.value.field == "at"

    @pytest.mark.parametrize("status", [status for status in Status if status not in (Status.MERGED, Status.ESCALATED)])
    def test_own_report_actions_are_refused(self, status: Status) -> None:
        """Nobody is known to be its reporter."""
        report = adopted(status)
        assert allowed_actions(report, by=REPORTER, at=MONDAY, under=RULES) == frozenset()

    @pytest.mark.parametrize(
        "status, action, rule_id",
        [(Status.ANSWERED, actions.Lapse(), "GRD-005"), (Status.HELD, actions.Expire(), "GRD-006")],
    )
    def test_a_window_of_unknown_beginning_runs_from_the_adoption(
        self, status: Status, action: actions.Action, rule_id: str
    ) -> None:
        """It may have begun just before: the reporter gets the whole of it."""
        end = local(date(2024, 3, 18), 23, 59)
        assert rule_of(Ask(adopted(status), action, SYSTEM, end)) == (rule_id, None)
        assert refusal_of(Ask(adopted(status), action, SYSTEM, end + MINUTE)) is None

    def test_a_window_to_reopen_of_unknown_beginning_may_be_over(self) -> None:
        """It is open only if it would be open had the case ended at its receipt."""
        assert rule_of(Ask(adopted(Status.RESOLVED), REOPEN, COORDINATOR, MONDAY + DAY)) == ("GRD-014", None)
        recent = adopted(Status.RESOLVED, received_earliest=MONDAY - DAY, received_latest=MONDAY)
        assert refusal_of(Ask(recent, REOPEN, COORDINATOR, MONDAY + 29 * DAY)) is None
        assert rule_of(Ask(recent, REOPEN, COORDINATOR, MONDAY + 30 * DAY)) == ("GRD-014", None)

    def test_retention_of_an_unknown_ending_runs_from_the_adoption(self) -> None:
        """Texts are kept rather too long than too short."""
        redact = actions.Redact(parts=frozenset({TextPart.FILING}))
        end = local(date(2029, 3, 4), 23, 59)
        assert rule_of(Ask(adopted(Status.ARCHIVED), redact, SYSTEM, end)) == ("GRD-017", None)
        assert refusal_of(Ask(adopted(Status.ARCHIVED), redact, SYSTEM, end + MINUTE)) is None

    def test_an_unknown_answerer_may_be_the_one_who_closes(self) -> None:
        """So no officer closes; the system may, after the window."""
        assert rule_of(Ask(adopted(Status.ANSWERED), actions.Close(), COORDINATOR)) == ("GRD-004", None)

    def test_the_wait_for_the_ombudsman_runs_from_the_latest_receipt(self) -> None:
        """Sixty days from the last instant at which it may have come in; the Ombudsman brings the consent."""
        forward = actions.ForwardToOmbudsman(happened_on=date(2024, 2, 1), consent="Surat nomor 1")
        report = adopted(Status.DISPOSITIONED)  # received by 4 February
        end = local(date(2024, 4, 4), 23, 59)
        assert rule_of(Ask(report, forward, OMBUDSMAN, end)) == ("GRD-008", None)
        assert refusal_of(Ask(report, forward, OMBUDSMAN, end + MINUTE)) is None

    def test_a_hold_of_unknown_beginning_may_have_used_up_the_budget(self) -> None:
        """Held for some time since January: more than twenty working days may have passed, so it is not held again."""
        report = act(adopted(Status.HELD), actions.Complete(text="Jalan Contoh"), COORDINATOR)
        assert rule_of(Ask(report, HOLD, COORDINATOR)) == ("GRD-007", None)

    def test_a_case_that_was_followed_up_is_not_held(self) -> None:
        """The word of the other system says that much."""
        report = act(adopted(Status.FOLLOW_UP), actions.Disposition(to=HEALTH), COORDINATOR)
        assert report.followed_up
        assert rule_of(Ask(report, HOLD, COORDINATOR)) == ("GRD-002", None)

    def test_without_a_sender_it_stays_where_it_is_when_it_is_sent_back(self) -> None:
        """Nobody knows who sent it; the coordinator above decides."""
        report = act(adopted(Status.DISPOSITIONED), SEND_BACK, LIAISON)
        assert (report.status, report.responsible, report.hops) == (Status.RECEIVED, ROADS, 1)

    def test_a_text_of_an_adopted_case_is_cleared_by_patterns(self) -> None:
        """There is no reporter to check against."""
        facts = Filing(tracking_id=TrackingId("7000001"), protection=Protection.ANONYMOUS)
        report = adopted(Status.FOLLOW_UP, filing=facts)
        assert refusal_of(Ask(report, actions.Publish(title=cleared(known=None)), COORDINATOR)) is None
        assert rule_of(Ask(report, actions.Publish(title=cleared()), COORDINATOR)) == ("GRD-036", "title")

    def test_an_adopted_report_is_adopted_by_the_system(self) -> None:
        """And its birth says so."""
        birth = adopted(Status.RESOLVED).history[0]
        assert (birth.by, birth.rule_id, birth.from_status) == (SYSTEM, "LFC-002", None)

    def test_adoption_does_not_ask_for_the_list_of_categories(self) -> None:
        """The list of another system is its own."""
        report = adopted(Status.RECEIVED, filing=Filing(tracking_id=TrackingId("7"), category=UNLISTED))
        assert report.category == UNLISTED


@pytest.mark.parametrize("kind", [None, Classification.COMPLAINT])
@pytest.mark.parametrize("status", [status for status in Status if status not in (Status.MERGED, Status.ESCALATED)])
def test_a_case_from_before_the_decrees_can_be_worked_on(status: Status, kind: Classification | None) -> None:
    """What was received in 2015 and is taken over today: no day of then is needed to know what is possible now."""
    under = attrs.evolve(RULES, calendar=INDONESIA)
    then = datetime(2015, 6, 1, 9, 0, tzinfo=WIB)
    facts = Filing(tracking_id=TrackingId("1234567"), classification=kind)
    report = adopted(status, under=under, filing=facts, received_earliest=then, received_latest=then)
    for later in (0, 1, 30, 400):
        assert offers(report, MONDAY + later * DAY, under)
        assert assess(report, as_of=MONDAY + later * DAY, under=under).version == report.version
