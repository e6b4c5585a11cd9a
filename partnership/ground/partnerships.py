"""Which of several partnerships a request is about, and what belongs to one of them.

Each partnership of an installation has a website, a ``Site``. In the admin, one works on the
partnership whose address one is at, or whose page one has open.
"""

from urllib.parse import urlsplit

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.db.models import Q
from django.urls import Resolver404, resolve, reverse
from wagtail.models import Page, Site

REQUEST, SITES = "request", "sites"  # in the cache, which lasts for the request
EXPLORERS = ("wagtailadmin_explore", "wagtailadmin_explore_results")


def remember_request(get_response):
    """Middleware: let ``site_at_work`` find the request that is being answered."""

    def respond(request):
        cache.set(REQUEST, request)
        return get_response(request)

    return respond


def request_at_work():
    """Return the request that is being answered, or None outside one."""
    return cache.get(REQUEST)


def site_at_work():
    """Return the site that the current request is about; None outside a request, or without one.

    It is that of the page which is open in the admin, also while the form of that page asks for
    something to choose, or else the visited one.
    """
    request = request_at_work()
    if request and not hasattr(request, "_site_at_work"):
        request._site_at_work = _site_open_in_admin(request) or visited_site()
    return request and request._site_at_work


def visited_site():
    """Return the site whose address the current request is for; None outside a request."""
    request = request_at_work()
    return request and Site.find_for_request(request)


def at_its_address(site_id, path):
    """Return the address of ``path``: with its host if it belongs to a site other than this."""
    visited = visited_site()
    if visited is None or site_id in (None, visited.pk):
        return path
    return next(site.root_url for site in all_sites() if site.pk == site_id) + path


def own_address():
    """Return the address of the visited website as it is set up, whatever the request says.

    Outside a request, and for the main website, it is the address of the installation.
    """
    site = visited_site()
    if site is None or site.is_default_site:
        return settings.WAGTAILADMIN_BASE_URL
    return site.root_url


def _site_open_in_admin(request):
    """Return the site of the page or settings that are open in the admin, or None."""
    admin = reverse("wagtailadmin_home")
    if not request.path.startswith(admin):
        return None
    before = urlsplit(request.headers.get("Referer", "")).path
    return _site_of_page_at(request.path) or _site_of_page_at(before)


def _site_of_page_at(path):
    """Return the site of the page that the admin shows at ``path``, or None."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.view_name == "wagtailsettings:edit":
        return Site.objects.filter(pk=match.kwargs["pk"]).first()
    key = _page_named_by(match)
    page = key and Page.objects.filter(pk=key).only("path").first()
    return page and site_above(page.path)


def _page_named_by(match):
    """Return the key of the page that a screen of the admin is about, or None.

    A view of ours says in ``page_id_kwarg`` which argument of its address that is.
    """
    view = getattr(match.func, "view_class", None)
    if hasattr(view, "page_id_kwarg"):
        return match.kwargs[view.page_id_kwarg]
    if match.namespace != "wagtailadmin_pages" and match.view_name not in EXPLORERS:
        return None
    return match.kwargs.get("page_id") or match.kwargs.get("parent_page_id")


def site_above(path):
    """Return the site whose pages include the one at the tree path ``path``, or None."""
    above = [site for site in all_sites() if path.startswith(site.root_page.path)]
    return max(above, key=lambda site: len(site.root_page.path), default=None)


def all_sites():
    """Return every site with its root page: 1 query in each request."""
    return cache.get_or_set(SITES, lambda: list(Site.objects.select_related("root_page")))


def own_site_id():
    """Return the key of the site that a new record belongs to, unless somebody shares it."""
    site = site_at_work() or Site.objects.filter(is_default_site=True).first()
    return site and site.pk


def of_site(site, of=""):
    """Return the condition for records that ``site`` may use: its own, and shared ones.

    ``of`` leads to the record, such as ``"document__"``.
    """
    return Q(**{f"{of}site": None}) | Q(**{f"{of}site": site})


def of_site_at_work(of=""):
    """Return the condition for records to list and choose from in the admin."""
    site = site_at_work()
    return of_site(site, of) if site else Q()


def is_elsewhere(page):
    """Whether ``page`` belongs to another partnership than the one that one works on."""
    site, its = site_at_work(), site_above(page.path)
    return bool(site and its and its.pk != site.pk)


def not_elsewhere(path="path"):
    """Return the condition for pages, by their tree ``path``, to list and choose from.

    Left out is what is below the home page of another site; so pages above all sites remain.
    """
    site = site_at_work()
    elsewhere = Q()
    for other in all_sites() if site else ():
        top = other.root_page.path
        if other.pk != site.pk and not site.root_page.path.startswith(top):
            elsewhere |= Q(**{f"{path}__startswith": top})
    return ~elsewhere if elsewhere else Q()


class Belonging(models.Model):
    """A record that belongs to one partnership, or is shared by all of them on purpose."""

    site = models.ForeignKey(
        Site,
        null=True,
        blank=True,
        default=own_site_id,
        on_delete=models.PROTECT,  # what is public now must not go or change hands unseen
        related_name="+",
        verbose_name="partnership",
        help_text="Whose it is. The other partnerships on this installation cannot choose it, and "
        "their visitors do not find it. ‘All partnerships’ shares it, like a national number.",
    )

    class Meta:
        abstract = True


def unique_to_each(field, name, message):
    """Return the constraints of a ``Belonging`` that no partnership has two with one ``field``.

    Nor are two shared with it. ``name`` follows ‘one’ and ‘one shared’ in their names.
    """
    shared = {"fields": [field], "condition": Q(site=None), "name": f"one_shared_{name}"}
    return [
        models.UniqueConstraint(**about, violation_error_message=message)
        for about in ({"fields": ["site", field], "name": f"one_{name}"}, shared)
    ]


def belonging_models():
    """Return every kind of record that belongs to one partnership, or to all."""
    return [model for model in apps.get_models() if issubclass(model, Belonging)]


class BelongingForm(forms.ModelForm):
    """The admin form of a ``Belonging``: it asks for the partnership where there are several."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "site" not in self.fields:
            return
        if len(all_sites()) < 2:
            del self.fields["site"]
            return
        self.fields["site"].empty_label = "All partnerships"
        self.fields["site"].label_from_instance = lambda site: site.site_name or site.hostname
