"""Someone leaves: they can no longer get in, and what they looked after gets a new owner."""

import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import mail
from django.db.models import ForeignKey
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.accounts.models import AuditEntry, Invitation
from partnership.accounts.people import leaving
from partnership.directory.models import Contact
from partnership.outbox.jobs import send_messages
from partnership.pages.models import NewsPage
from tests.signing_in import code_of, gets_in, give_code, give_password, set_up_app

User = get_user_model()


@pytest.fixture
def leaver(person):
    return person("publisher", "Lee")


@pytest.fixture
def administrating(person, browser_of):
    return browser_of(person("administrator"))


def deactivate(browser, user, **values):
    return browser.post(reverse("wagtailusers_users:delete", args=[user.pk]), values, follow=True)


def test_an_open_session_ends_at_its_next_request(leaver, administrating, browser_of):
    at_home = browser_of(leaver)
    assert at_home.get(reverse("wagtailadmin_home")).status_code == 200
    deactivate(administrating, leaver)
    assert at_home.get(reverse("wagtailadmin_home")).status_code == 302


def test_what_they_looked_after_goes_to_the_chosen_colleague(leaver, administrating, person):
    heir = person("publisher", "Heidi")
    contact = Contact.objects.first()
    Contact.objects.filter(pk=contact.pk).update(owner=leaver)
    page = NewsPage.objects.first()
    NewsPage.objects.filter(pk=page.pk).update(owner=leaver)
    asked = administrating.get(reverse("wagtailusers_users:delete", args=[leaver.pk]))
    assert "1 page" in asked.content.decode()
    assert "1 contact" in asked.content.decode()
    refused = deactivate(administrating, leaver)
    assert "Choose who takes over" in refused.content.decode()
    leaver.refresh_from_db()
    assert leaver.is_active
    deactivate(administrating, leaver, successor=heir.pk)
    page.refresh_from_db()
    contact.refresh_from_db()
    assert (page.owner, contact.owner) == (heir, heir)
    assert page.live
    entry = AuditEntry.objects.get(action="deactivated")
    assert entry.details.endswith("handed over to Heidi Example")


def test_nothing_is_handed_over_to_someone_who_has_left(leaver, administrating, person):
    gone = person("publisher", "Gone", is_active=False)
    Contact.objects.filter(pk=Contact.objects.first().pk).update(owner=leaver)
    deactivate(administrating, leaver, successor=gone.pk)
    leaver.refresh_from_db()
    assert leaver.is_active


def test_pages_they_had_locked_are_unlocked(leaver, administrating):
    page = NewsPage.objects.first()
    NewsPage.objects.filter(pk=page.pk).update(
        locked=True, locked_by=leaver, locked_at=timezone.now()
    )
    deactivate(administrating, leaver)
    page.refresh_from_db()
    assert not page.locked


def test_an_invitation_they_sent_to_themselves_ends(person, administrating, browser_of):
    leaver = person("administrator", "Lee")
    browser_of(leaver).post(
        reverse("wagtailusers_users:add"),
        {
            "email": "lee.at.home@example.org",
            "first_name": "Lee",
            "last_name": "Example",
            "roles": list(leaver.groups.values_list("pk", flat=True)),
        },
    )
    assert Invitation.objects.open().count() == 1
    deactivate(administrating, leaver)
    assert Invitation.objects.open().count() == 0


def test_they_cannot_sign_in_again(leaver, administrating):
    deactivate(administrating, leaver)
    browser = Client()
    browser.post(reverse("account_login"), {"login": leaver.email, "password": "a long password"})
    assert browser.get(reverse("wagtailadmin_home")).status_code == 302


def test_a_reactivated_person_can_sign_in_again(leaver, administrating, browser_of):
    deactivate(administrating, leaver)
    administrating.post(reverse("accounts_change", args=[leaver.pk]), {"do": "reactivate"})
    leaver.refresh_from_db()
    assert browser_of(leaver).get(reverse("wagtailadmin_home")).status_code == 200
    assert AuditEntry.objects.filter(action="reactivated", about=leaver).exists()


def test_people_cannot_deactivate_themselves(person, browser_of):
    administrator = person("administrator")
    browser = browser_of(administrator)
    deactivate(browser, administrator)
    administrator.refresh_from_db()
    assert administrator.is_active


def test_only_an_owner_changes_an_owner_of_the_installation(administrating, administrator):
    edit = reverse("wagtailusers_users:edit", args=[administrator.pk])
    assert administrating.get(edit).status_code == 302
    deactivate(administrating, administrator)
    for action in ("reset_second_factor", "end_sessions", "reactivate"):
        address = reverse("accounts_change", args=[administrator.pk])
        assert administrating.post(address, {"do": action}).status_code in (302, 403)
    administrator.refresh_from_db()
    assert administrator.is_active
    assert not AuditEntry.objects.filter(about=administrator).exists()


def test_no_one_becomes_more_than_an_administrator(administrating, leaver):
    edit = reverse("wagtailusers_users:edit", args=[leaver.pk])
    values = {"first_name": "Lee", "last_name": "Example", "email": leaver.email}
    administrating.post(edit, values | {"is_superuser": "on", "is_staff": "on", "groups": []})
    leaver.refresh_from_db()
    assert not leaver.is_superuser
    assert leaver.groups.count() == 0


def test_people_cannot_change_their_own_roles(person, browser_of):
    administrator = person("administrator")
    browser = browser_of(administrator)
    values = {"first_name": "Ada", "last_name": "New", "email": administrator.email, "groups": []}
    browser.post(reverse("wagtailusers_users:edit", args=[administrator.pk]), values)
    administrator.refresh_from_db()
    assert administrator.last_name == "New"
    assert administrator.roles_in_words == "Administrator"


def test_wagtails_bulk_actions_cannot_change_accounts(administrating, leaver):
    for action in ("delete", "set_active_state", "assign_role"):
        address = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        administrating.post(f"{address}?id={leaver.pk}", {"mark_as_active": "", "role": 1})
    leaver.refresh_from_db()
    assert leaver.is_active
    assert leaver.roles_in_words == "Publisher"


def test_a_new_address_is_confirmed_to_both_addresses(administrating, leaver, mail_server):
    values = {"first_name": "Lee", "last_name": "Example", "email": "lee.new@example.org"}
    values["groups"] = list(leaver.groups.values_list("pk", flat=True))
    administrating.post(reverse("wagtailusers_users:edit", args=[leaver.pk]), values)
    send_messages()
    for address in ("lee@example.org", "lee.new@example.org"):
        text = mail_server.next_to(address).get_content()
        assert "lee.new@example.org" in text
    entry = AuditEntry.objects.get(action="address_changed")
    assert entry.details == "from lee@example.org to lee.new@example.org"


def test_changed_roles_are_in_the_audit_trail(administrating, leaver):
    values = {"first_name": "Lee", "last_name": "Example", "email": leaver.email, "groups": []}
    administrating.post(reverse("wagtailusers_users:edit", args=[leaver.pk]), values)
    entry = AuditEntry.objects.get(action="roles_changed")
    assert (entry.about, entry.details) == (leaver, "from Publisher to none")


HISTORY = {
    "library.DocumentProposal.proposed_by",
    "library.DocumentVersion.added_by",
    "directory.Contact.verified_by",
    "accounts.AuditEntry.actor",
    "accounts.AuditEntry.about",
    "accounts.Invitation.invited_by",
    "accounts.Invitation.account",
    "policies.Manual.checked_by",
}


def test_each_field_that_names_a_user_is_an_owner_or_history():
    """An ``owner`` is handed over when someone leaves; a record of who did something stays."""
    fields = {
        f"{model._meta.label}.{field.name}"
        for config in apps.get_app_configs()
        if config.name.startswith("partnership.")
        for model in config.get_models()
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.related_model is User
        and field.name not in ("owner", "uploaded_by_user")
    }
    assert fields == HISTORY


def test_owned_in_words_counts_each_kind(leaver):
    assert leaving.owned_in_words(leaver) == ""
    NewsPage.objects.filter(pk=NewsPage.objects.first().pk).update(owner=leaver)
    assert leaving.owned_in_words(leaver) == "1 page"


def test_a_leaver_cannot_finish_a_sign_in_or_a_new_password(leaver, administrating):
    """Neither works, even after the account is reactivated."""
    secret = set_up_app(leaver)
    waiting, resetting = Client(), Client()
    give_password(waiting, leaver.email, "a long password")
    form = open_reset_form(resetting, leaver)
    deactivate(administrating, leaver)
    give_code(waiting, code_of(secret))
    resetting.post(
        form, {"password1": "four other long words", "password2": "four other long words"}
    )
    leaver.refresh_from_db()
    assert leaver.check_password("a long password")
    administrating.post(reverse("accounts_change", args=[leaver.pk]), {"do": "reactivate"})
    assert not gets_in(waiting)
    give_code(waiting, code_of(secret))
    assert not gets_in(waiting)


def open_reset_form(browser, user):
    """Return the address of the form that the link in a new message to ``user`` leads to."""
    browser.post(reverse("account_reset_password"), {"email": user.email})
    [link] = re.findall(r"http\S+/password/reset/\S+", mail.outbox[-1].body)
    return browser.get(urlsplit(link).path).url
