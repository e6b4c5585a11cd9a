"""With several workers, and one killed, no message is lost or needlessly sent twice."""

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.db import connection, connections, transaction

from partnership.outbox.jobs import send_messages
from partnership.outbox.models import Message, State
from tests.mail_server import TAKEN

SEND = "from partnership.outbox.jobs import send_messages; send_messages()"


@pytest.fixture
def committed(db):
    """Connect outside the test's transaction, so that other workers see what the test writes."""
    in_transaction = connections["default"]
    connections["default"] = connections.create_connection("default")
    yield
    Message.objects.all().delete()
    connection.close()
    connections["default"] = in_transaction


@pytest.fixture
def pause(mail_server):
    """Make the mail server pause in the middle of each message until the test continues."""
    pause = Pause()
    mail_server.answer_message = pause
    yield pause
    pause.go_on.set()


class Pause:
    """Answers with ``reply`` once ``go_on`` is set."""

    def __init__(self):
        self.reached, self.go_on, self.reply = threading.Event(), threading.Event(), TAKEN

    def __call__(self, message):
        self.reached.set()
        self.go_on.wait(20)
        return self.reply


def work():
    send_messages()
    connections.close_all()


@contextmanager
def worker_process(mail_server):
    """Run another process that sends the waiting messages."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    environment = os.environ | {
        "DATABASE_URL": urlunsplit(url),
        "EMAIL_HOST": mail_server.host,
        "EMAIL_PORT": str(mail_server.port),
    }
    command = (sys.executable, "manage.py", "shell", "--no-imports", "--command", SEND)
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_message_waits_for_the_callers_transaction(mail_server, committed):
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        send_mail("Hello", "Line", None, ["reader@example.org"])
        other.submit(work).result()
        assert mail_server.received == []
    work()
    assert len(mail_server.received) == 1


def test_two_workers_at_once_send_each_message_once(mail_server, committed):
    for number in range(30):
        send_mail(f"Number {number}", "Line", None, ["reader@example.org"])
    both_connected = threading.Barrier(2, timeout=20)

    def work_beside_the_other():
        both_connected.wait()
        work()

    with ThreadPoolExecutor(2) as workers:
        for worker in [workers.submit(work_beside_the_other) for _ in range(2)]:
            worker.result()

    subjects = sorted(message["Subject"] for message in mail_server.received)
    assert subjects == sorted(f"Number {number}" for number in range(30))
    assert mail_server.connections == 2
    assert {message.state for message in Message.objects.all()} == {State.SENT}


def test_a_worker_skips_a_message_that_another_is_sending(mail_server, committed, pause):
    send_mail("Hello", "Line", None, ["reader@example.org"])
    with ThreadPoolExecutor(1) as other:
        sending = other.submit(work)
        assert pause.reached.wait(20)
        work()
        pause.go_on.set()
        sending.result()
    assert len(mail_server.received) == 1


def test_a_message_whose_worker_was_killed_is_sent_by_the_next(mail_server, committed, pause):
    send_mail("Hello", "Line", None, ["reader@example.org"])
    with worker_process(mail_server) as process:
        assert pause.reached.wait(20)
        process.send_signal(signal.SIGKILL)
        process.wait()
    pause.go_on.set()
    with transaction.atomic():
        Message.objects.select_for_update().get()  # waits until the database has dropped the lock
    message = Message.objects.get()
    assert message.state == State.WAITING
    assert message.attempts == 0

    work()

    message.refresh_from_db()
    assert message.state == State.SENT
    assert len({received["Message-ID"] for received in mail_server.received}) == 1


@pytest.mark.parametrize(("reply", "in_time"), [(TAKEN, False), ("451 Not now", True)])
def test_withdrawing_waits_for_a_message_that_is_being_sent(
    mail_server, committed, pause, reply, in_time
):
    pause.reply = reply
    send_mail("Hello", "Line", None, ["reader@example.org"])
    with ThreadPoolExecutor(1) as other:
        sending = other.submit(work)
        assert pause.reached.wait(20)
        threading.Timer(0.2, pause.go_on.set).start()
        assert Message.objects.get().withdraw() is in_time
        sending.result()
    assert len(mail_server.received) == (0 if in_time else 1)
