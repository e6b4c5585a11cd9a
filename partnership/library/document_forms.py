"""The form to upload, replace and describe a document.

Sent by somebody who may not publish, it changes nothing that visitors see: it makes a proposal.
"""

from django import forms
from wagtail import hooks
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminPageChooser
from wagtail.documents.forms import BaseDocumentForm
from wagtail.documents.widgets import AdminDocumentChooser

from partnership.ground.collections import start_in_website
from partnership.ground.partnerships import BelongingForm

from .faults import FaultsFound
from .models import DocumentProposal
from .models.versions import file_extension
from .permissions import may_change_at_once
from .proposing import keep_proposal, proposal_for
from .reading import read_now, read_upload
from .releasing import ReleaseForm
from .several_forms import RowMixin
from .titles import without_ending

# Left out of upload forms; editors fill these in on the document's own page.
EDIT_ONLY_FIELDS = (
    "is_sample",
    "effective_from",
    "agreed_by",
    "supersedes",
    "web_version",
    "lists_versions",
)
CLEANING_NOTE = (
    "The website removes author details from a PDF or Office file: author, program and dates, and "
    "in a PDF the names beside comments. The title and language stay. If the file hides something, "
    "such as a sheet, comments or words under a black box, you are shown what to remove."
)


class ShowAllTheSameField(forms.BooleanField):
    """Whether visitors may see what a file hides; asked only about a file that does."""

    def __init__(self):
        super().__init__(
            label="Let visitors see it all the same",
            required=False,
            help_text="Tick only if everyone may see what the file hides. Choose the file again.",
        )


class PartnershipDocumentForm(RowMixin, BelongingForm, ReleaseForm, BaseDocumentForm):
    """Wagtail's form, but a replaced file is kept and a failed upload changes nothing."""

    what_changed = forms.CharField(
        required=False,
        max_length=300,
        help_text="Optional. When you replace the file, say what is new, such as ‘New telephone "
        "numbers on page 4’. Visitors who can open earlier versions see it. Do not name a child.",
    )

    main_names = ("title", "release", "publish_at")

    author = None  # of the change, if that is not who sends the form
    unmarked_sample = False  # whether a new file took the mark off
    held_back = False  # whether what was to be public at once is not, for what its file hides

    class Meta(BaseDocumentForm.Meta):
        widgets = {
            **BaseDocumentForm.Meta.widgets,
            "web_version": AdminPageChooser,
            "effective_from": AdminDateInput,
            "publish_at": AdminDateTimeInput,
            "supersedes": AdminDocumentChooser,
        }

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, user=user, **kwargs)
        start_in_website(self)
        self.user = user
        self.proposal = None
        self.stored = self.initial.copy()
        self.current_file = self.instance.file.name if self.instance.pk else None
        self.current_address = self.instance.address
        self.original_file = None  # or Wagtail would delete it before the database commits
        if "file" in self.fields:
            self.fields["file"].help_text = f"{CLEANING_NOTE} {self.fields['file'].help_text}"
        else:
            # Shown after an upload: a better title will give a better address.
            self.initial["address"] = ""
        self.offer_release()
        first = ["title", "file", "release", "publish_at"]
        if self.current_file and "file" in self.fields:
            self.order_fields([*first, "what_changed", *EDIT_ONLY_FIELDS[:-2]])
        else:
            self.order_fields(first)
            for name in ("what_changed", *EDIT_ONLY_FIELDS):
                self.fields.pop(name, None)
        if self.current_file and user and not may_change_at_once(user, self.instance):
            self._start_from_proposal()

    def _start_from_proposal(self):
        """Show what is proposed already, and let saving propose it with what is changed now."""
        waiting = proposal_for(self.instance)
        self.proposal = waiting or DocumentProposal(document=self.instance)
        for name, values in self.proposal.values.items():
            self.initial[name] = values[-1] if values else ""

    def clean_title(self):
        return without_ending(self.cleaned_data["title"], self.files.get(self.add_prefix("file")))

    def clean(self):
        cleaned_data = super().clean()
        self.check_release()
        if self.current_file:
            has_new_file = "file" in self.changed_data and "is_sample" in self.fields
            if has_new_file and "is_sample" not in self.changed_data:
                self.unmarked_sample = self.instance.is_sample
                cleaned_data["is_sample"] = False
            for check in hooks.get_hooks("clean_document_form"):  # of apps that use documents
                check(self)
            self._check_what_it_hides(cleaned_data)
        return cleaned_data

    def _check_what_it_hides(self, cleaned_data):
        """Refuse a file that hides something in place of one that visitors see, unless ticked."""
        is_seen_at_once = "file" in self.changed_data and not (
            self.proposal or self.instance.is_new
        )
        is_ticked = self.data.get(self.add_prefix("publish_hidden"))
        if self.errors or not is_seen_at_once or is_ticked:
            return
        file, found = cleaned_data["file"], FaultsFound()
        try:
            reading = read_upload(file, file.name)
        except OSError:  # the disk is full: what stores the file says so
            return
        found.faults, found.hidden_parts = reading.faults, reading.hidden_parts
        found.file_extension = file_extension(file.name)
        if found.hides_something:
            self.add_error(
                "file",
                f"{found.faults_in_words} So nothing has changed. Upload a file without them, or "
                "tick the box below.",
            )
            self.fields = {"publish_hidden": ShowAllTheSameField(), **self.fields}

    def _post_clean(self):
        super()._post_clean()
        if "file" in self.changed_data and not self.errors:
            self._store_file()
        if self.errors and self.current_file:
            # The page with the errors shows the document as it was.
            self.instance.file, self.instance.address = self.current_file, self.current_address

    def _store_file(self):
        """Write the file now, so that a full disk becomes an error of the form."""
        holder = self.instance
        if self.proposal:
            holder = self.proposal
            holder.file = self.cleaned_data["file"]
        try:
            holder._meta.get_field("file").pre_save(holder, add=False)
        except OSError:
            self.add_error(
                "file",
                "The server had no room to keep this file, so nothing has changed. Try again "
                "later. If this happens again, contact your administrator.",
            )

    def save(self, commit=True):
        if self.proposal:
            return self._propose()
        was_new, has_new_file = self.instance.is_new, "file" in self.changed_data
        self.release_it()
        self.instance.changed_by = self.author or self.user
        self.instance.what_changed = self.cleaned_data.get("what_changed", "")
        waits_for_reading = commit and has_new_file and was_new and self.instance.is_published
        if waits_for_reading:
            self.instance.is_published = False  # until it is known that the file hides nothing
        document = super().save(commit)
        if commit and has_new_file:
            read_now(document)
        self.held_back = waits_for_reading and document.hides_something
        if waits_for_reading and not self.held_back:
            document.publish()
        return document

    def _propose(self):
        self.proposal.values = self._values_that_differ()
        self.instance.refresh_from_db()  # the form has filled it in
        self.proposal.document = self.instance
        keep_proposal(self.proposal, self.user, has_new_file="file" in self.changed_data)
        return self.instance

    def _values_that_differ(self):
        """Return what was sent for each field that differs from the document, as lists of text."""
        fields = {
            name: self.fields[name]
            for name in (*self._meta.fields, "what_changed")
            if name in self.fields and name != "file"
        }
        values = {
            name: self.data.getlist(self.add_prefix(name))
            for name, field in fields.items()
            if field.has_changed(self.stored.get(name), self[name].data)
        }
        if self.unmarked_sample:
            values["is_sample"] = []
        return values
