"""Hooks for the admin views that add an edition from one text, or old ones from their PDFs."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.ui.menus.pages import PageMenuItem

from .admin_views import PasteEditionView, may_paste_edition
from .old_edition_views import AddOldEditionsView, may_add_old_editions


@hooks.register("register_admin_urls")
def register_newsletter_addresses():
    return [
        path("pages/<int:pk>/paste/", PasteEditionView.as_view(), name="paste_edition"),
        path("pages/<int:pk>/old-editions/", AddOldEditionsView.as_view(), name="add_old_editions"),
    ]


class PasteEditionButton(PageMenuItem):
    label = PasteEditionView.page_title
    icon_name = "mail"
    url_name = "paste_edition"

    def is_shown(self, user):
        return may_paste_edition(self.page, self.page.permissions_for_user(user))


class AddOldEditionsButton(PageMenuItem):
    label = AddOldEditionsView.page_title
    icon_name = "mail"
    url_name = "add_old_editions"

    def is_shown(self, user):
        return may_add_old_editions(self.page, self.page.permissions_for_user(user))


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def register_newsletter_buttons(page, user, view_name=None, next_url=None):
    yield PasteEditionButton(page=page, priority=32)
    yield AddOldEditionsButton(page=page, priority=33)
