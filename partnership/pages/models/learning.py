"""Learning: the way to training, forums, briefings and everything else practitioners learn from."""

from wagtail.models import Page

from partnership.pages.queryset import ListedQuerySet

from .base import BodyMixin, PartnershipPage
from .latest import latest


class LearningPage(BodyMixin, PartnershipPage):
    """The next events, the newest resources, and where to book training."""

    LATEST = {"events": 5, "resources": 5}

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.EventIndexPage", "pages.ResourceIndexPage", "pages.GuidancePage"]
    max_count_per_parent = 1
    page_description = "Shows the next events and newest resources, and leads to all of them."

    class Meta:
        verbose_name = "learning"

    def get_context(self, request, *args, **kwargs):
        """Add ``latest``, in one query, and ``children``: the public pages below this one."""
        context = super().get_context(request, *args, **kwargs)
        context["latest"] = latest(self, **self.LATEST)
        context["children"] = ListedQuerySet(Page).child_of(self).listed().order_by("path")
        return context
