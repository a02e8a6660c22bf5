"""The lifecycle as the design words it, copied out by hand: what the table in the code is held against.

Nothing here is computed from the table. Each role is a letter: R reporter, L liaison, C coordinator, H head of agency,
N national admin, B Ombudsman, S system. Observers and internal oversight only read.
"""

from typing import Final

from lapor_core import ActionName, Directory, Report, Role, Status
from lapor_core.agencies import Actor

_LETTERS: Final = {
    "R": Role.REPORTER,
    "L": Role.LIAISON,
    "C": Role.COORDINATOR,
    "H": Role.AGENCY_HEAD,
    "N": Role.NATIONAL_ADMIN,
    "B": Role.OMBUDSMAN,
    "S": Role.SYSTEM,
}
_COLUMNS: Final = (
    Status.RECEIVED,
    Status.VERIFIED,
    Status.DISPOSITIONED,
    Status.FOLLOW_UP,
    Status.ANSWERED,
    Status.ESCALATED,
    Status.HELD,
    Status.MERGED,
    Status.RESOLVED,
    Status.ARCHIVED,
)
_GRID: Final = """
                      rece veri disp foll answ esca held merg reso arch
verify                CN   -    -    -    -    -    -    -    -    -
disposition           -    CN   CN   CN   -    -    -    -    -    -
send_back             -    -    LC   LC   -    -    -    -    -    -
follow_up             -    -    LC   LC   -    LC   -    -    -    -
answer                -    -    LC   LC   -    LC   -    -    -    -
reply                 -    -    -    -    RLCN RLCN -    -    -    -
close                 -    -    -    -    RC   -    -    -    -    -
lapse                 -    -    -    -    S    -    -    -    -    -
hold                  CN   CN   CN   -    -    -    -    -    -    -
complete              -    -    -    -    -    -    RLCN -    -    -
expire                -    -    -    -    -    -    S    -    -    -
forward_to_ombudsman  RB   RB   RB   RB   RB   -    -    -    -    -
conclude              -    -    -    -    -    B    -    -    -    -
archive               CN   CN   CN   -    -    -    -    -    -    -
withdraw              R    R    R    R    R    R    R    R    -    -
merge                 CN   CN   -    -    -    -    -    -    -    -
end_with_original     -    -    -    -    -    -    -    S    -    -
release               -    -    -    -    -    -    -    SC   -    -
reclassify            -    C    C    C    C    -    -    -    -    -
raise_level           SC   SC   SC   SC   -    -    -    -    -    -
protect               RCN  RCN  RCN  RCN  RCN  RCN  RCN  RCN  RCN  RCN
publish               C    C    C    C    C    C    C    C    C    C
rate                  -    -    -    -    -    -    -    -    R    -
reopen                -    -    -    -    -    -    -    -    RC   -
note                  LCN  LCN  LCN  LCN  LCN  LCN  LCN  LCN  -    -
record                S    S    S    S    S    S    S    S    S    S
request_identity      LCN  LCN  LCN  LCN  LCN  LCN  LCN  LCN  -    -
grant_identity        LCNH LCNH LCNH LCNH LCNH LCNH LCNH LCNH -    -
redact                -    -    -    -    -    -    -    -    S    S
"""

_NAMES: Final = {name.value: name for name in ActionName}
WHO: Final[dict[ActionName, dict[Status, frozenset[Role]]]] = {
    _NAMES[action]: {
        status: frozenset(_LETTERS[letter] for letter in cell.strip("-"))
        for status, cell in zip(_COLUMNS, cells, strict=True)
    }
    for action, *cells in map(str.split, _GRID.strip().splitlines()[1:])
}
"""Who may do what in which status, given jurisdiction; nobody where the status does not know the action."""

LEADS_TO: Final = {
    ActionName.VERIFY: Status.VERIFIED,
    ActionName.DISPOSITION: Status.DISPOSITIONED,
    ActionName.SEND_BACK: Status.RECEIVED,
    ActionName.FOLLOW_UP: Status.FOLLOW_UP,
    ActionName.ANSWER: Status.ANSWERED,
    ActionName.REPLY: Status.FOLLOW_UP,
    ActionName.CLOSE: Status.RESOLVED,
    ActionName.LAPSE: Status.RESOLVED,
    ActionName.HOLD: Status.HELD,
    ActionName.COMPLETE: Status.RECEIVED,
    ActionName.EXPIRE: Status.ARCHIVED,
    ActionName.FORWARD_TO_OMBUDSMAN: Status.ESCALATED,
    ActionName.CONCLUDE: Status.RESOLVED,
    ActionName.ARCHIVE: Status.ARCHIVED,
    ActionName.WITHDRAW: Status.ARCHIVED,
    ActionName.MERGE: Status.MERGED,
    ActionName.END_WITH_ORIGINAL: Status.RESOLVED,
    ActionName.RELEASE: Status.RECEIVED,
    ActionName.REOPEN: Status.FOLLOW_UP,
}
"""Where an action leads; the others leave the status as it is."""
_KEEPS_ESCALATED: Final = {ActionName.FOLLOW_UP, ActionName.ANSWER, ActionName.REPLY}


def leads_to(action: ActionName, status: Status) -> Status:
    """Return the status after an accepted action."""
    if status is Status.ESCALATED and action in _KEEPS_ESCALATED:
        return status
    return LEADS_TO.get(action, status)


_RULE_IDS: Final[dict[str, str | dict[Status, str]]] = {
    "verify": "LFC-010",
    "disposition": {Status.VERIFIED: "LFC-011", Status.DISPOSITIONED: "LFC-012", Status.FOLLOW_UP: "LFC-012"},
    "send_back": "LFC-013",
    "follow_up": {Status.DISPOSITIONED: "LFC-014", Status.FOLLOW_UP: "LFC-014", Status.ESCALATED: "LFC-024"},
    "answer": {Status.DISPOSITIONED: "LFC-015", Status.FOLLOW_UP: "LFC-015", Status.ESCALATED: "LFC-025"},
    "reply": {Status.ANSWERED: "LFC-016", Status.ESCALATED: "LFC-026"},
    "close": "LFC-017",
    "lapse": "LFC-018",
    "hold": "LFC-020",
    "complete": "LFC-021",
    "expire": "LFC-022",
    "forward_to_ombudsman": "LFC-023",
    "conclude": "LFC-027",
    "archive": "LFC-030",
    "withdraw": "LFC-031",
    "merge": "LFC-032",
    "end_with_original": "LFC-033",
    "release": "LFC-034",
    "reclassify": "LFC-035",
    "raise_level": "LFC-036",
    "protect": "LFC-037",
    "publish": "LFC-038",
    "rate": "LFC-039",
    "reopen": "LFC-040",
    "note": "LFC-041",
    "record": "LFC-042",
    "request_identity": "LFC-043",
    "grant_identity": "LFC-044",
    "redact": "LFC-045",
}


def rule_of(action: ActionName, status: Status) -> str:
    """Return the id of the row that a status and an action share."""
    rule = _RULE_IDS[action]
    return rule if isinstance(rule, str) else rule[status]


GONE_IDS: Final = {"GRD-015", *(f"PAR-{number:03}" for number in (1, 2, 3, 5, 6, 12, 13))}
"""Ids of rules that no longer exist; the parameters became SLA rules. Only decision records may name them."""

GUARD_IDS: Final = {
    "not_answered": "GRD-001",
    "not_followed_up": "GRD-002",
    "hops_left": "GRD-003",
    "not_the_answerer": "GRD-004",
    "reply_window_passed": "GRD-005",
    "completion_window_passed": "GRD-006",
    "pause_budget_left": "GRD-007",
    "ombudsman_wait_passed": "GRD-008",
    "not_too_old": "GRD-009",
    "level_left": "GRD-010",
    "duty_is_near": "GRD-011",
    "not_rated": "GRD-012",
    "reopenings_left": "GRD-013",
    "reopen_window_open": "GRD-014",
    "may_grant": "GRD-016",
    "protection_to_change": "GRD-018",
    "retention_reached": "GRD-017",
    "filing_is_whole": "GRD-030",
    "facts_agree": "GRD-031",
    "category_is_listed": "GRD-032",
    "classified": "GRD-033",
    "adds_protection": "GRD-034",
    "text_for_public": "GRD-035",
    "texts_are_cleared": "GRD-036",
    "target_within_reach": "GRD-037",
    "target_is_another": "GRD-038",
    "not_substantive": "GRD-039",
    "outcome_is_whole": "GRD-040",
    "age_is_known": "GRD-041",
    "consent_is_recorded": "GRD-042",
    "reason_is_an_officers": "GRD-043",
    "original_is_open": "GRD-044",
    "original_is_resolved": "GRD-045",
    "original_is_archived": "GRD-046",
    "changes_something": "GRD-047",
    "lifted_by_reporter": "GRD-048",
    "publishes_something": "GRD-049",
    "score_in_range": "GRD-050",
    "recorded_once": "GRD-051",
    "request_is_waiting": "GRD-052",
    "redacts_something": "GRD-053",
    "hop_is_left": "GRD-054",
}
"""The id of each guard; an id is for good, and never used twice. GRD-015 (one request at a time) is gone."""


def in_jurisdiction(report: Report, by: Actor, directory: Directory) -> bool:
    """Whether the design lets somebody act on this report at all: own report, own unit, within the own agency."""
    match by.role:
        case Role.REPORTER:
            return report.filing.reporter is not None and by.reporter == report.filing.reporter
        case Role.LIAISON:
            return by.agency == report.responsible
        case Role.COORDINATOR | Role.AGENCY_HEAD:
            return report.responsible is not None and by.agency in directory.path(report.responsible)
        case Role.NATIONAL_ADMIN | Role.OMBUDSMAN | Role.SYSTEM:
            return True
        case _:
            return False
