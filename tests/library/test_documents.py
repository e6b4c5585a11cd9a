"""Documents, as editors add, replace and delete them: an address that lasts."""

import pytest
from django.core.files.base import ContentFile

from partnership.library.models import PartnershipDocument, documents
from tests.library.documents import FIRST, SECOND, add, body, replace, save_form, stored_files


class TestAddress:
    def test_is_made_from_the_title_and_not_the_file(self, document):
        assert document.url == "/documents/our-threshold-document.pdf"

    @pytest.mark.parametrize(
        ("title", "address"),
        [
            ("Ochrona dzieci: Łódź", "ochrona-dzieci-lodz.pdf"),
            ("Захист дітей", "zakhist-ditey.pdf"),
            ("حماية الأطفال", "hmyh-ltfl.pdf"),
        ],
    )
    def test_is_made_from_letters_of_any_script(self, db, title, address):
        assert add(title).address == address

    def test_belongs_to_one_document_only(self, document):
        assert add().url == "/documents/our-threshold-document-2.pdf"

    def test_taken_at_the_same_moment_is_not_given_twice(self, document, monkeypatch):
        real, given = documents.unique_address, [document.address]

        def unique_address(*args):
            return given.pop() if given else real(*args)

        monkeypatch.setattr(documents, "unique_address", unique_address)
        assert add().address != document.address

    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("Thresholds 2026.PDF", "thresholds-2026.pdf"),
            ("thresholds", "thresholds.pdf"),
            ("../../admin/", "admin.pdf"),
            ("<script>.pdf", "script.pdf"),
            ("Report v1.2", "report-v1-2.pdf"),
            ("thresholds.html", "thresholds-html.pdf"),
        ],
    )
    def test_typed_by_an_editor_is_normalised(self, document, admin_client, typed, kept):
        save_form(admin_client, document, address=typed)
        document.refresh_from_db()
        assert document.address == kept

    def test_changed_redirects_from_the_former_one(self, document, admin_client, client):
        former = document.url
        save_form(admin_client, document, address="thresholds.pdf")
        response = client.get(former)
        assert (response.status_code, response.url) == (301, "/documents/thresholds.pdf")
        assert client.get(f"{former}?a=b&c=%20").url == "/documents/thresholds.pdf?a=b&c=%20"

    def test_changed_redirects_to_versions_and_picture_too(self, document, admin_client, client):
        document.lists_versions = True
        earlier = replace(document).versions.last()
        document.picture.save("first.webp", ContentFile(b"a picture"))
        former = [earlier.url, document.url + "/first-page"]
        save_form(admin_client, document, address="thresholds.pdf", lists_versions="on")
        assert body(client.get(former[0], follow=True)) == FIRST
        assert body(client.get(former[1], follow=True)) == b"a picture"

    def test_changed_back_serves_the_file_directly(self, document, admin_client, client):
        save_form(admin_client, document, address="thresholds.pdf")
        save_form(admin_client, document, address="our-threshold-document.pdf")
        assert body(client.get("/documents/our-threshold-document.pdf")) == FIRST
        assert client.get("/documents/thresholds.pdf").status_code == 301

    def test_that_another_document_had_is_refused(self, document, admin_client, client):
        save_form(admin_client, document, address="thresholds.pdf")
        other = add("Another")
        response = save_form(admin_client, other, address="our-threshold-document.pdf")
        assert "Another document has this address, or had it." in response.content.decode()
        assert (
            client.get("/documents/our-threshold-document.pdf").url == "/documents/thresholds.pdf"
        )

    def test_of_no_document_is_not_found(self, db, client):
        assert client.get("/documents/nothing.pdf").status_code == 404


class TestReplacing:
    def test_keeps_the_address(self, document, upload, client):
        address = document.url
        upload(SECOND)
        response = client.get(address)
        assert body(response) == SECOND
        assert response["Content-Disposition"] == 'inline; filename="our-threshold-document.pdf"'

    def test_keeps_the_earlier_version_with_author_and_note(self, document, upload, administrator):
        upload(SECOND, what_changed="New numbers on page 4")
        current, earlier = document.versions.all()
        assert (current.added_by, current.what_changed) == (administrator, "New numbers on page 4")
        with earlier.file.open() as file:
            assert file.read() == FIRST

    def test_with_another_type_keeps_the_address(self, document, upload, client):
        upload(b"PK\x03\x04 word/ a Word file", "arrangements.docx")
        response = client.get("/documents/our-threshold-document.pdf")
        assert body(response) == b"PK\x03\x04 word/ a Word file"
        assert response["Content-Type"].endswith("wordprocessingml.document")
        assert 'filename="our-threshold-document.docx"' in response["Content-Disposition"]

    def test_clears_what_was_read_in_the_former_file(self, document):
        PartnershipDocument.objects.update(page_count=3, faults=["untagged"], language="pl")
        document = replace(PartnershipDocument.objects.get(pk=document.pk))
        document.refresh_from_db()
        assert (document.page_count, document.faults, document.read_at) == (None, [], None)

    def test_keeps_one_version_when_only_the_title_changes(self, document, admin_client):
        save_form(admin_client, document, title="Thresholds")
        assert document.versions.count() == 1

    def test_is_seen_by_a_browser_that_cached_the_former_file(self, document, upload, client):
        seen = client.get(document.url)
        assert body(seen) == FIRST
        known = {"if-none-match": seen["ETag"]}
        assert client.get(document.url, headers=known).status_code == 304
        upload(SECOND)
        assert body(client.get(document.url, headers=known)) == SECOND


class TestDeleting:
    def test_deletes_every_file_once_the_database_has_committed(
        self, document, django_capture_on_commit_callbacks
    ):
        before = set(stored_files())
        replace(document)
        with django_capture_on_commit_callbacks() as callbacks:
            document.delete()
        assert set(stored_files()) > before
        for callback in callbacks:
            callback()
        assert set(stored_files()) < before

    def test_of_a_version_keeps_a_file_that_another_version_shares(
        self, document, administrator, django_capture_on_commit_callbacks, client
    ):
        first = document.versions.first()
        replace(document)
        document.restore(first, administrator)
        with django_capture_on_commit_callbacks(execute=True):
            first.delete()
        assert body(client.get(document.url)) == FIRST
