"""Our arrangements: what the partnership publishes by law, current and superseded."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
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

        Returns ``{PublicationKind: [Publication, ...]}``, without those of a draft whose kind has
        been deleted.
        """
        shelves = {}
        publications = self.publications.select_related("kind").prefetch_related(
            Prefetch("document", PartnershipDocument.objects.for_lists())
        )
        complete = [publication for publication in publications if publication.kind_id]
        for publication in sorted(complete, key=Publication.shelf_place):
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
    effective_from = models.DateField(
        "in effect from",
        null=True,
        blank=True,
        help_text="The day from which it applies. Leave empty for a document of this website, "
        "which says so itself.",
    )
    agreed_by = models.CharField(
        max_length=200,
        blank=True,
        help_text="Who agreed it, such as the name of the board. Leave empty for a document of "
        "this website, which says so itself.",
    )
    review_on = models.DateField(
        "next review", null=True, blank=True, help_text="The day it is due to be reviewed."
    )
    superseded_on = models.DateField(
        null=True,
        blank=True,
        help_text="The day from which a newer publication replaces it. Leave empty while it is "
        "current, or if the newer one is a document of this website that says so itself.",
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

    def clean(self):
        """Refuse what contradicts the document, which is right wherever it is shown."""
        errors = {
            name: f"‘{self.document}’ says: {_in_words(said) or 'nothing'}. Leave this empty, and "
            "change it in Documents if it is wrong."
            for name, said in self._said_by_document().items()
            if getattr(self, name) and getattr(self, name) != said
        }
        if errors:
            raise ValidationError(errors)

    def _said_by_document(self):
        """Return what the document itself says, by the name of the field here."""
        if not self.document:
            return {}
        said = {name: getattr(self.document, name) for name in ("effective_from", "agreed_by")}
        if self.document.superseded_on:
            said["superseded_on"] = self.document.superseded_on
        return said

    @property
    def shown(self):
        """What visitors see of these facts, by the name of the field; a sample has none."""
        own = {name: getattr(self, name) for name in ("effective_from", "agreed_by")}
        own["superseded_on"] = self.superseded_on
        if self.document and self.document.is_sample:
            return dict.fromkeys(own)
        if not self.public_document:
            return own
        return own | {name: said for name, said in self._said_by_document().items() if said}

    @property
    def public_document(self):
        """The document, unless it is private; None without one."""
        return None if getattr(self.document, "is_private", False) else self.document

    @property
    def is_to_come(self):
        """Whether it is not in effect yet."""
        day = self.shown["effective_from"]
        return bool(day and day > timezone.localdate())

    @property
    def is_superseded(self):
        """Whether a newer publication replaces it by today."""
        day = self.shown["superseded_on"]
        return bool(day and day <= timezone.localdate())

    def shelf_place(self):
        """Sort key: kind, current before superseded, newest first."""
        return (
            self.kind.sort_order,
            self.kind.name,
            self.is_superseded,
            -(self.shown["superseded_on"] or date.max).toordinal(),
            -(self.shown["effective_from"] or date.min).toordinal(),
            self.sort_order or 0,
        )

    @property
    def href(self):
        """The address where it can be read; empty if it is not online."""
        return self.document.url if self.document else self.link


@receiver(post_save, sender=PartnershipDocument)  # which may have been read before it was marked
@receiver([post_save, post_delete], sender=Publication)
def mark_statutory_documents(**kwargs):
    """Let the documents that are publications list their earlier versions: 2 queries."""
    published = Publication.objects.exclude(document=None).values("document")
    documents = PartnershipDocument.objects
    documents.filter(pk__in=published, is_statutory=False).update(is_statutory=True)
    documents.filter(is_statutory=True).exclude(pk__in=published).update(is_statutory=False)


def _in_words(said):
    return date_format(said, "j F Y") if isinstance(said, date) else said
