"""The laws of the design that speak about the lifecycle, as properties of random histories.

Each docstring quotes the law. A history is made by random actions of random actors at random later instants.
"""

import pickle
from datetime import datetime, timedelta
from functools import cache

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lapor_core import (
    SP4N,
    ActionName,
    Actor,
    ArchiveReason,
    DutyName,
    EndedBy,
    Outcome,
    Protection,
    Report,
    Role,
    Rulebook,
    Status,
    Step,
    actions,
    allowed_actions,
    apply,
    check,
    receive,
    replay,
)
from lapor_core.errors import ActionRefusedError, InvalidActionError, InvalidValueError, LaporError
from tests.expectations import WHO, in_jurisdiction, leads_to, rule_of
from tests.strategies import (
    ADMIN,
    BUILDERS,
    CITY,
    COORDINATOR,
    DAY,
    DIRECTORY,
    HEALTH,
    MONDAY,
    OMBUDSMAN,
    OWN_REF,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    WELFARE,
    ZONES,
    act,
    adopted,
    answer,
    any_actions,
    births,
    cast,
    filings,
    fitting,
    insider,
    later_instants,
    moves,
    original,
    packs_of,
    reports,
    rulebooks,
    verify,
)

OPEN = [status for status in Status if status not in (Status.RESOLVED, Status.ARCHIVED)]
NEEDS_A_TARGET = {
    ActionName.DISPOSITION,
    ActionName.MERGE,
    ActionName.END_WITH_ORIGINAL,
    ActionName.RELEASE,
}


@cache
def any_actors() -> st.SearchStrategy[Actor]:
    """Somebody, with or without business here."""
    return st.sampled_from(list(Role)).flatmap(
        lambda role: st.builds(
            Actor,
            role=st.just(role),
            id=st.sampled_from([person.id for person in cast(BUILDERS[Status.DISPOSITIONED]()) if person.id]),
            agency=st.sampled_from([agency.code for agency in DIRECTORY])
            if role in (Role.LIAISON, Role.COORDINATOR, Role.AGENCY_HEAD)
            else st.none(),
            reporter=st.sampled_from([OWN_REF, "ref-of-another-report"]).map(type(OWN_REF))
            if role is Role.REPORTER
            else st.none(),
        )
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[Report, Actor, datetime]:
    """Somebody looks at a report at an instant after its last event."""
    report = draw(reports())
    by = draw(st.sampled_from(cast(report)) | any_actors())
    return report, by, draw(later_instants(report))


def attempt(
    report: Report, action: actions.Action, by: Actor, at: datetime, under: Rulebook = RULES
) -> Step | LaporError:
    try:
        return apply(report, action, by=by, at=at, under=under)
    except LaporError as error:
        return error


def test_random_histories_hold_every_action_and_reach_every_status() -> None:
    """What the laws are tried on is not a corner of the lifecycle."""
    wanted: set[object] = {*ActionName, *Status}

    def nothing_is_missing(report: Report) -> bool:
        wanted.difference_update(event.action.name for event in report.history)
        wanted.difference_update(event.to_status for event in report.history)
        return not wanted

    search = settings(max_examples=3_000, derandomize=True, database=None, phases=[Phase.generate])
    assert find(reports(), nothing_is_missing, settings=search).version > 1


class TestReplay:
    """1. Replaying a report's events gives the report."""

    @given(reports())
    def test_replaying_the_events_of_a_report_gives_the_report(self, report: Report) -> None:
        """The fold of the events is the report: equal, with the same hash, repr and history."""
        again = replay(report.history)
        assert again == report
        assert (hash(again), repr(again), again.history) == (hash(report), repr(report), report.history)

    @given(reports(), st.integers(min_value=0))
    def test_every_beginning_of_a_history_is_a_history(self, report: Report, seed: int) -> None:
        """A report can be rebuilt as it stood after any of its events, and taken on from there."""
        length = 1 + seed % report.version
        early = replay(event for event in report.history[:length])
        assert early.version == length
        assert early.changed_at == report.history[length - 1].at
        assert early.status is report.history[length - 1].to_status

    @given(reports())
    def test_stored_events_come_back_as_they_were(self, report: Report) -> None:
        """Events survive a store that pickles them one by one."""
        assert replay(pickle.loads(pickle.dumps(event)) for event in report.history) == report


def has_a_say(report: Report, action: actions.Action, by: Actor) -> bool:
    """Whether the design lets this role do this in this status, and this person act on this report at all."""
    roles = WHO.get(action.name, {}).get(report.status, frozenset())
    return by.role in roles and in_jurisdiction(report, by, DIRECTORY)


class TestRefusal:
    """2. A refusal names the rule and what would be needed; the stored state is as before."""

    @given(questions(), any_actions())
    def test_a_refusal_names_the_rule_and_the_need_and_changes_nothing(
        self, question: tuple[Report, Actor, datetime], action: actions.Action
    ) -> None:
        """`apply` gives one new event or raises; the report that it was given is the same afterwards, in every bit."""
        report, by, at = question
        before, hashed = pickle.dumps(report), hash(report)
        answered = attempt(report, action, by, at)
        assert (pickle.dumps(report), hash(report)) == (before, hashed)
        if isinstance(answered, Step):
            assert answered.report.version == report.version + 1
            assert answered.report.history[:-1] == report.history[:] or action.name is ActionName.REDACT
            assert answered.report.history[-1] is answered.event
            assert (answered.event.at, answered.event.by, answered.event.action) == (at, by, action)
        else:
            assert isinstance(answered, ActionRefusedError | InvalidActionError)
            refusal = answered.refusal
            assert refusal.action == action.name
            assert refusal.rule_id.startswith(("LFC-", "GRD-", "AUT-"))
            assert refusal.reason
            assert refusal.needs
            assert refusal.rule_id in str(answered)

    @given(questions(), any_actions())
    def test_check_says_what_apply_does(self, question: tuple[Report, Actor, datetime], action: actions.Action) -> None:
        """`check` is the reporting twin of `apply`: the same refusal, or None."""
        report, by, at = question
        answered = attempt(report, action, by, at)
        expected = answered.refusal if isinstance(answered, ActionRefusedError | InvalidActionError) else None
        assert check(report, action, by=by, at=at, under=RULES) == expected

    @given(reports(), any_actions(), any_actors(), st.timedeltas(timedelta(microseconds=1), 900 * DAY))
    def test_no_instant_before_the_last_event_is_taken(
        self, report: Report, action: actions.Action, by: Actor, back: timedelta
    ) -> None:
        """Time does not run backwards; who has no say is told that, and not when the last event was."""
        at = report.changed_at - back
        known, no_say = in_jurisdiction(report, by, DIRECTORY), not has_a_say(report, action, by)
        answered = attempt(report, action, by, at)
        assert isinstance(answered, ActionRefusedError if no_say else InvalidValueError)
        if isinstance(answered, ActionRefusedError):
            assert check(report, action, by=by, at=at, under=RULES) == answered.refusal
        else:
            assert isinstance(answered, InvalidValueError)
            assert answered.field == "at"
        if known:
            with pytest.raises(InvalidValueError):
                allowed_actions(report, by=by, at=at, under=RULES)
        else:
            assert allowed_actions(report, by=by, at=at, under=RULES) == frozenset()

    @given(reports(), any_actions(), any_actors())
    def test_no_naive_instant_is_taken(self, report: Report, action: actions.Action, by: Actor) -> None:
        """An instant that does not know its offset is no instant."""
        at = (report.changed_at + DAY).replace(tzinfo=None)
        for ask in (apply, check):
            with pytest.raises(InvalidValueError) as caught:
                ask(report, action, by=by, at=at, under=RULES)
            assert caught.value.field == "at"

    @given(questions(), any_actions(), st.sampled_from(ZONES))
    def test_the_offset_in_which_an_instant_is_written_changes_nothing(
        self, question: tuple[Report, Actor, datetime], action: actions.Action, zone: object
    ) -> None:
        """The same instant written elsewhere has the same answer, and leads to an equal report."""
        report, by, at = question
        here, there = attempt(report, action, by, at), attempt(report, action, by, at.astimezone(zone))  # type: ignore[arg-type]
        assert type(here) is type(there)
        assert here == there or str(here) == str(there)


class TestAllowed:
    """3. `allowed_actions` and `apply` agree, and each allowed name has at least one action that `apply` accepts,
    unless the directory or other reports offer no target.
    """  # noqa: D205 (the law is one sentence)

    @given(questions(), any_actions())
    def test_apply_refuses_outright_exactly_what_is_not_allowed(
        self, question: tuple[Report, Actor, datetime], action: actions.Action
    ) -> None:
        """`ActionRefusedError` if and only if the name is not in the set; `InvalidActionError` names a field."""
        report, by, at = question
        names = allowed_actions(report, by=by, at=at, under=RULES)
        answered = attempt(report, action, by, at)
        assert isinstance(answered, ActionRefusedError) == (action.name not in names)
        if isinstance(answered, InvalidActionError):
            field = answered.refusal.field
            assert field is not None
            assert field.split(".")[0] in {attribute.name for attribute in attrs.fields(type(action))}
        elif isinstance(answered, ActionRefusedError):
            assert answered.refusal.field is None

    @given(questions())
    def test_each_allowed_name_has_an_action_that_is_accepted(self, question: tuple[Report, Actor, datetime]) -> None:
        """Nobody is offered what cannot be done."""
        report, by, at = question
        for name in sorted(allowed_actions(report, by=by, at=at, under=RULES)):
            tries = [attempt(report, action, by, at) for action in fitting(name, report, by, at)]
            assert any(isinstance(step, Step) for step in tries) or (not tries and name in NEEDS_A_TARGET), name

    @given(st.data(), rulebooks())
    def test_each_allowed_name_has_an_action_that_is_accepted_under_every_pack(
        self, data: st.DataObject, under: Rulebook
    ) -> None:
        """As above, for reports that lived under other rules than the national ones, and have a way out there."""
        report = data.draw(reports(max_steps=8, under=under))
        at = data.draw(later_instants(report))
        for by in cast(report):
            for name in sorted(allowed_actions(report, by=by, at=at, under=under)):
                tries = [attempt(report, action, by, at, under) for action in fitting(name, report, by, at, under)]
                assert any(isinstance(step, Step) for step in tries) or (not tries and name in NEEDS_A_TARGET), name
        assert replay(report.history) == report
        assert brought_to_an_end(report, under).status.is_ended

    @pytest.mark.parametrize("status", Status)
    @pytest.mark.parametrize("protection", [Protection(bits) for bits in range(4)])
    def test_each_allowed_name_has_an_action_that_is_accepted_under_every_protection(
        self, status: Status, protection: Protection
    ) -> None:
        """As above, for every status under every protection, for everybody, soon and late."""
        report = BUILDERS[status](protection=protection)
        for gap in (timedelta(0), 12 * DAY, 62 * DAY, 1900 * DAY):
            at = report.changed_at + gap
            for by in cast(report):
                for name in sorted(allowed_actions(report, by=by, at=at, under=RULES)):
                    tries = [attempt(report, action, by, at) for action in fitting(name, report, by, at)]
                    accepted = any(isinstance(step, Step) for step in tries)
                    assert accepted or (not tries and name in NEEDS_A_TARGET), (by.role, name)


def assert_ended_rightly(report: Report) -> None:
    """Law 4, read from the history alone."""
    history = report.history
    kinds = {type(event.action) for event in history}
    birth = history[0].action
    adopted_as = birth.status if isinstance(birth, actions.Adopt) else None
    if report.status is Status.RESOLVED:
        says_so = {actions.Answer, actions.Conclude, actions.EndWithOriginal}
        assert kinds & says_so or adopted_as in (Status.ANSWERED, Status.RESOLVED)
        assert report.ending is not None
        assert report.ending.archive_reason is None
    if report.status is Status.ARCHIVED:
        assert report.ending is not None
        assert isinstance(report.ending.archive_reason, ArchiveReason)
    if report.status is Status.ESCALATED:
        handover = [event for event in history if isinstance(event.action, actions.ForwardToOmbudsman)][-1]
        assert isinstance(handover.action, actions.ForwardToOmbudsman)
        assert handover.by == REPORTER or (handover.by.role is Role.OMBUDSMAN and handover.action.consent)
    assert (report.ending is not None) == report.status.is_ended


class TestEndings:
    """4. Resolved implies an answer, or the Ombudsman's conclusion, or its original's end; archived implies a reason;
    escalated implies the reporter's consent (stated on histories, not on the table).
    """  # noqa: D205 (the law is one sentence)

    @given(reports(max_steps=16))
    def test_a_report_stands_where_its_history_justifies_it(self, report: Report) -> None:
        """Every beginning of every history obeys the law."""
        for length in range(1, report.version + 1):
            assert_ended_rightly(replay(report.history[:length]))


class TestAuthority:
    """5. Nobody acts outside their role, agency and own report."""

    @given(questions(), any_actions())
    def test_nobody_acts_outside_role_agency_and_own_report(
        self, question: tuple[Report, Actor, datetime], action: actions.Action
    ) -> None:
        """What is accepted, the hand-written table of roles and jurisdictions allows."""
        report, by, at = question
        step = attempt(report, action, by, at)
        if isinstance(step, Step):
            assert by.role in WHO[action.name][report.status]
            assert in_jurisdiction(report, by, DIRECTORY)
            assert step.event.rule_id == rule_of(action.name, report.status)
            assert step.report.status is leads_to(action.name, report.status)

    @given(questions())
    def test_nothing_is_allowed_outside_role_agency_and_own_report(
        self, question: tuple[Report, Actor, datetime]
    ) -> None:
        """The set of allowed names is within what role and jurisdiction give."""
        report, by, at = question
        names = allowed_actions(report, by=by, at=at, under=RULES)
        assert names <= {name for name, cells in WHO.items() if by.role in cells[report.status]}
        assert not names or in_jurisdiction(report, by, DIRECTORY)

    @given(filings(), any_actors())
    def test_nobody_files_for_somebody_else_as_a_reporter(self, filing: object, by: Actor) -> None:
        """A reporter files under the own reference; officers file on behalf, where they have jurisdiction."""
        try:
            step = receive(filing, by=by, at=MONDAY, under=RULES)  # type: ignore[arg-type]
        except LaporError:
            return
        assert by.role in (Role.REPORTER, Role.LIAISON, Role.COORDINATOR, Role.NATIONAL_ADMIN)
        assert in_jurisdiction(step.report, by, DIRECTORY)
        assert step.report.filed_on_behalf == (by.role is not Role.REPORTER)


WAYS_OUT = {
    Status.RECEIVED: (Role.NATIONAL_ADMIN, ActionName.VERIFY),
    Status.VERIFIED: (Role.NATIONAL_ADMIN, ActionName.DISPOSITION),
    Status.DISPOSITIONED: (Role.LIAISON, ActionName.ANSWER),
    Status.FOLLOW_UP: (Role.LIAISON, ActionName.ANSWER),
    Status.ANSWERED: (Role.SYSTEM, ActionName.LAPSE),
    Status.HELD: (Role.SYSTEM, ActionName.EXPIRE),
    Status.ESCALATED: (Role.OMBUDSMAN, ActionName.CONCLUDE),
    Status.MERGED: (Role.SYSTEM, ActionName.END_WITH_ORIGINAL),
}


def brought_to_an_end(report: Report, under: Rulebook) -> Report:
    """Go on without the reporter, a month at a time, until the case has ended."""
    for _ in Status:
        if report.status.is_ended:
            break
        role, name = WAYS_OUT[report.status]
        if report.responsible is None and report.status in (Status.DISPOSITIONED, Status.FOLLOW_UP):
            role, name = Role.NATIONAL_ADMIN, ActionName.DISPOSITION  # a released case may be with nobody
        by, at = insider(role, report), report.changed_at + 31 * DAY
        report = act(report, next(fitting(name, report, by, at, under)), by, at=at, under=under)
    return report


class TestWayOut:
    """27. From every open status some actor can reach an end without the reporter giving up."""

    @given(reports())
    def test_officers_and_the_system_can_end_every_case(self, report: Report) -> None:
        """No case hangs on a reporter who keeps silent: an end is reached, and never by withdrawal."""
        ended = brought_to_an_end(report, RULES)
        assert ended.status.is_ended
        assert report.status.is_ended or ended.ending is not None
        assert report.status.is_ended or ended.ending.archive_reason is not ArchiveReason.WITHDRAWN  # type: ignore[union-attr]

    @pytest.mark.parametrize("status", OPEN)
    def test_the_strictest_pack_leaves_a_way_out(self, status: Status) -> None:
        """With no hops, no levels and no reopenings left, every open status still has an end."""
        strict = packs_of(max_hops=0, max_level=0, max_reopenings=0)
        assert brought_to_an_end(BUILDERS[status](), strict).status.is_ended

    def test_an_answer_that_was_taken_over_has_a_way_out_of_a_window_without_end(self) -> None:
        """Nobody knows who answered: the window ends it, and where a pack has none, a coordinator."""
        report = adopted(Status.ANSWERED)
        endless = packs_of(rules=tuple(rule for rule in SP4N.rules if rule.duty is not DutyName.REPLY))
        by, at = insider(Role.COORDINATOR, report), report.changed_at + 900 * DAY
        assert check(report, actions.Lapse(), by=SYSTEM, at=at, under=endless) is not None
        assert apply(report, actions.Close(), by=by, at=at, under=endless).report.status is Status.RESOLVED
        refusal = check(report, actions.Close(), by=by, at=at, under=RULES)
        assert refusal is not None
        assert refusal.rule_id == "GRD-004"
        own = act(BUILDERS[Status.DISPOSITIONED](), answer(), COORDINATOR)
        refusal = check(own, actions.Close(), by=COORDINATOR, at=at, under=endless)
        assert refusal is not None
        assert refusal.rule_id == "GRD-004"

    @pytest.mark.parametrize("agency", [None, CITY, ROADS, WELFARE])
    def test_a_reopened_case_of_a_resolved_original_has_a_way_out(self, agency: object) -> None:
        """A case that ended with its original before anybody was sent it can be reopened, and ended again."""
        report = BUILDERS[Status.RECEIVED](agency=agency)
        report = act(report, actions.Merge(original=original()), ADMIN)
        report = act(report, actions.EndWithOriginal(original=original(Status.RESOLVED)), SYSTEM)
        report = act(report, actions.Reopen(reason="Belum selesai bagi saya"), REPORTER)
        assert report.status is Status.FOLLOW_UP
        assert brought_to_an_end(report, packs_of(max_hops=0)).status is Status.RESOLVED

    @given(reports())
    def test_the_reporter_can_always_give_up_an_open_case(self, report: Report) -> None:
        """Withdrawing is open to the reporter of every open report that has one."""
        names = allowed_actions(report, by=REPORTER, at=report.changed_at, under=RULES)
        assert (ActionName.WITHDRAW in names) == (not report.status.is_ended and report.filing.reporter is not None)


class Lifecycle(RuleBasedStateMachine):
    """Random actions as random actors at random later instants; after every step the laws hold."""

    def __init__(self) -> None:
        super().__init__()
        self.report = BUILDERS[Status.RECEIVED]()
        self.stored = list(self.report.history)

    @initialize(report=births())
    def begin(self, report: Report) -> None:
        """A report comes in, or is taken over."""
        self.report, self.stored = report, list(report.history)

    def keep(self, step: Step) -> None:
        """Store the event as a caller would, and let a redaction overwrite what was stored."""
        self.stored.append(step.event)
        if step.event.action.name is ActionName.REDACT:
            self.stored = list(step.report.history)
        self.report = step.report

    @rule(data=st.data())
    def do_what_is_allowed(self, data: st.DataObject) -> None:
        """Somebody does something that the law allows."""
        at = data.draw(later_instants(self.report))
        move = data.draw(moves(self.report, at))
        if move is None:
            return
        by, action = move
        step = apply(self.report, action, by=by, at=at, under=RULES)
        assert step.event.seq == self.report.version + 1
        assert step.event.from_status is self.report.status
        assert step.report.status is leads_to(action.name, self.report.status)
        self.keep(step)

    @rule(data=st.data(), action=any_actions(), by=any_actors())
    def try_anything(self, data: st.DataObject, action: actions.Action, by: Actor) -> None:
        """Somebody tries something; either the law allows it, or nothing has changed."""
        at = data.draw(later_instants(self.report))
        report, before = self.report, pickle.dumps(self.report)
        names = allowed_actions(report, by=by, at=at, under=RULES)
        refusal = check(report, action, by=by, at=at, under=RULES)
        answered = attempt(report, action, by, at)
        assert pickle.dumps(report) == before
        assert isinstance(answered, ActionRefusedError) == (action.name not in names)
        if isinstance(answered, Step):
            assert refusal is None
            assert by.role in WHO[action.name][report.status]
            assert in_jurisdiction(report, by, DIRECTORY)
            self.keep(answered)
        else:
            assert isinstance(answered, ActionRefusedError | InvalidActionError)
            assert answered.refusal == refusal

    @precondition(lambda self: self.report.version > 1)
    @rule(action=any_actions(), back=st.timedeltas(timedelta(seconds=1), DAY))
    def try_the_past(self, action: actions.Action, back: timedelta) -> None:
        """Somebody claims to have acted before the last event."""
        answered = attempt(self.report, action, ADMIN, self.report.changed_at - back)
        known = has_a_say(self.report, action, ADMIN)
        assert isinstance(answered, InvalidValueError if known else ActionRefusedError)

    @invariant()
    def stored_events_give_the_report(self) -> None:
        """Law 1."""
        assert replay(self.stored) == self.report

    @invariant()
    def the_history_justifies_the_status(self) -> None:
        """Law 4."""
        assert_ended_rightly(self.report)

    @invariant()
    def there_is_a_way_out(self) -> None:
        """Law 27."""
        assert brought_to_an_end(self.report, RULES).status.is_ended

    @invariant()
    def counters_stay_within_their_bounds(self) -> None:
        """Hops, reopenings and level are bounded by the pack, the score by its range."""
        report, pack = self.report, RULES.pack
        assert 0 <= report.reopenings <= pack.max_reopenings
        assert 0 <= report.level <= pack.max_level
        assert 0 <= report.hops <= pack.max_hops + report.reopenings  # a case that is with nobody may still be sent
        assert report.rating is None or 1 <= report.rating <= pack.max_score

    @invariant()
    def one_event_is_one_version(self) -> None:
        """The version is the number of the last event, and the report stands where that led."""
        report = self.report
        assert report.version == len(report.history) == report.history[-1].seq
        assert (report.status, report.changed_at) == (report.history[-1].to_status, report.history[-1].at)
        assert [event.seq for event in report.history] == list(range(1, report.version + 1))

    @invariant()
    def a_hold_is_open_exactly_while_it_is_held(self) -> None:
        """Every hold but that of a held report has an end, and none ends before it began."""
        open_holds = [start for start, end in self.report.holds if end is None]
        assert len(open_holds) == (self.report.status is Status.HELD)
        assert all(start <= end for start, end in self.report.holds if end is not None)

    @invariant()
    def an_ending_says_who(self) -> None:
        """Whoever ended a case that we saw ending is on record, and the outcome is that of the answer."""
        report, last = self.report, self.report.history
        closing = next((event for event in reversed(last) if event.to_status is not event.from_status), last[0])
        if report.ending is None or closing.seq == 1:
            return
        expected = {
            Role.REPORTER: EndedBy.REPORTER,
            Role.SYSTEM: EndedBy.SYSTEM,
            Role.OMBUDSMAN: EndedBy.OMBUDSMAN,
        }.get(closing.by.role, EndedBy.ADMIN)
        assert report.ending.ended_by is expected
        assert report.outcome is None or isinstance(report.outcome, Outcome)


Lifecycle.TestCase.settings = settings(stateful_step_count=20)
TestLifecycle = Lifecycle.TestCase


class Merging(RuleBasedStateMachine):
    """Several cases that are merged into each other by what was true of the original at that moment."""

    def __init__(self) -> None:
        super().__init__()
        self.at = MONDAY
        self.cases = {number: BUILDERS[Status.RECEIVED](tracking_id=number) for number in map(_number, range(4))}

    @rule(first=st.integers(0, 3), second=st.integers(0, 3), name=st.sampled_from(sorted(NEEDS_A_TARGET)))
    def relate(self, first: int, second: int, name: ActionName) -> None:
        """Somebody relates one case to another as that stands now."""
        case, other = self.cases[_number(first)], self.cases[_number(second)]
        truth = actions.Original(
            tracking_id=other.tracking_id, status=other.status, version=other.version, protection=other.protection
        )
        action = {
            ActionName.MERGE: actions.Merge(original=truth),
            ActionName.END_WITH_ORIGINAL: actions.EndWithOriginal(original=truth),
            ActionName.RELEASE: actions.Release(original=truth),
            ActionName.DISPOSITION: actions.Disposition(to=HEALTH),
        }[name]
        done = self.take(
            case, action, SYSTEM if name is ActionName.END_WITH_ORIGINAL else insider(Role.COORDINATOR, case)
        )
        if done and name is ActionName.MERGE and Protection.CONFIDENTIAL in other.protection:
            assert Protection.CONFIDENTIAL in case.protection

    @rule(
        number=st.integers(0, 3),
        action=st.sampled_from(
            [
                verify(),
                answer(),
                actions.Close(),
                actions.Withdraw(),
                actions.Protect(protection=Protection.CONFIDENTIAL),
            ]
        ),
    )
    def go_on(self, number: int, action: actions.Action) -> None:
        """A case goes its way."""
        case = self.cases[_number(number)]
        role = Role.LIAISON if action.name is ActionName.ANSWER else Role.COORDINATOR
        self.take(
            case, action, REPORTER if action.name in (ActionName.WITHDRAW, ActionName.CLOSE) else insider(role, case)
        )

    def take(self, case: Report, action: actions.Action, by: Actor) -> bool:
        """Do it, if the law allows it."""
        self.at += timedelta(hours=1)
        step = attempt(case, action, by, self.at)
        if isinstance(step, Step):
            self.cases[case.tracking_id] = step.report
        return isinstance(step, Step)

    @invariant()
    def no_case_follows_itself(self) -> None:
        """The cases that follow others never run in a circle."""
        for case in self.cases.values():
            seen = {case.tracking_id}
            while case.status is Status.MERGED:
                case = self.cases[case.original]  # noqa: PLW2901 (walks up)
                assert case.tracking_id not in seen
                seen.add(case.tracking_id)

    @invariant()
    def a_following_case_ends_as_its_original_did(self) -> None:
        """Ended with the original, it is resolved by the system and nothing is known of the original but its number."""
        for case in self.cases.values():
            last = case.history[-1].action
            if isinstance(last, actions.EndWithOriginal):
                assert (last.original.status, case.status) == (Status.RESOLVED, Status.RESOLVED)
            if isinstance(last, actions.Release):
                assert (last.original.status, case.original) == (Status.ARCHIVED, None)


def _number(place: int) -> object:
    return type(BUILDERS[Status.RECEIVED]().tracking_id)(str(1000 + place))


Merging.TestCase.settings = settings(stateful_step_count=15)
TestMerging = Merging.TestCase


def test_the_ombudsman_needs_no_agency() -> None:
    """A case with the Ombudsman ends by the Ombudsman, whatever the agency does."""
    report = act(BUILDERS[Status.ESCALATED](), actions.Conclude(outcome=Outcome.UNFOUNDED), OMBUDSMAN)
    assert report.ending is not None
    assert (report.status, report.ending.ended_by, report.outcome) == (
        Status.RESOLVED,
        EndedBy.OMBUDSMAN,
        Outcome.UNFOUNDED,
    )
