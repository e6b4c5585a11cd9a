"""Flat lists, in the admin, of the kinds of page that editors add most."""

from wagtail.admin import messages
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView

from .models.permissions import MOST_REORDERED

LENGTH = 25  # rows of a page: half of Wagtail’s, for each takes two milliseconds to write
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
    paginate_by = LENGTH

    def get_valid_orderings(self):
        """Sort by every column; a search cannot sort by columns of another table."""
        orderings = super().get_valid_orderings()
        if not self.is_searching:
            return orderings
        return [name for name in orderings if name.lstrip("-") not in ("kind__name", "first_day")]

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).prefetch_related(*self.related)


class ExplorerView(ExplorableIndexView):
    """Wagtail's list of the pages below one; long ones cannot be sorted by hand."""

    paginate_by = LENGTH

    def get_valid_orderings(self):
        orderings = super().get_valid_orderings()
        return [name for name in orderings if name != self.sort_order_field or self.is_short]

    @property
    def is_short(self):
        return self.parent_page.numchild <= MOST_REORDERED

    def get_context_data(self, **kwargs):
        if self.request.GET.get("ordering") == self.sort_order_field and not self.is_short:
            messages.warning(
                self.request,
                f"‘{self.parent_page.get_admin_display_title()}’ has more than {MOST_REORDERED} "
                "pages, too many to sort by hand. The newest changes come first.",
            )
        return super().get_context_data(**kwargs)
