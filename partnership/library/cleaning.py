"""PDFs without what they tell of their makers, however they come in."""

from pathlib import PurePath
from shutil import copyfileobj
from tempfile import TemporaryFile

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile

from .limiting import PROGRAMS, answer_of

CLEANER = PROGRAMS / "clean_file.py"
PROCESSOR_TIME = 5  # seconds; whoever uploads waits
MEMORY = 2**30  # bytes


class CleanFile(ContentFile):
    """A PDF that has been written anew."""


class CleanFieldFile(FieldFile):
    """The file of a document; every way of saving one goes through here."""

    def save(self, name, content, save=True):
        super().save(name, cleaned(content, name), save)


class CleanFileField(FileField):
    """A file that tells nothing of its makers, however it was given, as far as it can be."""

    attr_class = CleanFieldFile


def cleaned(file, name):
    """Return the PDF in ``file``, called ``name``, as a ``CleanFile``.

    A file that is no PDF or can't be cleaned comes back as it is. Raises OSError when no process
    can be started.
    """
    if isinstance(file, CleanFile) or PurePath(name).suffix.lower() != ".pdf":
        return file
    _, content = _written_anew(file)
    return CleanFile(content, file.name) if content else file


def names_its_author(path):
    """Whether the PDF at ``path`` holds anything that an upload is cleaned of, or can't be."""
    with open(path, "rb") as file:
        found, _ = _written_anew(file)
    return found != b"clean"


def _written_anew(file):
    """Return what the cleaner found and the clean file, as bytes; both empty if it can't be."""
    file.seek(0)
    with TemporaryFile() as copy:
        copyfileobj(file, copy)
        copy.seek(0)
        answer = answer_of(
            CLEANER,
            file=copy,
            seconds=PROCESSOR_TIME,
            memory=MEMORY,
            longest=2 * settings.WAGTAILDOCS_MAX_UPLOAD_SIZE,
        )
    file.seek(0)
    found, _, content = answer.partition(b"\n")
    return (found, content[:-1]) if content.endswith(b"\n%%EOF\n\n") else (b"", b"")
