"""A colleague leaves: last day and successors are saved on one screen."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnership.directory.models import Person

pytestmark = pytest.mark.django_db
BOARD = "/members-and-structure/lead-safeguarding-partners/safeguarding-accountability-board/"


@pytest.fixture
def chaired(change_site):
    """Hayley Clarke chairs the Board of the running site, and has another seat in it."""
    for name, is_chair in (("Chair", True), ("Member", False)):
        change_site(
            "INSERT INTO pages_seat (page_id, name, is_chair, holder_id, sort_order) "
            f"SELECT page.id, '{name}', {is_chair}, person.id, {int(not is_chair)} "
            "FROM wagtailcore_page page, directory_person person "
            "WHERE slug = 'safeguarding-accountability-board' AND name = 'Hayley Clarke'"
        )
    # The last version has no seats: without it, the page itself counts.
    change_site(
        "UPDATE wagtailcore_page SET latest_revision_id = NULL, live_revision_id = NULL "
        "WHERE slug = 'safeguarding-accountability-board'"
    )


def test_a_successor_takes_over_and_a_seat_is_vacant(editor, new_tab, chaired):
    editor.goto(reverse("wagtailsnippets_directory_person:list"))
    editor.get_by_role("link", name="Hayley Clarke", exact=True).click()
    editor.get_by_role("button", name="Actions", exact=True).first.click()
    editor.get_by_role("link", name="They leave: hand over posts").click()
    editor.get_by_label("Last day").fill("1 November 2026")
    chair = editor.get_by_label(re.compile("^Chair, "))
    chair.select_option(label=chair.locator("option", has_text="Jenna Lodge").inner_text())
    expect(editor.get_by_role("link", name=re.compile("Search the website"))).to_be_visible()
    editor.get_by_role("button", name="Save last day and successors").click()
    expect(editor.get_by_text("Hayley Clarke leaves on 1 November 2026")).to_be_visible()
    expect(editor.get_by_text("They hold no seat")).to_be_visible()

    reader = new_tab()
    reader.goto(BOARD)
    members = reader.get_by_role("region", name="Members of this group")
    expect(members.get_by_text("Jenna Lodge")).to_be_visible()
    expect(members.get_by_text("Vacant")).to_be_visible()
    reader.goto("/about-us/")
    expect(reader.get_by_text("Hayley Clarke")).to_have_count(0)


def test_the_screen_can_be_used_by_everyone(editor, faults, chaired):
    person = Person.objects.get(name="Hayley Clarke")
    editor.goto(reverse("person_leaving", args=[person.pk]))
    expect(editor.get_by_label(re.compile("^Chair, "))).to_be_visible()
    for error in (False, True):
        if error:
            editor.get_by_label("Last day").fill("soon")
            editor.get_by_role("button", name="Save last day and successors").click()
            expect(editor.get_by_text("Nothing was saved yet")).to_be_visible()
        for width, scheme in ((1280, "light"), (320, "dark")):
            editor.set_viewport_size({"width": width, "height": 900})
            editor.emulate_media(color_scheme=scheme)
            assert faults(editor, "#main") == []
            assert editor.evaluate("document.documentElement.scrollWidth") <= width
