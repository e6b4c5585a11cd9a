"""A real browser on a real server: gunicorn and the worker, on a copy of the starter site."""

import os
import shutil
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection, connections
from playwright.sync_api import expect, sync_playwright

from tests.mail_server import MailServer
from tests.provider_process import running_provider
from tests.signing_in import PASSWORD, code_of
from tests.starter_site import address_of, folders, run
from wfscp_site.launcher import (
    BASE_DIR,
    MANAGE,
    answers,
    connect,
    ended,
    find_chromium,
    start,
    stop,
)

EMAIL = "team@example.org"
PATIENCE = 15_000  # milliseconds, for a machine that is busy with other things
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Wagtail's form takes what it holds two seconds after it is ready for the original, and is made
# ready twice.
COUNT_UNWATCHED_FORMS = """
    const count = (by) => window.unwatchedForms = (window.unwatchedForms ?? 0) + by;
    addEventListener("w-unsaved:ready", () => count(1));
    addEventListener("w-unsaved:watch-edits", () => count(-1));
"""
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


@pytest.fixture(scope="session")
def database_copy(django_db_setup, django_db_blocker):
    """The name of a copy of the test database, which contains the starter site."""
    with django_db_blocker.unblock():
        original = connection.settings_dict["NAME"]
        connections.close_all()
    copy = f"{original}_copy"
    run(f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")
    run(f"CREATE DATABASE {copy} TEMPLATE {original}")
    yield copy
    run(f"DROP DATABASE {copy} WITH (FORCE)")


@pytest.fixture(scope="session")
def mail_server():
    """The mail server that the running site's worker sends to."""
    with MailServer() as running:
        yield running


@pytest.fixture(scope="session")
def provider():
    """The address of the provider through which people can sign in to the running site."""
    with running_provider() as address:
        yield address


@pytest.fixture(scope="session")
def environment(database_copy, mail_server, provider, tmp_path_factory):
    """The environment of the running site."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data_folder = tmp_path_factory.mktemp("data")
    for folder in folders():
        shutil.copytree(folder, data_folder / folder.name)
    (data_folder / "static").symlink_to(settings.STATIC_ROOT)
    return os.environ | {
        "DATA_DIR": str(data_folder),
        "DATABASE_URL": address_of(database_copy),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "EMAIL_HOST": mail_server.host,
        "EMAIL_PORT": str(mail_server.port),
        "OIDC_SERVER_URL": provider,
        "OIDC_CLIENT_ID": "website",
        "OIDC_CLIENT_SECRET": "known to both",
    }


@pytest.fixture(scope="session")
def add_administrator(environment):
    """A function that creates an administrator of the running site, who has PASSWORD."""

    def add(email):
        subprocess.run(
            (*MANAGE, "createsuperuser", "--noinput", "--verbosity=0", f"--email={email}"),
            env=environment,
            cwd=BASE_DIR,
            check=True,
        )

    return add


@pytest.fixture(scope="session")
def server_log(environment):
    """The log file of the server and the worker."""
    return Path(environment["DATA_DIR"]) / "log.txt"


@pytest.fixture(scope="session")
def web_server(environment, add_administrator, server_log):
    """The process that serves the running site, with its worker beside it."""
    add_administrator(EMAIL)
    address = urlsplit(environment["BASE_URL"])
    gunicorn = (sys.executable, "-m", "gunicorn", "wfscp_site.wsgi", f"--bind={address.netloc}")
    configured = ("--config", str(BASE_DIR / "tests" / "browser" / "serving.py"))
    log = server_log.open("w")
    processes = [
        start(command, process_group=0, env=environment, cwd=BASE_DIR, stdout=log, stderr=log)
        for command in ((*gunicorn, *configured), (*MANAGE, "worker"))
    ]
    try:
        while not answers(address.port):
            assert not ended(processes[0], seconds=0.1), "The server ended as it started."
        yield processes[0]
    finally:
        for process in processes:
            stop(process)
        log.close()
        print(server_log.read_text())


@pytest.fixture(scope="session")
def server(web_server, environment):
    """The address of the running site."""
    return environment["BASE_URL"]


@pytest.fixture(scope="session", autouse=True)
def chromium(server):
    """The browser. Autouse, because Django keeps other connections while Playwright's loop runs.

    It starts before a test opens a transaction, and closes those connections before it ends.
    """
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture(scope="session")
def snapshot(database_copy, signed_in):
    """The name of a copy of the running site's database before any test changed it."""
    name = f"{database_copy}_snapshot"
    run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    run(f"ALTER DATABASE {database_copy} ALLOW_CONNECTIONS false")
    run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database_copy}'")
    run(f"CREATE DATABASE {name} TEMPLATE {database_copy}")
    run(f"ALTER DATABASE {database_copy} ALLOW_CONNECTIONS true")
    yield name
    run(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def sent(database_copy, snapshot, environment, mail_server):
    """The requests of the test that may change the running site. After any, the site is reset.

    A test that changes the site in another way adds to the list itself.
    """
    requests = []
    yield requests
    if requests:
        run(f"DROP DATABASE {database_copy} WITH (FORCE)")  # all processes connect again
        run(f"CREATE DATABASE {database_copy} TEMPLATE {snapshot}")
        for folder in folders():
            restore_missing_files(folder, Path(environment["DATA_DIR"]) / folder.name)
        (Path(environment["DATA_DIR"]) / "latest-reset").touch()  # see serving.py
        mail_server.received.clear()


@pytest.fixture
def change_site(environment, sent):
    """A function that runs SQL on the running site's database."""

    def run_on_site(statement):
        sent.append(statement)
        with closing(connect(environment["DATABASE_URL"])) as database:
            database.cursor().execute(statement)
            database.commit()

    return run_on_site


def restore_missing_files(original, copy):
    """Copy every file of the folder ``original`` that ``copy`` no longer has."""
    for file in original.rglob("*"):
        kept = copy / file.relative_to(original)
        if file.is_file() and not kept.exists():
            shutil.copy(file, kept)


@pytest.fixture
def tolerated():
    """Words of console errors that a test expects; it adds them to this set."""
    return set()


@pytest.fixture
def new_tab(chromium, server, sent, tolerated):
    """A function that opens a tab of a new browser: ``new_tab(width=320, color_scheme='dark')``.

    At the end, no tab's console may contain an error, such as a violated policy.
    """
    contexts, errors = [], []

    def open_tab(width=1280, **options):
        size = {"width": width, "height": 900}
        context = chromium.new_context(**{"base_url": server, "viewport": size} | options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(COUNT_UNWATCHED_FORMS)
        contexts.append(context)
        context.on("request", lambda request: request.method != "GET" and sent.append(request.url))
        tab = context.new_page()
        tab.on(
            "console",
            lambda message: (
                message.type == "error"
                and errors.append(f"{message.text} {message.location['url']}")
            ),
        )
        tab.on("pageerror", lambda error: errors.append(str(error)))
        return tab

    yield open_tab
    for context in contexts:
        context.close()
    assert [text for text in errors if not any(word in text for word in tolerated)] == []


@pytest.fixture
def visitor(new_tab):
    """A tab of someone who is not signed in."""
    return new_tab()


def wait_until_watched(editor):
    """Wait until the editor's form saves drafts: it takes what is typed before for the original."""
    editor.evaluate(
        "async () => { while (window.unwatchedForms !== 0) "
        "await new Promise(requestAnimationFrame) }"
    )


def select_publish(tab):
    """Ask the editor's form to publish the page."""
    tab.get_by_role("button", name="More actions").click()
    tab.get_by_role("button", name="Publish", exact=True).click()


def publish(tab):
    """Publish the page of the editor's form."""
    select_publish(tab)
    expect(tab.get_by_role("status").get_by_text("published")).to_be_visible()


def save_draft(tab):
    """Save the page of the editor's form as a draft, and wait for the next screen."""
    with tab.expect_navigation():
        tab.get_by_role("button", name="Save draft").click()


def enter_password(tab, email=EMAIL, password=PASSWORD):
    """Enter the email address and password on the page that asks for them."""
    tab.get_by_label("Email address").fill(email)
    tab.get_by_label("Password").fill(password)
    tab.get_by_role("button", name="Sign in", exact=True).click()


def set_up_app(tab):
    """Set up an authenticator app, confirm the recovery codes, and return the app's secret."""
    tab.get_by_role("link", name="Set up an app").click()
    secret = tab.locator(".secret").inner_text()
    tab.get_by_label("Code", exact=True).fill(code_of(secret))
    tab.get_by_role("button", name="Save").click()
    tab.get_by_role("link", name="I have saved my codes").click()
    return secret


@pytest.fixture(scope="session")
def signed_in(chromium, server):
    """The cookies of a member of the business team who has signed in."""
    context = chromium.new_context(base_url=server)
    tab = context.new_page()
    tab.goto("/admin/")
    enter_password(tab)
    set_up_app(tab)
    tab.get_by_role("heading", name="Where to start").wait_for()
    yield context.storage_state()
    context.close()


@pytest.fixture
def editor(new_tab, signed_in, tolerated):
    """A tab in which a member of the business team is signed in."""
    # Wagtail's autosave is refused if the person saves first.
    tolerated.add("400 (Bad Request)")
    return new_tab(storage_state=signed_in)


@pytest.fixture
def faults():
    """A function that lists the faults that axe finds on a tab's page."""

    def find(tab):
        found = Axe().run(tab, options=WCAG).response["violations"]
        return [
            f"{fault['id']}: {fault['help']} ({node['html'][:120]})"
            for fault in found
            for node in fault["nodes"]
        ]

    return find
