"""Admin views of documents and pictures: versions, permissions and the report on problems."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views import bulk_actions as document_actions
from wagtail.documents.views.documents import CreateView as DocumentCreateView
from wagtail.documents.views.documents import EditView as DocumentEditView
from wagtail.documents.views.documents import IndexView as DocumentsIndexView
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.images.views import bulk_actions as image_actions
from wagtail.images.views.chooser import viewset as image_chooser
from wagtail.images.views.images import IndexView as ImagesIndexView
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from .models import DocumentProposal, PartnershipDocument, PartnershipImage
from .permissions import may_change_at_once, may_publish
from .proposal_views import document_to_change
from .proposing import changes_in, proposal_for, text_changes
from .releasing import who_can_see

HELD_BACK = (
    "Its file may show what it should not. If everyone may see that, select ‘What to do’, choose "
    "‘Everyone, at once’ and save."
)


@require_POST
def restore(request, document_id, version_id):
    """Make an earlier version the current one, and go back to the document."""
    document, version = _version_to_change(request.user, document_id, version_id)
    if not version.file.storage.exists(version.file.name):
        messages.error(
            request,
            "The file of that version is missing from the server, so nothing has changed. Contact "
            "your administrator.",
        )
    elif error := _why_not_restored(document, version):
        messages.error(request, f"Nothing has changed. {error}")
    else:
        document.restore(version, request.user)
        log(document, "wagtail.edit", user=request.user)
        messages.success(
            request,
            f"The version of {localtime(version.added_at):%d/%m/%Y, %H:%M} is the current version "
            "again. The version it replaced is in the list below.",
        )
    return redirect("wagtaildocs:edit", document_id)


def _why_not_restored(document, version):
    """Return what apps that use documents have against an earlier version, or ''."""
    errors = (check(document, version) for check in hooks.get_hooks("before_restore_version"))
    return next(filter(None, errors), "")


@require_POST
def remove(request, document_id, version_id):
    """Delete an earlier version, and every other version with the same file."""
    document, version = _version_to_change(request.user, document_id, version_id)
    if version.file.name == document.file.name:
        messages.error(
            request,
            "That file is the current version, so nothing has changed. Replace the file before you "
            "remove this version.",
        )
    else:
        document.versions.filter(file=version.file.name).delete()
        day = date_format(localtime(version.added_at), "j F Y")
        log(document, "wagtail.edit", user=request.user, data={"removed": f"version of {day}"})
        messages.success(
            request, f"The version of {day} has been removed. No one can open it any more."
        )
    return redirect("wagtaildocs:edit", document_id)


def _version_to_change(user, document_id, version_id):
    """Return the document and its version.

    Raises PermissionDenied when ``user`` may not change it, Http404 when there is none.
    """
    document = document_to_change(user, document_id)
    if not may_change_at_once(user, document):
        raise PermissionDenied
    return document, get_object_or_404(document.versions, pk=version_id)


class TellFaultsMixin:
    """For forms that save a document: the next screen tells what was found in its file."""

    def save_instance(self):
        document = super().save_instance()
        self.tell_faults(document, document)
        return document

    def tell_faults(self, document, file):
        """Tell what was found in ``file``: the document, or the proposal for it."""
        if self.form.unmarked_sample:
            messages.info(
                self.request,
                f"‘{document}’ has a new file, so it is no longer marked as a sample. If the new "
                "file is one too, tick ‘Sample’ again.",
            )
        if file.found_faults:
            edit = reverse("wagtaildocs:edit", args=[document.pk])
            summary = (
                f"Some people cannot read ‘{document}’, or will struggle to."
                if file.is_hard_to_read
                else f"‘{document}’ may show what it should not."
            )
            if self.form.held_back:
                summary = f"Visitors do not see ‘{document}’ yet. {HELD_BACK}"
            messages.warning(
                self.request,
                f"{summary} {file.faults_in_words}",
                buttons=[messages.button(edit, "What to do")],
            )


class AddDocumentView(TellFaultsMixin, DocumentCreateView):
    def get_success_message(self, instance):
        return f"‘{instance}’ has been added. {who_can_see(instance)}"


class EditDocumentView(TellFaultsMixin, DocumentEditView):
    """Changes a document, or proposes a change to those who may publish it."""

    def save_instance(self):
        if not self.form.proposal:
            return super().save_instance()
        document = self.form.save()
        log(document, "library.propose", user=self.request.user)
        self.tell_faults(document, self.form.proposal)
        return document

    def get_success_message(self):
        if not self.form.proposal:
            return f"‘{self.object}’ has been saved. {who_can_see(self.object)}"
        if not self.form.proposal.pk:
            return f"Nothing is proposed for ‘{self.object}’ now: it is as visitors see it."
        return (
            f"Your changes to ‘{self.object}’ wait for a publisher, who gets an email about them. "
            "Visitors still see it as it was."
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        user, proposal = self.request.user, proposal_for(self.object)
        context["who_can_see"] = who_can_see(self.object)
        context["may_publish"] = may_publish(user)
        context["may_change"] = may_change_at_once(user, self.object)
        if proposal:
            context |= {
                "proposal": proposal,
                "changes": changes_in(proposal, user),
                "text_changes": text_changes(proposal),
            }
        return context


class FilteredSearchMixin:
    """For lists that search and filter together, even by a count outside the search index."""

    def filter_queryset(self, queryset):
        filtered = super().filter_queryset(queryset)
        if not self.is_searching:
            return filtered
        return queryset.filter(pk__in=list(filtered.values_list("pk", flat=True)))


class DocumentsView(FilteredSearchMixin, DocumentsIndexView):
    """The list of documents, which says of each what waits for somebody who may publish it."""

    def get_base_queryset(self):
        proposals = DocumentProposal.objects.filter(document=OuterRef("pk"))
        return super().get_base_queryset().annotate(is_change_proposed=Exists(proposals))

    @cached_property
    def columns(self):
        columns = super().columns
        columns.insert(2, Column("waiting", label="Waiting", accessor=_waiting))
        return columns


def _waiting(document):
    if document.publish_at:
        return f"Visible from {localtime(document.publish_at):%d/%m/%Y, %H:%M}"
    if not document.is_published:
        return "To be published"
    return "Changes to be accepted" if document.is_change_proposed else ""


class ImagesView(FilteredSearchMixin, ImagesIndexView):
    pass


def select_format(request, image_id):
    """Wagtail's view of the alternative text, with the permission check that it lacks."""
    image = get_object_or_404(PartnershipImage, pk=image_id)
    if not image_policy.user_has_permission_for_instance(request.user, "choose", image):
        raise PermissionDenied
    return image_chooser.select_format_view(request, image_id=image_id)


class ChoosableOnlyMixin:
    """For the admin's API, which in Wagtail lists everything to everyone who may use the admin."""

    def get_queryset(self):
        return self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["choose"]
        ).order_by("pk")


class DocumentsEndpoint(ChoosableOnlyMixin, DocumentsAdminAPIViewSet):
    permission_policy = permission_policy


class ImagesEndpoint(ChoosableOnlyMixin, ImagesAdminAPIViewSet):
    permission_policy = image_policy


class HidePrivateNamesMixin:
    """For bulk actions: of the items without permission, name only those the user may choose.

    What visitors see is for those who may publish.
    """

    def check_perm(self, item):
        return super().check_perm(item) and may_change_at_once(self.request.user, item)

    def get_actionable_objects(self):
        objects, others = super().get_actionable_objects()
        may_choose = self.permission_policy.user_has_permission_for_instance
        refused = [
            item
            for item in others["items_with_no_access"]
            if may_choose(self.request.user, "choose", item)
        ]
        if not (objects or refused):
            raise Http404
        return objects, {"items_with_no_access": refused}


BULK_ACTIONS = [
    type(action.__name__, (HidePrivateNamesMixin, action), {})
    for action in (
        document_actions.AddToCollectionBulkAction,
        document_actions.AddTagsBulkAction,
        document_actions.DeleteBulkAction,
        *(getattr(image_actions, name) for name in image_actions.__all__),
    )
]


class DocumentFaultsReport(ReportView):
    """The report on documents in which the automatic checks found problems."""

    model = PartnershipDocument
    page_title = "Documents to fix"
    header_icon = "doc-full-inverse"
    results_template_name = "library/admin/faults_report_results.html"
    index_url_name = "library_faults"
    index_results_url_name = "library_faults_results"
    permission_policy = permission_policy
    any_permission_required = ["add", "change", "delete"]
    columns = [
        TitleColumn("title", label="Document", url_name="wagtaildocs:edit"),
        Column("faults", label="Problems", accessor="faults_in_words"),
        Column("usage_count", label="Uses"),
        DateColumn("file_added_at", label="Current version since"),
    ]
    list_export = ["title", "address", "faults_in_words", "file_added_at"]
    export_headings = {"faults_in_words": "Problems"}

    def get_queryset(self):
        """Documents with problems that the user may change: 1 query."""
        return (
            self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
            .with_faults()
            .order_by("title")
        )

    def decorate_paginated_queryset(self, documents):
        counts = ReferenceIndex.get_count_references_to_in_bulk(list(documents))
        for document in documents:
            document.usage_count = counts.get(document, 0)
        return documents
