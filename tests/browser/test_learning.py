"""Events and resources, for practitioners and the business team, in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from ical.calendar_stream import IcsCalendarStream
from playwright.sync_api import expect

from tests.browser.conftest import (
    faults_at_every_size,
    open_menu,
    publish,
    save_draft,
    select_in_userbar,
    type_over_picker,
    wait_until_watched,
)

pytestmark = pytest.mark.django_db

EVENTS = "/learning-and-training/events/"
RESOURCES = "/learning-and-training/resources/"
SAMPLE = "Sample: a training day"


@pytest.fixture
def reader(new_tab):
    """A tab of a practitioner, open beside the editor's, in a browser without JavaScript."""
    return new_tab(java_script_enabled=False)


@pytest.fixture
def day():
    """A day some weeks from now. A change of the clocks in between does not matter."""
    return timezone.localdate() + timedelta(days=40)


def type_day(editor, field, day):
    type_over_picker(editor, field, f"{day:%d/%m/%Y}")


def choose(editor, button, name):
    """Open a chooser with ``button``, and choose ``name`` in it."""
    button.click()
    editor.get_by_role("dialog").get_by_role("link", name=name, exact=True).click()
    expect(editor.get_by_role("dialog")).to_have_count(0)


def calendar_at(tab, address):
    """Return the events of the calendar file at ``address``, read by another library."""
    answer = tab.request.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return IcsCalendarStream.calendar_from_ics(answer.text()).events


def add_event(editor, title, day):
    """Publish a forum on ``day``, with one session from 9.30am and no need to book."""
    editor.goto("/admin/")
    editor.get_by_role("button", name="Learning").click()
    editor.get_by_role("link", name="Events", exact=True).click()
    editor.get_by_role("link", name="Add event").click()
    editor.get_by_role("textbox", name="Title").fill(title)
    choose(editor, editor.get_by_role("button", name="Choose event kind"), "Practitioner forum")
    session = editor.get_by_role("region", name="Session 1")
    if not session.count():
        editor.get_by_role("button", name="Add session").click()
    type_day(editor, session.get_by_role("textbox", name="Date"), day)
    type_over_picker(editor, session.get_by_role("textbox", name="From"), "09:30")
    editor.get_by_label("How to book").select_option("No need to book")
    publish(editor)


def open_event(editor, title):
    editor.goto("/admin/events/")
    editor.get_by_role("link", name=title, exact=True).click()
    editor.get_by_role("button", name="More actions").wait_for()


class TestPractitioner:
    def test_a_filtered_list_has_an_address_to_share(self, reader):
        reader.goto("/")
        reader.get_by_role("link", name="See all: Resources").click()
        choices = reader.get_by_role("navigation", name="Filter the resources")
        choices.get_by_role("link", name="5-minute briefing").click()
        expect(reader.get_by_role("status")).to_contain_text("5-minute briefing")
        address = reader.url
        reader.goto("/")
        reader.goto(address)
        chosen = reader.get_by_role("list", name="Filtered by")
        expect(chosen.get_by_role("link", name="5-minute briefing")).to_be_visible()
        kinds = reader.locator(".resource-card__kind span:first-child")
        assert set(kinds.all_inner_texts()) == {"5-minute briefing"}

        reader.get_by_role("main").get_by_role("heading", level=3).get_by_role("link").first.click()
        expect(reader.get_by_role("heading", level=1)).to_be_visible()
        reader.go_back()
        chosen.get_by_role("link", name="5-minute briefing").click()
        expect(chosen).to_have_count(0)

    def test_training_is_found_and_added_to_a_calendar(self, reader):
        reader.goto("/")
        reader.get_by_role("link", name="See all: Training and events").click()
        choices = reader.get_by_role("navigation", name="Filter the events")
        choices.get_by_role("link", name="Training").click()
        expect(reader.get_by_role("heading", name="Practitioner forums")).to_have_count(0)
        reader.get_by_role("link", name=SAMPLE).click()
        address = reader.get_by_role("link", name="Add to your calendar").get_attribute("href")
        sessions = calendar_at(reader, address)
        assert [session.start.isoformat() for session in sessions] == [
            "2027-03-24T09:30:00+00:00",
            "2027-03-31T09:30:00+01:00",
        ]

    def test_filters_stay_chosen_from_month_to_month(self, reader):
        reader.goto(EVENTS + "month/2027/2/?kind=Training")
        expect(reader.get_by_role("link", name=SAMPLE)).to_have_count(0)
        reader.get_by_role("link", name="March 2027").first.click()
        expect(reader.get_by_role("link", name=SAMPLE).first).to_be_visible()
        assert reader.url.endswith("month/2027/3/?kind=Training")


class TestEditor:
    def test_a_new_forum_appears_on_every_list_and_in_the_calendar(self, editor, reader, day):
        add_event(editor, "Forum about neglect", day)
        for place in ("/", "/learning-and-training/", EVENTS):
            reader.goto(place)
            expect(reader.get_by_role("link", name="Forum about neglect")).to_be_visible()
        reader.get_by_role("link", name="Forum about neglect").click()
        words = date_format(day, "l j F Y")
        expect(reader.get_by_role("main")).to_contain_text(f"{words}, 9.30am")
        summaries = [event.summary for event in calendar_at(reader, EVENTS + "calendar.ics")]
        assert "Forum about neglect" in summaries

    def test_a_changed_venue_shows_on_every_page(self, editor, reader, day):
        editor.goto("/admin/snippets/directory/venue/add/")
        editor.get_by_role("textbox", name="Name").fill("The Old School")
        editor.get_by_role("textbox", name="Postcode").fill("AB1 2CD")
        editor.get_by_role("button", name="Save").click()
        expect(editor.get_by_role("status").get_by_text("created")).to_be_visible()

        add_event(editor, "Forum about sleep", day)
        open_event(editor, "Forum about sleep")
        choose(editor, editor.get_by_role("button", name="Choose venue").last, "The Old School")
        publish(editor)
        select_in_userbar(editor, "/newsletters/", "Add a child page")
        editor.get_by_role("textbox", name="Title").fill("Winter edition")
        wait_until_watched(editor)
        editor.get_by_role("button", name="Insert a block").first.click()
        editor.get_by_role("option", name="Events").click()
        editor.get_by_role("button", name="Choose an event").click()
        dialog = editor.get_by_role("dialog")
        dialog.get_by_role("link", name="Forum about sleep").click()
        expect(editor.get_by_role("dialog")).to_have_count(0)
        publish(editor)

        places = ["/newsletters/winter-edition/", EVENTS, EVENTS + "forum-about-sleep/"]
        for place in places:
            reader.goto(place)
            expect(reader.get_by_role("main").get_by_text("The Old School").first).to_be_visible()

        editor.goto("/admin/snippets/directory/venue/")
        editor.get_by_role("link", name="The Old School", exact=True).click()
        editor.get_by_role("textbox", name="Name").fill("The New Library")
        editor.get_by_role("button", name="Save").click()
        expect(editor.get_by_role("status").get_by_text("updated")).to_be_visible()
        for place in places:
            reader.goto(place)
            expect(reader.get_by_role("main").get_by_text("The New Library").first).to_be_visible()
            expect(reader.get_by_text("The Old School")).to_have_count(0)
        locations = [event.location for event in calendar_at(reader, EVENTS + "calendar.ics")]
        assert "The New Library, AB1 2CD" in locations

    def test_an_event_is_copied_to_the_next_one_with_many_sessions(
        self, editor, reader, day, faults
    ):
        add_event(editor, "Forum about play", day)
        open_event(editor, "Forum about play")
        open_menu(editor.get_by_role("button", name="Actions", exact=True).first)
        editor.get_by_role("link", name="Copy to a new event").click()
        editor.get_by_role("textbox", name="Title").fill("Forum about play, spring")
        editor.get_by_role("button", name="Create draft").click()
        expect(editor.get_by_role("status").get_by_text("This is the new draft")).to_be_visible()
        expect(editor.get_by_role("region", name="Session 1")).to_have_count(0)

        open_menu(editor.get_by_role("button", name="Actions", exact=True).first)
        editor.get_by_role("link", name="Add several sessions").click()
        type_day(editor, editor.get_by_role("textbox", name="First day"), day)
        editor.get_by_label("How often").select_option("Every week")
        type_day(editor, editor.get_by_role("textbox", name="Until"), day + timedelta(days=15))
        editor.get_by_role("button", name="List the days").click()
        expect(editor.get_by_text("Nothing has been added yet.")).to_be_visible()
        assert faults_at_every_size(editor, lambda tab: faults(tab, "#main")) == []
        weeks = [date_format(day + timedelta(days=7 * n), "l j F Y") for n in range(3)]
        for words in weeks:
            expect(editor.get_by_role("checkbox", name=words)).to_be_checked()
        editor.get_by_role("checkbox", name=weeks[2]).uncheck()
        type_over_picker(editor, editor.get_by_role("textbox", name="From"), "13:00")
        # By the keyboard, because the list of times can still cover the button.
        editor.get_by_role("button", name="Add the sessions").press("Enter")
        expect(editor.get_by_role("status").get_by_text("2 sessions added")).to_be_visible()

        reader.goto(EVENTS)
        expect(reader.get_by_text("Forum about play, spring")).to_have_count(0)
        publish(editor)
        reader.goto(EVENTS + "forum-about-play-spring/")
        for words in weeks[:2]:
            expect(reader.get_by_role("main")).to_contain_text(f"{words}, 1pm")
        expect(reader.get_by_role("main")).not_to_contain_text(weeks[2])

    def test_days_and_times_stay_as_typed_until_they_are_read_or_refused(self, editor):
        open_event(editor, SAMPLE)
        session = editor.get_by_role("region", name="Session 1")
        day = session.get_by_role("textbox", name="Date")
        start = session.get_by_role("textbox", name="From")
        for typed in ("31/02/2027", "next Tuesday"):
            type_over_picker(editor, day, typed)
            expect(day).to_have_value(typed)
        type_over_picker(editor, start, "9.45am")
        expect(start).to_have_value("9.45am")
        save_draft(editor)
        expect(session.get_by_text("Write it like this: 18/12/2026")).to_be_visible()
        expect(day).to_have_value("next Tuesday")
        expect(start).to_have_value("9.45am")
        type_over_picker(editor, day, "3 Mar 2027")
        save_draft(editor)
        expect(editor.get_by_role("status").get_by_text("has been updated")).to_be_visible()
        expect(day).to_have_value("03/03/2027")
        expect(start).to_have_value("09:45")

    def test_a_schedule_is_understood_as_typed(self, editor):
        open_event(editor, SAMPLE)
        editor.get_by_role("button", name="Toggle status").click()
        editor.get_by_role("button", name="Set times").click()
        dialog = editor.get_by_role("dialog", name="Set times")
        dialog.get_by_role("textbox", name="Publish on").fill("18 Dec 2027, 9.30am")
        dialog.get_by_role("button", name="Save them in the draft").press("Enter")
        expect(editor.get_by_text("18 December 2027, 09:30").first).to_be_visible()

    def test_a_cancelled_event_is_marked_in_lists_and_calendars(self, editor, reader, day):
        add_event(editor, "Forum about school", day)
        open_event(editor, "Forum about school")
        editor.get_by_role("combobox", name="Status").select_option("Cancelled")
        editor.get_by_role("textbox", name="Status note").fill("The trainer is ill.")
        publish(editor)
        reader.goto(EVENTS)
        card = reader.get_by_role("article").filter(has_text="Forum about school")
        expect(card).to_contain_text("Cancelled")
        card.get_by_role("link").click()
        expect(reader.get_by_role("main")).to_contain_text("The trainer is ill.")
        statuses = {
            event.summary: event.status for event in calendar_at(reader, EVENTS + "calendar.ics")
        }
        assert statuses["Cancelled: Forum about school"].value == "CANCELLED"


@pytest.mark.parametrize(
    "place",
    [
        EVENTS + "month/2027/3/",
        EVENTS + "past/",
        EVENTS + "?kind=Training",
        RESOURCES + "?kind=5-minute+briefing",
    ],
)
def test_every_view_of_a_list_is_accessible(visitor, faults, place):
    visitor.goto(place)
    assert faults_at_every_size(visitor, faults) == []


def test_the_screens_that_copy_an_event_and_add_sessions_are_accessible(editor, faults):
    open_event(editor, SAMPLE)
    for label in ("Copy to a new event", "Add several sessions"):
        open_event(editor, SAMPLE)
        open_menu(editor.get_by_role("button", name="Actions", exact=True).first)
        editor.get_by_role("link", name=label).click()
        editor.get_by_role("heading", name=label).wait_for()
        assert faults(editor) == []
