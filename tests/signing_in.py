"""Helpers to sign in, step by step or at once."""

import time

from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

EMAIL, PASSWORD = "ada@example.org", "calm warm generous type"


def sign_in(client, user):
    """Sign ``user`` in on ``client``, as if with two-step verification."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": time.time()}
    ]
    session.save()


def give_password(client, email=EMAIL, password=PASSWORD, **values):
    """Send an address and a password; return the page that follows."""
    form = {"login": email, "password": password} | values
    return client.post(reverse("account_login"), form, follow=True)


def give_code(client, code):
    """Send a code after the password; return the response."""
    return client.post(reverse("mfa_authenticate"), {"code": code})


def gets_in(client):
    """Return whether the admin opens."""
    return client.get("/admin/").status_code == 200


def heading(response):
    """Return the heading of the page."""
    return response.content.decode().split("<h1>")[1].split("</h1>")[0]


def set_up_app(user):
    """Set up an authenticator app for ``user`` and return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret, periods_ago=0):
    """Return the code of an authenticator app now, or ``periods_ago`` half minutes earlier."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 - periods_ago))
