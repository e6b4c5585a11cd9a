"""Resources: briefings, guidance, posters, videos, and the list that visitors narrow down."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Prefetch
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from partnership.directory.models import Area, Audience
from partnership.ground.filtering import Facet, Filters, in_place, newest
from partnership.ground.lists import NamedData, places_in_lists
from partnership.ground.privacy import is_in_private_collection
from partnership.library.models import PartnershipDocument
from partnership.pages.feeds import FeedMixin
from partnership.pages.models.base import (
    BodyMixin,
    ConcernsMixin,
    PartnershipPage,
    PartnershipPageForm,
    host_of,
    names_of,
)
from partnership.pages.queryset import ListedPageManager, ListedQuerySet

DAYS_MARKED = 30


class ResourceKind(NamedData):
    """A kind of resource: 5-minute briefing, guidance, poster, video, practice review."""


class Topic(NamedData):
    """What a resource is about, such as neglect or online safety."""


class ResourceQuerySet(ListedQuerySet):
    def latest(self):
        """Public resources, newest first, with kind and ``area_names``, for a list: 1 query."""
        return (
            self.listed()
            .select_related("kind")
            .defer("body")
            .annotate(area_names=names_of(Area, "resourcepage"))
            .order_by("-date", "-pk")
        )

    def with_names(self):
        """With ``topic_names``, ``area_names`` and ``audience_names``: no query more."""
        return self.annotate(
            topic_names=names_of(Topic, "resourcepage"),
            area_names=names_of(Area, "resourcepage"),
            audience_names=names_of(Audience, "resourcepage"),
        )

    def with_open_documents(self):
        """With ``open_documents``, the rows whose files everybody may read: 1 query more."""
        rows = ResourceDocument.objects.exclude(
            is_in_private_collection("document__collection__path")
        )
        return self.prefetch_related(
            Prefetch("documents", rows.select_related("document"), to_attr="open_documents")
        )

    def for_filters(self):
        """What public resources are narrowed by, newest first: rows of names, in 1 query."""
        return (
            self.listed()
            .with_names()
            .order_by("-date", "-pk")
            .values_list(
                "pk",
                "date",
                "kind__name",
                "topic_names",
                "area_names",
                "audience_names",
                named=True,
            )
        )


def facets():
    """The ways to narrow what ``for_filters`` gives: 1 query, for the order of editors' lists."""
    order = in_place(places_in_lists(ResourceKind, Topic, Audience, Area))
    return {
        "kind": Facet("Kind", lambda row: [row.kind__name] if row.kind__name else [], order),
        "topic": Facet("Topic", lambda row: row.topic_names, order),
        "audience": Facet("For", lambda row: row.audience_names or None, order),
        "area": Facet("Area", lambda row: row.area_names or None, order),
        "year": Facet("Year", lambda row: [row.date.year], newest),
    }


class ResourceIndexPage(FeedMixin, BodyMixin, PartnershipPage):
    """All resources, newest first, to be narrowed by kind, topic, audience, area and year."""

    PAGE_SIZE = 20

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    subpage_types = ["learning.ResourcePage", "learning.PracticeReviewPage"]
    page_description = "Lists the resources below it, with ways to narrow them, and a feed."

    class Meta:
        verbose_name = "resources"

    def feed_entries(self):
        return ResourcePage.objects.child_of(self).latest()

    def get_context(self, request, *args, **kwargs):
        """Add the ``filters`` that the address asks for, and ``resources``: a page of the rest.

        3 queries for the list, and 1 for its documents, whatever is chosen.
        """
        context = super().get_context(request, *args, **kwargs)
        listed = ResourcePage.objects.child_of(self)
        filters = Filters(facets(), list(listed.for_filters()), request.GET)
        pages = Paginator([row.pk for row in filters.rows], self.PAGE_SIZE)
        resources = pages.get_page(request.GET.get("page"))
        shown = listed.latest().with_open_documents().filter(pk__in=resources.object_list)
        resources.object_list = shown
        context |= {"filters": filters, "resources": resources}
        return context


class ResourcePageForm(PartnershipPageForm):
    """The form of a resource: what is published has something in it."""

    def clean_date(self):
        day = self.cleaned_data["date"]
        latest = timezone.localdate() + timedelta(days=366)
        if day and not date(1900, 1, 1) <= day <= latest:
            raise ValidationError("Check the year: give a day after 1899 and within a year.")
        return day

    def clean(self):
        cleaned_data = super().clean()
        rows = self.formsets["documents"]
        has_documents = rows.is_valid() and rows.total_form_count() > len(rows.deleted_forms)
        is_empty = not (cleaned_data.get("body") or cleaned_data.get("link") or has_documents)
        if is_empty and rows.is_valid() and not self.is_deferred_validation:
            self.add_error(
                "body",
                "There is nothing to learn from yet. Write text here, or choose a document or give "
                "a link below.",
            )
        return cleaned_data


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
        index.FilterField("date"),
    ]

    not_for_the_next = ["date", "revised_on", "what_changed", "documents", "link"]
    parent_page_types = ["learning.ResourceIndexPage"]
    subpage_types = []
    page_description = "A briefing, guidance, poster, video or anything else to learn from."

    class Meta:
        verbose_name = "resource"

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
        return "Updated" if self.revised_on and self.revised_on > since else ""

    @property
    def link_host(self):
        """The website that its link leads to, such as ``learning.nspcc.org.uk``."""
        return host_of(self.link) if self.link else ""

    @classmethod
    def for_visitors(cls):
        """With names of topics, areas and audiences, and documents: 3 queries more for these."""
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
                {"revised_on": "This is before the day it was published. Correct one of the two."}
            )
        if self.what_changed and not self.revised_on:
            raise ValidationError(
                {"revised_on": "Give the day of the change that you describe beside it."}
            )

    def get_context(self, request, *args, **kwargs):
        """Add ``documents``: those that this visitor may read."""
        context = super().get_context(request, *args, **kwargs)
        rows = [row for row in self.documents.all() if row.document.may_be_read_by(request)]
        context["documents"] = [row.document for row in rows]
        return context


class ResourceDocument(Orderable):
    """A file of a resource."""

    page = ParentalKey(ResourcePage, on_delete=models.CASCADE, related_name="documents")
    document = models.ForeignKey(
        PartnershipDocument,
        on_delete=models.PROTECT,  # or a report would go from its page with the file
        related_name="+",
        help_text="A file of the library.",
    )

    panels = [FieldPanel("document")]
