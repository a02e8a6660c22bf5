"""The check of texts, plain and slow: no gates, no windows, no needles; every place of a text is asked everything.

It shares the tables of shapes and cues with the fast check, and nothing of how that looks for them.
"""

import re
from collections.abc import Iterator

from lapor_core.rules.leak_cues import ROWS
from lapor_core.rules.leak_numbers import _JOINED, _STAGES, _of_joined
from lapor_core.rules.leak_words import _PLATE_CODES
from lapor_core.spelling import plain
from lapor_core.texts import LeakConfidence

Spans = set[tuple[int, int, str, LeakConfidence]]


def read(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Read a text character by character, with the place of each; what is read as nothing belongs to what is before."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if not plain(character):
            last = places[-1] if places else None
            places = [(start, index + 1) if (start, end) == last else (start, end) for start, end in places]
        for letter in plain(character):
            letters.append(letter)
            places.append((index, index + 1))
    return "".join(letters), places


def numbers(low: str) -> Spans:
    """Look for numbers in the whole text, shape by shape, and take out what is sure."""
    found: Spans = set()
    rest = low
    for pattern, judge, *_ in _STAGES:
        for match in pattern.finditer(rest):
            for hit in judge(low, *match.span()):
                found.add(hit)
                start, end, _, sure = hit
                if sure is not LeakConfidence.REVIEW:
                    rest = rest[:start] + "#" * (end - start) + rest[end:]
    zeros = re.sub("[/_*,:;|]", "/", re.sub("[0-9]", "0", low))
    for joined in _JOINED.finditer(zeros):
        found |= set(_of_joined(low, *joined.span()))
    return found


def words(cased: str) -> Spans:
    """Try each cue at each place."""
    low = cased.lower()
    found: Spans = set()
    for rule_id, confidence, cues, behind in ROWS:
        for cue in cues.split("|"):
            upto = 0
            for at in range(len(low)):
                end = at + len(cue)
                stuck = low[at - 1 : at].isalpha() or (cue[-1].isalpha() and low[end : end + 1].isalpha())
                match = re.compile(behind).match(cased if "A-Z" in behind else low, end)
                if match and low[at:end] == cue and not stuck and at >= upto:
                    span = match.span("found") if "found" in match.groupdict() else (at, match.end())
                    upto = span[1]
                    found.add((*span, rule_id, confidence))
    plate = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{1,2})([ .-]?)([0-9]{1,4})([ .-]?)[A-Za-z]{1,3}(?![A-Za-z0-9])")
    for match in filter(None, (plate.match(cased, at) for at in range(len(cased)))):
        plain_to_see = len(match[3]) > 2 or (match[1].isupper() and match[2])
        evenly = match[2] == match[4] or {match[2], match[4]} <= {"", " "}
        if match[1].lower().encode() in _PLATE_CODES and plain_to_see and evenly:
            found.add((*match.span(), "PRV-010", LeakConfidence.REVIEW))
    return found


def spelt(low: str, word: str, *, gap: int) -> list[tuple[int, int]]:
    """Return where a word stands, each letter stretched or not, with so many other signs between at most."""
    found: list[tuple[int, int]] = []
    for start in range(len(low)):
        if low[start] == word[0] != low[start - 1 : start] and (not found or start >= found[-1][1]):
            ends = [*_ends(low, start, word, gap, stuck=low[start - 1 : start].isalpha())]
            if ends:
                found.append((start, max(ends)))
    return found


def _ends(low: str, at: int, word: str, gap: int, *, stuck: bool = False) -> Iterator[int]:
    """Yield where the rest of a word may end that begins here.

    There is no gap in the run of its first letter where that is stuck to another word, nor of its last.
    """
    if low[at : at + 1] != word[0]:
        return
    end = at
    while low[end : end + 1] == word[0]:
        end += 1
    same = len(word) - len(word.lstrip(word[0]))
    for taken in range(1, same + 1):  # a run stands for one letter, or for several that are the same
        rest = word[taken:]
        if taken == same and not rest:
            yield end
        for signs in range(gap + 1):
            between = low[end : end + signs]
            if rest and len(between) == signs and not re.search("[a-z]", between) and not (stuck and taken < same):
                ends = _ends(low, end + signs, rest, gap)
                is_last = same == len(word)  # then no more of it than what stands by itself
                yield from (each for each in ends if not (is_last and low[each : each + 1].isalpha()))
