"""The lifecycle drawn for print: an SVG picture made without any library.

The way of every report stands in one column, what interrupts it in a second one. An arrow that leads to the next status
of the way is drawn between the two; every other one has a lane of its own, and where it comes from several statuses its
lines join at dots. Only the places of the statuses are fixed here; everything else comes from the rows of the table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from math import ceil
from textwrap import wrap
from typing import Final

import attrs

from lapor_core.states.diagram import WORDS, Arrow, ends_of, legend, named, story_of
from lapor_core.states.table import Row
from lapor_core.vocabulary import Language, Status

PLACES: Final[Mapping[Status, tuple[int, int]]] = {
    Status.RECEIVED: (0, 0),
    Status.VERIFIED: (0, 1),
    Status.DISPOSITIONED: (0, 2),
    Status.FOLLOW_UP: (0, 3),
    Status.ANSWERED: (0, 4),
    Status.RESOLVED: (0, 5),
    Status.MERGED: (1, 0),
    Status.HELD: (1, 2),
    Status.ESCALATED: (1, 4),
    Status.ARCHIVED: (1, 5),
}
"""The column and the level of every status. Those that have ended stand lower than all that are open."""

# All lengths are in pixels. Heights are multiples of a unit, so that lines which run side by side keep their distance.
_UNIT, _MARGIN, _WIDTH, _GAP, _LANE = 12, 24, 200, 48, 14
_BIG, _NORMAL, _SMALL = 13, 11, 10
_INK, _SOFT, _LINE, _DASHES, _PAPER = "#1f2933", "#52606d", "#3e4c59", "#7b8794", "#ffffff"
_WAY, _BESIDE, _ENDED, _OPEN = "#e6f0fa", "#fdf6e3", "#e4e7eb", "#f5f7f9"


def svg(rows: Iterable[Row], language: Language = "en") -> str:
    """Return the rows as a picture on white ground, which prints and reads well beside dark and light text.

    Args:
        rows: rows of the lifecycle table, such as ``ROWS`` or ``WAITING``.
        language: of the labels.
    """
    return _Picture(tuple(rows), language).drawn()


def _length(words: str, size: float = _NORMAL) -> float:
    return len(words) * size * 0.6


def _text(
    x: float, y: float, words: str, roles: str = "", *, bold: bool = False, size: int = _NORMAL, at: str = "start"
) -> str:
    weight = ' font-weight="bold"' if bold else ""
    small = f'<tspan font-size="{_SMALL}" font-weight="normal" fill="{_SOFT}"> {escape(roles)}</tspan>' if roles else ""
    place = f'x="{x:g}" y="{y:g}" text-anchor="{at}"'
    return f'<text {place} font-size="{size}"{weight} fill="{_INK}">{escape(words)}{small}</text>'


def _stroke(path: str, *, head: bool = False) -> str:
    end = ' marker-end="url(#lapor-arrow)"' if head else ""
    return f'<path d="{path}" fill="none" stroke="{_LINE}" stroke-width="1.2"{end}/>'


def _dot(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{_LINE}"/>'


def _rectangle(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="8" {style}/>'


@attrs.define(eq=False)
class _Box:
    """A status on paper: its name, and below it what leaves it as it is."""

    status: Status
    title: list[str]
    lines: list[tuple[str, str]]
    column: int
    level: int
    x: float = 0
    y: float = 0
    height: float = 0

    @property
    def middle(self) -> float:
        return self.x + _WIDTH / 2

    @property
    def text_height(self) -> float:
        return 16 * len(self.title) + 14 * len(self.lines)

    def drawn(self) -> Iterator[str]:
        fill = _ENDED if self.status.is_ended else _BESIDE if self.column else _WAY
        yield _rectangle(self.x, self.y, _WIDTH, self.height, f'fill="{fill}" stroke="{_LINE}"')
        y = self.y + (self.height - self.text_height) / 2 - 3
        for line in self.title:
            yield _text(self.middle, y := y + 16, line, bold=True, size=_BIG, at="middle")
        for name, roles in self.lines:
            yield _text(self.middle, (y := y + 14) + 1, name, roles, at="middle")


@attrs.define(eq=False)
class _Lane:
    """An arrow with a lane of its own: an upright line, and from it a line to every status that it joins."""

    arrow: Arrow
    names: list[str]
    roles: str
    boxes: list[_Box]
    ports: dict[_Box, float]
    """How high its line to a status lies."""
    x: float = 0

    @property
    def target(self) -> _Box:
        return self.boxes[-1]

    @property
    def is_outer(self) -> bool:
        """Whether it runs outside, along the first column, and joins nothing beside it."""
        return not any(box.column for box in self.boxes)

    @property
    def span(self) -> tuple[float, float]:
        return min(self.ports.values()), max(self.ports.values())

    @property
    def length(self) -> float:
        return max(_length(self.roles, _SMALL), *map(_length, self.names)) + 2 * _UNIT

    def edge(self, box: _Box) -> float:
        return box.x if self.is_outer or box.column else box.x + _WIDTH

    def room(self, box: _Box) -> tuple[int, int]:
        """Return how much its line needs above and below: at the head of the arrow stands its name."""
        return (8 + _UNIT * len(self.names), 16) if box is self.target else (8, 4)

    def drawn(self) -> Iterator[str]:
        top, bottom = self.span
        yield _stroke(f"M{self.x:g} {top:g}V{bottom:g}")
        for box, y in self.ports.items():
            yield _stroke(f"M{self.x:g} {y:g}H{self.edge(box):g}", head=box is self.target)
            if top < y < bottom:
                yield _dot(self.x, y, 2.4)
        edge, y = self.edge(self.target), self.ports[self.target]
        x, at = (edge + _UNIT, "start") if edge < self.x else (edge - _UNIT, "end")
        for place, name in enumerate(reversed(self.names)):
            yield _text(x, y - 4 - _UNIT * place, name, bold=True, at=at)
        yield _text(x, y + _UNIT, "", self.roles, at=at)


def _arranged(lanes: Iterable[_Lane]) -> list[_Lane]:
    """Return the lanes in an order with few crossings, beginning with the one next to the first column."""

    def crossings(order: Sequence[_Lane]) -> int:
        return sum(
            other.span[0] <= y <= other.span[1]
            for place, lane in enumerate(order)
            for box, y in lane.ports.items()
            for other in (order[place + 1 :] if box.column else order[:place])
        )

    order: list[_Lane] = []
    for lane in sorted(lanes, key=lambda lane: lane.span[0] - lane.span[1]):
        order = min(([*order[:place], lane, *order[place:]] for place in range(len(order) + 1)), key=crossings)
    return order


class _Picture:
    """The layout: what is to be drawn, then the heights, then the widths, then the ink."""

    def __init__(self, rows: tuple[Row, ...], language: Language) -> None:
        self.rows = rows
        self.language: Language = language
        self.words = WORDS[language]
        self.story = story = story_of(rows)
        shown = {status for arrow in story.arrows for status in (*arrow.sources, arrow.target)}
        shown |= {*story.stays, *(target for _, target in story.leaving)}
        self.boxes = {
            status: _Box(
                status=status,
                title=wrap(status.label(language), 24),
                lines=[named(row, language) for row in story.stays.get(status, ())],
                column=column,
                level=level,
            )
            for status, (column, level) in PLACES.items()
            if status in shown
        }
        way = pairwise(status for status, box in self.boxes.items() if not box.column)
        steps = [((before,), after) for before, after in way]
        self.steps = [one for one in story.arrows if not one.sources or (one.sources, one.target) in steps]
        self.lanes = [
            _Lane(
                arrow=arrow,
                names=[line for row in arrow.rows for line in wrap(named(row, language)[0], 18)],
                roles=" / ".join(named(row, language)[1] for row in arrow.rows),
                boxes=[self.boxes[status] for status in (*arrow.sources, arrow.target)],
                ports={},
            )
            for arrow in story.arrows
            if arrow not in self.steps
        ]
        self.end_of_open = 0.0
        self.set_heights()
        self.set_widths()

    def set_heights(self) -> None:
        y: float = _MARGIN + _UNIT * (4 + len(self.story.kept["any open"]) if self.story.has_frame else 0)
        y += _GAP if any(not step.sources for step in self.steps) else 0
        for level in sorted({box.level for box in self.boxes.values()}):
            row = [box for box in self.boxes.values() if box.level == level]
            if row[0].status.is_ended and not self.end_of_open:
                self.end_of_open = y
                y += _GAP if self.story.has_frame else 0
            for box in row:
                rooms = [sum(sum(lane.room(box)) for lane in side) for side in self.sides(box)]
                box.height = _UNIT * ceil(max(box.text_height + 16, *(room + 2 * _UNIT for room in rooms)) / _UNIT)
            tallest = max(box.height for box in row)
            for box in row:
                box.y = y + (tallest - box.height) / 2
                self.set_ports(box)
            y += tallest + _GAP
        self.end_of_open = self.end_of_open or y - _UNIT
        self.bottom = y - _UNIT

    def sides(self, box: _Box) -> tuple[list[_Lane], list[_Lane]]:
        """Return the lanes on the left and on the right of a status, from what lies above to what lies below."""

        def level(lane: _Lane) -> float:
            others = [other.level for other in lane.boxes if other is not box]
            return sum(others) / len(others)

        lanes = sorted((lane for lane in self.lanes if box in lane.boxes), key=level)
        left = [lane for lane in lanes if lane.is_outer or box.column]
        return left, [lane for lane in lanes if lane not in left]

    def set_ports(self, box: _Box) -> None:
        for side in self.sides(box):
            room = sum(sum(lane.room(box)) for lane in side)
            # Half a unit between the columns: no line from the one can lie upon a line from the other.
            y = _UNIT * round((box.y + (box.height - room) / 2) / _UNIT) + box.column * _UNIT / 2
            for lane in side:
                above, below = lane.room(box)
                lane.ports[box] = y + above
                y += above + below

    def set_widths(self) -> None:
        outer = _arranged(lane for lane in self.lanes if lane.is_outer)
        inner = _arranged(lane for lane in self.lanes if not lane.is_outer)
        # From left to right: outer lanes, their heads, the first column, heads, inner lanes, heads, the second column.
        x = 2 * _MARGIN + _LANE * len(outer) + max((lane.length for lane in outer), default=0)
        for place, lane in enumerate(outer):
            lane.x = 2 * _MARGIN + _LANE * (len(outer) - place - 0.5)
        steps = [_length(" ".join(named(row, self.language))) for step in self.steps for row in step.rows]
        heads = max(
            [0, *(lane.length for lane in inner if not lane.target.column), *(step - _WIDTH / 2 for step in steps)]
        )
        self.between = x + _WIDTH + heads + _UNIT
        for place, lane in enumerate(inner):
            lane.x = self.between + _LANE * (place + 0.5)
        beside = (
            self.between + _LANE * len(inner) + max((lane.length for lane in inner if lane.target.column), default=0)
        )
        for box in self.boxes.values():
            box.x = beside if box.column else x
        headings = [_length(" ".join(named(row, self.language))) for row in self.story.kept["any open"]]
        edges = [box.x + _WIDTH for box in self.boxes.values()]
        self.width = 2 * _MARGIN + max([*edges, *(self.between + heading for heading in headings), 20 * _MARGIN])

    def drawn(self) -> str:
        notes = self.notes()
        height = self.bottom + 16 * len(notes) + _MARGIN
        size = f'width="{self.width:g}" height="{height:g}" viewBox="0 0 {self.width:g} {height:g}"'
        shapes = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Helvetica, Arial, sans-serif" role="img">',
            f"<title>{escape(self.words['title'])}</title>",
            f"<desc>{escape(' '.join(map(self.told, self.rows)))}</desc>",
            '<defs><marker id="lapor-arrow" orient="auto" refX="7" refY="4" markerWidth="8" markerHeight="8">',
            f'<path d="M0 1L8 4L0 7z" fill="{_LINE}"/></marker></defs>',
            f'<rect width="100%" height="100%" fill="{_PAPER}"/>',
            *self.ground(),
            *self.arrows(),
            *(shape for box in self.boxes.values() for shape in box.drawn()),
            *(_text(_MARGIN, self.bottom + 16 * (place + 1), note) for place, note in enumerate(notes)),
        ]
        return "\n".join([*shapes, "</svg>\n"])

    def ground(self) -> Iterator[str]:
        """Yield the frame around all open statuses, and what is possible in every one of them."""
        if self.story.has_frame:
            style = f'fill="{_OPEN}" stroke="{_DASHES}" stroke-dasharray="5 4"'
            yield _rectangle(_MARGIN, _MARGIN, self.width - 2 * _MARGIN, self.end_of_open - _MARGIN, style)
            y = _MARGIN + 20
            yield _text(self.between, y, self.words["open"], bold=True, size=_BIG)
            for row in self.story.kept["any open"]:
                yield _text(self.between, y := y + 14, *named(row, self.language))

    def arrows(self) -> Iterator[str]:
        for lane in self.lanes:
            yield self.group(lane.arrow.rows, lane.drawn())
        for step in self.steps:
            box = self.boxes[step.target]
            if step.sources:
                before = self.boxes[step.sources[0]]
                yield self.group(step.rows, self.fall(box, before.y + before.height, step.rows))
            else:
                start = box.y - _GAP + _UNIT
                yield self.group(step.rows, [_dot(box.middle, start, 5), *self.fall(box, start, step.rows)])
        for row, target in self.story.leaving:
            yield self.group([row], self.fall(self.boxes[target], self.end_of_open, [row]))

    def fall(self, box: _Box, top: float, rows: Sequence[Row]) -> Iterator[str]:
        """Yield an arrow that comes down upon a status."""
        yield _stroke(f"M{box.middle:g} {top:g}V{box.y:g}", head=True)
        for place, (name, roles) in enumerate(named(row, self.language) for row in rows):
            yield _text(box.middle + 8, top + 20 + 14 * place, name, roles, bold=True)

    def group(self, rows: Iterable[Row], shapes: Iterable[str]) -> str:
        """Return the shapes of one arrow, which says in full what it is when it is pointed at."""
        return f"<g><title>{escape(' '.join(map(self.told, rows)))}</title>{''.join(shapes)}</g>"

    def told(self, row: Row) -> str:
        sources, target = ends_of(row, self.language)
        roles = ", ".join(role.label(self.language) for role in row.roles)
        return f"{row.rule_id} {row.action.label(self.language)}: {sources} → {target} ({roles})."

    def notes(self) -> list[str]:
        """Return what does not belong to one place, and what the initials of the roles stand for."""
        kept = [
            f"{self.words[key]}: {'; '.join(' '.join(named(row, self.language)) for row in rows)}"
            for key, rows in self.story.kept.items()
            if rows and key != "any open"
        ]
        width = int((self.width - 2 * _MARGIN) / _length("x"))
        # A no-break space keeps the initials of a role and its name on one line.
        roles = "; ".join(entry.replace(" ", "\N{NO-BREAK SPACE}") for entry in legend(self.rows, self.language))
        return [line for note in (*kept, roles) for line in wrap(note, width)]
