"""The side of an evaluation that no count shows: five aspects, what they may lead to, and an agency's own application.

Weights and grade bands were not found in any source, so nothing here is added up to one mark. What is recommended is
for people to decide.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from lapor_core.checks import is_a, is_text, require_a, require_day
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.figures import Figure
from lapor_core.rules.prohibitions import TIERED, SanctionLadder
from lapor_core.vocabulary import AdviceKind, Aspect, Confidence, Language, OnboardingPath, in_language

_SOURCE: Final = "KemenPANRB, March 2023: five aspects of the evaluation; what shows them is chosen by us"


@attrs.frozen
class ChecklistItem:
    """What shows that an agency does its part. Indonesian term: *butir evaluasi*.

    Args:
        item_id: stable id.
        aspect: which aspect it belongs to.
        english: what there should be.
        indonesian: the same.
        citation: where it comes from.
        confidence: how well it is founded.
    """

    item_id: str
    aspect: Aspect
    english: str
    indonesian: str
    citation: str
    confidence: Confidence

    def label(self, language: Language) -> str:
        """Return what there should be, in one language."""
        return in_language(language, self.indonesian, self.english)


_A: Final = Aspect
_ASSUMED = Confidence.ASSUMED
# fmt: off
CHECKLIST: Final = (
    ChecklistItem("MON-201", _A.POLICY, "A decree names the team that manages complaints", "SK tim pengelola pengaduan",
                  "Evaluation of Kepulauan Riau and Jambi 2020; column Nomor SK of exports", Confidence.SECONDARY),
    ChecklistItem("MON-202", _A.POLICY, "A procedure with limits is in force", "SOP dengan batas waktu berlaku",
                  _SOURCE, _ASSUMED),
    ChecklistItem("MON-211", _A.PEOPLE, "Every unit has a liaison officer", "Setiap unit memiliki pejabat penghubung",
                  _SOURCE, _ASSUMED),
    ChecklistItem("MON-212", _A.PEOPLE, "Officers were trained within the last year",
                  "Petugas dilatih dalam setahun terakhir", _SOURCE, _ASSUMED),
    ChecklistItem("MON-221", _A.DATA, "Complaints are used to mend the service: there are action plans",
                  "Data pengaduan dipakai memperbaiki layanan", _SOURCE, _ASSUMED),
    ChecklistItem("MON-222", _A.DATA, "Own applications are integrated, or were switched off",
                  "Aplikasi sendiri terintegrasi atau dihentikan", "KepmenPANRB 680/2020, as told by an agency",
                  Confidence.SECONDARY),
    ChecklistItem("MON-231", _A.PARTICIPATION, "The channel is made known to the public",
                  "Kanal pengaduan disosialisasikan", _SOURCE, _ASSUMED),
    ChecklistItem("MON-232", _A.PARTICIPATION, "Reporters are asked how satisfied they are",
                  "Kepuasan pelapor disurvei", _SOURCE, _ASSUMED),
    ChecklistItem("MON-241", _A.COORDINATION, "The head goes through the figures regularly",
                  "Pimpinan membahas angka secara berkala", _SOURCE, _ASSUMED),
    ChecklistItem("MON-242", _A.COORDINATION, "A yearly report is published", "Laporan tahunan diterbitkan",
                  "Column Url laporan tahunan of exports", Confidence.SECONDARY),
)
# fmt: on


@attrs.frozen(kw_only=True, weakref_slot=False)
class Evidence:
    """What an agency shows for an item. Indonesian term: *bukti dukung*.

    Args:
        item_id: the item.
        is_met: whether somebody has checked it and found it so; None while nobody has.
        document: where it can be read; needed for what is met.
    """

    item_id: str = attrs.field(validator=is_text)
    is_met: bool | None = attrs.field(default=None, validator=attrs.validators.optional(is_a(bool)))
    document: str | None = attrs.field(default=None, repr=False, validator=attrs.validators.optional(is_text))

    def __attrs_post_init__(self) -> None:
        """Check that what is met can be looked up."""
        if self.item_id not in {item.item_id for item in CHECKLIST}:
            raise InvalidValueError("item_id", "an item of the checklist is needed")
        if self.is_met and self.document is None:
            raise InvalidValueError("document", "what is met has to be shown")


@attrs.frozen(kw_only=True, weakref_slot=False)
class AspectResult:
    """How an agency stands in one aspect. Indonesian term: *hasil aspek*.

    Args:
        aspect: the aspect.
        met: ids of the items that are met.
        unmet: ids of those that were checked and are not.
        unknown: ids of those that nobody has checked.
    """

    aspect: Aspect
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def share(self) -> Fraction | None:
        """The share that is met of what was checked; None when nothing was."""
        checked = len(self.met) + len(self.unmet)
        return Fraction(len(self.met), checked) if checked else None


def evaluate_aspects(evidence: Iterable[Evidence]) -> tuple[AspectResult, ...]:
    """Say of each aspect what is met, what is not, and what nobody has checked.

    Raises:
        InvalidValueError: two pieces of evidence for the same item.
    """
    given = [require_a(one, Evidence, "evidence") for one in evidence]
    found = {one.item_id: one.is_met for one in given}
    if len(found) < len(given):
        raise InvalidValueError("evidence", "one piece of evidence for each item is needed")

    def items(aspect: Aspect, *, is_met: bool | None) -> tuple[str, ...]:
        return tuple(item.item_id for item in CHECKLIST if item.aspect is aspect and found.get(item.item_id) is is_met)

    return tuple(
        AspectResult(
            aspect=aspect,
            met=items(aspect, is_met=True),
            unmet=items(aspect, is_met=False),
            unknown=items(aspect, is_met=None),
        )
        for aspect in Aspect
    )


@attrs.frozen(kw_only=True, weakref_slot=False)
class Advice:
    """What an evaluation may lead to; superiors decide. Indonesian term: *rekomendasi*.

    Args:
        rule_id: stable id of what it follows from.
        kind: reward, sanction, or neither.
        english: why.
        indonesian: the same.
        ladder: what superiors may impose, for a sanction.
        citation: where it comes from.
        confidence: how well it is founded.
    """

    rule_id: str
    kind: AdviceKind
    english: str
    indonesian: str
    ladder: SanctionLadder | None = None
    citation: str = "KemenPANRB, March 2023: reward and punishment follow the evaluation; when is assumed"
    confidence: Confidence = Confidence.ASSUMED

    def reason(self, language: Language) -> str:
        """Return why, in one language."""
        return in_language(language, self.indonesian, self.english)


_UNKNOWN: Final = Advice(
    rule_id="MON-301",
    kind=AdviceKind.UNKNOWN,
    english="The figure rests on too little, or not every item was checked",
    indonesian="Data angka belum cukup, atau belum semua butir diperiksa",
)
_SANCTION: Final = Advice(
    rule_id="MON-302",
    kind=AdviceKind.SANCTION,
    english="Below the passing grade",
    indonesian="Di bawah nilai kelulusan",
    ladder=TIERED,
)
_REWARD: Final = Advice(
    rule_id="MON-303",
    kind=AdviceKind.REWARD,
    english="Above the passing grade, and every item is met",
    indonesian="Di atas nilai kelulusan dan semua butir terpenuhi",
)
_NEITHER: Final = Advice(
    rule_id="MON-304",
    kind=AdviceKind.NEITHER,
    english="Above the passing grade, and some items are not met",
    indonesian="Di atas nilai kelulusan, sebagian butir belum terpenuhi",
)
ADVICE: Final = (_UNKNOWN, _SANCTION, _REWARD, _NEITHER)
"""Everything that can be recommended."""


def advise(grade: Figure, aspects: Iterable[AspectResult]) -> Advice:
    """Say what an evaluation may lead to.

    Args:
        grade: a figure with a pass mark (MON-003).
        aspects: what `evaluate_aspects` gave.

    Raises:
        InvalidValueError: the figure has no pass mark, or an aspect is missing.
    """
    if require_a(grade, Figure, "grade").indicator.pass_mark is None:
        raise InvalidValueError("grade", "a figure with a pass mark is needed, such as MON-003")
    results = [require_a(one, AspectResult, "aspects") for one in aspects]
    if sorted(one.aspect for one in results) != sorted(Aspect):
        raise InvalidValueError("aspects", "each of the five aspects is needed once")
    if grade.is_passed is None or not grade.is_enough:
        return _UNKNOWN
    if not grade.is_passed:
        return _SANCTION
    if any(one.unknown for one in results):
        return _UNKNOWN
    return _NEITHER if any(one.unmet for one in results) else _REWARD


# ---------------------------------------------------------------------------------- an agency's own application

SWITCH_AFTER: Final = date(2020, 10, 27)
"""Applications that were built after this day must switch."""
ONBOARDING_RULE: Final = "MON-401"


@attrs.frozen(kw_only=True, weakref_slot=False)
class Onboarding:
    """What becomes of an agency's own application, and why. Indonesian term: *integrasi aplikasi pengaduan*.

    Args:
        path: what becomes of it.
        missing: what speaks against integration, in English codes: ``standards``, ``cost_benefit``, ``spbe``.
        unknown: what nobody has said, in the same codes and ``built_on``.
        citation: where the rule comes from.
        confidence: how well it is founded.
    """

    path: OnboardingPath
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    rule_id: str = ONBOARDING_RULE
    citation: str = "KepmenPANRB 680/2020, as agencies tell it; not read in the original"
    confidence: Confidence = Confidence.SECONDARY


def onboarding(
    *, built_on: date | None, standards: bool | None, cost_benefit: bool | None, spbe: bool | None
) -> Onboarding:
    """Say whether an application of an agency's own must give way to SP4N-LAPOR!, or may be integrated with it.

    Args:
        built_on: the day on which it was built; None when that is not known.
        standards: whether the assessment by the four standards was passed; None when nobody knows.
        cost_benefit: whether an analysis of cost and benefit speaks for it.
        spbe: whether there is a clearance under SPBE (the architecture of government systems).

    Raises:
        InvalidValueError: something else than a day, or than true, false or None.
    """
    needed = {"standards": standards, "cost_benefit": cost_benefit, "spbe": spbe}
    for name, is_met in needed.items():
        if is_met is not None:
            require_a(is_met, bool, name)
    if built_on is not None and require_day(built_on, "built_on") > SWITCH_AFTER:
        return Onboarding(path=OnboardingPath.SWITCH)
    missing = tuple(name for name, is_met in needed.items() if is_met is False)
    unknown = tuple(name for name, fact in {"built_on": built_on, **needed}.items() if fact is None)
    if missing and built_on is not None:
        path = OnboardingPath.NOT_CLEARED
    else:
        path = OnboardingPath.UNKNOWN if unknown else OnboardingPath.INTEGRATE
    return Onboarding(path=path, missing=missing, unknown=unknown)
