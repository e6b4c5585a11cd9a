"""Events as iCalendar files (RFC 5545), for people's own calendars."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from partnership.ground import dates
from partnership.ground.text import printable

REFRESH = timedelta(hours=6)  # how often a calendar that follows ours should check for changes
LONDON = "Europe/London"
# When the clocks change, in the time before the change. The rules date from 1981 and 1996.
CLOCKS = [
    (TimezoneDaylight, "BST", datetime(1981, 3, 29, 1), 3, 0, 1),
    (TimezoneStandard, "GMT", datetime(1996, 10, 27, 2), 10, 1, 0),
]


def build_calendar(events, request, name, since=None):
    """Return a ``Calendar`` called ``name`` with every session of ``events``, fetched for_cards.

    If ``since``, a date, is given, sessions that ended before it are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Safeguarding children partnership website//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    calendar.add("x-wr-timezone", LONDON)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_london_time_zone())
    for event in events:
        for ordinal, session in enumerate(event.in_order, start=1):
            if since is None or session.last_day >= since:
                calendar.add_component(_build_entry(event, session, ordinal, request))
    return calendar


def calendar_response(calendar, filename):
    """Return ``calendar``, as bytes, in a response that opens in the visitor's own calendar."""
    return HttpResponse(
        calendar,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(False, filename)},
    )


def _build_entry(event, session, ordinal, request):
    """Return the entry of one session, identified by its place in the order of days.

    So a session on a new day replaces its old entry in people's calendars.
    """
    address = event.get_full_url(request)
    venue = event.venue_of(session)
    changed = max(filter(None, [event.last_published_at, venue and venue.changed_at]), default=None)
    changed = dates.not_ahead(changed)
    entry = Event()
    entry.add("uid", f"event-{event.pk}-{ordinal}@{urlsplit(address).hostname}")
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("sequence", int(changed.timestamp()) // 60)
    entry.add("summary", printable(_summary(event, session)))
    entry.add("status", _status(event, session))
    entry.add("dtstart", session.starts)
    if session.starts_at is None:
        entry.add("dtend", session.last_day + timedelta(days=1))
    elif session.ends:
        entry.add("dtend", session.ends)
    entry.add("location", printable(_location(event, session)))
    entry.add("description", printable(_description(event, session, address)))
    entry.add("url", address)
    entry.add("categories", [printable(event.kind.name)])
    return entry


def _summary(event, session):
    summary = event.title
    if event.is_withdrawn:
        summary = f"{event.mark}: {summary}"
    elif session.is_cancelled:
        summary = f"Cancelled: {summary}"
    if session.name:
        summary += f" ({session.name})"
    if session.is_time_unknown:
        summary += f", {session.hours}"
    return summary


def _status(event, session):
    if event.is_withdrawn or session.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if session.is_time_unknown else "CONFIRMED"


def _location(event, session):
    venue = event.venue_of(session)
    if venue is None:
        return event.place_of(session)
    address = ", ".join(venue.lines)
    return f"{address}, or online" if event.is_online else address


def _description(event, session, address):
    joining = event.joining if event.is_online else ""
    parts = [event.status_note, event.summary, session.when, joining, address]
    return "\n\n".join(filter(None, parts))


def _london_time_zone():
    zone = Timezone()
    zone.add("tzid", LONDON)
    for kind, name, first, month, before, after in CLOCKS:
        clocks = kind()
        clocks.add("dtstart", first)
        clocks.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        clocks.add("tzoffsetfrom", timedelta(hours=before))
        clocks.add("tzoffsetto", timedelta(hours=after))
        clocks.add("tzname", name)
        zone.add_component(clocks)
    return zone
