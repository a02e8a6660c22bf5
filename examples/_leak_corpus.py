"""Invented complaints with something planted in them, and clean ones full of numbers that are nobody's.

Everything is made from a seed. No person, number or address is real: names are put together from syllables and lists
of our own, numbers are drawn.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from random import Random
from typing import Final

import attrs

SEED: Final = 20241121

NAMES: Final = {
    "Javanese": (
        "Sutarmanto Wiryodipan Kertawangsa Sulastrinah Paijoko Ngadirahman Tukijanto",
        "Prawiroadi Mangunsena",
    ),
    "Sundanese": ("Asepudin Nyaimar Dadangkara Ujangsa Ceuceuwati Kokomariah", "Suryapraja Wiranatanegara Sastramihar"),
    "Batak": ("Tiorlina Poltakson Marulina Hotmardi Sahatuan Rosmaida", "Simanjorang Hutaraga Nainggodang Sihombang"),
    "Minang": ("Zulmendri Yusnimar Rafnelis Syafrinol Asrizon Gusmita", "Piliangsa Chaniagu Tanjuang Sikumbangan"),
    "Balinese": ("Wayansa Nyomardi Ketutari Madesuci Gedarta Komangsri", "Sukarpada Wirajati Pastimenda Artanaya"),
    "Bugis": ("Andibaso Besselia Patturungi Tenriaja Lamakkara Sitisaona", "Daengmatu Mappasoro Lallopi Paggarusi"),
    "Papuan": ("Yohanesto Mambrinus Ferdinansi Orpabela Marthenus Yakomina", "Wondiwoi Rumbiakso Kogoyeri Wendaputi"),
    "Chinese-Indonesian": ("Lingsianto Tjahjadin Meilanie Kwikono Hanjaya Siokbwee", "Lie Tan Halimtono Gozalindo"),
    "Arabic-style": (
        "Fathurrozin Nurhalimatun Zainabila Abdulfatta Khoirunnas Mukhlisinah",
        "Alfarizan Basyaibin Shihabi",
    ),
    "common": ("Budi Siti Agus Dewi Ahmad Sri", "Santosa Wibisono Rahmatullo Kusumadi Hartonoto"),
}
SINGLE: Final = "Sukardijo Paiminten Ngatinem Wagirah Kasmuri Saodahan"
WHOLE: Final = (
    # What joins, doubles or shortens: particles, titles, apostrophes, doubled letters at either end, short parts.
    *("Aan Prawirosa", "Iin Zulmendri", "Uun Kusumadi", "Aaliyah Wulandanu", "Zahraa Testawati", "Humairaa Lallopi"),
    *("Budi bin Santosa", "Siti binti Ahmadun", "Fathurrozin Al Farizan", "Drs.H.Yusnimar Tanjuang"),
    *("Ma'rufin Basyaib", "Nur'aini Al-Farizan", "I Gusti Wirajati", "Li Na", "A Hok", "Moh.Syafrinol Piliangsa"),
)

_SENTENCES: Final[tuple[str, ...]] = (
    "Jalan di depan pasar berlubang dan sudah lama tidak diperbaiki.",
    "Lampu penerangan mati sejak bulan lalu sehingga pengguna jalan kesulitan pada malam hari.",
    "Mohon segera ditindaklanjuti oleh dinas terkait karena membahayakan.",
    "Sampah menumpuk di pinggir sungai dan menimbulkan bau.",
    "Petugas loket tidak ada di tempat pada jam kerja.",
    "Sudah dua kali dilaporkan tetapi belum ada tanggapan dari kelurahan.",
    "Bantuan sosial tahap kedua belum diterima oleh sebagian besar warga desa.",
    "Air keran keruh dan hanya mengalir pada pagi hari.",
    "Antrean di puskesmas sangat panjang, pelayanan hanya dibuka satu loket.",
    "Terima kasih atas perhatian Bapak dan Ibu, semoga pelayanan semakin baik.",
    "Drainase tersumbat sehingga banjir setiap kali hujan turun.",
    "Angkutan umum sering berhenti sembarangan dan membuat macet.",
)
_DECOYS: Final[tuple[str, ...]] = (
    "Anggaran perbaikan sebesar Rp {a}.{d}.{d}.{d} sudah dicairkan.",
    "Nilai kontrak Rp 62.81{n}.{d}.{d} menurut papan proyek.",
    "Nilainya Rp62.85{n}.{d}.{d},00 dan terbilang.",
    "Pelayanan dibuka 0{n}.00-1{n}.30 pada 1{n}-08-2023 sampai 2{n}/08/2023.",
    "Kejadian berlangsung 2023-08-1{n} 08:12:3{n} - 2023-08-1{n} 10:4{n}.",
    "Pekerjaan tahun 2019 2020 2021 2022 dan seterusnya belum selesai.",
    "Ruas itu bernama Jalan Merdeka, nama Jalan Merdeka dipasang kembali.",
    "Lokasi di (Jalan Melati) dekat (Kantor Kecamatan Sukamaju).",
    "Nomor meter 1{d}{d}{d}{n} mati sejak pagi, ID pelanggan 52{d}{d}{d}{n}.",
    "Nomor kwitansi {d}{d}{d}{n} tertanggal 0{n}/07/2023.",
    "Token listrik {q} {q} {q} {q} {q} gagal dimasukkan.",
    "Surat nomor 470/{d}/DS/2023 dan 005/{d}.{n}/VIII/2023 belum dijawab.",
    "Surat keputusan 800.1.11.{n}/{d}/BKD/2022 sudah terbit.",
    "Titik koordinat -6.{d}{d}, 106.{d}{d} sesuai aplikasi.",
    "Koordinat -0.8{d}{n} 119.8{d}{n} di tepi jalan.",
    "Armada yang beroperasi: B {q} TXA, D {q} AB, L {q} UK, N {q} CE.",
    "Nomor laporan {d}{d}{n} dan JK230{d}{d} belum ditutup.",
    "Panjang jalan {d} m, lebar {n} m, volume {d}.{d} m3.",
    "Atas nama warga kami menyampaikan keluhan, a.n. Pemerintah Desa juga hadir.",
    "Nama saya tidak tercantum dalam daftar penerima.",
    "Rekening listrik bulan ini {d}.{d} rupiah, naik dari {d}.{d} rupiah.",
    "Kode pos 4{d}{n} dan kode wilayah 32.73.0{n}.100{n} salah cetak.",
    "Nomor antrean {n}{d}, loket {n}, pukul 08.1{n} WIB.",
    "Daya 1.300 VA, tagihan Rp {d}.{d},- untuk {n} bulan.",
)


@attrs.frozen(kw_only=True)
class Sample:
    """One text.

    Args:
        kind: what was planted in it; ``clean`` or ``decoy`` when it was nothing.
        form: in which spelling.
        text: the whole.
        start: where the planted begins; 0 when there is nothing.
        end: where it ends.
        reporter: the name of the reporter against whom the text is checked.
    """

    kind: str
    form: str
    text: str
    start: int
    end: int
    reporter: str


def _digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _grouped(number: str, *sizes: int, by: str = " ") -> str:
    groups, at = [], 0
    for size in sizes:
        groups.append(number[at : at + size])
        at += size
    return by.join([*groups, number[at:]] if number[at:] else groups)


def _nik(chance: Random) -> str:
    region = chance.choice(["3273", "1171", "9171", "6401", "9301", "7371", "5103"]) + f"{chance.randint(1, 30):02}"
    day = chance.randint(1, 28) + chance.choice([0, 40])
    return f"{region}{day:02}{chance.randint(1, 12):02}{_digits(chance, 2)}{chance.randint(1, 99):04}"


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


_WORDS: Final = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def _spoken(number: str) -> str:
    return " ".join(_WORDS[int(digit)] for digit in number)


Maker = Callable[[Random], Iterator[tuple[str, str]]]


def _niks(chance: Random) -> Iterator[tuple[str, str]]:
    nik, odd = _nik(chance), "9" + _digits(chance, 15)
    yield "joined", nik
    yield "unknown region", odd
    yield "4-4-4-4", _grouped(nik, 4, 4, 4)
    yield "dots", _grouped(nik, 4, 4, 4, by=".")
    yield "dashes", _grouped(nik, 6, 6, by="-")
    yield "2-4-6-4", _grouped(nik, 2, 4, 6, by="-")
    yield "digit by digit", " ".join(nik)
    yield "full width", _wide(nik)
    yield "no width", "\u200b".join([nik[:6], nik[6:12], nik[12:]])
    yield "words", _spoken(nik)


def _phones(chance: Random) -> Iterator[tuple[str, str]]:
    rest = chance.choice(["812", "813", "856", "878", "895"]) + _digits(chance, chance.choice([7, 8, 9]))
    yield "0", f"0{rest}"
    yield "+62", f"+62{rest}"
    yield "62", f"62{rest}"
    yield "+62 spaces", f"+62 {_grouped(rest, 3, 4)}"
    yield "spaces", _grouped("0" + rest, 4, 4)
    yield "dots", _grouped("0" + rest, 4, 4, by=".")
    yield "dashes", _grouped("0" + rest, 4, 4, by="-")
    yield "brackets", f"(0{rest[:3]}) {_grouped(rest[3:], 4, by='-')}"
    yield "+62 brackets", f"+62 ({rest[:3]}) {_grouped(rest[3:], 4, by='-')}"
    yield "bracketed code", f"(+62) {_grouped(rest, 3, 4)}"
    yield "pairs", _grouped("0" + rest, 2, 2, 2, 2, 2)
    yield "digit by digit", " ".join("0" + rest)
    yield "wide dashes", _grouped("0" + rest, 4, 4, by=" - ")
    yield "long dashes", _grouped("0" + rest, 4, 4, by="\u2013")
    yield "full width", _wide("0" + rest)
    yield "no width", "\u200d".join(["0" + rest[:3], rest[3:]])
    yield "words", _spoken("0" + rest)
    yield "words and commas", _spoken("0" + rest).replace(" ", ", ")


def _emails(chance: Random) -> Iterator[tuple[str, str]]:
    user = chance.choice(["tukang.sayur", "warung_kita", "ibu-rt", "kopi99"]) + _digits(chance, 2)
    host = chance.choice(["contoh.example", "surat.contoh.example", "pos-el.example"])
    yield "plain", f"{user}@{host}"
    yield "capitals", f"{user}@{host}".upper()
    yield "spaces", f"{user} @ {host}"
    yield "(at)", f"{user}(at){host}"
    yield "[at]", f"{user} [at] {host}"
    yield "(dot)", f"{user} (at) {host}".replace(".example", " (dot) example")
    yield "full width", f"{user}\uff20{host}"


def _npwps(chance: Random) -> Iterator[tuple[str, str]]:
    number = _digits(chance, 15)
    dotted = f"{number[:2]}.{number[2:5]}.{number[5:8]}.{number[8]}-{number[9:12]}.{number[12:]}"
    yield "dotted", dotted
    yield "dots alone", dotted.replace("-", ".")
    yield "spaces", _grouped(number, 2, 3, 3, 1, 3)
    yield "after its word", f"NPWP {number}"
    yield "after its word, no space", f"NPWP:{number}"
    yield "new", f"NPWP 0{number}"
    yield "full width", _wide(dotted)


def _others(chance: Random) -> Iterator[tuple[str, str]]:
    yield "family card", f"No KK {_nik(chance)}"
    yield "landline", f"(0274) {_digits(chance, 6)}"
    yield "landline", f"021-{_digits(chance, 3)}-{_digits(chance, 4)}"
    yield "landline", f"telp 0341{_digits(chance, 6)}"
    yield "passport", f"paspor {chance.choice('ABCX')}{_digits(chance, 7)}"
    yield "driving licence", f"SIM C {_grouped(_digits(chance, 14), 4, 4, by='-')}"
    yield "bpjs", f"BPJS 000{_digits(chance, 10)}"
    yield "bank account", f"rekening BRI {_grouped('4' + _digits(chance, 14), 4, 2, 6, by='-')}"
    yield (
        "nip",
        f"NIP 19{chance.randint(60, 99)}0{chance.randint(1, 9)}1{chance.randint(0, 9)} 200501 1 {_digits(chance, 3)}",
    )
    yield "nitku", f"NITKU {_digits(chance, 22)}"
    yield "profile", f"wa.me/62812{_digits(chance, 7)}"
    yield "handle", f"instagram: @warung_{_digits(chance, 3)}"
    yield "introduction", "nama saya Murtiningrum Dwipangga"
    yield "introduction", "Saya Lodewiko Tambunan, warga sini"
    yield "own address", f"alamat saya Jl. Anggur no. {chance.randint(1, 99)}"


_TO_REVIEW: Final = (
    ("address", "Jl. Anggur no. 12"),
    ("address", "RT 03/RW 04"),
    ("address", "Kel. Sukamaju"),
    ("plate", "B 1234 XYZ"),
    ("link", "https://www.contoh.example/berita"),
    ("health", "TBC"),
    ("child", "anak saya"),
    ("finance", "pinjol"),
    ("crime", "residivis"),
    ("other person", "Pak Murdiyonoto"),
)

_CYRILLIC: Final = str.maketrans("aeocpxy", "\u0430\u0435\u043e\u0441\u0440\u0445\u0443")


def _names(name: str) -> Iterator[tuple[str, str]]:
    first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
    yield "as it is", name
    yield "capitals", name.upper()
    yield "small", name.lower()
    yield "stretched", name.replace("a", "aaa").replace("i", "ii")
    yield "spaced out", " ".join(name.replace(" ", ""))
    yield "dots between letters", ".".join(name.replace(" ", ""))
    yield "full width", _wide(name)
    yield "look-alikes", name.translate(_CYRILLIC)
    yield "no width", "\u200d".join(name)
    yield "marks", unicodedata.normalize("NFD", name.replace("a", "á").replace("i", "ì"))
    if first != last:
        yield "last first", f"{last}, {first}"
        yield "underscore", name.replace(" ", "_")
        yield "no space", name.replace(" ", "")
        yield "two lines", name.replace(" ", "\n")
        yield "wide space", name.replace(" ", "   ")
        yield "stuck before", f"saya{name}"
        yield "stuck behind", f"{name}melapor"
        yield "stuck on both sides, small", f"saya{name.replace(' ', '').lower()}melapor"
        yield "initial behind", f"{first} {last[0]}."
        yield "digits behind", f"{name}99"
        if len(last) > 3:  # noqa: PLR2004 (shorter parts are not looked for alone)
            yield "initial before", f"{first[0]}. {last}"
            yield "last alone", last


def people(chance: Random) -> Iterator[str]:
    """Yield invented names: from each list every first name with a last one, and single names."""
    for firsts, lasts in NAMES.values():
        for first in firsts.split():
            yield f"{first} {chance.choice(lasts.split())}"
    yield from SINGLE.split()
    yield from WHOLE


def _around(chance: Random, planted: str, *, glue: bool) -> tuple[str, int, int]:
    before = " ".join(chance.sample(_SENTENCES, chance.randint(1, 3)))
    behind = " ".join(chance.sample(_SENTENCES, chance.randint(1, 3)))
    lead = f"{before} Kontak{'' if glue else ' '}"
    return f"{lead}{planted}{'ya' if glue else ' .'} {behind}", len(lead), len(lead) + len(planted)


def samples() -> Iterator[Sample]:
    """Yield the corpus, always the same."""
    chance = Random(SEED)  # noqa: S311 (a sample, not a secret)
    names = [*people(chance)]
    for kind, make, rounds in (
        ("nik", _niks, 20),
        ("phone", _phones, 16),
        ("email", _emails, 20),
        ("npwp", _npwps, 20),
        ("other", _others, 12),
    ):
        for turn in range(rounds):
            for form, planted in make(chance):
                # Exports glue letters to digits; an address or a spelt number would become another one by that.
                glue = kind in {"nik", "phone"} and turn % 4 == 0 and not planted[-1].isalpha()
                text, start, end = _around(chance, planted, glue=glue and not form.startswith("words"))
                yield Sample(kind=kind, form=form, text=text, start=start, end=end, reporter=chance.choice(names))
    for name in names:
        for form, planted in _names(name):
            text, start, end = _around(chance, planted, glue=False)
            yield Sample(kind="reporter", form=form, text=text, start=start, end=end, reporter=name)
    for _ in range(12):
        for form, planted in _TO_REVIEW:
            text, start, end = _around(chance, planted, glue=False)
            yield Sample(kind="review", form=form, text=text, start=start, end=end, reporter=chance.choice(names))
    yield from _clean(chance, names)


def _clean(chance: Random, names: list[str]) -> Iterator[Sample]:
    for turn in range(1200):
        said = chance.sample(_SENTENCES, chance.randint(2, 6))
        form = "plain"
        if turn % 2:
            form = _DECOYS[turn // 2 % len(_DECOYS)]
            said = [said[0], _filled(chance, form), *said[1:]]
        yield Sample(
            kind="decoy" if turn % 2 else "clean",
            form=form,
            text=" ".join(said),
            start=0,
            end=0,
            reporter=chance.choice(names),
        )


def _filled(chance: Random, decoy: str) -> str:
    drawn: dict[str, Callable[[], str]] = {
        "a": lambda: str(chance.randint(1, 99)),
        "d": lambda: _digits(chance, 3),
        "q": lambda: str(chance.randint(1000, 9999)),
        "n": lambda: _digits(chance, 1),
    }
    return re.sub(r"\{([adqn])\}", lambda match: drawn[match[1]](), decoy)
