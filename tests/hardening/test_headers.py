"""What every response tells browsers and caches, and which cookies are set."""

import json
import os
import subprocess
import sys

import pytest
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from partnership.front.models import HomePage
from wfscp_site.launcher import BASE_DIR

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def assert_common_headers(response):
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "camera=()" in response["Permissions-Policy"]
    assert response["Cross-Origin-Resource-Policy"]
    response.getvalue()


def test_every_public_response_has_the_common_headers(public_addresses, client):
    for address in public_addresses:
        response = client.get(address)
        assert_common_headers(response)
        assert "unsafe" not in response["Content-Security-Policy"], address


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        (static("css/base.css"), "testserver", 200),
        ("/static/nothing.css", "testserver", 404),
        ("/", "elsewhere.example", 400),
        ("/admin/", "testserver", 302),
        ("/admin/nothing/", "testserver", 302),
    ],
)
def test_files_and_errors_have_the_common_headers(address, host, status, db):
    response = Client(headers={"host": host}).get(address)
    assert response.status_code == status
    assert_common_headers(response)


def test_a_server_error_has_the_common_headers(client, monkeypatch):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("partnership.pages.navigation.Navigation.for_request", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert_common_headers(response)


def test_a_refusal_has_the_common_headers(admin_client):
    response = Client(enforce_csrf_checks=True).post("/account/login/")
    assert response.status_code == 403
    assert_common_headers(response)
    assert_common_headers(admin_client.put("/search/"))


def test_the_admin_has_the_common_headers(admin_client):
    for address in ("/admin/", "/admin/pages/", "/admin/images/", "/admin/nothing/"):
        assert_common_headers(admin_client.get(address))


@pytest.mark.parametrize("view", ["preview_on_edit", "view_draft"])
def test_a_preview_may_be_framed_and_has_the_policy_of_the_page(view, admin_client):
    address = reverse(f"wagtailadmin_pages:{view}", args=[HomePage.objects.get().pk])
    policy = admin_client.get(address)["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "mfa_index", "mfa_list_webauthn"]
)
def test_account_pages_have_the_policy_of_public_pages(name, admin_client):
    for client in (Client(), admin_client):
        response = client.get(reverse(name))
        assert_common_headers(response)
        assert "unsafe" not in response["Content-Security-Policy"]


def test_other_websites_may_use_our_pictures_and_nothing_else(public_addresses, client, picture):
    for address in (*public_addresses, static("css/base.css")):
        expected = "cross-origin" if address == picture else "same-origin"
        response = client.get(address)
        assert response["Cross-Origin-Resource-Policy"] == expected
        assert "Access-Control-Allow-Origin" not in response
        response.getvalue()


class TestCaches:
    def test_store_no_page_of_a_person_signed_in(
        self, public_addresses, private_page, admin_client
    ):
        for address in (private_page.url, *public_addresses):
            response = admin_client.get(address)
            if not address.startswith(("/media/", "/documents/")):
                assert "no-store" in response["Cache-Control"], address
                assert "private" in response["Cache-Control"], address
            response.getvalue()

    @pytest.mark.parametrize("name", ["wagtailadmin_home", "account_login", "wagtailimages:index"])
    def test_store_no_page_of_the_admin(self, name, admin_client):
        assert "no-store" in admin_client.get(reverse(name)).headers.get("Cache-Control", "")
        assert "no-store" in Client().get(reverse(name)).headers.get("Cache-Control", "")

    def test_may_store_what_a_visitor_sees(self, client, db):
        response = client.get("/about-us/")
        assert response["Cache-Control"] == "no-cache"  # stored, and asked for each time
        assert "Cookie" not in response.get("Vary", "")
        assert (
            client.get("/about-us/", headers={"if-none-match": response["ETag"]}).status_code == 304
        )


class TestCookies:
    def test_a_visitor_gets_none(self, public_addresses, private_page, client):
        for address in (private_page.url, *public_addresses):
            for method in (client.get, client.head, client.post):
                response = method(address)
                assert not response.cookies, address
                response.getvalue()
        assert not client.cookies

    def test_messages_set_none(self, client, db):
        client.get("/admin/")
        assert "messages" not in client.cookies


@pytest.fixture(scope="module")
def production():
    """Return the settings that the site uses when it is served over HTTPS."""
    names = [
        *("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"),
        *("SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "SESSION_COOKIE_SAMESITE"),
        *("CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY"),
        *("CSRF_COOKIE_DOMAIN", "CSRF_COOKIE_PATH", "CSRF_COOKIE_SAMESITE"),
        *("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_SSL_REDIRECT", "DEBUG"),
    ]
    program = (
        "import json; from django.conf import settings; "
        f"print(json.dumps({{name: getattr(settings, name) for name in {names}}}))"
    )
    result = subprocess.run(
        (sys.executable, "-c", program),
        cwd=BASE_DIR,
        env=os.environ | {"BASE_URL": "https://www.example.org"},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


@pytest.mark.parametrize("kind", ["SESSION", "CSRF"])
def test_over_https_no_other_host_of_the_domain_can_set_our_cookies(production, kind):
    cookie = {
        name.removeprefix(f"{kind}_COOKIE_"): value
        for name, value in production.items()
        if name.startswith(kind)
    }
    assert cookie.pop("NAME").startswith("__Host-")
    assert cookie == {
        "SECURE": True,
        "HTTPONLY": True,
        "DOMAIN": None,
        "PATH": "/",
        "SAMESITE": "Lax",
    }


def test_over_https_browsers_return_over_https(production):
    assert production["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert production["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert production["SECURE_SSL_REDIRECT"]
    assert not production["DEBUG"]
