"""The business team adds pictures, in a browser, and visitors get clean ones."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    open_menu,
    publish,
    select_in_userbar,
    select_publish,
    wait_until_watched,
)
from tests.library.photographs import assert_clean, photograph

pytestmark = pytest.mark.django_db

MISSING_TEXT = "Say in a sentence what the picture shows"
REFUSED = "This picture has no alternative text yet"
WORDS = "Two practitioners talk over a map at a table"


@pytest.fixture
def from_a_telephone(tmp_path):
    """The path of a photograph that contains the place where it was taken."""
    path = tmp_path / "IMG_2025.jpg"
    path.write_bytes(photograph("JPEG", (1600, 1000)))
    return path


@pytest.fixture
def undescribed(change_site):
    """The title of a picture in the library that has no alternative text."""
    change_site("UPDATE library_partnershipimage SET description = '' WHERE title ~ 'bay'")
    return "The bay at low tide"


def start_news(editor, title):
    """Let Wagtail save a draft of a news page, and return the dialog that chooses its picture."""
    select_in_userbar(editor, "/news/", "Add a child page")
    editor.get_by_role("textbox", name="Title").fill(title)
    wait_until_watched(editor)
    editor.get_by_role("textbox", name="Summary").fill("What the editor typed.")
    expect(editor).to_have_url(re.compile("/edit/"))
    editor.get_by_role("button", name="Choose an image").first.click()
    return editor.get_by_role("dialog")


def test_each_uploaded_picture_requires_alternative_text(editor, from_a_telephone):
    editor.goto("/admin/images/")
    editor.get_by_role("link", name="Add an image").click()
    editor.locator("input[type=file]").first.set_input_files(from_a_telephone)
    words = editor.get_by_role("textbox", name="Alternative text")
    editor.get_by_role("textbox", name="Title").fill("Over a map")
    editor.get_by_role("button", name="Save all").click()
    expect(editor.get_by_text(MISSING_TEXT)).to_be_visible()
    expect(editor.get_by_role("textbox", name="Title")).to_have_value("Over a map")
    words.fill(WORDS)
    editor.get_by_role("button", name="Save all").click()
    expect(words).to_have_count(0)
    editor.goto("/admin/images/?q=map")
    expect(editor.get_by_role("link", name="Over a map")).to_be_visible()


def test_a_photograph_from_a_telephone_is_published_without_its_location(
    editor, new_tab, from_a_telephone
):
    dialog = start_news(editor, "A day with schools")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(from_a_telephone)
    expect(dialog.get_by_role("textbox", name="Title")).to_have_value("IMG_2025")
    dialog.get_by_role("textbox", name="Credit").fill("Ada Example")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog.get_by_text(MISSING_TEXT)).to_be_visible()
    expect(dialog.get_by_role("textbox", name="Credit")).to_have_value("Ada Example")
    dialog.locator("input[type=file]").set_input_files(from_a_telephone)
    dialog.get_by_role("textbox", name="Alternative text").fill(WORDS)
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_have_count(0)
    publish(editor)

    for width, cut in ((320, "width-320."), (1280, "width-960.")):
        visitor = new_tab(width=width)
        pictures = []
        visitor.on("response", lambda got, kept=pictures: "/media/" in got.url and kept.append(got))
        visitor.goto("/news/a-day-with-schools/")
        expect(visitor.get_by_role("main").get_by_role("img", name=WORDS)).to_be_visible()
        visitor.wait_for_load_state("networkidle")
        [fetched] = pictures
        assert fetched.headers["content-type"] == "image/webp"
        assert cut in fetched.url
        assert "IMG_2025" not in fetched.url
        assert_clean(fetched.body())


def test_news_with_an_undescribed_picture_cannot_be_published(editor, undescribed, new_tab):
    dialog = start_news(editor, "The bay is ours")
    dialog.get_by_role("link", name=undescribed).click()
    select_publish(editor)
    editor.get_by_role("button", name="Go to the first error").click()
    panel = editor.get_by_role("region", name="Image", exact=True)
    expect(panel.get_by_text(REFUSED)).to_be_visible()
    expect(editor.get_by_role("textbox", name="Summary")).to_have_value("What the editor typed.")
    visitor = new_tab()
    assert visitor.request.get("/news/the-bay-is-ours/").status == 404

    open_menu(panel.get_by_role("button", name="Actions"))
    with editor.expect_popup() as opened:
        panel.get_by_role("link", name="Edit this image").click()
    opened.value.get_by_role("textbox", name="Alternative text").fill("A bay at low tide")
    opened.value.get_by_role("button", name="Save").click()
    expect(opened.value.get_by_role("status").get_by_text("updated")).to_be_visible()
    publish(editor)
    visitor.goto("/news/the-bay-is-ours/")
    expect(visitor.get_by_role("img", name="A bay at low tide")).to_be_visible()
