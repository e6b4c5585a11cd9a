"""What accounts tell Wagtail's admin: addresses, menus, permissions."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from . import own_account  # noqa: F401
from .admin_views import InvitationsView, RolesView, change_account
from .reports import AccountsReport, AuditReport, DormantAccountsReport, PageChangesReport


@hooks.register("register_admin_urls")
def add_accounts_addresses():
    reports = {
        "audit": AuditReport,
        "pages": PageChangesReport,
        "report": AccountsReport,
        "dormant": DormantAccountsReport,
    }
    addresses = [
        path("accounts/invitations/", InvitationsView.as_view(), name="accounts_invitations"),
        path("accounts/who-can-do-what/", RolesView.as_view(), name="accounts_roles"),
        path("accounts/<int:pk>/change/", change_account, name="accounts_change"),
    ]
    for word, report in reports.items():
        where = f"reports/accounts/{word}/"
        addresses += [
            path(where, report.as_view(), name=report.index_url_name),
            path(
                f"{where}results/",
                report.as_view(results_only=True),
                name=report.index_results_url_name,
            ),
        ]
    return addresses


class PermittedMenuItem(MenuItem):
    """An item for those who have one permission."""

    def __init__(self, label, url_name, permission, **options):
        super().__init__(label, reverse(url_name), **options)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


@hooks.register("register_settings_menu_item")
def add_invitations_to_settings():
    return PermittedMenuItem(
        InvitationsView.page_title,
        "accounts_invitations",
        "accounts.add_user",
        icon_name=InvitationsView.header_icon,
        order=602,
    )


def _in_reports(view, url_name, permission, order):
    @hooks.register("register_reports_menu_item")
    def add_to_reports():
        return PermittedMenuItem(
            view.page_title, url_name, permission, icon_name=view.header_icon, order=order
        )


_in_reports(RolesView, "accounts_roles", "accounts.view_user", 1300)
_in_reports(AccountsReport, "accounts_report", "accounts.view_user", 1310)
_in_reports(DormantAccountsReport, "accounts_dormant", "accounts.view_user", 1320)
_in_reports(AuditReport, "accounts_audit", "accounts.view_auditentry", 1330)
_in_reports(PageChangesReport, "accounts_pages", "accounts.view_auditentry", 1340)


@hooks.register("register_permissions")
def offer_permissions():
    """Those that our roles hold and that Wagtail does not offer by itself."""
    return Permission.objects.filter(
        content_type__app_label="accounts", codename__in=["view_auditentry", "view_user"]
    ) | Permission.objects.filter(content_type__app_label="directory", codename__startswith="view_")


@hooks.register("before_bulk_action")
def refuse_bulk_changes_of_accounts(request, action_type, objects, action):
    """Wagtail's bulk actions know neither leavers, nor the audit trail, nor who may change whom."""
    if get_user_model() in action.models:
        raise PermissionDenied
