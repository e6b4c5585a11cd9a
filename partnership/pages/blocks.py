"""The blocks editors build a page's text from; how each looks is in templates/blocks/."""

from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    DateBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
    URLBlock,
)
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from partnership.directory.models import Area, Contact, Person

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


class PictureBlock(StructBlock):
    """A photograph or drawing with words for those who cannot see it."""

    image = ImageBlock()
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


class ContactsBlock(ListBlock):
    """Entries of the contact register; those nobody has verified are left out for visitors."""

    def __init__(self, *args, **kwargs):
        super().__init__(SnippetChooserBlock(Contact), *args, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["contacts"] = [contact for contact in value if contact and contact.is_public]
        return context

    class Meta:
        icon = "mobile-alt"
        label = "Contacts"
        description = (
            "Numbers, addresses and links from the contact register. Visitors see only those "
            "that somebody has verified."
        )
        template = "blocks/contacts.html"


class PeopleBlock(ListBlock):
    """People of the directory, with post and email."""

    def __init__(self, *args, **kwargs):
        super().__init__(SnippetChooserBlock(Person), *args, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["people"] = [person for person in value if person and person.in_post]
        return context

    class Meta:
        icon = "group"
        label = "People"
        description = "People from the directory. Those who have left are not shown."
        template = "blocks/people.html"


class DocumentsBlock(ListBlock):
    """Files of the library with their type and size."""

    def __init__(self, *args, **kwargs):
        super().__init__(DocumentChooserBlock(), *args, **kwargs)

    class Meta:
        icon = "doc-full"
        label = "Documents"
        description = "Files to open, each with its type and size."
        template = "blocks/documents.html"


class LinkValue(StructValue):
    """A link to one of our pages or to another website."""

    @property
    def href(self):
        """The address; empty when the page it led to is gone or not published."""
        page = self.get("page")
        if page:
            return page.url if page.live else ""
        return self.get("url") or ""

    @property
    def words(self):
        """The words to press: those typed, or the page's title."""
        page = self.get("page")
        return self.get("text") or (page.title if page else self.href)


class LinkBlock(StructBlock):
    """One of our pages or another website, with words to press."""

    page = PageChooserBlock(required=False, help_text="A page of this website, or …")
    url = URLBlock(
        required=False, label="Other address", help_text="… an address that starts with https://"
    )
    text = CharBlock(required=False, help_text="The words people press.")

    class Meta:
        icon = "link"
        value_class = LinkValue
        form_layout = ["text", "page", "url"]


class ButtonsBlock(ListBlock):
    """Links that look like buttons, for the next thing a reader should do."""

    def __init__(self, *args, **kwargs):
        super().__init__(LinkBlock(), *args, **kwargs)

    class Meta:
        icon = "arrow-right-full"
        label = "Buttons"
        description = "The one or two things a reader should do next."
        template = "blocks/buttons.html"


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


class BodyBlock(StreamBlock):
    """What the text of a page may hold."""

    prose = ProseBlock(features=PROSE_FEATURES)
    picture = PictureBlock()
    callout = CalloutBlock()
    contacts = ContactsBlock()
    people = PeopleBlock()
    documents = DocumentsBlock()
    buttons = ButtonsBlock()
    quote = QuoteBlock()
    expander = ExpanderBlock()
    table = AccessibleTableBlock()


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


class RouteValue(StructValue):
    """A route for a worried person, with the contacts that visitors may see."""

    @property
    def by_area(self):
        """Public contacts by the area they serve, national ones under None first."""
        areas = {}
        for contact in self["contacts"]:
            if contact and contact.is_public:
                areas.setdefault(contact.area, []).append(contact)
        return sorted(areas.items(), key=lambda item: item[0].name if item[0] else "")


class RouteBlock(StructBlock):
    """Whom to ring in one kind of situation."""

    heading = CharBlock(help_text="The situation, as the worried person would say it.")
    text = RichTextBlock(features=SHORT_PROSE_FEATURES, help_text="What to do, first things first.")
    contacts = ListBlock(SnippetChooserBlock(Contact), default=[])
    links = ListBlock(LinkBlock(), default=[])
    urgent = BooleanBlock(required=False, help_text="Tick when a child may be in danger now.")

    class Meta:
        icon = "warning"
        label = "Route"
        description = "One situation, what to do, and whom to ring."
        value_class = RouteValue
        template = "blocks/route.html"
        preview_value = {
            "heading": "A child is in danger now",
            "text": "<p>Ring at once.</p>",
            "contacts": [],
            "links": [],
            "urgent": True,
        }


class TaskBlock(LinkBlock):
    """What a visitor came to do, with where to do it."""

    note = CharBlock(required=False, help_text="One line about what they find there.")

    class Meta:
        icon = "tasks"
        label = "Task"
        description = "Something visitors come to do, with the page or website where they do it."
        template = "blocks/task.html"
        form_layout = ["text", "note", "page", "url"]


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
    image = ImageBlock(required=False)
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


class NewsletterBlock(StreamBlock):
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
