"""Several pictures, documents and old editions are added at once, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnership.newsletters.models import NewsletterIndexPage
from tests.browser.conftest import faults_at_every_size, type_over_picker
from tests.library.photographs import photograph
from tests.newsletters.old_pdfs import edition_pdf

pytestmark = pytest.mark.django_db

OLD = ("CSCP Newsletter – Edition 4 – March 2024.pdf", "Issue 9 Winter 2023.pdf")


ROWS = ".file-row, .save-all"  # what is ours on Wagtail's screens that add several files


@pytest.fixture
def old_editions(tmp_path, pdfs):
    """The paths of two old editions, and of a damaged one."""
    for name in OLD:
        (tmp_path / name).write_bytes(edition_pdf(f"Welcome to {name}"))
    return [*(tmp_path / name for name in OLD), pdfs / "truncated.pdf"]


@pytest.fixture
def pictures(tmp_path):
    """The paths of three photographs."""
    paths = [tmp_path / f"IMG_{number}.jpg" for number in (1, 2, 3)]
    for path in paths:
        path.write_bytes(photograph("JPEG", (800, 500)))
    return paths


def row_of(tab, name):
    return tab.locator("#upload-list > li").filter(has_text=name)


def test_pictures_are_described_and_saved_with_one_button(editor, pictures, faults):
    editor.goto(reverse("wagtailimages:add_multiple"))
    editor.locator("input[type=file]").first.set_input_files(pictures)
    expect(editor.get_by_text("3 pictures without alternative text")).to_be_visible()
    row_of(editor, "IMG_1").get_by_label("Alternative text").fill("A map on a table")
    row_of(editor, "IMG_2").get_by_label("Decorative").check()
    row_of(editor, "IMG_3").get_by_label("Title").fill("Typed with care")
    expect(editor.get_by_text("1 picture without alternative text")).to_be_visible()
    editor.get_by_role("button", name="Save all").click()
    expect(editor.get_by_text("2 pictures saved. 1 picture not saved yet.")).to_be_visible()
    expect(row_of(editor, "IMG_1")).to_contain_text("Alternative text: A map on a table")
    expect(row_of(editor, "IMG_2")).to_contain_text("has been saved. Decorative.")
    last = row_of(editor, "IMG_3")
    expect(last.get_by_label("Title")).to_have_value("Typed with care")
    expect(last.get_by_label("Alternative text")).to_be_focused()
    assert faults_at_every_size(editor, lambda tab: ours(faults(tab, ROWS))) == []

    last.get_by_label("Alternative text").fill("Two people talk")
    editor.get_by_role("button", name="Save all").click()
    expect(editor.get_by_text("3 pictures saved.")).to_be_visible()
    expect(editor.get_by_role("button", name="Save all")).to_be_hidden()
    editor.goto("/admin/images/")
    expect(editor.get_by_role("link", name="Typed with care")).to_be_visible()


def ours(found):
    """Leave out of the faults ``found`` that of Wagtail's input for tags, which has no label."""
    return [fault for fault in found if "ui-autocomplete-input" not in fault]


def test_documents_are_saved_with_one_button_and_say_who_can_see_them(editor, pdfs, faults):
    editor.goto(reverse("wagtaildocs:add_multiple"))
    files = [pdfs / "untagged" / "polish.pdf", pdfs / "attached.pdf"]
    editor.locator("input[type=file]").first.set_input_files(files)
    polish, attached = row_of(editor, "polish.pdf"), row_of(editor, "attached.pdf")
    expect(polish.get_by_label("Title")).to_have_value("Nasze ustalenia")
    expect(polish).to_contain_text("1 page, in Polish")
    expect(attached).to_contain_text("Other files are attached inside the PDF")
    polish.get_by_label("Title").fill("")
    editor.get_by_role("button", name="Save all").click()
    expect(editor.get_by_text("1 document saved. 1 document not saved yet.")).to_be_visible()
    expect(polish.get_by_text("This field is required.")).to_be_visible()
    assert faults_at_every_size(editor, lambda tab: ours(faults(tab, ROWS))) == []
    expect(attached).to_contain_text("once a page that uses it is published")
    expect(attached).to_contain_text("Other files are attached inside the PDF")
    polish.get_by_label("Title").fill("Nasze ustalenia")
    editor.get_by_role("button", name="Save all").click()
    expect(polish).to_contain_text("‘Nasze ustalenia’ has been saved. Visitors can see it.")


def test_rows_stay_as_typed_when_the_website_does_not_answer(editor, pictures, tolerated):
    tolerated.add("500 (Internal Server Error)")
    editor.goto(reverse("wagtailimages:add_multiple"))
    editor.locator("input[type=file]").first.set_input_files(pictures[:1])
    row_of(editor, "IMG_1").get_by_label("Alternative text").fill("A map on a table")
    address = "**/create_from_uploaded_image/**"
    editor.route(address, lambda route: route.fulfill(status=500, body="no"))
    editor.get_by_role("button", name="Save all").click()
    expect(editor.get_by_text("The website did not answer as expected.")).to_be_visible()
    words = row_of(editor, "IMG_1").get_by_label("Alternative text")
    expect(words).to_have_value("A map on a table")
    editor.unroute(address)
    editor.get_by_role("button", name="Save all").click()
    expect(editor.get_by_text("1 picture saved.")).to_be_visible()


def open_old_editions(tab):
    index = NewsletterIndexPage.objects.get()
    tab.goto(reverse("wagtailadmin_explore", args=[index.pk]))
    tab.get_by_role("button", name="Actions", exact=True).first.click()
    tab.get_by_role("link", name="Add old editions").first.click()
    tab.get_by_role("heading", name="Add old editions").wait_for()


def test_old_editions_are_read_corrected_and_added(editor, visitor, old_editions, faults):
    open_old_editions(editor)
    editor.get_by_role("button", name="Read the files").click()
    expect(editor.get_by_text("Choose the PDFs of the editions.")).to_be_visible()
    assert faults_at_every_size(editor, lambda tab: faults(tab, "#main")) == []
    editor.set_viewport_size({"width": 1280, "height": 900})
    editor.get_by_label("PDFs").set_input_files(old_editions)
    editor.get_by_role("button", name="Read the files").click()
    expect(editor.get_by_text("damaged or incomplete")).to_be_visible()
    first, second = (editor.get_by_role("group", name=f"File {number}") for number in (1, 2))
    expect(first.get_by_label("Title")).to_have_value("CSCP Newsletter – Edition 4 – March 2024")
    expect(first.get_by_label("Date")).to_have_value("01/03/2024")
    expect(second.get_by_label("Number")).to_have_value("Issue 9")
    expect(second.get_by_label("Theme")).to_have_value("Winter 2023")

    first.get_by_label("Title").fill("Spring in Cumbria")
    editor.get_by_role("button", name="Add 2 editions").click()
    expect(editor.get_by_text("Type the day it was sent out").first).to_be_visible()
    expect(first.get_by_label("Title")).to_have_value("Spring in Cumbria")
    assert faults_at_every_size(editor, lambda tab: faults(tab, "#main")) == []
    editor.set_viewport_size({"width": 1280, "height": 900})
    type_over_picker(editor, second.get_by_label("Date"), "01/12/2023")
    editor.get_by_label("Everyone, at once").check()
    editor.get_by_role("button", name="Add 2 editions").click()
    expect(editor.get_by_role("status").get_by_text("2 editions published.")).to_be_visible()
    visitor.goto(NewsletterIndexPage.objects.get().url)
    main = visitor.get_by_role("main")
    expect(main.get_by_role("link", name="Spring in Cumbria")).to_have_count(1)
    expect(main.get_by_role("link", name="Issue 9 Winter 2023")).to_have_count(1)
    assert faults(visitor) == []


def test_old_editions_are_added_without_javascript(new_tab, signed_in, old_editions):
    editor = new_tab(storage_state=signed_in, java_script_enabled=False)
    editor.goto(reverse("add_old_editions", args=[NewsletterIndexPage.objects.get().pk]))
    editor.get_by_label("PDFs").set_input_files(old_editions[:1])
    editor.get_by_role("button", name="Read the files").click()
    editor.get_by_role("button", name="Add 1 edition").click()
    expect(editor.get_by_text("1 edition added as drafts")).to_be_visible()
    editor.go_back()
    expect(editor.get_by_role("button", name="Read the files")).to_be_visible()
