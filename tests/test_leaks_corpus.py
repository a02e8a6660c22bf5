"""What the check finds and misses on some thousand invented texts: the bounds that it has to keep."""

from functools import cache

import pytest

from examples._leak_corpus import samples
from examples.measure_the_check import Score, measure

Scores = dict[tuple[str, str], Score]


@cache
def scores() -> Scores:
    """Measure once."""
    return measure(samples())


def share(*kinds: str) -> float:
    """Return which share of the texts of some classes was stopped."""
    own = [score for (kind, _), score in scores().items() if kind in kinds]
    return sum(score.stopped for score in own) / sum(score.texts for score in own)


def test_the_corpus_is_large_and_hard_enough() -> None:
    """Three thousand texts, and two clean ones in five hold numbers that look like somebody's."""
    texts = {kind: 0 for kind, _ in scores()}
    for (kind, _), score in scores().items():
        texts[kind] += score.texts
    assert sum(texts.values()) >= 3000
    assert texts["decoy"] >= 0.4 * (texts["clean"] + texts["decoy"])
    assert len({sample.reporter for sample in samples()}) >= 60


def test_the_corpus_is_always_the_same() -> None:
    """A figure can be measured again."""
    assert [*samples()] == [*samples()]


@pytest.mark.parametrize("kind", ["nik", "phone", "email", "npwp"])
def test_every_number_and_address_is_stopped_in_every_spelling(kind: str) -> None:
    """Not one is missed."""
    missed = {form: score.missed for (of, form), score in scores().items() if of == kind and score.missed}
    assert missed == {}


def test_other_numbers_are_stopped() -> None:
    """After their cues, or by their shape."""
    assert share("other") >= 0.98


def test_the_reporters_name_is_stopped_in_its_variants() -> None:
    """Of all names and of each spelling; what is missed is short."""
    assert share("reporter") >= 0.98
    worst = {form: score.stopped / score.texts for (kind, form), score in scores().items() if kind == "reporter"}
    assert min(worst.values()) >= 0.95


def test_what_everybody_writes_is_noticed_and_not_stopped() -> None:
    """An address, a plate or a disease alone asks for a review."""
    assert all(score.noticed == score.texts for (kind, _), score in scores().items() if kind == "review")
    assert share("review") == 0


def test_clean_texts_pass() -> None:
    """Also those full of amounts, dates, meters, receipts, letters, coordinates and fleets."""
    assert share("clean", "decoy") <= 0.02
    assert share("decoy") <= 0.02
