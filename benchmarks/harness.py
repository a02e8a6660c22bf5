"""Timing two ways of doing the same, side by side in one run, and saying whether a target holds.

A ratio is measured in pairs: a short loop of ours, then at once a short loop of the peer, many times over. The median
of the ratios of the pairs is what counts, so that a machine that is busy for a second slows both down or spoils one
pair. Loops are timed in processor time (engines with threads of their own: on the wall) and with the garbage collector
off; the first calls are not timed.
"""

import gc
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from itertools import repeat
from typing import NoReturn

import attrs

Work = Callable[[], object]
Clock = Callable[[], float]
"""Processor time, or the time on the wall where several threads share the work."""

LOOP_SECONDS = 0.006
ROUNDS = 15


@attrs.frozen(kw_only=True)
class Result:
    """One line of a table.

    Args:
        label: what was measured.
        shown: the measurements behind the figure, for the reader.
        figure: what the target is about.
        unit: of the figure.
        at_least: the target, when more is better.
        at_most: the target, when less is better; without any target the line is for information.
    """

    label: str
    shown: str
    figure: float
    unit: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the figure is on the right side of its target, if it has one."""
        if self.at_least is not None:
            return self.figure >= self.at_least
        return self.at_most is None or self.figure <= self.at_most

    @property
    def verdict(self) -> str:
        """The target and whether it is met, as text."""
        if self.at_least is None and self.at_most is None:
            return ""
        sign, target = (">=", self.at_least) if self.at_least is not None else ("<=", self.at_most)
        return f"{sign} {target:,g} {'met' if self.is_met else 'MISSED'}"


def calls_in(work: Work, seconds: float = LOOP_SECONDS, clock: Clock = time.process_time) -> int:
    """Warm up and return how many calls take about so many seconds."""
    work()
    calls = 1
    while (taken := _loop(work, calls, clock)) < seconds / 4:
        calls *= 2
    return max(1, round(calls * seconds / taken))


def seconds_per_call(work: Work, *, rounds: int = ROUNDS) -> float:
    """Return the time of one call in the fastest loop: whatever else runs on the machine only slows a loop down."""
    calls = calls_in(work)
    return min(_loop(work, calls) / calls for _ in range(rounds))


def race(
    label: str,
    ours: Work,
    peer: Work,
    *,
    at_least: float | None = None,
    rounds: int = ROUNDS,
    seconds: float = LOOP_SECONDS,
    clock: Clock = time.process_time,
) -> Result:
    """Return how many times the peer takes as long as ours; each loop takes about so many seconds."""
    our_calls, peer_calls = (calls_in(work, seconds, clock) for work in (ours, peer))
    pairs = [
        (_loop(ours, our_calls, clock) / our_calls, _loop(peer, peer_calls, clock) / peer_calls) for _ in range(rounds)
    ]
    our_time, peer_time = (statistics.median(times) * 1e6 for times in zip(*pairs, strict=True))
    return Result(
        label=label,
        shown=f"{our_time:10.2f} {peer_time:12.2f}",
        figure=statistics.median(peer_time / our_time for our_time, peer_time in pairs),
        unit="x",
        at_least=at_least,
    )


def _loop(work: Work, calls: int, clock: Clock = time.process_time) -> float:
    gc.collect()
    gc.disable()
    try:
        started = clock()
        for _ in repeat(None, calls):
            work()
        return clock() - started
    finally:
        gc.enable()


def setting(*peers: str) -> str:
    """Say on what the figures were taken: versions, and how fast the machine is at a plain loop."""
    loop = seconds_per_call(lambda: [number * number for number in range(1000)])
    packages = ", ".join(f"{name} {version(name)}" for name in ("attrs", *peers))
    return (
        f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.machine()}; "
        f"{packages}\nspeed of this machine: 1,000 squares in a list {loop * 1e6:.0f} µs"
    )


def show(title: str, heads: str, results: Iterable[Result]) -> list[Result]:
    """Print the results as a table and return them."""
    results = list(results)
    width = max(len(result.label) for result in results)
    print(f"\n{title}\n{'':{width}} {heads}")
    for result in results:
        figure = f"{result.figure:,.0f}" if result.figure >= 100 else f"{result.figure:,.2f}"
        print(f"{result.label:{width}} {result.shown} {figure:>11} {result.unit:4} {result.verdict}".rstrip())
    return results


def finish(results: Iterable[Result]) -> NoReturn:
    """End the program: with code 1 when a target was missed."""
    missed = [result.label for result in results if not result.is_met]
    print(f"\ntargets missed: {'; '.join(missed)}" if missed else "\nevery target is met")
    sys.exit(1 if missed else 0)
