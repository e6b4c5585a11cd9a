"""The chooser of documents, in which a new one can be uploaded."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.documents.permissions import permission_policy
from wagtail.documents.views.chooser import DocumentChooserUploadView

from .faults import DISCLOSING_FAULTS


class UploadInChooserView(DocumentChooserUploadView):
    """Uploads a document; what its file hides or discloses is shown before it is chosen."""

    def post(self, request):
        if "chosen" not in request.POST:
            return super().post(request)
        key = request.POST["chosen"]
        if not key.isdecimal():
            raise Http404
        may_choose = permission_policy.instances_user_has_any_permission_for(
            request.user, ["choose"]
        )
        return super().get_chosen_response(get_object_or_404(may_choose, pk=key))

    def get_chosen_response(self, item):
        faults = item.faults_among(DISCLOSING_FAULTS)
        if not faults:
            return super().get_chosen_response(item)
        html = render_to_string(
            "library/admin/uploaded_in_chooser.html",
            {"document": item, "faults": faults, "action": self.request.get_full_path()},
            self.request,
        )
        step = {"step": "reshow_creation_form", "htmlFragment": html}
        return render_modal_workflow(self.request, None, None, None, json_data=step)
