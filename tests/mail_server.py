"""A real mail server on this machine that keeps what it is given, and fails when it is told to."""

import email
import logging
import socket
import threading
from email.policy import SMTP

from aiosmtpd.controller import Controller

TAKEN = "250 Taken"
HANG_UP = "421 Gone"

logging.getLogger("mail.log").setLevel(logging.WARNING)  # aiosmtpd tells of every line it is sent


class MailServer:
    """Takes mail on ``host`` and ``port`` while it runs; use it in a ``with`` statement.

    ``received`` holds the messages in their order, ``envelopes`` what came with them,
    ``connections`` counts how often somebody greeted. A test may replace ``answer_address`` and
    ``answer_message``, functions that return the server's reply, or ``HANG_UP``.
    """

    host = "127.0.0.1"

    def __init__(self, **options):
        """Make a server; ``options`` are those of aiosmtpd's SMTP."""
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
        """Begin to listen."""
        self._controller = Controller(self, hostname=self.host, port=self.port, **self.options)
        self._controller.start()

    def stop(self):
        """Stop listening; nothing happens when it is not."""
        if self._controller:
            self._controller.stop()
            self._controller = None

    def next_to(self, address, seconds=20):
        """Return the newest message to ``address``, awaited for ``seconds`` if there is none.

        It is taken away, so that the next call gives a newer one.
        """

        def arrived():
            return next((m for m in reversed(self.received) if m["To"] == address), None)

        with self._arrival:
            message = self._arrival.wait_for(arrived, seconds)
            assert message, f"No message to {address} came; there are: {self.received}"
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
