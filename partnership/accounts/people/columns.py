"""Columns of the lists about accounts: few and tall, so that they fit on a phone."""

from wagtail.admin.ui.tables import Column


class AccountColumn(Column):
    """A person's address, roles, two-step verification and last sign-in."""

    cell_template_name = "accounts/admin/account_cell.html"
