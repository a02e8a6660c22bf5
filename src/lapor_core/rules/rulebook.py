"""Everything that a decision depends on besides the report, the actor and the instant."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import ceil
from typing import Any, TypeVar

import attrs

from lapor_core.actions import Adopt
from lapor_core.agencies import Directory
from lapor_core.categories import Categories
from lapor_core.checks import is_a
from lapor_core.errors import InvalidValueError
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import Report
from lapor_core.rules.packs import SP4N, RulePack
from lapor_core.rules.sla import DUTIES
from lapor_core.rules.workdays import INDONESIA, WorkCalendar
from lapor_core.vocabulary import ActionName, Classification, DutyName, Status

_T = TypeVar("_T")


def _pairs(own: Any, field: str) -> tuple[tuple[Any, Any], ...]:
    """Return what agencies have of their own as pairs, which nobody can change afterwards."""
    try:
        return tuple(dict(own).items())
    except (TypeError, ValueError):
        problem = InvalidValueError(field, "a mapping by agency is needed")
    # Raised here and not above, so that the error underneath is not chained to it.
    raise problem


def _as_packs(own: Any) -> tuple[tuple[AgencyCode, RulePack], ...]:
    return _pairs(own, "overlays")


def _as_calendars(own: Any) -> tuple[tuple[AgencyCode, WorkCalendar], ...]:
    return _pairs(own, "calendars")


@attrs.frozen(kw_only=True)
class Rulebook:
    """The rules under which a service works: who belongs where, which days count, which bounds hold.

    Indonesian term: *kumpulan aturan*. Build it once and pass it to every call.

    Args:
        directory: the agencies and units.
        calendar: the working days.
        pack: the limits and parameters.
        categories: the list that a category must be in; None lets any code pass.
        overlays: packs of agencies that have their own, as a mapping by agency; kept as pairs. Each holds for whatever
            is within the agency.
        calendars: calendars of agencies that have their own, in the same way.

    Raises:
        InvalidValueError: a field is of the wrong type, an agency with rules of its own is not in the
            directory, or one rule id stands for different duties in two packs.
    """

    directory: Directory = attrs.field(validator=is_a(Directory))
    calendar: WorkCalendar = attrs.field(default=INDONESIA, validator=is_a(WorkCalendar))
    pack: RulePack = attrs.field(default=SP4N, validator=is_a(RulePack))
    categories: Categories | None = attrs.field(default=None, validator=attrs.validators.optional(is_a(Categories)))
    overlays: tuple[tuple[AgencyCode, RulePack], ...] = attrs.field(default=(), converter=_as_packs)
    calendars: tuple[tuple[AgencyCode, WorkCalendar], ...] = attrs.field(default=(), converter=_as_calendars)

    _packs: Mapping[AgencyCode, RulePack] = attrs.field(init=False, eq=False, repr=False)
    _calendars: Mapping[AgencyCode, WorkCalendar] = attrs.field(init=False, eq=False, repr=False)
    _soonest: Mapping[Status, int] = attrs.field(init=False, eq=False, repr=False)
    token: object = attrs.field(init=False, eq=False, repr=False, factory=object)
    """Tells these rules apart from others; what was worked out under them may be kept with it."""

    def __attrs_post_init__(self) -> None:
        """Check the rules of agencies, and look up how soon a duty can be near."""
        self._check_own("overlays", self.overlays, RulePack)
        self._check_own("calendars", self.calendars, WorkCalendar)
        object.__setattr__(self, "_packs", dict(self.overlays))
        object.__setattr__(self, "_calendars", dict(self.calendars))
        packs = (self.pack, *self._packs.values())
        _check_ids(packs)
        soonest = {status: _soonest_near(status, packs) for status in Status}
        object.__setattr__(self, "_soonest", soonest)

    def _check_own(self, field: str, own: Iterable[tuple[AgencyCode, object]], kind: type) -> None:
        for code, value in own:
            if code not in self.directory:
                raise InvalidValueError(field, "agencies of the directory are needed")
            if not isinstance(value, kind):
                raise InvalidValueError(field, f"{kind.__name__} is needed for every agency")

    def soonest_near(self, status: Status) -> int:
        """Return how many days must have counted before any duty of a report in some status can be near its limit."""
        return self._soonest[status]

    def pack_of(self, agency: AgencyCode | None) -> RulePack:
        """Return the pack of an agency or unit: its own, else that of the nearest above it that has one."""
        return (self._nearest(self._packs, agency) if self._packs else None) or self.pack

    def is_same_limit(self, duty: DutyName, first: date, last: date, classification: Classification | None) -> bool:
        """Whether a duty has one and the same limit on whichever of some days, and with whichever agency, it starts."""
        packs = (self.pack, *self._packs.values())
        limits = [pack.only_limit(duty, first, last, classification) for pack in packs]
        return limits[0] is not None and all(limit == limits[0] for limit in limits)

    def pack_of_case(self, report: Report) -> RulePack:
        """Return the pack of a case as a whole: that of the agency first responsible, whatever happens later."""
        return self.pack_of(_first_responsible(report)) if self._packs else self.pack

    def calendar_of(self, report: Report) -> WorkCalendar:
        """Return the calendar of a case: that of the agency first responsible, whatever happens later."""
        return self.calendar_for(_first_responsible(report)) if self._calendars else self.calendar

    def calendar_for(self, agency: AgencyCode | None) -> WorkCalendar:
        """Return the calendar of an agency or unit: its own, else that of the nearest above it that has one."""
        return self._nearest(self._calendars, agency) or self.calendar

    def _nearest(self, own: Mapping[AgencyCode, _T], agency: AgencyCode | None) -> _T | None:
        if agency is None or agency not in self.directory:
            return None
        return next((own[code] for code in self.directory.path(agency) if code in own), None)


def _check_ids(packs: Iterable[RulePack]) -> None:
    # Duties of one case may follow several packs, and the keys of its intents begin with the ids of rules.
    duties: dict[str, DutyName] = {}
    for pack in packs:
        for rule in pack.rules:
            if duties.setdefault(rule.rule_id, rule.duty) is not rule.duty:
                raise InvalidValueError(
                    "overlays", f"{rule.rule_id} stands for different duties; in all packs it must be the same"
                )


def _first_responsible(report: Report) -> AgencyCode | None:
    birth = report.history.first.action
    return birth.responsible if isinstance(birth, Adopt) else report.filing.agency


def _soonest_near(status: Status, packs: Iterable[RulePack]) -> int:
    return min(
        (
            ceil(pack.raise_at * rule.limit.n)
            for duty in DUTIES
            if duty.leads_to is ActionName.RAISE_LEVEL and status in duty.open_at | duty.maybe_at
            for pack in packs
            for rule in pack.rules_of(duty.name)
        ),
        default=0,
    )
