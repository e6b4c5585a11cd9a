"""Admin views of proposals: a publisher accepts or declines them, and publishes new documents."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from partnership.editing.taking_turns import wait_for_turn

from .models import PartnershipDocument
from .permissions import may_publish
from .proposing import accept, proposal_for, tell_author
from .views import LOADS_NOTHING


def document_to_change(user, pk):
    """Return the document; raises Http404, or PermissionDenied if ``user`` may not change it."""
    document = get_object_or_404(PartnershipDocument, pk=pk)
    if not document.is_editable_by_user(user):
        raise PermissionDenied
    return document


@require_POST
@transaction.atomic
def accept_proposal(request, document_id):
    """Make the document what is proposed, and go back to it."""
    document, proposal = _proposal_sent(request, document_id)
    if not may_publish(request.user):
        raise PermissionDenied
    if proposal and (why := accept(proposal, request.user)):
        messages.error(request, f"Nothing was changed. {why}")
    elif proposal:
        log(document, "library.accept", user=request.user)
        tell_author(proposal, True, request.user)
        messages.success(request, f"Visitors now see the changes to ‘{document}’.")
    return redirect("wagtaildocs:edit", document_id)


@require_POST
@transaction.atomic
def decline_proposal(request, document_id):
    """Delete what is proposed, and go back to the document."""
    document, proposal = _proposal_sent(request, document_id)
    if proposal:
        proposal.delete()
        log(document, "library.decline", user=request.user)
        tell_author(proposal, False, request.user, request.POST.get("reason", "").strip())
        messages.success(request, f"The proposed changes to ‘{document}’ have been deleted.")
    return redirect("wagtaildocs:edit", document_id)


def _proposal_sent(request, document_id):
    """Return the document, and its proposal if that is still the one the person has seen."""
    document = document_to_change(request.user, document_id)
    wait_for_turn(f"{document._meta.label} {document_id}")
    proposal = proposal_for(document)
    if proposal and proposal.token == request.POST.get("proposal"):
        return document, proposal
    messages.error(
        request,
        "Nothing was done, because what is proposed has changed since you opened the document. "
        "See below what is proposed now.",
    )
    return document, None


@require_POST
def publish_document(request, document_id):
    """Let visitors see a new document, and go back to it."""
    document = document_to_change(request.user, document_id)
    if not may_publish(request.user):
        raise PermissionDenied
    document.publish()
    log(document, "library.publish", user=request.user)
    messages.success(request, f"Visitors can now see ‘{document}’.")
    return redirect("wagtaildocs:edit", document_id)


@require_safe
def proposed_file(request, document_id):
    """Serve the proposed file to those who may change the document."""
    proposal = proposal_for(document_to_change(request.user, document_id))
    if not (proposal and proposal.file and proposal.file.storage.exists(proposal.file.name)):
        raise Http404
    name = f"{proposal.document.address.rpartition('.')[0]}-proposed.{proposal.file_extension}"
    response = FileResponse(
        proposal.file.open("rb"), filename=name, as_attachment=proposal.file_extension != "pdf"
    )
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = LOADS_NOTHING
    return response
