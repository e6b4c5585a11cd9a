"""What someone may do with a page, beyond what their roles allow."""

from wagtail.models import PagePermissionTester

MOST_REORDERED = 200  # pages that one list shows at once, for people to drag


class PartnershipPagePermissions(PagePermissionTester):
    """Wagtail's rules; nobody is offered to sort so many pages by hand that no browser shows them.

    Lists of news, events and resources, which grow so long, are sorted by date for visitors.
    """

    def can_reorder_children(self):
        return self.page.numchild <= MOST_REORDERED and super().can_reorder_children()
