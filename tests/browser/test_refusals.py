"""A refused form or deletion says where and why, in a browser."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from tests.browser.conftest import select_publish, type_over_picker, wait_until_watched

pytestmark = pytest.mark.django_db


def open_editor(editor, title):
    page = Page.objects.get(title=title, depth=3)
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    wait_until_watched(editor)


@pytest.fixture
def expired(change_site):
    """A page whose expiry has passed: About us."""
    change_site(
        "UPDATE wagtailcore_page SET expire_at = '2026-01-01 12:00Z', live = false "
        "WHERE slug = 'about-us'"
    )


def test_a_passed_expiry_is_named_and_its_link_opens_it(editor, expired):
    open_editor(editor, "About us")
    editor.get_by_role("textbox", name="Summary").fill("Who we are.")
    select_publish(editor)
    link = editor.get_by_role("link", name="Take down on: This time has passed.")
    expect(link).to_be_visible()
    link.click()
    expiry = editor.get_by_label("Take down on")
    expect(expiry).to_be_focused()
    expect(editor.get_by_role("dialog").get_by_text("This time has passed.")).to_be_visible()
    type_over_picker(editor, expiry, "")
    editor.get_by_role("button", name="Save them in the draft").click()
    expect(editor.get_by_role("status").get_by_text("has been updated")).to_be_visible()


def test_wagtails_button_opens_what_the_first_error_is_in(editor, expired):
    open_editor(editor, "About us")
    select_publish(editor)
    editor.get_by_role("button", name="Go to the first error").click()
    expect(editor.get_by_label("Take down on")).to_be_focused()


def test_an_error_in_another_tab_is_named_and_its_link_opens_the_tab(editor):
    open_editor(editor, "About us")
    editor.get_by_role("tab", name="Promote").click()
    editor.get_by_role("textbox", name="Slug").fill("")
    editor.get_by_role("tab", name="Content").click()
    select_publish(editor)
    editor.get_by_role("link", name="Slug: This field is required.").click()
    expect(editor.get_by_role("textbox", name="Slug")).to_be_focused()


def test_an_error_in_a_block_is_named_and_its_link_leads_there(editor):
    open_editor(editor, "About us")
    name = editor.get_by_role("region", name="Working together").get_by_role("textbox").first
    name.fill("")
    select_publish(editor)
    editor.get_by_role("link", name="Strands of work: correct what is marked there.").click()
    expect(editor.locator("#strands-0-value-name")).to_be_focused()


def test_drafts_are_saved_again_once_what_was_refused_is_corrected(editor):
    open_editor(editor, "About us")
    editor.get_by_role("tab", name="Promote").click()
    slug = editor.get_by_role("textbox", name="Slug")
    slug.fill("")
    select_publish(editor)
    expect(editor.get_by_role("link", name="Slug: This field is required.")).to_be_visible()
    expect(editor.get_by_text("Autosave is paused").first).to_be_visible()

    def is_saved_draft(response):
        return response.request.method == "POST" and response.url.endswith("/edit/") and response.ok

    with editor.expect_response(is_saved_draft):
        editor.get_by_role("link", name="Slug: This field is required.").click()
        slug.fill("about-us")
    form = editor.locator("[data-edit-form]")
    expect(form).to_have_attribute("data-w-unsaved-check-interval-value", "499")  # is watched again
    editor.get_by_role("tab", name="Content").click()
    for words in ("Who we are.", "Who we are, and why."):  # Wagtail saved one draft and no more
        with editor.expect_response(is_saved_draft):
            editor.get_by_role("textbox", name="Summary").fill(words)
        expect(form).to_have_attribute("data-w-unsaved-has-edits-value", "false")
