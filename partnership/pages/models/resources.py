"""Resources: briefings, guidance, posters, videos, and the list that visitors narrow down."""

from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from partnership.directory.models.organisations import NamedData
from partnership.library.models import PartnershipDocument
from partnership.pages.feeds import FeedMixin
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

from .base import BodyMixin, ConcernsMixin, PartnershipPage


class ResourceKind(NamedData):
    """A kind of resource: 5-minute briefing, guidance, poster, video, practice review."""


class Topic(NamedData):
    """What a resource is about, such as neglect or online safety."""


class ResourceQuerySet(ListedQuerySet):
    def latest(self):
        """Public resources, newest first, with their kind, ready for a list: 1 query."""
        return self.listed().select_related("kind").order_by("-date", "-pk")


class ResourceIndexPage(FeedMixin, BodyMixin, PartnershipPage):
    """All resources, newest first, to be narrowed by kind, topic, audience and area."""

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    parent_page_types = ["pages.HomePage", "pages.LearningPage"]
    subpage_types = ["pages.ResourcePage", "pages.PracticeReviewPage"]
    page_description = "Lists the resources below it, with ways to narrow them, and a feed."

    class Meta:
        verbose_name = "resources"

    def feed_entries(self):
        return ResourcePage.objects.child_of(self).latest()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["resources"] = ResourcePage.objects.child_of(self).latest()
        return context


class ResourcePage(BodyMixin, ConcernsMixin, PartnershipPage):
    """Something to learn from: text on the page, documents, or a link to where it stands."""

    kind = models.ForeignKey(
        ResourceKind,
        null=True,  # a draft may be saved before somebody chose
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What it is, such as a 5-minute briefing. Visitors narrow the list by it.",
    )
    topics = ParentalManyToManyField(Topic, blank=True, help_text="What it is about.")
    date = models.DateField(
        default=timezone.localdate,
        help_text="The day it was published. For 30 days it is marked as new.",
    )
    revised_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day its content last changed in substance, not for a spelling mistake. For "
        "30 days it is marked as updated.",
    )
    what_changed = models.CharField(
        max_length=200, blank=True, help_text="What changed that day, in one line for visitors."
    )
    source = models.CharField(
        max_length=160, blank=True, help_text="Who made it, when that is not this partnership."
    )
    link = models.URLField(
        blank=True,
        help_text="Where it stands when it is on another website, such as a video, with https://",
    )

    objects = ListedPageManager.from_queryset(ResourceQuerySet)()
    search_kind = "Resources"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("topics"),
        *ConcernsMixin.concerns_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("source")]),
        FieldRowPanel([FieldPanel("revised_on"), FieldPanel("what_changed")]),
        *BodyMixin.body_panels,
        InlinePanel(
            "documents", label="document", help_text="Files to open or print, the main one first."
        ),
        FieldPanel("link"),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields("kind", [index.SearchField("name")]),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.SearchField("source"),
    ]

    not_for_the_next = ["date", "revised_on", "what_changed", "documents", "link"]
    parent_page_types = ["pages.ResourceIndexPage"]
    subpage_types = []
    page_description = "A briefing, guidance, poster, video or anything else to learn from."

    class Meta:
        verbose_name = "resource"

    @property
    def search_date(self):
        return self.date


class ResourceDocument(Orderable):
    """A file of a resource."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        PartnershipDocument,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="A file of the library.",
    )

    panels = [FieldPanel("document")]
