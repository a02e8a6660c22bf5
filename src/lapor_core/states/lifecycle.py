"""The engine: may this actor do this to this report now, and what does the report look like afterwards?

Every call is a pure function of its arguments. `apply` raises exactly when `check` returns a refusal, and raises
`ActionRefusedError` exactly when the name of the action is not in `allowed_actions`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Final

import attrs

from lapor_core import actions
from lapor_core.actions import Action
from lapor_core.agencies import Actor, Directory
from lapor_core.checks import AWARE, is_before, require_instant
from lapor_core.errors import (
    ActionRefusedError,
    HistoryError,
    InvalidActionError,
    InvalidValueError,
    Refusal,
)
from lapor_core.events import Event, History
from lapor_core.filings import Filing
from lapor_core.reports import Report, ReportDraft
from lapor_core.rules.authority import JURISDICTIONS, has_jurisdiction
from lapor_core.rules.rulebook import Rulebook
from lapor_core.states.arguments import ARGUMENT_GUARDS, ArgumentGuard
from lapor_core.states.fold import born, draft_of, fold, frozen
from lapor_core.states.redaction import redacted_events
from lapor_core.states.standing import STANDING_GUARDS, StandingGuard
from lapor_core.states.table import ADOPTION, BIRTH, ROWS, TABLE, Row
from lapor_core.vocabulary import ActionName, Role, Status


@attrs.frozen(kw_only=True, weakref_slot=False)
class Step:
    """What an accepted action gives back. Indonesian term: *langkah*.

    Args:
        report: the report as it is now.
        event: the one event that happened.
        notices: rule ids of what an administrator should know although it was accepted, such as ``RTE-001``.
    """

    report: Report
    event: Event
    notices: tuple[str, ...] = ()


INACTIVE_TARGET: Final = "RTE-001"
"""Notice: the report went to an agency that is connected but inactive (no wrong door: it is accepted)."""


@attrs.frozen(weakref_slot=False)
class _Compiled:
    """A row with its guards and the jurisdictions of its roles looked up."""

    row: Row
    covers: Mapping[Role, Callable[[Report, Actor, Directory], bool]]
    standing: tuple[StandingGuard, ...]
    arguments: tuple[ArgumentGuard, ...]


def _compiled(row: Row) -> _Compiled:
    return _Compiled(
        row=row,
        covers={role: JURISDICTIONS[role].covers for role in row.roles},
        standing=tuple(STANDING_GUARDS[name] for name in row.guards if name in STANDING_GUARDS),
        arguments=tuple(ARGUMENT_GUARDS[name] for name in row.guards if name not in STANDING_GUARDS),
    )


_ROWS: Final = {row.rule_id: _compiled(row) for row in (BIRTH, ADOPTION, *ROWS)}
_TABLE: Final[Mapping[Status, Mapping[type[Action], _Compiled]]] = {
    status: {actions.ACTIONS[name]: _ROWS[row.rule_id] for name, row in rows.items()} for status, rows in TABLE.items()
}
_Redact: Final = actions.Redact
_KINDS: Final = frozenset(actions.ACTIONS.values())


def receive(filing: Filing, *, by: Actor, at: datetime, under: Rulebook) -> Step:
    """Bring a report into being: the reporter filed it, or an officer on the reporter's behalf.

    Args:
        filing: what was sent.
        by: who filed it.
        at: aware instant of receipt.
        under: the rules.

    Raises:
        ActionRefusedError: this actor cannot file this report.
        InvalidActionError: the filing lacks what a new report needs.
        InvalidValueError: the instant is naive, or an argument is of the wrong kind.

    Source of the rule: LFC-001.
    """
    return _bear(actions.Receive(filing=filing), _ROWS[BIRTH.rule_id], Status.RECEIVED, by, at, under)


def adopt(row_facts: actions.Adopt, *, known_at: datetime, under: Rulebook) -> Report:
    """Take over a case that another system handled, with what is known of it and nothing else.

    Args:
        row_facts: what the other system knew.
        known_at: aware instant as of which it knew that; no fact lies after it.
        under: the rules.

    Returns:
        A report with a birth of its own. What is not known stays None; nothing of it is public.

    Raises:
        InvalidActionError: the facts contradict each other, or are not covered.
        InvalidValueError: the instant is naive, or an argument is of the wrong kind.

    Source of the rule: LFC-002.
    """
    if type(row_facts) is not actions.Adopt:
        raise InvalidValueError("row_facts", "actions.Adopt is needed")
    importer = Actor(role=Role.SYSTEM)
    return _bear(row_facts, _ROWS[ADOPTION.rule_id], row_facts.status, importer, known_at, under).report


def _bear(
    action: actions.Receive | actions.Adopt,
    row: _Compiled,
    status: Status,
    by: Actor,
    at: datetime,
    under: Rulebook,
) -> Step:
    at = _fixed(at)
    _require_rules(under)
    agency = action.responsible if isinstance(action, actions.Adopt) else action.filing.agency
    event = Event(
        tracking_id=action.filing.tracking_id,
        seq=1,
        at=at,
        by=by,
        action=action,
        from_status=None,
        to_status=status,
        rule_id=row.row.rule_id,
        pack=under.pack_of(agency).version,
    )
    draft = born(event)
    draft.history = History((event,))
    report = frozen(draft)
    refusal = _refusal(report, action, row, by, at, under)
    if refusal is not None:
        raise _error(refusal)
    return Step(report=report, event=event)


def apply(report: Report, action: Action, *, by: Actor, at: datetime, under: Rulebook) -> Step:
    """Do something to a report: give the new report and the event, or raise and change nothing.

    Args:
        report: the report as it is.
        action: what is to be done.
        by: who does it.
        at: aware instant, not before the report's last event.
        under: the rules.

    Raises:
        ActionRefusedError: this actor may not do this to this report now.
        InvalidActionError: the actor may, but not with these arguments.
        InvalidValueError: the instant is naive or before the last event, or an argument is of the wrong kind.

    Source of the rule: the row of the lifecycle table that `Event.rule_id` names.
    """
    at = at if type(at) is datetime and type(at.tzinfo) is timezone else _fixed(at)
    try:
        refusal = _refusal(report, action, _TABLE[report.status].get(type(action)), by, at, under)
    except _SLIPS:
        _require_kinds(report, under)
        raise
    if refusal is not None:
        raise _error(refusal)
    row = TABLE[report.status][action.name]
    status = report.status
    event = Event(
        tracking_id=report.filing.tracking_id,
        seq=report.version + 1,
        at=at,
        by=by,
        action=action,
        from_status=status,
        to_status=row.target or status,
        rule_id=row.rule_id,
        pack=under.pack_of(report.responsible).version,
    )
    draft = draft_of(report)
    fold(draft, event)
    draft.history = draft.history.appended(event)
    return Step(report=frozen(draft), event=event, notices=_notices(action, under))


def check(report: Report, action: Action, *, by: Actor, at: datetime, under: Rulebook) -> Refusal | None:
    """Say why `apply` would refuse, or None when it would not.

    Raises:
        InvalidValueError: the instant is naive or before the last event, or an argument is of the wrong kind.
    """
    at = at if type(at) is datetime and type(at.tzinfo) is timezone else _fixed(at)
    try:
        return _refusal(report, action, _TABLE[report.status].get(type(action)), by, at, under)
    except _SLIPS:
        _require_kinds(report, under)
        raise


def replay(events: Iterable[Event]) -> Report:
    """Rebuild a report from its stored events.

    The events must be whole and in order; whether today's rules would allow them is not asked.

    Raises:
        HistoryError: there is none, the first is no birth, or one is missing, foreign, naive, or runs backwards.
        InvalidValueError: something else than events was given.
    """
    stored = _iterated(events)
    first = next(stored, None)
    if first is None:
        raise HistoryError(0, "a report has at least one event")
    draft = _born_of(first)
    kept = [first]
    tracking_id, last = first.tracking_id, first.at
    for seq, event in enumerate(stored, start=2):
        if type(event) is not Event:
            raise InvalidValueError(f"events[{seq - 1}]", _EVENT)
        if event.seq != seq:
            raise HistoryError(seq - 1, "seq does not follow the event before")
        if event.tracking_id != tracking_id:
            raise HistoryError(seq - 1, "the event belongs to another report")
        if event.from_status is not draft.status:
            raise HistoryError(seq - 1, "from_status is not where the event before led")
        at = event.at
        try:
            runs_backwards = at < last if type(at.tzinfo) is timezone else is_before(at, last)
        except TypeError:
            raise HistoryError(seq - 1, AWARE) from None
        if runs_backwards:
            raise HistoryError(seq - 1, "the instant lies before that of the event before")
        last = at
        fold(draft, event)
        action = event.action
        if isinstance(action, _Redact):
            kept = redacted_events(kept, action.parts)
        kept.append(event)
    draft.history = History(kept)
    return frozen(draft)


def _iterated(events: Iterable[Event]) -> Iterator[Event]:
    try:
        return iter(events)
    except TypeError:
        raise InvalidValueError("events", "an iterable of events is needed") from None


def _born_of(first: Event) -> ReportDraft:
    if type(first) is not Event:
        raise InvalidValueError("events[0]", _EVENT)
    draft = born(first)
    if first.seq != 1 or first.from_status is not None or first.tracking_id != draft.filing.tracking_id:
        raise HistoryError(0, "the first event has seq 1, no from_status, and the tracking id of its filing")
    if first.at.utcoffset() is None:
        raise HistoryError(0, AWARE)
    action = first.action
    if first.to_status is not (action.status if isinstance(action, actions.Adopt) else Status.RECEIVED):
        raise HistoryError(0, "to_status is not where its action leads")
    return draft


def allowed_actions(report: Report, *, by: Actor, at: datetime, under: Rulebook) -> frozenset[ActionName]:
    """Return the names of what this actor may do to this report now, given fitting arguments.

    Raises:
        InvalidValueError: the instant is naive or before the last event, or an argument is of the wrong kind.
    """
    at = at if type(at) is datetime and type(at.tzinfo) is timezone else _fixed(at)
    if type(by) is not Actor:
        raise InvalidValueError("by", _ACTOR)
    try:
        if not has_jurisdiction(report, by, under.directory):
            return _NOTHING
        choices = _CHOICES[report.status][by.role]
    except _SLIPS:
        _require_kinds(report, under)
        raise
    if at < report.changed_at:
        raise InvalidValueError("at", _NOT_BEFORE)
    passed = 0
    for bit, guard in choices.guards:
        if guard(report, by, at, under):
            passed |= bit
    return choices.by_passed[passed]


@attrs.frozen(weakref_slot=False)
class _Choices:
    """What one role may do in one status, worked out beforehand for every way in which the guards may fall."""

    guards: tuple[tuple[int, Callable[[Report, Actor, datetime, Rulebook], bool]], ...]
    by_passed: tuple[frozenset[ActionName], ...]


_NOTHING: Final[frozenset[ActionName]] = frozenset()


def _choices(status: Status, role: Role) -> _Choices:
    rows = [row for row in _TABLE[status].values() if role in row.covers]
    guards = list(dict.fromkeys(guard for row in rows for guard in row.standing))
    bit_of = {guard: 1 << place for place, guard in enumerate(guards)}
    needs = [(row.row.action, sum(bit_of[guard] for guard in row.standing)) for row in rows]
    return _Choices(
        guards=tuple((bit, guard.passes) for guard, bit in bit_of.items()),
        by_passed=tuple(
            frozenset(action for action, bits in needs if bits & passed == bits) for passed in range(1 << len(guards))
        ),
    )


_CHOICES: Final = {status: {role: _choices(status, role) for role in Role} for status in Status}


def _refusal(
    report: Report, action: Action, row: _Compiled | None, by: Actor, at: datetime, under: Rulebook
) -> Refusal | None:
    if type(by) is not Actor:
        raise InvalidValueError("by", _ACTOR)
    covers = None if row is None else row.covers.get(by.role)
    if row is None or covers is None or not covers(report, by, under.directory):
        return _refusal_of_authority(report, action, row, by, under)
    # Whoever has no jurisdiction is not told either when the last event was.
    if at < report.changed_at:
        raise InvalidValueError("at", _NOT_BEFORE)
    for guard in row.standing:
        if not guard.passes(report, by, at, under):
            return Refusal(action=action.name, rule_id=guard.rule_id, reason=guard.reason, needs=guard.needs)
    for argument in row.arguments:
        field = argument.fault(report, action, by, at, under)
        if field is not None:
            return Refusal(
                action=action.name, rule_id=argument.rule_id, reason=argument.reason, needs=argument.needs, field=field
            )
    return None


def _refusal_of_authority(report: Report, action: Action, row: _Compiled | None, by: Actor, under: Rulebook) -> Refusal:
    if row is None and type(action) not in _KINDS:
        raise _no_action(action)
    # Jurisdiction first: whoever has none learns nothing, not even where the report stands.
    jurisdiction = JURISDICTIONS[by.role]
    if not jurisdiction.covers(report, by, under.directory):
        return Refusal(
            action=action.name,
            rule_id=jurisdiction.rule_id,
            reason="the report is outside the actor's jurisdiction",
            needs=jurisdiction.needs,
        )
    if row is None:
        return _unknown_here(report, action.name)
    return Refusal(
        action=action.name,
        rule_id=row.row.rule_id,
        reason=f"the role {by.role} may not do this",
        needs=f"one of the roles {', '.join(row.row.roles)}",
    )


def _no_action(value: object) -> InvalidValueError:
    hint = f", an instance: actions.{value.__name__}()" if isinstance(value, type) and value in _KINDS else ""
    return InvalidValueError("action", f"an action of lapor_core.actions is needed{hint}")


UNKNOWN_HERE: Final = "LFC-000"
"""Rule: what the table does not name is not allowed."""


def _unknown_here(report: Report, name: ActionName) -> Refusal:
    sources = [status for status in Status if name in TABLE[status]]
    return Refusal(
        action=name,
        rule_id=UNKNOWN_HERE,
        reason=f"the status {report.status} does not know the action",
        needs=f"one of the statuses {', '.join(sources)}" if sources else "the call of its own that it has",
    )


def _notices(action: Action, under: Rulebook) -> tuple[str, ...]:
    if isinstance(action, actions.Disposition) and not under.directory.get(action.to).active:
        return (INACTIVE_TARGET,)
    return ()


_NO_OFFSET: Final = timedelta(0)
_ACTOR: Final = "an Actor is needed"
_EVENT: Final = "an Event is needed; from_dict makes one of a document"
_SLIPS: Final = (AttributeError, KeyError, TypeError)
"""What Python raises for an argument of the wrong kind. Only then the kinds are looked at: every call would pay."""
_NOT_BEFORE: Final = "an instant not before the report's last event is needed"


def _require_kinds(report: object, under: object) -> None:
    if not isinstance(report, Report):
        raise InvalidValueError("report", "a Report is needed, such as the report of a Step") from None
    _require_rules(under)


def _require_rules(under: object) -> None:
    if not isinstance(under, Rulebook):
        raise InvalidValueError("under", "a Rulebook is needed") from None


def _fixed(at: datetime) -> datetime:
    """Return an aware instant with a fixed offset, which means the same wherever and whenever it is read again."""
    offset = require_instant(at, "at").utcoffset()
    return at.replace(tzinfo=timezone(offset or _NO_OFFSET), fold=0)


def _error(refusal: Refusal) -> ActionRefusedError | InvalidActionError:
    # A refusal that names a field is about the argument; any other is about who, where or when.
    return ActionRefusedError(refusal) if refusal.field is None else InvalidActionError(refusal)
