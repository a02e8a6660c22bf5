"""The words that say who somebody is, as data: the cues, what must stand behind each, and how sure that is.

A pattern is tried at the places of its cue alone. All of them are bounded: none has a repetition without end.
"""

from typing import Final

from lapor_core.rules.leak_numbers import CERTAIN, LIKELY, REVIEW
from lapor_core.texts import LeakConfidence

# Names

_NO_NAMES: Final = (
    # What people write after a word for a name, and what is none.
    """
    ada adalah admin agar akan alamat allah anonim aplikasi asal atau badan bank bapak belum berada bisa bu
    bukan bupati camat cv dalam dan dapat dari dengan desa di dinas direktur enggak forum gak gang ggak gubernur
    hanya harus hendak hilang hp ibu indonesia ingin ini inspektur instansi itu jabatan jalan jangan jembatan jl
    jln juga kabid kabupaten kades kadis kami kantor kapolda kapolres kapolsek karyawan ke kecamatan keluar
    kelurahan kenapa kepala ketua kk kok konsumen kota ktp lain lembaga lurah mahasiswa mahasiswi malah masih
    masuk masyarakat memang mengapa menjadi menteri mohon muncul nama nasabah negara ngak nggak nik no nomer
    nomor npwp oleh orang pada paguyuban pak panitia para pasar pasien pegawai pekerjaan pelajar pelanggan pemda
    pemerintah pemkab pemkot pengguna pengurus peserta petugas pkk plh plt posyandu presiden pribadi provinsi pt
    pun puskesmas rahasia rakyat rsud rt rumah rw salah sangat saya sd sdn sebagai sekda sekolah sekretaris
    selaku seluruh semua sendiri sesuai sma sman smk smkn smp smpn sudah supaya tak tdk telah terakhir terima
    terlampir tersebut terus tetap tidak tinggal tuhan ud umur untuk usia walikota warga yang yayasan
    """
)
_OFFICES: Final = (
    # What somebody may be the deputy of.
    """
    ketua kepala bupati wali gubernur
    """
)
_DI_STEMS: Final = (
    # What verbs with di- or ter- go on with; Dirman, Diandra and Teresa do not.
    """
    alih ambil anggap baca bayar beri blok buat buka cabut cantum cari catat catut cek coret daftar dapat data
    ganda ganti gelap guna hapus hilang input jadi kait keluar kenal ketahui kirim lapor lewat masuk minta nyata
    pakai palsu pampang panggil persulit pilih pinjam potong proses rubah salah sangka sebut tahan tera terima
    tipu tolak tukar tulis tunda ubah umum update validasi verifikasi
    """
)
_BER_STEMS: Final = (
    # Those with ber-; Berliana and Bernard do not.
    """
    alamat asal beda domisili edar hak harap inisial kait laku maksud nama sama sangkut status tempat ubah ulang
    """
)
_ME_STEMS: Final = (
    # Those with me-; Melinda and Mentari do not.
    """
    lapor lihat makai mbawa mbuat miliki minta mohon mpunyai ncari ncatat ncoba ndaftar ndapat nerima ngadu
    ngalami ngeluh ngenai nghilang nghubungi ngikut ngurus nolak nunggu nurut nyampai nyata rasa rupa wakili
    """
)


def _any(words: str) -> str:
    return "|".join(words.split())


# How a name begins: with a capital, and not with a word that is nobody's name. Verbs are known by their stems, or by
# their endings: Berliana, Dimitri, Melinda and Teresa begin as these do.
_NAME: Final = (
    r"(?:[A-Z]\.? ){0,2}[A-Z][A-Za-z'.]{1,30}"
    r"(?:(?:[ -]| ?[/&] ?)(?:(?:bin|binti|bt|b|alias|al|el|van|de)[. -]{1,2})?[A-Z][A-Za-z'.]{0,30}){0,9}"
)
_NO_NAME: Final = (
    rf"(?:(?:{_any(_NO_NAMES)}|keluarga (?:besar|kami)|karang taruna|hamba allah|wakil (?:{_any(_OFFICES)}))\b"
    rf"|(?:di|ter|ber|me)[a-z]{{3,14}}kan\b|(?:di|ter)(?:{_any(_DI_STEMS)})|ber(?:{_any(_BER_STEMS)})|me(?:{_any(_ME_STEMS)}))"
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
ROWS: Final[tuple[tuple[str, LeakConfidence, str, str], ...]] = (
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
