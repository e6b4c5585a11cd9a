"""The admin as the partnership's editors see it, and how rich text finds our pages."""

from django.core.exceptions import PermissionDenied
from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from . import review_guard
from .admin_views import AddSessionsView, StartNextView, may_add_sessions, may_start_next
from .checks_panel import PartnershipContentChecker
from .copies import copy_restrictions
from .listings import LearningGroup
from .models import (
    EventKind,
    GroupKind,
    NewsletterSeries,
    PublicationKind,
    ResourceKind,
    Topic,
)
from .welcome import WelcomePanel


class LightPageLinkHandler(PageLinkHandler):
    """Links to pages in rich text, in one query whatever kinds of page they lead to."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [attrs.get("id") for attrs in attrs_list]
        live = {str(page.pk): page for page in Page.objects.live().filter(pk__in=ids)}
        return [live.get(str(pk)) for pk in ids]


@hooks.register("register_rich_text_features", order=100)
def register_light_page_links(features):
    features.register_link_type(LightPageLinkHandler)


class PublicationKindViewSet(SnippetViewSet):
    model = PublicationKind
    icon = "doc-full"
    list_display = ["name", "sort_order"]


class GroupKindViewSet(SnippetViewSet):
    model = GroupKind
    icon = "group"
    list_display = ["name", "sort_order"]


class EventKindViewSet(SnippetViewSet):
    model = EventKind
    icon = "calendar"
    list_display = ["name", "sort_order"]


class ResourceKindViewSet(SnippetViewSet):
    model = ResourceKind
    icon = "openquote"
    list_display = ["name", "sort_order"]


class TopicViewSet(SnippetViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name", "sort_order"]


class NewsletterSeriesViewSet(SnippetViewSet):
    model = NewsletterSeries
    icon = "mail"
    list_display = ["name", "publisher", "sort_order"]


@register_snippet
class ListsGroup(SnippetViewSetGroup):
    menu_label = "Lists"
    menu_icon = "list-ul"
    menu_order = 160
    items = [
        TopicViewSet,
        ResourceKindViewSet,
        EventKindViewSet,
        PublicationKindViewSet,
        GroupKindViewSet,
        NewsletterSeriesViewSet,
    ]


@hooks.register("on_serve_page", order=-1)  # before Wagtail's own check
def refuse_those_of_another_role(serve_next):
    """Tell somebody signed in that a page is not for them: signing in again would not help."""

    def serve(page, request, args, kwargs):
        for restriction in page.get_view_restrictions():
            if not restriction.accept_request(request) and request.user.is_authenticated:
                raise PermissionDenied
        return serve_next(page, request, args, kwargs)

    return serve


@hooks.register("register_admin_viewset")
def lists_of_what_editors_add_most():
    return LearningGroup()


@hooks.register("register_admin_urls")
def presses_beside_the_forms():
    return [
        path("pages/<int:pk>/next/", StartNextView.as_view(), name="start_next"),
        path("pages/<int:pk>/sessions/", AddSessionsView.as_view(), name="add_sessions"),
    ]


class StartNextButton(PageMenuItem):
    label = "Start the next one from this"
    icon_name = "copy"
    url_name = "start_next"

    def is_shown(self, user):
        return may_start_next(self.page, self.page.permissions_for_user(user))


class AddSessionsButton(PageMenuItem):
    label = "Add several sessions"
    icon_name = "calendar"
    url_name = "add_sessions"

    def is_shown(self, user):
        return may_add_sessions(self.page, self.page.permissions_for_user(user))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def presses_of_a_page(page, user, view_name=None, next_url=None):
    yield StartNextButton(page=page, priority=31)
    yield AddSessionsButton(page=page, priority=32)


for when, ask in {
    "before_unpublish_page": review_guard.ask_before_unpublishing,
    "before_delete_page": review_guard.ask_before_deleting,
    "before_move_page": review_guard.ask_before_moving,
    "before_bulk_action": review_guard.ask_before_bulk_action,
}.items():
    hooks.register(when, ask)
    hooks.register(when.replace("before", "after"), review_guard.write_down)


hooks.register("clean_document_form", review_guard.keep_report_public_and_clean)


@hooks.register("construct_admin_api", order=1)
def replace_the_endpoint_of_pages(router):
    router.register_endpoint("pages", review_guard.PagesEndpoint)


@hooks.register("after_copy_page")
def keep_copies_as_private_as_the_pages(request, page, new_page):
    copy_restrictions(page, new_page)


@hooks.register("construct_homepage_panels")
def welcome(request, panels):
    panels.insert(0, WelcomePanel())


@hooks.register("construct_wagtail_userbar")
def replace_content_checker(request, items, page):
    items[:] = [
        PartnershipContentChecker(in_editor=item.in_editor)
        if isinstance(item, ContentCheckerItem)
        else item
        for item in items
    ]
