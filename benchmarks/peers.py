"""Our lifecycle table in two other libraries, as fast as each of them goes.

Both get one condition per row that asks the same authority and the same guard functions as `apply`, and one argument
for it: that is the cheapest way to attach them. Neither gives a reason when it refuses.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Self

import attrs
from scenario import RULES, Question, Request
from statemachine import State, StateMachine
from transitions import Machine

from lapor_core import ActionName, Event, Report, Status
from lapor_core.rules.authority import has_jurisdiction
from lapor_core.states.arguments import ARGUMENT_GUARDS
from lapor_core.states.standing import STANDING_GUARDS
from lapor_core.states.table import TABLE, Row

NAME_OF: Final = {status: status.value for status in Status}
STATUS_OF: Final = {status.value: status for status in Status}
"""`transitions` takes an enum member for the name of a constant, so the states are plain text."""


@attrs.frozen(kw_only=True)
class Task(Request):
    """A request, and what it changes besides what every action does; the peers get that ready-made."""

    changes: Mapping[str, Any]

    @classmethod
    def of(cls, request: Request) -> Self:
        """Find out what the request changes."""
        always = {"status", "version", "changed_at", "since", "history"}
        names = [field.name for field in attrs.fields(Report) if field.name not in always]
        before, after = request.report, request.after
        return cls(
            report=before,
            by=request.by,
            at=request.at,
            action=request.action,
            after=after,
            changes={name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)},
        )


def stands(row: Row) -> Callable[[Question], bool]:
    """Return all that `apply` asks of the report, the actor and the instant before it lets a row happen."""
    roles = frozenset(row.roles)
    guards = tuple(STANDING_GUARDS[name].passes for name in row.guards if name in STANDING_GUARDS)

    def holds(question: Question) -> bool:
        report, by, at = question.report, question.by, question.at
        if by.role not in roles or not has_jurisdiction(report, by, RULES.directory):
            return False
        for passes in guards:  # noqa: SIM110 (all() with a generator is slower)
            if not passes(report, by, at, RULES):
                return False
        return True

    return holds


def fits(row: Row) -> Callable[[Request], bool]:
    """Return all that `apply` asks, what the action says included."""
    roles = frozenset(row.roles)
    standing = tuple(STANDING_GUARDS[name].passes for name in row.guards if name in STANDING_GUARDS)
    arguments = tuple(ARGUMENT_GUARDS[name].fault for name in row.guards if name in ARGUMENT_GUARDS)

    def holds(request: Request) -> bool:
        report, by, at, action = request.report, request.by, request.at, request.action
        if by.role not in roles or not has_jurisdiction(report, by, RULES.directory):
            return False
        for passes in standing:
            if not passes(report, by, at, RULES):
                return False
        for fault in arguments:  # noqa: SIM110 (all() with a generator is slower)
            if fault(report, action, by, at, RULES) is not None:
                return False
        return True

    return holds


class Cursor:
    """The least that a machine can move: a status and nothing else."""

    __slots__ = ("state",)
    state: str


def _machine(condition: Callable[[Row], Callable[[Any], bool]]) -> Machine:
    return Machine(
        model=None,
        states=list(STATUS_OF),
        initial=NAME_OF[Status.RECEIVED],
        auto_transitions=False,
        transitions=[
            {
                "trigger": action.value,
                "source": NAME_OF[status],
                "dest": NAME_OF[row.target] if row.target else None,
                "conditions": condition(row),
            }
            for status, rows in TABLE.items()
            for action, row in rows.items()
        ],
    )


class ByTransitions:
    """Shared machines without models, built once; they move one cursor that is used again and again."""

    def __init__(self) -> None:
        """Build a machine that looks at the action, and one that is asked about names."""
        self.cursor = Cursor()
        self.machine = _machine(fits)
        self.standing = _machine(stands)

    def trigger(self, task: Task) -> bool:
        """Move the cursor by the guarded transition."""
        self.cursor.state = NAME_OF[task.report.status]
        return bool(self.machine.events[task.action.name].trigger(self.cursor, task))

    def apply(self, task: Task) -> tuple[Report, Event]:
        """Do what `lapor_core.apply` does."""
        if not self.trigger(task):
            raise ValueError
        return _evolved(task, STATUS_OF[self.cursor.state])

    def may(self, question: Question) -> set[str]:
        """Ask `may_…` of every trigger; `add_model` would give the model this very call under that name."""
        self.cursor.state = NAME_OF[question.report.status]
        may = self.standing._can_trigger  # noqa: SLF001 (see above)
        return {name for name in self.standing.events if may(self.cursor, name, question)}


def _lifecycle() -> Callable[..., Any]:
    states = {status: State(status.value, value=status.value, initial=status is Status.RECEIVED) for status in Status}
    events: dict[ActionName, Any] = {}
    for status, rows in TABLE.items():
        for action, row in rows.items():
            stays = row.target in (None, status)
            moves = states[status].to(states[row.target or status], cond=fits(row), internal=stays)
            events[action] = events[action] | moves if action in events else moves
    # `follow_up` is a status and an action: the attributes of the states are in capitals.
    members: dict[str, object] = {status.name: state for status, state in states.items()}
    members.update({action.value: moves for action, moves in events.items()})
    machine: Callable[..., Any] = type(StateMachine)("Lifecycle", (StateMachine,), members)  # type: ignore[misc]
    return machine


class ByStateMachine:
    """python-statemachine: an instance belongs to one case, so it is either kept and re-pointed or made anew."""

    def __init__(self) -> None:
        """Build the class once, and one instance to use again."""
        self.kind = _lifecycle()
        self.kept = self.kind()

    def apply_kept(self, task: Task) -> tuple[Report, Event]:
        """Do what `lapor_core.apply` does, with the instance that is there."""
        self.kept.current_state_value = NAME_OF[task.report.status]
        return self._apply(self.kept, task)

    def apply_made(self, task: Task) -> tuple[Report, Event]:
        """Do what `lapor_core.apply` does, with an instance of its own."""
        return self._apply(self.kind(start_value=NAME_OF[task.report.status]), task)

    def _apply(self, machine: Any, task: Task) -> tuple[Report, Event]:
        getattr(machine, task.action.name)(task)  # raises when the condition does not hold
        return _evolved(task, STATUS_OF[machine.current_state_value])


def _evolved(task: Task, status: Status) -> tuple[Report, Event]:
    report = task.report
    event = Event(
        tracking_id=report.filing.tracking_id,
        seq=report.version + 1,
        at=task.at,
        by=task.by,
        action=task.action,
        from_status=report.status,
        to_status=status,
        rule_id=TABLE[report.status][task.action.name].rule_id,
        pack=RULES.pack.version,
    )
    after = attrs.evolve(
        report,
        status=status,
        version=event.seq,
        changed_at=task.at,
        since=report.since if status is report.status else task.at,
        history=report.history.appended(event),
        **task.changes,
    )
    return after, event
