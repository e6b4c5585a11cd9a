"""A page's text as HTML: links resolved together, headings with anchors, a list of contents."""

import re
from dataclasses import dataclass
from html import unescape
from operator import itemgetter

from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from partnership.ground.text import slug_of
from partnership.ground.trees import nested

from .typed_numbers import mark_typed_numbers

HEADING = re.compile(r"<h([2-6])\b([^>]*)>(.*?)</h\1>", re.DOTALL)
# As an editor writes it; headings that templates of blocks have are listed if they say so.
TYPED = re.compile(r'(?: data-block-key="[^"]*")?')
LISTED = " data-listed"
TAG = re.compile(r"(</?h)([2-6])\b")
LOWEST = 6
WITHOUT_ADDRESS = re.compile(r"<a>(.*?)</a>", re.DOTALL)
TO_PRIVATE = re.compile(r"<a data-private href=[^>]*>(.*?)</a>", re.DOTALL)


@dataclass(frozen=True)
class Prose:
    """HTML ready to print, and the headings to list as ``[(anchor, words, level), ...]``."""

    html: SafeString
    contents: list[tuple[str, str, int]]

    @property
    def outline(self):
        """The contents as ``[((anchor, words, level), [what is below it]), ...]``."""
        return nested(self.contents, itemgetter(2))


class Outline:
    """Gives headings their levels and anchors: each is one level below what it belongs to.

    So no level is left out, whichever an editor chose and wherever a block is. Listed are what
    editors write on the highest level, which is 2, and headings of blocks that are ``LISTED``.
    """

    def __init__(self):
        self.above, self.contents = [], []  # the levels, as written, of what is above the next one

    def placed(self, heading):
        """Return the match ``heading`` as HTML, and list it."""
        written, attributes, html = int(heading[1]), heading[2], heading[3]
        self.above = [level for level in self.above if level < written] + [written]
        level = min(len(self.above) + 1, LOWEST)
        if (level == 2 and TYPED.fullmatch(attributes)) or LISTED in attributes:
            attributes = TYPED.sub("", attributes.replace(LISTED, ""))
            attributes = f' id="{self._list(html, level)}"{attributes}'
        return f"<h{level}{attributes}>{html}</h{level}>"

    def _list(self, html, level):
        """List a heading and return its anchor, which no other has."""
        words = unescape(strip_tags(html)).strip()
        anchor = stem = slug_of(words) or "section"
        taken = {entry[0] for entry in self.contents}
        number = 2
        while anchor in taken:
            anchor, number = f"{stem}-{number}", number + 1
        self.contents.append((anchor, words, level))
        return anchor


def below(html, level):
    """Return ``html`` with its headings below one of ``level``."""
    return TAG.sub(lambda tag: f"{tag[1]}{min(int(tag[2]) + level - 1, LOWEST)}", html)


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
    outline = Outline()
    return Prose(mark_safe(HEADING.sub(outline.placed, html)), outline.contents)
