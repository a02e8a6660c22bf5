"""The law of a public complaint (Indonesia's SP4N-LAPOR!) as a library that does no I/O.

Everything that callers rely on is imported from here.
"""

from lapor_core import actions, errors
from lapor_core.agencies import Actor, Agency, Directory
from lapor_core.bulk import Answered, in_bulk
from lapor_core.categories import Categories, Category
from lapor_core.comparison import ChangedDuty, Comparison, DutyEffect, compare
from lapor_core.errors import Refusal
from lapor_core.events import Event, History
from lapor_core.exposures import Exposure, find_exposures
from lapor_core.filings import Filing
from lapor_core.history import Seal, find_alterations, redact_seals, seal_event, seal_history, verify_history
from lapor_core.identifiers import ActorId, AgencyCode, AttachmentKey, CategoryCode, IntentKey, ReporterRef, TrackingId
from lapor_core.monitoring.catalogue import INDICATORS
from lapor_core.monitoring.facts import Basis, CaseFacts, DutyFacts, case_facts, duty_facts
from lapor_core.monitoring.figures import Figure, rounded
from lapor_core.monitoring.indicators import Indicator
from lapor_core.monitoring.ranking import Place, Ranking, rank
from lapor_core.monitoring.tally import Tally
from lapor_core.periods import Period
from lapor_core.planning import Intent, next_wakeup, plan
from lapor_core.public_reports import PublicReport, ShownAttachment, public_view, public_views
from lapor_core.reporters import Identity, IdentityGrant, IdentityOpening, Revealed, SealedIdentity
from lapor_core.reports import Report
from lapor_core.rules.access import identity_grant
from lapor_core.rules.amendments import ChangedDay, MovedDeadline, moved_deadlines
from lapor_core.rules.attachments import clear_attachment
from lapor_core.rules.breakdown import breakdown
from lapor_core.rules.conduct import ConductFinding, find_conduct
from lapor_core.rules.day_lines import Breakdown, DayLine
from lapor_core.rules.decrees import Coverage, Decree, Holiday
from lapor_core.rules.duties import Assessment, Duty, assess, due_at, due_on
from lapor_core.rules.leaks import TextVerdict, check_text, clear_text, find_identity_leaks, redact_text
from lapor_core.rules.ledger import LedgerDay, ledger
from lapor_core.rules.limits import CalendarDays, Hours, Months, WorkDays
from lapor_core.rules.overlays import overlay
from lapor_core.rules.packdiff import PackChange, pack_diff
from lapor_core.rules.packs import SP4N, RulePack
from lapor_core.rules.publicity import contacts_of
from lapor_core.rules.retention import Erasure, erasures
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.sla import SlaRule
from lapor_core.rules.workdays import INDONESIA, WEEKDAYS, WIB, WIT, WITA, CalendarDay, WeekPattern, WorkCalendar
from lapor_core.scenarios import Mismatch, check_scenario
from lapor_core.serialization import from_dict, to_dict
from lapor_core.states.lifecycle import Step, adopt, allowed_actions, apply, check, receive, replay
from lapor_core.texts import NOT_HELD, Finding, Overruling, PublicText
from lapor_core.views import (
    AgencyHeadView,
    CoordinatorView,
    LiaisonView,
    ObserverView,
    OmbudsmanView,
    ReporterView,
    ReportView,
    Said,
    view_for,
)
from lapor_core.vocabulary import (
    ActionName,
    AdviceKind,
    AgencyKind,
    AmendmentPolicy,
    ArchiveReason,
    Aspect,
    Channel,
    Classification,
    Confidence,
    DayKind,
    DayUse,
    Direction,
    DutyName,
    DutyState,
    EndedBy,
    FollowUpKind,
    Grain,
    IdentityPurpose,
    IndicatorUnit,
    IntentKind,
    OnboardingPath,
    Outcome,
    PackChangeKind,
    Party,
    Prohibition,
    Protection,
    Role,
    Rounding,
    Status,
    TextAnswer,
    TextPart,
)

__all__ = [
    "INDICATORS",
    "INDONESIA",
    "NOT_HELD",
    "SP4N",
    "WEEKDAYS",
    "WIB",
    "WIT",
    "WITA",
    "ActionName",
    "Actor",
    "ActorId",
    "AdviceKind",
    "Agency",
    "AgencyCode",
    "AgencyHeadView",
    "AgencyKind",
    "AmendmentPolicy",
    "Answered",
    "ArchiveReason",
    "Aspect",
    "Assessment",
    "AttachmentKey",
    "Basis",
    "Breakdown",
    "CalendarDay",
    "CalendarDays",
    "CaseFacts",
    "Categories",
    "Category",
    "CategoryCode",
    "ChangedDay",
    "ChangedDuty",
    "Channel",
    "Classification",
    "Comparison",
    "ConductFinding",
    "Confidence",
    "CoordinatorView",
    "Coverage",
    "DayKind",
    "DayLine",
    "DayUse",
    "Decree",
    "Direction",
    "Directory",
    "Duty",
    "DutyEffect",
    "DutyFacts",
    "DutyName",
    "DutyState",
    "EndedBy",
    "Erasure",
    "Event",
    "Exposure",
    "Figure",
    "Filing",
    "Finding",
    "FollowUpKind",
    "Grain",
    "History",
    "Holiday",
    "Hours",
    "Identity",
    "IdentityGrant",
    "IdentityOpening",
    "IdentityPurpose",
    "Indicator",
    "IndicatorUnit",
    "Intent",
    "IntentKey",
    "IntentKind",
    "LedgerDay",
    "LiaisonView",
    "Mismatch",
    "Months",
    "MovedDeadline",
    "ObserverView",
    "OmbudsmanView",
    "OnboardingPath",
    "Outcome",
    "Overruling",
    "PackChange",
    "PackChangeKind",
    "Party",
    "Period",
    "Place",
    "Prohibition",
    "Protection",
    "PublicReport",
    "PublicText",
    "Ranking",
    "Refusal",
    "Report",
    "ReportView",
    "ReporterRef",
    "ReporterView",
    "Revealed",
    "Role",
    "Rounding",
    "RulePack",
    "Rulebook",
    "Said",
    "Seal",
    "SealedIdentity",
    "ShownAttachment",
    "SlaRule",
    "Status",
    "Step",
    "Tally",
    "TextAnswer",
    "TextPart",
    "TextVerdict",
    "TrackingId",
    "WeekPattern",
    "WorkCalendar",
    "WorkDays",
    "actions",
    "adopt",
    "allowed_actions",
    "apply",
    "assess",
    "breakdown",
    "case_facts",
    "check",
    "check_scenario",
    "check_text",
    "clear_attachment",
    "clear_text",
    "compare",
    "contacts_of",
    "due_at",
    "due_on",
    "duty_facts",
    "erasures",
    "errors",
    "find_alterations",
    "find_conduct",
    "find_exposures",
    "find_identity_leaks",
    "from_dict",
    "identity_grant",
    "in_bulk",
    "ledger",
    "moved_deadlines",
    "next_wakeup",
    "overlay",
    "pack_diff",
    "plan",
    "public_view",
    "public_views",
    "rank",
    "receive",
    "redact_seals",
    "redact_text",
    "replay",
    "rounded",
    "seal_event",
    "seal_history",
    "to_dict",
    "verify_history",
    "view_for",
]
