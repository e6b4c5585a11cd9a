"""Events: training, practitioner forums and whatever else people come together for."""

import json
from datetime import timedelta
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.search import index

from partnership.directory.models import Area, Audience, Venue
from partnership.events.calendars import calendar_of, calendar_response
from partnership.ground.lists import NamedData
from partnership.pages.models.base import (
    BodyMixin,
    ConcernsMixin,
    PartnershipPage,
    PartnershipPageForm,
    names_of,
)
from partnership.pages.models.partnership import PartnershipSettings
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .sessions import EventSession

KEPT_IN_CALENDARS = timedelta(days=60)


# Wagtail's own script for forms in which one field decides whether another is needed.
SHOWS_WHAT_IS_NEEDED = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}


def shown_when(**answers):
    """Attributes of a panel shown while the field ``name`` has one of ``[values]``."""
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps(answers)}


class EventKind(NamedData):
    """A kind of event: training, practitioner forum, conference."""


def earliest_in_calendars():
    """The first day that calendars people follow still show: what is older, they forget."""
    return timezone.localdate() - KEPT_IN_CALENDARS


def _sessions():
    """The sessions of the event of an outer query, each with its ``last_on``."""
    return EventSession.objects.filter(page=OuterRef("pk")).annotate(
        last_on=Coalesce("ends_on", "date")
    )


def sessions_ahead():
    """The sessions of the event of an outer query that are not over, the next first.

    ``on`` is the day of each, today where it is under way.
    """
    today = timezone.localdate()
    return (
        _sessions()
        .filter(last_on__gte=today)
        .annotate(on=Greatest("date", Value(today)))
        .order_by("is_cancelled", "date", "starts_at")
    )


class EventQuerySet(ListedQuerySet):
    """What is over is decided by the day: today's events are still to come."""

    def to_come(self):
        """Events that are not over, the next first, those without a date last.

        ``next_on`` is the day of the next session, today where one is under way, None for an
        event without sessions, or postponed and past the days it names.
        """
        ahead = sessions_ahead()
        return (
            self.annotate(
                next_on=Subquery(ahead.values("on")[:1]),
                next_at=Subquery(ahead.values("starts_at")[:1]),
            )
            .filter(Exists(ahead) | ~Exists(_sessions()) | Q(status=EventPage.Status.POSTPONED))
            .order_by("next_on", F("next_at").asc(nulls_first=True), "pk")
        )

    def over(self):
        """Events that are over, the last first, with their ``last_on``."""
        last = _sessions().order_by("-last_on").values("last_on")[:1]
        return (
            self.exclude(status=EventPage.Status.POSTPONED)
            .annotate(last_on=Subquery(last))
            .filter(last_on__lt=timezone.localdate())
            .order_by("-last_on", "-pk")
        )

    def for_cards(self):
        """With everything components/event_card.html shows: 1 query, and 1 for the sessions."""
        sessions = EventSession.objects.select_related("venue").order_by("date")
        return (
            self.select_related("kind", "venue")
            .defer("body")
            .prefetch_related(Prefetch("sessions", sessions))
            .annotate(area_names=names_of(Area, "eventpage"))
        )

    def in_month(self, month):
        """Events with a session in the ``Month``."""
        return self.filter(
            Exists(_sessions().filter(date__lte=month.last, last_on__gte=month.first))
        )

    def in_calendars(self):
        """Events with a session that a calendar people follow still shows."""
        return self.filter(Exists(_sessions().filter(last_on__gte=earliest_in_calendars())))

    def for_filters(self):
        """What events are narrowed by, in the order they had: rows of names, in 1 query."""
        return self.annotate(
            area_names=names_of(Area, "eventpage"), audience_names=names_of(Audience, "eventpage")
        ).values_list("pk", "kind__name", "area_names", "audience_names", named=True)

    def coming(self):
        """Public events that are not over, the next first, ready for a list: 2 queries."""
        return self.listed().to_come().for_cards()

    def announced(self):
        """Public events, the one published last first, ready for a feed: 2 queries."""
        return (
            self.listed()
            .exclude(first_published_at=None)
            .for_cards()
            .order_by("-first_published_at", "-pk")
        )


class EventPageForm(PartnershipPageForm):
    """The form of an event, which sees its sessions as they are typed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for row in self.formsets["sessions"].forms:
            row.fields["date"].error_messages["required"] = "Choose the day, or delete the session."

    def clean(self):
        cleaned = super().clean()
        closes_on = cleaned.get("booking_closes_on")
        sessions = self.formsets["sessions"]
        typed = [row.instance for row in sessions.forms if row.has_changed() or row.instance.pk]
        dropped = [row.instance for row in sessions.deleted_forms] if sessions.is_valid() else []
        days = [session.last_day for session in typed if session not in dropped and session.date]
        if closes_on and days and closes_on > max(days):
            self.add_error("booking_closes_on", "This is after the last session.")
        return cleaned


class EventPage(RoutablePageMixin, BodyMixin, ConcernsMixin, PartnershipPage):
    """Something that takes place; wherever it is named, its dates and venue come from here."""

    class Status(models.TextChoices):
        GOING_AHEAD = "going_ahead", "Going ahead"
        POSTPONED = "postponed", "Postponed, without a new date"
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
        LATER = "later", "Not known yet"

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
        help_text="Leave the old dates in when you postpone or cancel: lists and calendars show "
        "them as such. With a new date it is going ahead again.",
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
        blank=True,
        help_text="Such as ‘Free’ or ‘£40 a place, free for schools’. Leave empty when it is not "
        "known yet.",
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

    base_form_class = EventPageForm
    objects = ListedPageManager.from_queryset(EventQuerySet)()
    search_kind = "Events"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("kind"),
        InlinePanel(
            "sessions",
            heading="Sessions",
            label="session",
            help_text="When it takes place, in any order. Leave it out while the date is not known "
            "yet.",
        ),
        FieldPanel("sessions_are"),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("status_note")], heading="Does it go ahead?"
        ),
        MultiFieldPanel(
            [
                FieldPanel("attendance"),
                FieldPanel("venue", attrs=shown_when(attendance=["in_person", "either"])),
                FieldPanel("joining", attrs=shown_when(attendance=["online", "either"])),
            ],
            heading="Where",
            attrs=SHOWS_WHAT_IS_NEEDED,
        ),
        MultiFieldPanel(
            [
                FieldPanel("booking"),
                FieldPanel("booking_link", attrs=shown_when(booking=["link"])),
                FieldPanel("booking_email", attrs=shown_when(booking=["email"])),
                FieldPanel(
                    "booking_closes_on",
                    attrs=shown_when(booking=["learning_zone", "link", "email", "later"]),
                ),
                FieldRowPanel([FieldPanel("places"), FieldPanel("is_full")]),
                FieldPanel("cost"),
            ],
            heading="Booking",
            attrs=SHOWS_WHAT_IS_NEEDED,
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
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = "Training, a practitioner forum or anything else people come together for."

    class Meta:
        verbose_name = "event"

    def clean(self):
        super().clean()
        if self.booking == self.Booking.LINK and not self.booking_link:
            raise ValidationError({"booking_link": "Say where people book, or choose another way."})

    @classmethod
    def for_visitors(cls):
        """With kind, venue, sessions and names of areas and audiences: 2 queries."""
        return (
            cls.objects.for_cards()
            .defer(None)
            .annotate(audience_names=names_of(Audience, "eventpage"))
        )

    def get_context(self, request, *args, **kwargs):
        """Add ``way_to_book``, as the method returns it."""
        context = super().get_context(request, *args, **kwargs)
        partnership = PartnershipSettings.for_request(request)
        return context | {"way_to_book": self.way_to_book(partnership)}

    @re_path(r"^event\.ics/?$", name="calendar")
    def calendar(self, request):
        """Serve its sessions for a calendar. Raises Http404 while there are none."""
        if not self.in_order:
            raise Http404
        return calendar_response(calendar_of([self], request, self.title), f"{self.slug}.ics")

    @property
    def calendar_url(self):
        """The address of its calendar file within the site."""
        return self.url + self.reverse_subpage("calendar")

    @property
    def in_order(self):
        """Its sessions by day and time, in whatever order they were typed."""
        return sorted(self.sessions.all(), key=lambda session: session.order)

    @property
    def session(self):
        """The session that counts: the next that takes place, or the last; None without any."""
        sessions = self.in_order
        ahead = [session for session in sessions if not session.is_over]
        going_ahead = [session for session in ahead if not session.is_cancelled]
        return next(iter(going_ahead or ahead or sessions[-1:]), None)

    @property
    def search_date(self):
        """Its first day; None while that is not known."""
        return min((session.date for session in self.sessions.all()), default=None)

    @property
    def is_over(self):
        sessions = self.sessions.all()
        return bool(sessions) and all(session.is_over for session in sessions)

    @property
    def is_off(self):
        """Whether it does not take place on the days it names."""
        return self.status != self.Status.GOING_AHEAD

    @property
    def may_be_booked(self):
        """Whether there still is something to come to, and a place."""
        closes_on = self.booking_closes_on if self.booking != self.Booking.NONE else None
        closed = closes_on and closes_on < timezone.localdate()
        return not (self.is_off or self.is_over or self.is_full or closed)

    @property
    def mark(self):
        """What one must know of it before all else, in a word or two; mostly empty."""
        if self.is_off:
            return self.status.capitalize()
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
            return f"New date to be confirmed, was {session.when}"
        return session.when

    @property
    def how_many(self):
        """‘3 sessions, come to all’ or ‘3 dates, choose one’; empty for one or none."""
        count = len(self.sessions.all())
        if count < 2:
            return ""
        if self.sessions_are == self.Sessions.ONE:
            return f"{count} dates, choose one"
        return f"{count} sessions, come to all"

    @property
    def where(self):
        """Where the session that counts is held, in words."""
        return self.place_of(self.session)

    @property
    def is_free(self):
        return self.cost.strip(" .").casefold() == "free"

    @property
    def is_online(self):
        """Whether people may take part online."""
        return self.attendance != self.Attendance.IN_PERSON

    @property
    def is_in_person(self):
        """Whether people may take part at a venue."""
        return self.attendance != self.Attendance.ONLINE

    @property
    def schema_status(self):
        """The word of schema.org for its status."""
        return {
            self.Status.GOING_AHEAD: "EventScheduled",
            self.Status.POSTPONED: "EventPostponed",
            self.Status.CANCELLED: "EventCancelled",
        }[self.status]

    @property
    def schema_attendance(self):
        """The word of schema.org for where people take part."""
        return {
            self.Attendance.IN_PERSON: "OfflineEventAttendanceMode",
            self.Attendance.ONLINE: "OnlineEventAttendanceMode",
            self.Attendance.EITHER: "MixedEventAttendanceMode",
        }[self.attendance]

    def venue_of(self, session):
        """The venue of ``session``, or of the event where it has none of its own; or None."""
        own = session.venue if session else None
        return (own or self.venue) if self.is_in_person else None

    @property
    def has_other_venues(self):
        """Whether a session is held elsewhere."""
        return any(session.venue for session in self.sessions.all())

    def place_of(self, session):
        """Where ``session`` is held, in words."""
        if not self.is_in_person:
            return "Online"
        venue = self.venue_of(session)
        place = venue.name if venue else "Venue to be confirmed"
        return f"{place}, or online" if self.is_online else place

    def way_to_book(self, partnership):
        """Return address, words to press, address in print; or None for want of one to press.

        Where the Learning Zone's address is not known, people ask the training team.
        """
        match self.booking:
            case self.Booking.NONE | self.Booking.LATER:
                return None
            case self.Booking.LINK:
                return self.booking_link, "Book a place", self.booking_link
            case self.Booking.LEARNING_ZONE if partnership.learning_zone:
                zone = partnership.learning_zone
                return zone, "Book in the Learning Zone", zone
            case self.Booking.EMAIL:
                words = "Book by email"
            case _:
                words = "Ask the training team for a place"
        email = self.booking_email or partnership.training_email or partnership.email
        return f"mailto:{email}?subject={quote(f'A place at: {self.title}')}", words, email
