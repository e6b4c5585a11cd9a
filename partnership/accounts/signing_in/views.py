"""The account pages where they differ from allauth's: who is led where, and how it is told."""

from allauth.account.views import LoginView
from allauth.usersessions.views import ListUserSessionsView
from csp.decorators import csp_update
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from . import provider
from .sessions import Standing, standing


class SignInView(LoginView):
    """The one door. Somebody who still lacks a second factor is led on to set one up."""

    def dispatch(self, request, *args, **kwargs):
        show = super().dispatch
        if provider.is_used():
            show = csp_update({"form-action": provider.origin()})(show)
        return show(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if provider.is_used():
            onwards = context["redirect_field_value"]
            context["provider_name"] = settings.OIDC_NAME
            context["provider_url"] = reverse(
                "openid_connect_login",
                args=[provider.PROVIDER],
                query={"next": onwards} if onwards else None,
            )
        return context

    def get_authenticated_redirect_url(self):
        """Return where somebody who has signed in goes.

        Raises PermissionDenied for the admin where it is not for them: it would send them back.
        """
        kept = self.request.session.pop("onwards", None)
        onwards = self.get_next_url() or kept or super().get_authenticated_redirect_url()
        user = self.request.user
        if standing(self.request, user) is Standing.ENROLLING:
            self.request.session["onwards"] = onwards
            return reverse("mfa_index")
        if onwards.startswith(reverse("wagtailadmin_home")) and not user.has_perm(
            "wagtailadmin.access_admin"
        ):
            raise PermissionDenied
        return onwards


class SessionsView(ListUserSessionsView):
    """Where somebody is signed in; all but the present session can be ended."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for session in context["sessions"]:
            session.browser = browser_name(session.user_agent)
        return context


def nothing_else(request):
    """Answer any other address below the account pages: there is nothing."""
    raise Http404


def browser_name(user_agent):
    """Return a browser's word for itself as people know it, such as 'Firefox on Windows'."""
    # Each also claims to be those after it.
    browsers = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")
    names = {"Edg": "Edge", "OPR": "Opera", "Macintosh": "a Mac", "iPhone": "an iPhone"}
    names["iPad"] = "an iPad"
    browser = next((word for word in browsers if f"{word}/" in user_agent), "A browser")
    system = next((word for word in systems if word in user_agent), "a computer")
    return f"{names.get(browser, browser)} on {names.get(system, system)}"
