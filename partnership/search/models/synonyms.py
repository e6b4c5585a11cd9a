"""Words that mean the same in a search."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from partnership.search.words import fold_phrases, phrases


class Synonyms(models.Model):
    """Words and phrases that mean the same: a search for one finds them all."""

    words = models.TextField(
        "words that mean the same",
        help_text="Put a comma between them, or put each on its own line. For example: MASA, "
        "multi-agency safeguarding arrangements. A search for one of them then finds pages and "
        "documents with any of them.",
    )
    folded = models.TextField(
        editable=False, help_text="Each word or phrase on its own line, as a search compares it."
    )

    panels = [FieldPanel("words")]

    class Meta:
        ordering = ["words"]
        verbose_name = "group of synonyms"
        verbose_name_plural = "synonyms"

    def __str__(self):
        return " = ".join(phrases(self.words))

    def save(self, *args, **kwargs):
        self.folded = fold_phrases(self.words)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        if len(self.phrases) < 2:
            raise ValidationError(
                {"words": "Type two or more words, with a comma between them or one on each line."}
            )

    @property
    def phrases(self):
        """Each word or phrase, as a search compares it."""
        return fold_phrases(self.words).split("\n")
