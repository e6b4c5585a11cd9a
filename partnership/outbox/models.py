"""Every message the site sends: kept here until the mail server has taken it."""

from copy import copy
from datetime import timedelta
from email.utils import make_msgid, parseaddr

from django.core.mail import EmailMessage
from django.core.mail.message import sanitize_address
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

LONGEST_WAIT = timedelta(hours=1)  # between two tries; the first is a minute, then it doubles
PATIENCE = timedelta(days=3)
SOON = timedelta(minutes=2)  # by when a worker that is running has tried a new message


class State(models.TextChoices):
    """What has become of a message; only one that waits still has its content."""

    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    GAVE_UP = "gave_up", "Not sent"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MessageQuerySet(models.QuerySet):
    """Messages by what is to be done with them."""

    def put(self, email):
        """Keep ``email``, a Django EmailMessage, to be sent; return its rows, one a recipient.

        They are part of the caller's transaction. Raises ValueError when an address is none, or a
        header would break out of its line.
        """
        letter = copy(email)
        for address in (email.from_email, *email.recipients()):
            check_address(address)
        # Ours, for Django's would name this machine, and looking the name up may take long.
        domain = parseaddr(email.from_email)[1].rpartition("@")[2]
        letter.extra_headers = {"Message-ID": make_msgid(domain=domain)} | email.extra_headers
        content = letter.message().as_bytes(linesep="\r\n")
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
        """Messages that nobody has taken yet."""
        return self.filter(state=State.WAITING)

    def claim_due(self):
        """Lock and return those whose time has come and that no other worker has, oldest first."""
        due = self.waiting().filter(next_attempt_at__lte=timezone.now())
        due = due.order_by("next_attempt_at", "pk")
        return due.select_for_update(skip_locked=True, no_key=True)

    def try_now(self):
        """Have the worker try those that wait within seconds; return how many they are."""
        return self.waiting().update(next_attempt_at=timezone.now())


class Message(models.Model):
    """One message to one recipient, and how far it has come."""

    subject = models.TextField()
    sender = models.TextField("from")
    recipient = models.TextField("to")
    content = models.BinaryField()  # as it is handed over; empty once it has settled
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    made_at = models.DateTimeField("written", default=timezone.now)
    settled_at = models.DateTimeField("sent, given up or withdrawn", null=True)
    attempts = models.PositiveIntegerField("tries", default=0)
    next_attempt_at = models.DateTimeField("next try", default=timezone.now)
    last_error = models.TextField("what went wrong")

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
        """Keep that the mail server has taken the message."""
        self.attempts += 1
        self.last_error = ""
        self._settle(State.SENT)

    def record_failure(self, reason, final):
        """Keep why the message was not taken, and when to try again; never when ``final``.

        ``reason`` is a plain sentence that says what happened and what to do.
        """
        now = timezone.now()
        self.attempts += 1
        self.last_error = reason
        if final or now - self.made_at > PATIENCE:
            self._settle(State.GAVE_UP)
        else:
            doubled = timedelta(minutes=2 ** min(self.attempts - 1, 10))
            self.next_attempt_at = now + min(doubled, LONGEST_WAIT)
            self.save(update_fields=["attempts", "last_error", "next_attempt_at"])

    def withdraw(self):
        """Let the message never be sent; return whether that was still possible.

        Waits while a worker is handing it over, to know how that went.
        """
        waiting = Message.objects.waiting().filter(pk=self.pk)
        withdrawn = waiting.update(
            state=State.WITHDRAWN, settled_at=timezone.now(), content=b"", last_error=""
        )
        self.refresh_from_db()
        return bool(withdrawn)

    @property
    def outcome(self):
        """What has become of the message, in plain English."""
        when = date_format(timezone.localtime(self.settled_at or self.next_attempt_at), "j F, H:i")
        match self.state:
            case State.SENT:
                return f"The mail server took it on {when}."
            case State.GAVE_UP:
                return f"{self.last_error} Given up on {when}."
            case State.WITHDRAWN:
                return f"Withdrawn on {when}, before it was sent."
            case _ if self.attempts:
                return f"{self.last_error} Next try on {when}."
            case _ if timezone.now() - self.made_at < SOON:
                return "The worker takes it within seconds."
            case _:
                return "The worker has not come to it yet: see whether background jobs are running."

    def _settle(self, state):
        """End with ``state``; the content goes, for its links may let people in."""
        self.state = state
        self.settled_at = timezone.now()
        self.content = b""
        self.save()


def check_address(address):
    """Raise ValueError for what is no address; Django's own check lets line breaks pass."""
    if not address.isprintable() or "@" not in sanitize_address(address, "utf-8"):
        raise ValueError(f"Invalid address {address!r}")


class Letter(EmailMessage):
    """A kept message as Django's transports take one, the same to the byte at each try."""

    def __init__(self, message):
        super().__init__(from_email=message.sender, to=[message.recipient])
        self.content = Content(message.content)

    def message(self):
        return self.content


class Content(bytes):
    """What was written once, for transports that would write it anew."""

    def as_bytes(self, linesep="\n"):
        return self.replace(b"\r\n", linesep.encode())

    def get_charset(self):
        return None
