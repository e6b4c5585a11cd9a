"""The forms of manuals and policies in the admin."""

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail.admin.forms import WagtailAdminModelForm

from partnership.pages.models.base import PartnershipPageForm


class ManualForm(WagtailAdminModelForm):
    """The row of a manual. It counts as checked only when a person has opened the link."""

    opened_now = forms.BooleanField(
        required=False,
        label="I have just opened the link",
        help_text="Tick this if the manual is there. Visitors then see today’s date.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.link:
            self.fields["opened_now"].help_text = format_html(
                '<a href="{}" target="_blank" rel="noreferrer">Open the link in a new tab</a>. '
                "Tick this if the manual is there. Visitors then see today’s date.",
                self.instance.link,
            )

    def save(self, commit=True):
        if self.cleaned_data.get("opened_now"):
            self.instance.checked_on = timezone.localdate()
            self.instance.checked_by = self.for_user
        elif "link" in self.changed_data:
            self.instance.checked_on = self.instance.checked_by = None
        return super().save(commit)


class PolicyPageForm(PartnershipPageForm):
    """The form of a policy, which needs a text or document, and versions that fit together."""

    def clean(self):
        cleaned_data = super().clean()
        rows = self.formsets["versions"]
        if rows.is_valid():
            kept = [row for row in rows.forms if row not in rows.deleted_forms and row.cleaned_data]
            self._check_numbers(kept)
            self._check_review(kept, cleaned_data.get("review_on"))
        has_text = cleaned_data.get("body") or cleaned_data.get("document")
        if not has_text and not self.is_deferred_validation:
            self.add_error(
                "body", "There is no policy to read yet. Write text here, or choose a document."
            )
        return cleaned_data

    def _check_numbers(self, rows):
        """Refuse a number that another version has."""
        numbers = set()
        for row in rows:
            number = row.cleaned_data.get("number")
            if number and number in numbers:
                row.add_error("number", "Another version has this number. Use a different one.")
            numbers.add(number)

    def _check_review(self, rows, review_on):
        """Refuse a review before the newest version was approved."""
        days = [row.cleaned_data.get("approved_on") for row in rows]
        days = [day for day in days if day]
        if review_on and days and review_on <= max(days):
            self.add_error(
                "review_on",
                "The next review must be after the newest version was approved, on "
                f"{date_format(max(days), 'j F Y')}. Choose a later day, or leave this empty.",
            )
