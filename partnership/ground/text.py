"""Text that every program can read."""

import re

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def printable(text):
    """Return ``text`` with spaces for control characters, which feeds and calendars reject."""
    return UNPRINTABLE.sub(" ", text or "")
