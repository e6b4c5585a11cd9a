"""What people see while the database is away or full, and where there is no website."""

from contextlib import contextmanager

import psycopg2
import pytest
from django.db.backends.utils import CursorWrapper
from django.test import Client
from wagtail.models import Page, Site

from partnership.search.models import EmptySearch
from tests.signing_in import EMAIL, PASSWORD, give_password
from tests.sites import delete_every_site

WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def visitor(db):
    """A browser that is shown the page for an error instead of a traceback."""
    return Client(raise_request_exception=False)


@contextmanager
def failing(kind, statements):
    """A block in which every query that starts like ``statements`` fails with an error."""
    execute = CursorWrapper._execute

    def fail(cursor, sql, *others):
        if str(sql).startswith(statements):
            with cursor.db.wrap_database_errors:
                raise kind("no")
        return execute(cursor, sql, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorWrapper, "_execute", fail)
        yield


def assert_helps(response):
    html = response.content.decode()
    assert 'href="tel:999"' in html
    assert 'href="tel:08001111"' in html
    assert "data-exit" in html


@pytest.mark.parametrize(
    "address", ["/", "/search/?q=otters", "/missing/", "/documents/missing.pdf", "/account/login/"]
)
def test_while_the_database_is_away_visitors_see_whom_to_call(visitor, address):
    with failing(psycopg2.OperationalError, ("",)):
        response = visitor.get(address)
    if address != "/account/login/":
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert "no-store" in response["Cache-Control"]
        assert_helps(response)
    assert visitor.get("/").status_code == 200


@pytest.mark.parametrize("kind", [psycopg2.errors.DiskFull, psycopg2.errors.ReadOnlySqlTransaction])
class TestFullDatabase:
    def test_is_read_and_searched(self, visitor, kind):
        with failing(kind, WRITES):
            assert visitor.get("/").status_code == 200
            response = visitor.get("/search/?q=purpleotters")
        assert response.status_code == 200
        assert "Nothing found" in response.content.decode()
        assert not EmptySearch.objects.exists()

    def test_does_not_blame_who_signs_in(self, visitor, kind, person):
        person("editor", first_name="Ada")
        with failing(kind, WRITES):
            response = give_password(visitor, EMAIL, "a long password")
        html = response.content.decode()
        assert response.status_code == 503
        assert "It cannot save anything at the moment" in html
        assert "Too many" not in html
        assert_helps(response)

    def test_does_not_blame_who_gives_a_wrong_password(self, visitor, kind, person):
        person("editor", first_name="Ada")
        with failing(kind, WRITES):
            response = give_password(visitor, EMAIL, PASSWORD)
        assert response.status_code == 503
        assert "It cannot save anything at the moment" in response.content.decode()


ADDRESSES = ["/", "/missing/", "/search/?q=otters", "/search/suggestions/?q=otters", "/sitemap.xml"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_website_there_is_nothing_at_any_address(visitor, address):
    delete_every_site()
    response = visitor.get(address)
    assert response.status_code == 404
    assert "There is no website at this address" in response.content.decode()
    assert_helps(response)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_host_that_nobody_set_up_is_no_website(visitor, address, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Site.objects.update(is_default_site=False, hostname="www.example.org")
    assert visitor.get(address, headers={"host": "www.example.org"}).status_code in (200, 404)
    response = visitor.get(address, headers={"host": "other.example.org"})
    assert response.status_code == 404
    assert "There is no website at this address" in response.content.decode()


def test_the_admin_works_without_a_website_to_create_one(admin_client):
    delete_every_site()
    for address in ("/admin/", "/admin/sites/new/", "/admin/pages/"):
        assert admin_client.get(address, follow=True).status_code == 200
    assert Page.objects.exists()
