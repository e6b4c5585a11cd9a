"""Blocks of words and pictures; how each looks is in templates/blocks/."""

from django.db.models import prefetch_related_objects
from wagtail.blocks import BooleanBlock, CharBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

PROSE_FEATURES = ["h2", "h3", "bold", "link", "document-link", "ol", "ul"]
SHORT_PROSE_FEATURES = ["bold", "link", "document-link", "ul"]


class ProseBlock(RichTextBlock):
    """Text as typed; ``{% prose %}`` turns its links into addresses, all of a page at once."""

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Paragraphs, headings, lists and links."
        template = "blocks/prose.html"
        preview_value = "<h2>A heading</h2><p>A paragraph in plain English.</p>"


class DescribedImageBlock(ImageBlock):
    """A picture with alternative text for this use of it, prefilled from the library."""

    def __init__(self, required=True, **kwargs):
        # Wagtail's own children with words that editors know from the library.
        children = [
            ("image", ImageChooserBlock(required=required)),
            (
                "alt_text",
                CharBlock(
                    required=False,
                    label="Alternative text",
                    help_text="What the picture tells the reader of this page, in a sentence. It "
                    "is read out to people who cannot see it.",
                ),
            ),
            (
                "decorative",
                BooleanBlock(
                    required=False,
                    help_text="Tick when it says nothing here that a reader would miss.",
                ),
            ),
        ]
        super(ImageBlock, self).__init__(children, **kwargs)


class PictureBlock(StructBlock):
    """A photograph or drawing with words for those who cannot see it."""

    image = DescribedImageBlock()
    caption = CharBlock(required=False, help_text="Printed under the picture.")

    class Meta:
        icon = "image"
        description = "One picture with alternative text and, if you like, a caption."
        template = "blocks/picture.html"

    def bulk_to_python(self, values):
        pictures = super().bulk_to_python(values)
        prefetch_related_objects([p["image"] for p in pictures if p["image"]], "renditions")
        return pictures


class CalloutBlock(StructBlock):
    """A box that stands out, for the one thing a reader must not miss."""

    title = CharBlock(help_text="What the box is about, in a few words.")
    text = RichTextBlock(features=SHORT_PROSE_FEATURES)

    class Meta:
        icon = "info-circle"
        description = "A box that stands out. Use it once on a page."
        template = "blocks/callout.html"
        preview_value = {"title": "Please note", "text": "<p>This is easy to miss.</p>"}


class QuoteBlock(StructBlock):
    """Somebody's own words."""

    text = TextBlock(help_text="The words themselves, without quotation marks.")
    who = CharBlock(required=False, help_text="Who said it. Never name a child.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        description = "Somebody’s own words, set large."
        template = "blocks/quote.html"
        preview_value = {"text": "Somebody listened to me.", "who": "A young person"}


class ExpanderBlock(StructBlock):
    """A heading that opens to show more."""

    title = CharBlock(help_text="What a reader finds when they open it.")
    text = RichTextBlock(features=SHORT_PROSE_FEATURES)

    class Meta:
        icon = "collapse-down"
        description = "A line that opens to show more. Not for what everybody needs to read."
        template = "blocks/expander.html"
        preview_value = {"title": "Read more", "text": "<p>More about it.</p>"}


class AccessibleTableBlock(TableBlock):
    """Rows and columns with a caption and headers."""

    class Meta:
        icon = "table"
        label = "Table"
        description = "Rows and columns. Paste a table from Word or Excel here."
        template = "blocks/table.html"

    def get_table_options(self, table_options=None):
        # Its editor knows no British English and complains of it in the browser's console.
        return super().get_table_options(table_options) | {"language": "en-US"}


class NamedTextBlock(StructBlock):
    """A name and what it means: a value, a strand of work, a priority."""

    name = CharBlock(help_text="A few words.")
    text = TextBlock(required=False, help_text="One or two sentences.")

    class Meta:
        icon = "title"
        label = "Name and meaning"
        description = "A name and one or two sentences about it."
        template = "blocks/named_text.html"
        preview_value = {"name": "Listening", "text": "We hear what children tell us."}
