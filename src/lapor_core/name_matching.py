"""The search for the names of one person in a text: stretched, spaced out, in another order, stuck to other words.

It first asks whether the pairs of neighbouring letters of a name stand in the text at all, the rarest first, which a
few hundred small patterns answer for all names; then whether its letters do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain, permutations
from operator import itemgetter
from typing import Final, NamedTuple

from lapor_core.name_words import COMMON_NAMES, EVERYDAY_WORDS, NO_NAMES
from lapor_core.spelling import NOT_LETTERS, Reading
from lapor_core.texts import LeakConfidence

TOKEN: Final = 4
"""Letters or digits from which on a part of a name, or another sign of a person, is looked for alone."""

_LONG: Final = 6  # letters from which on it is looked for with something between its letters
_STUCK: Final = 7  # letters from which on it is looked for within a longer word
_WHOLE: Final = 9  # letters from which on two parts are a name though they are stuck to other letters
_NAMES: Final = 12  # more parts than that nobody has; they would only cost time

_COMMONEST: Final = "aneitkrdusmglpbohyjcwfvzqx"
_COMMON_PAIRS: Final = frozenset(
    # Pairs of letters that stand in most texts of some length.
    """
    ad ah ai ak al am an ar as at ba be bu da di du ek el em en er ga gg ha ia ik in is it ja ka ke la li lu ma me mi na
    ng ni nt ny on or pa pe ra re ri sa se si su ta te ti to tu uk ul um un ur us ut wa ya
    """.split()  # noqa: SIM905 (as above)
)

Match = tuple[int, int, LeakConfidence]
"""Where a person is named in a reading, from its start to its end, and how surely it is that person."""

Finder = Callable[[Reading], Iterable[Match]]
"""Finds what it was made for in a reading."""

_Hit = tuple[int, int, frozenset[str]]
"""Where a part of a name stands, or two stuck together, and which, before it is known what stands around it."""


def _parts(name: str) -> list[str]:
    # A dot joins what is no part of a name (S.Pd.), and a title to a name (H.Budi).
    words = [word for word in re.split(r"[\s,;/&()_-]+", name) if _letters_of(word) not in NO_NAMES]
    parts = [_letters_of(part) for word in words or [name] for part in word.split(".")]
    kept = [part for part in parts if part and part not in NO_NAMES][:_NAMES]
    return kept or [part for part in parts if part]


def _letters_of(word: str) -> str:
    return re.sub(r"[^a-z]", "", word)


def _single(word: str) -> str:
    """Write each letter once, however often it stands in a row."""
    return re.sub(r"(.)\1+", r"\1", word)


Gate = Callable[[str], object]
"""Finds a pair of letters in a text, or None."""


@cache
def _pair(pair: str) -> Gate:
    """Return the search for two letters with up to three other signs between them, beginning with the rarer letter."""
    one, other = pair[0], pair[1]
    if _COMMONEST.index(one) >= _COMMONEST.index(other):
        return re.compile(f"{one}[^a-z]{{0,3}}+{other}").search
    before = "|".join(f"(?<={one}{'[^a-z]' * signs}{other})" for signs in range(4))
    return re.compile(f"{other}(?:{before})").search


def _gates(word: str) -> list[Gate]:
    """Return the gates of its pairs of letters, the rarest first; they stay neighbours when a word is stretched."""
    pairs = sorted(
        {word[at : at + 2] for at in range(len(word) - 1)},
        key=lambda pair: (pair in _COMMON_PAIRS, -sum(map(_COMMONEST.index, pair)), pair),
    )
    return [_pair(pair) for pair in pairs]


class _Needle(NamedTuple):
    """What is looked for: the gates, the rarest first, then the letters in a row, then the pattern."""

    gates: list[Gate]
    single: str
    place: str
    parts: frozenset[str]
    has_gap: bool


_LETTER: Final = r"[^\W\d_]"


def _needle(word: str, parts: Iterable[str], *, gap: bool, ends_whole: bool, has_gap: bool = False) -> _Needle:
    """Compile a word of two letters or more. Each may be stretched; where there may be gaps, also between equal ones.

    At either end there is none between what is equal and another word's: in *kata Aan* no *a Aan* is found.
    """
    between = r"[^a-z]{0,3}+" if gap else r"['`]?+"

    def more(letter: str, times: int, stop: str = "") -> str:
        return f"(?:{between}{letter}++{stop}){{0,{times - 1}}}+" if times > 1 else ""

    (first, times), *runs, (last, last_times) = [(run[0][0], len(run[0])) for run in re.finditer(r"(.)\1*", word)]
    apart = f"(?<![a-z]{first}){first}*+{more(first, times)}|" if times > 1 else ""
    spelt = [
        # The first letter is written once by itself: a pattern that begins with a letter is searched for fast.
        f"{first}(?<!{_LETTER if ends_whole else first}{first})(?:{apart}{first}*+)",
        *(f"{letter}++{more(letter, times)}" for letter, times in runs),
        f"{last}++{more(last, last_times, '(?![a-z])')}{f'(?!{_LETTER})' if ends_whole else ''}",
    ]
    single = _single(word)
    return _Needle(_gates(single), single, between.join(spelt), frozenset(parts), has_gap)


def _ends_whole(part: str) -> bool:
    """Whether a part of a name is too short or too common to mean anything within a longer word."""
    return len(part) < _STUCK or _is_common(part)


def _is_common(part: str) -> bool:
    return part in COMMON_NAMES or part in EVERYDAY_WORDS


def _needles(names: list[list[str]]) -> Iterator[_Needle]:
    for part in dict.fromkeys(part for name in names for part in name if len(_single(part)) > 1):
        if len(part) >= (TOKEN - 1 if [part] in names else TOKEN):
            yield _needle(part, [part], gap=len(part) >= _LONG, ends_whole=_ends_whole(part))
    for name in names:
        for one, other in _pairs(name[:TOKEN]):
            word = one + other
            if (_ends_whole(one) or _ends_whole(other)) and len(word) >= TOKEN and len(_single(word)) > 1:
                # Two short parts without a gap are more often another word, an initial the end of one.
                short = max(len(one), len(other)) < TOKEN
                whole = len(word) < _WHOLE or min(len(one), len(other)) == 1
                yield _needle(word, [one, other], gap=True, ends_whole=whole, has_gap=short)


def _pairs(parts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the parts of a name two by two, and an initial beside those that are not looked for alone."""
    for one, other in permutations(dict.fromkeys(parts), 2):
        yield one, other
        if len(one) == TOKEN - 1:
            yield one, other[0]
        if len(other) == TOKEN - 1:
            yield one[0], other


def _with_particles(name: str, parts: list[str]) -> Iterator[_Needle]:
    """Yield a name with what joins its parts and is none (*bin*, *al*), all its letters in a row."""
    letters = _letters_of(name)
    if len(parts) > 1:
        word = letters[letters.find(parts[0]) : letters.rfind(parts[-1]) + len(parts[-1])]
        if word != "".join(parts):
            yield _needle(word, parts, gap=True, ends_whole=len(word) < _WHOLE)


def _gated(needles: Iterable[_Needle]) -> dict[Gate, list[_Needle]]:
    """Sort what is looked for by its rarest gate, which is then asked once: a name and its pairs of parts share it."""
    gated: dict[Gate, list[_Needle]] = {}
    for needle in needles:
        gated.setdefault(needle.gates[0], []).append(needle)
    return gated


def names_finder(spelt: list[str]) -> Finder | None:
    """Return what finds somebody of these names, written as they are read, in small letters; None when nothing can."""
    names = [_parts(name) for name in spelt]
    needles = _gated([*_needles(names), *chain.from_iterable(map(_with_particles, spelt, names))])
    beside = {part for name in names for part in name if len(part) < TOKEN}
    beside |= {part[0] for name in names if len(name) > 1 for part in name}
    whole = {name[0] for name in names if len(name) == 1}
    dotted = [".".join(part[0] for part in name) + "." for name in names if len(name) > 1]

    def find(reading: Reading) -> list[Match]:
        low = reading.low
        found: list[Match] = []
        if hits := _hits(needles, reading):
            for near in _chains(low, hits):
                together = [*_judged(low, _joined(near), beside, whole)]
                if not together and len(near) > 1:
                    together = [match for hit in near for match in _judged(low, hit, beside, whole)]
                found += together
        for initials in dotted:
            if initials in low:
                spans = (match.span() for match in re.finditer(rf"(?<![a-z]){re.escape(initials)}", low))
                found += [(start, end, LeakConfidence.REVIEW) for start, end in spans]
        return found

    return find if needles or dotted else None


def _letters(reading: Reading, word: str) -> str:
    """Return the letters of a text without anything between them, each letter of a word once in a row."""
    letters = reading.raw.translate(None, NOT_LETTERS).decode()
    for letter in word:
        while letter * 2 in letters:
            letters = letters.replace(letter * 2, letter)
    return letters


def _hits(gated: Mapping[Gate, Iterable[_Needle]], reading: Reading) -> list[_Hit]:
    low = reading.low
    hits: list[_Hit] = []
    for rarest, needles in gated.items():
        for needle in needles if rarest(low) else ():
            if all(gate(low) for gate in needle.gates[1:]) and needle.single in _letters(reading, needle.single):
                spans = (match.span() for match in re.finditer(needle.place, low))
                hits += [
                    (start, end, needle.parts)
                    for start, end in spans
                    if not (needle.has_gap and low[start:end].isalpha())
                ]
    return hits


_BETWEEN: Final = 8
_NEAR: Final = re.compile(
    rf"[\W_]{{0,{_BETWEEN}}}+(?:(?<=[\W_])(?:{'|'.join(sorted(NO_NAMES))})[\W_]{{1,{_BETWEEN}}}){{0,2}}"
)


def _chains(low: str, hits: Iterable[_Hit]) -> Iterator[list[_Hit]]:
    """Put hits together that overlap or have nothing between them but a few signs and titles. There is at least one."""
    near: list[_Hit] = []
    end = 0
    for hit in sorted(hits, key=itemgetter(0, 1)):
        if hit[0] > end and near and not _NEAR.fullmatch(low, end, hit[0]):
            yield near
            near = []
        near.append(hit)
        end = max(end, hit[1])
    yield near


def _joined(near: list[_Hit]) -> _Hit:
    return near[0][0], max(end for _, end, _ in near), frozenset[str]().union(*(parts for *_, parts in near))


_BESIDE: Final = 24
_BEFORE: Final = re.compile(r"(?<![a-z])([a-z]{1,3})[^a-z0-9]{0,4}+\Z")
_BEHIND: Final = re.compile(r"[^a-z0-9]{0,4}+([a-z]{1,3})(?![a-z])")


def _judged(low: str, hit: _Hit, beside: set[str], whole: set[str]) -> Iterator[Match]:
    """Take in the short parts and initials beside a hit, and judge it by what it then says and where it stands."""
    start, end, parts = hit
    before, behind = _BEFORE.search(low, max(0, start - _BESIDE), start), _BEHIND.match(low, end)
    if before and before[1] in beside and _other(before[1], parts):
        start -= len(before[0])
        parts |= {before[1]}
    if behind and behind[1] in beside and _other(behind[1], parts):
        end += len(behind[0])
        parts |= {behind[1]}
    alone = stands_alone(low, start, end)
    if {part for part in parts if len(part) > 1} <= EVERYDAY_WORDS and len(parts & EVERYDAY_WORDS) == 1:
        parts &= EVERYDAY_WORDS  # an initial beside an everyday word does not make a name of it
    # Stuck to other letters, two parts may have a gap between them, but none within: words would make names by chance.
    if len(parts) > 1 and (alone or (end - start >= _WHOLE and _pieces(low, start, end) <= len(parts))):
        yield start, end, LeakConfidence.LIKELY
    elif alone:
        sure = all(len(part) >= TOKEN and not _is_common(part) for part in parts)
        yield start, end, LeakConfidence.LIKELY if sure else LeakConfidence.REVIEW
    elif low[start:end].isalpha():
        yield start, end, LeakConfidence.LIKELY if parts <= whole else LeakConfidence.REVIEW


def _pieces(low: str, start: int, end: int) -> int:
    return sum(word not in NO_NAMES for word in re.findall("[a-z]+", low[start:end]))


def _other(letters: str, parts: frozenset[str]) -> bool:
    """Whether letters beside a part of a name say more than that part: its own initial does not."""
    return letters not in parts and not (len(parts) == 1 and all(part.startswith(letters) for part in parts))


def stands_alone(low: str, start: int, end: int) -> bool:
    """Whether no letter touches what stands there."""
    return not (low[start - 1 : start].isalpha() or low[end : end + 1].isalpha())
