"""What it takes to publish a page from its form."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partnership.pages.models import NewsPage
from tests.hardening.test_overtaken import fields_of

MOST = 97  # queries, most of them Wagtail’s own


def test_publishing_a_page_takes_no_more_queries_than_it_did(admin_client):
    page = NewsPage.objects.live().first()
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    fields = fields_of(admin_client.get(address)) | {"title": "Changed", "action-publish": "yes"}
    with CaptureQueriesContext(connection) as captured:
        assert admin_client.post(address, fields).status_code == 302
    made = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    page.refresh_from_db()
    assert page.title == "Changed"
    assert len(made) <= MOST, "\n".join(made)
