"""Write down what happens to accounts; the reports in the admin read it."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied

from partnership.accounts.models import AuditEntry

from .kinds import all_kinds


def record(action, *, request=None, actor=None, about=None, details=""):
    """Keep one entry of the audit trail and return it; ``action`` is a kind of ``all_kinds``.

    ``actor`` and ``about`` are a User or, where there is no account (yet), an email address.
    Without ``actor`` it is whoever is signed in; ``request`` also tells the client address.
    """
    if action not in all_kinds():
        raise ValueError(f"{action!r} is a kind of audit entry that no app lists.")
    if actor is None and request is not None and request.user.is_authenticated:
        actor = request.user
    return AuditEntry.objects.create(
        action=action,
        client_address=client_address(request),
        details=details[:255],
        **_person("actor", actor),
        **_person("about", about),
    )


def client_address(request):
    """Return the address that ``request`` came from, or None where there is none to be trusted."""
    try:
        return get_adapter().get_client_ip(request) if request else None
    except PermissionDenied:
        return None


def _person(field, person):
    """Return the values of ``field`` and its name for a User, an email address or nobody."""
    if person is None or isinstance(person, str):
        return {f"{field}_name": (person or "")[:255]}
    return {field: person, f"{field}_name": f"{person} ({person.email})"[:255]}
