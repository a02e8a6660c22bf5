"""Files that come with a report: each is private until its name and metadata were looked at and somebody clears it.

The file itself is the caller's: whoever clears it looks at the picture, and strips its metadata.
"""

import re
from collections.abc import Iterable
from typing import Final

from lapor_core.actions import PublicAttachment
from lapor_core.checks import as_texts, require_list
from lapor_core.errors import IdentityLeakError
from lapor_core.identifiers import AttachmentKey
from lapor_core.rules.leaks import Known, clear_text
from lapor_core.rules.publicity import METADATA

# Keys of EXIF, IPTC, XMP, PDF and office files that say who, with which device, where, or anything in words.
_TELLING: Final = re.compile(
    r"gps|latitude|longitude|location|lokasi|city|province|author|artist|creator|owner|copyright|byline|credit|contact"
    r"|address|email|phone|person|modifiedby|manager|company|serial|uniqueid|host|device|model|make"
    r"|comment|description|caption"
    r"|country|negara|provinsi|alamat|placename|geotag|regionname|savedby|photographer|fotografer|username|penulis"
    r"|pemilik|pembuat|namalengkap|imei|lens(?:info|id)"
    # Parts of harmless words; by themselves they tell.
    r"|\A(?:state|kota|nama|mac|xyz)\Z",
)
# The same key is written CameraModel, camera_model, Camera Model or camera-model.
_BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


def clear_attachment(
    key: AttachmentKey, *, name: str, metadata: Iterable[str] = (), known: Known, allow: Iterable[str] = ()
) -> PublicAttachment:
    """Make a file public, if neither its name nor what its metadata are called gives a person away.

    Args:
        key: the caller's key of the file.
        name: under which it is to be shown.
        metadata: a list of the keys of the metadata that the file still carries; a stripped file has none.
        known: the sealed identity of the reporter, or `NOT_HELD`; there is no default.
        allow: public contacts of the agency itself.

    Raises:
        IdentityLeakError: something was found; the error names the rules, not the place or the value.
        InvalidValueError: the name or a key of the metadata is empty, the metadata are one text, or an argument is of
            the wrong kind.

    Source of the rule: PRV-218.
    """
    outcome = _outcome(key, name, metadata, known, allow)
    if isinstance(outcome, PublicAttachment):
        return outcome
    del name, metadata, allow  # an error that leaves shows the values of its frames to whoever prints them
    raise outcome


def _outcome(
    key: AttachmentKey, name: str, metadata: Iterable[str], known: Known, allow: Iterable[str]
) -> PublicAttachment | Exception:
    try:
        allowed = tuple(require_list(allow, "allow"))
        public = clear_text(name, known=known, allow=allowed)
        # One text is one key, and refused behind it.
        for word in as_texts(metadata if isinstance(metadata, str) else require_list(metadata, "metadata")):
            clear_text(word, known=known, allow=allowed)
            if _TELLING.search(_BETWEEN_WORDS.sub("", word.casefold())):
                return IdentityLeakError([METADATA.rule_id])
        return PublicAttachment(key=key, name=public)
    except Exception as error:  # noqa: BLE001 (a list that is worked out while it is read may fail in any way)
        return error.with_traceback(None)
