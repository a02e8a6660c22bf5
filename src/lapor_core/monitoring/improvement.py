"""What complaints say about the service: what comes back again and again, what is done about it, and what that did."""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from lapor_core.checks import is_a, is_day, is_text, require_a, whole_number
from lapor_core.documents import Document
from lapor_core.errors import IdentityLeakError, InvalidValueError
from lapor_core.identifiers import AgencyCode, CategoryCode, is_id
from lapor_core.monitoring.catalogue import BY_ID
from lapor_core.monitoring.facts import CaseFacts
from lapor_core.monitoring.figures import MINIMUM_SAMPLE, Figure
from lapor_core.monitoring.tally import PERIOD, Tally
from lapor_core.periods import Period
from lapor_core.rules.leaks import find_identity_leaks
from lapor_core.texts import NOT_HELD
from lapor_core.vocabulary import AgencyKind

_VOLUME, _REOPENED = "MON-040", "MON-054"
_MOST_ROWS: Final = 10**12


@attrs.frozen(kw_only=True, weakref_slot=False)
class Topic:
    """What a unit is complained to about again and again. Indonesian term: *topik berulang*.

    Args:
        unit: the unit; None for the national desk.
        category: what about.
        reports: how many in the later period.
        reports_before: how many in the earlier one.
        of_unit: how many the unit had in the later period about anything.
        reopened: how many of the later ones were reopened after they were resolved.
        reopened_known: of how many of them that is known.
        days: how many days the later period has.
        days_before: how many the earlier one has.
    """

    unit: AgencyCode | None
    category: CategoryCode | None
    reports: int
    reports_before: int
    of_unit: int
    reopened: int
    reopened_known: int
    days: int
    days_before: int

    @property
    def share(self) -> Fraction:
        """Of the reports that the unit had."""
        return Fraction(self.reports, self.of_unit)

    @property
    def trend(self) -> Fraction | None:
        """Reports a day by those of the earlier period: 1 is as many, 2 twice as many; None when there were none."""
        if not self.reports_before:
            return None
        return Fraction(self.reports * self.days_before, self.reports_before * self.days)

    @property
    def returned(self) -> Fraction | None:
        """The share that was reopened, of those of which it is known; None when that is of none."""
        return Fraction(self.reopened, self.reopened_known) if self.reopened_known else None


def recurring_topics(
    rows: Iterable[CaseFacts], *, before: Period, after: Period, minimum: int = MINIMUM_SAMPLE
) -> tuple[Topic, ...]:
    """List what units are complained to about, most frequent first, with the trend between two periods.

    Args:
        rows: facts of the reports.
        before: the earlier period.
        after: the later one.
        minimum: how many reports make a topic.

    Raises:
        InvalidValueError: the periods overlap or run backwards.
    """
    if require_a(after, Period, "after").first <= require_a(before, Period, "before").last:
        raise InvalidValueError("after", "a period after the earlier one is needed")
    counted = (BY_ID[_VOLUME], BY_ID[_REOPENED])
    tally = Tally(CaseFacts, by=("unit", "category"), period=(before, after), indicators=counted)
    tally.update(rows)
    figures = {(one.indicator.indicator_id, one.key): one for one in tally.figures()}
    of_unit = {one.key: one.rows for one in tally.figures(by=("unit", PERIOD))}
    topics = [
        _topic(dict(key), figures, of_unit, before, after)
        for indicator_id, key in figures
        if indicator_id == _VOLUME and (PERIOD, after) in key
    ]
    wanted = [topic for topic in topics if topic.reports >= minimum]
    return tuple(sorted(wanted, key=lambda topic: (-topic.reports, str(topic.unit), str(topic.category))))


def _topic(
    key: Mapping[str, object],
    figures: Mapping[tuple[str, tuple[tuple[str, object], ...]], Figure],
    of_unit: Mapping[tuple[tuple[str, object], ...], int],
    before: Period,
    after: Period,
) -> Topic:
    unit, category = ("unit", key["unit"]), ("category", key["category"])
    earlier = figures.get((_VOLUME, (unit, category, (PERIOD, before))))
    reopened = figures[_REOPENED, (unit, category, (PERIOD, after))]
    return Topic(
        unit=unit[1],  # type: ignore[arg-type]
        category=category[1],  # type: ignore[arg-type]
        reports=figures[_VOLUME, (unit, category, (PERIOD, after))].numerator,
        reports_before=earlier.numerator if earlier else 0,
        of_unit=of_unit[unit, (PERIOD, after)],
        reopened=reopened.numerator,
        reopened_known=reopened.sample,
        days=after.days,
        days_before=before.days,
    )


_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True, weakref_slot=False)
class ActionPlan(Document):
    """What a unit does about a topic. Indonesian term: *rencana aksi perbaikan layanan*.

    Args:
        unit: the unit that mends something.
        category: about which topic.
        problem: what is wrong, in words that name nobody.
        measure: what is done about it.
        indicator_id: by which indicator its effect is told.
        starts_on: the day from which on an effect can be expected.
        ends_on: the day on which it is done; None while it goes on.

    Raises:
        InvalidValueError: a field is of the wrong kind, no such indicator, or days that run backwards.
    """

    unit: AgencyCode = attrs.field(validator=is_id(AgencyCode))
    category: CategoryCode = attrs.field(validator=is_id(CategoryCode))
    problem: str = attrs.field(repr=False, validator=is_text)
    measure: str = attrs.field(repr=False, validator=is_text)
    indicator_id: str = attrs.field(default=_VOLUME, validator=is_text)
    starts_on: date = attrs.field(validator=is_day)
    ends_on: date | None = attrs.field(default=None, validator=_maybe(is_day))

    def __attrs_post_init__(self) -> None:
        """Check the indicator and the order of the days."""
        if self.indicator_id not in BY_ID:
            raise InvalidValueError("indicator_id", "an indicator of the catalogue is needed")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise InvalidValueError("ends_on", "a day not before the first is needed")


@attrs.frozen(kw_only=True, weakref_slot=False)
class Effect:
    """An indicator before and after a plan; what came after need not have come from it.

    Indonesian term: *dampak rencana aksi*.

    Args:
        before: the figure of the time before.
        after: the figure of the time after.
    """

    before: Figure
    after: Figure

    @property
    def change(self) -> Fraction | None:
        """By how much the value changed; None unless both are known."""
        one, other = self.before.value, self.after.value
        return None if one is None or other is None else other - one

    @property
    def is_enough(self) -> bool:
        """Whether both rest on as many rows as they should."""
        return self.before.is_enough and self.after.is_enough


def effect_of(plan: ActionPlan, *, before: Figure, after: Figure) -> Effect:
    """Set the figures before and after a plan side by side.

    Args:
        plan: the plan.
        before: the indicator of the plan, for a period that ends before it starts.
        after: the same, for a period that begins on or after the day on which it starts.

    Raises:
        InvalidValueError: another indicator, unit or topic, different rules, or periods that do not fit the plan.
    """
    require_a(plan, ActionPlan, "plan")
    for field, figure in (("before", before), ("after", after)):
        if require_a(figure, Figure, field).indicator.indicator_id != plan.indicator_id:
            raise InvalidValueError(field, "a figure of the indicator of the plan is needed")
        key = dict(figure.key)
        if (key.get("unit"), key.get("category")) != (plan.unit, plan.category):
            raise InvalidValueError(field, "a figure of the unit and the category of the plan is needed")
        period = key.get(PERIOD)
        if not isinstance(period, Period):
            raise InvalidValueError(field, "a figure of a period is needed")
        if period.last >= plan.starts_on if field == "before" else period.first < plan.starts_on:
            raise InvalidValueError(field, "a period on this side of the start of the plan is needed")
    if before.indicator != after.indicator or before.basis != after.basis:
        raise InvalidValueError("after", "figures under the same rules are needed")
    return Effect(before=before, after=after)


@attrs.frozen(kw_only=True, weakref_slot=False)
class ExchangeForm(Document):
    """What agencies tell each other of a plan: all numbers are exact. Indonesian term: *formulir berbagi praktik baik*.

    Args:
        kind: what kind of body tells it.
        category: about which topic.
        problem: what was wrong, checked for what may give a person away.
        measure: what was done about it, checked likewise.
        indicator_id: by which indicator its effect is told.
        before: the value before; None without data.
        after: the value after.
        sample_before: on how many rows the first rests.
        sample_after: on how many rows the second rests.
        contact: code of the agency that can be asked; None when it does not want to be.
    """

    kind: AgencyKind = attrs.field(validator=is_a(AgencyKind))
    category: CategoryCode = attrs.field(validator=is_id(CategoryCode))
    problem: str = attrs.field(repr=False, validator=is_text)
    measure: str = attrs.field(repr=False, validator=is_text)
    indicator_id: str = attrs.field(validator=is_text)
    before: Fraction | None = attrs.field(default=None, validator=_maybe(is_a(Fraction)))
    after: Fraction | None = attrs.field(default=None, validator=_maybe(is_a(Fraction)))
    sample_before: int = attrs.field(validator=whole_number(0, _MOST_ROWS))
    sample_after: int = attrs.field(validator=whole_number(0, _MOST_ROWS))
    contact: AgencyCode | None = attrs.field(default=None, validator=_maybe(is_id(AgencyCode)))


def exchange_form(
    plan: ActionPlan, effect: Effect, *, kind: AgencyKind, contact: AgencyCode | None = None
) -> ExchangeForm:
    """Return what other agencies may learn of a plan; figures that rest on too little are left out.

    Args:
        plan: the plan.
        effect: what `effect_of` gave for it.
        kind: what kind of body tells it.
        contact: code of the agency that can be asked.

    Raises:
        IdentityLeakError: the problem or the measure may give a person away, as far as patterns tell.
        InvalidValueError: something of a wrong kind.
    """
    require_a(plan, ActionPlan, "plan")
    require_a(effect, Effect, "effect")
    found = [one.rule_id for text in (plan.problem, plan.measure) for one in find_identity_leaks(text, known=NOT_HELD)]
    if found:
        raise IdentityLeakError(found)
    before, after = effect.before, effect.after
    return ExchangeForm(
        kind=kind,
        category=plan.category,
        problem=plan.problem,
        measure=plan.measure,
        indicator_id=plan.indicator_id,
        before=before.value if before.is_enough else None,
        after=after.value if after.is_enough else None,
        sample_before=before.sample if before.is_enough else 0,
        sample_after=after.sample if after.is_enough else 0,
        contact=contact,
    )
