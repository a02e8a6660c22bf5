"""Errors, by whose fault it is; each names the field and the rule, and none repeats a value it was given.

* The caller handed over a bad value: `InvalidValueError`, `DirectoryError`, `InvalidDocumentError`,
  `NotSerializableError`, `UnknownAgencyError`, `UncoveredDayError`, `IdentityLeakError`, `ExportError`.
* The law says no: `ActionRefusedError` (who, where, when), `InvalidActionError` (what the action says),
  `AccessRefusedError` (who may see what).
* What was stored is broken: `HistoryError`, `HistoryAlteredError`.
* What is beside this library lacks something: `UnsupportedEngineError`.
"""

from collections.abc import Iterable
from datetime import date

import attrs


@attrs.frozen(kw_only=True)
class Problem:
    """One thing that is wrong, at a path such as ``history[3].at``; the value itself is never shown."""

    path: str
    rule: str

    def __str__(self) -> str:
        return f"{self.path}: {self.rule}"


@attrs.frozen(kw_only=True)
class Refusal:
    """Why an action is not accepted.

    Indonesian term: *penolakan*.

    Args:
        action: wire code of the action that was asked for.
        rule_id: the lifecycle row, guard or authority rule that says no.
        reason: what the rule says, without any value of the report.
        needs: what would have to be true for the action to be accepted.
        field: the argument of the action that is at fault; None when no argument could have helped.
    """

    action: str
    rule_id: str
    reason: str
    needs: str
    field: str | None = None

    def __str__(self) -> str:
        where = f" ({self.field})" if self.field else ""
        return f"{self.action}{where} refused by {self.rule_id}: {self.reason}; needed: {self.needs}"


class LaporError(Exception):
    """Root of every error of this library; never raised itself."""

    def __init__(self, message: str) -> None:
        if type(self) is LaporError:
            raise TypeError("LaporError is abstract: raise one of its children")
        super().__init__(message)

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[LaporError], args: tuple[object, ...], facts: dict[str, object]) -> LaporError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error


class InvalidValueError(LaporError, ValueError):
    """A value was refused at birth. Attributes: ``field``, ``rule``."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule


class _ProblemsError(LaporError, ValueError):
    """Everything that is wrong, found in one go. Attribute: ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))

    @classmethod
    def raise_if_any(cls, problems: Iterable[Problem]) -> None:
        """Raise one error for all problems; do nothing when there are none."""
        error = cls(problems)
        if error.problems:
            raise error


class DirectoryError(_ProblemsError):
    """The agencies do not form a tree, or a code is used twice."""


class InvalidDocumentError(_ProblemsError):
    """A document cannot be read; every problem carries its path, none carries the value."""


class NotSerializableError(LaporError, TypeError):
    """No document can be made of this. Attributes: `kind` (a class, or a field of one), `rule`."""

    def __init__(self, kind: str, rule: str) -> None:
        super().__init__(f"{kind}: {rule}")
        self.kind = kind
        self.rule = rule


class UnknownAgencyError(LaporError, LookupError):
    """The directory has no such agency, or more than one of that name."""


class UncoveredDayError(LaporError, LookupError):
    """A question about a day that no decree covers. Attributes: ``first`` and ``last`` of what is covered."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(f"day: the calendar answers from {first} to {last} only")
        self.first = first
        self.last = last


class ExportError(_ProblemsError):
    """A file is not an export that this library knows (no header row, a needed column missing)."""


class UnsupportedEngineError(LaporError):
    """The engine of a data frame cannot do what is needed. Attributes: ``engine``, ``need``."""

    def __init__(self, engine: str, need: str) -> None:
        super().__init__(f"frame: {engine} cannot do what is needed for {need}")
        self.engine = engine
        self.need = need


class IdentityLeakError(LaporError, ValueError):
    """A text that was to become public may give a person away. Attribute: ``rule_ids``."""

    def __init__(self, rule_ids: Iterable[str]) -> None:
        self.rule_ids = tuple(sorted(set(rule_ids)))
        super().__init__(f"text: holds what may identify a person ({', '.join(self.rule_ids)})")


class _RefusalError(LaporError):
    """Carries the ``refusal`` as a value."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


class ActionRefusedError(_RefusalError):
    """This actor may not do this to this report now; no argument of the action could change that."""


class InvalidActionError(_RefusalError, ValueError):
    """The actor may do this, but not with these arguments; ``refusal.field`` names the one at fault."""


class AccessRefusedError(_RefusalError):
    """Somebody may not see this, be it a report or an identity; ``refusal`` says by which rule."""


class HistoryError(LaporError, ValueError):
    """Stored events do not make one whole history. Attributes: ``index`` (from 0), ``rule``."""

    def __init__(self, index: int, rule: str) -> None:
        super().__init__(f"events[{index}]: {rule}")
        self.index = index
        self.rule = rule


class HistoryAlteredError(_ProblemsError):
    """What is stored is not the history that was sealed; every problem carries its path, none carries a value."""
