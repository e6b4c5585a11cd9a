"""Takes in old editions that are PDFs: each file is kept as a document, each edition as a page."""

from pathlib import PurePath
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.documents.forms import get_document_form
from wagtail.documents.permissions import permission_policy

from partnership.editing.taking_turns import wait_for_turn
from partnership.ground.collections import website_collection_id
from partnership.ground.partnerships import of_site, site_above
from partnership.library.faults import HIDING_FAULTS, OPAQUE_FAULTS, FaultsFound
from partnership.library.models import PartnershipDocument
from partnership.library.reading import read_now, read_stored
from partnership.library.titles import title_in_file
from partnership.pages.adding import add_draft

from .models import NewsletterPage
from .reading_titles import Offer, read_edition

LONGEST_TITLE = 255  # characters
REFUSED_FAULTS = OPAQUE_FAULTS | HIDING_FAULTS
NOT_PDF = (
    "It is not a PDF. Open it in the program it was made with, export it as a PDF, and add that."
)
ALONE = "If everyone may see that, add the file under ‘Documents’ and choose it in a new edition."


class TakenIn(NamedTuple):
    """A file that is kept: its document, and what is offered for its edition."""

    document: PartnershipDocument
    offer: Offer


def take_in(file, index, user):
    """Keep an uploaded ``file`` as a document that waits for its edition; return it ``TakenIn``.

    A file that is in the library already is not kept a second time. Raises ValidationError with
    the reason if it is no PDF that everyone may open, or is an edition below ``index`` already.
    """
    if not file.name.lower().endswith(".pdf"):
        raise ValidationError(NOT_PDF)
    form = _upload_form(file, index, user)
    if not form.is_valid():  # or else the file is stored now
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    document, reading = form.instance, read_stored(form.instance)
    try:
        _refuse(reading)
        offer = read_edition(file.name, title_in_file(reading), "\n".join(reading.text_pages[:1]))
        document.title = offer.title[:LONGEST_TITLE]
        document._set_document_file_metadata()
        earlier = _same_as(document, index, user)
    except ValidationError:
        document.file.delete(save=False)
        raise
    if earlier:
        document.file.delete(save=False)
        return TakenIn(earlier, offer)
    form.save(commit=False).save()
    read_now(document, reading)
    return TakenIn(document, offer)


def _upload_form(file, index, user):
    return get_document_form(PartnershipDocument)(
        {"title": PurePath(file.name).stem[:LONGEST_TITLE], "collection": _collection_for(user)},
        {"file": file},
        instance=PartnershipDocument(site=site_above(index.path), uploaded_by_user=user),
        user=user,
    )


def _refuse(reading):
    """Raise ValidationError if the file cannot be opened, or hides something."""
    found = FaultsFound()
    found.faults, found.hidden_parts = reading.faults, reading.hidden_parts
    found.file_extension = "pdf"
    reasons = [f"{fault.what} {fault.remedy}" for fault in found.faults_among(REFUSED_FAULTS)]
    if found.hides_something:
        reasons.append(ALONE)
    if reasons:
        raise ValidationError(" ".join(reasons))


def _same_as(document, index, user):
    """Return the document in the library with the same file, if it is no edition yet, or None."""
    same = documents_for(index, user).filter(file_hash=document.file_hash).first()
    if edition := same and edition_of(same):
        raise ValidationError(f"It is the edition ‘{edition.get_admin_display_title()}’ already.")
    return same


def _collection_for(user):
    """Return the key of the collection for everyone, or else of one that ``user`` may add to."""
    collections = permission_policy.collections_user_has_permission_for(user, "add")
    keys = [collection.pk for collection in collections]
    return website_collection_id() if website_collection_id() in keys else keys[0]


def documents_for(index, user):
    """Return the documents that ``user`` may choose for an edition below ``index``."""
    allowed = permission_policy.instances_user_has_any_permission_for(user, ["choose"])
    return PartnershipDocument.objects.filter(
        of_site(site_above(index.path)), pk__in=allowed.values("pk")
    )


def edition_of(document):
    """Return the edition that has the ``document`` as its PDF, draft or public, or None."""
    return NewsletterPage.objects.filter(document=document).first()


@transaction.atomic
def add_editions(index, rows, user, is_published):
    """Add ``rows``, new editions with their PDFs, below ``index`` as drafts, or publish them.

    An edition whose PDF has become another's in the meantime is not added. Returns those added.
    """
    wait_for_turn(f"below {index.pk}")  # as in the form of a new page
    return [
        _add(index, edition, user, is_published)
        for edition in rows
        if not edition_of(edition.document)
    ]


def _add(index, edition, user, is_published):
    _name_after(edition)
    revision = add_draft(edition, index, user)
    if is_published:
        revision.publish(user=user)
    return edition


def _name_after(edition):
    """Give the PDF of an ``edition`` the same title, unless visitors know it by another."""
    document = edition.document
    if document.is_new and document.title != edition.title:
        document.title, document.address = edition.title, ""
        document.save()
