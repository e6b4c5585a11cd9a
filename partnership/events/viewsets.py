"""Events and their kinds in the admin."""

from django.db.models import OuterRef, Subquery
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from partnership.pages.listings import AFTER, BEFORE, ListingView

from .models import EventKind, EventPage, EventSession


class EventListingView(ListingView):
    related = ("kind", "sessions__venue", "venue")

    def annotate_queryset(self, pages):
        first = EventSession.objects.filter(page=OuterRef("pk")).order_by("date").values("date")[:1]
        return super().annotate_queryset(pages).annotate(first_day=Subquery(first))


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
        Column("mark", label="Event status"),
        *AFTER,
    ]


class EventKindViewSet(SnippetViewSet):
    model = EventKind
    icon = "calendar"
    list_display = ["name", "sort_order"]
