"""Guessing is slowed down across all processes, and no one's address is kept for it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.accounts.jobs import forget_old_attempts, forget_old_audit_entries
from partnership.accounts.models import AuditEntry, Rate
from tests.signing_in import (
    EMAIL,
    PASSWORD,
    code_of,
    gets_in,
    give_code,
    give_password,
    sign_in,
)

CLIENT = "203.0.113.7"


@pytest.fixture
def behind_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def test_wrong_passwords_for_an_address_are_slowed_down_wherever_they_come_from(ada):
    for number in range(5):
        give_password(Client(REMOTE_ADDR=f"203.0.113.{number}"), password="wrong")
    page = give_password(Client(REMOTE_ADDR="203.0.113.99")).content.decode()
    assert "Too many attempts" in page


def test_wrong_passwords_from_one_place_are_slowed_down_for_any_address(client, ada):
    for number in range(10):
        give_password(client, f"somebody{number}@example.org")
    assert "Too many attempts" in give_password(client).content.decode()


def test_wrong_codes_are_slowed_down(client, ada, secret):
    give_password(client)
    for _ in range(5):
        give_code(client, "123456")
    assert "Too many attempts" in give_code(client, code_of(secret)).content.decode()
    assert not gets_in(client)


def test_one_client_does_not_lock_out_another_behind_the_same_proxy(behind_proxy, ada, secret):
    for number in range(10):
        client = Client(headers={"x-forwarded-for": f"{CLIENT}"})
        give_password(client, f"somebody{number}@example.org")
    other = Client(headers={"x-forwarded-for": "203.0.113.8"})
    give_password(other)
    give_code(other, code_of(secret))
    assert gets_in(other)


@pytest.mark.parametrize(
    ("claimed", "kept"),
    [
        (CLIENT, CLIENT),
        (f"10.0.0.1, {CLIENT}", CLIENT),
        ("2001:db8::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("nonsense", "127.0.0.1"),
        ("", "127.0.0.1"),
        ("1" * 5000, "127.0.0.1"),
        ("<script>, \x00", "127.0.0.1"),
        (",,,", "127.0.0.1"),
    ],
)
def test_only_a_valid_address_is_taken_from_the_proxy(behind_proxy, ada, claimed, kept):
    give_password(Client(headers={"x-forwarded-for": claimed}), password="wrong")
    assert AuditEntry.objects.get(action="sign_in_failed").client_address == kept


def test_no_address_is_kept_in_the_counts(behind_proxy, ada, secret):
    client = Client(headers={"x-forwarded-for": CLIENT})
    give_password(client, password="wrong")
    give_password(client)
    give_code(client, code_of(secret))
    assert Rate.objects.exists()
    for rate in Rate.objects.all():
        assert CLIENT not in rate.cache_key + rate.value
        assert EMAIL not in rate.cache_key + rate.value


def test_the_page_says_when_to_try_again(client, ada):
    for _ in range(20):
        client.post(reverse("account_reset_password"), {"email": EMAIL})
    response = client.post(reverse("account_reset_password"), {"email": EMAIL})
    assert response.status_code == 429
    assert "Try again in five minutes" in response.content.decode()


def test_a_public_page_reads_no_count_from_the_database(client, db, django_assert_max_num_queries):
    client.get("/about-us/")
    with django_assert_max_num_queries(99) as queries:
        client.get("/about-us/")
    assert not any("accounts_rate" in query["sql"] for query in queries.captured_queries)


def test_old_counts_and_ended_sessions_are_deleted(client, ada, secret):
    give_password(client)
    give_code(client, code_of(secret))
    Rate.objects.update(expires=timezone.now() - timedelta(seconds=1))
    forget_old_attempts()
    assert not Rate.objects.exists()
    assert UserSession.objects.count() == 1
    client.session.flush()
    forget_old_attempts()
    assert not UserSession.objects.exists()


def test_the_audit_trail_deletes_addresses_and_then_entries(client, ada):
    give_password(client, password="wrong")
    entries = AuditEntry.objects.filter(action="sign_in_failed")
    for days, kept in ((179, "127.0.0.1"), (181, None)):
        entries.update(at=timezone.now() - timedelta(days=days))
        forget_old_audit_entries()
        assert entries.get().client_address == kept
    entries.update(at=timezone.now() - timedelta(days=731))
    forget_old_audit_entries()
    assert not entries.exists()


def test_a_password_is_asked_for_again_after_a_while(client, ada, monkeypatch):
    sign_in(client, ada)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.save()
    response = client.get(reverse("mfa_generate_recovery_codes"), follow=True)
    assert "Confirm it’s you" in response.content.decode()
    response = client.post(
        response.request["PATH_INFO"] + "?" + response.request["QUERY_STRING"],
        {"password": PASSWORD},
    )
    assert response.url == reverse("mfa_generate_recovery_codes")
