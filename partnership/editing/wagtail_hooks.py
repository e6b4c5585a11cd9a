from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from wagtail import hooks

from .edit_conflicts import check_page
from .history import use_our_words
from .kept_forms import KeptFormsView, offer_kept_forms
from .publishing import warn_of_times_in_draft
from .second_reading.banners import show_request
from .second_reading.comments import tell_of_new_page
from .second_reading.menu import offer_what_is_needed
from .taking_turns import add_once

hooks.register("before_create_page", add_once)
hooks.register("before_edit_page", check_page)
hooks.register("before_edit_page", show_request)
hooks.register("before_edit_page", warn_of_times_in_draft)
hooks.register("construct_page_action_menu", offer_what_is_needed)
hooks.register("after_create_page", tell_of_new_page)
hooks.register("construct_homepage_panels", offer_kept_forms)
hooks.register("register_log_actions", use_our_words, order=1)  # after Wagtail's


@hooks.register("register_admin_urls")
def register_kept_forms():
    return [path("kept-forms/", KeptFormsView.as_view(), name="editing_kept_forms")]


@hooks.register("construct_help_menu")
def leave_out_news_of_wagtail(request, menu_items):
    """What is new in Wagtail is for those who build with it; its guide is for editors."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new")]


def script(name):
    """Return the HTML that loads a module of ours."""
    return format_html('<script type="module" src="{}"></script>', static(f"js/{name}.js"))


@hooks.register("insert_global_admin_js")
def lead_to_errors():
    """The script that opens the place of an error when its link is selected."""
    return script("errors")


@hooks.register("insert_global_admin_js")
def fit_what_is_pasted():
    """The script that lets what is pasted arrive as the field can hold it."""
    return script("pasting")


@hooks.register("insert_global_admin_js")
def close_calendars():
    """The script that closes the calendar of a field for a date when someone types in the field."""
    return script("date-pickers")


@hooks.register("insert_editor_js")
def keep_comments():
    """The script that keeps what is written in comments while drafts are saved."""
    return script("comments")
