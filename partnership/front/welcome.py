"""The panel that editors see first after signing in: where to start."""

from wagtail.admin.ui.components import Component

from partnership.directory.models import Contact
from partnership.events.models import EventIndexPage
from partnership.ground.partnerships import not_elsewhere, of_site_at_work
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
    return [
        (page, kind.page_description)
        for kind in STARTS
        for page in kind.objects.live().filter(not_elsewhere())
    ]


class WelcomePanel(Component):
    """What editors do most, the contacts that need checking, and the files to fix."""

    name = "welcome"
    order = 50
    template_name = "front/admin/welcome.html"

    def get_context_data(self, parent_context):
        contacts = Contact.objects.filter(of_site_at_work())
        documents = PartnershipDocument.objects.filter(of_site_at_work())
        hidden = contacts.exclude(pk__in=contacts.public())
        user = parent_context["request"].user
        return {
            "may_change_settings": user.has_perm("pages.change_partnershipsettings"),
            "partnership": PartnershipSettings.for_request(parent_context["request"]),
            "sections": welcome_sections(),
            "hidden_contacts": hidden.count(),
            "waiting_contacts": contacts.public().exclude(waiting_value="").count(),
            "faulty_documents": documents.with_faults().count(),
        }
