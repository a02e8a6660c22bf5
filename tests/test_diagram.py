"""Diagrams and tables: they say what the rows say, and every committed file is what the code makes today."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import ActionName, Confidence, Role, Status
from lapor_core.states import diagram
from lapor_core.states.arguments import ARGUMENT_GUARDS
from lapor_core.states.diagram import markdown_table, mermaid
from lapor_core.states.picture import PLACES, svg
from lapor_core.states.standing import STANDING_GUARDS
from lapor_core.states.table import ADOPTION, ANY, BESIDE, BIRTH, ROWS, THE_WAY, WAITING, Row
from lapor_core.vocabulary import OPEN_STATUSES, Language
from scripts.generate_pictures import PLACE, files

WHOLE = (BIRTH, ADOPTION, *ROWS)
LANGUAGES: tuple[Language, ...] = ("en", "id")
languages = st.sampled_from(LANGUAGES)
choices_of_rows = st.one_of(
    st.lists(st.sampled_from(WHOLE), unique=True),
    st.sampled_from([WHOLE, ROWS, (BIRTH, *THE_WAY), WAITING, BESIDE]).map(list),
    st.sets(st.sampled_from(WHOLE)).map(lambda left_out: [row for row in WHOLE if row not in left_out]),
)
"""Any choice of rows in any order: what somebody who draws a part of the lifecycle may want."""


def moves_of(rows: Sequence[Row]) -> set[tuple[str, str, Row]]:
    """Return what leads from one status to another; every open status counts as one, and no status as the beginning."""
    return {
        (source, row.target, row)
        for row in rows
        if row.target
        for source in (("open",) if row.sources == OPEN_STATUSES else row.sources or ("[*]",))
        if source != row.target
    }


def stays_of(rows: Sequence[Row]) -> set[tuple[Status, Row]]:
    """Return what leaves a status as it is, without what is possible in every status or in every open one."""
    return {
        (source, row)
        for row in rows
        for source in row.sources
        if row.target in (None, source) and row.sources not in (ANY, OPEN_STATUSES)
    }


# ---------------------------------------------------------------------------------------------- mermaid


@given(choices_of_rows, languages)
def test_the_mermaid_diagram_has_every_transition_and_no_other(rows: list[Row], language: Language) -> None:
    lines = mermaid(rows, language).splitlines()
    edges = [re.fullmatch(r" +(\S+) --> (\S+) : (.+)", line) for line in lines]
    drawn = {(edge[1], edge[2], label) for edge in edges if edge for label in edge[3].split("<br/>")}
    assert drawn == {(source, target, label_of(row, language)) for source, target, row in moves_of(rows)}
    assert len({(edge[1], edge[2]) for edge in edges if edge}) == sum(edge is not None for edge in edges)


@given(choices_of_rows, languages)
def test_the_mermaid_diagram_lists_in_a_box_what_leaves_a_status_as_it_is(rows: list[Row], language: Language) -> None:
    lines = [re.fullmatch(r" +(\w+) : (.+)", line) for line in mermaid(rows, language).splitlines()]
    told = {(line[1], line[2]) for line in lines if line}
    shown = {name for name, _ in told}
    titles = {(status.value, status.label(language)) for status in Status if status.value in shown}
    assert told - titles == {(status.value, label_of(row, language)) for status, row in stays_of(rows)}
    assert {status for source, target, _ in moves_of(rows) for status in (source, target)} - {"open", "[*]"} <= shown


@given(choices_of_rows, languages)
def test_the_mermaid_diagram_names_everything_that_is_asked_for(rows: list[Row], language: Language) -> None:
    text = mermaid(rows, language)
    assert all(label_of(row, language) in text for row in rows)
    assert all(role.label(language) in text for row in rows for role in row.roles)


def label_of(row: Row, language: Language) -> str:
    roles = ", ".join("".join(word[0] for word in role.label(language).split()).upper() for role in row.roles)
    return f"{row.action.label(language)} ({roles})"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_initials_of_a_role_are_its_own(language: Language) -> None:
    """Among the roles that the table names; a picture that used the same for two would not tell them apart."""
    named = {role for row in WHOLE for role in row.roles}
    assert len({diagram.short(role, language) for role in named}) == len(named)


def test_a_small_mermaid_diagram_reads_like_this() -> None:
    rows = [
        row
        for row in (BIRTH, *ROWS)
        if row.action in (ActionName.RECEIVE, ActionName.CLOSE, ActionName.LAPSE, ActionName.RATE)
    ]
    assert mermaid(rows) == (
        "stateDiagram-v2\n"
        "    direction TB\n"
        "    received : Received\n"
        "    answered : Answered\n"
        "    resolved : Resolved\n"
        "    resolved : Rate (R)\n"
        "    [*] --> received : Receive (R, LO, C, NA)\n"
        "    answered --> resolved : Close (R, C)<br/>Lapse (S)\n"
        "    note right of received\n"
        "        R = Reporter\n"
        "        LO = Liaison officer\n"
        "        C = Coordinator\n"
        "        NA = National admin\n"
        "        S = System\n"
        "    end note\n"
    )


# ------------------------------------------------------------------------------------------------ picture

SVG = "{http://www.w3.org/2000/svg}"


def parsed(rows: Sequence[Row], language: Language) -> Element:
    return fromstring(svg(rows, language))  # noqa: S314 (it is our own)


class Area(NamedTuple):
    """A rectangle on paper; a line has no width or no height."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def area_of_text(text: Element) -> Area:
    """Return roughly where a text stands: letters of Helvetica are about half as wide as they are high."""
    x, y, size = (float(text.attrib[name]) for name in ("x", "y", "font-size"))
    width = len("".join(text.itertext())) * size * 0.52
    left = {"start": x, "middle": x - width / 2, "end": x - width}[text.attrib["text-anchor"]]
    return Area(left, y - 0.75 * size, left + width, y + 0.2 * size)


def areas_of_lines(picture: Element) -> Iterator[Area]:
    for path in picture.iter(f"{SVG}path"):
        line = re.fullmatch(r"M(\S+) ([^\sHV]+)([HV])(\S+)", path.attrib["d"])
        if line:
            x, y, end = float(line[1]), float(line[2]), float(line[4])
            ends = (x, min(y, end), x, max(y, end)) if line[3] == "V" else (min(x, end), y, max(x, end), y)
            yield Area(*ends)


def areas_of_boxes(picture: Element) -> list[Area]:
    """Return the frame, if there is one, and the statuses."""
    boxes = [box.attrib for box in picture.iter(f"{SVG}rect") if "rx" in box.attrib]
    corners = [[float(box[name]) for name in ("x", "y", "width", "height")] for box in boxes]
    return [Area(x, y, x + width, y + height) for x, y, width, height in corners]


def rims(box: Area) -> list[Area]:
    left, top, right, bottom = box
    return [
        Area(left, top, right, top),
        Area(left, bottom, right, bottom),
        Area(left, top, left, bottom),
        Area(right, top, right, bottom),
    ]


@given(choices_of_rows, languages)
def test_nothing_in_the_picture_lies_on_a_text(rows: list[Row], language: Language) -> None:
    """No text overlaps another one, a line, or the rim of a box; all of it is on the paper."""
    picture = parsed(rows, language)
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    texts = [area_of_text(text) for text in picture.iter(f"{SVG}text")]
    paper = [Area(-1, 0, 0, height), Area(width, 0, width + 1e9, height), Area(0, height, width, height + 1e9)]
    others = [*areas_of_lines(picture), *(rim for box in areas_of_boxes(picture) for rim in rims(box)), *paper]
    assert not [pair for pair in combinations(texts, 2) if pair[0].meets(pair[1])]
    assert not [pair for pair in product(texts, others) if pair[0].meets(pair[1])]


@given(choices_of_rows, languages)
def test_no_two_lines_of_the_picture_lie_on_each_other(rows: list[Row], language: Language) -> None:
    """Lines may cross; where two run along, they keep a distance, but for those of one arrow."""
    picture = parsed(rows, language)
    lines = [list(areas_of_lines(group)) for group in picture.iter(f"{SVG}g")]
    for one, other in combinations(lines, 2):
        for a, b in product(one, other):
            grown = Area(a.left - 2, a.top - 2, a.right + 2, a.bottom + 2)
            assert (a.left == a.right) != (b.left == b.right) or not grown.meets(
                Area(b.left - 2, b.top - 2, b.right + 2, b.bottom + 2)
            )


@given(choices_of_rows, languages)
def test_the_picture_has_every_row_and_every_role(rows: list[Row], language: Language) -> None:
    """In what is drawn, and in the description for those who cannot see it."""
    picture = parsed(rows, language)
    texts = [" ".join("".join(text.itertext()).split()) for text in picture.iter(f"{SVG}text")]
    drawn = " ".join(texts)
    description = picture.findtext(f"{SVG}desc", "")
    for row in rows:
        assert all(word in drawn for word in row.action.label(language).split())
        assert all(role.label(language) in drawn for role in row.roles)
        assert f"{row.rule_id} {row.action.label(language)}: " in description
    titles = [title.text or "" for title in picture.iter(f"{SVG}title")][1:]
    assert {rule_id for title in titles for rule_id in re.findall(r"LFC-\d+", title)} == {
        row.rule_id for _, _, row in moves_of(rows)
    }


@given(choices_of_rows)
def test_the_picture_has_as_many_arrows_as_there_are_ways_to_go(rows: list[Row]) -> None:
    """Rows from the same statuses to the same status share one arrow."""
    ways = {
        (tuple(source for source in row.sources if source is not row.target), row.target)
        for _, _, row in moves_of(rows)
    }
    assert svg(rows).count("marker-end=") == len(ways)


@given(choices_of_rows, languages)
def test_diagrams_are_the_same_each_time_and_ask_nobody_for_anything(rows: list[Row], language: Language) -> None:
    picture = svg(rows, language)
    assert picture == svg(iter(rows), language)
    assert mermaid(rows, language) == mermaid(iter(rows), language)
    assert re.findall(r"https?://[^\"]+", picture) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<(script|style|image|use|a)\b|@import|href", picture)


def test_every_status_has_a_place_of_its_own() -> None:
    assert PLACES.keys() == set(Status)
    assert len(set(PLACES.values())) == len(Status)


def test_statuses_that_have_ended_stand_below_the_open_ones() -> None:
    """The frame around the open ones ends between the two."""
    ended = {level for status, (_, level) in PLACES.items() if status.is_ended}
    assert max(level for status, (_, level) in PLACES.items() if not status.is_ended) < min(ended)
    assert len(ended) == 1


@pytest.mark.parametrize("language, title", [("en", "Lifecycle of a report"), ("id", "Siklus hidup laporan")])
def test_the_picture_has_a_title_and_a_description(language: Language, title: str) -> None:
    picture = parsed(WHOLE, language)
    assert picture.attrib["role"] == "img"
    assert picture[0].tag == f"{SVG}title"
    assert picture[0].text == title
    assert picture[1].tag == f"{SVG}desc"


def test_the_description_says_in_words_what_an_arrow_does() -> None:
    (description,) = re.findall("<desc>(.*)</desc>", svg([row for row in ROWS if row.action is ActionName.HOLD]))
    assert description == "LFC-020 Hold: Received, Verified, Dispositioned → Held (Coordinator, National admin)."


def test_two_rows_that_share_a_lane_are_both_named() -> None:
    """No two rows of today's table do; a table with such rows is drawn all the same."""
    hold = next(row for row in ROWS if row.action is ActionName.HOLD)
    twin = attrs.evolve(hold, rule_id="LFC-999", action=ActionName.NOTE, roles=(Role.SYSTEM,))
    picture = svg([hold, twin])
    assert picture.count("marker-end=") == 1
    assert all(f">{words}</" in picture for words in ("Hold", "Note", " C, NA / S"))


# ------------------------------------------------------------------------------------------------- tables


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_has_a_line_for_every_row(language: Language) -> None:
    heading, rule, *lines = markdown_table(WHOLE, language).splitlines()
    cells = [line.strip("|").split("|") for line in (heading, rule, *lines)]
    assert {len(line) for line in cells} == {8}
    assert [line[0].strip() for line in cells[2:]] == [row.rule_id for row in WHOLE]
    guards = STANDING_GUARDS | ARGUMENT_GUARDS
    for row, line in zip(WHOLE, lines, strict=True):
        told = [row.action.value, row.confidence.label(language), *(role.label(language) for role in row.roles)]
        assert all(words in line for words in (*told, *(guards[name].rule_id for name in row.guards)))


@pytest.mark.parametrize(
    "row, ends",
    [
        (BIRTH, "(new) | Received"),
        (ADOPTION, "(new) | (as it is there)"),
        (THE_WAY[0], "Received | Verified"),
        (WAITING[4], "With the Ombudsman | (stays)"),
        (BESIDE[1], "in every open status | Archived"),
        (BESIDE[7], "in every status | (stays)"),
    ],
)
def test_the_table_says_where_a_row_leads(row: Row, ends: str) -> None:
    assert f"| {ends} |" in markdown_table([row])


def test_a_bar_in_a_cell_does_not_break_the_table() -> None:
    row = attrs.evolve(BIRTH, citation="one | two", confidence=Confidence.ASSUMED)
    assert "| one &#124; two | Assumed |" in markdown_table([row])


# ----------------------------------------------------------------------------------------- committed files


def committed() -> list[Path]:
    return sorted(PLACE.iterdir())


@pytest.mark.parametrize("name", sorted(files()))
def test_a_generated_file_is_what_the_code_makes_today(name: str) -> None:
    """If this fails: run scripts/generate_pictures.py and commit what it writes."""
    assert (PLACE / name).read_text(encoding="utf-8") == files()[name]


def test_no_generated_file_is_left_over() -> None:
    assert {path.name for path in committed()} == set(files())
