"""Law 26: what is written can be read, a bad document says everything that is wrong with it, and nothing leaks."""

import copy
import json
import pickle
import traceback
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lapor_core import (
    INDONESIA,
    NOT_HELD,
    SP4N,
    WIB,
    Actor,
    ActorId,
    Agency,
    AgencyCode,
    AgencyKind,
    CalendarDays,
    Categories,
    Category,
    CategoryCode,
    Channel,
    Confidence,
    Coverage,
    DayKind,
    Decree,
    Directory,
    Event,
    Filing,
    Finding,
    FollowUpKind,
    History,
    Holiday,
    Hours,
    Months,
    Outcome,
    Overruling,
    Protection,
    PublicReport,
    PublicText,
    Refusal,
    ReporterRef,
    ReportView,
    Role,
    Seal,
    Status,
    Step,
    TextPart,
    TrackingId,
    WeekPattern,
    WorkCalendar,
    WorkDays,
    actions,
    apply,
    replay,
)
from lapor_core.errors import (
    InvalidActionError,
    InvalidDocumentError,
    InvalidValueError,
    LaporError,
    NotSerializableError,
    Problem,
)
from lapor_core.history import Commitment
from lapor_core.serialization import SCHEMA, from_dict, to_dict
from lapor_core.states.redaction import redacted
from lapor_core.texts import LeakConfidence, Redacted
from tests import strategies as world
from tests.strategies_values import (
    DRAFTS,
    draft_actions,
    events,
    instants,
    unknown_fields,
    values,
)

HEADER: Final = {"schema": SCHEMA}
STRICT: Final = {"digest", "link", "cleared", "redacted", "unit", "duty", "decree_id", "english", "since", "last"}
"""Fields by which to tell the parts of a document that keep no unknown fields."""
Place = tuple[str, Any, Any]
INSIDE: Final = "a cleared or redacted text travels only inside an event"
AT: Final = datetime(2024, 3, 4, 9, 30, tzinfo=WIB)


def error_of(document: Any) -> InvalidDocumentError | None:
    """Return why a document is refused; None when it can be read."""
    try:
        from_dict(document)
    except InvalidDocumentError as error:
        return error
    return None


def problems_of(document: object) -> list[Problem]:
    """Return what is wrong with a document; nothing when it can be read."""
    error = error_of(document)
    return [] if error is None else list(error.problems)


def places(part: object, path: str = "") -> Iterator[Place]:
    """Yield every place of a document that a codec reads: its path, what it is in, and under which key or index."""
    if isinstance(part, dict):
        for key in part:
            is_tag = key == "unit" or (key == "name" and "code" not in part)
            is_header = not path and key in ("schema", "type")
            if not is_tag and not is_header:
                here = f"{path}.{key}" if path else key
                yield here, part, key
                yield from places(part[key], here)
    elif isinstance(part, list):
        for index, item in enumerate(part):
            yield f"{path}[{index}]", part, index
            yield from places(item, f"{path}[{index}]")


def leaves(document: object) -> list[Place]:
    """Return the places where single values stand."""
    return [place for place in places(document) if not isinstance(place[1][place[2]], dict | list)]


def chosen(these: list[Place], data: st.DataObject, most: int | None = None) -> list[Place]:
    """Choose some places of a document."""
    indexes = st.sampled_from(range(len(these))) if these else st.nothing()
    return [these[index] for index in data.draw(st.lists(indexes, unique=True, max_size=most))]


def documents_in(part: object) -> Iterator[dict[str, object]]:
    """Yield the document and those inside it that keep unknown fields."""
    if isinstance(part, dict):
        if part.keys().isdisjoint(STRICT):
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for item in part:
            yield from documents_in(item)


def without_unknown(part: Any) -> Any:
    """Return a copy of a document without the fields that the strategies add for a newer version."""
    if isinstance(part, dict):
        return {
            name: without_unknown(item)
            for name, item in part.items()
            if not name.startswith("x-") and name != "unknown"
        }
    return [without_unknown(item) for item in part] if isinstance(part, list) else part


def as_redacted(part: Any) -> Any:
    """Return a copy of a document in which the events before a redaction keep no unknown fields."""
    if isinstance(part, list):
        return [as_redacted(item) for item in part]
    if not isinstance(part, dict):
        return part
    result = {name: as_redacted(item) for name, item in part.items()}
    events = result.get("history")
    if isinstance(events, list):
        redactions = [place for place, event in enumerate(events) if event["action"]["name"] == "redact"]
        last = max(redactions, default=0)
        result["history"] = without_unknown(events[:last]) + events[last:]
    return result


def types_in(part: object) -> set[type]:
    """Return the exact types that a document is made of."""
    if isinstance(part, dict):
        return {dict}.union(*(types_in(key) | types_in(item) for key, item in part.items()))
    if isinstance(part, list):
        return {list}.union(*map(types_in, part))
    return {type(part)}


def unknown_in(value: object) -> list[str]:
    """Return what a value and the values inside it keep of a newer version, in order."""
    kind: Any = type(value)
    if attrs.has(kind):
        inner = [getattr(value, field.name) for field in attrs.fields(kind) if field.init]
        return [getattr(value, "unknown", ""), *unknown_in(tuple(inner))]
    items = value if isinstance(value, tuple | History) else ()
    return [text for item in items for text in unknown_in(item)]


# -------------------------------------------------------------------------------------------- there and back


@given(values())
def test_every_value_survives_the_way_there_and_back(value: Any) -> None:
    """`from_dict(to_dict(x)) == x`, also through JSON, with what a newer version added."""
    document = to_dict(value)
    again = from_dict(json.loads(json.dumps(document, allow_nan=False)))

    assert value == again
    assert type(value) is type(again)
    assert unknown_in(value) == unknown_in(again)
    assert document == to_dict(again)


@given(values())
def test_documents_are_plain_json_and_say_what_they_are(value: Any) -> None:
    """Only plain types, unchanged by a passage through JSON, under the schema of this version."""
    document = to_dict(value)

    assert document == json.loads(json.dumps(document, allow_nan=False))
    assert types_in(document) <= {dict, list, str, int, float, bool, type(None)}
    assert document["schema"] == "lapor_core/1"
    assert isinstance(document["type"], str)


@given(world.reports())
def test_reports_that_the_law_allows_survive(report: Any) -> None:
    """What `receive`, `adopt` and `apply` make can be stored as a report, and as its events."""
    assert report == from_dict(to_dict(report))
    assert report == replay(from_dict(to_dict(event)) for event in report.history)


@given(instants())
def test_instants_keep_their_offset(at: datetime) -> None:
    """The offset is restored, not only the instant."""
    event = attrs.evolve(world.received().history[0], at=at)

    assert at.isoformat() == from_dict(to_dict(event)).at.isoformat()


@given(events())
def test_texts_in_events_are_restored_as_what_they_were(event: Event) -> None:
    """Drafts, cleared and redacted texts are equal by their letters, and are told apart by their class."""

    def kinds(value: Any) -> list[object]:
        texts = [getattr(value, field.name) for field in attrs.fields(type(value))]
        return [
            (type(text), text.part if isinstance(text, Redacted) else None, type(getattr(text, "text", None)))
            for text in texts
        ]

    again = from_dict(to_dict(event))

    assert kinds(event.action) == kinds(again.action)
    if isinstance(event.action, actions.Receive | actions.Adopt):
        assert kinds(event.action.filing) == kinds(again.action.filing)


def test_every_action_has_a_strategy_here_and_a_document() -> None:
    assert set(actions.ACTIONS.values()) == set(DRAFTS)


def test_no_field_is_called_like_the_header_or_the_tag_of_a_document() -> None:
    names = {field.name for kind in actions.ACTIONS.values() for field in attrs.fields(kind)}

    assert names.isdisjoint({"schema", "type", "name"})


# ----------------------------------------------------------------------------------------------- named examples


LIAISON: Final = Actor(role=Role.LIAISON, id=ActorId("liaison-1"), agency=AgencyCode("roads"))
ANSWER: Final = Event(
    tracking_id=TrackingId("1234567"),
    seq=4,
    at=AT,
    by=LIAISON,
    action=actions.Answer(
        text=PublicText.vouched("Sudah ditambal", ReporterRef("ref-1"), "plain-1"),
        outcome=Outcome.PROMISED,
        promised_on=date(2024, 4, 1),
    ),
    from_status=Status.FOLLOW_UP,
    to_status=Status.ANSWERED,
    rule_id="LFC-015",
    pack="SP4N 2026.1",
)
ANSWER_DOCUMENT: Final[dict[str, Any]] = {
    "schema": "lapor_core/1",
    "type": "event",
    "tracking_id": "1234567",
    "seq": 4,
    "at": "2024-03-04T09:30:00+07:00",
    "by": {"role": "liaison", "id": "liaison-1", "agency": "roads"},
    "action": {
        "name": "answer",
        "text": {"cleared": "Sudah ditambal", "checked_for": "ref-1", "check": "plain-1"},
        "outcome": "promised",
        "promised_on": "2024-04-01",
    },
    "from_status": "follow_up",
    "to_status": "answered",
    "rule_id": "LFC-015",
    "pack": "SP4N 2026.1",
}
LIGHTS: Final = Agency(
    code=AgencyCode("lights"),
    name="Dinas Lampu",
    kind=AgencyKind.UNIT,
    parent=AgencyCode("city"),
    closed_on=date(2025, 1, 1),
    aliases=("UPT Lampu",),
)
LIGHTS_DOCUMENT: Final = {
    "code": "lights",
    "name": "Dinas Lampu",
    "kind": "unit",
    "parent": "city",
    "active": True,
    "closed_on": "2025-01-01",
    "aliases": ["UPT Lampu"],
}
CITY: Final = Agency(code=AgencyCode("city"), name="Kota Contoh", kind=AgencyKind.CITY)
CITY_DOCUMENT: Final = {"code": "city", "name": "Kota Contoh", "kind": "city", "active": True}
STREETS: Final = Category(code=CategoryCode("streets"), name="Jalan")
FILING: Final = Filing(
    tracking_id=TrackingId("1234567"),
    text="Ada lubang",
    channel=Channel.WEB,
    protection=Protection.CONFIDENTIAL | Protection.ANONYMOUS,
    happened_on=date(2024, 3, 1),
)
FILING_DOCUMENT: Final = {
    "tracking_id": "1234567",
    "text": "Ada lubang",
    "channel": "web",
    "protection": ["anonymous", "confidential"],
    "happened_on": "2024-03-01",
}
BIRTH: Final = Event(
    tracking_id=TrackingId("1234567"),
    seq=1,
    at=AT,
    by=Actor(role=Role.REPORTER, reporter=ReporterRef("ref-1")),
    action=actions.Receive(filing=FILING),
    from_status=None,
    to_status=Status.RECEIVED,
    rule_id="LFC-001",
    pack="SP4N 2026.1",
)
BIRTH_DOCUMENT: Final = {
    "tracking_id": "1234567",
    "seq": 1,
    "at": "2024-03-04T09:30:00+07:00",
    "by": {"role": "reporter", "reporter": "ref-1"},
    "action": {"name": "receive", "filing": FILING_DOCUMENT},
    "from_status": None,
    "to_status": "received",
    "rule_id": "LFC-001",
    "pack": "SP4N 2026.1",
}
BORN: Final = replay([BIRTH])
CALENDAR: Final = WorkCalendar(
    decrees=(
        Decree(
            decree_id="SKB-2024-0",
            citation="SKB 855/3/4 of 2023",
            published_on=date(2023, 9, 12),
            confidence=Confidence.SOURCED,
            covers=Coverage.of_years(2024, 2024),
            adds=(
                Holiday(
                    day=date(2024, 2, 9), kind=DayKind.JOINT_LEAVE, indonesian="Cuti bersama", english="Joint leave"
                ),
            ),
        ),
        Decree(
            decree_id="KOTA-2024-1",
            citation="SK Wali Kota 1 of 2024",
            published_on=date(2024, 1, 2),
            confidence=Confidence.ASSUMED,
            removes=(date(2024, 2, 9),),
            provisional=True,
            note="Belum dilihat",
        ),
    ),
    week=(WeekPattern(since=date(2024, 1, 1), off=frozenset({6, 5})),),
    off_kinds=frozenset({DayKind.NATIONAL, DayKind.JOINT_LEAVE}),
    zone=timezone(-timedelta(hours=9, minutes=30)),
)
CALENDAR_DOCUMENT: Final[dict[str, Any]] = {
    "decrees": [
        {
            "decree_id": "SKB-2024-0",
            "citation": "SKB 855/3/4 of 2023",
            "published_on": "2023-09-12",
            "confidence": "sourced",
            "covers": {"first": "2024-01-01", "last": "2024-12-31"},
            "adds": [
                {"day": "2024-02-09", "kind": "joint_leave", "indonesian": "Cuti bersama", "english": "Joint leave"}
            ],
            "provisional": False,
            "note": "",
        },
        {
            "decree_id": "KOTA-2024-1",
            "citation": "SK Wali Kota 1 of 2024",
            "published_on": "2024-01-02",
            "confidence": "assumed",
            "removes": ["2024-02-09"],
            "provisional": True,
            "note": "Belum dilihat",
        },
    ],
    "week": [{"since": "2024-01-01", "off": [5, 6]}],
    "off_kinds": ["joint_leave", "national"],
    "zone": "-09:30",
    "provisional": False,
    "retroactive": False,
}
EXAMPLES: Final[dict[str, tuple[Any, dict[str, object]]]] = {
    "event": (ANSWER, ANSWER_DOCUMENT),
    "birth": (BIRTH, {"type": "event", **BIRTH_DOCUMENT}),
    "report": (BORN, {"type": "report", "history": [BIRTH_DOCUMENT]}),
    "step": (
        Step(report=BORN, event=BIRTH, notices=("RTE-001",)),
        {"type": "step", "report": {"history": [BIRTH_DOCUMENT]}, "notices": ["RTE-001"]},
    ),
    "filing": (FILING, {"type": "filing", **FILING_DOCUMENT}),
    "actor": (LIAISON, {"type": "actor", "role": "liaison", "id": "liaison-1", "agency": "roads"}),
    "agency": (LIGHTS, {"type": "agency", **LIGHTS_DOCUMENT}),
    "directory": (
        Directory(agencies=(LIGHTS, CITY)),
        {"type": "directory", "agencies": [LIGHTS_DOCUMENT, CITY_DOCUMENT]},
    ),
    "category": (STREETS, {"type": "category", "code": "streets", "name": "Jalan"}),
    "categories": (
        Categories(version="2026-11", categories=(STREETS,)),
        {"type": "categories", "version": "2026-11", "categories": [{"code": "streets", "name": "Jalan"}]},
    ),
    "action without fields": (actions.Close(), {"type": "action", "name": "close"}),
    "action with a draft": (
        actions.FollowUp(kind=FollowUpKind.PROGRESS, text="Tim ke lokasi"),
        {"type": "action", "name": "follow_up", "kind": "progress", "text": "Tim ke lokasi"},
    ),
    "action with a set": (
        actions.Redact(parts=frozenset({TextPart.REPLIES, TextPart.FILING})),
        {"type": "action", "name": "redact", "parts": ["filing", "replies"]},
    ),
    "finding": (
        Finding(kind="nik", start=3, end=19, confidence=LeakConfidence.CERTAIN, rule_id="PRV-001"),
        {"type": "finding", "kind": "nik", "start": 3, "end": 19, "confidence": "certain", "rule_id": "PRV-001"},
    ),
    "refusal": (
        Refusal(action="rate", rule_id="GRD-001", reason="it is rated", needs="nothing"),
        {"type": "refusal", "action": "rate", "rule_id": "GRD-001", "reason": "it is rated", "needs": "nothing"},
    ),
    "seal": (
        Seal(
            link="ab" * 32,
            commitments=(
                Commitment(path="action.text", part=TextPart.NOTES, digest="cd" * 32, salt="ef" * 16),
                Commitment(path="action.*", digest="cd" * 32, salt="ef" * 16, names=("x-new",)),
                Commitment(path="*", digest="cd" * 32),
            ),
        ),
        {
            "type": "seal",
            "link": "ab" * 32,
            "commitments": [
                {"path": "action.text", "part": "notes", "digest": "cd" * 32, "salt": "ef" * 16},
                {"path": "action.*", "digest": "cd" * 32, "salt": "ef" * 16, "names": ["x-new"]},
                {"path": "*", "digest": "cd" * 32},
            ],
        },
    ),
    "working days": (WorkDays(3), {"type": "limit", "unit": "workdays", "n": 3}),
    "calendar days": (CalendarDays(60), {"type": "limit", "unit": "calendar_days", "n": 60}),
    "months": (Months(24), {"type": "limit", "unit": "months", "n": 24}),
    "hours": (Hours(72), {"type": "limit", "unit": "hours", "n": 72}),
    "calendar": (CALENDAR, {"type": "calendar", **CALENDAR_DOCUMENT}),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_form_of_a_document_is_stable(name: str) -> None:
    """What was stored under schema 1 stays readable, and is written again as it was."""
    value, body = EXAMPLES[name]
    document = {**HEADER, **body}

    assert document == to_dict(value)
    assert value == from_dict(document)


PARAMETERS: Final = [field.name for field in attrs.fields(type(SP4N)) if field.init]


def test_a_pack_is_written_whole_with_the_units_of_its_limits() -> None:
    document = to_dict(SP4N)

    assert document["pause_budget"] == {"unit": "workdays", "n": 20}
    assert document["rules"][7] == {  # type: ignore[index]
        "rule_id": "SLA-022",
        "duty": "completion",
        "limit": {"unit": "workdays", "n": 14},
        "citation": SP4N.rule("SLA-022").citation,
        "confidence": "secondary",
        "classes": ["complaint"],
        "since": "2019-01-01",
        "until": "2025-04-30",
        "rolls_forward": False,
    }
    assert document["bands"] == ["3/4", "9/10", "1/1"]
    assert document["raise_at"] == "3/4"
    assert document["on_behalf_channels"] == sorted(SP4N.on_behalf_channels)
    assert document.keys() == {"schema", "type", *PARAMETERS}


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_pack_does_not_fall_back_on_the_defaults_of_today(name: str) -> None:
    """A parameter that is missing is missed, even where the class has a default."""
    document = to_dict(SP4N)
    del document[name]

    assert problems_of(document) == [Problem(path=name, rule="the field is missing")]


def test_what_has_a_default_that_says_something_may_not_be_left_out() -> None:
    """A filing without its protection is not an unprotected one."""
    document = {key: item for key, item in FILING_DOCUMENT.items() if key != "protection"}

    assert problems_of({**HEADER, "type": "filing", **document}) == [
        Problem(path="protection", rule="the field is missing")
    ]


def test_what_is_empty_may_be_left_out_or_written() -> None:
    document = {**HEADER, "type": "agency", **CITY_DOCUMENT, "parent": None, "aliases": [], "closed_on": None}

    assert from_dict(document) == CITY


def test_any_mapping_and_any_sequence_of_a_codec_can_be_read() -> None:
    document = {**HEADER, "type": "directory", "agencies": (MappingProxyType(CITY_DOCUMENT),)}

    assert from_dict(MappingProxyType(document)) == Directory(agencies=(CITY,))


def test_an_instant_may_be_written_as_another_service_writes_it() -> None:
    document = ANSWER_DOCUMENT | {"at": "2024-03-04T02:30:00Z"}

    assert from_dict(document) == ANSWER
    assert from_dict(document).at.utcoffset() == timedelta(0)


def test_a_text_checked_for_nobody_has_no_reference() -> None:
    action = actions.Publish(title=PublicText.vouched("Jalan", NOT_HELD, "plain-1"))
    event = attrs.evolve(ANSWER, action=action)
    document = to_dict(event)

    assert document["action"] == {
        "name": "publish",
        "title": {"cleared": "Jalan", "checked_for": None, "check": "plain-1"},
    }
    assert from_dict(document).action.title.checked_for is NOT_HELD


def test_a_text_keeps_what_was_overruled_in_it() -> None:
    """And a token that stands in it; when its part is redacted for good, the reasons go with it."""
    reason = Overruling(rule_id="PRV-018", reason="nama gedung")
    title = PublicText.vouched("Balai [redacted: person]", NOT_HELD, "spellings-2", (reason,))
    event = attrs.evolve(ANSWER, action=actions.Publish(title=title))
    document = to_dict(event)

    assert document["action"]["title"]["overruled"] == [  # type: ignore[index]
        {"rule_id": "PRV-018", "reason": "nama gedung"}
    ]
    assert from_dict(json.loads(json.dumps(document))) == event
    assert "gedung" not in json.dumps(to_dict(redacted(event, frozenset(TextPart))))
    document["action"]["title"]["overruled"][0]["rule_id"] = "LFC-001"  # type: ignore[index]
    with pytest.raises(InvalidDocumentError) as caught:
        from_dict(document)
    assert [problem.path for problem in caught.value.problems] == ["action.title.overruled[0].rule_id"]


def test_what_a_redaction_left_is_restored_and_cannot_be_written_back() -> None:
    event = redacted(ANSWER, frozenset({TextPart.ANSWERS}))
    document = to_dict(event)
    again = from_dict(document)

    assert document["action"]["text"]["cleared"] == {"redacted": "answers"}  # type: ignore[index]
    assert isinstance(again.action.text.text, Redacted)
    assert "ditambal" not in json.dumps(document)
    with pytest.raises(LaporError):
        actions.Answer(text=again.action.text, outcome=Outcome.SOLVED)


def test_subclasses_of_plain_types_do_not_get_into_a_document() -> None:
    """A code that was given where a text is allowed is written as a text."""
    document = to_dict(actions.Note(text=Status.HELD))

    assert type(document["text"]) is str
    assert document["text"] == "held"


# ----------------------------------------------------------------------------------------------- unknown fields


@given(values(), st.data())
def test_unknown_fields_survive_at_every_level_and_show_up_nowhere_else(value: Any, data: st.DataObject) -> None:
    """A newer document comes out of an older library as it went in; the value is as if they were not there.

    What an older library does not know may be the text that was to be removed: it goes with a redaction.
    """
    document = without_unknown(to_dict(value))
    plain = from_dict(document)
    newer = copy.deepcopy(document)
    assume(not isinstance(value, ReportView | PublicReport))  # views keep nothing that they do not know
    may_keep = type(value) not in (Step, Finding, Refusal, WorkCalendar, WorkDays, CalendarDays, Months, type(SP4N))
    for part in list(documents_in(newer))[0 if may_keep else 1 :]:
        part.update(data.draw(unknown_fields()))

    again = from_dict(newer)

    assert as_redacted(newer) == to_dict(again)
    assert (plain, repr(plain), str(plain)) == (again, repr(again), str(again))
    assert document == without_unknown(newer)


def test_unknown_fields_are_kept_where_they_came_in() -> None:
    document = copy.deepcopy(ANSWER_DOCUMENT)
    document["x-event"] = {"b": [1, 2.5, None], "a": True}
    document["by"]["x-actor"] = "é"
    document["action"]["x-action"] = []

    event = from_dict(document)

    assert event.unknown == '{"x-event":{"a":true,"b":[1,2.5,null]}}'
    assert event.by.unknown == '{"x-actor":"\\u00e9"}'
    assert event.action.unknown == '{"x-action":[]}'


def test_unknown_fields_of_a_report_survive_the_next_action() -> None:
    report = from_dict(to_dict(world.received()) | {"x-desk": 7})
    report = world.act(report, world.verify(), world.COORDINATOR)

    assert to_dict(report)["x-desk"] == 7


def test_a_report_can_be_put_together_from_stored_events() -> None:
    """An event that was stored by itself carries its header into the report, and still is an event when taken out."""
    stored = [to_dict(event) for event in world.verified().history]
    report = from_dict({**HEADER, "type": "report", "history": stored})

    assert report == world.verified()
    assert to_dict(report)["history"] == stored
    assert to_dict(report.history[1]) == stored[1]


@pytest.mark.parametrize(
    "document",
    [
        {"type": "limit", "unit": "workdays", "n": 3, "x-from": "noon"},
        {"type": "finding", **EXAMPLES["finding"][1], "x-sure": 1},
        dict[Any, object]({"type": "calendar", **CALENDAR_DOCUMENT}) | {7: 7},
    ],
)
def test_what_cannot_keep_an_unknown_field_refuses_it(document: dict[Any, object]) -> None:
    """A condition that this version does not understand must not be dropped in silence."""
    assert problems_of({**HEADER, **document}) == [
        Problem(path="document", rule="it has a field that this version does not know and may not drop")
    ]


def test_a_clearance_under_conditions_that_are_not_known_is_refused() -> None:
    document = copy.deepcopy(ANSWER_DOCUMENT)
    document["action"]["text"]["x-overruled"] = "reason"

    assert [problem.path for problem in problems_of(document)] == ["action.text"]


def _nested(depth: int) -> list[object]:
    nest: list[object] = []
    for _ in range(depth):
        nest = [nest]
    return nest


@pytest.mark.parametrize(
    "junk",
    [
        float("nan"),
        float("-inf"),
        10**5000,
        2**63,
        b"bytes",
        {1: "one"},
        {"a": {None: 1}},
        {1, 2},
        object(),
        _nested(32),
        _nested(5000),
        {"a": _nested(40)},
    ],
    ids=lambda junk: type(junk).__name__,
)
def test_unknown_fields_that_are_no_plain_json_are_refused(junk: object) -> None:
    """Nothing is kept that could not be written again; a bomb of nested lists is defused."""
    document = copy.deepcopy(ANSWER_DOCUMENT)
    document["by"]["x-junk"] = junk

    assert problems_of(document) == [
        Problem(path="by", rule="unknown fields must be plain JSON, at most 32 levels deep")
    ]


def test_unknown_fields_may_be_nested_and_large_within_reason() -> None:
    document = ANSWER_DOCUMENT | {"x-deep": _nested(30), "x-large": -(2**63 - 1), "x-map": MappingProxyType({"a": ()})}

    assert to_dict(from_dict(document))["x-map"] == {"a": []}
    assert to_dict(from_dict(document))["x-deep"] == _nested(30)


def test_names_that_are_no_texts_are_refused() -> None:
    assert problems_of(ANSWER_DOCUMENT | {None: 1}) == [
        Problem(path="document", rule="unknown fields must be plain JSON, at most 32 levels deep")
    ]


@pytest.mark.parametrize(
    "unknown", ["{", "[]", '"text"', '{"role": "system"}', '{"id": "known-but-left-out"}', '{"x": NaN}', "[" * 100_000]
)
def test_what_was_put_into_unknown_by_hand_must_be_unknown_fields(unknown: str) -> None:
    """Nobody can smuggle a field past the class."""
    actor = Actor(role=Role.SYSTEM, unknown=unknown)

    with pytest.raises(NotSerializableError, match=r"^Actor\.unknown: a JSON object of unknown fields is needed$"):
        to_dict(actor)


# ------------------------------------------------------------------------------------------------ bad documents


@given(values(), st.data())
def test_every_problem_is_reported_at_once_at_its_own_path(value: Any, data: st.DataObject) -> None:
    """Whatever is broken, and however much: exactly that is named, and nothing else."""
    document = without_unknown(to_dict(value))
    broken = chosen(leaves(document), data)
    for _, container, key in broken:
        container[key] = ["of another type"]

    assert sorted(path for path, _, _ in broken) == sorted(problem.path for problem in problems_of(document))


@given(values(), st.data())
def test_whatever_stands_in_a_document_is_read_or_refused_cleanly(value: Any, data: st.DataObject) -> None:
    """No junk brings anything up but an `InvalidDocumentError`; and what was read can be written and read again."""
    document = to_dict(value)
    junk = st.recursive(
        st.none()
        | st.booleans()
        | st.sampled_from([10**400, -(2**63), float("nan"), b"", object(), UTC, AT, "2024", "\ud800", ""])
        | st.integers()
        | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.tuples(inner)
            | st.dictionaries(st.sampled_from(["cleared", "redacted", "name", "n", "x", 1, None]), inner, max_size=3)
        ),
        max_leaves=4,
    )
    for _, container, key in chosen([*places(document), ("", document, "x")], data, most=3):
        container[key] = data.draw(junk)
    if not problems_of(document):
        again = from_dict(document)
        assert again == from_dict(to_dict(again))


CANARY: Final = "Kenarikuning"


@given(values(), st.data())
def test_no_error_repeats_what_was_in_the_document(value: Any, data: st.DataObject) -> None:
    """Values and unknown names may be somebody's name: no message, argument, pickle or chained error has them."""
    document = to_dict(value)
    bad = [CANARY, [CANARY], {CANARY: CANARY}, f"2024-03-04T{CANARY}", f"{CANARY} {CANARY}", {"cleared": CANARY}, 1j]
    for _, container, key in chosen([*places(document), ("", document, CANARY)], data):
        container[key] = data.draw(st.sampled_from(bad))
    document[CANARY] = data.draw(st.sampled_from([CANARY, {1: CANARY}]))
    error = error_of(document)
    if error is not None:
        shown = [str(error), repr(error), repr(error.args), repr(error.problems), *traceback.format_exception(error)]
        assert CANARY not in "".join(shown)
        assert CANARY.encode() not in pickle.dumps(error)
        assert (error.__cause__, error.__context__) == (None, None)
        assert pickle.loads(pickle.dumps(error)).problems == error.problems


@pytest.mark.parametrize(
    "document", [None, [], "text", 7, b"{}", object()], ids=lambda document: type(document).__name__
)
def test_what_is_no_object_is_refused(document: object) -> None:
    hint = "; json.loads makes one of a text" if isinstance(document, str | bytes) else ""
    assert problems_of(document) == [Problem(path="document", rule=f"an object is needed{hint}")]


def test_the_schema_and_the_type_must_be_known() -> None:
    newer = Problem(path="schema", rule="lapor_core/1 is needed; this version reads no other")
    kinds = (
        "one of action, action_plan, actor, agency, agency_head_view, calendar, categories, category, "
        "coordinator_view, directory, event, exchange_form, filing, finding, identity_opening, liaison_view, limit, "
        "observer_view, ombudsman_view, public_report, refusal, report, reporter_view, rule_pack, seal, step is needed"
    )

    assert problems_of({}) == [newer, Problem(path="type", rule=kinds)]
    assert problems_of({"schema": "lapor_core/2", "type": "actor"}) == [newer]
    assert problems_of({**HEADER, "type": "identity"}) == [Problem(path="type", rule=kinds)]
    assert problems_of({**HEADER, "type": ["event"]}) == [Problem(path="type", rule=kinds)]


def test_an_action_that_is_not_known_is_refused() -> None:
    known = Problem(path="name", rule="a known code is needed")

    assert problems_of({**HEADER, "type": "action", "name": "forgive"}) == [known]
    assert problems_of({**HEADER, "type": "action", "name": ["rate"]}) == [known]
    assert problems_of({**HEADER, "type": "action"}) == [known]
    assert problems_of(ANSWER_DOCUMENT | {"action": "rate"}) == [Problem(path="action", rule="an object is needed")]


def test_limits_of_another_unit_are_refused_where_one_is_needed() -> None:
    document = to_dict(SP4N) | {"pause_budget": {"unit": "months", "n": 3}, "reopen_window": {"n": 30}}

    assert problems_of(document) == [
        Problem(path="pause_budget.unit", rule="workdays is needed"),
        Problem(path="reopen_window.unit", rule="calendar_days is needed"),
    ]


def test_every_rule_of_a_pack_is_read_by_itself_and_all_its_problems_are_told() -> None:
    first: Any
    second: Any
    first, second = to_dict(SP4N)["rules"][:2]  # type: ignore[index]
    rules = [
        {**first, "limit": {"unit": "fortnights", "n": 3}, "duty": "x-secret"},
        {**second, "limit": {"unit": "workdays"}, "x-secret": {}},
        {**first, "limit": {"unit": "hours", "n": 3}},
    ]

    assert problems_of(to_dict(SP4N) | {"rules": 5}) == [Problem(path="rules", rule="a list is needed")]
    assert {str(problem) for problem in problems_of(to_dict(SP4N) | {"rules": rules})} == {
        "rules[0].duty: a known code of DutyName is needed",
        "rules[0].limit.unit: a known code is needed",
        "rules[1]: it has a field that this version does not know and may not drop",
        "rules[1].limit.n: the field is missing",
        "rules[2].limit: WorkDays or CalendarDays is needed for this duty",
    }


@pytest.mark.parametrize(
    "field, value, rule",
    [
        ("seq", True, "a whole number of at most 64 bits is needed"),
        ("seq", 1.0, "a whole number of at most 64 bits is needed"),
        ("seq", 2**63, "a whole number of at most 64 bits is needed"),
        pytest.param("seq", 10**5000, "a whole number of at most 64 bits is needed", id="more digits than print"),
        ("seq", float("nan"), "a whole number of at most 64 bits is needed"),
        ("at", "2024-03-04T09:30:00", "an ISO 8601 instant with its offset is needed"),
        ("at", "2024-03-04", "an ISO 8601 instant with its offset is needed"),
        ("at", AT, "an ISO 8601 instant with its offset is needed"),
        ("by", "liaison-1", "an object is needed"),
        ("to_status", "closed", "a known code of Status is needed"),
        ("to_status", None, "a known code of Status is needed"),
        ("to_status", {}, "a known code of Status is needed"),
        ("rule_id", 15, "a text is needed"),
    ],
)
def test_the_rule_for_each_kind_of_field_is_named(field: str, value: object, rule: str) -> None:
    assert problems_of(ANSWER_DOCUMENT | {field: value}) == [Problem(path=field, rule=rule)]


@pytest.mark.parametrize("number", ["08123456789012", "two words", "", None])
def test_identifiers_are_checked_by_their_classes(number: Any) -> None:
    """The problem says what the class itself says."""
    with pytest.raises(InvalidValueError) as refused:
        TrackingId(number)

    assert problems_of(ANSWER_DOCUMENT | {"tracking_id": number}) == [
        Problem(path="tracking_id", rule=refused.value.rule)
    ]


@pytest.mark.parametrize(
    "text", ["", "3", "3/0", "0.75", "-1/2", "1e9/2", "1/2/3", " 1/2", "9" * 20 + "/1", 0.75, None]
)
def test_a_share_is_a_fraction_of_two_whole_numbers(text: object) -> None:
    assert problems_of(to_dict(SP4N) | {"raise_at": text}) == [
        Problem(path="raise_at", rule="a fraction such as 3/4 is needed")
    ]


def test_a_share_may_be_written_unreduced_and_must_be_one() -> None:
    assert from_dict(to_dict(SP4N) | {"raise_at": "6/8"}) == SP4N
    assert problems_of(to_dict(SP4N) | {"raise_at": "9/8"}) == [
        Problem(path="raise_at", rule="a Fraction above 0 and up to 1 is needed")
    ]


def test_the_calendar_of_the_country_survives_and_does_not_fall_back_on_the_defaults_of_today() -> None:
    """Decrees, policies and all, through JSON; only what can mean nothing else may be left out."""
    document = to_dict(INDONESIA)
    assert from_dict(json.loads(json.dumps(document))) == INDONESIA
    for name in ("decrees", "week", "off_kinds", "zone", "provisional", "retroactive"):
        rest = {key: part for key, part in document.items() if key != name}
        assert problems_of(rest) == [Problem(path=name, rule="the field is missing")]


def test_a_calendar_that_contradicts_itself_is_refused_with_its_rule() -> None:
    document = {**HEADER, "type": "calendar", **CALENDAR_DOCUMENT}
    uncovered = [part | {"covers": None} for part in CALENDAR_DOCUMENT["decrees"]]
    assert problems_of(document | {"decrees": uncovered}) == [
        Problem(path="decrees", rule="a decree that covers days is needed")
    ]
    assert problems_of(document | {"off_kinds": ["weekend"]}) == [
        Problem(path="off_kinds", rule="a kind of day that a decree sets is needed")
    ]
    assert problems_of(document | {"week": [{"since": "2024-01-02", "off": [0, 7]}]}) == [
        Problem(path="week[0].off", rule="weekdays from 0 to 6, at most six of them, are needed")
    ]


@pytest.mark.parametrize("offset", ["WIB", "", "+25:00", "Z7", 7, None])
def test_a_zone_is_an_offset(offset: object) -> None:
    assert problems_of({**HEADER, "type": "calendar", **CALENDAR_DOCUMENT, "zone": offset}) == [
        Problem(path="zone", rule="an offset such as +07:00 is needed")
    ]


def test_fields_are_checked_even_when_others_cannot_be_read() -> None:
    """The rules of the class are part of the same answer as the form of the document, list items included."""
    document = {
        **HEADER,
        "type": "agency",
        "code": 7,
        "name": " ",
        "kind": "castle",
        "active": "yes",
        "closed_on": "soon",
        "aliases": ["UPT", "", 5],
        "contacts": ["", "0800-1", " "],
    }

    assert {str(problem) for problem in problems_of(document) if problem.path != "code"} == {
        "name: a text that is not empty is needed",
        "kind: a known code of AgencyKind is needed",
        "active: true or false is needed",
        "closed_on: an ISO 8601 date is needed",
        "aliases[1]: a text that is not empty is needed",
        "aliases[2]: a text is needed",
        "contacts[0]: a text that is not empty is needed",
        "contacts[2]: a text that is not empty is needed",
    }


def test_several_texts_that_say_nothing_are_all_reported() -> None:
    document = {**HEADER, "type": "filing", **FILING_DOCUMENT, "title": "", "text": "\n", "location": " "}

    assert [problem.path for problem in problems_of(document)] == ["title", "text", "location"]


def test_the_relations_between_sound_fields_are_checked() -> None:
    agencies = [LIGHTS_DOCUMENT, CITY_DOCUMENT, CITY_DOCUMENT | {"parent": "nowhere"}]
    categories = [{"code": "a", "name": "Jalan"}, {"code": "b", "name": "jalan", "parent": "c"}]
    step = {"type": "step", "report": {"history": [BIRTH_DOCUMENT | {"by": {"role": "ombudsman"}}]}}

    assert problems_of({**HEADER, "type": "directory", "agencies": agencies}) == [
        Problem(path="agencies[2].code", rule="the code is used twice"),
        Problem(path="agencies[2].parent", rule="the parent is not in the directory"),
    ]
    assert problems_of({**HEADER, "type": "categories", "version": "1", "categories": categories}) == [
        Problem(path="categories[1].name", rule="a name or alias is used twice"),
        Problem(path="categories[1].parent", rule="the parent is not in the list"),
    ]
    assert problems_of({**HEADER, **step}) == [
        Problem(path="report.history[0].by.id", rule="an officer needs an opaque id")
    ]


def test_a_cleared_text_needs_all_it_claims() -> None:
    document = copy.deepcopy(ANSWER_DOCUMENT)
    document["action"]["text"] = {"cleared": " ", "checked_for": "no spaces", "check": ""}
    nothing = ANSWER_DOCUMENT | {"action": {"name": "answer", "outcome": "solved", "text": {}}}

    assert {problem.path for problem in problems_of(document)} == {
        "action.text.cleared",
        "action.text.checked_for",
        "action.text.check",
    }
    assert {problem.path for problem in problems_of(nothing)} == {
        "action.text.cleared",
        "action.text.checked_for",
        "action.text.check",
    }


def test_texts_that_are_never_published_cannot_be_cleared_ones() -> None:
    cleared = {"cleared": "Sudah", "checked_for": None, "check": "plain-1"}
    reply = ANSWER_DOCUMENT | {"action": {"name": "reply", "text": cleared}}
    gone = ANSWER_DOCUMENT | {"action": {"name": "reply", "text": {"redacted": "everything"}}}

    assert problems_of(reply) == [Problem(path="action.text", rule="a text is needed")]
    assert problems_of(gone) == [Problem(path="action.text.redacted", rule="a known code of TextPart is needed")]


def test_a_redaction_does_not_hide_what_else_is_wrong() -> None:
    filing = {**FILING_DOCUMENT, "text": {"redacted": "filing"}, "title": ""}
    document = {
        **HEADER,
        "type": "report",
        "history": [BIRTH_DOCUMENT | {"action": {"name": "receive", "filing": filing}}],
    }

    assert problems_of(document) == [
        Problem(path="history[0].action.filing.title", rule="a text that is not empty is needed")
    ]


# ------------------------------------------------------------------------------------------------------ reports


def test_events_that_do_not_make_one_history_are_refused_with_their_place() -> None:
    events_of = [to_dict(event) for event in world.answered().history]

    def problem(history: list[Any]) -> list[str]:
        return [str(found) for found in problems_of({**HEADER, "type": "report", "history": history})]

    assert problem([]) == ["history[0]: a report has at least one event"]
    assert problem(events_of[1:]) == ["history[0]: a report begins with a receipt or an adoption"]
    assert problem([*events_of[:2], *events_of[3:]]) == ["history[2]: seq does not follow the event before"]
    assert problem([events_of[0], events_of[1] | {"tracking_id": "42"}]) == [
        "history[1]: the event belongs to another report"
    ]
    assert problem([events_of[0], events_of[1] | {"at": "2020-01-01T00:00:00Z"}]) == [
        "history[1]: the instant lies before that of the event before"
    ]


def test_a_report_is_only_its_events() -> None:
    """A field beside them is one of a newer version; it changes nothing about the report."""
    report = world.answered()
    document = to_dict(report) | {"status": "resolved", "version": 99}

    assert to_dict(report).keys() == {"schema", "type", "history"}
    assert report == from_dict(document)
    assert document == to_dict(from_dict(document))


def test_a_redacted_report_is_stored_without_what_was_removed() -> None:
    report = world.resolved(text="Ada lubang di depan pasar.")
    late = report.changed_at + timedelta(days=6 * 366)
    report = world.act(report, actions.Redact(parts=frozenset(TextPart)), world.SYSTEM, at=late)
    document = to_dict(report)

    assert "lubang" not in json.dumps(document).casefold()
    assert report == from_dict(document)


# -------------------------------------------------------------------------------------------------------- trust


@pytest.mark.parametrize(
    "claim",
    [
        {"cleared": "Sudah", "checked_for": "ref-1", "check": "plain-1"},
        {"cleared": "Sudah"},
        {"text": "Sudah", "checked_for": "ref-1"},
        {"text": "Sudah", "check": "plain-1"},
        {"redacted": "answers"},
    ],
)
@pytest.mark.parametrize(
    "body, field",
    [
        ({"type": "action", "name": "answer", "outcome": "solved"}, "text"),
        ({"type": "action", "name": "note"}, "text"),
        ({"type": "filing", **FILING_DOCUMENT}, "title"),
    ],
)
def test_what_comes_by_itself_carries_drafts_only(body: dict[str, object], field: str, claim: object) -> None:
    """A document that claims a clearance, or hides a text behind a redaction, is refused outside an event."""
    assert problems_of({**HEADER, **body, field: claim}) == [Problem(path=field, rule=INSIDE)]


def test_the_filing_inside_an_action_is_no_more_trusted_than_the_action() -> None:
    document = {
        **HEADER,
        "type": "action",
        "name": "receive",
        "filing": {**FILING_DOCUMENT, "text": {"redacted": "filing"}},
    }

    assert problems_of(document) == [Problem(path="filing.text", rule=INSIDE)]


def test_an_object_that_claims_nothing_is_just_no_text() -> None:
    assert problems_of({**HEADER, "type": "action", "name": "note", "text": {}}) == [
        Problem(path="text", rule="a text is needed")
    ]


def test_a_cleared_or_redacted_text_is_not_written_outside_an_event() -> None:
    gone = redacted(FILING, frozenset({TextPart.FILING}))

    with pytest.raises(NotSerializableError, match=rf"^Answer\.text: {INSIDE}$"):
        to_dict(ANSWER.action)
    with pytest.raises(NotSerializableError, match=rf"^Filing\.text: {INSIDE}$"):
        to_dict(gone)
    with pytest.raises(NotSerializableError, match=rf"^Filing\.text: {INSIDE}$"):
        to_dict(redacted(actions.Receive(filing=FILING), frozenset({TextPart.FILING})))


@given(draft_actions())
def test_an_action_from_outside_never_holds_a_cleared_text(action: actions.Action) -> None:
    """Whatever is read as an action, its texts are plain strings."""
    again = from_dict(to_dict(action))
    texts = [getattr(again, field.name) for field in attrs.fields(type(again)) if "part" in field.metadata]

    assert all(text is None or type(text) is str for text in texts)


def test_apply_refuses_an_action_from_outside_until_its_text_is_cleared() -> None:
    report = world.dispositioned()
    document = {**HEADER, "type": "action", "name": "answer", "text": "Sudah ditambal", "outcome": "solved"}
    draft = from_dict(document)

    with pytest.raises(InvalidActionError) as refused:
        world.act(report, draft, world.LIAISON)
    assert refused.value.refusal.field == "text"

    answer = attrs.evolve(draft, text=world.cleared(draft.text))
    at = report.changed_at + timedelta(hours=1)
    step = apply(report, answer, by=world.LIAISON, at=at, under=world.RULES)

    assert step == from_dict(json.loads(json.dumps(to_dict(step))))
    assert from_dict(to_dict(step.event)).action.text == answer.text


# ------------------------------------------------------------------------------------------ what is not written


@pytest.mark.parametrize(
    "value, message",
    [
        (world.IDENTITY, "SealedIdentity: an identity is never written"),
        (world.RULES, "Rulebook: write its directory, calendar, pack and categories"),
        (world.cleared(), f"PublicText: {INSIDE}"),
        (world.received().history, "History: write the report, or each event"),
        (actions.Action(), "Action: no document is made of it"),
        (Status.HELD, "Status: no document is made of it"),
        (to_dict, "function: no document is made of it"),
        (None, "NoneType: no document is made of it"),
    ],
)
def test_what_never_becomes_a_document_says_so(value: Any, message: str) -> None:
    with pytest.raises(NotSerializableError) as refused:
        to_dict(value)

    assert str(refused.value) == message
    assert isinstance(refused.value, TypeError)
    assert (refused.value.kind, refused.value.rule) == tuple(message.split(": "))
    assert str(pickle.loads(pickle.dumps(refused.value))) == message


def test_a_class_of_somebody_else_is_not_taken_for_ours() -> None:
    @attrs.frozen(kw_only=True)
    class Shout(actions.Note):
        pass

    event = attrs.evolve(ANSWER, action=Shout(text="!"))

    with pytest.raises(NotSerializableError, match=r"^Shout: no document is made of it$"):
        to_dict(event)


def _evolved(value: Any, **ill_typed: object) -> Any:
    return attrs.evolve(value, **ill_typed)


@pytest.mark.parametrize(
    "value, message",
    [
        (actions.Rate(score=2**63), "Rate.score: a whole number of at most 64 bits is needed"),
        (attrs.evolve(ANSWER, seq=True), "Event.seq: a whole number of at most 64 bits is needed"),
        (_evolved(ANSWER, pack=26), "Event.pack: a text is needed"),
        (attrs.evolve(ANSWER, at=datetime(2024, 1, 1)), "Event.at: an aware datetime is needed"),  # noqa: DTZ001
        (_evolved(ANSWER, by=FILING), "Event.by: it is of another type than declared"),
        (attrs.evolve(SP4N, raise_at=Fraction(1, 2**64)), "RulePack.raise_at: a whole number"),
        (_evolved(ANSWER, to_status=CANARY), "Event.to_status: it is of another type than declared"),
        (
            actions.Merge(
                original=actions.Original(
                    tracking_id=TrackingId("1"), status=Status.HELD, version=2**64, protection=Protection.NONE
                )
            ),
            "Original.version: a whole number of at most 64 bits is needed",
        ),
    ],
)
def test_what_no_document_can_hold_is_not_written(value: Any, message: str) -> None:
    """What could not be read again is refused when it is written, by field and rule, and without the value."""
    with pytest.raises(NotSerializableError) as refused:
        to_dict(value)

    assert str(refused.value).startswith(message)
    assert CANARY not in str(refused.value)


@given(values())
def test_writing_and_reading_change_nothing(value: Any) -> None:
    """Neither the value that is written nor the document that is read is touched."""
    before = pickle.dumps(value)
    document = to_dict(value)
    written = copy.deepcopy(document)
    from_dict(document)

    assert before == pickle.dumps(value)
    assert written == document
