"""Where a contact is shown, so that nobody changes or removes a number without knowing."""

from typing import NamedTuple

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import Panel
from wagtail.models import ReferenceIndex

from partnership.editing.places import name_of


class Place(NamedTuple):
    """A page or setting that shows a contact."""

    name: str
    url: str | None  # of its form, for those who may edit it
    is_only: bool  # whether it shows visitors no other contact


def places_of(contact, user):
    """Return each ``Place`` that shows ``contact``, drafts included, as ``user`` may edit it."""
    if contact.pk is None:
        return []
    finder = AdminURLFinder(user)
    return [
        Place(
            name_of(source, references), finder.get_edit_url(source), _is_only(contact, references)
        )
        for source, references in ReferenceIndex.get_grouped_references_to(contact)
        if not isinstance(source, type(contact))  # another way to reach the same people
    ]


def _is_only(contact, references):
    """Whether visitors see no other contact where ``references`` to ``contact`` come from."""
    found = references[0]
    others = ReferenceIndex.objects.filter(
        base_content_type=found.base_content_type,
        object_id=found.object_id,
        to_content_type=found.to_content_type,
    ).values_list("to_object_id", flat=True)
    public = type(contact).objects.public().exclude(pk=contact.pk)
    return not public.filter(pk__in=list(others)).exists()


class PlacesPanel(Panel):
    """What visitors see of a contact now, what waits to be verified, and every place."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "directory/admin/places.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            stored = type(self.instance).objects.get(pk=self.instance.pk)
            context |= {"contact": stored, "places": places_of(stored, self.request.user)}
            return context
