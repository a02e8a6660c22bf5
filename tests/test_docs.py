"""The documents say what the code says, and their links lead somewhere."""

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import lapor_core
from lapor_core import errors
from lapor_core.monitoring.aspects import ADVICE, CHECKLIST, ONBOARDING_RULE
from lapor_core.monitoring.catalogue import BY_ID
from lapor_core.rules import leak_rules
from lapor_core.rules.access import ACCESS_RULES
from lapor_core.rules.authority import JURISDICTIONS
from lapor_core.rules.packs import SP4N, RulePack
from lapor_core.rules.prohibitions import CONDUCT_RULES
from lapor_core.rules.publicity import PUBLICITY_RULES
from lapor_core.rules.retention import RETENTION_RULES
from lapor_core.states.arguments import ARGUMENT_GUARDS
from lapor_core.states.lifecycle import INACTIVE_TARGET, UNKNOWN_HERE
from lapor_core.states.standing import STANDING_GUARDS
from lapor_core.states.table import ADOPTION, BIRTH, ROWS
from lapor_core.vocabulary import PROTECTION_FLAGS, Protection, Term
from tests.expectations import GONE_IDS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(
    page
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
    if not {"_build", "_generated"}.intersection(page.relative_to(ROOT).parts)
)
BLOCK = re.compile(r"^```(\w*).*?^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)")
RULE_ID = re.compile(r"\b(?:AUT|CON|GRD|LFC|MON|PAR|PRV|RTE|SLA)-[0-9]{3}\b")


def prose(page: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return BLOCK.sub("", page.read_text(encoding="utf-8"))


def python_blocks(page: Path) -> list[str]:
    """Return the python examples of a page."""
    blocks = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [block[0] for block in blocks if block[1] == "python"]


def anchors(page: Path) -> set[str]:
    """Return the anchors that code hosts and Sphinx give to the headings of a page."""
    titles = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("folder", ["decisions", "explanation", "how-to", "tutorial"])
def test_an_index_names_every_page_of_its_folder(folder: str) -> None:
    """A code host shows no table of contents but what is written there, each under its own title."""
    listed = dict(re.findall(r"^- \[(.*)\]\(([^)]+)\)", prose(DOCS / folder / "index.md"), re.MULTILINE))
    pages = [page for page in (DOCS / folder).glob("*.md") if page.stem not in ("index", "template")]
    titles = {page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# "): page.name for page in pages}
    assert listed == titles


def tables(page: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of the tables of a page, without their heads, by the heading above them."""
    found: dict[str, list[tuple[str, ...]]] = {}
    heading = ""
    for line in prose(page).splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("|"):
            found.setdefault(heading, []).append(tuple(cell.strip() for cell in line.strip("|").split(" | ")))
    return {heading: rows[2:] for heading, rows in found.items()}


def dead_links(page: Path) -> Iterator[str]:
    """Yield the links of a page to a file or an anchor inside the project that does not exist."""
    for link in LINK.findall(prose(page)):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if ":" not in link and (not target.exists() or (anchor and anchor not in anchors(target))):
            yield link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    """A link names a file that exists, and an anchor that one of its headings has."""
    assert list(dead_links(page)) == []


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    """The test above can fail: on a missing file, on a missing anchor, in this page and in another."""
    page = tmp_path / "page.md"
    page.write_text("# A title, here\n[1](page.md) [2](gone.md) [3](#a-title-here) [4](page.md#gone) [5](#gone)\n")
    assert list(dead_links(page)) == ["gone.md", "page.md#gone", "#gone"]


def test_both_readmes_show_the_same_examples() -> None:
    """What runs in English runs in Indonesian."""
    english = python_blocks(ROOT / "README.md")
    assert english
    assert english == python_blocks(ROOT / "README.id.md")


def test_the_glossary_has_a_row_for_every_name_of_the_facade() -> None:
    """Each name of `lapor_core` has one row, with an Indonesian term and a meaning; no other name has one."""
    rows = tables(DOCS / "glossary.md")["Names in `lapor_core`"]
    assert sorted(f"`{name}`" for name in lapor_core.__all__) == sorted(row[0] for row in rows)
    assert all(len(row) == 3 and all(row) for row in rows)


def test_every_code_is_listed_with_its_labels() -> None:
    """The page of codes and labels lists the terms of the facade as they are."""
    kinds = {name: getattr(lapor_core, name) for name in lapor_core.__all__}
    listed: dict[str, list[tuple[str, ...]]] = {
        name: [(f"`{term.value}`", term.label("id"), term.label("en")) for term in kind]
        for name, kind in kinds.items()
        if isinstance(kind, type) and issubclass(kind, Term)
    }
    listed[Protection.__name__] = [
        (f"`{code}`", flag.label("id"), flag.label("en")) for code, flag in PROTECTION_FLAGS.items()
    ]
    assert listed == tables(DOCS / "reference" / "labels.md")


def test_every_error_is_explained() -> None:
    """The page of errors has a row for each error that can be raised."""
    kinds = [
        kind
        for name, kind in inspect.getmembers(errors, inspect.isclass)
        if issubclass(kind, errors.LaporError) and kind is not errors.LaporError and not name.startswith("_")
    ]
    rows = tables(DOCS / "reference" / "errors.md")["Errors"]
    assert sorted(f"`{kind.__name__}`" for kind in kinds) == sorted(row[0] for row in rows)


def test_every_rule_about_texts_is_listed() -> None:
    """The tables of rules that are not generated say what the code says."""
    listed = {row[0]: row[1:] for row in tables(DOCS / "reference" / "rules.md")["Texts"]}
    assert listed == {
        rule.rule_id: (f"`{rule.kind}`", rule.citation, rule.confidence.label("en")) for rule in leak_rules.LEAK_RULES
    }


def test_every_rule_about_identities_and_views_is_listed() -> None:
    """As above."""
    rules = tables(DOCS / "reference" / "rules.md")
    assert rules["Identities"] == [
        (rule.rule_id, rule.reason, rule.needs, rule.citation, rule.confidence.label("en")) for rule in ACCESS_RULES
    ]
    assert rules["Views"] == [
        (rule.rule_id, rule.rule, rule.citation, rule.confidence.label("en")) for rule in PUBLICITY_RULES
    ]


def test_every_rule_about_the_time_after_a_case_is_listed() -> None:
    """In the same way."""
    assert tables(DOCS / "reference" / "rules.md")["After the case"] == [
        (rule.rule_id, rule.english, rule.citation, rule.confidence.label("en")) for rule in RETENTION_RULES
    ]


def test_every_rule_that_a_page_names_exists() -> None:
    """A rule id in the documents is one that the code can give; a decision may also speak of one that is gone."""
    known = {
        UNKNOWN_HERE,
        INACTIVE_TARGET,
        leak_rules.TO_BE_REVIEWED,
        *(row.rule_id for row in (BIRTH, ADOPTION, *ROWS)),
        *(guard.rule_id for guard in STANDING_GUARDS.values()),
        *(guard.rule_id for guard in ARGUMENT_GUARDS.values()),
        *(jurisdiction.rule_id for jurisdiction in JURISDICTIONS.values()),
        *(rule.rule_id for rule in leak_rules.LEAK_RULES),
        *(rule.rule_id for rule in (*CONDUCT_RULES, *ACCESS_RULES, *PUBLICITY_RULES, *RETENTION_RULES)),
        *(source.rule_id for source in RulePack.provenance().values()),
        *(rule.rule_id for rule in SP4N.rules),
        *BY_ID,
        *(item.item_id for item in CHECKLIST),
        *(advice.rule_id for advice in ADVICE),
        ONBOARDING_RULE,
    }
    named = {
        (str(page.relative_to(ROOT)), rule_id)
        for page in PAGES
        if page.name != "CHANGELOG.md"
        for rule_id in RULE_ID.findall(page.read_text(encoding="utf-8"))
    }
    assert named
    strange = {(page, rule_id) for page, rule_id in named if rule_id not in known}
    assert set() == {(page, rule_id) for page, rule_id in strange if not ("decisions" in page and rule_id in GONE_IDS)}
