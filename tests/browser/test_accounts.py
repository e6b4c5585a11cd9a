"""A colleague is invited, works and leaves, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import (
    enter_password,
    open_menu,
    save_draft,
    select_in_userbar,
    set_up_app,
)

pytestmark = pytest.mark.django_db

COLLEAGUE, PASSWORD = "cleo@example.org", "four words without sense"


def test_a_colleague_is_invited_works_and_leaves(editor, new_tab, mail_server, faults, tolerated):
    tolerated.add("editing-sessions/ping")  # of the page left open, once the account is closed
    invite(editor)
    cleo = new_tab()
    link = link_in(mail_server.next_to(COLLEAGUE))
    create_account(cleo, link, faults)
    change_a_page(cleo)
    check_link_is_used_up(new_tab(), link, tolerated)
    end_access(editor, "Cleo Example")
    cleo.goto("/admin/")
    expect(cleo.get_by_role("heading", name="Sign in")).to_be_visible()
    enter_password(cleo, COLLEAGUE, PASSWORD)
    expect(cleo.get_by_role("heading", name="This account is closed")).to_be_visible()
    check_audit_trail(editor)


def test_a_colleague_is_signed_out_reset_and_reactivated(editor, new_tab, add_administrator):
    add_administrator(COLLEAGUE)
    cleo = new_tab()
    cleo.goto("/admin/")
    enter_password(cleo, COLLEAGUE)
    set_up_app(cleo)
    open_account(editor, COLLEAGUE)
    editor.get_by_role("button", name="Sign out everywhere").click()
    expect(editor.get_by_text("has been signed out everywhere")).to_be_visible()
    cleo.goto("/admin/")
    expect(cleo.get_by_role("heading", name="Sign in")).to_be_visible()

    editor.get_by_role("button", name="Reset two-step verification").click()
    expect(editor.get_by_text("Two-step verification is not set up yet.")).to_be_visible()

    end_access(editor, COLLEAGUE)
    open_account(editor, COLLEAGUE)
    editor.get_by_role("button", name="Reactivate").click()
    expect(editor.get_by_text("can sign in again. Check")).to_be_visible()
    enter_password(cleo, COLLEAGUE)
    expect(cleo.get_by_role("link", name="Set up an app")).to_be_visible()


def open_account(editor, name):
    editor.goto("/admin/users/")
    editor.get_by_role("link", name=name).first.click()


def invite(editor):
    editor.goto("/admin/")
    editor.get_by_role("button", name="Settings").click()
    editor.get_by_role("link", name="Users").click()
    editor.get_by_role("link", name="Invite someone").click()
    editor.get_by_label("Email address").fill(COLLEAGUE)
    editor.get_by_label("First name").fill("Cleo")
    editor.get_by_label("Last name").fill("Example")
    editor.get_by_role("checkbox", name="Editor").check()
    editor.get_by_role("button", name="Send invitation").click()
    row = editor.get_by_role("row", name=COLLEAGUE)
    expect(row.get_by_text("The link works until")).to_be_visible()


def link_in(message):
    return re.search(r"http\S+/account/invitation/\S+", message.get_content()).group()


def create_account(cleo, link, faults):
    cleo.goto(link)
    assert faults(cleo) == []
    cleo.get_by_label("Choose a password").fill("short")
    cleo.get_by_label("Type the password again").fill("short")
    cleo.get_by_role("button", name="Create account").click()
    expect(cleo.get_by_role("alert")).to_contain_text("too short")
    assert faults(cleo) == []
    cleo.get_by_label("Choose a password").fill(PASSWORD)
    cleo.get_by_label("Type the password again").fill(PASSWORD)
    cleo.get_by_role("button", name="Create account").click()
    set_up_app(cleo)


def change_a_page(cleo):
    """Save a draft as an editor, who cannot publish."""
    select_in_userbar(cleo, "/about-us/", "Edit this page")
    cleo.get_by_role("textbox", name="Title").fill("About all of us")
    save_draft(cleo)
    expect(cleo.get_by_role("status").get_by_text("has been updated")).to_be_visible()
    open_menu(cleo.get_by_role("button", name="More actions"))
    expect(cleo.get_by_role("button", name="Ask for approval")).to_be_visible()
    expect(cleo.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    assert "About all of us" not in cleo.request.get("/about-us/").text()


def check_link_is_used_up(stranger, link, tolerated):
    tolerated.add("404 (Not Found)")
    stranger.goto(link)
    expect(stranger.get_by_role("heading", name="This invitation has ended")).to_be_visible()


def end_access(editor, name):
    open_account(editor, name)
    editor.get_by_role("link", name=f"Deactivate {name}").click()
    expect(editor.get_by_text("Nothing that they look after")).to_be_visible()
    editor.get_by_role("button", name="Deactivate").click()
    expect(editor.get_by_text("can no longer sign in").first).to_be_visible()


def check_audit_trail(editor):
    editor.goto("/admin/reports/accounts/audit/")
    for words in (
        "Invited",
        "Accepted an invitation",
        "Added a two-step verification method",
        "Deactivated",
    ):
        expect(editor.get_by_role("cell").filter(has_text=words).first).to_be_visible()
    failure = editor.get_by_role("row", name="Failed to sign in").filter(has_text=COLLEAGUE)
    expect(failure.first).to_be_visible()
