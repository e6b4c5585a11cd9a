"""Views for addresses that are not pages: sitemap.xml, robots.txt, security.txt."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Page

from partnership.ground.visitors import same_for_everyone

from .models import PartnershipSettings
from .queryset import ListedQuerySet


def listed_pages(site):
    """Every page of ``site`` that everyone may read, in the order of the tree: 1 query."""
    return ListedQuerySet(Page).descendant_of(site.root_page, inclusive=True).listed()


@same_for_everyone
@require_safe
def sitemap(request):
    """``sitemap.xml``: every public page and the day it last changed (sitemaps.org, 0.9)."""
    site = PartnershipSettings.site_for(request)
    urls = [
        {"location": page.get_full_url(request), "lastmod": page.last_published_at}
        for page in listed_pages(site)
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
    expires = timezone.now().replace(microsecond=0) + timedelta(days=180)
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
