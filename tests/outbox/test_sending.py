"""Every message the site sends reaches the mail server, whatever goes wrong on the way."""

import socket
import ssl
import time
from datetime import timedelta
from ipaddress import IPv4Address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.db import transaction
from django.utils import timezone

from partnership.outbox.jobs import forget_old_messages, send_messages
from partnership.outbox.models import Message, State
from tests.mail_server import HANG_UP, TAKEN, MailServer

MINUTE = timedelta(minutes=1)


def try_again(message):
    """Run the worker's job with the message due."""
    Message.objects.filter(pk=message.pk).update(next_attempt_at=timezone.now())
    send_messages()
    message.refresh_from_db()


def send(message):
    """Run the worker's job and return the message as it is afterwards."""
    send_messages()
    message.refresh_from_db()
    return message


def recipients(mail_server):
    return [message["To"] for message in mail_server.received]


def test_a_message_arrives_as_it_was_written(mail_server, write):
    long_line = "word " * 400
    message = write(
        to="Zoë Müller <zoe@example.org>",
        subject="Grüße – an invitation",
        body=f"Café.\n.\n.. two dots\nFrom here\n{long_line}\n",
        html=f"<p>Café – {long_line}</p>",
        headers={"Auto-Submitted": "auto-generated"},
    )
    assert mail_server.received == [], "only the worker sends"

    send(message)

    (received,) = mail_server.received
    assert received["Subject"] == "Grüße – an invitation"
    assert received["To"] == "Zoë Müller <zoe@example.org>"
    assert received["From"] == "team@example.org"
    assert received["Auto-Submitted"] == "auto-generated"
    plain = received.get_body(["plain"]).get_content()
    assert plain.replace("\r\n", "\n") == f"Café.\n.\n.. two dots\nFrom here\n{long_line}\n"
    assert received.get_body(["html"]).get_content().strip() == f"<p>Café – {long_line}</p>"
    assert mail_server.envelopes[0].rcpt_tos == ["zoe@example.org"]
    assert message.outcome.startswith("Accepted by the mail server on ")


def test_an_attachment_arrives_byte_for_byte(mail_server, write):
    attachment = bytes(range(256)) * 40
    send(write(attachments=[("list.bin", attachment, "application/octet-stream")]))
    (received,) = mail_server.received
    assert next(received.iter_attachments()).get_content() == attachment


def test_each_recipient_gets_a_copy_of_its_own(mail_server, db):
    email = EmailMultiAlternatives("Hello", "Line", "team@example.org", ["a@example.org"])
    email.cc, email.bcc = ["b@example.org", "a@example.org"], ["secret@example.org"]
    mail_server.answer_address = lambda address: "550 5.1.1 Unknown" if "a@" in address else TAKEN

    email.send()
    send_messages()

    assert [e.rcpt_tos for e in mail_server.envelopes] == [
        ["b@example.org"],
        ["secret@example.org"],
    ]
    assert all(m["To"] == "a@example.org" and m["Bcc"] is None for m in mail_server.received)
    assert Message.objects.get(recipient="a@example.org").state == State.GAVE_UP


def test_one_connection_carries_many_messages(mail_server, write):
    for number in range(5):
        write(subject=f"Number {number}")
    send_messages()
    assert [m["Subject"] for m in mail_server.received] == [f"Number {n}" for n in range(5)]
    assert mail_server.connections == 1


def test_nothing_to_send_means_no_connection(mail_server, db):
    send_messages()
    assert mail_server.connections == 0


def test_a_server_that_is_down_is_tried_until_it_is_back(mail_server, write):
    message = write()
    mail_server.stop()
    send(message)
    assert message.state == State.WAITING
    assert message.outcome.startswith(
        "The mail server could not be reached. Check that it is running, and EMAIL_HOST and "
        "EMAIL_PORT. Next attempt on "
    )

    mail_server.start()
    send(message)
    assert mail_server.received == [], "it is not due yet"
    try_again(message)
    assert recipients(mail_server) == ["reader@example.org"]
    assert message.last_error == ""


def test_a_server_that_is_down_is_asked_once_a_run(write, settings):
    settings.OUTBOX_TRANSPORT = "tests.outbox.test_sending.Away"
    messages = [write(), write(), write()]
    Away.asked = 0
    send_messages()
    send_messages()
    assert Away.asked == 1
    for message in messages:
        message.refresh_from_db()
        assert message.attempts == 1
        assert message.last_error


class Away:
    """A transport whose server does not answer."""

    asked = 0

    def __init__(self, fail_silently):
        pass

    def open(self):
        Away.asked += 1
        raise TimeoutError

    def close(self):
        pass


def test_waits_grow_to_an_hour_and_end_after_three_days(write):
    message = write()
    waits = []
    for _ in range(9):
        message.record_failure("Away.", final=False)
        waits.append(round((message.next_attempt_at - timezone.now()) / MINUTE))
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    message.made_at = timezone.now() - timedelta(days=3, seconds=1)
    message.record_failure("Away.", final=False)
    assert message.state == State.GAVE_UP
    assert message.outcome.startswith("Away. The site stopped trying on ")


def test_a_message_fails_when_the_server_is_down_for_three_days(mail_server, write):
    message = write()
    longer_ago = timezone.now() - timedelta(days=3, seconds=1)
    Message.objects.filter(pk=message.pk).update(made_at=longer_ago)
    mail_server.stop()
    send(message)
    assert message.state == State.GAVE_UP
    assert bytes(message.content) == b""


def test_a_temporary_refusal_is_tried_again(mail_server, write):
    mail_server.answer_address = lambda address: "450 4.2.0 Greylisted, come back"
    message = send(write())
    assert message.state == State.WAITING
    assert message.last_error == (
        "The mail server can’t take the message now: ‘450 4.2.0 Greylisted, come back’."
    )
    mail_server.answer_address = lambda address: TAKEN
    try_again(message)
    assert message.state == State.SENT


def test_a_refused_address_fails_at_once(mail_server, write):
    mail_server.answer_address = lambda address: "550 5.1.1 No such person"
    message = send(write())
    assert message.state == State.GAVE_UP
    assert message.outcome.startswith(
        "The mail server refuses the address: ‘550 5.1.1 No such person’. Check the address, then "
        "send the message again. The site stopped trying on "
    )


def test_a_refused_message_fails_at_once(mail_server, write):
    mail_server.answer_message = lambda message: "554 5.6.0 Looks like spam\0"
    message = send(write())
    assert message.state == State.GAVE_UP
    assert "refuses the message: ‘554 5.6.0 Looks like spam’" in message.last_error


@pytest.mark.parametrize("reply", ["550 5.7.1 Relaying denied", "530 Authentication required"])
def test_a_refusal_that_an_administrator_can_fix_is_tried_again(mail_server, write, reply):
    mail_server.answer_address = lambda address: reply
    message = send(write())
    assert message.state == State.WAITING
    assert f"does not let the site send this: ‘{reply}’" in message.last_error


@pytest.mark.parametrize(
    "answer", [lambda m: "451 4.3.0 Not now", lambda m: "554 No", lambda m: HANG_UP]
)
def test_one_bad_message_holds_up_no_other(mail_server, write, answer):
    mail_server.answer_message = lambda m: answer(m) if m["Subject"] == "Bad" else TAKEN
    bad = write(subject="Bad")
    write(to="other@example.org")
    write(to="third@example.org")
    send(bad)
    assert recipients(mail_server) == ["other@example.org", "third@example.org"]
    assert bad.last_error


def test_a_bug_in_one_message_holds_up_no_other(mail_server, write, caplog):
    bad = write()
    Message.objects.filter(pk=bad.pk).update(sender="two@example.org, senders@example.org")
    write(to="other@example.org")
    send(bad)
    assert recipients(mail_server) == ["other@example.org"]
    assert bad.state == State.WAITING
    assert "An unexpected error" in bad.last_error
    assert "A message was not sent: ValueError" in caplog.text
    assert "sanitize_address" in caplog.text, "where it happened"
    assert "@example.org" not in caplog.text


def test_a_message_cut_off_is_sent_again_with_the_same_message_id(mail_server, write):
    seen = []
    mail_server.answer_message = lambda m: seen.append(m["Message-ID"]) or HANG_UP
    message = send(write())
    assert message.state == State.WAITING
    assert "which may have arrived" in message.last_error
    mail_server.answer_message = lambda m: seen.append(m["Message-ID"]) or TAKEN
    try_again(message)
    assert len(mail_server.received) == 1
    first, second = seen
    assert first == second
    assert first.endswith("@example.org>")


def test_a_server_that_is_too_slow_is_tried_again(mail_server, write, settings):
    settings.EMAIL_TIMEOUT = 0.2
    mail_server.answer_message = lambda m: time.sleep(0.6) or TAKEN
    message = send(write())
    assert message.state == State.WAITING
    assert "closed the connection before it confirmed" in message.last_error


def test_a_port_that_is_not_a_mail_server_is_explained(mail_server, write, settings):
    settings.EMAIL_TIMEOUT = 0.2
    with socket.create_server((mail_server.host, 0)) as silent:
        settings.EMAIL_PORT = silent.getsockname()[1]
        message = send(write())
    assert message.last_error.startswith(
        "The server at EMAIL_HOST does not answer like a mail server."
    )


def test_a_message_is_sent_once_a_wrong_password_is_corrected(write, settings):
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "site", "wrong-word"
    passwords = {b"right-word"}
    options = {
        "auth_require_tls": False,
        "auth_callback": lambda mechanism, login, password: password in passwords,
    }
    with MailServer(**options) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        message = send(write())
        assert message.state == State.WAITING
        assert message.last_error.startswith("The mail server does not let the site sign in: ‘535")
        assert message.last_error.endswith("Check EMAIL_HOST_USER and EMAIL_HOST_PASSWORD.")
        assert "wrong-word" not in message.last_error
        settings.EMAIL_HOST_PASSWORD = "right-word"
        try_again(message)
        assert message.state == State.SENT


def test_a_server_without_starttls_is_explained(mail_server, write, settings):
    settings.EMAIL_USE_TLS = True
    message = send(write())
    assert message.last_error.startswith(
        "The mail server does not support something in the settings."
    )
    settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = False, True
    try_again(message)
    assert message.last_error.startswith("The mail server and the site could not agree")


def test_a_message_is_sent_once_the_certificate_is_trusted(write, settings, tmp_path, monkeypatch):
    certificate = tmp_path / "certificate.pem"
    write_certificate(certificate)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = True
    with MailServer(tls_context=context, require_starttls=True) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.host, server.port
        message = send(write())
        assert message.state == State.WAITING
        assert message.last_error.startswith("The mail server’s certificate is not trusted.")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        try_again(message)
        assert message.state == State.SENT


def write_certificate(path):
    """Write a key and a self-signed certificate for a mail server on 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Mail server of a test")])
    day = timedelta(days=1)
    address = x509.IPAddress(IPv4Address(MailServer.host))
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(timezone.now() - day)
        .not_valid_after(timezone.now() + day)
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    path.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )


def test_an_unknown_host_name_is_explained(mail_server, write, settings):
    settings.EMAIL_HOST = "mail.invalid"
    message = send(write())
    assert message.last_error.startswith("The mail server named in EMAIL_HOST was not found.")


def test_without_a_mail_server_the_worker_prints_the_mail(write, settings, capsys):
    settings.OUTBOX_TRANSPORT = "django.core.mail.backends.console.EmailBackend"
    send(write(body="Your link: https://example.org/é\n"))
    printed = capsys.readouterr().out
    assert "Your link: https://example.org/é\n" in printed
    assert "\r" not in printed


def test_a_message_is_rolled_back_with_its_transaction(mail_server, db):
    def change():
        with transaction.atomic():
            send_mail("Hello", "Line", None, ["reader@example.org"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()
    assert not Message.objects.exists()


@pytest.mark.parametrize("state", ["sent", "failed"])
def test_the_content_is_erased_once_a_message_is_settled(mail_server, write, state):
    message = write(body="Your link: https://example.org/let-me-in\n")
    assert b"let-me-in" in bytes(message.content)
    if state == "failed":
        mail_server.answer_address = lambda address: "550 5.1.1 No such person"
    send(message)
    assert bytes(message.content) == b""


def test_a_withdrawn_message_is_never_sent(mail_server, write):
    message = write()
    assert message.withdraw()
    assert bytes(message.content) == b""
    send(message)
    assert mail_server.received == []
    assert message.outcome.startswith("Withdrawn on ")


def test_a_message_that_was_sent_cannot_be_withdrawn(mail_server, write):
    message = write()
    send_messages()
    assert not message.withdraw()
    assert message.state == State.SENT


def test_old_messages_are_deleted(write):
    old, new, waiting = write(), write(), write()
    month_ago = timezone.now() - timedelta(days=30, seconds=1)
    old.withdraw()
    new.withdraw()
    Message.objects.filter(pk=old.pk).update(settled_at=month_ago)
    Message.objects.filter(pk=waiting.pk).update(made_at=month_ago)
    forget_old_messages()
    assert set(Message.objects.all()) == {new, waiting}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "Hello\nBcc: all@example.org"),
        ("from_email", "team@example.org\nBcc: all@example.org"),
        ("to", ["reader@example.org\r\nBcc: all@example.org"]),
        ("bcc", ["reader@example.org\nRSET"]),
        ("to", ["not an address"]),
        ("headers", {"X-Note": "one\ntwo"}),
    ],
)
def test_a_header_with_a_line_break_or_an_invalid_address_is_refused(db, field, value):
    details = {
        "subject": "Hello",
        "body": "Line",
        "from_email": "team@example.org",
        "to": ["reader@example.org"],
    } | {field: value}
    email = EmailMultiAlternatives(**details)
    with pytest.raises(ValueError, match=r"newlines|Invalid address"):
        Message.objects.put(email)
    assert not Message.objects.exists()


def test_several_messages_at_once_are_counted(mail_server, db):
    emails = [EmailMultiAlternatives("Hello", "", None, [f"{n}@example.org"]) for n in range(3)]
    assert get_connection().send_messages(emails) == 3
    send_messages()
    assert len(mail_server.received) == 3
