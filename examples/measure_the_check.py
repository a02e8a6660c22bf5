"""Measure what the check of texts finds and misses, on a few thousand invented texts.

    python examples/measure_the_check.py

Prints a line for each class and spelling with what was missed. The texts are made in `_leak_corpus.py`.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import attrs

sys.path.insert(0, str(Path(__file__).parent.parent))

from examples._leak_corpus import Sample, samples
from lapor_core import Identity, SealedIdentity, find_identity_leaks
from lapor_core.texts import Finding, LeakConfidence

CLEAN: Final = ("clean", "decoy")


@attrs.frozen(kw_only=True)
class Score:
    """What became of the texts of one class and spelling.

    Args:
        texts: how many there are.
        stopped: how many had a certain or likely finding over all that was planted; in clean ones, anywhere.
        noticed: how many had any finding there.
        missed: those without any where something was planted, or stopped though nothing was.
    """

    texts: int
    stopped: int
    noticed: int
    missed: tuple[str, ...]


def measure(corpus: Iterable[Sample]) -> dict[tuple[str, str], Score]:
    """Check each text against its reporter and count by class and spelling."""
    counts = {name: Counter[tuple[str, str]]() for name in ("texts", "stopped", "noticed")}
    missed: dict[tuple[str, str], list[str]] = {}
    for sample in corpus:
        key = sample.kind, sample.form
        known = SealedIdentity(Identity(name=sample.reporter), ref="r-1")
        findings = find_identity_leaks(sample.text, known=known)
        sure = [finding for finding in findings if finding.confidence is not LeakConfidence.REVIEW]
        is_clean = sample.kind in CLEAN
        stopped = bool(sure) if is_clean else _covers(sample, sure)
        noticed = bool(findings) if is_clean else _covers(sample, findings)
        counts["texts"][key] += 1
        counts["stopped"][key] += stopped
        counts["noticed"][key] += noticed
        if stopped if is_clean else not (noticed if sample.kind == "review" else stopped):
            missed.setdefault(key, []).append(sample.text if is_clean else sample.text[sample.start : sample.end])
    return {
        key: Score(
            texts=texts,
            stopped=counts["stopped"][key],
            noticed=counts["noticed"][key],
            missed=tuple(missed.get(key, ())),
        )
        for key, texts in counts["texts"].items()
    }


def _covers(sample: Sample, findings: Iterable[Finding]) -> bool:
    """Whether findings cover the planted; of a row of letters and digits, all that is one of them but cue words."""
    found = {place for finding in findings for place in range(finding.start, finding.end)}
    planted = range(sample.start, sample.end)
    if sample.kind in {"nik", "phone", "npwp"} and "words" not in sample.form:
        return all(place in found for place in planted if sample.text[place].isdigit())
    if sample.kind in {"email", "nik", "phone"}:
        return all(place in found for place in planted)
    if sample.kind == "reporter" and "stuck" not in sample.form:
        return sum(place in found for place in planted) * 2 > len(planted)
    return any(place in found for place in planted)


def main() -> None:
    """Print the table."""
    scores = measure(samples())
    print(f"{'class':10} {'spelling':32} {'texts':>6} {'stopped':>8} {'noticed':>8}")
    kinds = dict.fromkeys(kind for kind, _ in scores)
    for kind in kinds:
        own = {form: score for (of, form), score in scores.items() if of == kind}
        for form, score in own.items():
            print(f"{kind:10} {form[:32]:32} {score.texts:6} {score.stopped:8} {score.noticed:8}")
        texts, stopped = sum(score.texts for score in own.values()), sum(score.stopped for score in own.values())
        print(f"{kind:10} {'all':32} {texts:6} {stopped:8}    {stopped / texts:.1%} stopped\n")
    print("missed:")
    for (kind, form), score in scores.items():
        for text in dict.fromkeys(score.missed[:3]):
            print(f"  {kind}, {form[:32]}: {text!r} ({len(score.missed)} of {score.texts})")
    print(f"\n{sum(score.texts for score in scores.values()):,} texts")


if __name__ == "__main__":
    main()
