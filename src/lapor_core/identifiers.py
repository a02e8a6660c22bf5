"""Checked identifiers: strings that were looked at once, at birth, and are plain strings everywhere else.

None of them may be personal data: anything that reads like a telephone, identity or staff number, or an
e-mail address, is refused, because identifiers travel into logs, errors and public pages.
"""

import re
from typing import Self

from lapor_core.errors import InvalidValueError

_LAPOR_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
_LONG_NUMBER = re.compile(r"\+?[0-9][0-9 ._:-]{8,}")


class _Identifier(str):
    """A string of at most 64 letters, digits and ``._:/-`` that names a thing and not a person."""

    __slots__ = ()
    _FIELD = "identifier"
    _PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}")

    def __new__(cls, value: str) -> Self:
        if type(value) is cls:
            return value
        try:
            is_plain = cls._PATTERN.fullmatch(value)
        except TypeError:
            is_plain = None
        if not is_plain:
            raise InvalidValueError(cls._FIELD, "1 to 64 letters, digits or ._:/- are allowed, no spaces, no @")
        if _LONG_NUMBER.fullmatch(value) and not cls._may_be_number(value):
            raise InvalidValueError(cls._FIELD, "looks like a telephone, identity or staff number; use an opaque key")
        return super().__new__(cls, value)

    @classmethod
    def _may_be_number(cls, value: str) -> bool:  # noqa: ARG003 (a child looks at the value)
        return False


class TrackingId(_Identifier):
    """The public number of a report: digits in LAPOR! (at most ten, no leading zero), letters elsewhere.

    Indonesian term: *nomor tracking*. A look-up key, not an authorisation; no date may be read from it.
    """

    __slots__ = ()
    _FIELD = "tracking_id"

    @classmethod
    def _may_be_number(cls, value: str) -> bool:
        return _LAPOR_NUMBER.fullmatch(value) is not None


class AgencyCode(_Identifier):
    """The caller's code of an agency or unit. Indonesian term: *kode instansi*."""

    __slots__ = ()
    _FIELD = "agency_code"


class CategoryCode(_Identifier):
    """The code of a category, such as the *ID Kategori* of LAPOR!. Indonesian term: *kode kategori*."""

    __slots__ = ()
    _FIELD = "category_code"


class ReporterRef(_Identifier):
    """Opaque key of the reporter of **one** report, minted by the caller per report, never per person.

    A key per person would link all reports of that person. Indonesian term: *rujukan pelapor*.
    """

    __slots__ = ()
    _FIELD = "reporter_ref"


class ActorId(_Identifier):
    """Opaque key of an officer. Not a staff number (NIP): that holds a date of birth.

    Indonesian term: *kode petugas*.
    """

    __slots__ = ()
    _FIELD = "actor_id"


def folded(name: str) -> str:
    """Return a name as names are compared: in any case and spacing (no-break spaces included)."""
    return " ".join(name.split()).casefold()
