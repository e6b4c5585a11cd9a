"""Attacks that once worked, and no longer do."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from partnership.accounts.models import Invitation
from partnership.accounts.people.access import end_sessions, reset_second_factor
from partnership.library.models import PartnershipDocument
from tests.signing_in import (
    code_of,
    gets_in,
    give_code,
    give_password,
    heading,
    set_up_app,
)
from tests.sites import delete_every_site

PASSWORD = "a long password"


@pytest.fixture
def ada(person):
    return person("publisher")


def test_another_port_in_the_host_does_not_restart_the_count_of_wrong_passwords(ada, settings):
    settings.ALLOWED_HOSTS = ["site.example"]
    hosts = [
        "site.example",
        "SITE.example",
        "site.example.",
        *[f"site.example:{p}" for p in range(9)],
    ]
    for number, host in enumerate(hosts):
        Client().post(
            reverse("account_login"),
            {"login": ada.email, "password": "wrong"},
            headers={"host": host},
            REMOTE_ADDR=f"10.0.0.{number}",
        )
    answer = Client().post(
        reverse("account_login"),
        {"login": ada.email, "password": PASSWORD},
        headers={"host": "site.example:4711"},
        REMOTE_ADDR="10.0.1.1",
    )
    assert "Too many attempts" in answer.content.decode()


def test_a_link_for_a_new_password_uses_the_sites_own_address(ada, settings):
    settings.ALLOWED_HOSTS = ["site.example"]
    Client().post(
        reverse("account_reset_password"), {"email": ada.email}, headers={"host": "site.example:99"}
    )
    [message] = mail.outbox
    assert f"{settings.WAGTAILADMIN_BASE_URL}/account/password/reset/" in message.body
    assert ":99" not in message.body


def test_a_changed_password_ends_sign_ins_that_wait_for_a_code(ada):
    secret = set_up_app(ada)
    thief = Client()
    give_password(thief, ada.email, PASSWORD)
    ada.set_password("another long password")
    ada.save()
    give_code(thief, code_of(secret))
    assert not gets_in(thief)


def test_signing_out_everywhere_ends_unfinished_sign_ins(ada):
    secret = set_up_app(ada)
    elsewhere = Client()
    give_password(elsewhere, ada.email, PASSWORD)
    end_sessions(ada)
    give_code(elsewhere, code_of(secret))
    assert not gets_in(elsewhere)


def test_a_reset_second_factor_ends_a_sign_in_that_waits_for_its_code(ada):
    set_up_app(ada)
    browser = Client()
    give_password(browser, ada.email, PASSWORD)
    reset_second_factor(ada)
    page = browser.get(reverse("mfa_authenticate"), follow=True)
    assert heading(page) == "Sign in"
    give_password(browser, ada.email, PASSWORD)
    assert heading(browser.get("/admin/", follow=True)) == "Set up two-step verification"


@pytest.mark.parametrize("odd", ["\u200b", "\u202e", "\ufffe"])
@pytest.mark.parametrize("address", ["a@example.org{}", "{}a@example.org", "a@{}example.org"])
def test_an_address_that_cannot_receive_email_is_refused_with_a_message(address, odd, db):
    answer = Client().post(reverse("account_reset_password"), {"email": address.format(odd)})
    assert answer.status_code == 200
    assert "form-errors" in answer.content.decode()


@pytest.mark.parametrize("email", ["İ" * 40 + "@example.org", "a@" + "İ" * 40 + ".org"])
def test_an_address_that_is_too_long_is_refused(email, db):
    answer = Client().post(reverse("account_reset_password"), {"email": email})
    assert answer.status_code in (200, 302)


def test_a_deeply_nested_passkey_causes_no_error(db):
    answer = Client().post(reverse("mfa_login_webauthn"), {"credential": '{"a":' * 2000})
    assert answer.status_code < 500


def test_clients_behind_a_proxy_that_maps_addresses_are_counted_separately(ada, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(13):
        answer = Client().post(
            reverse("account_login"),
            {"login": f"nobody{number}@example.org", "password": "wrong"},
            headers={"x-forwarded-for": f"::ffff:8.8.{number}.8"},
        )
        assert "Too many attempts" not in answer.content.decode()


def test_an_inviter_cannot_give_roles_they_do_not_have(person, browser_of):
    inviter = person()
    group = Group.objects.create(name="Inviters")
    for name in ("access_admin", "add_user"):
        group.permissions.add(Permission.objects.get(codename=name))
    inviter.groups.add(group)
    values = {"email": "self@example.org", "first_name": "A", "last_name": "B"}
    values["roles"] = [Group.objects.get(role__starter="administrator").pk]
    browser_of(inviter).post(reverse("wagtailusers_users:add"), values)
    assert not Invitation.objects.exists()


def test_a_website_is_not_deleted_while_documents_are_its_own(admin_client):
    site = Site.objects.get()
    answer = admin_client.post(reverse("wagtailsites:delete", args=[site.pk]), follow=True)
    assert Site.objects.filter(pk=site.pk).exists()
    assert PartnershipDocument.objects.first().title in answer.content.decode()


def test_the_admin_works_after_the_website_is_deleted(admin_client, client):
    delete_every_site()
    assert admin_client.get(reverse("wagtailadmin_home")).status_code == 200


def test_no_email_links_to_another_host(ada):
    Client().post(reverse("account_reset_password"), {"email": ada.email})
    [message] = mail.outbox
    hosts = {urlsplit(word).netloc for word in message.body.split() if word.startswith("http")}
    assert hosts == {"127.0.0.1:8000"}
