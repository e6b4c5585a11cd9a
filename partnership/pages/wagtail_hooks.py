"""The admin as the partnership's editors see it, and how rich text finds our pages."""

from django.core.exceptions import PermissionDenied
from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .admin_views import StartNextView, may_start_next
from .bulk_publishing import PublishCompletePages
from .checks_panel import PartnershipContentChecker
from .copies import copy_restrictions
from .report_page import keep_report_page
from .starting_next import next_label


class LightPageLinkHandler(PageLinkHandler):
    """Links to pages in rich text, in one query for all kinds of page."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id") for attrs in attrs_list]
        live = {str(page.pk): page for page in Page.objects.live().filter(pk__in=ids)}
        return [live.get(str(pk)) for pk in ids]


@hooks.register("register_rich_text_features", order=100)
def register_light_page_links(features):
    features.register_link_type(LightPageLinkHandler)


@hooks.register("on_serve_page", order=-1)  # before Wagtail's own check
def refuse_other_roles(serve_next):
    """Refuse a signed-in user who may not see the page: signing in again would not help."""

    def serve(page, request, args, kwargs):
        for restriction in page.get_view_restrictions():
            if not restriction.accept_request(request) and request.user.is_authenticated:
                raise PermissionDenied
        return serve_next(page, request, args, kwargs)

    return serve


@hooks.register("register_admin_urls")
def register_start_next_url():
    return [
        path("pages/<int:pk>/next/", StartNextView.as_view(), name="start_next"),
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


hooks.register("register_bulk_action", PublishCompletePages, order=1)  # in place of Wagtail's


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
