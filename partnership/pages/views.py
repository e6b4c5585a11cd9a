"""Views for addresses that are not pages: sitemap.xml, robots.txt, security.txt."""

from datetime import timedelta
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from partnership.ground.dates import start_of
from partnership.ground.filtering import page_asked_for
from partnership.ground.visitors import same_for_everyone

from .models import PartnershipSettings
from .queryset import ListedQuerySet

SITEMAP_PART = 500  # pages, about 20 ms of one processor: visitors come first


def listed_pages(site):
    """Every page of ``site`` that everyone may read, in the order of the tree: 1 query."""
    pages = ListedQuerySet(Page).descendant_of(site.root_page, inclusive=True)
    return pages.listed().order_by("path")


@same_for_everyone
@require_safe
def sitemap(request):
    """``sitemap.xml``: every public page and when it last changed (sitemaps.org, 0.9).

    Of a large site, it is the index of the parts that list them.
    """
    parts = Paginator(_sitemap_entries(request), SITEMAP_PART)
    if parts.num_pages == 1:
        return _urlset(request, parts.page(1))
    addresses = [
        request.build_absolute_uri(reverse("sitemap_part", args=[number]))
        for number in parts.page_range
    ]
    return TemplateResponse(
        request, "sitemap_index.xml", {"addresses": addresses}, content_type="application/xml"
    )


@same_for_everyone
@require_safe
def sitemap_part(request, number):
    """One part of a large site's map; Http404 for a ``number`` that it does not have."""
    return _urlset(request, page_asked_for(_sitemap_entries(request), SITEMAP_PART, number))


def _sitemap_entries(request):
    """The place in the tree of addresses, and the last publication, of every public page."""
    pages = listed_pages(PartnershipSettings.site_for(request))
    return pages.values_list("url_path", "last_published_at")


def _urlset(request, entries):
    """Return ``entries`` as XML. The address of home is made once: all others begin with it."""
    home = PartnershipSettings.site_for(request).root_page
    start = home.get_full_url(request)
    urls = [
        {"location": start + quote(url_path.removeprefix(home.url_path)), "lastmod": published}
        for url_path, published in entries
    ]
    return TemplateResponse(
        request, "sitemap.xml", {"urlset": urls}, content_type="application/xml"
    )


@same_for_everyone
@require_safe
def robots(request):
    """``robots.txt``: search engines may index all public pages, but not search results."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@same_for_everyone
@require_safe
def security(request):
    """``security.txt`` (RFC 9116): where to report a weakness of the site."""
    partnership = PartnershipSettings.for_request(request)
    if not partnership.email:
        raise Http404
    expires = start_of(timezone.localdate() + timedelta(days=180))
    lines = [
        f"Contact: mailto:{partnership.email}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@same_for_everyone
@require_safe
def unavailable(request):
    """What visitors see where nobody answers: whom to call. nginx keeps it for that time."""
    page = PartnershipSettings.for_request(request).public_report_page
    report = page and page.specific
    return TemplateResponse(request, "pages/unavailable.html", {"report": report})
