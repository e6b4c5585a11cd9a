"""Pages and actions for administrators: invitations, lost second factors, leavers, roles."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.permission_policies import ModelPermissionPolicy

from partnership.accounts.models import Invitation, Role
from partnership.accounts.trail.audit import record
from partnership.ground.admin import AdminPage

from . import invitations, leaving
from .abilities import abilities_of, all_abilities, groups_with_permissions, held_by
from .access import end_sessions, reset_second_factor
from .letters import send_second_factor_notice
from .viewsets import may_change

User = get_user_model()


class AccountsPage(AdminPage):
    """A page of the admin about accounts."""

    permission_policy = ModelPermissionPolicy(User)


class InvitationsView(AccountsPage):
    """Who is invited, the status of each email, and buttons to send it again or withdraw it."""

    permission_required = "add"
    template_name = "accounts/admin/invitations.html"
    page_title = "Invitations"
    header_icon = "mail"

    def get_context_data(self, **kwargs):
        everything = Invitation.objects.select_related("invited_by", "message")
        everything = everything.prefetch_related("roles")
        return super().get_context_data(
            pending=everything.pending(),
            ended=everything.exclude(pk__in=Invitation.objects.pending())[:20],
            **kwargs,
        )

    def post(self, request):
        """Send an invitation again, or withdraw it."""
        wanted = request.POST.get("again") or request.POST.get("withdraw")
        invitation = get_object_or_404(Invitation.objects.pending(), pk=_parse_key(wanted))
        if "again" in request.POST:
            invitations.send_again(invitation, request)
            messages.success(
                request,
                f"A new link is on its way to {invitation}. The earlier link no longer works.",
            )
        else:
            invitations.withdraw(invitation, request)
            messages.success(
                request,
                f"The invitation to {invitation} has been withdrawn. Its link no longer works.",
            )
        return redirect("accounts_invitations")


def _parse_key(text):
    """Return ``text`` as the key of a row, or 0, which no row has, if it cannot be one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


@require_POST
def change_account(request, pk):
    """Do what the selected button does to an account, and go back to it."""
    user = get_object_or_404(User, pk=pk)
    if not may_change(request.user, user):
        raise PermissionDenied
    match request.POST.get("do"):
        case "reset_second_factor":
            reset_second_factor(user)
            record("factors_reset", request=request, about=user)
            send_second_factor_notice(user)
            messages.success(
                request,
                f"Two-step verification for {user} has been reset, and they have been signed out "
                "everywhere. They will set it up again at the next sign-in. We have emailed them.",
            )
        case "end_sessions":
            end_sessions(user)
            record("sessions_ended", request=request, about=user)
            messages.success(request, f"{user} has been signed out everywhere.")
        case "reactivate":
            leaving.reactivate(user, request)
            messages.success(
                request,
                f"{user} can sign in again. Check that their roles below are still right.",
            )
        case _:
            messages.error(request, "Nothing was changed. Select one of the buttons again.")
    return redirect("wagtailusers_users:edit", user.pk)


class RolesView(AccountsPage):
    """What each role lets people do, who has it, and what each person can do, and why."""

    permission_required = "view"
    template_name = "accounts/admin/roles.html"
    page_title = "Who can do what"
    header_icon = "list-ul"

    def get_context_data(self, **kwargs):
        groups = list(groups_with_permissions())
        people = User.objects.filter(is_active=True).prefetch_related("groups")
        people = people.order_by("last_name", "first_name", "email")
        held = {group: held_by(group) for group in groups}
        return super().get_context_data(
            roles=[
                {
                    "group": group,
                    "description": _description(group),
                    "people": [person for person in people if group in person.groups.all()],
                }
                for group in groups
            ],
            abilities=[_ability_row(ability, held) for ability in all_abilities().values()],
            people=[
                {"person": person, "abilities": abilities_of(person, groups)} for person in people
            ],
            **kwargs,
        )


def _description(group):
    try:
        return group.role.description
    except Role.DoesNotExist:
        return ""


def _ability_row(ability, held):
    """Return the groups that give ``ability``, whole and in part; ``held`` is what each may do."""
    whole = [group for group in held if ability.is_given_by(held[group])]
    touched = [group for group in held if ability.permissions & held[group]]
    in_part = [group for group in touched if group not in whole]
    return {"name": ability.name, "whole": whole, "in_part": in_part}
