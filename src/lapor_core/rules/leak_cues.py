"""The words that say who somebody is, as data: the cues, what must stand behind each, and how sure that is.

A pattern is tried at the places of its cue alone. All of them are bounded: none has a repetition without end.
"""

from itertools import groupby
from operator import itemgetter
from typing import Final

from lapor_core.rules.leak_numbers import CERTAIN, LIKELY, PRICE_BEHIND, REVIEW, YEAR
from lapor_core.texts import LeakConfidence

# Names

_NO_NAMES: Final = (
    # What people write after a word for a name, and what is none.
    """
    ada adalah admin agar akan alamat allah anonim aplikasi asal atau badan bank bapak belum berada bisa bpjs bu
    bukan bupati camat cv dalam dan dapat dari dekan demikian dengan desa di dinas dinkes direksi direktorat
    direktur dirinya dirjen disabilitas disdik dishub diskominfo disnaker disperindag dispora enggak fakultas
    forum foto gak gang ggak gubernur hanya harus hendak hilang hp humas ibu indonesia ingin ini inspektorat
    inspektur instansi itu jabatan jalan jangan jembatan jl jln juga kabag kabid kabupaten kades kadinkes kadis
    kami kantor kapolda kapolres kapolsek karyawan kasi kasubag ke kecamatan kejaksaan keluar kelurahan
    kementerian kenapa kepala kepolisian ketua keuchik kk kok konsumen kota ktp lain lampiran lembaga lurah
    mahasiswa mahasiswi malah masih masuk masyarakat memang mengapa menjadi menteri mohon muncul nama nasabah
    negara ngak nggak nik no nomer nomor npwp oleh orang pada paguyuban pak panitia para pasar pasien pdam
    pegawai pekerjaan pelajar pelanggan pemda pemerintah pemkab pemkot pengadilan pengguna pengurus perbekel
    perumda peserta petugas pj pjs pkk plh plt polda politeknik polres polsek posyandu presiden pribadi provinsi
    pt pun puskesmas rahasia rakyat rektor rsud rt rumah rw salah salam sangat satpol saya sd sdn sebagai sekcam
    sekda sekjen sekolah sekretaris selaku seluruh semoga semua sendiri sesuai sma sman smk smkn smp smpn sudah
    supaya tak tdk telah tembusan terakhir terima terlampir terminal tersebut terus tetap tidak tinggal tuhan ud
    umur universitas untuk upt uptd usia walikota warga wassalam yang yayasan
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
    alih ambil anggap baca balik bawa bayar beri blok buat buka cabut cantum cari catat catut cek cetak coret
    daftar dapat data deteksi fitnah ganda ganti gelap guna hapus hilang input jadi jual kait keluar kenal
    ketahui kirim lapor lewat masuk minta nyata pakai palsu pampang panggil per persulit pilih pinjam potong
    proses rubah salah sangka sebut selip setuju simpan tahan tera terima tinggal tipu tolak tuduh tukar tulis
    tunda ubah umum update validasi verifikasi
    """
)
_BER_STEMS: Final = (
    # Those with ber-; Berliana and Bernard do not.
    """
    alamat asal beda domisili edar ganti hak harap inisial kait laku maksud masalah nama sama sangkut status
    tempat ubah ulang
    """
)
_ME_STEMS: Final = (
    # Those with me-; Melinda and Mentari do not.
    """
    lapor lekat lihat makai mbawa mbuat miliki minta mohon mpunyai ncari ncatat ncoba ndadak ndaftar ndapat
    nerima ngadu ngalami ngeluh ngenai nggantung nghilang nghubungi ngikut ngurus ninggal nolak nunggak nunggu
    nurut nyampai nyata rangkap rasa rupa stinya wakili
    """
)


def _any(words: str) -> str:
    """Return a pattern of words, with those together that begin alike: few texts get beyond the first letter."""
    alike = groupby(sorted(words.split()), key=itemgetter(0))
    return "|".join(f"{letter}(?:{'|'.join(word[1:] for word in those)})" for letter, those in alike)


# How a name begins: with a capital, and not with a word that is nobody's name. Verbs are known by their stems, or by
# their endings: Berliana, Dimitri, Melinda and Teresa begin as these do.
_AFTER: Final = (
    r"(?!(?i:mau|ingin|mohon|melapor[a-z]*|yang|dari|di|dan|untuk|warga|tinggal|alamat|jalan|dengan|saya|nik|umur|usia|hp|"
    r"no|sudah|telah|tidak|belum)(?![A-Za-z]))"
)
_NAME: Final = (
    r"(?:[A-Z]\.? ){0,2}[A-Z][A-Za-z'.]{1,30}"
    rf"(?:(?:[ -]| ?[/&] ?){_AFTER}(?:(?:bin|binti|bt|b|alias|al|el|van|de)[. -]{{1,2}})?"
    r"[A-Z][A-Za-z'.]{0,30}){0,9}"
)
_NO_NAME: Final = (
    rf"(?:(?:{_any(_NO_NAMES)}|keluarga (?:besar|kami)|karang taruna|hamba allah|bagian umum|wali (?:kota|nagari)"
    rf"|wakil (?:{_any(_OFFICES)}))(?![a-z0-9'])|(?:di|ter|ber|me)[a-z]{{3,14}}kan\b"
    rf"|(?:di|ter)(?:{_any(_DI_STEMS)})|ber(?:{_any(_BER_STEMS)})|me(?:{_any(_ME_STEMS)}))"
)
_NOBODY: Final = rf"(?!(?i:{_NO_NAME}))"
_SOMEBODY: Final = rf"(?=[A-Z]){_NOBODY}(?P<found>{_NAME})"
_TITLES: Final = (
    r"(?:(?i:ibu|bu|bapak|bpk|pak|sdri?|saudara|saudari|mas|mbak|dr|drs|dra|ir|prof|pasien|peserta|nasabah|pelanggan|"
    r"konsumen|pengguna|mahasisw[ai]|pelajar|karyawan|pegawai|warga|ketua r[tw](?: [0-9]{1,3})?)\.?[ /\n]){0,2}+"
)
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
_MARKS: Final = r"[ \t*_\"'“(\[]"
_SAID: Final = (
    rf"(?: ?\([^()\n]{{0,30}}\))?[\s*_\"`]{{0,16}}[:=|]{_MARKS}{{0,16}}+"
    rf"(?:\n\s{{0,8}}{_MARKS}{{0,4}}+(?![^\n:=|]{{1,30}}[:=|]))?"
)
_OF_WHOM: Final = (
    r"(?i: (?:suami|istri|anak|ayah|ibu|orang tua|wali|pasien|pelanggan|korban|pemilik|saksi|sesuai ktp))?"
)
_IS: Final = rf"(?i: adalah| ialah| yaitu)?(?:{_SAID}|(?:,|{_MARKS}){_MARKS}{{0,3}}+)"
_SIGNED: Final = (
    rf"[,.:]{{0,2}}\s{{1,16}}[(*_]{{0,2}} ?{_TITLES}(?=[A-Z]){_NOBODY}(?P<found>{_NAME}(?:\n{_NOBODY}{_NAME})?)"
)
_SIGN: Final = r"[\s./,_*:;|()\[\]-]{0,3}"  # what may stand between the digits of a number that a word announces
_DATE: Final = rf"(?:[0-3]?[0-9][./-][01]?[0-9][./-]{YEAR}|{YEAR}[./-][01]?[0-9][./-][0-3]?[0-9])(?![0-9])"
_HOUR: Final = rf"(?:[0-2]?[0-9][.:][0-5][0-9]|{YEAR})(?![0-9])"
_BETWEEN: Final = r"[\s,;/|()-]{1,3}"
_TWO: Final = rf"(?:{_DATE}|{_HOUR}{_BETWEEN}{_HOUR})"
_NO_TIMES: Final = rf"(?!{_TWO}{_BETWEEN}{_TWO})"  # dates, hours and years have as many digits as a number
_SIXTEEN: Final = rf"[^0-9]{{0,24}}{_NO_TIMES}(?P<found>[0-9](?:{_SIGN}[0-9]){{15}})(?![0-9])"
_NO_SHORT_TIMES: Final = rf"(?!{_DATE}|{_TWO}{_BETWEEN}{_HOUR})"
_NO_ROW: Final = (
    r"(?![0-9]{1,3}(?:\.[0-9]{3})++(?!\.?[0-9]))(?!(?:19|20)[0-9]{2}[ -](?:(?:19|20)[0-9]{2}|[0-9]{2}[ -][0-9]{2}[ -]))"
)
_NO_AMOUNT: Final = (
    r"(?<!rp)(?<!rp )(?<!rp\.)(?<!rp\. )(?![0-9]{1,2}[./-][0-9]{1,2}[./-])(?!(?:19|20)[0-9]{2}[./-])"
    rf"(?![0-9]{{1,2}} [0-9]{{1,2}} {YEAR}(?![0-9]))(?!{YEAR}[01][0-9][0-3][0-9](?![0-9])){_NO_ROW}"
)
_NO_SUM: Final = r"(?![0-9]{5,6}000(?![0-9])|[0-2][0-9][0-5][0-9] [0-2][0-9][0-5][0-9](?![0-9]))"
_ACCOUNT: Final = (  # eight digits will do where no other words stand before them
    r"(?=[^0-9\n]{0,48}+[0-9])(?![^0-9\n]{0,48}?(?:listrik|air|pdam|pln))"
    r"(?:(?P<near>(?:[ .:]{1,3}(?:saya|bank|tabungan|no|nomor|nomer|adalah|bca|bri|bni|mandiri|bsi|btn)){0,4}"
    rf"[\s.:|*()-]{{1,8}}(?:(?:bca|bri|bni|bsi|btn)[\s.:|*()-]{{1,4}})?{_NO_SUM})"
    rf"|[^0-9\n]{{0,24}}+|[^0-9\n]{{25,48}}+(?<=no[. ]|or |er )){_NO_AMOUNT}"
    r"(?P<found>[0-9](?(near)(?:[ .-]?[0-9]){7,17}|(?:[ .-]?[0-9]){9,17}))"
    rf"(?![0-9]|{PRICE_BEHIND.pattern})"
)
# Where somebody lives: a street with a name and a number, or a neighbourhood, and all that follows of the address.
_NO_STREET: Final = (
    r"(?!(?:yang|rusak|lain|depan|ini|itu|di|ke|dari|sudah|masih|ada|tidak|sejak|selama|berlubang|tergenang|banjir|macet|"
    r"dan|dengan|untuk|kena|mati|belum|sebelah|sekitar|tahun|lebih|hampir|tol|km)(?![a-z]))"
)
_NO_HOUSE: Final = (
    rf"(?!{YEAR}(?![0-9])|[0-9]{{1,6}} ?(?:%|(?:tahun|bulan|minggu|hari|jam|menit|kali|cm|m|km|meter|kilometer|"
    r"orang|kk|rumah|titik|lubang|jalur|persen|ribu|juta)(?![a-z])))"
)
_HOUSE: Final = r"[0-9]{1,9}(?:[/-][0-9]{1,4})?(?: ?[a-z](?![a-z0-9]))?"
_LIVED_IN: Final = (
    r"(?=[^\n;0-9]{0,250}+[0-9])[^\n;]{0,40}?(?<![a-z])(?:(?:jln?|jalan|gg|gang|dusun|perum|blok)(?![a-z])\.?[ :]{0,2}"
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
    ("PRV-018", LIKELY, "nama|pelapor|pengadu", _OF_WHOM + _SAID + _TITLED),
    ("PRV-018", LIKELY, "saya bernama", _IS + _TITLED),
    ("PRV-018", LIKELY, "atas nama|a.n.|a/n|a.n|an.", rf"[ :*\"\n]{{0,3}}{_TITLED}"),
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
    ("PRV-001", CERTAIN, "nik|ktp", _SIXTEEN),
    (
        "PRV-006",
        CERTAIN,
        "kk|kartu keluarga",
        _SIXTEEN,
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
    (
        "PRV-013",
        LIKELY,
        "rekening|rekeningnya|rekeningku|rek|norek|bca|bri|bni|mandiri|bsi|btn|virtual account",
        _ACCOUNT,
    ),
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
