"""What a refusal says, word for word: the action, the rule that says no, why, and what would be needed."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Final

import pytest

from lapor_core import (
    AgencyCode,
    Directory,
    Refusal,
    Role,
    Rulebook,
    Status,
    actions,
    adopt,
    allowed_actions,
    apply,
    check,
    receive,
    replay,
)
from lapor_core.checks import AWARE
from lapor_core.errors import InvalidActionError, InvalidValueError
from tests.asking import MINUTE, Ask, refusal_of
from tests.strategies import (
    COORDINATOR,
    LIAISON,
    MONDAY,
    OUTSIDERS,
    REPORTER,
    RULES,
    STRANGER,
    SYSTEM,
    WELFARE,
    adopted,
    answer,
    answered,
    followed_up,
    received,
    verified,
    verify,
)

OUTSIDE = "the report is outside the actor's jurisdiction"
WITHIN = "to act for an agency that the responsible unit is within"

REFUSED: list[tuple[str, Callable[[], Ask], Refusal]] = [
    # why, who asks for what, the refusal
    (
        "not the own report",
        lambda: Ask(received(), actions.Withdraw(), STRANGER),
        Refusal(action="withdraw", rule_id="AUT-001", reason=OUTSIDE, needs="to be the reporter of this report"),
    ),
    (
        "not the own agency, whatever the status",
        lambda: Ask(followed_up(), verify(), OUTSIDERS[Role.COORDINATOR]),
        Refusal(action="verify", rule_id="AUT-003", reason=OUTSIDE, needs=WITHIN),
    ),
    (
        "not in this status",
        lambda: Ask(received(), answer(), COORDINATOR),
        Refusal(
            action="answer",
            rule_id="LFC-000",
            reason="the status received does not know the action",
            needs="one of the statuses dispositioned, follow_up, escalated",
        ),
    ),
    (
        "only at the beginning",
        lambda: Ask(answered(), received().history[0].action, REPORTER),
        Refusal(
            action="receive",
            rule_id="LFC-000",
            reason="the status answered does not know the action",
            needs="the call of its own that it has",
        ),
    ),
    (
        "not in this role",
        lambda: Ask(answered(), actions.Close(), LIAISON),
        Refusal(
            action="close",
            rule_id="LFC-017",
            reason="the role liaison may not do this",
            needs="one of the roles reporter, coordinator",
        ),
    ),
    (
        "not now",
        lambda: Ask(answered(), actions.Lapse(), SYSTEM),
        Refusal(
            action="lapse",
            rule_id="GRD-005",
            reason="the reporter may still reply",
            needs="the first local day after reply_window",
        ),
    ),
    (
        "not with this argument",
        lambda: Ask(verified(), actions.Disposition(to=WELFARE), COORDINATOR),
        Refusal(
            action="disposition",
            rule_id="GRD-037",
            reason="the target is unknown, closed or out of reach",
            needs="an open agency or unit within the actor's own",
            field="to",
        ),
    ),
]


@pytest.mark.parametrize("why, asked, refusal", REFUSED)
def test_a_refusal_says_what_was_asked_which_rule_refuses_why_and_what_is_needed(
    why: str, asked: Callable[[], Ask], refusal: Refusal
) -> None:
    """Whoever is refused can act on it."""
    assert refusal_of(asked()) == refusal, why


def test_a_birth_is_refused_in_the_same_words() -> None:
    """A filing without a text names the action, the rule and the field."""
    with pytest.raises(InvalidActionError) as caught:
        received(text=None)
    assert caught.value.refusal == Refusal(
        action="receive",
        rule_id="GRD-030",
        reason="the filing cannot be received like this",
        needs="a text, a reporter, a channel (for officers one of on_behalf_channels), "
        "a known agency, a day not to come",
        field="filing.text",
    )


def test_an_instant_before_the_last_event_is_refused_as_such() -> None:
    """By every call that takes one, with the field and the rule."""
    report, at = received(), MONDAY - MINUTE
    for call in (
        lambda: apply(report, actions.Withdraw(), by=REPORTER, at=at, under=RULES),
        lambda: check(report, actions.Withdraw(), by=REPORTER, at=at, under=RULES),
        lambda: allowed_actions(report, by=REPORTER, at=at, under=RULES),
    ):
        with pytest.raises(InvalidValueError) as caught:
            call()
        assert (caught.value.field, caught.value.rule) == (
            "at",
            "an instant not before the report's last event is needed",
        )


@pytest.mark.parametrize("at", [None, "2024-03-04", MONDAY.date(), MONDAY.replace(tzinfo=None)])
def test_what_is_no_instant_is_refused_in_words(at: object) -> None:
    """A naive instant, a day, a text and nothing at all are met with one and the same rule."""
    report = received()
    for call in (
        lambda: apply(report, actions.Withdraw(), by=REPORTER, at=at, under=RULES),  # type: ignore[arg-type]
        lambda: check(report, actions.Withdraw(), by=REPORTER, at=at, under=RULES),  # type: ignore[arg-type]
        lambda: allowed_actions(report, by=REPORTER, at=at, under=RULES),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValueError) as caught:
            call()
        assert (caught.value.field, caught.value.rule) == ("at", AWARE)


def test_what_is_no_action_is_refused_in_words() -> None:
    """The error says where actions are found."""
    with pytest.raises(InvalidValueError) as caught:
        apply(received(), "withdraw", by=REPORTER, at=MONDAY, under=RULES)  # type: ignore[arg-type]
    assert (caught.value.field, caught.value.rule) == ("action", "an action of lapor_core.actions is needed")
    with pytest.raises(InvalidValueError, match=r"is needed, an instance: actions\.Withdraw\(\)$"):
        apply(received(), actions.Withdraw, by=REPORTER, at=MONDAY, under=RULES)  # type: ignore[arg-type]


class RowOfSomebody:
    """Has a status as a report has, and nothing else."""

    status = Status.RECEIVED


STEP: Final = receive(received().filing, by=REPORTER, at=MONDAY, under=RULES)
ASKS: Final[list[Callable[..., object]]] = [apply, check, lambda report, _, **rest: allowed_actions(report, **rest)]


@pytest.mark.parametrize("ask", ASKS)
@pytest.mark.parametrize(
    "report", [STEP, STEP.event, {}, None, "9900001", actions.Withdraw(), RowOfSomebody(), SimpleNamespace(status="?")]
)
def test_what_is_no_report_is_refused_in_words(ask: Callable[..., object], report: object) -> None:
    """The whole step for its report, a document, the arguments in the wrong order."""
    with pytest.raises(InvalidValueError) as caught:
        ask(report, actions.Withdraw(), by=REPORTER, at=MONDAY, under=RULES)
    assert (caught.value.field, caught.value.rule) == ("report", "a Report is needed, such as the report of a Step")
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("under", [RULES.directory, RULES.pack, {}, None])
def test_what_is_no_rulebook_is_refused_in_words(under: object) -> None:
    """By every call that takes one."""
    report = received()
    adoption = adopted(Status.HELD).history[0].action
    calls: list[Callable[[], object]] = [
        *(lambda ask=ask: ask(report, actions.Withdraw(), by=REPORTER, at=MONDAY, under=under) for ask in ASKS),
        lambda: receive(report.filing, by=REPORTER, at=MONDAY, under=under),  # type: ignore[arg-type]
        lambda: adopt(adoption, known_at=MONDAY, under=under),  # type: ignore[arg-type]
    ]
    for call in calls:
        with pytest.raises(InvalidValueError) as caught:
            call()
        assert (caught.value.field, caught.value.rule) == ("under", "a Rulebook is needed")


@pytest.mark.parametrize("ask", ASKS)
def test_what_breaks_for_another_reason_is_not_called_a_wrong_argument(ask: Callable[..., object]) -> None:
    """A fault inside something that was handed over stays what it is."""

    class Broken(Directory):
        def is_within(self, code: AgencyCode, other: AgencyCode) -> bool:
            raise KeyError(code, other)

    rules = Rulebook(directory=Broken(agencies=RULES.directory))
    with pytest.raises(KeyError):
        ask(received(), actions.Note(text="Catatan"), by=COORDINATOR, at=MONDAY, under=rules)


@pytest.mark.parametrize("facts", [STEP, STEP.event, {}, None])
def test_births_take_nothing_else(facts: object) -> None:
    """Neither a step nor a document."""
    with pytest.raises(InvalidValueError) as caught:
        adopt(facts, known_at=MONDAY, under=RULES)  # type: ignore[arg-type]
    assert (caught.value.field, caught.value.rule) == ("row_facts", "actions.Adopt is needed")
    with pytest.raises(InvalidValueError) as caught:
        receive(facts, by=REPORTER, at=MONDAY, under=RULES)  # type: ignore[arg-type]
    assert caught.value.field == "filing"


@pytest.mark.parametrize(
    "events, field",
    [
        (STEP, "events"),
        (STEP.report, "events"),
        (None, "events"),
        ({"schema": "lapor_core/1"}, "events[0]"),
        ([STEP], "events[0]"),
        ([STEP.event, {"seq": 2}], "events[1]"),
    ],
)
def test_what_is_no_event_is_refused_in_words(events: object, field: str) -> None:
    """With its place."""
    with pytest.raises(InvalidValueError) as caught:
        replay(events)  # type: ignore[arg-type]
    assert caught.value.field == field
