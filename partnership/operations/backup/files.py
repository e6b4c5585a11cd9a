"""The files in a backup: those of every storage that is a folder, static files apart."""

import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.storage import storages

from .problems import Problem

# Where a restore keeps what is not yet, and what is no longer, in its place.
UNPACKED = settings.DATA_DIR / "restoring"
REPLACED = settings.DATA_DIR / "replaced"
OF_THE_CODE = "staticfiles"


def stores():
    """Return {name in the archive: storage} for every storage of uploaded files."""
    found = [storages[alias] for alias in settings.STORAGES if alias != OF_THE_CODE]
    return {Path(storage.location).name: storage for storage in found}


def folders():
    """Return the path of each folder of uploaded files."""
    return [Path(storage.location) for storage in stores().values()]


def are_there():
    """Whether there is any uploaded file."""
    return any(path.is_file() for folder in folders() for path in folder.rglob("*"))


def unpacked_path(name):
    """Return where a restore keeps the member ``name`` of an archive; raises Problem."""
    path = PurePosixPath(name)
    known = path.parts[:1] in [(store,) for store in stores()] or len(path.parts) == 1
    if path.is_absolute() or ".." in path.parts or not known:
        raise Problem(f"The archive contains {name}, which is no file of a site. Use another one.")
    return UNPACKED / path


def exchange():
    """Put the unpacked folders in the place of those in use, which stay in ``REPLACED``."""
    REPLACED.mkdir()
    for folder in folders():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copymode(folder, UNPACKED / folder.name)
        folder.rename(REPLACED / folder.name)
        (UNPACKED / folder.name).rename(folder)
    os.sync()


def put_back():
    """Undo ``exchange``, wherever it was cut short."""
    for folder in folders():
        aside = REPLACED / folder.name
        if aside.exists():
            shutil.rmtree(folder, ignore_errors=True)
            aside.rename(folder)


def remove_leftovers():
    """Remove what a restore has unpacked and what it has replaced."""
    for folder in (REPLACED, UNPACKED):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone():
    """Let no other backup or restore of this site run while the block lasts."""
    with (settings.DATA_DIR / "backup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Problem(
                "Another backup or restore of this site is running. Wait until it has ended."
            ) from None
        yield
