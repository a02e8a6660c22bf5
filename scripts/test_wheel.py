"""Build the wheel and run the tests against it where no source tree can help out.

The wheel goes into a fresh environment together with the *oldest* run-time dependencies that pyproject.toml
allows; every other run of the tests uses those in constraints.txt. So both ends of the range are tested.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    "tests",
    "docs",
    "examples",
    "scripts",
    "conftest.py",
    "pyproject.toml",
    "README.md",
    "README.id.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "LICENSE",
)

FOLLOWERS = {"cattrs"}
"""What the tests use that asks for a newer run-time dependency in its newest version: an older one is taken."""


def oldest(requirement: str) -> str:
    """Turn ``name>=1.2,<2`` into ``name==1.2.*``: the lowest release allowed, with its bug fixes."""
    name, _, versions = requirement.partition(">=")
    return f"{name}=={versions.partition(',')[0]}.*"


def main() -> None:
    """Build, install, run."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["frames"]]
    runtime = [oldest(requirement) for requirement in wanted]
    names = {pin.partition("==")[0] for pin in runtime} | FOLLOWERS
    with tempfile.TemporaryDirectory(prefix="lapor-wheel-") as scratch:
        place = Path(scratch)
        build = [
            sys.executable,
            "-m",
            "build",
            "-q",
            "--no-isolation",
            "--outdir",
            str(place / "dist"),
            str(ROOT),
        ]
        built = subprocess.run(build, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if built.returncode:
            sys.exit(built.stdout)
        (wheel,) = (place / "dist").glob("*.whl")

        pins = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        kept = [pin for pin in pins if pin.partition("==")[0] not in names]
        (place / "constraints.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")

        venv.create(place / "venv", with_pip=True)
        python = str(place / "venv" / "bin" / "python")
        pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        pip += ["-c", str(place / "constraints.txt")]
        subprocess.run([*pip, "--upgrade", "pip"], check=True)
        subprocess.run([*pip, str(wheel), *runtime, "--group=test"], check=True, cwd=ROOT)
        # Apart, because of what one of them asks for: see pyproject.toml.
        subprocess.run([*pip, "--no-deps", "--group=peers"], check=True, cwd=ROOT)

        work = place / "work"
        work.mkdir()
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                unwanted = shutil.ignore_patterns("_build", "api", "__pycache__")
                shutil.copytree(source, work / name, ignore=unwanted)
            elif source.exists():
                shutil.copy(source, work / name)
        print(f"{wheel.name} with {', '.join(runtime)}", flush=True)
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        tests = [python, "-m", "pytest", "-q", "-n", "auto", "--hypothesis-profile=gate"]
        sys.exit(subprocess.run(tests, check=False, cwd=work, env=environment).returncode)


if __name__ == "__main__":
    main()
