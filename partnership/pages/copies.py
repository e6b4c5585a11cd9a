"""Copies of pages are for the same people as the pages."""

from wagtail.models import PageViewRestriction


def copy_restrictions(page, copy):
    """Make each page below ``copy`` private where the one it was copied from below ``page`` is.

    Wagtail gives the pages below a copied one the restrictions of that one instead of their own.
    """
    originals = page.get_descendants().order_by("path")
    copies = copy.get_descendants().order_by("path")
    if copies.count() != originals.count():
        return  # the pages below were not copied
    pairs = dict(zip(originals.values_list("pk", flat=True), copies, strict=True))
    for restriction in PageViewRestriction.objects.filter(page__in=originals):
        groups = list(restriction.groups.all())
        restriction.pk, restriction.page = None, pairs[restriction.page_id]
        restriction.save()
        restriction.groups.set(groups)
