"""Where a record is used: named, with links, wherever deleting it is refused."""

from functools import wraps
from typing import NamedTuple

from django.contrib import messages as django_messages
from django.db.models import PROTECT
from django.utils.html import format_html, format_html_join
from modelcluster.fields import ParentalKey
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.bulk_action.mixins import ReferenceIndexMixin
from wagtail.admin.views.generic import DeleteView
from wagtail.models import Page, ReferenceIndex
from wagtail.models.reference_index import ReferenceGroups

REFUSED = "Nothing was deleted. These need what you selected, so choose something else there first:"


class Need(NamedTuple):
    """A page or record that needs another one, and its name in a list."""

    record: object
    name: str


def name_of(source, references):
    """Return the name of a page or record with ``references`` to another."""
    if isinstance(source, Page):
        title = source.get_admin_display_title()
        return title if source.live else f"{title} (draft)"
    return f"{source}, {references[0].describe_source_field()}"


def uses_of(record):
    """Return the ``Need`` of each page and record that refers to ``record``, drafts included."""
    groups = ReferenceIndex.get_grouped_references_to(record)
    return [Need(source, name_of(source, references)) for source, references in groups]


def refuse(request, sentence, needs):
    """Show an error that lists ``needs``, each with a link for those who may change it."""
    finder = AdminURLFinder(request.user)
    listed = format_html_join("\n", "<li>{}</li>", ([_link(need, finder)] for need in needs))
    detail = format_html("<ul>{}</ul>", listed)
    django_messages.error(request, messages.render(sentence, None, detail=detail))


def _link(need, finder):
    url = finder.get_edit_url(need.record)
    return format_html('<a href="{}">{}</a>', url, need.name) if url else need.name


def needs_of(protected_objects):
    """Return the ``Need`` of each object that Django found to refer to one to be deleted."""
    records = {_owner(found) for found in protected_objects}
    return sorted((Need(record, str(record)) for record in records), key=lambda need: need.name)


def _owner(found):
    """Return the record that ``found`` is a row of, or itself."""
    for field in found._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            return getattr(found, field.name)
    return found


def name_what_prevents_deletion():
    """Let every screen on which something is deleted name the places that need it, with links.

    The templates get them as ``is_protected``: see ``wagtailadmin/shared/usage_summary.html``.
    """
    ReferenceGroups.is_protected = property(_needs)
    DeleteView.form_valid = _unless_needed(DeleteView.form_valid)
    ReferenceIndexMixin.prepare_action = _unless_one_is_needed(ReferenceIndexMixin.prepare_action)


def _needs(groups):
    if not any(reference.on_delete == PROTECT for reference in groups.qs):
        return []
    return [
        Need(source, name_of(source, references))
        for source, references in groups
        if any(reference.on_delete == PROTECT for reference in references)
    ]


def _unless_needed(form_valid):
    @wraps(form_valid)
    def form_valid_unless_needed(view, form):
        needs = view.usage.is_protected if view.usage else []
        if not needs:
            return form_valid(view, form)
        refuse(view.request, REFUSED, needs)
        return view.render_to_response(view.get_context_data())

    return form_valid_unless_needed


def _unless_one_is_needed(prepare_action):
    @wraps(prepare_action)
    def prepare_unless_needed(action, objects, objects_without_access):
        if not action.is_protected:
            return prepare_action(action, objects, objects_without_access)
        refuse(action.request, REFUSED, action.is_protected)
        return action.get(action.request)

    return prepare_unless_needed
