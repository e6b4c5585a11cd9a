"""Several pictures or documents are added at once, in a row each."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from partnership.ground.collections import website_collection_id
from partnership.library.models import PartnershipDocument, PartnershipImage
from tests.library.photographs import photograph

pytestmark = pytest.mark.django_db


def choose(client, kind, file):
    """Choose one of several files, and return the answer that has its row."""
    sent = {"title": "name of the file", "files[]": file, "collection": website_collection_id()}
    return client.post(reverse(f"{kind}:add_multiple"), sent).json()


def save(client, place, key, prefix, **values):
    """Save the row of a file, and return the answer."""
    fields = {"title": "", "tags": "", "collection": website_collection_id()} | values
    sent = {f"{prefix}-{key}-{name}": value for name, value in fields.items()}
    return client.post(reverse(place, args=[key]), sent).json()


def save_document(client, document, **values):
    return save(client, "wagtaildocs:edit_multiple", document.pk, "doc", **values)


def add_document(client, path):
    file = ContentFile(path.read_bytes(), path.name)
    return PartnershipDocument.objects.get(pk=choose(client, "wagtaildocs", file)["doc_id"])


class TestADocument:
    def test_is_offered_the_title_in_its_file(self, pdfs, admin_client):
        document = add_document(admin_client, pdfs / "tagged" / "tagged.pdf")
        assert document.title == "Our arrangements"
        assert document.address.startswith("our-arrangements")

    def test_is_offered_the_name_of_a_file_without_a_title(self, pdfs, admin_client):
        document = add_document(admin_client, pdfs / "generated.pdf")
        assert document.title == "name of the file"

    def test_shows_the_facts_of_its_file(self, pdfs, admin_client):
        path = pdfs / "untagged" / "polish.pdf"
        row = choose(admin_client, "wagtaildocs", ContentFile(path.read_bytes(), path.name))["form"]
        assert "1 page, in Polish" in row
        assert "The PDF is not tagged" in row

    def test_that_is_saved_says_who_can_see_it(self, pdfs, admin_client):
        document = add_document(admin_client, pdfs / "tagged" / "tagged.pdf")
        saved = save_document(admin_client, document, title="New", release="now")["saved"]
        assert "‘New’ has been saved." in saved
        assert "Visitors can see it." in saved

    def test_that_is_saved_says_what_it_hides(self, pdfs, admin_client):
        document = add_document(admin_client, pdfs / "attached.pdf")
        saved = save_document(admin_client, document, title="New", release="page")["saved"]
        assert "once a page that uses it is published" in saved
        assert "Other files are attached inside the PDF." in saved

    def test_that_is_refused_keeps_what_was_typed(self, pdfs, admin_client):
        document = add_document(admin_client, pdfs / "tagged" / "tagged.pdf")
        answer = save_document(admin_client, document, title="", tags="play", release="now")
        assert not answer["success"]
        assert 'value="play"' in answer["form"]


class TestAPicture:
    def add(self, client):
        file = ContentFile(photograph("JPEG", (60, 40)), "IMG_2025.jpg")
        return choose(client, "wagtailimages", file)

    def save(self, client, key, **values):
        place = "wagtailimages:create_multiple_from_uploaded_image"
        return save(client, place, key, "uploaded-image", **values)

    def test_enters_the_library_once_it_is_described(self, admin_client):
        number = PartnershipImage.objects.count()
        key = self.add(admin_client)["uploaded_file_id"]
        refused = self.save(admin_client, key, title="Over a map")
        assert "Say in a sentence what the picture shows" in refused["form"]
        assert 'value="Over a map"' in refused["form"]
        assert PartnershipImage.objects.count() == number
        saved = self.save(admin_client, key, title="Over a map", description="A map")["saved"]
        assert "‘Over a map’ has been saved." in saved
        assert "Alternative text: A map" in saved
        assert PartnershipImage.objects.count() == number + 1

    def test_that_is_decorative_says_so(self, admin_client):
        key = self.add(admin_client)["uploaded_file_id"]
        saved = self.save(admin_client, key, title="A pattern", is_decorative="on")["saved"]
        assert "Decorative." in saved
