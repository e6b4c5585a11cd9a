"""Columns of the lists about accounts: few and tall, so that a phone can show them."""

from wagtail.admin.ui.tables import Column


class AccountColumn(Column):
    """Address, roles, second factor and last sign-in of a person."""

    cell_template_name = "accounts/admin/account_cell.html"
