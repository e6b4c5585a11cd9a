"""On the narrowest screen a very long word breaks, wherever it is, and ordinary words do not."""

import pytest

from tests.laws.kinds import KINDS, NAMES, example

pytestmark = pytest.mark.django_db

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"  # a place in Wales: 58 letters
EVENTS = "/learning-and-training/events/"
OTHERS = [
    "/search/?q=partnership",
    "/search/?q=xyzzy",
    f"{EVENTS}past/",
    f"{EVENTS}month/2027/3/",
    "/learning-and-training/resources/?kind=Guidance&area=Cumberland",
    "/nothing/",
    "/account/login/",
]
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true; })"
ADD_TO_EVERY_TEXT = """word => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        if (texts.currentNode.data.trim()) texts.currentNode.data += ` ${word}`;
    }
}"""
STICKING_OUT = """() => [...document.body.querySelectorAll("*")]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 0.5)
    .filter(each => !each.closest(".table, .visually-hidden, .skip-link"))
    .map(each => `${each.tagName} ${each.className} in ${each.parentElement.className}`)"""
BROKEN = """() => {
    const found = [];
    const range = document.createRange();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        if (text.parentElement.closest("[href^='mailto:'], .subscribe__address")) continue;
        for (const word of text.data.matchAll(/[\\p{L}\\p{M}]+/gu)) {
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(each => Math.round(each.top)));
            if (lines.size > 1) found.push(`${word[0]} in ${text.parentElement.outerHTML}`);
        }
    }
    return found;
}"""


@pytest.fixture(params=[*KINDS, *OTHERS], ids=[*NAMES, *OTHERS])
def narrow_tab(request, db, new_tab, tolerated):
    """A page on a screen of 320 pixels."""
    tolerated.add("404 (Not Found)")
    address = request.param if request.param in OTHERS else example(request.param).url
    tab = new_tab(width=320)
    tab.goto(address)
    tab.evaluate(OPEN_ALL)
    return tab


def test_a_long_word_never_makes_a_page_scroll_sideways(narrow_tab):
    narrow_tab.evaluate(ADD_TO_EVERY_TEXT, LONG)
    assert narrow_tab.evaluate("document.documentElement.scrollWidth") <= 320, narrow_tab.evaluate(
        STICKING_OUT
    )


def test_no_ordinary_word_is_broken(narrow_tab):
    for width in (320, 390, 768, 1280):
        narrow_tab.set_viewport_size({"width": width, "height": 900})
        assert narrow_tab.evaluate(BROKEN) == [], width
