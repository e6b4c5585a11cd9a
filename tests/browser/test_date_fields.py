"""The calendar of a field for a date is out of the way of who types the date."""

import pytest
from playwright.sync_api import expect

from partnership.directory.models import Person
from partnership.pages.models import NewsPage
from tests.browser.conftest import wait_until_watched

pytestmark = pytest.mark.django_db


def test_a_typed_date_leaves_the_button_below_it_in_sight(editor):
    person = Person.objects.get(name="Jenna Lodge")
    editor.goto(f"/admin/people/{person.pk}/leaving/")
    editor.get_by_label("Last day").click()
    calendar = editor.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    editor.keyboard.type("30/11/2026")
    expect(calendar).to_have_count(0)
    editor.get_by_role("button", name="Save last day and successors").click(trial=True)


def test_escape_closes_a_calendar_and_not_the_dialogue_around_it(editor):
    editor.goto(f"/admin/pages/{NewsPage.objects.live().first().pk}/edit/")
    wait_until_watched(editor)
    editor.get_by_role("button", name="Toggle status").click()
    editor.get_by_role("button", name="Set times").click()
    field = editor.get_by_label("Take down on")
    field.click()
    calendar = editor.locator(".xdsoft_datetimepicker:visible")
    expect(calendar).to_have_count(1)
    field.press("Escape")
    expect(calendar).to_have_count(0)
    expect(field).to_be_visible()
