"""What the history of a page says, in the words of its form and of its editors."""

from .form_words import label_of

# What each step of an approval is called to filter by, and in an entry. The comment is beside it.
APPROVALS = {
    "wagtail.workflow.start": ("Ask for approval", "Asked for approval"),
    "wagtail.workflow.approve": ("Approve", "Approved"),
    "wagtail.workflow.reject": ("Ask for changes", "Asked for changes"),
    "wagtail.workflow.resume": ("Ask for approval again", "Asked for approval again"),
    "wagtail.workflow.cancel": ("End a request for approval", "Ended the request for approval"),
}


def use_our_words(actions):
    """Hook: let the entries of Wagtail's ``actions`` name fields as the form does, and approvals.

    Wagtail names workflows and their tasks, and calls what comes back rejected.
    """
    for action in actions.formatters:
        if action.startswith("wagtail.comments."):
            words = {"_field_label_from_content_path": staticmethod(label_of)}
            actions.formatters[action] = _with_words(actions.formatters[action], words)
    for action, (label, message) in APPROVALS.items():
        words = {"label": label, "format_message": lambda self, entry, message=message: message}
        actions.formatters[action] = _with_words(actions.formatters[action], words)
    actions.choices[:] = [
        (action, actions.formatters[action].label) for action, _ in actions.choices
    ]


def _with_words(formatter, words):
    return type(type(formatter).__name__, (type(formatter),), words)()
