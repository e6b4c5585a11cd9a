"""Every kind of page in the editor: it opens, previews, saves, and keeps what was typed."""

import re

import pytest
from playwright.sync_api import expect

from tests.laws.kinds import KINDS, NAMES, example

pytestmark = pytest.mark.django_db


@pytest.fixture(params=KINDS, ids=NAMES)
def page(db, request):
    return example(request.param)


def save_draft(editor):
    with editor.expect_navigation():
        editor.get_by_role("button", name="Save draft").click()


def test_it_previews_saves_and_keeps_what_was_typed(page, editor):
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    editor.get_by_role("button", name="Toggle preview").click()
    preview = editor.frame_locator("iframe#w-preview-iframe")
    expect(preview.get_by_role("heading", level=1)).to_be_visible()

    editor.get_by_label("Summary").fill("A summary that an editor typed.")
    save_draft(editor)
    expect(editor.get_by_text(re.compile("has been updated|saved")).first).to_be_visible()

    editor.get_by_label("Summary").fill("Typed, and then a mistake.")
    editor.get_by_label("Title*").fill("")
    save_draft(editor)
    expect(editor.get_by_text("This field is required").first).to_be_visible()
    expect(editor.get_by_label("Summary")).to_have_value("Typed, and then a mistake.")
