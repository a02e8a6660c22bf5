"""Cases that a legal officer can read and write: what happened on which day, and what must follow from it.

A scenario is a plain mapping, such as a TOML file decodes to. `check_scenario` walks it through `apply` and says where
what follows is not what was expected. Its texts are made up, so that nobody's words or names get into one.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final, TypeGuard

import attrs

from lapor_core.actions import ACTIONS, Action
from lapor_core.agencies import Actor, Directory
from lapor_core.codecs import at_place, is_list, is_object
from lapor_core.errors import (
    ActionRefusedError,
    DirectoryError,
    InvalidActionError,
    InvalidDocumentError,
    InvalidValueError,
    Problem,
)
from lapor_core.filings import Filing
from lapor_core.identifiers import ActorId, AgencyCode, CategoryCode, IntentKey, ReporterRef, TrackingId
from lapor_core.planning import plan
from lapor_core.reporters import Identity, SealedIdentity
from lapor_core.reports import Report
from lapor_core.rules.authority import RESPONSIBLE
from lapor_core.rules.duties import assess
from lapor_core.rules.leaks import clear_text
from lapor_core.rules.rulebook import Rulebook
from lapor_core.serialization import SCHEMA, from_dict, read_as
from lapor_core.states.lifecycle import apply, receive
from lapor_core.vocabulary import (
    ActionName,
    Channel,
    Classification,
    DutyName,
    DutyState,
    Party,
    Protection,
    Role,
    Status,
)


@attrs.frozen(kw_only=True)
class Subject:
    """The report of a scenario; what is left out is of no account to it."""

    agency: AgencyCode | None = None
    classification: Classification | None = None
    category: CategoryCode | None = None
    channel: Channel | None = None
    protection: Protection | None = None
    happened_on: date | None = None


@attrs.frozen(kw_only=True)
class Happening:
    """Something that somebody did, or tried to do.

    Args:
        on: the day, in the zone of the case.
        what: the action.
        by: in what capacity.
        at: the time of the day, such as ``23:50``; office hours when it is left out.
        agency: for whom an officer acts; the one responsible when it is left out.
        person: tells officers of one role apart.
        refused: the rule that refuses it; None when it is accepted.
    """

    on: date
    what: ActionName
    by: Role
    at: str | None = None
    agency: AgencyCode | None = None
    person: ActorId | None = None
    refused: IntentKey | None = None


@attrs.frozen(kw_only=True)
class ExpectedDuty:
    """How a duty must stand; what is left out may be anything."""

    duty: DutyName
    cycle: int | None = None
    rule: IntentKey | None = None
    state: DutyState | None = None
    due_on: date | None = None
    ended_on: date | None = None
    used: int | None = None


@attrs.frozen(kw_only=True)
class Expectation:
    """What must hold at noon of a day; what is left out may be anything.

    Args:
        on: the day.
        status: where the report stands.
        held_by: whose turn it is.
        agency: the agency or unit that is responsible.
        duties: how some duties stand.
        plan: the keys of all that is now to be done, in order.
    """

    on: date
    status: Status | None = None
    held_by: Party | None = None
    agency: AgencyCode | None = None
    duties: tuple[ExpectedDuty, ...] = ()
    plan: tuple[IntentKey, ...] | None = None


@attrs.frozen(kw_only=True)
class _Scenario:
    title: str
    report: Subject
    happened: tuple[Happening, ...]
    expected: tuple[Expectation, ...]


@attrs.frozen(kw_only=True, weakref_slot=False)
class Mismatch:
    """Where a scenario and the rules do not agree. Indonesian term: *ketidaksesuaian skenario*.

    Args:
        path: the place in the scenario, such as ``expected[0].duties[1].due_on``.
        expected: what the scenario says.
        found: what follows from the rules.
    """

    path: str
    expected: str
    found: str

    def __str__(self) -> str:
        return f"{self.path}: {self.expected} expected, {self.found} found"


def check_scenario(document: Mapping[str, Any], *, under: Rulebook) -> tuple[Mismatch, ...]:
    """Walk a scenario through the rules, and return everything that is not as it says.

    Args:
        document: the decoded file. A table ``agencies`` in it takes the place of the directory of the rules.
        under: the rules.

    Raises:
        InvalidDocumentError: the scenario is not well formed; all problems at once, with their paths.
    """
    scenario, facts, under = _read(document, under)
    zone = under.calendar_for(scenario.report.agency).zone
    found: list[Mismatch] = []
    reports: list[tuple[datetime, Report]] = []
    for place, happening in enumerate(scenario.happened):
        path = f"happened[{place}]"
        at = _instant(happening, path, reports, zone)
        before = reports[-1][1] if reports else None
        after, refused = before, None
        try:
            after = _done(happening, facts[place], scenario.report, before, at, under)
        except (ActionRefusedError, InvalidActionError) as error:
            refused = error.refusal.rule_id
        except InvalidDocumentError as error:
            raise InvalidDocumentError(at_place(f"{path}.facts", error)) from None
        except InvalidValueError as error:
            # Nobody can act like that, such as an officer for no agency.
            raise InvalidDocumentError([Problem(path=f"{path}.{error.field}", rule=error.rule)]) from None
        if refused != happening.refused:
            found.append(Mismatch(path=path, expected=_outcome(happening.refused), found=_outcome(refused)))
        if after is not None:
            reports.append((at, after))
    for place, expectation in enumerate(scenario.expected):
        as_of = datetime.combine(expectation.on, _NOON, zone)
        so_far = [report for at, report in reports if at <= as_of]
        if so_far:
            found += _mismatches(f"expected[{place}]", expectation, so_far[-1], as_of, under)
        else:
            found.append(Mismatch(path=f"expected[{place}].on", expected="a report", found=_NOTHING))
    return tuple(found)


_NOON: Final = time(12)
_NOTHING: Final = "nothing"
_OFFICE: Final = time(9)
_REF: Final = ReporterRef("scenario")
_IDENTITY: Final = SealedIdentity(Identity(name="Pelapor Skenario"), ref=_REF)
_WORDS: Final = "Teks contoh"


def _outcome(rule: str | None) -> str:
    return "accepted" if rule is None else f"refused by {rule}"


def _read(document: Mapping[str, Any], under: Rulebook) -> tuple[_Scenario, list[Mapping[str, Any]], Rulebook]:
    plain: Any = _with_plain_days(document)
    problems: list[Problem] = []
    if not _is_table(plain):
        raise InvalidDocumentError([Problem(path="", rule="a table is needed")])
    rows = plain.pop("agencies", None)
    if rows is not None and not is_list(rows):
        problems.append(Problem(path="agencies", rule="a list is needed"))
    elif rows is not None:
        try:
            under = _with_directory(under, Directory.from_rows(rows))
        except DirectoryError as error:
            problems += at_place("agencies", error)
    happened = _as_list(plain.get("happened"))
    facts = [item.pop("facts", {}) for item in happened if _is_table(item)]
    problems += [
        Problem(path=f"happened[{place}].facts", rule="a table is needed")
        for place, each in enumerate(facts)
        if not _is_table(each)
    ]
    scenario = None
    try:
        scenario = read_as(_Scenario, plain)
    except InvalidDocumentError as error:
        problems += error.problems
    if scenario is None or problems:
        raise InvalidDocumentError(problems)
    if not scenario.happened or scenario.happened[0].what is not ActionName.RECEIVE:
        raise InvalidDocumentError([Problem(path="happened", rule="the first to happen is receive")])
    return scenario, facts, under


def _with_directory(under: Rulebook, directory: Directory) -> Rulebook:
    """Return the rules for other agencies; those that have rules of their own keep them, if they are there at all."""
    return attrs.evolve(
        under,
        directory=directory,
        overlays=[(code, pack) for code, pack in under.overlays if code in directory],
        calendars=[(code, calendar) for code, calendar in under.calendars if code in directory],
    )


def _is_table(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []  # pyright: ignore[reportUnknownArgumentType]


def _with_plain_days(value: Any) -> Any:
    """Return a copy in which days are text, as in JSON; TOML has a type for them."""
    if is_object(value):
        return {name: _with_plain_days(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_with_plain_days(item) for item in _as_list(value)]
    return value.isoformat() if isinstance(value, date | time) else value


def _instant(happening: Happening, path: str, reports: list[tuple[datetime, Report]], zone: timezone) -> datetime:
    """Return when something happened: at the time said, or in office hours, a minute after what came before it."""
    try:
        clock = _OFFICE if happening.at is None else time.fromisoformat(happening.at)
    except ValueError:
        raise InvalidDocumentError([Problem(path=f"{path}.at", rule="a time such as 23:50 is needed")]) from None
    at = datetime.combine(happening.on, clock.replace(tzinfo=None), zone)
    last = reports[-1][0] if reports else at
    if happening.at is None and last.date() == happening.on:
        at = max(at, last + _MINUTE)
    if at < last:
        raise InvalidDocumentError([Problem(path=f"{path}.on", rule="what happened must be in order")])
    return at


_MINUTE: Final = timedelta(minutes=1)


def _done(
    happening: Happening,
    facts: Mapping[str, Any],
    subject: Subject,
    before: Report | None,
    at: datetime,
    under: Rulebook,
) -> Report:
    if before is None:
        filing = Filing(
            tracking_id=TrackingId("1"),
            reporter=_REF,
            text=_WORDS,
            channel=subject.channel or Channel.WEB,
            protection=subject.protection or Protection.NONE,
            agency=subject.agency,
            classification=subject.classification,
            category=subject.category,
            happened_on=subject.happened_on,
        )
        return receive(filing, by=_actor(happening, subject.agency), at=at, under=under).report
    action = _action(happening.what, facts, before)
    return apply(before, action, by=_actor(happening, before.responsible), at=at, under=under).report


_FOR_AN_AGENCY: Final = frozenset({Role.LIAISON, Role.COORDINATOR, Role.AGENCY_HEAD})


def _actor(happening: Happening, responsible: AgencyCode | None) -> Actor:
    role = happening.by
    if role is Role.REPORTER:
        return Actor(role=role, reporter=_REF)
    if role is Role.SYSTEM:
        return Actor(role=role)
    agency = (happening.agency or responsible) if role in _FOR_AN_AGENCY else None
    return Actor(role=role, id=happening.person or ActorId(role.value), agency=agency)


def _action(what: ActionName, facts: Mapping[str, Any], report: Report) -> Action:
    """Make the action; texts that it needs are made up, and those to be published are cleared."""
    fields = attrs.fields(ACTIONS[what])
    made_up: dict[str, Any] = {
        field.name: _WORDS
        for field in fields
        if "part" in field.metadata and (field.default is attrs.NOTHING or what is ActionName.VERIFY)
    }
    if what is ActionName.VERIFY:
        made_up["protection"] = list(report.protection.codes)
    action = from_dict({"schema": SCHEMA, "type": "action", "name": what.value, **made_up, **facts})
    drafts = {field.name: getattr(action, field.name) for field in fields if "to_clear" in field.metadata}
    cleared = {name: clear_text(text, known=_IDENTITY) for name, text in drafts.items() if text is not None}
    done: Action = attrs.evolve(action, **cleared)
    return done


def _mismatches(
    path: str, expectation: Expectation, report: Report, as_of: datetime, under: Rulebook
) -> Iterator[Mismatch]:
    for field, said, found in (
        ("status", expectation.status, report.status),
        ("held_by", expectation.held_by, RESPONSIBLE[report.status]),
        ("agency", expectation.agency, report.responsible),
    ):
        yield from _compared(f"{path}.{field}", said, found)
    duties = assess(report, as_of=as_of, under=under).duties
    for place, wanted in enumerate(expectation.duties):
        here = f"{path}.duties[{place}]"
        named = [
            duty
            for duty in duties
            if duty.rule.duty is wanted.duty
            and duty.cycle == (wanted.cycle or 1)
            and wanted.rule in (None, duty.rule.rule_id)
        ]
        if not named:
            yield Mismatch(path=here, expected=wanted.duty.value, found=_NOTHING)
            continue
        for name in ("state", "due_on", "ended_on", "used"):
            yield from _compared(f"{here}.{name}", getattr(wanted, name), getattr(named[-1], name))
    if expectation.plan is not None:
        keys = tuple(intent.key for intent in plan(report, as_of=as_of, under=under))
        yield from _compared(f"{path}.plan", ", ".join(expectation.plan) or _NOTHING, ", ".join(keys) or _NOTHING)


def _compared(path: str, wanted: object, found: object) -> Iterator[Mismatch]:
    if wanted is not None and wanted != found:
        yield Mismatch(path=path, expected=str(wanted), found=_NOTHING if found is None else str(found))
