"""What the worker does with outgoing mail."""

import logging
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from traceback import format_tb

from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from .models import Letter, Message
from .trouble import in_words, is_final

logger = logging.getLogger(__name__)

SECONDS_A_RUN = 5  # after which it starts no other message: pages wait for their time too
DAYS_KEPT = 30


def send_messages():
    """Hands waiting messages to the mail server, within seconds of being written.

    What the server does not take is tried again after a minute, then at growing intervals up to an
    hour, for three days. One that fails holds up no other.
    """
    stop = monotonic() + SECONDS_A_RUN
    transport = get_connection(settings.OUTBOX_TRANSPORT)
    try:
        while _send_next(transport) and monotonic() < stop:
            pass
    finally:
        _close(transport)


@transaction.atomic
def _send_next(transport):
    """Hand over the message that has waited longest; return whether another may follow.

    Its row stays locked until the server has answered and that is recorded: docs/decisions/0009.
    """
    message = Message.objects.claim_due().first()
    if message is None:
        return False
    try:
        transport.open()
    except Exception as error:
        _log(error)
        for each in Message.objects.claim_due().defer("content"):
            each.record_failure(in_words(error, connected=False), final=False)
        return False
    try:
        transport.send_messages([Letter(message)])
    except Exception as error:
        _log(error)
        _close(transport)  # after some failures it can't be used again, after none it must
        message.record_failure(in_words(error, connected=True), is_final(error))
    else:
        message.record_sent()
    return True


def _close(transport):
    with suppress(OSError):  # which smtplib's errors are too
        transport.close()


def _log(error):
    """Log a failure without its text, which may name people; a fault of ours with its place."""
    fault = not isinstance(error, OSError)
    logger.log(
        logging.ERROR if fault else logging.WARNING,
        "A message was not taken: %s\n%s",
        type(error).__name__,
        "".join(format_tb(error.__traceback__)) if fault else "",
    )


def forget_old_messages():
    """Forgets messages thirty days after they were sent, given up or withdrawn."""
    long_ago = timezone.now() - timedelta(days=DAYS_KEPT)
    Message.objects.filter(settled_at__lt=long_ago).delete()


JOBS = {
    send_messages: timedelta(seconds=5),
    forget_old_messages: timedelta(days=1),
}
