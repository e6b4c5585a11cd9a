"""What an editor types outlives their session, the database, a server process and the network."""

import os
import re
import signal
from contextlib import closing, contextmanager
from itertools import product
from pathlib import Path
from time import time

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from partnership.directory.models import Organisation
from partnership.pages.models import GuidancePage, PartnershipSettings
from tests.browser.conftest import (
    EMAIL,
    PUBLISHED,
    enter_password,
    select_publish,
    set_up_app,
    wait_until_watched,
)
from tests.signing_in import code_of
from tests.starter_site import run
from wfscp_site.launcher import connect

pytestmark = pytest.mark.django_db
TYPED = "Typed in her own words"
SIGNED_OUT = "You have been signed out. What you typed is still on this page."
AWAY = "The website cannot save anything at the moment. What you typed is still on this page."
SESSION = "**/admin/session/"
BACK = "You can save again now."


class Person:
    """Someone with an account, the secret of their app, and the tab in which they are signed in."""

    def __init__(self, tab, email, secret):
        self.tab, self.email, self.secret = tab, email, secret

    def sign_in(self, tab):
        enter_password(tab, self.email)
        tab.get_by_label("Code", exact=True).fill(code_of(self.secret, periods_ago=-1))
        tab.get_by_role("button", name="Continue").click()

    def sign_in_beside(self):
        """Follow the link beside the buttons of the form, and close the tab in the end."""
        with self.tab.context.expect_page() as opened:
            self.tab.get_by_role("link", name="Sign in (opens in a new tab)").click()
        self.sign_in(opened.value)
        expect(opened.value.get_by_role("heading", name="You are signed in")).to_be_visible()
        opened.value.close()


@pytest.fixture
def author(new_tab, team, tolerated):
    # What goes wrong here on purpose.
    tolerated |= {"400", "403", "500", "503", "ERR_", "Failed to fetch"}
    return Person(new_tab(storage_state=team.cookies), EMAIL, team.secret)


@pytest.fixture
def other(new_tab, person):
    """Someone else, in another browser."""
    tab = new_tab()
    tab.goto("/admin/")
    enter_password(tab, person)
    return Person(tab, person, set_up_app(tab))


@pytest.fixture
def age_sessions(environment, sent):
    """A function that lets everyone be signed in for so many more seconds."""

    def age(seconds_left):
        sent.append("sessions")
        with closing(connect(environment["DATABASE_URL"])) as database:
            cursor = database.cursor()
            cursor.execute("SELECT session_key, session_data FROM django_session")
            for key, data in cursor.fetchall():
                session = SessionStore().decode(data)
                for record in session.get("account_authentication_methods", []):
                    record["at"] = time() + seconds_left - 12 * 60 * 60
                cursor.execute(
                    "UPDATE django_session SET session_data = %s WHERE session_key = %s",
                    [SessionStore().encode(session), key],
                )
            database.commit()

    return age


@pytest.fixture
def database_away(database_copy):
    """A function that keeps the site from its database for the length of a ``with`` block."""

    @contextmanager
    def away():
        run(f"ALTER DATABASE {database_copy} ALLOW_CONNECTIONS false")
        run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            f"WHERE datname = '{database_copy}'"
        )
        try:
            yield
        finally:
            run(f"ALTER DATABASE {database_copy} ALLOW_CONNECTIONS true")

    return away


def form_of(kind):
    """Return the address of a form, and the label of a field to type in."""
    if kind == "page":
        return f"/admin/pages/{GuidancePage.objects.live().first().pk}/edit/", "Summary"
    if kind == "record":
        record = Organisation.objects.first()
        return f"/admin/snippets/directory/organisation/edit/{record.pk}/", "Name"
    site = PartnershipSettings.objects.first().site_id
    return f"/admin/settings/pages/partnershipsettings/{site}/", "Short name"


def open_form(tab, kind):
    """Open a form, and return its field to type in."""
    address, label = form_of(kind)
    tab.goto(address)
    wait_until_watched(tab)
    return tab.get_by_role("textbox", name=re.compile(f"^{label}"))


def save(tab, kind):
    publish = tab.get_by_role("button", name="Publish", exact=True)
    if kind == "page" and publish.is_visible():  # the menu is still open
        publish.click()
    elif kind == "page":
        select_publish(tab)
    else:
        tab.get_by_role("button", name="Save", exact=True).click()


def expect_saved(tab, kind):
    words = PUBLISHED if kind == "page" else "updated"
    expect(tab.get_by_role("status").get_by_text(words)).to_be_visible()


def expect_message(tab, words):
    expect(tab.get_by_role("status").get_by_text(words)).to_be_visible()


def workers_of(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


KINDS = ["page", "record", "settings"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_session_ended_elsewhere_is_begun_again_beside_the_form(kind, author, change_site):
    field = open_form(author.tab, kind)
    change_site("DELETE FROM django_session")
    field.fill(TYPED)
    save(author.tab, kind)
    expect_message(author.tab, SIGNED_OUT)
    expect(field).to_have_value(TYPED)
    author.sign_in_beside()
    expect_message(author.tab, BACK)
    with author.tab.expect_response(re.compile("/session/")):
        author.tab.evaluate("dispatchEvent(new Event('focus'))")  # they come back to the tab
    expect_message(author.tab, BACK)
    save(author.tab, kind)
    expect_saved(author.tab, kind)
    assert open_form(author.tab, kind).input_value() == TYPED


def test_what_was_asked_before_signing_in_is_asked_again(author):
    open_form(author.tab, "record")
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        else:
            held.append(route)

    author.tab.route(SESSION, hold_the_first)
    with author.tab.expect_request(SESSION):
        author.tab.evaluate("dispatchEvent(new Event('focus'))")
    author.tab.evaluate("new BroadcastChannel('signed-in').postMessage('')")
    with author.tab.expect_request(SESSION):  # otherwise the next one is in a minute
        held[0].continue_()


def test_a_draft_gives_the_reason_and_is_saved_by_itself_after_signing_in(author, age_sessions):
    summary = open_form(author.tab, "page")
    age_sessions(seconds_left=-1)
    summary.fill(TYPED)
    paused = author.tab.locator(".footer__save-warning")
    expect(paused).to_contain_text("You have been signed out.")
    expect_message(author.tab, SIGNED_OUT)
    author.sign_in_beside()
    expect(author.tab.locator(".w-autosave-indicator__state--saved")).to_be_visible()


def test_an_editor_is_warned_before_their_session_ends(author, age_sessions):
    open_form(author.tab, "record")
    age_sessions(seconds_left=300)
    author.tab.reload()
    expect_message(author.tab, "twelve hours after you signed in. Save your work before then.")


def test_someone_else_who_signs_in_beside_never_saves_it(author, other, change_site):
    field = open_form(author.tab, "settings")
    change_site("DELETE FROM django_session")
    field.fill(TYPED)
    beside = author.tab.context.new_page()
    beside.goto("/admin/")
    other.sign_in(beside)
    expect(beside.get_by_role("heading", name="Where to start")).to_be_visible()
    save(author.tab, "settings")
    expect_message(author.tab, "Someone else is now signed in in this browser.")
    expect(field).to_have_value(TYPED)
    assert open_form(beside, "settings").input_value() != TYPED
    beside.get_by_role("button", name="Save").wait_for()


@pytest.mark.parametrize("kind", KINDS)
def test_a_database_that_is_away_for_a_while_loses_nothing(kind, author, database_away):
    field = open_form(author.tab, kind)
    with database_away():
        field.fill(TYPED)
        save(author.tab, kind)
        expect_message(author.tab, AWAY)
    expect_message(author.tab, BACK)
    if kind == "page":  # without a hand of its author
        expect(author.tab.locator(".w-autosave-indicator__state--saved")).to_be_visible()
    expect(field).to_have_value(TYPED)
    save(author.tab, kind)
    expect_saved(author.tab, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_a_network_that_goes_for_a_while_loses_nothing(kind, author):
    field = open_form(author.tab, kind)
    author.tab.context.set_offline(True)
    field.fill(TYPED)
    save(author.tab, kind)
    expect_message(author.tab, "This computer is not connected to the internet.")
    author.tab.context.set_offline(False)
    expect_message(author.tab, BACK)
    expect(field).to_have_value(TYPED)
    save(author.tab, kind)
    expect_saved(author.tab, kind)


def test_a_server_process_that_restarts_loses_nothing(author, web_server):
    field = open_form(author.tab, "record")
    field.fill(TYPED)
    for pid in workers_of(web_server):
        os.kill(pid, signal.SIGKILL)
    expect(author.tab.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    save(author.tab, "record")
    expect_saved(author.tab, "record")


def test_a_form_sent_without_our_script_is_kept_and_sent_again(author, change_site, faults):
    author.tab.route(re.compile("/js/saving"), lambda route: route.abort())
    field = open_form(author.tab, "settings")
    field.fill(TYPED)
    change_site("DELETE FROM django_session")
    save(author.tab, "settings")
    author.sign_in(author.tab)
    expect(author.tab.get_by_text(TYPED)).to_be_visible()
    for width, scheme in product([320, 1280], ["light", "dark"]):
        author.tab.set_viewport_size({"width": width, "height": 900})
        author.tab.emulate_media(color_scheme=scheme)
        assert faults(author.tab) == []
    author.tab.get_by_role("button", name="Send it again").click()
    expect_saved(author.tab, "settings")
    expect(field).to_have_value(TYPED)
    author.tab.goto("/admin/kept-forms/")
    expect(author.tab.get_by_text("Nothing is kept for you.")).to_be_visible()


def test_a_form_that_was_kept_is_discarded(author, change_site):
    author.tab.route(re.compile("/js/saving"), lambda route: route.abort())
    open_form(author.tab, "settings").fill(TYPED)
    change_site("DELETE FROM django_session")
    save(author.tab, "settings")
    author.sign_in(author.tab)
    author.tab.get_by_role("button", name="Discard what you typed").click()
    expect(author.tab.get_by_text("What you typed has been discarded.")).to_be_visible()
    expect(author.tab.get_by_text("Nothing is kept for you.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_after_signing_in_beside_is_accessible(width, scheme, new_tab, signed_in, faults):
    tab = new_tab(width=width, color_scheme=scheme, storage_state=signed_in)
    tab.goto("/admin/session/signed-in/")
    assert faults(tab) == []


def test_what_is_said_is_accessible(author, change_site, faults):
    open_form(author.tab, "settings").fill(TYPED)
    change_site("DELETE FROM django_session")
    save(author.tab, "settings")
    expect_message(author.tab, SIGNED_OUT)
    for width, scheme in product((320, 1280), ("light", "dark")):
        author.tab.set_viewport_size({"width": width, "height": 900})
        author.tab.emulate_media(color_scheme=scheme)
        assert faults(author.tab) == [], (width, scheme)
