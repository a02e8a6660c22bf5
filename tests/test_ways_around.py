"""Ways around the rules that somebody tried, each closed: by going in a circle, by two steps, by another spelling."""

from datetime import UTC, datetime, timedelta

import attrs
import pytest

from lapor_core import (
    NOT_HELD,
    ActionName,
    Actor,
    ActorId,
    AgencyCode,
    ArchiveReason,
    CategoryCode,
    EndedBy,
    Identity,
    Protection,
    ReporterRef,
    Role,
    SealedIdentity,
    Status,
    Step,
    TrackingId,
    actions,
    allowed_actions,
    apply,
    check,
    clear_text,
    find_identity_leaks,
    receive,
    replay,
)
from lapor_core.errors import HistoryError, InvalidActionError, InvalidValueError
from lapor_core.reports import Report
from lapor_core.states.machine import LifecycleMachine
from lapor_core.texts import Redacted
from lapor_core.vocabulary import TextPart
from tests.asking import ARCHIVE, ASK, HOLD, REOPEN, SEND_BACK, Ask, after, refusal_of, rule_of
from tests.strategies import (
    ADMIN,
    COORDINATOR,
    LIAISON,
    LIGHTS,
    MONDAY,
    REPORTER,
    ROADS,
    RULES,
    adopted,
    answer,
    answered,
    dispositioned,
    followed_up,
    packs_of,
    received,
    resolved,
)

COMPLETE = actions.Complete(text="Jalan Contoh")
AGAIN = actions.Verify(protection=Protection.NONE)


class TestHops:
    def test_holding_and_completing_is_no_way_to_send_a_report_round_for_ever(self) -> None:
        """Each turn to another unit is a hop, by whichever way it came back to the coordinator."""
        report = dispositioned()
        for unit in (LIGHTS, ROADS, LIGHTS):
            report = after(report, (HOLD, COORDINATOR), (COMPLETE, REPORTER), (AGAIN, COORDINATOR))
            report = after(report, (actions.Disposition(to=unit), COORDINATOR))
        assert report.hops == 3

    def test_a_unit_that_is_gone_does_not_keep_the_report(self) -> None:
        """With no hop left, a report of a unit that is closed or not listed may still be sent on."""
        tight = packs_of(max_hops=0)
        onward = actions.Disposition(to=LIGHTS)
        assert rule_of(Ask(dispositioned(), onward, COORDINATOR, under=tight)) == ("GRD-003", None)
        closed = attrs.evolve(
            tight,
            directory=attrs.evolve(
                tight.directory,
                agencies=tuple(
                    attrs.evolve(agency, closed_on=MONDAY.date()) if agency.code == ROADS else agency
                    for agency in tight.directory
                ),
            ),
        )
        assert refusal_of(Ask(dispositioned(), onward, COORDINATOR, under=closed)) is None
        unlisted = attrs.evolve(
            tight,
            directory=attrs.evolve(
                tight.directory,
                agencies=tuple(agency for agency in tight.directory if ROADS not in (agency.code, agency.parent)),
            ),
        )
        national = allowed_actions(dispositioned(), by=ADMIN, at=MONDAY + timedelta(9), under=unlisted)
        assert ActionName.DISPOSITION in national


class TestStopping:
    def test_sending_back_is_no_way_to_archive_what_was_followed_up(self) -> None:
        """Managers do not stop the process, in one step or in two."""
        report = after(followed_up(), (SEND_BACK, COORDINATOR))
        assert report.status is Status.RECEIVED
        assert rule_of(Ask(report, ARCHIVE, COORDINATOR)) == ("GRD-002", None)
        assert rule_of(Ask(report, HOLD, COORDINATOR)) == ("GRD-002", None)

    @pytest.mark.parametrize("status", [Status.FOLLOW_UP, Status.ANSWERED])
    def test_an_adopted_report_may_have_been_answered(self, status: Status) -> None:
        """What may have been answered is not sent back."""
        report = adopted(status, responsible=ROADS)
        if status is Status.ANSWERED:
            report = after(report, (actions.Reply(text="Belum"), COORDINATOR))
        assert rule_of(Ask(report, SEND_BACK, LIAISON)) == ("GRD-001", None)
        assert report.followed_up or status is Status.ANSWERED

    def test_officers_do_not_use_up_the_reporters_reopenings(self) -> None:
        """Each side has its own."""
        report = resolved()
        for _ in range(2):
            report = after(report, (REOPEN, COORDINATOR), (answer(), LIAISON), (actions.Close(), REPORTER))
        assert (report.reopened, report.reopenings) == ((0, 2), 2)
        assert rule_of(Ask(report, REOPEN, COORDINATOR)) == ("GRD-013", None)
        assert refusal_of(Ask(report, REOPEN, REPORTER)) is None


class TestIdentityRequests:
    def test_a_request_goes_with_the_case(self) -> None:
        """Who no longer has the case has no request waiting; neither has anybody once it has ended."""
        asked = after(dispositioned(), (ASK, LIAISON))
        assert after(asked, (actions.Disposition(to=LIGHTS), COORDINATOR)).identity_requests == ()
        assert after(asked, (SEND_BACK, LIAISON)).identity_requests == ()
        assert after(asked, (actions.Withdraw(), REPORTER)).identity_requests == ()
        assert after(asked, (answer(), LIAISON)).identity_requests != ()

    def test_a_new_request_of_an_officer_takes_the_place_of_the_old_one(self) -> None:
        """Nobody is stuck with a request that nobody grants."""
        report = after(dispositioned(), (ASK, LIAISON), (ASK, LIAISON))
        assert [request.version for request in report.identity_requests] == [report.version]

    def test_the_national_desk_does_not_grant_its_own_request(self) -> None:
        """Only the responsible officer alone, to resolve an unprotected report."""
        report = after(dispositioned(), (ASK, ADMIN))
        grant = actions.GrantIdentity(request=report.version, reason="Perlu")
        assert rule_of(Ask(report, grant, ADMIN)) == ("GRD-016", None)


class TestTexts:
    @pytest.mark.parametrize("text", ["_Warga Contoh_ melapor", "Warga_Contoh", "*Warga Contoh*", "Warga Contoh1"])
    def test_a_name_is_found_between_marks(self, text: str) -> None:
        """Emphasis of a chat is no letter."""
        known = SealedIdentity(Identity(name="Warga Contoh"), ref="r-1")
        assert find_identity_leaks(text, known=known)

    @pytest.mark.parametrize("part", TextPart)
    def test_the_letters_of_a_redaction_are_no_text(self, part: TextPart) -> None:
        """A form that posts back what it showed does not overwrite a real text."""
        letters = f" {str.__str__(Redacted(part))} "
        with pytest.raises(InvalidValueError):
            clear_text(letters, known=NOT_HELD)
        with pytest.raises(InvalidValueError):
            actions.Note(text=letters)


class TestIdentifiers:
    @pytest.mark.parametrize("kind", [ReporterRef, ActorId, CategoryCode, AgencyCode])
    @pytest.mark.parametrize(
        "value", ["r-081234567890", "NIP.198001012005011001", "nik3171234567890001", "x-0812-3456-7890"]
    )
    def test_a_number_within_is_seen(self, kind: type[str], value: str) -> None:
        """A prefix does not make an opaque key of a telephone number."""
        with pytest.raises(InvalidValueError):
            kind(value)

    @pytest.mark.parametrize("value", ["3204052001", "32.04.05.2001"])
    def test_a_region_code_is_a_code_of_an_agency(self, value: str) -> None:
        """Villages have ten digits."""
        assert AgencyCode(value) == value

    def test_another_service_may_number_by_date(self) -> None:
        """Letters and a date and a count."""
        assert TrackingId("JK2001010019") == "JK2001010019"


class TestBirths:
    def test_a_birth_leads_where_its_action_leads(self) -> None:
        """A stored receipt that ends resolved is broken."""
        first = received().history.first
        with pytest.raises(HistoryError):
            replay([attrs.evolve(first, to_status=Status.RESOLVED)])
        held = adopted(Status.HELD).history.first
        with pytest.raises(HistoryError):
            replay([attrs.evolve(held, to_status=Status.RESOLVED)])

    @pytest.mark.parametrize("reason", [ArchiveReason.EXPIRED, ArchiveReason.WITHDRAWN])
    def test_reason_and_ender_agree(self, reason: ArchiveReason) -> None:
        """The system lets expire, the reporter withdraws."""
        with pytest.raises(InvalidActionError) as caught:
            adopted(Status.ARCHIVED, ended_by=EndedBy.ADMIN, archive_reason=reason)
        assert caught.value.refusal.field == "ended_by"
        assert adopted(Status.ARCHIVED, ended_by=None, archive_reason=reason).ending is not None


class TestAsking:
    def test_a_stranger_is_not_told_when_the_last_event_was(self) -> None:
        """The same answer before and after it."""
        report: Report = answered()
        stranger = Actor(role=Role.REPORTER, reporter=ReporterRef("somebody-else"))
        before, later = MONDAY - timedelta(days=9), report.changed_at + timedelta(days=1)
        withdraw = actions.Withdraw()
        assert check(report, withdraw, by=stranger, at=before, under=RULES) == check(
            report, withdraw, by=stranger, at=later, under=RULES
        )
        assert allowed_actions(report, by=stranger, at=before, under=RULES) == frozenset()

    def test_only_an_actor_acts(self) -> None:
        """Nothing that merely looks like one."""

        class Imposter(Actor):
            pass

        imposter = Imposter(role=Role.SYSTEM)
        for call in (
            lambda: apply(received(), actions.Withdraw(), by=imposter, at=MONDAY + timedelta(1), under=RULES),
            lambda: check(received(), actions.Withdraw(), by=imposter, at=MONDAY + timedelta(1), under=RULES),
            lambda: allowed_actions(received(), by=imposter, at=MONDAY + timedelta(1), under=RULES),
            lambda: receive(received().filing, by=imposter, at=MONDAY, under=RULES),
        ):
            with pytest.raises(InvalidValueError) as caught:
                call()
            assert caught.value.field == "by"

    def test_an_instant_at_the_end_of_time_is_refused_as_one(self) -> None:
        """Not with an overflow."""
        with pytest.raises(InvalidValueError) as caught:
            RULES.calendar.local_day(datetime.max.replace(tzinfo=UTC))
        assert caught.value.field == "at"


def test_the_bridge_takes_no_conditions_of_its_own() -> None:
    """A guard that would be left out in silence is refused."""

    class Row:
        status = Status.RECEIVED

        @property
        def report(self) -> Report:
            return received()

        def accept(self, step: Step) -> None:
            raise AssertionError(step)

    machine = LifecycleMachine(Row, under=RULES, prefix="do_")
    with pytest.raises(InvalidValueError) as caught:
        machine.add_transition("extra", Status.RECEIVED, None, conditions=lambda _: False)
    assert caught.value.field == "conditions"
