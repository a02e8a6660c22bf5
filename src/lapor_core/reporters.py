"""The reporter's identity: held apart from every report, and sealed."""

from collections.abc import Iterable, Iterator
from typing import NoReturn

from lapor_core.checks import require_text
from lapor_core.errors import InvalidValueError
from lapor_core.identifiers import ReporterRef
from lapor_core.matching import Match, Matcher
from lapor_core.spelling import Reading

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

    __slots__ = ("_matcher", "ref")
    ref: ReporterRef
    _matcher: Matcher

    def __init__(self, *, ref: str, names: Iterable[str], numbers: Iterable[str] = ()) -> None:
        object.__setattr__(self, "ref", ReporterRef(ref))
        spelt, signs = _checked(names, "names"), _checked(numbers, "numbers")
        if not spelt and not signs:
            raise InvalidValueError("names", "a name or a number is needed; a service that knows none says NOT_HELD")
        matcher = Matcher(
            names=spelt,
            numbers=[sign for sign in signs if "@" not in sign],
            emails=[sign for sign in signs if "@" in sign],
        )
        object.__setattr__(self, "_matcher", matcher)

    def matches(self, reading: Reading) -> list[Match]:
        """Return where a reading of a text names the reporter, and how surely."""
        return self._matcher.find(reading)

    def find_in(self, text: str) -> Spans:
        """Yield where a text names the reporter, surely or not."""
        reading = Reading.of(text)
        return (reading.place(match.start, match.end) for match in self._matcher.find(reading))

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
