"""The business team replaces documents, in a browser, and visitors get the current file."""

from itertools import product
from time import monotonic

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

pytestmark = pytest.mark.django_db

TITLE = "Multi-agency safeguarding arrangements"
ADDRESS = "/documents/our-arrangements.pdf"
RESOURCE = "/learning-and-training/resources/two-partnerships-one-county/"
PAGES_WITH_IT = ["/our-arrangements/", RESOURCE]
OFFERS_FAULTS = "This page has a file that some people cannot read"
NO_FAULTS = "No problems found by the automatic checks"
UNTAGGED = "The PDF is not tagged"
SCANNED = "Most pages are scanned pictures of text"


def open_document(editor):
    editor.goto("/admin/documents/")
    editor.get_by_role("link", name=TITLE).first.click()
    editor.get_by_role("heading", name="Versions").wait_for()


def replace(editor, path, what_changed=""):
    """Replace the file, and wait until the worker has read the new one."""
    open_document(editor)
    editor.locator("input[type=file]").set_input_files(path)
    editor.get_by_role("textbox", name="What changed").fill(what_changed)
    editor.get_by_role("checkbox", name="List earlier versions").check()
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status").get_by_text("updated")).to_be_visible()
    open_document(editor)
    expect(reloaded(editor).get_by_text("Visitors see:")).to_be_visible()


def reloaded(editor):
    """Reload the page until the worker has read the file, and return it."""
    deadline = monotonic() + 60
    again = editor.get_by_role("link", name="Check again")
    while again.count() and monotonic() < deadline:
        again.click()
        editor.wait_for_load_state()
    return editor


def file_at(visitor, address):
    """Return the file that a visitor's browser gets at ``address``."""
    response = visitor.request.get(address)
    assert response.ok
    return response.body()


def words_of(pdf):
    """Return the text of the first page of a PDF."""
    with PdfDocument(pdf) as document:
        return document[0].get_textpage().get_text_range()


def test_a_document_is_replaced_its_faults_shown_and_the_earlier_version_restored(
    editor, visitor, pdfs, faults
):
    visitor.goto("/our-arrangements/")
    link = visitor.get_by_role("link", name=TITLE).first
    expect(link).to_have_attribute("href", ADDRESS)
    original = file_at(visitor, ADDRESS)

    replace(editor, pdfs / "untagged" / "tagged.pdf", "Exported again")
    expect(editor.get_by_text(UNTAGGED)).to_be_visible()
    assert words_of(file_at(visitor, ADDRESS)) == words_of(pdfs / "untagged" / "tagged.pdf")

    replace(editor, pdfs / "scan.pdf")
    expect(editor.get_by_text(SCANNED)).to_be_visible()

    visitor.goto("/our-arrangements/")
    expect(visitor.get_by_role("link", name=TITLE).first).to_have_attribute("href", ADDRESS)
    visitor.get_by_text("Earlier versions").click()
    earlier = visitor.get_by_role("link", name="On this website")
    expect(earlier).to_have_count(2)
    assert file_at(visitor, earlier.last.get_attribute("href")) == original
    for address, width in product(PAGES_WITH_IT, (320, 1280)):
        visitor.set_viewport_size({"width": width, "height": 900})
        visitor.goto(address)
        expect(visitor.get_by_text("Earlier versions").first).to_be_visible()
        for scheme in ("light", "dark"):
            visitor.emulate_media(color_scheme=scheme)
            assert faults(visitor) == [], (address, width, scheme)
            assert visitor.evaluate("document.documentElement.scrollWidth") <= width

    editor.goto("/admin/reports/documents-to-mend/")
    expect(editor.get_by_role("link", name=TITLE)).to_be_visible()
    editor.goto("/our-arrangements/")
    editor.get_by_role("button", name="View Wagtail quick actions").click()
    editor.get_by_role("menuitem", name="Edit this page").click()
    expect(editor.get_by_text(OFFERS_FAULTS)).to_be_visible()

    open_document(editor)
    editor.get_by_role("button", name="Restore").last.click()
    expect(editor.get_by_text("is the current version again")).to_be_visible()
    assert file_at(visitor, ADDRESS) == original
    expect(reloaded(editor).get_by_text(NO_FAULTS)).to_be_visible()


def test_a_web_page_named_pdf_is_refused_and_the_form_is_kept(editor, visitor, tmp_path):
    original = file_at(visitor, ADDRESS)
    (tmp_path / "page.pdf").write_text("<html><body>Not a PDF</body></html>")
    open_document(editor)
    editor.locator("input[type=file]").set_input_files(tmp_path / "page.pdf")
    editor.get_by_role("textbox", name="What changed").fill("Typed with care")
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_text("it is another kind of file")).to_be_visible()
    expect(editor.get_by_role("textbox", name="What changed")).to_have_value("Typed with care")
    assert file_at(visitor, ADDRESS) == original
