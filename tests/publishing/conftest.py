import pytest

from tests.publishing.stack import running_stack
from tests.starter_site import copied_database


@pytest.fixture(scope="session")
def stack(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole site as production runs it, for tests to change and to break."""
    folder = tmp_path_factory.mktemp("site")
    with (
        copied_database(django_db_blocker, "edge") as database,
        running_stack(database, folder) as stack,
    ):
        yield stack
