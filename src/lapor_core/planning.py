"""What the caller should now do for a report, and when to ask again. The library itself tells nobody anything."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

import attrs

from lapor_core.actions import Action, Expire, Lapse, RaiseLevel, Record, Redact
from lapor_core.errors import UncoveredDayError
from lapor_core.identifiers import IntentKey
from lapor_core.reports import Report
from lapor_core.rules.authority import RESPONSIBLE
from lapor_core.rules.cycles import TO_ACT_ON, Cycle, Timeline, timeline
from lapor_core.rules.duties import days_of, rules_for
from lapor_core.rules.ledger import asked_on
from lapor_core.rules.packs import RulePack
from lapor_core.rules.retention import may_be_due, outstanding
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES, DutyDefinition, SlaRule
from lapor_core.states.table import TABLE
from lapor_core.vocabulary import ActionName, DutyName, IntentKind, Language, Party


@attrs.frozen(kw_only=True, weakref_slot=False)
class Intent:
    """Something that the caller should do for a report, and then record by its action.

    Indonesian term: *rencana tindakan sistem*.

    Args:
        kind: what to do.
        key: rule, cycle and occasion, such as ``SLA-002/1/75``. What is on record under its key is not planned again.
        action: what to apply, as the system, once it is done.
        to: whose duty is the reason, and so whom to tell; a level is raised above them.
        share: the share of the limit that is used up; None when another occasion is the reason.
        missing: what the reporter still has to give to go to the Ombudsman.
    """

    kind: IntentKind
    key: IntentKey
    action: Action
    to: Party
    share: Fraction | None = None
    missing: tuple[str, ...] = ()

    def text(self, language: Language) -> str:
        """Return a line for people; nothing in it names a person."""
        return f"{self.kind.label(language)} ({self.to.label(language)}): {self.key}"


def plan(report: Report, *, as_of: datetime, under: Rulebook) -> tuple[Intent, ...]:
    """List what the caller should now do for a report, in order.

    At that instant `apply` accepts the action of each, as the system and in this order, and then the plan is empty.
    A duty that depends on a day which no decree covers is left out as long as there is something else to do.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
        UncoveredDayError: nothing is certain to be done, and whether something is depends on days without a decree.
    """
    today = asked_on(report, as_of, under)
    if report.ending is not None:
        return _of_erasures(report, today, under) if may_be_due(report, today, under) else ()
    level = report.level
    intents: list[Intent] = []
    uncovered: UncoveredDayError | None = None
    for clock in _clocks(report, today, under, with_young=False):
        try:
            if clock.is_done or clock.is_quiet:
                continue
            outstanding = _outstanding(clock)
        except UncoveredDayError as error:
            uncovered = error
            continue
        for occasion in _to_carry_out([each for each in outstanding if each.on <= today]):
            kind = occasion.kind
            if kind is IntentKind.RAISE_LEVEL:
                if level < under.pack_of(report.responsible).max_level:
                    level += 1
                else:
                    kind = IntentKind.NOBODY_ABOVE
            intents.append(_intent(kind, occasion, clock))
    if uncovered is not None and not intents:
        raise uncovered
    return tuple(intents)


def next_wakeup(report: Report, *, as_of: datetime, under: Rulebook) -> datetime | None:
    """Return when to ask again: if nothing happens to the report, its plan stays as it is until then.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Returns:
        The midnight of the case's own zone at which there will be something new to do; None when nothing is to come,
        or when it lies beyond the decrees.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
        UncoveredDayError: nothing certain is to come, and whether something is depends on days without a decree.
    """
    today = asked_on(report, as_of, under)
    # Where the case has ended there are no clocks, and as long as it is open there is nothing to erase.
    days = [erasure.on for erasure in outstanding(report, today, under) if not erasure.is_due]
    uncovered: UncoveredDayError | None = None
    for clock in _clocks(report, today, under, with_young=True):
        try:
            days += [occasion.on for occasion in _outstanding(clock) if occasion.on > today]
        except UncoveredDayError as error:
            uncovered = error
    if uncovered is not None and not days:
        raise uncovered
    return datetime.combine(min(days), time(), under.calendar_of(report).zone) if days else None


def _of_erasures(report: Report, today: date, under: Rulebook) -> tuple[Intent, ...]:
    """Return what is to be done about an ended case: to erase what was kept for long enough."""
    return tuple(
        Intent(
            kind=IntentKind.REDACT if erasure.parts else IntentKind.FORGET_IDENTITY,
            key=erasure.key,
            action=Redact(parts=erasure.parts) if erasure.parts else Record(key=erasure.key),
            to=RESPONSIBLE[report.status],
        )
        for erasure in outstanding(report, today, under)
        if erasure.is_due
    )


class _Clock(NamedTuple):
    """An open duty, and all that its occasions depend on."""

    report: Report
    line: Timeline
    pack: RulePack
    definition: DutyDefinition
    rule: SlaRule
    cycle: Cycle
    number: int
    today: date

    @property
    def is_done(self) -> bool:
        """Whether the last occasions are on record, so that none can come any more."""
        records = self.report.records
        last = _LAST.get(self.definition.leads_to) if records else None
        return last is not None and all(self.key(name) in records for name in last)

    @property
    def is_quiet(self) -> bool:
        """Whether no occasion has come yet: neither is anybody to be warned, nor has the due day begun."""
        first = self.pack.first_warning(self.rule)
        (warned_on,) = self.days_of(first)
        if warned_on is None:
            return True
        # Without a warning before it, the due day itself is the first occasion.
        return warned_on > self.today + (_ONE_DAY if first == self.rule.limit.n else _NO_DAY)

    def days_of(self, *counts: int) -> list[date | None]:
        """Return the first day after so many days have counted; None when it is not to be foreseen."""
        days = days_of(self.line, self.cycle, self.definition, self.rule, counts, self.today)
        return [None if day is None else day + _ONE_DAY for day in days]

    def key(self, occasion: str) -> str:
        """Return the key of an occasion, as text."""
        return f"{self.rule.rule_id}/{self.number}/{occasion}"


def _clocks(report: Report, today: date, under: Rulebook, *, with_young: bool) -> Iterator[_Clock]:
    """Yield the open duties; on demand without those so young that nothing can have come of them, whatever counted."""
    line = timeline(report, under, to_act_on=True)
    for place in TO_ACT_ON[report.status]:
        cycle = line.running[place]
        if cycle is not None and cycle.is_certain:
            definition = DUTIES[place]
            pack = under.pack_of(cycle.agency)
            rule, _ = rules_for(definition.name, cycle, line, under)
            if rule is not None and (with_young or (today - cycle.earliest).days >= pack.first_warning(rule)):
                yield _Clock(report, line, pack, definition, rule, cycle, len(line.cycles[place]), today)


class _Occasion(NamedTuple):
    """A day from which on something is to be done."""

    on: date
    kind: IntentKind
    name: str
    share: Fraction | None = None


_WHOLE: Final = Fraction(1)
_ONE_DAY: Final = timedelta(days=1)
_NO_DAY: Final = timedelta(0)
# A member looked up on its class costs ten times a name of the module.
_REMIND, _WARN = IntentKind.REMIND, IntentKind.WARN
_ENDS: Final[Mapping[ActionName | None, IntentKind]] = {
    ActionName.LAPSE: IntentKind.LAPSE,
    ActionName.EXPIRE: IntentKind.EXPIRE,
}
_LAST: Final[Mapping[ActionName | None, tuple[str, ...]]] = {
    ActionName.RAISE_LEVEL: ("100", "raise"),
    ActionName.FORWARD_TO_OMBUDSMAN: ("offer",),
}
_ENDING: Final = frozenset(_ENDS.values())
_TELLING: Final = frozenset({_REMIND, _WARN})


def _outstanding(clock: _Clock) -> list[_Occasion]:
    """Return the occasions that are not on record, by day; who was told of a later one knows those before."""
    occasions = _OCCASIONS[clock.definition.leads_to](clock)
    records = clock.report.records
    if not records:
        return occasions
    is_told = False
    outstanding: list[_Occasion] = []
    for occasion in reversed(occasions):
        is_recorded = clock.key(occasion.name) in records
        is_telling = occasion.kind in _TELLING
        is_told |= is_recorded and is_telling
        if not is_recorded and not (is_told and is_telling):
            outstanding.append(occasion)
    return outstanding[::-1]


def _to_carry_out(come: list[_Occasion]) -> list[_Occasion]:
    """Leave out what a later occasion makes needless: all but the last telling, and any when the case ends."""
    if any(occasion.kind in _ENDING for occasion in come):
        return [occasion for occasion in come if occasion.kind in _ENDING]
    told = [occasion for occasion in come if occasion.kind in _TELLING]
    return told[-1:] + [occasion for occasion in come if occasion.kind not in _TELLING]


def _of_agency(clock: _Clock) -> list[_Occasion]:
    occasions, late_on = _of_bands(clock, _WARN)
    if late_on is not None:
        occasions.append(_Occasion(late_on - _ONE_DAY, _REMIND, "due"))
        occasions.append(_Occasion(late_on, _WARN, "100", _WHOLE))
        if ActionName.RAISE_LEVEL in TABLE[clock.report.status]:
            occasions.append(_Occasion(late_on, IntentKind.RAISE_LEVEL, "raise"))
    return occasions


def _of_reporter(clock: _Clock) -> list[_Occasion]:
    occasions, over_on = _of_bands(clock, _REMIND)
    if over_on is not None:
        occasions.append(_Occasion(over_on, _ENDS[clock.definition.leads_to], "over"))
    return occasions


def _of_bands(clock: _Clock, kind: IntentKind) -> tuple[list[_Occasion], date | None]:
    bands = clock.pack.bands_of(clock.rule)
    *days, whole = clock.days_of(*[band.n for band in bands], clock.rule.limit.n)
    return [
        _Occasion(day, kind, band.percent, band.share) for band, day in zip(bands, days, strict=True) if day is not None
    ], whole


def _of_ombudsman(clock: _Clock) -> list[_Occasion]:
    report, calendar = clock.report, clock.line.calendar
    (offered_on,) = clock.days_of(clock.rule.limit.n)
    if offered_on is None or ActionName.FORWARD_TO_OMBUDSMAN not in TABLE[report.status]:
        return []
    # What is too old on the first day on which it may be offered, stays too old.
    happened_on = report.filing.happened_on or calendar.local_day(report.received_latest)
    reach = clock.pack.rule_of(DutyName.OMBUDSMAN_REACH, happened_on, report.classification)
    if reach is not None and reach.is_over(happened_on, offered_on, calendar):
        return []
    return [_Occasion(offered_on, IntentKind.OFFER_OMBUDSMAN, "offer")]


_OCCASIONS: Final[Mapping[ActionName | None, Callable[[_Clock], list[_Occasion]]]] = {
    ActionName.RAISE_LEVEL: _of_agency,
    ActionName.LAPSE: _of_reporter,
    ActionName.EXPIRE: _of_reporter,
    ActionName.FORWARD_TO_OMBUDSMAN: _of_ombudsman,
}


def _intent(kind: IntentKind, occasion: _Occasion, clock: _Clock) -> Intent:
    key = IntentKey(clock.key(occasion.name))
    if kind is IntentKind.RAISE_LEVEL:
        action: Action = RaiseLevel(key=key)
    elif kind is IntentKind.LAPSE:
        action = Lapse()
    elif kind is IntentKind.EXPIRE:
        action = Expire()
    else:
        action = Record(key=key)
    missing: tuple[str, ...] = ()
    if kind is IntentKind.OFFER_OMBUDSMAN:
        missing = ("consent",) if clock.report.filing.happened_on else ("consent", "happened_on")
    return Intent(kind=kind, key=key, action=action, to=_whom(clock), share=occasion.share, missing=missing)


def _whom(clock: _Clock) -> Party:
    if clock.definition.leads_to is not ActionName.RAISE_LEVEL:
        return Party.REPORTER
    party = RESPONSIBLE[clock.report.status]
    # While it waits for the reporter or follows another report, the coordinator answers for it.
    return party if party is Party.HANDLER else Party.COORDINATOR
