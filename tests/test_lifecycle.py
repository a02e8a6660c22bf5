"""The lifecycle by example: the case that the project started from, every guard both ways, and every window to the day.

A guard is shown by two askings, one that it refuses and one that it lets pass; windows are shown at the last minute of
their last day and at the first minute of the next, on the clock of the calendar and not on that of the caller.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import PurePath
from types import SimpleNamespace
from typing import Any, NamedTuple

import attrs
import pytest

from lapor_core import (
    WIB,
    WIT,
    WITA,
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
    FollowUpKind,
    IdentityPurpose,
    Months,
    Outcome,
    Protection,
    Refusal,
    Report,
    Role,
    Rulebook,
    Status,
    TextPart,
    TrackingId,
    WorkCalendar,
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
from lapor_core.states.guards import ARGUMENT_GUARDS, STANDING_GUARDS
from lapor_core.states.lifecycle import INACTIVE_TARGET
from lapor_core.texts import Redacted
from tests.strategies import (
    ADMIN,
    BUILDERS,
    CITY,
    CITY_LIAISON,
    CLINICS,
    CLOSED,
    CLOSED_ON,
    COLLEAGUE,
    COORDINATOR,
    DAY,
    DEPUTY,
    DIRECTORY,
    FOREIGN_IDENTITY,
    FOREIGN_REF,
    HEAD,
    HEALTH,
    HOUR,
    IDENTITY,
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
    escalated,
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

MINUTE = timedelta(minutes=1)


class Ask(NamedTuple):
    """Somebody asks for something at some instant; an hour after the last event unless said otherwise."""

    report: Report
    action: actions.Action
    by: Actor
    at: datetime | None = None
    under: Rulebook = RULES


def refusal_of(asked: Ask) -> Refusal | None:
    """Return why an asking is refused; `apply`, `check` and `allowed_actions` must tell the same story."""
    report, action, by, at, under = asked
    at = at or report.changed_at + HOUR
    refusal = check(report, action, by=by, at=at, under=under)
    allowed = action.name in allowed_actions(report, by=by, at=at, under=under)
    if refusal is None:
        assert allowed
        apply(report, action, by=by, at=at, under=under)
        return None
    with pytest.raises(InvalidActionError if allowed else ActionRefusedError) as caught:
        apply(report, action, by=by, at=at, under=under)
    assert caught.value.refusal == refusal
    return refusal


def rule_of(asked: Ask) -> tuple[str, str | None]:
    """Return the rule and the field of a refusal."""
    refusal = refusal_of(asked)
    assert refusal is not None
    return refusal.rule_id, refusal.field


# ------------------------------------------------------------------------------------------- case #2007157

MINISTRY = AgencyCode("ministry")


def test_case_2007157_from_receipt_to_resolution() -> None:
    """The case of the news: received 28 Aug 2018, with the ministry on 29 Aug, answered the same day, resolved."""
    nation = Directory(
        agencies=(
            Agency(code=NATION, name="Contoh Nasional", kind=AgencyKind.NATIONAL),
            Agency(code=MINISTRY, name="Contoh Kementerian", kind=AgencyKind.MINISTRY, parent=NATION),
        )
    )
    rules = Rulebook(directory=nation)
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


# -------------------------------------------------------------------------------------- every guard, both ways


def after(report: Report, *these: tuple[actions.Action, Actor], under: Rulebook = RULES) -> Report:
    """Return the report after these actions, an hour apart."""
    for action, by in these:
        report = act(report, action, by, under=under)
    return report


def asked_for_identity(
    by: Actor = LIAISON, purpose: IdentityPurpose = IdentityPurpose.RESOLVE_REPORT, **facts: object
) -> Report:
    """Return a dispositioned report on which somebody has asked for the identity."""
    return after(dispositioned(**facts), (actions.RequestIdentity(purpose=purpose, motivation="Perlu alamat"), by))


def bounced(times: int) -> Report:
    """Return a report that went to and fro between two units so many times."""
    report = dispositioned()
    for turn in range(times):
        report = act(report, actions.Disposition(to=(HEALTH, ROADS)[turn % 2]), COORDINATOR)
    return report


GRANT = actions.GrantIdentity(request=4, reason="Diperlukan")
ASK = actions.RequestIdentity(purpose=IdentityPurpose.RESOLVE_REPORT, motivation="Perlu alamat")
FORWARD = actions.ForwardToOmbudsman(happened_on=date(2024, 3, 1))
SEND_BACK = actions.SendBack(reason="Bukan wewenang kami")
REOPEN = actions.Reopen(reason="Rusak lagi")
REPLY = actions.Reply(text="Belum selesai")
HOLD = actions.Hold(missing="Nama jalan")
ARCHIVE = actions.Archive(reason=ArchiveReason.UNINTELLIGIBLE)
UNLISTED = CategoryCode("unlisted")
ANONYMOUS_AND_CONFIDENTIAL = Protection.ANONYMOUS | Protection.CONFIDENTIAL

Case = tuple[str, str | None, Callable[[], Ask], Callable[[], Ask]]
GUARDS: list[Case] = [
    # name of the guard, field at fault, an asking that it refuses, an asking that it lets pass
    (
        "not_answered",
        None,
        lambda: Ask(after(answered(), (REPLY, REPORTER)), SEND_BACK, LIAISON),
        lambda: Ask(followed_up(), SEND_BACK, LIAISON),
    ),
    (
        "not_followed_up",
        None,
        lambda: Ask(after(followed_up(), (actions.Disposition(to=HEALTH), COORDINATOR)), HOLD, COORDINATOR),
        lambda: Ask(dispositioned(), HOLD, COORDINATOR),
    ),
    (
        "hops_left",
        None,
        lambda: Ask(bounced(5), actions.Disposition(to=LIGHTS), COORDINATOR),
        lambda: Ask(bounced(4), actions.Disposition(to=LIGHTS), COORDINATOR),
    ),
    (
        "not_the_answerer",
        None,
        lambda: Ask(after(dispositioned(), (answer(), COORDINATOR)), actions.Close(), COORDINATOR),
        lambda: Ask(after(dispositioned(), (answer(), COORDINATOR)), actions.Close(), DEPUTY),
    ),
    (
        "reply_window_passed",
        None,
        lambda: Ask(answered(), actions.Lapse(), SYSTEM, MONDAY + 14 * DAY),
        lambda: Ask(answered(), actions.Lapse(), SYSTEM, MONDAY + 15 * DAY),
    ),
    (
        "completion_window_passed",
        None,
        lambda: Ask(held(), actions.Expire(), SYSTEM, MONDAY + 14 * DAY),
        lambda: Ask(held(), actions.Expire(), SYSTEM, MONDAY + 15 * DAY),
    ),
    (
        "pause_budget_left",
        None,
        lambda: Ask(
            act(held(), actions.Complete(text="Jalan Contoh"), REPORTER, at=MONDAY + 28 * DAY), HOLD, COORDINATOR
        ),
        lambda: Ask(
            act(held(), actions.Complete(text="Jalan Contoh"), REPORTER, at=MONDAY + 27 * DAY), HOLD, COORDINATOR
        ),
    ),
    (
        "ombudsman_wait_passed",
        None,
        lambda: Ask(dispositioned(), FORWARD, REPORTER, MONDAY + 60 * DAY),
        lambda: Ask(dispositioned(), FORWARD, REPORTER, MONDAY + 61 * DAY),
    ),
    (
        "not_too_old",
        None,
        lambda: Ask(
            dispositioned(happened_on=date(2022, 5, 1)), actions.ForwardToOmbudsman(), REPORTER, MONDAY + 61 * DAY
        ),
        lambda: Ask(
            dispositioned(happened_on=date(2022, 5, 4)), actions.ForwardToOmbudsman(), REPORTER, MONDAY + 61 * DAY
        ),
    ),
    (
        "level_left",
        None,
        lambda: Ask(
            after(act(received(), actions.RaiseLevel(), SYSTEM, at=MONDAY + 9 * DAY), (actions.RaiseLevel(), SYSTEM)),
            actions.RaiseLevel(),
            COORDINATOR,
        ),
        lambda: Ask(
            act(received(), actions.RaiseLevel(), SYSTEM, at=MONDAY + 9 * DAY), actions.RaiseLevel(), COORDINATOR
        ),
    ),
    (
        "duty_is_near",
        None,
        lambda: Ask(received(), actions.RaiseLevel(), SYSTEM, MONDAY + 2 * DAY),
        lambda: Ask(received(), actions.RaiseLevel(), SYSTEM, MONDAY + 3 * DAY),
    ),
    (
        "not_rated",
        None,
        lambda: Ask(after(resolved(), (actions.Rate(score=2), REPORTER)), actions.Rate(score=5), REPORTER),
        lambda: Ask(resolved(), actions.Rate(score=5), REPORTER),
    ),
    (
        "reopenings_left",
        None,
        lambda: Ask(resolved(), REOPEN, REPORTER, under=packs_of(max_reopenings=0)),
        lambda: Ask(resolved(), REOPEN, REPORTER, under=packs_of(max_reopenings=1)),
    ),
    (
        "reopen_window_open",
        None,
        lambda: Ask(resolved(), REOPEN, REPORTER, MONDAY + 31 * DAY),
        lambda: Ask(resolved(), REOPEN, REPORTER, MONDAY + 30 * DAY),
    ),
    (
        "no_request_waiting",
        None,
        lambda: Ask(asked_for_identity(), ASK, LIAISON),
        lambda: Ask(asked_for_identity(), ASK, COLLEAGUE),
    ),
    (
        "may_grant",
        None,
        lambda: Ask(asked_for_identity(), GRANT, COLLEAGUE),
        lambda: Ask(asked_for_identity(), GRANT, COORDINATOR),
    ),
    (
        "protection_to_change",
        None,
        lambda: Ask(
            received(protection=ANONYMOUS_AND_CONFIDENTIAL), actions.Protect(protection=Protection.NONE), ADMIN
        ),
        lambda: Ask(
            received(protection=ANONYMOUS_AND_CONFIDENTIAL), actions.Protect(protection=Protection.NONE), REPORTER
        ),
    ),
    (
        "retention_reached",
        None,
        lambda: Ask(archived(), actions.Redact(parts=frozenset(TextPart)), SYSTEM, datetime(2029, 3, 4, tzinfo=WIB)),
        lambda: Ask(archived(), actions.Redact(parts=frozenset(TextPart)), SYSTEM, datetime(2029, 3, 5, tzinfo=WIB)),
    ),
    (
        "category_is_listed",
        "category",
        lambda: Ask(received(), verify(category=UNLISTED), COORDINATOR),
        lambda: Ask(received(), verify(category=UNLISTED), COORDINATOR, under=Rulebook(directory=DIRECTORY)),
    ),
    (
        "classified",
        "classification",
        lambda: Ask(received(), verify(classification=None), COORDINATOR),
        lambda: Ask(received(classification=Classification.ASPIRATION), verify(classification=None), COORDINATOR),
    ),
    (
        "classified",
        "category",
        lambda: Ask(received(), verify(category=None), COORDINATOR),
        lambda: Ask(received(category=CLINICS), verify(category=None), COORDINATOR),
    ),
    (
        "adds_protection",
        "protection",
        lambda: Ask(received(protection=Protection.ANONYMOUS), verify(), COORDINATOR),
        lambda: Ask(received(), verify(protection=Protection.ANONYMOUS), COORDINATOR),
    ),
    (
        "text_for_public",
        "title",
        lambda: Ask(received(), verify(title=None), COORDINATOR),
        lambda: Ask(received(), verify(title=None, protection=Protection.CONFIDENTIAL), COORDINATOR),
    ),
    (
        "text_for_public",
        "text",
        lambda: Ask(received(), verify(text=None), COORDINATOR),
        lambda: Ask(
            after(verified(), (HOLD, ADMIN), (actions.Complete(text="Ya"), REPORTER)), verify(text=None), ADMIN
        ),
    ),
    (
        "texts_are_cleared",
        "text",
        lambda: Ask(dispositioned(), answer(text="Rancangan jawaban"), LIAISON),
        lambda: Ask(dispositioned(), answer(), LIAISON),
    ),
    (
        "target_within_reach",
        "to",
        lambda: Ask(verified(), actions.Disposition(to=WELFARE), COORDINATOR),
        lambda: Ask(verified(), actions.Disposition(to=WELFARE), ADMIN),
    ),
    (
        "target_is_another",
        "to",
        lambda: Ask(dispositioned(), actions.Disposition(to=ROADS), COORDINATOR),
        lambda: Ask(dispositioned(), actions.Disposition(to=LIGHTS), COORDINATOR),
    ),
    (
        "not_substantive",
        "kind",
        lambda: Ask(dispositioned(), actions.FollowUp(kind=FollowUpKind.SUBSTANTIVE, text=cleared()), LIAISON),
        lambda: Ask(dispositioned(), actions.FollowUp(kind=FollowUpKind.NORMATIVE, text=cleared()), LIAISON),
    ),
    (
        "outcome_is_whole",
        "promised_on",
        lambda: Ask(dispositioned(), answer(outcome=Outcome.PROMISED), LIAISON),
        lambda: Ask(dispositioned(), answer(outcome=Outcome.PROMISED, promised_on=MONDAY.date()), LIAISON),
    ),
    (
        "outcome_is_whole",
        "promised_on",
        lambda: Ask(dispositioned(), answer(promised_on=date(2024, 4, 1)), LIAISON),
        lambda: Ask(dispositioned(), answer(), LIAISON),
    ),
    (
        "outcome_is_whole",
        "promised_on",
        lambda: Ask(dispositioned(), answer(outcome=Outcome.PROMISED, promised_on=date(2024, 3, 3)), LIAISON),
        lambda: Ask(dispositioned(), answer(outcome=Outcome.PROMISED, promised_on=date(2024, 3, 5)), LIAISON),
    ),
    (
        "outcome_is_whole",
        "ground",
        lambda: Ask(escalated(), actions.Conclude(outcome=Outcome.REJECTED), OMBUDSMAN),
        lambda: Ask(escalated(), actions.Conclude(outcome=Outcome.REJECTED, ground="Pasal contoh"), OMBUDSMAN),
    ),
    (
        "age_is_known",
        "happened_on",
        lambda: Ask(dispositioned(), actions.ForwardToOmbudsman(), REPORTER, MONDAY + 61 * DAY),
        lambda: Ask(dispositioned(), FORWARD, REPORTER, MONDAY + 61 * DAY),
    ),
    (
        "age_is_known",
        "happened_on",
        lambda: Ask(
            dispositioned(), actions.ForwardToOmbudsman(happened_on=date(2024, 3, 5)), REPORTER, MONDAY + 61 * DAY
        ),
        lambda: Ask(
            dispositioned(), actions.ForwardToOmbudsman(happened_on=date(2024, 3, 4)), REPORTER, MONDAY + 61 * DAY
        ),
    ),
    (
        "age_is_known",
        "happened_on",
        lambda: Ask(
            dispositioned(), actions.ForwardToOmbudsman(happened_on=date(2022, 5, 3)), REPORTER, MONDAY + 61 * DAY
        ),
        lambda: Ask(
            dispositioned(), actions.ForwardToOmbudsman(happened_on=date(2022, 5, 4)), REPORTER, MONDAY + 61 * DAY
        ),
    ),
    (
        "age_is_known",
        "happened_on",
        lambda: Ask(dispositioned(happened_on=date(2024, 2, 1)), FORWARD, REPORTER, MONDAY + 61 * DAY),
        lambda: Ask(dispositioned(happened_on=date(2024, 3, 1)), FORWARD, REPORTER, MONDAY + 61 * DAY),
    ),
    (
        "consent_is_recorded",
        "consent",
        lambda: Ask(dispositioned(), FORWARD, OMBUDSMAN, MONDAY + 61 * DAY),
        lambda: Ask(dispositioned(), attrs.evolve(FORWARD, consent="Surat nomor 1"), OMBUDSMAN, MONDAY + 61 * DAY),
    ),
    (
        "reason_is_an_officers",
        "reason",
        lambda: Ask(received(), actions.Archive(reason=ArchiveReason.WITHDRAWN), COORDINATOR),
        lambda: Ask(received(), ARCHIVE, COORDINATOR),
    ),
    (
        "reason_is_an_officers",
        "reason",
        lambda: Ask(received(), actions.Archive(reason=ArchiveReason.EXPIRED), ADMIN),
        lambda: Ask(received(), actions.Archive(reason=ArchiveReason.DUPLICATE), ADMIN),
    ),
    (
        "original_is_open",
        "original.tracking_id",
        lambda: Ask(received(), actions.Merge(original=original(tracking_id="1234567")), COORDINATOR),
        lambda: Ask(received(), actions.Merge(original=original(tracking_id="1234568")), COORDINATOR),
    ),
    (
        "original_is_open",
        "original.status",
        lambda: Ask(received(), actions.Merge(original=original(Status.RESOLVED)), COORDINATOR),
        lambda: Ask(received(), actions.Merge(original=original(Status.ESCALATED)), COORDINATOR),
    ),
    (
        "original_is_resolved",
        "original.status",
        lambda: Ask(merged(), actions.EndWithOriginal(original=original(Status.ANSWERED)), SYSTEM),
        lambda: Ask(merged(), actions.EndWithOriginal(original=original(Status.RESOLVED)), SYSTEM),
    ),
    (
        "original_is_resolved",
        "original.tracking_id",
        lambda: Ask(merged(), actions.EndWithOriginal(original=original(Status.RESOLVED, "42")), SYSTEM),
        lambda: Ask(merged(), actions.EndWithOriginal(original=original(Status.RESOLVED)), SYSTEM),
    ),
    (
        "original_is_archived",
        "original.status",
        lambda: Ask(merged(), actions.Release(original=original(Status.RESOLVED)), COORDINATOR),
        lambda: Ask(merged(), actions.Release(original=original(Status.ARCHIVED)), COORDINATOR),
    ),
    (
        "changes_something",
        "classification",
        lambda: Ask(
            verified(), actions.Reclassify(reason="Salah", classification=Classification.COMPLAINT), COORDINATOR
        ),
        lambda: Ask(
            verified(), actions.Reclassify(reason="Salah", classification=Classification.ASPIRATION), COORDINATOR
        ),
    ),
    (
        "changes_something",
        "classification",
        lambda: Ask(verified(), actions.Reclassify(reason="Salah"), COORDINATOR),
        lambda: Ask(verified(), actions.Reclassify(reason="Salah", category=CLINICS), COORDINATOR),
    ),
    (
        "lifted_by_reporter",
        "protection",
        lambda: Ask(
            received(protection=Protection.ANONYMOUS), actions.Protect(protection=Protection.CONFIDENTIAL), COORDINATOR
        ),
        lambda: Ask(
            received(protection=Protection.ANONYMOUS), actions.Protect(protection=Protection.CONFIDENTIAL), REPORTER
        ),
    ),
    (
        "lifted_by_reporter",
        "protection",
        lambda: Ask(received(), actions.Protect(protection=Protection.NONE), REPORTER),
        lambda: Ask(received(), actions.Protect(protection=Protection.ANONYMOUS), ADMIN),
    ),
    (
        "publishes_something",
        "text",
        lambda: Ask(received(), actions.Publish(), COORDINATOR),
        lambda: Ask(received(), actions.Publish(reply=cleared()), COORDINATOR),
    ),
    (
        "score_in_range",
        "score",
        lambda: Ask(resolved(), actions.Rate(score=0), REPORTER),
        lambda: Ask(resolved(), actions.Rate(score=1), REPORTER),
    ),
    (
        "score_in_range",
        "score",
        lambda: Ask(resolved(), actions.Rate(score=6), REPORTER),
        lambda: Ask(resolved(), actions.Rate(score=5), REPORTER),
    ),
    (
        "recorded_once",
        "key",
        lambda: Ask(after(received(), (actions.Record(key="warned"), SYSTEM)), actions.Record(key="warned"), SYSTEM),
        lambda: Ask(after(received(), (actions.Record(key="warned"), SYSTEM)), actions.Record(key="told"), SYSTEM),
    ),
    (
        "request_is_waiting",
        "request",
        lambda: Ask(asked_for_identity(), attrs.evolve(GRANT, request=3), COORDINATOR),
        lambda: Ask(asked_for_identity(), GRANT, COORDINATOR),
    ),
    (
        "redacts_something",
        "parts",
        lambda: Ask(archived(), actions.Redact(parts=frozenset()), SYSTEM, MONDAY + 1900 * DAY),
        lambda: Ask(archived(), actions.Redact(parts=frozenset({TextPart.FILING})), SYSTEM, MONDAY + 1900 * DAY),
    ),
]
BIRTHS = {"filing_is_whole", "facts_agree"}


@pytest.mark.parametrize("guard, field, refused, passed", GUARDS)
def test_each_guard_refuses_and_lets_pass(
    guard: str, field: str | None, refused: Callable[[], Ask], passed: Callable[[], Ask]
) -> None:
    """The refusal carries the guard's id, and the field where an argument is at fault; the twin is accepted."""
    rule = STANDING_GUARDS.get(guard) or ARGUMENT_GUARDS[guard]
    refusal = refusal_of(refused())
    assert refusal is not None
    assert (refusal.rule_id, refusal.field) == (rule.rule_id, field)
    assert (refusal.reason, refusal.needs) == (rule.reason, rule.needs)
    assert refusal_of(passed()) is None


def test_every_guard_is_shown() -> None:
    """No guard is without an example; those of births are shown below."""
    assert {guard for guard, *_ in GUARDS} | BIRTHS == STANDING_GUARDS.keys() | ARGUMENT_GUARDS.keys()


# ----------------------------------------------------------------------------------------------- coming in


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


# ------------------------------------------------------------------------------------------------- windows


def local(day: date, hour: int, minute: int, zone: object = WIB) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)  # type: ignore[arg-type]


WINDOWS = [
    # what closes or opens, the last local day before, who asks
    ("reply window: ten working days", answered, actions.Lapse(), SYSTEM, date(2024, 3, 18)),
    ("completion window: ten working days", held, actions.Expire(), SYSTEM, date(2024, 3, 18)),
    ("wait for the Ombudsman: sixty days", dispositioned, FORWARD, REPORTER, date(2024, 5, 3)),
    ("retention: sixty months", archived, actions.Redact(parts=frozenset(TextPart)), SYSTEM, date(2029, 3, 4)),
    ("three quarters of three working days", received, actions.RaiseLevel(), SYSTEM, date(2024, 3, 6)),
    ("three quarters of five working days", dispositioned, actions.RaiseLevel(), SYSTEM, date(2024, 3, 7)),
    ("three quarters of fourteen working days", followed_up, actions.RaiseLevel(), SYSTEM, date(2024, 3, 18)),
]


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
@pytest.mark.parametrize("name, build, action, by, last", WINDOWS)
def test_a_window_ends_with_the_last_minute_of_its_last_local_day(
    name: str, build: Callable[[], Report], action: actions.Action, by: Actor, last: date, zone: object
) -> None:
    """Refused at 23:59 of the last day, accepted at 00:00 of the next, on the clock of the calendar's own zone."""
    rules = attrs.evolve(RULES, calendar=WorkCalendar(zone=zone))  # type: ignore[arg-type]
    report = build()
    end = local(last, 23, 59, zone)
    for written in (end, end.astimezone(UTC), end.astimezone(WIT)):
        assert refusal_of(Ask(report, action, by, written, rules)) is not None, name
        assert refusal_of(Ask(report, action, by, written + MINUTE, rules)) is None, name


@pytest.mark.parametrize("zone", [WIB, WITA, WIT])
def test_the_window_to_reopen_ends_with_its_last_local_day(zone: object) -> None:
    """Thirty days after the ending the reporter may still reopen until midnight."""
    rules = attrs.evolve(RULES, calendar=WorkCalendar(zone=zone))  # type: ignore[arg-type]
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
    refused = rule_of(Ask(said, forward, REPORTER, end + MINUTE))
    assert refused == (("GRD-041", "happened_on") if end < MONDAY + 730 * DAY else refused)
    assert refused[0] in ("GRD-009", "GRD-041")


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


# ------------------------------------------------------------------------------------------ holds and counters


def test_the_pause_budget_counts_the_days_that_begin_in_a_hold() -> None:
    """Twenty minutes of hold over each midnight use up a working day each, and a weekend uses none."""
    report, at, nights, midnights = received(), local(date(2024, 3, 4), 23, 50), 0, 0
    while refusal_of(Ask(report, HOLD, COORDINATOR, at)) is None:
        report = act(report, HOLD, COORDINATOR, at=at)
        report = act(report, actions.Complete(text="Jalan Contoh"), REPORTER, at=at + 20 * MINUTE)
        nights += (at + 20 * MINUTE).weekday() < 5
        midnights += 1
        at += DAY
    assert rule_of(Ask(report, HOLD, COORDINATOR, at)) == ("GRD-007", None)
    assert (nights, midnights) == (20, 28)
    assert len(report.holds) == 28


def test_a_hold_within_one_day_uses_no_budget() -> None:
    """The day began with the coordinator and is charged to the coordinator."""
    report = act(received(at=local(date(2024, 3, 4), 0, 0)), HOLD, COORDINATOR, at=local(date(2024, 3, 4), 0, 1))
    report = act(report, actions.Complete(text="Jalan"), REPORTER, at=local(date(2024, 3, 4), 23, 59))
    tight = packs_of(pause_budget=WorkDays(1))
    assert refusal_of(Ask(report, HOLD, COORDINATOR, under=tight)) is None


def test_completing_keeps_what_verification_found() -> None:
    """A report that was held after verification need not be classified or cleared anew."""
    report = after(dispositioned(), (HOLD, COORDINATOR), (actions.Complete(text="Jalan Contoh"), COORDINATOR))
    assert (report.status, report.responsible, report.reviewed) == (Status.RECEIVED, ROADS, True)
    report = after(report, (actions.Verify(protection=Protection.NONE), COORDINATOR))
    assert (report.classification, report.category, report.public_text) == (
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
    assert report.responsible == ROADS


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


def test_a_duty_of_an_unclassified_follow_up_is_measured_by_the_shortest_limit_from_receipt() -> None:
    """An adopted case whose class nobody knows can be raised as soon as its verification would be late."""
    report = adopted(Status.FOLLOW_UP)
    assert report.classification is None
    assert refusal_of(Ask(report, actions.RaiseLevel(), COORDINATOR)) is None


@pytest.mark.parametrize(
    "kind, last",
    [
        (Classification.INFORMATION_REQUEST, date(2024, 3, 7)),
        (Classification.ASPIRATION, date(2024, 3, 7)),
        (Classification.COMPLAINT, date(2024, 3, 18)),
        (Classification.OVERSIGHT_COMPLAINT, date(2024, 5, 5)),
    ],
)
def test_a_follow_up_is_near_its_limit_by_its_class(kind: Classification, last: date) -> None:
    """Three quarters of 5, 5, 14 and 60 working days after receipt, rounded up."""
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


# --------------------------------------------------------------------------------------------------- merging


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

    def test_a_following_case_knows_number_status_and_version_of_its_original_and_nothing_else(self) -> None:
        """There is no place for anything else."""
        assert {field.name for field in attrs.fields(actions.Original)} == {
            "unknown",
            "tracking_id",
            "status",
            "version",
        }
        assert FOREIGN_REF not in repr(merged())

    def test_a_reopened_follower_follows_nobody(self) -> None:
        """It is a case of its own from then on."""
        report = act(merged(), actions.EndWithOriginal(original=original(Status.RESOLVED)), SYSTEM)
        report = act(report, REOPEN, REPORTER)
        assert (report.status, report.original) == (Status.FOLLOW_UP, None)


def _known(report: Report) -> actions.Original:
    return actions.Original(tracking_id=report.tracking_id, status=report.status, version=report.version)


# ------------------------------------------------------------------------------------- protection and publishing


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
        published = (report.public_title, report.public_text, report.public_answer, report.public_reply)
        assert None not in published
        added = act(report, actions.Protect(protection=Protection.ANONYMOUS | Protection.CONFIDENTIAL), REPORTER)
        assert (added.public_title, added.public_text, added.public_answer, added.public_reply) == published
        for lesser in (Protection.NONE, Protection.CONFIDENTIAL):
            lifted = act(report, actions.Protect(protection=lesser), REPORTER)
            assert {lifted.public_title, lifted.public_text, lifted.public_answer, lifted.public_reply} == {None}

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

    def test_publishing_sets_and_replaces_and_keeps_the_rest(self) -> None:
        """One text at a time, in any status."""
        report = act(answered(), actions.Publish(title=cleared("Judul baru")), COORDINATOR)
        assert (report.public_title, report.public_text) == (cleared("Judul baru"), cleared())
        assert report.public_answer == cleared("Sudah ditambal")
        report = act(report, actions.Publish(reply=cleared("Terima kasih"), answer=cleared("Selesai")), COORDINATOR)
        assert (report.public_title, report.public_reply, report.public_answer) == (
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
            assert report.public_reply is None
        assert received().public_text is None


# ---------------------------------------------------------------------------------------------------- identity


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


# ---------------------------------------------------------------------------------------------------- redaction

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
        assert {report.public_title, report.public_text, report.public_answer, report.public_reply} == {None}
        assert isinstance(report.filing.text, Redacted)
        assert words_in(before) >= set().union(*WITH_WORDS.values())

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
        """No text can be forgotten by a redaction; a key of an intent is a code and no text."""
        codes = {("record", "key")}
        for kind in (*actions.ACTIONS.values(), Filing):
            attrs.resolve_types(kind)
            for field in attrs.fields(kind):
                kinds = {field.type, *getattr(field.type, "__args__", ())}
                if str in kinds and field.name != "unknown":
                    marked = "part" in field.metadata
                    assert marked != ((getattr(kind, "name", ""), field.name) in codes), (kind, field.name)
                    assert not marked or field.repr is False


# ------------------------------------------------------------------------------------------------ adopted cases


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
        assert {report.public_title, report.public_text, report.public_answer, report.public_reply} == {None}
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


# ---------------------------------------------------------------------------------------------------- odd values


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


def test_the_known_identity_is_found_in_what_is_to_be_published() -> None:
    """The name of the reporter of the tests is one that the check knows."""
    assert [*IDENTITY.find_in("Salam dari Wulandanu")] == [(11, 20)]
