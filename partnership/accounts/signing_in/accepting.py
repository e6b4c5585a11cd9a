"""The page on which someone accepts an invitation."""

from allauth.decorators import rate_limit
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import SetPasswordMixin
from django.shortcuts import render

from partnership.accounts.models import Invitation
from partnership.accounts.people import invitations

from .sessions import begin_session


class AcceptForm(SetPasswordMixin, forms.Form):
    """The person's name, as they want it, and a password."""

    first_name = forms.CharField(
        max_length=150, error_messages={"required": "Type your first name."}
    )
    last_name = forms.CharField(max_length=150, error_messages={"required": "Type your last name."})
    password1, password2 = SetPasswordMixin.create_password_fields()

    def __init__(self, *args, email, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password1"].error_messages["required"] = "Choose a password."
        self.fields["password2"].error_messages["required"] = "Type the same password again."

    def clean(self):
        self.validate_passwords()
        # A password that is the person's own name or address is refused.
        names = {name: self.cleaned_data.get(name, "") for name in ("first_name", "last_name")}
        self.validate_password_for_user(get_user_model()(email=self.email, **names))
        return super().clean()


@rate_limit(action="invitation")
def accept_invitation(request, token):
    """Show who the link invites; create the account once a name and a password are given.

    Opening the link changes nothing, because mail scanners open links too.
    """
    invitation = Invitation.objects.with_token(token)
    if invitation is None:
        return render(request, "account/invitation_ended.html", status=404)
    initial = {"first_name": invitation.first_name, "last_name": invitation.last_name}
    form = AcceptForm(
        request.POST if request.method == "POST" else None, email=invitation.email, initial=initial
    )
    if form.is_valid():
        user = invitations.accept(
            invitation,
            request,
            form.cleaned_data["password1"],
            first_name=form.cleaned_data["first_name"],
            last_name=form.cleaned_data["last_name"],
        )
        if user is None:
            return render(request, "account/invitation_ended.html", status=404)
        return begin_session(request, user, "invitation")
    return render(request, "account/invitation.html", {"form": form, "invitation": invitation})
