"""The reporter's identity: held apart from every report, sealed, and opened only with a grant.

Sealing prevents mistakes, the common cause of leaks. It is not a wall against hostile code in the same process.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple, NoReturn, Self, cast

import attrs

from lapor_core.agencies import Actor
from lapor_core.checks import is_before, require_a, require_instant, require_text
from lapor_core.documents import Document
from lapor_core.errors import AccessRefusedError, InvalidValueError, Refusal
from lapor_core.identifiers import ActorId, ReporterRef, TrackingId
from lapor_core.matching import Matcher
from lapor_core.name_matching import Match
from lapor_core.spelling import Reading
from lapor_core.vocabulary import Confidence, IdentityPurpose

Spans = Iterator[tuple[int, int]]


class _Closed:
    """What says nothing of itself: no repr, no list of attributes, no copy, no pickle, no change, no comparison."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def __dir__(self) -> list[str]:
        return []

    def __getstate__(self) -> object:
        """Hand out nothing to whoever copies and stores objects."""
        return None

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(f"{type(self).__name__} cannot be copied, pickled or written")

    def __reduce__(self) -> NoReturn:
        self.__reduce_ex__(0)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} cannot be changed")


class Identity(_Closed):
    """Who somebody is, in the open. Seal it at once: `SealedIdentity`.

    Indonesian term: *identitas pelapor*. Even open, it is read attribute by attribute and never printed whole.

    Args:
        name: the full name.
        aliases: other names that the person goes by.
        nik: identity number (*NIK*).
        family_card: number of the family card (*KK*).
        npwp: tax number.
        phones: telephone numbers.
        emails: e-mail addresses.
        address: where the person lives.
        accounts: bank accounts, and user names elsewhere.
        numbers: any other number that leads to the person: passport, plate, insurance, staff number.

    Raises:
        InvalidValueError: a field is not a text that says something (the value is not shown), or nothing is given.
    """

    __slots__ = (
        "accounts",
        "address",
        "aliases",
        "emails",
        "family_card",
        "name",
        "nik",
        "npwp",
        "numbers",
        "phones",
    )
    name: str | None
    aliases: tuple[str, ...]
    nik: str | None
    family_card: str | None
    npwp: str | None
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    address: str | None
    accounts: tuple[str, ...]
    numbers: tuple[str, ...]

    def __init__(  # noqa: PLR0913 (people have this many)
        self,
        *,
        name: str | None = None,
        aliases: Iterable[str] = (),
        nik: str | None = None,
        family_card: str | None = None,
        npwp: str | None = None,
        phones: Iterable[str] = (),
        emails: Iterable[str] = (),
        address: str | None = None,
        accounts: Iterable[str] = (),
        numbers: Iterable[str] = (),
    ) -> None:
        single = {"name": name, "nik": nik, "family_card": family_card, "npwp": npwp, "address": address}
        several = {"aliases": aliases, "phones": phones, "emails": emails, "accounts": accounts, "numbers": numbers}
        fault = _fill(self, single, several)
        if fault is not None:
            # Tools that show a traceback with its variables are not to show these.
            del name, aliases, nik, family_card, npwp, phones, emails, address, accounts, numbers, single, several
            raise fault


# Tools that write any object down go by the list of its slots. Without it the slots are as they were.
del Identity.__slots__


def _fill(identity: Identity, single: dict[str, str | None], several: dict[str, Iterable[str]]) -> Exception | None:
    """Set the fields; return what is wrong with the first that cannot be."""
    facts: dict[str, object] = {}
    try:
        for field, value in single.items():
            facts[field] = None if value is None else _telling(require_text(value, field), field)
        facts |= {field: _texts(values, field) for field, values in several.items()}
    except Exception as error:  # noqa: BLE001 (a list that is worked out while it is read may fail in any way)
        return error.with_traceback(None)
    if not any(facts.values()):
        return InvalidValueError("name", "a name or a number is needed; a service that knows none says NOT_HELD")
    for field, fact in facts.items():
        object.__setattr__(identity, field, fact)
    return None


def _telling(value: str, field: str) -> str:
    if not any(map(str.isalnum, value)):
        raise InvalidValueError(field, "a letter or a digit is needed; what is not known is left out")
    return value


def _texts(values: object, field: str) -> tuple[str, ...]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InvalidValueError(field, "a list of texts is needed; that of none is empty")
    return tuple(require_text(value, field) for value in cast("Iterable[object]", values))


@attrs.frozen(kw_only=True, weakref_slot=False)
class AccessRule:
    """A condition on who may open an identity, and when. Indonesian term: *aturan akses identitas*.

    Args:
        rule_id: stable id.
        reason: what the rule says when it refuses.
        needs: what would have to be true.
        citation: where it comes from.
        confidence: how well it is founded.
    """

    rule_id: str
    reason: str
    needs: str
    citation: str
    confidence: Confidence

    def refused(self) -> AccessRefusedError:
        """Return the error that says so."""
        return AccessRefusedError(Refusal(action=ACTION, rule_id=self.rule_id, reason=self.reason, needs=self.needs))


ACTION: Final = "reveal_identity"
"""What a refusal calls the opening of an identity."""
_PURPOSE: Final = "National guidance: what managers learn is for resolving the report only"
_OWN: Final = "Own design; no source"

# fmt: off
IN_TIME: Final = AccessRule(
    rule_id="PRV-204", reason="the grant has run out, or is not yet given", needs="an instant within the grant",
    citation=_OWN, confidence=Confidence.ASSUMED)
OF_THIS_REPORT: Final = AccessRule(
    rule_id="PRV-205", reason="the grant is for another report, or the seal does not say for which it is",
    needs="a grant of this report, and a seal that was made with its tracking_id",
    citation=_PURPOSE, confidence=Confidence.SECONDARY)
TO_THIS_OFFICER: Final = AccessRule(
    rule_id="PRV-206", reason="the grant was given to somebody else", needs="a grant of one's own",
    citation=_PURPOSE, confidence=Confidence.SECONDARY)
# fmt: on


@attrs.frozen(init=False, kw_only=True, weakref_slot=False)
class IdentityGrant:
    """The leave to open one identity: for what, to whom, by whom, until when. Only `identity_grant` makes one.

    Indonesian term: *izin membuka identitas*. It is worked out from the report each time and not to be kept: it cannot
    be copied, pickled or written.

    Args:
        tracking_id: the report.
        reporter: reference of the reporter of that report.
        purpose: for what.
        by: who may open it: the officer whose id got it, in the role and for the agency in which the grant is asked
            for, which need not be those of the request.
        approved_by: who granted it; the officer alone only for an unprotected report, to resolve it.
        version: version of the report at which it was granted.
        since: aware instant from which it holds.
        until: aware instant before which it holds.
    """

    tracking_id: TrackingId
    reporter: ReporterRef
    purpose: IdentityPurpose
    by: Actor
    approved_by: ActorId | None
    version: int
    since: datetime
    until: datetime

    def __init__(self) -> None:
        raise TypeError("an IdentityGrant is made by identity_grant(), from a report in which it was granted")

    @classmethod
    def vouched(cls, **facts: Any) -> Self:
        """Make one: for `identity_grant`, and for nobody else."""
        grant = cls.__new__(cls)
        for field in attrs.fields(cls):
            object.__setattr__(grant, field.name, facts[field.name])
        return grant

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("an IdentityGrant cannot be copied, pickled or written")


@attrs.frozen(kw_only=True, weakref_slot=False)
class IdentityOpening(Document):
    """That an identity was opened: an entry for the audit stream of the identity store, not for the report's history.

    Indonesian term: *catatan pembukaan identitas*.

    Args:
        tracking_id: the report.
        reporter: reference of the reporter of that report.
        purpose: for what.
        officer: who opened it.
        approved_by: who had granted it.
        version: version of the report at which it was granted.
        at: aware instant of the opening.
    """

    tracking_id: TrackingId
    reporter: ReporterRef
    purpose: IdentityPurpose
    officer: ActorId
    approved_by: ActorId | None
    version: int
    at: datetime


class Revealed(NamedTuple):
    """What an opening gives: the identity, and the entry to be stored before anybody sees it.

    Indonesian term: *identitas yang dibuka*.
    """

    identity: Identity
    opening: IdentityOpening


class SealedIdentity(_Closed):
    """Who the reporter of one report is: a text can be checked against it, and nothing can be read from it.

    Indonesian term: *identitas pelapor tersegel*. It has no repr that says anything, no format, no copy, no pickle, no
    comparison with text; it opens only with an `IdentityGrant`.

    Args:
        identity: who it is.
        ref: the reference of the reporter in this report.
        tracking_id: the number of the report; without it texts can be checked, and the seal never opens.

    Raises:
        InvalidValueError: it is no identity, or the reference no reference; neither is shown.
    """

    __slots__ = ("_matcher", "_open", "ref", "tracking_id")
    ref: ReporterRef
    tracking_id: TrackingId | None
    _matcher: Matcher
    _open: Callable[[], Identity]

    def __init__(self, identity: Identity, *, ref: str, tracking_id: str | None = None) -> None:
        try:
            require_a(identity, Identity, "identity")
            object.__setattr__(self, "ref", ReporterRef(ref))
            object.__setattr__(self, "tracking_id", None if tracking_id is None else TrackingId(tracking_id))
        except InvalidValueError as error:
            # What was given in their place may be a name, or print one; tracebacks are not to show it.
            del identity, ref, tracking_id
            raise error.with_traceback(None) from None
        object.__setattr__(self, "_matcher", _matcher(identity))
        # A function, because whatever lists the attributes of an object prints those that are values.
        object.__setattr__(self, "_open", lambda: identity)

    def matches(self, reading: Reading) -> list[Match]:
        """Return where a reading of a text names the reporter, and how surely."""
        return self._matcher.find(reading)

    def find_in(self, text: str) -> Spans:
        """Return where a text names the reporter, surely or not."""
        reading = Reading.of(require_a(text, str, "text"))
        return (reading.place(start, end) for start, end, _ in self._matcher.find(reading))

    def reveal(self, grant: IdentityGrant, *, by: Actor, at: datetime) -> Revealed:
        """Open it.

        Args:
            grant: the leave to do so.
            by: who opens it.
            at: aware instant of the opening.

        Returns:
            The identity, and the entry for the audit stream of the identity store.

        Raises:
            AccessRefusedError: the grant is for another report or another officer, or not in force at that instant.
            InvalidValueError: the instant is naive, or an argument is of the wrong kind.

        Source of the rule: PRV-204 to PRV-206.
        """
        require_a(grant, IdentityGrant, "grant")
        require_a(by, Actor, "by")
        require_instant(at, "at")
        if grant.reporter != self.ref or grant.tracking_id != self.tracking_id:
            raise OF_THIS_REPORT.refused()
        if by != grant.by or by.id is None:
            raise TO_THIS_OFFICER.refused()
        if is_before(at, grant.since) or not is_before(at, grant.until):
            raise IN_TIME.refused()
        opening = IdentityOpening(
            tracking_id=grant.tracking_id,
            reporter=grant.reporter,
            purpose=grant.purpose,
            officer=by.id,
            approved_by=grant.approved_by,
            version=grant.version,
            at=at,
        )
        return Revealed(self._open(), opening)


def _matcher(identity: Identity) -> Matcher:
    single = (identity.nik, identity.family_card, identity.npwp)
    numbers = [*(number for number in single if number), *identity.phones, *identity.accounts, *identity.numbers]
    return Matcher(
        names=[name for name in (identity.name, *identity.aliases) if name],
        numbers=numbers,
        emails=identity.emails,
        words=[identity.address] if identity.address else [],
    )
