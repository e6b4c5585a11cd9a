"""A page leaves the website, and its visitors still find their way."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import open_menu, select_in_userbar

pytestmark = pytest.mark.django_db

TITLE = "Early and family help"


@pytest.fixture
def reader(new_tab):
    """A tab of a visitor, open beside the editor's."""
    return new_tab()


def choose_instead(editor, title):
    """Choose the page that visitors of the old address are sent to."""
    editor.get_by_role("button", name="Choose a page").click()
    dialog = editor.get_by_role("dialog")
    dialog.get_by_role("link", name="Explore").click()
    dialog.get_by_role("link", name=title, exact=True).click()
    expect(dialog).to_be_hidden()


def confirm(editor, action):
    if action == "Delete":
        editor.get_by_role("button", name="Yes, delete it").click()
    else:
        editor.get_by_role("button", name="Yes, unpublish it").click()


@pytest.mark.parametrize("action", ["Delete", "Unpublish"])
def test_visitors_of_a_page_that_leaves_are_sent_to_another(editor, reader, faults, action):
    select_in_userbar(editor, "/early-and-family-help/", "Show in Explorer")
    open_menu(editor.get_by_role("button", name=f"More options for '{TITLE}'"))
    editor.get_by_role("link", name=action).click()
    expect(editor.get_by_text("These places link to it")).to_be_visible()
    expect(editor.get_by_role("link", name=": tasks")).to_be_visible()
    assert faults(editor) == []
    choose_instead(editor, "Contact")
    confirm(editor, action)
    expect(editor.get_by_text("Visitors of the old address now see ‘Contact’")).to_be_visible()

    reader.goto("/early-and-family-help/")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Contact")
    reader.goto("/")
    expect(reader.get_by_role("main").get_by_role("link", name="Report a concern")).to_be_visible()
    expect(reader.get_by_role("link", name="Find early and family help")).to_have_count(0)

    editor.get_by_role("link", name="See all broken links").click()
    expect(editor.get_by_role("row").filter(has_text="Find early and family help")).to_be_visible()
    assert faults(editor) == []
