"""Resources: briefings, guidance, posters and videos to learn from."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.search import index

from partnership.learning.forms import ResourcePageForm
from partnership.library.models import PartnershipDocument
from partnership.pages.models.base import BodyMixin, ConcernsMixin, PartnershipPage, host_of
from partnership.pages.queryset import ListedPageManager

from .documents import ResourceDocument
from .kinds import ResourceKind, Topic
from .queryset import ResourceQuerySet

DAYS_MARKED = 14


class ResourcePage(BodyMixin, ConcernsMixin, PartnershipPage):
    """Something to learn from: text on the page, documents, or a link to another website."""

    kind = models.ForeignKey(
        ResourceKind,
        null=True,  # a draft can be saved without one
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What it is, such as a 5-minute briefing. Visitors can filter resources by kind.",
    )
    topics = ParentalManyToManyField(Topic, blank=True, help_text="What it is about.")
    date = models.DateField(
        default=timezone.localdate,
        help_text="The day it was published. It is marked as new for 14 days.",
    )
    revised_on = models.DateField(
        "updated on",
        null=True,
        blank=True,
        help_text="The day its content last changed. Do not count small corrections, such "
        "as spelling. It is marked as updated for 30 days.",
    )
    what_changed = models.CharField(
        max_length=200, blank=True, help_text="What changed on that day, in one line for visitors."
    )
    source = models.CharField(
        max_length=160, blank=True, help_text="Who made it, if it was not this partnership."
    )
    link = models.URLField(
        blank=True,
        help_text="The address of something on another website, such as a video. Start with https://",
    )

    objects = ListedPageManager.from_queryset(ResourceQuerySet)()
    base_form_class = ResourcePageForm
    search_kind = "Resources"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        *ConcernsMixin.concerns_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("source")]),
        FieldRowPanel([FieldPanel("revised_on"), FieldPanel("what_changed")]),
        *BodyMixin.body_panels,
        InlinePanel(
            "documents",
            label="document",
            help_text="Files to open or print. Put the main one first.",
        ),
        FieldPanel("link"),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields("kind", [index.SearchField("name")]),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.SearchField("source"),
        index.FilterField("date"),
    ]

    not_for_the_next = ["date", "revised_on", "what_changed", "documents", "link"]
    parent_page_types = ["learning.ResourceIndexPage"]
    subpage_types = []
    page_description = "A briefing, guidance, poster, video or anything else to learn from."

    class Meta:
        verbose_name = "resource"
        indexes = [models.Index(fields=["-date", "-page_ptr"], name="resources_newest_first")]

    @property
    def search_date(self):
        return self.date

    @cached_property
    def topic_names(self):
        return [topic.name for topic in self.topics.all()]

    @property
    def novelty(self):
        """'New' or 'Updated' for 30 days, then empty."""
        since = timezone.localdate() - timedelta(days=DAYS_MARKED)
        if self.date > since:
            return "New"
        if self.revised_on and self.revised_on > since:
            return "Updated"
        return ""

    @property
    def link_host(self):
        """The website of its link, such as ``learning.nspcc.org.uk``."""
        return host_of(self.link) if self.link else ""

    @classmethod
    def for_visitors(cls):
        """With names of topics, areas and audiences, and documents: 3 queries more."""
        documents = Prefetch("document", PartnershipDocument.objects.for_lists())
        return (
            cls.objects.select_related("kind")
            .with_names()
            .prefetch_related(
                Prefetch("documents", ResourceDocument.objects.prefetch_related(documents))
            )
        )

    def clean(self):
        super().clean()
        if self.revised_on and self.date and self.revised_on < self.date:
            raise ValidationError(
                {"revised_on": "This is before the day it was published. Correct one of them."}
            )
        if self.what_changed and not self.revised_on:
            raise ValidationError({"revised_on": "Enter the day of the change that you describe."})

    def get_context(self, request, *args, **kwargs):
        """Add ``documents``: the files that this visitor may read."""
        context = super().get_context(request, *args, **kwargs)
        chosen = [row.document for row in self.documents.all() if row.document_id]
        context["documents"] = [document for document in chosen if document.may_be_read_by(request)]
        return context
