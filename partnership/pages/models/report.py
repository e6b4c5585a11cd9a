"""Report a concern: whom to ring, by situation and area."""

from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from partnership.pages.blocks import RouteBlock

from .base import BodyMixin, PartnershipPage


class ReportConcernPage(BodyMixin, PartnershipPage):
    """The page behind ‘Worried about a child?’: routes to people, never a form of our own."""

    routes = StreamField(
        [("route", RouteBlock())],
        help_text="One route for each situation, the most urgent first. Numbers come from the "
        "contact register; those nobody has verified are not shown.",
    )

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("routes"),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        index.SearchField("routes"),
        *BodyMixin.body_search_fields,
    ]

    subpage_types = []
    page_description = "Whom to ring about a child, by situation and area."

    class Meta:
        verbose_name = "report a concern"
