"""When someone leaves: their access ends at once, and what they owned gets a new owner.

A field that points to a user and is called ``owner`` says who looks after something, and is handed
over. Any other such field says who did something once: that is history and stays.
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
    """Return what ``user`` looks after as a list of querysets, one for each model, none empty."""
    owned = [
        field.related_model.objects.filter(owner=user)
        for field in get_user_model()._meta.related_objects
        if field.field.name == "owner" and field.field.model is field.related_model
    ]
    return [things for things in owned if things.exists()]


def owned_in_words(user):
    """Return how many things ``user`` looks after, such as '12 pages and 1 contact'."""
    counted = []
    for things in owned_by(user):
        number, names = things.count(), things.model._meta
        name = names.verbose_name if number == 1 else names.verbose_name_plural
        counted.append(f"{number} {name}")
    if len(counted) < 2:
        return "".join(counted)
    return f"{', '.join(counted[:-1])} and {counted[-1]}"


@transaction.atomic
def deactivate(user, request, successor=None):
    """End the access of ``user`` and hand what they looked after to ``successor``.

    Their open sessions end and the pages they locked are unlocked. Invitations they sent end too,
    because a leaver may have invited themselves under another address.
    """
    details = _hand_over(user, successor) if successor else ""
    _unlock(user)
    for invitation in Invitation.objects.pending().filter(invited_by=user):
        invitations.withdraw(invitation, request)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    record("deactivated", request=request, about=user, details=details)


def _hand_over(user, successor):
    """Make ``successor`` the owner of what ``user`` owns; return this in words, or nothing."""
    handed_over = owned_in_words(user)
    for things in owned_by(user):
        things.update(owner=successor)
    return f"{handed_over} handed over to {successor}" if handed_over else ""


def _unlock(user):
    """Unlock everything that ``user`` locked."""
    for model in apps.get_models():
        if issubclass(model, LockableMixin) and _has_own_lock(model):
            model.objects.filter(locked_by=user).update(
                locked=False, locked_by=None, locked_at=None
            )


def _has_own_lock(model):
    """Return whether the lock is in the table of ``model``, and not in that of a parent."""
    names = {field.name for field in model._meta.local_fields}
    return "locked_by" in names and not model._meta.proxy


@transaction.atomic
def reactivate(user, request):
    """Let ``user`` sign in again, with the password, second factor and roles they had."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    record("reactivated", request=request, about=user)
