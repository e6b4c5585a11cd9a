"""The forms of resources and practice reviews in the admin."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format

from partnership.pages.models.base import PartnershipPageForm

from .review_rules import a_year_after, why_not_on_a_review

KIND = "Practice review"  # as the starter content names it; an editor may choose another


class ResourcePageForm(PartnershipPageForm):
    """The form of a resource: what is published has something in it."""

    def clean_date(self):
        day = self.cleaned_data["date"]
        latest = timezone.localdate() + timedelta(days=366)
        if day and not date(1900, 1, 1) <= day <= latest:
            raise ValidationError("Check the year: give a day after 1899 and within a year.")
        return day

    def clean(self):
        cleaned_data = super().clean()
        rows = self.formsets["documents"]
        has_documents = rows.is_valid() and rows.total_form_count() > len(rows.deleted_forms)
        is_empty = not (cleaned_data.get("body") or cleaned_data.get("link") or has_documents)
        if is_empty and rows.is_valid() and not self.is_deferred_validation:
            self.add_error(
                "body",
                "There is nothing to learn from yet. Write text here, or choose a document or give "
                "a link below.",
            )
        return cleaned_data


class PracticeReviewPageForm(ResourcePageForm):
    """The form of a review: no file tells who made it, and it stays public for its year."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk and "kind" in self.fields:
            self.initial["kind"] = self.fields["kind"].queryset.filter(name=KIND).first()

    def clean(self):
        cleaned_data = super().clean()
        rows = self.formsets["documents"]
        if not self.is_deferred_validation and rows.is_valid():
            self._refuse_files_naming_authors(rows)
            kept = [row for row in rows.forms if row not in rows.deleted_forms]
            documents = [row.cleaned_data.get("document") for row in kept]
            if why_not := self.instance.why_not_with_only(documents):
                rows.non_form_errors().append(why_not)
        self._refuse_early_expiry(cleaned_data)
        return cleaned_data

    def _refuse_files_naming_authors(self, rows):
        for row in rows.forms:
            document = row.cleaned_data.get("document")
            is_kept = document and row not in rows.deleted_forms
            if why_not := is_kept and why_not_on_a_review(document):
                row.add_error("document", why_not)

    def _refuse_early_expiry(self, cleaned_data):
        expires, day = cleaned_data.get("expire_at"), cleaned_data.get("date")
        if not (expires and day):
            return
        until = a_year_after(self.instance.public_from(day, cleaned_data.get("go_live_at")))
        if timezone.localdate(expires) < until:
            self.add_error(
                "expire_at",
                "The law wants the report to be public for at least a year: choose "
                f"{date_format(until, 'j F Y')} or later. If it has to go before then, unpublish "
                "it by hand and say why.",
            )
