"""What the business team does with pictures, in a browser, and what visitors then get."""

import re
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.library.photographs import assert_clean, photograph
from wfscp_site.launcher import connect

pytestmark = pytest.mark.django_db

TOLD = "Say in a sentence what the picture shows"
REFUSED = "This picture has no alternative text yet"
WORDS = "Two practitioners talk over a map at a table"


@pytest.fixture
def from_a_telephone(tmp_path):
    """The path of a photograph that says where it was taken."""
    path = tmp_path / "IMG_2025.jpg"
    path.write_bytes(photograph("JPEG", (1600, 1000)))
    return path


@pytest.fixture
def silent(database_copy):
    """The title of a picture in the library that has no alternative text."""
    with closing(connect(database_copy)) as database, database.cursor() as cursor:
        cursor.execute("UPDATE library_partnershipimage SET description = '' WHERE title ~ 'bay'")
        database.commit()
    return "The bay at low tide"


def start_news(editor, title):
    """Let Wagtail save a draft of an announcement, and open the dialog to choose its picture."""
    editor.goto("/news/")
    editor.get_by_role("button", name="View Wagtail quick actions").click()
    editor.get_by_role("menuitem", name="Add a child page").click()
    editor.get_by_role("textbox", name="Title").fill(title)
    # Wagtail takes what is typed in the first two seconds for what was there before, and would
    # save a second draft beside its own if a button is pressed in the moment it saves one.
    editor.evaluate(
        "async () => { while (!wagtail.app.queryController('w-unsaved').initialFormData) "
        "await new Promise(requestAnimationFrame) }"
    )
    editor.get_by_role("textbox", name="Summary").fill("What everybody typed.")
    expect(editor).to_have_url(re.compile("/edit/"))
    editor.get_by_role("button", name="Choose an image").first.click()
    return editor.get_by_role("dialog")


def publish(editor):
    editor.get_by_role("button", name="More actions").click()
    editor.get_by_role("button", name="Publish", exact=True).click()


def test_of_pictures_dropped_into_the_library_each_is_asked_for_its_words(editor, from_a_telephone):
    editor.goto("/admin/images/")
    editor.get_by_role("link", name="Add an image").click()
    editor.locator("input[type=file]").first.set_input_files(from_a_telephone)
    words = editor.get_by_role("textbox", name="Alternative text")
    editor.get_by_role("textbox", name="Title").fill("Over a map")
    editor.get_by_role("button", name="Update").click()
    expect(editor.get_by_text(TOLD)).to_be_visible()
    expect(editor.get_by_role("textbox", name="Title")).to_have_value("Over a map")
    words.fill(WORDS)
    editor.get_by_role("button", name="Update").click()
    expect(words).to_have_count(0)
    editor.goto("/admin/images/?q=map")
    expect(editor.get_by_role("link", name="Over a map")).to_be_visible()


def test_a_photograph_from_a_telephone_is_published_without_its_place(
    editor, new_tab, from_a_telephone
):
    dialog = start_news(editor, "A day with schools")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(from_a_telephone)
    expect(dialog.get_by_role("textbox", name="Title")).to_have_value("IMG_2025")
    dialog.get_by_role("textbox", name="Credit").fill("Ada Example")
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog.get_by_text(TOLD)).to_be_visible()
    expect(dialog.get_by_role("textbox", name="Credit")).to_have_value("Ada Example")
    dialog.locator("input[type=file]").set_input_files(from_a_telephone)
    dialog.get_by_role("textbox", name="Alternative text").fill(WORDS)
    dialog.get_by_role("button", name="Upload").click()
    expect(dialog).to_have_count(0)
    publish(editor)
    expect(editor.get_by_role("status").get_by_text("published")).to_be_visible()

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


def test_news_with_a_picture_without_words_waits_as_a_draft(editor, silent, new_tab):
    dialog = start_news(editor, "The bay is ours")
    dialog.get_by_role("link", name=silent).click()
    publish(editor)
    editor.get_by_role("button", name="Go to the first error").click()
    told = editor.get_by_role("region", name="Image", exact=True)
    expect(told.get_by_text(REFUSED)).to_be_visible()
    expect(editor.get_by_role("textbox", name="Summary")).to_have_value("What everybody typed.")
    visitor = new_tab()
    assert visitor.request.get("/news/the-bay-is-ours/").status == 404

    told.get_by_role("button", name="Actions").click()
    with editor.expect_popup() as opened:
        told.get_by_role("link", name="Edit this image").click()
    opened.value.get_by_role("textbox", name="Alternative text").fill("A bay at low tide")
    opened.value.get_by_role("button", name="Save").click()
    expect(opened.value.get_by_role("status").get_by_text("updated")).to_be_visible()
    publish(editor)
    expect(editor.get_by_role("status").get_by_text("published")).to_be_visible()
    visitor.goto("/news/the-bay-is-ours/")
    expect(visitor.get_by_role("img", name="A bay at low tide")).to_be_visible()
