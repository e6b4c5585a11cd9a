"""The feed and the structured data of events."""

from datetime import date

import pytest

from tests.events.reading import microdata, morning

pytestmark = pytest.mark.usefixtures("_in_november")


def test_the_feed_lists_the_newest_events_first_with_date_and_venue(
    add_event, event_index, client, hall
):
    add_event("Announced", morning(date(2026, 12, 3)), venue=hall)
    feed = client.get(event_index.url + "feed/").content.decode()
    assert feed.index("Announced") < feed.index("Practitioner forums")
    assert "Thursday 3 December 2026, 9.30am to 12 noon. The Old Hall." in feed


def test_structured_data_matches_the_page(add_event, client, hall):
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


def test_structured_data_lists_every_session_and_the_status(add_event, client):
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
