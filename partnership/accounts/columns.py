"""Columns of the lists about accounts: few and tall, so that a phone can show them."""

from wagtail.admin.ui.tables import Column


class AccountColumn(Column):
    """Address, roles, second factor and last sign-in of a person."""

    cell_template_name = "accounts/admin/account_cell.html"


class MomentColumn(Column):
    """When something happened, to the minute, and from where."""

    cell_template_name = "accounts/admin/moment_cell.html"


class EntryColumn(Column):
    """Who did what to whom."""

    cell_template_name = "accounts/admin/entry_cell.html"


class PageChangeColumn(Column):
    """Who changed which page, and how."""

    cell_template_name = "accounts/admin/page_change_cell.html"
