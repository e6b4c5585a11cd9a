"""People with the roles that come with the product, and how they sign in."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client

from tests.signing_in import EMAIL, PASSWORD, set_up_app, sign_in


@pytest.fixture
def person(db):
    """Return a function that creates a person with the starter role ``role``, such as 'editor'."""

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
    """Return a function that opens a browser in which ``user`` is signed in."""

    def open_browser(user):
        client = Client()
        sign_in(client, user)
        return client

    return open_browser


@pytest.fixture
def ada(db):
    """Return a person who may edit and has not set up two-step verification yet."""
    user = get_user_model().objects.create_user(EMAIL, PASSWORD, first_name="Ada")
    user.groups.add(Group.objects.get(role__starter="editor"))
    return user


@pytest.fixture
def secret(ada):
    """Return the secret of the authenticator app that Ada has set up."""
    return set_up_app(ada)


@pytest.fixture
def commits_at_once(monkeypatch):
    """Run at once what waits for the end of a transaction, because each test is one."""
    monkeypatch.setattr(transaction, "on_commit", lambda function: function())
