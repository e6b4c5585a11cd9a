"""A page's text as HTML: links resolved together, headings with anchors, a list of contents."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from partnership.ground.text import slug_of

from .typed_numbers import mark_typed_numbers

# Of the text, as loaded or as its editor writes it; not those that templates of blocks have.
HEADING = re.compile(r'<h2(?: data-block-key="[^"]*")?>(.*?)</h2>', re.DOTALL)
WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)
TO_PRIVATE = re.compile(r"<a data-private href=[^>]*>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True)
class Prose:
    """HTML ready to print, and its headings as ``[(anchor, words), ...]``."""

    html: SafeString
    contents: list[tuple[str, str]]


def start_of_link(target):
    """Return the tag that starts a link to ``target``, fetched with its privacy, or to nothing.

    It is a page or a document.
    """
    if target is None:
        return "<a>"
    mark = " data-private" if target.is_private else ""
    return f'<a{mark} href="{escape(target.url)}">'


def expand_links(html, page):
    """Return stored ``html`` with its links expanded, for the text of ``page``, which may be None.

    A link that its readers cannot follow stays as plain text: to a page or document that is gone
    or not published, or to a private one unless ``page`` is private itself.
    """
    html = WITHOUT_ADDRESS.sub(r"\1", expand_db_html(html))
    if "<a data-private" not in html:
        return html
    if page is None or page.is_public:
        return TO_PRIVATE.sub(r"\1", html)
    return html.replace("<a data-private", "<a")


def render_prose(streams, context):
    """Return the ``Prose`` of StreamField values, rendered with the template ``context``.

    Block templates print rich text as it is stored; its links are expanded here for the whole
    text, so that the number of queries does not grow with the number of blocks.
    """
    html = expand_links(
        "\n".join(block.render(context) for stream in streams for block in stream),
        context.get("page"),
    )
    if getattr(context["request"], "is_preview", False):
        html = mark_typed_numbers(html)
    contents = []

    def anchored(heading):
        words = unescape(strip_tags(heading[1])).strip()
        anchor = stem = slug_of(words) or "section"
        taken = {anchor for anchor, _ in contents}
        number = 2
        while anchor in taken:
            anchor, number = f"{stem}-{number}", number + 1
        contents.append((anchor, words))
        return f'<h2 id="{anchor}">{heading[1]}</h2>'

    return Prose(mark_safe(HEADING.sub(anchored, html)), contents)
