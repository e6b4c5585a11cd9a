"""Calendar files of events, as an independent parser reads them."""

from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream
from wagtail.models import PageViewRestriction

from partnership.directory.models import Area, Venue
from partnership.events.models import EventSession

pytestmark = pytest.mark.usefixtures("_in_november")

TODAY = date(2026, 11, 22)


def morning(day, **values):
    return {"date": day, "starts_at": time(9, 30), "ends_at": time(12)} | values


def entries(client, address):
    """The entries of a calendar file, by their summary."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    calendar = IcsCalendarStream.calendar_from_ics(response.content.decode())
    return {entry.summary: entry for entry in calendar.events}


def utc(moment):
    return moment.astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    ("day", "starts", "ends"),
    [
        (date(2026, 10, 24), datetime(2026, 10, 24, 8, 30), datetime(2026, 10, 24, 11)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 9, 30), datetime(2026, 10, 25, 12)),
        (date(2027, 3, 27), datetime(2027, 3, 27, 9, 30), datetime(2027, 3, 27, 12)),
        (date(2027, 3, 28), datetime(2027, 3, 28, 8, 30), datetime(2027, 3, 28, 11)),
    ],
)
def test_session_times_are_right_before_and_after_a_clock_change(
    add_event, client, day, starts, ends
):
    entry = entries(client, add_event("Course", morning(day)).url + "event.ics")["Course"]
    assert (utc(entry.dtstart), utc(entry.dtend)) == (starts, ends)


def test_the_file_contains_all_details_of_the_event(add_event, client):
    hall = Venue.objects.create(
        name="The Old Hall", address="1 Long Lane\nSometown", postcode="ZZ1"
    )
    event = add_event(
        "Course", morning(date(2026, 12, 3)), venue=hall, search_description="Seeing it early."
    )
    entry = entries(client, event.url + "event.ics")["Course"]
    assert entry.location == "The Old Hall, 1 Long Lane, Sometown, ZZ1"
    assert "Seeing it early." in entry.description
    assert str(entry.url) == event.full_url
    assert entry.categories == ["Training"]
    assert entry.status == "CONFIRMED"
    assert entry.uid == f"event-{event.pk}-1@{urlsplit(event.full_url).hostname}"
    event.refresh_from_db()
    assert entry.last_modified == event.last_published_at.replace(microsecond=0)


def test_a_session_that_moves_keeps_its_identifier(add_event, client, monkeypatch):
    event = add_event("Course", morning(date(2026, 12, 3)), morning(date(2026, 12, 10)))
    before = IcsCalendarStream.calendar_from_ics(
        client.get(event.url + "event.ics").content.decode()
    ).events
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    event.sessions = [EventSession(**morning(date(2026, 12, day))) for day in (12, 4)]
    event.save_revision().publish()
    after = IcsCalendarStream.calendar_from_ics(
        client.get(event.url + "event.ics").content.decode()
    ).events
    assert [entry.uid for entry in after] == [entry.uid for entry in before]
    assert [entry.dtstart.day for entry in after] == [4, 12]
    assert after[0].sequence > before[0].sequence


def test_whole_days_end_on_the_next_morning(add_event, client):
    event = add_event(
        "Conference", {"date": date(2026, 12, 3), "all_day": True, "ends_on": date(2026, 12, 5)}
    )
    entry = entries(client, event.url + "event.ics")["Conference"]
    assert (entry.dtstart, entry.dtend) == (date(2026, 12, 3), date(2026, 12, 6))


def test_a_session_past_midnight_ends_on_the_next_day(add_event, client):
    night = {"date": date(2026, 12, 3), "starts_at": time(22), "ends_at": time(1, 30)}
    entry = entries(client, add_event("Vigil", night).url + "event.ics")["Vigil"]
    assert utc(entry.dtend) == datetime(2026, 12, 4, 1, 30)


def test_an_unconfirmed_time_is_in_the_summary(add_event, client):
    event = add_event("Course", {"date": date(2026, 12, 3)})
    entry = entries(client, event.url + "event.ics")["Course, time to be confirmed"]
    assert (entry.dtstart, entry.dtend) == (date(2026, 12, 3), date(2026, 12, 4))
    assert entry.status == "TENTATIVE"


def test_a_session_without_an_end_time_has_no_end(add_event, client):
    event = add_event("Course", {"date": date(2026, 12, 3), "starts_at": time(14)})
    assert entries(client, event.url + "event.ics")["Course"].dtend is None


@pytest.mark.parametrize(
    ("status", "word"), [("cancelled", "Cancelled"), ("postponed", "Postponed")]
)
def test_a_cancelled_or_postponed_event_stays_in_calendars_and_is_marked(
    add_event, client, status, word
):
    event = add_event("Course", morning(date(2026, 12, 3)), status=status)
    assert entries(client, event.url + "event.ics")[f"{word}: Course"].status == "CANCELLED"


def test_a_single_session_can_be_cancelled(add_event, client):
    event = add_event(
        "Course",
        morning(date(2026, 12, 3), name="Part 1", is_cancelled=True),
        morning(date(2026, 12, 4), name="Part 2"),
    )
    found = entries(client, event.url + "event.ics")
    assert found["Cancelled: Course (Part 1)"].status == "CANCELLED"
    assert found["Course (Part 2)"].status == "CONFIRMED"


def test_the_full_calendar_keeps_events_for_two_months_after_they_end(
    add_event, event_index, client
):
    add_event("Long ago", morning(TODAY - timedelta(days=61)))
    add_event("Lately", morning(TODAY - timedelta(days=60)))
    add_event(
        "In two parts", morning(TODAY - timedelta(days=90)), morning(TODAY + timedelta(days=9))
    )
    calendar = client.get(event_index.url + "calendar.ics").content.decode()
    found = entries(client, event_index.url + "calendar.ics")
    assert set(found) == {
        *("Lately", "In two parts"),
        *("Sample: a training day (Part 1)", "Sample: a training day (Part 2)"),
    }
    assert found["In two parts"].uid.split("@")[0].endswith("-2")
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in calendar
    assert "X-PUBLISHED-TTL:PT6H" in calendar
    assert "X-WR-CALNAME:Westmorland and Furness" in calendar


def test_the_full_calendar_is_filtered_by_its_address(add_event, event_index, client):
    ours, theirs = Area.objects.order_by("sort_order")[:2]
    add_event("Ours", morning(date(2026, 12, 3)), areas=[ours])
    add_event("Theirs", morning(date(2026, 12, 3)), areas=[theirs])
    found = entries(client, event_index.url + "calendar.ics?area=Cumberland")
    assert "Theirs" in found
    assert "Ours" not in found


def test_a_private_event_is_in_no_calendar(add_event, event_index, client):
    event = add_event("Only for some", morning(date(2026, 12, 3)))
    PageViewRestriction.objects.create(page=event, restriction_type="login")
    assert client.get(event.url).status_code == 404
    assert client.get(event.url + "event.ics").status_code == 404
    assert "Only for some" not in client.get(event_index.url + "calendar.ics").content.decode()


def test_a_draft_has_no_calendar(add_event, client):
    event = add_event("Not yet", morning(date(2026, 12, 3)))
    event.unpublish()
    assert client.get(event.url + "event.ics").status_code == 404


def test_lines_follow_the_standard_in_length_and_line_breaks(add_event, client):
    event = add_event("Ünïcödé, with a comma; and more. " * 6, morning(date(2026, 12, 3)))
    lines = client.get(event.url + "event.ics").content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line for line in lines)
    assert entries(client, event.url + "event.ics").popitem()[0] == event.title


def test_the_page_shows_the_calendar_address_to_follow_and_to_copy(event_index, client):
    html = client.get(event_index.url).content.decode()
    assert f'href="webcal://testserver{event_index.url}calendar.ics"' in html
    assert f"http://testserver{event_index.url}calendar.ics" in html


def test_a_changed_venue_address_updates_calendars(add_event, hall, client, monkeypatch):
    event = add_event("Course", morning(date(2026, 12, 3)), venue=hall)
    before = entries(client, event.url + "event.ics")["Course"]
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(timezone, "now", lambda: later)
    hall.address = "2 Short Lane"
    hall.save()
    after = entries(client, event.url + "event.ics")["Course"]
    assert "2 Short Lane" in after.location
    assert after.sequence > before.sequence
    assert after.last_modified > before.last_modified


def test_control_characters_in_a_title_do_not_break_calendars_or_feeds(
    add_event, event_index, client
):
    add_event("Safe\x0bsleep\x07", morning(date(2026, 12, 3)), search_description="Six\x0bhours.")
    assert "Safe sleep " in entries(client, event_index.url + "calendar.ics")
    feed = client.get(event_index.url + "feed/")
    assert feed.status_code == 200
    assert "<title>Safe sleep </title>" in feed.content.decode()


@pytest.mark.parametrize("year", [1, 1999, 9999])
def test_an_unlikely_year_is_refused(year):
    with pytest.raises(ValidationError, match="Is the year right?"):
        EventSession(date=date(year, 12, 31), all_day=True).clean()


def test_text_is_printable_in_any_script(add_event, client):
    words = "Ł\u2028ódź \u2029ش\x85ب\tc"
    event = add_event(words, morning(date(2026, 12, 3)), search_description=words)
    text = client.get(event.url + "event.ics").content.decode()
    assert not set(text) & set("\u2028\u2029\x85\t")
    assert "SUMMARY:Ł ódź  ش ب c" in text


def test_the_file_of_an_address_in_any_script_can_be_saved(add_event, client):
    event = add_event("Course", morning(date(2026, 12, 3)), slug="łódź")
    answer = client.get(event.url + "event.ics")
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%C5%82%C3%B3d%C5%BA.ics"


def test_no_entry_was_changed_in_future(add_event, client):
    event = add_event("Course", morning(date(2026, 12, 3)))
    ahead = timezone.now() + timedelta(days=9)
    type(event).objects.filter(pk=event.pk).update(last_published_at=ahead)
    entry = entries(client, event.url + "event.ics")["Course"]
    assert entry.last_modified <= timezone.now()
    assert entry.dtstamp <= timezone.now()
