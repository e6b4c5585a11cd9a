"""The panel that editors see first after signing in: where to start."""

from wagtail.admin.ui.components import Component

from partnership.directory.models import Contact
from partnership.events.models import EventIndexPage
from partnership.learning.models import ResourceIndexPage
from partnership.library.models import PartnershipDocument
from partnership.newsletters.models import NewsletterIndexPage
from partnership.pages.models import (
    ArrangementsPage,
    MembersPage,
    NewsIndexPage,
    PartnershipSettings,
)
from partnership.policies.models import PoliciesPage

STARTS = (
    NewsIndexPage,
    NewsletterIndexPage,
    EventIndexPage,
    ResourceIndexPage,
    PoliciesPage,
    ArrangementsPage,
    MembersPage,
)


def welcome_sections():
    """Return the parts of the site that editors change most: ``[(page, description), ...]``."""
    return [(page, kind.page_description) for kind in STARTS for page in kind.objects.live()]


class WelcomePanel(Component):
    """What editors do most, the contacts that need checking, and the files to fix."""

    name = "welcome"
    order = 50
    template_name = "front/admin/welcome.html"

    def get_context_data(self, parent_context):
        hidden = Contact.objects.exclude(pk__in=Contact.objects.public())
        return {
            "partnership": PartnershipSettings.for_request(parent_context["request"]),
            "sections": welcome_sections(),
            "hidden_contacts": hidden.count(),
            "waiting_contacts": Contact.objects.public().exclude(waiting_value="").count(),
            "faulty_documents": PartnershipDocument.objects.with_faults().count(),
        }
