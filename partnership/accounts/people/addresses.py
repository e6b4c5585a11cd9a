"""Email addresses that people type."""

from django.core.exceptions import ValidationError

from partnership.outbox.models import check_address


def sendable(email):
    """Return ``email`` in small letters; raises ValidationError where no mail could go there."""
    email = email.lower()
    try:
        check_address(email)
    except ValueError:
        raise ValidationError(
            "No mail can be sent to this address. Type it anew: it may hold a character that "
            "does not show."
        ) from None
    return email
