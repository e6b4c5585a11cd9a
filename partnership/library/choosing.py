"""Forms that accept only the pictures and documents that their user may choose."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy


class ChooserPermissionMixin:
    """For admin forms: accept only what the user may choose, and what was there before.

    Choosers offer nothing else. For anything else the form raises PermissionDenied, even if it
    has other errors, because a form with errors would show the title.
    """

    def is_valid(self):
        sent = _references(self, lambda field: field.value())
        new = sent - _references(self, lambda field: field.initial)
        for policy in (document_policy, image_policy):
            keys = {key for model, key in new if model is policy.model and key.isdecimal()}
            if keys and _includes_forbidden(policy, keys, self.for_user):
                raise PermissionDenied
        return super().is_valid()


class RecordForm(ChooserPermissionMixin, WagtailAdminModelForm):
    """The admin form of a record that shows a picture or document."""


def _includes_forbidden(policy, keys, user):
    allowed = policy.instances_user_has_any_permission_for(user, ["choose"])
    chosen = policy.model.objects.filter(pk__in=keys)
    return chosen.exclude(pk__in=allowed.values("pk")).exists()


def _references(form, value_of):
    """Return what the fields of ``form`` and its rows refer to: a set of (model, key as text).

    ``value_of`` gives the value of a bound field: the one that was sent, or the initial one.
    """
    found = set()
    for field in form._meta.model._meta.fields:
        if field.name not in form.fields:
            continue
        value = value_of(form[field.name])
        if not value:
            continue
        if hasattr(field, "extract_references"):
            found |= {(model, str(key)) for model, key, *_ in field.extract_references(value)}
        elif field.is_relation:
            found.add((field.related_model, str(value)))
    for formset in form.formsets.values():
        for row in formset.forms:
            found |= _references(row, value_of)
    return found
