"""What a process keeps is right at every visit."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from partnership.directory.models import Contact
from partnership.front.models import HomePage
from partnership.ground.kept import kept
from partnership.library.models import PartnershipDocument
from partnership.pages.models import GuidancePage, PartnershipSettings
from partnership.pages.navigation import Navigation, page_for
from partnership.publishing import kept as module
from tests.laws.kinds import example

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
    assert len(asked) == len(captured) == 1


def test_a_new_name_is_on_every_page_at_once(client):
    client.get("/about-us/")
    PartnershipSettings.objects.update(name="Another Name")
    assert "Another Name" in client.get("/about-us/").content.decode()


@pytest.fixture
def notice():
    """A page with one sentence."""
    page = GuidancePage(title="Notice", slug="notice", body=[("prose", "<p>First words.</p>")])
    return example(HomePage).add_child(instance=page)


@pytest.fixture
def visitor():
    """A browser in which nobody is signed in."""
    return Client()


def text_of(page, client):
    return client.get(page.url).content.decode()


def test_a_page_is_read_from_the_database_once(visitor, notice):
    text_of(notice, visitor)
    with CaptureQueriesContext(connection) as captured:
        assert "First words." in text_of(notice, visitor)
    assert len(captured) == 1


def test_a_change_of_a_page_shows_at_once(visitor, notice):
    text_of(notice, visitor)
    notice.body = [("prose", "<p>Second words.</p>")]
    notice.save_revision().publish()
    assert "Second words." in text_of(notice, visitor)


def test_a_draft_shows_to_nobody(visitor, admin_client, notice):
    text_of(notice, visitor)
    notice.body = [("prose", "<p>Second words.</p>")]
    notice.save_revision()
    assert "First words." in text_of(notice, visitor)
    draft = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[notice.pk]))
    assert "Second words." in draft.content.decode()
    assert "First words." in text_of(notice, visitor)


def test_a_private_page_is_not_kept(visitor, admin_client, notice):
    notice.view_restrictions.create(restriction_type=PageViewRestriction.LOGIN)
    assert "First words." in text_of(notice, admin_client)
    kept_values = list(caches["generation"]._kept.values())
    assert notice not in kept_values
    assert not any("First words." in str(value) for value in kept_values)
    assert visitor.get(notice.url).status_code == 404


def test_what_someone_signed_in_is_shown_is_kept_for_nobody(visitor, admin_client, notice):
    """A public page lists a private document for those who may read it."""
    document = PartnershipDocument.objects.first()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    notice.body = [("documents", [document])]
    notice.save_revision().publish()
    for _ in range(2):
        assert document.title not in text_of(notice, visitor)
        assert document.title in text_of(notice, admin_client)


def test_each_visit_has_a_page_of_its_own(rf, notice, during):
    request = rf.get(notice.url)
    during(path=notice.url)
    found, _ = Navigation.for_request(request).find()
    page_for(request, found).title = "Changed on the way"
    assert page_for(request, found).title == "Notice"
