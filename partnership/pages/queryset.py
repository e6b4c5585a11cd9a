"""Which pages lists may show: one rule for menus, listings, search, feeds and sitemap."""

from wagtail.models import PageManager, PageQuerySet

from partnership.ground.privacy import is_private


class ListedQuerySet(PageQuerySet):
    """Pages, with the one rule for what may be listed."""

    def with_privacy(self):
        """Annotate ``is_private``: the page or one above it is for some people only."""
        return self.annotate(is_private=is_private("path"))

    def listed(self):
        """Published pages that everyone may read: one query, however many are private."""
        return self.live().filter(~is_private("path"))


ListedPageManager = PageManager.from_queryset(ListedQuerySet)
