"""Write the diagrams and tables that the docs show into docs/_generated, from the tables in the code.

Run it after a change of the lifecycle table, the guards, the jurisdictions, the limits, the parameters, the rules of
conduct, the indicators or the checklist, and commit what it writes: a test fails as long as a file there is not what
the code says.
"""

from datetime import datetime
from pathlib import Path
from typing import Final

from lapor_core import (
    WIB,
    ActorId,
    AgencyCode,
    CategoryCode,
    Directory,
    Identity,
    Protection,
    ReporterRef,
    Rulebook,
    SealedIdentity,
    TrackingId,
    actions,
    apply,
    clear_text,
    receive,
)
from lapor_core.agencies import Actor
from lapor_core.filings import Filing
from lapor_core.monitoring.aspects import CHECKLIST
from lapor_core.monitoring.catalogue import INDICATORS
from lapor_core.reports import Report
from lapor_core.rules.authority import JURISDICTIONS
from lapor_core.rules.packdiff import said
from lapor_core.rules.packs import SP4N
from lapor_core.rules.prohibitions import ARTICLE_54, CONDUCT_RULES, TIERED
from lapor_core.rules.sla import DUTIES, SlaRule
from lapor_core.states import table
from lapor_core.states.diagram import GUARDS, markdown, markdown_table, mermaid
from lapor_core.states.picture import svg
from lapor_core.states.standing import STANDING_GUARDS
from lapor_core.timeline_picture import timeline_svg
from lapor_core.vocabulary import (
    ActionName,
    Channel,
    Classification,
    FollowUpKind,
    Language,
    Outcome,
    Party,
    Role,
    Status,
)

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
        "clocks-table.md": clocks_table(),
        "sanctions-table.md": sanctions_table(),
        "sla-table.md": sla_table(),
        "checklist-table.md": checklist_table(),
    }
    for language in LANGUAGES:
        suffix = "" if language == "en" else f".{language}"
        for group, rows in GROUPS.items():
            made[f"{group}{suffix}.mmd"] = mermaid(rows, language)
            made[f"{group}{suffix}.svg"] = svg(rows, language)
        made[f"timeline{suffix}.svg"] = timeline_svg(
            example(), as_of=datetime(2024, 4, 17, 9, tzinfo=WIB), under=EXAMPLE_RULES, language=language
        )
        made[f"lifecycle-table{suffix}.md"] = markdown_table(WHOLE, language)
        made[f"conduct-table{suffix}.md"] = conduct_table(language)
        made[f"indicators-table{suffix}.md"] = indicators_table(language)
    return made


EXAMPLE_RULES: Final = Rulebook(
    directory=Directory.from_rows(
        [
            {"code": "city", "name": "Pemerintah Kota Contoh", "kind": "city"},
            {"code": "roads", "name": "Dinas Jalan Contoh", "kind": "unit", "parent": "city"},
        ]
    )
)


def example() -> Report:
    """Return an invented case: held and completed, followed up late, answered, and taken up again by a reply."""
    reporter = Actor(role=Role.REPORTER, reporter=ReporterRef("ref-of-an-example"))
    coordinator = Actor(role=Role.COORDINATOR, id=ActorId("coordinator"), agency=AgencyCode("city"))
    liaison = Actor(role=Role.LIAISON, id=ActorId("liaison"), agency=AgencyCode("roads"))
    text = clear_text(
        "Teks contoh", known=SealedIdentity(Identity(name="Nama Rekaan"), ref=ReporterRef("ref-of-an-example"))
    )
    verify = actions.Verify(
        protection=Protection.NONE,
        classification=Classification.COMPLAINT,
        category=CategoryCode("roads"),
        title=text,
        text=text,
    )
    filing = Filing(
        tracking_id=TrackingId("9900001"),
        reporter=ReporterRef("ref-of-an-example"),
        title="Judul contoh",
        text="Teks contoh",
        channel=Channel.WEB,
        agency=AgencyCode("city"),
    )
    report = receive(filing, by=reporter, at=datetime(2024, 3, 4, 9, tzinfo=WIB), under=EXAMPLE_RULES).report
    steps: tuple[tuple[int, int, int, Actor, actions.Action], ...] = (
        (3, 5, 9, coordinator, verify),
        (3, 6, 9, coordinator, actions.Hold(missing="Contoh")),
        (3, 13, 9, reporter, actions.Complete(text="Contoh")),
        (3, 14, 9, coordinator, verify),
        (3, 14, 10, coordinator, actions.Disposition(to=AgencyCode("roads"))),
        (3, 25, 9, liaison, actions.FollowUp(kind=FollowUpKind.PROGRESS, text=text)),
        (4, 2, 9, liaison, actions.Answer(text=text, outcome=Outcome.SOLVED)),
        (4, 4, 9, reporter, actions.Reply(text="Contoh")),
    )
    for month, day, hour, by, action in steps:
        at = datetime(2024, month, day, hour, tzinfo=WIB)
        report = apply(report, action, by=by, at=at, under=EXAMPLE_RULES).report
    return report


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
            (
                origin.rule_id,
                f"`{name}`",
                said(getattr(SP4N, name), "en"),
                origin.citation,
                origin.confidence.label("en"),
            )
            for name, origin in SP4N.provenance().items()
        ),
    )


def clocks_table() -> str:
    """Return what every action does to the clock of each duty, and on whose days it runs."""
    return markdown(
        (
            "Duty",
            "Starts",
            "Met by",
            "Ends without that",
            "Taken up again by",
            "Runs while the report is",
            "On the days of",
        ),
        (
            (
                duty.name.label("en"),
                *(
                    ", ".join(f"`{name}`" for name in ActionName if name in names) or "-"
                    for names in (duty.starts, duty.meets, duty.drops, duty.resumes)
                ),
                "in any status"
                if len(duty.runs_in) == len(Status)
                else ", ".join(f"`{status}`" for status in Status if status in duty.runs_in),
                ", ".join(party.label("en") for party in Party if party in duty.parties),
            )
            for duty in DUTIES
        ),
    )


SANCTIONS: Final = {"tiered": TIERED, "article 54": ARTICLE_54}


def conduct_table(language: Language) -> str:
    """Return every rule of conduct, and which sanctions the law names for it."""
    names = {ladder: name for name, ladder in SANCTIONS.items()}
    heads = {
        "en": ("Rule", "Seen", "Told not to", "Weight", "Source", "Confidence", "Sanctions"),
        "id": ("Aturan", "Yang terlihat", "Larangan", "Bobot", "Sumber", "Keyakinan", "Sanksi"),
    }
    return markdown(
        heads[language],
        (
            (
                rule.rule_id,
                rule.title(language),
                rule.prohibition.label(language),
                rule.weight(language),
                rule.citation,
                rule.confidence.label(language),
                names[rule.sanctions],
            )
            for rule in CONDUCT_RULES
        ),
    )


def indicators_table(language: Language) -> str:
    """Return every indicator, and what it leaves out. Sources are in English."""
    heads = {
        "en": ("Rule", "Indicator", "Unit", "Definition", "Left out", "Source", "Confidence"),
        "id": ("Aturan", "Indikator", "Satuan", "Definisi", "Dikecualikan", "Sumber", "Keyakinan"),
    }
    return markdown(
        heads[language],
        (
            (
                one.indicator_id,
                one.label(language),
                one.unit.label(language),
                one.explain(language),
                "; ".join(exclusion.label(language) for exclusion in one.excluded) or "-",
                one.citation,
                one.confidence.label(language),
            )
            for one in INDICATORS
        ),
    )


def checklist_table() -> str:
    """Return every item of the checklist of the five aspects."""
    return markdown(
        ("Rule", "Aspect", "There should be", "In Indonesian", "Source", "Confidence"),
        (
            (
                item.item_id,
                item.aspect.label("en"),
                item.label("en"),
                item.label("id"),
                item.citation,
                item.confidence.label("en"),
            )
            for item in CHECKLIST
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
                rule.limit.text("en"),
                said(rule.classes, "en") if rule.classes else "all",
                _in_force(rule),
                rule.citation,
                rule.confidence.label("en"),
            )
            for rule in SP4N.rules
        ),
    )


def sanctions_table() -> str:
    """Return the sanction ladders, step by step."""
    return markdown(
        ("Ladder", "Steps", "In Indonesian", "Source", "Confidence"),
        (
            (name, " → ".join(one.labels("en")), " → ".join(one.labels("id")), one.citation, one.confidence.label("en"))
            for name, one in SANCTIONS.items()
        ),
    )


def _in_force(rule: SlaRule) -> str:
    since = f"since {rule.since}" if rule.since else ""
    until = f"until {rule.until}" if rule.until else ""
    return " ".join(filter(None, (since, until))) or "always"


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
