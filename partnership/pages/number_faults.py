"""Warn the editor of contacts on a page that visitors do not see, and of numbers typed into it.

Said above the form of a page, and once more when it is published, whichever way that happens.
"""

from django.contrib import messages as django_messages
from django.db.models import CharField, TextField
from django.dispatch import receiver
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import Panel
from wagtail.fields import StreamField
from wagtail.signals import page_published

from partnership.directory.models import Contact
from partnership.ground.partnerships import request_at_work

from .typed_numbers import numbers_in

OF_EVERY_PAGE = ("title", "search_description")
FOR_EDITORS = "still_missing"


class NumberFaults:
    """What ``page``, as it is in memory, gives visitors wrong or not at all: 1 query."""

    def __init__(self, page):
        streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
        contacts = Contact.objects.filter(pk__in=_keys_of_contacts(page, streams)).order_by("name")
        self.page = page
        self.hidden = [contact for contact in contacts if not contact.is_public]
        self.shows_none = bool(self.hidden) and len(self.hidden) == len(contacts)
        self.typed = numbers_in("\n".join(_texts_of(page, streams)))

    def __bool__(self):
        return bool(self.hidden or self.typed)


def _keys_of_contacts(page, streams):
    for field in streams:
        for model, key, *_ in field.extract_references(field.value_from_object(page)):
            if model is Contact:
                yield key


def _texts_of(page, streams):
    for field in streams:
        yield from field.get_searchable_content(field.value_from_object(page))
    for name in OF_EVERY_PAGE:
        yield getattr(page, name)
    for field in page._meta.local_fields:  # not addresses, which are subclasses
        if type(field) in (CharField, TextField) and field.name != FOR_EDITORS:
            yield field.value_from_object(page) or ""


class NumberFaultsPanel(Panel):
    """A warning above the fields of a page, shown only if there are faults."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/admin/number_faults_panel.html"

        @cached_property
        def faults(self):
            return NumberFaults(self.instance)

        def is_shown(self):
            return bool(self.faults)


@receiver(page_published)
def warn_who_publishes(instance, **kwargs):
    """Say it to whoever publishes a page, or has it published at a time to come."""
    request = request_at_work()
    if request and (faults := NumberFaults(instance)):
        detail = render_to_string("pages/admin/number_faults.html", {"faults": faults})
        message = messages.render(
            f"Check what ‘{instance.get_admin_display_title()}’ says about how to reach people.",
            [],
            detail=detail,
        )
        django_messages.warning(request, message, fail_silently=True)
