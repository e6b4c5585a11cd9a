"""Tables of a pasted text, which the editor shows row by row: ``<p>Area | Days</p>``."""

import re
from html import unescape
from itertools import groupby

from django.utils.html import strip_tags

from partnership.pages.blocks.tables import table_of

PARAGRAPH = re.compile(r"(<p\b[^>]*>.*?</p>)", re.DOTALL)
BOLD = re.compile(r"<(b|strong)>.*?</\1>", re.DOTALL)
BREAK = re.compile(r"<br\s*/?>")
LINK = re.compile(r'<a\b[^>]*\bhref="(https?:|mailto:)([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
UNSAFE = {"|": "%7C", "(": "%28", ")": "%29", " ": "%20"}  # in the address of a link in a cell


def with_tables(html):
    """Return rich text as blocks: ``[("prose", html), ("table", value), ...]``.

    Rows that follow one another and have as many cells are a table.
    """
    blocks = [("prose", "")]
    parts = [part for part in PARAGRAPH.split(html) if part.strip()]
    for columns, group in groupby(parts, key=_columns):
        rows = list(group)
        if columns > 1 and len(rows) > 1:
            blocks.append(("table", _table(rows)))
        elif blocks[-1][0] == "prose":
            blocks[-1] = ("prose", blocks[-1][1] + "".join(rows))
        else:
            blocks.append(("prose", "".join(rows)))
    return blocks if blocks[0][1] or len(blocks) == 1 else blocks[1:]


def _columns(part):
    return len(_cells(part)) if PARAGRAPH.match(part) else 0


def _cells(row):
    return LINK.sub(_as_typed, row).split("|")


def _as_typed(link):
    """Return a link as a cell has it: ``[words](address)``."""
    address = "".join(UNSAFE.get(character, character) for character in link[1] + link[2])
    words = re.sub(r"[\[\]]", "", strip_tags(BREAK.sub(" ", link[3])))
    return f"[{words}]({address})"


def _table(rows):
    cells = [_cells(row) for row in rows]
    has_header_row = _is_bold(rows[0])
    has_header_column = all(_is_bold(first) and _text(first) for first, *_ in cells[1:])
    headers = {(True, True): "both", (True, False): "row", (False, True): "column"}
    return table_of(
        [[_text(cell) for cell in row] for row in cells],
        headers.get((has_header_row, has_header_column), ""),
    )


def _is_bold(html):
    """Whether all words of ``html``, a row or a cell, are bold."""
    return not strip_tags(BOLD.sub("", html)).replace("|", "").strip()


def _text(cell):
    """Return the HTML of a cell as plain text, with its lines."""
    return unescape(strip_tags(BREAK.sub("\n", cell))).strip()
