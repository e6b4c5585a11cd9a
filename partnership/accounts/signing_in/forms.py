"""The forms of the account pages where they do more than allauth's."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from allauth.mfa.adapter import get_adapter as get_second_factor_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)

from partnership.accounts.people.addresses import clean_address
from partnership.accounts.trail.audit import record


class AskForNewPasswordForm(ResetPasswordForm):
    """Ask for a link to set a new password; an email answers whether or not there is an account."""

    def clean_email(self):
        return clean_address(super().clean_email())

    def save(self, request, **kwargs):
        email = self.cleaned_data["email"]
        record("password_reset_asked", request=request, about=email)
        if self.users:
            return super().save(request, **kwargs)
        get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class PasskeyFormMixin:
    """A form with a passkey: data that no browser would send is a form error, not a crash."""

    def full_clean(self):
        try:
            super().full_clean()
        except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
            mistake = get_second_factor_adapter().validation_error("incorrect_code")
            self.add_error("credential", mistake)


class AddPasskeyForm(PasskeyFormMixin, AddWebAuthnForm):
    """Add a passkey."""


class ShowPasskeyForm(PasskeyFormMixin, AuthenticateWebAuthnForm):
    """Use a passkey as the second factor."""


class SignInWithPasskeyForm(PasskeyFormMixin, LoginWebAuthnForm):
    """Use a passkey as both factors."""


class ShowPasskeyAgainForm(PasskeyFormMixin, ReauthenticateWebAuthnForm):
    """Use a passkey to confirm who is signed in."""
