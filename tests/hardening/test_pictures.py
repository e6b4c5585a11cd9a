"""A picture in a private collection is not public at any address."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    GroupCollectionPermission,
)

from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.library.storage import library_storage
from tests.signing_in import sign_in


@pytest.fixture
def papers(db):
    """Return a collection that only members of the board may read."""
    above = Collection.get_first_root_node().add_child(name="Board")
    restriction = CollectionViewRestriction.objects.create(
        collection=above, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Board"))
    return above.add_child(name="Papers")


@pytest.fixture
def image(papers):
    image = PartnershipImage.objects.first()
    image.collection = papers
    image.save()
    return image


@pytest.fixture
def group(db):
    return Group.objects.create(name="Some team")


@pytest.fixture
def member(client, group):
    """Return a browser in which a member of that team is signed in."""
    user = get_user_model().objects.create_user("someone@example.org", "a long password")
    user.groups.add(group)
    sign_in(client, user)
    return client


def status(client, address):
    response = client.get(address)
    response.getvalue()
    return response.status_code


def test_no_rendition_is_public(image, client):
    for cut in ("width-320", "fill-1200x630|format-jpeg", "max-165x165", "original"):
        assert status(client, image.get_rendition(cut).url) == 404


def test_the_original_is_not_public(image, client):
    folder = library_storage().location
    assert image.file.path.startswith(folder)
    for start in (
        "/media/",
        "/media/images/",
        "/media/images/../",
        "/library/",
        "/documents/",
        "/",
    ):
        assert status(client, start + image.file.name) in (400, 404)
        assert status(client, start + image.file.name.rpartition("/")[2]) in (400, 404)


def test_the_first_page_of_a_private_document_is_not_public(papers, client):
    document = PartnershipDocument.objects.create(
        title="Minutes", file=ContentFile(b"%PDF-1.7", "minutes.pdf"), collection=papers
    )
    document.picture.save("page.webp", ContentFile(b"RIFF"))
    assert status(client, f"{document.url}/first-page") == 404
    for start in ("/media/", "/media/images/", "/media/images/../", "/library/", "/"):
        assert status(client, start + document.picture.name) in (400, 404)


def test_a_member_of_another_team_cannot_see_it(image, member):
    assert status(member, image.get_rendition("width-320").url) == 404


def test_a_member_of_the_board_sees_it_uncached(image, member, group):
    get_user_model().objects.get().groups.add(Group.objects.get(name="Board"))
    response = member.get(image.get_rendition("width-320").url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-store"
    response.getvalue()


def test_an_editor_who_may_choose_pictures_there_sees_it(image, papers, member, group):
    GroupCollectionPermission.objects.create(
        group=group,
        collection=papers,
        permission=Permission.objects.get(
            content_type__app_label="wagtailimages", codename="choose_image"
        ),
    )
    assert status(member, image.get_rendition("width-320").url) == 200


def test_everyone_sees_it_once_it_is_public(image, client):
    CollectionViewRestriction.objects.all().delete()
    response = client.get(image.get_rendition("width-320").url)
    assert response.status_code == 200
    assert "private" not in response["Cache-Control"]
    response.getvalue()
