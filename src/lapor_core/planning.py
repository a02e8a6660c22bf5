"""What the caller should now do for a report, and when to ask again. The library itself tells nobody anything."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Final, NamedTuple, Protocol, TypeVar

import attrs

from lapor_core.actions import Action, Expire, Lapse, RaiseLevel, Record
from lapor_core.errors import InvalidValueError, LaporError, UncoveredDayError
from lapor_core.identifiers import IntentKey, TrackingId
from lapor_core.reports import Report
from lapor_core.rules.cycles import Cycle, Timeline, timeline
from lapor_core.rules.duties import last_day, rules_for, share_day
from lapor_core.rules.ledger import asked_on
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import DUTIES, DutyDefinition, SlaRule
from lapor_core.states.standing import is_beyond_reach
from lapor_core.states.table import TABLE
from lapor_core.vocabulary import ActionName, IntentKind, Party, Status


@attrs.frozen(kw_only=True, weakref_slot=False)
class Intent:
    """Something that the caller should do, and record by its action. Indonesian term: *niat tindakan sistem*.

    Args:
        kind: what to do.
        key: rule, cycle and occasion, such as ``SLA-002/1/75``; what is on record under it is not planned again.
        action: what to apply, as the system, once it is done.
        to: whose duty it is; whom to tell, or for raising a level, over whom to tell.
        rule_id: the rule that is the reason.
        share: the share of its limit that is used up; None when the reason is another.
        missing: what the reporter has to give to go to the Ombudsman.
    """

    kind: IntentKind
    key: IntentKey
    action: Action
    to: Party
    rule_id: str
    share: Fraction | None = None
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind.label('en')}: {self.key}"


def plan(report: Report, *, as_of: datetime, under: Rulebook) -> tuple[Intent, ...]:
    """List what the caller should now do for a report, in order.

    Applying the action of each, as the system and at that instant, is accepted and empties the plan.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
        UncoveredDayError: a hold lies where no decree says which days are working days.
    """
    today = asked_on(report, as_of, under)
    line = timeline(report, under)
    level = report.level
    intents: list[Intent] = []
    for clock in _clocks(report, line, under):
        for intent in _OCCASIONS[clock.definition.leads_to](clock, report, today):
            ...
    return tuple(intents)
