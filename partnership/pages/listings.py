"""Flat lists, in the admin, of the kinds of page that editors add most."""

from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView

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
    """A list of pages that fetches, with the pages, the relations its columns show."""

    related = ()

    def get_valid_orderings(self):
        """Sort by every column; a search cannot sort by columns of another table."""
        orderings = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        return [name for name in orderings if name.lstrip("-") not in ("kind__name", "first_day")]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related(*self.related)
