"""Days and times stay as they are typed: the form reads them, or says how to write them.

When a field is left, Wagtail's picker replaces what it cannot read: 31/02/2027 becomes 03/03/2027,
‘next Tuesday’ becomes today, and 1pm becomes 01:00.
"""

from functools import wraps

from django import forms
from wagtail.admin import widgets

EXAMPLES = {
    forms.DateField: "18/12/2026 or 18 December 2026",
    forms.TimeField: "13:00, 1pm or 9.30am",
    forms.DateTimeField: "18/12/2026 13:00 or 18 December 2026 1pm",
}
OF_DAYS = (forms.DateField, forms.DateTimeField)


def keep_dates_as_typed():
    """Let no picker of the admin change what a person types, and let every form give an example."""
    for widget in (widgets.AdminDateInput, widgets.AdminTimeInput, widgets.AdminDateTimeInput):
        widget.get_config = _without_changes(widget.get_config)
    for field, examples in EXAMPLES.items():
        field.default_error_messages = field.default_error_messages | {
            "invalid": f"Write it like this: {examples}."
            + (" Check that there is such a day, and write its year." if field in OF_DAYS else "")
        }


def _without_changes(get_config):
    @wraps(get_config)
    def configured(widget):
        return get_config(widget) | {"validateOnBlur": False, "scrollInput": False}

    return configured
