"""Where the bars of a chart stand. What they look like is for the style of the page to say."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 640, 200, 56, 34, 12
"""Of a chart, with the room for numbers on its left, for names below it, and above it."""
GAP: Final = Fraction(1, 5)
"""Which part of the room of a column stays empty."""


@attrs.frozen(kw_only=True)
class Bar:
    """A rectangle that stands for a number of one kind."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@attrs.frozen(kw_only=True)
class Columns:
    """A chart of columns, each stacked of bars.

    Args:
        bars: the bars of each column, from below.
        middles: where each column has its middle.
        lines: what the lines across stand for, and how high they are.
    """

    bars: tuple[tuple[Bar, ...], ...]
    middles: tuple[float, ...]
    lines: tuple[tuple[int, float], ...]


def columns(points: Sequence[Mapping[str, int | None]], kinds: Sequence[str]) -> Columns:
    """Place a column for each point, its kinds upon one another; what is none or withheld has no bar."""
    top = _round_top(max((sum(point.get(kind) or 0 for kind in kinds) for point in points), default=0))
    room = Fraction(WIDTH - LEFT, max(len(points), 1))
    scale = Fraction(HEIGHT - TOP - BOTTOM, top)
    placed = []
    for place, point in enumerate(points):
        below, bars = 0, []
        for kind in kinds:
            if n := point.get(kind) or 0:
                below += n
                x, y = LEFT + room * place + room * GAP / 2, HEIGHT - BOTTOM - below * scale
                bars.append(Bar(kind=kind, x=_px(x), y=_px(y), width=_px(room * (1 - GAP)), height=_px(n * scale)))
        placed.append(tuple(bars))
    return Columns(
        bars=tuple(placed),
        middles=tuple(_px(LEFT + room * place + room / 2) for place in range(len(points))),
        lines=tuple((n, _px(HEIGHT - BOTTOM - n * scale)) for n in (0, top // 2, top)),
    )


def strip(cells: Mapping[str, int | None], kinds: Sequence[str], largest: int) -> tuple[Bar, ...]:
    """Place the bars of one line one after the other, so that the largest number is 100 wide."""
    bars: list[Bar] = []
    before = 0
    for kind in kinds:
        if n := cells.get(kind) or 0:
            x, width = Fraction(100 * before, largest), Fraction(100 * n, largest)
            bars.append(Bar(kind=kind, x=_px(x), y=0, width=_px(width), height=1))
            before += n
    return tuple(bars)


def _round_top(largest: int) -> int:
    """Return the next of 2, 4, 10, 20, 40, 100 and so on: even, so that its half is a whole number."""
    top = 2
    while top < largest:
        top = top * 5 // 2 if str(top).startswith("4") else top * 2
    return top


def _px(value: Fraction) -> float:
    return float(round(value, 2))
