"""The times at which an event takes place."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from partnership.directory.models import Venue
from partnership.ground import dates

FIRST_YEAR = 2000
MOST_YEARS_AHEAD = 10
# Longer ones are mistakes: who types 1.00 for 1pm makes a session of more than twelve hours.
LONGEST_PAST_MIDNIGHT = timedelta(hours=12)
# By day, then by time; a time to be confirmed comes first. ``EventSession.order`` is the same.
IN_ORDER = ("date", F("starts_at").asc(nulls_first=True), Coalesce("sort_order", 0))


def year_error(day):
    """Return an error if no event can be in the year of ``day``, or an empty string."""
    last = timezone.localdate().year + MOST_YEARS_AHEAD
    if FIRST_YEAR <= day.year <= last:
        return ""
    return f"Is the year right? Choose a year from {FIRST_YEAR} to {last}."


# Panels have the words, because two fields of one form are called ‘venue’.
SESSION_VENUE = FieldPanel(
    "venue",
    heading="Venue of this session",
    help_text="Only if it is not the venue of the event, which you choose further down. Visitors "
    "see this one beside the date of the session, in lists and in calendars.",
)


class SessionQuerySet(models.QuerySet):
    def with_last_day(self):
        """With ``last_on``, the last day that each is shown on."""
        return self.annotate(last_on=Coalesce("ends_on", "date"))

    def ahead(self):
        """Sessions that are not over, as ``EventSession.is_over`` has it."""
        today = timezone.localdate()
        since_last_night = Q(
            date=today - timedelta(days=1), ends_at__lte=F("starts_at"), ends_at__gt=time.min
        )
        return self.with_last_day().filter(Q(last_on__gte=today) | since_last_night)

    def in_month(self, month):
        """Sessions in the ``Month``, with their events, for the calendar of the month: 1 query."""
        return (
            self.with_last_day()
            .filter(date__lte=month.last, last_on__gte=month.first)
            .select_related("page")
        )


class EventSession(Orderable):
    """One time at which an event takes place, in UK time.

    If it has no time and is not all day, its time is to be confirmed.
    """

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="sessions")
    name = models.CharField(
        max_length=120, blank=True, help_text="Optional. For example, ‘Day 2’ or ‘Morning’."
    )
    date = models.DateField(help_text="The day it takes place.")
    starts_at = models.TimeField(
        "from", null=True, blank=True, help_text="Leave empty if you do not know the time yet."
    )
    ends_at = models.TimeField(
        "to",
        null=True,
        blank=True,
        help_text="Optional. If it ends past midnight, such as at 1.30am, that is on the next day.",
    )
    all_day = models.BooleanField(
        default=False, help_text="Tick if it takes the whole day and has no times."
    )
    ends_on = models.DateField(
        "last day",
        null=True,
        blank=True,
        help_text="Only for an event that lasts several whole days in a row.",
    )
    venue = models.ForeignKey(
        Venue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Only if this session is not at the venue of the event.",
    )
    is_cancelled = models.BooleanField(
        "cancelled", default=False, help_text="Tick if only this session is cancelled."
    )

    objects = SessionQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("all_day"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("name"), SESSION_VENUE]),
        FieldPanel("is_cancelled"),
    ]

    def clean(self):
        """Refuse impossible times and days, each at its field."""
        errors = self._year_errors() | self._last_day_errors() | self._time_errors()
        if errors:
            raise ValidationError(errors)

    def _time_errors(self):
        if self.all_day:
            has_times = self.starts_at or self.ends_at
            return {"all_day": "Remove the times, or untick ‘All day’."} if has_times else {}
        if self.ends_at is None:
            return {}
        if self.starts_at is None:
            return {"ends_at": "Enter the start time as well."}
        length = self.ends - self.starts if self.date and self.ends_next_day else timedelta()
        if length > LONGEST_PAST_MIDNIGHT:
            return {
                "ends_at": "The end must be after the start, or past midnight and no more than "
                "twelve hours later."
            }
        return {}

    def _last_day_errors(self):
        if self.ends_on is None:
            return {}
        if not self.all_day:
            return {"ends_on": "Tick ‘All day’, or add a separate session for each day."}
        if self.date and self.ends_on < self.date:
            return {"ends_on": "This is before the first day. Correct one of them."}
        return {}

    def _year_errors(self):
        errors = {}
        for name in ("date", "ends_on"):
            day = getattr(self, name)
            if day and year_error(day):
                errors[name] = year_error(day)
        return errors

    @property
    def order(self):
        """Sort key; the database sorts by ``IN_ORDER``."""
        return self.date, self.starts_at or time.min, self.sort_order or 0

    @property
    def last_day(self):
        return self.ends_on or self.date

    @property
    def ends_next_day(self):
        """Whether it ends at midnight or past it."""
        return bool(self.starts_at and self.ends_at and self.ends_at <= self.starts_at)

    @property
    def is_over(self):
        """Whether the day on which it ends is over, which is the next one if it is past midnight.

        Until then it stays among those to come: what visitors see is the same all day.
        """
        is_past_midnight = self.ends_next_day and self.ends_at > time.min
        return self.last_day + timedelta(days=is_past_midnight) < timezone.localdate()

    @property
    def is_time_unknown(self):
        return self.starts_at is None and not self.all_day

    @property
    def starts(self):
        """The moment it starts, with its time zone, or the day if the time is not known."""
        return self._moment(self.starts_at) if self.starts_at else self.date

    @property
    def ends(self):
        """The moment it ends, with its time zone, or the last whole day; None if not known."""
        if self.ends_at:
            return self._moment(self.ends_at, days=int(self.ends_next_day))
        return self.last_day if self.all_day else None

    @property
    def hours(self):
        """‘9.30am to 12 noon’, ‘all day’ or ‘time to be confirmed’; empty for several days."""
        if self.last_day > self.date:
            return ""
        if self.all_day:
            return "all day"
        if self.is_time_unknown:
            return "time to be confirmed"
        return dates.hours(self.starts_at, self.ends_at)

    @property
    def when(self):
        """Day and time in words: ‘Thursday 3 December 2026, 9.30am to 12 noon’."""
        return ", ".join(filter(None, [dates.days(self.date, self.last_day), self.hours]))

    def _moment(self, at, days=0):
        """Return the moment of the time ``at``, so many ``days`` after the first."""
        day = self.date + timedelta(days=days)
        return datetime.combine(day, at, timezone.get_default_timezone())
