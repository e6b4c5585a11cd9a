"""Where the pages of the visited site start, which Wagtail asks for to write any page's address.

Wagtail would read all sites for it, and compare each link on a page with every one. Nearly all
links stay on the site, so a visit begins with that one; the others are read for a link that leaves.
"""

from functools import wraps

from django.conf import settings
from django.core.cache import cache
from wagtail.models import Page, Site, SiteRootPath
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

ANOTHER_SITE = SiteRootPath(0, "\0", "", "")  # no page is there: there may be more than one site
VISITED, ALL = "visited_site_roots", "all_site_roots"  # in the cache, which lasts for the request


def remember_visited_site(request, site):
    """Let Wagtail find where ``site`` starts, fetched with its root page, until ``request`` ends.

    A link to a page of the site is then written without its host.
    """
    own = SiteRootPath(site.pk, site.root_page.url_path, site.root_url, settings.LANGUAGE_CODE)
    request._wagtail_cached_site_root_paths = [own, ANOTHER_SITE]
    cache.set(VISITED, [own])
    _give_to_wagtail([own])


def look_on_all_sites():
    """Let Wagtail find a page that is not on the visited site: 1 query for all of a request."""
    get_url_parts = Page.get_url_parts

    @wraps(get_url_parts)
    def look(page, request=None):
        parts = get_url_parts(page, request)
        if parts is None and (visited := cache.get(VISITED)):
            page._wagtail_cached_site_root_paths = cache.get_or_set(ALL, lambda: _read(visited))
            parts = get_url_parts(page)
        return parts

    Page.get_url_parts = look


def _read(visited):
    """Return where every site starts, and give Wagtail ``visited`` again."""
    Site.clear_site_root_paths_cache()
    roots = Site.get_site_root_paths()
    _give_to_wagtail(visited)
    return roots


def _give_to_wagtail(roots):
    cache.set(SITE_ROOT_PATHS_CACHE_KEY, roots, version=SITE_ROOT_PATHS_CACHE_VERSION)
