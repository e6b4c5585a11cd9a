"""What can be wrong with outgoing mail."""

from contextlib import suppress

from django.conf import settings
from django.core.mail import get_connection
from django.db.models import Count, Min
from django.utils import timezone

from partnership.ground.health import Fault, Metric, asks_database

from .models import LATE_AFTER, Message, State
from .smtp_errors import explain


@asks_database
def mail():
    """Whether messages leave: one that waits alone may be its recipient's fault."""
    oldest, waiting = _waiting()
    if oldest is None or timezone.now() - oldest < LATE_AFTER:
        return None
    if Message.objects.filter(state=State.SENT, settled_at__gt=oldest).exists():
        return None
    minutes = (timezone.now() - oldest).total_seconds() // 60
    count = f"{waiting} are" if waiting > 1 else "1 is"
    return Fault(
        f"No email leaves the site: {count} waiting, the oldest for {minutes:.0f} minutes.",
        "Reports → Outgoing mail has the reason for each.",
    )


def mail_server():
    """Whether the mail server lets the site in."""
    transport = get_connection(settings.OUTBOX_TRANSPORT)
    try:
        transport.open()
    except Exception as error:  # explain() knows them all
        return Fault(
            explain(error, connected=False), "Then send a trial: `manage.py sendtestemail ADDRESS`."
        )
    finally:
        with suppress(OSError):  # smtplib's errors among them
            transport.close()


def sender():
    """Whether mail says where it comes from."""
    address = settings.DEFAULT_FROM_EMAIL
    if settings.EMAIL_HOST and address.rstrip(">").endswith("@localhost"):
        return Fault(
            f"Emails are sent from {address}, which other mail servers refuse.",
            "Set DEFAULT_FROM_EMAIL to an address of the partnership.",
        )


@asks_database
def metrics_of_mail():
    """Yield how many messages wait and failed, and for how long."""
    oldest, waiting = _waiting()
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    failed = Message.objects.filter(state=State.GAVE_UP).count()
    yield Metric("mail_waiting", "Emails that wait to be sent.", waiting)
    yield Metric("mail_oldest_seconds", "Time for which the oldest waits.", round(age, 1))
    yield Metric("mail_not_sent", "Emails given up in the last 30 days.", failed)


def _waiting():
    """Return when the oldest waiting message was written, or None, and how many wait."""
    found = Message.objects.waiting().aggregate(oldest=Min("made_at"), waiting=Count("pk"))
    return found["oldest"], found["waiting"]


WATCHED = [mail]
EXAMINED = [mail_server, sender]
METRICS = [metrics_of_mail]
