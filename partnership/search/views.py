"""The page of search results, and suggestions while somebody types."""

from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from .finding import find, suggestions
from .models import EmptySearch
from .words import tidy, wanted

SHORTEST_SUGGESTED = 2  # characters


@require_safe
@never_cache  # what somebody looked for stays in no cache
def search(request):
    """The page of search results."""
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
    any_word = " or ".join(wanted(words)) if len(wanted(words)) > 1 else ""
    return TemplateResponse(
        request, "search/results.html", {"words": words, "found": found, "any_word": any_word}
    )


@require_safe
@never_cache
def suggest(request):
    """Links to public pages and documents whose titles begin so: a piece of HTML."""
    words = tidy(request.GET.get("q", ""))
    home = Site.find_for_request(request).root_page
    entries = suggestions(words, home) if len(words) >= SHORTEST_SUGGESTED else []
    response = TemplateResponse(request, "search/suggestions.html", {"entries": entries})
    response["X-Robots-Tag"] = "noindex"
    return response
