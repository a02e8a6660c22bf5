"""Every python example in the documents is a test, and the property tests run in a named profile."""

from hypothesis import HealthCheck, Phase, settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.myst import PythonCodeBlockParser

# For `pytest --hypothesis-profile=…`: `default` explores anew each time; `gate` does the same each time,
# on every machine (a coverage gate must not depend on luck); `nightly` digs; `mutation` is asked a thousand times.
settings.register_profile("default", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("nightly", deadline=None, max_examples=2_000)
# mutmut runs every test several times in one process, each time on a new instance of its class.
settings.register_profile(
    "mutation",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=10,
    phases=(Phase.explicit, Phase.generate),  # that something fails is enough; nobody reads the smallest example
    suppress_health_check=[HealthCheck.differing_executors],
)
settings.load_profile("default")

_prose = Sybil(
    parsers=[PythonCodeBlockParser()],
    patterns=["*.md"],
    excludes=["CHANGELOG.md", "SECURITY.md"],
    name="prose",
)
_docstrings = Sybil(
    parsers=[DocTestParser()],
    path="src",
    patterns=["*.py"],
    document_types={".py": PythonDocStringDocument},
    name="docstrings",
)

pytest_collect_file = (_prose + _docstrings).pytest()
