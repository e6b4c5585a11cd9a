"""The form of an event: what it refuses."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from partnership.events.models import EventPage, EventSession

pytestmark = pytest.mark.usefixtures("_in_november")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_at": time(12), "ends_at": time(9)}, "ends_at"),
        ({"ends_at": time(9)}, "ends_at"),
        ({"all_day": True, "starts_at": time(9)}, "all_day"),
        ({"ends_on": date(2026, 12, 2)}, "ends_on"),
        ({"all_day": True, "ends_on": date(2026, 11, 2)}, "ends_on"),
    ],
)
def test_impossible_times_are_refused_at_their_field(values, field):
    with pytest.raises(ValidationError) as refused:
        EventSession(date=date(2026, 12, 1), **values).clean()
    assert list(refused.value.message_dict) == [field]


def test_booking_on_a_web_page_requires_its_address(db):
    with pytest.raises(ValidationError) as refused:
        EventPage(title="Event", slug="event", booking="link").clean()
    assert list(refused.value.message_dict) == ["booking_link"]


@pytest.mark.parametrize(
    ("closes_on", "is_refused"), [(date(2026, 12, 1), False), (date(2026, 12, 2), True)]
)
def test_booking_cannot_close_after_the_last_session(
    add_event, admin_client, closes_on, is_refused
):
    event = add_event("An event", date(2026, 12, 1))
    form = EventPage.get_edit_handler().get_form_class()(
        instance=event,
        data={
            "title": "An event",
            "slug": "an-event",
            "kind": event.kind_id,
            "status": "going_ahead",
            "sessions_are": "all",
            "attendance": "in_person",
            "booking": "later",
            "booking_closes_on": closes_on.isoformat(),
            "sessions-TOTAL_FORMS": 1,
            "sessions-INITIAL_FORMS": 0,
            "sessions-0-date": "2026-12-01",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "body-count": 0,
        },
        for_user=None,
    )
    assert ("booking_closes_on" in form.errors) is is_refused
