"""The lifecycle on somebody's own rows, by way of the `transitions` library.

A team that keeps its reports in a database puts the lifecycle on the class of its rows, once, when the service starts::

    machine = LifecycleMachine(ComplaintRow, under=rules, prefix="lapor_")

From then on every row has a trigger for each action, and a question beside it::

    row.lapor_answer(answer, by=officer, at=now)      # True; or an error of `apply`, and nothing has changed
    row.may_lapor_answer(answer, by=officer, at=now)  # would `apply` accept it?
    row.may_lapor_answer(by=officer, at=now)          # is it in `allowed_actions`?

and the team may hang callbacks of its own on the machine, as `transitions` documents it. A trigger runs like this:

1. `apply` is asked. If it raises, so does the trigger, and no callback has run.
2. Callbacks that may still stop it by raising: ``prepare_event``, ``prepare``, ``before_state_change``, ``before``,
   ``on_exit``. They find the `Step` as ``event.kwargs["step"]``.
3. The row accepts the step, and its status follows.
4. Callbacks that are told: ``on_enter``, ``after``, ``after_state_change``, ``finalize_event``. If one raises, the row
   has moved as a whole; whether it is stored is for the caller's transaction to decide.

Nothing else moves a row: there are no automatic transitions, and one that somebody adds to the machine leads nowhere
else than `apply` does. The machine keeps no row alive, writes nothing on a row but its status, and logs names only.
"""

import inspect
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final, NoReturn, Protocol, cast

from transitions import Event, EventData, Machine, State, Transition

from lapor_core.actions import ACTIONS, Action
from lapor_core.errors import InvalidValueError
from lapor_core.reports import Report
from lapor_core.rules.rulebook import Rulebook
from lapor_core.states.lifecycle import Step, allowed_actions, apply, check
from lapor_core.states.table import ROWS
from lapor_core.vocabulary import Status


class ReportRow(Protocol):
    """What a row offers besides its status, which alone is not enough to decide.

    Indonesian term: *baris data laporan*.
    """

    @property
    def report(self) -> Report:
        """The report as it stands. A trigger reads it twice, so keep it rather than rebuild it."""
        ...

    def accept(self, step: Step) -> None:
        """Take over ``step.report`` and keep ``step.event``; raise to stop the action.

        A row that saves itself here sets its status first; for others the machine sets it right afterwards.
        """


class _Trigger(Event):
    """A trigger that asks `apply` before any callback runs, so that none of them can swallow a refusal."""

    def trigger(self, model: object, *args: Any, **kwargs: Any) -> bool:
        machine, row = cast("LifecycleMachine", self.machine), cast("ReportRow", model)
        return super().trigger(row, step=_decide(machine, self.name, row, *args, **kwargs))


class _Move(Transition):
    """A transition that leads where the step says, and hands it over after everything that may still stop it."""

    def __init__(self, source: str, dest: str, conditions: Any = None, unless: Any = None, *rest: Any) -> None:
        if conditions or unless:
            raise InvalidValueError(
                "conditions", "the rules decide; a veto of the team is a before callback that raises"
            )
        super().__init__(source, dest, None, None, *rest)

    def execute(self, event_data: EventData) -> bool:
        machine, step = event_data.machine, event_data.kwargs["step"]
        left, entered = machine.get_state(self.source), machine.get_state(step.event.to_status)
        machine.callbacks([*self.prepare, *machine.before_state_change, *self.before], event_data)
        if entered is not left:
            left.exit(event_data)
        _hand_over(machine, cast("ReportRow", event_data.model), step)
        if entered is not left:
            event_data.state = entered
            entered.enter(event_data)
        machine.callbacks([*self.after, *machine.after_state_change], event_data)
        return True


class LifecycleMachine(Machine):
    """A machine of `transitions` that does with rows what `apply` does with reports, and nothing else.

    Making one puts its triggers on the class of the rows, whose subclasses inherit them. Its states are the members
    of `Status`; its triggers are the wire codes of the actions. A class that has a method such as ``on_enter_ANSWERED``
    has it called.

    Args:
        rows: the class of the rows; a machine serves one.
        under: the rules; assign new ones to the attribute when the directory or the parameters change.
        prefix: what the names of the triggers begin with.
        state_attribute: where a row has its status, as a `Status` or its code. The machine sets it, unless
            ``accept`` has done so.
        options: what else a machine of `transitions` takes, such as ``name`` or ``after_state_change``.

    Raises:
        InvalidValueError: the rows are no class with a method ``accept``; they have an attribute of that name
            (`transitions` would skip it in silence); or the prefix cannot begin a name.
    """

    event_cls = _Trigger
    transition_cls = _Move

    def __init__(
        self,
        rows: type[ReportRow],
        *,
        under: Rulebook,
        prefix: str = "",
        state_attribute: str = "status",
        **options: Any,
    ) -> None:
        _require_class_of_rows(rows)
        self.under = under
        self.actions = {prefix + row.action: ACTIONS[row.action] for row in ROWS}
        if not all(trigger.isidentifier() for trigger in self.actions):
            raise InvalidValueError("prefix", "letters, digits and _ are needed, and no digit first")
        names_of_rows = {state_attribute}.union(
            *((*vars(base), *inspect.get_annotations(base)) for base in rows.__mro__)
        )
        for name in (*self.actions, *map(_MAY.format, self.actions)):
            if name in names_of_rows:
                raise InvalidValueError(name, _TAKEN)
        super().__init__(
            model=None,
            states=Status,
            initial=None,
            transitions=[
                {"trigger": prefix + row.action, "source": list(row.sources), "dest": row.target} for row in ROWS
            ],
            send_event=True,
            auto_transitions=False,
            model_attribute=state_attribute,
            **options,
        )
        for state in self.states.values():
            for moment in ("enter", "exit"):
                method = f"on_{moment}_{state.name}"
                if method in names_of_rows:
                    state.add_callback(moment, method)
        for trigger, event in self.events.items():
            _put(rows, trigger, event.trigger)
            _put(rows, _MAY.format(trigger), partial(_may, self, trigger))

    def add_model(self, *_args: object, **_options: object) -> NoReturn:
        """Refuse a single row: it would get a status to begin with, and be kept alive by the machine."""
        raise TypeError("the triggers are on the class of the rows; a row needs no adding")

    def get_model_state(self, model: object) -> State:
        """Return the state of a row whose status may be stored as a `Status` or as its code."""
        return self.states[_NAMES[getattr(model, self.model_attribute)]]

    def callbacks(self, funcs: Iterable[str | Callable[..., bool | None]], event_data: EventData) -> None:
        """Call them. The base class also logs their repr, which for a bound method shows what it is bound to."""
        try:
            for function in funcs:
                self.callback(function, event_data)
        except Exception as error:
            if funcs is self.finalize_event:
                # The base class keeps this one to itself and logs its text, which may name anybody.
                raise RuntimeError(type(error).__name__) from None
            raise


_MAY: Final = "may_{}"
_TAKEN: Final = "the rows have an attribute of this name; make the machine once, or choose another prefix"
_NO_REPORT: Final = "the row is to offer a Report, such as the report of a Step"
_NAMES: Final = {status.value: status.name for status in Status}


def _require_class_of_rows(rows: object) -> None:
    if not isinstance(rows, type) or not callable(getattr(rows, "accept", None)):
        raise InvalidValueError("rows", "a class is needed whose objects have a report and a method accept(step)")


def _put(rows: type[ReportRow], name: str, function: Callable[..., bool]) -> None:
    def bound(row: ReportRow) -> Callable[..., bool]:
        return partial(function, row)

    def refuse(_row: ReportRow, _value: object) -> NoReturn:
        # A plain method would give way in silence to an attribute that a row sets for itself, in its constructor say.
        raise InvalidValueError(name, _TAKEN)

    setattr(rows, name, property(bound, refuse))


# Who forgets an argument is told by the rules what is needed, rather than by Python in names of this module.
def _decide(
    machine: LifecycleMachine, trigger: str, row: ReportRow, action: Any = None, *, by: Any = None, at: Any = None
) -> Step:
    return apply(_report_of(machine, row), _named(machine, trigger, action), by=by, at=at, under=machine.under)


def _may(
    machine: LifecycleMachine, trigger: str, row: ReportRow, action: Any = None, *, by: Any = None, at: Any = None
) -> bool:
    report = _report_of(machine, row)
    if action is None:
        return machine.actions[trigger].name in allowed_actions(report, by=by, at=at, under=machine.under)
    return check(report, _named(machine, trigger, action), by=by, at=at, under=machine.under) is None


def _named(machine: LifecycleMachine, trigger: str, action: object) -> Action:
    kind = machine.actions[trigger]
    if not isinstance(action, kind):
        raise InvalidValueError("action", f"{kind.__name__} is needed: {trigger}({kind.__name__}(...), by=..., at=...)")
    return action


def _report_of(machine: Machine, row: ReportRow) -> Report:
    try:
        report = row.report
    except AttributeError as error:
        raise InvalidValueError("report", _NO_REPORT) from error
    if type(report) is not Report:
        raise InvalidValueError("report", _NO_REPORT)
    if report.status != getattr(row, machine.model_attribute):
        raise InvalidValueError(machine.model_attribute, "the status of the row and that of its report differ")
    return report


def _hand_over(machine: Machine, row: ReportRow, step: Step) -> None:
    report = _report_of(machine, row)
    if (report.tracking_id, report.version) != (step.event.tracking_id, step.event.seq - 1):
        raise InvalidValueError("report", "the row has moved on since the action was allowed; a callback moved it")
    row.accept(step)
    if getattr(row, machine.model_attribute) != step.report.status:
        machine.set_state(step.report.status, row)
