"""The lifecycle drawn for print: an SVG picture made without any library.

The way of every report stands in one column, what interrupts it in a second one. An arrow that leads to the next status
of the way is drawn between the two; every other one has a lane of its own, and where it comes from several statuses its
lines join at dots. Only the places of the statuses are fixed here; everything else comes from the rows of the table.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil
from textwrap import wrap
from typing import Final

import attrs

from lapor_core.drawing import (
    BIG,
    DASHES,
    LINE,
    MARGIN,
    SMALL,
    UNIT,
    document,
    dot,
    length,
    rectangle,
    stroke,
    text,
    titled,
)
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

_HEAD: Final = (
    '<marker id="lapor-arrow" orient="auto" refX="7" refY="4" markerWidth="8" markerHeight="8">\n'
    f'<path d="M0 1L8 4L0 7z" fill="{LINE}"/></marker>'
)

# Heights are multiples of a unit, so that lines which run side by side keep their distance.
_WIDTH, _GAP, _LANE = 200, 48, 14
_WAY, _BESIDE, _ENDED, _OPEN = "#e6f0fa", "#fdf6e3", "#e4e7eb", "#f5f7f9"


def svg(rows: Iterable[Row], language: Language = "en") -> str:
    """Return the rows as a picture on white ground, which prints and reads well beside dark and light text.

    Args:
        rows: rows of the lifecycle table, such as ``ROWS`` or ``WAITING``.
        language: of the labels.
    """
    return _Picture(tuple(rows), language).drawn()


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
        yield rectangle(self.x, self.y, _WIDTH, self.height, f'fill="{fill}" stroke="{LINE}"')
        y = self.y + (self.height - self.text_height) / 2 - 3
        for line in self.title:
            yield text(self.middle, y := y + 16, line, bold=True, size=BIG, at="middle")
        for name, roles in self.lines:
            yield text(self.middle, (y := y + 14) + 1, name, roles, at="middle")


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
        return max(length(self.roles, SMALL), *map(length, self.names)) + 2 * UNIT

    def edge(self, box: _Box) -> float:
        return box.x if self.is_outer or box.column else box.x + _WIDTH

    def room(self, box: _Box) -> tuple[int, int]:
        """Return how much its line needs above and below: at the head of the arrow stands its name."""
        return (8 + UNIT * len(self.names), 16) if box is self.target else (8, 4)

    def drawn(self) -> Iterator[str]:
        top, bottom = self.span
        yield stroke(f"M{self.x:g} {top:g}V{bottom:g}")
        for box, y in self.ports.items():
            yield stroke(f"M{self.x:g} {y:g}H{self.edge(box):g}", head=box is self.target)
            if top < y < bottom:
                yield dot(self.x, y, 2.4)
        edge, y = self.edge(self.target), self.ports[self.target]
        x, at = (edge + UNIT, "start") if edge < self.x else (edge - UNIT, "end")
        for place, name in enumerate(reversed(self.names)):
            yield text(x, y - 4 - UNIT * place, name, bold=True, at=at)
        yield text(x, y + UNIT, "", self.roles, at=at)


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
        y: float = MARGIN + UNIT * (4 + len(self.story.kept["any open"]) if self.story.has_frame else 0)
        y += _GAP if any(not step.sources for step in self.steps) else 0
        for level in sorted({box.level for box in self.boxes.values()}):
            row = [box for box in self.boxes.values() if box.level == level]
            if row[0].status.is_ended and not self.end_of_open:
                self.end_of_open = y
                y += _GAP if self.story.has_frame else 0
            for box in row:
                rooms = [sum(sum(lane.room(box)) for lane in side) for side in self.sides(box)]
                box.height = UNIT * ceil(max(box.text_height + 16, *(room + 2 * UNIT for room in rooms)) / UNIT)
            tallest = max(box.height for box in row)
            for box in row:
                box.y = y + (tallest - box.height) / 2
                self.set_ports(box)
            y += tallest + _GAP
        self.end_of_open = self.end_of_open or y - UNIT
        self.bottom = y - UNIT

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
            y = UNIT * round((box.y + (box.height - room) / 2) / UNIT) + box.column * UNIT / 2
            for lane in side:
                above, below = lane.room(box)
                lane.ports[box] = y + above
                y += above + below

    def set_widths(self) -> None:
        outer = _arranged(lane for lane in self.lanes if lane.is_outer)
        inner = _arranged(lane for lane in self.lanes if not lane.is_outer)
        # From left to right: outer lanes, their heads, the first column, heads, inner lanes, heads, the second column.
        x = 2 * MARGIN + _LANE * len(outer) + max((lane.length for lane in outer), default=0)
        for place, lane in enumerate(outer):
            lane.x = 2 * MARGIN + _LANE * (len(outer) - place - 0.5)
        steps = [length(" ".join(named(row, self.language))) for step in self.steps for row in step.rows]
        heads = max(
            [0, *(lane.length for lane in inner if not lane.target.column), *(step - _WIDTH / 2 for step in steps)]
        )
        self.between = x + _WIDTH + heads + UNIT
        for place, lane in enumerate(inner):
            lane.x = self.between + _LANE * (place + 0.5)
        beside = (
            self.between + _LANE * len(inner) + max((lane.length for lane in inner if lane.target.column), default=0)
        )
        for box in self.boxes.values():
            box.x = beside if box.column else x
        headings = [length(" ".join(named(row, self.language))) for row in self.story.kept["any open"]]
        edges = [box.x + _WIDTH for box in self.boxes.values()]
        self.width = 2 * MARGIN + max([*edges, *(self.between + heading for heading in headings), 20 * MARGIN])

    def drawn(self) -> str:
        notes = self.notes()
        height = self.bottom + 16 * len(notes) + MARGIN
        shapes = [
            *self.ground(),
            *self.arrows(),
            *(shape for box in self.boxes.values() for shape in box.drawn()),
            *(text(MARGIN, self.bottom + 16 * (place + 1), note) for place, note in enumerate(notes)),
        ]
        return document(self.width, height, self.words["title"], " ".join(map(self.told, self.rows)), shapes, _HEAD)

    def ground(self) -> Iterator[str]:
        """Yield the frame around all open statuses, and what is possible in every one of them."""
        if self.story.has_frame:
            style = f'fill="{_OPEN}" stroke="{DASHES}" stroke-dasharray="5 4"'
            yield rectangle(MARGIN, MARGIN, self.width - 2 * MARGIN, self.end_of_open - MARGIN, style)
            y = MARGIN + 20
            yield text(self.between, y, self.words["open"], bold=True, size=BIG)
            for row in self.story.kept["any open"]:
                yield text(self.between, y := y + 14, *named(row, self.language))

    def arrows(self) -> Iterator[str]:
        for lane in self.lanes:
            yield self.group(lane.arrow.rows, lane.drawn())
        for step in self.steps:
            box = self.boxes[step.target]
            if step.sources:
                before = self.boxes[step.sources[0]]
                yield self.group(step.rows, self.fall(box, before.y + before.height, step.rows))
            else:
                start = box.y - _GAP + UNIT
                yield self.group(step.rows, [dot(box.middle, start, 5), *self.fall(box, start, step.rows)])
        for row, target in self.story.leaving:
            yield self.group([row], self.fall(self.boxes[target], self.end_of_open, [row]))

    def fall(self, box: _Box, top: float, rows: Sequence[Row]) -> Iterator[str]:
        """Yield an arrow that comes down upon a status."""
        yield stroke(f"M{box.middle:g} {top:g}V{box.y:g}", head=True)
        for place, (name, roles) in enumerate(named(row, self.language) for row in rows):
            yield text(box.middle + 8, top + 20 + 14 * place, name, roles, bold=True)

    def group(self, rows: Iterable[Row], shapes: Iterable[str]) -> str:
        """Return the shapes of one arrow, which says in full what it is when it is pointed at."""
        return titled(" ".join(map(self.told, rows)), shapes)

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
        width = int((self.width - 2 * MARGIN) / length("x"))
        # A no-break space keeps the initials of a role and its name on one line.
        roles = "; ".join(entry.replace(" ", "\N{NO-BREAK SPACE}") for entry in legend(self.rows, self.language))
        return [line for note in (*kept, roles) for line in wrap(note, width)]
