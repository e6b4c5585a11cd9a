"""The main menu: every page below home that is shown in menus, grouped as an editor chose."""

import pytest
from django.urls import reverse
from justhtml import JustHTML
from wagtail.models import Page, Site

from partnership.front.models import HomePage
from partnership.pages.models import GuidancePage, PartnershipSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def menu(client):
    """A function that returns the menu: ``[(page, [pages below it, if open]), ...]``."""

    def read(address="/"):
        html = JustHTML(client.get(address).content.decode(), sanitize=False)
        rows = html.query(".menu__list > li:not(.menu__report)")
        return [
            (
                row.query("a")[0].to_text(),
                [link.to_text() for link in row.query(".menu__below--open a")],
            )
            for row in rows
        ]

    return read


@pytest.fixture
def partnership():
    return PartnershipSettings.for_site(Site.objects.get())


def test_the_starter_menu_has_five_groups(menu):
    names = ["About us", "News", "Learning", "Policies and procedures", "Early and family help"]
    assert menu() == [(name, []) for name in names]


@pytest.mark.parametrize("address", ["/about-us/", "/members-and-structure/"])
def test_a_group_is_open_on_its_pages(menu, address):
    below = ["Our arrangements", "Vision and values", "Members and structure", "Contact"]
    assert menu(address)[0] == ("About us", below)


def test_a_page_that_is_in_no_group_shows_beside_them(menu):
    page = GuidancePage(title="For schools", slug="for-schools", show_in_menus=True)
    HomePage.objects.get().add_child(instance=page)
    assert menu()[-1] == ("For schools", [])


def test_without_groups_every_page_is_in_the_line(menu, partnership):
    partnership.menu_groups = []
    partnership.save()
    assert len(menu()) == 10


def test_pages_of_a_group_whose_own_page_is_hidden_are_not_lost(menu):
    Page.objects.get(slug="about-us").unpublish()
    assert "Our arrangements" in [name for name, _ in menu()]


def test_a_hidden_page_shows_in_no_group(menu):
    Page.objects.get(slug="vision-and-values").unpublish()
    assert "Vision and values" not in menu("/about-us/")[0][1]


def test_a_deleted_page_leaves_its_group(menu):
    Page.objects.get(slug="vision-and-values").delete()
    assert menu("/about-us/")[0][1] == ["Our arrangements", "Members and structure", "Contact"]


def test_the_form_to_move_a_page_says_how_to_change_the_menu_instead(admin_client):
    page = GuidancePage.objects.live().first()
    form = admin_client.get(reverse("wagtailadmin_pages:move", args=[page.pk])).content.decode()
    assert "groups of the menu are chosen under Settings" in form
