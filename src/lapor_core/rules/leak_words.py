"""Words that say who somebody is: where they live, how they sign, which accounts and what troubles they have.

The gate is one pass: the words of a text against the words that cues are known by. Only for those that are there,
patterns are tried, and each only at the places of its cue.
"""

import re
from collections.abc import Callable, Iterator
from string import ascii_lowercase
from typing import Final

from lapor_core.rules.leak_numbers import CERTAIN, LIKELY, REVIEW, Hit
from lapor_core.spelling import DIGIT_WORDS, Reading
from lapor_core.texts import LeakConfidence

_TO_WORDS: Final = bytes(byte if chr(byte) in ascii_lowercase else ord(" ") for byte in range(256))

# How a name begins: with a capital, and not with a word that is nobody's name. Verbs are known by their stems, or by
# their endings: Berliana, Dimitri, Melinda and Teresa begin as these do.
_NAME: Final = (
    r"(?:[A-Z]\.? ){0,2}[A-Z][A-Za-z'.]{1,30}"
    r"(?:(?:[ -]| ?[/&] ?)(?:(?:bin|binti|bt|b|alias|al|el|van|de)[. -]{1,2})?[A-Z][A-Za-z'.]{0,30}){0,9}"
)
_NO_NAME: Final = (
    r"(?:(?:di|ke|dan|atau|yang|ini|itu|tidak|tdk|tak|belum|sudah|telah|bukan|ada|juga|pun|kok|kenapa|mengapa|mohon|"
    r"jangan|agar|supaya|tetap|masih|malah|hilang|salah|masuk|keluar|dalam|pada|dari|oleh|untuk|dengan|saya|kami|"
    r"warga|masyarakat|seluruh|semua|para|pemerintah|pemda|pemkot|pemkab|pt|cv|ud|dinas|kantor|desa|kelurahan|"
    r"kecamatan|kabupaten|kota|provinsi|negara|rakyat|bupati|walikota|gubernur|presiden|menteri|camat|lurah|kepala|"
    r"ketua|rt|rw|instansi|lembaga|badan|yayasan|sekolah|puskesmas|rsud|rumah|bank|jalan|jln|jl|gang|tuhan|allah|"
    r"indonesia|bapak|ibu|pak|bu|admin|petugas|pribadi|sendiri|orang|lain|tersebut|sekretaris|direktur|panitia|forum|"
    r"paguyuban|pengurus|aplikasi|pasar|sebagai|sangat|anonim|plt|plh|inspektur|sekda|keluarga (?:besar|kami)|posyandu|"
    r"jembatan|sdn?|smpn?|sman?|smkn?|karang taruna|pkk|n?gg?ak|enggak|sesuai|selaku|adalah|rahasia|terlampir|"
    r"hamba allah|ka(?:dis|bid|des|polres|polsek|polda)|wakil (?:ketua|kepala|bupati|wali|gubernur)|nik|ktp|kk|npwp|hp|"
    r"alamat|jabatan|pekerjaan|umur|usia|nomor|nomer|no|muncul|bisa|dapat|harus|hanya|ingin|akan|hendak|tinggal|asal|"
    r"terima|terus|terakhir|berada|memang|menjadi|nama|mahasiswa|mahasiswi|pelajar|pelanggan|karyawan|pegawai|"
    r"pengguna|konsumen|nasabah|peserta|pasien)\b"
    r"|(?:di|ter|ber|me)[a-z]{3,14}kan\b"
    r"|(?:di|ter)(?:alih|ambil|anggap|baca|bayar|beri|blok|buat|buka|cabut|cantum|cari|catat|catut|cek|coret|daftar|dapat|"
    r"data|ganda|ganti|gelap|guna|hapus|hilang|input|jadi|kait|keluar|kenal|ketahui|kirim|lapor|lewat|masuk|minta|nyata|"
    r"pakai|palsu|pampang|panggil|persulit|pilih|pinjam|potong|proses|sangka|salah|sebut|tahan|tera|terima|tipu|tolak|tukar|"
    r"tulis|tunda|ubah|rubah|umum|update|validasi|verifikasi)"
    r"|ber(?:alamat|asal|beda|domisili|edar|hak|harap|inisial|kait|laku|maksud|nama|sama|sangkut|status|tempat|ubah|ulang)"
    r"|me(?:lapor|lihat|makai|mbawa|mbuat|miliki|minta|mohon|mpunyai|ncari|ncatat|ncoba|ndaftar|ndapat|nerima|ngadu|"
    r"ngalami|ngeluh|ngenai|nghilang|nghubungi|ngikut|ngurus|nolak|nunggu|nurut|nyampai|nyata|rasa|rupa|wakili))"
)
_NOBODY: Final = rf"(?!(?i:{_NO_NAME}))"
_SOMEBODY: Final = rf"(?=[A-Z]){_NOBODY}(?P<found>{_NAME})"
_TITLES: Final = r"(?:(?i:ibu|bu|bapak|bpk|pak|sdri?|saudara|saudari|mas|mbak|dr|drs|dra|ir|prof)\.? ){0,2}+"
_TITLED: Final = _TITLES + _SOMEBODY
_SMALL: Final = rf"(?!{_NO_NAME})(?P<found>[a-z'.]{{3,20}}(?: (?!{_NO_NAME})[a-z'.]{{1,20}}){{0,2}})"
_NO_THING: Final = "".join(
    rf"(?<!(?i:{thing} bernama))"
    for thing in (
        "aplikasi",
        "program",
        "sungai",
        "jalan",
        "jembatan",
        "situs",
        "website",
        "di desa",
        "sebuah desa",
        r"\Adesa",
    )
)
# A sign between what is asked and the answer, in a line, a table, or with the answer in the next line. A line with
# a sign of its own is another question, and no answer.
_MARKS: Final = r"[ \t*_\"'(]"
_SAID: Final = (
    rf"(?: ?\([^()\n]{{0,30}}\))?[\s*_]{{0,16}}[:=|]{_MARKS}{{0,4}}+"
    rf"(?:\n\s{{0,8}}{_MARKS}{{0,4}}+(?![^\n:=|]{{1,30}}[:=|]))?"
)
_IS: Final = rf"(?i: adalah| ialah| yaitu)?(?:{_SAID}|(?:,|{_MARKS}){_MARKS}{{0,3}}+)"
_SIGNED: Final = (
    rf"[,.:]{{0,2}}\s{{1,16}}[(*_]{{0,2}} ?{_TITLES}(?=[A-Z]){_NOBODY}(?P<found>{_NAME}(?:\n{_NOBODY}{_NAME})?)"
)
_SIGN: Final = r"[\s./,_*:;|()\[\]-]{0,3}"  # what may stand between the digits of a number that a word announces
_YEAR: Final = r"(?:19|20)[0-9]{2}"
_DATE: Final = rf"(?:[0-3]?[0-9][./-][01]?[0-9][./-]{_YEAR}|{_YEAR}[./-][01]?[0-9][./-][0-3]?[0-9])(?![0-9])"
_HOUR: Final = rf"(?:[0-2]?[0-9][.:][0-5][0-9]|{_YEAR})(?![0-9])"
_BETWEEN: Final = r"[\s,;/|()-]{1,3}"
_TWO: Final = rf"(?:{_DATE}|{_HOUR}{_BETWEEN}{_HOUR})"
_NO_TIMES: Final = rf"(?!{_TWO}{_BETWEEN}{_TWO})"  # dates, hours and years have as many digits as a number
_NO_SHORT_TIMES: Final = rf"(?!{_DATE}|{_TWO}{_BETWEEN}{_HOUR})"
_NO_ROW: Final = (
    r"(?![0-9]{1,3}(?:\.[0-9]{3})++(?!\.?[0-9]))(?!(?:19|20)[0-9]{2}[ -](?:(?:19|20)[0-9]{2}|[0-9]{2}[ -][0-9]{2}[ -]))"
)
_NO_AMOUNT: Final = (
    r"(?<!rp)(?<!rp )(?<!rp\.)(?<!rp\. )(?![0-9]{1,2}[./ -][0-9]{1,2}[./ -])(?!(?:19|20)[0-9]{2}[./-])"
    rf"(?!{_YEAR}[01][0-9][0-3][0-9](?![0-9])){_NO_ROW}"
)
_ACCOUNT: Final = (  # eight digits will do where no other words stand before them
    r"(?=[^0-9\n]{0,48}+[0-9])(?![^0-9\n]{0,48}?(?:listrik|air|pdam|pln))"
    r"(?:(?P<near>(?:[ .:]{1,3}(?:saya|bank|tabungan|no|nomor|nomer|bca|bri|bni|mandiri|bsi|btn)){0,4}[ .:]{1,3})"
    rf"|[^0-9\n]{{0,24}}+|[^0-9\n]{{25,48}}+(?<=no[. ]|or |er )){_NO_AMOUNT}"
    r"(?P<found>[0-9](?(near)(?:[ .-]?[0-9]){7,17}|(?:[ .-]?[0-9]){9,17}))(?![0-9]| ?(?:rupiah|juta|ribu|,-|,00))"
)
# Where somebody lives: a street with a name and a number, or a neighbourhood, and all that follows of the address.
_NO_STREET: Final = (
    r"(?!(?:yang|rusak|lain|depan|ini|itu|di|ke|dari|sudah|masih|ada|tidak|sejak|selama|berlubang|tergenang|banjir|macet|"
    r"dan|dengan|untuk|kena|mati|belum|sebelah|sekitar|tahun|lebih|hampir|tol|km)(?![a-z]))"
)
_NO_HOUSE: Final = (
    rf"(?!{_YEAR}(?![0-9])|[0-9]{{1,6}} ?(?:%|(?:tahun|bulan|minggu|hari|jam|menit|kali|cm|m|km|meter|kilometer|"
    r"orang|kk|rumah|titik|lubang|jalur|persen|ribu|juta)(?![a-z])))"
)
_HOUSE: Final = r"[0-9]{1,9}(?:[/-][0-9]{1,4})?(?: ?[a-z](?![a-z0-9]))?"
_LIVED_IN: Final = (
    r"[^\n;]{0,40}?(?<![a-z])(?:(?:jln?|jalan|gg|gang|dusun|perum|blok)(?![a-z])\.?[ :]{0,2}"
    rf"(?:[0-9]{{1,2}} )?(?:{_NO_STREET}[a-z][a-z.']{{0,30}}[ ,.]{{1,2}}){{1,5}}?"
    rf"(?:(?:no|nomor|nomer|kav)\.? ?|{_NO_HOUSE})[a-z]{{0,2}}{_HOUSE}"
    r"|r[tw](?![a-z])[ ./:]{0,3}(?:rw[ ./:]{0,2})?[0-9]{1,3}|blok ?[a-z]{0,2}[ ./-]{0,2}[0-9]{1,4}[a-z]?(?![a-z0-9]))"
    r"(?:[ ,./]{0,3}(?<![a-z])(?:no|nomor|nomer|blok|kav|rt|rw)(?:[ ./:]{1,3}[a-z]{0,2}[ /-]?)?"
    rf"{_HOUSE}){{0,6}}"
)
_WORD: Final = r"(?![a-z])"

_NO_ACCOUNT: Final = (
    r"(?!https?:|(?:tidak|tdk|tak|belum|sudah|bukan|ada|tanpa|kosong|nihil|nonaktif|aktif|n?gg?ak?)"
    r"(?![a-z]|[a-z0-9._]*[0-9_]))"
)

# Rule, confidence, cues, and what must follow a cue. A pattern that names capitals is asked of the text with them.
_ROWS: Final[tuple[tuple[str, LeakConfidence, str, str], ...]] = (
    (
        "PRV-018",
        LIKELY,
        (
            "nama saya|nama sy|nama aku|nama ku|namaku|nama gue|nama lengkap|nama lengkap saya|nama pelapor|"
            "nama asli saya"
        ),
        _IS + _TITLED,
    ),
    ("PRV-018", LIKELY, "nama|pelapor|pengadu", _SAID + _TITLED),
    ("PRV-018", LIKELY, "saya bernama", _IS + _TITLED),
    ("PRV-018", LIKELY, "atas nama|a.n.|a/n|a.n|an.", rf"[ :]{{1,3}}{_TITLED}"),
    ("PRV-018", LIKELY, "perkenalkan", rf",? {{0,2}}(?i:nama )?(?i:saya,? )?{_TITLED}"),
    ("PRV-018", LIKELY, "hormat saya|hormat kami|tertanda|ttd", _SIGNED),
    (
        "PRV-018",
        LIKELY,
        "saya",
        rf",? {_SOMEBODY},? {{0,2}}(?i:warga|penduduk|asal|umur|usia|alamat|beralamat|tinggal|berdomisili|nik)\b",
    ),
    (
        "PRV-018",
        REVIEW,
        "nama saya|nama lengkap saya",
        rf"{_IS}{_SMALL}",
    ),
    ("PRV-018", REVIEW, "nama", _SAID + _SMALL),
    ("PRV-019", LIKELY, "bernama", rf"{_NO_THING}[ :]{{1,3}}{_TITLED}"),
    (
        "PRV-019",
        REVIEW,
        (
            "pak|bapak|bpk|bu|ibu|sdr|sdri|saudara|saudari|oknum|mas|mbak|inisial|berinisial|"
            "tetangga saya|teman saya|atasan saya|suami saya|istri saya"
        ),
        rf"\.?[ ,(]{{1,3}}{_SOMEBODY}",
    ),
    (
        "PRV-015",
        REVIEW,
        "jl|jln|gg",
        r"\.? {0,2}[a-z0-9][a-z0-9.']{1,30}(?:,? (?:no|nomor|blok|rt|rw|[a-z]?[0-9])[a-z0-9./]{0,9}){0,9}",
    ),
    (
        "PRV-015",
        REVIEW,
        "jalan|gang",
        r" [a-z][a-z.']{1,30}+(?: [a-z.']{1,30}+){0,3},? (?:no|nomor|nomer)\.? ?[0-9]{1,4}",
    ),
    ("PRV-015", REVIEW, "rt", r"\.? ?[/:]? ?(?:rw\.? ?)?[0-9]{1,3}(?: ?[/,.-]? ?(?:rw\.? ?)?[0-9]{1,3})?"),
    ("PRV-015", REVIEW, "rw", r"\.? ?[0-9]{1,3}"),
    ("PRV-015", REVIEW, "kel|kec", r"(?:\. ?| )[a-z]{3,30}"),
    (
        "PRV-015",
        LIKELY,
        (
            "alamat saya|alamat rumah saya|alamat pelapor|rumah saya|tempat tinggal saya|domisili saya|saya tinggal|"
            "saya beralamat|kontrakan saya"
        ),
        _LIVED_IN,
    ),
    ("PRV-001", CERTAIN, "nik|ktp", rf"[^0-9]{{0,24}}{_NO_TIMES}(?P<found>[0-9](?:{_SIGN}[0-9]){{15}})(?![0-9])"),
    (
        "PRV-006",
        CERTAIN,
        "kk|kartu keluarga",
        rf"[^0-9]{{0,24}}{_NO_TIMES}(?P<found>[0-9](?:{_SIGN}[0-9]){{15}})(?![0-9])",
    ),
    (
        "PRV-002",
        CERTAIN,
        "npwp|wajib pajak",
        rf"[^0-9]{{0,40}}{_NO_TIMES}(?P<found>[0-9](?:{_SIGN}[0-9]){{13,15}})(?![0-9])",
    ),
    (
        "PRV-003",
        LIKELY,
        "hp|wa|whatsapp|telp|telepon|telpon|tlp",
        (
            rf"(?:[^0-9r]|r(?!p)){{0,16}}"
            rf"(?P<found>\+?(?:0|(?:00)?62{_SIGN}0?)?{_SIGN}8{_SIGN}[1-9](?:{_SIGN}[0-9]){{7,10}})(?![0-9])"
        ),
    ),
    ("PRV-013", LIKELY, "rekening|rek|norek|bca|bri|bni|mandiri|bsi|btn|virtual account", _ACCOUNT),
    (
        "PRV-013",
        LIKELY,
        "bank",
        (
            r"(?! (?:sampah|darah|data))(?: [a-z]{2,12}){1,2}?[ .:-]{1,3}(?:(?:no|nomor|rek|rekening)[ .:]{1,3}){0,2}"
            rf"{_NO_AMOUNT}(?P<found>[0-9](?:[ .-]?[0-9]){{9,17}})(?![0-9])"
        ),
    ),
    (
        "PRV-009",
        LIKELY,
        "paspor|passport",
        r"[^0-9\n]{0,20}?(?<![a-z])(?P<found>[a-z]{1,2}[ -]?[0-9](?:[ -]?[0-9]){5,6})(?![0-9])",
    ),
    (
        "PRV-012",
        LIKELY,
        "sim",
        rf"(?: [abcd])?[^0-9\n]{{0,12}}{_NO_SHORT_TIMES}(?P<found>[0-9](?:[ .-]?[0-9]){{11,15}})(?![0-9])",
    ),
    ("PRV-011", LIKELY, "bpjs|jkn|kis", rf"[^0-9\n]{{0,20}}{_NO_ROW}(?P<found>[0-9](?:[ .-]?[0-9]){{10,12}})(?![0-9])"),
    ("PRV-014", LIKELY, "nip", r"[^0-9\n]{0,8}(?P<found>[0-9](?:[ .-]?[0-9]){8}(?:(?:[ .-]?[0-9]){9})?)(?![0-9])"),
    (
        "PRV-016",
        REVIEW,
        "http://|https://|www.|bit.ly/|youtube.com/|youtu.be/|linktr.ee/|tinyurl.com/|goo.gl/",
        r"[^\s<>\"']{2,500}+",
    ),
    (
        "PRV-016",
        LIKELY,
        "wa.me/|t.me/|instagram.com/|facebook.com/|fb.com/|twitter.com/|x.com/|tiktok.com/|linkedin.com/",
        r"[^\s<>\"']{2,500}+",
    ),
    (
        "PRV-017",
        LIKELY,
        "ig|instagram|fb|facebook|twitter|tiktok|telegram|akun",
        rf"(?: saya)? ?(?:[:=] ?@?|@){_NO_ACCOUNT}(?P<found>[a-z0-9][a-z0-9._]{{2,29}})",
    ),
    (
        "PRV-017",
        LIKELY,
        "ig|instagram|fb|facebook|twitter|tiktok|telegram",
        r" (?P<found>(?=[a-z.]{1,28}[0-9_])[a-z][a-z0-9._]{2,29})",
    ),
    (
        "PRV-020",
        REVIEW,
        (
            "hiv|aids|tbc|kanker|skizofrenia|odgj|difabel|disabilitas|autis|diabetes|stroke|epilepsi|kusta|depresi|hamil|"
            "keguguran|diagnosa|diagnosis|rekam medis|gangguan jiwa|cuci darah|penyakit saya|sakit saya"
        ),
        _WORD,
    ),
    ("PRV-021", REVIEW, "sidik jari|retina|dna|biometrik|kelainan genetik", _WORD),
    ("PRV-022", REVIEW, "narapidana|napi|residivis|tersangka|terpidana|catatan kriminal|skck", _WORD),
    (
        "PRV-023",
        REVIEW,
        "anak saya|anak kami|anak kandung|di bawah umur|dibawah umur|putra saya|putri saya|cucu saya|keponakan saya",
        _WORD,
    ),
    (
        "PRV-024",
        REVIEW,
        (
            "gaji saya|utang saya|hutang saya|saldo saya|cicilan saya|penghasilan saya|tunggakan saya|pinjol|slip gaji|"
            "kredit macet"
        ),
        _WORD,
    ),
)


_Cue = tuple[str, Callable[[str, int], re.Match[str] | None], str | int, bool, str, LeakConfidence]
"""A cue, the search behind it, the group that is found, whether capitals matter, the rule, and how sure it is."""


_NUMBER_WORDS: Final = ("no", "nomor", "nomer")
_RARER: Final = {"jalan": _NUMBER_WORDS, "gang": _NUMBER_WORDS, "atas nama": ("nama",)}
"""Words of which one stands in every match of a cue, where its longest word is in every second text."""


def _by_gate() -> dict[bytes, list[_Cue]]:
    """Sort the cues by the longest word of each."""
    cues: dict[bytes, list[_Cue]] = {}
    for rule_id, confidence, texts, behind in _ROWS:
        pattern = re.compile(behind)
        found = "found" if "found" in pattern.groupindex else 0
        for text in texts.split("|"):
            cue = (text, pattern.match, found, "A-Z" in behind, rule_id, confidence)
            for gate in _RARER.get(text) or [max(re.findall("[a-z]+", text), key=len)]:
                cues.setdefault(gate.encode(), []).append(cue)
    return cues


_CUES: Final = _by_gate()
_PLATE_CODES: Final = frozenset(
    b"a aa ab ad ae ag b ba bb bd be bg bh bk bl bm bn bp d da db dc dd de dg dh dk dl dm dn dp dr ds dt dw e ea eb ed "
    b"f g h k kb kh kt ku l m n p pa pb pg ps pt py r s t w z".split()
)
_AT_WORDS: Final = frozenset({b"at", b"a"})
_GATES: Final = frozenset(_CUES) | _PLATE_CODES | DIGIT_WORDS | _AT_WORDS


_PIECE: Final = 1 << 13


def gates_of(reading: Reading) -> frozenset[bytes]:
    """Return which words the text has that are worth a closer look.

    It is split piece by piece, each up to the end of a word: all words of a long text at once would take many times
    its memory, and getting that takes longer than the search.
    """
    words = reading.raw.translate(_TO_WORDS)
    at, length = 0, len(words)
    if length <= _PIECE:
        return _GATES.intersection(words.split())
    gates: frozenset[bytes] = frozenset()
    while at < length:
        space = words.find(b" ", at + _PIECE)
        end = space if space >= 0 else length
        gates |= _GATES.intersection(words[at:end].split())
        at = end
    return gates


def word_hits(reading: Reading, gates: frozenset[bytes]) -> list[Hit]:
    """Return what words give away, in no particular order.

    Args:
        reading: the text.
        gates: what `gates_of` returned for it.
    """
    found: list[Hit] = []
    low, cased = reading.low, reading.cased
    for gate in gates:
        if gate not in _CUES:
            continue
        for text, match_behind, group, is_cased, rule_id, confidence in _CUES[gate]:
            at = low.find(text)
            while at >= 0:
                end = at + len(text)
                match = match_behind(cased if is_cased else low, end)
                if match and _is_apart(low, at, end):
                    start, end = match.span(group)
                    found.append((start if group else at, end, rule_id, confidence))
                at = low.find(text, end)
    if "0" in reading.zeros and not _PLATE_CODES.isdisjoint(gates):
        found += _plates(reading)
    return found


def _is_apart(low: str, start: int, end: int) -> bool:
    """Whether a cue is no part of a word; one that ends in a sign may have a letter behind it."""
    return not (low[start - 1 : start].isalpha() or (low[end - 1].isalpha() and low[end : end + 1].isalpha()))


# Where a number of a plate may begin and what stands behind it; the code before it is looked for backwards.
_PLATE_NUMBER: Final = re.compile(r"0(?<=[a-z .-]0)0{0,3}+[ .-]?+[a-z]{1,3}+(?![a-z0])")
_PLATE_START: Final = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{1,2})[ .-]?\Z")


def _plates(reading: Reading) -> Iterator[Hit]:
    """Look from the digits backwards: letters are everywhere."""
    cased = reading.cased
    for match in _PLATE_NUMBER.finditer(reading.zeros):
        at, end = match.span()
        code = _PLATE_START.search(cased, max(0, at - 4), at)
        if code and code[1].lower().encode() in _PLATE_CODES and _looks_like_a_plate(code[0], cased[at:end]):
            yield code.start(), end, "PRV-010", REVIEW


def _looks_like_a_plate(code: str, number: str) -> bool:
    """Whether it is no other short word and number: in capitals and apart, or with three digits at least.

    A dot or a dash joins all three parts, or none.
    """
    before, behind = code[-1], number.lstrip("0123456789")[0]
    if before != behind and not {".", "-"}.isdisjoint({before, behind}):
        return False
    return number[:3].isdigit() or (code.isupper() and not before.isalpha())


# Of the signs that RFC 5321 allows before an at sign, those that stand between words are left out: = / | ? { }
_LOCAL_INSIDE: Final = "'&#~!$*^`"  # a quotation mark or a star in front of an address is no part of it
_LOCAL: Final = "abcdefghijklmnopqrstuvwxyz0123456789._%+-" + _LOCAL_INSIDE
_LOCAL_SIGNS: Final = frozenset(_LOCAL)
_LONGEST: Final = 255  # characters on either side of an at sign; more than there may be
_AT_SIGN: Final = re.compile(r"[(\[{<]?@[)\]}>]?(?=\s{0,2}[a-z0-9])")
_KNOWN_END: Final = r"(?:com|net|org|co ?[.,] ?id|go ?[.,] ?id|ac ?[.,] ?id|id)(?![a-z0-9])"
_DOT: Final = (
    rf"(?:\.| ?[(\[{{] ?(?:dot|titik|\.) ?[)\]}}] ?| (?:dot|titik) | ?[.,] ?(?={_KNOWN_END})| (?=com(?![a-z0-9]))"
    r"| (?=(?:co|go|ac) id(?![a-z0-9]))|(?<= co| go| ac) (?=id(?![a-z0-9])))"
)
_AT: Final = re.compile(
    r"[(\[{<] ?at ?[)\]}>]|(?<=[a-z0-9])[(\[{<]a[)\]}>](?=[a-z0-9])"
    rf"|(?<=[a-z0-9]) at (?=[a-z0-9-]{{2,30}}(?:\.| dot | titik ){_KNOWN_END})"
)
_SPELT_AT: Final = re.compile(rb"a(?<=[ (\[{<]a)t?[ )\]}>]")  # the gate: bytes are searched fast for one letter
_DOMAIN: Final = re.compile(rf"\s{{0,2}}[a-z0-9-]{{1,{_LONGEST}}}+(?:{_DOT}[a-z0-9-]{{2,{_LONGEST}}}+){{1,20}}+")
_HANDLE: Final = re.compile(r"@[a-z0-9][a-z0-9._]{1,28}[a-z0-9_]")


def _email(low: str, start: int, end: int) -> Hit | None:
    """Look on both sides of what stands for an at sign; a space may stand beside it."""
    if domain := _DOMAIN.match(low, end):
        before = low[max(0, start - _LONGEST - 1) : start]
        name = before[:-2] + before[-2:].rstrip()
        if local := len(name[len(name.rstrip(_LOCAL)) :].lstrip(_LOCAL_INSIDE)):
            return start - (len(before) - len(name)) - local, domain.end(), "PRV-004", CERTAIN
    if low[start - 1 : start] not in _LOCAL_SIGNS and (handle := _HANDLE.match(low, start)):
        return *handle.span(), "PRV-017", REVIEW
    return None


def email_hits(reading: Reading, gates: frozenset[bytes] = _GATES) -> list[Hit]:
    """Return the e-mail addresses and handles in a reading, in no particular order.

    Args:
        reading: the text.
        gates: what `gates_of` returned for it; without it an at sign may be spelt in any text.
    """
    low = reading.low
    signs = [*_AT_SIGN.finditer(low)] if "@" in low else []
    if not _AT_WORDS.isdisjoint(gates) and (" at " in low or ")" in low or "]" in low or "}" in low or ">" in low):
        signs += _AT.finditer(low) if _SPELT_AT.search(reading.raw) else ()
    return [hit for sign in signs if (hit := _email(low, *sign.span()))] if signs else []
