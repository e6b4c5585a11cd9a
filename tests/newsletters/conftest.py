"""Fixtures for tests of newsletters."""

import pytest

from partnership.newsletters.models import NewsletterIndexPage, NewsletterPage


@pytest.fixture
def newsletters(db):
    """The page that lists all editions."""
    return NewsletterIndexPage.objects.get()


@pytest.fixture
def add_edition(newsletters):
    """A function that publishes an edition with a title, items and other fields."""

    def add(title="Winter", **values):
        page = newsletters.add_child(instance=NewsletterPage(title=title, **values))
        page.save_revision().publish()
        return NewsletterPage.objects.get(pk=page.pk)

    return add
