"""The report of what the website still lacks."""

from wagtail.admin.ui.tables import Column, Table
from wagtail.permissions import page_permission_policy

from partnership.ground.admin import AdminPage
from partnership.pages.admin_views import SourceColumn

from .gaps import gaps


class GapsReport(AdminPage):
    """Everything that the pages and records of the website still lack."""

    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    template_name = "front/admin/gaps.html"
    page_title = "Gaps"
    header_icon = "warning"
    columns = [
        SourceColumn("source", label="Where"),
        Column("what", label="What is missing"),
    ]

    def get_context_data(self, **kwargs):
        found = gaps()
        table = Table(self.columns, found) if found else None
        return super().get_context_data(table=table, count=len(found), **kwargs)
