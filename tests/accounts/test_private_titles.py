"""What an editor learns of pictures and documents in a private collection: nothing."""

import pytest
from django.core.files.base import ContentFile
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import Collection, CollectionViewRestriction

from partnership.library.models import PartnershipDocument, PartnershipImage

SECRET = "Minutes in confidence"


@pytest.fixture
def board(db):
    """A collection that only the board reads, and administrators look after."""
    board = Collection.get_first_root_node().add_child(name="Board")
    CollectionViewRestriction.objects.create(
        collection=board, restriction_type=CollectionViewRestriction.LOGIN
    )
    return board


@pytest.fixture
def document(board):
    return PartnershipDocument.objects.create(
        title=SECRET, collection=board, file=ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf")
    )


@pytest.fixture
def image(board):
    image = PartnershipImage.objects.first()
    image.title = image.description = SECRET
    image.collection = board
    image.save()
    return image


@pytest.fixture
def editor(person, browser_of):
    """A browser in which an editor is signed in."""
    return browser_of(person("editor"))


def addresses(namespace, number):
    """Every address in that part of the admin that ends in a number."""
    part = get_resolver("wagtail.admin.urls").namespace_dict[namespace][1]
    for name in part.reverse_dict:
        if isinstance(name, str):
            try:
                yield reverse(f"{namespace}:{name}", args=[number])
            except NoReverseMatch:
                continue


def is_told(response):
    return response.status_code == 200 and SECRET in response.content.decode()


@pytest.mark.parametrize("namespace", ["wagtaildocs", "wagtaildocs_chooser"])
def test_no_address_of_a_document_names_it(namespace, document, editor):
    found = list(addresses(namespace, document.pk))
    assert found
    for address in found:
        assert not is_told(editor.get(address)), address
        assert not is_told(editor.post(address)), address


@pytest.mark.parametrize("namespace", ["wagtailimages", "wagtailimages_chooser"])
def test_no_address_of_a_picture_names_it(namespace, image, editor):
    form = {
        "image-chooser-insertion-format": "fullwidth",
        "image-chooser-insertion-image_is_decorative": "on",
    }
    found = list(addresses(namespace, image.pk))
    assert found
    for address in found:
        assert not is_told(editor.get(address)), address
        assert not is_told(editor.post(address, form)), address


def test_an_administrator_inserts_a_private_picture(image, person, browser_of):
    address = reverse("wagtailimages_chooser:select_format", args=[image.pk])
    assert is_told(browser_of(person("administrator")).get(address))


@pytest.mark.parametrize("action", ["delete", "add_tags", "add_to_collection"])
@pytest.mark.parametrize("kind", ["document", "image"])
def test_nothing_done_to_many_names_them(kind, action, document, image, editor, person, browser_of):
    model = PartnershipDocument if kind == "document" else PartnershipImage
    private = document if kind == "document" else image
    address = reverse("wagtail_bulk_action", args=["library", model._meta.model_name, action])
    theirs = model.objects.exclude(pk=private.pk).first()
    assert editor.get(address, {"id": private.pk}).status_code == 404
    both = editor.get(address, {"id": [private.pk, theirs.pk]})
    assert theirs.title in both.content.decode()
    assert not is_told(both)
    assert editor.post(address, {"id": private.pk}).status_code == 404
    administrator = browser_of(person("administrator", "Bea"))
    assert is_told(administrator.get(address, {"id": private.pk}))


@pytest.mark.parametrize("endpoint", ["documents", "images"])
def test_no_list_for_programs_names_them(endpoint, document, image, editor):
    number = document.pk if endpoint == "documents" else image.pk
    assert not is_told(editor.get(f"/admin/api/main/{endpoint}/"))
    assert not is_told(editor.get(f"/admin/api/main/{endpoint}/", {"search": "minutes"}))
    assert not is_told(editor.get(f"/admin/api/main/{endpoint}/{number}/"))
