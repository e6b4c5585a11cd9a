"""Atom feeds of the pages that an index page lists."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.db import models
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from partnership.ground.dates import not_ahead
from partnership.ground.text import printable
from partnership.pages.models.identity import identity_of, identity_of_feed, with_identities
from partnership.pages.models.partnership import PartnershipSettings


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

    def feed_guid(self, index_page):
        return identity_of_feed(index_page)

    def author_name(self, index_page):
        return printable(str(PartnershipSettings.for_request(self.request)))

    def items(self, index_page):
        return with_identities(index_page.feed_entries())[: self.LENGTH]

    def item_guid(self, entry):
        return identity_of(entry)

    def item_title(self, entry):
        return printable(entry.title)

    def item_description(self, entry):
        """The text below the title, as HTML: that is what the feed says it is."""
        return escape(printable(self.index_page.feed_words(entry)))

    def item_link(self, entry):
        return entry.get_full_url(self.request)

    def item_pubdate(self, entry):
        """Nine o’clock on the day it was announced, or when it was published if that was before."""
        nine = timezone.make_aware(datetime.combine(self.index_page.feed_day(entry), time(9)))
        return min(nine, not_ahead(entry.first_published_at or nine))

    def item_updateddate(self, entry):
        return not_ahead(entry.last_published_at or self.item_pubdate(entry))


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
