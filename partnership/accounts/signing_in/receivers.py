"""What happens after a change to an account: above all, an entry in the audit trail."""

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.mfa import signals as second_factor
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_save
from django.dispatch import receiver

from partnership.accounts.models import User
from partnership.accounts.people.access import FACTORS
from partnership.accounts.trail.audit import record

from .allauth_internals import record_authentication

FACTOR_NAMES = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


@receiver(post_save, sender=User)
def update_email_address(sender, instance, **kwargs):
    """Keep a person's one address where allauth looks for it: an old address lets no one in."""
    addresses = EmailAddress.objects.filter(user=instance)
    addresses.exclude(email=instance.email).delete()
    EmailAddress.objects.get_or_create(
        user=instance, email=instance.email, defaults={"verified": True, "primary": True}
    )


@receiver(second_factor.authenticator_added)
def verify_session_after_setup(sender, request, user, authenticator, **kwargs):
    """Let a person who has set up two-step verification continue: they have just used it."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(account.user_logged_in)
def record_signing_in(sender, request, user, **kwargs):
    shown = [
        FACTOR_NAMES[entry["type"]] if entry["method"] == "mfa" else entry["method"]
        for entry in get_authentication_records(request, user)
    ]
    words = " and ".join(dict.fromkeys(shown)).replace("socialaccount", settings.OIDC_NAME)
    record("signed_in", request=request, actor=user, details=words)


@receiver(user_logged_out)
def record_signing_out(sender, request, user, **kwargs):
    if user:
        record("signed_out", request=request, actor=user)


@receiver(account.password_changed)
@receiver(account.password_set)
def record_password_changed(sender, request, user, **kwargs):
    record("password_changed", request=request, actor=user)


@receiver(account.password_reset)
def record_password_reset(sender, request, user, **kwargs):
    record("password_reset", request=request, actor=user)


@receiver(second_factor.authenticator_added)
@receiver(second_factor.authenticator_reset)
def record_factor_added(sender, request, user, authenticator, **kwargs):
    record("factor_added", request=request, actor=user, details=FACTOR_NAMES[authenticator.type])


@receiver(second_factor.authenticator_removed)
def record_factor_removed(sender, request, user, authenticator, **kwargs):
    name = FACTOR_NAMES[authenticator.type]
    record("factor_removed", request=request, actor=user, details=name)


@receiver(second_factor.authentication_failed)
def record_wrong_factor(sender, request, user, authenticator, **kwargs):
    record("second_factor_failed", request=request, about=user)
