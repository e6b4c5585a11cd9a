"""People with accounts, as the screens and reports for administrators show them."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

DORMANT_AFTER = timedelta(days=90)


def with_second_factor(users):
    """Annotate ``users`` with ``has_second_factor``: an authenticator app or a passkey."""
    factors = Authenticator.objects.filter(
        user=OuterRef("pk"), type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )
    return users.annotate(has_second_factor=Exists(factors))


def dormant(users):
    """Return those active ``users`` who have not signed in for 90 days, or never did."""
    since = timezone.now() - DORMANT_AFTER
    return users.filter(Q(last_login__lt=since) | Q(last_login=None), is_active=True)
