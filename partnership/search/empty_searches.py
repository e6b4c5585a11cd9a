"""Delete searches with no results once they find something."""

from django.db.models import Q

from .finding import find
from .models import EmptySearch
from .words import search_terms


def delete_answered(searches):
    """Delete those of ``searches`` that now find something."""
    for search in searches.select_related("site__root_page"):
        found = find(search.words, search.site)
        if found.total or found.promotions:
            search.delete()


def delete_answered_by(instance, raw=False, **kwargs):
    """Signal: synonyms or a promotion were saved; delete the searches that they answer."""
    terms = set(search_terms(instance.words).values())
    if terms:
        has_a_term = Q.create([Q(words__icontains=term) for term in terms], Q.OR)
        delete_answered(EmptySearch.objects.shown().filter(has_a_term))
