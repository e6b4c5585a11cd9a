"""Columns of the reports on who did what: few and tall, so that they fit on a phone."""

from wagtail.admin.ui.tables import Column


class MomentColumn(Column):
    """When something happened, to the minute, and from where."""

    cell_template_name = "accounts/admin/moment_cell.html"


class EntryColumn(Column):
    """Who did what, and to which account."""

    cell_template_name = "accounts/admin/entry_cell.html"


class PageChangeColumn(Column):
    """Who changed which page, and how."""

    cell_template_name = "accounts/admin/page_change_cell.html"
