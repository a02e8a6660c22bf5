"""The reporter's identity: held apart from every report, and sealed."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NoReturn

from lapor_core.checks import require_text
from lapor_core.errors import InvalidValueError
from lapor_core.identifiers import ReporterRef

Spans = Iterator[tuple[int, int]]


class SealedIdentity:
    """Who the reporter of one report is: a text can be checked against it, and nothing can be read from it.

    Indonesian term: *identitas pelapor tersegel*. It has no repr that says anything, no format, no copy, no
    pickle, no comparison with text. It prevents mistakes; it is not a wall against hostile code in the process.

    Args:
        ref: the reference of the reporter in this report.
        names: the name and other names the reporter goes by.
        numbers: identity, family-card and telephone numbers, e-mail addresses.

    Raises:
        InvalidValueError: a name or number is empty or not a text (the value is not shown), or there is none at all.
    """

    __slots__ = ("_find", "ref")
    ref: ReporterRef
    _find: Callable[[str], Spans]

    def __init__(self, *, ref: str, names: Iterable[str], numbers: Iterable[str] = ()) -> None:
        object.__setattr__(self, "ref", ReporterRef(ref))
        object.__setattr__(self, "_find", _finder(_checked(names, "names"), _checked(numbers, "numbers")))

    def find_in(self, text: str) -> Spans:
        """Yield where the text holds a whole name, a name part of four letters or more, or a number."""
        return self._find(text)

    def __repr__(self) -> str:
        return "SealedIdentity()"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a sealed identity cannot be changed")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a sealed identity cannot be changed")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a sealed identity cannot be copied, pickled or written")


def _checked(values: Iterable[str], field: str) -> list[str]:
    try:
        several = [values] if isinstance(values, str) else list(values)
    except TypeError:
        raise InvalidValueError(field, "a list of texts is needed; that of none is empty") from None
    return [require_text(value, field) for value in several]


_NAME_PART_LETTERS = 4


def _finder(names: list[str], numbers: list[str]) -> Callable[[str], Spans]:
    words = {" ".join(name.split()) for name in names}
    words |= {word for name in names for word in name.split() if len(word) >= _NAME_PART_LETTERS}
    # An underscore or a digit beside a name is no letter of it.
    parts = [r"(?<![^\W\d_])" + r"[\s_]+".join(map(re.escape, word.split())) + r"(?![^\W\d_])" for word in words]
    for number in numbers:
        digits = re.sub(r"[ ().+-]", "", number)
        parts.append(r"[ ().-]*".join(digits) if digits.isdigit() else re.escape(number.strip()))
    if not parts:
        raise InvalidValueError("names", "a name or a number is needed; a service that knows none says NOT_HELD")
    pattern = re.compile("|".join(sorted(parts, key=len, reverse=True)), re.IGNORECASE)
    return lambda text: (match.span() for match in pattern.finditer(text))
