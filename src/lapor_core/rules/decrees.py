"""The holidays of Indonesia, 2018 to 2027, as the decrees set and changed them.

Every year a joint decree of three ministers (*surat keputusan bersama*, SKB: Religious Affairs, Manpower,
Administrative Reform) names the national holidays and the days of joint leave (*cuti bersama*); later decrees
amend it, often within the year. Election days come by presidential decree (*keputusan presiden*, Keppres). What
was known on a day follows from the decrees published up to that day, so this file keeps amendments as
amendments and never edits an earlier decree.

To add a year or an amendment, write its decrees down here and name a new year in `DECREES`; nothing else
changes. The first joint decree of a year covers it: days of a year that has none are not known. Names of
holidays are the official ones of the year: those of Keppres 8 of 2024 from 2024 on. A day on which two holidays
fall is one entry with both names. The names of election days are shortened.

`Decree.published_on` is the day of signing, from which a decree is in force; the text may have been made known
a day or more later, which is noted where it was found. ``SOURCED``: the decree or a government page was
read, or the list was compared with it. ``SECONDARY``: the press quotes it. ``ASSUMED``: neither.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final, Self

import attrs

from lapor_core.checks import is_a, is_day, is_text
from lapor_core.errors import InvalidValueError
from lapor_core.vocabulary import Confidence, DayKind, Language, in_language

HOLIDAY_KINDS: Final = frozenset({DayKind.NATIONAL, DayKind.JOINT_LEAVE, DayKind.ELECTION, DayKind.LOCAL})
"""The kinds of day that a decree can set."""


def is_holiday_kind(_: object, attribute: "attrs.Attribute[DayKind]", value: object) -> None:
    """Validate a kind of day that a decree can set."""
    if not isinstance(value, DayKind) or value not in HOLIDAY_KINDS:
        raise InvalidValueError(attribute.name, "a kind of day that a decree sets is needed")


@attrs.frozen(kw_only=True, weakref_slot=False)
class Holiday:
    """A day off by decree. Indonesian term: *hari libur*.

    Args:
        day: the day.
        kind: national holiday, joint leave, election day or local holiday.
        indonesian: its official name.
        english: its name in English.

    Raises:
        InvalidValueError: the day is no plain date, the kind is not set by decree, or a name is empty.
    """

    day: date = attrs.field(validator=is_day)
    kind: DayKind = attrs.field(validator=is_holiday_kind)
    indonesian: str = attrs.field(validator=is_text)
    english: str = attrs.field(validator=is_text)

    def name(self, language: Language) -> str:
        """Return its name in Indonesian (``"id"``) or English (``"en"``)."""
        return in_language(language, self.indonesian, self.english)


@attrs.frozen(kw_only=True, weakref_slot=False)
class Coverage:
    """The days that a list of holidays is meant for, from the first to the last. Indonesian term: *masa cakupan*.

    Args:
        first: the first day.
        last: the last day.

    Raises:
        InvalidValueError: one is no plain date, or the last day lies before the first.
    """

    first: date = attrs.field(validator=is_day)
    last: date = attrs.field(validator=is_day)

    def __attrs_post_init__(self) -> None:
        """Check the order."""
        if self.last < self.first:
            raise InvalidValueError("last", "a day not before the first is needed")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @classmethod
    def of_years(cls, first: int, last: int) -> Self:
        """Cover whole years, from the first to the last."""
        return cls(first=date(first, 1, 1), last=date(last, 12, 31))


_are_holidays: Final = attrs.validators.deep_iterable(is_a(Holiday), is_a(tuple))
_are_days: Final = attrs.validators.deep_iterable(is_day, is_a(tuple))


@attrs.frozen(kw_only=True, weakref_slot=False)
class Decree:
    """What one decree added to the holidays and took away. Indonesian term: *keputusan*.

    Removals come first: a day that a decree both removes and adds ends as a holiday. A removal takes away all
    holidays of the day that earlier decrees set, whoever made them.

    Args:
        decree_id: stable id: the first joint decree for 2023 is ``SKB-2023-0``, its first amendment
            ``SKB-2023-1``; a presidential decree has its own number, ``KEPPRES-2024-10``.
        citation: its numbers as published.
        published_on: the day of signing.
        confidence: how well that day and the content are founded.
        covers: the days for which it is *the* list, so that those it does not name are no holidays; None for a
            decree that only amends or adds.
        adds: days that become holidays.
        removes: days that are holidays no longer.
        provisional: whether the decree itself was not seen, so that the list may still change.
        note: what a reader should know about it, or nothing.

    Raises:
        InvalidValueError: a field is of the wrong type, or the id or the citation is empty.
    """

    decree_id: str = attrs.field(validator=is_text)
    citation: str = attrs.field(validator=is_text)
    published_on: date = attrs.field(validator=is_day)
    confidence: Confidence = attrs.field(validator=is_a(Confidence))
    covers: Coverage | None = attrs.field(default=None, validator=attrs.validators.optional(is_a(Coverage)))
    adds: tuple[Holiday, ...] = attrs.field(default=(), validator=_are_holidays)
    removes: tuple[date, ...] = attrs.field(default=(), validator=_are_days)
    provisional: bool = attrs.field(default=False, validator=is_a(bool))
    note: str = attrs.field(default="", validator=is_a(str))

    @classmethod
    def of_days(
        cls,
        days: Mapping[date, str],
        *,
        decree_id: str,
        citation: str,
        published_on: date,
        confidence: Confidence,
        kind: DayKind = DayKind.LOCAL,
        covers: Coverage | None = None,
    ) -> Self:
        """Make a decree of plain days, such as those of a region or of a service that works through the week.

        Args:
            days: the name of each day; it serves in both languages.
            decree_id: as in the class.
            citation: as in the class.
            published_on: as in the class.
            confidence: as in the class.
            kind: what all of these days are.
            covers: as in the class; needed when the days do not come on top of other decrees.

        Raises:
            InvalidValueError: as in the class.
        """
        adds = tuple(Holiday(day=day, kind=kind, indonesian=name, english=name) for day, name in sorted(days.items()))
        return cls(
            decree_id=decree_id,
            citation=citation,
            published_on=published_on,
            confidence=confidence,
            covers=covers,
            adds=adds,
        )


def _national(year: int, month: int, day: int, indonesian: str, english: str) -> Holiday:
    return Holiday(day=date(year, month, day), kind=DayKind.NATIONAL, indonesian=indonesian, english=english)


def _election(year: int, month: int, day: int, indonesian: str, english: str) -> Holiday:
    return Holiday(day=date(year, month, day), kind=DayKind.ELECTION, indonesian=indonesian, english=english)


def _leave(year: int, month: int, day: int, indonesian: str, english: str) -> Holiday:
    return Holiday(
        day=date(year, month, day),
        kind=DayKind.JOINT_LEAVE,
        indonesian=f"Cuti bersama {indonesian}",
        english=f"Joint leave: {english}",
    )


_FOR_2018: Final = (
    Decree(
        decree_id="SKB-2018-0",
        covers=Coverage.of_years(2018, 2018),
        citation="SKB 707/256/01 of 2017",
        published_on=date(2017, 9, 22),
        confidence=Confidence.SECONDARY,
        adds=(
            _national(2018, 1, 1, "Tahun Baru 2018 Masehi", "New Year's Day"),
            _national(2018, 2, 16, "Tahun Baru Imlek 2569 Kongzili", "Lunar New Year"),
            _national(2018, 3, 17, "Hari Raya Nyepi Tahun Baru Saka 1940", "Day of Silence (Saka New Year)"),
            _national(2018, 3, 30, "Wafat Isa Almasih", "Good Friday"),
            _national(2018, 4, 14, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _national(2018, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2018, 5, 10, "Kenaikan Isa Almasih", "Ascension Day"),
            _national(2018, 5, 29, "Hari Raya Waisak 2562", "Vesak Day"),
            _national(2018, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _leave(2018, 6, 13, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr"),
            _leave(2018, 6, 14, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr"),
            _national(2018, 6, 15, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr, first day"),
            _national(2018, 6, 16, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr, second day"),
            _leave(2018, 6, 18, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr"),
            _leave(2018, 6, 19, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr"),
            _national(2018, 8, 17, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
            _national(2018, 8, 22, "Hari Raya Idul Adha 1439 Hijriah", "Eid al-Adha"),
            _national(2018, 9, 11, "Tahun Baru Islam 1440 Hijriah", "Islamic New Year"),
            _national(2018, 11, 20, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _leave(2018, 12, 24, "Hari Raya Natal", "Christmas Day"),
            _national(2018, 12, 25, "Hari Raya Natal", "Christmas Day"),
        ),
    ),
    Decree(
        decree_id="SKB-2018-1",
        citation="SKB 223/46/13 of 2018",
        published_on=date(2018, 4, 18),
        confidence=Confidence.SECONDARY,
        adds=(
            _leave(2018, 6, 11, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr"),
            _leave(2018, 6, 12, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr"),
            _leave(2018, 6, 20, "Hari Raya Idul Fitri 1439 Hijriah", "Eid al-Fitr"),
        ),
    ),
    Decree(
        decree_id="KEPPRES-2018-15",
        citation="Keppres 15 of 2018",
        published_on=date(2018, 6, 25),
        confidence=Confidence.SECONDARY,
        adds=(_election(2018, 6, 27, "Hari Pemungutan Suara Pemilihan Kepala Daerah 2018", "Regional election day"),),
        note="Some press of the day gives its number as 14.",
    ),
)

_FOR_2019: Final = (
    Decree(
        decree_id="SKB-2019-0",
        covers=Coverage.of_years(2019, 2019),
        citation="SKB 617/262/16 of 2018",
        published_on=date(2018, 11, 2),
        confidence=Confidence.SECONDARY,
        adds=(
            _national(2019, 1, 1, "Tahun Baru 2019 Masehi", "New Year's Day"),
            _national(2019, 2, 5, "Tahun Baru Imlek 2570 Kongzili", "Lunar New Year"),
            _national(2019, 3, 7, "Hari Raya Nyepi Tahun Baru Saka 1941", "Day of Silence (Saka New Year)"),
            _national(2019, 4, 3, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _national(2019, 4, 19, "Wafat Isa Almasih", "Good Friday"),
            _national(2019, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2019, 5, 19, "Hari Raya Waisak 2563", "Vesak Day"),
            _national(2019, 5, 30, "Kenaikan Isa Almasih", "Ascension Day"),
            _national(2019, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _leave(2019, 6, 3, "Hari Raya Idul Fitri 1440 Hijriah", "Eid al-Fitr"),
            _leave(2019, 6, 4, "Hari Raya Idul Fitri 1440 Hijriah", "Eid al-Fitr"),
            _national(2019, 6, 5, "Hari Raya Idul Fitri 1440 Hijriah", "Eid al-Fitr, first day"),
            _national(2019, 6, 6, "Hari Raya Idul Fitri 1440 Hijriah", "Eid al-Fitr, second day"),
            _leave(2019, 6, 7, "Hari Raya Idul Fitri 1440 Hijriah", "Eid al-Fitr"),
            _national(2019, 8, 11, "Hari Raya Idul Adha 1440 Hijriah", "Eid al-Adha"),
            _national(2019, 8, 17, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
            _national(2019, 9, 1, "Tahun Baru Islam 1441 Hijriah", "Islamic New Year"),
            _national(2019, 11, 9, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _leave(2019, 12, 24, "Hari Raya Natal", "Christmas Day"),
            _national(2019, 12, 25, "Hari Raya Natal", "Christmas Day"),
        ),
    ),
    Decree(
        decree_id="KEPPRES-2019-10",
        citation="Keppres 10 of 2019",
        published_on=date(2019, 4, 8),
        confidence=Confidence.SECONDARY,
        adds=(_election(2019, 4, 17, "Hari Pemungutan Suara Pemilihan Umum 2019", "General election day"),),
    ),
)

_FOR_2020: Final = (
    Decree(
        decree_id="SKB-2020-0",
        covers=Coverage.of_years(2020, 2020),
        citation="SKB 728/213/01 of 2019",
        published_on=date(2019, 8, 28),
        confidence=Confidence.SECONDARY,
        adds=(
            _national(2020, 1, 1, "Tahun Baru 2020 Masehi", "New Year's Day"),
            _national(2020, 1, 25, "Tahun Baru Imlek 2571 Kongzili", "Lunar New Year"),
            _national(2020, 3, 22, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _national(2020, 3, 25, "Hari Suci Nyepi Tahun Baru Saka 1942", "Day of Silence (Saka New Year)"),
            _national(2020, 4, 10, "Wafat Isa Almasih", "Good Friday"),
            _national(2020, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2020, 5, 7, "Hari Raya Waisak 2564", "Vesak Day"),
            _national(2020, 5, 21, "Kenaikan Isa Almasih", "Ascension Day"),
            _leave(2020, 5, 22, "Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr"),
            _national(2020, 5, 24, "Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr, first day"),
            _national(2020, 5, 25, "Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr, second day"),
            _leave(2020, 5, 26, "Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr"),
            _leave(2020, 5, 27, "Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr"),
            _national(2020, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _national(2020, 7, 31, "Hari Raya Idul Adha 1441 Hijriah", "Eid al-Adha"),
            _national(2020, 8, 17, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
            _national(2020, 8, 20, "Tahun Baru Islam 1442 Hijriah", "Islamic New Year"),
            _national(2020, 10, 29, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _leave(2020, 12, 24, "Hari Raya Natal", "Christmas Day"),
            _national(2020, 12, 25, "Hari Raya Natal", "Christmas Day"),
        ),
        note="Agreed on 27 August 2019; reports of the signing differ (17, 27 and 28 August): the latest is taken.",
    ),
    Decree(
        decree_id="SKB-2020-1",
        citation="SKB 174/01/01 of 2020",
        published_on=date(2020, 3, 9),
        confidence=Confidence.SECONDARY,
        adds=(
            _leave(2020, 5, 28, "Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr"),
            _leave(2020, 5, 29, "Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr"),
            _leave(2020, 8, 21, "Tahun Baru Islam 1442 Hijriah", "Islamic New Year"),
            _leave(2020, 10, 30, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
        ),
    ),
    Decree(
        decree_id="SKB-2020-2",
        citation="SKB 391/02/02 of 2020",
        published_on=date(2020, 4, 9),
        confidence=Confidence.SECONDARY,
        adds=(
            _leave(2020, 10, 28, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _leave(2020, 12, 28, "pengganti Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr, in lieu"),
            _leave(2020, 12, 29, "pengganti Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr, in lieu"),
            _leave(2020, 12, 30, "pengganti Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr, in lieu"),
            _leave(2020, 12, 31, "pengganti Hari Raya Idul Fitri 1441 Hijriah", "Eid al-Fitr, in lieu"),
        ),
        removes=(date(2020, 5, 26), date(2020, 5, 27), date(2020, 5, 28), date(2020, 5, 29)),
        note="The leave of 22 May stayed.",
    ),
    Decree(
        decree_id="SKB-2020-3",
        citation="SKB 440/03/03 of 2020",
        published_on=date(2020, 5, 20),
        confidence=Confidence.SECONDARY,
        removes=(date(2020, 5, 22),),
        note="Two days' notice.",
    ),
    Decree(
        decree_id="KEPPRES-2020-22",
        citation="Keppres 22 of 2020",
        published_on=date(2020, 11, 27),
        confidence=Confidence.SECONDARY,
        adds=(_election(2020, 12, 9, "Hari Pemungutan Suara Pemilihan Kepala Daerah 2020", "Regional election day"),),
    ),
    Decree(
        decree_id="SKB-2020-4",
        citation="SKB 744/05/06 of 2020",
        published_on=date(2020, 12, 1),
        confidence=Confidence.SOURCED,
        removes=(date(2020, 12, 28), date(2020, 12, 29), date(2020, 12, 30)),
    ),
)

_FOR_2021: Final = (
    Decree(
        decree_id="SKB-2021-0",
        covers=Coverage.of_years(2021, 2021),
        citation="SKB 642/4/4 of 2020",
        published_on=date(2020, 9, 10),
        confidence=Confidence.SECONDARY,
        adds=(
            _national(2021, 1, 1, "Tahun Baru 2021 Masehi", "New Year's Day"),
            _national(2021, 2, 12, "Tahun Baru Imlek 2572 Kongzili", "Lunar New Year"),
            _national(2021, 3, 11, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _leave(2021, 3, 12, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _national(2021, 3, 14, "Hari Suci Nyepi Tahun Baru Saka 1943", "Day of Silence (Saka New Year)"),
            _national(2021, 4, 2, "Wafat Isa Almasih", "Good Friday"),
            _national(2021, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _leave(2021, 5, 12, "Hari Raya Idul Fitri 1442 Hijriah", "Eid al-Fitr"),
            _national(
                2021,
                5,
                13,
                "Kenaikan Isa Almasih; Hari Raya Idul Fitri 1442 Hijriah",
                "Ascension Day; Eid al-Fitr, first day",
            ),
            _national(2021, 5, 14, "Hari Raya Idul Fitri 1442 Hijriah", "Eid al-Fitr, second day"),
            _leave(2021, 5, 17, "Hari Raya Idul Fitri 1442 Hijriah", "Eid al-Fitr"),
            _leave(2021, 5, 18, "Hari Raya Idul Fitri 1442 Hijriah", "Eid al-Fitr"),
            _leave(2021, 5, 19, "Hari Raya Idul Fitri 1442 Hijriah", "Eid al-Fitr"),
            _national(2021, 5, 26, "Hari Raya Waisak 2565", "Vesak Day"),
            _national(2021, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _national(2021, 7, 20, "Hari Raya Idul Adha 1442 Hijriah", "Eid al-Adha"),
            _national(2021, 8, 10, "Tahun Baru Islam 1443 Hijriah", "Islamic New Year"),
            _national(2021, 8, 17, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
            _national(2021, 10, 19, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _leave(2021, 12, 24, "Hari Raya Natal", "Christmas Day"),
            _national(2021, 12, 25, "Hari Raya Natal", "Christmas Day"),
            _leave(2021, 12, 27, "Hari Raya Natal", "Christmas Day"),
        ),
    ),
    Decree(
        decree_id="SKB-2021-1",
        citation="SKB 281/1/1 of 2021",
        published_on=date(2021, 2, 22),
        confidence=Confidence.SECONDARY,
        removes=(date(2021, 3, 12), date(2021, 5, 17), date(2021, 5, 18), date(2021, 5, 19), date(2021, 12, 27)),
    ),
    Decree(
        decree_id="SKB-2021-2",
        citation="SKB 712/1/3 of 2021",
        published_on=date(2021, 6, 18),
        confidence=Confidence.SECONDARY,
        adds=(
            _national(2021, 8, 11, "Tahun Baru Islam 1443 Hijriah", "Islamic New Year"),
            _national(2021, 10, 20, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
        ),
        removes=(date(2021, 8, 10), date(2021, 10, 19), date(2021, 12, 24)),
        note="The press release prints 22 October; 20 October is the day that was kept.",
    ),
)

_FOR_2022: Final = (
    Decree(
        decree_id="SKB-2022-0",
        covers=Coverage.of_years(2022, 2022),
        citation="SKB 963/3/4 of 2021",
        published_on=date(2021, 9, 22),
        confidence=Confidence.SOURCED,
        adds=(
            _national(2022, 1, 1, "Tahun Baru 2022 Masehi", "New Year's Day"),
            _national(2022, 2, 1, "Tahun Baru Imlek 2573 Kongzili", "Lunar New Year"),
            _national(2022, 2, 28, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _national(2022, 3, 3, "Hari Suci Nyepi Tahun Baru Saka 1944", "Day of Silence (Saka New Year)"),
            _national(2022, 4, 15, "Wafat Isa Almasih", "Good Friday"),
            _national(2022, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2022, 5, 2, "Hari Raya Idul Fitri 1443 Hijriah", "Eid al-Fitr, first day"),
            _national(2022, 5, 3, "Hari Raya Idul Fitri 1443 Hijriah", "Eid al-Fitr, second day"),
            _national(2022, 5, 16, "Hari Raya Waisak 2566 BE", "Vesak Day"),
            _national(2022, 5, 26, "Kenaikan Isa Almasih", "Ascension Day"),
            _national(2022, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _national(2022, 7, 9, "Hari Raya Idul Adha 1443 Hijriah", "Eid al-Adha"),
            _national(2022, 7, 30, "Tahun Baru Islam 1444 Hijriah", "Islamic New Year"),
            _national(2022, 8, 17, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
            _national(2022, 10, 8, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _national(2022, 12, 25, "Hari Raya Natal", "Christmas Day"),
        ),
        note="Left joint leave to a later decree.",
    ),
    Decree(
        decree_id="SKB-2022-1",
        citation="SKB 375/1/1 of 2022",
        published_on=date(2022, 4, 7),
        confidence=Confidence.SOURCED,
        adds=(
            _leave(2022, 4, 29, "Hari Raya Idul Fitri 1443 Hijriah", "Eid al-Fitr"),
            _leave(2022, 5, 4, "Hari Raya Idul Fitri 1443 Hijriah", "Eid al-Fitr"),
            _leave(2022, 5, 5, "Hari Raya Idul Fitri 1443 Hijriah", "Eid al-Fitr"),
            _leave(2022, 5, 6, "Hari Raya Idul Fitri 1443 Hijriah", "Eid al-Fitr"),
        ),
    ),
    Decree(
        decree_id="SKB-2022-2",
        citation="SKB 678/2/2 of 2022",
        published_on=date(2022, 7, 7),
        confidence=Confidence.SECONDARY,
        adds=(_national(2022, 7, 10, "Hari Raya Idul Adha 1443 Hijriah", "Eid al-Adha"),),
        removes=(date(2022, 7, 9),),
        note="Follows the sighting of the moon; made known on 8 July. Saturday to Sunday: it matters to six-day weeks.",
    ),
)

_FOR_2023: Final = (
    Decree(
        decree_id="SKB-2023-0",
        covers=Coverage.of_years(2023, 2023),
        citation="SKB 1066/3/3 of 2022",
        published_on=date(2022, 10, 11),
        confidence=Confidence.SOURCED,
        adds=(
            _national(2023, 1, 1, "Tahun Baru 2023 Masehi", "New Year's Day"),
            _national(2023, 1, 22, "Tahun Baru Imlek 2574 Kongzili", "Lunar New Year"),
            _leave(2023, 1, 23, "Tahun Baru Imlek 2574 Kongzili", "Lunar New Year"),
            _national(2023, 2, 18, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _national(2023, 3, 22, "Hari Suci Nyepi Tahun Baru Saka 1945", "Day of Silence (Saka New Year)"),
            _leave(2023, 3, 23, "Hari Suci Nyepi Tahun Baru Saka 1945", "Day of Silence (Saka New Year)"),
            _national(2023, 4, 7, "Wafat Isa Almasih", "Good Friday"),
            _leave(2023, 4, 21, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr"),
            _national(2023, 4, 22, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr, first day"),
            _national(2023, 4, 23, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr, second day"),
            _leave(2023, 4, 24, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr"),
            _leave(2023, 4, 25, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr"),
            _leave(2023, 4, 26, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr"),
            _national(2023, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2023, 5, 18, "Kenaikan Isa Almasih", "Ascension Day"),
            _national(2023, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _leave(2023, 6, 2, "Hari Raya Waisak 2567 BE", "Vesak Day"),
            _national(2023, 6, 4, "Hari Raya Waisak 2567 BE", "Vesak Day"),
            _national(2023, 6, 29, "Hari Raya Idul Adha 1444 Hijriah", "Eid al-Adha"),
            _national(2023, 7, 19, "Tahun Baru Islam 1445 Hijriah", "Islamic New Year"),
            _national(2023, 8, 17, "Hari Kemerdekaan Republik Indonesia", "Independence Day"),
            _national(2023, 9, 28, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _national(2023, 12, 25, "Hari Raya Natal", "Christmas Day"),
            _leave(2023, 12, 26, "Hari Raya Natal", "Christmas Day"),
        ),
    ),
    Decree(
        decree_id="SKB-2023-1",
        citation="SKB 327/1/1 of 2023",
        published_on=date(2023, 3, 29),
        confidence=Confidence.SOURCED,
        adds=(
            _leave(2023, 4, 19, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr"),
            _leave(2023, 4, 20, "Hari Raya Idul Fitri 1444 Hijriah", "Eid al-Fitr"),
        ),
        removes=(date(2023, 4, 26),),
    ),
    Decree(
        decree_id="SKB-2023-2",
        citation="SKB 624/2/2 of 2023",
        published_on=date(2023, 6, 16),
        confidence=Confidence.SOURCED,
        adds=(
            _leave(2023, 6, 28, "Hari Raya Idul Adha 1444 Hijriah", "Eid al-Adha"),
            _leave(2023, 6, 30, "Hari Raya Idul Adha 1444 Hijriah", "Eid al-Adha"),
        ),
        note="Dated 16 June; the press had it on 20 June.",
    ),
)

_FOR_2024: Final = (
    Decree(
        decree_id="SKB-2024-0",
        covers=Coverage.of_years(2024, 2024),
        citation="SKB 855/3/4 of 2023",
        published_on=date(2023, 9, 12),
        confidence=Confidence.SOURCED,
        adds=(
            _national(2024, 1, 1, "Tahun Baru 2024 Masehi", "New Year's Day"),
            _national(2024, 2, 8, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _leave(2024, 2, 9, "Tahun Baru Imlek 2575 Kongzili", "Lunar New Year"),
            _national(2024, 2, 10, "Tahun Baru Imlek 2575 Kongzili", "Lunar New Year"),
            _national(2024, 3, 11, "Hari Suci Nyepi (Tahun Baru Saka 1946)", "Day of Silence (Saka New Year)"),
            _leave(2024, 3, 12, "Hari Suci Nyepi (Tahun Baru Saka 1946)", "Day of Silence (Saka New Year)"),
            _national(2024, 3, 29, "Wafat Yesus Kristus", "Good Friday"),
            _national(2024, 3, 31, "Kebangkitan Yesus Kristus (Paskah)", "Easter Sunday"),
            _leave(2024, 4, 8, "Idul Fitri 1445 Hijriah", "Eid al-Fitr"),
            _leave(2024, 4, 9, "Idul Fitri 1445 Hijriah", "Eid al-Fitr"),
            _national(2024, 4, 10, "Idul Fitri 1445 Hijriah", "Eid al-Fitr, first day"),
            _national(2024, 4, 11, "Idul Fitri 1445 Hijriah", "Eid al-Fitr, second day"),
            _leave(2024, 4, 12, "Idul Fitri 1445 Hijriah", "Eid al-Fitr"),
            _leave(2024, 4, 15, "Idul Fitri 1445 Hijriah", "Eid al-Fitr"),
            _national(2024, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2024, 5, 9, "Kenaikan Yesus Kristus", "Ascension Day"),
            _leave(2024, 5, 10, "Kenaikan Yesus Kristus", "Ascension Day"),
            _national(2024, 5, 23, "Hari Raya Waisak 2568 BE", "Vesak Day"),
            _leave(2024, 5, 24, "Hari Raya Waisak 2568 BE", "Vesak Day"),
            _national(2024, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _national(2024, 6, 17, "Idul Adha 1445 Hijriah", "Eid al-Adha"),
            _leave(2024, 6, 18, "Idul Adha 1445 Hijriah", "Eid al-Adha"),
            _national(2024, 7, 7, "1 Muharam Tahun Baru Islam 1446 Hijriah", "Islamic New Year"),
            _national(2024, 8, 17, "Proklamasi Kemerdekaan", "Independence Day"),
            _national(2024, 9, 16, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _national(2024, 12, 25, "Kelahiran Yesus Kristus", "Christmas Day"),
            _leave(2024, 12, 26, "Kelahiran Yesus Kristus", "Christmas Day"),
        ),
        note="Names as in Keppres 8 of 2024 (29 January 2024), which renamed the holidays and moved none.",
    ),
    Decree(
        decree_id="KEPPRES-2024-10",
        citation="Keppres 10 of 2024",
        published_on=date(2024, 2, 6),
        confidence=Confidence.SECONDARY,
        adds=(_election(2024, 2, 14, "Hari Pemungutan Suara Pemilihan Umum 2024", "General election day"),),
    ),
    Decree(
        decree_id="KEPPRES-2024-33",
        citation="Keppres 33 of 2024",
        published_on=date(2024, 11, 21),
        confidence=Confidence.SECONDARY,
        adds=(_election(2024, 11, 27, "Hari Pemungutan Suara Pemilihan Kepala Daerah 2024", "Regional election day"),),
        note="Six days' notice.",
    ),
)

_FOR_2025: Final = (
    Decree(
        decree_id="SKB-2025-0",
        covers=Coverage.of_years(2025, 2025),
        citation="SKB 1017/2/2 of 2024",
        published_on=date(2024, 10, 14),
        confidence=Confidence.SOURCED,
        adds=(
            _national(2025, 1, 1, "Tahun Baru 2025 Masehi", "New Year's Day"),
            _national(2025, 1, 27, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _leave(2025, 1, 28, "Tahun Baru Imlek 2576 Kongzili", "Lunar New Year"),
            _national(2025, 1, 29, "Tahun Baru Imlek 2576 Kongzili", "Lunar New Year"),
            _leave(2025, 3, 28, "Hari Suci Nyepi (Tahun Baru Saka 1947)", "Day of Silence (Saka New Year)"),
            _national(2025, 3, 29, "Hari Suci Nyepi (Tahun Baru Saka 1947)", "Day of Silence (Saka New Year)"),
            _national(2025, 3, 31, "Idul Fitri 1446 Hijriah", "Eid al-Fitr, first day"),
            _national(2025, 4, 1, "Idul Fitri 1446 Hijriah", "Eid al-Fitr, second day"),
            _leave(2025, 4, 2, "Idul Fitri 1446 Hijriah", "Eid al-Fitr"),
            _leave(2025, 4, 3, "Idul Fitri 1446 Hijriah", "Eid al-Fitr"),
            _leave(2025, 4, 4, "Idul Fitri 1446 Hijriah", "Eid al-Fitr"),
            _leave(2025, 4, 7, "Idul Fitri 1446 Hijriah", "Eid al-Fitr"),
            _national(2025, 4, 18, "Wafat Yesus Kristus", "Good Friday"),
            _national(2025, 4, 20, "Kebangkitan Yesus Kristus (Paskah)", "Easter Sunday"),
            _national(2025, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2025, 5, 12, "Hari Raya Waisak 2569 BE", "Vesak Day"),
            _leave(2025, 5, 13, "Hari Raya Waisak 2569 BE", "Vesak Day"),
            _national(2025, 5, 29, "Kenaikan Yesus Kristus", "Ascension Day"),
            _leave(2025, 5, 30, "Kenaikan Yesus Kristus", "Ascension Day"),
            _national(2025, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _national(2025, 6, 6, "Idul Adha 1446 Hijriah", "Eid al-Adha"),
            _leave(2025, 6, 9, "Idul Adha 1446 Hijriah", "Eid al-Adha"),
            _national(2025, 6, 27, "1 Muharam Tahun Baru Islam 1447 Hijriah", "Islamic New Year"),
            _national(2025, 8, 17, "Proklamasi Kemerdekaan", "Independence Day"),
            _national(2025, 9, 5, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _national(2025, 12, 25, "Kelahiran Yesus Kristus", "Christmas Day"),
            _leave(2025, 12, 26, "Kelahiran Yesus Kristus", "Christmas Day"),
        ),
    ),
    Decree(
        decree_id="SKB-2025-1",
        citation="SKB 933/1/3 of 2025",
        published_on=date(2025, 8, 7),
        confidence=Confidence.SOURCED,
        adds=(_leave(2025, 8, 18, "Proklamasi Kemerdekaan", "Independence Day"),),
        note="Eleven days' notice.",
    ),
)

_FOR_2026: Final = (
    Decree(
        decree_id="SKB-2026-0",
        covers=Coverage.of_years(2026, 2026),
        citation="SKB 1497/2/5 of 2025",
        published_on=date(2025, 9, 19),
        confidence=Confidence.SOURCED,
        adds=(
            _national(2026, 1, 1, "Tahun Baru 2026 Masehi", "New Year's Day"),
            _national(2026, 1, 16, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _leave(2026, 2, 16, "Tahun Baru Imlek 2577 Kongzili", "Lunar New Year"),
            _national(2026, 2, 17, "Tahun Baru Imlek 2577 Kongzili", "Lunar New Year"),
            _leave(2026, 3, 18, "Hari Suci Nyepi (Tahun Baru Saka 1948)", "Day of Silence (Saka New Year)"),
            _national(2026, 3, 19, "Hari Suci Nyepi (Tahun Baru Saka 1948)", "Day of Silence (Saka New Year)"),
            _leave(2026, 3, 20, "Idul Fitri 1447 Hijriah", "Eid al-Fitr"),
            _national(2026, 3, 21, "Idul Fitri 1447 Hijriah", "Eid al-Fitr, first day"),
            _national(2026, 3, 22, "Idul Fitri 1447 Hijriah", "Eid al-Fitr, second day"),
            _leave(2026, 3, 23, "Idul Fitri 1447 Hijriah", "Eid al-Fitr"),
            _leave(2026, 3, 24, "Idul Fitri 1447 Hijriah", "Eid al-Fitr"),
            _national(2026, 4, 3, "Wafat Yesus Kristus", "Good Friday"),
            _national(2026, 4, 5, "Kebangkitan Yesus Kristus (Paskah)", "Easter Sunday"),
            _national(2026, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2026, 5, 14, "Kenaikan Yesus Kristus", "Ascension Day"),
            _leave(2026, 5, 15, "Kenaikan Yesus Kristus", "Ascension Day"),
            _national(2026, 5, 27, "Idul Adha 1447 Hijriah", "Eid al-Adha"),
            _leave(2026, 5, 28, "Idul Adha 1447 Hijriah", "Eid al-Adha"),
            _national(2026, 5, 31, "Hari Raya Waisak 2570 BE", "Vesak Day"),
            _national(2026, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _national(2026, 6, 16, "1 Muharam Tahun Baru Islam 1448 Hijriah", "Islamic New Year"),
            _national(2026, 8, 17, "Proklamasi Kemerdekaan", "Independence Day"),
            _national(2026, 8, 25, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _leave(2026, 12, 24, "Kelahiran Yesus Kristus", "Christmas Day"),
            _national(2026, 12, 25, "Kelahiran Yesus Kristus", "Christmas Day"),
        ),
    ),
)

_FOR_2027: Final = (
    Decree(
        decree_id="SKB-2027-0",
        covers=Coverage.of_years(2027, 2027),
        citation="SKB of September 2026 (number not seen)",
        published_on=date(2026, 9, 17),
        confidence=Confidence.ASSUMED,
        adds=(
            _national(2027, 1, 1, "Tahun Baru 2027 Masehi", "New Year's Day"),
            _national(2027, 1, 5, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
            _leave(2027, 2, 5, "Tahun Baru Imlek 2578 Kongzili", "Lunar New Year"),
            _national(2027, 2, 6, "Tahun Baru Imlek 2578 Kongzili", "Lunar New Year"),
            _national(2027, 3, 8, "Hari Suci Nyepi (Tahun Baru Saka 1949)", "Day of Silence (Saka New Year)"),
            _leave(2027, 3, 9, "Idul Fitri 1448 Hijriah", "Eid al-Fitr"),
            _national(2027, 3, 10, "Idul Fitri 1448 Hijriah", "Eid al-Fitr, first day"),
            _national(2027, 3, 11, "Idul Fitri 1448 Hijriah", "Eid al-Fitr, second day"),
            _leave(2027, 3, 12, "Idul Fitri 1448 Hijriah", "Eid al-Fitr"),
            _leave(2027, 3, 15, "Idul Fitri 1448 Hijriah", "Eid al-Fitr"),
            _leave(2027, 3, 25, "Wafat Yesus Kristus", "Good Friday"),
            _national(2027, 3, 26, "Wafat Yesus Kristus", "Good Friday"),
            _national(2027, 3, 28, "Kebangkitan Yesus Kristus (Paskah)", "Easter Sunday"),
            _national(2027, 5, 1, "Hari Buruh Internasional", "International Labour Day"),
            _national(2027, 5, 6, "Kenaikan Yesus Kristus", "Ascension Day"),
            _national(2027, 5, 17, "Idul Adha 1448 Hijriah", "Eid al-Adha"),
            _leave(2027, 5, 18, "Idul Adha 1448 Hijriah", "Eid al-Adha"),
            _leave(2027, 5, 19, "Hari Raya Waisak 2571 BE", "Vesak Day"),
            _national(2027, 5, 20, "Hari Raya Waisak 2571 BE", "Vesak Day"),
            _national(2027, 6, 1, "Hari Lahir Pancasila", "Pancasila Day"),
            _national(2027, 6, 6, "1 Muharam Tahun Baru Islam 1449 Hijriah", "Islamic New Year"),
            _national(2027, 8, 15, "Maulid Nabi Muhammad saw.", "Birthday of the Prophet Muhammad"),
            _national(2027, 8, 17, "Proklamasi Kemerdekaan", "Independence Day"),
            _leave(2027, 12, 24, "Kelahiran Yesus Kristus", "Christmas Day"),
            _national(2027, 12, 25, "Kelahiran Yesus Kristus", "Christmas Day"),
            _national(2027, 12, 26, "Isra Mikraj Nabi Muhammad saw.", "Night Journey of the Prophet Muhammad"),
        ),
        provisional=True,
        note="Known from secondary lists of 17 September 2026; sources differ on Nyepi (8 or 9 March).",
    ),
)

DECREES: Final[tuple[Decree, ...]] = tuple(
    sorted(
        (
            *_FOR_2018,
            *_FOR_2019,
            *_FOR_2020,
            *_FOR_2021,
            *_FOR_2022,
            *_FOR_2023,
            *_FOR_2024,
            *_FOR_2025,
            *_FOR_2026,
            *_FOR_2027,
        ),
        key=lambda decree: decree.published_on,
    )
)
"""Every decree known here, in the order of publication."""
