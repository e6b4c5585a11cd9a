"""The storage of uploaded files: a folder that no web server serves."""

from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages

FOR_OTHERS = 0o007  # permissions of those who are neither the owner nor in the group


class WholeFileStorage(FileSystemStorage):
    """Files on disk, in a folder that other users of the machine cannot open.

    A failed upload, such as on a full disk, leaves no partial file.
    """

    def _save(self, name, content):
        try:
            saved = super()._save(name, content)
        except OSError:
            self.delete(name)
            raise
        folder = Path(self.location)
        if folder.stat().st_mode & FOR_OTHERS:  # made by an earlier release, or by hand
            folder.chmod(self.directory_permissions_mode)
        return saved


def library_storage():
    """Return the storage of originals: all versions of documents, and pictures as uploaded."""
    return storages["library"]
