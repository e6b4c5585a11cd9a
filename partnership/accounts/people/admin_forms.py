"""What an administrator fills in about people and roles."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.html import format_html
from wagtail.users.forms import GroupForm

from partnership.accounts.models import Invitation, Role

from .abilities import groups_given_by
from .addresses import sendable

User = get_user_model()

ADDRESS_IN_USE = "Somebody with this email address already has an account."


class RolesField(forms.ModelMultipleChoiceField):
    """Roles to tick, each with what it is for."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        roles = Group.objects.select_related("role").order_by("role__sort_order", "name")
        super().__init__(roles, **options)

    def offer(self, groups):
        """Let only ``groups`` be ticked."""
        self.queryset = self.queryset.filter(pk__in=groups)

    def label_from_instance(self, group):
        role = getattr(group, "role", None)
        return (
            format_html("<span><b>{}</b>: {}</span>", group.name, role.description)
            if role
            else group.name
        )


class InvitationForm(forms.ModelForm):
    """Whom to invite, and with which roles."""

    roles = RolesField(help_text="What this person may do. You can change it at any time.")

    class Meta:
        model = Invitation
        fields = ["email", "first_name", "last_name", "roles"]

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].offer(groups_given_by(editor))

    def clean_email(self):
        email = sendable(self.cleaned_data["email"])
        user = User.objects.filter(email__iexact=email).first()
        if user and user.is_active:
            raise forms.ValidationError(ADDRESS_IN_USE)
        if user:
            raise forms.ValidationError(
                f"{user} had an account with this address, which was deactivated. Reactivate it "
                "instead: Settings, Users."
            )
        if Invitation.objects.pending().filter(email__iexact=email).exists():
            raise forms.ValidationError(
                "Somebody has invited this address already. Send that invitation again, or "
                "withdraw it: Settings, Invitations."
            )
        return email


class AccountForm(forms.ModelForm):
    """What an administrator may change of an account. The password is its owner's alone."""

    groups = RolesField(
        label="Roles", required=False, help_text="What this person may do in this admin."
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "groups"]
        help_texts = {
            "first_name": "As colleagues know this person.",
            "last_name": "The family name.",
            "email": "The person signs in with this address and gets messages there. Once you "
            "change it, the earlier one no longer works.",
        }

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
        self.fields["groups"].offer(groups_given_by(editor) | self.instance.groups.all())
        if self.instance == editor:
            # Nobody locks themselves out by mistake, nor gives themselves more.
            self.fields["groups"].disabled = True
            self.fields["groups"].help_text = "Another administrator can change your own roles."

    def clean_email(self):
        email = sendable(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(ADDRESS_IN_USE)
        return email


class LeavingForm(forms.Form):
    """Who takes over from somebody who leaves."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        label="Who takes over?",
        empty_label="Choose a colleague",
        error_messages={"required": "Choose who takes over what this person looked after."},
    )

    def __init__(self, *args, leaver, owns_something, **kwargs):
        super().__init__(*args, **kwargs)
        if owns_something:
            colleagues = User.objects.filter(is_active=True).exclude(pk=leaver.pk)
            self.fields["successor"].queryset = colleagues.order_by("last_name", "first_name")
        else:
            del self.fields["successor"]


class RoleForm(GroupForm):
    """A group of Wagtail's, with what it is for in plain English."""

    description = forms.CharField(
        label="What it is for",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        help_text="One or two sentences: who has this role, and what for.",
    )

    class Meta(GroupForm.Meta):
        fields = ("name", "description", "permissions")
        help_texts = {"name": "As it is shown where roles are chosen, such as ‘Publisher’."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["is_superuser"]
        role = Role.objects.filter(group=self.instance.pk).first()
        self.fields["description"].initial = role.description if role else ""

    def save(self, commit=True):
        group = super().save(commit)
        Role.objects.update_or_create(
            group=group, defaults={"description": self.cleaned_data["description"]}
        )
        return group
