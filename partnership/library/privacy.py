"""Which pages are for some people only: one rule, as an expression that any query may use."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func
from wagtail.models import PageViewRestriction


class _StartsWithAny(Func):
    """Whether a text starts with any text of an array that the database builds once a query."""

    template = "(%(expressions)s))"
    arg_joiner = " ^@ ANY ("
    output_field = BooleanField()


def is_private(path):
    """Whether the page whose tree path is the field ``path``, or one above it, is restricted."""
    restricted = PageViewRestriction.objects.order_by().values("page__path")
    return _StartsWithAny(F(path), ArraySubquery(restricted))
