"""The admin export of SP4N-LAPOR! ("Laporan Ringkas"): its rows become reports that know what it knows, and no more.

A row says where a case stands, who ended it and when it came in. It does not say when the case was sent on, answered
or ended: the report is *adopted* as of the moment when the file was made, and those instants stay unknown. Columns
may stand in any order, below information rows or not, and older exports have fewer of them. Dates and times are UTC.
A word that is not known is a reason to refuse the row, never a reason to guess.

Rows are sequences of cells as readers of CSV and .xlsx files give them: texts, numbers, dates, times, None.
"""

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Final, TypeVar

import attrs

from lapor_core.actions import Adopt
from lapor_core.agencies import Agency, Directory
from lapor_core.checks import require_instant
from lapor_core.errors import ExportError, InvalidActionError, InvalidValueError, Problem
from lapor_core.filings import Filing
from lapor_core.identifiers import AgencyCode, TrackingId, folded
from lapor_core.interop import lapor_table
from lapor_core.interop.lapor_table import ExportHeader, Row, Rows, key, plain
from lapor_core.interop.lapor_words import MADE_ON, WEB_OF_AGENCY, WORDS, Column, Meaning, StatusWord
from lapor_core.reports import Report
from lapor_core.rules.rulebook import Rulebook
from lapor_core.rules.workdays import WIB
from lapor_core.states.lifecycle import adopt
from lapor_core.vocabulary import AgencyKind, ArchiveReason, Channel, Classification, Protection, Status

_T = TypeVar("_T")

UNKNOWN_PROTECTION: Final = Protection.ANONYMOUS | Protection.CONFIDENTIAL
"""What a file without that column is taken to say: nobody is exposed because a column is missing."""

_ONE_DAY: Final = timedelta(days=1)
_SLUG_LENGTH: Final = 56
_PLACES: Final = (Column.PROVINCE, Column.CITY, Column.DISTRICT, Column.VILLAGE)


@attrs.frozen(kw_only=True)
class RefusedRow:
    """A row that did not become a report: its number in the file, from 1, and all that is wrong with it.

    The path of a problem is the name of a column.
    """

    row: int
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return f"row {self.row}: {'; '.join(map(str, self.problems))}"


@attrs.frozen(kw_only=True)
class ExportReading:
    """What was read of an export, what was refused and why. Every row that is not blank is one or the other.

    Args:
        header: what stands above the rows.
        known_at: the instant as of which the export knew what it says; the reports were adopted at it.
        read: row number and report, in the order of the file.
        refused: the other rows.
        status_words: each status word and how often it stands in the rows that were read, most often first.
    """

    header: ExportHeader
    known_at: datetime
    read: tuple[tuple[int, Report], ...] = attrs.field(repr=False)
    refused: tuple[RefusedRow, ...]
    status_words: tuple[tuple[str, int], ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        """The reports, in the order of the file."""
        return tuple(report for _, report in self.read)


def read_rows(
    rows: Rows, *, under: Rulebook, known_at: datetime | None = None, words: Mapping[str, Meaning] | None = None
) -> ExportReading:
    """Turn the rows of an export into reports.

    Args:
        rows: the rows of the file from its first one; they are gone through once.
        under: the rules; agencies are found in its directory, by name or alias.
        known_at: the instant as of which the export knew what it says; without it, the end of the day (WIB) on
            which the file says it was made.
        words: further words and what they mean, or another meaning of known ones.

    Raises:
        ExportError: this is no export, or it does not say when it was made and `known_at` is not given.
        InvalidValueError: `known_at` is naive.

    Source of the rule: columns, words and layouts of exports that agencies published or wrote importers for.
    """
    header, table = lapor_table.split(rows)
    if known_at is None:
        if header.generated_on is None:
            raise ExportError([Problem(path=MADE_ON, rule="no day can be read; known_at is needed")])
        known_at = datetime.combine(header.generated_on, time(), WIB) + _ONE_DAY
    all_words = {**WORDS, **(words or {})}
    reader = _Reader(
        under=under,
        known_at=require_instant(known_at, "known_at"),
        words={key(word): (word, meaning) for word, meaning in all_words.items()},
    )
    for row in table:
        reader.take(row)
    return ExportReading(
        header=header,
        known_at=known_at,
        read=tuple(reader.read),
        refused=tuple(reader.refused),
        status_words=tuple(reader.status_words.most_common()),
    )


def read_header(rows: Rows) -> ExportHeader:
    """Read what stands above the rows of an export, and none of the rows.

    Raises:
        ExportError: this is no export.
    """
    return lapor_table.split(rows)[0]


def agency_names(rows: Rows) -> tuple[str, ...]:
    """Return the names of agencies in the rows of an export, each once, in order of appearance.

    Raises:
        ExportError: this is no export.
    """
    cells = (row.cells.get(column) for row in lapor_table.split(rows)[1] for column in (Column.AGENCY, Column.HANDLER))
    return tuple({folded(name): name for name in map(plain, cells) if name}.values())


def directory_of_names(
    names: Iterable[str], *, known: Iterable[Agency] = (), parent: AgencyCode | None = None
) -> Directory:
    """Make a directory for whoever has an export and no list of agencies yet.

    Codes are made from the names: keep the directory, rather than making it anew for each file.

    Args:
        names: names of agencies, such as `agency_names` gives.
        known: agencies that the caller knows, with their aliases; no other is made for their names.
        parent: code of the known agency that all others become units of.

    Raises:
        DirectoryError: the known agencies and the parent do not form a tree.
    """
    agencies = list(known)
    taken = {folded(name) for agency in agencies for name in (agency.name, *agency.aliases)}
    codes = {agency.code for agency in agencies}
    for name in names:
        if folded(name) not in taken:
            code = _free_code(name, codes)
            agencies.append(Agency(code=code, name=name, kind=AgencyKind.UNIT, parent=parent))
            codes.add(code)
            taken.add(folded(name))
    return Directory(agencies=agencies)


def _free_code(name: str, codes: set[AgencyCode]) -> AgencyCode:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    # A long number, which no code may hold, is left out.
    slug = ("unit-" + re.sub(r"[0-9](?:-?[0-9]){8,}", "n", words))[:_SLUG_LENGTH].rstrip("-")
    slugs = itertools.chain([slug], (f"{slug}-{n}" for n in itertools.count(2)))
    return next(code for code in map(AgencyCode, slugs) if code not in codes)


@attrs.define(kw_only=True)
class _Reader:
    """Takes the rows of one file, and keeps what became of them."""

    under: Rulebook
    known_at: datetime
    words: Mapping[str, tuple[str, Meaning]]
    read: list[tuple[int, Report]] = attrs.Factory(list[tuple[int, Report]])
    refused: list[RefusedRow] = attrs.Factory(list[RefusedRow])
    status_words: Counter[str] = attrs.Factory(Counter[str])
    first_rows: dict[TrackingId, int] = attrs.Factory(dict[TrackingId, int])

    def take(self, row: Row) -> None:
        """Turn a row into a report, or refuse it."""
        facts = self._facts(row)
        try:
            if facts is not None:
                self.read.append((row.number, adopt(facts, known_at=self.known_at, under=self.under)))
                self.status_words[self.words[key(plain(row.cells.get(Column.STATUS)))][0]] += 1
        except InvalidActionError as error:  # a word that the caller gave contradicts itself
            row.refuse(Column.STATUS, f"{error.refusal.reason}; needed: {error.refusal.needs}")
        if row.problems:
            self.refused.append(RefusedRow(row=row.number, problems=tuple(row.problems)))

    def _facts(self, row: Row) -> Adopt | None:
        """Return what a row says, or None when anything about it is wrong."""
        tracking_id = row.get(Column.TRACKING_ID, lapor_table.tracking_id, needed=True)
        if tracking_id and self.first_rows.setdefault(tracking_id, row.number) != row.number:
            row.refuse(Column.TRACKING_ID, f"row {self.first_rows[tracking_id]} has the same")
        word = row.get(Column.STATUS, self._word(StatusWord), needed=True)
        received = self._received(row)
        archive_reason = self._archive_reason(row, word)
        agency = row.get(Column.AGENCY, self._agency)
        handler = row.get(Column.HANDLER, self._agency)
        classification = row.get(Column.CLASSIFICATION, self._word(Classification))
        category = row.get(Column.CATEGORY, lapor_table.category)
        channel = row.get(Column.CHANNEL, self._channel)
        protection = row.get(Column.PROTECTION, self._protection)
        if row.problems or tracking_id is None or word is None or received is None or protection is None:
            return None
        places = (plain(row.cells.get(place)) for place in _PLACES)
        return Adopt(
            filing=Filing(
                tracking_id=tracking_id,
                title=lapor_table.own_words(row.cells.get(Column.TITLE)),
                text=lapor_table.own_words(row.cells.get(Column.TEXT)),
                channel=channel,
                protection=protection if Column.PROTECTION in row.cells else UNKNOWN_PROTECTION,
                agency=agency,
                classification=classification,
                category=category,
                location=", ".join(filter(None, places)) or None,
            ),
            status=word.status,
            received_earliest=received[0],
            received_latest=received[1],
            responsible=handler or agency,
            ended_by=word.ended_by,
            archive_reason=archive_reason,
        )

    def _received(self, row: Row) -> tuple[datetime, datetime] | None:
        """Return the instants between which the report came in."""
        day = row.get(Column.DAY, lapor_table.day, needed=True)
        clock = row.get(Column.CLOCK, lapor_table.clock)
        if day is None:
            return None
        earliest = datetime.combine(day, clock or time(), UTC)
        if earliest > self.known_at:
            row.refuse(Column.DAY, "it came in after the file was made")
            return None
        return earliest, earliest if clock is not None else min(earliest + _ONE_DAY, self.known_at)

    def _archive_reason(self, row: Row, word: StatusWord | None) -> ArchiveReason | None:
        if word is None or word.status is not Status.ARCHIVED:
            return None  # for a held report the column may say why it is held, in free words
        reason = row.get(Column.REASON, self._word(ArchiveReason), needed=word.archive_reason is None)
        if reason is not None and word.archive_reason not in (None, reason):
            row.refuse(Column.REASON, "this is not the reason that the status word gives")
        return reason or word.archive_reason

    def _word(self, kind: type[_T]) -> Callable[[object], _T | None]:
        """Make a reader of cells that hold a word with a meaning of this kind."""

        def meaning_of(cell: object) -> _T | None:
            text = plain(cell)
            if not text:
                return None
            _, meaning = self.words.get(key(text), (None, None))
            if not isinstance(meaning, kind):
                raise InvalidValueError("word", "the word is not known")
            return meaning

        return meaning_of

    def _channel(self, cell: object) -> Channel | None:
        if key(plain(cell)).startswith(WEB_OF_AGENCY):
            return Channel.AGENCY_WEB
        return self._word(Channel)(cell)

    def _protection(self, cell: object) -> Protection:
        flags = Protection.NONE
        for part in plain(cell).split("|"):
            flags |= self._word(Protection)(part) or Protection.NONE
        return flags

    def _agency(self, cell: object) -> AgencyCode | None:
        name = plain(cell)
        return self.under.directory.find(name).code if name else None
