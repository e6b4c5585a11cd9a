"""Two people edit one page at the same time, in two browsers."""

import pytest
from playwright.sync_api import expect

from partnership.pages.models import GuidancePage
from tests.browser.conftest import give_password, set_up_app

pytestmark = pytest.mark.django_db


def save(tab):
    footer = tab.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="Save draft").click()


@pytest.fixture
def colleague(new_tab, add_administrator):
    """A tab in which somebody else is signed in."""
    add_administrator("colleague@example.org")
    tab = new_tab()
    tab.goto("/admin/")
    give_password(tab, "colleague@example.org")
    set_up_app(tab)
    return tab


def test_whoever_saves_second_is_told_keeps_her_words_and_may_go_on(editor, colleague):
    page = GuidancePage.objects.live().first()
    for tab in (editor, colleague):
        tab.goto(f"/admin/pages/{page.pk}/edit/")
    colleague.get_by_role("textbox", name="Summary").fill("What the colleague wrote.")
    save(colleague)
    expect(colleague.get_by_role("status").get_by_text("has been updated")).to_be_visible()

    summary = editor.get_by_role("textbox", name="Summary")
    summary.fill("What she wrote.")
    # Wagtail learns of it by itself within seconds, in one of two ways, and then asks first.
    refused = editor.get_by_text("Saving will overwrite a newer version")
    heard = editor.get_by_role("button", name="colleague@example.org saved a new version")
    expect(refused.or_(heard).first).to_be_visible()
    dialog = editor.get_by_role("dialog")
    editor.add_locator_handler(
        dialog, lambda: dialog.get_by_role("button", name="Save draft").click()
    )
    save(editor)
    told = editor.get_by_text("This has changed since you opened it")
    expect(told).to_be_visible()
    expect(summary).to_have_value("What she wrote.")
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="See what was saved").click()
    expect(opened.value.get_by_role("textbox", name="Summary")).to_have_value(
        "What the colleague wrote."
    )
    save(editor)
    expect(editor.get_by_role("status").get_by_text("has been updated")).to_be_visible()
    expect(summary).to_have_value("What she wrote.")
