"""All kinds of page, and an example of each from the starter site."""

from wagtail.models import get_page_models

from partnership.pages.models import PartnershipPage

KINDS = sorted(
    (kind for kind in get_page_models() if issubclass(kind, PartnershipPage)),
    key=lambda kind: kind.__name__,
)
NAMES = [kind.__name__ for kind in KINDS]


def example(kind):
    """Return the first published page of ``kind`` in the starter site."""
    return kind.objects.live().order_by("path").first()
