"""Counting rows in one pass: mutable inside, exact and frozen outside, and addable in any order.

A tally never looks at an indicator while it counts. It keeps, for each key and each group of columns that some
indicator needs together, how many rows have which values of them. Indicators are read off these counts afterwards. So
its memory goes by how many different values there are and not by rows, and two tallies are added by adding their
counts. An engine that can group and count says the same: `Tally.groups` are its groups, and `Tally.add_counts` takes
what it counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain, islice, pairwise, repeat, takewhile
from operator import itemgetter
from typing import Any, Final

from lapor_core.checks import require_a, require_day
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.catalogue import INDICATORS
from lapor_core.monitoring.combinations import Combination, Counts, Shared, Take, add_up, fits, strict_taker, taker
from lapor_core.monitoring.facts import TABLES, TOGETHER, Basis, Facts
from lapor_core.monitoring.figures import MINIMUM_SAMPLE, Figure
from lapor_core.monitoring.indicators import Indicator
from lapor_core.monitoring.reading import Cell, Reading, require_values, steps_to
from lapor_core.periods import Period
from lapor_core.vocabulary import Grain

PERIOD: Final = "period"
OUTSIDE: Final = "outside"
"""Stands for the period of a row that lies in none of those that are counted apart."""
_CHUNK: Final = 1 << 17

_When = Period | str | None


class Tally:
    """Counts the rows of one table, apart by whatever the caller names. Indonesian term: *rekapitulasi*.

    Args:
        rows: the table: `CaseFacts`, `DutyFacts`, `AgencyFacts`, `TextFacts` or `SurveyFacts`.
        by: the columns by which it counts apart, such as ``("agency", "category")``.
        period: a grain, or periods, to count apart by the day of a row; None to count all days together.
        own: names of columns of the caller's own, which stand behind the fixed ones in every row.
        indicators: what is to be read off; by default every indicator of the table.
        basis: under which rules and at which moment the rows were made.

    Raises:
        InvalidValueError: an unknown table or column, a column named twice, periods that overlap, an indicator over
            another table, or two with one id.
    """

    def __init__(
        self,
        rows: type[Facts],
        *,
        by: Sequence[str] = (),
        period: Grain | Sequence[Period] | None = None,
        own: Sequence[str] = (),
        indicators: Iterable[Indicator] = INDICATORS,
        basis: Basis | None = None,
    ) -> None:
        """Count nothing yet."""
        if rows not in TABLES.values():
            raise InvalidValueError("rows", "one of the tables of facts is needed, such as CaseFacts")
        self.rows = rows
        self.columns = (*rows._fields, *own)
        if isinstance(own, str) or len({*self.columns, PERIOD}) != len(self.columns) + 1:
            raise InvalidValueError("own", "names that no other column has are needed")
        self.by = tuple(by)
        if isinstance(by, str) or len(set(self.by)) < len(self.by) or not set(self.by) <= set(self.columns):
            raise InvalidValueError("by", f"columns are needed, each once, of {', '.join(self.columns)}")
        self.period = period if period is None or isinstance(period, Grain) else _ordered(period)
        self.indicators = tuple(indicators)
        if self.indicators == INDICATORS:
            self.indicators = tuple(one for one in INDICATORS if one.rows is rows)
        needed = frozenset[str]().union(*(columns for one in self.indicators for columns in one.columns()))
        if any(one.rows is not rows for one in self.indicators) or not needed <= set(self.columns):
            raise InvalidValueError("indicators", "indicators over the columns of the table are needed")
        if len({one.indicator_id for one in self.indicators}) < len(self.indicators):
            raise InvalidValueError("indicators", "indicators with ids of their own are needed")
        self.basis = require_a(basis or Basis(), Basis, "basis")
        self.outside = 0
        """How many rows lie in none of the periods."""
        self.groups = _groups(self.indicators, self.columns, TOGETHER.get(rows, ()))
        """The columns that are counted together; an engine counts them together with those of ``by`` and the period."""
        self._wanted = f"tuples of {len(self.columns)} plain values are needed"
        keys, *places = ([self.columns.index(name) for name in names] for names in (self.by, *self.groups))
        self._by = [itemgetter(place) for place in keys]
        self._takers = [itemgetter(*those) if those else taker(()) for those in places]
        self._counts: dict[Combination, list[Counts]] = {}
        # Rows that come one by one, or are counted by one group alone, have the key in front until somebody asks.
        self._loose: list[tuple[Counts, Take]] = [
            ({}, strict_taker(those)) for those in ([*keys, *group] for group in places)
        ]
        self._when = _PeriodOf(self.period)
        self._days = itemgetter(self.columns.index("day"), self.columns.index("day_latest"))

    @property
    def key(self) -> tuple[str, ...]:
        """What it counts apart by: the columns, then ``period`` if there is one."""
        return self.by if self.period is None else (*self.by, PERIOD)

    def add(self, row: Combination) -> None:
        """Count one row.

        Raises:
            InvalidValueError: it has not the columns of the table, or something else than plain values; then it was
                not counted.
        """
        if self.period is not None:
            self.update((row,))
            return
        try:
            for counts, get in self._loose:
                combination = get(row)
                # A plain dict: it is faster here than a Counter.
                counts[combination] = counts.get(combination, 0) + 1
        except (IndexError, TypeError):
            for counts, get in takewhile(lambda part: fits(row, part[1]), self._loose):
                counts[get(row)] -= 1
                if not counts[get(row)]:
                    del counts[get(row)]
            raise InvalidValueError("row", self._wanted) from None

    def update(self, rows: Iterable[Combination]) -> None:
        """Count many rows; they are taken in turn and not kept.

        Raises:
            InvalidValueError: a row has not the columns of the table, or something else than plain values. Then, and
                whenever taking the rows fails, nothing of this call was counted.
        """
        fresh: defaultdict[Any, list[Counter[Any]]] = defaultdict(lambda: [Counter() for _ in self.groups])
        (_, loosely), *others = self._loose
        loose: Counter[Combination] = Counter()
        remaining = iter(rows)
        while chunk := [*islice(remaining, _CHUNK)]:
            try:
                # One is asked for all of them: rows of another table are like each other.
                self._require_width(chunk[0])
                if others or self.period is not None:
                    self._count(chunk, fresh)
                else:
                    loose.update(map(loosely, chunk))
            except (IndexError, TypeError):
                raise InvalidValueError("rows", self._wanted) from None
        add_up(self._loose[0][0], loose)
        key_of, *shared = (Shared(len(columns)) for columns in (self.key, *self.groups))
        for key, parts in fresh.items():
            some = [
                {same[values]: n for values, n in counts.items()} for same, counts in zip(shared, parts, strict=True)
            ]
            self._add(key_of[key], some)

    def _require_width(self, row: Combination) -> None:
        if len(row) != len(self.columns):
            raise IndexError(self._wanted)

    def _count(self, rows: Sequence[Combination], counted: Mapping[Any, list[Counter[Any]]]) -> None:
        """Count each group for each key: rows are told apart once, so that no group has to do it again."""
        apart: defaultdict[Any, list[Combination]] = defaultdict(list)
        for key, row in zip(self._keys_of(rows), rows, strict=True):
            apart[key].append(row)
        for key, own in apart.items():
            for counts, get in zip(counted[key], self._takers, strict=True):
                counts.update(map(get, own))

    def _keys_of(self, rows: Sequence[Combination]) -> Iterable[Any]:
        """Return under which key each row is counted; a key of one column is the value alone, which is fastest."""
        columns: list[Iterable[Any]] = [map(get, rows) for get in self._by]
        if self.period is not None:
            columns.append(map(self._when.__getitem__, map(self._days, rows)))
        if len(columns) == 1:
            return columns[0]
        return zip(*columns, strict=True) if columns else repeat((), len(rows))

    def add_counts(self, group: tuple[str, ...], counts: Mapping[Combination, int]) -> None:
        """Take over how many rows have which values of one group, as an engine counted them.

        Args:
            group: one of `Tally.groups`; give each once, for the same rows.
            counts: by the values of ``by``, then of the group, then the period if there is one: a `Period`, `OUTSIDE`
                them all, or None when it is not known.

        Raises:
            InvalidValueError: it is no group of this tally, or the values or numbers do not fit it.
        """
        if group not in self.groups:
            raise InvalidValueError("group", "one of the groups of the tally is needed")
        width = len(self.by) + len(group) + (self.period is not None)
        if any(len(values) != width or type(n) is not int or n < 0 for values, n in counts.items()):
            raise InvalidValueError("counts", f"numbers of rows by {width} values are needed")
        if self.period is not None and not all(self._is_period(when) for *_, when in counts):
            raise InvalidValueError("counts", "the periods of the tally are needed, OUTSIDE or None")
        self._add_apart(self.groups.index(group), counts)

    def _is_period(self, when: object) -> bool:
        if isinstance(when, Period):
            own = self.period
            return when == Period.of(when.first, own) if isinstance(own, Grain) else own is not None and when in own
        return when is None or when == OUTSIDE

    def _add_apart(self, place: int, counts: Mapping[Combination, int]) -> None:
        """Add counts of one group that have the columns of the key in front, and the period behind."""
        first, last = len(self.by), len(self.by) + len(self.groups[place])
        apart: defaultdict[Combination, list[Counts]] = defaultdict(lambda: [{} for _ in self.groups])
        for values, n in counts.items():
            if n:
                apart[values[:first] + values[last:]][place][values[first:last]] = n
        for key, parts in apart.items():
            self._add(key, parts)

    def _add(self, key: Combination, parts: Sequence[Mapping[Combination, int]]) -> None:
        if self.period is not None and key[-1] == OUTSIDE:
            self.outside += sum(parts[0].values())
            return
        for counts, more in zip(self._counts.setdefault(key, [{} for _ in self.groups]), parts, strict=True):
            add_up(counts, more)

    def _settled(self) -> dict[Combination, list[Counts]]:
        """Return all counts by key and group, those of rows that came one by one among them."""
        for place, (counts, _) in enumerate(self._loose):
            self._add_apart(place, counts)
            counts.clear()
        return self._counts

    def merge(self, other: "Tally") -> None:
        """Add what another tally counted; in which order rows and tallies come changes nothing.

        Raises:
            InvalidValueError: the two do not add up: they count other rows, apart by something else, or under other
                rules or at another moment.
        """
        require_a(other, Tally, "other")
        for field in ("rows", "columns", "by", "period", "indicators"):
            if getattr(self, field) != getattr(other, field):
                raise InvalidValueError("other", f"the two count something else ({field}); they do not add up")
        for field in ("packs", "calendars", "as_of"):
            if getattr(self.basis, field) != getattr(other.basis, field):
                raise InvalidValueError("other", f"the two count under different rules ({field}); they do not add up")
        for key, parts in other._settled().items():  # noqa: SLF001 (of the same class)
            self._add(key, parts)
        self.outside += other.outside

    def figures(self, *, by: Sequence[str] | None = None, minimum: int = MINIMUM_SAMPLE) -> tuple[Figure, ...]:
        """Return every indicator for everything that was counted apart, indicator by indicator.

        Args:
            by: count apart by these of the columns and ``period`` alone, and everything else together.
            minimum: how many rows a figure should rest on.

        Raises:
            InvalidValueError: the tally does not count apart by one of them, a minimum below 1, or counts that cannot
                be read: sums of something else than whole numbers, NaN, or groups that an engine counted over other
                rows.
        """
        names = self.key if by is None else tuple(by)
        if isinstance(by, str) or not set(names) <= set(self.key) or len(set(names)) < len(names):
            raise InvalidValueError("by", f"columns that the tally counts apart by are needed: {', '.join(self.key)}")
        _require_minimum(minimum)
        cells = self._cells(names, {})
        ordered = sorted(cells, key=lambda values: [(value is None, str(value)) for value in values])
        readings = [Reading(indicator, self.columns) for indicator in self.indicators]
        keyed = [(tuple(zip(names, values, strict=True)), cells[values]) for values in ordered]
        # Key by key is faster; they are listed indicator by indicator.
        figures = [[one.figure(key, cell, minimum, self.basis) for one in readings] for key, cell in keyed]
        return tuple(chain.from_iterable(zip(*figures, strict=True)))

    def figure(self, indicator_id: str, *, minimum: int = MINIMUM_SAMPLE, **at: object) -> Figure:
        """Return one indicator for everything that was counted, or for what has certain values.

        Args:
            indicator_id: such as ``MON-001``.
            minimum: how many rows it should rest on.
            at: values of columns that the tally counts apart by, and of ``period``. Without rows of them the figure
                has no value.

        Raises:
            InvalidValueError: the tally does not count this indicator, or not apart by one of these; else as `figures`.
        """
        indicator = next((one for one in self.indicators if one.indicator_id == indicator_id), None)
        if indicator is None:
            raise InvalidValueError("indicator_id", "an indicator that the tally counts is needed")
        if not set(at) <= set(self.key):
            raise InvalidValueError("at", f"columns that the tally counts apart by are needed: {', '.join(self.key)}")
        _require_minimum(minimum)
        (cell,) = self._cells((), at).values()
        return Reading(indicator, self.columns).figure(tuple(at.items()), cell, minimum, self.basis)

    def _cells(self, names: tuple[str, ...], at: Mapping[str, object]) -> dict[tuple[object, ...], Cell]:
        """Return the counts of each group, apart by some names, of the rows with some values."""
        steps = steps_to(self.indicators, self.groups, self.columns)
        cells: defaultdict[tuple[object, ...], Cell] = defaultdict(lambda: Cell(self.groups, steps))
        if not names:
            cells[()] = Cell(self.groups, steps)
        for key, parts in self._settled().items():
            require_values(self.key, key)
            if len({sum(counts.values()) for counts in parts}) > 1:
                raise InvalidValueError("counts", "each group has to be counted once, over the same rows")
            known = dict(zip(self.key, key, strict=True))
            if any(known[name] != value for name, value in at.items()):
                continue
            cell = cells[tuple([known[name] for name in names])]
            cell.add(parts)
            if known.get(PERIOD) is None:
                cell.is_dated = False
        for values, cell in cells.items():
            cell.days = self._days_of(cell, {**at, **dict(zip(names, values, strict=True))})
        return cells

    def _days_of(self, cell: Cell, key: Mapping[str, object]) -> int | None:
        """Return how many days the periods of a cell have; None when it has none, or a row may lie in none."""
        if PERIOD in key:
            periods: tuple[object, ...] = (key[PERIOD],)
        else:
            periods = self.period if isinstance(self.period, tuple) and cell.is_dated else (None,)
        return sum(one.days for one in periods if isinstance(one, Period)) or None


def _require_minimum(minimum: int) -> None:
    if type(minimum) is not int or minimum < 1:
        raise InvalidValueError("minimum", "a whole number of at least 1 is needed")


def _ordered(periods: Iterable[Period]) -> tuple[Period, ...]:
    if isinstance(periods, Period) or not periods:
        raise InvalidValueError("period", "a Grain or some Periods are needed")
    ordered = tuple(sorted(require_a(one, Period, "period") for one in periods))
    if any(one.last >= other.first for one, other in pairwise(ordered)):
        raise InvalidValueError("period", "periods that do not overlap are needed: a row is counted once")
    return ordered


class _PeriodOf(dict[tuple[date | None, date | None], _When]):
    """The period of a row by the first and the last day that it may belong to, each worked out once."""

    def __init__(self, period: Grain | tuple[Period, ...] | None) -> None:
        super().__init__()
        self._period = period

    def __missing__(self, days: tuple[date | None, date | None]) -> _When:
        if None in days:
            when = None
        else:
            # Whichever of the two comes first: an export may have them the wrong way round.
            first, last = sorted(require_day(day, "day") for day in days)
            one, other = self._of(first), self._of(last)
            earlier, later = sorted((first, last))
            is_between = one is other is OUTSIDE and any(earlier < period.first <= later for period in self._given)
            when = one if one == other and not is_between else None
        self[days] = when
        return when

    @property
    def _given(self) -> tuple[Period, ...]:
        return self._period if isinstance(self._period, tuple) else ()

    def _of(self, day: date) -> _When:
        if isinstance(self._period, Grain):
            return Period.of(day, self._period)
        return next((period for period in self._given if day in period), OUTSIDE)


def _groups(
    indicators: Iterable[Indicator], columns: Sequence[str], cheap: Iterable[frozenset[str]]
) -> tuple[tuple[str, ...], ...]:
    """Return the fewest groups of columns off which every indicator can be read; none lies within another."""
    needed = {some for indicator in indicators for some in indicator.columns()} or {frozenset[str]()}
    for together in cheap:
        inside = {some for some in needed if some and some <= together}
        if inside:
            needed = needed - inside | {frozenset[str]().union(*inside)}
    largest = [some for some in needed if not any(some < other for other in needed)]
    return tuple(sorted(tuple(sorted(some, key=columns.index)) for some in largest))
