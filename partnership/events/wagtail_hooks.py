"""Hooks for the admin view that adds several sessions to an event at once."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from .admin_views import AddSessionsView, may_add_sessions
from .choosers import event_chooser


@hooks.register("register_admin_urls")
def register_event_urls():
    return [path("pages/<int:pk>/sessions/", AddSessionsView.as_view(), name="add_sessions")]


@hooks.register("register_admin_viewset")
def register_event_chooser():
    return event_chooser


class AddSessionsButton(PageMenuItem):
    label = "Add several sessions"
    icon_name = "calendar"
    url_name = "add_sessions"

    def is_shown(self, user):
        return may_add_sessions(self.page, self.page.permissions_for_user(user))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def register_event_buttons(page, user, view_name=None, next_url=None):
    yield AddSessionsButton(page=page, priority=32)
