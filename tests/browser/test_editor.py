"""What the business team does, in a browser."""

import pytest
from playwright.sync_api import expect

AUTOSAVE_IS_READY = "Page saved"


def open_page(editor, *titles):
    """Open the editor of the page reached by following ``titles`` from the first screen."""
    editor.goto("/admin/pages/")
    for title in titles[:-1]:
        editor.get_by_role("link", name=f"Explore child pages of '{title}'").click()
    editor.get_by_role("link", name=titles[-1], exact=True).first.click()
    editor.get_by_label("Title").wait_for()


def publish(editor):
    editor.get_by_role("button", name="More actions", exact=True).last.click()
    editor.get_by_role("button", name="Publish", exact=True).click()
    editor.get_by_text("published", exact=False).first.wait_for()


@pytest.fixture
def reader(new_tab):
    return new_tab()


def test_she_edits_about_previews_publishes_and_sees_it(editor, reader, server):
    words = "We also meet every school in the area once a year."
    open_page(editor, "About us")
    editor.get_by_label("Summary").fill(words)
    with editor.expect_response(lambda response: "/preview/" in response.url):
        editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("iframe#preview-iframe, iframe[data-preview-iframe]")
    expect(preview.get_by_text(words)).to_be_visible()
    reader.goto("/about-us/")
    expect(reader.get_by_text(words)).to_have_count(0)
    publish(editor)
    reader.reload()
    expect(reader.get_by_text(words)).to_be_visible()
