"""Every button of our own screens is selected in a browser by some test.

A button can be drawn and still not work: its form may have lost its token, or its script.
"""

import re

import pytest
from django.utils.html import strip_tags

from wfscp_site.launcher import BASE_DIR

BUTTON = re.compile(r"<button\b.*?>(.*?)</button>", re.DOTALL)
LABEL_OF_INCLUDED = re.compile(
    r'{% include "(?:accounts/admin/button|components/passkey).html"[^%]*? (?:label|words)="(.+?)"'
)
SELECTED = re.compile(r'get_by_role\(\s*"button",\s*name=f?"([^"]+)"')
TEMPLATE_CODE = re.compile(r"{%.*?%}|{{.*?}}")


def words_of_buttons():
    """Yield (template, words) for each button; a part that only the page knows is ``…``."""
    for path in sorted((BASE_DIR / "templates").rglob("*.html")):
        text = path.read_text()
        for content in BUTTON.findall(text):
            shown = content.partition('<span class="w-sr-only"')[0]
            words = TEMPLATE_CODE.sub("…", " ".join(strip_tags(shown).split()))
            if words != "…":  # else the words are of the template that includes this one
                yield path.relative_to(BASE_DIR), words
        for words in LABEL_OF_INCLUDED.findall(text):
            yield path.relative_to(BASE_DIR), words


def words_selected():
    """Return the words of every button that a test in a browser finds by its role."""
    tests = (BASE_DIR / "tests" / "browser").glob("*.py")
    return {words for path in tests for words in SELECTED.findall(path.read_text())}


@pytest.mark.parametrize(("template", "words"), [*words_of_buttons()], ids=str)
def test_a_browser_test_selects_it(template, words):
    pattern = re.compile(".+".join(re.escape(part) for part in words.split("…")))
    assert any(pattern.fullmatch(selected) for selected in words_selected()), (
        f"No test in tests/browser selects the button ‘{words}’."
    )
