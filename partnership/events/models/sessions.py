"""The times at which an event takes place."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from partnership.directory.models import Venue
from partnership.ground import dates

FIRST_YEAR = 2000
MOST_YEARS_AHEAD = 10


def why_not_on(day):
    """Return why no event can be entered for the date ``day``, or an empty text."""
    last = timezone.localdate().year + MOST_YEARS_AHEAD
    if FIRST_YEAR <= day.year <= last:
        return ""
    return f"Is the year right? Events are entered for the years {FIRST_YEAR} to {last}."


class SessionQuerySet(models.QuerySet):
    def in_month(self, month):
        """Sessions in the ``Month``, with their events, ready for its calendar: 1 query."""
        return (
            self.annotate(last_on=Coalesce("ends_on", "date"))
            .filter(date__lte=month.last, last_on__gte=month.first)
            .select_related("page")
        )


class EventSession(Orderable):
    """One time at which an event takes place, by the clocks of the United Kingdom.

    Without a time, and not all day, its time is to be confirmed.
    """

    page = ParentalKey("events.EventPage", on_delete=models.CASCADE, related_name="sessions")
    name = models.CharField(
        max_length=120, blank=True, help_text="Such as ‘Day 2’ or ‘Morning’. Optional."
    )
    date = models.DateField(help_text="The day.")
    starts_at = models.TimeField("from", null=True, blank=True, help_text="Empty while not known.")
    ends_at = models.TimeField("to", null=True, blank=True, help_text="Optional.")
    all_day = models.BooleanField(
        default=False, help_text="Tick when it takes the whole day, without times."
    )
    ends_on = models.DateField(
        "last day",
        null=True,
        blank=True,
        help_text="Only for something that takes several whole days in a row.",
    )
    venue = models.ForeignKey(
        Venue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Only when it is not where the event is held otherwise.",
    )
    is_cancelled = models.BooleanField(
        "cancelled", default=False, help_text="Tick when this session alone does not take place."
    )

    objects = SessionQuerySet.as_manager()

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("all_day"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("venue")]),
        FieldPanel("is_cancelled"),
    ]

    def clean(self):
        """Refuse times that cannot be, each at its field."""
        errors = {}
        if self.all_day and (self.starts_at or self.ends_at):
            errors["all_day"] = "Take the times out, or untick ‘all day’."
        elif self.ends_at and self.starts_at is None:
            errors["ends_at"] = "Say when it starts, too."
        elif self.ends_at and self.ends_at <= self.starts_at:
            errors["ends_at"] = "It would end before it starts."
        if self.ends_on and not self.all_day:
            errors["ends_on"] = "Tick ‘all day’, or give each day a session of its own."
        elif self.ends_on and self.date and self.ends_on < self.date:
            errors["ends_on"] = "This is before the first day."
        for name in ("date", "ends_on"):
            day = getattr(self, name)
            if why_not := day and why_not_on(day):
                errors.setdefault(name, why_not)
        if errors:
            raise ValidationError(errors)

    @property
    def order(self):
        """Sort key: by day, then by time; a time to be confirmed comes first."""
        return self.date, self.starts_at or time.min, self.sort_order or 0

    @property
    def last_day(self):
        return self.ends_on or self.date

    @property
    def is_over(self):
        return self.last_day < timezone.localdate()

    @property
    def is_time_unknown(self):
        return self.starts_at is None and not self.all_day

    @property
    def starts(self):
        """The moment it starts, with its time zone, or the day where no time is known."""
        return self._moment(self.starts_at) if self.starts_at else self.date

    @property
    def ends(self):
        """The moment it ends, with its time zone; None when that is not known."""
        if self.ends_at:
            return self._moment(self.ends_at)
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

    def _moment(self, at):
        return datetime.combine(self.date, at, timezone.get_default_timezone())
