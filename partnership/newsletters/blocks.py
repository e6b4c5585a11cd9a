"""The blocks of a newsletter edition."""

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
    """One item of a newsletter: a heading, a text, a link to more, and a closing date."""

    heading = CharBlock(help_text="What the item is about.")
    area = SnippetChooserBlock(
        Area, required=False, help_text="The area it concerns. Leave empty if it is for all areas."
    )
    image = DescribedImageBlock(required=False)
    text = RichTextBlock(features=SHORT_PROSE_FEATURES)
    link = LinkBlock(required=False)
    closes_on = DateBlock(
        required=False, help_text="For a survey or sign-up: the last day to reply."
    )

    class Meta:
        icon = "doc-empty"
        label = "Item"
        description = "One item of the newsletter. If it is a survey, give its closing date."
        value_class = NewsletterItemValue
        template = "blocks/newsletter_item.html"
        preview_value = {"heading": "A new briefing", "text": "<p>It takes five minutes.</p>"}

    def bulk_to_python(self, values):
        items = super().bulk_to_python(values)
        prefetch_related_objects([i["image"] for i in items if i["image"]], "renditions")
        return items


class NewsletterBlock(SubjectStreamBlock):
    """The blocks that an edition may contain."""

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
