"""The next events and the newest resources on home and the learning page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from justhtml import JustHTML

from partnership.events.models import EventIndexPage, EventKind, EventPage, EventSession
from partnership.front.latest import latest
from partnership.front.models import HomePage, LearningPage
from partnership.learning.models import ResourceIndexPage, ResourceKind, ResourcePage

pytestmark = pytest.mark.django_db

today = timezone.localdate


@pytest.fixture(autouse=True)
def _nothing_yet():
    """Delete the events and resources of the starter site."""
    for page in [*EventPage.objects.all(), *ResourcePage.objects.all()]:
        page.delete()


def event(title, *in_days, **fields):
    """Publish an event with a session on each of ``in_days``, counted from today."""
    page = EventPage(title=title, kind=EventKind.objects.first(), **fields)
    for days in in_days:
        page.sessions.add(EventSession(date=today() + timedelta(days=days)))
    return EventIndexPage.objects.get().add_child(instance=page)


def resource(title, days_ago, **fields):
    """Publish a resource dated ``days_ago``."""
    page = ResourcePage(
        title=title,
        kind=ResourceKind.objects.first(),
        date=today() - timedelta(days=days_ago),
        **fields,
    )
    return ResourceIndexPage.objects.get().add_child(instance=page)


def section(client, address, name):
    """Return the titles in the section ``name`` of a page, in order, and its text."""
    document = JustHTML(client.get(address).content.decode(), sanitize=False)
    [found] = document.query(f"section[aria-labelledby={name}]") or [None]
    return (
        [heading.to_text() for heading in found.query("h3")] if found else [],
        found.to_text() if found else "",
    )


PLACES = ["/", "/learning-and-training/"]


@pytest.mark.parametrize("place", PLACES)
def test_the_next_events_come_first_and_past_events_are_left_out(client, place):
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
def test_a_cancelled_postponed_or_full_event_is_marked(client, place):
    event("Forum", 3, status=EventPage.Status.CANCELLED)
    event("Training", 4, status=EventPage.Status.POSTPONED)
    event("Conference", 5, is_full=True)
    words = section(client, place, "events")[1]
    for word in ("Cancelled", "Postponed", "Fully booked"):
        assert word in words


def test_the_next_of_several_sessions_is_shown(client):
    event("Course", -3, 5, 9)
    day = today() + timedelta(days=5)
    assert f"{day:%A} {day.day} {day:%B %Y}" in section(client, "/", "events")[1]


@pytest.mark.parametrize("place", PLACES)
def test_all_events_and_resources_are_linked(client, place):
    event("Forum", 1)
    resource("Briefing", 1)
    html = client.get(place).content.decode()
    assert html.count(f'href="{EventIndexPage.objects.get().url}"') >= 1
    assert html.count(f'href="{ResourceIndexPage.objects.get().url}"') >= 1


def test_home_shows_no_empty_sections(client):
    assert section(client, "/", "events") == ([], "")
    assert section(client, "/", "resources") == ([], "")


def test_the_learning_page_says_when_there_are_no_events(client):
    assert (
        "No dates have been announced yet."
        in section(client, "/learning-and-training/", "events")[1]
    )


@pytest.mark.parametrize("kind", [HomePage, LearningPage])
def test_a_hundred_events_and_resources_take_no_more_queries(client, kind):
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
    queries()
    assert queries() == few


def test_two_queries_find_all_that_is_newest(django_assert_num_queries):
    event("Forum", 1)
    resource("Briefing", 1)
    home = HomePage.objects.get()
    with django_assert_num_queries(2):
        found = latest(home, news=3, editions=1, events=4, resources=3)
    assert [page.title for page in (*found.events, *found.resources)] == ["Forum", "Briefing"]
    assert found.all_events == EventIndexPage.objects.get().page_ptr
