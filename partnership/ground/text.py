"""Text that every program can read, and text for addresses."""

import re
from functools import cache
from itertools import chain
from unicodedata import category

from django.utils.text import slugify
from wagtail.coreutils import string_to_ascii

# Control characters but the end of a line, the separators that only some programs know, and what
# is no character.
UNPRINTABLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# The letters that a browser is told of: Latin, Greek, Cyrillic, Hebrew, Arabic and those of India.
LETTERS_FOR_BROWSERS = chain(range(0xC0, 0x700), range(0x900, 0xE00), range(0x1E00, 0x1F00))


def printable(text):
    """Return ``text`` with spaces for control characters, which feeds and calendars reject."""
    return UNPRINTABLE.sub(" ", text or "")


def slug_of(text):
    """Return the words of ``text``, in any script, as they can be in an address: ``lodz``.

    Empty if there is no letter and no number.
    """
    return slugify("".join(map(_latin, text)))


def _latin(character):
    """Return the Latin letters for a letter or accent of any script; other characters stay."""
    return slugify(string_to_ascii(character)) if category(character)[0] in "LM" else character


@cache
def slug_formatters():
    """Return what ``slug_of`` does to letters, for Wagtail's ``SlugInput``: [(regex, letters)]."""
    found = {}
    for character in map(chr, LETTERS_FOR_BROWSERS):
        if category(character)[0] in "LM":
            found.setdefault(_latin(character), []).append(character)
    return [(f"[{''.join(characters)}]", latin) for latin, characters in found.items()]
