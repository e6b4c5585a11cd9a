from wagtail import hooks

from .edit_conflicts import check_page

hooks.register("before_edit_page", check_page)
