"""The admin view that makes a draft edition of one text, pasted as a whole."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import construct_instance
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.admin.widgets import AdminDateInput

from partnership.pages.adding import add_draft
from partnership.pages.admin_views import PageFormView
from partnership.pages.blocks import PROSE_FEATURES
from partnership.pages.slugs import validate_title

from .models import NewsletterIndexPage, NewsletterPage
from .next_edition import values_of_next
from .pasted_text import blocks_of


class PastedEditionForm(forms.ModelForm):
    """What an edition is called, and its whole text."""

    text = forms.CharField(
        label="The whole newsletter",
        help_text="Paste it from Word or an email. Each heading becomes an item; a heading with "
        "only smaller headings below it becomes a section. A table is shown here row by row, with "
        "| between its cells, and becomes a table in the draft. Add pictures there.",
    )
    translation_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = NewsletterPage
        fields = ["title", "series", "number", "issued_on"]
        widgets = {"issued_on": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        text = self.fields["text"]
        text.widget = get_rich_text_editor_widget(features=PROSE_FEATURES)
        text.widget.options["ariaLabel"] = text.label
        self.fields["title"].help_text = "For example, ‘Edition 4’ or ‘Spring newsletter’."
        self.fields["title"].validators.append(validate_title)

    def clean_text(self):
        blocks = blocks_of(self.cleaned_data["text"])
        if not blocks:
            raise ValidationError("There are no words in this text. Paste the newsletter here.")
        return blocks

    def validate_unique(self):
        """Leave that to the view: a form that is sent twice adds one edition."""

    def _post_clean(self):
        """Set the fields of the edition; its address and text are not in this form."""
        edition = construct_instance(self, self.instance)
        edition.translation_key = self.cleaned_data.get("translation_key")
        edition.items = self.cleaned_data.get("text", [])


class PasteEditionView(PageFormView):
    """Make a draft edition of one text, item by item."""

    kind = NewsletterIndexPage
    form_class = PastedEditionForm
    template_name = "newsletters/admin/paste_edition.html"
    page_title = "New edition from a text"
    header_icon = "mail"

    def is_permitted(self, permissions):
        return permissions.can_add_subpage()

    def get_initial(self):
        return values_of_next(NewsletterPage.objects.child_of(self.page).latest().first())

    def form_valid(self, form):
        edition = self._added(form)
        messages.success(
            self.request,
            f"This draft was made of your text, with {_counted(edition.items)}. Check it, then "
            "publish it.",
        )
        return redirect("wagtailadmin_pages:edit", edition.pk)

    @transaction.atomic
    def _added(self, form):
        """Return the new edition; the one that was added before if the form is sent again."""
        key = form.cleaned_data["translation_key"]
        if earlier := NewsletterPage.objects.filter(translation_key=key).first():
            return earlier
        add_draft(form.instance, self.page, self.request.user)
        return form.instance


def _counted(items):
    """Return how many items and sections there are, in words."""
    sections = sum(block.block_type == "heading" for block in items)
    counts = [(len(items) - sections, "item")] + [(sections, "section")] * bool(sections)
    return " and ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)


def may_paste_edition(page, permissions):
    """Whether someone with ``permissions`` on ``page`` may make an edition of a text there."""
    return page.specific_class is NewsletterIndexPage and permissions.can_add_subpage()
