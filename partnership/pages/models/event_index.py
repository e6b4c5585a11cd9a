"""The page that lists all events."""

from partnership.pages.feeds import FeedMixin

from .base import BodyMixin, PartnershipPage
from .events import EventPage


class EventIndexPage(FeedMixin, BodyMixin, PartnershipPage):
    """All events: those to come, by month, those that are over, and a calendar of them."""

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    parent_page_types = ["pages.HomePage", "pages.LearningPage"]
    subpage_types = ["pages.EventPage"]
    page_description = "Lists the events below it, with a calendar people can subscribe to."

    class Meta:
        verbose_name = "events"

    def feed_entries(self):
        return EventPage.objects.child_of(self).announced()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["events"] = EventPage.objects.child_of(self).coming()
        return context
