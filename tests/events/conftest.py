"""Fixtures for tests of events."""

from datetime import UTC, date, datetime, time

import pytest
from django.utils import timezone

from partnership.directory.models import Venue
from partnership.events.models import EventIndexPage, EventKind, EventPage, EventSession

TODAY = date(2026, 11, 22)


@pytest.fixture
def _in_november(monkeypatch):
    """Set the clock to noon on Sunday 22 November 2026."""
    noon = datetime.combine(TODAY, time(12), tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)


@pytest.fixture
def event_index(db):
    """The page that lists all events."""
    return EventIndexPage.objects.get()


@pytest.fixture
def add_event(event_index):
    """A function that publishes an event with a title, sessions and other fields.

    A session is a day, or a dictionary of its fields.
    """

    def publish(title, *sessions, kind="Training", areas=(), **values):
        event = EventPage(title=title, kind=EventKind.objects.get(name=kind), **values)
        event.sessions = [
            EventSession(**(session if isinstance(session, dict) else {"date": session}))
            for session in sessions
        ]
        event_index.add_child(instance=event)
        event.areas = areas
        event.save_revision().publish()
        return EventPage.for_visitors().get(pk=event.pk)

    return publish


@pytest.fixture
def hall(db):
    """A venue with all its details."""
    return Venue.objects.create(
        name="The Old Hall",
        address="1 Long Lane\nSometown",
        postcode="ZZ1 1ZZ",
        getting_there="Buses stop outside.",
        accessibility="A ramp at the side.",
    )
