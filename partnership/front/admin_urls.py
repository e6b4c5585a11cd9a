"""Reports at Wagtail's own addresses: the project routes these before Wagtail's."""

from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import own_reports

VIEWS = {
    "redirects/": own_reports.OwnRedirectsView,
    "reports/locked/": own_reports.OwnLockedPagesReport,
    "reports/page-types-usage/": own_reports.OwnPageTypesReport,
    "reports/site-history/": own_reports.OwnLogEntriesView,
}

urlpatterns = decorate_urlpatterns(
    [
        path(f"{where}{results}", view.as_view(results_only=bool(results)))
        for where, view in VIEWS.items()
        for results in ("", "results/")
    ],
    require_admin_access,
)
