"""The responses when a page cannot be shown: none of them needs the database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, HttpResponseBadRequest, HttpResponseNotFound
from django.template.loader import render_to_string
from django.views.defaults import page_not_found, server_error
from psycopg2.errors import DiskFull, ReadOnlySqlTransaction

SECONDS_UNTIL_NEXT_TRY = "30"


def bad_request(request, exception):
    """Return status 400; Django's own view reads the bad request again and returns 500.

    A session that the database has no room for is no fault of the request.
    """
    if _stems_from(exception, (DiskFull, ReadOnlySqlTransaction)):
        return _unavailable(cannot_save=True)
    return HttpResponseBadRequest(render_to_string("400.html"))


def not_found(request, exception):
    """Return status 404, with a page of its own where there is no website to show it in."""
    try:
        return page_not_found(request, exception)
    except Http404:
        return HttpResponseNotFound(render_to_string("no_website.html"))


def broken(request):
    """Return status 503 while the database is away or cannot save, and else 500."""
    _, error, _ = sys.exc_info()
    if _stems_from(error, (DiskFull, ReadOnlySqlTransaction)):
        return _unavailable(cannot_save=True)
    if _stems_from(error, (OperationalError, InterfaceError)):
        return _unavailable(cannot_save=False, status=504 if "X-Edge" in request.headers else 503)
    return server_error(request)


def _unavailable(cannot_save, status=503):
    """Return that page; nginx, which shows visitors a copy instead, is told by the status 504."""
    return HttpResponse(
        render_to_string("503.html", {"cannot_save": cannot_save}),
        status=status,
        headers={"Retry-After": SECONDS_UNTIL_NEXT_TRY, "Cache-Control": "no-store"},
    )


def _stems_from(error, kinds):
    """Whether ``error``, or one that it followed from, is of one of ``kinds``."""
    while error is not None and not isinstance(error, kinds):
        error = error.__cause__ or error.__context__
    return error is not None
