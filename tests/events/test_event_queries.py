"""Lists of events take as many queries for a thousand events as for ten."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from partnership.directory.models import Area, Audience
from partnership.events.models import EventKind, EventPage, EventSession
from tests.events.reading import queries

pytestmark = pytest.mark.usefixtures("_in_november")


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


def test_three_hundred_events_take_as_many_queries_as_ten(event_index, client):
    addresses = [event_index.url + view + choice for view in VIEWS for choice in CHOICES]
    many(event_index, 10)
    before = {address: queries(client, address) for address in addresses}
    many(event_index, 290)
    assert {address: queries(client, address) for address in addresses} == before


def test_a_calendar_that_is_kept_takes_no_query_for_its_events(event_index, client):
    many(event_index, 10)
    address = event_index.url + "calendar.ics"
    client.get(address)  # the first visit of a process reads more
    assert queries(client, address) == 1
    event = EventPage.objects.coming()[0].get_latest_revision_as_object()
    event.title = "Moved to a hall"
    event.save_revision().publish()
    assert "Moved to a hall" in client.get(address).content.decode()


@pytest.mark.parametrize("view", ["", "past/", "month/2025/1/"])
def test_what_a_list_is_filtered_by_is_read_once(event_index, client, view):
    many(event_index, 10)
    visits = [queries(client, event_index.url + view + choice) for choice in CHOICES]
    assert visits == [3, 3]  # of a generation that the process has seen


def test_the_next_three_events_take_two_queries(event_index, django_assert_num_queries):
    many(event_index, 50)
    with django_assert_num_queries(2):
        assert all(event.where and event.when for event in EventPage.objects.coming()[:3])
