"""An agency's or region's own rules on top of a pack: tighter as it likes, looser only with a legal basis."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, TypeVar

import attrs

from lapor_core.checks import require_text
from lapor_core.codecs import BAD, OBJECT, SCALARS, Codec, at_place, coded, is_list, is_object, listed, refuse
from lapor_core.errors import InvalidDocumentError, InvalidValueError, Problem
from lapor_core.rules.limits import UNITS, CalendarDays, Limit, Months, WorkDays
from lapor_core.rules.packdiff import PARAMETER_DIRECTIONS, Direction, parameter_effect, rule_effect
from lapor_core.rules.packs import RulePack
from lapor_core.rules.sla import SlaRule
from lapor_core.vocabulary import AmendmentPolicy, Channel, Classification, Confidence, DutyName, PackChangeKind

_T = TypeVar("_T")


def overlay(pack: RulePack, document: Mapping[str, object]) -> RulePack:
    """Return a pack with an agency's or region's own rules and parameters in the place of some of another.

    The document has a ``version`` and any of ``basis`` (the legal basis of all of it), ``rules`` and ``parameters``. A
    rule whose ``rule_id`` the pack has changes what it names of ``limit``, ``since``, ``until``, ``rolls_forward``,
    ``citation`` and ``confidence``; any other is added and also needs ``duty`` and may have ``classes``. A parameter is
    its value, or an object with ``value`` and ``basis``. Indonesian term: *aturan daerah*.

    Args:
        pack: the pack below; it stays as it is.
        document: a mapping as decoded from TOML or JSON.

    Raises:
        InvalidDocumentError: with all problems and their paths: fields or codes that are not known, values of the wrong
            type, rules that contradict each other or never apply, days that a rule of the pack covered and none
            covers now, and what is looser than the pack without a legal basis.
    """
    if not is_object(document):
        raise InvalidDocumentError([Problem(path="document", rule=OBJECT)])
    own = _Overlay(pack, document)
    own.read()
    own.compare()
    InvalidDocumentError.raise_if_any(own.problems)
    version = f"{pack.version}+{own.version}"
    return attrs.evolve(pack, version=version, rules=own.merged(), **own.parameters)


def _day(raw: object) -> date:
    # TOML has days of its own, JSON writes them as text.
    if isinstance(raw, date) and not isinstance(raw, datetime):
        return raw
    read: date = SCALARS[date].read(raw)
    return read


def _maybe_day(raw: object) -> date | None:
    return None if raw is None else _day(raw)


_UNIT: Final = coded(UNITS, "unit")


def _limit(raw: object) -> Limit:
    if not is_object(raw) or set(raw) != {"unit", "n"}:
        refuse("an object with unit and n is needed")
    kind: type[Limit] = _UNIT.read(raw["unit"])
    return kind(raw["n"])  # type: ignore[arg-type]  # it checks what it is given


def _as_it_is(raw: object) -> object:
    return raw


def _text(raw: object) -> str:
    return require_text(raw, "text")


def _share(raw: object) -> Fraction:
    # TOML and JSON have numbers, but no fractions; what is written as 0.9 is nine tenths, whatever a float makes of it.
    text = str(raw) if isinstance(raw, int | float | Decimal) else raw
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{1,19}(/0*[1-9][0-9]{0,18}|\.[0-9]{1,19})?", text):
        refuse("a fraction such as 3/4 is needed")
    return Fraction(text)


_RULE_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "limit": _limit,
    "since": _maybe_day,
    "until": _maybe_day,
    "rolls_forward": SCALARS[bool].read,
    "citation": _text,
    "confidence": coded({one.value: one for one in Confidence}, "Confidence").read,
}
_NEW_RULE_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    **_RULE_READERS,
    "duty": coded({one.value: one for one in DutyName}, "DutyName").read,
    "classes": listed(coded({one.value: one for one in Classification}, "Classification"), frozenset).read,
}
_NEEDED: Final = ("duty", "limit", "citation", "confidence")
_PARAMETER_READERS: Final[Mapping[type, Callable[[Any], Any]]] = {
    **dict.fromkeys((WorkDays, CalendarDays, Months), _limit),
    Fraction: _share,
    tuple: listed(Codec(_as_it_is, _share), tuple).read,
    frozenset: listed(coded({one.value: one for one in Channel}, "Channel"), frozenset).read,
    AmendmentPolicy: coded({one.value: one for one in AmendmentPolicy}, "AmendmentPolicy").read,
}
"""How a parameter is read, by the type that it has in the pack; numbers and truths stand as they are."""


class _Overlay:
    """A document while it is read, with everything that is wrong with it."""

    def __init__(self, pack: RulePack, document: Mapping[Any, object]) -> None:
        self.pack = pack
        self.document = document
        self.base = {rule.rule_id: rule for rule in pack.rules}
        self.problems: list[Problem] = []
        self.version = ""
        self.basis: str | None = None
        self.rules: dict[str, SlaRule] = {}
        self.places: dict[str, str] = {}
        self.bases: dict[str, str | None] = {}
        self.parameters: dict[str, Any] = {}
        self.are_rules_read = True

    # What stands in it, each thing by itself.

    def read(self) -> None:
        self.refuse_unknown(self.document, ("version", "basis", "rules", "parameters"), "")
        self.version = self.value(self.document, "version", _text, "") or ""
        if "version" not in self.document:
            self.problem("version", "the field is missing")
        self.basis = self.value(self.document, "basis", _text, "")
        rules, parameters = self.document.get("rules", ()), self.document.get("parameters", {})
        if not is_list(rules):
            self.problem("rules", "a list is needed")
        else:
            for index, raw in enumerate(rules):
                self.read_rule(raw, f"rules[{index}]")
            self.are_rules_read = len(self.rules) == len(rules)
        if not is_object(parameters):
            self.problem("parameters", OBJECT)
        else:
            for name, raw in parameters.items():
                self.read_parameter(name, raw)

    def read_rule(self, raw: object, place: str) -> None:
        if not is_object(raw):
            self.problem(place, OBJECT)
            return
        found = len(self.problems)
        rule_id = self.value(raw, "rule_id", _text, place)
        base = self.base.get(rule_id) if rule_id is not None else None
        # A rule with a known id keeps what it is about; of one without an id nobody knows what it is.
        readers = _RULE_READERS if base else _NEW_RULE_READERS
        self.refuse_unknown(raw, ("rule_id", "basis", *readers), place)
        basis = self.value(raw, "basis", _text, place) or self.basis
        values: dict[str, Any] = {
            field: self.value(raw, field, read, place) for field, read in readers.items() if field in raw
        }
        for field in ("rule_id",) if base else ("rule_id", *_NEEDED):
            if field not in raw:
                self.problem(f"{place}.{field}", "the field is missing")
        if rule_id is None:
            return
        if self.places.setdefault(rule_id, place) != place:
            self.problem(f"{place}.rule_id", f"{self.places[rule_id]} has the same")
        if len(self.problems) > found:
            return
        if base and values.get("limit", base.limit) != base.limit:
            # The source of the limit below is not the source of this one.
            values.setdefault("citation", basis or "Limit of an overlay that states no source")
            values.setdefault("confidence", Confidence.ASSUMED)
        try:
            rule = attrs.evolve(base, **values) if base else SlaRule(rule_id=rule_id, **values)
        except InvalidValueError as error:
            self.problem(f"{place}.{error.field}", error.rule)
            return
        self.rules[rule_id], self.bases[rule_id] = rule, basis

    def read_parameter(self, name: object, raw: object) -> None:
        attribute = attrs.fields_dict(RulePack).get(str(name))
        if attribute is None or str(name) not in PARAMETER_DIRECTIONS:
            self.problem("parameters", "it has a field that is not known")
            return
        place = f"parameters.{name}"
        basis = self.basis
        if is_object(raw) and "value" in raw:
            self.refuse_unknown(raw, ("value", "basis"), place)
            basis = self.value(raw, "basis", _text, place) or basis
            raw = raw["value"]
        before: object = getattr(self.pack, attribute.name)
        try:
            value = _PARAMETER_READERS.get(type(before), _as_it_is)(raw)
            attrs.evolve(self.pack, **{attribute.name: value})
        except BAD as error:
            self.problems += at_place(place, error)
            return
        effect = parameter_effect(attribute.name, before, value)
        if effect in _LOOSENS and PARAMETER_DIRECTIONS[attribute.name][0] is not Direction.FREE and basis is None:
            self.problem(place, f"{_LOOSENS[effect]}; a legal basis is needed")
        self.parameters[attribute.name] = value

    # How it relates to itself and to the pack.

    def compare(self) -> None:
        told = [rule for rule in self.pack.rules if rule.rule_id not in self.places]
        for rule_id, rule in self.rules.items():
            place = self.places[rule_id]
            for base in self.pack.rules:
                effect = rule_effect(base, rule) if rule.overlaps(base) else None
                if effect in _LOOSENS and self.bases[rule_id] is None:
                    self.problem(f"{place}.limit", f"{_LOOSENS[effect]} ({base.rule_id}); a legal basis is needed")
            for other in told:
                if rule.overlaps(other):
                    named = self.places.get(other.rule_id, other.rule_id)
                    self.problem(
                        place, f"it limits the same on the same day as {named}, so that one of them never applies"
                    )
            told.append(rule)
        # Of a list with a rule that could not be read nobody can say what it leaves out.
        if self.are_rules_read:
            for rule_id in self.rules:
                lost = sorted(_lost(self.base[rule_id], self.merged())) if rule_id in self.base else ()
                if lost:
                    what = f"the pack below limits days and classes that nothing limits now ({', '.join(lost)})"
                    self.problem(self.places[rule_id], what)

    def merged(self) -> tuple[SlaRule, ...]:
        return (*(self.base | self.rules).values(),)

    def value(self, document: Mapping[Any, object], field: str, read: Callable[[Any], _T], place: str) -> _T | None:
        """Read a field; return None when it is not there or, with a problem, when it cannot be read."""
        if field in document:
            try:
                return read(document[field])
            except BAD as error:
                self.problems += at_place(f"{place}.{field}" if place else field, error)
        return None

    def refuse_unknown(self, document: Mapping[Any, object], known: Collection[str], place: str) -> None:
        if not set(known).issuperset(document):
            self.problem(place or "document", f"it has a field that is not one of {', '.join(known)}")

    def problem(self, path: str, rule: str) -> None:
        self.problems.append(Problem(path=path, rule=rule))


_LOOSENS: Final[Mapping[PackChangeKind | None, str]] = {
    PackChangeKind.LOOSER: "it is looser than the pack below",
    PackChangeKind.CHANGED: "it is not shown to be stricter than the pack below",
}
_ONE_DAY: Final = timedelta(days=1)


def _lost(base: SlaRule, rules: tuple[SlaRule, ...]) -> set[str]:
    """Return the classifications for which no rule limits some day that a rule of the pack below did."""
    of_duty = [rule for rule in rules if rule.duty is base.duty]
    # What is in force changes on the first day of a rule and on the day after the last.
    turns = [date.min, *(rule.since for rule in (base, *of_duty) if rule.since)]
    turns += [rule.until + _ONE_DAY for rule in of_duty if rule.until and rule.until < date.max]
    return {
        "unclassified" if classification is None else classification.value
        for classification in (None, *Classification)
        for day in turns
        if _governs(base, classification, day) and not any(_governs(rule, classification, day) for rule in of_duty)
    }


def _governs(rule: SlaRule, classification: Classification | None, day: date) -> bool:
    return rule.covers(classification) and rule.is_in_force(day)
