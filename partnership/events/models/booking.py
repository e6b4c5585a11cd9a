"""How people book a place at an event."""

from typing import NamedTuple
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from partnership.events.panels import SHOW_BY_ANSWER, shown_when
from partnership.pages.models.partnership import PartnershipSettings


class WayToBook(NamedTuple):
    """The button that books a place: its address and label, and the address to print."""

    href: str
    label: str
    address: str


class BookingMixin(models.Model):
    """How to book an event, until when, for how many people and at what cost.

    The event has the properties ``is_off`` and ``is_over``.
    """

    class Booking(models.TextChoices):
        NONE = "none", "No need to book"
        LEARNING_ZONE = "learning_zone", "In the Learning Zone"
        LINK = "link", "On another web page"
        EMAIL = "email", "By email"
        LATER = "later", "Not known yet"

    cost = models.CharField(
        max_length=120,
        blank=True,
        help_text="For example, ‘Free’ or ‘£40 a place, free for schools’. Leave empty if you do "
        "not know it yet.",
    )
    places = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Optional. How many people can take part."
    )
    is_full = models.BooleanField(
        "fully booked",
        default=False,
        help_text="Tick when all places are taken. Visitors then see ‘Fully booked’ instead of how "
        "to book.",
    )
    booking = models.CharField(
        "how to book",
        max_length=13,
        choices=Booking,
        default=Booking.LEARNING_ZONE,
        help_text="How people book a place. To change the address of the Learning Zone, go to "
        "Settings, Partnership.",
    )
    booking_link = models.URLField(
        blank=True,
        help_text="The address of the web page where people book, starting with https://",
    )
    booking_email = models.EmailField(
        blank=True, help_text="Leave empty to use the partnership’s training email address."
    )
    booking_closes_on = models.DateField(
        "book by", null=True, blank=True, help_text="Optional. The last day to book."
    )

    booking_panels = [
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
            attrs=SHOW_BY_ANSWER,
        )
    ]

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.booking == self.Booking.LINK and not self.booking_link:
            raise ValidationError(
                {"booking_link": "Enter an address for booking, or choose another way to book."}
            )

    def get_context(self, request, *args, **kwargs):
        """Add ``way_to_book``: a ``WayToBook`` or None."""
        context = super().get_context(request, *args, **kwargs)
        context["way_to_book"] = self.way_to_book(PartnershipSettings.for_request(request))
        return context

    @property
    def may_be_booked(self):
        """Whether the event is still to come and open, with a place left."""
        return not (self.is_off or self.is_over or self.is_full or self._is_booking_closed)

    @property
    def is_free(self):
        return self.cost.strip(" .").casefold() == "free"

    @property
    def _is_booking_closed(self):
        if self.booking == self.Booking.NONE or self.booking_closes_on is None:
            return False
        return self.booking_closes_on < timezone.localdate()

    def way_to_book(self, partnership):
        """Return a ``WayToBook``, or None if there is no button to show.

        If the address of the Learning Zone is not known, people ask the training team.
        """
        match self.booking:
            case self.Booking.NONE | self.Booking.LATER:
                return None
            case self.Booking.LINK:
                return WayToBook(self.booking_link, "Book a place", self.booking_link)
            case self.Booking.LEARNING_ZONE if partnership.learning_zone:
                zone = partnership.learning_zone
                return WayToBook(zone, "Book in the Learning Zone", zone)
            case self.Booking.EMAIL:
                label = "Book by email"
            case _:
                label = "Ask the training team for a place"
        email = self.booking_email or partnership.training_email or partnership.email
        subject = quote(f"A place at: {self.title}")
        return WayToBook(f"mailto:{email}?subject={subject}", label, email)
