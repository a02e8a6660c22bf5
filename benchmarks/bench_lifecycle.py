"""What one step of the lifecycle costs, next to `transitions` and python-statemachine; and how fast events come back.

Run it with ``make bench``; README.md says how to read the tables.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from time import process_time
from typing import Final, TypeVar

import attrs
import harness
from harness import Result, Work
from peers import ByStateMachine, ByTransitions, Task
from scenario import (
    COORDINATOR,
    EVERY,
    NATIONAL_ADMIN,
    OMBUDSMAN,
    ROADS_LIAISON,
    RULES,
    SYSTEM,
    USUAL,
    Question,
    disputed,
    end_of,
    escalated,
    noted,
    received,
    reporter_of,
    walk,
)

from lapor_core import (
    ActionName,
    Event,
    Refusal,
    Report,
    Status,
    actions,
    allowed_actions,
    apply,
    check,
    replay,
)
from lapor_core.states.table import TABLE

_T = TypeVar("_T")

TASKS: Final = tuple(Task.of(request) for request in walk(disputed, 1))
"""One report after its receipt: eleven requests, nine different actions, five statuses."""

OTHERWISE: Final = "the two do not do the same"


def apply_ours(task: Task) -> tuple[Report, Event]:
    """Apply an action."""
    step = apply(task.report, task.action, by=task.by, at=task.at, under=RULES)
    return step.report, step.event


def check_ours(task: Task) -> Refusal | None:
    """Ask whether the action would be applied."""
    return check(task.report, task.action, by=task.by, at=task.at, under=RULES)


def each(function: Callable[[_T], object], items: Iterable[_T]) -> Work:
    """Return work that does the same to every item."""
    items = tuple(items)

    def work() -> None:
        for item in items:
            function(item)

    return work


def full_steps(transitions: ByTransitions, statemachine: ByStateMachine) -> Iterator[Result]:
    """Race whole steps: authority, guards, event, history, new report."""
    for task in TASKS:
        for peer in (transitions.apply, statemachine.apply_kept, statemachine.apply_made):
            if peer(task) != apply_ours(task):
                raise AssertionError(OTHERWISE)
    yield harness.race("transitions: the eleven", each(apply_ours, TASKS), each(transitions.apply, TASKS), at_least=3)
    for task in TASKS:
        yield harness.race(
            f"transitions: {task.action.name}", each(apply_ours, [task]), each(transitions.apply, [task])
        )
    yield harness.race(
        "python-statemachine, kept", each(apply_ours, TASKS), each(statemachine.apply_kept, TASKS), at_least=25
    )
    yield harness.race(
        "python-statemachine, made", each(apply_ours, TASKS), each(statemachine.apply_made, TASKS), rounds=5
    )


def one_answer(transitions: ByTransitions) -> Iterator[Result]:
    """Race the question whether one action is allowed against the guarded trigger that would answer it."""
    tasks = {request.action.name: Task.of(request) for way in EVERY for request in walk(way, 1)}
    every = tuple(tasks.values())
    plain = [name for name, task in tasks.items() if is_plain(task)]
    chosen = [tasks.pop(name) for name in plain]
    yield harness.race(", ".join(plain), each(check_ours, chosen), each(transitions.trigger, chosen), at_least=20)
    yield harness.race(f"all {len(every)} kinds", each(check_ours, every), each(transitions.trigger, every))
    for name, task in tasks.items():
        yield harness.race(name, each(check_ours, [task]), each(transitions.trigger, [task]))


def is_plain(task: Task) -> bool:
    """Whether the status moves and authority alone decides: then the engines are compared, not the guards."""
    row = TABLE[task.report.status][task.action.name]
    return row.target is not None and not row.guards


def allowed_ours(question: Question) -> frozenset[ActionName]:
    """Ask for all names that are allowed."""
    return allowed_actions(question.report, by=question.by, at=question.at, under=RULES)


def whole_sets(transitions: ByTransitions) -> Iterator[Result]:
    """Race the set of what is allowed against `may_…` of every trigger, for every status and many roles."""
    reports = {Status.RECEIVED: received(1)[0]}
    reports |= {request.after.status: request.after for way in EVERY for request in walk(way, 1)}
    results = []
    for report in reports.values():
        at = report.changed_at + timedelta(days=5)
        for by in (reporter_of(report), ROADS_LIAISON, COORDINATOR, NATIONAL_ADMIN, OMBUDSMAN, SYSTEM):
            question = Question(report=report, by=by, at=at)
            if transitions.may(question) != {name.value for name in allowed_ours(question)}:
                raise AssertionError(OTHERWISE)
            label = f"{report.status} for {by.role}"
            results.append(
                harness.race(label, partial(allowed_ours, question), partial(transitions.may, question), rounds=5)
            )
    results.sort(key=lambda result: result.figure)
    worst, best = results[0], results[-1]
    yield attrs.evolve(worst, label=f"worst of {len(results)}: {worst.label}", at_least=100)
    yield from results[1 : len(results) // 2 : 5]
    yield attrs.evolve(best, label=f"best: {best.label}")


def replays() -> Iterator[Result]:
    """Time `replay` of stored events."""
    mixed = [list(end_of(way, number).history) for number in range(200) for way in USUAL]
    long = list(noted(end_of(escalated, 1), 1000).history)
    for label, stored in ((f"{len(mixed):,} reports of 5 to 12 events", mixed), ("one report of 1,000", [long])):
        taken = harness.seconds_per_call(each(replay, stored), rounds=25)
        count = sum(map(len, stored))
        yield Result(
            label=label,
            shown=f"{taken / count * 1e6:10.3f}",
            figure=count / taken / 1e6,
            unit="M/s",
            at_least=1.5,
        )


def long_histories() -> Iterator[Result]:
    """Compare the same action on short and long histories."""
    # A full chunk is copied less often than the last one, so a whole chunk of consecutive lengths is averaged.
    span = 32
    note = actions.Note(text="Catatan")
    short = [noted(received(1)[0], 10)]
    long = [noted(received(2)[0], 1000)]
    for reports in (short, long):
        while len(reports) < span:
            reports.append(noted(reports[-1], reports[-1].version + 1))

    def step(report: Report) -> object:
        return apply(report, note, by=NATIONAL_ADMIN, at=report.changed_at, under=RULES)

    result = harness.race("at 1,000 against 10 events", each(step, short), each(step, long))
    yield attrs.evolve(result, at_most=1.1)


def huge_history() -> None:
    """Print how long equality, repr and pickling of a report with 100,000 events take."""
    report = noted(received(1)[0], 100_000)
    print("\nA report with 100,000 events, seconds")
    timed("repr", lambda: repr(report))
    document = timed("pickle", lambda: pickle.dumps(report))
    copy = timed(f"unpickle ({len(document) / 1e6:.1f} MB)", lambda: pickle.loads(document))  # noqa: S301 (our own)
    if not timed("equal to its copy", lambda: copy == report):
        raise AssertionError(OTHERWISE)
    timed("replay", lambda: replay(report.history))


def timed(label: str, work: Callable[[], _T]) -> _T:
    """Do something once and print how long it took."""
    started = process_time()
    result = work()
    print(f"{label:30} {process_time() - started:8.3f}")
    return result


def main() -> None:
    """Print all tables; end with code 1 when a target is missed."""
    print(harness.setting("transitions", "python-statemachine"))
    transitions, statemachine = ByTransitions(), ByStateMachine()
    race_heads = f"{'ours µs':>10} {'peer µs':>12} {'ratio':>11}"
    results = [
        *harness.show("apply: one whole step", race_heads, full_steps(transitions, statemachine)),
        *harness.show("check: is this action allowed?", race_heads, one_answer(transitions)),
        *harness.show("allowed_actions against may_ of all triggers", race_heads, whole_sets(transitions)),
        *harness.show("replay", f"{'µs/event':>10} {'rate':>11}", replays()),
        *harness.show(
            "32 notes, by length of the history", f"{'10, µs':>10} {'1,000, µs':>12} {'ratio':>11}", long_histories()
        ),
    ]
    huge_history()
    harness.finish(results)


if __name__ == "__main__":
    main()
