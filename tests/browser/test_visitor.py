"""Visits to the public site, in a browser."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

pytestmark = pytest.mark.django_db


def test_a_worried_parent_finds_who_to_call_in_one_step(visitor):
    visitor.goto("/vision-and-values/")
    visitor.get_by_role("link", name="Worried about a child?", exact=True).first.click()
    expect(visitor.get_by_role("heading", level=1)).to_be_visible()
    expect(visitor.get_by_role("link", name="Call 0808 800 5000").first).to_have_attribute(
        "href", "tel:08088005000"
    )


@pytest.mark.parametrize(
    ("address", "numbers"), [("/", ["999"]), ("/report-a-concern/", ["999", "0800 1111", "0808"])]
)
def test_on_a_phone_the_numbers_are_on_the_first_screen(new_tab, address, numbers):
    tab = new_tab(width=390)
    tab.set_viewport_size({"width": 390, "height": 700})
    tab.goto(address)
    for number in numbers:
        button = tab.locator("main").get_by_role("link", name=f"Call {number}").first
        box = button.bounding_box()
        assert box["y"] + box["height"] <= 700
        assert box["height"] >= 48
        assert box["width"] >= 350


def test_the_site_works_without_javascript(new_tab):
    tab = new_tab(width=320, java_script_enabled=False)
    tab.goto("/")
    tab.get_by_role("button", name="Menu").click()
    tab.get_by_role("link", name="Members and structure").first.click()
    expect(tab.get_by_role("heading", name="Members and structure", level=1)).to_be_visible()
    assert tab.get_by_role("link", name="Leave site").get_attribute("href").startswith("https://")
    tab.get_by_role("searchbox").fill("values")
    tab.get_by_role("searchbox").press("Enter")
    expect(tab.get_by_role("link", name="Vision and values").last).to_be_visible()


def test_the_first_tab_stop_skips_to_the_main_text(visitor):
    visitor.goto("/about-us/")
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("link", name="Skip to main content")).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.locator("main")).to_be_focused()
    visitor.keyboard.press("Tab")
    expect(visitor.get_by_role("link", name="Home")).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
def test_the_bar_never_covers_the_focused_element(new_tab, width):
    tab = new_tab(width=width, reduced_motion="reduce")  # otherwise it would still be scrolling
    tab.goto("/members-and-structure/")
    bar = tab.locator(".safety-bar").bounding_box()["height"]
    for _ in range(60):
        tab.keyboard.press("Shift+Tab")
        top = tab.evaluate(
            "() => { const e = document.activeElement; return e.closest('.safety-bar, body > a') "
            "|| e === document.body ? null : e.getBoundingClientRect().top }"
        )
        assert top is None or top >= bar - 1


def test_the_chart_is_a_list_that_reads_in_order(visitor):
    visitor.goto("/members-and-structure/")
    chart = visitor.locator(".chart")
    names = chart.locator(".chart__name").all_text_contents()
    assert names[:2] == ["Lead Safeguarding Partners", "Safeguarding Accountability Board"]
    expect(chart.locator("li li .chart__name").first).to_have_text(
        "Safeguarding Accountability Board"
    )
    assert chart.locator("img, canvas, script").count() == 0


def test_nothing_is_cut_off_at_400_per_cent(chromium, server):
    # 1280 px at 400 % are 320 px with every pixel four times as large.
    context = chromium.new_context(
        base_url=server, viewport={"width": 320, "height": 225}, device_scale_factor=4
    )
    tab = context.new_page()
    for path in ("/", "/members-and-structure/", "/report-a-concern/"):
        tab.goto(path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320
        bar = tab.locator(".safety-bar").bounding_box()["height"]
        assert bar < 225 / 5, "The bar leaves too little room for the page."
    context.close()


def test_nothing_is_cut_off_on_a_phone_with_widely_spaced_text(new_tab):
    # The spacing of WCAG 1.4.12, which also stands for a wide typeface.
    tab = new_tab(width=320, bypass_csp=True)
    for page in Page.objects.live().filter(depth__gt=1):
        tab.goto(page.url)
        tab.add_style_tag(
            content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
            "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
        )
        assert tab.evaluate("document.documentElement.scrollWidth") <= 320, page.url


@pytest.mark.parametrize("width", [320, 1280])
def test_a_website_that_is_not_open_shows_who_to_call_and_the_exit(
    new_tab, change_site, tolerated, faults, width
):
    change_site("UPDATE pages_partnershipsettings SET is_open = false")
    tolerated.add("503")
    tab = new_tab(width=width)
    tab.goto("/news/")
    expect(tab.get_by_role("heading", name="This website is not open yet")).to_be_visible()
    expect(tab.get_by_role("link", name="Call 999")).to_be_visible()
    expect(tab.get_by_role("link", name="0800 1111")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(tab) == []
    tab.route("**/weather", lambda route: route.fulfill(body="Rain"))
    tab.get_by_role("link", name="Leave").click()
    tab.wait_for_url("**/weather")


WIDELY_SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
    "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
)
IS_ON_TOP = """link => {
    const { x, y, width, height } = link.getBoundingClientRect();
    return link.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


@pytest.mark.parametrize("width", [320, 375])
def test_with_widely_spaced_text_the_open_menu_leaves_the_exit_in_reach(new_tab, width):
    phone = new_tab(width=width, bypass_csp=True, reduced_motion="reduce")
    phone.goto("/report-a-concern/")
    phone.add_style_tag(content=WIDELY_SPACED)
    phone.get_by_role("button", name="Menu").click()
    expect(phone.get_by_role("navigation", name="Main menu")).to_be_visible()
    for name in ("Leave site", "Worried about a child?"):
        assert phone.locator(".safety-bar").get_by_role("link", name=name).evaluate(IS_ON_TOP), name
    phone.keyboard.press("Escape")
    phone.get_by_role("link", name="I am worried about a child").click()
    bar = phone.locator(".safety-bar").bounding_box()
    heading = phone.get_by_role("heading", name="I am worried about a child").bounding_box()
    assert heading["y"] >= bar["y"] + bar["height"]


@pytest.mark.parametrize("size", ["150%", "200%"])
def test_with_large_text_the_bar_leaves_room_to_read(new_tab, size):
    phone = new_tab(width=375, bypass_csp=True, reduced_motion="reduce")
    phone.goto("/report-a-concern/")
    phone.add_style_tag(content=f"html {{ font-size: {size} }}")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 375
    phone.get_by_role("link", name="I am worried about a child").click()
    bar = phone.locator(".safety-bar").bounding_box()
    assert bar["y"] + bar["height"] <= 900 / 4


@pytest.mark.parametrize("width", [640, 1280])
def test_text_of_twice_the_size_keeps_its_lines(new_tab, width):
    tab = new_tab(width=width, bypass_csp=True)
    for page in Page.objects.live().filter(depth__gt=1):
        tab.goto(page.url)
        tab.add_style_tag(content="html { font-size: 200% }")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, page.url
        narrow = tab.locator("main :is(p, h2, h3, li):visible").evaluate_all(
            "all => all.filter(e => e.innerText.length > 30 && e.clientWidth < 160)"
            ".map(e => `${e.clientWidth}: ${e.innerText}`)"
        )
        assert narrow == [], page.url


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_forced_colours_show_where_one_is(new_tab, color_scheme):
    tab = new_tab(forced_colors="active", color_scheme=color_scheme)
    border = "link => getComputedStyle(link).borderBottomColor"
    paper = "link => getComputedStyle(document.body).backgroundColor"
    for address, links, current in (
        ("/vision-and-values/", "Main menu", "Vision and values"),
        ("/learning-and-training/events/", "Views of the events", "Coming up"),
    ):
        tab.goto(address)
        shown = tab.get_by_role("navigation", name=links).get_by_role("link")
        for link in shown.all():
            is_plain = link.evaluate(border) == link.evaluate(paper)
            assert is_plain is (link.get_attribute("aria-current") is None), link.inner_text()
        expect(shown.and_(tab.locator("[aria-current]")).last).to_have_text(current)
