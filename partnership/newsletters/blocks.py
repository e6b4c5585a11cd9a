"""The blocks of a newsletter edition."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from wagtail.blocks import CharBlock, ChooserBlock, DateBlock, StructBlock, StructValue

from partnership.directory.models import Area
from partnership.pages.blocks.body import BodyBlock, SubjectStreamBlock
from partnership.pages.blocks.records import DocumentsBlock
from partnership.pages.blocks.text import PROSE_FEATURES, ProseBlock, QuoteBlock
from partnership.pages.prose import below

ITEM_LEVEL = 3  # of its heading, below that of a section


class AreaBlock(ChooserBlock):
    """An area, chosen from a list as there are few."""

    target_model = Area
    widget = forms.Select

    @cached_property
    def field(self):
        field = super().field
        field.empty_label = "All areas"
        return field

    def value_from_form(self, value):
        return super().value_from_form(value or None)

    def get_form_state(self, value):
        return self.widget().format_value(self.get_prep_value(value))


class ItemTextBlock(BodyBlock):
    """What an item says: whatever the text of a page may contain."""

    prose = ProseBlock(features=PROSE_FEATURES, required=False)  # a new item begins with one


class NewsletterItemValue(StructValue):
    """An item of a newsletter edition."""

    @property
    def is_over(self):
        """Whether its closing date has passed."""
        closes = self.get("closes_on")
        return bool(closes and closes < timezone.localdate())

    @property
    def is_blank(self):
        """Whether nobody has written anything in it."""
        written = any(block.block_type != "prose" for block in self["content"]) or strip_tags(
            "".join(str(block.value) for block in self["content"])
        )
        return not (self["heading"] or self.get("closes_on") or written)


class NewsletterItemBlock(StructBlock):
    """One item of a newsletter: a heading, what it says, and a closing date."""

    heading = CharBlock(help_text="What the item is about.")
    area = AreaBlock(required=False, help_text="The area it concerns.")
    content = ItemTextBlock(
        required=False,
        default=[("prose", "")],
        label="Text",
        help_text="Paste or type the text here. To add a picture, a table or a button, select the "
        "plus sign.",
    )
    closes_on = DateBlock(
        required=False, help_text="For a survey or sign-up: the last day to reply."
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        html = "\n".join(block.render(context) for block in value["content"])
        return context | {"content": mark_safe(below(html, ITEM_LEVEL))}

    class Meta:
        icon = "doc-empty"
        label = "Item"
        description = "One item of the newsletter. If it is a survey, give its closing date."
        value_class = NewsletterItemValue
        template = "blocks/newsletter_item.html"
        preview_value = {
            "heading": "A new briefing",
            "content": [("prose", "<p>It takes five minutes.</p>")],
        }


def new_item(heading="", text=""):
    """Return an item with rich ``text``, complete as its form needs it, to put into a stream."""
    content = [("prose", text)]
    return "item", {"heading": heading, "area": None, "content": content, "closes_on": None}


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

    def clean(self, value):
        """Leave out items at the end that nobody has written: a new edition begins with one."""
        while value and value[-1].block_type == "item" and value[-1].value.is_blank:
            value.pop()
        return super().clean(value)
