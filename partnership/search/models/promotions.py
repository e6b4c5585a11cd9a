"""What the team wants people to see first."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from partnership.library.choosing import RecordForm
from partnership.library.models import PartnershipDocument
from partnership.search.words import phrases

from .entries import Linked, VisibleQuerySet, page_or_document


class Promotion(Linked):
    """A page or document that stands above the results of certain searches."""

    words = models.TextField(
        "searches",
        help_text="What people search for. Put a comma between searches, or each on a line of its "
        "own. It is shown when somebody’s search has all words of one of them.",
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
        help_text="The document to show above the results, when it is not a page.",
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="A line about it for visitors. Optional."
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
            raise ValidationError({"words": "Give at least one word."})

    @property
    def title(self):
        """The title of the page or document."""
        return (self.page or self.document).title
