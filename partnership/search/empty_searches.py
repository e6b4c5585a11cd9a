"""Searches in vain that have found something since are forgotten."""

from django.db.models import Q

from .finding import find
from .models import EmptySearch
from .words import wanted


def forget_answered(searches):
    """Forget those of ``searches`` that now find something."""
    for search in searches.select_related("site__root_page"):
        found = find(search.words, search.site.root_page)
        if found.total or found.promotions:
            search.delete()


def forget_answered_by(instance, raw=False, **kwargs):
    """Signal: synonyms or a promotion were saved; forget what they answer."""
    if words := wanted(instance.words):
        about = Q.create([Q(words__icontains=word) for word in set(words)], Q.OR)
        forget_answered(EmptySearch.objects.shown().filter(about))
