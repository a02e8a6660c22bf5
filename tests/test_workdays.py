"""Laws 7 and 8: working days, against a walk from day to day; and what the calendar of the country says, and why."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any

import attrs
import holidays
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lapor_core import (
    INDONESIA,
    WEEKDAYS,
    WIB,
    WIT,
    CalendarDay,
    CalendarDays,
    Confidence,
    Coverage,
    DayKind,
    Decree,
    Holiday,
    Months,
    WeekPattern,
    WorkCalendar,
    WorkDays,
)
from lapor_core.errors import InvalidValueError, UncoveredDayError
from lapor_core.rules.decrees import HOLIDAY_KINDS
from lapor_core.rules.limits import DayLimit

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2025, 6, 30)
ALL = INDONESIA.coverage
WITH_2027 = attrs.evolve(INDONESIA, provisional=True)
LEAVE_COUNTS = attrs.evolve(INDONESIA, off_kinds=HOLIDAY_KINDS - {DayKind.JOINT_LEAVE})
WEEKDAYS_IN_THE_EAST = WEEKDAYS.in_zone(WIT)
SIX_DAYS = (WeekPattern(since=date.min, off=frozenset({6})),)


def decree(decree_id: str, **facts: Any) -> Decree:
    """Return a decree of which only the given facts matter."""
    plain: dict[str, Any] = {"citation": "x", "published_on": date.min, "confidence": Confidence.ASSUMED}
    return Decree(decree_id=decree_id, **(plain | facts))


def holiday(day: date, kind: DayKind = DayKind.LOCAL) -> Holiday:
    """Return a holiday of which only the day and the kind matter."""
    return Holiday(day=day, kind=kind, indonesian="x", english="x")


LIST = decree("LIST", covers=Coverage(first=FIRST, last=LAST))


# ---------------------------------------------------------------------------- the specification: day by day


def days_of(coverage: Coverage) -> Iterator[date]:
    """Every day that is covered."""
    day = coverage.first
    while day in coverage:
        yield day
        day += DAY


def is_off(calendar: WorkCalendar, day: date) -> bool:
    """Whether nobody works on a day: the weekday is off, or a decree says so that no later one took back."""
    (*_, pattern) = sorted((one for one in calendar.week if one.since <= day), key=lambda one: one.since)
    kinds: list[DayKind] = []
    for one in sorted(calendar.decrees, key=lambda one: (one.published_on, one.decree_id)):
        if calendar.provisional or not one.provisional:
            if day in one.removes:
                kinds = []
            kinds += [it.kind for it in one.adds if it.day == day]
    return day.weekday() in pattern.off or bool(calendar.off_kinds.intersection(kinds))


def walked_add(calendar: WorkCalendar, day: date, n: int) -> date | None:
    """The n-th working day after a day; None when the walk leaves what is covered."""
    while n:
        day += DAY
        if day not in calendar.coverage:
            return None
        n -= not is_off(calendar, day)
    return day


def walked_count(calendar: WorkCalendar, after: date, upto: date) -> int:
    """The working days after one day and up to another, that one included."""
    return sum(not is_off(calendar, after + step * DAY) for step in range(1, (upto - after).days + 1))


def added(calendar: WorkCalendar, day: date, n: int) -> date | None:
    """The answer of the calendar; None when it says that it is not covered."""
    try:
        return calendar.add_workdays(day, n)
    except UncoveredDayError:
        return None


# ------------------------------------------------------------------------------------------- any calendar


covered_days = st.dates(FIRST, LAST)
published_days = st.dates(date(2023, 6, 1), LAST)


@st.composite
def decrees(draw: DrawFn, decree_id: str) -> Decree:
    """Decrees that add and remove days, some of them more than once."""
    kinds = st.sampled_from(sorted(HOLIDAY_KINDS))
    return decree(
        decree_id,
        published_on=draw(published_days),
        adds=tuple(draw(st.lists(st.builds(holiday, covered_days, kinds), max_size=25))),
        removes=tuple(draw(st.lists(covered_days, max_size=5))),
        provisional=draw(st.booleans()),
    )


@st.composite
def calendars(draw: DrawFn) -> WorkCalendar:
    """Calendars of eighteen months: any decrees, any weeks, any policy."""
    off = st.frozensets(st.integers(0, 6), max_size=6)
    later = st.builds(WeekPattern, since=st.dates(FIRST + DAY, LAST), off=off)
    weeks = draw(st.lists(later, max_size=2, unique_by=lambda week: week.since))
    others = [draw(decrees(f"D-{number}")) for number in range(draw(st.integers(0, 4)))]
    return WorkCalendar(
        decrees=tuple(draw(st.permutations([LIST, *others]))),
        week=(*weeks, WeekPattern(since=FIRST, off=draw(off))),
        off_kinds=draw(st.frozensets(st.sampled_from(sorted(HOLIDAY_KINDS)))),
        provisional=draw(st.booleans()),
        retroactive=True,
    )


every_calendar = st.sampled_from([INDONESIA, WITH_2027, LEAVE_COUNTS, attrs.evolve(INDONESIA, week=SIX_DAYS), WEEKDAYS])
some_calendar = calendars() | every_calendar


@st.composite
def questions(draw: DrawFn) -> tuple[WorkCalendar, date, date]:
    """A calendar and two days that it covers, in order."""
    calendar = draw(some_calendar)
    days = st.dates(calendar.coverage.first, calendar.coverage.last)
    first, second = sorted([draw(days), draw(days)])
    return calendar, first, second


class TestLaw7:
    """Working days, n ≥ 1."""

    @given(calendars(), covered_days, st.integers(1, 80))
    def test_adding_is_walking(self, calendar: WorkCalendar, day: date, n: int) -> None:
        """From day to day, looking at the decrees each time."""
        assert added(calendar, day, n) == walked_add(calendar, day, n)

    @given(calendars(), covered_days, covered_days)
    def test_counting_is_walking(self, calendar: WorkCalendar, one: date, other: date) -> None:
        """After the first day and up to the second."""
        after, upto = sorted([one, other])
        assert calendar.workdays_between(after, upto) == walked_count(calendar, after, upto)

    @given(calendars(), covered_days)
    def test_what_a_day_is_said_to_be_is_how_it_counts(self, calendar: WorkCalendar, day: date) -> None:
        """`why` and the count can not disagree."""
        assert calendar.is_workday(day) == calendar.why(day).is_workday == (not is_off(calendar, day))

    @given(questions(), st.integers(1, 300))
    def test_adding_n_then_counting_gives_n_and_the_result_is_a_working_day(
        self, question: tuple[WorkCalendar, date, date], n: int
    ) -> None:
        """As long as the result is covered."""
        calendar, day, _ = question
        due = added(calendar, day, n)
        assume(due is not None)
        assert due is not None
        assert calendar.workdays_between(day, due) == n
        assert calendar.is_workday(due)

    @given(questions(), st.data())
    def test_counting_is_additive_over_split_intervals(
        self, question: tuple[WorkCalendar, date, date], data: st.DataObject
    ) -> None:
        """Wherever they are split."""
        calendar, first, last = question
        middle = data.draw(st.dates(first, last))
        count = calendar.workdays_between
        assert count(first, last) == count(first, middle) + count(middle, last)

    @given(questions(), st.integers(1, 300))
    def test_a_later_start_is_never_due_earlier(self, question: tuple[WorkCalendar, date, date], n: int) -> None:
        """A due day that is not covered lies after all that are."""
        calendar, first, last = question
        sooner, later = added(calendar, first, n), added(calendar, last, n)
        assert later is None or (sooner is not None and sooner <= later)

    @given(
        calendars(), st.lists(covered_days, min_size=1, max_size=5), published_days, covered_days, st.integers(1, 60)
    )
    def test_adding_a_holiday_never_makes_a_due_day_earlier(
        self, calendar: WorkCalendar, days: list[date], published_on: date, start: date, n: int
    ) -> None:
        """Whenever it is published."""
        new = decree("NEW", published_on=published_on, adds=tuple(map(holiday, days)))
        fuller = attrs.evolve(calendar, decrees=(*calendar.decrees, new))
        before, after = added(calendar, start, n), added(fuller, start, n)
        assert after is None or (before is not None and before <= after)


class TestLaw8:
    """The calendar raises for days outside the decrees."""

    @given(some_calendar, st.dates(), st.dates(), st.integers(1, 5))
    def test_a_question_about_an_uncovered_day_raises(
        self, calendar: WorkCalendar, day: date, inside: date, n: int
    ) -> None:
        """Every question does, whichever of its days it is; and the error says what is covered."""
        assume(day not in calendar.coverage)
        inside = min(max(inside, calendar.coverage.first), calendar.coverage.last)
        for ask in (
            lambda: calendar.why(day),
            lambda: calendar.is_workday(day),
            lambda: calendar.add_workdays(day, n),
            lambda: calendar.workdays_between(day, inside),
            lambda: calendar.workdays_between(inside, day),
        ):
            with pytest.raises(UncoveredDayError) as caught:
                ask()
            assert Coverage(first=caught.value.first, last=caught.value.last) == calendar.coverage

    @given(questions())
    def test_a_question_about_covered_days_never_raises(self, question: tuple[WorkCalendar, date, date]) -> None:
        """Each of them has a reason and a decree."""
        calendar, first, last = question
        assert calendar.workdays_between(first, last) >= 0
        ids = {one.decree_id for one in calendar.decrees}
        assert calendar.why(first).decree_id in ids

    @given(some_calendar, st.integers(1, 10**40))
    def test_a_result_that_is_not_covered_raises(self, calendar: WorkCalendar, n: int) -> None:
        """After the last covered day, however many days are asked for."""
        with pytest.raises(UncoveredDayError):
            calendar.add_workdays(calendar.coverage.last, n)

    def test_the_country_is_covered_as_far_as_decrees_were_seen(self) -> None:
        """2027 is known from lists of others only: it is refused unless asked for, and marked."""
        assert INDONESIA.coverage == Coverage(first=date(2018, 1, 1), last=date(2026, 12, 31))
        with pytest.raises(UncoveredDayError):
            INDONESIA.why(date(2027, 1, 1))
        assert WITH_2027.coverage.last == date(2027, 12, 31)
        assert WITH_2027.why(date(2027, 1, 1)).is_provisional
        assert WITH_2027.why(date(2027, 1, 4)).is_provisional  # a Monday that no decree names
        assert not WITH_2027.why(date(2026, 12, 31)).is_provisional

    def test_an_amendment_covers_nothing(self) -> None:
        """A decree on one day of a year says nothing of the others."""
        election = decree("KEPPRES-2027-1", published_on=date(2026, 12, 1), adds=(holiday(date(2027, 2, 17)),))
        calendar = attrs.evolve(INDONESIA, decrees=(*INDONESIA.decrees, election))
        assert calendar.coverage == INDONESIA.coverage
        with pytest.raises(UncoveredDayError):
            calendar.why(date(2027, 2, 17))


class TestAsKnown:
    """A function of two dates: the day asked about, and the day of asking."""

    @pytest.mark.parametrize(
        "start, n, asked_on, expected",
        [
            # Wed 20 May 2020, five days. Always off: Thu 21 (Ascension), Sat 23 and Sun 24, Mon 25 (Eid), 1 June.
            # First decree, leave Fri 22, Tue 26, Wed 27: Thu 28 (1), Fri 29 (2), Tue 2 June (3), 3 (4), Thu 4 (5).
            ("2020-05-20", 5, "2020-03-08", "2020-06-04"),
            # First amendment, leave also Thu 28 and Fri 29: Tue 2 June (1), 3 (2), 4 (3), 5 (4), Mon 8 (5).
            ("2020-05-20", 5, "2020-04-08", "2020-06-08"),
            # Second amendment, leave on Fri 22 only: Tue 26 (1), 27 (2), 28 (3), Fri 29 (4), Tue 2 June (5).
            ("2020-05-20", 5, "2020-05-19", "2020-06-02"),
            # Third amendment, no leave left: Fri 22 (1), Tue 26 (2), 27 (3), 28 (4), Fri 29 (5).
            ("2020-05-20", 5, "2020-05-20", "2020-05-29"),
            # Tue 11 May 2021, five days. Always off: Thu 13 and Fri 14 (Eid), Sat 15, Sun 16; Wed 26 (Vesak).
            # First decree, leave Wed 12, Mon 17, Tue 18, Wed 19: Thu 20 (1), Fri 21 (2), Mon 24 (3), Tue 25 (4),
            # Thu 27 (5).
            ("2021-05-11", 5, "2021-02-21", "2021-05-27"),
            # First amendment, leave on Wed 12 only: Mon 17 (1), 18 (2), 19 (3), 20 (4), Fri 21 (5).
            ("2021-05-11", 5, "2021-02-22", "2021-05-21"),
            # Tue 18 April 2023, five days. Always off: Sat 22 and Sun 23 (Eid), Mon 1 May.
            # First decree, leave Fri 21, Mon 24, Tue 25, Wed 26: Wed 19 (1), Thu 20 (2), Thu 27 (3), Fri 28 (4),
            # Tue 2 May (5).
            ("2023-04-18", 5, "2023-03-28", "2023-05-02"),
            # Amended, leave Wed 19 to Fri 21, Mon 24, Tue 25: Wed 26 (1), 27 (2), Fri 28 (3), Tue 2 May (4), 3 (5).
            ("2023-04-18", 5, "2023-03-29", "2023-05-03"),
            # Fri 22 November 2024, five days: Mon 25 (1), 26 (2), 27 (3), 28 (4), Fri 29 (5).
            ("2024-11-22", 5, "2024-11-20", "2024-11-29"),
            # Election on Wed 27: Mon 25 (1), 26 (2), 28 (3), 29 (4), Mon 2 December (5).
            ("2024-11-22", 5, "2024-11-21", "2024-12-02"),
            # Thu 14 August 2025, five days; the 17th is a Sunday: Fri 15 (1), Mon 18 (2), 19 (3), 20 (4), Thu 21 (5).
            ("2025-08-14", 5, "2025-08-06", "2025-08-21"),
            # Leave on Mon 18: Fri 15 (1), Tue 19 (2), 20 (3), 21 (4), Fri 22 (5).
            ("2025-08-14", 5, "2025-08-07", "2025-08-22"),
            # Mon 24 March 2025, fourteen days. Tue 25 (1), 26 (2), Thu 27 (3); Fri 28 leave, Mon 31 and Tue 1 April
            # Eid, Wed 2 to Fri 4 and Mon 7 leave; Tue 8 (4), 9 (5), 10 (6), Fri 11 (7), Mon 14 (8), 15 (9), 16 (10),
            # Thu 17 (11); Fri 18 Good Friday; Mon 21 (12), 22 (13), Wed 23 (14).
            ("2025-03-24", 14, "2025-03-24", "2025-04-23"),
        ],
    )
    def test_the_nth_working_day_depends_on_the_day_of_asking(
        self, start: str, n: int, asked_on: str, expected: str
    ) -> None:
        known = INDONESIA.as_known_on(date.fromisoformat(asked_on))
        assert known.add_workdays(date.fromisoformat(start), n) == date.fromisoformat(expected)

    @pytest.mark.parametrize(
        "start, final, without_leave",
        [
            ("2020-05-20", "2020-05-29", "2020-05-29"),  # no leave was left, so both are as above
            ("2021-05-11", "2021-05-21", "2021-05-20"),  # Wed 12 (1), Mon 17 (2), 18 (3), 19 (4), Thu 20 (5)
            ("2023-04-18", "2023-05-03", "2023-04-25"),  # Wed 19 (1), 20 (2), Fri 21 (3), Mon 24 (4), Tue 25 (5)
            ("2024-11-22", "2024-12-02", "2024-12-02"),  # no leave near
            ("2025-08-14", "2025-08-22", "2025-08-21"),  # Fri 15 (1), Mon 18 (2), 19 (3), 20 (4), Thu 21 (5)
        ],
    )
    def test_leaving_joint_leave_out_changes_the_fifth_day(self, start: str, final: str, without_leave: str) -> None:
        day = date.fromisoformat(start)
        assert INDONESIA.add_workdays(day, 5) == date.fromisoformat(final)
        assert LEAVE_COUNTS.add_workdays(day, 5) == date.fromisoformat(without_leave)

    @given(st.dates(date(2017, 9, 22), date(2030, 1, 1)), st.dates(date(2017, 9, 22), date(2030, 1, 1)))
    def test_what_was_known_on_two_days_was_known_on_the_earlier(self, one: date, other: date) -> None:
        """Asking twice is asking for the earlier of the two."""
        assert INDONESIA.as_known_on(one).as_known_on(other) == INDONESIA.as_known_on(min(one, other))

    @given(st.dates(date(2017, 9, 22), ALL.last))
    def test_a_day_that_has_come_never_changes(self, day: date) -> None:
        """What was known at its end is what is known today."""
        known = INDONESIA.as_known_on(day)
        assume(day in known.coverage)
        assert known.why(day) == INDONESIA.why(day)
        assert known.workdays_between(ALL.first, day) == INDONESIA.workdays_between(ALL.first, day)

    def test_a_decree_is_known_at_the_end_of_the_day_of_its_signing(self) -> None:
        assert INDONESIA.as_known_on(date(2025, 8, 6)).is_workday(date(2025, 8, 18))
        assert not INDONESIA.as_known_on(date(2025, 8, 7)).is_workday(date(2025, 8, 18))

    def test_a_year_is_covered_from_its_first_decree_on(self) -> None:
        assert INDONESIA.as_known_on(date(2025, 9, 18)).coverage == Coverage.of_years(2018, 2025)
        assert INDONESIA.as_known_on(date(2025, 9, 19)).coverage == Coverage.of_years(2018, 2026)

    def test_the_version_is_the_last_decree_taken_into_account(self) -> None:
        assert INDONESIA.version == "SKB-2026-0"
        assert WITH_2027.version == "SKB-2027-0"
        assert INDONESIA.as_known_on(date(2025, 8, 7)).version == "SKB-2025-1"
        assert WITH_2027.as_known_on(date(2025, 8, 6)).version == "KEPPRES-2024-33"

    def test_policies_stay_as_they_are(self) -> None:
        policy = attrs.evolve(WITH_2027, week=SIX_DAYS, off_kinds=frozenset(), zone=WIT, retroactive=True)
        known = policy.as_known_on(date(2024, 1, 1))
        assert attrs.evolve(known, decrees=policy.decrees) == policy

    @pytest.mark.parametrize("day", [date(2017, 9, 21), date.min])
    def test_before_the_first_list_there_is_no_calendar(self, day: date) -> None:
        for calendar in (INDONESIA, WITH_2027):
            with pytest.raises(InvalidValueError, match=r"^day: no list of holidays had been published by then$"):
                calendar.as_known_on(day)

    def test_a_list_that_was_not_seen_is_none_unless_it_is_asked_for(self) -> None:
        unseen = decree("EARLY", published_on=date(2016, 1, 1), provisional=True, covers=Coverage.of_years(2017, 2017))
        calendar = attrs.evolve(INDONESIA, decrees=(unseen, *INDONESIA.decrees))
        with pytest.raises(InvalidValueError, match=r"^day: no list"):
            calendar.as_known_on(date(2016, 6, 1))
        assert attrs.evolve(calendar, provisional=True).as_known_on(date(2016, 6, 1)).version == "EARLY"

    @pytest.mark.parametrize("day", [datetime(2024, 1, 1, tzinfo=WIB), "2024-01-01", None])
    def test_the_day_of_asking_is_a_plain_date(self, day: Any) -> None:
        with pytest.raises(InvalidValueError) as caught:
            INDONESIA.as_known_on(day)
        assert caught.value.field == "day"


class TestWhy:
    """The reason for a day, and the decree."""

    @pytest.mark.parametrize(
        "day, kind, decree_id, name",
        [
            ("2024-02-14", DayKind.ELECTION, "KEPPRES-2024-10", "Hari Pemungutan Suara Pemilihan Umum 2024"),
            ("2025-08-18", DayKind.JOINT_LEAVE, "SKB-2025-1", "Cuti bersama Proklamasi Kemerdekaan"),
            ("2025-08-17", DayKind.NATIONAL, "SKB-2025-0", "Proklamasi Kemerdekaan"),  # a Sunday
            ("2021-08-11", DayKind.NATIONAL, "SKB-2021-2", "Tahun Baru Islam 1443 Hijriah"),
            ("2021-08-10", DayKind.WORKDAY, "SKB-2021-2", None),  # moved to the 11th
            ("2020-05-22", DayKind.WORKDAY, "SKB-2020-3", None),  # leave until two days before
            ("2022-07-09", DayKind.WEEKEND, "SKB-2022-2", None),  # moved to the 10th; a Saturday
            ("2023-01-01", DayKind.NATIONAL, "SKB-2023-0", "Tahun Baru 2023 Masehi"),
            ("2023-01-02", DayKind.WORKDAY, "SKB-2023-0", None),  # no decree names it
            ("2023-01-07", DayKind.WEEKEND, "SKB-2023-0", None),
        ],
    )
    def test_a_day_has_a_kind_a_decree_and_the_name_of_its_holiday(
        self, day: str, kind: DayKind, decree_id: str, name: str | None
    ) -> None:
        told = INDONESIA.why(date.fromisoformat(day))
        assert (told.day.isoformat(), told.kind, told.decree_id, told.is_provisional) == (day, kind, decree_id, False)
        assert [one.indonesian for one in told.holidays] == ([name] if name else [])
        assert told.is_workday == (kind is DayKind.WORKDAY)

    def test_joint_leave_that_counts_is_still_named(self) -> None:
        """The policy changes what counts, not what the day is."""
        day = date(2025, 8, 18)
        off, on = INDONESIA.why(day), LEAVE_COUNTS.why(day)
        assert (off.is_workday, on.is_workday) == (False, True)
        assert attrs.evolve(on, is_workday=False) == off

    def test_the_kind_is_the_reason_why_nobody_works(self) -> None:
        """Of two holidays on a day the one that counts as off; and the weekend before a leave that does not."""
        saturday, monday = date(2024, 1, 6), date(2024, 1, 8)
        leave = decree("LEAVE", adds=(holiday(saturday, DayKind.JOINT_LEAVE), holiday(monday, DayKind.JOINT_LEAVE)))
        local = decree("LOCAL", adds=(holiday(monday),))
        both = WorkCalendar(decrees=(LIST, leave, local))
        counts = attrs.evolve(both, off_kinds=frozenset({DayKind.LOCAL}))
        assert [both.why(day).kind for day in (saturday, monday)] == [DayKind.JOINT_LEAVE] * 2
        assert [counts.why(day).kind for day in (saturday, monday)] == [DayKind.WEEKEND, DayKind.LOCAL]
        assert both.why(monday).holidays == (*leave.adds[1:], *local.adds)
        assert both.why(monday).decree_id == "LOCAL"
        assert not counts.why(monday).is_workday

    def test_where_two_lists_overlap_the_later_one_speaks(self) -> None:
        again = decree("AGAIN", covers=Coverage(first=LAST, last=LAST + DAY), published_on=FIRST)
        calendar = WorkCalendar(decrees=(again, LIST))
        assert [calendar.why(day).decree_id for day in (LAST - DAY, LAST, LAST + DAY)] == ["LIST", "AGAIN", "AGAIN"]

    def test_an_amendment_that_was_not_seen_marks_its_days_alone(self) -> None:
        doubted = decree("DOUBTED", adds=(holiday(FIRST),), provisional=True)
        calendar = WorkCalendar(decrees=(LIST, doubted), provisional=True)
        assert [calendar.why(day).is_provisional for day in (FIRST, FIRST + DAY)] == [True, False]
        assert attrs.evolve(calendar, provisional=False).why(FIRST) == CalendarDay(
            day=FIRST, kind=DayKind.WORKDAY, is_workday=True, decree_id="LIST"
        )


class TestWeeks:
    """Five days, six days, and from one to the other."""

    def test_saturday_is_a_working_day_of_six_day_weeks(self) -> None:
        """Fri 8 July 2022, two days: Sat 9 (1) is a working day since Eid moved to Sun 10; Mon 11 (2)."""
        six = attrs.evolve(INDONESIA, week=SIX_DAYS)
        friday = date(2022, 7, 8)
        assert six.add_workdays(friday, 2) == date(2022, 7, 11)
        assert INDONESIA.add_workdays(friday, 2) == date(2022, 7, 12)
        # As known before the decree of 7 July, the Saturday was Eid: Mon 11 (1), Tue 12 (2).
        assert six.as_known_on(date(2022, 7, 6)).add_workdays(friday, 2) == date(2022, 7, 12)

    def test_the_week_may_change_on_a_day(self) -> None:
        """Six days up to Wed 12 April 2023, five from then on: Sat 8 counts, Sat 15 does not."""
        changed = (WeekPattern(since=date(2023, 4, 12), off=frozenset({5, 6})), *SIX_DAYS)
        calendar = attrs.evolve(WEEKDAYS, week=changed)
        assert [calendar.is_workday(date(2023, 4, day)) for day in (8, 9, 15, 16)] == [True, False, False, False]
        # After Thu 6: Fri 7, Sat 8, Mon 10 to Fri 14.
        assert calendar.workdays_between(date(2023, 4, 6), date(2023, 4, 16)) == 7

    def test_a_pattern_holds_from_its_first_day_on(self) -> None:
        """Which is a Saturday, the day that the patterns differ about."""
        saturday = date(2024, 3, 9)
        week = (WeekPattern(since=date.min, off=frozenset({5, 6})), WeekPattern(since=saturday, off=frozenset({6})))
        calendar = WorkCalendar(decrees=(LIST,), week=week)
        assert [calendar.workdays_between(day - DAY, day) for day in (saturday - 7 * DAY, saturday)] == [0, 1]

    def test_a_unit_may_work_every_day(self) -> None:
        """A hospital that closes on nobody's holiday."""
        always = attrs.evolve(INDONESIA, week=(WeekPattern(since=date.min, off=frozenset()),), off_kinds=frozenset())
        assert always.add_workdays(date(2025, 3, 24), 14) == date(2025, 4, 7)

    @pytest.mark.parametrize("off", [{7}, {-1}, set(range(7))])
    def test_weekdays_are_seven_and_one_is_left_to_work(self, off: set[int]) -> None:
        with pytest.raises(InvalidValueError) as caught:
            WeekPattern(since=FIRST, off=frozenset(off))
        assert str(caught.value) == "off: weekdays from 0 to 6, at most six of them, are needed"


class TestOwnDays:
    """Anybody can build a calendar from any dates."""

    def test_a_region_adds_its_days_to_those_of_the_country(self) -> None:
        """Its decree comes on top and is named as the reason."""
        own = Decree.of_days(
            {date(2026, 6, 22): "Hari Jadi Kota Contoh"},
            decree_id="KOTA-2026-7",
            citation="SK Wali Kota 7 of 2026",
            published_on=date(2026, 1, 5),
            confidence=Confidence.SOURCED,
        )
        calendar = attrs.evolve(INDONESIA, decrees=(*INDONESIA.decrees, own))
        assert calendar.version == "KOTA-2026-7"
        assert calendar.why(date(2026, 6, 22)).kind is DayKind.LOCAL
        # Fri 19 June 2026, one day: Mon 22 is off, so Tue 23.
        assert calendar.add_workdays(date(2026, 6, 19), 1) == date(2026, 6, 23)
        assert calendar.as_known_on(date(2026, 1, 4)).add_workdays(date(2026, 6, 19), 1) == date(2026, 6, 22)

    def test_a_list_of_ones_own_covers_what_it_says(self) -> None:
        first, last = date(2031, 2, 1), date(2031, 2, 28)
        own = Decree.of_days(
            {date(2031, 2, 3): "Hari tutup"},
            decree_id="UNIT-1",
            citation="Pengumuman 1 of 2031",
            published_on=date(2031, 1, 5),
            confidence=Confidence.SOURCED,
            covers=Coverage(first=first, last=last),
        )
        calendar = WorkCalendar(decrees=(own,))
        assert calendar.coverage == Coverage(first=first, last=last)
        assert calendar.add_workdays(first, 1) == date(2031, 2, 4)  # a Saturday; Mon 3 is closed

    @pytest.mark.parametrize("change", ["adds", "removes"])
    def test_a_decree_about_a_day_before_its_publication_is_refused_unless_asked_for(self, change: str) -> None:
        """It would un-breach, or breach, what was judged already. The day of publication itself is not before it."""
        value: dict[str, Any] = {"adds": (holiday(FIRST),), "removes": (FIRST,)}
        late = decree("LATE", published_on=FIRST + DAY, **{change: value[change]})
        with pytest.raises(InvalidValueError) as caught:
            WorkCalendar(decrees=(LIST, late))
        assert str(caught.value) == "decrees: a decree may not change a day before its publication"
        in_time = attrs.evolve(late, published_on=FIRST)
        strict, lenient = WorkCalendar(decrees=(LIST, in_time)), WorkCalendar(decrees=(LIST, late), retroactive=True)
        assert strict.why(FIRST).kind == lenient.why(FIRST).kind

    def test_lists_join_without_a_gap(self) -> None:
        """One after the other, overlapping, one within the other; a day between them is nobody's."""

        def covering(*parts: tuple[int, int]) -> Coverage:
            lists = [
                decree(f"L-{first}-{last}", covers=Coverage(first=FIRST + first * DAY, last=FIRST + last * DAY))
                for first, last in parts
            ]
            return WorkCalendar(decrees=tuple(lists)).coverage

        whole = Coverage(first=FIRST, last=FIRST + 9 * DAY)
        assert whole == covering((0, 9)) == covering((5, 9), (0, 4)) == covering((0, 6), (3, 9))
        assert whole == covering((0, 9), (3, 5)) == covering((0, 9), (0, 2), (3, 4))
        with pytest.raises(InvalidValueError) as caught:
            covering((0, 4), (6, 9))
        assert str(caught.value) == "decrees: decrees that cover all days between the first and the last are needed"

    def test_the_ends_of_time_can_be_covered(self) -> None:
        last, first = (Coverage(first=day, last=day) for day in (date.max, date.min))
        assert WorkCalendar(decrees=(decree("X", covers=last), decree("Y", covers=last))).coverage == last
        assert WorkCalendar(decrees=(decree("X", covers=first), decree("Y", covers=first))).is_workday(date.min)

    @pytest.mark.parametrize(
        "decrees, week, says",
        [
            ((), SIX_DAYS, "decrees: a decree that covers days is needed"),
            ((decree("X", adds=(holiday(FIRST),)),), SIX_DAYS, "decrees: a decree that covers days is needed"),
            ((attrs.evolve(LIST, provisional=True),), SIX_DAYS, "decrees: a decree that covers days is needed"),
            ((LIST, decree("LIST")), SIX_DAYS, "decrees: every decree may be there only once"),
            ((LIST,), (), "week: a pattern that holds on the first day covered is needed"),
            (
                (LIST,),
                (WeekPattern(since=FIRST + DAY, off=frozenset()),),
                "week: a pattern that holds on the first day covered is needed",
            ),
            (
                (LIST,),
                (*SIX_DAYS, WeekPattern(since=date.min, off=frozenset())),
                "week: patterns that start on different days are needed",
            ),
        ],
    )
    def test_what_makes_no_calendar_is_refused(
        self, decrees: tuple[Decree, ...], week: tuple[WeekPattern, ...], says: str
    ) -> None:
        """Nothing covered, a decree twice, a day without a week or with two."""
        with pytest.raises(InvalidValueError) as caught:
            WorkCalendar(decrees=decrees, week=week)
        assert str(caught.value) == says

    def test_a_calendar_is_shown_by_the_ids_of_its_decrees(self) -> None:
        assert repr(WEEKDAYS).startswith("WorkCalendar(decrees=(WEEKDAYS), week=(WeekPattern(")
        assert "SKB-2018-0, SKB-2018-1, " in repr(INDONESIA)
        assert "Hari" not in repr(INDONESIA)


class TestBadQuestions:
    """Clear errors, by the name of what is wrong."""

    @pytest.mark.parametrize("day", [datetime(2024, 1, 1, tzinfo=WIB), "2024-01-01", 738886, None])
    def test_what_is_no_plain_date_is_not_taken_for_an_uncovered_day(self, day: Any) -> None:
        for ask in (
            lambda: INDONESIA.why(day),
            lambda: INDONESIA.add_workdays(day, 1),
            lambda: INDONESIA.workdays_between(day, FIRST),
            lambda: INDONESIA.workdays_between(FIRST, day),
        ):
            with pytest.raises(InvalidValueError) as caught:
                ask()
            assert caught.value.field == "day"

    @pytest.mark.parametrize("n", [WorkDays(3), None, "3", 1.5, [3]])
    def test_what_is_no_number_of_days_is_refused_as_such(self, n: Any) -> None:
        with pytest.raises(InvalidValueError, match=r"^n: a whole number of working days is needed$"):
            INDONESIA.add_workdays(FIRST, n)
        with pytest.raises(InvalidValueError, match=r"^day: "):
            INDONESIA.add_workdays([], n)  # type: ignore[arg-type]

    @pytest.mark.parametrize("zone", [type("Named", (tzinfo,), {})(), "WIB", 7, None])
    def test_what_is_no_fixed_offset_is_no_zone(self, zone: Any) -> None:
        with pytest.raises(InvalidValueError, match=r"^zone: WIB, WITA, WIT or another datetime\.timezone is needed$"):
            INDONESIA.in_zone(zone)

    @given(st.integers(-1439, 1439), st.sampled_from([WEEKDAYS, WEEKDAYS_IN_THE_EAST, INDONESIA]))
    def test_the_ends_of_time_have_a_local_day_or_a_clean_error(self, minutes: int, calendar: WorkCalendar) -> None:
        """Whether an instant still has one depends on how far the two zones are apart."""
        shift = calendar.zone.utcoffset(None) - timedelta(minutes=minutes)
        for end, is_beyond in ((datetime.max, shift > timedelta()), (datetime.min, shift < timedelta())):  # noqa: DTZ901
            at = end.replace(tzinfo=timezone(timedelta(minutes=minutes)))
            if is_beyond:
                with pytest.raises(InvalidValueError) as caught:
                    calendar.local_day(at)
                assert str(caught.value) == "at: an instant of the years 1 to 9999 is needed, wherever it is read"
            else:
                assert calendar.local_day(at) == (end + shift).date()

    def test_what_is_wrong_is_said_in_words(self) -> None:
        """With the field; a span of no working day runs backwards all the same."""
        saturday, friday = date(2024, 3, 9), date(2024, 3, 8)
        questions: list[tuple[Callable[[], object], str]] = [
            (
                lambda: WEEKDAYS.local_day(datetime(2024, 3, 4)),  # noqa: DTZ001
                "at: an aware datetime is needed (one that knows its offset)",
            ),
            (lambda: WEEKDAYS.add_workdays(friday, 0), "n: at least 1 working day is needed"),
            (lambda: WEEKDAYS.workdays_between(saturday, friday), "upto: a day not before the first is needed"),
            (lambda: WEEKDAYS.workdays_between(friday, friday - DAY), "upto: a day not before the first is needed"),
        ]
        for question, says in questions:
            with pytest.raises(InvalidValueError) as caught:
                question()
            assert str(caught.value) == says


class TestNumbers:
    """The working days of a calendar have numbers in a row."""

    @given(calendar=calendars())
    def test_a_number_gives_its_day_back(self, calendar: WorkCalendar) -> None:
        """The first is 1; there is none before it and none after the last."""
        days = [day for day in days_of(calendar.coverage) if calendar.is_workday(day)]
        assert [calendar.workday(number) for number in range(1, len(days) + 1)] == days
        assert calendar.workday_numbers(days) == [*range(1, len(days) + 1)]
        for number in (-1, 0, len(days) + 1):
            with pytest.raises(UncoveredDayError):
                calendar.workday(number)

    def test_a_day_beyond_the_decrees_has_none_or_nought(self) -> None:
        """Nought before the first day, which is a working day itself; none after the last."""
        calendar = WorkCalendar(decrees=(LIST,))
        assert FIRST.weekday() == 0
        days = (FIRST - DAY, FIRST, FIRST + 6 * DAY, LAST, LAST + DAY)
        assert calendar.workday_numbers(days) == [0, 1, 5, calendar.workdays_between(FIRST, LAST) + 1, None]


class TestLimits:
    """Limits under a calendar that ends."""

    @given(questions(), st.integers(1, 200))
    def test_a_limit_of_working_days_is_over_when_its_last_day_is(
        self, question: tuple[WorkCalendar, date, date], n: int
    ) -> None:
        """A due day that is not covered has not passed on a covered day."""
        calendar, started, day = question
        due = added(calendar, started, n)
        assert WorkDays(n).is_over(started, day, calendar) == (due is not None and day > due)
        assert not WorkDays(n).is_over(day, started, calendar)

    @given(st.dates(FIRST, LAST), st.integers(0, 60), st.dates(FIRST, LAST), st.integers(-2, 60), st.integers(1, 50))
    def test_what_is_covered_may_be_enough_to_tell(
        self, first: date, length: int, started: date, later: int, n: int
    ) -> None:
        """An uncovered day may count or not: the answer is given if both ways lead to it, and refused if not."""
        covered = Coverage(first=first, last=first + length * DAY)
        calendar = WorkCalendar(decrees=(decree("LIST", covers=covered),))
        between = [started + turn * DAY for turn in range(1, later)]
        least = sum(day in covered and day.weekday() < 5 for day in between)
        most = least + sum(day not in covered for day in between)
        if least >= n or most < n:
            assert WorkDays(n).is_over(started, started + later * DAY, calendar) == (least >= n)
        else:
            with pytest.raises(UncoveredDayError):
                WorkDays(n).is_over(started, started + later * DAY, calendar)

    @pytest.mark.parametrize("length", range(10))
    def test_what_is_covered_is_enough_to_tell_at_every_edge(self, length: int) -> None:
        """The same for each start and each day about a few covered days from Monday 4 March 2024 on."""
        first = date(2024, 3, 4)
        covered = Coverage(first=first, last=first + length * DAY)
        calendar = WorkCalendar(decrees=(decree("LIST", covers=covered),))
        for started in (first + turn * DAY for turn in range(-6, length + 4)):
            least = most = 0
            for day in (started + turn * DAY for turn in range(1, 18)):
                for n in range(1, 8):
                    if least >= n or most < n:
                        assert WorkDays(n).is_over(started, day, calendar) is (least >= n)
                    else:
                        with pytest.raises(UncoveredDayError):
                            WorkDays(n).is_over(started, day, calendar)
                least += day in covered and day.weekday() < 5
                most += day not in covered or day.weekday() < 5
            assert not WorkDays(1).is_over(started, started, calendar)

    def test_a_window_can_be_judged_up_to_the_last_covered_day(self) -> None:
        """After Mon 28 December 2026 three working days are covered: 29, 30 and 31."""
        started = date(2026, 12, 28)
        with pytest.raises(UncoveredDayError):
            WorkDays(4).due_on(started, INDONESIA)
        assert not WorkDays(4).is_over(started, date(2026, 12, 31), INDONESIA)
        assert not WorkDays(4).is_over(started, date(2027, 1, 1), INDONESIA)
        assert WorkDays(3).is_over(started, date(2027, 1, 1), INDONESIA)
        with pytest.raises(UncoveredDayError):
            WorkDays(4).is_over(started, date(2027, 1, 2), INDONESIA)
        assert not WorkDays(5).is_over(started, date(2027, 1, 2), INDONESIA)

    @pytest.mark.parametrize("limit", [CalendarDays(9_000), Months(290), Months(10_000)])
    def test_a_limit_that_ends_after_all_time_is_not_over_and_has_no_last_day(self, limit: DayLimit) -> None:
        started = date(9976, 1, 1)
        assert not limit.is_over(started, date.max, WEEKDAYS)
        with pytest.raises(InvalidValueError) as caught:
            limit.due_on(started, WEEKDAYS)
        assert str(caught.value) == "n: a limit that ends before the year 10000 is needed"


class TestAgainstNumpy:
    """The whole coverage, with 2027, against `busday_offset` and `busday_count`."""

    DAYS = np.array(list(days_of(WITH_2027.coverage)), dtype="datetime64[D]")
    OFF = np.array([day for day in days_of(WITH_2027.coverage) if WITH_2027.why(day).holidays], dtype="datetime64[D]")

    @pytest.mark.parametrize("n", [1, 2, 3, 5, 10, 14, 60])
    @pytest.mark.parametrize("mask, week", [("1111100", WEEKDAYS.week), ("1111110", SIX_DAYS)])
    def test_the_nth_working_day_is_theirs(self, n: int, mask: str, week: tuple[WeekPattern, ...]) -> None:
        """Theirs rolls a start on a day off back first, so that the day itself is day zero."""
        calendar = attrs.evolve(WITH_2027, week=week)
        theirs = np.busday_offset(self.DAYS, n, roll="backward", weekmask=mask, holidays=self.OFF)
        last = np.datetime64(calendar.coverage.last)
        assert [added(calendar, day, n) for day in self.DAYS.tolist()] == [
            day.tolist() if day <= last else None for day in theirs
        ]

    @pytest.mark.parametrize("span", [0, 1, 6, 30, 365])
    @pytest.mark.parametrize("mask, week", [("1111100", WEEKDAYS.week), ("1111110", SIX_DAYS)])
    def test_the_count_is_theirs(self, span: int, mask: str, week: tuple[WeekPattern, ...]) -> None:
        """Theirs counts the first day and not the last, so both ends are moved by one."""
        calendar = attrs.evolve(WITH_2027, week=week)
        starts = self.DAYS[: len(self.DAYS) - span]
        theirs = np.busday_count(starts + 1, starts + span + 1, weekmask=mask, holidays=self.OFF)
        ours = [calendar.workdays_between(day, day + span * DAY) for day in starts.tolist()]
        assert ours == theirs.tolist()


class TestAgainstTheHolidaysPackage:
    """An independent list, kept by others."""

    # Day and reason of every difference, 2018 to 2026. There is none.
    DIFFERENCES: dict[date, str] = {}  # noqa: RUF012 (a constant)

    def test_every_day_is_what_they_say(self) -> None:
        """Public days are national holidays and elections, government days are joint leave."""
        years = range(ALL.first.year, ALL.last.year + 1)
        public = holidays.country_holidays("ID", years=years, categories="public")
        leave = holidays.country_holidays("ID", years=years, categories="government")
        differing = set()
        for day in days_of(ALL):
            told = INDONESIA.why(day)
            ours = (told.kind in (DayKind.NATIONAL, DayKind.ELECTION), told.kind is DayKind.JOINT_LEAVE)
            works = day.weekday() < 5 and day not in public and day not in leave
            if (ours, told.is_workday) != ((day in public, day in leave), works):
                differing.add(day)
        assert differing == self.DIFFERENCES.keys()

    def test_their_default_leaves_joint_leave_out(self) -> None:
        """70 days on weekdays from 2018 to 2027, all of which would count as working days."""
        default = holidays.country_holidays("ID", years=range(2018, 2028))
        leave = [day for day in days_of(WITH_2027.coverage) if WITH_2027.why(day).kind is DayKind.JOINT_LEAVE]
        assert len(leave) == 70
        assert [day for day in leave if day in default or day.weekday() > 4] == []

    def test_they_go_on_without_a_decree_and_without_a_word(self) -> None:
        """From 2028 on, public days are estimates and there is no joint leave; a warning would fail this test."""
        years = range(2028, 2031)
        assert len(holidays.country_holidays("ID", years=years)) > 40
        assert len(holidays.country_holidays("ID", years=years, categories="government")) == 0
