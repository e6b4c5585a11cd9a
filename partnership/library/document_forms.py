"""The form in which an editor uploads, replaces and describes a document."""

from django import forms
from wagtail import hooks
from wagtail.admin.widgets import AdminPageChooser
from wagtail.documents.forms import BaseDocumentForm

# What the forms of an upload leave out: it is filled in on the document's own page.
LATER_FIELDS = ("web_version", "lists_versions")
WHAT_HAPPENS_TO_IT = (
    "A PDF is kept without what it tells of its makers: author, program, dates and the names "
    "beside comments. Its title and language stay."
)


class PartnershipDocumentForm(BaseDocumentForm):
    """Wagtail's form, except that a replaced file is kept and a failed upload changes nothing."""

    what_changed = forms.CharField(
        required=False,
        max_length=300,
        help_text="Optional, when you replace the file: a line for the list of versions, such as "
        "‘New telephone numbers on page 4’.",
    )

    class Meta(BaseDocumentForm.Meta):
        widgets = {**BaseDocumentForm.Meta.widgets, "web_version": AdminPageChooser}

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        self.user = user
        self.present_file = self.instance.file.name if self.instance.pk else None
        self.present_address = self.instance.address
        self.original_file = None  # which Wagtail would delete, before the database commits
        if "file" in self.fields:
            self.fields["file"].help_text = f"{WHAT_HAPPENS_TO_IT} {self.fields['file'].help_text}"
        else:
            # Beside a fresh upload: its title is about to be improved, and the address with it.
            self.initial["address"] = ""
        if self.present_file and "file" in self.fields:
            self.order_fields(["title", "file", "what_changed"])
        else:
            for name in ("what_changed", *LATER_FIELDS):
                self.fields.pop(name, None)

    def clean(self):
        cleaned_data = super().clean()
        if self.present_file:
            for refuse in hooks.get_hooks("clean_document_form"):  # by those who use documents
                refuse(self)
        return cleaned_data

    def _post_clean(self):
        super()._post_clean()
        if "file" in self.changed_data and not self.errors:
            self._store_file()
        if self.errors and self.present_file:
            # The page that tells the errors shows the document as it is.
            self.instance.file, self.instance.address = self.present_file, self.present_address

    def _store_file(self):
        """Write the file now, while a full disk can still be told as an error of the form."""
        try:
            self.instance._meta.get_field("file").pre_save(self.instance, add=False)
        except OSError:
            self.add_error(
                "file",
                "The server had no room to keep this file, so nothing has changed. Try again "
                "later, and tell your administrator if it happens again.",
            )

    def save(self, commit=True):
        self.instance.changed_by = self.user
        self.instance.what_changed = self.cleaned_data.get("what_changed", "")
        return super().save(commit)
