"""Overlays: tighter as one likes, looser only with a basis, all problems at once; and how two packs differ."""

import json
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from lapor_core import (
    SP4N,
    WEEKDAYS,
    AmendmentPolicy,
    CalendarDays,
    Channel,
    Classification,
    Confidence,
    DutyName,
    Grain,
    Hours,
    Months,
    PackChange,
    PackChangeKind,
    Report,
    Rulebook,
    RulePack,
    SlaRule,
    WorkDays,
    assess,
    overlay,
    pack_diff,
)
from lapor_core.errors import InvalidDocumentError, InvalidValueError
from lapor_core.rules.limits import DayLimit
from lapor_core.rules.packdiff import DUTY_DIRECTIONS, PARAMETER_DIRECTIONS, is_never_later, parameter_effect
from tests.strategies import DIRECTORY, RULES, reports

TIGHTER, LOOSER, CHANGED = PackChangeKind.TIGHTER, PackChangeKind.LOOSER, PackChangeKind.CHANGED
NEW = {
    "rule_id": "KOTA-1",
    "limit": {"unit": "workdays", "n": 3},
    "citation": "Perwali 3/2024",
    "confidence": "sourced",
}


def problems(document: Any, pack: RulePack = SP4N) -> dict[str, str]:
    """Return what is wrong with a document, by path; each path once."""
    with pytest.raises(InvalidDocumentError) as caught:
        overlay(pack, document)
    found = {problem.path: problem.rule for problem in caught.value.problems}
    assert len(found) == len(caught.value.problems)
    return found


def with_rules(*rules: Mapping[str, Any], **facts: Any) -> dict[str, Any]:
    """Return a document with some rules."""
    return {"version": "KOTA-1", "rules": list(rules), **facts}


def limited(rule_id: str, n: int, unit: str = "workdays", **facts: Any) -> dict[str, Any]:
    """Return a rule of a document that limits what the pack below does."""
    return {"rule_id": rule_id, "limit": {"unit": unit, "n": n}, **facts}


units = st.sampled_from(["workdays", "calendar_days"])


@st.composite
def documents(draw: DrawFn) -> dict[str, Any]:
    """Limits and parameters of all kinds, without any basis; many are too loose."""
    rules = [rule for rule in SP4N.rules if isinstance(rule.limit, DayLimit)]
    picked = draw(st.lists(st.sampled_from(rules), max_size=4, unique=True))
    return with_rules(
        *(
            limited(
                rule.rule_id, draw(st.integers(1, rule.limit.n + 1)), draw(units), rolls_forward=draw(st.booleans())
            )
            for rule in picked
        ),
        parameters={
            "pause_budget": {"unit": "workdays", "n": draw(st.integers(1, 21))},
            "max_hops": draw(st.integers(0, 6)),
        },
    )


def accepted(document: Mapping[str, Any]) -> RulePack | None:
    """Return the pack, if the document is accepted."""
    try:
        return overlay(SP4N, document)
    except InvalidDocumentError:
        return None


class TestStrictness:
    """Law 15: a tighter pack never gives a later due day."""

    @settings(max_examples=150)
    @given(document=documents(), report=reports(), later=st.integers(0, 90))
    def test_an_overlay_without_a_basis_never_gives_a_later_due_day(
        self, document: dict[str, Any], report: Report, later: int
    ) -> None:
        """Of no duty, whatever happened; and what was breached under the pack below is breached."""
        pack = accepted(document)
        if pack is not None:
            as_of = report.changed_at + timedelta(days=later)
            # By rule and cycle: after a reclassification, one cycle is under two rules.
            below = {duty.key: duty for duty in assess(report, as_of=as_of, under=RULES).duties}
            own = {duty.key: duty for duty in assess(report, as_of=as_of, under=attrs.evolve(RULES, pack=pack)).duties}
            for key in below.keys() & own.keys():
                due, own_due = below[key].due_on, own[key].due_on
                assert due is None or own_due is None or own_due <= due
            for key, duty in below.items():
                assert own[key].is_breached or not duty.is_breached

    @settings(max_examples=150)
    @given(
        units=st.tuples(*[st.sampled_from([WorkDays, CalendarDays])] * 2),
        numbers=st.tuples(*[st.integers(1, 40)] * 2),
        rolls=st.tuples(st.booleans(), st.booleans()),
        start=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    )
    def test_a_rule_that_is_never_later_is_not_later(
        self, units: Any, numbers: tuple[int, int], rolls: tuple[bool, bool], start: date
    ) -> None:
        """From whichever day on it runs."""
        one, other = (
            attrs.evolve(SP4N.rule("SLA-001"), limit=unit(n), rolls_forward=roll)
            for unit, n, roll in zip(units, numbers, rolls, strict=True)
        )
        if is_never_later(one, other):
            assert one.due_on(start, WEEKDAYS) <= other.due_on(start, WEEKDAYS)

    def test_every_parameter_and_duty_has_a_direction_with_its_reason(self) -> None:
        """So that a new one cannot be loosened by oversight."""
        assert list(PARAMETER_DIRECTIONS) == list(RulePack.provenance())
        assert set(DUTY_DIRECTIONS) == set(DutyName)
        assert all(why for _, why in [*PARAMETER_DIRECTIONS.values(), *DUTY_DIRECTIONS.values()])

    @pytest.mark.parametrize(
        "name, value, kind",
        [
            ("bands", (Fraction(1, 2),), CHANGED),
            ("raise_at", Fraction(1, 2), TIGHTER),
            ("raise_at", Fraction(1), LOOSER),
            ("pause_budget", WorkDays(5), TIGHTER),
            ("pause_budget", WorkDays(21), LOOSER),
            ("reopen_window", CalendarDays(31), TIGHTER),
            ("reopen_window", CalendarDays(29), LOOSER),
            ("max_reopenings", 1, CHANGED),
            ("max_hops", 4, TIGHTER),
            ("max_hops", 6, LOOSER),
            ("max_level", 3, TIGHTER),
            ("max_level", 1, LOOSER),
            ("retention", Months(12), TIGHTER),
            ("identity_retention", Months(25), LOOSER),
            ("grant_window", WorkDays(6), LOOSER),
            ("public_grain", Grain.YEAR, TIGHTER),
            ("public_grain", Grain.DAY, LOOSER),
            ("public_minimum", 9, TIGHTER),
            ("identities_held", False, LOOSER),
            ("on_behalf_channels", frozenset({Channel.LETTER}), CHANGED),
            ("max_score", 10, CHANGED),
            ("amendments", AmendmentPolicy.FROZEN, CHANGED),
            ("max_hops", 5, None),
        ],
    )
    def test_what_another_value_of_a_parameter_does(self, name: str, value: Any, kind: PackChangeKind | None) -> None:
        """As its direction has it."""
        assert parameter_effect(name, getattr(SP4N, name), value) is kind


class TestOverlay:
    """What a document does to a pack."""

    def test_a_document_from_toml(self) -> None:
        """Days, lists and units as TOML has them; what is not named stays."""
        pack = overlay(
            SP4N,
            tomllib.loads("""
                version = "KOTA-1"
                basis = "Perwali 3/2024"

                [[rules]]
                rule_id = "SLA-002"
                limit = {unit = "workdays", n = 7}
                confidence = "sourced"

                [[rules]]
                rule_id = "SLA-032"
                until = 2026-12-31

                [[rules]]
                rule_id = "KOTA-032"
                duty = "completion"
                classes = ["complaint"]
                since = 2027-01-01
                limit = {unit = "calendar_days", n = 10}
                rolls_forward = true
                citation = "Perwali 4/2024"
                confidence = "sourced"

                [parameters]
                bands = ["1/2", "1/1"]
                raise_at = "1/2"
                pause_budget = {unit = "workdays", n = 5}
                on_behalf_channels = ["letter"]
                amendments = "never_shorten"
                max_hops = {value = 9, basis = "Perwali 5/2024"}
                identities_held = false
            """),
        )
        assert pack.version == "SP4N 2026.1+KOTA-1"
        follow_up = pack.rule("SLA-002")
        assert (follow_up.limit, follow_up.citation, follow_up.confidence) == (
            WorkDays(7),
            "Perwali 3/2024",
            Confidence.SOURCED,
        )
        assert pack.rule("SLA-032") == attrs.evolve(SP4N.rule("SLA-032"), until=date(2026, 12, 31))
        assert pack.rules[-1] == SlaRule(
            rule_id="KOTA-032",
            duty=DutyName.COMPLETION,
            limit=CalendarDays(10),
            citation="Perwali 4/2024",
            confidence=Confidence.SOURCED,
            classes=frozenset({Classification.COMPLAINT}),
            since=date(2027, 1, 1),
            rolls_forward=True,
        )
        assert pack.bands == (Fraction(1, 2), Fraction(1))
        assert (pack.raise_at, pack.pause_budget, pack.max_hops) == (Fraction(1, 2), WorkDays(5), 9)
        assert pack.on_behalf_channels == {Channel.LETTER}
        assert (pack.amendments, pack.identities_held) == (AmendmentPolicy.NEVER_SHORTEN, False)
        assert len(pack.rules) == len(SP4N.rules) + 1
        assert Rulebook(directory=DIRECTORY, pack=pack).pack is pack

    @pytest.mark.parametrize(
        "written, share",
        [
            ("1", Fraction(1)),
            (1, Fraction(1)),
            (1.0, Fraction(1)),
            ("1/1", Fraction(1)),
            ("0.75", Fraction(3, 4)),
            (0.75, Fraction(3, 4)),
            (0.9, Fraction(9, 10)),
            (Decimal("0.90"), Fraction(9, 10)),
            ("3/04", Fraction(3, 4)),
        ],
    )
    def test_a_share_is_a_fraction_as_text_or_number(self, written: object, share: Fraction) -> None:
        """What is written as nine tenths is nine tenths."""
        pack = overlay(
            SP4N, {"version": "A", "basis": "x", "parameters": {"raise_at": written, "bands": ["1/2", written]}}
        )
        assert (pack.raise_at, pack.bands) == (share, (Fraction(1, 2), share))

    @pytest.mark.parametrize(
        "written",
        [
            "",
            "3/0",
            "-1/2",
            "3 / 4",
            "1e-3",
            1e-07,
            float("nan"),
            float("inf"),
            True,
            None,
            PurePosixPath("3/4"),
            "\u0663/4",
            "9" * 20,
            [3, 4],
        ],
    )
    def test_what_is_no_share_is_refused(self, written: object) -> None:
        """Without an echo, and without reckoning out what would take for ever."""
        for parameters, path in (({"raise_at": written}, "raise_at"), ({"bands": [written]}, "bands[0]")):
            with pytest.raises(InvalidDocumentError) as caught:
                overlay(SP4N, {"version": "A", "basis": "x", "parameters": parameters})
            (problem,) = caught.value.problems
            assert (problem.path, problem.rule) == (f"parameters.{path}", "a fraction such as 3/4 is needed")

    def test_days_and_their_absence_from_json(self) -> None:
        """JSON writes days as text, and can take an end away."""
        ended = overlay(SP4N, with_rules({"rule_id": "SLA-070", "until": "2030-12-31"}, NEW_NOTICE))
        assert ended.rule("SLA-070").until == date(2030, 12, 31)
        anew = {"rule_id": "SLA-070", "until": None}
        opened = overlay(attrs.evolve(ended, rules=ended.rules[:-1]), with_rules(anew))
        assert opened.rule("SLA-070").until is None

    def test_a_document_with_nothing_but_a_version_changes_nothing(self) -> None:
        """And overlays go on top of each other."""
        twice = overlay(overlay(SP4N, {"version": "A"}), {"version": "B"})
        assert twice == attrs.evolve(SP4N, version="SP4N 2026.1+A+B")

    def test_a_limit_of_ones_own_does_not_borrow_the_source_of_another(self) -> None:
        """Without a source it is an assumption; with dates alone, nothing was said of the limit."""
        rule = overlay(SP4N, with_rules(limited("SLA-001", 1))).rule("SLA-001")
        assert (rule.citation, rule.confidence) == ("Limit of an overlay that states no source", Confidence.ASSUMED)
        same = overlay(SP4N, with_rules(limited("SLA-001", 3))).rule("SLA-001")
        assert same == SP4N.rule("SLA-001")

    @pytest.mark.parametrize("where", ["rule", "overlay"])
    def test_with_a_basis_a_limit_may_be_looser(self, where: str) -> None:
        """Be it the rule's own or that of the whole overlay."""
        basis = {"basis": "Perwali 3/2024"}
        document = (
            with_rules(limited("SLA-001", 9, **basis))
            if where == "rule"
            else with_rules(limited("SLA-001", 9), **basis)
        )
        assert overlay(SP4N, document).rule("SLA-001").citation == "Perwali 3/2024"

    @pytest.mark.parametrize(
        "document",
        [
            {"parameters": {"max_hops": {"value": 9, "basis": "Perwali 3/2024"}}},
            {"parameters": {"max_hops": {"value": 9}}, "basis": "Perwali 3/2024"},
            {"parameters": {"max_hops": 9}, "basis": "Perwali 3/2024"},
        ],
    )
    def test_with_a_basis_a_parameter_may_be_looser(self, document: dict[str, Any]) -> None:
        """Be it the parameter's own or that of the whole overlay."""
        assert overlay(SP4N, {"version": "A"} | document).max_hops == 9


NEW_NOTICE = NEW | {"duty": "breach_notice", "limit": {"unit": "hours", "n": 24}, "since": "2031-01-01"}


class TestRefusals:
    """Everything that is wrong is told at once, with its place and without the value."""

    def test_everything_at_once(self) -> None:
        """Of all rules and parameters."""
        document = {
            "version": "",
            "secret-key": 1,
            "basis": 5,
            "rules": [
                limited("SLA-002", 9),
                {"rule_id": "SLA-032", "until": "secret", "duty": "reply"},
                {"rule_id": "SLA-031", "until": "2024-01-01"},
                limited("SLA-040", 3),
                {"rule_id": "KOTA-9"},
                {"rule_id": "SLA-002"},
                "secret",
                limited("SLA-060", 3),
                {**NEW, "duty": "secret", "classes": ["secret"], "confidence": []},
                {"limit": {"unit": "secret", "n": 3}},
                {"rule_id": "SLA-001", "limit": {"unit": "workdays", "n": True}},
                {"rule_id": "SLA-050", "limit": {"n": 3}, "since": datetime(2024, 1, 1)},  # noqa: DTZ001
                {
                    "rule_id": 5,
                    "duty": "reply",
                    "limit": {"unit": "workdays", "n": 3},
                    "citation": "x",
                    "confidence": "sourced",
                },
                {"rule_id": "SLA-041", "basis": 5},
            ],
            "parameters": {
                "max_hops": 9,
                "secret": 1,
                "bands": ["1/2", "1/3"],
                "raise_at": "secret",
                "identities_held": False,
                "pause_budget": {"unit": "hours", "n": 3},
                "max_level": {"value": 3, "basis": "", "secret": 1},
                "max_score": 4,
                "on_behalf_channels": ["secret"],
            },
        }
        basis = "; a legal basis is needed"
        code = "a known code of {} is needed".format
        known = "it has a field that is not one of "
        changeable = "rule_id, basis, limit, since, until, rolls_forward, citation, confidence"
        found = problems(document)
        assert found == {
            "document": f"{known}version, basis, rules, parameters",
            "version": "a text that is not empty is needed",
            "basis": "a text that is not empty is needed",
            "rules[0].limit": f"it is looser than the pack below (SLA-002){basis}",
            "rules[1]": known + changeable,
            "rules[1].until": "an ISO 8601 date is needed",
            "rules[2].until": "a day not before since is needed",
            "rules[3].limit": f"it is not shown to be stricter than the pack below (SLA-040){basis}",
            **{f"rules[4].{field}": "the field is missing" for field in ("duty", "limit", "citation", "confidence")},
            "rules[5].rule_id": "rules[0] has the same",
            "rules[6]": "an object is needed",
            "rules[7].limit": "CalendarDays is needed for this duty",
            "rules[8].duty": code("DutyName"),
            "rules[8].classes[0]": code("Classification"),
            "rules[8].confidence": code("Confidence"),
            **{f"rules[9].{field}": "the field is missing" for field in ("rule_id", "duty", "citation", "confidence")},
            "rules[9].limit": code("unit"),
            "rules[10].limit": "a whole number from 1 to 10000 is needed",
            "rules[11].limit": "an object with unit and n is needed",
            "rules[11].since": "an ISO 8601 date is needed",
            "rules[12].rule_id": "a text that is not empty is needed",
            "rules[13].basis": "a text that is not empty is needed",
            "parameters": "it has a field that is not known",
            "parameters.max_hops": f"it is looser than the pack below{basis}",
            "parameters.bands": "shares in rising order are needed",
            "parameters.raise_at": "a fraction such as 3/4 is needed",
            "parameters.identities_held": f"it is looser than the pack below{basis}",
            "parameters.pause_budget": "WorkDays is needed",
            "parameters.max_level": f"{known}value, basis",
            "parameters.max_level.basis": "a text that is not empty is needed",
            "parameters.max_score": f"it is not shown to be stricter than the pack below{basis}",
            "parameters.on_behalf_channels[0]": code("Channel"),
        }
        assert not any("secret" in path + rule for path, rule in found.items())

    @pytest.mark.parametrize(
        "document, found",
        [
            (5, {"document": "an object is needed"}),
            ({}, {"version": "the field is missing"}),
            ({"version": "A", "rules": {}}, {"rules": "a list is needed"}),
            ({"version": "A", "parameters": []}, {"parameters": "an object is needed"}),
            ({"version": "A", "parameters": {"version": "B"}}, {"parameters": "it has a field that is not known"}),
            ({"version": "A", "parameters": {"rules": []}}, {"parameters": "it has a field that is not known"}),
        ],
    )
    def test_what_is_no_overlay_at_all(self, document: Any, found: dict[str, str]) -> None:
        """The parts themselves are of the wrong type."""
        assert problems(document) == found

    def test_rules_that_limit_the_same(self) -> None:
        """One of them would never apply: with a rule of the pack, and with one of the document."""
        one = NEW | {"duty": "verification", "since": "2030-01-01"}
        other = one | {"rule_id": "KOTA-2", "since": "2031-01-01"}
        same = "it limits the same on the same day as {}, so that one of them never applies".format
        assert problems(with_rules(one)) == {"rules[0]": same("SLA-001")}
        given_up = {"rule_id": "SLA-001", "until": "2029-12-31"}
        assert problems(with_rules(given_up, one, other)) == {"rules[2]": same("rules[1]")}

    def test_a_rule_that_could_not_be_read_is_not_taken_for_the_one_below(self) -> None:
        """Only what is wrong is told, not what follows from reading it wrongly."""
        broken = {"rule_id": "SLA-001", "until": 5}
        own = NEW | {"duty": "verification", "since": "2030-01-01"}
        assert problems(with_rules(broken, own)) == {"rules[0].until": "an ISO 8601 date is needed"}

    def test_what_is_given_up_must_be_taken_up(self) -> None:
        """By rules for all of its classes, without a gap of one day."""
        lost = "the pack below limits days and classes that nothing limits now ({})".format
        given_up = {"rule_id": "SLA-001", "until": "2029-12-31"}
        everything = lost("aspiration, complaint, information_request, oversight_complaint, unclassified")
        assert problems(with_rules(given_up)) == {"rules[0]": everything}
        own = NEW | {"duty": "verification", "since": "2030-01-01"}
        assert accepted(with_rules(given_up, own))
        assert problems(with_rules(given_up, own | {"since": "2030-01-02"})) == {"rules[0]": everything}
        assert problems(with_rules(given_up, own | {"until": "2040-12-31"})) == {"rules[0]": everything}
        assert accepted(with_rules(given_up, own | {"until": "9999-12-31"}))
        without_complaints = own | {"classes": ["aspiration", "information_request", "oversight_complaint"]}
        found = problems(with_rules(given_up, without_complaints))
        assert found == {"rules[0]": lost("complaint, unclassified")}

    def test_a_later_first_day_leaves_out_what_came_before(self) -> None:
        """The complaints of the first eight months of a regime."""
        found = problems(with_rules({"rule_id": "SLA-032", "since": "2026-01-01"}))
        assert found == {"rules[0]": "the pack below limits days and classes that nothing limits now (complaint)"}

    def test_a_first_day_where_there_was_none_leaves_out_all_the_days_before(self) -> None:
        """From the first of all days on; and of a rule that had a first day, those from that day on."""
        lost = "the pack below limits days and classes that nothing limits now ({})".format
        everything = lost("aspiration, complaint, information_request, oversight_complaint, unclassified")
        later = {"rule_id": "SLA-001", "since": "2030-01-01"}
        assert problems(with_rules(later)) == {"rules[0]": everything}
        young = attrs.evolve(SP4N, rules=(attrs.evolve(SP4N.rule("SLA-001"), since=date(2025, 1, 1)),))
        assert problems(with_rules(later), young) == {"rules[0]": everything}
        assert overlay(young, with_rules({"rule_id": "SLA-001", "since": "2025-01-01"})).rules == young.rules

    @pytest.mark.parametrize(
        "rule_id, n, unit, kind",
        [
            ("SLA-001", 3, "calendar_days", None),
            ("SLA-001", 4, "calendar_days", "not shown"),
            ("SLA-050", 14, "workdays", "looser"),
            ("SLA-050", 1, "workdays", "not shown"),
            ("SLA-041", 11, "workdays", "not shown"),
            ("SLA-061", 12, "months", "not shown"),
            ("SLA-070", 73, "hours", "looser"),
        ],
    )
    def test_what_needs_a_basis(self, rule_id: str, n: int, unit: str, kind: str | None) -> None:
        """What is later, what may be later, and what takes from the reporter."""
        document = with_rules(limited(rule_id, n, unit))
        if kind is None:
            assert accepted(document)
        else:
            assert kind in problems(document)["rules[0].limit"]

    def test_rolling_forward_is_looser(self) -> None:
        """Of calendar days; working days end on one as it is."""
        assert "looser" in problems(with_rules({"rule_id": "SLA-050", "rolls_forward": True}))["rules[0].limit"]
        assert accepted(with_rules({"rule_id": "SLA-001", "rolls_forward": True}))
        rolling = overlay(SP4N, with_rules({"rule_id": "SLA-050", "rolls_forward": True, "basis": "Perwali 3/2024"}))
        assert overlay(rolling, with_rules(limited("SLA-050", 13, "calendar_days"))).rule("SLA-050").rolls_forward

    def test_warnings_are_free(self) -> None:
        """They move no deadline."""
        assert accepted({"version": "A", "parameters": {"bands": ["1/2"]}})


class TestDiff:
    """What differs between two packs, and nothing else."""

    @given(document=documents())
    def test_a_pack_does_not_differ_from_itself(self, document: dict[str, Any]) -> None:
        """Whatever it is; a version is no rule."""
        pack = accepted(document) or SP4N
        assert pack_diff(pack, attrs.evolve(pack, version="other")) == ()

    @given(document=documents())
    def test_it_names_exactly_what_was_changed(self, document: dict[str, Any]) -> None:
        """And turned round, the same with before and after exchanged."""
        pack = accepted(document | {"basis": "Perwali 3/2024"})
        if pack is not None:
            there, back = pack_diff(SP4N, pack), pack_diff(pack, SP4N)
            rules = {rule.rule_id for rule in SP4N.rules if pack.rule(rule.rule_id) != rule}
            provenance = RulePack.provenance()
            parameters = {provenance[name].rule_id for name in provenance if getattr(pack, name) != getattr(SP4N, name)}
            assert [change.rule_id for change in there] == [change.rule_id for change in back]
            assert {change.rule_id for change in there} == rules | parameters
            opposite = {TIGHTER: LOOSER, LOOSER: TIGHTER, CHANGED: CHANGED}
            for one, other in zip(there, back, strict=True):
                assert (one.before, one.after) == (other.after, other.before)
                assert other.kind is opposite[one.kind]

    def test_each_kind_in_both_languages_and_as_a_dict(self) -> None:
        """In the order of ids, then parameters."""
        rules = (
            *(rule for rule in SP4N.rules if rule.rule_id not in {"SLA-001", "SLA-002", "SLA-032", "SLA-061"}),
            attrs.evolve(SP4N.rule("SLA-001"), limit=WorkDays(2)),
            attrs.evolve(SP4N.rule("SLA-002"), limit=WorkDays(6), rolls_forward=True),
            attrs.evolve(SP4N.rule("SLA-032"), limit=WorkDays(2), until=date(2030, 1, 1)),
            SlaRule(
                rule_id="KOTA-1",
                duty=DutyName.OMBUDSMAN_REACH,
                limit=Months(24),
                citation="Perwali 3",
                confidence=Confidence.SOURCED,
            ),
        )
        pack = attrs.evolve(
            SP4N,
            rules=rules,
            bands=(Fraction(1, 2), Fraction(1)),
            max_hops=3,
            on_behalf_channels=frozenset({Channel.SMS}),
        )
        changes = pack_diff(SP4N, pack)
        texts = [str(change) for change in changes]
        assert [change.kind.value for change in changes] == [
            "added",
            "tighter",
            "looser",
            "changed",
            "removed",
            "changed",
            "tighter",
            "changed",
        ]
        assert texts[0] == (
            "KOTA-1 ombudsman_reach: Added: duty Age of a matter for the Ombudsman; limit 24 months; "
            "citation Perwali 3; confidence Sourced; classes -; rolls forward no"
        )
        assert texts[1] == "SLA-001 verification: Tighter: limit 3 working days → 2 working days"
        assert texts[2] == (
            "SLA-002 first_follow_up: Looser: limit 5 working days → 6 working days; rolls forward no → yes"
        )
        assert texts[3] == "SLA-032 completion: Changed: limit 14 working days → 2 working days; until - → 2030-01-01"
        assert texts[4].startswith(
            "SLA-061 ombudsman_reach: Removed: duty Age of a matter for the Ombudsman; limit 24 m"
        )
        assert texts[5] == "PAR-018 bands: Changed: bands 3/4, 9/10, 1 → 1/2, 1"
        assert changes[2].text("id") == (
            "SLA-002 first_follow_up: Lebih longgar: batas 5 hari kerja → 6 hari kerja; "
            "bergeser ke hari kerja tidak → ya"
        )
        documents = [change.to_dict() for change in changes]
        assert json.loads(json.dumps(documents)) == documents
        assert documents[1] == {
            "kind": "tighter",
            "rule_id": "SLA-001",
            "name": "verification",
            "before": {"limit": {"unit": "workdays", "n": 3}},
            "after": {"limit": {"unit": "workdays", "n": 2}},
        }
        assert documents[3]["after"] == {"limit": {"unit": "workdays", "n": 2}, "until": "2030-01-01"}
        assert documents[5]["after"] == {"bands": ["1/2", "1/1"]}
        assert documents[7]["after"] == {"on_behalf_channels": ["sms"]}
        channels = sorted(channel.value for channel in SP4N.on_behalf_channels)
        assert documents[7]["before"] == {"on_behalf_channels": channels}

    def test_only_packs_are_compared(self) -> None:
        """A version of one is none."""
        wrong: Any = "SP4N"
        for field, packs in (("before", (wrong, SP4N)), ("after", (SP4N, wrong))):
            with pytest.raises(InvalidValueError) as caught:
                pack_diff(*packs)
            assert (caught.value.field, caught.value.rule) == (field, "a RulePack is needed")

    def test_another_source_is_a_change(self) -> None:
        """Though no deadline moves."""
        pack = attrs.evolve(SP4N, rules=(attrs.evolve(SP4N.rules[0], citation="Perwali 3"), *SP4N.rules[1:]))
        (change,) = pack_diff(SP4N, pack)
        assert change == PackChange(
            kind=CHANGED,
            rule_id="SLA-001",
            name="verification",
            before=tuple({"citation": SP4N.rules[0].citation}.items()),
            after=tuple({"citation": "Perwali 3"}.items()),
        )

    def test_hours_are_said_as_hours(self) -> None:
        """As every unit is by its own name."""
        pack = attrs.evolve(
            SP4N,
            rules=tuple(attrs.evolve(one, limit=Hours(24)) if one.rule_id == "SLA-070" else one for one in SP4N.rules),
        )
        assert [change.text("id") for change in pack_diff(SP4N, pack)] == [
            "SLA-070 breach_notice: Lebih ketat: batas 72 jam → 24 jam"
        ]
