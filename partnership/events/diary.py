"""Events whose booking closes."""

from django.utils import timezone

from partnership.ground.diary import DiaryEntry
from partnership.ground.partnerships import not_elsewhere

from .models import EventPage


def closing_bookings():
    open_until = EventPage.objects.live().filter(
        not_elsewhere(), booking_closes_on__gte=timezone.localdate()
    )
    for event in open_until:
        if event.may_be_booked and event.booking != EventPage.Booking.NONE:
            yield DiaryEntry(event.booking_closes_on, "The last day to book", event)


DIARY = [closing_bookings]
