"""Conduct: a finding says what the events show, is never taken back, and repeats nobody's words."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lapor_core import (
    WEEKDAYS,
    WIT,
    ActionName,
    Actor,
    ArchiveReason,
    Classification,
    ConductFinding,
    Confidence,
    Event,
    IdentityPurpose,
    Outcome,
    Prohibition,
    Protection,
    Report,
    Role,
    Rulebook,
    Status,
    WorkDays,
    actions,
    apply,
    find_conduct,
    replay,
)
from lapor_core.errors import InvalidValueError
from lapor_core.rules.prohibitions import ARTICLE_54, CONDUCT_RULES, TIERED
from tests.asking import ASK, SEND_BACK, after
from tests.strategies import (
    CITY,
    COLLEAGUE,
    COORDINATOR,
    DAY,
    DEPUTY,
    HEAD,
    HEALTH,
    HOUR,
    LIAISON,
    MONDAY,
    OMBUDSMAN,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    act,
    adopted,
    answered,
    cleared,
    dispositioned,
    escalated,
    held,
    later_instants,
    merged,
    moves,
    officer,
    original,
    packs_of,
    progress,
    received,
    reports,
    resolved,
    verified,
    verify,
)

HOLD = actions.Hold(missing="Nama jalan")
COMPLETE = actions.Complete(text="Jalan Contoh")
ANONYMOUS = Protection.ANONYMOUS
SUSPICIOUS = {
    ActionName.HOLD,
    ActionName.ARCHIVE,
    ActionName.SEND_BACK,
    ActionName.DISPOSITION,
    ActionName.MERGE,
    ActionName.REQUEST_IDENTITY,
    ActionName.GRANT_IDENTITY,
    ActionName.PUBLISH,
}


def found(report: Report, at: datetime | None = None, under: Rulebook = RULES) -> list[ConductFinding]:
    """Return what is found; an hour after the last event unless said otherwise."""
    return [*find_conduct(report, as_of=at or report.changed_at + HOUR, under=under)]


def ids(report: Report, at: datetime | None = None, under: Rulebook = RULES) -> list[str]:
    return [finding.rule.rule_id for finding in found(report, at, under)]


def of(rule_id: str, report: Report, at: datetime | None = None, under: Rulebook = RULES) -> list[ConductFinding]:
    return [finding for finding in found(report, at, under) if finding.rule.rule_id == rule_id]


# --------------------------------------------------------------------------------------------------- properties


@settings(max_examples=60)
@given(st.data())
def test_asking_later_never_removes_a_finding(data: st.DataObject) -> None:
    """What was found stays found, word for word, when one asks later and when something happens meanwhile."""
    report = data.draw(reports())
    at = data.draw(later_instants(report))
    before = set(find_conduct(report, as_of=at, under=RULES))
    later = at + data.draw(st.sampled_from([HOUR, DAY, 40 * DAY, 400 * DAY]))
    assert before <= set(find_conduct(report, as_of=later, under=RULES))
    move = data.draw(moves(report, at))
    if move is not None:
        by, action = move
        moved = apply(report, action, by=by, at=at, under=RULES).report
        assert before <= set(find_conduct(moved, as_of=later, under=RULES))


@settings(max_examples=60)
@given(reports(), st.data())
def test_what_only_the_usual_actions_made_shows_nothing_but_time(report: Report, data: st.DataObject) -> None:
    """A history without any action that a rule looks at has no finding, unless a duty was left undone."""
    at = data.draw(later_instants(report))
    kinds = {event.action.name for event in report.history if event.from_status is not None}
    shown = set(ids(report, at))
    if not kinds & SUSPICIOUS and report.history.first.to_status is not Status.HELD:
        assert shown <= {"CON-020"}


@settings(max_examples=60)
@given(reports(), st.data())
def test_a_finding_has_a_place_in_the_history(report: Report, data: st.DataObject) -> None:
    """Its events are in the report, its days not after the day of asking, and its title is there twice."""
    at = data.draw(later_instants(report))
    for finding in found(report, at):
        assert finding.events or finding.codes
        assert all(1 <= seq <= report.version for seq in finding.events)
        assert list(finding.days) == sorted(finding.days)
        assert finding.days[-1] <= WEEKDAYS.local_day(at)


@pytest.mark.parametrize(
    "clean",
    [received(), verified(), dispositioned(), answered(), resolved(), held(), merged(), escalated()],
    ids=lambda report: report.status.value,
)
def test_the_usual_way_shows_nothing(clean: Report) -> None:
    """Every status is reached without a finding on the day itself."""
    assert found(clean) == []


TOKEN = "Zyxquark"


def test_nothing_in_a_finding_comes_from_free_text() -> None:
    """A token in every text that an officer or a reporter writes shows up in no repr, str or field of a finding."""
    report = received(
        title=TOKEN, text=TOKEN, location=TOKEN, protection=Protection.ANONYMOUS | Protection.CONFIDENTIAL
    )
    again = (actions.Hold(missing=TOKEN), COORDINATOR), (actions.Complete(text=TOKEN), REPORTER)
    ask = (actions.RequestIdentity(purpose=IdentityPurpose.OMBUDSMAN_HANDOVER, motivation=TOKEN), DEPUTY)
    report = after(report, *again, *again, *again, ask, ask, ask)
    report = act(report, actions.GrantIdentity(request=report.version, reason=TOKEN), COORDINATOR)
    known = cleared(TOKEN)
    report = act(report, actions.Publish(title=known, text=known), COORDINATOR)
    report = act(report, verify(protection=report.protection, title=known, text=known), COORDINATOR)
    report = act(report, actions.Disposition(to=ROADS, note=TOKEN), COORDINATOR)
    for _ in range(2):
        report = act(report, actions.SendBack(reason=TOKEN), LIAISON)
        report = act(report, verify(protection=report.protection, title=known, text=known), COORDINATOR)
        report = act(report, actions.Disposition(to=ROADS, note=TOKEN), COORDINATOR)
    archive = actions.Archive(reason=ArchiveReason.TOO_GENERAL, note=TOKEN)
    report = act(report, archive, COORDINATOR, at=report.changed_at + 300 * DAY)
    findings = found(report)
    assert {"CON-002", "CON-003", "CON-007", "CON-010", "CON-011", "CON-012", "CON-014", "CON-020"} <= set(ids(report))
    shown = f"{findings!r} {[*map(str, findings)]} {[attrs.asdict(finding, recurse=False) for finding in findings]}"
    assert TOKEN not in shown
    assert not any(actor.id and actor.id in shown for actor in (COORDINATOR, DEPUTY, LIAISON))


# ------------------------------------------------------------------------------------------ do not stop the process


def test_con_001_a_hold_is_seen_when_the_handler_had_the_report() -> None:
    report = act(dispositioned(), HOLD, COORDINATOR)
    (finding,) = found(report)
    assert (finding.rule.rule_id, finding.events, finding.days) == ("CON-001", (4,), (date(2024, 3, 4),))
    assert found(act(verified(), HOLD, COORDINATOR)) == []


def test_con_002_an_archiving_is_seen_when_the_handler_had_the_report() -> None:
    archive = actions.Archive(reason=ArchiveReason.NOT_GOVERNMENT)
    (finding,) = found(act(dispositioned(), archive, COORDINATOR))
    assert (finding.rule.rule_id, finding.events, finding.codes) == ("CON-002", (4,), ("not_government",))
    assert found(act(verified(), archive, COORDINATOR)) == []


def test_con_003_the_third_hold_is_seen_and_the_second_is_not() -> None:
    turn = ((HOLD, COORDINATOR), (COMPLETE, REPORTER))
    assert found(after(received(), *turn, *turn)) == []
    (finding,) = found(after(received(), *turn, *turn, *turn))
    assert (finding.rule.rule_id, finding.events) == ("CON-003", (2, 4, 6))
    fourth = of("CON-003", after(received(), *turn, *turn, *turn, *turn))
    assert [one.events for one in fourth] == [(2, 4, 6), (4, 6, 8)]


def test_what_is_found_grows_no_faster_than_the_history() -> None:
    """Held again and again: each further hold is one finding of three events."""
    turn = ((HOLD, COORDINATOR), (COMPLETE, REPORTER))
    found_events = [sum(len(one.events) for one in of("CON-003", after(received(), *(turn * n)))) for n in (10, 20, 40)]
    assert found_events == [8 * 3, 18 * 3, 38 * 3]


def test_con_004_a_hold_is_seen_once_the_pause_budget_is_over() -> None:
    """Held on Monday 4 March: the twentieth working day is Monday 1 April, and over on the 2nd."""
    report = held()
    assert of("CON-004", report, datetime(2024, 4, 1, 23, 59, tzinfo=MONDAY.tzinfo)) == []
    (finding,) = of("CON-004", report, datetime(2024, 4, 2, tzinfo=MONDAY.tzinfo))
    assert (finding.events, finding.days) == ((2,), (date(2024, 3, 4), date(2024, 4, 1)))
    assert finding.codes == ()
    completed = act(report, COMPLETE, REPORTER, at=MONDAY + 2 * DAY)
    assert of("CON-004", completed, MONDAY + 90 * DAY) == []


def test_con_004_a_hold_that_ended_with_the_last_day_of_the_budget_left_nobody_waiting() -> None:
    """Completed on Monday 1 April, the twentieth working day; on the day after it, there would have been a finding."""
    for days, number in ((28, 0), (29, 1)):
        report = act(held(), COMPLETE, REPORTER, at=MONDAY + days * DAY)
        assert len(of("CON-004", report, MONDAY + 60 * DAY)) == number


def test_con_004_the_budget_is_that_of_all_holds() -> None:
    """With a budget of three days, two in the first hold leave one for the second."""
    rules = packs_of(pause_budget=WorkDays(3))
    report = act(received(under=rules), HOLD, COORDINATOR, at=MONDAY + HOUR, under=rules)
    report = act(report, COMPLETE, REPORTER, at=MONDAY + 2 * DAY, under=rules)
    report = act(report, HOLD, COORDINATOR, at=MONDAY + 2 * DAY + HOUR, under=rules)
    (finding,) = of("CON-004", report, MONDAY + 4 * DAY, rules)
    assert (finding.events, finding.days) == ((4,), (date(2024, 3, 6), date(2024, 3, 7)))


def test_con_004_names_the_hold_that_spent_the_budget() -> None:
    """What else happens while a report is held is no hold of its own."""
    note = (actions.Note(text="Menunggu"), COORDINATOR)
    report = after(received(), (HOLD, COORDINATOR), note, (COMPLETE, REPORTER), (HOLD, COORDINATOR))
    (finding,) = of("CON-004", report, MONDAY + 60 * DAY)
    assert finding.events == (5,)


def test_con_004_a_report_that_was_adopted_as_held_counts_from_its_adoption() -> None:
    (finding,) = of("CON-004", adopted(Status.HELD), MONDAY + 40 * DAY)
    assert (finding.events, finding.days) == ((1,), (date(2024, 3, 4), date(2024, 4, 1)))


def sent_back(times: int, under: Rulebook = RULES) -> Report:
    """Return a report that the unit sent back so many times, each time verified and sent to it anew."""
    report = dispositioned(under=under)
    for turn in range(times):
        if turn:
            report = act(report, verify(), COORDINATOR, under=under)
            report = act(report, actions.Disposition(to=ROADS), COORDINATOR, under=under)
        report = act(report, SEND_BACK, LIAISON, under=under)
    return report


def test_con_005_the_third_sending_back_is_seen_and_the_second_is_not() -> None:
    assert found(sent_back(2)) == []
    (finding,) = found(sent_back(3))
    assert (finding.rule.rule_id, finding.events) == ("CON-005", (4, 7, 10))


def test_con_006_moves_are_seen_when_they_reach_the_bound() -> None:
    to_and_fro = [(actions.Disposition(to=(HEALTH, ROADS)[turn % 2]), COORDINATOR) for turn in range(5)]
    assert found(after(dispositioned(), *to_and_fro[:4])) == []
    (finding,) = found(after(dispositioned(), *to_and_fro))
    assert (finding.rule.rule_id, finding.events) == ("CON-006", (4, 5, 6, 7, 8))


def test_con_006_a_pack_without_hops_makes_no_finding_of_a_first_disposition() -> None:
    none = packs_of(max_hops=0)
    assert found(dispositioned(under=none), under=none) == []
    one = packs_of(max_hops=1)
    assert ids(sent_back(1, one), under=one) == ["CON-006"]


def test_con_006_the_bound_is_that_of_the_agency_first_responsible() -> None:
    own = attrs.evolve(RULES, overlays={CITY: packs_of(max_hops=2).pack})
    report = after(dispositioned(), *[(actions.Disposition(to=code), COORDINATOR) for code in (HEALTH, ROADS)])
    assert ids(report) == []
    assert ids(report, under=own) == ["CON-006"]


@pytest.mark.parametrize(
    "reason, days, expected",
    [
        (ArchiveReason.TOO_GENERAL, 10, ("too_general", "SLA-001/1")),
        (ArchiveReason.UNINTELLIGIBLE, 10, ("unintelligible", "SLA-001/1")),
        (ArchiveReason.UNSUITABLE, 4, ("unsuitable", "SLA-001/1")),
        (ArchiveReason.TOO_GENERAL, 3, None),
        (ArchiveReason.OUT_OF_SCOPE, 10, None),
    ],
)
def test_con_007_a_vague_reason_is_seen_after_a_limit(
    reason: ArchiveReason, days: int, expected: tuple[str, ...] | None
) -> None:
    """Verification is due on Thursday 7 March; three days after Monday it is not over."""
    report = act(received(), actions.Archive(reason=reason), COORDINATOR, at=MONDAY + days * DAY)
    assert [finding.codes for finding in of("CON-007", report)] == ([expected] if expected else [])


def test_con_007_a_duty_that_was_met_late_before_is_not_what_was_left_then() -> None:
    report = act(received(), verify(), COORDINATOR, at=MONDAY + 7 * DAY)
    report = act(report, actions.Disposition(to=ROADS), COORDINATOR)
    report = act(report, actions.Archive(reason=ArchiveReason.TOO_GENERAL), COORDINATOR)
    assert ids(report) == ["CON-002"]


def test_con_007_what_was_left_before_somebody_sent_it_back_is_not_what_was_left_at_the_archiving() -> None:
    """The first follow-up was due on Monday 11 March; sent back on the 13th, archived within the new limit."""
    report = act(dispositioned(), SEND_BACK, LIAISON, at=MONDAY + 9 * DAY)
    report = act(report, actions.Archive(reason=ArchiveReason.TOO_GENERAL), COORDINATOR, at=MONDAY + 10 * DAY)
    assert found(report) == []


def test_con_008_merging_again_after_a_release_is_seen() -> None:
    release = actions.Release(original=original(Status.ARCHIVED))
    released = act(merged(), release, SYSTEM)
    assert found(released) == []
    (finding,) = found(act(released, actions.Merge(original=original(tracking_id="555")), COORDINATOR))
    assert (finding.rule.rule_id, finding.events) == ("CON-008", (2, 3, 4))


def test_con_008_each_merging_after_a_release_is_one_finding_of_three_events() -> None:
    turn = (
        (actions.Release(original=original(Status.ARCHIVED)), SYSTEM),
        (actions.Merge(original=original()), COORDINATOR),
    )
    assert [one.events for one in of("CON-008", after(merged(), *turn, *turn))] == [(2, 3, 4), (4, 5, 6)]


# ------------------------------------------------------------------ do not spread it, nor use it for anything else


def handover(by: Actor = DEPUTY) -> tuple[actions.Action, Actor]:
    return actions.RequestIdentity(purpose=IdentityPurpose.OMBUDSMAN_HANDOVER, motivation="Penyerahan"), by


def test_con_010_a_handover_to_an_ombudsman_without_the_case_is_seen() -> None:
    (finding,) = found(after(received(protection=ANONYMOUS), handover()))
    assert (finding.rule.rule_id, finding.events, finding.codes) == ("CON-010", (2,), ("ombudsman_handover",))
    assert of("CON-010", after(received(), handover())) == []
    assert of("CON-010", after(received(protection=ANONYMOUS), (ASK, DEPUTY))) == []
    assert of("CON-010", after(escalated(protection=ANONYMOUS), handover())) == []
    conclude = (actions.Conclude(outcome=Outcome.PARTLY_SOLVED), OMBUDSMAN)
    concluded = after(escalated(protection=ANONYMOUS), conclude)
    assert ids(forged(concluded, handover())) == ["CON-013"]


def test_con_011_one_officer_asking_three_times_is_seen() -> None:
    report = received(protection=ANONYMOUS)
    assert found(after(report, (ASK, DEPUTY), (ASK, COORDINATOR), (ASK, DEPUTY), (ASK, COORDINATOR))) == []
    (finding,) = found(after(report, (ASK, DEPUTY), (ASK, COORDINATOR), (ASK, DEPUTY), (ASK, DEPUTY)))
    assert (finding.rule.rule_id, finding.events) == ("CON-011", (2, 4, 5))
    assert found(after(received(), (ASK, DEPUTY), (ASK, DEPUTY), (ASK, DEPUTY))) == []


def granted(by: Actor, to: Actor = DEPUTY, protection: Protection = ANONYMOUS) -> Report:
    """Return a report on which somebody asked for the identity and somebody granted it."""
    report = after(received(protection=protection), (ASK, to))
    return act(report, actions.GrantIdentity(request=report.version, reason="Diperlukan"), by)


def test_con_012_a_grant_by_a_colleague_is_seen_and_one_from_above_is_not() -> None:
    (finding,) = found(granted(COORDINATOR))
    assert (finding.rule.rule_id, finding.events) == ("CON-012", (2, 3))
    assert found(granted(HEAD)) == []
    assert found(granted(COORDINATOR, protection=Protection.NONE)) == []
    assert found(granted(officer(Role.NATIONAL_ADMIN, "admin-2"))) == []
    assert found(granted(officer(Role.NATIONAL_ADMIN, "admin-2"), officer(Role.NATIONAL_ADMIN, "admin-1"))) == []


def forged(report: Report, *these: tuple[actions.Action, Actor]) -> Report:
    """Return a report whose stored history goes on with events that the lifecycle of today would refuse."""

    def events() -> Iterator[Event]:
        yield from report.history
        for seq, (action, by) in enumerate(these, start=report.version + 1):
            yield attrs.evolve(
                report.history[-1],
                seq=seq,
                at=report.changed_at + timedelta(minutes=seq),
                by=by,
                action=action,
                from_status=report.status,
                to_status=report.status,
                rule_id="OLD-001",
            )

    return replay(events())


def test_con_012_a_stored_grant_without_a_request_is_passed_over() -> None:
    report = forged(received(protection=ANONYMOUS), (actions.GrantIdentity(request=1, reason="Lama"), COORDINATOR))
    assert found(report) == []


def test_con_013_access_after_the_end_is_seen_in_a_stored_history() -> None:
    """The lifecycle refuses it; a history from before, or from elsewhere, may hold it."""
    grant = actions.GrantIdentity(request=6, reason="Lama")
    findings = of("CON-013", forged(resolved(), (ASK, COLLEAGUE), (grant, COORDINATOR)))
    assert [(finding.events, finding.codes) for finding in findings] == [
        ((6,), ("request_identity",)),
        ((7,), ("grant_identity",)),
    ]
    assert of("CON-013", after(answered(), (ASK, LIAISON))) == []


def test_con_014_publishing_of_a_confidential_report_is_seen() -> None:
    publish = (actions.Publish(title=cleared()), COORDINATOR)
    (finding,) = found(after(received(protection=Protection.CONFIDENTIAL), publish))
    assert (finding.rule.rule_id, finding.events) == ("CON-014", (2,))
    assert found(after(received(protection=ANONYMOUS), publish)) == []


def test_con_014_the_protection_is_that_of_the_moment() -> None:
    """Published before it was made confidential: nothing; after: a finding; after the reporter lifted it: nothing."""
    publish = (actions.Publish(title=cleared()), COORDINATOR)
    close = (actions.Protect(protection=Protection.CONFIDENTIAL), COORDINATOR)
    lift = (actions.Protect(protection=Protection.NONE), REPORTER)
    report = after(received(), publish, close, publish, lift, publish)
    assert [finding.events for finding in of("CON-014", report)] == [(4,)]
    reviewed = act(received(), verify(protection=Protection.CONFIDENTIAL, title=None, text=None), COORDINATOR)
    assert ids(after(reviewed, publish)) == ["CON-014"]


# --------------------------------------------------------------------------------------------- do what is to be done


def test_con_020_a_duty_is_seen_when_three_months_are_over() -> None:
    """Verification was due on Thursday 7 March; three months after it end with 7 June."""
    report = received()
    assert found(report, datetime(2024, 6, 7, 23, 59, tzinfo=MONDAY.tzinfo)) == []
    (finding,) = found(report, datetime(2024, 6, 8, tzinfo=MONDAY.tzinfo))
    assert (finding.rule.rule_id, finding.events) == ("CON-020", ())
    assert (finding.days, finding.codes) == ((date(2024, 3, 7), date(2024, 6, 7)), ("SLA-001/1",))


def test_con_020_a_duty_that_was_met_late_but_within_three_months_is_not_seen() -> None:
    report = act(received(), verify(), COORDINATOR, at=MONDAY + 60 * DAY)
    report = act(report, actions.Disposition(to=ROADS), COORDINATOR)
    assert "SLA-001/1" not in {code for finding in found(report, MONDAY + 200 * DAY) for code in finding.codes}


def test_con_020_what_the_reporter_owes_is_nobody_elses_neglect() -> None:
    """A reporter who neither replies nor completes leaves no finding, however long it takes."""
    assert ids(answered(), MONDAY + 400 * DAY) == []
    keys = {code for finding in of("CON-020", held(), MONDAY + 400 * DAY) for code in finding.codes}
    assert not keys & {"SLA-041/1", "SLA-051/1", "SLA-060/1"}


def test_con_020_is_found_of_an_adopted_report_only_where_it_is_certain() -> None:
    """With the unit since some day of the last month: five working days from the adoption are the latest bound."""
    report = adopted(Status.DISPOSITIONED)
    assert found(report) == []
    (finding,) = found(report, MONDAY + 110 * DAY)
    assert (finding.days, finding.codes) == ((date(2024, 3, 11), date(2024, 6, 11)), ("SLA-002/1",))


def test_con_020_a_breach_of_a_former_class_stays() -> None:
    """Reclassified after its limit and three months: the limit of a request for information was left undone."""
    report = dispositioned()
    report = act(report, progress(), LIAISON)
    question = actions.Reclassify(reason="Tanya", classification=Classification.INFORMATION_REQUEST)
    longer = actions.Reclassify(reason="Bukan", classification=Classification.OVERSIGHT_COMPLAINT)
    report = act(act(report, question, COORDINATOR), longer, COORDINATOR, at=MONDAY + 120 * DAY)
    assert ("SLA-020/1",) in [finding.codes for finding in of("CON-020", report)]


def test_days_are_those_of_the_case() -> None:
    """In the east Tuesday begins at ten in the evening of the west, and so does the day after the last of a pause."""
    east = attrs.evolve(RULES, calendars={CITY: WEEKDAYS.in_zone(WIT)})
    evening = MONDAY.replace(hour=22, minute=30)
    (finding,) = found(act(dispositioned(), HOLD, COORDINATOR, at=evening, under=east), under=east)
    assert finding.days == (date(2024, 3, 5),)
    last = datetime(2024, 4, 1, 22, 30, tzinfo=MONDAY.tzinfo)
    assert [len(of("CON-004", held(), last, rules)) for rules in (RULES, east)] == [0, 1]


# ---------------------------------------------------------------------------------------------------- the catalogue


def test_every_rule_is_told_in_both_languages_with_its_source_and_its_sanctions() -> None:
    assert len({rule.rule_id for rule in CONDUCT_RULES}) == len(CONDUCT_RULES)
    assert {rule.prohibition for rule in CONDUCT_RULES} == set(Prohibition)
    for rule in CONDUCT_RULES:
        assert rule.rule_id.startswith("CON-")
        assert (rule.title("en"), rule.title("id")) == (rule.english, rule.indonesian)
        assert rule.title("en") != rule.title("id")
        assert rule.citation
        assert rule.sanctions in (TIERED, ARTICLE_54)


def test_no_rule_claims_to_have_been_read_in_the_law() -> None:
    """The originals were not at hand, and the words of the weight say so."""
    weights = {rule.confidence: (rule.weight("en"), rule.weight("id")) for rule in CONDUCT_RULES}
    assert weights == {
        Confidence.SECONDARY: ("worth a look", "patut dilihat"),
        Confidence.ASSUMED: ("a hint", "petunjuk saja"),
    }
    assert all("not read in the original" in rule.citation for rule in CONDUCT_RULES if "UU " in rule.citation)


def test_the_ladders_name_the_steps_that_the_sources_name() -> None:
    assert TIERED.labels("en") == ("Reprimand", "Dismissal")
    assert TIERED.labels("id") == ("Teguran", "Pemberhentian")
    assert ARTICLE_54.labels("en") == ("Written reprimand", "Removal from post, if still unmet after three months")
    assert [rule.rule_id for rule in CONDUCT_RULES if rule.sanctions is ARTICLE_54] == ["CON-020"]


@pytest.mark.parametrize("as_of", [MONDAY.replace(tzinfo=None), MONDAY - HOUR])
def test_a_moment_that_cannot_be_asked_about_is_refused(as_of: datetime) -> None:
    with pytest.raises(InvalidValueError):
        find_conduct(received(), as_of=as_of, under=RULES)
