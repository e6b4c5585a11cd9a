"""Our arrangements: what the partnership publishes by law, current and superseded."""

from datetime import date

from django.db import models
from django.db.models import Prefetch
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index

from partnership.ground.lists import NamedData
from partnership.library.models import PartnershipDocument

from .base import BodyMixin, PartnershipPage


class PublicationKind(NamedData):
    """A kind of statutory publication: arrangements, yearly report, threshold document, ..."""

    plural = models.CharField(
        max_length=120, help_text="The heading above a list of publications of this kind."
    )
    explanation = models.TextField(
        blank=True, help_text="A sentence for visitors about this kind, shown under that heading."
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("plural"),
        FieldPanel("explanation"),
        FieldPanel("sort_order"),
    ]


class ArrangementsPage(BodyMixin, PartnershipPage):
    """The published arrangements, yearly reports, threshold document and dispute resolution."""

    content_panels = [
        *PartnershipPage.content_panels,
        *BodyMixin.body_panels,
        InlinePanel(
            "publications",
            label="publication",
            help_text="What the partnership publishes. A superseded publication stays in the list, "
            "with the day it was replaced.",
        ),
    ]
    search_fields = [
        *PartnershipPage.search_fields,
        *BodyMixin.body_search_fields,
        index.RelatedFields(
            "publications", [index.SearchField("title"), index.SearchField("note")]
        ),
    ]

    subpage_types = ["pages.GuidancePage"]
    page_description = "The safeguarding arrangements and everything else published by law."

    class Meta:
        verbose_name = "our arrangements"
        verbose_name_plural = "our arrangements"

    @property
    def shelves(self):
        """Publications by kind, current before superseded, newest first: three queries.

        Returns ``{PublicationKind: [Publication, ...]}``.
        """
        shelves = {}
        publications = self.publications.select_related("kind").prefetch_related(
            Prefetch("document", PartnershipDocument.objects.for_lists())
        )
        for publication in sorted(publications, key=Publication.shelf_place):
            shelves.setdefault(publication.kind, []).append(publication)
        return shelves


class Publication(Orderable):
    """One version of something the partnership publishes."""

    page = ParentalKey(ArrangementsPage, on_delete=models.CASCADE, related_name="publications")
    kind = models.ForeignKey(
        PublicationKind,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Decides the heading it appears under.",
    )
    title = models.CharField(max_length=200, help_text="The title, with the year if it has one.")
    document = models.ForeignKey(
        PartnershipDocument,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The file. Leave empty if it is on another website, or is not online yet.",
    )
    link = models.URLField(
        blank=True,
        help_text="If it is on another website, its address there, starting with https://",
    )
    published_by = models.CharField(
        max_length=120, blank=True, help_text="Only if another organisation published it."
    )
    effective_from = models.DateField(null=True, blank=True, help_text="The day it took effect.")
    agreed_by = models.CharField(
        max_length=200, blank=True, help_text="Who agreed it, such as the name of the board."
    )
    review_on = models.DateField(
        "next review", null=True, blank=True, help_text="The day it is due to be reviewed."
    )
    superseded_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day a newer publication replaced it. Leave empty while it is current.",
    )
    note = models.CharField(max_length=300, blank=True, help_text="A line for visitors. Optional.")

    panels = [
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("document"),
        FieldPanel("link"),
        FieldPanel("published_by"),
        FieldRowPanel([FieldPanel("effective_from"), FieldPanel("agreed_by")]),
        FieldRowPanel([FieldPanel("review_on"), FieldPanel("superseded_on")]),
        FieldPanel("note"),
    ]

    def __str__(self):
        return self.title

    def shelf_place(self):
        """Sort key: kind, current before superseded, newest first."""
        return (
            self.kind.sort_order,
            self.kind.name,
            -(self.superseded_on or date.max).toordinal(),
            -(self.effective_from or date.min).toordinal(),
            self.sort_order or 0,
        )

    @property
    def href(self):
        """The address where it can be read; empty if it is not online."""
        return self.document.url if self.document else self.link
