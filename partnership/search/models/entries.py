"""The one list that visitors search: a row for each published page and each document."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from wagtail.models import Page

from partnership.ground.partnerships import of_site
from partnership.ground.privacy import if_open, is_private
from partnership.library.models import PartnershipDocument
from partnership.search.words import CONFIG


def page_or_document(name):
    """Return the constraint that exactly one of the two is set."""
    return models.CheckConstraint(
        condition=Q(page=None, document__isnull=False) | Q(page__isnull=False, document=None),
        name=name,
        violation_error_message="Choose either a page or a document.",
    )


class VisibleQuerySet(models.QuerySet):
    """Rows about a page or a document, with the one rule for who may see them."""

    def visible(self, site):
        """Rows whose page or document everyone may read now on ``site``, and that is no sample.

        Few are hidden, so it costs less to exclude those than to look up each row.
        """
        elsewhere = ~Q(path__startswith=site.root_page.path)
        pages = Page.objects.order_by().filter(Q(live=False) | elsewhere | is_private("path"))
        documents = PartnershipDocument.objects.with_privacy().filter(
            Q(is_private=True) | Q(is_sample=True) | ~of_site(site)
        )
        rows = self.model.objects.values("pk")
        hidden = rows.filter(page__in=pages).union(rows.filter(document__in=documents), all=True)
        return self.exclude(pk__in=hidden)

    def with_links(self):
        """Rows with what their links need, web versions of documents included: no extra query."""
        return self.select_related("page", "document__web_version").annotate(
            web_is_private=is_private("document__web_version__path")
        )


class Linked(models.Model):
    """A row about a page or a document, to link to; fetch it ``with_links()``."""

    class Meta:
        abstract = True

    @property
    def web_version(self):
        """The page that everyone may read instead of the document, if there is one."""
        return self.document and if_open(self.document.web_version, self.web_is_private)


class Entry(Linked):
    """What a search finds of a published page or a document; indexing.py keeps it up to date.

    Who may see it is not stored here: every search asks ``visible()``.
    """

    page = models.OneToOneField(Page, null=True, on_delete=models.CASCADE, related_name="+")
    document = models.OneToOneField(
        PartnershipDocument, null=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=40)  # as visitors see it: 'News', 'Documents'
    date = models.DateField(null=True)  # the page's own date, if it has one
    title = models.TextField()
    title_words = models.TextField()  # as they are compared: folding.py
    summary = models.TextField(blank=True)
    vector = SearchVectorField()  # title A, summary B, text C
    title_vector = SearchVectorField()  # words of the title as typed, and their stems
    checksum = models.CharField(max_length=64)  # of the content it was made from
    written_at = models.DateTimeField(auto_now=True, db_index=True)

    wagtail_reference_index_ignore = True

    objects = VisibleQuerySet.as_manager()

    class Meta:
        constraints = [page_or_document("entry_of_page_or_document")]
        indexes = [
            GinIndex(fields=["vector"], name="search_entry_vector"),
            GinIndex(fields=["title_vector"], name="search_entry_title_vector"),
        ]

    def __str__(self):
        return self.title


class Passage(models.Model):
    """A short piece of an entry's text; the excerpt comes from the best one."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField(null=True)  # of the page of a PDF
    text = models.TextField()  # as it was written
    words = models.TextField()  # as they are compared, then on a line of its own what else finds it
    vector = models.GeneratedField(
        expression=SearchVector("words", config=CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    is_deep = models.BooleanField()  # beyond the last position that the entry's vector can store

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_deep_passage", condition=Q(is_deep=True))
        ]

    def __str__(self):
        return self.text[:60]
