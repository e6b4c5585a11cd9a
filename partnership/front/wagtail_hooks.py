"""Hooks for the menus and the first screen of the admin."""

from django.urls import path
from wagtail import hooks
from wagtail.admin.site_summary import PagesSummaryItem
from wagtail.snippets.models import register_snippet

from partnership.ground.admin import PermittedMenuItem

from .for_you import ForYouPanel
from .gaps_report import GapsReport
from .menus import LearningGroup, ListsGroup
from .own_panels import OWN_PANELS, REPLACED, OwnPagesSummary
from .welcome import WelcomePanel

register_snippet(ListsGroup)


@hooks.register("register_admin_viewset")
def register_learning_menu():
    return LearningGroup()


@hooks.register("register_admin_urls")
def register_gaps():
    return [path("reports/gaps/", GapsReport.as_view(), name="front_gaps")]


@hooks.register("register_reports_menu_item")
def add_gaps_to_reports():
    return PermittedMenuItem(GapsReport, "front_gaps", order=605)


@hooks.register("construct_homepage_panels")
def add_welcome_panel(request, panels):
    panels[:] = [
        OWN_PANELS[type(panel)]() if type(panel) in OWN_PANELS else panel
        for panel in panels
        if type(panel) not in REPLACED
    ]
    panels += [ForYouPanel(), WelcomePanel()]


@hooks.register("construct_homepage_summary_items", order=1)  # after Wagtail's, to replace one
def count_own_pages(request, items):
    items[:] = [
        OwnPagesSummary(request) if type(item) is PagesSummaryItem else item for item in items
    ]
