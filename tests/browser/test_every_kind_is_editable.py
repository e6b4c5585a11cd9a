"""Every kind of page in the editor: it opens, previews, saves and keeps the text."""

import pytest
from playwright.sync_api import expect

from partnership.pages.models import GuidancePage
from tests.browser.conftest import save_draft
from tests.laws.kinds import KINDS, NAMES, example

pytestmark = pytest.mark.django_db


@pytest.fixture(params=KINDS, ids=NAMES)
def page(db, request):
    return example(request.param)


VERIFY_EVERY_CONTACT = """
    UPDATE directory_contact SET verified_on = current_date, verify_again_by = NULL,
    kind = CASE value WHEN '' THEN 'telephone' ELSE kind END,
    value = CASE value WHEN '' THEN '01632 960 000' ELSE value END
"""


def test_the_page_is_previewed_checked_and_saved(page, editor, change_site):
    change_site(VERIFY_EVERY_CONTACT)  # else the checks name those that visitors do not see
    summary = editor.get_by_role("textbox", name="Summary")
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_be_visible()

    editor.get_by_role("button", name="Toggle checks").click()
    checks = editor.get_by_role("complementary", name="Checks")
    expect(checks.locator("[data-content-word-count]")).not_to_have_text("-")
    # Later findings appear in the console and fail the test.
    assert checks.locator("[data-content-checker-name]").all_text_contents() == []

    summary.fill("A summary that an editor typed.")
    save_draft(editor)
    expect(editor.get_by_role("status").get_by_text("has been updated")).to_be_visible()
    expect(summary).to_have_value("A summary that an editor typed.")


def test_what_was_typed_is_kept_after_an_error(db, editor):
    summary = editor.get_by_role("textbox", name="Summary")
    editor.goto(f"/admin/pages/{example(GuidancePage).pk}/edit/")
    summary.fill("Typed, and then a mistake.")
    editor.get_by_placeholder("Page title").fill("")
    save_draft(editor)
    expect(editor.get_by_text("This field is required").first).to_be_visible()
    expect(summary).to_have_value("Typed, and then a mistake.")
