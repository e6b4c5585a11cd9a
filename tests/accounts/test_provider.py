"""Signing in with an account elsewhere, against a provider that runs as a process of its own."""

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
from partnership.accounts.signing_in.provider import is_used
from tests.provider_process import running_provider
from tests.signing_in import EMAIL, code_of, gets_in, give_code, heading

LEAVE = "/account/login/provider/"


@pytest.fixture(scope="session")
def directory():
    """The address of a running provider."""
    with running_provider() as address:
        yield address


@pytest.fixture
def use_directory(settings):
    """A function that has the site sign people in with the provider at an address."""

    def use(address):
        settings.OIDC_SERVER_URL = address
        settings.SOCIALACCOUNT_PROVIDERS = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        [app] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        app |= {"client_id": "website", "secret": "known to both"}
        app["settings"]["server_url"] = address

    return use


@pytest.fixture
def sign_in_there(client, directory, use_directory):
    """A function that signs in as ``subject``, of whom the directory says ``claims``."""
    use_directory(directory)

    def sign_in(subject="ada-there", leave=LEAVE, **claims):
        requests.put(f"{directory}/users/{subject}", json=claims, timeout=10)
        there = client.post(leave).url
        back = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=10)
        parts = urlsplit(back.headers["Location"])
        return client.get(f"{parts.path}?{parts.query}", follow=True)

    return sign_in


def test_asks_for_the_second_factor_of_this_site(client, ada, secret, sign_in_there):
    assert heading(sign_in_there(email=EMAIL)) == "Your second factor"
    assert not gets_in(client)
    give_code(client, code_of(secret))
    assert gets_in(client)
    signed_in = AuditEntry.objects.get(action="signed_in")
    assert signed_in.details == "Microsoft and authenticator app"


def test_leads_to_set_one_up(client, ada, sign_in_there):
    assert heading(sign_in_there(email=EMAIL)) == "Add a second factor"
    assert not gets_in(client)


def test_is_enough_where_the_directory_asks_for_a_second_factor(
    client, ada, secret, settings, sign_in_there
):
    settings.OIDC_SECOND_FACTOR = True
    sign_in_there(email=EMAIL)
    assert gets_in(client)


def test_leads_where_one_was_going(client, ada, settings, sign_in_there):
    settings.OIDC_SECOND_FACTOR = True
    response = sign_in_there(leave=LEAVE + "?next=/admin/images/", email=EMAIL)
    assert response.request["PATH_INFO"] == "/admin/images/"


def test_takes_the_name_one_signs_in_with_for_want_of_an_address(client, ada, sign_in_there):
    assert heading(sign_in_there(preferred_username=EMAIL.upper())) == "Add a second factor"


def test_lets_in_nobody_without_an_account(client, db, sign_in_there):
    response = sign_in_there(email="stranger@example.org")
    assert response.status_code == 403
    assert "There is no account here for stranger@example.org" in response.content.decode()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.about_name) == ("sign_in_failed", "stranger@example.org")
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


def test_lets_in_no_leaver(client, ada, sign_in_there):
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
def test_lets_in_no_guest_of_the_directory(client, ada, sign_in_there, claims):
    response = sign_in_there(**{"email": EMAIL} | claims)
    assert "you are its guest" in response.content.decode()


def test_lets_in_nobody_whose_address_the_directory_doubts(client, ada, sign_in_there):
    assert sign_in_there(email=EMAIL, email_verified=False).status_code == 403


@pytest.mark.parametrize("email", ["", "nobody", None, ["a"], {"a": 1}])
def test_makes_nothing_of_what_is_no_address(client, ada, sign_in_there, email):
    assert sign_in_there(email=email).status_code == 403


def test_the_subject_counts_once_it_is_known(client, ada, sign_in_there):
    """Neither is somebody locked out who gets another address, nor can it be taken over."""
    grace = User.objects.create_user("grace@example.org")
    sign_in_there("ada-there", email=EMAIL)
    client.post(reverse("account_logout"))
    sign_in_there("grace-there", email="grace@example.org")
    client.post(reverse("account_logout"))
    assert heading(sign_in_there("ada-there", email="grace@example.org")) == "Add a second factor"
    assert client.session["_auth_user_id"] == str(ada.pk)
    client.post(reverse("account_logout"))
    response = sign_in_there("mallory-there", email="grace@example.org")
    assert response.status_code == 403
    assert "belongs to another Microsoft account" in response.content.decode()
    assert SocialAccount.objects.get(user=grace).uid == "grace-there"


def test_cannot_be_tied_to_an_account_by_somebody_signed_in(client, ada, sign_in_there):
    response = sign_in_there(leave=LEAVE + "?process=connect", email=EMAIL)
    assert response.status_code == 403
    assert not SocialAccount.objects.exists()


def test_resetting_the_second_factor_leaves_the_tie(client, ada, secret, sign_in_there):
    sign_in_there(email=EMAIL)
    reset_second_factor(ada)
    assert heading(sign_in_there(email=EMAIL)) == "Add a second factor"


def test_turning_back_there_leads_to_the_door(client, db, sign_in_there):
    there = urlsplit(client.post(LEAVE).url)
    [state] = parse_qs(there.query)["state"]
    back = f"{LEAVE}return/?error=access_denied&state={state}"
    assert heading(client.get(back, follow=True)) == "Sign in"


@pytest.mark.parametrize("query", ["", "?code=a&state=b", "?error=server_error", "?state=%00"])
def test_coming_back_without_having_left_is_told_calmly(client, db, sign_in_there, query):
    response = client.get(LEAVE + "return/" + query)
    assert response.status_code == 401
    assert heading(response) == "You could not be signed in"


def test_a_wrong_code_is_told_calmly(client, db, sign_in_there):
    there = urlsplit(client.post(LEAVE).url)
    [state] = parse_qs(there.query)["state"]
    response = client.get(f"{LEAVE}return/?code=guessed&state={state}")
    assert heading(response) == "You could not be signed in"


def test_a_provider_that_is_down_is_told_calmly(client, db, use_directory):
    use_directory("http://localhost:9")
    response = client.post(LEAVE)
    assert response.status_code == 401
    assert heading(response) == "You could not be signed in"


def test_every_failure_of_a_request_is_an_oserror():
    """This is what the views catch, because ``requests`` is allauth's dependency and not ours."""
    assert issubclass(requests.RequestException, OSError)


@pytest.mark.parametrize("wrong", [{"issuer": "http://elsewhere"}, {"audience": "another"}])
def test_a_token_for_somebody_else_is_refused(client, ada, sign_in_there, monkeypatch, wrong):
    decode = jwtkit.verify_and_decode
    monkeypatch.setattr(jwtkit, "verify_and_decode", lambda **told: decode(**told | wrong))
    assert heading(sign_in_there(email=EMAIL)) == "You could not be signed in"


def test_only_the_page_that_leads_there_may_send_forms_there(client, db, directory, use_directory):
    use_directory(directory)
    for page, may in {"account_login": True, "account_reset_password": False}.items():
        assert (directory in client.get(reverse(page))["Content-Security-Policy"]) is may
    assert "Sign in with Microsoft" in client.get(reverse("account_login")).content.decode()


def test_is_not_there_without_settings(client, db):
    assert client.post(LEAVE).status_code == 404
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
def test_a_directory_of_all_organisations_is_refused_at_the_start(settings, address, complaint):
    settings.OIDC_SERVER_URL = address
    found = [error.id for error in run_checks() if error.id.startswith("accounts.")]
    assert found == ([complaint] if complaint else [])
    assert is_used() is bool(address and not complaint)
