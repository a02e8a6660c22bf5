"""The fast check and a plain slow one agree on places, whatever the text."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lapor_core import NOT_HELD, find_identity_leaks
from lapor_core.name_matching import _gated, _hits, _needles
from lapor_core.rules.leak_cues import ROWS
from lapor_core.rules.leak_numbers import number_hits
from lapor_core.rules.leak_words import gates_of, word_hits
from lapor_core.spelling import Reading, plain, spoken
from tests import slow_check

NUMBERS = [
    *["0", "08", "62", "+62", "8", "812", "3456", "7890", "(0812)", "3273011203900001", "3273", "0112", "0390", "0001"],
    *["021", "-", ".", "(", ")", "999", "12", "2024", "000", "1", "#", "nip ", "paspor ", "\u200b", "\uff10", "\u2013"],
    *[
        "99.999.999.9-999.999",
        "081234567890",
        "62.812.345.678",
        "Rp ",
        "NIK ",
        "npwp ",
        "telp ",
        "kk ",
        " ",
        "  ",
        "      ",
        "\n",
    ],
    *["19800101", "200501", "a", "x1234567", "+", " - ", "/", ","],
]
CUES = sorted({cue for _, _, cues, _ in ROWS for cue in cues.split("|")})
WORDS = [
    *CUES,
    *[
        "Budi",
        "Santoso Uji",
        "BUDI",
        "Warga",
        "warga",
        " ",
        " ",
        " ",
        ": ",
        ", ",
        ".",
        "\n",
        "12",
        "0812",
        "RT",
        "no. 5",
    ],
    *[
        "B 1234 XYZ",
        "d 123 a",
        "1234567890",
        "X1234567",
        "@",
        "a",
        "(at)",
        "contoh.example",
        " (dot) ",
        "x",
        "\u00e9",
        "/",
    ],
]


def rows(parts: list[str], most: int) -> SearchStrategy[str]:
    """Texts put together from parts."""
    return st.lists(st.sampled_from(parts), min_size=1, max_size=most).map("".join)


class TestReading:
    """A text is read as a person sees it, and every place is found again."""

    @given(st.text(max_size=30))
    def test_the_quick_reading_is_the_slow_one(self, text: str) -> None:
        """With few strange characters, many, or none."""
        reading = Reading.of(text)
        letters, places = slow_check.read(text)
        assert reading.cased == letters
        assert (len(reading.low), len(reading.raw)) == (len(letters), len(letters))
        assert [reading.place(at, at + 1) for at in range(len(letters))] == places

    @given(st.text(max_size=30))
    def test_what_is_read_reads_as_itself(self, text: str) -> None:
        """Reading twice changes nothing."""
        read = Reading.of(text).cased
        assert Reading.of(read).cased == read
        assert all(plain(character) == character for character in read)


class TestNumbers:
    """Gates and windows lose nothing."""

    @settings(max_examples=400)
    @example("(0812)  (0812)812")  # as far from each other as two groups of one number may stand
    @given(rows(NUMBERS, 14))
    def test_numbers_stand_at_the_same_places(self, text: str) -> None:
        """With windows or without."""
        reading = Reading.of(text)
        assert set(number_hits(reading)) == slow_check.numbers(reading.low)


class TestWords:
    """The words that open the gates are those by which the cues are known."""

    @settings(max_examples=200, deadline=None)
    @given(rows(WORDS, 8))
    def test_cues_stand_at_the_same_places(self, text: str) -> None:
        """Each cue tried everywhere finds no more."""
        reading = Reading.of(text)
        fast = set(word_hits(reading, gates_of(reading)))
        assert fast == slow_check.words(reading.cased)

    @given(rows(["nol", "satu", "delapan", "lima", "8", " ", ", ", "x", "dua", "kosong", "12"], 20))
    def test_digits_in_words_keep_their_places(self, text: str) -> None:
        """Each digit comes from its word."""
        reading = spoken(Reading.of(text))
        digits = {"nol": "0", "kosong": "0", "satu": "1", "dua": "2", "lima": "5", "delapan": "8"}
        for at, digit in enumerate(reading.low if reading else ""):
            if reading and digit != "|":
                start, end = reading.place(at, at + 1)
                assert digit in digits.get(text[start:end], text[start:end])


class TestNames:
    """What the gates let through is what stands there."""

    @settings(max_examples=400)
    @given(
        st.text("wandbit .-_", max_size=24),
        st.sampled_from(
            [
                "",
                "wannda",
                "w a n d a",
                "anandita",
                "aan a.ndit-a",
                "annabella",
                "a n n a b e l l a",
                "aandibaa",
                "a andiba a",
            ]
        ),
    )
    def test_names_stand_at_the_same_places(self, text: str, planted: str) -> None:
        """Stretched, with gaps, stuck to others."""
        low = f"{text[:12]}{planted}{text[12:]}"
        for word in ("wanda", "anandita", "annabella", "aandibaa"):
            needles = _gated(one for one in _needles([[word]]) if one.parts == {word})
            fast = [(start, end) for start, end, _ in _hits(needles, Reading.of(low))]
            gap = 3 if len(word) > 5 else 0
            slow = slow_check.spelt(low, word, gap=gap)
            if len(word) < 7:
                slow = [(a, b) for a, b in slow if not (low[a - 1 : a].isalpha() or low[b : b + 1].isalpha())]
            assert fast == slow


@settings(max_examples=200)
@given(rows([*NUMBERS, *WORDS], 16))
def test_the_whole_check_finds_what_its_parts_find(text: str) -> None:
    """Every place that the slow check is sure of is within a finding that is as sure."""
    if not text.strip():
        return
    found = find_identity_leaks(text, known=NOT_HELD)
    reading = Reading.of(text)
    for start, end, rule_id, sure in slow_check.numbers(reading.low) | slow_check.words(reading.cased):
        first, last = reading.place(start, end)
        assert any(
            one.start <= first and last <= one.end and one.rule_id == rule_id and one.confidence <= sure
            for one in found
        ), (rule_id, sure)
