"""Blocks that link to a page of ours or to another website."""

from django.core.exceptions import ValidationError
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    StructBlockValidationError,
    StructValue,
    URLBlock,
)

from partnership.pages.queryset import ListedQuerySet


class LinkedPageBlock(PageChooserBlock):
    """A page to link to, fetched with its privacy: 1 query for all links of a kind."""

    def bulk_to_python(self, values):
        pages = ListedQuerySet(self.model_class).with_privacy().in_bulk(values)
        return [pages.get(pk) for pk in values]

    def deconstruct(self):
        return "wagtail.blocks.PageChooserBlock", *super().deconstruct()[1:]  # stored the same


class LinkValue(StructValue):
    """A link to one of our pages or to another website."""

    @property
    def href(self):
        """The address; empty if the page is deleted or not published."""
        page = self.get("page")
        if page:
            return page.url if page.live else ""
        return self.get("url") or ""

    def href_on(self, page):
        """The address for the readers of ``page``, or of any page if it is None.

        Empty as well if the link leads to a private page, unless ``page`` is private itself.
        """
        target = self.get("page")
        if target and getattr(target, "is_private", False) and (page is None or page.is_public):
            return ""
        return self.href

    @property
    def words(self):
        """The text of the link: as typed, or else the page's title or the address."""
        page = self.get("page")
        return self.get("text") or (page.title if page else self.href)


def addresses_of(links, page):
    """Return ``[(address, words), ...]`` of the ``links`` that readers of ``page`` can follow."""
    found = [(link.href_on(page), link.words) for link in links]
    return [(href, words) for href, words in found if href]


class LinkBlock(StructBlock):
    """A link to one of our pages or to another website."""

    page = LinkedPageBlock(
        required=False, help_text="A page of this website. Leave empty for any other address."
    )
    url = URLBlock(
        required=False,
        label="Other address",
        help_text="An address that starts with https://, if you did not choose a page.",
    )
    text = CharBlock(
        required=False,
        help_text="The link text. Leave empty to show the title of the page.",
    )

    @property
    def is_needed(self):
        """Whether it must lead somewhere now: not in a draft, nor where a link is optional."""
        return getattr(self.meta, "required", True) and not self.is_deferred_validation

    def clean(self, value):
        cleaned = super().clean(value)
        if self.is_needed and not (cleaned.get("page") or cleaned.get("url")):
            error = ValidationError("Choose a page, or type the address of another website.")
            raise StructBlockValidationError({"page": error})
        return cleaned

    class Meta:
        icon = "link"
        label = "Link"
        value_class = LinkValue
        form_layout = ["text", "page", "url"]


class ButtonsBlock(ListBlock):
    """Links that look like buttons, for what a reader should do next."""

    def __init__(self, *args, **kwargs):
        super().__init__(LinkBlock(label="Button"), *args, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {"links": addresses_of(value, context.get("page"))}

    class Meta:
        icon = "arrow-right-full"
        label = "Buttons"
        description = "The one or two things a reader should do next."
        template = "blocks/buttons.html"


class TaskBlock(LinkBlock):
    """A task that visitors come to do, with a link to where they do it."""

    note = CharBlock(required=False, help_text="One line about what visitors find there.")

    class Meta:
        icon = "tasks"
        label = "Task"
        description = "Something visitors come to do, with a link to where they can do it."
        template = "blocks/task.html"
        form_layout = ["text", "note", "page", "url"]
