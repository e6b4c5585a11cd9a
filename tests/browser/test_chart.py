"""The chart can be read at any size: nothing overlaps, is squeezed or hangs in the air."""

import pytest
from playwright.sync_api import expect

from partnership.directory.models import Person
from partnership.pages.models import GroupPage, MembersPage, Seat
from tests.browser.conftest import faults_at_every_size

pytestmark = pytest.mark.django_db
NARROWEST = 12 * 16  # of a box, in pixels
PURPOSE = "Checks how well agencies work together, and reports to the board four times a year."
LONG = "Multi-Agency Safeguarding Training and Workforce Development Reference Group number"
TWELVE = {f"{LONG if n % 3 == 0 else 'Subgroup'} {n}": {} for n in range(12)}
SHORT = {f"Education and early years {n}": {} for n in range(12)}
TASKS = {f"Task and finish group {n}": {} for n in range(3)}

STRUCTURES = {
    "one line": {"Partners": {"Board": {"Executive": {}}}},
    "two of twelve with groups": {
        "Partners": {"Board": TWELVE | {"Subgroup 4": TASKS, "Subgroup 8": TASKS}}
    },
    "twelve below one of three": {"Board": {"Learning": {}, "Quality": TWELVE, "Policy": {}}},
    "twelve": {"Board": SHORT},
    "twelve below one of three, short": {"Board": {"A": {}, "B": SHORT, "C": {}}},
    "two boards": {"Executive": {"Board": TWELVE, "Other board": TWELVE, "Scrutiny": {}}},
    "three with few": {"Board": {"Learning": TASKS, "Quality": {"Data": {}}, "Policy": {}}},
    "five": {"Board": {f"Subgroup {n}": {} for n in range(5)}},
    "17": {"Board": {f"Subgroup {n}": {} for n in range(16)}},
    "25 on five levels": {"Board": {"A": {"B": {"C": TWELVE}, "D": TASKS}, "E": TASKS, "F": {}}},
    "several at the top": {"Partners": TASKS, "Board": TASKS, "Forum": {}},
}

# The boxes, frames and lines of the chart as rectangles; the lines are pseudo-elements.
MEASURE = """() => {
    const rect = (element) => {
        const {left, top, right, bottom} = element.getBoundingClientRect();
        return {left, top, right, bottom};
    };
    const line = (element, name) => {
        const style = getComputedStyle(element, name);
        if (style.content === "none" || style.position !== "absolute") return [];
        const [x, y, w, h, right, below] = ["left", "top", "width", "height",
            "borderTopWidth", "borderLeftWidth"].map((key) => parseFloat(style[key]) || 0);
        const around = rect(element);
        const left = around.left + element.clientLeft + x, top = around.top + element.clientTop + y;
        return [{left, top, right: left + w + below, bottom: top + h + right}];
    };
    const all = (selector) => [...document.querySelectorAll(`.chart ${selector}`)];
    const boxes = all(".chart__box");
    const framed = all("ul").filter((level) => getComputedStyle(level).borderTopWidth !== "0px");
    return {
        boxes: boxes.map(rect),
        parents: boxes.map((box) => {
            const above = box.closest("ul").closest("li");
            return above ? boxes.indexOf(above.querySelector(".chart__box")) : null;
        }),
        frames: framed.map((frame) => {
            const inside = [...frame.children].map((item) => boxes.indexOf(item.firstElementChild));
            return {...rect(frame), inside};
        }),
        lines: [...boxes, ...all("li")].flatMap((element) =>
            ["::before", "::after"].flatMap((name) => line(element, name))),
        height: document.querySelector(".chart").getBoundingClientRect().height,
    };
}"""


@pytest.fixture
def chart(shown, client):
    """A function that shows a visitor the chart of a nested dictionary of titles."""

    def show(groups):
        page = MembersPage.objects.get()
        for child in page.get_children():
            child.delete()
        add_below(MembersPage.objects.get(), groups)
        tab = shown(client.get(page.url).content.decode())
        expect(tab.locator(".chart__box").first).to_be_visible()
        return tab

    return show


def add_below(parent, groups):
    """Add ``groups`` with all that is below them; some have a chair, one has two, one has none."""
    for number, (title, below) in enumerate(groups.items()):
        group = GroupPage(title=title, search_description=PURPOSE)
        parent.add_child(instance=group)
        for name in (["Jo Example", "Alexandra Featherstonehaugh-Cholmondeley"], [None], [])[
            number % 3
        ]:
            holder = name and Person.objects.get_or_create(name=name)[0]
            Seat.objects.create(page=group, name="Chair", is_chair=True, holder=holder)
        add_below(GroupPage.objects.get(pk=group.pk), below)


def touch(one, other, by=1):
    """Whether two rectangles meet, or overlap by less than ``by`` pixels if that is negative."""
    return (
        one["left"] <= other["right"] + by
        and other["left"] <= one["right"] + by
        and one["top"] <= other["bottom"] + by
        and other["top"] <= one["bottom"] + by
    )


def is_inside(one, other):
    return (
        other["left"] < one["left"]
        and one["right"] < other["right"]
        and other["top"] < one["top"]
        and one["bottom"] < other["bottom"]
    )


def unconnected(measured):
    """Return the boxes that no line or frame connects with the box they report to."""
    boxes, frames, lines = (measured[name] for name in ("boxes", "frames", "lines"))
    things = [*boxes, *frames, *lines]
    reached = list(range(len(things)))

    def join(one, other):
        old, new = reached[other], reached[one]
        reached[:] = [new if group == old else group for group in reached]

    for number, line in enumerate(lines, len(boxes) + len(frames)):
        for other, thing in enumerate(things):
            if touch(line, thing) and not (thing in frames and is_inside(line, thing)):
                join(number, other)
    for number, frame in enumerate(frames, len(boxes)):
        for box in frame["inside"]:
            join(number, box)
    return [
        box
        for box, above in enumerate(measured["parents"])
        if above is not None and reached[box] != reached[above]
    ]


def assert_it_can_be_read(tab):
    measured = tab.evaluate(MEASURE)
    boxes = measured["boxes"]
    assert min(box["right"] - box["left"] for box in boxes) >= NARROWEST
    for number, box in enumerate(boxes):
        overlapping = [other for other in boxes[:number] if touch(box, other, by=-1)]
        assert overlapping == [], f"Box {number} overlaps another."
    assert unconnected(measured) == []
    return measured["height"]


@pytest.mark.parametrize("name", STRUCTURES)
def test_every_box_is_connected_and_none_is_squeezed_or_covered(chart, name):
    tab = chart(STRUCTURES[name])
    for width in (320, 390, 768, 1024, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        assert_it_can_be_read(tab)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.set_viewport_size({"width": 673, "height": 900})  # the text of a sheet of A4
    tab.emulate_media(media="print")
    assert_it_can_be_read(tab)
    kept = "[...document.querySelectorAll('.chart__box')].map(b => getComputedStyle(b).breakInside)"
    assert set(tab.evaluate(kept)) == {"avoid"}


@pytest.mark.parametrize("name", ["two of twelve with groups", "25 on five levels"])
def test_a_large_chart_has_no_fault(chart, faults, name):
    assert faults_at_every_size(chart(STRUCTURES[name]), faults) == []


@pytest.mark.parametrize(
    ("name", "most"),
    [("twelve", 1500), ("twelve below one of three, short", 2400), ("17", 1700), ("five", 660)],
)
def test_many_groups_use_the_width_of_the_screen(chart, name, most):
    tab = chart(STRUCTURES[name])
    assert assert_it_can_be_read(tab) < most


def test_its_words_are_as_large_as_those_of_the_page(chart):
    tab = chart(STRUCTURES["three with few"])
    size = "parseFloat(getComputedStyle(element).fontSize)"
    page = tab.locator("body").evaluate(f"element => {size}")
    words = tab.locator(".chart__box p, .chart__box strong")
    assert words.evaluate_all(f"(all, page) => all.every(element => {size} >= page - 0.1)", page)
