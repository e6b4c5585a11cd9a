"""Text that is too long stays as typed: the form says how long it is and how long it may be.

A browser that knows the limit cuts what is pasted, and says nothing.
"""

from functools import wraps

from django import forms
from django.core.validators import MaxLengthValidator


def keep_long_text():
    """Let no browser cut what is typed or pasted, and let every form give the length."""
    forms.CharField.widget_attrs = _without_limit(forms.CharField.widget_attrs)
    MaxLengthValidator.message = (
        "This is too long: it has %(show_value)d characters and the limit is %(limit_value)d. "
        "Shorten it, then save again."
    )


def _without_limit(widget_attrs):
    @wraps(widget_attrs)
    def without_limit(field, widget):
        attrs = widget_attrs(field, widget)
        attrs.pop("maxlength", None)
        return attrs

    return without_limit
