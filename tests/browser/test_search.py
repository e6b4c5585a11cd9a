"""Searching, in a browser."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "query", ["", "?q=safeguarding", "?q=safeguarding&kind=News&year=2025", "?q=xyzzy+foo"]
)
def test_the_results_page_is_accessible_and_fits_the_screen(
    query, new_tab, faults, width, color_scheme
):
    tab = new_tab(width=width, color_scheme=color_scheme)
    tab.goto(f"/search/{query}")
    if width == 320 and "safeguarding" in query:
        tab.get_by_text("Filter the results").click()
    assert faults(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_suggestions_can_be_reached_by_keyboard(visitor, faults):
    visitor.goto("/about-us/")
    visitor.get_by_role("searchbox").press_sequentially("arra")
    suggested = visitor.get_by_role("search").get_by_role("link", name="Our arrangements")
    expect(suggested).to_be_visible()
    expect(visitor.get_by_role("search").get_by_role("status")).to_contain_text("suggestion")
    assert faults(visitor) == []
    visitor.keyboard.press("Tab")
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("search").get_by_role("link").first).to_be_focused()
    suggested.focus()
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", name="Our arrangements", level=1)).to_be_visible()


def test_arrow_keys_move_through_suggestions_and_back_to_the_box(visitor):
    visitor.goto("/about-us/")
    box = visitor.get_by_role("searchbox")
    links = visitor.get_by_role("search").get_by_role("link")
    box.press_sequentially("arra")
    expect(links.first).to_be_visible()
    visitor.keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    visitor.keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    visitor.keyboard.press("ArrowUp")
    expect(links.last).to_be_focused()


def test_escape_closes_suggestions_and_keeps_the_query(visitor):
    visitor.goto("/about-us/")
    box = visitor.get_by_role("searchbox")
    box.press_sequentially("arra")
    suggestions = visitor.locator(".suggestions")
    expect(suggestions).to_be_visible()
    box.press("Escape")
    expect(suggestions).to_be_hidden()
    expect(box).to_have_value("arra")
    box.press_sequentially("n")
    expect(suggestions).to_be_visible()
    visitor.get_by_role("heading", level=1).click()
    expect(suggestions).to_be_hidden()


def test_filters_are_added_and_removed_by_links(new_tab):
    tab = new_tab(java_script_enabled=False)
    tab.goto("/")
    tab.get_by_role("searchbox").fill("safeguarding")
    tab.get_by_role("searchbox").press("Enter")
    everything = tab.get_by_role("status").text_content()
    tab.get_by_role("navigation", name="Filter the results").get_by_role(
        "link", name="News", exact=True
    ).click()
    expect(tab.get_by_role("status")).to_contain_text("in News")
    expect(tab.get_by_role("searchbox")).to_have_value("safeguarding")
    tab.get_by_role("link", name="Remove filter: News").click()
    assert tab.get_by_role("status").text_content() == everything


def test_the_team_adds_a_synonym_for_a_search_without_results(editor, visitor, faults):
    for _ in range(3):
        visitor.goto("/search/?q=grown-up+lessons")
    editor.goto("/admin/reports/searches-in-vain/")
    assert faults(editor) == []
    editor.get_by_role("row", name="grown-up lessons").get_by_role(
        "link", name="Add a synonym"
    ).click()
    words = editor.get_by_role("textbox", name="Words that mean the same")
    expect(words).to_have_value("grown-up lessons")
    words.fill("grown-up lessons, learning")
    with editor.expect_navigation():
        editor.get_by_role("button", name="Save").click()
    editor.goto("/admin/reports/searches-in-vain/")
    expect(editor.get_by_role("heading", name="Searches with no results")).to_be_visible()
    expect(editor.get_by_role("row", name="grown-up lessons")).to_have_count(0)
    visitor.goto("/search/?q=grown-up+lessons")
    found = visitor.get_by_role("main").get_by_role("link", name="Learning", exact=True)
    expect(found.first).to_be_visible()
