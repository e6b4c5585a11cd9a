"""Panels of a form that show some fields only after certain answers."""

import json

# Wagtail's own script, for forms in which one field decides whether another is needed.
SHOW_BY_ANSWER = {"data-controller": "w-rules", "data-action": "change->w-rules#resolve"}


def shown_when(**answers):
    """Return the attributes of a panel shown while each named field has one of ``[values]``.

    The panel around it needs the attributes ``SHOW_BY_ANSWER``.
    """
    return {"data-w-rules-target": "show", "data-w-rules": json.dumps(answers)}
