"""The pages and documents that the team wants people to see first."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from partnership.library.choosing import RecordForm
from partnership.library.models import PartnershipDocument
from partnership.search.words import fold_phrases, phrases

from .entries import Linked, VisibleQuerySet, page_or_document


class Promotion(Linked):
    """A page or document shown above the results of certain searches."""

    words = models.TextField(
        "searches",
        help_text="What people search for. Put a comma between searches, or put each on its own "
        "line. Visitors see this result when their search contains all the words of one of these.",
    )
    folded = models.TextField(
        editable=False, help_text="Each search on its own line, as a search compares it."
    )
    page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The page to show above the results, or choose a document below.",
    )
    document = models.ForeignKey(
        PartnershipDocument,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The document to show above the results, if you did not choose a page.",
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="A line for visitors about this result. Optional."
    )

    objects = VisibleQuerySet.as_manager()
    base_form_class = RecordForm

    panels = [
        FieldPanel("words"),
        PageChooserPanel("page"),
        FieldPanel("document"),
        FieldPanel("note"),
    ]

    class Meta:
        ordering = ["words", "pk"]
        verbose_name = "promoted result"
        constraints = [page_or_document("promotion_of_page_or_document")]

    def __str__(self):
        return f"{', '.join(phrases(self.words))}: {self.title}"

    def clean(self):
        super().clean()
        if not phrases(self.words):
            raise ValidationError({"words": "Type at least one word."})

    def save(self, *args, **kwargs):
        self.folded = fold_phrases(self.words)
        super().save(*args, **kwargs)

    @property
    def title(self):
        """The title of the page or document."""
        return (self.page or self.document).title
