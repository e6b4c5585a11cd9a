"""Blocks that show records kept elsewhere: contacts, people, documents."""

from django.db.models import prefetch_related_objects
from wagtail.blocks import ListBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from partnership.directory.models import Contact, Person
from partnership.ground.partnerships import visited_site


def hidden_in_preview(contacts, context):
    """Return those of ``contacts`` that visitors do not see, for a note in an editor's preview."""
    if not getattr(context.get("request"), "is_preview", False):
        return []
    return [contact for contact in contacts if contact and not contact.is_public]


class ContactsBlock(ListBlock):
    """Contacts from the register; visitors see only those that are verified."""

    def __init__(self, *args, **kwargs):
        super().__init__(SnippetChooserBlock(Contact, label="Contact"), *args, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        context["contacts"] = [contact for contact in value if contact and contact.is_public]
        return context | {"hidden": hidden_in_preview(value, context)}

    class Meta:
        icon = "mobile-alt"
        label = "Contacts"
        description = (
            "Numbers, addresses and links from the contact register. Visitors see only those "
            "that someone has verified."
        )
        template = "blocks/contacts.html"


class PeopleBlock(ListBlock):
    """People from the directory, with post and email; without any, the business team."""

    def __init__(self, *args, **kwargs):
        people = SnippetChooserBlock(Person, label="Person")
        super().__init__(people, *args, **{"default": []} | kwargs)

    def bulk_to_python(self, values):
        lists = super().bulk_to_python(values)
        people = [person for people in lists for person in people if person]
        prefetch_related_objects(people, "portrait__renditions")
        return lists

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        if len(value):
            context["people"] = [person for person in value if person and person.in_post]
        else:
            context["people"] = Person.objects.team(visited_site())
        return context

    def get_searchable_content(self, value):
        return [person.in_words() for person in value if person and person.in_post]

    class Meta:
        icon = "group"
        label = "People"
        description = (
            "People from the directory. If you choose nobody, it is the business team. Those who "
            "have left are not shown."
        )
        template = "blocks/people.html"


class ShelfChooserBlock(DocumentChooserBlock):
    """A document, fetched with what a list shows of it: 1 query for all those on a page."""

    def bulk_to_python(self, values):
        documents = self.model_class.objects.for_lists().in_bulk(values)
        return [documents.get(pk) for pk in values]


class DocumentsBlock(ListBlock):
    """Files from the library, with what people need to know before they open them."""

    def __init__(self, *args, **kwargs):
        super().__init__(ShelfChooserBlock(label="Document"), *args, **kwargs)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        request = context.get("request")
        context["documents"] = [
            document for document in value if document and document.may_be_read_by(request)
        ]
        return context

    class Meta:
        icon = "doc-full"
        label = "Documents"
        description = (
            "Files to open, each with its type and size. Only people who may read a private file "
            "see it."
        )
        template = "blocks/documents.html"
