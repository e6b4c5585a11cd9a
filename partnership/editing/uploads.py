"""A file stays chosen when its form is refused for something else: see ``static/js/uploads.js``."""

from django import forms
from django.template.loader import render_to_string


class SentFile(forms.BoundField):
    """A field for a file that says, in a form that is shown again, which file was sent with it."""

    @property
    def sent(self):
        """The file that was sent, or None."""
        return self.data if self.form.is_bound else None

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        if self.sent:
            attrs |= {"data-sent-file": self.sent.name, "data-sent-size": self.sent.size}
        return attrs

    def as_widget(self, widget=None, attrs=None, only_initial=False):
        html = super().as_widget(widget, attrs, only_initial)
        if self.sent and not self.errors:
            html += render_to_string("editing/sent_file.html", {"file": self.sent})
        return html


def keep_chosen_files():
    """Make every field for a file say what was sent with a form that is shown again."""
    forms.FileField.bound_field_class = SentFile
