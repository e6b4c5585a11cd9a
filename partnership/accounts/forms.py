"""The forms of the account pages where they do more than allauth's."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm

from .audit import Action, record


class AskForNewPasswordForm(ResetPasswordForm):
    """Asks for a link to set a new password, which is told by email whether or not there is one."""

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"]
        record(Action.PASSWORD_RESET_ASKED, request=request, about=email)
        if self.users:
            return super().save(request, **kwargs)
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email
