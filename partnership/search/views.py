"""The page of search results, and suggestions as a visitor types."""

from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from .finding import find, suggestions
from .models import EmptySearch
from .words import search_terms, tidy

SHORTEST_SUGGESTED = 2  # characters


@require_safe
@never_cache  # no cache may keep what someone searched for
def search(request):
    """Show the page of search results."""
    site = Site.find_for_request(request)
    words = tidy(request.GET.get("q", ""))
    found = find(
        words,
        site.root_page,
        kind=request.GET.get("kind", ""),
        year=request.GET.get("year", ""),
        page=request.GET.get("page"),
    )
    if found.filters and not (found.total or found.promotions):
        EmptySearch.objects.count_search(site, words)
    terms = search_terms(words)
    any_word = " or ".join(terms) if len(terms) > 1 else ""
    return TemplateResponse(
        request, "search/results.html", {"words": words, "found": found, "any_word": any_word}
    )


@require_safe
@never_cache
def suggest(request):
    """Return links to public pages and documents with titles like the words: a piece of HTML."""
    words = tidy(request.GET.get("q", ""))
    home = Site.find_for_request(request).root_page
    entries = suggestions(words, home) if len(words) >= SHORTEST_SUGGESTED else []
    response = TemplateResponse(request, "search/suggestions.html", {"entries": entries})
    response["X-Robots-Tag"] = "noindex"
    return response
