"""The forms of resources and practice reviews in the admin."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from partnership.pages.models.base import PartnershipPageForm

from .review_rules import a_year_after, author_error

KIND = "Practice review"  # as the starter content names it; an editor can choose another


class ResourcePageForm(PartnershipPageForm):
    """The form of a resource, which cannot be published while it is empty."""

    def clean_date(self):
        day = self.cleaned_data["date"]
        latest = timezone.localdate() + timedelta(days=366)
        if day and not date(1900, 1, 1) <= day <= latest:
            raise ValidationError(
                "Check the year. Choose a day after 1899 and no more than a year from now."
            )
        return day

    def clean(self):
        cleaned_data = super().clean()
        rows = self.formsets["documents"]
        has_documents = rows.is_valid() and rows.total_form_count() > len(rows.deleted_forms)
        is_empty = not (cleaned_data.get("body") or cleaned_data.get("link") or has_documents)
        if is_empty and rows.is_valid() and not self.is_deferred_validation:
            self.add_error(
                "body",
                "This resource is empty. Write text here, or add a document or a link below.",
            )
        return cleaned_data


class PracticeReviewPageForm(ResourcePageForm):
    """The form of a review: no file names its author, and the report stays public for a year."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "kind" in self.fields:
            self.initial["kind"] = self.fields["kind"].queryset.filter(name=KIND).first()
        self.formsets["actions"].form.base_fields["state_on"].initial = timezone.localdate

    def clean(self):
        cleaned_data = super().clean()
        rows = self.formsets["documents"]
        if not self.is_deferred_validation and rows.is_valid():
            self._check_documents(rows)
        self._check_expiry(cleaned_data)
        return cleaned_data

    def _check_documents(self, rows):
        """Refuse files that could name their author, and the removal of files before the year."""
        kept = [row for row in rows.forms if row not in rows.deleted_forms]
        for row in kept:
            document = row.cleaned_data.get("document")
            error = document and author_error(document)
            if error:
                row.add_error("document", error)
        error = self.instance.removal_error([row.cleaned_data.get("document") for row in kept])
        if error:
            rows.non_form_errors().append(error)

    def _check_expiry(self, cleaned_data):
        """Refuse an expiry before the year is over."""
        expires, day = cleaned_data.get("expire_at"), cleaned_data.get("date")
        if not (expires and day):
            return
        until = a_year_after(self.instance.public_from(day, cleaned_data.get("go_live_at")))
        if timezone.localdate(expires) < until:
            self.add_error(
                "expire_at",
                "The law requires the report to be public for at least a year. Choose "
                f"{date_format(until, 'j F Y')} or later. If you must remove it before then, "
                "unpublish it by hand and give a reason.",
            )
