"""Two people edit one page at the same time, in two browsers."""

import pytest
from playwright.sync_api import expect

from partnership.pages.models import GuidancePage
from tests.browser.conftest import enter_password, set_up_app

pytestmark = pytest.mark.django_db


def save(tab):
    footer = tab.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="Save draft").click()


@pytest.fixture
def colleague(new_tab, add_administrator):
    """A tab in which another administrator is signed in."""
    add_administrator("colleague@example.org")
    tab = new_tab()
    tab.goto("/admin/")
    enter_password(tab, "colleague@example.org")
    set_up_app(tab)
    return tab


def test_the_second_to_save_is_warned_keeps_the_text_and_can_save_again(editor, colleague):
    page = GuidancePage.objects.live().first()
    for tab in (editor, colleague):
        tab.goto(f"/admin/pages/{page.pk}/edit/")
    colleague.get_by_role("textbox", name="Summary").fill("What the colleague wrote.")
    save(colleague)
    expect(colleague.get_by_role("status").get_by_text("has been updated")).to_be_visible()

    summary = editor.get_by_role("textbox", name="Summary")
    summary.fill("What she wrote.")
    # Wagtail notices within seconds, in one of two ways, and then asks before it saves.
    refused = editor.get_by_text("Saving will overwrite a newer version")
    noticed = editor.get_by_role("button", name="colleague@example.org saved a new version")
    expect(refused.or_(noticed).first).to_be_visible()
    dialog = editor.get_by_role("dialog")
    editor.add_locator_handler(
        dialog, lambda: dialog.get_by_role("button", name="Save draft").click()
    )
    save(editor)
    warning = editor.get_by_text("This has changed since you opened it")
    expect(warning).to_be_visible()
    expect(summary).to_have_value("What she wrote.")
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="See what was saved").click()
    expect(opened.value.get_by_role("textbox", name="Summary")).to_have_value(
        "What the colleague wrote."
    )
    save(editor)
    expect(editor.get_by_role("status").get_by_text("has been updated")).to_be_visible()
    expect(summary).to_have_value("What she wrote.")
