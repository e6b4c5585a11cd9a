"""Copying an event or briefing to the next one, and adding many sessions at once."""

from datetime import date, time

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from partnership.events.adding_sessions import read_days, repeated
from partnership.events.models import EventIndexPage, EventKind, EventPage, EventSession
from partnership.learning.models import ResourceIndexPage, ResourceKind, ResourcePage
from partnership.pages.models import GuidancePage
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

RULE = {"first": "2027-01-12", "every": "week", "last": "2027-01-26"}


@pytest.fixture
def forum():
    """A published forum that was postponed, with one session."""
    page = EventPage(
        title="Winter forum",
        search_description="Come and talk.",
        kind=EventKind.objects.get(name="Practitioner forum"),
        status=EventPage.Status.POSTPONED,
        status_note="The hall was flooded.",
        is_full=True,
        attendance=EventPage.Attendance.ONLINE,
        joining="We send you the link.",
        booking=EventPage.Booking.NONE,
        body=[("prose", "<p>Bring a question.</p>")],
    )
    page.sessions.add(EventSession(date=date(2026, 12, 3), starts_at=time(9, 30)))
    EventIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def address(name, page):
    return reverse(name, args=[page.pk])


def draft_of(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object()


def days_of(page):
    return [session.date for session in draft_of(page).sessions.all()]


class TestNextPage:
    def start(self, client, page, title):
        answer = client.post(address("start_next", page), {"title": title})
        assert answer.status_code == 302
        new = type(page).objects.order_by("-pk").first()
        assert answer.url == reverse("wagtailadmin_pages:edit", args=[new.pk])
        return new

    def test_is_a_draft_beside_the_original_with_its_text(self, forum, admin_client, client):
        new = self.start(admin_client, forum, "Spring forum")
        assert new.title == "Spring forum"
        assert new.slug == "spring-forum"
        assert not new.live
        assert new.is_sibling_of(forum)
        draft = draft_of(new)
        assert draft.slug == "spring-forum"
        assert (draft.kind, draft.attendance) == (forum.kind, forum.attendance)
        assert draft.joining == "We send you the link."
        assert "Bring a question" in str(draft.body)

    def test_does_not_have_what_belongs_to_the_original(self, forum, admin_client):
        draft = draft_of(self.start(admin_client, forum, "Spring forum"))
        assert list(draft.sessions.all()) == []
        assert draft.status == EventPage.Status.GOING_AHEAD
        assert draft.status_note == ""
        assert not draft.is_full

    def test_does_not_change_the_original(self, forum, admin_client):
        self.start(admin_client, forum, "Spring forum")
        forum.refresh_from_db()
        assert forum.live
        assert days_of(forum) == [date(2026, 12, 3)]

    def test_may_have_the_same_title(self, forum, admin_client):
        assert self.start(admin_client, forum, "Winter forum").slug == "winter-forum-1"

    def test_is_copied_from_the_draft_of_the_original(self, forum, admin_client):
        forum.joining = "Call us."
        forum.save_revision()
        assert draft_of(self.start(admin_client, forum, "Spring forum")).joining == "Call us."

    def test_of_a_briefing_is_dated_today(self, admin_client):
        briefing = ResourcePage(
            title="Neglect in five minutes",
            kind=ResourceKind.objects.get(name="5-minute briefing"),
            date=date(2025, 4, 1),
            revised_on=date(2025, 5, 1),
            body=[("prose", "<p>Look twice.</p>")],
        )
        ResourceIndexPage.objects.get().add_child(instance=briefing)
        draft = draft_of(self.start(admin_client, briefing, "Sleep in five minutes"))
        assert draft.date == timezone.localdate()
        assert draft.revised_on is None
        assert "Look twice" in str(draft.body)

    def test_form_lists_what_is_not_copied(self, forum, admin_client):
        page = admin_client.get(address("start_next", forum)).content.decode()
        assert "Copy to a new event" in page
        assert "‘Winter forum’ is copied to a new draft" in page
        assert "sessions" in page
        assert "fully booked" in page

    def test_needs_a_title(self, forum, admin_client):
        answer = admin_client.post(address("start_next", forum), {"title": ""})
        assert answer.status_code == 200
        assert not EventPage.objects.filter(pk__gt=forum.pk).exists()

    def test_needs_a_title_that_an_address_can_be_made_from(self, forum, admin_client):
        answer = admin_client.post(address("start_next", forum), {"title": "!!!"})
        assert "Use some letters or numbers" in answer.content.decode()
        assert not EventPage.objects.filter(pk__gt=forum.pk).exists()

    def test_is_offered_in_the_editor_and_the_explorer(self, forum, admin_client):
        place = address("start_next", forum)
        editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[forum.pk]))
        explorer = admin_client.get(reverse("wagtailadmin_explore", args=[forum.get_parent().pk]))
        assert place in editor.content.decode()
        assert place in explorer.content.decode()
        assert "Copy to a new event" in editor.content.decode()

    def test_is_not_offered_for_other_kinds_of_page(self, admin_client):
        page = GuidancePage.objects.live().first()
        editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert address("start_next", page) not in editor.content.decode()
        assert admin_client.get(address("start_next", page)).status_code == 302  # refused

    def test_is_refused_for_the_page_above_all_sites(self, admin_client):
        root = Page.get_first_root_node()
        assert admin_client.get(address("start_next", root)).status_code == 302


class TestManySessions:
    def listed(self, client, page, **typed):
        """Send the form, and return what is listed of its rule, as it would be sent back."""
        answer = client.post(address("add_sessions", page), RULE | typed)
        assert answer.status_code == 200
        form = answer.context["form"]
        return answer.content.decode(), RULE | {
            "listed_for": form["listed_for"].value(),
            "chosen": form["chosen"].value(),
        }

    def test_by_a_rule_are_listed_with_their_weekdays_before_they_are_added(
        self, forum, admin_client
    ):
        words, form = self.listed(admin_client, forum, list_days="yes", starts_at="09:30")
        assert "Check these days. Nothing has been added yet." in words
        assert "Tuesday 12 January 2027" in words
        assert "Tuesday 26 January 2027" in words
        assert days_of(forum) == [date(2026, 12, 3)]

        form["chosen"].remove("2027-01-19")
        form |= {"days": "Friday 29 January 2027", "starts_at": "09:30", "ends_at": "12:00"}
        answer = admin_client.post(address("add_sessions", forum), form)
        assert answer.status_code == 302
        added = [date(2027, 1, day) for day in (12, 26, 29)]
        assert days_of(forum) == [date(2026, 12, 3), *added]
        session = draft_of(forum).sessions.all()[1]
        assert (session.starts_at, session.ends_at) == (time(9, 30), time(12, 0))

    def test_by_a_rule_that_has_changed_are_listed_again(self, forum, admin_client):
        _, form = self.listed(admin_client, forum)
        form |= {"last": "2027-02-02"}
        words = admin_client.post(address("add_sessions", forum), form).content.decode()
        assert "Check these days. Nothing has been added yet." in words
        assert "Tuesday 2 February 2027" in words
        assert days_of(forum) == [date(2026, 12, 3)]

    def test_on_days_with_a_session_are_marked_and_not_ticked(self, forum, admin_client):
        rule = {"first": "2026-12-03", "last": "2026-12-10"}
        words, form = self.listed(admin_client, forum, **rule)
        assert "Thursday 3 December 2026 (has a session)" in words
        assert form["chosen"] == ["2026-12-10"]

    def test_of_a_year_are_added_without_those_that_are_unticked(self, forum, admin_client):
        rule = {"first": "2027-01-12", "every": "month", "last": "2027-12-31"}
        _, form = self.listed(admin_client, forum, **rule)
        assert len(form["chosen"]) == 12
        form["chosen"].remove("2027-08-10")
        admin_client.post(address("add_sessions", forum), form | rule)
        added = days_of(forum)[1:]
        assert len(added) == 11
        assert {day.strftime("%A") for day in added} == {"Tuesday"}

    def test_are_added_to_the_draft_and_not_shown_to_visitors(self, forum, admin_client):
        admin_client.post(address("add_sessions", forum), {"days": "12 January 2027"})
        assert [session.date for session in forum.sessions.all()] == [date(2026, 12, 3)]
        assert Page.objects.get(pk=forum.pk).has_unpublished_changes

    def test_become_public_with_the_event(self, forum, admin_client):
        admin_client.post(address("add_sessions", forum), {"days": "12 January 2027"})
        Page.objects.get(pk=forum.pk).get_latest_revision().publish()
        forum.refresh_from_db()
        assert {s.date for s in forum.sessions.all()} == {date(2026, 12, 3), date(2027, 1, 12)}

    def test_that_exist_are_not_added_again(self, forum, admin_client):
        form = {"days": "3 December 2026\n4 December 2026", "starts_at": "9:30"}
        answer = admin_client.post(address("add_sessions", forum), form, follow=True)
        assert days_of(forum) == [date(2026, 12, 3), date(2026, 12, 4)]
        assert "1 session added to the draft. 1 was already there." in answer.content.decode()

    @pytest.mark.parametrize(
        ("typed", "error"),
        [
            ({}, "List repeating days and tick some, or type at least one day."),
            ({"days": "some day"}, "‘some day’ is not a date"),
            ({"days": "Friday 3 December 2026"}, "3 December 2026 is a Thursday"),
            ({"days": "3 December 9999"}, "Is the year right?"),
            (RULE | {"first": "9999-12-31"}, "Is the year right?"),
            (RULE | {"last": "9999-12-31"}, "Is the year right?"),
            ({"list_days": "yes"}, "Fill this in to list the days."),
            ({"first": "2027-01-12"}, "Fill this in to list the days."),
            (RULE | {"last": "2027-01-11"}, "This is before the first day."),
            (RULE | {"every": "day", "last": "2027-12-31"}, "These are more than 60 days."),
            (RULE | {"ends_at": "9:00"}, "Nothing has been added yet."),
            (RULE | {"days": "some day"}, "‘some day’ is not a date"),
        ],
    )
    def test_with_a_mistake_are_shown_with_an_error_and_not_saved(
        self, forum, admin_client, typed, error
    ):
        answer = admin_client.post(address("add_sessions", forum), typed | {"starts_at": "10:15"})
        assert answer.status_code == 200
        page = answer.content.decode().replace("&#x27;", "'")
        assert error in page
        assert typed.get("days", "") in page
        assert "10:15" in page
        assert days_of(forum) == [date(2026, 12, 3)]

    def test_are_not_offered_on_other_pages(self, admin_client):
        page = GuidancePage.objects.live().first()
        assert admin_client.get(address("add_sessions", page)).status_code == 404


class TestPermissions:
    def test_to_change_the_page_are_needed(self, forum, client):
        auditor = get_user_model().objects.create_user("auditor@example.org", "a long password")
        auditor.groups.add(Group.objects.get(role__starter="auditor"))
        sign_in(client, auditor)
        for name in ("start_next", "add_sessions"):
            assert client.get(address(name, forum)).url == reverse("wagtailadmin_home")
            typed = {"title": "Mine", "days": "1 May 2027"}
            assert client.post(address(name, forum), typed).status_code == 403
        assert not EventPage.objects.filter(title="Mine").exists()
        assert days_of(forum) == [date(2026, 12, 3)]

    def test_to_add_pages_are_needed_to_start_the_next_one(self, forum, client):
        user = get_user_model().objects.create_user("changes@example.org", "a long password")
        group = Group.objects.create(name="Changes pages")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        GroupPagePermission.objects.create(
            group=group,
            page=Page.get_first_root_node(),
            permission=Permission.objects.get(codename="change_page"),
        )
        user.groups.add(group)
        sign_in(client, user)
        assert client.get(address("add_sessions", forum)).status_code == 200
        assert client.post(address("start_next", forum), {"title": "Mine"}).status_code == 403
        assert not EventPage.objects.filter(title="Mine").exists()

    def test_adding_sessions_locks_the_event(self, forum, admin_client):
        with CaptureQueriesContext(connection) as captured:
            admin_client.post(address("add_sessions", forum), {"days": "12 January 2027"})
        locked = [query["sql"] for query in captured if "FOR UPDATE" in query["sql"]]
        assert any("events_eventpage" in sql for sql in locked)

    def test_no_sessions_are_added_to_a_locked_event(self, forum, admin_client):
        forum.locked = True
        forum.save()
        admin_client.post(address("add_sessions", forum), {"days": "12 January 2027"})
        assert days_of(forum) == [date(2026, 12, 3)]


class TestDays:
    def test_are_read_as_people_write_them(self):
        text = "Thursday 3rd December 2026\n04/12/26\n\n2026-12-05,\nSun. 6 Dec 2026\n3 Dec 2026"
        assert read_days(text) == [date(2026, 12, day) for day in (3, 4, 5, 6)]

    @pytest.mark.parametrize(
        ("every", "days"),
        [
            ("day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 3, 29)]),
            ("week", [date(2027, 3, 27), date(2027, 4, 3), date(2027, 4, 10)]),
            ("fortnight", [date(2027, 3, 27), date(2027, 4, 10), date(2027, 4, 24)]),
            ("month", [date(2027, 3, 27), date(2027, 4, 24), date(2027, 5, 22)]),
            ("date", [date(2027, 3, 27), date(2027, 4, 27), date(2027, 5, 27)]),
            ("quarter", [date(2027, 3, 27), date(2027, 6, 26), date(2027, 9, 25)]),
            ("term", [date(2027, 3, 27), date(2027, 7, 24), date(2027, 11, 27)]),
        ],
    )
    def test_follow_a_rule_until_the_last_day(self, every, days):
        assert repeated(date(2027, 3, 27), every, days[-1], 99) == days

    def test_are_no_more_than_may_be_added(self):
        assert len(repeated(date(2027, 3, 27), "day", date(2028, 3, 27), 61)) == 61

    def test_have_the_last_date_of_a_month_that_is_too_short(self):
        days = repeated(date(2027, 1, 31), "date", date(2027, 4, 1), 99)
        assert days == [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)]

    def test_are_the_last_in_months_without_a_fifth(self):
        assert repeated(date(2026, 12, 29), "month", date(2027, 2, 28), 99) == [
            date(2026, 12, 29),
            date(2027, 1, 26),
            date(2027, 2, 23),
        ]
