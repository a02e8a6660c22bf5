"""The facade: exactly these names, each documented, and nothing heavy behind them."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from types import ModuleType

import pytest

import lapor_core
from lapor_core import actions, errors
from lapor_core.texts import LeakConfidence

FACADE = [
    "INDICATORS",
    "INDONESIA",
    "NOT_HELD",
    "SP4N",
    "WEEKDAYS",
    "WIB",
    "WIT",
    "WITA",
    "ActionName",
    "Actor",
    "ActorId",
    "AdviceKind",
    "Agency",
    "AgencyCode",
    "AgencyHeadView",
    "AgencyKind",
    "AmendmentPolicy",
    "Answered",
    "ArchiveReason",
    "Aspect",
    "Assessment",
    "AttachmentKey",
    "Basis",
    "Breakdown",
    "CalendarDay",
    "CalendarDays",
    "CaseFacts",
    "Categories",
    "Category",
    "CategoryCode",
    "ChangedDay",
    "ChangedDuty",
    "Channel",
    "Classification",
    "Comparison",
    "ConductFinding",
    "Confidence",
    "CoordinatorView",
    "Coverage",
    "DayKind",
    "DayLine",
    "DayUse",
    "Decree",
    "Direction",
    "Directory",
    "Duty",
    "DutyEffect",
    "DutyFacts",
    "DutyName",
    "DutyState",
    "EndedBy",
    "Erasure",
    "Event",
    "Exposure",
    "Figure",
    "Filing",
    "Finding",
    "FollowUpKind",
    "Grain",
    "History",
    "Holiday",
    "Hours",
    "Identity",
    "IdentityGrant",
    "IdentityOpening",
    "IdentityPurpose",
    "Indicator",
    "IndicatorUnit",
    "Intent",
    "IntentKey",
    "IntentKind",
    "LedgerDay",
    "LiaisonView",
    "Mismatch",
    "Months",
    "MovedDeadline",
    "ObserverView",
    "OmbudsmanView",
    "OnboardingPath",
    "Outcome",
    "Overruling",
    "PackChange",
    "PackChangeKind",
    "Party",
    "Period",
    "Place",
    "Prohibition",
    "Protection",
    "PublicReport",
    "PublicText",
    "Ranking",
    "Refusal",
    "Report",
    "ReportView",
    "ReporterRef",
    "ReporterView",
    "Revealed",
    "Role",
    "Rounding",
    "RulePack",
    "Rulebook",
    "Said",
    "Seal",
    "SealedIdentity",
    "ShownAttachment",
    "SlaRule",
    "Status",
    "Step",
    "Tally",
    "TextAnswer",
    "TextPart",
    "TextVerdict",
    "TrackingId",
    "WeekPattern",
    "WorkCalendar",
    "WorkDays",
    "actions",
    "adopt",
    "allowed_actions",
    "apply",
    "assess",
    "breakdown",
    "case_facts",
    "check",
    "check_scenario",
    "check_text",
    "clear_attachment",
    "clear_text",
    "compare",
    "contacts_of",
    "due_at",
    "due_on",
    "duty_facts",
    "erasures",
    "errors",
    "find_alterations",
    "find_conduct",
    "find_exposures",
    "find_identity_leaks",
    "from_dict",
    "identity_grant",
    "in_bulk",
    "ledger",
    "moved_deadlines",
    "next_wakeup",
    "overlay",
    "pack_diff",
    "plan",
    "public_view",
    "public_views",
    "rank",
    "receive",
    "redact_seals",
    "redact_text",
    "replay",
    "rounded",
    "seal_event",
    "seal_history",
    "to_dict",
    "verify_history",
    "view_for",
]


def in_house_order(name: str) -> tuple[int, str]:
    """Return the place of a name in the order that the formatter keeps: constants, classes, functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_the_facade_is_exactly_this() -> None:
    """A name comes in or goes out with a change of this list, and with a line in the changelog."""
    assert lapor_core.__all__ == FACADE


def test_the_facade_is_sorted_and_whole() -> None:
    """Each name once, in order, and each is there."""
    assert sorted(set(FACADE), key=in_house_order) == FACADE
    assert [name for name in FACADE if not hasattr(lapor_core, name)] == []


def test_no_other_public_name_is_in_the_facade() -> None:
    """What is imported there is exported; the rest are the modules of the package."""
    others = {
        name
        for name, value in vars(lapor_core).items()
        if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert others <= set(FACADE)


CLASSES = [name for name in FACADE if inspect.isclass(getattr(lapor_core, name))]
FUNCTIONS = [name for name in FACADE if inspect.isfunction(getattr(lapor_core, name))]


def sentence_of(documented: object) -> str:
    """Return the first line of a docstring that was written for this very object."""
    assert documented.__doc__
    return documented.__doc__.splitlines()[0]


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_says_what_it_is_and_its_indonesian_term(name: str) -> None:
    """One English sentence, and the word by which the field knows it."""
    kind = getattr(lapor_core, name)
    assert sentence_of(kind).endswith(".")
    assert "Indonesian term: *" in inspect.cleandoc(kind.__doc__)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_says_what_it_does(name: str) -> None:
    """A sentence, its arguments, what it raises."""
    function = getattr(lapor_core, name)
    assert sentence_of(function).endswith(".")
    assert "Raises:" in function.__doc__


@pytest.mark.parametrize("kind", [*actions.ACTIONS.values()], ids=lambda kind: kind.__name__)
def test_every_action_says_what_it_is(kind: type[actions.Action]) -> None:
    """In one sentence with its Indonesian term."""
    assert "Indonesian term: *" in (kind.__doc__ or "")


def test_every_public_method_says_what_it_does() -> None:
    """And every property."""
    silent = [
        f"{name}.{member}"
        for name in CLASSES
        for member, value in vars(getattr(lapor_core, name)).items()
        if not member.startswith("_")
        and (inspect.isfunction(value) or isinstance(value, property | classmethod))
        and not inspect.getdoc(value)
    ]
    assert silent == []


def test_every_error_says_whose_fault_it_is() -> None:
    """Every name ends in Error, and every class has a sentence."""
    classes = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, errors.LaporError)]
    assert classes
    assert all(kind.__name__.endswith("Error") and kind.__doc__ for kind in classes)


@pytest.mark.parametrize(
    "function, signature",
    [
        (lapor_core.receive, "(filing, *, by, at, under)"),
        (lapor_core.adopt, "(row_facts, *, known_at, under)"),
        (lapor_core.apply, "(report, action, *, by, at, under)"),
        (lapor_core.check, "(report, action, *, by, at, under)"),
        (lapor_core.allowed_actions, "(report, *, by, at, under)"),
        (lapor_core.replay, "(events)"),
        (lapor_core.assess, "(report, *, as_of, under)"),
        (lapor_core.ledger, "(report, *, as_of, under)"),
        (lapor_core.plan, "(report, *, as_of, under)"),
        (lapor_core.next_wakeup, "(report, *, as_of, under)"),
        (lapor_core.find_identity_leaks, "(text, *, known, allow=())"),
        (lapor_core.clear_text, f"(text, *, known, allow=(), overrule=(), at_least={LeakConfidence.LIKELY!r})"),
        (lapor_core.redact_text, f"(text, *, known, allow=(), overrule=(), at_least={LeakConfidence.LIKELY!r})"),
        (lapor_core.check_text, "(text, *, known, may_know, allow=())"),
    ],
)
def test_the_calls_are_those_of_the_design(function: Callable[..., object], signature: str) -> None:
    """Time, actor and rules are always given, and always by name."""
    bare = inspect.signature(function)
    plain = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in bare.parameters.values()]
    assert str(inspect.Signature(plain)) == signature


def test_importing_the_facade_imports_nothing_heavy() -> None:
    """Neither the engine of the bridge, nor the test kit, nor anything of the net."""
    script = "import sys; before = set(sys.modules); import lapor_core; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 (ours)
    heavy = {"transitions", "hypothesis", "socket", "ssl", "asyncio", "http", "logging", "sqlite3", "openpyxl", "rich"}
    assert heavy & set(done.stdout.split()) == set()


def test_the_package_is_typed() -> None:
    """Type checkers find the marker beside the package."""
    assert files(lapor_core).joinpath("py.typed").is_file()
