"""An argument of the wrong kind is refused by name, whatever it is, and nothing of it is shown."""

import traceback
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lapor_core import (
    NOT_HELD,
    AttachmentKey,
    Directory,
    Overruling,
    PublicText,
    TextPart,
    actions,
    assess,
    check_text,
    clear_attachment,
    clear_text,
    find_alterations,
    find_exposures,
    find_identity_leaks,
    in_bulk,
    public_views,
    redact_seals,
    redact_text,
    seal_event,
    seal_history,
    to_dict,
    verify_history,
)
from lapor_core.errors import InvalidValueError
from lapor_core.rules.leaks import is_still_clear
from tests.strategies import IDENTITY, MONDAY, RULES, received

KEY = AttachmentKey("f-1")
SECRET = "Wulandanu Testawati"
DOCUMENT: Any = to_dict(received().history.first)
SALTS = [bytes([number] * 16) for number in range(9)]
OLD = PublicText.vouched("HP 0812-3456-7890", NOT_HELD, "spellings-1")


def broken() -> Iterator[Any]:
    """Yield something and fail, as a list that is worked out while it is read."""
    yield "021-123"
    raise LookupError("broken")


NO_LISTS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "public_views": ("reports", lambda given: public_views(given, under=RULES)),
    "verify_history": ("documents", lambda given: verify_history(given, [])),
    "find_alterations": ("documents", lambda given: find_alterations(given, [])),
    "find_alterations of seals": ("seals", lambda given: find_alterations([], given)),
    "redact_seals": ("seals", lambda given: redact_seals(given, ())),
    "redact_seals of parts": ("parts", lambda given: redact_seals([], given)),
    "seal_history": ("documents", lambda given: seal_history(given, salts=[])),
    "seal_history without salts": ("salts", lambda given: seal_history([DOCUMENT], salts=given)),
    "Redact": ("parts", lambda given: actions.Redact(parts=given)),
    "Directory": ("agencies", lambda given: Directory(agencies=given)),
    "from_rows": ("rows", Directory.from_rows),
    "in_bulk": ("reports", lambda given: in_bulk(assess, given, as_of=MONDAY, under=RULES)),
    "find_identity_leaks": ("allow", lambda given: find_identity_leaks("x", known=NOT_HELD, allow=given)),
    "clear_text": ("allow", lambda given: clear_text("x", known=NOT_HELD, allow=given)),
    "clear_text of overrulings": ("overrule", lambda given: clear_text("x", known=NOT_HELD, overrule=given)),
    "redact_text": ("allow", lambda given: redact_text("x", known=NOT_HELD, allow=given)),
    "check_text": ("allow", lambda given: check_text("x", known=NOT_HELD, may_know=False, allow=given)),
    "is_still_clear": ("allow", lambda given: is_still_clear(OLD, allow=given)),
    "clear_attachment": ("allow", lambda given: clear_attachment(KEY, name="x", known=NOT_HELD, allow=given)),
}


@pytest.mark.parametrize("given", [None, 5, "0812 3456", b"x"], ids=repr)
@pytest.mark.parametrize("call", NO_LISTS)
def test_a_list_is_needed(call: str, given: Any) -> None:
    """One text is none: its letters are not meant."""
    field, ask = NO_LISTS[call]
    with pytest.raises(InvalidValueError) as caught:
        ask(given)
    assert (caught.value.field, caught.value.__context__) == (field, None)
    assert "0812" not in str(caught.value)


@pytest.mark.parametrize(
    "field, ask",
    [
        ("attachments", lambda: actions.Publish(attachments=5)),  # type: ignore[arg-type]
        ("parts", lambda: actions.Redact(parts=[["x"]])),  # type: ignore[list-item]
        ("head", lambda: find_alterations([], [], head=["x"])),  # type: ignore[arg-type]
        ("head", lambda: verify_history([], [], head=5)),  # type: ignore[arg-type]
        ("after", lambda: seal_event(DOCUMENT, after=5, salts=[])),  # type: ignore[arg-type]
        ("carries", lambda: find_exposures(received(), carries="x")),  # type: ignore[arg-type]
        ("question", lambda: in_bulk(5, [], as_of=MONDAY, under=RULES)),  # type: ignore[arg-type]
        ("metadata", lambda: clear_attachment(KEY, name="x", metadata=None, known=NOT_HELD)),  # type: ignore[arg-type]
        ("allow", lambda: is_still_clear(OLD, allow=[1])),  # type: ignore[list-item]
        ("text", lambda: is_still_clear(SECRET)),  # type: ignore[arg-type]
        ("may_know", lambda: check_text("x", known=IDENTITY, may_know="false")),  # type: ignore[arg-type]
        ("may_know", lambda: check_text("x", known=IDENTITY, may_know=1)),  # type: ignore[arg-type]
        ("document", lambda: seal_event({**DOCUMENT, "action": "words"}, after=None, salts=[b"x" * 16])),
        ("document", lambda: seal_event({**DOCUMENT, "by": "words"}, after=None, salts=SALTS)),
    ],
)  # fmt: skip
def test_what_is_of_another_kind_is_refused_by_name(field: str, ask: Callable[[], object]) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ask()
    assert (caught.value.field, caught.value.__context__) == (field, None)


@pytest.mark.parametrize(
    "ask, rule",
    [
        (lambda: find_exposures(received(), carries="x"), "a function is needed"),  # type: ignore[arg-type]
        (lambda: in_bulk(5, [], as_of=MONDAY, under=RULES), "a function is needed"),  # type: ignore[arg-type]
        (lambda: check_text("x", known=IDENTITY, may_know=1), "True or False is needed"),  # type: ignore[arg-type]
        (lambda: is_still_clear(SECRET), "a PublicText is needed"),  # type: ignore[arg-type]
        (lambda: public_views(5, under=RULES), "a list is needed"),  # type: ignore[arg-type]
        (
            lambda: find_identity_leaks("x", known=NOT_HELD, allow=5),  # type: ignore[arg-type]
            "a list of texts is needed; that of none is empty",
        ),
    ],
)
def test_the_refusal_says_what_would_do(ask: Callable[[], object], rule: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        ask()
    assert caught.value.rule == rule


def no_frames_show(error: BaseException) -> str:
    """Return an error with the variables of the frames of the library, as tools for errors print them."""
    told = traceback.TracebackException.from_exception(error, capture_locals=True)
    return "\n".join(
        f"{frame.name} {frame.locals}" for frame in told.stack if "lapor_core" in frame.filename
    ) + "".join(told.format_exception_only())


@pytest.mark.parametrize(
    "ask",
    [
        lambda: clear_attachment(KEY, name=f"{SECRET}.jpg", known=IDENTITY),
        lambda: clear_attachment(KEY, name="foto.jpg", metadata=["Orientation", SECRET], known=IDENTITY),
        lambda: clear_attachment(KEY, name="foto.jpg", metadata=[f"GPS {SECRET}"], known=NOT_HELD),
        lambda: clear_attachment(KEY, name=SECRET, metadata=None, known=NOT_HELD),  # type: ignore[arg-type]
        lambda: clear_attachment("no key", name=SECRET, known=NOT_HELD),  # type: ignore[arg-type]
        lambda: clear_attachment(KEY, name=SECRET, known=NOT_HELD, allow=broken()),
        lambda: find_identity_leaks(SECRET, known=NOT_HELD, allow=broken()),
        lambda: clear_text(SECRET, known=NOT_HELD, allow=broken()),
        lambda: clear_text(SECRET, known=NOT_HELD, overrule=broken()),
        lambda: redact_text(SECRET, known=NOT_HELD, allow=broken()),
        lambda: check_text(SECRET, known=NOT_HELD, may_know=True, allow=broken()),
        lambda: check_text(SECRET, known=NOT_HELD, may_know="x"),  # type: ignore[arg-type]
        lambda: is_still_clear(PublicText.vouched(SECRET, NOT_HELD, "old"), allow=broken()),
        lambda: is_still_clear(SECRET),  # type: ignore[arg-type]
    ],
)
def test_no_frame_of_the_library_keeps_a_text_that_was_refused(ask: Callable[[], object]) -> None:
    with pytest.raises((ValueError, LookupError)) as caught:
        ask()
    shown = no_frames_show(caught.value)
    assert "Wulandanu" not in shown
    assert "clear" in shown or "find" in shown or "redact" in shown or "check" in shown


def test_a_list_of_anything_will_do() -> None:
    """A generator, a set: what gives values one after the other."""
    assert actions.Redact(parts=iter([TextPart.NOTES])).parts == {TextPart.NOTES}
    reason = Overruling(rule_id="PRV-018", reason="x")
    assert clear_text("x", known=NOT_HELD, allow={"021"}, overrule=iter([reason])).overruled == (reason,)
