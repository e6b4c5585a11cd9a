"""What has the focus can be read, wherever the Tab key leads, in light and in dark."""

import pytest

pytestmark = pytest.mark.django_db

ENOUGH = 4.5  # times as bright: WCAG 2.2, 1.4.3
MOST_STOPS = 150
ADDRESSES = [
    "/",
    "/about-us/",
    "/members-and-structure/",
    "/our-arrangements/",
    "/report-a-concern/",
    "/learning-and-training/events/",
    "/learning-and-training/resources/",
    "/search/?q=safeguarding",
    "/account/login/",
    "/nothing-is-here/",
]
# The lowest contrast of the words in what has the focus, and its HTML; null at the end of the page.
FOCUSED = """() => {
    const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
        .getContext("2d", { willReadFrequently: true });
    function pixel(colour) {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        return [...pen.getImageData(0, 0, 1, 1).data];
    }
    function brightness(colour) {
        const [r, g, b] = pixel(colour).slice(0, 3).map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }
    function behind(element) {
        for (; element; element = element.parentElement) {
            const colour = getComputedStyle(element).backgroundColor;
            if (pixel(colour)[3] === 255) return colour;
        }
        return "white";
    }
    function contrast(element) {
        const [low, high] = [getComputedStyle(element).color, behind(element)]
            .map(brightness).sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    }
    const focused = document.activeElement;
    if (focused === document.body) return null;
    const walker = document.createTreeWalker(focused, NodeFilter.SHOW_TEXT);
    const inside = [];
    while (walker.nextNode()) {
        if (walker.currentNode.data.trim()) inside.push(walker.currentNode.parentElement);
    }
    if (!inside.length) inside.push(focused);
    return [Math.min(...inside.map(contrast)), focused.outerHTML.slice(0, 160)];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_whatever_has_the_focus_can_be_read(new_tab, tolerated, address, scheme):
    tolerated.add("404")
    tab = new_tab(color_scheme=scheme)
    tab.goto(address)
    stops = []
    while len(stops) < MOST_STOPS:
        tab.keyboard.press("Tab")
        if (stop := tab.evaluate(FOCUSED)) is None:
            break
        stops.append(stop)
    assert len(stops) > 5
    assert [stop for stop in stops if stop[0] < ENOUGH] == []
