"""Reports on who did what, each with filters and a spreadsheet."""

import django_filters
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.models import PageLogEntry
from wagtail.permission_policies import ModelPermissionPolicy

from partnership.accounts.models import AuditEntry
from partnership.ground.partnerships import not_elsewhere

from .columns import EntryColumn, MomentColumn, PageChangeColumn
from .deleted_pages import not_deleted_elsewhere
from .kinds import all_kinds


def format_moment(time):
    """Return ``time`` in words, in local time."""
    return date_format(localtime(time), "j M Y, H:i")


class AuditFilterSet(WagtailFilterSet):
    action = django_filters.ChoiceFilter(label="What", choices=lambda: all_kinds().items())
    actor_name = django_filters.CharFilter(label="Who", lookup_expr="icontains")
    about_name = django_filters.CharFilter(label="About", lookup_expr="icontains")
    at = django_filters.DateFromToRangeFilter(label="When", widget=DateRangePickerWidget)

    class Meta:
        model = AuditEntry
        fields = ["action", "actor_name", "about_name", "at"]


class AuditReport(ReportView):
    """Who did what to whose account, when and from where."""

    model = AuditEntry
    page_title = "Audit trail"
    header_icon = "history"
    index_url_name = "accounts_audit"
    index_results_url_name = "accounts_audit_results"
    permission_policy = ModelPermissionPolicy(AuditEntry)
    permission_required = "view"
    filterset_class = AuditFilterSet
    columns = [MomentColumn("at", label="When"), EntryColumn("entry", label="What happened")]
    export_headings = {
        "at": "When",
        "actor_name": "Who",
        "action_in_words": "What",
        "about_name": "About",
        "details": "Details",
        "client_address": "IP address",
    }
    list_export = list(export_headings)

    def get_filename(self):
        return "audit-trail"


class PageChangesFilterSet(WagtailFilterSet):
    label = django_filters.CharFilter(label="Page", lookup_expr="icontains")
    timestamp = django_filters.DateFromToRangeFilter(label="When", widget=DateRangePickerWidget)

    class Meta:
        model = PageLogEntry
        fields = ["label", "timestamp"]


class PageChangesReport(ReportView):
    """Who changed which page; Wagtail's own report shows only pages the reader may change."""

    model = PageLogEntry
    page_title = "Changes to pages"
    header_icon = "doc-full-inverse"
    index_url_name = "accounts_pages"
    index_results_url_name = "accounts_pages_results"
    permission_policy = ModelPermissionPolicy(AuditEntry)
    permission_required = "view"
    filterset_class = PageChangesFilterSet
    columns = [
        Column("at", label="When", accessor=lambda entry: format_moment(entry.timestamp)),
        PageChangeColumn("change", label="What happened"),
    ]
    export_headings = {
        "timestamp": "When",
        "user_display_name": "Who",
        "message": "What",
        "label": "Page",
    }
    list_export = list(export_headings)

    def get_base_queryset(self):
        entries = super().get_base_queryset().select_related("user", "content_type")
        if elsewhere := not_elsewhere("page__path"):
            entries = entries.filter(Q(page__path=None) | elsewhere)
        return entries.filter(not_deleted_elsewhere())

    def get_filename(self):
        return "changes-to-pages"
