"""Site map: every public page, as a tree."""

from wagtail.models import Page

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
        """Add ``pages``: every public page below home, in the order of the tree: 1 query."""
        context = super().get_context(request, *args, **kwargs)
        home = PartnershipSettings.for_request(request).site.root_page
        context["pages"] = ListedQuerySet(Page).descendant_of(home).listed().order_by("path")
        return context
