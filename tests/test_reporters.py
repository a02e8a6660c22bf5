"""The sealed identity: nothing can be read from it, and only a grant opens it."""

import copy
import inspect
import io
import json
import logging
import pickle
import pprint
import traceback
import types
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import attrs
import cattrs
import pydantic
import pytest
import rich.console
import rich.pretty
import rich.traceback
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    NOT_HELD,
    WIT,
    Actor,
    Identity,
    IdentityGrant,
    IdentityPurpose,
    Protection,
    PublicText,
    Report,
    ReporterRef,
    Role,
    SealedIdentity,
    TrackingId,
    WorkDays,
    actions,
    clear_text,
    from_dict,
    identity_grant,
    to_dict,
)
from lapor_core.errors import AccessRefusedError, InvalidValueError, NotSerializableError
from lapor_core.rules.access import ACCESS_RULES
from lapor_core.rules.authority import JURISDICTIONS
from lapor_core.states.lifecycle import replay
from tests.asking import ANONYMOUS_AND_CONFIDENTIAL, ASK, FORWARD, GRANT, SEND_BACK, after, asked_for_identity
from tests.strategies import (
    ADMIN,
    CITY,
    COLLEAGUE,
    COORDINATOR,
    DAY,
    DEPUTY,
    HEAD,
    HEALTH,
    LIAISON,
    OBSERVER,
    OMBUDSMAN,
    OWN_REF,
    REPORTER,
    RULES,
    SYSTEM,
    act,
    answer,
    dispositioned,
    filing,
    packs_of,
    words,
)

NAME, NIK, CARD = "Wulandanu Testawati", "9999888877776666", "9999777766665555"
PHONE, MAIL, HOME = "0812-3456-7890", "siapa.saja@contoh.example", "Gang Rekaan 9"
FACTS: dict[str, Any] = {
    "name": NAME,
    "aliases": ["Wulan Rekaan"],
    "nik": NIK,
    "family_card": CARD,
    "npwp": "99.999.999.9-999.999",
    "phones": [PHONE],
    "emails": [MAIL],
    "address": HOME,
    "accounts": ["@wulan.uji"],
    "numbers": ["X9999999"],
}
SECRETS = (
    "ulandanu",
    "estawati",
    "ulan Rekaan",
    NIK,
    CARD,
    "99.999",
    "3456-7",
    "siapa",
    "Gang",
    "wulan.uji",
    "X9999999",
)


def identity() -> Identity:
    return Identity(**FACTS)


def sealed() -> SealedIdentity:
    return SealedIdentity(identity(), ref=OWN_REF, tracking_id="1234567")


def is_silent(said: object) -> bool:
    """Whether nothing of the identity stands in it."""
    return not [secret for secret in SECRETS if secret.casefold() in str(said).casefold()]


# --------------------------------------------------------------------------------------- nothing can be read from it


@attrs.frozen
class Holder:
    """What a service may put one into."""

    who: object


class Model(pydantic.BaseModel):
    """The same, for those who use pydantic."""

    model_config = pydantic.ConfigDict(arbitrary_types_allowed=True)
    who: Any


def _rich(value: object) -> str:
    out = io.StringIO()
    console = rich.console.Console(file=out, width=200)
    console.print(value, rich.pretty.Pretty(value))
    rich.inspect(value, console=console, all=True, methods=True, private=True, dunder=True)
    return out.getvalue()


def _logged(value: object) -> str:
    out = io.StringIO()
    logger = logging.Logger("of-a-test")  # noqa: LOG001 (leaves the loggers of the process alone)
    logger.addHandler(logging.StreamHandler(out))
    logger.error("%s %r", value, [value], extra={"who": value})
    return out.getvalue()


def _members(value: object) -> list[object]:
    found = [(name, repr(one)) for name, one in inspect.getmembers(value)]
    return [*found, *((name, repr(one)) for name, one in inspect.getmembers_static(value))]


def _slots(value: object) -> list[object]:
    """What tools write that look into objects without a __dict__."""
    names = [name for kind in type(value).__mro__ for name in getattr(kind, "__slots__", ())]
    return [(name, repr(getattr(value, name, None))) for name in names]


SPEAK: dict[str, Callable[[Any], object]] = {
    "repr": repr,
    "str": str,
    "ascii": ascii,
    "format": "{}".format,
    "format of a width": lambda value: f"{[value]!s:>40}",
    "percent": lambda value: "%s %r" % (value, value),  # noqa: UP031 (on purpose)
    "bytes": lambda value: f"{value}".encode(),
    "dir": dir,
    "members": _members,
    "pprint": lambda value: pprint.pformat({"who": [value]}, width=1),
    "logging": _logged,
    "rich": _rich,
    "json": lambda value: json.dumps({"who": value}, default=str),
    "json of a repr": lambda value: json.dumps({"who": value}, default=repr),
    "attrs": lambda value: attrs.asdict(Holder(value)),
    "cattrs": lambda value: cattrs.Converter().unstructure(Holder(value)),
    "pydantic": lambda value: (Model(who=value), Model(who=value).model_dump()),
    "its state": lambda value: value.__getstate__(),
    "its class": lambda value: vars(type(value)),
    "its slots": _slots,
    "hash": hash,
}


class TestSilence:
    """Nothing of an identity, sealed or open, can be read from what holds it: printed, listed, logged or dumped."""

    @pytest.mark.parametrize("speak", SPEAK.values(), ids=SPEAK)
    @pytest.mark.parametrize("make", [identity, sealed])
    def test_it_says_nothing(self, make: Callable[[], object], speak: Callable[[object], object]) -> None:
        assert is_silent(speak(make()))

    def test_the_silence_is_tested(self) -> None:
        """What these ways of speaking would tell of a common object."""
        for name in ("repr", "rich", "logging", "pydantic", "members"):
            assert not is_silent(SPEAK[name](types.SimpleNamespace(name=NAME)))

    @pytest.mark.parametrize(
        "take",
        [
            *(lambda value, protocol=protocol: pickle.dumps(value, protocol) for protocol in range(6)),
            copy.copy,
            copy.deepcopy,
            vars,
            attrs.asdict,
            attrs.astuple,
            attrs.evolve,
            attrs.fields,
            json.dumps,
            dict,
            list,
            len,
            sorted,
            lambda value: value < value,  # noqa: PLR0124 (on purpose)
            lambda value: value + "",
            lambda value: value["names"],
            lambda value: f"{value:>30}",
            lambda value: copy.deepcopy([value]),
            lambda value: pickle.dumps({"of": value}),
            lambda value: value.__reduce__(),
            lambda value: setattr(value, "name", "x"),
            lambda value: setattr(value, "ref", ReporterRef("x")),
            lambda value: delattr(value, "name"),
            lambda value: delattr(value, "ref"),
            lambda value: Model(who=value).model_dump_json(),
            to_dict,
        ],
    )
    @pytest.mark.parametrize("make", [identity, sealed])
    def test_it_cannot_be_taken_apart(self, make: Callable[[], object], take: Callable[[object], object]) -> None:
        """And neither the refusal nor its traceback, with all variables, says anything."""
        value = make()
        with pytest.raises((TypeError, AttributeError, ValueError)) as caught:
            take(value)
        error = caught.value
        assert str(error)
        said = traceback.TracebackException.from_exception(error, capture_locals=True)
        assert is_silent([*said.format(), repr(error), error.args, vars(error)])

    @pytest.mark.parametrize("make", [identity, sealed])
    def test_what_is_refused_is_said(self, make: Callable[[], object]) -> None:
        value = make()
        name = type(value).__name__
        takes: list[Callable[[Any], object]] = [pickle.dumps, copy.copy, lambda one: one.__reduce__()]
        for take in takes:
            with pytest.raises(TypeError, match=f"^{name} cannot be copied, pickled or written$"):
                take(value)
        changes: list[Callable[[Any], object]] = [
            lambda one: setattr(one, "ref", "x"),
            lambda one: delattr(one, "ref"),
        ]
        for change in changes:
            with pytest.raises(AttributeError, match=f"^{name} cannot be changed$"):
                change(value)

    @pytest.mark.parametrize("make", [identity, sealed])
    def test_it_equals_itself_alone(self, make: Callable[[], object]) -> None:
        """Comparison is no oracle: neither with a text nor with another of the same content."""
        value, twin = make(), make()
        others: list[object] = [NAME, NIK, MAIL, OWN_REF, FACTS, twin]
        assert value not in others
        assert len({value, twin}) == 2

    def test_a_sealed_one_has_no_field_of_a_person(self) -> None:
        """Only its reference, which names nobody."""
        for name in (*FACTS, "identity", "value", "__dict__"):
            assert not hasattr(sealed(), name)
        assert sealed().ref == OWN_REF

    def test_an_open_one_is_read_by_the_field(self) -> None:
        """As it was given."""
        given = {name: value if isinstance(value, str) else tuple(value) for name, value in FACTS.items()}
        assert {name: getattr(identity(), name) for name in FACTS} == given

    def test_a_report_holds_no_identity(self) -> None:
        """There is no field for one: neither a report nor a filing can be given it."""
        for who in (identity(), sealed()):
            with pytest.raises(InvalidValueError):
                filing(reporter=who)
            with pytest.raises(InvalidValueError):
                filing(text=who)

    def test_a_sealed_identity_is_no_public_text(self) -> None:
        """Nor a draft of one."""
        with pytest.raises(InvalidValueError):
            clear_text(sealed(), known=NOT_HELD)  # type: ignore[arg-type]
        assert isinstance(clear_text("Sudah", known=sealed()), PublicText)


BROKEN: dict[str, dict[str, Any]] = {
    "name: empty": {"name": ""},
    "name: bytes": {"name": NAME.encode()},
    "aliases: blank": {"aliases": [NAME, " "]},
    "aliases: one text": {"aliases": NAME},
    "aliases: nothing": {"aliases": None},
    "nik: a number": {"nik": int(NIK)},
    "family_card: a list": {"family_card": [CARD]},
    "npwp: a space": {"npwp": " "},
    "address: a number": {"address": 5},
    "phones: a number": {"phones": [81234567890]},
    "emails: a text": {"emails": MAIL},
    "accounts: of none": {"accounts": [None]},
    "numbers: a number": {"numbers": int(NIK)},
}


def failing_list() -> Iterator[str]:
    """Yield from a source that breaks on the way."""
    yield PHONE
    raise ValueError("of a test")


def _ours(error: BaseException) -> list[str]:
    """Return the traceback with all variables, without the frame of the test itself."""
    tb = error.__traceback__
    assert tb is not None
    ours = traceback.TracebackException(type(error), error, tb.tb_next, capture_locals=True)
    assert ours.stack
    return [*ours.format()]


class TestBadIdentities:
    """What is refused is named by its field; neither error nor traceback repeats anything of the person."""

    @pytest.mark.parametrize("case", BROKEN)
    def test_the_field_is_named(self, case: str) -> None:
        with pytest.raises(InvalidValueError) as caught:
            Identity(**(FACTS | BROKEN[case]))
        assert caught.value.field == case.split(":", maxsplit=1)[0]
        assert is_silent([*traceback.format_exception(caught.value), vars(caught.value), pickle.dumps(caught.value)])

    @pytest.mark.parametrize("case", BROKEN)
    def test_no_variable_of_ours_keeps_it(self, case: str) -> None:
        """Tools that send tracebacks with their variables are common."""
        facts = FACTS | BROKEN[case]
        with pytest.raises(InvalidValueError) as caught:
            Identity(**facts)
        assert is_silent(_ours(caught.value))
        assert caught.value.__context__ is None

    def test_nor_does_it_when_a_list_fails_while_it_is_read(self) -> None:
        """The error is that of the caller's own list, without our frames."""
        with pytest.raises(ValueError, match="of a test") as caught:
            Identity(name=NAME, nik=NIK, phones=failing_list())
        assert is_silent(_ours(caught.value))

    @pytest.mark.parametrize("who", [NAME, FACTS, types.SimpleNamespace(name=NAME)])
    def test_nor_does_it_when_something_else_is_sealed(self, who: Any) -> None:
        with pytest.raises(InvalidValueError) as caught:
            SealedIdentity(who, ref=OWN_REF)
        assert is_silent(_ours(caught.value))

    def test_nor_does_it_when_the_reference_is_a_name(self) -> None:
        with pytest.raises(InvalidValueError) as caught:
            SealedIdentity(identity(), ref=NAME)
        assert is_silent(_ours(caught.value))

    @pytest.mark.parametrize("text", [None, b"x", 5])
    def test_nor_does_it_when_no_text_is_searched(self, text: Any) -> None:
        """What is looked for is in no variable that prints it."""
        with pytest.raises((TypeError, InvalidValueError)) as caught:
            list(SealedIdentity(Identity(name=NAME), ref=OWN_REF).find_in(text))
        assert is_silent(_ours(caught.value))

    @pytest.mark.parametrize("facts", [{}, {"aliases": [], "numbers": ()}])
    def test_an_identity_of_which_nothing_is_known_is_none(self, facts: dict[str, Any]) -> None:
        """It would let every text pass as checked for this reporter; whoever knows nothing says NOT_HELD."""
        with pytest.raises(InvalidValueError) as caught:
            Identity(**facts)
        assert str(caught.value) == "name: a name or a number is needed; a service that knows none says NOT_HELD"

    def test_lists_are_lists(self) -> None:
        with pytest.raises(InvalidValueError) as caught:
            Identity(emails=MAIL)
        assert str(caught.value) == "emails: a list of texts is needed; that of none is empty"

    @pytest.mark.parametrize("field", FACTS)
    def test_any_field_alone_is_enough(self, field: str) -> None:
        assert repr(Identity(**{field: FACTS[field]})) == "Identity()"

    @pytest.mark.parametrize("ref", [NIK, MAIL, None, 5, NAME])
    def test_a_bad_reference_is_refused(self, ref: Any) -> None:
        with pytest.raises(InvalidValueError) as caught:
            SealedIdentity(identity(), ref=ref)
        assert caught.value.field == "reporter_ref"
        assert is_silent(traceback.format_exception(caught.value))

    @pytest.mark.parametrize("value", [NAME, None, FACTS])
    def test_only_an_identity_is_sealed(self, value: Any) -> None:
        with pytest.raises(InvalidValueError, match=r"^identity: a Identity is needed$"):
            SealedIdentity(value, ref=OWN_REF)

    @pytest.mark.parametrize("field", ["name", "nik", "family_card", "npwp", "address"])
    @pytest.mark.parametrize("value", ["-", " . ", "???"])
    def test_a_sign_that_stands_for_nothing_known_is_refused(self, field: str, value: str) -> None:
        """It would be looked for in every text."""
        with pytest.raises(InvalidValueError, match=f"^{field}: a letter or a digit is needed"):
            Identity(**{"phones": ["08120000000"], field: value})  # type: ignore[arg-type]

    @given(st.lists(words(), max_size=3), words().filter(lambda name: any(map(str.isalnum, name))))
    def test_any_words_can_be_sealed(self, aliases: list[str], name: str) -> None:
        """Whatever they are, nothing of them shows."""
        person = Identity(name=name, aliases=aliases)
        assert (person.name, person.aliases) == (name, tuple(aliases))
        assert repr(SealedIdentity(person, ref=OWN_REF)) == "SealedIdentity()"


# ------------------------------------------------------------------------------------------ only a grant opens it


def granted(by: Actor = COORDINATOR, **facts: Any) -> Report:
    """Return a report whose identity the liaison was granted."""
    return act(asked_for_identity(**facts), GRANT, by)


def grant_of(report: Report, by: Actor = LIAISON, at: datetime | None = None) -> IdentityGrant:
    return identity_grant(report, by=by, at=at or report.changed_at, under=RULES)


def refused(report: Report, by: Actor = LIAISON, at: datetime | None = None) -> str:
    with pytest.raises(AccessRefusedError) as caught:
        grant_of(report, by, at)
    refusal = caught.value.refusal
    rules = {rule.rule_id: (rule.reason, rule.needs) for rule in ACCESS_RULES}
    out_of_reach = "the report is not within reach of this actor", JURISDICTIONS[by.role].needs
    assert refusal.action == "reveal_identity"
    assert (refusal.reason, refusal.needs) == rules.get(refusal.rule_id, out_of_reach)
    return refusal.rule_id


class TestGrants:
    """A grant comes from a request and its grant on the report as it stands now, and from nothing else."""

    @pytest.mark.parametrize(
        "purpose", [purpose for purpose in IdentityPurpose if purpose is not IdentityPurpose.OMBUDSMAN_HANDOVER]
    )
    @pytest.mark.parametrize("protection", [Protection.NONE, Protection.ANONYMOUS, ANONYMOUS_AND_CONFIDENTIAL])
    def test_what_was_granted_opens(self, purpose: IdentityPurpose, protection: Protection) -> None:
        """The identity, and an entry that says who opened it, for what, by whose leave and when."""
        report = granted(purpose=purpose, protection=protection)
        at = report.changed_at + timedelta(hours=1)
        opened = sealed().reveal(grant_of(report), by=LIAISON, at=at)
        assert opened.identity.name == NAME
        entry = opened.opening
        assert (entry.tracking_id, entry.reporter, entry.purpose) == (report.tracking_id, OWN_REF, purpose)
        assert (entry.officer, entry.approved_by, entry.version, entry.at) == (LIAISON.id, COORDINATOR.id, 5, at)

    def test_the_entry_can_be_stored_and_says_nothing_of_the_person(self) -> None:
        report = granted()
        opening = sealed().reveal(grant_of(report), by=LIAISON, at=report.changed_at).opening
        assert from_dict(json.loads(json.dumps(to_dict(opening)))) == opening
        assert is_silent([opening, to_dict(opening)])

    def test_the_handler_alone_opens_an_unprotected_report(self) -> None:
        report = granted(LIAISON)
        assert grant_of(report).approved_by == LIAISON.id

    def test_protection_that_comes_later_takes_it_back(self) -> None:
        """What one granted oneself does not suffice once the report is protected; a second person's grant does."""
        protect = actions.Protect(protection=Protection.ANONYMOUS)
        assert refused(act(granted(LIAISON), protect, REPORTER)) == "PRV-202"
        assert grant_of(act(granted(COORDINATOR), protect, REPORTER)).by == LIAISON

    def test_a_self_approved_grant_in_a_stored_history_does_not_open(self) -> None:
        """History is loaded without asking the guards again; the grant is asked for again here."""
        report = granted(protection=Protection.ANONYMOUS)
        events = [*report.history]
        forged = replay([*events[:-1], attrs.evolve(events[-1], by=LIAISON)])
        assert refused(forged) == "PRV-202"

    def test_nothing_is_granted_by_asking(self) -> None:
        assert refused(asked_for_identity()) == "PRV-201"
        assert refused(dispositioned()) == "PRV-201"

    def test_it_is_granted_to_one_officer(self) -> None:
        """Neither to a colleague nor to the one who granted it."""
        for other in (COLLEAGUE, COORDINATOR):
            assert refused(granted(), other) == "PRV-201"

    def test_the_key_of_an_officer_in_another_role_is_somebody_else(self) -> None:
        """Grants go to those who may ask; a seal opens for the one in the role and for the agency of the grant."""
        report = granted(by=DEPUTY)
        for role, agency in ((Role.AGENCY_HEAD, CITY), (Role.OMBUDSMAN, None)):
            assert refused(report, Actor(role=role, id=LIAISON.id, agency=agency)) == "PRV-201"
        elsewhere = Actor(role=Role.LIAISON, id=LIAISON.id, agency=HEALTH)
        TestOpening.is_refused("PRV-206", sealed(), grant_of(report), elsewhere, report.changed_at)

    def test_the_last_grant_counts(self) -> None:
        """Of several to the same officer."""
        again = after(granted(), (attrs.evolve(ASK, purpose=IdentityPurpose.CONTACT_REPORTER), LIAISON))
        report = act(again, attrs.evolve(GRANT, request=6), COORDINATOR)
        assert (grant_of(report).version, grant_of(report).purpose) == (7, IdentityPurpose.CONTACT_REPORTER)

    @pytest.mark.parametrize("by", [SYSTEM, OBSERVER, OMBUDSMAN, REPORTER, HEAD, ADMIN, DEPUTY])
    def test_nobody_else_has_one(self, by: Actor) -> None:
        assert refused(granted(), by) in {"PRV-201", "AUT-007"}

    def test_it_ends_when_another_becomes_responsible(self) -> None:
        """Who asked as the handler is not the handler any more; when it comes back, it is asked for again."""
        moved = act(granted(), actions.Disposition(to=HEALTH), COORDINATOR)
        assert refused(moved) == "AUT-002"
        assert refused(act(granted(), SEND_BACK, LIAISON), LIAISON) == "AUT-002"
        assert moved.identity_accesses == ()

    def test_it_ends_with_the_case(self) -> None:
        answered = act(granted(), answer(), LIAISON)
        assert grant_of(answered).by == LIAISON
        assert refused(act(answered, actions.Close(), REPORTER)) == "PRV-201"

    def test_the_ombudsman_gets_it_with_the_reporters_consent(self) -> None:
        """Which is the forwarding itself."""
        report = granted(purpose=IdentityPurpose.OMBUDSMAN_HANDOVER)
        assert refused(report) == "PRV-203"
        ask = actions.RequestIdentity(purpose=IdentityPurpose.OMBUDSMAN_HANDOVER, motivation="Diminta Ombudsman")
        late = dispositioned()
        escalated = act(late, FORWARD, REPORTER, at=late.changed_at + 100 * DAY)
        report = after(escalated, (ask, LIAISON), (attrs.evolve(GRANT, request=5), COORDINATOR))
        assert grant_of(report).purpose is IdentityPurpose.OMBUDSMAN_HANDOVER

    def test_a_report_whose_reporter_nobody_knows_has_no_identity_to_open(self) -> None:
        unknown = replay(
            [
                attrs.evolve(granted().history[0], action=actions.Receive(filing=filing(reporter=None))),
                *granted().history[1:],
            ]
        )
        assert refused(unknown) == "PRV-201"

    def test_the_window_is_counted_in_working_days(self) -> None:
        """Until the last one is over, in the zone of the case."""
        report = granted()
        calendar = RULES.calendar
        until = grant_of(report).until
        last = WorkDays(5).due_on(calendar.local_day(report.changed_at), calendar)
        assert calendar.local_day(until - timedelta(microseconds=1)) == last
        assert calendar.local_day(until) == last + DAY
        assert grant_of(report, at=until - timedelta(microseconds=1)).until == until
        assert refused(report, at=until) == "PRV-204"
        assert refused(report, at=report.changed_at - timedelta(microseconds=1)) == "PRV-204"

    def test_the_pack_says_how_long(self) -> None:
        """That of the agency responsible, counted with the calendar of the case."""
        report = granted()
        short = packs_of(grant_window=WorkDays(1))
        own = attrs.evolve(RULES, overlays={CITY: short.pack}, calendars={CITY: RULES.calendar.in_zone(WIT)})
        one = identity_grant(report, by=LIAISON, at=report.changed_at, under=short)
        other = identity_grant(report, by=LIAISON, at=report.changed_at, under=own)
        assert one.until < grant_of(report).until
        assert other.until == one.until - timedelta(hours=2)

    def test_it_cannot_be_made_copied_or_kept(self) -> None:
        """It is worked out from the report each time."""
        grant = grant_of(granted())
        takes: list[Callable[[Any], object]] = [
            pickle.dumps,
            copy.copy,
            copy.deepcopy,
            attrs.evolve,
            lambda _: IdentityGrant(),
            lambda one: setattr(one, "by", COLLEAGUE),
        ]
        for take in takes:
            with pytest.raises((TypeError, AttributeError)) as caught:
                take(grant)
            assert "grant" in str(caught.value).lower() or isinstance(caught.value, AttributeError)
        with pytest.raises(TypeError, match=r"^an IdentityGrant is made by identity_grant\(\), from a report in which"):
            IdentityGrant()
        with pytest.raises(TypeError, match=r"^an IdentityGrant cannot be copied, pickled or written$"):
            pickle.dumps(grant)
        with pytest.raises(NotSerializableError):
            to_dict(grant)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        "asked",
        [
            {"report": "1"},
            {"by": LIAISON.id},
            {"under": None},
            {"at": datetime(2024, 3, 4, 9)},  # noqa: DTZ001 (on purpose)
        ],
    )
    def test_bad_arguments_are_named(self, asked: dict[str, Any]) -> None:
        report = granted()
        given: dict[str, Any] = {"report": report, "by": LIAISON, "at": report.changed_at, "under": RULES} | asked
        with pytest.raises(InvalidValueError) as caught:
            identity_grant(given.pop("report"), **given)
        assert caught.value.field in asked


class TestOpening:
    """A seal opens for its own report, its officer and its time."""

    def test_not_for_another_report(self) -> None:
        """Each report has its own reference, also of the same person."""
        report = granted()
        other = SealedIdentity(identity(), ref="another-ref", tracking_id="1234567")
        self.is_refused("PRV-205", other, grant_of(report), LIAISON, report.changed_at)

    def test_not_for_a_report_that_was_filed_under_the_same_reference(self) -> None:
        """Whoever files a report of their own under the reference of somebody else is granted nothing of theirs."""
        theirs = granted(LIAISON, tracking_id=TrackingId("7654321"))
        self.is_refused("PRV-205", sealed(), grant_of(theirs), LIAISON, theirs.changed_at)

    def test_not_without_the_number_of_the_report(self) -> None:
        """Texts can be checked against it all the same."""
        report = granted()
        other = SealedIdentity(identity(), ref=OWN_REF)
        self.is_refused("PRV-205", other, grant_of(report), LIAISON, report.changed_at)
        assert [*other.find_in(f"Kata {NAME}")] == [(5, 5 + len(NAME))]

    @pytest.mark.parametrize("number", ["", "a b", NIK, MAIL, 5])
    def test_a_bad_number_is_refused(self, number: Any) -> None:
        with pytest.raises(InvalidValueError) as caught:
            SealedIdentity(identity(), ref=OWN_REF, tracking_id=number)
        assert caught.value.field == "tracking_id"
        assert is_silent(_ours(caught.value))

    def test_not_for_another_officer(self) -> None:
        report = granted()
        for by in (COLLEAGUE, COORDINATOR, SYSTEM):
            self.is_refused("PRV-206", sealed(), grant_of(report), by, report.changed_at)

    def test_not_before_and_not_after(self) -> None:
        report = granted()
        grant, moment = grant_of(report), timedelta(microseconds=1)
        for at in (grant.since - moment, grant.until, grant.until + 100 * DAY):
            self.is_refused("PRV-204", sealed(), grant, LIAISON, at)
        for at in (grant.since, grant.until - moment):
            assert sealed().reveal(grant, by=LIAISON, at=at).opening.at == at

    @staticmethod
    def is_refused(rule: str, seal: SealedIdentity, grant: IdentityGrant, by: Actor, at: datetime) -> None:
        with pytest.raises(AccessRefusedError) as caught:
            seal.reveal(grant, by=by, at=at)
        assert caught.value.refusal.rule_id == rule
        said = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        assert is_silent([*said.format(), pickle.dumps(caught.value)])

    @pytest.mark.parametrize(
        "asked",
        [{"grant": None}, {"by": "LIAISON"}, {"at": datetime(2024, 3, 4, 9)}],  # noqa: DTZ001 (on purpose)
    )
    def test_bad_arguments_are_named(self, asked: dict[str, Any]) -> None:
        report = granted()
        given: dict[str, Any] = {"grant": grant_of(report), "by": LIAISON, "at": report.changed_at} | asked
        with pytest.raises(InvalidValueError) as caught:
            sealed().reveal(given.pop("grant"), **given)
        assert caught.value.field in asked

    def test_every_rule_has_an_id_of_its_own(self) -> None:
        assert [rule.rule_id for rule in ACCESS_RULES] == [f"PRV-20{n}" for n in range(1, 7)]
