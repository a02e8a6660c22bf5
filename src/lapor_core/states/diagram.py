"""Diagrams and tables of the lifecycle, made from the rows of its table and from nothing else.

Every function takes rows, such as ``THE_WAY`` or ``ROWS``, and a language, and returns text that is the same each time.
`lapor_core.states.picture.svg` draws the picture for print.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from lapor_core.states.arguments import ARGUMENT_GUARDS, ArgumentGuard
from lapor_core.states.standing import STANDING_GUARDS, StandingGuard
from lapor_core.states.table import ANY, Row
from lapor_core.vocabulary import OPEN_STATUSES, Language, Role, Status

GUARDS: Final[Mapping[str, StandingGuard | ArgumentGuard]] = {**STANDING_GUARDS, **ARGUMENT_GUARDS}
"""Every guard by the name that the table uses."""

WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "title": "Lifecycle of a report",
        "open": "Open",
        "any": "In every status",
        "any open": "In every open status",
        "adopted": "From another system, into the status that it has there",
        "columns": "Rule | Action | From | To | Who | Guards | Source | Confidence",
        "new": "(new)",
        "stays": "(stays)",
        "as there": "(as it is there)",
    },
    "id": {
        "title": "Siklus hidup laporan",
        "open": "Belum berakhir",
        "any": "Dalam setiap status",
        "any open": "Dalam setiap status yang belum berakhir",
        "adopted": "Dari sistem lain, ke status yang dimilikinya di sana",
        "columns": "Aturan | Tindakan | Dari | Ke | Siapa | Syarat | Sumber | Keyakinan",
        "new": "(baru)",
        "stays": "(tetap)",
        "as there": "(seperti di sana)",
    },
}
"""What the diagrams say in words of their own."""


@attrs.frozen
class Arrow:
    """Rows that lead from the same statuses to the same status; from no status when they begin a report."""

    rows: tuple[Row, ...]
    sources: tuple[Status, ...]
    target: Status


@attrs.frozen
class Story:
    """What a diagram has to tell, sorted by how it is drawn.

    Args:
        arrows: what leads from some statuses to another.
        stays: by status, what leaves it as it is.
        leaving: what leads from every open status to another.
        kept: by the word for where, what leaves every status, or every open one, as it is.
    """

    arrows: tuple[Arrow, ...]
    stays: Mapping[Status, tuple[Row, ...]]
    leaving: tuple[tuple[Row, Status], ...]
    kept: Mapping[str, tuple[Row, ...]]

    @property
    def has_frame(self) -> bool:
        """Whether the open statuses need a frame, because something is possible in every one of them."""
        return bool(self.leaving or self.kept["any open"])


def story_of(rows: Iterable[Row]) -> Story:
    """Sort the rows by how they are drawn."""
    arrows: dict[tuple[tuple[Status, ...], Status], list[Row]] = {}
    stays: dict[Status, list[Row]] = {}
    apart: dict[tuple[Status, ...], list[Row]] = {ANY: [], OPEN_STATUSES: [], (): []}
    for row in rows:
        if row.sources in apart and (row.sources or not row.target):
            apart[row.sources].append(row)
            continue
        moving = tuple(status for status in row.sources if row.target not in (None, status))
        if row.target and (moving or not row.sources):
            arrows.setdefault((moving, row.target), []).append(row)
        for status in set(row.sources).difference(moving):
            stays.setdefault(status, []).append(row)
    return Story(
        arrows=tuple(Arrow(tuple(parallel), *ends) for ends, parallel in arrows.items()),
        stays={status: tuple(stays[status]) for status in Status if status in stays},
        leaving=tuple((row, row.target) for row in apart[OPEN_STATUSES] if row.target),
        kept={
            "any open": tuple(row for row in apart[OPEN_STATUSES] if not row.target),
            "any": tuple(apart[ANY]),
            "adopted": tuple(apart[()]),
        },
    )


def short(role: Role, language: Language) -> str:
    """Return the initials of a role, which are its own among the roles of the table."""
    return "".join(word[0].upper() for word in role.label(language).split())


def named(row: Row, language: Language) -> tuple[str, str]:
    """Return the label of the action, and the initials of those who may do it."""
    return row.action.label(language), ", ".join(short(role, language) for role in row.roles)


def ends_of(row: Row, language: Language) -> tuple[str, str]:
    """Return from which statuses the row leads to which, in words."""
    words = WORDS[language]
    if row.sources in (ANY, OPEN_STATUSES):
        sources = words["any" if row.sources == ANY else "any open"].lower()
    else:
        sources = ", ".join(status.label(language) for status in row.sources) or words["new"]
    target = row.target.label(language) if row.target else words["stays" if row.sources else "as there"]
    return sources, target


def legend(rows: Iterable[Row], language: Language) -> list[str]:
    """Return what the initials stand for, of the roles that the rows name."""
    roles = {role for row in rows for role in row.roles}
    return [f"{short(role, language)} = {role.label(language)}" for role in Role if role in roles]


def mermaid(rows: Iterable[Row], language: Language = "en") -> str:
    """Return the rows as a state diagram of Mermaid; what leaves a status as it is stands in its box.

    Args:
        rows: rows of the lifecycle table.
        language: of the labels.
    """
    rows = tuple(rows)
    story, words = story_of(rows), WORDS[language]

    def told(row: Row) -> str:
        return "{} ({})".format(*named(row, language))

    edges: dict[tuple[str, str], list[str]] = {}
    for arrow in story.arrows:
        for source in arrow.sources or ("[*]",):
            edges.setdefault((source, arrow.target), []).extend(map(told, arrow.rows))
    for row, target in story.leaving:
        edges.setdefault(("open", target), []).append(told(row))
    ends = {status for edge in edges for status in edge}
    boxes = {
        status: [f"{status} : {text}" for text in (status.label(language), *map(told, story.stays.get(status, ())))]
        for status in Status
        if status in ends or status in story.stays
    }
    notes = [f"{words[key]}: {', '.join(map(told, kept))}" for key, kept in story.kept.items() if kept]

    inside = [line for status, lines in boxes.items() if not status.is_ended for line in lines]
    outside = [line for status, lines in boxes.items() if status.is_ended for line in lines]
    if story.has_frame:
        inside = [f'state "{words["open"]}" as open {{', *(f"    {line}" for line in inside), "}"]
    lines = [
        "direction TB",
        *inside,
        *outside,
        *(f"{source} --> {target} : {'<br/>'.join(labels)}" for (source, target), labels in edges.items()),
        f"note right of {next(iter(boxes), 'open')}",
        *(f"    {line}" for line in (*notes, *legend(rows, language))),
        "end note",
    ]
    return "\n    ".join(["stateDiagram-v2", *lines]) + "\n"


def markdown_table(rows: Iterable[Row], language: Language = "en") -> str:
    """Return the rows as a table in Markdown, guards by their ids.

    Args:
        rows: rows of the lifecycle table.
        language: of labels and headings; sources are quoted in English.
    """
    cells = [
        (
            row.rule_id,
            f"{row.action.label(language)} (`{row.action}`)",
            *ends_of(row, language),
            ", ".join(role.label(language) for role in row.roles),
            ", ".join(GUARDS[name].rule_id for name in row.guards) or "-",
            row.citation,
            row.confidence.label(language),
        )
        for row in rows
    ]
    return markdown(WORDS[language]["columns"].split(" | "), cells)


def markdown(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown."""
    heading = list(heading)
    lines = [heading, ["---"] * len(heading), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)
