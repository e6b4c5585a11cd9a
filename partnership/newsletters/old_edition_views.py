"""The admin view that adds several old editions from their PDFs.

The first step keeps the files, and in the session what was read from each; the second offers that
and adds the editions. What is sent again, such as after going back, makes nothing a second time.
"""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from wagtail.admin import messages
from wagtail.admin.widgets import AdminDateInput
from wagtail.documents.permissions import permission_policy

from partnership.pages.admin_views import PageFormView

from .models import NewsletterIndexPage, NewsletterPage, NewsletterSeries
from .old_editions import add_editions, documents_for, edition_of, take_in

MOST_FILES = 20
OFFERS = "old_editions"  # in the session: what was read, by the keys of the documents
DRAFT, PUBLISHED = "draft", "published"


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once: its value is a list of uploads."""

    widget = FilesInput(attrs={"accept": ".pdf"})
    bound_field_class = forms.BoundField  # the browser cannot keep several

    def clean(self, data, initial=None):
        files = [super(FilesField, self).clean(file, initial) for file in data or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(
                f"You have chosen {len(files)} files. Choose up to {MOST_FILES} at a time."
            )
        return files


class FilesForm(forms.Form):
    """The first step."""

    files = FilesField(
        label="PDFs",
        help_text=f"Choose up to {MOST_FILES} at once: hold Ctrl, or Command on a Mac, while you "
        "select them. The website removes author details from each.",
        error_messages={"required": "Choose the PDFs of the editions."},
    )


class EditionForm(forms.ModelForm):
    """One edition of the second step, with what was read from its PDF."""

    is_wanted = forms.BooleanField(label="Add this edition", required=False, initial=True)

    class Meta:
        model = NewsletterPage
        fields = ["title", "number", "issued_on", "theme"]
        widgets = {"issued_on": AdminDateInput}
        labels = {"issued_on": "Date"}
        help_texts = {
            "title": "Shown in the list of editions.",
            "number": "Optional, such as ‘Edition 4’ or ‘Issue 9’.",
            "issued_on": "The day it was sent out. If you know only the month, type its first day.",
            "theme": "Optional, such as ‘Winter 2023’.",
        }

    def __init__(self, data=None, *, document, offered=None, **kwargs):
        super().__init__(
            data,
            prefix=f"document-{document.pk}",
            instance=NewsletterPage(document=document, title=document.title),
            initial=offered,
            **kwargs,
        )
        day = self.fields["issued_on"]
        day.required = True  # or it is listed under the year in which it is published here
        day.error_messages["required"] = "Type the day it was sent out, or the first of its month."
        if offered:
            self.initial["issued_on"] = parse_date(offered["issued_on"] or "")
            day.help_text = f"{offered['source']} {day.help_text}"

    @property
    def document(self):
        """The PDF of the edition."""
        return self.instance.document

    @property
    def is_left_out(self):
        """Whether the person has unticked it."""
        return self.is_bound and not self["is_wanted"].value()


def _to_offer(offer):
    """Return what was read, an ``Offer``, as a session can keep it."""
    found = offer.found
    return {
        "number": offer.number,
        "issued_on": found and found.date.isoformat(),
        "theme": offer.theme,
        "source": f"Read from ‘{found.words}’." if found else "No date was found in the file.",
    }


class EditionsForm(forms.Form):
    """What holds for all editions of the second step."""

    series = forms.ModelChoiceField(
        NewsletterSeries.objects.all(),
        required=False,
        empty_label="No series",
        help_text="The series that all of them belong to.",
    )
    state = forms.ChoiceField(
        label="Who can see them",
        choices=[
            (DRAFT, "Only editors: they are drafts"),
            (PUBLISHED, "Everyone, at once"),
        ],
        initial=DRAFT,
        widget=forms.RadioSelect,
        help_text="Visitors can open the PDF of an edition once it is published.",
    )

    def __init__(self, *args, may_publish, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["state"]
        only = NewsletterSeries.objects.all()[:2]
        if len(only) == 1:
            self.initial["series"] = only[0]


class AddOldEditionsView(PageFormView):
    """Adds several old editions below the newsletters page."""

    kind = NewsletterIndexPage
    form_class = FilesForm
    template_name = "newsletters/admin/old_editions.html"
    page_title = "Add old editions"
    header_icon = "mail"

    def is_permitted(self, permissions):
        return may_add_old_editions(self.page, permissions)

    def get_context_data(self, **kwargs):
        context = {"page": self.page, **kwargs}
        if "editions" not in context and (rows := self._offered_rows()):
            context |= {"editions": rows, "shared": self._shared_form()}
        return super().get_context_data(**context)

    def _offered_rows(self):
        """Return the forms for the PDFs that the address names, if they are no editions yet."""
        offers = self.request.session.get(OFFERS, {})
        return [
            EditionForm(document=document, offered=offers.get(str(document.pk)))
            for document in self._documents(self.request.GET)
            if not edition_of(document)
        ]

    def _documents(self, sent):
        """Return the documents that ``sent`` names and the person may choose, in its order."""
        keys = [int(key) for key in sent.getlist("document") if key.isdecimal()]
        documents = documents_for(self.page, self.request.user).in_bulk(keys)
        return [documents[key] for key in keys if key in documents]

    def post(self, request, *args, **kwargs):
        return self._add() if "document" in request.POST else super().post(request)

    def form_valid(self, form):
        """Keep the files, and lead to what was read from each."""
        offers, problems = {}, []
        for file in form.cleaned_data["files"]:
            try:
                taken = take_in(file, self.page, self.request.user)
                offers.setdefault(str(taken.document.pk), _to_offer(taken.offer))
            except ValidationError as error:
                problems.append((file.name, " ".join(error.messages)))
        if problems:
            messages.warning(self.request, _in_words(problems))
        self.request.session[OFFERS] = offers
        return redirect(f"{self.request.path}?{urlencode({'document': offers}, doseq=True)}")

    def _shared_form(self, data=None):
        permissions = self.page.permissions_for_user(self.request.user)
        return EditionsForm(data, may_publish=permissions.can_publish_subpage())

    def _add(self):
        sent = self.request.POST
        rows = [EditionForm(sent, document=document) for document in self._documents(sent)]
        if not rows:
            raise PermissionDenied
        shared, wanted = self._shared_form(sent), [row for row in rows if not row.is_left_out]
        if not all([shared.is_valid(), *[row.is_valid() for row in wanted]]):
            return self.render_to_response(self.get_context_data(editions=rows, shared=shared))
        self._add_wanted(wanted, shared.cleaned_data, len(rows) - len(wanted))
        return redirect("wagtailadmin_explore", self.page.pk)

    def _add_wanted(self, rows, shared, left_out):
        editions = [row.instance for row in rows]
        for edition in editions:
            edition.series = shared["series"]
        is_published = shared.get("state") == PUBLISHED
        added = add_editions(self.page, editions, self.request.user, is_published)
        messages.success(self.request, _outcome(added, len(editions), is_published, left_out))


def may_add_old_editions(page, permissions):
    """Whether ``page`` lists newsletters, and someone with ``permissions`` may add editions."""
    return (
        page.specific_class is NewsletterIndexPage
        and permissions.can_add_subpage()
        and permission_policy.user_has_permission(permissions.user, "add")
    )


def _in_words(problems):
    """Return, as HTML, which files cannot be added: ``problems`` are (name, reason)."""
    return format_html(
        "These files cannot be added: <ul>{}</ul>",
        format_html_join("", "<li>{}: {}</li>", problems),
    )


def _outcome(added, wanted, is_published, left_out):
    """Return in sentences what has been added."""
    number, there = len(added), wanted - len(added)
    state = "published" if is_published else "added as drafts: visitors do not see them yet"
    sentences = [f"{number} {'edition' if number == 1 else 'editions'} {state}."]
    if there:
        sentences.append(f"{there} {'was' if there == 1 else 'were'} there already.")
    if left_out:
        sentences.append(f"{left_out} left out: see ‘Documents’, where only editors can open them.")
    return " ".join(sentences)
