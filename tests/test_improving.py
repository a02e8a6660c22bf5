"""What is made of figures: rankings, tables for the public, aspects, and plans that mend the service."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapor_core import (
    AdviceKind,
    AgencyCode,
    AgencyKind,
    Aspect,
    Basis,
    CaseFacts,
    CategoryCode,
    Direction,
    Figure,
    Grain,
    OnboardingPath,
    Period,
    Status,
    Tally,
    from_dict,
    rank,
    to_dict,
)
from lapor_core.errors import IdentityLeakError, InvalidDocumentError, InvalidValueError
from lapor_core.monitoring.aspects import ADVICE, CHECKLIST, Evidence, advise, evaluate_aspects, onboarding
from lapor_core.monitoring.disclosure import ALL, _Table, protect_counts
from lapor_core.monitoring.improvement import (
    ActionPlan,
    Effect,
    effect_of,
    exchange_form,
    recurring_topics,
)
from lapor_core.rules.prohibitions import TIERED
from lapor_core.vocabulary import Confidence

# ------------------------------------------------------------------------------------------------------ rankings

EAST_JAVA = {
    "malang-city": 3074,
    "province": 2055,
    "gresik": 1697,
    "mojokerto-city": 795,
    "sidoarjo": 795,
    "probolinggo": 737,
}


def tallied(counts: Mapping[tuple[str, Status], int], minimum: int = 5) -> tuple[Figure, ...]:
    tally = Tally(CaseFacts, by=("agency",))
    for (agency, status), n in counts.items():
        tally.update([CaseFacts(agency=AgencyCode(agency), status=status)] * n)
    return tally.figures(minimum=minimum)


def of(indicator_id: str, figures: tuple[Figure, ...]) -> list[Figure]:
    return [figure for figure in figures if figure.indicator.indicator_id == indicator_id]


def test_east_java_2024() -> None:
    """Six agencies followed up on everything: by volume a tie at the fourth place; by share all are first."""
    figures = tallied({(agency, Status.RESOLVED): n for agency, n in EAST_JAVA.items()})
    by_volume = rank(of("MON-040", figures), direction=Direction.HIGHEST_FIRST)
    assert [(place.number, place.figure.numerator) for place in by_volume.places] == [
        (1, 3074),
        (2, 2055),
        (3, 1697),
        (4, 795),
        (4, 795),
        (6, 737),
    ]
    by_share = rank(of("MON-001", figures), direction=Direction.HIGHEST_FIRST)
    assert {(place.number, place.figure.value) for place in by_share.places} == {(1, Fraction(1))}
    lowest = rank(of("MON-040", figures), direction=Direction.LOWEST_FIRST)
    assert [place.number for place in lowest.places] == [1, 2, 2, 4, 5, 6]


def test_who_had_one_case_does_not_top_the_ranking() -> None:
    """Below the minimum sample there is no place; without data neither."""
    figures = tallied(
        {("one", Status.RESOLVED): 1, ("many", Status.RESOLVED): 9, ("many", Status.DISPOSITIONED): 1}
        | {("none", Status.HELD): 7}
    )
    ranking = rank(of("MON-001", figures), direction=Direction.HIGHEST_FIRST)
    assert [dict(place.figure.key)["agency"] for place in ranking.places] == ["many"]
    assert [dict(figure.key)["agency"] for figure in ranking.unranked] == ["none", "one"]
    turned = rank(reversed(of("MON-001", figures)), direction=Direction.HIGHEST_FIRST)
    assert turned.unranked == ranking.unranked


@given(st.lists(st.integers(0, 4), max_size=8), st.sampled_from(Direction), st.randoms(use_true_random=False))
def test_a_place_is_one_more_than_those_who_are_better(values: list[int], direction: Direction, random: Any) -> None:
    """Ties share it, and the order in which figures come changes nothing."""
    whole = of("MON-004", tallied({("a", Status.RESOLVED): 1}))[0]
    figures = [
        attrs.evolve(whole, key=(("agency", f"a{n}"),), numerator=value, denominator=4, sample=9)
        for n, value in enumerate(values)
    ]
    ranking = rank(figures, direction=direction)
    for place in ranking.places:
        better = [
            value
            for value in values
            if (
                value > place.figure.numerator
                if direction is Direction.HIGHEST_FIRST
                else value < place.figure.numerator
            )
        ]
        assert place.number == len(better) + 1
    random.shuffle(figures)
    again = rank(figures, direction=direction)
    assert ranking.direction is direction
    assert {(place.number, place.figure) for place in again.places} == {
        (place.number, place.figure) for place in ranking.places
    }


def test_figures_that_do_not_compare_are_refused() -> None:
    """Another indicator, basis or minimum; twice the same; no direction."""
    figures = of("MON-001", tallied({("a", Status.RESOLVED): 6, ("b", Status.RESOLVED): 6}))
    one, two = figures
    other = of("MON-002", tallied({("c", Status.RESOLVED): 6}))
    for bad in (
        [one, *other],
        [one, attrs.evolve(two, basis=Basis(packs=("own",)))],
        [one, attrs.evolve(two, minimum=1)],
        [one, one],
        [one, None],
    ):
        with pytest.raises(InvalidValueError):
            rank(bad, direction=Direction.HIGHEST_FIRST)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError):
        rank(figures, direction="highest_first")  # type: ignore[arg-type]
    assert rank([], direction=Direction.LOWEST_FIRST).places == ()


# ---------------------------------------------------------------------------------------------- small counts


def consistent(
    counts: Mapping[tuple[object, ...], int], shown: Mapping[tuple[object, ...], int]
) -> Iterator[dict[Any, int]]:
    """Yield every table of counts that a reader of what is shown must hold possible."""
    levels = [sorted({key[place] for key in counts}, key=str) for place in range(len(next(iter(counts))))]
    cells = [*product(*levels)]
    hidden = [cell for cell in cells if cell not in shown]
    least = 1 if any(cell in shown for cell in cells) else 0

    def below(total: tuple[object, ...]) -> list[tuple[object, ...]]:
        return [cell for cell in cells if all(part in (ALL, own) for part, own in zip(total, cell, strict=True))]

    totals = {key: below(key) for key in shown if ALL in key}
    for values in product(*(range(least, 13) for _ in hidden)):
        table = dict(zip(hidden, values, strict=True)) | {cell: shown[cell] for cell in cells if cell in shown}
        if all(sum(table[cell] for cell in own) == shown[key] for key, own in totals.items()):
            yield table


TABLES_OF_COUNTS = st.one_of(
    st.lists(st.integers(0, 4), min_size=2, max_size=4).map(lambda ns: {(n,): value for n, value in enumerate(ns)}),
    st.lists(st.integers(0, 4), min_size=4, max_size=4).map(lambda ns: dict(zip(product("ab", "xy"), ns, strict=True))),
)


@settings(max_examples=40, deadline=None)
@given(counts=TABLES_OF_COUNTS)
def test_no_small_count_can_be_worked_out(counts: dict[tuple[object, ...], int]) -> None:
    """By whoever tries every table that agrees with what is shown: at least as many values remain as the minimum."""
    minimum = 3
    table = protect_counts(counts, minimum=minimum)
    shown = table.shown()
    assert all(n == 0 or n >= minimum for n in shown.values())
    small = [cell for cell, n in counts.items() if 0 < n < minimum]
    possible = [*consistent(counts, shown)] if small else []
    for cell in small:
        assert len({one[cell] for one in possible}) >= minimum


@pytest.mark.parametrize(
    "counts, minimum, shown",
    [
        ((1, 5, 20, 30), 5, {2: 20, 3: 30, ALL: 56}),
        ((2, 4, 20), 5, {2: 20, ALL: 26}),
        ((1, 4, 20), 5, {ALL: 25}),
        ((2, 3), 5, {ALL: 5}),
        ((2, 2), 5, {}),
        ((1, 2, 20), 2, {2: 20, ALL: 23}),
    ],
)
def test_as_little_is_withheld_as_leaves_room(counts: tuple[int, ...], minimum: int, shown: dict[object, int]) -> None:
    """A count of one needs another of the minimum beside it; where nothing leaves room, the total alone is shown."""
    table = protect_counts({(place,): n for place, n in enumerate(counts)}, minimum=minimum)
    assert table.shown() == {(key,): n for key, n in shown.items()}
    assert table.minimum == minimum
    beside = protect_counts({("city", place): n for place, n in enumerate(counts)}, minimum=minimum)
    assert beside.shown() == {("city", key): n for key, n in shown.items()}


def test_values_of_any_kind_stand_beside_each_other() -> None:
    """What is not known is a value, and so are numbers."""
    counts: dict[tuple[object, ...], int] = {(None, 1): 2, ("a", 1): 3, (None, "x"): 9, ("a", "x"): 9, (7, 1): 20}
    table = protect_counts(counts)
    assert table.shown()[ALL, ALL] == 43
    assert (None, 1) not in table.shown()
    assert len(table.counts) == 4 * 3


def test_a_total_that_is_small_is_withheld_with_another() -> None:
    """A row of two: neither its total nor the total of a neighbour is shown, and so for their cells in one column."""
    counts: dict[tuple[object, ...], int] = {
        ("a", "x"): 2,
        ("a", "y"): 0,
        ("b", "x"): 9,
        ("b", "y"): 8,
        ("c", "x"): 20,
        ("c", "y"): 30,
    }
    shown = protect_counts(counts).shown()
    assert ("a", ALL) not in shown
    assert len([key for key in shown if key[1] == ALL and key[0] != ALL]) == 1
    assert shown[ALL, ALL] == 69
    assert ("a", "x") not in shown
    assert shown["a", "y"] == 0


def test_three_attributes() -> None:
    """A small count needs a box of eight."""
    counts: dict[tuple[object, ...], int] = dict.fromkeys(product("ab", "xy", "pq"), 10)
    counts["a", "x", "p"] = 1
    table = protect_counts(counts)
    assert table.withheld == 8
    assert table.shown()["a", ALL, ALL] == 31


def test_each_small_count_stands_in_a_box_that_can_be_shifted_unseen() -> None:
    """In larger tables, with totals of every kind: the proof can be given for each, and the search stays short."""
    for seed, sizes in enumerate([(40, 30), (9, 8, 7), (5, 4, 3, 3), (200,)]):
        random = Random(seed)  # noqa: S311 (a sample, not a secret)
        counts: dict[tuple[object, ...], int] = {
            key: max(0, int(random.expovariate(1 / 9)) - 3) for key in product(*(map(str, range(n)) for n in sizes))
        }
        table = protect_counts(counts)
        cells, shown = dict(table.counts), table.shown()
        assert sum(n for key, n in shown.items() if ALL not in key) > sum(counts.values()) // 5
        small = {key for key in cells if 0 < total_of(counts, key) < 5}
        assert small
        for key in small:
            assert any(is_hidden(box, shown) for box in boxes_of(counts, key))


def total_of(counts: Mapping[tuple[object, ...], int], key: tuple[object, ...]) -> int:
    return sum(n for cell, n in counts.items() if is_below(cell, key))


def is_below(cell: tuple[object, ...], total: tuple[object, ...]) -> bool:
    return all(part in (ALL, own) for part, own in zip(total, cell, strict=True))


def boxes_of(counts: Mapping[tuple[object, ...], int], key: tuple[object, ...]) -> Iterator[Any]:
    """Yield each box of counts with room for a minimum of five: its corners, and the places along which they move."""
    fixed = [place for place, value in enumerate(key) if value != ALL]
    for cell in counts:
        if not is_below(cell, key):
            continue
        for other in counts:
            moved = [place for place in range(len(key)) if cell[place] != other[place]]
            if not moved or not set(moved) <= set(fixed):
                continue
            corners: tuple[list[Any], list[Any]] = ([], [])
            for choice in product((0, 1), repeat=len(moved)):
                corner = [*cell]
                for place, is_moved in zip(moved, choice, strict=True):
                    corner[place] = (other if is_moved else cell)[place]
                corners[sum(choice) % 2].append(tuple(corner))
            room = [min(counts[corner] for corner in some) for some in corners]
            if min(room) >= 1 and sum(room) >= 6:
                yield [*corners[0], *corners[1]], moved


def is_hidden(box: Any, shown: Mapping[tuple[object, ...], int]) -> bool:
    """Whether neither the corners nor the totals that a shift would change are shown."""
    corners, moved = box
    return not any(
        total in shown
        for corner in corners
        for total in product(*((own,) if place in moved else (own, ALL) for place, own in enumerate(corner)))
    )


def test_few_boxes_are_tried_for_a_small_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are: or large tables would take for ever."""
    asked: Counter[tuple[object, ...]] = Counter()
    boxes = _Table.boxes

    def counted(table: _Table, cell: tuple[object, ...], moved: Sequence[int]) -> Iterator[Any]:
        for box in boxes(table, cell, moved):
            asked[cell] += 1
            yield box

    monkeypatch.setattr(_Table, "boxes", counted)
    counts = {key: (sum(key) * 7) % 23 for key in product(range(60), range(50))}
    assert protect_counts({(str(a), str(b)): n for (a, b), n in counts.items()}).withheld > 0
    assert 0 < max(asked.values()) <= 4 * 64


def test_nothing_small_nothing_withheld() -> None:
    """And an empty table is an empty table."""
    table = protect_counts({("a",): 5, ("b",): 0})
    assert (table.withheld, table.shown()) == (0, {("a",): 5, ("b",): 0, (ALL,): 5})
    assert protect_counts({}).counts == (((), 0),)


def test_one_value_of_an_attribute_has_no_total_beside_it() -> None:
    """It would be the same number twice."""
    table = protect_counts({("city", "a"): 9, ("city", "b"): 2})
    assert table.shown() == {("city", ALL): 11}
    assert protect_counts({("city",): 2}).shown() == {}


@pytest.mark.parametrize(
    "counts, minimum",
    [
        ({("a",): 1, ("a", "b"): 1}, 5),
        ({"ab": 1}, 5),
        ({7: 1}, 5),
        ({(ALL,): 1}, 5),
        ({("a",): -1}, 5),
        ({("a",): 1.5}, 5),
        ({("a",): 1}, 1),
    ],
)
def test_what_is_no_table_is_refused(counts: Any, minimum: int) -> None:
    """Keys of two lengths, a key that means all, a number that is no count, a minimum of one."""
    with pytest.raises(InvalidValueError):
        protect_counts(counts, minimum=minimum)


# ------------------------------------------------------------------------------------------------ five aspects

EVERYTHING = [
    Evidence(item_id=item.item_id, is_met=True, document="https://contoh.example/sk.pdf") for item in CHECKLIST
]


def grade(*, done: int, undone: int) -> Figure:
    (figure,) = of("MON-003", tallied({("a", Status.RESOLVED): done, ("a", Status.DISPOSITIONED): undone}))
    return figure


def test_the_five_aspects_are_asked_one_by_one() -> None:
    """Met, not met, and not checked are three things."""
    first, second, *_ = CHECKLIST
    policy, people, *_ = evaluate_aspects([EVERYTHING[0], Evidence(item_id=second.item_id, is_met=False)])
    assert (policy.aspect, policy.met, policy.unmet, policy.unknown) == (
        Aspect.POLICY,
        (first.item_id,),
        (second.item_id,),
        (),
    )
    assert policy.share == Fraction(1, 2)
    assert (people.share, len(people.unknown)) == (None, 2)
    assert [one.aspect for one in evaluate_aspects([])] == [*Aspect]
    assert {item.aspect for item in CHECKLIST} == {*Aspect}


def test_what_is_recommended() -> None:
    """A sanction below the grade, a reward above it with every item met, else neither; and nothing from too little."""
    whole, nothing = evaluate_aspects(EVERYTHING), evaluate_aspects([])
    lacking = evaluate_aspects([*EVERYTHING[1:], Evidence(item_id=CHECKLIST[0].item_id, is_met=False)])
    assert advise(grade(done=9, undone=1), whole).kind is AdviceKind.REWARD
    assert advise(grade(done=9, undone=1), lacking).kind is AdviceKind.NEITHER
    assert advise(grade(done=9, undone=1), nothing).kind is AdviceKind.UNKNOWN
    assert advise(grade(done=2, undone=1), whole).kind is AdviceKind.UNKNOWN
    below = advise(grade(done=5, undone=5), nothing)
    assert (below.kind, below.ladder, below.confidence) == (AdviceKind.SANCTION, TIERED, Confidence.ASSUMED)
    assert below.reason("id") == "Di bawah nilai kelulusan"


def test_evidence_is_shown() -> None:
    """What is met has a document; an item is one of the list, asked once; the aspects are all there."""
    with pytest.raises(InvalidValueError, match="document"):
        Evidence(item_id=CHECKLIST[0].item_id, is_met=True)
    with pytest.raises(InvalidValueError, match="item_id"):
        Evidence(item_id="MON-999")
    with pytest.raises(InvalidValueError, match="evidence"):
        evaluate_aspects([EVERYTHING[0], EVERYTHING[0]])
    with pytest.raises(InvalidValueError, match="aspects"):
        advise(grade(done=9, undone=1), evaluate_aspects([])[:4])
    with pytest.raises(InvalidValueError, match="grade"):
        advise(of("MON-001", tallied({("a", Status.RESOLVED): 1}))[0], evaluate_aspects([]))


def test_checklist_and_advice_have_ids_and_both_languages() -> None:
    """Each its own."""
    ids = [*(item.item_id for item in CHECKLIST), *(one.rule_id for one in ADVICE)]
    assert len({*ids}) == len(ids)
    assert all(item.label("id") != item.label("en") for item in CHECKLIST)


@pytest.mark.parametrize(
    "built_on, facts, path",
    [
        (date(2020, 10, 28), (None, None, None), OnboardingPath.SWITCH),
        (date(2023, 1, 1), (True, True, True), OnboardingPath.SWITCH),
        (date(2020, 10, 27), (True, True, True), OnboardingPath.INTEGRATE),
        (date(2019, 1, 1), (True, True, False), OnboardingPath.NOT_CLEARED),
        (date(2019, 1, 1), (None, False, True), OnboardingPath.NOT_CLEARED),
        (date(2019, 1, 1), (None, True, True), OnboardingPath.UNKNOWN),
        (None, (True, True, True), OnboardingPath.UNKNOWN),
        (None, (True, False, True), OnboardingPath.UNKNOWN),
    ],
)
def test_an_agencys_own_application(
    built_on: date | None, facts: tuple[bool | None, ...], path: OnboardingPath
) -> None:
    """Built after 27 October 2020 it must switch; older ones need three things."""
    standards, cost_benefit, spbe = facts
    answer = onboarding(built_on=built_on, standards=standards, cost_benefit=cost_benefit, spbe=spbe)
    assert answer.path is path


def test_what_is_missing_is_named() -> None:
    """What speaks against it, and what nobody has said."""
    answer = onboarding(built_on=date(2019, 1, 1), standards=None, cost_benefit=False, spbe=True)
    assert (answer.missing, answer.unknown) == (("cost_benefit",), ("standards",))
    with pytest.raises(InvalidValueError, match="standards"):
        onboarding(built_on=date(2024, 1, 1), standards=1, cost_benefit=None, spbe=None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValueError, match="spbe"):
        onboarding(built_on=date(2019, 1, 1), standards=True, cost_benefit=True, spbe="yes")  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------------------- improvement

BEFORE, AFTER = (Period.of(date(2024, month, 1), Grain.QUARTER) for month in (1, 4))
ROADS, STREETS, LIGHTS = AgencyCode("city-roads"), CategoryCode("streets"), CategoryCode("lights")


def cases(n: int, day: date, category: CategoryCode = STREETS, **facts: Any) -> list[CaseFacts]:
    return [CaseFacts(unit=ROADS, category=category, day=day, day_latest=day, status=Status.RESOLVED, **facts)] * n


ROWS = [
    *cases(10, BEFORE.first, was_reopened=False),
    *cases(4, AFTER.first, was_reopened=True),
    *cases(2, AFTER.first, was_reopened=False),
    *cases(14, AFTER.last, CategoryCode("lights")),
    *cases(1, AFTER.last, CategoryCode("rare")),
]
PLAN = ActionPlan(
    unit=ROADS,
    category=STREETS,
    problem="Lubang yang sama dilaporkan berulang",
    measure="Tambalan diganti dengan pelapisan ulang",
    indicator_id="MON-054",
    starts_on=AFTER.first,
)


def test_topics_that_come_again_and_again() -> None:
    """Most frequent first; share of the unit, trend by days, what came back after it was resolved."""
    lights, streets = recurring_topics(ROWS, before=BEFORE, after=AFTER)
    assert (lights.category, lights.reports, lights.trend, lights.returned) == ("lights", 14, None, None)
    assert (streets.reports, streets.reports_before, streets.share) == (6, 10, Fraction(6, 21))
    assert streets.trend == Fraction(6 * 91, 10 * 91)
    assert streets.returned == Fraction(2, 3)
    assert recurring_topics([], before=BEFORE, after=AFTER) == ()
    touching = Period(BEFORE.last, AFTER.last)
    for before, after in ((AFTER, BEFORE), (AFTER, AFTER), (BEFORE, touching)):
        with pytest.raises(InvalidValueError):
            recurring_topics(ROWS, before=before, after=after)


def test_topics_of_several_units_are_told_apart_and_in_order() -> None:
    """As many reports: by unit, then by category; as many as it takes are a topic."""
    units = [AgencyCode("b"), AgencyCode("a")]
    rows = [row._replace(unit=unit) for unit in units for row in cases(3, AFTER.first) + cases(3, AFTER.first, LIGHTS)]
    topics = recurring_topics([*rows, *cases(2, AFTER.first)], before=BEFORE, after=AFTER, minimum=3)
    assert [(topic.unit, topic.category) for topic in topics] == [
        ("a", "lights"),
        ("a", "streets"),
        ("b", "lights"),
        ("b", "streets"),
    ]
    assert {(topic.reports, topic.of_unit, topic.days, topic.days_before) for topic in topics} == {(3, 6, 91, 91)}


def figure_of(period: Period, indicator_id: str = "MON-054", **other: Any) -> Figure:
    tally = Tally(CaseFacts, by=("unit", "category"), period=(BEFORE, AFTER))
    tally.update(ROWS)
    key: dict[str, Any] = {"unit": ROADS, "category": STREETS, "period": period, **other}
    return tally.figure(indicator_id, **key)


def effect() -> Effect:
    return effect_of(PLAN, before=figure_of(BEFORE), after=figure_of(AFTER))


def test_the_effect_of_a_plan_is_before_and_after() -> None:
    """By its own indicator; whether it rests on enough is said."""
    assert effect().change == Fraction(2, 3)
    assert effect().is_enough
    thin = attrs.evolve(effect(), after=attrs.evolve(figure_of(AFTER), minimum=7))
    assert not thin.is_enough
    assert attrs.evolve(effect(), before=figure_of(BEFORE, category="nothing")).change is None


def _moved(figure: Figure, period: Period) -> Figure:
    return attrs.evolve(figure, key=(*figure.key[:2], ("period", period)))


@pytest.mark.parametrize(
    "field, figures",
    [
        ("before", {"before": figure_of(BEFORE, "MON-040")}),
        ("before", {"before": figure_of(BEFORE, category="lights")}),
        ("after", {"after": figure_of(AFTER, unit="nobody")}),
        ("before", {"before": figure_of(AFTER)}),
        ("before", {"before": _moved(figure_of(BEFORE), Period(BEFORE.first, AFTER.first))}),
        ("after", {"after": figure_of(BEFORE)}),
        ("before", {"before": attrs.evolve(figure_of(BEFORE), key=(("unit", ROADS), ("category", STREETS)))}),
        ("after", {"after": attrs.evolve(figure_of(AFTER), basis=Basis(packs=("own",)))}),
        ("after", {"after": None}),
    ],
)
def test_figures_that_are_not_about_the_plan_are_refused(field: str, figures: dict[str, Any]) -> None:
    """Another indicator, unit, topic, side of its start, or other rules."""
    with pytest.raises(InvalidValueError) as caught:
        effect_of(PLAN, **({"before": figure_of(BEFORE), "after": figure_of(AFTER)} | figures))
    assert caught.value.field == field


def test_a_plan_is_whole() -> None:
    """An indicator of the catalogue, and days in order."""
    with pytest.raises(InvalidValueError, match="indicator_id"):
        attrs.evolve(PLAN, indicator_id="MON-999")
    with pytest.raises(InvalidValueError, match="ends_on"):
        attrs.evolve(PLAN, ends_on=BEFORE.first)
    assert attrs.evolve(PLAN, ends_on=AFTER.last).ends_on == AFTER.last
    assert attrs.evolve(PLAN, ends_on=PLAN.starts_on).ends_on == PLAN.starts_on


def test_agencies_learn_from_one_another() -> None:
    """Plan and form go through plain JSON and come back; the form names no unit."""
    form = exchange_form(PLAN, effect(), kind=AgencyKind.CITY, contact=AgencyCode("city"))
    for value in (PLAN, form):
        assert from_dict(json.loads(json.dumps(to_dict(value)))) == value
    assert form.contact == "city"
    assert form.before == 0
    assert form.after == Fraction(2, 3)
    assert (form.sample_before, form.sample_after) == (10, 6)
    assert ROADS not in json.dumps(to_dict(form))


def test_a_form_that_came_from_elsewhere_is_whole() -> None:
    """No sample below nought, no value that is not exact."""
    document = to_dict(exchange_form(PLAN, effect(), kind=AgencyKind.CITY))
    for field, value in (("sample_before", -1), ("sample_after", True), ("before", 0.5), ("kind", "nobody")):
        with pytest.raises(InvalidDocumentError):
            from_dict(document | {field: value})


def test_a_form_tells_neither_persons_nor_small_counts() -> None:
    """Texts are checked by patterns, and figures that rest on too little are left out."""
    with pytest.raises(IdentityLeakError):
        exchange_form(attrs.evolve(PLAN, problem="Hubungi 0812-3456-7890"), effect(), kind=AgencyKind.CITY)
    thin = attrs.evolve(effect(), after=attrs.evolve(figure_of(AFTER), minimum=7))
    form = exchange_form(PLAN, thin, kind=AgencyKind.CITY)
    assert form.before == 0
    assert (form.after, form.sample_after) == (None, 0)
    thin = attrs.evolve(effect(), before=attrs.evolve(figure_of(BEFORE), minimum=11))
    form = exchange_form(PLAN, thin, kind=AgencyKind.CITY)
    assert (form.before, form.sample_before, form.contact) == (None, 0, None)
    assert form.after == Fraction(2, 3)
