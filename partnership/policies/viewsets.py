"""Policies in the admin."""

from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from partnership.pages.listings import AFTER, BEFORE, ListingView

from .models import PolicyPage


class PolicyListingView(ListingView):
    related = ("versions",)


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
