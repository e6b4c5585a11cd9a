"""The business team chooses files in forms that are refused, in a browser."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from tests.library.photographs import photograph

pytestmark = pytest.mark.django_db

WORDS = "Two practitioners talk over a map at a table"
MISSING_TEXT = "Say in a sentence what the picture shows"
KEPT = "‘over-a-map.jpg’ is still chosen."


@pytest.fixture
def picture(tmp_path):
    """The path of a photograph."""
    path = tmp_path / "over-a-map.jpg"
    path.write_bytes(photograph("JPEG", (800, 500)))
    return path


@pytest.fixture
def fake(tmp_path):
    """A function that returns the path of a web page that is named as another kind of file."""

    def write(ending):
        path = tmp_path / f"fake.{ending}"
        path.write_text("<html><body>Not what it says</body></html>")
        return path

    return write


def file_field(place):
    return place.locator("input[type=file]")


def choose(place, path):
    """Choose a file, and wait until Wagtail has tried to give its title."""
    field = file_field(place)
    field.evaluate(
        "() => { window.tried = new Promise((resolve) =>"
        " addEventListener('w-sync:apply', () => resolve(true), { once: true })) }"
    )
    field.set_input_files(path)
    assert field.evaluate("() => window.tried")


def title_field(place):
    return place.get_by_role("textbox", name="Title", exact=False).first


def upload(place):
    place.get_by_role("button", name="Upload", exact=True).click()


def open_upload(editor):
    """Open a new page, and the dialog that uploads a picture for it."""
    news = Page.objects.get(slug="news")
    editor.goto(f"/admin/pages/add/pages/newspage/{news.pk}/")
    editor.get_by_role("button", name="Choose an image").first.click()
    dialog = editor.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    return dialog


def test_the_title_follows_the_file_that_was_chosen_last(editor, fake, picture):
    dialog = open_upload(editor)
    file_field(dialog).set_input_files(fake("jpg"))
    expect(title_field(dialog)).to_have_value("fake")
    dialog.get_by_role("textbox", name="Alternative text").fill(WORDS)
    upload(dialog)
    expect(dialog.get_by_text("This file is not a picture").first).to_be_visible()
    file_field(dialog).set_input_files(picture)
    expect(title_field(dialog)).to_have_value("over-a-map")
    upload(dialog)
    expect(dialog).to_have_count(0)
    editor.goto("/admin/images/")
    expect(editor.get_by_role("link", name="over-a-map")).to_be_visible()
    expect(editor.get_by_role("link", name="fake")).to_have_count(0)


def test_a_document_is_not_published_under_the_title_of_a_refused_file(editor, fake, pdfs):
    editor.goto("/admin/documents/add/")
    file_field(editor).set_input_files(fake("pdf"))
    expect(title_field(editor)).to_have_value("fake")
    upload(editor)
    expect(editor.get_by_text("it is another kind of file").first).to_be_visible()
    file_field(editor).set_input_files(pdfs / "untagged" / "tagged.pdf")
    expect(title_field(editor)).to_have_value("tagged")


def test_a_title_that_a_person_typed_stays(editor, fake, picture):
    editor.goto("/admin/images/add/")
    file_field(editor).set_input_files(fake("jpg"))
    expect(title_field(editor)).to_have_value("fake")
    title_field(editor).fill("Talking in Kendal")
    upload(editor)
    expect(editor.get_by_text("This file is not a picture").first).to_be_visible()
    choose(editor, picture)
    expect(title_field(editor)).to_have_value("Talking in Kendal")


def test_a_chosen_picture_stays_chosen_in_a_dialog_that_is_refused(editor, picture):
    dialog = open_upload(editor)
    choose(dialog, picture)
    for _ in range(2):
        title_field(dialog).evaluate("(field) => field.form.toggleAttribute('data-sent')")
        upload(dialog)
        expect(dialog.locator("[data-sent]")).to_have_count(0)  # another has taken its place
        expect(dialog.get_by_text(MISSING_TEXT)).to_be_visible()
        expect(dialog.get_by_text(KEPT)).to_be_visible()
    dialog.get_by_role("textbox", name="Alternative text").fill(WORDS)
    upload(dialog)
    expect(dialog).to_have_count(0)
    editor.goto("/admin/images/")
    expect(editor.get_by_role("link", name="over-a-map")).to_have_count(1)


def test_a_chosen_picture_stays_chosen_on_a_page_that_is_refused(editor, picture, faults):
    editor.goto("/admin/images/add/")
    choose(editor, picture)
    upload(editor)
    expect(editor.get_by_text(KEPT)).to_be_visible()
    assert [fault for fault in faults(editor) if "sent-file" in fault] == []
    editor.get_by_role("textbox", name="Alternative text").fill(WORDS)
    upload(editor)
    expect(editor.get_by_role("status").get_by_text("added")).to_be_visible()

    editor.get_by_role("link", name="over-a-map").click()
    file_field(editor).set_input_files(picture)
    editor.get_by_role("textbox", name="Alternative text").fill("")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text(KEPT)).to_be_visible()
    assert file_field(editor).evaluate("(field) => field.files[0].name") == "over-a-map.jpg"


def test_a_replacement_of_a_document_stays_chosen(editor, pdfs):
    editor.goto("/admin/documents/")
    editor.get_by_role("link", name="Multi-agency safeguarding arrangements").first.click()
    choose(editor, pdfs / "untagged" / "tagged.pdf")
    title_field(editor).fill("")
    title_field(editor).evaluate("(field) => field.form.noValidate = true")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("‘tagged.pdf’ is still chosen.")).to_be_visible()
    title_field(editor).fill("Our arrangements")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status").get_by_text("has been saved")).to_be_visible()
    expect(editor.get_by_role("link", name="Our arrangements")).to_be_visible()


def test_without_javascript_the_form_asks_for_the_file_again(new_tab, signed_in, picture):
    editor = new_tab(storage_state=signed_in, java_script_enabled=False)
    editor.goto("/admin/images/add/")
    file_field(editor).set_input_files(picture)
    editor.get_by_label("Title").fill("Over a map")
    upload(editor)
    expect(editor.get_by_text("Choose ‘over-a-map.jpg’ again")).to_be_visible()
