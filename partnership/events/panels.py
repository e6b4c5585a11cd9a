"""Panels of a form that show only the fields its other answers call for."""

import json

# Wagtail's own script, for a form in which one field decides whether another is needed.
SHOW_BY_ANSWER = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}


def shown_when(**answers):
    """Return the attributes of a panel shown while each named field has one of ``[values]``.

    A panel around them has ``SHOW_BY_ANSWER``.
    """
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps(answers)}
