"""How the docs are built: `make docs`."""

import ast
import builtins
import collections.abc
import inspect
import re
import sys
import typing
from importlib.metadata import version as installed
from typing import Any

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

import lapor_core

project = "lapor-core"
copyright = "2026, the lapor-core maintainers"  # noqa: A001 (the name that Sphinx wants)
release = version = installed("lapor-core")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "sphinx.ext.napoleon"]
extensions += ["sphinx.ext.apidoc"]
exclude_patterns = ["_build", "_generated", "reference/api/modules.rst"]
html_theme = "furo"
html_title = f"lapor-core {release}"
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["rules.css"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# One page per module is written by apidoc: a new module needs no page by hand.
apidoc_modules = [
    {
        "path": "../src/lapor_core",
        "destination": "reference/api",
        "separate_modules": True,
        "module_first": True,
        "automodule_options": {"members", "show-inheritance", "undoc-members"},
    }
]

autosummary_generate = False  # the list links to the pages of apidoc

default_role = "py:obj"  # `Report` in a docstring is a link, and a broken one fails the build
# The facade re-exports; every name is described once, in the module that defines it.
autodoc_default_options = {"ignore-module-all": True}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_class_signature = "mixed"
python_use_unqualified_type_names = True
napoleon_numpy_docstring = False
napoleon_use_rtype = False
nitpicky = True


_ATTRIBUTES = {"attribute", "property", "method"}
_DEPENDENCIES = {"attr", "attrs", "dateutil", "narwhals", "transitions"}


def _is_foreign(target: str) -> bool:
    """Whether a name belongs to Python or to a dependency."""
    root, dot, _ = target.partition(".")
    if dot or root in _DEPENDENCIES:
        return root in sys.stdlib_module_names or root in _DEPENDENCIES
    return any(hasattr(module, target) for module in (builtins, typing, collections.abc))


def _resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, content: nodes.TextElement
) -> nodes.Element | None:
    """Link a bare name such as ``Report``, or a facade name, to the one place where the package defines it.

    Names of Python and of other packages become plain text: the docs must build without a network. Any other
    name that does not exist stays unresolved, and fails the build.
    """
    if node.get("refdomain") != "py":
        return None
    target = node["reftarget"]
    objects = env.domains.python_domain.objects
    suffix = "." + target.removeprefix("lapor_core.")
    found = [name for name in objects if name.endswith(suffix)]
    if found:
        # A definition in a module wins over an attribute of a class with the same name.
        where = objects[min(found, key=lambda name: (objects[name].objtype in _ATTRIBUTES, name))]
        return make_refnode(app.builder, node["refdoc"], where.docname, where.node_id, content)
    is_private = target.rpartition(".")[2].startswith("_")
    return content if is_private or _is_foreign(target) else None


def _without_enum_reprs(*event: Any) -> tuple[str, str | None]:
    """Write ``Channel.SMS`` for ``<Channel.SMS: 'sms'>`` in defaults: Sphinx cannot parse the latter."""
    signature, returns = event[-2:]
    return signature and re.sub(r"<(\w+\.\w+): [^>]*>", r"\1", signature), returns


def _mend_colon(*event: Any) -> None:
    """Undo what napoleon makes of "Whether it ended: …" on an attribute: the first words become a type."""
    lines: list[str] = event[-1]
    for number, line in enumerate(lines):
        if event[1] in {"attribute", "data", "property"} and line.startswith(":type: "):
            del lines[number]
            lines[0] = f"{line.removeprefix(':type: ')}: {lines[0]}"
            return


def _list_names(_app: Sphinx, page: str, source: list[str]) -> None:
    """Put the names of the facade into their list, each where the package defines it."""
    if page != "reference/names":
        return
    imports = [node for node in ast.parse(inspect.getsource(lapor_core)).body if isinstance(node, ast.ImportFrom)]
    homes = {alias.name: f"{node.module}.{alias.name}" for node in imports for alias in node.names}
    names = [f"~{homes[name]}" for name in sorted(lapor_core.__all__, key=str.casefold)]
    source[0] = source[0].replace("(names)", "\n   ".join(names))


_RULE = re.compile(r"\b((?:AUT|GRD|LFC|PAR|PRV|RTE|SLA)-[0-9]{3})\b")


def _mark_rules(_app: Sphinx, document: nodes.document) -> None:
    """Give each rule an anchor where a table begins a row with it, and keep its id on one line everywhere."""
    anchored: set[str] = set()
    for row in document.findall(nodes.row):
        cell, rule = row[0], row[0].astext()
        if _RULE.fullmatch(rule) and rule not in anchored:
            cell["ids"].append(rule.lower())
            anchored.add(rule)
    for text in list(document.findall(nodes.Text)):
        parts = _RULE.split(text.astext())
        if len(parts) > 1 and not isinstance(text.parent, nodes.literal_block | nodes.title):
            ids = [nodes.inline("", part, classes=["rule-id"]) for part in parts[1::2]]
            between = [nodes.Text(part) for part in parts[::2]]
            text.parent.replace(text, [between[0], *(n for pair in zip(ids, between[1:], strict=True) for n in pair)])


def setup(app: Sphinx) -> None:
    """Connect the helpers above."""
    app.connect("source-read", _list_names)
    app.connect("doctree-read", _mark_rules)
    app.connect("missing-reference", _resolve)
    app.connect("autodoc-process-signature", _without_enum_reprs)
    app.connect("autodoc-process-docstring", _mend_colon, priority=600)  # after napoleon
