"""Signing in with an account elsewhere, using a provider that runs in its own process."""

import copy
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount
from django.core.checks import run_checks
from django.urls import reverse

from partnership.accounts.models import AuditEntry, User
from partnership.accounts.people.access import reset_second_factor
from partnership.accounts.signing_in.provider import is_enabled
from tests.provider_process import running_provider
from tests.signing_in import EMAIL, code_of, gets_in, give_code, heading

START = "/account/login/provider/"


@pytest.fixture(scope="session")
def directory():
    """Yield the address of a running provider."""
    with running_provider() as address:
        yield address


@pytest.fixture
def use_directory(settings):
    """Return a function that has the site use the provider at an address."""

    def use(address):
        settings.OIDC_SERVER_URL = address
        settings.SOCIALACCOUNT_PROVIDERS = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        [app] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        app |= {"client_id": "website", "secret": "known to both"}
        app["settings"]["server_url"] = address

    return use


@pytest.fixture
def sign_in_there(client, directory, use_directory):
    """Return a function that signs in as ``subject``, with ``claims`` from the directory."""
    use_directory(directory)

    def sign_in(subject="ada-there", start_at=START, **claims):
        requests.put(f"{directory}/users/{subject}", json=claims, timeout=10)
        there = client.post(start_at).url
        back = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=10)
        parts = urlsplit(back.headers["Location"])
        return client.get(f"{parts.path}?{parts.query}", follow=True)

    return sign_in


def test_the_second_factor_of_this_site_is_asked_for(client, ada, secret, sign_in_there):
    assert heading(sign_in_there(email=EMAIL)) == "Two-step verification"
    assert not gets_in(client)
    give_code(client, code_of(secret))
    assert gets_in(client)
    signed_in = AuditEntry.objects.get(action="signed_in")
    assert signed_in.details == "Microsoft and authenticator app"


def test_a_person_without_a_second_factor_sets_one_up(client, ada, sign_in_there):
    assert heading(sign_in_there(email=EMAIL)) == "Set up two-step verification"
    assert not gets_in(client)


def test_no_second_factor_is_asked_for_if_the_directory_does(
    client, ada, secret, settings, sign_in_there
):
    settings.OIDC_SECOND_FACTOR = True
    sign_in_there(email=EMAIL)
    assert gets_in(client)


def test_people_arrive_where_they_were_going(client, ada, settings, sign_in_there):
    settings.OIDC_SECOND_FACTOR = True
    response = sign_in_there(start_at=START + "?next=/admin/images/", email=EMAIL)
    assert response.request["PATH_INFO"] == "/admin/images/"


def test_the_preferred_username_is_used_without_an_email_address(client, ada, sign_in_there):
    assert (
        heading(sign_in_there(preferred_username=EMAIL.upper())) == "Set up two-step verification"
    )


def test_a_person_without_an_account_is_refused(client, db, sign_in_there):
    response = sign_in_there(email="stranger@example.org")
    assert response.status_code == 403
    assert "There is no account here for stranger@example.org" in response.content.decode()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.about_name) == ("sign_in_failed", "stranger@example.org")
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


def test_a_leaver_is_refused(client, ada, sign_in_there):
    ada.is_active = False
    ada.save()
    assert heading(sign_in_there(email=EMAIL)) == "This account is closed"


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "ada_example.org#EXT#@council.onmicrosoft.com"},
        {"upn": "ada_example.org#ext#@council.onmicrosoft.com"},
        {"acct": 1},
        {"idp": "https://elsewhere.example"},
    ],
)
def test_a_guest_of_the_directory_is_refused(client, ada, sign_in_there, claims):
    response = sign_in_there(**{"email": EMAIL} | claims)
    assert "a guest account" in response.content.decode()


def test_an_unverified_address_is_refused(client, ada, sign_in_there):
    assert sign_in_there(email=EMAIL, email_verified=False).status_code == 403


@pytest.mark.parametrize("email", ["", "nobody", None, ["a"], {"a": 1}])
def test_a_claim_that_is_not_an_address_is_refused(client, ada, sign_in_there, email):
    assert sign_in_there(email=email).status_code == 403


def test_only_the_subject_counts_after_the_first_sign_in(client, ada, sign_in_there):
    """A new address there neither locks a person out nor lets another person in."""
    grace = User.objects.create_user("grace@example.org")
    sign_in_there("ada-there", email=EMAIL)
    client.post(reverse("account_logout"))
    sign_in_there("grace-there", email="grace@example.org")
    client.post(reverse("account_logout"))
    assert (
        heading(sign_in_there("ada-there", email="grace@example.org"))
        == "Set up two-step verification"
    )
    assert client.session["_auth_user_id"] == str(ada.pk)
    client.post(reverse("account_logout"))
    response = sign_in_there("mallory-there", email="grace@example.org")
    assert response.status_code == 403
    assert "is linked to another Microsoft account" in response.content.decode()
    assert SocialAccount.objects.get(user=grace).uid == "grace-there"


def test_an_account_cannot_be_linked_from_an_open_session(client, ada, sign_in_there):
    response = sign_in_there(start_at=START + "?process=connect", email=EMAIL)
    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


def test_resetting_the_second_factor_keeps_the_link(client, ada, secret, sign_in_there):
    sign_in_there(email=EMAIL)
    reset_second_factor(ada)
    assert heading(sign_in_there(email=EMAIL)) == "Set up two-step verification"


def test_cancelling_there_leads_back_to_the_sign_in_page(client, db, sign_in_there):
    there = urlsplit(client.post(START).url)
    [state] = parse_qs(there.query)["state"]
    back = f"{START}return/?error=access_denied&state={state}"
    assert heading(client.get(back, follow=True)) == "Sign in"


@pytest.mark.parametrize("query", ["", "?code=a&state=b", "?error=server_error", "?state=%00"])
def test_a_return_without_a_start_shows_an_error_page(client, db, sign_in_there, query):
    response = client.get(START + "return/" + query)
    assert response.status_code == 401
    assert heading(response) == "You could not be signed in"


def test_a_wrong_code_shows_an_error_page(client, db, sign_in_there):
    there = urlsplit(client.post(START).url)
    [state] = parse_qs(there.query)["state"]
    response = client.get(f"{START}return/?code=guessed&state={state}")
    assert heading(response) == "You could not be signed in"


def test_a_provider_that_is_down_shows_an_error_page(client, db, use_directory):
    use_directory("http://localhost:9")
    response = client.post(START)
    assert response.status_code == 401
    assert heading(response) == "You could not be signed in"


def test_every_failure_of_a_request_is_an_oserror():
    """This is what the views catch, because ``requests`` is allauth's dependency and not ours."""
    assert issubclass(requests.RequestException, OSError)


@pytest.mark.parametrize("wrong", [{"issuer": "http://elsewhere"}, {"audience": "another"}])
def test_a_token_for_another_website_is_refused(client, ada, sign_in_there, monkeypatch, wrong):
    decode = jwtkit.verify_and_decode
    monkeypatch.setattr(jwtkit, "verify_and_decode", lambda **given: decode(**given | wrong))
    assert heading(sign_in_there(email=EMAIL)) == "You could not be signed in"


def test_only_the_sign_in_page_may_send_forms_there(client, db, directory, use_directory):
    use_directory(directory)
    for page, may in {"account_login": True, "account_reset_password": False}.items():
        assert (directory in client.get(reverse(page))["Content-Security-Policy"]) is may
    assert "Sign in with Microsoft" in client.get(reverse("account_login")).content.decode()


def test_the_button_is_absent_without_settings(client, db):
    assert client.post(START).status_code == 404
    assert "Microsoft" not in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize(
    ("address", "complaint"),
    [
        ("https://login.microsoftonline.com/common/v2.0", "accounts.E001"),
        ("https://login.microsoftonline.com/organizations/v2.0", "accounts.E001"),
        ("https://login.microsoftonline.com/consumers/v2.0", "accounts.E001"),
        ("http://login.example/tenant", "accounts.E002"),
        ("https://login.microsoftonline.com/0a1b2c3d-0000-4000-8000-000000000000/v2.0", None),
        ("", None),
    ],
)
def test_an_unsafe_directory_fails_the_system_check(settings, address, complaint):
    settings.OIDC_SERVER_URL = address
    found = [error.id for error in run_checks() if error.id.startswith("accounts.")]
    assert found == ([complaint] if complaint else [])
    assert is_enabled() is bool(address and not complaint)
