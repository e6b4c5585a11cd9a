"""Where the library keeps what was uploaded: a folder that no web server serves."""

from django.core.files.storage import FileSystemStorage, storages


class WholeFileStorage(FileSystemStorage):
    """Files on disk, of which a failed upload (a full disk, say) leaves no part behind."""

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError:
            self.delete(name)
            raise


def library_storage():
    """The storage of originals: every version of a document, every picture as it was uploaded."""
    return storages["library"]
