"""Asks for a reason before the report of a practice review stops being public within its year.

The law requires it to be public for at least a year (Children Act 2004, sections 16F to 16H; SI
2018/789; Working Together to Safeguard Children). Anyone who ends that early sees which report it
is and gives a reason, which is recorded on the audit trail.
"""

from functools import wraps

from django import forms
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.views import collection_privacy, page_privacy
from wagtail.admin.views.collections import Edit
from wagtail.models import BaseViewRestriction, Collection, Page

from partnership.accounts.trail.audit import record
from partnership.ground.partnerships import not_elsewhere
from partnership.library.cleaning import CleanFile, cleaned, is_clean
from partnership.library.models import PartnershipDocument
from partnership.library.reading import read_upload
from partnership.pages.leaving import is_hidden
from partnership.pages.queryset import with_status

from .models import PracticeReviewPage, ResourceDocument
from .review_rules import author_error


class ReasonForm(forms.Form):
    """Why the report of a review can't stay public for its year."""

    reason = forms.CharField(
        label="Why this cannot wait",
        max_length=150,
        widget=forms.Textarea({"rows": 2}),
        help_text="Your reason is recorded in the audit trail with your name. Do not name a child.",
    )


def reviews_within_their_year(pages, below=True):
    """Return the practice reviews, by title, that have been public for less than a year.

    They are among ``pages`` or, with ``below``, anywhere below them: 1 query.
    """
    if not pages:
        return []
    places = Q()
    for page in pages:
        places |= Q(path__startswith=page.path) if below else Q(path=page.path)
    return _within_their_year(PracticeReviewPage.objects.filter(places))


def reviews_that_show(documents):
    """Return the practice reviews within their year on which everyone can open ``documents``.

    ``documents`` is a queryset, and one of them is enough: 1 query.
    """
    rows = ResourceDocument.objects.filter(document__in=documents.public())
    return _within_their_year(PracticeReviewPage.objects.filter(pk__in=rows.values("page")))


def _within_their_year(reviews):
    public = reviews.listed().order_by("title")
    return [review for review in public if timezone.localdate() < review.public_until]


def ask_for_reason(request, reviews, action):
    """Return a page that asks why ``reviews`` should stop being public, or None to go on.

    ``action`` is the label of what the editor does, such as 'Unpublish'. Returns None without
    reviews, before the form is sent, and once a reason is given, for ``record_reasons`` to record.
    """
    if request.method != "POST" or not reviews:
        return None
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        request.reviews_ended = [(review, action, reason) for review in reviews]
        return None
    return TemplateResponse(
        request,
        "learning/admin/review_within_year.html",
        {
            "reviews": reviews,
            "action": action,
            "form": form,
            "sent": _sent_fields(request),
            "back": reverse("wagtailadmin_explore", args=[reviews[0].get_parent().pk]),
        },
    )


def _sent_fields(request):
    """Return ``[(name, value), ...]`` of the form that was sent, to send it again."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "reason")
    ]


def record_reasons(request, *args):
    """Record the reviews that were ended with a reason in this request, if any."""
    for review, action, reason in getattr(request, "reviews_ended", []):
        day = review.public_until.strftime("%d/%m/%Y")
        record(
            "review_ended",
            request=request,
            about=review.title,
            details=f"{action} before {day}: {reason}",
        )


def ask_before_unpublishing(request, page):
    """Wagtail's hook before a page is unpublished."""
    below = "include_descendants" in request.POST
    return ask_for_reason(request, reviews_within_their_year([page], below), "Unpublish")


def ask_before_deleting(request, page):
    """Wagtail's hook before a page is deleted with all pages below it."""
    return ask_for_reason(request, reviews_within_their_year([page]), "Delete")


def ask_before_moving(request, page, destination):
    """Wagtail's hook before a page is moved with all pages below it."""
    reviews = reviews_within_their_year([page]) if is_hidden(destination) else []
    return ask_for_reason(request, reviews, "Move")


def ask_before_bulk_action(request, action_type, objects, action):
    """Wagtail's hook before an action on several objects, which may be pages."""
    if action.model is PartnershipDocument and action_type == "add_to_collection":
        return refuse_to_hide_documents(request, objects, action)
    if action.model is not Page:
        return None
    match action_type:
        case "publish":
            below = action.cleaned_form.cleaned_data["include_descendants"]
            return refuse_files_with_authors(request, objects, below)
        case "delete":
            return ask_for_reason(request, reviews_within_their_year(objects), "Delete")
        case "unpublish":
            below = action.cleaned_form.cleaned_data["include_descendants"]
            return ask_for_reason(request, reviews_within_their_year(objects, below), "Unpublish")
        case "move" if is_hidden(action.cleaned_form.cleaned_data["chooser"]):
            return ask_for_reason(request, reviews_within_their_year(objects), "Move")


def refuse_files_with_authors(request, pages, below):
    """Show an error and redirect if a review to be published has a file that names its author.

    Several pages are published without the form that would refuse it. With ``below``, the drafts
    below ``pages`` are published too.
    """
    drafts = list(pages)
    if below:
        for page in pages:
            drafts += page.get_descendants().not_live()
    for draft in drafts:
        if issubclass(draft.specific_class, PracticeReviewPage):
            review = draft.get_latest_revision_as_object()
            for row in review.documents.all():
                error = row.document_id and author_error(row.document)
                if error:
                    what = f"‘{row.document}’ belongs to ‘{review}’."
                    messages.error(request, f"Nothing was published. {what} {error}")
                    return redirect("wagtailadmin_pages:edit", review.pk)
    return None


def hiding_error(document, collection):
    """Return an error if ``collection`` would hide the report ``document``, or an empty string."""
    reviews = reviews_that_show(PartnershipDocument.objects.filter(pk=document.pk))
    if not (reviews and collection.get_view_restrictions()):
        return ""
    return (
        f"‘{document}’ belongs to the practice review ‘{reviews[0]}’. The law requires it to be "
        "public for at least a year, and not everyone can open the files in this collection. "
        "Choose another collection, or unpublish the review first and give a reason."
    )


def refuse_to_hide_documents(request, documents, action):
    """Show an error and redirect if one of ``documents`` must stay public."""
    collection = action.cleaned_form.cleaned_data["collection"]
    for document in documents:
        error = hiding_error(document, collection)
        if error:
            messages.error(request, f"Nothing was changed. {error}")
            return redirect("wagtaildocs:index")
    return None


def check_document_form(form):
    """Refuse changes to the report of a review that would hide it or name its author.

    A new file replaces the report at once, so it must be one that can be cleaned.
    """
    collection, file = form.cleaned_data.get("collection"), form.cleaned_data.get("file")
    if collection and "collection" in form.changed_data:
        error = hiding_error(form.instance, collection)
        if error:
            form.add_error("collection", error)
    documents = PartnershipDocument.objects.filter(pk=form.instance.pk)
    if "file" in form.changed_data and file and reviews_that_show(documents):
        form.cleaned_data["file"] = cleaned(file, file.name)
        if error := _file_error(form.cleaned_data["file"], file.name):
            form.add_error("file", error)


def check_restored_version(document, version):
    """Return why an earlier ``version`` may not be the report of a review again, or ''."""
    if not reviews_that_show(PartnershipDocument.objects.filter(pk=document.pk)):
        return ""
    with version.file.open() as file:
        error = _author_error_in(file, version.file.name)
    if error or is_clean(version.file.path):
        return error
    return (
        "The report of a review must not name its author, and the file of that version does. "
        "Download it and upload it as a new file: the website then removes the author."
    )


def _author_error_in(file, name):
    """Read the ``file`` called ``name``, and return its ``author_error``."""
    reading = read_upload(file, name)
    return author_error(
        PartnershipDocument(
            file=name,
            faults=reading.faults,
            hidden_parts=reading.hidden_parts,
            read_at=timezone.now(),
        )
    )


def _file_error(file, name):
    """Return why the report of a review may not have the new ``file`` called ``name``, or ''."""
    error = _author_error_in(file, name)
    if error or isinstance(file, CleanFile):
        return error
    return (
        "This is the report of a practice review, which must not name its author, and the website "
        "could not remove the author from this file. Export the original again as PDF, without a "
        "password, a signature or protection, and choose that."
    )


def ask_before_hiding(set_privacy, reviews_of):
    """Wrap Wagtail's dialog view ``set_privacy``, to ask for a reason before it hides a report.

    ``reviews_of`` returns the public reviews that the view's argument, a primary key, would hide.
    """

    @wraps(set_privacy)
    def ask_then_set_privacy(request, **place):
        is_hiding = request.POST.get("restriction_type") != BaseViewRestriction.NONE
        reviews = reviews_of(*place.values()) if is_hiding else []
        question = ask_for_reason(request, reviews, "Make private")
        if question:
            template = "learning/admin/review_within_year_dialog.html"
            step = {"step": "set_privacy"}
            return render_modal_workflow(request, template, None, question.context_data, step)
        response = set_privacy(request, **place)
        if reviews and not reviews_of(*place.values()):  # the form was valid
            record_reasons(request)
        return response

    return ask_then_set_privacy


def reviews_below(page_id):
    """Return the public reviews within their year that are the page ``page_id`` or below it."""
    return reviews_within_their_year(Page.objects.filter(pk=page_id))


def reviews_with_files_in(collection_id):
    """Return the reviews that show everyone a file of the collection or of one below it.

    Raises Http404 if there is no such collection.
    """
    collection = get_object_or_404(Collection, pk=collection_id)
    inside = PartnershipDocument.objects.filter(collection__path__startswith=collection.path)
    return reviews_that_show(inside)


class CollectionEditView(Edit):
    """Wagtail's form for a collection, which asks before a move under a private one."""

    def form_valid(self, form):
        parent = form.cleaned_data.get("parent")
        is_hiding = "parent" in form.changed_data and parent.get_view_restrictions()
        reviews = reviews_with_files_in(form.instance.pk) if is_hiding else []
        question = ask_for_reason(self.request, reviews, "Move")
        if question:
            return question
        response = super().form_valid(form)
        record_reasons(self.request)
        return response


set_page_privacy = ask_before_hiding(page_privacy.set_privacy, reviews_below)
set_collection_privacy = ask_before_hiding(collection_privacy.set_privacy, reviews_with_files_in)


class PagesEndpoint(PagesAdminAPIViewSet):
    """Wagtail's admin API: pages of one partnership, and no actions, which no screen uses."""

    actions = {}

    def get_base_queryset(self):
        return with_status(super().get_base_queryset().filter(not_elsewhere()))
