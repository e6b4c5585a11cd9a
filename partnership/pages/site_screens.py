"""Wagtail's screens of sites, which also say which of them visitors see."""

from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.sites.views import CreateView, IndexView, SiteViewSet

from .models import PartnershipSettings
from .opening import settings_address, summary


def seen_by_visitors(site):
    """Return in a few words whether visitors see ``site``."""
    return summary(getattr(site, "partnershipsettings", None) or PartnershipSettings(site=site))


class SitesView(IndexView):
    """The list of sites."""

    columns = [  # in sight on a phone as well
        IndexView.columns[0],
        Column("visitors", label="Visitors", accessor=seen_by_visitors),
        *IndexView.columns[1:],
    ]

    def get_base_queryset(self):
        needed = ("emergency_contact", "report_page")
        return (
            super()
            .get_base_queryset()
            .select_related(*(f"partnershipsettings__{name}" for name in needed))
        )


class AddSiteView(CreateView):
    """The form for a new site, which leads to what it lacks before visitors see it."""

    success_message = "Site ‘%(object)s’ created. Visitors do not see it yet."

    def get_success_buttons(self):
        return [messages.button(settings_address(self.object), "See what is missing")]


class PartnershipSiteViewSet(SiteViewSet):
    """Wagtail's screens of sites with ours among them."""

    index_view_class = SitesView
    add_view_class = AddSiteView


sites = PartnershipSiteViewSet("wagtailsites", url_prefix="sites")
