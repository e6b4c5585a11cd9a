"""What a process keeps is right at every visit."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.directory.models import Contact
from partnership.ground.kept import kept
from partnership.pages.models import PartnershipSettings
from partnership.publishing import kept as module

pytestmark = pytest.mark.django_db


@pytest.fixture
def during():
    """A function that starts a request, as a server does."""

    def start(method="GET", path="/"):
        module.open_generation_cache(environ={"REQUEST_METHOD": method, "PATH_INFO": path})

    yield start
    caches["generation"].close()


def test_what_one_visit_found_the_next_is_given(during):
    during()
    assert kept("number", lambda: 1) == 1
    during()
    assert kept("number", lambda: 2) == 1


def test_a_change_that_visitors_can_see_ends_it(during):
    during()
    kept("number", lambda: 1)
    Contact.objects.update(hours="Day and night")
    during()
    assert kept("number", lambda: 2) == 2


def test_the_next_day_ends_it(during, monkeypatch):
    during()
    kept("number", lambda: 1)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(module.timezone, "localdate", lambda: tomorrow)
    during()
    assert kept("number", lambda: 2) == 2


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/"), ("GET", "/admin/pages/"), ("GET", "/account/login/")]
)
def test_who_changes_something_is_given_nothing_old(during, method, path):
    during()
    kept("number", lambda: 1)
    during(method, path)
    assert kept("number", lambda: 2) == 2


def test_outside_a_request_nothing_is_kept(during):
    during()
    caches["generation"].close()
    assert kept("number", lambda: 1) == 1
    assert kept("number", lambda: 2) == 2


def test_it_starts_anew_before_it_is_too_large(during, monkeypatch):
    monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    during()
    for number in range(10):
        kept(number, lambda number=number: number)
    assert len(caches["generation"]._kept) <= 3


def test_a_visit_asks_once_whether_anything_has_changed(client):
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        client.get("/")
    asked = [query for query in captured if "publishing_generation" in query["sql"]]
    assert len(asked) == 1
    assert len(captured) == 4


def test_a_new_name_is_on_every_page_at_once(client):
    client.get("/about-us/")
    PartnershipSettings.objects.update(name="Another Name")
    assert "Another Name" in client.get("/about-us/").content.decode()
