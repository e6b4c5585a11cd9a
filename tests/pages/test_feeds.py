"""Feeds as strict readers take them (RFC 4287), and what readers have shown already."""

import html
from datetime import datetime, timedelta
from importlib import import_module
from xml.etree import ElementTree

import pytest
from django.apps import apps
from django.utils import timezone
from wagtail.models import Page, Site

from partnership.events.models import EventIndexPage
from partnership.learning.models import ResourceIndexPage
from partnership.newsletters.models import NewsletterIndexPage
from partnership.pages.models import FormerIdentity, NewsIndexPage, NewsPage

ATOM = "{http://www.w3.org/2005/Atom}"
INDEXES = [EventIndexPage, NewsIndexPage, NewsletterIndexPage, ResourceIndexPage]

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(client):
    """Return a function that reads the feed of a page."""

    def read(page):
        answer = client.get(page.url + "feed/")
        assert answer.status_code == 200
        return ElementTree.fromstring(answer.content)

    return read


@pytest.fixture
def news():
    return NewsIndexPage.objects.get()


@pytest.fixture
def add_news(news):
    """Return a function that publishes a news item."""

    def publish(**values):
        item = news.add_child(instance=NewsPage(**{"title": "Item", "slug": "item"} | values))
        item.save_revision().publish()
        item.refresh_from_db()
        return item

    return publish


def entry_of(root, title):
    [entry] = [each for each in root.iter(f"{ATOM}entry") if each.findtext(f"{ATOM}title") == title]
    return entry


def identities(root):
    return [each.findtext(f"{ATOM}id") for each in (root, *root.iter(f"{ATOM}entry"))]


@pytest.mark.parametrize("kind", INDEXES, ids=lambda kind: kind.__name__)
def test_a_feed_has_an_author_and_unique_identities_and_no_time_to_come(kind, feed):
    root = feed(kind.objects.get())
    assert root.findtext(f"{ATOM}author/{ATOM}name") == (
        "Westmorland and Furness Safeguarding Children Partnership"
    )
    found = identities(root)
    assert len(set(found)) == len(found) > 1
    assert all(identity.startswith("urn:uuid:") for identity in found)
    now = timezone.now()
    for entry in root.iter(f"{ATOM}entry"):
        published, updated = (
            datetime.fromisoformat(entry.findtext(f"{ATOM}{name}"))
            for name in ("published", "updated")
        )
        assert max(published, updated) <= now + timedelta(seconds=1)


def test_identities_stay_when_addresses_change(feed, news, django_capture_on_commit_callbacks):
    before = identities(feed(news))
    Site.objects.update(hostname="moved.example")
    news.slug = "moved"
    with django_capture_on_commit_callbacks(execute=True):
        news.save_revision().publish()
        item = NewsPage.objects.child_of(news).live().first()
        item.slug = "moved-too"
        item.save_revision().publish()
    assert identities(feed(NewsIndexPage.objects.get())) == before


def test_entries_that_were_out_before_keep_the_address_as_their_identity(feed, news, client):
    former = {page.full_url for page in (news, *NewsPage.objects.child_of(news).live())}
    migration = import_module("partnership.pages.migrations.0003_feed_identities")
    migration.keep_identities(apps, None)
    news.slug = "moved"
    news.save_revision().publish()
    assert set(identities(feed(NewsIndexPage.objects.get()))) == former
    assert FormerIdentity.objects.count() == Page.objects.live().filter(depth__gt=1).count()


def test_the_copy_of_an_entry_is_another_entry(feed, news, add_news):
    item = add_news()
    item.copy(keep_live=True, update_attrs={"slug": "copy"})
    found = identities(feed(news))
    assert len(set(found)) == len(found)


def test_a_summary_is_shown_as_it_was_typed(feed, news, add_news):
    add_news(search_description="Groups for <b>under 5s</b> & others")
    summary = entry_of(feed(news), "Item").find(f"{ATOM}summary")
    assert summary.attrib["type"] == "html"
    assert "<b>" not in summary.text
    assert html.unescape(summary.text) == "Groups for <b>under 5s</b> & others"


def test_text_is_printable_in_any_script(feed, news, add_news):
    words = "Ł\u2028ódź\x01 \u2029ش\x85ب 𐍈\ufffe"
    add_news(title=words, search_description=words)
    entry = feed(news).find(f"{ATOM}entry")
    for name in ("title", "summary"):
        assert entry.findtext(f"{ATOM}{name}") == "Ł ódź   ش ب 𐍈 "


def test_an_announcement_dated_ahead_was_published_when_it_was(feed, news, add_news):
    item = add_news(date=timezone.localdate() + timedelta(days=9))
    entry = entry_of(feed(news), "Item")
    published = datetime.fromisoformat(entry.findtext(f"{ATOM}published"))
    assert published == item.first_published_at


def test_a_page_that_says_it_was_published_in_future_is_not(feed, news, add_news):
    item = add_news()
    ahead = timezone.now() + timedelta(days=9)
    NewsPage.objects.filter(pk=item.pk).update(last_published_at=ahead, first_published_at=ahead)
    entry = entry_of(feed(news), "Item")
    assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated")) <= timezone.now()


def test_a_feed_takes_no_more_queries_for_more_entries(
    client, news, add_news, django_assert_max_num_queries
):
    client.get(news.url + "feed/")
    with django_assert_max_num_queries(5):
        client.get(news.url + "feed/")
