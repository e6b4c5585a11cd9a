"""Nobody puts a picture or document into a form that they may not choose in the library."""

from django.core.exceptions import PermissionDenied
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy


class ChooserPermissionMixin:
    """A form of the admin that takes only what its user may choose, besides what was there.

    Choosers offer nothing else. The form with its errors would show the title, so it raises
    PermissionDenied for the rest, whether or not all else is right.
    """

    def is_valid(self):
        new = _named(self, lambda field: field.value()) - _named(self, lambda field: field.initial)
        for policy in (document_policy, image_policy):
            keys = {key for model, key in new if model is policy.model and key.isdecimal()}
            if keys and _is_any_closed(policy, keys, self.for_user):
                raise PermissionDenied
        return super().is_valid()


class RecordForm(ChooserPermissionMixin, WagtailAdminModelForm):
    """The form of a record that shows a picture or document."""


def _is_any_closed(policy, keys, user):
    open_to_user = policy.instances_user_has_any_permission_for(user, ["choose"])
    named = policy.model.objects.filter(pk__in=keys)
    return named.exclude(pk__in=open_to_user.values("pk")).exists()


def _named(form, value_of):
    """What ``form``, its rows included, names in its fields: a set of (model, key as text).

    ``value_of`` gives the value of a bound field, that which was sent or that which was there.
    """
    found = set()
    for field in form._meta.model._meta.fields:
        if field.name not in form.fields or not (value := value_of(form[field.name])):
            continue
        if hasattr(field, "extract_references"):
            found |= {(model, str(key)) for model, key, *_ in field.extract_references(value)}
        elif field.is_relation:
            found.add((field.related_model, str(value)))
    for rows in form.formsets.values():
        found |= {pair for row in rows.forms for pair in _named(row, value_of)}
    return found
