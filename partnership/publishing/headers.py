"""Middleware: which answers may be kept, and that an editor sees a change once it has arrived."""

import time

from django.conf import settings
from django.db import Error
from django.utils.cache import patch_vary_headers

from partnership.ground.visitors import has_session

from .leases import INSTEAD, Leases
from .models import Generation

# nginx keeps the answer, outdated from the start: it asks again each time, and shows it only while
# nobody answers. What it keeps under a generation is up to deploy/nginx/site.conf.
KEEP = "@1"
KEPT = (200, 301, 404)
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
SECONDS_TO_ARRIVE = 1.5  # longer than any word of the companion holds
BETWEEN_LOOKS = 0.005  # seconds


def say_what_may_be_kept(get_response):
    """Middleware: mark answers that are the same for everyone until something changes."""

    def respond(request):
        response = get_response(request)
        if _may_be_kept(request, response):
            response["X-Accel-Expires"] = KEEP
            response.headers.setdefault("Cache-Control", "no-cache")  # browsers ask each time
            _forget_cookie(response)
        return response

    return respond


def _may_be_kept(request, response):
    match = request.resolver_match
    return (
        request.method in ("GET", "HEAD")
        and match is not None
        and getattr(match.func, "is_same_for_everyone", False)
        and response.status_code in KEPT
        and not has_session(request)
        and not response.cookies
        and "private" not in response.get("Cache-Control", "")
        and "no-store" not in response.get("Cache-Control", "")
    )


def _forget_cookie(response):
    """Take the cookie out of ``Vary``: without a session, the answer does not depend on it."""
    varies = [name for name in response.get("Vary", "").split(", ") if name not in ("", "Cookie")]
    response.headers.pop("Vary", None)
    if varies:
        patch_vary_headers(response, varies)


def wait_for_visitors(get_response):
    """Middleware: who changes something is told so once visitors see it, a moment later.

    Where nginx’s companion has died, that is once its last word has run out.
    """
    if not settings.EDGE_FOLDER:
        return get_response
    leases = Leases(settings.EDGE_FOLDER)

    def respond(request):
        if request.method in SAFE:
            return get_response(request)
        before = Generation.present()
        response = get_response(request)
        _wait(leases, before)
        return response

    return respond


def _wait(leases, before):
    """Wait until nginx answers from the present generation, unless that is still ``before``."""
    try:
        wanted = Generation.present().number
    except Error:
        return  # what was asked for is done, and the answer says so
    deadline = time.monotonic() + SECONDS_TO_ARRIVE
    while wanted != before.number and time.monotonic() < deadline:
        shown = leases.present() or ""
        if shown.startswith(INSTEAD) or (shown and int(shown.split("-")[0]) >= wanted):
            return
        time.sleep(BETWEEN_LOOKS)
