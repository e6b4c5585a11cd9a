"""An event is one record, shown wherever it is mentioned."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from partnership.newsletters.models import NewsletterPage
from partnership.pages.models import NewsPage
from tests.events.reading import morning, queries

pytestmark = pytest.mark.usefixtures("_in_november")


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
