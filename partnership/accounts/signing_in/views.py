"""The account pages where they differ from allauth's: where people go next, and what they see."""

from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.usersessions.views import ListUserSessionsView
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from . import provider
from .sessions import SessionStatus, seconds_left, session_status

# How browsers and systems name themselves. Many also name those after them in the list.
BROWSERS = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "an iPhone",
    "iPad": "an iPad",
    "Windows": "Windows",
    "Macintosh": "a Mac",
    "Linux": "Linux",
}


class SignInView(LoginView):
    """The only page to sign in on. People without two-step verification go on to set it up."""

    def dispatch(self, request, *args, **kwargs):
        show = super().dispatch
        if provider.is_enabled():
            show = csp_update({"form-action": provider.origin()})(show)
        return show(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if provider.is_enabled():
            onwards = context["redirect_field_value"]
            context["provider_name"] = settings.OIDC_NAME
            context["provider_url"] = reverse(
                "openid_connect_login",
                args=[provider.PROVIDER],
                query={"next": onwards} if onwards else None,
            )
        return context

    def get_authenticated_redirect_url(self):
        """Return where a person who has signed in goes.

        Raises PermissionDenied if that is the admin and they may not enter: it would send them
        back here.
        """
        kept = self.request.session.pop("onwards", None)
        onwards = self.get_next_url() or kept or super().get_authenticated_redirect_url()
        user = self.request.user
        if session_status(self.request, user) is SessionStatus.ENROLLING:
            self.request.session["onwards"] = onwards
            return reverse("mfa_index")
        if onwards.startswith(reverse("wagtailadmin_home")) and not user.has_perm(
            "wagtailadmin.access_admin"
        ):
            raise PermissionDenied
        return onwards


class SessionsView(ListUserSessionsView):
    """Where someone is signed in; every session but the current one can be ended."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.browser = browser_name(session.user_agent)
        return context


@never_cache
def current_session(request):
    """Report whose session this is and how long it lasts, without making it last longer.

    The answer has the token that forms of this person have to be sent with; it is another one
    after each sign-in. ``person`` is None for a session that opens nothing.
    """
    user = request.user
    left = seconds_left(get_authentication_records(request, user)) if user.pk else 0
    return JsonResponse({"person": user.pk, "seconds_left": int(left), "token": get_token(request)})


class SignedInView(LoginRequiredMixin, TemplateView):
    """Where people get to who sign in beside a form that is still open in another tab."""

    template_name = "account/signed_in.html"


def not_found(request):
    """Answer 404 to any other address below the account pages."""
    raise Http404


def browser_name(user_agent):
    """Return the name of a browser as people know it, such as 'Firefox on Windows'."""
    browser = next((name for word, name in BROWSERS.items() if word in user_agent), "A browser")
    system = next((name for word, name in SYSTEMS.items() if word in user_agent), "a computer")
    return f"{browser} on {system}"
