"""What an indicator is: a numerator and a denominator over the rows of one table, said as data.

A measure is a number of rows, or a sum of one of their columns. So an engine needs to group and count, and no more:
it returns whole numbers, and Python divides.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import attrs

from lapor_core.monitoring.facts import Facts
from lapor_core.vocabulary import Confidence, IndicatorUnit, Language, in_language


@attrs.frozen
class Holds:
    """Whether a column holds one of some values, or none of them; None among them means: not known.

    Indonesian term: *syarat kolom*.
    """

    column: str
    values: frozenset[object]
    is_negated: bool = False

    def passes(self, value: object) -> bool:
        """Whether a value passes."""
        return (value in self.values) is not self.is_negated


Where = tuple[Holds, ...]
"""Rows that pass every test; the empty one takes every row."""


Per = Literal["rows", "days", "nothing"]


def one_of(column: str, *values: object) -> Holds:
    """Return the test that a column holds one of some values."""
    return Holds(column, frozenset(values))


def none_of(column: str, *values: object) -> Holds:
    """Return the test that a column holds none of some values."""
    return Holds(column, frozenset(values), is_negated=True)


def known(column: str) -> Holds:
    """Return the test that a column is known."""
    return none_of(column, None)


def is_true(column: str) -> Holds:
    """Return the test that a column is true."""
    return one_of(column, True)  # noqa: FBT003 (a value, not a switch)


def is_false(column: str) -> Holds:
    """Return the test that a column is false; what is not known is not."""
    return one_of(column, False)  # noqa: FBT003 (as above)


def passes(where: Where, row: Mapping[str, object]) -> bool:
    """Whether the columns of a row pass every test."""
    return all(test.passes(row[test.column]) for test in where)


@attrs.frozen
class Exclusion:
    """Rows that an indicator leaves out, and why. Indonesian term: *pengecualian indikator*.

    Args:
        english: the reason.
        indonesian: the same.
        where: which rows.
    """

    english: str
    indonesian: str
    where: Where

    def label(self, language: Language) -> str:
        """Return the reason in one language."""
        return in_language(language, self.indonesian, self.english)


@attrs.frozen(kw_only=True)
class Indicator:
    """What is measured, of what, and where that comes from. Indonesian term: *indikator*.

    Every row of the table is counted once: in the denominator, under an exclusion, or as one that the definition does
    not name.

    Args:
        indicator_id: stable id, such as ``MON-001``.
        english: its name.
        indonesian: the same.
        definition: what it says, in an English sentence.
        definition_indonesian: the same.
        rows: the table that it is counted over.
        of: the rows that it is about: the denominator.
        having: which of them count: the numerator. Without a test it is all of them.
        sums: the column that is summed over those rows instead of counting them.
        over: the column that is summed over the rows of the denominator instead of counting them.
        by: the columns whose values are listed with how many rows of the numerator each has.
        per: what the numerator is divided by: the denominator, the days of the period, or nothing.
        scale: what the quotient is multiplied by, such as 1,000 for findings per thousand texts.
        excluded: the rows that are left out, with the reasons, asked in this order.
        pass_mark: from which value on it is passed; None without a grade.
        unit: in what it is measured.
        citation: where it comes from.
        confidence: how well that is founded.
    """

    indicator_id: str
    english: str
    indonesian: str
    definition: str
    definition_indonesian: str
    rows: type[Facts]
    of: Where = ()
    having: Where = ()
    sums: str | None = None
    over: str | None = None
    by: tuple[str, ...] = ()
    per: Per = "rows"
    scale: int = 1
    excluded: tuple[Exclusion, ...] = ()
    pass_mark: Fraction | None = None
    unit: IndicatorUnit = IndicatorUnit.PERCENT
    citation: str
    confidence: Confidence

    def label(self, language: Language) -> str:
        """Return its name in one language."""
        return in_language(language, self.indonesian, self.english)

    def explain(self, language: Language) -> str:
        """Return what it says, in one language."""
        return in_language(language, self.definition_indonesian, self.definition)

    def columns(self) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
        """Return the columns that have to be counted together: for what it tests, sums, divides by, and lists."""
        about, counted = (frozenset(test.column for test in where) for where in (self.of, self.having))
        left_out = {test.column for exclusion in self.excluded for test in exclusion.where}
        summed, divided = (
            about | counted | {column} if column else frozenset[str]() for column in (self.sums, self.over)
        )
        return about | counted | left_out, summed, divided, about | counted | {*self.by} if self.by else frozenset()
