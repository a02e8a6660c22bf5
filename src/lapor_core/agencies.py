"""Agencies and their units as one immutable tree, and the people and systems that act."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Self, cast

import attrs

from lapor_core.checks import are_texts, as_texts, is_a, is_day, is_text, path_up, require_list, require_text
from lapor_core.documents import Document
from lapor_core.errors import DirectoryError, InvalidValueError, Problem, UnknownAgencyError
from lapor_core.identifiers import ActorId, AgencyCode, ReporterRef, folded, is_id
from lapor_core.vocabulary import AgencyKind, Role

_maybe = attrs.validators.optional


@attrs.frozen(kw_only=True, weakref_slot=False)
class Agency(Document):
    """A body that handles complaints, or a unit of one.

    Indonesian term: *instansi*; a unit is a *unit kerja* or *OPD*.

    Args:
        code: the caller's code.
        name: official name.
        kind: what kind of body it is.
        parent: code of the body that it belongs to; None at the top.
        active: whether it works with its reports; False means connected but inactive.
        closed_on: first day on which it no longer exists; None while it does.
        aliases: other names under which exports and older data know it.
        contacts: its own public telephone numbers and addresses, which are nobody's identity.
    """

    code: AgencyCode = attrs.field(validator=is_id(AgencyCode))
    name: str = attrs.field(validator=is_text)
    kind: AgencyKind = attrs.field(validator=is_a(AgencyKind))
    parent: AgencyCode | None = attrs.field(default=None, validator=_maybe(is_id(AgencyCode)))
    active: bool = attrs.field(default=True, validator=is_a(bool))
    closed_on: date | None = attrs.field(default=None, validator=_maybe(is_day))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_texts, validator=are_texts)
    contacts: tuple[str, ...] = attrs.field(default=(), converter=as_texts, validator=are_texts)

    def is_closed(self, on: date) -> bool:
        """Whether it no longer exists on that day."""
        return self.closed_on is not None and self.closed_on <= on


def _as_agencies(agencies: Iterable[Agency]) -> tuple[Agency, ...]:
    return tuple(require_list(agencies, "agencies"))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Directory(Document):
    """All agencies and units of a service: who is within whom.

    Indonesian term: *daftar instansi*.

    Args:
        agencies: every agency and unit once, in any order.

    Raises:
        DirectoryError: a code is used twice, a parent is unknown, or parents run in a circle; all at once.
    """

    agencies: tuple[Agency, ...] = attrs.field(
        converter=_as_agencies, validator=attrs.validators.deep_iterable(is_a(Agency))
    )
    _by_code: Mapping[AgencyCode, Agency] = attrs.field(init=False, eq=False, repr=False)
    _paths: Mapping[AgencyCode, tuple[AgencyCode, ...]] = attrs.field(init=False, eq=False, repr=False)
    _by_name: Mapping[str, tuple[AgencyCode, ...]] = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Check the tree and compile the look-ups."""
        by_code: dict[AgencyCode, Agency] = {}
        problems: list[Problem] = []
        for index, agency in enumerate(self.agencies):
            if agency.code in by_code:
                problems.append(Problem(path=f"agencies[{index}].code", rule="the code is used twice"))
            by_code[agency.code] = agency
        parents = {agency.code: agency.parent for agency in self.agencies}
        paths: dict[AgencyCode, tuple[AgencyCode, ...]] = {}
        for index, agency in enumerate(self.agencies):
            path, fault = path_up(agency.code, agency.parent, parents, "the directory")
            paths[agency.code] = path
            if fault:
                problems.append(Problem(path=f"agencies[{index}].parent", rule=fault))
        DirectoryError.raise_if_any(problems)
        by_name: defaultdict[str, dict[AgencyCode, None]] = defaultdict(dict)
        for agency in self.agencies:
            for name in (agency.name, *agency.aliases):
                by_name[folded(name)][agency.code] = None
        object.__setattr__(self, "_by_code", by_code)
        object.__setattr__(self, "_paths", paths)
        object.__setattr__(self, "_by_name", {name: tuple(codes) for name, codes in by_name.items()})

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, object]]) -> Self:
        """Build the tree from plain rows, such as those of a CSV file.

        Args:
            rows: mappings with the keys ``code``, ``name``, ``kind`` and, where known, ``parent``, ``active``
                (true/false, yes/no, 1/0), ``closed_on`` (ISO date), ``aliases`` and ``contacts`` (a list, or a text
                with semicolons). An empty cell is an unknown; another key is a problem.

        Raises:
            DirectoryError: everything that is wrong with any row; when all can be read, with the tree.
            InvalidValueError: the rows are no list.
        """
        problems: list[Problem] = []
        agencies = [_agency_of(row, f"rows[{index}]", problems) for index, row in enumerate(require_list(rows, "rows"))]
        DirectoryError.raise_if_any(problems)
        return cls(agencies=filter(None, agencies))

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __iter__(self) -> Iterator[Agency]:
        return iter(self.agencies)

    def __len__(self) -> int:
        return len(self.agencies)

    def get(self, code: AgencyCode) -> Agency:
        """Return the agency of that code.

        Raises:
            UnknownAgencyError: there is none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise UnknownAgencyError("code: the directory has no such agency") from None

    def path(self, code: AgencyCode) -> tuple[AgencyCode, ...]:
        """Return the codes from the agency itself up to the top.

        Raises:
            UnknownAgencyError: there is no such agency.
        """
        self.get(code)
        return self._paths[code]

    def is_within(self, code: AgencyCode, other: AgencyCode) -> bool:
        """Whether an agency is the other one or lies below it; False when either is not in the directory."""
        path = self._paths.get(code)
        return path is not None and other in path

    def body_of(self, code: AgencyCode) -> AgencyCode | None:
        """Return the nearest that is no unit, from the agency itself up; None without one, also for an unknown code."""
        above = self._paths.get(code, ())
        return next((one for one in above if self._by_code[one].kind is not AgencyKind.UNIT), None)

    def children(self, code: AgencyCode) -> tuple[Agency, ...]:
        """Return the agencies directly below one, in the order of the directory."""
        return tuple(agency for agency in self.agencies if agency.parent == code)

    def find(self, name: str, *, within: AgencyCode | None = None) -> Agency:
        """Return the agency of that name or alias, whatever its case and spacing.

        Args:
            name: official name or alias.
            within: look only at this agency and below.

        Raises:
            UnknownAgencyError: there is none, or more than one.
        """
        codes = [code for code in self._by_name.get(folded(name), ()) if within is None or self.is_within(code, within)]
        if len(codes) != 1:
            fault = "the name fits more than one agency" if codes else "the directory has no agency of that name"
            raise UnknownAgencyError(f"name: {fault}")
        return self._by_code[codes[0]]


_KINDS = {kind.value: kind for kind in AgencyKind}
_YES = frozenset({"", "true", "yes", "1", "ya", "aktif"})
_NO = frozenset({"false", "no", "0", "tidak"})


def _cell_text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def _code(cell: object) -> AgencyCode:
    return AgencyCode(_cell_text(cell))


def _parent(cell: object) -> AgencyCode | None:
    return _code(cell) if _cell_text(cell) else None


def _name(cell: object) -> str:
    return require_text(_cell_text(cell), "name")


def _kind(cell: object) -> AgencyKind:
    kind = _KINDS.get(_cell_text(cell))
    if kind is None:
        raise InvalidValueError("kind", f"one of {', '.join(_KINDS)} is needed")
    return kind


def _active(cell: object) -> bool:
    word = _cell_text(cell).casefold()
    if word not in _YES | _NO:
        raise InvalidValueError("active", "true or false is needed")
    return word in _YES


def _closed_on(cell: object) -> date | None:
    text = _cell_text(cell)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidValueError("closed_on", "an ISO date is needed") from None


def _several(cell: object) -> tuple[str, ...]:
    if cell is None:
        return ()
    if isinstance(cell, str):
        return tuple(text.strip() for text in cell.split(";") if text.strip())
    if not isinstance(cell, list | tuple):
        raise InvalidValueError("texts", "a list of texts, or a text with semicolons is needed")
    return tuple(require_text(text, "texts") for text in cast("Sequence[object]", cell))


_COLUMNS: Mapping[str, Callable[[object], Any]] = {
    "code": _code,
    "name": _name,
    "kind": _kind,
    "parent": _parent,
    "active": _active,
    "closed_on": _closed_on,
    "aliases": _several,
    "contacts": _several,
}
"""What a row may say, and how it is read."""


def _agency_of(row: object, place: str, problems: list[Problem]) -> Agency | None:
    """Return the agency of a row; None, and the problems added to the others, when anything about it is wrong."""
    if not isinstance(row, Mapping):
        problems.append(Problem(path=place, rule="a mapping is needed, as csv.DictReader gives"))
        return None
    cells = cast("Mapping[object, object]", row)
    faults: list[Problem] = []
    facts: dict[str, Any] = {}
    for column, read in _COLUMNS.items():
        try:
            facts[column] = read(cells.get(column))
        except InvalidValueError as error:
            faults.append(Problem(path=f"{place}.{column}", rule=error.rule))
    # A key may be what somebody wrote by mistake, and is not repeated.
    if any(key not in _COLUMNS for key in cells):
        faults.append(Problem(path=place, rule=f"a key is not known; those that are: {', '.join(_COLUMNS)}"))
    problems += faults
    return None if faults else Agency(**facts)


_NEEDS_AGENCY = frozenset({Role.LIAISON, Role.COORDINATOR, Role.AGENCY_HEAD})


@attrs.frozen(kw_only=True, weakref_slot=False)
class Actor(Document):
    """Who acts, and in what capacity. Never a name: officers have an opaque id, reporters their reference.

    Indonesian term: *pelaku tindakan*.

    Args:
        role: in what capacity.
        id: opaque key of the officer; needed for everyone but reporters and the system.
        agency: code of the agency or unit whom a liaison, coordinator or head acts for.
        reporter: the reporter's reference; needed for a reporter.

    Raises:
        InvalidValueError: a field that the role needs is missing, or one is given that it cannot have.
    """

    role: Role = attrs.field(validator=is_a(Role))
    id: ActorId | None = attrs.field(default=None, validator=_maybe(is_id(ActorId)))
    agency: AgencyCode | None = attrs.field(default=None, validator=_maybe(is_id(AgencyCode)))
    reporter: ReporterRef | None = attrs.field(default=None, validator=_maybe(is_id(ReporterRef)))

    def __attrs_post_init__(self) -> None:
        """Check that the fields fit the role."""
        is_reporter = self.role is Role.REPORTER
        if (self.reporter is not None) != is_reporter:
            raise InvalidValueError("reporter", "a reporter has a reference, and nobody else has one")
        if (self.agency is None) == (self.role in _NEEDS_AGENCY):
            raise InvalidValueError(
                "agency", "liaisons, coordinators and heads act for an agency, and nobody else does"
            )
        if self.id is None and not is_reporter and self.role is not Role.SYSTEM:
            raise InvalidValueError("id", "an officer needs an opaque id")
