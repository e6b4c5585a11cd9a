"""Hooks for the menus and the first screen of the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from .menus import LearningGroup, ListsGroup
from .welcome import WelcomePanel

register_snippet(ListsGroup)


@hooks.register("register_admin_viewset")
def register_learning_menu():
    return LearningGroup()


@hooks.register("construct_homepage_panels")
def add_welcome_panel(request, panels):
    panels.insert(0, WelcomePanel())
