"""What the tests of the library share."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, CollectionViewRestriction


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
