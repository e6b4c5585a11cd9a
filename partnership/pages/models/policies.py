"""Policies and procedures: the manual, and local policies with their versions."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from partnership.library.models import PartnershipDocument
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .base import BodyMixin, PartnershipPage


class PolicyQuerySet(ListedQuerySet):
    def in_force(self):
        """Public local policies by title, with their versions, ready for a list: 2 queries."""
        return self.listed().prefetch_related("versions").order_by("title")


class PoliciesPage(BodyMixin, PartnershipPage):
    """The manual, and the local policies below this page."""

    content_panels = [
        *PartnershipPage.content_panels,
        InlinePanel(
            "manuals",
            label="manual",
            help_text="Manuals on other websites, each with the day somebody last opened the link.",
        ),
        *BodyMixin.body_panels,
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields("manuals", [index.SearchField("title"), index.SearchField("covers")]),
    ]

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.PolicyPage", "pages.GuidancePage"]
    page_description = "The procedures manual, and the local policies below it."

    class Meta:
        verbose_name = "policies and procedures"

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["policies"] = PolicyPage.objects.child_of(self).in_force()
        return context


class Manual(Orderable):
    """A manual on another website."""

    page = ParentalKey(PoliciesPage, on_delete=models.CASCADE, related_name="manuals")
    title = models.CharField(max_length=160, help_text="What it is called.")
    link = models.URLField(help_text="Where it stands, starting with https://")
    covers = models.CharField(
        max_length=200, blank=True, help_text="What and whom it covers, in one line. Optional."
    )
    checked_on = models.DateField(
        "link last checked",
        null=True,
        blank=True,
        help_text="The day on which you last opened the link and found the manual there. Visitors "
        "see it.",
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("link"),
        FieldPanel("covers"),
        FieldPanel("checked_on"),
    ]


class PolicyPage(BodyMixin, PartnershipPage):
    """A local policy, as text or as a document, with who looks after it and its versions."""

    looked_after_by = models.CharField(
        max_length=160,
        help_text="The group or post that looks after it. Not a person’s name: people leave.",
    )
    review_on = models.DateField(
        "next review", null=True, blank=True, help_text="The day it is due to be reviewed."
    )
    document = models.ForeignKey(
        PartnershipDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The policy as a file. Text on the page is easier to read.",
    )

    objects = ListedPageManager.from_queryset(PolicyQuerySet)()
    search_kind = "Policies"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldRowPanel([FieldPanel("looked_after_by"), FieldPanel("review_on")]),
        InlinePanel(
            "versions",
            label="version",
            min_num=1,
            help_text="Each version that was approved, the newest first.",
        ),
        *BodyMixin.body_panels,
        FieldPanel("document"),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.SearchField("looked_after_by"),
    ]

    parent_page_types = ["pages.PoliciesPage"]
    subpage_types = []
    page_description = "A local policy: who owns it, who approved it, when it is reviewed."

    class Meta:
        verbose_name = "policy"


class PolicyVersion(Orderable):
    """One approved version of a policy."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField("version", max_length=20, help_text="Such as ‘2.1’.")
    approved_by = models.CharField(max_length=160, help_text="The board or group that approved it.")
    approved_on = models.DateField(help_text="The day it was approved.")
    what_changed = models.CharField(
        max_length=300, blank=True, help_text="What is different from the version before."
    )

    panels = [
        FieldRowPanel([FieldPanel("number"), FieldPanel("approved_on")]),
        FieldPanel("approved_by"),
        FieldPanel("what_changed"),
    ]
