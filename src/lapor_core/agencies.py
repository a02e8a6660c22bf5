"""Agencies and their units as one immutable tree, and the people and systems that act."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Self, cast

import attrs

from lapor_core.checks import are_texts, as_texts, is_a, is_day, is_text, path_up
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
    return tuple(agencies)


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
                (true/false, yes/no, 1/0), ``closed_on`` (ISO date) and ``aliases`` (a list, or a text with
                semicolons). An empty cell is an unknown.

        Raises:
            DirectoryError: every row that cannot be read, and everything that is wrong with the tree.
        """
        agencies: list[Agency] = []
        problems: list[Problem] = []
        for index, row in enumerate(rows):
            try:
                agencies.append(_agency_from_row(row))
            except InvalidValueError as error:
                problems.append(Problem(path=f"rows[{index}].{error.field}", rule=error.rule))
        DirectoryError.raise_if_any(problems)
        return cls(agencies=agencies)

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


def _agency_from_row(row: Mapping[str, object]) -> Agency:
    def cell(key: str) -> str:
        value = row.get(key)
        return "" if value is None else str(value).strip()

    active = cell("active").casefold()
    if active not in _YES | _NO:
        raise InvalidValueError("active", "true or false is needed")
    kind = _KINDS.get(cell("kind"))
    if kind is None:
        raise InvalidValueError("kind", "a code of AgencyKind is needed")
    try:
        closed_on = date.fromisoformat(cell("closed_on")) if cell("closed_on") else None
    except ValueError:
        raise InvalidValueError("closed_on", "an ISO date is needed") from None
    aliases = row.get("aliases") or ()
    if not isinstance(aliases, str | list | tuple):
        raise InvalidValueError("aliases", "a list of texts, or a text with semicolons is needed")
    several = _split(aliases) if isinstance(aliases, str) else cast("Sequence[str]", aliases)
    return Agency(
        code=cast("AgencyCode", cell("code")),
        name=cell("name"),
        kind=kind,
        parent=cast("AgencyCode", cell("parent")) if cell("parent") else None,
        active=active in _YES,
        closed_on=closed_on,
        aliases=several,
    )


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split(";") if name.strip())


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
