"""Events: training, practitioner forums and anything else people come together for."""

from django.db import models
from django.http import Http404
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.search import index

from partnership.directory.models import Audience
from partnership.events.calendars import build_calendar, calendar_response
from partnership.events.forms import EventPageForm
from partnership.pages.models.base import BodyMixin, ConcernsMixin, PartnershipPage, names_of
from partnership.pages.queryset import ListedPageManager

from .attendance import AttendanceMixin
from .booking import BookingMixin
from .kinds import EventKind
from .queryset import EventQuerySet
from .schedule import ScheduleMixin


class EventPage(
    ScheduleMixin,
    AttendanceMixin,
    BookingMixin,
    RoutablePageMixin,
    BodyMixin,
    ConcernsMixin,
    PartnershipPage,
):
    """An event. Every page that mentions it shows the dates and venue from here."""

    class Status(models.TextChoices):
        GOING_AHEAD = "going_ahead", "Going ahead"
        POSTPONED = "postponed", "Postponed, no new date yet"
        CANCELLED = "cancelled", "Cancelled"

    kind = models.ForeignKey(
        EventKind,
        null=True,  # a draft can be saved without one
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What it is, such as training. Visitors can filter events by kind.",
    )
    status = models.CharField(
        max_length=12,
        choices=Status,
        default=Status.GOING_AHEAD,
        help_text="If you postpone or cancel the event, leave the old dates in: lists and "
        "calendars then show that it is off. When it has a new date, choose ‘Going ahead’ again.",
    )
    status_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="One line for people who planned to come, such as ‘We will write to everyone who "
        "booked’.",
    )
    run_by = models.CharField(
        max_length=160, blank=True, help_text="Who runs it, if it is not this partnership."
    )

    objects = ListedPageManager.from_queryset(EventQuerySet)()
    base_form_class = EventPageForm
    search_kind = "Events"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("kind"),
        *ScheduleMixin.schedule_panels,
        MultiFieldPanel([FieldPanel("status"), FieldPanel("status_note")], heading="Event status"),
        *AttendanceMixin.attendance_panels,
        *BookingMixin.booking_panels,
        *ConcernsMixin.concerns_panels,
        FieldPanel("run_by"),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields("kind", [index.SearchField("name")]),
        index.RelatedFields("venue", [index.SearchField("name")]),
        index.SearchField("run_by"),
    ]

    not_for_the_next = [
        *("status", "status_note", "sessions", "is_full", "booking_link", "booking_closes_on"),
    ]
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = "Training, a practitioner forum or anything else people come together for."

    class Meta:
        verbose_name = "event"

    @classmethod
    def for_visitors(cls):
        """With kind, venue, sessions and names of areas and audiences: 2 queries."""
        return (
            cls.objects.for_cards()
            .defer(None)
            .annotate(audience_names=names_of(Audience, "eventpage"))
        )

    @property
    def is_withdrawn(self):
        """Whether it is postponed or cancelled as a whole, so not on the days of its sessions."""
        return self.status != self.Status.GOING_AHEAD

    @property
    def is_off(self):
        """Whether nothing of it takes place any more on the days that visitors see."""
        return self.is_withdrawn or self.is_called_off

    @property
    def mark(self):
        """What people must know first, such as ‘Cancelled’; often empty."""
        if self.is_withdrawn:
            return self.status.capitalize()
        if self.is_called_off:
            return "Cancelled"
        if self.is_over:
            return "Over"
        if self.is_full:
            return "Fully booked"
        return "" if self.may_be_booked else "Booking closed"

    @property
    def when(self):
        """When the session that counts takes place, in words."""
        session = self.session
        if session is None:
            return "Date to be confirmed"
        if self.status == self.Status.POSTPONED:
            return f"New date to be confirmed (was {session.when})"
        return session.when

    @property
    def where(self):
        """Where the session that counts is held, in words."""
        return self.place_of(self.session)

    @property
    def calendar_url(self):
        """The address of its calendar file, within the site."""
        return self.url + self.reverse_subpage("calendar")

    @re_path(r"^event\.ics/?$", name="calendar")
    def calendar(self, request):
        """Serve a calendar file of its sessions. Raises Http404 if there are none."""
        if not self.in_order:
            raise Http404
        calendar = build_calendar([self], request, self.title)
        return calendar_response(calendar.to_ical(), f"{self.slug}.ics")
