"""The page that lists all resources, with filters."""

from partnership.directory.models import Area, Audience
from partnership.ground.filtering import Facet, Filters, in_place, newest, page_asked_for
from partnership.ground.kept import kept
from partnership.ground.lists import places_in_lists
from partnership.pages.feeds import FeedMixin
from partnership.pages.models.base import BodyMixin, PartnershipPage

from .kinds import ResourceKind, Topic
from .resources import ResourcePage


def facets():
    """Return the facets to filter resources by: 1 query, for the order of editors' lists."""
    order = in_place(places_in_lists(ResourceKind, Topic, Audience, Area))
    return {
        "kind": Facet("Kind", lambda row: [row.kind__name] if row.kind__name else [], order),
        "topic": Facet("Topic", lambda row: row.topic_names, order),
        "audience": Facet("For", lambda row: row.audience_names or None, order),
        "area": Facet("Area", lambda row: row.area_names or None, order),
        "year": Facet("Year", lambda row: [row.date.year], newest),
    }


class ResourceIndexPage(FeedMixin, BodyMixin, PartnershipPage):
    """All resources, newest first, with filters by kind, topic, audience, area and year."""

    PAGE_SIZE = 20

    content_panels = [*PartnershipPage.content_panels, *BodyMixin.body_panels]
    search_fields = [*PartnershipPage.search_fields, *BodyMixin.body_search_fields]

    subpage_types = ["learning.ResourcePage", "learning.PracticeReviewPage"]
    page_description = "Lists the resources below it, with filters and a feed."

    class Meta:
        verbose_name = "resources"
        verbose_name_plural = "resources"

    def feed_entries(self):
        return ResourcePage.objects.child_of(self).latest()

    def get_context(self, request, *args, **kwargs):
        """Add ``filters``, as the address asks, and ``resources``: one page of those that match.

        1 query for the list and 1 for its documents, whatever is chosen. What they are filtered
        by is kept, for 2 queries more.
        """
        context = super().get_context(request, *args, **kwargs)
        listed = ResourcePage.objects.child_of(self)
        facets_and_rows = kept(
            ("resources", self.pk), lambda: (facets(), list(listed.for_filters()))
        )
        filters = Filters(*facets_and_rows, request.GET)
        keys = [row.pk for row in filters.rows]
        resources = page_asked_for(keys, self.PAGE_SIZE, request.GET.get("page"))
        shown = listed.latest().with_open_documents().filter(pk__in=resources.object_list)
        resources.object_list = shown
        context |= {"filters": filters, "resources": resources}
        return context
