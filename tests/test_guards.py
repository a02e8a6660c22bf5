"""Every guard of the lifecycle, both ways: an asking that it refuses, and one that it lets pass.

The refusal carries the id of the guard and the field at fault; where no argument could have helped there is no field.
"""

from collections.abc import Callable
from datetime import date, datetime

import attrs
import pytest

from lapor_core import (
    WIB,
    ArchiveReason,
    Classification,
    FollowUpKind,
    Outcome,
    Protection,
    Status,
    TextPart,
    actions,
)
from lapor_core.identifiers import IntentKey
from lapor_core.reports import Report
from lapor_core.states.arguments import ARGUMENT_GUARDS
from lapor_core.states.standing import STANDING_GUARDS
from tests.asking import (
    ANONYMOUS_AND_CONFIDENTIAL,
    ARCHIVE,
    FORWARD,
    GRANT,
    HOLD,
    REOPEN,
    REPLY,
    SEND_BACK,
    UNLISTED,
    Ask,
    after,
    asked_for_identity,
    bounced,
    refusal_of,
)
from tests.expectations import GUARD_IDS
from tests.strategies import (
    ADMIN,
    CLINICS,
    COLLEAGUE,
    COORDINATOR,
    DAY,
    DEPUTY,
    HEALTH,
    LIAISON,
    LIGHTS,
    MONDAY,
    OMBUDSMAN,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    WELFARE,
    act,
    answer,
    answered,
    archived,
    cleared,
    dispositioned,
    escalated,
    followed_up,
    held,
    merged,
    original,
    packs_of,
    received,
    resolved,
    verified,
    verify,
)

Case = tuple[str, str | None, Callable[[], Ask], Callable[[], Ask]]


def verified_again() -> Report:
    """Held with a unit, completed and verified: it may go to that unit again, and elsewhere while a hop is left."""
    report = after(dispositioned(), (HOLD, COORDINATOR), (actions.Complete(text="Jalan Contoh"), REPORTER))
    return after(report, (actions.Verify(protection=Protection.NONE), COORDINATOR))


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
        lambda: Ask(received(), actions.RaiseLevel(), SYSTEM, MONDAY + 3 * DAY),
        lambda: Ask(received(), actions.RaiseLevel(), SYSTEM, MONDAY + 4 * DAY),
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
        lambda: Ask(received(), verify(category=UNLISTED), COORDINATOR, under=attrs.evolve(RULES, categories=None)),
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
        "hop_is_left",
        "to",
        lambda: Ask(verified_again(), actions.Disposition(to=LIGHTS), COORDINATOR, under=packs_of(max_hops=0)),
        lambda: Ask(verified_again(), actions.Disposition(to=ROADS), COORDINATOR, under=packs_of(max_hops=0)),
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
        "original_is_open",
        "original.protection",
        lambda: Ask(received(), actions.Merge(original=original(protection=Protection.CONFIDENTIAL)), COORDINATOR),
        lambda: Ask(received(), actions.Merge(original=original(protection=Protection.ANONYMOUS)), COORDINATOR),
    ),
    (
        "original_is_open",
        "original.protection",
        lambda: Ask(
            received(protection=Protection.ANONYMOUS),
            actions.Merge(original=original(protection=ANONYMOUS_AND_CONFIDENTIAL)),
            COORDINATOR,
        ),
        lambda: Ask(
            received(protection=Protection.CONFIDENTIAL),
            actions.Merge(original=original(protection=ANONYMOUS_AND_CONFIDENTIAL)),
            COORDINATOR,
        ),
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
        lambda: Ask(
            after(received(), (actions.Record(key=IntentKey("warned")), SYSTEM)),
            actions.Record(key=IntentKey("warned")),
            SYSTEM,
        ),
        lambda: Ask(
            after(received(), (actions.Record(key=IntentKey("warned")), SYSTEM)),
            actions.Record(key=IntentKey("told")),
            SYSTEM,
        ),
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


def test_a_guard_keeps_its_id_for_good() -> None:
    """Stored refusals, documents and the changelog name guards by their ids."""
    assert {name: guard.rule_id for name, guard in (STANDING_GUARDS | ARGUMENT_GUARDS).items()} == GUARD_IDS


def test_every_guard_is_shown() -> None:
    """No guard is without an example; those of births are shown below."""
    assert {guard for guard, *_ in GUARDS} | BIRTHS == STANDING_GUARDS.keys() | ARGUMENT_GUARDS.keys()
