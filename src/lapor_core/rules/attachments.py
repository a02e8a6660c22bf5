"""Files that come with a report: each is private until its name and metadata were looked at and somebody clears it.

The file itself is the caller's: whoever clears it looks at the picture, and strips its metadata.
"""

import re
from collections.abc import Iterable
from typing import Final

from lapor_core.actions import PublicAttachment
from lapor_core.checks import as_texts
from lapor_core.errors import IdentityLeakError
from lapor_core.identifiers import AttachmentKey
from lapor_core.rules.leaks import Known, clear_text
from lapor_core.rules.publicity import METADATA

# Keys of EXIF, IPTC, XMP, PDF and office files that say who, with which device, where, or anything in words.
_TELLING: Final = re.compile(
    r"gps|latitude|longitude|location|lokasi|city|province|author|artist|creator|owner|copyright|byline|credit|contact"
    r"|address|email|phone|person|modifiedby|manager|company|serial|uniqueid|host|device|model|make"
    r"|comment|description|caption",
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
        InvalidValueError: the name or a key of the metadata is empty, or the metadata are one text.

    Source of the rule: PRV-218.
    """
    allowed = tuple(allow)
    public = clear_text(name, known=known, allow=allowed)
    for word in as_texts(metadata):
        clear_text(word, known=known, allow=allowed)
        if _TELLING.search(_BETWEEN_WORDS.sub("", word.casefold())):
            raise IdentityLeakError([METADATA.rule_id])
    return PublicAttachment(key=key, name=public)
