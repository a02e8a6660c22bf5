"""What the check of texts costs, next to presidio, phonenumbers and scrubadub, and to the same patterns run separately.

Run it with ``make bench``; README.md says how to read the tables.
"""

import gc
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

import attrs
import harness
import phonenumbers
import scrubadub
import spacy
from harness import Result, Work
from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

sys.path.append(str(Path(__file__).parent.parent))

from examples._leak_corpus import Sample, samples
from lapor_core import NOT_HELD, Finding, Identity, SealedIdentity, find_identity_leaks
from lapor_core.rules.leak_cues import ROWS
from lapor_core.rules.leak_numbers import _STAGES, number_hits
from lapor_core.rules.leak_words import email_hits
from lapor_core.spelling import Reading
from lapor_core.texts import LeakConfidence

LENGTH: Final = 600
SECONDS: Final = 0.05  # of a loop: a peer takes as long for a hundred texts
CHANCE: Final = Random(7)  # noqa: S311 (a sample, not a secret)
CORPUS: Final = [*samples()]
KNOWN: Final = SealedIdentity(
    Identity(name="Wulandanu Testawati", phones=["0812 3456 7890"], nik="9999888877776666"), ref="r-1"
)
"""A reporter who is in none of the texts, as in most of what is checked; looked for all the same."""
NAMED: Final = SealedIdentity(Identity(name="Wulandanu Testawati"), ref="r-2")
"""The same with no more than the name, which is all that scrubadub is given."""
SHORT: Final = SealedIdentity(Identity(name="Ana Li", aliases=["Budi Santoso"]), ref="r-3")
"""Somebody with a short name, of whom parts and initials are found often."""


def long(texts: Sequence[str], count: int = 200) -> list[str]:
    """Return texts of six hundred characters, put together from shorter ones."""
    made = []
    for _ in range(count):
        text = ""
        while len(text) < LENGTH:
            text += CHANCE.choice(texts) + " "
        made.append(text[:LENGTH])
    return made


def of(*kinds: str) -> list[Sample]:
    """Return the samples of some kinds that are written in plain ASCII, as nearly all texts are."""
    return [sample for sample in CORPUS if sample.kind in kinds and sample.text.isascii()]


CLEAN: Final = [sample.text for sample in of("clean")]
NO_DIGITS: Final = [re.sub("[0-9@]", "", text) for text in long(CLEAN)]
CUE: Final = re.compile("|".join(sorted({rf"\b{re.escape(cue)}" for _, _, cues, _ in ROWS for cue in cues.split("|")})))
NO_CUES: Final = [CUE.sub("hal", text.lower())[:LENGTH] for text in NO_DIGITS]


TEXTS: Final = 200
PLANTED: Final = TEXTS // 10
"""So many begin with something that is to be found."""
ROWED: Final = TEXTS * 41 // 100
"""So many have nine digits in a row; where chance gives fewer, a receipt or a meter is put in front."""
ROW: Final = re.compile("[0-9]{9}")


def mixed() -> list[str]:
    """Return texts of the corpus as they come, every second one a decoy; some begin with more numbers."""
    planted = [sample.text for sample in of("nik", "phone", "email", "npwp", "other")]
    receipts = [sample.text for sample in of("decoy") if ROW.search(sample.text)]
    made = long([sample.text for sample in of("clean", "decoy")], TEXTS)
    for number in range(PLANTED):
        made[number] = f"{CHANCE.choice(planted)} {made[number]}"[:LENGTH]
    without = [number for number, text in enumerate(made) if not ROW.search(text) and number >= PLANTED]
    for number in without[: ROWED - sum(bool(ROW.search(text)) for text in made)]:
        made[number] = f"{CHANCE.choice(receipts)} {made[number]}"[:LENGTH]
    CHANCE.shuffle(made)
    return made


MIXED: Final = mixed()


def shares() -> str:
    """Say what is in the mixed texts."""
    stopping = {LeakConfidence.CERTAIN, LeakConfidence.LIKELY}
    stopped = sum(any(one.confidence in stopping for one in ours(text)) for text in MIXED)
    rowed = sum(bool(ROW.search(text)) for text in MIXED)
    return f"{rowed / TEXTS:.0%} with nine digits in a row, {stopped / TEXTS:.0%} with something certain or likely"


# The same patterns, each run over the whole text.


def _separate() -> list[re.Pattern[str]]:
    patterns = [re.compile(pattern.pattern) for pattern, *_ in _STAGES]
    for _, _, cues, behind in ROWS:
        starts = "|".join(map(re.escape, sorted(cues.split("|"), key=len, reverse=True)))
        cased = "A-Z" in behind
        patterns.append(
            re.compile(rf"\b(?:{f'(?i:{starts})' if cased else starts}){behind}", 0 if cased else re.IGNORECASE)
        )
    patterns.append(re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,63}){1,5}"))
    return patterns


SEPARATE: Final = _separate()
KNOWN_PATTERNS: Final = [
    re.compile(r"\b(?:wulandanu|testawati)\b", re.IGNORECASE),
    re.compile(r"8[\W_]{0,3}1[\W_]{0,3}2[\W_]{0,3}3[\W_]{0,3}4[\W_]{0,3}5[\W_]{0,3}6[\W_]{0,3}7[\W_]{0,3}8[\W_]{0,3}9"),
    re.compile(r"9[\W_]{0,3}9[\W_]{0,3}9[\W_]{0,3}9[\W_]{0,3}8[\W_]{0,3}8[\W_]{0,3}8[\W_]{0,3}8[\W_]{0,3}7"),
]


def separately(text: str) -> list[object]:
    """Run each pattern over a text."""
    return [match for pattern in SEPARATE for match in pattern.finditer(text)]


# Peers


class _Blank(NlpEngine):  # type: ignore[misc]
    """spaCy's blank pipeline for Indonesian: words and nothing else."""

    def __init__(self) -> None:
        self.pipeline = spacy.blank("id")

    def load(self) -> None:
        """Load nothing."""

    def is_loaded(self) -> bool:
        """Say yes."""
        return True

    def process_text(self, text: str, language: str) -> Any:
        """Split a text into words."""
        doc = self.pipeline(text)
        return NlpArtifacts(
            entities=[],
            tokens=doc,
            tokens_indices=[token.idx for token in doc],
            lemmas=[],
            nlp_engine=self,
            language=language,
        )

    def process_batch(self, texts: Any, language: str, **_: Any) -> Iterator[Any]:
        """Split texts into words."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:
        """Say no."""
        return not (word or language)

    def is_punct(self, word: str, language: str) -> bool:
        """Say no."""
        return not (word or language)

    def get_supported_entities(self) -> list[str]:
        """Return none."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Return Indonesian."""
        return ["id"]


def presidio(patterns: Sequence[re.Pattern[str]]) -> Callable[[str], object]:
    """Return presidio's engine with a recogniser for each pattern."""
    registry = RecognizerRegistry(supported_languages=["id"], recognizers=[])
    for number, pattern in enumerate(patterns):
        registry.add_recognizer(
            PatternRecognizer(
                supported_entity=f"KIND_{number}",
                supported_language="id",
                patterns=[Pattern(name=str(number), regex=pattern.pattern, score=0.9)],
                global_regex_flags=re.IGNORECASE,
            )
        )
    engine = AnalyzerEngine(registry=registry, nlp_engine=_Blank(), supported_languages=["id"])
    return lambda text: engine.analyze(text=text, language="id")


def phones(text: str) -> object:
    """Find telephone numbers as phonenumbers does."""
    return [*phonenumbers.PhoneNumberMatcher(text, "ID")]


def scrubber() -> Callable[[str], object]:
    """Return scrubadub with what it can find without a model: addresses, telephone numbers, and the known name."""
    known = scrubadub.detectors.UserSuppliedFilthDetector([{"match": "Wulandanu Testawati", "filth_type": "name"}])
    scrub = scrubadub.Scrubber(
        locale="id_ID", detector_list=[scrubadub.detectors.EmailDetector(), scrubadub.detectors.PhoneDetector(), known]
    )
    return lambda text: [*scrub.iter_filth(text)]


# Ours


def ours(text: str) -> tuple[Finding, ...]:
    """Check for all kinds and a known reporter."""
    return find_identity_leaks(text, known=KNOWN)


def ours_without(text: str) -> object:
    """Check for all kinds."""
    return find_identity_leaks(text, known=NOT_HELD)


def ours_numbers(text: str) -> object:
    """Check for numbers of persons alone."""
    return number_hits(Reading.of(text))


def ours_contacts(text: str) -> object:
    """Check for numbers and addresses alone."""
    reading = Reading.of(text)
    return number_hits(reading) + email_hits(reading)


def ours_contacts_and_name(text: str) -> object:
    """Check for numbers, addresses and the name of the reporter alone."""
    reading = Reading.of(text)
    return [number_hits(reading), email_hits(reading), NAMED.matches(reading)]


def each(function: Callable[[str], object], texts: Sequence[str]) -> Work:
    """Return work that calls a function with each text."""

    def work() -> None:
        for text in texts:
            function(text)

    return work


def per_text(result: Result, texts: Sequence[str]) -> Result:
    """Show the times for one text."""
    our_time, peer_time = (float(shown) / len(texts) for shown in result.shown.split())
    return attrs.evolve(result, shown=f"{our_time:10.2f} {peer_time:12.2f}")


def racing() -> Iterator[Result]:
    """Race the peers over mixed texts."""
    few = MIXED[: TEXTS // 2]
    engine, contacts_engine = presidio([*SEPARATE, *KNOWN_PATTERNS]), presidio(SEPARATE[: len(_STAGES)] + SEPARATE[-1:])
    scrub = scrubber()
    for label, own, peer, least in (
        ("presidio, all kinds and the reporter", ours, engine, 10),
        ("phonenumbers, against all kinds and the reporter", ours, phones, 4),
        ("scrubadub, against all kinds and the reporter", ours, scrub, 5),
        ("presidio, numbers and addresses", ours_contacts, contacts_engine, None),
        ("phonenumbers, telephone numbers (ours: all numbers)", ours_numbers, phones, 15),
        ("scrubadub, addresses, the name and telephone numbers (ours: all)", ours_contacts_and_name, scrub, 20),
    ):
        yield per_text(harness.race(label, each(own, few), each(peer, few), at_least=least, seconds=SECONDS), few)


def plainly() -> Iterator[Result]:
    """Race the same patterns run one after the other."""
    for label, texts, least in (
        ("mixed texts", MIXED[::2], None),
        ("texts without digits", NO_DIGITS[:100], 12),
        ("texts without digits or cues", NO_CUES[:100], 25),
    ):
        result = harness.race(
            label, each(ours_without, texts), each(separately, texts), at_least=least, seconds=SECONDS
        )
        yield per_text(result, texts)


# Hostile shapes

HOSTILE: Final = {
    "one digit": "1",
    "digits and spaces": "1 ",
    "digits and many spaces": "123456" + " " * 994,
    "digits, spaces and dots": "1 2.3-",
    "digits and wide dashes": "1 - 2 ",
    "lone digits of a telephone": "6 2 8 ",
    "digits and dots": "1.",
    "digits and dashes": "1-",
    "brackets": "(",
    "brackets and digits": "1(",
    "beginnings of numbers": "08",
    "beginnings of mobile numbers": "0812 ",
    "codes of the country": "62 8",
    "area codes": "021 21 ",
    "digit by digit": "0 8 1 2 ",
    "grouped identity numbers": "3273 0112 0390 0001 ",
    "joined identity numbers": "1234567890123456 ",
    "half tax numbers": "99.999.999.9-999",
    "thousands": "123.",
    "at signs": "@",
    "prices": "a@65.000.",
    "local parts": "a@",
    "addresses without end": "a@a.",
    "spelt at signs": "a (at) b ",
    "links": "http://",
    "introductions": "nama saya ",
    "introductions with capitals": "saya A B C D ",
    "homes": "rumah saya rt ",
    "roads": "rumah saya jl ",
    "neighbourhoods": "rt 1/ ",
    "accounts without numbers": "rekening ",
    "licences": "sim 1 ",
    "plates": "b 1234 x ",
    "digit words": "nol ",
    "digit words and digits": "nol 1 ",
    "the name": "wulandanu ",
    "nearly the name": "wulandan ",
    "nearly the name, spaced": "w u l a n d a n ",
    "its first pair": "wu",
    "one letter of it": "u",
    "tokens": "[redacted: nik] ",
    "beginnings of tokens": "[redacted: ",
    "full-width digits": "\uff10",
    "no width": "\u200d",
    "accents and a number": "\u00e9" * 487 + " 081234567890",
    "another script": "".join(map(chr, range(0x400, 0x4C8))),
}
HOSTILE_TO_SHORT_NAMES: Final = {
    "a short name": "ana li ",
    "initials": "b.s.",
    "initials apart": "b.s. ",
    "a first name": "budi ",
    "a title behind it": "budi bin ",
    "an initial behind it": "ana l ",
}
MEGABYTE: Final = 1_000_000
HALVINGS: Final = 4, 3, 2, 1, 0
STEP: Final = 2.3
LIMIT: Final = 1.0
LEAST, MOST = 3, 25
"""So often a doubling is timed, and so often when it seems too slow: what does take too long does so each time."""


def seconds(text: str, known: SealedIdentity) -> float:
    """Return the time of one check of a text."""
    gc.disable()  # what else is loaded here would make a collection longer than a check
    try:
        begun = time.process_time()
        find_identity_leaks(text, known=known)
        return time.process_time() - begun
    finally:
        gc.enable()


def doubling(half: str, whole: str, known: SealedIdentity) -> tuple[float, float]:
    """Return how many times a text takes as long as its half, and the fastest check of the text.

    The half is timed before and after the whole, so that a machine that is slow for a while is so for both.
    """
    steps: list[float] = []
    times: list[float] = []
    while len(steps) < LEAST or (len(steps) < MOST and (median(steps) > STEP or min(times) > LIMIT)):
        before, taken, after = (seconds(text, known) for text in (half, whole, half))
        steps.append(2 * taken / (before + after))
        times.append(taken)
    return median(steps), min(times)


def hostile() -> Iterator[Result]:
    """Double each shape up to a million characters."""
    worst = 0.0
    cases = [(label, shape, KNOWN) for label, shape in HOSTILE.items()]
    cases += [(label, shape, SHORT) for label, shape in HOSTILE_TO_SHORT_NAMES.items()]
    for label, shape, known in cases:
        # Whole shapes: a piece of one at the end would be another word, and that alone may cost a look at everything.
        texts = [shape * (MEGABYTE // len(shape) >> halvings) for halvings in HALVINGS]
        steps, times = zip(*(doubling(half, whole, known) for half, whole in pairwise(texts)), strict=True)
        worst = max(worst, *steps)
        shown = " ".join(f"{step:5.2f}" for step in steps)
        yield Result(label=label, shown=shown, figure=times[-1], unit="s", at_most=LIMIT)
    yield Result(label="the worst doubling", shown=" " * 23, figure=worst, unit="x", at_most=STEP)


def main() -> None:
    """Print all tables."""
    print(harness.setting("phonenumbers", "presidio-analyzer", "scrubadub", "spacy"))
    heads = f"{'ours, µs':>10} {'peer, µs':>12} {'ratio':>11}"
    results = harness.show(f"texts of 600 characters, {shares()}", heads, racing())
    results += harness.show("the same patterns, one after the other", heads, plainly())
    results += harness.show("hostile shapes, doubled four times", f"{'each doubling':>23} {'1 MB':>11}", hostile())
    harness.finish(results)


if __name__ == "__main__":
    main()
