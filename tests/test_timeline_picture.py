"""The picture of a case: whole and well-formed for every report, with codes, labels and days and nothing else."""

import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, fromstring

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapor_core import INDONESIA, WIB, Report, Status, actions, assess, errors
from lapor_core.timeline_picture import timeline_svg
from lapor_core.vocabulary import Language
from tests import strategies as world
from tests.strategies import COORDINATOR, DAY, HOUR, LIAISON, MONDAY, RULES, act

LANGUAGES: tuple[Language, ...] = ("en", "id")
SVG = "{http://www.w3.org/2000/svg}"
COVERED = attrs.evolve(RULES, calendar=INDONESIA)


def drawn(report: Report, *, at: datetime | None = None, language: Language = "en") -> Element:
    """Return the picture as a tree."""
    return fromstring(timeline_svg(report, as_of=at or report.changed_at, under=RULES, language=language))  # noqa: S314


def words(picture: Element) -> list[str]:
    """Return the words of the picture, each text as one."""
    return ["".join(text.itertext()) for text in picture.iter(f"{SVG}text")]


def titles(picture: Element) -> list[str]:
    """Return what the shapes say when they are pointed at."""
    return [title.text or "" for title in picture.iter(f"{SVG}title")]


@settings(max_examples=30)
@given(world.reports(), st.data(), st.sampled_from(LANGUAGES))
def test_every_duty_and_event_is_drawn(report: Report, data: st.DataObject, language: Language) -> None:
    """Each duty has a bar with key, label and state; each day with events has its line, in every language."""
    at = data.draw(world.later_instants(report))
    picture = drawn(report, at=at, language=language)
    said = words(picture)
    for duty in assess(report, as_of=at, under=RULES).duties:
        assert f"{duty.key} {duty.rule.duty.label(language)}" in said
        assert any(one.startswith(duty.state.label(language)) for one in said)
        assert any(title.startswith(f"{duty.key} {duty.rule.duty.label(language)}: ") for title in titles(picture))
    listed = " ".join(said)
    for event in report.history:
        assert all(word in listed for word in event.action.name.label(language).split())


@settings(max_examples=30)
@given(world.reports(), st.sampled_from(LANGUAGES))
def test_it_stands_alone_and_everything_lies_on_the_paper(report: Report, language: Language) -> None:
    """It refers to nothing outside, the same question gives the same picture, and no shape leaves the sheet."""
    text = timeline_svg(report, as_of=report.changed_at, under=RULES, language=language)
    assert text == timeline_svg(report, as_of=report.changed_at.astimezone(UTC), under=RULES, language=language)
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    picture = fromstring(text)  # noqa: S314 (it is our own)
    width, height = float(picture.attrib["width"]), float(picture.attrib["height"])
    for shape in [*picture.iter(f"{SVG}rect")][1:]:
        assert 0 <= float(shape.attrib["x"]) <= float(shape.attrib["x"]) + float(shape.attrib["width"]) <= width
        assert 0 <= float(shape.attrib["y"]) <= height
    for shape in picture.iter(f"{SVG}text"):
        assert 0 <= float(shape.attrib["x"]) <= width
        assert 0 <= float(shape.attrib["y"]) <= height


@settings(max_examples=30)
@given(world.reports(), st.sampled_from(LANGUAGES))
def test_nothing_that_anybody_wrote_is_in_it(report: Report, language: Language) -> None:
    """No title, text, name, number, officer, agency or key of the report: a picture may be passed around."""
    text = timeline_svg(report, as_of=report.changed_at, under=RULES, language=language)
    filing = report.filing
    private = [filing.tracking_id, filing.reporter, filing.title, filing.text, filing.agency, report.responsible]
    private += [event.by.id for event in report.history]
    alone = {str(one) for one in private if one is not None and len(str(one)) > 6}
    assert [one for one in alone if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)] == []


def test_the_days_carry_whose_they_are_in_words() -> None:
    """Colour is never alone: a run of days is named where there is room, by a letter where there is little."""
    picture = drawn(world.followed_up(), at=MONDAY + 20 * DAY)
    assert "Handling agency or unit" in words(picture)
    assert "H = Handling agency or unit" in words(picture)
    assert any(title.endswith(": Handling agency or unit") for title in titles(picture))


def test_days_off_are_hatched_and_named_with_their_decree() -> None:
    """Nyepi of 2024 is hatched; pointing at it tells the name and the decree."""
    report = world.received(at=datetime(2024, 3, 7, 9, tzinfo=WIB), under=COVERED)
    text = timeline_svg(report, as_of=report.changed_at, under=COVERED, language="id")
    named = [title for title in titles(fromstring(text)) if title.startswith("2024-03-11: ")]  # noqa: S314
    assert len(named) == 1
    assert named[0].startswith("2024-03-11: Hari libur nasional, Hari Suci Nyepi")
    assert named[0].endswith("(SKB-2024-0)")
    assert 'fill="url(#lapor-off)"' in text


def test_a_late_and_a_breached_duty_are_told_in_words_and_drawn_beyond_their_due_day() -> None:
    """A first follow-up after twenty days is late; the completion is breached and goes on."""
    report = act(world.dispositioned(), world.progress(), LIAISON, at=MONDAY + 20 * DAY)
    said = words(drawn(report, at=MONDAY + 30 * DAY))
    assert "Met late due 2024-03-11" in said
    assert "Breached due 2024-03-22" in said


def test_what_is_unknown_is_dashed_and_bounded() -> None:
    """An adopted report has days that are nobody's for all we know, and due days between two marks."""
    picture = drawn(world.adopted(Status.DISPOSITIONED))
    said = words(picture)
    assert "? = Not known" in said
    assert "Unknown due between 2024-02-09 and 2024-03-11" in said
    assert any("stroke-dasharray" in rectangle.attrib for rectangle in picture.iter(f"{SVG}rect"))
    (told,) = [one.text or "" for one in picture.iter(f"{SVG}desc")]
    assert "from not known" in told


def test_a_duty_without_a_due_day_is_drawn_up_to_now() -> None:
    """An adopted, answered report: nobody can say when the decision is due."""
    said = words(drawn(world.adopted(Status.ANSWERED), at=MONDAY + 30 * DAY, language="id"))
    assert "SLA-052/1 Putusan (UU)" in said
    assert "Tidak diketahui" in [one.strip() for one in said]


def test_a_case_of_many_years_fits_and_its_marks_do_not_overlap() -> None:
    """Days get narrower, dates rarer; numbers of events that would touch each other are left to the list."""
    report = world.answered()
    for days in range(1, 9):
        report = act(report, actions.Note(text="x"), COORDINATOR, at=MONDAY + days * DAY)
    picture = drawn(report, at=MONDAY + 400 * DAY)
    bold = [text for text in picture.iter(f"{SVG}text") if text.attrib.get("text-anchor") == "middle"]
    numbers = [text for text in bold if (text.text or "").isdigit()]
    assert 0 < len(numbers) < 9
    assert len([*picture.iter(f"{SVG}circle")]) == 9
    assert float(picture.attrib["width"]) < 1600


def test_days_that_no_decree_covers_are_drawn_without_hatching() -> None:
    """A report of the last days of 2026: the days of the next year are there, and nothing is said of their kind."""
    report = world.received(at=datetime(2026, 12, 29, 9, tzinfo=WIB), under=COVERED)
    text = timeline_svg(report, as_of=report.changed_at, under=COVERED, language="en")
    assert "2027-01-11" in text
    assert not any(title.startswith("2027-01-02: ") for title in titles(fromstring(text)))  # noqa: S314


def test_an_instant_before_the_last_event_is_refused() -> None:
    """The picture shows what has happened; it cannot be asked about earlier."""
    with pytest.raises(errors.InvalidValueError):
        timeline_svg(world.received(), as_of=MONDAY - HOUR, under=RULES)
