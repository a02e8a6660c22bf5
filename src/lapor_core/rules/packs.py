"""A rule pack: the limits, bounds and policies that a service may set, each with where it comes from."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil
from typing import Any, Final, NamedTuple

import attrs

from lapor_core.checks import is_a, is_text, whole_number
from lapor_core.errors import InvalidValueError
from lapor_core.rules.limits import CalendarDays, Limit, Months, WorkDays
from lapor_core.rules.sla import SP4N_RULES, SlaRule
from lapor_core.vocabulary import AmendmentPolicy, Channel, Classification, Confidence, DutyName, Grain


@attrs.frozen
class Provenance:
    """Where a rule comes from.

    Args:
        rule_id: stable id.
        citation: the source, or why the value was chosen where there is none.
        confidence: how well it is founded.
    """

    rule_id: str
    citation: str
    confidence: Confidence


def _from(rule_id: str, citation: str, confidence: Confidence) -> dict[str, Provenance]:
    return {"provenance": Provenance(rule_id, citation, confidence)}


def _share(_: object, attribute: "attrs.Attribute[Any]", value: object) -> None:
    if not isinstance(value, Fraction) or not 0 < value <= 1:
        raise InvalidValueError(attribute.name, "a Fraction above 0 and up to 1 is needed")


def _shares(_: object, attribute: "attrs.Attribute[Any]", values: tuple[object, ...]) -> None:
    for value in values:
        _share(_, attribute, value)
        # It is part of the keys of intents.
        if len(str(value)) > _LONGEST_SHARE:
            raise InvalidValueError(attribute.name, "shares such as 3/4, of few digits, are needed")


_LONGEST_SHARE: Final = 9


class Band(NamedTuple):
    """When those who owe a duty are warned. Indonesian term: *ambang peringatan*.

    Args:
        share: the share of the limit that is used up.
        percent: the same as text, such as ``75``.
        n: how many days of the rule's unit that is.
    """

    share: Fraction
    percent: str
    n: int


def _bands_of(shares: tuple[Fraction, ...], limit: int) -> Iterator[Band]:
    for share in shares:
        n = ceil(share * limit)
        if n < limit:
            yield Band(share, str(share * 100), n)


_are_rules: Final = attrs.validators.deep_iterable(is_a(SlaRule), is_a(tuple))


@attrs.frozen(kw_only=True)
class RulePack:
    """The limits of the duties and the parameters of the lifecycle. Indonesian term: *paket aturan*.

    Every rule and every parameter has an id, a citation and a confidence: `RulePack.provenance`.

    Args:
        version: name and version; every event carries it.
        rules: how long each duty may take; at most one rule for a duty, a classification and a day.
        bands: shares of a limit at which those who owe a duty are warned, in order; at the whole limit they always are.
        raise_at: share of a limit after which a superior may be told.
        pause_budget: how many working days a report may be held in all.
        reopen_window: how long after its ending a resolved case may be reopened.
        max_reopenings: how often a case may be reopened.
        max_hops: how often it may be sent back or onward.
        max_level: how many levels up it may be raised (unit, coordinator, head).
        retention: how long after its first ending the texts of a case are kept.
        identity_retention: how long after it the identity of the reporter is kept.
        identities_held: whether the service knows its reporters; if not, texts are checked by patterns alone.
        grant_window: how many working days a grant to open the identity holds; the day it is given is day zero.
        public_grain: how coarse the public sees the time of a protected report.
        public_minimum: how many protected reports of a public list have to look alike.
        on_behalf_channels: channels by which an officer files for a reporter.
        max_score: the best rating.
        amendments: what a decree that changes working days does to clocks that run.

    Raises:
        InvalidValueError: a parameter is of the wrong type or out of range, or two rules contradict each other.
    """

    version: str = attrs.field(validator=is_text)
    rules: tuple[SlaRule, ...] = attrs.field(default=SP4N_RULES, validator=_are_rules)
    bands: tuple[Fraction, ...] = attrs.field(
        default=(Fraction(3, 4), Fraction(9, 10), Fraction(1)),
        validator=[is_a(tuple), _shares],
        metadata=_from("PAR-018", "Warnings of agency systems: 75, 90 and 100 percent", Confidence.SECONDARY),
    )
    raise_at: Fraction = attrs.field(
        default=Fraction(3, 4),
        validator=_share,
        metadata=_from("PAR-004", "First warning band of agency systems that warn", Confidence.ASSUMED),
    )
    pause_budget: WorkDays = attrs.field(
        default=WorkDays(20),
        validator=is_a(WorkDays),
        metadata=_from("PAR-007", "No source found; two completion windows", Confidence.ASSUMED),
    )
    reopen_window: CalendarDays = attrs.field(
        default=CalendarDays(30),
        validator=is_a(CalendarDays),
        metadata=_from("PAR-008", "No source found; agency systems that reopen have one", Confidence.ASSUMED),
    )
    max_reopenings: int = attrs.field(
        default=2, validator=whole_number(0, 1_000), metadata=_from("PAR-009", "No source found", Confidence.ASSUMED)
    )
    max_hops: int = attrs.field(
        default=5,
        validator=whole_number(0, 1_000),
        metadata=_from("PAR-010", "No source found; ends the sending to and fro", Confidence.ASSUMED),
    )
    max_level: int = attrs.field(
        default=2,
        validator=whole_number(0, 1_000),
        metadata=_from("PAR-011", "Unit, coordinator, head", Confidence.ASSUMED),
    )
    retention: Months = attrs.field(
        default=Months(60),
        validator=is_a(Months),
        metadata=_from("PAR-014", "No source found", Confidence.ASSUMED),
    )
    identity_retention: Months = attrs.field(
        default=Months(24),
        validator=is_a(Months),
        metadata=_from(
            "PAR-023", "No source found; two years, as long as the Ombudsman takes a matter up", Confidence.ASSUMED
        ),
    )
    identities_held: bool = attrs.field(
        default=True,
        validator=is_a(bool),
        metadata=_from("PAR-015", "A policy of the service; the strict one is the default", Confidence.ASSUMED),
    )
    grant_window: WorkDays = attrs.field(
        default=WorkDays(5),
        validator=is_a(WorkDays),
        metadata=_from("PAR-020", "No source found; as long as a first follow-up may take", Confidence.ASSUMED),
    )
    public_grain: Grain = attrs.field(
        default=Grain.MONTH,
        validator=is_a(Grain),
        metadata=_from("PAR-021", "No source found; a day and an agency can point to one person", Confidence.ASSUMED),
    )
    public_minimum: int = attrs.field(
        default=5,
        validator=whole_number(1, 1_000),
        metadata=_from("PAR-022", "No source found; usual in disclosure control", Confidence.ASSUMED),
    )
    on_behalf_channels: frozenset[Channel] = attrs.field(
        default=frozenset(
            {
                Channel.COUNTER,
                Channel.LETTER,
                Channel.COMPLAINT_BOX,
                Channel.HOTLINE,
                Channel.EMAIL,
                Channel.MESSENGER,
                Channel.SOCIAL_MEDIA,
                Channel.SMS,
                Channel.BULK_IMPORT,
                Channel.VICE_PRESIDENT,
            }
        ),
        validator=attrs.validators.deep_iterable(is_a(Channel), is_a(frozenset)),
        metadata=_from("PAR-016", "LAPOR! admin guides: paper and spoken complaints are typed in", Confidence.SOURCED),
    )
    max_score: int = attrs.field(
        default=5,
        validator=whole_number(1, 100),
        metadata=_from("PAR-017", "Ratings in LAPOR! exports", Confidence.SECONDARY),
    )

    amendments: AmendmentPolicy = attrs.field(
        default=AmendmentPolicy.RECOMPUTE,
        validator=is_a(AmendmentPolicy),
        metadata=_from(
            "PAR-019", "No source found; the calendar as it stands is what people look at", Confidence.ASSUMED
        ),
    )

    _of: Mapping[tuple[DutyName, Classification | None], tuple[SlaRule, ...]] = attrs.field(
        init=False, eq=False, repr=False
    )
    _bands_of: Mapping[str, tuple[Band, ...]] = attrs.field(init=False, eq=False, repr=False)
    _first_warnings: Mapping[str, int] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Check how the rules relate, and put those of a duty together."""
        if any(first >= second for first, second in pairwise(self.bands)):
            raise InvalidValueError("bands", "shares in rising order are needed")
        for one, other in combinations(self.rules, 2):
            if one.rule_id == other.rule_id:
                raise InvalidValueError("rules", "every rule needs an id of its own")
            if one.overlaps(other):
                raise InvalidValueError("rules", f"{one.rule_id} and {other.rule_id} limit the same on the same day")
        of = {
            (duty, kind): tuple(rule for rule in self.rules if rule.duty is duty and rule.covers(kind))
            for duty in DutyName
            for kind in (None, *Classification)
        }
        object.__setattr__(self, "_of", of)
        bands_of = {rule.rule_id: tuple(_bands_of(self.bands, rule.limit.n)) for rule in self.rules}
        object.__setattr__(self, "_bands_of", bands_of)
        first = {rule.rule_id: min([rule.limit.n, *[band.n for band in bands_of[rule.rule_id]]]) for rule in self.rules}
        object.__setattr__(self, "_first_warnings", first)

    def bands_of(self, rule: SlaRule) -> tuple[Band, ...]:
        """Return the warning bands of a rule that are reached before its whole limit, in rising order."""
        return self._bands_of[rule.rule_id]

    def first_warning(self, rule: SlaRule) -> int:
        """Return how many days of a rule's unit have to be used up before anybody is warned."""
        return self._first_warnings[rule.rule_id]

    def rules_of(self, duty: DutyName) -> tuple[SlaRule, ...]:
        """Return the rules that limit a duty, in the order of the pack."""
        return tuple(rule for rule in self.rules if rule.duty is duty)

    def rule_of(self, duty: DutyName, started_on: date, classification: Classification | None) -> SlaRule | None:
        """Return the rule that limits a duty which starts on a day; None when there is none."""
        for rule in self._of[duty, classification]:
            if rule.is_in_force(started_on):
                return rule
        return None

    def only_limit(
        self, duty: DutyName, first: date, last: date, classification: Classification | None
    ) -> tuple[Limit, bool] | None:
        """Return the limit of a duty on whichever of some days it starts, and whether it rolls; None if it depends."""
        limits = {
            (rule.limit, rule.rolls_forward)
            for rule in self._of[duty, classification]
            if rule.is_in_force_within(first, last)
        }
        is_limited = self.rule_of(duty, first, classification) is not None
        return limits.pop() if len(limits) == 1 and is_limited else None

    def rule(self, rule_id: str) -> SlaRule:
        """Return the rule with an id.

        Raises:
            InvalidValueError: the pack has no such rule.
        """
        for rule in self.rules:
            if rule.rule_id == rule_id:
                return rule
        raise InvalidValueError("rule_id", "the id of a rule of the pack is needed")

    @classmethod
    def provenance(cls) -> Mapping[str, Provenance]:
        """Return where every parameter comes from, by its name."""
        return {
            field.name: field.metadata["provenance"] for field in attrs.fields(cls) if "provenance" in field.metadata
        }


SP4N: Final = RulePack(version="SP4N 2026.1")
"""The national parameters of SP4N-LAPOR!, as far as sources were found."""
