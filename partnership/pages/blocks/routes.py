"""Who to call: the routes on ‘Report a concern’."""

from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    StructBlock,
    StructValue,
)
from wagtail.snippets.blocks import SnippetChooserBlock

from partnership.directory.models import Contact
from partnership.ground.text import slug_of

from .links import LinkBlock, addresses_of
from .records import hidden_in_preview
from .text import SHORT_PROSE_FEATURES, LabelledRichTextBlock


class RouteValue(StructValue):
    """A route for a worried person, with the contacts that visitors may see."""

    @property
    def anchor(self):
        """Where the route is on its page."""
        return slug_of(self["heading"])

    @property
    def by_area(self):
        """Public contacts by area, None for national ones, in the editor's order."""
        areas = {}
        for contact in self.public_contacts:
            areas.setdefault(contact.area, []).append(contact)
        return list(areas.items())

    @property
    def call(self):
        """The number to call first, or None.

        Where several areas have one of their own, it is a number for all of them.
        """
        numbers = [each for each in self.public_contacts if each.kind == Contact.Kind.TELEPHONE]
        if len({number.area_id for number in numbers if number.area_id}) > 1:
            numbers = [number for number in numbers if not number.area_id]
        return next(iter(numbers), None)

    @property
    def areas_without_number(self):
        """The areas whose contacts here are all hidden, in the editor's order."""
        seen = {contact.area for contact in self.public_contacts}
        areas = dict.fromkeys(contact.area for contact in self["contacts"] if contact)
        return [area for area in areas if area and area not in seen]

    @property
    def public_contacts(self):
        """The contacts that visitors see, in the editor's order."""
        return [contact for contact in self["contacts"] if contact and contact.is_public]


class WayToReachBlock(SnippetChooserBlock):
    """A contact, fetched with its area and the other ways to reach it: 2 queries for a page."""

    def bulk_to_python(self, values):
        ways = self.model_class.objects.select_related("area").prefetch_related("other_ways")
        contacts = ways.in_bulk(values)
        return [contacts.get(pk) for pk in values]

    class Meta:
        label = "Contact"


class RouteBlock(StructBlock):
    """Who to call in one kind of situation."""

    heading = CharBlock(help_text="The situation, as a worried person would say it.")
    text = LabelledRichTextBlock(
        features=SHORT_PROSE_FEATURES, help_text="What to do, the most important thing first."
    )
    contacts = ListBlock(WayToReachBlock(Contact), default=[])
    links = ListBlock(LinkBlock(), default=[])
    urgent = BooleanBlock(required=False, help_text="Tick if a child may be in danger now.")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        return context | {
            "links": addresses_of(value["links"], context.get("page")),
            "hidden": hidden_in_preview(value["contacts"], context),
        }

    class Meta:
        icon = "warning"
        label = "Route"
        description = "One situation, what to do, and who to call."
        value_class = RouteValue
        template = "blocks/route.html"
        preview_value = {
            "heading": "A child is in danger now",
            "text": "<p>Call 999 now.</p>",
            "contacts": [],
            "links": [],
            "urgent": True,
        }
