"""Asking the same question about many reports: an answer for each of them, and no bad one spoils the rest."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Generic, Protocol, TypeVar, cast

import attrs

from lapor_core.checks import require_function, require_list
from lapor_core.errors import InvalidValueError, LaporError
from lapor_core.identifiers import TrackingId
from lapor_core.reports import Report
from lapor_core.rules.rulebook import Rulebook

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)


class Question(Protocol[_T_co]):
    """What can be asked of one report: `assess`, `plan`, `next_wakeup`, `ledger`, or a function of the caller's."""

    def __call__(self, report: Report, /, *, as_of: datetime, under: Rulebook) -> _T_co:
        """Answer for one report."""
        ...


@attrs.frozen(kw_only=True, weakref_slot=False)
class Answered(Generic[_T]):
    """The answer for one of many reports. Indonesian term: *jawaban per laporan*.

    Args:
        place: which of the items it is, from 0.
        tracking_id: the report; None when the item was none.
        value: the answer; None when there is an error.
        error: why there is no answer.
    """

    place: int
    tracking_id: TrackingId | None = None
    value: _T | None = None
    error: LaporError | None = None


def in_bulk(
    question: Question[_T], reports: Iterable[Report], *, as_of: datetime, under: Rulebook
) -> Iterator[Answered[_T]]:
    """Ask about each report in turn; what cannot be answered comes as an error in its place.

    Nothing is kept from one report to the next, so that any number of them can be streamed.

    Args:
        question: such as `plan` or `assess`.
        reports: the reports; taken one at a time.
        as_of: aware instant of asking, the same for all.
        under: the rules.

    Raises:
        InvalidValueError: the question is no function, or the reports are no list. Every error of a report stands in
            its answer.
    """
    require_function(question, "question")
    return _answers(question, require_list(reports, "reports"), as_of, under)


def _answers(
    question: Question[_T], reports: Iterable[Report], as_of: datetime, under: Rulebook
) -> Iterator[Answered[_T]]:
    for place, report in enumerate(cast("Iterable[object]", reports)):
        if not isinstance(report, Report):
            yield Answered(place=place, error=InvalidValueError("reports", "a Report is needed"))
            continue
        try:
            value = question(report, as_of=as_of, under=under)
        except LaporError as error:
            yield Answered(place=place, tracking_id=report.tracking_id, error=error)
        else:
            yield Answered(place=place, tracking_id=report.tracking_id, value=value)
