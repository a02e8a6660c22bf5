"""One case drawn for print: its days as a strip, whose they were, what happened, and every duty as a bar.

There are only codes, labels and days in it: no name, no number of a report, no text that anybody wrote.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby, takewhile
from textwrap import wrap
from typing import Final, NamedTuple

from lapor_core.drawing import (
    BIG,
    DASHES,
    LINE,
    MARGIN,
    PAPER,
    SMALL,
    UNIT,
    document,
    dot,
    length,
    rectangle,
    text,
    titled,
)
from lapor_core.reports import Report
from lapor_core.rules.duties import Duty, assess
from lapor_core.rules.ledger import days_of
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.workdays import CalendarDay
from lapor_core.vocabulary import DutyState, Language, Party

_STRIP, _BAR, _ROW, _SPAN = 26, 12, 24, 880
_WIDEST, _NARROWEST = 24.0, 2.0
_COLOURS: Final[Mapping[Party | None, str]] = {
    Party.COORDINATOR: "#bfd9f2",
    Party.HANDLER: "#c9e4c5",
    Party.REPORTER: "#fde3a7",
    Party.OMBUDSMAN: "#e3c8e8",
    Party.NOBODY: "#e4e7eb",
    None: PAPER,
}
_GOOD, _BAD, _OPEN, _GREY = "#3f7d4e", "#b3261e", "#2f6690", "#9aa5b1"
_BARS: Final[Mapping[DutyState, str]] = {
    DutyState.RUNNING: _OPEN,
    DutyState.PAUSED: _OPEN,
    DutyState.MET: _GOOD,
    DutyState.LATE: _BAD,
    DutyState.BREACHED: _BAD,
    DutyState.DROPPED: _GREY,
    DutyState.UNKNOWN: _GREY,
}
_HATCH: Final = (
    '<pattern id="lapor-off" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<path d="M0 0V5" stroke="{LINE}" stroke-width="1.3" stroke-opacity="0.55"/></pattern>'
)
_ONE_DAY: Final = timedelta(days=1)
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "title": "Days and duties of a report",
        "whose": "Whose day",
        "events": "Events",
        "today": "asked on {}",
        "due": "due {}",
        "due between": "due between {} and {}",
        "started": "from {}",
        "unknown": "Not known",
        "off": "No working day",
        "to come": "Paler: days to come, if nothing else happens",
        "bar": "Bar: from day zero to the end of the duty; outlined: to the due day, marked by a line; "
        "dashed: not known",
        "late": "Red behind the line: too late",
    },
    "id": {
        "title": "Hari dan kewajiban satu laporan",
        "whose": "Giliran",
        "events": "Peristiwa",
        "today": "ditanyakan {}",
        "due": "jatuh tempo {}",
        "due between": "jatuh tempo antara {} dan {}",
        "started": "sejak {}",
        "unknown": "Tidak diketahui",
        "off": "Bukan hari kerja",
        "to come": "Lebih pucat: hari mendatang, jika tidak ada peristiwa lain",
        "bar": "Batang: dari hari nol sampai kewajiban berakhir; garis tepi: sampai jatuh tempo, bergaris tegak; "
        "putus-putus: tidak diketahui",
        "late": "Merah di belakang garis: terlambat",
    },
}


def timeline_svg(report: Report, *, as_of: datetime, under: Rulebook, language: Language = "en") -> str:
    """Draw a case as one self-contained picture.

    Args:
        report: the report.
        as_of: aware instant of asking, not before the report's last event.
        under: the rules.
        language: of the labels.

    Raises:
        InvalidValueError: the instant is naive or before the last event.
        UncoveredDayError: a hold lies where no decree says which days are working days.
    """
    return _Timeline(report, as_of, under, language).drawn()


class _Day(NamedTuple):
    day: date
    party: Party | None
    kind: CalendarDay | None


class _Timeline:
    """The layout: which days there are, how wide each one is, then the rows from above to below."""

    def __init__(self, report: Report, as_of: datetime, under: Rulebook, language: Language) -> None:
        calendar = under.calendar_of(report)
        self.language: Language = language
        self.words = _WORDS[language]
        self.duties = assess(report, as_of=as_of, under=under).duties
        self.today = calendar.local_day(as_of)
        self.first = calendar.local_day(report.received_earliest)
        dues = [day for duty in self.duties for day in (duty.due_latest, duty.due_earliest) if day is not None]
        self.last = max([self.today, *dues]) + _ONE_DAY
        self.days = [
            _Day(day, party, calendar.why(day) if day in calendar.coverage else None)
            for day, _, party in takewhile(lambda one: one[0] <= self.last, days_of(report, under))
        ]
        self.wide = max(_NARROWEST, min(_WIDEST, _SPAN / (len(self.days) + 1)))
        labels = [f"{duty.key} {duty.rule.duty.label(language)}" for duty in self.duties]
        self.left = MARGIN + UNIT + max(length(label) for label in (self.words["whose"], *labels))
        self.events = [
            (day, [event.action.name.label(language) for event in events])
            for day, events in groupby(report.history, key=lambda event: calendar.local_day(event.at))
        ]

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return self.left + (day - self.first).days * self.wide

    def drawn(self) -> str:
        shapes = [text(MARGIN, MARGIN + BIG, self.words["title"], bold=True, size=BIG)]
        y = MARGIN + 58.0
        bottom = y + _STRIP + _ROW * len(self.duties) + 14
        shapes += [*self.axis(y - 24, bottom), *self.marks(y - 8), *self.strip(y)]
        for place, duty in enumerate(self.duties):
            shapes.append(titled(self.told(duty), self.bar(duty, y + _STRIP + 16 + place * _ROW)))
        shapes += self.asked(y - 14, bottom)
        ends = [self.x(self.last) + self.wide]
        ends += [self.end_of(duty) + 10 + length(self.note(duty)) for duty in self.duties]
        width = max(*ends, self.left + 620.0) + MARGIN
        shapes += self.legend(bottom + UNIT)
        y = bottom + 90
        lines = self.list_of_events(width)
        shapes.append(text(MARGIN, y, self.words["events"], bold=True))
        shapes += [text(self.left, y + 16 * place, line) for place, line in enumerate(lines)]
        height = y + 16 * len(lines) + MARGIN
        told = " ".join([*(f"{day}: {', '.join(names)}." for day, names in self.events), *map(self.told, self.duties)])
        return document(width, height, self.words["title"], told, shapes, _HATCH)

    def axis(self, y: float, bottom: float) -> Iterator[str]:
        """Yield the days that have room for their names, Mondays where that is every week or less."""
        step = 7
        while step * self.wide < length("2000-00-00 ", SMALL) + 6:
            step += 7
        day = self.first + timedelta(days=-self.first.weekday() % 7)
        while day <= self.last:
            x = self.x(day)
            yield f'<path d="M{x:g} {y + 4:g}V{bottom:g}" stroke="{DASHES}" stroke-width="0.6" stroke-opacity="0.5"/>'
            yield text(x + 2, y, day.isoformat(), size=SMALL)
            day += timedelta(days=step)

    def marks(self, y: float) -> Iterator[str]:
        """Yield a dot for every day on which something happened, with its number in the list below."""
        clear = 0.0
        for number, (day, names) in enumerate(self.events, start=1):
            x = self.x(day) + self.wide / 2
            label = f"{number}"
            shapes = [dot(x, y + 3, 3)]
            if x - length(label, SMALL) / 2 > clear:
                shapes.append(text(x, y - 3, label, size=SMALL, at="middle", bold=True))
                clear = x + length(label, SMALL) / 2 + 2
            yield titled(f"{day}: {', '.join(names)}", shapes)

    def strip(self, y: float) -> Iterator[str]:
        """Yield the days: whose they are, then over them which are no working days."""
        yield text(MARGIN, y + _STRIP / 2 + 4, self.words["whose"], bold=True)
        yield rectangle(self.x(self.first), y, self.wide, _STRIP, f'fill="{PAPER}" stroke="{LINE}"', radius=0)
        for (party, is_to_come), run in groupby(self.days, key=lambda one: (one.party, one.day > self.today)):
            days = list(run)
            x, width = self.x(days[0].day), self.wide * len(days)
            pale = ' fill-opacity="0.45" stroke-dasharray="3 2"' if is_to_come else ""
            style = f'fill="{_COLOURS[party]}" stroke="{LINE}" stroke-width="0.8"{pale}'
            title = f"{days[0].day} - {days[-1].day}: {self.named(party)}"
            yield titled(title, [rectangle(x, y, width, _STRIP, style, radius=0)])
        for one in self.days:
            if one.kind is not None and not one.kind.is_workday:
                names = [day.name(self.language) for day in one.kind.holidays]
                title = f"{one.day}: {', '.join([one.kind.kind.label(self.language), *names])} ({one.kind.decree_id})"
                off = rectangle(self.x(one.day), y, self.wide, _STRIP, 'fill="url(#lapor-off)"', radius=0)
                yield titled(title, [off])
        for party, run in groupby(self.days, key=lambda one: one.party):
            days = list(run)
            room = self.wide * len(days) - 6
            words = next((name for name in (self.named(party), self.short(party)) if length(name) <= room), "")
            if words:
                middle = self.x(days[0].day) + self.wide * len(days) / 2
                size = length(words) + 8
                ground = f'fill="{_COLOURS[party]}" fill-opacity="0.9"'
                yield rectangle(middle - size / 2, y + 5, size, _STRIP - 10, ground, radius=3)
                yield text(middle, y + _STRIP / 2 + 4, words, at="middle")

    def named(self, party: Party | None) -> str:
        return self.words["unknown"] if party is None else party.label(self.language)

    def short(self, party: Party | None) -> str:
        return "?" if party is None else self.named(party)[0]

    def bar(self, duty: Duty, y: float) -> Iterator[str]:
        """Yield a duty from the day after day zero to its end, and its due day."""
        colour = _BARS[duty.state]
        yield text(MARGIN, y + 10, duty.key, duty.rule.duty.label(self.language))
        start = self.x((duty.started_on or self.first) + _ONE_DAY)
        end = self.x((duty.ended_on or self.today) + _ONE_DAY)
        due = None if duty.due_latest is None else self.x(duty.due_latest + _ONE_DAY)
        is_vague = duty.started_on is None
        dashes = ' stroke-dasharray="4 3"' if is_vague or duty.due_earliest != duty.due_latest else ""
        outline = f'fill="{PAPER}" fill-opacity="0.6" stroke="{colour}"{dashes}'
        if due is not None and due > start:
            yield rectangle(start, y, due - start, _BAR, outline, radius=2)
        done = end if due is None else min(end, due)
        if done > start and not is_vague:
            yield rectangle(start, y, done - start, _BAR, f'fill="{colour}" fill-opacity="0.75"', radius=2)
        elif done > start and due is None:
            yield rectangle(start, y, done - start, _BAR, outline, radius=2)
        if due is not None and end > due and duty.is_breached:
            yield rectangle(due, y + 3, end - due, _BAR - 6, f'fill="{_BAD}" fill-opacity="0.75"', radius=0)
        for day in sorted({day for day in (duty.due_earliest, duty.due_latest) if day is not None}):
            x = self.x(day + _ONE_DAY)
            yield f'<path d="M{x:g} {y - 3:g}V{y + _BAR + 3:g}" stroke="{colour}" stroke-width="2.4"/>'
        yield text(self.end_of(duty) + 8, y + 10, duty.state.label(self.language), self.when(duty), bold=True)

    def end_of(self, duty: Duty) -> float:
        """Return where the bar of a duty ends."""
        days = [duty.due_latest, duty.due_earliest, duty.ended_on or self.today, self.first]
        return max(self.x(day + _ONE_DAY) for day in days if day is not None)

    def when(self, duty: Duty) -> str:
        if duty.due_earliest is None or duty.due_latest is None:
            return ""
        key = "due" if duty.due_earliest == duty.due_latest else "due between"
        return self.words[key].format(duty.due_earliest, duty.due_latest)

    def note(self, duty: Duty) -> str:
        return f"{duty.state.label(self.language)} {self.when(duty)}"

    def told(self, duty: Duty) -> str:
        start = self.words["unknown"].lower() if duty.started_on is None else duty.started_on
        parts = (self.words["started"].format(start), self.when(duty), duty.state.label(self.language))
        return f"{duty.key} {duty.rule.duty.label(self.language)}: {', '.join(part for part in parts if part)}."

    def asked(self, y: float, bottom: float) -> Iterator[str]:
        x = self.x(self.today) + self.wide / 2
        yield f'<path d="M{x:g} {y:g}V{bottom:g}" stroke="{LINE}" stroke-width="1.4" stroke-dasharray="2 3"/>'
        yield text(x, bottom + 10, self.words["today"].format(self.today), size=SMALL, at="middle")

    def legend(self, y: float) -> Iterator[str]:
        """Yield what the colours and lines stand for."""
        x = self.left
        shown = {one.party for one in self.days}
        for party in (*Party, None):
            if party in shown:
                yield rectangle(x, y + 8, 14, 12, f'fill="{_COLOURS[party]}" stroke="{LINE}"', radius=0)
                name = self.named(party)
                yield text(x + 19, y + 18, f"{self.short(party)} = {name}")
                x += 19 + length(f"C = {name}") + 14
        yield rectangle(x, y + 8, 14, 12, f'fill="url(#lapor-off)" stroke="{LINE}"', radius=0)
        yield text(x + 19, y + 18, self.words["off"])
        yield text(self.left, y + 38, "", f"{self.words['to come']}. {self.words['late']}.")
        yield text(self.left, y + 54, "", f"{self.words['bar']}.")

    def list_of_events(self, width: float) -> list[str]:
        """Return what happened on which day, numbered as on the strip."""
        entries = [f"{number}  {day}  {', '.join(names)}" for number, (day, names) in enumerate(self.events, start=1)]
        room = int((width - self.left - MARGIN) / length("x"))
        return [line for entry in entries for line in wrap(entry, room, subsequent_indent="    ")]
