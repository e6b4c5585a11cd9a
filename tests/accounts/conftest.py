"""People with the roles that come with the product, and how they sign in."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from tests.signing_in import EMAIL, PASSWORD, set_up_app


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
