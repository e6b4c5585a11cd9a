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
        """The session that counts: the next, or the last when all are over; None without any.

        A cancelled one counts only if there is no other. ``sessions_ahead`` has the same rule.
        """
        sessions = self.in_order
        ahead = [session for session in sessions if not session.is_over]
        return min(ahead or sessions[::-1], key=lambda each: each.is_cancelled, default=None)

    @property
    def going_ahead(self):
        """The sessions that are not cancelled, by day and time; all of them if each is."""
        sessions = self.in_order
        return [session for session in sessions if not session.is_cancelled] or sessions

    @property
    def is_called_off(self):
        """Whether each session to come is cancelled, or each of them when all are over."""
        return bool(self.session and self.session.is_cancelled)

    @property
    def has_several(self):
        """Whether it has more than one session, cancelled ones included."""
        return len(self.sessions.all()) > 1

    @property
    def search_date(self):
        """The first day, or None if it is not known."""
        return self.going_ahead[0].date if self.going_ahead else None

    @property
    def is_over(self):
        """Whether all sessions are over."""
        sessions = self.sessions.all()
        return bool(sessions) and all(session.is_over for session in sessions)

    @property
    def how_many(self):
        """‘3 sessions, come to all of them’ or ‘3 dates, choose one’; empty for one or none.

        Cancelled ones do not count.
        """
        count = len(self.going_ahead)
        if count < 2 or self.is_called_off:
            return ""
        if self.sessions_are == self.Sessions.ONE:
            return f"{count} dates, choose one"
        return f"{count} sessions, come to all of them"
