"""Events as iCalendar (RFC 5545), for the calendars people keep themselves."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from partnership.ground.text import printable

REFRESH = timedelta(hours=6)  # how often a calendar that follows ours is asked to look again
LONDON = "Europe/London"
# When the clocks change, by the clock before the change: since 1981 and 1996, for good.
CLOCKS = [
    (TimezoneDaylight, "BST", datetime(1981, 3, 29, 1), 3, 0, 1),
    (TimezoneStandard, "GMT", datetime(1996, 10, 27, 2), 10, 1, 0),
]


def calendar_of(events, request, name, since=None):
    """Return the ``Calendar`` called ``name`` of every session of ``events``, fetched for_cards.

    With ``since``, a date, sessions that ended before it are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Safeguarding children partnership website//Events//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", printable(name))
    calendar.add("x-wr-timezone", LONDON)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    calendar.add_component(_london())
    for event in events:
        for ordinal, session in enumerate(event.in_order, start=1):
            if since is None or session.last_day >= since:
                calendar.add_component(_entry(event, session, ordinal, request))
    return calendar


def calendar_response(calendar, filename):
    """Return ``calendar`` as a file that opens in whatever calendar somebody uses."""
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{filename}"'},
    )


def _entry(event, session, ordinal, request):
    """One session. Its place in the order of days names it, so that one that moves is moved."""
    address = event.get_full_url(request)
    venue = event.venue_of(session)
    changed = event.last_published_at or timezone.now()
    if venue:
        changed = max(changed, venue.changed_at)
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
    off = event.mark if event.is_off else "Cancelled" if session.is_cancelled else ""
    name = f" ({session.name})" if session.name else ""
    unknown = f", {session.hours}" if session.is_time_unknown else ""
    return f"{off and off + ': '}{event.title}{name}{unknown}"


def _status(event, session):
    if event.is_off or session.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if session.is_time_unknown else "CONFIRMED"


def _location(event, session):
    venue = event.venue_of(session)
    if venue is None:
        return event.place_of(session)
    return ", ".join(venue.lines) + (", or online" if event.is_online else "")


def _description(event, session, address):
    joining = event.joining if event.is_online else ""
    parts = [event.status_note, event.summary, session.when, joining, address]
    return "\n\n".join(filter(None, parts))


def _london():
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
