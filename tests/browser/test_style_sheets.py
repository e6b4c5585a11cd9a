"""Each kind of page loads the style sheets of what is on it: all of those, and little else.

A rule is used by a kind of page if its selector matches something on any page of that kind. What
follows from another state does not count against it: a pseudo-class such as :hover, an attribute
such as [open], a modifier such as ``--cancelled`` of what is there, another width, the dark,
paper, another colour of the partnership.
"""

import pytest
from wagtail.models import Page

from partnership.pages.style_sheets import parts
from tests.laws.kinds import KINDS, NAMES
from wfscp_site.launcher import BASE_DIR

pytestmark = pytest.mark.django_db
MOST_UNUSED = 0.12
# A list of links uses nothing of what is said about small words and rows, and a policy little of
# how a text shows its contents.
MORE_UNUSED = {"PolicyPage": 0.13, "SiteMapPage": 0.15}
VIEWS = {
    "EventIndexPage": ["", "past/", "month/2027/3/", "?kind=Training"],
    "ResourceIndexPage": ["", "?kind=Guidance"],
}

RULES = r"""() => {
    const states = /::?(hover|focus-visible|focus|before|after|marker|placeholder|popover-open)\b/g
    const attributes = /\[(open|hidden|aria-invalid|data-accent=[^\]]*|href\^=[^\]]*)\]/g
    const bare = selector => [states, attributes]
        .reduce((text, state) => text.replace(state, (match, ...rest) => {
            const before = rest.at(-1)[rest.at(-2) - 1]
            return before === undefined || /[\s>+~,(]/.test(before) ? "*" : ""
        }), selector)
        .replace(/(\.[\w-]+?)--[\w-]+/g, "$1")
    const rules = list => [...list].flatMap(rule =>
        rule.selectorText ? [[rule.selectorText, rule.cssText.length,
            !bare(rule.selectorText) || !!document.querySelector(bare(rule.selectorText))]]
        : rule.cssRules ? rules(rule.cssRules) : [])
    return [...document.styleSheets].flatMap(sheet => rules(sheet.cssRules).map(
        ([selector, ...rest], number) => [`${sheet.href} ${number} ${selector}`, ...rest]))
}"""


@pytest.fixture(params=KINDS, ids=NAMES)
def kind(request):
    return request.param


def test_a_kind_of_page_uses_nearly_all_of_what_it_loads(kind, visitor):
    used = {}
    views = VIEWS.get(kind.__name__, [""])
    for address in [page.url + view for page in kind.objects.live() for view in views]:
        visitor.goto(address)
        visitor.get_by_role("searchbox").first.press_sequentially("safe")
        visitor.locator(".suggestions li").first.wait_for()
        for rule, size, is_used in visitor.evaluate(RULES):
            used[rule] = (size, is_used or used.get(rule, (size, False))[1])
    unused = sum(size for size, is_used in used.values() if not is_used)
    most = MORE_UNUSED.get(kind.__name__, MOST_UNUSED)
    assert unused <= most * sum(size for size, _ in used.values()), [
        rule for rule, (_, is_used) in used.items() if not is_used
    ]


SELECTORS = """sheets => Promise.all(sheets.map(async text => {
    const sheet = await new CSSStyleSheet().replace(text)
    const selectors = list => [...list].flatMap(rule =>
        rule.selectorText
            ? [rule.selectorText.replace(/::?(before|after|marker|hover)/g, "") || "*"]
        : rule.cssRules ? selectors(rule.cssRules) : [])
    return selectors(sheet.cssRules).filter(selector => document.querySelector(selector))
}))"""


def test_no_page_has_anything_whose_style_sheet_it_does_not_load(visitor, tolerated):
    tolerated.add("404")
    texts = {path: (BASE_DIR / "static" / path).read_text() for path in parts()}
    addresses = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    for address in (*addresses, "/search/?q=partnership", "/nothing/", "/account/login/"):
        visitor.goto(address)
        names = visitor.eval_on_selector_all(
            "link[rel=stylesheet]", "links => links.map(link => link.href)"
        )
        missing = {
            path: text
            for path, text in texts.items()
            if not any(f"/{path.removesuffix('.css')}." in name for name in names)
        }
        matched = visitor.evaluate(SELECTORS, list(missing.values()))
        assert dict(zip(missing, matched, strict=True)) == dict.fromkeys(missing, []), address
