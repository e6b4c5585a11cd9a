"""What it takes to publish a page from its form."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ReferenceIndex

from partnership.library.models import PartnershipImage
from partnership.pages.models import NewsPage
from tests.hardening.test_overtaken import fields_of

MOST = 78  # queries, most of them Wagtail’s own


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


def test_what_a_page_refers_to_is_what_is_published(db):
    page = NewsPage.objects.live().first()
    page.image = PartnershipImage.objects.first()
    draft = page.save_revision()
    assert not is_used(page)
    draft.publish()
    assert is_used(page)
    page.refresh_from_db()
    page.image = None
    page.save(update_fields=["show_in_menus"])
    assert is_used(page)


def is_used(page):
    """Whether the index of references knows that ``page`` has the first picture."""
    picture = PartnershipImage.objects.first()
    used = ReferenceIndex.get_references_to(picture)
    return used.filter(object_id=str(page.pk)).exists()
