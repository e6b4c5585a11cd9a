"""Places where people meet: each is one record, used by every event held there."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from .organisations import Area


class Venue(index.Indexed, models.Model):
    """A building where events are held."""

    name = models.CharField(
        max_length=160, unique=True, help_text="The name people look for when they arrive."
    )
    address = models.TextField(
        blank=True,
        help_text="Street and town, without the postcode. Start a new line for each part.",
    )
    postcode = models.CharField(max_length=10, blank=True, help_text="For example, LA9 4DQ.")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The area the venue is in.",
    )
    getting_there = models.TextField(
        blank=True, help_text="Parking, buses and trains, and which door to use. Optional."
    )
    accessibility = models.TextField(
        blank=True,
        help_text="Steps, lifts, hearing loop, a quiet room: what people need to know beforehand.",
    )

    changed_at = models.DateTimeField(auto_now=True)  # so that calendars update the address

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldRowPanel([FieldPanel("postcode"), FieldPanel("area")]),
        FieldPanel("getting_there"),
        FieldPanel("accessibility"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("address"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def address_lines(self):
        """The lines of the address, then the postcode."""
        return [line for line in (*self.address.splitlines(), self.postcode) if line]

    @property
    def lines(self):
        """The name, then the lines of the address, for an envelope or a calendar."""
        return [self.name, *self.address_lines]
