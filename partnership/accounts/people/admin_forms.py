"""What an administrator fills in about people and roles."""

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.html import format_html
from wagtail.users.forms import GroupForm

from partnership.accounts.models import Invitation, Role

from .abilities import grantable_groups
from .addresses import clean_address

User = get_user_model()

ADDRESS_IN_USE = "Someone with this email address already has an account."


class RolesField(forms.ModelMultipleChoiceField):
    """Roles to tick, each with its description."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        roles = Group.objects.select_related("role").order_by("role__sort_order", "name")
        super().__init__(roles, **options)

    def limit_to(self, groups):
        """Offer only ``groups``."""
        self.queryset = self.queryset.filter(pk__in=groups)

    def label_from_instance(self, group):
        role = getattr(group, "role", None)
        return (
            format_html("<span><b>{}</b>: {}</span>", group.name, role.description)
            if role
            else group.name
        )


class InvitationForm(forms.ModelForm):
    """Who to invite, and with which roles."""

    roles = RolesField(help_text="What this person can do. You can change this at any time.")

    class Meta:
        model = Invitation
        fields = ["email", "first_name", "last_name", "roles"]

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roles"].limit_to(grantable_groups(editor))

    def clean_email(self):
        email = clean_address(self.cleaned_data["email"])
        user = User.objects.filter(email__iexact=email).first()
        if user and user.is_active:
            raise forms.ValidationError(ADDRESS_IN_USE)
        if user:
            raise forms.ValidationError(
                f"{user} has a deactivated account with this address. To reactivate it, go to "
                "Settings, then Users."
            )
        if Invitation.objects.pending().filter(email__iexact=email).exists():
            raise forms.ValidationError(
                "This address already has an invitation. To send it again or withdraw it, go to "
                "Settings, then Invitations."
            )
        return email


class AccountForm(forms.ModelForm):
    """What an administrator may change on an account. Only its owner can set the password."""

    groups = RolesField(
        label="Roles", required=False, help_text="What this person can do in the admin."
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name", "email", "groups"]
        help_texts = {
            "first_name": "The name that colleagues use.",
            "last_name": "Their family name.",
            "email": "The person signs in with this address and receives messages at it. If you "
            "change it, the old address no longer works.",
        }

    def __init__(self, *args, editor, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name"):
            self.fields[name].required = True
        self.fields["groups"].limit_to(grantable_groups(editor) | self.instance.groups.all())
        if self.instance == editor:
            # No one locks themselves out by mistake, or gives themselves more roles.
            self.fields["groups"].disabled = True
            self.fields["groups"].help_text = "Only another administrator can change your roles."

    def clean_email(self):
        email = clean_address(self.cleaned_data["email"])
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(ADDRESS_IN_USE)
        return email


class LeavingForm(forms.Form):
    """Who takes over from someone who leaves."""

    successor = forms.ModelChoiceField(
        User.objects.none(),
        label="Who takes over?",
        empty_label="Choose a colleague",
        error_messages={"required": "Choose who takes over what this person looks after."},
    )

    def __init__(self, *args, leaver, owns_something, **kwargs):
        super().__init__(*args, **kwargs)
        if owns_something:
            colleagues = User.objects.filter(is_active=True).exclude(pk=leaver.pk)
            self.fields["successor"].queryset = colleagues.order_by("last_name", "first_name")
        else:
            del self.fields["successor"]


class RoleForm(GroupForm):
    """One of Wagtail's groups, with a plain English description of what it is for."""

    description = forms.CharField(
        label="Purpose",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=300,
        help_text="One or two sentences: who has this role, and what it is for.",
    )

    class Meta(GroupForm.Meta):
        fields = ("name", "description", "permissions")
        help_texts = {"name": "Shown wherever roles are chosen, such as ‘Publisher’."}

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
