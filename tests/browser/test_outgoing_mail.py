"""A message is saved by one process, sent by the worker and listed in the report."""

import subprocess
import sys

import pytest
from playwright.sync_api import expect

from wfscp_site.launcher import BASE_DIR

pytestmark = pytest.mark.django_db  # the running site starts from a copy of the test database


def test_a_saved_message_is_sent_and_reported(environment, mail_server, editor, faults, sent):
    command = (sys.executable, "manage.py", "sendtestemail", "anna@example.org")
    sent.append("a message")
    subprocess.run(command, cwd=BASE_DIR, env=environment, check=True)

    assert mail_server.next_to("anna@example.org")["Subject"].startswith("Test email from ")

    editor.goto("/admin/")
    editor.get_by_role("button", name="Reports").click()
    editor.get_by_role("link", name="Outgoing mail").click()
    row = editor.get_by_role("row").filter(has_text="to anna@example.org")
    expect(row).to_contain_text("Accepted by the mail server on")
    assert faults(editor) == []
