"""Every law runs once for each kind of page, now and in the future."""

import pytest

from tests.laws.kinds import KINDS, NAMES, example


@pytest.fixture(params=KINDS, ids=NAMES)
def kind(request):
    return request.param


@pytest.fixture
def page(db, kind):
    """A published page of the kind."""
    return example(kind)
