"""How the facts of an evaluation are written on its page, in one of two languages."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final

from examples._evaluation import ANY_STAGE, MOST_TOPICS, Evaluation, Line, is_fit
from examples._exports import has_full_hours_only
from examples._words import Words
from lapor_core import Directory, Figure, Period, Rounding, rounded
from lapor_core.monitoring.aspects import AspectResult
from lapor_core.monitoring.figures import MINIMUM_SAMPLE
from lapor_core.monitoring.indicators import Indicator
from lapor_core.vocabulary import IndicatorUnit, Language

WITHHELD: Final = "\N{EN DASH}"
MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}
KINDS: Final = {
    "resolved": ("Resolved", "Selesai"),
    "archived": ("Archived", "Diarsipkan"),
    "open": ("Open", "Terbuka"),
    ANY_STAGE: ("Reports", "Laporan"),
    "in_time": ("In time", "Tepat waktu"),
    "late": ("Late", "Terlambat"),
    "not_due": ("Not due", "Tidak jatuh tempo"),
    "not_known": ("Not known", "Tidak diketahui"),
}
WHY_NOT: Final = {
    "no_column": ("The export has no column that says it.", "Ekspor tidak memiliki kolom yang menyebutnya."),
    "other_source": ("An export of reports does not hold it.", "Tidak tercatat dalam ekspor laporan."),
    "no_data": ("No row says enough to be counted.", "Tidak ada baris yang cukup lengkap untuk dihitung."),
    "too_few": (
        f"Rests on fewer than {MINIMUM_SAMPLE} rows.",
        f"Didasarkan pada kurang dari {MINIMUM_SAMPLE} baris.",
    ),
    "withheld": (
        "Left out of a public page: with the tables here it could give small counts away.",
        "Ditiadakan dari halaman publik: bersama tabel di sini, jumlah kecil dapat terungkap.",
    ),
}


class Wording(Words):
    """How facts are written on the page."""

    too_few: Final = f"n < {MINIMUM_SAMPLE}"
    """Stands for a value that rests on too few rows."""

    def __init__(
        self, language: Language, *, evaluation: Evaluation, directory: Directory, categories: Mapping[str, str]
    ) -> None:
        """Write an evaluation in a language."""
        super().__init__(language)
        self._evaluation = evaluation
        self._directory = directory
        self._categories = categories

    def kind(self, kind: str) -> str:
        """Name a stage or a judgement."""
        return self.say(*KINDS[kind])

    def count(self, n: int | None) -> str:
        """Write a number; what is withheld, or not there, is a dash."""
        return WITHHELD if n is None else self.number(n)

    def decimal(self, value: Fraction, digits: int = 1, *, percent: bool = False) -> str:
        """Write an exact value with some digits, rounded half to even."""
        text = rounded(value, digits=digits, rounding=Rounding.HALF_EVEN, percent=percent) or ""
        whole, _, rest = text.partition(".")
        point = "." if self.language == "en" else ","
        return f"{self.number(int(whole))}{point}{rest}" if rest else self.number(int(whole))

    def percent(self, value: Fraction) -> str:
        """Write a share."""
        return f"{self.decimal(value, percent=True)}%"

    def share(self, n: int | None, of: int | None) -> str:
        """Write one number as a share of another."""
        return WITHHELD if n is None or not of else self.percent(Fraction(n, of))

    def value(self, line: Line) -> str:
        """Write a figure, or in a word or two why there is none."""
        value, unit = line.figure.value, line.figure.indicator.unit
        if line.why_not == "too_few":
            return self.too_few
        if line.why_not == "withheld":
            return WITHHELD
        if line.why_not or value is None:
            return self.say("not known", "tidak diketahui")
        if unit is IndicatorUnit.PERCENT:
            return self.percent(value)
        if unit is IndicatorUnit.REPORTS:
            return self.decimal(value, 0)
        return f"{self.decimal(value)} {self.label(unit).lower()}"

    def passed(self, line: Line) -> str:
        """Say whether a pass mark is reached."""
        mark = line.figure.indicator.pass_mark
        if line.why_not or mark is None:
            return self.say("not assessed", "belum dinilai")
        at = self.decimal(mark, 0, percent=True)
        if line.figure.is_passed:
            return self.say(f"passed: {at}% or more", f"lulus: {at}% atau lebih")
        return self.say(f"not passed: below {at}%", f"tidak lulus: di bawah {at}%")

    def why_not(self, why_not: str) -> str:
        """Say why there is no value."""
        return self.say(*WHY_NOT[why_not])

    def reasons(self, indicator: Indicator, reasons: Sequence[str]) -> str:
        """Name the reasons for which rows are left out."""
        labels = {one.english: one.label(self.language) for one in indicator.excluded}
        return ", ".join(labels[reason] for reason in reasons)

    def extent(self, known: int, of: int) -> str:
        """Say without a number of how many something is known."""
        if not known:
            return self.say("none", "tidak satu pun")
        return self.say("all", "semua") if known == of else self.say("some, not all", "sebagian")

    # ------------------------------------------------------------------------------------------------------------- time

    def instant(self, at: datetime) -> str:
        """Write an instant."""
        clock = f"{at:%H:%M}" if self.language == "en" else f"{at:%H.%M}"
        return f"{self.day(at.date())}, {clock} {at:%Z}"

    def day(self, day: date) -> str:
        """Write a day."""
        return f"{day.day} {MONTHS[self.language].split()[day.month - 1]} {day.year}"

    def span(self, days: tuple[date, date] | None) -> str:
        """Write a first and a last day."""
        return (
            self.say("period not stated", "periode tidak disebut")
            if days is None
            else f" {WITHHELD} ".join(map(self.day, days))
        )

    def period(self, period: Period | None) -> str:
        """Name a month, a quarter or a year."""
        if period is None:
            return self.say("Not known", "Tidak diketahui")
        first, months = period.first, period.last.month - period.first.month + 1
        if months == 1:
            return f"{MONTHS[self.language].split()[first.month - 1]} {first.year}"
        if months == 3:  # noqa: PLR2004 (a quarter)
            return f"{first.year} {self.say('Q', 'TW ')}{first.month // 3 + 1}"
        return str(first.year)

    def is_labelled(self, period: Period | None, points: Sequence[Sequence[Any]]) -> bool:
        """Whether a column of a chart has its year below it: the first of each year, and what is not known."""
        return period is None or period == next(
            one for one, *_ in points if one and one.first.year == period.first.year
        )

    # ------------------------------------------------------------------------------------------------------------ names

    def unit(self, code: Any) -> str:
        """Name a unit, unless what stands for its name may give a person away."""
        if code is None:
            return self.say("(no agency)", "(tanpa instansi)")
        return self.fit(self._directory.get(code).name)

    def fit(self, name: str) -> str:
        """Return what a file calls something, unless it may give a person away."""
        return name if is_fit(name) else self.say("(name withheld)", "(nama disamarkan)")

    def category(self, code: Any) -> str:
        """Name a category."""
        if code is None:
            return self.say("(not known)", "(tidak diketahui)")
        name = self._categories.get(code)
        return f"{name} ({code})" if name else str(code)

    # -------------------------------------------------------------------------------------------------------- sentences

    def told(self, cells: Mapping[str, int | None], kinds: Sequence[str]) -> str:
        """Say the numbers of one column of a chart."""
        return ", ".join(f"{self.kind(kind)} {self.count(cells.get(kind, 0))}" for kind in kinds)

    def in_time(self, points: Sequence[tuple[Period | None, Mapping[str, int], Figure]]) -> str:
        """Say of how many turns it is known whether they were in time."""
        judged, turns = sum(one.sample for *_, one in points), sum(sum(cells.values()) for _, cells, _ in points)
        return self.say(
            f"known of {self.number(judged)} of {self.number(turns)}",
            f"diketahui pada {self.number(judged)} dari {self.number(turns)}",
        )

    def backlog(self, line: Line) -> str:
        """Say how old the backlog is."""
        figure = line.figure
        if not figure.sample:
            return self.say("Nothing is open.", "Tidak ada laporan terbuka.")
        if line.why_not or figure.value is None or figure.median is None:
            return self.why_not(line.why_not or "no_data")
        mean, median = self.decimal(figure.value), self.decimal(figure.median)
        late = self.count(figure.percentile(Fraction(9, 10)))
        return self.say(
            f"{self.number(figure.sample)} reports are open: {mean} days old in the mean, {median} in the median; nine "
            f"of ten are no older than {late} days.",
            f"{self.number(figure.sample)} laporan terbuka: rata-rata {mean} hari, median {median} hari; sembilan dari "
            f"sepuluh tidak lebih dari {late} hari.",
        )

    def topics_caption(self, n: int) -> str:
        """Say how many topics are listed, of how many."""
        shown = self.number(min(n, MOST_TOPICS))
        return self.say(
            f"The {shown} most frequent of {self.number(n)} topics with {MINIMUM_SAMPLE} reports or more",
            f"{shown} topik tersering dari {self.number(n)} topik dengan {MINIMUM_SAMPLE} laporan atau lebih",
        )

    def trend(self, trend: Fraction | None) -> str:
        """Write how many times as many there were."""
        return self.say("new", "baru") if trend is None else f"\N{MULTIPLICATION SIGN} {self.decimal(trend)}"

    def checked(self, result: AspectResult) -> str:
        """Say how much of an aspect is met, of what was checked."""
        checked = len(result.met) + len(result.unmet)
        if not checked:
            return self.say("not assessed", "belum dinilai")
        every = checked + len(result.unknown)
        return self.say(
            f"{len(result.met)} met of {checked} checked, of {every} items",
            f"{len(result.met)} terpenuhi dari {checked} yang diperiksa, dari {every} butir",
        )

    def finding(self, result: AspectResult, item_id: str) -> str:
        """Say what was found of an item."""
        if item_id in result.met:
            return self.say("met", "terpenuhi")
        return (
            self.say("not met", "belum terpenuhi")
            if item_id in result.unmet
            else self.say("not assessed", "belum dinilai")
        )

    def document(self, item_id: str) -> str:
        """Name what was shown for an item."""
        document = self._evaluation.documents.get(item_id)
        return WITHHELD if document is None else self.fit(document)

    def notes(self) -> list[str]:
        """Say what the file cannot tell, and what follows from that."""
        header = self._evaluation.reading.header
        notes = [
            self.say(
                "When reports ended and what came of them: the export names who closed a report, but no day and no "
                "outcome. Each ending lies between the receipt and the day of the file.",
                "Kapan laporan berakhir dan apa hasilnya: ekspor menyebut siapa yang menutup, tanpa tanggal dan hasil. "
                "Waktu berakhirnya berada di antara tanggal masuk dan tanggal berkas.",
            ),
            self.say(
                "When a report was verified, sent on or answered. So no working day is counted, and nobody is called "
                "punctual or late on this page without proof.",
                "Kapan laporan diverifikasi, didisposisikan, atau dijawab. Karena itu hari kerja tidak dihitung, dan "
                "halaman ini tidak menyebut tepat waktu atau terlambat tanpa bukti.",
            ),
            self.say(
                "Whether a report was ever held, returned, reopened or forwarded before the file was made: it shows "
                "only what is so now.",
                "Apakah laporan pernah ditunda, dikembalikan, dibuka kembali, atau diteruskan sebelum berkas dibuat: "
                "yang terlihat hanya keadaan sekarang.",
            ),
            self.say(
                "What reporters think: a score in a file does not say who gave it, and some systems fill in full marks "
                "when the time is up. Scores are not shown.",
                "Apa penilaian pelapor: nilai dalam berkas tidak menyebut siapa pemberinya, dan sebagian sistem "
                "mengisi nilai penuh saat waktu habis. Nilai tidak ditampilkan.",
            ),
        ]
        if late := (self._evaluation.as_of - self._evaluation.reading.known_at).days:
            days = self.number(late)
            notes.append(
                self.say(
                    f"What happened in the {days} days between the file and the day of asking: ages are reckoned as if "
                    "nothing had.",
                    f"Apa yang terjadi dalam {days} hari antara berkas dan hari hitung: umur dihitung seakan-akan "
                    "tidak ada perubahan.",
                )
            )
        if has_full_hours_only(self._evaluation.reading):
            notes.append(
                self.say(
                    "The minute of receipt: every time in the file is a full hour.",
                    "Menit masuknya laporan: semua waktu dalam berkas berupa jam penuh.",
                )
            )
        if header.missing:
            listed = ", ".join(header.missing)
            notes.append(self.say(f"The file lacks the columns {listed}.", f"Berkas tidak memiliki kolom {listed}."))
        return notes
