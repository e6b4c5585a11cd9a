"""Vision and values."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from partnership.editing.form_words import HeadedPanel
from partnership.pages.blocks import NamedTextBlock

from .base import BodyMixin, PartnershipPage


class ValuesPage(BodyMixin, PartnershipPage):
    """The vision, the values, and the priorities that follow from them."""

    vision = models.TextField(help_text="The vision in one or two sentences, in large type.")
    values_introduction = models.TextField(
        blank=True, help_text="A sentence above the values. Optional."
    )
    values = StreamField(
        [("value", NamedTextBlock())], help_text="Each value with one or two sentences."
    )

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("vision"),
        FieldPanel("values_introduction"),
        FieldPanel("values"),
        HeadedPanel("body", heading="Priorities and anything else"),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        index.SearchField("vision"),
        index.SearchField("values"),
        *BodyMixin.body_search_fields,
    ]

    subpage_types = []
    page_description = "What the partnership wants for children, and what it values."

    class Meta:
        verbose_name = "vision and values"
        verbose_name_plural = "vision and values"
