"""Places where people meet, each typed once and named by every event that is held there."""

from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index

from .organisations import Area


class Venue(index.Indexed, models.Model):
    """A building where events are held."""

    name = models.CharField(
        max_length=160, unique=True, help_text="What people look for when they get there."
    )
    address = models.TextField(
        blank=True, help_text="Street and town, one line for each line, without the postcode."
    )
    postcode = models.CharField(max_length=10, blank=True, help_text="Such as LA9 4DQ.")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The area it stands in.",
    )
    getting_there = models.TextField(
        blank=True, help_text="Parking, buses and trains, which door. Optional."
    )
    accessibility = models.TextField(
        blank=True,
        help_text="Steps, lifts, hearing loop, a quiet room: what people need to know beforehand.",
    )

    changed_at = models.DateTimeField(auto_now=True)  # tells calendars to take the new address

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
        """Address and postcode, a line each."""
        return [line for line in (*self.address.splitlines(), self.postcode) if line]

    @property
    def lines(self):
        """Name, address and postcode, a line each, for an envelope or a calendar."""
        return [self.name, *self.address_lines]
