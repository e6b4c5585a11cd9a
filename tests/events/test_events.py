"""Events: when and where they are, how to book, and the lists that show them."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from justhtml import JustHTML
from wagtail.models import Page, PageViewRestriction
from wagtail.signal_handlers import disable_reference_index_auto_update

from partnership.directory.models import Area, Audience, Venue
from partnership.events.models import EventKind, EventPage, EventSession
from partnership.events.months import Month
from partnership.ground import dates
from partnership.newsletters.models import NewsletterPage
from partnership.pages.models import NewsPage, PartnershipSettings

pytestmark = pytest.mark.usefixtures("_in_november")


def morning(day, **values):
    return {"date": day, "starts_at": time(9, 30), "ends_at": time(12)} | values


def text_of(client, address):
    return JustHTML(client.get(address).content.decode(), sanitize=False).query("main")[0].to_text()


# In words


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

    @pytest.mark.parametrize(("at", "over"), [(time(0, 30), False), (time(1, 30), True)])
    def test_an_event_is_over_when_it_has_ended(self, vigil, client, monkeypatch, at, over):
        now = datetime.combine(date(2026, 11, 22), at, timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "localtime", lambda value=None: now)
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


# Refused


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_at": time(12), "ends_at": time(9)}, "ends_at"),
        ({"ends_at": time(9)}, "ends_at"),
        ({"all_day": True, "starts_at": time(9)}, "all_day"),
        ({"ends_on": date(2026, 12, 2)}, "ends_on"),
        ({"all_day": True, "ends_on": date(2026, 11, 2)}, "ends_on"),
    ],
)
def test_impossible_times_are_refused_at_their_field(values, field):
    with pytest.raises(ValidationError) as refused:
        EventSession(date=date(2026, 12, 1), **values).clean()
    assert list(refused.value.message_dict) == [field]


def test_booking_on_a_web_page_requires_its_address(db):
    with pytest.raises(ValidationError) as refused:
        EventPage(title="Event", slug="event", booking="link").clean()
    assert list(refused.value.message_dict) == ["booking_link"]


@pytest.mark.parametrize(
    ("closes_on", "is_refused"), [(date(2026, 12, 1), False), (date(2026, 12, 2), True)]
)
def test_booking_cannot_close_after_the_last_session(
    add_event, admin_client, closes_on, is_refused
):
    event = add_event("An event", date(2026, 12, 1))
    form = EventPage.get_edit_handler().get_form_class()(
        instance=event,
        data={
            "title": "An event",
            "slug": "an-event",
            "kind": event.kind_id,
            "status": "going_ahead",
            "sessions_are": "all",
            "attendance": "in_person",
            "booking": "later",
            "booking_closes_on": closes_on.isoformat(),
            "sessions-TOTAL_FORMS": 1,
            "sessions-INITIAL_FORMS": 0,
            "sessions-0-date": "2026-12-01",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "body-count": 0,
        },
        for_user=None,
    )
    assert ("booking_closes_on" in form.errors) is is_refused


# Booking


def test_a_new_event_claims_no_way_to_book(event_index, admin_client):
    address = reverse("wagtailadmin_pages:add", args=["events", "eventpage", event_index.pk])
    form = JustHTML(admin_client.get(address).content.decode(), sanitize=False)
    [chosen] = form.query("select[name=booking] option[selected]")
    assert chosen.to_text() == "Not known yet"


def test_the_booking_button_leads_to_the_learning_zone(add_event, client):
    event = add_event("Course", date(2026, 12, 8), booking_closes_on=date(2026, 12, 1))
    html = client.get(event.url).content.decode()
    assert 'href="https://cumbriasafeguardingchildren.co.uk/learning-zone-0"' in html
    assert "Book by" in html
    assert "1 December 2026" in html


def test_without_a_learning_zone_the_button_emails_the_training_team(add_event, client):
    PartnershipSettings.objects.update(learning_zone="")
    html = client.get(add_event("A course", date(2026, 12, 8)).url).content.decode()
    assert "mailto:wfscptraining@cumbria.gov.uk?subject=A%20place%20at%3A%20A%20course" in html
    assert "Ask the training team" in html


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"booking": "none"}, "You do not need to book."),
        ({"booking": "later"}, "We will publish booking details here."),
        ({"booking": "email", "booking_email": "someone@example.org"}, "Book by email"),
        ({"booking": "link", "booking_link": "https://example.org/"}, "Book a place"),
        ({"is_full": True}, "Fully booked"),
        ({"booking_closes_on": date(2026, 11, 21)}, "Booking closed on 21 November 2026"),
        ({"status": "cancelled"}, "This event is cancelled"),
        ({"status": "postponed"}, "This event is postponed"),
        ({"status": "cancelled", "status_note": "We wrote to all."}, "We wrote to all."),
    ],
)
def test_an_event_shows_how_to_book_or_why_booking_is_closed(add_event, client, values, words):
    page = text_of(client, add_event("A course", date(2026, 12, 8), **values).url)
    assert words in page
    if "status" in values or "is_full" in values or "booking_closes_on" in values:
        assert "Book in the Learning Zone" not in page


def test_an_event_is_over_the_day_after_it(add_event, client):
    assert "This event is over" in text_of(client, add_event("Gone", date(2026, 11, 21)).url)
    assert "This event is over" not in text_of(client, add_event("Today", date(2026, 11, 22)).url)


# Lists


def titles(events):
    return [event.title for event in events]


def test_upcoming_events_are_sorted_by_next_session_with_undated_ones_last(add_event):
    EventPage.objects.all().delete()
    add_event("No date")
    add_event("Later", date(2026, 12, 20))
    add_event(
        "Under way", {"date": date(2026, 11, 20), "all_day": True, "ends_on": date(2026, 11, 30)}
    )
    add_event("Second part", date(2026, 11, 1), date(2026, 12, 2))
    add_event("Postponed, was in October", date(2026, 10, 1), status="postponed")
    add_event("Over", date(2026, 11, 21))
    add_event(
        "First part cancelled", {"date": date(2026, 11, 24), "is_cancelled": True}, date(2027, 1, 1)
    )
    assert titles(EventPage.objects.coming()) == [
        "Under way",
        "Second part",
        "Later",
        "First part cancelled",
        "No date",
        "Postponed, was in October",
    ]
    assert titles(EventPage.objects.listed().over()) == ["Over"]


def test_upcoming_events_are_grouped_by_month_and_past_events_listed_separately(
    add_event, event_index, client
):
    add_event("Long gone", date(2025, 3, 1))
    add_event("Lately", date(2026, 11, 1))
    add_event("Soon", date(2026, 12, 1))
    coming = text_of(client, event_index.url)
    assert (
        coming.index("December 2026") < coming.index("Soon") < coming.index("Date to be confirmed")
    )
    assert "Lately" not in coming
    past = text_of(client, event_index.url + "past/")
    assert past.index("Lately") < past.index("Long gone")
    assert "Soon" not in past


def test_the_month_calendar_shows_events_on_each_of_their_days(add_event, event_index, client):
    add_event(
        "Three days", {"date": date(2026, 11, 30), "all_day": True, "ends_on": date(2026, 12, 2)}
    )
    add_event("Called off", morning(date(2026, 12, 8)), status="cancelled")
    page = JustHTML(client.get(event_index.url + "month/2026/12/").content.decode(), sanitize=False)
    table = page.query("table")[0]
    assert table.query("caption")[0].to_text() == "December 2026"
    assert len(table.query("th[scope=col]")) == 7
    full = [cell.to_text() for cell in table.query("td.month__day--full")]
    assert [words.split("\n")[0].split(" ")[1] for words in full] == ["1", "2", "8"]
    assert "Cancelled" in full[-1]
    assert "9.30am to 12 noon" in full[-1]
    assert page.query("a[rel=prev]")[0].attrs["href"].endswith("/month/2026/11/")
    assert page.query("a[rel=next]")[0].attrs["href"].endswith("/month/2027/1/")


def test_today_is_marked_in_the_month_calendar(event_index, client):
    page = JustHTML(client.get(event_index.url + "month/").content.decode(), sanitize=False)
    assert page.query("[aria-current=date]")[0].to_text().split()[:2] == ["Sunday", "22"]


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "1999/1", "2040/1", "0/1", "99999/1"])
def test_months_far_from_all_events_are_not_found(event_index, client, month):
    assert client.get(f"{event_index.url}month/{month}/").status_code == 404


def test_search_engines_do_not_index_distant_months(add_event, event_index, client):
    assert "noindex" not in client.get(event_index.url + "month/2027/3/").content.decode()
    assert "noindex" in client.get(event_index.url + "month/2028/3/").content.decode()


@pytest.fixture
def filterable(add_event):
    """Past and future events in one area, in the other and in none."""
    ours, theirs = Area.objects.order_by("sort_order")[:2]
    for day in (date(2026, 11, 2), date(2026, 12, 2)):
        add_event("Ours", day, areas=[ours])
        add_event("Theirs", day, areas=[theirs])
        add_event("Forum of all", day, kind="Practitioner forum")


@pytest.mark.usefixtures("filterable")
@pytest.mark.parametrize("view", ["", "past/", "month/2026/12/", "month/2026/11/"])
def test_every_view_is_filtered_by_the_address(event_index, client, view):
    page = client.get(f"{event_index.url}{view}?area=Cumberland").content.decode()
    words = JustHTML(page, sanitize=False).query(".narrowed__list")[0].to_text()
    assert "Theirs" in words
    assert "Forum of all" in words
    assert "Ours" not in words
    for other in ("", "month/", "past/"):
        assert f'href="{event_index.url}{other}?area=Cumberland"' in page
    assert "calendar.ics?area=Cumberland" in page


@pytest.mark.usefixtures("filterable")
def test_a_filter_stays_chosen_when_no_event_matches(event_index, client):
    page = client.get(event_index.url + "past/?kind=Conference").content.decode()
    assert "No past events match ‘Conference’." in page
    assert f'href="{event_index.url}?kind=Conference"' in page


def test_a_page_lists_twenty_events(add_event, event_index, client):
    for number in range(21):
        add_event(f"Event {number}", date(2026, 12, 1) + timedelta(days=number))
    assert "Event 20" not in text_of(client, event_index.url)
    assert "Event 20" in text_of(client, event_index.url + "?page=2")


# Queries: as many for a thousand events as for ten


def many(event_index, how_many, first=date(2025, 1, 1)):
    """Create ``how_many`` published events with one or two sessions each."""
    kinds, areas, audiences = (list(m.objects.all()) for m in (EventKind, Area, Audience))
    numbers = range(event_index.numchild, event_index.numchild + how_many)
    pages = Page.objects.bulk_create(
        Page(
            title=f"Event {number}",
            slug=f"event-{number}",
            path=Page._get_path(event_index.path, event_index.depth + 1, number + 1),
            depth=event_index.depth + 1,
            url_path=f"{event_index.url_path}event-{number}/",
            content_type=EventPage().cached_content_type,
            locale_id=event_index.locale_id,
            first_published_at=timezone.now(),
            last_published_at=timezone.now(),
        )
        for number in numbers
    )
    with disable_reference_index_auto_update():  # no query of visitors reads it
        for number, page in zip(numbers, pages, strict=True):
            event = EventPage(page_ptr=page, kind=kinds[number % len(kinds)])
            event.save_base(raw=True)  # only the row of the event, not that of its page
    EventSession.objects.bulk_create(
        EventSession(page_id=page.pk, date=first + timedelta(days=(number * 7 + part) % 1500))
        for number, page in zip(numbers, pages, strict=True)
        for part in range(1 + number % 2)
    )
    EventPage.areas.through.objects.bulk_create(
        EventPage.areas.through(eventpage_id=page.pk, area=areas[number % 2])
        for number, page in zip(numbers, pages, strict=True)
        if number % 3
    )
    EventPage.audiences.through.objects.bulk_create(
        EventPage.audiences.through(eventpage_id=page.pk, audience=audiences[number % 3])
        for number, page in zip(numbers, pages, strict=True)
    )
    event_index.numchild += how_many
    event_index.save(update_fields=["numchild"])


VIEWS = ["", "past/", "month/2025/1/", "calendar.ics", "feed/"]
CHOICES = ["", "?kind=Training&area=Cumberland"]


def queries(client, address):
    """Return the number of queries of a second visit."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_three_hundred_events_take_as_many_queries_as_ten(event_index, client):
    addresses = [event_index.url + view + choice for view in VIEWS for choice in CHOICES]
    many(event_index, 10)
    before = {address: queries(client, address) for address in addresses}
    many(event_index, 290)
    assert {address: queries(client, address) for address in addresses} == before


def test_the_next_three_events_take_two_queries(event_index, django_assert_num_queries):
    many(event_index, 50)
    with django_assert_num_queries(2):
        assert all(event.where and event.when for event in EventPage.objects.coming()[:3])


# One record, shown wherever it is mentioned


@pytest.fixture
def mentioned(add_event, hall):
    """An event at the hall, and the addresses of a page and an edition that mention it."""
    event = add_event("Seeing neglect", morning(date(2026, 12, 3)), venue=hall)
    news = NewsPage.objects.first()
    news.body = [("events", [event])]
    news.save_revision().publish()
    edition = NewsletterPage.objects.first()
    edition.items = [("events", [event])]
    edition.save_revision().publish()
    return event, [news.url, edition.url]


def test_a_renamed_venue_shows_at_once_on_every_page_edition_and_calendar(
    mentioned, event_index, client, hall
):
    event, addresses = mentioned
    places = [
        *addresses,
        event.url,
        event.url + "event.ics",
        event_index.url,
        event_index.url + "calendar.ics",
        event_index.url + "feed/",
    ]
    for address in places:
        assert "The Old Hall" in client.get(address).content.decode(), address
    hall.name = "The Mill"
    hall.save()
    for address in places:
        html = client.get(address).content.decode()
        assert "The Mill" in html, address
        assert "The Old Hall" not in html, address


def test_a_cancelled_event_is_marked_wherever_it_is_mentioned(mentioned, client):
    event, addresses = mentioned
    event.status = "cancelled"
    event.save_revision().publish()
    for address in addresses:
        assert "Cancelled" in client.get(address).content.decode()


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_a_hidden_event_is_left_out_of_pages_that_mention_it(mentioned, client, hide):
    event, addresses = mentioned
    if hide == "unpublish":
        event.unpublish()
    else:
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    for address in addresses:
        assert "Seeing neglect" not in client.get(address).content.decode()


def test_many_mentions_take_no_more_queries_than_one(mentioned, add_event, client):
    event, [address, _] = mentioned
    news = NewsPage.objects.first()
    before = queries(client, address)
    others = [add_event(f"Event {number}", date(2026, 12, 4)) for number in range(5)]
    news.body = [("events", others), ("events", [event, *others])]
    news.save_revision().publish()
    assert queries(client, address) == before


# The feed and structured data


def test_the_feed_lists_the_newest_events_first_with_date_and_venue(
    add_event, event_index, client, hall
):
    add_event("Announced", morning(date(2026, 12, 3)), venue=hall)
    feed = client.get(event_index.url + "feed/").content.decode()
    assert feed.index("Announced") < feed.index("Practitioner forums")
    assert "Thursday 3 December 2026, 9.30am to 12 noon. The Old Hall." in feed


def read_microdata(scope):
    """Return the microdata of ``scope``, an itemscope element: ``{property: [value, ...]}``."""
    said = {"type": scope.attrs["itemtype"].removeprefix("https://schema.org/")}

    def read(element):
        for child in element.children:
            if not hasattr(child, "attrs") or child.attrs is None:
                continue
            if name := child.attrs.get("itemprop"):
                said.setdefault(name, []).append(value_of(child))
            if "itemscope" not in child.attrs:
                read(child)

    def value_of(element):
        if "itemscope" in element.attrs:
            return read_microdata(element)
        for attribute in ("content", "href", "datetime"):
            if attribute in element.attrs:
                return element.attrs[attribute].removeprefix("https://schema.org/")
        return element.to_text()

    read(scope)
    return said


def microdata(client, address):
    page = JustHTML(client.get(address).content.decode(), sanitize=False)
    [said] = [read_microdata(element) for element in page.query("main > [itemscope]")]
    return said


def test_structured_data_matches_the_page(add_event, client, hall):
    event = add_event(
        "Seeing neglect", morning(date(2026, 12, 3)), venue=hall, cost="Free", attendance="either"
    )
    said = microdata(client, event.url)
    assert said["type"] == "Event"
    assert said["name"] == ["Seeing neglect"]
    assert said["startDate"] == ["2026-12-03T09:30:00+00:00"]
    assert said["endDate"] == ["2026-12-03T12:00:00+00:00"]
    assert said["eventStatus"] == ["EventScheduled"]
    assert said["eventAttendanceMode"] == ["MixedEventAttendanceMode"]
    places = {place["type"]: place for place in said["location"]}
    assert places["Place"]["name"] == ["The Old Hall"]
    assert "Sometown" in places["Place"]["address"][0]
    assert places["VirtualLocation"]["url"][0].endswith(event.url)
    assert said["organizer"][0]["name"][0].startswith("Westmorland and Furness")
    assert said["offers"][0]["price"] == ["0"]


def test_structured_data_lists_every_session_and_the_status(add_event, client):
    event = add_event(
        "In two parts", morning(date(2027, 3, 24)), morning(date(2027, 3, 31)), status="cancelled"
    )
    said = microdata(client, event.url)
    assert said["eventStatus"] == ["EventCancelled"]
    assert [part["startDate"] for part in said["subEvent"]] == [
        ["2027-03-24T09:30:00+00:00"],
        ["2027-03-31T09:30:00+01:00"],
    ]
    assert said["endDate"] == ["2027-03-31T12:00:00+01:00"]


def test_weeks_of_a_month_start_on_monday():
    assert str(Month(2026, 12)) == "December 2026"
    assert Month(2026, 12).after == Month(2027, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert [day.date for day in Month(2026, 12).weeks([])[0]][0] == date(2026, 11, 30)
