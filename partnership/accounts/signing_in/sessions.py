"""Whether a session has proved whose it is: the session is judged, not the user.

allauth writes into each session how its person proved who they are. Any other way into a session
leaves no such record, and what it opens is closed again here.
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


class Standing(Enum):
    """What a session may do."""

    PROVED = "everything its user may"
    ENROLLING = "set up a second factor"
    NOBODY = "nothing"


def judge_session(get_response):
    """Middleware: ``request.user`` is nobody until the session has proved who it is.

    On the account pages somebody who has no second factor yet is known, to set one up. A session
    that can prove nothing any more is ended. A page that doesn't ask who its visitor is costs
    nothing, and neither does a visitor without a session.
    """

    def respond(request):
        if request.path_info.startswith(reverse("account")):
            _drop_stale_login(request)
        request.user = SimpleLazyObject(lambda: _known_user(request))
        return get_response(request)

    return respond


def standing(request, user):
    """Return the Standing of the session of ``request``, which claims to be of ``user``."""
    records = get_authentication_records(request, user)
    if not records or records[0]["at"] + settings.SESSION_COOKIE_AGE < time.time():
        return Standing.NOBODY
    if has_second_factor(records):
        return Standing.PROVED
    if owns_second_factor(user):  # set up since, in another session
        return Standing.NOBODY
    return Standing.PROVED if settings.SECOND_FACTOR == "offered" else Standing.ENROLLING


def has_second_factor(records):
    """Say whether ``records``, allauth's of one session, hold more than a password."""
    methods = {record["method"] for record in records}
    return "mfa" in methods or (settings.OIDC_SECOND_FACTOR and "socialaccount" in methods)


def begin_session(request, user, method):
    """Sign ``user`` in who has just proved who they are by ``method``; return the response.

    ``method`` is a word for the records, such as 'invitation'. It counts as the first factor:
    the response leads to the second.
    """
    if request.user.is_authenticated:
        logout(request)  # or Django would empty the session of the other one later, record and all
    record_authentication(request, user, method=method)
    return perform_login(request, user)


def _drop_stale_login(request):
    """Forget a sign-in that waits for its second factor and can no longer be finished.

    Since the password was given its account was closed, its password changed, its person signed
    out everywhere, or the second factor taken off.
    """
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None:
        return
    user = stage.login.user
    is_same = user and stage.login.state.get(PASSWORD_GIVEN) == user.get_session_auth_hash()
    if not (is_same and user.is_active and owns_second_factor(user)):
        stage.abort()


def _known_user(request):
    """Return the user whom ``request`` comes from, or AnonymousUser."""
    claimed = get_user(request)
    if not claimed.is_authenticated:
        return claimed
    verdict = standing(request, claimed)
    if verdict is Standing.NOBODY:
        request.session.flush()
    elif verdict is Standing.PROVED or request.path_info.startswith(reverse("account")):
        return claimed
    return AnonymousUser()
