"""What every value that travels as a document has in common: a place for fields that this version does not know.

A newer service may write fields that an older library cannot read. They are kept on the document that they
came in, and nowhere else: not compared, not printed, not shown in any view.
"""

import attrs


@attrs.frozen(kw_only=True, weakref_slot=False)
class Document:
    """Base of the values that `to_dict` writes and `from_dict` reads.

    Args:
        unknown: the fields that were not understood, as canonical JSON text; empty as a rule.
    """

    unknown: str = attrs.field(default="", eq=False, repr=False)
