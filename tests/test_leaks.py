"""The check between a text and the public, and the identity that it may be checked against.

All numbers, names and addresses are invented; numbers are of shapes that nobody was given.
"""

import pickle
import traceback
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    NOT_HELD,
    Identity,
    SealedIdentity,
    TextPart,
    clear_text,
    find_identity_leaks,
)
from lapor_core.errors import IdentityLeakError, InvalidValueError
from lapor_core.rules.leaks import CHECK_VERSION
from lapor_core.texts import LeakConfidence, Redacted
from tests.strategies import FOREIGN_IDENTITY, IDENTITY, OWN_REF, words

NIK, PHONE, MAIL, NPWP = "9999888877776666", "0812-3456-7890", "siapa.saja@contoh.example", "99.999.999.9-999.999"
NAME = "Wulandanu Testawati"

FOUND = [
    # rule, kind, what is found, the text around it
    ("PRV-001", "nik", NIK, "NIK saya {} ya"),
    ("PRV-001", "nik", NIK, "NIK{}diketik rapat"),
    ("PRV-001", "nik", NIK, "{}"),
    ("PRV-002", "npwp", NPWP, "NPWP: {}."),
    ("PRV-003", "phone", "081234567890", "hubungi {}!"),
    ("PRV-003", "phone", "0812 3456 7890", "hubungi {}"),
    ("PRV-003", "phone", PHONE, "hubungi {} segera"),
    ("PRV-003", "phone", "0812.345.678", "hubungi {} segera"),
    ("PRV-003", "phone", "+6281234567890", "WA {}"),
    ("PRV-003", "phone", "+62 812-3456-7890", "WA {}"),
    ("PRV-003", "phone", "6281234567890", "WA:{}"),
    ("PRV-003", "phone", "0812345678901", "WA {}"),
    ("PRV-004", "email", MAIL, "surel {} atau"),
    ("PRV-004", "email", "a+b@c-d.co.example", "<{}>"),
]


class TestPatterns:
    """The plain spellings of identity, telephone and tax numbers and of e-mail addresses."""

    @pytest.mark.parametrize("rule_id, kind, value, around", FOUND)
    def test_a_plain_spelling_is_found_where_it_stands(self, rule_id: str, kind: str, value: str, around: str) -> None:
        """With its kind and its place, and without itself."""
        text = around.format(value)
        (finding,) = find_identity_leaks(text, known=NOT_HELD)
        sure = LeakConfidence.LIKELY if around == "{}" else LeakConfidence.CERTAIN  # sixteen digits and nothing else
        assert (finding.rule_id, finding.kind, finding.confidence) == (rule_id, kind, sure)
        assert text[finding.start : finding.end] == value
        assert value not in repr(finding)

    @pytest.mark.parametrize("rule_id, kind, value, around", FOUND)
    def test_a_text_with_a_finding_does_not_become_public(
        self, rule_id: str, kind: str, value: str, around: str
    ) -> None:
        """The error names the rule and neither the place nor the value."""
        with pytest.raises(IdentityLeakError) as caught:
            clear_text(around.format(value), known=NOT_HELD)
        assert caught.value.rule_ids == (rule_id,)
        said = "".join(
            [*traceback.format_exception(caught.value), repr(pickle.dumps(caught.value)), repr(vars(caught.value))]
        )
        assert value not in said

    @pytest.mark.parametrize(
        "text",
        [
            "Lubang sedalam 30 cm di Jalan Contoh",
            "Sejak 2024-03-04 pukul 08.30 belum ada tindak lanjut.",
            "Nomor laporan 2007157.",
            "Biaya Rp 1.250.000,00 tahun 2023/2024",
            "99998888777766665",  # seventeen digits
            "999988887777666",  # fifteen
            "081234567",  # too short for a telephone
            "kode pos 40123",
            "@co dan contoh@ dan a@b",
        ],
    )
    def test_other_numbers_are_left_alone(self, text: str) -> None:
        """Dates, amounts, postcodes, and digits of other lengths."""
        assert find_identity_leaks(text, known=NOT_HELD) == ()
        assert clear_text(text, known=NOT_HELD).text == text

    def test_findings_stand_in_the_order_of_the_text(self) -> None:
        """Whatever the order of the rules."""
        text = f"{MAIL} {PHONE} {NIK}"
        found = find_identity_leaks(text, known=NOT_HELD)
        assert [finding.kind for finding in found] == ["email", "phone", "nik"]
        assert [finding.start for finding in found] == sorted(finding.start for finding in found)

    @given(words(), words(), st.sampled_from([NIK, PHONE, MAIL, NPWP]))
    def test_no_surrounding_letters_hide_a_number(self, before: str, behind: str, value: str) -> None:
        """A number set off by spaces is found in any text."""
        assert find_identity_leaks(f"{before} {value} {behind}", known=NOT_HELD)
        with pytest.raises(IdentityLeakError):
            clear_text(f"{before} {value} {behind}", known=IDENTITY)


class TestClearing:
    """Law 19: a cleared text has no findings but those that only ask for a review, and clearing is idempotent."""

    @given(words())
    def test_a_cleared_text_has_no_findings(self, text: str) -> None:
        """Or it is not cleared."""
        sure = {finding.confidence for finding in find_identity_leaks(text, known=IDENTITY)} - {LeakConfidence.REVIEW}
        if sure:
            with pytest.raises(IdentityLeakError):
                clear_text(text, known=IDENTITY)
        else:
            public = clear_text(text, known=IDENTITY)
            assert (public.text, public.checked_for, public.check) == (text, OWN_REF, CHECK_VERSION)
            assert clear_text(public.text, known=IDENTITY) == public

    def test_a_cleared_text_says_for_whom_it_was_checked(self) -> None:
        """For one reporter, another, or by patterns alone."""
        kinds = {clear_text("Sudah", known=known) for known in (IDENTITY, FOREIGN_IDENTITY, NOT_HELD)}
        assert len(kinds) == 3
        assert clear_text("Sudah", known=NOT_HELD).checked_for is NOT_HELD

    def test_its_words_do_not_show(self) -> None:
        """Public or not, a repr shows codes."""
        assert "Sudah" not in repr(clear_text("Sudah ditambal", known=NOT_HELD))

    @pytest.mark.parametrize("text", ["", "  \n", None, 5, b"Sudah"])
    @pytest.mark.parametrize("ask", [clear_text, find_identity_leaks])
    def test_what_is_no_text_is_refused(self, ask: Callable[..., object], text: object) -> None:
        """There is nothing to check."""
        with pytest.raises(InvalidValueError) as caught:
            ask(text, known=NOT_HELD)
        assert caught.value.field == "text"

    def test_what_a_redaction_left_is_refused(self) -> None:
        """It would look as if somebody had written it."""
        with pytest.raises(InvalidValueError) as caught:
            clear_text(Redacted(TextPart.ANSWERS), known=NOT_HELD)
        assert caught.value.field == "text"

    @pytest.mark.parametrize("known", [None, NAME, OWN_REF, [IDENTITY], "not_held", SealedIdentity])
    @pytest.mark.parametrize("ask", [clear_text, find_identity_leaks])
    def test_there_is_no_checking_against_nobody(self, ask: Callable[..., object], known: object) -> None:
        """Whoever holds no identity has to say so."""
        with pytest.raises(InvalidValueError) as caught:
            ask("Sudah", known=known)
        assert caught.value.field == "known"
        with pytest.raises(TypeError):
            ask("Sudah")

    def test_a_text_is_kept_as_plain_text(self) -> None:
        """A string that would print itself otherwise cannot smuggle its print into the public."""

        class Odd(str):
            __slots__ = ()

            def __str__(self) -> str:
                return NIK

            def __format__(self, spec: str) -> str:
                return NIK

        public = clear_text(Odd("Sudah"), known=NOT_HELD)
        assert f"{public.text}{public.text!s}" == "SudahSudah"


class TestAllowedContacts:
    """The agency's own public contacts are nobody's identity."""

    @pytest.mark.parametrize(
        "allowed, written",
        [
            (PHONE, "081234567890"),
            ("+62 812 3456 7890", "0812.3456.7890"),
            ("081234567890", "+6281234567890"),
            ("(0812) 3456-7890", "6281234567890"),
            (MAIL, MAIL.upper()),
            (f" {MAIL.title()} ", MAIL),
        ],
    )
    def test_a_listed_contact_is_no_finding_in_any_spelling(self, allowed: str, written: str) -> None:
        """With or without the country code, in any grouping and case."""
        text = f"Hubungi kami: {written}"
        assert len(find_identity_leaks(text, known=NOT_HELD)) == 1
        assert find_identity_leaks(text, known=NOT_HELD, allow=[allowed]) == ()
        assert clear_text(text, known=NOT_HELD, allow=iter([allowed])).text == text

    def test_another_contact_is_still_a_finding(self) -> None:
        """One allowed number allows that number alone."""
        text = f"{PHONE} atau 0813-3456-7890"
        (finding,) = find_identity_leaks(text, known=NOT_HELD, allow=[PHONE])
        assert text[finding.start : finding.end] == "0813-3456-7890"

    def test_the_reporters_own_number_is_never_allowed(self) -> None:
        """Findings from the known identity are not overruled by a list."""
        known = SealedIdentity(Identity(name=NAME, numbers=[PHONE]), ref=OWN_REF)
        text = f"{NAME}, {PHONE}"
        found = find_identity_leaks(text, known=known, allow=[PHONE, NAME])
        assert {finding.kind for finding in found} == {"reporter"}
        assert {text[finding.start : finding.end] for finding in found} == {NAME, PHONE}

    @pytest.mark.parametrize("allow", [[""], ["+"], ["@"]])
    def test_a_list_that_lists_nothing_allows_nothing(self, allow: list[str]) -> None:
        """A bare text, whose letters are not contacts, is no list at all and refused."""
        assert len(find_identity_leaks(f"{PHONE} {MAIL} {NIK}", known=NOT_HELD, allow=allow)) == 3


class TestKnownIdentity:
    """A text can be checked against the reporter's identity without opening it."""

    @pytest.mark.parametrize(
        "text, found",
        [
            ("Salam, Wulandanu Testawati", "Wulandanu Testawati"),
            ("salam dari WULANDANU  testawati.", "WULANDANU  testawati"),
            ("Ibu Wulandanu datang", "Wulandanu"),
            ("Keluarga testawati,", "testawati"),
            ("nomor 9999.8888.7777.6666", "9999.8888.7777.6666"),
            ("nomor 9999 8888 7777 6666", "9999 8888 7777 6666"),
        ],
    )
    def test_names_their_parts_and_numbers_are_found(self, text: str, found: str) -> None:
        """In any case and spacing, the longest first."""
        (finding,) = [one for one in find_identity_leaks(text, known=IDENTITY) if one.rule_id == "PRV-005"]
        assert text[finding.start : finding.end] == found
        assert (finding.rule_id, finding.kind, finding.confidence) == ("PRV-005", "reporter", LeakConfidence.LIKELY)

    @pytest.mark.parametrize("text", ["Wulandanuwati", "Testawatining", "sayaWulandanu"])
    def test_a_part_within_a_longer_word_is_to_be_reviewed(self, text: str) -> None:
        """It may be another word, or the name with something glued to it."""
        (finding,) = find_identity_leaks(text, known=IDENTITY)
        assert finding.confidence is LeakConfidence.REVIEW
        assert clear_text(text, known=IDENTITY).text == text

    @pytest.mark.parametrize("text", ["wulan", "Ana", "9999 8888", "Danu"])
    def test_what_only_looks_alike_is_left_alone(self, text: str) -> None:
        """Less than a part is another word; parts of up to three letters are too common."""
        known = SealedIdentity(Identity(name=NAME, aliases=["Ana Li"], numbers=[NIK]), ref=OWN_REF)
        assert find_identity_leaks(text, known=known) == ()

    def test_a_short_name_is_found_whole(self) -> None:
        """Though its parts are not."""
        known = SealedIdentity(Identity(name="Ana Li"), ref=OWN_REF)
        assert [*known.find_in("Kata Ana Li begitu, Ana!")] == [(5, 11)]

    def test_addresses_are_found_as_they_are(self) -> None:
        """Whatever special signs they hold."""
        known = SealedIdentity(Identity(numbers=["a.b+c@contoh.example"]), ref=OWN_REF)
        assert [*known.find_in("tulis ke A.B+C@contoh.example")] == [(9, 29)]
        assert [*known.find_in("tulis ke aXb+c@contoh.example")] == []

    @pytest.mark.parametrize(
        "facts",
        [
            {"name": "Kertaprobo"},
            {"aliases": ["Kertaprobo"]},
            {"nik": NIK},
            {"family_card": NIK},
            {"npwp": NPWP},
            {"phones": [PHONE]},
            {"emails": [MAIL]},
            {"address": "Jalan Contoh 5"},
            {"accounts": ["kertaprobo99"]},
            {"numbers": ["B 1234 XYZ"]},
        ],
    )
    def test_every_field_is_looked_for(self, facts: dict[str, str | list[str]]) -> None:
        """Whatever the service knows of somebody."""
        (value,) = facts.values()
        written = value if isinstance(value, str) else value[0]
        known = SealedIdentity(Identity(**facts), ref=OWN_REF)  # type: ignore[arg-type]
        assert [*known.find_in(f"ini {written} itu")] == [(4, 4 + len(written))]

    def test_only_a_text_is_searched(self) -> None:
        """What else is given is not shown."""
        with pytest.raises(InvalidValueError, match=r"^text: a str is needed$"):
            IDENTITY.find_in(5)  # type: ignore[arg-type]

    def test_an_identity_of_which_nothing_is_known_is_none(self) -> None:
        """It would let every text pass as checked for this reporter; whoever knows nothing says NOT_HELD."""
        with pytest.raises(InvalidValueError):
            SealedIdentity(Identity(), ref=OWN_REF)

    @pytest.mark.parametrize("numbers", [["+62 (812) 3456-7890"], ["0812 3456 7890"]])
    def test_signs_of_a_pattern_are_signs_of_a_text(self, numbers: list[str]) -> None:
        """No name or number breaks the search, or searches for something else."""
        known = SealedIdentity(Identity(name="A.* (B) [C]", aliases=["^$|\\"], numbers=numbers), ref=OWN_REF)
        assert [*known.find_in("abcdef")] == []
        assert [*known.find_in("kata A.* (B) [C] itu")] == [(5, 16)]
