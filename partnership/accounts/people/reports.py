"""Reports about accounts, each with filters and a spreadsheet."""

import django_filters
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .abilities import abilities_of, groups_with_permissions
from .access import DORMANT_AFTER, dormant, with_second_factor
from .columns import AccountColumn

User = get_user_model()


class AccountFilterSet(WagtailFilterSet):
    groups = django_filters.ModelChoiceFilter(label="Role", queryset=Group.objects.all())
    is_active = django_filters.BooleanFilter(label="Active")
    has_second_factor = django_filters.BooleanFilter(label="Two-step verification")

    class Meta:
        model = User
        fields = ["groups", "is_active", "has_second_factor"]


class AccountsReport(ReportView):
    """Who has which role, what it lets them do, and when they last signed in."""

    model = User
    page_title = "Accounts and roles"
    header_icon = "user"
    index_url_name = "accounts_report"
    index_results_url_name = "accounts_report_results"
    permission_policy = ModelPermissionPolicy(User)
    permission_required = "view"
    filterset_class = AccountFilterSet
    default_ordering = ["last_name", "first_name", "email"]
    columns = [
        Column("name", label="Name", accessor=str),
        AccountColumn("account", label="Account"),
    ]
    export_headings = {
        "__str__": "Name",
        "email": "Email address",
        "roles_in_words": "Roles",
        "abilities_in_words": "Permissions",
        "has_second_factor": "Two-step verification",
        "is_active": "Active",
        "last_login": "Last signed in",
        "date_joined": "Account created",
    }
    list_export = list(export_headings)

    def get_queryset(self):
        return with_second_factor(User.objects.prefetch_related("groups")).order_by(
            *self.default_ordering
        )

    def decorate_paginated_queryset(self, people):
        if not self.is_export:  # on screen, the page 'Who can do what' shows it better
            return people
        groups = list(groups_with_permissions())
        for person in people:
            able = [ability.name for ability, _ in abilities_of(person, groups)]
            person.abilities_in_words = "; ".join(able) if person.is_active else ""
        return people

    def get_filename(self):
        return "accounts-and-roles"


class DormantAccountsReport(AccountsReport):
    """Accounts that could be closed: no one has signed in with them for a long time, or ever."""

    page_title = f"Accounts not used for {DORMANT_AFTER.days} days"
    header_icon = "time"
    index_url_name = "accounts_dormant"
    index_results_url_name = "accounts_dormant_results"

    def get_queryset(self):
        return dormant(super().get_queryset())

    def get_filename(self):
        return "accounts-not-used"
