"""The lists of events, resources and policies in the admin."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.events.models import EventPage
from partnership.learning.models import ResourcePage
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
