"""A form on another website cannot act on behalf of a person signed in here."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from rest_framework.authentication import SessionAuthentication

from tests.signing_in import sign_in


def all_patterns(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from all_patterns(pattern)


def test_only_the_api_which_checks_the_token_itself_is_exempt_from_it():
    exempt = {
        getattr(pattern.callback, "cls", pattern.callback)
        for pattern in all_patterns(get_resolver())
        if getattr(pattern.callback, "csrf_exempt", False)
    }
    assert all(SessionAuthentication in view.authentication_classes for view in exempt)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("account_login", []),
        ("account_logout", []),
        ("account_change_password", []),
        ("mfa_deactivate_totp", []),
        ("usersessions_list", []),
        ("wagtailadmin_pages:edit", [3]),
        ("wagtailadmin_pages:delete", [3]),
        ("wagtailusers_users:add", []),
        ("accounts_invitations", []),
        ("wagtailadmin_api:pages:action", [3, "delete"]),
    ],
)
def test_a_request_without_the_token_is_refused(name, args, administrator):
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, administrator)
    answer = browser.post(reverse(name, args=args), headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
