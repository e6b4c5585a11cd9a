"""Reading what was uploaded: by another process, so that no file can harm the site."""

import json
import logging
from base64 import b64decode
from dataclasses import dataclass, field
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from .cleaning import names_its_author
from .faults import FAULTS, OPAQUE_FAULTS
from .limiting import PROGRAMS, answer_of
from .models import DocumentText, PartnershipDocument

logger = logging.getLogger(__name__)

READER = PROGRAMS / "read_file.py"
PROCESSOR_TIME = 20  # seconds
MEMORY = 2**30  # bytes
LONGEST_ANSWER = 2**24  # bytes; the longest text that is kept takes 12 million


@dataclass(frozen=True)
class Reading:
    """What was found in a file.

    ``language`` is as in 'en-GB', ``faults`` are codes of ``FAULTS``, worst first, ``text_pages``
    holds the text of each page, ``picture`` is the first page as WebP.
    """

    page_count: int | None = None
    language: str = ""
    title: str = ""
    faults: list = field(default_factory=list)
    text_pages: list = field(default_factory=list)
    picture: bytes = b""


def read(path, extension):
    """Return the ``Reading`` of the file at ``path``; whatever the file does, no exception.

    Raises OSError when no process can be started, which is no fault of the file.
    """
    answer = answer_of(
        READER,
        path,
        extension,
        seconds=PROCESSOR_TIME,
        memory=MEMORY,
        longest=LONGEST_ANSWER,
    )
    line, _, picture = answer.partition(b"\n")
    try:
        facts = json.loads(line)
        finished = picture.endswith(b"\n")
        faults = facts.pop("faults", []) + ([] if finished else ["unreadable"])
        return Reading(
            **facts,
            faults=sorted(faults, key=list(FAULTS).index),
            picture=b64decode(picture) if finished else b"",
        )
    except (AttributeError, TypeError, ValueError):
        return Reading(faults=["unreadable"])


def read_document(document):
    """Read the present file of ``document`` and keep what is found, unless it has been replaced.

    What cannot be read or kept becomes a fault. Raises OSError when no process can be started or
    no picture written, and the database's errors when it is away: then no file can be read.
    """
    try:
        _keep(_present_reading(document), document)
    except OSError:
        raise
    except Exception:
        logger.exception("What was read of document %s could not be kept", document.pk)
        _keep(Reading(faults=["unreadable"]), document)


def _present_reading(document):
    if not document.file.storage.exists(document.file.name):
        return Reading(faults=["missing"])
    path, extension = document.file.path, document.file_extension
    found = read(path, extension)
    if extension == "pdf" and not OPAQUE_FAULTS.intersection(found.faults):
        found.faults.extend(["author"] if names_its_author(path) else [])
    return found


@transaction.atomic
def _keep(reading, document):
    rows = PartnershipDocument.objects.select_for_update()
    present = rows.filter(pk=document.pk, file=document.file.name).first()
    if present is None:
        return
    earlier_picture = present.picture.name
    present.read_at = timezone.now()
    present.page_count = reading.page_count
    present.language = reading.language
    present.faults = reading.faults
    present.picture = ""
    DocumentText.objects.update_or_create(document=present, defaults={"pages": reading.text_pages})
    present.save()  # and so the search learns of the text
    if reading.picture:
        # Last, so that hardly anything can fail after the picture has been written.
        present.picture.save(f"{uuid4().hex}.webp", ContentFile(reading.picture), save=False)
        rows.filter(pk=present.pk).update(picture=present.picture.name)
    if earlier_picture:
        transaction.on_commit(lambda: present.picture.storage.delete(earlier_picture))
