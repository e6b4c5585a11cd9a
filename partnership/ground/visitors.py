"""What every visitor is shown alike."""

from django.conf import settings


def same_for_everyone(view):
    """Mark a ``view`` whose answers, to people without a session, depend on the address alone.

    Besides that, only on the local date and on what the database holds.
    """
    view.is_same_for_everyone = True
    return view


def has_session(request):
    """Whether ``request`` may come from somebody who is signed in, and sees more than others."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES
