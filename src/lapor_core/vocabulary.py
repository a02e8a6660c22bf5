"""The words of the domain: one enum a concept, a stable wire code a member, labels in Indonesian and English.

Codes are what is stored and compared; labels are what people read. `Term.label` gives them apart.
"""

from enum import Flag, StrEnum
from typing import Final, Literal, Self

from lapor_core.errors import InvalidValueError

Language = Literal["id", "en"]


def in_language(language: Language, indonesian: str, english: str) -> str:
    """Return the one of two texts that is in a language; raise `InvalidValueError` for another language."""
    if language not in ("id", "en"):
        raise InvalidValueError("language", "id or en is needed")
    return indonesian if language == "id" else english


class Term(StrEnum):
    """A code with its Indonesian and English label."""

    indonesian: str
    english: str

    def __new__(cls, code: str, indonesian: str, english: str) -> Self:
        """Make the member equal to its code and keep the labels beside it."""
        term = str.__new__(cls, code)
        term._value_ = code
        term.indonesian = indonesian
        term.english = english
        return term

    def label(self, language: Language) -> str:
        """Return the label in Indonesian (``"id"``) or English (``"en"``).

        Raises:
            InvalidValueError: another language.
        """
        return in_language(language, self.indonesian, self.english)


class Confidence(Term):
    """How well a rule is founded; an assumption is never presented as law. Indonesian term: *tingkat kepastian*."""

    SOURCED = "sourced", "Bersumber", "Sourced"
    SECONDARY = "secondary", "Sumber sekunder", "Secondary source"
    ASSUMED = "assumed", "Asumsi", "Assumed"


class Status(Term):
    """Where a report stands. Indonesian term: *status laporan*."""

    RECEIVED = "received", "Diterima", "Received"
    VERIFIED = "verified", "Terverifikasi", "Verified"
    DISPOSITIONED = "dispositioned", "Terdisposisi", "Dispositioned"
    FOLLOW_UP = "follow_up", "Sedang ditindaklanjuti", "Being followed up"
    ANSWERED = "answered", "Menunggu tanggapan pelapor", "Answered"
    RESOLVED = "resolved", "Selesai", "Resolved"
    ESCALATED = "escalated", "Diteruskan ke Ombudsman", "With the Ombudsman"
    HELD = "held", "Menunggu kelengkapan", "Held"
    ARCHIVED = "archived", "Diarsipkan", "Archived"
    MERGED = "merged", "Digabungkan", "Merged"

    @property
    def is_ended(self) -> bool:
        """Whether the case has ended: resolved or archived."""
        return self in _ENDED


_ENDED: Final = frozenset({Status.RESOLVED, Status.ARCHIVED})
OPEN_STATUSES: Final = tuple(status for status in Status if status not in _ENDED)


class ActionName(Term):
    """What may be asked of a report. Indonesian term: *tindakan*."""

    RECEIVE = "receive", "Terima laporan", "Receive"
    ADOPT = "adopt", "Ambil alih dari sistem lain", "Adopt"
    VERIFY = "verify", "Verifikasi", "Verify"
    DISPOSITION = "disposition", "Disposisi", "Disposition"
    SEND_BACK = "send_back", "Kembalikan (bukan wewenang)", "Send back"
    FOLLOW_UP = "follow_up", "Tindak lanjut", "Follow up"
    ANSWER = "answer", "Tindak lanjut substantif", "Answer"
    REPLY = "reply", "Tanggapan pelapor", "Reply"
    CLOSE = "close", "Tutup laporan", "Close"
    LAPSE = "lapse", "Ditutup oleh sistem", "Lapse"
    HOLD = "hold", "Tunda", "Hold"
    COMPLETE = "complete", "Lengkapi laporan", "Complete"
    EXPIRE = "expire", "Kedaluwarsa", "Expire"
    FORWARD_TO_OMBUDSMAN = "forward_to_ombudsman", "Teruskan ke Ombudsman", "Forward to the Ombudsman"
    CONCLUDE = "conclude", "Simpulan Ombudsman", "Conclude"
    ARCHIVE = "archive", "Arsipkan", "Archive"
    WITHDRAW = "withdraw", "Cabut laporan", "Withdraw"
    MERGE = "merge", "Gabungkan", "Merge"
    END_WITH_ORIGINAL = "end_with_original", "Selesai bersama laporan induk", "End with the original"
    RELEASE = "release", "Lepas dari laporan induk", "Release"
    RECLASSIFY = "reclassify", "Ubah klasifikasi", "Reclassify"
    RAISE_LEVEL = "raise_level", "Eskalasi ke atasan", "Raise one level"
    PROTECT = "protect", "Anonimkan atau rahasiakan", "Protect"
    PUBLISH = "publish", "Terbitkan", "Publish"
    RATE = "rate", "Beri penilaian", "Rate"
    REOPEN = "reopen", "Buka kembali", "Reopen"
    NOTE = "note", "Catatan internal", "Note"
    RECORD = "record", "Catat pemberitahuan", "Record"
    REQUEST_IDENTITY = "request_identity", "Minta identitas pelapor", "Request the identity"
    GRANT_IDENTITY = "grant_identity", "Izinkan akses identitas", "Grant the identity"
    REDACT = "redact", "Hapus permanen", "Redact"


class Role(Term):
    """In what capacity somebody acts. Indonesian term: *peran*."""

    REPORTER = "reporter", "Pelapor", "Reporter"
    LIAISON = "liaison", "Pejabat penghubung", "Liaison officer"
    COORDINATOR = "coordinator", "Admin koordinator instansi", "Coordinator"
    AGENCY_HEAD = "agency_head", "Pimpinan instansi", "Head of agency"
    NATIONAL_ADMIN = "national_admin", "Admin nasional", "National admin"
    OBSERVER = "observer", "Pengamat", "Observer"
    OVERSIGHT = "oversight", "APIP (inspektorat)", "Internal oversight"
    OMBUDSMAN = "ombudsman", "Ombudsman RI", "Ombudsman"
    SYSTEM = "system", "Sistem", "System"


class Party(Term):
    """On whose days a clock runs. Indonesian term: *pihak penanggung jawab*."""

    COORDINATOR = "coordinator", "Admin koordinator", "Coordinator"
    HANDLER = "handler", "Instansi pelaksana", "Handling agency or unit"
    REPORTER = "reporter", "Pelapor", "Reporter"
    OMBUDSMAN = "ombudsman", "Ombudsman RI", "Ombudsman"
    NOBODY = "nobody", "Tidak ada", "Nobody"


class Classification(Term):
    """What kind of report it is; the limits depend on it. Indonesian term: *klasifikasi laporan*."""

    COMPLAINT = "complaint", "Pengaduan tidak berkadar pengawasan", "Complaint without oversight content"
    OVERSIGHT_COMPLAINT = (
        "oversight_complaint",
        "Pengaduan berkadar pengawasan",
        "Complaint with oversight content",
    )
    INFORMATION_REQUEST = "information_request", "Permintaan informasi", "Request for information"
    ASPIRATION = "aspiration", "Aspirasi", "Aspiration"


class Protection(Flag):
    """What the reporter is protected from: two flags that do not depend on each other.

    Indonesian term: *perlindungan pelapor*.

    ``ANONYMOUS`` (*anonim*): neither the accused agency nor the public learns who. ``CONFIDENTIAL``
    (*rahasia*): the public learns nothing of the report.
    """

    NONE = 0
    ANONYMOUS = 1
    CONFIDENTIAL = 2

    @property
    def codes(self) -> tuple[str, ...]:
        """The wire codes of the flags that are set, in a fixed order."""
        return tuple(code for code, flag in PROTECTION_FLAGS.items() if flag in self)

    def label(self, language: Language) -> str:
        """Return the label of the whole value in Indonesian (``"id"``) or English (``"en"``).

        Raises:
            InvalidValueError: another language.
        """
        return in_language(language, *_PROTECTION_LABELS[self])


PROTECTION_FLAGS: Final = {"anonymous": Protection.ANONYMOUS, "confidential": Protection.CONFIDENTIAL}
_PROTECTION_LABELS: Final = {
    Protection.NONE: ("Tanpa perlindungan", "Unprotected"),
    Protection.ANONYMOUS: ("Anonim", "Anonymous"),
    Protection.CONFIDENTIAL: ("Rahasia", "Confidential"),
    Protection.ANONYMOUS | Protection.CONFIDENTIAL: ("Anonim dan rahasia", "Anonymous and confidential"),
}


class Channel(Term):
    """By which way a report came in. Indonesian term: *sumber laporan*."""

    WEB = "web", "Situs lapor.go.id", "Web"
    AGENCY_WEB = "agency_web", "Situs instansi", "Agency web site"
    ANDROID = "android", "Aplikasi Android", "Android app"
    IOS = "ios", "Aplikasi iOS", "iOS app"
    SMS = "sms", "SMS 1708", "SMS 1708"
    SOCIAL_MEDIA = "social_media", "Media sosial", "Social media"
    MESSENGER = "messenger", "Aplikasi pesan", "Messaging app"
    HOTLINE = "hotline", "Hotline atau call center", "Hotline or call centre"
    EMAIL = "email", "Surel", "E-mail"
    COUNTER = "counter", "Tatap muka", "Counter"
    LETTER = "letter", "Surat", "Letter"
    COMPLAINT_BOX = "complaint_box", "Kotak pengaduan", "Complaint box"
    INTEGRATED_APPLICATION = "integrated_application", "Aplikasi terintegrasi", "Integrated application"
    BULK_IMPORT = "bulk_import", "Impor massal", "Bulk import"
    VICE_PRESIDENT = "vice_president", "Lapor Mas Wapres (Setwapres)", "Office of the Vice President"


class FollowUpKind(Term):
    """What a follow-up gives the reporter. Indonesian term: *jenis tindak lanjut*."""

    NORMATIVE = "normative", "Tindak lanjut normatif", "Normative (acknowledged, being coordinated)"
    PROGRESS = "progress", "Tindak lanjut laporan", "Progress report"
    SUBSTANTIVE = "substantive", "Tindak lanjut substantif", "Substantive (an answer on the merits)"


class Outcome(Term):
    """What became of the matter: closed is not solved. Indonesian term: *hasil penanganan*."""

    SOLVED = "solved", "Terselesaikan", "Solved"
    PARTLY_SOLVED = "partly_solved", "Terselesaikan sebagian", "Partly solved"
    PROMISED = "promised", "Dijanjikan pada tanggal tertentu", "Promised, with a day"
    INFORMATION_GIVEN = "information_given", "Informasi diberikan", "Information given"
    NOT_WITHIN_AUTHORITY = "not_within_authority", "Bukan kewenangan", "Not within authority"
    REJECTED = "rejected", "Ditolak dengan dasar hukum", "Rejected with a legal ground"
    UNFOUNDED = "unfounded", "Tidak terbukti", "Found to be without ground"
    UNREACHABLE = "unreachable", "Pelapor tidak dapat dihubungi", "Reporter could not be reached"


class EndedBy(Term):
    """Who ended the case. Indonesian term: *pihak yang menutup laporan*."""

    ADMIN = "admin", "Admin", "Admin"
    SYSTEM = "system", "Sistem", "System"
    REPORTER = "reporter", "Pelapor", "Reporter"
    OMBUDSMAN = "ombudsman", "Ombudsman RI", "Ombudsman"


class ArchiveReason(Term):
    """Why a report was archived; a closed list. Indonesian term: *alasan arsip*."""

    EXPIRED = "expired", "Mencapai batas kedaluwarsa", "Not completed in time"
    WITHDRAWN = "withdrawn", "Keinginan pelapor", "Withdrawn by the reporter"
    UNSUITABLE = (
        "unsuitable",
        "Mengandung SARA, tanpa bukti dukung, tidak jelas, atau tidak relevan",
        "Hateful, without evidence, unclear or irrelevant",
    )
    BLOCKED_CONTENT = "blocked_content", "Konten terblokir", "Blocked content"
    NOT_GOVERNMENT = "not_government", "Bukan kinerja pemerintah", "Not about the work of government"
    OUT_OF_SCOPE = (
        "out_of_scope",
        "Ranah hukum, legislatif, korupsi, atau pidana",
        "For the courts, parliament, anti-corruption or police",
    )
    UNINTELLIGIBLE = "unintelligible", "Tidak dapat dipahami", "Unintelligible"
    TOO_GENERAL = "too_general", "Terlalu umum", "Too general"
    DUPLICATE = "duplicate", "Diduga laporan berulang", "Suspected repetition"


class AgencyKind(Term):
    """What kind of body an agency is. Indonesian term: *jenis instansi*."""

    NATIONAL = "national", "Nasional", "National"
    MINISTRY = "ministry", "Kementerian", "Ministry"
    INSTITUTION = "institution", "Lembaga", "Institution"
    PROVINCE = "province", "Pemerintah provinsi", "Province"
    REGENCY = "regency", "Pemerintah kabupaten", "Regency"
    CITY = "city", "Pemerintah kota", "City"
    STATE_COMPANY = "state_company", "Badan usaha milik negara atau daerah", "State-owned company"
    UNIT = "unit", "Unit kerja", "Unit"


class IdentityPurpose(Term):
    """For what an identity may be opened; a closed list. Indonesian term: *tujuan akses identitas*."""

    RESOLVE_REPORT = "resolve_report", "Menyelesaikan laporan", "To resolve the report"
    CONTACT_REPORTER = "contact_reporter", "Menghubungi pelapor", "To contact the reporter"
    OMBUDSMAN_HANDOVER = (
        "ombudsman_handover",
        "Penyerahan ke Ombudsman dengan persetujuan",
        "Ombudsman hand-over with consent",
    )
    LEGAL_ORDER = "legal_order", "Perintah hukum", "Legal order"


class Prohibition(Term):
    """What those who handle complaints are told not to do. Indonesian term: *larangan bagi pengelola*."""

    STOPPING = "stopping", "Menghentikan proses", "To stop the process"
    SPREADING = (
        "spreading",
        "Menyebarkan identitas, informasi, atau dokumen",
        "To spread identity, information, documents",
    )
    MISUSE = "misuse", "Memakai untuk tujuan lain", "To use them for anything else"
    NEGLECT = "neglect", "Membiarkan kewajiban", "To leave a duty undone"


class TextPart(Term):
    """Which free text of a report; what a redaction names. Indonesian term: *bagian teks laporan*."""

    FILING = "filing", "Judul, isi, dan lokasi laporan", "Title, text and place as filed"
    PUBLISHED = "published", "Teks yang diterbitkan", "Published title and text"
    ANSWERS = "answers", "Tindak lanjut dan jawaban", "Follow-ups and answers"
    REPLIES = "replies", "Tanggapan pelapor", "What the reporter wrote later"
    NOTES = "notes", "Catatan dan alasan petugas", "Officers' notes and reasons"


class DayKind(Term):
    """What a day is in the calendar of working days. Indonesian term: *jenis hari*."""

    WORKDAY = "workday", "Hari kerja", "Working day"
    WEEKEND = "weekend", "Akhir pekan", "Weekend"
    NATIONAL = "national", "Hari libur nasional", "National holiday"
    JOINT_LEAVE = "joint_leave", "Cuti bersama", "Joint leave"
    ELECTION = "election", "Hari pemungutan suara", "Election day"
    LOCAL = "local", "Hari libur daerah atau unit kerja", "Local holiday"


class AmendmentPolicy(Term):
    """What a decree that changes working days does to clocks that run. Indonesian term: *kebijakan perubahan libur*."""

    RECOMPUTE = "recompute", "Hitung ulang", "Recompute"
    NEVER_SHORTEN = "never_shorten", "Tidak pernah memperpendek", "Never shorten"
    FROZEN = "frozen", "Tetap sejak awal", "Frozen at the start"


class Grain(Term):
    """How coarse a span of time is. Indonesian term: *satuan periode*."""

    DAY = "day", "Hari", "Day"
    MONTH = "month", "Bulan", "Month"
    QUARTER = "quarter", "Triwulan", "Quarter"
    SEMESTER = "semester", "Semester", "Half-year"
    YEAR = "year", "Tahun", "Year"


class PackChangeKind(Term):
    """What a difference between two packs means. Indonesian term: *jenis perubahan aturan*."""

    ADDED = "added", "Ditambahkan", "Added"
    REMOVED = "removed", "Dihapus", "Removed"
    TIGHTER = "tighter", "Lebih ketat", "Tighter"
    LOOSER = "looser", "Lebih longgar", "Looser"
    CHANGED = "changed", "Diubah", "Changed"


class DutyName(Term):
    """What is owed within a limit. Indonesian term: *kewajiban*."""

    VERIFICATION = "verification", "Verifikasi", "Verification"
    FIRST_FOLLOW_UP = "first_follow_up", "Tindak lanjut pertama", "First follow-up"
    COMPLETION = "completion", "Penyelesaian", "Completion"
    REPLY = "reply", "Tanggapan pelapor", "Reply of the reporter"
    HELD_COMPLETION = "held_completion", "Kelengkapan laporan tertunda", "Completion of a held report"
    STATEMENT = "statement", "Pernyataan lengkap (UU)", "Statement of completeness (statute)"
    STATUTORY_COMPLETION = "statutory_completion", "Melengkapi berkas (UU)", "Completion by the reporter (statute)"
    DECISION = "decision", "Putusan (UU)", "Decision (statute)"
    OMBUDSMAN = "ombudsman", "Batas sebelum Ombudsman", "Time before the Ombudsman"
    OMBUDSMAN_REACH = "ombudsman_reach", "Masa lapor ke Ombudsman", "Age of a matter for the Ombudsman"
    BREACH_NOTICE = "breach_notice", "Pemberitahuan kegagalan pelindungan data", "Notice of a personal-data breach"


class DutyState(Term):
    """How a duty stands. Indonesian term: *status kewajiban*."""

    RUNNING = "running", "Berjalan", "Running"
    PAUSED = "paused", "Terhenti sementara", "Paused"
    MET = "met", "Terpenuhi", "Met"
    LATE = "late", "Terpenuhi terlambat", "Met late"
    BREACHED = "breached", "Terlampaui", "Breached"
    DROPPED = "dropped", "Gugur", "Dropped"
    UNKNOWN = "unknown", "Tidak diketahui", "Unknown"


class IntentKind(Term):
    """What the caller should now do for a report. Indonesian term: *jenis tindak lanjut sistem*."""

    REMIND = "remind", "Ingatkan", "Remind"
    WARN = "warn", "Peringatkan", "Warn"
    RAISE_LEVEL = "raise_level", "Eskalasi ke atasan", "Raise one level"
    NOBODY_ABOVE = "nobody_above", "Tidak ada atasan lagi", "Nobody to escalate to"
    LAPSE = "lapse", "Tutup oleh sistem", "Close by the system"
    EXPIRE = "expire", "Arsipkan karena tidak dilengkapi", "Archive as not completed"
    OFFER_OMBUDSMAN = "offer_ombudsman", "Tawarkan penerusan ke Ombudsman", "Offer the Ombudsman"
    FORGET_IDENTITY = "forget_identity", "Hapus identitas pelapor", "Forget the reporter's identity"
    REDACT = "redact", "Hapus teks untuk selamanya", "Remove the texts for good"


class DayUse(Term):
    """What a day is to a duty: whether it counts, and why not. Indonesian term: *pemakaian hari*."""

    COUNTED = "counted", "Dihitung", "Counted"
    BUDGET_SPENT = "budget_spent", "Dihitung: jatah tunda habis", "Counted: pause budget used up"
    NOT_OVER = "not_over", "Akan dihitung: hari belum berakhir", "Will count: day not over"
    HAD_ENDED = "had_ended", "Seandainya berlanjut", "Would count: duty had ended"
    DAY_OFF = "day_off", "Dilewati: hari libur", "Skipped: day off"
    OTHER_PARTY = "other_party", "Terhenti: giliran pihak lain", "Paused: another party's turn"
    ROLLED = "rolled", "Digeser ke hari kerja berikutnya", "Moves on to the next working day"
    BEFORE_ADOPTION = "before_adoption", "Tidak diketahui: sebelum diambil alih", "Unknown: before adoption"
    BEFORE_START = "before_start", "Tidak diketahui: mungkin sebelum mulai", "Unknown: may lie before its start"
    PAUSE_UNKNOWN = "pause_unknown", "Tidak diketahui: sisa jatah tunda", "Unknown: rest of the pause budget"


class DataClass(Term):
    """What kind of personal data a privacy rule looks for. Indonesian term: *jenis data pribadi*."""

    IDENTITY = "identity", "Identitas", "Identity"
    OTHER_PERSON = "other_person", "Data orang lain", "Another person's data"
    SPECIFIC = "specific", "Data pribadi yang bersifat spesifik", "Specific personal data"


class TextAnswer(Term):
    """What becomes of a text that somebody hands in. Indonesian term: *jawaban pemeriksaan teks*."""

    CLEARED = "cleared", "Dapat diterbitkan", "May be published"
    QUEUED = "queued", "Menunggu peninjauan", "Waits for a review"
    STOPPED = "stopped", "Harus diperbaiki", "To be mended"


class IndicatorUnit(Term):
    """In what an indicator is measured. Indonesian term: *satuan indikator*."""

    PERCENT = "percent", "Persen", "Percent"
    WORKDAYS = "workdays", "Hari kerja", "Working days"
    DAYS = "days", "Hari kalender", "Calendar days"
    REPORTS = "reports", "Laporan", "Reports"
    REPORTS_A_DAY = "reports_a_day", "Laporan per hari", "Reports a day"
    SCORE = "score", "Nilai", "Score"
    PER_HUNDRED_REPORTS = "per_hundred_reports", "Per seratus laporan", "Per hundred reports"
    PER_THOUSAND_TEXTS = "per_thousand_texts", "Per seribu teks", "Per thousand texts"


class Rounding(Term):
    """How an exact figure is cut for display; never for counting. Indonesian term: *pembulatan*."""

    HALF_EVEN = "half_even", "Setengah ke genap", "Half to even"
    HALF_UP = "half_up", "Setengah ke atas", "Half away from zero"
    TRUNCATION = "truncation", "Dipotong", "Truncation"


class Direction(Term):
    """Which end of a ranking is the first place. Indonesian term: *arah peringkat*."""

    HIGHEST_FIRST = "highest_first", "Tertinggi lebih dahulu", "Highest first"
    LOWEST_FIRST = "lowest_first", "Terendah lebih dahulu", "Lowest first"


class Aspect(Term):
    """What the national evaluation looks at besides figures. Indonesian term: *aspek evaluasi*."""

    POLICY = "policy", "Kebijakan dan kelembagaan", "Policy and institution"
    PEOPLE = "people", "Sumber daya manusia", "Human resources"
    DATA = "data", "Pemanfaatan data dan aplikasi", "Data and application"
    PARTICIPATION = "participation", "Partisipasi pemangku kepentingan", "Participation of stakeholders"
    COORDINATION = "coordination", "Koordinasi serta monitoring dan evaluasi", "Coordination and evaluation"


class AdviceKind(Term):
    """What an evaluation may lead to; people decide. Indonesian term: *jenis rekomendasi*."""

    REWARD = "reward", "Penghargaan", "Reward"
    SANCTION = "sanction", "Sanksi", "Sanction"
    NEITHER = "neither", "Bukan keduanya", "Neither"
    UNKNOWN = "unknown", "Belum dapat dinilai", "Cannot be told yet"


class OnboardingPath(Term):
    """What becomes of an agency's own application. Indonesian term: *arah integrasi aplikasi*."""

    SWITCH = "switch", "Wajib beralih ke SP4N-LAPOR!", "Must switch to SP4N-LAPOR!"
    INTEGRATE = "integrate", "Dapat diintegrasikan", "May be integrated"
    NOT_CLEARED = "not_cleared", "Belum memenuhi syarat integrasi", "Not cleared for integration"
    UNKNOWN = "unknown", "Belum dapat ditentukan", "Cannot be told yet"
