"""Write the diagrams and tables that the docs show into docs/_generated, from the tables in the code.

Run it after a change of the lifecycle table, the guards, the jurisdictions, the limits or the parameters, and commit
what it writes: a test fails as long as a file there is not what the code says.
"""

from pathlib import Path
from typing import Final

from lapor_core.rules.authority import JURISDICTIONS
from lapor_core.rules.limits import CalendarDays, Hours, Limit, Months, WorkDays
from lapor_core.rules.packs import SP4N
from lapor_core.rules.sla import SlaRule
from lapor_core.states import table
from lapor_core.states.diagram import GUARDS, markdown, markdown_table, mermaid
from lapor_core.states.picture import svg
from lapor_core.states.standing import STANDING_GUARDS
from lapor_core.vocabulary import Language, Role, Term

PLACE: Final = Path(__file__).resolve().parent.parent / "docs" / "_generated"
LANGUAGES: Final[tuple[Language, ...]] = ("en", "id")
WHOLE: Final = (table.BIRTH, table.ADOPTION, *table.ROWS)
GROUPS: Final = {
    "lifecycle": WHOLE,
    "lifecycle-way": (table.BIRTH, *table.THE_WAY),
    "lifecycle-waiting": table.WAITING,
    "lifecycle-beside": table.BESIDE,
}


def files() -> dict[str, str]:
    """Return the text of every generated file by its name."""
    made = {
        "guards-table.md": guards_table(),
        "jurisdictions-table.md": jurisdictions_table(),
        "parameters-table.md": parameters_table(),
        "sla-table.md": sla_table(),
    }
    for language in LANGUAGES:
        suffix = "" if language == "en" else f".{language}"
        for group, rows in GROUPS.items():
            made[f"{group}{suffix}.mmd"] = mermaid(rows, language)
            made[f"{group}{suffix}.svg"] = svg(rows, language)
        made[f"lifecycle-table{suffix}.md"] = markdown_table(WHOLE, language)
    return made


def guards_table() -> str:
    """Return every guard, and which rows of the lifecycle it stands in."""
    rows_of = {name: [row.rule_id for row in WHOLE if name in row.guards] for name in GUARDS}
    return markdown(
        ("Guard", "Name", "Looks at", "Refuses when", "Needed", "Rows"),
        (
            (
                guard.rule_id,
                f"`{name}`",
                "who, where, when" if name in STANDING_GUARDS else "what the action says",
                guard.reason,
                guard.needs,
                ", ".join(rows_of[name]),
            )
            for name, guard in GUARDS.items()
        ),
    )


def jurisdictions_table() -> str:
    """Return on which reports each role may act."""
    return markdown(
        ("Rule", "Role", "Needed", "Source", "Confidence"),
        (
            (rule.rule_id, role.label("en"), rule.needs, rule.citation, rule.confidence.label("en"))
            for role, rule in ((role, JURISDICTIONS[role]) for role in Role)
        ),
    )


def parameters_table() -> str:
    """Return every parameter with its national value."""
    return markdown(
        ("Rule", "Parameter", f"Value in {SP4N.version}", "Source", "Confidence"),
        (
            (origin.rule_id, f"`{name}`", _said(getattr(SP4N, name)), origin.citation, origin.confidence.label("en"))
            for name, origin in SP4N.provenance().items()
        ),
    )


def sla_table() -> str:
    """Return every limit of the national pack."""
    return markdown(
        ("Rule", "Duty", "Limit", "For", "In force", "Source", "Confidence"),
        (
            (
                rule.rule_id,
                f"{rule.duty.label('en')} (`{rule.duty}`)",
                _said(rule.limit),
                _said(rule.classes) or "all",
                _in_force(rule),
                rule.citation,
                rule.confidence.label("en"),
            )
            for rule in SP4N.rules
        ),
    )


def _in_force(rule: SlaRule) -> str:
    since = f"since {rule.since}" if rule.since else ""
    until = f"until {rule.until}" if rule.until else ""
    return " ".join(filter(None, (since, until))) or "always"


_UNITS: Final[dict[type[Limit], str]] = {
    WorkDays: "working days",
    CalendarDays: "calendar days",
    Months: "months",
    Hours: "hours",
}


def _said(value: object) -> str:
    match value:
        case Term():
            return value.label("en")
        case Limit():
            return f"{value.n} {_UNITS[type(value)]}"
        case bool():
            return "yes" if value else "no"
        case frozenset():
            return ", ".join(sorted(map(_said, value)))
        case tuple():
            return ", ".join(map(_said, value))
        case _:
            return str(value)


def main() -> None:
    """Write every file, and take away what is no longer made."""
    PLACE.mkdir(exist_ok=True)
    made = files()
    for name, text in made.items():
        (PLACE / name).write_text(text, encoding="utf-8")
    for path in PLACE.iterdir():
        if path.name not in made:
            path.unlink()
    print(f"{PLACE.relative_to(PLACE.parent.parent)}: {len(made)} files")


if __name__ == "__main__":
    main()
