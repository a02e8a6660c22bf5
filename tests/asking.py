"""Askings of the tests: somebody wants to do something to a report, and the engine answers in all its ways."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest

from lapor_core import (
    WIB,
    Actor,
    ArchiveReason,
    CategoryCode,
    IdentityPurpose,
    Protection,
    Refusal,
    Report,
    Rulebook,
    actions,
    allowed_actions,
    apply,
    check,
)
from lapor_core.errors import ActionRefusedError, InvalidActionError
from tests.strategies import (
    COORDINATOR,
    HEALTH,
    HOUR,
    LIAISON,
    ROADS,
    RULES,
    act,
    dispositioned,
)

MINUTE = timedelta(minutes=1)

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


def after(report: Report, *these: tuple[actions.Action, Actor], under: Rulebook = RULES) -> Report:
    """Return the report after these actions, an hour apart."""
    for action, by in these:
        report = act(report, action, by, under=under)
    return report


def local(day: date, hour: int, minute: int, zone: object = WIB) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)  # type: ignore[arg-type]


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
