"""The lifecycle by example: the case that the project started from, and what happens to a report on its way."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import PurePath
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from lapor_core import (
    WEEKDAYS,
    WIB,
    ActionName,
    Actor,
    Agency,
    AgencyCode,
    AgencyKind,
    ArchiveReason,
    CalendarDays,
    CategoryCode,
    Channel,
    Classification,
    Directory,
    EndedBy,
    Filing,
    Months,
    Outcome,
    Protection,
    Report,
    Role,
    Rulebook,
    Status,
    TextPart,
    TrackingId,
    WorkDays,
    actions,
    adopt,
    allowed_actions,
    apply,
    check,
    receive,
    replay,
)
from lapor_core.errors import ActionRefusedError, InvalidActionError, InvalidValueError
from lapor_core.states.lifecycle import INACTIVE_TARGET
from tests.asking import (
    FORWARD,
    HOLD,
    MINUTE,
    REOPEN,
    REPLY,
    SEND_BACK,
    UNLISTED,
    Ask,
    after,
    local,
    refusal_of,
    rule_of,
)
from tests.strategies import (
    ADMIN,
    CITY,
    CITY_LIAISON,
    CLINICS,
    CLOSED,
    CLOSED_ON,
    COLLEAGUE,
    COORDINATOR,
    DAY,
    DEPUTY,
    FOREIGN_REF,
    HEAD,
    HEALTH,
    HOUR,
    IDLE,
    LIAISON,
    LIGHTS,
    MONDAY,
    NATION,
    OMBUDSMAN,
    OUTSIDERS,
    REPORTER,
    ROADS,
    RULES,
    STREETS,
    SYSTEM,
    WELFARE,
    act,
    adopted,
    answer,
    answered,
    archived,
    cleared,
    dispositioned,
    filing,
    followed_up,
    held,
    insider,
    merged,
    officer,
    original,
    packs_of,
    progress,
    received,
    resolved,
    verified,
    verify,
)

MINISTRY = AgencyCode("ministry")


def test_case_2007157_from_receipt_to_resolution() -> None:
    """The case of the news: received 28 Aug 2018, with the ministry on 29 Aug, answered the same day, resolved."""
    nation = Directory(
        agencies=(
            Agency(code=NATION, name="Contoh Nasional", kind=AgencyKind.NATIONAL),
            Agency(code=MINISTRY, name="Contoh Kementerian", kind=AgencyKind.MINISTRY, parent=NATION),
        )
    )
    rules = Rulebook(directory=nation, calendar=WEEKDAYS)
    minister = officer(Role.LIAISON, "liaison-ministry", MINISTRY)

    def at(day: int, hour: int) -> datetime:
        return datetime(2018, 8, day, hour, tzinfo=WIB)

    sent = filing(tracking_id=TrackingId("2007157"), agency=None)
    report = receive(sent, by=REPORTER, at=at(28, 10), under=rules).report
    assert (report.status, report.responsible, report.received_at) == (Status.RECEIVED, None, at(28, 10))

    report = apply(report, verify(), by=ADMIN, at=at(29, 9), under=rules).report
    report = apply(report, actions.Disposition(to=MINISTRY), by=ADMIN, at=at(29, 9), under=rules).report
    assert (report.status, report.responsible, report.hops) == (Status.DISPOSITIONED, MINISTRY, 0)

    report = apply(report, answer(), by=minister, at=at(29, 15), under=rules).report
    assert (report.status, report.followed_up, report.answered_by) == (Status.ANSWERED, True, minister.id)

    report = apply(report, actions.Close(), by=REPORTER, at=at(30, 8), under=rules).report
    assert (report.status, report.version) == (Status.RESOLVED, 5)
    assert report.ending is not None
    assert (report.ending.ended_by, report.outcome, report.ending.archive_reason) == (
        EndedBy.REPORTER,
        Outcome.SOLVED,
        None,
    )
    assert [event.rule_id for event in report.history] == ["LFC-001", "LFC-010", "LFC-011", "LFC-015", "LFC-017"]
    assert {event.pack for event in report.history} == {rules.pack.version}
    assert replay(report.history) == report
    assert str(report) == "Report 2007157 (resolved, version 5)"


# ------------------------------------------------------------------------------------------------ coming in


class TestReceipt:
    """A report comes in by its reporter, or by an officer on the reporter's behalf."""

    @pytest.mark.parametrize(
        "field, facts",
        [
            ("filing.text", {"text": None}),
            ("filing.agency", {"agency": AgencyCode("nowhere")}),
            ("filing.channel", {"channel": None}),
            ("filing.happened_on", {"happened_on": date(2024, 3, 5)}),
        ],
    )
    def test_what_a_new_report_must_have(self, field: str, facts: dict[str, object]) -> None:
        """A text, a channel, a known agency or none, and no day that has not come."""
        by = ADMIN if field == "filing.agency" else REPORTER
        with pytest.raises(InvalidActionError) as caught:
            receive(filing(**facts), by=by, at=MONDAY, under=RULES)
        assert (caught.value.refusal.rule_id, caught.value.refusal.field) == ("GRD-030", field)

    def test_a_report_needs_a_reporter(self) -> None:
        """An officer cannot file for nobody, and a reporter cannot file without the own reference."""
        nobody = filing(reporter=None, channel=Channel.COUNTER)
        with pytest.raises(InvalidActionError) as caught:
            receive(nobody, by=COORDINATOR, at=MONDAY, under=RULES)
        assert (caught.value.refusal.rule_id, caught.value.refusal.field) == ("GRD-030", "filing.reporter")
        with pytest.raises(ActionRefusedError) as refused:
            receive(nobody, by=REPORTER, at=MONDAY, under=RULES)
        assert refused.value.refusal.rule_id == "AUT-001"

    def test_a_category_must_be_listed(self) -> None:
        """The reporter chooses from the list."""
        with pytest.raises(InvalidActionError) as caught:
            received(category=UNLISTED)
        assert (caught.value.refusal.rule_id, caught.value.refusal.field) == ("GRD-032", "filing.category")

    def test_the_day_of_the_matter_may_be_the_day_of_receipt_in_the_calendars_zone(self) -> None:
        """At 00:00 in western Indonesia it is still yesterday in Greenwich."""
        midnight = datetime(2024, 3, 4, 17, 0, tzinfo=UTC)
        assert received(happened_on=date(2024, 3, 5), at=midnight).status is Status.RECEIVED
        with pytest.raises(InvalidActionError):
            received(happened_on=date(2024, 3, 5), at=midnight - MINUTE)

    @pytest.mark.parametrize("by", [COORDINATOR, ADMIN, CITY_LIAISON])
    def test_an_officer_files_on_behalf_and_it_is_marked(self, by: Actor) -> None:
        """At the counter, by letter or by telephone."""
        report = received(by=by, channel=Channel.LETTER)
        assert report.filed_on_behalf
        assert report.history[0].by == by

    def test_an_officer_does_not_file_through_the_channels_of_reporters(self) -> None:
        """Nobody files through the app on somebody's behalf."""
        with pytest.raises(InvalidActionError) as caught:
            received(by=COORDINATOR, channel=Channel.ANDROID)
        assert (caught.value.refusal.rule_id, caught.value.refusal.field) == ("GRD-030", "filing.channel")

    @pytest.mark.parametrize(
        "by, rule_id",
        [
            (HEAD, "LFC-001"),
            (OMBUDSMAN, "LFC-001"),
            (SYSTEM, "LFC-001"),
            (officer(Role.OBSERVER, "o"), "AUT-007"),
            (officer(Role.OVERSIGHT, "a"), "AUT-007"),
        ],
    )
    def test_no_other_role_files(self, by: Actor, rule_id: str) -> None:
        """Heads, the Ombudsman, the system and those who only read do not file."""
        with pytest.raises(ActionRefusedError) as caught:
            received(by=by, channel=Channel.LETTER)
        assert caught.value.refusal.rule_id == rule_id

    @pytest.mark.parametrize("by, rule_id", [(LIAISON, "AUT-002"), (OUTSIDERS[Role.COORDINATOR], "AUT-003")])
    def test_an_officer_files_for_the_own_agency_only(self, by: Actor, rule_id: str) -> None:
        """A unit does not file for its agency, nor one agency for another."""
        with pytest.raises(ActionRefusedError) as caught:
            received(by=by, channel=Channel.LETTER)
        assert caught.value.refusal.rule_id == rule_id

    def test_a_naive_instant_is_refused(self) -> None:
        """Nobody knows when that was."""
        with pytest.raises(InvalidValueError) as caught:
            received(at=datetime(2024, 3, 4))  # noqa: DTZ001 (naive on purpose)
        assert caught.value.field == "at"

    def test_receiving_and_adopting_are_births_and_no_steps(self) -> None:
        """`apply` does not know them."""
        report = received()
        for action in (report.history[0].action, adopted(Status.RECEIVED).history[0].action):
            assert rule_of(Ask(report, action, REPORTER)) == ("LFC-000", None)


# ---------------------------------------------------------------------------------------- holds and counters


def test_the_pause_budget_counts_the_days_that_begin_in_a_hold() -> None:
    """Twenty minutes of hold over each midnight use up a day each, also over those of a weekend."""
    report, evening = received(), local(date(2024, 3, 4), 23, 50)
    for midnight in range(20):
        assert refusal_of(Ask(report, HOLD, COORDINATOR, evening + midnight * DAY)) is None
        at = evening + midnight * DAY
        report = act(report, HOLD, COORDINATOR, at=at)
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER, at=at + 20 * MINUTE)
    assert rule_of(Ask(report, HOLD, COORDINATOR, evening + 20 * DAY)) == ("GRD-007", None)


def test_a_hold_uses_its_working_days_and_one_day_at_least() -> None:
    """From Friday evening to Sunday one day, to Monday one, to Tuesday two."""
    friday = local(date(2024, 3, 8), 23, 50)
    for days, used in ((2, 1), (3, 1), (4, 2)):
        report = act(received(at=friday - DAY), HOLD, COORDINATOR, at=friday)
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER, at=friday + days * DAY)
        assert refusal_of(Ask(report, HOLD, COORDINATOR, under=packs_of(pause_budget=WorkDays(used + 1)))) is None
        spent = packs_of(pause_budget=WorkDays(used))
        assert rule_of(Ask(report, HOLD, COORDINATOR, under=spent)) == ("GRD-007", None)


def test_a_hold_within_one_day_uses_no_budget() -> None:
    """The day began with the coordinator and is charged to the coordinator."""
    report = act(received(at=local(date(2024, 3, 4), 0, 0)), HOLD, COORDINATOR, at=local(date(2024, 3, 4), 0, 1))
    report = act(report, actions.Complete(text="Jalan"), REPORTER, at=local(date(2024, 3, 4), 23, 59))
    tight = packs_of(pause_budget=WorkDays(1))
    assert refusal_of(Ask(report, HOLD, COORDINATOR, under=tight)) is None


def test_a_hold_that_is_over_stays_as_it_was() -> None:
    """What happens afterwards, another hold included, moves neither its beginning nor its end."""
    report = after(held(), (actions.Complete(text="Jalan Contoh"), REPORTER))
    first = ((MONDAY + HOUR, MONDAY + 2 * HOUR),)
    assert report.holds == first
    report = after(report, (verify(), COORDINATOR), (HOLD, COORDINATOR))
    assert report.holds == (*first, (MONDAY + 4 * HOUR, None))
    report = after(report, (actions.Complete(text="Di depan pasar"), REPORTER), (verify(), COORDINATOR))
    assert report.holds == (*first, (MONDAY + 4 * HOUR, MONDAY + 5 * HOUR))


def test_reclassifying_changes_what_it_names_and_keeps_the_rest() -> None:
    """The class, the category, or both."""
    report = verified()
    steps: list[tuple[dict[str, Any], tuple[Classification, CategoryCode]]] = [
        ({"classification": Classification.ASPIRATION}, (Classification.ASPIRATION, STREETS)),
        ({"category": CLINICS}, (Classification.ASPIRATION, CLINICS)),
        (
            {"classification": Classification.COMPLAINT, "category": STREETS},
            (Classification.COMPLAINT, STREETS),
        ),
    ]
    for facts, expected in steps:
        report = after(report, (actions.Reclassify(reason="Salah", **facts), COORDINATOR))
        assert (report.classification, report.category, report.status) == (*expected, Status.VERIFIED)


def test_completing_keeps_what_verification_found() -> None:
    """A report that was held after verification need not be classified or cleared anew."""
    report = after(dispositioned(), (HOLD, COORDINATOR), (actions.Complete(text="Jalan Contoh"), COORDINATOR))
    assert (report.status, report.responsible, report.reviewed) == (Status.RECEIVED, ROADS, True)
    report = after(report, (actions.Verify(protection=Protection.NONE), COORDINATOR))
    assert (report.classification, report.category, report.published.text) == (
        Classification.COMPLAINT,
        STREETS,
        cleared(),
    )


def test_a_report_goes_back_to_whoever_sent_it() -> None:
    """Down two levels and up again, one by one; at the top it stays."""
    report = after(dispositioned(), (actions.Disposition(to=LIGHTS), COORDINATOR))
    assert (report.responsible, report.hops) == (LIGHTS, 1)
    report = after(report, (SEND_BACK, officer(Role.LIAISON, "liaison-lights", LIGHTS)))
    assert (report.status, report.responsible, report.hops) == (Status.RECEIVED, ROADS, 2)
    report = after(report, (actions.Verify(protection=Protection.NONE), COORDINATOR))
    report = after(report, (actions.Disposition(to=HEALTH), COORDINATOR))
    report = after(report, (SEND_BACK, officer(Role.LIAISON, "liaison-health", HEALTH)))
    assert (report.responsible, report.senders) == (ROADS, (CITY,))
    report = after(report, (actions.Verify(protection=Protection.NONE), COORDINATOR))
    report = after(report, (actions.Disposition(to=ROADS), COORDINATOR), (SEND_BACK, LIAISON))
    assert (report.responsible, report.senders, report.hops) == (CITY, (), 5)


def test_a_completed_report_that_is_sent_again_goes_back_to_the_coordinator() -> None:
    """Held with a unit, completed, verified and sent to the same unit: the unit sends it back to its coordinator."""
    report = after(dispositioned(), (HOLD, COORDINATOR), (actions.Complete(text="Jalan Contoh"), REPORTER))
    report = after(report, (actions.Verify(protection=Protection.NONE), COORDINATOR))
    report = after(report, (actions.Disposition(to=ROADS), COORDINATOR), (SEND_BACK, LIAISON))
    assert report.responsible == CITY


def test_a_report_of_the_national_desk_goes_back_there_and_out_again_after_the_last_hop() -> None:
    """With the national desk a report is never stuck: from nobody's hands it may always be sent."""
    tight = packs_of(max_hops=1)
    report = act(received(agency=None), verify(), ADMIN, under=tight)
    report = act(report, actions.Disposition(to=CITY), ADMIN, under=tight)
    assert report.senders == (None,)
    report = act(report, SEND_BACK, CITY_LIAISON, under=tight)
    assert (report.responsible, report.hops, report.senders) == (None, 1, ())
    report = act(report, verify(), ADMIN, under=tight)
    report = act(report, actions.Disposition(to=ROADS), ADMIN, under=tight)
    assert rule_of(Ask(report, SEND_BACK, LIAISON, under=tight)) == ("GRD-003", None)
    assert refusal_of(Ask(report, answer(), LIAISON, under=tight)) is None


def test_a_case_is_reopened_as_often_as_the_pack_allows() -> None:
    """Each time it is answered, ended and rated anew."""
    report = resolved()
    for times in (1, 2):
        report = after(report, (actions.Rate(score=times), REPORTER), (REOPEN, REPORTER))
        assert (report.status, report.reopenings, report.rating, report.ending) == (Status.FOLLOW_UP, times, None, None)
        assert report.outcome is None
        report = after(report, (answer(outcome=Outcome.PARTLY_SOLVED), LIAISON), (actions.Close(), DEPUTY))
        assert report.ending is not None
        assert (report.ending.ended_by, report.outcome) == (EndedBy.ADMIN, Outcome.PARTLY_SOLVED)
    assert rule_of(Ask(report, REOPEN, REPORTER)) == ("GRD-013", None)


def test_an_officers_close_takes_nothing_from_the_window_to_reopen() -> None:
    """Closed by an officer within the hour, the reporter has thirty days as after every ending."""
    report = act(answered(), actions.Close(), COORDINATOR)
    assert refusal_of(Ask(report, REOPEN, REPORTER, MONDAY + 30 * DAY)) is None


def test_a_level_goes_up_to_the_head_and_no_further() -> None:
    """Two levels in the national pack."""
    report = act(received(), actions.RaiseLevel(), SYSTEM, at=MONDAY + 9 * DAY)
    report = act(report, actions.RaiseLevel(), COORDINATOR)
    assert (report.level, report.status) == (2, Status.RECEIVED)
    assert rule_of(Ask(report, actions.RaiseLevel(), SYSTEM)) == ("GRD-010", None)


def test_a_superior_is_told_only_of_a_duty_that_is_near_for_certain() -> None:
    """An adopted follow-up has no known limit without a class; with one, it counts from the day of its adoption.

    It may have been reopened on that very day, and then all fourteen days are still to come.
    """
    unclassified = adopted(Status.FOLLOW_UP)
    assert rule_of(Ask(unclassified, actions.RaiseLevel(), COORDINATOR, MONDAY + 300 * DAY)) == ("GRD-011", None)
    complaint = Filing(tracking_id=TrackingId("1234567"), classification=Classification.COMPLAINT)
    report, end = adopted(Status.FOLLOW_UP, filing=complaint), local(date(2024, 3, 19), 23, 59)
    assert rule_of(Ask(report, actions.RaiseLevel(), COORDINATOR, end)) == ("GRD-011", None)
    assert refusal_of(Ask(report, actions.RaiseLevel(), COORDINATOR, end + MINUTE)) is None


@pytest.mark.parametrize(
    "kind, last",
    [
        (Classification.INFORMATION_REQUEST, date(2024, 3, 8)),
        (Classification.ASPIRATION, date(2024, 3, 8)),
        (Classification.COMPLAINT, date(2024, 3, 19)),
        (Classification.OVERSIGHT_COMPLAINT, date(2024, 5, 6)),
    ],
)
def test_a_follow_up_is_near_its_limit_by_its_class(kind: Classification, last: date) -> None:
    """Three quarters of 5, 5, 14 and 60 working days after receipt, rounded up, are over."""
    report = received()
    report = after(
        report, (verify(classification=kind), ADMIN), (actions.Disposition(to=ROADS), ADMIN), (progress(), LIAISON)
    )
    end = local(last, 23, 59)
    assert rule_of(Ask(report, actions.RaiseLevel(), SYSTEM, end)) == ("GRD-011", None)
    assert refusal_of(Ask(report, actions.RaiseLevel(), SYSTEM, end + MINUTE)) is None


# --------------------------------------------------------------------------------------------- dispositions


class TestDisposition:
    """A report is sent to an open agency or unit within the sender's own."""

    @pytest.mark.parametrize("to", [AgencyCode("nowhere"), NATION, WELFARE])
    def test_a_coordinator_sends_within_the_own_agency(self, to: AgencyCode) -> None:
        """Neither up, nor elsewhere, nor to a code that the directory does not have."""
        assert rule_of(Ask(verified(), actions.Disposition(to=to), COORDINATOR)) == ("GRD-037", "to")

    def test_a_closed_unit_is_no_target_from_its_first_closed_day(self) -> None:
        """On the calendar's clock."""
        send, eve = actions.Disposition(to=CLOSED), local(CLOSED_ON, 0, 0) - MINUTE
        assert refusal_of(Ask(verified(), send, COORDINATOR, eve)) is None
        assert rule_of(Ask(verified(), send, COORDINATOR, eve + MINUTE)) == ("GRD-037", "to")
        assert rule_of(Ask(verified(), send, ADMIN, eve + MINUTE)) == ("GRD-037", "to")

    def test_an_inactive_unit_is_a_target_and_a_notice(self) -> None:
        """No wrong door: it is accepted, and somebody should know."""
        report = verified()
        step = apply(report, actions.Disposition(to=IDLE), by=COORDINATOR, at=report.changed_at, under=RULES)
        assert step.notices == (INACTIVE_TARGET,)
        step = apply(report, actions.Disposition(to=ROADS), by=COORDINATOR, at=report.changed_at, under=RULES)
        assert step.notices == ()

    def test_a_liaison_sees_to_the_own_unit_alone(self) -> None:
        """Not to the unit below, nor to the agency above."""
        for agency in (CITY, LIGHTS, HEALTH):
            by = officer(Role.LIAISON, "liaison-elsewhere", agency)
            assert rule_of(Ask(dispositioned(), answer(), by)) == ("AUT-002", None)


# -------------------------------------------------------------------------------------- answers and closing


class TestClosing:
    """Closed is not solved, and nobody closes upon their own answer."""

    def test_who_answered_first_may_close_when_somebody_else_answered_last(self) -> None:
        """It is the last answer that counts."""
        report = after(dispositioned(), (answer(), COORDINATOR), (REPLY, REPORTER), (answer(), LIAISON))
        assert refusal_of(Ask(report, actions.Close(), COORDINATOR)) is None

    def test_a_liaison_never_closes(self) -> None:
        """Whoever handles the matter does not end it."""
        assert rule_of(Ask(answered(), actions.Close(), COLLEAGUE)) == ("LFC-017", None)

    def test_the_reporter_closes_whoever_answered(self) -> None:
        """The reporter is content."""
        report = act(answered(), actions.Close(), REPORTER)
        assert report.ending is not None
        assert report.ending.ended_by is EndedBy.REPORTER

    def test_silence_is_no_approval_but_an_ending(self) -> None:
        """The system ends the case with the outcome of the answer and invents no score."""
        report = act(answered(), actions.Lapse(), SYSTEM, at=MONDAY + 15 * DAY)
        assert report.ending is not None
        assert (report.ending.ended_by, report.outcome, report.rating) == (EndedBy.SYSTEM, Outcome.SOLVED, None)

    @pytest.mark.parametrize("by", [LIAISON, COORDINATOR, ADMIN])
    def test_an_officer_may_record_what_the_reporter_says(self, by: Actor) -> None:
        """A reply by telephone, a completion at the counter."""
        assert act(answered(), REPLY, by).status is Status.FOLLOW_UP
        completer = CITY_LIAISON if by is LIAISON else by
        assert act(held(), actions.Complete(text="Jalan Contoh"), completer).status is Status.RECEIVED

    @pytest.mark.parametrize("action", [actions.Withdraw(), actions.Rate(score=5), FORWARD])
    @pytest.mark.parametrize("by", [LIAISON, COORDINATOR, ADMIN, SYSTEM])
    def test_no_officer_withdraws_rates_or_forwards_for_the_reporter(self, action: actions.Action, by: Actor) -> None:
        """Those acts are the reporter's alone."""
        report = resolved() if action.name is ActionName.RATE else dispositioned()
        refusal = refusal_of(Ask(report, action, by, MONDAY + 61 * DAY))
        assert refusal is not None
        assert "reporter" in refusal.needs

    def test_a_withdrawal_is_an_archive_by_the_reporter(self) -> None:
        """With the reason that is the reporter's alone."""
        report = act(followed_up(), actions.Withdraw(reason="Sudah tidak perlu"), REPORTER)
        assert report.ending is not None
        assert (report.ending.ended_by, report.ending.archive_reason, report.outcome) == (
            EndedBy.REPORTER,
            ArchiveReason.WITHDRAWN,
            None,
        )

    def test_an_expired_hold_is_an_archive_by_the_system(self) -> None:
        """With the reason that is the system's alone."""
        report = act(held(), actions.Expire(), SYSTEM, at=MONDAY + 15 * DAY)
        assert report.ending is not None
        assert (report.ending.ended_by, report.ending.archive_reason) == (EndedBy.SYSTEM, ArchiveReason.EXPIRED)
        assert report.holds == ((MONDAY + HOUR, MONDAY + 15 * DAY),)

    def test_an_archive_by_an_officer_says_why(self) -> None:
        """From the closed list."""
        report = act(
            dispositioned(), actions.Archive(reason=ArchiveReason.OUT_OF_SCOPE, note="Ranah pengadilan"), ADMIN
        )
        assert report.ending is not None
        assert (report.ending.ended_by, report.ending.archive_reason) == (EndedBy.ADMIN, ArchiveReason.OUT_OF_SCOPE)


# -------------------------------------------------------------------------------------------------- merging


class TestMerging:
    """A report follows another one of the same substance, and neither reporter learns of the other."""

    def test_two_reports_cannot_follow_each_other(self) -> None:
        """The second merge of a circle finds its original merged."""
        first, second = received(tracking_id=TrackingId("1")), received(tracking_id=TrackingId("2"))
        first = act(first, actions.Merge(original=_known(second)), COORDINATOR)
        assert rule_of(Ask(second, actions.Merge(original=_known(first)), COORDINATOR)) == (
            "GRD-044",
            "original.status",
        )

    @pytest.mark.parametrize("status", [Status.RESOLVED, Status.ARCHIVED, Status.MERGED])
    def test_nothing_follows_what_has_ended_or_follows(self, status: Status) -> None:
        """The original must be open and its own."""
        assert rule_of(Ask(verified(), actions.Merge(original=original(status)), ADMIN)) == (
            "GRD-044",
            "original.status",
        )

    @pytest.mark.parametrize(
        "status", [status for status in Status if not status.is_ended and status is not Status.MERGED]
    )
    def test_a_report_may_follow_any_other_open_one(self, status: Status) -> None:
        """Whatever its stage."""
        assert act(verified(), actions.Merge(original=original(status)), ADMIN).original == TrackingId("7654321")

    def test_a_following_case_ends_with_its_original(self) -> None:
        """By the system, with no outcome of its own: what the original's was is not this reporter's business."""
        report = act(merged(), actions.EndWithOriginal(original=original(Status.RESOLVED)), SYSTEM)
        assert report.ending is not None
        assert (report.status, report.ending.ended_by, report.outcome) == (Status.RESOLVED, EndedBy.SYSTEM, None)

    @pytest.mark.parametrize("by", [SYSTEM, COORDINATOR])
    def test_a_following_case_is_released_when_its_original_is_archived(self, by: Actor) -> None:
        """It stands where it came in, and may follow another one."""
        report = act(merged(), actions.Release(original=original(Status.ARCHIVED)), by)
        assert (report.status, report.original, report.ending) == (Status.RECEIVED, None, None)
        assert refusal_of(Ask(report, actions.Merge(original=original(tracking_id="42")), COORDINATOR)) is None

    def test_a_following_case_knows_four_things_of_its_original_and_nothing_else(self) -> None:
        """There is no place for anything else."""
        assert {field.name for field in attrs.fields(actions.Original)} == {
            "unknown",
            "tracking_id",
            "status",
            "version",
            "protection",
        }
        assert FOREIGN_REF not in repr(merged())

    def test_a_reopened_follower_follows_nobody(self) -> None:
        """It is a case of its own from then on."""
        report = act(merged(), actions.EndWithOriginal(original=original(Status.RESOLVED)), SYSTEM)
        report = act(report, REOPEN, REPORTER)
        assert (report.status, report.original) == (Status.FOLLOW_UP, None)


def _known(report: Report) -> actions.Original:
    return actions.Original(
        tracking_id=report.tracking_id, status=report.status, version=report.version, protection=report.protection
    )


# ----------------------------------------------------------------------------------------------- odd values


class _Unit(StrEnum):
    ROADS = "city-roads"


class TestOddValues:
    """What is not an action, an instant or a person gets no way in."""

    @pytest.mark.parametrize(
        "action",
        [
            None,
            "withdraw",
            ActionName.WITHDRAW,
            actions.Withdraw,
            PurePath("withdraw"),
            SimpleNamespace(name=ActionName.WITHDRAW),
            SimpleNamespace(name="withdraw"),
            SimpleNamespace(),
        ],
    )
    @pytest.mark.parametrize("ask", [apply, check])
    def test_what_is_no_action_is_refused_as_such(self, ask: Callable[..., object], action: object) -> None:
        """The class of an action is not an action, nor is anything else that happens to have a name."""
        with pytest.raises(InvalidValueError) as caught:
            ask(received(), action, by=REPORTER, at=MONDAY, under=RULES)
        assert caught.value.field == "action"

    @pytest.mark.parametrize("ask", [apply, check])
    def test_a_home_made_kind_of_action_is_no_action(self, ask: Callable[..., object]) -> None:
        """A subclass could say one name and carry the fields of another."""

        @attrs.frozen(kw_only=True)
        class Quiet(actions.Withdraw):
            name = ActionName.NOTE

        with pytest.raises(InvalidValueError) as caught:
            ask(received(), Quiet(), by=COORDINATOR, at=MONDAY, under=RULES)
        assert caught.value.field == "action"

    @pytest.mark.parametrize("at", [None, "2024-03-04T09:00:00+07:00", 1709517600, date(2024, 3, 5)])
    def test_what_is_no_instant_is_refused_as_such(self, at: object) -> None:
        """By every call that takes one."""
        report = received()
        for call in (
            lambda: apply(report, actions.Withdraw(), by=REPORTER, at=at, under=RULES),  # type: ignore[arg-type]
            lambda: check(report, actions.Withdraw(), by=REPORTER, at=at, under=RULES),  # type: ignore[arg-type]
            lambda: allowed_actions(report, by=REPORTER, at=at, under=RULES),  # type: ignore[arg-type]
            lambda: receive(filing(), by=REPORTER, at=at, under=RULES),  # type: ignore[arg-type]
            lambda: adopt(adopted(Status.HELD).history[0].action, known_at=at, under=RULES),  # type: ignore[arg-type]
        ):
            with pytest.raises(InvalidValueError) as caught:
                call()
            assert caught.value.field == "at"

    def test_an_enum_of_the_caller_may_be_a_code(self) -> None:
        """A code is the value of the member, as everywhere."""
        report = act(verified(), actions.Disposition(to=AgencyCode(_Unit.ROADS)), COORDINATOR)
        assert report.responsible == "city-roads"

    def test_windows_of_other_units_work_alike(self) -> None:
        """A pack may set any number, and its unit comes with the type."""
        rules = packs_of(reopen_window=CalendarDays(1), retention=Months(1))
        assert rule_of(Ask(resolved(), REOPEN, REPORTER, MONDAY + 2 * DAY, rules)) == ("GRD-014", None)
        redact = actions.Redact(parts=frozenset({TextPart.NOTES}))
        assert rule_of(Ask(resolved(), redact, SYSTEM, datetime(2024, 4, 4, tzinfo=WIB), rules)) == ("GRD-017", None)
        assert refusal_of(Ask(resolved(), redact, SYSTEM, datetime(2024, 4, 5, tzinfo=WIB), rules)) is None


def test_everybody_is_refused_after_the_end_what_the_end_forbids() -> None:
    """A dead case stays dead: no follow-up, answer, note or merge by anybody."""
    for report in (resolved(), archived()):
        for action in (progress(), answer(), actions.Note(text="Catatan"), actions.Merge(original=original()), HOLD):
            for role in (role for role in Role if role not in (Role.OBSERVER, Role.OVERSIGHT)):
                assert rule_of(Ask(report, action, insider(role, report))) == ("LFC-000", None)
