"""What becomes of a text after the check: cleared, redacted, overruled, queued; and what nobody learns from it."""

import copy
import pickle
import traceback
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    NOT_HELD,
    Identity,
    Overruling,
    PublicText,
    SealedIdentity,
    TextAnswer,
    TextPart,
    actions,
    check_text,
    clear_text,
    find_identity_leaks,
    redact_text,
)
from lapor_core.errors import IdentityLeakError, InvalidValueError
from lapor_core.matching import Matcher
from lapor_core.rules.leak_numbers import number_hits
from lapor_core.rules.leak_rules import LEAK_RULES
from lapor_core.rules.leaks import CHECK_VERSION, is_still_clear
from lapor_core.spelling import _DIGIT_WORDS, Reading, _word_start, plain, spoken
from lapor_core.texts import LeakConfidence, Redacted, RedactionToken, blanked, find_tokens, token_of
from lapor_core.vocabulary import DataClass
from tests.strategies import IDENTITY, OWN_REF, filing, words
from tests.test_leaks_slow import NUMBERS, WORDS, rows

NAME, PHONE, NIK = "Wulandanu Testawati", "081234567890", "9999888877776666"
OTHER = SealedIdentity(Identity(name="Kertaprobo Ujiwan", phones=["08139999000011"]), ref="r-other")
REVIEW, LIKELY = LeakConfidence.REVIEW, LeakConfidence.LIKELY
NAMES = [
    "Wulandanu",
    "TESTAWATI",
    "w u l a n d a n u",
    "W. Testawati",
    "WulandanuTestawati",
    "Wulandanu\u200bTestawati",
]


def texts() -> st.SearchStrategy[str]:
    """Texts full of what the check looks for."""
    return rows([*NUMBERS, *WORDS, *NAMES, token_of("nik"), token_of("person")], 12).filter(
        lambda text: bool(text.strip())
    )


class TestRedacting:
    """Law 19 and 21: what is left has no findings, and cannot be written back."""

    @given(texts() | words(), st.sampled_from([IDENTITY, NOT_HELD]), st.sampled_from([LIKELY, REVIEW]))
    def test_a_redacted_text_has_no_findings(self, text: str, known: SealedIdentity, at_least: LeakConfidence) -> None:
        """None that would have been replaced; redacting and clearing it change nothing."""
        public = redact_text(text, known=known, at_least=at_least)
        left = {finding.confidence for finding in find_identity_leaks(public.text, known=known)}
        assert left <= ({REVIEW} if at_least is LIKELY else set())
        assert redact_text(public.text, known=known, at_least=at_least) == public
        assert clear_text(public.text, known=known, at_least=at_least) == public

    @given(texts())
    def test_what_was_not_found_stays(self, text: str) -> None:
        """A text with no such finding is kept as it is."""
        public = redact_text(text, known=NOT_HELD)
        if {finding.confidence for finding in find_identity_leaks(text, known=NOT_HELD)} <= {REVIEW}:
            assert public.text == text
        else:
            assert len(find_tokens(public.text)) > 0

    @pytest.mark.parametrize(
        "text, left",
        [
            (f"HP {PHONE}.", "HP [redacted: phone]."),
            (f"HP{PHONE}ya", "HP[redacted: phone]ya"),
            (f"{NAME}, {NIK}", "[redacted: person], [redacted: nik]"),
            ("NIK 3273011203900001 081298765432", "NIK [redacted: nik] [redacted: phone]"),
            ("nama saya Wulandanu Testawati, HP", "nama saya [redacted: person], HP"),
            ("W\u0301ulandanu\u200b!", "[redacted: person]!"),
            ("a [redacted: phone] b", "a [redacted: phone] b"),
            ("wulandanu3273011203900001", "[redacted: person][redacted: nik]"),
            (f"wulandanu{PHONE}", "[redacted: phone]"),
            ("RT 03", "RT 03"),
            ("rekening 3273011203900001", "rekening [redacted: nik]"),
        ],
    )
    def test_tokens_name_kinds(self, text: str, left: str) -> None:
        """And not that it was the reporter."""
        known = SealedIdentity(Identity(name=NAME, nik=NIK, phones=[PHONE]), ref=OWN_REF)
        assert redact_text(text, known=known).text == left

    def test_a_reviewer_reads_the_places_from_the_text(self) -> None:
        """Kind and place of each token."""
        public = redact_text(f"{PHONE}, {NAME}", known=IDENTITY)
        assert find_tokens(public.text) == (
            RedactionToken(kind="phone", start=0, end=17),
            RedactionToken(kind="person", start=19, end=37),
        )
        assert (public.checked_for, public.check, public.overruled) == (OWN_REF, CHECK_VERSION, ())

    @pytest.mark.parametrize("token", [token_of(rule.kind) for rule in LEAK_RULES] + [*map(Redacted, TextPart)])
    @pytest.mark.parametrize("around", ["{}", "Pelapor {} datang", "x{}", "{}\n"])
    def test_a_token_cannot_be_written_back(self, token: str, around: str) -> None:
        """As somebody's own words, in any case; what is to be published may hold it beside other words."""
        for text in (around.format(token), around.format(token).upper()):
            for make in (
                lambda text=text: actions.Note(text=text),
                lambda text=text: actions.Reply(text=text),
                lambda text=text: filing(text=text),
            ):
                with pytest.raises(InvalidValueError):
                    make()
        published = f"Pelapor {token} datang"
        assert actions.Publish(text=published).text == published

    def test_a_redacted_text_can_be_published_and_stored(self) -> None:
        """The events of a report keep it."""
        public = redact_text(f"Kami menelepon {PHONE}", known=NOT_HELD)
        assert actions.Publish(text=public).text is public

    @pytest.mark.parametrize("text", ["", " ", None, 5])
    @pytest.mark.parametrize("ask", [redact_text, lambda text, known: check_text(text, known=known, may_know=True)])
    def test_what_is_no_text_is_refused(self, ask: Callable[..., object], text: object) -> None:
        """There is nothing to check."""
        with pytest.raises(InvalidValueError, match="text"):
            ask(text, known=NOT_HELD)

    @pytest.mark.parametrize("ask", [redact_text, clear_text])
    def test_what_a_redaction_for_good_left_is_refused(self, ask: Callable[..., object]) -> None:
        """It would look as if somebody had written it."""
        with pytest.raises(InvalidValueError, match="written back"):
            ask(Redacted(TextPart.NOTES), known=NOT_HELD)

    def test_blanking_keeps_places(self) -> None:
        """Only tokens are blanked."""
        text = "a [redacted: nik] b [redacted: ] [redacted"
        assert blanked(text, {"nik"}) == "a ||||||||||||||| b [redacted: ] [redacted"


class TestOverruling:
    """A coordinator may say why a finding is none; the reason stays with the text."""

    TEXT = "Nama: Balai Serba Guna"
    REASON = Overruling(rule_id="PRV-018", reason="nama gedung")

    def test_a_likely_finding_is_overruled_with_a_reason(self) -> None:
        """The text is cleared, and keeps it."""
        with pytest.raises(IdentityLeakError):
            clear_text(self.TEXT, known=IDENTITY)
        public = clear_text(self.TEXT, known=IDENTITY, overrule=iter([self.REASON]))
        assert public.overruled == (self.REASON,)
        assert redact_text(self.TEXT, known=IDENTITY, overrule=[self.REASON]) == public
        assert public != PublicText.vouched(self.TEXT, OWN_REF, CHECK_VERSION)
        assert "gedung" not in repr(public)

    @pytest.mark.parametrize(
        "text, rule_id",
        [(PHONE, "PRV-003"), (NAME, "PRV-005"), ("Nama: Wulandanu Testawati", "PRV-018"), (PHONE, "PRV-018")],
    )
    def test_certain_findings_and_those_of_the_reporter_stay(self, text: str, rule_id: str) -> None:
        """Whatever the reason."""
        with pytest.raises(IdentityLeakError):
            clear_text(text, known=IDENTITY, overrule=[Overruling(rule_id=rule_id, reason="sudah izin")])

    def test_a_finding_to_be_reviewed_stops_whoever_asks_for_it(self) -> None:
        """And can be overruled then."""
        assert clear_text("RT 03", known=NOT_HELD).overruled == ()
        with pytest.raises(IdentityLeakError) as caught:
            clear_text("RT 03", known=NOT_HELD, at_least=REVIEW)
        assert caught.value.rule_ids == ("PRV-015",)
        reason = Overruling(rule_id="PRV-015", reason="lokasi kerusakan")
        assert clear_text("RT 03", known=NOT_HELD, at_least=REVIEW, overrule=[reason]).overruled == (reason,)

    def test_only_the_certain_stop_whoever_asks_for_no_more(self) -> None:
        """A likely finding passes then."""
        assert clear_text(self.TEXT, known=NOT_HELD, at_least=LeakConfidence.CERTAIN).text == self.TEXT
        with pytest.raises(IdentityLeakError):
            clear_text(PHONE, known=NOT_HELD, at_least=LeakConfidence.CERTAIN)

    @pytest.mark.parametrize("rule_id", ["", "PRV-18", "LFC-001", "PRV-0018", None, NAME])
    def test_only_a_privacy_rule_is_overruled(self, rule_id: object) -> None:
        """The value is not shown."""
        with pytest.raises(InvalidValueError) as caught:
            Overruling(rule_id=rule_id, reason="x")  # type: ignore[arg-type]
        assert caught.value.field == "rule_id"
        assert NAME not in str(caught.value)


class TestNoOracle:
    """Law 17: whoever may not know the reporter learns nothing from a check."""

    @given(texts() | words())
    def test_the_answer_is_the_same_whoever_the_reporter_is(self, text: str) -> None:
        """To those who may not know."""
        told = [check_text(text, known=known, may_know=False) for known in (IDENTITY, OTHER, NOT_HELD)]
        assert told[0] == told[1] == told[2]
        assert {finding.rule_id for finding in told[0].findings}.isdisjoint({"PRV-005"})
        assert told[0].answer is not TextAnswer.CLEARED

    @pytest.mark.parametrize(
        "text, may_know, answer, kinds",
        [
            ("Kami menemui Wulandanu Testawati", False, TextAnswer.QUEUED, []),
            ("Kami menemui Wulandanu Testawati", True, TextAnswer.STOPPED, ["reporter"]),
            ("Kami menemui warga", False, TextAnswer.QUEUED, []),
            ("Kami menemui warga", True, TextAnswer.CLEARED, []),
            (f"HP {PHONE}", False, TextAnswer.STOPPED, ["phone"]),
            ("RT 03", True, TextAnswer.QUEUED, ["address"]),
            ("RT 03", False, TextAnswer.QUEUED, ["address"]),
        ],
    )
    def test_who_may_know_sees_all(self, text: str, may_know: bool, answer: TextAnswer, kinds: list[str]) -> None:  # noqa: FBT001
        """And others what patterns show."""
        verdict = check_text(text, known=IDENTITY, may_know=may_know)
        assert (verdict.answer, [finding.kind for finding in verdict.findings]) == (answer, kinds)

    def test_allowed_contacts_are_allowed_here_too(self) -> None:
        """For those who may not know as well."""
        assert check_text(f"HP {PHONE}", known=IDENTITY, may_know=False, allow=[PHONE]).answer is TextAnswer.QUEUED

    @pytest.mark.parametrize(
        "text, rule_ids", [(NAME, ("PRV-000",)), (f"{NAME} {PHONE}", ("PRV-003",)), (PHONE, ("PRV-003",))]
    )
    def test_an_error_does_not_name_the_reporters_rule(self, text: str, rule_ids: tuple[str, ...]) -> None:
        """With a number in the text it says the same with the name and without."""
        with pytest.raises(IdentityLeakError) as caught:
            clear_text(text, known=IDENTITY)
        assert caught.value.rule_ids == rule_ids


WRONGLY: tuple[dict[str, Any], ...] = (
    {"allow": None},
    {"allow": [None]},
    {"overrule": None},
    {"overrule": "x"},
    {"at_least": "x"},
)


def _asked_wrongly(ask: Callable[..., object], wrong: dict[str, Any], known: Any) -> object:
    return ask(f"{NAME} {PHONE}", known=known["reporter"], **wrong)


class TestWrongArguments:
    """What is wrong is named, with what is needed."""

    @pytest.mark.parametrize(
        "ask",
        [find_identity_leaks, clear_text, redact_text, partial(check_text, may_know=True)],
        ids=["find", "clear", "redact", "check"],
    )
    @pytest.mark.parametrize(
        "wrong, told",
        [
            ({"text": " "}, "text: a text that is not empty is needed"),
            ({"text": 5}, "text: a text that is not empty is needed"),
            ({"known": None}, "known: a SealedIdentity or NOT_HELD is needed"),
            ({"allow": None}, "allow: a list of texts is needed; that of none is empty"),
            ({"allow": [PHONE, 5]}, "allow: a list of texts is needed; that of none is empty"),
        ],
    )
    def test_every_question_refuses_it(self, ask: Callable[..., object], wrong: dict[str, Any], told: str) -> None:
        """In the same words."""
        facts = {"text": "Sudah", "known": NOT_HELD} | wrong
        with pytest.raises(InvalidValueError, match=f"^{told}$"):
            ask(facts.pop("text"), **facts)

    @pytest.mark.parametrize("ask", [clear_text, redact_text])
    @pytest.mark.parametrize(
        "wrong, told",
        [
            ({"overrule": None}, "overrule: a list of Overruling is needed; that of none is empty"),
            ({"overrule": ["PRV-015"]}, "overrule: a list of Overruling is needed; that of none is empty"),
            ({"at_least": "likely!"}, "at_least: a LeakConfidence is needed"),
            ({"at_least": None}, "at_least: a LeakConfidence is needed"),
        ],
    )
    def test_what_publishes_refuses_more(self, ask: Callable[..., object], wrong: dict[str, Any], told: str) -> None:
        """Where findings may be overruled."""
        with pytest.raises(InvalidValueError, match=f"^{told}$"):
            ask("Sudah", known=NOT_HELD, **wrong)


class TestStillClear:
    """A text that an older check let pass is asked again, by its patterns alone."""

    NOTICE = "Nama: Balai Serba Guna"

    @pytest.mark.parametrize(
        "text, check, clear",
        [
            (f"HP {PHONE}", CHECK_VERSION, True),  # it passed this very check, with that number allowed
            (f"HP {PHONE}", "spellings-1", False),
            (NOTICE, "spellings-1", False),
            ("RT 03", "spellings-1", True),
            (f"{NAME} menyampaikan", "spellings-1", True),
            ("Sudah ditambal", "spellings-1", True),
        ],
    )
    def test_only_an_older_one_is_asked(self, text: str, check: str, clear: bool) -> None:  # noqa: FBT001
        """And stays public unless something likely is found."""
        assert is_still_clear(PublicText.vouched(text, OWN_REF, check)) is clear

    def test_what_was_allowed_or_overruled_stays_so(self) -> None:
        """Contacts are handed over again; reasons are with the text."""
        public = PublicText.vouched(f"HP {PHONE}", NOT_HELD, "spellings-1")
        assert is_still_clear(public, allow=[PHONE])
        reason = Overruling(rule_id="PRV-018", reason="nama gedung")
        assert is_still_clear(PublicText.vouched(self.NOTICE, NOT_HELD, "spellings-1", (reason,)))


class TestAllTogether:
    """What several readings and rules find in one text."""

    def test_numbers_in_words_stand_beside_others(self) -> None:
        """Each reading adds its own."""
        text = f"HP {PHONE} atau nol delapan satu tiga empat lima enam tujuh delapan sembilan"
        assert [(one.kind, one.start) for one in find_identity_leaks(text, known=NOT_HELD)] == [
            ("phone", 3),
            ("phone", 21),
        ]

    def test_the_reporters_number_is_known_in_words(self) -> None:
        """Read aloud, it is theirs."""
        known = SealedIdentity(Identity(name=NAME, phones=[PHONE]), ref=OWN_REF)
        text = "nol delapan satu dua tiga empat lima enam tujuh delapan sembilan nol"
        assert {one.kind for one in find_identity_leaks(text, known=known)} == {"phone", "reporter"}

    def test_of_findings_at_one_place_the_longer_stands_first(self) -> None:
        """Whichever is surer."""
        text = "nama saya Murti Uji testa"
        found = [(text[one.start : one.end], one.confidence) for one in find_identity_leaks(text, known=NOT_HELD)]
        assert found == [("Murti Uji testa", REVIEW), ("Murti Uji", LIKELY)]

    def test_a_link_is_no_number(self) -> None:
        """Though a public number is in it."""
        left = find_identity_leaks("wa.me/6281234567890", known=NOT_HELD, allow=[PHONE])
        assert {one.kind for one in left} == {"link"}

    def test_a_redaction_leaves_public_contacts(self) -> None:
        """As clearing does."""
        assert redact_text(f"HP {PHONE}", known=NOT_HELD, allow=[PHONE]).text == f"HP {PHONE}"


class TestFrames:
    """An error leaves no text behind in the frames that it went through."""

    CALLS: tuple[Callable[[Any], object], ...] = (
        lambda known: clear_text(f"{NAME} {PHONE}", known=known["reporter"]),
        lambda known: clear_text(
            NAME, known=known["reporter"], allow=[PHONE], overrule=[Overruling(rule_id="PRV-001", reason=NIK)]
        ),
        lambda known: clear_text(f"{NAME} {PHONE}", known=known["text"]),
        lambda known: find_identity_leaks(f"{NAME} {PHONE}", known=known["text"], allow=[PHONE]),
        lambda known: redact_text(f"{NAME} {PHONE}", known=known["text"], allow=[PHONE]),
        lambda known: check_text(f"{NAME} {PHONE}", known=known["text"], may_know=True, allow=[PHONE]),
        lambda known: clear_text(known["bytes"], known=known["reporter"]),
        *(partial(_asked_wrongly, ask, wrong) for ask in (clear_text, redact_text) for wrong in WRONGLY),
        lambda known: find_identity_leaks(f"{NAME} {PHONE}", known=known["reporter"], allow=[5]),  # type: ignore[list-item]
        lambda known: check_text(f"{NAME} {PHONE}", known=known["reporter"], may_know=False, allow=5),  # type: ignore[arg-type]
    )

    @pytest.mark.parametrize("call", CALLS)
    def test_local_variables_show_nothing(self, call: Callable[[Any], object]) -> None:
        """Tools that print local variables with a traceback print none of it."""
        with pytest.raises((IdentityLeakError, InvalidValueError)) as caught:
            call({"reporter": IDENTITY, "text": NIK, "bytes": NAME.encode()})
        shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        ours = [frame for frame in shown.stack if "lapor_core" in frame.filename]
        assert ours
        for frame in ours:
            assert not any(secret in str(frame.locals) for secret in ("Wulan", PHONE, NIK, "0812"))
        assert caught.value.__context__ is None


class TestMatcher:
    """What is compiled of an identity says nothing."""

    MATCHER = Matcher(names=[NAME], numbers=[NIK], emails=["a@b.example"], words=["Jl. Contoh 5"])

    def test_it_shows_nothing(self) -> None:
        """Printed, copied or pickled."""
        assert repr(self.MATCHER) == f"{self.MATCHER}" == "Matcher()"
        for take in (copy.copy, copy.deepcopy, pickle.dumps, vars):
            with pytest.raises(TypeError):
                take(self.MATCHER)
        with pytest.raises(TypeError, match=r"^a matcher cannot be copied or pickled$"):
            pickle.dumps(self.MATCHER)

    @pytest.mark.parametrize(
        "facts, text, found",
        [
            ({"names": ["A"]}, "a A. a b", []),
            ({"names": ["Li"]}, "Li li liLi", []),
            ({"names": ["Ana"]}, "analisis Ana an a", [("Ana", REVIEW)]),
            ({"names": ["Budi Santoso"]}, "seribu di santosonya Budi", [("Budi", REVIEW)]),
            ({"names": ["Budi Santoso"]}, "santoso, budi", [("santoso, budi", LIKELY)]),
            ({"names": ["Budi Santoso"]}, "sayaBudiSantosodari", [("BudiSantoso", LIKELY)]),
            ({"names": ["Budi Santoso"]}, "B. Santoso dan Budi S.", [("B. Santoso", LIKELY), ("Budi S", LIKELY)]),
            ({"names": ["Budi Santoso"]}, "yaitu B.S. saja, dbb.s.", [("B.S.", REVIEW)]),
            ({"names": ["Ana Li"]}, "Li Ana, analis", [("Li Ana", LIKELY)]),
            ({"names": ["H. Wulandanu bin Testa"]}, "bin Testa H.", [("Testa", LIKELY)]),
            ({"names": ["Wulandanu Testa"]}, "wulan danu", [("wulan danu", LIKELY)]),
            ({"names": ["Nur'aini Al-Farizi"]}, "NURAINI, Nur aini", [("NURAINI, Nur aini", LIKELY)]),
            ({"names": ["陳大文"]}, "先生陳大文 陳大文", [("陳大文", LIKELY)]),
            ({"names": ["Wulandanu"]}, "Wulandanuu wulandan", [("Wulandanuu", LIKELY)]),
            ({"names": ["Wulandanu"]}, "W........u", []),
            ({"numbers": ["B 1234 XYZ"]}, "plat B-1234-XYZ, AB1234XYZ", [("B-1234-XYZ", LIKELY)]),
            ({"numbers": ["B 1234 XYZ"]}, "tidak ada apa-apa", []),
            ({"numbers": ["12345"]}, "9123456 12345 123 45", [("12345", LIKELY), ("123 45", LIKELY)]),
            ({"numbers": ["123"]}, "123", []),
            (
                {"numbers": ["021-5550100"]},
                "+62 21 555 0100 dan x0215550100",
                [("+62 21 555 0100", LIKELY), ("0215550100", LIKELY)],
            ),
            ({"numbers": ["9999888877776666"]}, "1999988887777666612", [("9999888877776666", LIKELY)]),
            (
                {"words": ["Jl. Contoh 5"]},
                "di jl contoh no 5, Jl. CONTOH  5",
                [
                    ("jl contoh no 5", LIKELY),
                    ("Jl. CONTOH  5", LIKELY),
                ],
            ),
            (
                {"words": ["Jalan Contoh Raya No. 5 RT 01"]},
                "Jln. Contoh Raya 5, jl contoh raya 55, gang contoh raya 5",
                [
                    ("Jln. Contoh Raya 5", LIKELY),
                ],
            ),
            ({"words": ["Gg. Contoh nomor 7b"]}, "gang contoh 7B", [("gang contoh 7B", LIKELY)]),
            ({"names": ["-"], "words": ["..."]}, "a - b ... c", []),
            ({"names": ["Dinas"]}, "Dinas, kedinasan", [("Dinas", REVIEW)]),
            (
                {"names": ["Pasar Minggu"]},
                "pasar, hari minggu, Pasar Minggu",
                [
                    ("pasar", REVIEW),
                    ("minggu, Pasar Minggu", LIKELY),
                ],
            ),
            (
                {"names": ["Agus Warga"]},
                "warga a, Agus W. dan warga",
                [("warga a", REVIEW), ("Agus W", LIKELY), ("warga", REVIEW)],
            ),
            ({"names": ["Jalan Merdeka"]}, "jalan m. dan jalan", [("jalan m", REVIEW), ("jalan", REVIEW)]),
            ({"names": ["Ma Kan"]}, "makan, maakan, ma kan, m a k a n", [("ma kan, m a k a n", LIKELY)]),
            ({"names": ["Wulandanu"], "numbers": ["12345678"]}, "wulandanu12345678", [("wulandanu12345678", LIKELY)]),
            ({"names": ["Budi Santoso", "Bagus Sanjaya"]}, "b.s. lalu", [("b.s.", REVIEW)]),
            ({"names": ["Budi Santoso"]}, "ini B.S.", [("B.S.", REVIEW)]),
            ({"names": ["Budi Santoso"], "numbers": ["12345678"]}, "B.S.12345678", [("B.S.12345678", LIKELY)]),
            ({"names": ["Agus Warga", "Budi Warga"]}, "b.w.Agus Warga", [("b.w.Agus Warga", LIKELY)]),
            ({"names": ["Budi Santoso"]}, "Budi Santoso lalu B.S. itu", [("Budi Santoso", LIKELY), ("B.S.", REVIEW)]),
            ({"names": ["Sukardi Testawati"]}, "sayasukardiya", [("sukardi", REVIEW)]),
            (
                {"names": ["Aarondi"]},
                "aarondi, a arondi, A A R O N D I",
                [("aarondi, a arondi, A A R O N D I", LIKELY)],
            ),
            ({"names": ["Wardoy Uji"]}, "w a r d o y", [("w a r d o y", LIKELY)]),
            ({"names": ["Aaaa Aa", "Llaa"]}, "aaaa aa llaa", [("aa llaa", LIKELY)]),
            ({"names": ["Aaa Nnn"]}, "aaa nnn", [("aaa nnn", LIKELY)]),
            ({"names": ["Li Ma"]}, "li ma lima", [("li ma", LIKELY)]),
            ({"names": ["A Ma"]}, "a ma, ama", []),
            ({"names": ["A Hok"]}, "Pak A Hok, ahok, ka hok", [("A Hok", LIKELY)]),
            ({"names": ["Aan Setiawan"]}, "kata Aan Setiawan, saya Aan", [("Aan Setiawan", LIKELY)]),
            ({"names": ["Iin Zulmendri"]}, "Saksi: Iin Zulmendri", [("Iin Zulmendri", LIKELY)]),
            ({"names": ["Aaliyah Wulandanu"]}, "nama Aaliyah Wulandanu", [("Aaliyah Wulandanu", LIKELY)]),
            ({"names": ["Zahraa Testawati"]}, "Testawati Zahraa adalah", [("Testawati Zahraa", LIKELY)]),
            (
                {"names": ["Zahraa Testawati"]},
                "Zahraa. Adapun, z a h r a a",
                [("Zahraa", LIKELY), ("z a h r a a", LIKELY)],
            ),
            (
                {"names": ["Wulandanu Testawati"]},
                "Wulandanu wulandanuku",
                [("Wulandanu", LIKELY), ("wulandanu", REVIEW)],
            ),
            ({"names": ["Budi bin Santoso"]}, "Budi bin Santoso", [("Budi bin Santoso", LIKELY)]),
            (
                {"names": ["Budi Santoso"]},
                "Budi H. Santoso, Budi, H. al Santoso",
                [
                    ("Budi H. Santoso, Budi, H. al Santoso", LIKELY),
                ],
            ),
            ({"names": ["Budi Santoso"]}, "Budi hebat Santoso", [("Budi", REVIEW), ("Santoso", REVIEW)]),
            ({"names": ["Drs.H.Zulmendri, S.Pd."]}, "Pak Zulmendri, S.Pd.", [("Zulmendri", LIKELY)]),
            (
                {"names": ["H.Zulmendri(Wulandanu)"]},
                "Zulmendri atau wulandanu",
                [("Zulmendri", LIKELY), ("wulandanu", LIKELY)],
            ),
            ({"names": ["S.Pd."]}, "spd, s.pd.", [("s.pd.", LIKELY)]),
            ({"names": ["H.Zulmendri"]}, "h zulmendri", [("zulmendri", LIKELY)]),
            ({"names": ["Sri Kusumadi"]}, "Sri K. dan K. Sri, srik, sri", [("Sri K", LIKELY), ("K. Sri", LIKELY)]),
            ({"names": ["Budi bin Santoso"]}, "sayabudibinsantosoku", [("budibinsantoso", LIKELY)]),
            (
                {"names": ["Budi bin Santoso Uji"]},
                "b u d i b i n s a n t o s o u j i",
                [
                    ("b u d i b i n s a n t o s o u j i", LIKELY),
                ],
            ),
            ({"names": ["Budi bin Eka Uji"]}, "kamubudibinekaujiku", [("budibinekauji", LIKELY)]),
            ({"names": ["Adi bin Lia"]}, "kamuadibinliaku", [("adibinlia", LIKELY)]),
            ({"names": ["Adi bin Li"]}, "kamuadibinliku", []),
            ({"names": ["Sa'ad Testawati"]}, "Sa'ad, saad", [("Sa'ad, saad", LIKELY)]),
            ({"names": ["Ma'ruf Testawati"]}, "Ma'ruf, Maruf, Ma`ruf, Ma ruf", [("Ma'ruf, Maruf, Ma`ruf", LIKELY)]),
            ({"names": ["I Gusti Wulandanu"]}, "Pak Haji Wulandanu, i wulandanu", [("Wulandanu, i wulandanu", LIKELY)]),
            ({"names": ["Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Tedjoku"]}, "tedjoku", [("tedjoku", LIKELY)]),
            ({"names": ["Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj Kk Ll Tedjoku"]}, "tedjoku", []),
            (
                {"numbers": ["0123456789"]},
                "ke 0123456789, 00123456789, 62 0123456789",
                [
                    ("0123456789", LIKELY),
                    ("00123456789", LIKELY),
                    ("62 0123456789", LIKELY),
                ],
            ),
            ({"numbers": ["6212345678"]}, "ke 6212345678", [("6212345678", LIKELY)]),
            ({"numbers": ["00123"]}, "ke 00123, 100123", [("00123", LIKELY)]),
            (
                {"words": ["Jl. 17 Agustus No. 5, Depok"]},
                "jalan 17 agustus no 5, jl 17 agustus 55",
                [
                    ("jalan 17 agustus no 5", LIKELY),
                ],
            ),
            (
                {"words": ["Jl. Anggur-Mangga No. 12A"]},
                "jalan anggur mangga nomor 12 a",
                [
                    ("jalan anggur mangga nomor 12 a", LIKELY),
                ],
            ),
            ({"words": ["Jl. R.A. Contoh No. 12"]}, "Jln RA Contoh 12", [("Jln RA Contoh 12", LIKELY)]),
            ({"words": ["Jl. Anggur RT 03/RW 04 No. 12"]}, "Jl Anggur no 12", [("Jl Anggur no 12", LIKELY)]),
            ({"words": ["Jl. Anggur RT 03 RW 04 No. 12"]}, "Jl Anggur no 12", [("Jl Anggur no 12", LIKELY)]),
            ({"words": ["Jl. Anggur 3 No. 7"]}, "Jalan Anggur 3 nomor 7", [("Jalan Anggur 3 nomor 7", LIKELY)]),
            ({"words": ["Jl. ... No. 7"]}, "Jalan 7", []),
            (
                {"words": ["Jl. Anggur RT 03 RW 04 No. 12"]},
                "Jl. Anggur RT 03/04 No. 12, Jl Anggur RT.3/RW.4, 12",
                [
                    ("Jl. Anggur RT 03/04 No. 12", LIKELY),
                    ("Jl Anggur RT.3/RW.4, 12", LIKELY),
                ],
            ),
            (
                {"words": ["Jl. Anggur No. 12"]},
                "Jl. Anggur RT 3 RW 4 No. 12, jl anggur 12 tahun rusak",
                [
                    ("Jl. Anggur RT 3 RW 4 No. 12", LIKELY),
                ],
            ),
            ({"numbers": ["0062 812 3456 7890"]}, "81234567890", [("81234567890", LIKELY)]),
            ({"numbers": ["+62 0812 3456 7890"]}, "81234567890", [("81234567890", LIKELY)]),
            ({"names": ["Tan Wulandanu"]}, "sayatanwulandanuya", [("tanwulandanu", LIKELY)]),
            ({"names": ["Budi Sari"]}, "budisari budisariku", [("budisari", LIKELY)]),
            ({"names": ["Budi Sarik"]}, "ini itu sayabudisarikya dan lalu", [("budisarik", LIKELY)]),
            ({"names": ["Kartika Anu"]}, "kartikanya", []),
            ({"names": ["Wulandanu Li"]}, "li, Wulandanu Li", [("li, Wulandanu Li", LIKELY)]),
            ({"names": ["Wulandanu", "Budi"]}, "wulandanu b", [("wulandanu", LIKELY)]),
            (
                {"names": ["Wulandanu Testawati"]},
                "wulandanu        testawati",
                [("wulandanu        testawati", LIKELY)],
            ),
            (
                {"names": ["Wulandanu Testawati"]},
                "wulandanu         testawati",
                [("wulandanu", LIKELY), ("testawati", LIKELY)],
            ),
            ({"names": ["Wulandanu Testawati"]}, "xwulandanu testawatix", [("wulandanu testawati", LIKELY)]),
            ({"names": ["Budi Wulandanu"]}, "b.wulandanux", [("b.wulandanu", LIKELY)]),
            ({"names": ["Agus Warga"]}, "Agus Warga", [("Agus Warga", LIKELY)]),
            ({"names": ["Jalan Li"]}, "jalan li", [("jalan li", LIKELY)]),
            ({"names": ["Wuld Testawati"]}, "wuld", [("wuld", LIKELY)]),
            ({"numbers": ["6271010101900001"]}, "71010101900001", []),
            (
                {"numbers": ["021555010", "081234567890123"]},
                "+62 21 555 010, +62 81234567890123",
                [("+62 21 555 010", LIKELY), ("+62 81234567890123", LIKELY)],
            ),
            ({"numbers": ["1234"]}, "no. 1234", [("1234", LIKELY)]),
            ({"numbers": ["1234567"]}, "912345678", [("1234567", LIKELY)]),
            ({"numbers": ["12345"]}, "912345 123459 x", []),
            ({"numbers": ["08123456789"]}, "62ab8123456789", [("8123456789", LIKELY)]),
            ({"numbers": ["B 1 X2"]}, "plat B-1-X2 ya", [("B-1-X2", LIKELY)]),
            ({"emails": ["A.b@c.example"]}, "xa.b@c.example a.B@C.example", [("a.B@C.example", LIKELY)]),
        ],
    )
    def test_spellings(self, facts: dict[str, list[str]], text: str, found: list[tuple[str, LeakConfidence]]) -> None:
        """Of names that are short, common, odd, and of other signs."""
        matches = Matcher(**facts).find(Reading.of(text))
        assert [(text[start:end], sure) for start, end, sure in matches] == found


class TestRules:
    """The catalogue of privacy rules."""

    def test_ids_and_kinds_are_unique(self) -> None:
        """A kind is found by one rule."""
        assert len({rule.rule_id for rule in LEAK_RULES}) == len({rule.kind for rule in LEAK_RULES}) == len(LEAK_RULES)

    def test_other_peoples_and_specific_data_are_classes_of_their_own(self) -> None:
        """As the law has it."""
        kinds = {of: {rule.kind for rule in LEAK_RULES if rule.concerns is of} for of in DataClass}
        assert kinds[DataClass.SPECIFIC] == {"health", "biometric", "crime", "child", "finance"}
        assert kinds[DataClass.OTHER_PERSON] == {"nip", "other_person"}


class TestShapes:
    """Numbers and words, one by one: what is found, of which kind, how surely."""

    @pytest.mark.parametrize(
        "text, found",
        [
            ("lihat 5 3273 0112 0390 0001 ya", [("3273 0112 0390 0001", "nik", "certain")]),
            ("3273 0112 0390 0001 3273 0152 0390 0002", [
                ("3273 0112 0390 0001", "nik", "certain"), ("3273 0152 0390 0002", "nik", "certain"),
            ]),
            ("3273017203900001", [("3273017203900001", "nik", "likely")]),  # day 72
            ("3273011213900001", [("3273011213900001", "nik", "likely")]),  # month 13
            ("3273010003900001", [("3273010003900001", "nik", "likely")]),  # day 0
            ("3273014103900001", [("3273014103900001", "nik", "certain")]),  # a woman
            ("0073011203900001", [("0073011203900001", "nik", "likely")]),
            ("3273013101900001", [("3273013101900001", "nik", "certain")]),  # the last day, the first month
            ("3273011912900001", [("3273011912900001", "nik", "certain")]),  # the last month
            ("3273017112900001", [("3273017112900001", "nik", "certain")]),
            ("Rp 3273011203900001 ya", [("3273011203900001", "nik", "review")]),
            ("1234 3273 0112 0390 0001", [("3273 0112 0390 0001", "nik", "certain")]),
            ("12 34 3273 0112 0390 0001", [("3273 0112 0390 0001", "nik", "certain")]),
            ("jurusan 5 08 2023 1234", []),
            ("0812 3456789101001", []),
            ("jadwal 0830 0900 0930", [("0830 0900 0930", "phone", "review")]),
            ("0830-0930-0900", [("0830-0930-0900", "phone", "certain")]),
            ("0830 0900 0931", [("0830 0900 0931", "phone", "certain")]),
            ("hp 0830 0900 0930", [("0830 0900 0930", "phone", "certain")]),
            ("tgl 08122023-08122024", [("08122023-08122024", "nik", "review")]),
            ("telp 08122023-08122024", [("08122023-08122024", "nik", "likely")]),
            ("08102023 1530 WIB", [("08102023 1530", "phone", "review")]),
            ("08102023 1560 WIB", [("08102023 1560", "phone", "certain")]),
            ("0812_20240812.jpg", [("0812_20240812", "phone", "review")]),
            ("0812_20241312.jpg", [("0812_20241312", "phone", "likely")]),
            ("di -0.812345678901, 119.8", []),
            ("di -6.208763456789, 106.8", []),
            ("62 812 345 678 rupiah", []),
            ("Rp 62 812 345 678", []),
            ("+62 812 345 678 ribu", [("+62 812 345 678", "phone", "certain")]),
            ("0812 345 678 ribu", [("0812 345 678", "phone", "certain")]),
            ("6281234567890 juta", []),
            ("7891\n317101410190 0001 1", [("317101410190 0001", "nik", "certain")]),
            ("0812,1410190", [("0812,1410190", "phone", "likely")]),
            ("6281234567890 rupiah", []),
            ("+6281234567890 rupiah", [("+6281234567890", "phone", "certain")]),
            ("Rekening BRI 0 1 2 3 4 5 6 7 8 9", [("0 1 2 3 4 5 6 7 8 9", "bank_account", "likely")]),
            ("rekening BCA 12 34 567890", [("12 34 567890", "bank_account", "likely")]),
            ("rekening 12 03 2024", []),
            ("| No Rekening | 12345678 |", [("12345678", "bank_account", "likely")]),
            ("rekening (BCA) 12345678", [("12345678", "bank_account", "likely")]),
            ("nomor rekening saya adalah 12345678", [("12345678", "bank_account", "likely")]),
            ("rekeningnya 1234567890", [("1234567890", "bank_account", "likely")]),
            ("saldo BRI 25000000", []),
            ("BRI 0800 1600", []),
            ("a.n. Pasien Siti Aminah", [("Siti Aminah", "person", "likely")]),
            ("Pelapor: Warga Budi Uji", [("Budi Uji", "person", "likely")]),
            ("Hormat saya,\nKetua RT 03\nBudi Uji", [
                ("RT 03", "address", "review"), ("Budi Uji", "person", "likely"),
            ]),
            ("Nama :      Budi Uji", [("Budi Uji", "person", "likely")]),
            ("Nama: \u201cBudi Uji\u201d", [("Budi Uji", "person", "likely")]),
            ('{"nama": "Budi Uji"}', [("Budi Uji", "person", "likely")]),
            ("a.n.Budi Uji", [("Budi Uji", "person", "likely")]),
            ("Nama pasien: Budi Uji", [("Budi Uji", "person", "likely")]),
            ("Nama: Di'ah Permata", [("Di'ah Permata", "person", "likely")]),
            ("Hormat saya,\nBudi Uji\nTembusan Camat", [("Budi Uji", "person", "likely")]),
            ("Hormat kami, Ibu-Ibu PKK", []),
            ("Hormat kami, Diskominfo Kota", []),
            ("Pelapor: Mahasiswa Universitas Contoh", []),
            ("Nama Saya Dijual, Nama Saya Bermasalah, Nama Saya Menunggak", []),
            ("semen 10 sak @ 65.000", []),
            ("harga@5.000", []),
            ("317/101 lalu 0812/7891292", [("0812/7891292", "phone", "likely")]),
            ("99999999-99999999", [("99999999-99999999", "nik", "likely")]),
            ("kkn 9999999999999999", [("9999999999999999", "nik", "likely")]),
            ("(0812-3456 7890) itu", [("0812-3456 7890", "phone", "certain")]),
            ("Rp.1234567890123456", []),
            ("IDR: 628123456789", []),
            ("resi 0812345678901", [("0812345678901", "phone", "review")]),
            ("99.999.999.9-999.999", [("99.999.999.9-999.999", "npwp", "certain")]),
            ("9.254.294.3-407.000", [("9.254.294.3-407.000", "npwp", "certain")]),
            ("telf 62.812.345.678", [("62.812.345.678", "phone", "certain")]),
            ("(0812 3456 7890) atau )", [("0812 3456 7890", "phone", "certain")]),
            ("(0274) 55501", [("(0274) 55501", "landline", "likely")]),
            ("kode X1234567 5 ya", [("X1234567", "passport", "review")]),
            ("lihat 081234567890 3273-0112-0390-0001", [
                ("081234567890", "phone", "certain"), ("3273-0112-0390-0001", "nik", "certain"),
            ]),
            ("lihat 081234567890 081234567891 3273-0112-0390-0001 ya", [
                ("081234567890", "phone", "certain"), ("081234567891", "phone", "certain"),
                ("3273-0112-0390-0001", "nik", "certain"),
            ]),
            ("KK 3273011203900001", [("3273011203900001", "family_card", "certain")]),
            ("NPWP 0123456789012345", [("0123456789012345", "npwp", "certain")]),
            ("NPWP 123456789012345", [("123456789012345", "npwp", "certain")]),
            ("kode 123456789012345", []),
            ("1234567890123456789012", [("1234567890123456789012", "nitku", "likely")]),
            ("198001012005011001", [("198001012005011001", "nip", "likely")]),
            ("199913012005011001", []),
            ("19800101 200501 1 001", [("19800101 200501 1 001", "nip", "likely")]),
            ("0001234567890", [("0001234567890", "bpjs", "likely")]),
            ("0215550100", [("0215550100", "landline", "review")]),
            ("telp. 0215550100", [("0215550100", "landline", "likely")]),
            ("021 555 0100", [("021 555 0100", "landline", "review")]),
            ("021-5550100", [("021-5550100", "landline", "likely")]),
            ("(021) 5550100", [("(021) 5550100", "landline", "likely")]),
            ("(021-5550100)", [("021-5550100", "landline", "likely")]),
            ("021 55", []),
            ("+60 12-345 6789", []),
            ("+60123456789", [("+60123456789", "landline", "likely")]),
            ("+6281234567890", [("+6281234567890", "phone", "certain")]),
            ("+62081234567890", [("+62081234567890", "phone", "certain")]),
            ("+1234567", []),
            ("62.812.345.678", [("62.812.345.678", "phone", "review")]),
            ("+62.812.345.678", [("+62.812.345.678", "phone", "certain")]),
            ("62.812.345.678 rupiah", []),
            ("62.812.345.678 lalu", [("62.812.345.678", "phone", "review")]),
            ("senilai 62.812.345.678", []),
            ("X1234567", [("X1234567", "passport", "review")]),
            ("BX 1234567", [("BX 1234567", "passport", "review")]),
            ("ABX1234567", []),
            ("99 999 999 9 999 999", [("99 999 999 9 999 999", "npwp", "likely")]),
            ("npwp 99 999 999 9 999 999", [("99 999 999 9 999 999", "npwp", "certain")]),
            ("01-02-2024-03-04-2024", []),
            ("2019 2020 2021 2022", []),
            ("2024-01-02-2024-03-04", []),
            ("1.234.567.890.123.456", []),
            ("dua dua dua dua dua dua dua", []),
            ("HP nol delapan satu 2 tiga empat lima enam tujuh, delapan!", [
                ("nol delapan satu 2 tiga empat lima enam tujuh, delapan", "phone", "certain"),
            ]),
            ("b 1234 xyz", [("b 1234 xyz", "plate", "review")]),
            ("b 12 xyz", []),
            ("B 12 XYZ", [("B 12 XYZ", "plate", "review")]),
            ("B1234XYZ", [("B1234XYZ", "plate", "review")]),
            ("AB 12 CD", [("AB 12 CD", "plate", "review")]),
            ("B 1234X", [("B 1234X", "plate", "review")]),
            ("b 123 xyz", [("b 123 xyz", "plate", "review")]),
            ("surel " + "x" * 255 + "@contoh.example", [("x" * 255 + "@contoh.example", "email", "certain")]),
            ("QQ 1234 XYZ", []),
            ("@warung_1", [("@warung_1", "handle", "review")]),
            ("di @warung_1", [("@warung_1", "handle", "review")]),
            ("a@b", []),
            ("a@warung_1", []),
            ("warga @ contoh.example", [("warga @ contoh.example", "email", "certain")]),
            ("warga (at) contoh titik example", [("warga (at) contoh titik example", "email", "certain")]),
            ("(at) contoh.example", []),
            ("namasaya Budi", []),
            ("nama ini ke-xnama saya Murtiningrum", []),
            ("jl, jlabc dan jla5", []),
            ("Jl. Anggur No. 12", [("Jl. Anggur No. 12", "address", "review")]),
            ("b d n l k dua tiga empat nama saya Murtiningrum", [("Murtiningrum", "person", "likely")]),
            ("nama saya Murtiningrum, B 1234 XYZ", [
                ("Murtiningrum", "person", "likely"), ("B 1234 XYZ", "plate", "review"),
            ]),
            ("surel y@contoh.example", [("y@contoh.example", "email", "certain")]),
            ("x" * 64 + " @ contoh.example", [("x" * 64 + " @ contoh.example", "email", "certain")]),
            ("warga[at]contoh.example", [("warga[at]contoh.example", "email", "certain")]),
            ("warga {at} contoh.example", [("warga {at} contoh.example", "email", "certain")]),
            ("warga <at> contoh.example", [("warga <at> contoh.example", "email", "certain")]),
            ("nama saya Budi Uji, nama saya Budi", [("Budi Uji", "person", "likely"), ("Budi", "person", "likely")]),
            ("nama saya Budi, nama saya Testa, nama saya Uji", [
                ("Budi", "person", "likely"), ("Testa", "person", "likely"), ("Uji", "person", "likely"),
            ]),
            ("nama saya budi uji", [("budi uji", "person", "review")]),
            ("Rek. BRI 1234-56-789012-3", [("1234-56-789012-3", "bank_account", "likely")]),
            ("rekening Rp 1.250.000.000", []),
            ("rekening 12-03-2024 10.30", []),
            ("gaji saya, sidik jari, tersangka, anak saya, HIV", [
                ("gaji saya", "finance", "review"), ("sidik jari", "biometric", "review"),
                ("tersangka", "crime", "review"), ("anak saya", "child", "review"), ("HIV", "health", "review"),
            ]),
        ],
    )  # fmt: skip
    def test_what_is_found(self, text: str, found: list[tuple[str, str, str]]) -> None:
        """Kind and confidence, in the order of the text."""
        findings = find_identity_leaks(text, known=NOT_HELD)
        assert [(text[one.start : one.end], one.kind, one.confidence) for one in findings] == found


def test_a_number_is_found_once() -> None:
    """In its own window, and not again in one before it."""
    reading = Reading.of("0812-3456-7890, lalu (0274) 555010 dan 3273011203900001")
    assert sorted(start for start, *_ in number_hits(reading)) == [0, 21, 39]


def test_a_long_text_is_read_to_its_end() -> None:
    """Its words are looked at in pieces, and none is cut."""
    for length in (8_000, 8_190, 8_192, 30_000):
        text = "a" * (length - 2) + " nama saya Murtiningrum Uji"
        (finding,) = find_identity_leaks(text, known=NOT_HELD)
        assert text[finding.start : finding.end] == "Murtiningrum Uji"
    text = "nama saya Murtiningrum, lalu" + " a" * 5_000
    assert [one.kind for one in find_identity_leaks(text, known=NOT_HELD)] == ["person"]


class TestPlain:
    """One character, as a person sees it."""

    @pytest.mark.parametrize(
        "character, read",
        [
            *[(space, " ") for space in "\u00a0\u2003\u2028\u3000\u2800"],
            *[(dash, "-") for dash in "\u2013\u2014\u2011\ufe63\uff0d\u2212"],
            *[(three, "3") for three in "\u0663\u0969\uff13\U0001d7db\u00b3\u2462"],
            *[(nothing, "") for nothing in "\u200b\u200d\u00ad\ufeff\u0301\u20dd\u3164\u115f"],
            *[("\ufb01", "fi"), ("\u00e9", "e"), ("\u00c9", "E"), ("\u00bd", "1/2"), ("\u00df", "ss"), ("\u2019", "'")],
            *[("\u0430", "a"), ("\u0391", "A"), ("\u1d00", "a"), ("\u0142", "l"), ("\u9673", "\u9673"), ("a", "a")],
        ],
    )
    def test_it_is_read_as_it_looks(self, character: str, read: str) -> None:
        """Spaces, dashes, digits, letters that are several, what has no width, letters of other scripts."""
        assert plain(character) == read
        assert Reading.of(f"x{character}y").cased == f"x{read}y"


class TestReadingAloud:
    """Digits in words are read as digits, behind what is said of them, and every sign keeps its place."""

    @pytest.mark.parametrize(
        "text, read",
        [
            ("HP nol delapan satu dua tiga 5, lalu KK\u200b satu dua tiga empat lima!", "hp 081235|lalu kk 12345|"),
            ("dua dua dua dua dua, HP satu dua tiga empat lima", "dua dua dua dua dua, hp 12345|"),
            ("x" * 40 + " terunik satu dua tiga empat lima", " terunik 12345|"),
            ("a" * 25 + "nik, satu dua tiga empat lima", "a" * 25 + "nik, 12345|"),
            ("no. 7: satu dua tiga empat lima", "no. |: 12345|"),
            ("sebelas satu dua tiga empat 12", "sebelas 123412|"),
            ("kosong-satu/dua.tiga,empat", "01234|"),
        ],
    )
    def test_rows_are_read_as_numbers(self, text: str, read: str) -> None:
        """Words before a row are whole, and digits before it no part of it."""
        reading = spoken(Reading.of(text))
        assert reading is not None
        assert reading.low == read
        for at, sign in enumerate(read[:-1]):
            place = text[slice(*reading.place(at, at + 1))].strip("\u200b").lower()
            assert sign == "|" or _DIGIT_WORDS.get(place, place) in {sign, "12"}

    @pytest.mark.parametrize("text", ["satu dua tiga empat", "satu satu satu satu satu", "tidak ada", "1 2 3 4 5"])
    def test_what_is_no_row_is_not_read_aloud(self, text: str) -> None:
        """Four words, one word again and again, or digits alone."""
        assert spoken(Reading.of(text)) is None

    @pytest.mark.parametrize(
        "text, found",
        [
            ("tiga 273 0112 0390 000 satu", 0),
            ("tiga 273 0112 0390 00 nol satu", 1),
            ("tiga 273 0112 0390 dua empat satu satu", 1),
            ("HP nol 8123 4567 delapan 9", 1),
        ],
    )
    def test_a_row_is_looked_for_where_there_are_words_enough(self, text: str, found: int) -> None:
        """Three words for digits, or two with a zero."""
        assert len(find_identity_leaks(text, known=NOT_HELD)) == found

    def test_words_cut_from_the_text_before_a_row_say_nothing(self) -> None:
        """Half a word could be a cue."""
        assert [_word_start("abc def", *span) for span in ((0, 3), (1, 6), (2, 3), (3, 7), (4, 7))] == [0, 3, 3, 3, 4]
        assert [_word_start("1ab c", *span) for span in ((1, 5), (2, 5), (2, 2))] == [1, 3, 2]


def test_counting_aloud_is_no_number() -> None:
    """One word again and again is a row of nothing, whatever other numbers stand in the text."""
    text = "dua dua dua dua dua dua lalu satu orang dan tiga lainnya"
    assert find_identity_leaks(text, known=NOT_HELD) == ()


class TestSpellingsOfComplaints:
    """Spellings that people and exports use beside the tidy ones; each was missed once."""

    @pytest.mark.parametrize(
        "text, found, kind",
        [
            ("NIK 327301\n120390\n0001 ya", "327301\n120390\n0001", "nik"),
            ("NIK\t3273\t0112\t0390\t0001", "3273\t0112\t0390\t0001", "nik"),
            ("3273  0112  0390  0001", "3273  0112  0390  0001", "nik"),
            ("3273-0112 0390-0001", "3273-0112 0390-0001", "nik"),
            ("NIK 9973-0112 0390/0001", "9973-0112 0390/0001", "nik"),
            ("NIK 3.273.011.203.900.001", "3.273.011.203.900.001", "nik"),
            ("3 2 7 3  0 1 1 2  0 3 9 0  0 0 0 1", "3 2 7 3  0 1 1 2  0 3 9 0  0 0 0 1", "nik"),
            ("No. KK 9973 0112-0390 0001", "9973 0112-0390 0001", "family_card"),
            ("0062 812 3456 7890", "0062 812 3456 7890", "phone"),
            ("006281234567890", "006281234567890", "phone"),
            ("0812\n3456\n7890", "0812\n3456\n7890", "phone"),
            ("0 8-1 2.3 4 5 6 7 8 9 0", "0 8-1 2.3 4 5 6 7 8 9 0", "phone"),
            ("0812 (3456) 7890", "0812 (3456) 7890", "phone"),
            ("0812-3456 78 90", "0812-3456 78 90", "phone"),
            ("RT 2 0812 34 56 78 90", "0812 34 56 78 90", "phone"),
            ("081.234.567.890", "081.234.567.890", "phone"),
            ("WA 62.812.345.678", "62.812.345.678", "phone"),
            ("wa 812 3456 7890", "812 3456 7890", "phone"),
            ("HP: 0812/3456/7890", "0812/3456/7890", "phone"),
            ("nol delapan 1234567890", "nol delapan 1234567890", "phone"),
            ("nomor 0812/3456/7890", "0812/3456/7890", "phone"),
            ("0812_3456_78901.", "0812_3456_78901", "phone"),
            ("+62*812*345*6789", "+62*812*345*6789", "phone"),
            ("62812,3456,7890", "62812,3456,7890", "phone"),
            ("3273/0112/0390/0001", "3273/0112/0390/0001", "nik"),
            ("32730112|03900001", "32730112|03900001", "nik"),
            (
                "noldelapansatuduatigaempatlimaenamtujuhdelapan",
                "noldelapansatuduatigaempatlimaenamtujuhdelapan",
                "phone",
            ),
            ("noldelapansatu dua tigaempatlimaenamtujuh1", "noldelapansatu dua tigaempatlimaenamtujuh1", "phone"),
            ("warga(a)contoh.example", "warga(a)contoh.example", "email"),
            ("resi 081234567890", "081234567890", "phone"),
            ("resi, hp 0812345678901", "0812345678901", "phone"),
            ("Rp 081234567890", "081234567890", "phone"),
            ("09.254.294.3 - 407.000", "09.254.294.3 - 407.000", "npwp"),
            ("NPWP 09.254.294.3-407000", "09.254.294.3-407000", "npwp"),
            ("NPWP 9.254.294.3-407.000", "9.254.294.3-407.000", "npwp"),
            ("NPWP perusahaan kami ialah 092542943407000", "092542943407000", "npwp"),
            (
                "npwp satu dua tiga empat lima enam tujuh delapan sembilan nol satu dua tiga empat lima",
                "satu dua tiga empat lima enam tujuh delapan sembilan nol satu dua tiga empat lima",
                "npwp",
            ),
            ("warga (@) contoh.example", "warga (@) contoh.example", "email"),
            ("warga@contoh[.]example", "warga@contoh[.]example", "email"),
            ("warga@\ncontoh.example", "warga@\ncontoh.example", "email"),
            ("warga  @  contoh.example", "warga  @  contoh.example", "email"),
            ("warga@contoh,com", "warga@contoh,com", "email"),
            ("warga@contoh .co.id", "warga@contoh .co.id", "email"),
            ("warga at contoh dot com", "warga at contoh dot com", "email"),
            ("Nama           : Murtiningrum Uji", "Murtiningrum Uji", "person"),
            ("nama saya I Made Ujisukarpa", "I Made Ujisukarpa", "person"),
            ("Pelapor: Murtiningrum Uji", "Murtiningrum Uji", "person"),
            ("namaku Murtiningrum", "Murtiningrum", "person"),
            ("rek BCA 123.456.7890", "123.456.7890", "bank_account"),
        ],
    )
    def test_what_was_missed_is_stopped(self, text: str, found: str, kind: str) -> None:
        """On the very place."""
        stopped = [one for one in find_identity_leaks(text, known=NOT_HELD) if one.confidence is not REVIEW]
        assert {(text[one.start : one.end], one.kind) for one in stopped} == {(found, kind)}
        assert redact_text(text, known=NOT_HELD).text == text.replace(found, token_of(kind))

    @pytest.mark.parametrize(
        "text",
        [
            "Surat 0341-2023-12 dan surat 021-12-2023",
            "Surat 0812/345/2023 dan 0812/3456/1999",
            "bus 0811,0812,0813 dan 0811:123:0814",
            "0812/34/56 dan 470/123/4567/890",
            "3273/0172/0390/0001",
            "kode 021-034-0123",
            "huruf (a) contoh.example",
            "Rp 628123456789, Rp.1234567890123456, IDR: 6281234567890, rp3273011203900001",
            "kwitansi 0812345678901, nomor resi: 0812345678901, struknya no. 0812345678901",
            "NOP 32.73.010.001.012.0345.0",
            "BPJS 2019 2020 2021 2022",
            "bpjs naik dari 150.000 100.000 35.000",
            "bank BNI tahun 2019 2020 2021 2022",
            "a.n. Sekretaris Daerah",
            "saya Sebagai warga mengeluh",
            "telepon Rp 812.345.678",
            "Kami menandai @kemenpan. Tolong",
            "2019\n1.200\n2020\n1.350\n2021",
        ],
    )
    def test_what_looks_alike_is_not(self, text: str) -> None:
        """Letters, tax objects, years and amounts."""
        assert {one.confidence for one in find_identity_leaks(text, known=NOT_HELD)} <= {REVIEW}

    @pytest.mark.parametrize(
        "facts, text, found",
        [
            ({"name": "Wulandanu"}, "sayaWulandanumelapor", "Wulandanu"),
            ({"name": "Wulandanu"}, "Wυlαndαηυ", "Wυlαndαηυ"),
            ({"accounts": ["BRI 1234-56-789012-53-4"]}, "kirim ke 123456789012534 ya", "123456789012534"),
            ({"name": "Wulandanu"}, "Pelapor [redacted: wulandanu] datang", "wulandanu"),
        ],
    )
    def test_the_reporter_is_stopped(self, facts: dict[str, Any], text: str, found: str) -> None:
        """A whole name of one word in a longer one, in letters of other scripts, in what is no token of ours."""
        (finding,) = find_identity_leaks(text, known=SealedIdentity(Identity(**facts), ref=OWN_REF))
        assert (text[finding.start : finding.end], finding.confidence) == (found, LIKELY)

    @pytest.mark.parametrize(
        "text, contact",
        [
            ("HP +62 (0)812 3456 7890", "081234567890"),
            ("HP 0812-3456-7890", "+62 (0)812 3456 7890"),
            ("HP 0062 812 3456 7890", "081234567890"),
            ("IG: @dinaskota", "@dinaskota"),
            ("layanan (at) kota (dot) example", "layanan@kota.example"),
            ("layanan @ kota.example", "layanan@kota.example"),
            ("layanan(@)kota.example", "layanan@kota.example"),
            ("layanan<at>kota.example", "layanan@kota.example"),
            ("layanan@kota[.]example", "layanan@kota.example"),
            ("layanan@kota dot example", "layanan@kota.example"),
            ("wa.me/abc.", "wa.me/abc"),
        ],
    )
    def test_a_contact_is_allowed_in_other_spellings(self, text: str, contact: str) -> None:
        """Of the text, and of the list."""
        assert find_identity_leaks(text, known=NOT_HELD) != ()
        assert find_identity_leaks(text, known=NOT_HELD, allow=[contact]) == ()


class TestNamesAndAddresses:
    """Names that begin as verbs do, names in forms and tables, and what only looks like a name or an address."""

    @pytest.mark.parametrize(
        "text, found",
        [
            ("Nama: Merlin Wijaya", "Merlin Wijaya"),
            ("Nama lengkap: Meisya Putri", "Meisya Putri"),
            ("Nama saya Berliana", "Berliana"),
            ("Hormat saya,\nBernard Simanjuntak", "Bernard Simanjuntak"),
            ("atas nama Meliana Sari", "Meliana Sari"),
            ("Nama: Meutia Testa", "Meutia Testa"),
            ("Saya Melinda, warga Depok", "Melinda"),
            ("Perkenalkan saya Meylani", "Meylani"),
            ("anak bernama Melati", "Melati"),
            ("bernama Mentari", "Mentari"),
            ("kepala desa bernama Mentari", "Mentari"),
            ("Nama: Dirman", "Dirman"),
            ("nama saya Dimitri", "Dimitri"),
            ("nama saya Bernadeta", "Bernadeta"),
            ("nama saya Teresa", "Teresa"),
            ("Nama: Wa Ode Testa", "Wa Ode Testa"),
            ("nama saya Ganda Ujiputra", "Ganda Ujiputra"),
            ("Nama: Mau Ujibere", "Mau Ujibere"),
            ("Nama saya Siti binti Ahmad", "Siti binti Ahmad"),
            ("Nama: Budi Santoso bin Ahmad", "Budi Santoso bin Ahmad"),
            ("Nama: Ahmad al-Farisi", "Ahmad al-Farisi"),
            ("Nama: Ni Luh Ayu Putu Sri Wahyuni Artini Dewi", "Ni Luh Ayu Putu Sri Wahyuni Artini Dewi"),
            ("Nama: Budi/Siti", "Budi/Siti"),
            ("Nama: Budi & Siti", "Budi & Siti"),
            ("Hormat saya,\nBudi\nSantoso", "Budi\nSantoso"),
            ("*Nama* : Budi Santoso", "Budi Santoso"),
            ("**Nama:** Budi Santoso", "Budi Santoso"),
            ("Nama : *Budi Santoso*", "Budi Santoso"),
            ("Nama:\nBudi Santoso", "Budi Santoso"),
            ("Nama Lengkap\n: Budi Santoso", "Budi Santoso"),
            ("Nama Lengkap (sesuai KTP): Budi Santoso", "Budi Santoso"),
            ("| Nama | Budi Santoso |", "Budi Santoso"),
            ("Nama: Ibu Siti Aminah", "Siti Aminah"),
            ("Nama saya Pak Budi", "Budi"),
            ("Hormat saya,\n(Budi Santoso)", "Budi Santoso"),
            ("ttd (Budi Santoso)", "Budi Santoso"),
            ("Hormat saya,\n\n\n\n\n\nBudi Santoso", "Budi Santoso"),
            ("Nama saya, Budi", "Budi"),
            # A surer part takes the rest of its name or address along.
            ("nama saya Budi santoso", "Budi santoso"),
            ("Nama: Budi santoso", "Budi santoso"),
            ("nama saya dr. Budi", "dr. Budi"),
            ("nama saya Budi ingin melaporkan jalan rusak", "Budi"),
            ("saya tinggal di Jl. Mawar 123456", "saya tinggal di Jl. Mawar 123456"),
            ("saya tinggal di Jl. Mawar No. 128/45", "saya tinggal di Jl. Mawar No. 128/45"),
            ("rumah saya Jl Mawar No 12A Blok C7 RT 03 RW 05", "rumah saya Jl Mawar No 12A Blok C7 RT 03 RW 05"),
            ("saya tinggal di jalan Mawar 12", "saya tinggal di jalan Mawar 12"),
            ("rumah saya di blok C7", "rumah saya di blok C7"),
            ("saya tinggal di Jl. 17 Agustus No 5", "saya tinggal di Jl. 17 Agustus No 5"),
            ("saya tinggal di perum Griya A5/12", "saya tinggal di perum Griya A5/12"),
            ("Nama: H. Budi", "H. Budi"),
            ("alamat saya di RT 03/RW 04", "alamat saya di RT 03/RW 04"),
        ],
    )
    def test_all_of_it_is_taken_out(self, text: str, found: str) -> None:
        """And nothing else."""
        assert find_tokens(redacted := redact_text(text, known=NOT_HELD).text) != ()
        start, end = text.split(found)
        assert redacted.startswith(start)
        assert redacted.endswith(end)
        assert [one.start for one in find_tokens(redacted)] == [len(start)]

    @pytest.mark.parametrize(
        "text",
        [
            "Nama Saya Dicoret Dari Daftar",
            "NAMA SAYA DIHAPUS",
            "nama saya tercantum, Nama saya Terdaftar",
            "Nama Saya Berubah, Nama Saya Menjadi lain, Nama Saya Digunakan orang",
            "Nama:\nAlamat:\nNIK:",
            "Nama: \nJudul laporan: Jalan rusak",
            "| Nama | Alamat | Keluhan |",
            "Hormat kami, Ibu-Ibu PKK",
            "Hormat saya,\n\nMohon segera diperbaiki",
            "a.n. Bapak Bupati, a.n. Plt. Kepala Dinas, a.n. Inspektur Daerah, an. Sekda, a.n. Wakil Bupati",
            "Pelapor: Anonim",
            "Atas nama Keluarga Besar",
            "Nama: Posyandu Melati",
            "Nama: Jembatan Ujicoba",
            "Nama : SDN 1 Sukamaju",
            "Hormat kami, Karang Taruna Sukamaju",
            "Nama Saya Nggak muncul",
            "NAMA : SESUAI KTP",
            "Saya Selaku warga, Saya Adalah warga",
            "desa bernama Sukamaju",
            "di desa bernama Sukamaju, aplikasi bernama Sapawarga",
            "rumah saya di pinggir jalan yang rusak sejak 2019.",
            "rumah saya kena banjir, jalan depan tergenang 50 cm",
            "saya tinggal di jalan rusak sejak tahun 2010",
            "Alamat saya sudah pindah ke jalan lain 2 tahun lalu",
            "rumah saya di dusun Sukamaju sudah 3 hari mati lampu",
            "Rumah saya di perumahan baru, jalan sepanjang 500 meter rusak",
        ],
    )
    def test_what_only_looks_like_it_is_not_stopped(self, text: str) -> None:
        """Verbs, offices, empty forms, roads that are complained of."""
        assert {one.confidence for one in find_identity_leaks(text, known=NOT_HELD)} <= {REVIEW}

    def test_a_review_beside_a_number_stays(self) -> None:
        """Only names and addresses take more of their kind along."""
        assert redact_text("RT 2 0812 34 56 78 90", known=NOT_HELD).text == "RT 2 [redacted: phone]"
        known = SealedIdentity(Identity(name="Wulandanu"), ref=OWN_REF)
        assert redact_text("Pak Wulandanu Santoso, RT 2", known=known).text == "Pak [redacted: person], RT 2"


class TestAccountsAndHours:
    """Numbers behind their words: accounts, licences, passports, plates, addresses of mail; and hours, dates, years."""

    @pytest.mark.parametrize(
        "text, found, kind, sure",
        [
            ("rekening saya 12345678", "12345678", "bank_account", LIKELY),
            ("rek BCA 12345678 a.n. saya", "12345678", "bank_account", LIKELY),
            ("Rekening 123456789", "123456789", "bank_account", LIKELY),
            ("bank DKI 12345678901", "12345678901", "bank_account", LIKELY),
            ("rekening punya seluruh warga sini nomor 1234567890", "1234567890", "bank_account", LIKELY),
            ("paspor nomor A-1234567", "A-1234567", "passport", LIKELY),
            ("paspor : A 123 4567", "A 123 4567", "passport", LIKELY),
            ("SIM C 1234-5678-901234", "1234-5678-901234", "driving_licence", LIKELY),
            ("B-1234-XYZ", "B-1234-XYZ", "plate", REVIEW),
            ("B.1234.XYZ", "B.1234.XYZ", "plate", REVIEW),
            ("@budisantoso", "@budisantoso", "handle", REVIEW),
            ("lihat @budisantoso.", "@budisantoso", "handle", REVIEW),
            ("IG budi_s99", "budi_s99", "handle", LIKELY),
            ("Telegram budis99", "budis99", "handle", LIKELY),
            ("fb: tidak99", "tidak99", "handle", LIKELY),
            ("fb: adat", "adat", "handle", LIKELY),
            ("bit.ly/3abcXYZ", "bit.ly/3abcXYZ", "link", REVIEW),
            ("Kec Cibeunying", "Kec Cibeunying", "address", REVIEW),
            ("o'neil@contoh.example", "o'neil@contoh.example", "email", LeakConfidence.CERTAIN),
            ("'neil@contoh.example'", "neil@contoh.example", "email", LeakConfidence.CERTAIN),
            ("wa/neil#1@contoh.example", "neil#1@contoh.example", "email", LeakConfidence.CERTAIN),
            ("x" * 70 + "@contoh.example", "x" * 70 + "@contoh.example", "email", LeakConfidence.CERTAIN),
            ("a@" + "y" * 70 + ".example", "a@" + "y" * 70 + ".example", "email", LeakConfidence.CERTAIN),
            ("a@" + "bb." * 12 + "example", "a@" + "bb." * 12 + "example", "email", LeakConfidence.CERTAIN),
            ("budi@contoh co id", "budi@contoh co id", "email", LeakConfidence.CERTAIN),
            ("NIK 11.01.12.01.12.10.00.01", "11.01.12.01.12.10.00.01", "nik", LeakConfidence.CERTAIN),
            ("NIK 2019 2020 2021 0001", "2019 2020 2021 0001", "nik", LeakConfidence.CERTAIN),
            ("NIK 20 19 20 20 20 21 20 22", "20 19 20 20 20 21 20 22", "nik", LeakConfidence.CERTAIN),
        ],
    )
    def test_it_is_found(self, text: str, found: str, kind: str, sure: LeakConfidence) -> None:
        """On the very place."""
        (one,) = find_identity_leaks(text, known=NOT_HELD)
        assert (text[one.start : one.end], one.kind, one.confidence) == (found, kind, sure)

    @pytest.mark.parametrize(
        "text",
        [
            "Pelayanan KTP 08.00 - 12.00, 13.00 - 16.00",
            "KTP: 08.00-10.00, 13.00-15.00",
            "Jadwal KTP keliling: 08.00-12.00 13.00-15.00 5 hari",
            "KTP 12/08/2023 13/08/2023",
            "KTP 2023-08-12 08.00-12.00",
            "NIK 2019, 2020, 2021, 2022, 2023",
            "layanan KK 08.00-12.00/13.00-15.00",
            "KK 2019 2020 2021 2022 tidak aktif",
            "KK tahun 2021/2022, 2022/2023",
            "wajib pajak 2021, 2022, 2023, 2024",
            "wajib pajak tahun 2020-2021, 2021-2022",
            "wajib pajak 8.00-9.00, 10.00-12.00",
            "NPWP 2021 2022 2023 2024",
            "SIM online 2023.08.12 10.00.00",
            "SIM keliling 08.00-12.00 13.00",
            "bank sampah 12345678901",
            "bank DKI Rp 12345678901",
            "bank Jateng 2019 2020 2021 2022",
            "Rekening saya dipotong 15000000",
            "rekening saya 15000000 rupiah",
            "rekening 12 03 2024, rekening 20240312",
            "rekening listrik 123456789, rekening air 12345678",
            "fb: Tidak ada, telegram: tidak aktif, Akun saya : belum aktif",
            "Instagram: http:",
            "H-1 dan B.12 an, B 1234-XYZ, b-12-an",
        ],
    )
    def test_it_is_no_number_of_a_person(self, text: str) -> None:
        """Nor the name of an account."""
        assert find_identity_leaks(text, known=NOT_HELD) == ()
