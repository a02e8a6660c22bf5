"""Everything that a decision depends on besides the report, the actor and the instant."""

import attrs

from lapor_core.agencies import Directory
from lapor_core.categories import Categories
from lapor_core.checks import is_a
from lapor_core.rules.packs import SP4N, RulePack
from lapor_core.rules.workdays import INDONESIA, WorkCalendar


@attrs.frozen(kw_only=True)
class Rulebook:
    """The rules under which a service works: who belongs where, which days count, which bounds hold.

    Indonesian term: *kumpulan aturan*. Build it once and pass it to every call.

    Args:
        directory: the agencies and units.
        calendar: the working days; `UncoveredDayError` where it does not reach.
        pack: the parameters.
        categories: the list that a category must be in; None lets any code pass.
    """

    directory: Directory = attrs.field(validator=is_a(Directory))
    calendar: WorkCalendar = attrs.field(default=INDONESIA, validator=is_a(WorkCalendar))
    pack: RulePack = attrs.field(default=SP4N, validator=is_a(RulePack))
    categories: Categories | None = attrs.field(default=None, validator=attrs.validators.optional(is_a(Categories)))
