"""Flat lists of the pages that editors add most, with what they look for in them."""

from django.db.models import OuterRef, Subquery
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from .models import EventPage, EventSession, PolicyPage, ResourcePage

BEFORE = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label="Title", sort_key="title", classname="title"),
]
AFTER = [
    DateColumn(
        "latest_revision_created_at", label="Last edited", sort_key="latest_revision_created_at"
    ),
    PageStatusColumn("status", label="Status", sort_key="live"),
]


class ListingView(IndexView):
    """A list of pages that fetches what its own columns show of each with the page."""

    related = ()

    def get_valid_orderings(self):
        """Every column's; the search knows nothing of what stands in another table."""
        orderings = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        return [name for name in orderings if name.lstrip("-") not in ("kind__name", "first_day")]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related(*self.related)


class EventListingView(ListingView):
    related = ("kind", "sessions__venue", "venue")

    def annotate_queryset(self, pages):
        first = EventSession.objects.filter(page=OuterRef("pk")).order_by("date").values("date")[:1]
        return super().annotate_queryset(pages).annotate(first_day=Subquery(first))


class ResourceListingView(ListingView):
    related = ("kind",)


class PolicyListingView(ListingView):
    related = ("versions",)


class EventListingViewSet(PageListingViewSet):
    model = EventPage
    name = "events"
    menu_label = "Events"
    icon = "calendar"
    index_view_class = EventListingView
    list_filter = ["kind", "status", "areas"]
    columns = [
        *BEFORE,
        Column("kind", label="Kind", sort_key="kind__name"),
        Column("when", label="When", sort_key="first_day"),
        Column("where", label="Where"),
        Column("mark", label="To know"),
        *AFTER,
    ]


class ResourceListingViewSet(PageListingViewSet):
    model = ResourcePage
    name = "resources"
    menu_label = "Resources"
    icon = "openquote"
    index_view_class = ResourceListingView
    list_filter = ["kind", "topics", "areas"]
    columns = [
        *BEFORE,
        Column("kind", label="Kind", sort_key="kind__name"),
        DateColumn("date", label="Date", sort_key="date"),
        *AFTER,
    ]


class PolicyListingViewSet(PageListingViewSet):
    model = PolicyPage
    name = "policies"
    menu_label = "Policies"
    icon = "doc-full"
    index_view_class = PolicyListingView
    columns = [
        *BEFORE,
        Column("looked_after_by", label="Looked after by"),
        DateColumn("review_on", label="Next review", sort_key="review_on"),
        *AFTER,
    ]


class LearningGroup(ViewSetGroup):
    """Events, resources and policies, wherever they stand in the tree."""

    menu_label = "Learning"
    menu_icon = "openquote"
    menu_order = 140
    items = (EventListingViewSet, ResourceListingViewSet, PolicyListingViewSet)
