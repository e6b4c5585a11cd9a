"""What the worker does for the library."""

import time
from datetime import timedelta

from .models import PartnershipDocument
from .reading import read_document

SECONDS_A_RUN = 10  # after which it starts no other file: pages wait for their time of publishing


def read_new_documents():
    """Reads each document within seconds of its upload: text, number of pages, language, faults.

    The one that has waited longest comes first. A file that is faulty, or made to do harm, stops
    no other.
    """
    started = time.monotonic()
    waiting = PartnershipDocument.objects.filter(read_at=None)
    for pk in list(waiting.order_by("file_added_at", "pk").values_list("pk", flat=True)):
        if document := waiting.filter(pk=pk).first():
            read_document(document)
        if time.monotonic() - started > SECONDS_A_RUN:
            return


JOBS = {read_new_documents: timedelta(seconds=5)}
