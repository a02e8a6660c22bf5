"""An invented service and the ways that reports take through it; all benchmarks work on these.

Every report has its own number, reporter and instants, as stored reports have. Officers, agencies and categories are
few and are the same objects everywhere, as they are in a service that looks them up once.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final

import attrs

from lapor_core import (
    NOT_HELD,
    WEEKDAYS,
    Actor,
    ActorId,
    Agency,
    AgencyCode,
    AgencyKind,
    ArchiveReason,
    CategoryCode,
    Channel,
    Classification,
    Directory,
    Filing,
    FollowUpKind,
    IntentKey,
    Outcome,
    Protection,
    Report,
    ReporterRef,
    Role,
    Rulebook,
    Status,
    TrackingId,
    actions,
    apply,
    clear_text,
    receive,
)

NATION, REGENCY, ROADS, SCHOOLS = (AgencyCode(code) for code in ("id", "id/kab", "id/kab/pu", "id/kab/dik"))
RULES: Final = Rulebook(
    # Plain weeks, as the peers count them.
    calendar=WEEKDAYS,
    directory=Directory(
        agencies=(
            Agency(code=NATION, name="Nasional", kind=AgencyKind.NATIONAL),
            Agency(code=REGENCY, name="Kabupaten Contoh", kind=AgencyKind.REGENCY, parent=NATION),
            Agency(code=ROADS, name="Dinas Pekerjaan Umum", kind=AgencyKind.UNIT, parent=REGENCY),
            Agency(code=SCHOOLS, name="Dinas Pendidikan", kind=AgencyKind.UNIT, parent=REGENCY),
        )
    ),
)
COORDINATOR: Final = Actor(role=Role.COORDINATOR, id=ActorId("officer-c"), agency=REGENCY)
ROADS_LIAISON: Final = Actor(role=Role.LIAISON, id=ActorId("officer-r"), agency=ROADS)
SCHOOLS_LIAISON: Final = Actor(role=Role.LIAISON, id=ActorId("officer-s"), agency=SCHOOLS)
NATIONAL_ADMIN: Final = Actor(role=Role.NATIONAL_ADMIN, id=ActorId("officer-n"))
OMBUDSMAN: Final = Actor(role=Role.OMBUDSMAN, id=ActorId("officer-o"))
SYSTEM: Final = Actor(role=Role.SYSTEM)

CATEGORY: Final = CategoryCode("jalan")
CLEARED: Final = clear_text("Lampu jalan di depan pasar sudah diperiksa", known=NOT_HELD)
BEGIN: Final = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)


@attrs.frozen(kw_only=True)
class Question:
    """A report, and who asks when what may be done to it."""

    report: Report
    by: Actor
    at: datetime


@attrs.frozen(kw_only=True)
class Request(Question):
    """One request, as `apply` gets it, and the report that comes of it."""

    action: actions.Action
    after: Report


Way = Callable[[Actor], tuple[tuple[float, actions.Action, Actor], ...]]
"""What happens to a report after its receipt: days since receipt, action, actor; given who reported."""


def _verify() -> actions.Verify:
    return actions.Verify(protection=Protection.NONE, title=CLEARED, text=CLEARED)


def _follow_up(kind: FollowUpKind) -> actions.FollowUp:
    return actions.FollowUp(kind=kind, text=CLEARED)


def _answer(outcome: Outcome = Outcome.SOLVED) -> actions.Answer:
    return actions.Answer(text=CLEARED, outcome=outcome)


def smooth(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:
    """Answered in good time and closed by the reporter: 8 events."""
    return (
        (1, _verify(), COORDINATOR),
        (1.1, actions.Disposition(to=ROADS), COORDINATOR),
        (3, _follow_up(FollowUpKind.NORMATIVE), ROADS_LIAISON),
        (8, _follow_up(FollowUpKind.PROGRESS), ROADS_LIAISON),
        (12, _answer(), ROADS_LIAISON),
        (13, actions.Close(), reporter),
        (13.1, actions.Rate(score=4), reporter),
    )


def silent(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:  # noqa: ARG001 (one shape for all)
    """Answered at once, and the reporter says nothing: 5 events."""
    return (
        (1, _verify(), COORDINATOR),
        (1.1, actions.Disposition(to=SCHOOLS), COORDINATOR),
        (2, _answer(Outcome.INFORMATION_GIVEN), SCHOOLS_LIAISON),
        (30, actions.Lapse(), SYSTEM),
    )


def disputed(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:
    """The first answer does not content the reporter: 12 events."""
    return (
        (1, _verify(), COORDINATOR),
        (1.1, actions.Disposition(to=ROADS), COORDINATOR),
        (3, _follow_up(FollowUpKind.NORMATIVE), ROADS_LIAISON),
        (4, actions.Note(text="Sudah dihubungi"), COORDINATOR),
        (9, _follow_up(FollowUpKind.PROGRESS), ROADS_LIAISON),
        (12, _answer(Outcome.PARTLY_SOLVED), ROADS_LIAISON),
        (14, actions.Reply(text="Masih gelap"), reporter),
        (16, actions.Record(key=IntentKey("late-1")), SYSTEM),
        (18, _answer(), ROADS_LIAISON),
        (19, actions.Close(), reporter),
        (20, actions.Rate(score=3), reporter),
    )


def held(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:
    """Something was missing at first: 9 events."""
    return (
        (1, actions.Hold(missing="Alamat lengkap"), COORDINATOR),
        (4, actions.Complete(text="Di depan pasar"), reporter),
        (5, _verify(), COORDINATOR),
        (5.1, actions.Disposition(to=ROADS), COORDINATOR),
        (7, _follow_up(FollowUpKind.PROGRESS), ROADS_LIAISON),
        (11, _answer(), ROADS_LIAISON),
        (25, actions.Record(key=IntentKey("reply-window")), SYSTEM),
        (40, actions.Lapse(), SYSTEM),
    )


def misrouted(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:
    """Sent to the wrong unit first: 9 events."""
    return (
        (1, _verify(), COORDINATOR),
        (1.1, actions.Disposition(to=SCHOOLS), COORDINATOR),
        (2, actions.SendBack(reason="Bukan kewenangan"), SCHOOLS_LIAISON),
        (3, _verify(), COORDINATOR),
        (3.1, actions.Disposition(to=ROADS), COORDINATOR),
        (6, _follow_up(FollowUpKind.PROGRESS), ROADS_LIAISON),
        (12, _answer(), ROADS_LIAISON),
        (15, actions.Close(), reporter),
    )


def archived(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:  # noqa: ARG001 (one shape for all)
    """Not a matter of government: 3 events."""
    return (
        (1, actions.Note(text="Di luar kewenangan"), COORDINATOR),
        (1.2, actions.Archive(reason=ArchiveReason.NOT_GOVERNMENT), COORDINATOR),
    )


def withdrawn(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:
    """The reporter thinks better of it: 2 events."""
    return ((1, actions.Withdraw(), reporter),)


def escalated(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:
    """Nothing happens for months, and the reporter goes to the Ombudsman: 4 events."""
    return (
        (2, _verify(), COORDINATOR),
        (2.1, actions.Disposition(to=ROADS), COORDINATOR),
        (70, actions.ForwardToOmbudsman(happened_on=date(2026, 1, 2)), reporter),
    )


def merged(reporter: Actor) -> tuple[tuple[float, actions.Action, Actor], ...]:  # noqa: ARG001 (one shape for all)
    """A second report of the same street lamp: 2 events."""
    original = actions.Original(
        tracking_id=TrackingId("ORIGINAL"), status=Status.FOLLOW_UP, version=4, protection=Protection.NONE
    )
    return ((1, actions.Merge(original=original), COORDINATOR),)


USUAL: Final[tuple[Way, ...]] = (smooth, silent, disputed, held, misrouted)
"""Ways of 5 to 12 events."""

EVERY: Final[tuple[Way, ...]] = (*USUAL, archived, withdrawn, escalated, merged)
"""Ways that lead through every status."""


def reporter_of(report: Report) -> Actor:
    """Return the reporter of a report as an actor."""
    return Actor(role=Role.REPORTER, reporter=report.filing.reporter)


def received(number: int) -> tuple[Report, Actor]:
    """Return a new report and its reporter; each number makes another one."""
    reporter = Actor(role=Role.REPORTER, reporter=ReporterRef(f"reporter-{number:08}"))
    filing = Filing(
        tracking_id=TrackingId(f"KAB-{number:08}"),
        reporter=reporter.reporter,
        title="Lampu jalan mati",
        text="Lampu jalan di depan pasar mati sejak minggu lalu",
        channel=Channel.WEB,
        agency=REGENCY,
        classification=Classification.COMPLAINT,
        category=CATEGORY,
    )
    at = BEGIN + timedelta(seconds=number)
    return receive(filing, by=reporter, at=at, under=RULES).report, reporter


def walk(way: Way, number: int) -> Iterator[Request]:
    """Take a new report along a way, one request after another."""
    report, reporter = received(number)
    begin = report.changed_at
    for days, action, by in way(reporter):
        at = begin + timedelta(days=days)
        after = apply(report, action, by=by, at=at, under=RULES).report
        yield Request(report=report, action=action, by=by, at=at, after=after)
        report = after


def end_of(way: Way, number: int) -> Report:
    """Return the report at the end of its way."""
    *_, last = walk(way, number)
    return last.after


def noted(report: Report, events: int) -> Report:
    """Return an open report with so many events in all: the rest are notes, a minute apart."""
    note = actions.Note(text="Catatan")
    while report.version < events:
        at = report.changed_at + timedelta(minutes=1)
        report = apply(report, note, by=NATIONAL_ADMIN, at=at, under=RULES).report
    return report
