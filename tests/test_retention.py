"""What is known of people is kept as long as the rules say, and not longer; what is measured does not change."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lapor_core import (
    SP4N,
    WEEKDAYS,
    WIB,
    WIT,
    ArchiveReason,
    CalendarDays,
    Confidence,
    Erasure,
    IntentKey,
    IntentKind,
    Months,
    Party,
    Report,
    Rulebook,
    Status,
    TextPart,
    actions,
    assess,
    check,
    erasures,
    find_conduct,
    from_dict,
    ledger,
    next_wakeup,
    plan,
    to_dict,
)
from lapor_core.errors import InvalidValueError
from lapor_core.rules.retention import RETENTION_RULES, may_be_due, parts_left
from tests.strategies import (
    BUILDERS,
    CITY,
    COORDINATOR,
    DAY,
    MONDAY,
    REPORTER,
    ROADS,
    RULES,
    SYSTEM,
    act,
    adopted,
    answer,
    archived,
    cleared,
    merged,
    packs_of,
    received,
    reports,
    resolved,
    rulebooks,
)
from tests.test_redaction import talkative

ALL = frozenset(TextPart)
LATE_EVENING = MONDAY.replace(hour=23)
SHORT = packs_of(identity_retention=Months(1), retention=Months(2))


def kinds(report: Report, at: datetime, under: Rulebook = SHORT) -> list[IntentKind]:
    """Return what a plan asks for."""
    return [intent.kind for intent in plan(report, as_of=at, under=under)]


def days(report: Report, under: Rulebook = SHORT) -> list[date]:
    """Return from which days on something is to go, the identity first."""
    return [erasure.on for erasure in erasures(report, as_of=report.changed_at, under=under)]


def reopened(report: Report, at: datetime) -> Report:
    """Return a resolved report that was reopened."""
    return act(report, actions.Reopen(reason="Rusak lagi"), REPORTER, at=at)


def resolved_again(report: Report, at: datetime) -> Report:
    """Return a reopened report that was answered and closed again."""
    return act(act(report, answer(), COORDINATOR, at=at), actions.Close(), REPORTER, at=at)


class TestWhen:
    def test_the_identity_goes_first_and_the_texts_later(self) -> None:
        """Ended on Monday 4 March 2024: two years, five years, and on the day after."""
        report = archived()
        assert erasures(report, as_of=report.changed_at, under=RULES) == (
            Erasure(rule_id="PRV-101", key=IntentKey("PRV-101/1/forget"), on=date(2026, 3, 5), is_due=False),
            Erasure(
                rule_id="PRV-102",
                key=IntentKey("PRV-102/1/redact"),
                on=date(2029, 3, 5),
                is_due=False,
                parts=frozenset({TextPart.FILING}),
            ),
        )

    def test_it_is_due_on_the_first_local_day_after(self) -> None:
        """In the zone of the case."""
        report = archived()
        midnight = datetime(2024, 4, 5, tzinfo=WIB)
        for before in (midnight - timedelta(seconds=1), (midnight - timedelta(seconds=1)).astimezone(WIT)):
            assert kinds(report, before) == []
            assert [one.is_due for one in erasures(report, as_of=before, under=SHORT)] == [False, False]
        assert kinds(report, midnight) == [IntentKind.FORGET_IDENTITY]
        assert kinds(report, datetime(2024, 5, 5, tzinfo=WIB)) == [IntentKind.FORGET_IDENTITY, IntentKind.REDACT]

    @pytest.mark.parametrize("status", [status for status in Status if not status.is_ended])
    def test_nothing_of_an_open_case_is_erased(self, status: Status) -> None:
        """However old it is."""
        report = BUILDERS[status]()
        at = report.changed_at + 9000 * DAY
        assert erasures(report, as_of=at, under=SHORT) == ()
        assert not {IntentKind.REDACT, IntentKind.FORGET_IDENTITY}.intersection(kinds(report, at))
        refusal = check(report, actions.Redact(parts=ALL), by=SYSTEM, at=at, under=SHORT)
        assert refusal is not None
        assert refusal.rule_id == "LFC-000"

    def test_a_report_that_follows_another_is_open_until_that_one_ends(self) -> None:
        assert erasures(merged(), as_of=MONDAY + 9000 * DAY, under=SHORT) == ()

    def test_a_reopening_does_not_restart_the_clock(self) -> None:
        """Resolved in March, reopened on the thirtieth day and resolved at once: the texts still go in May."""
        first = resolved()
        again = resolved_again(reopened(first, MONDAY + 25 * DAY), MONDAY + 26 * DAY)
        assert days(first) == [date(2024, 4, 5), date(2024, 5, 5)]
        assert days(again) == [date(2024, 4, 30), date(2024, 5, 5)]
        at = datetime(2024, 5, 5, tzinfo=WIB)
        assert check(again, actions.Redact(parts=ALL), by=SYSTEM, at=at, under=SHORT) is None
        assert check(again, actions.Redact(parts=ALL), by=SYSTEM, at=at - DAY, under=SHORT) is not None

    def test_a_reopened_case_keeps_its_texts_as_long_as_it_is_open(self) -> None:
        """For years, if it takes so long; and goes on where it was when it ends."""
        again = reopened(resolved(), MONDAY + 25 * DAY)
        assert kinds(again, MONDAY + 2000 * DAY) != []
        assert not {IntentKind.REDACT, IntentKind.FORGET_IDENTITY}.intersection(kinds(again, MONDAY + 2000 * DAY))
        ended = resolved_again(again, MONDAY + 2000 * DAY)
        assert days(ended) == [ended.changed_at.date() + 31 * DAY] * 2

    def test_a_resolved_case_waits_for_its_window_to_reopen(self) -> None:
        """An archived one has none."""
        under = attrs.evolve(SHORT, pack=attrs.evolve(SHORT.pack, reopen_window=CalendarDays(100)))
        assert days(resolved(), under) == [date(2024, 6, 13)] * 2
        assert days(archived(), under) == [date(2024, 4, 5), date(2024, 5, 5)]
        redact, last = actions.Redact(parts=ALL), datetime(2024, 6, 12, 23, tzinfo=WIB)
        assert check(resolved(), actions.Reopen(reason="x"), by=REPORTER, at=last, under=under) is None
        assert check(resolved(), redact, by=SYSTEM, at=last, under=under) is not None
        assert check(resolved(), redact, by=SYSTEM, at=last + timedelta(hours=1), under=under) is None

    def test_the_second_ending_is_the_one_whose_window_counts(self) -> None:
        ended = resolved_again(reopened(resolved(), MONDAY + 10 * DAY), MONDAY + 60 * DAY)
        assert days(ended) == [date(2024, 6, 3)] * 2  # thirty days after the third of May

    def test_an_adopted_ending_counts_from_the_adoption(self) -> None:
        """When it ended is not known: kept too long rather than too short."""
        report = adopted(Status.RESOLVED, filing=attrs.evolve(received().filing, agency=None))
        assert days(report) == [date(2024, 4, 5), date(2024, 5, 5)]
        assert days(report, RULES) == [date(2026, 3, 5), date(2029, 3, 5)]

    def test_the_pack_of_the_agency_that_the_case_is_with_counts(self) -> None:
        """The unit for roads erases sooner than the rest of the city, and its packs hold for what is within it."""
        under = attrs.evolve(RULES, overlays={ROADS: attrs.evolve(SP4N, retention=Months(30))})
        assert days(resolved(), under) == [date(2026, 3, 5), date(2026, 9, 5)]
        assert days(archived(), under) == [date(2026, 3, 5), date(2029, 3, 5)]
        own = attrs.evolve(RULES, overlays={CITY: attrs.evolve(SP4N, identity_retention=Months(1))})
        assert days(archived(), own) == [date(2024, 4, 5), date(2029, 3, 5)]

    def test_the_window_to_reopen_is_that_of_the_agency_too(self) -> None:
        own = attrs.evolve(SHORT, overlays={ROADS: attrs.evolve(SHORT.pack, reopen_window=CalendarDays(100))})
        assert days(resolved(), own) == [date(2024, 6, 13)] * 2

    def test_the_calendar_of_the_agency_says_which_day_it_is(self) -> None:
        """Ended at eleven in the evening in Jakarta, which is one in the morning in the east: a day later."""
        report = act(received(), actions.Archive(reason=ArchiveReason.TOO_GENERAL), COORDINATOR, at=LATE_EVENING)
        east = attrs.evolve(SHORT, calendars={CITY: WEEKDAYS.in_zone(WIT)})
        assert days(report) == [date(2024, 4, 5), date(2024, 5, 5)]
        assert days(report, east) == [date(2024, 4, 6), date(2024, 5, 6)]
        midnight = datetime(2024, 4, 6, tzinfo=WIT)
        assert kinds(report, midnight - timedelta(seconds=1), east) == []
        assert kinds(report, midnight, east) == [IntentKind.FORGET_IDENTITY]
        # Twenty-eight days from its receipt, on a Tuesday there.
        late = received(at=LATE_EVENING)
        assert may_be_due(late, date(2024, 4, 2), SHORT)
        assert not may_be_due(late, date(2024, 4, 2), east)

    def test_a_plan_goes_by_the_pack_of_the_agency(self) -> None:
        """The unit for roads forgets after a month, when nobody else does."""
        own = attrs.evolve(RULES, overlays={ROADS: SHORT.pack})
        at = datetime(2024, 5, 5, tzinfo=WIB)
        assert kinds(resolved(), at, own) == [IntentKind.FORGET_IDENTITY, IntentKind.REDACT]
        assert kinds(archived(), at, own) == []


class TestWhat:
    def test_an_identity_that_is_not_there_is_not_forgotten(self) -> None:
        """Of a case of another system without a reporter, and in a service that knows nobody."""
        assert [
            one.rule_id for one in erasures(archived(), as_of=MONDAY + DAY, under=packs_of(identities_held=False))
        ] == ["PRV-102"]
        bare = adopted(Status.ARCHIVED)
        assert bare.filing.reporter is None
        assert erasures(bare, as_of=MONDAY, under=RULES) == ()
        assert next_wakeup(bare, as_of=MONDAY, under=RULES) is None

    def test_an_identity_on_record_as_forgotten_is_forgotten(self) -> None:
        at = MONDAY + 400 * DAY
        intents = plan(archived(), as_of=at, under=packs_of(identity_retention=Months(1)))
        assert [(one.kind, one.key, one.action, one.to) for one in intents] == [
            (
                IntentKind.FORGET_IDENTITY,
                "PRV-101/1/forget",
                actions.Record(key=IntentKey("PRV-101/1/forget")),
                Party.NOBODY,
            )
        ]
        done = act(archived(), intents[0].action, SYSTEM, at=at)
        assert [one.rule_id for one in erasures(done, as_of=at, under=RULES)] == ["PRV-102"]

    def test_after_a_reopening_it_is_forgotten_once_more(self) -> None:
        """It may have been given again."""
        again = resolved_again(reopened(resolved(), MONDAY + 10 * DAY), MONDAY + 11 * DAY)
        record = actions.Record(key=IntentKey("PRV-101/1/forget"))
        assert [one.key for one in erasures(act(again, record, SYSTEM), as_of=again.changed_at + DAY, under=RULES)] == [
            "PRV-101/2/forget",
            "PRV-102/2/redact",
        ]

    @pytest.mark.parametrize("part", TextPart)
    def test_only_parts_that_hold_words_are_named(self, part: TextPart) -> None:
        report = talkative()
        at = MONDAY + 1900 * DAY
        assert parts_left(report) == ALL
        left = act(report, actions.Redact(parts=ALL - {part}), SYSTEM, at=at)
        assert parts_left(left) == {part}
        (_, redact) = plan(left, as_of=at, under=RULES)
        assert (redact.kind, redact.key) == (IntentKind.REDACT, "PRV-102/2/redact")
        assert redact.action == actions.Redact(parts=frozenset({part}))
        assert parts_left(act(left, redact.action, SYSTEM, at=at)) == frozenset()

    def test_what_is_written_after_a_redaction_goes_with_the_next(self) -> None:
        at = MONDAY + 1900 * DAY
        gone = act(resolved(), actions.Redact(parts=ALL), SYSTEM, at=at)
        assert [one.rule_id for one in erasures(gone, as_of=at, under=RULES)] == ["PRV-101"]
        more = act(gone, actions.Publish(answer=cleared("Sekali lagi")), COORDINATOR, at=at)
        assert parts_left(more) == {TextPart.ANSWERS}
        assert [one.kind for one in plan(more, as_of=at, under=RULES)] == [
            IntentKind.FORGET_IDENTITY,
            IntentKind.REDACT,
        ]

    @pytest.mark.parametrize("where", ["event", "by", "action", "filing", "report"])
    def test_what_nobody_understands_counts_as_words_of_every_part(self, where: str) -> None:
        """Also when it is all that is left, and when it is in the redaction itself."""
        at = MONDAY + 1900 * DAY
        gone = act(archived(), actions.Redact(parts=ALL), SYSTEM, at=at)
        document: Any = to_dict(gone)
        first = document["history"][0]
        {
            "event": document["history"][-1],
            "by": first["by"],
            "action": first["action"],
            "filing": first["action"]["filing"],
            "report": document,
        }[where]["x-new"] = "words"
        read = from_dict(document)
        # A redaction in the history has removed, at the latest when it is read, what came before it.
        assert parts_left(read) == (ALL if where in ("event", "report") else frozenset())
        fresh: Any = to_dict(archived())
        first = fresh["history"][0]
        {
            "event": first,
            "by": first["by"],
            "action": first["action"],
            "filing": first["action"]["filing"],
            "report": fresh,
        }[where]["x-new"] = "words"
        assert parts_left(from_dict(fresh)) == ALL


class TestLaw14:
    @given(reports(), st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2500)), rulebooks())
    def test_a_plan_is_carried_out_whole_and_at_once(self, report: Report, later: timedelta, under: Rulebook) -> None:
        """What is due is accepted, and then nothing is due any more."""
        assume(report.changed_at.year < 2040 and report.status.is_ended)
        at = report.changed_at + later
        for intent in plan(report, as_of=at, under=under):
            assert check(report, intent.action, by=SYSTEM, at=at, under=under) is None
            report = act(report, intent.action, SYSTEM, at=at, under=under)
        assert plan(report, as_of=at, under=under) == ()
        assert not any(one.is_due for one in erasures(report, as_of=at, under=under))

    @given(reports(), st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2500)), rulebooks())
    def test_an_erasure_is_due_from_its_day_on(self, report: Report, later: timedelta, under: Rulebook) -> None:
        """The day that is told, the quick look and the guard of the redaction agree with what is due."""
        assume(report.changed_at.year < 2040 and report.status.is_ended)
        at = report.changed_at + later
        today = under.calendar_of(report).local_day(at)
        found = erasures(report, as_of=at, under=under)
        for one in found:
            assert one.is_due == (one.on <= today)
            assert may_be_due(report, today, under) or not one.is_due
        assert len(plan(report, as_of=at, under=under)) == sum(one.is_due for one in found)
        texts = [one for one in found if one.parts]
        refusal = check(report, actions.Redact(parts=ALL), by=SYSTEM, at=at, under=under)
        assert not texts or (refusal is None) == texts[0].is_due
        wakeup = next_wakeup(report, as_of=at, under=under)
        to_come = [one.on for one in found if one.on > today]
        assert wakeup == (datetime.combine(min(to_come), datetime.min.time(), WIB) if to_come else None)

    def test_a_case_that_is_too_young_is_not_looked_into(self) -> None:
        """Twenty-eight days are less than any month."""
        report = archived()
        assert not may_be_due(report, date(2024, 4, 1), SHORT)
        assert may_be_due(report, date(2024, 4, 2), SHORT)
        assert not may_be_due(report, date(2024, 4, 1), packs_of(identity_retention=Months(2), retention=Months(1)))
        assert not may_be_due(report, date(2025, 4, 2), RULES)
        assert may_be_due(report, date(2024, 4, 2), packs_of(identity_retention=Months(2), retention=Months(1)))


class TestTombstone:
    """PRV-106: what is measured does not change when texts go."""

    @given(reports(), st.frozensets(st.sampled_from(TextPart), min_size=1))
    def test_a_redaction_changes_no_answer(self, report: Report, parts: frozenset[TextPart]) -> None:
        under = packs_of(retention=Months(1))
        assume(report.status.is_ended and report.changed_at.year < 2040)
        at = report.changed_at + 70 * DAY
        after = act(report, actions.Redact(parts=parts), SYSTEM, at=at, under=under)
        later = at + 10 * DAY
        before = assess(report, as_of=later, under=under)
        assert assess(after, as_of=later, under=under) == attrs.evolve(before, version=after.version)
        for question in (ledger, find_conduct):
            assert question(after, as_of=later, under=under) == question(report, as_of=later, under=under)
        for name in ("status", "outcome", "rating", "ending", "answered_by", "received_at", "reopened", "responsible"):
            assert getattr(after, name) == getattr(report, name)
        assert [(one.seq, one.at, one.by, one.action.name, one.to_status) for one in after.history[:-1]] == [
            (one.seq, one.at, one.by, one.action.name, one.to_status) for one in report.history
        ]


class TestRules:
    def test_every_rule_has_an_id_words_in_both_languages_and_where_it_comes_from(self) -> None:
        ids = [rule.rule_id for rule in RETENTION_RULES]
        assert ids == ["PRV-101", "PRV-102", "PRV-103", "PRV-104", "PRV-105", "PRV-106"]
        for rule in RETENTION_RULES:
            assert rule.english
            assert rule.indonesian
            assert rule.citation
            assert rule.english != rule.indonesian
            # An assumption is never presented as law.
            assert (rule.confidence is Confidence.ASSUMED) == (re.match("UU ", rule.citation) is None)

    def test_an_instant_must_be_aware_and_not_before_the_last_event(self) -> None:
        for as_of in (datetime(2034, 3, 5), MONDAY - DAY):  # noqa: DTZ001 (naive on purpose)
            with pytest.raises(InvalidValueError, match=r"^as_of: "):
                erasures(archived(), as_of=as_of, under=RULES)

    def test_a_line_for_people_names_nobody(self) -> None:
        (first, second) = plan(resolved(), as_of=MONDAY + 1900 * DAY, under=RULES)
        assert first.text("en") == "Forget the reporter's identity (Nobody): PRV-101/1/forget"
        assert second.text("id") == "Hapus teks untuk selamanya (Tidak ada): PRV-102/1/redact"
