"""Registers the library with Wagtail's admin: form fields, URLs, bulk actions and the report."""

from django.db.models import ForeignKey
from django.urls import path
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.images.widgets import AdminImageChooser

from partnership.ground.admin import PermittedMenuItem

from .admin_views import (
    BULK_ACTIONS,
    AddDocumentsView,
    AddImagesView,
    DeleteDocumentView,
    DocumentFaultsReport,
    DocumentsEndpoint,
    DocumentsView,
    ImagesEndpoint,
    ImagesView,
    remove,
    restore,
    select_format,
)
from .image_forms import ChosenPictureField
from .models import PartnershipImage

# Here and not in apps.py, as Wagtail registers its own after our app is ready.
register_form_field_override(
    ForeignKey,
    to=PartnershipImage,
    override={"form_class": ChosenPictureField, "widget": AdminImageChooser},
)


@hooks.register("register_admin_urls")
def add_library_addresses():
    report = "reports/documents-to-mend/"
    return [
        path("documents/", DocumentsView.as_view()),  # these come before Wagtail's own
        path("documents/delete/<int:document_id>/", DeleteDocumentView.as_view()),
        path("documents/results/", DocumentsView.as_view(results_only=True)),
        path("documents/multiple/add/", AddDocumentsView.as_view()),
        path("images/", ImagesView.as_view()),
        path("images/results/", ImagesView.as_view(results_only=True)),
        path("images/multiple/add/", AddImagesView.as_view()),
        path("images/chooser/<int:image_id>/select_format/", select_format),
        path(
            "documents/<int:document_id>/restore/<int:version_id>/",
            restore,
            name="library_restore",
        ),
        path("documents/<int:document_id>/remove/<int:version_id>/", remove, name="library_remove"),
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
