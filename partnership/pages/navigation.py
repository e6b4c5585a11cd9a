"""From an address to a page, with the menu and breadcrumbs on the way.

The partnership, the pages of menu and footer, those on the way to an address and, for visitors
without a session, the page itself are kept by the process: 1 query asks whether they still may be.
Wagtail's own routing takes over from there, so hooks, private pages and sub-routes work as it
documents.
"""

from copy import copy
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from partnership.ground.kept import kept
from partnership.ground.visitors import has_session, same_for_everyone

from .models import PartnershipPage, PartnershipSettings
from .queryset import ListedQuerySet


class MenuItem(NamedTuple):
    """A page in the menu, the pages grouped below it, and whether one of them is open."""

    page: Page
    below: list[Page]
    is_open: bool


@dataclass
class Navigation:
    """The pages around the address of one request, in the order of the tree."""

    home: Page
    pages: list[Page]
    branch_paths: list[str]  # url_path of home and of each step of the address
    footer_ids: list[int]
    groups: dict[int, list[int]]  # of the menu: the pages below a page
    report_id: int | None  # of the page that ‘Worried about a child?’ opens

    @classmethod
    def for_request(cls, request):
        """Return the navigation of ``request``, remembered on it.

        The partnership, the pages of menu and footer, and those on the way to the address are
        kept: 1 query each.
        """
        if not hasattr(request, "navigation"):
            home = PartnershipSettings.site_for(request).root_page
            partnership = PartnershipSettings.for_request(request)
            steps = [step + "/" for step in request.path_info.split("/") if step]
            branch_paths = list(accumulate(steps, initial=home.url_path))
            footer_ids = [block["value"] for block in partnership.footer_links.raw_data]
            everywhere = kept(("everywhere", home.pk), lambda: _everywhere(home, footer_ids))
            pages = {page.pk: page for page in [*everywhere, *_below_top(home, branch_paths[2:])]}
            in_order = sorted(pages.values(), key=attrgetter("path"))
            request.navigation = cls(
                home,
                in_order,
                branch_paths,
                footer_ids,
                groups=partnership.menu_group_ids,
                report_id=partnership.report_page_id,
            )
        return request.navigation

    @property
    def place(self):
        """What the menu depends on: where the address is below the top level, and how deep."""
        top = self.branch_paths[1] if len(self.branch_paths) > 1 else ""
        found = self.branch[-1]
        return f"{top} {found.depth} {found.pk == self.report_id}"

    @cached_property
    def menu(self):
        """Public pages of the top level that an editor put in the menu, in their groups."""
        top = {
            page.pk: page
            for page in self.pages
            if page.depth == self.home.depth + 1 and page.show_in_menus and is_listed(page)
        }
        groups = {
            pk: [top[each] for each in below if each in top and each not in self.groups]
            for pk, below in self.groups.items()
            if pk in top
        }
        grouped = {page.pk for below in groups.values() for page in below}
        branch = {page.pk for page in self.branch}
        return [
            MenuItem(page, below, not branch.isdisjoint({page.pk, *(each.pk for each in below)}))
            for page in top.values()
            if page.pk not in grouped
            for below in [groups.get(page.pk, [])]
        ]

    @property
    def footer(self):
        """Public pages linked in the footer, in the editor's order."""
        listed = {page.pk: page for page in self.pages if is_listed(page)}
        return [listed[pk] for pk in self.footer_ids if pk in listed]

    @property
    def branch(self):
        """The pages on the way from home to the address, home first."""
        by_url_path = {page.url_path: page for page in self.pages}
        return [by_url_path[path] for path in self.branch_paths if path in by_url_path]

    @property
    def group(self):
        """The page that the address is below in the menu but not in the tree, or None."""
        branch = {page.pk for page in self.branch}
        for item in self.menu:
            if not branch.isdisjoint(page.pk for page in item.below):
                return item.page
        return None

    def above(self, page):
        """The published pages between home and ``page``: its breadcrumbs."""
        return [
            ancestor
            for ancestor in self.pages
            if ancestor.depth > self.home.depth
            and ancestor.live
            and page.is_descendant_of(ancestor)
        ]

    def find(self):
        """Return the deepest page on the address, and the steps of the address after it."""
        found = self.branch[-1]
        beyond = self.branch_paths[-1].removeprefix(found.url_path)
        return found, [step for step in beyond.split("/") if step]


def _below(home):
    """Return the pages of the site at ``home``, each with its privacy."""
    return ListedQuerySet(Page).descendant_of(home, inclusive=True).with_privacy()


def _everywhere(home, footer_ids):
    """Return the pages that the layout of every page of a site needs: 1 query."""
    top = Q(pk=home.pk) | Q(depth=home.depth + 1, live=True)
    return list(_below(home).filter(top | Q(pk__in=footer_ids)))


def _below_top(home, branch_paths):
    """Return the pages at ``branch_paths``, below the top level, kept: 1 query, or none."""
    if not branch_paths:
        return []
    at = Q(url_path__in=branch_paths)
    return kept(("below top", home.pk, branch_paths[-1]), lambda: list(_below(home).filter(at)))


def is_listed(page):
    """Whether ``page``, fetched with its privacy, may be shown to everyone."""
    return page.live and not page.is_private


@same_for_everyone
def serve(request, path):
    """Serve the page at ``path`` as Wagtail does, from the branch already fetched.

    Raises Http404 when there is none.
    """
    found, steps = Navigation.for_request(request).find()
    kind = found.specific_class
    if kind is not None and issubclass(kind, PartnershipPage):
        page = page_for(request, found)
        page.known_public = not found.is_private
        # where Page.route_for_request looks first
        request._wagtail_route_for_request = page.route(request, steps)
    return wagtail_serve(request, path)


def page_for(request, found):
    """Return the page of which ``found`` is a part, with what its template needs.

    What everyone may read is kept, for visitors without a session: each gets a copy.
    """

    def fetch():
        return get_object_or_404(found.specific_class.for_visitors(), pk=found.pk)

    if has_session(request) or not is_listed(found):
        return fetch()
    return copy(kept(("page", found.pk), fetch))
