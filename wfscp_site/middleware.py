"""What no page has to deal with."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, UnreadablePostError
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

# Raised only by values, parts of a form and characters that were not checked before.
NONSENSE = (DataError, MultiValueDictKeyError, UnicodeEncodeError, UnreadablePostError)
# A ValueError raised here is about a value that was sent, such as letters instead of a number.
DATABASE_LAYER = {"django.db.backends.utils", "django.db.models.fields"}


def add_headers(get_response):
    """Middleware, the first of all: every response has ``settings.RESPONSE_HEADERS``."""

    def respond(request):
        response = get_response(request)
        for name, value in settings.RESPONSE_HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return respond


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """The policy of each response; a preview has that of the page, and the admin may frame it."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        # Wagtail asks for a page by a request of its own, and marks what else it frames.
        is_page = getattr(request, "is_dummy", False)
        if is_page or response.get("X-Frame-Options") == "SAMEORIGIN":
            parts.replace = {"frame-ancestors": [SELF]}
        return parts


class CompressMiddleware(GZipMiddleware):
    """Compresses responses, but not files of which a part may be asked for: it has other bytes."""

    def process_response(self, request, response):
        if response.has_header("Accept-Ranges"):
            return response
        return super().process_response(request, response)


def keep_from_caches(get_response):
    """Middleware: what somebody with a session sees, or is just given one with, no cache keeps."""

    def respond(request):
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return respond


def refuse_nul(get_response):
    """Middleware: an address with a NUL, which PostgreSQL can't look up, leads nowhere (404)."""

    def respond(request):
        if "\0" in request.path_info:
            request.path_info = request.path_info.replace("\0", "")  # for the page that says so
            raise Http404
        return get_response(request)

    return respond


class RefuseNonsense:
    """Answer 400 to what can't be a text, a number or a form of ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        frames = list(_frames(exception))
        is_nonsense = (
            isinstance(exception, NONSENSE)
            or (isinstance(exception, ValueError) and _module(frames[-1]) in DATABASE_LAYER)
            or (isinstance(exception, NoReverseMatch) and _leads_on_to_no_address(request, frames))
        )
        if is_nonsense:
            raise BadRequest from exception


def _frames(exception):
    """Yield the frames in which ``exception`` was passed on, that in which it was raised last."""
    traceback = exception.__traceback__
    while traceback:
        yield traceback.tb_frame
        traceback = traceback.tb_next


def _module(frame):
    return frame.f_globals.get("__name__")


def _leads_on_to_no_address(request, frames):
    """Whether a view was about to go on to the ``next`` of ``request``, which is no address."""
    onwards = {request.GET.get("next"), request.POST.get("next")}
    return any(
        frame.f_code is resolve_url.__code__ and frame.f_locals["to"] in onwards for frame in frames
    )
