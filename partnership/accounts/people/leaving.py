"""When somebody leaves: their access ends at once, and what they owned gets a new owner.

A field that points to a user and is called ``owner`` says who looks after a thing: it is handed
over. Every other one says who did something once: that is history and stays.
"""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.models import LockableMixin

from partnership.accounts.models import Invitation
from partnership.accounts.trail.audit import record

from . import invitations
from .access import end_sessions


def owned_by(user):
    """Return what ``user`` looks after as a list of querysets, one a model, none empty."""
    owned = [
        field.related_model.objects.filter(owner=user)
        for field in get_user_model()._meta.related_objects
        if field.field.name == "owner" and field.field.model is field.related_model
    ]
    return [things for things in owned if things.exists()]


def owned_in_words(user):
    """Return how much of what ``user`` looks after, such as '12 pages and 1 contact'."""
    counted = []
    for things in owned_by(user):
        number, names = things.count(), things.model._meta
        counted.append(
            f"{number} {names.verbose_name if number == 1 else names.verbose_name_plural}"
        )
    *most, last = counted or [""]
    return f"{', '.join(most)} and {last}" if most else last


@transaction.atomic
def deactivate(user, request, successor=None):
    """End the access of ``user`` and hand what they looked after to ``successor``.

    Open sessions end, pages they had locked are free again, and invitations they sent end, for a
    leaver may have invited themselves under another address.
    """
    handed_over = owned_in_words(user) if successor else ""
    if successor:
        for things in owned_by(user):
            things.update(owner=successor)
    for model in apps.get_models():
        if (
            issubclass(model, LockableMixin)
            and not model._meta.proxy
            and "locked_by" in {field.name for field in model._meta.local_fields}
        ):
            model.objects.filter(locked_by=user).update(
                locked=False, locked_by=None, locked_at=None
            )
    for invitation in Invitation.objects.pending().filter(invited_by=user):
        invitations.withdraw(invitation, request)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    details = f"{handed_over} handed over to {successor}" if handed_over else ""
    record("deactivated", request=request, about=user, details=details)


@transaction.atomic
def reactivate(user, request):
    """Let ``user`` sign in again, with the password, second factor and roles they had."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("reactivated", request=request, about=user)
