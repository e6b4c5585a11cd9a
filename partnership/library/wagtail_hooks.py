"""Registers the library with Wagtail's admin: form fields, URLs, bulk actions and the report."""

from django.db.models import ForeignKey
from django.urls import path
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.ui.components import Component
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.chooser import viewset as document_chooser
from wagtail.images.widgets import AdminImageChooser

from partnership.ground.admin import PermittedMenuItem

from .admin_views import (
    BULK_ACTIONS,
    AddDocumentView,
    DocumentFaultsReport,
    DocumentsEndpoint,
    DocumentsView,
    EditDocumentView,
    ImagesEndpoint,
    ImagesView,
    remove,
    restore,
    select_format,
)
from .chooser_views import UploadInChooserView
from .image_forms import ChosenPictureField
from .models import DocumentProposal, PartnershipDocument, PartnershipImage
from .permissions import may_publish
from .proposal_views import accept_proposal, decline_proposal, proposed_file, publish_document
from .several_views import (
    AddDocumentsView,
    AddImagesView,
    SaveDocumentView,
    SaveImageView,
    SaveUploadedImageView,
)

# Here and not in apps.py, as Wagtail registers its own after our app is ready.
register_form_field_override(
    ForeignKey,
    to=PartnershipImage,
    override={"form_class": ChosenPictureField, "widget": AdminImageChooser},
)


@hooks.register("construct_document_chooser_queryset")
def fetch_collections(documents, request):
    """Fetch the collections, which the chooser names beside the documents, with these."""
    return documents.select_related("collection")


@hooks.register("register_admin_urls")
def add_library_addresses():
    report = "reports/documents-to-mend/"
    return [
        path("documents/", DocumentsView.as_view()),  # these come before Wagtail's own
        path("documents/add/", AddDocumentView.as_view()),
        path("documents/chooser/create/", document_chooser.construct_view(UploadInChooserView)),
        path("documents/edit/<int:document_id>/", EditDocumentView.as_view()),
        path("documents/results/", DocumentsView.as_view(results_only=True)),
        path("documents/multiple/add/", AddDocumentsView.as_view()),
        path("documents/multiple/<int:doc_id>/", SaveDocumentView.as_view()),
        path("images/", ImagesView.as_view()),
        path("images/results/", ImagesView.as_view(results_only=True)),
        path("images/multiple/add/", AddImagesView.as_view()),
        path("images/multiple/<int:image_id>/", SaveImageView.as_view()),
        path(
            "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
            SaveUploadedImageView.as_view(),
        ),
        path("images/chooser/<int:image_id>/select_format/", select_format),
        path(
            "documents/<int:document_id>/restore/<int:version_id>/",
            restore,
            name="library_restore",
        ),
        path("documents/<int:document_id>/remove/<int:version_id>/", remove, name="library_remove"),
        path("documents/<int:document_id>/accept/", accept_proposal, name="library_accept"),
        path("documents/<int:document_id>/decline/", decline_proposal, name="library_decline"),
        path("documents/<int:document_id>/publish/", publish_document, name="library_publish"),
        path(
            "documents/<int:document_id>/proposed-file/",
            proposed_file,
            name="library_proposed_file",
        ),
        path(report, DocumentFaultsReport.as_view(), name="library_faults"),
        path(
            f"{report}results/",
            DocumentFaultsReport.as_view(results_only=True),
            name="library_faults_results",
        ),
    ]


for action in BULK_ACTIONS:
    hooks.register("register_bulk_action", action, order=1)  # after Wagtail's, to replace them


@hooks.register("construct_admin_api", order=1)
def replace_endpoints(router):
    router.register_endpoint("documents", DocumentsEndpoint)
    router.register_endpoint("images", ImagesEndpoint)


@hooks.register("register_reports_menu_item")
def add_faults_to_reports():
    return PermittedMenuItem(DocumentFaultsReport, "library_faults", order=600)


class WaitingPanel(Component):
    """On the admin's first screen: the documents that wait for somebody who may publish."""

    name = "waiting_documents"
    order = 40
    template_name = "library/admin/waiting.html"

    def __init__(self, documents):
        self.documents = documents

    def get_context_data(self, parent_context):
        return {"documents": self.documents}


@hooks.register("construct_homepage_panels")
def show_waiting_documents(request, panels):
    if may_publish(request.user):
        proposed = DocumentProposal.objects.values("document")
        documents = PartnershipDocument.objects
        waiting = documents.filter(pk__in=proposed) | documents.waiting()
        may_change = permission_policy.instances_user_has_permission_for(request.user, "change")
        documents = waiting.filter(pk__in=may_change.values("pk")).order_by("title")
        if documents:
            panels.append(WaitingPanel(documents))


@hooks.register("register_log_actions")
def register_proposals(actions):
    actions.register_action("library.propose", "Propose changes", "Proposed changes")
    actions.register_action("library.accept", "Accept changes", "Accepted the proposed changes")
    actions.register_action("library.decline", "Decline changes", "Deleted the proposed changes")
    actions.register_action("library.publish", "Publish a document", "Published the document")
