"""How the docs are built: `make docs`."""

import builtins
import collections.abc
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

project = "lapor-core"
copyright = "2026, the lapor-core maintainers"  # noqa: A001 (the name that Sphinx wants)
release = version = installed("lapor-core")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx.ext.apidoc"]
exclude_patterns = ["_build", "_generated", "reference/api/modules.rst"]
html_theme = "furo"
html_title = f"lapor-core {release}"
html_show_sourcelink = False

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
_DEPENDENCIES = {"attr", "attrs", "dateutil", "transitions"}


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


def setup(app: Sphinx) -> None:
    """Connect the helpers above."""
    app.connect("missing-reference", _resolve)
    app.connect("autodoc-process-signature", _without_enum_reprs)
    app.connect("autodoc-process-docstring", _mend_colon, priority=600)  # after napoleon
