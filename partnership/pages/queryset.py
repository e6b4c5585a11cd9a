"""What visitors may be shown in lists: one rule for menus, listings, search, feed and sitemap."""

from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left, Length
from wagtail.models import PageManager, PageQuerySet, PageViewRestriction


def restrictions_above(path):
    """Restrictions on the page whose tree path is the expression ``path`` or on one above it."""
    return PageViewRestriction.objects.annotate(above=Left(path, Length("page__path"))).filter(
        page__path=F("above")
    )


class ListedQuerySet(PageQuerySet):
    """Pages with the one rule of what may be listed."""

    def with_privacy(self):
        """Annotate ``is_private``: the page or one above it is for some people only."""
        return self.annotate(is_private=Exists(restrictions_above(OuterRef("path"))))

    def listed(self):
        """Published pages that everybody may read, in one query however many are private."""
        return self.live().filter(~Exists(restrictions_above(OuterRef("path"))))


ListedPageManager = PageManager.from_queryset(ListedQuerySet)
