"""Numbers in a text that are given to persons, in the spellings that people use.

First come *windows*, the stretches in which seven digits or more are near each other: one search in bytes with a zero
for each digit. Only within them patterns are tried, and only those for which a window has digits and signs enough. No
pattern has one unbounded repetition within another that it could trade places with, so the time grows with the length
alone.
"""

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final, NamedTuple

from lapor_core.rules.region_codes import REGION_CODES
from lapor_core.spelling import NOT_DIGITS, Reading
from lapor_core.texts import LeakConfidence

CERTAIN, LIKELY, REVIEW = LeakConfidence


class Hit(NamedTuple):
    """Something found in a reading."""

    start: int
    end: int
    rule_id: str
    confidence: LeakConfidence


_WINDOW: Final = re.compile(rb"0(?:[ \t\n\r.()\[\]-]{0,5}+0){6,}+")
_SHORTEST: Final = 9  # digits of a number in groups; a date has eight
_PASSPORT: Final = 7  # digits in a row
_MANY: Final = 14  # digits of a tax number whose zero in front was left out
_LEAST_IN_A_ROW: Final = b"0" * _PASSPORT
_BLOCK: Final = re.compile(r"[0-9]{7,}+")
_BEFORE: Final = 32  # characters before a number in which a word may say what it is


def number_hits(reading: Reading) -> list[Hit]:
    """Return the numbers of persons in a reading, in no particular order."""
    found: list[Hit] = []
    low, zeros = reading.low, reading.zeros
    if (first := zeros.find(b"0")) < 0:
        return found
    for window in _WINDOW.finditer(zeros, first):
        start, end = window.span()
        count = zeros.count(b"0", start, end)
        if count == end - start:
            found += _of_block(low, start, end)
        elif count >= _SHORTEST or _LEAST_IN_A_ROW in window[0]:
            found += _in_window(low, start, end, window[0])
    if _SELDOM_JOINED.search(zeros, first):
        for joined in _JOINED.finditer(zeros, first):
            found += _of_joined(low, *joined.span())
    return found


def _in_window(low: str, start: int, end: int, zeros: bytes) -> list[Hit]:
    """Take out what is found, pattern by pattern: what is left may read otherwise without it."""
    found: list[Hit] = []
    rest = low[start:end]
    count = zeros.count(b"0")
    for pattern, judge, shape, _ in _STAGES if count >= _MANY else _OF_FEW:
        match = pattern.search(rest) if shape in zeros else None
        if match is None:
            continue
        left: list[str] = []
        at = 0
        while match is not None:
            for hit in judge(low, start + match.start(), start + match.end()):
                found.append(hit)
                if hit.confidence is not REVIEW:
                    first, last = max(hit.start - start, at), hit.end - start
                    left += (rest[at:first], "#" * (last - first))
                    at = last
            match = pattern.search(rest, match.end())
        if left:
            rest = "".join((*left, rest[at:]))
    return found


# What the words before a number say

_WORDS: Final = {
    rule_id: re.compile(rf"(?<![a-z])(?:no)?(?:{words})(?:nya|saya|ku)?(?![a-z])[^0-9]{{0,20}}\Z")
    for rule_id, words in {
        "PRV-001": r"nik|ktp|nomor induk|identitas",
        "PRV-002": r"npwp|pajak",
        "PRV-003": r"te?le?po?n|te?lp|telf|hp|wa|whatsapp|hub|hubungi|fax|faks|kontak|nomor saya",
        "PRV-006": r"kk|kartu keluarga|keluarga",
        "PRV-009": r"paspor|passport",
        "PRV-014": r"nip",
        "amount": r"rp|idr|usd|senilai|sebesar|anggaran|biaya",
    }.items()
}


def _says(low: str, at: int, rule_id: str) -> bool:
    return _WORDS[rule_id].search(low, max(0, at - _BEFORE), at) is not None


# Shapes of digits


def _is_date(day: str, month: str) -> bool:
    return "01" <= day <= "31" and "01" <= month <= "12"


def is_given(nik: str) -> bool:
    """Whether sixteen digits begin with a region of any vintage and a day of birth (for women 40 is added)."""
    day = nik[6:8] if nik[6] < "4" else f"{int(nik[6:8]) - 40:02}"
    return nik[:4] in REGION_CODES and nik[4:6] != "00" and _is_date(day, nik[8:10])


_YEAR: Final = r"(?:19|20)[0-9]{2}"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_NIP: Final = re.compile(rf"{_YEAR}{_MONTH}(?:0[1-9]|[12][0-9]|3[01]){_YEAR}{_MONTH}[12][0-9]{{3}}")


def _identity(low: str, start: int, end: int, digits: str) -> Hit:
    for rule_id in ("PRV-002", "PRV-006", "PRV-001"):
        if _says(low, start, rule_id):
            return Hit(start, end, rule_id, CERTAIN)
    return Hit(start, end, "PRV-001", CERTAIN if is_given(digits) else LIKELY)


_NIK: Final = 16
_MOBILE: Final = re.compile(r"(?:0|(?:00)?620?)8[0-9]{8,12}")
_AREA: Final = "(?:2[124]|31|61|[2-79][0-9]{2})"
_LANDLINE: Final = re.compile(rf"0(?={_AREA})[0-9]{{8,11}}")
_ABROAD: Final = range(9, 16)  # digits of a number with a plus sign


_NEARBY: Final = 8
_PRICED: Final = re.compile(r"(?<![a-z])(?:rp|idr|usd)[\s.:]{0,3}\Z")
_RECEIPT: Final = 13  # digits of many receipts; few telephone numbers have as many
_RECEIVED: Final = re.compile(
    r"(?<![a-z])(?:kwitansi|kuitansi|resi|struk|nota|faktur|invoice)(?:nya)?(?: no| nomor)?[\s.:]{0,4}\Z"
)


def _of_digits(low: str, start: int, end: int, digits: str) -> tuple[Hit, ...]:
    """Judge digits, where they are in groups all together; an amount is nobody's number, whatever its digits say."""
    found = _by_beginning(low, start, end, digits)
    if found and digits[0] != "0" and _PRICED.search(low, max(0, start - _NEARBY), start):
        return (Hit(start, end, "PRV-001", REVIEW),) if len(digits) == _NIK and is_given(digits) else ()
    if found and len(digits) == _RECEIPT and _RECEIVED.search(low, max(0, start - _BEFORE), start):
        return (found[0]._replace(confidence=REVIEW),)
    return found


def _by_beginning(low: str, start: int, end: int, digits: str) -> tuple[Hit, ...]:
    """Judge digits by their number and how they begin."""
    if low[start - 1 : start] == "+" and len(digits) in _ABROAD:
        mobile = _MOBILE.fullmatch(digits)
        return (Hit(start - 1, end, "PRV-003" if mobile else "PRV-008", CERTAIN if mobile else LIKELY),)
    sure = LIKELY
    match len(digits):
        case 16:
            return (_identity(low, start, end, digits),)
        case 22:
            rule_id = "PRV-007"
        case 18 if _NIP.fullmatch(digits) or _says(low, start, "PRV-014"):
            rule_id = "PRV-014"
        case 15 if _says(low, start, "PRV-002"):
            rule_id, sure = "PRV-002", CERTAIN
        case 13 if digits.startswith("000"):
            rule_id = "PRV-011"
        case _ if digits[0] not in "06":  # nor how any telephone number begins
            return ()
        case _ if _MOBILE.fullmatch(digits):
            rule_id, sure = "PRV-003", CERTAIN
        case _ if _LANDLINE.fullmatch(digits):
            rule_id, sure = "PRV-008", LIKELY if _says(low, start, "PRV-003") else REVIEW
        case _:
            return ()
    return (Hit(start, end, rule_id, sure),)


_PASSPORT_LETTERS: Final = re.compile(r"(?<![a-z0-9])[a-z]{1,2} ?\Z")


def _of_block(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge digits without anything between them."""
    if end - start == _PASSPORT and (letters := _PASSPORT_LETTERS.search(low, max(0, start - 4), start)):
        return (Hit(letters.start(), end, "PRV-009", REVIEW),)
    return _of_digits(low, start, end, low[start:end])


def _of_npwp(low: str, start: int, end: int) -> tuple[Hit, ...]:
    sure = "." in low[start:end] or _says(low, start, "PRV-002")
    return (Hit(start, end, "PRV-002", CERTAIN if sure else LIKELY),)


_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}+")
_MONEY_BEHIND: Final = re.compile(r" ?(?:rupiah|juta|ribu|,-|,00)")


def _opened(low: str, start: int, end: int) -> int:
    """Return where a number begins with its plus sign and its bracket."""
    if low[start - 1 : start] == "+":
        start -= 1
    if low[start - 1 : start] == "(" and ")" in low[start:end]:
        start -= 1
    return start


def _of_phone(low: str, start: int, end: int) -> tuple[Hit, ...]:
    begin = _opened(low, start, end)
    if begin == start and _THOUSANDS.fullmatch(low, start, end):
        if _says(low, start, "amount") or _MONEY_BEHIND.match(low, end):
            return ()
        return (Hit(start, end, "PRV-003", CERTAIN if _says(low, start, "PRV-003") else REVIEW),)
    return (Hit(begin, end, "PRV-003", CERTAIN),)


_OF_A_LETTER: Final = re.compile(rf"[0-9]+ ?- ?(?:[0-9]{{1,2}} ?- ?{_YEAR}|{_YEAR} ?- ?[0-9]{{1,2}})")
_NO_SUBSCRIBER: Final = re.compile("[0-9]+[ .-]+0")  # within an area no number begins with a zero
_LANDLINE_DIGITS: Final = range(9, 14)


def _of_landline(low: str, start: int, end: int) -> tuple[Hit, ...]:
    if len(_bare(low[start:end])) not in _LANDLINE_DIGITS:
        return ()
    begin = _opened(low, start, end)
    written = low[start:end]
    dashed = "-" in written and not _OF_A_LETTER.fullmatch(written) and not _NO_SUBSCRIBER.match(written)
    sure = begin < start or dashed or _says(low, start, "PRV-003")
    return (Hit(begin, end, "PRV-008", LIKELY if sure else REVIEW),)


_NOBODYS: Final = re.compile(
    # Dates, years, amounts.
    rf"(?:[0-3][0-9](.)[01][0-9]\1{_YEAR}|{_YEAR}(.)[01][0-9]\2[0-3][0-9])(?:[ .-]|\Z)"
    rf"|{_YEAR}(?:[ .-]{_YEAR})*+\Z|{_THOUSANDS.pattern}\Z"
)


def _of_groups(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge groups that one kind of separator joins: all together, or else those among them that are surely one."""
    written = low[start:end]
    if len(written) <= _SHORTEST or _NOBODYS.match(written):
        return ()
    digits = _bare(written)
    found = _of_digits(low, start, end, digits)
    if not found and (len(digits) >= _NIK or "08" in written):
        return tuple(_among(low, start, end, digits))
    return found


def _of_mixed(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge sixteen digits that several kinds of separators join; most of these are rows of other things."""
    return (Hit(start, end, "PRV-001", CERTAIN),) if end - start > _NIK and is_given(_bare(low[start:end])) else ()


def _of_single_digits(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge digits that stand apart, all together."""
    return _of_digits(low, start, end, _bare(low[start:end]))


def _bare(written: str) -> str:
    return written.encode().translate(None, NOT_DIGITS).decode()


_MOBILE_STARTS: Final = frozenset(f"08{number}" for number in range(10, 100))
_GROUP: Final = re.compile("[0-9]++")


def _among(low: str, start: int, end: int, digits: str) -> Iterator[Hit]:
    """Yield the identity numbers that some of the groups form, by region and date, or a mobile number."""
    groups = [match.span() for match in _GROUP.finditer(low, start, end)]
    counts = accumulate(last - first for first, last in groups)
    ends = dict(zip(counts, (last for _, last in groups), strict=True))
    before, upto = 0, start
    for first, last in groups:
        if first >= upto and before + _NIK in ends and is_given(digits[before : before + _NIK]):
            upto = ends[before + _NIK]
            yield Hit(first, upto, "PRV-001", CERTAIN)
        elif first >= upto and low[first:last] in _MOBILE_STARTS and _MOBILE.fullmatch(digits, before):
            yield Hit(first, end, "PRV-003", CERTAIN)
        before += last - first


def _one_kind(separator: str) -> re.Pattern[str]:
    return re.compile(rf"[0-9]++(?:{separator}[0-9]++)++")


_ANY: Final = r"[\s.-]{0,3}+"


class _Stage(NamedTuple):
    """One shape: how it is written and judged, and what a window must have for it: these signs, and so many digits."""

    pattern: re.Pattern[str]
    judge: Callable[[str, int, int], tuple[Hit, ...]]
    shape: bytes
    digits: int


_STAGES: Final = (
    _Stage(_BLOCK, _of_block, _LEAST_IN_A_ROW, _PASSPORT),
    _Stage(
        re.compile(
            r"(?<![0-9])[0-9]{1,2}(?:[\s.-]{1,3}[0-9]{3}){2}[\s.-]{1,3}[0-9](?:[\s.-]{1,3}[0-9]{3}){2}(?![0-9])"
        ),
        _of_npwp,
        b"000",
        _MANY,
    ),
    _Stage(_one_kind(" "), _of_groups, b"0 0", _SHORTEST),
    _Stage(_one_kind(r"\."), _of_groups, b"0.0", _SHORTEST),
    _Stage(_one_kind(" ?- ?"), _of_groups, b"-", _SHORTEST),
    _Stage(
        re.compile(rf"(?<![0-9])[1-9](?:{_ANY}[0-9]){{7}}{_ANY}[01](?:{_ANY}[0-9]){{7}}(?![0-9])"), _of_mixed, b"", _NIK
    ),
    _Stage(re.compile(r"(?<![0-9])[0-9](?:[\s.-]{1,3}+[0-9](?![0-9])){8,}+"), _of_single_digits, b"", _SHORTEST),
    _Stage(
        re.compile(
            r"(?<![0-9])(?:(?:00)?62[)\]]?(?:[\s.-]{0,2}[(]?0[)]?)?|0)[\s.-]{0,2}[(\[]?(?<!0\.)8[0-9]{2}[)\]]?"
            r"[\s.-]{0,3}[(\[]?[0-9]{3,4}[)\]]?[\s.-]{0,3}(?:[0-9]{3,6}|[0-9]{2}[\s.-][0-9]{2,3})(?![0-9])"
        ),
        _of_phone,
        b"",
        _SHORTEST,
    ),
    _Stage(
        re.compile(
            rf"(?<![0-9])(?:0|62[)\]]?[ .-]{{0,2}}[(]?0?){_AREA}(?:[)\]][ .-]{{0,2}}|[ .-]{{1,3}})"
            r"[0-9]{2,8}(?:[ .-]{1,3}[0-9]{2,4}){0,2}(?![0-9])"
        ),
        _of_landline,
        b"",
        _SHORTEST,
    ),
)
_OF_FEW: Final = tuple(stage for stage in _STAGES if stage.digits < _MANY)

# Groups joined by a sign that joins letters, times and lists as well: only what could hardly be one of these.

_SELDOM_JOINED: Final = re.compile(rb"000/000")  # any of the signs is a slash there
_JOINED: Final = re.compile(rb"00(?<!000)0{0,10}+(?:/0{3,12}+){1,6}+(?!/?0)")
_JOINED_MOBILE: Final = re.compile(
    r"(?:62[^0-9]?0?|0)8[0-9]{2}([^0-9])"
    r"(?:(?!08)[0-9]{3,4}\1(?!08|(?<=/)(?:19|20)[0-9]{2}\Z)[0-9]{3,5}|[0-9]{7,8})"
)


def _of_joined(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge groups that one such sign joins: a mobile number, or an identity number by region and date."""
    if _JOINED_MOBILE.fullmatch(low, start, end):
        return (Hit(start - (low[start - 1 : start] == "+"), end, "PRV-003", LIKELY),)
    digits = _bare(low[start:end])
    is_one = len(digits) == _NIK and len({*low[start:end]} - {*digits}) == 1
    return (Hit(start, end, "PRV-001", CERTAIN),) if is_one and is_given(digits) else ()
