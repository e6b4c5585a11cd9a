"""Events: training, practitioner forums and whatever else people come together for."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from partnership.directory.models import Venue
from partnership.directory.models.organisations import NamedData
from partnership.pages.feeds import FeedMixin
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .base import BodyMixin, ConcernsMixin, PartnershipPage


class EventKind(NamedData):
    """A kind of event: training, practitioner forum, conference."""


class EventQuerySet(ListedQuerySet):
    def coming(self):
        """Public events that are not over, the next first, ready for a list."""
        return self.listed().select_related("kind", "venue").order_by("-pk")


class EventIndexPage(FeedMixin, BodyMixin, PartnershipPage):
    """All events: those to come, by month, those that are over, and a calendar of them."""

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    parent_page_types = ["pages.HomePage", "pages.LearningPage"]
    subpage_types = ["pages.EventPage"]
    page_description = "Lists the events below it, with a calendar people can subscribe to."

    class Meta:
        verbose_name = "events"

    def feed_entries(self):
        return EventPage.objects.child_of(self).coming()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["events"] = EventPage.objects.child_of(self).coming()
        return context


class EventPage(BodyMixin, ConcernsMixin, PartnershipPage):
    """Something that takes place; wherever it is named, its dates and venue come from here."""

    class Status(models.TextChoices):
        GOING_AHEAD = "going_ahead", "Going ahead"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"

    class Attendance(models.TextChoices):
        IN_PERSON = "in_person", "In person"
        ONLINE = "online", "Online"
        EITHER = "either", "In person or online"

    class Sessions(models.TextChoices):
        ALL = "all", "People come to all of them"
        ONE = "one", "People choose one of them"

    class Booking(models.TextChoices):
        NONE = "none", "No need to book"
        LEARNING_ZONE = "learning_zone", "In the Learning Zone"
        LINK = "link", "On another web page"
        EMAIL = "email", "By email"

    kind = models.ForeignKey(
        EventKind,
        null=True,  # a draft may be saved before somebody chose
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What it is, such as training. Visitors narrow the list by it.",
    )
    status = models.CharField(
        max_length=12,
        choices=Status,
        default=Status.GOING_AHEAD,
        help_text="A postponed or cancelled event stays listed and says so, here and in calendars.",
    )
    status_note = models.CharField(
        max_length=200,
        blank=True,
        help_text="A line for those who planned to come, such as ‘We write to all who booked’.",
    )
    sessions_are = models.CharField(
        "several sessions",
        max_length=4,
        choices=Sessions,
        default=Sessions.ALL,
        help_text="What several sessions are for. It says nothing when there is only one.",
    )
    attendance = models.CharField(
        max_length=10,
        choices=Attendance,
        default=Attendance.IN_PERSON,
        help_text="Where people take part.",
    )
    venue = models.ForeignKey(
        Venue,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where it is held. Leave empty when it is online, or not known yet.",
    )
    joining = models.CharField(
        "how people join online",
        max_length=200,
        blank=True,
        help_text="Such as ‘We send you the link the day before’. Never the link itself: everybody "
        "could join.",
    )
    run_by = models.CharField(
        max_length=160, blank=True, help_text="Who runs it, when that is not this partnership."
    )
    cost = models.CharField(
        max_length=120,
        default="Free",
        help_text="Such as ‘Free’ or ‘£40 a place, free for schools’.",
    )
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many people can take part. Optional."
    )
    is_full = models.BooleanField(
        "fully booked",
        default=False,
        help_text="Tick when all places are taken. Visitors are told so instead of how to book.",
    )
    booking = models.CharField(
        "how to book",
        max_length=13,
        choices=Booking,
        default=Booking.LEARNING_ZONE,
        help_text="The address of the Learning Zone is kept in Settings, Partnership.",
    )
    booking_link = models.URLField(
        blank=True, help_text="The web page where people book, starting with https://"
    )
    booking_email = models.EmailField(
        blank=True, help_text="Leave empty for the training address of the partnership."
    )
    booking_closes_on = models.DateField(
        "book by", null=True, blank=True, help_text="The last day to book. Optional."
    )

    objects = ListedPageManager.from_queryset(EventQuerySet)()
    search_kind = "Events"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("status"), FieldPanel("status_note")]),
        InlinePanel(
            "sessions",
            label="session",
            help_text="When it takes place. Leave it out while the date is not known yet.",
        ),
        FieldPanel("sessions_are"),
        MultiFieldPanel(
            [FieldPanel("attendance"), FieldPanel("venue"), FieldPanel("joining")],
            heading="Where",
        ),
        MultiFieldPanel(
            [
                FieldPanel("booking"),
                FieldPanel("booking_link"),
                FieldPanel("booking_email"),
                FieldPanel("booking_closes_on"),
                FieldRowPanel([FieldPanel("places"), FieldPanel("is_full")]),
                FieldPanel("cost"),
            ],
            heading="Booking",
        ),
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
    parent_page_types = ["pages.EventIndexPage"]
    subpage_types = []
    page_description = "Training, a practitioner forum or anything else people come together for."

    class Meta:
        verbose_name = "event"


class EventSession(Orderable):
    """One time at which an event takes place.

    Without a time, and not all day, its time is to be confirmed.
    """

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="sessions")
    name = models.CharField(
        max_length=120, blank=True, help_text="Such as ‘Day 2’ or ‘Morning’. Optional."
    )
    date = models.DateField(help_text="The day.")
    starts_at = models.TimeField(
        "from", null=True, blank=True, help_text="Leave empty while the time is not known yet."
    )
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

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldRowPanel([FieldPanel("all_day"), FieldPanel("ends_on")]),
        FieldRowPanel([FieldPanel("name"), FieldPanel("venue")]),
        FieldPanel("is_cancelled"),
    ]
