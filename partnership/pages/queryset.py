"""What visitors may be shown in lists: one rule for menus, listings, search, feed and sitemap."""

from wagtail.models import PageManager, PageQuerySet

from partnership.ground.privacy import is_private


class ListedQuerySet(PageQuerySet):
    """Pages with the one rule of what may be listed."""

    def with_privacy(self):
        """Annotate ``is_private``: the page or one above it is for some people only."""
        return self.annotate(is_private=is_private("path"))

    def listed(self):
        """Published pages that everybody may read, in one query however many are private."""
        return self.live().filter(~is_private("path"))


ListedPageManager = PageManager.from_queryset(ListedQuerySet)
