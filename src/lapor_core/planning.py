"""What the caller should now do for a report, and when to ask again. The library itself tells nobody anything."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final, NamedTuple

import attrs

from lapor_core.actions import Action, Expire, Lapse, RaiseLevel, Record, Redact
from lapor_core.errors import UncoveredDayError
from lapor_core.identifiers import IntentKey
from lapor_core.reports import Report
from lapor_core.rules.authority import RESPONSIBLE
from lapor_core.rules.ledger import asked_on
from lapor_core.rules.packs import RulePack
from lapor_core.rules.reckoning import Clock, days_of, running
from lapor_core.rules.retention import may_be_due, outstanding
from lapor_core.rules.rulebook import Rulebook
from lapor_core.states.standing import too_old_on
from lapor_core.states.table import TABLE
from lapor_core.vocabulary import ActionName, IntentKind, Language, Party


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
    for clock in running(report, under, warned_by=today):
        duty = _Open(report, under, under.pack_of(clock.cycle.agency), clock, today)
        try:
            if duty.is_done or duty.is_quiet:
                continue
            occasions = _outstanding(duty)
        except UncoveredDayError as error:
            uncovered = error
            continue
        come = [one for one in occasions if one.on <= today and (one.void_on is None or today < one.void_on)]
        for occasion in _to_carry_out(come):
            kind = occasion.kind
            if kind is IntentKind.RAISE_LEVEL:
                if level < under.pack_of(report.responsible).max_level:
                    level += 1
                else:
                    kind = IntentKind.NOBODY_ABOVE
            intents.append(_intent(kind, occasion, duty))
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
        The midnight of the case's own zone at which there will be something new to do, or an offer that was not
        made is void; None when nothing is to come, or when it lies beyond the decrees.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
        UncoveredDayError: nothing certain is to come, and whether something is depends on days without a decree.
    """
    today = asked_on(report, as_of, under)
    # Where the case has ended there are no clocks, and as long as it is open there is nothing to erase.
    days = [erasure.on for erasure in outstanding(report, today, under) if not erasure.is_due]
    uncovered: UncoveredDayError | None = None
    for clock in running(report, under):
        duty = _Open(report, under, under.pack_of(clock.cycle.agency), clock, today)
        try:
            for occasion in _outstanding(duty):
                # What has come and is not carried out may become void.
                days += [day for day in (occasion.on, occasion.void_on) if day is not None and day > today][:1]
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


class _Open(NamedTuple):
    """An open duty, and what its occasions depend on besides its clock."""

    report: Report
    under: Rulebook
    pack: RulePack
    clock: Clock
    today: date

    @property
    def is_done(self) -> bool:
        """Whether the last occasions are on record, so that none can come any more."""
        records = self.report.records
        last = _LAST.get(self.clock.definition.leads_to) if records else None
        return last is not None and all(self.key(name) in records for name in last)

    @property
    def is_quiet(self) -> bool:
        """Whether no occasion has come yet: neither is anybody to be warned, nor has the due day begun."""
        rule = self.clock.rule
        first = self.pack.first_warning(rule)
        (day,) = days_of(self.clock, (first,), self.today)
        if day is None:
            return True
        # Without a warning before it, the due day itself is the first occasion.
        return day > self.today if first == rule.limit.n else day >= self.today

    def days_of(self, *counts: int) -> list[date | None]:
        """Return the first day after so many days have counted; None when it is not to be foreseen."""
        return [None if day is None else day + _ONE_DAY for day in days_of(self.clock, counts, self.today)]

    def key(self, occasion: str) -> str:
        """Return the key of an occasion, as text."""
        return f"{self.clock.rule.rule_id}/{self.clock.number}/{occasion}"


class _Occasion(NamedTuple):
    """A day from which on something is to be done; from another one on, if there is one, it is void."""

    on: date
    kind: IntentKind
    name: str
    share: Fraction | None = None
    void_on: date | None = None


_WHOLE: Final = Fraction(1)
_ONE_DAY: Final = timedelta(days=1)
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


def _outstanding(duty: _Open) -> list[_Occasion]:
    """Return the occasions that are not on record, by day; who was told of a later one knows those before."""
    occasions = _OCCASIONS[duty.clock.definition.leads_to](duty)
    records = duty.report.records
    if not records:
        return occasions
    is_told = False
    outstanding: list[_Occasion] = []
    for occasion in reversed(occasions):
        is_recorded = duty.key(occasion.name) in records
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


def _of_agency(duty: _Open) -> list[_Occasion]:
    occasions, late_on = _of_bands(duty, _WARN)
    if late_on is not None:
        occasions.append(_Occasion(late_on - _ONE_DAY, _REMIND, "due"))
        occasions.append(_Occasion(late_on, _WARN, "100", _WHOLE))
        if ActionName.RAISE_LEVEL in TABLE[duty.report.status]:
            occasions.append(_Occasion(late_on, IntentKind.RAISE_LEVEL, "raise"))
    return occasions


def _of_reporter(duty: _Open) -> list[_Occasion]:
    occasions, over_on = _of_bands(duty, _REMIND)
    if over_on is not None:
        occasions.append(_Occasion(over_on, _ENDS[duty.clock.definition.leads_to], "over"))
    return occasions


def _of_bands(duty: _Open, kind: IntentKind) -> tuple[list[_Occasion], date | None]:
    bands = duty.pack.bands_of(duty.clock.rule)
    *days, whole = duty.days_of(*[band.n for band in bands], duty.clock.rule.limit.n)
    return [
        _Occasion(day, kind, band.percent, band.share) for band, day in zip(bands, days, strict=True) if day is not None
    ], whole


def _of_ombudsman(duty: _Open) -> list[_Occasion]:
    (offered_on,) = duty.days_of(duty.clock.rule.limit.n)
    if offered_on is None or ActionName.FORWARD_TO_OMBUDSMAN not in TABLE[duty.report.status]:
        return []
    void_on = too_old_on(duty.report, duty.today, duty.under)
    if void_on is not None and void_on <= offered_on:
        return []
    return [_Occasion(offered_on, IntentKind.OFFER_OMBUDSMAN, "offer", void_on=void_on)]


_OCCASIONS: Final[Mapping[ActionName | None, Callable[[_Open], list[_Occasion]]]] = {
    ActionName.RAISE_LEVEL: _of_agency,
    ActionName.LAPSE: _of_reporter,
    ActionName.EXPIRE: _of_reporter,
    ActionName.FORWARD_TO_OMBUDSMAN: _of_ombudsman,
}


def _intent(kind: IntentKind, occasion: _Occasion, duty: _Open) -> Intent:
    key = IntentKey(duty.key(occasion.name))
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
        missing = ("consent",) if duty.report.filing.happened_on else ("consent", "happened_on")
    return Intent(kind=kind, key=key, action=action, to=_whom(duty), share=occasion.share, missing=missing)


def _whom(duty: _Open) -> Party:
    if duty.clock.definition.leads_to is not ActionName.RAISE_LEVEL:
        return Party.REPORTER
    party = RESPONSIBLE[duty.report.status]
    # While it waits for the reporter or follows another report, the coordinator answers for it.
    return party if party is Party.HANDLER else Party.COORDINATOR
