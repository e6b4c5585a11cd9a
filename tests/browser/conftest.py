"""A real browser on a real server: gunicorn and the worker, on a copy of the starter site."""

import os
import re
import shutil
import socket
import sys
from contextlib import ExitStack, closing, suppress
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connections
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import expect, sync_playwright

from partnership.accounts.models import User
from tests.mail_server import MailServer
from tests.provider_process import running_provider
from tests.signing_in import PASSWORD, code_of
from tests.starter_site import address_of, copied_database, copy_files, folders, run
from wfscp_site.launcher import (
    BASE_DIR,
    connect,
    find_chromium,
)
from wfscp_site.serving import MANAGE, answers, ended, start, stop

EMAIL = "team@example.org"
PUBLISHED = re.compile("(been|and) published")  # a refusal says 'not published'
numbers = count()  # of people
TABS = pytest.StashKey()
PATIENCE = 15_000  # milliseconds, for a machine that is busy with other things
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-site-isolation-trials",
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
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="session")
def database_copy(django_db_setup, django_db_blocker):
    """The name of a copy of the test database, which contains the starter site."""
    with copied_database(django_db_blocker, "copy") as name:
        yield name


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
    copy_files(data_folder)
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

    rows = "WITH person AS (INSERT INTO accounts_user ({}) VALUES ({}) RETURNING id) " + (
        'INSERT INTO account_emailaddress (user_id, email, verified, "primary") '
        "SELECT id, %s, true, true FROM person"
    )
    password = PBKDF2PasswordHasher().encode(PASSWORD, "salt")  # as in production

    def add(email):
        user = User(email=email, password=password, is_staff=True, is_superuser=True)
        fields = [field for field in User._meta.local_concrete_fields if not field.primary_key]
        columns = ", ".join(field.column for field in fields)
        marks = ", ".join(["%s"] * len(fields))
        values = [field.value_from_object(user) for field in fields]
        with closing(connect(environment["DATABASE_URL"])) as database, database:
            database.cursor().execute(rows.format(columns, marks), [*values, email])

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
    configured = ("--config", str(BASE_DIR / "gunicorn.conf.py"))
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
            kept.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, kept)


@pytest.fixture
def tolerated():
    """Words of console errors that a test expects; it adds them to this set."""
    return set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Add what each tab showed to the report of a test that fails."""
    report = yield
    if report.when == "call" and report.failed:
        tabs = item.stash.get(TABS, {})
        for tab in tabs:
            with suppress(PlaywrightError):  # the tab is closed
                report.sections.append((tab.url, tab.locator("body").aria_snapshot()))
            waits = [request.url for request in tabs[tab]]
            report.sections.append((f"{tab.url} waits for", "\n".join(waits)))
    return report


def new_context(chromium, server, width=1280, **options):
    """Return a new browser for the tabs of one person, which ends as a context manager."""
    size = {"width": width, "height": 900}
    context = chromium.new_context(**{"base_url": server, "viewport": size} | options)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(COUNT_UNWATCHED_FORMS)
    return context


@pytest.fixture
def new_tab(chromium, server, sent, tolerated, request):
    """A function that opens a tab of a new browser: ``new_tab(width=320, color_scheme='dark')``.

    At the end, no tab's console may contain an error, such as a violated policy.
    """
    errors, ends = [], ExitStack()
    tabs = request.node.stash[TABS] = {}  # of each, the requests without an answer

    def note_change(request):
        if request.method != "GET":
            sent.append(request.url)

    def open_tab(width=1280, context=None, **options):
        if context is None:
            context = ends.enter_context(new_context(chromium, server, width, **options))
        context.on("request", note_change)
        ends.callback(context.remove_listener, "request", note_change)
        tab = context.new_page()
        waiting = tabs[tab] = []
        tab.on("request", lambda request: waiting.append(request))
        for end in ("requestfinished", "requestfailed"):
            tab.on(end, lambda request: request in waiting and waiting.remove(request))
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
    ends.close()
    assert [text for text in errors if not any(word in text for word in tolerated)] == []


@pytest.fixture
def visitor(new_tab):
    """A tab of someone who is not signed in."""
    return new_tab()


@pytest.fixture
def shown(visitor):
    """A function that shows HTML to a visitor, with the style and scripts of the running site."""

    def show(html):
        visitor.route("**/shown/", lambda route: route.fulfill(body=html, content_type="text/html"))
        visitor.goto("/shown/")
        return visitor

    return show


# A transition of what is not shown may never end.
COLOURS_ARE_CHANGED = """() => Promise.race([
    Promise.all(document.getAnimations().filter(each => each instanceof CSSTransition)
        .map(each => each.finished.catch(() => {}))),
    new Promise(resolve => setTimeout(resolve, 1000)),
])"""


def faults_at_every_size(tab, faults):
    """Return the ``faults`` of the open page on a phone and a computer, light and dark.

    A page that does not fit the width of the screen is one too.
    """
    found = []
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme}: {fault}" for fault in faults(tab)]
        shown = tab.evaluate("document.documentElement.scrollWidth")
        if shown > width:
            found.append(f"{width}: the page is {shown} wide")
    return found


def wait_until_watched(editor):
    """Wait until the editor's form saves drafts: it takes what is typed before for the original."""
    editor.evaluate(
        "async () => { while (window.unwatchedForms !== 0) "
        "await new Promise(resolve => setTimeout(resolve, 50)) }"
    )


def wait_until_given(tab, words):
    """Wait until the form has ``words`` of the last rich text, which come a moment after typing."""
    given = tab.locator("[data-draftail-editor-wrapper]").last.locator("xpath=../input")
    expect(given).to_have_value(re.compile(re.escape(words)))


def open_menu(button):
    """Select the ``button`` of a menu, once the script that opens the menu has run."""
    button.wait_for()
    button.page.wait_for_load_state()
    button.click()


def select_in_userbar(editor, address, words):
    """Visit a page of the site and select ``words`` in the menu for editors."""
    editor.goto(address)
    open_menu(editor.get_by_role("button", name="View Wagtail quick actions"))
    editor.get_by_role("menuitem", name=words).click()


def select_publish(tab):
    """Ask the editor's form to publish the page."""
    open_menu(tab.get_by_role("button", name="More actions"))
    tab.get_by_role("button", name="Publish", exact=True).click()


def publish(tab):
    """Publish the page of the editor's form."""
    with tab.expect_navigation():  # what the screen says so far is of something else
        select_publish(tab)
    expect(tab.get_by_role("status").get_by_text(PUBLISHED)).to_be_visible()


def type_over_picker(tab, field, text):
    """Type a day or time once Wagtail's picker is open, which typing closes; leave the field."""
    field.focus()
    picker = tab.locator(".xdsoft_datetimepicker:visible")
    picker.wait_for()
    field.fill(text)
    expect(picker).to_have_count(0)
    field.blur()


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
def team(chromium, server):
    """A member of the business team who has signed in: the cookies, and the secret of their app."""
    context = chromium.new_context(base_url=server)
    tab = context.new_page()
    tab.goto("/admin/")
    enter_password(tab)
    secret = set_up_app(tab)
    tab.get_by_role("heading", name="Where to start").wait_for()
    yield SimpleNamespace(cookies=context.storage_state(), secret=secret)
    context.close()


@pytest.fixture(scope="session")
def signed_in(team):
    """The cookies of a member of the business team who has signed in."""
    return team.cookies


@pytest.fixture(scope="session")
def office_browser(chromium, server):
    """A browser that has read the scripts of the admin before, as that of a team has."""
    with new_context(chromium, server) as context:
        yield context


@pytest.fixture
def editor(new_tab, signed_in, office_browser, server, tolerated):
    """A tab in which a member of the business team is signed in; nothing else is remembered."""
    # Wagtail's autosave is refused if the person saves first.
    tolerated.add("400 (Bad Request)")
    tab = new_tab(context=office_browser)
    storage = office_browser.new_cdp_session(tab)
    storage.send("Storage.clearDataForOrigin", {"origin": server, "storageTypes": "all"})
    office_browser.clear_cookies()
    office_browser.add_cookies(signed_in["cookies"])
    yield tab
    office_browser.unroute_all()
    for opened in office_browser.pages:
        opened.close()


def is_draft(request):
    """Whether a request of the editor saves a draft that nobody asked for."""
    return request.method == "POST" and "json" in request.headers.get("accept", "")


@pytest.fixture
def held(editor):
    """The drafts of the editor's form that the site has saved: (route, answer still on its way).

    See ``first_of``.
    """
    drafts = []

    def hold(route):
        if is_draft(route.request):
            drafts.append((route, route.fetch()))
        else:
            route.continue_()

    editor.route(re.compile("/admin/pages/"), hold)
    return drafts


def first_of(held, tab):
    """Wait for the next of the ``held`` drafts, and return a function that lets its answer come."""
    while not held:
        tab.wait_for_timeout(50)
    route, answer = held.pop(0)
    return lambda: route.fulfill(response=answer)


@pytest.fixture
def faults():
    """A function that lists the faults that axe finds on a tab's page, or in the parts ``within``.

    ``within`` is a CSS selector, for what is ours on a screen of Wagtail's.
    """

    def find(tab, within=None):
        tab.evaluate(COLOURS_ARE_CHANGED)  # from light to dark, say
        found = Axe().run(tab, context=within, options=WCAG).response["violations"]
        return [
            f"{fault['id']}: {fault['help']} ({node['html'][:120]})"
            for fault in found
            for node in fault["nodes"]
        ]

    return find


@pytest.fixture
def person(add_administrator):
    """The email address of an administrator who has not set up two-step verification."""
    email = f"person{next(numbers)}@example.org"
    add_administrator(email)
    return email


@pytest.fixture
def tab(new_tab, server):
    """A tab on the sign-in page, at an address where passkeys work, with a device for them."""
    tab = new_tab(base_url=server.replace("127.0.0.1", "localhost"))
    device = tab.context.new_cdp_session(tab)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    tab.goto("/admin/")
    return tab


@pytest.fixture
def signed_in_as(new_tab, add_administrator, change_site, tolerated):
    """A function that opens a tab in which someone with a starter role is signed in."""

    def sign_in(role):
        email = f"{role}{next(numbers)}@example.org"
        add_administrator(email)
        change_site(
            "INSERT INTO accounts_user_groups (user_id, group_id) "
            "SELECT accounts_user.id, group_id FROM accounts_user, accounts_role "
            f"WHERE email = '{email}' AND starter = '{role}'"
        )
        change_site(f"UPDATE accounts_user SET is_superuser = false WHERE email = '{email}'")
        opened = new_tab()
        opened.goto("/admin/")
        enter_password(opened, email)
        set_up_app(opened)
        opened.get_by_role("heading", name="Where to start").wait_for()
        return opened

    return sign_in
