"""The lifecycle table: well-formed, and for every state, action and role what the design says.

The expectations stand in `tests.expectations`, copied from the design by hand; nothing here is computed from the table.
"""

import keyword
from collections import Counter
from datetime import datetime
from typing import Any

import pytest

from lapor_core import (
    SP4N,
    ActionName,
    Actor,
    IdentityPurpose,
    Party,
    Protection,
    Report,
    Role,
    RulePack,
    Status,
    actions,
    allowed_actions,
    apply,
    check,
)
from lapor_core.errors import ActionRefusedError
from lapor_core.rules.authority import JURISDICTIONS, RESPONSIBLE
from lapor_core.rules.leak_rules import LEAK_RULES
from lapor_core.rules.retention import RETENTION_RULES
from lapor_core.states.arguments import ARGUMENT_GUARDS
from lapor_core.states.lifecycle import INACTIVE_TARGET, UNKNOWN_HERE
from lapor_core.states.standing import STANDING_GUARDS
from lapor_core.states.table import ADOPTION, BIRTH, ROWS, TABLE
from lapor_core.vocabulary import OPEN_STATUSES, Confidence
from tests.expectations import GONE_IDS, WHO, leads_to, rule_of
from tests.strategies import (
    BUILDERS,
    COLLEAGUE,
    DAY,
    HOUR,
    OUTSIDERS,
    RULES,
    act,
    any_actions,
    fitting,
    insider,
    officer,
)

ALL_ROWS = (BIRTH, ADOPTION, *ROWS)
ACTIONS_OF_THE_TABLE = [name for name in ActionName if name not in (ActionName.RECEIVE, ActionName.ADOPT)]


class TestForm:
    """The table can be read in one way only, and nothing in it or beside it is idle."""

    def test_source_and_action_are_unique(self) -> None:
        """No two rows share a place: what an action does in a status stands once."""
        places = Counter((source, row.action) for row in ROWS for source in row.sources)
        assert [place for place, count in places.items() if count > 1] == []
        assert sum(places.values()) == sum(len(row.sources) for row in ROWS)

    def test_no_action_is_a_keyword_of_python(self) -> None:
        """Each action can be the name of a method."""
        assert [name for name in ActionName if keyword.iskeyword(name) or keyword.issoftkeyword(name)] == []
        assert all(name.isidentifier() for name in ActionName)

    def test_every_guard_named_exists_and_every_guard_is_used(self) -> None:
        """Guards in the table and guards in the code are the same set, and no name stands for two kinds."""
        named = {name for row in ALL_ROWS for name in row.guards}
        assert named == STANDING_GUARDS.keys() | ARGUMENT_GUARDS.keys()
        assert not STANDING_GUARDS.keys() & ARGUMENT_GUARDS.keys()

    def test_standing_guards_come_before_argument_guards(self) -> None:
        """The order in the table is the order of asking."""
        for row in ALL_ROWS:
            kinds = [name in ARGUMENT_GUARDS for name in row.guards]
            assert kinds == sorted(kinds), row.rule_id

    def test_rule_ids_are_unique(self) -> None:
        """One id, one rule: rows, guards, authority, parameters, limits, privacy, notices; and none that is gone."""
        ids = [
            UNKNOWN_HERE,
            INACTIVE_TARGET,
            *(row.rule_id for row in ALL_ROWS),
            *(guard.rule_id for guard in STANDING_GUARDS.values()),
            *(guard.rule_id for guard in ARGUMENT_GUARDS.values()),
            *(jurisdiction.rule_id for jurisdiction in set(JURISDICTIONS.values())),
            *(provenance.rule_id for provenance in RulePack.provenance().values()),
            *(rule.rule_id for rule in SP4N.rules),
            *(rule.rule_id for rule in (*LEAK_RULES, *RETENTION_RULES)),
        ]
        assert [rule_id for rule_id, count in Counter(ids).items() if count > 1] == []
        assert not GONE_IDS.intersection(ids)
        assert all(rule_id[:4] in {"LFC-", "GRD-", "AUT-", "PAR-", "PRV-", "RTE-", "SLA-"} for rule_id in ids)
        assert all(len(rule_id) == 7 and rule_id[4:].isdigit() for rule_id in ids)

    def test_every_rule_says_where_it_comes_from(self) -> None:
        """A citation and a confidence stand at every row, jurisdiction, parameter and limit."""
        parameters = RulePack.provenance().values()
        rules: tuple[Any, ...] = (
            *ALL_ROWS,
            *JURISDICTIONS.values(),
            *parameters,
            *SP4N.rules,
            *LEAK_RULES,
            *RETENTION_RULES,
        )
        for rule in rules:
            assert rule.citation
            assert isinstance(rule.confidence, Confidence)

    def test_every_status_is_reachable(self) -> None:
        """From receipt, rows lead to every status."""
        reached, seen = {Status.RECEIVED}, set[Status]()
        while reached - seen:
            seen |= reached
            reached |= {row.target for row in ROWS if row.target and seen & set(row.sources)}
        assert seen == set(Status)

    @pytest.mark.parametrize("status", OPEN_STATUSES)
    def test_every_open_status_has_an_exit_that_is_not_giving_up(self, status: Status) -> None:
        """Some row other than the reporter's withdrawal leads out."""
        exits = {row.target for row in TABLE[status].values() if row.action is not ActionName.WITHDRAW}
        assert exits - {None, status}

    def test_archived_cases_never_come_back(self) -> None:
        """What is archived stays archived."""
        assert {row.target for row in TABLE[Status.ARCHIVED].values()} == {None}

    def test_every_status_has_a_responsible_party(self) -> None:
        """Days are charged to somebody in every status, as the design lists them."""
        assert dict(RESPONSIBLE) == {
            Status.RECEIVED: Party.COORDINATOR,
            Status.VERIFIED: Party.COORDINATOR,
            Status.DISPOSITIONED: Party.HANDLER,
            Status.FOLLOW_UP: Party.HANDLER,
            Status.HELD: Party.REPORTER,
            Status.ANSWERED: Party.REPORTER,
            Status.ESCALATED: Party.OMBUDSMAN,
            Status.MERGED: Party.NOBODY,
            Status.RESOLVED: Party.NOBODY,
            Status.ARCHIVED: Party.NOBODY,
        }

    def test_every_action_has_a_row_and_a_class(self) -> None:
        """The vocabulary, the action classes and the table know the same actions."""
        assert {row.action for row in ALL_ROWS} == set(ActionName) == set(actions.ACTIONS)
        assert all(kind.name is name for name, kind in actions.ACTIONS.items())

    def test_every_role_has_a_jurisdiction(self) -> None:
        """Whoever may act at all is asked where."""
        assert set(JURISDICTIONS) == set(Role)

    def test_the_strategies_of_the_tests_know_every_action(self) -> None:
        """A new action class cannot be forgotten by the random tests."""
        kinds = {part.wrapped_strategy.target for part in any_actions().original_strategies}  # type: ignore[attr-defined]
        assert kinds == set(actions.ACTIONS.values())


# When a guard that counts days lets an action pass; every other action passes an hour after the last event.
RIPE = {
    ActionName.LAPSE: 15 * DAY,
    ActionName.EXPIRE: 15 * DAY,
    ActionName.FORWARD_TO_OMBUDSMAN: 61 * DAY,
    ActionName.RAISE_LEVEL: 30 * DAY,
    ActionName.REDACT: 1900 * DAY,
}


def prepared(status: Status, action: ActionName, by_role: Role) -> tuple[Report, datetime]:
    """Return a report in a status, and an instant at which no guard that counts days or requests stands in the way."""
    report = BUILDERS[status]()
    if action is ActionName.GRANT_IDENTITY and not status.is_ended:
        # A liaison may grant the own request alone; everybody else grants that of the liaison.
        asks = actions.RequestIdentity(purpose=IdentityPurpose.RESOLVE_REPORT, motivation="Perlu alamat")
        by = (
            insider(Role.LIAISON, report)
            if by_role is Role.LIAISON
            else officer(Role.LIAISON, "another", report.responsible)
        )
        report = act(report, asks, by)
    return report, report.changed_at + RIPE.get(action, HOUR)


def some(action: ActionName, report: Report, by: Actor, at: datetime) -> actions.Action:
    """Return an action of that name, whether it is allowed or not."""
    return next(fitting(action, report, by, at), None) or SUBSTITUTES[action]


SUBSTITUTES: dict[ActionName, actions.Action] = {
    ActionName.DISPOSITION: actions.Disposition(to=COLLEAGUE.agency),  # type: ignore[arg-type]
    ActionName.END_WITH_ORIGINAL: actions.EndWithOriginal(
        original=actions.Original(
            tracking_id=BUILDERS[Status.MERGED]().tracking_id,
            status=Status.RESOLVED,
            version=2,
            protection=Protection.NONE,
        )
    ),
    ActionName.RELEASE: actions.Release(
        original=actions.Original(
            tracking_id=BUILDERS[Status.MERGED]().tracking_id,
            status=Status.ARCHIVED,
            version=2,
            protection=Protection.NONE,
        )
    ),
    ActionName.GRANT_IDENTITY: actions.GrantIdentity(request=1, reason="Diperlukan"),
}


READERS = {Role.OBSERVER, Role.OVERSIGHT}
RULE_OF_AUTHORITY = {
    Role.REPORTER: "AUT-001",
    Role.LIAISON: "AUT-002",
    Role.COORDINATOR: "AUT-003",
    Role.AGENCY_HEAD: "AUT-008",
    Role.OBSERVER: "AUT-007",
    Role.OVERSIGHT: "AUT-007",
}
"""The rule that refuses somebody who has the role and no jurisdiction."""


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("action", ACTIONS_OF_THE_TABLE)
def test_every_role_is_refused_or_accepted_as_the_design_says(status: Status, action: ActionName) -> None:
    """Every state, action and role, inside and outside the jurisdiction, both ways, with the rule that decides."""
    who = WHO[action][status]
    known_in = [other for other in Status if WHO[action][other]]
    for role in Role:
        report, at = prepared(status, action, role)
        by = insider(role, report)
        attempt = some(action, report, by, at)
        refusal = check(report, attempt, by=by, at=at, under=RULES)
        names = allowed_actions(report, by=by, at=at, under=RULES)
        if role in who:
            assert refusal is None, role
            step = apply(report, attempt, by=by, at=at, under=RULES)
            assert step.report.status is leads_to(action, status), role
            assert step.event.rule_id == rule_of(action, status), role
            assert action in names, role
        else:
            assert refusal is not None, role
            expected = RULE_OF_AUTHORITY[role] if role in READERS else rule_of(action, status) if who else "LFC-000"
            assert refusal.rule_id == expected, role
            assert expected != "LFC-000" or refusal.needs == f"one of the statuses {', '.join(known_in)}", role
            assert refusal.field is None, role
            assert action not in names, role
            with pytest.raises(ActionRefusedError) as caught:
                apply(report, attempt, by=by, at=at, under=RULES)
            assert caught.value.refusal == refusal, role


def test_the_expectations_are_whole() -> None:
    """The hand-written grid has every action and every status, and names no role that only reads."""
    assert set(WHO) == set(ACTIONS_OF_THE_TABLE)
    assert all(set(row) == set(Status) for row in WHO.values())
    assert all(not {Role.OBSERVER, Role.OVERSIGHT} & who for row in WHO.values() for who in row.values())
    assert sum(bool(who) for row in WHO.values() for who in row.values()) == sum(map(len, TABLE.values()))


@pytest.mark.parametrize("action", ACTIONS_OF_THE_TABLE)
@pytest.mark.parametrize("role", OUTSIDERS)
def test_an_outsider_learns_nothing(action: ActionName, role: Role) -> None:
    """Whoever has no jurisdiction gets one and the same refusal, whatever the status, the action and its arguments."""
    refusals = set()
    for status in Status:
        report, at = prepared(status, action, role)
        attempt = some(action, report, insider(role, report), at)
        refusals.add(check(report, attempt, by=OUTSIDERS[role], at=at, under=RULES))
        assert allowed_actions(report, by=OUTSIDERS[role], at=at, under=RULES) == frozenset()
    (refusal,) = refusals
    assert refusal is not None
    assert (refusal.rule_id, refusal.field, refusal.needs) == (RULE_OF_AUTHORITY[role], None, JURISDICTIONS[role].needs)


def test_a_head_of_another_agency_cannot_grant_an_identity() -> None:
    """The head grants within the own agency alone."""
    report, at = prepared(Status.FOLLOW_UP, ActionName.GRANT_IDENTITY, Role.AGENCY_HEAD)
    grant = actions.GrantIdentity(request=report.version, reason="Diperlukan")
    foreign = check(report, grant, by=OUTSIDERS[Role.AGENCY_HEAD], at=at, under=RULES)
    assert foreign is not None
    assert foreign.rule_id == JURISDICTIONS[Role.AGENCY_HEAD].rule_id
    assert check(report, grant, by=insider(Role.AGENCY_HEAD, report), at=at, under=RULES) is None


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.OVERSIGHT])
@pytest.mark.parametrize("status", Status)
def test_who_only_reads_may_do_nothing(role: Role, status: Status) -> None:
    """Observers and internal oversight act on no report."""
    report = BUILDERS[status]()
    assert (
        allowed_actions(report, by=insider(role, report), at=report.changed_at + 70 * DAY, under=RULES) == frozenset()
    )
