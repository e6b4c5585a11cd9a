"""Pages in the states that they are rarely in: what a visitor meets then is accessible and fits."""

from datetime import date, time

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import expect

from partnership.events.models import EventIndexPage, EventKind, EventPage, EventSession
from partnership.pages.models import NewsIndexPage, NewsPage
from tests.browser.conftest import faults_at_every_size

pytestmark = pytest.mark.django_db
EVENTS = "/learning-and-training/events/"
LONG_TITLE = (
    "What practitioners told us about information sharing between schools, health visitors, "
    "children’s services and the police, and what we will change because of it in the coming year"
)
CANCELLED = EventPage.Status.CANCELLED


def add_event(*days, **values):
    """Publish an event with a session on each of ``days``, and return it."""
    event = EventPage(title="Forum", kind=EventKind.objects.first(), **values)
    event.sessions = [
        EventSession(date=day, starts_at=time(9, 30), ends_at=time(12)) for day in days
    ]
    EventIndexPage.objects.get().add_child(instance=event)
    event.save_revision().publish()
    return event


def december(count):
    return [date(2035, 12, day) for day in range(1, count + 1)]


@pytest.mark.parametrize(
    ("days", "values", "words"),
    [
        (1, {"status": CANCELLED, "status_note": "We will write to you."}, "Cancelled"),
        (1, {"status": EventPage.Status.POSTPONED}, "Postponed"),
        (1, {"is_full": True}, "Fully booked"),
        (0, {}, "Date to be confirmed"),
        (1, {"title": LONG_TITLE}, LONG_TITLE),
        (25, {}, "Tuesday 25 December 2035"),
    ],
    ids=["cancelled", "postponed", "full", "undated", "long title", "many sessions"],
)
def test_an_event_and_the_list_that_it_is_in(shown, client, faults, days, values, words):
    title = values.pop("title", None)
    event = add_event(*december(days), **values)
    if title:
        event.title = title
        event.save_revision().publish()
    for address in (event.url, EVENTS, f"{EVENTS}month/2035/12/"):
        tab = shown(client.get(address).content.decode())
        if address == event.url:
            expect(tab.get_by_text(words).first).to_be_visible()
        assert faults_at_every_size(tab, faults) == [], address


def test_a_news_item_with_a_long_title_and_no_text(shown, client, faults):
    item = NewsPage(title=LONG_TITLE, date=date(2026, 11, 20))
    NewsIndexPage.objects.get().add_child(instance=item)
    for address in (item.url, "/news/", "/"):
        tab = shown(client.get(address).content.decode())
        expect(tab.get_by_text(LONG_TITLE).first).to_be_visible()
        assert faults_at_every_size(tab, faults) == [], address


@pytest.mark.parametrize(
    "name", ["400", "403", "404", "429", "500", "503", "no_website", "search/too_many"]
)
def test_a_page_that_says_what_went_wrong(shown, faults, rf, name):
    html = render_to_string(f"{name}.html", {"cannot_save": True}, rf.get("/nothing/"))
    tab = shown(html)
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    assert faults_at_every_size(tab, faults) == []


def test_an_address_that_leads_nowhere(shown, client, faults):
    tab = shown(client.get("/nothing/").content.decode())
    expect(tab.get_by_role("main").get_by_role("searchbox")).to_be_visible()
    assert faults_at_every_size(tab, faults) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_open_menu_of_a_phone(new_tab, faults, color_scheme):
    phone = new_tab(width=320, color_scheme=color_scheme)
    phone.goto("/news/")
    phone.get_by_role("button", name="Menu").click()
    expect(phone.get_by_role("navigation", name="Main menu")).to_be_visible()
    assert faults(phone) == []


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_open_filters_of_a_phone(new_tab, faults, color_scheme):
    phone = new_tab(width=320, color_scheme=color_scheme)
    phone.goto("/learning-and-training/resources/")
    phone.get_by_text("Filter the resources").click()
    expect(phone.get_by_role("link", name="Guidance").first).to_be_visible()
    assert faults(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_suggestions_below_the_search_box(new_tab, faults, width, color_scheme):
    tab = new_tab(width=width, color_scheme=color_scheme)
    tab.goto("/about-us/")
    tab.get_by_role("searchbox").press_sequentially("arra")
    expect(tab.locator(".suggestions")).to_be_visible()
    assert faults(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
