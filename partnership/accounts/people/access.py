"""What lets a person in: their second factors and sessions, and how to end both."""

from datetime import timedelta

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from partnership.accounts.models import User

FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
DORMANT_AFTER = timedelta(days=90)


def owns_second_factor(user):
    """Return whether ``user`` has set up an authenticator app or a passkey."""
    return get_adapter().is_mfa_enabled(user, FACTORS)


def end_sessions(user):
    """Sign ``user`` out everywhere at once, and end sign-ins they have not finished."""
    User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)
    for session in UserSession.objects.filter(user=user):
        session.end()


def reset_second_factor(user):
    """Remove every second factor of ``user`` and sign them out; they set up another next time."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)


def with_second_factor(users):
    """Annotate ``users`` with ``has_second_factor``: an authenticator app or a passkey."""
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=FACTORS)
    return users.annotate(has_second_factor=Exists(factors))


def dormant(users):
    """Return the active ``users`` who have not signed in for 90 days, or ever."""
    since = timezone.now() - DORMANT_AFTER
    return users.filter(Q(last_login__lt=since) | Q(last_login=None), is_active=True)
