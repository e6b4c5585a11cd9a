from wagtail import hooks

from .overtaken import check_page

hooks.register("before_edit_page", check_page)
