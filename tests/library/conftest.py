"""What the tests of the library share."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from tests.library.documents import add, save_form
from tests.signing_in import sign_in


@pytest.fixture
def board_papers(db):
    """Return a collection that only members of the board may read."""
    collection = Collection.get_first_root_node().add_child(name="Board papers")
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(Group.objects.create(name="Board"))
    return collection


@pytest.fixture
def editor(person, browser_of):
    """A browser in which an editor is signed in, who may not publish."""
    return browser_of(person("editor", "Ana"))


@pytest.fixture
def publisher(person, browser_of):
    """A browser in which a publisher is signed in."""
    return browser_of(person("publisher", "Bea"))


@pytest.fixture
def document(db):
    return add()


@pytest.fixture
def upload(document, admin_client):
    """Return a function that replaces the file in the admin."""

    def send(content, name="Other name.pdf", **changes):
        return save_form(admin_client, document, file=ContentFile(content, name), **changes)

    return send


@pytest.fixture
def sign_in_as(client):
    """Return a function that signs in a member of the named groups."""

    def as_member_of(*names):
        user = get_user_model().objects.create_user("member@example.org", "a long password")
        user.groups.set(Group.objects.filter(name__in=names))
        sign_in(client, user)
        return client

    return as_member_of
