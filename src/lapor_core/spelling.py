"""Texts as a check reads them: one letter for all its look-alikes, no characters of no width, digits as digits.

What is read is found again in the text as it was written: every reading knows where its characters stand there.
"""

import re
import unicodedata
from typing import Final, Self

_LOOK_ALIKES: Final[dict[int, int | str]] = {
    # Cyrillic, Greek, Armenian, small capitals and letters with a stroke, as they look beside Latin ones.
    **str.maketrans("аеорсухіјѕһԁԛԝкмнтвАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwkmhtbABEKMHOPCTYXIJS"),
    **str.maketrans("αονρικτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհ", "aovpiktuxABEZHIKMNOPTYXounh"),
    **str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢıɑɡłøđħŁØĐĦ", "abcdefghijklmnoprstuvwyziaglodhLODH"),
    ord("æ"): "ae",
    ord("Æ"): "AE",
    ord("œ"): "oe",
    ord("Œ"): "OE",
    ord("ß"): "ss",
    ord("ẞ"): "SS",
    **str.maketrans("γηωσѡѵүҮӏԌցɩʂɴĸᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ynwowvyYlGgisnkABCDEHJKLMPRSTVWZ"),
    **str.maketrans("‘’ʼʹ", "'" * 4),
    **str.maketrans("·•∙⋅・。∕⁄−", "......//-"),
}
_NOTHING: Final = frozenset({"Mn", "Me", "Cf"})
_BLANK_LETTERS: Final = frozenset("\u115f\u1160\u3164\uffa0\u17b4\u17b5")
_ASCII: Final = frozenset(map(chr, range(128)))
NOT_DIGITS: Final = bytes(set(range(256)) - set(b"0123456789"))
"""What to delete from bytes so that digits are left."""
NOT_LETTERS: Final = bytes(set(range(256)) - set(b"abcdefghijklmnopqrstuvwxyz"))
"""What to delete so that small letters are left."""
NOT_SIGNS: Final = bytes(set(NOT_DIGITS) & set(NOT_LETTERS))
"""What to delete so that both are left."""
_TO_ZERO: Final = bytes.maketrans(b"123456789_*,:;|", b"000000000//////")
_FEW: Final = 12  # so many replacements cost less than one translation


def plain(character: str) -> str:
    """Return what one character is read as: itself, a Latin look-alike, a digit, several letters, or nothing."""
    return "".join(map(_plain, unicodedata.normalize("NFKD", character)))


def _plain(part: str) -> str:
    kind = unicodedata.category(part)
    if kind in _NOTHING or part in _BLANK_LETTERS:
        return ""
    if kind[0] == "Z" or part == "\u2800":
        return " "
    if kind == "Pd":
        return "-"
    if kind == "Nd":
        return str(unicodedata.decimal(part))
    return part.translate(_LOOK_ALIKES)


Place = tuple[int, int]
"""Where a span of a reading stands in the text as it was written: its start and its end."""


class Reading:
    """A text as it is read, in four equally long spellings.

    ``cased`` has the capitals and ``low`` has none; ``raw`` is the latter in bytes, with a question mark for what is
    not ASCII; ``zeros`` is ``raw`` as a text with a zero for each digit, and a slash for each sign that seldom joins
    them: a text is searched faster for one sign than for ten.
    """

    __slots__ = ("_origin", "_places", "cased", "low", "raw", "zeros")

    def __init__(self, cased: str, origin: str | None = None, places: list[Place] | None = None) -> None:
        self.cased = cased
        self.low = cased.lower()
        self.raw = self.low.encode("ascii", "replace")
        self.zeros = self.raw.translate(_TO_ZERO).decode()
        self._origin = origin
        self._places = places

    @classmethod
    def of(cls, text: str) -> Self:
        """Read a text."""
        if text.isascii():
            return cls(text)
        strange = set(text) - _ASCII
        if len(strange) <= _FEW:
            cased = text
            for character in strange:
                cased = cased.replace(character, plain(character))
        else:
            cased = text.translate({ord(character): plain(character) for character in strange})
        return cls(cased, text)

    def place(self, start: int, end: int) -> Place:
        """Return where a span stands in the text; marks and characters of no width behind it belong to it."""
        if self._origin is None and self._places is None:
            return start, end
        if self._places is None:
            self._places = _places(self._origin or "")
        return self._places[start][0], self._places[end - 1][1]


def _places(text: str) -> list[Place]:
    lengths = {character: len(plain(character)) for character in set(text)}
    places: list[Place] = []
    start, length = 0, 0
    for index, character in enumerate(text):
        if read := lengths[character]:
            places += [(start, index)] * length
            start, length = index, read
    return places + [(start, len(text))] * length


_DIGIT_WORDS: Final = {
    "nol": "0",
    "kosong": "0",
    "satu": "1",
    "dua": "2",
    "tiga": "3",
    "empat": "4",
    "lima": "5",
    "enam": "6",
    "tujuh": "7",
    "delapan": "8",
    "sembilan": "9",
}
DIGIT_WORDS: Final = frozenset(word.encode() for word in _DIGIT_WORDS)
_WORD_OR_DIGITS: Final = re.compile("|".join(_DIGIT_WORDS) + "|[0-9]{1,4}")
_SPOKEN: Final = re.compile(rf"(?:(?:{_WORD_OR_DIGITS.pattern})[\s,./-]{{0,3}}){{5,}}+")
_BEFORE: Final = 32
_LEAST_WORDS: Final = 2  # so many words, different ones, a row of digits in words has at least
_ZEROS: Final = frozenset({b"nol", b"kosong"})


def may_be_spoken(reading: Reading, words: frozenset[bytes]) -> bool:
    """Whether a text with these words may have digits as words: three of them, or two that begin a telephone number.

    Words without a gap between them are no words of the text; the beginning of a telephone number is looked for there.
    """
    return len(words & DIGIT_WORDS) >= (_LEAST_WORDS + words.isdisjoint(_ZEROS)) or "noldelapan" in reading.low


def _word_start(low: str, at: int, end: int) -> int:
    """Return where the next whole word begins, for half a word may be another one."""
    while at < end and low[at - 1 : at].isalpha() and low[at : at + 1].isalpha():
        at += 1
    return at


def spoken(reading: Reading) -> Reading | None:
    """Read digits that are written as Indonesian words (*nol delapan satu dua …*) as digits.

    Returns:
        A reading in which each such row is a number, behind the words before it, which may say what it is; None when
        the text has no such row.
    """
    digits: list[str] = []
    places: list[Place] = []
    upto = 0
    for row in _SPOKEN.finditer(reading.low):
        words = [*_WORD_OR_DIGITS.finditer(reading.low, row.start(), row.end())]
        if len({word[0] for word in words if word[0].isalpha()}) < _LEAST_WORDS:
            continue
        before = range(_word_start(reading.low, max(upto, row.start() - _BEFORE), row.start()), row.start())
        digits.append(re.sub("[0-9]", "|", reading.low[before.start : before.stop]))
        places += [reading.place(at, at + 1) for at in before]
        upto = row.end()
        for word in words:
            number = _DIGIT_WORDS.get(word[0], word[0])
            digits.append(number)
            places += [reading.place(*word.span())] * len(number)
        digits.append("|")
        places.append(places[-1])
    return Reading("".join(digits), places=places) if digits else None
