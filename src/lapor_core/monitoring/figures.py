"""What a tally says: whole numbers, the exact quotient, what was left out and why, and under which rules.

A figure is never rounded; `rounded` writes it down as somebody wants to read it.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from numbers import Rational
from typing import Final

import attrs

from lapor_core.checks import require_a
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.facts import Basis
from lapor_core.monitoring.indicators import Indicator
from lapor_core.vocabulary import Language, Rounding, in_language

MINIMUM_SAMPLE: Final = 5
"""How many rows a figure should rest on, unless told otherwise. No source; as in disclosure control."""

Key = tuple[tuple[str, object], ...]
"""What a figure is about: names of columns, or ``period``, with their values."""


@attrs.frozen(kw_only=True, weakref_slot=False)
class Figure:
    """One indicator for one key, exactly. Indonesian term: *angka indikator*.

    Args:
        indicator: what is measured.
        key: of whom and when; empty for everything together.
        rows: how many rows were looked at.
        sample: how many of them the indicator is about.
        numerator: a number of rows, or a sum.
        denominator: the same; None when there is nothing to divide by.
        excluded: how many rows were left out, by the reason in English; reasons that left none out are not listed.
        unnamed: how many rows the definition does not name, neither to count them nor to leave them out.
        spread: how many rows of the numerator have which values of the listed columns.
        minimum: how many rows it should rest on.
        basis: under which rules the rows were made.
    """

    indicator: Indicator = attrs.field(repr=lambda indicator: indicator.indicator_id)
    key: Key
    rows: int
    sample: int
    numerator: int
    denominator: int | None
    excluded: tuple[tuple[str, int], ...] = ()
    unnamed: int = 0
    spread: tuple[tuple[tuple[object, ...], int], ...] = ()
    minimum: int = MINIMUM_SAMPLE
    basis: Basis = attrs.field(factory=Basis)

    @property
    def value(self) -> Fraction | None:
        """The figure in the unit of its indicator, but shares as shares (3/5, not 60); None without data."""
        if not self.sample:
            return None
        if self.indicator.per == "nothing":
            return Fraction(self.numerator * self.indicator.scale)
        return Fraction(self.numerator * self.indicator.scale, self.denominator) if self.denominator else None

    @property
    def is_enough(self) -> bool:
        """Whether it rests on as many rows as it should."""
        return self.sample >= self.minimum

    @property
    def is_passed(self) -> bool | None:
        """Whether the pass mark is reached; None without a mark or without data."""
        mark, value = self.indicator.pass_mark, self.value
        return None if mark is None or value is None else value >= mark

    @property
    def median(self) -> Fraction | None:
        """The value in the middle, or halfway between the two in the middle; None without data.

        Raises:
            InvalidValueError: the indicator lists no numbers.
        """
        numbers, rows = self._numbers(), self._listed
        return Fraction(_nth(numbers, (rows + 1) // 2) + _nth(numbers, rows // 2 + 1), 2) if rows else None

    def percentile(self, share: Fraction) -> int | None:
        """Return the smallest value that so large a share of the rows does not exceed; None without data.

        Args:
            share: above 0 and up to 1, such as ``Fraction(9, 10)``.

        Raises:
            InvalidValueError: the indicator lists no numbers, or the share is none.
        """
        if not 0 < require_a(share, Fraction, "share") <= 1:
            raise InvalidValueError("share", "a Fraction above 0 and up to 1 is needed")
        numbers = self._numbers()
        return _nth(numbers, -(-share.numerator * self._listed // share.denominator)) if self._listed else None

    @property
    def _listed(self) -> int:
        return sum(rows for _, rows in self.spread)

    def _numbers(self) -> Sequence[tuple[int, int]]:
        if self.indicator.by != (self.indicator.sums,):
            raise InvalidValueError("indicator", "one that lists numbers is needed, such as a time or an age")
        return [(value, rows) for (value,), rows in self.spread if isinstance(value, int)]

    def lines(self, language: Language = "en") -> Iterator[tuple[str, int]]:
        """Yield where every row went: counted, left out by reason, not named. They add up to the rows."""
        reasons = {one.english: one.label(language) for one in self.indicator.excluded}
        yield in_language(language, "dihitung", "counted"), self.sample
        yield from ((reasons[reason], rows) for reason, rows in self.excluded)
        yield in_language(language, "tidak disebut dalam definisi", "not named by the definition"), self.unnamed


def _nth(numbers: Sequence[tuple[int, int]], place: int) -> int:
    """Return the value at a place, from 1, of sorted values that each stand for so many rows."""
    values = iter(numbers)
    value, upto = next(values)
    while upto < place:
        value, rows = next(values)
        upto += rows
    return value


def rounded(value: Fraction | None, *, digits: int, rounding: Rounding, percent: bool = False) -> str | None:
    """Write an exact value with so many digits after the point; a display, never to be counted on with.

    Indonesian term: *angka yang dibulatkan*.

    Args:
        value: the value; None stays None: no data is no number.
        digits: how many digits after the point, from 0 to 12.
        rounding: how the rest is cut. Published tables mix them; say which.
        percent: write a share as percent, without the sign.

    Raises:
        InvalidValueError: another kind of rounding, digits out of range, or a value that is not exact.
    """
    if type(digits) is not int or not 0 <= digits <= _MOST_DIGITS:
        raise InvalidValueError("digits", f"a whole number from 0 to {_MOST_DIGITS} is needed")
    require_a(rounding, Rounding, "rounding")
    if value is None:
        return None
    exact = abs(require_a(value, Rational, "value")) * 10**digits * (100 if percent else 1)
    whole = exact.numerator // exact.denominator
    rest = exact - whole
    is_up = rest > _HALF or (rest == _HALF and (rounding is Rounding.HALF_UP or whole % 2 == 1))
    whole += is_up and rounding is not Rounding.TRUNCATION
    sign = "-" if value < 0 and whole else ""
    text = f"{whole:0{digits + 1}d}"
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"


_MOST_DIGITS: Final = 12
_HALF: Final = Fraction(1, 2)
