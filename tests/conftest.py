"""What every test stands on: an environment of its own, a real PostgreSQL, static files."""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django
import pytest

from tests.turns import one_at_a_time
from wfscp_site import launcher

given = dict(os.environ)

# The processes that share the tests have one database server and one set of static files, and each
# of them a folder and databases of its own.
process = os.environ.get("PYTEST_XDIST_WORKER", "alone")
shared_folder = launcher.BASE_DIR / "var" / "test"
data_folder = shared_folder / process

# Set here, not in pyproject.toml: there pytest-django would read the settings before this file.
os.environ |= {
    "BASE_URL": "http://127.0.0.1:8000",
    "DATA_DIR": str(shared_folder),
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright keeps a loop running in this thread
    "DJANGO_SETTINGS_MODULE": "wfscp_site.settings",
    "SECRET_KEY": "known to all, so fit for tests alone",
}
os.environ.pop("ALLOWED_HOSTS", None)
os.environ.pop("DEBUG", None)

data_folder.mkdir(parents=True, exist_ok=True)
running = ExitStack()
embedded_server = running.enter_context(launcher.database())
with one_at_a_time(shared_folder):
    launcher.collect_static()
(data_folder / "static").unlink(missing_ok=True)
(data_folder / "static").symlink_to(shared_folder / "static")
os.environ["DATA_DIR"] = str(data_folder)
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Group  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection  # noqa: E402
from django.template.defaulttags import CsrfTokenNode  # noqa: E402
from django.test import Client  # noqa: E402

from tests.library.pdfs import make_all  # noqa: E402
from tests.mail_server import MailServer  # noqa: E402
from tests.signing_in import sign_in  # noqa: E402
from tests.starter_site import (  # noqa: E402
    digest_of,
    do_not_wait_for_the_disk,
    folders,
    use_starter_site,
)

# Hundreds of people are made for tests, and every test client lists all static files; the server
# that browsers visit keeps the real hashes and lists them once.
settings.WHITENOISE_AUTOREFRESH = True
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


starter_files = []  # of this process, once its database is made


def pytest_configure(config):
    """Leave nothing of this environment to processes that share the tests: they make their own."""
    if config.getoption("numprocesses", None):
        os.environ.clear()
        os.environ.update(given)


def pytest_unconfigure():
    """Stop the database server."""
    running.close()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The test database holds the starter site; each test leaves it as it found it."""
    with django_db_blocker.unblock():
        if embedded_server:
            do_not_wait_for_the_disk()
        use_starter_site(shared_folder, f"test_wfscp_{process}")
    starter_files.extend(
        file for folder in folders() for file in folder.rglob("*") if file.is_file()
    )


@pytest.fixture(autouse=True)
def _starter_files_are_kept():
    """A test that loses a file of the starter site, which no rollback brings back, fails."""
    yield
    assert [file for file in starter_files if not file.exists()] == []


@pytest.fixture(scope="session")
def pdfs():
    """The folder with the files of tests/library/pdfs.py, made by real programs; not to change."""
    folder = shared_folder / f"pdfs_{digest_of('tests/library/pdfs.py')}"
    with one_at_a_time(shared_folder):
        if not folder.exists():
            for former in shared_folder.glob("pdfs_*"):
                shutil.rmtree(former)
            unfinished = Path(tempfile.mkdtemp(dir=shared_folder))
            make_all(unfinished)
            unfinished.rename(folder)
    return folder


@pytest.fixture
def administrator(db):
    """Somebody who may do everything."""
    return get_user_model().objects.create_superuser("administrator@example.org", "a long password")


@pytest.fixture
def admin_client(client, administrator):
    """A browser in which the administrator is signed in."""
    sign_in(client, administrator)
    return client


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
def mail_server(settings):
    """The mail server that the site's mail goes to, once ``send_messages`` of the outbox runs."""
    settings.EMAIL_BACKEND = "partnership.outbox.backend.OutboxBackend"
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        yield server


@pytest.fixture(scope="session", autouse=True)
def _every_form_has_its_token():
    """A form whose template was not given the token fails the test that renders it."""
    render = CsrfTokenNode.render

    def render_with_token(node, context):
        field = render(node, context)
        assert field, (
            f"A form in {node.origin.name} has no CSRF token: its button would be refused."
        )
        return field

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CsrfTokenNode, "render", render_with_token)
        yield


@pytest.fixture(autouse=True)
def _changes_are_seen_at_once(request):
    """In a test, which commits nothing, each statement raises the generation like a commit."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        if connection.in_atomic_block:
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS visible_change IMMEDIATE")


@pytest.fixture(autouse=True)
def _fresh_kinds_of_content(request):
    """A test without a database does not find the kinds of content that another has looked up."""
    if "db" not in request.fixturenames and not request.node.get_closest_marker("django_db"):
        ContentType.objects.clear_cache()
