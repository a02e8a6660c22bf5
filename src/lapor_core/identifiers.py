"""Checked identifiers: strings that were looked at once, at birth, and are plain strings ever after.

None of them may be personal data: anything that reads like a telephone, identity or staff number, or an
e-mail address, is refused, because identifiers travel into logs, errors and public pages.
"""

import re
from typing import Any, ClassVar, Self, cast

import attrs

from lapor_core.checks import Validator
from lapor_core.errors import InvalidValueError

_LONG_NUMBER = r"\+?[0-9](?:[ ._:/-]?[0-9]){8,}"
# Random keys (UUIDs, tokens) hold long runs of digits by chance; they hold a to f as well.
_HEXADECIMAL = re.compile(r"(?=.*[a-fA-F])[0-9a-fA-F-]+")


class _Identifier(str):
    """At most 64 letters, digits and ``._:/-`` that name a thing and not a person.

    Calling the class looks at the value and gives it back as the plain string that it is: a type for the type
    checker, and nothing that a database driver or a JSON library would have to know.
    """

    __slots__ = ()
    FIELD: ClassVar[str]
    _PATTERN: ClassVar = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")
    _LIKE_A_PERSONS: ClassVar = re.compile(_LONG_NUMBER)
    _NUMBERS: ClassVar = re.compile(r"(?!)")

    def __new__(cls, value: str) -> Self:
        try:
            is_plain = cls._PATTERN.fullmatch(value)
        except TypeError:
            is_plain = None
        if not is_plain:
            raise InvalidValueError(cls.FIELD, "1 to 64 letters, digits or ._:/- are needed, no spaces, no @")
        if (
            cls._LIKE_A_PERSONS.search(value)
            and not cls._NUMBERS.fullmatch(value)
            and not _HEXADECIMAL.fullmatch(value)
        ):
            raise InvalidValueError(
                cls.FIELD, "looks like a telephone, identity or staff number; an opaque key is needed"
            )
        return cast("Self", str.__str__(value))


class TrackingId(_Identifier):
    """The public number of a report: digits in LAPOR! (at most ten, no leading zero), letters elsewhere.

    Indonesian term: *nomor tracking*. A look-up key, not an authorisation; no date may be read from it.
    """

    __slots__ = ()
    FIELD = "tracking_id"
    # Other services number by date: only what is a number through and through is looked at.
    _LIKE_A_PERSONS = re.compile(rf"\A{_LONG_NUMBER}\Z")
    _NUMBERS = re.compile(r"[1-9][0-9]{0,9}")


class AgencyCode(_Identifier):
    """The caller's code of an agency or unit, such as a region code. Indonesian term: *kode instansi*."""

    __slots__ = ()
    FIELD = "agency_code"
    _NUMBERS = re.compile(r"[1-9](?:\.?[0-9]){8,9}")


class CategoryCode(_Identifier):
    """The code of a category, such as the *ID Kategori* of LAPOR!. Indonesian term: *kode kategori*."""

    __slots__ = ()
    FIELD = "category_code"


class ReporterRef(_Identifier):
    """Opaque key of the reporter of **one** report, minted by the caller per report, never per person.

    A key per person would link all reports of that person. Indonesian term: *rujukan pelapor*.
    """

    __slots__ = ()
    FIELD = "reporter_ref"


class ActorId(_Identifier):
    """Opaque key of an officer, one person's in the whole service. Not a staff number (NIP): that holds a birth date.

    Nor a name, which has the same letters and cannot be told from a key: it would stand in every event.
    Indonesian term: *kode petugas*.
    """

    __slots__ = ()
    FIELD = "actor_id"


class AttachmentKey(_Identifier):
    """Opaque key of a file that came with a report; the file and its name stay with the caller.

    Indonesian term: *kunci lampiran*.
    """

    __slots__ = ()
    FIELD = "attachment_key"


class IntentKey(_Identifier):
    """The key of an intent of a plan: rule, cycle and band, such as ``SLA-002/1/75``. Indonesian term: *kunci niat*."""

    __slots__ = ()
    FIELD = "key"


def is_id(kind: type[_Identifier]) -> Validator:
    """Make a validator for an identifier of that kind."""

    def check(_: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if type(value) is not str:  # a child of str may compare, hash and print as it likes
            raise InvalidValueError(attribute.name, f"a plain text is needed, such as {kind.__name__}(...) gives")
        try:
            kind(value)
        except InvalidValueError as error:
            raise InvalidValueError(attribute.name, error.rule) from None

    return check


def folded(name: str) -> str:
    """Return a name as names are compared: in any case and spacing (no-break spaces included)."""
    return " ".join(name.split()).casefold()
