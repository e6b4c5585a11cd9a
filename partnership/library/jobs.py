"""What the worker does for the library."""

import logging
import time
from datetime import timedelta

from .models import PartnershipDocument
from .reading import read_document

logger = logging.getLogger(__name__)

SECONDS_A_RUN = 10  # after which it starts no other file: pages wait for their time of publishing


class NotRead(Exception):
    """Some documents could not be read, by no fault of theirs; the text names each."""


def read_new_documents():
    """Reads documents within seconds of their upload, for the search and for faults to tell of.

    The longest-waiting document comes first; each is read apart, so one that is faulty, or made
    to do harm, stops no other.
    """
    started = time.monotonic()
    troubles = []
    waiting = PartnershipDocument.objects.filter(read_at=None)
    for pk in list(waiting.order_by("file_added_at", "pk").values_list("pk", flat=True)):
        if time.monotonic() - started > SECONDS_A_RUN:
            break
        document = waiting.filter(pk=pk).first()
        if document is None:
            continue
        try:
            read_document(document)
        except Exception as error:
            logger.exception("Reading document %s failed", pk)
            troubles.append(f"“{document}”: {error}")
    if troubles:
        raise NotRead("; ".join(troubles))


JOBS = {read_new_documents: timedelta(seconds=5)}
