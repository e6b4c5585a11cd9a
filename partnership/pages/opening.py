"""What a website needs before visitors see it: an address, 999 and a way to report.

Each fault is a sentence that says what is missing and what to do; without a fault it is empty.
"""

from django.conf import settings
from django.http.request import validate_host
from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.admin.ui.components import Component

WHERE = "in Settings, Partnership"


def what_is_missing(partnership):
    """Return a sentence for each thing that the website of ``partnership`` lacks."""
    home = partnership.site.root_page
    faults = (
        host_fault(partnership.site.hostname),
        home_fault(home),
        contact_fault(partnership.emergency_contact),
        report_fault(partnership.report_page, home),
    )
    return [fault for fault in faults if fault]


def host_fault(hostname):
    """Return why nobody can ask for ``hostname``."""
    if validate_host(hostname.lower(), settings.ALLOWED_HOSTS):
        return ""
    return (
        f"The server does not answer at {hostname} yet. Ask the people who run it to add this host "
        "name to ALLOWED_HOSTS."
    )


def home_fault(home):
    """Return why not everyone can open the page ``home``."""
    return _page_fault("home page", home)


def contact_fault(contact):
    """Return why no page shows ``contact``, the number to call; it may be None."""
    if contact is None:
        return f"There is no emergency contact. Choose one {WHERE}."
    if contact.is_public:
        return ""
    return (
        f"Visitors do not see the emergency contact ‘{contact.name}’ ({contact.hidden_because}). "
        f"Verify it in the contact register, or choose another one {WHERE}."
    )


def report_fault(page, home):
    """Return why ‘Worried about a child?’ does not open ``page``, which may be None."""
    if page is None:
        return f"‘Worried about a child?’ opens no page. Choose the report page {WHERE}."
    if not page.path.startswith(home.path):
        return (
            f"The report page ‘{page.title}’ is not part of this website. Choose one that is "
            f"{WHERE}."
        )
    return _page_fault("report page", page)


def _page_fault(role, page):
    if not page.live:
        return f"The {role} ‘{page.title}’ is not published. Publish it."
    if page.get_view_restrictions().exists():
        return f"The {role} ‘{page.title}’ is private. Make it public."
    return ""


def summary(partnership):
    """Return in a few words whether visitors see the website of ``partnership``."""
    if partnership.is_open:
        return "Can see it"
    count = len(what_is_missing(partnership))
    if count == 0:
        return "Not yet: it is ready to open"
    return f"Not yet: {count} thing{'s are' if count > 1 else ' is'} missing"


def settings_address(site):
    """Return the address of the form in which ``site`` is opened."""
    return reverse("wagtailsettings:edit", args=["pages", "partnershipsettings", site.pk])


class OpeningPanel(Panel):
    """On the form of the settings: whether visitors see the website, and what is missing."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "pages/admin/opening.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            stored = type(self.instance).objects.get(pk=self.instance.pk)
            return context | {"is_open": stored.is_open, "missing": what_is_missing(stored)}


class NotOpenPanel(Component):
    """On the admin's first screen: visitors do not see the website yet, and what is missing."""

    name = "not_open"
    order = 20
    template_name = "pages/admin/opening.html"

    def __init__(self, partnership):
        self.partnership = partnership

    def get_context_data(self, parent_context):
        return {
            "is_open": False,
            "missing": what_is_missing(self.partnership),
            "settings_address": settings_address(self.partnership.site),
        }
