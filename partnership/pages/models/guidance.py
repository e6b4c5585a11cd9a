"""Guidance pages: policies, early help, contact, privacy and all other plain text."""

from django.db import models
from wagtail.admin.panels import FieldPanel

from .base import BodyMixin, PartnershipPage


class GuidancePage(BodyMixin, PartnershipPage):
    """A page of text, with a list of contents if it is long."""

    show_contents = models.BooleanField(
        "list of contents",
        default=True,
        help_text="Shows a list of the headings at the top of pages with three or more headings.",
    )

    content_panels = [
        *PartnershipPage.content_panels,
        *BodyMixin.body_panels,
    ]
    settings_panels = [*PartnershipPage.settings_panels, FieldPanel("show_contents")]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    template = "pages/guidance_page.html"
    subpage_types = ["pages.GuidancePage"]
    page_description = "Text of any kind: a policy, a service, how to contact us."

    class Meta:
        verbose_name = "guidance page"
