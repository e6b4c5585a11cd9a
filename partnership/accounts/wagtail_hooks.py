"""What accounts add to Wagtail's admin: addresses, menu items, permissions."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Value
from django.db.models.functions import Concat
from django.urls import path
from wagtail import hooks

from partnership.accounts.people.admin_views import InvitationsView, RolesView, change_account
from partnership.accounts.people.reports import AccountsReport, DormantAccountsReport
from partnership.accounts.trail.reports import AuditReport, PageChangesReport
from partnership.ground.admin import PermittedMenuItem

from .people.abilities import all_abilities
from .signing_in import own_account  # noqa: F401


@hooks.register("register_admin_urls")
def register_account_urls():
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


@hooks.register("register_settings_menu_item")
def add_invitations_item():
    return PermittedMenuItem(InvitationsView, "accounts_invitations", order=602)


def _add_report(view, url_name, order):
    @hooks.register("register_reports_menu_item")
    def add_to_reports():
        return PermittedMenuItem(view, url_name, order)


_add_report(RolesView, "accounts_roles", 1300)
_add_report(AccountsReport, "accounts_report", 1310)
_add_report(DormantAccountsReport, "accounts_dormant", 1320)
_add_report(AuditReport, "accounts_audit", 1330)
_add_report(PageChangesReport, "accounts_pages", 1340)


@hooks.register("register_permissions")
def offer_permissions():
    """Return all permissions that abilities need; Wagtail does not offer some of them itself."""
    needed = {name for ability in all_abilities().values() for name in ability.models}
    permissions = Permission.objects.annotate(
        name_of_app=Concat("content_type__app_label", Value("."), "codename")
    )
    return permissions.filter(name_of_app__in=needed)


@hooks.register("before_bulk_action")
def refuse_bulk_changes_of_accounts(request, action_type, objects, action):
    """Wagtail's bulk actions ignore leavers, the audit trail and who may change which account."""
    if get_user_model() in action.models:
        raise PermissionDenied
