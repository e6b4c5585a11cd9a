"""Signing in with an account elsewhere: the council's Microsoft Entra ID, by settings alone.

The directory belongs to one organisation, so it is trusted to say whose an address is. The person
it names needs an account here, or an invitation. The first sign-in links the two accounts; from
then on only the subject there counts, and its address no longer does.
"""

import logging
from urllib.parse import urlsplit

from allauth.account.utils import valid_email_or_none
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.checks import Error, register
from django.http import Http404
from django.shortcuts import redirect, render

from partnership.accounts.models import User
from partnership.accounts.people.invitations import accept_for
from partnership.accounts.trail.audit import record

logger = logging.getLogger(__name__)

PROVIDER = "provider"  # its name in settings, and in the address that people return to
DIRECTORIES_OF_ALL = {"common", "organizations", "consumers"}


@register
def check_provider(app_configs, **kwargs):
    """System check: the provider belongs to one organisation, and the connection is encrypted."""
    server = urlsplit(settings.OIDC_SERVER_URL)
    if DIRECTORIES_OF_ALL & set(server.path.lower().split("/")):
        return [
            Error(
                "OIDC_SERVER_URL lets in people from every organisation.",
                hint="Use the ID of your own directory (tenant) in it.",
                id="accounts.E001",
            )
        ]
    if server.netloc and server.scheme != "https" and server.hostname != "localhost":
        return [Error("OIDC_SERVER_URL does not begin with https://.", id="accounts.E002")]
    return []


def is_enabled():
    """Return whether people may sign in with the provider: it is set, and the setting is safe."""
    return bool(settings.OIDC_SERVER_URL) and not check_provider(None)


def origin():
    """Return scheme and host of the provider, for the policy of the page that leads there."""
    server = urlsplit(settings.OIDC_SERVER_URL)
    return f"{server.scheme}://{server.netloc}"


def _with_error_page(view_class):
    """Return a view of ``view_class`` that shows an error page if the provider does not answer."""

    def view(request, provider_id):
        if not is_enabled() or provider_id != PROVIDER:
            raise Http404
        adapter = OpenIDConnectOAuth2Adapter(request, provider_id)
        try:
            return view_class.adapter_view(adapter)(request)
        except (OSError, ValueError, KeyError) as error:  # no answer, or one that makes no sense
            return render_authentication_error(request, adapter.get_provider(), exception=error)

    return view


_redirect_to_provider = _with_error_page(OAuth2LoginView)
finish_sign_in = _with_error_page(OAuth2CallbackView)


def start_sign_in(request, provider_id):
    """Send the person to the provider, once they have selected its button."""
    if request.method != "POST":
        return redirect("account_login")
    return _redirect_to_provider(request, provider_id)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Which of the people that the provider names may sign in."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Link the account there to the one here the first time; refuse anyone without one here."""
        claims = sociallogin.account.extra_data.get("id_token", {})
        email = valid_email_or_none(claims.get("email") or claims.get("preferred_username"))
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            _refuse(request, "unknown", email)
        if not claims or _is_guest(claims):
            _refuse(request, "guest", email)
        if not sociallogin.is_existing:
            if claims.get("email_verified") is False:
                _refuse(request, "unknown", email)
            _link(request, sociallogin, email)

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        if error != AuthError.CANCELLED:
            logger.warning("Signing in with %s failed: %s %r", provider.name, error, exception)

    def send_notification_mail(self, *args, **kwargs):
        """Send none: the person who signs in this way for the first time knows."""


def _link(request, sociallogin, email):
    """Link the account there to the one that ``email`` has here, or is invited to have."""
    if not email:
        _refuse(request, "unknown", email)
    person = User.objects.filter(email__iexact=email).first() or accept_for(email, request)
    if person is None:
        _refuse(request, "uninvited", email)
    provider = sociallogin.account.provider
    if SocialAccount.objects.filter(user=person, provider=provider).exists():
        _refuse(request, "another", email)
    sociallogin.connect(request, person)


def _is_guest(claims):
    """Return whether ``claims`` are about someone that another organisation vouches for."""
    names = [str(claims.get(name, "")) for name in ("preferred_username", "upn", "email")]
    return (
        any("#ext#" in name.lower() for name in names)
        or claims.get("idp", claims.get("iss")) != claims.get("iss")
        or claims.get("acct") == 1
    )


def _refuse(request, reason, email):
    """Show why the person may not sign in, by raising the response."""
    logger.warning("Signing in with %s refused: %s", settings.OIDC_NAME, reason)
    details = f"with {settings.OIDC_NAME}: {reason}"
    record("sign_in_failed", request=request, about=email, details=details)
    context = {"reason": reason, "email": email, "provider": settings.OIDC_NAME}
    raise ImmediateHttpResponse(
        render(request, "socialaccount/authentication_error.html", context, status=403)
    )
