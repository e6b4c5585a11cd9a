"""Every message the site sends, kept until the mail server has accepted it."""

from copy import copy
from datetime import timedelta
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

LONGEST_WAIT = timedelta(hours=1)  # between two attempts; starts at a minute and doubles
GIVE_UP_AFTER = timedelta(days=3)
LATE_AFTER = timedelta(minutes=15)
FIRST_ATTEMPT_WITHIN = timedelta(minutes=2)  # if a worker is running


class State(models.TextChoices):
    """The status of a message; only a waiting message still has its content."""

    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    GAVE_UP = "gave_up", "Not sent"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MessageQuerySet(models.QuerySet):
    """Messages by what has to be done with them."""

    def put(self, email):
        """Store ``email``, a Django EmailMessage, to be sent; return one row for each recipient.

        The rows are part of the caller's transaction. Raises ValueError for an invalid address and
        for a header that contains a line break.
        """
        outgoing = copy(email)
        for address in (email.from_email, *email.recipients()):
            check_address(address)
        # Django's own would name this machine, and looking up the name can be slow.
        domain = parseaddr(email.from_email)[1].rpartition("@")[2]
        outgoing.extra_headers = {"Message-ID": make_msgid(domain=domain)} | email.extra_headers
        content = outgoing.message().as_bytes(linesep="\r\n")
        return self.bulk_create(
            Message(
                subject=str(email.subject),
                sender=email.from_email,
                recipient=recipient,
                content=content,
            )
            for recipient in dict.fromkeys(email.recipients())
        )

    def waiting(self):
        """Messages that still have to be sent."""
        return self.filter(state=State.WAITING)

    def claim_due(self):
        """Lock and return the messages that are due and that no other worker has, oldest first."""
        due = self.waiting().filter(next_attempt_at__lte=timezone.now())
        due = due.order_by("next_attempt_at", "pk")
        return due.select_for_update(skip_locked=True, no_key=True)

    def try_now(self):
        """Have the worker try the waiting messages within seconds; return how many there are."""
        return self.waiting().update(next_attempt_at=timezone.now())


class Message(models.Model):
    """One message to one recipient, and its status."""

    subject = models.TextField()
    sender = models.TextField("from")
    recipient = models.TextField("to")
    content = models.BinaryField()  # as it is sent; empty once that is settled
    state = models.CharField("status", max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField("written", default=timezone.now)
    settled_at = models.DateTimeField("sent, failed or withdrawn", null=True)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField("next attempt", default=timezone.now)
    last_error = models.TextField("error")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "outgoing message"
        default_permissions = ("view",)
        permissions = [("retry_message", "Can try outgoing messages again")]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                name="outbox_waiting",
                condition=models.Q(state=State.WAITING),
            )
        ]

    def __str__(self):
        return f"{self.subject} to {self.recipient}"

    def record_sent(self):
        """Record that the mail server has accepted the message."""
        self.attempts += 1
        self.last_error = ""
        self._settle(State.SENT)

    def record_failure(self, reason, final):
        """Record why the message was not sent, and when to try again, unless ``final``.

        ``reason`` is a plain sentence that says what happened and what to do.
        """
        now = timezone.now()
        self.attempts += 1
        self.last_error = reason
        if final or now - self.made_at > GIVE_UP_AFTER:
            self._settle(State.GAVE_UP)
        else:
            doubled = timedelta(minutes=2 ** min(self.attempts - 1, 10))
            self.next_attempt_at = now + min(doubled, LONGEST_WAIT)
            self.save(update_fields=["attempts", "last_error", "next_attempt_at"])

    def withdraw(self):
        """Stop the message from being sent; return whether that was still possible.

        Waits while a worker is sending it, to know the result.
        """
        waiting = Message.objects.waiting().filter(pk=self.pk)
        withdrawn = waiting.update(
            state=State.WITHDRAWN, settled_at=timezone.now(), content=b"", last_error=""
        )
        self.refresh_from_db()
        return bool(withdrawn)

    @property
    def outcome(self):
        """The outcome so far, in plain English."""
        when = date_format(timezone.localtime(self.settled_at or self.next_attempt_at), "j F, H:i")
        match self.state:
            case State.SENT if "console" in settings.OUTBOX_TRANSPORT:
                return f"Printed in the terminal on {when}, as no mail server is set up."
            case State.SENT:
                return f"Accepted by the mail server on {when}."
            case State.GAVE_UP:
                return f"{self.last_error} The site stopped trying on {when}."
            case State.WITHDRAWN:
                return f"Withdrawn on {when}, before it was sent."
            case _ if self.attempts:
                return f"{self.last_error} Next attempt on {when}."
            case _ if timezone.now() - self.made_at < FIRST_ATTEMPT_WITHIN:
                return "The worker will send this message within seconds."
            case _:
                return "Not tried yet. Check that the background jobs are running."

    def _settle(self, state):
        """Set the final ``state`` and erase the content, whose links may let people in."""
        self.state = state
        self.settled_at = timezone.now()
        self.content = b""
        self.save()


def check_address(address):
    """Raise ValueError for an invalid address; Django's own check lets line breaks pass."""
    if not address.isprintable() or "@" not in sanitize_address(address, "utf-8"):
        raise ValueError(f"Invalid address {address!r}")


class StoredEmail(EmailMessage):
    """A stored message as Django's transports take one, the same to the byte at each attempt."""

    def __init__(self, message):
        super().__init__(from_email=message.sender, to=[message.recipient])
        self.content = StoredContent(message.content)

    def message(self):
        return self.content


class StoredContent(bytes):
    """The stored bytes, for transports that would otherwise write the message again."""

    def as_bytes(self, linesep="\n"):
        return self.replace(b"\r\n", linesep.encode())

    def get_charset(self):
        return None
