"""The business team replaces documents, in a browser, and visitors get the current file."""

from itertools import product
from time import monotonic

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.browser.conftest import select_in_userbar
from tests.library.office_files import NAME, row, xlsx

pytestmark = pytest.mark.django_db

TITLE = "Multi-agency safeguarding arrangements"
ADDRESS = "/documents/our-arrangements.pdf"
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
    editor.get_by_role("button", name="Save").click()
    expect(editor.get_by_role("status").get_by_text("has been saved")).to_be_visible()
    expect(editor.get_by_text(f"Some people cannot read ‘{TITLE}’")).to_be_visible()
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
    expect(visitor.get_by_text("Sample", exact=True)).to_be_visible()
    original = file_at(visitor, ADDRESS)

    replace(editor, pdfs / "untagged" / "tagged.pdf", "Exported again")
    expect(editor.get_by_text(UNTAGGED)).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text("Sample", exact=True)).to_have_count(0)
    expect(visitor.get_by_text("Earlier versions")).to_have_count(0)
    assert words_of(file_at(visitor, ADDRESS)) == words_of(pdfs / "untagged" / "tagged.pdf")

    replace(editor, pdfs / "scan.pdf")
    expect(editor.get_by_text(SCANNED)).to_be_visible()

    visitor.goto("/our-arrangements/")
    expect(visitor.get_by_role("link", name=TITLE).first).to_have_attribute("href", ADDRESS)
    visitor.get_by_text("Earlier versions").click()
    earlier = visitor.get_by_role("link", name="On this website")
    expect(earlier).to_have_count(1)
    first = file_at(visitor, earlier.get_attribute("href"))
    assert words_of(first) == words_of(pdfs / "untagged" / "tagged.pdf")
    for width in (320, 1280):
        visitor.set_viewport_size({"width": width, "height": 900})
        visitor.goto("/our-arrangements/")
        visitor.get_by_text("Earlier versions").click()
        for scheme in ("light", "dark"):
            visitor.emulate_media(color_scheme=scheme)
            assert faults(visitor) == [], (width, scheme)
            assert visitor.evaluate("document.documentElement.scrollWidth") <= width

    editor.goto("/admin/reports/documents-to-mend/")
    expect(editor.get_by_role("link", name=TITLE)).to_be_visible()
    select_in_userbar(editor, "/our-arrangements/", "Edit this page")
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
    expect(editor.get_by_text("it is another kind of file").first).to_be_visible()
    expect(editor.get_by_role("textbox", name="What changed")).to_have_value("Typed with care")
    assert file_at(visitor, ADDRESS) == original


def test_an_editors_file_is_compared_and_accepted_before_visitors_get_it(
    signed_in_as, editor, visitor, pdfs, faults
):
    ana = signed_in_as("editor")
    original = file_at(visitor, ADDRESS)
    open_document(ana)
    expect(ana.get_by_text("What you save here waits until a publisher accepts it")).to_be_visible()
    ana.locator("input[type=file]").set_input_files(pdfs / "tagged" / "long.pdf")
    ana.get_by_role("textbox", name="Agreed by").fill("The board")
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_role("status").get_by_text("wait for a publisher")).to_be_visible()
    assert file_at(visitor, ADDRESS) == original

    editor.goto("/admin/")
    waiting = editor.get_by_role("region", name="Documents that wait for you")
    waiting.get_by_role("link", name=TITLE).click()
    proposed = editor.get_by_role("region", name="Proposed changes")
    expect(proposed.get_by_text("proposed this on")).to_be_visible()
    expect(proposed.get_by_role("row", name="Agreed by Nothing The board")).to_be_visible()
    proposed.get_by_text("What differs in the text").click()
    expect(proposed.locator("ins").first).to_be_visible()
    for width, scheme in product((320, 1280), ("light", "dark")):
        editor.set_viewport_size({"width": width, "height": 900})
        editor.emulate_media(color_scheme=scheme)
        assert faults(editor, "section[aria-labelledby='proposal']") == [], (width, scheme)
    proposed.get_by_role("button", name="Accept the changes").click()
    expect(editor.get_by_text("Visitors now see the changes")).to_be_visible()
    assert words_of(file_at(visitor, ADDRESS)) == words_of(pdfs / "tagged" / "long.pdf")
    visitor.goto("/our-arrangements/")
    expect(visitor.get_by_text("Agreed by")).to_be_visible()


def rename(ana, title):
    ana.goto("/admin/documents/")
    ana.get_by_role("link", name="Guide").first.click()
    ana.get_by_role("textbox", name="Title").fill(title)
    ana.get_by_role("button", name="Save").click()
    expect(ana.get_by_role("status").get_by_text("wait for a publisher")).to_be_visible()


def test_an_editors_new_document_is_published_and_a_change_to_it_is_not(
    signed_in_as, editor, visitor, pdfs
):
    ana = signed_in_as("editor")
    ana.goto("/admin/documents/add/")
    ana.locator("input[type=file]").set_input_files(pdfs / "tagged" / "tagged.pdf")
    ana.get_by_role("textbox", name="Title").fill("Guide")
    ana.get_by_role("button", name="Upload").click()
    expect(ana.get_by_text("‘Guide’ has been added")).to_be_visible()
    assert visitor.request.get("/documents/guide.pdf").status == 404

    editor.goto("/admin/")
    editor.get_by_role("link", name="Guide", exact=True).click()
    editor.get_by_role("button", name="Publish the document now").click()
    expect(editor.get_by_text("Visitors can now see ‘Guide’")).to_be_visible()
    assert visitor.request.get("/documents/guide.pdf").ok

    rename(ana, "A guide")
    ana.get_by_role("link", name="Guide").first.click()
    ana.get_by_text("Withdraw…").click()
    ana.get_by_role("button", name="Withdraw the changes").click()
    expect(ana.get_by_text("The proposed changes to ‘Guide’ have been deleted.")).to_be_visible()

    rename(ana, "The guide")
    editor.reload()
    editor.get_by_text("Decline…").click()
    editor.get_by_label("What should be different?").fill("Keep the short title.")
    editor.get_by_role("button", name="Decline the changes").click()
    expect(editor.get_by_text("The proposed changes to ‘Guide’ have been deleted.")).to_be_visible()


def test_what_a_file_hides_is_shown_in_the_chooser_before_it_is_chosen(editor, tmp_path):
    hidden = f"<sheetData>{row(1, NAME)}</sheetData>"
    path = xlsx(tmp_path / "totals.xlsx", {"Raw": ("hidden", hidden)})
    open_document(editor)
    editor.get_by_role("button", name="Choose a document").click()
    dialog = editor.get_by_role("dialog")
    dialog.get_by_role("tab", name="Upload").click()
    dialog.locator("input[type=file]").set_input_files(path)
    dialog.get_by_role("textbox", name="Title").first.fill("Referrals in totals")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(dialog.get_by_text("A hidden sheet: ‘Raw’.")).to_be_visible()
    dialog.get_by_role("button", name="Choose this document").click()
    expect(editor.get_by_role("dialog")).to_have_count(0)
    expect(editor.get_by_text("Referrals in totals", exact=True)).to_be_visible()
