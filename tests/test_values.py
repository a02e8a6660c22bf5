"""The values: checked at birth, immutable, hashable, and silent about what they were given."""

import copy
import inspect
import pickle
import traceback
import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, StrEnum
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import lapor_core
from lapor_core import (
    INDONESIA,
    NOT_HELD,
    SP4N,
    WEEKDAYS,
    WIB,
    WIT,
    WITA,
    ActionName,
    Actor,
    ActorId,
    Agency,
    AgencyCode,
    AgencyKind,
    Answered,
    ArchiveReason,
    Assessment,
    AttachmentKey,
    Basis,
    Breakdown,
    CalendarDay,
    CalendarDays,
    CaseFacts,
    Categories,
    Category,
    CategoryCode,
    ChangedDay,
    ChangedDuty,
    Channel,
    Classification,
    Comparison,
    ConductFinding,
    Confidence,
    Coverage,
    DayKind,
    DayLine,
    Decree,
    Direction,
    Directory,
    Duty,
    DutyEffect,
    DutyFacts,
    DutyName,
    Erasure,
    Event,
    Exposure,
    Figure,
    Filing,
    Finding,
    FollowUpKind,
    Grain,
    History,
    Holiday,
    Hours,
    Identity,
    IdentityGrant,
    IdentityOpening,
    IdentityPurpose,
    Indicator,
    Intent,
    LedgerDay,
    Mismatch,
    Months,
    MovedDeadline,
    Outcome,
    Overruling,
    PackChange,
    Period,
    Place,
    Protection,
    PublicReport,
    PublicText,
    Ranking,
    Refusal,
    Report,
    ReporterRef,
    ReportView,
    Revealed,
    Role,
    Rulebook,
    RulePack,
    Said,
    Seal,
    SealedIdentity,
    ShownAttachment,
    SlaRule,
    Status,
    Step,
    Tally,
    TextPart,
    TextVerdict,
    TrackingId,
    WeekPattern,
    WorkCalendar,
    WorkDays,
    actions,
    apply,
    assess,
    breakdown,
    case_facts,
    check_text,
    compare,
    duty_facts,
    erasures,
    errors,
    find_conduct,
    find_exposures,
    identity_grant,
    in_bulk,
    ledger,
    moved_deadlines,
    pack_diff,
    plan,
    public_view,
    rank,
    seal_event,
    to_dict,
    view_for,
)
from lapor_core.documents import Document
from lapor_core.errors import (
    AccessRefusedError,
    ActionRefusedError,
    DirectoryError,
    ExportError,
    HistoryAlteredError,
    HistoryError,
    IdentityLeakError,
    InvalidActionError,
    InvalidDocumentError,
    InvalidValueError,
    LaporError,
    NotSerializableError,
    Problem,
    UncoveredDayError,
    UnknownAgencyError,
    UnsupportedEngineError,
)
from lapor_core.identifiers import IntentKey
from lapor_core.reports import Ending, IdentityAccess, IdentityRequest
from lapor_core.rules.limits import DayLimit
from lapor_core.texts import LeakConfidence, Redacted
from tests.asking import GRANT, asked_for_identity
from tests.expectations import GONE_IDS
from tests.strategies import (
    CATEGORIES,
    CITY,
    CLINICS,
    CLOSED,
    CLOSED_ON,
    COORDINATOR,
    DIRECTORY,
    HEAD,
    HEALTH,
    IDENTITY,
    LIAISON,
    LIGHTS,
    MONDAY,
    NATION,
    OBSERVER,
    OMBUDSMAN,
    OWN_REF,
    REPORTER,
    ROADS,
    RULES,
    STREETS,
    WELFARE,
    ZONES,
    act,
    answer,
    answered,
    cleared,
    escalated,
    filing,
    instants,
    merged,
    original,
    progress,
    received,
    resolved,
    verify,
)

IDENTIFIERS = [TrackingId, AgencyCode, CategoryCode, ReporterRef, ActorId, AttachmentKey, IntentKey]


# ------------------------------------------------------------------------------------------------- identifiers


class TestIdentifiers:
    """Strings that were looked at once; none may be personal data."""

    @pytest.mark.parametrize("kind", IDENTIFIERS)
    @given(value=st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,30}", fullmatch=True))
    def test_letters_and_digits_are_taken_as_they_are(self, kind: type[str], value: str) -> None:
        """What was checked is a plain string, equal to what was given, and checking it again changes nothing."""
        checked = kind(value)
        assert checked == value == kind(checked)
        assert type(checked) is str

    @pytest.mark.parametrize("kind", IDENTIFIERS)
    @given(number=st.uuids())
    def test_the_hex_of_a_uuid_is_taken(self, kind: type[str], number: uuid.UUID) -> None:
        """The usual way to mint an opaque key, with and without hyphens; one of digits alone would be refused."""
        assume(not number.hex.isdigit())
        assert kind(number.hex) == number.hex
        assert kind(str(number)) == str(number)

    @pytest.mark.parametrize("kind", IDENTIFIERS)
    @pytest.mark.parametrize(
        "value",
        [
            "081234567890",  # telephones
            "0812-3456-7890",
            "0812.3456.7890",
            "0812_3456_7890",
            "0812/3456/7890",
            "0812:3456:7890",
            "6281234567890",
            "62-812-3456-7890",
            "021-5550123",
            "9999888877776666",  # identity cards
            "9999-8888-7777-6666",
            "9999.8888.7777.6666",
            "9999/8888/7777/6666",
            "199001012020011001",  # staff numbers
            "19900101-202001-1-001",
            "99.999.999.9-999.999",  # a tax number
        ],
    )
    def test_what_looks_like_a_persons_number_is_refused(self, kind: type[str], value: str) -> None:
        """Telephone, identity, staff and tax numbers, in the groups in which people write them."""
        with pytest.raises(InvalidValueError) as caught:
            kind(value)
        assert value not in str(caught.value)

    @pytest.mark.parametrize("kind", IDENTIFIERS)
    @pytest.mark.parametrize(
        "value",
        [
            "",
            " ",
            "siapa@contoh.example",
            "+6281234567890",
            "with space",
            " a",
            "a\n",
            "-a",
            "é",
            "１２３",
            "a" * 65,
            "a\x00",
        ],
    )
    def test_what_is_no_plain_key_is_refused(self, kind: type[str], value: str) -> None:
        """Nothing empty or long, no spaces, no @, no letters of other scripts."""
        with pytest.raises(InvalidValueError) as caught:
            kind(value)
        assert caught.value.field in {kind.FIELD for kind in IDENTIFIERS}

    @pytest.mark.parametrize("kind", IDENTIFIERS)
    @pytest.mark.parametrize("value", [None, 7, 1.5, b"abc", ["a"], ("a",), object(), True, date(2024, 1, 1)])
    def test_what_is_no_text_is_refused(self, kind: Callable[[object], str], value: object) -> None:
        """Numbers are not turned into keys: a leading zero would be lost."""
        with pytest.raises(InvalidValueError):
            kind(value)

    @given(number=st.integers(1, 9_999_999_999))
    def test_a_number_of_lapor_is_a_tracking_id_and_nothing_else(self, number: int) -> None:
        """Up to ten digits without a leading zero."""
        assert TrackingId(str(number)) == str(number)
        if number > 99_999_999:
            with pytest.raises(InvalidValueError):
                ReporterRef(str(number))

    @pytest.mark.parametrize("value", ["0812345678", "12345678901", "0123456789"])
    def test_what_is_no_number_of_lapor_is_no_tracking_id(self, value: str) -> None:
        """A leading zero or an eleventh digit makes it look like a telephone number."""
        with pytest.raises(InvalidValueError):
            TrackingId(value)

    def test_short_codes_of_digits_are_taken(self) -> None:
        """As services number their agencies and categories."""
        assert AgencyCode("12") == "12"
        assert CategoryCode("12345678") == "12345678"
        assert AgencyCode("32.76.01") == "32.76.01"

    def test_a_member_of_an_enum_of_the_caller_is_taken_by_its_value(self) -> None:
        """What was checked is what is kept, however the given text would print itself."""

        class Old(str, Enum):  # noqa: UP042 (as older code has them)
            CITY = "city-roads"

        class New(StrEnum):
            CITY = "city-roads"

        class Odd(str):
            __slots__ = ()

            def __str__(self) -> str:
                return "siapa@contoh.example"

        for value in (Old.CITY, New.CITY, Odd("city-roads")):
            checked = AgencyCode(value)
            assert type(checked) is str
            assert checked == "city-roads"

    def test_a_field_takes_no_text_that_compares_as_it_likes(self) -> None:
        """A string that claims to equal every other one does not make its bearer responsible for everything."""

        class Everything(str):
            __slots__ = ()
            __hash__ = str.__hash__

            def __eq__(self, other: object) -> bool:
                return True

        key = Everything("city-health")
        makers: list[Callable[[], object]] = [
            lambda: Actor(role=Role.LIAISON, id=ActorId("l-1"), agency=key),  # type: ignore[arg-type]
            lambda: Actor(role=Role.REPORTER, reporter=key),  # type: ignore[arg-type]
            lambda: actions.Disposition(to=key),  # type: ignore[arg-type]
            lambda: actions.Original(tracking_id=key, status=Status.RESOLVED, version=1, protection=Protection.NONE),  # type: ignore[arg-type]
        ]
        for make in makers:
            with pytest.raises(InvalidValueError):
                make()

    def test_they_hold_nothing_but_themselves(self) -> None:
        """No attribute can be hung onto one."""
        for kind in IDENTIFIERS:
            with pytest.raises(AttributeError):
                kind("a").note = "x"  # type: ignore[attr-defined]


# ----------------------------------------------------------------------------------------------------- agencies


def agency(code: str, parent: str | None = None, **facts: object) -> Agency:
    usual: dict[str, object] = {
        "name": f"Contoh {code}",
        "kind": AgencyKind.UNIT,
        "parent": AgencyCode(parent) if parent else None,
    }
    return Agency(code=AgencyCode(code), **(usual | facts))  # type: ignore[arg-type]


def problems_of(make: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises((DirectoryError, InvalidDocumentError)) as caught:
        make()
    return [(problem.path, problem.rule) for problem in caught.value.problems]


class TestDirectory:
    """The tree of agencies: whole, without circles, and all faults told at once."""

    @given(st.lists(st.integers(0, 8), max_size=8), st.data())
    def test_who_is_within_whom(self, parents: list[int], data: st.DataObject) -> None:
        """Each agency hangs below an earlier one; the path to the top agrees with a walk, in any order."""
        codes = [f"a{index}" for index in range(len(parents) + 1)]
        above = {codes[0]: None} | {codes[i + 1]: codes[min(parent, i)] for i, parent in enumerate(parents)}
        directory = Directory(agencies=data.draw(st.permutations([agency(code, up) for code, up in above.items()])))
        for code in codes:
            walked, at = [], code
            while at is not None:
                walked.append(at)
                at = above[at]  # type: ignore[assignment]
            assert list(directory.path(AgencyCode(code))) == walked
            for other in codes:
                assert directory.is_within(AgencyCode(code), AgencyCode(other)) == (other in walked)
            assert {child.code for child in directory.children(AgencyCode(code))} == {
                child for child, up in above.items() if up == code
            }

    def test_all_faults_are_told_at_once(self) -> None:
        """Circles of one, two and three, what hangs below them, unknown parents, codes used twice."""
        told = problems_of(
            lambda: Directory(
                agencies=[
                    agency("self", "self"),
                    agency("a", "b"),
                    agency("b", "a"),
                    agency("c", "d"),
                    agency("d", "e"),
                    agency("e", "c"),
                    agency("below", "a"),
                    agency("orphan", "nowhere"),
                    agency("child-of-orphan", "orphan"),
                    agency("twice"),
                    agency("twice"),
                ]
            )
        )
        assert told == [
            ("agencies[10].code", "the code is used twice"),
            *((f"agencies[{index}].parent", "parents run in a circle") for index in range(7)),
            ("agencies[7].parent", "the parent is not in the directory"),
        ]

    def test_an_unknown_agency_is_within_nothing(self) -> None:
        """And asking for it by its code is an error."""
        nowhere = AgencyCode("nowhere")
        assert not DIRECTORY.is_within(nowhere, CITY)
        assert not DIRECTORY.is_within(CITY, nowhere)
        assert nowhere not in DIRECTORY
        for ask in (DIRECTORY.get, DIRECTORY.path):
            with pytest.raises(UnknownAgencyError) as caught:
                ask(nowhere)
            assert "nowhere" not in str(caught.value)

    def test_it_is_a_collection(self) -> None:
        """Of its agencies, in the order in which they were given."""
        assert CITY in DIRECTORY
        assert len(DIRECTORY) == len([*DIRECTORY]) == 9
        assert [one.code for one in DIRECTORY.children(CITY)] == [ROADS, HEALTH, CLOSED, AgencyCode("city-idle")]
        assert DIRECTORY.get(LIGHTS).parent == ROADS
        assert DIRECTORY.path(LIGHTS) == (LIGHTS, ROADS, CITY, NATION)
        assert len(Directory(agencies=[])) == 0

    def test_an_agency_closes_on_its_day(self) -> None:
        """It exists until the day before."""
        closed = DIRECTORY.get(CLOSED)
        assert not closed.is_closed(CLOSED_ON - timedelta(days=1))
        assert closed.is_closed(CLOSED_ON)
        assert not DIRECTORY.get(CITY).is_closed(date.max)

    @pytest.mark.parametrize(
        "name", ["Dinas Contoh", "dinas contoh", "DINAS  CONTOH ", "Dinas\u00a0Contoh", "\tDinas\nContoh", "DisCon"]
    )
    def test_a_name_is_found_in_any_case_and_spacing(self, name: str) -> None:
        """No-break spaces of exports included, and aliases as well."""
        directory = Directory(agencies=[agency("x", name="Dinas Contoh", aliases=["DISCON"]), agency("y")])
        assert directory.find(name).code == "x"

    def test_a_name_that_fits_nobody_or_several_is_an_error(self) -> None:
        """It is never guessed; looking within one agency may tell them apart."""
        directory = Directory(
            agencies=[
                agency("a", name="A"),
                agency("b", name="B"),
                agency("a1", "a", name="Dinas Contoh"),
                agency("b1", "b", name="Dinas contoh"),
                agency("b2", "b", name="Lain", aliases=["lain", "LAIN"]),
            ]
        )
        assert directory.find("dinas contoh", within=AgencyCode("b")).code == "b1"
        assert directory.find("lain").code == "b2"
        with pytest.raises(UnknownAgencyError, match="more than one"):
            directory.find("Dinas Contoh")
        for name, within in (("Siapa", None), ("Dinas Contoh", AgencyCode("b2")), ("Lain", AgencyCode("nowhere"))):
            with pytest.raises(UnknownAgencyError, match="no agency of that name") as caught:
                directory.find(name, within=within)
            assert name not in str(caught.value)


class TestRowsOfADirectory:
    """A directory can be built from plain rows, such as those of a CSV file."""

    def test_rows_of_texts(self) -> None:
        """Every column as text, empty cells unknown."""
        directory = Directory.from_rows(
            [
                {"code": "k", "name": "Kota Contoh", "kind": "city", "parent": "", "active": "", "aliases": ""},
                {
                    "code": " k-1 ",
                    "name": " Dinas Contoh ",
                    "kind": "unit",
                    "parent": "k",
                    "active": "Tidak",
                    "closed_on": "2025-01-31",
                    "aliases": "DC; Dinas C ;;",
                },
            ]
        )
        assert directory.get(AgencyCode("k-1")) == agency(
            "k-1",
            "k",
            name="Dinas Contoh",
            active=False,
            closed_on=date(2025, 1, 31),
            aliases=("DC", "Dinas C"),
        )

    def test_rows_of_values(self) -> None:
        """As a spreadsheet reader gives them."""
        row = {
            "code": "k",
            "name": "Kota",
            "kind": AgencyKind.CITY,
            "parent": None,
            "active": True,
            "closed_on": date(2025, 1, 31),
            "aliases": ["K"],
        }
        (one,) = Directory.from_rows([row])
        assert (one.active, one.closed_on, one.aliases, one.kind) == (True, date(2025, 1, 31), ("K",), AgencyKind.CITY)

    @pytest.mark.parametrize("yes", ["true", "YES", "1", "ya", "Aktif", 1, True])
    def test_words_for_active(self, yes: object) -> None:
        """In English and Indonesian."""
        (one,) = Directory.from_rows([{"code": "k", "name": "K", "kind": "city", "active": yes}])
        assert one.active

    @pytest.mark.parametrize("no", ["false", "No", "0", "tidak", 0, False])
    def test_words_for_inactive(self, no: object) -> None:
        """In English and Indonesian."""
        (one,) = Directory.from_rows([{"code": "k", "name": "K", "kind": "city", "active": no}])
        assert not one.active

    def test_every_row_that_cannot_be_read_is_told(self) -> None:
        """With its number and its column, and without its value."""
        good: dict[str, Any] = {"code": "k", "name": "K", "kind": "city"}
        bad: list[dict[str, Any]] = [
            good | {"kind": "village"},
            good | {"active": "maybe"},
            good | {"closed_on": "31 Jan 2025"},
            good | {"code": ""},
            good | {"name": " "},
            good | {"parent": "siapa@contoh.example"},
            good | {"aliases": [" "]},
            good | {"aliases": 5},
            good | {"contacts": [5]},
            {},
        ]
        told = problems_of(lambda: Directory.from_rows([good, *bad]))
        assert [path for path, _ in told] == [
            "rows[1].kind",
            "rows[2].active",
            "rows[3].closed_on",
            "rows[4].code",
            "rows[5].name",
            "rows[6].parent",
            "rows[7].aliases",
            "rows[8].aliases",
            "rows[9].contacts",
            "rows[10].code",
            "rows[10].name",
            "rows[10].kind",
        ]

    def test_a_row_is_told_all_that_is_wrong_with_it(self) -> None:
        """And of a kind that is none, which there are."""
        row = {"code": "a b", "name": "", "kind": "village", "active": "maybe", "closed_on": "soon", "aliases": 5}
        told = problems_of(lambda: Directory.from_rows([row]))
        assert [path for path, _ in told] == [f"rows[0].{column}" for column in row]
        kinds = "national, ministry, institution, province, regency, city, state_company, unit"
        assert told[2][1] == f"one of {kinds} is needed"

    @pytest.mark.parametrize("key", ["Wulandanu 9999888877776666", "belongs_to", None, 5])
    def test_a_key_that_is_not_known_is_told_and_not_dropped(self, key: object) -> None:
        """Without repeating it; `csv.DictReader` has None for cells beyond the last column."""
        row: Any = {"code": "k", "name": "K", "kind": "city", key: "x"}
        known = "code, name, kind, parent, active, closed_on, aliases, contacts"
        told = problems_of(lambda: Directory.from_rows([row, row]))
        assert told == [(f"rows[{n}]", f"a key is not known; those that are: {known}") for n in (0, 1)]

    @pytest.mark.parametrize("row", [["k", "K", "city"], "k;K;city", None, 5, AgencyCode("k")])
    def test_a_row_that_is_no_mapping_is_told(self, row: Any) -> None:
        """As every other problem of every other row is."""
        told = problems_of(lambda: Directory.from_rows([row, {"code": "k", "name": "K"}]))
        assert [path for path, _ in told] == ["rows[0]", "rows[1].kind"]

    @pytest.mark.parametrize(
        "contacts", ["0800-000-0000; halo@contoh.example", ["0800-000-0000", "halo@contoh.example"]]
    )
    def test_rows_may_carry_contacts(self, contacts: object) -> None:
        """As they carry aliases."""
        (one,) = Directory.from_rows([{"code": "k", "name": "K", "kind": "city", "contacts": contacts}])
        assert one.contacts == ("0800-000-0000", "halo@contoh.example")

    def test_faults_of_the_tree_are_told_too(self) -> None:
        """When every row could be read."""
        told = problems_of(lambda: Directory.from_rows([{"code": "k", "name": "K", "kind": "city", "parent": "x"}]))
        assert told == [("agencies[0].parent", "the parent is not in the directory")]


OFFICES = {Role.LIAISON, Role.COORDINATOR, Role.AGENCY_HEAD}


class TestActor:
    """Who acts: the fields that the role needs, and no other."""

    @given(
        role=st.sampled_from(Role),
        key=st.none() | st.just(ActorId("o-1")),
        office=st.none() | st.just(CITY),
        reporter=st.none() | st.just(OWN_REF),
    )
    def test_the_fields_fit_the_role(
        self, role: Role, key: ActorId | None, office: AgencyCode | None, reporter: ReporterRef | None
    ) -> None:
        """Reporters have a reference, officers a key, and those who act for an agency its code."""
        fits = (
            (reporter is not None) == (role is Role.REPORTER)
            and (office is not None) == (role in OFFICES)
            and (key is not None or role in (Role.REPORTER, Role.SYSTEM))
        )
        facts: dict[str, Any] = {"role": role, "id": key, "agency": office, "reporter": reporter}
        if fits:
            assert Actor(**facts) == Actor(**facts)
            return
        with pytest.raises(InvalidValueError) as caught:
            Actor(**facts)
        assert caught.value.field in {"reporter", "agency", "id"}


class TestCategories:
    """The list of categories: open, versioned, aware of spellings."""

    def test_all_faults_are_told_at_once(self) -> None:
        """Codes and names used twice, unknown parents."""
        told = problems_of(
            lambda: Categories(
                version="1",
                categories=[
                    Category(code=CategoryCode("a"), name="Jalan", aliases=["JALAN ", "Jalanan"]),
                    Category(code=CategoryCode("a"), name="Lain", parent=CategoryCode("x")),
                    Category(code=CategoryCode("b"), name="jalanan"),
                ],
            )
        )
        assert told == [
            ("categories[1].code", "the code is used twice"),
            ("categories[2].name", "a name or alias is used twice"),
            ("categories[1].parent", "the parent is not in the list"),
        ]

    def test_parents_do_not_run_in_a_circle(self) -> None:
        """Nobody would ever come to a main category."""
        told = problems_of(
            lambda: Categories(
                version="1",
                categories=[
                    Category(code=CategoryCode("a"), name="Jalan", parent=CategoryCode("b")),
                    Category(code=CategoryCode("b"), name="Lampu", parent=CategoryCode("a")),
                    Category(code=CategoryCode("c"), name="Klinik", parent=CategoryCode("c")),
                    Category(code=CategoryCode("d"), name="Sekolah", parent=CategoryCode("c")),
                ],
            )
        )
        assert told == [(f"categories[{place}].parent", "parents run in a circle") for place in range(4)]

    def test_a_category_is_found_by_any_spelling(self) -> None:
        """Or not at all: unknown is not wrong."""
        listed = Categories(
            version="2026-11",
            categories=[
                Category(code=STREETS, name="Ketenteraman", aliases=["Ketentraman"]),
                Category(code=CLINICS, name="Klinik", parent=STREETS),
            ],
        )
        assert listed.find("KETENTRAMAN") == listed.find("ketenteraman") == listed.get(STREETS)
        assert (listed.find("Siapa"), listed.get(CategoryCode("x"))) == (None, None)
        assert (len(listed), STREETS in listed, "x" in listed) == (2, True, False)


# --------------------------------------------------------------------------------------------- days and limits


def covered_days() -> st.SearchStrategy[date]:
    """Days from which eleven years on are covered by `WEEKDAYS`."""
    return st.dates(date(2000, 1, 1), date(2038, 1, 1))


class TestWeekdays:
    """Monday to Friday, against a naive loop over the days."""

    @given(covered_days(), st.integers(1, 300))
    def test_adding_working_days_is_walking_them(self, day: date, n: int) -> None:
        """The n-th working day after a day; counting back gives n; the result is a working day."""
        walked, left = day, n
        while left:
            walked += timedelta(days=1)
            left -= walked.weekday() < 5
        due = WEEKDAYS.add_workdays(day, n)
        assert due == walked
        assert WEEKDAYS.is_workday(due)
        assert WEEKDAYS.workdays_between(day, due) == n

    @given(covered_days(), st.integers(0, 500))
    def test_counting_working_days_is_walking_them(self, day: date, span: int) -> None:
        """After the one day and up to the other, that one included."""
        upto = day + timedelta(days=span)
        counted = sum((day + timedelta(days=step)).weekday() < 5 for step in range(1, span + 1))
        assert WEEKDAYS.workdays_between(day, upto) == counted
        assert WEEKDAYS.is_workday(day) == (day.weekday() < 5)

    @given(covered_days(), st.integers(0, 400), st.integers(0, 400), st.integers(1, 90))
    def test_counting_is_additive_and_a_later_start_is_never_due_earlier(
        self, day: date, a: int, b: int, n: int
    ) -> None:
        """Over split intervals, and for every start."""
        middle, end = day + timedelta(days=a), day + timedelta(days=a + b)
        count = WEEKDAYS.workdays_between
        assert count(day, end) == count(day, middle) + count(middle, end)
        assert WEEKDAYS.add_workdays(day, n) <= WEEKDAYS.add_workdays(middle, n)

    def test_what_cannot_be_counted_is_refused(self) -> None:
        """Nought days, and days that run backwards."""
        for n in (0, -1):
            with pytest.raises(InvalidValueError) as caught:
                WEEKDAYS.add_workdays(date(2024, 1, 1), n)
            assert caught.value.field == "n"
        with pytest.raises(InvalidValueError) as caught:
            WEEKDAYS.workdays_between(date(2024, 1, 2), date(2024, 1, 1))
        assert caught.value.field == "upto"

    @given(instants(), st.sampled_from([WIB, WITA, WIT]))
    def test_the_local_day_is_that_of_the_zone(self, at: datetime, zone: timezone) -> None:
        """However the instant was written."""
        assert WEEKDAYS.in_zone(zone).local_day(at) == at.astimezone(zone).date()

    @pytest.mark.parametrize(
        "zone, day",
        [(WIB, date(2024, 3, 4)), (WITA, date(2024, 3, 5)), (WIT, date(2024, 3, 5)), (UTC, date(2024, 3, 4))],
    )
    def test_one_instant_is_two_days_in_indonesia(self, zone: timezone, day: date) -> None:
        """23:30 in Jakarta is half past midnight in Makassar."""
        at = datetime(2024, 3, 4, 23, 30, tzinfo=WIB)
        assert WEEKDAYS.in_zone(zone).local_day(at) == day

    def test_a_naive_instant_has_no_local_day(self) -> None:
        """Nobody knows where it was written."""
        with pytest.raises(InvalidValueError) as caught:
            WEEKDAYS.local_day(datetime(2024, 3, 4))  # noqa: DTZ001 (naive on purpose)
        assert caught.value.field == "at"

    def test_the_zones_are_those_of_indonesia(self) -> None:
        """Seven, eight and nine hours ahead of Greenwich, with the names that people know."""
        moment = datetime(2024, 1, 1, tzinfo=UTC)
        assert [f"{moment.astimezone(zone):%H %Z}" for zone in (WIB, WITA, WIT)] == ["07 WIB", "08 WITA", "09 WIT"]


class TestLimits:
    """A number whose unit is its type."""

    @pytest.mark.parametrize("unit", [WorkDays, CalendarDays, Months, Hours])
    @pytest.mark.parametrize("n", [0, -1, 1.5, True, "3", None, Fraction(3)])
    def test_a_limit_is_a_whole_number_of_at_least_one(self, unit: Callable[[object], object], n: object) -> None:
        """True is not one."""
        with pytest.raises(InvalidValueError) as caught:
            unit(n)
        assert caught.value.field == "n"

    @pytest.mark.parametrize("unit", [WorkDays, CalendarDays, Months])
    def test_a_limit_has_an_end(self, unit: Callable[[int], DayLimit]) -> None:
        """A pack that means *never* is refused when it is made; no decision breaks over a date that does not exist."""
        (plain,) = WEEKDAYS.decrees
        century = WorkCalendar(decrees=(attrs.evolve(plain, covers=Coverage.of_years(2000, 2099)),))
        assert not unit(10_000).is_over(date(2024, 1, 1), date(2024, 1, 2), century)
        assert unit(10_000).due_on(date(2024, 1, 1), century) > date(2050, 1, 1)
        for n in (10_001, 10**12):
            with pytest.raises(InvalidValueError):
                unit(n)

    def test_units_are_not_mixed(self) -> None:
        """Three working days are not three days."""
        assert WorkDays(3) == WorkDays(3)
        assert len({WorkDays(3), CalendarDays(3), Months(3)}) == 3
        assert repr(WorkDays(3)) == "WorkDays(n=3)"

    @pytest.mark.parametrize(
        "limit, started, due",
        [
            (WorkDays(3), date(2018, 8, 28), date(2018, 8, 31)),
            (WorkDays(3), date(2023, 2, 11), date(2023, 2, 15)),
            (CalendarDays(60), date(2024, 3, 4), date(2024, 5, 3)),
            (Months(24), date(2024, 2, 29), date(2026, 2, 28)),
            (Months(48), date(2024, 2, 29), date(2028, 2, 29)),
            (Months(1), date(2024, 1, 31), date(2024, 2, 29)),
            (Months(1), date(2023, 1, 31), date(2023, 2, 28)),
        ],
    )
    def test_the_last_day_of_a_limit(self, limit: DayLimit, started: date, due: date) -> None:
        """The starting day is day zero."""
        assert limit.due_on(started, WEEKDAYS) == due
        assert not limit.is_over(started, due, WEEKDAYS)
        assert limit.is_over(started, due + timedelta(days=1), WEEKDAYS)

    @given(
        st.sampled_from([WorkDays, CalendarDays, Months]),
        st.integers(1, 130),
        covered_days(),
        st.integers(-40, 4100),
    )
    def test_a_limit_is_over_after_its_last_day(self, unit: type[DayLimit], n: int, started: date, later: int) -> None:
        """Whatever shortcut the limit takes to know it."""
        limit, day = unit(n), started + timedelta(days=later)
        assert limit.is_over(started, day, WEEKDAYS) == (day > limit.due_on(started, WEEKDAYS))

    @given(st.integers(1, 130), covered_days(), st.integers(-2, 2))
    def test_months_are_over_after_their_last_day(self, n: int, started: date, near: int) -> None:
        """Next to the last day, where months of different length would disagree."""
        due = Months(n).due_on(started, WEEKDAYS)
        assert Months(n).is_over(started, due + timedelta(days=near), WEEKDAYS) == (near > 0)


class TestRulePack:
    """The parameters: each checked, each with where it comes from."""

    @pytest.mark.parametrize(
        "field, value",
        [
            ("version", ""),
            ("version", 1),
            ("rules", None),
            ("rules", list(SP4N.rules)),
            ("rules", (WorkDays(3),)),
            ("bands", [Fraction(1, 2)]),
            ("bands", (0.75,)),
            ("bands", (Fraction(0),)),
            ("bands", (Fraction(3, 4), Fraction(3, 4))),
            ("bands", (Fraction(1), Fraction(3, 4))),
            ("raise_at", 0.75),
            ("raise_at", Fraction(0)),
            ("raise_at", Fraction(5, 4)),
            ("pause_budget", Months(1)),
            ("reopen_window", WorkDays(30)),
            ("max_reopenings", -1),
            ("max_reopenings", True),
            ("max_hops", 2.0),
            ("max_level", None),
            ("retention", 60),
            ("identity_retention", CalendarDays(730)),
            ("identities_held", 1),
            ("identities_held", None),
            ("on_behalf_channels", frozenset({"counter"})),
            ("on_behalf_channels", {Channel.COUNTER}),
            ("on_behalf_channels", "counter"),
            ("max_score", 0),  # nobody could ever rate, and yet everybody would be offered to
            ("max_score", "5"),
        ],
    )
    def test_a_parameter_of_the_wrong_kind_is_refused(self, field: str, value: object) -> None:
        """By the name of the parameter."""
        with pytest.raises(InvalidValueError) as caught:
            RulePack(**({"version": "x"} | {field: value}))  # type: ignore[arg-type]
        assert caught.value.field == field

    @pytest.mark.parametrize(
        "field, least, most",
        [("max_reopenings", 0, 1_000), ("max_hops", 0, 1_000), ("max_level", 0, 1_000), ("max_score", 1, 100)],
    )
    def test_a_count_has_bounds(self, field: str, least: int, most: int) -> None:
        """Both of them included."""

        def pack(count: int) -> RulePack:
            facts: dict[str, Any] = {"version": "x", field: count}
            return RulePack(**facts)

        assert [getattr(pack(count), field) for count in (least, most)] == [least, most]
        for count in (least - 1, most + 1):
            with pytest.raises(InvalidValueError):
                pack(count)

    @pytest.mark.parametrize(
        "facts, field, rule",
        [
            ({"raise_at": 0.75}, "raise_at", "a Fraction above 0 and up to 1 is needed"),
            ({"bands": (Fraction(5, 4),)}, "bands", "a Fraction above 0 and up to 1 is needed"),
            ({"bands": (Fraction(1234, 10007),)}, "bands", "shares such as 3/4, of few digits, are needed"),
            ({"bands": (Fraction(1), Fraction(3, 4))}, "bands", "shares in rising order are needed"),
            ({"rules": (SP4N.rules[0],) * 2}, "rules", "every rule needs an id of its own"),
        ],
    )
    def test_what_is_wrong_is_said_in_words(self, facts: dict[str, Any], field: str, rule: str) -> None:
        """With the field."""
        with pytest.raises(InvalidValueError) as caught:
            RulePack(version="x", **facts)
        assert (caught.value.field, caught.value.rule) == (field, rule)

    def test_a_share_of_nine_characters_is_short_enough_to_be_part_of_a_key(self) -> None:
        """One of ten is not, as the words above say."""
        assert RulePack(version="x", bands=(Fraction(1234, 9999),)).bands == (Fraction(1234, 9999),)

    def test_a_rule_that_a_pack_does_not_have_is_said_in_words(self) -> None:
        """Without the id that was asked for."""
        with pytest.raises(InvalidValueError) as caught:
            SP4N.rule("X-1")
        assert (caught.value.field, caught.value.rule) == ("rule_id", "the id of a rule of the pack is needed")

    def test_the_warnings_of_a_limit(self) -> None:
        """Three quarters and nine tenths of fourteen days, rounded up; that of the whole limit is another."""
        completion = SP4N.rule("SLA-032")
        assert SP4N.bands_of(completion) == ((Fraction(3, 4), "75", 11), (Fraction(9, 10), "90", 13))
        assert SP4N.first_warning(completion) == 11
        short = attrs.evolve(SP4N, rules=(attrs.evolve(completion, limit=WorkDays(1)),), bands=(Fraction(1, 8),))
        assert short.bands_of(short.rules[0]) == ()
        assert short.first_warning(short.rules[0]) == 1
        long = attrs.evolve(SP4N, rules=(attrs.evolve(completion, limit=WorkDays(12)),), bands=(Fraction(1, 8),))
        assert long.bands_of(long.rules[0]) == ((Fraction(1, 8), "25/2", 2),)
        assert long.first_warning(long.rules[0]) == 2

    def test_every_parameter_has_a_source(self) -> None:
        """All but the name of the pack itself, and the rules, which each have one of their own."""
        parameters = {field.name for field in attrs.fields(RulePack) if field.init} - {"version", "rules"}
        assert set(RulePack.provenance()) == parameters
        for provenance in RulePack.provenance().values():
            assert provenance.citation.strip()
            assert isinstance(provenance.confidence, Confidence)
        ids = {provenance.rule_id for provenance in RulePack.provenance().values()}
        assert ids == {f"PAR-{number:03}" for number in range(1, 24)} - GONE_IDS

    def test_the_national_pack(self) -> None:
        """The limits of the sources."""
        today = date(2026, 11, 2)
        limits = {duty: SP4N.rule_of(duty, today, None) for duty in DutyName}
        assert {duty: rule.limit for duty, rule in limits.items() if rule} == {
            DutyName.VERIFICATION: WorkDays(3),
            DutyName.FIRST_FOLLOW_UP: WorkDays(5),
            DutyName.REPLY: WorkDays(10),
            DutyName.HELD_COMPLETION: WorkDays(10),
            DutyName.STATEMENT: CalendarDays(14),
            DutyName.STATUTORY_COMPLETION: CalendarDays(30),
            DutyName.DECISION: CalendarDays(60),
            DutyName.OMBUDSMAN: CalendarDays(60),
            DutyName.OMBUDSMAN_REACH: Months(24),
            DutyName.BREACH_NOTICE: Hours(72),
        }
        completion = {kind: SP4N.rule_of(DutyName.COMPLETION, today, kind) for kind in Classification}
        assert {kind: rule.limit for kind, rule in completion.items() if rule} == {
            Classification.INFORMATION_REQUEST: WorkDays(5),
            Classification.ASPIRATION: WorkDays(5),
            Classification.COMPLAINT: WorkDays(14),
            Classification.OVERSIGHT_COMPLAINT: WorkDays(60),
        }


# ------------------------------------------------------------------------------------------------------- errors

REFUSAL = Refusal(action="close", rule_id="LFC-017", reason="a reason", needs="a need", field="a field")
PROBLEMS = [Problem(path="rows[1].kind", rule="a rule"), Problem(path="rows[2].code", rule="another rule")]
ERRORS: list[tuple[LaporError, type[Exception] | None, str]] = [
    (AccessRefusedError(REFUSAL), None, "close (a field) refused by LFC-017: a reason; needed: a need"),
    (InvalidValueError("at", "a rule"), ValueError, "at: a rule"),
    (DirectoryError(PROBLEMS), ValueError, "rows[1].kind: a rule; rows[2].code: another rule"),
    (InvalidDocumentError(PROBLEMS[:1]), ValueError, "rows[1].kind: a rule"),
    (ExportError(PROBLEMS[:1]), ValueError, "rows[1].kind: a rule"),
    (NotSerializableError("SealedIdentity", "a rule"), TypeError, "SealedIdentity: a rule"),
    (UnknownAgencyError("name: a rule"), LookupError, "name: a rule"),
    (
        IdentityLeakError(["PRV-003", "PRV-001", "PRV-003"]),
        ValueError,
        "text: holds what may identify a person (PRV-001, PRV-003)",
    ),
    (ActionRefusedError(REFUSAL), None, "close (a field) refused by LFC-017: a reason; needed: a need"),
    (
        InvalidActionError(attrs.evolve(REFUSAL, field=None)),
        ValueError,
        "close refused by LFC-017: a reason; needed: a need",
    ),
    (
        UncoveredDayError(date(2018, 1, 1), date(2026, 12, 31)),
        LookupError,
        "day: the calendar answers from 2018-01-01 to 2026-12-31 only",
    ),
    (UnsupportedEngineError("polars", "joining"), None, "frame: polars cannot do what is needed for joining"),
    (HistoryError(3, "a rule"), ValueError, "events[3]: a rule"),
    (HistoryAlteredError(PROBLEMS[:1]), ValueError, "rows[1].kind: a rule"),
]


class TestErrors:
    """One tree, by whose fault it is."""

    @pytest.mark.parametrize("error, kin, says", ERRORS)
    def test_each_is_a_child_of_the_root_and_of_its_kin(
        self, error: LaporError, kin: type[Exception] | None, says: str
    ) -> None:
        """Callers may catch the root, the class, or what Python would have raised."""
        assert isinstance(error, LaporError)
        assert kin is None or isinstance(error, kin)
        assert str(error) == says
        assert type(error).__name__.endswith("Error")

    @pytest.mark.parametrize("error, kin, says", ERRORS)
    @pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
    def test_each_can_be_pickled_and_copied(
        self, error: LaporError, kin: type[Exception] | None, says: str, protocol: int
    ) -> None:
        """Facts and all, so that it can cross a process."""
        for again in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):
            assert type(again) is type(error)
            assert (str(again), again.args, vars(again)) == (says, error.args, vars(error))

    def test_every_public_error_is_shown_here(self) -> None:
        """No class is forgotten."""
        classes = {
            kind
            for name, kind in vars(errors).items()
            if inspect.isclass(kind) and issubclass(kind, LaporError) and not name.startswith("_")
        }
        assert classes - {LaporError} == {type(error) for error, _, _ in ERRORS}

    def test_the_root_is_abstract(self) -> None:
        """It says nothing about whose fault it is."""
        with pytest.raises(TypeError, match="abstract"):
            LaporError("anything")

    @pytest.mark.parametrize("kind", [DirectoryError, InvalidDocumentError, ExportError])
    def test_no_problems_are_no_error(self, kind: type[DirectoryError]) -> None:
        """Collecting what is wrong and finding nothing is the good case."""
        kind.raise_if_any([])
        with pytest.raises(kind) as caught:
            kind.raise_if_any(iter(PROBLEMS))
        assert caught.value.problems == tuple(PROBLEMS)


# ------------------------------------------------------------------------------- silence, immutability, hashing

SECRET = "rahasia Wulandanu 9999888877776666"


class _Telltale:
    """An object that shouts when it is printed."""

    def __repr__(self) -> str:
        return SECRET

    __str__ = __repr__


BAD: list[Any] = [
    SECRET,
    SECRET.encode(),
    [SECRET],
    {SECRET: SECRET},
    (SECRET,),
    _Telltale(),
    [_Telltale()],
    5,
    True,
    None,
]

EVENT = received().history[0]
COVERED = Coverage(first=date(2030, 1, 1), last=date(2030, 1, 31))
HOLIDAY = Holiday(day=date(2030, 1, 1), kind=DayKind.LOCAL, indonesian="x", english="x")
VALUES: dict[type[Any], dict[str, Any]] = {
    # every public class that a caller makes, with good arguments
    Overruling: {"rule_id": "PRV-018", "reason": "nama kantor"},
    Agency: {"code": CITY, "name": "Contoh", "kind": AgencyKind.CITY, "parent": NATION, "aliases": ("C",)},
    Directory: {"agencies": (Agency(code=CITY, name="Contoh", kind=AgencyKind.CITY),)},
    Actor: {"role": Role.LIAISON, "id": ActorId("l-1"), "agency": ROADS, "reporter": None},
    Category: {"code": STREETS, "name": "Jalan", "parent": CLINICS, "aliases": ("J",)},
    Categories: {"version": "1", "categories": (Category(code=STREETS, name="Jalan"),)},
    Filing: {
        "tracking_id": TrackingId("1"),
        "reporter": OWN_REF,
        "title": "x",
        "text": "x",
        "channel": Channel.WEB,
        "protection": Protection.ANONYMOUS,
        "agency": CITY,
        "classification": Classification.ASPIRATION,
        "category": STREETS,
        "happened_on": date(2024, 1, 1),
        "location": "x",
    },
    RulePack: {
        "version": "x",
        "rules": SP4N.rules[:1],
        "bands": (Fraction(1, 2),),
        "max_hops": 1,
        "raise_at": Fraction(1, 2),
        "on_behalf_channels": frozenset({Channel.LETTER}),
    },
    SlaRule: {
        "rule_id": "SLA-001",
        "duty": DutyName.COMPLETION,
        "limit": WorkDays(7),
        "citation": "x",
        "confidence": Confidence.SOURCED,
        "classes": frozenset({Classification.COMPLAINT}),
        "since": date(2024, 1, 1),
        "until": date(2024, 12, 31),
        "rolls_forward": True,
    },
    Rulebook: {
        "directory": DIRECTORY,
        "calendar": WEEKDAYS,
        "pack": SP4N,
        "categories": CATEGORIES,
        "overlays": {ROADS: SP4N},
        "calendars": {CITY: WEEKDAYS},
    },
    Coverage: {"first": date(2030, 1, 1), "last": date(2030, 1, 31)},
    Holiday: {"day": date(2030, 1, 1), "kind": DayKind.LOCAL, "indonesian": "x", "english": "x"},
    Decree: {
        "decree_id": "x",
        "citation": "x",
        "published_on": date(2029, 1, 1),
        "confidence": Confidence.ASSUMED,
        "covers": COVERED,
        "adds": (HOLIDAY,),
        "removes": (date(2030, 1, 2),),
        "provisional": True,
        "note": "x",
    },
    WeekPattern: {"since": date(2030, 1, 1), "off": frozenset({6})},
    WorkCalendar: {
        "decrees": WEEKDAYS.decrees,
        "week": (WeekPattern(since=date(2000, 1, 1), off=frozenset({6})),),
        "off_kinds": frozenset({DayKind.NATIONAL}),
        "zone": WITA,
        "provisional": True,
        "retroactive": True,
    },
    actions.Receive: {"filing": filing()},
    actions.Adopt: {
        "filing": filing(),
        "status": Status.ARCHIVED,
        "received_earliest": MONDAY,
        "received_latest": MONDAY,
        "responsible": CITY,
        "ended_by": None,
        "archive_reason": ArchiveReason.DUPLICATE,
    },
    actions.Verify: {
        "protection": Protection.NONE,
        "classification": Classification.COMPLAINT,
        "category": STREETS,
        "title": "x",
        "text": cleared(),
    },
    actions.Disposition: {"to": ROADS, "note": "x"},
    actions.SendBack: {"reason": "x"},
    actions.FollowUp: {"kind": FollowUpKind.PROGRESS, "text": "x"},
    actions.Answer: {"text": "x", "outcome": Outcome.PROMISED, "promised_on": date(2024, 1, 1), "ground": "x"},
    actions.Reply: {"text": "x"},
    actions.Close: {},
    actions.Lapse: {},
    actions.Hold: {"missing": "x"},
    actions.Complete: {"text": "x"},
    actions.Expire: {},
    actions.ForwardToOmbudsman: {"happened_on": date(2024, 1, 1), "consent": "x"},
    actions.Conclude: {"outcome": Outcome.REJECTED, "promised_on": None, "ground": "x"},
    actions.Archive: {"reason": ArchiveReason.DUPLICATE, "note": "x"},
    actions.Withdraw: {"reason": "x"},
    actions.Original: {
        "tracking_id": TrackingId("2"),
        "status": Status.RECEIVED,
        "version": 1,
        "protection": Protection.NONE,
    },
    actions.Merge: {"original": original()},
    actions.EndWithOriginal: {"original": original()},
    actions.Release: {"original": original()},
    actions.Reclassify: {"reason": "x", "classification": Classification.COMPLAINT, "category": STREETS},
    actions.RaiseLevel: {"key": "SLA-001/1/late"},
    actions.Protect: {"protection": Protection.CONFIDENTIAL},
    actions.Publish: {"title": "x", "text": "x", "answer": "x", "reply": "x"},
    actions.Rate: {"score": 3, "comment": "x"},
    actions.Reopen: {"reason": "x"},
    actions.Note: {"text": "x"},
    actions.Record: {"key": "SLA-001/1/late"},
    actions.RequestIdentity: {"purpose": IdentityPurpose.LEGAL_ORDER, "motivation": "x"},
    actions.GrantIdentity: {"request": 3, "reason": "x"},
    actions.Redact: {"parts": frozenset({TextPart.FILING})},
}
ASSESSED = assess(received(), as_of=MONDAY, under=RULES)
(MOVED,) = moved_deadlines(
    [received(at=datetime(2025, 8, 4, 9, tzinfo=WIB), classification=Classification.COMPLAINT)],
    decree_id="SKB-2025-1",
    as_of=datetime(2025, 8, 7, 9, tzinfo=WIB),
    under=attrs.evolve(RULES, calendar=INDONESIA),
)
BROKEN_DOWN = breakdown(received(), ASSESSED.duties[0], as_of=ASSESSED.as_of, under=RULES)
COMPARED = compare(
    [received()],
    as_of=MONDAY,
    before=RULES,
    after=attrs.evolve(RULES, pack=attrs.evolve(SP4N, version="none", rules=())),
)
GRANTED = apply(asked_for_identity(), GRANT, by=COORDINATOR, at=MONDAY + timedelta(days=1), under=RULES).report
LEAVE = identity_grant(GRANTED, by=LIAISON, at=GRANTED.changed_at, under=RULES)
OPENED = IDENTITY.reveal(LEAVE, by=LIAISON, at=GRANTED.changed_at)
CLOSED_VALUES = (Identity, IdentityGrant, Revealed, SealedIdentity)
"""These refuse to be copied; see their own tests."""
FILE = actions.PublicAttachment(key=AttachmentKey("f-1"), name=cleared("foto.jpg"))
SHOWN = act(resolved(), actions.Publish(attachments=(FILE,)), COORDINATOR)
PUBLIC = public_view(SHOWN, under=RULES)
WHO_SEES_WHAT = [
    *((actor, SHOWN) for actor in (REPORTER, LIAISON, COORDINATOR, HEAD, OBSERVER)),
    (OMBUDSMAN, escalated()),
]
VIEWS = [view_for(report, actor=actor, under=RULES) for actor, report in WHO_SEES_WHAT]
TALLY = Tally(CaseFacts, by=("agency",), basis=Basis.of(RULES, as_of=MONDAY))
TALLY.add(case_facts(received(), as_of=MONDAY, under=RULES))
RANKED = rank([TALLY.figure("MON-040", minimum=1)], direction=Direction.HIGHEST_FIRST)
MADE_BY_THE_LIBRARY: dict[type[Any], Any] = {
    Event: EVENT,
    History: received().history,
    Report: resolved(),
    Step: apply(answered(), actions.Close(), by=REPORTER, at=MONDAY + timedelta(days=1), under=RULES),
    PublicText: cleared(),
    Refusal: REFUSAL,
    Problem: PROBLEMS[0],
    Finding: Finding(kind="nik", start=0, end=16, confidence=LeakConfidence.CERTAIN, rule_id="PRV-001"),
    Exposure: find_exposures(resolved())[0],
    Erasure: erasures(resolved(), as_of=MONDAY + timedelta(days=1), under=RULES)[1],
    Seal: seal_event(to_dict(EVENT), after=None, salts=[b"0123456789abcdef", b"fedcba9876543210", b"x" * 16]),
    TextVerdict: check_text("NIK 9999888877776666", known=NOT_HELD, may_know=True),
    Ending: Ending(outcome=Outcome.SOLVED),
    IdentityRequest: IdentityRequest(version=2, by=ActorId("l-1"), purpose=IdentityPurpose.LEGAL_ORDER),
    CalendarDay: WEEKDAYS.why(date(2030, 1, 1)),
    WorkDays: WorkDays(3),
    CalendarDays: CalendarDays(3),
    Months: Months(3),
    Hours: Hours(3),
    Duty: ASSESSED.duties[0],
    Assessment: ASSESSED,
    Intent: plan(received(), as_of=MONDAY + timedelta(days=4), under=RULES)[0],
    Answered: next(in_bulk(assess, [received()], as_of=MONDAY, under=RULES)),
    ChangedDuty: COMPARED.changed[0],
    DutyEffect: COMPARED.effects[0],
    Comparison: COMPARED,
    Mismatch: Mismatch(path="expected[0].status", expected="held", found="received"),
    ConductFinding: find_conduct(received(), as_of=MONDAY + timedelta(days=200), under=RULES)[0],
    Breakdown: BROKEN_DOWN,
    DayLine: BROKEN_DOWN.lines[0],
    MovedDeadline: MOVED,
    ChangedDay: MOVED.days[0],
    PackChange: pack_diff(SP4N, attrs.evolve(SP4N, version="own", max_hops=1))[0],
    LedgerDay: ledger(received(), as_of=MONDAY + timedelta(days=1), under=RULES)[0],
    SealedIdentity: IDENTITY,
    Identity: OPENED.identity,
    IdentityGrant: LEAVE,
    IdentityOpening: OPENED.opening,
    Revealed: OPENED,
    IdentityAccess: GRANTED.identity_accesses[0],
    Period: Period.of(MONDAY.date(), Grain.MONTH),
    CaseFacts: case_facts(received(), as_of=MONDAY, under=RULES),
    DutyFacts: duty_facts(received(), as_of=MONDAY, under=RULES)[0],
    Basis: TALLY.basis,
    Figure: TALLY.figure("MON-041", agency=CITY),
    Indicator: TALLY.indicators[0],
    Ranking: RANKED,
    Place: RANKED.places[0],
    actions.PublicAttachment: FILE,
    PublicReport: PUBLIC,
    ShownAttachment: PUBLIC and PUBLIC.attachments[0],
    **{type(view): view for view in VIEWS},
    ReportView: VIEWS[0],
    Said: next(said for view in VIEWS for said in getattr(view, "said", ())),
    Redacted: Redacted(TextPart.FILING),
    **{kind: kind("a-1") for kind in IDENTIFIERS},
}


def everything_said_by(error: BaseException) -> str:
    """Return all that an error might show to somebody: itself, its pickle, its chain and its traceback."""
    chain: list[BaseException] = []
    at: BaseException | None = error
    while at is not None:
        chain.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    said = [f"{one!s}{one!r}{one.args}{vars(one)}" for one in chain]
    return "".join([*said, *traceback.format_exception(error), str(pickle.dumps(error))])


def tries(kind: type[Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    for field in attrs.fields(kind):
        if field.init and field.name != "unknown":
            for bad in BAD:
                yield field.name, VALUES[kind] | {field.name: bad}


def error_of(kind: type[Any], arguments: dict[str, Any]) -> Exception | None:
    """Return the error of a constructor, which is one of ours, or of Python for what cannot even be iterated."""
    try:
        kind(**arguments)
    except (InvalidValueError, DirectoryError, InvalidDocumentError, TypeError) as error:
        return error
    return None


@pytest.mark.parametrize("kind", VALUES)
def test_no_error_of_a_constructor_repeats_what_it_was_given(kind: type[Any]) -> None:
    """A secret given to any field of any value shows up in no error, however the error is looked at."""
    for field, arguments in tries(kind):
        error = error_of(kind, arguments)
        if error is None:
            continue
        if isinstance(error, InvalidValueError):
            # A field that the role of an actor forbids is named by the rule about the role.
            assert error.field == field or kind is Actor, field
        said = everything_said_by(error)
        assert "Wulandanu" not in said, field
        assert "99998888" not in said, field


@pytest.mark.parametrize("kind", VALUES)
def test_every_constructor_takes_good_values_and_refuses_bad_ones(kind: type[Any]) -> None:
    """Each field that is checked refuses an object of a foreign class, by its own name."""
    value = kind(**VALUES[kind])
    for field in attrs.fields(kind):
        if field.init and field.name != "unknown":
            with pytest.raises((InvalidValueError, TypeError)) as caught:
                kind(**(VALUES[kind] | {field.name: _Telltale()}))
            assert not isinstance(caught.value, InvalidValueError) or caught.value.field == field.name
    assert value == kind(**VALUES[kind])


@pytest.mark.parametrize("kind", VALUES)
def test_reprs_show_codes_and_never_free_text(kind: type[Any]) -> None:
    """Everything that somebody wrote about somebody is left out of repr, str and format; so are unknown fields."""
    free = {field.name for field in attrs.fields(kind) if "part" in field.metadata}
    value = (
        kind(**(VALUES[kind] | dict.fromkeys(free, SECRET)), unknown=f'{{"x": "{SECRET}"}}')
        if issubclass(kind, Document)
        else kind(**VALUES[kind])
    )
    for shown in (repr(value), str(value), f"{value}", ascii(value)):
        assert "Wulandanu" not in shown
        assert "99998888" not in shown


def test_what_a_repr_shows_in_words_is_known_and_belongs_to_the_service() -> None:
    """Names of agencies, categories, decrees and versions; every other text that a repr shows is a checked code."""
    shown = set()
    for kind in VALUES:
        attrs.resolve_types(kind)
        for field in attrs.fields(kind):
            texts = {field.type, *getattr(field.type, "__args__", ())} & {str}
            if texts and field.repr and not field.name.startswith("_"):
                shown.add((kind.__name__, field.name))
    assert shown == {
        ("Agency", "aliases"),
        ("Agency", "contacts"),
        ("Agency", "name"),
        ("Categories", "version"),
        ("Category", "aliases"),
        ("Category", "name"),
        ("Decree", "citation"),
        ("Decree", "decree_id"),
        ("Decree", "note"),
        ("Holiday", "english"),
        ("Holiday", "indonesian"),
        ("Overruling", "rule_id"),
        ("RulePack", "version"),
        ("SlaRule", "citation"),
        ("SlaRule", "rule_id"),
    }


def test_reprs_of_what_the_library_makes_never_show_free_text() -> None:
    """A report that is full of secrets, its events, its steps, its cleared texts."""
    report = received(title=SECRET, text=SECRET, location=SECRET)
    public = cleared("Wulandari 12", known=None)
    for action, by in (
        (actions.Hold(missing=SECRET), COORDINATOR),
        (actions.Complete(text=SECRET), REPORTER),
        (verify(title=public, text=public), COORDINATOR),
        (actions.Disposition(to=ROADS, note=SECRET), COORDINATOR),
        (actions.RequestIdentity(purpose=IdentityPurpose.LEGAL_ORDER, motivation=SECRET), COORDINATOR),
        (actions.Answer(text=public, outcome=Outcome.REJECTED, ground=SECRET), COORDINATOR),
        (actions.Reply(text=SECRET), REPORTER),
    ):
        step = apply(report, action, by=by, at=report.changed_at, under=RULES)
        report = step.report
        for value in (step, step.event, report, report.history, report.filing, action, public):
            for shown in (repr(value), str(value), f"{value}"):
                assert "Wulan" not in shown
                assert "99998888" not in shown


def examples() -> list[Any]:
    return [*(kind(**arguments) for kind, arguments in VALUES.items()), *MADE_BY_THE_LIBRARY.values()]


@pytest.mark.parametrize("value", examples(), ids=lambda value: type(value).__name__)
def test_values_cannot_be_changed(value: Any) -> None:
    """No attribute can be set, added or deleted."""
    names = [field.name for field in attrs.fields(type(value))] if attrs.has(type(value)) else ["part", "ref"]
    for name in [*names, "something_new"]:
        with pytest.raises(AttributeError):
            setattr(value, name, None)
        with pytest.raises(AttributeError):
            delattr(value, name)


@pytest.mark.parametrize("value", examples(), ids=lambda value: type(value).__name__)
def test_values_are_hashable_and_equal_to_their_likes(value: Any) -> None:
    """A value can be a member of a set; its pickle and its copies are equal to it."""
    assert len({value, value}) == 1
    if isinstance(value, CLOSED_VALUES):
        return
    for again in (pickle.loads(pickle.dumps(value)), copy.copy(value), copy.deepcopy(value)):
        assert again == value
        assert hash(again) == hash(value)
        assert type(again) is type(value)


@pytest.mark.parametrize("value", examples(), ids=lambda value: type(value).__name__)
def test_values_hold_nothing_that_can_be_changed(value: Any) -> None:
    """Frozen all the way down: tuples, frozensets and frozen classes, no lists, sets or dicts."""
    seen: list[tuple[str, object]] = []

    def walk(path: str, part: Any) -> None:
        if isinstance(part, tuple | frozenset | History):
            for member in part:
                walk(f"{path}[]", member)
        elif attrs.has(type(part)):
            for field in attrs.fields(type(part)):
                if not field.name.startswith("_"):
                    walk(f"{path}.{field.name}", getattr(part, field.name))
        else:
            seen.append((path, part))

    walk(type(value).__name__, value)
    assert [path for path, part in seen if isinstance(part, list | set | dict | bytearray)] == []


def test_every_public_class_is_shown_here() -> None:
    """No exported value, and no action, is forgotten by the tests above."""
    exported = {
        value
        for name in lapor_core.__all__
        if inspect.isclass(value := getattr(lapor_core, name)) and not issubclass(value, Enum)
    }
    kinds = {kind for kind in vars(actions).values() if inspect.isclass(kind) and issubclass(kind, actions.Action)}
    # A tally is no value: it is what counts them.
    assert (exported - {Tally}) | (kinds - {actions.Action}) <= VALUES.keys() | MADE_BY_THE_LIBRARY.keys()


@pytest.mark.parametrize("kind", [kind for kind in VALUES if attrs.fields(kind)])
def test_constructors_take_names_alone(kind: type[Any]) -> None:
    """Two texts of one action cannot be swapped by their places."""
    with pytest.raises(TypeError):
        kind(*VALUES[kind].values() or [None])


def test_a_public_text_cannot_be_made_by_hand() -> None:
    """Nor from another one by exchanging its words."""
    with pytest.raises(TypeError, match="clear_text"):
        PublicText()
    with pytest.raises(TypeError):
        PublicText(text=SECRET, checked_for=OWN_REF, check="plain-1")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        attrs.evolve(cleared(), text=SECRET)  # type: ignore[call-arg]


@pytest.mark.parametrize("protection", [Protection(bits) for bits in range(4)])
def test_protection_is_two_independent_flags(protection: Protection) -> None:
    """Each with a code of its own, and a label for the whole."""
    codes = {"anonymous": Protection.ANONYMOUS, "confidential": Protection.CONFIDENTIAL}
    assert protection.codes == tuple(code for code, flag in codes.items() if flag in protection)
    assert pickle.loads(pickle.dumps(protection)) is protection
    with pytest.raises(ValueError, match="4"):
        Protection(4)


@pytest.mark.parametrize("zone", ZONES)
def test_reports_that_differ_in_the_writing_of_an_instant_are_equal(zone: timezone) -> None:
    """09:00 in Jakarta is 02:00 in Greenwich."""
    assert received(at=MONDAY.astimezone(zone)) == received()
    assert hash(received(at=MONDAY.astimezone(zone))) == hash(received())


def test_bools_are_no_numbers() -> None:
    """Where a number is meant, True is none."""
    for make in (
        lambda: actions.Rate(score=True),
        lambda: actions.GrantIdentity(request=True, reason="x"),
        lambda: actions.Original(
            tracking_id=TrackingId("1"), status=Status.RECEIVED, version=False, protection=Protection.NONE
        ),
        lambda: actions.Original(tracking_id=TrackingId("1"), status=Status.RECEIVED, version=1, protection=0),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValueError):
            make()


def test_a_datetime_is_no_day() -> None:
    """Though Python takes it for one."""
    for make in (
        lambda: filing(happened_on=MONDAY),
        lambda: actions.ForwardToOmbudsman(happened_on=MONDAY),
        lambda: Agency(code=CITY, name="C", kind=AgencyKind.CITY, closed_on=MONDAY),
    ):
        with pytest.raises(InvalidValueError):
            make()


def test_plain_words_are_no_codes_of_an_enum() -> None:
    """A code read from elsewhere is turned into a member first."""
    for make in (
        lambda: actions.Archive(reason="duplicate"),  # type: ignore[arg-type]
        lambda: Actor(role="system"),  # type: ignore[arg-type]
        lambda: actions.Protect(protection=1),  # type: ignore[arg-type]
        lambda: actions.Redact(parts=frozenset({"filing"})),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValueError):
            make()


def test_events_name_their_rule_and_their_pack() -> None:
    """An event says by which row of the table and under which pack it was accepted."""
    report = act(answered(), actions.Note(text="Catatan"), COORDINATOR)
    event = report.history[-1]
    assert (event.rule_id, event.pack, event.action.name) == ("LFC-041", SP4N.version, ActionName.NOTE)
    assert event.from_status is event.to_status is Status.ANSWERED


def test_the_examples_of_the_tests_differ_where_they_should() -> None:
    """The world of the tests is what its names say."""
    assert merged().original == original().tracking_id
    assert DIRECTORY.is_within(LIGHTS, CITY)
    assert not DIRECTORY.is_within(WELFARE, CITY)
    assert (answer().outcome, progress().kind) == (Outcome.SOLVED, FollowUpKind.PROGRESS)
