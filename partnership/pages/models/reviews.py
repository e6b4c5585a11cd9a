"""Practice reviews: what was learned when a child was harmed, and what was done since."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from partnership.directory.models import Organisation

from .resources import ResourcePage


class PracticeReviewPage(ResourcePage):
    """The report of a local child safeguarding practice review (LCSPR), and what came of it."""

    briefing = models.ForeignKey(
        ResourcePage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The briefing that tells practitioners the main points of this review.",
    )
    afterwards = models.TextField(
        "what happened afterwards",
        blank=True,
        help_text="What the partners did with it, in a few sentences. The single actions stand "
        "below.",
    )

    search_kind = "Practice reviews"

    content_panels = [
        *ResourcePage.content_panels,
        PageChooserPanel("briefing"),
        FieldPanel("afterwards"),
        InlinePanel(
            "actions",
            label="action",
            help_text="What was agreed after the review, each with its present state.",
        ),
    ]

    not_for_the_next = [*ResourcePage.not_for_the_next, "briefing", "afterwards", "actions"]
    parent_page_types = ["pages.ResourceIndexPage"]
    subpage_types = []
    page_description = "The report of a practice review, and what was done after it."

    class Meta:
        verbose_name = "practice review"


class ReviewAction(Orderable):
    """Something that was agreed after a practice review."""

    class State(models.TextChoices):
        PLANNED = "planned", "Not started"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        DROPPED = "dropped", "Not going ahead"

    page = ParentalKey(PracticeReviewPage, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField("action", max_length=300, help_text="What was agreed to be done.")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who does it. Leave empty when it is the whole partnership.",
    )
    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.PLANNED,
        help_text="How far it has come.",
    )
    state_on = models.DateField("as of", help_text="The day on which that was so.")
    note = models.CharField(
        max_length=300, blank=True, help_text="What was done, or why not. Optional."
    )

    panels = [
        FieldPanel("text"),
        FieldPanel("organisation"),
        FieldRowPanel([FieldPanel("state"), FieldPanel("state_on")]),
        FieldPanel("note"),
    ]
