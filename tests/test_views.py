"""What each audience sees: the least that it needs, and never who the reporter is."""

import copy
import itertools
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor_core import (
    NOT_HELD,
    WIT,
    ActionName,
    Actor,
    AgencyCode,
    AgencyHeadView,
    ArchiveReason,
    AttachmentKey,
    Categories,
    Category,
    CategoryCode,
    CoordinatorView,
    Grain,
    LiaisonView,
    ObserverView,
    OmbudsmanView,
    Outcome,
    Period,
    Protection,
    PublicReport,
    PublicText,
    Report,
    ReporterRef,
    ReporterView,
    ReportView,
    Role,
    Rulebook,
    Said,
    Status,
    TextPart,
    TrackingId,
    actions,
    allowed_actions,
    assess,
    case_facts,
    check,
    contacts_of,
    duty_facts,
    find_conduct,
    ledger,
    plan,
    public_view,
    public_views,
    replay,
    view_for,
)
from lapor_core.errors import AccessRefusedError, InvalidValueError
from lapor_core.rules.authority import JURISDICTIONS
from lapor_core.rules.leaks import CHECK_VERSION
from lapor_core.rules.publicity import PUBLICITY_RULES, barred
from tests.asking import ANONYMOUS_AND_CONFIDENTIAL, SEND_BACK, after
from tests.strategies import (
    ADMIN,
    BUILDERS,
    CITY,
    COORDINATOR,
    DAY,
    DIRECTORY,
    HEAD,
    LIAISON,
    LIGHTS,
    MONDAY,
    NATION,
    OBSERVER,
    OMBUDSMAN,
    OUTSIDERS,
    OVERSIGHT,
    OWN_REF,
    REPORTER,
    ROADS,
    RULES,
    STREETS,
    SYSTEM,
    act,
    adopted,
    answer,
    answered,
    cleared,
    dispositioned,
    escalated,
    filing,
    merged,
    packs_of,
    received,
    reports,
    resolved,
    verified,
    verify,
)
from tests.strategies import (
    cast as everybody,
)
from tests.test_redaction import WITH_WORDS, talkative

ANONYMOUS, CONFIDENTIAL = Protection.ANONYMOUS, Protection.CONFIDENTIAL
PROTECTED = [ANONYMOUS, CONFIDENTIAL, ANONYMOUS_AND_CONFIDENTIAL]
SEND_TO_ROADS = actions.Disposition(to=ROADS)
READERS = {
    Role.REPORTER: (REPORTER, ReporterView),
    Role.LIAISON: (LIAISON, LiaisonView),
    Role.COORDINATOR: (COORDINATOR, CoordinatorView),
    Role.NATIONAL_ADMIN: (ADMIN, CoordinatorView),
    Role.AGENCY_HEAD: (HEAD, AgencyHeadView),
    Role.OBSERVER: (OBSERVER, ObserverView),
    Role.OVERSIGHT: (OVERSIGHT, ObserverView),
    Role.OMBUDSMAN: (OMBUDSMAN, ObserverView),
}
PRIVATE = [LIAISON, HEAD, OBSERVER, OVERSIGHT, OMBUDSMAN]
"""Whoever has no need to see what was filed while the report is protected and not forwarded."""


def seen(report: Report) -> PublicReport:
    view = public_view(report, under=RULES)
    assert view is not None
    return view


def leaves(value: object) -> Iterator[object]:
    """Yield everything that stands in a view, at any depth."""
    if attrs.has(type(value)):
        yield from itertools.chain.from_iterable(
            leaves(getattr(value, a.name)) for a in attrs.fields(cast("Any", type(value)))
        )
    elif isinstance(value, tuple):
        yield from itertools.chain.from_iterable(map(leaves, cast("tuple[object, ...]", value)))
    else:
        yield value


def words_in(value: object) -> str:
    return "\n".join(str(leaf) for leaf in leaves(value))


# ---------------------------------------------------------------------------------------------------- the public


class TestPublic:
    """What the public sees, and when it sees anything."""

    def test_an_unprotected_report(self) -> None:
        """Its number, unit and day, and what was cleared of it."""
        report = act(resolved(), actions.Publish(reply=cleared("Terima kasih")), COORDINATOR)
        assert seen(report) == PublicReport(
            tracking_id=report.tracking_id,
            status=Status.RESOLVED,
            classification=report.classification,
            category=STREETS,
            agency=ROADS,
            received=Period(MONDAY.date(), MONDAY.date()),
            outcome=Outcome.SOLVED,
            title="Lubang di jalan",
            text="Lubang di jalan",
            answer="Sudah ditambal",
            reply="Terima kasih",
            attachments=(),
        )

    def test_an_anonymous_report(self) -> None:
        """Neither number, unit nor day."""
        view = seen(answered(protection=ANONYMOUS))
        assert (view.tracking_id, view.agency, view.category) == (None, CITY, STREETS)
        assert view.received == Period(date(2024, 3, 1), date(2024, 3, 31))
        assert (view.title, view.answer, view.outcome) == ("Lubang di jalan", "Sudah ditambal", None)

    @pytest.mark.parametrize("protection", [CONFIDENTIAL, ANONYMOUS_AND_CONFIDENTIAL])
    @pytest.mark.parametrize("build", [verified, answered, resolved])
    def test_a_confidential_report_does_not_exist(self, build: Callable[..., Report], protection: Protection) -> None:
        report = act(build(protection=protection), actions.Publish(title=cleared(), text=cleared()), COORDINATOR)
        assert public_view(report, under=RULES) is None
        assert public_views([report] * 9, under=RULES) == ()

    def test_nothing_is_public_before_the_review(self) -> None:
        """Not even what somebody has published by mistake."""
        report = act(received(), actions.Publish(title=cleared(), text=cleared()), COORDINATOR)
        assert public_view(report, under=RULES) is None
        assert seen(act(report, verify(), COORDINATOR)).title == "Lubang di jalan"

    def test_an_adopted_case_is_public_once_somebody_publishes(self) -> None:
        """Nothing of it was reviewed; who clears a text of it, reviews it."""
        report = adopted(Status.FOLLOW_UP)
        assert public_view(report, under=RULES) is None
        view = seen(act(report, actions.Publish(text=cleared(known=None)), COORDINATOR))
        assert (view.title, view.text) == (None, "Lubang di jalan")
        assert view.received == Period(date(2024, 2, 3), date(2024, 2, 4))

    def test_blocked_content_stays_blocked(self) -> None:
        """Other archived reports may be seen."""
        for reason in (ArchiveReason.BLOCKED_CONTENT, ArchiveReason.TOO_GENERAL):
            report = act(verified(), actions.Archive(reason=reason), COORDINATOR)
            is_blocked = reason is ArchiveReason.BLOCKED_CONTENT
            assert (public_view(report, under=RULES) is None) is is_blocked

    def test_without_a_cleared_text_there_is_nothing_to_see(self) -> None:
        """As after the reporter has lifted the protection."""
        lifted = act(answered(protection=ANONYMOUS), actions.Protect(protection=Protection.NONE), REPORTER)
        assert public_view(lifted, under=RULES) is None

    def test_protection_that_comes_later_withdraws_what_was_not_checked_for_it(self) -> None:
        """A text that was checked by patterns alone is not shown of a protected report."""
        plain = cleared(known=None)
        report = act(received(), verify(title=plain, text=cleared("Lampu mati")), COORDINATOR)
        assert (seen(report).title, seen(report).text) == ("Lubang di jalan", "Lampu mati")
        later = act(report, actions.Protect(protection=ANONYMOUS), REPORTER)
        assert (seen(later).title, seen(later).text) == (None, "Lampu mati")

    def test_a_text_of_an_older_check_is_looked_at_again(self) -> None:
        """By its patterns; what is found withholds it."""
        for words, is_shown in (("Lampu mati", True), ("Hubungi 0812-3456-7890", False)):
            old = PublicText.vouched(words, OWN_REF, "an older check")
            report = act(received(), verify(title=cleared(), text=old), COORDINATOR)
            assert seen(report).text == (words if is_shown else None)

    def test_the_agencys_own_contacts_are_let_through(self) -> None:
        """Also when a text is looked at again."""
        agencies = tuple(
            attrs.evolve(agency, contacts=("0812-3456-7890",)) if agency.code == CITY else agency
            for agency in DIRECTORY
        )
        rules = attrs.evolve(RULES, directory=attrs.evolve(DIRECTORY, agencies=agencies))
        words = "Hubungi 0812-3456-7890"
        old = PublicText.vouched(words, OWN_REF, "an older check")
        report = act(received(), verify(title=old, text=old), COORDINATOR)
        file = actions.PublicAttachment(key=AttachmentKey("f-1"), name=old)
        report = act(report, actions.Publish(reply=old, answer=old, attachments=(file,)), COORDINATOR)
        view = public_view(report, under=rules)
        assert view is not None
        assert (view.title, view.text, view.answer, view.reply) == (words, words, words, words)
        assert [file.name for file in view.attachments] == [words]
        reviewer = view_for(report, actor=COORDINATOR, under=rules)
        assert isinstance(reviewer, CoordinatorView)
        assert (reviewer.cleared_title, reviewer.cleared_text) == (words, words)
        nobodys = view_for(report, actor=COORDINATOR, under=RULES)
        assert isinstance(nobodys, CoordinatorView)
        assert (nobodys.cleared_title, nobodys.cleared_text, nobodys.public) == (None, None, None)
        assert contacts_of(report, rules) == ("0812-3456-7890",)
        assert contacts_of(adopted(Status.RECEIVED, responsible=None), rules) == ()
        gone = Rulebook(directory=attrs.evolve(DIRECTORY, agencies=()), calendar=RULES.calendar)
        assert contacts_of(report, gone) == ()

    def test_the_main_category_stands_for_a_rare_one(self) -> None:
        """What the list does not know is left out: it may be rare."""
        rare, main = CategoryCode("rare"), CategoryCode("main")
        listed = Categories(
            version="2",
            categories=(
                Category(code=main, name="Utama"),
                Category(code=CategoryCode("middle"), name="Tengah", parent=main),
                Category(code=rare, name="Langka", parent=CategoryCode("middle")),
            ),
        )
        for categories, shown in ((listed, main), (None, None)):
            rules = attrs.evolve(RULES, categories=categories)
            report = act(
                received(protection=ANONYMOUS),
                verify(protection=ANONYMOUS, category=rare),
                COORDINATOR,
                under=attrs.evolve(RULES, categories=None),
            )
            view = public_view(report, under=rules)
            assert view is not None
            assert view.category == shown
        uncategorised = adopted(Status.FOLLOW_UP, filing=filing(protection=ANONYMOUS, reporter=None))
        view = public_view(act(uncategorised, actions.Publish(text=cleared(known=None)), COORDINATOR), under=RULES)
        assert view is not None
        assert view.category is None

    def test_the_agency_stands_for_a_unit(self) -> None:
        """At whatever depth; one that the directory does not know is left out."""
        report = dispositioned(protection=ANONYMOUS)
        deep = act(report, actions.Disposition(to=LIGHTS), COORDINATOR)
        assert (seen(report).agency, seen(deep).agency) == (CITY, CITY)
        gone = Rulebook(
            directory=attrs.evolve(DIRECTORY, agencies=()), calendar=RULES.calendar, categories=RULES.categories
        )
        view = public_view(deep, under=gone)
        assert view is not None
        assert view.agency is None
        national = act(received(protection=ANONYMOUS, agency=None), verify(protection=ANONYMOUS), ADMIN)
        assert seen(national).agency is None

    @pytest.mark.parametrize(
        "code, body", [(LIGHTS, CITY), (ROADS, CITY), (CITY, CITY), (NATION, NATION), (AgencyCode("nowhere"), None)]
    )
    def test_the_body_of_a_unit_is_the_nearest_above_that_is_none(
        self, code: AgencyCode, body: AgencyCode | None
    ) -> None:
        assert DIRECTORY.body_of(code) == body

    @pytest.mark.parametrize(
        "grain, first, last",
        [
            (Grain.DAY, date(2024, 3, 4), date(2024, 3, 4)),
            (Grain.QUARTER, date(2024, 1, 1), date(2024, 3, 31)),
            (Grain.YEAR, date(2024, 1, 1), date(2024, 12, 31)),
        ],
    )
    def test_the_pack_says_how_coarse_time_is(self, grain: Grain, first: date, last: date) -> None:
        view = public_view(verified(protection=ANONYMOUS), under=packs_of(public_grain=grain))
        assert view is not None
        assert view.received == Period(first, last)

    def test_only_cleared_files_are_public(self) -> None:
        """And only while their names suffice for the protection."""
        one = actions.PublicAttachment(key=AttachmentKey("f-1"), name=cleared("lubang.jpg"))
        two = actions.PublicAttachment(key=AttachmentKey("f-2"), name=cleared("pasar.jpg", None))
        report = act(verified(), actions.Publish(attachments=(one, two)), COORDINATOR)
        assert [(file.key, file.name) for file in seen(report).attachments] == [
            ("f-1", "lubang.jpg"),
            ("f-2", "pasar.jpg"),
        ]

    @pytest.mark.parametrize("protection", [ANONYMOUS, CONFIDENTIAL])
    def test_what_a_picture_shows_is_judged_anew_when_the_protection_changes(self, protection: Protection) -> None:
        """Whatever its name was cleared for; also when a second review adds it."""
        one = actions.PublicAttachment(key=AttachmentKey("f-1"), name=cleared("lubang.jpg"))
        report = act(verified(), actions.Publish(attachments=(one,)), COORDINATOR)
        same = after(report, (SEND_TO_ROADS, COORDINATOR), (SEND_BACK, LIAISON), (verify(), COORDINATOR))
        assert same.published.attachments == (one,)
        reviewed = verify(protection=protection)
        for change in (
            act(report, actions.Protect(protection=protection), REPORTER),
            act(same, actions.Protect(protection=protection), COORDINATOR),
            after(report, (SEND_TO_ROADS, COORDINATOR), (SEND_BACK, LIAISON), (reviewed, COORDINATOR)),
        ):
            assert change.published.attachments == ()
            again = act(change, actions.Publish(attachments=(one,)), COORDINATOR)
            assert again.published.attachments == (one,)

    def test_reprs_show_no_words(self) -> None:
        assert "Lubang" not in repr(seen(verified()))
        assert "Lubang" not in repr(view_for(answered(), actor=COORDINATOR, under=RULES))

    def test_every_rule_has_an_id_of_its_own(self) -> None:
        assert [rule.rule_id for rule in PUBLICITY_RULES] == [f"PRV-21{n}" for n in range(1, 9)]
        assert barred(verified()) is None


class TestLists:
    """In a list no protected report stands out."""

    def anonymous(self, number: int, **facts: Any) -> Report:
        day = facts.pop("day", 0)
        report = received(protection=ANONYMOUS, tracking_id=TrackingId(str(1000 + number)), at=MONDAY + day * DAY)
        return act(report, verify(protection=ANONYMOUS, **facts), COORDINATOR)

    def test_what_sets_fewer_than_the_minimum_apart_is_left_out(self) -> None:
        """First the category, then the agency, then the period."""
        clinics = CategoryCode("clinics")
        many = [self.anonymous(n) for n in range(5)]
        few = [self.anonymous(10 + n, category=clinics) for n in range(4)]
        views = public_views([*few, *many], under=RULES)
        assert [view.category for view in views].count(STREETS) == 5
        assert {(view.agency, view.received) for view in views if view.category is None} == {(None, None)}
        together = public_views([*few, self.anonymous(20, category=clinics), *many], under=RULES)
        assert [view.category for view in together].count(clinics) == 5

    def test_each_thing_is_left_out_in_its_turn(self) -> None:
        """As much is shown as there are reports alike."""
        clinics = CategoryCode("clinics")
        mixed = [self.anonymous(n, category=(STREETS, clinics)[n % 2]) for n in range(6)]
        assert {
            (v.category, v.classification, v.agency, v.received is None) for v in public_views(mixed, under=RULES)
        } == {(None, None, CITY, False)}

    def test_unprotected_reports_do_not_hide_protected_ones(self) -> None:
        """They are told apart by their numbers."""
        views = public_views([self.anonymous(1), *(verified() for _ in range(9))], under=RULES)
        (alone,) = (view for view in views if view.tracking_id is None)
        assert (alone.category, alone.agency, alone.received) == (None, None, None)

    def test_copies_of_a_report_do_not_hide_it(self) -> None:
        """A query that joins tables gives the same report several times; in several versions it is still one."""
        once = self.anonymous(1)
        again = act(once, actions.Note(text="x"), COORDINATOR)
        views = public_views([once, again, *[once] * 5], under=RULES)
        assert {(view.category, view.agency, view.received) for view in views} == {(None, None, None)}

    def test_the_pack_of_an_agency_says_how_many_for_its_own(self) -> None:
        """All that look alike go by the strictest of their packs: who stays behind would be too few."""
        strict = attrs.evolve(RULES, overlays={ROADS: attrs.evolve(RULES.pack, public_minimum=7)})
        alike = [self.anonymous(n) for n in range(5)]
        at_work = act(alike[0], actions.Disposition(to=ROADS), COORDINATOR, under=strict)
        assert {view.category for view in public_views(alike, under=strict)} == {STREETS}
        mixed = public_views([at_work, *alike[1:]], under=strict)
        assert {(view.category, view.agency) for view in mixed} == {(None, None)}

    def test_the_pack_says_how_many(self) -> None:
        (alone,) = public_views([self.anonymous(1)], under=packs_of(public_minimum=1))
        assert alone == seen(self.anonymous(1))

    def test_the_order_is_that_of_what_is_shown(self) -> None:
        """First of time; numbers tell only those apart that are shown with them."""
        days = [
            act(received(at=MONDAY + n * DAY, tracking_id=TrackingId(str(90 - n))), verify(), COORDINATOR)
            for n in range(12)
        ]
        views = public_views(reversed(days), under=RULES)
        assert [view.received for view in views] == sorted(view.received for view in views if view.received)
        twins = [act(received(tracking_id=TrackingId(number)), verify(), COORDINATOR) for number in ("3", "1", "2")]
        assert [view.tracking_id for view in public_views(twins, under=RULES)] == ["1", "2", "3"]

    @given(st.permutations(range(9)))
    def test_the_order_tells_nothing(self, order: list[int]) -> None:
        """Neither of numbers nor of time nor of the order in which they are stored."""
        titles = "rusak", "gelap", "banjir"
        all_of_them = [self.anonymous(n, title=cleared(titles[n % 3]), day=n) for n in range(9)]
        assert public_views([all_of_them[n] for n in order], under=RULES) == public_views(all_of_them, under=RULES)

    @given(st.lists(reports(max_steps=6), max_size=8))
    def test_every_protected_report_has_its_like(self, some: list[Report]) -> None:
        """Or shows nothing that could set it apart."""
        views = [view for view in public_views(some, under=packs_of(public_minimum=2)) if view.tracking_id is None]
        for view in views:
            alike = [
                v
                for v in views
                if (v.received, v.agency, v.category, v.classification)
                == (view.received, view.agency, view.category, view.classification)
            ]
            assert len(alike) >= 2 or (view.received, view.agency, view.category, view.classification) == (None,) * 4

    @given(st.lists(reports(max_steps=6), max_size=4))
    def test_nothing_is_lost_and_nothing_added(self, some: list[Report]) -> None:
        """As many are in the list as are public."""
        alone = [view for report in some if (view := public_view(report, under=RULES)) is not None]
        together = public_views(some, under=RULES)
        assert sorted(str(view.text) for view in together) == sorted(str(view.text) for view in alone)


# ---------------------------------------------------------------------------------------------- everybody else


class TestAudiences:
    """A class for each, with only what this audience needs."""

    @pytest.mark.parametrize("role", READERS)
    def test_each_role_has_its_class(self, role: Role) -> None:
        actor, kind = READERS[role]
        report = dispositioned()
        view = view_for(report, actor=actor, under=RULES)
        assert type(view) is kind
        assert (view.tracking_id, view.status, view.agency) == (report.tracking_id, report.status, ROADS)
        assert view.public == seen(report)
        assert view.received == Period(MONDAY.date(), MONDAY.date())

    def test_the_system_has_no_view(self) -> None:
        with pytest.raises(AccessRefusedError) as caught:
            view_for(dispositioned(), actor=SYSTEM, under=RULES)
        refusal = caught.value.refusal
        assert (refusal.action, refusal.rule_id, refusal.needs) == ("view", "AUT-006", "a role that looks at reports")

    @pytest.mark.parametrize("actor", OUTSIDERS.values())
    def test_nobody_else_sees_anything(self, actor: Actor) -> None:
        with pytest.raises(AccessRefusedError) as caught:
            view_for(dispositioned(), actor=actor, under=RULES)
        refusal, jurisdiction = caught.value.refusal, JURISDICTIONS[actor.role]
        assert (refusal.action, refusal.rule_id, refusal.needs) == ("view", jurisdiction.rule_id, jurisdiction.needs)
        assert refusal.reason == "the report is not within reach of this actor"

    def test_no_view_has_a_place_for_a_reporter(self) -> None:
        """No field of any class is named so, and no view holds the reference."""
        for role, (actor, kind) in READERS.items():
            assert not [
                field.name for field in attrs.fields(kind) if "reporter" in field.name or "identity" in field.name
            ]
            for build in BUILDERS.values():
                report = build()
                if role is not Role.LIAISON or report.responsible == ROADS:
                    assert OWN_REF not in words_in(view_for(report, actor=actor, under=RULES))

    def test_the_reporter_sees_what_was_written_and_told(self) -> None:
        """And nothing that officers wrote to each other."""
        view = view_for(talkative(), actor=REPORTER, under=RULES)
        assert isinstance(view, ReporterView)
        shown = words_in(view)
        told = {
            "missing part",
            "follow up",
            "first answer",
            "completion",
            "reply text",
            "rating comment",
            "reopen reason",
        }
        assert not [word for word in told if word not in shown]
        assert not [word for word in WITH_WORDS[TextPart.NOTES] - told if word in shown]
        assert (view.title, view.text, view.location) == ("filed title", "filed text", "filed place")
        assert view.rating is not None

    def test_the_coordinator_sees_everything_that_was_written(self) -> None:
        view = view_for(talkative(), actor=COORDINATOR, under=RULES)
        assert isinstance(view, CoordinatorView)
        shown = words_in(view)
        missing = {word for words in WITH_WORDS.values() for word in words if word not in shown}
        assert missing <= {"public title", "later title", "legal ground", "published answer", "published reply"}
        assert (view.cleared_title, view.cleared_text, view.reviewed) == ("later title", "public text", True)
        assert (view.level, view.hops, view.reopenings) == (0, 1, 1)
        assert view.said[0] == Said(on=MONDAY.date(), action=ActionName.HOLD, text="missing part")

    def test_the_liaison_of_an_unprotected_report_sees_it_whole(self) -> None:
        view = view_for(talkative(), actor=LIAISON, under=RULES)
        assert isinstance(view, LiaisonView)
        assert (view.title, view.location) == ("filed title", "filed place")
        shown = words_in(view)
        assert "internal note" in shown
        assert "disposition note" in shown
        assert "motivation" not in shown

    @pytest.mark.parametrize("protection", PROTECTED)
    def test_of_a_protected_report_the_agency_sees_what_was_cleared(self, protection: Protection) -> None:
        """Nothing else that anybody wrote, not even a colleague, who may have quoted the reporter."""
        protected = act(talkative(), actions.Protect(protection=protection), REPORTER)
        for actor in (LIAISON, HEAD):
            view = view_for(protected, actor=actor, under=RULES)
            shown = words_in(view)
            for words in (WITH_WORDS[part] for part in list(WITH_WORDS) if part.value in ("filing", "notes")):
                assert not [word for word in words if word in shown]
            assert not [w for w in ("completion", "reply text", "rating comment", "reopen reason") if w in shown]
            assert "first answer" in shown
            assert "follow up" in shown

    def test_what_was_not_checked_for_the_protection_is_withheld_from_the_agency(self) -> None:
        """An answer of the time before is one of those; unless the service never knows its reporters."""
        plain = answer(text=cleared("Sudah", None))
        report = act(act(dispositioned(), plain, LIAISON), actions.Publish(text=cleared("Lampu", None)), COORDINATOR)
        report = act(report, actions.Protect(protection=ANONYMOUS), REPORTER)
        knows_nobody = attrs.evolve(RULES, overlays={CITY: packs_of(identities_held=False).pack})
        for actor in (LIAISON, HEAD):
            for rules, text, said in ((RULES, None, []), (knows_nobody, "Lampu", ["Sudah"])):
                view = view_for(report, actor=actor, under=rules)
                assert isinstance(view, LiaisonView | AgencyHeadView)
                assert (view.title, view.text, [one.text for one in view.said]) == ("Lubang di jalan", text, said)
        assert public_view(report, under=knows_nobody) != public_view(report, under=RULES)

    def test_the_head_sees_how_it_was_handled(self) -> None:
        view = view_for(talkative(), actor=HEAD, under=RULES)
        assert isinstance(view, AgencyHeadView)
        assert (view.title, view.text, view.rating) == ("later title", "public text", 3)
        assert (view.level, view.hops, view.reopenings) == (0, 1, 1)

    def test_the_ombudsman_sees_what_it_asks_for(self) -> None:
        """The day of the matter, and what was said on the way."""
        report = act(dispositioned(happened_on=date(2024, 2, 1)), answer(), LIAISON)
        forward = actions.ForwardToOmbudsman()
        view = view_for(act(report, forward, REPORTER, at=MONDAY + 70 * DAY), actor=OMBUDSMAN, under=RULES)
        assert isinstance(view, OmbudsmanView)
        assert view.happened_on == date(2024, 2, 1)
        assert [(said.on, said.action) for said in view.said] == [(MONDAY.date(), ActionName.ANSWER)]

    def test_days_are_those_of_the_zone_of_the_case(self) -> None:
        """Also in what the public sees, and in which pack says how coarse."""
        late = MONDAY.replace(hour=23)
        east = attrs.evolve(
            RULES,
            calendars={CITY: RULES.calendar.in_zone(WIT)},
            overlays={CITY: packs_of(public_grain=Grain.YEAR).pack},
        )
        report = act(received(at=late), verify(), COORDINATOR)
        view = view_for(act(report, actions.Note(text="Catatan"), COORDINATOR), actor=COORDINATOR, under=east)
        assert isinstance(view, CoordinatorView)
        assert view.received == Period(date(2024, 3, 5), date(2024, 3, 5))
        assert [said.on for said in view.said] == [date(2024, 3, 5)]
        protected = act(report, actions.Protect(protection=ANONYMOUS), REPORTER)
        shown = public_view(protected, under=east)
        assert shown is not None
        assert shown.received == Period(date(2024, 1, 1), date(2024, 12, 31))

    def test_the_category_of_an_unprotected_report_is_shown_as_it_is(self) -> None:
        rare = CategoryCode("rare")
        listed = Categories(
            version="2",
            categories=(
                Category(code=CategoryCode("main"), name="Utama"),
                Category(code=rare, name="Langka", parent=CategoryCode("main")),
            ),
        )
        rules = attrs.evolve(RULES, categories=listed)
        view = public_view(act(received(), verify(category=rare), COORDINATOR, under=rules), under=rules)
        assert view is not None
        assert view.category == rare

    @pytest.mark.parametrize("actor", [OBSERVER, OVERSIGHT, OMBUDSMAN])
    def test_observers_see_figures(self, actor: Actor) -> None:
        view = view_for(act(talkative(), actions.Protect(protection=CONFIDENTIAL), REPORTER), actor=actor, under=RULES)
        assert isinstance(view, ObserverView)
        assert (view.hops, view.level, view.reopenings, view.public) == (1, 0, 1, None)
        assert view.rating == 3
        assert not [word for words in WITH_WORDS.values() for word in words if word in words_in(view)]

    @pytest.mark.parametrize("protection", [Protection.NONE, *PROTECTED])
    def test_the_ombudsman_sees_what_was_forwarded(self, protection: Protection) -> None:
        """The reporter has agreed to it; also after the conclusion."""
        report = escalated(protection=protection)
        concluded = act(report, actions.Conclude(outcome=Outcome.SOLVED), OMBUDSMAN)
        for one in (report, concluded):
            view = view_for(one, actor=OMBUDSMAN, under=RULES)
            assert isinstance(view, OmbudsmanView)
            assert view.text == "Ada lubang di depan pasar."
            assert (view.level, view.reopenings, view.said) == (0, 0, ())
        assert isinstance(view_for(dispositioned(), actor=OMBUDSMAN, under=RULES), ObserverView)

    def test_a_report_says_whether_the_ombudsman_has_or_had_it(self) -> None:
        concluded = act(escalated(), actions.Conclude(outcome=Outcome.SOLVED), OMBUDSMAN)
        assert [one.was_forwarded for one in (dispositioned(), escalated(), concluded)] == [False, True, True]

    def test_neither_reporter_learns_of_the_other_by_a_merger(self) -> None:
        assert "7654321" not in words_in(view_for(merged(), actor=REPORTER, under=RULES))

    @pytest.mark.parametrize(
        "ask, field",
        [
            (lambda: public_view(cast("Any", "1"), under=RULES), "report"),
            (lambda: public_view(received(), under=cast("Any", None)), "under"),
            (lambda: contacts_of(cast("Any", "1"), RULES), "report"),
            (lambda: contacts_of(received(), cast("Any", None)), "under"),
            (lambda: view_for(cast("Any", "1"), actor=HEAD, under=RULES), "report"),
            (lambda: view_for(received(), actor=cast("Any", Role.SYSTEM), under=RULES), "actor"),
            (lambda: view_for(received(), actor=HEAD, under=cast("Any", None)), "under"),
        ],
    )
    def test_bad_arguments_are_named(self, ask: Callable[[], object], field: str) -> None:
        with pytest.raises(InvalidValueError) as caught:
            ask()
        assert caught.value.field == field


# ------------------------------------------------------------------------------------------------------- laws


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Return a value in which every reference of a reporter is another one."""
    if isinstance(value, PublicText):
        known = value.checked_for
        return PublicText.vouched(
            value.text, known if known is NOT_HELD else ReporterRef(names.get(known, known)), value.check
        )
    if attrs.has(type(value)):
        other = copy.copy(value)
        for field in attrs.fields(type(value)):
            # Past the constructor, which refuses what a redaction has left.
            object.__setattr__(other, field.name, renamed(getattr(value, field.name), names))
        return other
    if isinstance(value, tuple):
        several = tuple(renamed(one, names) for one in value)
        return value if several == value else several
    return names.get(value, value) if type(value) is str else value


@given(reports(), st.lists(reports(), max_size=3), st.data())
def test_who_the_reporter_is_makes_no_difference(report: Report, some: list[Report], data: st.DataObject) -> None:
    """Law 17: equal up to the reference, two histories give everybody else the same, down to the errors."""
    other = replay([renamed(event, {str(OWN_REF): "quite-another-ref"}) for event in report.history])
    at = report.changed_at + data.draw(st.integers(0, 90)) * DAY
    assert public_view(other, under=RULES) == public_view(report, under=RULES)
    assert plan(other, as_of=at, under=RULES) == plan(report, as_of=at, under=RULES)
    assert assess(other, as_of=at, under=RULES) == assess(report, as_of=at, under=RULES)
    assert ledger(other, as_of=at, under=RULES) == ledger(report, as_of=at, under=RULES)
    assert find_conduct(other, as_of=at, under=RULES) == find_conduct(report, as_of=at, under=RULES)
    assert case_facts(other, as_of=at, under=RULES) == case_facts(report, as_of=at, under=RULES)
    assert duty_facts(other, as_of=at, under=RULES) == duty_facts(report, as_of=at, under=RULES)
    assert public_views([*some, other], under=RULES) == public_views([*some, report], under=RULES)
    for actor in everybody(report):
        if actor.role is not Role.REPORTER:
            assert outcome_for(other, actor) == outcome_for(report, actor)
            asked = [allowed_actions(one, by=actor, at=at, under=RULES) for one in (report, other)]
            assert asked[0] == asked[1]
            refused = [check(one, actions.Reply(text="x"), by=actor, at=at, under=RULES) for one in (report, other)]
            assert refused[0] == refused[1]


def outcome_for(report: Report, actor: Actor) -> object:
    try:
        return view_for(report, actor=actor, under=RULES)
    except AccessRefusedError as error:
        return error.refusal


@given(reports(), st.sampled_from(PROTECTED))
def test_more_protection_never_shows_more(report: Report, protection: Protection) -> None:
    """Law 20: neither to the public nor to anybody else."""
    added = report.protection | protection
    later = report if added == report.protection else act(report, actions.Protect(protection=added), ADMIN)
    before, now = public_view(report, under=RULES), public_view(later, under=RULES)
    if now is not None:
        assert before is not None
        is_no_more_public(before, now)
    for actor in (LIAISON, HEAD, OBSERVER, COORDINATOR):
        first, second = outcome_for(report, actor), outcome_for(later, actor)
        if isinstance(first, ReportView):
            assert isinstance(second, ReportView)
            assert texts_of(second) <= texts_of(first) | texts_of(public_view(report, under=RULES)) | cleared_of(report)


def is_no_more_public(before: PublicReport, now: PublicReport) -> None:
    for name in ("tracking_id", "title", "text", "answer", "reply", "category", "outcome"):
        assert getattr(now, name) in (getattr(before, name), None)
    assert now.agency in (None, *(DIRECTORY.path(before.agency) if before.agency else ()))
    assert before.received is not None
    assert now.received is not None
    assert before.received.first in now.received
    assert before.received.last in now.received


def texts_of(view: object) -> set[str]:
    """Return the free texts of a view."""
    return {leaf for leaf in leaves(view) if type(leaf) is str and (" " in leaf or leaf == "Sudah")}


def cleared_of(report: Report) -> set[str]:
    texts = (report.published.title, report.published.text, report.published.answer, report.published.reply)
    return {text.text for text in texts if text is not None}


@given(reports(), st.sampled_from(PROTECTED))
def test_no_word_of_the_reporter_reaches_the_public_or_the_agency(report: Report, protection: Protection) -> None:
    """Law 18: whatever is planted in the words of a protected reporter, it shows nowhere outside."""
    canary = "Burung Kenari 9999888877776666"
    events = [planted(event, canary) for event in report.history]
    spied = replay(events)
    added = spied.protection | protection
    if added != spied.protection:
        spied = act(spied, actions.Protect(protection=added), ADMIN)
    assert canary in words_in(view_for(spied, actor=ADMIN, under=RULES)) or type(spied.filing.text) is not str
    outside = [outcome_for(spied, actor) for actor in PRIVATE if not (actor is OMBUDSMAN and was_forwarded(spied))]
    outside += [public_view(spied, under=RULES), public_views([spied] * 3, under=RULES)]
    outside += [assess(spied, as_of=spied.changed_at, under=RULES), plan(spied, as_of=spied.changed_at, under=RULES)]
    for one in outside:
        assert "Kenari" not in words_in(one)
        assert "Kenari" not in repr(one)
    assert "Kenari" not in repr(spied)


def was_forwarded(report: Report) -> bool:
    return any(isinstance(event.action, actions.ForwardToOmbudsman) for event in report.history)


def planted(value: Any, canary: str) -> Any:
    """Return a value with a canary in every free text that nobody cleared."""
    if isinstance(value, PublicText) or not attrs.has(type(value)):
        return value
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(value)):
        old = getattr(value, field.name)
        if "part" in field.metadata and type(old) is str:
            changes[field.name] = canary
        elif field.init:
            new = planted(old, canary)
            if new is not old:
                changes[field.name] = new
    return attrs.evolve(value, **changes) if changes else value


def test_every_view_is_made_of_what_can_be_sent() -> None:
    """Frozen values without methods, which any library turns into a document."""
    for actor, _ in READERS.values():
        document = attrs.asdict(view_for(answered(), actor=actor, under=RULES))
        assert document["tracking_id"] == "1234567"


def full_width(letters: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in letters)


def vouched(words: str) -> PublicText:
    return PublicText.vouched(words, OWN_REF, CHECK_VERSION)


def numbered(number: str, words: PublicText, protection: Protection = ANONYMOUS) -> Report:
    """Return a report with the same words wherever some can be public."""
    report = received(protection=protection, tracking_id=TrackingId(number))
    report = act(report, verify(protection=protection, title=words, text=words), COORDINATOR)
    file = actions.PublicAttachment(key=AttachmentKey("f"), name=words)
    return act(report, actions.Publish(answer=words, reply=words, attachments=(file,)), COORDINATOR)


def public_words(view: PublicReport) -> set[str | None]:
    return {view.title, view.text, view.answer, view.reply, *(file.name for file in view.attachments)}


NUMBERS = ["1234567", "AB12-CD", "LP/26/00012", "x-9", "7"]


class TestNumberInWords:
    """The number of a protected report is not public, and most answers begin with it."""

    @given(
        st.sampled_from(NUMBERS),
        st.lists(st.sampled_from(["", " ", "-", ".", "/", "_", " . ", "...", "\u200b", "\n"]), min_size=9, max_size=9),
        st.lists(st.sampled_from([str.lower, str.upper, full_width]), min_size=9, max_size=9),
        st.sampled_from(["{}", "Terima kasih atas laporan Anda nomor {}.", "({}) dan ({})", "{}\n{}!", "Rp 5 -{}- 5"]),
    )
    def test_it_is_in_nothing_that_the_public_sees(
        self, number: str, signs: list[str], cases: list[Callable[[str], str]], frame: str
    ) -> None:
        """However it is spelled: in a title, text, answer, reply and the name of a file, alone and in a list."""
        parts = [case(part) for part, case in zip(filter(str.isalnum, number), cases, strict=False)]
        spelled = "".join(part + sign for part, sign in zip(parts, [*signs[: len(parts) - 1], ""], strict=False))
        report = numbered(number, vouched(frame.format(spelled, spelled)))
        left = frame.format("[redacted: number]", "[redacted: number]")
        for view in (seen(report), *public_views([report] * 2, under=RULES)):
            assert public_words(view) == {left}

    @pytest.mark.parametrize(
        "words",
        ["81234567", "12345678", "1234568", "1 2 3 4 5 6", "1234 ... 567", "1234a567", "Tujuh.", "1234567\u200b8"],
    )
    def test_another_number_stays(self, words: str) -> None:
        assert public_words(seen(numbered("1234567", vouched(words)))) == {words}

    @pytest.mark.parametrize("words", ["xAB12CD", "AB12CDE", "CD-AB12"])
    def test_another_word_stays(self, words: str) -> None:
        assert public_words(seen(numbered("AB12-CD", vouched(words)))) == {words}

    def test_those_who_know_it_see_it(self) -> None:
        """The public of an unprotected report, and the agency of a protected one."""
        words = vouched("Laporan 1234567")
        assert public_words(seen(numbered("1234567", words, Protection.NONE))) == {words.text}
        view = view_for(act(numbered("1234567", words), SEND_TO_ROADS, COORDINATOR), actor=LIAISON, under=RULES)
        assert isinstance(view, LiaisonView)
        assert (view.text, view.public and view.public.text) == (words.text, "Laporan [redacted: number]")
