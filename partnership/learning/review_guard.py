"""Asks before the report of a practice review stops being public within its year.

The law wants it public for at least a year (Children Act 2004, sections 16F to 16H; SI 2018/789;
Working Together to Safeguard Children). Whoever ends that earlier is shown which report it is and
gives a reason, which goes on the audit trail.
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
from wagtail.models import BaseViewRestriction, Collection, Page

from partnership.accounts.trail.audit import record
from partnership.library.cleaning import CleanFile, cleaned
from partnership.library.models import PartnershipDocument

from .models import PracticeReviewPage, ResourceDocument
from .review_rules import why_not_on_a_review


class ReasonForm(forms.Form):
    """Why the report of a review can't stay public for its year."""

    reason = forms.CharField(
        label="Why it cannot wait",
        max_length=150,
        widget=forms.Textarea({"rows": 2}),
        help_text="It goes on the audit trail with your name. Name no child.",
    )


def reviews_within_their_year(pages, below=True):
    """Return the practice reviews, by title, that are public and have not been so for a year.

    They are among ``pages`` or ``below`` them too: 1 query.
    """
    if not pages:
        return []
    places = Q()
    for page in pages:
        places |= Q(path__startswith=page.path) if below else Q(path=page.path)
    return _within_their_year(PracticeReviewPage.objects.filter(places))


def reviews_that_show(documents):
    """Return the practice reviews, as above, from which everybody can open one of ``documents``.

    They are a queryset: 1 query.
    """
    rows = ResourceDocument.objects.filter(document__in=documents.public())
    return _within_their_year(PracticeReviewPage.objects.filter(pk__in=rows.values("page")))


def _within_their_year(reviews):
    public = reviews.listed().order_by("title")
    return [review for review in public if timezone.localdate() < review.public_until]


def ask_first(request, reviews, doing):
    """Return the page that asks why ``reviews`` should stop being public, or None to go on.

    ``doing`` is what was pressed, such as 'Unpublish'. It goes on for want of reviews, before
    anything is sent, and once a reason has been given; ``record_reasons`` then records that.
    """
    if request.method != "POST" or not reviews:
        return None
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    if form.is_valid():
        request.reviews_ended = [(review, doing, form.cleaned_data["reason"]) for review in reviews]
        return None
    return TemplateResponse(
        request,
        "learning/admin/review_within_year.html",
        {
            "reviews": reviews,
            "doing": doing,
            "form": form,
            "sent": [
                (name, value)
                for name, values in request.POST.lists()
                for value in values
                if name not in ("csrfmiddlewaretoken", "reason")
            ],
            "back": reverse("wagtailadmin_explore", args=[reviews[0].get_parent().pk]),
        },
    )


def record_reasons(request, *done):
    """Record the reviews that have just been ended with a reason, if there were any."""
    for review, doing, reason in getattr(request, "reviews_ended", []):
        day = review.public_until.strftime("%d/%m/%Y")
        record(
            "review_ended",
            request=request,
            about=review.title,
            details=f"{doing} before {day}: {reason}",
        )


def ask_before_unpublishing(request, page):
    """For Wagtail's hook before a page is unpublished."""
    below = "include_descendants" in request.POST
    return ask_first(request, reviews_within_their_year([page], below), "Unpublish")


def ask_before_deleting(request, page):
    """For Wagtail's hook before a page is deleted with all below it."""
    return ask_first(request, reviews_within_their_year([page]), "Delete")


def ask_before_moving(request, page, destination):
    """For Wagtail's hook before a page is moved with all below it."""
    reviews = reviews_within_their_year([page]) if is_hidden(destination) else []
    return ask_first(request, reviews, "Move")


def is_hidden(page):
    """Whether what is moved below ``page`` is not public: private, or of no website."""
    return bool(page.get_view_restrictions()) or page.get_site() is None


def ask_before_bulk_action(request, action_type, objects, action):
    """For Wagtail's hook before something is done to several objects, which may be pages."""
    if action.model is PartnershipDocument and action_type == "add_to_collection":
        return refuse_to_hide_documents(request, objects, action)
    if action.model is not Page:
        return None
    match action_type:
        case "publish":
            below = action.cleaned_form.cleaned_data["include_descendants"]
            return refuse_files_naming_authors(request, objects, below)
        case "delete":
            return ask_first(request, reviews_within_their_year(objects), "Delete")
        case "unpublish":
            below = action.cleaned_form.cleaned_data["include_descendants"]
            return ask_first(request, reviews_within_their_year(objects, below), "Unpublish")
        case "move" if is_hidden(action.cleaned_form.cleaned_data["chooser"]):
            return ask_first(request, reviews_within_their_year(objects), "Move")


def refuse_files_naming_authors(request, pages, below):
    """Go back and say why, where a review to be published has a file that tells who made it.

    Several pages are published without the form that would say so; ``below`` them too, or not.
    """
    drafts = [*pages]
    for page in pages if below else []:
        drafts += page.get_descendants().not_live()
    for draft in drafts:
        if issubclass(draft.specific_class, PracticeReviewPage):
            review = draft.get_latest_revision_as_object()
            for row in review.documents.all():
                if why_not := why_not_on_a_review(row.document):
                    said = f"Nothing is published: ‘{row.document}’ is a file of ‘{review}’. "
                    messages.error(request, said + why_not)
                    return redirect("wagtailadmin_pages:edit", review.pk)
    return None


def why_not_to_hide(document, collection):
    """Return why ``document`` can't be put into ``collection``, and what to do, or nothing."""
    reviews = reviews_that_show(PartnershipDocument.objects.filter(pk=document.pk))
    if not (reviews and collection.get_view_restrictions()):
        return ""
    return (
        f"‘{document}’ is a file of the practice review ‘{reviews[0]}’, which the law wants to be "
        "public for at least a year, and not everybody may open what is in this collection. "
        "Choose another, or unpublish the review first and say why."
    )


def refuse_to_hide_documents(request, documents, action):
    """Go back and say why, where one of ``documents`` has to stay public."""
    collection = action.cleaned_form.cleaned_data["collection"]
    for document in documents:
        if why_not := why_not_to_hide(document, collection):
            messages.error(request, f"Nothing is changed: {why_not}")
            return redirect("wagtaildocs:index")
    return None


def keep_report_public_and_clean(form):
    """Refuse, in the form of a document that reviews show, what would end that or tell its maker.

    A new file takes the place of the report at once, so it has to be one that can be cleaned.
    """
    collection, file = form.cleaned_data.get("collection"), form.cleaned_data.get("file")
    is_moved = collection and "collection" in form.changed_data
    if why_not := is_moved and why_not_to_hide(form.instance, collection):
        form.add_error("collection", why_not)
    documents = PartnershipDocument.objects.filter(pk=form.instance.pk)
    if "file" in form.changed_data and file and reviews_that_show(documents):
        form.cleaned_data["file"] = cleaned(file, file.name)
        if not isinstance(form.cleaned_data["file"], CleanFile):
            form.add_error(
                "file",
                "This is the report of a practice review, which must not tell who made it, and "
                "the website could not take that out of this file. Export the original again as "
                "PDF, without a password, a signature or protection, and choose that.",
            )


def ask_before_hiding(set_privacy, reviews_of):
    """Return Wagtail's view ``set_privacy`` of a dialog, which asks before it hides a report.

    ``reviews_of`` returns the public reviews that the view's argument, a primary key, would hide.
    """

    @wraps(set_privacy)
    def ask_then_set_privacy(request, **place):
        is_hiding = request.POST.get("restriction_type") != BaseViewRestriction.NONE
        reviews = reviews_of(*place.values()) if is_hiding else []
        asking = ask_first(request, reviews, "Make private")
        if asking:
            template = "learning/admin/review_within_year_dialog.html"
            step = {"step": "set_privacy"}
            return render_modal_workflow(request, template, None, asking.context_data, step)
        response = set_privacy(request, **place)
        if reviews and not reviews_of(*place.values()):  # not where the form was refused
            record_reasons(request)
        return response

    return ask_then_set_privacy


def reviews_below(page_id):
    """Return the public reviews within their year that are the page ``page_id`` or below it."""
    return reviews_within_their_year(Page.objects.filter(pk=page_id))


def reviews_with_files_in(collection_id):
    """Return those from which everybody can open a file of the collection or one below it.

    Raises Http404 when there is no such collection.
    """
    collection = get_object_or_404(Collection, pk=collection_id)
    inside = PartnershipDocument.objects.filter(collection__path__startswith=collection.path)
    return reviews_that_show(inside)


set_page_privacy = ask_before_hiding(page_privacy.set_privacy, reviews_below)
set_collection_privacy = ask_before_hiding(collection_privacy.set_privacy, reviews_with_files_in)


class PagesEndpoint(PagesAdminAPIViewSet):
    """Wagtail's list of pages for programs, by which no screen does anything to a page."""

    actions = {}
