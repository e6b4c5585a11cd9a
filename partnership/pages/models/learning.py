"""Learning: the way to training, forums, briefings and everything else practitioners learn from."""

from .base import BodyMixin, PartnershipPage


class LearningPage(BodyMixin, PartnershipPage):
    """The next events, the newest resources, and where to book training."""

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.EventIndexPage", "pages.ResourceIndexPage", "pages.GuidancePage"]
    max_count_per_parent = 1
    page_description = "Shows the next events and newest resources, and leads to all of them."

    class Meta:
        verbose_name = "learning"
