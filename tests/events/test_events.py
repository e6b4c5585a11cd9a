"""Events: when and where they are, in words."""

from datetime import UTC, date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Venue
from partnership.events.models import EventPage, EventSession
from partnership.ground import dates
from tests.events.reading import microdata, morning, text_of, titles

pytestmark = pytest.mark.usefixtures("_in_november")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (morning(date(2026, 12, 3)), "Thursday 3 December 2026, 9.30am to 12 noon"),
        ({"date": date(2026, 12, 3), "starts_at": time(14)}, "Thursday 3 December 2026, 2pm"),
        ({"date": date(2026, 12, 3), "all_day": True}, "Thursday 3 December 2026, all day"),
        ({"date": date(2026, 12, 3)}, "Thursday 3 December 2026, time to be confirmed"),
        (
            {"date": date(2026, 12, 3), "all_day": True, "ends_on": date(2026, 12, 5)},
            "Thursday 3 to Saturday 5 December 2026",
        ),
        (
            {"date": date(2026, 12, 31), "all_day": True, "ends_on": date(2027, 1, 2)},
            "Thursday 31 December 2026 to Saturday 2 January 2027",
        ),
        (
            {"date": date(2026, 11, 30), "all_day": True, "ends_on": date(2026, 12, 1)},
            "Monday 30 November to Tuesday 1 December 2026",
        ),
        (
            {"date": date(2026, 12, 3), "starts_at": time(19), "ends_at": time(0)},
            "Thursday 3 December 2026, 7pm to 12 midnight",
        ),
        (
            {"date": date(2026, 12, 3), "starts_at": time(22), "ends_at": time(1, 30)},
            "Thursday 3 December 2026, 10pm to 1.30am the next day",
        ),
    ],
)
def test_a_session_shows_its_day_and_time_in_words(values, words):
    assert EventSession(**values).when == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(0), "12 midnight"),
        (time(0, 30), "12.30am"),
        (time(9), "9am"),
        (time(12), "12 noon"),
        (time(12, 5), "12.05pm"),
        (time(17, 45), "5.45pm"),
    ],
)
def test_times_read_as_people_say_them(at, words):
    assert dates.clock(at) == words


def test_sessions_are_sorted_by_day_and_time(add_event, client):
    event = add_event(
        "Three parts", morning(date(2027, 1, 5)), date(2026, 12, 1), morning(date(2026, 12, 1))
    )
    assert [session.date.day for session in event.in_order] == [1, 1, 5]
    words = text_of(client, event.url)
    assert words.index("1 December 2026, time") < words.index("1 December 2026, 9.30am")
    assert words.index("1 December 2026, 9.30am") < words.index("5 January 2027")
    assert "3 sessions, come to all" in words


class TestPastMidnight:
    @pytest.fixture
    def vigil(self, add_event):
        """An event from Saturday evening to Sunday morning, half past one."""
        night = {"date": date(2026, 11, 21), "starts_at": time(22), "ends_at": time(1, 30)}
        return add_event("Vigil", night)

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [(time(19), time(0)), (time(22), time(1, 30)), (time(20), time(8)), (time(12), time(0))],
    )
    def test_a_session_may_end_at_midnight_or_later(self, starts, ends):
        EventSession(date=date(2026, 12, 3), starts_at=starts, ends_at=ends).clean()

    @pytest.mark.parametrize(
        ("starts", "ends"),
        [(time(14), time(13)), (time(9, 30), time(1)), (time(10), time(10)), (time(19), time(9))],
    )
    def test_a_time_typed_by_mistake_is_refused(self, starts, ends):
        with pytest.raises(ValidationError, match="The end must be after the start"):
            EventSession(date=date(2026, 12, 3), starts_at=starts, ends_at=ends).clean()

    @pytest.mark.parametrize(
        ("ends", "day", "over"),
        [
            (time(1, 30), 22, False),
            (time(1, 30), 23, True),
            (time(0), 21, False),
            (time(0), 22, True),
        ],
    )
    def test_an_event_is_over_after_the_day_on_which_it_ends(
        self, vigil, client, monkeypatch, ends, day, over
    ):
        vigil.sessions.update(ends_at=ends)
        at = datetime(2026, 11, day, 12, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: at)
        assert ("This event is over" in text_of(client, vigil.url)) == over
        assert ("Vigil" in titles(EventPage.objects.listed().over())) == over
        assert ("Vigil" in titles(EventPage.objects.coming())) == (not over)

    def test_search_engines_and_the_calendar_know_when_it_ends(self, vigil, event_index, client):
        assert microdata(client, vigil.url)["endDate"] == ["2026-11-22T01:30:00+00:00"]
        page = client.get(event_index.url + "month/2026/11/").content.decode()
        assert page.count("Vigil") == 1
        assert "10pm to 1.30am the next day" in page


class TestCancelledSession:
    """What a visitor sees of an event of which one session is cancelled."""

    @pytest.fixture
    def course(self, add_event):
        off = morning(date(2026, 12, 1), is_cancelled=True)
        return add_event("Course", off, *(morning(date(2026, 12, day)) for day in (8, 15)))

    def test_is_not_counted(self, course, event_index, client):
        for address in (course.url, event_index.url):
            words = text_of(client, address)
            assert "2 sessions, come to all of them" in words
            assert "3 sessions" not in words

    def test_one_date_that_is_left_is_no_choice(self, add_event, event_index, client):
        off = morning(date(2026, 12, 1), is_cancelled=True)
        add_event("Course", off, morning(date(2026, 12, 8)), sessions_are="one")
        assert "choose one" not in text_of(client, event_index.url)

    def test_is_not_the_day_of_the_event_for_search_engines(self, course, client):
        said = microdata(client, course.url)
        assert said["startDate"] == ["2026-12-08T09:30:00+00:00"]
        assert [part.get("eventStatus") for part in said["subEvent"]] == [
            ["EventCancelled"],
            None,
            None,
        ]

    def test_is_not_the_date_in_search(self, course):
        assert course.search_date == date(2026, 12, 8)

    @pytest.fixture
    def called_off(self, add_event):
        return add_event("Course", morning(date(2026, 12, 1), is_cancelled=True))

    def test_an_event_without_another_is_cancelled_everywhere(
        self, called_off, event_index, client
    ):
        page = text_of(client, called_off.url)
        assert "This event is cancelled" in page
        assert "Book in the Learning Zone" not in page
        assert microdata(client, called_off.url)["eventStatus"] == ["EventCancelled"]
        for address in (event_index.url, event_index.url + "feed/", "/", "/learning-and-training/"):
            assert "Cancelled" in client.get(address).content.decode(), address

    def test_a_past_event_shows_the_last_day_that_took_place(self, add_event):
        off = morning(date(2026, 11, 10), is_cancelled=True)
        event = add_event("Course", morning(date(2026, 11, 3)), off)
        assert event.when == "Tuesday 3 November 2026, 9.30am to 12 noon"
        assert event.mark == "Over"


def test_a_cancelled_event_is_cancelled_in_the_feed(add_event, event_index, client):
    add_event("Course", morning(date(2026, 12, 1)), status="cancelled")
    assert "Cancelled. Tuesday 1 December" in client.get(event_index.url + "feed/").content.decode()


def test_lists_and_cards_agree_on_the_next_session_of_a_day(add_event):
    day = date(2026, 12, 1)
    add_event("Course", morning(day), {"date": day, "name": "Time not known"})
    [event] = EventPage.objects.coming().filter(title="Course")
    assert event.session.name == "Time not known"
    assert (event.next_on, event.next_at) == (day, event.session.starts_at)


def test_alternative_dates_are_labelled_as_a_choice(add_event, client):
    event = add_event("One or the other", date(2026, 12, 1), date(2026, 12, 8), sessions_are="one")
    assert "2 dates, choose one" in text_of(client, event.url)


def test_an_event_without_sessions_shows_date_to_be_confirmed(add_event, event_index, client):
    event = add_event("Some day")
    assert "Date to be confirmed" in text_of(client, event.url)
    assert "Add to your calendar" not in text_of(client, event.url)
    assert client.get(event.url + "event.ics").status_code == 404


def test_an_event_is_at_a_venue_online_or_to_be_confirmed(add_event, hall, client):
    somewhere = add_event("Somewhere", date(2026, 12, 1), venue=hall)
    words = text_of(client, somewhere.url)
    assert "The Old Hall" in words
    assert "Buses stop outside." in words
    assert "A ramp at the side." in words
    nowhere = add_event("Nowhere yet", date(2026, 12, 1))
    assert "Venue to be confirmed" in text_of(client, nowhere.url)
    online = add_event("Online", attendance="online", joining="We send a link.", venue=hall)
    words = text_of(client, online.url)
    assert "We send a link." in words
    assert "Old Hall" not in words
    assert add_event("Both", attendance="either", venue=hall).where == "The Old Hall, or online"


def test_an_event_whose_sessions_have_their_own_venues_does_not_ask_for_one(
    add_event, hall, client
):
    event = add_event("Moved", morning(date(2026, 12, 3), venue=hall))
    assert "The venue is beside the date above." in text_of(client, event.url)
    assert "Venue to be confirmed" not in text_of(client, event.url)


def test_the_form_says_which_venue_counts_where(event_index, admin_client):
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", event_index.pk])
    form = admin_client.get(address).content.decode()
    assert "Venue of the event" in form
    assert "Venue of this session" in form


def test_an_event_without_a_date_takes_two_lines_in_the_list(add_event, event_index, client):
    add_event("Some day", search_description="A long summary.")
    listed = text_of(client, event_index.url)
    assert "Some day" in listed
    assert listed.count("Date to be confirmed") == 1
    assert "A long summary." not in listed


def test_a_session_at_another_venue_shows_that_venue(add_event, hall, client):
    other = Venue.objects.create(name="The New Hall")
    event = add_event("Two halls", {"date": date(2026, 12, 1), "venue": other}, venue=hall)
    assert event.where == "The New Hall"
    assert "The New Hall" in text_of(client, event.url)
