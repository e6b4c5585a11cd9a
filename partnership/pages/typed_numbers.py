"""Find telephone numbers typed into text, to warn the editor.

A number belongs in the contact register, where someone verifies it; a number typed into text goes
out of date unseen. ``999`` and ``101`` are too short to be found here, and never change.
"""

import re

NUMBER = re.compile(
    r"(?<![\w./-])(?:\+44 ?(?:\(0\) ?)?|\(?0)(?:\d(?:\) ?|[ -])?){8,10}\d(?![\w/-])"
)
LINK_OR_TAG = re.compile(r"(<a\b[^>]* href=\"tel:.*?</a>|<[^>]*>)", re.DOTALL)


def numbers_in(text):
    """Return each number typed into ``text``, once."""
    return list(dict.fromkeys(NUMBER.findall(text)))


def mark_typed_numbers(html):
    """Return ``html`` with every typed number in ``<mark data-typed-number>``.

    Numbers that come from the register are links, and stay as they are.
    """
    pieces = LINK_OR_TAG.split(html)
    pieces[::2] = [
        NUMBER.sub(lambda number: f"<mark data-typed-number>{number[0]}</mark>", text)
        for text in pieces[::2]
    ]
    return "".join(pieces)
