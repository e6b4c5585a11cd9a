"""A website that is not open yet shows visitors one page: who to call, and that it is not open."""

from django.conf import settings
from django.http import HttpResponse
from django.middleware.common import CommonMiddleware
from django.template.loader import render_to_string

from .models import PartnershipSettings

SECONDS_UNTIL_NEXT_TRY = "3600"
# Where people sign in and prepare the website, and the files that the one page needs.
ALWAYS_THERE = (
    "/account/",
    "/admin/",
    "/django-admin/",
    "/_util/",
    settings.MEDIA_URL,
    settings.STATIC_URL,
    "/favicon.ico/",
)


def show_open_sites_only(get_response):
    """Middleware: whatever a visitor asks a closed website for, the answer is that one page.

    People who are signed in see the website. Every page asks for the settings anyway, so this
    costs it no query.
    """
    is_unfinished = CommonMiddleware(get_response).should_redirect_with_slash

    def respond(request):
        is_always_there = f"{request.path_info}/".startswith(ALWAYS_THERE)
        if not is_always_there and _is_closed_to_visitor(request):
            return _not_open(request)
        response = get_response(request)
        is_missing = is_always_there and response.status_code == 404 and not is_unfinished(request)
        if is_missing and _is_closed_to_visitor(request):
            return _not_open(request)  # the page for a 404 has the menu of the website
        return response

    return respond


def _is_closed_to_visitor(request):
    partnership = PartnershipSettings.for_request(request)
    is_closed = partnership.site_id is not None and not partnership.is_open
    return is_closed and not request.user.is_authenticated


def _not_open(request):
    if request.path_info == "/robots.txt":
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    response = HttpResponse(
        render_to_string("not_open.html"),
        status=503,
        headers={"Retry-After": SECONDS_UNTIL_NEXT_TRY, "Cache-Control": "no-store"},
    )
    response._has_been_logged = True  # or Django logs each visit as an error of the server
    return response
