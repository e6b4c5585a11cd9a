"""Admin views of documents and pictures: versions, permissions and the report on problems."""

from django.core.exceptions import PermissionDenied
from django.db.models import PROTECT
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views import bulk_actions as document_actions
from wagtail.documents.views import multiple as documents
from wagtail.documents.views.documents import DeleteView as DocumentDeleteView
from wagtail.documents.views.documents import IndexView as DocumentsIndexView
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.images.views import bulk_actions as image_actions
from wagtail.images.views import multiple as images
from wagtail.images.views.chooser import viewset as image_chooser
from wagtail.images.views.images import IndexView as ImagesIndexView
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex

from partnership.ground.collections import website_collection_id

from .models import PartnershipDocument, PartnershipImage


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
    else:
        document.restore(version, request.user)
        log(document, "wagtail.edit", user=request.user)
        messages.success(
            request,
            f"The version of {localtime(version.added_at):%d/%m/%Y, %H:%M} is the current version "
            "again. The version it replaced is in the list below.",
        )
    return redirect("wagtaildocs:edit", document_id)


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
    document = get_object_or_404(PartnershipDocument, pk=document_id)
    if not document.is_editable_by_user(user):
        raise PermissionDenied
    return document, get_object_or_404(document.versions, pk=version_id)


class DeleteDocumentView(DocumentDeleteView):
    """Wagtail's view to delete a document, with an explanation where the document is needed."""

    def form_valid(self, form):
        if self.usage.is_protected:
            return refuse_deletion(self.request, self.object, self.usage)
        return super().form_valid(form)


def refuse_deletion(request, document, usage):
    """Show which records need ``document``, and go to the list of its uses.

    ``usage`` is Wagtail's index of references to it.
    """
    needed_by = [
        f"‘{record}’"
        for record, references in usage
        if any(reference.on_delete == PROTECT for reference in references)
    ]
    messages.error(
        request,
        f"‘{document}’ is used on {' and '.join(needed_by)}, so it cannot be deleted. Remove it "
        "from there first.",
    )
    return redirect("wagtaildocs:document_usage", document.pk)


class WebsiteCollectionMixin:
    """For views that add several files: the website's collection is selected by default."""

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("collection_id") or str(website_collection_id())
        return super().get_context_data(**kwargs) | {"selected_collection_id": chosen}


class AddDocumentsView(WebsiteCollectionMixin, documents.AddView):
    pass


class AddImagesView(WebsiteCollectionMixin, images.AddView):
    pass


class FilteredSearchMixin:
    """For lists that search and filter together, even by a count outside the search index."""

    def filter_queryset(self, queryset):
        filtered = super().filter_queryset(queryset)
        if not self.is_searching:
            return filtered
        return queryset.filter(pk__in=list(filtered.values_list("pk", flat=True)))


class DocumentsView(FilteredSearchMixin, DocumentsIndexView):
    pass


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
    """For bulk actions: of the items without permission, name only those the user may choose."""

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


class DeleteDocuments(document_actions.DeleteBulkAction):
    """Wagtail's bulk action, with an explanation where one of the documents is needed."""

    def prepare_action(self, objects, objects_without_access):
        for document, usage in self.object_references.items():
            if usage.is_protected:
                return refuse_deletion(self.request, document, usage)
        return super().prepare_action(objects, objects_without_access)


BULK_ACTIONS = [
    type(action.__name__, (HidePrivateNamesMixin, action), {})
    for action in (
        document_actions.AddToCollectionBulkAction,
        document_actions.AddTagsBulkAction,
        DeleteDocuments,
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
