"""A form that arrives after its person's session has ended is kept for them and no one else."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.directory.models import Organisation
from partnership.editing.kept_forms import KEY_COOKIE, PERSON_COOKIE
from partnership.pages.models import PartnershipSettings
from tests.hardening.test_overtaken import fields_of
from tests.signing_in import sign_in

TYPED = "Typed in her own words"
KEPT_FORMS = "/admin/kept-forms/"


@pytest.fixture
def address(db):
    site = PartnershipSettings.objects.first().site_id
    return reverse("wagtailsettings:edit", args=["pages", "partnershipsettings", site])


@pytest.fixture
def browser(administrator):
    """A browser that checks the tokens of forms, in which the administrator is signed in."""
    client = Client(enforce_csrf_checks=True)
    sign_in(client, administrator)
    return client


@pytest.fixture
def colleague(db):
    return get_user_model().objects.create_superuser("colleague@example.org", "a long password")


def fill_in(client, address, **typed):
    """Open the form at ``address``; return what a browser sends once something is typed."""
    return fields_of(client.get(address)) | typed


def end_session(client):
    Session.objects.filter(session_key=client.cookies["sessionid"].value).delete()


def sign_in_again(client, user):
    """Sign ``user`` in as the sign-in page does: with a new token for forms."""
    sign_in(client, user)
    client.get("/admin/")


def text(client):
    return client.get(KEPT_FORMS).content.decode()


@pytest.fixture
def kept(browser, address):
    """The answer to a form that was sent after its session had ended."""
    form = fill_in(browser, address, short_name=TYPED)
    end_session(browser)
    return browser.post(address, form)


def test_the_answer_leads_to_what_was_kept_by_way_of_the_sign_in_page(kept, browser):
    assert kept.url == f"/account/login/?next={KEPT_FORMS}"
    assert browser.cookies[KEY_COOKIE]["httponly"]
    assert browser.cookies[KEY_COOKIE]["max-age"] == 3 * 24 * 60 * 60
    assert PartnershipSettings.objects.first().short_name != TYPED


def test_the_person_sees_it_and_sends_it_again(kept, browser, address, administrator):
    sign_in_again(browser, administrator)
    assert TYPED in text(browser)
    assert "It has been kept for you" in browser.get("/admin/").content.decode()
    (form,) = browser.get(KEPT_FORMS).context["forms"]
    fields = dict(form["fields"])
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    assert browser.post(form["address"], fields | token).status_code == 302
    assert PartnershipSettings.objects.first().short_name == TYPED
    assert "Nothing is kept for you." in text(browser)


def test_what_a_colleague_saved_since_is_not_overwritten_without_warning(
    kept, browser, address, administrator, colleague
):
    other = Client(enforce_csrf_checks=True)
    sign_in(other, colleague)
    other.post(address, fill_in(other, address, short_name="Hers"))
    sign_in_again(browser, administrator)
    (form,) = browser.get(KEPT_FORMS).context["forms"]
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    answer = browser.post(address, dict(form["fields"]) | token).content.decode()
    assert "This has changed since you opened it" in answer
    assert TYPED in answer
    assert TYPED in text(browser), "It is kept until it is saved."


def test_another_person_in_the_same_browser_sees_nothing_and_it_waits(
    kept, browser, address, administrator, colleague
):
    sign_in_again(browser, colleague)
    assert TYPED not in text(browser)
    assert "has been kept for another person" in text(browser)
    assert "kept for you" not in browser.get("/admin/").content.decode()
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    browser.post(KEPT_FORMS, {"address": address} | token)
    sign_in_again(browser, administrator)
    assert TYPED in text(browser)


def test_the_same_person_in_another_browser_sees_nothing(kept, administrator):
    other = Client()
    sign_in(other, administrator)
    assert "Nothing is kept for you." in text(other)


def test_an_earlier_persons_form_is_not_kept_for_the_later_one(
    browser, address, administrator, colleague
):
    form = fill_in(browser, address, short_name=TYPED)
    browser.post(reverse("account_logout"), form)
    browser.cookies.pop("csrftoken")  # as each sign-in does
    sign_in(browser, colleague)
    fill_in(browser, address)
    end_session(browser)
    assert browser.post(address, form).status_code == 403
    assert KEY_COOKIE not in browser.cookies


def test_a_form_without_its_token_is_not_kept(browser, address):
    form = fill_in(browser, address, short_name=TYPED)
    end_session(browser)
    assert browser.post(address, form | {"csrfmiddlewaretoken": ""}).status_code == 403
    assert KEY_COOKIE not in browser.cookies


@pytest.mark.parametrize("note", [None, "1", "1:forged"])
def test_nothing_is_kept_for_a_browser_that_no_one_has_signed_in_with(browser, address, note):
    form = fill_in(browser, address, short_name=TYPED)
    end_session(browser)
    browser.cookies.pop(PERSON_COOKIE)
    if note:
        browser.cookies[PERSON_COOKIE] = note
    assert browser.post(address, form).url == f"/account/login/?next={address}"
    assert not Session.objects.exists()


def test_a_password_sent_to_a_sign_in_page_is_not_kept(browser, address):
    fill_in(browser, address)
    end_session(browser)
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    browser.post("/admin/login/?next=/admin/", {"username": "a", "password": "secret b"} | token)
    assert not Session.objects.exists()


def test_it_ends_by_itself(kept, browser, administrator):
    row = Session.objects.get(session_key=browser.cookies[KEY_COOKIE].value)
    assert timedelta(days=2) < row.expire_date - timezone.now() <= timedelta(days=3)
    Session.objects.update(expire_date=timezone.now())
    sign_in_again(browser, administrator)
    assert "Nothing is kept for you." in text(browser)


def test_it_can_be_discarded(kept, browser, address, administrator):
    sign_in_again(browser, administrator)
    token = {"csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    answer = browser.post(KEPT_FORMS, {"address": address} | token, follow=True)
    assert "What you typed has been discarded." in answer.content.decode()
    assert "Nothing is kept for you." in text(browser)


def test_forms_for_different_things_are_all_kept_and_the_latest_for_each(
    browser, address, administrator
):
    record = Organisation.objects.first()
    other = reverse(Organisation.snippet_viewset.get_url_name("edit"), args=[record.pk])
    first = fill_in(browser, address, short_name="The first words")
    second = fill_in(browser, other, name="The second words")
    end_session(browser)
    for where, form in (
        (address, first),
        (other, second),
        (address, first | {"short_name": "The third words"}),
    ):
        browser.post(where, form)
    sign_in_again(browser, administrator)
    assert "The first words" not in text(browser)
    assert "The second words" in text(browser)
    assert "The third words" in text(browser)


def test_a_file_is_named_for_choosing_it_again(browser, address, administrator):
    form = fill_in(browser, address, short_name=TYPED)
    end_session(browser)
    browser.post(address, form | {"logo": SimpleUploadedFile("bay.png", b"GIF89a")})
    sign_in_again(browser, administrator)
    assert "choose your file again: bay.png" in text(browser)


def test_formatted_text_is_shown_as_it_reads(browser, address, administrator):
    rich = json.dumps({"blocks": [{"text": "Look after the bay"}], "entityMap": {}})
    form = fill_in(browser, address, short_name=rich)
    end_session(browser)
    browser.post(address, form)
    sign_in_again(browser, administrator)
    assert "<p>Look after the bay</p>" in text(browser)


def test_a_form_larger_than_any_that_can_be_saved_is_refused(browser, address, settings):
    form = fill_in(browser, address, short_name="x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    end_session(browser)
    assert browser.post(address, form).status_code in (400, 413)
    assert not Session.objects.exists()


def test_a_draft_that_the_editor_saves_is_refused_with_the_reason(browser, address):
    form = fill_in(browser, address)
    end_session(browser)
    answer = browser.post(address, form, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json()["error_message"] == "You have been signed out."
    assert KEY_COOKIE not in browser.cookies


@pytest.fixture
def failing(browser, monkeypatch):
    """A browser to which the website fails whenever something is saved."""

    def fail(*args, **kwargs):
        raise RuntimeError("A fault in the website")

    monkeypatch.setattr(PartnershipSettings, "save", fail)
    browser.raise_request_exception = False
    return browser


def test_a_form_that_the_website_fails_to_save_is_kept(failing, address, monkeypatch):
    answer = failing.post(address, fill_in(failing, address, short_name=TYPED))
    assert answer.url == KEPT_FORMS
    assert TYPED in text(failing)
    assert "The website failed while it was saving this" in text(failing)
    monkeypatch.undo()
    (form,) = failing.get(KEPT_FORMS).context["forms"]
    token = {"csrfmiddlewaretoken": failing.cookies["csrftoken"].value}
    assert failing.post(address, dict(form["fields"]) | token).status_code == 302
    assert PartnershipSettings.objects.first().short_name == TYPED
    assert "Nothing is kept for you." in text(failing)


def test_a_draft_that_fails_is_told_to_the_editors_script(failing, address):
    form = fill_in(failing, address, short_name=TYPED)
    answer = failing.post(address, form, headers={"accept": "application/json"})
    assert answer.status_code == 500
    assert KEY_COOKIE not in failing.cookies


def test_no_password_is_kept(failing, address):
    form = fill_in(failing, address, short_name=TYPED) | {"password": "a secret of hers"}
    failing.post(address, form)
    assert "a secret of hers" not in text(failing)
