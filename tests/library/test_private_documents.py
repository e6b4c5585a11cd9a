"""A private document is for the people who may read it, and for nobody else."""

import pytest
from django.core.files.base import ContentFile
from wagtail.models import CollectionViewRestriction

from partnership.front.models import HomePage
from partnership.pages.models import GuidancePage
from tests.library.documents import FIRST, add, body, replace


class TestPrivate:
    @pytest.fixture
    def paper(self, board_papers):
        paper = add("Secret minutes", collection=board_papers, lists_versions=True)
        replace(paper)
        paper.picture.save("first.webp", ContentFile(b"a picture"))
        return paper

    def addresses(self, paper):
        return [paper.url, paper.versions.last().url, paper.url + "/first-page"]

    def test_answers_a_stranger_like_an_address_without_a_document(self, paper, client):
        for address in self.addresses(paper):
            unknown = address.replace("/secret-", "/public-")
            response, usual = client.get(address), client.get(unknown)
            for each in (response, usual):
                del each["ETag"]  # of the text, which names the address
            assert (response.status_code, {**response.headers}) == (404, {**usual.headers})
            assert response.content.replace(address.encode(), unknown.encode()) == usual.content

    def test_does_not_reveal_its_current_address_at_a_former_one(self, paper, client):
        former = self.addresses(paper)
        paper.address = "walrus-report.pdf"
        paper.save()
        for address in former:
            response = client.get(address)
            assert response.status_code == 404
            assert b"walrus" not in response.content

    def test_is_refused_to_users_with_another_role(self, paper, sign_in_as):
        client = sign_in_as("Editors")
        for address in self.addresses(paper):
            assert client.get(address).status_code == 403

    def test_is_served_uncached_to_users_with_the_role(self, paper, sign_in_as):
        client = sign_in_as("Board")
        for address in self.addresses(paper):
            response = client.get(address)
            assert body(response)
            assert "no-store" in response["Cache-Control"]

    def test_has_no_address_in_the_media_folder(self, paper, client):
        for name in (paper.file.name, f"images/../{paper.file.name}", f"library/{paper.file.name}"):
            assert client.get(f"/media/{name}").status_code in (400, 404)

    def test_made_private_later_is_not_served_from_a_cache(self, document, client):
        before = client.get(document.url)
        assert body(before) == FIRST
        assert before["Cache-Control"] == "no-cache"
        CollectionViewRestriction.objects.create(
            collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
        )
        again = client.get(document.url, headers={"if-none-match": before["ETag"]})
        assert again.status_code == 404

    def test_is_not_named_on_a_public_page(self, paper, document, client):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [paper, document])])
        HomePage.objects.get().add_child(instance=page)
        html = client.get(page.url).content.decode()
        assert document.title in html
        assert "Secret minutes" not in html
        assert paper.address not in html

    def test_is_named_there_to_users_who_may_read_it(self, paper, sign_in_as):
        page = GuidancePage(title="Papers", slug="papers", body=[("documents", [paper])])
        HomePage.objects.get().add_child(instance=page)
        assert "Secret minutes" in sign_in_as("Board").get(page.url).content.decode()
