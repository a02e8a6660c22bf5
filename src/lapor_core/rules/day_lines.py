"""The breakdown of a duty as a value: its days one by one, how it travels, and how it reads in two languages."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

import attrs

from lapor_core.rules.duties import Duty
from lapor_core.rules.workdays import CalendarDay
from lapor_core.vocabulary import DayKind, DayUse, DutyState, Language, Party, Status


@attrs.frozen(kw_only=True, weakref_slot=False)
class DayLine:
    """One day in the reckoning of a duty. Indonesian term: *baris rincian hari*.

    Args:
        day: the day.
        use: whether it counts, and why not.
        at_least: how many days have counted up to this one for certain.
        at_most: how many may have counted; the same when nothing is unknown.
        status: where the report stood when it began; None when that is not known.
        party: whose day it is; None when that is not known.
        is_counted: whether it is among those that count, or will count if nothing else happens, for certain.
        is_over: whether it has ended at the moment of asking, and the duty had not ended before.
        calendar_day: what kind of day it is, and by which decree; None where no decree covers it.
    """

    day: date
    use: DayUse
    at_least: int
    at_most: int
    status: Status | None
    party: Party | None
    is_counted: bool
    is_over: bool
    calendar_day: CalendarDay | None

    @property
    def number(self) -> int | None:
        """The running number of a day that counts; None for another one, and where it is not known."""
        return self.at_least if self.is_counted and self.at_least == self.at_most else None

    def to_dict(self) -> dict[str, Any]:
        """Return it in plain JSON types; terms as their codes."""
        known = self.calendar_day
        return {
            "day": self.day.isoformat(),
            "use": self.use.value,
            "number": self.number,
            "at_least": self.at_least,
            "at_most": self.at_most,
            "status": self.status and self.status.value,
            "party": self.party and self.party.value,
            "is_over": self.is_over,
            "kind": known and known.kind.value,
            "holidays": [{"id": one.indonesian, "en": one.english} for one in known.holidays] if known else [],
            "decree_id": known and known.decree_id,
        }


@attrs.frozen(kw_only=True, weakref_slot=False)
class Breakdown:
    """How the due day of a duty comes about. Indonesian term: *rincian perhitungan batas waktu*.

    Args:
        duty: the duty.
        as_of: the moment of asking, in the zone of the calendar.
        calendar: version of the calendar that says which days are working days.
        start_earliest: day zero is not before this day.
        start_latest: day zero is not after this day; the same when it is known.
        lines: every day after day zero, up to the due day; if there is none, up to the end of the duty or the day of
            asking.
        uncovered_from: the first day that is missing because no decree covers it; None when none is.
    """

    duty: Duty
    as_of: datetime
    calendar: str
    start_earliest: date
    start_latest: date
    lines: tuple[DayLine, ...]
    uncovered_from: date | None

    @property
    def sums(self) -> Mapping[Party, tuple[int, int]]:
        """How many days of the rule's unit, by whose they were, counted and did not, of those that are over."""
        found: dict[Party, tuple[int, int]] = {}
        for line in self.lines:
            if line.party is not None and line.is_over and line.use is not DayUse.DAY_OFF:
                counted, other = found.get(line.party, (0, 0))
                found[line.party] = counted + line.is_counted, other + (not line.is_counted)
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return it in plain JSON types; terms as their codes."""
        duty, rule = self.duty, self.duty.rule
        return {
            "key": duty.key,
            "rule_id": rule.rule_id,
            "duty": rule.duty.value,
            "cycle": duty.cycle,
            "limit": {"n": rule.limit.n, "unit": rule.limit.unit},
            "citation": rule.citation,
            "confidence": rule.confidence.value,
            "agency": duty.agency and str(duty.agency),
            "as_of": self.as_of.isoformat(),
            "calendar": self.calendar,
            "start_earliest": self.start_earliest.isoformat(),
            "start_latest": self.start_latest.isoformat(),
            "due_on": _iso(duty.due_on),
            "due_earliest": _iso(duty.due_earliest),
            "due_latest": _iso(duty.due_latest),
            "ended_on": _iso(duty.ended_on),
            "state": duty.state.value,
            "lines": [line.to_dict() for line in self.lines],
            "sums": {party.value: {"counted": done, "other": other} for party, (done, other) in self.sums.items()},
            "uncovered_from": _iso(self.uncovered_from),
        }

    def text(self, language: Language) -> str:
        """Return it as lines in columns, for a terminal or a letter.

        Args:
            language: of the labels; sources are quoted in English.
        """
        return "\n".join([*_head(self, language), "", *_table(self, language), "", *_foot(self, language)]) + "\n"

    def __str__(self) -> str:
        return self.text("en")


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


# ---------------------------------------------------------------------------------------------------- the text

_WEEK: Final[Mapping[Language, tuple[str, ...]]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "id": ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"),
}
_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {
        "rule": "Rule",
        "limit": "Limit",
        "source": "Source",
        "start": "Day zero",
        "due": "Due day",
        "state": "State",
        "calendar": "Calendar",
        "columns": "Day|No.|Whose day|Reckoning|Why",
        "sums": "Of the days that are over|counted|not counted",
        "used": "Counted: {used} of {n}",
        "at least": "Counted: {used} of {n} for certain; whether more, is not known",
        "between": "between {} and {}",
        "from": "not before {}",
        "none": "none while it is paused",
        "uncovered": "not known: no decree covers {} and later",
        "unknown": "not known",
        "ended": "{} on {}",
        "as of": "{} as of {}",
        "over": "{}; ended on {}",
    },
    "id": {
        "rule": "Aturan",
        "limit": "Batas waktu",
        "source": "Sumber",
        "start": "Hari nol",
        "due": "Jatuh tempo",
        "state": "Keadaan",
        "calendar": "Kalender",
        "columns": "Hari|No.|Giliran|Perhitungan|Sebab",
        "sums": "Dari hari yang sudah berakhir|dihitung|tidak dihitung",
        "used": "Dihitung: {used} dari {n}",
        "at least": "Dihitung dengan pasti: {used} dari {n}; selebihnya tidak diketahui",
        "between": "antara {} dan {}",
        "from": "tidak sebelum {}",
        "none": "tidak ada selama terhenti",
        "uncovered": "tidak diketahui: tidak ada keputusan yang mencakup {} dan sesudahnya",
        "unknown": "tidak diketahui",
        "ended": "{} pada {}",
        "as of": "{} per {}",
        "over": "{}; berakhir pada {}",
    },
}
"""What the text says in words of its own."""


def _said(day: date, language: Language) -> str:
    return f"{day.isoformat()} {_WEEK[language][day.weekday()]}"


def _head(one: Breakdown, language: Language) -> list[str]:
    words, duty, rule = _WORDS[language], one.duty, one.duty.rule
    cells = [
        ("rule", f"{duty.key}  {rule.duty.label(language)}"),
        ("limit", rule.limit.text(language)),
        ("source", f"{rule.citation} ({rule.confidence.label(language)})"),
        ("start", _between(one.start_earliest, one.start_latest, language)),
        ("due", _due(one, language)),
        ("state", _state(one, language)),
        ("calendar", one.calendar),
    ]
    width = max(len(words[key]) for key, _ in cells)
    return [f"{words[key]:<{width}}  {text}" for key, text in cells]


def _between(first: date, last: date, language: Language) -> str:
    days = [_said(day, language) for day in (first, last)]
    return days[0] if first == last else _WORDS[language]["between"].format(*days)


def _due(one: Breakdown, language: Language) -> str:
    words, first, last = _WORDS[language], one.duty.due_earliest, one.duty.due_latest
    if first is not None and last is not None:
        return _between(first, last, language)
    if first is not None:
        return words["from"].format(_said(first, language))
    if one.uncovered_from is not None:
        return words["uncovered"].format(_said(one.uncovered_from, language))
    return words["unknown" if one.duty.state is DutyState.UNKNOWN else "none"]


def _state(one: Breakdown, language: Language) -> str:
    words, duty = _WORDS[language], one.duty
    state = duty.state.label(language)
    if duty.ended_on is None:
        return words["as of"].format(state, one.as_of.isoformat(" ", "minutes"))
    return words["over" if duty.state in (DutyState.BREACHED, DutyState.UNKNOWN) else "ended"].format(
        state, _said(duty.ended_on, language)
    )


def _table(one: Breakdown, language: Language) -> list[str]:
    rows = [tuple(_WORDS[language]["columns"].split("|"))]
    for line in one.lines:
        party = line.party.label(language) if line.party else _WORDS[language]["unknown"]
        number = f"{line.at_least}" if line.at_least == line.at_most else f"{line.at_least}-{line.at_most}"
        shown = number if line.is_counted or line.at_least != line.at_most else "-"
        rows.append((_said(line.day, language), shown, party, line.use.label(language), _why(line, language)))
    return _in_columns(rows, right={1})


def _why(line: DayLine, language: Language) -> str:
    """Return what kind of day is skipped, and by which decree; or where the report stood on one that is paused."""
    known = line.calendar_day
    if line.use in (DayUse.OTHER_PARTY, DayUse.PAUSE_UNKNOWN) and line.status is not None:
        return line.status.label(language)
    if known is None or line.use not in (DayUse.DAY_OFF, DayUse.ROLLED):
        return ""
    kind = known.kind.label(language)
    if known.kind is DayKind.WEEKEND:
        return kind
    names = ", ".join(one.name(language) for one in known.holidays)
    # The decrees call joint leave by its kind already.
    told = names if names.lower().startswith(kind.lower()) else f"{kind}: {names}"
    return f"{told} ({known.decree_id})"


def _foot(one: Breakdown, language: Language) -> list[str]:
    words, sums = _WORDS[language], one.sums
    rows = [tuple(words["sums"].split("|"))]
    rows.extend((party.label(language), f"{done}", f"{other}") for party, (done, other) in sums.items())
    used = sum(done for done, _ in sums.values())
    told = words["at least" if one.duty.used is None else "used"].format(used=used, n=one.duty.rule.limit.n)
    return [*(_in_columns(rows, right={1, 2}) if sums else []), told]


def _in_columns(rows: list[tuple[str, ...]], *, right: set[int]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
