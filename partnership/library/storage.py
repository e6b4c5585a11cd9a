"""The storage of uploaded files: a folder that no web server serves."""

import os
from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages

FOR_OTHERS = 0o007  # permissions of those who are neither the owner nor in the group
REMOVED = ".removed"  # the folder of removed files, inside that of the storage


class WholeFileStorage(FileSystemStorage):
    """Files on disk, in a folder that other users of the machine cannot open.

    A failed upload, such as on a full disk, leaves no partial file. A removed file is put aside:
    a backup of the database made a moment before still names it (docs/decisions/0036).
    """

    def _save(self, name, content):
        try:
            saved = super()._save(name, content)
        except OSError:
            super().delete(name)
            raise
        folder = Path(self.location)
        if folder.stat().st_mode & FOR_OTHERS:  # made by an earlier release, or by hand
            folder.chmod(self.directory_permissions_mode)
        return saved

    def delete(self, name):
        """Put the file aside, dated now; a job deletes it in the end."""
        path, aside = Path(self.path(name)), self._aside(name)
        try:
            os.utime(path)
            aside.parent.mkdir(parents=True, exist_ok=True)
            path.replace(aside)
        except FileNotFoundError:
            pass
        except OSError:  # on a full disk, removing files must go on freeing space
            super().delete(name)

    def is_name_available(self, name, max_length=None):
        """Whether no file has this name, nor had it until lately."""
        return super().is_name_available(name, max_length) and not self._aside(name).exists()

    def _aside(self, name):
        return Path(self.location, REMOVED, name)

    def present_files(self):
        """Yield (name, path) of each file; one may be removed at any moment."""
        for path, name in self._files_in(Path(self.location)):
            if not name.startswith(f"{REMOVED}/"):
                yield name, path

    def removed_files(self, since=0, before=float("inf")):
        """Yield (name, path) of each file removed in this time, in seconds since 1970."""
        for path, name in self._files_in(Path(self.location, REMOVED)):
            if since <= path.stat().st_mtime < before:
                yield name, path

    def _files_in(self, folder):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield path, str(path.relative_to(folder))


def whole_file_storages():
    """Return every storage that puts removed files aside."""
    found = [storages[alias] for alias in settings.STORAGES]
    return [storage for storage in found if isinstance(storage, WholeFileStorage)]


def library_storage():
    """Return the storage of originals: all versions of documents, and pictures as uploaded."""
    return storages["library"]
