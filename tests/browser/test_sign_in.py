"""Signing in, in a real browser: authenticator app, passkey, recovery code, other sessions."""

import os
import re
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import enter_password, set_up_app
from tests.signing_in import PASSWORD, code_of

pytestmark = pytest.mark.django_db


def expect_signed_in(tab):
    expect(tab.get_by_role("heading", name="Where to start")).to_be_visible()


def sign_out(tab):
    tab.goto("/account/logout/")
    tab.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(tab.get_by_text("You have signed out.")).to_be_visible()


def test_an_authenticator_app_signs_in(tab, person):
    enter_password(tab, person)
    secret = set_up_app(tab)
    expect_signed_in(tab)
    sign_out(tab)
    enter_password(tab, person)
    tab.get_by_label("Code", exact=True).fill("123456")
    tab.get_by_role("button", name="Continue").click()
    expect(tab.get_by_role("alert")).to_contain_text("This code is wrong")
    tab.get_by_label("Code", exact=True).fill(code_of(secret, periods_ago=-1))
    tab.get_by_role("button", name="Continue").click()
    expect_signed_in(tab)


def test_a_passkey_signs_in(tab, person):
    enter_password(tab, person)
    tab.get_by_role("link", name="Add a passkey").click()
    tab.get_by_label("Passkey name").fill("Work laptop")
    tab.get_by_role("button", name="Add a passkey").click()
    tab.get_by_role("link", name="I have saved my codes").click()
    expect_signed_in(tab)
    sign_out(tab)
    tab.get_by_role("button", name="Sign in with a passkey").click()
    expect_signed_in(tab)
    sign_out(tab)
    enter_password(tab, person)
    tab.get_by_role("button", name="Use a passkey instead").click()
    expect_signed_in(tab)
    tab.goto("/account/")
    expect(tab.get_by_role("link", name="Remove Work laptop")).to_be_visible()


def test_a_recovery_code_signs_in(tab, person):
    enter_password(tab, person)
    tab.get_by_role("link", name="Set up an app").click()
    secret = tab.locator(".secret").inner_text()
    tab.get_by_label("Code", exact=True).fill(code_of(secret))
    tab.get_by_role("button", name="Save").click()
    shown = tab.locator(".codes li")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    assert len(codes) == 10
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save as a file").click()
    assert codes[3] in download.value.path().read_text()
    tab.reload()
    expect(tab.get_by_text("cannot be shown again")).to_be_visible()
    assert codes[0] not in tab.content()
    sign_out(tab)
    enter_password(tab, person)
    tab.get_by_label("Code", exact=True).fill(codes[0])
    tab.get_by_role("button", name="Continue").click()
    expect_signed_in(tab)


def test_a_microsoft_account_signs_in(tab, person, tolerated):
    tolerated |= {"ERR_", "404"}  # the provider's page requests files from other sites
    tab.get_by_role("button", name="Sign in with Microsoft").click()
    tab.get_by_placeholder("sub").fill(person)
    tab.get_by_role("button", name="Authorize").click()
    set_up_app(tab)
    expect_signed_in(tab)


def test_other_sessions_can_be_ended(tab, new_tab, person):
    enter_password(tab, person)
    secret = set_up_app(tab)
    other = new_tab()
    other.goto("/admin/")
    enter_password(other, person)
    other.get_by_label("Code", exact=True).fill(code_of(secret, periods_ago=-1))
    other.get_by_role("button", name="Continue").click()
    expect_signed_in(other)
    tab.goto("/account/sessions/")
    expect(tab.get_by_text("Chrome on Linux")).to_have_count(2)
    tab.get_by_role("button", name="Sign out everywhere else").click()
    expect(tab.get_by_text("You have been signed out everywhere else.")).to_be_visible()
    other.reload()
    expect(other.get_by_role("heading", name="Sign in")).to_be_visible()
    tab.goto("/admin/")
    expect_signed_in(tab)


def test_a_password_can_be_entered_without_javascript(new_tab, person):
    tab = new_tab(java_script_enabled=False)
    tab.goto("/admin/")
    enter_password(tab, person)
    expect(tab.get_by_role("heading", name="Set up two-step verification")).to_be_visible()


def test_an_ip_address_explains_why_there_are_no_passkeys(visitor):
    visitor.goto("/account/login/")
    expect(visitor.get_by_text("at an address made of numbers")).to_be_visible()
    expect(visitor.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()


OWN_PAGES = [
    "/account/",
    "/account/second-factor/app/",
    "/account/second-factor/codes/",
    "/account/second-factor/passkeys/add/",
    "/account/password/",
    "/account/sessions/",
    "/account/logout/",
]
OPEN_PAGES = [
    "/account/login/",
    "/account/inactive/",
    "/account/password/reset/",
    "/account/password/reset/sent/",
    "/account/password/reset/done/",
    "/account/password/reset/1-wrong/",
]


def test_every_account_page_is_accessible(new_tab, person, faults):
    tab = new_tab()
    found = {}
    folder = Path(os.environ["DATA_DIR"]) / "account"
    folder.mkdir(exist_ok=True)

    def look(name):
        tab.wait_for_load_state()
        for width, scheme in product((320, 1280), ("light", "dark")):
            tab.set_viewport_size({"width": width, "height": 900})
            tab.emulate_media(color_scheme=scheme)
            wide = tab.evaluate("document.documentElement.scrollWidth")
            found[name, width, scheme] = faults(tab) + [f"{wide} wide"] * (wide > width)
            file = re.sub(r"\W+", "-", name).strip("-") + f"-{width}-{scheme}.png"
            tab.screenshot(path=folder / file, full_page=True)

    for page in OPEN_PAGES:
        tab.goto(page)
        look(page)
    tab.goto("/account/login/")
    enter_password(tab, person, "a wrong password")
    look("wrong password")
    enter_password(tab, person)
    look("add a two-step verification method")
    tab.get_by_role("link", name="Set up an app").click()
    look("set up an app")
    secret = tab.locator(".secret").inner_text()
    tab.get_by_label("Code", exact=True).fill(code_of(secret))
    tab.get_by_role("button", name="Save").click()
    look("recovery codes")
    for page in OWN_PAGES:
        tab.goto(page)
        look(page)
    sign_out(tab)
    enter_password(tab, person, PASSWORD)
    look("second factor")
    assert {name: words for name, words in found.items() if words} == {}
