"""Hypothesis strategies for every value that a document can be made of, and for what newer documents may add.

Unlike `tests.strategies`, nothing here asks whether the law allows it: a document has to carry whatever the classes
can hold. Names, texts and keys are invented.
"""

import json
from datetime import date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any, Final, cast

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lapor_core import (
    NOT_HELD,
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
    Confidence,
    Coverage,
    Decree,
    Directory,
    DutyName,
    EndedBy,
    Event,
    Filing,
    Finding,
    FollowUpKind,
    Holiday,
    Hours,
    IdentityPurpose,
    IntentKey,
    Months,
    Outcome,
    Protection,
    PublicReport,
    PublicText,
    Refusal,
    Report,
    ReporterRef,
    ReportView,
    Role,
    RulePack,
    Seal,
    SlaRule,
    Status,
    Step,
    TextPart,
    TrackingId,
    WeekPattern,
    WorkCalendar,
    WorkDays,
    actions,
    public_view,
    replay,
    view_for,
)
from lapor_core.errors import AccessRefusedError
from lapor_core.history import Commitment
from lapor_core.identifiers import folded
from lapor_core.rules.decrees import HOLIDAY_KINDS
from lapor_core.rules.limits import Limit
from lapor_core.states.redaction import redacted
from lapor_core.texts import LeakConfidence, Overruling, Publishable
from tests import strategies as world

# ------------------------------------------------------------------------------------------- fields of values

LARGEST: Final = 2**63 - 1


def words() -> SearchStrategy[str]:
    """Texts that say something, in any script."""
    return st.text(min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


def keys() -> SearchStrategy[str]:
    """What identifiers are made of."""
    return st.from_regex(r"[A-Za-z][A-Za-z._:/-]{0,11}", fullmatch=True)


tracking_ids: Final = keys().map(TrackingId) | st.integers(1, 9_999_999_999).map(lambda n: TrackingId(str(n)))
agency_codes: Final = keys().map(AgencyCode)
category_codes: Final = keys().map(CategoryCode)
reporter_refs: Final = keys().map(ReporterRef)
actor_ids: Final = keys().map(ActorId)


def days() -> SearchStrategy[date]:
    """All days that Python knows."""
    return st.dates()


def offsets() -> SearchStrategy[timezone]:
    """Fixed offsets, down to the second; Python itself loses an offset of less than one."""
    return st.integers(-86_399, 86_399).map(lambda seconds: timezone(timedelta(seconds=seconds)))


def instants() -> SearchStrategy[datetime]:
    """Aware instants with any fixed offset; a day from the ends of time, where Python cannot compare them."""
    return st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=offsets())  # noqa: DTZ001


def protections() -> SearchStrategy[Protection]:
    """All four of them."""
    return st.sampled_from([Protection(bits) for bits in range(4)])


def counts() -> SearchStrategy[int]:
    """Whole numbers that a document can hold."""
    return st.integers(-3, 3) | st.integers(-LARGEST, LARGEST)


def cleared_texts() -> SearchStrategy[PublicText]:
    """Texts that some check once vouched for, as a rule with nothing overruled."""
    reasons = st.builds(Overruling, rule_id=st.from_regex(r"PRV-0[0-9]{2}", fullmatch=True), reason=words())
    overruled = st.just(()) | st.lists(reasons, max_size=2).map(tuple)
    return st.builds(PublicText.vouched, words(), reporter_refs | st.just(NOT_HELD), words(), overruled)


def names_of_unknown_fields() -> SearchStrategy[str]:
    """Names that no class of this version has, ``unknown`` and ``history`` excepted where they are not fields."""
    return st.text(max_size=8).map(lambda name: f"x-{name}") | st.just("unknown")


def json_values() -> SearchStrategy[object]:
    """Whatever a newer version may write: plain JSON."""
    return st.recursive(
        st.none() | st.booleans() | counts() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
        max_leaves=5,
    )


def unknown_fields(*, min_size: int = 0) -> SearchStrategy[dict[str, object]]:
    """Fields of a newer version."""
    return st.dictionaries(names_of_unknown_fields(), json_values(), min_size=min_size, max_size=2)


def _unknowns() -> SearchStrategy[str]:
    some = unknown_fields(min_size=1).map(lambda f: json.dumps(f, sort_keys=True, separators=(",", ":")))
    return st.just("") | some


# ---------------------------------------------------------------------------------------------- single values


def agencies() -> SearchStrategy[Agency]:
    """Agencies without a parent."""
    return st.builds(
        Agency,
        code=agency_codes,
        name=words(),
        kind=st.sampled_from(AgencyKind),
        active=st.booleans(),
        closed_on=st.none() | days(),
        aliases=st.lists(words(), max_size=2),
        contacts=st.lists(words(), max_size=2),
        unknown=_unknowns(),
    )


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Trees of agencies, in any order."""
    chosen = draw(st.lists(agencies(), max_size=4, unique_by=lambda agency: agency.code))
    tree = [
        attrs.evolve(agency, parent=draw(st.sampled_from([None, *(above.code for above in chosen[:place])])))
        for place, agency in enumerate(chosen)
    ]
    return Directory(agencies=draw(st.permutations(tree)), unknown=draw(_unknowns()))


def category_lists() -> SearchStrategy[Categories]:
    """Lists of categories in which no name or code is used twice."""
    one = st.builds(Category, code=category_codes, name=words(), unknown=_unknowns())
    several = st.lists(one, max_size=4, unique_by=(lambda c: c.code, lambda c: folded(c.name)))
    return st.builds(Categories, version=words(), categories=several, unknown=_unknowns())


def categories() -> SearchStrategy[Category]:
    """Categories that belong to no list."""
    return st.builds(
        Category,
        code=category_codes,
        name=words(),
        parent=st.none() | category_codes,
        aliases=st.lists(words(), max_size=2),
        unknown=_unknowns(),
    )


def actors() -> SearchStrategy[Actor]:
    """Actors of every role, with the facts that it needs."""

    def of(role: Role, key: ActorId, agency: AgencyCode, ref: ReporterRef, unknown: str) -> Actor:
        works = role in (Role.LIAISON, Role.COORDINATOR, Role.AGENCY_HEAD)
        reports = role is Role.REPORTER
        return Actor(
            role=role,
            id=None if reports or role is Role.SYSTEM else key,
            agency=agency if works else None,
            reporter=ref if reports else None,
            unknown=unknown,
        )

    return st.builds(of, st.sampled_from(Role), actor_ids, agency_codes, reporter_refs, _unknowns())


def filings() -> SearchStrategy[Filing]:
    """Filings of which anything but the number may be unknown."""
    return st.builds(
        Filing,
        tracking_id=tracking_ids,
        reporter=st.none() | reporter_refs,
        title=st.none() | words(),
        text=st.none() | words(),
        channel=st.none() | st.sampled_from(Channel),
        protection=protections(),
        agency=st.none() | agency_codes,
        classification=st.none() | st.sampled_from(Classification),
        category=st.none() | category_codes,
        happened_on=st.none() | days(),
        location=st.none() | words(),
        unknown=_unknowns(),
    )


def findings() -> SearchStrategy[Finding]:
    """Findings of any kind and place."""
    return st.builds(
        Finding,
        kind=words(),
        start=counts(),
        end=counts(),
        confidence=st.sampled_from(LeakConfidence),
        rule_id=words(),
    )


def seals() -> SearchStrategy[Seal]:
    """Seals of any form, as they may be stored."""
    digests = st.binary(min_size=32, max_size=32).map(bytes.hex)
    commitments = st.builds(
        Commitment,
        path=words(),
        part=st.none() | st.sampled_from(TextPart),
        digest=digests,
        salt=st.none() | st.binary(min_size=16, max_size=40).map(bytes.hex),
        names=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    )
    return st.builds(Seal, link=digests, commitments=st.lists(commitments, max_size=3).map(tuple))


def refusals() -> SearchStrategy[Refusal]:
    """Refusals of any action."""
    return st.builds(
        Refusal,
        action=st.sampled_from(ActionName),
        rule_id=words(),
        reason=words(),
        needs=words(),
        field=st.none() | words(),
    )


_numbers: Final = st.integers(1, 10_000)


def limits() -> SearchStrategy[WorkDays | CalendarDays | Months | Hours]:
    """Limits in every unit."""
    return st.one_of([st.builds(unit, _numbers) for unit in (WorkDays, CalendarDays, Months, Hours)])


_UNIT_OF: Final[dict[DutyName, type[Limit]]] = {
    DutyName.OMBUDSMAN: CalendarDays,
    DutyName.OMBUDSMAN_REACH: Months,
    DutyName.BREACH_NOTICE: Hours,
}


def sla_rules(duty: DutyName) -> SearchStrategy[SlaRule]:
    """Rules for one duty, for some classes and some days."""
    in_force = st.tuples(_maybe(days()), _maybe(days())).map(lambda pair: pair if None in pair else tuple(sorted(pair)))
    rules = st.builds(
        SlaRule,
        rule_id=st.just(f"X-{duty}"),
        duty=st.just(duty),
        limit=st.builds(_UNIT_OF[duty], _numbers)
        if duty in _UNIT_OF
        else st.builds(WorkDays, _numbers) | st.builds(CalendarDays, _numbers),
        citation=words(),
        confidence=st.sampled_from(Confidence),
        classes=st.frozensets(st.sampled_from(Classification)),
        rolls_forward=st.booleans(),
    )
    return st.builds(lambda rule, ends: attrs.evolve(rule, since=ends[0], until=ends[1]), rules, in_force)


def rule_packs() -> SearchStrategy[RulePack]:
    """Packs with every rule and parameter set anew."""
    shares = st.fractions(Fraction(1, 1000), 1, max_denominator=1000)
    fields: dict[str, SearchStrategy[Any]] = {
        "rules": st.lists(st.sampled_from(DutyName), unique=True, max_size=4).flatmap(
            lambda duties: st.tuples(*map(sla_rules, duties))
        ),
        "bands": st.lists(shares, unique=True, max_size=4).map(lambda bands: tuple(sorted(bands))),
        "raise_at": shares,
        "pause_budget": st.builds(WorkDays, _numbers),
        "reopen_window": st.builds(CalendarDays, _numbers),
        "retention": st.builds(Months, _numbers),
        "identity_retention": st.builds(Months, _numbers),
        "identities_held": st.booleans(),
        "on_behalf_channels": st.frozensets(st.sampled_from(Channel)),
    }
    fields |= dict.fromkeys(("max_reopenings", "max_hops", "max_level"), st.integers(0, 1_000))
    fields["max_score"] = st.integers(1, 100)
    return st.builds(RulePack, version=words(), **fields)


def calendars() -> SearchStrategy[WorkCalendar]:
    """Calendars of any place."""
    first, last = date(2024, 1, 1), date(2026, 12, 31)
    covered = st.dates(first, last)
    holidays = st.builds(
        Holiday, day=covered, kind=st.sampled_from(sorted(HOLIDAY_KINDS)), indonesian=words(), english=words()
    )
    decree = st.builds(
        Decree,
        decree_id=words(),
        citation=words(),
        published_on=days(),
        confidence=st.sampled_from(Confidence),
        covers=st.none() | st.builds(Coverage, first=st.just(first), last=covered),
        adds=st.lists(holidays, max_size=3).map(tuple),
        removes=st.lists(covered, max_size=2).map(tuple),
        provisional=st.booleans(),
        note=st.just("") | words(),
    )
    whole = decree.map(lambda one: attrs.evolve(one, covers=Coverage(first=first, last=last), provisional=False))
    decrees = st.builds(lambda one, others: (*others, one), whole, st.lists(decree, max_size=2)).filter(
        lambda them: len({one.decree_id for one in them}) == len(them)
    )
    off = st.frozensets(st.integers(0, 6), max_size=6)
    later = st.lists(st.builds(WeekPattern, since=covered, off=off), max_size=2, unique_by=lambda one: one.since)
    week = st.builds(lambda off, then: (*then, WeekPattern(since=date.min, off=off)), off, later)
    return st.builds(
        WorkCalendar,
        decrees=decrees,
        week=week,
        off_kinds=st.frozensets(st.sampled_from(sorted(HOLIDAY_KINDS))),
        zone=offsets(),
        provisional=st.booleans(),
        retroactive=st.sampled_from([True]),
    )


# ------------------------------------------------------------------------------- actions, events and reports

_originals: Final = st.builds(
    actions.Original,
    tracking_id=tracking_ids,
    status=st.sampled_from(Status),
    version=counts(),
    protection=protections(),
    unknown=_unknowns(),
)


def _maybe(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | values


def _files(texts: SearchStrategy[Publishable]) -> SearchStrategy[actions.PublicAttachment]:
    return st.builds(actions.PublicAttachment, key=keys().map(AttachmentKey), name=texts, unknown=_unknowns())


def _arguments(texts: SearchStrategy[Publishable]) -> dict[type[actions.Action], dict[str, SearchStrategy[Any]]]:
    kind, outcome = st.sampled_from(FollowUpKind), st.sampled_from(Outcome)
    classes = {"classification": _maybe(st.sampled_from(Classification)), "category": _maybe(category_codes)}
    ending = {"outcome": outcome, "promised_on": _maybe(days()), "ground": _maybe(words())}
    birth = {"status": st.sampled_from(Status), "received_earliest": instants(), "received_latest": instants()}
    known = {"ended_by": _maybe(st.sampled_from(EndedBy)), "archive_reason": _maybe(st.sampled_from(ArchiveReason))}
    return {
        actions.Receive: {"filing": filings()},
        actions.Adopt: {"filing": filings(), "responsible": _maybe(agency_codes), **birth, **known},
        actions.Verify: {"protection": protections(), "title": _maybe(texts), "text": _maybe(texts), **classes},
        actions.Disposition: {"to": agency_codes, "note": _maybe(words())},
        actions.SendBack: {"reason": words()},
        actions.FollowUp: {"kind": kind, "text": texts},
        actions.Answer: {"text": texts, **ending},
        actions.Reply: {"text": words()},
        actions.Close: {},
        actions.Lapse: {},
        actions.Hold: {"missing": words()},
        actions.Complete: {"text": words()},
        actions.Expire: {},
        actions.ForwardToOmbudsman: {"happened_on": _maybe(days()), "consent": _maybe(words())},
        actions.Conclude: ending,
        actions.Archive: {"reason": st.sampled_from(ArchiveReason), "note": _maybe(words())},
        actions.Withdraw: {"reason": _maybe(words())},
        actions.Merge: {"original": _originals},
        actions.EndWithOriginal: {"original": _originals},
        actions.Release: {"original": _originals},
        actions.Reclassify: {"reason": words(), **classes},
        actions.RaiseLevel: {"key": _maybe(keys().map(IntentKey))},
        actions.Protect: {"protection": protections()},
        actions.Publish: {
            **dict.fromkeys(("title", "text", "answer", "reply"), _maybe(texts)),
            "attachments": _maybe(st.lists(_files(texts), max_size=2).map(tuple)),
        },
        actions.Rate: {"score": counts(), "comment": _maybe(words())},
        actions.Reopen: {"reason": words()},
        actions.Note: {"text": words()},
        actions.Record: {"key": keys().map(IntentKey)},
        actions.RequestIdentity: {"purpose": st.sampled_from(IdentityPurpose), "motivation": words()},
        actions.GrantIdentity: {"request": counts(), "reason": words()},
        actions.Redact: {"parts": st.frozensets(st.sampled_from(TextPart))},
    }


def _built(arguments: dict[type[actions.Action], dict[str, SearchStrategy[Any]]]) -> list[SearchStrategy[Any]]:
    return [st.builds(kind, unknown=_unknowns(), **fields) for kind, fields in arguments.items()]


DRAFTS: Final = _arguments(words())
_STORED: Final = _arguments(words() | cleared_texts())
_BIRTHS: Final = (actions.Receive, actions.Adopt)
_births: Final = _built({kind: _STORED[kind] for kind in _BIRTHS})
_deeds: Final = _built({kind: fields for kind, fields in _STORED.items() if kind not in _BIRTHS})


def draft_actions() -> SearchStrategy[actions.Action]:
    """Actions as they come from outside: their texts are drafts."""
    return st.one_of(_built(DRAFTS))


_any_deed: Final = st.one_of(_births + _deeds)
_redactions: Final = st.just(frozenset[TextPart]()) | st.frozensets(st.sampled_from(TextPart))


def events(
    *,
    tracking_id: SearchStrategy[TrackingId] = tracking_ids,
    seq: SearchStrategy[int] = counts(),  # noqa: B008 (a strategy is a value)
    at: SearchStrategy[datetime] = instants(),  # noqa: B008
    action: SearchStrategy[Any] = _any_deed,
    from_status: SearchStrategy[Status | None] = st.none() | st.sampled_from(Status),  # noqa: B008
    to_status: SearchStrategy[Status] = st.sampled_from(Status),  # noqa: B008
) -> SearchStrategy[Event]:
    """Events of any action, some of whose texts were cleared and some redacted."""
    whole = st.builds(
        Event,
        tracking_id=tracking_id,
        seq=seq,
        at=at,
        by=actors(),
        action=action,
        from_status=from_status,
        to_status=to_status,
        rule_id=words(),
        pack=words(),
        unknown=_unknowns(),
    )
    return st.builds(redacted, whole, _redactions)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Reports with a history that holds together; whether any rule would have allowed it is not asked."""
    birth = draw(st.one_of(_births))
    born_as = birth.status if isinstance(birth, actions.Adopt) else Status.RECEIVED
    number = st.just(birth.filing.tracking_id)
    history: list[Event] = []
    for place, at in enumerate(draw(st.lists(instants(), min_size=1, max_size=4).map(sorted))):
        one = events(
            tracking_id=number,
            seq=st.just(place + 1),
            at=st.just(at),
            action=st.one_of(_deeds) if history else st.just(birth),
            from_status=st.just(history[-1].to_status if history else None),
            to_status=st.sampled_from(Status) if history else st.just(born_as),
        )
        history.append(draw(one))
    return attrs.evolve(replay(history), unknown=draw(_unknowns()))


def steps() -> SearchStrategy[Step]:
    """Steps that end with the last event of their report."""
    notices = st.lists(words(), max_size=2).map(tuple)
    return st.builds(
        lambda report, told: Step(report=report, event=report.history[-1], notices=told), reports(), notices
    )


def views() -> SearchStrategy[ReportView | PublicReport]:
    """What the public or somebody else sees of a report that the law allows."""
    readers = [world.COORDINATOR, world.HEAD, world.LIAISON, world.OBSERVER, world.OMBUDSMAN, world.REPORTER]
    seen = st.builds(_seen, world.reports(), st.none() | st.sampled_from(readers))
    return seen.filter(lambda view: view is not None).map(lambda view: cast("ReportView", view))


def _seen(report: Report, actor: Actor | None) -> ReportView | PublicReport | None:
    if actor is None:
        return public_view(report, under=world.RULES)
    try:
        return view_for(report, actor=actor, under=world.RULES)
    except AccessRefusedError:
        return None


def values() -> SearchStrategy[Any]:
    """Everything that a document can be made of."""
    return st.one_of(
        views(),
        agencies(),
        directories(),
        categories(),
        category_lists(),
        actors(),
        filings(),
        draft_actions(),
        events(),
        reports(),
        steps(),
        findings(),
        refusals(),
        limits(),
        rule_packs(),
        calendars(),
        seals(),
    )
