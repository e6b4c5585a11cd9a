"""An editor reorders groups and fills in seats where the structure is seen."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnership.pages.models import GroupPage, MembersPage
from tests.browser.conftest import publish, select_in_userbar, wait_until_watched

pytestmark = pytest.mark.django_db
MEMBERS = "/members-and-structure/"
WAGTAILS = ("ui-autocomplete-input", "w-minimap__toggle")


@pytest.fixture
def subgroups():
    return GroupPage.objects.get(slug="subgroups")


def row(editor, number):
    return editor.get_by_role("group", name=f"Row {number}")


def test_four_seats_of_a_group_are_filled_in_at_once(editor, new_tab):
    select_in_userbar(editor, MEMBERS, "Groups and seats")
    board = editor.get_by_role("listitem").filter(
        has=editor.get_by_role("heading", name="Safeguarding Accountability Board", exact=True)
    )
    board.get_by_role("link", name="Fill in seats").click()
    people = ["Hayley Clarke", "Jenna Lodge", "Sally Mallinson"]
    for number, name in enumerate(["Chair", "Vice chair", "Member", "Member"], 1):
        row(editor, number).get_by_label("Seat").fill(name)
        if number <= len(people):
            holder = row(editor, number).get_by_label("Holder")
            holder.select_option(
                label=holder.locator("option", has_text=people[number - 1]).first.inner_text()
            )
    row(editor, 4).get_by_label("Organisation").select_option(label="Cumbria Police")
    editor.get_by_role("button", name="Save the seats").click()
    expect(editor.get_by_text("Visitors see them now")).to_be_visible()
    expect(board.get_by_text("Chair: Hayley Clarke", exact=True)).to_be_visible()
    expect(board.get_by_text("Member, Cumbria Police: vacant")).to_be_visible()
    reader = new_tab()
    reader.goto(MEMBERS)
    expect(reader.locator(".chart").get_by_text("Chair: Hayley Clarke")).to_be_visible()


def test_errors_are_named_with_links_to_their_fields(editor, subgroups):
    editor.goto(reverse("group_seats", args=[subgroups.pk]))
    row(editor, 2).get_by_label("Holder").select_option(index=1)
    editor.get_by_role("button", name="Save the seats").click()
    expect(editor.get_by_text("Nothing was saved yet")).to_be_visible()
    editor.get_by_role("link", name="Row 2, Seat").click()
    expect(row(editor, 2).get_by_label("Seat")).to_be_focused()


def test_a_group_moves_up_and_down(editor, new_tab, change_site):
    members = MembersPage.objects.get()
    address = reverse("groups_and_seats", args=[members.pk])
    editor.goto(address)
    for title in ("First", "Second"):
        editor.get_by_role("link", name="Add a group", exact=True).click()
        editor.get_by_role("textbox", name="Title").fill(title)
        wait_until_watched(editor)
        publish(editor)
        editor.goto(address)
    second = editor.get_by_role("listitem").filter(
        has=editor.get_by_role("heading", name="Second", exact=True)
    )
    second.get_by_role("button", name="Move up").click()
    expect(editor.get_by_text("‘Second’ moved up")).to_be_visible()
    names = editor.locator(".group__name")
    expect(names.last).to_have_text("First")
    second.get_by_role("button", name="Move down").click()
    expect(names.last).to_have_text("Second")
    reader = new_tab()
    reader.goto(MEMBERS)
    expect(reader.locator(".chart__name").last).to_have_text("Second")


def test_the_menu_of_the_directory_leads_there(editor):
    editor.goto("/admin/")
    editor.get_by_role("button", name="Directory").click()
    editor.get_by_role("link", name="Groups and seats").click()
    expect(editor.get_by_role("heading", name="Lead Safeguarding Partners")).to_be_visible()


def test_the_screens_can_be_used_by_everyone(editor, faults, subgroups):
    for address in (
        reverse("groups_and_seats", args=[MembersPage.objects.get().pk]),
        reverse("group_seats", args=[subgroups.pk]),
    ):
        editor.goto(address)
        for error in (False, True):
            if error and address.endswith("/seats/"):
                row(editor, 2).get_by_label("Holder").select_option(index=1)
                editor.get_by_role("button", name="Save the seats").click()
                expect(editor.get_by_text("Nothing was saved yet")).to_be_visible()
            for width, scheme in ((1280, "light"), (320, "dark"), (390, "light")):
                editor.set_viewport_size({"width": width, "height": 900})
                editor.emulate_media(color_scheme=scheme)
                assert [
                    fault
                    for fault in faults(editor, "#main")
                    if not any(w in fault for w in WAGTAILS)
                ] == []
                assert editor.evaluate("document.documentElement.scrollWidth") <= width
