"""Numbers in a text that are given to persons, in the spellings that people use.

First come *windows*, the stretches in which digits are near each other: one search in a copy with a zero for each
digit. Only within them patterns are tried, and only those for which a window has digits and signs enough. No
pattern has one unbounded repetition within another that it could trade places with, so the time grows with the length
alone.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from lapor_core.rules.region_codes import REGION_CODES
from lapor_core.spelling import NOT_DIGITS, Reading
from lapor_core.texts import LeakConfidence

CERTAIN, LIKELY, REVIEW = LeakConfidence


Hit = tuple[int, int, str, LeakConfidence]
"""Something found in a reading: start, end, rule, and how sure it is. A plain tuple, as that is made fastest."""


_WINDOW: Final = re.compile(r"0[0 \t\n\r.()\[\]-]{5,}0")
_SHORTEST: Final = 9  # digits of a number in groups; a date has eight
_PASSPORT: Final = 7  # digits in a row
_MANY: Final = 14  # digits of a tax number whose zero in front was left out
_LEAST_IN_A_ROW: Final = "0" * _PASSPORT
_BLOCK: Final = re.compile(r"[0-9]{7,}+")
_NIK: Final = 16  # digits of an identity number
_BEFORE: Final = 32  # characters before a number in which a word may say what it is


_Stage = tuple[re.Pattern[str], Callable[[str, int, int], tuple[Hit, ...]], str, int]
"""One shape: how it is written and judged, and what a window must have for it: these signs, and so many digits."""


def number_hits(reading: Reading) -> list[Hit]:
    """Return the numbers of persons in a reading, in no particular order."""
    found: list[Hit] = []
    low, zeros = reading.low, reading.zeros
    if (first := zeros.find("0")) < 0:
        return found
    behind = zeros.rfind("0") + 1
    for window in _WINDOW.finditer(zeros, first, behind):
        start, end = window.span()
        shape = window[0]
        count = shape.count("0")
        if count == end - start:
            found += _of_block(low, start, end)
        elif count >= _SHORTEST or _LEAST_IN_A_ROW in shape:
            found += _in_window(low, start, shape, _STAGES if count >= _MANY else _OF_FEW)
    if zeros.find(_SELDOM_JOINED, first, behind) >= 0:
        for joined in _JOINED.finditer(zeros, first):
            found += _of_joined(low, *joined.span())
    return found


def _in_window(low: str, start: int, shape: str, stages: tuple[_Stage, ...]) -> list[Hit]:
    """Take out what is found, pattern by pattern: what is left may read otherwise without it."""
    found: list[Hit] = []
    rest = low[start : start + len(shape)]
    for pattern, judge, part, _ in stages:
        match = pattern.search(rest) if part in shape else None
        if match is None:
            continue
        left: list[str] = []
        at = 0
        while match is not None:
            for hit in judge(low, start + match.start(), start + match.end()):
                found.append(hit)
                begin, behind, _, sure = hit
                if sure is not REVIEW:
                    first, last = max(begin - start, at), behind - start
                    left += (rest[at:first], "#" * (last - first))
                    at = last
            match = pattern.search(rest, match.end())
        if left:
            rest = "".join((*left, rest[at:]))
    return found


# What the words before a number say

_WORDS: Final = {
    rule_id: (re.compile(words), re.compile(rf"(?<![a-z])(?:no)?(?:{words})(?:nya|saya|ku)?(?![a-z])[^0-9]{{0,20}}\Z"))
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
    begin = max(0, at - _BEFORE)
    gate, words = _WORDS[rule_id]  # the gate has no look behind, so it is searched for fast
    return gate.search(low, begin, at) is not None and words.search(low, begin, at) is not None


# Shapes of digits


def _is_date(day: str, month: str) -> bool:
    return "01" <= day <= "31" and "01" <= month <= "12"


def _is_given(digits: str) -> bool:
    """Whether digits are sixteen: a region of any vintage, a day of birth (for women 40 is added), and four more."""
    if digits[:4] not in REGION_CODES or len(digits) != _NIK:
        return False
    day = digits[6:8] if digits[6] < "4" else f"{int(digits[6:8]) - 40:02}"
    return digits[4:6] != "00" and _is_date(day, digits[8:10])


YEAR: Final = r"(?:19|20)[0-9]{2}"
"""How a year is written."""

_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_NIP: Final = re.compile(rf"{YEAR}{_MONTH}(?:0[1-9]|[12][0-9]|3[01]){YEAR}{_MONTH}[12][0-9]{{3}}")


def _identity(low: str, start: int, end: int, digits: str) -> Hit:
    for rule_id in ("PRV-002", "PRV-006", "PRV-001"):
        if _says(low, start, rule_id):
            return (start, end, rule_id, CERTAIN)
    return (start, end, "PRV-001", CERTAIN if _is_given(digits) else LIKELY)


_MOBILE: Final = re.compile(r"(?:0|(?:00)?620?)8[0-9]{8,12}")
_AREA: Final = "(?:2[124]|31|61|[2-79][0-9]{2})"
_LANDLINE: Final = re.compile(rf"0(?={_AREA})[0-9]{{8,11}}")
_ABROAD: Final = range(9, 16)  # digits of a number with a plus sign


_NEARBY: Final = 8
_PRICED: Final = re.compile(r"(?<![a-z])(?:rp|idr|usd)[\s.:]{0,3}\Z")
_MONEY: Final = re.compile(" ?(?:rupiah|juta|ribu)")
_RECEIPT: Final = 13  # digits of many receipts; few telephone numbers have as many
_RECEIVED: Final = re.compile(
    r"(?<![a-z])(?:kwitansi|kuitansi|resi|struk|nota|faktur|invoice)(?:nya)?(?: no| nomor)?[\s.:]{0,4}\Z"
)


def _of_digits(low: str, start: int, end: int, digits: str) -> tuple[Hit, ...]:
    """Judge digits, where they are in groups all together; an amount is nobody's number, whatever its digits say."""
    found = _by_beginning(low, start, end, digits)
    if found and found[0][0] == start and _is_money(low, start, end):
        return ((start, end, "PRV-001", REVIEW),) if _is_given(digits) else ()
    if found and len(digits) == _RECEIPT and _RECEIVED.search(low, max(0, start - _BEFORE), start):
        return _for_review(found)
    return found


def _for_review(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    return tuple((*hit[:-1], REVIEW) for hit in hits)


def _is_money(low: str, start: int, end: int) -> bool:
    if low[start] == "0":
        return False
    return bool(_PRICED.search(low, max(0, start - _NEARBY), start) or _MONEY.match(low, end))


def _by_beginning(low: str, start: int, end: int, digits: str) -> tuple[Hit, ...]:
    """Judge digits by their number and how they begin."""
    if low[start - 1 : start] == "+" and len(digits) in _ABROAD:
        mobile = _MOBILE.fullmatch(digits)
        return ((start - 1, end, "PRV-003" if mobile else "PRV-008", CERTAIN if mobile else LIKELY),)
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
    return ((start, end, rule_id, sure),)


_PASSPORT_LETTERS: Final = re.compile(r"(?<![a-z0-9])[a-z]{1,2} ?\Z")


def _of_block(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge digits without anything between them."""
    if end - start == _PASSPORT and (letters := _PASSPORT_LETTERS.search(low, max(0, start - 4), start)):
        return ((letters.start(), end, "PRV-009", REVIEW),)
    return _of_digits(low, start, end, low[start:end])


def _of_npwp(low: str, start: int, end: int) -> tuple[Hit, ...]:
    sure = "." in low[start:end] or _says(low, start, "PRV-002")
    return ((start, end, "PRV-002", CERTAIN if sure else LIKELY),)


_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}+")
PRICE_BEHIND: Final = re.compile(rf"{_MONEY.pattern}| ?(?:,-|,00)")
"""What stands behind an amount."""


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
        if _says(low, start, "amount") or PRICE_BEHIND.match(low, end):
            return ()
        return ((start, end, "PRV-003", CERTAIN if _says(low, start, "PRV-003") else REVIEW),)
    if begin == start and _is_money(low, start, end):
        return ()
    is_sure = not _is_timetable(low[start:end]) or _says(low, start, "PRV-003")
    return ((begin, end, "PRV-003", CERTAIN if is_sure else REVIEW),)


_OF_A_LETTER: Final = re.compile(rf"[0-9]+ ?- ?(?:[0-9]{{1,2}} ?- ?{YEAR}|{YEAR} ?- ?[0-9]{{1,2}})")
_NO_SUBSCRIBER: Final = re.compile("[0-9]+[ .-]+0")  # within an area no number begins with a zero
_LANDLINE_DIGITS: Final = range(9, 14)


def _of_landline(low: str, start: int, end: int) -> tuple[Hit, ...]:
    if len(_bare(low[start:end])) not in _LANDLINE_DIGITS:
        return ()
    begin = _opened(low, start, end)
    written = low[start:end]
    dashed = "-" in written and not _OF_A_LETTER.fullmatch(written) and not _NO_SUBSCRIBER.match(written)
    sure = begin < start or dashed or _says(low, start, "PRV-003")
    return ((begin, end, "PRV-008", LIKELY if sure else REVIEW),)


_NOBODYS: Final = re.compile(
    # Dates, years, amounts, coordinates.
    rf"(?:[0-3][0-9](.)[01][0-9]\1{YEAR}|{YEAR}(.)[01][0-9]\2[0-3][0-9])(?:[ .-]|\Z)"
    rf"|{YEAR}(?:[ .-]{YEAR})*+\Z|{_THOUSANDS.pattern}\Z|[0-9]\.[0-9]+\Z"
)


def _of_groups(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge groups that one kind of separator joins: all together, or else those among them that are surely one."""
    written = low[start:end]
    if len(written) <= _SHORTEST or _NOBODYS.match(written):
        return ()
    digits = written.replace(" ", "").replace(".", "").replace("-", "")
    found = _of_digits(low, start, end, digits)
    if found and _is_timetable(written) and not _says(low, start, "PRV-003"):
        return _for_review(found)
    if not found and (_DATED.search(digits) or _MOBILE_START.search(written)):
        return tuple(_among(low, start, end, digits))
    return found


_HOUR: Final = "(?:[01][0-9]|2[0-3])"
_TIMES: Final = re.compile(f"{_HOUR}[0-5][05](?:[^0-9]{{1,3}}{_HOUR}[0-5][05]){{1,9}}")
_DAY: Final = f"(?:{YEAR}{_MONTH}[0-3][0-9]|[0-3][0-9]{_MONTH}{YEAR})"
_DAY_OR_TIME: Final = f"(?:{_DAY}|{_HOUR}[0-5][0-9])(?![0-9])"
_DAYS: Final = re.compile(f"(?:{_DAY_OR_TIME}[^0-9]{{1,3}})?{_DAY}(?:[^0-9]{{1,3}}{_DAY_OR_TIME}){{0,3}}")


def _is_timetable(written: str) -> bool:
    """Whether groups are days with or without times, or times one after the other: few numbers look like that."""
    if _TIMES.fullmatch(written):
        groups = _GROUP.findall(written)
        return groups == sorted(groups)
    return _DAYS.fullmatch(written) is not None


def _of_mixed(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge sixteen digits that several kinds of separators join; most of these are rows of other things."""
    return ((start, end, "PRV-001", CERTAIN),) if end - start > _NIK and _is_given(_bare(low[start:end])) else ()


def _of_single_digits(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge digits that stand apart, all together."""
    return _of_digits(low, start, end, _bare(low[start:end]))


def _bare(written: str) -> str:
    return written.encode().translate(None, NOT_DIGITS).decode()


_DATED: Final = re.compile("[1-9][0-9]{5}[0-7][0-9](?:0[1-9]|1[0-2])[0-9]{6}")  # there may be an identity number
_MOBILE_START: Final = re.compile("08[1-9][0-9](?![0-9])")
_GROUP: Final = re.compile("[0-9]++")
_IN_GROUPS: Final = re.compile(rf"[0-9](?:[ .-]{{0,3}}[0-9]){{{_NIK - 1}}}(?![0-9])")


def _among(low: str, start: int, end: int, digits: str) -> Iterator[Hit]:
    """Yield the identity numbers that some of the groups form, by region and date, or a mobile number."""
    upto = start
    before = 0
    for group in _GROUP.finditer(low, start, end):
        first, last = group.span()
        if first >= upto and _is_given(digits[before : before + _NIK]) and (nik := _IN_GROUPS.match(low, first, end)):
            upto = nik.end()
            yield (first, upto, "PRV-001", CERTAIN)
        elif first >= upto and _MOBILE_START.match(low, first) and _MOBILE.fullmatch(digits, before):
            yield (first, end, "PRV-003", CERTAIN)
        before += last - first


def _one_kind(separator: str) -> re.Pattern[str]:
    return re.compile(rf"[0-9]++(?:{separator}[0-9]++)++")


_ANY: Final = r"[\s.-]{0,3}+"
_CODE_END: Final = r"[)\]]?(?:[\s.-]{0,2}[(]?0[)]?)?"


_STAGES: Final[tuple[_Stage, ...]] = (
    (_BLOCK, _of_block, _LEAST_IN_A_ROW, _PASSPORT),
    (
        re.compile(
            r"(?<![0-9])[0-9]{1,2}(?:[\s.-]{1,3}[0-9]{3}){2}[\s.-]{1,3}[0-9](?:[\s.-]{1,3}[0-9]{3}){2}(?![0-9])"
        ),
        _of_npwp,
        "000",
        _MANY,
    ),
    (_one_kind(" "), _of_groups, "0 0", _SHORTEST),
    (_one_kind(r"\."), _of_groups, "0.0", _SHORTEST),
    (_one_kind(" ?- ?"), _of_groups, "-", _SHORTEST),
    (re.compile(rf"(?<![0-9])[1-9](?:{_ANY}[0-9]){{7}}{_ANY}[01](?:{_ANY}[0-9]){{7}}(?![0-9])"), _of_mixed, "", _NIK),
    (re.compile(r"(?<![0-9])[0-9](?:[\s.-]{1,3}+[0-9](?![0-9])){8,}+"), _of_single_digits, "", _SHORTEST),
    (
        re.compile(
            rf"(?:0(?<![0-9]0)(?:062{_CODE_END})?|62(?<![0-9]62){_CODE_END})[\s.-]{{0,2}}[(\[]?(?<!0\.)8[0-9]{{2}}[)\]]?"
            r"[\s.-]{0,3}[(\[]?[0-9]{3,4}[)\]]?[\s.-]{0,3}(?:[0-9]{3,6}|[0-9]{2}[\s.-][0-9]{2,3})(?![0-9])"
        ),
        _of_phone,
        "",
        _SHORTEST,
    ),
    (
        re.compile(
            rf"(?:0(?<![0-9]0)|62(?<![0-9]62)[)\]]?[ .-]{{0,2}}[(]?0?){_AREA}(?:[)\]][ .-]{{0,2}}|[ .-]{{1,3}})"
            r"[0-9]{2,8}(?:[ .-]{1,3}[0-9]{2,4}){0,2}(?![0-9])"
        ),
        _of_landline,
        "",
        _SHORTEST,
    ),
)
_OF_FEW: Final = tuple(stage for stage in _STAGES if stage[-1] < _MANY)

# Groups joined by a sign that joins letters, times and lists as well: only what could hardly be one of these.

_SELDOM_JOINED: Final = "000/000"  # any of the signs is a slash there
_LEAST_JOINED: Final = 12  # characters of the shortest number that is joined so, which is of a mobile telephone
_JOINED: Final = re.compile(r"00(?<!000)0{0,10}+(?:/0{3,12}+){1,6}+(?!/?0)")
_JOINED_MOBILE: Final = re.compile(
    r"(?:62[^0-9]?0?|0)8[0-9]{2}([^0-9])"
    r"(?:(?!08)[0-9]{3,4}\1(?!08|(?<=/)(?:19|20)[0-9]{2}\Z)[0-9]{3,5}|[0-9]{7,8})"
)


def _of_joined(low: str, start: int, end: int) -> tuple[Hit, ...]:
    """Judge groups that one such sign joins: a mobile number, or an identity number by region and date."""
    if end - start < _LEAST_JOINED:
        return ()
    if _JOINED_MOBILE.fullmatch(low, start, end):
        sure = REVIEW if _is_timetable(low[start:end]) else LIKELY
        return ((start - (low[start - 1 : start] == "+"), end, "PRV-003", sure),)
    digits = _bare(low[start:end])
    has_one_sign = len({*low[start:end]} - {*digits}) == 1
    return ((start, end, "PRV-001", CERTAIN),) if has_one_sign and _is_given(digits) else ()
