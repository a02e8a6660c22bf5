"""What would change if other rules held: the same reports, assessed under two rulebooks side by side."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from itertools import tee
from typing import cast

import attrs

from lapor_core.bulk import Answered, in_bulk
from lapor_core.checks import require_instant
from lapor_core.identifiers import TrackingId
from lapor_core.reports import Report
from lapor_core.rules.duties import Assessment, Duty, assess
from lapor_core.rules.rulebook import Rulebook
from lapor_core.vocabulary import DutyName, DutyState


@attrs.frozen(kw_only=True, weakref_slot=False)
class ChangedDuty:
    """A duty of a report that would stand otherwise. Indonesian term: *kewajiban yang berubah*.

    Args:
        tracking_id: the report.
        duty: what is owed.
        cycle: in which turn.
        due_before: the due day under the rules of today; None when there is none, or it is not known.
        due_after: the due day under the others.
        state_before: how it stands under the rules of today; None when they know no such duty.
        state_after: how it would stand.
    """

    tracking_id: TrackingId
    duty: DutyName
    cycle: int
    due_before: date | None
    due_after: date | None
    state_before: DutyState | None
    state_after: DutyState | None

    @property
    def days(self) -> int | None:
        """By how many calendar days the due day moves; less than 0 is sooner. None unless both are known."""
        if self.due_before is None or self.due_after is None:
            return None
        return (self.due_after - self.due_before).days


@attrs.frozen(kw_only=True, weakref_slot=False)
class DutyEffect:
    """How a duty fares in all reports under both rules. Indonesian term: *dampak pada kewajiban*.

    Args:
        duty: what is owed.
        before: how many stand how under the rules of today; states in which none stands are left out.
        after: how many would stand how.
    """

    duty: DutyName
    before: tuple[tuple[DutyState, int], ...]
    after: tuple[tuple[DutyState, int], ...]

    @property
    def in_time_before(self) -> Fraction | None:
        """The share that was met in time, of all that were met or breached; None when there is none."""
        return _in_time(dict(self.before))

    @property
    def in_time_after(self) -> Fraction | None:
        """The same under the other rules."""
        return _in_time(dict(self.after))


def _in_time(states: Mapping[DutyState, int]) -> Fraction | None:
    met = states.get(DutyState.MET, 0)
    judged = met + states.get(DutyState.LATE, 0) + states.get(DutyState.BREACHED, 0)
    return Fraction(met, judged) if judged else None


@attrs.frozen(kw_only=True, weakref_slot=False)
class Comparison:
    """What would change under other rules. Indonesian term: *perbandingan aturan*.

    Args:
        reports: how many were compared.
        changed: every duty that would stand otherwise, by report.
        effects: the sums by duty.
        errors: the reports that could not be assessed under one of the two, with the reason.
    """

    reports: int
    changed: tuple[ChangedDuty, ...]
    effects: tuple[DutyEffect, ...]
    errors: tuple[Answered[Assessment], ...]


def compare(reports: Iterable[Report], *, as_of: datetime, before: Rulebook, after: Rulebook) -> Comparison:
    """Assess the same reports under two rulebooks, such as those of today and proposed ones.

    The histories stay as they are; only what is owed by when is reckoned anew.

    Args:
        reports: the reports.
        as_of: aware instant of asking, the same for both.
        before: the rules of today.
        after: the other rules.

    Raises:
        InvalidValueError: the instant is naive. What is wrong with one report is in `Comparison.errors`.
    """
    require_instant(as_of, "as_of")
    compared = 0
    changed: list[ChangedDuty] = []
    errors: list[Answered[Assessment]] = []
    sums: tuple[Counter[tuple[DutyName, DutyState]], ...] = (Counter(), Counter())
    one, other = tee(reports)
    today = in_bulk(assess, one, as_of=as_of, under=before)
    proposed = in_bulk(assess, other, as_of=as_of, under=after)
    for answers in zip(today, proposed, strict=True):
        failed = [answer for answer in answers if answer.error is not None]
        if failed:
            errors.append(failed[0])
            continue
        compared += 1
        tracking_id = cast("TrackingId", answers[0].tracking_id)  # what was assessed is a report
        old, new = [_by_turn(answer.value) for answer in answers]
        for states, duties in zip(sums, (old, new), strict=True):
            states.update((name, duty.state) for (name, _), duty in duties.items())
        changed += [
            _change(tracking_id, turn, old.get(turn), new.get(turn))
            for turn in sorted(old.keys() | new.keys(), key=_order)
            if _stands(old.get(turn)) != _stands(new.get(turn))
        ]
    return Comparison(reports=compared, changed=tuple(changed), effects=_effects(*sums), errors=tuple(errors))


_Turn = tuple[DutyName, int]


def _by_turn(assessment: Assessment | None) -> dict[_Turn, Duty]:
    turns: dict[_Turn, Duty] = {}
    for duty in assessment.duties if assessment else ():
        # A former classification's breach comes first and stays: what follows it does not wash it away.
        turns.setdefault((duty.rule.duty, duty.cycle), duty)
    return turns


def _order(turn: _Turn) -> tuple[int, int]:
    name, cycle = turn
    return list(DutyName).index(name), cycle


def _stands(duty: Duty | None) -> tuple[object, ...]:
    return () if duty is None else (duty.state, duty.due_on, duty.due_earliest, duty.due_latest)


def _change(tracking_id: TrackingId, turn: _Turn, old: Duty | None, new: Duty | None) -> ChangedDuty:
    name, cycle = turn
    return ChangedDuty(
        tracking_id=tracking_id,
        duty=name,
        cycle=cycle,
        due_before=old.due_on if old else None,
        due_after=new.due_on if new else None,
        state_before=old.state if old else None,
        state_after=new.state if new else None,
    )


def _effects(
    before: Counter[tuple[DutyName, DutyState]], after: Counter[tuple[DutyName, DutyState]]
) -> tuple[DutyEffect, ...]:
    names = {name for name, _ in before.keys() | after.keys()}
    return tuple(
        DutyEffect(
            duty=name,
            before=tuple((state, before[name, state]) for state in DutyState if before[name, state]),
            after=tuple((state, after[name, state]) for state in DutyState if after[name, state]),
        )
        for name in DutyName
        if name in names
    )
