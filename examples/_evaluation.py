"""What an evaluation report says of an agency: worked out by the library, and not yet worded.

A report is either for the agency itself or for everybody. For everybody, every number is a function of tables that each
cross one attribute with the stage at which reports are (resolved, archived, open). Small counts in them are withheld,
and the totals by stage are shown in all of them: so no table tells anything about what another one withholds, and no
difference of two numbers gives a small count away. What cannot be said so is left out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import product
from typing import Any, Final

import attrs

from examples._exports import counts, facts_of, volumes
from lapor_core import (
    NOT_HELD,
    Basis,
    CaseFacts,
    DutyFacts,
    DutyName,
    DutyState,
    Figure,
    Grain,
    Period,
    Rulebook,
    Status,
    Tally,
    duty_facts,
    find_identity_leaks,
)
from lapor_core.interop.lapor_export import ExportReading
from lapor_core.interop.lapor_table import plain
from lapor_core.monitoring.aspects import Advice, AspectResult, Evidence, advise, evaluate_aspects
from lapor_core.monitoring.catalogue import BY_ID, INDICATORS
from lapor_core.monitoring.disclosure import ALL, protect_counts
from lapor_core.monitoring.facts import AgencyFacts, SurveyFacts, TextFacts
from lapor_core.monitoring.figures import MINIMUM_SAMPLE
from lapor_core.monitoring.improvement import Topic, recurring_topics

STAGES: Final = ("resolved", "archived", "open")
ENDED_STAGES: Final = ("resolved", "archived")
ANY_STAGE: Final = "any"
UNIT_SHARES: Final = ("MON-001", "MON-062")
COULD_BE: Final = {"ended_by": (Status.RESOLVED, Status.ARCHIVED), "archive_reason": (Status.ARCHIVED,)}
"""Which reports could have a value in a column; in the others all could."""
PUNCTUALITY: Final[Mapping[Any, str]] = {
    DutyName.VERIFICATION: "MON-020",
    DutyName.FIRST_FOLLOW_UP: "MON-021",
    DutyName.COMPLETION: "MON-022",
}
JUDGEMENTS: Final = {
    "in_time": (DutyState.MET,),
    "late": (DutyState.LATE, DutyState.BREACHED),
    "not_due": (DutyState.RUNNING, DutyState.PAUSED, DutyState.DROPPED),
    "not_known": (DutyState.UNKNOWN, None),
}
AGES: Final = ((0, 30), (31, 90), (91, 180), (181, 365), (366, 730), (731, None))
"""Calendar days from and to; ours, as no source has any."""
TEXT_COLUMNS: Final = ("Judul Laporan", "Isi Laporan Awal", "Isi Laporan Akhir")
MOST_TOPICS: Final = 15

NOT_IN_AN_EXPORT: Final = frozenset(
    {"rating", "is_rating_own", "outcome", "region", "disposition_days", "findings", "is_pause_spent"}
    | {"was_held", "was_sent_back", "was_reopened", "was_forwarded", "was_concluded"}
)
"""Columns of `CaseFacts` of which no export of LAPOR! says how they are: what asks for one of them has no value."""
KNOWABLE: Final = ("classification", "category", "channel", "unit", "ended_by", "archive_reason")
"""Columns of `CaseFacts` that an export may fill."""


@attrs.frozen(kw_only=True)
class Crossing:
    """How many reports there are by one attribute and by stage; None is withheld.

    Args:
        columns: the stages.
        rows: value of the attribute, the number at each stage, and the number of all.
        totals: the number at each stage, and of all.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, tuple[int | None, ...], int | None], ...]
    totals: tuple[int | None, ...]


@attrs.frozen(kw_only=True)
class Line:
    """A figure, as far as it may be told.

    Args:
        figure: the figure.
        why_not: why there is no value: ``no_column``, ``other_source``, ``no_data``, ``too_few`` or ``withheld``.
        left_out: the reasons for which rows were left out, and how many were.
    """

    figure: Figure
    why_not: str | None
    left_out: tuple[tuple[tuple[str, ...], int], ...] = ()


@attrs.frozen(kw_only=True)
class Evaluation:
    """Everything that the page says.

    Args:
        reading: what was read of the file.
        as_of: aware instant of asking.
        basis: under which rules the rows were made.
        is_public: whether everybody may read it.
        lines: the catalogue.
        known: for each column that an export may fill, of how many reports it is known, and of how many it could be.
        by: reports by unit, classification, channel, who ended them, and period.
        unit_shares: by unit, the figures MON-001 and MON-062.
        endings: MON-060.
        punctuality: by duty, each period of receipt with the number of turns by judgement, and the share in time: when
            a duty began, an export does not say, so its own period is not known.
        ages: how many open reports are how old, from and to so many days.
        topics: what comes back again and again, and between which years; None when the file has no two whole years.
        texts: leak findings by column of texts.
        aspects: the five aspects.
        documents: what was shown for which item.
        advice: what the evaluation may lead to.
    """

    reading: ExportReading
    as_of: datetime
    basis: Basis
    is_public: bool
    lines: tuple[Line, ...]
    known: Mapping[str, tuple[int, int]]
    by: Mapping[str, Crossing]
    unit_shares: Mapping[Any, tuple[Line, ...]]
    endings: Figure
    punctuality: Mapping[DutyName, Sequence[tuple[Period | None, Mapping[str, int], Figure]]]
    ages: Sequence[tuple[tuple[int, int | None], int]]
    topics: tuple[Period, Period, Sequence[Topic]] | None
    texts: Mapping[str, Figure]
    aspects: tuple[AspectResult, ...]
    documents: Mapping[str, str | None]
    advice: Advice

    def line(self, indicator_id: str) -> Line:
        """Return the line of an indicator."""
        return next(line for line in self.lines if line.figure.indicator.indicator_id == indicator_id)


def evaluate(
    reading: ExportReading,
    rows: Sequence[Sequence[object]],
    *,
    as_of: datetime,
    under: Rulebook,
    grain: Grain = Grain.QUARTER,
    evidence: Iterable[Evidence] = (),
    is_public: bool = False,
) -> Evaluation:
    """Work out everything that the page says.

    Args:
        reading: what was read of the file.
        rows: the rows of the file, for the texts in them.
        as_of: aware instant of asking.
        under: the rules.
        grain: how long a period is.
        evidence: what the agency shows for the five aspects.
        is_public: whether everybody may read it.

    Raises:
        LaporError: the instant lies before what the file knows, or two pieces of evidence for one item.
    """
    basis = Basis.of(under, as_of=as_of)
    facts = facts_of(reading, as_of=as_of, under=under)
    stages = _stages(facts, is_public=is_public)
    staged = [(*row, stages[row.status]) for row in facts]
    cases = Tally(CaseFacts, by=("unit", "stage"), own=("stage",), basis=basis)
    cases.update(staged)
    duties = Tally(DutyFacts, by=("duty", "state", "received"), own=("received",), basis=basis)
    for report, row in zip(reading.reports, facts, strict=True):
        received = Period.of(row.day, grain) if row.day and row.day == row.day_latest else None
        duties.update((*turn, received) for turn in duty_facts(report, as_of=as_of, under=under))
    texts = _count_texts(reading, rows, basis)
    figures = {
        **_by_id(cases.figures(by=())),
        **_a_day(reading, facts, basis),
        **_of_duties(duties),
        **_by_id(texts.figures(by=())),
        **_by_id(figure for table in (AgencyFacts, SurveyFacts) for figure in Tally(table, basis=basis).figures()),
    }
    by_stage = cases.figures(by=("stage",))
    given = tuple(evidence)
    aspects = evaluate_aspects(given)
    return Evaluation(
        reading=reading,
        as_of=as_of,
        basis=basis,
        is_public=is_public,
        lines=tuple(
            _line(figures[one.indicator_id], is_public=is_public, parts=[it for it in by_stage if it.indicator is one])
            for one in INDICATORS
        ),
        known=_known(reading, facts, basis),
        by=_crossings(staged, [*dict.fromkeys(stages.values())], grain, basis, is_public=is_public),
        unit_shares=_unit_shares(cases),
        endings=figures["MON-060"],
        punctuality=_punctuality(duties),
        ages=_ages(figures["MON-031"]),
        topics=_topics(reading, facts),
        texts={str(dict(figure.key)["column"]): figure for figure in texts.figures(by=("column",))},
        aspects=aspects,
        documents={one.item_id: one.document for one in given},
        advice=advise(figures["MON-003"], aspects),
    )


def _by_id(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {figure.indicator.indicator_id: figure for figure in figures}


# ---------------------------------------------------------------------------------------------------- stages and tables


def _stages(facts: Iterable[CaseFacts], *, is_public: bool) -> dict[Status | None, str]:
    """Return the stage of each status; one for all, if a stage is so small that it could not be shown."""
    stages: dict[Status | None, str] = dict.fromkeys((*Status, None), "open")
    stages |= {Status.RESOLVED: "resolved", Status.ARCHIVED: "archived"}
    sizes = Counter(stages[row.status] for row in facts)
    if is_public and any(n < MINIMUM_SAMPLE for n in sizes.values()):
        return dict.fromkeys(stages, ANY_STAGE)
    return stages


def _crossings(
    staged: Sequence[tuple[Any, ...]], stages: Sequence[str], grain: Grain, basis: Basis, *, is_public: bool
) -> dict[str, Crossing]:
    own = ("stage",)
    tally = volumes(staged, by=("unit", "classification", "channel", "ended_by", "stage"), own=own, basis=basis)
    dated = volumes(staged, by=own, own=own, basis=basis, period=grain)
    found = {name: counts(tally, name, "stage") for name in ("unit", "classification", "channel")}
    ended = {key: n for key, n in counts(tally, "ended_by", "stage").items() if key[1] in ENDED_STAGES}
    columns = [stage for stage in (*STAGES, ANY_STAGE) if stage in stages]
    return {
        **{name: crossing(one, columns, is_public=is_public) for name, one in found.items()},
        "ended_by": crossing(ended, [one for one in columns if one in ENDED_STAGES], is_public=is_public),
        "period": crossing(counts(dated, "period", "stage"), columns, is_public=is_public),
    }


def crossing(found: Mapping[tuple[Any, ...], int], columns: Sequence[str], *, is_public: bool) -> Crossing:
    """Lay counts out as a table with totals; for everybody, without small counts and what would give them away.

    Args:
        found: how many reports by the value of an attribute and by stage.
        columns: the stages.
        is_public: whether everybody may read it.
    """
    values = list(dict.fromkeys(value for value, _ in found))
    inner: dict[tuple[object, ...], int] = {key: found.get(key, 0) for key in product(values, columns)}
    cells: dict[tuple[Any, ...], int | None] = dict(_with_totals(inner))
    if is_public and inner:
        shown = protect_counts(inner).shown()
        # Of an attribute with one value, that value stands for all of them.
        alone = [levels[0] if len(levels) == 1 else ALL for levels in (values, columns)]
        cells = {
            key: shown.get(tuple(all_of_it if one is ALL else one for one, all_of_it in zip(key, alone, strict=True)))
            for key in cells
        }
        if len(columns) > 1 and any(cells[ALL, column] is None for column in columns):
            # Another table shows the total by stage that would have to be withheld here: then without stages.
            whole = Counter[tuple[Any, ...]]()
            for (value, _), n in inner.items():
                whole[value, ANY_STAGE] += n
            return crossing(whole, (ANY_STAGE,), is_public=True)
    return Crossing(
        columns=tuple(columns),
        rows=tuple((value, tuple(cells[value, column] for column in columns), cells[value, ALL]) for value in values),
        totals=tuple(cells.get((ALL, column), 0) for column in (*columns, ALL)),
    )


def _with_totals(inner: Mapping[tuple[Any, ...], int]) -> Counter[tuple[Any, ...]]:
    totals = Counter[tuple[Any, ...]]()
    for key, n in inner.items():
        for cell in product(*((one, ALL) for one in key)):
            totals[cell] += n
    return totals


# -------------------------------------------------------------------------------------------------------- the catalogue


def _a_day(reading: ExportReading, facts: Iterable[CaseFacts], basis: Basis) -> dict[str, Figure]:
    """Return the reports a day of the period that the file says it is about; without one there is no such figure."""
    if reading.header.period is None:
        return {}
    period = Period(*reading.header.period)
    tally = Tally(CaseFacts, period=(period,), indicators=(BY_ID["MON-045"],), basis=basis)
    tally.update(facts)
    return {"MON-045": tally.figure("MON-045", period=period)}


def _of_duties(duties: Tally) -> dict[str, Figure]:
    """Return each figure of a duty over the turns of that duty alone."""
    figures = {}
    for indicator in duties.indicators:
        (duty,) = next(test.values for test in indicator.of if test.column == "duty")
        figures[indicator.indicator_id] = duties.figure(indicator.indicator_id, duty=duty)
    return figures


def _line(figure: Figure, *, is_public: bool, parts: Sequence[Figure] = ()) -> Line:
    """Return a figure as far as it may be told.

    Args:
        figure: the figure.
        is_public: whether everybody may read it.
        parts: the same figure for each stage.
    """
    indicator = figure.indicator
    # What is listed by several columns can be told as long as one of them is known.
    listed = indicator.by if len(indicator.by) == 1 else ()
    asked = {test.column for test in (*indicator.of, *indicator.having)} | {indicator.sums, *listed}
    why_not = None
    if indicator.rows in (AgencyFacts, SurveyFacts):
        why_not = "other_source"
    elif indicator.rows is CaseFacts and asked & NOT_IN_AN_EXPORT:
        why_not = "no_column"
    elif figure.value is None:
        why_not = "no_data"
    elif not figure.is_enough:
        why_not = "too_few"
    elif is_public and not _may_be_public(figure, parts):
        why_not = "withheld"
    if not is_public:
        return Line(figure=figure, why_not=why_not, left_out=tuple(((why,), n) for why, n in figure.excluded))
    whole = (tuple(why for why, _ in figure.excluded), figure.rows - figure.sample)
    return Line(figure=figure, why_not=why_not, left_out=(whole,) if whole[1] and why_not is None else ())


def _may_be_public(figure: Figure, parts: Sequence[Figure]) -> bool:
    """Whether how many reports are at each stage tells it; of leak findings, whether they are none or many."""
    if figure.indicator.rows is TextFacts:
        return figure.numerator == 0 or figure.numerator >= MINIMUM_SAMPLE
    if figure.indicator.rows is not CaseFacts or figure.indicator.sums:
        return False
    if figure.rows != sum(part.rows for part in parts):
        return False  # the difference might be small: reports outside the period that the file is about
    shares = ((part.numerator, part.sample - part.numerator, part.rows - part.sample) for part in parts)
    return all(sum(map(bool, share)) <= 1 for share in shares)


# ------------------------------------------------------------------------------------------------------------- the rest


def _known(reading: ExportReading, facts: Sequence[CaseFacts], basis: Basis) -> dict[str, tuple[int, int]]:
    tally = volumes(facts, by=("status", *KNOWABLE), basis=basis)
    known = {"received_at": (sum(report.received_at is not None for report in reading.reports), len(facts))}
    for column in KNOWABLE:
        statuses = COULD_BE.get(column, tuple(Status))
        found = [(value, n) for (value, status), n in counts(tally, column, "status").items() if status in statuses]
        known[column] = sum(n for value, n in found if value is not None), sum(n for _, n in found)
    return known


def _unit_shares(cases: Tally) -> dict[Any, tuple[Line, ...]]:
    shares: dict[Any, tuple[Line, ...]] = {}
    for figure in cases.figures(by=("unit",)):
        if figure.indicator.indicator_id in UNIT_SHARES:
            unit = dict(figure.key)["unit"]
            shares[unit] = (*shares.get(unit, ()), _line(figure, is_public=False))
    return shares


def _punctuality(duties: Tally) -> dict[DutyName, list[tuple[Period | None, dict[str, int], Figure]]]:
    turns: dict[Any, Counter[str]] = {}
    for figure in duties.figures(by=("duty", "state", "received")):
        key = dict(figure.key)
        if figure.indicator.indicator_id == PUNCTUALITY.get(key["duty"]):
            judged = next(name for name, states in JUDGEMENTS.items() if key["state"] in states)
            turns.setdefault((key["duty"], key["received"]), Counter())[judged] += figure.rows
    periods = every_period(received for _, received in turns)
    return {
        duty: [
            (period, dict(turns.get((duty, period), {})), duties.figure(number, duty=duty, received=period))
            for period in periods
        ]
        for duty, number in PUNCTUALITY.items()
    }


def every_period(periods: Iterable[Period | None]) -> list[Period | None]:
    """Return periods in order, with those between them that are not there; what is in none comes last."""
    given = set(periods)
    known = sorted(period for period in given if period is not None)
    filled: list[Period | None] = [*known[:1]]
    grain = next((grain for grain in Grain if known and Period.of(known[0].first, grain) == known[0]), Grain.YEAR)
    while known and filled[-1] != known[-1] and filled[-1] is not None:
        filled.append(Period.of(filled[-1].last + timedelta(days=1), grain))
    return filled + [None] * (None in given)


def _ages(figure: Figure) -> list[tuple[tuple[int, int | None], int]]:
    ages = [(age, n) for (age,), n in figure.spread if isinstance(age, int)]
    return [
        ((first, last), sum(n for age, n in ages if first <= age and (last is None or age <= last)))
        for first, last in AGES
    ]


def _topics(reading: ExportReading, facts: Sequence[CaseFacts]) -> tuple[Period, Period, tuple[Topic, ...]] | None:
    """Compare the last year that the file holds whole with the one before it; what has no category is no topic."""
    asked_for, known_until = reading.header.period, reading.known_at.date() - timedelta(days=1)
    years = sorted({row.day.year for row in facts if row.day and row.day == row.day_latest})
    for year in reversed(years):
        before, after = (Period(date(one, 1, 1), date(one, 12, 31)) for one in (year - 1, year))
        is_asked_for = asked_for is None or (asked_for[0] <= before.first and after.last <= asked_for[1])
        if year - 1 in years and after.last <= known_until and is_asked_for:
            topics = recurring_topics(facts, before=before, after=after)
            return before, after, tuple(topic for topic in topics if topic.category is not None)
    return None


def _count_texts(reading: ExportReading, rows: Sequence[Sequence[object]], basis: Basis) -> Tally:
    """Count what the check of texts finds in the titles and texts of a file; the texts themselves are not kept."""
    tally = Tally(TextFacts, by=("column",), own=("column",), basis=basis)
    header = reading.header
    for name in set(TEXT_COLUMNS) & set(header.columns):
        place = header.columns.index(name)
        for row in rows[header.row :]:
            text = plain(row[place]) if place < len(row) else ""
            if text:
                tally.add((*TextFacts(findings=len(find_identity_leaks(text, known=NOT_HELD))), name))
    return tally


def category_names(reading: ExportReading, rows: Sequence[Sequence[object]]) -> dict[str, str]:
    """Return the name of each category, as the file spells it most often.

    What a file says of a category is somebody's words: a name that stands in fewer rows than the minimum, or in which
    the check of texts finds something, is no name.
    """
    header = reading.header
    if not {"ID Kategori", "Kategori"} <= set(header.columns):
        return {}
    code, name = header.columns.index("ID Kategori"), header.columns.index("Kategori")
    spelt = Counter(
        (plain(row[code]).removesuffix(".0"), plain(row[name]))
        for row in rows[header.row :]
        if max(code, name) < len(row)
    )
    names: dict[str, str] = {}
    for (number, words), n in spelt.most_common():
        if words and n >= MINIMUM_SAMPLE and is_fit(words):
            names.setdefault(number, words)
    return names


def is_fit(name: str) -> bool:
    """Whether the check finds nothing in a name that gives a person away."""
    return not find_identity_leaks(name, known=NOT_HELD)
