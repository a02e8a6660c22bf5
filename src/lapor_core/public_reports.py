"""What the public sees of a report, by itself and in a list."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import attrs

from lapor_core.checks import require_a, require_list
from lapor_core.identifiers import AgencyCode, AttachmentKey, CategoryCode, TrackingId
from lapor_core.periods import Period
from lapor_core.reports import Report
from lapor_core.rules.publicity import barred, shown_to_all
from lapor_core.rules.rulebook import Rulebook
from lapor_core.vocabulary import Classification, Grain, Outcome, Protection, Status


@attrs.frozen(kw_only=True, weakref_slot=False)
class ShownAttachment:
    """A file that is public. Indonesian term: *lampiran publik*.

    Args:
        key: the caller's key of the file.
        name: under which it is shown.
    """

    key: AttachmentKey
    name: str = attrs.field(repr=False)


@attrs.frozen(kw_only=True, weakref_slot=False)
class PublicReport:
    """What the public sees of a report. Indonesian term: *laporan publik*.

    Of a protected report it holds neither number, unit nor day: whoever knows that somebody was at the counter at ten
    is not to find the report by its number or hour. Where the number stands in a text, a token stands in its place.

    Args:
        tracking_id: the number of the report; None when it is protected.
        status: where it stands.
        classification: what kind of report it is.
        category: what it is about; the main category when it is protected.
        agency: who has it: the unit, or the agency alone when it is protected.
        received: when it was received: the day, or a longer period when it is protected or not known exactly.
        outcome: what became of the matter.
        title: as it was cleared.
        text: as it was cleared.
        answer: the last answer, as it was cleared.
        reply: what the reporter wrote later, as it was cleared.
        attachments: the files that were cleared.
    """

    tracking_id: TrackingId | None
    status: Status
    classification: Classification | None
    category: CategoryCode | None
    agency: AgencyCode | None
    received: Period | None
    outcome: Outcome | None
    title: str | None = attrs.field(repr=False)
    text: str | None = attrs.field(repr=False)
    answer: str | None = attrs.field(repr=False)
    reply: str | None = attrs.field(repr=False)
    attachments: tuple[ShownAttachment, ...]


def public_view(report: Report, *, under: Rulebook) -> PublicReport | None:
    """Return what the public sees of a report; None when nothing about it is public.

    Args:
        report: the report.
        under: the rules; `RulePack.public_grain` says how coarse the time of a protected report is.

    Raises:
        InvalidValueError: an argument is of the wrong kind.

    Source of the rule: PRV-211 to PRV-215.
    """
    require_a(report, Report, "report")
    require_a(under, Rulebook, "under")
    title, text = (shown_to_all(one, report, under) for one in (report.published.title, report.published.text))
    if barred(report) is not None or (title is None and text is None):
        return None
    is_protected = report.protection is not Protection.NONE
    unit = report.responsible
    agency = unit and under.directory.body_of(unit) if is_protected else unit
    files = ((file.key, shown_to_all(file.name, report, under)) for file in report.published.attachments)
    return PublicReport(
        tracking_id=None if is_protected else report.tracking_id,
        status=report.status,
        classification=report.classification,
        category=_main_category(report.category, under) if is_protected else report.category,
        agency=agency,
        received=received_in(report, under, under.pack_of(agency).public_grain if is_protected else Grain.DAY),
        outcome=report.outcome,
        title=title,
        text=text,
        answer=shown_to_all(report.published.answer, report, under),
        reply=shown_to_all(report.published.reply, report, under),
        attachments=tuple(ShownAttachment(key=key, name=name) for key, name in files if name is not None),
    )


def _main_category(code: CategoryCode | None, under: Rulebook) -> CategoryCode | None:
    """Return the category at the top of a category; None when the list does not know it: it may be a rare one."""
    listed = under.categories
    category = listed.get(code) if listed is not None and code is not None else None
    if listed is None or category is None:
        return None
    while category.parent is not None:
        category = listed.get(category.parent) or category
    return category.code


def received_in(report: Report, under: Rulebook, grain: Grain) -> Period:
    """Return the period of receipt; from the first to the last in which it may lie, when that is not known exactly."""
    calendar = under.calendar_of(report)
    first, last = calendar.local_day(report.received_earliest), calendar.local_day(report.received_latest)
    return Period(Period.of(first, grain).first, Period.of(last, grain).last)


def public_views(reports: Iterable[Report], *, under: Rulebook) -> tuple[PublicReport, ...]:
    """Return what the public sees of many reports, as a list in which no protected one stands out.

    What sets fewer than `RulePack.public_minimum` protected reports apart is left out, one thing after another:
    category and classification, agency, period. A report that is given twice counts once; where agencies have packs of
    their own, the largest minimum holds. The order follows from what is shown alone, and tells nothing more.

    Args:
        reports: the reports; those of which nothing is public are left out.
        under: the rules.

    Raises:
        InvalidValueError: an argument is of the wrong kind.

    Source of the rule: PRV-216.
    """
    pairs = [
        (report, view)
        for report in require_list(reports, "reports")
        if (view := public_view(report, under=under)) is not None
    ]
    public = [view for _, view in pairs if view.tracking_id is not None]
    waiting = [(report, view) for report, view in pairs if view.tracking_id is None]
    for coarser in _COARSER:
        groups: dict[object, list[tuple[Report, PublicReport]]] = {}
        for report, view in waiting:
            coarse = coarser(view)
            groups.setdefault(_traits(coarse), []).append((report, coarse))
        is_many = {traits: _are_many([report for report, _ in alike], under) for traits, alike in groups.items()}
        public += [view for traits, alike in groups.items() if is_many[traits] for _, view in alike]
        waiting = [pair for traits, alike in groups.items() if not is_many[traits] for pair in alike]
    return tuple(sorted([*public, *(view for _, view in waiting)], key=_place))


def _are_many(alike: Sequence[Report], under: Rulebook) -> bool:
    """Whether reports that look alike hide each other, as the strictest of their packs wants it."""
    minimum = max(under.pack_of(report.responsible).public_minimum for report in alike)
    return len({report.tracking_id for report in alike}) >= minimum


_COARSER: Final[tuple[Callable[[PublicReport], PublicReport], ...]] = (
    lambda view: view,
    lambda view: attrs.evolve(view, category=None, classification=None),
    lambda view: attrs.evolve(view, agency=None),
    lambda view: attrs.evolve(view, received=None),
)


def _traits(view: PublicReport) -> tuple[object, ...]:
    return view.received, view.agency, view.category, view.classification


def _place(view: PublicReport) -> tuple[str, ...]:
    number, *shown_of_it = attrs.astuple(view)
    return str(view.received), *map(str, shown_of_it), str(number)
