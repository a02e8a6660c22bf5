"""Indicators and tallies: exact, honest about what they leave out, and the same however the rows are split."""

import pickle
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    INDICATORS,
    SP4N,
    WEEKDAYS,
    WIB,
    AgencyKind,
    ArchiveReason,
    Basis,
    CaseFacts,
    Channel,
    Classification,
    Confidence,
    DutyFacts,
    DutyName,
    DutyState,
    EndedBy,
    Figure,
    Grain,
    Indicator,
    Outcome,
    Period,
    Report,
    Rounding,
    Rulebook,
    Status,
    Tally,
    actions,
    case_facts,
    duty_facts,
    in_bulk,
    rounded,
)
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.catalogue import BY_ID
from lapor_core.monitoring.facts import TABLES, AgencyFacts, Facts, SurveyFacts, TextFacts, agency_of
from lapor_core.monitoring.indicators import one_of, passes
from tests.strategies import (
    ADMIN,
    BUILDERS,
    CITY,
    COORDINATOR,
    DAY,
    LIAISON,
    LIGHTS,
    MONDAY,
    NATION,
    OMBUDSMAN,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    act,
    adopted,
    answer,
    answered,
    dispositioned,
    escalated,
    held,
    received,
    resolved,
)

# ---------------------------------------------------------------------------------------------- rows to count

DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in (0, 20, 31, 60, 91, 366)]


def maybe(values: Iterable[Any]) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from([*values])


COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "agency": maybe("ab"),
    "unit": maybe("uv"),
    "day": maybe(DAYS),
    "day_latest": maybe(DAYS),
    "status": maybe([*Status, "a word of somebody else's"]),
    "classification": maybe(Classification),
    "category": maybe("xyz"),
    "channel": maybe(Channel),
    "region": maybe("rs"),
    "ended_by": maybe(EndedBy),
    "outcome": maybe(Outcome),
    "archive_reason": maybe(ArchiveReason),
    "rating": maybe(range(1, 6)),
    "age": maybe([0, 3, 70]),
    "disposition_days": maybe([0, 3, 4]),
    "findings": maybe([0, 1, 4]),
    "kind": maybe(AgencyKind),
    "element": maybe("pq"),
    "score": maybe(range(1, 5)),
    "duty": maybe([DutyName.VERIFICATION, DutyName.FIRST_FOLLOW_UP, DutyName.COMPLETION, DutyName.REPLY]),
    "state": maybe(DutyState),
    "days": maybe([0, 1, 5, 14]),
    "paused": maybe([0, 2]),
    "total": maybe([0, 3, 16]),
}


def rows_of(table: type[Facts]) -> st.SearchStrategy[Facts]:
    """Rows of a table, with anything in them that the columns may hold, whether it makes sense or not."""
    columns = [COLUMNS.get(name, maybe([True, False])) for name in table._fields]
    return st.tuples(*columns).map(table._make)


def naive(indicator: Indicator, rows: Sequence[Facts]) -> tuple[Any, ...]:
    """Count an indicator row by row, as its definition reads."""
    of = having = numerator = denominator = unnamed = 0
    excluded: Counter[str] = Counter()
    spread: Counter[tuple[object, ...]] = Counter()
    for row in rows:
        columns = row._asdict()
        if passes(indicator.of, columns):
            of += 1
            denominator += columns[indicator.over] or 0 if indicator.over else 1
            if passes(indicator.having, columns):
                having += 1
                numerator += columns[indicator.sums] if indicator.sums else 1
                if indicator.by:
                    spread[tuple(columns[name] for name in indicator.by)] += 1
            continue
        reason = next((one.english for one in indicator.excluded if passes(one.where, columns)), None)
        if reason is None:
            unnamed += 1
        else:
            excluded[reason] += 1
    return of, numerator, denominator, excluded, unnamed, spread


def seen(figures: Iterable[Figure]) -> set[Figure]:
    return {*figures}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@given(data=st.data())
def test_a_tally_counts_what_the_definitions_say(table: type[Facts], data: st.DataObject) -> None:
    """Each indicator by each agency, against a loop over the rows; every row is counted once, somewhere."""
    rows = data.draw(st.lists(rows_of(table), max_size=12))
    tally = Tally(table, by=("agency",))
    tally.update(rows)
    for figure in tally.figures():
        own = [row for row in rows if row.agency == dict(figure.key)["agency"]]
        of, numerator, denominator, excluded, unnamed, spread = naive(figure.indicator, own)
        assert (figure.rows, figure.sample, figure.numerator) == (len(own), of, numerator)
        assert figure.denominator == (denominator if figure.indicator.per == "rows" else None)
        assert (dict(figure.excluded), figure.unnamed, dict(figure.spread)) == (excluded, unnamed, spread)
        assert sum(n for _, n in figure.lines()) == figure.rows
    assert {dict(figure.key)["agency"] for figure in tally.figures()} == {row.agency for row in rows}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@given(data=st.data())
def test_tallies_form_a_commutative_monoid(table: type[Facts], data: st.DataObject) -> None:
    """Law 23: any split, any order, row by row or in bulk, gives the same figures; an empty tally adds nothing."""
    rows = data.draw(st.lists(rows_of(table), max_size=12))
    period = data.draw(st.sampled_from([None, Grain.MONTH, (Period.of(DAYS[0], Grain.QUARTER),)]))

    def tally() -> Tally:
        return Tally(table, by=("agency",), period=period)

    whole = tally()
    whole.update(rows)
    parts = [tally(), tally(), tally()]
    for row in data.draw(st.permutations(rows)):
        parts[data.draw(st.integers(0, 2))].add(row)
    first, second, third = data.draw(st.permutations(parts))
    second.merge(third)
    first.merge(second)
    first.merge(tally())
    assert seen(first.figures()) == seen(whole.figures())
    assert first.outside == whole.outside
    assert [one.key for one in first.figures()] == [one.key for one in whole.figures()]


@given(st.lists(rows_of(CaseFacts), max_size=12))
def test_no_data_is_not_zero(rows: list[CaseFacts]) -> None:
    """Law 24: a figure has a value if and only if it rests on something; then it can be zero."""
    tally = Tally(CaseFacts)
    tally.update(rows)
    for figure in tally.figures():
        if figure.indicator.per != "days":
            assert (figure.value is None) == (figure.sample == 0)
        assert figure.is_passed is None or figure.sample > 0
    nobody = tally.figure("MON-001")
    assert nobody.value != 0 or nobody.sample > 0
    assert Tally(CaseFacts, by=("agency",)).figures() == ()
    assert {figure.value for figure in Tally(CaseFacts).figures()} == {None}


@given(st.lists(rows_of(CaseFacts), max_size=12))
def test_ended_cases_are_counted_by_who_ended_them_and_how(rows: list[CaseFacts]) -> None:
    """Law 25: resolved and archived ones, each once; unknown stays unknown, and solved is not closed."""
    tally = Tally(CaseFacts)
    tally.update(rows)
    ended = Counter(
        (row.ended_by, row.status, row.outcome, row.archive_reason)
        for row in rows
        if row.status in (Status.RESOLVED, Status.ARCHIVED)
    )
    figure = tally.figure("MON-060")
    assert dict(figure.spread) == ended
    assert figure.numerator == ended.total()
    assert tally.figure("MON-061").sample <= tally.figure("MON-004").numerator


@given(st.lists(rows_of(DutyFacts), min_size=1, max_size=30), st.fractions(0, 1).filter(bool))
def test_percentiles_and_medians_are_those_of_the_sorted_days(rows: list[DutyFacts], share: Fraction) -> None:
    """Against the sorted list."""
    tally = Tally(DutyFacts)
    tally.update(rows)
    figure = tally.figure("MON-012")
    days = sorted(
        row.days
        for row in rows
        if row.duty is DutyName.COMPLETION and row.state in (DutyState.MET, DutyState.LATE) and row.days is not None
    )
    if not days:
        assert (figure.value, figure.median, figure.percentile(share)) == (None, None, None)
        return
    assert figure.value == Fraction(sum(days), len(days))
    assert figure.median == Fraction(days[(len(days) - 1) // 2] + days[len(days) // 2], 2)
    at = figure.percentile(share)
    assert at is not None
    assert sum(day <= at for day in days) >= share * len(days) > sum(day < at for day in days)


def test_the_middle_of_four_lies_between_the_second_and_the_third() -> None:
    """Nine tenths of four are more than three of them."""
    tally = Tally(DutyFacts)
    tally.update(DutyFacts(duty=DutyName.COMPLETION, state=DutyState.MET, days=days) for days in (9, 2, 5, 2))
    figure = tally.figure("MON-012")
    assert figure.median == Fraction(7, 2)
    assert [figure.percentile(Fraction(n, 4)) for n in (1, 2, 3, 4)] == [2, 2, 5, 9]
    assert figure.percentile(Fraction(9, 10)) == 9


@given(st.lists(rows_of(CaseFacts), max_size=12))
def test_coarser_figures_are_those_of_a_coarser_tally(rows: list[CaseFacts]) -> None:
    """What was counted apart can be put together again, by any of its columns."""
    fine = Tally(CaseFacts, by=("agency", "category"), period=Grain.MONTH)
    fine.update(rows)
    for by in ((), ("agency",), ("category",)):
        coarse = Tally(CaseFacts, by=by)
        coarse.update(rows)
        assert fine.figures(by=by) == coarse.figures()
    for figure in fine.figures(by=("agency",)):
        key: dict[str, Any] = dict(figure.key)
        assert fine.figure(figure.indicator.indicator_id, **key) == figure


@given(st.lists(rows_of(CaseFacts), max_size=12))
def test_an_engine_that_groups_and_counts_gives_the_same(rows: list[CaseFacts]) -> None:
    """The seam for data frames: one grouping for each group of columns, whole numbers out."""
    tally, engine = Tally(CaseFacts, by=("agency",)), Tally(CaseFacts, by=("agency",))
    tally.update(rows)
    for group in engine.groups:
        columns = ("agency", *group)
        engine.add_counts(group, Counter(tuple(getattr(row, name) for name in columns) for row in rows))
    assert engine.figures() == tally.figures()


# -------------------------------------------------------------------------------------------- published figures


def counted(table: type[Facts], counts: dict[tuple[tuple[str, object], ...], int], **facts: Any) -> Tally:
    """Return a tally of rows as somebody else counted them."""
    tally = Tally(table, **facts)
    for columns, n in counts.items():
        tally.update([table(**dict(columns))] * n)  # type: ignore[arg-type]
    return tally


def by_status(**counts: int) -> Tally:
    return counted(CaseFacts, {(("status", status),): n for status, n in counts.items()})


def test_blora_2022_as_the_province_published_it() -> None:
    """17 of 32 followed up: 53 percent, below the passing grade."""
    tally = by_status(resolved=17, dispositioned=15)
    figure = tally.figure("MON-001")
    assert (figure.numerator, figure.denominator, figure.value) == (17, 32, Fraction(17, 32))
    assert rounded(figure.value, digits=0, rounding=Rounding.HALF_UP, percent=True) == "53"
    assert tally.figure("MON-003").is_passed is False


def test_blora_2022_as_the_regency_published_it() -> None:
    """Of 31 reports 2 in process and 16 done: another share of another total, below the grade too."""
    tally = by_status(resolved=16, follow_up=2, dispositioned=13)
    assert tally.figure("MON-001").value == Fraction(18, 31)
    assert tally.figure("MON-004").value == Fraction(16, 31)
    assert tally.figure("MON-005").value == Fraction(2, 31)
    assert rounded(tally.figure("MON-001").value, digits=0, rounding=Rounding.HALF_EVEN, percent=True) == "58"
    assert tally.figure("MON-003").is_passed is False


def test_blora_2021() -> None:
    """13 of 50 were not followed up: 74 percent were, above the grade."""
    tally = by_status(resolved=37, dispositioned=13)
    assert tally.figure("MON-001").value == Fraction(74, 100)
    assert tally.figure("MON-006").value == Fraction(13, 50)
    assert tally.figure("MON-003").is_passed is True


def test_exactly_the_grade_passes() -> None:
    """Whether it does is not in the sources; the indicator says that it is assumed."""
    assert by_status(resolved=3, dispositioned=2).figure("MON-003").is_passed is True


def test_a_published_table_that_rounds_and_cuts() -> None:
    """Kepulauan Riau and Jambi 2020: of 215, 89 is told as 41, 77 as 35 and 12 as 6 percent: no one way gives all."""
    tally = by_status(resolved=77, follow_up=12, dispositioned=126)
    values = [tally.figure(indicator_id).value for indicator_id in ("MON-001", "MON-004", "MON-005")]
    shown = {
        rounding: [rounded(value, digits=0, rounding=rounding, percent=True) for value in values]
        for rounding in Rounding
    }
    assert shown == {
        Rounding.HALF_EVEN: ["41", "36", "6"],
        Rounding.HALF_UP: ["41", "36", "6"],
        Rounding.TRUNCATION: ["41", "35", "5"],
    }


def test_reports_a_day() -> None:
    """575 a day, in a year of 365 days; nobody knows without a period."""
    row = CaseFacts(day=date(2018, 5, 1), day_latest=date(2018, 5, 1), status=Status.RESOLVED)
    year = Period(date(2018, 1, 1), date(2018, 12, 31))
    tally = Tally(CaseFacts, period=(year,))
    tally.update([row] * (575 * 365))
    assert tally.figure("MON-045").value == tally.figure("MON-045", period=year).value == 575
    yearly = Tally(CaseFacts, period=Grain.YEAR)
    yearly.add(row)
    assert yearly.figure("MON-045", period=year).value == Fraction(1, 365)
    timeless = Tally(CaseFacts)
    timeless.add(row)
    assert timeless.figure("MON-045").value is None


def test_days_of_several_periods_add_up_unless_a_row_may_lie_in_none() -> None:
    """And nobody knows how many days a grain has had in which nothing came in."""
    january, march = (Period.of(date(2024, month, 1), Grain.MONTH) for month in (1, 3))
    row = CaseFacts(day=date(2024, 1, 9), day_latest=date(2024, 1, 9))
    tally = Tally(CaseFacts, period=(march, january))
    tally.add(row)
    assert tally.figure("MON-045").value == Fraction(1, 62)
    assert tally.figure("MON-045", period=january).value == Fraction(1, 31)
    assert tally.figure("MON-045", period=march).value is None
    tally.add(CaseFacts())
    assert tally.figure("MON-045").value is None
    assert tally.figure("MON-045", period=None).value is None
    monthly = Tally(CaseFacts, period=Grain.MONTH)
    monthly.add(row)
    assert monthly.figure("MON-045").value is None


def test_connected_agencies() -> None:
    """October 2018: 34 ministries, 97 institutions, 340 regencies, 84 cities and 31 provinces are connected."""
    connected = {
        AgencyKind.MINISTRY: 34,
        AgencyKind.INSTITUTION: 97,
        AgencyKind.REGENCY: 340,
        AgencyKind.CITY: 84,
        AgencyKind.PROVINCE: 31,
    }
    figure = counted(
        AgencyFacts, {(("kind", kind), ("is_connected", True)): n for kind, n in connected.items()}
    ).figure("MON-090")
    assert {kind: n for (kind,), n in figure.spread} == connected
    assert figure.numerator == 586


def test_connected_is_not_active() -> None:
    """October 2022: 73 of 660 connected agencies are not active."""
    tally = counted(
        AgencyFacts,
        {
            (("is_connected", True), ("is_active", False)): 73,
            (("is_connected", True), ("is_active", True)): 587,
            (("is_connected", False), ("is_active", False)): 9,
        },
    )
    figure = tally.figure("MON-091")
    assert figure.value == Fraction(587, 660)
    assert figure.excluded == (("not connected", 9),)
    assert ("belum terhubung", 9) in figure.lines("id")
    assert tally.figure("MON-092").value == Fraction(587, 669)


def test_no_score_that_a_system_filled_in_is_counted() -> None:
    """Neither in ratings nor in the survey; nor one of which nobody knows who gave it."""
    rows = [(4, True), (5, False), (5, None), (None, None)]
    tally = Tally(CaseFacts)
    tally.update(CaseFacts(status=Status.RESOLVED, rating=score, is_rating_own=own) for score, own in rows)
    rating = tally.figure("MON-070")
    assert rating.value == 4
    assert rating.sample == 1
    assert rating.excluded == (
        ("not rated", 1),
        ("score filled in by a system", 1),
        ("who gave the score is not known", 1),
    )
    rated = tally.figure("MON-071")
    assert rated.value == Fraction(1, 2)
    assert rated.excluded == (("whether its reporter rated it is not known", 2),)
    survey = Tally(SurveyFacts)
    survey.update(SurveyFacts(score=score, is_own=own) for score, own in [(3, True), (4, True), (4, False)])
    assert survey.figure("MON-072").value == Fraction(7 * 25, 2)


def test_leak_findings_are_counted_per_thousand_texts() -> None:
    """Three findings in two texts of which it is known."""
    tally = Tally(TextFacts)
    tally.update([TextFacts(findings=3), TextFacts(findings=0), TextFacts()])
    assert tally.figure("MON-120").value == 1500


# ------------------------------------------------------------------------------------------- from reports to rows

LATER = MONDAY + 100 * DAY


def facts(report: Report, at: datetime = LATER) -> CaseFacts:
    return case_facts(report, as_of=at, under=RULES)


@pytest.mark.parametrize("status", Status)
def test_every_status_gives_a_row(status: Status) -> None:
    """Of a report whose whole history is known."""
    own = facts(BUILDERS[status]())
    assert (own.status, own.day, own.day_latest) == (status, MONDAY.date(), MONDAY.date())
    assert own.age == (None if status.is_ended else 100)
    assert own.was_reopened is False


@pytest.mark.parametrize("status", [one for one in Status if one not in (Status.MERGED, Status.ESCALATED)])
def test_what_nobody_knows_of_an_adopted_report_stays_unknown(status: Status) -> None:
    """Neither its day nor what happened before its adoption."""
    foreign = facts(adopted(status), MONDAY + DAY)
    assert foreign.status is status
    assert foreign.day != foreign.day_latest
    assert (foreign.age, foreign.was_reopened, foreign.is_rating_own) == (None, None, None)
    assert (foreign.was_held, foreign.was_sent_back, foreign.was_forwarded) == (None, None, None)
    assert (foreign.was_concluded, foreign.is_pause_spent, foreign.findings) == (None, None, None)


def test_what_can_only_be_known_to_be_true_makes_no_share() -> None:
    """Two reports were taken over, one of them held now: one of one that is known would be 100 percent held."""
    tally = Tally(CaseFacts)
    tally.update(facts(adopted(status), MONDAY + DAY) for status in (Status.HELD, Status.RESOLVED))
    for indicator_id in ("MON-050", "MON-071", "MON-101", "MON-110"):
        assert tally.figure(indicator_id).value is None
    assert tally.figure("MON-050").excluded[0][1] == 2


def test_a_row_says_what_happened() -> None:
    """Held, sent back, forwarded, concluded, reopened; findings of conduct."""
    assert facts(held()).was_held is True
    assert facts(held()).is_pause_spent is True
    assert facts(held(), MONDAY + DAY).is_pause_spent is False
    back = act(dispositioned(), actions.SendBack(reason="Bukan wewenang kami"), LIAISON)
    assert facts(back).was_sent_back is True
    assert facts(escalated()).was_forwarded is True
    concluded = act(escalated(), actions.Conclude(outcome=Outcome.PARTLY_SOLVED), OMBUDSMAN)
    assert (facts(concluded).was_forwarded, facts(concluded).was_concluded) == (True, True)
    assert (facts(concluded).ended_by, facts(concluded).outcome) == (EndedBy.OMBUDSMAN, Outcome.PARTLY_SOLVED)
    reopened = act(resolved(), actions.Reopen(reason="Belum"), REPORTER)
    assert facts(reopened).was_reopened is True
    assert facts(received(), MONDAY + DAY).findings == 0
    assert facts(received(), MONDAY + 200 * DAY).findings == 2


def test_the_rating_of_a_reporter_is_their_own() -> None:
    """A history that somebody else's system wrote may hold one that is not."""
    rated = act(resolved(), actions.Rate(score=5), REPORTER)
    assert (facts(rated).rating, facts(rated).is_rating_own) == (5, True)
    assert facts(resolved()).is_rating_own is False
    *events, last = rated.history
    from lapor_core import replay

    forged = replay([*events, attrs.evolve(last, by=SYSTEM)])
    assert (facts(forged).rating, facts(forged).is_rating_own) == (5, False)


def test_the_day_of_the_first_disposition_is_counted_in_working_days() -> None:
    """From the day of receipt; not for cases whose past is unknown, nor outside the decrees."""
    assert facts(dispositioned()).disposition_days == 0
    report = act(received(), actions.Archive(reason=ArchiveReason.TOO_GENERAL), COORDINATOR)
    assert facts(report).disposition_days is None
    moved = act(adopted(Status.DISPOSITIONED), actions.Disposition(to=LIGHTS), COORDINATOR)
    assert facts(moved).disposition_days is None
    short = WEEKDAYS.decrees[0]
    early = attrs.evolve(RULES, calendar=attrs.evolve(WEEKDAYS, decrees=(attrs.evolve(short, covers=_years()),)))
    assert case_facts(dispositioned(), as_of=MONDAY + DAY, under=early).disposition_days is None


def _years() -> Any:
    from lapor_core import Coverage

    return Coverage.of_years(2000, 2001)


def test_the_agency_of_a_unit_is_the_nearest_body_above_it() -> None:
    """What is not in the directory stands for itself; the national desk is nobody's."""
    assert agency_of(LIGHTS, RULES) == agency_of(ROADS, RULES) == agency_of(CITY, RULES) == CITY
    assert agency_of(NATION, RULES) == NATION
    assert agency_of(None, RULES) is None
    assert facts(dispositioned())[:2] == (CITY, ROADS)


def test_each_turn_of_a_duty_gives_a_row() -> None:
    """With the unit that owed it, its state and its days."""
    rows = duty_facts(answered(), as_of=LATER, under=RULES)
    first = next(row for row in rows if row.duty is DutyName.FIRST_FOLLOW_UP)
    assert (first.agency, first.unit, first.state, first.days) == (CITY, ROADS, DutyState.MET, 0)
    completion = next(row for row in rows if row.duty is DutyName.COMPLETION)
    assert completion.paused is not None
    assert completion.total == (completion.days or 0) + completion.paused
    unknown = duty_facts(adopted(Status.FOLLOW_UP), as_of=MONDAY + DAY, under=RULES)
    assert {(row.days, row.total) for row in unknown} == {(None, None)}
    assert all(row.day < row.day_latest == MONDAY.date() for row in unknown if row.day != row.day_latest)  # type: ignore[operator]


def test_a_turn_whose_limit_changed_is_one_row() -> None:
    """The breach of a former classification stays, and is not counted beside what followed it."""
    late = act(
        dispositioned(),
        actions.Reclassify(reason="Lain", classification=Classification.OVERSIGHT_COMPLAINT),
        COORDINATOR,
        at=MONDAY + 60 * DAY,
    )
    rows = [row for row in duty_facts(late, as_of=LATER, under=RULES) if row.duty is DutyName.COMPLETION]
    assert [row.state for row in rows] == [DutyState.BREACHED]


def test_reports_are_tallied_in_bulk() -> None:
    """From reports to figures, with a basis that says under which rules."""
    reports = [received(), dispositioned(), answered(), resolved(), held()]
    basis = Basis.of(RULES, as_of=LATER)
    tally = Tally(CaseFacts, by=("agency",), period=Grain.QUARTER, basis=basis)
    tally.update(one.value for one in in_bulk(case_facts, reports, as_of=LATER, under=RULES) if one.value)
    first = Period.of(MONDAY.date(), Grain.QUARTER)
    figure = tally.figure("MON-001", agency=CITY, period=first)
    assert figure.value == Fraction(2, 3)
    assert figure.excluded == (("not dispositioned yet", 1), ("waiting for the reporter", 1))
    assert figure.basis == basis
    assert (basis.packs, basis.calendars) == ((SP4N.version,), (WEEKDAYS.version,))
    assert figure.is_enough is False
    assert attrs.evolve(figure, minimum=3).is_enough is True


def test_states_that_a_definition_does_not_name_are_told_apart() -> None:
    """Neither counted nor explained away."""
    tally = Tally(CaseFacts)
    tally.update([CaseFacts(status="Ditangani bersama"), CaseFacts(status="resolved")])  # type: ignore[arg-type]
    figure = tally.figure("MON-001")
    assert figure.value == figure.unnamed == 1
    assert [*figure.lines()] == [("counted", 1), ("not named by the definition", 1)]
    assert [*figure.lines("id")] == [("dihitung", 1), ("tidak disebut dalam definisi", 1)]


# ------------------------------------------------------------------------------------------------ periods and keys


def test_a_day_known_within_a_period_is_known_enough() -> None:
    """Between two days of one month; across two months nobody knows; outside of all periods is left out."""
    january = Period.of(date(2024, 1, 1), Grain.MONTH)
    tally = Tally(CaseFacts, period=(january,))
    for first, last in ((2, 30), (2, 40), (40, 45), (-20, 40), (-20, 5)):
        days = [date(2024, 1, 1) + timedelta(days=n) for n in (first, last)]
        tally.add(CaseFacts(day=days[0], day_latest=days[1]))
    assert tally.figure("MON-040", period=january).numerator == 1
    assert tally.figure("MON-040", period=None).numerator == 3
    assert tally.outside == 1


def test_columns_of_the_callers_own_stand_behind_the_fixed_ones() -> None:
    """And are counted apart by, like any other."""
    tally = Tally(CaseFacts, by=("team",), own=("team",))
    tally.update([(*CaseFacts(status=Status.RESOLVED), "red"), (*CaseFacts(status=Status.HELD), "blue")])
    assert tally.figure("MON-004", team="red").value == 1
    assert tally.figure("MON-004", team="blue").value is None
    assert [dict(one.key)["team"] for one in tally.figures()][:2] == ["blue", "red"]


JANUARY = Period(date(2024, 1, 1), date(2024, 1, 31))


@pytest.mark.parametrize(
    "field, make",
    [
        ("rows", lambda: Tally(tuple)),  # type: ignore[arg-type]
        ("own", lambda: Tally(CaseFacts, own=("agency",))),
        ("own", lambda: Tally(CaseFacts, own=("period",))),
        ("own", lambda: Tally(CaseFacts, own="team")),
        ("by", lambda: Tally(CaseFacts, by=("agency", "agency"))),
        ("by", lambda: Tally(CaseFacts, by="agency")),
        ("by", lambda: Tally(CaseFacts, by=("nobody",))),
        ("period", lambda: Tally(CaseFacts, period=(JANUARY, Period(date(2024, 1, 31), date(2024, 2, 2))))),
        ("period", lambda: Tally(CaseFacts, period=())),
        ("period", lambda: Tally(CaseFacts, period=(date(2024, 1, 1),))),  # type: ignore[arg-type]
        ("period", lambda: Tally(CaseFacts, period=JANUARY)),  # type: ignore[arg-type]
        ("last", lambda: Tally(CaseFacts, period=(Period(date(2024, 2, 1), date(2024, 1, 1)),))),
        ("indicators", lambda: Tally(CaseFacts, indicators=(BY_ID["MON-010"],))),
        ("basis", lambda: Tally(CaseFacts, basis="SP4N")),  # type: ignore[arg-type]
        ("as_of", lambda: Basis.of(RULES, as_of=datetime(2024, 1, 1))),  # noqa: DTZ001 (naive on purpose)
        ("by", lambda: Tally(CaseFacts, by=("agency",)).figures(by=("unit",))),
        ("by", lambda: Tally(CaseFacts, by=("agency",)).figures(by="agency")),
        ("at", lambda: Tally(CaseFacts).figure("MON-001", agency="a")),
        ("indicator_id", lambda: Tally(CaseFacts).figure("MON-010")),
        ("group", lambda: Tally(CaseFacts).add_counts(("agency",), {})),
        ("counts", lambda: Tally(TextFacts).add_counts(("findings",), {(1, 2): 3})),
        ("counts", lambda: Tally(TextFacts).add_counts(("findings",), {(1,): -3})),
        ("counts", lambda: Tally(TextFacts).add_counts(("findings",), {(1,): 0.5})),  # type: ignore[dict-item]
        ("value", lambda: rounded(0.5, digits=1, rounding=Rounding.HALF_UP)),  # type: ignore[arg-type]
        ("digits", lambda: rounded(Fraction(1), digits=-1, rounding=Rounding.HALF_UP)),
        ("digits", lambda: rounded(Fraction(1), digits=True, rounding=Rounding.HALF_UP)),
        ("rounding", lambda: rounded(Fraction(1), digits=1, rounding="up")),  # type: ignore[arg-type]
        ("share", lambda: Tally(DutyFacts).figure("MON-012").percentile(Fraction(0))),
        ("share", lambda: Tally(DutyFacts).figure("MON-012").percentile(0.9)),  # type: ignore[arg-type]
        ("indicator", lambda: Tally(CaseFacts).figure("MON-001").median),
    ],
)
def test_what_cannot_be_counted_is_refused_by_name(field: str, make: Any) -> None:
    """Overlapping and backward periods, unknown columns, other tables, other indicators."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert caught.value.field == field


@pytest.mark.parametrize("period", [None, Grain.MONTH])
@pytest.mark.parametrize("bad", [("x",), CaseFacts(region=["x"]), 7, CaseFacts(findings=[1])])  # type: ignore[arg-type]
def test_a_bad_row_leaves_nothing_behind(period: Grain | None, bad: Any) -> None:
    """Neither when it is added alone nor among good ones."""
    good = CaseFacts(status=Status.RESOLVED, region="x", findings=2)
    tally, clean = Tally(CaseFacts, period=period), Tally(CaseFacts, period=period)
    with pytest.raises(InvalidValueError, match="23 plain values"):
        tally.add(bad)
    with pytest.raises(InvalidValueError, match="23 plain values"):
        tally.update([good, bad])
    assert tally.figures() == clean.figures()
    tally.add(good)
    with pytest.raises(InvalidValueError):
        tally.add(bad)
    clean.add(good)
    assert tally.figures() == clean.figures()


def test_a_row_that_is_too_short_is_refused_by_every_group() -> None:
    """Also by one of a single column."""
    tally = Tally(TextFacts)
    for count in (tally.add, lambda row: tally.update([row])):
        with pytest.raises(InvalidValueError, match="5 plain values"):
            count((None, None))
    assert {figure.rows for figure in tally.figures()} == {0}


def test_tallies_travel_between_processes() -> None:
    """With their counts, and ready to count on."""
    tally = Tally(CaseFacts, by=("agency",), period=Grain.MONTH)
    row = CaseFacts(agency=CITY, day=DAYS[0], day_latest=DAYS[0], status=Status.RESOLVED)
    tally.add(row)
    again = pickle.loads(pickle.dumps(tally))
    again.add(row)
    tally.merge(again)
    assert tally.figure("MON-004").numerator == 3


def test_a_day_that_is_none_is_refused_where_periods_are_told_apart() -> None:
    """A text is no day."""
    with pytest.raises(InvalidValueError):
        Tally(CaseFacts, period=Grain.MONTH).add(CaseFacts(day="2024-01-01", day_latest="2024-01-01"))  # type: ignore[arg-type]


def test_a_sum_takes_whole_numbers_alone() -> None:
    """Half a day is nobody's count."""
    tally = Tally(TextFacts)
    tally.add(TextFacts(findings=0.5))  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError) as caught:
        tally.figures()
    assert caught.value.field == "findings"


def test_tallies_under_different_rules_do_not_add_up() -> None:
    """Another pack, calendar or moment, or something else that was counted: refused, and nothing is changed."""
    other_pack: Rulebook = attrs.evolve(RULES, pack=attrs.evolve(SP4N, version="own 1"))
    own_unit: Rulebook = attrs.evolve(RULES, overlays=((ROADS, attrs.evolve(SP4N, version="roads 1")),))
    tally = Tally(TextFacts, basis=Basis.of(RULES, as_of=MONDAY))
    others = {
        "packs": [Tally(TextFacts, basis=Basis.of(under, as_of=MONDAY)) for under in (other_pack, own_unit)],
        "as_of": [Tally(TextFacts, basis=Basis.of(RULES, as_of=MONDAY + DAY))],
        "rows": [Tally(CaseFacts)],
        "by": [Tally(TextFacts, by=("agency",))],
        "period": [Tally(TextFacts, period=Grain.MONTH)],
        "columns": [Tally(TextFacts, own=("x",))],
        "indicators": [Tally(TextFacts, indicators=())],
    }
    for field, refused in others.items():
        for other in refused:
            with pytest.raises(InvalidValueError, match=rf"\({field}\); they do not add up"):
                tally.merge(other)
    assert own_unit.pack.version in Basis.of(own_unit, as_of=MONDAY).packs
    assert Basis.of(own_unit, as_of=MONDAY).packs == (SP4N.version, "roads 1")
    tally.merge(Tally(TextFacts, basis=Basis.of(RULES, as_of=MONDAY.astimezone(WIB))))


def test_an_indicator_set_of_ones_own() -> None:
    """Whoever needs another share writes it as data; with no indicator there is nothing to read."""
    own = Indicator(
        indicator_id="OWN-1",
        english="Held by the counter",
        indonesian="Ditunda dari loket",
        definition="Reports of the counter that are held.",
        definition_indonesian="Laporan dari loket yang ditunda.",
        rows=CaseFacts,
        of=(one_of("channel", Channel.COUNTER),),
        having=(one_of("status", Status.HELD),),
        citation="own",
        confidence=Confidence.ASSUMED,
    )
    tally = Tally(CaseFacts, indicators=(own,))
    tally.update([CaseFacts(channel=Channel.COUNTER, status=Status.HELD), CaseFacts(channel=Channel.COUNTER)])
    assert tally.figure("OWN-1").value == Fraction(1, 2)
    assert tally.groups == (("status", "channel"),)
    assert Tally(CaseFacts, indicators=()).figures() == ()
    assert own.label("id") == "Ditunda dari loket"
    assert own.explain("id") == "Laporan dari loket yang ditunda."


# ------------------------------------------------------------------------------------------------------ rounding


@given(st.fractions(-1000, 1000), st.integers(0, 6), st.sampled_from(Rounding))
def test_rounding_is_at_most_one_step_away(value: Fraction, digits: int, rounding: Rounding) -> None:
    """By half a step when rounded, below one step and towards zero when cut."""
    shown = rounded(value, digits=digits, rounding=rounding)
    assert shown is not None
    off = (Fraction(shown) - value) * 10**digits
    if rounding is Rounding.TRUNCATION:
        assert abs(off) < 1
        assert abs(Fraction(shown)) <= abs(value)
    else:
        assert abs(off) <= Fraction(1, 2)
    assert not shown.startswith("-") or Fraction(shown) < 0


@pytest.mark.parametrize(
    "value, even, up, cut",
    [
        (Fraction(5, 2), "2", "3", "2"),
        (Fraction(7, 2), "4", "4", "3"),
        (Fraction(-5, 2), "-2", "-3", "-2"),
        (Fraction(-1, 3), "0", "0", "0"),
        (None, None, None, None),
    ],
)
def test_the_three_ways_of_rounding(value: Fraction | None, even: str, up: str, cut: str) -> None:
    """Named, because published tables mix them; no data is no number in any of them."""
    ways = (Rounding.HALF_EVEN, Rounding.HALF_UP, Rounding.TRUNCATION)
    assert [rounded(value, digits=0, rounding=way) for way in ways] == [even, up, cut]


def test_digits_are_kept() -> None:
    """A share as percent with one digit, and a small number with its zeros."""
    assert rounded(Fraction(17, 32), digits=1, rounding=Rounding.HALF_UP, percent=True) == "53.1"
    assert rounded(Fraction(1, 200), digits=3, rounding=Rounding.HALF_UP) == "0.005"


# ----------------------------------------------------------------------------------------------------- catalogue


def test_every_indicator_is_whole() -> None:
    """An id of its own, a name and a definition in both languages, a source, columns of its table."""
    assert len({one.indicator_id for one in INDICATORS}) == len(INDICATORS) == len(BY_ID)
    for one in INDICATORS:
        assert one.indicator_id.startswith("MON-")
        assert one.label("id") != one.label("en")
        assert one.explain("id") != one.explain("en") == one.definition
        assert one.explain("id").endswith(".")
        assert one.explain("en").endswith(".")
        assert one.citation
        assert set().union(*one.columns()) <= set(one.rows._fields)
        assert all(exclusion.label("id") != exclusion.label("en") for exclusion in one.excluded)
        assert len({exclusion.english for exclusion in one.excluded}) == len(one.excluded)


@pytest.mark.parametrize(
    "duty, indicator_id",
    [
        (DutyName.VERIFICATION, "MON-020"),
        (DutyName.FIRST_FOLLOW_UP, "MON-021"),
        (DutyName.COMPLETION, "MON-022"),
        (DutyName.STATEMENT, "MON-024"),
        (DutyName.DECISION, "MON-025"),
    ],
)
def test_every_duty_of_an_agency_has_its_punctuality(duty: DutyName, indicator_id: str) -> None:
    """In time, of what was due; what is not due yet and what nobody can tell are left out."""
    tally = Tally(DutyFacts)
    tally.update(DutyFacts(duty=duty, state=state) for state in (*DutyState, DutyState.MET, None))
    tally.add(DutyFacts(duty=DutyName.REPLY, state=DutyState.MET))
    figure = tally.figure(indicator_id)
    assert (figure.numerator, figure.denominator, figure.unnamed) == (2, 4, 0)
    assert dict(figure.excluded) == {
        "another duty": 1,
        "state not known": 1,
        "not due yet": 2,
        "ended without being owed": 1,
        "in time or not: not known": 1,
    }


def test_the_national_admin_counts_the_nation() -> None:
    """A report with the national desk has no agency, and is counted all the same."""
    report = received(by=ADMIN, agency=None, channel=Channel.COUNTER)
    tally = Tally(CaseFacts, by=("agency",))
    tally.add(facts(report))
    assert tally.figure("MON-040", agency=None).numerator == 1


def test_an_answer_that_waits_is_in_process() -> None:
    """Answered is not resolved."""
    tally = Tally(CaseFacts)
    tally.add(facts(act(dispositioned(), answer(), LIAISON)))
    assert tally.figure("MON-004").value == 0
    assert tally.figure("MON-005").value == 1
