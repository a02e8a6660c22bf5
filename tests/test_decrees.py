"""The decrees: what is a holiday in the end, what was known on a day, and whether others agree."""

import re
from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core.errors import InvalidValueError
from lapor_core.rules.decrees import DECREES, Coverage, Decree, Holiday
from lapor_core.vocabulary import Confidence, DayKind

NATIONAL, LEAVE, ELECTION = DayKind.NATIONAL, DayKind.JOINT_LEAVE, DayKind.ELECTION
YEARS = range(2018, 2028)

# Every holiday as last amended: month and day, by year and kind. Written down apart from the decrees, from lists
# that were merged from three to six sources; where two holidays fall on one day, the day is here once.
FINAL = {
    2018: {
        NATIONAL: "01-01 02-16 03-17 03-30 04-14 05-01 05-10 05-29 06-01 06-15 06-16 08-17 08-22 09-11 11-20 12-25",
        LEAVE: "06-11 06-12 06-13 06-14 06-18 06-19 06-20 12-24",
        ELECTION: "06-27",
    },
    2019: {
        NATIONAL: "01-01 02-05 03-07 04-03 04-19 05-01 05-19 05-30 06-01 06-05 06-06 08-11 08-17 09-01 11-09 12-25",
        LEAVE: "06-03 06-04 06-07 12-24",
        ELECTION: "04-17",
    },
    2020: {
        NATIONAL: "01-01 01-25 03-22 03-25 04-10 05-01 05-07 05-21 05-24 05-25 06-01 07-31 08-17 08-20 10-29 12-25",
        LEAVE: "08-21 10-28 10-30 12-24 12-31",
        ELECTION: "12-09",
    },
    2021: {  # 05-13 is Eid al-Fitr and Ascension Day
        NATIONAL: "01-01 02-12 03-11 03-14 04-02 05-01 05-13 05-14 05-26 06-01 07-20 08-11 08-17 10-20 12-25",
        LEAVE: "05-12",
    },
    2022: {  # 07-10: many lists still have Eid al-Adha on 07-09, as it was before SKB 678/2/2 of 7 July 2022
        NATIONAL: "01-01 02-01 02-28 03-03 04-15 05-01 05-02 05-03 05-16 05-26 06-01 07-10 07-30 08-17 10-08 12-25",
        LEAVE: "04-29 05-04 05-05 05-06",
    },
    2023: {
        NATIONAL: "01-01 01-22 02-18 03-22 04-07 04-22 04-23 05-01 05-18 06-01 06-04 06-29 07-19 08-17 09-28 12-25",
        LEAVE: "01-23 03-23 04-19 04-20 04-21 04-24 04-25 06-02 06-28 06-30 12-26",
    },
    2024: {
        NATIONAL: "01-01 02-08 02-10 03-11 03-29 03-31 04-10 04-11 05-01 05-09 05-23 06-01 06-17 07-07 08-17 09-16"
        " 12-25",
        LEAVE: "02-09 03-12 04-08 04-09 04-12 04-15 05-10 05-24 06-18 12-26",
        ELECTION: "02-14 11-27",
    },
    2025: {
        NATIONAL: "01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 05-12 05-29 06-01 06-06 06-27 08-17 09-05"
        " 12-25",
        LEAVE: "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26",
    },
    2026: {
        NATIONAL: "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 06-16 08-17 08-25"
        " 12-25",
        LEAVE: "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24",
    },
    2027: {  # provisional; Isra Mikraj falls into the year twice
        NATIONAL: "01-01 01-05 02-06 03-08 03-10 03-11 03-26 03-28 05-01 05-06 05-17 05-20 06-01 06-06 08-15 08-17"
        " 12-25 12-26",
        LEAVE: "02-05 03-09 03-12 03-15 03-25 05-18 05-19 12-24",
    },
}
# National holidays, days of joint leave and election days in the end: 239 days in all.
COUNTS = {
    2018: (16, 8, 1),
    2019: (16, 4, 1),
    2020: (16, 5, 1),
    2021: (15, 1, 0),
    2022: (16, 4, 0),
    2023: (16, 11, 0),
    2024: (17, 10, 2),
    2025: (17, 11, 0),
    2026: (17, 8, 0),
    2027: (18, 8, 0),
}
# National holidays and joint leave as the first decree of each year had them: the totals given out on its day
# (20 for 2020, 23 for 2021, 24 for 2023, 27 for 2024 and 2025 ...), less one for the shared day of 2021.
FIRST_COUNTS = {
    2018: (16, 5),
    2019: (16, 4),
    2020: (16, 4),
    2021: (15, 7),
    2022: (16, 0),
    2023: (16, 8),
    2024: (17, 10),
    2025: (17, 10),
    2026: (17, 8),
    2027: (18, 8),
}

LAST_DAY = date(2027, 12, 31)


def known_on(day: date) -> dict[date, Holiday]:
    """The holidays by day, as the decrees published up to a day had them."""
    known: dict[date, Holiday] = {}
    for decree in DECREES:
        if decree.published_on <= day:
            for removed in decree.removes:
                del known[removed]
            known.update({holiday.day: holiday for holiday in decree.adds})
    return known


def by_id(decree_id: str) -> Decree:
    """The one decree with an id."""
    (decree,) = (decree for decree in DECREES if decree.decree_id == decree_id)
    return decree


def days(year: int, listed: str) -> list[date]:
    """Days from ``01-31 12-25``."""
    return [date.fromisoformat(f"{year}-{day}") for day in listed.split()]


def years_of(decree: Decree) -> set[int]:
    """The years in which a decree changes days."""
    return {day.year for day in (*decree.removes, *(holiday.day for holiday in decree.adds))}


every_decree = pytest.mark.parametrize("decree", DECREES, ids=lambda decree: decree.decree_id)
every_year = pytest.mark.parametrize("year", YEARS)


class TestFinalSet:
    """After all amendments."""

    @every_year
    def test_the_holidays_of_a_year_are_the_known_ones(self, year: int) -> None:
        expected = {day: kind for kind, listed in FINAL[year].items() for day in days(year, listed)}
        final = {day: holiday.kind for day, holiday in known_on(LAST_DAY).items() if day.year == year}
        assert expected == final

    @every_year
    def test_there_are_as_many_of_each_kind_as_counted(self, year: int) -> None:
        kinds = Counter(holiday.kind for day, holiday in known_on(LAST_DAY).items() if day.year == year)
        assert COUNTS[year] == (kinds[NATIONAL], kinds[LEAVE], kinds[ELECTION])

    def test_there_are_239_days_in_all(self) -> None:
        assert sum(map(sum, COUNTS.values())) == len(known_on(LAST_DAY)) == 239

    @every_year
    def test_the_first_decree_has_the_totals_announced_with_it(self, year: int) -> None:
        kinds = Counter(holiday.kind for holiday in by_id(f"SKB-{year}-0").adds)
        assert FIRST_COUNTS[year] == (kinds[NATIONAL], kinds[LEAVE])
        assert not kinds[ELECTION]

    def test_joint_leave_and_election_days_fall_on_weekdays(self) -> None:
        weekend = [day for day, holiday in known_on(LAST_DAY).items() if holiday.kind != NATIONAL and day.weekday() > 4]
        assert weekend == []


class TestOrder:
    """Decrees can be replayed one after the other."""

    def test_decrees_are_in_the_order_of_publication(self) -> None:
        published = [decree.published_on for decree in DECREES]
        assert published == sorted(published)

    def test_ids_are_unique(self) -> None:
        ids = Counter(decree.decree_id for decree in DECREES)
        assert set(ids.values()) == {1}

    @every_year
    def test_joint_decrees_are_numbered_without_a_gap(self, year: int) -> None:
        numbered = [decree.decree_id for decree in DECREES if decree.decree_id.startswith(f"SKB-{year}-")]
        assert [f"SKB-{year}-{n}" for n in range(len(numbered))] == numbered

    @every_decree
    def test_an_id_says_what_the_citation_says(self, decree: Decree) -> None:
        kind, year, number = decree.decree_id.split("-")
        assert {int(year)} == years_of(decree)
        assert decree.citation.startswith(f"Keppres {number} of {year}" if kind == "KEPPRES" else "SKB ")

    @every_decree
    def test_a_decree_removes_what_was_known_and_adds_what_was_not(self, decree: Decree) -> None:
        before = known_on(decree.published_on - timedelta(days=1))
        assert set(decree.removes) <= set(before)
        assert not {holiday.day for holiday in decree.adds} & set(before)

    @every_decree
    def test_a_decree_changes_something_and_only_in_its_year_and_each_day_once(self, decree: Decree) -> None:
        changed = [holiday.day for holiday in decree.adds] + list(decree.removes)
        assert len(years_of(decree)) == 1
        assert len(changed) == len(set(changed))

    @every_decree
    def test_no_decree_changes_a_day_that_has_come(self, decree: Decree) -> None:
        changed = [holiday.day for holiday in decree.adds] + list(decree.removes)
        assert decree.published_on < min(changed)

    @every_decree
    def test_days_are_written_in_order(self, decree: Decree) -> None:
        added = [holiday.day for holiday in decree.adds]
        assert added == sorted(added)
        assert list(decree.removes) == sorted(decree.removes)

    @every_decree
    def test_only_presidential_decrees_set_election_days_and_nothing_else(self, decree: Decree) -> None:
        by_president = decree.decree_id.startswith("KEPPRES-")
        assert by_president == (ELECTION in {holiday.kind for holiday in decree.adds})
        assert not by_president or (len(decree.adds) == 1 and not decree.removes)

    @every_decree
    def test_the_first_joint_decree_of_a_year_is_its_list_and_no_other(self, decree: Decree) -> None:
        (year,) = years_of(decree)
        whole = Coverage(first=date(year, 1, 1), last=date(year, 12, 31))
        assert decree.covers == (whole if decree.decree_id == f"SKB-{year}-0" else None)

    def test_what_was_not_seen_is_marked(self) -> None:
        assert {"SKB-2027-0"} == {decree.decree_id for decree in DECREES if decree.provisional}
        assert {"SKB-2027-0"} == {decree.decree_id for decree in DECREES if decree.confidence == Confidence.ASSUMED}


class TestAsKnown:
    """What a desk officer could know on the day; `tests/test_workdays.py` reckons with it."""

    @pytest.mark.parametrize(
        "decree_id, added, removed",
        [
            ("SKB-2018-1", "06-11 06-12 06-20", ""),
            ("SKB-2020-1", "05-28 05-29 08-21 10-30", ""),
            ("SKB-2020-2", "10-28 12-28 12-29 12-30 12-31", "05-26 05-27 05-28 05-29"),
            ("SKB-2020-3", "", "05-22"),
            ("SKB-2020-4", "", "12-28 12-29 12-30"),
            ("SKB-2021-1", "", "03-12 05-17 05-18 05-19 12-27"),
            ("SKB-2021-2", "08-11 10-20", "08-10 10-19 12-24"),
            ("SKB-2022-1", "04-29 05-04 05-05 05-06", ""),
            ("SKB-2022-2", "07-10", "07-09"),
            ("SKB-2023-1", "04-19 04-20", "04-26"),
            ("SKB-2023-2", "06-28 06-30", ""),
            ("SKB-2025-1", "08-18", ""),
        ],
    )
    def test_an_amendment_changes_just_the_days_it_is_known_for(self, decree_id: str, added: str, removed: str) -> None:
        decree = by_id(decree_id)
        before, after = known_on(decree.published_on - timedelta(days=1)), known_on(decree.published_on)
        (year,) = years_of(decree)
        assert days(year, added) == sorted(set(after) - set(before))
        assert days(year, removed) == sorted(set(before) - set(after))

    def test_those_are_all_the_amendments(self) -> None:
        amendments = [decree.decree_id for decree in DECREES if re.fullmatch(r"SKB-\d{4}-[1-9]", decree.decree_id)]
        assert len(amendments) == 12

    @pytest.mark.parametrize(
        "decree_id, notice",
        [
            ("KEPPRES-2018-15", 2),
            ("KEPPRES-2019-10", 9),
            ("KEPPRES-2020-22", 12),
            ("KEPPRES-2024-10", 8),
            ("KEPPRES-2024-33", 6),
            ("SKB-2025-1", 11),
        ],
    )
    def test_some_holidays_come_with_few_days_notice(self, decree_id: str, notice: int) -> None:
        decree = by_id(decree_id)
        (holiday,) = decree.adds
        assert notice == (holiday.day - decree.published_on).days

    @given(st.dates(date(2017, 9, 22), LAST_DAY))
    def test_a_day_once_past_never_changes_again(self, day: date) -> None:
        """Whoever asks on a day knows for good what that day and every day before it was."""
        then, final = known_on(day), known_on(LAST_DAY)
        assert {past for past in final if past <= day} == {past for past in then if past <= day}

    def test_before_the_first_decree_nothing_is_known(self) -> None:
        assert known_on(date(2017, 9, 21)) == {}


class TestAgainstTheHolidaysPackage:
    """An independent list, kept by others, day by day; it knows the final state only."""

    # Day and reason of every difference, 2018 to 2026. There is none.
    DIFFERENCES: dict[date, str] = {}  # noqa: RUF012 (a constant)

    @pytest.mark.parametrize("year", range(2018, 2027))
    def test_public_days_are_national_holidays_and_election_days(self, year: int) -> None:
        ours = {day for day, holiday in known_on(LAST_DAY).items() if day.year == year and holiday.kind != LEAVE}
        theirs = set(holidays.country_holidays("ID", years=year, categories="public"))
        assert {day for day in self.DIFFERENCES if day.year == year} == ours ^ theirs

    @pytest.mark.parametrize("year", range(2018, 2027))
    def test_government_days_are_joint_leave(self, year: int) -> None:
        ours = {day for day, holiday in known_on(LAST_DAY).items() if day.year == year and holiday.kind == LEAVE}
        theirs = set(holidays.country_holidays("ID", years=year, categories="government"))
        assert {day for day in self.DIFFERENCES if day.year == year} == ours ^ theirs


class TestNames:
    """Names are shown to citizens: official, whole and rightly spelt."""

    # Each name is one of these, with the number of the year where it has one: Masehi, Kongzili, Saka, Buddhist, Hijri.
    PATTERNS = (
        r"Tahun Baru (?P<masehi>\d{4}) Masehi",
        r"Tahun Baru Imlek (?P<kongzili>\d{4}) Kongzili",
        r"Hari (Raya|Suci) Nyepi (Tahun Baru Saka (?P<saka>\d{4})|\(Tahun Baru Saka (?P<saka_>\d{4})\))",
        r"Hari Raya Waisak (?P<buddhist>\d{4})( BE)?",
        r"(Hari Raya )?Idul (Fitri|Adha) (?P<hijri>\d{4}) Hijriah",
        r"(1 Muharam )?Tahun Baru Islam (?P<next_hijri>\d{4}) Hijriah",
        r"Isra Mikraj Nabi Muhammad saw\.",
        r"Maulid Nabi Muhammad saw\.",
        r"(Wafat|Kenaikan) Isa Almasih",
        r"(Kelahiran|Wafat|Kenaikan) Yesus Kristus",
        r"Kebangkitan Yesus Kristus \(Paskah\)",
        r"Hari Raya Natal",
        r"Hari Buruh Internasional",
        r"Hari Lahir Pancasila",
        r"Hari Kemerdekaan Republik Indonesia",
        r"Proklamasi Kemerdekaan",
        r"Hari Pemungutan Suara Pemilihan (Umum|Kepala Daerah) (?P<masehi_>\d{4})",
    )
    # What to take from the year of the day to get the number of the year in the name, 2018 to 2027.
    ERAS = {  # noqa: RUF012 (a constant)
        "masehi": 0,
        "kongzili": -551,
        "saka": 78,
        "buddhist": -544,
        "hijri": 579,
        "next_hijri": 578,
    }
    ALL = tuple(holiday for decree in DECREES for holiday in decree.adds)

    @pytest.mark.parametrize("holiday", ALL, ids=lambda holiday: holiday.day.isoformat())
    def test_a_name_is_an_official_one_of_its_year(self, holiday: Holiday) -> None:
        for name in holiday.indonesian.removeprefix("Cuti bersama ").removeprefix("pengganti ").split("; "):
            (match,) = filter(None, (re.fullmatch(pattern, name) for pattern in self.PATTERNS))
            for era, number in match.groupdict().items():
                assert number is None or int(number) == holiday.day.year - self.ERAS[era.rstrip("_")]

    @pytest.mark.parametrize("holiday", ALL, ids=lambda holiday: holiday.day.isoformat())
    def test_both_names_say_whether_it_is_joint_leave(self, holiday: Holiday) -> None:
        is_leave = holiday.kind == LEAVE
        assert holiday.indonesian.startswith("Cuti bersama ") == is_leave
        assert holiday.english.startswith("Joint leave: ") == is_leave

    def test_christian_holidays_and_independence_changed_their_names_in_2024(self) -> None:
        old = re.compile(r"Isa Almasih|Natal|Hari Kemerdekaan")
        new = re.compile(r"Yesus Kristus|Proklamasi")
        assert {holiday.day.year for holiday in self.ALL if old.search(holiday.indonesian)} == set(range(2018, 2024))
        assert {holiday.day.year for holiday in self.ALL if new.search(holiday.indonesian)} == set(range(2024, 2028))

    def test_one_indonesian_name_has_one_english_name(self) -> None:
        """Numbers and older forms aside; the two days of Eid al-Fitr share the Indonesian name."""
        english: dict[str, set[str]] = {}
        for holiday in self.ALL:
            plain = re.sub(r" \d{4}|\(|\)", "", holiday.indonesian)
            english.setdefault(plain, set()).add(re.sub(r", (first|second) day$", "", holiday.english))
        assert {1} == {len(names) for names in english.values()}


class TestBadInput:
    """Constructors name the field and refuse what is no decree."""

    HOLIDAY = Holiday(
        day=date(2030, 1, 1), kind=NATIONAL, indonesian="Tahun Baru 2030 Masehi", english="New Year's Day"
    )
    DECREE = Decree(
        decree_id="SKB-2030-0",
        citation="SKB 1/1/1 of 2029",
        published_on=date(2029, 9, 1),
        confidence=Confidence.ASSUMED,
    )

    @pytest.mark.parametrize(
        "field, value",
        [
            ("day", datetime(2030, 1, 1)),  # noqa: DTZ001 (the mistake under test)
            ("day", "2020-01-1"),
            ("kind", DayKind.WORKDAY),
            ("kind", DayKind.WEEKEND),
            ("kind", "national"),
            ("kind", ["national"]),
            ("indonesian", " "),
            ("english", ""),
        ],
    )
    def test_a_bad_holiday_is_refused(self, field: str, value: Any) -> None:
        with pytest.raises(InvalidValueError, match=field):
            attrs.evolve(self.HOLIDAY, **{field: value})

    @pytest.mark.parametrize(
        "field, value",
        [
            ("decree_id", ""),
            ("covers", 2030),
            ("covers", (date(2030, 1, 1), date(2030, 12, 31))),
            ("citation", " "),
            ("published_on", datetime(2029, 9, 1)),  # noqa: DTZ001 (the mistake under test)
            ("confidence", "assumed"),
            ("adds", [HOLIDAY]),
            ("adds", (date(2030, 1, 1),)),
            ("removes", [date(2030, 1, 1)]),
            ("removes", ("2030-01-01",)),
            ("provisional", 1),
            ("note", None),
        ],
    )
    def test_a_bad_decree_is_refused(self, field: str, value: Any) -> None:
        with pytest.raises(InvalidValueError, match=field):
            attrs.evolve(self.DECREE, **{field: value})

    def test_a_coverage_runs_forward(self) -> None:
        day = date(2030, 1, 1)
        assert day in Coverage(first=day, last=day)
        with pytest.raises(InvalidValueError) as caught:
            Coverage(first=day, last=day - timedelta(days=1))
        assert caught.value.field == "last"
        with pytest.raises(InvalidValueError) as caught:
            Coverage(first=datetime(2030, 1, 1), last=day)  # noqa: DTZ001 (the mistake under test)
        assert caught.value.field == "first"

    def test_a_decree_of_plain_days_is_the_decree_written_out(self) -> None:
        day, later = date(2030, 5, 31), date(2030, 7, 1)
        short = Decree.of_days(
            {later: "Hari Jadi", day: "Hari Bakti"},
            decree_id="KOTA-2030-1",
            citation="SK Wali Kota 1 of 2030",
            published_on=date(2030, 1, 2),
            confidence=Confidence.SOURCED,
            covers=Coverage.of_years(2030, 2031),
        )
        assert short == Decree(
            decree_id="KOTA-2030-1",
            citation="SK Wali Kota 1 of 2030",
            published_on=date(2030, 1, 2),
            confidence=Confidence.SOURCED,
            covers=Coverage(first=date(2030, 1, 1), last=date(2031, 12, 31)),
            adds=(
                Holiday(day=day, kind=DayKind.LOCAL, indonesian="Hari Bakti", english="Hari Bakti"),
                Holiday(day=later, kind=DayKind.LOCAL, indonesian="Hari Jadi", english="Hari Jadi"),
            ),
        )

    def test_values_are_frozen_and_hashable(self) -> None:
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            self.HOLIDAY.day = date(2030, 1, 2)  # type: ignore[misc]
        assert len({self.DECREE, attrs.evolve(self.DECREE, adds=(self.HOLIDAY,)), *DECREES}) == len(DECREES) + 2


def test_what_is_wrong_with_a_day_is_said_in_words() -> None:
    """A working day is no kind of holiday; a span that runs backwards covers nothing."""
    with pytest.raises(InvalidValueError) as caught:
        Holiday(day=date(2024, 3, 5), kind=DayKind.WORKDAY, indonesian="x", english="x")
    assert str(caught.value) == "kind: a kind of day that a decree sets is needed"
    with pytest.raises(InvalidValueError) as caught:
        Coverage(first=date(2024, 3, 5), last=date(2024, 3, 4))
    assert str(caught.value) == "last: a day not before the first is needed"


def test_a_holiday_has_a_name_in_both_languages() -> None:
    """Each as it was given."""
    day = Holiday(day=date(2024, 3, 5), kind=DayKind.LOCAL, indonesian="Hari Jadi", english="Founding Day")
    assert (day.name("id"), day.name("en")) == ("Hari Jadi", "Founding Day")
