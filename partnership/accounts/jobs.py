"""What the worker does for accounts: it deletes what is no longer needed."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from .models import AuditEntry, Rate

KEEP_CLIENT_ADDRESSES = timedelta(days=180)
KEEP_AUDIT_TRAIL = timedelta(days=730)


def forget_old_attempts():
    """Deletes attempts to sign in that no longer count, and ended sessions, once an hour."""
    Rate.objects.filter(expires__lt=timezone.now()).delete()
    open_sessions = Session.objects.filter(expire_date__gt=timezone.now())
    UserSession.objects.exclude(session_key__in=open_sessions.values("session_key")).delete()


def forget_old_audit_entries():
    """Deletes IP addresses from the audit trail after 180 days, and entries after two years."""
    now = timezone.now()
    AuditEntry.objects.filter(
        at__lt=now - KEEP_CLIENT_ADDRESSES, client_address__isnull=False
    ).update(client_address=None)
    AuditEntry.objects.filter(at__lt=now - KEEP_AUDIT_TRAIL).delete()


JOBS = {
    forget_old_attempts: timedelta(hours=1),
    forget_old_audit_entries: timedelta(days=1),
}
