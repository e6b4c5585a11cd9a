"""Resources, their kinds and their topics in the admin."""

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from partnership.pages.listings import AFTER, BEFORE, ListingView

from .models import ResourceKind, ResourcePage, Topic


class ResourceListingView(ListingView):
    related = ("kind",)


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


class ResourceKindViewSet(SnippetViewSet):
    model = ResourceKind
    icon = "openquote"
    list_display = ["name", "sort_order"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "sort_order"]
