"""What a person reads in a field that was sent."""

import json


def paragraphs_of(value):
    """Return the paragraphs of ``value`` if Wagtail's editor for rich text sent it, or None."""
    try:
        return [block["text"] for block in json.loads(value)["blocks"]]
    except (KeyError, RecursionError, TypeError, ValueError):
        return None
