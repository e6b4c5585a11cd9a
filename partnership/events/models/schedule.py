"""When an event takes place: one session, several, or none yet."""

from django.db import models
from wagtail.admin.panels import FieldPanel, InlinePanel


class ScheduleMixin(models.Model):
    """The sessions of an event, and what several of them are for."""

    class Sessions(models.TextChoices):
        ALL = "all", "People come to every session"
        ONE = "one", "People choose one session"

    sessions_are = models.CharField(
        "several sessions",
        max_length=4,
        choices=Sessions,
        default=Sessions.ALL,
        help_text="Whether people come to all sessions or choose one. Ignored when there is only "
        "one session.",
    )

    schedule_panels = [
        InlinePanel(
            "sessions",
            heading="Sessions",
            label="session",
            help_text="When it takes place, in any order. Leave this empty if you do not know the "
            "date yet.",
        ),
        FieldPanel("sessions_are"),
    ]

    class Meta:
        abstract = True

    @property
    def in_order(self):
        """The sessions by day and time."""
        return sorted(self.sessions.all(), key=lambda session: session.order)

    @property
    def session(self):
        """The session that counts: the next that takes place, or the last; None without any."""
        sessions = self.in_order
        ahead = [session for session in sessions if not session.is_over]
        going_ahead = [session for session in ahead if not session.is_cancelled]
        if going_ahead:
            return going_ahead[0]
        if ahead:
            return ahead[0]
        return sessions[-1] if sessions else None

    @property
    def search_date(self):
        """The first day, or None if it is not known."""
        return min((session.date for session in self.sessions.all()), default=None)

    @property
    def is_over(self):
        """Whether all sessions are over."""
        sessions = self.sessions.all()
        return bool(sessions) and all(session.is_over for session in sessions)

    @property
    def how_many(self):
        """‘3 sessions, come to all of them’ or ‘3 dates, choose one’; empty for one or none."""
        count = len(self.sessions.all())
        if count < 2:
            return ""
        if self.sessions_are == self.Sessions.ONE:
            return f"{count} dates, choose one"
        return f"{count} sessions, come to all of them"
