"""What the admin shows people about their own account."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

from partnership.accounts.people.access import owns_second_factor


@hooks.register("register_account_menu_item")
def add_password_item(request):
    return {
        "label": "Password",
        "url": reverse("account_change_password"),
        "help_text": "Change your password.",
    }


@hooks.register("register_account_menu_item")
def add_second_factor_item(request):
    return {
        "label": "Two-step verification",
        "url": reverse("mfa_index"),
        "help_text": "Passkeys, your authenticator app and recovery codes.",
    }


@hooks.register("register_account_menu_item")
def add_sessions_item(request):
    return {
        "label": "Where you are signed in",
        "url": reverse("usersessions_list"),
        "help_text": "Sign out of other browsers.",
    }


class SecondFactorOffer(Component):
    """Offer two-step verification on the first screen, where it is not required."""

    name = "second_factor_offer"
    order = 40
    template_name = "accounts/admin/second_factor_offer.html"


@hooks.register("construct_homepage_panels")
def offer_second_factor(request, panels):
    if not owns_second_factor(request.user):
        panels.append(SecondFactorOffer())
