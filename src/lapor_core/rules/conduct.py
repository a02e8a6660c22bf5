"""What a history shows that those who handle complaints are told not to do; for their superiors to look into.

The prohibitions are: do not stop the process; do not spread identity, information or documents; do not use them for
anything but resolving the complaint. A finding says what was seen, and by which rule it is worth a look. The library
never decides guilt: everything here may have a good reason that no event tells. What happens outside the events, such
as a name that is passed on by mouth, cannot be found at all.
"""

from datetime import date, datetime

import attrs

from lapor_core.reports import Report
from lapor_core.rules.duties import assess
from lapor_core.rules.prohibitions import CONDUCT_RULES, Case, ConductRule
from lapor_core.rules.rulebook import Rulebook


@attrs.frozen(kw_only=True, weakref_slot=False)
class ConductFinding:
    """What was seen in a history, for superiors; never a judgement. Indonesian term: *temuan perilaku*.

    It names no person and repeats no text: who did what stands in the events, for those who may read them.

    Args:
        rule: by which rule it is worth a look.
        events: numbers of the events that show it, in order.
        days: the local days of these events; for a duty, its due day and the end of the three months after it.
        codes: reasons, purposes and keys of duties that belong to it.
    """

    rule: ConductRule = attrs.field(repr=lambda rule: rule.rule_id)
    events: tuple[int, ...]
    days: tuple[date, ...]
    codes: tuple[str, ...] = ()


def find_conduct(report: Report, *, as_of: datetime, under: Rulebook) -> tuple[ConductFinding, ...]:
    """List what a superior should look at, oldest first; once found, it is found whenever one asks later.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
    """
    case = Case(
        report, under, assess(report, as_of=as_of, under=under).duties, under.calendar_of(report).local_day(as_of)
    )
    found = {
        ConductFinding(rule=rule, events=seen.events, days=seen.days, codes=seen.codes)
        for rule in CONDUCT_RULES
        for seen in rule.seen(case)
    }
    return tuple(sorted(found, key=lambda one: (one.days[-1], one.rule.rule_id, one.events, one.codes)))
