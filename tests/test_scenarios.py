"""Every scenario file holds, a wrong one is found out, and a malformed one says everything that is wrong with it."""

import copy
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lapor_core import Directory, Mismatch, Rulebook, check_scenario
from lapor_core.errors import InvalidDocumentError, UncoveredDayError

FILES = sorted(Path(__file__).parent.parent.joinpath("examples", "scenarios").glob("*.toml"))
UNDER = Rulebook(directory=Directory.from_rows([{"code": "kab", "name": "Kabupaten Contoh", "kind": "regency"}]))


def scenario(name: str = "answered_in_time") -> dict[str, Any]:
    """Return a decoded file."""
    return tomllib.loads(next(file for file in FILES if file.stem == name).read_text(encoding="utf-8"))


def found(document: dict[str, Any]) -> list[str]:
    """Return what is not as a scenario says."""
    return [str(mismatch) for mismatch in check_scenario(document, under=UNDER)]


def problems(document: Any) -> list[tuple[str, str]]:
    """Return the problems of a malformed scenario."""
    with pytest.raises(InvalidDocumentError) as caught:
        check_scenario(document, under=UNDER)
    return [(problem.path, problem.rule) for problem in caught.value.problems]


def test_there_are_files() -> None:
    assert len(FILES) >= 4


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_scenario_holds(file: Path) -> None:
    assert found(tomllib.loads(file.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "changes, mismatch",
    [
        ({"status": "held"}, "expected[0].status: held expected, follow_up found"),
        ({"held_by": "reporter"}, "expected[0].held_by: reporter expected, handler found"),
        ({"agency": "kab"}, "expected[0].agency: kab expected, kab/pu found"),
        ({"plan": ["SLA-001/1/75"]}, "expected[0].plan: SLA-001/1/75 expected, nothing found"),
        ({"on": date(2024, 3, 3)}, "expected[0].on: a report expected, nothing found"),
        ({"duties": [{"duty": "reply"}]}, "expected[0].duties[0]: reply expected, nothing found"),
        ({"duties": [{"duty": "completion", "cycle": 2}]}, "expected[0].duties[0]: completion expected, nothing found"),
        (
            {"duties": [{"duty": "completion", "rule": "SLA-010"}]},
            "expected[0].duties[0]: completion expected, nothing found",
        ),
        (
            {"duties": [{"duty": "completion", "due_on": date(2024, 3, 22)}]},
            "expected[0].duties[0].due_on: 2024-03-22 expected, 2024-03-26 found",
        ),
        (
            {"duties": [{"duty": "completion", "ended_on": date(2024, 3, 22)}]},
            "expected[0].duties[0].ended_on: 2024-03-22 expected, nothing found",
        ),
        (
            {"duties": [{"duty": "completion", "used": 4, "state": "met"}]},
            "expected[0].duties[0].state: met expected, running found",
        ),
    ],
)
def test_what_is_not_so_is_found(changes: dict[str, Any], mismatch: str) -> None:
    document = scenario()
    document["expected"][0].update(changes)
    assert mismatch in found(document)


def test_what_is_refused_or_accepted_against_the_scenario_is_found_and_the_case_goes_on() -> None:
    document = scenario()
    document["happened"][3]["by"] = "reporter"
    del document["happened"][5]["refused"]
    document["happened"][6]["refused"] = "GRD-004"
    assert check_scenario(document, under=UNDER)[:3] == (
        Mismatch(path="happened[3]", expected="accepted", found="refused by LFC-014"),
        Mismatch(path="happened[5]", expected="accepted", found="refused by LFC-017"),
        Mismatch(path="happened[6]", expected="refused by GRD-004", found="accepted"),
    )


def test_a_receipt_that_is_refused_leaves_nothing_to_expect() -> None:
    document = scenario()
    document["happened"] = [{"on": date(2024, 3, 4), "what": "receive", "by": "coordinator", "agency": "kab"}]
    assert found(document)[0] == "happened[0]: accepted expected, refused by GRD-030 found"
    assert len(found(document)) == 3


def test_the_directory_of_the_rules_is_used_when_a_scenario_has_none() -> None:
    document = scenario("held_over_midnight")
    del document["agencies"]
    assert found(document) == []


def test_a_protected_report_is_walked_with_texts_that_were_cleared_for_it() -> None:
    document = scenario()
    document["report"]["protection"] = ["anonymous"]
    assert found(document) == []


def test_the_system_and_people_without_an_agency_can_act() -> None:
    document = scenario()
    document["happened"] = [
        *document["happened"][:5],
        {"on": date(2024, 3, 19), "what": "note", "by": "national_admin", "person": "admin-2"},
        {"on": date(2024, 5, 1), "what": "lapse", "by": "system"},
    ]
    document["expected"] = [{"on": date(2024, 5, 2), "status": "resolved"}]
    assert found(document) == []


class TestMalformed:
    def test_it_must_be_a_table(self) -> None:
        assert problems([]) == [("", "a table is needed")]

    def test_everything_is_said_at_once(self) -> None:
        document = copy.deepcopy(scenario())
        document["agencies"][0]["kind"] = "planet"
        document["happened"][1]["facts"] = "none"
        document["happened"][2]["what"] = "teleport"
        document["expected"][0]["duties"][0]["state"] = "perfect"
        del document["title"]
        paths = [path for path, _ in problems(document)]
        assert paths[0].startswith("agencies")
        assert {"happened[1].facts", "happened[2].what", "expected[0].duties[0].state", "title"} <= set(paths)

    def test_facts_are_checked_as_the_action_is(self) -> None:
        document = scenario()
        document["happened"][2]["facts"] = {"to": 7, "by_whom": "me"}
        assert [path for path, _ in problems(document)] == ["happened[2].facts.to"]

    @pytest.mark.parametrize("happened", [[], "nothing", [{"on": date(2024, 3, 4), "what": "note", "by": "system"}]])
    def test_it_begins_with_a_receipt(self, happened: object) -> None:
        assert problems(scenario() | {"happened": happened})[0][0] == "happened"

    def test_what_happened_is_in_order(self) -> None:
        document = scenario()
        document["happened"][2]["on"] = date(2024, 3, 1)
        assert problems(document) == [("happened[2].on", "what happened must be in order")]

    @pytest.mark.parametrize("agencies", [0, True, "kab", {"code": "kab"}])
    def test_agencies_are_a_list(self, agencies: object) -> None:
        assert problems(scenario() | {"agencies": agencies}) == [("agencies", "a list is needed")]

    def test_an_officer_who_acts_for_no_agency_is_named_by_place(self) -> None:
        """The report names no agency, so nobody is responsible whom the coordinator could act for."""
        document = scenario()
        document["report"] = {"classification": "complaint"}
        ((path, _),) = problems(document)
        assert path == "happened[1].agency"

    def test_days_that_no_decree_covers_are_told_as_such(self) -> None:
        document = scenario()
        document["happened"] = [{"on": date(2031, 3, 3), "what": "receive", "by": "reporter"}]
        document["expected"] = [{"on": date(2031, 3, 20), "plan": []}]
        with pytest.raises(UncoveredDayError):
            check_scenario(document, under=UNDER)

    def test_a_time_is_a_time(self) -> None:
        document = scenario()
        document["happened"][2]["at"] = "noon"
        assert problems(document) == [("happened[2].at", "a time such as 23:50 is needed")]
