"""Resolve every dependency group in a fresh environment and write the versions to constraints.txt."""

import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".lock-venv"
APART = ("peers", "axe")
"""Groups that are installed without what they depend on: see pyproject.toml."""
HEADER = "# Written by `make lock`, not by hand. Names and versions only; where they come from is up to you."


def main() -> None:
    """Write constraints.txt."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    venv.create(SCRATCH, clear=True, with_pip=True)
    pip = [SCRATCH / "bin" / "python", "-m", "pip", "--disable-pip-version-check"]
    try:
        subprocess.run([*pip, "install", "-qq", "--upgrade", "pip"], check=True)
        groups = [f"--group={name}" for name in project["dependency-groups"] if name not in APART]
        wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["frames"]]
        subprocess.run([*pip, "install", "-qq", *wanted, *groups], check=True, cwd=ROOT)
        # Apart, so that what one of them asks for does not hold back everybody.
        apart = [f"--group={name}" for name in APART]
        subprocess.run([*pip, "install", "-qq", "--no-deps", *apart], check=True, cwd=ROOT)
        frozen = subprocess.run([*pip, "freeze", "--all"], check=True, capture_output=True, text=True).stdout
    finally:
        shutil.rmtree(SCRATCH)
    pins = [line for line in frozen.splitlines() if not line.startswith("#")]
    strange = [line for line in pins if "==" not in line or "/" in line]
    if strange:
        sys.exit("not a plain version: " + ", ".join(line.split()[0] for line in strange))
    (ROOT / "constraints.txt").write_text("\n".join([HEADER, *pins, ""]), encoding="utf-8")
    print(f"constraints.txt: {len(pins)} packages")


if __name__ == "__main__":
    main()
