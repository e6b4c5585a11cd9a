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


def with_status(pages):
    """Return ``pages`` with all that their status in a list of the admin takes: 1 query more."""
    return pages.annotate_approved_schedule().prefetch_workflow_states()


ListedPageManager = PageManager.from_queryset(ListedQuerySet)
