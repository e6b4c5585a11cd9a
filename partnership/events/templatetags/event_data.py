"""Events in the words of schema.org, for search engines."""

from django.template import Library

from partnership.events.models import EventPage

register = Library()

STATUSES = {
    EventPage.Status.GOING_AHEAD: "EventScheduled",
    EventPage.Status.POSTPONED: "EventPostponed",
    EventPage.Status.CANCELLED: "EventCancelled",
}
ATTENDANCE_MODES = {
    EventPage.Attendance.IN_PERSON: "OfflineEventAttendanceMode",
    EventPage.Attendance.ONLINE: "OnlineEventAttendanceMode",
    EventPage.Attendance.EITHER: "MixedEventAttendanceMode",
}


@register.filter
def schema_status(event):
    """Return the schema.org word for the status of ``event``."""
    is_cancelled = event.is_called_off and not event.is_withdrawn
    return STATUSES[event.Status.CANCELLED if is_cancelled else event.status]


@register.filter
def schema_attendance(event):
    """Return the schema.org word for where people take part in ``event``."""
    return ATTENDANCE_MODES[event.attendance]
