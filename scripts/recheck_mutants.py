"""Ask once more about every fault that no test noticed, each time in a new process, and print what is left.

mutmut loads the package once and then switches faults on. A function that runs while the package is being imported
has done its work by then, so a fault in it goes unnoticed however good the tests are. `make mutation` ends with this.
"""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "mutants"
NOTICED, UNNOTICED = 1, 0  # as pytest exits: some test failed, or none did


def survivors() -> list[str]:
    """Return the names of the faults that mutmut could plant and no test noticed."""
    mutmut = str(Path(sys.executable).with_name("mutmut"))
    told = subprocess.run([mutmut, "results"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    rows = (line.strip().partition(": ") for line in told.splitlines())
    return [name for name, _, state in rows if state in ("survived", "no tests")]


def main() -> None:
    """Run the tests of [tool.mutmut] anew for each of them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    tests = [*settings["pytest_add_cli_args"], *settings["pytest_add_cli_args_test_selection"]]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "--rootdir=.", *tests]
    names = survivors()
    left = 0
    for name in ("", *names):
        environment = os.environ | {"MUTANT_UNDER_TEST": name, "PYTHONPATH": "src"}
        code = subprocess.run(command, check=False, cwd=MUTANTS, env=environment, capture_output=True).returncode
        if not name and code != UNNOTICED:
            sys.exit("the tests fail in mutants/ without any fault")
        if name and code == UNNOTICED:
            left += 1
            print(f"    {name}", flush=True)
        elif name and code != NOTICED:
            print(f"    {name} (pytest exits with {code})", flush=True)
    print(f"{len(names)} asked once more, {len(names) - left} noticed, {left} left", flush=True)


if __name__ == "__main__":
    main()
