"""People with the roles that come with the product."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client

from tests.conftest import sign_in


@pytest.fixture
def person(db):
    """A function that makes somebody with the role that comes as ``role``, such as 'editor'."""

    def make(role=None, first_name="Ada", **fields):
        email = f"{first_name.lower()}@example.org"
        user = get_user_model().objects.create_user(
            email, "a long password", first_name=first_name, last_name="Example", **fields
        )
        if role:
            user.groups.add(Group.objects.get(role__starter=role))
        return user

    return make


@pytest.fixture
def browser_of():
    """A function that gives a browser in which ``user`` is signed in."""

    def open_browser(user):
        client = Client()
        sign_in(client, user)
        return client

    return open_browser
