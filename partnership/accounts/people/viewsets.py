"""The screens where administrators manage accounts and roles, in place of Wagtail's own."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton
from wagtail.users.views import groups, users

from partnership.accounts.trail.audit import record

from . import invitations, leaving
from .abilities import abilities_of
from .access import with_second_factor
from .admin_forms import AccountForm, InvitationForm, LeavingForm, RoleForm
from .columns import AccountColumn
from .letters import send_new_address_notice

User = get_user_model()


def may_change(editor, user):
    """Return whether ``editor`` may change the account of ``user``.

    Only an owner of the installation, who may do everything, may change another owner.
    """
    return editor.has_perm("accounts.change_user") and (
        editor.is_superuser or not user.is_superuser
    )


class AccountFilterSet(users.UserFilterSet):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["is_superuser"]
        self.filters["group"].label = "Role"


class IndexView(users.IndexView):
    add_item_label = "Invite someone"

    @cached_property
    def header_buttons(self):
        return [
            *super().header_buttons,
            HeaderButton("Invitations", url=reverse("accounts_invitations"), icon_name="mail"),
        ]

    @cached_property
    def columns(self):
        name = super().columns[1]  # after the tick box for Wagtail's bulk actions
        return [name, AccountColumn("account", label="Account", sort_key="last_login")]

    def get_base_queryset(self):
        users = User.objects.select_related("wagtail_userprofile").prefetch_related("groups")
        return with_second_factor(users)

    def get_list_buttons(self, instance):
        return []

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if may_change(self.request.user, instance) else None


class ActionTitleMixin:
    """Title a view to add something by what it does, not by the name of a model."""

    def get_page_subtitle(self):
        return self.page_title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items()[:-1], {"url": "", "label": self.page_title}]


class InviteView(ActionTitleMixin, generic.CreateView):
    """Add an account by inviting a person, so that only they know the password."""

    page_title = "Invite someone"
    success_message = (
        "%(object)s has been invited. The email goes out within seconds. Its status appears below."
    )
    submit_button_label = "Send invitation"
    submit_button_active_label = "Sending…"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"editor": self.request.user}

    def save_instance(self):
        self.form.instance.invited_by = self.request.user
        invitation = super().save_instance()
        invitations.send(invitation, self.request)
        return invitation

    def get_success_url(self):
        return reverse("accounts_invitations")

    def get_success_buttons(self):
        return []


class EditView(users.EditView):
    success_message = "The account of %(object)s has been saved."

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not may_change(request.user, self.object):
            raise PermissionDenied
        self.roles_before = invitations.names_of(self.object.groups)
        self.address_before = self.object.email

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["editing_self"]
        return kwargs | {"editor": self.request.user}

    def save_instance(self):
        user = super().save_instance()
        roles = invitations.names_of(user.groups)
        if roles != self.roles_before:
            details = f"from {self.roles_before or 'none'} to {roles or 'none'}"
            record("roles_changed", request=self.request, about=user, details=details)
        if user.email != self.address_before:
            details = f"from {self.address_before} to {user.email}"
            record("address_changed", request=self.request, about=user, details=details)
            send_new_address_notice(user, self.address_before)
        return user

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            account=with_second_factor(User.objects).get(pk=self.object.pk),
            abilities=abilities_of(self.object),
            **kwargs,
        )


class DeactivateView(generic.DeleteView):
    """End the access of an account. It is never deleted, because the history names it."""

    permission_required = "change"
    page_title = "Deactivate"
    context_object_name = "account"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if not may_change(request.user, self.object) or request.user == self.object:
            raise PermissionDenied

    def get_form(self):
        return LeavingForm(
            self.request.POST if self.request.method == "POST" else None,
            leaver=self.object,
            owns_something=bool(leaving.owned_by(self.object)),
        )

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        leaving.deactivate(self.object, request, form.cleaned_data.get("successor"))
        messages.success(
            request, f"{self.object} can no longer sign in, and has been signed out everywhere."
        )
        return redirect(self.edit_url_name, self.object.pk)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"form": self.get_form(), "owned": leaving.owned_in_words(self.object)} | kwargs
        )


class AccountViewSet(users.UserViewSet):
    """The screens under Settings, Users."""

    index_view_class = IndexView
    add_view_class = InviteView
    edit_view_class = EditView
    delete_view_class = DeactivateView
    copy_view_enabled = False
    filterset_class = AccountFilterSet
    index_template_name = "wagtailadmin/generic/index.html"  # without Wagtail's bulk actions
    index_results_template_name = "wagtailadmin/generic/index_results.html"
    create_template_name = "wagtailadmin/generic/create.html"
    edit_template_name = "accounts/admin/account.html"
    delete_template_name = "accounts/admin/deactivate.html"

    def get_form_class(self, for_update=False):
        return AccountForm if for_update else InvitationForm


class RecordRoleChangeMixin:
    """Add an entry to the audit trail when a view saves a role."""

    def process_form(self):
        response = super().process_form()
        if response.status_code == 302:
            record("role_changed", request=self.request, about=self.object.name)
        return response


class AddRoleView(RecordRoleChangeMixin, ActionTitleMixin, groups.CreateView):
    page_title = "Add a role"


class EditRoleView(RecordRoleChangeMixin, groups.EditView):
    success_message = "The role ‘%(object)s’ has been saved."


class DeleteRoleView(groups.DeleteView):
    page_title = "Delete the role"
    confirmation_message = (
        "Delete this role? People who have it will lose everything that only this role allows."
    )

    def form_valid(self, form):
        name = self.object.name
        response = super().form_valid(form)
        record("role_changed", request=self.request, about=name, details="deleted")
        return response


class RolesIndexView(groups.IndexView):
    page_title = "Roles"
    add_item_label = "Add a role"
    columns = [
        *groups.IndexView.columns,
        Column("description", label="Purpose", accessor="role.description"),
    ]

    def get_base_queryset(self):
        return Group.objects.select_related("role")

    @cached_property
    def header_buttons(self):
        return [
            *super().header_buttons,
            HeaderButton("Who can do what", url=reverse("accounts_roles"), icon_name="list-ul"),
        ]


class RoleViewSet(groups.GroupViewSet):
    """The screens under Settings, Roles."""

    menu_label = "Roles"
    ordering = ["role__sort_order", "name"]
    index_view_class = RolesIndexView
    add_view_class = AddRoleView
    edit_view_class = EditRoleView
    delete_view_class = DeleteRoleView
    create_template_name = edit_template_name = "accounts/admin/role.html"

    def get_form_class(self, for_update=False):
        return RoleForm
