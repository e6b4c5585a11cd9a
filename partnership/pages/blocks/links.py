"""Blocks that lead on, to a page of ours or to another website."""

from wagtail.blocks import (
    CharBlock,
    ListBlock,
    PageChooserBlock,
    StructBlock,
    StructValue,
    URLBlock,
)


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


class TaskBlock(LinkBlock):
    """What a visitor came to do, with where to do it."""

    note = CharBlock(required=False, help_text="One line about what they find there.")

    class Meta:
        icon = "tasks"
        label = "Task"
        description = "Something visitors come to do, with the page or website where they do it."
        template = "blocks/task.html"
        form_layout = ["text", "note", "page", "url"]
