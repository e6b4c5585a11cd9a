"""The panel that editors see first after signing in: where to start."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from partnership.events.models import EventIndexPage, EventPage
from partnership.ground.partnerships import not_elsewhere
from partnership.learning.models import ResourceIndexPage
from partnership.newsletters.admin_views import PasteEditionView
from partnership.newsletters.models import NewsletterIndexPage, NewsletterPage
from partnership.pages.models import (
    ArrangementsPage,
    MembersPage,
    NewsIndexPage,
    NewsPage,
    PartnershipSettings,
)
from partnership.policies.models import PoliciesPage

from .to_do import to_do

WRITTEN_MOST = (
    (NewsIndexPage, NewsPage, "Write a news item"),
    (NewsletterIndexPage, NewsletterPage, "New edition"),
    (EventIndexPage, EventPage, "Add an event"),
)

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


def buttons_for(user):
    """Return what ``user`` may write at once: ``[(words, address of the form), ...]``."""
    buttons = []
    for index, kind, words in WRITTEN_MOST:
        page = index.objects.live().filter(not_elsewhere()).first()
        if page and page.permissions_for_user(user).can_add_subpage():
            add = reverse("wagtailadmin_pages:add", args=[*_names_of(kind), page.pk])
            buttons.append((words, add))
            if kind is NewsletterPage:
                paste = reverse("paste_edition", args=[page.pk])
                buttons.append((PasteEditionView.page_title, paste))
    return buttons


def _names_of(kind):
    return kind._meta.app_label, kind._meta.model_name


class WelcomePanel(Component):
    """What editors write most, what waits for them by name, and the parts of the website."""

    name = "welcome"
    order = 50
    template_name = "front/admin/welcome.html"

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "may_change_settings": user.has_perm("pages.change_partnershipsettings"),
            "partnership": PartnershipSettings.for_request(parent_context["request"]),
            "buttons": buttons_for(user),
            "to_do": to_do(user),
            "sections": welcome_sections(),
        }
