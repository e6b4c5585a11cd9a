"""The public addresses of documents and pictures."""

from functools import wraps

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import etag, require_safe
from django.views.static import serve
from wagtail import hooks
from wagtail.documents.models import document_served
from wagtail.images.permissions import permission_policy as image_permissions
from wagtail.models import Site

from partnership.ground.partnerships import of_site
from partnership.ground.privacy import is_in_private_collection, is_open_to
from partnership.ground.visitors import same_for_everyone

from .models import PartnershipDocument, PartnershipRendition
from .ranges import in_part

SECONDS_IN_CACHES = 3600  # after which a picture made private has left the caches too
LOADS_NOTHING = "default-src 'none'; frame-ancestors 'none'"
SANDBOX = f"{LOADS_NOTHING}; sandbox"


def readers_only(view):
    """Call ``view`` with the document at a current or former address, if the user may read it."""

    @require_safe
    @wraps(view)
    def checked(request, address, **kwargs):
        at_address = Q(address=address) | Q(former_addresses__address=address)
        here = of_site(Site.find_for_request(request))
        documents = PartnershipDocument.objects.with_privacy().filter(at_address, here).distinct()
        # One that has the address now comes before one that had it.
        found = min(documents, key=lambda found: found.address != address, default=None)
        if found is None or not (found.is_published or found.may_be_read_by(request)):
            raise Http404
        return _refusal(request, found) or view(request, found, address, **kwargs)

    return checked


@readers_only
def document(request, found, address):
    """Serve the current file."""
    if found.address != address:
        return _redirect(request, found, found.url)
    return _serve_file(request, found, found.file, found.file_hash, found.filename)


@readers_only
def version(request, found, address, pk):
    """Serve an earlier version: to everyone if the document lists it, else to its editors."""
    chosen = get_object_or_404(found.versions, pk=pk)
    is_listed = found.shows_versions and not chosen.is_sample
    if not (is_listed or found.is_editable_by_user(request.user)):
        raise Http404
    if found.address != address:
        return _redirect(request, found, reverse("document_version", args=[found.address, pk]))
    day = timezone.localdate(chosen.added_at)
    name = f"{found.address.rpartition('.')[0]}-{day}.{chosen.file_extension}"
    return _serve_file(request, found, chosen.file, chosen.file_hash, name)


@readers_only
def picture(request, found, address):
    """Serve the picture of the first page."""
    if not found.picture:
        raise Http404
    return _serve_file(request, found, found.picture, found.picture.name, "first-page.webp")


@same_for_everyone
@require_safe
def rendition(request, name):
    """Serve a resized picture to users who may see it; originals have no address.

    A picture in a private collection is for the readers and the editors of that collection.
    """
    found = get_object_or_404(
        PartnershipRendition.objects.filter(file=f"images/{name}").annotate(
            is_private=is_in_private_collection("image__collection__path")
        )
    )
    if found.is_private and not _may_view(request, found.image):
        raise Http404
    response = serve(request, found.file.name, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = (
        "private, no-store" if found.is_private else f"max-age={SECONDS_IN_CACHES}"
    )
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # email newsletters show them
    return response


def _may_view(request, image):
    """Whether the user of ``request`` may see an image of a private collection."""
    if not request.user.is_authenticated:
        return False
    if is_open_to(request, image.collection):
        return True
    return image_permissions.user_has_any_permission_for_instance(
        request.user, ["choose", "change"], image
    )


def _redirect(request, found, url):
    query = request.META.get("QUERY_STRING", "")
    response = redirect(f"{url}?{query}" if query else url, permanent=True)
    response["Cache-Control"] = _cache_control(found)
    return response


def _cache_control(found):
    """Return Cache-Control: caches must ask here each time, and may not store private files."""
    return "private, no-store" if found.is_private else "no-cache"


def _refusal(request, found):
    """Return the response for a user who may not read ``found``, or None for those who may.

    Raises Http404 for a stranger, who must not learn that there is a document, and
    PermissionDenied for a signed-in user, as signing in again would not help.
    """
    if found.is_private and not found.may_be_read_by(request):
        raise PermissionDenied if request.user.is_authenticated else Http404
    for check in hooks.get_hooks("before_serve_document"):
        if isinstance(answer := check(found, request), HttpResponse):
            answer["Cache-Control"] = "private, no-store"
            return answer
    return None


def _serve_file(request, found, file, tag, filename):
    """Return a response with ``file``.

    Caches identify it by ``tag`` alone, as a restored version is older than the one it replaces.
    """

    @etag(lambda request: f'"{tag}"')
    def respond(request):
        try:
            opened = file.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        whole = FileResponse(
            opened, filename=filename, as_attachment=not filename.endswith((".pdf", ".webp"))
        )
        return in_part(request, whole, f'"{tag}"')

    response = respond(request)
    response["Cache-Control"] = _cache_control(found)
    if found.is_sample:
        response["X-Robots-Tag"] = "noindex"
    # Browsers do not show PDFs in a sandbox.
    response["Content-Security-Policy"] = LOADS_NOTHING if filename.endswith(".pdf") else SANDBOX
    if request.method == "GET" and response.status_code == 200:
        document_served.send(sender=PartnershipDocument, instance=found, request=request)
    return response
