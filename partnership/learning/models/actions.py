"""What was agreed after a practice review."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from partnership.directory.models import Organisation


class ReviewAction(Orderable):
    """Something that was agreed after a practice review."""

    class State(models.TextChoices):
        UNDER_WAY = "under_way", "Under way"
        PLANNED = "planned", "Not started"
        DONE = "done", "Completed"
        DROPPED = "dropped", "Not going ahead"

    page = ParentalKey(
        "learning.PracticeReviewPage", on_delete=models.CASCADE, related_name="actions"
    )
    text = models.CharField("action", max_length=300, help_text="What was agreed.")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who does it. Leave empty if it is the whole partnership.",
    )
    state = models.CharField(
        "status",
        max_length=10,
        choices=State,
        default=State.PLANNED,
        help_text="Whether it has started or is complete.",
    )
    state_on = models.DateField("as of", help_text="The day on which this status was correct.")
    note = models.CharField(
        max_length=300, blank=True, help_text="Optional. What was done, or why not."
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("state"), FieldPanel("state_on")]),
        FieldPanel("note"),
    ]

    def clean(self):
        super().clean()
        if self.state_on and self.state_on > timezone.localdate():
            raise ValidationError(
                {"state_on": "This day is in the future. Choose today or an earlier day."}
            )
