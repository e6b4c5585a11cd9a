"""Newsletters: editions by year, written here or as PDFs."""

from itertools import groupby

from django import forms
from django.db import models
from django.db.models import Prefetch, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from partnership.ground.lists import NamedData
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.newsletters.blocks import NewsletterBlock
from partnership.newsletters.forms import NewsletterPageForm
from partnership.pages.feeds import FeedMixin
from partnership.pages.models.base import BodyMixin, PartnershipPage
from partnership.pages.queryset import ListedPageManager, ListedQuerySet


class NewsletterSeries(NamedData):
    """A series of newsletters under one name. One may end and another follow it."""

    publisher = models.CharField(
        max_length=120, blank=True, help_text="Who publishes it, if it is not this partnership."
    )

    panels = [FieldPanel("name"), FieldPanel("publisher"), FieldPanel("sort_order")]

    class Meta(NamedData.Meta):
        verbose_name_plural = "newsletter series"


class EditionQuerySet(ListedQuerySet):
    def latest(self):
        """Public editions, newest first, with series and file, for a list: 1 query.

        An edition without a date is sorted by the day it was first published: today, while it is
        being published.
        """
        today = Value(timezone.localdate())
        return (
            self.listed()
            .select_related("series", "document")
            .annotate(order_date=Coalesce("issued_on", "first_published_at__date", today))
            .order_by("-order_date", "-pk")
        )


class NewsletterIndexPage(FeedMixin, BodyMixin, PartnershipPage):
    """All editions by year, and where to sign up."""

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    subpage_types = ["newsletters.NewsletterPage"]
    page_description = "Lists the editions below it by year, with a feed and sign-up links."

    class Meta:
        verbose_name = "newsletters"
        verbose_name_plural = "newsletters"

    def feed_entries(self):
        return NewsletterPage.objects.child_of(self).latest()

    def get_context(self, request, *args, **kwargs):
        """Add ``years``: ``[(year, [edition, ...]), ...]``, newest first."""
        context = super().get_context(request, *args, **kwargs)
        editions = NewsletterPage.objects.child_of(self).latest()
        context["years"] = [
            (year, list(of_year))
            for year, of_year in groupby(editions, key=lambda edition: edition.order_date.year)
        ]
        return context


class NewsletterPage(PartnershipPage):
    """One edition. Number, date and theme are independent and optional."""

    series = models.ForeignKey(
        NewsletterSeries,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The series it belongs to.",
    )
    number = models.CharField(
        max_length=40, blank=True, help_text="Optional. For example, ‘Edition 4’ or ‘Issue 9’."
    )
    issued_on = models.DateField(
        "date",
        null=True,
        blank=True,
        help_text="The day it was sent out. It is listed under this year.",
    )
    theme = models.CharField(
        max_length=120, blank=True, help_text="Optional. What the edition is about."
    )
    guest_editor = models.CharField(
        max_length=120, blank=True, help_text="Optional. Who edited it as a guest."
    )
    guest_role = models.CharField(
        "guest’s role",
        max_length=120,
        blank=True,
        help_text="Optional. Their post and organisation, or ‘Young adviser’ and the like.",
    )
    guest_portrait = models.ForeignKey(
        PartnershipImage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="guest’s portrait",
        help_text="Optional. A picture of the guest editor, who has agreed to it.",
    )
    document = models.ForeignKey(
        PartnershipDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="PDF",
        help_text="Only for an edition that is a PDF. Items are easier to read.",
    )
    items = StreamField(NewsletterBlock(), blank=True, help_text="The edition, item by item.")

    base_form_class = NewsletterPageForm
    objects = ListedPageManager.from_queryset(EditionQuerySet)()
    search_kind = "Newsletters"

    content_panels = [
        *PartnershipPage.content_panels,
        FieldPanel("series", widget=forms.Select),
        FieldRowPanel([FieldPanel("number"), FieldPanel("issued_on")]),
        FieldPanel("items"),
        FieldPanel("theme"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("guest_editor"), FieldPanel("guest_role")]),
                FieldPanel("guest_portrait"),
            ],
            heading="Guest editor",
            classname="collapsed",
        ),
        FieldPanel("document"),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        index.SearchField("number"),
        index.SearchField("theme"),
        index.SearchField("guest_editor"),
        index.SearchField("items"),
    ]

    parent_page_types = ["newsletters.NewsletterIndexPage"]
    subpage_types = []
    page_description = "One edition of a newsletter, as items or as a PDF."

    class Meta:
        verbose_name = "newsletter edition"

    @classmethod
    def for_visitors(cls):
        return cls.objects.select_related("series", "guest_portrait").prefetch_related(
            "guest_portrait__renditions",
            Prefetch("document", PartnershipDocument.objects.for_lists()),
        )

    @property
    def date(self):
        """Its own date, or the day it was first published: today, until it has been."""
        return self.issued_on or timezone.localdate(self.first_published_at)

    @property
    def search_date(self):
        return self.date
