"""Invitations, from the form of the administrator to the new account."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.accounts.models import AuditEntry, Invitation
from partnership.accounts.people.invitations import accept, accept_for
from partnership.outbox.jobs import send_messages
from partnership.outbox.models import Message

User = get_user_model()
PASSWORD = "calm warm generous type"


@pytest.fixture
def administrating(person, browser_of):
    return browser_of(person("administrator"))


def fill_in(**changes):
    """Return what an administrator types to invite an editor."""
    role = Group.objects.get(role__starter="editor")
    return {
        "email": "bea@example.org",
        "first_name": "Bea",
        "last_name": "Example",
        "roles": [role.pk],
    } | changes


@pytest.fixture
def invite(administrating, mail_server):
    """Return a function that invites someone and returns the link in their message."""

    def send(**changes):
        values = fill_in(**changes)
        response = administrating.post(reverse("wagtailusers_users:add"), values, follow=True)
        assert response.status_code == 200
        return link_to(values["email"], mail_server)

    return send


def link_to(address, mail_server):
    send_messages()
    text = mail_server.next_to(address).get_content()
    return re.search(r"http://127\.0\.0\.1:8000(/account/invitation/\S+)", text).group(1)


def answer(link, browser=None, **changes):
    values = {"first_name": "Bea", "last_name": "Example"}
    values |= {"password1": PASSWORD, "password2": PASSWORD} | changes
    return (browser or Client()).post(link, values)


def trail():
    """Return the action and the account of each entry in the audit trail, oldest first."""
    return [(entry.action, entry.about_name) for entry in AuditEntry.objects.order_by("pk")]


def test_an_invited_person_creates_an_account_with_the_role(invite):
    link = invite()
    page = Client().get(link)
    assert "bea@example.org" in page.content.decode()
    assert answer(link).status_code == 302
    user = User.objects.get(email="bea@example.org")
    assert user.check_password(PASSWORD)
    assert [group.name for group in user.groups.all()] == ["Editor"]
    assert not user.is_superuser


def test_the_message_names_the_inviter_and_the_time_limit(invite, mail_server, administrating):
    administrating.post(reverse("wagtailusers_users:add"), fill_in())
    send_messages()
    message = mail_server.next_to("bea@example.org")
    text = message.get_content()
    assert "Hello Bea" in text
    assert "Ada Example" in text
    assert "use the link once" in text
    assert "Westmorland and Furness" in message["Subject"]
    assert PASSWORD not in text


def test_opening_the_link_does_not_use_it_up(invite):
    link = invite()
    for _scanner in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    assert answer(link).status_code == 302


def test_the_link_works_once(invite):
    link = invite()
    answer(link)
    again = answer(link, password1="another long one", password2="another long one")
    assert again.status_code == 404
    assert "This invitation has ended" in again.content.decode()
    assert User.objects.get(email="bea@example.org").check_password(PASSWORD)


def test_accepting_twice_at_once_creates_one_account(invite, rf):
    invite()
    invitation = Invitation.objects.get()
    assert accept(invitation, None, PASSWORD) is not None
    assert accept(invitation, None, PASSWORD) is None


def test_an_account_created_another_way_is_not_overwritten(invite, person):
    link = invite()
    person(first_name="Bea")
    assert answer(link).status_code == 404
    assert User.objects.get(email="bea@example.org").check_password("a long password")


def test_the_link_works_for_three_days(invite):
    link = invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert answer(link).status_code == 404
    assert not User.objects.filter(email="bea@example.org").exists()
    invitation = Invitation.objects.get()
    assert invitation.state == "Expired"


def test_only_the_new_link_works_after_sending_again(invite, administrating, mail_server):
    first = invite()
    invitation = Invitation.objects.get()
    administrating.post(reverse("accounts_invitations"), {"again": invitation.pk})
    second = link_to("bea@example.org", mail_server)
    assert first != second
    assert answer(first).status_code == 404
    assert answer(second).status_code == 302


def test_an_expired_invitation_can_be_sent_again(invite, administrating, mail_server):
    invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=30))
    assert "has expired" in administrating.get(reverse("accounts_invitations")).content.decode()
    administrating.post(reverse("accounts_invitations"), {"again": Invitation.objects.get().pk})
    assert answer(link_to("bea@example.org", mail_server)).status_code == 302


def test_the_link_of_a_withdrawn_invitation_does_not_work(invite, administrating):
    link = invite()
    administrating.post(reverse("accounts_invitations"), {"withdraw": Invitation.objects.get().pk})
    assert answer(link).status_code == 404
    assert trail() == [("invited", "bea@example.org"), ("invitation_withdrawn", "bea@example.org")]


def test_an_invitation_withdrawn_before_it_was_sent_is_never_sent(administrating, mail_server):
    administrating.post(reverse("wagtailusers_users:add"), fill_in())
    administrating.post(reverse("accounts_invitations"), {"withdraw": Invitation.objects.get().pk})
    send_messages()
    assert mail_server.received == []


def test_a_mail_server_that_is_down_delays_but_loses_nothing(administrating, mail_server):
    mail_server.stop()
    response = administrating.post(reverse("wagtailusers_users:add"), fill_in(), follow=True)
    assert "has been invited" in response.content.decode()
    send_messages()
    listing = administrating.get(reverse("accounts_invitations")).content.decode()
    assert "Next attempt on" in listing
    mail_server.start()
    Message.objects.try_now()
    assert answer(link_to("bea@example.org", mail_server)).status_code == 302
    assert User.objects.filter(email="bea@example.org").count() == 1


def test_submitting_the_form_twice_invites_once(administrating, mail_server):
    address = reverse("wagtailusers_users:add")
    administrating.post(address, fill_in())
    second = administrating.post(address, fill_in(email="BEA@example.org"))
    assert "already has an invitation" in second.content.decode()
    send_messages()
    assert len(mail_server.received) == 1


def test_a_person_with_an_account_is_not_invited(administrating, person):
    person(first_name="Bea")
    refused = administrating.post(reverse("wagtailusers_users:add"), fill_in())
    assert "already has an account" in refused.content.decode()


def test_a_deactivated_account_is_reactivated_not_invited(administrating, person):
    person(first_name="Bea", is_active=False)
    refused = administrating.post(reverse("wagtailusers_users:add"), fill_in())
    assert "To reactivate it" in refused.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_needs_a_role(administrating):
    refused = administrating.post(reverse("wagtailusers_users:add"), fill_in(roles=[]))
    assert not Invitation.objects.exists()
    assert "This field is required" in refused.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password2": "another one entirely"}, "didn’t match"),
        ({"password1": "bea@example.org", "password2": "bea@example.org"}, "too similar"),
        ({"first_name": ""}, "Type your first name"),
    ],
)
def test_a_refused_form_gives_the_reason_and_keeps_the_invitation(invite, changes, sentence):
    link = invite()
    refused = answer(link, **changes)
    assert refused.status_code == 200
    assert sentence in refused.content.decode()
    assert not User.objects.filter(email="bea@example.org").exists()
    assert answer(link).status_code == 302


@pytest.mark.parametrize("token", ["x", "a" * 500, "%00", "..%2f", "None", "é"])
def test_a_made_up_link_is_answered_with_404(token, db):
    response = Client().get(f"/account/invitation/{token}/")
    assert response.status_code == 404


def test_the_database_does_not_contain_the_link(invite):
    link = invite()
    token = link.strip("/").rpartition("/")[2]
    stored = [str(value) for value in Invitation.objects.values_list().get()]
    assert token not in stored
    assert bytes(Message.objects.get().content) == b"", "The message is kept after it was sent."


def test_the_audit_trail_does_not_contain_the_link(invite):
    link = invite()
    token = link.strip("/").rpartition("/")[2]
    answer(link)
    assert not any(token in str(row) for row in AuditEntry.objects.values_list())


def test_the_audit_trail_names_inviter_and_invited(invite):
    answer(invite())
    assert trail()[:2] == [("invited", "bea@example.org"), ("invitation_accepted", "")]
    invited, accepted = AuditEntry.objects.order_by("pk")[:2]
    assert invited.actor_name == "Ada Example (ada@example.org)"
    assert accepted.actor_name == "Bea Example (bea@example.org)"
    assert accepted.details == "Editor"
    assert accepted.client_address == "127.0.0.1"


def test_a_sign_in_provider_can_only_accept_an_open_invitation(invite):
    assert accept_for("bea@example.org", None) is None
    invite()
    user = accept_for("BEA@example.org", None)
    assert user.email == "bea@example.org"
    assert not user.has_usable_password()
    assert accept_for("bea@example.org", None) is None


@pytest.mark.parametrize("role", ["editor", "publisher", "auditor"])
def test_only_administrators_invite(role, person, browser_of):
    browser = browser_of(person(role))
    assert browser.post(reverse("wagtailusers_users:add"), fill_in()).status_code == 403
    assert browser.get(reverse("accounts_invitations")).status_code == 302
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("wanted", ["", "x", "-1", "9" * 30, "１"])
def test_an_action_on_an_unknown_invitation_is_answered_with_404(administrating, wanted):
    response = administrating.post(reverse("accounts_invitations"), {"again": wanted})
    assert response.status_code == 404
