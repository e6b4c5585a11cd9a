"""The worker's jobs for the library."""

import time
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from .models import PartnershipDocument
from .reading import read_document
from .storage import whole_file_storages

KEEP_REMOVED_FILES = timedelta(days=30)
SECONDS_PER_RUN = 10  # then no further file is started: other jobs are waiting


def read_new_documents():
    """Reads each new document within seconds of its upload, for its text and any problems.

    The document that has waited longest comes first. A damaged or harmful file does not stop the
    others.
    """
    started = time.monotonic()
    waiting = PartnershipDocument.objects.filter(read_at=None)
    for pk in list(waiting.order_by("file_added_at", "pk").values_list("pk", flat=True)):
        if document := waiting.filter(pk=pk).first():
            read_document(document)
        if time.monotonic() - started > SECONDS_PER_RUN:
            return


def publish_documents():
    """Publishes new documents at the times that were chosen for them. Checks twice a minute."""
    due = PartnershipDocument.objects.filter(is_published=False, publish_at__lte=timezone.now())
    for document in due:
        with transaction.atomic():
            document.publish()
            log(document, "library.publish")


def delete_removed_files():
    """Deletes files for good 30 days after they were removed from the site, once a day.

    Until then a backup that was being made when a file was removed can still contain it.
    """
    long_ago = (timezone.now() - KEEP_REMOVED_FILES).timestamp()
    for storage in whole_file_storages():
        for _, path in storage.removed_files(before=long_ago):
            path.unlink(missing_ok=True)


URGENT_JOBS = {
    publish_documents: timedelta(seconds=30),
}
JOBS = {
    delete_removed_files: timedelta(days=1),
    read_new_documents: timedelta(seconds=5),
}
