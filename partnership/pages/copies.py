"""Copied pages keep the privacy of their originals."""

from wagtail.models import PageViewRestriction


def copy_restrictions(page, copy):
    """Give each page below ``copy`` the view restrictions of its original below ``page``.

    Wagtail gives them the restrictions of the page at the top of the copy instead.
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
