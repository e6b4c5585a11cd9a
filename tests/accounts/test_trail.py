"""What the audit trail records about signing in, and what it never records."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.urls import reverse

from partnership.accounts.models import AuditEntry
from tests.signing_in import EMAIL, PASSWORD, code_of, give_code, give_password, sign_in

pytestmark = pytest.mark.usefixtures("commits_at_once")
NEW = "three other plain words"


def trail():
    """Return action, actor, account and details of each entry, oldest first."""
    return [
        (entry.action, entry.actor_name, entry.about_name, entry.details)
        for entry in AuditEntry.objects.order_by("pk")
    ]


ADA = f"Ada ({EMAIL})"


def test_signing_in_and_out_is_recorded(client, ada, secret):
    give_password(client)
    give_code(client, "000000")
    give_code(client, code_of(secret))
    client.post(reverse("account_logout"))
    assert trail() == [
        ("second_factor_failed", "", ADA, ""),
        ("signed_in", ADA, "", "password and authenticator app"),
        ("signed_out", ADA, "", ""),
    ]
    assert AuditEntry.objects.filter(client_address="127.0.0.1").count() == 3


def test_a_recovery_code_is_recorded_as_such(client, ada, secret):
    give_password(client)
    give_code(client, RecoveryCodes.activate(ada).generate_codes()[0])
    assert trail() == [("signed_in", ADA, "", "password and recovery codes")]


def test_a_wrong_password_is_recorded(client, ada):
    give_password(client, password="wrong")
    give_password(client, "Nobody@Example.org")
    assert trail() == [
        ("sign_in_failed", "", EMAIL, ""),
        ("sign_in_failed", "", "nobody@example.org", ""),
    ]


def test_a_password_typed_as_the_email_address_is_not_recorded(client, ada):
    give_password(client, email=PASSWORD, password=EMAIL)
    assert trail() == []


def test_a_leaver_who_tries_to_sign_in_is_recorded(client, ada):
    ada.is_active = False
    ada.save()
    assert "This account is closed" in give_password(client).content.decode()
    assert trail() == [("sign_in_failed", "", ADA, "deactivated account")]


def test_a_second_factor_set_up_and_removed_is_recorded(client, ada):
    give_password(client)
    client.get(reverse("mfa_activate_totp"))
    code = code_of(client.session["mfa.totp.secret"])
    client.post(reverse("mfa_activate_totp"), {"code": code})
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    assert [(action, details) for action, _, _, details in trail()] == [
        ("signed_in", "password"),
        ("factor_added", "authenticator app"),
        ("factor_added", "recovery codes"),
        ("factor_added", "recovery codes"),
        ("factor_removed", "authenticator app"),
        ("factor_removed", "recovery codes"),
    ]


def test_a_changed_password_is_recorded(client, ada):
    sign_in(client, ada)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), form)
    assert trail() == [("password_changed", ADA, "", "")]


def test_a_forgotten_password_is_recorded(client, ada, mailoutbox):
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    link = next(line for line in mailoutbox[0].body.split() if line.startswith("http"))
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})
    assert trail() == [("password_reset_asked", "", EMAIL, ""), ("password_reset", ADA, "", "")]


def test_ending_other_sessions_is_recorded(client, ada):
    sign_in(client, ada)
    client.post(reverse("usersessions_list"))
    assert trail() == [("sessions_ended", ADA, "", "0 elsewhere")]
