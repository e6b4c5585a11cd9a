"""The account pages: in our design, never cached or indexed, and the same for everyone."""

import re
import time

import pytest
from allauth.core import context
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver, reverse

from partnership.accounts import urls
from partnership.accounts.models import AuditEntry
from partnership.accounts.signing_in.sessions import SessionStatus, begin_session, session_status
from partnership.accounts.signing_in.views import browser_name
from tests.signing_in import (
    EMAIL,
    PASSWORD,
    code_of,
    give_code,
    give_password,
    heading,
    sign_in,
)

NAMES = [
    pattern.name
    for pattern in urls.urlpatterns
    if pattern.name
    and not {"provider_id", "token", "pk", "key"} & set(pattern.pattern.regex.groupindex)
]
BROKEN = [
    "",
    "{",
    "[]",
    "{}",
    "null",
    "1",
    '"a"',
    '{"id": "a", "response": {}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AA"}}',
    '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "userHandle": []}}',
    '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "attestationObject": "a"}}',
]
NEW = "three other plain words"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("who", ["visitor", "ada"])
def test_every_page_is_in_our_design_and_is_not_cached_or_indexed(client, ada, secret, name, who):
    if who == "ada":
        sign_in(client, ada)
    response = client.get(reverse(name), follow=True)
    if not response.request["PATH_INFO"].startswith("/account/"):
        return  # redirected to the admin
    assert response.status_code in (200, 404)
    html = response.content.decode()
    assert '<html lang="en-GB"' in html
    assert "Westmorland" in html
    if response.status_code == 200:
        assert '<meta name="robots" content="noindex">' in html
        assert "no-store" in response["Cache-Control"]
        assert "unsafe" not in response["Content-Security-Policy"]


def test_no_page_of_allauth_has_a_second_address():
    addresses = [
        str(pattern.pattern)
        for pattern in get_resolver().url_patterns
        if "allauth" in str(getattr(pattern, "urlconf_module", ""))
    ]
    assert addresses == []
    for name in ("account_signup", "account_email", "socialaccount_signup"):
        assert name not in {key for key in get_resolver().reverse_dict if isinstance(key, str)}


class TestForgottenPassword:
    def test_answer_is_the_same_with_and_without_an_account(self, ada, mailoutbox):
        answers = set()
        for email in (EMAIL, "nobody@example.org"):
            response = Client().post(
                reverse("account_reset_password"), {"email": email}, follow=True
            )
            answers.add(re.sub(r'value="[^"]*"', "", response.content.decode()))
        assert len(answers) == 1
        assert [mail.to for mail in mailoutbox] == [[EMAIL], ["nobody@example.org"]]

    def test_emails_are_in_plain_english(self, ada, mailoutbox, settings):
        for email in (EMAIL, "nobody@example.org"):
            Client().post(reverse("account_reset_password"), {"email": email})
        known, unknown = mailoutbox
        assert known.subject.startswith("Choose a new password – Westmorland and Furness")
        assert "Hello Ada," in known.body
        assert f"{settings.WAGTAILADMIN_BASE_URL}/account/password/reset/" in known.body
        assert unknown.body.startswith("Hello,\n")
        assert unknown.subject.startswith("There is no account for this address – Westmorland")
        for mail in mailoutbox:
            assert "&" not in mail.body
            assert "example.com" not in mail.subject + mail.body

    def test_link_sets_a_new_password_once(self, client, ada, mailoutbox):
        client.post(reverse("account_reset_password"), {"email": EMAIL})
        link = re.search(r"http://\S+", mailoutbox[0].body)[0]
        page = client.get(link, follow=True)
        assert "At least 12 characters" in page.content.decode()
        address = page.request["PATH_INFO"]
        page = client.post(address, {"password1": "short", "password2": "short"})
        assert "Please check what you typed" in page.content.decode()
        page = client.post(address, {"password1": NEW, "password2": NEW}, follow=True)
        assert heading(page) == "Your new password has been saved"
        assert heading(Client().get(link, follow=True)) == "This link no longer works"
        assert heading(give_password(client, password=NEW)) == "Set up two-step verification"

    def test_earlier_links_work_until_a_new_password_is_chosen(self, client, ada, mailoutbox):
        for _ in range(2):
            client.post(reverse("account_reset_password"), {"email": EMAIL})
        earlier, newest = (re.search(r"http://\S+", mail.body)[0] for mail in mailoutbox)
        page = client.get(earlier, follow=True)
        client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
        page = Client().get(newest, follow=True)
        assert "no earlier link works" in page.content.decode()

    def test_new_password_alone_signs_no_one_in(self, client, ada, secret, mailoutbox):
        client.post(reverse("account_reset_password"), {"email": EMAIL})
        link = re.search(r"http://\S+", mailoutbox[0].body)[0]
        page = client.get(link, follow=True)
        client.post(page.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
        assert client.get("/admin/").status_code == 302
        assert heading(give_password(client, password=NEW)) == "Two-step verification"

    def test_link_stops_working_when_the_address_changes(self, client, ada, mailoutbox):
        client.post(reverse("account_reset_password"), {"email": EMAIL})
        ada.email = "elsewhere@example.org"
        ada.save()
        link = re.search(r"http://\S+", mailoutbox[0].body)[0]
        assert heading(client.get(link, follow=True)) == "This link no longer works"


@pytest.fixture
def hashing(settings):
    """Hash passwords as slowly as in production."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]


@pytest.mark.parametrize(
    ("page", "form"),
    [
        ("account_login", {"login": "{}", "password": "a wrong password"}),
        ("account_reset_password", {"email": "{}"}),
    ],
)
def test_response_time_does_not_reveal_whether_there_is_an_account(hashing, ada, page, form):
    took = {EMAIL: [], "nobody@example.org": []}
    for _ in range(10):
        for email, seconds in took.items():
            caches["rates"].clear()
            started = time.perf_counter()
            Client().post(reverse(page), {name: word.format(email) for name, word in form.items()})
            seconds.append(time.perf_counter() - started)
    known, unknown = map(min, took.values())  # what a busy machine disturbed least
    assert abs(known - unknown) < 0.5 * min(known, unknown), took


def test_a_changed_password_is_confirmed_by_email(client, ada, mailoutbox):
    sign_in(client, ada)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), form)
    [mail] = mailoutbox
    assert mail.subject.startswith("Your password was changed – Westmorland")
    assert "from the address 127.0.0.1" in mail.body


def test_a_second_factor_cannot_be_removed_with_a_password_alone(client, ada, secret):
    give_password(client)
    for name in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
        client.post(reverse(name), {"password": PASSWORD}, follow=True)
    assert Authenticator.objects.filter(user=ada, type="totp").exists()


def test_signing_out_needs_a_post(client, ada):
    sign_in(client, ada)
    assert heading(client.get("/admin/logout/")) == "Sign out?"
    assert client.get("/admin/").status_code == 200
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302


def test_signing_in_never_redirects_to_another_website(client, ada, secret):
    for away in ("https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:1"):
        other = Client()
        give_password(other, next=away)
        response = give_code(other, code_of(secret))
        if response.status_code == 302:
            assert response.url == "/admin/"
        caches["rates"].clear()


@pytest.mark.parametrize("credential", BROKEN)
def test_a_broken_passkey_is_refused_without_an_error(client, ada, credential):
    passkey = {"credential": credential}
    client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    page = client.post(reverse("mfa_login_webauthn"), passkey, follow=True)
    assert heading(page) == "Sign in"
    sign_in(client, ada)
    client.get(reverse("mfa_add_webauthn"))
    page = client.post(reverse("mfa_add_webauthn"), passkey)
    assert heading(page) == "Add a passkey"
    assert not Authenticator.objects.exists()


def test_the_first_screen_offers_two_step_verification_to_people_without_it(client, ada, settings):
    settings.SECOND_FACTOR = "offered"
    sign_in(client, ada)
    assert "Set it up in two minutes" in client.get("/admin/").content.decode()
    page = client.get(reverse("wagtailadmin_account")).content.decode()
    for words in ("Password", "Two-step verification", "Where you are signed in"):
        assert f'class="button button-primary">{words}</a>' in page


def test_an_invitation_accepted_in_a_colleagues_browser_signs_in_the_invited(rf, client, ada):
    sign_in(client, get_user_model().objects.create_superuser("boss@example.org", PASSWORD))
    request = rf.get("/")
    request.session, request.user = client.session, get_user_model().objects.get(is_superuser=True)
    request.allauth = None
    with context.request_context(request):
        begin_session(request, ada, "invitation")
    assert session_status(request, ada) is SessionStatus.ENROLLING


class TestCommand:
    def test_removes_a_lost_second_factor(self, ada, secret, capsys):
        call_command("reset_second_factor", EMAIL.upper())
        assert not Authenticator.objects.exists()
        assert AuditEntry.objects.get().details == "from the command line"
        assert "Ada will set up two-step verification" in capsys.readouterr().out

    def test_refuses_an_address_without_an_account(self, db):
        with pytest.raises(CommandError, match="no account for nobody@example.org"):
            call_command("reset_second_factor", "nobody@example.org")


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Version/18 Safari/605.1", "Safari on a Mac"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Safari/604.1", "Safari on an iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("", "A browser on a computer"),
    ],
)
def test_a_browser_has_the_name_that_people_know(agent, name):
    assert browser_name(agent) == name
