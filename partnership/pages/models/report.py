"""Report a concern: who to call, by situation and area."""

from django.core.exceptions import ValidationError
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from partnership.pages.blocks import RouteBlock

from .base import BodyMixin, PartnershipPage


class ReportConcernPage(BodyMixin, PartnershipPage):
    """The page that ‘Worried about a child?’ opens: routes to people, never a form of ours."""

    routes = StreamField(
        [("route", RouteBlock())],
        help_text="Add a route for each situation, the most urgent first. Numbers come from the "
        "contact register. Visitors do not see numbers that are not verified.",
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
    private_page_options = []  # never hidden
    page_description = "Who to call about a child, by situation and area."

    class Meta:
        verbose_name = "report a concern"
        verbose_name_plural = "report a concern"

    def clean(self):
        super().clean()
        if self.expire_at:
            raise ValidationError(
                {"expire_at": "This page cannot expire: people must always find who to call."}
            )
