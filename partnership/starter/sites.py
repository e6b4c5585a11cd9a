"""Where a new site may be made."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, Site

from partnership.ground.partnerships import belonging_models

from .values import Refusal


def new_site(hostname, port):
    """Return an unsaved ``Site`` for ``hostname`` and ``port``; raises ``Refusal`` if it exists.

    Without a ``hostname`` it is the default site, and without a ``port`` that of the project's own
    address. A site always has pages; Wagtail's own is removed first if no one has used it.
    """
    _remove_welcome()
    own_hostname, own_port = _own_address()
    default = Site.objects.filter(is_default_site=True).first()
    site = Site(
        hostname=hostname or own_hostname, port=port or own_port, is_default_site=default is None
    )
    existing = Site.objects.filter(hostname=site.hostname, port=site.port).first()
    if hostname is None:
        existing = default or existing
    if existing:
        raise Refusal(
            f"{existing.hostname}:{existing.port}",
            "This site has pages already, so give another address with --hostname or use a new "
            "database.",
        )
    return site


def _own_address():
    """Return the host name and port of the project’s own address."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return address.hostname, address.port or (443 if address.scheme == "https" else 80)


def _remove_welcome():
    """Remove the page and site that Wagtail makes for a new database, if no one has used them."""
    welcome = Page.objects.filter(
        depth=2,
        content_type=ContentType.objects.get_for_model(Page),
        latest_revision=None,
        numchild=0,
        sites_rooted_here__hostname="localhost",
        sites_rooted_here__site_name="",
    ).first()
    if welcome:
        for model in belonging_models():  # added before there was a partnership
            model.objects.filter(site__root_page=welcome).update(site=None)
        welcome.delete()
