"""Leaving the site at once, in a browser: nothing that was open before comes back."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db

# Says in the console which page of ours shows anything.
SAY_WHAT_IS_SHOWN = """addEventListener("pageshow", () => {
    if (document.querySelector("[data-exit]") && document.body.checkVisibility())
        console.log("shown: " + location.pathname);
})"""


@pytest.fixture
def somewhere_else(server):
    """Where the exit leads in these tests: an address of our own by another name."""
    return server.replace("127.0.0.1", "localhost") + "/robots.txt"


@pytest.fixture
def shown():
    """The pages of ours that have shown anything, in order."""
    return []


@pytest.fixture
def open_tab(new_tab, shown):
    """A function that opens a tab and notes what it shows."""

    def open_one(width=1280):
        tab = new_tab(width=width)
        tab.add_init_script(SAY_WHAT_IS_SHOWN)
        tab.on("console", lambda message: shown.append(message.text.partition("shown: ")[2]))
        return tab

    return open_one


def aim_exit(tab, address):
    tab.evaluate("address => document.querySelector('[data-exit]').href = address", address)


def select_exit(tab):
    tab.get_by_role("link", name=re.compile("Leave (this )?site")).click()


def tap_shift(tab):
    for _ in range(3):
        tab.keyboard.press("Shift")


def leave(tab, address, way=select_exit):
    aim_exit(tab, address)
    with tab.expect_event("framenavigated", lambda frame: frame.url == address):
        way(tab)


def go(tab, steps, address):
    """Go so many ``steps`` back or forward, and wait until the tab is at ``address``."""
    with tab.expect_event("framenavigated", lambda frame: frame.url == address):
        tab.evaluate(f"void setTimeout(() => history.go({steps}))")


@pytest.mark.parametrize("way", [select_exit, tap_shift])
@pytest.mark.parametrize("width", [390, 1280])
def test_after_leaving_neither_back_nor_forward_shows_anything(
    open_tab, somewhere_else, shown, way, width
):
    tab = open_tab(width)
    tab.goto("/")
    tab.get_by_role("link", name="Worried about a child?", exact=True).first.click()
    tab.wait_for_url("**/report-a-concern/")
    tab.get_by_role("link", name="how to cover your tracks").first.click()
    tab.wait_for_url("**/cover-your-tracks/")
    leave(tab, somewhere_else, way)
    assert shown == ["/", "/report-a-concern/", "/cover-your-tracks/"]
    for steps in (-1, -1, 1):
        go(tab, steps, somewhere_else)
    assert shown == ["/", "/report-a-concern/", "/cover-your-tracks/"]


def test_a_new_visit_in_the_same_tab_shows_its_own_pages_alone(
    open_tab, somewhere_else, server, shown
):
    tab = open_tab()
    tab.goto("/")
    tab.goto("/about-us/")
    leave(tab, somewhere_else)
    tab.goto("/report-a-concern/")
    tab.goto("/report-a-concern/#main")
    tab.goto("/news/")
    go(tab, -1, f"{server}/report-a-concern/#main")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    go(tab, -3, somewhere_else)
    assert shown == ["/", "/about-us/", "/report-a-concern/", "/news/", "/report-a-concern/"]


def test_a_page_that_the_browser_kept_leaves_again_too(open_tab, somewhere_else):
    tab = open_tab()
    tab.goto("/report-a-concern/")
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    expect(tab.locator("main")).to_be_hidden()
    tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    expect(tab.locator("main")).to_be_visible()
    tab.evaluate(
        "exit => Object.assign(sessionStorage, { visit: 1, exit })",
        somewhere_else,
    )
    with tab.expect_event("framenavigated", lambda frame: frame.url == somewhere_else):
        tab.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


def test_while_the_other_site_loads_the_page_is_blank_and_its_address_says_nothing(visitor, server):
    visitor.goto("/report-a-concern/")
    # If the address returns no page, the old one stays open: it must show nothing.
    visitor.route("**/no-page", lambda route: route.fulfill(status=204))
    aim_exit(visitor, "/no-page")
    tap_shift(visitor)
    expect(visitor).to_have_title("New tab")
    expect(visitor.locator("body")).to_be_hidden()
    assert visitor.url == f"{server}/"


def test_typing_capital_letters_does_not_leave(visitor):
    visitor.goto("/report-a-concern/")
    visitor.get_by_role("searchbox").fill("")
    visitor.get_by_role("searchbox").focus()
    for letter in "ABC":
        visitor.keyboard.press(f"Shift+{letter}")
    expect(visitor.get_by_role("searchbox")).to_have_value("ABC")
    assert visitor.url.endswith("/report-a-concern/")


def test_without_a_place_to_keep_marks_the_exit_still_leaves(open_tab, somewhere_else):
    tab = open_tab()
    tab.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('blocked') } })"
    )
    tab.goto("/report-a-concern/")
    leave(tab, somewhere_else)
