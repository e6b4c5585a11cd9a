"""Whether a session has proved whose it is: the session is checked, not the user.

allauth writes into each session how its person proved who they are. Any other way into a session
leaves no such record, so the session is refused here.
"""

import time
from enum import Enum

from allauth.account.authentication import get_authentication_records
from allauth.account.stages import LoginStageController
from allauth.account.utils import perform_login
from allauth.mfa.stages import AuthenticateStage
from django.conf import settings
from django.contrib.auth import get_user, logout
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from partnership.accounts.people.access import owns_second_factor

from .allauth_internals import record_authentication

PASSWORD_GIVEN = "password_given"  # where a pending sign-in keeps what its session would hold


class SessionStatus(Enum):
    """What a session may do."""

    VERIFIED = "everything its user may"
    ENROLLING = "set up two-step verification"
    UNVERIFIED = "nothing"


def keep_newer_session(get_response):
    """Middleware: what a script asks beside the page takes no session from the browser.

    Django takes the cookie of a session that has ended from whoever sends it. The answer to a
    script, such as one that saves drafts, may arrive after its person has signed in again.
    """

    def respond(request):
        response = get_response(request)
        is_beside_the_page = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie and not cookie.value and is_beside_the_page:
            del response.cookies[settings.SESSION_COOKIE_NAME]
        return response

    return respond


def judge_session(get_response):
    """Middleware: ``request.user`` is anonymous until the session has proved who it is.

    On the account pages, someone without two-step verification is recognised so that they can set
    it up. A session that no longer proves anything is ended. A page that does not ask who its
    visitor is costs nothing, and neither does a visitor without a session.
    """

    def respond(request):
        if request.path_info.startswith(reverse("account")):
            _drop_stale_login(request)
        request.user = SimpleLazyObject(lambda: _verified_user(request))
        return get_response(request)

    return respond


def session_status(request, user):
    """Return the SessionStatus of the session of ``request``, which claims to be ``user``'s."""
    records = get_authentication_records(request, user)
    if seconds_left(records) < 0:
        return SessionStatus.UNVERIFIED
    if has_second_factor(records):
        return SessionStatus.VERIFIED
    if owns_second_factor(user):  # set up since, in another session
        return SessionStatus.UNVERIFIED
    if settings.SECOND_FACTOR == "offered":
        return SessionStatus.VERIFIED
    return SessionStatus.ENROLLING


def seconds_left(records):
    """Return for how many seconds the session with these ``records`` lasts; negative once ended."""
    began = records[0]["at"] if records else 0
    return began + settings.SESSION_COOKIE_AGE - time.time()


def has_second_factor(records):
    """Return whether ``records``, allauth's for one session, contain more than a password."""
    methods = {record["method"] for record in records}
    return "mfa" in methods or (settings.OIDC_SECOND_FACTOR and "socialaccount" in methods)


def begin_session(request, user, method):
    """Sign in ``user``, who has just proved who they are by ``method``; return the response.

    ``method`` is a word for the records, such as 'invitation'. It counts as the first factor:
    the response leads to the second.
    """
    if request.user.is_authenticated:
        logout(request)  # otherwise Django empties the session later, records included
    record_authentication(request, user, method=method)
    return perform_login(request, user)


def _drop_stale_login(request):
    """Forget a sign-in that waits for its second factor and can no longer be finished.

    Since the password was given, the account was closed, its password was changed, its person was
    signed out everywhere, or two-step verification was reset.
    """
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return
    user = stage.login.user
    password_given = stage.login.state.get(PASSWORD_GIVEN)
    is_same = user and password_given == user.get_session_auth_hash()
    if not (is_same and user.is_active and owns_second_factor(user)):
        stage.abort()


def _verified_user(request):
    """Return the user that ``request`` comes from, or AnonymousUser."""
    claimed = get_user(request)
    if not claimed.is_authenticated:
        return claimed
    status = session_status(request, claimed)
    if status is SessionStatus.UNVERIFIED:
        request.session.flush()
    elif status is SessionStatus.VERIFIED or request.path_info.startswith(reverse("account")):
        return claimed
    return AnonymousUser()
