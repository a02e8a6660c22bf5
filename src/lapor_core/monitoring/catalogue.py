"""The indicators, as data. What none of them names is left out and counted as such; nothing is guessed."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from lapor_core.monitoring.facts import AgencyFacts, CaseFacts, DutyFacts, SurveyFacts, TextFacts
from lapor_core.monitoring.indicators import Exclusion, Indicator, Where, is_false, is_true, known, none_of, one_of
from lapor_core.vocabulary import Confidence, DutyName, DutyState, EndedBy, IndicatorUnit, Outcome, Status

_S, _D, _U = Status, DutyState, IndicatorUnit
_SOURCED, _SECONDARY, _ASSUMED = Confidence.SOURCED, Confidence.SECONDARY, Confidence.ASSUMED

# ------------------------------------------------------------------------------------------------ who is left out

_IN_PROCESS: Final = (_S.FOLLOW_UP, _S.ANSWERED)
_FOLLOWED_UP: Final = (*_IN_PROCESS, _S.RESOLVED)
_AT_WORK: Final = (_S.DISPOSITIONED, *_FOLLOWED_UP)
_ENDED: Final = (_S.RESOLVED, _S.ARCHIVED)
_JUDGED: Final = (_D.MET, _D.LATE, _D.BREACHED)

_STATUS_UNKNOWN: Final = Exclusion("status not known", "status tidak diketahui", (one_of("status", None),))
_NOT_SENT_YET: Final = Exclusion(
    "not dispositioned yet", "belum didisposisikan", (one_of("status", _S.RECEIVED, _S.VERIFIED),)
)
_HELD: Final = Exclusion("waiting for the reporter", "menunggu kelengkapan", (one_of("status", _S.HELD),))
_ARCHIVED: Final = Exclusion("archived: left the way without an answer", "diarsipkan", (one_of("status", _S.ARCHIVED),))
_MERGED: Final = Exclusion("following another report", "mengikuti laporan induk", (one_of("status", _S.MERGED),))
_ESCALATED: Final = Exclusion("with the Ombudsman", "pada Ombudsman", (one_of("status", _S.ESCALATED),))
_OPEN: Final = Exclusion("still open", "belum berakhir", (none_of("status", None, *_ENDED),))
_NOT_RESOLVED: Final = Exclusion("not resolved", "belum selesai", (none_of("status", None, _S.RESOLVED),))
_OFF_THE_WAY: Final = (_STATUS_UNKNOWN, _NOT_SENT_YET, _HELD, _ARCHIVED, _MERGED, _ESCALATED)


def _unknown(column: str, english: str, indonesian: str, where: Where = ()) -> Exclusion:
    return Exclusion(f"{english} not known", f"{indonesian} tidak diketahui", (*where, one_of(column, None)))


def _follow_up(
    indicator_id: str,
    english: str,
    indonesian: str,
    definition: str,
    definition_indonesian: str,
    *having: Status,
    **facts: Any,
) -> Indicator:
    usual: dict[str, Any] = {
        "of": (one_of("status", *_AT_WORK),),
        "excluded": _OFF_THE_WAY,
        "citation": _KEPRI,
        "confidence": _SOURCED,
    }
    return Indicator(
        indicator_id=indicator_id,
        english=english,
        indonesian=indonesian,
        definition=definition,
        definition_indonesian=definition_indonesian,
        rows=CaseFacts,
        having=(one_of("status", *having),),
        **(usual | facts),
    )


_KEPRI: Final = (
    "Evaluation of Kepulauan Riau and Jambi, KemenPANRB 2020, by its own figures: 77 done and 12 in process of 215; "
    "whether held, archived and forwarded reports are in the denominator is not stated"
)
_OF_ALL: Final[dict[str, Any]] = {
    "of": (known("status"),),
    "excluded": (_STATUS_UNKNOWN,),
    "citation": "As MON-001, with every report in the denominator; the sources do not say which one is meant",
    "confidence": _ASSUMED,
}

# ----------------------------------------------------------------------------------------------- the way of a report

# fmt: off
FOLLOW_UP: Final = (
    _follow_up("MON-001", "Followed up", "Persentase tindak lanjut (%TL)",
               "Reports in process or completed, of those that were dispositioned and are with an agency or done.",
               "Laporan yang sedang diproses atau selesai, dari yang terdisposisi dan berada pada instansi atau "
               "selesai.",
               *_FOLLOWED_UP),
    _follow_up("MON-002", "Followed up, of all received", "Persentase tindak lanjut dari seluruh laporan",
               "Reports in process or completed, of all that were received.",
               "Laporan yang sedang diproses atau selesai, dari seluruh laporan yang diterima.",
               *_FOLLOWED_UP, **_OF_ALL),
    _follow_up("MON-003", "Passing grade of follow-up", "Nilai kelulusan tindak lanjut",
               "Whether the share followed up (MON-001) is 60 percent or more.",
               "Apakah persentase tindak lanjut (MON-001) mencapai 60 persen atau lebih.", *_FOLLOWED_UP,
               pass_mark=Fraction(3, 5), confidence=_SECONDARY,
               citation="Blora, as told of Central Java 2022: grade 60 percent; that exactly 60 passes is assumed"),
    _follow_up("MON-004", "Completed", "Persentase selesai",
               "Reports that are resolved, of those dispositioned. Closed is not solved: see MON-061.",
               "Laporan yang selesai, dari laporan terdisposisi. Ditutup belum tentu terselesaikan: lihat MON-061.",
               _S.RESOLVED),
    _follow_up("MON-005", "In process", "Persentase proses",
               "Reports that are being followed up or were answered, of those dispositioned.",
               "Laporan yang sedang ditindaklanjuti atau sudah dijawab, dari laporan terdisposisi.", *_IN_PROCESS),
    _follow_up("MON-006", "Not followed up", "Persentase belum ditindaklanjuti",
               "Dispositioned reports without any follow-up, of those dispositioned.",
               "Laporan terdisposisi yang belum ditindaklanjuti sama sekali, dari laporan terdisposisi.",
               _S.DISPOSITIONED),
)
# fmt: on

_DUTIES: Final = (
    (DutyName.VERIFICATION, "verification", "verifikasi"),
    (DutyName.FIRST_FOLLOW_UP, "first follow-up", "tindak lanjut pertama"),
    (DutyName.COMPLETION, "completion", "penyelesaian"),
)


def _time(number: int, duty: DutyName, english: str, indonesian: str) -> Indicator:
    of_duty = (one_of("duty", duty),)
    done = (*of_duty, one_of("state", _D.MET, _D.LATE))
    return Indicator(
        indicator_id=f"MON-{number:03}",
        english=f"Time to {english}",
        indonesian=f"Waktu {indonesian}",
        definition=f"Working days that counted until {english} was done, each turn for itself; pauses do not count.",
        definition_indonesian=f"Hari kerja yang dihitung sampai {indonesian} dilakukan, setiap putaran tersendiri; "
        "masa jeda tidak dihitung.",
        rows=DutyFacts,
        of=(*done, known("days")),
        sums="days",
        by=("days",),
        excluded=(
            Exclusion("another duty", "kewajiban lain", (none_of("duty", duty),)),
            _unknown("days", "days", "jumlah hari", done),
            Exclusion(
                "done or not: not known", "dilakukan atau tidak: tidak diketahui", (one_of("state", _D.UNKNOWN, None),)
            ),
            Exclusion("not done", "belum atau tidak dilakukan", (*of_duty, none_of("state", _D.MET, _D.LATE))),
        ),
        unit=_U.WORKDAYS,
        citation="Performance as agencies tell it (follow-up within ten days, 2018); unit and denominator are ours",
        confidence=_ASSUMED,
    )


def _punctuality(number: int, duty: DutyName, english: str, indonesian: str) -> Indicator:
    return Indicator(
        indicator_id=f"MON-{number:03}",
        english=f"Punctuality of {english}",
        indonesian=f"Ketepatan waktu {indonesian}",
        definition=f"Turns of {english} that were met in time, of all that were met, met late or overdue.",
        definition_indonesian=f"Putaran {indonesian} yang dipenuhi tepat waktu, dari semua yang dipenuhi tepat waktu, "
        "dipenuhi terlambat, atau melewati batas waktu.",
        rows=DutyFacts,
        of=(one_of("duty", duty), one_of("state", *_JUDGED)),
        having=(one_of("state", _D.MET),),
        excluded=(
            Exclusion("another duty", "kewajiban lain", (none_of("duty", duty),)),
            _unknown("state", "state", "status kewajiban"),
            Exclusion("not due yet", "belum jatuh tempo", (one_of("state", _D.RUNNING, _D.PAUSED),)),
            Exclusion("ended without being owed", "gugur", (one_of("state", _D.DROPPED),)),
            Exclusion("in time or not: not known", "tidak dapat dinilai", (one_of("state", _D.UNKNOWN),)),
        ),
        citation="Own design, over the limits of the pack (SLA rules)",
        confidence=_ASSUMED,
    )


_STATUTORY: Final = (
    (DutyName.STATEMENT, "the statement of completeness", "pernyataan lengkap"),
    (DutyName.DECISION, "the decision", "putusan"),
)

DUTIES: Final = (
    *(_time(10 + place, *names) for place, names in enumerate(_DUTIES)),
    *(_punctuality(20 + place, *names) for place, names in enumerate(_DUTIES)),
    *(_punctuality(24 + place, *names) for place, names in enumerate(_STATUTORY)),
)

_WITHIN_THREE: Final = one_of("disposition_days", *range(4))
_OWN: Final[dict[str, Any]] = {"citation": "Own design; no source found", "confidence": _ASSUMED}
_BUCKETS: Final[dict[str, Any]] = {
    "citation": "Buckets and reasons of LAPOR! dashboards and exports, as agencies publish them",
    "confidence": _SECONDARY,
}
_COUNTED: Final[dict[str, Any]] = {
    "rows": CaseFacts,
    "per": "nothing",
    "unit": _U.REPORTS,
    "citation": "National and regional articles count reports so (East Java 2023-2024; 575 a day in 2018)",
    "confidence": _SOURCED,
}


_A_DAY: Final[dict[str, Any]] = {**_COUNTED, "per": "days", "unit": _U.REPORTS_A_DAY}


def _volume(number: int, column: str, english: str, indonesian: str) -> Indicator:
    return Indicator(
        indicator_id=f"MON-{number:03}",
        english=f"Volume by {english}",
        indonesian=f"Jumlah laporan menurut {indonesian}",
        definition=f"Reports received, by {english}; those of which it is not known stand apart.",
        definition_indonesian=f"Laporan yang diterima, menurut {indonesian}; yang tidak diketahui disajikan terpisah.",
        by=(column,),
        **_COUNTED,
    )


def _ever(number: int, column: str, names: tuple[str, str], definitions: tuple[str, str], **facts: Any) -> Indicator:
    english, indonesian = names
    definition, definition_indonesian = definitions
    usual: dict[str, Any] = {"of": (known(column),), "excluded": (_unknown(column, "it is", "hal ini"),), **_BUCKETS}
    return Indicator(
        indicator_id=f"MON-{number:03}",
        english=english,
        indonesian=indonesian,
        definition=definition,
        definition_indonesian=definition_indonesian,
        rows=CaseFacts,
        having=(is_true(column),),
        **(usual | facts),
    )


# fmt: off
CASES: Final = (
    Indicator(
        indicator_id="MON-023", english="Dispositioned within three days", indonesian="Disposisi dalam tiga hari",
        definition="Reports first dispositioned by the third working day after receipt, of those dispositioned.",
        definition_indonesian="Laporan yang pertama kali didisposisikan paling lambat pada hari kerja ketiga setelah "
        "diterima, dari laporan yang telah didisposisikan.",
        rows=CaseFacts, of=(known("disposition_days"),), having=(_WITHIN_THREE,),
        excluded=(_unknown("disposition_days", "not dispositioned, or days", "belum didisposisikan, atau hari"),),
        citation="LAPOR! procedure: verified and forwarded within three working days", confidence=_SOURCED),
    Indicator(
        indicator_id="MON-030", english="Backlog", indonesian="Laporan belum berakhir",
        definition="Reports that are neither resolved nor archived, of all that were received.",
        definition_indonesian="Laporan yang belum selesai dan tidak diarsipkan, dari seluruh laporan yang diterima.",
        rows=CaseFacts, of=(known("status"),), having=(none_of("status", *_ENDED),), excluded=(_STATUS_UNKNOWN,),
        **_OWN),
    Indicator(
        indicator_id="MON-031", english="Age of the backlog", indonesian="Umur laporan belum berakhir",
        definition="Calendar days since receipt of reports that have not ended.",
        definition_indonesian="Hari kalender sejak diterimanya laporan yang belum berakhir.",
        rows=CaseFacts, of=(none_of("status", None, *_ENDED), known("age")), sums="age", by=("age",),
        excluded=(_STATUS_UNKNOWN, Exclusion("ended", "sudah berakhir", (one_of("status", *_ENDED),)),
                  _unknown("age", "day of receipt", "tanggal diterima")),
        unit=_U.DAYS, **_OWN),
    Indicator(
        indicator_id="MON-040", english="Volume", indonesian="Jumlah laporan",
        definition="Reports received.", definition_indonesian="Laporan yang diterima.", **_COUNTED),
    _volume(41, "classification", "classification", "klasifikasi"),
    _volume(42, "category", "category", "kategori"),
    _volume(43, "channel", "channel", "sumber"),
    _volume(44, "region", "region", "wilayah"),
    Indicator(
        indicator_id="MON-045", english="Reports a day", indonesian="Laporan per hari",
        definition="Reports received, by the calendar days of the period.",
        definition_indonesian="Laporan yang diterima, dibagi jumlah hari kalender dalam periode.",
        **_A_DAY),
    _ever(50, "was_held", ("Held", "Ditunda"),
          ("Reports that were ever held, of all.", "Laporan yang pernah ditunda, dari seluruh laporan.")),
    Indicator(
        indicator_id="MON-051", english="Archived", indonesian="Diarsipkan",
        definition="Reports that are archived, of all; archived is not completed.",
        definition_indonesian="Laporan yang diarsipkan, dari seluruh laporan; diarsipkan bukan berarti selesai.",
        rows=CaseFacts, of=(known("status"),), having=(one_of("status", _S.ARCHIVED),),
        excluded=(_STATUS_UNKNOWN,), **_BUCKETS),
    Indicator(
        indicator_id="MON-052", english="Archived, by reason", indonesian="Diarsipkan menurut alasan",
        definition="Reports that are archived, listed by the reason; those without a known one stand apart.",
        definition_indonesian="Laporan yang diarsipkan, dirinci menurut alasan; yang tidak diketahui alasannya "
        "tersendiri.",
        rows=CaseFacts, per="nothing", of=(one_of("status", _S.ARCHIVED),), by=("archive_reason",), unit=_U.REPORTS,
        excluded=(_STATUS_UNKNOWN, Exclusion("not archived", "tidak diarsipkan", (none_of("status", _S.ARCHIVED),))),
        **_BUCKETS),
    _ever(53, "was_sent_back", ("Sent back", "Dikembalikan (bukan wewenang)"),
          ("Reports that a handler ever returned, of all.",
           "Laporan yang pernah dikembalikan oleh penerima disposisi, dari seluruh laporan.")),
    _ever(54, "was_reopened", ("Reopened", "Dibuka kembali"),
          ("Reports that were ever reopened, of all.", "Laporan yang pernah dibuka kembali, dari seluruh laporan."),
          citation="Agency systems; not seen in LAPOR! itself"),
    Indicator(
        indicator_id="MON-060", english="Who ended it, and how", indonesian="Pihak yang mengakhiri dan hasilnya",
        definition="Reports that ended, listed by who ended them, where they stand, outcome and reason.",
        definition_indonesian="Laporan yang berakhir, dirinci menurut pihak yang mengakhiri, status, hasil, dan "
        "alasan.",
        rows=CaseFacts, per="nothing", of=(one_of("status", *_ENDED),), unit=_U.REPORTS,
        by=("ended_by", "status", "outcome", "archive_reason"), excluded=(_STATUS_UNKNOWN, _OPEN),
        citation="Status words of LAPOR! exports say who closed or archived; outcomes are our own",
        confidence=_SECONDARY),
    Indicator(
        indicator_id="MON-061", english="Solved", indonesian="Terselesaikan",
        definition="Resolved reports whose outcome is solved, of those whose outcome is known. Closed is not solved.",
        definition_indonesian="Laporan selesai yang hasilnya terselesaikan, dari laporan selesai yang hasilnya "
        "diketahui. Ditutup belum tentu terselesaikan.",
        rows=CaseFacts, of=(one_of("status", _S.RESOLVED), known("outcome")),
        having=(one_of("outcome", Outcome.SOLVED),),
        excluded=(_STATUS_UNKNOWN, _NOT_RESOLVED, _unknown("outcome", "outcome", "hasil")), **_OWN),
    Indicator(
        indicator_id="MON-062", english="Closed by the system", indonesian="Ditutup oleh sistem",
        definition="Resolved reports that the system closed, of those of which it is known who closed them.",
        definition_indonesian="Laporan selesai yang ditutup oleh sistem, dari laporan selesai yang diketahui pihak "
        "penutupnya.",
        rows=CaseFacts, of=(one_of("status", _S.RESOLVED), known("ended_by")),
        having=(one_of("ended_by", EndedBy.SYSTEM),),
        excluded=(_STATUS_UNKNOWN, _NOT_RESOLVED, _unknown("ended_by", "who closed it is", "pihak yang menutup")),
        **_OWN),
    Indicator(
        indicator_id="MON-070", english="Rating", indonesian="Rata-rata penilaian",
        definition="Mean of the scores that reporters gave themselves.",
        definition_indonesian="Rata-rata nilai yang diberikan sendiri oleh pelapor.",
        rows=CaseFacts, of=(is_true("is_rating_own"), known("rating")), sums="rating", by=("rating",),
        excluded=(Exclusion("not rated", "tidak dinilai", (one_of("rating", None),)),
                  Exclusion("score filled in by a system", "nilai diisi sistem", (is_false("is_rating_own"),)),
                  _unknown("is_rating_own", "who gave the score is", "pemberi nilai")),
        unit=_U.SCORE, citation="Column Rating of LAPOR! exports; agency systems that fill in five stars",
        confidence=_SOURCED),
    Indicator(
        indicator_id="MON-071", english="Rated", indonesian="Tingkat penilaian",
        definition="Resolved reports that their reporters rated, of all resolved ones.",
        definition_indonesian="Laporan selesai yang dinilai oleh pelapornya, dari seluruh laporan selesai.",
        rows=CaseFacts, of=(one_of("status", _S.RESOLVED), known("is_rating_own")),
        having=(known("rating"), is_true("is_rating_own")),
        excluded=(_STATUS_UNKNOWN, _NOT_RESOLVED,
                  _unknown("is_rating_own", "whether its reporter rated it is", "apakah pelapor menilai")), **_OWN),
    _ever(80, "was_forwarded", ("Forwarded to the Ombudsman", "Diteruskan ke Ombudsman"),
          ("Reports that ever went to the Ombudsman, of all.",
           "Laporan yang pernah diteruskan ke Ombudsman, dari seluruh laporan."),
          citation="Ombudsman, East Java 2022: 33 forwarded, 12 of them closed", confidence=_SOURCED),
    _ever(81, "was_concluded", ("Concluded by the Ombudsman", "Diselesaikan Ombudsman"),
          ("Reports that the Ombudsman concluded, of those forwarded.",
           "Laporan yang diselesaikan Ombudsman, dari laporan yang diteruskan."),
          of=(is_true("was_forwarded"), known("was_concluded")),
          excluded=(Exclusion("not forwarded", "tidak diteruskan", (is_false("was_forwarded"),)),
                    _unknown("was_forwarded", "whether it was forwarded is", "penerusan"),
                    _unknown("was_concluded", "whether it was concluded is", "simpulan")),
          citation="Ombudsman, East Java 2022: 33 forwarded, 12 of them closed", confidence=_SOURCED),
    _ever(101, "is_pause_spent", ("Pause budget used up", "Jatah tunda habis"),
          ("Reports that waited for their reporter for longer than the pause budget, of all.",
           "Laporan yang menunggu pelapornya lebih lama daripada jatah tunda, dari seluruh laporan."),
          citation="Own design, over the pause budget of the pack (PAR-007)", confidence=_ASSUMED),
    Indicator(
        indicator_id="MON-110", english="Findings of conduct", indonesian="Temuan perilaku pengelola",
        definition="Findings under the rules of conduct for each hundred reports; a finding is never a judgement.",
        definition_indonesian="Temuan menurut aturan perilaku untuk setiap seratus laporan; temuan bukanlah putusan "
        "atas kesalahan.",
        rows=CaseFacts, of=(known("findings"),), sums="findings", scale=100,
        excluded=(_unknown("findings", "findings are", "temuan"),), unit=_U.PER_HUNDRED_REPORTS,
        citation="Own design, over the rules of conduct (CON rules)", confidence=_ASSUMED),
)
OTHERS: Final = (
    Indicator(
        indicator_id="MON-072", english="Satisfaction survey", indonesian="Indeks kepuasan masyarakat (SKM)",
        definition="Mean of the answers, 1 to 4, times 25; each answer weighs the same.",
        definition_indonesian="Rata-rata jawaban, 1 sampai 4, dikalikan 25; setiap jawaban berbobot sama.",
        rows=SurveyFacts, of=(is_true("is_own"), known("score")), sums="score", by=("score",), scale=25,
        excluded=(_unknown("score", "score", "nilai"),
                  Exclusion("filled in by a system", "diisi sistem", (is_false("is_own"),)),
                  _unknown("is_own", "who answered is", "penjawab")),
        unit=_U.SCORE, citation="PermenPANRB 14/2017, from memory: not read in the original", confidence=_ASSUMED),
    Indicator(
        indicator_id="MON-090", english="Connected agencies", indonesian="Instansi terhubung",
        definition="Agencies that are connected, of all. Connected is not active.",
        definition_indonesian="Instansi yang terhubung, dari seluruh instansi. Terhubung belum tentu aktif.",
        rows=AgencyFacts, of=(known("is_connected"),), having=(is_true("is_connected"),), by=("kind",),
        excluded=(_unknown("is_connected", "whether it is connected is", "keterhubungan"),),
        citation="Evaluation of Kepulauan Riau and Jambi, KemenPANRB 2020: 11 of 12", confidence=_SOURCED),
    Indicator(
        indicator_id="MON-091", english="Active, of those connected", indonesian="Keaktifan instansi terhubung",
        definition="Agencies that work with their reports, of those that are connected.",
        definition_indonesian="Instansi yang mengelola laporannya, dari instansi yang terhubung.",
        rows=AgencyFacts, of=(is_true("is_connected"), known("is_active")), having=(is_true("is_active"),),
        excluded=(Exclusion("not connected", "belum terhubung", (is_false("is_connected"),)),
                  _unknown("is_connected", "whether it is connected is", "keterhubungan"),
                  _unknown("is_active", "whether it is active is", "keaktifan")),
        citation="KemenPANRB, October 2022: 73 of 660 connected agencies are not active", confidence=_SOURCED),
    Indicator(
        indicator_id="MON-092", english="Active, of all agencies", indonesian="Keaktifan seluruh instansi",
        definition="Agencies with a login within the last month, of all.",
        definition_indonesian="Instansi yang masuk ke sistem dalam sebulan terakhir, dari seluruh instansi.",
        rows=AgencyFacts, of=(known("is_active"),), having=(is_true("is_active"),),
        excluded=(_unknown("is_active", "whether it is active is", "keaktifan"),),
        citation="Evaluation of Kepulauan Riau and Jambi, KemenPANRB 2020: 10 of 12", confidence=_SOURCED),
    Indicator(
        indicator_id="MON-100", english="Share of pauses", indonesian="Porsi waktu jeda",
        definition="Days of completion that did not count because it was the reporter's turn, of all its days.",
        definition_indonesian="Hari dalam kewajiban penyelesaian yang tidak dihitung karena menunggu pelapor, dari "
        "seluruh harinya.",
        rows=DutyFacts, of=(one_of("duty", DutyName.COMPLETION), known("paused"), known("total")),
        sums="paused", over="total",
        excluded=(Exclusion("another duty", "kewajiban lain", (none_of("duty", DutyName.COMPLETION),)),
                  _unknown("paused", "days", "jumlah hari")),
        **_OWN),
    Indicator(
        indicator_id="MON-120", english="Leak findings", indonesian="Temuan kebocoran identitas",
        definition="Findings of the check of texts for each thousand texts.",
        definition_indonesian="Temuan pemeriksaan teks untuk setiap seribu teks.",
        rows=TextFacts, of=(known("findings"),), sums="findings", scale=1000,
        excluded=(_unknown("findings", "findings are", "temuan"),), unit=_U.PER_THOUSAND_TEXTS,
        citation="Own design, over the rules of texts (PRV rules)", confidence=_ASSUMED),
)
# fmt: on

INDICATORS: Final = tuple(sorted((*FOLLOW_UP, *DUTIES, *CASES, *OTHERS), key=lambda one: one.indicator_id))
"""Every indicator, by its id."""
BY_ID: Final[Mapping[str, Indicator]] = {one.indicator_id: one for one in INDICATORS}
