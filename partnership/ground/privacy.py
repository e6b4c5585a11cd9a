"""What only some people may see: one rule, as expressions for any query, and for a request."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func
from wagtail.models import CollectionViewRestriction, PageViewRestriction


class _StartsWithAny(Func):
    """Whether a text starts with any item of an array, which the database builds once a query."""

    template = "(%(expressions)s))"
    arg_joiner = " ^@ ANY ("
    output_field = BooleanField()


def is_private(path):
    """Whether the page whose tree path is the field ``path``, or one above it, is restricted."""
    return _is_below(path, PageViewRestriction.objects.values("page__path"))


def is_in_private_collection(path):
    """Whether the collection whose tree path is the field ``path``, or one above, is restricted."""
    return _is_below(path, CollectionViewRestriction.objects.values("collection__path"))


def if_open(page, is_private):
    """Return ``page`` if everyone can open it, else None; it may be None already."""
    return page if page and page.live and not is_private else None


def is_open_to(request, *places):
    """Whether the user of ``request`` may see all ``places``, each a page or a collection."""
    return all(
        restriction.accept_request(request)
        for place in places
        for restriction in place.get_view_restrictions()
    )


def _is_below(path, restricted):
    return _StartsWithAny(F(path), ArraySubquery(restricted.order_by()))
