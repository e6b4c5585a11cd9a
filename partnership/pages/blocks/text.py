"""Blocks of text and pictures; their templates are in templates/blocks/."""

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from wagtail.blocks import BooleanBlock, CharBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock, ImageBlockComparison, ImageChooserBlock

from partnership.library.models.images import UNDESCRIBED

from .tables import (
    NO_CHOICE,
    blank_table,
    cell_words,
    table_of,
    trimmed,
    validate_table,
    with_spares,
)

PROSE_FEATURES = ["h2", "h3", "bold", "link", "document-link", "ol", "ul"]
SHORT_PROSE_FEATURES = ["bold", "link", "document-link", "ul"]


class LabelledRichTextBlock(RichTextBlock):
    """Wagtail's, whose editor has no name for screen readers."""

    @cached_property
    def field(self):
        field = super().field
        field.widget.options["ariaLabel"] = self.label
        return field

    def deconstruct(self):
        return "wagtail.blocks.RichTextBlock", *super().deconstruct()[1:]  # stored the same


class ProseBlock(LabelledRichTextBlock):
    """Text as typed; ``{% prose %}`` resolves the links of a whole page together."""

    class Meta:
        icon = "pilcrow"
        label = "Text"
        description = "Paragraphs, headings, lists and links."
        template = "blocks/prose.html"
        preview_value = "<h2>A heading</h2><p>A paragraph in plain English.</p>"


class PictureComparison(ImageBlockComparison):
    """Wagtail's, which cannot compare a picture that has been deleted."""

    def htmlvalue(self, val):
        return super().htmlvalue(val or self.block._image_to_struct_value(None))


class DescribedImageBlock(ImageBlock):
    """A picture with alternative text for this page, filled in from the library."""

    def __init__(self, required=True, **kwargs):
        # Wagtail's own children, with the wording that editors know from the library.
        children = [
            ("image", ImageChooserBlock(required=required)),
            (
                "alt_text",
                CharBlock(
                    required=False,
                    label="Alternative text",
                    help_text="What the picture shows, in a sentence, for the reader of this "
                    "page. Screen readers read it out.",
                ),
            ),
            (
                "decorative",
                BooleanBlock(
                    required=False,
                    help_text="Tick if readers would miss nothing without the picture.",
                ),
            ),
        ]
        super(ImageBlock, self).__init__(children, **kwargs)

    def clean(self, value):
        try:
            return super().clean(value)
        except StructBlockValidationError as error:
            if "alt_text" not in error.block_errors:
                raise
            undescribed = {"alt_text": ValidationError(UNDESCRIBED)}
            raise StructBlockValidationError(undescribed) from error

    def get_comparison_class(self):
        return PictureComparison


class PictureBlock(StructBlock):
    """A photograph or drawing with alternative text."""

    image = DescribedImageBlock()
    caption = CharBlock(required=False, help_text="Shown under the picture.")

    class Meta:
        icon = "image"
        description = "One picture with alternative text and, if you like, a caption."
        template = "blocks/picture.html"

    def bulk_to_python(self, values):
        pictures = super().bulk_to_python(values)
        images = [picture["image"] for picture in pictures if picture["image"]]
        prefetch_related_objects(images, "renditions")
        return pictures


class CalloutBlock(StructBlock):
    """A highlighted box, for the one thing a reader must not miss."""

    title = CharBlock(help_text="What the box is about, in a few words.")
    text = LabelledRichTextBlock(features=SHORT_PROSE_FEATURES)

    class Meta:
        icon = "info-circle"
        description = "A highlighted box. Use only one on a page."
        template = "blocks/callout.html"
        preview_value = {"title": "Please note", "text": "<p>This is easy to miss.</p>"}


class QuoteBlock(StructBlock):
    """Someone's own words."""

    text = TextBlock(help_text="The words themselves, without quotation marks.")
    who = CharBlock(required=False, help_text="Who said it. Never name a child.")

    class Meta:
        icon = "openquote"
        label = "Quotation"
        description = "Someone’s own words, in large type."
        template = "blocks/quote.html"
        preview_value = {"text": "Someone listened to me.", "who": "A young person"}


class ExpanderBlock(StructBlock):
    """A heading that opens to show more."""

    title = CharBlock(help_text="What a reader finds when they open it.")
    text = LabelledRichTextBlock(features=SHORT_PROSE_FEATURES)

    class Meta:
        icon = "collapse-down"
        description = (
            "A heading that opens to show more. Do not use it for anything that everyone needs to "
            "read."
        )
        template = "blocks/expander.html"
        preview_value = {"title": "Read more", "text": "<p>More about this.</p>"}


class AccessibleTableBlock(TableBlock):
    """Rows and columns with a caption and headers, none of which is empty once published."""

    class Meta:
        icon = "table"
        label = "Table"
        description = "Rows and columns. Paste a table from Word or Excel here."
        template = "blocks/table.html"
        default = staticmethod(blank_table)
        preview_value = table_of([["Area", "Meets"], ["North", "Monthly"], ["South", "Weekly"]])

    @cached_property
    def field(self):
        field = super().field
        field.help_text = (
            "Type in the cells, or paste a table from Word or Excel into the first one. The spare "
            "row and column at the end are left out of the page. To insert or remove others, "
            "right-click a cell. For a link, type [words](address)."
        )
        return field

    def get_table_options(self, table_options=None):
        # Its editor has no British English, and logs an error for en-GB in the browser's console.
        own = {"language": "en-US", "minSpareRows": 1, "minSpareCols": 1}
        return super().get_table_options(table_options) | own

    def get_form_state(self, value):
        return value and value | {"data": with_spares(trimmed(value["data"]))}

    def render(self, value, context=None):
        rows = trimmed(value["data"]) if value else []
        return super().render(value | {"data": rows}, context) if rows else ""

    def clean(self, value):
        if value and not self.is_deferred_validation:
            headers = value.get("table_header_choice")
            if not headers:
                raise ValidationError(NO_CHOICE)
            value = value | {"data": trimmed(value["data"])}
            validate_table(value["data"], headers)
        return super().clean(value)

    def get_searchable_content(self, value):
        return [cell_words(cell) for cell in super().get_searchable_content(value)]


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
