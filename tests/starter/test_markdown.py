"""Markdown as rich text."""

import pytest
from wagtail.models import Page

from partnership.starter.fields import References
from partnership.starter.markdown import rich_text
from partnership.starter.values import Place, Refusal, Text

FEATURES = ["link", "ul", "ol"]


class TestRichText:
    @pytest.mark.parametrize(
        ("markdown", "html"),
        [
            ("one\ntwo", "<p>one two</p>"),
            ("one\\\ntwo", "<p>one<br/>two</p>"),
            ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
            ("1. a\n\n2. b", "<ol><li>a</li><li>b</li></ol>"),
            ("a < b & c", "<p>a &lt; b &amp; c</p>"),
            ("[us](mailto:us@example.org)", '<p><a href="mailto:us@example.org">us</a></p>'),
            ("[us](/us%20two/)", '<p><a linktype="page" id="7">us</a></p>'),
        ],
    )
    def test_is_the_html_of_the_editor(self, markdown, html, tmp_path):
        references = References(tmp_path)
        references.pages["/us two/"] = Page(pk=7)
        assert rich_text(Text(markdown, Place("a.md")), FEATURES, references) == html

    @pytest.mark.parametrize(
        "markdown",
        ["[us](tel:999)", "[us](//example.org)", "<ftp://example.org>", "[us](HTTPS:example.org)"],
    )
    def test_links_lead_to_pages_documents_and_safe_addresses_only(self, markdown, tmp_path):
        with pytest.raises(Refusal, match=r"a\.md, line 1: "):
            rich_text(Text(markdown, Place("a.md")), FEATURES, References(tmp_path))

    @pytest.mark.parametrize(
        ("markdown", "html"),
        [
            ("[us](https://example.org/?\"<&'>)", "https://example.org/?%22%3C&amp;&#x27;%3E"),
            ("[us](https://example.org/é)", "https://example.org/%C3%A9"),
        ],
    )
    def test_addresses_are_escaped(self, markdown, html, tmp_path):
        written = rich_text(Text(markdown, Place("a.md")), FEATURES, References(tmp_path))
        assert written == f'<p><a href="{html}">us</a></p>'

    def test_a_script_is_never_a_link(self, tmp_path):
        text = Text("[us](javascript:alert(1))", Place("a.md"))
        assert rich_text(text, FEATURES, References(tmp_path)) == (
            "<p>[us](javascript:alert(1))</p>"
        )
