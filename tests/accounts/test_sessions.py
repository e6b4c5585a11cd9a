"""The session is checked, not the user: a password alone opens nothing."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from partnership.accounts.people.access import end_sessions, reset_second_factor
from partnership.pages.models import GuidancePage
from tests.signing_in import (
    EMAIL,
    PASSWORD,
    code_of,
    gets_in,
    give_code,
    give_password,
    heading,
    set_up_app,
    sign_in,
)

OTHER_SIGN_IN_PAGES = [
    "/admin/login/",
    "/_util/login/",
    "/django-admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/confirm/MQ/abc-def/",
]


class TestPassword:
    def test_alone_opens_nothing(self, client, ada):
        give_password(client)
        assert not gets_in(client)

    def test_with_a_second_factor_set_up_leads_to_it(self, client, ada, secret):
        assert heading(give_password(client)) == "Two-step verification"
        assert not gets_in(client)

    def test_and_code_lead_where_the_person_was_going(self, client, ada, secret):
        give_password(client, next="/admin/images/")
        response = give_code(client, code_of(secret))
        assert response.url == "/admin/images/"
        assert gets_in(client)

    def test_and_code_from_half_a_minute_ago_are_enough(self, client, ada, secret):
        give_password(client)
        give_code(client, code_of(secret, periods_ago=1))
        assert gets_in(client)

    def test_and_used_code_are_not_enough(self, client, ada, secret):
        code = code_of(secret)
        give_password(client)
        give_code(client, code)
        other = Client()
        give_password(other)
        response = give_code(other, code)
        assert "has already been used" in response.content.decode()
        assert not gets_in(other)

    def test_given_on_another_sign_in_page_is_ignored(self, client, ada):
        for page in OTHER_SIGN_IN_PAGES:
            response = client.post(
                page + "?next=/admin/images/", {"username": EMAIL, "password": PASSWORD}
            )
            assert response.url == "/account/login/?next=/admin/images/"
        assert not gets_in(client)

    def test_change_ends_the_other_sessions(self, client, ada):
        other = Client()
        sign_in(client, ada)
        sign_in(other, ada)
        client.post(
            reverse("account_change_password"),
            {
                "oldpassword": PASSWORD,
                "password1": "three other plain words",
                "password2": "three other plain words",
            },
        )
        assert gets_in(client)
        assert not gets_in(other)


class TestAccountWithoutASecondFactor:
    def test_cannot_read_a_private_page_below_the_address_of_the_account_pages(self, client, ada):
        home = Page.objects.get(depth=2)
        above = home.add_child(instance=GuidancePage(title="Account", slug="account"))
        page = above.add_child(instance=GuidancePage(title="Secret minutes", slug="minutes"))
        PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)
        give_password(client)
        assert client.get("/account/minutes/").status_code == 404
        assert page.live

    @pytest.mark.usefixtures("commits_at_once")
    def test_sets_one_up_and_then_continues(self, client, ada):
        response = give_password(client, next="/admin/images/")
        assert heading(response) == "Set up two-step verification"
        client.get(reverse("mfa_activate_totp"))
        code = code_of(client.session[totp.SECRET_SESSION_KEY])
        response = client.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
        assert heading(response) == "Your recovery codes"
        assert client.get(reverse("account_login")).url == "/admin/images/"
        assert gets_in(client)

    def test_is_sent_back_to_set_one_up(self, client, ada):
        give_password(client)
        assert heading(client.get("/admin/", follow=True)) == "Set up two-step verification"

    def test_gets_in_if_it_is_only_offered(self, client, ada, settings):
        settings.SECOND_FACTOR = "offered"
        give_password(client)
        assert gets_in(client)

    def test_is_kept_out_by_any_other_value_of_the_setting(self, client, ada, settings):
        settings.SECOND_FACTOR = "off"
        give_password(client)
        assert not gets_in(client)


class TestSession:
    def test_started_another_way_is_refused(self, client, administrator):
        client.force_login(administrator)
        assert not gets_in(client)
        assert client.get(reverse("mfa_index")).status_code == 302

    def test_with_a_password_ends_once_there_is_a_second_factor(self, client, ada):
        give_password(client)
        set_up_app(ada)
        assert client.get(reverse("mfa_index")).status_code == 302

    def test_ends_twelve_hours_after_it_began_even_if_used(self, client, ada, monkeypatch):
        sign_in(client, ada)
        now = time.time()
        for hours in (4, 8, 11.9):
            monkeypatch.setattr(time, "time", lambda hours=hours: now + hours * 3600)
            assert gets_in(client)
        monkeypatch.setattr(time, "time", lambda: now + 12.1 * 3600)
        assert not gets_in(client)
        monkeypatch.undo()
        assert not gets_in(client)

    def test_that_has_ended_lets_its_owner_sign_in_again(self, client, ada, secret, monkeypatch):
        sign_in(client, ada)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 13 * 3600)
        assert not gets_in(client)
        give_password(client)
        give_code(client, code_of(secret))
        assert gets_in(client)

    def test_of_a_leaver_ends_at_its_next_request(self, client, ada):
        sign_in(client, ada)
        assert gets_in(client)
        ada.is_active = False
        ada.save()
        assert not gets_in(client)

    def test_can_be_ended_from_another_browser(self, client, ada, secret):
        other = Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
        for number, browser in enumerate((client, other)):
            give_password(browser)
            code = code_of(secret, periods_ago=number)
            give_code(browser, code)
        page = client.get(reverse("usersessions_list")).content.decode()
        assert "Firefox on Windows" in page
        assert page.count("this browser</strong>") == 1
        client.post(reverse("usersessions_list"))
        assert gets_in(client)
        assert not gets_in(other)

    def test_ends_when_its_owner_is_signed_out_everywhere(self, client, ada, secret):
        give_password(client)
        give_code(client, code_of(secret))
        end_sessions(ada)
        assert not gets_in(client)
        assert not UserSession.objects.exists()


class TestCurrentSession:
    def test_reports_its_person_and_how_long_it_lasts(self, client, ada, monkeypatch):
        sign_in(client, ada)
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 11 * 3600)
        answer = client.get("/admin/session/")
        assert answer.json()["person"] == ada.pk
        assert 3590 < answer.json()["seconds_left"] <= 3600
        assert "no-store" in answer["Cache-Control"]

    def test_does_not_last_longer_for_being_asked(self, client, ada):
        sign_in(client, ada)
        before = Session.objects.values().get()
        assert "sessionid" not in client.get("/admin/session/").cookies
        assert Session.objects.values().get() == before

    def test_gives_the_token_that_forms_are_sent_with(self, ada):
        browser = Client(enforce_csrf_checks=True)
        sign_in(browser, ada)
        token = browser.get("/admin/session/").json()["token"]
        answer = browser.post(reverse("account_logout"), {"csrfmiddlewaretoken": token})
        assert answer.url == reverse("account_login")

    def test_that_proves_nothing_has_no_person(self, client, ada):
        assert client.get("/admin/session/").json()["person"] is None
        give_password(client)
        assert client.get("/admin/session/").json()["person"] is None

    def test_begun_beside_a_form_leads_back_to_it(self, client, ada, secret):
        give_password(client, next="/admin/session/signed-in/")
        answer = client.get(give_code(client, code_of(secret)).url)
        assert "Go back to the tab that you came from" in answer.content.decode()


class TestLostSecondFactor:
    def test_is_replaced_by_a_recovery_code_that_works_once(self, client, ada, secret):
        code = RecoveryCodes.activate(ada).generate_codes()[0]
        give_password(client)
        give_code(client, code)
        assert gets_in(client)
        other = Client()
        give_password(other)
        give_code(other, code)
        assert not gets_in(other)

    def test_that_was_reset_is_set_up_again(self, client, ada, secret):
        give_password(client)
        give_code(client, code_of(secret))
        reset_second_factor(ada)
        assert not Authenticator.objects.filter(user=ada).exists()
        assert not gets_in(client)
        assert heading(give_password(client)) == "Set up two-step verification"


class TestAddress:
    def test_that_was_changed_no_longer_signs_in(self, client, ada):
        ada.email = "Ada.New@example.org"
        ada.save()
        assert "email address or password is wrong" in give_password(client).content.decode()
        assert (
            heading(give_password(client, "ada.new@example.org")) == "Set up two-step verification"
        )
        assert EmailAddress.objects.get(user=ada).email == "ada.new@example.org"

    def test_is_stored_for_an_account_created_without_a_password(self, db):
        user = get_user_model().objects.create(email="new@example.org")
        assert not user.has_usable_password()
        assert EmailAddress.objects.get(user=user, verified=True, primary=True)


def test_a_person_without_admin_access_is_refused_without_a_redirect_loop(client, db):
    reader = get_user_model().objects.create_user("reader@example.org", PASSWORD)
    sign_in(client, reader)
    response = client.get("/admin/", follow=True)
    assert response.status_code == 403
    assert "You do not have access to this" in response.content.decode()


def test_a_visitor_gets_no_cookie(client, db):
    assert not client.get("/about-us/").cookies


@pytest.mark.parametrize(
    ("address", "mode", "is_taken"),
    [
        ("/admin/session/", "cors", False),
        ("/admin/pages/3/edit/", "same-origin", False),
        ("/admin/", "navigate", True),
        ("/admin/", None, True),
    ],
)
def test_an_answer_to_a_script_takes_no_newer_session_away(client, ada, address, mode, is_taken):
    sign_in(client, ada)
    cookie = settings.SESSION_COOKIE_NAME
    Session.objects.all().delete()
    headers = {"Sec-Fetch-Mode": mode} if mode else {}
    response = client.get(address, headers=headers)
    assert (cookie in response.cookies) is is_taken
