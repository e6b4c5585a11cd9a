"""The worker's jobs for outgoing mail."""

import logging
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from traceback import format_tb

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from .models import Message, StoredEmail
from .smtp_errors import explain, is_final

logger = logging.getLogger(__name__)

SECONDS_PER_RUN = 5  # then no further message is started: the worker may have been told to stop
DAYS_KEPT = 30


def send_messages():
    """Sends waiting messages to the mail server, within seconds of being written.

    If the server does not accept a message, the job tries again after a minute, then at longer
    intervals of up to an hour, for three days. A message that fails does not hold up the others.
    """
    stop = monotonic() + SECONDS_PER_RUN
    transport = get_connection(settings.OUTBOX_TRANSPORT)
    try:
        while _send_next(transport) and monotonic() < stop:
            pass
    finally:
        _close(transport)


@transaction.atomic
def _send_next(transport):
    """Send the message that has waited longest; return whether another may follow.

    Its row stays locked until the server's answer is recorded: docs/decisions/0009.
    """
    message = Message.objects.claim_due().first()
    if message is None:
        return False
    try:
        transport.open()
    except Exception as error:
        _log(error)
        reason = explain(error, connected=False)
        for each in Message.objects.claim_due().defer("content"):
            each.record_failure(reason, final=False)
        return False
    try:
        transport.send_messages([StoredEmail(message)])
    except Exception as error:
        _log(error)
        _close(transport)  # some failures leave it unusable; the next message opens it again
        message.record_failure(explain(error, connected=True), is_final(error))
    else:
        message.record_sent()
    return True


def _close(transport):
    with suppress(OSError):  # smtplib's errors among them
        transport.close()


def _log(error):
    """Log a failure without its text, which may name people; a bug with its traceback."""
    is_bug = not isinstance(error, OSError)
    logger.log(
        logging.ERROR if is_bug else logging.WARNING,
        "A message was not sent: %s\n%s",
        type(error).__name__,
        "".join(format_tb(error.__traceback__)) if is_bug else "",
    )


def forget_old_messages():
    """Deletes the records of messages 30 days after they were sent, failed or were withdrawn."""
    long_ago = timezone.now() - timedelta(days=DAYS_KEPT)
    Message.objects.filter(settled_at__lt=long_ago).delete()


URGENT_JOBS = {
    send_messages: timedelta(seconds=5),
}
JOBS = {
    forget_old_messages: timedelta(days=1),
}
