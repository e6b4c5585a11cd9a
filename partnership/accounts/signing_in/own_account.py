"""What the admin shows people of their own account."""

from django.urls import reverse
from wagtail import hooks
from wagtail.admin.ui.components import Component

from partnership.accounts.people.access import owns_second_factor


@hooks.register("register_account_menu_item")
def lead_to_password(request):
    return {
        "label": "Password",
        "url": reverse("account_change_password"),
        "help_text": "Choose a new password.",
    }


@hooks.register("register_account_menu_item")
def lead_to_second_factor(request):
    return {
        "label": "Second factor",
        "url": reverse("mfa_index"),
        "help_text": "Passkeys, your authenticator app and recovery codes.",
    }


@hooks.register("register_account_menu_item")
def lead_to_sessions(request):
    return {
        "label": "Where you are signed in",
        "url": reverse("usersessions_list"),
        "help_text": "End sessions in other browsers.",
    }


class SecondFactorOffer(Component):
    """Says on the first screen that a second factor is to be had, where nobody has to have one."""

    name = "second_factor_offer"
    order = 40
    template_name = "accounts/admin/second_factor_offer.html"


@hooks.register("construct_homepage_panels")
def offer_second_factor(request, panels):
    if not owns_second_factor(request.user):
        panels.append(SecondFactorOffer())
