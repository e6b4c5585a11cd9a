"""Events: when and where in words, how to book, and every list that shows them."""

from datetime import date, time, timedelta
from time import perf_counter

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from justhtml import JustHTML
from wagtail.models import Page, PageViewRestriction

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
    ],
)
def test_a_session_says_when_it_is(values, words):
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
def test_a_time_is_said_as_people_say_it(at, words):
    assert dates.clock(at) == words


def test_sessions_stand_in_the_order_of_their_days_whatever_order_they_were_typed_in(
    add_event, client
):
    event = add_event(
        "Three parts", morning(date(2027, 1, 5)), date(2026, 12, 1), morning(date(2026, 12, 1))
    )
    assert [session.date.day for session in event.in_order] == [1, 1, 5]
    words = text_of(client, event.url)
    assert words.index("1 December 2026, time") < words.index("1 December 2026, 9.30am")
    assert words.index("1 December 2026, 9.30am") < words.index("5 January 2027")
    assert "3 sessions, come to all" in words


def test_dates_to_choose_from_say_so(add_event, client):
    event = add_event("One or the other", date(2026, 12, 1), date(2026, 12, 8), sessions_are="one")
    assert "2 dates, choose one" in text_of(client, event.url)


def test_without_sessions_the_date_is_to_be_confirmed(add_event, event_index, client):
    event = add_event("Some day")
    assert "Date to be confirmed" in text_of(client, event.url)
    assert "Add to your calendar" not in text_of(client, event.url)
    assert client.get(event.url + "event.ics").status_code == 404


def test_the_place_is_a_venue_online_or_to_be_confirmed(add_event, hall, client):
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


def test_a_session_elsewhere_names_its_own_venue(add_event, hall, client):
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
def test_times_that_cannot_be_are_refused_at_their_field(values, field):
    with pytest.raises(ValidationError) as refused:
        EventSession(date=date(2026, 12, 1), **values).clean()
    assert list(refused.value.message_dict) == [field]


def test_booking_on_a_web_page_needs_its_address():
    with pytest.raises(ValidationError) as refused:
        EventPage(title="Event", slug="event", booking="link").clean()
    assert list(refused.value.message_dict) == ["booking_link"]


@pytest.mark.parametrize(
    ("closes_on", "is_refused"), [(date(2026, 12, 1), False), (date(2026, 12, 2), True)]
)
def test_nobody_can_book_after_the_last_session(add_event, admin_client, closes_on, is_refused):
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


def test_it_is_booked_in_the_learning_zone(add_event, client):
    event = add_event("Course", date(2026, 12, 8), booking_closes_on=date(2026, 12, 1))
    html = client.get(event.url).content.decode()
    assert 'href="https://cumbriasafeguardingchildren.co.uk/learning-zone-0"' in html
    assert "Book by" in html
    assert "1 December 2026" in html


def test_without_a_learning_zone_people_ask_the_training_team(add_event, client):
    PartnershipSettings.objects.update(learning_zone="")
    html = client.get(add_event("A course", date(2026, 12, 8)).url).content.decode()
    assert "mailto:wfscptraining@cumbria.gov.uk?subject=A%20place%20at%3A%20A%20course" in html
    assert "Ask the training team" in html


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"booking": "none"}, "There is no need to book."),
        ({"booking": "later"}, "How to book is announced here."),
        ({"booking": "email", "booking_email": "someone@example.org"}, "Book by email"),
        ({"booking": "link", "booking_link": "https://example.org/"}, "Book a place"),
        ({"is_full": True}, "Fully booked"),
        ({"booking_closes_on": date(2026, 11, 21)}, "Booking closed on 21 November 2026"),
        ({"status": "cancelled"}, "This event is cancelled"),
        ({"status": "postponed"}, "This event is postponed"),
        ({"status": "cancelled", "status_note": "We wrote to all."}, "We wrote to all."),
    ],
)
def test_an_event_says_how_to_book_or_why_not(add_event, client, values, words):
    page = text_of(client, add_event("A course", date(2026, 12, 8), **values).url)
    assert words in page
    if "status" in values or "is_full" in values or "booking_closes_on" in values:
        assert "Book in the Learning Zone" not in page


def test_an_event_of_yesterday_is_over(add_event, client):
    assert "This event is over" in text_of(client, add_event("Gone", date(2026, 11, 21)).url)
    assert "This event is over" not in text_of(client, add_event("Today", date(2026, 11, 22)).url)


# Lists


def titles(events):
    return [event.title for event in events]


def test_what_is_coming_is_in_order_of_the_next_session_and_what_has_no_date_comes_last(add_event):
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


def test_the_list_is_by_month_and_past_events_are_kept_apart(add_event, event_index, client):
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


def test_a_month_shows_each_day_of_what_takes_place_in_it(add_event, event_index, client):
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


def test_today_is_marked_in_its_month(event_index, client):
    page = JustHTML(client.get(event_index.url + "month/").content.decode(), sanitize=False)
    assert page.query("[aria-current=date]")[0].to_text().split()[:2] == ["Sunday", "22"]


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "1999/1", "2040/1", "0/1", "99999/1"])
def test_months_far_from_all_events_do_not_exist(event_index, client, month):
    assert client.get(f"{event_index.url}month/{month}/").status_code == 404


def test_distant_months_are_not_for_search_engines(add_event, event_index, client):
    assert "noindex" not in client.get(event_index.url + "month/2027/3/").content.decode()
    assert "noindex" in client.get(event_index.url + "month/2028/3/").content.decode()


@pytest.fixture
def narrowed(add_event):
    """Events in one area, in the other, in none, over and to come."""
    ours, theirs = Area.objects.order_by("sort_order")[:2]
    for day in (date(2026, 11, 2), date(2026, 12, 2)):
        add_event("Ours", day, areas=[ours])
        add_event("Theirs", day, areas=[theirs])
        add_event("Forum of all", day, kind="Practitioner forum")


@pytest.mark.usefixtures("narrowed")
@pytest.mark.parametrize("view", ["", "past/", "month/2026/12/", "month/2026/11/"])
def test_every_view_is_narrowed_by_the_address(event_index, client, view):
    page = client.get(f"{event_index.url}{view}?area=Cumberland").content.decode()
    words = JustHTML(page, sanitize=False).query(".narrowed__list")[0].to_text()
    assert "Theirs" in words
    assert "Forum of all" in words
    assert "Ours" not in words
    for other in ("", "month/", "past/"):
        assert f'href="{event_index.url}{other}?area=Cumberland"' in page
    assert "calendar.ics?area=Cumberland" in page


@pytest.mark.usefixtures("narrowed")
def test_a_choice_stays_where_no_event_has_it(event_index, client):
    page = client.get(event_index.url + "past/?kind=Conference").content.decode()
    assert "No past event fits ‘Conference’." in page
    assert f'href="{event_index.url}?kind=Conference"' in page


def test_twenty_stand_on_a_page(add_event, event_index, client):
    for number in range(21):
        add_event(f"Event {number}", date(2026, 12, 1) + timedelta(days=number))
    assert "Event 20" not in text_of(client, event_index.url)
    assert "Event 20" in text_of(client, event_index.url + "?page=2")


# The plan: as many queries for a thousand events as for ten


def many(event_index, how_many, first=date(2025, 1, 1)):
    """Write ``how_many`` published events, with one or two sessions each."""
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
    for number, page in zip(numbers, pages, strict=True):
        event = EventPage(page_ptr=page, kind=kinds[number % len(kinds)])
        event.save_base(raw=True)  # what is its own, and not the row of its page
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


def cost(client, address):
    """Queries, and the best of three times in seconds."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    queries = len(captured)
    times = []
    for _ in range(3):
        start = perf_counter()
        client.get(address)
        times.append(perf_counter() - start)
    return queries, min(times)


def test_a_thousand_events_cost_as_many_queries_as_ten(event_index, client):
    addresses = [event_index.url + view + choice for view in VIEWS for choice in CHOICES]
    many(event_index, 10)
    before = {address: cost(client, address) for address in addresses}
    many(event_index, 990)
    after = {address: cost(client, address) for address in addresses}
    for address in addresses:
        print(address, before[address], after[address], after[address][1] / before[address][1])
    assert {a: after[a][0] for a in addresses} == {a: before[a][0] for a in addresses}


def test_the_next_three_cost_two_queries(event_index, django_assert_num_queries):
    many(event_index, 50)
    with django_assert_num_queries(2):
        assert all(event.where and event.when for event in EventPage.objects.coming()[:3])


# One record, wherever it is mentioned


@pytest.fixture
def mentioned(add_event, hall):
    """An event at the hall, and addresses of a page and an edition that mention it."""
    event = add_event("Seeing neglect", morning(date(2026, 12, 3)), venue=hall)
    news = NewsPage.objects.first()
    news.body = [("events", [event])]
    news.save_revision().publish()
    edition = NewsletterPage.objects.first()
    edition.items = [("events", [event])]
    edition.save_revision().publish()
    return event, [news.url, edition.url]


def test_another_venue_is_on_every_page_edition_and_calendar_at_once(
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


def test_a_cancelled_event_says_so_wherever_it_is_mentioned(mentioned, client):
    event, addresses = mentioned
    event.status = "cancelled"
    event.save_revision().publish()
    for address in addresses:
        assert "Cancelled" in client.get(address).content.decode()


@pytest.mark.parametrize("hide", ["unpublish", "restrict"])
def test_a_hidden_event_is_not_mentioned(mentioned, client, hide):
    event, addresses = mentioned
    if hide == "unpublish":
        event.unpublish()
    else:
        PageViewRestriction.objects.create(page=event, restriction_type="login")
    for address in addresses:
        assert "Seeing neglect" not in client.get(address).content.decode()


def test_many_mentions_cost_no_more_queries_than_one(mentioned, add_event, client):
    event, [address, _] = mentioned
    news = NewsPage.objects.first()
    before = cost(client, address)[0]
    others = [add_event(f"Event {number}", date(2026, 12, 4)) for number in range(5)]
    news.body = [("events", others), ("events", [event, *others])]
    news.save_revision().publish()
    assert cost(client, address)[0] == before


# The feed, and what machines read


def test_the_feed_has_what_was_announced_last_first_with_when_and_where(
    add_event, event_index, client, hall
):
    add_event("Announced", morning(date(2026, 12, 3)), venue=hall)
    feed = client.get(event_index.url + "feed/").content.decode()
    assert feed.index("Announced") < feed.index("Practitioner forums")
    assert "Thursday 3 December 2026, 9.30am to 12 noon. The Old Hall." in feed


def read_microdata(scope):
    """What ``scope``, an element with itemscope, says: ``{property: [value, ...]}``."""
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


def test_search_engines_read_what_people_read(add_event, client, hall):
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


def test_search_engines_read_every_session_and_what_is_off(add_event, client):
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


def test_a_month_has_its_weeks_monday_first():
    assert str(Month(2026, 12)) == "December 2026"
    assert Month(2026, 12).after == Month(2027, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert [day.date for day in Month(2026, 12).weeks([])[0]][0] == date(2026, 11, 30)
