"""Record what happens to accounts; the reports in the admin show it."""

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied

from partnership.accounts.models import AuditEntry

from .kinds import all_kinds


def record(action, *, request=None, actor=None, about=None, details=""):
    """Add an entry to the audit trail and return it; ``action`` is a key of ``all_kinds``.

    ``actor`` and ``about`` are each a User or, if there is no account (yet), an email address. The
    default ``actor`` is the person signed in. The client address comes from ``request``.
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
    """Return the IP address that ``request`` came from, or None if none can be trusted."""
    try:
        return get_adapter().get_client_ip(request) if request else None
    except PermissionDenied:
        return None


def _person(field, person):
    """Return the values of ``field`` and its name for a User, an email address or None."""
    if person is None or isinstance(person, str):
        return {f"{field}_name": (person or "")[:255]}
    return {field: person, f"{field}_name": f"{person} ({person.email})"[:255]}
