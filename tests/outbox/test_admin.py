"""Administrators see which messages were not sent, and why."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnership.outbox.jobs import send_messages
from partnership.outbox.models import Message
from tests.signing_in import sign_in

REASON = "The mail server could not be reached."
MAIL_PANEL = 'id="mail-section"'
SECRET = "https://example.org/let-me-in"


@pytest.fixture
def client_with(db, client):
    """Return a function that signs in a user with the named permissions of the outbox."""

    def client_with(*codenames):
        user = get_user_model().objects.create_user("auditor@example.org")
        user.user_permissions.set(
            Permission.objects.filter(codename__in=["access_admin", *codenames])
        )
        sign_in(client, user)
        return client

    return client_with


@pytest.fixture
def failing(write):
    """A message written 16 minutes ago whose first attempt has failed."""
    message = write(to="anna@example.org", subject="Your invitation", body=SECRET)
    message.made_at = timezone.now() - timedelta(minutes=16)
    message.save()
    message.record_failure(REASON, final=False)
    return message


def page_of(client, address, **query):
    return client.get(reverse(address), query).content.decode()


def test_report_shows_the_outcome_of_each_message_and_not_its_content(client_with, failing, write):
    write(to="ben@example.org", subject="A page to approve")
    report = page_of(client_with("view_message"), "outbox_messages")
    assert "anna@example.org" in report
    assert "Your invitation" in report
    assert f"{REASON} Next attempt on " in report
    assert "The worker will send this message within seconds." in report
    assert SECRET not in report
    assert "Try again now" not in report


def test_report_shows_that_no_worker_has_tried_a_message(client_with, write):
    message = write()
    Message.objects.filter(pk=message.pk).update(made_at=timezone.now() - timedelta(minutes=3))
    report = page_of(client_with("view_message"), "outbox_messages")
    assert "Check that the background jobs are running." in report


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [("smtp", "Accepted by the mail server on "), ("console", "Printed in the terminal on ")],
)
def test_report_says_where_a_message_went(client_with, write, settings, kind, outcome):
    settings.OUTBOX_TRANSPORT = f"django.core.mail.backends.{kind}.EmailBackend"
    write().record_sent()
    assert outcome in page_of(client_with("view_message"), "outbox_messages")


def test_report_is_filtered_by_status_and_address(client_with, failing, write):
    failing.record_failure(REASON, final=True)
    write(to="ben@example.org")
    client = client_with("view_message")
    given_up = page_of(client, "outbox_messages_results", state="gave_up")
    assert "anna@example.org" in given_up
    assert "ben@example.org" not in given_up
    to_ben = page_of(client, "outbox_messages_results", recipient="BEN")
    assert "anna@example.org" not in to_ben
    assert "ben@example.org" in to_ben


def test_report_needs_no_more_queries_for_many_messages(client_with, failing, write):
    client = client_with("view_message", "retry_message")
    page_of(client, "outbox_messages_results")
    with CaptureQueriesContext(connection) as for_one:
        page_of(client, "outbox_messages_results")
    for _ in range(30):
        write().record_failure(REASON, final=False)
    with CaptureQueriesContext(connection) as for_many:
        page_of(client, "outbox_messages_results")
    assert len(for_many) == len(for_one)


def test_the_button_tries_one_message_again_at_once(client_with, failing, mail_server):
    client = client_with("view_message", "retry_message")
    assert "Try again now" in page_of(client, "outbox_messages")
    send_messages()
    assert mail_server.received == [], "it is not due yet"

    response = client.post(reverse("outbox_try_again", args=[failing.pk]), follow=True)

    assert "The worker will try again within seconds." in response.content.decode()
    send_messages()
    assert len(mail_server.received) == 1
    response = client.post(reverse("outbox_try_again", args=[failing.pk]), follow=True)
    assert "No messages are waiting." in response.content.decode()


def test_the_button_tries_all_waiting_messages_again(client_with, failing, write, mail_server):
    write(to="ben@example.org").record_failure(REASON, final=False)
    withdrawn = write(to="cara@example.org")
    withdrawn.withdraw()
    client = client_with("view_message", "retry_message")
    assert "Try all waiting messages now" in page_of(client, "outbox_messages")
    client.post(reverse("outbox_try_all_again"))
    send_messages()
    assert {m["To"] for m in mail_server.received} == {"anna@example.org", "ben@example.org"}


def test_trying_again_needs_a_permission_of_its_own(client_with, failing):
    client = client_with("view_message")
    client.post(reverse("outbox_try_all_again"))
    client.post(reverse("outbox_try_again", args=[failing.pk]))
    failing.refresh_from_db()
    assert failing.next_attempt_at > timezone.now()


def test_trying_again_refuses_a_get_request(client_with, failing):
    assert client_with("retry_message").get(reverse("outbox_try_all_again")).status_code == 405


def test_first_screen_has_no_warning_when_all_is_well(client_with, write):
    write()
    write().withdraw()
    assert MAIL_PANEL not in page_of(client_with("view_message"), "wagtailadmin_home")


def test_first_screen_warns_of_late_messages(client_with, failing):
    page = page_of(client_with("view_message"), "wagtailadmin_home")
    assert "1 message has been waiting for more than 15 minutes." in page
    assert MAIL_PANEL in page
    assert "could not be sent" not in page


def test_first_screen_warns_of_messages_that_failed(client_with, failing, write):
    for message in (failing, write(), write()):
        message.record_failure(REASON, final=True)
    Message.objects.filter(pk=failing.pk).update(settled_at=timezone.now() - timedelta(days=4))
    page = page_of(client_with("view_message"), "wagtailadmin_home")
    assert "2 messages could not be sent in the last 3 days." in page
    assert "been waiting" not in page


def test_mail_is_hidden_without_permission(client_with, failing):
    client = client_with()
    first_screen = page_of(client, "wagtailadmin_home")
    assert MAIL_PANEL not in first_screen
    assert reverse("outbox_messages") not in first_screen
    assert client.get(reverse("outbox_messages")).status_code in (302, 403)


def test_both_permissions_can_be_given_to_a_group(admin_client):
    form = page_of(admin_client, "wagtailusers_groups:add")
    assert "outgoing message" in form.lower()
    assert "Can try outgoing messages again" in form
