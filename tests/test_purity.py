"""The library does no I/O, and asks neither clock nor chance: proven by watching it, not claimed.

A process of its own imports everything, then walks whole lifecycles while two watchmen look on: an audit hook that
sees what the interpreter does to the outside world, and a profiler that sees every function that is called. Both are
shown to work by functions that are impure on purpose. Beside that the sources are read for what they import and call.
"""

import ast
import importlib
import json
import logging
import os
import pkgutil
import random
import secrets
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, Final

import pytest

import lapor_core

# ------------------------------------------------------------------------------------------------ the watchmen

# Events that tell of nothing outside: changing the class of a draft, reading code objects, collecting garbage.
HARMLESS: Final = {"object.__getattr__", "object.__setattr__", "object.__delattr__", "sys.setprofile", "builtins.id"}
IMPURE_MODULES: Final = {
    "_io",
    "_posixsubprocess",
    "_random",
    "_socket",
    "_uuid",
    "io",
    "logging",
    "os",
    "pathlib",
    "posix",
    "random",
    "secrets",
    "select",
    "socket",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "uuid",
    "warnings",
}
CLOCKS: Final = {"now", "utcnow", "today", "fromtimestamp", "utcfromtimestamp"}
SPEAKERS: Final = {"print", "input", "open", "breakpoint"}

seen: list[str] = []
watching = [False]


def on_audit(event: str, _: tuple[object, ...]) -> None:
    """Note what happens to the outside world."""
    if watching[0] and event not in HARMLESS:
        seen.append(f"event {event}")


def on_call(frame: FrameType, event: str, called: Any) -> None:
    """Note a call of a clock, of chance, of a stream or of a log."""
    if event == "call":
        module, name, owner = frame.f_globals.get("__name__", ""), frame.f_code.co_name, None
    elif event == "c_call":
        name, owner = called.__name__, called.__self__
        module = owner.__name__ if isinstance(owner, ModuleType) else called.__module__ or type(owner).__module__
    else:
        return
    is_clock = name in CLOCKS and isinstance(owner, type) and issubclass(owner, date)
    if is_clock or module.split(".")[0] in IMPURE_MODULES or (module == "builtins" and name in SPEAKERS):
        seen.append(f"call {module}.{name}")


@contextmanager
def watched() -> Iterator[list[str]]:
    """Watch what happens inside; what was seen is in the list."""
    seen.clear()
    watching[0] = True
    sys.setprofile(on_call)
    try:
        yield seen
    finally:
        sys.setprofile(None)
        watching[0] = False


# ----------------------------------------------------------------------------------- what is done while they watch


def import_everything() -> list[ModuleType]:
    """Import every module of the package."""
    names = [name for _, name, _ in pkgutil.walk_packages(lapor_core.__path__, "lapor_core.")]
    return [lapor_core, *map(importlib.import_module, names)]


def whole_lifecycles() -> None:
    """Do everything that can be done to a report, by everybody, accepted and refused, in every status."""
    from lapor_core import Refusal, Status, allowed_actions, check, replay
    from tests import strategies as world

    for status in Status:
        report = world.BUILDERS[status]()
        again = replay(report.history)
        assert again == report
        assert hash(again) == hash(report)
        assert repr(report)
        for gap in (world.HOUR, 20 * world.DAY, 62 * world.DAY, 1900 * world.DAY):
            at = report.changed_at + gap
            ask_everything(report, at)
            for by in world.cast(report):
                for name in allowed_actions(report, by=by, at=at, under=world.RULES):
                    for action in world.fitting(name, report, by, at):
                        refusal = check(report, action, by=by, at=at, under=world.RULES)
                        if refusal is None:
                            world.act(report, action, by, at=at)
                        else:
                            assert isinstance(refusal, Refusal)
    for status in (Status.RECEIVED, Status.ANSWERED, Status.ARCHIVED):
        adopted = world.adopted(status)
        ask_everything(adopted, adopted.changed_at)
    world.packs_of(max_hops=1)


def ask_everything(report: Any, at: datetime) -> None:
    """Ask all that can be asked about a report, and print it as text and as documents."""
    from lapor_core import (
        assess,
        breakdown,
        compare,
        erasures,
        find_conduct,
        find_exposures,
        in_bulk,
        ledger,
        next_wakeup,
        plan,
        seal_history,
        to_dict,
        verify_history,
    )
    from lapor_core.timeline_picture import timeline_svg
    from tests.strategies import RULES

    assessment = assess(report, as_of=at, under=RULES)
    for duty in assessment.duties:
        assert breakdown(report, duty, as_of=at, under=RULES).text("id")
    for question in (ledger, plan, next_wakeup, find_conduct, erasures):
        answers = in_bulk(question, [report, report], as_of=at, under=RULES)
        assert [repr(answer) for answer in answers]
    assert find_exposures(report, carries=str.isalpha) is not None
    documents = [to_dict(event) for event in report.history]
    verify_history(documents, seal_history(documents, salts=(b"%16d" % number for number in range(1_000))))
    assert compare([report], as_of=at, before=RULES, after=RULES).changed == ()
    assert timeline_svg(report, as_of=at, under=RULES, language="en")


IMPURE: Final[dict[str, Callable[[], object]]] = {
    "time.time": time.time,
    "time.monotonic": time.monotonic,
    "datetime.now": lambda: datetime.now(UTC),
    "date.today": lambda: date.today(),  # noqa: DTZ011, PLW0108 (the method itself is what is called)
    "datetime.fromtimestamp": lambda: datetime.fromtimestamp(0, UTC),
    "random.random": random.random,
    "random.choice": lambda: random.choice("ab"),  # noqa: S311
    "uuid.uuid4": uuid.uuid4,
    "secrets.token_hex": secrets.token_hex,
    "os.urandom": lambda: os.urandom(1),
    "os.getcwd": os.getcwd,
    "os.environ": lambda: os.environ.get("HOME"),
    "open": lambda: open(os.devnull).close(),  # noqa: PTH123
    "path": lambda: Path(os.devnull).exists(),
    "socket": lambda: socket.socket().close(),
    "print": lambda: print(end=""),  # noqa: T201
    "logging": lambda: logging.getLogger("x").debug("x"),
    "subprocess": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    "import": lambda: importlib.import_module("this_module_does_not_exist_anywhere"),
}


def contents_of(modules: list[ModuleType]) -> dict[str, tuple[int, int]]:
    """Return which values the modules hold, and how many members those have."""
    return {
        f"{module.__name__}.{name}": (id(value), len(value) if isinstance(value, dict | list | set) else 0)
        for module in modules
        for name, value in vars(module).items()
        if not name.startswith("__")
    }


def probe() -> None:
    """Run in a process of its own: watch the library, then the impure functions, and print what was seen."""
    sys.addaudithook(on_audit)
    modules = import_everything()
    importlib.import_module("tests.strategies")
    before = contents_of(modules)
    with watched() as found:
        whole_lifecycles()
    result: dict[str, object] = {"library": list(found), "changed": before != contents_of(modules), "impure": {}}
    caught: dict[str, int] = {}
    for name, function in IMPURE.items():
        with watched() as found, suppress(ImportError):
            function()
        caught[name] = len(found)
    print(json.dumps(result | {"impure": caught}))  # noqa: T201


@pytest.fixture(scope="module")
def probed() -> dict[str, Any]:
    """Return what the watchmen saw."""
    done = subprocess.run(
        [sys.executable, "-c", "from tests.test_purity import probe; probe()"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def test_whole_lifecycles_touch_nothing_outside(probed: dict[str, Any]) -> None:
    """No file, socket, process, environment, clock, chance, log or late import, whatever is done to a report."""
    assert probed["library"] == []


def test_whole_lifecycles_leave_no_trace_inside(probed: dict[str, Any]) -> None:
    """No module keeps anything: there is no global state."""
    assert probed["changed"] is False


@pytest.mark.parametrize("name", IMPURE)
def test_the_watchmen_see_what_is_impure(probed: dict[str, Any], name: str) -> None:
    """A function that is impure on purpose is caught, so that silence means something."""
    assert probed["impure"][name] > 0


# --------------------------------------------------------------------------------------------- the sources, read

PURE_STANDARD_LIBRARY: Final = {
    "abc",
    "bisect",
    "collections",
    "contextlib",
    "copy",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "hashlib",
    "html",
    "inspect",
    "itertools",
    "json",
    "math",
    "numbers",
    "operator",
    "re",
    "statistics",
    "string",
    "textwrap",
    "types",
    "typing",
    "unicodedata",
    "weakref",
}
DEPENDENCIES: Final = {"attr", "attrs", "dateutil", "transitions", "lapor_core"}
EXTRAS: Final = {"frames": {"narwhals"}}
"""What a package outside the core may import beside; nothing of the core imports it (see the import contracts)."""
FORBIDDEN_CALLS: Final = CLOCKS | SPEAKERS | {"exec", "eval", "compile", "__import__", "urandom", "sleep"}


def sources() -> list[Path]:
    return sorted(path for root in lapor_core.__path__ for path in Path(root).rglob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.stem)
def test_a_source_imports_and_calls_nothing_impure(path: Path) -> None:
    """Only what computes is imported; nothing that reads a clock, speaks, or runs text is called."""
    allowed = PURE_STANDARD_LIBRARY | DEPENDENCIES | EXTRAS.get(path.parent.name, set())
    faults: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or "lapor_core"]
        else:
            names = []
        faults += [name for name in names if name.split(".")[0] not in allowed]
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            of_re = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re"
            if name in FORBIDDEN_CALLS and not of_re:
                faults.append(f"{name}() in line {node.lineno}")
        if isinstance(node, ast.Global):
            faults.append(f"global in line {node.lineno}")
    assert faults == []


def test_there_are_sources_to_read() -> None:
    """The tests above have something to say."""
    assert len(sources()) > 20
