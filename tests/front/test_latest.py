"""What home and the learning page tell of: what comes next, and what is new."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from justhtml import JustHTML

from partnership.events.models import EventIndexPage, EventKind, EventPage, EventSession
from partnership.front.models import HomePage, LearningPage
from partnership.learning.models import ResourceIndexPage, ResourceKind, ResourcePage

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def _nothing_yet():
    """No events and resources but those of the test."""
    for page in [*EventPage.objects.all(), *ResourcePage.objects.all()]:
        page.delete()


def event(title, *in_days, **fields):
    """A published event with a session in so many days from today, each."""
    page = EventPage(title=title, kind=EventKind.objects.first(), **fields)
    for days in in_days:
        page.sessions.add(EventSession(date=TODAY + timedelta(days=days)))
    return EventIndexPage.objects.get().add_child(instance=page)


def resource(title, days_ago, **fields):
    """A published resource dated so many days ago."""
    page = ResourcePage(
        title=title,
        kind=ResourceKind.objects.first(),
        date=TODAY - timedelta(days=days_ago),
        **fields,
    )
    return ResourceIndexPage.objects.get().add_child(instance=page)


def section(client, address, name):
    """The titles in the section ``name`` of a page, in order, and its text."""
    document = JustHTML(client.get(address).content.decode(), sanitize=False)
    [found] = document.query(f"section[aria-labelledby={name}]") or [None]
    return (
        [heading.to_text() for heading in found.query("h3")] if found else [],
        found.to_text() if found else "",
    )


PLACES = ["/", "/learning-and-training/"]


@pytest.mark.parametrize("place", PLACES)
def test_the_next_events_come_first_and_those_that_are_over_not_at_all(client, place):
    event("In a week", 7)
    event("Tomorrow", 1)
    event("Today", 0)
    event("Yesterday", -1)
    event("Begun, and again in three days", -4, 3)
    event("Some day")
    assert section(client, place, "events")[0] == [
        "Today",
        "Tomorrow",
        "Begun, and again in three days",
        "In a week",
        *(["Some day"] if place != "/" else []),
    ]


@pytest.mark.parametrize("place", PLACES)
def test_the_newest_resources_come_first(client, place):
    resource("Older", 40)
    resource("Newest", 1)
    resource("Newer", 20)
    assert section(client, place, "resources")[0] == ["Newest", "Newer", "Older"]


@pytest.mark.parametrize("place", PLACES)
def test_an_event_that_does_not_take_place_says_so(client, place):
    event("Forum", 3, status=EventPage.Status.CANCELLED)
    event("Training", 4, status=EventPage.Status.POSTPONED)
    event("Conference", 5, is_full=True)
    words = section(client, place, "events")[1]
    for word in ("Cancelled", "Postponed", "Fully booked"):
        assert word in words


def test_the_next_day_of_several_is_shown(client):
    event("Course", -3, 5, 9)
    day = TODAY + timedelta(days=5)
    assert f"{day:%A} {day.day} {day:%B %Y}" in section(client, "/", "events")[1]


@pytest.mark.parametrize("place", PLACES)
def test_it_leads_to_all_of_them(client, place):
    event("Forum", 1)
    resource("Briefing", 1)
    html = client.get(place).content.decode()
    assert html.count(f'href="{EventIndexPage.objects.get().url}"') >= 1
    assert html.count(f'href="{ResourceIndexPage.objects.get().url}"') >= 1


def test_home_is_silent_where_there_is_nothing(client):
    assert section(client, "/", "events") == ([], "")
    assert section(client, "/", "resources") == ([], "")


def test_the_learning_page_says_that_there_is_nothing_yet(client):
    assert "No dates are announced yet." in section(client, "/learning-and-training/", "events")[1]


@pytest.mark.parametrize("kind", [HomePage, LearningPage])
def test_a_hundred_events_and_resources_cost_no_query_more(client, kind):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(kind.objects.get().url).status_code == 200
        return len(captured)

    event("Forum", 1)
    resource("Briefing", 1)
    queries()
    few = queries()
    for number in range(50):
        event(f"Event {number}", number, number + 7)
        resource(f"Resource {number}", number)
    assert queries() == few
