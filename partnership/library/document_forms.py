"""The form to upload, replace and describe a document."""

from django import forms
from wagtail import hooks
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents.forms import BaseDocumentForm

# Left out of upload forms; editors fill these in on the document's own page.
EDIT_ONLY_FIELDS = ("web_version", "lists_versions")
CLEANING_NOTE = (
    "The website removes author details from a PDF: author, program, dates and the names beside "
    "comments. Its title and language stay."
)


class PartnershipDocumentForm(BaseDocumentForm):
    """Wagtail's form, but a replaced file is kept and a failed upload changes nothing."""

    what_changed = forms.CharField(
        required=False,
        max_length=300,
        help_text="Optional. When you replace the file, say what is new, such as ‘New telephone "
        "numbers on page 4’. This appears in the list of versions.",
    )

    class Meta(BaseDocumentForm.Meta):
        widgets = {**BaseDocumentForm.Meta.widgets, "web_version": AdminPageChooser}

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.current_file = self.instance.file.name if self.instance.pk else None
        self.current_address = self.instance.address
        self.original_file = None  # or Wagtail would delete it before the database commits
        if "file" in self.fields:
            self.fields["file"].help_text = f"{CLEANING_NOTE} {self.fields['file'].help_text}"
        else:
            # Shown after an upload: a better title will give a better address.
            self.initial["address"] = ""
        if self.current_file and "file" in self.fields:
            self.order_fields(["title", "file", "what_changed"])
        else:
            for name in ("what_changed", *EDIT_ONLY_FIELDS):
                self.fields.pop(name, None)

    def clean(self):
        cleaned_data = super().clean()
        if self.current_file:
            for check in hooks.get_hooks("clean_document_form"):  # of apps that use documents
                check(self)
        return cleaned_data

    def _post_clean(self):
        super()._post_clean()
        if "file" in self.changed_data and not self.errors:
            self._store_file()
        if self.errors and self.current_file:
            # The page with the errors shows the document as it was.
            self.instance.file, self.instance.address = self.current_file, self.current_address

    def _store_file(self):
        """Write the file now, so that a full disk becomes an error of the form."""
        try:
            self.instance._meta.get_field("file").pre_save(self.instance, add=False)
        except OSError:
            self.add_error(
                "file",
                "The server had no room to keep this file, so nothing has changed. Try again "
                "later. If this happens again, contact your administrator.",
            )

    def save(self, commit=True):
        self.instance.changed_by = self.user
        self.instance.what_changed = self.cleaned_data.get("what_changed", "")
        return super().save(commit)
