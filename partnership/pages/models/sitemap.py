"""Site map: every public page, as a tree."""

from operator import attrgetter

from wagtail.models import Page

from partnership.ground.trees import nested
from partnership.pages.queryset import ListedQuerySet

from .base import PartnershipPage
from .partnership import PartnershipSettings


class SiteMapPage(PartnershipPage):
    """A list of every public page, nested like the site."""

    subpage_types = []
    max_count_per_parent = 1
    page_description = "Lists every public page automatically."

    class Meta:
        verbose_name = "site map"

    def get_context(self, request, *args, **kwargs):
        """Add ``branches``: every public page below home, as the menu groups them: 1 query."""
        context = super().get_context(request, *args, **kwargs)
        partnership = PartnershipSettings.for_request(request)
        home = partnership.site.root_page
        pages = ListedQuerySet(Page).descendant_of(home).listed().order_by("path")
        branches = nested(pages, attrgetter("depth"))
        return context | {"branches": grouped(branches, partnership.menu_group_ids)}


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
