"""Reads uploaded files in another process, so that no file can harm the site."""

import json
import logging
from base64 import b64decode
from dataclasses import dataclass, field
from pathlib import PurePath
from shutil import copyfileobj
from tempfile import NamedTemporaryFile
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from .cleaning import CLEANED, is_clean
from .faults import FAULTS, OPAQUE_FAULTS
from .hidden_parts import known_parts
from .limiting import PROGRAMS, run_limited
from .models import DocumentText, PartnershipDocument

logger = logging.getLogger(__name__)

READER = PROGRAMS / "read_file.py"
PROCESSOR_TIME = 20  # seconds
SECONDS_AN_EDITOR_WAITS = 5  # of the processor
MEMORY = 2**30  # bytes
MOST_OUTPUT = 2**24  # bytes; the longest stored text takes 12 million


@dataclass(frozen=True)
class Reading:
    """What was found in a file.

    ``language`` is like 'en-GB', ``faults`` are codes of ``FAULTS``, worst first,
    ``hidden_parts`` are as in hidden_parts.py, ``text_pages`` is the text of each page, ``picture``
    is the first page as WebP.
    """

    page_count: int | None = None
    language: str = ""
    title: str = ""
    faults: list = field(default_factory=list)
    hidden_parts: dict = field(default_factory=dict)
    text_pages: list = field(default_factory=list)
    picture: bytes = b""


def read(path, extension, seconds=None):
    """Return the ``Reading`` of the file at ``path``; no file can cause an exception.

    It may take ``seconds`` of the processor. Raises OSError when no process can be started, which
    is not the file's fault.
    """
    answer = run_limited(
        READER,
        path,
        extension,
        seconds=seconds or PROCESSOR_TIME,
        memory=MEMORY,
        max_output=MOST_OUTPUT,
    )
    line, _, rest = answer.partition(b"\n")
    picture, is_finished, unseen = rest.partition(b"\n")
    try:
        facts = json.loads(line)
        faults = facts.pop("faults", [])
        if unseen.endswith(b"\n"):
            faults.append("hidden")
            _leave_out(json.loads(unseen), facts)
        hidden_parts = known_parts(facts.pop("hidden_parts", {}))
        if not is_finished:
            faults = [*faults, "unreadable"]
        return Reading(
            **facts,
            faults=sorted(faults, key=list(FAULTS).index),
            hidden_parts=hidden_parts,
            picture=b64decode(picture) if is_finished else b"",
        )
    except (AttributeError, LookupError, TypeError, ValueError):
        return Reading(faults=["unreadable"])


def _leave_out(unseen, facts):
    """Change the ``facts`` of a PDF by what was found about words that nobody sees."""
    facts["hidden_parts"] = unseen["hidden_parts"]
    for number, text in unseen["text_pages"].items():
        facts["text_pages"][int(number)] = text


def read_upload(file, name):
    """Return the ``Reading`` of an open ``file`` called ``name`` that is not stored yet."""
    with NamedTemporaryFile() as copy:
        file.seek(0)
        copyfileobj(file, copy)
        copy.flush()
        file.seek(0)
        extension = PurePath(name).suffix[1:].lower()
        return read(copy.name, extension, SECONDS_AN_EDITOR_WAITS)


def read_document(document):
    """Read the current file of ``document`` and save the result, unless it has been replaced.

    What cannot be read or saved becomes a fault. Raises OSError when no process can be started or
    no picture written, and database errors when the database is down.
    """
    try:
        _save_reading(_read_current_file(document), document)
    except OSError:
        raise
    except Exception:
        logger.exception("The reading of document %s could not be saved", document.pk)
        _save_reading(Reading(faults=["unreadable"]), document)


def read_stored(document):
    """Return the ``Reading`` of the stored file of ``document``, which need not be saved itself.

    A file that takes longer than its editor waits is unreadable for now.
    """
    try:
        return _read_current_file(document, SECONDS_AN_EDITOR_WAITS)
    except OSError:
        logger.exception("The file %s could not be read when it was stored", document.file.name)
        return Reading(faults=["unreadable"])


def read_now(document, reading=None):
    """Read the new file of ``document`` while its editor waits; the worker reads a longer one.

    ``reading`` is that of ``read_stored``, if it has been read already.
    """
    try:
        reading = reading or _read_current_file(document, SECONDS_AN_EDITOR_WAITS)
        if "unreadable" not in reading.faults:
            _save_reading(reading, document)
    except Exception:
        logger.exception("Document %s could not be read when it was saved", document.pk)
    document.refresh_from_db()


def _read_current_file(document, seconds=None):
    if not document.file.storage.exists(document.file.name):
        return Reading(faults=["missing"])
    path, extension = document.file.path, document.file_extension
    reading = read(path, extension, seconds)
    is_readable = not (OPAQUE_FAULTS - {"damaged"}).intersection(reading.faults)
    if extension in CLEANED and is_readable and not is_clean(path):
        reading.faults.append("author")
    return reading


@transaction.atomic
def _save_reading(reading, document):
    rows = PartnershipDocument.objects.select_for_update()
    current = rows.filter(pk=document.pk, file=document.file.name).first()
    if current is None:
        return
    earlier_picture = current.picture.name
    current.read_at = timezone.now()
    current.page_count = reading.page_count
    current.language = reading.language
    current.faults, current.hidden_parts = reading.faults, reading.hidden_parts
    current.picture = ""
    DocumentText.objects.update_or_create(document=current, defaults={"pages": reading.text_pages})
    current.save()  # this indexes the text too
    if reading.picture:
        # Last, as little can fail after the picture has been written.
        current.picture.save(f"{uuid4().hex}.webp", ContentFile(reading.picture), save=False)
        rows.filter(pk=current.pk).update(picture=current.picture.name)
    if earlier_picture:
        transaction.on_commit(lambda: current.picture.storage.delete(earlier_picture))
