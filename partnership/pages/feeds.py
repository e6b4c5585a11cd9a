"""Atom feeds of the pages that an index page lists."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.db import models
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from partnership.ground.text import printable


class EntriesFeed(Feed):
    """The newest pages below an index page, as Atom."""

    LENGTH = 20

    feed_type = Atom1Feed

    def __init__(self, index_page):
        self.index_page = index_page

    def get_object(self, request, *args, **kwargs):
        self.request = request
        return self.index_page

    def title(self, index_page):
        return printable(index_page.title)

    def subtitle(self, index_page):
        return printable(index_page.summary)

    def link(self, index_page):
        return index_page.get_full_url(self.request)

    def feed_url(self, index_page):
        return self.request.build_absolute_uri()

    def items(self, index_page):
        return index_page.feed_entries()[: self.LENGTH]

    def item_title(self, entry):
        return printable(entry.title)

    def item_description(self, entry):
        return printable(self.index_page.feed_words(entry))

    def item_link(self, entry):
        return entry.get_full_url(self.request)

    def item_pubdate(self, entry):
        return timezone.make_aware(datetime.combine(self.index_page.feed_day(entry), time(9)))

    def item_updateddate(self, entry):
        return entry.last_published_at


class FeedMixin(RoutablePageMixin, models.Model):
    """An index page with a feed at ``feed/``; ``feed_entries`` returns the pages in the feed."""

    class Meta:
        abstract = True

    def feed_day(self, entry):
        """The day that ``entry`` was announced."""
        return entry.date

    def feed_words(self, entry):
        """The text below the title of ``entry`` in the feed."""
        return entry.summary

    @path("feed/", name="feed")
    def feed(self, request):
        """Serve the newest entries as Atom."""
        return EntriesFeed(self)(request)

    @property
    def feed_url(self):
        """The feed's address within the site."""
        return self.url + self.reverse_subpage("feed")
