"""The public addresses of documents."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import etag, require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from .models import FormerAddress, PartnershipDocument


@require_safe
def document(request, address):
    """Serve the present file of the document at ``address``, to those who may read it."""
    found = PartnershipDocument.objects.with_privacy().filter(address=address).first()
    if found is None:
        former = get_object_or_404(
            FormerAddress.objects.select_related("document"), address=address
        )
        return redirect(former.document.url, permanent=True)
    return _refusal(request, found) or _file(
        request, found, found.file, found.file_hash, found.filename
    )


@require_safe
def version(request, address, pk):
    """Serve an earlier version: to everybody where the document lists them, else to its editors."""
    found = get_object_or_404(PartnershipDocument.objects.with_privacy(), address=address)
    if refusal := _refusal(request, found):
        return refusal
    if not (found.lists_versions or found.is_editable_by_user(request.user)):
        raise Http404
    chosen = get_object_or_404(found.versions, pk=pk)
    day = timezone.localdate(chosen.added_at)
    name = f"{found.address.rpartition('.')[0]}-{day}.{chosen.file_extension}"
    return _file(request, found, chosen.file, chosen.file_hash, name)


@require_safe
def picture(request, address):
    """Serve the picture of the first page, to those who may read the document."""
    found = get_object_or_404(
        PartnershipDocument.objects.with_privacy().exclude(picture=""), address=address
    )
    return _refusal(request, found) or _file(
        request, found, found.picture, found.picture.name, "first-page.webp"
    )


def _refusal(request, found):
    """Return what somebody who may not read ``found`` is answered, or None.

    Raises PermissionDenied for somebody signed in: signing in again would not help.
    """
    if found.is_private and not found.may_be_read_by(request) and request.user.is_authenticated:
        raise PermissionDenied
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := check(found, request), HttpResponse):
            answer["Cache-Control"] = "private, no-store"
            return answer
    return None


def _file(request, found, file, tag, filename):
    """Return ``file`` as a response that no cache may show without asking here first.

    Told apart by ``tag`` alone: a restored version is older than the one it replaces.
    """

    @etag(lambda request: f'"{tag}"')
    def respond(request):
        try:
            opened = file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        return FileResponse(
            opened, filename=filename, as_attachment=not filename.endswith((".pdf", ".webp"))
        )

    response = respond(request)
    response["Cache-Control"] = "private, no-store" if found.is_private else "no-cache"
    response["Content-Security-Policy"] = "default-src 'none'"
    if request.method == "GET" and response.status_code == 200:
        document_served.send(sender=PartnershipDocument, instance=found, request=request)
    return response
