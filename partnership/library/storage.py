"""The storage of uploaded files: a folder that no web server serves."""

from django.core.files.storage import FileSystemStorage, storages


class WholeFileStorage(FileSystemStorage):
    """Files on disk; a failed upload, such as on a full disk, leaves no partial file."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError:
            self.delete(name)
            raise


def library_storage():
    """Return the storage of originals: all versions of documents, and pictures as uploaded."""
    return storages["library"]
