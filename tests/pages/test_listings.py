"""The lists of events, resources and policies in the admin."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from partnership.events.models import EventPage
from partnership.learning.models import ResourcePage
from partnership.pages.models import NewsIndexPage
from partnership.pages.models.permissions import MOST_REORDERED
from partnership.policies.models import PolicyPage

pytestmark = pytest.mark.django_db

LISTS = {"events": EventPage, "resources": ResourcePage, "policies": PolicyPage}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_shows_every_page_of_its_kind(name, admin_client):
    html = admin_client.get(reverse(f"{name}:index")).content.decode()
    for page in LISTS[name].objects.all():
        assert page.title in html


@pytest.mark.parametrize("name", LISTS)
def test_a_list_costs_no_more_with_ten_times_the_pages(name, admin_client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert admin_client.get(reverse(f"{name}:index")).status_code == 200
        return len(captured)

    queries()
    few = queries()
    page = LISTS[name].objects.live().first()
    for _ in range(10):
        page.copy(update_attrs={"slug": f"copy-{uuid.uuid4().hex[:12]}"})
    assert queries() <= few


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("events", "kind=1"),
        ("events", "status=cancelled"),
        ("events", "areas=1"),
        ("events", "q=training"),
        ("events", "q=training&ordering=kind__name"),
        ("events", "q=training&ordering=first_day"),
        ("events", "ordering=-first_day"),
        ("resources", "q=briefing&ordering=-date"),
        ("resources", "q=briefing&ordering=kind__name"),
        ("policies", "q=policy&ordering=review_on"),
    ],
)
def test_a_list_is_filtered_searched_and_sorted(name, query, admin_client):
    assert admin_client.get(reverse(f"{name}:index") + "?" + query).status_code == 200


REFUSED = f"more than {MOST_REORDERED} pages, too many to sort by hand"


@pytest.fixture
def news():
    return NewsIndexPage.objects.get()


def explorer(browser, page, **query):
    return browser.get(reverse("wagtailadmin_explore", args=[page.pk]), query).content.decode()


def sorting(page):
    return reverse("wagtailadmin_explore", args=[page.pk]) + "?ordering=ord"


def test_a_short_list_can_be_sorted_by_hand(news, admin_client):
    assert f'href="{sorting(news)}"' in explorer(admin_client, news)
    html = explorer(admin_client, news, ordering="ord")
    assert "w-orderable" in html
    assert REFUSED not in html


def test_a_long_list_is_not_sorted_by_hand(news, admin_client):
    first = news.get_first_child()
    Page.objects.filter(pk=news.pk).update(numchild=MOST_REORDERED + 1)
    assert f'href="{sorting(news)}"' not in explorer(admin_client, news)
    html = explorer(admin_client, news, ordering="ord")
    assert "w-orderable" not in html
    assert REFUSED in html
    assert first.title in html


def test_a_script_cannot_sort_a_long_list(news, admin_client):
    Page.objects.filter(pk=news.pk).update(numchild=MOST_REORDERED + 1)
    first = news.get_first_child()
    address = reverse("wagtailadmin_pages:set_page_position", args=[first.pk])
    headers = {"x-requested-with": "XMLHttpRequest"}
    assert admin_client.post(f"{address}?position=1", headers=headers).status_code == 403
    assert news.get_first_child() == first
