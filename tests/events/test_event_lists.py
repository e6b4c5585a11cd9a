"""The lists and calendars that show events."""

from datetime import date, timedelta

import pytest
from justhtml import JustHTML

from partnership.directory.models import Area
from partnership.events.models import EventPage
from partnership.events.months import Month
from tests.events.reading import morning, text_of, titles

pytestmark = pytest.mark.usefixtures("_in_november")


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


def test_weeks_of_a_month_start_on_monday():
    assert str(Month(2026, 12)) == "December 2026"
    assert Month(2026, 12).after == Month(2027, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert [day.date for day in Month(2026, 12).weeks([])[0]][0] == date(2026, 11, 30)
