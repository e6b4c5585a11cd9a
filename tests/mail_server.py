"""A real mail server on this machine, which keeps its messages and fails on request."""

import email
import logging
import socket
import threading
from email.policy import SMTP

from aiosmtpd.controller import Controller

TAKEN = "250 Taken"
HANG_UP = "421 Gone"

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd logs every line


class MailServer:
    """Accepts mail on ``host`` and ``port`` while it runs; use it in a ``with`` statement.

    ``received`` lists the messages in order, ``envelopes`` their envelopes, and ``connections``
    counts the greetings. A test may replace ``answer_address`` and ``answer_message``, functions
    that return the server's reply or ``HANG_UP``.
    """

    host = "127.0.0.1"

    def __init__(self, **options):
        """Create a server; ``options`` are those of aiosmtpd's SMTP."""
        with socket.socket() as probe:
            probe.bind((self.host, 0))
            self.port = probe.getsockname()[1]
        self.options = options
        self.received, self.envelopes, self.connections = [], [], 0
        self.answer_address = lambda address: TAKEN
        self.answer_message = lambda message: TAKEN
        self._arrival = threading.Condition()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stop()

    def start(self):
        """Start listening."""
        self._controller = Controller(self, hostname=self.host, port=self.port, **self.options)
        self._controller.start()

    def stop(self):
        """Stop listening, if it is listening."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    def next_to(self, address, seconds=20):
        """Return the newest message to ``address``, waiting up to ``seconds`` for one.

        It is removed from ``received``, so that the next call returns another.
        """

        def arrived():
            for message in reversed(self.received):
                if message["To"] == address:
                    return message
            return None

        with self._arrival:
            message = self._arrival.wait_for(arrived, seconds)
            assert message, f"No message to {address} arrived; received: {self.received}"
            self.received.remove(message)
            return message

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        reply = self.answer_address(address)
        if reply == TAKEN:
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=SMTP)
        reply = self.answer_message(message)
        if reply == HANG_UP:
            server.transport.abort()
        if reply == TAKEN:
            with self._arrival:
                self.received.append(message)
                self.envelopes.append(envelope)
                self._arrival.notify_all()
        return reply
