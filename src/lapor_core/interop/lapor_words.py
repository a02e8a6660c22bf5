"""The words of the admin export of SP4N-LAPOR! and what they mean: its columns, and what stands in them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

import attrs

from lapor_core.vocabulary import ArchiveReason, Channel, Classification, EndedBy, Protection, Status


@attrs.frozen
class StatusWord:
    """What a word in the column *Status Laporan* says.

    Args:
        status: where the case stands.
        ended_by: who ended it; None when it is open or the word does not say.
        archive_reason: why it was archived, when the word itself says so.
    """

    status: Status
    ended_by: EndedBy | None = None
    archive_reason: ArchiveReason | None = None


Meaning = StatusWord | ArchiveReason | Classification | Protection | Channel

_STATUS_WORDS: Final = {
    "Belum Terverifikasi": StatusWord(Status.RECEIVED),
    "Menunggu Kelengkapan Informasi": StatusWord(Status.HELD),
    "Ditanggapi oleh Pelapor": StatusWord(Status.FOLLOW_UP),
    "Ditutup oleh Admin": StatusWord(Status.RESOLVED, EndedBy.ADMIN),
    "Ditutup oleh Sistem": StatusWord(Status.RESOLVED, EndedBy.SYSTEM),
    "Ditutup oleh Pelapor": StatusWord(Status.RESOLVED, EndedBy.REPORTER),
    "Diarsipkan oleh Admin": StatusWord(Status.ARCHIVED, EndedBy.ADMIN),
    "Diarsipkan oleh Sistem": StatusWord(Status.ARCHIVED, EndedBy.SYSTEM),
    "Diarsipkan oleh Pelapor": StatusWord(Status.ARCHIVED, EndedBy.REPORTER, ArchiveReason.WITHDRAWN),
    "Konten Terblokir": StatusWord(Status.ARCHIVED, None, ArchiveReason.BLOCKED_CONTENT),
}
_ARCHIVE_REASONS: Final = {
    "Laporan ini diarsipkan karena Mengandung SARA, Tidak Memiliki Bukti Dukung, Tidak Jelas, "
    "dan Tidak Relevan dengan Kinerja Pemerintah": ArchiveReason.UNSUITABLE,
    "Laporan diarsipkan karena sudah mencapai batas kadaluarsa pengaduan.": ArchiveReason.EXPIRED,
    "Laporan ini diarsipkan sesuai dengan keinginan Pelapor": ArchiveReason.WITHDRAWN,
}
_CLASSIFICATIONS: Final = {
    "Pengaduan Tidak Berkadar Pengawasan": Classification.COMPLAINT,
    "Pengaduan Berkadar Pengawasan": Classification.OVERSIGHT_COMPLAINT,
    "Permintaan Informasi": Classification.INFORMATION_REQUEST,
    "Aspirasi": Classification.ASPIRATION,
}
_PROTECTIONS: Final = {"Anonim": Protection.ANONYMOUS, "Rahasia": Protection.CONFIDENTIAL}
_CHANNELS: Final = {
    "Website": Channel.WEB,
    "Website Institusi": Channel.AGENCY_WEB,
    "Android": Channel.ANDROID,
    "iOS": Channel.IOS,
    "SMS": Channel.SMS,
    "Facebook": Channel.SOCIAL_MEDIA,
    "Instagram": Channel.SOCIAL_MEDIA,
    "Twitter": Channel.SOCIAL_MEDIA,
    "X": Channel.SOCIAL_MEDIA,
    "Telegram": Channel.MESSENGER,
    "Whatsapp": Channel.MESSENGER,
    "Call Center": Channel.HOTLINE,
    "Hotline Service": Channel.HOTLINE,
    "Email Instansi": Channel.EMAIL,
    "Tatap Muka": Channel.COUNTER,
    "Pos Surat": Channel.LETTER,
}

WORDS: Final[Mapping[str, Meaning]] = MappingProxyType(
    {**_STATUS_WORDS, **_ARCHIVE_REASONS, **_CLASSIFICATIONS, **_PROTECTIONS, **_CHANNELS}
)
"""Every word and what it means; case and spacing do not matter. *Terverifikasi*, seen in some exports, is not here:
verifying and sending on are one act in LAPOR!, so the word does not say where the case stands."""

WEB_OF_AGENCY: Final = "website - "
"""How a channel begins that is the web site of one agency; its short name follows."""


class Column(StrEnum):
    """The columns that are read, by their names in the file."""

    TRACKING_ID = "Tracking ID"
    DAY = "Tanggal Laporan Masuk"
    CLOCK = "Waktu Laporan Masuk"
    CLASSIFICATION = "Klasifikasi Laporan"
    CATEGORY = "ID Kategori"
    TITLE = "Judul Laporan"
    TEXT = "Isi Laporan Awal"
    PROTECTION = "Tipe Laporan (Anonim/Rahasia)"
    CHANNEL = "Sumber Laporan"
    AGENCY = "Instansi Induk"
    HANDLER = "Instansi Terdisposisi"
    STATUS = "Status Laporan"
    REASON = "Alasan Tunda/Arsip"
    PROVINCE = "Provinsi"
    CITY = "Kota/Kabupaten"
    DISTRICT = "Kecamatan"
    VILLAGE = "Kelurahan"


NEEDED_COLUMNS: Final = (Column.TRACKING_ID, Column.DAY, Column.STATUS)
"""Without these it is no export; older exports lack some of the others."""

_NO_PLACE: Final = "an adopted report has no place for it"
LEFT_OUT_COLUMNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Nama Pelapor": "who the reporter is never enters a report",
        "Isi Laporan Akhir": "an edited text is not in the reporter's words, and nobody has cleared it",
        "Kategori": "a category goes by its id; its name is spelt differently from year to year",
        "ID Instansi Terdisposisi": "agencies go by name; the directory knows the codes",
        "Nomor SK": _NO_PLACE,
        "Url SK": _NO_PLACE,
        "Url Dokumen Laporan Tahunan": _NO_PLACE,
        "Laporan yang Masuk melalui Kanal Aduan Setwapres": _NO_PLACE,
        "Rating": _NO_PLACE,
    }
)
"""Columns that are known and not read, and why."""

MADE_BY: Final = "Nama Instansi"
MADE_ON: Final = "Tanggal Generate"
PERIOD: Final = "Periode Masuk"
"""Labels of information rows above the columns; no other is read."""

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar maret march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "agu agt agustus aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}
"""Month names and their short forms in Indonesian and English."""
