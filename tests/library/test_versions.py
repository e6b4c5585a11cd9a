"""Earlier versions of a document: restored, removed, and shown to visitors."""

import pytest
from django.urls import reverse

from partnership.pages.models import ArrangementsPage, Publication
from tests.library.documents import FIRST, SECOND, add, body, replace, stored_files


class TestRestoring:
    @pytest.fixture
    def replaced(self, document):
        return replace(document)

    def restore(self, client, document, version):
        address = reverse("library_restore", args=[document.pk, version.pk])
        return client.post(address, follow=True)

    def test_makes_an_earlier_version_current(self, replaced, admin_client, administrator, client):
        seen = client.get(replaced.url)
        assert body(seen) == SECOND
        response = self.restore(admin_client, replaced, replaced.versions.last())
        assert "is the current version again" in response.content.decode()
        headers = {
            "if-none-match": seen["ETag"],
            "if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT",
        }
        assert body(client.get(replaced.url, headers=headers)) == FIRST
        newest = replaced.versions.first()
        assert newest.added_by == administrator
        assert newest.what_changed.startswith("Restored the version of ")

    def test_can_be_undone_like_any_replacement(self, replaced, admin_client, client):
        first, second = reversed(replaced.versions.all())
        self.restore(admin_client, replaced, first)
        self.restore(admin_client, replaced, second)
        assert body(client.get(replaced.url)) == SECOND
        assert replaced.versions.count() == 4

    def test_is_refused_without_permission_to_edit(self, replaced, sign_in_as):
        response = self.restore(sign_in_as("Publisher"), add("Another"), replaced.versions.last())
        assert response.status_code == 404
        replaced.refresh_from_db()
        assert replaced.versions.count() == 2

    def test_refuses_a_get_request(self, replaced, admin_client):
        address = reverse("library_restore", args=[replaced.pk, replaced.versions.last().pk])
        assert admin_client.get(address).status_code == 405

    def test_of_a_missing_file_shows_an_error(self, replaced, admin_client, client):
        earlier = replaced.versions.last()
        earlier.file.storage.delete(earlier.file.name)
        response = self.restore(admin_client, replaced, earlier)
        assert "is missing from the server, so nothing has changed" in response.content.decode()
        assert body(client.get(replaced.url)) == SECOND


class TestRemoving:
    def remove(self, client, document, version):
        address = reverse("library_remove", args=[document.pk, version.pk])
        return client.post(address, follow=True).content.decode()

    def test_makes_an_earlier_version_unavailable_to_everyone(
        self, document, admin_client, client, django_capture_on_commit_callbacks
    ):
        document.lists_versions = True
        earlier = replace(document).versions.last()
        address = earlier.url
        with django_capture_on_commit_callbacks(execute=True):
            assert "No one can open it any more" in self.remove(admin_client, document, earlier)
        assert client.get(address).status_code == 404
        assert earlier.file.name.rpartition("/")[2] not in stored_files()
        assert body(client.get(document.url)) == SECOND

    def test_refuses_the_current_version(self, document, admin_client, client):
        assert "is the current version" in self.remove(
            admin_client, document, document.versions.first()
        )
        assert body(client.get(document.url)) == FIRST

    def test_is_refused_without_permission_to_edit(self, document, sign_in_as):
        earlier = replace(document).versions.last()
        self.remove(sign_in_as("Board"), document, earlier)
        assert document.versions.count() == 2


class TestEarlierVersions:
    def test_are_not_found_unless_the_document_lists_them(self, document, client):
        earlier = replace(document).versions.last()
        assert client.get(earlier.url).status_code == 404

    def test_are_listed_with_their_dates_for_a_statutory_document(self, document, client):
        page = ArrangementsPage.objects.get()
        Publication.objects.create(
            page=page, title="Thresholds", document=document, kind=page.publications.first().kind
        )
        document.lists_versions = True
        earlier = replace(document).versions.last()
        assert earlier.url in client.get(page.url).content.decode()
        response = client.get(earlier.url)
        assert body(response) == FIRST
        day = earlier.added_at.date()
        assert f"our-threshold-document-{day}.pdf" in response["Content-Disposition"]

    def test_can_be_opened_by_its_editors(self, document, admin_client):
        earlier = replace(document).versions.last()
        assert body(admin_client.get(earlier.url)) == FIRST
