"""Another website beside the starter site, for tests of several."""

from wagtail.models import Page, Site

from partnership.front.models import HomePage
from partnership.ground.partnerships import belonging_models
from partnership.pages.models import PartnershipSettings


def add_site(name, /, is_open=True, **values):
    """Add a site at ``name``.example, and return its home page.

    ``values`` are those of its settings. It may be open although it lacks what a website needs.
    """
    home = Page.get_first_root_node().add_child(
        instance=HomePage(title=name.capitalize(), slug=name, heading=name.capitalize())
    )
    site = Site.objects.create(hostname=f"{name}.example", port=80, root_page=home)
    PartnershipSettings.objects.filter(site=site).update(is_open=is_open, **values)
    return home


def delete_every_site():
    """Delete every site, after sharing what belongs to one, which would keep it."""
    for model in belonging_models():
        model.objects.update(site=None)
    Site.objects.all().delete()
