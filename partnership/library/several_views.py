"""Admin views that add several documents or pictures at once, each in a row of its own.

Wagtail sends each file as soon as it is chosen, and gets its row. One button saves all the rows
(``static/js/save-all.js``); each is then replaced by what was saved.
"""

import json

from django.db import transaction
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.documents.views import multiple as documents
from wagtail.images.views import multiple as images

from partnership.ground.collections import website_collection_id

from .faults import DISCLOSING_FAULTS
from .image_forms import NO_ROOM
from .reading import read_now, read_stored
from .releasing import who_can_see
from .titles import title_in_file, without_ending

DOCUMENT_ROW = "library/admin/document_row.html"
IMAGE_ROW = "library/admin/image_row.html"


class WebsiteCollectionMixin:
    """For views that add several files: the website's collection is selected by default."""

    def get_context_data(self, **kwargs):
        chosen = self.request.GET.get("collection_id") or str(website_collection_id())
        return super().get_context_data(**kwargs) | {"selected_collection_id": chosen}


class AddDocumentsView(WebsiteCollectionMixin, documents.AddView):
    """Adds several documents; the row of each shows what was read from its file."""

    template_name = "library/admin/add_documents.html"
    edit_form_template_name = DOCUMENT_ROW

    def save_object(self, form):
        reading = read_stored(form.instance)
        title = title_in_file(reading)[: form.fields["title"].max_length]
        form.instance.title = title or form.instance.title
        document = super().save_object(form)
        read_now(document, reading)
        return document


class AddImagesView(WebsiteCollectionMixin, images.AddView):
    """Adds several pictures; the form of each proposes a title."""

    template_name = "library/admin/add_images.html"
    edit_form_template_name = IMAGE_ROW

    def get_edit_upload_form_context_data(self):
        file = self.request.FILES["files[]"]
        self.object.title = without_ending(self.request.POST.get("title", file.name), file)
        return super().get_edit_upload_form_context_data()

    def post(self, request):
        """Answer with an error of this file, so that a full disk does not stop the others."""
        try:
            with transaction.atomic():
                return super().post(request)
        except OSError:
            return JsonResponse({"success": False, "error_message": NO_ROOM})


class SayWhatIsSavedMixin:
    """For views that save a row: the answer has the HTML to show in its place."""

    saved_template_name = "library/admin/saved_row.html"

    def post(self, request, *args, **kwargs):
        answer = super().post(request, *args, **kwargs)
        data = json.loads(answer.content)
        if data["success"]:
            data["saved"] = render_to_string(self.saved_template_name, self.describe_saved())
        return JsonResponse(data)


class SaveDocumentView(SayWhatIsSavedMixin, documents.EditView):
    """Saves the row of a document, and says who can see it and what it hides."""

    edit_form_template_name = DOCUMENT_ROW

    def describe_saved(self):
        return {
            "file": self.object,
            "edit": reverse("wagtaildocs:edit", args=[self.object.pk]),
            "details": who_can_see(self.object),
            "faults": self.object.faults_among(DISCLOSING_FAULTS),
        }


class SavedImageMixin(SayWhatIsSavedMixin):
    edit_form_template_name = IMAGE_ROW

    def describe_saved(self):
        alternative = self.object.default_alt_text
        return {
            "file": self.object,
            "edit": reverse("wagtailimages:edit", args=[self.object.pk]),
            "details": f"Alternative text: {alternative}" if alternative else "Decorative.",
        }


class SaveImageView(SavedImageMixin, images.EditView):
    """Saves the row of a picture that is in the library already."""


class SaveUploadedImageView(SavedImageMixin, images.CreateFromUploadedImageView):
    """Saves the row of a picture, which enters the library once it is described."""

    def post(self, request, *args, **kwargs):
        """Show the form again, with what was typed, when the disk is full."""
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except OSError:
            self.upload.file.close()
            return JsonResponse({"success": False, "form": self._form_again(request)})

    def _form_again(self, request):
        prefix = f"{self.edit_upload_form_prefix}-{self.upload.pk}"
        form = self.form_class(request.POST, prefix=prefix, user=request.user)
        form.add_error("title", NO_ROOM)
        context = {
            "form": form,
            "edit_action": reverse(self.edit_upload_url_name, args=[self.upload.pk]),
            "delete_action": reverse(self.delete_upload_url_name, args=[self.upload.pk]),
        }
        return render_to_string(self.edit_form_template_name, context, request=request)
