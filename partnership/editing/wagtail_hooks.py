from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from .edit_conflicts import check_page
from .taking_turns import add_once

hooks.register("before_create_page", add_once)
hooks.register("before_edit_page", check_page)


@hooks.register("insert_editor_js")
def wait_for_drafts():
    """The script that lets a person's save follow the drafts that the form saves by itself."""
    return format_html('<script type="module" src="{}"></script>', static("js/saving.js"))
