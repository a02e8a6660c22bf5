"""What documents are made of: the one place that redaction, retention and seals learn it from."""

from typing import Any

import attrs
import pytest

from lapor_core import Event, Filing, TextPart, actions, history
from lapor_core.agencies import Actor
from lapor_core.documents import Document, documents_in, shape_of
from lapor_core.texts import part


@attrs.frozen(kw_only=True, weakref_slot=False)
class Leaf(Document):
    """Has a text."""

    words: str = attrs.field(metadata=part(TextPart.NOTES))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Branch(Document):
    """Has documents in every way in which a field can hold them."""

    leaf: Leaf
    maybe: Leaf | None = None
    several: tuple[Leaf, ...] = ()
    perhaps: tuple[Leaf, ...] | None = None
    number: int = 7
    numbers: tuple[int, ...] = ()


def leaf(words: str) -> Leaf:
    return Leaf(words=words)


BRANCH = Branch(leaf=leaf("one"), several=(leaf("two"), leaf("three")), perhaps=(leaf("four"),))


def test_a_shape_names_fields_texts_and_documents() -> None:
    assert shape_of(Branch) == (
        frozenset({"leaf", "maybe", "several", "perhaps", "number", "numbers"}),
        (),
        (("leaf", Leaf), ("maybe", Leaf), ("several", Leaf), ("perhaps", Leaf)),
    )
    assert shape_of(Leaf) == (frozenset({"words"}), (("words", TextPart.NOTES),), ())
    assert shape_of(Event).inner == (("by", Actor), ("action", actions.Action))
    assert shape_of(actions.Adopt).inner == (("filing", Filing),)


def test_documents_come_with_the_beginning_of_their_paths() -> None:
    assert [(path, getattr(one, "words", None)) for path, one in documents_in(BRANCH)] == [
        ("", None),
        ("leaf.", "one"),
        ("several[0].", "two"),
        ("several[1].", "three"),
        ("perhaps[0].", "four"),
    ]


def test_texts_in_lists_can_be_sealed() -> None:
    """A seal commits to each by its place, and finds it again there."""
    document = {"leaf": {"words": "one"}, "several": [{"words": "two", "x": 1}, {"words": "three"}], "perhaps": None}
    places = [*history._places(document, Branch, frozenset())]
    assert [place.path for place in places] == ["leaf.words", "several[0].words", "several[0].*", "several[1].words"]
    rest, pulled = history._pulled(document, places)
    assert pulled == [{"words": "one"}, {"words": "two"}, {"x": 1}, {"words": "three"}]
    assert rest == {"leaf": {}, "several": [{}, {}], "perhaps": None}
    assert document["several"] == [{"words": "two", "x": 1}, {"words": "three"}]
    again = [history._place_of(history._committed(place, {}, "00" * 16)) for place in places]
    assert again == places


@pytest.mark.parametrize("several", [None, 7, "words", {}, [], [None], [7], {"0": {"words": "two"}}])
def test_what_is_not_there_is_empty(several: Any) -> None:
    place = history._Place(("several", 0), ("words",), TextPart.NOTES)
    assert history._pulled({"several": several}, [place]) == ({"several": several}, [{}])
