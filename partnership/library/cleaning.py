"""Removes author details from PDFs and office files, however they are added."""

from pathlib import PurePath
from shutil import copyfileobj
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile

from .limiting import PROGRAMS, run_limited

CLEANED = {"docx", "ods", "odt", "pdf", "pptx", "xlsx"}
CLEANER = PROGRAMS / "clean_file.py"
PROCESSOR_TIME = 5  # seconds, while the editor waits
MEMORY = 2**30  # bytes


class CleanFile(ContentFile):
    """A file that has been rewritten without author details."""


class CleanFieldFile(FieldFile):
    """The file of a document, cleaned whenever it is saved."""

    def save(self, name, content, save=True):
        super().save(name, cleaned(content, name), save)


class CleanFileField(FileField):
    """A file field that removes author details from PDFs and office files where it can."""

    attr_class = CleanFieldFile


def cleaned(file, name):
    """Return the PDF or office file in ``file``, called ``name``, as a ``CleanFile``.

    A file of another type, or one that can't be cleaned, is returned unchanged. Raises OSError
    when no process can be started.
    """
    if isinstance(file, CleanFile) or PurePath(name).suffix[1:].lower() not in CLEANED:
        return file
    _, content = _run_cleaner(file)
    return CleanFile(content, file.name) if content else file


def is_clean(path):
    """Whether the file at ``path`` has nothing to remove; False if it can't be cleaned."""
    with open(path, "rb") as file:
        verdict, _ = _run_cleaner(file)
    return verdict == b"clean"


def _run_cleaner(file):
    """Return the cleaner's verdict and the clean file as bytes, both empty if cleaning failed."""
    file.seek(0)
    with TemporaryFile() as copy:
        copyfileobj(file, copy)
        copy.seek(0)
        answer = run_limited(
            CLEANER,
            file=copy,
            seconds=PROCESSOR_TIME,
            memory=MEMORY,
            max_output=2 * settings.WAGTAILDOCS_MAX_UPLOAD_SIZE,
        )
    file.seek(0)
    line, _, content = answer.partition(b"\n")
    verdict, _, length = line.partition(b" ")
    is_complete = length == str(len(content)).encode()
    return (verdict, content) if is_complete else (b"", b"")
