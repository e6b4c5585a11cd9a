"""Blocks that link to a page of ours or to another website."""

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
        """The address; empty if the page is deleted or not published."""
        page = self.get("page")
        if page:
            return page.url if page.live else ""
        return self.get("url") or ""

    @property
    def words(self):
        """The text of the link: as typed, or else the page's title or the address."""
        page = self.get("page")
        return self.get("text") or (page.title if page else self.href)


class LinkBlock(StructBlock):
    """A link to one of our pages or to another website."""

    page = PageChooserBlock(
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

    class Meta:
        icon = "link"
        value_class = LinkValue
        form_layout = ["text", "page", "url"]


class ButtonsBlock(ListBlock):
    """Links that look like buttons, for what a reader should do next."""

    def __init__(self, *args, **kwargs):
        super().__init__(LinkBlock(), *args, **kwargs)

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
