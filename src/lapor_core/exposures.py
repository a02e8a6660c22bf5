"""Where the texts of a case have been: for whoever finds out late that one of them names a person.

Protection that is added late hides a text from then on. Who has read it before cannot be undone, but must be known: to
tell the reporter, to have copies taken down, and for the notice that the law on personal data wants after a breach.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Final

import attrs

from lapor_core.actions import Action, Adopt, Answer, Publish, Verify
from lapor_core.checks import require_a, require_function
from lapor_core.documents import documents_in, shape_of
from lapor_core.events import Event
from lapor_core.identifiers import AgencyCode
from lapor_core.reports import Published, Report, ReportDraft
from lapor_core.states.fold import born, fold
from lapor_core.texts import PublicText, Redacted
from lapor_core.vocabulary import Protection, TextPart


@attrs.frozen(kw_only=True, weakref_slot=False)
class Exposure:
    """Who could read one text of a case, and when; it does not repeat the text. Indonesian term: *paparan teks*.

    Args:
        seq: the number of the event that carries it.
        path: where in the event, such as ``action.text``.
        part: the part of the report that it belongs to.
        since: the instant from which on it is in the history.
        agencies: the agencies and units that had the report when it happened or later; None stands for the national
            desk.
        was_forwarded: whether the Ombudsman got the report, be it before: what is written later is shown as well.
        public: from when to when it was offered to the public; without an end when it still is.
    """

    seq: int
    path: str
    part: TextPart
    since: datetime
    agencies: tuple[AgencyCode | None, ...]
    was_forwarded: bool
    public: tuple[tuple[datetime, datetime | None], ...]


def find_exposures(report: Report, *, carries: Callable[[str], bool] | None = None) -> tuple[Exposure, ...]:
    """List who could read which text of a case, in the order of the events.

    A text counts as public while it is what the report would show, the protection has been reviewed (or the case was
    adopted) and it is not confidential. Whether a view held it back all the same, because it was checked for nobody, is
    not looked at: here too much is better than too little. Why a finding was overruled stands beside the text and is
    never public. A merge gives neither report a text of the other.

    Args:
        report: the report.
        carries: says of a text whether it is one to look for, such as
            ``lambda text: bool(find_identity_leaks(text, known=identity))``; without it every text is listed, those
            that were removed included. Of removed ones nobody can say any more what they held.

    Raises:
        InvalidValueError: an argument is of the wrong kind.
    """
    require_a(report, Report, "report")
    if carries is not None:
        require_function(carries, "carries")
    course = _Course(report)
    return tuple(
        Exposure(
            seq=event.seq,
            path=f"action.{path}",
            part=part,
            since=event.at,
            agencies=tuple(dict.fromkeys(course.responsible[max(event.seq - 2, 0) :])),
            was_forwarded=report.was_forwarded,
            public=tuple(course.periods.get((event.seq, _FILE_NAME.sub("", path)), ())),
        )
        for event in report.history
        for path, part, words in _texts(event)
        if carries is None or (not isinstance(words, Redacted) and carries(words))
    )


def _texts(event: Event) -> Iterator[tuple[str, TextPart, str]]:
    """Yield the free texts of an event, each with its path in the action and its part."""
    for path, document in documents_in(event.action):
        for name, part in shape_of(type(document)).texts:
            text = getattr(document, name)
            if isinstance(text, PublicText):
                yield path + name, part, text.text
                for index, one in enumerate(text.overruled):
                    yield f"{path}{name}.overruled[{index}].reason", part, one.reason
            elif text is not None:
                yield path + name, part, text


_FILE_NAME: Final = re.compile(r"\[[0-9]+\]\.name\Z")
"""What is behind the field of an action that brings files in; each of them is public as long as all of them are."""

_Period = tuple[datetime, datetime | None]
_Carrier = tuple[int, str]
"""The number of an event, and the field of its action that brought a text in."""

_SLOTS: Final = tuple(field.name for field in attrs.fields(Published))
_SETS: Final[Mapping[type[Action], Mapping[str, str]]] = {
    Verify: {"title": "title", "text": "text"},
    Answer: {"answer": "text"},
    Publish: {slot: slot for slot in _SLOTS},
}
"""Which field of an action sets which of the texts that a report shows."""


class _Course:
    """What was public of a report and when, and who had it after each event: the events happen once more."""

    def __init__(self, report: Report) -> None:
        self.periods: dict[_Carrier, list[_Period]] = {}
        self.responsible: list[AgencyCode | None] = []
        self._carriers: dict[str, _Carrier] = {}
        self._shown: dict[str, _Carrier | None] = {}
        first = report.history.first
        draft = born(first)
        for event in report.history:
            if event is not first:
                fold(draft, event)
            self.responsible.append(draft.responsible)
            is_reviewed = draft.reviewed or isinstance(first.action, Adopt)
            self._look(draft, event, is_public=is_reviewed and Protection.CONFIDENTIAL not in draft.protection)

    def _look(self, draft: ReportDraft, event: Event, *, is_public: bool) -> None:
        """Put down what changed with an event about the texts that the report shows."""
        sets = _SETS.get(type(event.action), {})
        for slot in _SLOTS:
            text = getattr(draft.published, slot)
            if slot in sets and getattr(event.action, sets[slot]) is text:
                self._carriers[slot] = event.seq, sets[slot]
            shown = self._carriers[slot] if text and is_public else None
            before = self._shown.get(slot)
            if shown != before:
                self._shown[slot] = shown
                if before is not None:
                    start, _ = self.periods[before].pop()
                    self.periods[before] += [(start, event.at)] if start < event.at else []
                if shown is not None:
                    self.periods.setdefault(shown, []).append((event.at, None))
