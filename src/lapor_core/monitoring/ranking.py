"""Putting figures in order: ties share a place, and what rests on too little has none."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

import attrs

from lapor_core.checks import require_a
from lapor_core.errors import InvalidValueError
from lapor_core.monitoring.figures import Figure
from lapor_core.vocabulary import Direction

_ALIKE: Final = ("indicator", "basis", "minimum")


@attrs.frozen(kw_only=True, weakref_slot=False)
class Place:
    """A figure with its place. Indonesian term: *peringkat*.

    Args:
        number: 1 for the first; equal values share one, and the next is as many lower (1, 2, 2, 4).
        figure: the figure.
    """

    number: int
    figure: Figure


@attrs.frozen(kw_only=True, weakref_slot=False)
class Ranking:
    """Figures in order. Indonesian term: *daftar peringkat*.

    Args:
        direction: which end comes first.
        places: those that have a place.
        unranked: those without data, or that rest on fewer rows than they should.
    """

    direction: Direction
    places: tuple[Place, ...]
    unranked: tuple[Figure, ...]


def rank(figures: Iterable[Figure], *, direction: Direction) -> Ranking:
    """Put figures of one indicator in order, by their exact values and never by rounded ones.

    Few complaints prove no quality, and many no failure: rank shares, and volumes only with that said.

    Args:
        figures: of one indicator, one basis and one minimum sample, with different keys.
        direction: which end comes first.

    Raises:
        InvalidValueError: they cannot be compared, or two are about the same.
    """
    require_a(direction, Direction, "direction")
    listed = [require_a(figure, Figure, "figures") for figure in figures]
    for field in _ALIKE:
        if any(getattr(figure, field) != getattr(listed[0], field) for figure in listed):
            raise InvalidValueError("figures", f"figures of the same {field} are needed")
    if len({figure.key for figure in listed}) < len(listed):
        raise InvalidValueError("figures", "one figure for each key is needed")
    listed.sort(key=_by_key)
    ranked = [(figure.value, figure) for figure in listed if figure.value is not None and figure.is_enough]
    ranked.sort(key=_by_value, reverse=direction is Direction.HIGHEST_FIRST)
    numbers: dict[Fraction, int] = {}
    for number, (value, _) in enumerate(ranked, start=1):
        numbers.setdefault(value, number)
    return Ranking(
        direction=direction,
        places=tuple(Place(number=numbers[value], figure=figure) for value, figure in ranked),
        unranked=tuple(figure for figure in listed if figure.value is None or not figure.is_enough),
    )


def _by_key(figure: Figure) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in figure.key]


def _by_value(ranked: tuple[Fraction, Figure]) -> Fraction:
    return ranked[0]
