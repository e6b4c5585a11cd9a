"""What is written in a comment stays, while the form saves drafts, and until it is sent."""

import pytest
from playwright.sync_api import expect

from partnership.pages.models import NewsPage
from tests.browser.conftest import first_of, wait_until_watched
from tests.browser.test_second_reading import open_box

pytestmark = pytest.mark.django_db
SAVED = ".w-autosave-indicator__state--saved"


@pytest.fixture
def page():
    return NewsPage.objects.live().first()


@pytest.fixture
def form(editor, page):
    """A tab with the form of ``page``."""
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    wait_until_watched(editor)
    return editor


def retitle(form, title):
    form.get_by_role("textbox", name="Title").first.fill(title)


def comment(form, field, words):
    box = open_box(form, field)
    box.fill(words)
    form.get_by_role("button", name="Comment", exact=True).last.click()


def test_a_box_stays_open_while_a_draft_begun_before_it_is_saved(form, held):
    retitle(form, "Of today")
    answer = first_of(held, form)
    box = open_box(form, "search_description")
    box.fill("Is it right?")
    box.evaluate("box => box.setSelectionRange(6, 6)")
    answer()
    expect(form.locator(SAVED)).to_be_visible()
    expect(box).to_be_focused()
    form.keyboard.type("all ")
    expect(box).to_have_value("Is it all right?")


def test_what_is_written_while_a_draft_is_saved_is_saved_with_the_next(form, held):
    comment(form, "title", "One")
    answer = first_of(held, form)
    comment(form, "search_description", "Two")
    open_box(form, "date").fill("Three")
    answer()
    first_of(held, form)()
    expect(form.locator(SAVED)).to_be_visible()
    expect(form.get_by_placeholder("Enter your comments...")).to_have_value("Three")

    form.reload()
    expect(form.locator(".comment__text")).to_have_text(["One", "Two"])


def test_what_is_still_in_a_box_is_sent_with_the_form(form):
    open_box(form, "search_description").fill("Is it right?")
    with form.expect_navigation():
        form.get_by_role("button", name="Save draft").click()
    expect(form.locator(".comment__text")).to_have_text("Is it right?")
    form.locator(".comment__text").click()
    form.get_by_placeholder("Enter your reply...").fill("It is.")
    with form.expect_navigation():
        form.get_by_role("button", name="Save draft").click()
    expect(form.locator(".comment-reply .comment__text")).to_have_text("It is.")


def test_leaving_with_something_in_a_box_is_asked_about(form):
    open_box(form, "search_description").fill("Is it right?")
    asked = []
    form.once("dialog", lambda dialog: asked.append(dialog.type) or dialog.accept())
    form.goto("/admin/")
    assert asked == ["beforeunload"]


def test_a_link_to_a_comment_does_not_move_the_focus_as_drafts_are_saved(form, page):
    comment(form, "search_description", "Is it right?")
    expect(form.locator(SAVED)).to_be_visible()
    key = form.locator("input[name=comments-0-id]").input_value()
    form.goto(f"/admin/pages/{page.pk}/edit/?comment={key}")
    wait_until_watched(form)
    title = form.get_by_role("textbox", name="Title").first
    title.click()
    title.press_sequentially(" of today")
    expect(form.locator(SAVED)).to_be_visible()
    expect(title).to_be_focused()
