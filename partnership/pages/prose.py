"""A page's text as HTML: links resolved together, headings with anchors, a list of contents."""

import re
from dataclasses import dataclass
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from wagtail.rich_text import expand_db_html

from .typed_numbers import mark_typed_numbers

HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)


@dataclass(frozen=True)
class Prose:
    """HTML ready to print, and its headings as ``[(anchor, words), ...]``."""

    html: SafeString
    contents: list[tuple[str, str]]


def render_prose(streams, context):
    """Return the ``Prose`` of StreamField values, rendered with the template ``context``.

    Block templates print rich text as it is stored; its links are expanded here for the whole
    text, so that the number of queries does not grow with the number of blocks.
    """
    html = expand_db_html(
        "\n".join(block.render(context) for stream in streams for block in stream)
    )
    if getattr(context["request"], "is_preview", False):
        html = mark_typed_numbers(html)
    contents = []

    def anchored(heading):
        words = unescape(strip_tags(heading[1])).strip()
        anchor = stem = slugify(words) or "section"
        taken = {anchor for anchor, _ in contents}
        number = 2
        while anchor in taken:
            anchor, number = f"{stem}-{number}", number + 1
        contents.append((anchor, words))
        return f'<h2 id="{anchor}">{heading[1]}</h2>'

    return Prose(mark_safe(HEADING.sub(anchored, html)), contents)
