"""One page is edited by two people, in two tabs, and by a form that saves drafts by itself."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from partnership.pages.models import GuidancePage
from tests.browser.conftest import (
    PUBLISHED,
    enter_password,
    first_of,
    is_draft,
    publish,
    select_in_userbar,
    select_publish,
    set_up_app,
    wait_until_watched,
)

pytestmark = pytest.mark.django_db


def save(tab):
    footer = tab.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="Save draft").click()


def wait_for_draft(tab):
    expect(tab.locator(".w-autosave-indicator__state--saved")).to_be_visible()


def publish_before_the_answer(editor, held):
    """Publish while the answer to the first draft is on its way."""
    answer = first_of(held, editor)
    select_publish(editor)
    answer()
    expect(editor.get_by_role("status").get_by_text(PUBLISHED)).to_be_visible()
    assert held == [], "no further draft was begun"


@pytest.fixture
def colleague(new_tab, add_administrator):
    """A tab in which another administrator is signed in."""
    add_administrator("colleague@example.org")
    tab = new_tab()
    tab.goto("/admin/")
    enter_password(tab, "colleague@example.org")
    set_up_app(tab)
    return tab


def test_the_second_to_save_is_warned_keeps_the_text_and_can_save_again(editor, colleague):
    page = GuidancePage.objects.live().first()
    for tab in (editor, colleague):
        tab.goto(f"/admin/pages/{page.pk}/edit/")
    colleague.get_by_role("textbox", name="Summary").fill("What the colleague wrote.")
    save(colleague)
    expect(colleague.get_by_role("status").get_by_text("has been updated")).to_be_visible()

    summary = editor.get_by_role("textbox", name="Summary")
    summary.fill("What she wrote.")
    # Wagtail notices within seconds, in one of two ways; it is asked about once, by the site.
    refused = editor.get_by_text("Saving will overwrite a newer version")
    noticed = editor.get_by_role("button", name="colleague@example.org saved a new version")
    expect(refused.or_(noticed).first).to_be_visible()
    save(editor)
    warning = editor.get_by_text("This has changed since you opened it")
    expect(warning).to_be_visible()
    expect(summary).to_have_value("What she wrote.")
    with editor.context.expect_page() as opened:
        editor.get_by_role("link", name="See what was saved").click()
    expect(opened.value.get_by_role("textbox", name="Summary")).to_have_value(
        "What the colleague wrote."
    )
    save(editor)
    expect(editor.get_by_role("status").get_by_text("has been updated")).to_be_visible()
    expect(summary).to_have_value("What she wrote.")


def test_an_editor_is_not_warned_of_drafts_that_the_form_saved(editor, visitor):
    page = GuidancePage.objects.live().first()
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    wait_until_watched(editor)
    summary = editor.get_by_role("textbox", name="Summary")
    for words in ("What she wrote first.", "What she wrote then."):
        with editor.expect_response(lambda response: is_draft(response.request)):
            summary.fill(words)
        wait_for_draft(editor)
    publish(editor)
    visitor.goto(page.url)
    expect(visitor.get_by_text("What she wrote then.")).to_be_visible()


def test_an_editor_is_warned_of_what_they_saved_in_another_tab(editor, signed_in, new_tab):
    page = GuidancePage.objects.live().first()
    other = new_tab(storage_state=signed_in)
    for tab in (editor, other):
        tab.goto(f"/admin/pages/{page.pk}/edit/")
    wait_until_watched(other)
    with other.expect_response(lambda response: is_draft(response.request)):
        other.get_by_role("textbox", name="Summary").fill("From the other tab.")
    wait_for_draft(other)
    select_publish(editor)
    warning = "you saved it in another tab or on another device"
    expect(editor.get_by_text(warning)).to_be_visible()


def test_publishing_waits_for_the_draft_under_way(editor, visitor, held):
    page = GuidancePage.objects.live().first()
    editor.goto(f"/admin/pages/{page.pk}/edit/")
    wait_until_watched(editor)
    editor.get_by_role("textbox", name="Summary").fill("What she wrote.")
    publish_before_the_answer(editor, held)
    visitor.goto(page.url)
    expect(visitor.get_by_text("What she wrote.")).to_be_visible()


def test_a_new_page_published_while_its_draft_is_under_way_is_one_page(editor, visitor, held):
    select_in_userbar(editor, "/news/", "Add a child page")
    editor.get_by_role("textbox", name="Title").fill("The bay is ours")
    wait_until_watched(editor)
    editor.get_by_role("textbox", name="Summary").fill("What she wrote.")
    publish_before_the_answer(editor, held)
    for tab, address in (
        (visitor, "/news/"),
        (editor, f"/admin/pages/{Page.objects.get(slug='news').pk}/"),
    ):
        tab.goto(address)
        expect(tab.get_by_role("link", name="The bay is ours", exact=True)).to_have_count(1)


# Sends the form twice at once, and tells of each whether it was saved.
SEND_TWICE = """
    async () => {
        const form = document.querySelector("[data-edit-form]");
        const send = () => fetch(form.action, { method: "POST", body: new FormData(form) });
        return (await Promise.all([send(), send()])).map((answer) => answer.redirected).sort();
    }
"""


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/admin/pages/{page}/edit/", "Summary"),
        ("/admin/settings/pages/partnershipsettings/{site}/", "Short name"),
    ],
)
def test_of_two_saves_in_the_same_instant_one_is_warned(editor, address, field):
    page = GuidancePage.objects.live().first()
    editor.goto(address.format(page=page.pk, site=page.get_site().pk))
    editor.get_by_role("textbox", name=field).fill("Typed just now")
    assert editor.evaluate(SEND_TWICE) == [False, True]


def test_of_two_new_pages_in_the_same_instant_one_is_added(editor):
    news = Page.objects.get(slug="news")
    editor.goto(f"/admin/pages/add/pages/newspage/{news.pk}/")
    editor.get_by_role("textbox", name="Title").fill("The bay is ours")
    editor.get_by_role("textbox", name="Summary").fill("What she wrote.")
    expect(editor.locator("[name=slug]")).to_have_value("the-bay-is-ours")
    assert editor.evaluate(SEND_TWICE) == [True, True]
    editor.goto(f"/admin/pages/{news.pk}/")
    expect(editor.get_by_role("link", name="The bay is ours", exact=True)).to_have_count(1)
