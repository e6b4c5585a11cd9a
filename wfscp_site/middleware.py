"""What no page has to deal with."""

from csp.constants import SELF
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, UnreadablePostError
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

# Raised by nothing but values, parts of a form and characters that nobody checked before.
NONSENSE = (DataError, MultiValueDictKeyError, UnicodeEncodeError, UnreadablePostError)
NONSENSE_WORDS = ("NUL (0x00)", "expected a number but got")


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
    """What was sent and can't be a text, a number or a form that we made: answered with 400."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        words = str(exception)
        if isinstance(exception, NONSENSE) or any(part in words for part in NONSENSE_WORDS):
            raise BadRequest from exception
        # Wagtail goes on to wherever it is told, even to what is no address.
        if isinstance(exception, NoReverseMatch) and any(
            f"Reverse for {name!r} not found" in words
            for name in (request.GET.get("next"), request.POST.get("next"))
        ):
            raise BadRequest from exception
