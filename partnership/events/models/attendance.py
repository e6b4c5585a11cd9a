"""Where people take part in an event: at a venue, online, or either."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from partnership.directory.models import Venue
from partnership.events.panels import SHOW_BY_ANSWER, shown_when


class AttendanceMixin(models.Model):
    """How people take part in an event, its venue, and how they join online."""

    class Attendance(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        ONLINE = "online", "Online"
        EITHER = "either", "In person or online"

    attendance = models.CharField(
        max_length=10,
        choices=Attendance,
        default=Attendance.IN_PERSON,
        help_text="How people take part.",
    )
    venue = models.ForeignKey(
        Venue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where it is held. Leave empty if it is online, or if you do not know yet.",
    )
    joining = models.CharField(
        "how people join online",
        max_length=200,
        blank=True,
        help_text="For example, ‘We will send you the link the day before’. Never give the link "
        "itself: anyone could join.",
    )

    attendance_panels = [
        MultiFieldPanel(
            [
                FieldPanel("attendance"),
                FieldPanel(
                    "venue",
                    heading="Venue of the event",
                    help_text="Visitors see it under ‘Where’, in lists and in calendars, for every "
                    "session that has no venue of its own. Leave empty if you do not know yet.",
                    attrs=shown_when(attendance=["in_person", "either"]),
                ),
                FieldPanel("joining", attrs=shown_when(attendance=["online", "either"])),
            ],
            heading="Where",
            attrs=SHOW_BY_ANSWER,
        )
    ]

    class Meta:
        abstract = True

    @property
    def is_online(self):
        """Whether people may take part online."""
        return self.attendance != self.Attendance.IN_PERSON

    @property
    def is_in_person(self):
        """Whether people may take part at a venue."""
        return self.attendance != self.Attendance.ONLINE

    @property
    def has_other_venues(self):
        """Whether a session is held elsewhere."""
        return any(session.venue for session in self.sessions.all())

    @property
    def is_only_elsewhere(self):
        """Whether each session has a venue of its own, so that none is at that of the event."""
        sessions = self.sessions.all()
        return bool(sessions) and all(session.venue for session in sessions)

    def venue_of(self, session):
        """Return the venue of ``session``, or of the event if it has none of its own, or None."""
        if not self.is_in_person:
            return None
        if session and session.venue:
            return session.venue
        return self.venue

    def place_of(self, session):
        """Return where ``session`` is held, in words."""
        if not self.is_in_person:
            return "Online"
        venue = self.venue_of(session)
        place = venue.name if venue else "Venue to be confirmed"
        return f"{place}, or online" if self.is_online else place
