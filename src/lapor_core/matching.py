"""The search for one known person in a text: their names and numbers, in the spellings that people use.

What is looked for is prepared once for each person. The patterns are kept as they are written, and `re` compiles them
when they are first needed, which for most texts is never.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lapor_core.name_matching import TOKEN, Finder, Match, names_finder, stands_alone
from lapor_core.spelling import NOT_DIGITS, NOT_SIGNS, Reading
from lapor_core.texts import LeakConfidence

_PHONE: Final = 9, 15  # digits of a telephone number, as it is written
_DIGITS: Final = 7  # digits from which on a number is looked for within other digits


class Matcher:
    """Finds one person in readings of texts. It shows nothing of the person: neither printed, copied nor pickled.

    Indonesian term: *pencocok identitas*.

    Args:
        names: the name and other names, whole.
        numbers: identity, family-card, tax, telephone, account and other numbers; letters may be among them.
        emails: e-mail addresses.
        words: what else is looked for as it is: a street address, user names.
    """

    __slots__ = ("_finders",)

    def __init__(
        self,
        *,
        names: Iterable[str] = (),
        numbers: Iterable[str] = (),
        emails: Iterable[str] = (),
        words: Iterable[str] = (),
    ) -> None:
        spelt = [Reading.of(name).low for name in names]
        signs = [Reading.of(value).low for value in (*numbers, *words)]
        odd = [name for name in spelt if not re.fullmatch(r"[a-z\s]+", name)]
        digits = {_national(value) for value in signs if _is_number(value)}
        digits |= {_national(run) for value in signs for run in _LONG_NUMBER.findall(value)}
        mixed = {value for value in signs if not _is_number(value)}
        made = (
            names_finder(spelt),
            _numbers(digits),
            _rows({re.sub(r"[^a-z0-9]", "", value) for value in mixed}),
            _streets(mixed),
            _literals(
                {" ".join(value.split()) for value in (*odd, *(Reading.of(mail).low for mail in emails), *mixed)}
            ),
        )
        self._finders: tuple[Finder, ...] = tuple(finder for finder in made if finder is not None)

    def find(self, reading: Reading) -> list[Match]:
        """Return where the person is named, in order; what overlaps or touches is one match, as sure as the surest."""
        found: list[Match] = []
        for finder in self._finders:
            found += finder(reading)
        if not found:
            return found
        matches: list[Match] = []
        for start, end, sure in sorted(found):
            if matches and start <= matches[-1][1]:
                before, behind, surely = matches[-1]
                if sure is LeakConfidence.LIKELY:
                    surely = sure
                matches[-1] = before, max(behind, end), surely
            else:
                matches.append((start, end, sure))
        return matches

    def __repr__(self) -> str:
        return "Matcher()"

    def __reduce_ex__(self, protocol: object) -> "tuple[object, ...]":
        raise TypeError("a matcher cannot be copied or pickled")


_LONG_NUMBER: Final = re.compile(r"[0-9](?:[ .-]?[0-9]){8,}+")  # an account beside the name of its bank


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[\s().+/-]*[0-9][0-9\s().+/-]*", value) is not None


def _national(value: str) -> str:
    """Return the digits of a number; those of a telephone number without what stands before the national part."""
    digits = re.sub(r"[^0-9]", "", value)
    digits = digits.removeprefix("00") if digits.startswith("0062") else digits
    return re.sub(r"^(?:62)?0?(?=[2-9])", "", digits) if _PHONE[0] <= len(digits) <= _PHONE[1] else digits


# Numbers and other signs

_GAP: Final = r"[^a-z0-9]{0,3}+"


def _numbers(numbers: set[str]) -> Finder | None:
    kept = {number for number in numbers if len(number) >= TOKEN}
    wholly = {number for number in kept if len(number) < _DIGITS}
    patterns = [
        (number, r"(?:\+?(?:62|0)[^a-z0-9]{0,3}+)?" + _GAP.join(number), number in wholly) for number in sorted(kept)
    ]
    if not patterns:
        return None

    def find(reading: Reading) -> list[Match]:
        found: list[Match] = []
        if "0" not in reading.zeros:
            return found
        digits, low = reading.raw.translate(None, NOT_DIGITS).decode(), reading.low
        for number, pattern, whole in patterns:
            if number in digits:
                spans = (match.span() for match in re.finditer(pattern, low))
                found += [
                    (start, end, LeakConfidence.LIKELY)
                    for start, end in spans
                    if not (whole and (low[start - 1 : start].isdigit() or low[end : end + 1].isdigit()))
                ]
        return found

    return find


def _rows(rows: set[str]) -> Finder | None:
    """Look for letters and digits in this row, whatever signs stand between them."""
    patterns = [(row, _GAP.join(row)) for row in sorted(rows) if len(row) >= TOKEN]
    if not patterns:
        return None

    def find(reading: Reading) -> Iterator[Match]:
        signs = reading.raw.translate(None, NOT_SIGNS).decode()
        for row, pattern in patterns:
            if row in signs:
                for match in re.finditer(pattern, reading.low):
                    if stands_alone(reading.low, *match.span()):
                        yield *match.span(), LeakConfidence.LIKELY

    return find


_ROADS: Final = {"j": "(?:jl|jln|jalan)", "g": "(?:gg|gang)"}
_NUMBERED: Final = "(?:no|nomor|nomer)"
_NEIGHBOUR: Final = r"(?<![a-z])r[tw](?:[^a-z0-9]{0,3}[0-9]{1,3}){1,2}(?![a-z0-9])"
_NEIGHBOURS: Final = re.compile(_NEIGHBOUR)
_UNITS: Final = r"(?! ?(?:tahun|bulan|minggu|hari|jam|kali|orang|rumah|titik|m|km|meter)(?![a-z]))"
_ROAD: Final = rf"(?<![a-z])(?:{'|'.join(_ROADS.values())})[^a-z0-9]{{1,3}}"
_NUMBER: Final = r"([0-9]{1,4}) ?([a-z]?)(?![a-z0-9])"
_HOUSES: Final = (
    re.compile(rf"{_ROAD}([a-z0-9 .'-]{{1,60}}?)[^a-z0-9]{{1,3}}{_NUMBERED}[^a-z0-9]{{0,3}}{_NUMBER}"),
    re.compile(rf"{_ROAD}([a-z][a-z .'-]{{0,60}}?)[^a-z0-9]{{1,3}}{_NUMBER}"),
)


def _streets(addresses: set[str]) -> Finder | None:
    """Look for the street and number of an address, whichever words for them are used."""
    return _sought([street for address in sorted(addresses) if (street := _street(address))])


def _street(address: str) -> tuple[str, str] | None:
    """Return the longest word of a street, and the pattern of the street and the number."""
    bare = _NEIGHBOURS.sub("", address)
    house = next(filter(None, (pattern.search(bare) for pattern in _HOUSES)), None)
    words = re.findall("[a-z]+|[0-9]+", house[1]) if house else []
    if house is None or not words:
        return None
    street = _ROADS[house[0][0]] + "".join(f"{_GAP}{word}" for word in words)
    return max(words, key=len), (
        rf"(?<![a-z]){street}(?:[^a-z0-9]{{1,3}}{_NEIGHBOUR}){{0,2}}[^a-z0-9]{{1,3}}"
        rf"(?:{_NUMBERED}{_GAP}{house[2]} ?{house[3]}|{house[2]} ?{house[3]}{_UNITS})(?![a-z0-9])"
    )


def _literals(texts: set[str]) -> Finder | None:
    """Look for texts as they are, but for case and the width of spaces."""
    return _sought(
        [
            (text.split()[0], r"\s+".join(map(re.escape, text.split())))
            for text in sorted(texts)
            if any(map(str.isalnum, text))
        ]
    )


def _sought(patterns: list[tuple[str, str]]) -> Finder | None:
    """Look for patterns where they stand alone, each only in a text that has its word."""
    if not patterns:
        return None

    def find(reading: Reading) -> Iterator[Match]:
        for word, pattern in patterns:
            if word in reading.low:
                for match in re.finditer(pattern, reading.low):
                    if stands_alone(reading.low, *match.span()):
                        yield *match.span(), LeakConfidence.LIKELY

    return find
