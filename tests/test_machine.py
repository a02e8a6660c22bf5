"""The bridge to `transitions`: on a team's own rows it does what `apply` does, and nothing else."""

import copy
import gc
import logging
import pickle
import subprocess
import sys
import weakref
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from transitions import EventData
from transitions.extensions import GraphMachine
from transitions.extensions.diagrams_mermaid import Graph

from lapor_core import Actor, Report, Role, Status, Step, actions, allowed_actions, apply
from lapor_core.errors import ActionRefusedError, InvalidActionError, InvalidValueError, LaporError
from lapor_core.states.machine import LifecycleMachine
from lapor_core.states.table import ROWS
from tests.strategies import (
    BUILDERS,
    COORDINATOR,
    DAY,
    HOUR,
    LIAISON,
    MONDAY,
    OWN_REF,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    answer,
    answered,
    any_actions,
    cleared,
    dispositioned,
    fitting,
    gaps,
    moves,
    offers,
    packs_of,
    received,
    reports,
    verify,
)
from tests.strategies import cast as everybody


class ComplaintRow:
    """A row as a team's ORM would map it: a status column, the report, and a table of events."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def __init__(self, report: Report) -> None:
        self.report = report
        self.status: str = report.status
        self.steps: list[Step] = []

    def accept(self, step: Step) -> None:
        self.report = step.report
        self.steps.append(step)

    @property
    def stored(self) -> tuple[Report, str, int]:
        return self.report, self.status, len(self.steps)


class LaporRow(ComplaintRow):
    """The rows of most tests."""


MACHINE = LifecycleMachine(LaporRow, under=RULES, prefix="lapor_")


def fresh_class() -> type[ComplaintRow]:
    """Return a class of rows that no machine knows yet."""
    return type("FreshRow", (ComplaintRow,), {})


def fire(row: ComplaintRow, action: actions.Action, by: Actor, at: datetime) -> bool:
    """Pull the trigger that the action names."""
    return bool(getattr(row, f"lapor_{action.name}")(action, by=by, at=at))


def outcome(call: Callable[[], object]) -> tuple[object, ...]:
    """Return how a call ended: nothing, or the kind of error and what it names."""
    try:
        call()
    except (ActionRefusedError, InvalidActionError) as error:
        return type(error), error.refusal
    except InvalidValueError as error:
        return type(error), error.field, error.rule
    return ()


def assert_agreement(report: Report, action: actions.Action, by: Actor, at: datetime) -> bool:
    """Hold the bridge against the engine; return whether the action was accepted."""
    row, steps = LaporRow(report), []
    expected = outcome(lambda: steps.append(apply(report, action, by=by, at=at, under=RULES)))
    assert expected == outcome(lambda: fire(row, action, by, at))
    assert row.steps == steps
    assert row.report == (steps[0].report if steps else report)
    assert row.status is row.report.status
    return bool(steps)


# ------------------------------------------------------------------------------------------------- law 6


@given(st.data())
def test_the_bridge_and_the_engine_agree_on_any_action(data: st.DataObject) -> None:
    """Law 6: whatever is asked, by whom and when, both accept it alike or refuse it by the same rule."""
    report = data.draw(reports())
    action = data.draw(any_actions().filter(lambda one: f"lapor_{one.name}" in MACHINE.actions))
    by, at = data.draw(st.sampled_from(everybody(report))), report.changed_at + data.draw(gaps())
    accepted = assert_agreement(report, action, by, at)
    may = getattr(LaporRow(report), f"may_lapor_{action.name}")
    assert may(action, by=by, at=at) is accepted
    assert may(by=by, at=at) is (action.name in allowed_actions(report, by=by, at=at, under=RULES))


@given(st.data())
def test_the_bridge_and_the_engine_agree_on_what_is_allowed(data: st.DataObject) -> None:
    """Law 6 for actions that suit: most of them are accepted, and lead to the same report."""
    report = data.draw(reports())
    at = report.changed_at + data.draw(gaps())
    move = data.draw(moves(report, at))
    assume(move is not None)
    assert move is not None
    assert assert_agreement(report, move[1], move[0], at)


@pytest.mark.parametrize("status", Status)
def test_the_bridge_and_the_engine_agree_on_every_status_action_and_role(status: Status) -> None:
    report = BUILDERS[status]()
    at = report.changed_at + DAY
    suiting = [
        action for name, who in offers(report, at).items() for by in who for action in fitting(name, report, by, at)
    ]
    others = [
        verify(),
        answer(),
        actions.Close(),
        actions.Withdraw(),
        actions.Note(text="Catatan"),
        actions.Rate(score=3),
    ]
    accepted = [assert_agreement(report, action, by, at) for by in everybody(report) for action in (*suiting, *others)]
    assert set(accepted) == {True, False}


# ----------------------------------------------------------------------------------------- what it is made of


def test_the_triggers_are_the_actions_of_the_table_and_no_others() -> None:
    """No automatic transitions; `receive` and `adopt` bring a report into being and are no triggers."""
    names = {row.action.value for row in ROWS}
    assert {name.removeprefix("lapor_") for name in MACHINE.events} == names
    put = {name for name in vars(LaporRow) if not name.startswith("_")}
    assert put == {f"lapor_{name}" for name in names} | {f"may_lapor_{name}" for name in names}


def test_the_transitions_are_those_of_the_table() -> None:
    made = {
        (one.source, name, one.dest)
        for name, event in MACHINE.events.items()
        for one in (move for moves in event.transitions.values() for move in moves)
    }
    assert made == {
        (source.name, f"lapor_{row.action}", row.target.name if row.target else None)
        for row in ROWS
        for source in row.sources
    }


def test_it_can_be_drawn_by_transitions_too() -> None:
    """Mixed with a machine that draws, it draws itself."""
    drawn: Any = type("DrawnMachine", (LifecycleMachine, GraphMachine), {})
    machine = drawn(fresh_class(), under=RULES, graph_engine="mermaid")
    drawing = Graph(machine).get_graph().draw(None) or ""
    assert "RECEIVED --> VERIFIED: verify" in drawing
    assert "| answer [internal] |" in drawing


def test_the_facade_does_not_import_transitions() -> None:
    script = "import sys, lapor_core; sys.exit('transitions' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0  # noqa: S603


# ----------------------------------------------------------------------------------------------- names


@pytest.mark.parametrize("name", ["close", "may_close"])
@pytest.mark.parametrize(
    "facts",
    [
        lambda name: {name: None},
        lambda name: {name: property(lambda row: 1)},
        lambda name: {"__annotations__": {name: bool}},
        lambda name: {"__slots__": (name,)},
    ],
    ids=["value", "property", "annotation", "slot"],
)
def test_a_name_that_the_rows_have_is_an_error_and_nothing_is_put_on_them(
    name: str, facts: Callable[[str], dict[str, object]]
) -> None:
    base = type("Base", (ComplaintRow,), facts(name))
    rows = type("Rows", (base,), {})
    before = dict(vars(rows))
    with pytest.raises(InvalidValueError) as caught:
        LifecycleMachine(rows, under=RULES)
    assert caught.value.field == name
    assert dict(vars(rows)) == before
    assert LifecycleMachine(rows, under=RULES, prefix="lapor_").actions["lapor_close"] is actions.Close


def test_the_status_cannot_have_the_name_of_a_trigger() -> None:
    with pytest.raises(InvalidValueError, match=r"^close: "):
        LifecycleMachine(fresh_class(), under=RULES, state_attribute="close")


def test_a_name_that_a_row_gives_itself_in_its_constructor_is_an_error_too() -> None:
    class Row(ComplaintRow):
        def __init__(self, report: Report) -> None:
            super().__init__(report)
            self.rate = 5

    LifecycleMachine(Row, under=RULES)
    with pytest.raises(InvalidValueError, match=r"^rate: "):
        Row(received())


def test_a_second_machine_on_the_same_rows_needs_another_prefix() -> None:
    rows = fresh_class()
    LifecycleMachine(rows, under=RULES)
    with pytest.raises(InvalidValueError, match=r"^verify: .*make the machine once, or choose another prefix$"):
        LifecycleMachine(rows, under=RULES)
    LifecycleMachine(rows, under=RULES, prefix="other_")


@pytest.mark.parametrize("rows", [object, type("NoMethod", (), {"accept": None}), LaporRow(received()), None])
def test_what_cannot_be_a_class_of_rows_is_refused_at_once(rows: Any) -> None:
    with pytest.raises(InvalidValueError, match=r"^rows: a class is needed .* accept\(step\)$"):
        LifecycleMachine(rows, under=RULES)


@pytest.mark.parametrize("report", [None, {}, Step(report=received(), event=received().history[0])])
def test_a_row_that_offers_no_report_is_told_so(report: Any) -> None:
    row = LaporRow(received())
    row.report = report
    with pytest.raises(InvalidValueError, match=r"^report: the row is to offer a Report"):
        row.may_lapor_verify(by=COORDINATOR, at=MONDAY)
    del row.report
    with pytest.raises(InvalidValueError, match=r"^report: the row is to offer a Report"):
        row.lapor_verify(verify(), by=COORDINATOR, at=MONDAY)


def test_a_forgotten_argument_is_named_and_so_is_the_trigger() -> None:
    row = LaporRow(received())
    with pytest.raises(InvalidValueError, match=r"^action: Hold is needed: lapor_hold\(Hold\(\.\.\.\), by="):
        row.lapor_hold()
    for ask, arguments in (
        (row.lapor_verify, [verify()]),
        (row.may_lapor_verify, [verify()]),
        (row.may_lapor_hold, []),
    ):
        for field, rest in (("by", {"at": MONDAY}), ("at", {"by": COORDINATOR})):
            with pytest.raises(InvalidValueError) as caught:
                ask(*arguments, **rest)
            assert caught.value.field == field


@pytest.mark.parametrize("prefix", ["9", "lapor-", "lapor ", "."])
def test_a_prefix_must_begin_a_name(prefix: str) -> None:
    with pytest.raises(InvalidValueError, match=r"^prefix: "):
        LifecycleMachine(fresh_class(), under=RULES, prefix=prefix)


# --------------------------------------------------------------------------------------------- the row


def test_a_row_may_keep_the_plain_code_and_gets_a_status_that_equals_it() -> None:
    row = LaporRow(received())
    row.status = "received"
    assert row.lapor_verify(verify(), by=COORDINATOR, at=MONDAY + HOUR) is True
    assert row.status == "verified"


def test_a_row_may_derive_its_status_from_its_report() -> None:
    class Derived:
        def __init__(self, report: Report) -> None:
            self.report = report

        if TYPE_CHECKING:

            def __getattr__(self, name: str) -> Any: ...

        @property
        def state(self) -> Status:
            return self.report.status

        def accept(self, step: Step) -> None:
            self.report = step.report

    LifecycleMachine(Derived, under=RULES, state_attribute="state")
    row = Derived(received())
    row.verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    assert row.state is Status.VERIFIED


@pytest.mark.parametrize(
    "move", [lambda row: setattr(row, "status", "answered"), lambda row: MACHINE.set_state("ANSWERED", row)]
)
def test_a_row_whose_status_was_moved_by_hand_is_refused(move: Callable[[ComplaintRow], None]) -> None:
    """Neither an assignment nor `set_state` goes around the law: the row and its report now disagree."""
    row = LaporRow(received())
    move(row)
    for ask in (row.lapor_close, row.may_lapor_close):
        with pytest.raises(InvalidValueError, match=r"^status: "):
            ask(actions.Close(), by=REPORTER, at=MONDAY + HOUR)
    assert row.steps == []


def test_a_trigger_takes_the_action_that_it_is_named_after() -> None:
    row = LaporRow(answered())
    for ask in (row.lapor_reply, row.may_lapor_reply):
        with pytest.raises(InvalidValueError, match=r"^action: Reply is needed"):
            ask(actions.Close(), by=REPORTER, at=row.report.changed_at + HOUR)


def test_subclasses_of_the_rows_inherit_the_triggers() -> None:
    row = type("Special", (LaporRow,), {})(received())
    assert row.lapor_verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)


def test_new_rules_hold_from_their_assignment_on() -> None:
    machine = LifecycleMachine(rows := fresh_class(), under=packs_of(max_hops=0))
    row = rows(dispositioned())
    ask = partial(row.may_send_back, actions.SendBack(reason="Bukan kami"), by=LIAISON, at=row.report.changed_at + HOUR)
    assert ask() is False
    machine.under = RULES
    assert ask() is True


def test_a_single_row_is_not_added() -> None:
    row = LaporRow(answered())
    with pytest.raises(TypeError, match="class of the rows"):
        MACHINE.add_model(row, Status.RECEIVED)
    assert row.status is Status.ANSWERED


def test_a_transition_that_somebody_adds_leads_where_apply_says() -> None:
    machine = LifecycleMachine(rows := fresh_class(), under=RULES)
    machine.remove_transition("verify")
    machine.add_transition("verify", Status.RECEIVED, Status.RESOLVED)
    machine.add_transition("close", Status.RECEIVED, Status.RESOLVED)
    row = rows(received())
    with pytest.raises(ActionRefusedError, match="LFC-000"):
        row.close(actions.Close(), by=REPORTER, at=MONDAY + HOUR)
    machine.events["verify"].trigger(row, verify(), by=COORDINATOR, at=MONDAY + HOUR)
    assert row.status is row.report.status is Status.VERIFIED


# --------------------------------------------------------------------------------------------- callbacks

STOPPING = ("prepare_event", "prepare", "before_state_change", "before", "on_exit")
TOLD = ("on_enter", "after", "after_state_change", "finalize_event")


def hang(machine: LifecycleMachine, moment: str, callback: Callable[[EventData], object]) -> None:
    """Hang a callback on a machine for verifying a received report."""
    if moment in ("prepare", "before", "after"):
        getattr(machine, f"{moment}_verify")(callback)
    elif moment in ("on_exit", "on_enter"):
        getattr(machine, f"{moment}_{'RECEIVED' if moment == 'on_exit' else 'VERIFIED'}")(callback)
    else:
        setattr(machine, moment, callback)


def test_callbacks_run_in_the_order_that_the_module_says() -> None:
    calls: list[tuple[str, Status, str]] = []

    class Row(ComplaintRow):
        def accept(self, step: Step) -> None:
            super().accept(step)
            calls.append(("accept", self.report.status, self.status))

    machine = LifecycleMachine(Row, under=RULES)
    row = Row(received())

    def note(moment: str, event: EventData) -> None:
        step: Step = event.kwargs["step"]
        assert event.model is row
        assert step.event.to_status is Status.VERIFIED
        calls.append((moment, row.report.status, row.status))

    for moment in (*STOPPING, *TOLD):
        hang(machine, moment, partial(note, moment))
    assert row.verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    old, new = Status.RECEIVED, Status.VERIFIED
    assert calls == [
        *((moment, old, old) for moment in STOPPING),
        ("accept", new, old),
        *((moment, new, new) for moment in TOLD),
    ]


def test_an_action_that_leaves_the_status_leaves_and_enters_no_state() -> None:
    """Nor does it touch the status of the row; other callbacks run."""
    machine = LifecycleMachine(rows := fresh_class(), under=RULES)
    calls: list[str] = []
    for moment in ("on_exit", "on_enter"):
        getattr(machine, f"{moment}_RECEIVED")(lambda event: calls.append("state"))
    machine.after_note(lambda event: calls.append("after"))
    row = rows(received())
    row.status = "received"
    row.note(actions.Note(text="Catatan"), by=COORDINATOR, at=MONDAY + HOUR)
    assert calls == ["after"]
    assert type(row.status) is str
    assert row.report.version == 2


def test_methods_of_the_rows_are_called_as_transitions_names_them() -> None:
    class Row(ComplaintRow):
        entered: EventData | None = None

        def on_enter_VERIFIED(self, event: EventData) -> None:  # noqa: N802 (as transitions wants it)
            self.entered = event

    machine = LifecycleMachine(Row, under=RULES)
    row = Row(received())
    row.verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    assert row.entered is not None
    assert row.entered.state is machine.get_state(Status.VERIFIED)


@pytest.mark.parametrize("moment", STOPPING)
def test_a_callback_that_fails_beforehand_stops_the_action(moment: str) -> None:
    machine = LifecycleMachine(rows := fresh_class(), under=RULES)
    hang(machine, moment, lambda event: 1 / 0)
    row = rows(received())
    before = row.stored
    with pytest.raises(ZeroDivisionError):
        row.verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    assert row.stored == before


@pytest.mark.parametrize("moment", TOLD[:-1])
def test_a_callback_that_fails_afterwards_finds_the_row_moved_as_a_whole(moment: str) -> None:
    machine = LifecycleMachine(rows := fresh_class(), under=RULES)
    hang(machine, moment, lambda event: 1 / 0)
    row = rows(received())
    with pytest.raises(ZeroDivisionError):
        row.verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    assert row.status is row.report.status is Status.VERIFIED
    assert len(row.steps) == 1


def test_a_row_that_does_not_accept_stays_as_it_is() -> None:
    class Row(ComplaintRow):
        def accept(self, step: Step) -> None:
            raise OSError("the table is locked")

    LifecycleMachine(Row, under=RULES)
    row = Row(received())
    before = row.stored
    with pytest.raises(OSError, match="locked"):
        row.verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    assert row.stored == before


def test_no_callback_can_swallow_a_refusal() -> None:
    calls: list[EventData] = []
    LifecycleMachine(
        rows := fresh_class(),
        under=RULES,
        on_exception=calls.append,
        prepare_event=calls.append,
        ignore_invalid_triggers=True,
    )
    row = rows(received())
    with pytest.raises(ActionRefusedError, match="LFC-000"):
        row.close(actions.Close(), by=REPORTER, at=MONDAY + HOUR)
    with pytest.raises(InvalidActionError, match="GRD-035"):
        row.verify(verify(title=None), by=COORDINATOR, at=MONDAY + HOUR)
    assert calls == []


def test_a_callback_that_moves_the_row_before_it_has_moved_stops_the_action() -> None:
    """The action was allowed for a report that is no more: here it would undo a closure without any reopening."""
    machine = LifecycleMachine(rows := fresh_class(), under=RULES)
    row = rows(answered())
    at = row.report.changed_at + HOUR
    machine.before_reply(lambda event: row.close(actions.Close(), by=REPORTER, at=at))
    with pytest.raises(InvalidValueError, match=r"^report: "):
        row.reply(actions.Reply(text="Belum selesai"), by=REPORTER, at=at)
    assert row.status is row.report.status is Status.RESOLVED
    assert [step.event.action.name for step in row.steps] == ["close"]


def test_a_callback_may_pull_the_next_trigger_once_the_row_has_moved() -> None:
    machine = LifecycleMachine(rows := fresh_class(), under=RULES)
    row = rows(received())
    at = MONDAY + HOUR
    machine.after_verify(lambda event: row.disposition(actions.Disposition(to=ROADS), by=COORDINATOR, at=at))
    assert row.verify(verify(), by=COORDINATOR, at=at)
    assert row.status is row.report.status is Status.DISPOSITIONED


# --------------------------------------------------------------------------------- what it does not keep or tell


def test_the_machine_keeps_no_row_alive() -> None:
    row = LaporRow(received())
    with pytest.raises(LaporError):
        row.lapor_close(actions.Close(), by=REPORTER, at=MONDAY + HOUR)
    row.lapor_verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    gone = weakref.ref(row)
    del row
    gc.collect()
    assert gone() is None
    assert MACHINE.models == []


def test_rows_are_pickled_and_copied_as_if_there_were_no_machine() -> None:
    row = LaporRow(received())
    for twin in (pickle.loads(pickle.dumps(row)), copy.copy(row), copy.deepcopy(row)):
        assert vars(twin).keys() == {"report", "status", "steps"}
        twin.lapor_verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
        assert twin.status is Status.VERIFIED
    assert row.status is Status.RECEIVED


def test_log_lines_tell_nothing_of_the_report_the_action_or_the_row(caplog: pytest.LogCaptureFixture) -> None:
    """`transitions` logs the repr of a callback, and with it that of the row which a method is bound to."""
    canaries = ("KANARI-LAPORAN", "KANARI-JAWABAN", "KANARI-BARIS", "KANARI-GALAT", OWN_REF, "coordinator-city")

    class Row(ComplaintRow):
        def __repr__(self) -> str:
            return f"Row(KANARI-BARIS, {self.report!r})"

        def told(self, event: EventData) -> None:
            """Do nothing."""

        def failing(self, event: EventData) -> None:
            raise ValueError("KANARI-GALAT")

    machine = LifecycleMachine(Row, under=RULES, name="bridge")
    row = Row(received(text="KANARI-LAPORAN", title=None))
    for moment in (*STOPPING, *TOLD):
        hang(machine, moment, row.told)
    machine.finalize_event = [row.told, row.failing]
    with caplog.at_level(logging.DEBUG):
        row.verify(verify(text=cleared("KANARI-LAPORAN")), by=COORDINATOR, at=MONDAY + HOUR)
        row.may_close(by=REPORTER, at=MONDAY + HOUR)
        with pytest.raises(ActionRefusedError):
            row.answer(answer(text=cleared("KANARI-JAWABAN")), by=LIAISON, at=MONDAY + HOUR)
    told = [f"{record.getMessage()} {record.args!r}" for record in caplog.records]
    assert any("Entering state VERIFIED" in line for line in told)
    assert any("ValueError" in line for line in told)
    assert not [line for line in told for canary in canaries if canary in line]


def test_a_failing_finalizer_does_not_stop_what_has_happened() -> None:
    """As in `transitions`: it runs after everything, and its error is logged by its type."""
    machine = LifecycleMachine(rows := fresh_class(), under=RULES)
    hang(machine, "finalize_event", lambda event: 1 / 0)
    row = rows(received())
    assert row.verify(verify(), by=COORDINATOR, at=MONDAY + HOUR)
    assert row.status is Status.VERIFIED


def test_the_window_of_a_rule_is_kept_by_the_bridge() -> None:
    """A named example: the system closes an answered report only when the reporter's ten working days are over."""
    row = LaporRow(answered())
    lapse, since = actions.Lapse(), row.report.changed_at
    with pytest.raises(ActionRefusedError, match="GRD-005"):
        row.lapor_lapse(lapse, by=SYSTEM, at=since + 13 * DAY)
    assert row.may_lapor_lapse(by=SYSTEM, at=since + 15 * DAY)
    row.lapor_lapse(lapse, by=SYSTEM, at=since + 15 * DAY)
    assert row.status is Status.RESOLVED
    assert row.steps[-1].event.by.role is Role.SYSTEM
