"""A whole newsletter that was pasted as one text, taken apart into sections and items."""

import re
from html import unescape

from django.utils.html import strip_tags

from .blocks import new_item
from .pasted_tables import with_tables

LONGEST_HEADING = 120  # characters
WELCOME = "Welcome"
PIECE = re.compile(r"<h([23])[^>]*>(.*?)</h\1>", re.DOTALL)
# A short paragraph that is bold as a whole is what people write in place of a heading.
BOLD = re.compile(r"<p[^>]*>\s*<(b|strong)>((?:(?!</\1>).)*)</\1>\s*</p>", re.DOTALL)


def blocks_of(html):
    """Return rich text as blocks of an edition: ``[("heading", words), ("item", {...}), ...]``.

    Each heading begins an item. One with no text of its own before smaller headings is a section,
    and these are its items; below one with a text, smaller headings stay in that text. Tables of
    the texts become tables.
    """
    blocks, last = [], 0  # the level of the heading that the last item or section has
    pieces = _pieces(html)
    levels = [level for level, *_ in pieces[1:]] + [0]
    for (level, words, text), after in zip(pieces, levels, strict=False):
        if level == 2 and after == 3 and not _has_words(text):
            blocks.append(("heading", words))
            last = 3  # what its items have
        elif level == 3 and last == 2:
            _add_to(blocks, f"<h2>{words}</h2>{text}")
        else:
            blocks.append(new_item(words or WELCOME, text))
            last = level
    for kind, value in blocks:
        if kind == "item":
            [(_, text)] = value["content"]
            value["content"] = with_tables(text)
    return blocks


def _pieces(html):
    """Return ``[(level of the heading or 0, its words, the text after it), ...]``."""
    if not PIECE.search(html):
        html = BOLD.sub(_as_heading, html)
    before, *rest = PIECE.split(html)
    pieces = [(0, "", before)]
    for level, words, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        pieces.append((int(level), unescape(strip_tags(words)).strip(), text))
    return [piece for piece in pieces if piece[1] or _has_words(piece[2])]


def _as_heading(match):
    words = strip_tags(match[2]).strip()
    is_text = words.endswith((".", ":")) or "|" in words  # or a row of a table
    is_heading = 0 < len(words) <= LONGEST_HEADING and not is_text
    return f"<h2>{words}</h2>" if is_heading else match[0]


def _has_words(text):
    return bool(strip_tags(text).strip())


def _add_to(blocks, html):
    """Add ``html`` to the text of the item that is the last of ``blocks``."""
    item = blocks[-1][1]
    [(kind, text)] = item["content"]
    item["content"] = [(kind, text + html)]
