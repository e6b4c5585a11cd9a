"""A file that cannot be kept changes nothing."""

import resource
from contextlib import contextmanager

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from partnership.library.models import PartnershipDocument
from tests.library.documents import FIRST, SECOND, body, stored_files


@contextmanager
def no_room_for(bytes_):
    """Make the system refuse to write files longer than ``bytes_``."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


class TestFailedUpload:
    @pytest.mark.parametrize(
        ("content", "name", "message"),
        [
            (b"<html>not a PDF</html>", "a.pdf", "it is another kind of file"),
            (b"<script></script>%PDF-1.7", "a.pdf", "it is another kind of file"),
            (b"", "a.pdf", "The submitted file is empty."),
            (b"MZ a program", "a.exe", "does not accept .exe files"),
            (b"old Word", "a.doc", "Save it as a Word document"),
            (b"no ending", "minutes", "has no ending"),
            (b"%PDF-1.7", "a.docx", "Open it in the program it was made with"),
            (b"PK\x03\x04 META-INF/ a program", "a.docx", "it is another kind of file"),
            (b"PK\x03\x04 word/vbaProject.bin", "a.docx", "This file contains macros"),
            (b"MZ\0 a program", "a.csv", "it is another kind of file"),
        ],
    )
    def test_shows_an_error_and_changes_nothing(
        self, document, upload, client, content, name, message
    ):
        response = upload(content, name, title="Something typed", what_changed="Typed too")
        html = response.content.decode()
        assert message in html
        assert "Something typed" in html
        assert "Typed too" in html
        assert "could not be found" not in html
        assert "Allowed extensions" not in html
        assert body(client.get(document.url)) == FIRST
        assert document.versions.count() == 1

    def test_of_an_empty_form_shows_an_error(self, document, admin_client):
        response = admin_client.post(reverse("wagtaildocs:edit", args=[document.pk]))
        assert response.status_code == 200
        assert "This field is required" in response.content.decode()

    def test_on_a_full_disk_shows_an_error_and_changes_nothing(self, document, upload, client):
        before = stored_files()
        with no_room_for(bytes_=1000):
            response = upload(b"%PDF-1.7" + bytes(100_000), title="Something typed")
        assert "The server had no room to keep this file" in response.content.decode()
        assert "Something typed" in response.content.decode()
        assert body(client.get(document.url)) == FIRST
        assert stored_files() == before

    def test_cut_off_before_the_database_commits_changes_nothing(self, document, client):
        replaced = PartnershipDocument.objects.get(pk=document.pk)
        replaced.file = ContentFile(SECOND, "b.pdf")
        replaced.title = None  # which the database refuses, after the file was written
        with pytest.raises(Exception, match="title"):
            replaced.save()
