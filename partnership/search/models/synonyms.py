"""Words that mean the same to those who search."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from partnership.search.words import phrases, spaced


class Synonyms(models.Model):
    """Words and phrases that mean the same: whoever searches for one finds them all."""

    words = models.TextField(
        "words that mean the same",
        help_text="Put a comma between them, or each on a line of its own, such as: MASA, "
        "multi-agency safeguarding arrangements. Somebody who searches for one of them finds "
        "pages and documents with any of them.",
    )

    panels = [FieldPanel("words")]

    class Meta:
        ordering = ["words"]
        verbose_name = "words that mean the same"
        verbose_name_plural = "words that mean the same"

    def __str__(self):
        return " = ".join(phrases(self.words))

    def clean(self):
        super().clean()
        if len(self.phrases) < 2:
            raise ValidationError(
                {"words": "Give two words or more, with commas between them or one on each line."}
            )

    @property
    def phrases(self):
        """Each word or phrase, as it is searched for."""
        return phrases(spaced(self.words))
