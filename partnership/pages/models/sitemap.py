"""Site map: the public pages, as a tree."""

from operator import attrgetter

from django.db.models import Count
from django.db.models.functions import Left, Length
from wagtail.models import Page

from partnership.ground.kept import kept
from partnership.ground.trees import nested
from partnership.pages.feeds import FeedMixin
from partnership.pages.queryset import ListedQuerySet

from .base import PartnershipPage
from .partnership import PartnershipSettings

MOST_LISTED = 50  # pages below an index page, which lists them all itself


class SiteMapPage(PartnershipPage):
    """A list of the public pages, nested like the site."""

    subpage_types = []
    max_count_per_parent = 1
    page_description = "Lists the public pages automatically; of a long list, how many."

    class Meta:
        verbose_name = "site map"

    def get_context(self, request, *args, **kwargs):
        """Add ``branches``: the public pages below home, as the menu groups them; kept."""
        context = super().get_context(request, *args, **kwargs)
        partnership = PartnershipSettings.for_request(request)
        home = partnership.site.root_page
        branches = kept(("site map", home.pk), lambda: nested(mapped(home), attrgetter("depth")))
        return context | {"branches": grouped(branches, partnership.menu_group_ids)}


def mapped(home):
    """Return the public pages below ``home`` to list, in the order of the tree: 2 queries.

    Left out are those below an index page that has many, which gets their number as ``count``.
    """
    pages = ListedQuerySet(Page).descendant_of(home).listed()
    counts = _long_indexes(pages)
    listed = pages.order_by("path")
    for path in counts:
        listed = listed.exclude(path__startswith=path, depth__gt=len(path) // Page.steplen)
    listed = list(listed)
    for page in listed:
        page.count = counts.get(page.path)
    return listed


def _long_indexes(pages):
    """Return ``{path: number of pages below}`` of index pages with many of ``pages`` below them."""
    return dict(
        pages.annotate(parent=Left("path", Length("path") - Page.steplen))
        .filter(parent__in=pages.type(FeedMixin).values("path"))
        .values_list("parent")
        .annotate(count=Count("pk"))
        .filter(count__gt=MOST_LISTED)
        .order_by()
    )


def grouped(branches, groups):
    """Return ``branches`` of a tree with those of ``{page: [pages below it in the menu]}`` moved.

    The pages are ids. A group whose page is not among the branches stays apart.
    """
    by_id = {page.pk: (page, below) for page, below in branches}
    moved = {
        pk: [by_id[each] for each in below if each in by_id and each not in groups]
        for pk, below in groups.items()
        if pk in by_id
    }
    elsewhere = {page.pk for below in moved.values() for page, _ in below}
    return [
        (page, moved.get(page.pk, []) + below)
        for page, below in branches
        if page.pk not in elsewhere
    ]
