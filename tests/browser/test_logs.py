"""The logs of the server and the worker contain no personal data."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import EMAIL, enter_password
from tests.signing_in import PASSWORD

pytestmark = pytest.mark.django_db


def test_logs_contain_no_personal_data(visitor, new_tab, signed_in, server_log, tolerated):
    tolerated |= {"404", "400", "403"}
    visitor.goto("/search/?q=bruised+xylophone")
    visitor.goto("/search/?q=a%00wren")
    visitor.goto("/search/suggestions/?q=curlew")
    visitor.goto("/nothing/?who=lapwing")
    visitor.goto("/admin/")
    enter_password(visitor, "stranger@example.org", "a wrong password")
    expect(visitor.get_by_label("Password")).to_be_visible()

    editor = new_tab(storage_state=signed_in)
    editor.goto("/admin/documents/multiple/add/")
    editor.locator("input[type=file]").first.set_input_files(
        {"name": "about-plover.pdf", "mimeType": "application/pdf", "buffer": b"not a PDF"}
    )
    expect(editor.get_by_text("it is another kind of file").first).to_be_visible()
    editor.goto("/admin/images/?q=dunlin")

    written = server_log.read_text()
    assert "started" in written or "Listening" in written, "This is not the log."
    session = next(
        cookie["value"] for cookie in signed_in["cookies"] if "session" in cookie["name"]
    )
    secrets = {
        *("xylophone", "wren", "curlew", "lapwing", "plover", "dunlin", "stranger", "wrong"),
        *(EMAIL, PASSWORD, session, "127.0.0.1 ", "Mozilla"),
    }
    assert {word for word in secrets if word in written} == set()
