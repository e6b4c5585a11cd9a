"""Documents as editors add, replace and save them."""

from django.core.files.base import ContentFile
from django.urls import reverse

from partnership.library.models import PartnershipDocument
from partnership.library.storage import library_storage

FIRST, SECOND = b"%PDF-1.7 the first version", b"%PDF-1.7 the second version, longer"


def add(title="Our threshold document", content=FIRST, name="Final v3 (2).pdf", **fields):
    """Return a document, added as an editor would add it."""
    document = PartnershipDocument(title=title, file=ContentFile(content, name), **fields)
    document.full_clean()
    document.save()
    return document


def replace(document, content=SECOND, name="Other name.pdf", what_changed=""):
    document.file = ContentFile(content, name)
    document.what_changed = what_changed
    document.save()
    return document


def body(response):
    """Return the content of the response, read to the end so that the file is closed."""
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def save_form(client, document, **changes):
    """Save the document's form in the admin with these fields filled in."""
    fields = {
        "title": document.title,
        "address": document.address,
        "tags": "",
        "collection": document.collection_id,
        "web_version": document.web_version_id or "",
    }
    address = reverse("wagtaildocs:edit", args=[document.pk])
    return client.post(address, fields | changes, follow=True)


def stored_files():
    """Return the names of all documents on the disk."""
    return sorted(library_storage().listdir("documents")[1])
