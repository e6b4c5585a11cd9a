"""What a newsletter edition is written in."""

from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail.blocks import (
    CharBlock,
    DateBlock,
    RichTextBlock,
    StructBlock,
    StructValue,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from partnership.directory.models import Area
from partnership.pages.blocks.body import SubjectStreamBlock
from partnership.pages.blocks.links import LinkBlock
from partnership.pages.blocks.records import DocumentsBlock
from partnership.pages.blocks.text import SHORT_PROSE_FEATURES, DescribedImageBlock, QuoteBlock


class NewsletterItemValue(StructValue):
    """An item of a newsletter edition."""

    @property
    def is_over(self):
        """Whether its closing date has passed."""
        closes = self.get("closes_on")
        return bool(closes and closes < timezone.localdate())


class NewsletterItemBlock(StructBlock):
    """One piece of a newsletter: a heading, its text, where to read on, and when it closes."""

    heading = CharBlock(help_text="What it is about.")
    area = SnippetChooserBlock(
        Area, required=False, help_text="The area it concerns. Leave empty when it is for all."
    )
    image = DescribedImageBlock(required=False)
    text = RichTextBlock(features=SHORT_PROSE_FEATURES)
    link = LinkBlock(required=False)
    closes_on = DateBlock(
        required=False, help_text="For a survey or a sign-up: the last day somebody can answer."
    )

    class Meta:
        icon = "doc-empty"
        label = "Item"
        description = "One piece of the newsletter. Survey? Give its closing date."
        value_class = NewsletterItemValue
        template = "blocks/newsletter_item.html"
        preview_value = {"heading": "A new briefing", "text": "<p>It takes five minutes.</p>"}

    def bulk_to_python(self, values):
        items = super().bulk_to_python(values)
        prefetch_related_objects([i["image"] for i in items if i["image"]], "renditions")
        return items


class NewsletterBlock(SubjectStreamBlock):
    """What an edition may hold."""

    heading = CharBlock(
        icon="title",
        label="Section heading",
        description="A heading above the items that follow.",
        template="blocks/heading.html",
        preview_value="Learning and development",
    )
    item = NewsletterItemBlock()
    quote = QuoteBlock()
    documents = DocumentsBlock()
