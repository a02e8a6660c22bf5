"""What differs between two packs, and which of the two is stricter."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum, auto
from fractions import Fraction
from itertools import chain
from typing import Any, Final, cast

import attrs

from lapor_core.checks import require_a
from lapor_core.rules.limits import CalendarDays, Limit, WorkDays
from lapor_core.rules.packs import RulePack
from lapor_core.rules.sla import SlaRule
from lapor_core.vocabulary import DutyName, Grain, Language, PackChangeKind, Term


class Direction(Enum):
    """Which way a value becomes stricter."""

    LESS = auto()
    MORE = auto()
    NEITHER = auto()
    """It takes from one side whatever it gives to the other, so that every change needs a reason."""
    FREE = auto()
    """It takes from nobody."""


_LESS, _MORE, _NEITHER = Direction.LESS, Direction.MORE, Direction.NEITHER

PARAMETER_DIRECTIONS: Final[Mapping[str, tuple[Direction, str]]] = {
    "bands": (Direction.FREE, "a warning moves no deadline"),
    "raise_at": (_LESS, "a superior is told sooner"),
    "pause_budget": (_LESS, "what pauses less is due sooner"),
    "reopen_window": (_MORE, "the reporter has longer to object"),
    "max_reopenings": (_NEITHER, "one number bounds the reporter and the officers"),
    "max_hops": (_LESS, "a report is sent to and fro less often"),
    "max_level": (_MORE, "a late report reaches higher"),
    "retention": (_LESS, "texts about people are erased sooner"),
    "identity_retention": (_LESS, "the reporter's name is erased sooner"),
    "identities_held": (_MORE, "texts are checked against the reporter's name as well"),
    "grant_window": (_LESS, "an identity is open for less time"),
    "public_grain": (_MORE, "the time of a protected report shows less"),
    "public_minimum": (_MORE, "a protected report hides among more"),
    "on_behalf_channels": (_NEITHER, "fewer close a door to reporters, more let officers speak for them"),
    "max_score": (_NEITHER, "ratings on another scale cannot be compared"),
    "amendments": (_NEITHER, "which policy gives the later day depends on the decree"),
}
"""Which way each parameter of a pack becomes stricter, and why."""

DUTY_DIRECTIONS: Final[Mapping[DutyName, tuple[Direction, str]]] = {
    **dict.fromkeys(DutyName, (_LESS, "who owes it has less time")),
    DutyName.REPLY: (_NEITHER, "a shorter one takes time from the reporter, a longer one delays the end"),
    DutyName.HELD_COMPLETION: (_NEITHER, "a shorter one takes time from the reporter, a longer one delays the end"),
    DutyName.STATUTORY_COMPLETION: (
        _NEITHER,
        "a shorter one takes time from the reporter, a longer one delays the end",
    ),
    DutyName.OMBUDSMAN_REACH: (
        _NEITHER,
        "a shorter one takes the Ombudsman from the reporter, a longer one is not ours",
    ),
}
"""Which way the limit of each duty becomes stricter, and why."""


def is_never_later(rule: SlaRule, other: SlaRule) -> bool:
    """Whether the due day under a rule is, whenever it starts, not after the one under another rule of its duty."""
    limit, bound = rule.limit, other.limit
    if isinstance(limit, CalendarDays) and isinstance(bound, WorkDays):
        # Each working day takes a calendar day at least, and ends on a day that needs no rolling.
        return limit.n <= bound.n
    rolls_further = isinstance(limit, CalendarDays) and rule.rolls_forward and not other.rolls_forward
    return type(limit) is type(bound) and limit.n <= bound.n and not rolls_further


def rule_effect(before: SlaRule, after: SlaRule) -> PackChangeKind | None:
    """Say what another rule in the place of one does to deadlines; None when it does nothing."""
    direction, _ = DUTY_DIRECTIONS[after.duty]
    sooner, later = is_never_later(after, before), is_never_later(before, after)
    if sooner and later:
        return None
    if direction is _NEITHER or sooner is later:
        return PackChangeKind.CHANGED
    return PackChangeKind.TIGHTER if sooner else PackChangeKind.LOOSER


def parameter_effect(name: str, before: Any, after: Any) -> PackChangeKind | None:
    """Say what another value of a parameter does; None when it is the same."""
    if before == after:
        return None
    direction, _ = PARAMETER_DIRECTIONS[name]
    if direction not in (_LESS, _MORE):
        return PackChangeKind.CHANGED
    is_less = _size(after) < _size(before)
    return PackChangeKind.TIGHTER if is_less is (direction is _LESS) else PackChangeKind.LOOSER


def _size(value: Any) -> Any:
    if isinstance(value, Grain):
        return list(Grain).index(value)
    return value.n if isinstance(value, Limit) else value


@attrs.frozen(kw_only=True, weakref_slot=False)
class PackChange:
    """One rule or parameter that differs between two packs. Indonesian term: *perubahan aturan*.

    Args:
        kind: what it means.
        rule_id: id of the rule or parameter.
        name: the duty that the rule limits, or the name of the parameter.
        before: what differs, by the names of the fields, as it was; empty for what was added.
        after: the same as it is now; empty for what was removed.
    """

    kind: PackChangeKind
    rule_id: str
    name: str
    before: tuple[tuple[str, Any], ...]
    after: tuple[tuple[str, Any], ...]

    def __str__(self) -> str:
        return self.text("en")

    def text(self, language: Language) -> str:
        """Say it in one line in Indonesian or English."""
        was, now = dict(self.before), dict(self.after)
        parts = [
            f"{_FIELDS[language].get(field, field)} "
            + " → ".join(said(values[field], language) for values in (was, now) if field in values)
            for field in was or now
        ]
        return f"{self.rule_id} {self.name}: {self.kind.label(language)}: {'; '.join(parts)}"

    def to_dict(self) -> dict[str, object]:
        """Return it as plain JSON types."""
        return {
            "kind": self.kind.value,
            "rule_id": self.rule_id,
            "name": self.name,
            "before": {field: _plain(value) for field, value in self.before},
            "after": {field: _plain(value) for field, value in self.after},
        }


_RULE_FIELDS: Final = tuple(field.name for field in attrs.fields(SlaRule) if field.name != "rule_id")
_SCOPE: Final = frozenset({"duty", "classes", "since", "until"})


def pack_diff(before: RulePack, after: RulePack) -> tuple[PackChange, ...]:
    """List what differs between two packs: first the rules, in the order of their ids, then the parameters.

    A rule that differs is tighter or looser only when it applies to the same cases as before; otherwise it has changed.

    Args:
        before: the one.
        after: the other.

    Raises:
        InvalidValueError: one of them is no pack.
    """
    require_a(before, RulePack, "before")
    require_a(after, RulePack, "after")
    old, new = ({rule.rule_id: rule for rule in pack.rules} for pack in (before, after))
    rules = (_rule_change(old.get(rule_id), new.get(rule_id)) for rule_id in sorted({*old, *new}))
    parameters = (_parameter_change(name, before, after) for name in RulePack.provenance())
    return tuple(change for change in chain(rules, parameters) if change is not None)


def _rule_change(before: SlaRule | None, after: SlaRule | None) -> PackChange | None:
    if before == after:
        return None
    was, now = (
        {} if rule is None else {field: getattr(rule, field) for field in _RULE_FIELDS} for rule in (before, after)
    )
    differing = [field for field in _RULE_FIELDS if was.get(field) != now.get(field)]
    if before is None:
        kind = PackChangeKind.ADDED
    elif after is None:
        kind = PackChangeKind.REMOVED
    elif _SCOPE.isdisjoint(differing):
        kind = rule_effect(before, after) or PackChangeKind.CHANGED
    else:
        kind = PackChangeKind.CHANGED
    named = cast("SlaRule", after or before)  # two that are missing are equal
    return PackChange(
        kind=kind,
        rule_id=named.rule_id,
        name=named.duty.value,
        before=tuple((field, was[field]) for field in differing if was),
        after=tuple((field, now[field]) for field in differing if now),
    )


def _parameter_change(name: str, before: RulePack, after: RulePack) -> PackChange | None:
    was, now = getattr(before, name), getattr(after, name)
    kind = parameter_effect(name, was, now)
    if kind is None:
        return None
    rule_id = RulePack.provenance()[name].rule_id
    return PackChange(kind=kind, rule_id=rule_id, name=name, before=((name, was),), after=((name, now),))


_FIELDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "id": {
        "duty": "kewajiban",
        "limit": "batas",
        "citation": "dasar",
        "confidence": "kepastian",
        "classes": "klasifikasi",
        "since": "sejak",
        "until": "sampai",
        "rolls_forward": "bergeser ke hari kerja",
    },
    "en": {"rolls_forward": "rolls forward"},
}
_TRUTHS: Final[Mapping[Language, tuple[str, str]]] = {"id": ("tidak", "ya"), "en": ("no", "yes")}


def said(value: Any, language: Language) -> str:
    """Write a value of a rule or parameter for people."""
    if isinstance(value, Limit):
        return value.text(language)
    if isinstance(value, Term):
        return value.label(language)
    if isinstance(value, bool):
        return _TRUTHS[language][value]
    if isinstance(value, tuple | frozenset):
        parts = [said(one, language) for one in cast("Collection[Any]", value)]
        return ", ".join(parts if isinstance(value, tuple) else sorted(parts)) or "-"
    return "-" if value is None else str(value)


def _plain(value: Any) -> object:
    """Write a value as documents have it."""
    if isinstance(value, Limit):
        return {"unit": value.unit, "n": value.n}
    if isinstance(value, Term):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple | frozenset):
        parts: list[Any] = [_plain(one) for one in cast("Collection[Any]", value)]
        return parts if isinstance(value, tuple) else sorted(parts)
    return value
