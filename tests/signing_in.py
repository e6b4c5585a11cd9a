"""Signing in: as it is done, and a session as it is afterwards."""

import time

from allauth.mfa.totp.internal import auth as totp
from django.urls import reverse

EMAIL, PASSWORD = "ada@example.org", "calm warm generous type"


def sign_in(client, user):
    """Let ``client`` be a browser in which ``user`` has signed in with a second factor."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "totp", "at": time.time()}
    ]
    session.save()


def give_password(client, email=EMAIL, password=PASSWORD, **values):
    """The page that follows on an address and a password."""
    form = {"login": email, "password": password} | values
    return client.post(reverse("account_login"), form, follow=True)


def give_code(client, code):
    """The answer to a code, after the password."""
    return client.post(reverse("mfa_authenticate"), {"code": code})


def gets_in(client):
    """Whether the admin opens."""
    return client.get("/admin/").status_code == 200


def heading(response):
    """The heading of the page."""
    return response.content.decode().split("<h1>")[1].split("</h1>")[0]


def set_up_app(user):
    """The secret of an authenticator app that is now the second factor of ``user``."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return secret


def code_of(secret, periods_ago=0):
    """The code that an authenticator app shows now, or that many half minutes ago."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 - periods_ago))
