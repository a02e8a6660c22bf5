"""Every refusal of the modules that measure names the field and says what is needed; the words are part of it."""

from datetime import date
from fractions import Fraction
from typing import Any

import attrs
import pytest

from lapor_core import Basis, CaseFacts, Direction, DutyFacts, Grain, Period, Rounding, Status, Tally, rank, rounded
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.aspects import CHECKLIST, Evidence, advise, evaluate_aspects, onboarding
from lapor_core.monitoring.catalogue import BY_ID
from lapor_core.monitoring.disclosure import protect_counts
from lapor_core.monitoring.facts import TextFacts
from lapor_core.monitoring.improvement import effect_of, exchange_form, recurring_topics
from tests.test_improving import AFTER, BEFORE, PLAN, effect, figure_of, of, tallied

CASES = ", ".join(CaseFacts._fields)
JANUARY = Period.of(date(2024, 1, 1), Grain.MONTH)
ONE, TWO = of("MON-001", tallied({("a", Status.RESOLVED): 6, ("b", Status.RESOLVED): 6}))
TEXTS = Tally(TextFacts, by=("agency",), period=(JANUARY,))


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Tally(tuple), "rows: one of the tables of facts is needed, such as CaseFacts"),  # type: ignore[arg-type]
        (lambda: Tally(CaseFacts, own="team"), "own: names that no other column has are needed"),
        (lambda: Tally(CaseFacts, by=("nobody",)), f"by: columns are needed, each once, of {CASES}"),
        (lambda: Tally(CaseFacts, period=()), "period: a Grain or some Periods are needed"),
        (
            lambda: Tally(CaseFacts, period=(JANUARY, JANUARY)),
            "period: periods that do not overlap are needed: a row is counted once",
        ),
        (lambda: Tally(CaseFacts, period=("x",)), "period: a Period is needed"),  # type: ignore[arg-type]
        (
            lambda: Tally(CaseFacts, indicators=(BY_ID["MON-010"],)),
            "indicators: indicators over the columns of the table are needed",
        ),
        (
            lambda: Tally(CaseFacts, indicators=(BY_ID["MON-001"], BY_ID["MON-001"])),
            "indicators: indicators with ids of their own are needed",
        ),
        (lambda: Tally(CaseFacts, basis="SP4N"), "basis: a Basis is needed"),  # type: ignore[arg-type]
        (lambda: TEXTS.update([(None,)]), "rows: tuples of 5 plain values are needed"),
        (lambda: Tally(TextFacts).add((None,)), "row: tuples of 5 plain values are needed"),
        (lambda: TEXTS.add(TextFacts(day="x", day_latest="x")), "day: a date without a time is needed"),  # type: ignore[arg-type]
        (lambda: TEXTS.add_counts(("agency",), {}), "group: one of the groups of the tally is needed"),
        (lambda: TEXTS.add_counts(("findings",), {(1,): 1}), "counts: numbers of rows by 3 values are needed"),
        (
            lambda: TEXTS.add_counts(("findings",), {("a", 1, "x"): 1}),
            "counts: the periods of the tally are needed, OUTSIDE or None",
        ),
        (lambda: TEXTS.figures(by=("unit",)), "by: columns that the tally counts apart by are needed: agency, period"),
        (lambda: TEXTS.figures(minimum=0), "minimum: a whole number of at least 1 is needed"),
        (lambda: TEXTS.figure("MON-001"), "indicator_id: an indicator that the tally counts is needed"),
        (
            lambda: TEXTS.figure("MON-120", unit="u"),
            "at: columns that the tally counts apart by are needed: agency, period",
        ),
        (lambda: TEXTS.merge(Tally(TextFacts)), "other: the two count something else (by); they do not add up"),
        (lambda: TEXTS.merge(Tally(CaseFacts)), "other: the two count something else (rows); they do not add up"),
        (lambda: TEXTS.merge(ONE), "other: a Tally is needed"),  # type: ignore[arg-type]
        (
            lambda: Tally(TextFacts).merge(Tally(TextFacts, basis=Basis(packs=("own",)))),
            "other: the two count under different rules (packs); they do not add up",
        ),
        (
            lambda: Tally(DutyFacts).figure("MON-012").percentile(Fraction(3, 2)),
            "share: a Fraction above 0 and up to 1 is needed",
        ),
        (lambda: Tally(DutyFacts).figure("MON-012").percentile(0.5), "share: a Fraction is needed"),  # type: ignore[arg-type]
        (
            lambda: Tally(CaseFacts).figure("MON-001").median,
            "indicator: one that lists numbers is needed, such as a time or an age",
        ),
        (
            lambda: rounded(Fraction(1), digits=13, rounding=Rounding.HALF_UP),
            "digits: a whole number from 0 to 12 is needed",
        ),
        (lambda: rounded(Fraction(1), digits=1, rounding="up"), "rounding: a Rounding is needed"),  # type: ignore[arg-type]
        (lambda: rounded(0.5, digits=1, rounding=Rounding.HALF_UP), "value: a Rational is needed"),  # type: ignore[arg-type]
        (lambda: rank([ONE], direction="up"), "direction: a Direction is needed"),  # type: ignore[arg-type]
        (lambda: rank([None], direction=Direction.LOWEST_FIRST), "figures: a Figure is needed"),  # type: ignore[list-item]
        (
            lambda: rank([ONE, attrs.evolve(TWO, minimum=1)], direction=Direction.LOWEST_FIRST),
            "figures: figures of the same minimum are needed",
        ),
        (lambda: rank([ONE, ONE], direction=Direction.LOWEST_FIRST), "figures: one figure for each key is needed"),
        (lambda: protect_counts({("a",): 1}, minimum=1), "minimum: a whole number of at least 2 is needed"),
        (lambda: protect_counts({"a": 1}), "counts: a tuple is needed"),  # type: ignore[dict-item]
        (lambda: protect_counts({("*",): 1}), "counts: keys of one length are needed, none of which holds *"),
        (lambda: protect_counts({("a",): -1}), "counts: whole numbers of 0 or more are needed"),
        (lambda: recurring_topics([], before=AFTER, after=BEFORE), "after: a period after the earlier one is needed"),
        (lambda: recurring_topics([], before=None, after=AFTER), "before: a Period is needed"),  # type: ignore[arg-type]
        (lambda: recurring_topics([], before=BEFORE, after=None), "after: a Period is needed"),  # type: ignore[arg-type]
        (lambda: attrs.evolve(PLAN, indicator_id="MON-999"), "indicator_id: an indicator of the catalogue is needed"),
        (lambda: attrs.evolve(PLAN, ends_on=BEFORE.first), "ends_on: a day not before the first is needed"),
        (lambda: effect_of(None, before=figure_of(BEFORE), after=figure_of(AFTER)), "plan: a ActionPlan is needed"),  # type: ignore[arg-type]
        (lambda: effect_of(PLAN, before=None, after=figure_of(AFTER)), "before: a Figure is needed"),  # type: ignore[arg-type]
        (
            lambda: effect_of(PLAN, before=figure_of(BEFORE, "MON-040"), after=figure_of(AFTER)),
            "before: a figure of the indicator of the plan is needed",
        ),
        (
            lambda: effect_of(PLAN, before=figure_of(BEFORE, category="lights"), after=figure_of(AFTER)),
            "before: a figure of the unit and the category of the plan is needed",
        ),
        (
            lambda: effect_of(PLAN, before=figure_of(AFTER), after=figure_of(AFTER)),
            "before: a period on this side of the start of the plan is needed",
        ),
        (
            lambda: effect_of(PLAN, before=attrs.evolve(figure_of(BEFORE), key=figure_of(BEFORE).key[:2]), after=ONE),
            "before: a figure of a period is needed",
        ),
        (
            lambda: effect_of(
                PLAN, before=figure_of(BEFORE), after=attrs.evolve(figure_of(AFTER), basis=Basis(packs=("own",)))
            ),
            "after: figures under the same rules are needed",
        ),
        (lambda: exchange_form(None, effect(), kind="city"), "plan: a ActionPlan is needed"),  # type: ignore[arg-type]
        (lambda: exchange_form(PLAN, None, kind="city"), "effect: a Effect is needed"),  # type: ignore[arg-type]
        (lambda: Evidence(item_id="MON-999"), "item_id: an item of the checklist is needed"),
        (lambda: Evidence(item_id=CHECKLIST[0].item_id, is_met=True), "document: what is met has to be shown"),
        (
            lambda: evaluate_aspects([Evidence(item_id=CHECKLIST[0].item_id)] * 2),
            "evidence: one piece of evidence for each item is needed",
        ),
        (lambda: evaluate_aspects([None]), "evidence: a Evidence is needed"),  # type: ignore[list-item]
        (lambda: advise(None, evaluate_aspects([])), "grade: a Figure is needed"),  # type: ignore[arg-type]
        (lambda: advise(ONE, evaluate_aspects([])), "grade: a figure with a pass mark is needed, such as MON-003"),
        (
            lambda: advise(of("MON-003", tallied({("a", Status.RESOLVED): 1}))[0], []),
            "aspects: each of the five aspects is needed once",
        ),
        (
            lambda: advise(of("MON-003", tallied({("a", Status.RESOLVED): 1}))[0], [None]),  # type: ignore[list-item]
            "aspects: a AspectResult is needed",
        ),
        (
            lambda: onboarding(built_on="x", standards=None, cost_benefit=None, spbe=None),  # type: ignore[arg-type]
            "built_on: a date without a time is needed",
        ),
        (
            lambda: onboarding(built_on=None, standards=None, cost_benefit=1, spbe=None),  # type: ignore[arg-type]
            "cost_benefit: a bool is needed",
        ),
    ],
)
def test_a_refusal_says_what_is_needed(make: Any, message: str) -> None:
    """The field, then the rule; never the value."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    assert str(caught.value) == message
