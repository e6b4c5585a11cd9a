"""Members and structure: who belongs to the partnership, and how its groups are organised."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from partnership.directory.models import Membership, Person

from .base import BodyMixin, PartnershipPage
from .groups import GroupPage
from .partnership import PartnershipSettings


class MembersPage(BodyMixin, PartnershipPage):
    """Statutory partners, relevant agencies, the scrutineer, and the structure as a chart.

    The group pages below this page are the chart: moving a group moves its box.
    """

    scrutineer = models.ForeignKey(
        Person,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="independent scrutineer",
        help_text="Leave empty while the post is vacant or not yet announced.",
    )
    scrutiny = models.TextField(
        blank=True, help_text="What the independent scrutineer does, in one or two sentences."
    )
    structure_introduction = models.TextField(
        blank=True, help_text="A sentence above the chart of groups. Optional."
    )

    content_panels = [
        *PartnershipPage.content_panels,
        *BodyMixin.body_panels,
        FieldPanel("scrutineer"),
        FieldPanel("scrutiny"),
        FieldPanel("structure_introduction"),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("scrutiny"),
        index.SearchField("members_in_words"),
    ]

    subpage_types = ["pages.GroupPage"]
    page_description = "Organisations and their people, and a chart of the groups below this page."

    class Meta:
        verbose_name = "members and structure"
        verbose_name_plural = "members and structure"

    @classmethod
    def for_visitors(cls):
        return cls.objects.select_related("scrutineer__portrait", "scrutineer__organisation")

    def members_in_words(self):
        """Return the scrutineer and all members with their people, as text to search."""
        words = []
        if self.scrutineer and self.scrutineer.in_post:
            words.append(self.scrutineer.in_words())
        for membership in Membership.objects.of(self.get_site()):
            words += membership.in_words()
        return words

    def get_context(self, request, *args, **kwargs):
        """Add ``member_kinds`` (``{OrganisationKind: [Membership, ...]}``) and ``chart``."""
        context = super().get_context(request, *args, **kwargs)
        site = PartnershipSettings.for_request(request).site
        context["member_kinds"] = {}
        for membership in Membership.objects.of(site):
            context["member_kinds"].setdefault(membership.organisation.kind, []).append(membership)
        context["chart"] = GroupPage.objects.chart(self)
        return context
