"""Editions of a newsletter by their dates."""

from datetime import UTC, date, datetime

import pytest

from partnership.newsletters.models import NewsletterIndexPage, NewsletterPage


@pytest.fixture
def edition(db):
    """An edition without a date, published half an hour after midnight in summer."""
    page = NewsletterPage(title="By night", slug="by-night")
    NewsletterIndexPage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    published = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    NewsletterPage.objects.filter(pk=page.pk).update(first_published_at=published)
    return NewsletterPage.objects.get(pk=page.pk)


def test_an_edition_has_the_day_of_the_united_kingdom(edition, client):
    assert edition.date == edition.search_date == date(2026, 7, 1)
    assert NewsletterPage.objects.latest().get(pk=edition.pk).order_date == date(2026, 7, 1)
    feed = client.get(edition.get_parent().url + "feed/").content.decode()
    assert "2026-06-30T23:30:00+00:00" in feed  # not nine o’clock, which is later


def test_an_empty_edition_is_not_published(admin_client):
    index = NewsletterIndexPage.objects.get()
    form = {"title": "Winter", "slug": "winter", "items-count": "0", "action-publish": "1"}
    form |= {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    address = f"/admin/pages/add/newsletters/newsletterpage/{index.pk}/"
    answer = admin_client.post(address, form)
    assert "Items: This edition is empty. Add an item here" in answer.content.decode()
    assert not NewsletterPage.objects.filter(slug="winter").exists()
    del form["action-publish"]
    assert admin_client.post(address, form).status_code == 302
    assert not NewsletterPage.objects.get(slug="winter").live
