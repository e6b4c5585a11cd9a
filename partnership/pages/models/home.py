"""Home: who we are in two lines, and the way to everything else."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from partnership.library.models import PartnershipImage
from partnership.pages.blocks import TaskBlock

from .base import BodyMixin, PartnershipPage
from .latest import latest


class HomePage(BodyMixin, PartnershipPage):
    """The first page of a partnership's site; every other page stands below it."""

    LATEST = {"news": 3, "editions": 1, "events": 4, "resources": 3}

    heading = models.CharField(
        max_length=160, help_text="Who we are, in one line: the largest words on the page."
    )
    image = models.ForeignKey(
        PartnershipImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Optional, beside the heading. Landscape, without children who could be known.",
    )
    worried_heading = models.CharField(
        max_length=120,
        default="Worried about a child?",
        help_text="Heading of the panel that leads to ‘Report a concern’.",
    )
    worried_text = models.TextField(
        blank=True, help_text="One or two sentences in that panel. No numbers: they are contacts."
    )
    tasks = StreamField(
        [("task", TaskBlock())],
        blank=True,
        help_text="What people come to do, the most frequent first.",
    )

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("heading"),
        FieldPanel("image"),
        FieldPanel("worried_heading"),
        FieldPanel("worried_text"),
        FieldPanel("tasks"),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        index.SearchField("heading"),
        *BodyMixin.body_search_fields,
    ]

    parent_page_types = ["wagtailcore.Page"]
    page_description = "The first page of a partnership’s website."

    class Meta:
        verbose_name = "home"

    @classmethod
    def for_visitors(cls):
        return cls.objects.select_related("image")

    def get_context(self, request, *args, **kwargs):
        """Add ``latest``: what is new and comes next, in one query."""
        context = super().get_context(request, *args, **kwargs)
        context["latest"] = latest(self, **self.LATEST)
        return context
