"""Former addresses lead on: of a page that has moved, of what is below it, and with the query.

Wagtail stores a redirect from each page that moves. Feeds, calendars, months and other sub-routes
are not pages, and are found by the page: what followed its former address follows its new one.
"""

from itertools import accumulate
from urllib.parse import quote, urlsplit

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from .slugs import LONGEST_PATH


def follow_former_addresses(get_response):
    """Middleware: where there is no page, redirect to what was there; in Wagtail's place."""

    def respond(request):
        response = get_response(request)
        if response.status_code != 404 or "\0" in request.path_info:
            return response
        return _redirect(request) or response

    return respond


def with_query(request, address):
    """Return ``address`` with the query of ``request``."""
    query = request.META.get("QUERY_STRING", "")
    return f"{address}?{query}" if query else address


def _redirect(request):
    """Return the response that leads on from the address of ``request``, or None: 1 query."""
    places = _places(request)
    stored = Redirect.get_for_site(Site.find_for_request(request)).filter(old_path__in=places)
    for redirect in sorted(stored, key=lambda row: (places[row.old_path][0], row.site_id is None)):
        if not _may_be_named(request, redirect.redirect_page):
            continue
        _, rest, has_query = places[redirect.old_path]
        address = _address_below(request, redirect, rest) if rest else redirect.link
        if address and not _is_here(request, address):
            if redirect.redirect_page_id and not has_query:
                address = with_query(request, address)
            kind = HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
            return kind(address)
    return None


def _may_be_named(request, page):
    """Whether the visitor may learn the address of ``page``; None is somewhere else."""
    if page is None or request.user.is_authenticated:
        return True
    return page.live and not page.get_view_restrictions()


def _places(request):
    """Return ``{stored path: (rank, what follows it, whether it has the query), ...}``.

    The whole address comes first, with and without its query, then each shorter one.
    """
    whole = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    path = urlsplit(whole).path
    steps = path.split("/")[1:]
    found = [(uri_to_iri(whole), "", True), (whole, "", True)]
    for count, former in reversed([*enumerate(accumulate(steps, "{}/{}".format, initial=""))][1:]):
        rest = uri_to_iri("/".join(steps[count:]))
        found += [(uri_to_iri(former), rest, False), (former, rest, False)]
    places = {}
    for rank, (former, rest, has_query) in enumerate(found):
        if len(former) <= LONGEST_PATH:
            places.setdefault(former, (rank, rest, has_query and "?" in former))
    return places


def _address_below(request, redirect, rest):
    """Return the address of ``rest`` below the page that has moved, or None if nothing is there.

    None as well if a page of today knows the address, such as that of a month without events.
    """
    has_moved = redirect.automatically_created and redirect.redirect_page_id
    if not has_moved or getattr(request, "_wagtail_route_for_request", None):
        return None
    page = redirect.redirect_page.specific
    try:
        found, *_ = page.route(request, rest.split("/"))
    except Http404:
        return None
    if not _may_be_named(request, found):  # it is private, and the page above it is not
        return None
    slash = "/" if request.path.endswith("/") else ""
    address = page.get_url(request)
    return address and address + quote(rest) + slash


def _is_here(request, address):
    here = request.build_absolute_uri(request.path)
    return request.build_absolute_uri(address).partition("?")[0] == here
