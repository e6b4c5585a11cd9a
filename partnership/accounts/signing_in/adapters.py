"""What this site does in its own way, where allauth lets it."""

import time
from ipaddress import ip_address
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.stages import AuthenticateStage
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.template.loader import render_to_string

from partnership.accounts.trail.audit import record
from partnership.ground.partnerships import own_address

from .sessions import PASSWORD_GIVEN, has_second_factor

TOO_MANY = "Too many attempts. Try again in five minutes, or tomorrow if there have been very many."


class AccountAdapter(DefaultAccountAdapter):
    """Signing in, passwords and the messages about them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The email address or password is wrong.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "This code is wrong or has already been used. Enter a new one.",
        "incorrect_password": "This password is wrong. Try again.",
        "rate_limited": TOO_MANY,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_redirect_url(self, request):
        may_edit = request.user.has_perm("wagtailadmin.access_admin")
        return super().get_login_redirect_url(request) if may_edit else "/"

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Not by host as well, as allauth does: the client chooses the port in it.
        return credentials.get("email", "").lower()

    def get_reset_password_from_key_url(self, key):
        """Return the address in the message, on our own host and not the one in the request."""
        there = urlsplit(super().get_reset_password_from_key_url(key))
        return own_address() + there.path

    def get_client_ip(self, request):
        """Return the address of the client as text, as the trusted proxies report it.

        Anything reported that is not an address is ignored. Raises PermissionDenied if there is
        no address at all.
        """
        try:
            address = super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):  # too few proxies, or no address
            address = request.META.get("REMOTE_ADDR", "")
        try:
            found = ip_address(address.partition("%")[0])  # without the name of a network card
        except ValueError:
            raise PermissionDenied from None
        return str(getattr(found, "ipv4_mapped", None) or found)

    def is_reauthentication_required(self, *, app, **kwargs):
        """Return whether to ask who it is again: not if they proved it a moment ago."""
        records = get_authentication_records(self.request, self.request.user)
        latest = max((entry["at"] for entry in records), default=0)
        return time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

    def get_login_stages(self):
        return [
            "partnership.accounts.signing_in.adapters.SecondFactorStage"
            if stage == "allauth.mfa.stages.AuthenticateStage"
            else stage
            for stage in super().get_login_stages()
        ]

    def authentication_failed(self, request, **credentials):
        record("sign_in_failed", request=request, about=credentials.get("email"))

    def respond_user_inactive(self, request, user):
        record("sign_in_failed", request=request, about=user, details="deactivated account")
        return super().respond_user_inactive(request, user)

    def send_mail(self, template_prefix, email, context):
        site_address = {"site_address": own_address()}
        super().send_mail(template_prefix, email, context | site_address)

    def format_email_subject(self, subject):
        context = {"subject": subject}
        return render_to_string("account/email/subject.txt", context, self.request).strip()


class SecondFactorStage(AuthenticateStage):
    """Ask for the second factor, unless the session already contains it."""

    def handle(self):
        self.login.state[PASSWORD_GIVEN] = self.login.user.get_session_auth_hash()
        records = get_authentication_records(self.request, self.login.user)
        if has_second_factor(records):
            return None, True
        return super().handle()


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def get_totp_issuer(self):
        return self._partnership_name()

    def get_public_key_credential_rp_entity(self):
        name = self._partnership_name()
        return super().get_public_key_credential_rp_entity() | {"name": name}

    def _partnership_name(self):
        """Return the name that people see in their app, or beside their passkey."""
        return render_to_string("account/name.txt", request=self.request).strip()

    def build_totp_svg(self, url):
        """Return the square to scan as an ``svg`` element, without the prologue of a file."""
        return super().build_totp_svg(url).partition("?>")[2]

    def generate_authenticator_name(self, user, type):
        return "Passkey"


class SessionsAdapter(DefaultUserSessionsAdapter):
    """Where someone is signed in."""

    def end_sessions(self, sessions):
        super().end_sessions(sessions)
        record("sessions_ended", request=self.request, details=f"{len(sessions)} elsewhere")
