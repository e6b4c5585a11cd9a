"""The admin as the partnership's editors see it, and how rich text finds our pages."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from partnership.ground.admin import PermittedMenuItem
from partnership.ground.partnerships import not_elsewhere
from partnership.library.models import PartnershipDocument

from .admin_views import BrokenLinksReport, DiaryReport, StartNextView, may_start_next
from .bulk_publishing import PublishCompletePages, UnpublishLivePages
from .checks_panel import PartnershipContentChecker
from .copies import copy_restrictions
from .group_screens import (
    GroupsView,
    OwnGroupsView,
    SeatsView,
    may_fill_in_seats,
    may_see_groups,
    members_page_of,
    offer_seats,
)
from .leaving import Leaving, follow_up, is_hidden, note_addresses
from .models import MembersPage, PartnershipSettings
from .opening import NotOpenPanel
from .prose import start_of_link
from .queryset import ListedQuerySet
from .report_page import keep_report_page
from .site_screens import sites
from .starting_next import next_label
from .viewsets import ExplorerViewSet


class LightPageLinkHandler(PageLinkHandler):
    """Links to pages in rich text, in one query for all kinds of page; ``prose`` does the rest."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id") for attrs in attrs_list]
        pages = ListedQuerySet(Page).live().filter(pk__in=ids).with_privacy()
        live = {str(page.pk): page for page in pages}
        return [live.get(str(pk)) for pk in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [start_of_link(page) for page in cls.get_many(attrs_list)]


class OpenDocumentLinkHandler(DocumentLinkHandler):
    """Links to documents in rich text, in one query; ``prose`` leaves out those of private ones.

    A new document that waits for its page becomes public with it, so its link stays.
    """

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id") for attrs in attrs_list]
        documents = PartnershipDocument.objects.with_privacy().filter(pk__in=ids)
        found = {str(document.pk): document for document in documents}
        for document in found.values():
            document.is_private &= document.is_approved
        return [found.get(str(pk)) for pk in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        return [start_of_link(document) for document in cls.get_many(attrs_list)]


@hooks.register("register_rich_text_features", order=100)
def register_links(features):
    features.register_link_type(LightPageLinkHandler)
    features.register_link_type(OpenDocumentLinkHandler)


@hooks.register("before_serve_page", order=-1)  # before Wagtail answers OPTIONS
def hide_private_pages(page, request, args, kwargs):
    """Answer a stranger as if there were no such page; refuse a signed-in user with another role.

    Signing in again would not help the second, and the first must not learn that there is a page.
    """
    for restriction in page.get_view_restrictions():
        if not restriction.accept_request(request):
            raise PermissionDenied if request.user.is_authenticated else Http404


@hooks.register("construct_page_chooser_queryset")
def offer_own_pages(pages, request):
    """Offer the pages of the partnership that one works on; to move or copy to, all of them."""
    return pages if request.GET.get("user_perms") else pages.filter(not_elsewhere())


@hooks.register("register_admin_viewset")
def register_explorer():
    return ExplorerViewSet()


@hooks.register("register_admin_urls")
def register_addresses():
    return [
        path("sites/", sites.index_view),  # these come before Wagtail's own
        path("sites/results/", sites.index_results_view),
        path("sites/new/", sites.add_view),
        # Below one another, so that their item is marked in the menu.
        path("groups-and-seats/", OwnGroupsView.as_view(), name="own_groups"),
        path("groups-and-seats/<int:pk>/", GroupsView.as_view(), name="groups_and_seats"),
        path("groups-and-seats/<int:pk>/seats/", SeatsView.as_view(), name="group_seats"),
        path("pages/<int:pk>/next/", StartNextView.as_view(), name="start_next"),
        path("reports/broken-links/", BrokenLinksReport.as_view(), name="pages_broken_links"),
        path("reports/what-happens-when/", DiaryReport.as_view(), name="pages_diary"),
    ]


class StartNextButton(PageMenuItem):
    icon_name = "copy"
    url_name = "start_next"

    @property
    def label(self):
        return next_label(self.page)

    def is_shown(self, user):
        return may_start_next(self.page, self.page.permissions_for_user(user))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def add_start_next_button(page, user, view_name=None, next_url=None):
    yield StartNextButton(page=page, priority=31)


class SeatsButton(PageMenuItem):
    label = "Fill in seats"
    icon_name = "user"
    url_name = "group_seats"

    def is_shown(self, user):
        return may_fill_in_seats(self.page, self.page.permissions_for_user(user))


class GroupsButton(PageMenuItem):
    label = "Groups and seats"
    icon_name = "group"
    url_name = "groups_and_seats"

    def is_shown(self, user):
        return may_see_groups(self.page.permissions_for_user(user))


@hooks.register("register_page_header_buttons")
def add_group_buttons(page, user, view_name=None, next_url=None):
    yield SeatsButton(page=page, priority=32)
    if members := members_page_of(page):
        yield GroupsButton(page=members, priority=33)


@hooks.register("register_page_listing_more_buttons")
def add_group_buttons_to_row(page, user, next_url=None):
    """Of a list, only the row of the Members page leads to it: each group would look for it."""
    yield SeatsButton(page=page, priority=32)
    if page.specific_class is MembersPage:
        yield GroupsButton(page=page, priority=33)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def offer_seats_of_group(request, page):
    if request.accepts("text/html"):  # not to a draft that the editor saves by itself
        offer_seats(request, page)


class GroupsUserbarItem(BaseItem):
    template_name = "pages/admin/userbar_groups.html"

    def __init__(self, members):
        self.members = members


@hooks.register("construct_wagtail_userbar")
def add_groups_to_userbar(request, items, page):
    members = page and members_page_of(page)
    if members and may_see_groups(members.permissions_for_user(request.user)):
        items.append(GroupsUserbarItem(members))


for action in (PublishCompletePages, UnpublishLivePages):
    hooks.register("register_bulk_action", action, order=1)  # in place of Wagtail's


@hooks.register("before_delete_page")
def refuse_to_delete_the_report_page(request, page):
    return keep_report_page(request, [page], "deleted", with_descendants=True)


@hooks.register("before_unpublish_page")
def refuse_to_unpublish_the_report_page(request, page):
    with_descendants = bool(request.POST.get("include_descendants"))
    return keep_report_page(request, [page], "unpublished", with_descendants)


@hooks.register("before_bulk_action")
def refuse_to_lose_the_report_page_in_bulk(request, action_type, objects, action):
    pages = [page for page in objects if isinstance(page, Page)]
    done = {"delete": "deleted", "unpublish": "unpublished"}.get(action_type)
    if not (pages and done):
        return None
    with_descendants = action_type == "delete" or bool(request.POST.get("include_descendants"))
    return keep_report_page(request, pages, done, with_descendants)


@hooks.register("before_delete_page")
def note_addresses_before_deleting(request, page):
    return note_addresses(request, Leaving([page]), is_permanent=True)


@hooks.register("before_unpublish_page")
def note_addresses_before_unpublishing(request, page):
    below = bool(request.POST.get("include_descendants"))
    return note_addresses(request, Leaving([page], below), is_permanent=False)


@hooks.register("before_move_page")
def note_addresses_before_hiding(request, page, destination):
    if not is_hidden(destination):
        return None
    return note_addresses(request, Leaving([page]), is_permanent=False)


@hooks.register("before_bulk_action")
def note_addresses_in_bulk(request, action_type, objects, action):
    pages = [page for page in objects if isinstance(page, Page)]
    hides = action_type == "move" and is_hidden(action.cleaned_form.cleaned_data["chooser"])
    if not pages or not (action_type in ("delete", "unpublish") or hides):
        return None
    below = action_type != "unpublish" or bool(request.POST.get("include_descendants"))
    return note_addresses(request, Leaving(pages, below), is_permanent=action_type == "delete")


for after in ("delete_page", "unpublish_page", "move_page", "bulk_action"):
    hooks.register(f"after_{after}", lambda request, *args: follow_up(request))


@hooks.register("register_reports_menu_item")
def add_broken_links_to_reports():
    return PermittedMenuItem(BrokenLinksReport, "pages_broken_links", order=610)


@hooks.register("register_reports_menu_item")
def add_diary_to_reports():
    return PermittedMenuItem(DiaryReport, "pages_diary", order=600)


@hooks.register("construct_homepage_panels")
def warn_about_a_closed_site(request, panels):
    partnership = PartnershipSettings.for_request(request)
    if partnership.site_id is not None and not partnership.is_open:
        panels.append(NotOpenPanel(partnership))


@hooks.register("after_copy_page")
def keep_copies_private(request, page, new_page):
    copy_restrictions(page, new_page)


@hooks.register("construct_wagtail_userbar")
def replace_content_checker(request, items, page):
    items[:] = [
        PartnershipContentChecker(in_editor=item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]
