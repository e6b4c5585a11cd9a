"""The chooser of events lists the latest first, and adds one that is missing."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from partnership.events.models import EventKind, EventPage

CHOOSER = "/admin/event_chooser/"


@pytest.fixture
def values():
    """What is typed of a new event."""
    return {
        "title": "Forum",
        "kind": EventKind.objects.first().pk,
        "date": timezone.localdate() + timedelta(days=30),
        "starts_at": "10:00",
        "ends_at": "12:00",
        "attendance": "online",
        "booking": "none",
        "is_published": "on",
    }


def test_events_are_listed_the_latest_first_with_day_and_status(add_event, admin_client):
    EventPage.objects.all().delete()
    add_event("Earlier", date(2026, 3, 1))
    add_event("Later", date(2027, 3, 1))
    draft = add_event("Draft", date(2027, 1, 1))
    draft.unpublish()
    html = admin_client.get(CHOOSER).json()["html"]
    assert html.index("Later") < html.index("Draft") < html.index("Earlier")
    assert "1 March 2027" in html
    assert "draft" in html
    found = admin_client.get(f"{CHOOSER}results/", {"q": "earl"}).content.decode()
    assert "Earlier" in found
    assert "Later" not in found


def test_a_new_event_is_published_and_chosen(event_index, admin_client, values, client):
    answer = admin_client.post(f"{CHOOSER}create/", values).json()
    event = EventPage.objects.get(title="Forum")
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == str(event.pk)
    assert event.live
    assert (event.attendance, event.booking) == ("online", "none")
    assert event.get_parent().specific == event_index
    assert client.get(event.url).status_code == 200
    assert [session.date for session in event.sessions.all()] == [values["date"]]


def test_who_may_not_publish_adds_a_draft(event_index, person, browser_of, values):
    client = browser_of(person("editor"))
    assert "Publish it now" not in client.get(CHOOSER).json()["html"]
    client.post(f"{CHOOSER}create/", values)
    assert not EventPage.objects.get(title="Forum").live


def test_a_mistake_is_named_and_nothing_is_added(event_index, admin_client, values):
    before = Page.objects.count()
    wrong = values | {"title": "…", "ends_at": "09:00", "starts_at": "10:00", "date": "1.1.1900"}
    answer = admin_client.post(f"{CHOOSER}create/", wrong).json()
    assert answer["step"] == "reshow_creation_form"
    assert "Use some letters or numbers" in answer["htmlFragment"]
    assert Page.objects.count() == before


def test_without_a_list_of_events_none_can_be_added(event_index, admin_client, values):
    event_index.delete()
    assert "New event" not in admin_client.get(CHOOSER).json()["html"]


def test_those_who_change_no_pages_are_refused(event_index, person, browser_of, values):
    client = browser_of(person("auditor"))
    assert "Add this event" not in client.get(CHOOSER).json()["html"]
    client.post(f"{CHOOSER}create/", values)
    assert not EventPage.objects.filter(title="Forum").exists()
