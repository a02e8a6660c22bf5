"""A small invented world for the tests, and hypothesis strategies over it.

Everything here is made by real actions: a report comes into a status as it would in a service, through `receive`,
`adopt` and `apply`, and never by a back door. Identities, agencies and texts are invented.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any, Final, NamedTuple

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lapor_core import (
    NOT_HELD,
    SP4N,
    WEEKDAYS,
    WIB,
    WIT,
    WITA,
    ActionName,
    Actor,
    ActorId,
    Agency,
    AgencyCode,
    AgencyKind,
    ArchiveReason,
    AttachmentKey,
    CalendarDays,
    Categories,
    Category,
    CategoryCode,
    Channel,
    Classification,
    Directory,
    DutyName,
    EndedBy,
    Filing,
    FollowUpKind,
    Identity,
    IdentityPurpose,
    IntentKey,
    Months,
    Outcome,
    Protection,
    PublicText,
    Report,
    ReporterRef,
    Role,
    Rulebook,
    SealedIdentity,
    SlaRule,
    Status,
    TextPart,
    TrackingId,
    WorkDays,
    actions,
    adopt,
    allowed_actions,
    apply,
    clear_text,
    find_identity_leaks,
    receive,
)

# ------------------------------------------------------------------------------------------------ the world

NATION, PROVINCE, WELFARE = AgencyCode("nation"), AgencyCode("province"), AgencyCode("province-welfare")
CITY, ROADS, LIGHTS = AgencyCode("city"), AgencyCode("city-roads"), AgencyCode("city-roads-lights")
HEALTH, CLOSED, IDLE = AgencyCode("city-health"), AgencyCode("city-closed"), AgencyCode("city-idle")
CLOSED_ON: Final = date(2024, 3, 20)


def _agency(code: AgencyCode, kind: AgencyKind, parent: AgencyCode | None, **facts: Any) -> Agency:
    return Agency(code=code, name=f"Contoh {code}", kind=kind, parent=parent, **facts)


DIRECTORY: Final = Directory(
    agencies=(
        _agency(LIGHTS, AgencyKind.UNIT, ROADS),
        _agency(NATION, AgencyKind.NATIONAL, None),
        _agency(PROVINCE, AgencyKind.PROVINCE, NATION),
        _agency(WELFARE, AgencyKind.UNIT, PROVINCE),
        _agency(CITY, AgencyKind.CITY, NATION),
        _agency(ROADS, AgencyKind.UNIT, CITY),
        _agency(HEALTH, AgencyKind.UNIT, CITY),
        _agency(CLOSED, AgencyKind.UNIT, CITY, closed_on=CLOSED_ON),
        _agency(IDLE, AgencyKind.UNIT, CITY, active=False),
    )
)

STREETS, CLINICS = CategoryCode("streets"), CategoryCode("clinics")
CATEGORIES: Final = Categories(
    version="test 1",
    categories=(Category(code=STREETS, name="Jalan"), Category(code=CLINICS, name="Klinik")),
)
# The tests count days by hand: Monday to Friday, without holidays.
RULES: Final = Rulebook(directory=DIRECTORY, calendar=WEEKDAYS, categories=CATEGORIES)

OWN_REF, FOREIGN_REF = ReporterRef("ref-of-one-report"), ReporterRef("ref-of-another-report")
IDENTITY: Final = SealedIdentity(
    Identity(name="Wulandanu Testawati", numbers=["9999888877776666"]), ref=OWN_REF, tracking_id="1234567"
)
FOREIGN_IDENTITY: Final = SealedIdentity(Identity(name="Kertaprobo Ujiwan"), ref=FOREIGN_REF)


def officer(role: Role, key: str, agency: AgencyCode | None = None) -> Actor:
    """Return an officer of that role, with an invented key."""
    return Actor(role=role, id=ActorId(key), agency=agency)


REPORTER: Final = Actor(role=Role.REPORTER, reporter=OWN_REF)
STRANGER: Final = Actor(role=Role.REPORTER, reporter=FOREIGN_REF)
CITY_LIAISON: Final = officer(Role.LIAISON, "liaison-city", CITY)
LIAISON: Final = officer(Role.LIAISON, "liaison-roads", ROADS)
COLLEAGUE: Final = officer(Role.LIAISON, "liaison-roads-2", ROADS)
COORDINATOR: Final = officer(Role.COORDINATOR, "coordinator-city", CITY)
DEPUTY: Final = officer(Role.COORDINATOR, "coordinator-city-2", CITY)
HEAD: Final = officer(Role.AGENCY_HEAD, "head-city", CITY)
ADMIN: Final = officer(Role.NATIONAL_ADMIN, "admin-nation")
OMBUDSMAN: Final = officer(Role.OMBUDSMAN, "ombudsman")
OBSERVER: Final = officer(Role.OBSERVER, "observer")
OVERSIGHT: Final = officer(Role.OVERSIGHT, "oversight")
SYSTEM: Final = Actor(role=Role.SYSTEM)

OUTSIDERS: Final = {
    Role.REPORTER: STRANGER,
    Role.LIAISON: officer(Role.LIAISON, "liaison-welfare", WELFARE),
    Role.COORDINATOR: officer(Role.COORDINATOR, "coordinator-province", PROVINCE),
    Role.AGENCY_HEAD: officer(Role.AGENCY_HEAD, "head-province", PROVINCE),
}
"""Actors without jurisdiction over a report of the city, for the roles whose jurisdiction ends somewhere."""


@cache
def _insiders(at_work: AgencyCode) -> dict[Role, Actor]:
    agency = DIRECTORY.path(at_work)[-2:][0]  # below the national body, if there is anything below it
    return {
        Role.REPORTER: REPORTER,
        Role.LIAISON: officer(Role.LIAISON, "liaison-roads", at_work),
        Role.COORDINATOR: officer(Role.COORDINATOR, "coordinator-city", agency),
        Role.AGENCY_HEAD: officer(Role.AGENCY_HEAD, "head-city", agency),
        Role.NATIONAL_ADMIN: ADMIN,
        Role.OMBUDSMAN: OMBUDSMAN,
        Role.SYSTEM: SYSTEM,
        Role.OBSERVER: OBSERVER,
        Role.OVERSIGHT: OVERSIGHT,
    }


def insider(role: Role, report: Report) -> Actor:
    """Return the actor of that role whose business this report is; one and the same person for each role."""
    return _insiders(report.responsible or NATION)[role]


def cast(report: Report) -> tuple[Actor, ...]:
    """Return everybody who might come along: insiders, second persons and outsiders."""
    return (*_insiders(report.responsible or NATION).values(), COLLEAGUE, DEPUTY, *OUTSIDERS.values())


# ------------------------------------------------------------------------------- reports, by real actions only

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MONDAY: Final = datetime(2024, 3, 4, 9, 0, tzinfo=WIB)
"""When the reports of the tests are received: a Monday, two weeks before a unit closes."""


def cleared(text: str = "Lubang di jalan", known: SealedIdentity | None = IDENTITY) -> PublicText:
    """Return a cleared text; checked by patterns alone when no identity is given."""
    return clear_text(text, known=known or NOT_HELD)


def filing(**facts: Any) -> Filing:
    """Return a filing to the city, with what the test wants to have different."""
    usual: dict[str, Any] = {
        "tracking_id": TrackingId("1234567"),
        "reporter": OWN_REF,
        "title": "Jalan rusak",
        "text": "Ada lubang di depan pasar.",
        "channel": Channel.WEB,
        "agency": CITY,
    }
    return Filing(**(usual | facts))


def act(
    report: Report, action: actions.Action, by: Actor, *, at: datetime | None = None, under: Rulebook = RULES
) -> Report:
    """Apply one action, an hour after the last event unless told otherwise, and return the report."""
    return apply(report, action, by=by, at=at or report.changed_at + HOUR, under=under).report


def verify(**facts: Any) -> actions.Verify:
    """Return a verification that suits every report of the tests."""
    usual: dict[str, Any] = {
        "protection": Protection.NONE,
        "classification": Classification.COMPLAINT,
        "category": STREETS,
        "title": cleared(),
        "text": cleared(),
    }
    return actions.Verify(**(usual | facts))


def answer(**facts: Any) -> actions.Answer:
    """Return an answer that suits every report of the tests."""
    usual: dict[str, Any] = {"text": cleared("Sudah ditambal"), "outcome": Outcome.SOLVED}
    return actions.Answer(**(usual | facts))


def progress() -> actions.FollowUp:
    """Return a follow-up that reports progress."""
    return actions.FollowUp(kind=FollowUpKind.PROGRESS, text=cleared("Tim sudah ke lokasi"))


def original(
    status: Status = Status.RECEIVED, tracking_id: str = "7654321", protection: Protection = Protection.NONE
) -> actions.Original:
    """Return what may be known of another report."""
    return actions.Original(tracking_id=TrackingId(tracking_id), status=status, version=1, protection=protection)


def received(*, by: Actor = REPORTER, at: datetime = MONDAY, under: Rulebook = RULES, **facts: Any) -> Report:
    """Return a report that has just come in."""
    return receive(filing(**facts), by=by, at=at, under=under).report


def verified(**facts: Any) -> Report:
    """Return a report that the coordinator has verified."""
    report = received(**facts)
    return act(report, verify(protection=report.protection), COORDINATOR)


def dispositioned(**facts: Any) -> Report:
    """Return a report that was sent to the unit for roads."""
    return act(verified(**facts), actions.Disposition(to=ROADS), COORDINATOR)


def followed_up(**facts: Any) -> Report:
    """Return a report on which the unit reports progress."""
    return act(dispositioned(**facts), progress(), LIAISON)


def answered(**facts: Any) -> Report:
    """Return a report that the liaison has answered."""
    return act(dispositioned(**facts), answer(), LIAISON)


def resolved(**facts: Any) -> Report:
    """Return a report that the reporter closed upon its answer."""
    return act(answered(**facts), actions.Close(), REPORTER)


def escalated(**facts: Any) -> Report:
    """Return a report that the reporter took to the Ombudsman, on the first day on which that is possible."""
    action = actions.ForwardToOmbudsman(happened_on=date(2024, 3, 1))
    return act(dispositioned(**facts), action, REPORTER, at=MONDAY + 61 * DAY)


def held(**facts: Any) -> Report:
    """Return a report that waits for the reporter to complete it."""
    return act(received(**facts), actions.Hold(missing="Nama jalan"), COORDINATOR)


def archived(**facts: Any) -> Report:
    """Return a report that the coordinator archived."""
    return act(received(**facts), actions.Archive(reason=ArchiveReason.TOO_GENERAL), COORDINATOR)


def merged(**facts: Any) -> Report:
    """Return a report that follows another one."""
    return act(received(**facts), actions.Merge(original=original()), COORDINATOR)


BUILDERS: Final[dict[Status, Callable[..., Report]]] = {
    Status.RECEIVED: received,
    Status.VERIFIED: verified,
    Status.DISPOSITIONED: dispositioned,
    Status.FOLLOW_UP: followed_up,
    Status.ANSWERED: answered,
    Status.RESOLVED: resolved,
    Status.ESCALATED: escalated,
    Status.HELD: held,
    Status.ARCHIVED: archived,
    Status.MERGED: merged,
}
"""How a report comes into each status."""


def adopted(status: Status, *, known_at: datetime = MONDAY, under: Rulebook = RULES, **facts: Any) -> Report:
    """Return a case that another system handled, received on some day of the month before."""
    usual: dict[str, Any] = {
        "filing": Filing(tracking_id=TrackingId("1234567")),
        "received_earliest": MONDAY - 30 * DAY,
        "received_latest": MONDAY - 29 * DAY,
        "responsible": ROADS,
        "archive_reason": ArchiveReason.BLOCKED_CONTENT if status is Status.ARCHIVED else None,
    }
    row = actions.Adopt(status=status, **(usual | facts))
    return adopt(row, known_at=known_at, under=under)


# --------------------------------------------------------------------------------------- actions that fit


@cache
def _answer_for(reporter: ReporterRef | None) -> PublicText:
    known = None if reporter is None else SealedIdentity(Identity(name="Wulandanu Testawati"), ref=reporter)
    return cleared("Sudah ditangani", known)


class Situation(NamedTuple):
    """Who looks at which report, when and under which rules."""

    report: Report
    by: Actor
    at: datetime
    under: Rulebook

    @property
    def text(self) -> PublicText:
        """A text that was cleared for the reporter of this report."""
        return _answer_for(self.report.filing.reporter)

    @property
    def today(self) -> date:
        """The local day."""
        return self.under.calendar.local_day(self.at)


def _dispositions(now: Situation) -> Iterator[actions.Action]:
    report, directory = now.report, now.under.directory
    still_open = [agency.code for agency in directory if not (agency.closed_on and agency.closed_on <= now.today)]
    # After the last hop a report that was sent somewhere before stays there, as long as there is somebody.
    stays = bool(report.senders) and report.hops >= now.under.pack.max_hops and report.responsible in still_open
    for code in still_open:
        reached = now.by.agency is None or now.by.agency in directory.path(code)
        moved = code != report.responsible
        if reached and (not stays if moved else report.status is Status.VERIFIED):
            yield actions.Disposition(to=code)


def _protections(now: Situation) -> Iterator[actions.Action]:
    before = now.report.protection
    for after in (Protection(bits) for bits in range(4)):
        if after != before and (now.by.role is Role.REPORTER or before in after):
            yield actions.Protect(protection=after)


def _grants(now: Situation) -> Iterator[actions.Action]:
    for request in now.report.identity_requests:
        is_own_work = request.purpose is IdentityPurpose.RESOLVE_REPORT and now.by.role is not Role.NATIONAL_ADMIN
        alone = now.report.protection is Protection.NONE and is_own_work
        if alone if request.by == now.by.id else now.by.role is not Role.LIAISON:
            yield actions.GrantIdentity(request=request.version, reason="Diperlukan")


def _forwards(now: Situation) -> Iterator[actions.Action]:
    day = now.report.filing.happened_on or now.under.calendar.local_day(now.report.received_latest)
    yield actions.ForwardToOmbudsman(happened_on=day, consent="Surat persetujuan")


def _after_the_original(
    kind: Callable[..., actions.Action], status: Status
) -> Callable[[Situation], list[actions.Action]]:
    def fitting(now: Situation) -> list[actions.Action]:
        number = now.report.original
        return [kind(original=original(status, number))] if number else []

    return fitting


_FITTING: Final[dict[ActionName, Callable[[Situation], Iterable[actions.Action]]]] = {
    ActionName.VERIFY: lambda now: [verify(protection=now.report.protection, title=now.text, text=now.text)],
    ActionName.DISPOSITION: _dispositions,
    ActionName.SEND_BACK: lambda _: [actions.SendBack(reason="Bukan wewenang kami")],
    ActionName.FOLLOW_UP: lambda now: [actions.FollowUp(kind=FollowUpKind.NORMATIVE, text=now.text)],
    ActionName.ANSWER: lambda now: [
        actions.Answer(text=now.text, outcome=Outcome.SOLVED),
        actions.Answer(text=now.text, outcome=Outcome.PROMISED, promised_on=now.today),
    ],
    ActionName.REPLY: lambda _: [actions.Reply(text="Belum selesai")],
    ActionName.CLOSE: lambda _: [actions.Close()],
    ActionName.LAPSE: lambda _: [actions.Lapse()],
    ActionName.HOLD: lambda _: [actions.Hold(missing="Nama jalan")],
    ActionName.COMPLETE: lambda _: [actions.Complete(text="Jalan Contoh")],
    ActionName.EXPIRE: lambda _: [actions.Expire()],
    ActionName.FORWARD_TO_OMBUDSMAN: _forwards,
    ActionName.CONCLUDE: lambda _: [actions.Conclude(outcome=Outcome.SOLVED)],
    ActionName.ARCHIVE: lambda _: [actions.Archive(reason=ArchiveReason.UNINTELLIGIBLE)],
    ActionName.WITHDRAW: lambda _: [actions.Withdraw()],
    ActionName.MERGE: lambda _: [actions.Merge(original=original())],
    ActionName.END_WITH_ORIGINAL: _after_the_original(actions.EndWithOriginal, Status.RESOLVED),
    ActionName.RELEASE: _after_the_original(actions.Release, Status.ARCHIVED),
    ActionName.RECLASSIFY: lambda now: [
        actions.Reclassify(reason="Ternyata lain", classification=kind)
        for kind in Classification
        if kind is not now.report.classification
    ],
    ActionName.RAISE_LEVEL: lambda now: [
        actions.RaiseLevel(),
        actions.RaiseLevel(key=IntentKey(f"level-{now.report.version}")),
    ],
    ActionName.PROTECT: _protections,
    ActionName.PUBLISH: lambda now: [
        actions.Publish(title=now.text),
        actions.Publish(text=now.text, answer=now.text, reply=now.text),
        actions.Publish(attachments=(actions.PublicAttachment(key=AttachmentKey("file-1"), name=now.text),)),
    ],
    ActionName.RATE: lambda now: [
        actions.Rate(score=1),
        actions.Rate(score=now.under.pack.max_score, comment="Terima kasih"),
    ],
    ActionName.REOPEN: lambda _: [actions.Reopen(reason="Rusak lagi")],
    ActionName.NOTE: lambda _: [actions.Note(text="Periksa lapangan")],
    ActionName.RECORD: lambda now: [actions.Record(key=IntentKey(f"intent-{now.report.version}"))],
    ActionName.REQUEST_IDENTITY: lambda _: [
        actions.RequestIdentity(purpose=IdentityPurpose.RESOLVE_REPORT, motivation="Perlu alamat"),
        actions.RequestIdentity(purpose=IdentityPurpose.LEGAL_ORDER, motivation="Perintah"),
    ],
    ActionName.GRANT_IDENTITY: _grants,
    ActionName.REDACT: lambda _: [
        actions.Redact(parts=frozenset(TextPart)),
        actions.Redact(parts=frozenset({TextPart.FILING})),
    ],
}


def fitting(
    name: ActionName, report: Report, by: Actor, at: datetime, under: Rulebook = RULES
) -> Iterator[actions.Action]:
    """Yield actions of that name whose arguments should suit the report; none where no target is to be had.

    Written from the design and not from the guards: what stands here and `apply` refuses is a fault of one of the two.
    """
    yield from _FITTING[name](Situation(report, by, at, under))


def offers(report: Report, at: datetime, under: Rulebook = RULES) -> dict[ActionName, list[Actor]]:
    """Return who of the cast is allowed what at that instant."""
    found: dict[ActionName, list[Actor]] = {}
    for by in cast(report):
        for name in sorted(allowed_actions(report, by=by, at=at, under=under)):
            found.setdefault(name, []).append(by)
    return found


# ------------------------------------------------------------------------------------------------ strategies

ZONES: Final = (WIB, WITA, WIT, UTC, timezone(-timedelta(hours=11, minutes=30)), timezone(timedelta(hours=14)))


def words(*, max_size: int = 40) -> SearchStrategy[str]:
    """Texts that say something."""
    return st.text(min_size=1, max_size=max_size).filter(lambda text: bool(text.strip()))


def public_texts(known: SealedIdentity | None = IDENTITY) -> SearchStrategy[PublicText]:
    """Texts that pass the check."""
    free = words().filter(lambda text: not find_identity_leaks(text, known=known or NOT_HELD))
    return free.map(lambda text: cleared(text, known))


@cache
def publishables() -> SearchStrategy[PublicText | str]:
    """Texts as somebody may offer them for publication: cleared for this reporter, another, nobody, or not at all."""
    return st.one_of(public_texts(IDENTITY), public_texts(FOREIGN_IDENTITY), public_texts(None), st.just("Rancangan"))


@cache
def days() -> SearchStrategy[date]:
    """Days of the years around those in which the reports of the tests live."""
    return st.dates(date(2021, 1, 1), date(2027, 12, 31))


def instants(min_value: datetime = MONDAY, max_value: datetime = MONDAY + 3000 * DAY) -> SearchStrategy[datetime]:
    """Aware instants between two, written in many offsets; many of them lie at local midnight or next to it."""
    span = int((max_value - min_value).total_seconds())
    near = st.builds(
        lambda day, minutes: day * 86_400 + minutes * 60, st.integers(0, span // 86_400), st.integers(895, 905)
    ).filter(lambda seconds: seconds <= span)
    seconds = st.one_of(st.integers(0, span), near)
    return st.builds(
        lambda after, zone: (min_value + timedelta(seconds=after)).astimezone(zone),
        seconds,
        st.sampled_from(ZONES),
    )


@cache
def protections() -> SearchStrategy[Protection]:
    """All four of them."""
    return st.sampled_from([Protection(bits) for bits in range(4)])


@cache
def filings() -> SearchStrategy[Filing]:
    """Filings that `receive` accepts from the reporter."""
    return st.builds(
        Filing,
        tracking_id=st.integers(1, 9_999_999_999).map(lambda number: TrackingId(str(number))),
        reporter=st.just(OWN_REF),
        title=st.none() | words(),
        text=words(),
        channel=st.sampled_from(Channel),
        protection=protections(),
        agency=st.sampled_from([None, CITY, ROADS, HEALTH]),
        classification=st.none() | st.sampled_from(Classification),
        category=st.none() | st.sampled_from([STREETS, CLINICS]),
        happened_on=st.none() | st.dates(date(2023, 1, 1), date(2024, 3, 4)),
        location=st.none() | words(),
    )


_codes = st.sampled_from([*(agency.code for agency in DIRECTORY), AgencyCode("nowhere")])
_categories = st.none() | st.sampled_from([STREETS, CLINICS, CategoryCode("unlisted")])
_originals = st.builds(
    actions.Original,
    tracking_id=st.sampled_from([TrackingId("1234567"), TrackingId("7654321"), TrackingId("555")]),
    status=st.sampled_from(Status),
    version=st.integers(1, 9),
    protection=protections(),
)
_maybe_public = st.none() | publishables()
_kinds: Final[dict[type[actions.Action], dict[str, SearchStrategy[object]]]] = {
    actions.Receive: {"filing": filings()},
    actions.Adopt: {
        "filing": filings(),
        "status": st.sampled_from(Status),
        "received_earliest": instants(),
        "received_latest": instants(),
    },
    actions.Verify: {
        "protection": protections(),
        "classification": st.none() | st.sampled_from(Classification),
        "category": _categories,
        "title": _maybe_public,
        "text": _maybe_public,
    },
    actions.Disposition: {"to": _codes, "note": st.none() | words()},
    actions.SendBack: {"reason": words()},
    actions.FollowUp: {"kind": st.sampled_from(FollowUpKind), "text": publishables()},
    actions.Answer: {
        "text": publishables(),
        "outcome": st.sampled_from(Outcome),
        "promised_on": st.none() | days(),
        "ground": st.none() | words(),
    },
    actions.Reply: {"text": words()},
    actions.Close: {},
    actions.Lapse: {},
    actions.Hold: {"missing": words()},
    actions.Complete: {"text": words()},
    actions.Expire: {},
    actions.ForwardToOmbudsman: {"happened_on": st.none() | days(), "consent": st.none() | words()},
    actions.Conclude: {
        "outcome": st.sampled_from(Outcome),
        "promised_on": st.none() | days(),
        "ground": st.none() | words(),
    },
    actions.Archive: {"reason": st.sampled_from(ArchiveReason), "note": st.none() | words()},
    actions.Withdraw: {"reason": st.none() | words()},
    actions.Merge: {"original": _originals},
    actions.EndWithOriginal: {"original": _originals},
    actions.Release: {"original": _originals},
    actions.Reclassify: {
        "reason": words(),
        "classification": st.none() | st.sampled_from(Classification),
        "category": _categories,
    },
    actions.RaiseLevel: {"key": st.none() | st.sampled_from(["intent-1", "intent-2"])},
    actions.Protect: {"protection": protections()},
    actions.Publish: {
        **dict.fromkeys(("title", "text", "answer", "reply"), _maybe_public),
        "attachments": st.none()
        | st.lists(
            st.builds(actions.PublicAttachment, key=st.just(AttachmentKey("file-1")), name=publishables()), max_size=2
        ).map(tuple),
    },
    actions.Rate: {"score": st.integers(-1, 7), "comment": st.none() | words()},
    actions.Reopen: {"reason": words()},
    actions.Note: {"text": words()},
    actions.Record: {"key": st.sampled_from(["intent-1", "intent-2"])},
    actions.RequestIdentity: {"purpose": st.sampled_from(IdentityPurpose), "motivation": words()},
    actions.GrantIdentity: {"request": st.integers(0, 12), "reason": words()},
    actions.Redact: {"parts": st.frozensets(st.sampled_from(TextPart))},
}


@cache
def any_actions() -> SearchStrategy[actions.Action]:
    """Actions of every kind with arguments that may suit or not."""
    return st.one_of([st.builds(kind, **arguments) for kind, arguments in _kinds.items()])


@cache
def adoptions() -> SearchStrategy[actions.Adopt]:
    """Facts about a case of another system that `adopt` accepts at `MONDAY` or later."""
    enders = {ArchiveReason.EXPIRED: EndedBy.SYSTEM, ArchiveReason.WITHDRAWN: EndedBy.REPORTER}

    def facts(
        status: Status, earliest: datetime, hours: int, ender: EndedBy | None, reason: ArchiveReason
    ) -> actions.Adopt:
        if ender is not None and status is Status.ARCHIVED:
            ender = enders.get(reason, ender)
        return actions.Adopt(
            filing=Filing(tracking_id=TrackingId("7000001"), agency=CITY),
            status=status,
            received_earliest=earliest,
            received_latest=earliest + timedelta(hours=hours),
            responsible=ROADS,
            ended_by=ender if status.is_ended else None,
            archive_reason=reason if status is Status.ARCHIVED else None,
        )

    return st.builds(
        facts,
        st.sampled_from([status for status in Status if status not in (Status.MERGED, Status.ESCALATED)]),
        instants(MONDAY - 900 * DAY, MONDAY - 2 * DAY),
        st.integers(0, 48),
        st.none() | st.sampled_from(EndedBy),
        st.sampled_from(ArchiveReason),
    )


@cache
def receipts() -> SearchStrategy[Report]:
    """Reports that were received a moment ago."""
    return filings().map(lambda one: receive(one, by=REPORTER, at=MONDAY, under=RULES).report)


@cache
def births() -> SearchStrategy[Report]:
    """Reports that were received or adopted a moment ago."""
    return receipts() | adoptions().map(lambda facts: adopt(facts, known_at=MONDAY, under=RULES))


@cache
def gaps() -> SearchStrategy[timedelta]:
    """Times between two events: minutes and hours, or past one of the windows of the national pack."""
    soon = st.integers(0, 4000).map(lambda minutes: timedelta(minutes=minutes))
    return soon | st.sampled_from([15 * DAY, 31 * DAY, 61 * DAY, 1830 * DAY])


_zones = st.sampled_from(ZONES)
_places = st.integers(0, 2**16)


LAST_YEAR: Final = 2035
"""After that nothing happens any more: what the tests ask five years and a window later is still in `WEEKDAYS`."""


def later_instants(report: Report) -> SearchStrategy[datetime]:
    """Instants after the last event of a report, written in any offset."""
    return st.builds(lambda gap, zone: (report.changed_at + gap).astimezone(zone), gaps(), _zones)


Move = tuple[Actor, actions.Action]


def _move(report: Report, at: datetime, place: int, under: Rulebook = RULES) -> Move | None:
    found = offers(report, at, under)
    place, turn = divmod(place, len(found))
    name = sorted(found)[turn]
    place, turn = divmod(place, len(found[name]))
    by = found[name][turn]
    suitable = [*fitting(name, report, by, at, under)]
    return (by, suitable[place % len(suitable)]) if suitable else None


def moves(report: Report, at: datetime) -> SearchStrategy[Move | None]:
    """What somebody of the cast is allowed to do, with arguments that should suit; None where it has no target."""
    return _places.map(lambda place: _move(report, at, place))


@st.composite
def reports(
    draw: st.DrawFn,
    *,
    max_steps: int = 12,
    under: Rulebook = RULES,
    born: SearchStrategy[Report] | None = None,
    apart: SearchStrategy[timedelta] | None = None,
) -> Report:
    """Reports in any status: random actions that the law allows, by random actors, at random later instants."""
    report = draw(births() if born is None else born)
    apart = gaps() if apart is None else apart
    for _ in range(draw(st.integers(0, max_steps))):
        if report.changed_at.year > LAST_YEAR:
            break
        # From strategies that exist already: to build new ones at every step costs more than the steps themselves.
        at = (report.changed_at + draw(apart)).astimezone(draw(_zones))
        move = _move(report, at, draw(_places), under)
        if move is not None:
            report = act(report, move[1], move[0], at=at, under=under)
    return report


def rules_of(**limits: int) -> tuple[SlaRule, ...]:
    """Return the national rules with other limits for some duties, each in its own unit."""
    return tuple(
        attrs.evolve(rule, limit=attrs.evolve(rule.limit, n=limits[rule.duty])) if rule.duty in limits else rule
        for rule in SP4N.rules
    )


@cache
def packed_rules() -> SearchStrategy[tuple[SlaRule, ...]]:
    """Rules for the duties of the national pack, each up to half as long again; some duties are left without one.

    But never those whose window must pass before a case can end.
    """

    def varied(rule: SlaRule) -> SearchStrategy[SlaRule | None]:
        limits = st.integers(1, rule.limit.n * 3 // 2).map(type(rule.limit))
        rolls = st.booleans() if isinstance(rule.limit, CalendarDays) else st.just(False)  # noqa: FBT003 (a value)

        def changed(limit: Any, rolls: bool) -> SlaRule:  # noqa: FBT001 (as above)
            return attrs.evolve(rule, limit=limit, rolls_forward=rolls)

        other = st.builds(changed, limits, rolls)
        return other if rule.duty in (DutyName.REPLY, DutyName.HELD_COMPLETION) else st.none() | other

    return st.tuples(*map(varied, SP4N.rules)).map(lambda rules: tuple(rule for rule in rules if rule is not None))


@cache
def rulebooks() -> SearchStrategy[Rulebook]:
    """The rules of the tests under any pack, most of them tighter than the national one."""
    parameters: dict[str, SearchStrategy[object]] = {
        "rules": packed_rules(),
        "raise_at": st.fractions(min_value="0.01", max_value=1),
        "pause_budget": st.builds(WorkDays, st.integers(1, 25)),
        "reopen_window": st.builds(CalendarDays, st.integers(1, 90)),
        "max_reopenings": st.integers(0, 2),
        "max_hops": st.integers(0, 2),
        "max_level": st.integers(0, 2),
        "retention": st.builds(Months, st.integers(1, 60)),
        "identity_retention": st.builds(Months, st.integers(1, 60)),
        "identities_held": st.booleans(),
        "max_score": st.integers(1, 5),
    }
    return st.builds(packs_of, **parameters)


def packs_of(**facts: Any) -> Rulebook:
    """Return the rules of the tests with some parameters of the pack changed."""
    return attrs.evolve(RULES, pack=attrs.evolve(SP4N, **facts))
