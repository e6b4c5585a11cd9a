"""The report of what the website still lacks."""

from wagtail.admin.ui.tables import Column

from partnership.pages.admin_views import SourceColumn, TableReport

from .gaps import gaps


class GapsReport(TableReport):
    """Everything that the pages and records of the website still lack."""

    template_name = "front/admin/gaps.html"
    page_title = "Gaps"
    header_icon = "warning"
    columns = [
        SourceColumn("source", label="Where"),
        Column("what", label="What is missing"),
    ]
    find = staticmethod(gaps)
