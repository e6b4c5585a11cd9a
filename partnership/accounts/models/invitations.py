"""An invitation: who may create an account, with which roles, and until when."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from partnership.outbox.models import Message

LIFETIME = timedelta(days=3)


class InvitationQuerySet(models.QuerySet):
    def pending(self):
        """Return those neither accepted nor withdrawn; they may have expired."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open(self):
        """Return those that can be accepted now."""
        return self.pending().filter(expires_at__gt=timezone.now())

    def with_token(self, token):
        """Return the open invitation whose link contains ``token``, or None."""
        return self.open().filter(fingerprint=_fingerprint(token)).first()


class Invitation(models.Model):
    """An invitation sent by email, with a link that works once, for three days.

    Only the person invited knows the link.
    """

    email = models.EmailField(
        "email address",
        help_text="The invitation goes to this address. The person then signs in with it.",
    )
    first_name = models.CharField(max_length=150, help_text="The name that colleagues use.")
    last_name = models.CharField(max_length=150, help_text="Their family name.")
    roles = models.ManyToManyField(
        Group, help_text="What this person can do. You can change this at any time."
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    invited_at = models.DateTimeField("invited", auto_now_add=True)
    expires_at = models.DateTimeField("link works until", null=True)
    # Not the token itself, so that no one can use a link they read in the database.
    fingerprint = models.CharField(max_length=64, db_index=True, editable=False)
    message = models.ForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at=None, withdrawn_at=None),
                name="one_pending_invitation_an_address",
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name} ({self.email})"

    @property
    def is_pending(self):
        """Whether the invitation can still be sent again or withdrawn."""
        return self.accepted_at is None and self.withdrawn_at is None

    @property
    def state(self):
        """The status of the invitation in plain English; ``message`` has that of the email."""
        if self.accepted_at:
            return "Accepted"
        if self.withdrawn_at:
            return "Withdrawn"
        return "Open" if self.expires_at > timezone.now() else "Expired"

    def renew(self):
        """Make a new link, which replaces the earlier one, and return its token."""
        token = token_urlsafe(32)
        self.fingerprint = _fingerprint(token)
        self.expires_at = timezone.now() + LIFETIME
        return token


def _fingerprint(token):
    return sha256(token.encode()).hexdigest()
