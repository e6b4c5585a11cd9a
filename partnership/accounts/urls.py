"""The account pages that we use.

People join by invitation, and administrators change email addresses, so allauth's pages for both
have no address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path, re_path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .signing_in import accepting, provider, views

to_sign_in = RedirectView.as_view(pattern_name="account_login")
to_second_factor = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns = decorate_urlpatterns(
    [
        path("", to_second_factor, name="account"),
        path("login/", views.SignInView.as_view(), name="account_login"),
        path("login/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
        path("login/cancelled/", to_sign_in, name="socialaccount_login_cancelled"),
        path("login/second-factor/", second_factor.authenticate, name="mfa_authenticate"),
        path("login/<str:provider_id>/", provider.start_sign_in, name="openid_connect_login"),
        path(
            "login/<str:provider_id>/return/",
            provider.finish_sign_in,
            name="openid_connect_callback",
        ),
        path("logout/", account.logout, name="account_logout"),
        path("inactive/", account.account_inactive, name="account_inactive"),
        path("again/", account.reauthenticate, name="account_reauthenticate"),
        path("again/code/", second_factor.reauthenticate, name="mfa_reauthenticate"),
        path(
            "again/passkey/",
            passkeys.reauthenticate_webauthn,
            name="mfa_reauthenticate_webauthn",
        ),
        path("password/", account.password_change, name="account_change_password"),
        path("password/set/", account.password_set, name="account_set_password"),
        path("password/reset/", account.password_reset, name="account_reset_password"),
        path(
            "password/reset/sent/",
            account.password_reset_done,
            name="account_reset_password_done",
        ),
        path(
            "password/reset/done/",
            account.password_reset_from_key_done,
            name="account_reset_password_from_key_done",
        ),
        re_path(
            "^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
            account.password_reset_from_key,
            name="account_reset_password_from_key",
        ),
        path("second-factor/", second_factor.index, name="mfa_index"),
        path("second-factor/app/", app.activate_totp, name="mfa_activate_totp"),
        path("second-factor/app/remove/", app.deactivate_totp, name="mfa_deactivate_totp"),
        path("second-factor/passkeys/", to_second_factor, name="mfa_list_webauthn"),
        path("second-factor/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
        path(
            "second-factor/passkeys/<int:pk>/remove/",
            passkeys.remove_webauthn,
            name="mfa_remove_webauthn",
        ),
        path(
            "second-factor/codes/",
            recovery_codes.view_recovery_codes,
            name="mfa_view_recovery_codes",
        ),
        path(
            "second-factor/codes/new/",
            recovery_codes.generate_recovery_codes,
            name="mfa_generate_recovery_codes",
        ),
        path("invitation/<str:token>/", accepting.accept_invitation, name="account_invitation"),
        path("sessions/", views.SessionsView.as_view(), name="usersessions_list"),
        # Never a page of the site: below this address, a password alone identifies its user.
        re_path("^.+/$", views.not_found),
    ],
    never_cache,
)
