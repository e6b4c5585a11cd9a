"""Tables as their block stores them: cells are plain text, where ``[words](address)`` is a link."""

import re

from django.core.exceptions import ValidationError
from django.template.defaultfilters import linebreaksbr
from django.utils.html import escape
from django.utils.safestring import mark_safe

LINK = re.compile(r"\[([^\[\]\n]+)\]\(((?:https?://|mailto:)[^\s()]+)\)")
EMPTY = "This table is empty. Fill in its cells, or delete it."
NO_CHOICE = (
    "Choose under ‘Table headers’ whether the first row, the first column or both are headers. "
    "Screen readers say them with each cell."
)
NO_COLUMN_HEADER = (
    "Column {number} has no header. Write in the first row what the column shows, or choose under "
    "‘Table headers’ that the first row is not a header."
)
NO_ROW_HEADER = (
    "Row {number} has no header. Write in the first column what the row shows, or choose under "
    "‘Table headers’ that the first column is not a header."
)


def table_of(rows, headers="row", caption=""):
    """Return the value of a table with these ``rows`` of texts.

    Its ``headers`` are ``"row"``, ``"column"``, ``"both"``, ``"neither"`` or, to be chosen, ``""``.
    """
    return {
        "data": rows,
        "cell": [],
        "mergeCells": [],
        "first_row_is_table_header": headers in ("row", "both"),
        "first_col_is_header": headers in ("column", "both"),
        "table_header_choice": headers,
        "table_caption": caption,
    }


def blank_table():
    """Return what a new table begins with: no cells, and a first row that will be its header."""
    return table_of([])


def trimmed(rows):
    """Return ``rows``, or None, as texts without the empty rows and columns at their end."""
    rows = [[(cell or "").strip() for cell in row] for row in rows or []]
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((column for row in rows for column, cell in enumerate(row, 1) if cell), default=0)
    return [row[:width] for row in rows]


def with_spares(rows):
    """Return ``rows`` with an empty row and column at the end, and three of each at least.

    The table's editor adds both as one types, but has an error where it must do so to begin with.
    """
    width = max([2, *map(len, rows)]) + 1
    height = max(2, len(rows)) + 1
    rows = [*rows, *([""] for _ in range(height - len(rows)))]
    return [[*row, *[""] * (width - len(row))] for row in rows]


def validate_table(rows, headers):
    """Refuse ``rows`` without a word, and an empty cell where ``headers`` has a header.

    The first cell of all may be empty if the first row and the first column are headers.
    """
    if not rows:
        raise ValidationError(EMPTY)
    first = 1 if headers == "both" else 0
    if headers in ("row", "both"):
        _refuse_empty(rows[0], first, NO_COLUMN_HEADER)
    if headers in ("column", "both"):
        _refuse_empty([row[0] for row in rows], first, NO_ROW_HEADER)


def _refuse_empty(cells, first, message):
    for number, cell in enumerate(cells[first:], first + 1):
        if not cell:
            raise ValidationError(message.format(number=number))


def cell_html(cell):
    """Return the text of a ``cell``, which may be None, as HTML with its links and lines."""
    html = LINK.sub(r'<a href="\2">\1</a>', escape(cell or ""))
    return linebreaksbr(mark_safe(html))


def cell_words(cell):
    """Return the text of a ``cell`` without the addresses of its links."""
    return LINK.sub(r"\1", cell)
