"""Hooks for the admin view that makes an edition of one text."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from .admin_views import PasteEditionView, may_paste_edition


@hooks.register("register_admin_urls")
def register_newsletter_urls():
    return [path("pages/<int:pk>/paste/", PasteEditionView.as_view(), name="paste_edition")]


class PasteEditionButton(PageMenuItem):
    label = PasteEditionView.page_title
    icon_name = "mail"
    url_name = "paste_edition"

    def is_shown(self, user):
        return may_paste_edition(self.page, self.page.permissions_for_user(user))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def register_newsletter_buttons(page, user, view_name=None, next_url=None):
    yield PasteEditionButton(page=page, priority=32)
