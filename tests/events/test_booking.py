"""How to book a place at an event, and why booking is closed."""

from datetime import date

import pytest
from django.urls import reverse
from justhtml import JustHTML

from partnership.pages.models import PartnershipSettings
from tests.events.reading import text_of

pytestmark = pytest.mark.usefixtures("_in_november")


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
