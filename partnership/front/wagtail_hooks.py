"""What the front of the website tells Wagtail's admin: its menus and first screen."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .menus import LearningGroup, ListsGroup
from .welcome import WelcomePanel

register_snippet(ListsGroup)


@hooks.register("register_admin_viewset")
def lists_of_what_editors_add_most():
    return LearningGroup()


@hooks.register("construct_homepage_panels")
def welcome(request, panels):
    panels.insert(0, WelcomePanel())
