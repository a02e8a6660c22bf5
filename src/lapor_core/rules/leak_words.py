"""Words that say who somebody is: where they live, how they sign, which accounts and what troubles they have.

The gate is one pass: the words of a text against the words that cues are known by. Only for those that are there,
patterns are tried, and each only at the places of its cue.
"""

import re
from collections.abc import Callable, Iterator
from string import ascii_lowercase
from typing import Final

from lapor_core.rules.leak_cues import ROWS
from lapor_core.rules.leak_numbers import CERTAIN, REVIEW, Hit
from lapor_core.spelling import DIGIT_WORDS, Reading
from lapor_core.texts import LeakConfidence

_TO_WORDS: Final = bytes(byte if chr(byte) in ascii_lowercase else ord(" ") for byte in range(256))

_Cue = tuple[str, Callable[[str, int], re.Match[str] | None], str | int, bool, str, LeakConfidence]
"""A cue, the search behind it, the group that is found, whether capitals matter, the rule, and how sure it is."""


_NUMBER_WORDS: Final = ("no", "nomor", "nomer")
_RARER: Final = {"jalan": _NUMBER_WORDS, "gang": _NUMBER_WORDS, "atas nama": ("nama",)}
"""Words of which one stands in every match of a cue, where its longest word is in every second text."""


def _by_gate() -> dict[bytes, list[_Cue]]:
    """Sort the cues by the longest word of each."""
    cues: dict[bytes, list[_Cue]] = {}
    for rule_id, confidence, texts, behind in ROWS:
        pattern = re.compile(behind)
        found = "found" if "found" in pattern.groupindex else 0
        for text in texts.split("|"):
            cue = (text, pattern.match, found, "A-Z" in behind, rule_id, confidence)
            for gate in _RARER.get(text) or [max(re.findall("[a-z]+", text), key=len)]:
                cues.setdefault(gate.encode(), []).append(cue)
    return cues


_CUES: Final = _by_gate()
_PLATE_CODES: Final = frozenset(
    b"a aa ab ad ae ag b ba bb bd be bg bh bk bl bm bn bp d da db dc dd de dg dh dk dl dm dn dp dr ds dt dw e ea eb ed "
    b"f g h k kb kh kt ku l m n p pa pb pg ps pt py r s t w z".split()
)
_AT_WORDS: Final = frozenset({b"at", b"a"})
_GATES: Final = frozenset(_CUES) | _PLATE_CODES | DIGIT_WORDS | _AT_WORDS


_PIECE: Final = 1 << 13


def gates_of(reading: Reading) -> frozenset[bytes]:
    """Return which words the text has that are worth a closer look.

    It is split piece by piece, each up to the end of a word: all words of a long text at once would take many times
    its memory, and getting that takes longer than the search.
    """
    words = reading.raw.translate(_TO_WORDS)
    at, length = 0, len(words)
    if length <= _PIECE:
        return _GATES.intersection(words.split())
    gates: frozenset[bytes] = frozenset()
    while at < length:
        space = words.find(b" ", at + _PIECE)
        end = space if space >= 0 else length
        gates |= _GATES.intersection(words[at:end].split())
        at = end
    return gates


def word_hits(reading: Reading, gates: frozenset[bytes]) -> list[Hit]:
    """Return what words give away, in no particular order.

    Args:
        reading: the text.
        gates: what `gates_of` returned for it.
    """
    found: list[Hit] = []
    low, cased = reading.low, reading.cased
    for gate in gates:
        if gate not in _CUES:
            continue
        for text, match_behind, group, is_cased, rule_id, confidence in _CUES[gate]:
            at = low.find(text)
            while at >= 0:
                end = at + len(text)
                match = match_behind(cased if is_cased else low, end)
                if match and _is_apart(low, at, end):
                    start, end = match.span(group)
                    found.append((start if group else at, end, rule_id, confidence))
                at = low.find(text, end)
    if "0" in reading.zeros and not _PLATE_CODES.isdisjoint(gates):
        found += _plates(reading)
    return found


def _is_apart(low: str, start: int, end: int) -> bool:
    """Whether a cue is no part of a word; one that ends in a sign may have a letter behind it."""
    return not (low[start - 1 : start].isalpha() or (low[end - 1].isalpha() and low[end : end + 1].isalpha()))


# Where a number of a plate may begin and what stands behind it; the code before it is looked for backwards.
_PLATE_NUMBER: Final = re.compile(r"0(?<=[a-z .-]0)0{0,3}+[ .-]?+[a-z]{1,3}+(?![a-z0])")
_PLATE_START: Final = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{1,2})[ .-]?\Z")


def _plates(reading: Reading) -> Iterator[Hit]:
    """Look from the digits backwards: letters are everywhere."""
    cased = reading.cased
    for match in _PLATE_NUMBER.finditer(reading.zeros):
        at, end = match.span()
        code = _PLATE_START.search(cased, max(0, at - 4), at)
        if code and code[1].lower().encode() in _PLATE_CODES and _looks_like_a_plate(code[0], cased[at:end]):
            yield code.start(), end, "PRV-010", REVIEW


def _looks_like_a_plate(code: str, number: str) -> bool:
    """Whether it is no other short word and number: in capitals and apart, or with three digits at least.

    A dot or a dash joins all three parts, or none.
    """
    before, behind = code[-1], number.lstrip("0123456789")[0]
    if before != behind and not {".", "-"}.isdisjoint({before, behind}):
        return False
    return number[:3].isdigit() or (code.isupper() and not before.isalpha())


# Of the signs that RFC 5321 allows before an at sign, those that stand between words are left out: = / | ? { }
_LOCAL_INSIDE: Final = "'&#~!$*^`"  # a quotation mark or a star in front of an address is no part of it
_LOCAL: Final = "abcdefghijklmnopqrstuvwxyz0123456789._%+-" + _LOCAL_INSIDE
_LOCAL_SIGNS: Final = frozenset(_LOCAL)
_LONGEST: Final = 255  # characters on either side of an at sign; more than there may be
_AT_SIGN: Final = re.compile(r"[(\[{<]?@[)\]}>]?(?=\s{0,2}[a-z0-9])")
_KNOWN_END: Final = r"(?:com|net|org|co ?[.,] ?id|go ?[.,] ?id|ac ?[.,] ?id|id)(?![a-z0-9])"
_DOT: Final = (
    rf"(?:\.| ?[(\[{{] ?(?:dot|titik|\.) ?[)\]}}] ?| (?:dot|titik) | ?[.,] ?(?={_KNOWN_END})| (?=com(?![a-z0-9]))"
    r"| (?=(?:co|go|ac) id(?![a-z0-9]))|(?<= co| go| ac) (?=id(?![a-z0-9])))"
)
_AT: Final = re.compile(
    r"[(\[{<] ?at ?[)\]}>]|(?<=[a-z0-9])[(\[{<]a[)\]}>](?=[a-z0-9])"
    rf"|(?<=[a-z0-9]) at (?=[a-z0-9-]{{2,30}}(?:\.| dot | titik ){_KNOWN_END})"
)
_SPELT_AT: Final = re.compile(rb"a(?<=[ (\[{<]a)t?[ )\]}>]")  # the gate: bytes are searched fast for one letter
_DOMAIN: Final = re.compile(
    rf"\s{{0,2}}(?![0-9.,]{{1,20}}+(?![a-z0-9-]))[a-z0-9-]{{1,{_LONGEST}}}+(?:{_DOT}[a-z0-9-]{{2,{_LONGEST}}}+){{1,20}}+"
)
_HANDLE: Final = re.compile(r"@[a-z0-9][a-z0-9._]{1,28}[a-z0-9_]")


def _email(low: str, start: int, end: int) -> Hit | None:
    """Look on both sides of what stands for an at sign; a space may stand beside it."""
    if domain := _DOMAIN.match(low, end):
        before = low[max(0, start - _LONGEST - 1) : start]
        name = before[:-2] + before[-2:].rstrip()
        if local := len(name[len(name.rstrip(_LOCAL)) :].lstrip(_LOCAL_INSIDE)):
            return start - (len(before) - len(name)) - local, domain.end(), "PRV-004", CERTAIN
    if low[start - 1 : start] not in _LOCAL_SIGNS and (handle := _HANDLE.match(low, start)):
        return *handle.span(), "PRV-017", REVIEW
    return None


def email_hits(reading: Reading, gates: frozenset[bytes] = _GATES) -> list[Hit]:
    """Return the e-mail addresses and handles in a reading, in no particular order.

    Args:
        reading: the text.
        gates: what `gates_of` returned for it; without it an at sign may be spelt in any text.
    """
    low = reading.low
    signs = [*_AT_SIGN.finditer(low)] if "@" in low else []
    if not _AT_WORDS.isdisjoint(gates) and (" at " in low or ")" in low or "]" in low or "}" in low or ">" in low):
        signs += _AT.finditer(low) if _SPELT_AT.search(reading.raw) else ()
    return [hit for sign in signs if (hit := _email(low, *sign.span()))] if signs else []
