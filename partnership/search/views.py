"""The page of search results, and suggestions as a visitor types."""

import logging

from django.db import DatabaseError, transaction
from django.http import Http404
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from partnership.ground.site_roots import remember_visited_site

from .finding import find, suggestions
from .models import EmptySearch
from .words import search_terms, tidy

logger = logging.getLogger(__name__)

SHORTEST_SUGGESTED = 2  # characters


@require_safe
@never_cache  # no cache may keep what someone searched for
def search(request):
    """Show the page of search results."""
    site = _site_of(request)
    words = tidy(request.GET.get("q", ""))
    found = find(
        words,
        site,
        kind=tidy(request.GET.get("kind", "")),
        year=tidy(request.GET.get("year", "")),
        page=request.GET.get("page"),
    )
    if found.filters and not (found.total or found.promotions):
        _count(site, words)
    terms = search_terms(words)
    any_word = " or ".join(terms.values()) if len(terms) > 1 else ""
    return TemplateResponse(
        request, "search/results.html", {"words": words, "found": found, "any_word": any_word}
    )


def _site_of(request):
    """Return the website that ``request`` is for; raises Http404 when there is none."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    remember_visited_site(request, site)
    return site


def _count(site, words):
    """Count a search that found nothing, if the database has room for it."""
    try:
        with transaction.atomic():
            EmptySearch.objects.count_search(site, words)
    except DatabaseError:
        logger.exception("A search with no results was not counted")


@require_safe
@never_cache
def suggest(request):
    """Return links to public pages and documents with titles like the words: a piece of HTML."""
    words = tidy(request.GET.get("q", ""))
    site = _site_of(request)
    entries = suggestions(words, site) if len(words) >= SHORTEST_SUGGESTED else []
    response = TemplateResponse(request, "search/suggestions.html", {"entries": entries})
    response["X-Robots-Tag"] = "noindex"
    return response
