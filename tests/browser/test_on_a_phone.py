"""An urgent news item is written, read by a second person and published, all on phones."""

import pytest
from playwright.sync_api import expect

from partnership.pages.models import NewsIndexPage, NewsPage
from tests.browser.conftest import wait_until_given, wait_until_watched
from tests.browser.test_second_reading import open_box, select

pytestmark = pytest.mark.django_db
PHONE = {"width": 390, "height": 760}


def fits(tab):
    """Whether nothing of the screen lies beside it."""
    return tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.fixture
def phones(signed_in_as):
    """The phones of an editor and of someone who may publish."""
    tabs = [signed_in_as(role) for role in ("editor", "publisher")]
    for tab in tabs:
        tab.set_viewport_size(PHONE)
    return tabs


def test_urgent_news_is_written_and_published(phones, visitor):
    writer, reader = phones
    writer.goto("/admin/")
    writer.get_by_role("link", name="Write a news item").click()
    wait_until_watched(writer)
    writer.get_by_role("textbox", name="Title").fill("Schools are closed")
    writer.get_by_role("button", name="Insert a block").click()
    search = writer.get_by_role("combobox", name="Search options")
    box = writer.locator(".w-combobox-container").bounding_box()
    typed = search.bounding_box()
    assert typed["x"] + typed["width"] <= box["x"] + box["width"]
    writer.get_by_role("option", name="Text").first.click()
    writer.get_by_role("textbox", name="Text", exact=True).click()
    writer.keyboard.type("Snow blocks the roads.")
    wait_until_given(writer, "the roads")
    assert fits(writer)
    select(writer, "Ask for approval")
    expect(writer.get_by_role("status").get_by_text("waits for approval")).to_be_visible()

    reader.goto("/admin/")
    reader.get_by_role("link", name="Schools are closed").first.click()
    wait_until_watched(reader)
    expect(reader.get_by_text("Snow blocks the roads.").last).to_be_visible()
    select(reader, "Approve and publish")
    expect(reader.get_by_role("status").get_by_text("Published")).to_be_visible()
    assert fits(reader)
    visitor.goto("/news/schools-are-closed/")
    expect(visitor.get_by_text("Snow blocks the roads.")).to_be_visible()


def test_titles_in_a_list_break_between_words(phones):
    index = NewsIndexPage.objects.get()
    _, reader = phones
    reader.goto(f"/admin/pages/{index.pk}/")
    title = reader.get_by_role("link", name="Two new safeguarding partnerships").first
    expect(title).to_have_css("word-break", "normal")
    assert title.bounding_box()["width"] > 110
    assert fits(reader)


def test_a_comment_is_written_where_one_looks_and_the_buttons_are_always_there(phones):
    page = NewsPage.objects.live().first()
    writer, _ = phones
    writer.goto(f"/admin/pages/{page.pk}/edit/")
    wait_until_watched(writer)
    expect(writer.get_by_role("button", name="Save draft")).to_be_in_viewport(ratio=1)
    box = open_box(writer, "body")
    expect(box).to_be_in_viewport(ratio=1)
    assert box.bounding_box()["y"] < PHONE["height"] / 2
    box.fill("Is this all?")
    writer.get_by_role("button", name="Comment", exact=True).click()
    expect(writer.locator(".comment__text")).to_be_in_viewport()
