"""People who sign in, and what they sign in with."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

from tests.signing_in import EMAIL, PASSWORD, set_up_app


@pytest.fixture
def ada(db):
    """Somebody who may edit, and has not set up a second factor yet."""
    user = get_user_model().objects.create_user(EMAIL, PASSWORD, first_name="Ada")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def secret(ada):
    """The secret of the authenticator app that Ada has set up."""
    return set_up_app(ada)


@pytest.fixture
def commits_at_once(monkeypatch):
    """What waits for the end of a transaction happens though the test is one."""
    monkeypatch.setattr(transaction, "on_commit", lambda function: function())
