"""Several pictures, documents and old editions are added at once, in a browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnership.newsletters.models import NewsletterIndexPage
from tests.browser.conftest import faults_at_every_size, type_over_picker
from tests.newsletters.old_pdfs import edition_pdf

pytestmark = pytest.mark.django_db

OLD = ("CSCP Newsletter – Edition 4 – March 2024.pdf", "Issue 9 Winter 2023.pdf")


@pytest.fixture
def old_editions(tmp_path, pdfs):
    """The paths of two old editions, and of a damaged one."""
    for name in OLD:
        (tmp_path / name).write_bytes(edition_pdf(f"Welcome to {name}"))
    return [*(tmp_path / name for name in OLD), pdfs / "truncated.pdf"]


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
