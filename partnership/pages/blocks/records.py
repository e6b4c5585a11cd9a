"""Blocks that show records kept elsewhere: contacts, people, documents."""

from wagtail.blocks import ListBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from partnership.directory.models import Contact, Person


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

    def get_searchable_content(self, value):
        return [person.in_words() for person in value if person and person.in_post]

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
